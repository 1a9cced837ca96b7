#ifndef BULLETIN_H
#define BULLETIN_H

#include "content/edition.h"
#include "scratch.h"
#include "state/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A folder of articles that a test writes, the edition loaded from it, and marks. */
struct bulletin {
    char *folder;
    struct edition edition;
    struct marks marks;
};

static inline struct bulletin bulletin_new(void)
{
    return (struct bulletin){.folder = scratch_new()};
}

/* Writes an article, `id`.md. `header` is the lines between the --- lines, each with a newline. */
static inline void bulletin_put(struct bulletin *bulletin, const char *id, const char *header,
                                const char *body)
{
    struct buffer name = {0}, text = {0};

    buffer_addf(&name, "%s.md", id);
    buffer_addf(&text, "---\n%s---\n%s", header, body);
    scratch_put(bulletin->folder, buffer_c_str(&name), text.data, text.bytes);
    buffer_free(&name);
    buffer_free(&text);
}

/* Loads the folder anew; fails unless it is without a fault. */
static inline void bulletin_load(struct bulletin *bulletin)
{
    struct diags diags = {0};

    edition_free(&bulletin->edition);
    assert_true(edition_load(&bulletin->edition, bulletin->folder, &diags));
    if (diags.count)
        fail_msg("%s: %s", diags.items[0].path, diags.items[0].message);
    diags_free(&diags);
}

/* Returns the index of an article; fails where the edition has none with this id. */
static inline size_t bulletin_find(const struct bulletin *bulletin, const char *id)
{
    size_t article = edition_find(&bulletin->edition, str_of(id));

    if (article == SIZE_MAX)
        fail_msg("no article %s", id);
    return article;
}

/* Removes an article's file; the edition still has the article until it is loaded anew. */
static inline void bulletin_remove(struct bulletin *bulletin, const char *id)
{
    const struct article *article =
        edition_article(&bulletin->edition, bulletin_find(bulletin, id));

    assert_int_equal(remove(article->path.p), 0);
}

/* Appends `count` paragraphs of some lines each, which begin with their numbers: 第 1 段：……。 */
static inline void bulletin_write_paragraphs(struct buffer *body, int count)
{
    for (int i = 1; i <= count; i++)
        buffer_addf(body,
                    "第 %d 段：社区居民议事会在周三晚上商量了停车、照明和电梯，"
                    "到会的人各自说了自己的想法，主持人一一记下。\n\n",
                    i);
}

static inline void bulletin_free(struct bulletin *bulletin)
{
    marks_free(&bulletin->marks);
    edition_free(&bulletin->edition);
    scratch_free(bulletin->folder);
}

#endif
