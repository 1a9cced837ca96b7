#include "check.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/i18n.h"
#include "content/body.h"
#include "content/edition.h"
#include "fault.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One article whose body is being checked. */
struct check {
    const struct article *article;
    struct diags *diags;
    struct place texts; /* in the file: where the last fault of each kind was */
    struct place images;
};

static void add_warning(struct check *check, struct place *place, int64_t source,
                        const char *message)
{
    size_t offset = check->article->body_start + (size_t)source;

    place_find(place, offset);
    diag_add(check->diags, DIAG_WARNING, check->article->path.p, place->line,
             offset - place->line_start + 1, "%s", message);
}

static bool is_verbatim(const struct rich_text *rich, size_t offset)
{
    for (size_t i = 0; i < rich->span_count && rich->spans[i].start <= offset; i++)
        if (offset < rich->spans[i].end && (rich->spans[i].styles & SPAN_CODE))
            return true;
    return false;
}

/* Two or three asterisks that were meant as strong: neither escaped nor a row of them. */
static bool is_open_strong(const struct rich_text *rich, size_t at, size_t stars)
{
    int64_t source = rich_text_source(rich, at);

    return stars >= 2 && stars <= 3 && !is_verbatim(rich, at) &&
           rich_text_source(rich, at + 1) == source + 1;
}

static void check_text(struct check *check, const struct rich_text *rich)
{
    for (size_t at = 0; at < rich->text.bytes;) {
        const char *star = memchr(rich->text.p + at, '*', rich->text.bytes - at);
        size_t stars = 0;

        if (!star)
            return;
        at = (size_t)(star - rich->text.p);
        while (at + stars < rich->text.bytes && star[stars] == '*')
            stars++;
        if (is_open_strong(rich, at, stars)) {
            add_warning(check, &check->texts, rich_text_source(rich, at),
                        _("这里的 ** 没有成对，照原样显示：请把结尾的 ** "
                          "移到标点之前，或在它后面空一格"));
            return;
        }
        at += stars;
    }
}

static void check_block(struct check *check, const struct block *block)
{
    const struct table *table = block->table;

    if (block->kind == BLOCK_CODE)
        return;
    check_text(check, &block->rich);
    for (size_t i = 0; table && i < table->column_count * table->row_count; i++)
        check_text(check, &table->cells[i]);
}

static void check_body(const struct article *article, const struct buffer *file,
                       struct diags *diags)
{
    const struct place beginning = {.text = file->data, .line = 1};
    struct check check = {article, diags, beginning, beginning};
    struct body *body = body_open(article, diags);
    const struct document *document;

    if (!body)
        return;
    document = body_document(body);
    for (size_t i = 0; i < document->block_count; i++)
        check_block(&check, &document->blocks[i]);
    for (size_t i = 0; i < document->finding_count; i++)
        if (document->findings[i].kind == FINDING_BARE_IMAGE)
            add_warning(&check, &check.images, document->findings[i].source,
                        _("图片没有说明文字：请写成 ![说明](文件)"));
    if (!document->block_count)
        diag_add(diags, DIAG_WARNING, article->path.p, 0, 0, _("没有正文，请补上，或删去这个文件"));
    body_close(body);
}

static int compare_titles(const void *a, const void *b, void *articles)
{
    const struct article *left = (const struct article *)articles + *(const size_t *)a;
    const struct article *right = (const struct article *)articles + *(const size_t *)b;
    int order = str_cmp(left->district, right->district);

    if (!order)
        order = str_cmp(left->title, right->title);
    return order ? order : str_cmp(left->id, right->id);
}

static void check_titles(const struct edition *edition, struct diags *diags)
{
    size_t count = edition->article_count;
    size_t *sorted = mem_zeroed(count, sizeof(*sorted));

    for (size_t i = 0; i < count; i++)
        sorted[i] = i;
    qsort_r(sorted, count, sizeof(*sorted), compare_titles, edition->articles);
    for (size_t i = 1; i < count; i++) {
        const struct article *before = &edition->articles[sorted[i - 1]];
        const struct article *article = &edition->articles[sorted[i]];

        if (str_eq(before->district, article->district) && str_eq(before->title, article->title))
            diag_add(diags, DIAG_WARNING, article->path.p, 0, 0,
                     _("同一地区里，标题与 %s 相同，请改一个"), before->path.p);
    }
    free(sorted);
}

void edition_check_bodies(const struct edition *edition, struct diags *diags)
{
    struct buffer file = {0};

    for (size_t i = 0; i < edition->article_count; i++) {
        const struct article *article = &edition->articles[i];
        int error;

        buffer_clear(&file);
        error = file_read(article->path.p, (size_t)ARTICLE_MAX_FILE_MIB * 1024 * 1024, &file);
        if (error)
            fault_add_unreadable(diags, article->path.p, error);
        else if (check_utf8(file.data, file.bytes, false, article->path.p, diags))
            check_body(article, &file, diags);
    }
    buffer_free(&file);
    check_titles(edition, diags);
}
