#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* A borrowed run of bytes, UTF-8 unless said otherwise. Not NUL-terminated: always use `bytes`.
 * The empty string may have a NULL pointer. */
struct str {
    const char *p;
    size_t bytes;
};

/* The arguments for printf's "%.*s". */
#define STR_FMT(s) (int)(s).bytes, (s).p ? (s).p : ""

/* Returns the bytes of a NUL-terminated string, without its NUL. */
static inline struct str str_of(const char *text)
{
    return (struct str){text, strlen(text)};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.bytes == b.bytes && (a.bytes == 0 || memcmp(a.p, b.p, a.bytes) == 0);
}

/* Compares bytes, a prefix being less, for qsort() and bsearch(). */
static inline int str_cmp(struct str a, struct str b)
{
    size_t common = a.bytes < b.bytes ? a.bytes : b.bytes;
    int order = common ? memcmp(a.p, b.p, common) : 0;
    return order ? order : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

/* Returns whether both are equal but for the case of their letters. */
static inline bool str_case_eq(struct str a, struct str b)
{
    return a.bytes == b.bytes && (a.bytes == 0 || strncasecmp(a.p, b.p, a.bytes) == 0);
}

/* Returns whether `text` begins with `with`, in any case. */
static inline bool str_case_begins(struct str text, const char *with)
{
    size_t bytes = strlen(with);

    return text.bytes >= bytes && strncasecmp(text.p, with, bytes) == 0;
}

/* Returns a copy with a NUL after it; the caller frees it. */
char *str_copy(struct str text);

/* Returns the offset of `what`, in any case, from text[at] on, or SIZE_MAX if there is none. The
 * first byte of `what` is no letter. */
size_t str_case_find(struct str text, size_t at, const char *what);

/* Returns `text` without the bytes of a class at its ends, for example ascii_is_blank(). */
struct str str_trim(struct str text, bool (*is_margin)(int64_t byte));

/* Takes the first line off `text` and returns it without its LF. The last line may have none. */
struct str str_take_line(struct str *text);

/* Takes the first word off `text`, with the blanks before it, and returns it, or the empty
 * string if there is none left. */
struct str str_take_word(struct str *text);

#endif
