#include "prepare_internal.h"

#include "line.h"

enum { MAX_BOXES = 8, BOX_MARKS = 3 };

/* Turns a line that opens a box, ::: tip 标题, into a quotation's head, [!tip] 标题. */
static void open_box(struct prepare *prepare, const struct line *line, struct str name)
{
    struct source *source = prepare->source;
    size_t start = (size_t)(name.p - prepare->text.p), at = start;

    if (!prepare->boxes) {
        prepare->mask.indent = line->content - line->start;
        prepare->box_source = line->content;
    }
    prepare->boxes++;
    prepare->mask.prefix = (struct str){"> > > > > > > > ", (size_t)prepare->boxes * 2};
    if (prepare->after_text)
        prepare_add_blank_line(prepare, &(struct line){0});
    prepare_begin_line(prepare, line);
    source_skip(source, start);
    while (at < line->end && !strchr(" \t[{", prepare->text.p[at]))
        at++;
    source_add(source, str_of("[!"));
    source_copy(source, at);
    source_add(source, str_of("]"));
    if (at < line->end && prepare->text.p[at] == '[' && prepare->text.p[line->end - 1] == ']') {
        source_add(source, str_of(" "));
        source_skip(source, at + 1);
        mask_copy(&prepare->mask, line->end - 1);
        source_skip(source, line->end);
    } else {
        mask_copy(&prepare->mask, line->end);
    }
    if (source->copied < line->next)
        source_copy(source, line->next);
    if (source->copied == prepare->text.bytes)
        source_add(source, str_of("\n"));
    prepare->after_text = true;
}

static void close_box(struct prepare *prepare, const struct line *line)
{
    source_skip(prepare->source, line->end);
    prepare->boxes--;
    prepare->mask.prefix.bytes = (size_t)prepare->boxes * 2;
    if (prepare->source->copied < line->next)
        source_copy(prepare->source, line->next);
    source_add(prepare->source, prepare->mask.prefix);
    source_add(prepare->source, str_of("\n"));
    prepare->after_text = false;
}

bool boxes_is(const struct prepare *prepare, const struct line *line, struct str *name)
{
    size_t marks = 0;

    *name = line_content(prepare->text, line);
    while (marks < name->bytes && name->p[marks] == ':')
        marks++;
    if (marks < BOX_MARKS || line->quotes || line->item || line->indent >= CODE_COLS)
        return false;
    *name = trim((struct str){name->p + marks, name->bytes - marks});
    return name->bytes ? prepare->boxes < MAX_BOXES : prepare->boxes > 0;
}

bool boxes_pass(struct prepare *prepare, const struct line *line)
{
    struct str name;

    if (!boxes_is(prepare, line, &name))
        return false;
    prepare_flush(prepare, line->start);
    prepare->columns = 0;
    if (name.bytes)
        open_box(prepare, line, name);
    else
        close_box(prepare, line);
    return true;
}
