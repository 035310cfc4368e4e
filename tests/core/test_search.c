/*
 * Searchable fields: their values stand in a table of their own, always those of the case, and
 * criteria walk its index whatever the number of cases. CRM-23, PLAT-08.
 */
#include "case_support.h"

#define FIELD(code, type, more)                                                                    \
    "{'code':'" code "','type':'" type "','label':" L(code) ",'searchable':true" more "}"
#define FIELDS                                                                                     \
    "'fields':[" FIELD("town", "text", "") "," FIELD("area", "number", "") "," FIELD(              \
        "price", "amount",                                                                         \
        "") "," FIELD("signed_on", "date",                                                         \
                      "") "," FIELD("vip", "yesno",                                                \
                                    "") "," FIELD("size", "choice",                                \
                                                  ",'options':[{'code':'s','label'"                \
                                                  ":" L("S") "},{'code':'l','label'"               \
                                                             ":" L(                                \
                                                                 "L") "}]") ","                    \
                                                                            "{'"                   \
                                                                            "code':"               \
                                                                            "'memo'"               \
                                                                            ",'"                   \
                                                                            "type':"               \
                                                                            "'text'"               \
                                                                            ",'"                   \
                                                                            "label'"               \
                                                                            ":" L(                 \
                                                                                "Me"               \
                                                                                "m"                \
                                                                                "o") ",'in_list':" \
                                                                                     "true}],"
#define STEPS "'steps':[{'code':'a','label':" L("A") "}]"

static void rows(int64_t n, const char *field, const char *op, const char *value)
{
    const struct ela_json *out =
        t_call(&boss, "list.rows",
               "{'list':'cases','filter':{'field':'fields.%s','op':'%s'%s%s},'limit':100}", field,
               op, *value ? ",'value':" : "", value);
    assert_int_equal(ela_json_size(t_at(out, "ignored")), 0);
    if ((int64_t)ela_json_size(t_at(out, "rows")) != n)
        fail_msg("%s %s %s: %zu rows, not %" PRId64, field, op, value,
                 ela_json_size(t_at(out, "rows")), n);
}

static void test_CRM_23_searchable_fields_are_found_by_each_operator(void **state)
{
    (void)state;
    t_template(T_SMALL("true", FIELDS STEPS));
    int64_t id = t_audit(",'fields':{'town':'Évreux','area':'12.5','price':'100','signed_on':"
                         "'2026-11-20','vip':true,'size':'s','memo':'Toit'}");
    t_audit(",'fields':{'town':'Lyon','area':'80','vip':false,'size':'l'}");
    t_audit("");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_value"), 10);
    rows(1, "town", "is", "'evreux'"); /* as people compare */
    rows(1, "town", "starts", "'Ly'");
    rows(1, "town", "contains", "'vreu'");
    rows(2, "town", "not", "'Lyon'"); /* what is empty is not Lyon either */
    rows(2, "town", "in", "['Lyon','Évreux']");
    rows(1, "town", "empty", "");
    rows(2, "town", "filled", "");
    rows(1, "area", "more", "'12.5'");
    rows(2, "area", "between", "['12.5','80']");
    rows(1, "price", "is", "'100.00'");
    rows(1, "signed_on", "is", "'2026-11-20'");
    rows(0, "signed_on", "before", "'2026-11-20'");
    rows(1, "signed_on", "after", "'2026-11-01'");
    rows(1, "vip", "is", "true");
    rows(1, "size", "is", "'l'");
    rows(1, "memo", "is", "'toit'"); /* not indexed: by its JSON, with the same answer */
    t_call(&boss, "case.fields",
           "{'case':%" PRId64 ",'version':1,'fields':{'town':'Lyon','vip':null}}", id);
    rows(2, "town", "is", "'Lyon'");
    rows(0, "vip", "is", "true");
    t_sql("DELETE FROM llx_elaska_case_step");
    t_sql("DELETE FROM llx_elaska_case WHERE rowid = %" PRId64, id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_value WHERE fk_case = %" PRId64, id),
                     0);
}

static void test_PLAT_08_what_becomes_searchable_is_found_at_once(void **state)
{
    (void)state;
    t_template(T_SMALL("true", "'fields':[{'code':'town','type':'text','label':" L(
                                   "Town") ",'in_list':true}]," STEPS));
    int64_t id = t_audit(",'fields':{'town':'Lyon'}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_value"), 0);
    t_template_again(T_SMALL("true", "'fields':[" FIELD("town", "text", "") "]," STEPS));
    rows(1, "town", "is", "'Lyon'");
    assert_string_equal(t_text("SELECT CONCAT(code, text) FROM llx_elaska_value"), "townLyon");
    /* the case keeps its older definition, its values follow all the same */
    t_call(&boss, "case.fields", "{'case':%" PRId64 ",'version':1,'fields':{'town':'Brest'}}", id);
    rows(1, "town", "is", "'Brest'");
    rows(0, "town", "is", "'Lyon'");
}

static void test_CRM_23_fields_of_one_name_say_whose_they_are(void **state)
{
    (void)state;
    t_template(
        T_SMALL("true", "'fields':[{'code':'nature','type':'text','label':" L(
                            "Type") ",'in_list':true}," FIELD("town", "text", "") "]," STEPS));
    const struct ela_json *columns =
        t_at(t_call(&boss, "list.define", "{'list':'cases'}"), "columns");
    const char *nature = NULL, *town = NULL;
    for (size_t i = 0; i < ela_json_size(columns); i++) {
        const struct ela_json *column = ela_json_at(columns, i);
        if (ela_str_is(ela_json_text(ela_json_get(column, "code")), "fields.nature"))
            nature = ela_json_text(ela_json_get(column, "label")).p;
        if (ela_str_is(ela_json_text(ela_json_get(column, "code")), "fields.town"))
            town = ela_json_text(ela_json_get(column, "label")).p;
    }
    assert_string_equal(nature, "Type (Audit)");
    assert_string_equal(town, "town");
}

static void test_CRM_23_an_index_finds_among_100000_cases(void **state)
{
    (void)state;
    t_template(T_SMALL("true", FIELDS STEPS));
    t_audit(",'fields':{'town':'Évreux'}");
    t_sql(
        "INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, status, class, kind, nature, "
        "start_on, fk_user_lead, created_at, updated_at, active_at, fk_user_creat, "
        "fk_definition, fields) SELECT d.entity, CONCAT('X', s.seq), d.title, d.fk_soc, d.status, "
        "d.class, d.kind, d.nature, d.start_on, d.fk_user_lead, 1, 1, 1, d.fk_user_creat, "
        "d.fk_definition, CONCAT('{\"town\":\"T', s.seq, '\"}') FROM llx_elaska_case d, "
        "seq_1_to_100000 s");
    t_template_again(T_SMALL("false", FIELDS STEPS)); /* filled in when its definition is stored */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_value"), 100001);
    t_sql("ANALYZE TABLE llx_elaska_value, llx_elaska_case");
    t_sql("FLUSH STATUS");
    rows(1, "town", "is", "'T4711'");
    int64_t read = t_int("SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE "
                         "VARIABLE_NAME LIKE 'HANDLER_READ%%' AND VARIABLE_NAME NOT LIKE "
                         "'%%TMP%%' AND VARIABLE_NAME NOT LIKE '%%DELETED%%'");
    print_message("# rows read to find one of 100,000: %" PRId64 "\n", read);
    assert_true(read < 500);
    assert_non_null(strstr(
        t_text("EXPLAIN FORMAT=JSON SELECT d.rowid FROM llx_elaska_case d WHERE d.entity = 1 AND "
               "d.rowid IN (SELECT v.fk_case FROM llx_elaska_value v WHERE v.entity = 1 AND v.code "
               "= 'town' AND v.text = 'T4711') ORDER BY d.rowid DESC LIMIT 50"),
        "idx_elaska_value_text"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CRM_23_searchable_fields_are_found_by_each_operator),
        CASE_TEST(test_PLAT_08_what_becomes_searchable_is_found_at_once),
        CASE_TEST(test_CRM_23_fields_of_one_name_say_whose_they_are),
        CASE_TEST(test_CRM_23_an_index_finds_among_100000_cases),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
