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

/* Tasks, demands, files, comments, requests, and where it stands in others' cases. */
static void test_PLAT_15_what_was_worked_on_follows_a_merge(void **state)
{
    (void)state;
    static const char *const tables[] = {"task",    "action",     "file",          "comment",
                                         "request", "case_party", "client_service"};
    struct ela_actor me = t_portal("a@b.fr", gone);
    int64_t id = t_case(gone, boss.user_id);
    t_call(&boss, "task.create", "{'case':%" PRId64 ",'title':'Signer','for_client':true}", id);
    t_call(&boss, "task.create", "{'client':%d,'title':'Rappeler','for_client':true}", gone);
    t_call(&boss, "action.ask", "{'case':%" PRId64 ",'message':'Lisez','note':true}", id);
    t_sql("INSERT INTO llx_elaska_file (entity, fk_soc, fk_case, object, object_id, name, type, "
          "size, sha256, place, at) VALUES (1, %d, %" PRId64 ", 'task', 1, 'a.pdf', "
          "'application/pdf', 1, UNHEX(SHA2('a', 256)), 'ab/a', 1)",
          gone, id);
    t_sql("INSERT INTO llx_elaska_comment (entity, object, object_id, fk_case, fk_soc, body, at) "
          "VALUES (1, 'task', 1, %" PRId64 ", %d, 'Bien', 1)",
          id, gone);
    t_sql("INSERT INTO llx_elaska_request (entity, fk_soc, fk_account, kind, fk_definition, "
          "draft_key, status, created_at, updated_at) VALUES (1, %d, %" PRId64 ", 'audit', 1, 'k', "
          "'received', 1, 1)",
          gone, me.account_id);
    t_sql("INSERT INTO llx_elaska_case_party (entity, fk_case, role, fk_soc, created_at, "
          "fk_user_creat) VALUES (1, %" PRId64 ", 'bank', %d, 1, 1)",
          id, gone);
    t_sql("INSERT INTO llx_elaska_client_service (entity, fk_soc, kind, active, fk_user, at) VALUES"
          " (1, %d, 'audit', 1, 1, 1), (1, %d, 'hiring', 1, 1, 1), (1, %d, 'audit', 0, 1, 1)",
          gone, gone, kept);
    t_ok(&boss, "time.replace_client", "{}", "{'from':%d,'to':%d}", gone, kept);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (t_int("SELECT COUNT(*) FROM llx_elaska_%s WHERE fk_soc = %d", tables[i], gone) != 0)
            fail_msg("%s stays behind", tables[i]);
        assert_true(t_int("SELECT COUNT(*) FROM llx_elaska_%s WHERE fk_soc = %d", tables[i], kept) >
                    0);
    }
    /* decided on both: as for the one that stays */
    assert_int_equal(t_int("SELECT active FROM llx_elaska_client_service WHERE kind = 'audit'"), 0);
    me.client_id = kept;
    t_ok(&me, "portal.todo", "{'count':3}", "{}");
    assert_int_equal(ela_json_size(t_at(t_call(&me, "task.list", "{}"), "rows")), 2);
}

/* A case that was opened for the wrong client takes along what was begun on it. */
static void test_CASE_01_what_hangs_on_a_case_follows_it_to_another_client(void **state)
{
    (void)state;
    struct ela_actor me = t_portal("a@b.fr", kept);
    int64_t id = t_case(gone, boss.user_id);
    t_call(&boss, "task.create", "{'case':%" PRId64 ",'title':'Signer','for_client':true}", id);
    t_sql("INSERT INTO llx_elaska_action (entity, fk_case, fk_soc, kinds, message, status, "
          "created_at) VALUES (1, %" PRId64 ", %d, 'note', 'Lisez', 'waiting', 1)",
          id, gone);
    t_call(&boss, "case.update", "{'case':%" PRId64 ",'version':1,'client':%d}", id, kept);
    t_ok(&me, "portal.todo", "{'count':2}", "{}");
    assert_int_equal(ela_json_size(t_at(t_call(&me, "task.list", "{}"), "rows")), 1);
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

/* Every table that names a third party, those that come later too. */
static void test_PLAT_15_no_table_is_left_behind_by_a_merge(void **state)
{
    (void)state;
    static const char of_tables[] =
        "FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name LIKE "
        "'llx\\_elaska\\_%%' AND column_name IN ('fk_soc', 'fk_soc_to')";
    static char table[64][64], column[64][16];
    size_t n = (size_t)t_int("SELECT COUNT(*) %s", of_tables);
    assert_in_range(n, 20, 64);
    for (size_t i = 0; i < n; i++) {
        snprintf(table[i], sizeof table[i], "%s",
                 t_text("SELECT table_name %s ORDER BY table_name, column_name LIMIT 1 OFFSET %zu",
                        of_tables, i));
        snprintf(column[i], sizeof column[i], "%s",
                 t_text("SELECT column_name %s ORDER BY table_name, column_name LIMIT 1 OFFSET %zu",
                        of_tables, i));
    }
    t_sql("SET SESSION sql_mode = '', foreign_key_checks = 0");
    for (size_t i = 0; i < n; i++) /* fk_soc before fk_soc_to, of one row */
        if (strcmp(column[i], "fk_soc") == 0)
            t_sql("INSERT INTO %s (fk_soc) VALUES (%d)", table[i], gone);
        else
            t_sql("UPDATE %s SET %s = %d", table[i], column[i], gone);
    t_sql("INSERT INTO llx_elaska_file (entity, fk_soc, object, object_id, name) VALUES (1, %d, "
          "'client', %d, 'a'), (1, %d, 'document', %d, 'b')",
          gone, gone, gone, gone);
    t_sql("INSERT INTO llx_elaska_qr (entity, object, object_id, code) VALUES (1, 'client', %d, "
          "'x')",
          gone);
    t_call(&boss, "time.replace_client", "{'from':%d,'to':%d}", gone, kept);
    for (size_t i = 0; i < n; i++)
        if (t_int("SELECT COUNT(*) FROM %s WHERE %s = %d", table[i], column[i], gone))
            fail_msg("%s.%s is left behind by a merge (time_client.c)", table[i], column[i]);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE object_id = %d AND object "
                           "IN ('client', 'document')",
                           kept),
                     2);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_qr WHERE object = 'client' AND object_id = %d",
              kept),
        1);
    for (size_t i = 0; i < n; i++)
        t_sql("DELETE FROM %s", table[i]);
    t_sql("SET SESSION sql_mode = DEFAULT, foreign_key_checks = 1");
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
        CLIENT_TEST(test_PLAT_15_what_was_worked_on_follows_a_merge),
        CLIENT_TEST(test_CASE_01_what_hangs_on_a_case_follows_it_to_another_client),
        CLIENT_TEST(test_PLAT_15_an_account_of_both_keeps_one_link),
        CLIENT_TEST(test_PLAT_15_no_table_is_left_behind_by_a_merge),
        CLIENT_TEST(test_TIME_18_what_was_decided_follows_a_merge),
        CLIENT_TEST(test_TIME_18_what_was_decided_goes_with_a_deletion),
        CLIENT_TEST(test_PLAT_15_refused),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
