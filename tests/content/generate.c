#include "generate.h"

#include <stdio.h>

/* Returns a pseudo-random number below `count`, the same in every run. */
static unsigned pick(uint64_t *state, unsigned count)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(*state >> 33) % count;
}

static void add_prose(struct buffer *out, uint64_t *state, const char *prefix)
{
    static const char *const words[] = {"上城区",
                                        "望江街道的",
                                        "**网格员**",
                                        "走访了",
                                        "“居民”",
                                        "，",
                                        "。",
                                        "*emphasis*",
                                        "words",
                                        "`code`",
                                        "[链接](x)",
                                        "83个问题",
                                        " ",
                                        "internationalization",
                                        "0571-8888 8888",
                                        "2023年11月30日",
                                        "约1.2万㎡"};

    buffer_add_text(out, prefix);
    for (unsigned i = 5 + pick(state, 60); i > 0; i--) {
        buffer_add_text(out, words[pick(state, sizeof(words) / sizeof(*words))]);
        if (pick(state, 12) == 0)
            buffer_addf(out, "甲\n%s乙", prefix);
    }
    buffer_add_char(out, '\n');
}

static void add_fence(struct buffer *out, uint64_t *state, const char *prefix)
{
    static const char *const fences[] = {"```", "~~~", "````"};
    const char *fence = fences[pick(state, 3)];

    buffer_addf(out, "%s%s\n", prefix, fence);
    for (unsigned i = pick(state, 30); i > 0; i--)
        buffer_addf(out, "%s%s\n", prefix, pick(state, 3) ? "\tcode # - > |" : "");
    buffer_addf(out, "%s%s\n", prefix, pick(state, 2) ? "- no item" : "no text");
    buffer_addf(out, "%s%s\n", prefix, fence);
}

static void add_list(struct buffer *out, uint64_t *state)
{
    for (unsigned i = 1 + pick(state, 20); i > 0; i--) {
        add_prose(out, state, "- ");
        if (pick(state, 4) == 0)
            add_prose(out, state, "  1. ");
        if (pick(state, 4) == 0)
            buffer_add_text(out, "\n  another paragraph\n");
        if (pick(state, 6) == 0)
            buffer_add_text(out, "\n  ```\n  code\n\n  code\n  ```\n");
        if (pick(state, 3) == 0)
            buffer_add_char(out, '\n');
    }
}

/* Adds numbers in Chinese style, on lines or in paragraphs of their own, some in lists. */
static void add_numbers(struct buffer *out, uint64_t *state)
{
    static const char *const styles[][3] = {{"一、", "二、", "三、"},
                                            {"（1）", "（2）", "（3）"},
                                            {"\u3000\u3000① ", "\u3000\u3000② ", "**三、**③"}};
    const char *const *style = styles[pick(state, 3)];

    for (unsigned i = 0; i < 3; i++) {
        add_prose(out, state, style[i]);
        if (pick(state, 3) == 0)
            add_prose(out, state, pick(state, 2) ? "1. " : "- （1）甲\n（2）");
        if (pick(state, 2))
            buffer_add_char(out, '\n');
    }
}

static void add_table(struct buffer *out, uint64_t *state)
{
    buffer_add_text(out, "| a | b |\n|---|:-:|\n");
    for (unsigned i = pick(state, 40); i > 0; i--)
        buffer_add_text(out, "| **甲** | `b` |\n");
}

static void add_block(struct buffer *out, uint64_t *state)
{
    switch (pick(state, 10)) {
    case 0:
        buffer_add_text(out, pick(state, 2) ? "## 小标题\n" : "小标题\n---\n");
        break;
    case 1:
        add_list(out, state);
        break;
    case 2:
        add_fence(out, state, "");
        break;
    case 3:
        add_prose(out, state, pick(state, 2) ? "> " : "> > ");
        break;
    case 4:
        add_fence(out, state, "> ");
        break;
    case 5:
        add_table(out, state);
        break;
    case 6:
        buffer_add_text(out, pick(state, 2) ? "    code\n\n\tcode\n" : "***\n");
        break;
    case 7:
        add_numbers(out, state);
        break;
    default:
        add_prose(out, state, "");
        break;
    }
    buffer_add_text(out, pick(state, 3) ? "\n" : "\n\n\n");
}

/* Adds deep nesting whose end only the indent shows. */
static void add_nest(struct buffer *out, uint64_t *state)
{
    for (int depth = 0; depth < 12; depth++)
        buffer_addf(out, "%*s- > 甲%u\n", depth * 4, "", pick(state, 100));
    buffer_add_char(out, '\n');
}

void generate_document(struct buffer *out, uint64_t seed, size_t bytes, bool crlf)
{
    struct buffer lf = {0};
    uint64_t state = seed;

    while (lf.bytes < bytes) {
        add_block(&lf, &state);
        if (pick(&state, 20) == 0)
            add_nest(&lf, &state);
    }
    for (size_t i = 0; i < lf.bytes; i++) {
        if (crlf && lf.data[i] == '\n')
            buffer_add_char(out, '\r');
        buffer_add_char(out, lf.data[i]);
    }
    buffer_free(&lf);
}
