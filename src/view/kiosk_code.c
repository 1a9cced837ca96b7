#include "base/i18n.h"
#include "base/number.h"
#include "text/utf8.h"
#include "view/kiosk_parts.h"
#include "view/parts.h"

enum {
    WORDS_COLS = 26, /* beside a code, with a gap before them */
    WORDS_LINES = 5, /* below a code, with a gap before them */
    GAP = 2
};

/* A code and the words that go with it. A rectangle without lines is not there. */
struct placing {
    struct rect code, words;
    struct qr_scale scale;
};

/* Returns the width of a module in sixths of a cell's, to compare scales. */
static int module_width(struct qr_scale scale)
{
    return scale.module * 6 / scale.across;
}

/* Returns a code of a size in the middle of a part of the screen. */
static struct rect centre(struct rect room, struct qr_scale scale, int side)
{
    struct rect rect = {.lines = int_divide_up(side * scale.module, scale.down),
                        .cols = int_divide_up(side * scale.module, scale.across)};

    rect.line = room.line + (room.lines - rect.lines) / 2;
    rect.col = room.col + (room.cols - rect.cols) / 2;
    return rect;
}

/* Places the code as large as it can be with words beside it or below it or, if need be, without
 * words; without room for a code, the words alone. */
static struct placing place(const struct kiosk *kiosk)
{
    struct rect body = kiosk->geometry.body, left = body, upper = body;
    int side = qr_side(&kiosk->code.qr);
    struct qr_scale beside, below;
    struct placing placing = {.words = kiosk->geometry.text};

    left.cols -= WORDS_COLS;
    upper.lines -= WORDS_LINES;
    beside = kiosk_code_scale(kiosk, left);
    below = kiosk_code_scale(kiosk, upper);
    placing.scale = kiosk_code_scale(kiosk, body);
    if (!kiosk->code.qr.modules || !placing.scale.module)
        return placing;
    if (module_width(beside) > 0 && module_width(beside) >= module_width(below)) {
        placing.scale = beside;
        placing.code = centre(left, beside, side);
        placing.words = placing.code;
        placing.words.col += placing.code.cols + GAP;
        placing.words.cols = body.col + body.cols - GAP - placing.words.col;
    } else if (module_width(below) > 0) {
        placing.scale = below;
        placing.code = centre(upper, below, side);
        placing.words.line = placing.code.line + placing.code.lines;
        placing.words.lines = body.line + body.lines - placing.words.line;
    } else {
        placing.code = centre(body, placing.scale, side);
        placing.words.lines = 0;
    }
    return placing;
}

/* Returns the pixels of a cell that are dark, as bits, line by line. */
static unsigned dark_pixels(const struct kiosk *kiosk, struct qr_scale scale, int line, int col)
{
    unsigned bits = 0;

    for (int y = 0; y < scale.down; y++)
        for (int x = 0; x < scale.across; x++)
            if (qr_is_dark(&kiosk->code.qr, (line * scale.down + y) / scale.module - QR_QUIET,
                           (col * scale.across + x) / scale.module - QR_QUIET))
                bits |= 1U << (y * scale.across + x);
    return bits;
}

/* Returns the block element with some of its pixels dark, but not all. */
static char32_t block_element(struct qr_scale scale, unsigned dark)
{
    enum { LEFT_HALF = 0x15, RIGHT_HALF = 0x2A };

    if (scale.down == 2)
        return dark == 1 ? U'▀' : U'▄';
    if (dark == LEFT_HALF)
        return U'▌';
    if (dark == RIGHT_HALF)
        return U'▐';
    return U'\U0001FB00' + dark - 1 - (dark > LEFT_HALF) - (dark > RIGHT_HALF);
}

static void draw_code(struct frame *frame, const struct kiosk *kiosk, const struct placing *placing)
{
    const struct qr_scale scale = placing->scale;
    unsigned all = (1U << (scale.across * scale.down)) - 1;

    for (int line = 0; line < placing->code.lines; line++)
        for (int col = 0; col < placing->code.cols; col++) {
            unsigned dark = dark_pixels(kiosk, scale, line, col);
            char32_t cp = dark && dark != all ? block_element(scale, dark) : U' ';
            char utf8[4];
            struct str text = {utf8, utf8_encode(cp, utf8)};

            frame_put(frame, placing->code.line + line, placing->code.col + col, frame->cols, text,
                      (struct style){dark == all ? ROLE_QR_DARK : ROLE_QR_LIGHT, 0});
        }
}

static const char *instruction(const struct kiosk *kiosk, const struct placing *placing)
{
    if (placing->code.lines)
        return _("用手机扫一扫，带回家看");
    if (!kiosk->code.qr.modules)
        return _("网址太长，做不成二维码，请把网址抄下或拍下：");
    return _("屏幕放不下二维码，请把网址抄下或拍下：");
}

static void draw_words(struct frame *frame, const struct kiosk *kiosk,
                       const struct placing *placing)
{
    const struct layout_style *set = &kiosk->options.style;
    const struct rect rect = placing->words;
    bool roomy = rect.lines > WORDS_LINES;
    struct buffer name = {0};
    int line = roomy;

    view_add_cut(&name, kiosk->code.addresses[kiosk->code.chosen].name,
                 roomy ? 3 * rect.cols : rect.cols, frame->ambiguous_wide);
    line = view_put_title(frame, set, rect, line, buffer_str(&name),
                          (struct style){ROLE_TITLE, CELL_BOLD});
    line = view_put_wrapped(frame, set, rect, line + roomy, 0, str_of(instruction(kiosk, placing)),
                            (struct style){ROLE_TEXT, CELL_BOLD});
    view_put_wrapped(frame, set, rect, line + roomy, 0, buffer_str(&kiosk->code.url),
                     (struct style){ROLE_TEXT, 0});
    buffer_free(&name);
}

void view_kiosk_code(struct frame *frame, const struct kiosk *kiosk)
{
    struct placing placing = place(kiosk);

    draw_code(frame, kiosk, &placing);
    if (placing.words.lines)
        draw_words(frame, kiosk, &placing);
}
