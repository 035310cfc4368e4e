/*
 * The master key and its file: one line of text that can be printed and typed again, readable by
 * its owner alone. Source: SEC-08.
 */
#include "crypt/crypt_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define KIND "elaska-master-1:"
enum { CHECK_BYTES = 4, HEX = 2 * ELA_KEY_BYTES, CHECK_HEX = 2 * CHECK_BYTES };

static void check_of(const unsigned char key[ELA_KEY_BYTES], unsigned char out[CHECK_BYTES])
{
    unsigned char sum[16];
    static const unsigned char NAME[] = "elaska master key, typed right";
    (void)crypto_generichash(sum, sizeof sum, NAME, sizeof NAME, key, ELA_KEY_BYTES);
    memcpy(out, sum, CHECK_BYTES);
}

void ela__master_id(const unsigned char master[ELA_KEY_BYTES], unsigned char id[ELA__MASTER_ID])
{
    static const unsigned char NAME[] = "elaska master key, which one";
    (void)crypto_generichash(id, ELA__MASTER_ID, NAME, sizeof NAME, master, ELA_KEY_BYTES);
}

enum ela_status ela_master_parse(struct ela_str text, unsigned char key[ELA_KEY_BYTES],
                                 struct ela_error *err)
{
    unsigned char told[CHECK_BYTES], real[CHECK_BYTES];
    size_t kind = sizeof KIND - 1;
    text = ela_str_trim(text);
    bool ok = text.n == kind + HEX + 1 + CHECK_HEX && memcmp(text.p, KIND, kind) == 0 &&
              text.p[kind + HEX] == ':' &&
              ela_unhex((struct ela_str){text.p + kind, HEX}, key, ELA_KEY_BYTES) &&
              ela_unhex((struct ela_str){text.p + kind + HEX + 1, CHECK_HEX}, told, CHECK_BYTES);
    if (ok)
        check_of(key, real);
    if (ok && memcmp(told, real, CHECK_BYTES) == 0)
        return ELA_OK;
    sodium_memzero(key, ELA_KEY_BYTES);
    return ela_fail(err, ELA_E_STATE, "crypt.key_damaged", "");
}

struct ela__seen ela__master_seen(const char *path)
{
    struct stat s;
    if (lstat(path, &s) != 0)
        return (struct ela__seen){.size = -1};
    return (struct ela__seen){s.st_dev, s.st_ino, s.st_mode, s.st_size, s.st_mtim};
}

bool ela__master_same(const struct ela__seen *a, const struct ela__seen *b)
{
    return a->device == b->device && a->inode == b->inode && a->mode == b->mode &&
           a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

static enum ela_status cannot_open(int number, struct ela_error *err)
{
    const char *key =
        number == ENOENT || number == ENOTDIR ? "crypt.key_missing" : "crypt.key_unreadable";
    return ela_failf(err, ELA_E_STATE, key, "", "open: error %d", number);
}

static enum ela_status read_text(int fd, char text[ELA_MASTER_TEXT], size_t *n,
                                 struct ela_error *err)
{
    ssize_t got;
    *n = 0;
    while (*n < ELA_MASTER_TEXT && (got = read(fd, text + *n, ELA_MASTER_TEXT - *n)) != 0) {
        if (got > 0)
            *n += (size_t)got;
        else if (errno != EINTR)
            return ela_failf(err, ELA_E_STATE, "crypt.key_unreadable", "", "read: error %d", errno);
    }
    return ELA_OK;
}

enum ela_status ela_master_read(const char *path, unsigned char key[ELA_KEY_BYTES],
                                struct ela_error *err)
{
    struct stat s;
    char text[ELA_MASTER_TEXT];
    size_t n = 0;
    if (!path || !*path)
        return ela_fail(err, ELA_E_STATE, "crypt.key_unset", "");
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return cannot_open(errno, err);
    enum ela_status st = ELA_OK;
    if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode))
        st = ela_fail(err, ELA_E_STATE, "crypt.key_unreadable", "");
    else if (s.st_mode & (S_IRWXG | S_IRWXO))
        st = ela_fail(err, ELA_E_STATE, "crypt.key_exposed", "");
    else
        st = read_text(fd, text, &n, err);
    close(fd);
    if (st == ELA_OK)
        st = ela_master_parse((struct ela_str){text, n}, key, err);
    sodium_memzero(text, sizeof text);
    return st;
}

static bool write_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno != EINTR)
            return false;
        if (done > 0) {
            p += done;
            n -= (size_t)done;
        }
    }
    return fsync(fd) == 0;
}

static void compose(char text[ELA_MASTER_TEXT])
{
    unsigned char key[ELA_KEY_BYTES], check[CHECK_BYTES];
    char hex[HEX + 1], sum[CHECK_HEX + 1];
    randombytes_buf(key, sizeof key);
    check_of(key, check);
    ela_hex(key, sizeof key, hex);
    ela_hex(check, sizeof check, sum);
    (void)snprintf(text, ELA_MASTER_TEXT, KIND "%s:%s\n", hex, sum);
    sodium_memzero(key, sizeof key);
    sodium_memzero(hex, sizeof hex);
}

enum ela_status ela_master_create(const char *path, struct ela_error *err)
{
    char text[ELA_MASTER_TEXT];
    if (sodium_init() < 0)
        return ela_failf(err, ELA_E_INTERNAL, "internal.memory", "", "libsodium");
    if (!path || *path != '/')
        return ela_fail(err, ELA_E_STATE, "crypt.key_unset", "");
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return ela_failf(err, ELA_E_STATE,
                         errno == EEXIST ? "crypt.key_exists" : "crypt.key_folder", "",
                         "open: error %d", errno);
    compose(text);
    bool written = write_all(fd, text, strlen(text));
    sodium_memzero(text, sizeof text);
    close(fd);
    if (written)
        return ELA_OK;
    (void)unlink(path); /* made just now: half a key opens nothing */
    return ela_fail(err, ELA_E_STATE, "crypt.key_folder", "");
}
