#ifndef SRC_SYSTEM_CALL_FILTER_H
#define SRC_SYSTEM_CALL_FILTER_H

#include "system/confine_calls.h"

#include <linux/filter.h>
#include <sys/types.h>

/* The kernel takes a program of this length. */
enum { CALL_FILTER_MOST_STEPS = 1024 };

/* A program of classic BPF over struct seccomp_data. */
struct call_filter {
    struct sock_filter steps[CALL_FILTER_MOST_STEPS];
    unsigned short count;
};

/* Makes the program that allows the calls of allowed_calls.h to a process in `role` with the id
 * `own_pid`, and returns the action `otherwise` (SECCOMP_RET_…) for any other. */
void call_filter_make(struct call_filter *filter, enum confined_role role, pid_t own_pid,
                      unsigned otherwise);

#endif
