#ifndef APP_CLI_H
#define APP_CLI_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* What the command line asks for. */
enum order {
    ORDER_READ, /* the reader itself */
    ORDER_LINEAR,
    ORDER_DUMP,
    ORDER_LIST,
    ORDER_SEARCH,
    ORDER_CHECK,
    ORDER_FRAME,
    ORDER_PRINT_CONFIG,
    ORDER_VERSION,
    ORDER_HELP
};

struct cli {
    enum order order;
    const char *path;      /* FOLDER or FILE.md, or NULL */
    const char *id;        /* of the article to dump, or NULL: all */
    const char *words;     /* of --search */
    const char *keys;      /* of --keys */
    const char *config;    /* of --config */
    const char *ambiguous; /* of --ambiguous: a value of the configuration's key, or NULL */
    const char *lang;      /* of --lang, likewise */
    bool all;              /* of --all: what has expired, too */
    bool drafts;           /* of --drafts */
    bool kiosk;            /* of --kiosk: all that is not for it is then as if not given */
    bool ssh;              /* of --ssh: a kiosk that can be quit */
    int text_size;         /* of --text-size; 0: not given */
    const char *clock;     /* of --clock: what ticker_start() takes, or NULL */
    const char *ignored;   /* the name of an option that a kiosk does not heed, or NULL */
    int width_cols;        /* of --width; 0: not given */
    int page_lines;        /* of --page-rows; 0: not given */
    int frame_cols;
    int frame_lines;
};

/* An option as it is parsed and as --help shows it. The texts are in Chinese: the reader calls _().
 */
struct cli_option {
    const char *name;    /* after the -- */
    char letter;         /* after a single -, or NUL */
    bool for_kiosk;      /* a kiosk heeds it */
    enum order order;    /* which it gives, or ORDER_READ */
    const char *value;   /* the name of the value that must follow, or NULL */
    const char *operand; /* the name of an operand that may follow, or NULL */
    const char *help;    /* its effect, in lines; NULL: the option before has it in its help */
};

/* Option number `index` of all there are, in the order of --help, or NULL past the last. */
const struct cli_option *cli_option_at(size_t index);

/* Reads the command line into *cli. False, with a line on standard error, where it is wrong. */
bool cli_parse(struct cli *cli, int argc, char **argv);

/* Looks ahead for what has to be known before anything is said, even of a command line that is
 * wrong: `lang`, unchecked, `config` and `kiosk`. */
void cli_glance(struct cli *cli, int argc, char **argv);

/* Prints what --help shows to standard output. */
void cli_help(void);

#endif
