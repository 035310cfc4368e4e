/*
 * Who works on a case, who has to do with it, who may see it, what is noted. CASE-30, CASE-31,
 * CASE-37, CASE-40, SEC-11.
 */
#include "support.h"

#include "base/log.h"

#include <inttypes.h>

#define WRITER (ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE)

static struct ela_actor boss, tom, eva, camille;
static int32_t client;
static int64_t id;

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    tom = t_user("tom", WRITER);
    eva = t_user("eva", WRITER | ELA_RIGHT_CASE_CLOSE | ELA_RIGHT_CASE_DELETE);
    client = t_client("Boulangerie Martin");
    camille = t_portal("camille@martin.example", client);
    id = t_int_at(t_call(&boss, "case.create", "{'title':'Embauche','client':%d,'lead':%d}", client,
                         tom.user_id),
                  "id");
    return 0;
}

#define TEAM_TEST(f) cmocka_unit_test_setup(f, setup)

static int32_t group(const char *name, const struct ela_actor *a)
{
    int32_t g = (int32_t)t_sql("INSERT INTO llx_usergroup (nom) VALUES ('%s')", name);
    t_sql("INSERT INTO llx_usergroup_user (fk_user, fk_usergroup) VALUES (%d, %d)", a->user_id, g);
    return g;
}

static void test_CASE_30_who_leaves_stays_in_the_history(void **state)
{
    (void)state;
    t_call(&tom, "member.put", "{'case':%" PRId64 ",'user':%d,'role':'Expert fiscal'}", id,
           eva.user_id);
    t_ok(&boss, "case.read", "{'members':[{'name':'eva Durand','role':'Expert fiscal'}]}",
         "{'case':%" PRId64 "}", id);
    T.now += 3600;
    t_call(&tom, "member.remove", "{'case':%" PRId64 ",'user':%d}", id, eva.user_id);
    t_ok(&boss, "case.read", "{'members':[]}", "{'case':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT left_at - joined_at FROM llx_elaska_case_member"), 3600);
    t_refused(&tom, "member.remove", "not_found", "user", "{'case':%" PRId64 ",'user':%d}", id,
              eva.user_id);
    T.now += 3600;
    t_call(&tom, "member.put", "{'case':%" PRId64 ",'user':%d,'role':'Formaliste'}", id,
           eva.user_id);
    assert_int_equal(t_int("SELECT joined_at FROM llx_elaska_case_member WHERE left_at IS NULL"),
                     T.now);
    /* a list that no longer names somebody is his leaving */
    t_call(&tom, "case.update", "{'case':%" PRId64 ",'version':1,'members':[]}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_member WHERE left_at IS NULL"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'case.member'"), 3);
}

static void test_CASE_30_exactly_one_lead(void **state)
{
    (void)state;
    t_refused(&tom, "member.remove", "case.lead_needed", "user", "{'case':%" PRId64 ",'user':%d}",
              id, tom.user_id);
    t_call(&tom, "member.lead", "{'case':%" PRId64 ",'user':%d}", id, eva.user_id);
    t_ok(&boss, "case.read", "{'lead':{'name':'eva Durand'},'members':[{'name':'tom Durand'}]}",
         "{'case':%" PRId64 "}", id);
    t_refused(&tom, "member.lead", "not_found", "user", "{'case':%" PRId64 ",'user':99999}", id);
    t_refused(&tom, "member.put", "not_found", "case", "{'case':99999,'user':%d}", eva.user_id);
    struct ela_actor reader = t_user("max", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "member.put", "denied", NULL, "{'case':%" PRId64 ",'user':%d}", id,
              eva.user_id);
}

static void test_CASE_31_parties_with_their_own_coordinates(void **state)
{
    (void)state;
    int32_t bank = t_client("Banque du Port"), foreign = t_client_of("Ailleurs", 2);
    int64_t party = t_int_at(t_call(&tom, "party.add",
                                    "{'case':%" PRId64
                                    ",'role':'bank','soc':%d,'email':'agence@banque.example',"
                                    "'phone':'01 02 03 04 05','visible':true}",
                                    id, bank),
                             "id");
    t_ok(&tom, "party.update", "{'version':2}",
         "{'party':%" PRId64 ",'version':1,'note':'Demander M. Roy','email':null}", party);
    assert_string_equal(t_text("SELECT CONCAT(role, '|', email, '|', phone, '|', note, '|', "
                               "visible) FROM llx_elaska_case_party"),
                        "bank||01 02 03 04 05|Demander M. Roy|1");
    t_refused(&tom, "party.update", "conflict.version", "version",
              "{'party':%" PRId64 ",'version':1,'note':'x'}", party);
    t_refused(&tom, "party.add", "field.required", "name", "{'case':%" PRId64 ",'role':'notary'}",
              id);
    t_refused(&tom, "party.add", "not_found", "soc",
              "{'case':%" PRId64 ",'role':'notary','soc':%d}", id, foreign);
    t_refused(&tom, "party.add", "not_found", "contact",
              "{'case':%" PRId64 ",'role':'notary','contact':77}", id);
    t_refused(&tom, "party.update", "not_found", "party", "{'party':99,'version':1}");
    t_refused(&camille, "party.add", "denied", NULL, "{'case':%" PRId64 ",'role':'x','name':'y'}",
              id);
    t_ok(&tom, "party.remove", "{}", "{'party':%" PRId64 "}", party);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_party"), 0);
}

static void test_CASE_31_the_client_sees_those_that_are_shown(void **state)
{
    (void)state;
    int64_t shown = t_int_at(t_call(&tom, "party.add",
                                    "{'case':%" PRId64 ",'role':'notary','name':'Me Roy','phone':"
                                    "'01 02 03 04 05','note':'Préfère le matin','visible':true}",
                                    id),
                             "id");
    t_call(&tom, "party.add", "{'case':%" PRId64 ",'role':'bailiff','name':'Me Loin'}", id);
    t_ok(&tom, "case.page", "{'parties':[{'name':'Me Roy','visible':true},{'name':'Me Loin'}]}",
         "{'case':%" PRId64 "}", id);
    const struct ela_json *page = t_call(&camille, "case.page", "{'case':%" PRId64 "}", id);
    t_subset(page, "{'parties':[{'name':'Me Roy','phone':'01 02 03 04 05'}]}");
    assert_null(t_at(page, "parties/0/note"));
    t_call(&tom, "party.update", "{'party':%" PRId64 ",'version':1,'visible':false}", shown);
    t_ok(&camille, "case.page", "{'parties':[]}", "{'case':%" PRId64 "}", id);
}

static int64_t note(const struct ela_actor *a, const char *body, const char *more)
{
    return t_int_at(t_call(a, "note.add", "{'case':%" PRId64 ",'body':'%s'%s}", id, body, more),
                    "id");
}

static void test_CASE_37_internal_and_shared_notes(void **state)
{
    (void)state;
    int64_t mine = note(&boss, "Rappeler lundi", "");
    note(&boss, "Votre contrat est prêt", ",'shared':true");
    t_ok(&camille, "note.list", "{'rows':[{'body':'Votre contrat est prêt','by':'lea Durand'}]}",
         "{'case':%" PRId64 "}", id);
    t_ok(&eva, "note.list",
         "{'rows':[{'shared':true,'may_show':false},{'body':'Rappeler lundi','editable':false}]}",
         "{'case':%" PRId64 "}", id);
    /* the lead decides who sees; only the author writes */
    t_refused(&tom, "note.update", "note.not_yours", "body",
              "{'note':%" PRId64 ",'version':1,'body':'Autre'}", mine);
    t_refused(&eva, "note.update", "note.not_yours", "shared",
              "{'note':%" PRId64 ",'version':1,'shared':true}", mine);
    t_ok(&tom, "note.update", "{'version':2}", "{'note':%" PRId64 ",'version':1,'shared':true}",
         mine);
    assert_int_equal(
        ela_json_size(t_at(t_call(&camille, "note.list", "{'case':%" PRId64 "}", id), "rows")), 2);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'note.visibility' "
                           "AND fk_user = %d AND data LIKE '%%true%%'",
                           tom.user_id),
                     1);
    t_refused(&boss, "note.update", "conflict.version", "version",
              "{'note':%" PRId64 ",'version':1,'body':'Encore'}", mine);
    t_refused(&boss, "note.add", "field.required", "body", "{'case':%" PRId64 ",'body':' '}", id);
    t_refused(&eva, "note.delete", "note.not_yours", "note", "{'note':%" PRId64 "}", mine);
    t_ok(&boss, "note.delete", "{}", "{'note':%" PRId64 "}", mine);
    t_refused(&boss, "note.delete", "not_found", "note", "{'note':%" PRId64 "}", mine);
    t_refused(&camille, "note.add", "denied", NULL, "{'case':%" PRId64 ",'body':'x'}", id);
}

static size_t notes(const struct ela_actor *a)
{
    return ela_json_size(t_at(t_call(a, "note.list", "{'case':%" PRId64 "}", id), "rows"));
}

/* What is told of notes in the timeline of the case. */
static size_t told(const struct ela_actor *a)
{
    return ela_json_size(t_at(t_call(a, "event.list",
                                     "{'case':%" PRId64 ",'kinds':'note.added,note.changed,"
                                     "note.visibility,note.removed'}",
                                     id),
                              "rows"));
}

static void test_SEC_11_confidential_notes_leave_no_trace(void **state)
{
    (void)state;
    int64_t secret = note(&boss, "Litige familial", ",'level':1");
    note(&eva, "Pour moi", ",'level':2");
    struct ela_actor max = t_user("max", WRITER),
                     ida = t_user("ida", WRITER | ELA_RIGHT_CONFIDENTIAL);
    t_ok(&max, "note.list", "{'rows':[]}", "{'case':%" PRId64 "}", id);
    assert_int_equal(told(&max), 0);
    assert_int_equal(told(&boss), 1);
    t_refused(&max, "note.update", "not_found", "note",
              "{'note':%" PRId64 ",'version':1,'shared':true}", secret);
    assert_int_equal(notes(&tom), 1); /* the lead reads what is confidential */
    assert_int_equal(notes(&ida), 1); /* who may read confidential documents too */
    t_ok(&boss, "note.list", "{'rows':[{'body':'Litige familial'}]}", "{'case':%" PRId64 "}", id);
    int32_t g = group("Direction", &max);
    t_call(&boss, "case.kind_rights_save",
           "{'kind':'generic','groups':[{'group':%d,'rights':[{'right':'read'},{'right':'edit'},"
           "{'right':'confidential'}]}]}",
           g);
    t_ok(&max, "note.list", "{'rows':[{'body':'Litige familial'}]}", "{'case':%" PRId64 "}", id);
    t_refused(&boss, "note.update", "note.shared_confidential", "level",
              "{'note':%" PRId64 ",'version':1,'shared':true}", secret);
}

static void test_DOC_14_a_restricted_note_names_its_readers(void **state)
{
    (void)state;
    struct ela_actor max = t_user("max", WRITER | ELA_RIGHT_CONFIDENTIAL),
                     ali = t_user("ali", WRITER);
    int32_t g = (int32_t)t_sql("INSERT INTO llx_usergroup (nom, entity) VALUES ('Santé', 1)");
    int32_t far = (int32_t)t_sql("INSERT INTO llx_usergroup (nom, entity) VALUES ('Autre', 2)");
    int64_t open = note(&eva, "Rappeler", "");
    assert_int_equal(told(&ali), 1);
    t_refused(&eva, "note.add", "not_found", "users",
              "{'case':%" PRId64 ",'body':'x','level':2,'users':[999999]}", id);
    t_refused(&eva, "note.add", "not_found", "groups",
              "{'case':%" PRId64 ",'body':'x','level':2,'groups':[%d]}", id, far);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_note"), 1);
    /* One that everybody read leaves their lists and their timeline with its history. */
    t_call(&eva, "note.update", "{'note':%" PRId64 ",'version':1,'level':2,'users':[%d]}", open,
           max.user_id);
    assert_int_equal(notes(&eva), 1);
    assert_int_equal(notes(&max), 1);
    assert_int_equal(told(&max), 2);
    assert_int_equal(notes(&tom), 0); /* nor for the lead, who was not named */
    assert_int_equal(notes(&boss), 0);
    assert_int_equal(told(&tom), 0);
    assert_int_equal(told(&ali), 0);
    t_refused(&tom, "note.delete", "not_found", "note", "{'note':%" PRId64 "}", open);
    t_refused(&max, "note.update", "note.not_yours", "shared",
              "{'note':%" PRId64 ",'version':2,'users':[%d]}", open, ali.user_id);
    t_ok(&eva, "note.list",
         "{'rows':[{'level':2,'users':[{'name':'eva Durand'},{'name':'max Durand'}],'groups':[]}],"
         "'all_groups':[{'name':'Santé'}]}",
         "{'case':%" PRId64 ",'with_groups':true}", id);
    /* A group of them, and no more by name. */
    t_call(&eva, "note.update", "{'note':%" PRId64 ",'version':2,'groups':[%d]}", open, g);
    assert_int_equal(notes(&max), 0);
    assert_int_equal(notes(&ali), 0);
    t_sql("INSERT INTO llx_usergroup_user (fk_user, fk_usergroup) VALUES (%d, %d)", ali.user_id, g);
    assert_int_equal(notes(&ali), 1);
    /* Gone, nobody is told that there was one. */
    t_call(&eva, "note.delete", "{'note':%" PRId64 "}", open);
    assert_int_equal(told(&eva), 0);
    assert_int_equal(told(&tom), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_note_reader"), 0);
    assert_int_equal(notes(&camille), 0);
}

static void test_SEC_11_confidential_cases_are_for_their_team(void **state)
{
    (void)state;
    struct ela_actor max = t_user("max", WRITER);
    t_call(&tom, "member.put", "{'case':%" PRId64 ",'user':%d}", id, eva.user_id);
    for (int level = 1; level <= 2; level++) {
        t_sql("UPDATE llx_elaska_case SET confidentiality = %d", level);
        t_refused(&max, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
        t_ok(&max, "case.list", "{'rows':[]}", "{}");
        t_refused(&boss, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
        t_ok(&eva, "case.read", "{'title':'Embauche'}", "{'case':%" PRId64 "}", id);
        t_ok(&tom, "case.list", "{'rows':[{'title':'Embauche'}]}", "{}");
        t_ok(&camille, "case.list", "{'rows':[{'title':'Embauche'}]}", "{}");
    }
    int32_t g = group("Direction", &max);
    t_call(&boss, "case.kind_rights_save",
           "{'kind':'generic','groups':[{'group':%d,'rights':[{'right':'read'},"
           "{'right':'confidential'}]}]}",
           g);
    t_refused(&max, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 1");
    t_ok(&max, "case.read", "{'title':'Embauche'}", "{'case':%" PRId64 "}", id);
    t_sql("DELETE FROM llx_elaska_kind_right");
    t_call(&tom, "member.remove", "{'case':%" PRId64 ",'user':%d}", id, eva.user_id);
    t_refused(&eva, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
}

static void test_CASE_40_rights_per_kind(void **state)
{
    (void)state;
    int32_t readers = group("Lecteurs", &tom), closers = group("Clôture", &eva);
    t_call(&boss, "case.kind_rights_save",
           "{'kind':'generic','groups':[{'group':%d,'rights':[{'right':'read'}]},"
           "{'group':%d,'rights':[{'right':'read'},{'right':'edit'},{'right':'close'}]}]}",
           readers, closers);
    t_ok(&boss, "case.kind_rights",
         "{'rows':[{'name':'Clôture','rights':['read','edit','close']},{'name':'Lecteurs',"
         "'rights':['read']}]}",
         "{'kind':'generic'}");
    struct ela_actor max = t_user("max", WRITER);
    t_refused(&max, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_ok(&max, "case.list", "{'rows':[]}", "{}");
    t_ok(&tom, "case.read", "{}", "{'case':%" PRId64 "}", id);
    t_refused(&tom, "case.update", "denied", NULL, "{'case':%" PRId64 ",'version':1,'title':'X'}",
              id);
    t_refused(&tom, "note.add", "denied", NULL, "{'case':%" PRId64 ",'body':'x'}", id);
    t_refused(&tom, "case.transition", "denied", NULL, "{'case':%" PRId64 ",'to':'wait_client'}",
              id);
    t_refused(&eva, "case.delete", "denied", NULL, "{'case':%" PRId64 ",'version':1}", id);
    t_ok(&eva, "case.transition", "{'status':{'code':'done'}}", "{'case':%" PRId64 ",'to':'done'}",
         id);
    /* administrators are never locked out; other kinds are as before */
    t_ok(&boss, "case.update", "{}", "{'case':%" PRId64 ",'version':2,'title':'X'}", id);
    t_sql("UPDATE llx_elaska_case SET kind = 'audit'");
    t_ok(&max, "case.read", "{}", "{'case':%" PRId64 "}", id);
    t_refused(&tom, "case.kind_rights", "denied", NULL, "{'kind':'generic'}");
    t_refused(&boss, "case.kind_rights_save", "not_found", "groups/0/group",
              "{'kind':'generic','groups':[{'group':999,'rights':[]}]}");
    t_refused(&boss, "case.kind_rights_save", "field.choice", "groups/0/rights/0/right",
              "{'kind':'generic','groups':[{'group':%d,'rights':[{'right':'fly'}]}]}", readers);
}

static char lines[2048];

static void keep_line(void *ctx, enum ela_log_level level, const char *event,
                      const struct ela_log_pair *pairs, unsigned n)
{
    size_t at = strlen(lines);
    (void)ctx;
    assert_int_equal(level, ELA_LOG_WARN);
    at += (size_t)snprintf(lines + at, sizeof lines - at, "%s", event);
    for (unsigned i = 0; i < n && at < sizeof lines; i++)
        at += (size_t)(pairs[i].text ? snprintf(lines + at, sizeof lines - at, " %s=%s",
                                                pairs[i].key, pairs[i].text)
                                     : snprintf(lines + at, sizeof lines - at, " %s=%lld",
                                                pairs[i].key, pairs[i].number));
    (void)snprintf(lines + at, sizeof lines - at, "\n");
}

/* Who asked for what, once, whichever part of the core refused it; nothing of what he typed. */
static void test_CASE_40_a_refusal_is_logged(void **state)
{
    (void)state;
    const struct ela_log_sink sink = {keep_line, NULL, ELA_LOG_WARN};
    struct ela_actor reader = t_user("rita", ELA_RIGHT_CASE_READ),
                     away = t_portal("paul@ailleurs.example", t_client("Ailleurs"));
    int32_t readers = group("Lecteurs", &tom);
    char expected[2048];
    t_call(&boss, "case.kind_rights_save",
           "{'kind':'generic','groups':[{'group':%d,'rights':[{'right':'read'}]}]}", readers);
    lines[0] = '\0';
    ela_log_set_sink(&sink);
    t_refused(&away, "case.page", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_refused(&reader, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_refused(&reader, "note.add", "denied", NULL, "{'case':%" PRId64 ",'body':'Un secret'}", id);
    t_refused(&tom, "note.add", "denied", NULL, "{'case':%" PRId64 ",'body':'Un secret'}", id);
    t_refused(&tom, "case.list", "field.range", "limit", "{'limit':-1}"); /* no reach is meant */
    t_ok(&tom, "case.read", "{}", "{'case':%" PRId64 "}", id);
    ela_log_set_sink(NULL);
    (void)snprintf(
        expected, sizeof expected,
        "op.refused op=case.page key=not_found field=case id=%" PRId64 " actor=portal who=%" PRId64
        " entity=1\n"
        "op.refused op=case.read key=not_found field=case id=%" PRId64
        " actor=user who=%d entity=1\n"
        "op.refused op=note.add key=denied field= id=%" PRId64 " actor=user who=%d entity=1\n"
        "op.refused op=note.add key=denied field= id=%" PRId64 " actor=user who=%d entity=1\n",
        id, away.account_id, id, reader.user_id, id, reader.user_id, id, tom.user_id);
    assert_string_equal(lines, expected);
}

static void test_CASE_02_archived_cases_are_read_only(void **state)
{
    (void)state;
    t_sql("UPDATE llx_elaska_case SET archived_at = 1");
    t_ok(&tom, "case.read", "{}", "{'case':%" PRId64 "}", id);
    t_refused(&tom, "case.update", "case.archived", "case",
              "{'case':%" PRId64 ",'version':1,'title':'X'}", id);
    t_refused(&tom, "case.transition", "case.archived", "case",
              "{'case':%" PRId64 ",'to':'wait_client'}", id);
    t_refused(&tom, "note.add", "case.archived", "case", "{'case':%" PRId64 ",'body':'x'}", id);
    t_refused(&tom, "member.put", "case.archived", "case", "{'case':%" PRId64 ",'user':%d}", id,
              eva.user_id);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEAM_TEST(test_CASE_30_who_leaves_stays_in_the_history),
        TEAM_TEST(test_CASE_30_exactly_one_lead),
        TEAM_TEST(test_CASE_31_parties_with_their_own_coordinates),
        TEAM_TEST(test_CASE_31_the_client_sees_those_that_are_shown),
        TEAM_TEST(test_CASE_37_internal_and_shared_notes),
        TEAM_TEST(test_SEC_11_confidential_notes_leave_no_trace),
        TEAM_TEST(test_DOC_14_a_restricted_note_names_its_readers),
        TEAM_TEST(test_SEC_11_confidential_cases_are_for_their_team),
        TEAM_TEST(test_CASE_40_rights_per_kind),
        TEAM_TEST(test_CASE_40_a_refusal_is_logged),
        TEAM_TEST(test_CASE_02_archived_cases_are_read_only),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
