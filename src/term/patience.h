#ifndef SRC_TERM_PATIENCE_H
#define SRC_TERM_PATIENCE_H

#include "term/decode.h"

/* Returns whether the ESC was given as a key, and the introducer alone came after it, which may be
 * a key as well. */
bool patience_is_perhaps_a_key(const struct decoder *decoder);

/* Returns how long a lone ESC is awaited before it is the key Esc. */
int patience_with_escape_ms(const struct decoder *decoder);

#endif
