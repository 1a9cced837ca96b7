#include "state/passage.h"

#include "base/alloc.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
    BEFORE_BYTES = 36, /* a dozen Han characters */
    AFTER_BYTES = 48,
    LEAST_BYTES = 9,  /* fewer bytes of text are found anywhere */
    BLOCKS_AROUND = 8 /* that are looked at for the words; most have enough alone */
};

/* A stretch of a block's text within the running text. */
struct stretch {
    size_t at;
    const struct rich_text *rich;
    size_t start; /* in its text */
};

/* The text of some blocks, one after the other, without the numbers of links. */
struct running_text {
    struct buffer text;
    struct stretch *stretches;
    size_t count, cap;
};

static void add_stretch(struct running_text *running, const struct rich_text *rich, size_t start,
                        size_t end)
{
    size_t at = running->text.bytes;

    if (start >= end)
        return;
    MEM_GROW(running->stretches, running->cap, running->count + 1);
    running->stretches[running->count++] = (struct stretch){at, rich, start};
    buffer_add(&running->text, rich->text.p + start, end - start);
    buffer_join_lines(&running->text, at);
}

static void add_rich(struct running_text *running, const struct rich_text *rich)
{
    size_t at = 0;

    for (size_t i = 0; i < rich->span_count; i++) {
        if (!(rich->spans[i].styles & SPAN_NUMBER))
            continue;
        add_stretch(running, rich, at, rich->spans[i].start);
        at = rich->spans[i].end;
    }
    add_stretch(running, rich, at, rich->text.bytes);
}

static void add_block(struct running_text *running, const struct block *block)
{
    size_t cells = block->table ? block->table->row_count * block->table->column_count : 0;

    add_rich(running, &block->rich);
    for (size_t i = 0; i < cells; i++)
        add_rich(running, &block->table->cells[i]);
}

static void free_running(struct running_text *running)
{
    buffer_free(&running->text);
    free(running->stretches);
}

static int64_t source_of(const struct stretch *stretch, size_t offset)
{
    return rich_text_source(stretch->rich, stretch->start + offset);
}

/* Returns the offset of a position in the running text. */
static size_t offset_of(const struct running_text *running, int64_t position)
{
    size_t i = running->count, offset, end;
    const struct stretch *stretch;

    if (!running->count)
        return 0;
    while (--i > 0 && source_of(running->stretches + i, 0) > position)
        continue;
    stretch = running->stretches + i;
    end = i + 1 < running->count ? stretch[1].at : running->text.bytes;
    offset = rich_text_offset(stretch->rich, position);
    offset = stretch->at + (offset > stretch->start ? offset - stretch->start : 0);
    return offset < end ? offset : end;
}

/* Returns the position of an offset in the running text. */
static int64_t position_of(const struct running_text *running, size_t offset)
{
    size_t i = running->count;

    if (!running->count)
        return 0;
    while (--i > 0 && running->stretches[i].at > offset)
        continue;
    return source_of(running->stretches + i, offset - running->stretches[i].at);
}

void passage_words(const struct body *body, int64_t position, struct buffer *words)
{
    const struct document *document = body_document(body);
    struct running_text running = {0};
    size_t block = document_block_at(document, position), first, at, start, end;

    if (position < 0 || position > body_bytes(body) || !document->block_count)
        return;
    first = block > BLOCKS_AROUND ? block - BLOCKS_AROUND : 0;
    for (size_t i = first; i < document->block_count && i <= block + BLOCKS_AROUND; i++)
        add_block(&running, document->blocks + i);
    /* Blocks of nothing but spaces or pictures leave no words to be kept. */
    if (!running.text.bytes)
        goto done;
    at = offset_of(&running, position);
    start = at > BEFORE_BYTES ? at - BEFORE_BYTES : 0;
    end = at + AFTER_BYTES < running.text.bytes ? at + AFTER_BYTES : running.text.bytes;
    while (start < at && utf8_is_tail(running.text.data[start]))
        start++;
    while (end > at && end < running.text.bytes && utf8_is_tail(running.text.data[end]))
        end--;
    if (start < end) {
        buffer_add(words, running.text.data + start, at - start);
        buffer_add_char(words, '\t');
        buffer_add(words, running.text.data + at, end - at);
    }
done:
    free_running(&running);
}

/* Returns where `words` stand nearest to an offset, or SIZE_MAX. */
static size_t find_near(struct str text, struct str words, size_t offset)
{
    /* Words that stand everywhere are looked for near the offset alone. */
    enum { MOST_MET = 1000, NEAR_BYTES = 16 * 1024 };
    size_t best = SIZE_MAX, from = 0, met = 0;
    const char *found;

    if (words.bytes < LEAST_BYTES || words.bytes > text.bytes)
        return SIZE_MAX;
    while ((found = memmem(text.p + from, text.bytes - from, words.p, words.bytes))) {
        size_t at = (size_t)(found - text.p);

        if (at >= offset)
            return best != SIZE_MAX && offset - best <= at - offset ? best : at;
        best = at;
        from = at + 1;
        if (++met == MOST_MET && from + NEAR_BYTES < offset)
            from = offset - NEAR_BYTES;
    }
    return best;
}

/* Returns the halves of a text, cut between code points. */
static struct str half_of(struct str text, bool second)
{
    size_t cut = text.bytes / 2;

    while (cut < text.bytes && utf8_is_tail(text.p[cut]))
        cut++;
    return second ? (struct str){text.p + cut, text.bytes - cut} : (struct str){text.p, cut};
}

/* Returns the offset of a place in the text: looks for all of the words, then for those on either
 * side, then for their halves, those nearest to the place first. */
static size_t find_words(struct str text, struct str before, struct str after, size_t near)
{
    struct buffer all = {0};
    size_t found = SIZE_MAX;

    buffer_add_str(&all, before);
    buffer_add_str(&all, after);
    {
        /* Words, and how many bytes after their beginning the place is. */
        const struct {
            struct str words;
            size_t shift;
        } tries[] = {
            {buffer_str(&all), before.bytes},
            {after, 0},
            {before, before.bytes},
            {half_of(after, false), 0},
            {half_of(before, true), half_of(before, true).bytes},
            {half_of(after, true), 0},
        };

        for (size_t i = 0; i < sizeof(tries) / sizeof(*tries) && found == SIZE_MAX; i++) {
            found =
                find_near(text, tries[i].words, near > tries[i].shift ? near - tries[i].shift : 0);
            if (found != SIZE_MAX)
                found += tries[i].shift;
        }
    }
    buffer_free(&all);
    return found;
}

int64_t passage_find(const struct body *body, struct mark_place place)
{
    const struct document *document = body_document(body);
    const char *tab = place.words.bytes ? memchr(place.words.p, '\t', place.words.bytes) : NULL;
    struct running_text running = {0};
    size_t before_bytes, near, found;
    struct str after;

    if (!tab)
        return place.position;
    before_bytes = (size_t)(tab - place.words.p);
    after = (struct str){tab + 1, place.words.bytes - before_bytes - 1};
    for (size_t i = 0; i < document->block_count; i++)
        add_block(&running, document->blocks + i);
    near = offset_of(&running, place.position);
    found = find_words(buffer_str(&running.text), (struct str){place.words.p, before_bytes}, after,
                       near);
    /* Several positions may have one offset, such as those of markup. */
    if (found != SIZE_MAX && found != near)
        place.position = position_of(&running, found);
    else if (found == SIZE_MAX && place.position > body_bytes(body))
        place.position = body_bytes(body);
    free_running(&running);
    return place.position;
}
