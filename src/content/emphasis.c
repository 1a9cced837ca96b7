#include "emphasis.h"

#include "base/alloc.h"
#include "content/document.h"
#include "mask.h"
#include "masked.h"
#include "text/character.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdint.h>
#include <stdlib.h>

enum { MOST_MARKS = 3, MOST_LOOK_BACK = 64 };

/* The characters around a run of marks; a space at the end of a line or of the block. */
struct neighbours {
    char32_t before;
    char32_t after;
    bool unit; /* a digit and a unit come before it: 10cm*20cm, 10元*3 */
};

/* A run of asterisks, of underscores or of two tildes. Kept small, because a text may be full of
 * them; 32 bits can count any body's bytes. */
struct run {
    uint32_t piece;      /* its index in `parts`, where it is a piece of its own */
    uint32_t before;     /* the nearest earlier run not used up; NONE: none */
    uint32_t scope;      /* the link or the picture whose text it is in; 0: none */
    uint32_t separators; /* number of them before it in the block: see is_separator() */
    struct neighbours beside;
    char mark;           /* '*', '_' or '~' */
    unsigned char marks; /* MOST_MARKS + 1 stands for more, which are text */
    unsigned char left;  /* those not yet paired */
    bool opens, closes;
    unsigned char opened[MOST_MARKS], closed[MOST_MARKS]; /* the marks of each pair: 1 or 2 */
    unsigned char opened_count, closed_count;
};

#define NONE UINT32_MAX

struct emphasis_pass {
    const struct pieces *pieces; /* of the block */
    struct pieces parts;         /* the same, with each run a piece of its own */
    const struct source *source;
    bool html;
    struct run *runs;
    size_t count, cap;
    size_t separators;
    bool counts; /* separators are counted: only single asterisks need them */
    bool paired; /* some runs are paired */
};

/* Returns whether a character is Chinese. Punctuation that Chinese shares with other scripts
 * counts. */
static bool is_cjk(char32_t cp)
{
    return text_width(cp, false) == 2 || (cp >= 0x2014 && cp <= 0x201D) || cp == 0x2026 ||
           cp == 0xB7;
}

/* Returns whether a character is punctuation or a symbol, but not a Chinese one. */
static bool is_punctuation(char32_t cp)
{
    return character_is_punctuation(cp) && !is_cjk(cp);
}

static bool is_one_of(char32_t cp, const char32_t *set)
{
    while (*set && *set != cp)
        set++;
    return cp && *set;
}

static bool is_closing(char32_t cp)
{
    return is_one_of(cp, U"、，。．：；！？）】〕》〉」』”’");
}

static bool is_opening(char32_t cp)
{
    return is_one_of(cp, U"（【〔《〈「『“‘");
}

/* Returns whether a digit with a unit of one to three letters, or at most two Han characters, ends
 * at text[end]. */
static bool ends_in_unit(struct str text, size_t end)
{
    enum { MOST_LETTERS = 3, MOST_HAN = 2 };
    int letters = 0, most = MOST_LETTERS;
    char32_t cp;

    while (end > 0 && letters <= most) {
        end = utf8_decode_before(text.p, end, &cp);
        if (character_is_digit(cp))
            return letters > 0;
        if (character_is_han(cp))
            most = MOST_HAN;
        else if (character_is_space(cp) || is_punctuation(cp) || is_closing(cp))
            return false;
        letters++;
    }
    return false;
}

/* Returns the characters around the marks at byte `at` of a piece's text: those next to them in the
 * source, markup included, or a space at the end of a line or of the block. */
static struct neighbours find_neighbours(const struct emphasis_pass *pass, size_t index, size_t at,
                                         size_t marks)
{
    const struct piece *pieces = pass->pieces->items, *piece = &pieces[index];
    const struct str text = pass->source->text;
    size_t start = source_offset(pass->source, piece->at) + at, end = start + marks;
    struct neighbours beside = {' ', ' ', false};
    bool first = index == 0 || pieces[index - 1].kind == PIECE_SOFT_BREAK ||
                 pieces[index - 1].kind == PIECE_HARD_BREAK;
    bool last = index + 1 == pass->pieces->count || pieces[index + 1].kind == PIECE_SOFT_BREAK ||
                pieces[index + 1].kind == PIECE_HARD_BREAK;

    if (start > 0 && (at > 0 || !first))
        utf8_decode_before(text.p, start, &beside.before);
    beside.unit = at > 0 && ends_in_unit(text, start);
    if (end < text.bytes && (at + marks < piece->text.bytes || !last))
        utf8_decode(text.p + end, text.bytes - end, &beside.after);
    return beside;
}

/* Sets whether a run may open and close: by CommonMark's left- and right-flanking rules, and
 * kanbao's own. */
static void find_sides(struct run *run)
{
    char32_t before = run->beside.before, after = run->beside.after;
    bool left =
        !character_is_space(after) && (!is_punctuation(after) || character_is_space(before) ||
                                       is_punctuation(before) || is_cjk(before));
    bool right = !character_is_space(before) &&
                 (!is_punctuation(before) || character_is_space(after) || is_punctuation(after) ||
                  is_cjk(after) || (before == ':' && run->marks > 1));

    if (run->marks > MOST_MARKS ||
        (character_is_digit(after) &&
         (character_is_digit(before) || (run->marks == 1 && run->beside.unit))))
        return;
    run->opens = left && !(is_closing(after) && !character_is_space(before)) &&
                 !(run->marks == 1 && character_is_digit(before));
    run->closes = right && !(is_opening(before) && !character_is_space(after));
}

/* Returns whether a character is punctuation to md4c, to which symbols beyond ASCII are not. */
static bool is_stop(char32_t cp)
{
    return character_is_punctuation(cp) && (cp < 0x80 || !character_is_symbol(cp));
}

/* Does the same for underscores, which are text within a word, and as a blank to fill in:
 * 姓名：__，电话：__。 */
static void find_sides_of_underscores(struct run *run)
{
    char32_t before = run->beside.before, after = run->beside.after;
    bool stop_before = is_stop(before), stop_after = is_stop(after);
    bool left =
        !character_is_space(after) && (!stop_after || character_is_space(before) || stop_before);
    bool right =
        !character_is_space(before) && (!stop_before || character_is_space(after) || stop_after);

    if (run->marks > MOST_MARKS)
        return;
    run->opens =
        left && (!right || stop_before) && !is_closing(after) && !is_one_of(after, U",.:;?)]}");
    run->closes =
        right && (!left || stop_after) && !is_opening(before) && !is_one_of(before, U"([{");
}

/* Returns whether `cp` separates items. Masked names in a list have separators between their
 * asterisks; emphasis in running text seldom has. */
static bool is_separator(char32_t before, char32_t cp, char32_t after)
{
    return is_one_of(cp, U"、，；") ||
           (character_is_space(cp) && character_is_han(before) && character_is_han(after));
}

static void count_separators(struct emphasis_pass *pass, struct str text)
{
    char32_t before = 0, cp = 0, after;

    if (!pass->counts)
        return;
    for (size_t at = 0; at < text.bytes; before = cp, cp = after) {
        at += utf8_decode(text.p + at, text.bytes - at, &after);
        pass->separators += is_separator(before, cp, after);
    }
    pass->separators += is_separator(before, cp, 0);
}

/* Returns the number of marks of one kind at byte `at` of a piece's text. */
static size_t marks_at(const struct emphasis_pass *pass, const struct piece *piece, size_t at)
{
    const char *input = pass->source->input.data + piece->at;
    char mark = piece->text.p[at];
    char masked = mark == '~' ? mark : MASK_MARK;
    size_t marks = 0;

    if ((mark != '*' && mark != '_' && mark != '~') ||
        (mark == '~' && at == 0 && piece_is_escaped(piece, pass->source)))
        return 0;
    while (at + marks < piece->text.bytes && piece->text.p[at + marks] == mark &&
           input[at + marks] == masked)
        marks++;
    return marks;
}

static void add_run(struct emphasis_pass *pass, struct piece piece, size_t scope,
                    struct neighbours beside)
{
    size_t most = MOST_MARKS + 1;
    unsigned char marks = (unsigned char)(piece.text.bytes < most ? piece.text.bytes : most);
    struct run run = {.piece = (uint32_t)pass->parts.count,
                      .before = pass->count ? (uint32_t)pass->count - 1 : NONE,
                      .scope = (uint32_t)scope,
                      .separators = (uint32_t)pass->separators,
                      .beside = beside,
                      .mark = piece.text.p[0],
                      .marks = marks,
                      .left = marks};

    if (run.mark == '_' && !pass->html)
        find_sides_of_underscores(&run);
    else if (run.mark == '*' || (run.mark == '~' && run.marks == 2))
        find_sides(&run);
    MEM_GROW(pass->runs, pass->cap, pass->count + 1);
    pass->runs[pass->count++] = run;
    pieces_add(&pass->parts, piece);
}

static void add_text(struct emphasis_pass *pass, struct piece piece)
{
    if (!piece.text.bytes)
        return;
    count_separators(pass, piece.text);
    pieces_add(&pass->parts, piece);
}

/* Returns the offset of the next asterisk, underscore or tilde from `at` on, or of the text's end.
 */
static size_t next_mark(struct str text, size_t at)
{
    while ((at = utf8_next_ascii(text.p, at, text.bytes)) < text.bytes && text.p[at] != '*' &&
           text.p[at] != '_' && text.p[at] != '~')
        at++;
    return at;
}

/* Splits a piece into runs of marks and the text around them. */
static void part_text(struct emphasis_pass *pass, size_t index, size_t scope)
{
    const struct piece *piece = &pass->pieces->items[index];
    size_t from = 0;

    for (size_t at = 0; (at = next_mark(piece->text, at)) < piece->text.bytes;) {
        size_t marks = marks_at(pass, piece, at);

        if (!marks) {
            at++;
            continue;
        }
        add_text(pass, piece_cut(piece, from, at));
        add_run(pass, piece_cut(piece, at, at + marks), scope,
                find_neighbours(pass, index, at, marks));
        from = at += marks;
    }
    add_text(pass, piece_cut(piece, from, piece->text.bytes));
}

static bool is_scope(const struct piece *piece)
{
    return piece->style == SPAN_LINK || piece->style == SPAN_IMAGE;
}

static void part_all(struct emphasis_pass *pass)
{
    size_t scope = 0, outer = 0;

    for (size_t i = 0; i < pass->pieces->count; i++) {
        const struct piece *piece = &pass->pieces->items[i];

        if (piece_is_prose(piece)) {
            part_text(pass, i, scope);
            continue;
        }
        if (piece->kind == PIECE_OPEN && is_scope(piece)) {
            outer = scope;
            scope = i + 1;
        } else if (piece->kind == PIECE_CLOSE && is_scope(piece)) {
            scope = outer;
            outer = 0;
        } else if (piece->kind == PIECE_SOFT_BREAK || piece->kind == PIECE_HARD_BREAK) {
            pass->separators++;
        }
        pieces_add(&pass->parts, *piece);
    }
}

static struct str text_between(const struct emphasis_pass *pass, const struct run *opener,
                               const struct run *closer)
{
    const struct piece *parts = pass->parts.items;
    size_t start = source_offset(pass->source, parts[opener->piece].at) + opener->marks;
    size_t end = source_offset(pass->source, parts[closer->piece].at);

    return (struct str){pass->source->text.p + start, end > start ? end - start : 0};
}

/* Returns whether the two surely mask names or an address rather than emphasise the text between
 * them. */
static bool is_masking(const struct emphasis_pass *pass, const struct run *opener,
                       const struct run *closer)
{
    if (name_is_surname(opener->beside.before) && name_is_surname(closer->beside.before))
        return true;
    return (character_is_han(opener->beside.before) || character_is_han(closer->beside.after)) &&
           name_is_address_unit(text_between(pass, opener, closer));
}

/* Returns whether the text between two single asterisks may be part of a list of masked names or
 * numbers: it has separators, and the asterisks are next to Han characters or among letters. */
static bool is_list(const struct run *opener, const struct run *closer)
{
    char32_t before = opener->beside.before, after = closer->beside.after;

    return opener->marks == 1 && opener->separators != closer->separators &&
           (character_is_han(before) || character_is_han(after) ||
            (character_is_letter(before) &&
             (character_is_letter(after) || character_is_digit(after))));
}

/* Applies CommonMark's rule of three, and kanbao's rule for lists. */
static bool may_pair(const struct run *opener, const struct run *closer)
{
    bool both = (opener->opens && opener->closes) || (closer->opens && closer->closes);

    if (opener->mark != closer->mark || opener->scope != closer->scope || !opener->opens)
        return false;
    if (opener->mark == '~')
        return true;
    if (both && (opener->marks + closer->marks) % 3 == 0 &&
        (opener->marks % 3 != 0 || closer->marks % 3 != 0))
        return false;
    return !is_list(opener, closer);
}

/* Returns the nearest opener for a closer, or NONE. Two runs that mask something are text from then
 * on. */
static uint32_t find_opener(struct emphasis_pass *pass, size_t closer)
{
    struct run *last = &pass->runs[closer];
    uint32_t index = last->before;

    for (int i = 0; i < MOST_LOOK_BACK && index != NONE; i++) {
        struct run *run = &pass->runs[index];

        if (run->left && may_pair(run, last)) {
            if (run->mark == '~' || !is_masking(pass, run, last))
                return index;
            run->opens = run->closes = last->opens = last->closes = false;
            break;
        }
        index = run->before;
    }
    return NONE;
}

static void pair(struct run *opener, struct run *closer)
{
    unsigned char marks = opener->left >= 2 && closer->left >= 2 ? 2 : 1;

    opener->opened[opener->opened_count++] = marks;
    closer->closed[closer->closed_count++] = marks;
    opener->left = (unsigned char)(opener->left - marks);
    closer->left = (unsigned char)(closer->left - marks);
}

static void pair_runs(struct emphasis_pass *pass)
{
    for (size_t i = 0; i < pass->count; i++) {
        uint32_t opener;

        while (pass->runs[i].closes && pass->runs[i].left &&
               (opener = find_opener(pass, i)) != NONE) {
            struct run *run = &pass->runs[opener];

            pair(run, &pass->runs[i]);
            pass->paired = true;
            pass->runs[i].before = run->left ? opener : run->before;
        }
        /* A run without marks left can open nothing, so later closers skip it. */
        if (!pass->runs[i].left && i + 1 < pass->count)
            pass->runs[i + 1].before = pass->runs[i].before;
    }
}

static unsigned style_of(char mark, size_t marks)
{
    return mark == '~' ? SPAN_STRIKE : marks == 2 ? SPAN_STRONG : SPAN_EMPHASIS;
}

/* Writes the pieces that a run has become. */
static void write_run(struct pieces *out, const struct run *run, struct piece piece)
{
    struct piece text = piece;
    size_t closed = 0;

    if (!run->opened_count && !run->closed_count) {
        pieces_add(out, piece);
        return;
    }
    for (size_t i = 0; i < run->closed_count; i++)
        closed += run->closed[i];
    if (run->mark == '~') {
        if (run->opened_count)
            pieces_add(out, (struct piece){.kind = PIECE_OPEN, .style = SPAN_STRIKE});
        pieces_add(out, piece);
        if (run->closed_count)
            pieces_add(out, (struct piece){.kind = PIECE_CLOSE, .style = SPAN_STRIKE});
        return;
    }
    for (size_t i = 0; i < run->closed_count; i++)
        pieces_add(out,
                   (struct piece){.kind = PIECE_CLOSE, .style = style_of('*', run->closed[i])});
    text.text = (struct str){piece.text.p + closed, run->left};
    text.at = piece.at + closed;
    text.bytes = run->left;
    if (run->left)
        pieces_add(out, text);
    for (size_t i = run->opened_count; i-- > 0;)
        pieces_add(out, (struct piece){.kind = PIECE_OPEN, .style = style_of('*', run->opened[i])});
}

static void write_all(const struct emphasis_pass *pass, struct pieces *pieces)
{
    size_t next = 0;

    pieces->count = 0;
    for (size_t i = 0; i < pass->parts.count; i++) {
        if (next < pass->count && pass->runs[next].piece == i)
            write_run(pieces, &pass->runs[next++], pass->parts.items[i]);
        else
            pieces_add(pieces, pass->parts.items[i]);
    }
}

/* Returns whether there are any marks. Sets *single if one of them is a single asterisk. */
static bool has_marks(const struct pieces *pieces, bool *single)
{
    bool any = false;

    for (size_t i = 0; i < pieces->count; i++) {
        struct str text = pieces->items[i].text;

        if (!piece_is_prose(&pieces->items[i]) || !text.bytes)
            continue;
        any = any || memchr(text.p, '~', text.bytes) || memchr(text.p, '_', text.bytes);
        for (const char *p = text.p, *end = p + text.bytes;
             (p = memchr(p, '*', (size_t)(end - p)));) {
            const char *first = p;

            while (p < end && *p == '*')
                p++;
            any = true;
            *single = *single || p - first == 1;
        }
    }
    return any;
}

void emphasis_resolve(struct pieces *pieces, const struct source *source, bool html)
{
    struct emphasis_pass pass = {.pieces = pieces, .source = source, .html = html};

    if (!has_marks(pieces, &pass.counts))
        return;
    part_all(&pass);
    pair_runs(&pass);
    if (pass.paired)
        write_all(&pass, pieces);
    pieces_free(&pass.parts);
    free(pass.runs);
}
