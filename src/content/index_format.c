#include "index_format.h"

#include "base/hash.h"
#include "base/i18n.h"

#define FIELD(member) offsetof(struct article, member)

const size_t INDEX_FIELDS[INDEX_FIELD_COUNT] = {
    FIELD(id),     FIELD(title), FIELD(kicker),  FIELD(subtitle), FIELD(district),
    FIELD(place),  FIELD(date),  FIELD(month),   FIELD(issue),    FIELD(page),
    FIELD(source), FIELD(link),  FIELD(summary), FIELD(expires),  FIELD(note)};

uint64_t index_header_sum(const struct index_header *header)
{
    struct index_header copy = *header;

    copy.sum = 0;
    return hash_of((struct str){(const char *)&copy, sizeof(copy)});
}

uint64_t index_language(void)
{
    return hash_of(str_of(i18n_text(""))); /* the catalogue's own header, which no other has */
}
