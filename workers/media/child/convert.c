/*
 * Office files as PDF, by LibreOffice: a program of others, large and old, that reads a stranger's
 * bytes. It has a folder of its own with the file and a profile in it, no network, no other file of
 * the machine than programs and fonts, and bounded time, memory and bytes; macros and links to
 * elsewhere are off in its profile besides. Source: DOC-04, SEC-15.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media/child/child.h"

enum { PDF_BYTES = 128 << 20, IN_BYTES = 256 << 20, PATH = 600 };

static const char PROFILE[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\""
                              " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
                              " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
#define ITEM(path, name, value)                                                                    \
    "<item oor:path=\"/org.openoffice.Office." path "\"><prop oor:name=\"" name                    \
    "\" oor:op=\"fuse\"><value>" value "</value></prop></item>\n"
    ITEM("Common/Security/Scripting", "MacroSecurityLevel", "3")
        ITEM("Common/Security/Scripting", "DisableMacrosExecution", "true")
            ITEM("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
                ITEM("Common/Security/Scripting", "DisableActiveContent", "true")
                    ITEM("Writer/Content/Update", "Link", "2") /* never */
    ITEM("Calc/Content/Update", "Link", "1")                   /* never */
    "</oor:items>\n";

static int write_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return -1;
        p += done;
        n -= (size_t)done;
    }
    return 0;
}

static int new_file(const char *name)
{
    return open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/* Standard input into a file of this folder: the program wants a name that it can open. */
static int copy_in(const char *name)
{
    static char part[1 << 16];
    size_t all = 0;
    int to = new_file(name), rc = to < 0 ? -1 : 0;
    if (to < 0 && errno == EEXIST) /* run again */
        return 0;
    while (rc == 0) {
        ssize_t n = read(STDIN_FILENO, part, sizeof part);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            rc = n < 0 ? -1 : 1;
            break;
        }
        all += (size_t)n;
        rc = all > IN_BYTES ? -1 : write_all(to, part, (size_t)n);
    }
    if (to >= 0)
        (void)close(to);
    return rc == 1 ? 0 : -1;
}

/* Started once it has set up its profile, and ends to be started again: under another name, as the
 * socket of the first one, named after its profile, still stands there. */
static int write_profile(void)
{
    if (access("first", F_OK) == 0)
        return rename("first", "profile");
    if (mkdir("first", 0700) != 0 || mkdir("first/user", 0700) != 0 || mkdir("tmp", 0700) != 0)
        return -1;
    int to = new_file("first/user/registrymodifications.xcu");
    int rc = to < 0 ? -1 : write_all(to, PROFILE, sizeof PROFILE - 1);
    if (to >= 0)
        (void)close(to);
    return rc;
}

/* What it says is of no use; what it reads comes by name. */
static int quiet(void)
{
    int none = open("/dev/null", O_RDWR);
    return none >= 0 && dup2(none, 0) == 0 && dup2(none, 1) == 1 && dup2(none, 2) == 2 ? 0 : -1;
}

int child_convert(char **argv)
{
    char *program = argv[0], *dir = argv[1], in[PATH], profile[PATH], home[PATH], temporary[PATH];
    unsigned seconds = (unsigned)child_number(argv[2], 1, 3600);
    uint64_t memory = (uint64_t)child_number(argv[3], 64, 1 << 20) * 1024 * 1024;
    if (*program != '/' || *dir != '/' || strlen(dir) > PATH - 64 || chdir(dir) != 0)
        return ELW_CHILD_USAGE;
    (void)snprintf(in, sizeof in, "%s/in", dir);
    bool again = access("first", F_OK) == 0;
    (void)snprintf(profile, sizeof profile, "-env:UserInstallation=file://%s/%s", dir,
                   again ? "profile" : "first");
    (void)snprintf(home, sizeof home, "HOME=%s", dir);
    (void)snprintf(temporary, sizeof temporary, "TMPDIR=%s/tmp", dir);
    if (copy_in("in") != 0 || write_profile() != 0 || quiet() != 0)
        return ELW_CHILD_DISK;
    char *args[] = {program,
                    profile,
                    "--headless",
                    "--norestore",
                    "--nologo",
                    "--nolockcheck",
                    "--nodefault",
                    "--nofirststartwizard",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    dir,
                    in,
                    NULL};
    char *env[] = {home,
                   temporary,
                   "PATH=/usr/bin:/bin",
                   "LANG=C.UTF-8",
                   "SAL_USE_VCLPLUGIN=svp",
                   "SAL_DISABLE_OPENCL=1",
                   NULL};
    if (child_shut_in_with(dir, program, seconds, memory, PDF_BYTES) != NULL)
        return ELW_CHILD_SANDBOX;
    (void)execve(program, args, env);
    return ELW_CHILD_USAGE;
}
