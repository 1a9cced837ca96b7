#include "content/document.h"

#include "show.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CHECK_EXAMPLES(examples) SHOW_CHECK(examples, LINKS_PLAIN)

static void lines_of_a_paragraph(void **state)
{
    static const struct example examples[] = {
        {"two paragraphs", "甲\n\n乙\n", "p: 甲\np: 乙\n"},
        {"no newline at the end", "甲", "p: 甲\n"},
        {"CRLF", "甲\r\n乙\r\n\r\n丙\r\n", "p: 甲乙\np: 丙\n"},
        {"CR alone", "甲\r乙\r\r丙", "p: 甲乙\np: 丙\n"},
        {"between Latin words", "one\ntwo", "p: one two\n"},
        {"between Latin and Han", "one\n甲\ntwo", "p: one 甲 two\n"},
        {"after full-width punctuation", "甲，\n乙。\n丙", "p: 甲，乙。丙\n"},
        {"full-width digits", "甲\n１００\n乙", "p: 甲１００乙\n"},
        {"quotation marks beside Han", "甲\n“乙”\n丙", "p: 甲“乙”丙\n"},
        {"a dash and dots beside Han", "甲\n——乙……\n丙", "p: 甲——乙……丙\n"},
        {"a name's dot", "卡尔·\n马克思", "p: 卡尔·马克思\n"},
        {"two quotation marks in Han", "甲”\n“乙", "p: 甲”“乙\n"},
        {"two quotation marks in Latin", "a”\n“b", "p: a” “b\n"},
        {"a quotation mark of Latin before Han", "“a”\n甲", "p: “a”甲\n"},
        {"a quotation mark after Latin", "a\n“甲", "p: a “甲\n"},
        {"Hangul keeps its space", "가나\n다라", "p: 가나 다라\n"},
        {"emoji", "甲😀\n乙", "p: 甲😀乙\n"},
        {"a mark that opens a line gets a base", "甲\n\u0301乙", "p: 甲 ◌\u0301乙\n"},
        {"what is cleaned does not count", "甲\n\u200B乙", "p: 甲乙\n"},
        {"a hard break by two spaces", "甲  \n乙", "p: 甲⏎乙\n"},
        {"a hard break by a backslash", "one\\\ntwo", "p: one⏎two\n"},
        {"tabs become spaces", "a\tb\t甲", "p: a b 甲\n"},
        {"spaces stay", "a  b", "p: a  b\n"},
        {"nothing", "", ""},
        {"blank lines", "\n \n\t\n", ""},
        {"what is cleaned away altogether", "甲\n\n\u200B\n\n乙", "p: 甲\np: 乙\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void spans(void **state)
{
    static const struct example examples[] = {
        {"each of them", "*甲***乙**`c`~~d~~", "p: {e|甲}{s|乙}{c|c}{k|~~d~~}\n"},
        {"nested", "*甲**乙**丙*", "p: {e|甲}{es|乙}{e|丙}\n"},
        {"all at once", "***甲***", "p: {es|甲}\n"},
        {"alike and adjacent", "**a**&zwj;**b**", "p: {s|ab}\n"},
        {"over lines", "**甲\n乙 a\nb** c", "p: {s|甲乙 a b} c\n"},
        {"a link", "见[这里](http://x.cn/a_b)。", "p: 见{l|这里}<http://x.cn/a_b>。\n"},
        {"a link's target decoded", "[a](<x &amp;\\*y>)", "p: {l|a}<x &*y>\n"},
        {"a link's target cleaned", "[a](<x&#10;y&#x202E;z>)", "p: {l|a}<x yz>\n"},
        {"strong in a link", "[a **b**](c)", "p: {l|a }<c>{sl|b}<c>\n"},
        {"two links, one target", "[a](c)[b](c)[d](e)", "p: {l|ab}<c>{l|d}<e>\n"},
        {"a reference", "[a][b]\n\n[b]: /c\n", "p: {l|a}</c>\n"},
        {"an address in <>", "<http://x.cn>", "p: {l|http://x.cn}<http://x.cn>\n"},
        {"an address in a link", "[a <http://x.cn> b](c)", "p: {l|a http://x.cn b}<c>\n"},
        {"code over lines", "`甲\n乙`", "p: {c|甲 乙}\n"},
        {"code keeps its marks", "`**a** &amp;`", "p: {c|**a** &amp;}\n"},
        {"escapes", "\\*a\\* \\\\", "p: *a* \\\n"},
        {"an emphasis that does not close", "**工作：正文", "p: **工作：正文\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void space_beside_an_emphasis(void **state)
{
    static const struct example examples[] = {
        {"after strong", "**工作：** 正文", "p: {s|工作：}正文\n"},
        {"after emphasis", "*工作* 正文", "p: {e|工作}正文\n"},
        {"before strong", "正文 **“工作”**", "p: 正文{s|“工作”}\n"},
        {"on both sides", "甲 **乙** 丙", "p: 甲{s|乙}丙\n"},
        {"between two", "**甲** *乙*", "p: {s|甲}{e|乙}\n"},
        {"before a quotation mark", "**甲：** “乙”", "p: {s|甲：}“乙”\n"},
        {"before Latin it stays", "**甲** a", "p: {s|甲} a\n"},
        {"after Latin it stays", "**a** 甲", "p: {s|a} 甲\n"},
        {"before Latin strong it stays", "甲 **a** 乙", "p: 甲 {s|a} 乙\n"},
        {"two spaces stay", "**甲**  乙", "p: {s|甲}  乙\n"},
        {"two spaces before stay", "甲  **乙**", "p: 甲  {s|乙}\n"},
        {"a space within stays", "**甲 乙** 丙 丁", "p: {s|甲 乙}丙 丁\n"},
        {"after code it stays", "`甲` 乙", "p: {c|甲} 乙\n"},
        {"before strong that begins with code", "甲 **`乙`**", "p: 甲{sc|乙}\n"},
        {"a no-break space stays", "**甲**&nbsp;乙", "p: {s|甲}\u00A0乙\n"},
        {"within an emphasis", "*甲 **乙** 丙*", "p: {e|甲}{es|乙}{e|丙}\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void entities(void **state)
{
    static const struct example examples[] = {
        {"named", "&amp;&lt;&gt;&quot;&apos;", "p: &<>\"'\n"},
        {"punctuation", "&ldquo;&rdquo;&lsquo;&rsquo;&hellip;&mdash;&ndash;&middot;",
         "p: “”‘’…—–·\n"},
        {"signs", "&times;&deg;&yen;&copy;&reg;&trade;&permil;&rarr;&sect;&plusmn;&frac12;",
         "p: ×°¥©®™‰→§±½\n"},
        {"numeric", "&#20013;&#x6587;&#X3002;", "p: 中文。\n"},
        {"unknown", "&nope; &; &#; &#x; &a", "p: &nope; &; &#; &#x; &a\n"},
        {"no character", "&#0; &#xD800; &#x110000;", "p: \uFFFD \uFFFD \uFFFD\n"},
        {"controls", "a&#27;[0m&#x9B;b&#127;", "p: a[0mb\n"},
        {"bidi and zero width", "a&#x202E;b&zwj;c&shy;d&#8203;", "p: abcd\n"},
        {"newline and tab", "a&#10;b&#9;c", "p: a b c\n"},
        {"a mark goes with what it follows", "e&#769;", "p: e\u0301\n"},
        {"a ZWJ between two pictographs", "👩‍🔬", "p: 👩‍🔬\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void unclean_text(void **state)
{
    static const struct example examples[] = {
        {"escape sequences", "a\x1B[31mb\x1B]0;x\ac", "p: a[31mb]0;xc\n"},
        {"not UTF-8", "a\xFF\xE4\xB8z", "p: a\uFFFD\uFFFD\uFFFDz\n"},
        {"in code", "```\na\u202Eb\n\u200B\n```", "code: ab⏎\n"},
        {"in a heading", "# a\u202Eb", "h1: ab\n"},
        {"in a cell", "|a\u202Eb|\n|---|", "table: |<ab|\n"},
        {"in an alt text", "![a\u202Eb](c)", "caption: ab\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void blocks(void **state)
{
    static const struct example examples[] = {
        {"headings", "# 一\n\n###### 六 ######\n", "h1: 一\nh6: 六\n"},
        {"underlined headings", "一\n二\n===\n三\n---\n", "h1: 一二\nh2: 三\n"},
        {"a heading without text", "#\n\n甲", "p: 甲\n"},
        {"rules", "甲\n\n---\n***\n", "p: 甲\nrule: \nrule: \n"},
        {"fenced code", "```c\nint a;\n\n  b;\n```\n", "code: int a;⏎⏎  b;\n"},
        {"indented code", "    a\n      b\n\n    c\n", "code: a⏎  b⏎⏎c\n"},
        {"a fence that ends with its quotes", "> ```\n> a\n\n**甲。**乙\n",
         "code q1: a\np: {s|甲。}乙\n"},
        {"a fence that is not closed", "~~~\na", "code: a\n"},
        {"code that ends in a newline of its own", "```\na\n\n```", "code: a⏎\n"},
        {"tabs in code", "```\n\ta\nab\tc\n中\td\n```", "code:     a⏎ab  c⏎中  d\n"},
        {"an empty fence", "```\n```\n甲", "p: 甲\n"},
        {"quotes", "> 甲\n> 乙\n>> 丙\n", "p q1: 甲乙\np q2: 丙\n"},
        {"a table", "|a|b|c|d|\n|---|:--|:-:|--:|\n|**x**|`y`|z\n",
         "table: |<a|<b|^c|>d|⏎|{s|x}|{c|y}|z||\n"},
        {"a table of a head alone", "|a|\n|---|\n", "table: |<a|\n"},
        {"an image alone", "![图一 *甲*](a.png)\n", "caption: 图一{e|甲}\n"},
        {"an image in text", "见![图](a.png)。", "p: 见{e|图}。\n"},
        {"images alone", "![甲](a) ![乙](b)\n![丙](c)", "caption: 甲⏎乙⏎丙\n"},
        {"an image that is a link", "[![甲](a)](b)", "caption: {l|甲}<b>\n"},
        {"an image without alt text", "![](a/b%20c.png?d)\n\n甲", "caption: b c.png\np: 甲\n"},
        {"an image with a title alone", "![](a.png \"合影\")", "caption: 合影\n"},
        {"an image without anything", "![]()", "caption: （无说明）\n"},
        {"an image that is a link, without alt text", "[![](a.png)](b)", "caption: {l|a.png}<b>\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void lists(void **state)
{
    static const struct example examples[] = {
        {"tight", "- 甲\n- 乙\n", "p l1t •: 甲\np l1t •: 乙\n"},
        {"loose", "- 甲\n\n- 乙\n", "p l1 •: 甲\np l1 •: 乙\n"},
        {"ordered", "3. 甲\n4. 乙\n", "p l1t 3.: 甲\np l1t 4.: 乙\n"},
        {"ordered with )", "1) 甲\n7) 乙\n", "p l1t 1): 甲\np l1t 7): 乙\n"},
        {"nested", "- 甲\n  - 乙\n    1. 丙\n- 丁\n",
         "p l1t •: 甲\np l2t ◦: 乙\np l3t 1.: 丙\np l1t •: 丁\n"},
        {"two paragraphs in one", "- 甲\n\n  乙\n", "p l1 •: 甲\np l1: 乙\n"},
        {"text after a nested list", "- 甲\n  - 乙\n\n  丙", "p l1 •: 甲\np l2t ◦: 乙\np l1: 丙\n"},
        {"an item without text", "- 甲\n-\n- 乙\n", "p l1t •: 甲\np l1t •: \np l1t •: 乙\n"},
        {"the last item without text or newline", "- 甲\n-", "p l1t •: 甲\np l1t •: \n"},
        {"an item that is a list", "- - 甲\n", "p l1t •: \np l2t ◦: 甲\n"},
        {"an item that begins with code", "- ```\n  a\n  ```\n", "code l1t •: a\n"},
        {"an item that begins with a heading", "- # 甲\n", "h1 l1t •: 甲\n"},
        {"an item that begins with a rule", "- ***\n", "rule l1t •: \n"},
        {"an item that begins with a quote", "- > 甲\n", "p q1 l1t •: 甲\n"},
        {"an item that begins with nothing seen", "- #\n  乙\n", "p l1t •: 乙\n"},
        {"a list in a quote", "> 1. 甲\n> 2. 乙\n", "p q1 l1t 1.: 甲\np q1 l1t 2.: 乙\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* A few bytes must not make millions of cells. */
static void monstrous_tables_are_text(void **state)
{
    struct buffer text = {0};
    struct document document;

    (void)state;
    for (int i = 0; i < 129; i++)
        buffer_add_text(&text, "|a");
    buffer_add_char(&text, '\n');
    for (int i = 0; i < 129; i++)
        buffer_add_text(&text, "|---");
    document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
    assert_int_equal(document.block_count, 1);
    assert_int_equal(document.blocks[0].kind, BLOCK_PARAGRAPH);
    document_free(&document);

    buffer_clear(&text);
    buffer_add_text(&text, "a|a|a|a|a|a|a|a\n---|---|---|---|---|---|---|---\n");
    for (int i = 0; i < 20000; i++)
        buffer_add_text(&text, "|\n");
    document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
    assert_int_equal(document.blocks[0].kind, BLOCK_PARAGRAPH);
    document_free(&document);
    buffer_free(&text);
}

/* References repeat a target. Nobody means a long one many times. */
static void monstrous_links_are_text(void **state)
{
    static const size_t uses[] = {10, 5000};

    (void)state;
    for (int monstrous = 0; monstrous < 2; monstrous++) {
        struct buffer text = {0};
        struct document document;
        const struct rich_text *rich;

        buffer_add_text(&text, "[a]: /");
        for (int i = 0; i < 20000; i++)
            buffer_add_char(&text, 'x');
        buffer_add_text(&text, "\n\n");
        for (size_t i = 0; i < uses[monstrous]; i++)
            buffer_add_text(&text, "[a] **b** ");
        document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
        rich = &document.blocks[document.block_count - 1].rich;
        assert_int_equal(document.block_count, monstrous ? 2 : 1);
        assert_int_equal(rich->span_count, monstrous ? uses[1] : 2 * uses[0]);
        assert_memory_equal(rich->text.p, monstrous ? "[a] b [a]" : "a b a", monstrous ? 9 : 5);
        document_free(&document);
        buffer_free(&text);
    }
}

/* Nesting so deep that the parser would take minutes, and no reader could follow. */
static void monstrous_nesting_is_text(void **state)
{
    static const char *const marks[] = {"> ", "* - ", "1. "};

    (void)state;
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        struct buffer text = {0};
        struct document document;
        size_t bytes = 0;

        while (text.bytes < 100000)
            buffer_add_text(&text, marks[i]);
        buffer_add_text(&text, "甲");
        for (int j = 0; j < 100000; j++)
            buffer_add_char(&text, '\n');
        document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
        for (size_t b = document.block_count; b-- > 0 && document.blocks[b].rich.text.bytes;) {
            const struct block *block = &document.blocks[b];

            assert_in_range(block->list_depth + block->quote_depth, 64, 256);
            assert_memory_equal(block->rich.text.p, text.data + block->source,
                                block->rich.text.bytes);
            bytes += block->rich.text.bytes;
        }
        assert_true(bytes > 90000);
        document_free(&document);
        buffer_free(&text);
    }
}

static void images_without_alt_text_are_told(void **state)
{
    static const char text[] = "甲![](a.png)\n\n![乙](b) ![](c)\n";
    struct document document;
    int64_t bare[2] = {0};
    size_t count = 0;

    (void)state;
    document_parse(&document, text, strlen(text), 100, LINKS_PLAIN);
    for (size_t i = 0; i < document.finding_count; i++)
        if (document.findings[i].kind == FINDING_BARE_IMAGE)
            bare[count++ % 2] = document.findings[i].source;
    assert_int_equal(count, 2);
    assert_int_equal(bare[0], 100 + (strstr(text, "a.png") - text));
    assert_int_equal(bare[1], 100 + (strstr(text, "c)") - text));
    document_free(&document);
}

/* Each position in the text has its source, and the source leads back to it. */
static void source_positions(void **state)
{
    static const char text[] =
        "# 题 *一*\n\n甲**乙：** 丙\n丁 a\nb&amp;c&hellip;\\*d\xFF-\u200B-\n\n"
        "> 戊\n> 己 `f\n> g`\n\n```\n\th\n\n i\n```\n";
    const int64_t base = 1000;
    struct document document;

    (void)state;
    document_parse(&document, text, strlen(text), base, LINKS_PLAIN);
    assert_int_equal(document.block_count, 4);
    for (size_t i = 0; i < document.block_count; i++) {
        const struct block *block = &document.blocks[i];
        const struct rich_text *rich = &block->rich;

        assert_int_equal(block->source, rich_text_source(rich, 0));
        for (size_t at = 0; at < rich->text.bytes;) {
            int64_t source = rich_text_source(rich, at);
            char32_t here, there;
            size_t bytes = utf8_decode(rich->text.p + at, rich->text.bytes - at, &here);

            utf8_decode(text + (source - base), strlen(text) - (size_t)(source - base), &there);
            if (block->kind == BLOCK_CODE && here == ' ') { /* one of a tab's columns */
                at += bytes;
                continue;
            }
            if (here != there && here != 0xFFFD && here != 0x2026)
                assert_true(here == ' ' && there == '\n');
            assert_int_equal(rich_text_offset(rich, source), at);
            at += bytes;
        }
    }
    document_free(&document);
}

static void positions_between_and_outside(void **state)
{
    static const char text[] = "甲&amp;乙";
    struct document document;
    const struct rich_text *rich;

    (void)state;
    document_parse(&document, text, strlen(text), 10, LINKS_PLAIN);
    rich = &document.blocks[0].rich;
    assert_int_equal(rich_text_offset(rich, 0), 0);
    assert_int_equal(rich_text_offset(rich, 11), 0); /* within 甲 */
    assert_int_equal(rich_text_offset(rich, 13), 3);
    assert_int_equal(rich_text_offset(rich, 16), 3); /* within &amp; */
    assert_int_equal(rich_text_offset(rich, 18), 4);
    assert_int_equal(rich_text_offset(rich, 99), 4); /* the last code point */
    assert_int_equal(rich_text_source(rich, 3), 13);
    assert_int_equal(rich_text_source(rich, 4), 18);
    assert_int_equal(rich_text_source(rich, 7), 21); /* its end */
    assert_int_equal(rich_text_source(&(struct rich_text){0}, 0), 0);
    assert_int_equal(rich_text_offset(&(struct rich_text){0}, 5), 0);
    document_free(&document);
}

/* Checks the positions of a text's blocks, each given by the text from it on. */
static void expect_places(const char *text, const char *const *begin, size_t count)
{
    struct document document;

    document_parse(&document, text, strlen(text), 0, LINKS_PLAIN);
    assert_int_equal(document.block_count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(document.blocks[i].source, strstr(text, begin[i]) - text);
    document_free(&document);
}

static void blocks_without_text_have_a_place(void **state)
{
    static const char *const begin[] = {"甲", "---", "-\n- 乙", "乙", "***", "丙"};
    static const char *const html[] = {"甲", "<hr>", "乙", "<hr/>", "丙"};
    static const char *const underlined[] = {"#甲", "-\n- 乙", "乙"};
    static const char *const quoted[] = {"甲", "***", "乙"};
    static const char *const marked[] = {"甲", "-\n- 乙", "乙"};

    (void)state;
    expect_places("甲\n\n---\n\n-\n- 乙\n\n***\n丙\n", begin, 6);
    expect_places("<p>甲<hr>乙\n<hr/>丙", html, 5);
    expect_places("#甲\n-\n-\n- 乙\n", underlined, 3);
    expect_places("# 甲\n-\n- 乙\n", marked, 3);
    expect_places("甲\n\n- >***\n\n乙\n", quoted, 3);
}

/* Text that is all the parser's own, as the signs for NUL bytes, has one position within the body.
 */
static void text_without_a_source_has_a_place(void **state)
{
    static const struct {
        const char *what;
        const char *text;
        size_t bytes;
        size_t place; /* of each of the signs */
    } cases[] = {
        {"alone", "甲\n\n\0\0\0\0\0\0", 11, 5},
        {"before text", "甲\n\n\0\0\0\0\0\0乙", 14, 11},
        {"an image without a description", "甲\n\n![]()", 10, 5},
        {"before what is cleaned", "甲\n\n\0\0\0\0\0\0\x08", 12, 11},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const size_t sign = strlen("\uFFFD");
        struct document document;
        const struct rich_text *rich;

        document_parse(&document, cases[i].text, cases[i].bytes, 0, LINKS_PLAIN);
        assert_int_equal(document.block_count, 2);
        rich = &document.blocks[1].rich;
        assert_true(rich->text.bytes >= 5 * sign);
        for (size_t at = 0; at < 5 * sign; at += sign)
            if (rich_text_source(rich, at) != (int64_t)cases[i].place)
                fail_msg("%s: byte %zu is at %d", cases[i].what, at,
                         (int)rich_text_source(rich, at));
        document_free(&document);
    }
}

/* A NUL byte in code or in HTML, which md4c reports beside the text. */
static void nul_bytes_in_their_order(void **state)
{
    static const char *const bodies[] = {"<p>甲\0乙", "```\n甲\0乙", "- </p>甲\0乙", "<pre>甲\0乙"};
    static const size_t sizes[] = {10, 11, 13, 12}, starts[] = {3, 4, 6, 5};

    (void)state;
    for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
        struct document document;
        const struct rich_text *rich;

        document_parse(&document, bodies[i], sizes[i], 0, LINKS_PLAIN);
        assert_int_equal(document.block_count, 1);
        rich = &document.blocks[0].rich;
        if (!str_eq(rich->text, str_of("甲\uFFFD乙")))
            fail_msg("case %zu: «%.*s»", i, STR_FMT(rich->text));
        assert_int_equal(rich_text_source(rich, 0), starts[i]);
        assert_int_equal(rich_text_source(rich, strlen("甲")), starts[i] + 3);
        assert_int_equal(rich_text_source(rich, strlen("甲\uFFFD")), starts[i] + 4);
        document_free(&document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_a_paragraph),
        cmocka_unit_test(spans),
        cmocka_unit_test(space_beside_an_emphasis),
        cmocka_unit_test(entities),
        cmocka_unit_test(unclean_text),
        cmocka_unit_test(blocks),
        cmocka_unit_test(lists),
        cmocka_unit_test(monstrous_tables_are_text),
        cmocka_unit_test(monstrous_links_are_text),
        cmocka_unit_test(monstrous_nesting_is_text),
        cmocka_unit_test(images_without_alt_text_are_told),
        cmocka_unit_test(source_positions),
        cmocka_unit_test(positions_between_and_outside),
        cmocka_unit_test(blocks_without_text_have_a_place),
        cmocka_unit_test(text_without_a_source_has_a_place),
        cmocka_unit_test(nul_bytes_in_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
