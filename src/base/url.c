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

size_t url_bare_bytes(struct str text)
{
    size_t end = 0;
    int depth = 0;

    while (end < text.bytes && text.p[end] > ' ' && text.p[end] < 0x7F &&
           !strchr("<>\"`|\\[]", text.p[end])) {
        depth += (text.p[end] == '(') - (text.p[end] == ')');
        if (depth < 0)
            break;
        end++;
    }
    while (end && strchr("*_~.,:;!?'", text.p[end - 1]))
        end--;
    return end;
}

static bool is_alphanumeric(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte);
}

static bool is_of_domain(char byte)
{
    return is_alphanumeric(byte) || byte == '-' || byte == '.';
}

/* Returns the bytes of the name of a host, with a dot within, that begins a text, or 0. */
static size_t domain_bytes(struct str text)
{
    size_t end = 0;

    if (!text.bytes || !is_alphanumeric(text.p[0]))
        return 0;
    while (end < text.bytes && is_of_domain(text.p[end]))
        end++;
    while (end && !is_alphanumeric(text.p[end - 1]))
        end--;
    return memchr(text.p, '.', end) ? end : 0;
}

/* Returns the bytes of an address of the web that begins a text, or 0. */
static size_t web_bytes(struct str text)
{
    static const char www[] = "www.";
    struct str bare = text;

    if (url_is_web(text)) {
        bare.bytes = url_bare_bytes(text);
        return url_is_web(bare) ? bare.bytes : 0;
    }
    if (!str_case_begins(text, www))
        return 0;
    text = (struct str){text.p + strlen(www), text.bytes - strlen(www)};
    return domain_bytes(text) ? url_bare_bytes(bare) : 0;
}

/* Returns whether a byte may be in the part of an address of mail before its @. */
static bool is_of_name(char byte)
{
    return is_alphanumeric(byte) || (byte && strchr("._%+-", byte));
}

/* Finds an address of mail whose @ is at byte `at`, and which begins at `from` or later. */
static bool find_mail(struct str text, size_t from, size_t at, struct str *address)
{
    struct str rest = {text.p + at + 1, text.bytes - at - 1};
    size_t start = at, domain = domain_bytes(rest);

    while (start > from && is_of_name(text.p[start - 1]))
        start--;
    while (start < at && !is_alphanumeric(text.p[start]))
        start++;
    *address = (struct str){text.p + start, at + 1 - start + domain};
    return domain && start < at;
}

bool url_find_bare(struct str text, size_t from, struct str *address)
{
    for (size_t at = from; at < text.bytes; at++) {
        char byte = text.p[at], letter = (char)(byte | 0x20);
        bool begins = at == from || !is_alphanumeric(text.p[at - 1]);

        if (begins && (letter == 'h' || letter == 'w')) {
            *address = (struct str){text.p + at, text.bytes - at};
            address->bytes = web_bytes(*address);
            if (address->bytes)
                return true;
        } else if (byte == '@' && find_mail(text, from, at, address)) {
            return true;
        }
    }
    return false;
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
