#ifndef SRC_SYSTEM_ALLOWED_CALLS_H
#define SRC_SYSTEM_ALLOWED_CALLS_H

#include <endian.h>
#include <linux/audit.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The processors that the list of calls was made for. Without ALLOWED_CALLS_ARCH there is no list.
 */
#if defined(__x86_64__) && !defined(__ILP32__)
#define ALLOWED_CALLS_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && !defined(__ILP32__) && __BYTE_ORDER == __LITTLE_ENDIAN
#define ALLOWED_CALLS_ARCH AUDIT_ARCH_AARCH64
#endif

enum { CALL_MOST_CHECKS = 3 };

/* A condition for an argument (from 0): of its bits, those in `mask` must be those of `value`, or
 * of the process's own id. With an empty mask there is no condition. The kernel reads only the
 * lower half of an argument that is an int. */
struct call_check {
    int argument;
    uint64_t mask;
    uint64_t value;
    bool is_own_pid;
};

/* A call that the processes in `roles` (a set of enum confined_role) may make if all checks hold.
 * Several rules for a call are alternatives. */
struct call_rule {
    int call;
    unsigned roles;
    struct call_check checks[CALL_MOST_CHECKS];
};

/* Returns rule number `index`, from 0, or NULL past the last. */
const struct call_rule *allowed_call(size_t index);

#endif
