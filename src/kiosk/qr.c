#include "kiosk/qr.h"

#include "base/number.h"

#ifdef HAVE_QRENCODE

#include <qrencode.h>

const char *qr_library_version(void)
{
    return QRcode_APIVersionString();
}

void qr_make(struct qr *qr, struct str text)
{
    struct buffer copy = {0};
    QRcode *code;

    qr->modules = 0;
    buffer_clear(&qr->dark);
    buffer_add_str(&copy, text);
    code = QRcode_encodeString(buffer_c_str(&copy), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    buffer_free(&copy);
    if (!code)
        return;
    qr->modules = code->width;
    for (int i = 0; i < code->width * code->width; i++)
        buffer_add_char(&qr->dark, code->data[i] & 1);
    QRcode_free(code);
}

#else

const char *qr_library_version(void)
{
    return "";
}

void qr_make(struct qr *qr, struct str text)
{
    (void)text;
    qr->modules = 0;
}

#endif

bool qr_is_available(void)
{
    return *qr_library_version();
}

bool qr_is_dark(const struct qr *qr, int line, int col)
{
    return line >= 0 && line < qr->modules && col >= 0 && col < qr->modules &&
           qr->dark.data[line * qr->modules + col];
}

int qr_side(const struct qr *qr)
{
    return qr->modules + 2 * QR_QUIET;
}

/* Returns the largest size of cells with these pixels. */
static struct qr_scale scale_of(const struct qr *qr, int cols, int lines, int across, int down)
{
    return (struct qr_scale){across, down, int_smaller(cols * across, lines * down) / qr_side(qr)};
}

struct qr_scale qr_scale_in(const struct qr *qr, int cols, int lines, bool blocks)
{
    struct qr_scale scale = scale_of(qr, cols, lines, 1, 2);

    /* Without block elements, a pixel of half a cell is no use. */
    if (!blocks)
        scale.module -= scale.module % 2;
    /* Pixels of half a cell's height are nearly square; finer ones are for few cells. */
    else if (!scale.module)
        scale = scale_of(qr, cols, lines, 2, 3);
    return scale;
}

void qr_free(struct qr *qr)
{
    buffer_free(&qr->dark);
    qr->modules = 0;
}
