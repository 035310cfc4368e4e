/*
 * What the tests of the core share: a private database with the real schema, people to act, and
 * operations called and judged in one line. JSON is written with ' in place of " and may hold
 * printf conversions:
 *
 *     struct ela_actor me = t_user("lea", ELA_RIGHT_TIME_OWN);
 *     int32_t client = t_client("Boulangerie Martin");
 *     t_ok(&me, "time.create", "{'duration_s': 4528}", "{'client': %d, 'duration': '1h15m28'}",
 * client); t_refused(&me, "time.create", "duration.zero", "duration", "{'client': %d, 'duration':
 * '0h'}", client);
 *
 * A test program: static const struct CMUnitTest tests[] = {DB_TEST(test_TIME_01_x), ...};
 * int main(void) { return cmocka_run_group_tests(tests, t_open, t_close); }
 * Programs that need no database use cmocka_unit_test and NULL, NULL.
 */
#ifndef ELA_TESTS_SUPPORT_H
#define ELA_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "settings/settings.h"

/* Each test starts on empty tables and a known clock. */
#define DB_TEST(f) cmocka_unit_test_setup(f, t_clean)

/* Saturday 2026-11-21 09:00:00 in Paris. */
#define T_NOW        1795248000
#define T_ALL_RIGHTS (ELA_RIGHT_BREAK * 2u - 1u)

struct t_env {
    struct ela_db *db;
    struct ela_app *app;
    const struct ela_host *host; /* NULL unless a test sets it */
    int64_t now;
    const char *ip;
    struct ela_buf body;         /* bytes of the last call, when the operation gave some */
    struct ela_str body_in;      /* bytes of the next calls, beside their input */
    struct ela_pour *pour;       /* where the next calls may name bytes to send; NULL none */
    const char *documents;       /* folder of documents, NULL unless a test sets it */
    const char *master_key;      /* file of the master key; each test starts with one */
    struct ela_db_config config; /* to open further connections */
};
extern struct t_env T;

int t_open(void **state);
int t_close(void **state);
int t_clean(void **state);
struct ela_db *t_connect(void); /* a second connection to the same database; ela_db_free it */

/* --- people and rows ---------------------------------------------------------------------- */
struct ela_actor t_user(const char *login,
                        uint32_t rights); /* a new user of entity 1, language fr */
int32_t t_client(const char *name);       /* a new third party of entity 1 */
int32_t t_client_of(const char *name, int32_t entity);
struct ela_actor t_portal(const char *email,
                          int32_t client); /* a new active account that serves the client */
struct ela_actor t_worker(void);
struct ela_actor t_nobody(void);
int64_t t_case(int32_t client, int32_t lead); /* a bare open case, visible in the portal */
/* A folder of documents for this test, T.documents; t_store_remove() is its teardown. */
void t_store(void);
int t_store_remove(void **state);
int t_stored(void);                   /* files in it */
int32_t t_activity(const char *code); /* id of a shipped category: "call", "meeting", ... */
void t_setting(const char *name, const char *value); /* stores and forgets the cache */

/* Statements with literals; these fail the test when the database refuses. t_sql gives the new id.
 */
int64_t t_sql(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int64_t t_int(const char *fmt, ...)
    __attribute__((format(printf, 1, 2))); /* first cell; -1 when no row or NULL */
const char *t_text(const char *fmt, ...)
    __attribute__((format(printf, 1, 2))); /* first cell, until the next call */

/* --- operations --------------------------------------------------------------------------- */
/* Must succeed; gives the whole answer, valid until the end of the test (freed by the next
 * t_clean). */
const struct ela_json *t_call(const struct ela_actor *a, const char *op, const char *in, ...)
    __attribute__((format(printf, 3, 4)));
/* Must succeed and hold at least `expected` (members given must match, arrays element by element).
 */
void t_ok(const struct ela_actor *a, const char *op, const char *expected, const char *in, ...)
    __attribute__((format(printf, 4, 5)));
/* Must fail with this key and field (NULL: any field). */
void t_refused(const struct ela_actor *a, const char *op, const char *key, const char *field,
               const char *in, ...) __attribute__((format(printf, 5, 6)));
/* The error of a call, without judging; *out may be NULL. */
enum ela_status t_try(const struct ela_actor *a, const char *op, struct ela_error *err,
                      const char *in, ...) __attribute__((format(printf, 4, 5)));

/* "rows/0/id" of an answer. */
const struct ela_json *t_at(const struct ela_json *v, const char *path);
int64_t t_int_at(const struct ela_json *v, const char *path);
struct ela_str t_text_at(const struct ela_json *v, const char *path);
/* Judges a tree against a subset written as above. */
void t_subset(const struct ela_json *v, const char *expected, ...)
    __attribute__((format(printf, 2, 3)));
/* A tree from text, ' standing for "; freed by the next t_clean. */
struct ela_json *t_json(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* A whole file, closed by NUL; the caller frees it. */
char *t_file(const char *path);

#define t_str_equal(str, cstr)                                                                     \
    do {                                                                                           \
        struct ela_str t_s_ = (str);                                                               \
        if (!ela_str_is(t_s_, (cstr)))                                                             \
            fail_msg("\"%.*s\" is not \"%s\"", (int)t_s_.n, t_s_.p ? t_s_.p : "", (cstr));         \
    } while (0)

/* --- allocation failures ------------------------------------------------------------------ */
/*
 * Runs fn again and again, each time with one more allocation that succeeds before one fails, until
 * it succeeds untouched. fn returns false when it noticed the failure cleanly; leaks are the
 * sanitizer's to find.
 */
void t_sweep_allocations(bool (*fn)(void *ctx), void *ctx);

#endif
