#ifndef CONTENT_PICTURE_H
#define CONTENT_PICTURE_H

#include "content/article.h"

#include <stdbool.h>

/* Returns whether a picture that an article names is a missing file of the bulletin. A name is
 * relative to the article or, if it begins with /, to the content folder `folder`; if that is NULL,
 * false is returned for such a name, and for the other names of an article without a folder. The
 * name is percent-decoded, and ends before a ? or a #. Returns false for an address with a scheme
 * or a host. */
bool picture_is_missing(const struct article *article, const char *folder, struct str name);

#endif
