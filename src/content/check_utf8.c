#include "base/i18n.h"
#include "check.h"
#include "text/utf8.h"

#include <string.h>

void line_finder_go(struct line_finder *finder, size_t offset)
{
    const char *newline;

    while (finder->at < offset &&
           (newline = memchr(finder->text + finder->at, '\n', offset - finder->at))) {
        finder->at = finder->line_start = (size_t)(newline - finder->text) + 1;
        finder->line++;
    }
    finder->at = offset;
}

/* Returns whether these last bytes are the beginning of a code point that was cut off. */
static bool is_cut_off(const char *text, size_t bytes)
{
    char padded[4];
    char32_t cp;

    if (bytes > 3 || !text[0])
        return false;
    for (unsigned tail = 0x80; tail <= 0xBF; tail++) {
        memset(padded, (int)tail, sizeof(padded));
        memcpy(padded, text, bytes);
        if (utf8_decode(padded, sizeof(padded), &cp) > bytes)
            return true;
    }
    return false;
}

bool check_utf8(const char *text, size_t bytes, bool more, const char *path, struct diags *diags)
{
    size_t valid = utf8_valid_prefix(text, bytes);
    struct line_finder finder = {.text = text, .line = 1};

    if (valid == bytes || (more && is_cut_off(text + valid, bytes - valid)))
        return true;
    line_finder_go(&finder, valid);
    diag_add(diags, DIAG_ERROR, path, finder.line, valid - finder.line_start + 1,
             text[valid] ? _("这里不是 UTF-8：请把文件另存为 UTF-8 编码")
                         : _("这里是 NUL 字节：请把文件另存为 UTF-8 编码的纯文本"));
    return false;
}
