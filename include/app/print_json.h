#ifndef APP_PRINT_JSON_H
#define APP_PRINT_JSON_H

#include "base/diag.h"
#include "content/edition.h"
#include "search/search.h"
#include "state/marks.h"

#include <stdio.h>

/* Print what --list, --search and --check say as one JSON document, for programs. With `marks`,
 * which may be NULL, each article has what the reader noted of it as well: whether it was read, and
 * the positions of its bookmark and of where reading stopped. */

/* Prints an array of the shown articles, each with every field of its header, its id, its path, the
 * offset of its body in the file, and whether it is pinned, a draft or expired. A field that the
 * header does not have is left out. */
void print_json_list(FILE *out, const struct edition *edition, const struct marks *marks);

/* Prints an array of the articles that were found, the best first: the article, as above, with the
 * text around the first match. Returns STATUS_FAULT if there is none. */
int print_json_search(FILE *out, const struct search *search, const struct marks *marks);

/* Prints an object of the number of articles checked and the faults found in them. */
void print_json_check(FILE *out, const struct diags *diags, size_t articles);

#endif
