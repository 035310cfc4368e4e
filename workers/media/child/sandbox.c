/*
 * What a process gives up before it reads a stranger's bytes. Four walls that do not lean on each
 * other: limits of the kernel, Landlock for files, a filter of system calls for network and
 * programs, and, where the machine allows it, a network of its own with nothing in it. Without one
 * of the first three nothing is read at all. Source: SEC-15.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "media/child/child.h"

/* --- limits ------------------------------------------------------------------------------- */

static bool limit_to(int what, uint64_t soft, uint64_t hard)
{
    const struct rlimit l = {soft, hard};
    return setrlimit((__rlimit_resource_t)what, &l) == 0;
}

static bool limit(int what, uint64_t n)
{
    return limit_to(what, n, n);
}

static bool limits(unsigned seconds, uint64_t memory)
{
#ifdef __SANITIZE_ADDRESS__
    memory = RLIM_INFINITY; /* shadow memory is addresses without pages */
#endif
    return limit(RLIMIT_AS, memory) && limit_to(RLIMIT_CPU, seconds, (uint64_t)seconds + 2) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 64) &&
           limit(RLIMIT_MEMLOCK, 0);
}

/* --- files -------------------------------------------------------------------------------- */

/* Fonts, libraries and their data: what any program of the machine may read. */
static const char *const READABLE[] = {
    "/usr/lib",   "/lib",       "/lib64",           "/usr/lib64",
    "/usr/share", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig"};

static bool allow(int rules, const char *path)
{
    struct landlock_path_beneath_attr beneath = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
                                                                   LANDLOCK_ACCESS_FS_READ_DIR};
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT;
    beneath.parent_fd = fd;
    bool done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    if (!done) { /* a file, not a folder */
        beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
        done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    }
    (void)close(fd);
    return done;
}

/* Every right on files that the running kernel knows is taken, these few given back. */
static bool files(void)
{
    static const unsigned known[] = {0, 13, 14, 15, 15, 16}; /* rights, by version */
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    const struct landlock_ruleset_attr all = {.handled_access_fs =
                                                  (1ULL << known[version > 5 ? 5 : version]) - 1};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);
    if (rules < 0)
        return false;
    bool done = true;
    for (size_t i = 0; i < sizeof READABLE / sizeof READABLE[0]; i++)
        done = done && allow(rules, READABLE[i]);
    done = done && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    (void)close(rules);
    return done;
}

/* --- system calls ------------------------------------------------------------------------- */

static bool refuse(scmp_filter_ctx filter, const int *calls, size_t n)
{
    bool done = true;
    for (size_t i = 0; i < n; i++)
        done = done && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0) == 0;
    return done;
}

/* Threads yes, processes no; clone3, whose flags a filter cannot see, does not exist. */
static bool system_calls(void)
{
    static const int refused[] = {SCMP_SYS(socket),
                                  SCMP_SYS(socketpair),
                                  SCMP_SYS(connect),
                                  SCMP_SYS(bind),
                                  SCMP_SYS(listen),
                                  SCMP_SYS(accept),
                                  SCMP_SYS(accept4),
                                  SCMP_SYS(sendto),
                                  SCMP_SYS(sendmsg),
                                  SCMP_SYS(io_uring_setup),
                                  SCMP_SYS(fork),
                                  SCMP_SYS(vfork),
                                  SCMP_SYS(execve),
                                  SCMP_SYS(execveat),
                                  SCMP_SYS(ptrace),
                                  SCMP_SYS(process_vm_readv),
                                  SCMP_SYS(process_vm_writev),
                                  SCMP_SYS(pidfd_getfd),
                                  SCMP_SYS(pidfd_open),
                                  SCMP_SYS(kill),
                                  SCMP_SYS(unshare),
                                  SCMP_SYS(setns),
                                  SCMP_SYS(mount),
                                  SCMP_SYS(umount2),
                                  SCMP_SYS(pivot_root),
                                  SCMP_SYS(chroot),
                                  SCMP_SYS(bpf),
                                  SCMP_SYS(perf_event_open),
                                  SCMP_SYS(userfaultfd),
                                  SCMP_SYS(keyctl),
                                  SCMP_SYS(add_key),
                                  SCMP_SYS(request_key),
                                  SCMP_SYS(open_by_handle_at),
                                  SCMP_SYS(shmget),
                                  SCMP_SYS(shmat),
                                  SCMP_SYS(msgget),
                                  SCMP_SYS(semget),
                                  SCMP_SYS(mq_open),
                                  SCMP_SYS(chmod),
                                  SCMP_SYS(fchmodat),
                                  SCMP_SYS(utimensat),
                                  SCMP_SYS(init_module)};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return false;
    bool done = refuse(filter, refused, sizeof refused / sizeof refused[0]) &&
                seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
                seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                 SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
                seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

const char *child_shut_in(unsigned seconds, uint64_t memory)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return "parent";
    if (syscall(SYS_close_range, 3, ~0U, 0) != 0)
        return "descriptors";
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return "privileges";
    (void)unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC);
    if (!files())
        return "landlock";
    if (!limits(seconds, memory))
        return "limits";
    return system_calls() ? NULL : "seccomp";
}

/* --- are the walls there? ----------------------------------------------------------------- */

static void try(struct child_words *w, const char *what, bool through)
{
    if (through)
        (void)child_words_add(w, what, strlen(what));
}

int child_check(void)
{
    struct child_words words = {0};
    char *const none[] = {NULL};
    try(&words, "open ", open("/etc/passwd", O_RDONLY) >= 0);
    try(&words, "environ ", open("/proc/self/environ", O_RDONLY) >= 0);
    try(&words, "create ", open("/tmp/elaska-media-check", O_CREAT | O_WRONLY, 0600) >= 0);
    try(&words, "inet ", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    try(&words, "unix ", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    try(&words, "descriptors ", fcntl(3, F_GETFD) >= 0);
    try(&words, "execute ", execve("/usr/bin/true", none, none) == 0);
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    try(&words, "fork ", child > 0);
    bool held = words.n == 0;
    child_words_send(&words);
    return held ? ELW_CHILD_DONE : ELW_CHILD_SANDBOX;
}
