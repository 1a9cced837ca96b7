#include "command_line.h"

#include "base/i18n.h"
#include "base/number.h"
#include "commands.h"
#include "content/date.h"
#include "prompts.h"
#include "text/character.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <string.h>

void command_line_ask(struct reader *reader)
{
    reader->mode = MODE_COMMAND;
    buffer_clear(&reader->prompt.text);
}

/* Degrees of agreement between a text and the name of an action. */
enum naming {
    NAMING_NONE,
    NAMING_IN_HELP,
    NAMING_IN_NAME,
    NAMING_BEGINNING, /* of the name */
    NAMING_WHOLE      /* name or help */
};

static bool has(const struct folded *whole, const struct folded *part)
{
    return memmem(whole->text, whole->bytes, part->text, part->bytes);
}

static enum naming naming_by(const struct keymap_entry *entry, const struct folded *text)
{
    struct folded name = {0}, help = {0};
    bool in_name, in_help, begins;
    enum naming naming;

    if (!entry->name || entry->action == ACTION_COMMAND || !text->bytes)
        return NAMING_NONE;
    text_fold(&name, str_of(entry->name));
    text_fold(&help, str_of(_(entry->help)));
    in_name = has(&name, text);
    in_help = has(&help, text);
    begins = in_name && memcmp(name.text, text->text, text->bytes) == 0;
    if ((begins && name.bytes == text->bytes) || (in_help && help.bytes == text->bytes))
        naming = NAMING_WHOLE;
    else
        naming = begins    ? NAMING_BEGINNING
                 : in_name ? NAMING_IN_NAME
                 : in_help ? NAMING_IN_HELP
                           : NAMING_NONE;
    folded_free(&name);
    folded_free(&help);
    return naming;
}

/* Finds the actions that the typed text may mean, the likeliest first. Returns their number, and
 * sets *best to how well it names the first. */
static size_t find_meant(const struct reader *reader, enum naming *best,
                         const struct keymap_entry *meant[ACTION_COUNT])
{
    struct str typed = utf8_trim(buffer_str(&reader->prompt.text), character_is_space);
    struct folded text = {0};
    size_t count = 0;

    text_fold(&text, typed);
    *best = NAMING_NONE;
    for (enum naming naming = NAMING_WHOLE; naming > NAMING_NONE && *best != NAMING_WHOLE; naming--)
        for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
            if (naming_by(e, &text) != naming)
                continue;
            *best = *best ? *best : naming;
            meant[count++] = e;
        }
    folded_free(&text);
    return count;
}

size_t reader_actions_meant(const struct reader *reader,
                            const struct keymap_entry *meant[ACTION_COUNT])
{
    enum naming best;

    return find_meant(reader, &best, meant);
}

/* Completes the text: by what the names that begin with it have in common, else to the first action
 * that is meant. */
static void complete(struct reader *reader)
{
    const struct keymap_entry *meant[ACTION_COUNT];
    enum naming best;
    size_t count = find_meant(reader, &best, meant), bytes, typed = reader->prompt.text.bytes;

    if (!count)
        return;
    bytes = strlen(meant[0]->name);
    for (size_t i = 1; best == NAMING_BEGINNING && i < count; i++) {
        size_t same = 0;

        while (same < bytes && meant[i]->name[same] == meant[0]->name[same])
            same++;
        if (same >= typed)
            bytes = same;
    }
    buffer_clear(&reader->prompt.text);
    buffer_add(&reader->prompt.text, meant[0]->name, bytes);
}

/* Goes to the number or the date that a text is. Returns false if it is neither. A number is a year
 * only if no article has it. */
static bool go_to(struct reader *reader, struct str text)
{
    char date[DATE_BYTES];
    size_t bytes;
    uint64_t number;
    bool is_date = date_read_part(text, date, &bytes);
    bool is_number = number_read(text, SIZE_MAX, &number) == text.bytes;

    if (reader->options.single || (!is_date && !is_number))
        return false;
    if (is_number && (!is_date || number <= list_articles(&reader->list)))
        prompts_go_to_number(reader, (size_t)number);
    else
        command_go_to_date(reader, (struct str){date, bytes});
    return true;
}

/* Does what was typed. What an action is only found by, in the middle of its name or in its help,
 * is replaced by the name, to be looked at: `no` would quit otherwise. */
static void run(struct reader *reader)
{
    const struct keymap_entry *meant[ACTION_COUNT];
    struct str typed = utf8_trim(buffer_str(&reader->prompt.text), character_is_space);
    enum naming best;
    size_t count = find_meant(reader, &best, meant);
    struct folded text = {0};

    text_fold(&text, typed);
    reader->mode = MODE_READING;
    if (!typed.bytes || go_to(reader, (struct str){text.text, text.bytes})) {
        folded_free(&text);
        return;
    }
    folded_free(&text);
    if (best == NAMING_WHOLE || (count == 1 && best == NAMING_BEGINNING)) {
        command_do(reader, meant[0]->action);
    } else if (count == 1) {
        complete(reader);
        reader->mode = MODE_COMMAND;
    } else if (count) {
        buffer_addf(&reader->message, _("“%.*s”有几个：%s、%s……；按 Tab 补全"), STR_FMT(typed),
                    meant[0]->name, meant[1]->name);
    } else {
        buffer_addf(&reader->message, _("没有“%.*s”；可以写动作的名字、文章编号或日期"),
                    STR_FMT(typed));
    }
}

enum line_edit_result command_line_key(struct reader *reader, reader_key key)
{
    enum line_edit_result result;

    if (key == RK_TAB) {
        complete(reader);
        return LINE_EDIT_CHANGED;
    }
    result = line_edit_key(&reader->prompt, key);
    switch (result) {
    case LINE_EDIT_ACCEPTED:
        run(reader);
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
