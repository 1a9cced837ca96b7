#ifndef APP_CLI_H
#define APP_CLI_H

#include "base/status.h"
#include "kiosk/night.h"

#include <stdbool.h>
#include <stddef.h>

/* The actions that a command line can ask for. */
enum cli_mode {
    CLI_READ, /* the reader itself */
    CLI_LINEAR,
    CLI_DUMP,
    CLI_LIST,
    CLI_SEARCH,
    CLI_CHECK,
    CLI_INDEX,
    CLI_FRAME,
    CLI_PRINT_CONFIG,
    CLI_VERSION,
    CLI_HELP
};

struct cli {
    enum cli_mode mode;
    const char *path;      /* FOLDER, FILE.md or -, or NULL */
    const char *id;        /* of the article to dump, or NULL: all */
    const char *words;     /* of --search */
    const char *keys;      /* of --keys */
    const char *config;    /* of --config */
    const char *ambiguous; /* of --ambiguous: a value of the configuration's key, or NULL */
    const char *lang;      /* of --lang, likewise */
    bool all;              /* of --all: show expired articles, too */
    bool drafts;           /* of --drafts: show drafts, too */
    bool json;             /* of --json: print JSON instead of lines, also --help */
    bool state;            /* of --state: with the reader's marks */
    bool kiosk;            /* of --kiosk: options that are not for a kiosk are then ignored */
    bool ssh;              /* of --ssh: a kiosk that can be quit */
    int text_size;         /* of --text-size; 0: not given */
    bool rest;             /* of --rest: a kiosk that shows headlines in large letters */
    const char *machine;   /* of --machine: a kiosk's name, unclean, or NULL */
    const char *voice;     /* of --voice: speech-dispatcher's socket, or NULL */
    bool speech;           /* of --speech: a kiosk that can be used without sight */
    const char *clock;     /* of --clock, for ticker_start(), or NULL */
    struct night night;    /* of --night */
    const char *status;    /* of --status: the file for status_file_open(), or NULL */
    bool strict_calls;     /* of --strict-calls: a kiosk that a call it may not make kills */
    const char *ignored;   /* the name of an option that the kiosk ignored, or NULL */
    int width_cols;        /* of --width; 0: not given */
    int page_lines;        /* of --page-rows; 0: not given */
    int frame_cols;
    int frame_lines;
};

/* An option, for the parser and for --help. The texts are in Chinese, translated by _() where they
 * are shown. */
struct cli_option {
    const char *name;    /* after the -- */
    char letter;         /* after a single -, or NUL */
    bool for_kiosk;      /* a kiosk does not ignore it */
    bool kiosk_only;     /* nothing else takes it */
    enum cli_mode mode;  /* the mode it chooses, or CLI_READ */
    const char *value;   /* the name of the value that must follow, or NULL */
    const char *operand; /* the name of an operand that may follow, or NULL */
    const char *help;    /* its effect, in lines; NULL: described by the help of an option above */
};

/* Returns option number `index`, from 0 and in the order of --help, or NULL past the last. */
const struct cli_option *cli_option_at(size_t index);

/* Parses the command line into *cli, which then refers to `argv`. Returns false, with a line on
 * standard error, if the command line is wrong. */
bool cli_parse(struct cli *cli, int argc, char **argv);

/* Sets the members that are needed before the first message can be printed (`lang`, unchecked,
 * `config`, `kiosk` and `json`, and `mode` if it is CLI_LINEAR) and zeroes the others. Works for a
 * wrong command line, too. */
void cli_preparse(struct cli *cli, int argc, char **argv);

/* Returns whether a mode prints a text at once, without settings or articles: --version, --help. */
bool cli_ends_at_once(enum cli_mode mode);

/* Prints the text of --help on standard output. */
void cli_help(void);

#endif
