#include "base/url.h"

#include "base/ascii.h"

/* Returns whether a target begins so, and goes on. */
static bool goes_on_after(struct str target, const char *beginning)
{
    return target.bytes > strlen(beginning) && str_case_begins(target, beginning);
}

bool url_is_web(struct str target)
{
    return goes_on_after(target, "http://") || goes_on_after(target, "https://");
}

bool url_can_be_followed(struct str target)
{
    return url_is_web(target) || goes_on_after(target, "mailto:");
}

static bool is_url_safe(char byte)
{
    return byte > ' ' && byte < 0x7F && !strchr("\"<>`\\^{|}", byte);
}

static bool is_path_safe(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte) || (byte && strchr("-._~/", byte));
}

static void add_encoded(struct str text, bool (*is_safe)(char byte), struct buffer *out)
{
    static const char HEX[] = "0123456789ABCDEF";

    for (size_t i = 0; i < text.bytes; i++) {
        unsigned char byte = (unsigned char)text.p[i];

        if (is_safe(text.p[i])) {
            buffer_add_char(out, text.p[i]);
            continue;
        }
        buffer_add_char(out, '%');
        buffer_add_char(out, HEX[byte >> 4]);
        buffer_add_char(out, HEX[byte & 15]);
    }
}

void url_add(struct str url, struct buffer *out)
{
    add_encoded(url, is_url_safe, out);
}

void url_add_path(struct str path, struct buffer *out)
{
    add_encoded(path, is_path_safe, out);
}
