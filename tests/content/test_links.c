/* Links' numbers, and the list of their targets. */

#include "content/document.h"

#include "show.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void numbered_links(void **state)
{
    static const struct example examples[] = {
        {"one", "见[这里](/a)。", "p: 见{l|这里}</a>{ln|[1]}</a>。\n"},
        {"two, and the first again", "[a](/a)[b](/b)[c](/a)",
         "p: {l|a}</a>{ln|[1]}</a>{l|b}</b>{ln|[2]}</b>{l|c}</a>{ln|[1]}</a>\n"},
        {"in a heading, an item, a quote", "# [a](/a)\n- [b](/b)\n\n> [c](/c)",
         "h1: {l|a}</a>{ln|[1]}</a>\np l1t •: {l|b}</b>{ln|[2]}</b>\n"
         "p q1: {l|c}</c>{ln|[3]}</c>\n"},
        {"in cells", "|[a](/a)|\n|---|\n|[b](/b)|\n",
         "table: |<{l|a}</a>{ln|[1]}</a>|⏎|{l|b}</b>{ln|[2]}</b>|\n"},
        {"a reference", "[a]\n\n[a]: /a\n", "p: {l|a}</a>{ln|[1]}</a>\n"},
        {"an address in <>", "<http://x.cn>", "p: {l|http://x.cn}<http://x.cn>\n"},
        {"a mail address in <>", "<a@b.cn>", "p: {l|a@b.cn}<mailto:a@b.cn>\n"},
        {"the target as text", "[http://x.cn](http://x.cn)", "p: {l|http://x.cn}<http://x.cn>\n"},
        {"the target as text, after a line's end", "a\n[/b](/b)", "p: a {l|/b}</b>\n"},
        {"the target as text, strong, its space gone", "甲 [**乙**](乙)", "p: 甲{sl|乙}<乙>\n"},
        {"more than the target as text", "[见 /b](/b)", "p: {l|见 /b}</b>{ln|[1]}</b>\n"},
        {"a mail address of another text", "[信](mailto:a@b.cn)",
         "p: {l|信}<mailto:a@b.cn>{ln|[1]}<mailto:a@b.cn>\n"},
        {"no target", "[a]()", "p: {l|a}<>\n"},
        {"no text", "甲[](/a)", "p: 甲\n"},
        {"a link after one without number", "<http://x.cn>[a](/a)",
         "p: {l|http://x.cn}<http://x.cn>{l|a}</a>{ln|[1]}</a>\n"},
        {"an address in a link", "[a <http://x.cn> b](c)",
         "p: {l|a http://x.cn b}<c>{ln|[1]}<c>\n"},
        {"a link's end without a link", "![]([)]()[a](/a)", "p: {e|[}{l|a}</a>{ln|[1]}</a>\n"},
        {"strong", "**[a](/a)**", "p: {sl|a}</a>{sln|[1]}</a>\n"},
        {"strong within", "[**a**](/a)", "p: {sl|a}</a>{ln|[1]}</a>\n"},
        {"an image in text", "见[![图](p)](/a)", "p: 见{el|图}</a>{ln|[1]}</a>\n"},
        {"an image alone", "[![图](p)](/a)\n", "caption: {l|图}</a>{ln|[1]}</a>\n"},
        {"images alone", "[![甲](p)](/a) ![乙](q)\n[![丙](r)](/b)\n",
         "caption: {l|甲}</a>{ln|[1]}</a>⏎乙{l|⏎丙}</b>{ln|[2]}</b>\n"},
        {"images without alt text", "![甲](p)[![](q)](/a)\n",
         "caption: 甲{l|⏎q}</a>{ln|[1]}</a>\n"},
        {"an image is none", "![图](p)\n", "caption: 图\n"},
        {"a link in a caption", "![见[图](/a)](p)", "caption: 见{l|图}</a>{ln|[1]}</a>\n"},
        {"a target of marks", "[a](</a&amp;\\*%20>)", "p: {l|a}</a&*%20>{ln|[1]}</a&*%20>\n"},
    };

    (void)state;
    SHOW_CHECK(examples, LINKS_NUMBERED);
}

/* A number neither adds nor removes a space. */
static void text_around_a_number(void **state)
{
    static const struct example examples[] = {
        {"a line's end after it", "[甲](/a)\n乙", "p: {l|甲}</a>{ln|[1]}</a>乙\n"},
        {"a line's end in Latin", "[a](/a)\nb", "p: {l|a}</a>{ln|[1]}</a> b\n"},
        {"a line's end before it", "[甲\n](/a)乙", "p: {l|甲}</a>{ln|[1]}</a>乙\n"},
        {"a line's end before it in Latin", "[a\n](/a)b", "p: {l|a}</a>{ln|[1]}</a>{l| }</a>b\n"},
        {"quotation marks over lines", "[甲](/a)”\n“乙", "p: {l|甲}</a>{ln|[1]}</a>”“乙\n"},
        {"a space after a strong one", "[**甲**](/a) 乙", "p: {sl|甲}</a>{ln|[1]}</a>乙\n"},
        {"a space before a strong one", "[甲](/a) **乙**", "p: {l|甲}</a>{ln|[1]}</a>{s|乙}\n"},
        {"a space that was typed", "[甲](/a) 乙", "p: {l|甲}</a>{ln|[1]}</a> 乙\n"},
        {"a space before a strong link", "甲 [**乙**](/a)", "p: 甲{sl|乙}</a>{ln|[1]}</a>\n"},
        {"a hard break", "[甲](/a)  \n乙", "p: {l|甲}</a>{ln|[1]}</a>⏎乙\n"},
    };

    (void)state;
    SHOW_CHECK(examples, LINKS_NUMBERED);
}

static void targets_are_listed(void **state)
{
    static const char text[] = "[a](/a) <http://x.cn> [b](/b)\n\n|[c](/a)|\n|---|\n|[d](/d)|\n";
    static const char *const targets[] = {"/a", "/b", "/d"};
    struct document document;

    (void)state;
    document_parse(&document, text, strlen(text), 0, LINKS_NUMBERED);
    assert_int_equal(document.target_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(str_eq(document.targets[i], str_of(targets[i])));
    document_free(&document);
    document_parse(&document, text, strlen(text), 0, LINKS_PLAIN);
    assert_int_equal(document.target_count, 0);
    document_free(&document);
}

/* A number's position is the end of the link's text. */
static void positions_of_numbers(void **state)
{
    static const struct {
        const char *what;
        const char *text;
        const char *begins; /* text whose position is that of `in_source` in the source */
        const char *in_source;
    } cases[] = {
        {"a number", "甲[乙](/abc)丙", "[1", "](/"},
        {"a number's digit", "甲[乙](/abc)丙", "1]", "](/"},
        {"what follows a number", "甲[乙](/abc)丙", "丙", "丙"},
        {"a number at a text's end", "[乙]\n\n[乙]: /a\n", "]", "]\n\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct document document;
        const struct rich_text *rich;
        size_t at;

        document_parse(&document, cases[i].text, strlen(cases[i].text), 0, LINKS_NUMBERED);
        rich = &document.blocks[0].rich;
        at = (size_t)(strstr(rich->text.p, cases[i].begins) - rich->text.p);
        if (rich_text_source(rich, at) != strstr(cases[i].text, cases[i].in_source) - cases[i].text)
            fail_msg("%s: at %d", cases[i].what, (int)rich_text_source(rich, at));
        document_free(&document);
    }
}

/* As many links as fit, with different targets and with one target. No link may be compared with
 * all others. */
static void many_links(void **state)
{
    static const char *const forms[] = {"[a](%d) ", "[a](x)%.0d "};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct buffer text = {0};
        struct document document;
        size_t spans = 0;
        int links = 0;

        while (text.bytes < 250000)
            buffer_addf(&text, forms[i], 1000000 + links++);
        document_parse(&document, text.data, text.bytes, 0, LINKS_NUMBERED);
        for (size_t block = 0; block < document.block_count; block++)
            spans += document.blocks[block].rich.span_count;
        assert_int_equal(document.target_count, i ? 1 : links);
        assert_int_equal(spans, 2 * links);
        document_free(&document);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbered_links),     cmocka_unit_test(text_around_a_number),
        cmocka_unit_test(targets_are_listed), cmocka_unit_test(positions_of_numbers),
        cmocka_unit_test(many_links),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
