#include "check.h"

#include "base/bounds.h"
#include "base/file.h"
#include "base/i18n.h"
#include "fault.h"

/* Drops the warnings beyond the most that an article may have, and says how many. */
static void bound_warnings(struct diags *diags, size_t from, const char *path)
{
    size_t dropped = diags_join_from(diags, from, BOUND_WARNINGS);

    if (dropped)
        diag_add(diags, DIAG_WARNING, path, 0, 0, _("还有 %zu 种警告没有列出，请先改正列出的"),
                 dropped);
}

static void check_article(const struct article *article, const char *folder, struct buffer *file,
                          struct diags *diags)
{
    int error;

    buffer_clear(file);
    error = file_read(article->path.p, (size_t)ARTICLE_MAX_FILE_MIB * 1024 * 1024, file);
    if (error)
        fault_add_unreadable(diags, article->path.p, error);
    else if (check_utf8(file->data, file->bytes, false, article->path.p, diags))
        check_body(article, buffer_str(file), folder, diags);
}

void edition_check(const struct edition *edition, const char *folder, struct diags *diags)
{
    struct buffer file = {0};

    for (size_t i = 0; i < edition->article_count; i++) {
        size_t before = diags->count;

        check_article(edition_article(edition, i), folder, &file, diags);
        bound_warnings(diags, before, edition_article(edition, i)->path.p);
    }
    buffer_free(&file);
    if (folder && !edition->article_count && !edition->bad_count)
        diag_add(diags, DIAG_WARNING, folder, 0, 0,
                 _("没有可读的文章；文章是文件夹里的 .md 文件，见 README"));
    check_headers(edition, diags);
    diags_join(diags);
}
