#define _GNU_SOURCE

#include "processes.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
#error "the sandbox knows no system calls of this processor"
#endif

/// Memory, threads, time, and descriptors that are open. Everything else would reach further than this process.
static const uint32_t allowed[] = {
    // Descriptors.
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_close, SYS_fstat, SYS_lseek, SYS_ppoll,
    // Memory.
    SYS_brk, SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise,
    // Threads.
    SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_sched_yield, SYS_sched_getaffinity, SYS_gettid, SYS_getpid,
    SYS_exit, SYS_exit_group,
    // Signals within the process.
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall,
    // Time and chance.
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_setitimer, SYS_getrandom,
#ifdef __x86_64__
    SYS_poll, SYS_alarm, SYS_gettimeofday, SYS_time,
#endif
};

enum { ALLOWED = sizeof allowed / sizeof *allowed };

#define FIELD(name) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, name))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)
/// Runs the next `count` instructions only if the condition holds.
#define IF(condition, value, count) BPF_JUMP(BPF_JMP | condition | BPF_K, value, 0, count)
#define DENY(error) ANSWER(SECCOMP_RET_ERRNO | (error))
#define ALLOW ANSWER(SECCOMP_RET_ALLOW)

int w2i_sandbox(void) {
    struct sock_filter head[] = {
        FIELD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
        FIELD(nr),
        // The flags of clone3 lie in memory, where a filter can't look: the C library falls back to clone.
        IF(BPF_JEQ, SYS_clone3, 1),
        DENY(ENOSYS),
        // A thread, no process. The low half of the flags, which the machines here have in the first four bytes.
        IF(BPF_JEQ, SYS_clone, 4),
        FIELD(args[0]),
        IF(BPF_JSET, CLONE_THREAD, 1),
        ALLOW,
        DENY(EPERM),
        // Signals to its own threads, as abort sends one.
        IF(BPF_JEQ, SYS_tgkill, 4),
        FIELD(args[0]),
        IF(BPF_JEQ, (uint32_t) getpid(), 1),
        ALLOW,
        DENY(EPERM),
    };
    enum { HEAD = sizeof head / sizeof *head };
    struct sock_filter code[HEAD + 2 * ALLOWED + 1];
    size_t count = 0;
    for (size_t i = 0; i < HEAD; i++) code[count++] = head[i];
    for (size_t i = 0; i < ALLOWED; i++) {
        code[count++] = (struct sock_filter) IF(BPF_JEQ, allowed[i], 1);
        code[count++] = (struct sock_filter) ALLOW;
    }
    // Also the calls of the x32 interface, whose numbers have a bit of their own.
    code[count++] = (struct sock_filter) DENY(EPERM);

    struct sock_fprog program = {.len = (unsigned short) count, .filter = code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return errno;
    // For all threads at once. A positive answer is a thread that has another filter already.
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
    return result < 0 ? errno : result > 0 ? EBUSY : 0;
}
