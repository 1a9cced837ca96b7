#include "writing.h"

#include "base/i18n.h"
#include "commands.h"

#include <errno.h>
#include <string.h>

void writing_ask(struct reader *reader)
{
    struct str id, name;

    if (!reader->reading.layout) {
        command_say(reader, _("先打开一篇文章，再把它写到文件里"));
        return;
    }
    id = reading_article(&reader->reading)->id;
    for (name = id; name.bytes && memchr(name.p, '/', name.bytes);)
        name = (struct str){name.p + 1, name.bytes - 1};
    reader->mode = MODE_WRITE;
    reader->write_over = false;
    buffer_clear(&reader->prompt.text);
    buffer_addf(&reader->prompt.text, "%.*s.txt", STR_FMT(name));
}

static enum line_edit_result go_on(struct reader *reader, enum line_edit_result result)
{
    switch (result) {
    case LINE_EDIT_ACCEPTED:
        reader->mode = MODE_READING;
        if (!reader->prompt.text.bytes)
            command_say(reader, _("没有写文件名"));
        buffer_clear(&reader->write_path);
        buffer_add_str(&reader->write_path, buffer_str(&reader->prompt.text));
        break;
    case LINE_EDIT_CANCELLED:
        reader->mode = MODE_READING;
        break;
    case LINE_EDIT_CHANGED:
    case LINE_EDIT_FULL:
        reader->write_over = false; /* it is another file */
        break;
    case LINE_EDIT_IGNORED:
        break;
    }
    return result;
}

enum line_edit_result writing_key(struct reader *reader, reader_key key)
{
    return go_on(reader, line_edit_key(&reader->prompt, key));
}

enum line_edit_result writing_paste(struct reader *reader, struct str text)
{
    return go_on(reader, line_edit_paste(&reader->prompt, text));
}

void reader_tell_written(struct reader *reader, int error)
{
    struct str path = buffer_str(&reader->write_path);

    buffer_clear(&reader->message);
    if (error == EEXIST && !reader->write_over) {
        reader->write_over = true;
        reader->mode = MODE_WRITE;
    } else if (error) {
        buffer_addf(&reader->message, _("写不了 %.*s：%s"), STR_FMT(path), strerror(error));
    } else {
        buffer_addf(&reader->message, _("已写到 %.*s"), STR_FMT(path));
    }
    buffer_clear(&reader->write_path);
}
