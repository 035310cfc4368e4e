/*
 * Pieces of a case, what changes set off, the page of a case. CASE-02, CASE-06, CASE-12, CASE-18,
 * CASE-19, CASE-25, CASE-35, CASE-36, DOC-06..08.
 */
#include "case_support.h"

#include <unistd.h>

static int begin(void **state)
{
    case_setup(state);
    t_store();
    return 0;
}

#define PIECE_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

/* A file comes for a piece, each time another one. */
static enum ela_status deposit(const struct ela_actor *a, int64_t piece, struct ela_error *err)
{
    static char bytes[64];
    static int n;
    snprintf(bytes, sizeof bytes, "%%PDF-1.7\n%% %d\n", ++n);
    T.body_in = ela_str_of(bytes);
    enum ela_status st =
        t_try(a, "file.put", err, "{'object':'piece','id':%" PRId64 ",'name':'a.pdf'}", piece);
    T.body_in = (struct ela_str){NULL, 0};
    return st;
}

static void must_deposit(const struct ela_actor *a, int64_t piece)
{
    struct ela_error err;
    if (deposit(a, piece, &err) != ELA_OK)
        fail_msg("%s %s", err.key, err.detail);
}

static const char *status(int64_t piece)
{
    return t_text("SELECT status FROM llx_elaska_case_piece WHERE rowid = %" PRId64, piece);
}

static void test_DOC_07_the_life_of_a_piece(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit(""), kbis = t_piece(id, "kbis");
    struct ela_error err;
    t_ok(&boss, "piece.validate", "{'done':[],'failed':[{'key':'workflow.not_from_here'}]}",
         "{'pieces':[%" PRId64 "]}", kbis);
    must_deposit(&camille, kbis);
    assert_string_equal(status(kbis), "waiting");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = "
                           "'piece.deposited' AND recipient LIKE 'lea@%%'"),
                     1);
    t_subset(t_call(&boss, "document.queue", "{}"),
             "{'rows':[{'piece':%" PRId64 ",'label':'Extrait Kbis'}],'next':null}", kbis);
    t_refused(&boss, "piece.refuse", "workflow.reason_required", "reason", "{'piece':%" PRId64 "}",
              kbis);
    t_ok(&boss, "piece.refuse", "{'status':{'code':'refused'}}",
         "{'piece':%" PRId64 ",'reason':'Illisible'}", kbis);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'piece.refused' "
                           "AND body_text LIKE '%%Illisible%%'"),
                     1);
    t_ok(&camille, "case.page",
         "{'pieces':[{'code':'kbis','reason':'Illisible','todo':true,'status':{'label':'À "
         "renvoyer'}},{},{}]}",
         "{'case':%" PRId64 "}", id);
    must_deposit(&camille, kbis);
    assert_string_equal(status(kbis), "waiting");
    t_subset(t_call(&boss, "piece.receive", "{'pieces':[%" PRId64 "]}", kbis),
             "{'done':[%" PRId64 "],'failed':[]}", kbis);
    t_subset(t_call(&boss, "piece.validate", "{'pieces':[%" PRId64 "]}", kbis),
             "{'done':[%" PRId64 "],'failed':[]}", kbis);
    /* three months of validity, then it is asked for again */
    assert_string_equal(t_text("SELECT valid_until FROM llx_elaska_case_piece WHERE code = 'kbis'"),
                        "2027-02-21");
    T.now += 93 * 86400;
    t_ok(&camille, "case.page",
         "{'pieces':[{'status':{'code':'expired'},'todo':true,'files':[{'name':'a.pdf'},{}]},{},{}]"
         "}",
         "{'case':%" PRId64 "}", id);
    T.now -= 93 * 86400;
    must_deposit(&camille, kbis); /* a new version of what was validated is judged again */
    assert_string_equal(status(kbis), "waiting");
    must_deposit(&boss, t_piece(id, "accounts"));
    assert_string_equal(status(t_piece(id, "accounts")), "received");
    assert_int_equal(deposit(&camille, t_piece(id, "quote"), &err), ELA_E_STATE);
    assert_string_equal(err.key, "file.not_expected");
    assert_int_equal(deposit(&camille, t_piece(id, "notes"), &err), ELA_E_NOT_FOUND);
    struct ela_actor other = t_portal("autre@client.example", t_client("Autre"));
    assert_int_equal(deposit(&other, kbis, &err), ELA_E_NOT_FOUND);
    t_refused(&camille, "piece.validate", "denied", NULL, "{'pieces':[%" PRId64 "]}", kbis);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE object = 'piece' AND "
                           "object_id = %" PRId64,
                           kbis),
                     6);
}

static int64_t put(const struct ela_actor *a, int64_t piece, const char *bytes, const char *more)
{
    T.body_in = ela_str_of(bytes);
    int64_t id = t_int_at(
        t_call(a, "file.put", "{'object':'piece','id':%" PRId64 ",'name':'a.pdf'%s}", piece, more),
        "id");
    T.body_in = (struct ela_str){NULL, 0};
    return id;
}

static void test_DOC_07_what_was_validated_stays_so_when_more_comes(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t kbis = t_piece(t_audit(""), "kbis"), file = put(&camille, kbis, "%PDF-1.7 one", "");
    t_call(&boss, "piece.validate", "{'pieces':[%" PRId64 "]}", kbis);
    int64_t more = put(&boss, kbis, "%PDF-1.7 two", "");
    assert_string_equal(status(kbis), "received");
    assert_string_equal(t_text("SELECT status FROM llx_elaska_file WHERE rowid = %" PRId64, file),
                        "validated");
    assert_string_equal(t_text("SELECT status FROM llx_elaska_file WHERE rowid = %" PRId64, more),
                        "received");
    /* out of the bin it is there again */
    t_call(&boss, "file.delete", "{'file':%" PRId64 "}", file);
    t_call(&boss, "file.delete", "{'file':%" PRId64 "}", more);
    assert_string_equal(status(kbis), "to_provide");
    t_call(&boss, "file.restore", "{'file':%" PRId64 "}", file);
    assert_string_equal(status(kbis), "received");
}

static void test_DOC_07_a_kind_says_what_is_missing_in_its_words(void **state)
{
    (void)state;
    t_template(T_TEMPLATE("'missing_label':{'fr':'Manquant','en':'Missing'},"));
    int64_t id = t_audit(""), kbis = t_piece(id, "kbis");
    struct ela_actor english = boss, theirs = camille;
    snprintf(english.lang, sizeof english.lang, "en");
    snprintf(theirs.lang, sizeof theirs.lang, "en");
    const struct {
        const struct ela_actor *who;
        const char *pieces;
    } sides[] = {{&boss, "{'pieces':[{'status':{'code':'to_provide','label':'Manquant','colour':"
                         "'orange'}},{},{},{}]}"},
                 {&camille, "{'pieces':[{'status':{'label':'Manquant'}},{},{}]}"},
                 {&english, "{'pieces':[{'status':{'label':'Missing'}},{},{},{}]}"},
                 {&theirs, "{'pieces':[{'status':{'label':'Missing'}},{},{}]}"}};
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++)
        t_ok(sides[i].who, "case.page", sides[i].pieces, "{'case':%" PRId64 "}", id);
    t_ok(&camille, "portal.todo",
         "{'rows':[{'kind':'form','status':null},{'kind':'document','status':{'label':'Manquant'}},"
         "{'kind':'document'}]}",
         "{}");
    must_deposit(&camille, kbis);
    t_call(&boss, "piece.validate", "{'pieces':[%" PRId64 "]}", kbis);
    t_ok(&boss, "case.page", "{'pieces':[{'status':{'label':'Validé'}},{},{},{}]}",
         "{'case':%" PRId64 "}", id);
    t_ok(&boss, "piece.require", "{'status':{'label':'Manquant'}}", "{'piece':%" PRId64 "}", kbis);
    struct ela_error err;
    assert_int_equal(t_try(&boss, "template.save", &err, "%s",
                           T_SMALL("true", "'missing_label':'Manquant',"
                                           "'steps':[{'code':'a','label':" L("A") "}]")),
                     ELA_E_INPUT);
}

static void test_SEC_10_the_same_bytes_tell_nothing_of_a_copy_of_others(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t kbis = t_piece(t_audit(""), "kbis"),
            hidden = put(&boss, kbis, "%PDF-1.7 one", ",'visible':false");
    int64_t own = put(&camille, kbis, "%PDF-1.7 one", "");
    assert_int_not_equal(own, hidden);
    assert_string_equal(status(kbis), "waiting");
    /* sent again for a piece that lacks it: it is there, no second file */
    t_sql("UPDATE llx_elaska_case_piece SET status = 'to_provide' WHERE rowid = %" PRId64, kbis);
    assert_int_equal(put(&camille, kbis, "%PDF-1.7 one", ""), own);
    assert_string_equal(status(kbis), "waiting");
    /* refused: what is sent now is judged anew */
    t_call(&boss, "piece.refuse", "{'piece':%" PRId64 ",'reason':'Illisible'}", kbis);
    assert_int_not_equal(put(&camille, kbis, "%PDF-1.7 one", ""), own);
    assert_string_equal(status(kbis), "waiting");
}

static void test_CASE_06_items_of_one_case(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    int64_t own = t_int_at(t_call(&boss, "piece.add",
                                  "{'case':%" PRId64
                                  ",'label':'Bail commercial','category':'premises','due_on':"
                                  "'2026-11-10'}",
                                  id),
                           "id");
    t_refused(&boss, "piece.add", "field.required", "label", "{'case':%" PRId64 "}", id);
    t_refused(&boss, "piece.add", "not_found", "step",
              "{'case':%" PRId64 ",'label':'X','step':999999}", id);
    t_ok(&boss, "piece.update", "{'version':2}",
         "{'piece':%" PRId64 ",'version':1,'label':'Bail signé','required':false}", own);
    t_refused(&boss, "piece.update", "conflict.version", "version",
              "{'piece':%" PRId64 ",'version':1,'label':'X'}", own);
    t_ok(&camille, "case.page",
         "{'pieces':[{},{},{},{'label':'Bail signé','required':false,'late':true}]}",
         "{'case':%" PRId64 "}", id);
    t_ok(&boss, "piece.skip", "{'status':{'code':'na'}}", "{'piece':%" PRId64 "}", own);
    t_ok(&boss, "piece.require", "{'status':{'code':'to_provide'}}", "{'piece':%" PRId64 "}", own);
    must_deposit(&boss, own);
    t_refused(&boss, "piece.remove", "piece.filled", "piece", "{'piece':%" PRId64 "}", own);
    t_ok(&boss, "piece.remove", "{}", "{'piece':%" PRId64 "}", t_piece(id, "kbis"));
    t_refused(&boss, "piece.remove", "not_found", "piece", "{'piece':999999}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_piece"), 4);
}

/* What people read in lists is never a code, and they find by it. */
static void test_CASE_06_lists_call_pieces_by_their_names(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    t_call(&boss, "piece.add", "{'case':%" PRId64 ",'label':'Bail commercial'}", id);
    t_sql("UPDATE llx_elaska_case_piece SET title_en = 'Company extract' WHERE code = 'kbis'");
    t_ok(&boss, "list.rows", "{'rows':[{'title':'Extrait Kbis'}],'total':1}",
         "{'list':'pieces','view':'all','search':'trait Kb','with_total':true}");
    t_ok(&boss, "list.rows", "{'rows':[{'title':'Bail commercial'}],'total':1}",
         "{'list':'pieces','view':'all','search':'bail','with_total':true}");
    t_ok(&boss, "list.rows", "{'rows':[{'title':'Bail commercial'},{'title':'Extrait Kbis'}]}",
         "{'list':'pieces','view':'all','sort':['title'],'search':'ai'}");
    struct ela_actor english = boss;
    snprintf(english.lang, sizeof english.lang, "en");
    t_ok(&english, "list.rows", "{'rows':[{'title':'Company extract'}]}",
         "{'list':'pieces','view':'all','search':'company ex'}");
}

/* --- the page ------------------------------------------------------------- */

static void test_CASE_12_the_page_of_a_case(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit(",'fields':{'amount':'1500'}");
    t_call(&boss, "member.put", "{'case':%" PRId64 ",'user':%d,'role':'expert'}", id, tom.user_id);
    t_call(&boss, "party.add", "{'case':%" PRId64 ",'role':'bank','name':'M. Roy'}", id);
    must_deposit(&camille, t_piece(id, "kbis"));
    t_ok(&boss, "case.page",
         "{'template':{'code':'audit','label':'Audit','icon':'search'},'counters':{'pieces':3,"
         "'pieces_waiting':1,'pieces_missing':2,'tasks_open':0,'unbilled_minor':0},"
         "'team':[{'name':'lea Durand','lead':true},{'name':'tom Durand','role':'expert'}],"
         "'parties':[{'name':'M. Roy','role':'bank'}],'tags':[{'label':'Finances','count':1},"
         "{'label':'Tâches','count':0}],'may':{'edit':true,'close':true},'deliverables':[],"
         "'actions':[],'groups':[{'label':'Affaire'}],'confidentiality':0,'archived':false}",
         "{'case':%" PRId64 "}", id);
    const struct ela_json *page = t_call(&camille, "case.page", "{'case':%" PRId64 "}", id);
    t_subset(page, "{'parties':[],'team':[{'name':'lea Durand'},{'name':'tom Durand'}],"
                   "'counters':{'pieces':2,'pieces_missing':1}}");
    static const char *const hidden[] = {"may",      "transitions",    "confidentiality",
                                         "priority", "effects_failed", "version",
                                         "request",  "portal_visible"};
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
        assert_null(t_at(page, hidden[i]));
    assert_null(t_at(page, "counters/unbilled_minor"));
    assert_null(t_at(page, "team/0/id"));
    struct ela_actor other = t_portal("autre@client.example", t_client("Autre"));
    t_refused(&other, "case.page", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "case.page", "{'template':null,'steps':[],'pieces':[],'tags':[]}",
         "{'case':%" PRId64 "}", t_case(client, boss.user_id));
}

static void test_CASE_12_the_page_asks_eight_times_at_most(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    t_setting("ELASKA_PORTAL_URL", "https://clients.example");
    for (int i = 0; i < 2; i++) {
        const struct ela_actor *who = i ? &camille : &boss;
        t_call(who, "case.page", "{'case':%" PRId64 "}", id);
        int64_t before = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                               "variable_name = 'COM_STMT_EXECUTE'");
        t_call(who, "case.page", "{'case':%" PRId64 "}", id);
        int64_t after = t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                              "variable_name = 'COM_STMT_EXECUTE'");
        assert_in_range(after - before - 1, 1, 8);
    }
}

static const char *letter(const char *kind)
{
    return t_text("SELECT body_text FROM llx_elaska_outbox WHERE kind = '%s' AND fk_soc = %d "
                  "ORDER BY rowid DESC",
                  kind, client);
}

static void holds(const char *kind, const char *words)
{
    const char *body = letter(kind);
    if (body == NULL || strstr(body, words) == NULL)
        fail_msg("%s: \"%s\" lacks \"%s\"", kind, body ? body : "(none)", words);
}

/* Whoever of the firm does it, in whichever language he works. */
static void test_COM_22_a_client_is_written_to_in_his_language(void **state)
{
    (void)state;
    t_template(T_TEMPLATE("'effects':[{'on':'status:in_progress','do':'notify','to':'client',"
                          "'text':{'fr':'Nous commen\u00e7ons','en':'We begin'}},"
                          "{'on':'status:in_progress','do':'ask','pieces':['kbis'],"
                          "'message':{'fr':'Votre Kbis','en':'Your extract'}}],"));
    static const struct {
        const char *account, *client, *opened, *begun, *asked, *step, *refused;
    } readers[] = {
        {"en", "fr_FR", "Audit (en)", "We begin", "Your extract", "Notre rencontre (en)",
         "Extrait Kbis (en): flou"},
        {"fr", "en_US", "Audit", "Nous commen\xc3\xa7ons", "Votre Kbis", "Notre rencontre",
         "Extrait Kbis : flou"},
        {NULL, "en_US", "Audit (en)", "We begin", "Your extract", "Notre rencontre (en)",
         "Extrait Kbis (en): flou"},
    };
    t_sql("UPDATE llx_societe SET email = 'client@client.example' WHERE rowid = %d", client);
    for (size_t i = 0; i < 3; i++) {
        t_sql("UPDATE llx_societe SET default_lang = '%s' WHERE rowid = %d", readers[i].client,
              client);
        if (readers[i].account)
            t_sql("UPDATE llx_elaska_account SET lang = '%s'", readers[i].account);
        else
            t_sql("UPDATE llx_elaska_account SET status = 'suspended'");
        int64_t id = t_audit(""), kbis = t_piece(id, "kbis");
        holds("case.opened", readers[i].opened);
        t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'in_progress'}", id);
        holds("case.news", readers[i].begun);
        assert_string_equal(t_text("SELECT message FROM llx_elaska_action WHERE fk_case = "
                                   "%" PRId64,
                                   id),
                            readers[i].asked);
        t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true}",
               t_int("SELECT rowid FROM llx_elaska_case_step WHERE fk_case = %" PRId64
                     " AND code = 'meet'",
                     id));
        holds("case.step", readers[i].step);
        must_deposit(&boss, kbis);
        t_sql("UPDATE llx_elaska_case_piece SET status = 'waiting' WHERE rowid = %" PRId64, kbis);
        t_call(&boss, "piece.refuse", "{'piece':%" PRId64 ",'reason':'flou'}", kbis);
        holds("piece.refused", readers[i].refused);
    }
}

static void test_CASE_35_the_price_is_shown_when_the_work_is_done(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit(",'price':'450','vat':'20'");
    t_ok(&boss, "case.page", "{'price':{'minor':45000,'vat':'20.000','shown':false}}",
         "{'case':%" PRId64 "}", id);
    t_ok(&tom, "case.page", "{'price':null}", "{'case':%" PRId64 "}", id);
    t_ok(&camille, "case.page", "{'price':null}", "{'case':%" PRId64 "}", id);
    t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'done','confirm':true}", id);
    t_ok(&camille, "case.page", "{'price':{'minor':45000,'gross_minor':54000}}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.create", "money.negative", "price",
              "{'title':'T','client':%d,'lead':%d,'price':'-1'}", client, boss.user_id);
    t_refused(&tom, "case.update", "denied", NULL,
              "{'case':%" PRId64 ",'version':%" PRId64 ",'price':'10'}", id,
              t_int("SELECT version FROM llx_elaska_case"));
}

static void test_CASE_35_a_template_shows_the_price_at_once(void **state)
{
    (void)state;
    t_template(T_TEMPLATE("'show_price':'filled',"));
    int64_t id = t_audit(",'price':'450','vat':'20'");
    t_ok(&boss, "case.page", "{'price':{'minor':45000,'shown':true}}", "{'case':%" PRId64 "}", id);
    t_ok(&camille, "case.page", "{'price':{'minor':45000,'gross_minor':54000}}",
         "{'case':%" PRId64 "}", id);
    t_ok(&camille, "case.page", "{'price':null}", "{'case':%" PRId64 "}", t_audit(""));
}

static void test_CASE_36_countdown_to_a_deadline(void **state)
{
    (void)state;
    t_template(T_TEMPLATE("'countdown':true,"));
    int64_t id = t_audit(",'deadline':'2026-11-30T12:00'");
    t_ok(&camille, "case.page", "{'deadline_at':1796036400,'countdown':true,'deadline_late':false}",
         "{'case':%" PRId64 "}", id);
    T.now = 1796036401;
    t_ok(&camille, "case.page", "{'countdown':true,'deadline_late':true}", "{'case':%" PRId64 "}",
         id);
    t_ok(&boss, "case.update", "{}", "{'case':%" PRId64 ",'version':1,'deadline':null}", id);
    t_ok(&boss, "case.page", "{'deadline_at':null,'countdown':false}", "{'case':%" PRId64 "}", id);
}

/* --- statuses and effects ------------------------------------------------- */

/* clang-format off */
#define STATUSES \
    "'statuses':[{'code':'new','label':" L("Nouveau") ",'class':'open','colour':'slate','icon':'inbox','initial':true}," \
    "{'code':'bank','label':" L("Chez la banque") ",'client_label':" L("Votre banque étudie") "," \
    "'class':'wait_third','colour':'violet','icon':'building-bank'}," \
    "{'code':'won','label':" L("Gagné") ",'class':'done','colour':'green','icon':'flag'}," \
    "{'code':'lost','label':" L("Perdu") ",'class':'cancelled','colour':'red','icon':'ban'}],"
#define EFFECTS \
    "'tasks':[{'code':'call','label':" L("Appeler") ",'on':'','for':'lead','days':3}]," \
    "'effects':[{'on':'status:bank','do':'stamp','field':'seen_on'}," \
    "{'on':'class:wait_third','do':'notify','to':'client','text':" L("Votre dossier est chez la banque.") "}," \
    "{'on':'status:bank','do':'task','task':'call'}," \
    "{'on':'close','do':'notify','to':'team','text':" L("Dossier clos") "}," \
    "{'on':'status:bank','if':'negotiate = true','do':'open_step','step':'deal'}," \
    "{'on':'status:won','do':'job','kind':'archive'}],"
#define TASKS \
    "'roles':['expert'],'tasks':[{'code':'prepare','label':" L("Préparer la visite") ",'on':'open','for':'expert'," \
    "'days':2,'visible':false,'priority':'high','checklist':[{'label':" L("Lire les comptes") "}]}," \
    "{'code':'draft','label':" L("Rédiger") ",'on':'report','for':'expert','visible':false}," \
    "{'code':'read','label':" L("Relire") ",'on':'report','for':'client','visible':true}],"
/* clang-format on */

static void test_CASE_08_statuses_of_the_template(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(STATUSES));
    int64_t id = t_audit("");
    t_ok(&boss, "case.read", "{'status':{'code':'new','label':'Nouveau'}}", "{'case':%" PRId64 "}",
         id);
    t_refused(&boss, "case.transition", "workflow.unknown_status", "to",
              "{'case':%" PRId64 ",'to':'in_progress'}", id);
    t_ok(&tom, "case.transition", "{'status':{'class':'wait_third'}}",
         "{'case':%" PRId64 ",'to':'bank'}", id);
    t_ok(&camille, "case.list",
         "{'rows':[{'status':{'label':'Votre banque étudie','colour':'violet'}}]}",
         "{'class':'wait_third'}");
    t_ok(&boss, "case.list", "{'rows':[{'status':{'label':'Chez la banque'}}]}",
         "{'status':'bank'}");
    t_refused(&tom, "case.transition", "denied", NULL, "{'case':%" PRId64 ",'to':'won'}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'won'},'progress':100}",
         "{'case':%" PRId64 ",'to':'won','confirm':true}", id);
    t_ok(&boss, "case.list", "{'rows':[{'late':false,'closed_on':'2026-11-21'}]}",
         "{'class':'closed'}");
    t_refused(&boss, "case.transition", "workflow.reason_required", "reason",
              "{'case':%" PRId64 ",'to':'new'}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'new'},'progress':0}",
         "{'case':%" PRId64 ",'to':'new','reason':'Recours'}", id);
    t_ok(&boss, "case.picker", "{'rows':[{'title':'Audit'}]}", "{}");
}

static void test_CASE_02_effects_run_once_and_are_journalled(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(STATUSES EFFECTS));
    int64_t id = t_audit("");
    t_ok(&boss, "case.transition", "{'effects_failed':0}", "{'case':%" PRId64 ",'to':'bank'}", id);
    assert_string_equal(t_text("SELECT GROUP_CONCAT(CONCAT(what, ':', state) ORDER BY position) "
                               "FROM llx_elaska_effect"),
                        "stamp:done,notify:done,task:done");
    t_ok(&boss, "case.page", "{'fields':[{},{},{'code':'seen_on','value':'2026-11-21'}]}",
         "{'case':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'case.news' AND "
                           "body_text LIKE '%%chez la banque%%'"),
                     1);
    assert_string_equal(t_text("SELECT CONCAT(title, ' ', due_on) FROM llx_elaska_task"),
                        "Appeler 2026-11-24");
    /* again: a change of its own, with effects of its own; the task of a template is made once */
    t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'new'}", id);
    t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'bank'}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_effect"), 6);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_task"), 1);
}

static void test_CASE_02_a_failing_effect_is_seen_and_run_again(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(STATUSES EFFECTS));
    int64_t id = t_audit(",'fields':{'negotiate':true}");
    t_sql("UPDATE llx_societe SET email = NULL");
    /* nobody to tell, and another step is open: the change itself stands */
    t_ok(&boss, "case.transition", "{'status':{'code':'bank'},'effects_failed':2}",
         "{'case':%" PRId64 ",'to':'bank'}", id);
    assert_string_equal(t_text("SELECT GROUP_CONCAT(CONCAT(what, ':', error) ORDER BY position) "
                               "FROM llx_elaska_effect WHERE state = 'failed'"),
                        "notify:effect.nobody,open_step:step.one_at_a_time");
    assert_string_equal(t_steps(id), "current,todo,todo,todo");
    t_ok(&boss, "case.page", "{'effects_failed':2}", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "effect.list",
         "{'rows':[{'what':'notify','state':'failed'},{'what':'open_step','state':'failed'},{},"
         "{}]}",
         "{'case':%" PRId64 "}", id);
    int64_t effect = t_int("SELECT rowid FROM llx_elaska_effect WHERE what = 'notify'");
    t_ok(&boss, "effect.retry", "{'state':'failed','error':'effect.nobody'}",
         "{'effect':%" PRId64 "}", effect);
    t_sql("UPDATE llx_societe SET email = 'retour@client.example'");
    t_ok(&boss, "effect.retry", "{'state':'done','error':null}", "{'effect':%" PRId64 "}", effect);
    t_refused(&boss, "effect.retry", "effect.not_failed", "effect", "{'effect':%" PRId64 "}",
              effect);
    assert_int_equal(t_int("SELECT attempts FROM llx_elaska_effect WHERE rowid = %" PRId64, effect),
                     3);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE recipient = "
                           "'retour@client.example'"),
                     1);
    t_refused(&boss, "effect.retry", "not_found", "effect", "{'effect':999999}");
    t_refused(&camille, "effect.list", "denied", NULL, "{'case':%" PRId64 "}", id);
}

static void test_CASE_02_closing_warns_of_the_work_left(void **state)
{
    (void)state;
    struct ela_error err;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    assert_int_equal(t_try(&boss, "case.transition", &err, "{'case':%" PRId64 ",'to':'done'}", id),
                     ELA_E_STATE);
    assert_string_equal(err.key, "case.closing_work");
    assert_int_equal(err.nparams, 5);
    assert_string_equal(err.params[2].value, "4");
    assert_string_equal(err.params[4].value, "2");
    t_ok(&boss, "case.transition", "{}", "{'case':%" PRId64 ",'to':'done','confirm':true}", id);
}

static void test_CASE_02_closed_cases_go_to_the_archive(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    t_refused(&boss, "case.archive", "case.not_closed", "case", "{'case':%" PRId64 "}", id);
    t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'done','confirm':true}", id);
    t_refused(&tom, "case.archive", "denied", NULL, "{'case':%" PRId64 "}", id);
    t_ok(&boss, "case.archive", "{}", "{'case':%" PRId64 "}", id);
    t_ok(&camille, "case.page", "{'archived':true}", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "case.page", "{'archived':true,'transitions':[],'may':{'edit':false}}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.fields", "case.archived", "case",
              "{'case':%" PRId64 ",'version':3,'fields':{}}", id);
    t_refused(&boss, "piece.add", "case.archived", "case", "{'case':%" PRId64 ",'label':'X'}", id);
    t_ok(&boss, "case.archive", "{}", "{'case':%" PRId64 ",'archived':false}", id);
    t_ok(&boss, "case.page", "{'archived':false}", "{'case':%" PRId64 "}", id);
}

static void test_CASE_02_the_daily_round_archives_and_expires(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    t_template(T_TEMPLATE(""));
    int64_t old = t_audit(""), open = t_audit("");
    must_deposit(&boss, t_piece(open, "kbis"));
    t_call(&boss, "piece.validate", "{'pieces':[%" PRId64 "]}", t_piece(open, "kbis"));
    t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'done','confirm':true}", old);
    t_ok(&worker, "case.sweep", "{'archived':0,'expired':0,'more':false}", "{}");
    T.now += 100 * 86400;
    t_ok(&worker, "case.sweep", "{'archived':0,'expired':1}", "{}");
    assert_string_equal(status(t_piece(open, "kbis")), "expired");
    T.now += 300 * 86400;
    t_ok(&worker, "case.sweep", "{'archived':1,'expired':0}", "{}");
    t_ok(&worker, "case.sweep", "{'archived':0,'expired':0}", "{}");
    t_ok(&camille, "case.page", "{'archived':true}", "{'case':%" PRId64 "}", old);
    t_refused(&boss, "case.sweep", "denied", NULL, "{}");
}

static void test_CASE_25_tasks_of_the_template(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(TASKS));
    int64_t id = t_int_at(t_call(&boss, "case.create",
                                 "{'title':'Audit','client':%d,'lead':%d,'template':'audit',"
                                 "'members':[{'user':%d,'role':'expert'}]}",
                                 client, boss.user_id, tom.user_id),
                          "id");
    assert_string_equal(t_text("SELECT CONCAT(t.title, ' ', t.due_on, ' ', t.priority, ' ', "
                               "u.fk_user = %d) FROM llx_elaska_task t JOIN llx_elaska_task_user u "
                               "ON u.fk_task = t.rowid",
                               tom.user_id),
                        "Préparer la visite 2026-11-23 2 1");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_task_check"), 1);
    t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true}", t_step(id, "meet"));
    t_call(&boss, "step.validate", "{'step':%" PRId64 "}", t_step(id, "study"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_task"), 3);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_task WHERE for_client = 1 AND visible "
                           "= 1 AND fk_step = %" PRId64,
                           t_step(id, "report")),
                     1);
    t_ok(&boss, "case.page", "{'counters':{'tasks_open':3}}", "{'case':%" PRId64 "}", id);
    t_ok(&camille, "case.page", "{'counters':{'tasks_open':1}}", "{'case':%" PRId64 "}", id);
    /* a step that opens again does not make its tasks twice */
    t_call(&boss, "step.reopen", "{'step':%" PRId64 ",'reason':'x'}", t_step(id, "study"));
    t_call(&boss, "step.validate", "{'step':%" PRId64 "}", t_step(id, "study"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_task"), 3);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PIECE_TEST(test_DOC_07_the_life_of_a_piece),
        PIECE_TEST(test_DOC_07_what_was_validated_stays_so_when_more_comes),
        PIECE_TEST(test_DOC_07_a_kind_says_what_is_missing_in_its_words),
        PIECE_TEST(test_SEC_10_the_same_bytes_tell_nothing_of_a_copy_of_others),
        PIECE_TEST(test_CASE_06_items_of_one_case),
        PIECE_TEST(test_CASE_06_lists_call_pieces_by_their_names),
        PIECE_TEST(test_CASE_12_the_page_of_a_case),
        PIECE_TEST(test_COM_22_a_client_is_written_to_in_his_language),
        PIECE_TEST(test_CASE_12_the_page_asks_eight_times_at_most),
        PIECE_TEST(test_CASE_35_the_price_is_shown_when_the_work_is_done),
        PIECE_TEST(test_CASE_35_a_template_shows_the_price_at_once),
        PIECE_TEST(test_CASE_36_countdown_to_a_deadline),
        PIECE_TEST(test_CASE_08_statuses_of_the_template),
        PIECE_TEST(test_CASE_02_effects_run_once_and_are_journalled),
        PIECE_TEST(test_CASE_02_a_failing_effect_is_seen_and_run_again),
        PIECE_TEST(test_CASE_02_closing_warns_of_the_work_left),
        PIECE_TEST(test_CASE_02_closed_cases_go_to_the_archive),
        PIECE_TEST(test_CASE_02_the_daily_round_archives_and_expires),
        PIECE_TEST(test_CASE_25_tasks_of_the_template),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
