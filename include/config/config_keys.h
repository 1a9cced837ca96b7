#ifndef CONFIG_CONFIG_KEYS_H
#define CONFIG_CONFIG_KEYS_H

#include "base/buffer.h"
#include "config/config.h"

#include <stdbool.h>
#include <stddef.h>

enum config_kind {
    CONFIG_CHOICE, /* an enum, which is the index of the choice */
    CONFIG_INT,    /* from `min` to `max` */
    CONFIG_PAINT,  /* see config/paint.h */
    CONFIG_URL,    /* the beginning of http or https URLs, or empty; of CONFIG_URL_BYTES at most */
    CONFIG_ACCENT, /* a colour that can be read on paper, as 0xrrggbb */
    CONFIG_TEXT    /* a line of text, cleaned, in an array of CONFIG_TEXT_BYTES */
};

enum { CONFIG_MAX_CHOICES = 7 };

/* A key of the configuration file. */
struct config_key {
    const char *section;
    const char *name;
    const char *doc; /* a short description in Chinese, translated by _() where it is shown */
    enum config_kind kind;
    size_t offset; /* of the setting in struct config */
    int min, max;
    const char *choices[CONFIG_MAX_CHOICES + 1]; /* ends with NULL */
};

/* Returns key number `index`, from 0, or NULL past the last. */
const struct config_key *config_key_at(size_t index);

/* Returns the key of this name, which must exist. */
const struct config_key *config_key_find(const char *section, const char *name);

/* Sets the key's setting to `value`, and its origin (see struct config). Returns false, and sets
 * nothing, if the key does not allow the value. */
bool config_key_set(const struct config_key *key, struct config *config, const char *value,
                    long origin);

/* Returns the origin of the key's setting: see struct config. */
long config_key_origin(const struct config_key *key, const struct config *config);

/* Appends the key's setting in the form that config_key_set() reads. */
void config_key_write(const struct config_key *key, const struct config *config,
                      struct buffer *out);

/* Appends a description, for a person, of the values that the key allows. */
void config_key_allowed(const struct config_key *key, struct buffer *out);

#endif
