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

/* Returns the bytes of an address that begins a text, without the stops and marks after it; a
 * closing parenthesis belongs to it only after an opening one (GFM's extended autolinks). It ends
 * before Chinese, which is often written behind an address without a blank. */
size_t url_bare_bytes(struct str text);

/* Finds the next address that a text has without markup, from byte `from` on: of http or https, one
 * that begins with www., or one of mail. Returns false if there is none. */
bool url_find_bare(struct str text, size_t from, struct str *address);

/* Appends a URL as printable ASCII: everything else is percent-encoded, and so are
 * " < > ` \ ^ { | }. */
void url_add(struct str url, struct buffer *out);

/* Appends a path for the end of a URL: all but letters, digits, - . _ ~ and / is percent-encoded.
 */
void url_add_path(struct str path, struct buffer *out);

#endif
