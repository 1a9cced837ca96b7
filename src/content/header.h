#ifndef CONTENT_HEADER_H
#define CONTENT_HEADER_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Limits, so that a wrong file is not slow: keys in a header, and values told of one key. */
enum { HEADER_MOST_KEYS = 256, HEADER_MOST_ITEMS = 256 };

/* A value, or one of a list. Lines and columns are from 1, columns in bytes. */
struct header_item {
    struct str text; /* not cleaned; of a map: the value of its `name` */
    size_t line, column;
    bool plain;    /* neither quoted nor a block: `null` and `~` are no text then */
    bool nameless; /* a map without a `name`: there is no text */
};

enum header_shape { HEADER_ONE, HEADER_LIST, HEADER_MAP };

/* A key and its value. */
struct header_entry {
    struct str key;
    size_t line;               /* of the key, which begins it */
    size_t at_line, at_column; /* of the value */
    enum header_shape shape;
    size_t first,
        count;     /* its items, those of lists in a list among them; none where it is empty */
    bool too_many; /* more than HEADER_MOST_ITEMS */
    size_t comment_column; /* of a # on the value's line; 0: there is none, or nobody has looked */
};

/* Something that cannot be read. */
struct header_fault {
    size_t line, column;
    const char *message; /* translated */
    bool opens;          /* a quotation mark or a bracket that is not closed on its line */
    bool of_layout;      /* of how lines stand to each other, not of a value */
    bool firm;           /* a limit of kanbao's, whatever YAML says */
};

/* The entries of a header, in its order, whatever it was written in. A zeroed struct is empty.
 * Strings are borrowed from the text that was read, or the arena's. */
struct header {
    struct arena arena;
    struct header_entry *entries;
    size_t count, cap;
    struct header_item *items;
    size_t item_count, item_cap;
    struct header_fault *faults;
    size_t fault_count, fault_cap;
};

/* The three readers. Each reads the lines between the fences, `line` being the number of the first,
 * and appends to *header; what it cannot read is a fault. */

/* Lines `key: value`, a value being plain, 'quoted', "quoted" or a [list] of such: the part of YAML
 * that all its readers agree on, in one pass. Goes on after a fault. */
void flat_read(struct header *header, struct str text, size_t line);

/* YAML as libyaml reads it. Ends at the first fault. */
void yaml_read(struct header *header, struct str text, size_t line);

/* TOML without tables. Goes on after a fault where it can. */
void toml_read(struct header *header, struct str text, size_t line);

/* Reads YAML by the quick reader where that can and by libyaml where it cannot. A fault is told in
 * the words of the quick reader where it has some for the line. */
void header_read_yaml(struct header *header, struct str text, size_t line);

/* For the readers. The entry is the last until the next is added. */
struct header_entry *header_add_entry(struct header *header, struct str key, size_t line);
void header_add_item(struct header *header, struct header_item item);
void header_add_fault(struct header *header, struct header_fault fault);

/* Empties it and keeps the memory. */
void header_clear(struct header *header);

void header_free(struct header *header);

#endif
