#include "command_line.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/number.h"
#include "commands.h"
#include "prompts.h"

#include <string.h>

void command_line_ask(struct reader *reader)
{
    reader->mode = MODE_COMMAND;
    buffer_clear(&reader->prompt.text);
}

/* Returns how well a text names an action: 0: not at all, 1: it is in the help, 2: in the name, 3:
 * at its beginning, 4: it is the name. */
static int match_of(const struct keymap_entry *entry, struct str text)
{
    struct str name, help;

    if (!entry->name || entry->action == ACTION_COMMAND)
        return 0;
    name = str_of(entry->name);
    help = str_of(_(entry->help));
    if (str_eq(name, text))
        return 4;
    if (name.bytes >= text.bytes && memcmp(name.p, text.p, text.bytes) == 0)
        return 3;
    if (memmem(name.p, name.bytes, text.p, text.bytes))
        return 2;
    return memmem(help.p, help.bytes, text.p, text.bytes) ? 1 : 0;
}

size_t reader_actions_meant(const struct reader *reader,
                            const struct keymap_entry *meant[ACTION_COUNT])
{
    struct str text = buffer_str(&reader->prompt.text);
    size_t count = 0;

    for (int best = 4; best > 0 && text.bytes; best--) {
        for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++)
            if (match_of(e, text) == best)
                meant[count++] = e;
        if (best == 4 && count)
            break;
    }
    return count;
}

/* Completes the text: by what the names that begin with it have in common, else to the first action
 * that is meant. */
static void complete(struct reader *reader)
{
    const struct keymap_entry *meant[ACTION_COUNT];
    size_t count = reader_actions_meant(reader, meant), bytes;
    struct str text = buffer_str(&reader->prompt.text);

    if (!count)
        return;
    bytes = strlen(meant[0]->name);
    for (size_t i = 1; i < count && match_of(meant[i], text) == 3; i++)
        for (size_t same = 0; same < bytes; same++)
            if (meant[i]->name[same] != meant[0]->name[same])
                bytes = same;
    buffer_clear(&reader->prompt.text);
    buffer_add(&reader->prompt.text, meant[0]->name, bytes);
}

/* Returns whether a text is a day or a month: 2026-11-30, 2026-11. */
static bool is_date(struct str text)
{
    static const char form[] = "dddd-dd-dd";

    for (size_t i = 0; i < text.bytes; i++)
        if (i >= sizeof(form) - 1 ||
            (form[i] == 'd' ? !ascii_is_digit(text.p[i]) : text.p[i] != form[i]))
            return false;
    return text.bytes == strlen("2026-11") || text.bytes == sizeof(form) - 1;
}

static void run(struct reader *reader, struct str text)
{
    const struct keymap_entry *meant[ACTION_COUNT];
    size_t count = reader_actions_meant(reader, meant);
    uint64_t number;

    if (is_date(text) && !reader->options.single)
        command_go_to_date(reader, text);
    else if (number_read(text, SIZE_MAX, &number) == text.bytes && !reader->options.single)
        prompts_go_to_number(reader, (size_t)number);
    else if (count == 1 || (count && str_eq(str_of(meant[0]->name), text)))
        command_do(reader, meant[0]->action);
    else if (count)
        buffer_addf(&reader->message, _("“%.*s”有几个：%s、%s……；按 Tab 补全"), STR_FMT(text),
                    meant[0]->name, meant[1]->name);
    else
        buffer_addf(&reader->message, _("没有“%.*s”；可以写动作的名字、文章编号或日期"),
                    STR_FMT(text));
}

enum line_edit_result command_line_key(struct reader *reader, reader_key key)
{
    enum line_edit_result result;
    struct buffer text = {0};

    if (key == RK_TAB) {
        complete(reader);
        return LINE_EDIT_CHANGED;
    }
    result = line_edit_key(&reader->prompt, key);
    switch (result) {
    case LINE_EDIT_ACCEPTED:
        reader->mode = MODE_READING;
        buffer_add_str(&text, buffer_str(&reader->prompt.text)); /* the action may ask for words */
        if (text.bytes)
            run(reader, buffer_str(&text));
        buffer_free(&text);
        break;
    case LINE_EDIT_CANCELLED:
        reader->mode = MODE_READING;
        break;
    case LINE_EDIT_CHANGED:
    case LINE_EDIT_FULL:
    case LINE_EDIT_IGNORED:
        break;
    }
    return result;
}
