#include "app/dump.h"

#include "app/cli.h"
#include "base/i18n.h"
#include "layout/border.h"
#include "layout/layout.h"
#include "text/grapheme.h"
#include "text/print.h"

#include <stdint.h>

static void write_line(struct buffer *out, const struct layout_line *line, bool ambiguous_wide)
{
    int col = 0;

    for (size_t i = 0; i < line->piece_count; i++) {
        const struct layout_piece *piece = &line->pieces[i];

        buffer_add_spaces(out, piece->col - col);
        buffer_add_str(out, piece->text);
        col = piece->col + text_cols(piece->text, ambiguous_wide);
    }
    while (out->bytes && out->data[out->bytes - 1] == ' ')
        out->bytes--;
    buffer_add_char(out, '\n');
}

/* Writes a rule between two articles. */
static void write_rule(FILE *out, const struct dump_options *options)
{
    struct buffer rule = {0};

    buffer_add_char(&rule, '\n');
    border_fill(&rule, border_of(&options->style)->horizontal, options->cols);
    buffer_add_text(&rule, "\n\n");
    fwrite(rule.data, 1, rule.bytes, out);
    buffer_free(&rule);
}

static void dump_line(FILE *out, struct layout *layout, struct layout_at at,
                      const struct dump_options *options, struct buffer *line)
{
    struct layout_line set = layout_line(layout, at);

    buffer_clear(line);
    write_line(line, &set, options->style.text.ambiguous_wide);
    fwrite(line->data, 1, line->bytes, out);
}

static void dump_lines(FILE *out, struct layout *layout, const struct dump_options *options)
{
    struct buffer line = {0};
    struct layout_at at;

    for (bool more = layout_first(layout, &at); more; more = layout_next(layout, &at))
        dump_line(out, layout, at, options, &line);
    buffer_free(&line);
}

void dump_layout(struct layout *layout, bool ambiguous_wide, struct buffer *out)
{
    struct layout_at at;

    for (bool more = layout_first(layout, &at); more; more = layout_next(layout, &at)) {
        struct layout_line set = layout_line(layout, at);

        write_line(out, &set, ambiguous_wide);
    }
}

/* Writes an article in pages. Returns how many lines of its last page are used. */
static int dump_pages(FILE *out, struct layout *layout, const struct dump_options *options)
{
    struct buffer line = {0};
    struct layout_at at;
    bool more = layout_first(layout, &at);
    int lines = 0;

    while (more) {
        for (; lines && lines < options->page_lines; lines++)
            fputc('\n', out);
        while (layout_is_blank(layout, at) && layout_next(layout, &at))
            continue;
        lines = layout_page_lines(layout, at, options->page_lines);
        for (int i = 0; i < lines && more; i++) {
            dump_line(out, layout, at, options, &line);
            more = layout_next(layout, &at);
        }
    }
    buffer_free(&line);
    return lines;
}

/* Writes an article, and updates *page_filled, the number of lines used on the last page written.
 * Returns false, with a line on standard error, if the body cannot be read. */
static bool dump_article(FILE *out, const struct article *article,
                         const struct dump_options *options, int *page_filled)
{
    struct diags diags = {0};
    struct body *body = body_open(article, &diags);
    struct layout *layout;

    if (!body) {
        for (size_t i = 0; i < diags.count; i++)
            print_diag(stderr, "", &diags.items[i]);
        diags_free(&diags);
        return false;
    }
    layout = layout_new(article, body, (struct layout_options){options->cols, options->style, {0}});
    if (options->page_lines) {
        for (; *page_filled && *page_filled < options->page_lines; ++*page_filled)
            fputc('\n', out);
        *page_filled = dump_pages(out, layout, options);
    } else {
        dump_lines(out, layout, options);
    }
    layout_free(layout);
    body_close(body);
    diags_free(&diags);
    return true;
}

/* Says why an article is not shown, and which options show it. */
static void refuse(const struct edition *edition, size_t index)
{
    const struct article *article = edition_article(edition, index);
    bool draft = article->draft && edition->filter.hide_drafts;
    bool expired = edition->filter.hide_expired && edition_has_expired(edition, index);
    struct buffer why = {0};

    if (!expired)
        buffer_add_text(&why, _("这篇是草稿；加上 --drafts 就能看"));
    else
        buffer_addf(&why,
                    draft ? _("这篇是草稿，又到 %.*s 为止，已经过期；加上 --all --drafts 就能看")
                          : _("这篇到 %.*s 为止，已经过期；加上 --all 就能看"),
                    STR_FMT(article->expires));
    print_line(stderr, "kanbao: %.*s: %s", STR_FMT(article->id), buffer_c_str(&why));
    buffer_free(&why);
}

int dump_articles(FILE *out, const struct edition *edition, const char *id,
                  const struct dump_options *options)
{
    int status = STATUS_FINE, page_filled = 0;

    if (id) {
        size_t article = edition_find(edition, str_of(id));

        if (article == SIZE_MAX) {
            print_line(stderr, "kanbao: %s: %s", id, _("没有这篇文章；用 --list 看编号"));
            return STATUS_FAULT;
        }
        if (!edition_shows(edition, article)) {
            refuse(edition, article);
            return STATUS_FAULT;
        }
        return dump_article(out, edition_article(edition, article), options, &page_filled)
                   ? STATUS_FINE
                   : STATUS_FAULT;
    }
    for (size_t i = 0; i < edition->shown_count; i++) {
        if (i && !options->page_lines)
            write_rule(out, options);
        if (!dump_article(out, edition_article(edition, edition_shown(edition, i)), options,
                          &page_filled))
            status = STATUS_FAULT;
    }
    return status;
}

/* Writes a tab and the states that apply to the article, separated by commas. */
static void write_state(FILE *out, const struct edition *edition, size_t article)
{
    const struct {
        bool is;
        const char *name;
    } states[] = {
        {edition_article(edition, article)->pinned, "pinned"},
        {edition_article(edition, article)->draft, "draft"},
        {edition_has_expired(edition, article), "expired"},
    };
    char gap = '\t';

    for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
        if (!states[i].is)
            continue;
        fprintf(out, "%c%s", gap, states[i].name);
        gap = ',';
    }
    if (gap == '\t')
        fputc(gap, out);
}

int dump_list(FILE *out, const struct edition *edition, bool with_state)
{
    for (size_t i = 0; i < edition->shown_count; i++) {
        const struct article *a = edition_article(edition, edition_shown(edition, i));
        struct str topic = a->topic_count ? a->topics[0] : (struct str){0};

        fprintf(out, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s", STR_FMT(a->id), STR_FMT(a->district),
                STR_FMT(topic), STR_FMT(a->place), STR_FMT(a->date), STR_FMT(a->title));
        if (with_state)
            write_state(out, edition, edition_shown(edition, i));
        fputc('\n', out);
    }
    return STATUS_FINE;
}

void dump_search_hint(const struct query *query)
{
    struct buffer hint = {0};

    query_write_hint(query, &hint);
    if (hint.bytes)
        print_line(stderr, "kanbao: %s%s", _("没有找到"), buffer_c_str(&hint));
    buffer_free(&hint);
}

int dump_search(FILE *out, const struct search *search)
{
    struct buffer line = {0};

    for (size_t i = 0; i < search->count; i++) {
        const size_t article = search->results[i].article;

        buffer_add_str(&line, edition_id(search->edition, article));
        buffer_add_char(&line, '\t');
        buffer_add_str(&line, edition_title(search->edition, article));
        buffer_add_char(&line, '\t');
        search_context(search_passage(search, i), CONTEXT_COLS, &line);
        buffer_add_char(&line, '\n');
        fwrite(line.data, 1, line.bytes, out);
        buffer_clear(&line);
    }
    if (!search->count)
        dump_search_hint(&search->query);
    buffer_free(&line);
    return search->count ? STATUS_FINE : STATUS_FAULT;
}
