#ifndef CONTENT_NAMES_H
#define CONTENT_NAMES_H

#include <stdbool.h>

/* Meanings of file names. For articles' names see content/article.h. */

/* Returns whether a file without an article's name was probably meant as an article, because word
 * processors and other tools write such files: .txt, .docx, .html … */
bool name_is_near_article(const char *name);

/* Returns whether an article's file describes the folder it is in: _index.md. */
bool name_is_index(const char *name);

/* Returns whether an article's file is for the makers of a collection, not its readers: README.md,
 * LICENSE.md, CONTRIBUTING.md. */
bool name_is_for_maintainers(const char *name);

#endif
