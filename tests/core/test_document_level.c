/*
 * Levels of documents: who reads what, what lists and counters tell, what an administrator opens,
 * documents of other clients. DOC-14, SEC-10, SEC-11.
 */
#include "document_support.h"

#include <pthread.h>
#include <unistd.h>

/* By every door: the document and what lists, counts or tells of it. */
static void seen(const struct ela_actor *a, int64_t id, bool is)
{
    struct ela_error err = ELA_ERROR_INIT;
    enum ela_status want = is ? ELA_OK : ELA_E_NOT_FOUND;
    assert_int_equal(t_try(a, "document.read", &err, "{'file': " D "}", id), want);
    ela_error_reset(&err);
    assert_int_equal(t_try(a, "file.get", &err, "{'file': " D "}", id), want);
    ela_error_reset(&err);
    assert_int_equal(t_try(a, "event.list", &err, "{'object': 'file', 'object_id': " D "}", id),
                     want);
    assert_int_equal(listed(a, ""), is);
    assert_int_equal(listed(a, "secret"), is);
    assert_int_equal(
        ela_json_size(t_at(t_call(a, "file.list", "{'case': " D "}", dossier), "rows")), is);
    const struct ela_json *told =
        t_call(a, "event.list", "{'case': " D ", 'kinds': 'file.added'}", dossier);
    assert_int_equal(ela_json_size(t_at(told, "rows")), is);
    t_ok(a, "list.rows", is ? "{'total': 1}" : "{'total': 0}",
         "{'list': 'documents', 'with_total': true}");
}

static void test_SEC_11_levels_of_a_document(void **state)
{
    (void)state;
    struct ela_actor cleared = t_user("ida", WRITES | ELA_RIGHT_CONFIDENTIAL),
                     boss = t_user("boss", (ELA_RIGHT_ADMIN * 2u - 1u));
    int64_t id = put(&lea, "Secret.pdf");
    seen(&tom, id, true);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", id);
    seen(&lea, id, true);
    seen(&cleared, id, true);
    seen(&tom, id, false);
    seen(&boss, id, false); /* administrators are no exception */
    t_refused(&tom, "document.update", "not_found", "file", "{'file': " D ", 'level': 0}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2, 'users': [%d]}", id, tom.user_id);
    seen(&lea, id, true);
    seen(&tom, id, true);
    seen(&cleared, id, false);
    /* The client has what is shown to him: who reads it in the firm is another matter. */
    t_call(&camille, "file.get", "{'file': " D "}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 0}", id);
    seen(&cleared, id, true);
}

static void test_SEC_11_an_administrator_breaks_the_glass_for_an_hour(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_CONFIDENTIAL),
                     clerk = t_user("clerk", WRITES | ELA_RIGHT_BREAK),
                     other = t_user("nora", WRITES | ELA_RIGHT_ADMIN);
    t_sql("UPDATE llx_user SET email = CONCAT(login, '@firm.example'), statut = 1");
    t_setting("ELASKA_MAIL_FROM", "cabinet@firm.example");
    int64_t id = put(&lea, "Secret.pdf");
    t_refused(&boss, "document.break", "file.glass_open", "file",
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2, 'users': []}", id);
    seen(&boss, id, false);
    t_refused(&boss, "document.break", "field.too_short", "reason",
              "{'file': " D ", 'reason': 'Urgent   '}", id);
    t_refused(&boss, "document.break", "field.required", "reason", "{'file': " D "}", id);
    t_refused(&boss, "document.break", "field.too_long", "reason",
              "{'file': " D ", 'reason': '%0501d'}", id, 0);
    t_refused(&clerk, "document.break", "denied", NULL,
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_refused(&other, "document.break", "denied", NULL,
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_refused(&camille, "document.break", "denied", NULL,
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_refused(&boss, "document.break", "not_found", "file",
              "{'file': 999999, 'reason': 'Absence du responsable'}");
    t_ok(&boss, "document.break", "{'again': false}",
         "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_ok(&boss, "document.read", "{'glass': true, 'may': {'edit': false, 'version': false}}",
         "{'file': " D "}", id);
    t_call(&boss, "file.get", "{'file': " D "}", id);
    t_ok(&boss, "preview.read", "{'name': 'Secret.pdf'}", "{'file': " D "}", id);
    /* Reading alone: for everything else it is not there, nor for another administrator. */
    static const char *const changes[][3] = {
        {"document.update", "'file': ", ", 'level': 0"},
        {"file.update", "'file': ", ", 'name': 'x'"},
        {"file.delete", "'file': ", ""},
        {"file.comment", "'file': ", ", 'body': 'Vu'"},
        {"file.comments", "'file': ", ""},
        {"file.deliverable", "'file': ", ", 'on': true"},
        {"document.keep", "'file': ", ", 'on': true"},
        {"document.judge", "'files': [", "], 'to': 'validated'"},
        {"file.put", "'object': 'version', 'name': 'x.pdf', 'id': ", ""},
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct ela_error err = ELA_ERROR_INIT;
        assert_int_equal(
            t_try(&boss, changes[i][0], &err, "{%s" D "%s}", changes[i][1], id, changes[i][2]),
            ELA_E_NOT_FOUND);
    }
    seen(&other, id, false);
    /* In no list, count, search or export; of no case. */
    assert_int_equal(listed(&boss, "secret"), 0);
    assert_int_equal(
        ela_json_size(t_at(t_call(&boss, "file.list", "{'case': " D "}", dossier), "rows")), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.glass' AND "
                           "data LIKE '%%Absence du responsable%%' AND visible = 0"),
                     1);
    /* Told once: asked for again within the hour it is the same glass. */
    T.now += 1800;
    t_ok(&boss, "document.break", "{'again': true}",
         "{'file': " D ", 'reason': 'Je regarde encore'}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'file.glass' AND "
                           "recipient = 'lea@firm.example' AND body_text NOT LIKE '%%Secret%%'"),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.glass'"), 1);
    t_ok(&other, "document.broken",
         "{'rows': [{'reason': 'Absence du responsable', 'open': false, 'by': {'name': 'boss "
         "Durand'}}], 'next': null}",
         "{}");
    t_subset(t_call(&boss, "document.broken", "{}"), "{'rows': [{'file': " D ", 'open': true}]}",
             id);
    t_refused(&tom, "document.broken", "denied", NULL, "{}");
    T.now += 1801;
    seen(&boss, id, false);
    t_ok(&boss, "document.broken", "{'rows': [{'open': false}]}", "{}");
    t_ok(&boss, "document.break", "{'again': false}",
         "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    boss.rights &= ~(uint32_t)ELA_RIGHT_BREAK; /* taken away within the hour */
    seen(&boss, id, false);
}

static void test_SEC_11_what_no_glass_opens(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_CONFIDENTIAL);
    int64_t id[ELA_GLASS_MOST + 1];
    for (size_t i = 0; i < ELA_GLASS_MOST + 1; i++) {
        char name[20];
        (void)snprintf(name, sizeof name, "s%d.pdf", (int)i);
        id[i] = put(&lea, name);
        t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", id[i]);
    }
    t_call(&lea, "file.delete", "{'file': " D "}", id[0]);
    t_refused(&boss, "document.break", "not_found", "file",
              "{'file': " D ", 'reason': 'Dans la corbeille'}", id[0]);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2");
    t_refused(&boss, "document.break", "not_found", "file",
              "{'file': " D ", 'reason': 'Dans un dossier fermé'}", id[1]);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_glass"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.glass'"), 0);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 0");
    t_sql("UPDATE llx_elaska_file SET deleted_at = NULL");
    for (size_t i = 0; i < ELA_GLASS_MOST; i++)
        t_call(&boss, "document.break", "{'file': " D ", 'reason': 'Contrôle demandé'}", id[i]);
    t_refused(&boss, "document.break", "file.glass_many", "file",
              "{'file': " D ", 'reason': 'Un de trop, vraiment'}", id[ELA_GLASS_MOST]);
    /* Opened, then put in the bin, or its case closed to him: not there any more. */
    t_call(&lea, "file.delete", "{'file': " D "}", id[0]);
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(t_try(&boss, "document.read", &err, "{'file': " D "}", id[0]),
                     ELA_E_NOT_FOUND);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2");
    ela_error_reset(&err);
    assert_int_equal(t_try(&boss, "document.read", &err, "{'file': " D "}", id[1]),
                     ELA_E_NOT_FOUND);
}

static void test_DOC_14_a_group_reads_what_is_restricted_to_it(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Secret.pdf");
    int32_t g = (int32_t)t_sql("INSERT INTO llx_usergroup (nom, entity) VALUES ('Santé', 1)");
    int32_t elsewhere =
        (int32_t)t_sql("INSERT INTO llx_usergroup (nom, entity) VALUES ('Autre', 2)");
    t_refused(&lea, "document.update", "not_found", "groups",
              "{'file': " D ", 'level': 2, 'groups': [%d]}", id, elsewhere);
    t_refused(&lea, "document.update", "not_found", "users",
              "{'file': " D ", 'level': 2, 'users': [999999]}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2, 'groups': [%d]}", id, g);
    seen(&tom, id, false);
    t_sql("INSERT INTO llx_usergroup_user (fk_user, fk_usergroup) VALUES (%d, %d)", tom.user_id, g);
    seen(&tom, id, true);
    t_subset(read_it(&tom, id),
             "{'users': [{'name': 'lea Durand'}], 'groups': [{'name': 'Santé'}]}");
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2");
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(t_try(&tom, "document.read", &err, "{'file': " D "}", id), ELA_E_NOT_FOUND);
}

static void test_SEC_11_counters_and_pages_of_cases_tasks_and_steps(void **state)
{
    (void)state;
    int64_t job =
        t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", dossier), "id");
    int64_t id = t_int_at(
        t_call(&lea, "file.put", "{'object': 'task', 'id': " D ", 'name': 'a.pdf'}", job), "id");
    T.body_in = ELA_STR(PDF "3");
    int64_t final = t_int_at(
        t_call(&lea, "file.put", "{'object': 'case', 'id': " D ", 'name': 'b.pdf'}", dossier),
        "id");
    t_call(&lea, "file.deliverable", "{'file': " D ", 'on': true}", final);
    t_ok(&tom, "task.board", "{'cards': [{'files': 1}]}", "{'case': " D "}", dossier);
    t_ok(&tom, "task.read", "{'files': [{'name': 'a.pdf'}]}", "{'task': " D "}", job);
    t_ok(&tom, "case.page", "{'deliverables': [{'name': 'b.pdf'}]}", "{'case': " D "}", dossier);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", final);
    t_ok(&tom, "task.board", "{'cards': [{'files': 0}]}", "{'case': " D "}", dossier);
    t_ok(&tom, "task.read", "{'files': []}", "{'task': " D "}", job);
    t_ok(&tom, "case.page", "{'deliverables': []}", "{'case': " D "}", dossier);
    t_ok(&lea, "task.board", "{'cards': [{'files': 1}]}", "{'case': " D "}", dossier);
}

/* A case that goes to another client leaves behind what it had from elsewhere. */
static void test_SEC_10_no_link_across_clients(void **state)
{
    (void)state;
    int32_t petit = t_client("Petit");
    struct ela_actor theirs = t_portal("p@petit.example", petit);
    int64_t id = put(&lea, "Kbis.pdf"), second = t_case(martin, lea.user_id);
    t_call(&lea, "document.link", "{'file': " D ", 'object': 'case', 'id': " D "}", id, second);
    t_ok(&lea, "file.list", "{'rows': [{'name': 'Kbis.pdf'}]}", "{'case': " D "}", second);
    /* whatever a row says */
    t_sql("UPDATE llx_elaska_case SET fk_soc = %d WHERE rowid = " D, petit, second);
    t_refused(&theirs, "file.get", "not_found", "file", "{'file': " D "}", id);
    t_ok(&theirs, "file.list", "{'rows': []}", "{'case': " D "}", second);
    t_sql("UPDATE llx_elaska_case SET fk_soc = %d WHERE rowid = " D, martin, second);
    t_call(&lea, "case.update", "{'case': " D ", 'client': %d, 'version': " D "}", second, petit,
           t_int("SELECT version FROM llx_elaska_case WHERE rowid = " D, second));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file_link"), 0);
    t_refused(&theirs, "file.get", "not_found", "file", "{'file': " D "}", id);
}

static void test_DOC_14_whoever_raises_a_level_goes_on_reading(void **state)
{
    (void)state;
    struct ela_actor ida = t_user("ida", WRITES | ELA_RIGHT_CONFIDENTIAL);
    int64_t id = put(&lea, "Secret.pdf");
    t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", id);
    t_call(&ida, "document.update", "{'file': " D ", 'level': 2}", id);
    read_it(&ida, id);
    T.body_in = ELA_STR(PDF "two");
    t_call(&ida, "file.put", "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", id);
    t_sql("DELETE FROM llx_elaska_file_reader WHERE fk_user = %d", ida.user_id);
    read_it(&ida, id);
    read_it(&lea, id);
    t_refused(&tom, "document.read", "not_found", "file", "{'file': " D "}", id);
}

static void *decided_meanwhile(void *db)
{
    struct ela_error err = ELA_ERROR_INIT;
    usleep(300000);
    return (void *)(uintptr_t)ela_db_commit(db, &err);
}

/* What somebody else decided between reading and writing is not undone. */
static void test_DOC_14_two_who_change_a_document_at_once(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Note.pdf");
    static const char *const ops[] = {"document.update", "file.update"};
    struct ela_error err = ELA_ERROR_INIT;
    for (size_t i = 0; i < 2; i++) {
        struct ela_db *other = t_connect();
        pthread_t thread;
        t_sql("UPDATE llx_elaska_file SET level = 0, visible = 1");
        assert_int_equal(ela_db_begin(other, &err), ELA_OK);
        assert_int_equal(ela_db_exec(other, "UPDATE llx_elaska_file SET level = 2, visible = 0",
                                     NULL, 0, NULL, &err),
                         ELA_OK);
        assert_int_equal(pthread_create(&thread, NULL, decided_meanwhile, other), 0);
        t_call(&lea, ops[i], "{'file': " D ", 'name': 'Autre'}", id);
        pthread_join(thread, NULL);
        ela_db_free(other);
        assert_int_equal(t_int("SELECT level + 10 * visible FROM llx_elaska_file"), 2);
    }
}

static void test_SEC_11_a_level_holds_for_what_is_gone(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    int64_t id = put(&lea, "Secret.pdf"), plain = put(&lea, "Note.pdf");
    t_call(&lea, "file.comment", "{'file': " D ", 'body': 'x', 'internal': true}", plain);
    t_call(&lea, "file.comment", "{'file': " D ", 'body': 'x', 'internal': true}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", id);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    t_call(&lea, "file.delete", "{'file': " D "}", plain);
    t_ok(&tom, "event.list", "{'rows': [{'data': {'name': 'Note.pdf'}}]}",
         "{'case': " D ", 'kinds': 'file.added'}", dossier);
    T.now += 31 * 86400;
    t_ok(&worker, "file.purge", "{'purged': 2}", "{}");
    t_ok(&tom, "event.list", "{'rows': [{'data': {'name': 'Note.pdf'}}]}",
         "{'case': " D ", 'kinds': 'file.added'}", dossier);
    t_ok(&tom, "event.list", "{'rows': [{}]}", "{'client': %d, 'kinds': 'file.added'}", martin);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_comment"), 0);
}

static void test_DOC_26_a_level_holds_in_the_bin(void **state)
{
    (void)state;
    struct ela_actor keeper = t_user("eva", WRITES | ELA_RIGHT_CASE_DELETE);
    int64_t id = put(&lea, "a.pdf");
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", id);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    t_ok(&keeper, "list.rows", "{'rows': []}", "{'list': 'bin'}");
    t_refused(&keeper, "file.restore", "not_found", "file", "{'file': " D "}", id);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(test_SEC_11_levels_of_a_document),
        DOCUMENT_TEST(test_SEC_11_an_administrator_breaks_the_glass_for_an_hour),
        DOCUMENT_TEST(test_SEC_11_what_no_glass_opens),
        DOCUMENT_TEST(test_DOC_14_a_group_reads_what_is_restricted_to_it),
        DOCUMENT_TEST(test_SEC_11_counters_and_pages_of_cases_tasks_and_steps),
        DOCUMENT_TEST(test_DOC_26_a_level_holds_in_the_bin),
        DOCUMENT_TEST(test_SEC_11_a_level_holds_for_what_is_gone),
        DOCUMENT_TEST(test_SEC_10_no_link_across_clients),
        DOCUMENT_TEST(test_DOC_14_whoever_raises_a_level_goes_on_reading),
        DOCUMENT_TEST(test_DOC_14_two_who_change_a_document_at_once),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
