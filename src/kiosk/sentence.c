#include "kiosk/sentence.h"

#include "base/i18n.h"
#include "text/character.h"
#include "text/grapheme.h"
#include "text/utf8.h"

/* A unit is what sentences are cut from: the text of a block or, in a table, of a row. */

static const struct block *block_of(struct article_parts *parts, const struct sentence *at)
{
    return &article_part(parts, at->part)->blocks[at->block];
}

static bool is_silent(const struct block *block)
{
    return block->kind == BLOCK_LINK || block->kind == BLOCK_NEXT || block->kind == BLOCK_RULE;
}

/* Writes a row as it is read: 姓名：王明；电话：1234. The head is the names alone. */
static void write_row(const struct table *table, size_t row, struct buffer *out)
{
    for (size_t col = 0; col < table->column_count; col++) {
        struct str head = table->cells[col].text;
        struct str cell = table->cells[row * table->column_count + col].text;

        if (!cell.bytes)
            continue;
        if (out->bytes)
            buffer_add_text(out, row ? "；" : "，");
        if (row && head.bytes) {
            buffer_add_str(out, head);
            buffer_add_text(out, "：");
        }
        buffer_add_str(out, cell);
    }
}

/* Returns the text of a unit, which may be in `row`. */
static struct str unit_text(struct article_parts *parts, const struct sentence *at,
                            struct buffer *row)
{
    const struct block *block = block_of(parts, at);

    buffer_clear(row);
    if (is_silent(block))
        return (struct str){0};
    if (!block->table)
        return block->rich.text;
    /* The head is repeated before each part of a long table. */
    if (at->row || !block->continues)
        write_row(block->table, at->row, row);
    return buffer_str(row);
}

/* Goes to the beginning of the next unit. */
static bool next_unit(struct article_parts *parts, struct sentence *at)
{
    const struct block *block = block_of(parts, at);
    struct sentence next = {.part = at->part, .block = at->block};

    if (block->table && at->row + 1 < block->table->row_count) {
        next.row = at->row + 1;
    } else {
        next.block++;
        while (next.block >= article_part(parts, next.part)->block_count) {
            if (next.part + 1 == PART_COUNT)
                return false;
            next.part++;
            next.block = 0;
        }
    }
    *at = next;
    return true;
}

static bool is_end_mark(char32_t cp)
{
    return cp == U'。' || cp == U'！' || cp == U'？' || cp == U'…' || cp == U'!' || cp == U'?' ||
           cp == U'｡' || cp == U'\n';
}

static bool is_closing(char32_t cp)
{
    return cp == U'”' || cp == U'’' || cp == U'」' || cp == U'』' || cp == U'）' || cp == U'】' ||
           cp == U'》' || cp == U'〉' || cp == U'"' || cp == U'\'' || cp == U')' || cp == U']';
}

static bool is_pause(char32_t cp)
{
    return cp == U'，' || cp == U'、' || cp == U'；' || cp == U'：' || cp == U',' || cp == U';' ||
           cp == U' ' || cp == U'　';
}

/* Returns whether a voice has something to say of a character. */
static bool is_heard(char32_t cp)
{
    return character_is_letter(cp) || character_is_digit(cp) || character_is_symbol(cp);
}

static char32_t character_at(struct str text, size_t at)
{
    char32_t cp = 0;

    if (at < text.bytes)
        utf8_decode(text.p + at, text.bytes - at, &cp);
    return cp;
}

/* Returns the end of the sentence that begins at `from`. */
static size_t sentence_end(struct str text, size_t from, bool *heard)
{
    size_t at = from, pause = 0;
    bool ended = false;

    *heard = false;
    while (at < text.bytes) {
        char32_t cp = character_at(text, at);

        if (ended && !is_end_mark(cp) && !is_closing(cp))
            return at;
        if (at > from && !ended && at - from >= SENTENCE_MOST_BYTES)
            return pause ? pause : at;
        at += grapheme_next(text.p + at, text.bytes - at, false).bytes;
        *heard = *heard || is_heard(cp);
        ended = ended || is_end_mark(cp) || (cp == U'.' && character_at(text, at) == U' ');
        if (is_pause(cp) && at - from > SENTENCE_MOST_BYTES / 2)
            pause = at;
    }
    return at;
}

/* Finds the next part of a text, from `at` on, that a voice has something to say of. */
static bool cut(struct str text, size_t at, size_t *from, size_t *to)
{
    while (at < text.bytes) {
        bool heard;

        if (character_is_space(character_at(text, at))) {
            at += grapheme_next(text.p + at, text.bytes - at, false).bytes;
            continue;
        }
        *from = at;
        at = sentence_end(text, at, &heard);
        *to = *from + utf8_trim((struct str){text.p + *from, at - *from}, character_is_space).bytes;
        if (heard)
            return true;
    }
    return false;
}

/* Returns the position where a row of a table begins or, after the last row, where the table ends.
 */
static int64_t row_source(const struct block *block, size_t row)
{
    const struct table *table = block->table;
    size_t count = table->row_count * table->column_count;
    int64_t end = block->source;

    for (size_t i = row * table->column_count; i < count; i++)
        if (table->cells[i].run_count)
            return rich_text_source(&table->cells[i], 0);
    for (size_t i = 0; i < count; i++) {
        int64_t source = rich_text_source(&table->cells[i], table->cells[i].text.bytes);

        end = source > end ? source : end;
    }
    return end;
}

static void set_source(struct article_parts *parts, struct sentence *sentence)
{
    const struct block *block = block_of(parts, sentence);

    if (block->table) {
        sentence->source = row_source(block, sentence->row);
        sentence->source_end = row_source(block, sentence->row + 1);
    } else {
        sentence->source = rich_text_source(&block->rich, sentence->from);
        sentence->source_end = rich_text_source(&block->rich, sentence->to);
    }
    /* A replacement's bytes all have one position. */
    if (sentence->source_end <= sentence->source)
        sentence->source_end = sentence->source + 1;
}

/* Finds the first sentence from byte `start` of a unit on, or in the units after it. */
static bool find_from(struct article_parts *parts, struct sentence unit, size_t start,
                      struct sentence *sentence)
{
    struct buffer row = {0};
    bool found;

    while (!(found = cut(unit_text(parts, &unit, &row), start, &unit.from, &unit.to)) &&
           next_unit(parts, &unit))
        start = 0;
    buffer_free(&row);
    if (!found)
        return false;
    unit.begins = start == 0;
    set_source(parts, &unit);
    *sentence = unit;
    return true;
}

/* Sets *unit to one before which no sentence begins at or after the position. */
static bool unit_near(struct article_parts *parts, int64_t position, struct sentence *unit)
{
    const struct document *document;

    *unit = (struct sentence){.part = article_part_at(parts, position)};
    document = article_part(parts, unit->part);
    while (unit->block + 1 < document->block_count &&
           document->blocks[unit->block + 1].source <= position)
        unit->block++;
    if (document->block_count)
        return true;
    for (int part = 0; part < PART_COUNT; part++) {
        *unit = (struct sentence){.part = (enum article_part)part};
        if (article_part(parts, unit->part)->block_count)
            return true;
    }
    return false;
}

bool sentence_find(struct article_parts *parts, int64_t position, struct sentence *sentence)
{
    struct sentence unit;

    if (!unit_near(parts, position, &unit))
        return false;
    if (!find_from(parts, unit, 0, sentence))
        return find_from(parts, (struct sentence){.part = unit.part}, 0, sentence);
    while (sentence->source < position && sentence_next(parts, sentence))
        continue;
    return true;
}

bool sentence_next(struct article_parts *parts, struct sentence *sentence)
{
    struct sentence unit = *sentence;

    return find_from(parts, unit, sentence->to, sentence);
}

/* Returns whether `a` comes before `b`. */
static bool is_before(const struct sentence *a, const struct sentence *b)
{
    if (a->part != b->part)
        return a->part < b->part;
    if (a->block != b->block)
        return a->block < b->block;
    return a->row != b->row ? a->row < b->row : a->from < b->from;
}

bool sentence_previous(struct article_parts *parts, struct sentence *sentence)
{
    struct sentence unit = {.part = sentence->part, .block = sentence->block};

    for (;;) {
        struct sentence at, last;
        bool found = false;

        for (bool more = find_from(parts, unit, 0, &at); more && is_before(&at, sentence);
             more = sentence_next(parts, &at)) {
            last = at;
            found = true;
        }
        if (found) {
            *sentence = last;
            return true;
        }
        if (unit.block > 0) {
            unit.block--;
        } else {
            size_t count;

            do {
                if (unit.part == PART_HEAD)
                    return false;
                unit.part--;
                count = article_part(parts, unit.part)->block_count;
            } while (!count);
            unit.block = count - 1;
        }
    }
}

/* Appends bytes of a text without the numbers added to links. */
static void add_without_numbers(struct buffer *out, const struct rich_text *rich, size_t from,
                                size_t to)
{
    for (size_t i = 0; i < rich->span_count && rich->spans[i].start < to; i++) {
        const struct span *span = &rich->spans[i];

        if (!(span->styles & SPAN_NUMBER) || span->end <= from)
            continue;
        if (span->start > from)
            buffer_add(out, rich->text.p + from, span->start - from);
        from = span->end;
    }
    if (from < to)
        buffer_add(out, rich->text.p + from, to - from);
}

/* Returns whether an item's marker is a number rather than a bullet or a box. */
static bool is_number(struct str marker)
{
    static const char *const OTHERS[] = {"•", "◦", "☐", "☑"};

    for (size_t i = 0; i < sizeof(OTHERS) / sizeof(*OTHERS); i++)
        if (str_case_begins(marker, OTHERS[i]))
            return false;
    return marker.bytes > 0;
}

void sentence_write(struct article_parts *parts, const struct sentence *sentence,
                    struct buffer *out)
{
    const struct block *block = block_of(parts, sentence);
    size_t start = out->bytes;

    if (block->table) {
        struct buffer row = {0};
        struct str text = unit_text(parts, sentence, &row);

        buffer_add(out, text.p + sentence->from, sentence->to - sentence->from);
        buffer_free(&row);
    } else {
        if (sentence->begins && is_number(block->marker))
            buffer_addf(out, "%.*s ", STR_FMT(block->marker));
        if (sentence->begins && block->kind == BLOCK_CAPTION)
            buffer_add_text(out, _("图片："));
        add_without_numbers(out, &block->rich, sentence->from, sentence->to);
    }
    buffer_join_lines(out, start);
}
