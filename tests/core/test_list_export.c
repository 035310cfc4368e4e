/*
 * Exports of lists: CSV, spreadsheet, PDF. CRM-23, CASE-38.
 */
#include "pdf_support.h"

#include "pack_support.h"

#include "list/list.h"

#include <inttypes.h>

#define D "%" PRId64

static struct ela_actor boss;
static int32_t client;
static char path[64];

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    client = t_client("Boulangerie; \"Martin\"");
    snprintf(path, sizeof path, "/tmp/elaska-list-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

#define EXPORT_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static enum ela_status export_to(const char *file, const char *in, const char **type, char *name,
                                 struct ela_error *err)
{
    struct ela_request rq = {.db = T.db, .actor = &boss, .now = T.now, .file = file};
    struct ela_json *out = NULL;
    struct ela_json *input = t_json("%s", in);
    enum ela_status st =
        ela_app_call(T.app, &rq, ELA_STR("list.export"), input, &out, NULL, type, err);
    snprintf(name, 64, "%s", ela_app_body_name(T.app));
    ela_json_free(out);
    return st;
}

static size_t bytes(char *room, size_t size)
{
    FILE *f = fopen(path, "rb");
    size_t n = fread(room, 1, size - 1, f);
    fclose(f);
    room[n] = '\0';
    return n;
}

static void export_ok(const char *in, const char *type)
{
    struct ela_error err = ELA_ERROR_INIT;
    const char *got = NULL;
    char name[64];
    if (export_to(path, in, &got, name, &err) != ELA_OK)
        fail_msg("%s: %s", in, err.key);
    assert_string_equal(got, type);
    assert_non_null(strstr(name, "cases-2026-11-21."));
}

static int64_t add(const char *title)
{
    int64_t id = t_case(client, boss.user_id);
    t_sql("UPDATE llx_elaska_case SET title = '%s', due_on = '2026-12-24', start_on = '2026-01-31' "
          "WHERE rowid = %" PRId64,
          title, id);
    return id;
}

static void test_CRM_23_csv_for_a_french_spreadsheet(void **state)
{
    (void)state;
    char text[4000];
    int64_t id = add("Bail");
    t_sql("UPDATE llx_elaska_case SET ref = 'DOS-1', price_minor = -123456 WHERE rowid = %" PRId64,
          id);
    export_ok("{'list':'cases','format':'csv','columns':['client','status','due_on','time','price',"
              "'portal','progress']}",
              "text/csv; charset=UTF-8");
    bytes(text, sizeof text);
    assert_string_equal(
        text, "\xEF\xBB\xBFRéférence;Intitulé;Client;Statut;Fin prévue;Temps total;Prix de la "
              "prestation;Visible du client;Avancement\r\n"
              "DOS-1;Bail;\"Boulangerie; \"\"Martin\"\"\";En cours;24/12/2026;00:00:00;"
              "-1234,56;Oui;0\r\n");
    memcpy(boss.lang, "en", 3);
    export_ok("{'list':'cases','format':'csv','columns':['status','due_on','price']}",
              "text/csv; charset=UTF-8");
    bytes(text, sizeof text);
    assert_string_equal(text, "\xEF\xBB\xBFReference,Title,Status,Forecast end,Price\r\n"
                              "DOS-1,Bail,In progress,2026-12-24,-1234.56\r\n");
}

static void test_CRM_23_formulas_are_neutralised(void **state)
{
    (void)state;
    static const char *const nasty[] = {
        "=1+1",   "+33 1",   "-2+3",     "@SUM(A1)", "\\t=1",  "\\r=1",
        "\\n=1",  "   =1+1", "＝1+1",    "＋1",      "－1",    "＠SUM(A1)",
        "a,=1+1", "a;=1+1",  "a\\t=1+1", "a\\n=1+1", "a\"\"b", "=cmd|''/C calc''!A0",
        "1 = 1",  "a@b.fr"};
    static const char *const shown[] = {"\"'=1+1\"",     "\"'+33 1\"",     "\"'-2+3\"",
                                        "\"'@SUM(A1)\"", "\"'\t=1\"",      "\"'\r=1\"",
                                        "\"'\n=1\"",     "\"'   =1+1\"",   "\"'＝1+1\"",
                                        "\"'＋1\"",      "\"'－1\"",       "\"'＠SUM(A1)\"",
                                        "\"a,=1+1\"",    "\"a;=1+1\"",     "\"a\t=1+1\"",
                                        "\"a\n=1+1\"",   "\"a\"\"\"\"b\"", "\"'=cmd|'/C calc'!A0\"",
                                        ";1 = 1;",       ";a@b.fr;"};
    char text[4000];
    for (size_t i = 0; i < sizeof nasty / sizeof nasty[0]; i++)
        add(nasty[i]);
    export_ok("{'list':'cases','format':'csv','columns':['kind'],'sort':['ref']}",
              "text/csv; charset=UTF-8");
    bytes(text, sizeof text);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (!strstr(text, shown[i]))
            fail_msg("%s is not in %s", shown[i], text);
}

static void test_CRM_23_filter_and_order_hold_in_exports(void **state)
{
    (void)state;
    char text[4000];
    add("C");
    add("A");
    add("B");
    t_sql("UPDATE llx_elaska_case SET ref = title");
    export_ok(
        "{'list':'cases','format':'csv','columns':['kind'],'sort':['-title'],'filter':{'field':"
        "'title','op':'in','value':['A','C']}}",
        "text/csv; charset=UTF-8");
    bytes(text, sizeof text);
    assert_string_equal(
        text, "\xEF\xBB\xBFRéférence;Intitulé;Type\r\nC;C;Sans modèle\r\nA;A;Sans modèle\r\n");
}

/* More rows than a page of ids and a chunk of cells. */
static void test_CRM_23_all_pages_are_written(void **state)
{
    (void)state;
    static char text[600000];
    add("x");
    for (int i = 0; i < 13; i++)
        t_sql("INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, start_on, status, "
              "fk_user_lead, "
              "created_at, updated_at, fk_user_creat, due_on) SELECT 1, CONCAT(ref, '%x'), "
              "CONCAT(title, "
              "'%d'), fk_soc, start_on, status, fk_user_lead, 0, 0, 1, IF(rowid MOD 3 = 0, NULL, "
              "'2026-12-01') "
              "FROM llx_elaska_case",
              i, i);
    export_ok("{'list':'cases','format':'csv','columns':['due_on'],'sort':['due_on','title']}",
              "text/csv; charset=UTF-8");
    bytes(text, sizeof text);
    size_t lines = 0;
    for (const char *p = text; (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    assert_int_equal(lines, 8192 + 1);
}

static void sheet(char *room, size_t size)
{
    char command[300];
    snprintf(command, sizeof command, "unzip -p %s xl/worksheets/sheet1.xml", path);
    FILE *p = popen(command, "r");
    size_t n = fread(room, 1, size - 1, p);
    assert_int_equal(pclose(p), 0);
    room[n] = '\0';
}

static void test_CRM_23_spreadsheet(void **state)
{
    (void)state;
    char text[8000];
    int64_t id = add("=HYPERLINK(1) é");
    t_sql("UPDATE llx_elaska_case SET price_minor = 123456 WHERE rowid = %" PRId64, id);
    export_ok(
        "{'list':'cases','format':'xlsx','columns':['client','status','due_on','time','price',"
        "'active','portal','progress']}",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    sheet(text, sizeof text);
    /* a text is a text, a day a day, an amount a number */
    assert_non_null(strstr(text, "<is><t>=HYPERLINK(1) é</t></is>"));
    assert_non_null(strstr(text, "<v>46380</v>"));
    assert_non_null(strstr(text, "<v>1234.56"));
    assert_null(strstr(text, "<f>"));
}

/* Numbers of a kind's own fields are numbers, in each format, as they were typed. */
static void test_CRM_23_own_numbers_leave_as_numbers(void **state)
{
    (void)state;
    char text[8000];
    t_pack(&boss, "core");
    t_ok(
        &boss, "template.save", "{'active':true}",
        "{'body':{'format':'elaska.template/1','code':'essai','label':{'fr':'Essai'},'nature':"
        "'dossier','client_kinds':['company'],'family':'tax','icon':'flag','colour':'blue','steps'"
        ":[{'code':'a','label':{'fr':'A'}}],'fields':[{'code':'worth','type':'number','label':{'fr'"
        ":'Valeur'},'in_list':true},{'code':'unit','type':'amount','decimals':4,'label':{'fr':"
        "'Prix'},'in_list':true}]},'active':true}");
    int64_t id = add("A");
    t_sql("UPDATE llx_elaska_case SET ref = 'A', kind = 'essai', fields = '{\"worth\": \"-12.5\", "
          "\"unit\": \"0.1234\"}' WHERE rowid = %" PRId64,
          id);
    export_ok("{'list':'cases','format':'csv','columns':['fields.worth','fields.unit']}",
              "text/csv; charset=UTF-8");
    bytes(text, sizeof text);
    assert_non_null(strstr(text, "A;A;-12,5;0,1234\r\n"));
    export_ok("{'list':'cases','format':'xlsx','columns':['fields.worth','fields.unit']}",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    sheet(text, sizeof text);
    assert_non_null(strstr(text, "<v>-12.5</v>"));
    assert_non_null(strstr(text, "<v>0.1234</v>"));
}

/* What XML cannot hold, what Excel reads as an escape, what is longer than a cell. */
static void test_CRM_23_odd_texts_in_a_spreadsheet(void **state)
{
    (void)state;
    static char text[200000];
    char long_title[256];
    memset(long_title, 'x', 250);
    long_title[250] = '\0';
    add("a\\tb & <c> \\\"d\\\" _x0041_ 😀");
    add(" blanks ");
    add("a\x01z");
    add(long_title);
    export_ok("{'list':'cases','format':'xlsx','columns':['kind'],'sort':['ref']}",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    sheet(text, sizeof text);
    assert_non_null(strstr(text, "&amp; &lt;c&gt;"));
    assert_non_null(strstr(text, "_x005F_x0041_"));
    assert_non_null(strstr(text, "xml:space=\"preserve\"> blanks </t>"));
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 && !strchr("\t\r\n", *p))
            fail_msg("a control character at %td", p - text);
}

static void test_CASE_38_list_as_pdf(void **state)
{
    (void)state;
    char text[8000];
    int64_t id = add("Œuvre d’été : « à céder »");
    t_sql("UPDATE llx_elaska_case SET price_minor = 123456 WHERE rowid = %" PRId64, id);
    export_ok("{'list':'cases','format':'pdf','columns':['ref','title','client','status','due_on',"
              "'price']}",
              "application/pdf");
    pdf_read(path, text, sizeof text);
    const char *const words[] = {"Référence", "Œuvre d’été : « à céder »", "En cours", "24/12/2026",
                                 "1 234,56 €"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!strstr(text, words[i]))
            fail_msg("\"%s\" is not in:\n%s", words[i], text);
}

static void test_CRM_23_exports_refused(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    char name[64];
    add("A");
    assert_int_equal(
        export_to("/nowhere/at/all.csv", "{'list':'cases','format':'csv'}", NULL, name, &err),
        ELA_E_INTERNAL);
    assert_string_equal(err.key, "list.export");
    ela_error_reset(&err);
    assert_int_equal(
        export_to("/nowhere/at/all.xlsx", "{'list':'cases','format':'xlsx'}", NULL, name, &err),
        ELA_E_INTERNAL);
    ela_error_reset(&err);
    assert_int_equal(export_to(NULL, "{'list':'cases','format':'csv'}", NULL, name, &err),
                     ELA_E_INTERNAL);
    ela_error_reset(&err);
    assert_int_equal(export_to(path, "{'list':'cases','format':'doc'}", NULL, name, &err),
                     ELA_E_INPUT);
    for (int i = 0; i < 11; i++)
        t_sql("INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, start_on, status, "
              "fk_user_lead, "
              "created_at, updated_at, fk_user_creat) SELECT 1, CONCAT(ref, '%x'), title, fk_soc, "
              "start_on, "
              "status, fk_user_lead, 0, 0, 1 FROM llx_elaska_case",
              i);
    ela_error_reset(&err);
    assert_int_equal(export_to(path, "{'list':'cases','format':'pdf'}", NULL, name, &err),
                     ELA_E_INPUT);
    assert_string_equal(err.key, "list.export_many");
}

static enum ela_status file_list(const struct ela_actor *who, const char *format, int64_t of,
                                 int64_t *id, struct ela_error *err)
{
    struct ela_request rq = {
        .db = T.db, .actor = who, .now = T.now, .file = path, .documents = T.documents};
    struct ela_json *out = NULL;
    const char *type = NULL;
    struct ela_json *in = t_json(
        "{'list':'cases','columns':['ref','title'],'format':'%s','client':" D "}", format, of);
    enum ela_status st = ela_app_call(T.app, &rq, ELA_STR("list.file"), in, &out, NULL, &type, err);
    *id = st == ELA_OK ? ela_json_int(ela_json_get(out, "id"), 0) : 0;
    ela_json_free(out);
    return st;
}

/* A list among documents: with the client that was named, confidential, as it was that day. */
static void test_DOC_17_a_list_is_filed(void **state)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_actor reader = t_user("ugo", ELA_RIGHT_CASE_READ),
                     other = t_user("eva", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    int64_t file;
    (void)state;
    t_store();
    t_setting("MAIN_INFO_SOCIETE_FORME_JURIDIQUE", "54");
    t_setting("MAIN_INFO_SIREN", "732829320");
    t_setting("ELASKA_FIRM_LEGAL", "ORIAS n° 07 000 000");
    t_sql("UPDATE llx_elaska_case SET title = 'Transmission de l’étude' WHERE rowid = " D,
          t_case(client, boss.user_id));
    assert_int_equal(file_list(&boss, "pdf", client, &file, &err), ELA_OK);
    t_ok(&boss, "document.read",
         "{'name':'Dossiers 2026-11-21.pdf','origin':'generated','level':1,'visible':false,"
         "'type':'application/pdf','case':null}",
         "{'file':" D "}", file);
    t_refused(&other, "document.read", "not_found", NULL, "{'file':" D "}", file);
    static char said[20000];
    char at[300];
    snprintf(at, sizeof at, "%s/%s", T.documents,
             t_text("SELECT place FROM llx_elaska_file WHERE rowid = " D, file));
    pdf_read(at, said, sizeof said);
    assert_non_null(strstr(said, "Transmission de l’étude"));
    assert_non_null(strstr(said, "SARL · SIREN 732 829 320 · ORIAS n° 07 000 000"));
    assert_int_equal(file_list(&boss, "xlsx", client, &file, &err), ELA_OK);
    t_ok(&boss, "document.read", "{'level':1}", "{'file':" D "}", file);
    assert_int_equal(file_list(&boss, "csv", client, &file, &err), ELA_E_INPUT);
    ela_error_reset(&err);
    assert_int_equal(file_list(&boss, "pdf", 99999, &file, &err), ELA_E_NOT_FOUND);
    ela_error_reset(&err);
    assert_int_equal(file_list(&reader, "pdf", client, &file, &err), ELA_E_DENIED);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 2);
    t_store_remove(NULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        EXPORT_TEST(test_CRM_23_csv_for_a_french_spreadsheet),
        EXPORT_TEST(test_CRM_23_formulas_are_neutralised),
        EXPORT_TEST(test_CRM_23_filter_and_order_hold_in_exports),
        EXPORT_TEST(test_CRM_23_all_pages_are_written),
        EXPORT_TEST(test_CRM_23_spreadsheet),
        EXPORT_TEST(test_CRM_23_own_numbers_leave_as_numbers),
        EXPORT_TEST(test_CRM_23_odd_texts_in_a_spreadsheet),
        EXPORT_TEST(test_CASE_38_list_as_pdf),
        EXPORT_TEST(test_CRM_23_exports_refused),
        EXPORT_TEST(test_DOC_17_a_list_is_filed),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
