/*
 * What passes between client and firm about tasks. Source: CASE-23, CASE-24, CASE-26.
 */
#include "firm_support.h"

static int64_t suggest(const char *title)
{
    return t_int_at(t_call(&camille, "task.suggest",
                           "{'case': " D ", 'title': '%s', 'description': 'Avant Noël',"
                           " 'due_on': '2026-12-20'}",
                           dossier, title),
                    "id");
}

static int64_t mails(const char *kind, const char *to)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = '%s' AND recipient = '%s'",
                 kind, to);
}

static void test_CASE_24_a_client_suggests_a_task(void **state)
{
    (void)state;
    int64_t id = suggest("Relancer la banque");
    t_ok(&lea, "task.board",
         "{'columns': [{'code': 'suggested', 'label': 'Suggéré par le client', 'count': 1}, {}, "
         "{}, {}, {}],"
         " 'cards': [{'title': 'Relancer la banque', 'status': 'suggested', 'due_on': "
         "'2026-12-20'}]}",
         "{'case': " D "}", dossier);
    t_ok(&camille, "task.read",
         "{'suggested': true, 'status': {'label': 'Proposé, en attente de réponse'}}",
         "{'task': " D "}", id);
    assert_int_equal(mails("task.suggested", "lea@cabinet-vauban.example"), 1);
    assert_non_null(
        strstr(t_text("SELECT body_text FROM llx_elaska_outbox LIMIT 1"), "Avant Noël"));
    t_refused(&camille, "task.suggest", "field.required", "title", "{'case': " D "}", dossier);
    t_refused(&lea, "task.suggest", "denied", NULL, "{'case': " D ", 'title': 'x'}", dossier);
    struct ela_actor other = t_portal("x@b.example", t_client("Petit"));
    t_refused(&other, "task.suggest", "not_found", "case", "{'case': " D ", 'title': 'x'}",
              dossier);
    t_sql("UPDATE llx_elaska_case SET status = 'done', class = 'done'");
    t_refused(&camille, "task.suggest", "task.case_closed", "case", "{'case': " D ", 'title': 'x'}",
              dossier);
}

static void test_CASE_24_accepting_completes_it(void **state)
{
    (void)state;
    struct ela_actor tom = t_user("tom", WRITES);
    int64_t id = suggest("Relancer la banque");
    t_refused(&lea, "task.move", "task.suggested", "to", "{'task': " D ", 'to': 'todo'}", id);
    t_ok(&lea, "task.accept", "{'status': {'code': 'todo'}}",
         "{'task': " D ", 'title': 'Relancer la BRED', 'priority': 'high', 'assignees': [%d]}", id,
         tom.user_id);
    t_ok(&lea, "task.read",
         "{'title': 'Relancer la BRED', 'priority': 'high', 'assignees': [{'name': 'tom Durand'}],"
         " 'due_on': '2026-12-20', 'may': {'accept': false, 'move': true}}",
         "{'task': " D "}", id);
    assert_int_equal(mails("task.accepted", "camille@a.example"), 1);
    t_refused(&lea, "task.accept", "task.not_suggested", "task", "{'task': " D "}", id);
    t_refused(&camille, "task.accept", "denied", NULL, "{'task': " D "}", id);
}

static void test_CASE_24_a_refusal_says_why(void **state)
{
    (void)state;
    int64_t id = suggest("Changer de banque");
    t_refused(&lea, "task.refuse", "field.required", "reason", "{'task': " D "}", id);
    t_call(&lea, "task.refuse", "{'task': " D ", 'reason': 'Hors mission'}", id);
    t_ok(&camille, "task.read",
         "{'reason': 'Hors mission', 'status': {'label': 'Non retenu', 'class': 'cancelled'}}",
         "{'task': " D "}", id);
    assert_int_equal(mails("task.refused", "camille@a.example"), 1);
    t_ok(&lea, "task.board", "{'cards': []}", "{'case': " D "}", dossier);
    t_refused(&lea, "task.refuse", "task.not_suggested", "task", "{'task': " D ", 'reason': 'x'}",
              id);
}

static int64_t given(void)
{
    return t_int_at(t_call(&lea, "task.create",
                           "{'case': " D ", 'title': 'Préparer le poste', 'for_client': true,"
                           " 'checklist': [{'label': 'Bureau', 'client': true}, {'label': "
                           "'Mutuelle'}]}",
                           dossier),
                    "id");
}

static void test_CASE_23_the_client_does_what_he_was_given(void **state)
{
    (void)state;
    int64_t id = given(),
            firm = t_int_at(
                t_call(&lea, "task.create", "{'case': " D ", 'title': 'DPAE'}", dossier), "id");
    t_ok(&camille, "task.read", "{'may': {'done': true, 'edit': false, 'move': false}}",
         "{'task': " D "}", id);
    t_refused(&camille, "task.done", "task.not_yours", "task", "{'task': " D "}", firm);
    t_ok(&camille, "task.done", "{'status': {'code': 'review'}}",
         "{'task': " D ", 'comment': 'Tout est prêt'}", id);
    t_ok(&camille, "task.done", "{'status': {'code': 'review'}}", "{'task': " D "}", id);
    assert_int_equal(mails("task.client_done", "lea@cabinet-vauban.example"), 1);
    t_ok(&lea, "task.read", "{'may': {'confirm': true}, 'comments': [{'body': 'Tout est prêt'}]}",
         "{'task': " D "}", id);
    t_ok(&lea, "task.send_back", "{'status': {'code': 'todo'}}",
         "{'task': " D ", 'comment': 'Manque le badge'}", id);
    assert_int_equal(mails("task.sent_back", "camille@a.example"), 1);
    t_refused(&lea, "task.confirm", "task.not_in_review", "task", "{'task': " D "}", id);
    t_call(&camille, "task.done", "{'task': " D "}", id);
    t_refused(&camille, "task.confirm", "denied", NULL, "{'task': " D "}", id);
    t_refused(&lea, "task.send_back", "field.required", "comment", "{'task': " D "}", id);
    t_ok(&lea, "task.confirm", "{'status': {'code': 'done', 'class': 'done'}}", "{'task': " D "}",
         id);
    t_refused(&camille, "task.done", "task.closed", "task", "{'task': " D "}", id);
}

static void test_CASE_23_the_client_ticks_his_lines_only(void **state)
{
    (void)state;
    int64_t id = given();
    int64_t his = t_int("SELECT rowid FROM llx_elaska_task_check WHERE client = 1"),
            ours = t_int("SELECT rowid FROM llx_elaska_task_check WHERE client = 0");
    t_ok(&camille, "task.check", "{'checks': {'total': 2, 'done': 1}}",
         "{'check': " D ", 'done': true}", his);
    t_refused(&camille, "task.check", "task.check_of_firm", "check",
              "{'check': " D ", 'done': true}", ours);
    t_ok(&lea, "task.read",
         "{'checklist': [{'done': true, 'by': 'Camille Petit'}, {'done': false}]}",
         "{'task': " D "}", id);
    struct ela_actor other = t_portal("x@b.example", t_client("Petit"));
    t_refused(&other, "task.check", "not_found", "check", "{'check': " D ", 'done': true}", his);
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'done'}", id);
    t_refused(&camille, "task.check", "task.closed", "check", "{'check': " D ", 'done': false}",
              his);
    struct ela_actor reader = t_user("tom", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "task.check", "denied", NULL, "{'check': " D ", 'done': true}", his);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIRM_TEST(test_CASE_24_a_client_suggests_a_task),
        FIRM_TEST(test_CASE_24_accepting_completes_it),
        FIRM_TEST(test_CASE_24_a_refusal_says_why),
        FIRM_TEST(test_CASE_23_the_client_does_what_he_was_given),
        FIRM_TEST(test_CASE_23_the_client_ticks_his_lines_only),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
