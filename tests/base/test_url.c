/* Which targets are web addresses, and how paths are encoded; tests/view/test_urls.c has more. */

#include "base/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void only_http_and_https_are_web(void **state)
{
    static const char *const WEB[] = {"http://a", "https://a.cn/", "HTTPS://A.CN"};
    static const char *const OTHER[] = {"",        "a.cn",       "http://",      "https://",
                                        "ftp://a", "mailto:a@b", "javascript:1", "../a.md",
                                        "tel:110", " http://a",  "weixin://a"};

    (void)state;
    for (size_t i = 0; i < sizeof(WEB) / sizeof(*WEB); i++)
        assert_true(url_is_web(str_of(WEB[i])));
    for (size_t i = 0; i < sizeof(OTHER) / sizeof(*OTHER); i++)
        assert_false(url_is_web(str_of(OTHER[i])));
}

/* Writes the addresses found in a text, each followed by a bar. */
static void expect_found(const char *text, const char *expected)
{
    struct str whole = str_of(text), address;
    struct buffer out = {0};

    for (size_t at = 0; url_find_bare(whole, at, &address);) {
        at = (size_t)(address.p + address.bytes - whole.p);
        buffer_addf(&out, "%.*s|", STR_FMT(address));
    }
    assert_string_equal(buffer_c_str(&out), expected);
    buffer_free(&out);
}

static void addresses_without_markup_are_found(void **state)
{
    (void)state;
    expect_found("见https://a.cn/b，http://c.cn。HTTPS://D.CN/",
                 "https://a.cn/b|http://c.cn|HTTPS://D.CN/|");
    expect_found("（http://a.cn/x_(y)）(http://b.cn/) http://c.cn/路径",
                 "http://a.cn/x_(y)|http://b.cn/|http://c.cn/|");
    expect_found("www.a.cn/b?c=d, WWW.E.CN.", "www.a.cn/b?c=d|WWW.E.CN|");
    expect_found("写信到a.b-c+d@e.example.cn。或 f@g.cn,h@i.cn",
                 "a.b-c+d@e.example.cn|f@g.cn|h@i.cn|");
    expect_found("mailto:a@b.cn http://a.cn/@u www.a.cn/@v", "a@b.cn|http://a.cn/@u|www.a.cn/@v|");
    expect_found(
        "http:// https://。 www. www.a awww.b.cn xhttp://c.cn a@ @b a@b a@.cn @ ...@a.cn h w", "");
    expect_found("", "");
}

static void expect_path(struct str path, const char *expected)
{
    struct buffer out = {0};

    url_add_path(path, &out);
    assert_string_equal(buffer_c_str(&out), expected);
    buffer_free(&out);
}

static void a_path_keeps_its_slashes_and_nothing_that_means_something(void **state)
{
    (void)state;
    expect_path(str_of(""), "");
    expect_path(str_of("2026/tongzhi_1.a-b~"), "2026/tongzhi_1.a-b~");
    expect_path(str_of("停水"), "%E5%81%9C%E6%B0%B4");
    expect_path(str_of("a b?c#d%e&f+g:h"), "a%20b%3Fc%23d%25e%26f%2Bg%3Ah");
    expect_path((struct str){"a\0b\n\x7F\xFF", 6}, "a%00b%0A%7F%FF");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_http_and_https_are_web),
        cmocka_unit_test(addresses_without_markup_are_found),
        cmocka_unit_test(a_path_keeps_its_slashes_and_nothing_that_means_something),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
