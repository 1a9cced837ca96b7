#include "content/use_index.h"

#include "../../src/content/index_format.h"
#include "content/edition.h"
#include "content/tree.h"
#include "reader/list.h"
#include "search/search.h"
#include "text/clean.h"

#include <stdlib.h>

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

void complete_index(char *bytes, size_t count)
{
    struct index_header header;

    if (count < sizeof(header))
        return;
    memcpy(&header, bytes, sizeof(header));
    memcpy(header.magic, INDEX_MAGIC, sizeof(INDEX_MAGIC));
    header.version = INDEX_VERSION;
    header.byte_order = INDEX_BYTE_ORDER;
    header.bytes = count;
    header.sum = index_header_sum(&header);
    memcpy(bytes, &header, sizeof(header));
}

static void use_text(struct str text)
{
    MUST(text_clean_prefix(text.p, text.bytes, 0) == text.bytes);
    MUST(!text.bytes || !memchr(text.p, '\n', text.bytes));
}

static void use_article(const struct article *article, const char *folder)
{
    use_text(article->id);
    use_text(article->title);
    use_text(article->note);
    MUST(!article->date.bytes || article->date.bytes == strlen("YYYY-MM-DD"));
    MUST(!article->month.bytes || article->month.bytes == strlen("YYYY-MM"));
    for (size_t i = 0; i < article->author_count; i++)
        use_text(article->authors[i]);
    for (size_t i = 0; i < article->topic_count; i++)
        use_text(article->topics[i]);
    if (article->path.bytes) {
        MUST(strncmp(article->path.p, folder, strlen(folder)) == 0);
        MUST(strlen(article->path.p) == article->path.bytes);
        MUST(!strstr(article->path.p, "/../"));
    }
}

static void use_tree(const struct edition *edition, enum grouping grouping, enum sorting sorting)
{
    struct tree tree;

    tree_build(&tree, edition, grouping, sorting);
    for (size_t i = 0; i < tree.count; i++) {
        struct tree_node node = tree_node(&tree, i);

        MUST(node.end > i && node.end <= tree.count);
        MUST(node.parent == SIZE_MAX || node.parent < i);
        MUST(node.article == SIZE_MAX || node.article < edition->article_count);
        if (node.article == SIZE_MAX)
            use_text(tree_label(&tree, edition, i));
    }
    tree_free(&tree);
}

/* Goes through the rows of the list, with some groups folded. */
static void use_list(const struct edition *edition, enum grouping grouping, enum sorting sorting)
{
    struct marks marks = {0};
    struct list list = {0};

    marks_set_read(&marks, edition_article(edition, 0)->mark_id, true);
    list_group(&list, edition, &marks, grouping, sorting);
    for (size_t i = 0; i < list.count; i += 2) {
        struct list_row row = list_row_at(&list, i);

        MUST(row.node < list.tree.count);
        list_select_index(&list, row.node);
        list_fold(&list, true);
        if (row.article == SIZE_MAX)
            list_unread(&list, row.node);
    }
    for (size_t i = 0; i < edition->article_count; i++)
        list_select_article(&list, i);
    for (size_t i = 0; i <= list_articles(&list); i++)
        list_select_number(&list, i);
    list_next_unread(&list, edition, &marks, SIZE_MAX);
    list_free(&list);
    marks_free(&marks);
}

/* Searches for words that are in the articles or are not, as text and by initials. */
static void use_search(const struct edition *edition)
{
    enum { CONTEXT_COLS = 72 };
    static const char *const WORDS[] = {"正文", "zw", "甲 正文", "example", "。"};

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(*WORDS); i++) {
        struct search search = {.links = i % 2 ? LINKS_PLAIN : LINKS_NUMBERED,
                                .line_cols = i % 3 == 0 ? CONTEXT_COLS : 0};
        struct buffer context = {0};

        search_start(&search, edition, str_of(WORDS[i]));
        while (search_step(&search))
            continue;
        for (size_t result = 0; result < search.count; result++) {
            MUST(search.results[result].article < edition->article_count);
            buffer_clear(&context);
            search_context(search_passage(&search, result), CONTEXT_COLS, &context);
            use_text(buffer_str(&context));
        }
        buffer_free(&context);
        search_free(&search);
    }
}

/* Uses all that an edition has, as it is shown. */
static void use_edition(const struct edition *edition, const char *folder)
{
    use_text(edition_name(edition));
    for (size_t article = 0; article < edition->article_count; article++) {
        use_article(edition_article(edition, article), folder);
        edition_find(edition, edition_article(edition, article)->id);
    }
    for (size_t at = 0; at < edition->shown_count; at++)
        MUST(edition_shown(edition, at) < edition->article_count);
    for (int tree = 0; tree < GROUPING_COUNT * SORTING_COUNT; tree++) {
        use_tree(edition, (enum grouping)(tree / SORTING_COUNT),
                 (enum sorting)(tree % SORTING_COUNT));
        if (edition->article_count)
            use_list(edition, (enum grouping)(tree / SORTING_COUNT),
                     (enum sorting)(tree % SORTING_COUNT));
    }
    use_search(edition);
}

/* Patches the edition as if one of its files had gone, if there is such a file. */
static void use_patched(struct edition *edition, const char *folder)
{
    const struct str path = edition_article(edition, 0)->path;
    const size_t folder_bytes = strlen(folder) + 1;
    struct edition patched;
    struct diags diags = {0};
    struct str name;

    if (!edition->article_count || path.bytes <= folder_bytes)
        return;
    name = (struct str){path.p + folder_bytes, path.bytes - folder_bytes};
    if (edition_patch(&patched, edition, folder, &name, 1, &diags)) {
        use_edition(&patched, folder);
        edition_free(&patched);
    }
    diags_free(&diags);
}

void use_index(const char *path, const char *folder)
{
    static const struct edition_filter FILTERS[] = {{{"2026-11-25", 10}, true, true},
                                                    {{0}, false, false}};
    struct edition edition;
    struct index *index = index_open(path, folder);

    if (!index)
        return;
    index_is_whole(index);
    index_close(index);
    for (size_t i = 0; i < sizeof(FILTERS) / sizeof(*FILTERS); i++) {
        if (!edition_open(&edition, path, folder, &FILTERS[i]))
            continue;
        use_edition(&edition, folder);
        use_patched(&edition, folder);
        edition_show(&edition, &FILTERS[1 - i]);
        use_search(&edition);
        edition_free(&edition);
    }
}
