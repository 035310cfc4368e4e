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

/* One alert of each kind on one case, five days old. */
static int64_t one_of_each(void)
{
    int64_t id = late_case();
    t_sql("UPDATE llx_elaska_case SET due_on = '2026-11-16', active_at = %d WHERE rowid = %lld",
          T_NOW - 5 * 86400 - 60, (long long)id);
    t_sql("INSERT INTO llx_elaska_case_step (entity, fk_case, code, label, position, status,"
          " planned_on) VALUES (1, %lld, 's', 'S', 1, 'todo', '2026-11-16')",
          (long long)id);
    t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, label, status, status_at,"
          " position) VALUES (1, %lld, 'p', 'P', 'waiting', %d, 1)",
          (long long)id, T_NOW - 5 * 86400 - 60);
    t_sql("INSERT INTO llx_elaska_task (entity, fk_case, fk_soc, title, status, due_on, position,"
          " created_at, updated_at, fk_user_creat) VALUES (1, %lld, %d, 'T', 'todo', '2026-11-16',"
          " 1, 1, 1, 1)",
          (long long)id, client);
    t_sql("INSERT INTO llx_elaska_action (entity, fk_case, fk_soc, kinds, message, due_on, status,"
          " fk_user, created_at) VALUES (1, %lld, %d, 'note', 'A', '2026-11-16', 'waiting', 1, 1)",
          (long long)id, client);
    t_setting("ELASKA_ALERT_IDLE_DAYS", "5");
    return id;
}

static int64_t shown(const char *kind)
{
    const struct ela_json *out = t_call(&lead, "alert.list", "{}");
    return ela_json_int(ela_json_get(t_at(out, "counts"), kind), 0);
}

static void test_CASE_39_each_kind_has_its_switch_and_its_delay(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *setting, *days;
    } KINDS[] = {{"case_late", "ELASKA_ALERT_CASE", "ELASKA_ALERT_CASE_DAYS"},
                 {"step_late", "ELASKA_ALERT_STEP", "ELASKA_ALERT_STEP_DAYS"},
                 {"task_late", "ELASKA_ALERT_TASK", "ELASKA_ALERT_TASK_DAYS"},
                 {"piece_waiting", "ELASKA_ALERT_PIECE", "ELASKA_ALERT_PIECE_DAYS"},
                 {"action_late", "ELASKA_ALERT_ACTION", "ELASKA_ALERT_ACTION_DAYS"},
                 {"idle", "ELASKA_ALERT_IDLE", "ELASKA_ALERT_IDLE_DAYS"}};
    (void)one_of_each();
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(shown(KINDS[i].kind), 1);
        t_setting(KINDS[i].days, "6");
        assert_int_equal(shown(KINDS[i].kind), 0);
        t_setting(KINDS[i].days, i < 3 || i == 4 ? "4" : "5");
        assert_int_equal(shown(KINDS[i].kind), 1);
        t_setting(KINDS[i].setting, "0");
        assert_int_equal(shown(KINDS[i].kind), 0);
        assert_int_equal(ela_json_size(t_at(t_call(&lead, "alert.list", "{}"), "rows")), 5 - i);
    }
}

static void test_CASE_39_who_is_told_is_set_for_each_kind(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker(), boss = t_user("boss", T_ALL_RIGHTS);
    int64_t id = one_of_each();
    t_sql("UPDATE llx_user SET email = CONCAT(login, '@example.org')");
    t_sql("UPDATE llx_user SET fk_user = %d WHERE rowid = %d", boss.user_id, lead.user_id);
    t_sql("INSERT INTO llx_elaska_case_member (fk_case, fk_user) VALUES (%lld, %d)", (long long)id,
          other.user_id);
    t_setting("ELASKA_ALERT_STEP_TO", "team");
    t_setting("ELASKA_ALERT_TASK_TO", "manager");
    t_setting("ELASKA_ALERT_PIECE_TO", "nobody");
    t_setting("ELASKA_ALERT_ACTION", "0");
    t_ok(&worker, "alert.daily", "{'mails': 3}", "{}");
    const char *told =
        t_text("SELECT body_text FROM llx_elaska_outbox WHERE recipient LIKE 'lea@%%'");
    assert_non_null(
        strstr(told, "1 étape est en retard ; 1 tâche est en retard ; 1 dossier est sans"));
    assert_non_null(strstr(told, "1 dossier a dépassé"));
    assert_null(strstr(told, "document"));
    assert_null(strstr(told, "client n'a pas"));
    told = t_text("SELECT body_text FROM llx_elaska_outbox WHERE recipient LIKE 'marc@%%'");
    assert_non_null(strstr(told, "suivez : 1 étape est en retard."));
    told = t_text("SELECT body_text FROM llx_elaska_outbox WHERE recipient LIKE 'boss@%%'");
    assert_non_null(strstr(told, "suivez : 1 tâche est en retard."));
    /* what is confidential is not for who is outside of the team; nobody: no mail at all */
    T.now += 86400;
    t_sql("UPDATE llx_elaska_case SET confidentiality = 1");
    t_ok(&worker, "alert.daily", "{'mails': 2}", "{}");
    static const char *const off[] = {"ELASKA_ALERT_CASE_TO", "ELASKA_ALERT_STEP_TO",
                                      "ELASKA_ALERT_TASK_TO", "ELASKA_ALERT_IDLE_TO"};
    for (size_t i = 0; i < 4; i++)
        t_setting(off[i], "nobody");
    T.now += 86400;
    t_ok(&worker, "alert.daily", "{'mails': 0}", "{}");
}

static void test_CASE_39_wrong_settings_are_refused(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS);
    t_refused(&boss, "settings.check", "field.choice", "ELASKA_ALERT_STEP_TO",
              "{'name': 'ELASKA_ALERT_STEP_TO', 'value': 'everybody'}");
    t_refused(&boss, "settings.check", "field.range", "ELASKA_ALERT_PIECE_DAYS",
              "{'name': 'ELASKA_ALERT_PIECE_DAYS', 'value': '0'}");
    t_refused(&boss, "settings.check", "field.range", "ELASKA_ALERT_CASE_DAYS",
              "{'name': 'ELASKA_ALERT_CASE_DAYS', 'value': '366'}");
    t_refused(&boss, "settings.check", "field.type", "ELASKA_ALERT_IDLE",
              "{'name': 'ELASKA_ALERT_IDLE', 'value': 'maybe'}");
    t_call(&boss, "settings.check", "{'name': 'ELASKA_ALERT_STEP_TO', 'value': 'manager'}");
}

/* A manager sees what his scope holds, with who leads; an adviser outside of it sees nothing. */
static void test_CASE_39_managers_see_their_scope(void **state)
{
    (void)state;
    int64_t id = late_case();
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS);
    assert_int_equal(ela_json_size(t_at(t_call(&boss, "alert.list", "{}"), "rows")), 0);
    t_ok(&boss, "alert.list", "{'rows': [{'kind': 'case_late', 'lead': {'name': 'lea Durand'}}]}",
         "{'mine': false}");
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = %lld", (long long)id);
    assert_int_equal(ela_json_size(t_at(t_call(&boss, "alert.list", "{'mine': false}"), "rows")),
                     0);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 0 WHERE rowid = %lld", (long long)id);
    boss.own_clients_only = true;
    assert_int_equal(ela_json_size(t_at(t_call(&boss, "alert.list", "{'mine': false}"), "rows")),
                     0);
}

static void test_CASE_39_a_budget_that_is_reached(void **state)
{
    (void)state;
    int64_t id = late_case();
    t_sql("UPDATE llx_elaska_case SET gauge_alerted = 100 WHERE rowid = %lld", (long long)id);
    t_ok(&lead, "alert.list",
         "{'rows': [{'kind': 'case_late'}, {'kind': 'budget', 'since_on': null}], 'counts': "
         "{'budget': 1}}",
         "{}");
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
        DB_TEST(test_CASE_39_each_kind_has_its_switch_and_its_delay),
        DB_TEST(test_CASE_39_who_is_told_is_set_for_each_kind),
        DB_TEST(test_CASE_39_wrong_settings_are_refused),
        DB_TEST(test_CASE_39_managers_see_their_scope),
        DB_TEST(test_CASE_39_a_budget_that_is_reached),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
