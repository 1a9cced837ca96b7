#ifndef TEXT_MASKED_NAME_H
#define TEXT_MASKED_NAME_H

#include "place.h"
#include "text/unit.h"

#include <stdbool.h>
#include <uchar.h>

/* Names of which a part is hidden: 李*明, 王××. */

/* Returns whether cp stands for a hidden character. */
bool is_mask(char32_t cp);

/* Returns the joint of a place before or after such a character. */
enum text_joint masked_name_joint(const struct place *p);

#endif
