#include "header_keys.h"

#include "text/edit_distance.h"

#include <stdint.h>
#include <stdlib.h>

enum { MOST_NAME_BYTES = 32 };

#define O(text, key)                                                                               \
    {                                                                                              \
        text, KEY_##key, true                                                                      \
    }
#define F(text, key)                                                                               \
    {                                                                                              \
        text, KEY_##key, false                                                                     \
    }
#define Q(text) F(text, IGNORED)

/* Kanbao's own names (O), other tools' names for the same keys (F), and other tools' names that are
 * not used here (Q), from Hugo, Hexo, Jekyll, VuePress, VitePress, Docusaurus, Obsidian, Typora and
 * their common themes. Left out on purpose, so that they are reported: password, private, hidden,
 * unlisted. */
static const struct key_name NAMES[] = {
    /* clang-format off */
    /* sorted by their bytes */
    Q("abbrlink"), F("abstract", SUMMARY), Q("alias"), Q("aliases"), Q("archive"), Q("archives"),
    Q("article"), Q("artitalk"), Q("asset"), Q("audio"), F("author", AUTHORS),
    O("authors", AUTHORS), Q("back"), Q("background"), Q("backgroundcolor"), Q("banner"),
    Q("banner_img"), Q("banner_img_height"), Q("bibliography"), Q("bodyclass"), Q("breadcrumb"),
    Q("breadcrumbs"), Q("browser"), Q("build"), Q("canonical"), Q("canonical_url"),
    Q("canonicalurl"), Q("cardimage"), Q("carousel"), Q("cascade"), F("categories", CATEGORIES),
    F("category", CATEGORIES), Q("cc"), Q("changelog"), Q("citation"), Q("class"), Q("classes"),
    Q("collapsible"), Q("collection"), Q("color"), Q("colortag"), Q("comment"), Q("commentable"),
    Q("comments"), Q("computed"), Q("containerclass"), Q("contributors"), Q("copyright"),
    Q("copyright_author"), Q("copyright_author_href"), Q("copyright_info"), Q("copyright_url"),
    Q("cover"), Q("cover_image"), Q("coverheight"), Q("coverimage"), Q("coverimg"),
    Q("coverwidth"), F("created", DATE), Q("css"), Q("cssclass"), Q("cssclasses"),
    Q("custom_css"), Q("custom_edit_url"), Q("custom_excerpt"), Q("custom_js"), O("date", DATE),
    Q("date_gmt"), Q("date_modified"), F("desc", SUMMARY), F("description", SUMMARY),
    Q("description_long"), Q("dg-home"), Q("dg-publish"), Q("diagram"), Q("disable_comments"),
    Q("disablecomments"), Q("disablenunjucks"), Q("displayed_sidebar"), Q("disqus"),
    O("district", DISTRICT), O("draft", DRAFT), Q("edit"), Q("edit_url"), Q("editlink"),
    F("excerpt", SUMMARY), Q("excerpt_separator"), Q("excludesearch"), O("expires", EXPIRES),
    F("expirydate", EXPIRES), Q("external_url"), Q("externallink"), Q("extra_css"), Q("extra_js"),
    Q("fancybox"), Q("favicon"), Q("feature"), Q("featured"), Q("featured_image"),
    Q("featuredimage"), Q("featuredimagepreview"), Q("feed"), Q("fontawesome"), Q("footer"),
    Q("footnotes"), Q("from"), Q("gallery"), Q("generator"), Q("gitalk"), Q("github_editme"),
    Q("graphs"), Q("guid"), Q("has_children"), Q("has_toc"), Q("head"), Q("header"),
    Q("header-img"), Q("header-style"), Q("headerdepth"), Q("headerimage"), Q("headless"),
    Q("hero"), Q("hide_table_of_contents"), Q("hide_title"), Q("hideheader"), Q("highlight"),
    Q("highlight_shrink"), Q("home"), Q("homefeatures"), Q("icon"), Q("id"), Q("image"),
    Q("images"), Q("img"), Q("imgurl"), Q("index"), Q("index_img"), Q("isarticle"),
    Q("iscjklanguage"), Q("islogo"), Q("isoriginal"), O("issue", ISSUE), Q("itemtype"), Q("js"),
    Q("katex"), Q("key"), F("keyword", KEYWORDS), F("keywords", KEYWORDS), O("kicker", KICKER),
    Q("kind"), Q("lang"), Q("language"), Q("languages"), Q("last_modified"),
    Q("last_modified_at"), Q("last_update"), Q("last_updated"), Q("lastedited"), Q("lastmod"),
    Q("lastupdated"), Q("latex"), Q("layout"), Q("licence"), Q("license"), Q("lightgallery"),
    O("link", LINK), Q("linkback"), Q("linkt"), Q("linktitle"), Q("locale"), Q("lunr"),
    Q("markmap"), Q("markup"), Q("math"), Q("mathjax"), Q("mathtype"), Q("media"), Q("menu"),
    Q("menus"), Q("mermaid"), Q("meta"), Q("meta_description"), Q("meta_keywords"),
    Q("meta_title"), Q("metadata"), Q("mindmap"), Q("modified"), Q("modified_time"),
    Q("multilingual"), Q("music"), Q("nav"), Q("nav_exclude"), Q("nav_icon"), Q("nav_order"),
    Q("nav_title"), Q("navbar"), Q("navigation"), Q("newwindow"), Q("next"), Q("next_page"),
    Q("no_valine"), Q("nocomment"), Q("noindex"), Q("nolastmod"), O("note", NOTE), Q("notoc"),
    Q("og_image"), O("order", ORDER), Q("original"), Q("outline"), Q("outputs"), O("page", PAGE),
    Q("pageclass"), Q("pagefind"), Q("pageinfo"), Q("pagetitle"), Q("pageview"), Q("pageviews"),
    Q("pagination"), Q("pagination_label"), Q("pagination_next"), Q("pagination_prev"),
    Q("params"), Q("parent"), Q("parent_title"), Q("parsedown"), Q("parser_options"), Q("path"),
    Q("permalink"), Q("photos"), Q("pin"), O("pinned", PINNED), O("place", PLACE), Q("plantuml"),
    Q("podcast"), Q("position"), Q("post_id"), Q("postid"), Q("prev"), Q("preview"),
    Q("previous"), Q("proofed"), F("pubdate", DATE), F("publish", STATUS),
    F("publishdate", DATE), F("published", PUBLISHED), Q("qrcode"), Q("reading_time"),
    Q("readingtime"), Q("readtime"), Q("recommend"), Q("redirect"), Q("redirect_from"),
    Q("redirect_to"), Q("related"), Q("relatedposts"), Q("reprint"), Q("reproduce"), Q("reward"),
    Q("robots"), Q("row"), Q("rss"), Q("search"), Q("seo"), Q("seo_title"), Q("seotitle"),
    Q("series"), Q("share"), Q("sharing"), Q("shorttitle"), Q("show_date"), Q("show_excerpts"),
    Q("showbreadcrumbs"), Q("showdate"), Q("showonlist"), Q("showreadingtime"), Q("showtoc"),
    Q("sidebar"), Q("sidebar_class_name"), Q("sidebar_custom_props"), Q("sidebar_key"),
    Q("sidebar_label"), Q("sidebar_position"), Q("sidebardepth"), Q("sitemap"), Q("slug"),
    Q("slugs"), O("source", SOURCE), Q("splash"), Q("star"), Q("stars"), F("status", STATUS),
    Q("sticky"), Q("style"), Q("stylesheets"), Q("subject"), O("subtitle", SUBTITLE),
    O("summary", SUMMARY), Q("swiper_index"), Q("tabtitle"), F("tag", TAGS), Q("tagline"),
    F("tags", TAGS), Q("tags_raw"), Q("target"), Q("teaser"), Q("template"), Q("templateclass"),
    Q("templatekey"), Q("theme"), Q("themes"), Q("thumb"), Q("thumbnail"), Q("thumbnail_image"),
    Q("time"), Q("timeline"), O("title", TITLE), Q("tmp"), Q("toc"), Q("toc_depth"),
    Q("toc_label"), Q("toc_max_heading_level"), Q("toc_min_heading_level"), Q("toc_number"),
    Q("toc_sticky"), Q("tocdepth"), Q("tocopen"), Q("top"), Q("top_img"), Q("top_single"),
    O("topic", TOPIC), O("topics", TOPICS), Q("toptitle"), Q("translationkey"), Q("translations"),
    Q("translator"), Q("transparent"), Q("type"), Q("typora-copy-images-to"),
    Q("typora-root-url"), Q("uid"), F("unpublishdate", EXPIRES), Q("update"), Q("updated"),
    Q("updated_at"), Q("updatedate"), Q("updatetime"), Q("uri"), Q("url"), Q("use_math"),
    Q("uuid"), Q("video"), Q("views"), Q("wechat"), F("weight", ORDER), Q("widgets"),
    Q("word_count"), Q("wordcount"), Q("words"), Q("wpid"), O("主题", TOPIC), O("作者", AUTHORS),
    F("关键词", KEYWORDS), F("分类", CATEGORIES), O("副标题", SUBTITLE), O("副题", SUBTITLE),
    O("地区", DISTRICT), O("地点", PLACE), O("引题", KICKER), O("按语", NOTE), O("排序", ORDER),
    O("摘要", SUMMARY), O("日期", DATE), O("更多主题", TOPICS), O("有效期", EXPIRES), O("期号", ISSUE),
    O("来源", SOURCE), F("标签", TAGS), O("标题", TITLE), O("次序", ORDER), O("版面", PAGE),
    O("置顶", PINNED), O("肩题", KICKER), O("草稿", DRAFT), O("链接", LINK),
    /* clang-format on */
};

enum { NAME_COUNT = sizeof(NAMES) / sizeof(*NAMES) };

/* Converts a name to lower case, NUL-terminated. Returns false if it is longer than any key's. */
static bool lower(struct str name, char out[MOST_NAME_BYTES + 1])
{
    if (name.bytes > MOST_NAME_BYTES)
        return false;
    for (size_t i = 0; i < name.bytes; i++)
        out[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] - 'A' + 'a') : name.p[i];
    out[name.bytes] = '\0';
    return true;
}

static int compare_name(const void *text, const void *name)
{
    return strcmp(text, ((const struct key_name *)name)->text);
}

const struct key_name *key_find(struct str name)
{
    char text[MOST_NAME_BYTES + 1];

    if (!lower(name, text))
        return NULL;
    return bsearch(text, NAMES, NAME_COUNT, sizeof(*NAMES), compare_name);
}

/* Returns how many typos a name of this length may have and still be recognized. */
static size_t typos_allowed(const struct edit_text *name)
{
    if (name->characters[0] >= 0x80)
        return name->count >= 2;
    return name->count >= 6 ? 2 : name->count >= 4;
}

const char *key_suggest(struct str name)
{
    struct edit_text given, known;
    char text[MOST_NAME_BYTES + 1];
    const struct key_name *found = NULL;
    size_t best = 0;

    if (!lower(name, text) || !edit_text_read(str_of(text), &given))
        return NULL;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        size_t apart;

        if (NAMES[i].key == KEY_IGNORED || !edit_text_read(str_of(NAMES[i].text), &known))
            continue;
        apart = edit_distance(&given, &known);
        if (apart > typos_allowed(&known) || apart >= given.count)
            continue;
        if (!found || apart < best || (apart == best && NAMES[i].own && !found->own)) {
            best = apart;
            found = &NAMES[i];
        }
    }
    return found ? found->text : NULL;
}
