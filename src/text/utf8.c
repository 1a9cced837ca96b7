#include "text/utf8.h"

size_t utf8_decode(const char *text, size_t bytes, char32_t *cp)
{
    const unsigned char *p = (const unsigned char *)text;

    if (p[0] < 0x80) {
        *cp = p[0];
        return 1;
    }
    if (p[0] >= 0xC2 && p[0] <= 0xDF && bytes >= 2 && utf8_is_tail(text[1])) {
        *cp = (char32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
        return 2;
    }
    if ((p[0] & 0xF0) == 0xE0 && bytes >= 3 && utf8_is_tail(text[1]) && utf8_is_tail(text[2])) {
        *cp = (char32_t)(p[0] & 0x0F) << 12 | (char32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        if (*cp >= 0x800 && (*cp < 0xD800 || *cp > 0xDFFF))
            return 3;
    }
    if ((p[0] & 0xF8) == 0xF0 && bytes >= 4 && utf8_is_tail(text[1]) && utf8_is_tail(text[2]) &&
        utf8_is_tail(text[3])) {
        *cp = (char32_t)(p[0] & 0x07) << 18 | (char32_t)(p[1] & 0x3F) << 12 |
              (char32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
        if (*cp >= 0x10000 && *cp <= 0x10FFFF)
            return 4;
    }
    *cp = 0xFFFD;
    return 1;
}

size_t utf8_decode_before(const char *text, size_t end, char32_t *cp)
{
    size_t at = end;

    do {
        at--;
    } while (at > 0 && end - at < 4 && utf8_is_tail(text[at]));
    utf8_decode(text + at, end - at, cp);
    return at;
}

struct str utf8_trim(struct str text, bool (*is_margin)(char32_t cp))
{
    char32_t cp;
    size_t at;

    while (text.bytes && (at = utf8_decode(text.p, text.bytes, &cp), is_margin(cp)))
        text = (struct str){text.p + at, text.bytes - at};
    while (text.bytes && (at = utf8_decode_before(text.p, text.bytes, &cp), is_margin(cp)))
        text.bytes = at;
    return text;
}

size_t utf8_encode(char32_t cp, char *out)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

size_t utf8_valid_prefix(const char *text, size_t bytes)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t at = 0;

    while (at < bytes) {
        char32_t cp;
        size_t length;

        if (p[at] >= 1 && p[at] < 0x80) {
            at++;
            continue;
        }
        /* Nearly all Chinese text: after these lead bytes, any two continuation bytes are valid. */
        if (p[at] >= 0xE1 && p[at] <= 0xEC && bytes - at >= 3 && utf8_is_tail(text[at + 1]) &&
            utf8_is_tail(text[at + 2])) {
            at += 3;
            continue;
        }
        length = utf8_decode(text + at, bytes - at, &cp);
        if (length == 1) /* a NUL, or not UTF-8 */
            break;
        at += length;
    }
    return at;
}
