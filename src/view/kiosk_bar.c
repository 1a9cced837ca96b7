#include "base/buffer.h"
#include "base/i18n.h"
#include "layout/border.h"
#include "text/grapheme.h"
#include "view/kiosk_parts.h"

/* A button's label, in full and for a narrow screen. */
struct label {
    const char *full;
    const char *brief;
};

static const struct label LABELS[KIOSK_BUTTON_COUNT] = {
    [KIOSK_BACK] = {N_("返回"), N_("返回")},
    [KIOSK_HOME] = {N_("首页"), N_("首页")},
    [KIOSK_ALL] = {N_("全部文章"), N_("全部")},
    [KIOSK_PAGE_UP] = {N_("往前翻"), N_("前翻")},
    [KIOSK_PAGE_DOWN] = {N_("往后翻"), N_("后翻")},
    [KIOSK_PREVIOUS] = {N_("前一篇"), N_("前篇")},
    [KIOSK_NEXT] = {N_("后一篇"), N_("后篇")},
    [KIOSK_ERASE] = {N_("删字母"), N_("删字")},
    [KIOSK_SEARCH] = {N_("搜索"), N_("搜索")},
    [KIOSK_BOOKMARK] = {N_("加书签"), N_("书签")},
    [KIOSK_BOOKMARK_LIST] = {N_("我的书签"), N_("书签")},
    [KIOSK_TAKE] = {N_("带走"), N_("带走")},
    [KIOSK_LARGER] = {N_("大字"), N_("大字")},
    [KIOSK_ALOUD] = {N_("朗读"), N_("朗读")},
    [KIOSK_ALOUD_PAUSE] = {N_("暂停"), N_("暂停")},
    [KIOSK_ALOUD_SLOWER] = {N_("慢一点"), N_("慢些")},
    [KIOSK_ALOUD_FASTER] = {N_("快一点"), N_("快些")},
    [KIOSK_ALOUD_QUIETER] = {N_("轻一点"), N_("轻些")},
    [KIOSK_ALOUD_LOUDER] = {N_("响一点"), N_("响些")},
    [KIOSK_ALOUD_STOP] = {N_("停止朗读"), N_("停止")},
    [KIOSK_QUIT] = {N_("结束"), N_("结束")},
};
static const struct label UNMARK = {N_("取消书签"), N_("取消")};
static const struct label PREVIOUS_CODE = {N_("前一个"), N_("前个")};
static const struct label NEXT_CODE = {N_("后一个"), N_("后个")};
static const struct label NO_PINYIN = {N_("不会拼音"), N_("无拼音")};
static const struct label GO_ON = {N_("接着读"), N_("接读")};
static const struct label SMALLER = {N_("小字"), N_("小字")};
/* The labels if the size of the text itself cannot be changed. */
static const struct label LOOSER = {N_("宽松"), N_("宽松")};
static const struct label CLOSER = {N_("紧凑"), N_("紧凑")};

/* Forms of labels, from the longest to the shortest. */
enum form { FULL, BRIEF, BARE };

static const struct label *label_of(const struct kiosk *kiosk, enum kiosk_button button)
{
    if (button == KIOSK_BOOKMARK &&
        marks_is_bookmarked(kiosk->marks, reading_article(&kiosk->reading)->mark_id))
        return &UNMARK;
    if (kiosk->screen == KIOSK_CODE && button == KIOSK_PREVIOUS)
        return &PREVIOUS_CODE;
    if (kiosk->screen == KIOSK_CODE && button == KIOSK_NEXT)
        return &NEXT_CODE;
    if (button == KIOSK_ALL && kiosk->screen == KIOSK_PANEL)
        return &NO_PINYIN;
    if (button == KIOSK_ALOUD_PAUSE && kiosk->aloud.state == ALOUD_PAUSED)
        return &GO_ON;
    if (button == KIOSK_LARGER && !kiosk->options.text_size)
        return kiosk->large ? &CLOSER : &LOOSER;
    /* After the largest size comes the smallest. */
    if (button == KIOSK_LARGER && kiosk->options.text_size == KIOSK_MOST_TEXT_SIZE)
        return &SMALLER;
    return &LABELS[button];
}

const char *view_kiosk_label(const struct kiosk *kiosk, enum kiosk_button button)
{
    return _(label_of(kiosk, button)->full);
}

/* Writes a button's label after or, on a button of two lines, below the key or the number that
 * presses it; without it if the form is BARE. Where digits are the keypad for use without sight
 * only 返回 has its number. */
static void write_label(const struct kiosk *kiosk, enum kiosk_button button, enum form form,
                        struct buffer *out)
{
    const struct label *label = label_of(kiosk, button);
    size_t number = kiosk_button_number(kiosk, button);

    buffer_clear(out);
    if (form != BARE && button == KIOSK_QUIT)
        buffer_addf(out, "%c", KIOSK_QUIT_KEY);
    else if (form != BARE && (!number || !kiosk_is_spoken(kiosk)))
        buffer_addf(out, "%zu", number);
    if (kiosk->geometry.button_lines == 2)
        buffer_add_char(out, '\n');
    else if (out->bytes)
        buffer_add_char(out, ' ');
    buffer_add_text(out, form == FULL ? _(label->full) : _(label->brief));
}

/* Returns whether a label fits into its button, after the focus's pointer and before a gap. */
static bool label_fits(const struct kiosk *kiosk, enum kiosk_button button, struct str label,
                       bool ambiguous_wide)
{
    enum { GAP_AND_POINTER_COLS = 2 };
    int room_cols = kiosk_button_rect(kiosk, button).cols - GAP_AND_POINTER_COLS;

    while (label.bytes)
        if (text_cols(str_take_line(&label), ambiguous_wide) > room_cols)
            return false;
    return true;
}

/* Draws all labels in full or, if one does not fit, all briefly; one that then does not fit, bare.
 */
void view_kiosk_buttons(struct frame *frame, const struct kiosk *kiosk)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);
    enum form form = FULL;
    struct buffer label = {0};

    for (size_t i = 0; i < count && form == FULL; i++) {
        write_label(kiosk, buttons[i], form, &label);
        if (!label_fits(kiosk, buttons[i], buffer_str(&label), frame->ambiguous_wide))
            form = BRIEF;
    }
    for (size_t i = 0; i < count; i++) {
        write_label(kiosk, buttons[i], form, &label);
        if (!label_fits(kiosk, buttons[i], buffer_str(&label), frame->ambiguous_wide))
            write_label(kiosk, buttons[i], BARE, &label);
        view_kiosk_key(frame, kiosk, kiosk_button_rect(kiosk, buttons[i]), buffer_str(&label),
                       (struct target){TARGET_BUTTON, buttons[i]});
    }
    buffer_free(&label);
}

/* Writes that the visit ends unless somebody is there, in `lines` lines at most. */
static void write_question(const struct kiosk *kiosk, int lines, int line, struct buffer *out)
{
    int seconds = kiosk_seconds_left(kiosk);

    if (line == 0 && lines == 1) {
        buffer_addf(out, n_("还在看吗？%d秒后结束，碰一下继续看", (unsigned long)seconds), seconds);
    } else if (line == 0) {
        buffer_addf(out, "%s%s", _("还在看吗？"), lines == 2 ? _("碰一下屏幕继续看") : "");
    } else if (line == 1) {
        buffer_addf(out,
                    kiosk->options.may_quit
                        ? n_("%d 秒后结束，清除阅读记录", (unsigned long)seconds)
                        : n_("%d 秒后清除阅读记录", (unsigned long)seconds),
                    seconds);
    } else {
        buffer_add_text(out, _("触摸屏幕或按任意键，继续看"));
    }
}

void view_kiosk_question(struct frame *frame, const struct kiosk *kiosk)
{
    enum { MOST_LINES = 3 };
    const struct rect bar = kiosk->geometry.bar;
    int lines = bar.lines < MOST_LINES ? bar.lines : MOST_LINES;
    struct style style = {ROLE_MESSAGE, CELL_BOLD};
    struct buffer text = {0};

    view_kiosk_fill(frame, bar, style, (struct target){0});
    for (int line = 0; line < lines; line++) {
        buffer_clear(&text);
        write_question(kiosk, lines, line, &text);
        view_kiosk_centre(frame, bar, (bar.lines - lines) / 2 + line, buffer_str(&text), style);
    }
    buffer_free(&text);
}
