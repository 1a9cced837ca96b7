#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

/* Every string that a person reads goes through here. The message ids are Chinese, so the interface
 * is whole without a catalogue and in any locale. */
#define _(text) gettext(text)

/* Marks a string of a table for the catalogue; the table's reader calls _(). */
#define N_(text) (text)

#endif
