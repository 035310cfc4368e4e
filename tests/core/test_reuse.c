/*
 * Documents that the firm holds already: found when a checklist is made, taken or declined, gone
 * before that. DOC-09, DOC-07.
 */
#include "case_support.h"

#include <unistd.h>

#define D "%" PRId64

static int begin(void **state)
{
    case_setup(state);
    t_call(&boss, "reference.save",
           "{'list':'piece_categories','version':0,'label':{'fr':'Catégories'},'items':["
           "{'code':'identity','label':{'fr':'Identité'},'reuse':true,'keep_months':60},"
           "{'code':'finance','label':{'fr':'Finances'}},"
           "{'code':'other','label':{'fr':'Autre'}}]}");
    t_store();
    t_template(T_TEMPLATE(""));
    return 0;
}
#define REUSE_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

static int64_t put(const struct ela_actor *a, const char *object, int64_t id, const char *name)
{
    static char bytes[96];
    snprintf(bytes, sizeof bytes, "%%PDF-1.7\n%% %s %d", name, (int)T.now);
    T.body_in = ela_str_of(bytes);
    int64_t file = t_int_at(
        t_call(a, "file.put", "{'object':'%s','id':" D ",'name':'%s'}", object, id, name), "id");
    T.body_in = (struct ela_str){NULL, 0};
    return file;
}

/* A document of the client's own space, of a category. */
static int64_t held(const char *name, const char *category, const char *until)
{
    int64_t id = put(&boss, "document", client, name);
    t_call(&boss, "document.update", "{'file':" D ",'category':'%s','valid_until':%s}", id,
           category, until);
    return id;
}

static const char *status(int64_t piece)
{
    return t_text("SELECT status FROM llx_elaska_case_piece WHERE rowid = " D, piece);
}

static int64_t proposed(int64_t piece)
{
    return t_int("SELECT COALESCE(fk_file, 0) FROM llx_elaska_case_piece WHERE rowid = " D, piece);
}

static void test_DOC_09_what_is_held_is_proposed_and_taken(void **state)
{
    (void)state;
    int64_t older = held("ancien.pdf", "identity", "'2027-01-31'");
    T.now += 60;
    int64_t kbis = held("Kbis.pdf", "identity", "'2026-12-31'");
    T.now += 60;
    held("bilan.pdf", "finance", "null");
    int64_t id = t_audit(""), piece = t_piece(id, "kbis");
    assert_string_equal(status(piece), "available");
    assert_int_equal(proposed(piece), kbis);                            /* the newest */
    assert_string_equal(status(t_piece(id, "accounts")), "to_provide"); /* not a shared category */
    t_subset(
        t_call(&boss, "case.page", "{'case':" D "}", id),
        "{'counters':{'pieces_missing':2},'pieces':[{'code':'kbis','status':{'code':'available',"
        "'label':'Disponible'},'valid_until':'2026-12-31','held':{'id':" D
        ",'name':'Kbis.pdf'},'files':[]},{'held':null},{},{}]}",
        kbis);
    /* nothing is asked of the client, who is told that it is there */
    t_ok(&camille, "case.page",
         "{'counters':{'pieces_missing':1},'pieces':[{'code':'kbis','todo':false,'files':[],"
         "'status':{'label':'Déjà en notre possession'}},{},{}]}",
         "{'case':" D "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'piece.available'"),
                     1);
    int64_t mails = t_int("SELECT COUNT(*) FROM llx_elaska_outbox");
    t_refused(&boss, "piece.take", "piece.other_document", "file", "{'piece':" D ",'file':" D "}",
              piece, older);
    t_ok(&boss, "piece.validate", "{'done':[],'failed':[{'key':'workflow.not_from_here'}]}",
         "{'pieces':[" D "]}", piece);
    t_ok(&boss, "piece.take", "{'gone':false,'status':{'code':'validated'}}",
         "{'piece':" D ",'file':" D "}", piece, kbis);
    t_refused(&boss, "piece.take", "workflow.not_from_here", NULL, "{'piece':" D ",'file':" D "}",
              piece, kbis);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), mails);
    /* the same file, not a copy of it */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 3);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file_link WHERE object = 'piece' AND "
                           "object_id = " D " AND fk_file = " D,
                           piece, kbis),
                     1);
    t_subset(t_call(&boss, "case.page", "{'case':" D "}", id),
             "{'pieces':[{'status':{'code':'validated'},'valid_until':'2026-12-31','held':null,"
             "'files':[{'id':" D "}]},{},{},{}]}",
             kbis);
    t_ok(&camille, "case.page", "{'pieces':[{'files':[{'name':'Kbis.pdf'}]},{},{}]}",
         "{'case':" D "}", id);
    t_call(&camille, "file.get", "{'file':" D "}", kbis);
    /* and once its day has passed the piece is asked for again, in a request */
    T.now += 41 * 86400;
    struct ela_actor worker = t_worker();
    t_ok(&worker, "case.sweep", "{'expired':1}", "{}");
    t_ok(&worker, "case.sweep", "{'expired':0}", "{}");
    assert_string_equal(status(piece), "expired");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_action WHERE fk_case = " D, id), 1);
    t_ok(&camille, "case.page", "{'pieces':[{'todo':true},{},{}]}", "{'case':" D "}", id);
}

static void test_DOC_09_what_does_not_serve_is_asked_for(void **state)
{
    (void)state;
    struct ela_actor other = t_user("other", T_ALL_RIGHTS);
    held("passe.pdf", "identity", "'2026-11-20'");
    int64_t gone = held("efface.pdf", "identity", "null");
    t_call(&boss, "file.delete", "{'file':" D "}", gone);
    int64_t secret = held("secret.pdf", "identity", "null");
    t_call(&other, "document.update", "{'file':" D ",'level':2,'users':[%d]}", secret,
           other.user_id);
    t_sql("UPDATE llx_elaska_file SET fk_user = %d WHERE rowid = " D, other.user_id, secret);
    int64_t his = put(&camille, "document", client, "moi.pdf"); /* nobody looked at it */
    t_sql("UPDATE llx_elaska_file SET category = 'identity' WHERE rowid = " D, his);
    int64_t refused = held("refuse.pdf", "identity", "null");
    t_sql("UPDATE llx_elaska_file SET status = 'refused' WHERE rowid = " D, refused);
    int64_t stale = held("vieux.pdf", "identity", "null"); /* three months are asked for */
    t_call(&boss, "document.update", "{'file':" D ",'document_on':'2026-05-01'}", stale);
    int32_t stranger = t_client("Autre");
    int64_t theirs = put(&boss, "document", stranger, "autre.pdf");
    t_call(&boss, "document.update", "{'file':" D ",'category':'identity'}", theirs);
    int64_t id = t_audit("");
    assert_string_equal(status(t_piece(id, "kbis")), "to_provide");
    t_ok(&camille, "case.page", "{'pieces':[{'code':'kbis','todo':true},{},{}]}", "{'case':" D "}",
         id);
    /* who reads it is proposed it; whoever else opens the case learns nothing of it */
    int64_t seen = t_int_at(t_call(&other, "case.create",
                                   "{'title':'Audit','client':%d,'lead':%d,'template':'audit'}",
                                   client, other.user_id),
                            "id");
    assert_int_equal(proposed(t_piece(seen, "kbis")), secret);
    t_ok(&boss, "case.page", "{'pieces':[{'held':null},{},{},{}]}", "{'case':" D "}", seen);
    t_ok(&boss, "piece.take", "{'gone':true,'status':{'code':'to_provide'}}",
         "{'piece':" D ",'file':" D "}", t_piece(seen, "kbis"), secret);
    t_refused(&camille, "piece.take", "denied", NULL, "{'piece':" D ",'file':" D "}",
              t_piece(seen, "kbis"), secret);
    struct ela_actor own = t_user("own", ELA_RIGHT_CASE_READ);
    t_refused(&own, "piece.decline", "denied", NULL, "{'piece':" D "}", t_piece(seen, "kbis"));
}

static void test_DOC_09_declined_it_is_a_request(void **state)
{
    (void)state;
    int64_t kbis = held("Kbis.pdf", "identity", "'2026-12-31'"), id = t_audit("");
    int64_t piece = t_piece(id, "kbis");
    t_ok(&boss, "piece.decline", "{'status':{'code':'to_provide'}}", "{'piece':" D "}", piece);
    t_ok(&camille, "case.page", "{'pieces':[{'todo':true,'status':{'code':'to_provide'}},{},{}]}",
         "{'case':" D "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_action x JOIN llx_elaska_case_piece p "
                           "ON p.fk_action = x.rowid WHERE p.rowid = " D,
                           piece),
                     1);
    /* not proposed again when its step opens; another document is */
    t_sql("UPDATE llx_elaska_case_piece SET fk_action = NULL WHERE rowid = " D, piece);
    t_call(&boss, "step.validate", "{'step':" D ",'confirm':true}", t_step(id, "meet"));
    t_call(&boss, "step.reopen", "{'step':" D ",'reason':'x'}", t_step(id, "meet"));
    assert_string_equal(status(piece), "to_provide");
    int64_t newer = held("Kbis2.pdf", "identity", "null");
    t_call(&boss, "step.validate", "{'step':" D ",'confirm':true}", t_step(id, "meet"));
    t_call(&boss, "step.reopen", "{'step':" D ",'reason':'x'}", t_step(id, "meet"));
    assert_string_equal(status(piece), "available");
    assert_int_equal(proposed(piece), newer);
    assert_int_not_equal(newer, kbis);
    /* a file that comes meanwhile goes before */
    put(&camille, "piece", piece, "le-mien.pdf");
    assert_string_equal(status(piece), "waiting");
    t_refused(&boss, "piece.take", "workflow.not_from_here", NULL, "{'piece':" D ",'file':" D "}",
              piece, newer);
}

static void test_DOC_09_a_proposal_goes_with_its_document(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    int64_t kbis = held("Kbis.pdf", "identity", "'2026-12-31'"), id = t_audit("");
    int64_t second = t_audit(""), piece = t_piece(id, "kbis");
    assert_int_equal(proposed(t_piece(second, "kbis")), kbis); /* two openings: both may have it */
    t_call(&boss, "file.delete", "{'file':" D "}", kbis);
    assert_string_equal(status(piece), "to_provide");
    assert_string_equal(status(t_piece(second, "kbis")), "to_provide");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_action"), 2);
    /* it ran out while nobody looked */
    t_call(&boss, "file.restore", "{'file':" D "}", kbis);
    int64_t third = t_audit("");
    assert_string_equal(status(t_piece(third, "kbis")), "available");
    T.now += 50 * 86400;
    t_ok(&boss, "piece.take", "{'gone':true,'status':{'code':'to_provide'}}",
         "{'piece':" D ",'file':" D "}", t_piece(third, "kbis"), kbis);
    T.now -= 50 * 86400;
    int64_t fourth = t_audit("");
    assert_string_equal(status(t_piece(fourth, "kbis")), "available");
    T.now += 50 * 86400;
    t_call(&worker, "case.sweep", "{}");
    assert_string_equal(status(t_piece(fourth, "kbis")), "to_provide");
    T.now -= 50 * 86400;
    /* refused, put in another category */
    int64_t fifth = t_audit("");
    assert_string_equal(status(t_piece(fifth, "kbis")), "available");
    t_call(&boss, "document.update", "{'file':" D ",'category':'other'}", kbis);
    assert_string_equal(status(t_piece(fifth, "kbis")), "to_provide");
}

static void test_DOC_09_one_look_for_a_whole_checklist(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        held(i % 2 ? "un.pdf" : "deux.pdf", "identity", "null");
    int64_t id = t_audit("");
    for (int i = 0; i < 6; i++)
        t_call(&boss, "piece.add", "{'case':" D ",'label':'Carte %d','category':'identity'}", id,
               i);
    /* each document once; the piece that comes when none is left is asked for */
    assert_int_equal(t_int("SELECT COUNT(DISTINCT fk_file) FROM llx_elaska_case_piece WHERE status "
                           "= 'available' AND fk_case = " D,
                           id),
                     t_int("SELECT COUNT(*) FROM llx_elaska_case_piece WHERE status = 'available' "
                           "AND fk_case = " D,
                           id));
    int64_t one = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                        "variable_name = 'COM_STMT_EXECUTE'");
    t_audit("");
    int64_t two = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                        "variable_name = 'COM_STMT_EXECUTE'");
    t_sql("UPDATE llx_elaska_file SET deleted_at = 1");
    int64_t three = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                          "variable_name = 'COM_STMT_EXECUTE'");
    t_audit("");
    int64_t four = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                         "variable_name = 'COM_STMT_EXECUTE'");
    assert_in_range((two - one) - (four - three), 1, 3); /* the proposal and its event */
}

/* The oldest that waits for the antivirus. */
static void scanned(const char *result)
{
    struct ela_actor worker = t_worker();
    T.body_in = (struct ela_str){NULL, 0};
    int64_t scan = t_int_at(t_call(&worker, "scan.next", "{'owner':'w'}"), "scan");
    t_call(&worker, "scan.done", "{'scan':" D ",'owner':'w','result':'%s','found':'Eicar'}", scan,
           result);
}

static void test_DOC_09_what_the_antivirus_holds_back_is_not_proposed(void **state)
{
    (void)state;
    t_setting("ELASKA_CLAMD", "/run/clamav/clamd.ctl");
    int64_t kbis = held("Kbis.pdf", "identity", "null"), first = t_audit("");
    assert_string_equal(status(t_piece(first, "kbis")), "to_provide");
    T.now++;
    scanned("clean");
    int64_t id = t_audit(""), piece = t_piece(id, "kbis");
    assert_int_equal(proposed(piece), kbis);
    /* a new version that waits is not taken: it is asked for instead */
    T.body_in = ELA_STR("%PDF-1.7\n% two");
    t_call(&boss, "file.put", "{'object':'version','id':" D ",'name':'Kbis.pdf'}", kbis);
    t_ok(&boss, "piece.take", "{'gone':true,'status':{'code':'to_provide'}}",
         "{'piece':" D ",'file':" D "}", piece, kbis);
    scanned("clean");
    /* a proposal goes with what turned out to be infected */
    int64_t again = t_audit("");
    piece = t_piece(again, "kbis");
    assert_int_equal(proposed(piece), kbis);
    t_sql("DELETE FROM llx_elaska_file_version");
    t_sql("UPDATE llx_elaska_file SET version = 1 WHERE rowid = " D, kbis);
    t_sql("UPDATE llx_elaska_scan SET state = 'waiting', due_at = " D
          " WHERE place = (SELECT place FROM llx_elaska_file WHERE rowid = " D ")",
          T.now, kbis);
    scanned("infected");
    assert_string_equal(status(piece), "to_provide");
    assert_string_equal(status(t_piece(t_audit(""), "kbis")), "to_provide");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        REUSE_TEST(test_DOC_09_what_is_held_is_proposed_and_taken),
        REUSE_TEST(test_DOC_09_what_does_not_serve_is_asked_for),
        REUSE_TEST(test_DOC_09_declined_it_is_a_request),
        REUSE_TEST(test_DOC_09_a_proposal_goes_with_its_document),
        REUSE_TEST(test_DOC_09_one_look_for_a_whole_checklist),
        REUSE_TEST(test_DOC_09_what_the_antivirus_holds_back_is_not_proposed),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
