#include "system/confine_files.h"

#include "base/i18n.h"
#include "base/sanitized.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock's interface, which the kernel headers of Debian 12 have only in part. The numbers are
 * the same on every architecture. */
enum {
    CREATE_RULESET = 444,
    ADD_RULE = 445,
    RESTRICT_SELF = 446,
    CREATE_RULESET_VERSION = 1,
    RULE_PATH_BENEATH = 1,
    FS_READ_FILE = 1 << 2,
    FS_READ_DIR = 1 << 3,
    NET_BIND_TCP = 1 << 0,
    NET_CONNECT_TCP = 1 << 1,
    SCOPE_ABSTRACT_UNIX_SOCKET = 1 << 0,
    SCOPE_SIGNAL = 1 << 1,
};

/* An older kernel accepts the longer struct if the fields it does not know are zero. */
struct ruleset {
    uint64_t fs;
    uint64_t net;    /* since ABI 4 */
    uint64_t scoped; /* since ABI 6 */
};

struct path_rule {
    uint64_t allowed;
    int32_t fd;
} __attribute__((packed));

static const char *const TERMINFO[] = {"/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"};

/* Files that AddressSanitizer reads for a report: the maps of the process and its threads and, for
 * the names in it, the program and its libraries. Its leak check reads the maps at every exit. */
#if SANITIZED
static const char *const SANITIZERS[] = {"/proc", "/proc/self/exe", "/lib", "/usr/lib", "/lib64"};
#endif

/* Returns the rights that this file knows and the given ABI can forbid. Rights of later ABIs are
 * not included, because a new right might be one that the program needs, such as sending to the
 * log. */
static struct ruleset all_rights(int abi)
{
    /* Number of rights over files, by ABI. */
    static const int FS_RIGHTS[] = {0, 13, 14, 15, 15, 16};
    enum { LAST = sizeof(FS_RIGHTS) / sizeof(FS_RIGHTS[0]) - 1 };
    struct ruleset rights = {.fs = (1U << FS_RIGHTS[abi < LAST ? abi : LAST]) - 1};

    if (abi >= 4)
        rights.net = NET_BIND_TCP | NET_CONNECT_TCP;
    if (abi >= 6)
        rights.scoped = SCOPE_SIGNAL | SCOPE_ABSTRACT_UNIX_SOCKET;
    return rights;
}

/* Allows reading `path` and everything beneath it. Returns 0 or an errno value. */
static int allow_reading(int ruleset, const char *path)
{
    struct path_rule rule = {.allowed = FS_READ_FILE};
    struct stat status;
    int error = 0;

    rule.fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.fd < 0)
        return errno;
    if (fstat(rule.fd, &status) == 0 && S_ISDIR(status.st_mode))
        rule.allowed |= FS_READ_DIR;
    if (syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0) < 0)
        error = errno;
    close(rule.fd);
    return error;
}

/* Ignores paths that do not exist. */
static void allow_all(int ruleset, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        allow_reading(ruleset, paths[i]);
}

static void allow(int ruleset, const struct confine_options *options, const struct journal *journal)
{
    for (size_t i = 0; i < options->path_count; i++) {
        int error = allow_reading(ruleset, options->paths[i]);

        if (error)
            journal_line(journal, JOURNAL_WARNING,
                         _("打不开 %s（%s），以后也读不到它；请检查路径和权限"), options->paths[i],
                         strerror(error));
    }
    allow_all(ruleset, TERMINFO, sizeof(TERMINFO) / sizeof(TERMINFO[0]));
#if SANITIZED
    allow_all(ruleset, SANITIZERS, sizeof(SANITIZERS) / sizeof(SANITIZERS[0]));
#endif
}

static void say_missing(const struct journal *journal, int error)
{
    journal_line(journal, JOURNAL_WARNING,
                 _("Landlock 用不了（%s），少一层限制，照常运行；Linux 5.13 以上才有，要在内核参数 "
                   "lsm= 里启用"),
                 strerror(error));
}

void confine_files(const struct confine_options *options, const struct journal *journal)
{
    long abi = syscall(CREATE_RULESET, NULL, 0, CREATE_RULESET_VERSION);
    struct ruleset rights;
    int ruleset = -1;

    if (abi > 0) {
        rights = all_rights((int)abi);
        ruleset = (int)syscall(CREATE_RULESET, &rights, sizeof(rights), 0);
    }
    if (ruleset < 0) {
        say_missing(journal, errno);
        return;
    }
    allow(ruleset, options, journal);
    if (syscall(RESTRICT_SELF, ruleset, 0) < 0)
        say_missing(journal, errno);
    close(ruleset);
}
