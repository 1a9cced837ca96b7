#include "content/date.h"

#include "base/buffer.h"
#include "base/number.h"

#include <stddef.h>
#include <string.h>

/* The most ASCII bytes in a date with its time. */
enum { MOST_BYTES = 64 };

struct date_scan {
    char text[MOST_BYTES + 1]; /* NUL-terminated, full-width forms and 年月日 replaced */
    const char *at;
};

static const struct {
    const char *from;
    char to;
} FORMS[] = {
    {"年", '/'}, {"月", '/'}, {"日", 'D'}, {"号", 'D'}, {"：", ':'},
    {"－", '-'}, {"／", '/'}, {"．", '.'}, {"　", ' '}, {"＋", '+'},
};

/* Returns the ASCII form of the character at text[at], or 0 if it has none. *bytes is its length.
 */
static char plain_form(struct str text, size_t at, size_t *bytes)
{
    const unsigned char *p = (const unsigned char *)text.p + at;

    *bytes = 1;
    if (p[0] < 0x80)
        return (char)p[0];
    if (at + 3 > text.bytes)
        return 0;
    *bytes = 3;
    if (p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x90 && p[2] <= 0x99) /* ０ to ９ */
        return (char)('0' + p[2] - 0x90);
    for (size_t i = 0; i < sizeof(FORMS) / sizeof(*FORMS); i++)
        if (memcmp(p, FORMS[i].from, 3) == 0)
            return FORMS[i].to;
    return 0;
}

static bool simplify(struct date_scan *scan, struct str text)
{
    size_t count = 0, bytes;
    bool chinese = text.bytes && memmem(text.p, text.bytes, "年", strlen("年"));

    for (size_t at = 0; at < text.bytes; at += bytes) {
        char byte = plain_form(text, at, &bytes);

        if (!byte || count == MOST_BYTES)
            return false;
        /* Drop the spaces of 2026 年 3 月 5 日. */
        if (chinese && bytes == 3 && strchr("/D", byte))
            while (count && scan->text[count - 1] == ' ')
                count--;
        scan->text[count++] = byte;
        if (chinese && bytes == 3 && byte == '/')
            while (at + bytes < text.bytes && text.p[at + bytes] == ' ')
                at++;
    }
    scan->text[count] = '\0';
    scan->at = scan->text;
    return true;
}

/* Reads a number of `least` to `most` digits that no further digit follows. */
static bool read_number(struct date_scan *scan, size_t least, size_t most, int *number)
{
    uint64_t value;
    size_t digits = number_read(str_of(scan->at), UINT64_MAX, &value);

    scan->at += digits;
    *number = (int)value;
    return digits >= least && digits <= most;
}

static bool skip(struct date_scan *scan, char byte)
{
    if (*scan->at != byte)
        return false;
    scan->at++;
    return true;
}

static void skip_spaces(struct date_scan *scan)
{
    while (skip(scan, ' '))
        continue;
}

static bool is_day(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (leap && month == 2);
}

/* Reads an offset, if any: Z, +08:00, +0800, +8, or UTC, GMT or CST with or without such a number.
 */
static bool read_offset(struct date_scan *scan)
{
    int hours, minutes = 0;

    if (skip(scan, 'Z') || skip(scan, 'z'))
        return true;
    if (strncmp(scan->at, "UTC", 3) == 0 || strncmp(scan->at, "GMT", 3) == 0 ||
        strncmp(scan->at, "CST", 3) == 0)
        scan->at += 3;
    if (!skip(scan, '+') && !skip(scan, '-'))
        return true;
    if (!read_number(scan, 1, 4, &hours))
        return false;
    if (hours > 99) {
        minutes = hours % 100;
        hours /= 100;
    } else if (skip(scan, ':') && !read_number(scan, 2, 2, &minutes)) {
        return false;
    }
    return hours <= 14 && minutes < 60;
}

static bool read_time(struct date_scan *scan)
{
    int hours, minutes, seconds = 0, fraction;
    bool twelve;

    if (!read_number(scan, 1, 2, &hours) || !skip(scan, ':') || !read_number(scan, 1, 2, &minutes))
        return false;
    if (skip(scan, ':')) {
        if (!read_number(scan, 1, 2, &seconds))
            return false;
        if ((skip(scan, '.') || skip(scan, ',')) && !read_number(scan, 1, 9, &fraction))
            return false;
    }
    skip_spaces(scan);
    twelve = (*scan->at == 'A' || *scan->at == 'P' || *scan->at == 'a' || *scan->at == 'p') &&
             (scan->at[1] == 'M' || scan->at[1] == 'm');
    if (twelve)
        scan->at += 2;
    skip_spaces(scan);
    if (!read_offset(scan))
        return false;
    return minutes < 60 && seconds <= 60 &&
           (twelve ? hours <= 12 : hours < 24 || (hours == 24 && !minutes && !seconds));
}

static void write_number(char *out, int digits, int number)
{
    for (; digits > 0; number /= 10)
        out[--digits] = (char)('0' + number % 10);
}

bool date_read(struct str text, char date[DATE_BYTES])
{
    struct date_scan scan;
    int year, month, day;
    char separator;
    bool must_be_time = false;

    if (!simplify(&scan, text) || !read_number(&scan, 4, 4, &year))
        return false;
    separator = *scan.at;
    if (!separator || !strchr("-/.", separator) || !skip(&scan, separator) ||
        !read_number(&scan, 1, 2, &month) || !skip(&scan, separator) ||
        !read_number(&scan, 1, 2, &day) || !is_day(year, month, day))
        return false;
    skip(&scan, 'D');
    if (*scan.at) {
        if (*scan.at != ' ' && *scan.at != 'T' && *scan.at != 't' && scan.at[-1] != 'D')
            return false;
        if (skip(&scan, 'T') || skip(&scan, 't'))
            must_be_time = true;
        skip_spaces(&scan);
        if ((*scan.at || must_be_time) && !read_time(&scan))
            return false;
        skip_spaces(&scan);
    }
    if (*scan.at)
        return false;
    memcpy(date, "0000-00-00", DATE_BYTES);
    write_number(date, 4, year);
    write_number(date + 5, 2, month);
    write_number(date + 8, 2, day);
    return true;
}

bool date_read_part(struct str text, char date[DATE_BYTES], size_t *bytes)
{
    enum { MONTH_BYTES = 7, YEAR_BYTES = 4 };
    static const struct {
        const char *rest; /* that makes it a day */
        size_t bytes;
    } PARTS[] = {{"", DATE_BYTES},      {"-1", MONTH_BYTES},  {"/1", MONTH_BYTES},
                 {".1", MONTH_BYTES},   {"1日", MONTH_BYTES}, {"-1-1", YEAR_BYTES},
                 {"1月1日", YEAR_BYTES}};
    struct buffer day = {0};
    bool read = false;

    for (size_t i = 0; i < sizeof(PARTS) / sizeof(*PARTS) && !read; i++) {
        buffer_clear(&day);
        buffer_add_str(&day, text);
        buffer_add_text(&day, PARTS[i].rest);
        read = date_read(buffer_str(&day), date);
        *bytes = PARTS[i].bytes;
    }
    buffer_free(&day);
    return read;
}
