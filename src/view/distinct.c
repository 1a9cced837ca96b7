#include "base/ascii.h"
#include "text/grapheme.h"
#include "view/parts.h"

/* Returns whether a cluster belongs to a number or a Latin word; without its beginning either
 * misleads. */
static bool is_of_number(const char *cluster, size_t bytes)
{
    static const char digits[] = "０１２３４５６７８９〇零一二三四五六七八九十百千";

    if (bytes == 1)
        return ascii_is_digit(*cluster) || ascii_is_letter(*cluster);
    return bytes == strlen("一") && memmem(digits, sizeof(digits) - 1, cluster, bytes);
}

/* Returns where to begin so that the text after `shared` bytes makes sense: one character earlier,
 * and before the number that byte is in, or at the byte itself if this takes more than `cols`
 * columns. */
static size_t telling_start(struct str text, size_t shared, int cols, bool ambiguous_wide)
{
    size_t at = 0, before = 0, start = 0, bytes;
    bool in_number = false;

    for (; at < text.bytes; at += bytes) {
        bytes = grapheme_next(text.p + at, text.bytes - at, ambiguous_wide).bytes;
        if (at + bytes > shared)
            break;
        if (!is_of_number(text.p + at, bytes)) {
            in_number = false;
            before = text.p[at] == ' ' ? before : at;
        } else if (!in_number) {
            in_number = true;
            start = before;
        }
    }
    if (!in_number)
        start = before;
    return text_cols((struct str){text.p + start, at - start}, ambiguous_wide) <= cols ? start : at;
}

void view_add_distinct(struct buffer *out, struct str text, size_t shared, int cols,
                       bool ambiguous_wide)
{
    const struct str mark = str_of("…");
    int most = cols * 2 / 3; /* for the end, which tells the titles apart */
    size_t start = telling_start(text, shared, most / 2, ambiguous_wide), head;
    struct buffer end = {0};

    view_add_cut(&end, (struct str){text.p + start, text.bytes - start}, most, ambiguous_wide);
    cols -= text_cols(mark, ambiguous_wide) + text_cols(buffer_str(&end), ambiguous_wide);
    head = text_fit((struct str){text.p, start}, cols, ambiguous_wide, NULL);
    buffer_add(out, text.p, head);
    buffer_add_str(out, mark);
    buffer_add_str(out, buffer_str(&end));
    buffer_free(&end);
}
