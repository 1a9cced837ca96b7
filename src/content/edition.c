#include "content/edition.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/lower_bound.h"
#include "content/index.h"
#include "edition_patch.h"

#include <stdint.h>
#include <stdlib.h>

struct str edition_name(const struct edition *edition)
{
    return edition->name.bytes ? edition->name : str_of(_("看报"));
}

bool edition_has_expired(const struct edition *edition, size_t article)
{
    struct str expires = edition_article(edition, article)->expires;

    /* Dates of this form are ordered like their bytes. */
    return expires.bytes && str_cmp(expires, edition->filter.today) < 0;
}

/* Returns an article that has changed since the edition was loaded or its index was written, or
 * NULL if it has not; then *index is that of the base. */
static const struct article *changed_article(const struct edition *edition, size_t *index)
{
    const struct edition_patch *patch = edition->patch;

    if (!patch || *index >= edition->article_count)
        return NULL;
    *index = patch->origins[*index];
    return (*index & PATCH_CHANGED) ? patch->articles[*index & ~PATCH_CHANGED]->article : NULL;
}

const struct article *edition_article(const struct edition *edition, size_t index)
{
    const struct article *changed = changed_article(edition, &index);

    if (changed)
        return changed;
    return edition->index ? index_article(edition->index, index) : &edition->articles[index];
}

size_t edition_indexed(const struct edition *edition, size_t article)
{
    return changed_article(edition, &article) ? SIZE_MAX : article;
}

size_t edition_shown(const struct edition *edition, size_t i)
{
    return edition->shown[i] < edition->article_count ? edition->shown[i] : 0;
}

bool edition_has_trees(const struct edition *edition)
{
    return edition->index && index_fits(edition->index, &edition->filter);
}

struct str edition_title(const struct edition *edition, size_t article)
{
    const struct article *changed;

    if (article == SIZE_MAX)
        return (struct str){0};
    changed = changed_article(edition, &article);
    if (changed)
        return changed->title;
    return edition->index ? index_title(edition->index, article) : edition->articles[article].title;
}

struct str edition_value(const struct edition *edition, size_t article, enum edition_field field,
                         size_t i)
{
    const struct article *a = changed_article(edition, &article);
    const struct str none = {0};

    if (!a && edition->index)
        return index_value(edition->index, article, field, i);
    if (!a)
        a = &edition->articles[article];
    switch (field) {
    case EDITION_DISTRICT:
        return i ? none : a->district;
    case EDITION_PLACE:
        return i ? none : a->place;
    case EDITION_DATE:
        return i ? none : a->date;
    case EDITION_AUTHORS:
        return i < a->author_count ? a->authors[i] : none;
    case EDITION_TOPICS:
        return i < a->topic_count ? a->topics[i] : none;
    }
    return none;
}

bool edition_shows(const struct edition *edition, size_t article)
{
    return !(edition->filter.hide_drafts && edition_article(edition, article)->draft) &&
           !(edition->filter.hide_expired && edition_has_expired(edition, article));
}

static size_t show_pinned_or_not(const struct edition *edition, bool pinned, uint32_t *shown)
{
    size_t count = 0;

    for (size_t i = 0; i < edition->article_count; i++)
        if (edition_article(edition, i)->pinned == pinned && edition_shows(edition, i))
            shown[count++] = (uint32_t)i;
    return count;
}

void edition_show(struct edition *edition, const struct edition_filter *filter)
{
    uint32_t *shown;

    edition->filter = *filter;
    edition->filter.today = arena_copy(&edition->arena, filter->today);
    if (edition_has_trees(edition)) {
        if (edition->patch)
            edition_patch_shown(edition);
        else
            index_describe(edition->index, edition);
        return;
    }
    shown = arena_alloc(&edition->arena, edition->article_count * sizeof(*shown));
    edition->shown_count = show_pinned_or_not(edition, true, shown);
    edition->shown_count += show_pinned_or_not(edition, false, shown + edition->shown_count);
    edition->shown = shown;
}

bool edition_open(struct edition *edition, const char *path, const char *folder,
                  const struct edition_filter *filter)
{
    struct index *index = index_open(path, folder);

    *edition = (struct edition){0};
    if (!index || !index_fits(index, filter)) {
        index_close(index);
        return false;
    }
    edition->index = index;
    edition_show(edition, filter);
    return true;
}

static uint64_t digest_file(uint64_t digest, struct str path, struct file_stamp stamp)
{
    return hash_more(hash_more(digest, path), (struct str){(const char *)&stamp, sizeof(stamp)});
}

uint64_t edition_digest(const struct edition *edition)
{
    uint64_t digest = hash_begin();

    for (size_t i = 0; i < edition->article_count; i++) {
        const struct article *article = edition_article(edition, i);

        digest = digest_file(digest, article->path, article->stamp);
    }
    for (size_t i = 0; i < edition->other_count; i++)
        digest = digest_file(digest, edition->others[i].relative, edition->others[i].stamp);
    return digest;
}

struct str edition_id(const struct edition *edition, size_t article)
{
    const struct article *changed = changed_article(edition, &article);

    if (changed)
        return changed->id;
    return edition->index ? index_id(edition->index, article) : edition->articles[article].id;
}

/* An id that is looked for. */
struct wanted {
    const struct edition *edition;
    struct str id;
};

static bool is_before(const void *context, size_t i)
{
    const struct wanted *wanted = context;

    return str_cmp(edition_id(wanted->edition, wanted->edition->by_id[i]), wanted->id) < 0;
}

/* Finds an id among those from the *place-th on, and stores where a later one may be. */
static size_t find_from(const struct edition *edition, struct str id, size_t *place)
{
    const struct wanted wanted = {edition, id};
    size_t article;

    *place = lower_bound(*place, edition->article_count, is_before, &wanted);
    if (*place == edition->article_count)
        return SIZE_MAX;
    article = edition->by_id[*place];
    return article < edition->article_count && str_eq(edition_id(edition, article), id) ? article
                                                                                        : SIZE_MAX;
}

size_t edition_find(const struct edition *edition, struct str id)
{
    return find_from(edition, id, &(size_t){0});
}

struct str edition_mark_id(const struct edition *edition, size_t article)
{
    return edition->index || edition->patch ? edition_id(edition, article)
                                            : edition->articles[article].mark_id;
}

size_t edition_find_next_marked(const struct edition *edition, struct str mark_id, size_t *place)
{
    /* Only a file that is read alone has a mark_id that is not its id. */
    size_t found = edition->article_count == 1 ? 0 : find_from(edition, mark_id, place);

    return found != SIZE_MAX && str_eq(edition_mark_id(edition, found), mark_id) ? found : SIZE_MAX;
}

size_t edition_find_marked(const struct edition *edition, struct str mark_id)
{
    return edition_find_next_marked(edition, mark_id, &(size_t){0});
}

void edition_free(struct edition *edition)
{
    arena_free(&edition->arena);
    if (edition->base) {
        edition_leave_base(edition);
    } else {
        free(edition->articles);
        free(edition->others);
        index_close(edition->index);
        index_close(edition->known);
    }
    *edition = (struct edition){0};
}
