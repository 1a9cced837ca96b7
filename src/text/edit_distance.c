#include "text/edit_distance.h"

#include "text/utf8.h"

bool edit_text_read(struct str text, struct edit_text *decoded)
{
    decoded->count = 0;
    for (size_t at = 0; at < text.bytes;) {
        if (decoded->count == EDIT_MOST_CHARACTERS)
            return false;
        at += utf8_decode(text.p + at, text.bytes - at, &decoded->characters[decoded->count++]);
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t edit_distance(const struct edit_text *text, const struct edit_text *other)
{
    size_t rows[EDIT_MOST_CHARACTERS + 1][EDIT_MOST_CHARACTERS + 1];
    const char32_t *a = text->characters, *b = other->characters;

    for (size_t i = 0; i <= text->count; i++) {
        for (size_t j = 0; j <= other->count; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = i + j;
                continue;
            }
            rows[i][j] = least(least(rows[i - 1][j], rows[i][j - 1]) + 1,
                               rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    }
    return rows[text->count][other->count];
}
