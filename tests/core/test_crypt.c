/*
 * Keys, envelopes and encrypted files.
 */
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypt/crypt.h"

static const char *own; /* key file of this program */

static void path_of(char out[96], const char *name)
{
    snprintf(out, 96, "/tmp/elaska-crypt-%d-%s", (int)getpid(), name);
    (void)unlink(out);
}

static enum ela_status read_key(const char *path, const char **why)
{
    static struct ela_error err;
    unsigned char key[ELA_KEY_BYTES];
    ela_error_reset(&err);
    enum ela_status st = ela_master_read(path, key, &err);
    *why = err.key;
    return st;
}

static void put(const char *path, const char *text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

/* --- SEC-08: the master key ---------------------------------------------------------------- */

static void test_SEC_08_a_key_file_is_its_owners_alone_and_never_overwritten(void **state)
{
    (void)state;
    char path[96], before[256], after[256];
    const char *why;
    struct ela_error err = ELA_ERROR_INIT;
    struct stat s;
    path_of(path, "new");
    assert_int_equal(ela_master_create(path, &err), ELA_OK);
    assert_int_equal(stat(path, &s), 0);
    assert_int_equal(s.st_mode & 07777, 0600);
    assert_int_equal(read_key(path, &why), ELA_OK);
    char *text = t_file(path);
    snprintf(before, sizeof before, "%s", text);
    ela_free(text);
    assert_int_equal(ela_master_create(path, &err), ELA_E_STATE);
    assert_string_equal(err.key, "crypt.key_exists");
    text = t_file(path);
    snprintf(after, sizeof after, "%s", text);
    ela_free(text);
    assert_string_equal(before, after);
    for (int mode = 0; mode < 2; mode++) {
        assert_int_equal(chmod(path, mode ? 0640 : 0604), 0);
        assert_int_equal(read_key(path, &why), ELA_E_STATE);
        assert_string_equal(why, "crypt.key_exposed");
    }
    (void)unlink(path);
    assert_int_equal(read_key(path, &why), ELA_E_STATE);
    assert_string_equal(why, "crypt.key_missing");
    assert_int_equal(read_key("", &why), ELA_E_STATE);
    assert_string_equal(why, "crypt.key_unset");
    assert_int_equal(read_key("/tmp", &why), ELA_E_STATE);
    assert_string_equal(why, "crypt.key_unreadable");
}

static void test_SEC_08_a_damaged_key_is_refused(void **state)
{
    (void)state;
    char path[96], text[256];
    const char *why;
    struct ela_error err = ELA_ERROR_INIT;
    path_of(path, "bad");
    assert_int_equal(ela_master_create(path, &err), ELA_OK);
    char *whole = t_file(path);
    snprintf(text, sizeof text, "%s", whole);
    ela_free(whole);
    /* one sign mistyped, cut anywhere, something else */
    text[20] = text[20] == 'a' ? 'b' : 'a';
    put(path, text, 0600);
    assert_int_equal(read_key(path, &why), ELA_E_STATE);
    assert_string_equal(why, "crypt.key_damaged");
    for (size_t n = strlen(text) - 2; n > 0; n -= n > 7 ? 7 : n) {
        text[n] = '\0';
        put(path, text, 0600);
        assert_int_equal(read_key(path, &why), ELA_E_STATE);
        assert_string_equal(why, "crypt.key_damaged");
    }
    put(path, "my secret\n", 0600);
    assert_int_equal(read_key(path, &why), ELA_E_STATE);
    (void)unlink(path);
    assert_int_equal(symlink("/dev/zero", path), 0);
    assert_int_equal(read_key(path, &why), ELA_E_STATE);
    (void)unlink(path);
}

/* --- SEC-06: values ------------------------------------------------------------------------ */

static struct ela_crypt *opened(void)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_crypt *k = ela_crypt_new();
    assert_non_null(k);
    if (ela_crypt_open(k, T.db, own, &err) != ELA_OK ||
        ela_crypt_hold(k, T.db, T.now, &err) != ELA_OK)
        fail_msg("%s", err.key);
    return k;
}

static enum ela_status open_in(struct ela_crypt *k, const char *place, const struct ela_buf *sealed,
                               struct ela_buf *out, const char **why)
{
    static struct ela_error err;
    ela_error_reset(&err);
    out->n = 0;
    enum ela_status st =
        ela_crypt_unseal(k, ela_str_of(place), (struct ela_str){sealed->p, sealed->n}, out, &err);
    *why = err.key;
    return st;
}

static void test_SEC_06_a_value_opens_where_it_belongs_and_nowhere_else(void **state)
{
    (void)state;
    static const char *const VALUES[] = {"", "x", "1850578006084", "FR7630006000011234567890189"};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_crypt *k = opened();
    const char *why;
    for (size_t i = 0; i < 4; i++) {
        struct ela_buf a, b, plain;
        ela_buf_init(&a, 4096);
        ela_buf_init(&b, 4096);
        ela_buf_init(&plain, 4096);
        struct ela_str text = ela_str_of(VALUES[i]);
        assert_int_equal(ela_crypt_seal(k, ELA_STR("case 1 nir"), text, &a, &err), ELA_OK);
        assert_int_equal(ela_crypt_seal(k, ELA_STR("case 1 nir"), text, &b, &err), ELA_OK);
        assert_true(a.n == b.n && memcmp(a.p, b.p, a.n) != 0); /* a nonce of its own each time */
        assert_int_equal(a.n, 5 + 24 + 32 + 16); /* lengths are not told below 32 bytes */
        if (text.n > 4)
            assert_null(memmem(a.p, a.n, text.p, text.n));
        assert_int_equal(open_in(k, "case 1 nir", &a, &plain, &why), ELA_OK);
        assert_true(ela_str_eq((struct ela_str){plain.p, plain.n}, text));
        assert_int_equal(open_in(k, "case 2 nir", &a, &plain, &why), ELA_E_STATE);
        assert_string_equal(why, "crypt.value_damaged");
        for (size_t at = 0; at < a.n; at++) { /* each bit counts */
            a.p[at] = (char)(a.p[at] ^ 1);
            assert_int_equal(open_in(k, "case 1 nir", &a, &plain, &why), ELA_E_STATE);
            assert_int_equal(plain.n, 0);
            a.p[at] = (char)(a.p[at] ^ 1);
        }
        for (size_t n = a.n; n > 0; n--) {
            a.n = n - 1;
            assert_int_equal(open_in(k, "case 1 nir", &a, &plain, &why), ELA_E_STATE);
        }
        ela_buf_release(&a);
        ela_buf_release(&b);
        ela_buf_wipe(&plain);
    }
    ela_crypt_free(k);
}

static void test_SEC_06_digests_differ_by_purpose_entity_and_key(void **state)
{
    (void)state;
    unsigned char a[32], b[32];
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_crypt *k = opened();
    const struct ela_str nir = ELA_STR("1850578006084");
#define DIGEST(version, entity, purpose, out)                                                      \
    assert_int_equal(ela_crypt_digest(k, version, entity, ela_str_of(purpose), nir, out, &err),    \
                     ELA_OK)
    DIGEST(1, 1, "nir", a);
    DIGEST(1, 1, "nir", b);
    assert_memory_equal(a, b, 32);
    DIGEST(1, 2, "nir", b);
    assert_memory_not_equal(a, b, 32);
    DIGEST(1, 1, "iban", b);
    assert_memory_not_equal(a, b, 32);
    int32_t version = 0;
    assert_int_equal(ela_crypt_renew(k, T.db, T.now, &version, &err), ELA_OK);
    assert_int_equal(version, 2);
    DIGEST(2, 1, "nir", b);
    assert_memory_not_equal(a, b, 32);
    assert_int_equal(ela_crypt_digest(k, 9, 1, ELA_STR("nir"), nir, b, &err), ELA_E_STATE);
    ela_crypt_free(k);
}

static void test_SEC_08_a_wrong_or_missing_key_opens_and_makes_nothing(void **state)
{
    (void)state;
    char path[96];
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_crypt *k = opened();
    struct ela_buf sealed, plain;
    ela_buf_init(&sealed, 4096);
    ela_buf_init(&plain, 4096);
    assert_int_equal(ela_crypt_seal(k, ELA_STR("p"), ELA_STR("secret"), &sealed, &err), ELA_OK);
    path_of(path, "other");
    assert_int_equal(ela_master_create(path, &err), ELA_OK);
    assert_int_equal(ela_crypt_open(k, T.db, path, &err), ELA_E_STATE);
    assert_string_equal(err.key, "crypt.key_wrong");
    ela_error_reset(&err);
    assert_int_equal(ela_crypt_hold(k, T.db, T.now, &err), ELA_E_STATE);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_data_key"), 1);
    (void)unlink(path);
    ela_error_reset(&err);
    assert_int_equal(ela_crypt_open(k, T.db, path, &err), ELA_E_STATE);
    assert_string_equal(err.key, "crypt.key_missing");
    ela_error_reset(&err);
    assert_int_equal(ela_crypt_seal(k, ELA_STR("p"), ELA_STR("secret"), &sealed, &err),
                     ELA_E_STATE);
    /* the right one again: nothing was lost */
    ela_error_reset(&err);
    assert_int_equal(ela_crypt_open(k, T.db, own, &err), ELA_OK);
    assert_int_equal(
        ela_crypt_unseal(k, ELA_STR("p"), (struct ela_str){sealed.p, sealed.n}, &plain, &err),
        ELA_OK);
    assert_memory_equal(plain.p, "secret", 6);
    ela_buf_release(&sealed);
    ela_buf_release(&plain);
    ela_crypt_free(k);
}

/* --- SEC-06: files ------------------------------------------------------------------------- */

struct sink {
    unsigned char *p;
    size_t n, max;
};

static enum ela_status collect(void *ctx, struct ela_str bytes, struct ela_error *err)
{
    struct sink *s = ctx;
    if (s->n + bytes.n > s->max)
        return ela_fail(err, ELA_E_INTERNAL, "test.full", "");
    memcpy(s->p + s->n, bytes.p, bytes.n);
    s->n += bytes.n;
    return ELA_OK;
}

static enum ela_status to_file(void *ctx, struct ela_str bytes, struct ela_error *err)
{
    (void)err;
    assert_int_equal(write(*(int *)ctx, bytes.p, bytes.n), (ssize_t)bytes.n);
    return ELA_OK;
}

#define BIG (5 * ELA_STREAM_PIECE + 1234)
static struct ela_stream of = {.key = {1, 2, 3}, .id = {9, 8, 7}};

static int encrypted(const unsigned char *plain, size_t n, char path[96])
{
    struct ela_stream_out o;
    struct ela_error err = ELA_ERROR_INIT;
    path_of(path, "file");
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_int_equal(ela_stream_begin(&o, &of, to_file, &fd, &err), ELA_OK);
    for (size_t at = 0, part = 1; at < n; at += part, part = part * 3 + 1) {
        size_t left = n - at < part ? n - at : part;
        assert_int_equal(
            ela_stream_write(&o, (struct ela_str){(const char *)plain + at, left}, &err), ELA_OK);
    }
    assert_int_equal(ela_stream_end(&o, &err), ELA_OK);
    return fd;
}

static void test_SEC_06_a_file_is_read_whole_and_by_range(void **state)
{
    (void)state;
    static const size_t SIZES[] = {
        0,  1, ELA_STREAM_PIECE - 1, ELA_STREAM_PIECE, ELA_STREAM_PIECE + 1, 2 * ELA_STREAM_PIECE,
        BIG};
    unsigned char *plain = malloc(BIG), *got = malloc(BIG);
    char path[96];
    for (size_t i = 0; i < BIG; i++)
        plain[i] = (unsigned char)(i * 7 + i / 251);
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        struct sink s = {got, 0, BIG};
        struct ela_error err = ELA_ERROR_INIT;
        int fd = encrypted(plain, SIZES[i], path);
        int64_t size = lseek(fd, 0, SEEK_END);
        assert_int_equal(size, ela_stream_size((int64_t)SIZES[i]));
        assert_int_equal(ela_stream_plain(size), (int64_t)SIZES[i]);
        assert_int_equal(ela_stream_read(&of, fd, 0, INT64_MAX, collect, &s, &err), ELA_OK);
        assert_int_equal(s.n, SIZES[i]);
        if (s.n)
            assert_memory_equal(got, plain, s.n);
        for (size_t from = 0; from < SIZES[i]; from += 40000) {
            size_t want = SIZES[i] - from < 70000 ? SIZES[i] - from : 70000;
            s.n = 0;
            assert_int_equal(ela_stream_read(&of, fd, (int64_t)from, 70000, collect, &s, &err),
                             ELA_OK);
            assert_int_equal(s.n, want);
            assert_memory_equal(got, plain + from, want);
        }
        close(fd);
    }
    (void)unlink(path);
    free(plain);
    free(got);
}

static void refused_file(int fd)
{
    static unsigned char got[BIG];
    struct sink s = {got, 0, BIG};
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_stream_read(&of, fd, 0, INT64_MAX, collect, &s, &err), ELA_E_STATE);
    assert_string_equal(err.key, "crypt.value_damaged");
}

static void test_SEC_06_a_file_cut_swapped_or_changed_is_noticed(void **state)
{
    (void)state;
    static unsigned char plain[3 * ELA_STREAM_PIECE];
    static char a[ELA_STREAM_PIECE + ELA_STREAM_MORE], b[sizeof a];
    char path[96];
    const int64_t whole = (int64_t)sizeof a;
    int fd = encrypted(plain, sizeof plain, path);
    /* two pieces change places */
    assert_int_equal(pread(fd, a, sizeof a, 0), (ssize_t)whole);
    assert_int_equal(pread(fd, b, sizeof b, whole), (ssize_t)whole);
    assert_int_equal(pwrite(fd, b, sizeof b, 0), (ssize_t)whole);
    assert_int_equal(pwrite(fd, a, sizeof a, whole), (ssize_t)whole);
    refused_file(fd);
    assert_int_equal(pwrite(fd, a, sizeof a, 0), (ssize_t)whole);
    assert_int_equal(pwrite(fd, b, sizeof b, whole), (ssize_t)whole);
    /* a bit */
    b[100] = (char)(b[100] ^ 4);
    assert_int_equal(pwrite(fd, b, sizeof b, whole), (ssize_t)whole);
    refused_file(fd);
    b[100] = (char)(b[100] ^ 4);
    assert_int_equal(pwrite(fd, b, sizeof b, whole), (ssize_t)whole);
    /* the last piece cut off, then at a byte */
    assert_int_equal(ftruncate(fd, 2 * whole), 0);
    refused_file(fd);
    assert_int_equal(ftruncate(fd, 2 * whole - 5), 0);
    refused_file(fd);
    assert_int_equal(ftruncate(fd, 0), 0);
    refused_file(fd);
    close(fd);
    (void)unlink(path);
}

static int own_key(void **state)
{
    own = NULL;
    int rc = t_clean(state);
    own = T.master_key;
    return rc;
}
#define KEY_TEST(f) cmocka_unit_test_setup(f, own_key)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KEY_TEST(test_SEC_08_a_key_file_is_its_owners_alone_and_never_overwritten),
        KEY_TEST(test_SEC_08_a_damaged_key_is_refused),
        KEY_TEST(test_SEC_06_a_value_opens_where_it_belongs_and_nowhere_else),
        KEY_TEST(test_SEC_06_digests_differ_by_purpose_entity_and_key),
        KEY_TEST(test_SEC_08_a_wrong_or_missing_key_opens_and_makes_nothing),
        KEY_TEST(test_SEC_06_a_file_is_read_whole_and_by_range),
        KEY_TEST(test_SEC_06_a_file_cut_swapped_or_changed_is_noticed),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
