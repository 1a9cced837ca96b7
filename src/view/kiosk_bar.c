#include "base/buffer.h"
#include "base/i18n.h"
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
    [KIOSK_PAGE_UP] = {N_("上一页"), N_("上页")},
    [KIOSK_PAGE_DOWN] = {N_("下一页"), N_("下页")},
    [KIOSK_PREVIOUS] = {N_("上一篇"), N_("上篇")},
    [KIOSK_NEXT] = {N_("下一篇"), N_("下篇")},
    [KIOSK_ERASE] = {N_("删字母"), N_("删字")},
    [KIOSK_SEARCH] = {N_("搜索"), N_("搜索")},
    [KIOSK_BOOKMARK] = {N_("加书签"), N_("书签")},
    [KIOSK_BOOKMARK_LIST] = {N_("我的书签"), N_("书签")},
    [KIOSK_LARGER] = {N_("大字"), N_("大字")},
    [KIOSK_QUIT] = {N_("退出"), N_("退出")},
};
static const struct label UNMARK = {N_("删书签"), N_("删签")};
static const struct label SMALLER = {N_("小字"), N_("小字")};
/* The labels if the size of the text itself cannot be changed. */
static const struct label LOOSER = {N_("宽松"), N_("宽松")};
static const struct label CLOSER = {N_("紧凑"), N_("紧凑")};

static const struct label *label_of(const struct kiosk *kiosk, enum kiosk_button button)
{
    if (button == KIOSK_BOOKMARK &&
        marks_is_bookmarked(kiosk->marks, reading_article(&kiosk->reading)->mark_id))
        return &UNMARK;
    if (button == KIOSK_LARGER && !kiosk->options.text_size)
        return kiosk->large ? &CLOSER : &LOOSER;
    /* After the largest size comes the smallest. */
    if (button == KIOSK_LARGER && kiosk->options.text_size == KIOSK_MOST_TEXT_SIZE)
        return &SMALLER;
    return &LABELS[button];
}

/* Writes a button's label after the number that presses it. In an article, where no rows take the
 * numbers, every button has a number; elsewhere only 返回 has one. */
static void write_label(const struct kiosk *kiosk, enum kiosk_button button, size_t number,
                        bool brief, struct buffer *out)
{
    const struct label *label = label_of(kiosk, button);

    buffer_clear(out);
    if (kiosk->screen == KIOSK_ARTICLE)
        buffer_addf(out, "%zu ", number + 1);
    else if (button == KIOSK_BACK)
        buffer_add_text(out, "0 ");
    buffer_add_text(out, brief ? _(label->brief) : _(label->full));
}

/* Returns whether a full label does not fit; all buttons use their brief labels then. */
static bool must_be_brief(const struct frame *frame, const struct kiosk *kiosk,
                          const enum kiosk_button *buttons, size_t count)
{
    struct buffer label = {0};
    bool brief = false;

    for (size_t i = 0; i < count; i++) {
        write_label(kiosk, buttons[i], i, false, &label);
        brief = brief || text_cols(buffer_str(&label), frame->ambiguous_wide) + 2 >
                             kiosk_button_rect(kiosk, i).cols;
    }
    buffer_free(&label);
    return brief;
}

void view_kiosk_buttons(struct frame *frame, const struct kiosk *kiosk)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);
    bool brief = must_be_brief(frame, kiosk, buttons, count);
    struct buffer label = {0};

    for (size_t i = 0; i < count; i++) {
        struct rect rect = kiosk_button_rect(kiosk, i);
        bool focused = kiosk->focus.kind == TARGET_BUTTON && kiosk->focus.value == buttons[i];
        bool works = kiosk_button_works(kiosk, buttons[i]);
        struct style style = {focused ? ROLE_SELECTED
                              : works ? ROLE_BAR
                                      : ROLE_DIM,
                              works ? CELL_BOLD : 0};

        view_kiosk_fill(frame, rect, (struct style){ROLE_TEXT, 0},
                        (struct target){TARGET_BUTTON, buttons[i]});
        if (i + 1 < count)
            rect.cols--; /* a gap before the next button */
        view_kiosk_fill(frame, rect, style, (struct target){0});
        write_label(kiosk, buttons[i], i, brief, &label);
        view_kiosk_centre(frame, rect, (rect.lines - 1) / 2, buffer_str(&label), style);
    }
    buffer_free(&label);
}
