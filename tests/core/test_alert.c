/*
 * Alerts on cases: what is late is shown to who leads, told once a day.
 */
#include "support.h"

static struct ela_actor lead, other;
static int32_t client;

static int64_t late_case(void)
{
    client = t_client("Boulangerie Martin");
    lead = t_user("lea", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_ADMIN);
    other = t_user("marc", ELA_RIGHT_CASE_READ);
    t_sql("UPDATE llx_user SET email = 'lea@example.org' WHERE rowid = %d", lead.user_id);
    int64_t id = t_case(client, lead.user_id);
    t_sql("UPDATE llx_elaska_case SET due_on = '2026-11-01', active_at = %d WHERE rowid = %lld",
          T_NOW, (long long)id);
    return id;
}

static void test_CASE_39_what_is_late_is_shown_oldest_first(void **state)
{
    (void)state;
    int64_t id = late_case();
    t_sql("INSERT INTO llx_elaska_case_step (entity, fk_case, code, label, position, status,"
          " planned_on) VALUES (1, %lld, 'study', 'Étude', 1, 'current', '2026-10-15')",
          (long long)id);
    t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, label, status, status_at,"
          " position) VALUES (1, %lld, 'kbis', 'Kbis', 'waiting', %d, 1)",
          (long long)id, T_NOW - 6 * 86400);
    t_ok(&lead, "alert.list",
         "{'rows': [{'kind': 'step_late', 'label': 'Étude', 'since_on': '2026-10-15', 'days': 37},"
         " {'kind': 'case_late', 'days': 20, 'client': {'name': 'Boulangerie Martin'}},"
         " {'kind': 'piece_waiting', 'label': 'Kbis'}],"
         " 'counts': {'step_late': 1, 'case_late': 1, 'piece_waiting': 1}}",
         "{}");
}

static void test_CASE_39_what_ended_or_is_not_mine_is_no_alert(void **state)
{
    (void)state;
    int64_t id = late_case();
    assert_int_equal(ela_json_size(t_at(t_call(&other, "alert.list", "{}"), "rows")), 0);
    t_sql("UPDATE llx_elaska_case SET status = 'done', class = 'done' WHERE rowid = %lld",
          (long long)id);
    assert_int_equal(ela_json_size(t_at(t_call(&lead, "alert.list", "{}"), "rows")), 0);
}

static void test_CASE_39_a_quiet_case_is_an_alert_after_the_days_of_the_setting(void **state)
{
    (void)state;
    int64_t id = late_case();
    t_sql("UPDATE llx_elaska_case SET due_on = NULL, active_at = %d WHERE rowid = %lld",
          T_NOW - 20 * 86400, (long long)id);
    assert_int_equal(ela_json_size(t_at(t_call(&lead, "alert.list", "{}"), "rows")), 0);
    t_setting("ELASKA_ALERT_IDLE_DAYS", "10");
    t_ok(&lead, "alert.list", "{'rows': [{'kind': 'idle', 'days': 20}]}", "{}");
}

static void test_CASE_39_the_lead_is_told_once_a_day(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    (void)late_case();
    t_refused(&lead, "alert.daily", "denied", NULL, "{}");
    t_ok(&worker, "alert.daily", "{'mails': 1}", "{}");
    t_call(&worker, "alert.daily", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'alerts.daily'"),
                     1);
    assert_non_null(strstr(t_text("SELECT body_text FROM llx_elaska_outbox"),
                           "1 dossier a dépassé sa date de fin"));
    T.now += 86400;
    t_call(&worker, "alert.daily", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 2);
}

static const char *steps_of(int64_t id)
{
    return t_text("SELECT GROUP_CONCAT(status, IFNULL(CONCAT('/', kept), '') ORDER BY position"
                  " SEPARATOR ' ') FROM llx_elaska_case_step WHERE fk_case = %lld",
                  (long long)id);
}

static void test_CASE_39_a_closed_case_leaves_no_step_to_do(void **state)
{
    (void)state;
    int64_t id = late_case();
    t_sql("INSERT INTO llx_elaska_case_step (entity, fk_case, code, label, position, status,"
          " planned_on, reason) VALUES (1, %lld, 'a', 'A', 1, 'done', NULL, NULL),"
          " (1, %lld, 'b', 'B', 2, 'na', NULL, 'Inutile'),"
          " (1, %lld, 'c', 'C', 3, 'current', '2026-10-15', NULL),"
          " (1, %lld, 'd', 'D', 4, 'todo', '2026-10-16', NULL)",
          (long long)id, (long long)id, (long long)id, (long long)id);
    t_refused(&lead, "case.transition", "case.closing_work", "confirm",
              "{'case': %lld, 'to': 'cancelled', 'reason': 'x'}", (long long)id);
    t_call(&lead, "case.transition",
           "{'case': %lld, 'to': 'cancelled', 'reason': 'x', 'confirm': true}", (long long)id);
    assert_string_equal(steps_of(id), "done na na/current na/todo");
    t_ok(&lead, "case.page",
         "{'progress': 33, 'steps': [{'left': false}, {'left': false}, {'left': true}, {'left': "
         "true, 'status': {'code': 'na'}}]}",
         "{'case': %lld}", (long long)id);
    /* which were left is told with the change */
    assert_int_equal(t_int("SELECT JSON_VALUE(data, '$.steps_left') FROM llx_elaska_event WHERE "
                           "kind = 'case.status' ORDER BY rowid DESC LIMIT 1"),
                     2);
    t_call(&lead, "case.transition", "{'case': %lld, 'to': 'in_progress', 'reason': 'x'}",
           (long long)id);
    assert_string_equal(steps_of(id), "done na current todo");
    t_ok(&lead, "alert.list", "{'counts': {'step_late': 2}}", "{}");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_CASE_39_what_is_late_is_shown_oldest_first),
        DB_TEST(test_CASE_39_what_ended_or_is_not_mine_is_no_alert),
        DB_TEST(test_CASE_39_a_quiet_case_is_an_alert_after_the_days_of_the_setting),
        DB_TEST(test_CASE_39_the_lead_is_told_once_a_day),
        DB_TEST(test_CASE_39_a_closed_case_leaves_no_step_to_do),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
