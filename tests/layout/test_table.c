#include "layout/table.h"

#include "base/buffer.h"
#include "layout/block.h"
#include "text/grapheme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Returns the table of a text that contains nothing else. */
static const struct block *parse(struct document *document, const char *text)
{
    document_parse(document, text, strlen(text), 0, LINKS_NUMBERED);
    assert_int_equal(document->block_count, 1);
    assert_non_null(document->blocks[0].table);
    return &document->blocks[0];
}

static void show(struct buffer *out, const struct block_lines *lines)
{
    for (size_t i = lines->blank_count; i < lines->count; i++) {
        const struct block_line *line = &lines->lines[i];

        if (line->end > line->start)
            buffer_add_spaces(out, line->indent_cols);
        buffer_add(out, lines->composed->text.p + line->start, line->end - line->start);
        buffer_add_char(out, '\n');
    }
}

static void forms(void **state)
{
    static const struct {
        const char *what;
        int cols;
        bool ambiguous_wide;
        const char *text, *wanted;
    } cases[] = {
        {"each column as wide as its widest cell, with room for the indent", 14, false,
         "| 项目 | 价 |\n|---|---|\n| 水 | 15元 |\n",
         "    ━━━━━━━━━━\n    项目  价\n    ──────────\n    水    15元\n    ━━━━━━━━━━\n"},
        {"the indent goes before a column is shrunk", 10, false,
         "| 项目 | 价 |\n|---|---|\n| 水 | 15元 |\n",
         "━━━━━━━━━━\n项目  价\n──────────\n水    15元\n━━━━━━━━━━\n"},
        {"left, centred and to the right", 24, false,
         "| 左 | 中 | 右 |\n|:--|:-:|--:|\n| 一二三 | 一二三 | 一二三 |\n| 一 | 二 | 三 |\n",
         "━━━━━━━━━━━━━━━━━━━━━━\n左        中        右\n──────────────────────\n一二三  一二三  "
         "一二三\n一        二        三\n━━━━━━━━━━━━━━━━━━━━━━\n"},
        {"a rule in ASCII where box drawing may be wide", 20, true,
         "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n",
         "    ======\n    甲  乙\n    ------\n    丙  丁\n    ======\n"},
        {"the widest column is shrunk, the others stay; rows are set apart", 16, false,
         "| 名 | 说明 |\n|---|---|\n| 甲 | 一二三四五六七八 |\n| 乙 | 二 |\n",
         "━━━━━━━━━━━━━━━━\n名  说明\n────────────────\n甲  一二三四五六\n    七八\n\n乙  "
         "二\n━━━━━━━━━━━━━━━━\n"},
        {"those that are shrunk get the same width", 14, false,
         "| 甲 | 乙 |\n|---|---|\n| 一二三四五 | 一二三四五六七八九 |\n",
         "━━━━━━━━━━━━━━\n甲      乙\n──────────────\n一二三  一二三\n四五    四五六\n        "
         "七八九\n━━━━━━━━━━━━━━\n"},
        {"an empty cell in the middle, one at the end", 20, false,
         "| 甲 | 乙 | 丙 |\n|---|---|---|\n| 一 | | 三 |\n| 一 | | |\n",
         "    ━━━━━━━━━━\n    甲  乙  丙\n    ──────────\n    一      三\n    一\n    "
         "━━━━━━━━━━\n"},
        {"the head alone", 20, false, "| 甲 | 乙 |\n|---|---|\n",
         "    ━━━━━━\n    甲  乙\n    ──────\n    ━━━━━━\n"},
        {"a list where a column would be narrower than two characters", 9, false,
         "| 名字 | 地方 |\n|---|---|\n| 张三 | 河边街道 |\n| 李四 | |\n",
         "名字：\n张三\n地方：河\n边街道\n\n名字：\n李四\n地方：\n"},
        {"a list where there are too many columns", 12, false,
         "| 甲甲 | 乙乙 | 丙丙 |\n|---|---|---|\n| 一 | 二 | 三 |\n",
         "甲甲：一\n乙乙：二\n丙丙：三\n"},
        {"a column that would break a number stays as wide as the number", 24, false,
         "| 内容 | 电话 |\n|---|---|\n| 手机培训请自带 | 0000-0000000 |\n",
         "━━━━━━━━━━━━━━━━━━━━━━━━\n内容        电话\n────────────────────────\n"
         "手机培训请  0000-0000000\n自带\n━━━━━━━━━━━━━━━━━━━━━━━━\n"},
        {"a list where the number leaves too little", 17, false,
         "| 内容 | 电话 |\n|---|---|\n| 手机培训 | 0000-0000000 |\n",
         "内容：手机培训\n电话：\n0000-0000000\n"},
        {"a number may be divided from the words around it", 18, false,
         "| 甲 | 乙 |\n|---|---|\n| 请在8:30—20:00来馆 | 是 |\n",
         "━━━━━━━━━━━━━━━━━━\n甲              乙\n──────────────────\n"
         "请在8:30—20:00  是\n来馆\n━━━━━━━━━━━━━━━━━━\n"},
        {"no dash begins a line: the column is as wide as what comes before it", 24, false,
         "| 时间 | 内容 | 地点 | 姓名 |\n|---|---|---|---|\n| 10:30—11:30 | 自由交流 | 二楼 | 赵六 "
         "|\n",
         "━━━━━━━━━━━━━━━━━━━━━━━━\n时间    内容  地点  姓名\n────────────────────────\n"
         "10:30—  自由  二楼  赵六\n11:30   交流\n━━━━━━━━━━━━━━━━━━━━━━━━\n"},
        {"a unit is whole where there is room for it", 26, false,
         "| 时间 | 内容 |\n|---|---|\n| 2023年11月30日 | 一二三四五六七八九十 |\n",
         "━━━━━━━━━━━━━━━━━━━━━━━━━━\n时间            内容\n──────────────────────────\n"
         "2023年11月30日  一二三四五\n                六七八九十\n━━━━━━━━━━━━━━━━━━━━━━━━━━\n"},
        {"and opened where it gives way if there is none", 18, false,
         "| 时间 | 内容 |\n|---|---|\n| 2023年11月30日 | 一二三四五六七八九十 |\n",
         "━━━━━━━━━━━━━━━━━━\n时间      内容\n──────────────────\n2023年    一二三四\n"
         "11月30日  五六七八\n          九十\n━━━━━━━━━━━━━━━━━━\n"},
        {"a telephone number with a blank is not opened", 24, false,
         "| 内容 | 电话 |\n|---|---|\n| 手机培训请 | 0571-8888 8888 |\n",
         "━━━━━━━━━━━━━━━━━━━━━━━━\n内容      电话\n────────────────────────\n手机      0571-8888 "
         "8888\n培训请\n━━━━━━━━━━━━━━━━━━━━━━━━\n"},
        {"no last line of one character in a cell", 18, false,
         "| 地点 | 负责 |\n|---|---|\n| 三楼报告厅 | 李四、王五 |\n",
         "━━━━━━━━━━━━━━━━━━\n地点      负责\n──────────────────\n三楼      李四、\n报告厅    "
         "王五\n━━━━━━━━━━━━━━━━━━\n"},
        {"a column is widened so that no line of it is one character", 22, false,
         "| 时间 | 内容 | 负责人 |\n|---|---|---|\n| 8:30—9:00 | 签到、领取资料 | 李四、王五 |\n",
         "━━━━━━━━━━━━━━━━━━━━━━\n时间    内容    负责人\n──────────────────────\n"
         "8:30—   签到、  李四、\n9:00    领取    王五\n        资料\n━━━━━━━━━━━━━━━━━━━━━━\n"},
        {"an escaped pipe and emphasis are text", 30, false,
         "| 甲 | 乙 |\n|---|---|\n| a\\|b | **重** |\n",
         "    ━━━━━━━\n    甲   乙\n    ───────\n    a|b  重\n    ━━━━━━━\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct layout_options options = {.cols = cases[i].cols,
                                         .style.text.ambiguous_wide = cases[i].ambiguous_wide};
        struct document document;
        const struct block *block = parse(&document, cases[i].text);
        struct block_lines lines;
        struct buffer seen = {0};

        block_lay_out(&lines, block, NULL, &options, &document.arena);
        show(&seen, &lines);
        if (strcmp(buffer_c_str(&seen), cases[i].wanted) != 0)
            fail_msg("%s:\n%s\nrather than\n%s", cases[i].what, seen.data, cases[i].wanted);
        buffer_free(&seen);
        block_lines_free(&lines);
        document_free(&document);
    }
}

/* Wrapped emphasis covers its own text on each line and nothing else. */
static void spans_follow_their_text(void **state)
{
    struct document document;
    const struct block *block =
        parse(&document, "| 甲 | 乙 |\n|---|---|\n| 一**二三四五** | 六七八九十 |\n");
    const struct rich_text *rich =
        table_set_columns(block, 14, &(struct layout_style){0}, &document.arena);
    static const char *const wanted[] = {"二三", "四五"};

    (void)state;
    assert_non_null(rich);
    assert_int_equal(rich->span_count, 2);
    for (size_t i = 0; i < rich->span_count; i++) {
        struct span span = rich->spans[i];

        assert_int_equal(span.styles, SPAN_STRONG);
        assert_int_equal(span.end - span.start, strlen(wanted[i]));
        assert_memory_equal(rich->text.p + span.start, wanted[i], span.end - span.start);
    }
    document_free(&document);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static void add_cell_text(struct buffer *out, uint64_t *seed)
{
    static const char *const words[] = {
        "街道",      "上城区",
        "“引号”",    "a",
        "word ",     "www.people.com.cn/a?b=c&d=%E4%BD",
        "13.76万元", "👩‍👩‍👧‍👦",
        "🇨🇳",        "é",
        "……",        "办理完成之后，请到二楼窗口取件。",
        "**重点**",  "[链](a)",
        "&amp;",     "\\|",
        "\xFF",      "Donaudampfschifffahrtsgesellschaft",
        "𠮷",        "क्षि",
        "`code` ",
    };
    size_t count = next_random(seed) % 8;

    if (next_random(seed) % 4 == 0)
        return;
    for (size_t i = 0; i <= count; i++)
        buffer_add_text(out, words[next_random(seed) % (sizeof(words) / sizeof(*words))]);
}

static void generate_table(struct buffer *out, uint64_t seed)
{
    static const size_t column_counts[] = {1, 2, 3, 5, 8, 20};
    static const char *const aligns[] = {"---|", ":--|", ":-:|", "--:|"};
    size_t columns = column_counts[seed % 6], rows = 1 + next_random(&seed) % 5;

    for (size_t row = 0; row < rows; row++) {
        buffer_add_char(out, '|');
        for (size_t i = 0; i < columns; i++) {
            add_cell_text(out, &seed);
            buffer_add_char(out, '|');
        }
        buffer_add_text(out, row == 0 ? "\n|" : "\n");
        for (size_t i = 0; row == 0 && i < columns; i++)
            buffer_add_text(out, aligns[next_random(&seed) % 4]);
        if (row == 0)
            buffer_add_char(out, '\n');
    }
}

/* Checks that source positions ascend, are inside the table, and lead back to their lines. If the
 * table is drawn as a list, a position in a wrapped head leads to the line its cell begins in. */
static void check_positions(const struct block *block, const struct rich_text *rich,
                            const struct block_lines *lines, size_t source_bytes, bool in_columns)
{
    for (size_t i = 1; i < rich->run_count; i++) {
        assert_true(rich->runs[i - 1].text <= rich->runs[i].text);
        assert_true(rich->runs[i - 1].source <= rich->runs[i].source);
    }
    for (size_t i = 0; i < lines->count; i++) {
        const struct block_line *line = &lines->lines[i];
        int64_t source = rich_text_source(rich, line->start);
        size_t back = rich_text_offset(rich, source);

        /* A rule and a blank row have no source: they have the position of the text beside them. */
        bool shared =
            i + 1 < lines->count && rich_text_source(rich, lines->lines[i + 1].start) == source;

        assert_in_range(source, block->source, source_bytes);
        if (in_columns && !shared && line->end > line->start &&
            (back < line->start || (back >= line->end && source > block->source)))
            fail_msg("line %zu (%zu to %zu) is from %d, which is at %zu: %.*s", i, line->start,
                     line->end, (int)source, back, STR_FMT(rich->text));
    }
}

/* Removes the text that `line`, the cell's part of a line, shows from the front of `cell`, ignoring
 * spaces. */
static void take_cell(struct str *cell, struct str line)
{
    for (size_t i = 0; i < line.bytes; i++) {
        if (line.p[i] == ' ')
            continue;
        while (cell->bytes && (*cell->p == ' '))
            *cell = (struct str){cell->p + 1, cell->bytes - 1};
        if (!cell->bytes || *cell->p != line.p[i])
            fail_msg("“%.*s” is not of the cell: %.*s", STR_FMT(line), STR_FMT(*cell));
        *cell = (struct str){cell->p + 1, cell->bytes - 1};
    }
}

static bool is_done(struct str cell)
{
    while (cell.bytes && *cell.p == ' ')
        cell = (struct str){cell.p + 1, cell.bytes - 1};
    return !cell.bytes;
}

/* Reads the drawn columns back: all cells must be complete and in their columns. */
static void check_columns(const struct table *table, const struct rich_text *rich,
                          const struct block_lines *lines, const int *widths, bool set_apart)
{
    size_t columns = table->column_count, at = lines->blank_count + 1; /* the rule above */
    struct str left[20];

    for (size_t row = 0; row < table->row_count; row++) {
        bool done;

        for (size_t i = 0; i < columns; i++)
            left[i] = table->cells[row * columns + i].text;
        do {
            struct str text = {0};

            if (at < lines->count) /* an empty row at the end takes no line */
                text = (struct str){rich->text.p + lines->lines[at].start,
                                    lines->lines[at].end - lines->lines[at].start};
            assert_true(at++ <= lines->count);
            done = true;
            for (size_t i = 0; i < columns; i++) {
                int used;
                size_t bytes = text_fit(text, widths[i], false, &used);
                size_t gap = 0;

                take_cell(&left[i], (struct str){text.p, bytes});
                done = done && is_done(left[i]);
                text = (struct str){text.p + bytes, text.bytes - bytes};
                while (text.bytes > gap && gap < 2 && text.p[gap] == ' ')
                    gap++;
                assert_true(!text.bytes || (gap == 2 && used == widths[i]));
                text = (struct str){text.p + gap, text.bytes - gap};
            }
            assert_int_equal(text.bytes, 0);
        } while (!done);
        /* the rule under the head, or a blank line */
        if (row == 0 || (set_apart && row + 1 < table->row_count))
            at++;
    }
    assert_int_equal(at + 1, lines->count); /* the rule below */
}

/* Checks that the list contains every cell's text in order. */
static void check_list(const struct table *table, const struct rich_text *rich)
{
    struct str rest = rich->text;

    for (size_t i = table->row_count > 1 ? table->column_count : 0;
         i < table->row_count * table->column_count; i++) {
        struct str cell = table->cells[i].text;
        char *found = cell.bytes ? memmem(rest.p, rest.bytes, cell.p, cell.bytes) : NULL;

        if (!cell.bytes)
            continue;
        assert_non_null(found);
        rest = (struct str){found + cell.bytes, rest.bytes - (size_t)(found + cell.bytes - rest.p)};
    }
}

static void check_table(const struct block *block, int cols, size_t source_bytes,
                        struct document *document, size_t *in_columns)
{
    struct layout_options options = {.cols = cols};
    struct block_lines lines;
    const struct table *table = block->table;
    int widths[20], room;
    bool fits;

    block_lay_out(&lines, block, NULL, &options, &document->arena);
    for (size_t i = 0; i < lines.count; i++) {
        const struct block_line *line = &lines.lines[i];
        struct str text = {lines.composed->text.p + line->start, line->end - line->start};

        assert_int_equal(line->cols, text_cols(text, false));
        if (line->indent_cols + line->cols > cols)
            fail_msg("%d columns at %d: %.*s", line->indent_cols + line->cols, cols, STR_FMT(text));
    }
    room = cols - lines.lines[0].indent_cols;
    fits = table_fit_columns(table, room, &options.style, widths);
    check_positions(block, lines.composed, &lines, source_bytes, fits);
    if (fits) {
        check_columns(table, lines.composed, &lines, widths,
                      table_natural_cols(table, &options.style) > room);
        ++*in_columns;
    } else {
        check_list(table, lines.composed);
    }
    block_lines_free(&lines);
}

static void generated_tables_at_every_width(void **state)
{
    enum { TABLES = 120, LEAST = 20, MOST = 120 };
    size_t in_columns = 0;

    (void)state;
    for (uint64_t seed = 0; seed < TABLES; seed++) {
        struct buffer text = {0};
        struct document document;
        const struct block *block;

        generate_table(&text, seed);
        block = parse(&document, buffer_c_str(&text));
        for (int cols = LEAST; cols <= MOST; cols++)
            check_table(block, cols, text.bytes, &document, &in_columns);
        document_free(&document);
        buffer_free(&text);
    }
    assert_true(in_columns > TABLES * (MOST - LEAST) / 4);
    assert_true(in_columns < TABLES * (MOST - LEAST));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),
        cmocka_unit_test(spans_follow_their_text),
        cmocka_unit_test(generated_tables_at_every_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
