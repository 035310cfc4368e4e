/*
 * Two third parties that become one, or one that is no more. PLAT-15, TIME-18.
 */
#include "support.h"

#include <inttypes.h>

static struct ela_actor boss;
static int32_t gone, kept;

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("max", T_ALL_RIGHTS);
    gone = t_client("Martin SARL");
    kept = t_client("Boulangerie Martin");
    return 0;
}

#define CLIENT_TEST(f) cmocka_unit_test_setup(f, setup)

static void test_PLAT_15_all_that_hung_on_one_hangs_on_the_other(void **state)
{
    (void)state;
    int64_t id = t_int_at(
        t_call(&boss, "case.create", "{'title':'D','client':%d,'lead':%d}", gone, boss.user_id),
        "id");
    int64_t entry =
        t_int_at(t_call(&boss, "time.create", "{'case':%" PRId64 ",'activity':%d,'duration':'1h'}",
                        id, t_activity("call")),
                 "id");
    t_call(&boss, "timer.start", "{'case':%" PRId64 "}", id);
    t_call(&boss, "rate.set", "{'level':'client','target':%d,'rate':'70'}", gone);
    t_call(&boss, "rate.set", "{'level':'client','target':%d,'rate':'90'}", kept);
    t_portal("a@b.fr", gone);
    t_ok(&boss, "time.replace_client", "{}", "{'from':%d,'to':%d}", gone, kept);
    t_ok(&boss, "case.read", "{'client':{'name':'Boulangerie Martin'}}", "{'case':%" PRId64 "}",
         id);
    t_ok(&boss, "time.read", "{'client':{'name':'Boulangerie Martin'},'rate':'90.00'}",
         "{'time':%" PRId64 "}", entry);
    t_ok(&boss, "timer.read", "{'running':{'client':{'name':'Boulangerie Martin'}}}", "{}");
    t_ok(&boss, "case.links", "{'cases':0,'entries':0,'timers':0,'accounts':0,'lines':0}",
         "{'object':'client','id':%d}", gone);
    t_ok(&boss, "case.links", "{'cases':1,'entries':1,'timers':1,'accounts':1}",
         "{'object':'client','id':%d}", kept);
}

static void test_PLAT_15_an_account_of_both_keeps_one_link(void **state)
{
    (void)state;
    t_portal("a@b.fr", gone);
    t_sql("INSERT INTO llx_elaska_account_client (fk_account, fk_soc, entity, role, created_at) "
          "SELECT fk_account, %d, entity, role, created_at FROM llx_elaska_account_client",
          kept);
    t_ok(&boss, "time.replace_client", "{}", "{'from':%d,'to':%d}", gone, kept);
    t_ok(&boss, "case.links", "{'accounts':1}", "{'object':'client','id':%d}", kept);
    t_ok(&boss, "case.links", "{'accounts':0}", "{'object':'client','id':%d}", gone);
}

static void decide(int32_t client, const char *amounts)
{
    t_ok(&boss, "account.amounts", "{}", "{'client':%d,'amounts':'%s'}", client, amounts);
}

static void decided(int32_t client, const char *amounts)
{
    t_str_equal(t_text_at(t_call(&boss, "account.list", "{'client':%d}", client), "amounts"),
                amounts);
}

static void test_TIME_18_what_was_decided_follows_a_merge(void **state)
{
    (void)state;
    decide(gone, "hidden");
    t_ok(&boss, "time.replace_client", "{}", "{'from':%d,'to':%d}", gone, kept);
    decided(kept, "hidden");
    /* decided on both: as for the one that stays */
    int32_t third = t_client("Martin et fils");
    decide(third, "shown");
    t_ok(&boss, "time.replace_client", "{}", "{'from':%d,'to':%d}", third, kept);
    decided(kept, "hidden");
    /* taken back on the one that stays: as for the other */
    decide(kept, "as_set");
    decide(third, "shown");
    t_ok(&boss, "time.replace_client", "{}", "{'from':%d,'to':%d}", third, kept);
    decided(kept, "shown");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_client"), 1);
}

static void test_TIME_18_what_was_decided_goes_with_a_deletion(void **state)
{
    (void)state;
    struct ela_actor tom = t_user("tom", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_ADMIN);
    decide(gone, "hidden");
    decide(kept, "shown");
    t_call(&boss, "rate.set", "{'level':'client','target':%d,'rate':'70'}", gone);
    t_call(&boss, "rate.set", "{'level':'client','target':%d,'rate':'90'}", kept);
    t_refused(&tom, "time.forget_client", "denied", NULL, "{'client':%d}", gone);
    t_refused(&boss, "time.forget_client", "field.required", "client", "{}");
    t_ok(&boss, "time.forget_client", "{}", "{'client':%d}", gone);
    assert_int_equal(t_int("SELECT MAX(fk_soc) FROM llx_elaska_client"), kept);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_client"), 1);
    assert_int_equal(t_int("SELECT SUM(fk_target) FROM llx_elaska_rate WHERE level = 'client'"),
                     kept);
}

static void test_PLAT_15_refused(void **state)
{
    (void)state;
    struct ela_actor tom = t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_WRITE);
    t_refused(&boss, "time.replace_client", "field.duplicate", "to", "{'from':%d,'to':%d}", kept,
              kept);
    t_refused(&boss, "time.replace_client", "field.required", "to", "{'from':%d}", gone);
    t_refused(&tom, "time.replace_client", "denied", NULL, "{'from':%d,'to':%d}", gone, kept);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CLIENT_TEST(test_PLAT_15_all_that_hung_on_one_hangs_on_the_other),
        CLIENT_TEST(test_PLAT_15_an_account_of_both_keeps_one_link),
        CLIENT_TEST(test_TIME_18_what_was_decided_follows_a_merge),
        CLIENT_TEST(test_TIME_18_what_was_decided_goes_with_a_deletion),
        CLIENT_TEST(test_PLAT_15_refused),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
