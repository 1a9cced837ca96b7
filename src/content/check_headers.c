#include "base/alloc.h"
#include "base/i18n.h"
#include "check.h"
#include "district_typo.h"

#include <stdlib.h>

/* No bulletin has more districts, and comparing each with each takes quadratic time. */
enum { MAX_DISTRICTS = 1000 };

static int compare_titles(const void *a, const void *b, void *edition)
{
    const struct article *left = edition_article(edition, *(const size_t *)a);
    const struct article *right = edition_article(edition, *(const size_t *)b);
    int order = str_cmp(left->district, right->district);

    if (!order)
        order = str_cmp(left->title, right->title);
    return order ? order : str_cmp(left->id, right->id);
}

static void check_titles(const struct edition *edition, const size_t *sorted, struct diags *diags)
{
    for (size_t i = 1; i < edition->article_count; i++) {
        const struct article *before = edition_article(edition, sorted[i - 1]);
        const struct article *article = edition_article(edition, sorted[i]);

        if (str_eq(before->district, article->district) && str_eq(before->title, article->title))
            diag_add(diags, DIAG_WARNING, article->path.p, 0, 0,
                     _("同一地区里，标题与 %s 相同，请改一个"), before->path.p);
    }
}

/* A district, by one article that has it. */
struct district {
    const struct article *article;
    size_t article_count;
};

/* Returns the districts, or NULL if there are too many. The caller frees them. */
static struct district *collect_districts(const struct edition *edition, const size_t *sorted,
                                          size_t *count)
{
    struct district *districts = mem_zeroed(MAX_DISTRICTS, sizeof(*districts));

    *count = 0;
    for (size_t i = 0; i < edition->article_count; i++) {
        const struct article *article = edition_article(edition, sorted[i]);

        if (!article->district.bytes)
            continue;
        if (!*count || !str_eq(districts[*count - 1].article->district, article->district)) {
            if (*count == MAX_DISTRICTS) {
                free(districts);
                return NULL;
            }
            districts[(*count)++].article = article;
        }
        districts[*count - 1].article_count++;
    }
    return districts;
}

/* Returns whether another article is in the same folder directly below the top one, or this one is
 * in none. An article alone in its folder probably has a district of its own. */
static bool has_company(const struct edition *edition, const struct article *article)
{
    const char *slash = memchr(article->id.p, '/', article->id.bytes);
    size_t bytes = slash ? (size_t)(slash - article->id.p) + 1 : 0;

    for (size_t i = 0; slash && i < edition->article_count; i++) {
        const struct article *other = edition_article(edition, i);

        if (other != article && other->id.bytes > bytes &&
            memcmp(other->id.p, article->id.p, bytes) == 0)
            return true;
    }
    return !slash;
}

/* Returns the district with the most articles that this one's name may be a typo of, or NULL. Of
 * two with one article each only the second may be a typo. */
static const struct district *find_meant(const struct district *districts, size_t count,
                                         size_t index)
{
    const struct district *meant = NULL;

    for (size_t i = 0; i < count; i++)
        if (i != index && (districts[i].article_count > 1 || i < index) &&
            (!meant || districts[i].article_count > meant->article_count) &&
            district_typo_is_likely(districts[index].article->district,
                                    districts[i].article->district))
            meant = &districts[i];
    return meant;
}

static void check_districts(const struct edition *edition, const size_t *sorted,
                            struct diags *diags)
{
    size_t count;
    struct district *districts = collect_districts(edition, sorted, &count);

    for (size_t i = 0; districts && i < count; i++) {
        const struct article *article = districts[i].article;
        const struct district *meant;

        if (districts[i].article_count > 1 || !article->district_line)
            continue;
        meant = find_meant(districts, count, i);
        if (meant && has_company(edition, article))
            diag_add(diags, DIAG_WARNING, article->path.p, article->district_line, 1,
                     _("只有这一篇的地区是“%.*s”：是不是“%.*s”？"), STR_FMT(article->district),
                     STR_FMT(meant->article->district));
    }
    free(districts);
}

static void check_expiry(const struct edition *edition, struct diags *diags)
{
    for (size_t i = 0; i < edition->article_count; i++) {
        const struct article *article = edition_article(edition, i);

        if (edition_has_expired(edition, i))
            diag_add(diags, DIAG_WARNING, article->path.p, article->expires_line, 1,
                     _("有效期到 %.*s，已经过了，不再显示：请改有效期，或删去这个文件"),
                     STR_FMT(article->expires));
    }
}

void check_headers(const struct edition *edition, struct diags *diags)
{
    size_t count = edition->article_count;
    size_t *sorted = mem_zeroed(count, sizeof(*sorted));

    for (size_t i = 0; i < count; i++)
        sorted[i] = i;
    qsort_r(sorted, count, sizeof(*sorted), compare_titles, (void *)edition);
    check_titles(edition, sorted, diags);
    check_districts(edition, sorted, diags);
    check_expiry(edition, diags);
    free(sorted);
}
