/* The state file. The parts of the input are the file that two readers began with, the files of the
 * one and of the other, and ids to mark. Marks are read again as they were written, and merging
 * keeps every change of either reader. */

#include "base/buffer.h"
#include "fuzz/fuzz.h"
#include "state/marks.h"

#include <stdlib.h>

/* Aborts unless the marks are in order, without duplicates, and their next serial is larger than
 * all before. */
static void check_order(const struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *mark = &marks->items[i];

        MUST(mark->id.bytes && !mark->id.p[mark->id.bytes]);
        MUST(i == 0 || str_cmp(mark[-1].id, mark->id) < 0);
        MUST(marks_find(marks, mark->id) == mark);
        MUST(!mark->bookmarked || mark->bookmark_serial <= INT64_MAX);
        MUST(!mark->bookmarked || mark->bookmark_serial < marks->next_serial ||
             marks->next_serial == INT64_MAX);
    }
}

/* Aborts unless the marks are read again as they are written. */
static void check_written(struct marks *marks)
{
    struct buffer written = {0}, again = {0};
    struct marks read = {0};
    size_t bad_line;

    check_order(marks);
    marks_write(marks, &written);
    MUST(!marks->changed);
    MUST(marks_parse(&read, buffer_str(&written), marks->content, &bad_line));
    MUST(str_eq(buffer_str(&read.others), buffer_str(&marks->others)));
    check_order(&read);
    marks_write(&read, &again);
    MUST(str_eq(buffer_str(&written), buffer_str(&again)));
    MUST(read.count <= marks->count && !read.changed);
    for (size_t i = 0; i < marks->count; i++) {
        struct mark *mark = &marks->items[i];

        MUST(marks_is_read(&read, mark->id) == mark->read);
        MUST(marks_position(&read, mark->id) == marks_position(marks, mark->id));
        MUST(marks_is_bookmarked(&read, mark->id) == mark->bookmarked);
    }
    marks_free(&read);
    buffer_free(&written);
    buffer_free(&again);
}

/* Returns the text before a line, from 1. */
static struct str lines_before(struct str text, size_t line)
{
    struct str left = text;

    while (--line)
        str_take_line(&left);
    return (struct str){text.p, text.bytes - left.bytes};
}

/* Aborts unless the position of the last line of its kind is that article's, which had lines
 * before.
 */
static void check_last_place(const struct marks *marks, struct str text)
{
    struct str line, last = {0}, id;

    while (text.bytes) {
        line = str_take_line(&text);
        if (line.bytes > 8 && memcmp(line.p, "content\t", 8) == 0)
            break; /* of another content */
        if (line.bytes > 6 && memcmp(line.p, "place\t", 6) == 0)
            last = line;
    }
    if (!last.bytes)
        return;
    id = (struct str){last.p + 6, last.bytes - 6};
    id.bytes = (size_t)((const char *)memchr(id.p, '\t', id.bytes) - id.p);
    MUST(marks_position(marks, id) == strtoll(id.p + id.bytes, NULL, 10));
}

/* Reads a file; if it is damaged, the marks must be those of the lines before. */
static void read_marks(struct marks *marks, struct str text)
{
    size_t bad_line = 0, unsaid;
    struct marks sound = {0};
    struct buffer some = {0}, all = {0};

    if (!marks_parse(marks, text, NULL, &bad_line)) {
        MUST(bad_line > 0);
        MUST(bad_line == 1 || marks_parse(&sound, lines_before(text, bad_line), NULL, &unsaid));
        /* Other contents are kept beyond the damage. */
        buffer_clear(&marks->others);
        buffer_clear(&sound.others);
        marks_write(marks, &all);
        marks_write(&sound, &some);
        MUST(str_eq(buffer_str(&all), buffer_str(&some)));
    } else {
        check_last_place(marks, text);
    }
    check_written(marks);
    marks_free(&sound);
    buffer_free(&all);
    buffer_free(&some);
}

/* Reads a file as one that has a content among others. */
static void read_content(struct str text, const char *content)
{
    struct marks marks = {0};
    size_t unsaid;

    marks_parse(&marks, text, content, &unsaid);
    check_written(&marks);
    marks_free(&marks);
}

static bool same_word(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Returns the mark of an article, or an empty one. */
static struct mark mark_of(const struct marks *marks, struct str id)
{
    const struct mark *mark = marks_find(marks, id);

    return mark ? *mark : (struct mark){0};
}

static bool same_position(struct mark a, struct mark b)
{
    return a.has_position == b.has_position &&
           (!a.has_position || (a.position == b.position && same_word(a.words, b.words)));
}

static bool same_place_of_bookmark(struct mark a, struct mark b)
{
    return a.bookmarked == b.bookmarked &&
           (!a.bookmarked ||
            (a.bookmark == b.bookmark && same_word(a.bookmark_words, b.bookmark_words)));
}

static bool same_bookmark(struct mark a, struct mark b)
{
    return same_place_of_bookmark(a, b) &&
           (!a.bookmarked || a.bookmark_serial == b.bookmark_serial);
}

static bool same_text(struct mark a, struct mark b)
{
    return a.fingerprint == b.fingerprint && same_word(a.title, b.title);
}

/* Aborts unless each fact about an article is the one's if it was changed there, else the other's.
 */
static void check_fact(struct str id, const struct marks *merged, const struct marks *mine,
                       const struct marks *base, const struct marks *theirs)
{
    struct mark got = mark_of(merged, id), own = mark_of(mine, id), before = mark_of(base, id),
                other = mark_of(theirs, id);

    MUST(got.read == (own.read == before.read ? other.read : own.read));
    MUST(same_position(got, same_position(own, before) ? other : own));
    MUST(same_text(got, same_text(own, before) ? other : own));
    MUST(same_place_of_bookmark(got, same_bookmark(own, before) ? other : own));
}

static void check_facts(const struct marks *of, const struct marks *merged,
                        const struct marks *mine, const struct marks *base,
                        const struct marks *theirs)
{
    for (size_t i = 0; i < of->count; i++)
        check_fact(of->items[i].id, merged, mine, base, theirs);
}

/* Aborts unless the article read last and the theme are the one's if changed there. */
static void check_words(const struct marks *merged, const struct marks *mine,
                        const struct marks *base, const struct marks *theirs)
{
    MUST(same_word(merged->last, same_word(mine->last, base->last) ? theirs->last : mine->last));
    MUST(same_word(merged->theme,
                   same_word(mine->theme, base->theme) ? theirs->theme : mine->theme));
}

/* Merges the marks with another reader's, where both began with `base`. */
static void check_merge(struct str mine_text, const struct marks *base, const struct marks *theirs)
{
    struct marks mine = {0}, merged = {0};
    struct buffer before = {0}, after = {0};
    size_t unsaid;

    marks_parse(&mine, mine_text, NULL, &unsaid);
    marks_parse(&merged, mine_text, NULL, &unsaid);
    marks_merge(&merged, base, theirs);
    check_order(&merged);
    check_words(&merged, &mine, base, theirs);
    check_facts(&mine, &merged, &mine, base, theirs);
    check_facts(base, &merged, &mine, base, theirs);
    check_facts(theirs, &merged, &mine, base, theirs);
    check_facts(&merged, &merged, &mine, base, theirs);
    check_written(&merged);
    /* A second merge with the same file finds nothing new. */
    marks_write(&merged, &before);
    MUST(!marks_merge(&merged, theirs, theirs));
    marks_write(&merged, &after);
    MUST(str_eq(buffer_str(&before), buffer_str(&after)));
    marks_free(&mine);
    marks_free(&merged);
    buffer_free(&before);
    buffer_free(&after);
}

/* Marks the articles whose ids are the lines of a text, of any bytes. */
static void check_marking(struct marks *marks, struct str ids)
{
    uint64_t number = 1;

    while (ids.bytes) {
        int64_t position = (int64_t)number;
        struct str id = str_take_line(&ids);
        bool was = marks_is_bookmarked(marks, id),
             is = marks_toggle_bookmark(marks, id, (struct mark_place){.position = position});

        MUST(is == marks_is_bookmarked(marks, id) && (is != was || !marks_find(marks, id)));
        marks_set_read(marks, id, true);
        marks_set_place(marks, id, (struct mark_place){.position = position});
        marks_set_text(marks, id, number, id);
        marks_set_last(marks, id);
        marks_set_theme(marks, id);
        MUST(marks_is_read(marks, id) == (marks_position(marks, id) == position));
        number = number * UINT64_C(6364136223846793005) + id.bytes;
    }
    check_written(marks);
}

/* Renames each article to the next one's id. The facts of both are kept. */
static void check_renaming(struct marks *marks)
{
    for (size_t i = 0; i + 1 < marks->count; i++) {
        struct mark from = marks->items[i], to = marks->items[i + 1];
        char *from_id = str_copy(from.id), *to_id = str_copy(to.id);
        bool read = from.read || to.read, bookmarked = from.bookmarked || to.bookmarked;
        int64_t position = to.has_position ? to.position : from.position;
        bool has_position = from.has_position || to.has_position;

        marks_rename(marks, str_of(from_id), str_of(to_id));
        MUST(!marks_find(marks, str_of(from_id)));
        to = mark_of(marks, str_of(to_id));
        MUST(to.read == read && to.bookmarked == bookmarked && to.has_position == has_position &&
             (!has_position || to.position == position));
        free(from_id);
        free(to_id);
    }
    check_written(marks);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size), left = input;
    struct str base_text = fuzz_take_part(&left), mine_text = fuzz_take_part(&left);
    struct str theirs_text = fuzz_take_part(&left);
    struct marks base = {0}, mine = {0}, theirs = {0};

    read_marks(&base, base_text);
    read_marks(&mine, mine_text);
    read_marks(&theirs, theirs_text);
    check_merge(mine_text, &base, &theirs);
    check_merge(mine_text, &base, &base);
    check_merge(theirs_text, &mine, &base);
    check_marking(&mine, left);
    check_renaming(&mine);
    read_content(base_text, "a");
    read_content(mine_text, "*");
    marks_free(&base);
    marks_free(&mine);
    marks_free(&theirs);
    free((char *)input.p);
    return 0;
}
