#include "index_pack.h"

#include "content/body.h"
#include "content/walk.h"
#include "index_format.h"

/* Adds a text that has been folded, and its end. */
static void add_folded(struct packer *packer, struct str text)
{
    folded_keep(&packer->folded, &packer->text, &packer->within);
    changes_add(&packer->changes, &packer->folded, text);
    buffer_add_char(&packer->text, PACKED_END);
}

static void add_line(struct packer *packer, struct str line)
{
    text_fold(&packer->folded, line);
    add_folded(packer, line);
}

/* Adds the texts of a walk: those that are addresses, or those that are not. */
static void add_walk(struct packer *packer, struct walk walk, bool addresses)
{
    const struct rich_text *rich;

    while ((rich = walk_next(&walk))) {
        if (walk_is_at_address(&walk) != addresses)
            continue;
        walk_fold(&packer->folded, rich);
        add_folded(packer, rich->text);
    }
    walk_free(&walk);
}

/* Adds the body and what follows it, unless the file cannot be read. Returns the bytes before the
 * addresses. */
static size_t add_body(struct packer *packer, const struct article *article)
{
    struct diags unread = {0}; /* discarded: opening the article reports them */
    struct body *body = body_open(article, &unread);
    const struct walk walk = {.parts = {.article = article, .body = body}, .part = PART_BODY};
    size_t plain_bytes = 0;

    if (body) {
        add_walk(packer, walk, false);
        plain_bytes = packer->text.bytes;
        add_walk(packer, walk, true);
    }
    body_close(body);
    diags_free(&unread);
    return plain_bytes;
}

/* Adds the texts of a kind. Returns the bytes before the addresses. */
static size_t add_texts(struct packer *packer, enum packed_kind kind, const struct article *article)
{
    switch (kind) {
    case PACKED_NAMES:
        add_line(packer, article->title);
        add_line(packer, article->place);
        add_line(packer, article->district);
        break;
    case PACKED_HEADER:
        add_walk(packer, (struct walk){.parts.article = article}, false);
        add_line(packer, article->summary);
        break;
    case PACKED_BODY:
        return add_body(packer, article);
    case PACKED_KINDS:
        break;
    }
    return packer->text.bytes;
}

/* Takes the texts over as they were. */
static size_t add_known(struct packer *packer, const struct packed_texts *known)
{
    const struct folded *folded = &known->folded;

    buffer_add(&packer->text, folded->text, folded->bytes);
    buffer_add(&packer->within, folded->within, folded->within_count * sizeof(*folded->within));
    buffer_add_str(&packer->changes.list, known->changes);
    return known->plain_bytes;
}

void index_pack(struct packer *packer, enum packed_kind kind, const struct article *article,
                const struct packed_texts *known, struct buffer *packed, size_t offset,
                struct buffer *records)
{
    struct index_packed_record record = {.offset = offset};

    buffer_clear(&packer->text);
    buffer_clear(&packer->within);
    buffer_clear(&packer->changes.list);
    packer->changes.alike = 0;
    record.plain_bytes =
        (uint32_t)(known ? add_known(packer, known) : add_texts(packer, kind, article));
    record.bytes = (uint32_t)packer->text.bytes;
    record.within_count = (uint32_t)(packer->within.bytes / sizeof(uint32_t));
    record.change_bytes = (uint32_t)packer->changes.list.bytes;
    buffer_add(records, &record, sizeof(record));
    while (packer->text.bytes % sizeof(uint32_t))
        buffer_add_char(&packer->text, PACKED_END);
    buffer_add_str(&packer->text, buffer_str(&packer->within));
    buffer_add_str(&packer->text, buffer_str(&packer->changes.list));
    while (packer->text.bytes % INDEX_ALIGNMENT)
        buffer_add_char(&packer->text, PACKED_END);
    buffer_add_str(packed, buffer_str(&packer->text));
}

void packer_free(struct packer *packer)
{
    buffer_free(&packer->text);
    buffer_free(&packer->within);
    buffer_free(&packer->changes.list);
    folded_free(&packer->folded);
}
