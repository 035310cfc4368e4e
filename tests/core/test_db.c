/*
 * The database door: values, prefixes, transactions, retries, streaming, the schema check.
 */
#include "support.h"

#include "db/schema.h"

static void test_values_survive(void **state)
{
    (void)state;
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    char big[5000];
    memset(big, 'x', sizeof big);
    struct ela_db_value p[] = {ELA_DBV_INT(INT64_MIN), ELA_DBV_TEXT("L'été 🙂 \\ '"), ELA_DBV_BYTES("\0\xff\1", 3),
                               ELA_DBV_NULL, ELA_DBV_STR(((struct ela_str){big, sizeof big})), ELA_DBV_TEXT("")};
    assert_int_equal(ela_db_query(T.db, "SELECT ?, ?, HEX(?), ?, ?, ?", p, 6, &r, &err), ELA_OK);
    assert_int_equal(ela_db_int(&r, 0, 0, 0), INT64_MIN);
    t_str_equal(ela_db_cell(&r, 0, 1), "L'été 🙂 \\ '");
    t_str_equal(ela_db_cell(&r, 0, 2), "00FF01");
    assert_true(ela_db_is_null(&r, 0, 3));
    assert_int_equal(ela_db_cell(&r, 0, 4).n, sizeof big);
    assert_int_equal(ela_db_cell(&r, 0, 5).n, 0);
    assert_false(ela_db_is_null(&r, 0, 5));
    ela_db_result_release(&r);
}

static const struct CMUnitTest tests[] = {
    DB_TEST(test_values_survive),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, t_close);
}
