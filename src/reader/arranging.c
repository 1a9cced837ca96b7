#include "base/i18n.h"
#include "commands.h"

/* Grouping and sorting of the list. */

/* Changes the tree. An article being read stays open, with its new successor's title at its end. */
static void rearrange(struct reader *reader, enum grouping grouping, enum sorting sorting)
{
    bool reading = reader_is_reading(reader);
    size_t article = reader->reading.article;

    if (reader->list.kind != LIST_TREE)
        command_show_tree(reader);
    list_group(&reader->list, reader->edition, reader->marks, grouping, sorting);
    if (reading) {
        list_select_article(&reader->list, article);
        reading_set_next(&reader->reading, command_next_title(reader));
    } else {
        command_preview(reader);
    }
}

void command_regroup(struct reader *reader)
{
    const struct tree *tree = &reader->list.tree;
    enum grouping next = (enum grouping)((tree->grouping + 1) % GROUPING_COUNT);

    if (command_is_alone(reader))
        return;
    rearrange(reader, next, tree->sorting);
    command_say(reader, grouping_name(next));
}

void command_resort(struct reader *reader)
{
    const struct tree *tree = &reader->list.tree;
    enum sorting next = (enum sorting)((tree->sorting + 1) % SORTING_COUNT);

    if (command_is_alone(reader))
        return;
    rearrange(reader, tree->grouping, next);
    if (next == SORT_DATES && !reader->article_focused &&
        list_select_newest(&reader->list, reader->edition))
        command_preview(reader);
    command_say(reader, sorting_name(next));
}

void command_go_to_date(struct reader *reader, struct str date)
{
    if (reader->article_focused)
        command_leave_article(reader);
    rearrange(reader, GROUP_MONTH, SORT_DATES);
    if (list_select_date(&reader->list, reader->edition, date))
        command_preview(reader);
    else
        command_say(reader, _("没有这一天或更早的文章"));
}
