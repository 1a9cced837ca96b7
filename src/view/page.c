#include "base/i18n.h"
#include "view/parts.h"

/* A page, and what drawing it tells. */
struct page {
    const struct reader *reader;
    struct rect rect;
    int lines;                        /* of all of it */
    int selected_first, selected_end; /* lines of the selected address */
};

/* Draws the page from line `top` of it on. */
static void draw(struct frame *frame, struct page *page, int top)
{
    const struct reader *reader = page->reader;
    struct str rest = buffer_str(&reader->page_text);
    struct str selected = reader_page_selected(reader);
    int line = -top;

    if (!rest.bytes)
        rest = str_of(_("正在读，请稍等…"));
    while (rest.bytes) {
        struct str text = str_take_line(&rest);
        bool is_address = reader_is_address(text),
             is_selected = selected.bytes && text.p == selected.p;
        int first = line;

        line = view_put_wrapped(frame, &reader->options.style, page->rect, line, 0, text,
                                (struct style){is_selected  ? ROLE_SELECTED
                                               : is_address ? ROLE_LINK
                                                            : ROLE_TEXT,
                                               0});
        if (!text.bytes)
            line++;
        for (int i = first < 0 ? 0 : first; is_address && i < line && i < page->rect.lines; i++)
            frame_link(frame, page->rect.line + i, page->rect.col, page->rect.col + page->rect.cols,
                       text);
        if (is_selected) {
            page->selected_first = first + top;
            page->selected_end = line + top;
        }
    }
    page->lines = line + top;
}

void view_page(struct frame *frame, struct reader *reader)
{
    struct rect rect = {1, 1, frame->lines - 2, frame->cols - 2};
    struct page page = {.reader = reader, .rect = {0, 0, 0, rect.cols}};

    draw(frame, &page, 0);
    page.rect = rect;
    if (page.selected_end > reader->help_top + rect.lines)
        reader->help_top = page.selected_end - rect.lines;
    if (page.selected_end && page.selected_first < reader->help_top)
        reader->help_top = page.selected_first;
    if (reader->help_top > page.lines - rect.lines)
        reader->help_top = page.lines > rect.lines ? page.lines - rect.lines : 0;
    draw(frame, &page, reader->help_top);
}
