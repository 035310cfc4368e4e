/*
 * The database door: values, prefixes, lost connections, streaming, errors.
 * Source: decisions on transactions and the bridge in docs/architecture.md.
 */
#include "db_support.h"

#include <inttypes.h>
#include <pthread.h>

static void test_values_survive(void **state)
{
    (void)state;
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    char big[5000];
    memset(big, 'x', sizeof big);
    struct ela_db_value p[] = {ELA_DBV_INT(INT64_MIN),
                               ELA_DBV_TEXT("L'été 🙂 \\ '"),
                               ELA_DBV_BYTES("\0\xff\1", 3),
                               ELA_DBV_NULL,
                               ELA_DBV_STR(((struct ela_str){big, sizeof big})),
                               ELA_DBV_TEXT("")};
    assert_int_equal(ela_db_query(T.db, "SELECT ?, ?, HEX(?), ?, ?, ?", p, 6, &r, &err), ELA_OK);
    assert_int_equal(ela_db_int(&r, 0, 0, 0), INT64_MIN);
    t_str_equal(ela_db_cell(&r, 0, 1), "L'été 🙂 \\ '");
    t_str_equal(ela_db_cell(&r, 0, 2), "00FF01");
    assert_true(ela_db_is_null(&r, 0, 3));
    assert_int_equal(ela_db_cell(&r, 0, 4).n, sizeof big);
    assert_int_equal(ela_db_cell(&r, 0, 5).n, 0);
    assert_false(ela_db_is_null(&r, 0, 5));
    assert_true(ela_db_is_null(&r, 5, 0));
    assert_int_equal(ela_db_int(&r, 0, 3, -4), -4);
    ela_db_result_release(&r);
}

/* The same values as literals, as the bridge sends them, give the same cells. */
static void test_literals_equal_parameters(void **state)
{
    (void)state;
    struct ela_buf sql;
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db_value p[] = {ELA_DBV_INT(-42), ELA_DBV_TEXT("L'été ? 🙂"),
                               ELA_DBV_BYTES("\0\xff", 2), ELA_DBV_NULL, ELA_DBV_TEXT("")};
    ela_buf_init(&sql, 10000);
    assert_int_equal(
        ela_db_render("SELECT ?, ?, HEX(?), ?, ?, 'a?b', `entity?` FROM (SELECT 5 AS `entity?`) x",
                      p, 5, &sql, &err),
        ELA_OK);
    assert_int_equal(ela_db_query(T.db, sql.p, NULL, 0, &r, &err), ELA_OK);
    assert_int_equal(ela_db_int(&r, 0, 0, 0), -42);
    t_str_equal(ela_db_cell(&r, 0, 1), "L'été ? 🙂");
    t_str_equal(ela_db_cell(&r, 0, 2), "00FF");
    assert_true(ela_db_is_null(&r, 0, 3));
    assert_int_equal(ela_db_cell(&r, 0, 4).n, 0);
    t_str_equal(ela_db_cell(&r, 0, 5), "a?b");
    ela_db_result_release(&r);
    assert_true(t_int("SELECT COUNT(*) FROM information_schema.tables WHERE table_name LIKE"
                      " _utf8mb4 X'6C6C785F656C61736B6125'") > 20);
    ela_buf_reset(&sql);
    assert_int_equal(ela_db_render("SELECT ?", p, 2, &sql, &err), ELA_E_INTERNAL);
    ela_error_reset(&err);
    assert_int_equal(ela_db_render("SELECT ?, ?", p, 1, &sql, &err), ELA_E_INTERNAL);
    ela_buf_release(&sql);
}

static void test_refusals_are_told_apart(void **state)
{
    (void)state;
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db_value p[] = {ELA_DBV_INT(1)};
    assert_int_equal(
        ela_db_query(T.db, "SELECT nothing FROM llx_nowhere WHERE x = ?", p, 1, &r, &err),
        ELA_E_INTERNAL);
    assert_string_equal(err.key, "db.failed");
    ela_error_reset(&err);
    assert_int_equal(ela_db_query(T.db, "SELECT ?", NULL, 0, &r, &err), ELA_E_INTERNAL);
    ela_error_reset(&err);
    assert_int_equal(ela_db_query(T.db, "DELETE FROM llx_const WHERE rowid = ?", p, 1, &r, &err),
                     ELA_E_INTERNAL);
    struct ela_db_value c[] = {ELA_DBV_TEXT("A"), ELA_DBV_TEXT("secret value")};
    ela_error_reset(&err);
    assert_int_equal(
        ela_db_exec(T.db, "INSERT INTO llx_const (name, value) VALUES (?, ?)", c, 2, NULL, &err),
        ELA_OK);
    assert_int_equal(
        ela_db_exec(T.db, "INSERT INTO llx_const (name, value) VALUES (?, ?)", c, 2, NULL, &err),
        ELA_E_CONFLICT);
    assert_string_equal(err.key, "db.duplicate");
    assert_string_equal(err.detail, "uk_const");
    /* Strict mode: what does not fit is refused, never cut. */
    ela_error_reset(&err);
    struct ela_db_value w[] = {ELA_DBV_TEXT("une devise trop longue")};
    assert_int_equal(ela_db_exec(T.db, "UPDATE llx_facture SET fk_currency = ?", w, 1, NULL, &err),
                     ELA_OK);
    t_sql("INSERT INTO llx_facture (ref, fk_soc) VALUES ('F1', 1)");
    assert_int_equal(ela_db_exec(T.db, "UPDATE llx_facture SET fk_currency = ?", w, 1, NULL, &err),
                     ELA_E_INTERNAL);
    struct ela_actor lea = t_user("lea", 0);
    int64_t id = t_case(t_client("A"), lea.user_id);
    t_sql("INSERT INTO llx_elaska_billing_run (entity, request_key, fk_document, fk_user, "
          "created_at) VALUES (1, 'k', 1, 1, 1)");
    ela_error_reset(&err);
    p[0].i = id + 1000;
    assert_int_equal(
        ela_db_exec(T.db, "INSERT INTO llx_elaska_case_member (fk_case, fk_user) VALUES (?, 1)", p,
                    1, NULL, &err),
        ELA_E_STATE);
    assert_string_equal(err.key, "db.in_use");
}

static void test_changed_rows_are_counted(void **state)
{
    (void)state;
    int64_t changed;
    struct ela_error err = ELA_ERROR_INIT;
    t_setting("A", "1");
    t_setting("B", "2");
    struct ela_db_value p[] = {ELA_DBV_TEXT("2")};
    assert_int_equal(ela_db_exec(T.db, "UPDATE llx_const SET value = ? WHERE name IN ('A', 'B')", p,
                                 1, &changed, &err),
                     ELA_OK);
    assert_int_equal(changed, 1);
    assert_int_equal(ela_db_exec(T.db, "UPDATE llx_const SET value = '2' WHERE name IN ('A', 'B')",
                                 NULL, 0, &changed, &err),
                     ELA_OK);
    assert_int_equal(changed, 0);
}

static void test_other_prefix(void **state)
{
    (void)state;
    struct ela_db *db;
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db_config cfg = T.config;
    cfg.prefix = "doli7_";
    t_sql("CREATE TABLE doli7_thing (a int, llx_b varchar(20))");
    assert_int_equal(ela_db_open(&cfg, &db, &err), ELA_OK);
    struct ela_db_value p[] = {ELA_DBV_TEXT("llx_x")};
    for (int i = 0; i < 3; i++)
        assert_int_equal(ela_db_exec(db, "INSERT INTO llx_thing VALUES (1, ?)", p, 1, NULL, &err),
                         ELA_OK);
    assert_int_equal(ela_db_query(db,
                                  "SELECT t.a, 'llx_''q', \"llx_y\", xllx_.b FROM `llx_thing` AS "
                                  "t, (SELECT 1 AS b) AS xllx_ LIMIT 1",
                                  NULL, 0, &r, &err),
                     ELA_OK);
    t_str_equal(ela_db_cell(&r, 0, 1), "llx_'q");
    t_str_equal(ela_db_cell(&r, 0, 2), "llx_y");
    ela_db_result_release(&r);
    for (int i = 0; i < 300; i++) { /* more texts than the caches hold */
        char sql[64];
        snprintf(sql, sizeof sql, "SELECT a + %d FROM llx_thing LIMIT 1", i);
        assert_int_equal(ela_db_query(db, sql, NULL, 0, &r, &err), ELA_OK);
        assert_int_equal(ela_db_int(&r, 0, 0, 0), i + 1);
        ela_db_result_release(&r);
    }
    ela_db_free(db);
    t_sql("DROP TABLE doli7_thing");
    cfg.prefix = "x; DROP";
    assert_int_equal(ela_db_open(&cfg, &db, &err), ELA_E_INTERNAL);
}

/* --- lost connections --------------------------------------------------------------------- */

static void kill_connection(struct ela_db *victim)
{
    struct ela_db_result r;
    assert_int_equal(ela_db_query(victim, "SELECT CONNECTION_ID()", NULL, 0, &r, NULL), ELA_OK);
    int64_t id = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    t_sql("KILL %" PRId64, id);
}

static void test_lost_connection_comes_back(void **state)
{
    (void)state;
    struct ela_db *db = t_connect();
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    struct script s = {.db = db};
    kill_connection(db);
    assert_int_equal(ela_db_query(db, "SELECT 1", NULL, 0, &r, &err),
                     ELA_OK); /* a read comes back by itself */
    ela_db_result_release(&r);
    kill_connection(db);
    assert_int_equal(ela_db_tx(db, body, &s, &err), ELA_OK);
    /* In the middle of a transaction everything is run again. */
    assert_int_equal(ela_db_begin(db, &err), ELA_OK);
    kill_connection(db);
    assert_int_equal(ela_db_exec(db, "DELETE FROM llx_const", NULL, 0, NULL, &err),
                     ELA_E_TRANSIENT);
    assert_string_equal(err.key, "db.gone");
    ela_error_reset(&err);
    assert_int_equal(ela_db_commit(db, &err), ELA_E_TRANSIENT);
    assert_true(t_int("SELECT COUNT(*) FROM llx_const") > 0);
    kill_connection(db);
    ela_error_reset(&err);
    assert_int_equal(ela_db_revive(db, T.now, &err), ELA_OK);
    assert_int_equal(ela_db_exec(db, "DELETE FROM llx_const WHERE name = 'T'", NULL, 0, NULL, &err),
                     ELA_OK);
    /* A commit whose answer was lost is not run again. */
    assert_int_equal(ela_db_begin(db, &err), ELA_OK);
    kill_connection(db);
    assert_int_equal(ela_db_commit(db, &err), ELA_E_TRANSIENT);
    assert_string_equal(err.key, "db.commit_unknown");
    ela_db_free(db);
}

static void test_unreachable_and_refused(void **state)
{
    (void)state;
    struct ela_db *db;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db_config cfg = T.config;
    cfg.socket = "/nowhere/at/all";
    assert_int_equal(ela_db_open(&cfg, &db, &err), ELA_E_TRANSIENT);
    assert_string_equal(err.key, "db.unreachable");
    ela_error_reset(&err);
    cfg = T.config;
    cfg.user = "nobody";
    cfg.password = "wrong";
    assert_int_equal(ela_db_open(&cfg, &db, &err), ELA_E_PERMANENT);
    assert_string_equal(err.key, "db.denied");
    assert_null(db);
}

/* --- streaming and composing -------------------------------------------------------------- */

struct sum {
    int64_t rows, total;
    int64_t stop_at;
};

static enum ela_status add_row(void *ctx, const struct ela_str *cells, size_t ncols,
                               struct ela_error *err)
{
    struct sum *s = ctx;
    int64_t v;
    assert_int_equal(ncols, 2);
    assert_true(ela_parse_i64(cells[0], &v));
    s->rows++;
    s->total += v;
    assert_int_equal(cells[1].n, 300);
    return s->rows == s->stop_at ? ela_fail(err, ELA_E_STATE, "test.enough", NULL) : ELA_OK;
}

static const char MANY[] = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE "
                           "i < 900) SELECT a.i, REPEAT('x', 300)"
                           " FROM n AS a, n AS b WHERE b.i <= ?";

static void test_streaming(void **state)
{
    (void)state;
    struct sum s = {0, 0, 0};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db_value p[] = {ELA_DBV_INT(100)};
    assert_int_equal(ela_db_each(T.db, MANY, p, 1, add_row, &s, &err), ELA_OK);
    assert_int_equal(s.rows, 90000);
    assert_int_equal(s.total, 100 * 900 * 901 / 2);
    s = (struct sum){0, 0, 3};
    assert_int_equal(ela_db_each(T.db, MANY, p, 1, add_row, &s, &err), ELA_E_STATE);
    assert_string_equal(err.key, "test.enough");
    assert_int_equal(t_int("SELECT 7"), 7); /* the connection is free again */
}

static void test_composed_statements(void **state)
{
    (void)state;
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    int64_t ids[700] = {3, 5};
    ela_sql_init(&q);
    ela_sql_add(&q, "SELECT 5 IN ");
    ela_sql_in(&q, ids, 2);
    ela_sql_add(&q, ", COALESCE(5 IN ");
    ela_sql_in(&q, NULL, 0);
    ela_sql_add(&q, ", 'no'), ?");
    ela_sql_text(&q, ELA_STR("x"));
    assert_int_equal(ela_sql_query(&q, T.db, &r, &err), ELA_OK);
    assert_int_equal(ela_db_int(&r, 0, 0, 0), 1);
    t_str_equal(ela_db_cell(&r, 0, 1), "no");
    ela_db_result_release(&r);
    ela_sql_in(&q, ids, 700);
    assert_int_equal(ela_sql_query(&q, T.db, &r, &err), ELA_E_INTERNAL);
    ela_sql_add(&q, "SELECT ?");
    ela_sql_int(&q, 7);
    assert_int_equal(ela_sql_query(&q, T.db, &r, &err), ELA_OK);
    assert_int_equal(ela_db_int(&r, 0, 0, 0), 7);
    ela_db_result_release(&r);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_values_survive),
        DB_TEST(test_literals_equal_parameters),
        DB_TEST(test_refusals_are_told_apart),
        DB_TEST(test_changed_rows_are_counted),
        DB_TEST(test_other_prefix),
        DB_TEST(test_lost_connection_comes_back),
        DB_TEST(test_unreachable_and_refused),
        DB_TEST(test_streaming),
        DB_TEST(test_composed_statements),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
