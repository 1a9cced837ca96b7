# Completion of kanbao's options, their values, and the ids of articles, for fish.
# begin fish_options
complete -c kanbao -l linear -d 'line by line, for screen readers and braille displays: nothing is drawn or repainted, and choices have numbers'
complete -c kanbao -l dump -d 'print all articles (or one) as formatted text'
complete -c kanbao -l width -x -d 'the width for --dump (default: the terminal'\''s, else 80) and --linear (default: the terminal'\''s, else lines are not wrapped)'
complete -c kanbao -l page-rows -x -d 'divide the output of --dump into pages of ROWS lines'
complete -c kanbao -l list -d 'print a line for each article: id, district, topic, place, date, title, tab-separated'
complete -c kanbao -l search -x -d 'print the articles found, best match first: id, title, context'
complete -c kanbao -l check -d 'check everything and print file:line:col: level: message'
complete -c kanbao -l index -d 'write an index, .kanbao-index, into the folder, so that a kiosk opens it at once'
complete -c kanbao -l frame -x -d 'print the screen as text'
complete -c kanbao -l keys -x
complete -c kanbao -l config -rF -d 'use this configuration file'
complete -c kanbao -l ambiguous -x -a "auto narrow wide" -d 'columns of characters of ambiguous width (curly quotes, dashes, circled numbers): auto (ask the terminal), narrow (one), wide (two)'
complete -c kanbao -l lang -x -a "zh_CN en auto" -d 'language of the interface: zh_CN, en, or auto (by the locale)'
complete -c kanbao -l all -d 'include expired articles'
complete -c kanbao -l drafts -d 'include drafts'
complete -c kanbao -l json -d '--list, --search, --check and --print-config print JSON, with every field'
complete -c kanbao -l state -d '--list --json and --search --json also say what was read, and where bookmarks and reading are'
complete -c kanbao -l kiosk -d 'reader for a public machine: it cannot be quit and keeps no traces of a visit'
complete -c kanbao -l ssh
complete -c kanbao -l text-size -x
complete -c kanbao -l night -x -d 'a kiosk'\''s hours (such as 22:00-06:30) in which the screen is dark until it is touched'
complete -c kanbao -l status -rF -d 'a kiosk'\''s file for the machine'\''s status, which kanbao-status shows'
complete -c kanbao -l rest
complete -c kanbao -l machine -x
complete -c kanbao -l voice -rF
complete -c kanbao -l speech
complete -c kanbao -l clock -x
complete -c kanbao -l strict-calls
complete -c kanbao -l print-config -d 'print all settings and keys in force, and the source of each'
complete -c kanbao -l version -s V -d 'print the version'
complete -c kanbao -l help -s h -d 'print this help'
# end
complete -c kanbao -n '__fish_seen_argument -l dump' -a '(kanbao --list 2>/dev/null | cut -f 1)'
