/*
 * Transactions at the database door: all or nothing, run again after a deadlock, never by the
 * bridge. Source: decisions on transactions and the bridge in docs/architecture.md.
 */
#include "db_support.h"

#include <inttypes.h>
#include <pthread.h>

/* --- transactions ------------------------------------------------------------------------- */

static void test_transaction_commits_rolls_back_and_runs_again(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    struct script s = {.db = T.db, .fail_times = 2, .with = ELA_E_TRANSIENT};
    assert_int_equal(ela_db_tx(T.db, body, &s, &err), ELA_OK);
    assert_int_equal(s.runs, 3);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_const WHERE name = 'T'"), 1);
    t_sql("DELETE FROM llx_const WHERE name = 'T'");
    s = (struct script){.db = T.db, .fail_times = 9, .with = ELA_E_TRANSIENT};
    assert_int_equal(ela_db_tx(T.db, body, &s, &err), ELA_E_TRANSIENT);
    assert_int_equal(s.runs, 5);
    ela_error_reset(&err);
    s = (struct script){.db = T.db, .fail_times = 9, .with = ELA_E_STATE};
    assert_int_equal(ela_db_tx(T.db, body, &s, &err), ELA_E_STATE);
    assert_int_equal(s.runs, 1);
    assert_string_equal(err.key, "test.failed");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_const WHERE name = 'T'"), 0);
    assert_false(ela_db_in_tx(T.db));
}

static enum ela_status nested(void *ctx, struct ela_error *err)
{
    struct script *s = ctx;
    assert_true(ela_db_in_tx(s->db));
    struct ela_error own = ELA_ERROR_INIT;
    assert_int_equal(ela_db_tx(s->db, body, s, &own), ELA_OK);
    return ela_fail(err, ELA_E_STATE, "test.outer", NULL);
}

static void test_nested_transaction_is_the_outer_one(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    struct script s = {.db = T.db};
    assert_int_equal(ela_db_tx(T.db, nested, &s, &err), ELA_E_STATE);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_const WHERE name = 'T'"), 0);
    assert_int_equal(ela_db_begin(T.db, NULL), ELA_OK);
    assert_int_equal(ela_db_begin(T.db, NULL), ELA_E_INTERNAL);
    ela_db_rollback(T.db);
    assert_int_equal(ela_db_commit(T.db, NULL), ELA_E_INTERNAL);
}

static enum ela_status swallowing(void *ctx, struct ela_error *err)
{
    struct script *s = ctx;
    struct ela_error own = ELA_ERROR_INIT;
    s->runs++;
    ELA_TRY(ela_db_exec(s->db, "INSERT INTO llx_const (name, value) VALUES ('T', 'x')", NULL, 0,
                        NULL, err));
    if (s->runs == 1)
        assert_int_equal(ela_db_exec(s->db, "UPDATE llx_nowhere SET a = 1", NULL, 0, NULL, &own),
                         ELA_E_INTERNAL);
    return ELA_OK;
}

/* A failed statement whose error was dropped does not let the half of the work be committed. */
static void test_poisoned_transaction_is_not_committed(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    struct script s = {.db = T.db};
    assert_int_equal(ela_db_tx(T.db, swallowing, &s, &err), ELA_OK);
    assert_int_equal(s.runs, 2);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_const WHERE name = 'T'"), 1);
    assert_int_equal(ela_db_begin(T.db, NULL), ELA_OK);
    assert_int_equal(ela_db_exec(T.db, "UPDATE llx_nowhere SET a = 1", NULL, 0, NULL, NULL),
                     ELA_E_INTERNAL);
    assert_int_equal(ela_db_exec(T.db, "DELETE FROM llx_const", NULL, 0, NULL, &err),
                     ELA_E_TRANSIENT);
    assert_string_equal(err.key, "db.poisoned");
    ela_db_rollback(T.db);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_const WHERE name = 'T'"), 1);
}

struct loser {
    struct ela_db *db;
    pthread_barrier_t *both;
    int64_t first, second;
    int runs;
    enum ela_status st;
};

static enum ela_status cross(void *ctx, struct ela_error *err)
{
    struct loser *l = ctx;
    struct ela_db_value a[] = {ELA_DBV_INT(l->first)}, b[] = {ELA_DBV_INT(l->second)};
    ELA_TRY(ela_db_exec(
        l->db, "UPDATE llx_societe SET town = CONCAT(COALESCE(town, ''), 'x') WHERE rowid = ?", a,
        1, NULL, err));
    if (l->runs++ == 0)
        pthread_barrier_wait(l->both);
    return ela_db_exec(
        l->db, "UPDATE llx_societe SET town = CONCAT(COALESCE(town, ''), 'x') WHERE rowid = ?", b,
        1, NULL, err);
}

static void *run_loser(void *ctx)
{
    struct loser *l = ctx;
    struct ela_error err = ELA_ERROR_INIT;
    l->st = ela_db_tx(l->db, cross, l, &err);
    return NULL;
}

static void test_deadlock_is_run_again(void **state)
{
    (void)state;
    pthread_barrier_t both;
    pthread_t thread;
    int32_t a = t_client("A"), b = t_client("B");
    pthread_barrier_init(&both, NULL, 2);
    struct ela_db *other = t_connect();
    struct loser one = {T.db, &both, a, b, 0, ELA_E_INTERNAL},
                 two = {other, &both, b, a, 0, ELA_E_INTERNAL};
    assert_int_equal(pthread_create(&thread, NULL, run_loser, &two), 0);
    run_loser(&one);
    pthread_join(thread, NULL);
    assert_int_equal(one.st, ELA_OK);
    assert_int_equal(two.st, ELA_OK);
    assert_true(one.runs + two.runs >= 3);
    assert_string_equal(t_text("SELECT GROUP_CONCAT(town) FROM llx_societe"), "xx,xx");
    ela_db_free(other);
    pthread_barrier_destroy(&both);
}

/* --- a foreign back end ------------------------------------------------------------------- */

struct fake {
    int begins, commits, rollbacks, execs;
    unsigned fail_with;
};

static enum ela_status fake_exec(void *impl, const char *sql, const struct ela_db_value *p,
                                 size_t n, int64_t *changed, struct ela_error *err)
{
    struct fake *f = impl;
    (void)p;
    (void)n;
    assert_non_null(strstr(sql, "pre_const"));
    f->execs++;
    *changed = 1;
    return f->fail_with ? ela_db_fail(err, f->fail_with, "the server says so") : ELA_OK;
}
static enum ela_status fake_begin(void *impl, struct ela_error *err)
{
    (void)err;
    ((struct fake *)impl)->begins++;
    return ELA_OK;
}
static enum ela_status fake_commit(void *impl, struct ela_error *err)
{
    (void)err;
    ((struct fake *)impl)->commits++;
    return ELA_OK;
}
static void fake_rollback(void *impl)
{
    ((struct fake *)impl)->rollbacks++;
}

static void test_bridge_never_retries(void **state)
{
    (void)state;
    static const struct ela_db_ops ops = {.exec = fake_exec,
                                          .begin = fake_begin,
                                          .commit = fake_commit,
                                          .rollback = fake_rollback,
                                          .is_bridge = true};
    struct fake f = {.fail_with = 1213};
    struct ela_error err = ELA_ERROR_INIT;
    struct script s = {0};
    assert_int_equal(ela_db_wrap(&ops, &f, "pre_", &s.db, &err), ELA_OK);
    assert_true(ela_db_is_bridge(s.db));
    assert_int_equal(ela_db_tx(s.db, body, &s, &err), ELA_E_TRANSIENT);
    assert_string_equal(err.key, "db.deadlock");
    assert_int_equal(s.runs, 1);
    assert_int_equal(f.rollbacks, 1);
    f.fail_with = 0;
    ela_error_reset(&err);
    assert_int_equal(ela_db_tx(s.db, body, &s, &err), ELA_OK);
    assert_int_equal(f.commits, 1);
    ela_db_free(s.db);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_transaction_commits_rolls_back_and_runs_again),
        DB_TEST(test_nested_transaction_is_the_outer_one),
        DB_TEST(test_poisoned_transaction_is_not_committed),
        DB_TEST(test_deadlock_is_run_again),
        DB_TEST(test_bridge_never_retries),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
