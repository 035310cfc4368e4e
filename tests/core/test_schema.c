/*
 * The schema: what sql/ declares is what the database has; migrations and their ledger.
 */
#include "support.h"

#include "db/schema.h"

static char *differences(void)
{
    struct ela_buf out;
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_init(&out, 1 << 20);
    if (ela_schema_verify(T.db, &ELA_SCHEMA_MANIFEST, &out, &err) != ELA_OK)
        fail_msg("%s (%s)", err.key, err.detail);
    return ela_buf_take(&out, NULL);
}

static void expect_difference(const char *line)
{
    char *text = differences();
    if (!text || strcmp(text, line) != 0)
        fail_msg("\"%s\" instead of \"%s\"", text ? text : "", line);
    ela_free(text);
}

static void test_schema_as_declared(void **state)
{
    (void)state;
    char *text = differences();
    if (text)
        fail_msg("%s", text);
}

/* A database of the first release, brought forward, is what a fresh one is. */
static void test_PLAT_01_runs_of_billing_migrate(void **state)
{
    (void)state;
    static const char name[] = "V20261121__run_of_documents";
    char text[2048] = "";
    FILE *f = fopen(TEST_ROOT "/sql/migrations/V20261121__run_of_documents.sql", "r");
    assert_non_null(f);
    assert_true(fread(text, 1, sizeof text - 1, f) > 0);
    fclose(f);
    t_sql("ALTER TABLE llx_elaska_billing_run CHANGE COLUMN fk_document fk_facture INTEGER NOT "
          "NULL, DROP COLUMN kind, DROP INDEX uk_elaska_billing_run, ADD UNIQUE INDEX "
          "uk_elaska_billing_run (entity, request_key), DROP INDEX "
          "idx_elaska_billing_run_document, ADD INDEX idx_elaska_billing_run_invoice (fk_facture)");
    t_sql("INSERT INTO llx_elaska_billing_run (entity, request_key, fk_facture, fk_user, "
          "created_at) VALUES (1, 'k', 7, 1, 1)");
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_schema_settle(T.db, T.now, &err), ELA_OK);
    t_sql("DELETE FROM llx_elaska_schema WHERE name >= '%s'", name);
    const struct ela_schema_file file = {name, ela_str_of(text)};
    size_t ran = 0;
    assert_int_equal(ela_schema_migrate(T.db, &file, 1, T.now, &ran, &err), ELA_OK);
    assert_int_equal(ran, 1);
    char *wrong = differences();
    if (wrong)
        fail_msg("%s", wrong);
    assert_int_equal(t_int("SELECT fk_document FROM llx_elaska_billing_run WHERE kind = "
                           "'invoice' AND request_key = 'k'"),
                     7);
    assert_int_equal(ela_schema_settle(T.db, T.now, &err), ELA_OK);
    t_sql("DELETE FROM llx_elaska_billing_run");
}

static void test_schema_differences_are_named(void **state)
{
    (void)state;
    t_sql("ALTER TABLE llx_elaska_time MODIFY duration_s BIGINT NOT NULL");
    expect_difference("table llx_elaska_time: column duration_s is bigint, int is wanted\n");
    t_sql("ALTER TABLE llx_elaska_time MODIFY duration_s INTEGER NULL");
    expect_difference("table llx_elaska_time: column duration_s accepts NULL\n");
    t_sql("ALTER TABLE llx_elaska_time MODIFY duration_s INTEGER NOT NULL");
    t_sql("ALTER TABLE llx_elaska_case DROP COLUMN progress");
    expect_difference("table llx_elaska_case: column progress is missing\n");
    t_sql("ALTER TABLE llx_elaska_case ADD COLUMN progress SMALLINT NOT NULL DEFAULT 0");
    t_sql("ALTER TABLE llx_elaska_case MODIFY title VARCHAR(255) CHARACTER SET latin1 NOT NULL");
    expect_difference(
        "table llx_elaska_case: character set of column title is latin1, utf8mb4 is wanted\n");
    t_sql("ALTER TABLE llx_elaska_case MODIFY title VARCHAR(255) CHARACTER SET utf8mb4 COLLATE "
          "utf8mb4_unicode_ci NOT NULL");
    t_sql("ALTER TABLE llx_elaska_case DROP INDEX uk_elaska_case_ref, ADD INDEX uk_elaska_case_ref "
          "(entity, ref)");
    expect_difference("table llx_elaska_case: index uk_elaska_case_ref is not unique\n");
    t_sql("ALTER TABLE llx_elaska_case DROP INDEX uk_elaska_case_ref, ADD UNIQUE INDEX "
          "uk_elaska_case_ref (ref)");
    expect_difference(
        "table llx_elaska_case: index uk_elaska_case_ref is ref, entity,ref is wanted\n");
    t_sql("ALTER TABLE llx_elaska_case DROP INDEX uk_elaska_case_ref, ADD UNIQUE INDEX "
          "uk_elaska_case_ref (entity, ref)");
    t_sql("ALTER TABLE llx_elaska_case_member DROP FOREIGN KEY fk_elaska_case_member_case");
    expect_difference(
        "table llx_elaska_case_member: foreign key fk_elaska_case_member_case is missing\n");
    t_sql("ALTER TABLE llx_elaska_case_member ADD CONSTRAINT fk_elaska_case_member_case FOREIGN "
          "KEY (fk_case)"
          " REFERENCES llx_elaska_case (rowid) ON DELETE RESTRICT");
    expect_difference("table llx_elaska_case_member: ON DELETE of fk_elaska_case_member_case is "
                      "RESTRICT, CASCADE is wanted\n");
    t_sql("ALTER TABLE llx_elaska_case_member DROP FOREIGN KEY fk_elaska_case_member_case");
    t_sql("ALTER TABLE llx_elaska_case_member ADD CONSTRAINT fk_elaska_case_member_case FOREIGN "
          "KEY (fk_case)"
          " REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE");
    t_sql("RENAME TABLE llx_elaska_worker TO llx_elaska_hidden");
    char *text = differences();
    assert_non_null(strstr(text, "table llx_elaska_worker is missing\n"));
    ela_free(text);
    t_sql("RENAME TABLE llx_elaska_hidden TO llx_elaska_worker");
    t_sql(
        "ALTER TABLE llx_elaska_worker ADD COLUMN own_idea INT NULL"); /* extra is no difference */
    text = differences();
    assert_null(text);
    t_sql("ALTER TABLE llx_elaska_worker DROP COLUMN own_idea");
}

static enum ela_status migrate(const struct ela_schema_file *files, size_t n, size_t *ran,
                               struct ela_error *err)
{
    ela_error_reset(err);
    return ela_schema_migrate(T.db, files, n, T.now, ran, err);
}

static void test_migrations_run_once_in_order(void **state)
{
    (void)state;
    size_t ran;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_schema_file files[] = {
        {"V20990101__a", ELA_STR("-- why; with a semicolon\nCREATE TABLE llx_elaska_a (x INT "
                                 "DEFAULT 1 COMMENT 'a;b');\n\n")},
        {"V20990102__b", ELA_STR("ALTER TABLE llx_elaska_a ADD COLUMN y INT;")},
    };
    assert_int_equal(ela_schema_settle(T.db, T.now, &err), ELA_OK);
    assert_int_equal(ela_schema_settle(T.db, T.now, &err), ELA_OK);
    assert_int_equal(ela_schema_ready(T.db, &err), ELA_OK);
    assert_int_equal(migrate(files, 1, &ran, &err), ELA_OK);
    assert_int_equal(ran, 1);
    assert_int_equal(migrate(files, 2, &ran, &err), ELA_OK);
    assert_int_equal(ran, 1);
    assert_int_equal(migrate(files, 2, &ran, &err), ELA_OK);
    assert_int_equal(ran, 0);
    assert_int_equal(
        t_int(
            "SELECT COUNT(*) FROM llx_elaska_schema WHERE name LIKE 'V2099%%' AND state = 'done'"),
        2);
    assert_int_equal(t_int("SELECT COUNT(y) FROM llx_elaska_a"), 0);
    /* The database is now ahead of this code. */
    assert_int_equal(ela_schema_ready(T.db, &err), ELA_E_STATE);
    assert_string_equal(err.key, "schema.newer");
    const struct ela_schema_file late[] = {{"V20980101__late", ELA_STR("SELECT 1")}};
    assert_int_equal(migrate(late, 1, &ran, &err), ELA_E_STATE);
    assert_string_equal(err.key, "schema.unordered");
    t_sql("DROP TABLE llx_elaska_a");
}

static void test_half_done_migration_is_reported(void **state)
{
    (void)state;
    size_t ran;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_schema_file bad[] = {
        {"V20990101__bad", ELA_STR("ALTER TABLE llx_nowhere ADD x INT")}};
    const struct ela_schema_file two[] = {{"V20990101__two", ELA_STR("SELECT 1; SELECT 2;")}};
    assert_int_equal(ela_schema_settle(T.db, T.now, &err), ELA_OK);
    assert_int_equal(migrate(two, 1, &ran, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "schema.many_statements");
    assert_int_equal(migrate(bad, 1, &ran, &err), ELA_E_INTERNAL);
    assert_int_equal(migrate(bad, 1, &ran, &err), ELA_E_STATE);
    assert_string_equal(err.key, "schema.started");
    assert_string_equal(err.params[0].value, "V20990101__bad");
    ela_error_reset(&err);
    assert_int_equal(ela_schema_ready(T.db, &err), ELA_E_STATE);
    assert_string_equal(err.key, "schema.started");
}

static void test_schema_of_another_age(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_schema_ready(T.db, &err), ELA_E_STATE);
    assert_string_equal(err.key, "schema.older");
    t_sql("RENAME TABLE llx_elaska_schema TO llx_elaska_hidden");
    ela_error_reset(&err);
    assert_int_equal(ela_schema_ready(T.db, &err), ELA_E_STATE);
    assert_string_equal(err.key, "schema.missing");
    size_t ran;
    assert_int_equal(migrate(NULL, 0, &ran, &err), ELA_OK);
    t_sql("RENAME TABLE llx_elaska_hidden TO llx_elaska_schema");
    assert_string_equal(ela_schema_version(), ELA_SCHEMA_MANIFEST.version);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_schema_as_declared),
        DB_TEST(test_schema_differences_are_named),
        DB_TEST(test_migrations_run_once_in_order),
        DB_TEST(test_half_done_migration_is_reported),
        DB_TEST(test_PLAT_01_runs_of_billing_migrate),
        DB_TEST(test_schema_of_another_age),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
