/* No character of an article can control the terminal, change the direction of text or hide in it,
 * wherever it is in the article and whichever command prints it. */

#include "program/desk.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *what;
    const char *bytes;
} HOSTILE[] = {
    {"ESC", "\x1B"},
    {"BEL", "\a"},
    {"backspace", "\b"},
    {"shift out", "\x0E"},
    {"DEL", "\x7F"},
    {"CSI, a C1 control", "\xC2\x9B"},
    {"OSC, a C1 control", "\xC2\x9D"},
    {"ST, a C1 control", "\xC2\x9C"},
    {"soft hyphen", "\u00AD"},
    {"zero-width space", "\u200B"},
    {"zero-width joiner alone", "\u200D"},
    {"zero-width non-joiner alone", "\u200C"},
    {"word joiner", "\u2060"},
    {"BOM inside", "\uFEFF"},
    {"left-to-right mark", "\u200E"},
    {"right-to-left mark", "\u200F"},
    {"Arabic letter mark", "\u061C"},
    {"left-to-right embedding", "\u202A"},
    {"pop directional formatting", "\u202C"},
    {"right-to-left override", "\u202E"},
    {"left-to-right isolate", "\u2066"},
    {"first strong isolate", "\u2068"},
    {"pop directional isolate", "\u2069"},
    {"a tag", "\U000E0041"},
    {"line separator", "\u2028"},
    {"combining grapheme joiner", "\u034F"},
    {"Hangul filler", "\u3164"},
};

/* Every part of an article, with %s for the hostile characters. */
static const char *const TEMPLATE[] = {
    "---\ntitle: 题甲%s题乙\n",
    "kicker: 肩甲%s肩乙\n",
    "subtitle: 副甲%s副乙\n",
    "authors: [人甲%s人乙, 人丙%s]\n",
    "district: 区甲%s区乙\n",
    "place: 地甲%s地乙\n",
    "topic: 主甲%s主乙\n",
    "topics: [旁甲%s旁乙]\n",
    "summary: 摘甲%s摘乙\n",
    "note: 注甲%s注乙\n---\n",
    "段甲%s段乙*强%s调*`码%s码`[链%s接](https://example.org/%s)\n\n",
    "# 节甲%s节乙\n\n",
    "- 项甲%s项乙\n\n",
    "> 引甲%s引乙\n\n",
    "| 头甲%s头乙 |\n|-----|\n| 格甲%s格乙 |\n\n",
    "```%s\n文甲%s文乙\n```\n\n",
    "    缩甲%s缩乙\n\n",
    "![图甲%s图乙](a.png)\n\n",
    "尾甲%s",
};

static void put_article(struct desk *desk, const char *name, const char *bytes)
{
    struct buffer text = {0};

    for (size_t i = 0; i < sizeof(TEMPLATE) / sizeof(*TEMPLATE); i++) {
        const char *from = TEMPLATE[i], *gap;

        for (; (gap = strstr(from, "%s")); from = gap + 2) {
            buffer_add(&text, from, (size_t)(gap - from));
            buffer_add_text(&text, bytes);
        }
        buffer_add_text(&text, from);
    }
    desk_put_bytes(desk, name, text.data, text.bytes);
    buffer_free(&text);
}

static bool is_hostile(char32_t cp)
{
    return cp < ' ' || (cp >= 0x7F && cp <= 0xA0) || cp == 0xAD || cp == 0x34F || cp == 0x61C ||
           (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0x3164 || cp == 0xFEFF ||
           (cp >= 0xE0000 && cp <= 0xE0FFF);
}

/* Fails if a text is invalid UTF-8 or contains a hostile character. Newlines and tabs, which tables
 * contain, are allowed. */
static void check_text(struct desk *desk, const struct buffer *text, const char *what)
{
    for (size_t at = 0; at < text->bytes;) {
        char32_t cp;
        size_t bytes = utf8_decode(text->data + at, text->bytes - at, &cp);

        if ((cp == 0xFFFD && bytes == 1) || (is_hostile(cp) && cp != '\n' && cp != '\t')) {
            fprintf(stderr, "U+%04X in: ", (unsigned)cp);
            desk_expect(desk, false, what);
        }
        at += bytes;
    }
}

static void check_output(struct desk *desk, const char *what)
{
    check_text(desk, &desk->out, what);
    desk_expect(desk, !desk_printed(desk, "\uFFFD"), "not a replacement character either");
}

/* Returns whether the characters are removed without a space in their place, so that the words
 * around them are joined. */
static bool goes_without_trace(const char *bytes)
{
    return strcmp(bytes, "\u2028") != 0 && strcmp(bytes, "\u3164") != 0;
}

static void test_hostile(void **state)
{
    static const char *const orders[][6] = {
        {"--dump", "@"},
        {"--dump", "--width", "20", "@"},
        {"--list", "@"},
        {"--search", "甲", "@"},
        {"--search", "尾甲", "@"},
        {"--check", "@"},
        {"--frame", "80x24", "@"},
        {"--frame", "120x60", "--keys", "<Enter>", "@"},
        {"--frame", "40x12", "--keys", "<Enter>G", "@"},
        {"--frame", "100x30", "--keys", "g", "@"},
        {"--frame", "100x30", "--keys", "t", "@"},
        {"--frame", "100x30", "--keys", "/甲<Enter>", "@"},
        {"--frame", "60x20", "--keys", "<Enter>m'", "@"},
        {"--frame", "80x24", "@/a.md"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(HOSTILE) / sizeof(*HOSTILE); i++) {
        put_article(desk, "a.md", HOSTILE[i].bytes);
        for (size_t j = 0; j < sizeof(orders) / sizeof(*orders); j++) {
            desk_run(desk, orders[j]);
            desk_expect(desk, desk->status == 0, HOSTILE[i].what);
            check_output(desk, HOSTILE[i].what);
        }
    }
}

/* The words around hostile characters are kept. */
static void test_rest_is_kept(void **state)
{
    static const char *const words[] = {"题", "肩", "副", "人", "区", "地", "主", "旁", "注",
                                        "段", "节", "项", "引", "头", "格", "文", "缩", "图"};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(HOSTILE) / sizeof(*HOSTILE); i++) {
        if (!goes_without_trace(HOSTILE[i].bytes))
            continue;
        put_article(desk, "a.md", HOSTILE[i].bytes);
        DESK_RUN(desk, "--dump", "--width", "100", "@");
        for (size_t j = 0; j < sizeof(words) / sizeof(*words); j++) {
            struct buffer pair = {0};

            buffer_addf(&pair, "%s甲%s乙", words[j], words[j]);
            desk_expect(desk, desk_printed(desk, buffer_c_str(&pair)), HOSTILE[i].what);
            buffer_free(&pair);
        }
        DESK_RUN(desk, "--list", "@");
        desk_expect_output(desk, 0, "a\t区甲区乙\t主甲主乙\t地甲地乙\t\t题甲题乙\n",
                           HOSTILE[i].what);
        DESK_RUN(desk, "--search", "段甲段乙强调", "@");
        desk_expect(desk, desk->status == 0 && desk_printed(desk, "段甲段乙强调"), HOSTILE[i].what);
    }
}

/* Entities are plain ASCII, but their characters have to be cleaned as well. */
static void test_entities(void **state)
{
    static const char *const entities[] = {"&#27;",   "&#x1b;",   "&#7;",     "&#x9b;",   "&#155;",
                                           "&#8238;", "&#x202e;", "&#x2066;", "&#x200b;", "&shy;",
                                           "&rlm;",   "&#127;",   "&#x2028;"};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "段甲%s段乙\n\n# 节%s\n\n| 头%s |\n|-----|\n| 格%s |\n\n![图%s](a)\n",
                    entities[i], entities[i], entities[i], entities[i], entities[i]);
        desk_put(desk, "a.md", buffer_c_str(&text));
        DESK_RUN(desk, "--dump", "@");
        check_output(desk, entities[i]);
        desk_expect(desk, desk->status == 0 && !desk_printed(desk, "&"), entities[i]);
        DESK_RUN(desk, "--search", "段甲", "@");
        check_output(desk, entities[i]);
        DESK_RUN(desk, "--list", "@");
        check_output(desk, entities[i]);
        DESK_RUN(desk, "--frame", "80x24", "@");
        check_output(desk, entities[i]);
        buffer_free(&text);
    }
    desk_put(desk, "a.md", "甲&#0;乙&#xD800;丙&#x110000;丁\n");
    DESK_RUN(desk, "--dump", "@");
    desk_expect(desk, desk->status == 0 && !memchr(desk->out.data, 0, desk->out.bytes),
                "no NUL, no surrogate, nothing beyond Unicode");
    desk_expect(desk, utf8_valid_prefix(desk->out.data, desk->out.bytes) == desk->out.bytes,
                "but UTF-8");
}

/* Zero-width characters that form a cluster with their neighbours are kept. */
static void test_clusters_are_kept(void **state)
{
    static const char *const clusters[] = {
        "👨\u200D👩\u200D👧", /* a family */
        "❤\uFE0F",         /* a variation */
        "葛\U000E0100",    /* a variation of a Han character */
        "e\u0301",         /* a combining mark */
        "क्\u200Dष",        /* a ZWJ after a virama */
        "می\u200Cخواهم",   /* a ZWNJ between Arabic letters */
        "👍🏽",        /* a skin tone */
        "🇨🇳",              /* a flag */
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(clusters) / sizeof(*clusters); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "---\ntitle: 题%s题\n---\n段%s段\n", clusters[i], clusters[i]);
        desk_put(desk, "a.md", buffer_c_str(&text));
        buffer_clear(&text);
        buffer_addf(&text, "题%s题\n\n    段%s段\n", clusters[i], clusters[i]);
        DESK_RUN(desk, "--dump", "@/a.md");
        desk_expect_output(desk, 0, buffer_c_str(&text), clusters[i]);
        buffer_free(&text);
    }
}

/* Search words are cleaned too, since they may be pasted. */
static void test_words(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 题目\n---\n正文。\n");
    DESK_RUN(desk, "--search", "题\u200B目", "@");
    desk_expect_output(desk, 0, "a\t题目\t题目\n", "a zero-width space");
    DESK_RUN(desk, "--search", "\x1B题目", "@");
    desk_expect_output(desk, 0, "a\t题目\t题目\n", "ESC");
    DESK_RUN(desk, "--search", "\xFF", "@");
    desk_expect_output(desk, 1, "", "what is not UTF-8 matches nothing");
}

/* Whatever the command line, the names of files and the configuration say is shown cleaned, too. */
static void test_outside_text(void **state)
{
    static const char *const orders[][6] = {
        {"--%s", "@"},
        {"--list=%s", "@"},
        {"--width", "%s", "--dump", "@"},
        {"--width", "80%s", "--dump", "@"},
        {"--page-rows", "%s", "--dump", "@"},
        {"--frame", "80x24%s", "@"},
        {"--frame", "80x24", "--keys", "%s<", "@"},
        {"--frame", "80x24", "--keys", "<%s>", "@"},
        {"--ambiguous", "%s", "@"},
        {"--lang", "%s", "@"},
        {"--config", "@/%s.ini", "--list", "@"},
        {"--config", "@/bad.ini", "--list", "@"},
        {"--dump", "i%sd", "@"},
        {"--list", "@/no%sthing"},
        {"--list", "@/no%sthing.md"},
        {"--check", "@/%s.md"},
        {"--list", "@/%s.md"},
        {"--dump", "@/%s.md"},
        {"--search", "题", "@/%s.md"},
        {"--frame", "80x24", "@/%s.md"},
        {"--list", "@", "too", "m%sny"},
        {"--kiosk", "--clock", "%s", "@"},
        {"--kiosk", "--text-size", "%s", "@"},
    };
    static const char *const more[] = {"\xFF", "\xC2", "\xE4\xBD", "\n", "\t"};
    enum { ORDERS = sizeof(orders) / sizeof(*orders), MORE = sizeof(more) / sizeof(*more) };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(HOSTILE) / sizeof(*HOSTILE) + MORE; i++) {
        const char *bytes = i < MORE ? more[i] : HOSTILE[i - MORE].bytes;
        struct buffer text = {0};

        desk_clear(desk);
        buffer_addf(&text, "%s.md", bytes);
        desk_put(desk, buffer_c_str(&text), "---\ntitle: 题\n---\n文。\n");
        buffer_clear(&text);
        buffer_addf(&text, "[text]\nmeasure = 5%s0\nm%s = 1\n[te%sxt]\n[keys]\nopen = %s\n%s = x\n",
                    bytes, bytes, bytes, bytes, bytes);
        desk_put(desk, "bad.ini", buffer_c_str(&text));
        for (size_t j = 0; j < ORDERS; j++) {
            const char *arguments[6] = {0};
            struct buffer made[6] = {{0}};

            for (size_t k = 0; k < 6 && orders[j][k]; k++) {
                const char *hole = strstr(orders[j][k], "%s");

                buffer_add(&made[k], orders[j][k],
                           hole ? (size_t)(hole - orders[j][k]) : strlen(orders[j][k]));
                if (hole) {
                    buffer_add_text(&made[k], bytes);
                    buffer_add_text(&made[k], hole + 2);
                }
                arguments[k] = buffer_c_str(&made[k]);
            }
            desk_run(desk, arguments);
            check_text(desk, &desk->out, orders[j][0]);
            check_text(desk, &desk->errors, orders[j][0]);
            for (size_t k = 0; k < 6; k++)
                buffer_free(&made[k]);
        }
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_hostile),  DESK_TEST(test_rest_is_kept),
        DESK_TEST(test_entities), DESK_TEST(test_clusters_are_kept),
        DESK_TEST(test_words),    DESK_TEST(test_outside_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
