#include "edition_patch.h"

#include "base/alloc.h"
#include "base/lower_bound.h"
#include "content/index.h"
#include "names.h"

#include <stdlib.h>

/* An edition that is being patched. */
struct patching {
    struct edition *next;
    struct edition_patch *patch;
    const struct edition *base;
    const char *folder;
    struct diags *diags;
};

/* A number that goes into a sorted list, before its element `at`. */
struct insertion {
    size_t at;
    uint32_t number;
};

const struct edition *edition_unpatched(const struct edition *edition)
{
    return &edition->base->edition;
}

size_t edition_kept_place(const struct edition *edition, size_t article)
{
    uint32_t place = UINT32_MAX;

    if (article < edition_unpatched(edition)->article_count)
        place = edition->patch->kept[article];
    return place == UINT32_MAX ? SIZE_MAX : place;
}

static bool is_before_place(const void *context, size_t i)
{
    const struct edition_patch *patch = ((const void *const *)context)[0];

    return patch->places[i] < *(const size_t *)((const void *const *)context)[1];
}

size_t edition_next_changed(const struct edition *edition, size_t from)
{
    const struct edition_patch *patch = edition->patch;
    const void *const context[] = {patch, &from};
    size_t at;

    if (!patch)
        return SIZE_MAX;
    at = lower_bound(0, patch->article_count, is_before_place, context);
    return at < patch->article_count ? patch->places[at] : SIZE_MAX;
}

/* Gives what the edition owns to a base, which it shares with those that are patched from it. */
static void share(struct edition *edition)
{
    struct edition_base *base;

    if (edition->base)
        return;
    base = mem_zeroed(1, sizeof(*base));
    base->edition = *edition;
    base->users = 1;
    edition->base = base;
    edition->arena = (struct arena){0};
}

void edition_leave_base(struct edition *edition)
{
    if (--edition->base->users == 0) {
        edition_free(&edition->base->edition);
        free(edition->base);
    }
}

static const struct edition_change *find_change(const struct edition_patch *patch,
                                                struct str relative)
{
    for (size_t i = 0; patch && i < patch->count; i++)
        if (str_eq(patch->changes[i].relative, relative))
            return &patch->changes[i];
    return NULL;
}

static bool is_among(struct str name, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(names[i], name))
            return true;
    return false;
}

/* Returns a path up to the dot of its ending, which another file of the same id has, too. */
static struct str with_dot(struct str relative)
{
    size_t bytes = relative.bytes;

    while (bytes && relative.p[bytes - 1] != '.')
        bytes--;
    return (struct str){relative.p, bytes};
}

/* An other file of an edition that is looked for. */
struct wanted_other {
    const struct edition *edition;
    struct str relative;
};

static bool is_before_other(const void *context, size_t i)
{
    const struct wanted_other *wanted = context;

    return str_cmp(wanted->edition->others[i].relative, wanted->relative) < 0;
}

/* Returns whether the base has a file of this path that is no article, or of this id. */
static bool is_of_others(const struct edition *base, struct str relative)
{
    const struct wanted_other wanted = {base, with_dot(relative)};
    size_t at;
    struct str found = {0};

    if (base->index)
        return index_has_other(base->index, wanted.relative);
    at = lower_bound(0, base->other_count, is_before_other, &wanted);
    if (at < base->other_count)
        found = base->others[at].relative;
    return found.p && found.bytes >= wanted.relative.bytes &&
           memcmp(found.p, wanted.relative.p, wanted.relative.bytes) == 0;
}

/* Returns whether an article of the base is in the file of a path below the folder. */
static bool is_in_file(const struct article *article, struct str relative)
{
    return article->path.bytes > relative.bytes &&
           memcmp(article->path.p + article->path.bytes - relative.bytes, relative.p,
                  relative.bytes) == 0;
}

/* Adds a file that has changed, and reads it. Returns false if the folder is to be loaded. */
static bool add_change(const struct patching *patching, struct str relative)
{
    const struct edition *base = patching->base;
    struct edition_change *change = &patching->patch->changes[patching->patch->count];
    struct arena *arena = &patching->next->base->edition.arena;
    const struct str id = {relative.p, with_dot(relative).bytes - 1};
    struct article *article;

    if (id.bytes >= relative.bytes || is_of_others(base, relative))
        return false;
    *change = (struct edition_change){.relative = arena_copy(arena, relative),
                                      .before = edition_find(base, id)};
    if (change->before != SIZE_MAX && !is_in_file(edition_article(base, change->before), relative))
        return false;
    article = arena_alloc(arena, sizeof(*article));
    switch (edition_read_file(article, arena, patching->folder, relative, patching->diags)) {
    case READ_ARTICLE:
        change->article = article;
        break;
    case READ_BAD:
        change->is_bad = true;
        break;
    case READ_GONE:
        break;
    case READ_OTHER:
        return false;
    }
    patching->patch->count++;
    return true;
}

/* Notes all changes since the base. Returns false if the folder is to be loaded. */
static bool note_changes(const struct patching *patching, const struct edition_patch *old,
                         const struct str *names, size_t count)
{
    struct edition_patch *patch = patching->patch;
    const size_t old_count = old ? old->count : 0;

    if (old_count + count > EDITION_MOST_CHANGES)
        return false;
    patch->changes =
        arena_alloc(&patching->next->arena, (old_count + count) * sizeof(*patch->changes));
    for (size_t i = 0; i < old_count; i++)
        if (!is_among(old->changes[i].relative, names, count))
            patch->changes[patch->count++] = old->changes[i];
    for (size_t i = 0; i < count; i++)
        if (!find_change(patch, names[i]) && !add_change(patching, names[i]))
            return false;
    return true;
}

/* The order of the base, in which an article is looked for. */
struct wanted_article {
    const struct edition *base;
    const struct article *article;
};

static bool is_before_article(const void *context, size_t i)
{
    const struct wanted_article *wanted = context;

    return edition_compare(edition_article(wanted->base, i), wanted->article) < 0;
}

static int compare_changes(const void *a, const void *b)
{
    const struct edition_change *left = *(const struct edition_change *const *)a;
    const struct edition_change *right = *(const struct edition_change *const *)b;

    return edition_compare(left->article, right->article);
}

/* Sorts the articles that have changed, and finds their places in the base. Returns false if two
 * have the same id. */
static bool sort_changes(const struct patching *patching)
{
    struct edition_patch *patch = patching->patch;
    struct arena *arena = &patching->next->arena;

    patch->articles = arena_alloc(arena, patch->count * sizeof(struct edition_change *));
    patch->places = arena_alloc(arena, patch->count * sizeof(*patch->places));
    for (size_t i = 0; i < patch->count; i++) {
        struct edition_change *change = &patch->changes[i];
        const struct wanted_article wanted = {patching->base, change->article};

        if (!change->article)
            continue;
        change->at = lower_bound(0, patching->base->article_count, is_before_article, &wanted);
        patch->articles[patch->article_count++] = change;
    }
    if (patch->article_count)
        qsort(patch->articles, patch->article_count, sizeof(struct edition_change *),
              compare_changes);
    for (size_t i = 1; i < patch->article_count; i++)
        if (str_eq(patch->articles[i - 1]->article->id, patch->articles[i]->article->id))
            return false;
    return true;
}

/* Gives each article of the edition its index: those of the base, with those that have changed in
 * between. */
static void number(const struct patching *patching)
{
    const size_t before_count = patching->base->article_count;
    struct edition_patch *patch = patching->patch;
    struct arena *arena = &patching->next->arena;
    size_t count = 0, next = 0;

    patch->kept = arena_alloc(arena, before_count * sizeof(*patch->kept));
    patch->origins =
        arena_alloc(arena, (before_count + patch->article_count) * sizeof(*patch->origins));
    for (size_t i = 0; i < patch->count; i++)
        if (patch->changes[i].before != SIZE_MAX)
            patch->kept[patch->changes[i].before] = UINT32_MAX;
    for (size_t i = 0; i <= before_count; i++) {
        while (next < patch->article_count &&
               (patch->articles[next]->at <= i || i == before_count)) {
            patch->places[next] = (uint32_t)count;
            patch->origins[count++] = PATCH_CHANGED | (uint32_t)next++;
        }
        if (i < before_count && patch->kept[i] != UINT32_MAX) {
            patch->kept[i] = (uint32_t)count;
            patch->origins[count++] = (uint32_t)i;
        }
    }
    patching->next->article_count = count;
}

static int compare_insertions(const void *a, const void *b)
{
    const struct insertion *left = a, *right = b;

    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return (left->number > right->number) - (left->number < right->number);
}

/* Returns a list of the base in the edition's numbers, with others inserted, and stores how many
 * there are. */
static const uint32_t *merge(struct edition *edition, const uint32_t *list, size_t list_count,
                             struct insertion *insertions, size_t insertion_count, size_t *count)
{
    uint32_t *merged =
        arena_alloc(&edition->arena, (list_count + insertion_count) * sizeof(*merged));
    size_t next = 0;

    *count = 0;
    for (size_t i = 0; i <= list_count; i++) {
        size_t kept = i < list_count ? edition_kept_place(edition, list[i]) : SIZE_MAX;

        while (next < insertion_count && (insertions[next].at <= i || i == list_count))
            merged[(*count)++] = insertions[next++].number;
        if (kept != SIZE_MAX)
            merged[(*count)++] = (uint32_t)kept;
    }
    return merged;
}

/* An article's place in a list of the base. */
struct wanted_place {
    const struct edition *base;
    const struct edition_change *change;
};

static bool is_before_id(const void *context, size_t i)
{
    const struct wanted_place *wanted = context;

    return str_cmp(edition_id(wanted->base, wanted->base->by_id[i]), wanted->change->article->id) <
           0;
}

static int compare_by_id(const void *a, const void *b, void *edition)
{
    const struct insertion *left = a, *right = b;

    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return str_cmp(edition_id(edition, left->number), edition_id(edition, right->number));
}

static void sort_ids(const struct patching *patching)
{
    const struct edition *base = patching->base;
    const struct edition_patch *patch = patching->patch;
    struct insertion *insertions = mem_zeroed(patch->article_count, sizeof(*insertions));
    size_t count;

    for (size_t i = 0; i < patch->article_count; i++) {
        const struct wanted_place wanted = {base, patch->articles[i]};

        insertions[i].at = lower_bound(0, base->article_count, is_before_id, &wanted);
        insertions[i].number = patch->places[i];
    }
    if (patch->article_count)
        qsort_r(insertions, patch->article_count, sizeof(*insertions), compare_by_id,
                patching->next);
    patching->next->by_id = merge(patching->next, base->by_id, base->article_count, insertions,
                                  patch->article_count, &count);
    free(insertions);
}

static bool is_before_shown(const void *context, size_t i)
{
    const struct wanted_place *wanted = context;
    const size_t article = edition_shown(wanted->base, i);
    const bool pinned = edition_article(wanted->base, article)->pinned;

    if (pinned != wanted->change->article->pinned)
        return pinned;
    return article < wanted->change->at;
}

void edition_patch_shown(struct edition *edition)
{
    const struct edition_patch *patch = edition->patch;
    struct insertion *insertions = mem_zeroed(patch->article_count, sizeof(*insertions));
    struct edition base = *edition_unpatched(edition);
    size_t count = 0;

    index_describe(edition->index, &base);
    for (size_t i = 0; i < patch->article_count; i++) {
        const struct wanted_place wanted = {&base, patch->articles[i]};

        if (!edition_shows(edition, patch->places[i]))
            continue;
        insertions[count].at = lower_bound(0, base.shown_count, is_before_shown, &wanted);
        insertions[count++].number = patch->places[i];
    }
    if (count)
        qsort(insertions, count, sizeof(*insertions), compare_insertions);
    edition->shown =
        merge(edition, base.shown, base.shown_count, insertions, count, &edition->shown_count);
    free(insertions);
}

/* Returns how many of the changes are faulty articles. */
static size_t count_bad(const struct edition_patch *patch)
{
    size_t count = 0;

    for (size_t i = 0; i < patch->count; i++)
        count += patch->changes[i].is_bad;
    return count;
}

bool edition_patch(struct edition *next, struct edition *edition, const char *folder,
                   const struct str *names, size_t count, struct diags *diags)
{
    struct patching patching = {.next = next, .folder = folder, .diags = diags};

    share(edition);
    *next = edition->base->edition;
    next->base = edition->base;
    next->base->users++;
    next->arena = (struct arena){0};
    patching.base = &next->base->edition;
    patching.patch = next->patch = arena_alloc(&next->arena, sizeof(*next->patch));
    if (!note_changes(&patching, edition->patch, names, count) || !sort_changes(&patching)) {
        edition_free(next);
        return false;
    }
    number(&patching);
    sort_ids(&patching);
    next->bad_count += count_bad(next->patch);
    edition_show(next, &edition->filter);
    return true;
}
