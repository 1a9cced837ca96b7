#include "rich.h"

#include "base/alloc.h"
#include "text/clean.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdio.h>
#include <stdlib.h>

enum { TAB_COLS = 4, SPAN_ADDED = SPAN_NUMBER };

void rich_start(struct rich_builder *rich)
{
    buffer_clear(&rich->text);
    rich->span_count = 0;
    rich->run_count = 0;
    rich->line_count = 0;
    rich->has_position = false;
    rich->gap.pending = false;
    rich->emphasis_end = SIZE_MAX;
    rich->link_start = 0;
    rich->images = 0;
    rich->has_words = false;
    rich->measured = 0;
    rich->cols = 0;
}

void rich_set_styles(struct rich_builder *rich, unsigned styles, struct str target)
{
    rich->styles = styles;
    rich->target = target;
}

int64_t rich_position(const struct rich_builder *rich, size_t at)
{
    return rich->base + (int64_t)source_offset(rich->source, at);
}

size_t rich_ground(struct text_run *runs, size_t count, struct str text, int64_t position)
{
    char32_t last;

    if (!count)
        return 0;
    runs[0].source = position;
    if (count == 1)
        return 1;
    runs[1] = (struct text_run){utf8_decode_before(text.p, text.bytes, &last), position};
    return 2;
}

/* Sets the block's position from its first piece from the input, at input[at]. Text that the parser
 * added before it gets the same position. */
static void ground(struct rich_builder *rich, size_t at)
{
    rich->has_position = true;
    rich->gap.position = rich_position(rich, at);
    rich->run_count =
        rich_ground(rich->runs, rich->run_count, buffer_str(&rich->text), rich->gap.position);
}

/* Marks `bytes` of the input at `at` as used. Returns their source position. */
static int64_t consume(struct rich_builder *rich, size_t at, size_t bytes)
{
    if (at == SIZE_MAX || at < rich->consumed)
        return rich_position(rich, rich->consumed);
    rich->consumed = at + bytes;
    if (!rich->has_position)
        ground(rich, at);
    return rich_position(rich, at);
}

/* Marks the input as used as far as it equals a string of the parser's own. */
static void consume_alike(struct rich_builder *rich, struct str text)
{
    const struct buffer *input = &rich->source->input;

    for (size_t i = 0; rich->has_position && i < text.bytes; i++) {
        const char *next = input->data + rich->consumed;
        size_t left = input->bytes - rich->consumed;

        if (left > 1 && text.p[i] == '\n' && next[0] == '\r' && next[1] == '\n')
            rich->consumed += 2;
        else if (left && next[0] == text.p[i])
            rich->consumed++;
        else
            break;
    }
}

static void add_run(struct rich_builder *rich, int64_t position)
{
    struct text_run run = {rich->text.bytes, position};
    struct text_run *last = rich->run_count ? &rich->runs[rich->run_count - 1] : NULL;

    if (last && last->source + (int64_t)(run.text - last->text) == run.source)
        return;
    if (last && last->text == run.text) {
        last->source = run.source;
        return;
    }
    MEM_GROW(rich->runs, rich->run_cap, rich->run_count + 1);
    rich->runs[rich->run_count++] = run;
}

/* Gives these styles to the text from `start` to its end. */
static void add_span(struct rich_builder *rich, size_t start, unsigned styles, struct str target)
{
    struct span *last = rich->span_count ? &rich->spans[rich->span_count - 1] : NULL;

    if (!styles || start == rich->text.bytes)
        return;
    if (last && last->end == start && last->styles == styles && str_eq(last->target, target)) {
        last->end = rich->text.bytes;
        return;
    }
    MEM_GROW(rich->spans, rich->span_cap, rich->span_count + 1);
    rich->spans[rich->span_count++] = (struct span){start, rich->text.bytes, styles, target};
}

/* Appends clean text whose source is at `position`. */
static void put(struct rich_builder *rich, struct str text, int64_t position, unsigned styles,
                struct str target)
{
    size_t start = rich->text.bytes;

    add_run(rich, position);
    buffer_add_str(&rich->text, text);
    add_span(rich, start, styles, target);
}

/* Records that a line of the input begins at the text's end. */
static void add_line(struct rich_builder *rich)
{
    MEM_GROW(rich->lines, rich->line_cap, rich->line_count + 1);
    rich->lines[rich->line_count++] = rich->text.bytes;
}

/* Cuts the text back to its first `bytes` bytes. */
static void cut_back(struct rich_builder *rich, size_t bytes)
{
    rich->text.bytes = bytes;
    if (rich->link_start > bytes)
        rich->link_start = bytes;
    while (rich->run_count && rich->runs[rich->run_count - 1].text >= bytes)
        rich->run_count--;
    while (rich->line_count && rich->lines[rich->line_count - 1] > bytes)
        rich->line_count--;
    while (rich->span_count && rich->spans[rich->span_count - 1].start >= bytes)
        rich->span_count--;
    if (rich->span_count && rich->spans[rich->span_count - 1].end > bytes)
        rich->spans[rich->span_count - 1].end = bytes;
}

/* Returns whether a character is wide and of a script without spaces, which Hangul is not. */
static bool is_wide(char32_t cp)
{
    bool hangul = (cp >= 0x1100 && cp <= 0x11FF) || (cp >= 0x3130 && cp <= 0x318F) ||
                  (cp >= 0xA960 && cp <= 0xA97F) || (cp >= 0xAC00 && cp <= 0xD7FF);

    return !hangul && text_width(cp, false) == 2;
}

/* Returns whether a character is punctuation that Chinese shares with other scripts. It counts as
 * wide next to a wide character. */
static bool is_shared_punctuation(char32_t cp)
{
    return (cp >= 0x2014 && cp <= 0x2015) || (cp >= 0x2018 && cp <= 0x2019) ||
           (cp >= 0x201C && cp <= 0x201D) || cp == 0x2026 || cp == 0x22EF || cp == 0xB7;
}

/* Returns the end of the article's own text before `end`, which is before a link's number if one
 * ends there. */
static size_t before_added(const struct rich_builder *rich, size_t end)
{
    for (size_t i = rich->span_count; i > 0 && rich->spans[i - 1].end >= end; i--)
        if (rich->spans[i - 1].end == end && (rich->spans[i - 1].styles & SPAN_ADDED))
            return rich->spans[i - 1].start;
    return end;
}

/* Returns whether the text and `next` are joined without a space between them. */
static bool joins(const struct rich_builder *rich, char32_t next)
{
    enum { LOOK_BACK = 8 };
    bool after_shared = false;
    size_t end = rich->text.bytes;

    for (int i = 0; i < LOOK_BACK && end > 0; i++) {
        char32_t cp;

        end = utf8_decode_before(rich->text.data, before_added(rich, end), &cp);
        if (is_wide(cp))
            return is_wide(next) || is_shared_punctuation(next);
        if (is_shared_punctuation(cp))
            after_shared = true;
        else if (text_width(cp, false) != 0)
            break;
    }
    return after_shared && is_wide(next);
}

/* Adds a space for the gap, or nothing, now that the text after it is known. */
static void close_gap(struct rich_builder *rich, struct str next)
{
    char32_t cp;

    rich->gap.pending = false;
    utf8_decode(next.p, next.bytes, &cp);
    if (!joins(rich, cp))
        put(rich, str_of(" "), rich->gap.position, rich->gap.styles, rich->gap.target);
    if (rich->gap.ends_line)
        add_line(rich);
}

static void open_gap(struct rich_builder *rich, int64_t position)
{
    if (rich->gap.pending)
        return;
    rich->gap.pending = true;
    rich->gap.ends_line = false;
    rich->gap.position = position;
    rich->gap.styles = rich->styles;
    rich->gap.target = rich->target;
}

static bool is_blank(struct str text)
{
    for (size_t i = 0; i < text.bytes; i++)
        if (text.p[i] != ' ' && text.p[i] != '\t' && text.p[i] != '\n')
            return false;
    return true;
}

static void put_prose(struct rich_builder *rich, struct str text, int64_t position)
{
    char *start;

    if (rich->gap.pending)
        close_gap(rich, text);
    put(rich, text, position, rich->styles, rich->target);
    start = rich->text.data + rich->text.bytes - text.bytes;
    for (char *p = start; (p = memchr(p, '\t', text.bytes - (size_t)(p - start)));)
        *p = ' ';
    for (char *p = start; (p = memchr(p, '\n', text.bytes - (size_t)(p - start)));)
        *p = ' ';
    if (!rich->has_words && !(rich->styles & SPAN_IMAGE))
        rich->has_words = !is_blank(text);
}

/* Returns the column at which a code block's text ends. */
static int measure_cols(struct rich_builder *rich)
{
    while (rich->measured < rich->text.bytes) {
        char32_t cp;
        int cols;

        rich->measured +=
            utf8_decode(rich->text.data + rich->measured, rich->text.bytes - rich->measured, &cp);
        cols = text_width(cp, false);
        rich->cols = cp == '\n' ? 0 : rich->cols + (cols > 0 ? cols : 0);
    }
    return rich->cols;
}

static void put_code(struct rich_builder *rich, struct str text, int64_t position)
{
    static const char spaces[] = "    ";

    while (text.bytes) {
        const char *tab = memchr(text.p, '\t', text.bytes);
        size_t plain = tab ? (size_t)(tab - text.p) : text.bytes;

        if (plain)
            put(rich, (struct str){text.p, plain}, position, 0, (struct str){0});
        if (!tab)
            break;
        put(rich, (struct str){spaces, (size_t)(TAB_COLS - measure_cols(rich) % TAB_COLS)},
            position + (int64_t)plain, 0, (struct str){0});
        text = (struct str){tab + 1, text.bytes - plain - 1};
        position += (int64_t)plain + 1;
    }
}

typedef void put_function(struct rich_builder *rich, struct str text, int64_t position);

/* Cleans `text`, whose source is at `position`, and puts it. */
static void put_cleaned(struct rich_builder *rich, struct str text, int64_t position,
                        put_function *put_it)
{
    while (text.bytes) {
        const char *stand_in;
        char32_t before = 0;
        size_t bytes;

        if (rich->text.bytes && !rich->gap.pending)
            utf8_decode_before(rich->text.data, rich->text.bytes, &before);
        bytes = text_clean_prefix(text.p, text.bytes, before);
        if (bytes) {
            put_it(rich, (struct str){text.p, bytes}, position);
        } else {
            bytes = text_clean_unit(text.p, text.bytes, &stand_in);
            if (*stand_in)
                put_it(rich, str_of(stand_in), position);
        }
        text = (struct str){text.p + bytes, text.bytes - bytes};
        position += (int64_t)bytes;
    }
}

void rich_add(struct rich_builder *rich, struct str text, size_t at)
{
    int64_t position = consume(rich, at, text.bytes);

    if (rich->emphasis_end == rich->text.bytes && !(rich->styles & SPAN_CODE) && text.bytes &&
        text.p[0] == ' ') {
        open_gap(rich, position++);
        text = (struct str){text.p + 1, text.bytes - 1};
    }
    put_cleaned(rich, text, position, put_prose);
}

/* Lets no position of the text be beyond `most`, as a stand-in may be longer than what it replaces.
 */
static void bound_positions(struct rich_builder *rich, int64_t most)
{
    const struct text_run *run;
    char32_t cp;
    size_t last;

    if (!rich->run_count)
        return;
    last = utf8_decode_before(rich->text.data, rich->text.bytes, &cp);
    run = &rich->runs[rich->run_count - 1];
    if (most < run->source)
        most = run->source;
    if (last <= run->text || run->source + (int64_t)(last - run->text) <= most)
        return;
    MEM_GROW(rich->runs, rich->run_cap, rich->run_count + 1);
    rich->runs[rich->run_count++] = (struct text_run){last, most};
}

void rich_add_stand_in(struct rich_builder *rich, size_t at, size_t bytes, struct str stand_in)
{
    int64_t position = consume(rich, at, bytes);

    put_cleaned(rich, stand_in, position, put_prose);
    bound_positions(rich, position + (bytes ? (int64_t)bytes - 1 : 0));
}

void rich_add_code(struct rich_builder *rich, const char *text, size_t bytes)
{
    const struct source *source = rich->source;
    size_t at = (size_t)((uintptr_t)text - (uintptr_t)source->input.data);
    struct str stretch;

    if (at < rich->consumed || at > source->input.bytes || bytes > source->input.bytes - at) {
        int64_t position = rich_position(rich, rich->consumed);

        consume_alike(rich, (struct str){text, bytes});
        put_cleaned(rich, (struct str){text, bytes}, position, put_code);
        return;
    }
    for (size_t end = at + bytes; at < end; at += stretch.bytes) {
        stretch = source_stretch(source, at, end);
        if (stretch.p)
            put_cleaned(rich, stretch, consume(rich, at, stretch.bytes), put_code);
    }
}

void rich_add_soft_break(struct rich_builder *rich)
{
    open_gap(rich, rich_position(rich, rich->consumed));
    rich->gap.ends_line = true;
}

void rich_add_hard_break(struct rich_builder *rich)
{
    rich->gap.pending = false;
    put(rich, str_of("\n"), rich_position(rich, rich->consumed), rich->styles, rich->target);
    add_line(rich);
}

/* Returns whether the text ends in a space of prose, not of code. */
static bool ends_in_space(const struct rich_builder *rich)
{
    const struct span *last = rich->span_count ? &rich->spans[rich->span_count - 1] : NULL;

    if (!rich->text.bytes || rich->text.data[rich->text.bytes - 1] != ' ')
        return false;
    return !last || last->end != rich->text.bytes || !(last->styles & SPAN_CODE);
}

void rich_open_emphasis(struct rich_builder *rich)
{
    size_t end = rich->text.bytes;
    const struct text_run *run;

    if (rich->gap.pending || !ends_in_space(rich))
        return;
    run = &rich->runs[rich->run_count - 1];
    open_gap(rich, run->source + (int64_t)(end - 1 - run->text));
    cut_back(rich, end - 1);
}

void rich_close_emphasis(struct rich_builder *rich)
{
    if (rich->text.bytes && !rich->gap.pending)
        rich->emphasis_end = rich->text.bytes;
}

void rich_open_image(struct rich_builder *rich)
{
    /* In a caption each of several pictures with only space between them has its own line. */
    if (rich->images && !rich->has_words && rich->text.bytes) {
        while (ends_in_space(rich))
            cut_back(rich, rich->text.bytes - 1);
        rich_add_hard_break(rich);
    }
    rich->images++;
}

void rich_open_link(struct rich_builder *rich)
{
    rich->link_start = rich->text.bytes;
}

struct str rich_link_text(const struct rich_builder *rich)
{
    const char *text = rich->text.data;
    size_t start = rich->link_start, end = rich->text.bytes;

    while (start < end && (text[start] == ' ' || text[start] == '\n'))
        start++;
    while (start < end && (text[end - 1] == ' ' || text[end - 1] == '\n'))
        end--;
    return start < end ? (struct str){text + start, end - start} : (struct str){0};
}

void rich_add_number(struct rich_builder *rich, size_t number)
{
    bool after_emphasis = rich->emphasis_end == rich->text.bytes;
    unsigned styles = rich->styles | SPAN_NUMBER;
    int64_t position = rich->gap.pending ? rich->gap.position : rich_position(rich, rich->consumed);
    char digits[24];

    snprintf(digits, sizeof(digits), "%zu", number);
    /* Add each part with its own position, so that none extends into the text after it. */
    put(rich, str_of("["), position, styles, rich->target);
    put(rich, str_of(digits), position, styles, rich->target);
    put(rich, str_of("]"), position, styles, rich->target);
    if (after_emphasis)
        rich->emphasis_end = rich->text.bytes;
}

void rich_chop_newline(struct rich_builder *rich)
{
    if (rich->text.bytes && rich->text.data[rich->text.bytes - 1] == '\n')
        cut_back(rich, rich->text.bytes - 1);
}

/* Replaces SPAN_IMAGE with its final style and merges spans that are now equal. */
static void resolve_spans(struct rich_builder *rich, bool caption)
{
    size_t kept = 0;

    for (size_t i = 0; i < rich->span_count; i++) {
        struct span span = rich->spans[i];
        struct span *last = kept ? &rich->spans[kept - 1] : NULL;

        if (span.styles & SPAN_IMAGE)
            span.styles = (span.styles & ~(unsigned)SPAN_IMAGE) | (caption ? 0 : SPAN_EMPHASIS);
        if (!span.styles)
            continue;
        if (last && last->end == span.start && last->styles == span.styles &&
            str_eq(last->target, span.target))
            last->end = span.end;
        else
            rich->spans[kept++] = span;
    }
    rich->span_count = kept;
}

bool rich_finish(struct rich_builder *rich, struct arena *arena, struct rich_text *out)
{
    bool caption = rich->images && !rich->has_words;
    size_t end = rich->text.bytes;

    while (caption && end && rich->text.data[end - 1] == '\n')
        end--;
    cut_back(rich, end);
    resolve_spans(rich, caption);
    *out = (struct rich_text){0};
    if (!end)
        return caption;
    out->text = arena_copy(arena, buffer_str(&rich->text));
    out->run_count = rich->run_count;
    out->runs = arena_alloc(arena, rich->run_count * sizeof(*out->runs));
    memcpy(out->runs, rich->runs, rich->run_count * sizeof(*out->runs));
    if (rich->span_count) {
        out->span_count = rich->span_count;
        out->spans = arena_alloc(arena, rich->span_count * sizeof(*out->spans));
        memcpy(out->spans, rich->spans, rich->span_count * sizeof(*out->spans));
    }
    return caption;
}

void rich_free(struct rich_builder *rich)
{
    buffer_free(&rich->text);
    free(rich->spans);
    free(rich->runs);
    free(rich->lines);
}
