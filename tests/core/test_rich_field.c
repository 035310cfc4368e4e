/*
 * Fields of formatted text: stored as documents, seen by rules, history, lists and exports as plain
 * text, read by the client as they were written. PLAT-08, CASE-07, CRM-23, SEC-13.
 */
#include "case_support.h"

#include "list/list.h"

#include <stdlib.h>
#include <unistd.h>

#define TEXT(s)      "{'type':'text','text':'" s "'}"
#define BOLD(s)      "{'type':'text','marks':[{'type':'bold'}],'text':'" s "'}"
#define P(inside)    "{'type':'paragraph','content':[" inside "]}"
#define DOC(inside)  "{'type':'doc','content':[" inside "]}"
#define ITEM(inside) "{'type':'list_item','content':[" inside "]}"

#define REPORT                                                                                     \
    DOC(P(TEXT("Le four ") "," BOLD("fuit")) ",{'type':'bullet_list','content':[" ITEM(            \
        P(TEXT("joint"))) "," ITEM(P(TEXT("vanne"))) "]}")

#define FIELDS                                                                                     \
    "'fields':[{'code':'report','type':'rich','label':" L(                                         \
        "Rapport") ",'client':'read','in_list':true,'max_length':40},{'code':'why','type':'long'," \
                   "'label':" L(                                                                   \
                       "Motif") ",'show_if':'filled(report)'},{'code':'size','type':'number',"     \
                                "'label':" L(                                                      \
                                    "Taille") ",'computed':'len(report)'},{'code':'note','type':'" \
                                              "rich','label':" L("Note") "}],"
#define STEPS "'steps':[{'code':'a','label':" L("A") "}]"

static int64_t audit(const char *fields)
{
    t_template(T_SMALL("true", FIELDS STEPS));
    return t_audit(fields);
}

static int64_t version(int64_t id)
{
    return t_int("SELECT version FROM llx_elaska_case WHERE rowid = %" PRId64, id);
}

static void save(int64_t id, const char *fields)
{
    t_call(&boss, "case.fields", "{'case':%" PRId64 ",'version':%" PRId64 ",'fields':{%s}}", id,
           version(id), fields);
}

static void refused(int64_t id, const char *key, const char *field, const char *fields)
{
    t_refused(&boss, "case.fields", key, field,
              "{'case':%" PRId64 ",'version':%" PRId64 ",'fields':{%s}}", id, version(id), fields);
}

static void shows(const struct ela_actor *a, int64_t id, const char *row)
{
    const struct ela_json *fields =
        t_at(t_call(a, "case.page", "{'case':%" PRId64 "}", id), "fields");
    t_subset(ela_json_at(fields, 0), "%s", row);
}

static void test_PLAT_08_a_formatted_text_is_stored_as_a_document(void **state)
{
    (void)state;
    int64_t id = audit(",'fields':{'report':" REPORT "}");
    shows(&boss, id,
          "{'code':'report','type':'rich','value':" REPORT
          ",'text':'Le four fuit\\n\\n- joint\\n- vanne','html':'<p>Le four <strong>fuit</strong>"
          "</p><ul><li><p>joint</p></li><li><p>vanne</p></li></ul>'}");
    assert_string_equal(t_text("SELECT JSON_UNQUOTE(JSON_EXTRACT(fields, '$.size')) FROM "
                               "llx_elaska_case"),
                        "29");
    /* what is typed beside it leaves it as it is, its own plain text too */
    save(id, "'why':'Devis'");
    shows(&boss, id, "{'value':" REPORT "}");
    save(id, "'report':'Le four fuit\\n\\n- joint\\n- vanne'");
    shows(&boss, id, "{'value':" REPORT "}");
    save(id, "'report':'Le four\\nva bien'");
    shows(&boss, id,
          "{'value':" DOC(P(TEXT("Le four") ",{'type':'hard_break'}," TEXT(
              "va bien"))) ",'text':'Le four\\nva bien'}");
}

static void test_PLAT_08_what_was_entered_as_plain_text_stays_good(void **state)
{
    (void)state;
    int64_t id = audit("");
    t_sql("UPDATE llx_elaska_case SET fields = '{\"report\":\"Un <b>mot</b>\"}'");
    shows(&boss, id,
          "{'value':" DOC(P(TEXT("Un <b>mot</b>"))) ",'text':'Un <b>mot</b>','html':'<p>Un "
                                                    "&lt;b&gt;mot&lt;/b&gt;</p>'}");
    save(id, "'note':'autre'");
    shows(&boss, id, "{'text':'Un <b>mot</b>'}");
    /* nobody changed it */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_change WHERE field = 'report'"), 0);
}

static void test_CASE_07_required_hidden_and_length_are_about_what_is_seen(void **state)
{
    (void)state;
    int64_t id = audit("");
    save(id, "'report':" DOC(P(TEXT("   ")) "," P("{'type':'hard_break'}")));
    assert_int_equal(t_int("SELECT COALESCE(JSON_CONTAINS_PATH(fields, 'one', '$.report'), 0) FROM "
                           "llx_elaska_case"),
                     0);
    refused(id, "field.too_long", "fields/report",
            "'report':" DOC(P(BOLD("quarante et un caractères, pas un de moins"))));
    save(id, "'report':" DOC(P(BOLD("é")) "," P(BOLD("quarante caractères, comme permis !!"))));
    save(id, "'report':" REPORT ",'why':'Devis'");
    save(id, "'report':null");
    assert_null(strstr(t_text("SELECT fields FROM llx_elaska_case"), "Devis"));
}

static void test_SEC_13_a_hostile_document_is_refused_at_its_field(void **state)
{
    (void)state;
    int64_t id = audit(",'fields':{'report':" REPORT "}");
    refused(id, "rich.node", "fields/report", "'report':" DOC("{'type':'script'}"));
    refused(id, "rich.link", "fields/report",
            "'report':" DOC(P("{'type':'text','marks':[{'type':'link','attrs':{'href':'javascript:"
                              "alert(1)'}}],'text':'x'}")));
    refused(id, "rich.attribute", "fields/report",
            "'report':" DOC("{'type':'paragraph','attrs':{'onclick':'x'}}"));
    refused(id, "rich.shape", "fields/report", "'report':{'type':'image'}");
    refused(id, "rich.shape", "fields/report", "'report':12");
    refused(id, "rich.shape", "fields/report", "'report':['x']");
    refused(id, "rich.control", "fields/report", "'report':" DOC(P(TEXT("a\\u0007"))));
    shows(&boss, id, "{'value':" REPORT "}");
}

static void test_PLAT_08_history_and_conflict_speak_of_the_words(void **state)
{
    (void)state;
    int64_t id = audit(",'fields':{'report':" REPORT "}"), before = version(id);
    save(id, "'report':" DOC(P(TEXT("Le four ") "," BOLD("va"))));
    assert_string_equal(
        t_text("SELECT CONCAT(value_old, '>', value_new) FROM llx_elaska_change WHERE field = "
               "'report'"),
        "Le four fuit\n\n- joint\n- vanne>Le four va");
    t_refused(&boss, "case.fields", "conflict.version", "version",
              "{'case':%" PRId64 ",'version':%" PRId64 ",'fields':{'report':'Autre'}}", id, before);
    t_subset(ela_app_problem(T.app),
             "{'conflict':{'fields':[{'code':'report','yours':'Autre','theirs':{'type':'doc'}}]}}");
    /* a format alone is a change too */
    save(id, "'report':" DOC(P(TEXT("Le four va"))));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_change WHERE field = 'report'"), 2);
}

static void test_CASE_34_the_client_reads_the_document(void **state)
{
    (void)state;
    int64_t id = audit(",'fields':{'report':" REPORT "}");
    shows(&camille, id, "{'code':'report','value':" REPORT "}");
    const struct ela_json *fields =
        t_at(t_call(&camille, "case.page", "{'case':%" PRId64 "}", id), "fields");
    assert_null(ela_json_get(ela_json_at(fields, 0), "html"));
}

static void test_CRM_23_first_words_in_lists_and_words_in_filters(void **state)
{
    (void)state;
    audit(",'fields':{'report':" REPORT "}");
    t_audit("");
    const struct ela_json *out =
        t_call(&boss, "list.rows",
               "{'list':'cases','columns':['fields.report'],'filter':{'field':'fields.report',"
               "'op':'contains','value':'VANNE'}}");
    assert_int_equal(ela_json_size(t_at(out, "rows")), 1);
    t_subset(ela_json_at(t_at(out, "rows"), 0), "{'fields.report':'Le four fuit - joint - vanne'}");
    /* what holds the words is no word */
    out = t_call(&boss, "list.rows",
                 "{'list':'cases','filter':{'field':'fields.report','op':'contains','value':"
                 "'paragraph'}}");
    assert_int_equal(ela_json_size(t_at(out, "rows")), 0);
    out = t_call(&boss, "list.rows",
                 "{'list':'cases','columns':['fields.report'],'filter':{'field':'fields.report',"
                 "'op':'empty'}}");
    assert_int_equal(ela_json_size(t_at(out, "rows")), 1);
    t_subset(ela_json_at(t_at(out, "rows"), 0), "{'fields.report':null}");
}

static void test_CRM_23_exports_hold_the_plain_text(void **state)
{
    (void)state;
    static const char *const FORMATS[] = {"csv", "xlsx", "pdf"};
    char path[] = "/tmp/elaska-rich-XXXXXX", text[4000];
    int fd = mkstemp(path);
    audit(",'fields':{'report':" REPORT "}");
    assert_true(fd >= 0);
    close(fd);
    for (size_t i = 0; i < 3; i++) {
        struct ela_error err = ELA_ERROR_INIT;
        struct ela_request rq = {.db = T.db, .actor = &boss, .now = T.now, .file = path};
        struct ela_json *out = NULL;
        struct ela_json *in =
            t_json("{'list':'cases','format':'%s','columns':['fields.report']}", FORMATS[i]);
        if (ela_app_call(T.app, &rq, ELA_STR("list.export"), in, &out, NULL, NULL, &err) != ELA_OK)
            fail_msg("%s: %s (%s)", FORMATS[i], err.key, err.detail);
        ela_json_free(out);
        if (i > 0)
            continue;
        FILE *f = fopen(path, "rb");
        text[fread(text, 1, sizeof text - 1, f)] = '\0';
        fclose(f);
        assert_non_null(strstr(text, "\"Le four fuit\n\n- joint\n- vanne\""));
    }
    unlink(path);
}

static const struct CMUnitTest tests[] = {
    CASE_TEST(test_PLAT_08_a_formatted_text_is_stored_as_a_document),
    CASE_TEST(test_PLAT_08_what_was_entered_as_plain_text_stays_good),
    CASE_TEST(test_CASE_07_required_hidden_and_length_are_about_what_is_seen),
    CASE_TEST(test_SEC_13_a_hostile_document_is_refused_at_its_field),
    CASE_TEST(test_PLAT_08_history_and_conflict_speak_of_the_words),
    CASE_TEST(test_CASE_34_the_client_reads_the_document),
    CASE_TEST(test_CRM_23_first_words_in_lists_and_words_in_filters),
    CASE_TEST(test_CRM_23_exports_hold_the_plain_text),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, t_close);
}
