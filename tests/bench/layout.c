/* Speed of line breaking for Chinese text: layout FILE, one paragraph a line. Prints MB of UTF-8 a
 * second of processor time, the best of several passes, for kanbao and for other libraries with the
 * same text. Another program that takes the processor away makes less of a difference so. */

#include "base/alloc.h"
#include "base/file.h"
#include "layout/block.h"
#include "text/linebreak.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unilbrk.h>
#ifdef HAVE_ICU
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#endif

enum { PASSES = 5, FILE_MAX = 256 << 20 };

/* Breaks `text` into lines of `cols` columns. Returns a value that depends on all results, so that
 * the compiler cannot leave out any work. `scratch` has as many bytes as the text. */
typedef size_t (*setter)(struct str text, int cols, char *scratch);

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Returns the first paragraph of `text`, with its newline. */
static struct str first_paragraph(struct str text)
{
    const char *newline = memchr(text.p, '\n', text.bytes);
    return (struct str){text.p, newline ? (size_t)(newline + 1 - text.p) : text.bytes};
}

static size_t set_kanbao(struct str text, int cols, char *scratch)
{
    const struct text_setting setting = {0};
    size_t lines = 0;

    (void)scratch;
    while (text.bytes) {
        struct str paragraph = first_paragraph(text);

        for (size_t at = 0; at < paragraph.bytes; lines++)
            at = text_line_next(paragraph, at, cols, &setting).next;
        text = (struct str){text.p + paragraph.bytes, text.bytes - paragraph.bytes};
    }
    return lines;
}

/* As an article's paragraphs are set: with indents, and the lines of a paragraph chosen together
 * where filling one after the other leaves a hole. */
static size_t set_paragraphs(struct str text, int cols, char *scratch)
{
    const struct layout_options options = {.cols = cols};
    struct arena arena = {0};
    size_t lines = 0;

    (void)scratch;
    while (text.bytes) {
        struct str paragraph = first_paragraph(text);
        struct block block = {.kind = BLOCK_PARAGRAPH, .rich = {.text = paragraph}};
        struct block_lines set;

        block_lay_out(&set, &block, NULL, &options, &arena);
        lines += set.count;
        block_lines_free(&set);
        text = (struct str){text.p + paragraph.bytes, text.bytes - paragraph.bytes};
    }
    arena_free(&arena);
    return lines;
}

static size_t set_libunistring(struct str text, int cols, char *scratch)
{
    size_t checksum = 0;
    while (text.bytes) {
        struct str paragraph = first_paragraph(text);
        checksum += (size_t)u8_width_linebreaks((const uint8_t *)paragraph.p, paragraph.bytes, cols,
                                                0, 0, NULL, "UTF-8", scratch);
        text = (struct str){text.p + paragraph.bytes, text.bytes - paragraph.bytes};
    }
    return checksum;
}

static size_t set_memcpy(struct str text, int cols, char *scratch)
{
    memcpy(scratch, text.p, text.bytes);
    return (size_t)(unsigned char)scratch[(size_t)cols % text.bytes];
}

#ifdef HAVE_ICU
static size_t walk_icu(UBreakIterator *iterator)
{
    size_t opportunities = 0;
    for (ubrk_first(iterator); ubrk_next(iterator) != UBRK_DONE;)
        opportunities++;
    ubrk_close(iterator);
    return opportunities;
}

/* Break opportunities only: ICU neither measures nor fills lines. */
static size_t set_icu_utf8(struct str text, int cols, char *scratch)
{
    UErrorCode error = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    (void)cols;
    (void)scratch;
    utext_openUTF8(&view, text.p, (int64_t)text.bytes, &error);
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, "zh", NULL, 0, &error);
    ubrk_setUText(iterator, &view, &error);
    size_t opportunities = U_SUCCESS(error) ? walk_icu(iterator) : 0;
    utext_close(&view);
    return opportunities;
}

/* As set_icu_utf8(), but the text is converted to UTF-16 first. */
static size_t set_icu_utf16(struct str text, int cols, char *scratch)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t units = 0;
    UChar *wide = mem_zeroed(text.bytes, sizeof *wide);
    (void)cols;
    (void)scratch;
    u_strFromUTF8(wide, (int32_t)text.bytes, &units, text.p, (int32_t)text.bytes, &error);
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, "zh", wide, units, &error);
    size_t opportunities = U_SUCCESS(error) ? walk_icu(iterator) : 0;
    free(wide);
    return opportunities;
}
#endif

enum { WIDTHS = 3 };
static const int widths[WIDTHS] = {20, 40, 80};

struct contender {
    const char *name;
    setter set;
    bool by_width;       /* the line's width makes a difference */
    double target_ratio; /* how many times as fast kanbao is to be; 0: it is not compared */
    double best_seconds[WIDTHS];
    volatile size_t work; /* sum of the passes' results, so that they cannot be left out */
};

enum { KANBAO, PARAGRAPHS, LIBUNISTRING };

static void time_pass(struct contender *contender, size_t width, struct str text, char *scratch)
{
    double begun = now_seconds();
    contender->work += contender->set(text, widths[width], scratch);
    double taken = now_seconds() - begun;
    double best = contender->best_seconds[width];
    contender->best_seconds[width] = best > 0 && best < taken ? best : taken;
}

/* Takes turns within each pass, so that a disturbance of the machine affects all contenders. */
static void time_all(struct contender *contenders, size_t count, struct str text, char *scratch)
{
    for (int pass = 0; pass < PASSES; pass++) {
        for (size_t width = 0; width < WIDTHS; width++) {
            for (size_t i = 0; i < count; i++) {
                if (contenders[i].by_width || width == WIDTHS - 1)
                    time_pass(&contenders[i], width, text, scratch);
            }
        }
    }
}

static void print_contender(const struct contender *contender, double megabytes)
{
    printf("%-28s", contender->name);
    for (size_t width = 0; width < WIDTHS; width++) {
        if (contender->by_width || width == WIDTHS - 1)
            printf("%12.0f", megabytes / contender->best_seconds[width]);
        else
            printf("%12s", "");
    }
    putchar('\n');
}

/* Prints how many times as fast kanbao is as a contender, which has a target at the widest lines.
 */
static void print_ratio(const struct contender *kanbao, const struct contender *other)
{
    double ratio = 0;
    printf("kanbao : %-19s", other->name);
    for (size_t width = 0; width < WIDTHS; width++) {
        ratio = other->best_seconds[width] / kanbao->best_seconds[width];
        if (ratio > 0)
            printf("%11.2fx", ratio);
        else
            printf("%12s", "");
    }
    printf("  target at 80 columns: %.0fx, %s\n", other->target_ratio,
           ratio >= other->target_ratio ? "reached" : "missed");
}

int main(int argc, char **argv)
{
    struct contender contenders[] = {
        [KANBAO] = {"kanbao", set_kanbao, true, 0, {0}, 0},
        [PARAGRAPHS] = {"kanbao, whole paragraphs", set_paragraphs, true, 0, {0}, 0},
        [LIBUNISTRING] = {"u8_width_linebreaks", set_libunistring, true, 5, {0}, 0},
#ifdef HAVE_ICU
        {"ICU, UTF-8", set_icu_utf8, false, 8, {0}, 0},
        {"ICU by way of UTF-16", set_icu_utf16, false, 0, {0}, 0},
#endif
        {"memcpy", set_memcpy, false, 0, {0}, 0},
    };
    size_t count = sizeof contenders / sizeof *contenders;
    struct buffer file = {0};
    if (argc != 2 || file_read(argv[1], FILE_MAX, &file) || !file.bytes) {
        fputs("usage: layout FILE\n", stderr);
        return 2;
    }
    struct str text = buffer_str(&file);
    char *scratch = mem_zeroed(text.bytes, 1);
    double megabytes = (double)text.bytes / 1e6;
    time_all(contenders, count, text, scratch);
    printf("%.1f MB of text, MB/s, the best of %d passes\n%-28s", megabytes, PASSES, "");
    for (size_t width = 0; width < WIDTHS; width++)
        printf("%4d columns", widths[width]);
    putchar('\n');
    for (size_t i = 0; i < count; i++)
        print_contender(&contenders[i], megabytes);
    for (size_t i = 0; i < count; i++)
        if (contenders[i].target_ratio > 0)
            print_ratio(&contenders[KANBAO], &contenders[i]);
    free(scratch);
    buffer_free(&file);
    return 0;
}
