#include "prepare_internal.h"

#include "line.h"

#include <stdint.h>

/* A comment opened after other text and closed on another line. */
struct comment {
    size_t start;
    size_t end;
};

/* Finds the first such comment opened between text[at] and the line's end. Returns false if there
 * is none. */
static bool find_comment(struct prepare *prepare, size_t at, size_t end, struct comment *comment)
{
    const char *text = prepare->text.p;

    if (prepare->no_comment || !memchr(text + at, '<', end - at))
        return false;
    for (size_t bytes; at < end; at += bytes) {
        size_t closing;

        bytes = text[at] == '\\' ? 2 : 1;
        if (text[at] == '`') {
            while (at + bytes < end && text[at + bytes] == '`')
                bytes++;
            closing = mask_code_end(text, at, bytes, end);
            if (closing != SIZE_MAX)
                at = closing;
        } else if (str_case_begins((struct str){text + at, end - at}, "<!--")) {
            closing = str_case_find(prepare->text, at + 2, "-->");
            prepare->no_comment = closing == SIZE_MAX;
            *comment = (struct comment){at, closing + 3};
            if (prepare->no_comment || closing >= end)
                return !prepare->no_comment;
            at = closing;
        }
    }
    return false;
}

size_t comments_end(struct prepare *prepare, const struct line *line)
{
    struct comment comment = {.end = line->content};
    size_t end = line->end, next = 0;

    while (find_comment(prepare, comment.end, end, &comment))
        end = line_end(prepare->text.p, prepare->text.bytes, comment.end - 1, &next);
    return next;
}

size_t comments_cut(struct prepare *prepare, struct line *line)
{
    struct comment comment;

    if (!find_comment(prepare, line->content, line->end, &comment))
        return 0;
    line->end = line->next = comment.start;
    return comment.end;
}

size_t comments_skip(struct prepare *prepare, size_t end)
{
    size_t next, last = line_end(prepare->text.p, prepare->text.bytes, end, &next);

    if (!trim((struct str){prepare->text.p + end, last - end}).bytes)
        end = next;
    source_skip(prepare->source, end);
    source_add(prepare->source, str_of("\n"));
    return end;
}
