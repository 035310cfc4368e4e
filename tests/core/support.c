/*
 * The tests' database, actors and calls. The runner starts the server and gives TEST_DB_SOCKET;
 * each program has a database of its own on it, made from native.sql and sql/.
 */
#include "support.h"

#include <dirent.h>
#include <inttypes.h>
#include <unistd.h>

#include "crypt/crypt.h"

#ifndef TEST_ROOT
#define TEST_ROOT "."
#endif

struct t_env T;

static char database[64], socket_path[108], master_key[64];
static struct ela_json *kept[4096];
static size_t nkept;
static struct ela_db_result last_text;
static char **tables;
static size_t ntables;

static void must(enum ela_status st, const struct ela_error *err, const char *what)
{
    if (st != ELA_OK)
        fail_msg("%s: %s %s (%s)", what, ela_status_name(st), err->key, err->detail);
}

/* --- database ----------------------------------------------------------------------------- */

char *t_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot read %s", path);
    struct ela_buf b;
    ela_buf_init(&b, 1 << 22);
    char block[4096];
    size_t n;
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        ela_buf_add(&b, block, n);
    fclose(f);
    return ela_buf_take(&b, NULL);
}

static bool comment_only(const char *s)
{
    while (*s) {
        while (*s == ' ' || *s == '\n' || *s == '\t')
            s++;
        if (s[0] != '-' || s[1] != '-')
            return *s == '\0';
        while (*s && *s != '\n')
            s++;
    }
    return true;
}

/* Statements end with ';' at the end of a line, as Dolibarr's loader reads them. */
static void load(const char *path)
{
    char *text = t_file(path), *s = text, *end;
    for (char *e; (e = strstr(text, "__ENTITY__")) != NULL;) {
        memmove(e + 1, e + 10, strlen(e + 10) + 1);
        *e = '1';
    }
    while ((end = strstr(s, ";\n")) != NULL) {
        struct ela_error err = ELA_ERROR_INIT;
        *end = '\0';
        if (!comment_only(s))
            must(ela_db_exec(T.db, s, NULL, 0, NULL, &err), &err, path);
        s = end + 2;
    }
    ela_free(text);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The .sql files of a folder, tables before their keys. */
static void load_folder(const char *folder)
{
    char *names[512];
    size_t n = 0;
    DIR *d = opendir(folder);
    if (!d)
        fail_msg("cannot read %s", folder);
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        if (strstr(e->d_name, ".sql") && n < 512)
            names[n++] = strdup(e->d_name);
    closedir(d);
    qsort(names, n, sizeof names[0], by_name);
    for (int keys = 0; keys < 2; keys++)
        for (size_t i = 0; i < n; i++) {
            char path[1024];
            snprintf(path, sizeof path, "%s/%s", folder, names[i]);
            if ((strstr(names[i], ".key.sql") != NULL) == keys)
                load(path);
        }
    for (size_t i = 0; i < n; i++)
        free(names[i]);
}

static void list_tables(void)
{
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    must(ela_db_query(
             T.db,
             "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()",
             NULL, 0, &r, &err),
         &err, "tables");
    ntables = r.nrows;
    tables = calloc(ntables, sizeof *tables);
    assert_non_null(tables);
    for (size_t i = 0; i < ntables; i++)
        tables[i] = strdup(ela_db_cell(&r, i, 0).p);
    ela_db_result_release(&r);
}

struct ela_db *t_connect(void)
{
    struct ela_db *db;
    struct ela_error err = ELA_ERROR_INIT;
    must(ela_db_open(&T.config, &db, &err), &err, "connect");
    return db;
}

int t_open(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    const char *socket = getenv("TEST_DB_SOCKET");
    if (!socket || !*socket) {
        fprintf(stderr, "TEST_DB_SOCKET is not set: run through tests/core/run.sh\n");
        return -1;
    }
    ela_str_copy(ela_str_of(socket), socket_path, sizeof socket_path);
    snprintf(database, sizeof database, "core_%d", (int)getpid());
    T.config = (struct ela_db_config){
        .socket = socket_path, .user = "root", .database = "mysql", .prefix = "llx_"};
    T.db = t_connect();
    t_sql("CREATE DATABASE %s CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", database);
    ela_db_free(T.db);
    T.config.database = database;
    T.db = t_connect();
    load(TEST_ROOT "/tests/core/native.sql");
    load_folder(TEST_ROOT "/sql/tables");
    list_tables();
    ela_buf_init(&T.body, 1 << 24);
    must(ela_app_new(&T.app, &err), &err, "app");
    snprintf(master_key, sizeof master_key, "/tmp/elaska-core-%d.key", (int)getpid());
    (void)unlink(master_key);
    must(ela_master_create(master_key, &err), &err, "master key");
    return 0;
}

static void drop_kept(void)
{
    while (nkept)
        ela_json_free(kept[--nkept]);
    ela_db_result_release(&last_text);
}

int t_close(void **state)
{
    (void)state;
    drop_kept();
    t_sql("DROP DATABASE %s", database);
    (void)unlink(master_key);
    ela_db_free(T.db);
    ela_app_free(T.app);
    ela_buf_release(&T.body);
    for (size_t i = 0; i < ntables; i++)
        free(tables[i]);
    free(tables);
    return 0;
}

int t_clean(void **state)
{
    (void)state;
    drop_kept();
    ela_db_rollback(T.db);
    t_sql("SET foreign_key_checks = 0");
    for (size_t i = 0; i < ntables; i++)
        t_sql("DELETE FROM %s", tables[i]);
    t_sql("SET foreign_key_checks = 1");
    load(TEST_ROOT "/sql/data/data.sql");
    t_sql("INSERT INTO llx_const (name, entity, value) VALUES ('MAIN_INFO_SOCIETE_NOM', 1, "
          "'Cabinet Vauban'),"
          " ('MAIN_INFO_SOCIETE_MAIL', 1, 'contact@cabinet-vauban.example'), ('MAIN_MONNAIE', 1, "
          "'EUR'),"
          " ('ELASKA_PORTAL_URL', 1, 'https://clients.cabinet-vauban.example')");
    ela_app_forget(T.app);
    T.now = T_NOW;
    T.ip = "192.0.2.7";
    T.host = NULL;
    T.body_in = (struct ela_str){NULL, 0};
    T.documents = NULL;
    T.pour = NULL;
    T.master_key = master_key;
    return 0;
}

/* --- statements --------------------------------------------------------------------------- */

#define FORMAT(buffer, fmt)                                                                        \
    do {                                                                                           \
        va_list ap_;                                                                               \
        va_start(ap_, fmt);                                                                        \
        int n_ = vsnprintf(buffer, sizeof buffer, fmt, ap_);                                       \
        va_end(ap_);                                                                               \
        assert_in_range(n_, 0, sizeof buffer - 1);                                                 \
    } while (0)

int64_t t_sql(const char *fmt, ...)
{
    static char sql[65536];
    struct ela_error err = ELA_ERROR_INIT;
    FORMAT(sql, fmt);
    must(ela_db_exec(T.db, sql, NULL, 0, NULL, &err), &err, sql);
    return ela_db_last_id(T.db);
}

int64_t t_int(const char *fmt, ...)
{
    static char sql[8192];
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    FORMAT(sql, fmt);
    must(ela_db_query(T.db, sql, NULL, 0, &r, &err), &err, sql);
    int64_t v = ela_db_int(&r, 0, 0, -1);
    ela_db_result_release(&r);
    return v;
}

const char *t_text(const char *fmt, ...)
{
    static char sql[8192];
    struct ela_error err = ELA_ERROR_INIT;
    FORMAT(sql, fmt);
    ela_db_result_release(&last_text);
    must(ela_db_query(T.db, sql, NULL, 0, &last_text, &err), &err, sql);
    const char *p = ela_db_cell(&last_text, 0, 0).p;
    return p ? p : "(null)";
}

/* --- JSON --------------------------------------------------------------------------------- */

static struct ela_json *keep(struct ela_json *v)
{
    assert_true(nkept < sizeof kept / sizeof kept[0]);
    kept[nkept++] = v;
    return v;
}

__attribute__((format(printf, 1, 0))) static struct ela_json *vjson(const char *fmt, va_list ap)
{
    static char text[1 << 18];
    struct ela_json *v;
    struct ela_error err = ELA_ERROR_INIT;
    int n = vsnprintf(text, sizeof text, fmt, ap);
    assert_in_range(n, 0, sizeof text - 1);
    for (char *p = text; *p; p++)
        if (*p == '\'')
            *p = '"';
    enum ela_status st = ela_json_parse(ela_str_of(text), NULL, &v, &err);
    if (st != ELA_OK)
        fail_msg("test JSON: %s: %s", err.key, text);
    return keep(v);
}

struct ela_json *t_json(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    struct ela_json *v = vjson(fmt, ap);
    va_end(ap);
    return v;
}

static char *shown(const struct ela_json *v)
{
    static char text[4096];
    struct ela_buf b;
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_init(&b, 1 << 22);
    if (!v || ela_json_write(v, &b, &err) != ELA_OK)
        ela_buf_adds(&b, "(absent)");
    ela_str_copy((struct ela_str){b.p, b.n}, text, sizeof text);
    ela_buf_release(&b);
    return text;
}

static bool scalar_equal(const struct ela_json *a, const struct ela_json *b)
{
    return ela_json_kind(a) == ela_json_kind(b) && ela_json_int(a, 0) == ela_json_int(b, 0) &&
           ela_json_bool(a, false) == ela_json_bool(b, false) &&
           ela_str_eq(ela_json_text(a), ela_json_text(b));
}

static void subset(const struct ela_json *got, const struct ela_json *want, const char *path)
{
    char below[256];
    enum ela_json_kind kind = ela_json_kind(want);
    if (kind == ELA_JOBJECT && ela_json_kind(got) == ELA_JOBJECT) {
        const char *key;
        const struct ela_json *value;
        for (const void *it = NULL; (it = ela_json_next(want, it, &key, &value)) != NULL;) {
            snprintf(below, sizeof below, "%.180s/%.60s", path, key);
            subset(ela_json_get(got, key), value, below);
        }
    } else if (kind == ELA_JARRAY && ela_json_kind(got) == ELA_JARRAY) {
        if (ela_json_size(got) != ela_json_size(want))
            fail_msg("%s has %zu elements, %zu expected: %s", path, ela_json_size(got),
                     ela_json_size(want), shown(got));
        for (size_t i = 0; i < ela_json_size(want); i++) {
            snprintf(below, sizeof below, "%.200s/%zu", path, i);
            subset(ela_json_at(got, i), ela_json_at(want, i), below);
        }
    } else if (!got || kind != ela_json_kind(got) || kind == ELA_JOBJECT || kind == ELA_JARRAY ||
               !scalar_equal(got, want)) {
        char *wanted = strdup(shown(want));
        print_error("%s is %s, %s expected\n", path, shown(got), wanted);
        free(wanted);
        fail();
    }
}

void t_subset(const struct ela_json *v, const char *expected, ...)
{
    va_list ap;
    va_start(ap, expected);
    struct ela_json *want = vjson(expected, ap);
    va_end(ap);
    subset(v, want, "");
}

const struct ela_json *t_at(const struct ela_json *v, const char *path)
{
    char key[80];
    while (*path && v) {
        size_t n = strcspn(path, "/");
        ela_str_copy((struct ela_str){path, n}, key, sizeof key);
        v = ela_json_kind(v) == ELA_JARRAY ? ela_json_at(v, strtoul(key, NULL, 10))
                                           : ela_json_get(v, key);
        path += n + (path[n] == '/' ? 1 : 0);
    }
    return v;
}

int64_t t_int_at(const struct ela_json *v, const char *path)
{
    const struct ela_json *e = t_at(v, path);
    if (ela_json_kind(e) != ELA_JINT)
        fail_msg("%s is no integer: %s", path, shown(v));
    return ela_json_int(e, 0);
}

struct ela_str t_text_at(const struct ela_json *v, const char *path)
{
    const struct ela_json *e = t_at(v, path);
    if (ela_json_kind(e) != ELA_JTEXT)
        fail_msg("%s is no text: %s", path, shown(v));
    return ela_json_text(e);
}

/* --- operations --------------------------------------------------------------------------- */

__attribute__((format(printf, 3, 0))) static enum ela_status call(const struct ela_actor *a,
                                                                  const char *op, const char *in,
                                                                  va_list ap, struct ela_json **out,
                                                                  struct ela_error *err)
{
    struct ela_request rq = {.db = T.db,
                             .actor = a,
                             .host = T.host,
                             .now = T.now,
                             .remote_ip = T.ip,
                             .user_agent = "test",
                             .body_in = T.body_in,
                             .pour = T.pour,
                             .documents = T.documents,
                             .master_key = T.master_key};
    const char *type = NULL;
    struct ela_json *input = vjson(in, ap);
    ela_buf_reset(&T.body);
    enum ela_status st = ela_app_call(T.app, &rq, ela_str_of(op), input, out, &T.body, &type, err);
    if (ela_db_in_tx(T.db))
        fail_msg("%s left its transaction open", op);
    return st;
}

__attribute__((format(printf, 3, 0))) static struct ela_json *
call_ok(const struct ela_actor *a, const char *op, const char *in, va_list ap)
{
    struct ela_json *out;
    struct ela_error err = ELA_ERROR_INIT;
    enum ela_status st = call(a, op, in, ap, &out, &err);
    if (st != ELA_OK)
        fail_msg("%s: %s %s, field \"%s\" (%s)", op, ela_status_name(st), err.key, err.field,
                 err.detail);
    return keep(out);
}

const struct ela_json *t_call(const struct ela_actor *a, const char *op, const char *in, ...)
{
    va_list ap;
    va_start(ap, in);
    struct ela_json *out = call_ok(a, op, in, ap);
    va_end(ap);
    return out;
}

void t_ok(const struct ela_actor *a, const char *op, const char *expected, const char *in, ...)
{
    va_list ap;
    va_start(ap, in);
    struct ela_json *out = call_ok(a, op, in, ap);
    va_end(ap);
    subset(out, t_json("%s", expected), "");
}

enum ela_status t_try(const struct ela_actor *a, const char *op, struct ela_error *err,
                      const char *in, ...)
{
    va_list ap;
    struct ela_json *out = NULL;
    ela_error_reset(err);
    va_start(ap, in);
    enum ela_status st = call(a, op, in, ap, &out, err);
    va_end(ap);
    ela_json_free(out);
    return st;
}

void t_refused(const struct ela_actor *a, const char *op, const char *key, const char *field,
               const char *in, ...)
{
    va_list ap;
    struct ela_json *out = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    va_start(ap, in);
    enum ela_status st = call(a, op, in, ap, &out, &err);
    va_end(ap);
    if (st == ELA_OK) {
        keep(out);
        fail_msg("%s succeeded: %s; %s expected", op, shown(out), key);
    }
    if (strcmp(err.key, key) != 0 || (field && strcmp(err.field, field) != 0))
        fail_msg("%s: %s, field \"%s\" (%s); %s, field \"%s\" expected", op, err.key, err.field,
                 err.detail, key, field ? field : "*");
}

/* --- allocation failures ------------------------------------------------------------------ */

static long allocations_left;

static void *failing_alloc(size_t n)
{
    return allocations_left-- > 0 ? malloc(n) : NULL;
}

static void *failing_resize(void *p, size_t n)
{
    return allocations_left-- > 0 ? realloc(p, n) : NULL;
}

void t_sweep_allocations(bool (*fn)(void *ctx), void *ctx)
{
    static const struct ela_allocator failing = {failing_alloc, failing_resize, free};
    ela_json_init();
    for (long n = 0; n < 20000; n++) {
        allocations_left = n;
        ela_set_allocator(&failing);
        bool done = fn(ctx);
        ela_set_allocator(NULL);
        if (allocations_left >= 0) {
            assert_true(done);
            return;
        }
    }
    fail_msg("still failing after 20000 allocations");
}
