#ifndef CONTENT_PICTURE_H
#define CONTENT_PICTURE_H

#include "content/article.h"

#include <stdbool.h>

/* Returns whether a picture that an article names is a file of the bulletin's and is not there:
 * beside the article or, where the name begins with /, below the content folder `folder` (NULL:
 * unknown, and nothing is said of such a name). The name is percent-decoded, and ends before a ? or
 * a #. Of an address with a scheme or a host nothing is known. */
bool picture_is_missing(const struct article *article, const char *folder, struct str name);

#endif
