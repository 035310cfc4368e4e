/*
 * What a firm does every day reads no more rows when closed cases pile up: a statement that walks
 * what is finished shows here. Source: CASE-12, CASE-22, CASE-26, CASE-29, CASE-32, CASE-39.
 */
#include "age_support.h"

enum { OPEN = 20, YOUNG = 300, OLD = 1500 };

static struct ela_actor boss, lead, own, client, worker;

static const struct {
    const struct ela_actor *actor;
    const char *op, *in;
} WORK[] = {
    {&boss, "case.page", "{'case': 1000010}"},
    {&client, "case.page", "{'case': 1000010}"},
    {&boss, "alert.list", "{}"},
    {&boss, "alert.list", "{'mine': false}"},
    {&lead, "alert.list", "{}"},
    {&own, "alert.list", "{}"},
    {&own, "alert.list", "{'mine': false}"},
    {&boss, "request.list", "{}"},
    {&boss, "request.list", "{'limit': 0}"},
    {&boss, "request.list", "{'class': 'open', 'limit': 1}"},
    {&boss, "request.list", "{'mine': true}"},
    {&boss, "document.queue", "{}"},
    {&boss, "task.list", "{'open': true}"},
    {&boss, "task.list", "{'mine': true, 'open': true}"},
    {&lead, "task.list", "{'mine': true, 'waiting': true, 'limit': 50}"},
    {&lead, "task.waiting", "{}"},
    {&own, "task.waiting", "{}"},
    {&boss, "task.board", "{'all': true}"},
    {&boss, "task.board", "{'mine': true, 'first': 20}"},
    {&boss, "action.list", "{'open': true}"},
    {&boss, "outbox.list", "{'case': 1000010}"},
    {&boss, "list.rows", "{'list': 'cases', 'view': 'open', 'limit': 10}"},
    {&own, "list.rows", "{'list': 'cases', 'view': 'open'}"},
    {&boss, "list.rows", "{'list': 'cases', 'view': 'mine'}"},
    {&lead, "list.rows", "{'list': 'cases', 'view': 'mine'}"},
    {&own, "list.rows", "{'list': 'cases', 'view': 'mine'}"},
    {&lead, "list.rows", "{'list': 'cases', 'view': 'team'}"},
    {&boss, "list.rows", "{'list': 'cases', 'view': 'late'}"},
    {&boss, "list.rows", "{'list': 'cases', 'view': 'validate'}"},
    {&boss, "list.rows", "{'list': 'cases', 'view': 'closed'}"},
    {&boss, "list.rows", "{'list': 'cases', 'view': 'archived'}"},
    {&boss, "list.board", "{'list': 'cases', 'view': 'mine'}"},
    {&lead, "list.rows", "{'list': 'tasks', 'view': 'mine'}"},
    {&boss, "list.rows", "{'list': 'tasks', 'view': 'open'}"},
    {&boss, "list.rows", "{'list': 'tasks', 'view': 'late'}"},
    {&boss, "list.rows", "{'list': 'tasks', 'view': 'done'}"},
    {&boss, "list.rows", "{'list': 'tasks', 'view': 'all'}"},
    {&boss, "list.rows", "{'list': 'pieces', 'view': 'validate'}"},
    {&boss, "list.rows", "{'list': 'pieces', 'view': 'missing'}"},
    {&boss, "list.rows", "{'list': 'pieces', 'view': 'late'}"},
    {&boss, "list.rows", "{'list': 'pieces', 'view': 'all'}"},
    {&boss, "list.rows", "{'list': 'requests', 'view': 'open'}"},
    {&client, "portal.home", "{}"},
    {&client, "portal.todo", "{}"},
    {&client, "task.list", "{'open': true}"},
    {&worker, "case.sweep", "{}"},
    {&worker, "action.remind", "{}"},
    {&worker, "alert.daily", "{}"},
};
enum { WORKS = sizeof WORK / sizeof WORK[0] };

static void test_CASE_39_what_is_closed_costs_the_daily_work_nothing(void **state)
{
    (void)state;
    int64_t before[WORKS];
    int more = 0;
    for (int i = 0; i < AGE_CLIENTS; i++)
        t_sql("INSERT INTO llx_societe (rowid, nom, entity, client) VALUES (%d, 'Client %d', 1, 1)",
              i + 1, i);
    boss = t_user("anne", T_ALL_RIGHTS);
    worker = t_worker();
    /* one who leads an eighth of the cases, one who sees those of his clients alone */
    lead = own = boss;
    lead.rights = own.rights = T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_ADMIN;
    lead.user_id = 1003;
    own.user_id = 2000;
    own.own_clients_only = true;
    t_sql("INSERT INTO llx_user (rowid, entity, login, lastname, statut) VALUES (1003, 1, 'lea', "
          "'D', 1), (2000, 1, 'ola', 'W', 1)");
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) SELECT rowid, 2000 FROM "
          "llx_societe WHERE rowid %% 10 = 1");
    client = t_portal("camille@example.org", 1000010 % AGE_CLIENTS + 1);
    t_pack(&boss, "core");
    t_pack(&boss, "starter");
    int64_t id = age_model(&boss);
    age_load(id, 0, OPEN, false, client.account_id);
    age_load(id, OPEN, YOUNG, true, client.account_id);
    for (size_t i = 0; i < WORKS; i++)
        before[i] = age_reads(WORK[i].actor, WORK[i].op, WORK[i].in, NULL);
    age_load(id, YOUNG, OLD, true, client.account_id);
    for (size_t i = 0; i < WORKS; i++) {
        int64_t after = age_reads(WORK[i].actor, WORK[i].op, WORK[i].in, NULL);
        if (after > before[i] + before[i] / 4 + 100) {
            print_error("%s %s reads %" PRId64 " rows beside %d cases and %" PRId64 " beside %d\n",
                        WORK[i].op, WORK[i].in, before[i], YOUNG, after, OLD);
            more++;
        }
    }
    assert_int_equal(more, 0);
}

/* Time of the third parties that nobody here follows, and some of client 1. */
static void time_load(int64_t id, int from, int to)
{
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
          "duration_s, billable, status, rate_num, rate_den, vat_milli, currency, created_at, "
          "updated_at, fk_user_creat) SELECT 1, 900, 20 + k.n %% 20, %" PRId64 ", %d, "
          "DATE '2026-01-01' - INTERVAL k.n DAY, 60, 1, 'validated', 8500, 1, 20000, 'EUR', 1, 1, "
          "1 FROM (SELECT e.d * 1000 + f.d * 100 + g.d * 10 + h.d AS n FROM age_ten e, age_ten f, "
          "age_ten g, age_ten h) k WHERE k.n >= %d AND k.n < %d",
          id, t_activity("call"), from, to);
    t_sql("ANALYZE TABLE llx_elaska_time");
}

static void test_TIME_06_who_sees_a_part_does_not_read_it_all_for_a_sum(void **state)
{
    (void)state;
    static const struct {
        const struct ela_actor *actor;
        const char *op, *in;
    } part[] = {
        {&own, "time.list", "{'with_sum': true, 'limit': 1}"},
        {&own, "time.list", "{'with_sum': true, 'limit': 1, 'status': 'validated'}"},
        {&lead, "time.list", "{'with_sum': true, 'limit': 1}"},
        {&boss, "case.links", "{'object': 'contract', 'id': 1}"},
        {&boss, "time.list", "{'contract': 1, 'with_sum': true}"},
    };
    enum { PARTS = sizeof part / sizeof part[0] };
    int64_t before[PARTS];
    int more = 0;
    for (int i = 0; i < AGE_CLIENTS; i++)
        t_sql("INSERT INTO llx_societe (rowid, nom, entity, client) VALUES (%d, 'Client %d', 1, 1)",
              i + 1, i);
    boss = t_user("anne", T_ALL_RIGHTS);
    lead = own = boss;
    lead.rights = ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_OWN;
    own.rights = T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_ADMIN;
    lead.user_id = 1003;
    own.user_id = 2000;
    own.own_clients_only = true;
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (1, 2000)");
    t_pack(&boss, "core");
    t_pack(&boss, "starter");
    int64_t id = age_model(&boss), his = t_case(1, 1003), other = t_case(2, boss.user_id);
    time_load(id, 0, 300);
    /* one of his own, one of his client, one that is both, two of a case that the other leads */
    t_sql("UPDATE llx_elaska_time SET fk_user = 2000, work_on = '2026-02-01', fk_soc = 2 ORDER BY "
          "rowid LIMIT 1");
    t_sql("UPDATE llx_elaska_time SET fk_user = 2000, work_on = '2026-02-02', fk_soc = 1 WHERE "
          "fk_user = 900 ORDER BY rowid LIMIT 1");
    t_sql("UPDATE llx_elaska_time SET work_on = '2026-02-03', fk_soc = 1, fk_case = %" PRId64
          " WHERE fk_user = 900 ORDER BY rowid LIMIT 2",
          his);
    t_sql("UPDATE llx_elaska_time SET work_on = '2026-02-04', fk_case = %" PRId64
          " WHERE fk_user = 900 ORDER BY rowid DESC LIMIT 1",
          other);
    for (size_t i = 0; i < PARTS; i++)
        before[i] = age_reads(part[i].actor, part[i].op, part[i].in, NULL);
    time_load(id, 300, 6000);
    t_ok(&own, "time.list", "{'total': 4, 'sum_s': 240}", "{'with_sum': true}");
    t_ok(&lead, "time.list", "{'total': 2, 'sum_s': 120}", "{'with_sum': true}");
    t_ok(&boss, "case.links", "{'entries': 3, 'cases': 2, 'rows': [{},{}]}",
         "{'object': 'client', 'id': 1}");
    t_ok(&boss, "case.links", "{'entries': 2, 'cases': 0}", "{'object': 'user', 'id': 2000}");
    for (size_t i = 0; i < PARTS; i++) {
        int64_t after = age_reads(part[i].actor, part[i].op, part[i].in, NULL);
        if (after > before[i] + before[i] / 4 + 100) {
            print_error("%s %s reads %" PRId64 " rows, then %" PRId64 "\n", part[i].op, part[i].in,
                        before[i], after);
            more++;
        }
    }
    assert_int_equal(more, 0);
}

static int64_t reminders(void)
{
    int64_t statements;
    (void)age_reads(&worker, "action.remind", "{}", &statements);
    return statements;
}

static void test_CASE_27_many_reminders_ask_no_more_than_one_but_for_their_mails(void **state)
{
    (void)state;
    enum { MANY = 40, A_MAIL = 2 };
    for (int i = 0; i < 2; i++)
        t_sql("INSERT INTO llx_societe (rowid, nom, entity, client) VALUES (%d, 'Client %d', 1, 1)",
              i + 1, i);
    boss = t_user("anne", T_ALL_RIGHTS);
    worker = t_worker();
    client = t_portal("camille@example.org", 1);
    int64_t id = t_case(1, boss.user_id);
    for (int i = 0; i < MANY; i++) {
        t_sql("INSERT INTO llx_elaska_action (entity, fk_case, fk_soc, kinds, message, due_on, "
              "status, fk_user, created_at, case_closed) VALUES (1, %" PRId64
              ", 1, 'note', 'Merci', '2020-01-01', 'waiting', 1000, 1, 0)",
              id);
    }
    (void)reminders(); /* what is read once */
    int64_t many = reminders();
    t_sql("DELETE FROM llx_elaska_action ORDER BY rowid LIMIT %d", MANY - 1);
    int64_t one = reminders();
    if (many > one + A_MAIL * (MANY - 1) + 5)
        fail_msg("%" PRId64 " statements for one reminder, %" PRId64 " for %d", one, many, MANY);
}

static int without_numbers(void **state)
{
    (void)state;
    t_sql("DROP TABLE IF EXISTS age_ten");
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_CASE_39_what_is_closed_costs_the_daily_work_nothing,
                                        t_clean, without_numbers),
        cmocka_unit_test_setup_teardown(test_TIME_06_who_sees_a_part_does_not_read_it_all_for_a_sum,
                                        t_clean, without_numbers),
        cmocka_unit_test_setup(test_CASE_27_many_reminders_ask_no_more_than_one_but_for_their_mails,
                               t_clean),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
