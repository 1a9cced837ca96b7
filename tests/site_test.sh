#!/bin/bash
# The web site of the bulletin: every link leads somewhere, every article that kanbao lists is there and no other, and no
# page needs a script. make passes KANBAO and BUILD.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/smoke/staging.sh"
lacking=$(missing hugo jq)
[ -z "$lacking" ] || skip_all "the web site" "$lacking is not installed"
kanbao=$(realpath "${KANBAO:-build/kanbao}")
make_home
site=$home/site
base= # the folder of the site at its address
pages() { find "$site" -name '*.html'; }
# links FILE: prints its addresses, decoded.
links() {
    grep -o -E '(href|src)="?[^" >]*' "$1" | sed -E 's/^(href|src)="?//; s/&amp;/\&/g' | while IFS= read -r link; do
        printf '%b\n' "${link//%/\\x}"
    done
}
# Prints each link that leads nowhere; those to other sites and within a page are not followed.
dead_links() {
    local page link
    pages | while IFS= read -r page; do
        links "$page" | while IFS= read -r link; do
            case $link in
            http://* | https://* | '#'*) ;;
            "$base"/ | "$base"/*/) [ -f "$site${link#"$base"}index.html" ] || echo "$page: $link" ;;
            "$base"/*) [ -f "$site${link#"$base"}" ] || echo "$page: $link" ;;
            *) echo "$page: $link" ;;
            esac
        done
    done
}
none() { [ -z "$("$@" | tee /dev/stderr)" ]; }
tidied() { pages | xargs -d '\n' tidy -quiet -errors -utf8 2>&1; }
articles() { "$kanbao" --list "$1" | cut -f 1 | sort; }
on_the_site() { (cd "$site" && find . -mindepth 2 -name index.html ! -path './topics/*' ! -path './districts/*' -printf '%h\n') | sed 's|^\./||' | sort; }
titles_in_feed() { grep -o '<item><title>[^<]*' "$site/index.xml" | sed 's/.*>//' | sort; }
titles() { "$kanbao" --list "$1" | cut -f 6 | sort; }

layouts=$(find config/site | sort)
expect "make site" config/site/make.sh "$kanbao" content "$site"
expect "every link leads to a page" none dead_links
expect "the articles are those that kanbao lists" diff <(articles content) <(on_the_site)
expect "the feed has their titles" diff <(titles content) <(titles_in_feed)
expect "the front page has links to all" diff <(articles content) <(links "$site/index.html" | sed -n 's|^/\([^/]*/[^/]*\)/$|\1|p' | grep -v -e ^topics -e ^districts | sort)
if command -v tidy >/dev/null; then
    expect "every page is valid HTML" none tidied
else
    skip "every page is valid HTML" "tidy is not installed"
fi
expect "no page has a script" none grep -r -l -i -e '<script' -e ' on[a-z]*=' "$site"

mkdir -p "$home/bulletin/东区" && printf '%s\n' --- '标题: 停水"通知"' '主题: 民生' '日期: 2026年3月5日' --- '' '正文一。' >"$home/bulletin/东区/a.md" &&
    printf '%s\n' --- 标题: 稿 '草稿: 是' --- 未定。 >"$home/bulletin/东区/b.md" &&
    printf '%s\n' +++ 'title = "旧"' 'expires = 2000-01-01' +++ 过期。 >"$home/bulletin/c.md" &&
    printf '%s\n' --- '标题: 东区"小报"' --- >"$home/bulletin/_index.md"
base=/paper
expect "make site of headers in Chinese, for a folder" config/site/make.sh "$kanbao" "$home/bulletin" "$site" https://example.org/paper/
expect "drafts and expired articles stay out" diff <(echo 东区/a) <(on_the_site)
expect "the title is there, and the text" grep -q -r -F '正文一。' "$site/东区/a/index.html"
expect "every link of it leads to a page" none dead_links
expect "the bulletin has its own name" grep -q -F '<h1>东区&#34;小报&#34;</h1>' "$site/index.html"
expect "nothing is written beside the layouts" diff <(echo "$layouts") <(find config/site | sort)

[ "$failed" -eq 0 ]
