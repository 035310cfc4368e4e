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
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
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

/* `written`: bytes of one file that it may write, of any at all. */
static bool limits(unsigned seconds, uint64_t memory, uint64_t written)
{
#ifdef __SANITIZE_ADDRESS__
    memory = RLIM_INFINITY; /* shadow memory is addresses without pages */
#endif
    return limit_to(RLIMIT_CPU, seconds, (uint64_t)seconds + 2) && limit(RLIMIT_FSIZE, written) &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, written ? 512 : 64) &&
           limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_AS, memory);
}

/* --- files -------------------------------------------------------------------------------- */

/* Fonts, libraries and their data: what any program of the machine may read. */
static const char *const READABLE[] = {
    "/usr/lib",   "/lib",       "/lib64",           "/usr/lib64",
    "/usr/share", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig"};

enum {
    READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    RUN = READ | LANDLOCK_ACCESS_FS_EXECUTE,
    /* of its own folder; no device, no link to elsewhere, nothing to be run */
    KEEP = READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
           LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
           LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK,
    /* of later versions of the kernel's headers: to move, to cut */
    REFER = 1 << 13,
    CUT = 1 << 14,
    OF_A_FILE = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                LANDLOCK_ACCESS_FS_EXECUTE | CUT
};

static bool allow(int rules, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr beneath = {.allowed_access = rights};
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT;
    beneath.parent_fd = fd;
    bool done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    if (!done) { /* a file, not a folder */
        beneath.allowed_access = rights & OF_A_FILE;
        done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    }
    (void)close(fd);
    return done;
}

/* A program of others beside: it and what it brings, a folder of its own, and nothing else. */
struct office {
    const char *dir, *program;
};

/* "/opt/libreoffice/program/soffice.bin": the folder that holds all of it. */
static bool allow_program(int rules, const char *program)
{
    char dir[4096];
    (void)snprintf(dir, sizeof dir, "%s", program);
    char *slash = strrchr(dir, '/');
    if (!slash || slash == dir)
        return false;
    *slash = '\0';
    slash = strrchr(dir, '/');
    if (slash && slash != dir && strcmp(slash, "/program") == 0)
        *slash = '\0';
    return allow(rules, dir, RUN);
}

static bool allow_office(int rules, const struct office *o, uint64_t known)
{
    static const char *const readable[] = {"/etc/libreoffice", "/var/lib/libreoffice",
                                           "/var/spool/libreoffice", "/dev/urandom", "/etc/php"};
    bool done = allow_program(rules, o->program) &&
                allow(rules, o->dir, known & (KEEP | REFER | CUT)) && allow(rules, "/usr", RUN) &&
                allow(rules, "/bin", RUN) && allow(rules, "/lib", RUN) &&
                allow(rules, "/lib64", RUN) &&
                allow(rules, "/dev/null", READ | LANDLOCK_ACCESS_FS_WRITE_FILE) &&
                allow(rules, "/tmp", LANDLOCK_ACCESS_FS_MAKE_SOCK);
    for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++)
        done = done && allow(rules, readable[i], READ);
    return done;
}

/* Every right on files that the running kernel knows is taken, these few given back. */
static bool files(const struct office *o)
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
        done = done && allow(rules, READABLE[i], READ);
    if (o)
        done = done && allow_office(rules, o, all.handled_access_fs);
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

/* Newer than the headers of some machines; the same number on all of them. */
enum { FCHMODAT2 = 452, SETXATTRAT = 463, REMOVEXATTRAT = 466 };

/* A program ends itself by a signal and asks for its own limits: itself, and nobody else. */
static bool itself_alone(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid())) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1,
                            SCMP_A0(SCMP_CMP_NE, 0)) == 0;
}

/* No memory that is written and then run: a reader needs none, LibreOffice does. */
static bool no_new_code(scmp_filter_ctx filter)
{
    static const int calls[] = {SCMP_SYS(mprotect), SCMP_SYS(pkey_mprotect), SCMP_SYS(mmap)};
    bool done = true;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        scmp_datum_t bits = calls[i] == SCMP_SYS(mmap) ? PROT_WRITE | PROT_EXEC : PROT_EXEC;
        done = done && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 1,
                                        SCMP_A2(SCMP_CMP_MASKED_EQ, bits, bits)) == 0;
    }
    return done;
}

/* LibreOffice does not start without a socket where others of its kind would call it. Of this
 * machine alone; it may wait at one, and call nobody. */
static bool local_sockets(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                            SCMP_A0(SCMP_CMP_NE, AF_UNIX)) == 0;
}

/* Threads yes, processes no; clone3, whose flags a filter cannot see, does not exist. */
static bool system_calls(bool becomes)
{
    static const int refused[] = {SCMP_SYS(socketpair),
                                  SCMP_SYS(connect),
                                  SCMP_SYS(sendto),
                                  SCMP_SYS(sendmsg),
                                  SCMP_SYS(sendmmsg),
                                  SCMP_SYS(setsid),
                                  SCMP_SYS(setpgid),
                                  SCMP_SYS(io_uring_setup),
                                  SCMP_SYS(fork),
                                  SCMP_SYS(vfork),
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
                                  SCMP_SYS(fchmod),
                                  SCMP_SYS(fchmodat),
                                  FCHMODAT2,
                                  SCMP_SYS(chown),
                                  SCMP_SYS(fchown),
                                  SCMP_SYS(lchown),
                                  SCMP_SYS(fchownat),
                                  SCMP_SYS(setxattr),
                                  SCMP_SYS(lsetxattr),
                                  SCMP_SYS(fsetxattr),
                                  SCMP_SYS(removexattr),
                                  SCMP_SYS(lremovexattr),
                                  SCMP_SYS(fremovexattr),
                                  SETXATTRAT,
                                  REMOVEXATTRAT,
                                  SCMP_SYS(truncate),
                                  SCMP_SYS(utime),
                                  SCMP_SYS(utimes),
                                  SCMP_SYS(futimesat),
                                  SCMP_SYS(utimensat),
                                  SCMP_SYS(tkill),
                                  SCMP_SYS(rt_sigqueueinfo),
                                  SCMP_SYS(rt_tgsigqueueinfo),
                                  SCMP_SYS(pidfd_send_signal),
                                  SCMP_SYS(init_module)};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return false;
    static const int alone[] = {SCMP_SYS(execve), SCMP_SYS(socket), SCMP_SYS(bind),
                                SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4)};
    bool done =
        refuse(filter, refused, sizeof refused / sizeof refused[0]) &&
        (becomes ? local_sockets(filter)
                 : refuse(filter, alone, sizeof alone / sizeof alone[0]) && no_new_code(filter)) &&
        itself_alone(filter) &&
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                         SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
        seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

static const char *shut_in(const struct office *o, unsigned seconds, uint64_t memory,
                           uint64_t written)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return "parent";
    if (syscall(SYS_close_range, 3, ~0U, 0) != 0)
        return "descriptors";
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return "privileges";
    (void)unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC);
    if (!files(o))
        return "landlock";
    if (!limits(seconds, memory, written))
        return "limits";
    return system_calls(o != NULL) ? NULL : "seccomp";
}

const char *child_shut_in(unsigned seconds, uint64_t memory)
{
    return shut_in(NULL, seconds, memory, 0);
}

const char *child_shut_in_with(const char *dir, const char *program, unsigned seconds,
                               uint64_t memory, uint64_t written)
{
    const struct office o = {dir, program};
    return shut_in(&o, seconds, memory, written);
}

/* --- are the walls there? ----------------------------------------------------------------- */

static void try(struct child_words *w, const char *what, bool through)
{
    if (through)
        (void)child_words_add(w, what, strlen(what));
}

/* What changes files that are reached by name or descriptor, and what reaches other processes. What
 * they name is nowhere: where the filter lets one through, it is refused for another reason. */
static void try_calls(struct child_words *w)
{
    static const char nowhere[] = "/elaska-media-check";
    const long path = (long)(intptr_t)nowhere, pid = 0x3ffffffe;
    const struct {
        const char *name;
        int number;
        long a[5];
    } calls[] = {{"truncate ", SCMP_SYS(truncate), {path, 0}},
                 {"chmod ", SCMP_SYS(chmod), {path, 0600}},
                 {"fchmod ", SCMP_SYS(fchmod), {-1, 0600}},
                 {"fchmodat ", SCMP_SYS(fchmodat), {AT_FDCWD, path, 0600}},
                 {"fchmodat2 ", FCHMODAT2, {AT_FDCWD, path, 0600, 0}},
                 {"chown ", SCMP_SYS(chown), {path, -1, -1}},
                 {"fchown ", SCMP_SYS(fchown), {-1, -1, -1}},
                 {"lchown ", SCMP_SYS(lchown), {path, -1, -1}},
                 {"fchownat ", SCMP_SYS(fchownat), {AT_FDCWD, path, -1, -1, 0}},
                 {"setxattr ", SCMP_SYS(setxattr), {path, path, path, 1, 0}},
                 {"lsetxattr ", SCMP_SYS(lsetxattr), {path, path, path, 1, 0}},
                 {"fsetxattr ", SCMP_SYS(fsetxattr), {-1, path, path, 1, 0}},
                 {"removexattr ", SCMP_SYS(removexattr), {path, path}},
                 {"lremovexattr ", SCMP_SYS(lremovexattr), {path, path}},
                 {"fremovexattr ", SCMP_SYS(fremovexattr), {-1, path}},
                 {"setxattrat ", SETXATTRAT, {AT_FDCWD, path, 0, path, 0}},
                 {"removexattrat ", REMOVEXATTRAT, {AT_FDCWD, path, 0, path}},
                 {"utime ", SCMP_SYS(utime), {path, 0}},
                 {"utimes ", SCMP_SYS(utimes), {path, 0}},
                 {"futimesat ", SCMP_SYS(futimesat), {AT_FDCWD, path, 0}},
                 {"utimensat ", SCMP_SYS(utimensat), {AT_FDCWD, path, 0, 0}},
                 {"kill ", SCMP_SYS(kill), {pid, 0}},
                 {"tkill ", SCMP_SYS(tkill), {pid, 0}},
                 {"tgkill ", SCMP_SYS(tgkill), {pid, pid, 0}},
                 {"sigqueue ", SCMP_SYS(rt_sigqueueinfo), {pid, 0, 0}},
                 {"tgsigqueue ", SCMP_SYS(rt_tgsigqueueinfo), {pid, pid, 0, 0}},
                 {"pidfd ", SCMP_SYS(pidfd_send_signal), {-1, 0, 0, 0}},
                 {"prlimit ", SCMP_SYS(prlimit64), {pid, RLIMIT_NOFILE, 0, 0}}};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        const long *a = calls[i].a;
        if (calls[i].number >= 0) /* this machine has it */
            try(w, calls[i].name,
                syscall(calls[i].number, a[0], a[1], a[2], a[3], a[4]) >= 0 || errno != EPERM);
    }
    try(w, "code ",
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
            MAP_FAILED);
    try(w, "itself ", syscall(SYS_tgkill, getpid(), (int)syscall(SYS_gettid), 0) != 0);
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
    try_calls(&words);
    bool held = words.n == 0;
    child_words_send(&words);
    return held ? ELW_CHILD_DONE : ELW_CHILD_SANDBOX;
}
