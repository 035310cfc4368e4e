/*
 * Tasks: fields, columns and places, conflicts, checklists, comments, series. Source: CASE-20..23,
 * CASE-25, CASE-26.
 */
#include "firm_support.h"
#include "task/task.h"
#include "workflow/workflow.h"

static int64_t task(const char *title)
{
    return t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': '%s'}", dossier, title),
                    "id");
}

/* --- fields ------------------------------------------------------------------------------- */

static void test_CASE_20_a_task_is_created_with_its_fields(void **state)
{
    (void)state;
    struct ela_actor tom = t_user("tom", WRITES);
    const struct ela_json *made =
        t_call(&lea, "task.create",
               "{'case': " D ", 'title': 'Réaliser la DPAE', 'description': 'Avant l’embauche',"
               " 'priority': 'high', 'start_on': '2026-11-20', 'due_on': '2026-11-25', "
               "'assignees': [%d, %d],"
               " 'tags': 'paie, urgent', 'checklist': [{'label': 'Contrat'}, {'label': 'RIB', "
               "'client': true}]}",
               dossier, lea.user_id, tom.user_id);
    t_ok(&lea, "task.read",
         "{'title': 'Réaliser la DPAE', 'priority': 'high', 'due_on': '2026-11-25', 'late': false,"
         " 'status': {'code': 'todo', 'label': 'À faire'}, 'visible': true, 'billable': true,"
         " 'assignees': [{'name': 'lea Durand'}, {'name': 'tom Durand'}], 'version': 1,"
         " 'checklist': [{'label': 'Contrat', 'client': false, 'done': false}, {'label': 'RIB', "
         "'client': true}],"
         " 'total_s': 0, 'comments': [], 'files': []}",
         "{'task': " D "}", t_int_at(made, "id"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'task.created'"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_mirror WHERE object = 'task'"), 1);
}

static void test_CASE_20_what_is_wrong_is_refused(void **state)
{
    (void)state;
    t_refused(&lea, "task.create", "field.required", "title", "{'case': " D "}", dossier);
    t_refused(&lea, "task.create", "field.required", "title", "{'case': " D ", 'title': '  '}",
              dossier);
    t_refused(&lea, "task.create", "field.required", "case", "{'title': 'x'}");
    t_refused(&lea, "task.create", "task.due_before_start", "due_on",
              "{'case': " D ", 'title': 'x', 'start_on': '2026-11-21', 'due_on': '2026-11-20'}",
              dossier);
    t_refused(&lea, "task.create", "task.client_hidden", "visible",
              "{'case': " D ", 'title': 'x', 'for_client': true, 'visible': false}", dossier);
    t_refused(&lea, "task.create", "not_found", "assignees",
              "{'case': " D ", 'title': 'x', 'assignees': [9999]}", dossier);
    t_refused(&lea, "task.create", "workflow.unknown_status", "status",
              "{'case': " D ", 'title': 'x', 'status': 'nowhere'}", dossier);
    t_refused(&lea, "task.create", "workflow.unknown_status", "status",
              "{'case': " D ", 'title': 'x', 'status': 'suggested'}", dossier);
    t_refused(&lea, "task.create", "not_found", "case", "{'case': 999999, 'title': 'x'}");
    t_refused(&lea, "task.create", "not_found", "client", "{'client': 999999, 'title': 'x'}");
    struct ela_actor reader = t_user("tom", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "task.create", "denied", NULL, "{'case': " D ", 'title': 'x'}", dossier);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_task"), 0);
}

static void test_CASE_20_a_task_may_belong_to_a_client_alone(void **state)
{
    (void)state;
    int64_t id =
        t_int_at(t_call(&lea, "task.create", "{'client': %d, 'title': 'Rappeler'}", martin), "id");
    t_ok(&lea, "task.read", "{'case': null, 'visible': false}", "{'task': " D "}", id);
    t_ok(&lea, "task.board", "{'cards': [{'title': 'Rappeler'}]}", "{'client': %d}", martin);
}

static void test_CASE_20_late_goes_away_by_itself(void **state)
{
    (void)state;
    int64_t id = t_int_at(t_call(&lea, "task.create",
                                 "{'case': " D ", 'title': 'x', 'due_on': '2026-11-20'}", dossier),
                          "id");
    t_ok(&lea, "task.read", "{'late': true}", "{'task': " D "}", id);
    t_ok(&lea, "task.list", "{'rows': [{'late': true}]}", "{'late': true}");
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'done'}", id);
    t_ok(&lea, "task.read", "{'late': false, 'status': {'class': 'done'}}", "{'task': " D "}", id);
    t_ok(&lea, "task.list", "{'rows': []}", "{'late': true}");
}

static void test_CASE_20_time_of_its_native_task(void **state)
{
    (void)state;
    int64_t id = task("x");
    t_sql("UPDATE llx_elaska_task SET fk_task = 77 WHERE rowid = " D, id);
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_task, fk_activity, "
          "work_on, duration_s,"
          " billable, status, vat_milli, currency, created_at, updated_at, fk_user_creat) VALUES"
          " (1, %d, %d, " D ", 77, %d, '2026-11-20', 4528, 1, 'draft', 20000, 'EUR', 1, 1, 1),"
          " (1, %d, %d, " D ", 77, %d, '2026-11-20', 100, 1, 'validated', 20000, 'EUR', 1, 1, 1)",
          lea.user_id, martin, dossier, t_activity("call"), lea.user_id, martin, dossier,
          t_activity("call"));
    t_ok(&lea, "task.read", "{'total_s': 4628}", "{'task': " D "}", id);
    t_ok(&lea, "task.list", "{'rows': [{'total_s': 4628}]}", "{}");
    t_ok(&camille, "task.read", "{'total_s': 100}", "{'task': " D "}", id);
    t_refused(&lea, "task.delete", "task.has_time", "task", "{'task': " D "}", id);
}

/* --- conflicts ---------------------------------------------------------------------------- */

static void test_CASE_20_a_conflict_is_shown_field_by_field(void **state)
{
    (void)state;
    int64_t id = task("Ancien");
    t_ok(&lea, "task.update", "{'version': 2}", "{'task': " D ", 'version': 1, 'title': 'Nouveau'}",
         id);
    t_refused(&lea, "task.update", "conflict.version", "version",
              "{'task': " D ", 'version': 1, 'title': 'Autre'}", id);
    /* Another field, left alone meanwhile: taken. */
    t_ok(&lea, "task.update", "{'version': 3}",
         "{'task': " D ", 'version': 1, 'priority': 'urgent', 'was': {'priority': 'normal'}}", id);
    /* The same field: both are shown, nothing is stored. */
    t_refused(&lea, "task.update", "conflict.version", "version",
              "{'task': " D ", 'version': 1, 'title': 'Autre', 'due_on': '2026-12-01',"
              " 'was': {'title': 'Ancien', 'due_on': null}}",
              id);
    t_ok(&lea, "task.read", "{'title': 'Nouveau', 'due_on': null, 'priority': 'urgent'}",
         "{'task': " D "}", id);
    /* Having seen theirs, one insists. */
    t_ok(&lea, "task.update", "{'version': 4}", "{'task': " D ", 'version': 3, 'title': 'Autre'}",
         id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'task.updated'"), 3);
}

/* --- list --------------------------------------------------------------------------------- */

static void test_CASE_22_list_filters_and_pages(void **state)
{
    (void)state;
    struct ela_actor tom = t_user("tom", WRITES);
    t_call(&lea, "task.create", "{'case': " D ", 'title': 'Sans date'}", dossier);
    t_call(&lea, "task.create",
           "{'case': " D ", 'title': 'Décembre', 'due_on': '2026-12-01', 'priority': 'urgent'}",
           dossier);
    t_call(&lea, "task.create",
           "{'case': " D ", 'title': 'Novembre', 'due_on': '2026-11-30', 'assignees': [%d]}",
           dossier, tom.user_id);
    t_ok(&lea, "task.list",
         "{'rows': [{'title': 'Novembre'}, {'title': 'Décembre'}, {'title': 'Sans date', 'status': "
         "{'code': 'todo'}}]}",
         "{}");
    t_ok(&lea, "task.list", "{'rows': [{'title': 'Novembre'}]}", "{'user': %d}", tom.user_id);
    t_ok(&tom, "task.list", "{'rows': [{'title': 'Novembre'}]}", "{'mine': true}");
    t_ok(&lea, "task.list", "{'rows': [{'title': 'Décembre'}]}", "{'priority': 'urgent'}");
    t_ok(&lea, "task.list", "{'rows': [{'title': 'Décembre'}]}", "{'search': 'décem'}");
    t_ok(&lea, "task.list", "{'rows': []}", "{'status': 'done'}");
    const struct ela_json *page = t_call(&lea, "task.list", "{'limit': 2}");
    struct ela_str next = t_text_at(page, "next");
    t_ok(&lea, "task.list", "{'rows': [{'title': 'Sans date'}], 'next': null}",
         "{'limit': 2, 'after': '%.*s'}", (int)next.n, next.p);
    t_refused(&lea, "task.list", "list.cursor", "after", "{'after': 'zz'}");
}

/* --- detail ------------------------------------------------------------------------------- */

static void test_CASE_23_checklist_keeps_ticks_when_changed(void **state)
{
    (void)state;
    int64_t id = t_int_at(t_call(&lea, "task.create",
                                 "{'case': " D
                                 ", 'title': 'x', 'checklist': [{'label': 'A'}, {'label': 'B'}]}",
                                 dossier),
                          "id");
    int64_t a = t_int("SELECT rowid FROM llx_elaska_task_check WHERE label = 'A'");
    t_ok(&lea, "task.check", "{'checks': {'total': 2, 'done': 1}}",
         "{'check': " D ", 'done': true}", a);
    t_ok(&lea, "task.check", "{'checks': {'total': 2, 'done': 1}}",
         "{'check': " D ", 'done': true}", a);
    t_call(&lea, "task.update",
           "{'task': " D ", 'version': 1, 'checklist': [{'label': 'C', 'client': true}, {'id': " D
           ", 'label': 'A2'}]}",
           id, a);
    t_ok(&lea, "task.read",
         "{'checklist': [{'label': 'C', 'client': true, 'done': false}, {'label': 'A2', 'done': "
         "true, 'by': 'lea Durand'}]}",
         "{'task': " D "}", id);
    int64_t other = task("y");
    t_refused(&lea, "task.update", "not_found", "checklist",
              "{'task': " D ", 'version': 1, 'checklist': [{'id': " D ", 'label': 'A2'}]}", other,
              a);
    t_refused(&lea, "task.check", "not_found", "check", "{'check': 999999, 'done': true}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'task.checked'"), 1);
}

static void test_CASE_23_internal_comments_are_hidden_from_the_client(void **state)
{
    (void)state;
    int64_t id = task("x");
    t_call(&lea, "task.comment", "{'task': " D ", 'body': 'Entre nous', 'internal': true}", id);
    t_call(&lea, "task.comment", "{'task': " D ", 'body': 'Bonjour'}", id);
    t_call(&camille, "task.say", "{'task': " D ", 'body': 'Merci'}", id);
    t_ok(&lea, "task.read",
         "{'comments': [{'body': 'Entre nous', 'internal': true}, {'body': 'Bonjour'},"
         " {'body': 'Merci', 'by': {'kind': 'portal', 'name': 'Camille Petit'}}]}",
         "{'task': " D "}", id);
    const struct ela_json *seen = t_call(&camille, "task.read", "{'task': " D "}", id);
    assert_int_equal(ela_json_size(ela_json_get(seen, "comments")), 2);
    t_subset(
        seen,
        "{'comments': [{'body': 'Bonjour', 'by': {'name': 'lea Durand'}}, {'body': 'Merci'}]}");
    assert_null(t_at(seen, "comments/0/by/id"));
    t_ok(&camille, "task.board", "{'cards': [{'comments': 2}], 'movable': false}",
         "{'case': " D "}", dossier);
    t_refused(&camille, "task.comment", "denied", NULL,
              "{'task': " D ", 'body': 'x', 'internal': true}", id);
    t_refused(&lea, "task.comment", "field.required", "body", "{'task': " D ", 'body': ' '}", id);
    assert_int_equal(
        t_int(
            "SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'task.commented' AND visible = 1"),
        2);
    t_refused(&lea, "task.delete", "task.has_comments", "task", "{'task': " D "}", id);
}

static void test_CASE_23_a_task_is_deleted(void **state)
{
    (void)state;
    int64_t id = task("x"), mirrored = task("y");
    t_call(&lea, "task.comment", "{'task': " D ", 'body': 'vu'}", id);
    t_refused(&lea, "task.delete", "conflict.version", "version", "{'task': " D ", 'version': 7}",
              id);
    t_call(&lea, "task.delete", "{'task': " D ", 'version': 1}", id);
    t_refused(&lea, "task.read", "not_found", "task", "{'task': " D "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_comment"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_mirror"), 1);
    t_sql("UPDATE llx_elaska_task SET fk_task = 5 WHERE rowid = " D, mirrored);
    t_call(&lea, "task.delete", "{'task': " D "}", mirrored);
    assert_int_equal(t_int("SELECT fk_native FROM llx_elaska_mirror WHERE state = 'drop'"), 5);
}

/* --- reach -------------------------------------------------------------------------------- */

static void test_CASE_20_internal_tasks_never_appear_to_the_client(void **state)
{
    (void)state;
    struct ela_actor petit = t_portal("x@b.example", t_client("Petit"));
    int64_t shown = task("Visible"),
            hidden =
                t_int_at(t_call(&lea, "task.create",
                                "{'case': " D ", 'title': 'Interne', 'visible': false}", dossier),
                         "id");
    const struct ela_json *board = t_call(&camille, "task.board", "{'case': " D "}", dossier);
    assert_int_equal(ela_json_size(ela_json_get(board, "cards")), 1);
    t_subset(board, "{'cards': [{'title': 'Visible'}]}");
    assert_null(t_at(board, "cards/0/version"));
    t_refused(&camille, "task.read", "not_found", "task", "{'task': " D "}", hidden);
    t_refused(&camille, "task.say", "not_found", "task", "{'task': " D ", 'body': 'x'}", hidden);
    t_refused(&petit, "task.read", "not_found", "task", "{'task': " D "}", shown);
    t_refused(&petit, "task.board", "not_found", "case", "{'case': " D "}", dossier);
    t_ok(&petit, "task.list", "{'rows': []}", "{}");
    t_ok(&petit, "task.board", "{'cards': []}", "{'all': true}");
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_refused(&camille, "task.read", "not_found", "task", "{'task': " D "}", shown);
    t_ok(&camille, "task.list", "{'rows': []}", "{}");
    struct ela_actor none = t_user("tom", 0);
    t_refused(&none, "task.read", "denied", NULL, "{'task': " D "}", shown);
    struct ela_actor away = lea;
    away.entity = 2;
    t_refused(&away, "task.read", "not_found", "task", "{'task': " D "}", shown);
}

/* --- series ------------------------------------------------------------------------------- */

static void test_CASE_20_the_next_of_a_series_comes_when_one_is_done(void **state)
{
    (void)state;
    int64_t id = t_int_at(
        t_call(&lea, "task.create",
               "{'case': " D ", 'title': 'TVA', 'start_on': '2026-10-29', 'due_on': '2026-10-31',"
               " 'recurrence': 'monthly', 'checklist': [{'label': 'Saisie'}]}",
               dossier),
        "id");
    t_sql("UPDATE llx_elaska_task_check SET done_at = 1");
    const struct ela_json *moved = t_call(&lea, "task.move", "{'task': " D ", 'to': 'done'}", id);
    int64_t next = t_int_at(moved, "next");
    t_ok(&lea, "task.read",
         "{'title': 'TVA', 'due_on': '2026-11-30', 'start_on': '2026-11-28', 'status': {'code': "
         "'todo'},"
         " 'recurrence': 'monthly', 'assignees': [{'name': 'lea Durand'}], 'checklist': [{'done': "
         "false}]}",
         "{'task': " D "}", next);
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'todo'}", id);
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'done'}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_task"), 2);
    t_refused(&lea, "task.update", "field.choice", "recurrence",
              "{'task': " D ", 'version': 1, 'recurrence': 'x'}", id);
}

/* --- made by the system ------------------------------------------------------------------- */

static enum ela_status make(struct ela_actor *a, const char *code, int32_t user, int64_t *id,
                            struct ela_error *err)
{
    struct ela_arena arena;
    struct ela_workflow *wf = NULL;
    const struct ela_settings *s;
    ela_arena_init(&arena, 0);
    enum ela_status st = ela_workflow_shipped(&wf, err);
    if (st == ELA_OK)
        st = ela_app_settings(T.app, T.db, 1, T.now, &s, err);
    if (st == ELA_OK) {
        struct ela_call c = {.db = T.db,
                             .actor = a,
                             .settings = s,
                             .workflow = wf,
                             .tz = &s->tz,
                             .arena = &arena,
                             .now = T.now};
        struct ela_task_new n = {.case_id = dossier,
                                 .code = code,
                                 .title = ELA_STR("Préparer le solde"),
                                 .due_on = ELA_DAY_NONE,
                                 .priority = 1,
                                 .visible = true,
                                 .user_id = user};
        st = ela_task_make(&c, &n, id, err);
    }
    ela_workflow_free(wf);
    ela_arena_release(&arena);
    return st;
}

static void test_CASE_25_a_template_makes_each_task_once(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_actor worker = t_worker();
    int64_t first = 0, again = 1;
    assert_int_equal(make(&worker, "solde", 0, &first, &err), ELA_OK);
    assert_true(first > 0);
    assert_int_equal(make(&worker, "solde", 0, &again, &err), ELA_OK);
    assert_int_equal(again, 0);
    /* No one has the role: the main adviser does it. */
    assert_int_equal(t_int("SELECT fk_user FROM llx_elaska_task_user WHERE fk_task = " D, first),
                     lea.user_id);
    struct ela_actor stranger = t_user("tom", 0);
    assert_int_equal(make(&stranger, "autre", 0, &again, &err), ELA_E_NOT_FOUND);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIRM_TEST(test_CASE_20_a_task_is_created_with_its_fields),
        FIRM_TEST(test_CASE_20_what_is_wrong_is_refused),
        FIRM_TEST(test_CASE_20_a_task_may_belong_to_a_client_alone),
        FIRM_TEST(test_CASE_20_late_goes_away_by_itself),
        FIRM_TEST(test_CASE_20_time_of_its_native_task),
        FIRM_TEST(test_CASE_20_a_conflict_is_shown_field_by_field),
        FIRM_TEST(test_CASE_22_list_filters_and_pages),
        FIRM_TEST(test_CASE_23_checklist_keeps_ticks_when_changed),
        FIRM_TEST(test_CASE_23_internal_comments_are_hidden_from_the_client),
        FIRM_TEST(test_CASE_23_a_task_is_deleted),
        FIRM_TEST(test_CASE_20_internal_tasks_never_appear_to_the_client),
        FIRM_TEST(test_CASE_20_the_next_of_a_series_comes_when_one_is_done),
        FIRM_TEST(test_CASE_25_a_template_makes_each_task_once),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
