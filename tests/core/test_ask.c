/*
 * What the client is asked to do: asking, answering, reminders, asking again. Source: CASE-27.
 */
#include "ask/ask.h"
#include "firm_support.h"
#include "workflow/workflow.h"

static int64_t ask(const char *more)
{
    return t_int_at(t_call(&lea, "action.ask",
                           "{'case': " D
                           ", 'message': 'Merci de répondre', 'due_on': '2026-12-01'%s}",
                           dossier, more),
                    "id");
}

static void test_CASE_27_asking_tells_the_client_where_to_answer(void **state)
{
    (void)state;
    int64_t id = ask(", 'comment': true, 'pieces': [{'label': 'Relevé'}, {'label': 'RIB', "
                     "'category': 'banque'}]");
    t_ok(&camille, "action.list",
         "{'rows': [{'message': 'Merci de répondre', 'kinds': ['comment', 'file'], 'due_on': "
         "'2026-12-01', 'late': false,"
         " 'status': {'code': 'waiting', 'label': 'À faire de votre côté'}, 'asked_by': 'lea "
         "Durand',"
         " 'pieces': [{'label': 'Relevé'}, {'label': 'RIB'}], 'files': []}]}",
         "{'case': " D "}", dossier);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_case_piece WHERE fk_action = " D
              " AND status = 'to_provide' AND source = 'client' AND due_on = '2026-12-01'",
              id),
        2);
    assert_int_equal(t_mails("action.asked"), 1);
    char link[120];
    snprintf(link, sizeof link,
             "https://clients.cabinet-vauban.example/clients/%d/cases/" D "?action=" D, martin,
             dossier, id);
    const char *text = t_text("SELECT body_text FROM llx_elaska_outbox");
    assert_non_null(strstr(text, link));
    assert_non_null(strstr(text, "Relevé, RIB"));
    assert_non_null(strstr(text, "01/12/2026"));
    assert_int_equal(t_int("SELECT visible FROM llx_elaska_event WHERE kind = 'action.asked'"), 1);
    T.now += 12 * 86400;
    t_ok(&lea, "action.list", "{'rows': [{'late': true}]}", "{'open': true}");
}

static void test_CASE_27_what_cannot_be_asked(void **state)
{
    (void)state;
    t_refused(&lea, "action.ask", "field.required", "message", "{'case': " D ", 'note': true}",
              dossier);
    t_refused(&lea, "action.ask", "action.kind", "kinds", "{'case': " D ", 'message': 'x'}",
              dossier);
    t_refused(&lea, "action.ask", "action.due_past", "due_on",
              "{'case': " D ", 'message': 'x', 'note': true, 'due_on': '2026-11-20'}", dossier);
    t_refused(&lea, "action.ask", "not_found", "contact",
              "{'case': " D ", 'message': 'x', 'note': true, 'contact': 99}", dossier);
    t_refused(&lea, "action.ask", "not_found", "wanted",
              "{'case': " D ", 'message': 'x', 'wanted': [99]}", dossier);
    t_refused(&lea, "action.ask", "not_found", "task",
              "{'case': " D ", 'message': 'x', 'note': true, 'task': 99}", dossier);
    t_refused(&lea, "action.ask", "not_found", "case",
              "{'case': 999999, 'message': 'x', 'note': true}");
    t_refused(&camille, "action.ask", "denied", NULL,
              "{'case': " D ", 'message': 'x', 'note': true}", dossier);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_refused(&lea, "action.ask", "action.case_hidden", "case",
              "{'case': " D ", 'message': 'x', 'note': true}", dossier);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 1, status = 'done', class = 'done'");
    t_refused(&lea, "action.ask", "action.case_closed", "case",
              "{'case': " D ", 'message': 'x', 'note': true}", dossier);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_action"), 0);
}

static void test_CASE_27_a_contact_alone_is_told(void **state)
{
    (void)state;
    int64_t contact = t_sql("INSERT INTO llx_socpeople (entity, fk_soc, lastname, email) VALUES "
                            "(1, %d, 'Petit', 'petit@martin.example')",
                            martin);
    int64_t mute = t_sql(
        "INSERT INTO llx_socpeople (entity, fk_soc, lastname) VALUES (1, %d, 'Sans')", martin);
    char more[64];
    snprintf(more, sizeof more, ", 'note': true, 'contact': " D, contact);
    ask(more);
    assert_string_equal(t_text("SELECT GROUP_CONCAT(recipient) FROM llx_elaska_outbox"),
                        "petit@martin.example");
    t_refused(&lea, "action.ask", "action.contact_mail", "contact",
              "{'case': " D ", 'message': 'x', 'note': true, 'contact': " D "}", dossier, mute);
}

static void test_CASE_27_an_answer_lacks_nothing_that_was_asked(void **state)
{
    (void)state;
    int64_t id = ask(", 'comment': true, 'pieces': [{'label': 'Relevé'}, {'label': 'RIB'}]");
    t_refused(&camille, "action.answer", "action.reply_missing", "reply", "{'action': " D "}", id);
    t_refused(&camille, "action.answer", "action.pieces_missing", "files",
              "{'action': " D ", 'reply': 'Voici'}", id);
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(
        t_try(&camille, "action.answer", &err, "{'action': " D ", 'reply': 'Voici'}", id),
        ELA_E_INPUT);
    assert_string_equal(err.params[0].value, "Relevé, RIB");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'waiting' WHERE label = 'RIB'");
    assert_int_equal(
        t_try(&camille, "action.answer", &err, "{'action': " D ", 'reply': 'Voici'}", id),
        ELA_E_INPUT);
    assert_string_equal(err.params[0].value, "Relevé");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'waiting'");
    t_ok(&camille, "action.answer", "{'status': {'code': 'done', 'label': 'Répondu, merci'}}",
         "{'action': " D ", 'reply': 'Voici'}", id);
    t_ok(
        &lea, "action.list",
        "{'rows': [{'reply': 'Voici', 'replied_by': 'Camille Petit', 'status': {'code': 'done'}}]}",
        "{'case': " D "}", dossier);
    assert_int_equal(t_mails("action.answered"), 1);
    assert_non_null(strstr(
        t_text("SELECT body_text FROM llx_elaska_outbox WHERE kind = 'action.answered'"), "Voici"));
    t_refused(&camille, "action.answer", "action.not_waiting", "action",
              "{'action': " D ", 'reply': 'x'}", id);
    t_ok(&camille, "action.list", "{'rows': []}", "{'open': true}");
}

static void test_CASE_27_a_file_alone_or_a_reading(void **state)
{
    (void)state;
    t_store();
    int64_t file = ask(", 'file': true"), note = ask(", 'note': true");
    t_refused(&camille, "action.answer", "action.file_missing", "files", "{'action': " D "}", file);
    T.body_in = ELA_STR("%PDF-1.4");
    t_call(&camille, "file.put", "{'object': 'action', 'id': " D ", 'name': 'x.pdf'}", file);
    t_ok(&lea, "action.list",
         "{'rows': [{'files': []}, {'files': [{'name': 'x.pdf', 'size': 8}]}]}", "{'case': " D "}",
         dossier);
    t_call(&camille, "action.answer", "{'action': " D "}", file);
    t_refused(&camille, "file.put", "file.not_expected", "id",
              "{'object': 'action', 'id': " D ", 'name': 'y.pdf'}", file);
    t_call(&camille, "action.answer", "{'action': " D "}", note);
    assert_int_equal(t_store_remove(NULL), 0);
}

static void test_CASE_27_the_adviser_cancels(void **state)
{
    (void)state;
    int64_t id = ask(", 'note': true");
    struct ela_actor reader = t_user("tom", ELA_RIGHT_CASE_READ),
                     other = t_portal("x@b.example", t_client("Petit"));
    t_refused(&reader, "action.cancel", "denied", NULL, "{'action': " D "}", id);
    t_refused(&camille, "action.cancel", "denied", NULL, "{'action': " D "}", id);
    t_refused(&other, "action.answer", "not_found", "action", "{'action': " D "}", id);
    t_refused(&other, "action.list", "not_found", "case", "{'case': " D "}", dossier);
    t_ok(&other, "action.list", "{'rows': []}", "{}");
    t_refused(&lea, "action.cancel", "not_found", "action", "{'action': 999999}");
    t_call(&lea, "action.cancel", "{'action': " D "}", id);
    t_refused(&lea, "action.cancel", "action.not_waiting", "action", "{'action': " D "}", id);
    t_refused(&camille, "action.answer", "action.not_waiting", "action", "{'action': " D "}", id);
}

static void test_CASE_27_reminders_come_once_before_and_once_after(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    ask(", 'note': true"); /* due on 1 December */
    t_ok(&worker, "action.remind", "{'sent': 0}", "{}");
    T.now += 8 * 86400; /* 29 November */
    t_ok(&worker, "action.remind", "{'sent': 1}", "{}");
    t_ok(&worker, "action.remind", "{'sent': 0}", "{}");
    T.now += 2 * 86400; /* 1 December */
    t_ok(&worker, "action.remind", "{'sent': 0}", "{}");
    T.now += 86400; /* 2 December */
    t_ok(&worker, "action.remind", "{'sent': 1}", "{}");
    T.now += 30 * 86400;
    t_ok(&worker, "action.remind", "{'sent': 0}", "{}");
    assert_int_equal(t_mails("action.reminder"), 2);
    t_refused(&lea, "action.remind", "denied", NULL, "{}");
    /* What is due tomorrow was asked for today: nobody is reminded tonight. */
    t_call(&lea, "action.ask",
           "{'case': " D ", 'message': 'x', 'note': true, 'due_on': '2027-01-02'}", dossier);
    t_ok(&worker, "action.remind", "{'sent': 0}", "{}");
}

/* --- what the process of a case asks ------------------------------------------------------ */

static struct ela_arena arena;
static struct ela_workflow *flow;

static struct ela_call context(const struct ela_actor *a)
{
    const struct ela_settings *s;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_app_settings(T.app, T.db, 1, T.now, &s, &err), ELA_OK);
    return (struct ela_call){.db = T.db,
                             .actor = a,
                             .settings = s,
                             .workflow = flow,
                             .tz = &s->tz,
                             .arena = &arena,
                             .now = T.now};
}

static void test_CASE_27_a_refused_document_asks_again(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_case k;
    ela_arena_init(&arena, 0);
    assert_int_equal(ela_workflow_shipped(&flow, &err), ELA_OK);
    int64_t piece = t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, label, "
                          "status_at, position) VALUES (1, " D ", 'kbis', 'Kbis', 1, 1)",
                          dossier);
    struct ela_call c = context(&lea);
    assert_int_equal(ela_case_load(&c, dossier, "case", &k, &err), ELA_OK);
    assert_int_equal(
        ela_ask_pieces(&c, &k, &piece, 1, ELA_STR("Votre Kbis de moins de trois mois"), 10, &err),
        ELA_OK);
    int64_t id = t_int("SELECT fk_action FROM llx_elaska_case_piece");
    t_ok(&camille, "action.list",
         "{'rows': [{'kinds': ['file'], 'due_on': '2026-12-01', 'pieces': [{'label': 'Kbis'}]}]}",
         "{}");
    t_sql("UPDATE llx_elaska_case_piece SET status = 'waiting'");
    t_call(&camille, "action.answer", "{'action': " D "}", id);
    t_sql("UPDATE llx_elaska_case_piece SET status = 'refused', reason = 'Illisible'");
    assert_int_equal(ela_ask_refused(&c, &k, piece, id, &err), ELA_OK);
    assert_int_equal(ela_ask_refused(&c, &k, piece, id, &err), ELA_OK);
    t_ok(&camille, "action.list", "{'rows': [{'status': {'code': 'waiting'}}]}", "{'open': true}");
    assert_int_equal(t_mails("action.reopened"), 1);
    struct ela_json *rows = ela_json_new_array();
    assert_int_equal(ela_ask_page(&c, dossier, rows, &err), ELA_OK);
    assert_int_equal(ela_json_size(rows), 1);
    ela_json_free(rows);
    int64_t foreign = t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, status_at, "
                            "position) VALUES (1, " D ", 'x', 1, 1)",
                            t_case(martin, lea.user_id));
    assert_int_equal(ela_ask_pieces(&c, &k, &foreign, 1, ELA_STR("x"), 0, &err), ELA_E_NOT_FOUND);
    ela_workflow_free(flow);
    ela_arena_release(&arena);
}

static void test_SEC_19_a_person_whose_access_was_closed_is_asked_nothing(void **state)
{
    (void)state;
    t_sql("UPDATE llx_elaska_account_client SET active = 0 WHERE fk_soc = %d", martin);
    ask(", 'note': true");
    assert_int_equal(t_mails("action.asked"), 0);
    T.now += 8 * 86400;
    struct ela_actor worker = t_worker();
    t_call(&worker, "action.remind", "{}");
    assert_int_equal(t_mails("action.reminder"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIRM_TEST(test_CASE_27_asking_tells_the_client_where_to_answer),
        FIRM_TEST(test_CASE_27_what_cannot_be_asked),
        FIRM_TEST(test_CASE_27_a_contact_alone_is_told),
        FIRM_TEST(test_CASE_27_an_answer_lacks_nothing_that_was_asked),
        FIRM_TEST(test_CASE_27_a_file_alone_or_a_reading),
        FIRM_TEST(test_CASE_27_the_adviser_cancels),
        FIRM_TEST(test_CASE_27_reminders_come_once_before_and_once_after),
        FIRM_TEST(test_CASE_27_a_refused_document_asks_again),
        FIRM_TEST(test_SEC_19_a_person_whose_access_was_closed_is_asked_nothing),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
