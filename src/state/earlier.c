#include "base/alloc.h"
#include "base/bounds.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/xdg.h"
#include "mark.h"
#include "store_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

/* The file of version 1, `state`, in which ids are not told apart by their content. */

/* Appends a text by which a version of the file is known. Returns whether there is one. */
static bool stamp_of(const char *path, struct buffer *stamp)
{
    struct stat status;
    struct file_stamp file;

    if (!path || stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    file = file_stamp_of(&status);
    buffer_addf(stamp, "%" PRIu64 "-%" PRId64, file.bytes, file.changed_ns);
    return true;
}

/* Reads the earlier marks, as far as they are sound. Returns false if the file cannot be read. */
static bool read_earlier(const char *path, struct marks *earlier, struct buffer *message)
{
    struct buffer text = {0};
    size_t bad_line;
    int error = file_read(path, (size_t)BOUND_STATE_MIB << 20, &text);

    if (error)
        buffer_addf(message, _("读不了以前的状态文件 %s（%s）：请检查权限或把它移走"), path,
                    strerror(error));
    else if (text.bytes && !marks_parse(earlier, buffer_str(&text), NULL, &bad_line))
        buffer_addf(message, _("以前的状态文件 %s 第 %zu 行读不懂；此前的内容已接过来"), path,
                    bad_line);
    buffer_free(&text);
    return !error;
}

void earlier_take_over(struct buffer *message)
{
    char *path = xdg_path("XDG_STATE_HOME", ".local/state", "kanbao/state");
    struct buffer stamp = {0}, unsaid = {0};
    struct marks marks = {0}, earlier = {0};
    struct store store = {0};

    if (stamp_of(path, &stamp)) {
        store_open_content(&store, &marks, STORE_FILES, &unsaid);
        if (store.path && !mark_same_text(marks.taken_over, buffer_c_str(&stamp)) &&
            read_earlier(path, &earlier, message)) {
            marks_add_missing(&marks, &earlier);
            mark_set_text(&marks.taken_over, buffer_str(&stamp));
            marks.changed = true;
            store_save(&store, &marks, &unsaid);
        }
        store_close(&store);
    }
    marks_free(&marks);
    marks_free(&earlier);
    buffer_free(&stamp);
    buffer_free(&unsaid);
    free(path);
}

/* Adds to `marks` those of `loose` whose articles the edition has. Returns their number, and their
 * indexes in *claimed, which the caller frees. */
static size_t adopt(struct marks *marks, const struct marks *loose, const struct edition *edition,
                    size_t **claimed)
{
    size_t count = 0, place = 0;

    *claimed = mem_zeroed(loose->count, sizeof(**claimed));
    for (size_t i = 0; i < loose->count; i++) {
        struct str id = loose->items[i].id;

        if (id.p[0] == '/' || edition_find_next_marked(edition, id, &place) == SIZE_MAX)
            continue;
        marks_adopt(marks, id, loose->items + i);
        (*claimed)[count++] = i;
    }
    return count;
}

/* Adds the bookmarks of articles that are gone if most of the marks were of this content: they are
 * listed with those of its articles then. Other contents may still claim them. */
static void adopt_away(struct marks *marks, const struct marks *loose, const size_t *claimed,
                       size_t count)
{
    size_t without_content = 0, next = 0;

    for (size_t i = 0; i < loose->count; i++)
        without_content += loose->items[i].id.p[0] != '/';
    for (size_t i = 0; i < loose->count && count * 2 > without_content; i++) {
        const struct mark *mark = &loose->items[i];

        if (next < count && claimed[next] == i)
            next++;
        else if (mark->bookmarked && mark->id.p[0] != '/')
            marks_adopt(marks, mark->id, mark);
    }
}

/* Adopts what was last read. Returns whether it did. */
static bool adopt_last(struct marks *marks, const struct marks *loose,
                       const struct edition *edition)
{
    if (marks->last || !loose->last || loose->last[0] == '/' ||
        edition_find_marked(edition, str_of(loose->last)) == SIZE_MAX)
        return false;
    marks_set_last(marks, str_of(loose->last));
    return true;
}

void earlier_claim(struct store *store, struct marks *marks, const struct edition *edition,
                   struct buffer *message)
{
    struct marks loose = {0};
    struct store files = {0};
    struct buffer unsaid = {0};
    size_t *claimed = NULL, count;
    bool last;

    store_open_content(&files, &loose, STORE_FILES, &unsaid);
    count = adopt(marks, &loose, edition, &claimed);
    adopt_away(marks, &loose, claimed, count);
    last = adopt_last(marks, &loose, edition);
    /* Give them up only after they are saved where they belong. */
    if ((count || last) && files.path && store_save(store, marks, message)) {
        while (count)
            marks_remove(&loose, loose.items[claimed[--count]].id);
        if (last)
            mark_set_text(&loose.last, (struct str){0});
        loose.changed = true;
        store_save(&files, &loose, &unsaid);
    }
    free(claimed);
    store_close(&files);
    marks_free(&loose);
    buffer_free(&unsaid);
}
