/* The marks of each content are its own, and follow its articles when they or their folder are
 * moved. */

#include "content/edition.h"
#include "state/fingerprint.h"
#include "state/moved.h"
#include "state/state_home.h"
#include "state/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A reader of a folder or of a file, with its marks. */
struct reader {
    struct edition edition;
    struct store store;
    struct marks marks;
};

static void write_article(const char *path, const char *title, const char *text)
{
    struct buffer file = {0};

    buffer_addf(&file, "---\ntitle: %s\n---\n%s\n", title, text);
    scratch_put(".", path, file.data, file.bytes);
    buffer_free(&file);
}

static struct reader open_reader(const char *path, bool is_folder)
{
    struct reader reader = {0};
    struct diags diags = {0};
    struct buffer message = {0};
    struct moved moved = {0};

    assert_true(edition_load(&reader.edition, path, &diags));
    store_open(&reader.store, &reader.marks, is_folder ? path : NULL, &reader.edition, &message);
    if (message.bytes)
        fail_msg("%s", buffer_c_str(&message));
    moved_begin(&moved, &reader.marks, &reader.edition);
    while (!moved_is_over(&moved))
        moved_look(&moved, &reader.marks, &reader.edition, 0);
    moved_free(&moved);
    diags_free(&diags);
    return reader;
}

static void end_reader(struct reader *reader)
{
    struct buffer message = {0};

    assert_true(store_save(&reader->store, &reader->marks, &message));
    assert_int_equal(message.bytes, 0);
    store_close(&reader->store);
    marks_free(&reader->marks);
    edition_free(&reader->edition);
}

/* Reads an article. */
static void read_one(struct reader *reader, const char *id)
{
    size_t article = edition_find(&reader->edition, str_of(id));
    const struct article *read;

    assert_true(article != SIZE_MAX);
    read = edition_article(&reader->edition, article);
    marks_set_read(&reader->marks, read->mark_id, true);
    fingerprint_note(&reader->marks, read);
}

static void read_in(const char *path, bool is_folder, const char *id)
{
    struct reader reader = open_reader(path, is_folder);

    read_one(&reader, id);
    end_reader(&reader);
}

/* Returns whether an article was read, and is the only one. */
static bool alone_is_read(const char *path, bool is_folder, const char *mark_id)
{
    struct reader reader = open_reader(path, is_folder);
    size_t count = 0;

    for (size_t i = 0; i < reader.marks.count; i++)
        count += reader.marks.items[i].read;
    count = count == 1 && marks_is_read(&reader.marks, str_of(mark_id));
    end_reader(&reader);
    return count;
}

static bool nothing_is_read(const char *path)
{
    struct reader reader = open_reader(path, true);
    bool none = true;

    for (size_t i = 0; i < reader.marks.count; i++)
        none = none && !reader.marks.items[i].read;
    end_reader(&reader);
    return none;
}

static void test_each_content_has_its_own(void **state)
{
    (void)state;
    write_article("one/notice.md", "通知", "停水");
    write_article("two/notice.md", "通知", "停水");
    read_in("one", true, "notice");
    assert_true(nothing_is_read("two"));
    assert_true(alone_is_read("one/", true, "notice"));
    assert_true(alone_is_read("two/../one", true, "notice"));
    read_in("two/notice.md", false, "notice");
    assert_true(nothing_is_read("two"));
    assert_true(alone_is_read("one", true, "notice"));
}

/* What is one content under two names, and what is one name of several folders. */
static void test_symbolic_links(void **state)
{
    (void)state;
    write_article("releases/1/notice.md", "通知", "停水");
    write_article("releases/2/notice.md", "通知", "停水，改期");
    assert_int_equal(symlink("releases/1", "current"), 0);
    read_in("current", true, "notice");
    assert_true(alone_is_read("releases/1", true, "notice"));
    assert_int_equal(unlink("current"), 0);
    assert_int_equal(symlink("releases/2", "current"), 0);
    assert_true(alone_is_read("current", true, "notice"));
    assert_true(nothing_is_read("releases/1"));
}

static void test_a_folder_that_was_moved(void **state)
{
    (void)state;
    write_article("one/notice.md", "通知", "停水");
    write_article("two/notice.md", "通知", "停电");
    read_in("one", true, "notice");
    assert_int_equal(rename("one", "gone"), 0);
    assert_true(nothing_is_read("two")); /* another text */
    assert_true(alone_is_read("gone", true, "notice"));
    write_article("one/notice.md", "通知", "停水");
    assert_true(nothing_is_read("one")); /* the marks have gone with the folder */
    assert_true(alone_is_read("gone", true, "notice"));
}

static void test_an_article_that_was_moved(void **state)
{
    (void)state;
    write_article("c/a.md", "通知", "停水");
    write_article("c/b.md", "通知", "停电");
    write_article("c/c.md", "告示", "停水");
    read_in("c", true, "a");
    write_article("c/d.md", "通知", "停水"); /* a copy is another article */
    assert_true(alone_is_read("c", true, "a"));
    assert_int_equal(unlink("c/d.md"), 0);
    assert_int_equal(mkdir("c/east", 0700), 0);
    assert_int_equal(rename("c/a.md", "c/east/new.md"), 0);
    assert_true(alone_is_read("c", true, "east/new"));
    assert_int_equal(unlink("c/east/new.md"), 0);
    assert_true(alone_is_read("c", true, "east/new")); /* it is away, and may come back: */
    write_article("c/again.md", "通知", "停水");
    assert_true(alone_is_read("c", true, "again"));
}

/* The last read article, its bookmark and its place go with it. */
static void test_all_that_is_known_moves(void **state)
{
    struct reader reader;
    struct mark mark;

    (void)state;
    write_article("c/a.md", "通知", "停水");
    write_article("c/z.md", "告示", "停水");
    reader = open_reader("c", true);
    read_one(&reader, "a");
    marks_set_place(&reader.marks, str_of("a"), (struct mark_place){3, str_of("x\ty")});
    marks_toggle_bookmark(&reader.marks, str_of("a"), (struct mark_place){2, str_of("v\tw")});
    marks_set_last(&reader.marks, str_of("a"));
    end_reader(&reader);
    assert_int_equal(rename("c/a.md", "c/b.md"), 0);
    reader = open_reader("c", true);
    assert_null(marks_find(&reader.marks, str_of("a")));
    mark = *marks_find(&reader.marks, str_of("b"));
    assert_true(mark.read && mark.position == 3 && mark.bookmark == 2 && mark.bookmarked);
    assert_string_equal(mark.words, "x\ty");
    assert_string_equal(mark.bookmark_words, "v\tw");
    assert_string_equal(reader.marks.last, "b");
    end_reader(&reader);
}

/* A file that is opened alone keeps its marks under another name. */
static void test_a_file_that_was_moved(void **state)
{
    char *cwd = realpath(".", NULL);
    struct buffer id = {0};

    (void)state;
    write_article("a.md", "通知", "停水");
    write_article("b.md", "通知", "停水");
    read_in("a.md", false, "a");
    buffer_addf(&id, "%s/a.md", cwd);
    assert_true(alone_is_read("b.md", false, buffer_c_str(&id))); /* a copy */
    assert_int_equal(rename("a.md", "c.md"), 0);
    buffer_clear(&id);
    buffer_addf(&id, "%s/c.md", cwd);
    assert_true(alone_is_read("c.md", false, buffer_c_str(&id)));
    buffer_free(&id);
    free(cwd);
}

/* Marks of many articles at once are without their texts at first. */
static void test_texts_are_noted_later(void **state)
{
    const struct str ids[] = {str_of("a"), str_of("b"), str_of("gone")};
    struct reader reader;

    (void)state;
    write_article("c/a.md", "通知", "停水");
    write_article("c/b.md", "告示", "停水");
    reader = open_reader("c", true);
    marks_set_all_read(&reader.marks, ids, 3);
    end_reader(&reader);
    reader = open_reader("c", true);
    end_reader(&reader);
    assert_int_equal(rename("c/a.md", "c/z.md"), 0);
    reader = open_reader("c", true);
    assert_true(marks_is_read(&reader.marks, str_of("z")));
    assert_true(marks_is_read(&reader.marks, str_of("b")));
    assert_true(marks_is_read(&reader.marks, str_of("gone")));
    assert_null(marks_find(&reader.marks, str_of("a")));
    end_reader(&reader);
}

static void write_earlier(const char *facts)
{
    struct buffer text = {0};

    buffer_addf(&text, "kanbao-state 1\n%s", facts);
    scratch_put(".", "kanbao/state", text.data, text.bytes);
    buffer_free(&text);
}

static void test_an_earlier_program(void **state)
{
    static const char FACTS[] = "last\tnotice\ntheme\tdark\nread\tnotice\nplace\tnotice\t4\n"
                                "read\tother\nread\t/x/alone.md\nbookmark\tgone\t7\t3\n";
    static const char LATER[] = "theme\tlight\nread\tother\nread\tnotice\nread\tnew\n";
    struct reader reader;
    struct buffer file = {0};

    (void)state;
    write_article("one/notice.md", "通知", "停水");
    write_article("one/other.md", "告示", "停水");
    write_article("one/new.md", "新告示", "停水");
    write_article("two/notice.md", "通知", "停电");
    write_article("two/gone.md", "还在", "停电");
    write_earlier(FACTS);
    reader = open_reader("one", true);
    assert_string_equal(reader.marks.last, "notice");
    assert_string_equal(reader.marks.theme, "dark");
    assert_true(marks_is_read(&reader.marks, str_of("notice")));
    assert_int_equal(marks_position(&reader.marks, str_of("notice")), 4);
    assert_true(marks_is_read(&reader.marks, str_of("other")));
    assert_true(marks_is_bookmarked(&reader.marks, str_of("gone"))); /* most were of this one */
    assert_null(marks_find(&reader.marks, str_of("/x/alone.md")));
    end_reader(&reader);
    buffer_addf(&file, "kanbao-state 1\n%s", FACTS);
    assert_true(scratch_holds("kanbao/state", file.data, file.bytes)); /* it is left as it is */
    buffer_free(&file);

    reader = open_reader("two", true);
    assert_false(marks_is_read(&reader.marks, str_of("notice")));
    assert_true(marks_is_bookmarked(&reader.marks, str_of("gone")));
    assert_null(reader.marks.last);
    end_reader(&reader);
    reader = open_reader("two/notice.md", false);
    assert_true(marks_is_read(&reader.marks, str_of("/x/alone.md")));
    end_reader(&reader);

    /* The earlier program is used once more. */
    write_earlier(LATER);
    reader = open_reader("one", true);
    assert_true(marks_is_read(&reader.marks, str_of("new")));
    assert_int_equal(marks_position(&reader.marks, str_of("notice")), 4);
    assert_string_equal(reader.marks.theme, "dark");
    end_reader(&reader);
}

static void test_a_damaged_file_of_an_earlier_program(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    (void)state;
    write_earlier("read\t/x/a.md\nwhat\nread\t/x/b.md\n");
    for (int start = 0; start < 2; start++) {
        store_open(&store, &marks, NULL, NULL, &message);
        assert_int_equal(strstr(buffer_c_str(&message), "kanbao/state 第 3 行") != NULL,
                         start == 0);
        assert_null(strchr(message.data, '\n'));
        assert_true(marks_is_read(&marks, str_of("/x/a.md")));
        assert_false(marks_is_read(&marks, str_of("/x/b.md")));
        buffer_clear(&message);
        store_close(&store);
    }
    marks_free(&marks);
    buffer_free(&message);
}

/* Two readers of two contents save at once. */
static void test_two_contents_at_once(void **state)
{
    struct reader one, two;

    (void)state;
    write_article("one/a.md", "通知", "停水");
    write_article("two/b.md", "通知", "停电");
    one = open_reader("one", true);
    two = open_reader("two", true);
    read_one(&one, "a");
    read_one(&two, "b");
    end_reader(&one);
    end_reader(&two);
    assert_true(alone_is_read("one", true, "a"));
    assert_true(alone_is_read("two", true, "b"));
}

#define WITH_FOLDER(test)                                                                          \
    cmocka_unit_test_setup_teardown(test, state_home_set_up, state_home_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_each_content_has_its_own),
        WITH_FOLDER(test_symbolic_links),
        WITH_FOLDER(test_a_folder_that_was_moved),
        WITH_FOLDER(test_an_article_that_was_moved),
        WITH_FOLDER(test_all_that_is_known_moves),
        WITH_FOLDER(test_a_file_that_was_moved),
        WITH_FOLDER(test_texts_are_noted_later),
        WITH_FOLDER(test_an_earlier_program),
        WITH_FOLDER(test_a_damaged_file_of_an_earlier_program),
        WITH_FOLDER(test_two_contents_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
