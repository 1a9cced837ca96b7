#include "view/kiosk_spoken.h"

#include "base/i18n.h"
#include "view/kiosk_parts.h"

#include <ctype.h>

/* Writes which address the screen shows, for a visitor who has a phone or somebody to ask. */
static void write_code(const struct kiosk_code *code, struct buffer *out)
{
    buffer_addf(out, _("带回家看：屏幕上是二维码，用手机对着屏幕扫。第%zu个，共%zu个：%.*s。"),
                code->chosen + 1, code->count, STR_FMT(code->addresses[code->chosen].name));
}

static void write_heading(const struct kiosk *kiosk, struct buffer *out)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    switch (kiosk->screen) {
    case KIOSK_FRONT:
        buffer_addf(out, _("首页，共%zu项。"), rows->count);
        break;
    case KIOSK_GROUPS:
        buffer_addf(out, _("全部文章，共%zu项。"), rows->count);
        break;
    case KIOSK_LIST:
        view_kiosk_write_heading(kiosk, out);
        buffer_add_text(out, "。");
        break;
    case KIOSK_CODE:
        write_code(&kiosk->code, out);
        break;
    case KIOSK_ARTICLE:
        buffer_addf(out, _("文章：%.*s。按 9 朗读。"),
                    STR_FMT(reading_article(&kiosk->reading)->title));
        break;
    case KIOSK_PANEL:
        buffer_add_text(out, _("按拼音首字母找文章。"));
        break;
    case KIOSK_SCREEN_COUNT:
        break;
    }
}

/* Writes the message or, in its place, the question or what was found. */
static void write_message(const struct kiosk *kiosk, struct buffer *out)
{
    size_t found = kiosk->results.count;

    if (kiosk->presence == KIOSK_ASKING)
        buffer_add_text(out, _("还在吗？按 5 接着用，不按就回到首页。"));
    else if (kiosk->message.bytes)
        buffer_addf(out, "%.*s。", STR_FMT(buffer_str(&kiosk->message)));
    else if (kiosk->screen == KIOSK_PANEL && kiosk->letters.bytes &&
             kiosk->search.pass >= SEARCH_DONE)
        buffer_addf(out, n_("按了 %.*s，找到%zu篇，按 3 去听。", found),
                    STR_FMT(buffer_str(&kiosk->letters)), found);
}

static void add_detail(struct buffer *out, struct str detail)
{
    if (detail.bytes)
        buffer_addf(out, "，%.*s", STR_FMT(detail));
}

static void write_details(const struct kiosk *kiosk, const struct article *article,
                          struct buffer *out)
{
    struct buffer day = {0};

    if (marks_is_read(kiosk->marks, article->mark_id))
        buffer_add_text(out, _("，已读"));
    kiosk_write_day(kiosk, article->date, &day);
    add_detail(out, buffer_str(&day));
    add_detail(out, article->district);
    add_detail(out, article->place);
    buffer_free(&day);
}

static void write_row(const struct kiosk *kiosk, size_t index, struct buffer *out)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    const struct kiosk_row *row = &rows->items[index];
    const char *heading = kiosk_heading_above(rows, index);

    if (heading)
        buffer_addf(out, _("%s："), heading);
    kiosk_write_title(kiosk, row, out);
    if (row->article != SIZE_MAX) {
        write_details(kiosk, edition_article(kiosk->edition, row->article), out);
    } else {
        size_t count = kiosk_group_articles(kiosk, row);

        buffer_addf(out, n_("，%zu篇", count), count);
    }
    buffer_addf(out, _("。第%zu项，共%zu项。"), index + 1, rows->count);
}

static void write_focus(const struct kiosk *kiosk, struct buffer *out)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    switch (kiosk->focus.kind) {
    case TARGET_ENTRY:
        if (rows && kiosk->focus.value < rows->count)
            write_row(kiosk, kiosk->focus.value, out);
        break;
    case TARGET_LETTER:
        buffer_addf(out, _("字母 %c。"), toupper(KIOSK_LETTERS[kiosk->focus.value]));
        break;
    case TARGET_BUTTON:
        buffer_addf(out, _("按钮：%s。"),
                    view_kiosk_label(kiosk, (enum kiosk_button)kiosk->focus.value));
        break;
    default:
        break;
    }
}

/* Replaces *before by `now`. Returns whether they differ. */
static bool replace(struct buffer *before, struct buffer *now)
{
    bool differ = !str_eq(buffer_str(before), buffer_str(now));

    buffer_free(before);
    *before = *now;
    *now = (struct buffer){0};
    return differ;
}

void view_kiosk_spoken(const struct kiosk *kiosk, struct kiosk_spoken *spoken, struct buffer *out)
{
    bool all = kiosk->greets || kiosk->repeats, is_new;
    struct buffer heading = {0}, message = {0}, focus = {0};
    bool silent =
        !kiosk->visited || kiosk->presence == KIOSK_RESTING || kiosk->aloud.state == ALOUD_READING;

    write_heading(kiosk, &heading);
    write_message(kiosk, &message);
    write_focus(kiosk, &focus);
    is_new = replace(&spoken->heading, &heading) || all;
    if (kiosk->greets)
        buffer_addf(out,
                    _("这里是%.*s。按 2 下一项，按 8 上一项，按 5 打开，按 0 返回，按 7 回首页，"
                      "按 9 朗读，按 1 再说一遍。"),
                    STR_FMT(view_kiosk_name(kiosk)));
    if (is_new)
        buffer_add_str(out, buffer_str(&spoken->heading));
    if (replace(&spoken->message, &message) || all)
        buffer_add_str(out, buffer_str(&spoken->message));
    if (replace(&spoken->focus, &focus) || is_new)
        buffer_add_str(out, buffer_str(&spoken->focus));
    if (silent)
        buffer_clear(out);
}

void kiosk_spoken_free(struct kiosk_spoken *spoken)
{
    buffer_free(&spoken->heading);
    buffer_free(&spoken->message);
    buffer_free(&spoken->focus);
}
