#include "check.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "check_text.h"
#include "content/body.h"
#include "line.h"
#include "picture.h"

#include <stdlib.h>

/* Messages for each kind; %s is the finding's text. */
static const char *const MESSAGES[FINDING_KINDS] = {
    [FINDING_BARE_IMAGE] = N_("图片没有说明文字：请写成 ![说明](文件)"),
    [FINDING_IMAGE] = N_("没有图片文件 %s：请把图片放到那里，或改正文件名"),
    [FINDING_UNKNOWN_HTML] = N_("HTML 里没有 <%s> 这个标签：请改正；不是标签的，请在 < 前加上 \\"),
    [FINDING_SURPLUS_CELL] =
        N_("这一行的格比表头多，多出的并进最后一格：请补上表头，或把格里的 | 写成 \\|"),
    [FINDING_OPEN_COMMENT] = N_("这里的 <!-- 没有结尾，后面的内容都不显示：请在注释之后补上 -->"),
    [FINDING_SHOWN_COMMENT] = N_("这里的 <!-- 没有结尾，不算注释，照原样显示：请补上 -->"),
    [FINDING_OPEN_BOX] = N_("这里的 ::: 没有结尾，后面的内容都算在框里：请在框之后补上一行 :::"),
    [FINDING_OPEN_FOOTNOTE] =
        N_("脚注 [^%s] 在正文里没有用到：请在正文里加上 [^%s]，或删去这条脚注"),
    [FINDING_OPEN_STRONG] =
        N_("这里的 ** 没有成对，照原样显示：请补上另一半；挨着 ** 的里边不要空格"),
    [FINDING_HEADING_MARK] = N_("这一行不算标题：要写成“## 标题”，# 用半角，后面空一格"),
    [FINDING_LINK_MARKS] = N_("这里不算链接：要写成 [文字](网址)，括号用半角，两对括号之间不空格"),
    [FINDING_LINK_SPACE] = N_("网址里有空格，不算链接：请把空格写成 %%20，或写成 [文字](<网址>)"),
    [FINDING_FULL_WIDTH_PIPE] = N_("这里的 ｜ 是全角，不算表格：请改用半角的 |"),
    [FINDING_TABLE_RULE] = N_("这几行不算表格：第二行要写成 | --- | --- |，格数与表头相同"),
    [FINDING_OPEN_NOTE_MARK] = N_("没有脚注 [^%s]：请另起一行写上 [^%s]: 注文，冒号用半角"),
    [FINDING_JOINED_PARAGRAPHS] = N_("这几行会连成一段：分段请空一行，只换行请在行末加两个空格"),
    [FINDING_LONG_BLOCK] = N_("这一段太长：请分段，或看看前面的记号是不是没有结尾"),
};

/* Equal findings of a file, reported as one. */
struct told {
    struct finding finding; /* the first of them */
    size_t count;
};

static int compare_sources(const struct finding *a, const struct finding *b)
{
    return (a->source > b->source) - (a->source < b->source);
}

static int compare_kinds(const void *a, const void *b)
{
    const struct finding *left = a, *right = b;
    int order = (left->kind > right->kind) - (left->kind < right->kind);

    if (!order)
        order = str_cmp(left->text, right->text);
    return order ? order : compare_sources(left, right);
}

static int compare_told(const void *a, const void *b)
{
    const struct told *left = a, *right = b;

    return compare_sources(&left->finding, &right->finding);
}

/* Joins findings of the same kind and text. Sorts *findings; the caller frees the result. */
static struct told *join(struct findings *findings, size_t *count)
{
    struct told *told = mem_zeroed(findings->count, sizeof(*told));

    *count = 0;
    if (findings->count)
        qsort(findings->items, findings->count, sizeof(*findings->items), compare_kinds);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        const struct told *last = *count ? &told[*count - 1] : NULL;

        if (!last || last->finding.kind != finding->kind ||
            !str_eq(last->finding.text, finding->text))
            told[(*count)++].finding = *finding;
        told[*count - 1].count++;
    }
    return told;
}

static void tell(const struct article *article, const struct told *told, struct line_finder *finder,
                 struct diags *diags)
{
    size_t offset = article->body_start + (size_t)told->finding.source;
    struct arena arena = {0};
    struct buffer text = {0};

    line_finder_go(finder, offset);
    diag_quote(clean_line(&arena, told->finding.text), &text);
    diag_add(diags, DIAG_WARNING, article->path.p, finder->line, offset - finder->line_start + 1,
             _(MESSAGES[told->finding.kind]), buffer_c_str(&text), buffer_c_str(&text));
    diags->items[diags->count - 1].places = told->count;
    buffer_free(&text);
    arena_free(&arena);
}

static void tell_all(const struct article *article, struct findings *findings, struct str file,
                     const char *folder, struct diags *diags)
{
    struct line_finder finder = {.text = file.p, .line = 1};
    size_t count, kept = 0;
    struct told *told = join(findings, &count);

    for (size_t i = 0; i < count; i++)
        if (told[i].finding.kind != FINDING_IMAGE ||
            picture_is_missing(article, folder, told[i].finding.text))
            told[kept++] = told[i];
    if (kept)
        qsort(told, kept, sizeof(*told), compare_told);
    for (size_t i = 0; i < kept; i++)
        tell(article, &told[i], &finder, diags);
    free(told);
}

/* Adds the blocks that are too long, each of which is several blocks of the document. */
static void find_long_blocks(const struct document *document, struct findings *findings)
{
    size_t first = 0, bytes = 0;

    for (size_t i = 0; i < document->block_count; i++) {
        const size_t most = (size_t)ARTICLE_LARGE_BLOCK_KIB * 1024;
        size_t before;

        if (!document->blocks[i].continues) {
            first = i;
            bytes = 0;
        }
        before = bytes;
        bytes += document->blocks[i].rich.text.bytes;
        if (bytes > most && before <= most)
            findings_add(findings, FINDING_LONG_BLOCK, document->blocks[first].source,
                         (struct str){0});
    }
}

static void check_size(const struct article *article, struct str file, struct diags *diags)
{
    if (file.bytes > (size_t)ARTICLE_LARGE_FILE_MIB * 1024 * 1024)
        diag_add(diags, DIAG_WARNING, article->path.p, 0, 0,
                 _("文件超过 %d MiB，一篇文章用不着这么大：请分成几篇"), ARTICLE_LARGE_FILE_MIB);
}

/* Returns the body. The file may have shrunk since its header was read. */
static struct str body_of(const struct article *article, struct str file)
{
    size_t start = article->body_start < file.bytes ? article->body_start : file.bytes;

    return (struct str){file.p + start, file.bytes - start};
}

void check_body(const struct article *article, struct str file, const char *folder,
                struct diags *diags)
{
    struct body *body = body_open(article, diags);
    const struct document *document;
    struct findings findings = {0};

    if (!body)
        return;
    document = body_document(body);
    for (size_t i = 0; i < document->finding_count; i++)
        findings_add(&findings, document->findings[i].kind, document->findings[i].source,
                     document->findings[i].text);
    check_text(document, body_of(article, file), &findings);
    find_long_blocks(document, &findings);
    check_size(article, file, diags);
    tell_all(article, &findings, file, folder, diags);
    if (!document->block_count && !findings.count)
        diag_add(diags, DIAG_WARNING, article->path.p, 0, 0, _("没有正文，请补上，或删去这个文件"));
    else if (article->headless)
        diag_add(diags, DIAG_WARNING, article->path.p, 0, 0,
                 _("没有文件头：请在开头写上 ---、title: 标题、--- 三行"));
    findings_free(&findings);
    body_close(body);
}
