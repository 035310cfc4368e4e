/*
 * What a closed case leaves open is nobody's work any more: not asked, counted, reminded or
 * alerted. Its page still shows it, and it all waits again once the case opens. Source: CASE-26,
 * CASE-27, CASE-39.
 */
#include "case_support.h"

#define D "%" PRId64

static int64_t id, task, theirs, action;

/* An audit with a late task of the firm and one of the client, a demand whose day has passed and a
 * document that waits to be validated. */
static void begin(void)
{
    t_template(T_TEMPLATE(""));
    id = t_audit("");
    task = t_int_at(t_call(&boss, "task.create",
                           "{'case': " D ", 'title': 'Relire', 'due_on': '2026-11-25',"
                           " 'assignees': [%d]}",
                           id, boss.user_id),
                    "id");
    theirs = t_int_at(t_call(&boss, "task.create",
                             "{'case': " D ", 'title': 'Signer', 'due_on': '2026-11-25',"
                             " 'for_client': true}",
                             id),
                      "id");
    action = t_int_at(t_call(&boss, "action.ask",
                             "{'case': " D ", 'message': 'Merci de valider', 'comment': true,"
                             " 'due_on': '2026-11-28'}",
                             id),
                      "id");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'waiting', due_on = '2026-11-25' WHERE fk_case"
          " = " D " AND code = 'accounts'",
          id);
    T.now += 12 * 86400;
}

static void move(const char *to)
{
    t_call(&boss, "case.transition",
           "{'case': " D ", 'to': '%s', 'reason': 'Convenu ainsi', 'confirm': true}", id, to);
}

static size_t rows(const struct ela_actor *who, const char *op, const char *in)
{
    return ela_json_size(t_at(t_call(who, op, "%s", in), "rows"));
}

/* How much of it is asked, counted or alerted, whoever looks. */
static void waits(bool open)
{
    size_t some = open ? 1 : 0;
    t_ok(&boss, "task.waiting", open ? "{'count': 1, 'late': 1}" : "{'count': 0, 'late': 0}", "{}");
    assert_int_equal(rows(&boss, "task.list", "{'mine': true, 'waiting': true}"), some);
    assert_int_equal(rows(&boss, "task.list", "{'open': true}"), 2 * some);
    assert_int_equal(rows(&boss, "task.list", "{'late': true}"), 2 * some);
    assert_int_equal(ela_json_size(t_at(t_call(&boss, "task.board", "{'mine': true}"), "cards")),
                     some);
    assert_int_equal(rows(&boss, "list.rows", "{'list': 'tasks', 'view': 'mine'}"), some);
    assert_int_equal(rows(&boss, "list.rows", "{'list': 'tasks', 'view': 'late'}"), 2 * some);
    assert_int_equal(rows(&boss, "list.rows", "{'list': 'tasks', 'view': 'client'}"), some);
    assert_int_equal(rows(&boss, "document.queue", "{}"), some);
    assert_int_equal(rows(&boss, "list.rows", "{'list': 'pieces', 'view': 'validate'}"), some);
    assert_int_equal(rows(&boss, "list.rows", "{'list': 'cases', 'view': 'validate'}"), some);
    assert_int_equal(rows(&boss, "action.list", "{'open': true}"), some);
    assert_int_equal(rows(&camille, "action.list", "{}"), some);
    const struct ela_json *counts = t_at(t_call(&boss, "alert.list", "{}"), "counts");
    static const char *const kinds[] = {"task_late", "piece_waiting", "action_late"};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(ela_json_int(ela_json_get(counts, kinds[i]), 0), i == 0 ? 2 * some : some);
    const struct ela_json *todo = t_call(&camille, "portal.todo", "{}");
    assert_true(open ? t_int_at(todo, "count") > 0 : t_int_at(todo, "count") == 0);
    const struct ela_json *page = t_call(&camille, "case.page", "{'case': " D "}", id);
    assert_int_equal(ela_json_size(t_at(page, "actions")), some);
    assert_int_equal(t_int_at(page, "counters/tasks_open"), 2 * some);
    assert_int_equal(t_int_at(page, "counters/actions_open"), some);
}

static void test_CASE_39_what_a_closed_case_leaves_is_nobodys_work(void **state)
{
    (void)state;
    begin();
    waits(true);
    move("done");
    waits(false);
    move("in_progress");
    waits(true);
    move("cancelled");
    waits(false);
}

static void test_CASE_39_the_page_of_a_closed_case_shows_what_was_left(void **state)
{
    (void)state;
    begin();
    move("done");
    t_ok(&boss, "case.page",
         "{'counters': {'tasks_open': 2, 'actions_open': 1, 'pieces_waiting': 1}, 'actions': [{"
         "'status': {'code': 'waiting'}, 'left': true, 'late': false}]}",
         "{'case': " D "}", id);
    const struct ela_json *cards =
        t_at(t_call(&boss, "task.board", "{'case': " D "}", id), "cards");
    assert_int_equal(ela_json_size(cards), 2);
    for (size_t i = 0; i < 2; i++)
        t_subset(ela_json_at(cards, i), "{'status': 'todo', 'left': true, 'late': false}");
    const struct ela_json *pieces =
        t_at(t_call(&boss, "case.page", "{'case': " D "}", id), "pieces");
    for (size_t i = 0; i < ela_json_size(pieces); i++)
        t_subset(ela_json_at(pieces, i), "{'late': false, 'todo': false}");
    t_ok(&boss, "task.read", "{'left': true, 'late': false}", "{'task': " D "}", task);
    /* found by who looks for it */
    assert_int_equal(rows(&boss, "list.rows",
                          "{'list': 'tasks', 'filter': {'and': [{'field': 'left', 'op': 'is',"
                          " 'value': true}, {'field': 'status', 'op': 'is', 'value': 'todo'}]}}"),
                     2);
}

static void test_CASE_27_a_closed_case_reminds_nobody(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    begin();
    move("done");
    int64_t mails = t_int("SELECT COUNT(*) FROM llx_elaska_outbox");
    t_ok(&worker, "action.remind", "{'sent': 0}", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), mails);
    t_refused(&camille, "action.answer", "action.case_closed", "action",
              "{'action': " D ", 'reply': 'Oui'}", action);
    t_refused(&camille, "task.done", "task.closed", "task", "{'task': " D "}", theirs);
    /* what was due meanwhile is told when it opens again */
    move("in_progress");
    t_ok(&worker, "action.remind", "{'sent': 1}", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'action.reminder'"),
                     1);
    t_ok(&camille, "action.answer", "{'status': {'code': 'done'}}",
         "{'action': " D ", 'reply': 'Oui'}", action);
}

/* What is added to a closed case, or done on it, waits for nobody either. */
static void test_CASE_20_a_task_added_to_a_closed_case_is_left_over_too(void **state)
{
    (void)state;
    begin();
    move("done");
    int64_t more =
        t_int_at(t_call(&boss, "task.create",
                        "{'case': " D ", 'title': 'Classer', 'assignees': [%d]}", id, boss.user_id),
                 "id");
    t_ok(&boss, "task.read", "{'left': true}", "{'task': " D "}", more);
    t_ok(&boss, "task.waiting", "{'count': 0}", "{}");
    t_call(&boss, "task.move", "{'task': " D ", 'to': 'done'}", task);
    t_call(&boss, "task.move", "{'task': " D ", 'to': 'todo'}", task);
    t_ok(&boss, "task.waiting", "{'count': 0}", "{}");
    move("in_progress");
    t_ok(&boss, "task.waiting", "{'count': 2}", "{}");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CASE_39_what_a_closed_case_leaves_is_nobodys_work),
        CASE_TEST(test_CASE_39_the_page_of_a_closed_case_shows_what_was_left),
        CASE_TEST(test_CASE_27_a_closed_case_reminds_nobody),
        CASE_TEST(test_CASE_20_a_task_added_to_a_closed_case_is_left_over_too),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
