#include "pieces.h"

#include "base/alloc.h"
#include "content/document.h"

#include <stdlib.h>

void pieces_add(struct pieces *pieces, struct piece piece)
{
    MEM_GROW(pieces->items, pieces->cap, pieces->count + 1);
    pieces->items[pieces->count++] = piece;
}

struct piece piece_cut(const struct piece *piece, size_t start, size_t end)
{
    struct piece part = *piece;

    part.text = (struct str){piece->text.p + start, end - start};
    part.at += start;
    part.bytes = end - start;
    return part;
}

bool piece_is_prose(const struct piece *piece)
{
    return piece->kind == PIECE_TEXT && !piece->style;
}

bool piece_is_escaped(const struct piece *piece, const struct source *source)
{
    return piece->at > 0 && source->input.data[piece->at - 1] == '\\';
}

void pieces_free(struct pieces *pieces)
{
    free(pieces->items);
    *pieces = (struct pieces){0};
}
