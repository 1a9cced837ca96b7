#ifndef CONTENT_NAMES_H
#define CONTENT_NAMES_H

#include <stdbool.h>

/* Names of files and their meaning. For those of articles see content/article.h. */

/* Returns whether a file that is no article's by its name was probably meant for one, since it is
 * what word processors and other tools write: .txt, .docx, .html … */
bool name_is_near_article(const char *name);

/* Returns whether an article's file is about the folder it is in: _index.md. */
bool name_is_index(const char *name);

/* Returns whether an article's file is one that collections have for their makers: README.md,
 * LICENSE.md, CONTRIBUTING.md. */
bool name_is_for_makers(const char *name);

#endif
