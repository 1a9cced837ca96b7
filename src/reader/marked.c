#include "reader/marked.h"

void marked_note(struct marked *marked, const struct str *mark_ids, size_t count, bool read)
{
    buffer_clear(&marked->ids);
    for (size_t i = 0; i < count; i++) {
        buffer_add_str(&marked->ids, mark_ids[i]);
        buffer_add_char(&marked->ids, '\0');
    }
    marked->read = read;
}

size_t marked_undo(struct marked *marked, struct marks *marks)
{
    size_t count = 0;

    for (size_t at = 0; at < marked->ids.bytes; count++) {
        struct str id = str_of(marked->ids.data + at);

        marks_set_read(marks, id, !marked->read);
        at += id.bytes + 1;
    }
    buffer_clear(&marked->ids);
    return count;
}

void marked_free(struct marked *marked)
{
    buffer_free(&marked->ids);
}
