/*
 * Sensitive fields: encrypted where they are stored, masked where they are shown, revealed to whom
 * may see them, encrypted anew when keys are renewed.
 */
#include "pack_support.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypt/seal.h"

#define D      "%" PRId64
#define NIR    "185057800608491"
#define OTHER  "285057800608441"
#define SECRET "Sclérose en plaques"

static struct ela_actor boss, lea, camille, stranger;
static int32_t person, other;

#define FIELDS_FIRST                                                                               \
    "{'code':'nir','type':'nir','label':{'fr':'Numéro de sécurité sociale'},'client':'write'}," \
    "{'code':'illness','type':'long','label':{'fr':'Maladie'},'sensitive':true,'client':'read'},"  \
    "{'code':'rate','type':'choice','label':{'fr':'Taux'},'sensitive':true,'client':'hidden',"     \
    "'options':[{'code':'low','label':{'fr':'Moins de 50 %%'}},{'code':'high','label':{'fr':"      \
    "'80 %% et plus'}}]},"
#define FIELDS FIELDS_FIRST "{'code':'job','type':'text','label':{'fr':'Métier'},'client':'write'}"
#define FIELDS_LATER                                                                               \
    FIELDS_FIRST                                                                                   \
    "{'code':'job','type':'text','label':{'fr':'Métier'},'client':'write','sensitive':true}"
#define TEMPLATE                                                                                   \
    "{'format':'elaska.template/1','code':'aide','label':{'fr':'Aide'},'nature':'mission',"        \
    "'client_kinds':['individual'],'family':'tax','icon':'search','colour':'blue',"                \
    "'visible':true,'requestable':true,'billing':{'model':'unbilled'},'fields':[" FIELDS "],"      \
    "'forms':[{'code':'request','label':{'fr':'Demande'},'pages':[{'code':'a','label':{'fr':'A'}," \
    "'fields':[{'code':'number','type':'nir','label':{'fr':'Votre numéro'},'required':true,"      \
    "'target':'fields.nir'},{'code':'why','type':'text','label':{'fr':'Pourquoi'}}]}]},"           \
    "{'code':'health','label':{'fr':'Santé'},'pages':[{'code':'a','label':{'fr':'A'},'fields':["  \
    "{'code':'state','type':'long','label':{'fr':'État'},'sensitive':true,'required':true},"      \
    "{'code':'since','type':'text','label':{'fr':'Depuis'}}]}]}],"                                 \
    "'steps':[{'code':'a','label':{'fr':'A'},'form':'health'}]}"

static int setup(void **state)
{
    if (t_clean(state) != 0)
        return -1;
    boss = t_user("anne", T_ALL_RIGHTS);
    lea = t_user("lea", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    person = t_client("Famille Petit");
    other = t_client("Garage Lenoir");
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, kinds) VALUES (1, %d, 1), (1, %d, 1)",
          person, other);
    camille = t_portal("camille@client.example", person);
    stranger = t_portal("lenoir@client.example", other);
    t_call(&boss, "fields.save",
           "{'object':'thirdparty','kind':'individual','fields':[" FIELDS "]}");
    return 0;
}
#define SEALED_TEST(f) cmocka_unit_test_setup(f, setup)

/* Is the text anywhere in the database? Every column of every table of ours. */
static bool stored_anywhere(const char *text)
{
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    bool found = false;
    assert_int_equal(
        ela_db_query(T.db,
                     "SELECT table_name, column_name FROM information_schema.columns WHERE"
                     " table_schema = DATABASE() AND table_name LIKE 'llx\\_elaska\\_%' AND"
                     " data_type IN ('varchar', 'text', 'mediumtext', 'longtext', 'longblob')",
                     NULL, 0, &r, &err),
        ELA_OK);
    for (size_t i = 0; i < r.nrows; i++)
        found = found ||
                t_int("SELECT COUNT(*) FROM %s WHERE INSTR(CONVERT(%s USING utf8mb4), '%s') > 0",
                      ela_db_cell(&r, i, 0).p, ela_db_cell(&r, i, 1).p, text) > 0;
    ela_db_result_release(&r);
    return found;
}

static const struct ela_json *row_of(const struct ela_json *rows, const char *code)
{
    for (size_t i = 0; i < ela_json_size(rows); i++)
        if (ela_str_is(ela_json_text(ela_json_get(ela_json_at(rows, i), "code")), code))
            return ela_json_at(rows, i);
    fail_msg("no row %s", code);
    return NULL;
}

static const struct ela_json *client_row(const struct ela_actor *a, const char *code)
{
    const struct ela_json *out = a->kind == ELA_ACTOR_PORTAL
                                     ? t_call(a, "client.fields", "{}")
                                     : t_call(a, "client.fields", "{'client':%d}", person);
    return row_of(t_at(out, "sets/0/rows"), code);
}

static void uid_of(const struct ela_json *row, char out[ELA_UID_TEXT])
{
    ela_str_copy(t_text_at(row, "masked/uid"), out, ELA_UID_TEXT);
}

static int64_t fill_in(void)
{
    int64_t version = t_int("SELECT version FROM llx_elaska_client WHERE fk_soc = %d", person);
    t_call(&boss, "client.fields_save",
           "{'client':%d,'version':" D ",'fields':{'nir':'1 85 05 78 006 084 91','illness':'" SECRET
           "','rate':'high','job':'Fleuriste'}}",
           person, version);
    return version + 1;
}

/* --- SEC-06 ------------------------------------------------------------------------------- */

static void test_SEC_06_sensitive_fields_are_stored_encrypted_and_shown_masked(void **state)
{
    (void)state;
    fill_in();
    assert_false(stored_anywhere(NIR));
    assert_false(stored_anywhere(SECRET));
    assert_true(stored_anywhere("Fleuriste"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed"), 3);
    t_subset(client_row(&lea, "nir"), "{'sensitive':true,'text':'" ELA_MASK "\xC2\xA0"
                                      "8491'}");
    t_subset(client_row(&lea, "illness"), "{'text':'" ELA_MASK "'}");
    t_subset(client_row(&lea, "rate"), "{'text':'" ELA_MASK "'}");
    t_subset(client_row(&lea, "job"), "{'text':'Fleuriste'}");
    /* the history says that they changed */
    const struct ela_json *rows =
        t_at(t_call(&boss, "client.fields_changes", "{'client':%d}", person), "rows");
    for (size_t i = 0; i < ela_json_size(rows); i++)
        if (!ela_str_is(t_text_at(ela_json_at(rows, i), "field"), "job"))
            t_str_equal(t_text_at(ela_json_at(rows, i), "new"), ELA_MASK);
}

static void test_SEC_06_reveal_needs_the_right_and_leaves_a_trace(void **state)
{
    (void)state;
    char nir[ELA_UID_TEXT], rate[ELA_UID_TEXT], illness[ELA_UID_TEXT];
    fill_in();
    uid_of(client_row(&boss, "nir"), nir);
    uid_of(client_row(&boss, "rate"), rate);
    uid_of(client_row(&boss, "illness"), illness);
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "','label':'Numéro de sécurité sociale'}",
         "{'sealed':'%s'}", nir);
    t_ok(&boss, "sealed.reveal", "{'text':'80 % et plus'}", "{'sealed':'%s'}", rate);
    t_refused(&lea, "sealed.reveal", "denied", NULL, "{'sealed':'%s'}", nir);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'value.revealed' AND"
                           " fk_user = %d AND fk_soc = %d",
                           boss.user_id, person),
                     2);
    assert_false(stored_anywhere(NIR));
    /* his own, not what the firm hides from him, nor anybody else's */
    t_ok(&camille, "sealed.reveal", "{'text':'" SECRET "'}", "{'sealed':'%s'}", illness);
    t_refused(&camille, "sealed.reveal", "not_found", "sealed", "{'sealed':'%s'}", rate);
    t_refused(&stranger, "sealed.reveal", "not_found", "sealed", "{'sealed':'%s'}", illness);
    t_refused(&boss, "sealed.reveal", "not_found", "sealed", "{'sealed':'%032d'}", 7);
    t_refused(&boss, "sealed.reveal", "not_found", "sealed", "{'sealed':'%032d'}", 0);
}

static void test_SEC_06_what_is_sent_back_sealed_stays_as_it_is(void **state)
{
    (void)state;
    char nir[ELA_UID_TEXT], illness[ELA_UID_TEXT];
    int64_t v = fill_in();
    uid_of(client_row(&boss, "nir"), nir);
    uid_of(client_row(&boss, "illness"), illness);
    t_call(&boss, "client.fields_save",
           "{'client':%d,'version':" D ",'fields':{'nir':{'sealed':'%s'},'illness':'" SECRET
           "','job':'Boulanger'}}",
           person, v, nir);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed"), 3);
    t_subset(t_at(client_row(&boss, "nir"), "masked"), "{'uid':'%s'}", nir);
    /* another one is sealed anew, the former one is kept for the history and found no more */
    t_call(&boss, "client.fields_save",
           "{'client':%d,'version':" D ",'fields':{'nir':'" OTHER "'}}", person, v + 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE field = 'nir'"), 2);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE field = 'nir' AND digest IS NOT NULL"),
        1);
    /* one that stands elsewhere is no value here */
    t_refused(&boss, "client.fields_save", "field.type", "fields/nir",
              "{'client':%d,'version':" D ",'fields':{'nir':{'sealed':'%s'}}}", person, v + 2,
              illness);
    t_refused(&boss, "client.fields_save", "field.type", "fields/nir",
              "{'client':%d,'version':1,'fields':{'nir':{'sealed':'%s'}}}", other, nir);
    t_refused(&boss, "client.fields_save", "field.type", "fields/job",
              "{'client':%d,'version':" D ",'fields':{'job':{'sealed':'%s'}}}", person, v + 2,
              illness);
    /* the checks of its type hold */
    t_refused(&boss, "client.fields_save", "field.nir_key", "fields/nir",
              "{'client':%d,'version':" D ",'fields':{'nir':'185057800608499'}}", person, v + 2);
}

static void test_SEC_06_a_row_moved_in_the_database_does_not_open(void **state)
{
    (void)state;
    char nir[ELA_UID_TEXT];
    fill_in();
    uid_of(client_row(&boss, "nir"), nir);
    t_sql("UPDATE llx_elaska_client t JOIN llx_elaska_client s ON s.fk_soc = %d SET t.fields ="
          " s.fields, t.version = 9 WHERE t.fk_soc = %d",
          person, other);
    const struct ela_json *row =
        row_of(t_at(t_call(&boss, "client.fields", "{'client':%d}", other), "sets/0/rows"), "nir");
    t_subset(row, "{'text':'" ELA_MASK "','masked':{'unavailable':'crypt.value_damaged'}}");
    t_sql("UPDATE llx_elaska_sealed SET object_id = %d", other);
    row =
        row_of(t_at(t_call(&boss, "client.fields", "{'client':%d}", other), "sets/0/rows"), "nir");
    t_subset(row, "{'masked':{'unavailable':'crypt.value_damaged'}}");
}

static void test_SEC_06_two_writers_hear_of_each_other_without_the_value(void **state)
{
    (void)state;
    int64_t v = fill_in();
    t_refused(&boss, "client.fields_save", "conflict.version", "version",
              "{'client':%d,'version':" D ",'fields':{'nir':'" OTHER "'}}", person, v - 1);
    const struct ela_json *told = t_at(ela_app_problem(T.app), "conflict/fields/0");
    t_subset(told, "{'code':'nir'}");
    assert_true(ela_sealed_is(t_at(told, "theirs")));
}

static int64_t another_case(void)
{
    return t_int_at(t_call(&boss, "case.create",
                           "{'client':%d,'title':'Aide','template':'aide',"
                           "'lead':%d,'fields':{'nir':'" NIR "'}}",
                           person, boss.user_id),
                    "id");
}

static int64_t a_case(void)
{
    t_call(&boss, "template.save", "{'version':0,'active':true,'body':" TEMPLATE "}");
    return another_case();
}

static void test_SEC_06_cases_steps_and_requests_keep_them_sealed(void **state)
{
    (void)state;
    int64_t id = a_case();
    const struct ela_json *page = t_call(&boss, "case.page", "{'case':" D "}", id);
    char uid[ELA_UID_TEXT];
    uid_of(row_of(t_at(page, "fields"), "nir"), uid);
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", uid);
    t_call(&boss, "case.fields", "{'case':" D ",'version':" D ",'fields':{'illness':'" SECRET "'}}",
           id, t_int("SELECT version FROM llx_elaska_case"));
    int64_t step = t_int("SELECT rowid FROM llx_elaska_case_step");
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'state':'" SECRET "'}}", step);
    const struct ela_json *form =
        t_call(&boss, "case.form", "{'case':" D ",'step':" D "}", id, step);
    assert_true(ela_sealed_is(t_at(form, "answers/state")));
    uid_of(t_at(form, "form/pages/0/fields/0"), uid);
    t_ok(&boss, "sealed.reveal", "{'text':'" SECRET "'}", "{'sealed':'%s'}", uid);
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'state':{'sealed':'%s'},'since':'2019'}}",
           step, uid);
    t_call(&boss, "step.validate", "{'step':" D "}", step);
    assert_false(stored_anywhere(SECRET));
    /* a request, from its draft to the case that is made of it */
#define KEY "0123456789abcdef0123456789abcdef"
    const struct ela_json *draft =
        t_call(&camille, "request.draft",
               "{'draft_key':'" KEY "','kind':'aide','answers':{'number':'" NIR "'}}");
    int64_t request = t_int_at(draft, "id");
    ela_str_copy(t_text_at(draft, "answers/number/sealed"), uid, sizeof uid);
    t_call(&camille, "request.draft",
           "{'draft_key':'" KEY "','kind':'aide','answers':{'number':{'sealed':'%s'},'why':'x'}}",
           uid);
    t_call(&camille, "request.send", "{'request':" D "}", request);
    assert_false(stored_anywhere(NIR));
    t_ok(&camille, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", uid);
    t_refused(&stranger, "sealed.reveal", "not_found", "sealed", "{'sealed':'%s'}", uid);
    t_call(&boss, "request.transition", "{'request':" D ",'to':'validated'}", request);
    int64_t made = t_int_at(t_call(&boss, "request.convert", "{'request':" D "}", request), "case");
    page = t_call(&boss, "case.page", "{'case':" D "}", made);
    uid_of(row_of(t_at(page, "fields"), "nir"), uid);
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", uid);
    assert_false(stored_anywhere(NIR));
}

static void
test_SEC_06_values_go_with_the_client_that_is_merged_and_the_case_that_is_deleted(void **state)
{
    (void)state;
    char uid[ELA_UID_TEXT];
    fill_in();
    uid_of(client_row(&boss, "nir"), uid);
    t_sql("DELETE FROM llx_elaska_client WHERE fk_soc = %d", other);
    t_call(&boss, "time.replace_client", "{'from':%d,'to':%d}", person, other);
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", uid);
    person = other;
    t_subset(client_row(&boss, "nir"), "{'text':'" ELA_MASK "\xC2\xA0"
                                       "8491'}");
    int64_t id = a_case();
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE object = 'case'"), 1);
    t_call(&boss, "case.delete", "{'case':" D ",'version':1}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE object = 'case'"), 0);
}

static char *sealed_filter(const char *op, const char *typed)
{
    static char out[1200];
    const struct ela_json *x =
        t_call(&boss, "list.sealed", "{'list':'cases','field':'sealed.nir','value':'%s'}", typed);
    (void)snprintf(out, sizeof out, "{'field':'sealed.nir','op':'%s','value':'%s'}", op,
                   t_text_at(x, "value").p);
    return out;
}

static int64_t cases_of(const char *filter)
{
    return t_int_at(
        t_call(&boss, "list.rows", "{'list':'cases','with_total':true,'filter':%s}", filter),
        "total");
}

static void test_SEC_06_a_sensitive_value_is_found_whole_without_being_opened(void **state)
{
    (void)state;
    char asked[1200];
    int64_t id = a_case(), version;
    (void)another_case();
    version = t_int("SELECT version FROM llx_elaska_case WHERE rowid = " D, id);
    t_call(&boss, "case.fields", "{'case':" D ",'version':" D ",'fields':{'nir':'" OTHER "'}}", id,
           version);
    t_ok(&boss, "list.sealed",
         "{'text':'" ELA_MASK "\xC2\xA0"
         "8491'}",
         "{'list':'cases','field':'sealed.nir','value':'1 85 05 78 006 084 91'}");
    assert_int_equal(cases_of(sealed_filter("is", "1 85 05 78 006 084 91")), 1);
    assert_int_equal(cases_of(sealed_filter("is", OTHER)), 1);
    assert_int_equal(t_int_at(t_call(&boss, "list.rows", "{'list':'cases','filter':%s}",
                                     sealed_filter("is", OTHER)),
                              "rows/0/id"),
                     id);
    assert_int_equal(cases_of(sealed_filter("not", OTHER)), 1);
    assert_int_equal(cases_of("{'field':'sealed.nir','op':'filled'}"), 2);
    assert_int_equal(cases_of("{'field':'sealed.nir','op':'empty'}"), 0);
    assert_false(stored_anywhere(OTHER));
    /* what it was before is found no more */
    t_call(&boss, "case.fields", "{'case':" D ",'version':" D ",'fields':{'nir':'" NIR "'}}", id,
           version + 1);
    assert_int_equal(cases_of(sealed_filter("is", OTHER)), 0);
    assert_int_equal(cases_of(sealed_filter("is", NIR)), 2);
    /* while keys are renewed, before and after; an old criterion says that it is none */
    (void)snprintf(asked, sizeof asked, "%s", sealed_filter("is", NIR));
    t_call(&boss, "crypt.renew", "{}");
    t_ok(&boss, "list.rows",
         "{'ignored':[{'field':'sealed.nir','key':'list.filter_value'}],'total':2}",
         "{'list':'cases','with_total':true,'filter':%s}", asked);
    assert_int_equal(cases_of(sealed_filter("is", NIR)), 2);
    struct ela_actor worker = t_worker();
    t_call(&worker, "crypt.rotate", "{}");
    assert_int_equal(cases_of(sealed_filter("is", NIR)), 2);
    assert_int_equal(cases_of(sealed_filter("is", OTHER)), 0);
}

static void test_SEC_06_what_was_entered_before_a_field_became_sensitive_is_sealed(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    t_call(&boss, "fields.save",
           "{'object':'contact','fields':[{'code':'note','type':'text','label':{'fr':"
           "'Note'}}]}");
    int64_t version = fill_in();
    t_call(&boss, "client.fields_save",
           "{'client':%d,'version':" D ",'fields':{'job':'Fleuriste de nuit'}}", person, version);
    t_sql("INSERT INTO llx_elaska_sheet (entity, object, object_id, fields) VALUES (1, 'contact', "
          "77, '{\"note\":\"Allergique\"}')");
    t_sql("INSERT INTO llx_elaska_change (entity, object, object_id, field, value_old, value_new, "
          "at) VALUES (1, 'contact', 77, 'note', NULL, 'Asthmatique', 1)");
    t_ok(&worker, "fields.seal", "{'sealed':0,'left':0}", "{}");
    assert_true(stored_anywhere("Fleuriste"));
    int64_t sealed = t_int("SELECT COUNT(*) FROM llx_elaska_sealed");
    /* Marked now: values, what they were, of whatever object. */
    t_call(&boss, "fields.save",
           "{'object':'thirdparty','kind':'individual','version':1,'fields':[" FIELDS_LATER "]}");
    t_call(&boss, "fields.save",
           "{'object':'contact','version':1,'fields':[{'code':'note','type':'text',"
           "'label':{'fr':'Note'},'sensitive':true}]}");
    t_ok(&worker, "fields.seal", "{'left':0}", "{}");
    assert_false(stored_anywhere("Fleuriste"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sheet WHERE fields LIKE '%%Allerg%%'"),
                     0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_change WHERE value_new LIKE "
                           "'%%Asthm%%' OR value_old LIKE '%%Fleur%%'"),
                     0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed"), sealed + 2);
    t_subset(client_row(&lea, "job"), "{'sensitive':true}");
    char uid[ELA_UID_TEXT];
    uid_of(client_row(&boss, "job"), uid);
    t_ok(&boss, "sealed.reveal", "{'text':'Fleuriste de nuit'}", "{'sealed':'%s'}", uid);
    t_ok(&boss, "crypt.status", "{'sealing':{'sealed':5}}", "{}");
    /* Done: nothing is looked at again until a definition changes. */
    t_ok(&worker, "fields.seal", "{'done':0,'left':0}", "{}");
    t_sql("UPDATE llx_elaska_sealing SET ended_at = NULL, part = 1, after_id = 0");
    t_ok(&worker, "fields.seal", "{'left':0}", "{}"); /* killed, it goes on */
}

static void test_SEC_06_without_a_key_nothing_is_sealed_and_it_begins_later(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    (void)fill_in();
    t_call(&boss, "fields.save",
           "{'object':'thirdparty','kind':'individual','version':1,'fields':[" FIELDS_LATER "]}");
    const char *right = T.master_key;
    T.master_key = NULL;
    t_ok(&worker, "fields.seal", "{'done':0,'left':0}", "{}");
    assert_true(stored_anywhere("Fleuriste"));
    T.master_key = right;
    t_ok(&worker, "fields.seal", "{'left':0}", "{}");
    assert_false(stored_anywhere("Fleuriste"));
}

static void test_SEC_06_only_whole_values_of_fields_that_say_so_are_found(void **state)
{
    (void)state;
    (void)a_case();
    t_refused(&boss, "list.sealed", "field.nir", "value",
              "{'list':'cases','field':'sealed.nir','value':'8491'}");
    t_refused(&boss, "list.sealed", "list.filter_field", "field",
              "{'list':'cases','field':'sealed.illness','value':'" SECRET "'}");
    t_refused(&boss, "list.sealed", "list.filter_field", "field",
              "{'list':'cases','field':'ref','value':'x'}");
    t_refused(&camille, "list.sealed", "denied", NULL,
              "{'list':'cases','field':'sealed.nir','value':'" NIR "'}");
    t_ok(&boss, "list.rows", "{'ignored':[{'field':'sealed.nir','key':'list.filter_value'}]}",
         "{'list':'cases','filter':{'field':'sealed.nir','op':'is','value':'" NIR "'}}");
    t_ok(&boss, "list.rows", "{'ignored':[{'field':'sealed.nir','key':'list.filter_op'}]}",
         "{'list':'cases','filter':{'field':'sealed.nir','op':'contains','value':'8491'}}");
    t_ok(&boss, "list.rows", "{'ignored':[{'field':'sealed.nir','key':'list.filter_value'}]}",
         "{'list':'cases','filter':{'field':'sealed.nir','op':'is','value':'sealed:1.00'}}");
}

/* --- SEC-08 ------------------------------------------------------------------------------- */

static void test_SEC_08_without_its_key_nothing_is_shown_written_or_lost(void **state)
{
    (void)state;
    char nir[ELA_UID_TEXT], bad[64];
    struct ela_error err = ELA_ERROR_INIT;
    const char *right = T.master_key;
    int64_t v = fill_in();
    uid_of(client_row(&boss, "nir"), nir);
    snprintf(bad, sizeof bad, "/tmp/elaska-sealed-%d", (int)getpid());
    (void)unlink(bad);
    static const char *const WHY[] = {"crypt.key_missing", "crypt.key_wrong", "crypt.key_exposed",
                                      "crypt.key_damaged"};
    for (int i = 0; i < 4; i++) {
        if (i == 1)
            assert_int_equal(ela_master_create(bad, &err), ELA_OK);
        if (i == 2)
            assert_int_equal(chmod(bad, 0644), 0);
        if (i == 3)
            assert_int_equal(chmod(bad, 0600) + truncate(bad, 20), 0);
        T.master_key = bad;
        t_subset(client_row(&lea, "nir"), "{'text':'" ELA_MASK "','masked':{'unavailable':'%s'}}",
                 WHY[i]);
        t_subset(client_row(&lea, "job"), "{'text':'Fleuriste'}");
        t_refused(&boss, "sealed.reveal", WHY[i], "sealed", "{'sealed':'%s'}", nir);
        t_refused(&boss, "client.fields_save", WHY[i], NULL,
                  "{'client':%d,'version':" D ",'fields':{'nir':'" OTHER "'}}", person, v);
        t_subset(t_call(&boss, "crypt.status", "{}"), "{'problem':'%s'}", WHY[i]);
        t_refused(&boss, "crypt.renew", WHY[i], NULL, "{}");
    }
    (void)unlink(bad);
    t_refused(&boss, "crypt.create", "crypt.keys_exist", NULL, "{}");
    assert_int_not_equal(access(bad, F_OK), 0);
    T.master_key = NULL;
    t_refused(&boss, "client.fields_save", "crypt.key_unset", NULL,
              "{'client':%d,'version':" D ",'fields':{'nir':'" OTHER "'}}", person, v);
    /* back: as it was */
    T.master_key = right;
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", nir);
    t_ok(&boss, "crypt.status", "{'problem':null}", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed"), 3);
    assert_int_equal(t_int("SELECT version FROM llx_elaska_client WHERE fk_soc = %d", person), v);
}

static void test_SEC_08_keys_are_made_renewed_tested_by_administrators(void **state)
{
    (void)state;
    char path[64];
    const char *kept = T.master_key;
    snprintf(path, sizeof path, "/tmp/elaska-sealed-%d", (int)getpid());
    (void)unlink(path);
    T.master_key = path;
    t_refused(&lea, "crypt.create", "denied", NULL, "{}");
    t_ok(&boss, "crypt.create", "{'keys':[{'version':1,'state':'current','values':0}]}", "{}");
    t_ok(&boss, "crypt.create", "{'keys':[{'version':1}]}", "{}"); /* again: nothing happens */
    char *copy = t_file(path), *end = strchr(copy, '\n');
    *end = '\0';
    t_ok(&boss, "crypt.test", "{'opened':1}", "{'text':'%s'}", copy);
    copy[20] = copy[20] == 'a' ? 'b' : 'a';
    t_refused(&boss, "crypt.test", "crypt.copy_damaged", "text", "{'text':'%s'}", copy);
    ela_free(copy);
    copy = t_file(kept);
    end = strchr(copy, '\n');
    *end = '\0';
    t_refused(&boss, "crypt.test", "crypt.copy_wrong", "text", "{'text':'%s'}", copy);
    ela_free(copy);
    t_refused(&lea, "crypt.renew", "denied", NULL, "{}");
    t_ok(&boss, "crypt.renew", "{'version':2}", "{}");
    t_ok(&boss, "crypt.status",
         "{'renew_due':false,'keys':[{'version':2,'state':'current'},{'version':1,'state':'old'}]}",
         "{}");
    T.now += (int64_t)366 * 86400;
    t_ok(&boss, "crypt.status", "{'renew_due':true}", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind IN ('crypt.created',"
                           " 'crypt.tested', 'crypt.renewed')"),
                     3);
    (void)unlink(path);
}

static void test_SEC_08_renewed_values_are_encrypted_anew_and_old_keys_retire(void **state)
{
    (void)state;
    char nir[ELA_UID_TEXT];
    struct ela_actor worker = t_worker();
    int64_t v = fill_in();
    uid_of(client_row(&boss, "nir"), nir);
    t_call(&boss, "crypt.renew", "{}");
    /* written with the new one while older ones wait */
    t_call(&boss, "client.fields_save",
           "{'client':%d,'version':" D ",'fields':{'illness':'Asthme'}}", person, v);
    t_ok(&boss, "crypt.status", "{'left':3,'keys':[{'version':2,'values':1},{'values':3}]}", "{}");
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", nir);
    t_refused(&boss, "crypt.rotate", "denied", NULL, "{}");
    t_ok(&worker, "crypt.rotate", "{'done':3,'left':0,'retired':1,'damaged':0}", "{}");
    t_ok(&worker, "crypt.rotate", "{'done':0,'left':0,'retired':0}", "{}");
    t_ok(&boss, "crypt.status",
         "{'left':0,'keys':[{'version':2,'values':4},{'state':'retired','values':0}]}", "{}");
    assert_int_equal(t_int("SELECT LENGTH(wrapped) FROM llx_elaska_data_key WHERE version = 1"), 0);
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", nir);
    t_subset(client_row(&boss, "illness"), "{'text':'" ELA_MASK "'}");
}

static void test_SEC_08_a_value_that_does_not_open_keeps_its_key(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    fill_in();
    t_sql("UPDATE llx_elaska_sealed SET field = 'x' WHERE field = 'rate'");
    t_call(&boss, "crypt.renew", "{}");
    t_ok(&worker, "crypt.rotate", "{'done':2,'left':1,'retired':0,'damaged':1}", "{}");
    t_sql("UPDATE llx_elaska_sealed SET field = 'rate' WHERE field = 'x'");
    t_ok(&worker, "crypt.rotate", "{'done':1,'left':0,'retired':1}", "{}");
}

static int64_t anew(void)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE key_version = 2");
}

/* A process that dies in the middle leaves whole rows; the next one goes on. */
static void test_SEC_08_killed_in_the_middle_loses_nothing(void **state)
{
    (void)state;
    char nir[ELA_UID_TEXT];
    struct ela_actor worker = t_worker();
    fill_in();
    uid_of(client_row(&boss, "nir"), nir);
    for (int i = 0; i < 160; i++)
        t_call(&boss, "client.fields_save",
               "{'client':%d,'version':0,'kinds':['individual'],'fields':{'nir':'" OTHER
               "','illness':'" SECRET "','rate':'low'}}",
               t_client("Foyer"));
    t_call(&boss, "crypt.renew", "{}");
    int64_t before = t_int("SELECT COUNT(*) FROM llx_elaska_sealed");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) { /* its own connection: the parent's is not to be shared */
        struct ela_app *app = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        struct ela_json *in = ela_json_new_object(), *out = NULL;
        struct ela_db *db = t_connect();
        const struct ela_request rq = {
            .db = db, .actor = &worker, .now = T.now, .master_key = T.master_key};
        enum ela_status st = ela_app_new(&app, &err);
        if (st == ELA_OK)
            st = ela_app_call(app, &rq, ELA_STR("crypt.rotate"), in, &out, NULL, NULL, &err);
        _exit((int)st);
    }
    for (int i = 0; i < 5000 && anew() == 0; i++)
        (void)usleep(200);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed"), before);
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", nir);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE key_version NOT IN (1, 2)"), 0);
    t_ok(&worker, "crypt.rotate", "{'left':0,'damaged':0}", "{}");
    assert_int_equal(anew(), before);
    t_ok(&boss, "sealed.reveal", "{'text':'" NIR "'}", "{'sealed':'%s'}", nir);
    t_call(&boss, "crypt.renew", "{}"); /* each of them opens */
    t_ok(&worker, "crypt.rotate", "{'done':483,'left':0,'damaged':0}", "{}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALED_TEST(test_SEC_06_sensitive_fields_are_stored_encrypted_and_shown_masked),
        SEALED_TEST(test_SEC_06_reveal_needs_the_right_and_leaves_a_trace),
        SEALED_TEST(test_SEC_06_what_is_sent_back_sealed_stays_as_it_is),
        SEALED_TEST(test_SEC_06_a_row_moved_in_the_database_does_not_open),
        SEALED_TEST(test_SEC_06_two_writers_hear_of_each_other_without_the_value),
        SEALED_TEST(test_SEC_06_a_sensitive_value_is_found_whole_without_being_opened),
        SEALED_TEST(test_SEC_06_only_whole_values_of_fields_that_say_so_are_found),
        SEALED_TEST(test_SEC_06_what_was_entered_before_a_field_became_sensitive_is_sealed),
        SEALED_TEST(test_SEC_06_without_a_key_nothing_is_sealed_and_it_begins_later),
        SEALED_TEST(test_SEC_06_cases_steps_and_requests_keep_them_sealed),
        SEALED_TEST(
            test_SEC_06_values_go_with_the_client_that_is_merged_and_the_case_that_is_deleted),
        SEALED_TEST(test_SEC_08_without_its_key_nothing_is_shown_written_or_lost),
        SEALED_TEST(test_SEC_08_keys_are_made_renewed_tested_by_administrators),
        SEALED_TEST(test_SEC_08_renewed_values_are_encrypted_anew_and_old_keys_retire),
        SEALED_TEST(test_SEC_08_a_value_that_does_not_open_keeps_its_key),
        SEALED_TEST(test_SEC_08_killed_in_the_middle_loses_nothing),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
