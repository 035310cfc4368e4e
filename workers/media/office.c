/*
 * Pages of office files: their words first, by a process like any other; then LibreOffice, where
 * there is one, makes a PDF of the file in a folder that exists for that alone (child/convert.c),
 * and a third process draws it as any PDF. Source: DOC-04, SEC-15.
 */
#include "media/media_internal.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "runtime/log.h"

#define FOLDER "/tmp/elaska-office-"
#define SOCKET "/tmp/OSL_PIPE_"

enum { START_AGAIN = 81, SOCKET_S = 3600 }; /* what it says when its profile is new */

/* Where packages put it; the program itself, not the script that starts it in another process. */
static const char *const PLACES[] = {"/usr/lib/libreoffice/program/soffice.bin",
                                     "/usr/lib64/libreoffice/program/soffice.bin",
                                     "/opt/libreoffice*/program/soffice.bin"};

static bool found(const char *pattern, char *out, size_t size)
{
    glob_t g;
    bool is = glob(pattern, 0, NULL, &g) == 0 && g.gl_pathc > 0 &&
              strlen(g.gl_pathv[g.gl_pathc - 1]) < size &&
              access(g.gl_pathv[g.gl_pathc - 1], X_OK) == 0;
    if (is)
        (void)snprintf(out, size, "%s", g.gl_pathv[g.gl_pathc - 1]);
    globfree(&g);
    return is;
}

void elw__office_find(struct elw__media *m)
{
    const char *asked = m->conf->office;
    bool had = m->office[0] != '\0', is = false;
    if (*asked == '/')
        is = found(asked, m->office, sizeof m->office);
    for (size_t i = 0; !is && strcmp(asked, "auto") == 0 && i < sizeof PLACES / sizeof *PLACES; i++)
        is = found(PLACES[i], m->office, sizeof m->office);
    if (!is)
        m->office[0] = '\0';
    m->office_new = m->office_new || (is && !had);
    ELA_LOG(ELA_LOG_INFO, "office", ELA_KV("program", m->office));
}

/* --- its folder --------------------------------------------------------------------------- */

struct clearing {
    uv_work_t work;
    struct elw__media *media;
    char dir[64]; /* "": those of workers that are no more */
};

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *at)
{
    (void)what;
    (void)kind;
    (void)at;
    (void)remove(path);
    return 0;
}

static void remove_tree(const char *dir)
{
    (void)nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

static void remove_old(void)
{
    glob_t g;
    if (glob(FOLDER "*", GLOB_NOSORT, NULL, &g) == 0)
        for (size_t i = 0; i < g.gl_pathc; i++) {
            struct stat is;
            long pid = strtol(g.gl_pathv[i] + sizeof FOLDER - 1, NULL, 10);
            if (pid > 0 && kill((pid_t)pid, 0) != 0 && lstat(g.gl_pathv[i], &is) == 0 &&
                S_ISDIR(is.st_mode) && is.st_uid == geteuid())
                remove_tree(g.gl_pathv[i]);
        }
    globfree(&g);
}

/* It may make a socket there and take none away. */
static void remove_sockets(void)
{
    glob_t g;
    time_t now = time(NULL);
    if (glob(SOCKET "*", GLOB_NOSORT, NULL, &g) == 0)
        for (size_t i = 0; i < g.gl_pathc; i++) {
            struct stat is;
            if (lstat(g.gl_pathv[i], &is) == 0 && S_ISSOCK(is.st_mode) && is.st_uid == geteuid() &&
                is.st_mtime + SOCKET_S < now)
                (void)unlink(g.gl_pathv[i]);
        }
    globfree(&g);
}

static void clear_work(uv_work_t *work)
{
    const struct clearing *c = work->data;
    if (*c->dir)
        remove_tree(c->dir);
    else
        remove_old();
    remove_sockets();
}

static void cleared(uv_work_t *work, int status)
{
    struct clearing *c = work->data;
    struct elw__media *m = c->media;
    (void)status;
    free(c);
    m->clearing--;
    elw__media_check(m);
}

static void clear_later(struct elw__media *m, const char *dir)
{
    struct clearing *c = calloc(1, sizeof *c);
    if (!c) /* the next start finds it */
        return;
    c->media = m;
    c->work.data = c;
    (void)snprintf(c->dir, sizeof c->dir, "%s", dir);
    if (uv_queue_work(&m->daemon->loop, &c->work, clear_work, cleared) == 0)
        m->clearing++;
    else
        free(c);
}

void elw__office_sweep(struct elw__media *m)
{
    clear_later(m, "");
}

int elw__office_folder(struct elw__reading *r)
{
    (void)snprintf(r->dir, sizeof r->dir, FOLDER "%d-XXXXXX", (int)getpid());
    if (mkdtemp(r->dir))
        return 0;
    r->dir[0] = '\0';
    return -1;
}

void elw__office_clear(struct elw__reading *r)
{
    if (r->dir[0])
        clear_later(r->media, r->dir);
    r->dir[0] = '\0';
}

/* A file, not a link to one of the firm's, however it came there. */
int elw__office_pdf(const struct elw__reading *r)
{
    char path[80];
    struct stat is;
    (void)snprintf(path, sizeof path, "%s/in.pdf", r->dir);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0 && (fstat(fd, &is) != 0 || !S_ISREG(is.st_mode) || is.st_nlink != 1)) {
        (void)close(fd);
        fd = -1;
    }
    return fd;
}

/* --- phases ------------------------------------------------------------------------------- */

static bool goes_on(const struct elw__reading *r)
{
    return strcmp(r->job.kind, "office") == 0 && r->signal == 0 && !r->cut && !r->killed &&
           !r->bad && !r->lost && !r->missing;
}

bool elw__office_next(struct elw__reading *r)
{
    if (!goes_on(r))
        return false;
    if (r->phase == ELW__READ && r->status == ELW_CHILD_KIND) {
        r->no_office = !r->media->office[0];
        r->lost = !r->no_office && elw__office_folder(r) != 0;
        if (r->no_office || r->lost)
            return false;
        elw__reading_again(r, ELW__CONVERT);
        return true;
    }
    if (r->phase == ELW__CONVERT && r->status == START_AGAIN && !r->twice) {
        r->twice = true;
        elw__reading_again(r, ELW__CONVERT);
        return true;
    }
    if (r->phase != ELW__CONVERT || r->status != 0)
        return false;
    int fd = elw__office_pdf(r);
    if (fd < 0)
        return false;
    (void)close(fd);
    r->media->count.converted++;
    elw__reading_again(r, ELW__DRAW);
    return true;
}
