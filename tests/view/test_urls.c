/* The encoding of URLs for a terminal, and their numbers. */

#include "view/urls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct encoding {
    const char *what;
    const char *target;
    const char *url; /* NULL: refused */
};

static const struct encoding ENCODINGS[] = {
    {"http", "http://example.com", "http://example.com"},
    {"https with all its parts", "https://u@example.com:8080/a/b.html?c=d&e=~f#g",
     "https://u@example.com:8080/a/b.html?c=d&e=~f#g"},
    {"mailto", "mailto:bianji@example.com?subject=x", "mailto:bianji@example.com?subject=x"},
    {"the scheme in capitals", "HtTpS://example.com", "HtTpS://example.com"},
    {"an address in brackets", "http://[::1]:80/", "http://[::1]:80/"},
    {"semicolons stay", "https://example.com/;a;b", "https://example.com/;a;b"},
    {"percent escapes stay", "https://example.com/%E6%8A%A5%", "https://example.com/%E6%8A%A5%"},
    {"marks that a URL may have stay", "https://example.com/!$&'()*+,-./:=?@_~",
     "https://example.com/!$&'()*+,-./:=?@_~"},
    {"Chinese", "https://报.cn/看？“”",
     "https://%E6%8A%A5.cn/%E7%9C%8B%EF%BC%9F%E2%80%9C%E2%80%9D"},
    {"not UTF-8", "https://example.com/\xFF\xC0", "https://example.com/%FF%C0"},
    {"a space", "https://example.com/a b ", "https://example.com/a%20b%20"},
    {"controls", "https://example.com/\a\b\t\n\r\x7F", "https://example.com/%07%08%09%0A%0D%7F"},
    {"the end of the sequence", "https://example.com/\033\\\033]0;x",
     "https://example.com/%1B%5C%1B]0;x"},
    {"the end of the sequence in eight bits", "https://example.com/\x9C\xC2\x9C",
     "https://example.com/%9C%C2%9C"},
    {"what no URL may have", "https://example.com/\"<>`\\^{|}",
     "https://example.com/%22%3C%3E%60%5C%5E%7B%7C%7D"},
    {"nothing", "", NULL},
    {"no scheme", "example.com", NULL},
    {"relative", "../a.md", NULL},
    {"the host alone", "//example.com/", NULL},
    {"javascript", "javascript:alert(1)", NULL},
    {"file", "file:///etc/passwd", NULL},
    {"data", "data:text/html,x", NULL},
    {"another that begins so", "httpx://example.com", NULL},
    {"a part of the scheme", "http", NULL},
    {"the scheme alone", "https://", NULL},
    {"no slashes", "https:example.com", NULL},
    {"mail to nobody", "mailto:", NULL},
    {"a space before it", " https://example.com", NULL},
    {"a control before it", "\x01https://example.com", NULL},
};

static void test_encodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(ENCODINGS) / sizeof(*ENCODINGS); i++) {
        const struct encoding *encoding = &ENCODINGS[i];
        struct buffer url = {0};
        const char *expected = encoding->url ? encoding->url : "";

        print_message("%s\n", encoding->what);
        buffer_add_text(&url, "before ");
        assert_int_equal(url_encode(str_of(encoding->target), &url), encoding->url != NULL);
        assert_int_equal(strncmp(buffer_c_str(&url), "before ", 7), 0);
        assert_string_equal(buffer_c_str(&url) + 7, expected);
        buffer_free(&url);
    }
}

/* Only printable ASCII comes out, whatever a target contains. */
static void test_every_byte(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        char target[] = "https://example.com/?x";
        struct buffer url = {0};

        target[sizeof(target) - 2] = (char)byte;
        assert_true(url_encode((struct str){target, sizeof(target) - 1}, &url));
        for (size_t i = 0; i < url.bytes; i++)
            assert_in_range(url.data[i], 0x21, 0x7E);
        buffer_free(&url);
    }
}

/* Returns whether url_encode() accepts a target of `bytes` bytes that ends in `tail`, repeated. */
static bool takes(size_t bytes, const char *tail)
{
    struct buffer target = {0}, url = {0};
    bool taken;

    buffer_add_text(&target, "https://a.cn/");
    for (size_t i = 0; target.bytes < bytes; i++)
        buffer_add_char(&target, tail[i % strlen(tail)]);
    taken = url_encode(buffer_str(&target), &url);
    assert_int_equal(url.bytes > 0, taken);
    buffer_free(&target);
    buffer_free(&url);
    return taken;
}

static void test_lengths(void **state)
{
    (void)state;
    assert_true(takes(URL_MAX_BYTES, "x"));
    assert_false(takes(URL_MAX_BYTES + 1, "x"));
    assert_false(takes(1024 * 1024, "x"));
    /* 13 bytes and 662 escapes of 3 are 1,999; one more is too long. */
    assert_true(takes(13 + 662, "报"));
    assert_false(takes(13 + 663, "报"));
}

static struct str numbered(struct buffer *target, int number)
{
    buffer_clear(target);
    buffer_addf(target, "https://example.com/%d", number);
    return buffer_str(target);
}

static void test_numbers(void **state)
{
    struct urls urls = {0};
    struct buffer target = {0};

    (void)state;
    assert_int_equal(urls_number(&urls, str_of("javascript:x")), 0);
    for (int i = 1; i <= URLS_MAX; i++)
        assert_int_equal(urls_number(&urls, numbered(&target, i)), i);
    assert_int_equal(urls_number(&urls, str_of("https://example.com/more")), 0);
    for (int i = 1; i <= URLS_MAX; i++) {
        assert_int_equal(urls_number(&urls, numbered(&target, i)), i);
        assert_true(str_eq(urls_get(&urls, (uint16_t)i), buffer_str(&target)));
    }
    buffer_free(&target);
    urls_free(&urls);
}

/* Targets with the same encoded URL share a number. */
static void test_one_number(void **state)
{
    struct urls urls = {0};

    (void)state;
    assert_int_equal(urls_number(&urls, str_of("https://example.com/报")), 1);
    assert_int_equal(urls_number(&urls, str_of("https://example.com/")), 2);
    assert_int_equal(urls_number(&urls, str_of("https://example.com/%E6%8A%A5")), 1);
    urls_free(&urls);
}

/* Shows a screen with the links of the numbers [first, end). */
static void show(struct urls *urls, int first, int end)
{
    struct buffer target = {0};

    urls_make_room(urls);
    for (int i = first; i < end; i++)
        urls_number(urls, numbered(&target, i));
    buffer_free(&target);
}

static void test_make_room(void **state)
{
    struct urls urls = {0};
    struct buffer target = {0};

    (void)state;
    for (int i = 0; i < URLS_KEPT; i += 5)
        show(&urls, i, i + 5);
    assert_int_equal(urls.generation, 0);
    show(&urls, URLS_KEPT, URLS_KEPT + 1);
    assert_int_equal(urls_number(&urls, numbered(&target, 3)), 4);
    show(&urls, 7, 8);
    assert_int_equal(urls.generation, 1);
    assert_int_equal(urls_number(&urls, numbered(&target, 7)), 1);
    assert_true(str_eq(urls_get(&urls, 1), buffer_str(&target)));
    buffer_free(&target);
    urls_free(&urls);
}

/* A screen of many links keeps their numbers, so that it is not written anew with each frame. */
static void test_many_on_a_screen(void **state)
{
    struct urls urls = {0};

    (void)state;
    for (int frame = 0; frame < 5; frame++)
        show(&urls, frame * 10, frame * 10 + URLS_KEPT * 4);
    assert_int_equal(urls.generation, 0);
    show(&urls, 0, 10);
    show(&urls, 0, 10);
    assert_int_equal(urls.generation, 1);
    urls_free(&urls);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_lengths),          cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_one_number),       cmocka_unit_test(test_make_room),
        cmocka_unit_test(test_many_on_a_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
