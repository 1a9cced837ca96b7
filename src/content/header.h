#ifndef CONTENT_HEADER_H
#define CONTENT_HEADER_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Limits, so that a malformed file is not slow: keys of a header, and values of one key. */
enum { HEADER_MOST_KEYS = 256, HEADER_MOST_ITEMS = 256 };

/* A value, or one of a list. Lines and columns count from 1, columns in bytes. */
struct header_item {
    struct str text; /* not cleaned; for a map, the value of its `name` */
    size_t line, column;
    bool plain;    /* neither quoted nor a block, so that `null` and `~` mean no value */
    bool nameless; /* a map without a `name`, and so without text */
};

enum header_shape { HEADER_ONE, HEADER_LIST, HEADER_MAP };

/* A key and its value. */
struct header_entry {
    struct str key;
    size_t line;               /* of the key */
    size_t at_line, at_column; /* of the value */
    enum header_shape shape;
    size_t first, count;   /* its items, including those of nested lists; 0 if the value is empty */
    bool too_many;         /* more than HEADER_MOST_ITEMS */
    size_t comment_column; /* of a # comment on the value's line; 0: none, or not looked for */
};

/* A part of a header that cannot be read. */
struct header_fault {
    size_t line, column;
    const char *message; /* translated */
    bool opens;          /* a quotation mark or a bracket is not closed on its line */
    bool of_layout;      /* about the layout of lines, not about a value */
    bool firm;           /* exceeds a limit of kanbao's, even if it is valid YAML */
};

/* The entries of a header, in its order, from any format. A zeroed struct is empty. Strings are
 * borrowed from the text that was read, or are in the arena. */
struct header {
    struct arena arena;
    struct header_entry *entries;
    size_t count, cap;
    struct header_item *items;
    size_t item_count, item_cap;
    struct header_fault *faults;
    size_t fault_count, fault_cap;
};

/* The three readers. Each reads the lines between the fences, the first of which has the number
 * `line`, and appends to *header. A part that cannot be read is a fault. */

/* Reads lines `key: value`, in which a value is plain, 'quoted', "quoted" or a [list] of such: the
 * subset of YAML that all its readers agree on, in one pass. Goes on after a fault. */
void flat_read(struct header *header, struct str text, size_t line);

/* Reads YAML with libyaml. Stops at the first fault. */
void yaml_read(struct header *header, struct str text, size_t line);

/* Reads TOML without tables. Goes on after a fault if it can. */
void toml_read(struct header *header, struct str text, size_t line);

/* Reads YAML with the quick reader, flat_read(), or with libyaml if the former finds a fault.
 * Reports a fault in the words of the quick reader if that has some for its line. */
void header_read_yaml(struct header *header, struct str text, size_t line);

/* For the readers. Items are added to the last entry, whose pointer is valid until the next is
 * added. */
struct header_entry *header_add_entry(struct header *header, struct str key, size_t line);
void header_add_item(struct header *header, struct header_item item);
void header_add_fault(struct header *header, struct header_fault fault);

/* Empties the header, but keeps its arrays. */
void header_clear(struct header *header);

void header_free(struct header *header);

#endif
