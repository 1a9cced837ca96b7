#ifndef KIOSK_QR_H
#define KIOSK_QR_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>

/* Light modules that a QR code needs around it. */
enum { QR_QUIET = 4 };

/* A QR code with error correction M, without the light modules around it. A zeroed struct has no
 * modules. */
struct qr {
    int modules;        /* along a side */
    struct buffer dark; /* for each module, line by line: 1 if it is dark, else 0 */
};

/* A size that a code may have: its modules are squares of pixels, of which a cell has a few. */
struct qr_scale {
    int across, down; /* pixels of a cell */
    int module;       /* pixels along a side of a module; 0: there is no room */
};

/* Returns the modules along a side with the light ones around it. */
int qr_side(const struct qr *qr);

/* Returns the largest size in which a code fits into a part of the screen, with or without block
 * elements that halve a cell, or divide it into six pixels, which are higher than wide. */
struct qr_scale qr_scale_in(const struct qr *qr, int cols, int lines, bool blocks);

/* Returns whether this build of the program can make QR codes. */
bool qr_is_available(void);

/* Makes the QR code of a text without NULs. Leaves it without modules if the text is too long or
 * empty, or if qr_is_available() is false. */
void qr_make(struct qr *qr, struct str text);

/* Returns whether a module is dark; those outside of the code are not. */
bool qr_is_dark(const struct qr *qr, int line, int col);

void qr_free(struct qr *qr);

/* Returns the version of the library that makes the codes; empty without it. */
const char *qr_library_version(void);

#endif
