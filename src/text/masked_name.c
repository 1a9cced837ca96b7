#include "masked_name.h"

#include "step.h"
#include "text/character.h"

bool is_mask(char32_t cp)
{
    return cp == '*' || cp == U'＊' || cp == U'×' || cp == U'○';
}

/* Several hidden characters are the end of a name; after one the name may go on. */
enum text_joint masked_name_joint(const struct place *p)
{
    size_t end = p->end;

    if (is_mask(p->next))
        return character_is_han(p->prev) || is_mask(p->prev) ? TEXT_JOINT_HARD : TEXT_JOINT_NONE;
    step_back(p->text, &end);
    return character_is_han(p->next) && character_is_han(step_before(p->text, end))
               ? TEXT_JOINT_SOFT
               : TEXT_JOINT_NONE;
}
