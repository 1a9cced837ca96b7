#include "app/standard_input.h"

#include "base/bounds.h"
#include "base/i18n.h"
#include "base/str.h"
#include "content/article.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_BYTES = ARTICLE_MAX_FILE_MIB << 20 };

static bool complain(struct diags *diags, const char *message)
{
    diag_add(diags, DIAG_ERROR, STANDARD_INPUT, 0, 0, "%s", message);
    return false;
}

/* Writes all bytes. Returns 0 or an errno value. */
static int write_all(int fd, const char *bytes, size_t count)
{
    while (count) {
        ssize_t written = write(fd, bytes, count);

        if (written < 0 && errno != EINTR)
            return errno;
        bytes += written > 0 ? written : 0;
        count -= written > 0 ? (size_t)written : 0;
    }
    return 0;
}

/* Copies standard input to its end, or until there are more than MOST_BYTES, whose number it adds
 * to *bytes. Returns 0 or an errno value. */
static int copy_input(int fd, size_t *bytes)
{
    char piece[64 * 1024];

    while (*bytes <= MOST_BYTES) {
        ssize_t count = read(STDIN_FILENO, piece, sizeof(piece));
        int error = count < 0 ? errno : write_all(fd, piece, (size_t)count);

        if (error == EINTR)
            continue;
        if (error || !count)
            return error;
        *bytes += (size_t)count;
    }
    return 0;
}

/* Makes the file of the article. Returns its descriptor, or -1 with an error. */
static int keep_article(struct diags *diags)
{
    int fd = memfd_create("kanbao", MFD_CLOEXEC);
    size_t bytes = 0;
    int error = fd < 0 ? errno : copy_input(fd, &bytes);

    if (error)
        diag_add(diags, DIAG_ERROR, STANDARD_INPUT, 0, 0, _("读不了标准输入：%s"), strerror(error));
    else if (!bytes)
        complain(diags, _("标准输入里什么也没有；用法如 kanbao - < 文章.md"));
    else if (bytes > MOST_BYTES)
        diag_add(diags, DIAG_ERROR, STANDARD_INPUT, 0, 0, _("标准输入大于 %d MiB，请拆成几篇"),
                 ARTICLE_MAX_FILE_MIB);
    else
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

bool standard_input_read(bool keys, char path[STANDARD_INPUT_PATH_BYTES], struct diags *diags)
{
    int terminal = -1, article = -1;

    if (isatty(STDIN_FILENO))
        return complain(diags, _("标准输入是终端，不是文章；用法如 kanbao - < 文章.md"));
    if (keys && (terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)) < 0)
        return complain(diags, _("没有终端可以按键；请用 --dump 输出文本"));
    article = keep_article(diags);
    if (article >= 0) {
        snprintf(path, STANDARD_INPUT_PATH_BYTES, "/proc/self/fd/%d", article);
        if (terminal >= 0)
            dup2(terminal, STDIN_FILENO);
    }
    if (terminal >= 0)
        close(terminal);
    return article >= 0;
}

void standard_input_name(struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        char **path = &diags->items[i].path;

        if (!article_is_unnamed(*path))
            continue;
        free(*path);
        *path = str_copy(str_of(STANDARD_INPUT));
    }
}
