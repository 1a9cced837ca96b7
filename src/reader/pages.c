#include "pages.h"

#include "base/bounds.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/url.h"
#include "commands.h"
#include "content/walk.h"

static void show(struct reader *reader, enum reader_page page)
{
    reader->mode = MODE_PAGE;
    reader->page = page;
    reader->help_top = 0;
}

void pages_show_faults(struct reader *reader)
{
    const struct edition *edition = reader->edition;

    if (reader->options.single || (!edition->bad_count && !edition->bad_folder_count)) {
        command_say(reader, _("没有有错未收的文章"));
        return;
    }
    buffer_clear(&reader->page_text);
    reader->faults_wanted = true;
    show(reader, PAGE_FAULTS);
}

void reader_tell_faults(struct reader *reader, struct str lines)
{
    reader->faults_wanted = false;
    if (reader->mode != MODE_PAGE || reader->page != PAGE_FAULTS)
        return;
    buffer_clear(&reader->page_text);
    if (lines.bytes)
        buffer_add_str(&reader->page_text, lines);
    else
        buffer_add_text(&reader->page_text, _("现在都没有错了"));
}

bool reader_is_address(struct str line)
{
    static const char mail[] = "mailto:";

    return url_is_web(line) ||
           (line.bytes >= sizeof(mail) && memcmp(line.p, mail, sizeof(mail) - 1) == 0);
}

/* Returns whether the list has a line. */
static bool has_line(const struct buffer *list, struct str line)
{
    struct buffer whole = {0};
    bool found;

    buffer_addf(&whole, "\n%.*s\n", STR_FMT(line));
    found = list->bytes && memmem(list->data, list->bytes, whole.data, whole.bytes);
    buffer_free(&whole);
    return found;
}

/* Appends a link to the list, which begins with an empty line: a text, unless it is an address, and
 * the address, unless the list has it. */
static void add_entry(struct buffer *list, struct str text, struct str target)
{
    if (!reader_is_address(target) || has_line(list, target))
        return;
    buffer_add_char(list, '\n');
    if (!reader_is_address(text))
        buffer_addf(list, "%.*s\n", STR_FMT(text));
    buffer_addf(list, "%.*s\n", STR_FMT(target));
}

/* Appends a link of the text, which begins with the span at `from` and may be of several, without
 * its number. Returns the span after them. */
static size_t add_link(struct buffer *list, const struct rich_text *rich, size_t from)
{
    struct str target = rich->spans[from].target;
    size_t end = rich->spans[from].end, i = from + 1;

    for (; i < rich->span_count && str_eq(rich->spans[i].target, target); i++)
        if (!(rich->spans[i].styles & SPAN_NUMBER))
            end = rich->spans[i].end;
    add_entry(list,
              (struct str){rich->text.p + rich->spans[from].start, end - rich->spans[from].start},
              target);
    return i;
}

/* Appends the addresses that stand in a text without markup, as terminals find them. */
static void add_bare(struct buffer *list, struct str text)
{
    struct buffer target = {0};
    struct str address;

    for (size_t at = 0; url_find_bare(text, at, &address);) {
        const char *scheme = str_case_begins(address, "www.") ? "http://" : "mailto:";

        at = (size_t)(address.p + address.bytes - text.p);
        buffer_clear(&target);
        if (!url_is_web(address))
            buffer_add_text(&target, scheme);
        buffer_add_str(&target, address);
        add_entry(list, address, buffer_str(&target));
    }
    buffer_free(&target);
}

static void add_links_of_text(struct buffer *list, const struct rich_text *rich)
{
    size_t at = 0;

    for (size_t i = 0; i < rich->span_count;) {
        const struct span *span = &rich->spans[i];

        if (!(span->styles & SPAN_LINK)) {
            i++;
            continue;
        }
        add_bare(list, (struct str){rich->text.p + at, span->start - at});
        i = add_link(list, rich, i);
        at = rich->spans[i - 1].end;
    }
    add_bare(list, (struct str){rich->text.p + at, rich->text.bytes - at});
}

/* Lists the links of an article, in the order of its text, as far as they are found in the time of
 * a key. */
static void list_links(struct reader *reader)
{
    const struct reading *reading = &reader->reading;
    struct walk walk = {.parts = {.article = reading_article(reading), .body = reading->body}};
    int64_t begun_ms = clock_monotonic_ms();
    struct buffer list = {0};
    const struct rich_text *rich;

    while ((rich = walk_next(&walk)) && clock_monotonic_ms() - begun_ms < BOUND_KEY_MS)
        add_links_of_text(&list, rich);
    if (list.bytes && rich)
        buffer_addf(&list, "\n%s\n", _("……文章太长，后面的链接没有列出"));
    walk_free(&walk);
    buffer_clear(&reader->page_text);
    if (list.bytes)
        buffer_add(&reader->page_text, list.data + 1, list.bytes - 1);
    buffer_free(&list);
}

struct str reader_page_selected(const struct reader *reader)
{
    struct str rest = buffer_str(&reader->page_text);
    size_t met = 0;

    while (reader->page == PAGE_LINKS && rest.bytes) {
        struct str line = str_take_line(&rest);

        if (reader_is_address(line) && met++ == reader->page_selected)
            return line;
    }
    return (struct str){0};
}

/* Moves the selection among the links, by as many as there are at the most. */
static void select_link(struct reader *reader, enum action action)
{
    size_t before = reader->page_selected;

    if (action == ACTION_LINE_UP && before)
        reader->page_selected--;
    if (action == ACTION_LINE_DOWN)
        reader->page_selected++;
    if (!reader_page_selected(reader).bytes)
        reader->page_selected = before;
}

bool pages_do(struct reader *reader, enum action action)
{
    if (reader->mode != MODE_PAGE || reader->page != PAGE_LINKS)
        return false;
    if (action == ACTION_LINE_DOWN || action == ACTION_LINE_UP)
        select_link(reader, action);
    else if (action == ACTION_COPY || action == ACTION_OPEN)
        command_copy_text(reader, reader_page_selected(reader));
    else
        return false;
    return true;
}

void pages_show_links(struct reader *reader)
{
    if (!reading_is_open(&reader->reading)) {
        command_say(reader, _("先选一篇文章，再看它的链接"));
        return;
    }
    if (reading_is_opening(&reader->reading)) {
        command_say(reader, _("正在打开…"));
        return;
    }
    list_links(reader);
    reader->page_selected = 0;
    if (reader->page_text.bytes)
        show(reader, PAGE_LINKS);
    else
        command_say(reader, _("本文里没有链接"));
}
