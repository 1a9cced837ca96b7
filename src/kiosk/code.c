#include "base/i18n.h"
#include "base/url.h"
#include "commands.h"

/* The addresses of an article that a visitor can take home on a phone, as QR codes. */

enum {
    MOST_URL_BYTES = 4096
}; /* more than a QR code holds; the rest of a longer URL is left out */

/* Adds an address, unless it is there already. Returns false if no more can be added. */
static bool add(struct kiosk_code *code, struct str name, struct str target)
{
    for (size_t i = 0; i < code->count; i++)
        if (str_eq(code->addresses[i].target, target))
            return true;
    if (code->count == KIOSK_MOST_ADDRESSES)
        return false;
    code->addresses[code->count++] = (struct kiosk_address){name, target};
    return true;
}

/* Adds the article's `link` or, without one, its URL on the bulletin's site. */
static void add_article(struct kiosk_code *code, const struct article *article, struct str site)
{
    buffer_clear(&code->own);
    if (url_is_web(article->link)) {
        add(code, article->title, article->link);
    } else if (site.bytes) {
        buffer_add_str(&code->own, site);
        if (site.p[site.bytes - 1] != '/')
            buffer_add_char(&code->own, '/');
        url_add_path(article->id, &code->own);
        buffer_add_char(&code->own, '/');
        add(code, article->title, (struct str){0});
    }
}

/* Returns the text of the link that begins with a span, which may have several: parts in other
 * styles. */
static struct str link_text(const struct rich_text *rich, size_t first)
{
    const struct span *spans = rich->spans;
    size_t end = spans[first].end;

    for (size_t i = first + 1; i < rich->span_count && spans[i].start == end &&
                               str_eq(spans[i].target, spans[first].target);
         i++)
        end = spans[i].end;
    return (struct str){rich->text.p + spans[first].start, end - spans[first].start};
}

static bool add_links(struct kiosk_code *code, const struct rich_text *rich)
{
    for (size_t i = 0; i < rich->span_count; i++)
        if (rich->spans[i].styles & SPAN_LINK && url_can_be_followed(rich->spans[i].target) &&
            !add(code, link_text(rich, i), rich->spans[i].target))
            return false;
    return true;
}

static bool add_links_of_block(struct kiosk_code *code, const struct block *block)
{
    const struct table *table = block->table;

    for (size_t i = 0; table && i < table->row_count * table->column_count; i++)
        if (!add_links(code, &table->cells[i]))
            return false;
    return add_links(code, &block->rich);
}

void kiosk_find_addresses(struct kiosk *kiosk)
{
    struct kiosk_code *code = &kiosk->code;
    const struct document *document;

    code->count = 0;
    if (!kiosk->reading.body || !qr_is_available())
        return;
    add_article(code, reading_article(&kiosk->reading), kiosk->options.site);
    document = body_document(kiosk->reading.body);
    for (size_t i = 0; i < document->block_count; i++)
        if (!add_links_of_block(code, &document->blocks[i]))
            return;
    for (size_t i = 0; i < document->note_count; i++)
        if (!add_links_of_block(code, &document->notes[i]))
            return;
}

static void choose(struct kiosk_code *code, size_t index)
{
    struct str target = code->addresses[index].target;

    code->chosen = index;
    if (!target.bytes)
        target = buffer_str(&code->own);
    if (target.bytes > MOST_URL_BYTES)
        target.bytes = MOST_URL_BYTES;
    buffer_clear(&code->url);
    url_add(target, &code->url);
    qr_make(&code->qr, buffer_str(&code->url));
}

struct qr_scale kiosk_code_scale(const struct kiosk *kiosk, struct rect room)
{
    const struct layout_style *style = &kiosk->options.style;

    return qr_scale_in(&kiosk->code.qr, room.cols, room.lines,
                       style->borders != BORDERS_ASCII && !style->text.ambiguous_wide);
}

/* Asks for the smallest letters, until the code is left, if it is too large for the screen. */
static void make_room(struct kiosk *kiosk)
{
    if (kiosk->options.text_size <= 1 || !kiosk->code.qr.modules ||
        kiosk_code_scale(kiosk, kiosk->geometry.body).module)
        return;
    kiosk->size_before_code = kiosk->options.text_size;
    kiosk_want_size(kiosk, 1);
}

void kiosk_restore_size(struct kiosk *kiosk)
{
    if (kiosk->size_before_code)
        kiosk_want_size(kiosk, kiosk->size_before_code);
    kiosk->size_before_code = 0;
}

void kiosk_open_code(struct kiosk *kiosk, size_t index)
{
    if (!kiosk->code.count) {
        kiosk_say(kiosk, _("这篇文章没有网址可以带走"));
        return;
    }
    choose(&kiosk->code, index < kiosk->code.count ? index : kiosk->code.count - 1);
    kiosk_show(kiosk, KIOSK_CODE);
    make_room(kiosk);
}

bool kiosk_can_turn_code(const struct kiosk *kiosk, bool forward)
{
    return forward ? kiosk->code.chosen + 1 < kiosk->code.count : kiosk->code.chosen > 0;
}

void kiosk_turn_code(struct kiosk *kiosk, bool forward)
{
    struct kiosk_code *code = &kiosk->code;

    if (!kiosk_can_turn_code(kiosk, forward))
        return;
    choose(code, forward ? code->chosen + 1 : code->chosen - 1);
    make_room(kiosk);
}
