#include "app/print_json.h"

#include "app/dump.h"
#include "app/standard_input.h"
#include "base/status.h"
#include "content/body.h"
#include "text/json.h"

static void write_out(FILE *out, struct buffer *text)
{
    fwrite(text->data, 1, text->bytes, out);
    buffer_clear(text);
}

/* Adds a field, unless the header does not have it. */
static void add_field(struct json *json, const char *key, struct str text)
{
    if (text.bytes)
        json_text(json, key, text);
}

static void add_list(struct json *json, const char *key, const struct str *texts, size_t count)
{
    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_text(json, NULL, texts[i]);
    json_close(json, ']');
}

/* Adds a position in the article, 0 for its beginning, or null for `none`. */
static void add_position(struct json *json, const char *key, int64_t position, int64_t none)
{
    if (position == none)
        json_null(json, key);
    else
        json_number(json, key, position == INT64_MIN ? 0 : position);
}

static void add_state(struct json *json, const struct marks *marks, struct str id)
{
    json_bool(json, "read", marks_is_read(marks, id));
    add_position(json, "bookmark", marks_bookmark(marks, id).position, POSITION_NONE);
    add_position(json, "position", marks_position(marks, id), INT64_MIN);
}

static void add_article(struct json *json, const struct edition *edition, size_t index,
                        const struct marks *marks)
{
    const struct article *a = edition_article(edition, index);

    json_text(json, "id", a->id);
    json_text(json, "path", article_is_unnamed(a->path.p) ? str_of(STANDARD_INPUT) : a->path);
    json_number(json, "body", (int64_t)a->body_start);
    json_text(json, "title", a->title);
    add_field(json, "kicker", a->kicker);
    add_field(json, "subtitle", a->subtitle);
    add_field(json, "district", a->district);
    add_field(json, "place", a->place);
    add_list(json, "topics", a->topics, a->topic_count);
    add_list(json, "authors", a->authors, a->author_count);
    add_field(json, "date", a->date);
    add_field(json, "issue", a->issue);
    add_field(json, "page", a->page);
    add_field(json, "source", a->source);
    add_field(json, "link", a->link);
    add_field(json, "summary", a->summary);
    add_field(json, "expires", a->expires);
    add_field(json, "note", a->note);
    if (a->order)
        json_number(json, "order", a->order);
    json_bool(json, "pinned", a->pinned);
    json_bool(json, "draft", a->draft);
    json_bool(json, "expired", edition_has_expired(edition, index));
    if (marks)
        add_state(json, marks, a->mark_id);
}

void print_json_list(FILE *out, const struct edition *edition, const struct marks *marks)
{
    struct buffer text = {0};
    struct json json = {.out = &text};

    json_open(&json, NULL, '[');
    for (size_t i = 0; i < edition->shown_count; i++) {
        json_open(&json, NULL, '{');
        add_article(&json, edition, edition_shown(edition, i), marks);
        json_close(&json, '}');
        write_out(out, &text);
    }
    json_close(&json, ']');
    buffer_add_char(&text, '\n');
    write_out(out, &text);
    buffer_free(&text);
}

int print_json_search(FILE *out, const struct search *search, const struct marks *marks)
{
    struct buffer context = {0}, text = {0};
    struct json json = {.out = &text};

    json_open(&json, NULL, '[');
    for (size_t i = 0; i < search->count; i++) {
        buffer_clear(&context);
        search_context(search_passage(search, i), CONTEXT_COLS, &context);
        json_open(&json, NULL, '{');
        add_article(&json, search->edition, search->results[i].article, marks);
        json_text(&json, "context", buffer_str(&context));
        json_close(&json, '}');
        write_out(out, &text);
    }
    json_close(&json, ']');
    buffer_add_char(&text, '\n');
    write_out(out, &text);
    if (!search->count)
        dump_search_hint(&search->query);
    buffer_free(&context);
    buffer_free(&text);
    return search->count ? STATUS_FINE : STATUS_FAULT;
}

void print_json_check(FILE *out, const struct diags *diags, size_t articles)
{
    struct buffer text = {0};
    struct json json = {.out = &text};

    json_open(&json, NULL, '{');
    json_number(&json, "articles", (int64_t)articles);
    json_open(&json, "faults", '[');
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];

        json_open(&json, NULL, '{');
        json_text(&json, "file", str_of(diag->path));
        if (diag->line)
            json_number(&json, "line", (int64_t)diag->line);
        if (diag->column)
            json_number(&json, "column", (int64_t)diag->column);
        json_text(&json, "level", str_of(diag->level == DIAG_ERROR ? "error" : "warning"));
        json_text(&json, "message", str_of(diag->message));
        if (diag->places > 1)
            json_number(&json, "places", (int64_t)diag->places);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    buffer_add_char(&text, '\n');
    write_out(out, &text);
    buffer_free(&text);
}
