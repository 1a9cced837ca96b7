#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>

/* Returns whether a target is an http or https URL with something after the slashes. */
bool url_is_web(struct str target);

/* Returns whether a browser, a terminal or a phone may open a target: a web URL or one of mailto.
 */
bool url_can_be_followed(struct str target);

/* Appends a URL as printable ASCII: everything else is percent-encoded, and so are
 * " < > ` \ ^ { | }. */
void url_add(struct str url, struct buffer *out);

/* Appends a path for the end of a URL: all but letters, digits, - . _ ~ and / is percent-encoded.
 */
void url_add_path(struct str path, struct buffer *out);

#endif
