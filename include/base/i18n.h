#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>

/* Every string that a person reads goes through here. The message ids are Chinese, so the interface
 * is whole without a catalogue and in any locale. */
#define _(text) i18n_text(text)

/* Marks a string of a table for the catalogue; the table's reader calls _(). */
#define N_(text) (text)

/* A message that a language may write in another way for a count of one. */
#define n_(text, count) i18n_counted((text), (count))

/* What the catalogue has for a message id, or the id. */
const char *i18n_text(const char *id) __attribute__((format_arg(1)));
const char *i18n_counted(const char *id, unsigned long count) __attribute__((format_arg(1)));

/* Takes a catalogue as msgfmt makes them (NULL: none) in place of the one before; strings that were
 * got from that are then gone. libintl is not asked: it translates nothing in the C locale, for
 * in newer C libraries C.UTF-8 too, and the language's own locale need not be installed. False
 * where it cannot be read or is unsound; there is then no catalogue. */
bool i18n_open(const char *path);

#endif
