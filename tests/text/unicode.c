#include "unicode.h"

#include "skip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Versions times ten: 151 is 15.1. */
enum { OUR_VERSION = 150, NEWEST_TRIED = 170 };

static FILE *open_file(const char *name)
{
    const char *folder = getenv("UNICODE_DATA");
    char path[512];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", folder ? folder : "/usr/share/unicode", name);
    file = fopen(path, "r");
    if (!file)
        skip_because("%s is not here (Debian: unicode-data)", path);
    return file;
}

/* Returns the folder's version, from the first line of one of its files: "#
 * DerivedAge-15.0.0.txt". */
static int version(void)
{
    FILE *file = open_file("DerivedAge.txt");
    int major = 0, minor = 0;

    assert_int_equal(fscanf(file, "# DerivedAge-%d.%d", &major, &minor), 2);
    fclose(file);
    return major * 10 + minor;
}

FILE *unicode_open(const char *name)
{
    int here = version();

    if (here < OUR_VERSION || here > NEWEST_TRIED)
        skip_because("the Unicode here is %d.%d; tried with %d.%d to %d.%d", here / 10, here % 10,
                     OUR_VERSION / 10, OUR_VERSION % 10, NEWEST_TRIED / 10, NEWEST_TRIED % 10);
    return open_file(name);
}

bool unicode_is_ours(void)
{
    return version() == OUR_VERSION;
}

bool unicode_next(FILE *file, struct unicode_range *range)
{
    char line[1024];

    while (fgets(line, sizeof(line), file)) {
        char *end;

        range->first = range->last = (char32_t)strtoul(line, &end, 16);
        if (end == line)
            continue;
        if (strncmp(end, "..", 2) == 0)
            range->last = (char32_t)strtoul(end + 2, &end, 16);
        if (sscanf(end, " ; %63[^ #\n]", range->value) == 1)
            return true;
    }
    return false;
}
