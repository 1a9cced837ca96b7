#ifndef CONFIG_CONFIG_KEYS_H
#define CONFIG_CONFIG_KEYS_H

#include "base/buffer.h"
#include "config/config.h"

#include <stdbool.h>
#include <stddef.h>

enum config_kind {
    CONFIG_CHOICE, /* an enum: the choice's index */
    CONFIG_INT,    /* of min to max */
    CONFIG_PAINT   /* see config/paint.h */
};

enum { CONFIG_MAX_CHOICES = 6 };

/* A key of the configuration file. */
struct config_key {
    const char *section;
    const char *name;
    const char *doc; /* what it is, in a few words; the reader calls _() */
    enum config_kind kind;
    size_t offset; /* of the setting in struct config */
    int min, max;
    const char *choices[CONFIG_MAX_CHOICES + 1]; /* up to a NULL */
};

/* Key number `index` of all there are, or NULL past the last. */
const struct config_key *config_key_at(size_t index);

/* The key of this name, which must be there. */
const struct config_key *config_key_find(const char *section, const char *name);

/* Sets the key's setting to what `value` says, and notes where that comes from (see struct config).
 * False, and nothing is set, where it is none of its values. */
bool config_key_set(const struct config_key *key, struct config *config, const char *value,
                    long origin);

/* Where the key's setting comes from: see struct config. */
long config_key_origin(const struct config_key *key, const struct config *config);

/* Appends the key's setting as config_key_set() reads it. */
void config_key_write(const struct config_key *key, const struct config *config,
                      struct buffer *out);

/* Appends what the key's value may be, for a person. */
void config_key_allowed(const struct config_key *key, struct buffer *out);

#endif
