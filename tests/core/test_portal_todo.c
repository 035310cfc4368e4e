/*
 * What waits for a client across his cases, and his cases as a list. Source: CASE-26, CASE-33.
 */
#include "portal_support.h"

#define D "%" PRId64

#define TODO_TEST(f) cmocka_unit_test_setup(f, begin)

static struct ela_actor boss, me, them;
static int64_t hiring, audit;

/* A kind of case with a piece that is required, one that is not, and one of a hidden step. */
static void template(const char *code, const char *fr)
{
    t_call(&boss, "template.save",
           "{'active': true, 'body': {'format': 'elaska.template/1', 'code': '%s', 'label': {'fr': "
           "'%s', 'en': 'English %s'}, 'nature': 'mission', 'client_kinds': ['company', "
           "'individual'], 'family': 'hr', 'icon': 'user-plus', 'colour': 'teal', 'visible': true, "
           "'requestable': true, 'forms': [{'code': 'request', 'label': {'fr': 'D', 'en': 'R'}, "
           "'pages': [{'code': 'need', 'label': {'fr': 'B', 'en': 'N'}, 'fields': [{'code': "
           "'what', 'type': 'text', 'label': {'fr': 'Quoi', 'en': 'What'}}]}]}],"
           "'steps': [{'code': 'one', 'label': {'fr': 'Contrat', 'en': 'Contract'}}, {'code': "
           "'two', 'label': {'fr': 'Cuisine', 'en': 'Kitchen'}, 'visible': false}], 'pieces': ["
           "{'code': 'id', 'label': {'fr': 'Identité', 'en': 'Identity'}, 'category': 'identity', "
           "'from': 'client', 'required': true},"
           "{'code': 'extra', 'label': {'fr': 'Facultatif', 'en': 'Optional'}, 'category': "
           "'identity', 'from': 'client', 'required': false},"
           "{'code': 'inner', 'label': {'fr': 'Interne', 'en': 'Inner'}, 'category': 'identity', "
           "'from': 'client', 'required': true, 'step': 'two'},"
           "{'code': 'ours', 'label': {'fr': 'De nous', 'en': 'Ours'}, 'category': 'identity', "
           "'from': 'office', 'required': true}]}}",
           code, fr, code);
}

static int64_t a_case(const char *title, const char *kind, int32_t of)
{
    return t_int_at(t_call(&boss, "case.create",
                           "{'title': '%s', 'client': %d, 'lead': %d, 'template': '%s'}", title, of,
                           boss.user_id, kind),
                    "id");
}

static int begin(void **state)
{
    if (clean(state) != 0)
        return -1;
    boss = t_user("admin", T_ALL_RIGHTS);
    me = (struct ela_actor){.kind = ELA_ACTOR_PORTAL,
                            .entity = 1,
                            .lang = "fr",
                            .account_id = account,
                            .client_id = client};
    them = t_portal("lenoir@client.example", other);
    template("hiring", "Embauche");
    template("audit", "Audit");
    hiring = a_case("Embauche de Lina", "hiring", client);
    audit = a_case("Audit 2026", "audit", client);
    a_case("Embauche du garage", "hiring", other);
    return 0;
}

static const char *const address = "/v1/clients/%d/todo";

static int64_t piece(int64_t id, const char *code)
{
    return t_int("SELECT rowid FROM llx_elaska_case_piece WHERE fk_case = " D " AND code = '%s'",
                 id, code);
}

static void test_CASE_26_everything_that_waits_for_the_client(void **state)
{
    (void)state;
    t_call(&boss, "action.ask",
           "{'case': " D ", 'message': 'Validez le projet de contrat', 'comment': true, 'due_on': "
           "'2026-11-25'}",
           hiring);
    t_call(&boss, "action.ask", "{'case': " D ", 'message': 'Notez la date', 'note': true}", audit);
    t_call(&boss, "task.create",
           "{'case': " D ", 'title': 'Préparer le poste', 'for_client': true, 'due_on': "
           "'2026-11-22'}",
           hiring);
    t_call(&boss, "task.create", "{'case': " D ", 'title': 'Rédiger la DPAE'}", hiring);
    t_call(&boss, "task.create",
           "{'client': %d, 'title': 'Nous rappeler', 'for_client': true, 'due_on': '2026-12-24'}",
           client);
    int64_t asked = t_int_at(
        t_call(&me, "request.draft",
               "{'draft_key': '0123456789abcdef0123456789abcdef', 'kind': 'audit', 'answers': "
               "{'what': 'x'}}"),
        "id");
    t_sql("UPDATE llx_elaska_request SET status = 'need_info', ref = 'DEM-1' WHERE rowid = " D,
          asked);
    T.now += 2 * 86400; /* Monday: the client's task is one day late */
    login();
    assert_int_equal(http("GET", path_of(address, client), NULL), 200);
    t_subset(answer,
             "{'count': 7, 'more': false, 'rows': ["
             "{'kind': 'task', 'label': 'Préparer le poste', 'late': true, 'case': {'id': " D
             ", 'title': 'Embauche de Lina'}, 'due_on': '2026-11-22'},"
             "{'kind': 'information', 'label': 'Validez le projet de contrat', 'late': false},"
             "{'kind': 'task', 'label': 'Nous rappeler', 'case': null},"
             "{'kind': 'document', 'label': 'Identité', 'status': {'code': 'to_provide'}},"
             "{'kind': 'document', 'label': 'Identité'},"
             "{'kind': 'action', 'label': 'Notez la date', 'case': {'id': " D "}},"
             "{'kind': 'request', 'id': " D ", 'label': 'Audit', 'case': null}]}",
             hiring, audit, asked);
    assert_int_equal(http("GET", path_of("/v1/clients/%d/todo?limit=1", client), NULL), 200);
    t_subset(answer, "{'count': 7, 'rows': [{'kind': 'task'}]}");
    assert_int_equal(ela_json_size(ela_json_get(answer, "rows")), 1);
    http("GET", path_of("/v1/clients/%d/todo?limit=0", client), NULL);
    problem(422, "field.range", "limit");
    assert_int_equal(http("GET", path_of(address, other), NULL), 404);
    t_ok(&them, "portal.todo", "{'count': 1}", "{}");
    t_refused(&boss, "portal.todo", "denied", NULL, "{}");
}

/* What is optional waits once it was refused; what is done, closed, hidden or with the firm does
 * not. The page of the case and the list of cases count the same. */
static void test_CASE_26_what_is_done_waits_no_longer(void **state)
{
    (void)state;
    t_ok(&me, "portal.todo", "{'count': 2}", "{}");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'refused', reason = 'Floue' WHERE rowid = " D,
          piece(hiring, "extra"));
    t_ok(&me, "portal.todo", "{'count': 3}", "{}");
    t_ok(&me, "case.page",
         "{'pieces': [{'code': 'id', 'todo': true}, {'code': 'extra', 'todo': "
         "true}, {'code': 'ours', 'todo': false}]}",
         "{'case': " D "}", hiring);
    t_ok(&me, "case.page", "{'pieces': [{'todo': true}, {'code': 'extra', 'todo': false}, {}]}",
         "{'case': " D "}", audit);
    t_ok(&me, "case.list", "{'rows': [{'todo': 1}, {'todo': 2}]}", "{}");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'waiting' WHERE rowid = " D,
          piece(hiring, "id"));
    t_ok(&me, "portal.todo", "{'count': 2}", "{}");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'validated', valid_until = '2026-11-20' "
          "WHERE rowid = " D,
          piece(hiring, "id"));
    t_ok(&me, "portal.todo",
         "{'count': 3, 'rows': [{'status': {'code': 'expired'}}, {'status': {'code': 'refused'}}, "
         "{}]}",
         "{}");
    int64_t task = t_int_at(t_call(&boss, "task.create",
                                   "{'case': " D ", 'title': 'Lire', 'for_client': true}", hiring),
                            "id");
    t_ok(&me, "portal.todo", "{'count': 4}", "{}");
    t_call(&me, "task.done", "{'task': " D "}", task);
    t_ok(&me, "portal.todo", "{'count': 3}", "{}");
    /* An action that asks for documents alone stands as these, then as itself once all are there.
     */
    t_call(&boss, "action.ask",
           "{'case': " D ", 'message': 'Un Kbis', 'pieces': [{'label': 'Kbis'}]}", audit);
    t_ok(&me, "portal.todo", "{'count': 4}", "{}");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'waiting' WHERE label = 'Kbis'");
    t_ok(&me, "portal.todo", "{'count': 4}", "{}");
    t_ok(&me, "case.list", "{'rows': [{'todo': 2}, {'todo': 2}]}", "{}");
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = " D, hiring);
    t_ok(&me, "portal.todo", "{'count': 2}", "{}");
    t_sql("UPDATE llx_elaska_case SET status = 'done', class = 'done' WHERE rowid = " D, audit);
    t_ok(&me, "portal.todo", "{'count': 0, 'rows': []}", "{}");
    t_ok(&me, "case.list", "{'rows': [{'todo': 0}]}", "{}");
}

static void test_CASE_26_many_things_are_counted_up_to_a_bound(void **state)
{
    (void)state;
    for (int i = 0; i < 130; i++)
        t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, label, status_at, "
              "position) VALUES (1, " D ", 'p%d', 'Pièce %d', 1, 9)",
              hiring, i, i);
    t_ok(&me, "portal.todo", "{'count': 101, 'more': true}", "{'limit': 200}");
    int64_t before = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                           "variable_name = 'COM_STMT_EXECUTE'");
    t_call(&me, "portal.todo", "{}");
    int64_t after = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                          "variable_name = 'COM_STMT_EXECUTE'");
    assert_int_equal(after - before - 1, 1);
}

static void test_CASE_26_an_adviser_counts_what_is_in_his_hands(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    static const struct {
        const char *title, *due, *more;
    } tasks[] = {{"En retard", "2026-11-20", ""},
                 {"Du jour", "2026-11-21", ""},
                 {"Plus tard", "2026-12-21", ""},
                 {"Chez le client", "2026-11-20", ", 'for_client': true"}};
    for (size_t i = 0; i < 4; i++)
        t_call(&boss, "task.create",
               "{'case': " D ", 'title': '%s', 'due_on': '%s', 'start_on': '2026-11-01', "
               "'assignees': [%d]%s}",
               hiring, tasks[i].title, tasks[i].due, lea.user_id, tasks[i].more);
    t_call(&boss, "task.create", "{'case': " D ", 'title': 'À une autre', 'assignees': [%d]}",
           hiring, boss.user_id);
    t_ok(&lea, "task.waiting", "{'count': 3, 'late': 1, 'today': 1}", "{}");
    t_ok(&lea, "task.list", "{'rows': [{'title': 'En retard'}, {'title': 'Du jour'}, {}]}",
         "{'mine': true, 'waiting': true}");
    t_sql("UPDATE llx_elaska_task SET status = 'review' WHERE title = 'Chez le client'");
    t_ok(&lea, "task.waiting", "{'count': 4, 'late': 2}", "{}");
    t_sql("UPDATE llx_elaska_task SET status = 'done', closed_at = 1");
    t_ok(&lea, "task.waiting", "{'count': 0, 'late': 0, 'today': 0}", "{}");
    t_refused(&me, "task.waiting", "denied", NULL, "{}");
}

static void test_CASE_33_cases_by_state_kind_and_words(void **state)
{
    (void)state;
    login();
    assert_int_equal(http("GET", path_of("/v1/clients/%d/cases?kind=audit", client), NULL), 200);
    t_subset(answer,
             "{'rows': [{'id': " D ", 'archived': false, 'type': {'code': 'audit', "
             "'label': 'Audit', 'icon': 'user-plus', 'colour': 'teal'}}], 'next': null}",
             audit);
    assert_int_equal(ela_json_size(ela_json_get(answer, "rows")), 1);
    http("GET", path_of("/v1/clients/%d/case-kinds", client), NULL);
    assert_int_equal(ela_json_size(ela_json_get(answer, "rows")), 2);
    t_subset(answer, "{'rows': [{'code': 'audit', 'label': 'Audit', 'count': 1}, {'code': "
                     "'hiring', 'label': 'Embauche', 'count': 1}]}");
    t_sql("UPDATE llx_elaska_case SET status = 'done', class = 'done', archived_at = 1 WHERE "
          "rowid = " D,
          hiring);
    static const struct {
        const char *query;
        int64_t *only;
    } wanted[] = {{"archived=true", &hiring}, {"archived=false", &audit},
                  {"class=closed", &hiring},  {"class=open", &audit},
                  {"search=lina", &hiring},   {"search=2026&archived=false", &audit},
                  {"kind=hiring", &hiring}};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        http("GET", path_of("/v1/clients/%d/cases?%s", client, wanted[i].query), NULL);
        if (ela_json_size(ela_json_get(answer, "rows")) != 1 ||
            t_int_at(answer, "rows/0/id") != *wanted[i].only)
            fail_msg("%s: %s", wanted[i].query, R.body.p);
    }
    http("GET", path_of("/v1/clients/%d/cases?kind=no-such-kind", client), NULL);
    t_subset(answer, "{'rows': [], 'next': null}");
    http("GET", path_of("/v1/clients/%d/cases?archived=perhaps", client), NULL);
    problem(422, "field.type", "archived");
    assert_int_equal(http("GET", path_of("/v1/clients/%d/case-kinds", other), NULL), 404);
}

/* One statement whatever the page, the same one far down; nothing twice, nothing left out. */
static void test_CASE_33_pages_without_loss_in_one_statement(void **state)
{
    (void)state;
    int64_t seen[32], n = 0;
    char after[256] = "";
    for (int i = 0; i < 20; i++)
        t_case(client, boss.user_id);
    for (;;) {
        int64_t before = t_int("SELECT variable_value FROM information_schema.session_status "
                               "WHERE variable_name = 'COM_STMT_EXECUTE'");
        const struct ela_json *page = t_call(&me, "case.list", "{'limit': 5%s}", after);
        int64_t spent = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                              "variable_name = 'COM_STMT_EXECUTE'") -
                        before - 1;
        assert_int_equal(spent, 1);
        const struct ela_json *rows = ela_json_get(page, "rows");
        for (size_t i = 0; i < ela_json_size(rows) && n < 32; i++)
            seen[n++] = ela_json_int(ela_json_get(ela_json_at(rows, i), "id"), 0);
        struct ela_str next = ela_json_text(ela_json_get(page, "next"));
        if (!next.n)
            break;
        snprintf(after, sizeof after, ", 'after': '%.*s'", (int)next.n, next.p);
    }
    assert_int_equal(n, 22);
    for (int64_t i = 1; i < n; i++)
        assert_true(seen[i] < seen[i - 1]);
}

static const struct CMUnitTest tests[] = {
    TODO_TEST(test_CASE_26_everything_that_waits_for_the_client),
    TODO_TEST(test_CASE_26_what_is_done_waits_no_longer),
    TODO_TEST(test_CASE_26_many_things_are_counted_up_to_a_bound),
    TODO_TEST(test_CASE_26_an_adviser_counts_what_is_in_his_hands),
    TODO_TEST(test_CASE_33_cases_by_state_kind_and_words),
    TODO_TEST(test_CASE_33_pages_without_loss_in_one_statement),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
