#include "call_filter.h"

#include "allowed_calls.h"

#ifdef ALLOWED_CALLS_ARCH

#include <assert.h>
#include <errno.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

static void add(struct call_filter *filter, unsigned code, uint32_t value)
{
    assert(filter->count < CALL_FILTER_MOST_STEPS);
    filter->steps[filter->count++] = (struct sock_filter)BPF_STMT((unsigned short)code, value);
}

static void load(struct call_filter *filter, size_t offset)
{
    add(filter, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset);
}

/* Goes on if the loaded value is `value`; else jumps to a place that is not known yet. */
static void require(struct call_filter *filter, uint32_t value)
{
    add(filter, BPF_JMP | BPF_JEQ | BPF_K, value);
}

/* Lets the jumps of require() from step `first` on lead to the next step. */
static void end_requirements(struct call_filter *filter, unsigned short first)
{
    for (unsigned short i = first; i < filter->count; i++) {
        if (filter->steps[i].code == (BPF_JMP | BPF_JEQ | BPF_K))
            filter->steps[i].jf = (unsigned char)(filter->count - i - 1);
    }
}

/* Requires bits of half an argument; `offset` is that of the half in struct seccomp_data. */
static void require_bits(struct call_filter *filter, size_t offset, uint32_t mask, uint32_t value)
{
    if (!mask)
        return;
    load(filter, offset);
    if (mask != UINT32_MAX)
        add(filter, BPF_ALU | BPF_AND | BPF_K, mask);
    require(filter, value);
}

static void require_check(struct call_filter *filter, const struct call_check *check, pid_t own_pid)
{
    size_t lower = offsetof(struct seccomp_data, args) + (size_t)check->argument * sizeof(uint64_t);
    uint64_t value = check->is_own_pid ? (uint32_t)own_pid : check->value;

    require_bits(filter, lower, (uint32_t)check->mask, (uint32_t)value);
    require_bits(filter, lower + sizeof(uint32_t), (uint32_t)(check->mask >> 32),
                 (uint32_t)(value >> 32));
}

static void allow(struct call_filter *filter, const struct call_rule *rule, pid_t own_pid)
{
    unsigned short first = filter->count;

    load(filter, offsetof(struct seccomp_data, nr));
    require(filter, (uint32_t)rule->call);
    for (int i = 0; i < CALL_MOST_CHECKS; i++)
        require_check(filter, &rule->checks[i], own_pid);
    add(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    end_requirements(filter, first);
}

/* Refuses a call as one that the kernel lacks. */
static void miss(struct call_filter *filter, int call)
{
    unsigned short first = filter->count;

    load(filter, offsetof(struct seccomp_data, nr));
    require(filter, (uint32_t)call);
    add(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
    end_requirements(filter, first);
}

void call_filter_make(struct call_filter *filter, enum confined_role role, pid_t own_pid,
                      unsigned otherwise)
{
    const struct call_rule *rule;

    filter->count = 0;
    /* Calls of another ABI of the processor have other numbers. (Those of x32 are of the same
     * architecture and have a bit of their own, so that no rule is for them.) */
    load(filter, offsetof(struct seccomp_data, arch));
    require(filter, ALLOWED_CALLS_ARCH);
    filter->steps[filter->count - 1].jt = 1;
    add(filter, BPF_RET | BPF_K, otherwise);
    /* Its flags lie in memory, which a filter cannot see. Without it, the C library uses clone().
     */
    miss(filter, SYS_clone3);
    for (size_t i = 0; (rule = allowed_call(i)); i++) {
        if (rule->roles & role)
            allow(filter, rule, own_pid);
    }
    add(filter, BPF_RET | BPF_K, otherwise);
}

#endif
