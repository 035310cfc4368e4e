/*
 * A file that comes in parts, as a sequence of calls: begun, parts in their place and out of it,
 * read, dropped, with a database or a disk that fails on the way. Whatever the order, the row never
 * says more than the disk holds, and what became a file is what was sent, in its order. The
 * database is a double of two rows. Source: DOC-02, SEC-15.
 *
 * Two bytes a call: what, and how much.
 */
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/file_internal.h"
#include "meta/meta.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIZE_MOST = 4096, COLUMNS = 11 };

static struct {
    bool there, has_file;
    int64_t size, received, file;
    char place[80], name[64];
    crypto_hash_sha256_state hash;
    /* the file that was recorded */
    bool recorded;
    int64_t recorded_size;
    uint8_t sha[32];
    int fail_in; /* statements till one fails; 0 never */
} D, before;

static char folder[64];
static char bytes[SIZE_MOST + 64];

static void check(bool ok)
{
    if (!ok)
        abort();
}

static enum ela_status due(struct ela_error *err)
{
    if (D.fail_in && --D.fail_in == 0)
        return ela_fail(err, ELA_E_TRANSIENT, "db.gone", NULL);
    return ELA_OK;
}

static bool begins(const char *sql, const char *with)
{
    return strncmp(sql, with, strlen(with)) == 0;
}

static void cells(struct ela_db_result *out, size_t n)
{
    memset(out, 0, sizeof *out);
    ela_arena_init(&out->mem, 0);
    out->cells = ela_arena_alloc(&out->mem, n * sizeof *out->cells);
    check(out->cells != NULL);
    out->nrows = 1;
    out->ncols = n;
    for (size_t i = 0; i < n; i++)
        out->cells[i] = (struct ela_str){NULL, 0};
}

static void cell(struct ela_db_result *out, size_t i, const char *p, size_t n)
{
    out->cells[i] = (struct ela_str){ela_arena_strndup(&out->mem, p, n), n};
    if (n && memchr(p, '\0', n)) {
        char *raw = ela_arena_alloc(&out->mem, n + 1);
        memcpy(raw, p, n);
        out->cells[i].p = raw;
    }
}

static void number(struct ela_db_result *out, size_t i, int64_t v)
{
    char text[24];
    cell(out, i, text, (size_t)snprintf(text, sizeof text, "%lld", (long long)v));
}

static enum ela_status query(void *impl, const char *sql, const struct ela_db_value *params,
                             size_t n, struct ela_db_result *out, struct ela_error *err)
{
    (void)impl;
    (void)params;
    (void)n;
    ELA_TRY(due(err));
    cells(out, 32);
    if (begins(sql, ELA_SQL_UPLOAD_COUNT)) {
        number(out, 0, D.there);
    } else if (begins(sql, ELA_SQL_UPLOAD_LOAD)) {
        out->nrows = D.there;
        cell(out, 0, "document", 8);
        number(out, 1, 7);
        cell(out, 2, D.name, strlen(D.name));
        number(out, 3, D.size);
        number(out, 4, D.received);
        cell(out, 5, (const char *)&D.hash, sizeof D.hash);
        cell(out, 6, D.place, strlen(D.place));
        number(out, 7, 1);
        if (D.file)
            number(out, 8, D.file);
    } else if (begins(sql, ELA_SQL_FILE_LOAD)) {
        out->nrows = D.recorded;
        number(out, 0, 1);
        number(out, 3, D.recorded_size);
        cell(out, 6, "document", 8);
        cell(out, 9, "a.txt", 5);
    } else if (begins(sql, ELA_SQL_FILE_SAME)) {
        out->nrows = 0;
    }
    return ELA_OK;
}

static enum ela_status run(void *impl, const char *sql, const struct ela_db_value *p, size_t n,
                           int64_t *changed, struct ela_error *err)
{
    (void)impl;
    (void)n;
    ELA_TRY(due(err));
    if (changed)
        *changed = 1;
    if (begins(sql, ELA_SQL_UPLOAD_INSERT)) {
        memcpy(D.name, p[4].s.p, p[4].s.n);
        D.size = p[5].i;
        check(p[6].s.n == sizeof D.hash);
        memcpy(&D.hash, p[6].s.p, sizeof D.hash);
        memcpy(D.place, p[7].s.p, p[7].s.n);
        D.there = true;
        D.received = D.file = 0;
    } else if (begins(sql, ELA_SQL_UPLOAD_ADVANCE)) {
        D.received = p[0].i;
        memcpy(&D.hash, p[1].s.p, sizeof D.hash);
    } else if (begins(sql, ELA_SQL_UPLOAD_DONE)) {
        D.received = D.size;
        D.file = p[0].i;
    } else if (begins(sql, ELA_SQL_UPLOAD_DELETE)) {
        D.there = false;
    } else if (begins(sql, ELA_SQL_FILE_INSERT)) {
        D.recorded = true;
        D.recorded_size = p[7].i;
        memcpy(D.sha, p[8].s.p, sizeof D.sha);
    }
    return ELA_OK;
}

static int64_t last_id(void *impl)
{
    (void)impl;
    return 1;
}

static enum ela_status nothing(void *impl, struct ela_error *err)
{
    (void)impl;
    (void)err;
    return ELA_OK;
}

static void none(void *impl)
{
    (void)impl;
}

static const struct ela_db_ops OPS = {.query = query,
                                      .exec = run,
                                      .last_id = last_id,
                                      .begin = nothing,
                                      .commit = nothing,
                                      .rollback = none,
                                      .release = none};

/* --- calls -------------------------------------------------------------------------------- */

static const struct ela_actor worker = {.kind = ELA_ACTOR_USER, .entity = 1, .user_id = 3};
static struct ela_settings settings = {.upload_mb = 1, .file_types = "txt"};
static struct ela_db *db;

static enum ela_status call(enum ela_status (*op)(struct ela_call *, struct ela_error *),
                            const char *in, struct ela_str body, int64_t *offset)
{
    struct ela_arena mem;
    struct ela_json *v = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    check(ela_json_parse(ela_str_of(in), NULL, &v, &err) == ELA_OK);
    ela_arena_init(&mem, (size_t)16 << 20);
    struct ela_call c = {.db = db,
                         .actor = &worker,
                         .settings = &settings,
                         .arena = &mem,
                         .now = 1000,
                         .in = v,
                         .body_in = body,
                         .documents = folder,
                         .out = ela_json_new_object()};
    before = D;
    enum ela_status st = op(&c, &err);
    if (st != ELA_OK) { /* the transaction is undone */
        check(err.key[0] != '\0');
        int left = D.fail_in;
        D = before;
        D.fail_in = left;
    }
    if (offset)
        *offset = ela_json_int(ela_json_get(c.out, "offset"), -1);
    ela_json_free(c.out);
    ela_json_free(v);
    ela_arena_release(&mem);
    return st;
}

/* What the row says is there, and as it was sent. */
static void as_sent(int64_t n)
{
    char path[160], found[SIZE_MOST];
    snprintf(path, sizeof path, "%s/%s", folder, D.place);
    int fd = open(path, O_RDONLY);
    check(n == 0 || (fd >= 0 && read(fd, found, (size_t)n) == n));
    check(n == 0 || memcmp(found, bytes, (size_t)n) == 0);
    if (fd >= 0)
        close(fd);
}

static void part(unsigned what, unsigned much)
{
    char in[80];
    int64_t offset = -1, at = D.received;
    if (what & 1)
        at += (int64_t)(much & 15) - 8; /* not its place */
    int64_t n = (int64_t)much * 16 + (what >> 4);
    if (D.there && (what & 2) && D.size > D.received)
        n = D.size - D.received;
    at = at < 0 ? 0 : at > SIZE_MOST ? SIZE_MOST : at;
    n = n > SIZE_MOST - at ? SIZE_MOST - at : n;
    snprintf(in, sizeof in, "{\"upload\": 1, \"offset\": %lld}", (long long)at);
    int64_t had = D.received;
    enum ela_status st =
        call(ela__upload_put, in, (struct ela_str){bytes + at, (size_t)n}, &offset);
    check(D.received >= had && D.received <= D.size);
    check(st != ELA_OK || D.file || offset == D.received);
    check(st != ELA_OK || D.there);
    if (st == ELA_OK && D.received > had)
        check(had == at && (D.file || D.received == at + n));
    if (D.there && !D.file)
        as_sent(D.received);
    if (D.there && D.file && !before.file) {
        uint8_t sha[32];
        crypto_hash_sha256(sha, (const unsigned char *)bytes, (size_t)D.size);
        check(D.recorded && D.recorded_size == D.size && memcmp(sha, D.sha, sizeof sha) == 0);
        as_sent(D.size);
    }
}

static void one(unsigned what, unsigned much)
{
    char in[160];
    const struct ela_str nothing_sent = {NULL, 0};
    switch (what % 8) {
    case 0:
        snprintf(in, sizeof in,
                 "{\"object\": \"document\", \"id\": 7, \"name\": \"a.txt\", \"size\": %u}",
                 what & 0x40 ? much * 9000 : much * 16);
        (void)call(ela__upload_begin, in, nothing_sent, NULL);
        if (before.place[0] && strcmp(before.place, D.place) != 0)
            ela__store_remove(folder, before.place);
        break;
    case 1:
        (void)call(ela__upload_read, "{\"upload\": 1}", nothing_sent, NULL);
        break;
    case 2:
        (void)call(ela__upload_drop, "{\"upload\": 1}", nothing_sent, NULL);
        break;
    case 3:
        D.fail_in = (int)(much % 12);
        break;
    default:
        part(what, much);
    }
}

static void prepare(void)
{
    struct ela_error err = ELA_ERROR_INIT;
    snprintf(folder, sizeof folder, "/dev/shm/elaska-fuzz-%d", (int)getpid());
    (void)mkdir(folder, 0700);
    check(sodium_init() >= 0);
    ela_json_init();
    check(ela_db_wrap(&OPS, &D, "llx_", &db, &err) == ELA_OK);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)('a' + i % 23);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!db)
        prepare();
    memset(&D, 0, sizeof D);
    for (size_t i = 0; i + 1 < size && i < 80; i += 2)
        one(data[i], data[i + 1]);
    if (D.place[0])
        ela__store_remove(folder, D.place);
    return 0;
}
