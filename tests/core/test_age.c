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
    {&boss, "piece.queue", "{}"},
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
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
