#include "base/bounds.h"
#include "base/i18n.h"
#include "commands.h"
#include "finding.h"

#include <stdint.h>
#include <stdlib.h>

/* The reader's screen, by names that are found in another edition, too. */
struct shown {
    struct list list;    /* the old one, whose tree is not to be used any more */
    struct buffer folds; /* names of the folded groups, */
    struct buffer group; /* and of the selected one */
    char *selected;      /* article; NULL: none, */
    char *open;          /* the one that is open, */
    bool reading;        /* by the person, */
    int64_t position;
    struct buffer words; /* at it */
    char *before_search;
};

static char *name_of(const struct reader *reader, size_t article)
{
    return article != SIZE_MAX ? str_copy(command_article_at(reader, article)->mark_id) : NULL;
}

/* Returns the article of a name, or SIZE_MAX if it is not shown any more. */
static size_t find(const struct reader *reader, const char *name)
{
    size_t found = name ? edition_find_marked(reader->edition, str_of(name)) : SIZE_MAX;

    return found != SIZE_MAX && edition_shows(reader->edition, found) ? found : SIZE_MAX;
}

/* Notes what is shown, and lets go of the old edition. */
static void take_down(struct reader *reader, struct shown *shown)
{
    bool is_open = reading_is_open(&reader->reading);

    *shown = (struct shown){.list = reader->list,
                            .selected = name_of(reader, list_selected(&reader->list).article),
                            .open = name_of(reader, is_open ? reader->reading.article : SIZE_MAX),
                            .reading = reader_is_reading(reader),
                            .before_search = name_of(reader, reader->search_article)};
    shown->position = reading_kept_place(&reader->reading, &shown->words).position;
    list_name_folds(&reader->list, reader->edition, &shown->folds);
    if (reader->list.kind == LIST_TREE)
        list_name_selected(&reader->list, reader->edition, &shown->group);
    finding_stop(reader);
    reading_close(&reader->reading);
    search_free(&reader->search);
    reader->list = (struct list){0};
}

/* Gives the article that is read another name if it was moved, and its mark with it: then the
 * article that was read last has another name, and nothing is known of the old one. */
static void follow_moved(struct reader *reader, struct shown *shown)
{
    const struct marks *marks = reader->marks;
    bool is_selected = shown->open && shown->selected && strcmp(shown->open, shown->selected) == 0;

    if (!shown->reading || !shown->open || !marks->last || marks_find(marks, str_of(shown->open)))
        return;
    free(shown->open);
    shown->open = str_copy(str_of(marks->last));
    if (!is_selected)
        return;
    free(shown->selected);
    shown->selected = str_copy(str_of(marks->last));
}

/* Shows the results of the same words, as far as they come at once. */
static void list_results(struct reader *reader)
{
    search_start(&reader->search, reader->edition, buffer_str(&reader->words));
    search_for(&reader->search, BOUND_KEY_MS);
    list_show_results(&reader->list, &reader->search);
}

/* Makes the list that was shown anew: the tree is below the results and the bookmarks, too. */
static void make_list(struct reader *reader, const struct shown *shown)
{
    struct list *list = &reader->list;
    const struct tree *tree = &shown->list.tree;
    size_t article = find(reader, shown->selected);

    list->joins_lone = true;
    list_group(list, reader->edition, reader->marks, tree->grouping, tree->sorting);
    list_fold_named(list, reader->edition, buffer_str(&shown->folds));
    if (shown->list.kind == LIST_RESULTS)
        list_results(reader);
    else if (shown->list.kind == LIST_BOOKMARKS)
        list_show_bookmarks(list, reader->edition, reader->marks);
    reader->awaited = SIZE_MAX;
    if (article != SIZE_MAX && list_select_article(list, article))
        return;
    if (article != SIZE_MAX && shown->list.kind == LIST_RESULTS)
        reader->awaited = article;
    if (!list_select_named(list, reader->edition, buffer_str(&shown->group)))
        list_select_row(list, shown->list.selected);
}

/* Opens the article that was open, at the same words. If it is gone, the person who was reading it
 * is told. */
static void reopen(struct reader *reader, const struct shown *shown)
{
    size_t article = find(reader, shown->open);
    struct str next =
        edition_title(reader->edition, list_article_at(&reader->list, list_next(&reader->list)));

    if (article != SIZE_MAX &&
        reading_open(&reader->reading, reader->edition, article,
                     (struct mark_place){shown->position, buffer_str(&shown->words)}, next,
                     &reader->message)) {
        if (reader->noted_article != SIZE_MAX)
            reader->noted_article = article;
        return;
    }
    if (article == SIZE_MAX && shown->reading)
        command_say(reader, _("刚才打开的文章已经撤下"));
    reader->article_focused = false;
    command_preview(reader);
}

void reader_replace_edition(struct reader *reader, struct edition *edition, struct edition *next)
{
    struct shown shown;

    take_down(reader, &shown);
    follow_moved(reader, &shown);
    edition_free(edition);
    *edition = *next;
    *next = (struct edition){0};
    search_start(&reader->search, edition, (struct str){0});
    make_list(reader, &shown);
    reader->search_article = find(reader, shown.before_search);
    if (shown.open)
        reopen(reader, &shown);
    else
        command_preview(reader);
    command_arrange(reader);
    list_free(&shown.list);
    buffer_free(&shown.folds);
    buffer_free(&shown.group);
    buffer_free(&shown.words);
    free(shown.selected);
    free(shown.open);
    free(shown.before_search);
}
