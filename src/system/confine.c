#include "system/confine.h"

#include "base/bounds.h"

#include "base/sanitized.h"
#include "system/confine_calls.h"
#include "system/confine_files.h"
#include "system/status_file.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool is_kept(const char *entry)
{
    static const char *const KEPT[] = {
        "TERM",
        "LANG",
        "NOTIFY_SOCKET",
        "WATCHDOG_USEC",
#if SANITIZED
        "ASAN_OPTIONS",
        "LSAN_OPTIONS",
        "UBSAN_OPTIONS",
#endif
    };
    size_t bytes = strcspn(entry, "=");

    if (strncmp(entry, "LC_", 3) == 0)
        return true;
    for (size_t i = 0; i < sizeof(KEPT) / sizeof(KEPT[0]); i++) {
        if (strlen(KEPT[i]) == bytes && memcmp(KEPT[i], entry, bytes) == 0)
            return true;
    }
    return false;
}

void confine_environment(void)
{
    size_t kept = 0;

    if (!environ)
        return;
    for (char **entry = environ; *entry; entry++) {
        if (is_kept(*entry))
            environ[kept++] = *entry;
        else
            explicit_bzero(*entry, strlen(*entry));
    }
    environ[kept] = NULL;
}

void confine_descriptors(int keep)
{
    int first = STDERR_FILENO + 1;

    /* closefrom() works without close_range(), which Linux lacks before 5.9. */
    for (; first < keep; first++)
        close(first);
    closefrom(keep < first ? first : keep + 1);
}

static void limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limits;

    if (getrlimit(resource, &limits) == 0 && limits.rlim_max < most)
        most = limits.rlim_max;
    limits = (struct rlimit){most, most};
    setrlimit(resource, &limits);
}

static void limit_resources(const struct confine_options *options)
{
    struct stat status;

    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, BOUND_FILES);
    if (!SANITIZED)
        limit(RLIMIT_AS, (rlim_t)BOUND_MEMORY_MIB << 20);
    /* The limit would end a log in a file. Other files cannot be opened for writing anyway. */
    if (fstat(STDERR_FILENO, &status) < 0 || !S_ISREG(status.st_mode))
        limit(RLIMIT_FSIZE, options->status_file ? STATUS_FILE_BYTES : 0);
}

void confine_process(const struct confine_options *options, const struct journal *journal)
{
    tzset(); /* the time zone cannot be read later */
    limit_resources(options);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    confine_files(options, journal);
    confine_calls(CONFINED_KEEPER, options->strict_calls, journal);
}

void confine_visit(const struct confine_options *options, const struct journal *journal)
{
    confine_calls(CONFINED_VISIT, options->strict_calls, journal);
}
