#include "base/i18n.h"
#include "commands.h"

/* The texts of rows. */

void kiosk_row_text_free(struct kiosk_row_text *text)
{
    buffer_free(&text->above);
    buffer_free(&text->name);
    buffer_free(&text->below);
}

static void write_count(const struct kiosk *kiosk, const struct kiosk_row *row, struct buffer *out)
{
    size_t count = kiosk_group_articles(kiosk, row);

    buffer_addf(out, n_("%zu篇", count), count);
}

void kiosk_write_title(const struct kiosk *kiosk, const struct kiosk_row *row, struct buffer *out)
{
    const struct article *article;

    if (row->article == SIZE_MAX) {
        kiosk_write_group(kiosk, row->list, row->node, out);
        return;
    }
    article = edition_article(kiosk->edition, row->article);
    if (article->pinned && row->section != KIOSK_PINNED)
        buffer_addf(out, _("%s："), kiosk_section_heading(KIOSK_PINNED));
    buffer_add_str(out, article->title);
}

/* Appends the name of a row: its title, and the count of a group that has no line for it. */
static void write_name(const struct kiosk *kiosk, const struct kiosk_row *row, struct buffer *out)
{
    kiosk_write_title(kiosk, row, out);
    if (row->article != SIZE_MAX || kiosk->geometry.shape.rule)
        return;
    buffer_add_text(out, "　");
    write_count(kiosk, row, out);
}

/* Appends the day of an article, its district and its place, as far as it has them. */
static void write_origin(const struct kiosk *kiosk, const struct article *article,
                         struct buffer *out)
{
    kiosk_write_day(kiosk, article->date, out);
    if (article->date.bytes && (article->district.bytes || article->place.bytes))
        buffer_add_text(out, "　");
    buffer_add_str(out, article->district);
    if (article->place.bytes)
        buffer_addf(out, article->district.bytes ? " %.*s" : "%.*s", STR_FMT(article->place));
}

static void write_article(const struct kiosk *kiosk, const struct kiosk_row *row, int cols,
                          struct kiosk_row_text *text)
{
    const struct article *article = edition_article(kiosk->edition, row->article);
    const struct search *search = &kiosk->search;

    buffer_add_str(&text->above, article->kicker);
    text->summary = article->summary;
    if (kiosk->screen == KIOSK_PANEL && search->results[row->result].pass == SEARCH_BODIES) {
        search_context(search_passage(search, row->result), cols, &text->below);
        return;
    }
    if (marks_is_read(kiosk->marks, article->mark_id))
        buffer_add_text(&text->below, _("已读　"));
    write_origin(kiosk, article, &text->below);
}

void kiosk_write_row(const struct kiosk *kiosk, size_t row, int cols, struct kiosk_row_text *text)
{
    const struct kiosk_row *item = &kiosk_rows(kiosk)->items[row];

    write_name(kiosk, item, &text->name);
    if (item->article != SIZE_MAX)
        write_article(kiosk, item, cols, text);
    else if (kiosk->geometry.shape.rule)
        write_count(kiosk, item, &text->below);
}
