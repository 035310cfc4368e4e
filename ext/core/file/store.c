/*
 * The store: the one place of the core that touches files, below a folder that the caller names. A
 * file is written under a name that nothing reads, flushed, then given its own; a row names it only
 * afterwards. What a rolled-back transaction leaves is a file without a row, never the reverse.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/file_internal.h"

void ela__store_place(char out[80])
{
    uint8_t random[16];
    char hex[33];
    randombytes_buf(random, sizeof random);
    ela_hex(random, sizeof random, hex);
    (void)snprintf(out, 80, "elaska-store/%.2s/%s", hex, hex);
}

static enum ela_status failed(struct ela_error *err, const char *step)
{
    return ela_failf(err, ELA_E_TRANSIENT, "file.store", "", "%s: errno %d", step, errno);
}

/* Folders of the place; those that are there already are fine. */
static enum ela_status folders(const char *folder, const char *place, struct ela_error *err)
{
    char path[720];
    for (const char *slash = strchr(place, '/'); slash; slash = strchr(slash + 1, '/')) {
        (void)snprintf(path, sizeof path, "%s/%.*s", folder, (int)(slash - place), place);
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return failed(err, "mkdir");
    }
    return ELA_OK;
}

static bool write_all(int fd, struct ela_str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

/* The name itself is on the disk once its folder is. */
static bool flush_folder(const char *path)
{
    char folder[720];
    const char *slash = strrchr(path, '/');
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool done = fsync(fd) == 0;
    return close(fd) == 0 && done;
}

enum ela_status ela__store_write(const char *folder, const char *place, struct ela_str bytes,
                                 struct ela_error *err)
{
    char path[720], fresh[736];
    if (!folder || !*folder)
        return ela_fail(err, ELA_E_INTERNAL, "file.no_folder", "");
    ELA_TRY(folders(folder, place, err));
    (void)snprintf(path, sizeof path, "%s/%s", folder, place);
    (void)snprintf(fresh, sizeof fresh, "%s.part", path);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return failed(err, "open");
    bool done = write_all(fd, bytes) && fsync(fd) == 0;
    done = close(fd) == 0 && done;
    done = done && rename(fresh, path) == 0 && flush_folder(path);
    if (done)
        return ELA_OK;
    enum ela_status st = failed(err, "write");
    (void)unlink(fresh);
    (void)unlink(path);
    return st;
}

static bool write_at(int fd, struct ela_str bytes, int64_t offset)
{
    while (bytes.n) {
        ssize_t n = pwrite(fd, bytes.p, bytes.n, (off_t)offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
        offset += n;
    }
    return true;
}

enum ela_status ela__store_part(const char *folder, const char *place, int64_t offset, bool flush,
                                struct ela_str bytes, struct ela_error *err)
{
    char path[720];
    if (!folder || !*folder)
        return ela_fail(err, ELA_E_INTERNAL, "file.no_folder", "");
    if (offset == 0)
        ELA_TRY(folders(folder, place, err));
    (void)snprintf(path, sizeof path, "%s/%s", folder, place);
    int fd = open(path, O_WRONLY | (offset ? 0 : O_CREAT) | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return failed(err, "open");
    bool done = write_at(fd, bytes, offset) && (!flush || fdatasync(fd) == 0);
    enum ela_status st = done ? ELA_OK : failed(err, "write");
    if (!flush) /* the last part has little left to wait for; where that cannot be, it waits longer
                 */
        (void)sync_file_range(fd, (off_t)offset, (off_t)bytes.n, SYNC_FILE_RANGE_WRITE);
    if (close(fd) != 0 && done)
        st = failed(err, "close");
    return st == ELA_OK && offset == 0 && !flush_folder(path) ? failed(err, "folder") : st;
}

void ela__store_boot(char out[37])
{
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, out, 36);
    out[n == 36 ? 36 : 0] = '\0';
    if (fd >= 0)
        (void)close(fd);
}

enum ela_status ela__store_flush(const char *folder, const char *place, struct ela_error *err)
{
    char path[720];
    (void)snprintf(path, sizeof path, "%s/%s", folder, place);
    int fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return failed(err, "open");
    enum ela_status st = fdatasync(fd) == 0 ? ELA_OK : failed(err, "flush");
    (void)close(fd);
    return st;
}

enum ela_status ela__store_map(const char *folder, const char *place, int64_t size,
                               struct ela_str *bytes, struct ela_error *err)
{
    char path[720];
    struct stat found;
    *bytes = (struct ela_str){NULL, 0};
    (void)snprintf(path, sizeof path, "%s/%s", folder, place);
    int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return failed(err, "open");
    void *at = MAP_FAILED;
    if (fstat(fd, &found) == 0 && S_ISREG(found.st_mode) && (int64_t)found.st_size >= size &&
        ((int64_t)found.st_size == size || ftruncate(fd, (off_t)size) == 0))
        at = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
    enum ela_status st = at == MAP_FAILED ? failed(err, "map") : ELA_OK;
    (void)close(fd);
    if (st == ELA_OK)
        *bytes = (struct ela_str){at, (size_t)size};
    return st;
}

void ela__store_unmap(struct ela_str bytes)
{
    if (bytes.p)
        (void)munmap((void *)(uintptr_t)bytes.p, bytes.n);
}

static int open_to_read(const char *folder, const char *place)
{
    char path[720];
    if (!folder || !*folder ||
        (size_t)snprintf(path, sizeof path, "%s/%s", folder, place) >= sizeof path)
        return -1;
    return open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
}

enum ela_status ela__store_open(const char *folder, const char *place, int *fd,
                                struct ela_error *err)
{
    *fd = open_to_read(folder, place);
    return *fd >= 0 ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "file.missing", "file");
}

void ela__store_read(const char *folder, const char *place, size_t max, struct ela_arena *mem,
                     struct ela_str *out)
{
    struct stat found;
    *out = (struct ela_str){"", 0};
    int fd = open_to_read(folder, place);
    if (fd < 0)
        return;
    bool fits = fstat(fd, &found) == 0 && S_ISREG(found.st_mode) && found.st_size > 0 &&
                (uintmax_t)found.st_size <= max;
    char *p = fits ? ela_arena_alloc(mem, (size_t)found.st_size) : NULL;
    size_t at = 0;
    while (p && at < (size_t)found.st_size) {
        ssize_t n = read(fd, p + at, (size_t)found.st_size - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        at += (size_t)n;
    }
    (void)close(fd);
    if (p && at == (size_t)found.st_size)
        *out = (struct ela_str){p, at};
}

bool ela__store_remove(const char *folder, const char *place)
{
    char path[720];
    (void)snprintf(path, sizeof path, "%s/%s", folder, place);
    return unlink(path) == 0;
}

bool ela__store_has(const char *folder, const char *place, int64_t size)
{
    char path[720];
    struct stat found;
    if (!folder || !*folder)
        return false;
    (void)snprintf(path, sizeof path, "%s/%s", folder, place);
    return lstat(path, &found) == 0 && S_ISREG(found.st_mode) && (int64_t)found.st_size == size;
}

bool ela__store_there(const char *folder)
{
    char path[720];
    struct stat found;
    (void)snprintf(path, sizeof path, "%s/elaska-store", folder);
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

bool ela__store_older(const char *folder, const char *place, int64_t than)
{
    char path[720];
    struct stat found;
    (void)snprintf(path, sizeof path, "%s/%s", folder, place);
    return lstat(path, &found) == 0 && S_ISREG(found.st_mode) &&
           (int64_t)found.st_mtim.tv_sec < than;
}

enum ela_status ela__store_each(const char *folder, const char *part, ela__store_fn *fn, void *ctx,
                                struct ela_error *err)
{
    char path[720];
    const struct dirent *e;
    enum ela_status st = ELA_OK;
    (void)snprintf(path, sizeof path, "%s/%s", folder, part);
    DIR *dir = opendir(path);
    if (!dir)
        return errno == ENOENT ? ELA_OK : failed(err, "opendir");
    while (st == ELA_OK && (e = readdir(dir)) != NULL)
        st = fn(ctx, e->d_name, err);
    (void)closedir(dir);
    return st;
}

/* --- what is infected --------------------------------------------------------------------- */

/* "elaska-store/3f/3f0c..." -> "elaska-quarantine/3f0c..." */
static void quarantined(const char *folder, const char *place, char out[720])
{
    const char *slash = strrchr(place, '/');
    (void)snprintf(out, 720, "%s/elaska-quarantine/%s", folder, slash ? slash + 1 : place);
}

enum ela_status ela__store_quarantine(const char *folder, const char *place, bool away,
                                      struct ela_error *err)
{
    char there[720], here[720];
    if (!folder || !*folder)
        return ela_fail(err, ELA_E_INTERNAL, "file.no_folder", "");
    quarantined(folder, place, there);
    (void)snprintf(here, sizeof here, "%s/%s", folder, place);
    ELA_TRY(folders(folder, away ? "elaska-quarantine/" : place, err));
    const char *from = away ? here : there, *to = away ? there : here;
    if (rename(from, to) != 0 && errno != ENOENT) /* not there: nothing that could be served */
        return failed(err, "quarantine");
    if (away)
        (void)utimensat(AT_FDCWD, to, NULL, AT_SYMLINK_NOFOLLOW);
    return flush_folder(to) ? ELA_OK : failed(err, "folder");
}

bool ela__store_has_quarantined(const char *folder, const char *place)
{
    char path[720];
    struct stat found;
    if (!folder || !*folder)
        return false;
    quarantined(folder, place, path);
    return lstat(path, &found) == 0 && S_ISREG(found.st_mode);
}

void ela__store_drop_quarantined(const char *folder, const char *place)
{
    char path[720];
    quarantined(folder, place, path);
    (void)unlink(path);
}

/* --- for what is made from files ---------------------------------------------------------- */

enum ela_status ela_file_keep(const char *documents, struct ela_str bytes, char place[80],
                              struct ela_error *err)
{
    ela__store_place(place);
    return ela__store_write(documents, place, bytes, err);
}

void ela_file_drop(const char *documents, const char *place)
{
    ela__store_remove(documents, place);
}

bool ela_file_there(const char *documents, const char *place, int64_t size)
{
    return ela__store_has(documents, place, size);
}
