/*
 * Comments on documents: between the client and the firm, changed for a while, hidden after that.
 * Source: DOC-05, DOC-27.
 */
#include "firm_support.h"

#include "comment/comment.h"

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

static struct ela_actor marc, petit;
static int64_t document;

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    marc = t_user("marc", WRITES | ELA_RIGHT_CASE_DELETE);
    petit = t_portal("petit@b.example", t_client("Famille Petit"));
    t_store();
    T.body_in = ELA_STR(PDF);
    document = t_int_at(
        t_call(&lea, "file.put", "{'object': 'case', 'id': " D ", 'name': 'a.pdf'}", dossier),
        "id");
    return 0;
}

#define TALK_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

static int64_t say(const struct ela_actor *a, const char *body, const char *more)
{
    return t_int_at(
        t_call(a, "file.comment", "{'file': " D ", 'body': '%s'%s}", document, body, more), "id");
}

static const struct ela_json *rows(const struct ela_actor *a)
{
    return t_at(t_call(a, "file.comments", "{'file': " D "}", document), "rows");
}

static void test_DOC_05_client_and_firm_talk_about_a_document(void **state)
{
    (void)state;
    say(&lea, "Il manque la page 2.", "");
    say(&camille, "La voici : <b>page</b> {{name}}", "");
    say(&marc, "Entre nous", ", 'internal': true");
    assert_int_equal(ela_json_size(rows(&marc)), 3);
    const struct ela_json *hers = rows(&camille);
    assert_int_equal(ela_json_size(hers), 2);
    t_subset(hers, "[{'body': 'Il manque la page 2.', 'by': {'kind': 'user'}, 'until': 0},"
                   "{'body': 'La voici : <b>page</b> {{name}}', 'by': {'kind': 'portal'}}]");
    assert_null(t_at(ela_json_at(hers, 0), "internal"));
    /* on the row, as each sees it */
    t_ok(&lea, "file.list", "{'rows': [{'comments': 3}]}", "{'case': " D "}", dossier);
    t_ok(&camille, "file.list", "{'rows': [{'comments': 2}]}", "{'case': " D "}", dossier);
    /* in the timeline, the client's without what is internal */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.commented'"),
                     3);
    assert_int_equal(
        t_int(
            "SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.commented' AND visible = 1"),
        2);
}

static void test_DOC_27_a_comment_is_told_to_the_other_side(void **state)
{
    (void)state;
    say(&lea, "Il manque la page 2.", "");
    assert_int_equal(t_mails("file.commented"), 1);
    assert_int_equal(t_mails("file.commented_team"), 0);
    say(&camille, "La voici", "");
    assert_int_equal(t_mails("file.commented_team"), 1);
    say(&lea, "Entre nous", ", 'internal': true");
    assert_int_equal(t_mails("file.commented"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind LIKE 'file.%%' AND"
                           " CONCAT(subject, body_text, body_html) LIKE '%%{{%%'"),
                     0);
    /* what the client does not see is among the firm, whoever forgets to say so */
    t_call(&lea, "file.update", "{'file': " D ", 'visible': false}", document);
    t_ok(&lea, "file.comment", "{'internal': true}", "{'file': " D ", 'body': 'x'}", document);
    assert_int_equal(t_mails("file.commented"), 1);
    /* somebody who spoke hears of the answer too */
    t_call(&lea, "file.update", "{'file': " D ", 'visible': true}", document);
    say(&marc, "Merci", "");
    say(&camille, "De rien", "");
    assert_int_equal(t_mails("file.commented_team"), 3);
}

/* Words of a document go to those who read it today. */
static void test_SEC_19_whoever_lost_his_reach_is_told_nothing(void **state)
{
    (void)state;
    say(&marc, "Vu", "");
    t_sql("UPDATE llx_elaska_account_client SET active = 0 WHERE fk_soc = %d", martin);
    say(&lea, "Bonjour", "");
    assert_int_equal(t_mails("file.commented"), 1); /* marc's, before */
    t_sql("UPDATE llx_elaska_account_client SET active = 1 WHERE fk_soc = %d", martin);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = " D, dossier);
    say(&camille, "Un", "");
    assert_int_equal(t_mails("file.commented_team"), 1); /* lea's, who leads it */
    t_sql("UPDATE llx_elaska_case SET confidentiality = 0 WHERE rowid = " D, dossier);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", document);
    say(&camille, "Deux", "");
    assert_int_equal(t_mails("file.commented_team"), 2);
    t_sql("INSERT INTO llx_rights_def (id, entity, module, perms, subperms) VALUES (7, 1, 'elaska',"
          " 'document', 'confidential')");
    t_sql("INSERT INTO llx_user_rights (entity, fk_user, fk_id) VALUES (1, %d, 7)", marc.user_id);
    say(&camille, "Trois", "");
    assert_int_equal(t_mails("file.commented_team"), 4);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", document);
    say(&camille, "Quatre", "");
    assert_int_equal(t_mails("file.commented_team"), 5);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2, 'users': [%d]}", document,
           marc.user_id);
    say(&camille, "Cinq", "");
    assert_int_equal(t_mails("file.commented_team"), 7);
    t_sql("DELETE FROM llx_rights_def");
    t_sql("DELETE FROM llx_user_rights");
}

/* Nor whoever is kept out of its folder, nor the client where that is hidden from him. */
static void test_SEC_19_words_of_a_document_in_a_closed_folder(void **state)
{
    (void)state;
    say(&marc, "Vu", "");
    int64_t folder = t_sql("INSERT INTO llx_elaska_folder (entity, fk_soc, name, at)"
                           " VALUES (1, %d, 'Litige', 1)",
                           martin);
    t_sql("UPDATE llx_elaska_file SET fk_folder = " D " WHERE rowid = " D, folder, document);
    t_sql("INSERT INTO llx_elaska_folder_guard (fk_folder, fk_guard, level) VALUES (" D ", " D
          ", 2)",
          folder, folder);
    t_sql("INSERT INTO llx_elaska_folder_reader (entity, fk_folder, fk_user) VALUES (1, " D ", %d)",
          folder, lea.user_id);
    say(&camille, "Un", "");
    assert_int_equal(t_mails("file.commented_team"), 1); /* lea's, who is named */
    t_sql("DELETE FROM llx_elaska_folder_guard WHERE level = 2");
    say(&camille, "Deux", "");
    assert_int_equal(t_mails("file.commented_team"), 3);
    t_sql("UPDATE llx_elaska_folder SET hidden = 1 WHERE rowid = " D, folder);
    t_ok(&lea, "file.comment", "{'internal': true}", "{'file': " D ", 'body': 'x'}", document);
    assert_int_equal(t_mails("file.commented"), 1); /* marc's, before */
}

static void test_DOC_05_changed_by_its_author_for_a_quarter_of_an_hour(void **state)
{
    (void)state;
    int64_t own = say(&camille, "Voici", ""), theirs = say(&lea, "Merci", "");
    t_call(&camille, "comment.edit", "{'comment': " D ", 'body': 'Voilà'}", own);
    t_subset(rows(&camille), "[{'body': 'Voilà', 'edited': true}, {'edited': false, 'until': 0}]");
    t_refused(&camille, "comment.edit", "denied", "comment", "{'comment': " D ", 'body': 'x'}",
              theirs);
    t_refused(&marc, "comment.delete", "denied", "comment", "{'comment': " D "}", theirs);
    t_refused(&camille, "comment.edit", "field.required", "body", "{'comment': " D ", 'body': ''}",
              own);
    T.now += ELA_COMMENT_EDIT_S - 1;
    t_call(&lea, "comment.delete", "{'comment': " D "}", theirs);
    assert_int_equal(ela_json_size(rows(&marc)), 1);
    T.now += 1;
    t_refused(&camille, "comment.edit", "comment.late", "comment",
              "{'comment': " D ", 'body': 'x'}", own);
    t_refused(&camille, "comment.delete", "comment.late", "comment", "{'comment': " D "}", own);
    t_subset(rows(&camille), "[{'body': 'Voilà', 'until': 0}]");
}

static void test_DOC_05_after_that_a_manager_hides_it(void **state)
{
    (void)state;
    int64_t id = say(&camille, "Mot déplacé", "");
    t_refused(&lea, "comment.hide", "denied", NULL, "{'comment': " D ", 'on': true}", id);
    t_refused(&camille, "comment.hide", "denied", NULL, "{'comment': " D ", 'on': true}", id);
    t_call(&marc, "comment.hide", "{'comment': " D ", 'on': true}", id);
    t_call(&marc, "comment.hide", "{'comment': " D ", 'on': true}", id);
    assert_int_equal(ela_json_size(rows(&camille)), 0);
    t_refused(&camille, "comment.edit", "not_found", "comment", "{'comment': " D ", 'body': 'x'}",
              id);
    t_subset(rows(&lea), "[{'body': 'Mot déplacé', 'hidden': true}]");
    t_ok(&camille, "file.list", "{'rows': [{'comments': 0}]}", "{'case': " D "}", dossier);
    t_call(&marc, "comment.hide", "{'comment': " D ", 'on': false}", id);
    assert_int_equal(ela_json_size(rows(&camille)), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind LIKE 'comment.%%'"),
                     2);
}

static void test_SEC_19_what_was_attached_to_a_hidden_comment_is_hidden(void **state)
{
    (void)state;
    int64_t job =
        t_int_at(t_call(&lea, "task.create",
                        "{'case': " D ", 'title': 'Signer', 'for_client': true}", dossier),
                 "id");
    int64_t said =
        t_int_at(t_call(&camille, "task.say", "{'task': " D ", 'body': 'Voici'}", job), "id");
    T.body_in = ELA_STR(PDF "attached");
    int64_t file = t_int_at(t_call(&camille, "file.put",
                                   "{'object': 'comment', 'id': " D ", 'name': 'piece.pdf'}", said),
                            "id");
    t_call(&camille, "file.get", "{'file': " D "}", file);
    t_ok(&camille, "file.list", "{'rows': [{'name': 'piece.pdf'}, {'name': 'a.pdf'}]}",
         "{'case': " D "}", dossier);
    t_call(&marc, "comment.hide", "{'comment': " D ", 'on': true}", said);
    t_refused(&camille, "file.get", "not_found", "file", "{'file': " D "}", file);
    t_ok(&camille, "file.list", "{'rows': [{'name': 'a.pdf'}]}", "{'case': " D "}", dossier);
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'a.pdf'}]}", "{}");
    t_call(&marc, "file.get", "{'file': " D "}", file);
}

static void test_DOC_05_whoever_does_not_reach_the_document_reaches_no_comment(void **state)
{
    (void)state;
    int64_t id = say(&lea, "Pour vous", ""), inner = say(&lea, "x", ", 'internal': true");
    t_refused(&petit, "file.comments", "not_found", "file", "{'file': " D "}", document);
    t_refused(&petit, "file.comment", "not_found", "file", "{'file': " D ", 'body': 'x'}",
              document);
    t_refused(&petit, "comment.edit", "not_found", "file", "{'comment': " D ", 'body': 'x'}", id);
    t_refused(&camille, "comment.delete", "not_found", "comment", "{'comment': " D "}", inner);
    t_refused(&camille, "file.comment", "denied", "internal",
              "{'file': " D ", 'body': 'x', 'internal': true}", document);
    t_call(&lea, "file.update", "{'file': " D ", 'visible': false}", document);
    t_refused(&camille, "file.comments", "not_found", "file", "{'file': " D "}", document);
    t_refused(&camille, "comment.edit", "not_found", "file", "{'comment': " D ", 'body': 'x'}", id);
    struct ela_actor away = lea;
    away.entity = 2;
    t_refused(&away, "comment.edit", "not_found", "comment", "{'comment': " D ", 'body': 'x'}", id);
    t_sql("UPDATE llx_elaska_case SET archived_at = 1");
    t_refused(&lea, "file.comment", "case.archived", "case", "{'file': " D ", 'body': 'x'}",
              document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST(test_DOC_05_client_and_firm_talk_about_a_document),
        TALK_TEST(test_DOC_27_a_comment_is_told_to_the_other_side),
        TALK_TEST(test_SEC_19_whoever_lost_his_reach_is_told_nothing),
        TALK_TEST(test_SEC_19_words_of_a_document_in_a_closed_folder),
        TALK_TEST(test_DOC_05_changed_by_its_author_for_a_quarter_of_an_hour),
        TALK_TEST(test_DOC_05_after_that_a_manager_hides_it),
        TALK_TEST(test_SEC_19_what_was_attached_to_a_hidden_comment_is_hidden),
        TALK_TEST(test_DOC_05_whoever_does_not_reach_the_document_reaches_no_comment),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
