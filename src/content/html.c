#include "html.h"

#include "base/ascii.h"
#include "entity.h"

#include <stdlib.h>

enum { MOST_REFERENCE_BYTES = 40 };

struct element {
    char name[12];
    enum html_kind kind;
    bool interrupts; /* a paragraph: see html_begins_block() */
};

/* Sorted by name. */
static const struct element ELEMENTS[] = {
    {"a", HTML_LINK, false},          {"abbr", HTML_INLINE, false},
    {"acronym", HTML_INLINE, false},  {"address", HTML_BLOCK, true},
    {"article", HTML_BLOCK, true},    {"aside", HTML_BLOCK, true},
    {"audio", HTML_INLINE, false},    {"b", HTML_STRONG, false},
    {"base", HTML_INLINE, true},      {"bdi", HTML_INLINE, false},
    {"bdo", HTML_INLINE, false},      {"big", HTML_INLINE, false},
    {"blockquote", HTML_QUOTE, true}, {"body", HTML_BLOCK, true},
    {"br", HTML_BREAK, false},        {"button", HTML_INLINE, false},
    {"canvas", HTML_INLINE, false},   {"caption", HTML_BLOCK, true},
    {"center", HTML_BLOCK, true},     {"cite", HTML_EMPHASIS, false},
    {"code", HTML_CODE, false},       {"col", HTML_INLINE, true},
    {"colgroup", HTML_INLINE, true},  {"data", HTML_INLINE, false},
    {"dd", HTML_BLOCK, true},         {"del", HTML_STRIKE, false},
    {"details", HTML_BLOCK, true},    {"dfn", HTML_EMPHASIS, false},
    {"dialog", HTML_BLOCK, true},     {"dir", HTML_LIST, true},
    {"div", HTML_BLOCK, true},        {"dl", HTML_BLOCK, true},
    {"dt", HTML_BLOCK, true},         {"em", HTML_EMPHASIS, false},
    {"embed", HTML_INLINE, false},    {"fieldset", HTML_BLOCK, true},
    {"figcaption", HTML_BLOCK, true}, {"figure", HTML_BLOCK, true},
    {"font", HTML_INLINE, false},     {"footer", HTML_BLOCK, true},
    {"form", HTML_BLOCK, true},       {"frame", HTML_INLINE, true},
    {"frameset", HTML_INLINE, true},  {"h1", HTML_HEADING, true},
    {"h2", HTML_HEADING, true},       {"h3", HTML_HEADING, true},
    {"h4", HTML_HEADING, true},       {"h5", HTML_HEADING, true},
    {"h6", HTML_HEADING, true},       {"head", HTML_BLOCK, true},
    {"header", HTML_BLOCK, true},     {"hr", HTML_RULE, true},
    {"html", HTML_BLOCK, true},       {"i", HTML_EMPHASIS, false},
    {"iframe", HTML_INLINE, true},    {"img", HTML_IMAGE, false},
    {"input", HTML_INLINE, false},    {"ins", HTML_INLINE, false},
    {"kbd", HTML_INLINE, false},      {"label", HTML_INLINE, false},
    {"legend", HTML_BLOCK, true},     {"li", HTML_ITEM, true},
    {"link", HTML_INLINE, true},      {"main", HTML_BLOCK, true},
    {"map", HTML_INLINE, false},      {"mark", HTML_INLINE, false},
    {"marquee", HTML_BLOCK, false},   {"menu", HTML_LIST, true},
    {"menuitem", HTML_BLOCK, true},   {"meta", HTML_INLINE, false},
    {"meter", HTML_INLINE, false},    {"nav", HTML_BLOCK, true},
    {"nobr", HTML_INLINE, false},     {"noframes", HTML_BLOCK, true},
    {"noscript", HTML_INLINE, false}, {"object", HTML_INLINE, false},
    {"ol", HTML_LIST, true},          {"optgroup", HTML_BLOCK, true},
    {"option", HTML_BLOCK, true},     {"output", HTML_INLINE, false},
    {"p", HTML_BLOCK, true},          {"param", HTML_INLINE, true},
    {"path", HTML_INLINE, false},     {"picture", HTML_INLINE, false},
    {"pre", HTML_PRE, true},          {"progress", HTML_INLINE, false},
    {"q", HTML_QUOTED, false},        {"rb", HTML_INLINE, false},
    {"rp", HTML_DROPPED, false},      {"rt", HTML_RUBY_TEXT, false},
    {"ruby", HTML_INLINE, false},     {"s", HTML_STRIKE, false},
    {"samp", HTML_CODE, false},       {"script", HTML_DROPPED, true},
    {"section", HTML_BLOCK, true},    {"select", HTML_INLINE, false},
    {"small", HTML_INLINE, false},    {"source", HTML_INLINE, true},
    {"span", HTML_INLINE, false},     {"strike", HTML_STRIKE, false},
    {"strong", HTML_STRONG, false},   {"style", HTML_DROPPED, true},
    {"sub", HTML_SUPER_SUB, false},   {"summary", HTML_BLOCK, true},
    {"sup", HTML_SUPER_SUB, false},   {"svg", HTML_INLINE, false},
    {"table", HTML_BLOCK, true},      {"tbody", HTML_BLOCK, true},
    {"td", HTML_CELL, true},          {"template", HTML_DROPPED, false},
    {"textarea", HTML_INLINE, true},  {"tfoot", HTML_BLOCK, true},
    {"th", HTML_CELL, true},          {"thead", HTML_BLOCK, true},
    {"time", HTML_INLINE, false},     {"title", HTML_BLOCK, true},
    {"tr", HTML_BLOCK, true},         {"track", HTML_INLINE, true},
    {"tt", HTML_CODE, false},         {"u", HTML_PROPER, false},
    {"ul", HTML_LIST, true},          {"var", HTML_EMPHASIS, false},
    {"video", HTML_INLINE, false},    {"wbr", HTML_INLINE, false},
};

static int compare(const void *key, const void *element)
{
    return strcmp(key, ((const struct element *)element)->name);
}

static const struct element *find(struct str name)
{
    char key[sizeof(ELEMENTS[0].name)];

    if (!name.bytes || name.bytes >= sizeof(key))
        return NULL;
    for (size_t i = 0; i < name.bytes; i++)
        key[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] | 0x20 : name.p[i]);
    key[name.bytes] = '\0';
    return bsearch(key, ELEMENTS, sizeof(ELEMENTS) / sizeof(*ELEMENTS), sizeof(*ELEMENTS), compare);
}

enum html_kind html_kind_of(struct str name)
{
    const struct element *element = find(name);

    return element ? element->kind : HTML_UNKNOWN;
}

static bool is_name(char byte, bool first)
{
    return ascii_is_letter(byte) ||
           (!first && (ascii_is_digit(byte) || byte == '-' || byte == ':'));
}

/* Returns the name that begins at text[at]. */
static struct str read_name(struct str text, size_t at)
{
    size_t end = at;

    while (end < text.bytes && is_name(text.p[end], end == at))
        end++;
    return (struct str){text.p + at, end - at};
}

/* Returns the end of the tag that continues at text[at], after its >, or 0 if there is no >. */
static size_t tag_end(struct str text, size_t at)
{
    char quote = '\0';

    for (; at < text.bytes; at++) {
        char byte = text.p[at];

        if (byte == quote)
            quote = '\0';
        else if (!quote && (byte == '"' || byte == '\''))
            quote = byte;
        else if (!quote && byte == '>')
            return at + 1;
    }
    return 0;
}

size_t html_read_tag(struct str text, struct html_tag *tag)
{
    size_t at = 1, end;

    *tag = (struct html_tag){0};
    tag->closing = text.bytes > 1 && text.p[1] == '/';
    at += tag->closing;
    tag->name = read_name(text, at);
    if (!tag->name.bytes)
        return 0;
    at += tag->name.bytes;
    end = tag_end(text, at);
    if (!end)
        return 0;
    tag->empty = text.p[end - 2] == '/' && end - 2 >= at;
    tag->attributes = (struct str){text.p + at, end - 1 - at};
    tag->kind = html_kind_of(tag->name);
    return end;
}

bool html_begins_block(struct str content)
{
    size_t at = 1;
    struct str name;
    const struct element *element;

    if (content.bytes < 2 || content.p[0] != '<')
        return false;
    if (content.p[1] == '!' || content.p[1] == '?')
        return true;
    at += content.p[1] == '/';
    name = read_name(content, at);
    element = find(name);
    at += name.bytes;
    return element && element->interrupts &&
           (at == content.bytes || strchr(" \t>/", content.p[at]));
}

static bool is_space(char byte)
{
    return byte && strchr(" \t\r\n\f", byte);
}

/* Reads an attribute's value at text[*at], after its =. Moves *at to the value's end. */
static struct str read_value(struct str text, size_t *at)
{
    size_t start;
    char quote = '\0';

    while (*at < text.bytes && is_space(text.p[*at]))
        ++*at;
    if (*at < text.bytes && (text.p[*at] == '"' || text.p[*at] == '\''))
        quote = text.p[(*at)++];
    start = *at;
    while (*at < text.bytes && (quote ? text.p[*at] != quote : !is_space(text.p[*at])))
        ++*at;
    return (struct str){text.p + start, *at - start};
}

static void add_decoded(struct buffer *out, struct str value)
{
    for (size_t at = 0; at < value.bytes;) {
        size_t left =
            value.bytes - at < MOST_REFERENCE_BYTES ? value.bytes - at : MOST_REFERENCE_BYTES;
        const char *end = value.p[at] == '&' ? memchr(value.p + at, ';', left) : NULL;
        char decoded[4];
        size_t bytes = 0;

        if (end)
            bytes = entity_decode((struct str){value.p + at, (size_t)(end - value.p) + 1 - at},
                                  decoded);
        if (bytes) {
            buffer_add(out, decoded, bytes);
            at = (size_t)(end - value.p) + 1;
        } else {
            buffer_add_char(out, value.p[at++]);
        }
    }
}

bool html_attribute(const struct html_tag *tag, const char *name, struct buffer *value)
{
    struct str text = tag->attributes;

    for (size_t at = 0; at < text.bytes;) {
        size_t start;
        struct str found = {0};
        bool same;

        while (at < text.bytes && (is_space(text.p[at]) || text.p[at] == '/'))
            at++;
        start = at;
        while (at < text.bytes && !is_space(text.p[at]) && text.p[at] != '=')
            at++;
        same = str_case_eq((struct str){text.p + start, at - start}, str_of(name));
        while (at < text.bytes && is_space(text.p[at]))
            at++;
        if (at < text.bytes && text.p[at] == '=') {
            at++;
            found = read_value(text, &at);
            at += at < text.bytes; /* the closing quotation mark */
        } else if (at == start) {
            at++;
        }
        if (same) {
            add_decoded(value, found);
            return true;
        }
    }
    return false;
}
