/*
 * Packs and templates: what is shipped installs, twice is once, what is broken is refused by place.
 */
#include "pack_support.h"

#include "meta/meta.h"

static void test_CASE_04_shipped_packs_install_and_again_change_nothing(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "starter");
    int64_t n = t_int("SELECT COUNT(*) FROM llx_elaska_definition");
    int64_t stamp = t_int("SELECT value FROM llx_elaska_definition_stamp WHERE entity = 1");
    assert_true(n >= 16);
    t_pack(&admin, "starter");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_definition"), n);
    assert_int_equal(t_int("SELECT value FROM llx_elaska_definition_stamp WHERE entity = 1"),
                     stamp);
    const struct ela_json *rows = t_at(t_call(&admin, "template.list", "{}"), "rows");
    assert_int_equal(ela_json_size(rows), 12);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_CASE_04_shipped_packs_install_and_again_change_nothing),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
