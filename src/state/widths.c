#include "state/widths.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/xdg.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Appends a variable of the environment as a part of a file's name. */
static void add_variable(struct buffer *name, const char *variable)
{
    enum { MOST_BYTES = 64 };
    const char *value = getenv(variable);

    buffer_add_char(name, '-');
    for (size_t at = 0; value && value[at] && at < MOST_BYTES; at++) {
        bool plain = ascii_is_letter(value[at]) || ascii_is_digit(value[at]) ||
                     strchr("-+._", value[at]) != NULL;

        buffer_add_char(name, plain ? value[at] : '_');
    }
}

/* Returns the path of this terminal's file; the caller frees. NULL if there is no place for it. */
static char *file_path(void)
{
    struct buffer name = {0};
    char *path;

    buffer_add_text(&name, "kanbao/wide");
    add_variable(&name, "TERM");
    add_variable(&name, "TERM_PROGRAM");
    path = xdg_path("XDG_STATE_HOME", ".local/state", buffer_c_str(&name));
    buffer_free(&name);
    return path;
}

bool widths_were_wide(void)
{
    char *path = file_path();
    bool wide = path && access(path, F_OK) == 0;

    free(path);
    return wide;
}

static void make_file(const char *path)
{
    int error = file_make_folder_of(path);
    int fd = error ? -1 : open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
}

void widths_keep(bool wide)
{
    char *path = file_path();

    if (path && wide)
        make_file(path);
    else if (path)
        unlink(path);
    free(path);
}
