#ifndef TEXT_DOCUMENT_NUMBER_H
#define TEXT_DOCUMENT_NUMBER_H

#include "place.h"

#include <stdbool.h>
#include <stddef.h>

/* The numbers of documents, such as 杭政办〔2023〕15号, and other digits in brackets. */

/* Returns whether the year of a document's number begins at `at`: 〔2023〕15, 〔2023〕 15,
 * 〔2023〕第15. */
bool document_year_begins(struct str text, size_t at);

/* Returns whether the number that ends at `end` is that of a document, after its year. */
bool document_ends(struct str text, size_t end);

/* Returns whether the place is between two Han characters of the code before such a year, which
 * stands apart from other Han characters: （杭|政办〔2023〕. */
bool within_document_code(const struct place *p);

/* Returns whether the area code of a telephone number ends at `end`: （0571）. */
bool area_code_ends(struct str text, size_t end);

#endif
