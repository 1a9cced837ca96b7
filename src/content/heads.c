#include "heads.h"

#include "base/ascii.h"
#include "base/i18n.h"

#include <stdbool.h>

static const struct kind {
    const char *name;
    const char *word;
} KINDS[] = {
    {"note", N_("说明")},     {"info", N_("信息")},      {"tip", N_("提示")},
    {"hint", N_("提示")},     {"important", N_("重要")}, {"warning", N_("注意")},
    {"warn", N_("注意")},     {"attention", N_("注意")}, {"caution", N_("当心")},
    {"danger", N_("危险")},   {"error", N_("出错")},     {"details", N_("详情")},
    {"abstract", N_("摘要")}, {"summary", N_("摘要")},   {"todo", N_("待办")},
    {"success", N_("完成")},  {"question", N_("问题")},  {"faq", N_("问题")},
    {"example", N_("例子")},  {"quote", N_("引用")},
};

/* Returns the word for a kind, or the name itself if the kind is unknown. */
static struct str word_of(struct str name)
{
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(*KINDS); i++)
        if (str_case_eq(name, str_of(KINDS[i].name)))
            return str_of(_(KINDS[i].word));
    return name;
}

/* Returns the end, in the input, of a [!kind] at the beginning of the block, or 0 if there is none.
 * *name is the beginning of the kind's name. The [! may have been added by boxes.c. */
static size_t kind_end(const struct source *source, const struct piece *first, size_t *name)
{
    enum { MOST_BYTES = 128 };
    const struct buffer *input = &source->input;
    bool added = first->at >= 2 && memcmp(input->data + first->at - 2, "[!", 2) == 0;
    size_t at = added ? first->at : first->at + 2;

    if (!added && (first->text.bytes < 2 || memcmp(first->text.p, "[!", 2) != 0))
        return 0;
    *name = at;
    for (size_t i = at;
         i < input->bytes && i - at < MOST_BYTES && !ascii_is_newline(input->data[i]); i++)
        if (input->data[i] == ']')
            return i > at ? i + 1 : 0;
    return 0;
}

static bool is_between(char byte)
{
    return byte == '+' || byte == '-' || byte == ' ';
}

/* Removes the text before input[end], and the signs and spaces after it. */
static void chop(struct piece *piece, size_t end)
{
    size_t bytes = 0;

    if (!piece_is_prose(piece))
        return;
    if (piece->at < end)
        bytes = end - piece->at < piece->text.bytes ? end - piece->at : piece->text.bytes;
    while (bytes < piece->text.bytes && is_between(piece->text.p[bytes]))
        bytes++;
    *piece = piece_cut(piece, bytes, piece->text.bytes);
}

size_t head_resolve(struct pieces *pieces, const struct source *source, size_t *count)
{
    size_t rest = 0, name, end, left = 0;
    struct piece first;

    if (!pieces->count || !piece_is_prose(pieces->items))
        return 0;
    first = pieces->items[0];
    end = kind_end(source, &first, &name);
    if (!end)
        return 0;
    while (rest < pieces->count && pieces->items[rest].kind != PIECE_SOFT_BREAK &&
           pieces->items[rest].kind != PIECE_HARD_BREAK) {
        if (!left)
            chop(&pieces->items[rest], end);
        left += pieces->items[rest++].text.bytes;
    }
    *count = rest;
    if (!left)
        pieces->items[0] = (struct piece){
            .kind = PIECE_STAND_IN,
            .text =
                word_of((struct str){source->text.p + source_offset(source, name), end - 1 - name}),
            .at = first.at,
            .bytes = first.bytes};
    return rest < pieces->count ? rest + 1 : rest;
}
