#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>

/* Translates every string that a person reads. The message ids are Chinese, so the interface is
 * complete without a catalogue and in any locale. */
#define _(text) i18n_text(text)

/* Marks a string in a table for xgettext; the code that reads the table calls _(). */
#define N_(text) (text)

/* Translates a message that has a singular form in some languages. */
#define n_(text, count) i18n_counted((text), (count))

/* Returns the catalogue's text for a message id, or the id itself if absent. */
const char *i18n_text(const char *id) __attribute__((format_arg(1)));
const char *i18n_counted(const char *id, unsigned long count) __attribute__((format_arg(1)));

/* Loads a catalogue made by msgfmt in place of the current one (NULL: none), whose strings become
 * invalid. libintl is not used, because it translates nothing in the C locale (nor in C.UTF-8 with
 * newer C libraries) and needs the language's locale to be installed. Returns false, and leaves no
 * catalogue loaded, if the file cannot be read or is malformed. */
bool i18n_open(const char *path);

#endif
