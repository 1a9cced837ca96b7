#include "check.h"

#include "base/file.h"
#include "base/i18n.h"
#include "fault.h"

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

    for (size_t i = 0; i < edition->article_count; i++)
        check_article(&edition->articles[i], folder, &file, diags);
    buffer_free(&file);
    if (folder && !edition->article_count && !edition->bad_count)
        diag_add(diags, DIAG_WARNING, folder, 0, 0,
                 _("没有可读的文章；文章是文件夹里的 .md 文件，见 README"));
    check_headers(edition, diags);
    diags_join(diags);
}
