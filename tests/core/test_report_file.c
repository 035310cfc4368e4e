/*
 * Reports of a client and of a week, the head that all sheets share, and reports that are kept
 * among the documents: by whom they are read. DOC-17.
 */
#include "pdf_support.h"

#include <inttypes.h>
#include <sys/stat.h>

#define WRITER (ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE | ELA_RIGHT_TIME_OWN)
#define D      "%" PRId64
#define PDF    "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

static struct ela_actor boss, tom, eva, camille;
static int32_t client;
static int64_t id;
static char text[1 << 20];

static int setup(void **state)
{
    t_clean(state);
    t_store();
    boss = t_user("lea", T_ALL_RIGHTS);
    tom = t_user("tom", WRITER);
    eva = t_user("eva", WRITER);
    t_sql("UPDATE llx_user SET firstname = 'Léa', lastname = 'Brunet' WHERE rowid = %d",
          boss.user_id);
    client = t_client("Œuvre <b>Martin</b> & fils");
    camille = t_portal("camille@martin.example", client);
    t_setting("MAIN_INFO_SOCIETE_NOM", "Cabinet Léger");
    t_sql("UPDATE llx_societe SET address = '3, impasse du Noël', zip = '38000', town = 'Grenoble',"
          " siren = '123456789' WHERE rowid = %d",
          client);
    id = t_int_at(t_call(&boss, "case.create", "{'title':'Audit d’été','client':%d,'lead':%d}",
                         client, tom.user_id),
                  "id");
    t_call(&tom, "member.put", "{'case':" D ",'user':%d,'role':'Expert'}", id, eva.user_id);
    return 0;
}
#define REPORT_TEST(f) cmocka_unit_test_setup_teardown(f, setup, t_store_remove)

static void has(const char *what)
{
    if (!strstr(text, what))
        fail_msg("\"%s\" is not in:\n%.3000s", what, text);
}

static void has_not(const char *what)
{
    if (strstr(text, what))
        fail_msg("\"%s\" is in:\n%.3000s", what, text);
}

static void of_client(const struct ela_actor *a, const char *parts, const char *name)
{
    t_call(a, "client.report_pdf", "{'client':%d,'parts':'%s'}", client, parts);
    pdf_text(T.body.p, T.body.n, name, text, sizeof text);
}

static int64_t put(const char *name, int level)
{
    static char bytes[200];
    int n = snprintf(bytes, sizeof bytes, "%s%s", PDF, name);
    T.body_in = (struct ela_str){bytes, (size_t)n};
    int64_t file = t_int_at(
        t_call(&boss, "file.put", "{'object':'case','id':" D ",'name':'%s'}", id, name), "id");
    T.body_in = ELA_STR("");
    if (level)
        t_call(&boss, "document.update", "{'file':" D ",'level':%d}", file, level);
    return file;
}

static void test_DOC_17_view_360_of_a_client(void **state)
{
    (void)state;
    put("Bilan.pdf", 0);
    put("Litige.pdf", 2);
    t_sql("INSERT INTO llx_socpeople (entity, fk_soc, firstname, lastname, poste, email, statut)"
          " VALUES (1, %d, 'Noël', 'Œrsted', 'Gérant', 'noel@martin.example', 1)",
          client);
    t_call(&tom, "time.create",
           "{'case':" D ",'activity':%d,'work_on':'2026-09-01','duration':'1:30:30',"
           "'description':'Appel'}",
           id, t_activity("call"));
    of_client(&boss, "information,figures,cases,documents", "client");
    const char *const words[] = {"Vue 360°",         "Œuvre <b>Martin</b> & fils",
                                 "123456789",        "38000 Grenoble",
                                 "Noël Œrsted",      "Gérant",
                                 "Indicateurs clés", "01:30:30",
                                 "Audit d’été",      "Bilan.pdf",
                                 "Litige.pdf",       "par Léa Brunet",
                                 "Cabinet Léger",    "Page 1/"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        has(words[i]);
    of_client(&eva, "figures,cases,documents", "client-eva");
    has("Bilan.pdf");
    has_not("Litige.pdf"); /* restricted, and she is not named */
    has_not("01:30:30");   /* the time of others */
    of_client(&boss, "cases", "client-cases");
    has_not("Bilan.pdf");
    t_ok(&boss, "client.report",
         "{'title':'Œuvre <b>Martin</b> & fils','parts':[{'code':'cases'}]}",
         "{'client':%d,'parts':'cases'}", client);
    t_refused(&boss, "client.report_pdf", "field.choice", "parts", "{'client':%d,'parts':'all'}",
              client);
    t_refused(&boss, "client.report", "not_found", "client", "{'client':99999,'parts':'cases'}");
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(
        t_try(&camille, "client.report", &err, "{'client':%d,'parts':'cases'}", client),
        ELA_E_DENIED);
}

static void test_DOC_17_a_report_is_filed_with_its_case(void **state)
{
    (void)state;
    put("Bilan.pdf", 0);
    t_setting("ELASKA_PORTAL_URL", "https://clients.example");
    t_setting("MAIN_INFO_SIREN", "732829320");
    int64_t file = t_int_at(
        t_call(&boss, "case.report_file", "{'case':" D ",'parts':'summary,documents'}", id), "id");
    t_ok(&boss, "document.read",
         "{'origin':'generated','level':1,'visible':false,'type':'application/pdf'}",
         "{'file':" D "}", file);
    assert_int_equal(t_int("SELECT fk_case FROM llx_elaska_file WHERE rowid = " D, file), id);
    char path[300];
    snprintf(path, sizeof path, "%s/%s", T.documents,
             t_text("SELECT place FROM llx_elaska_file WHERE rowid = " D, file));
    pdf_read(path, text, sizeof text);
    has("Fiche de synthèse");
    has("Bilan.pdf");
    has("par Léa Brunet");
    has("Ce dossier en ligne");
    has("SIREN 732 829 320");
    t_setting("ELASKA_QR_REPORTS", "0");
    t_call(&boss, "case.report_file", "{'case':" D ",'parts':'summary'}", id);
    t_setting("ELASKA_QR_REPORTS", "1");
    /* It holds what its author reads: others read it once he shows it to them. */
    t_refused(&eva, "document.read", "not_found", NULL, "{'file':" D "}", file);
    t_call(&boss, "document.update", "{'file':" D ",'level':0}", file);
    t_call(&eva, "document.read", "{'file':" D "}", file);
    t_ok(&camille, "file.list", "{'rows':[{'name':'Bilan.pdf'}]}", "{'case':" D "}", id);
    file =
        t_int_at(t_call(&tom, "client.report_file", "{'client':%d,'parts':'cases'}", client), "id");
    t_ok(&tom, "document.read", "{'origin':'generated','level':1,'case':null}", "{'file':" D "}",
         file);
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_actor reader = t_user("ugo", ELA_RIGHT_CASE_READ);
    assert_int_equal(
        t_try(&reader, "case.report_file", &err, "{'case':" D ",'parts':'summary'}", id),
        ELA_E_DENIED);
    t_sql("UPDATE llx_elaska_case SET archived_at = 1763000000 WHERE rowid = " D, id);
    t_refused(&boss, "case.report_file", "file.not_expected", NULL,
              "{'case':" D ",'parts':'summary'}", id);
    t_refused(&boss, "case.report_file", "not_found", NULL, "{'case':99999,'parts':'summary'}");
}

static void test_DOC_17_a_week_on_paper(void **state)
{
    (void)state;
    t_call(&tom, "time.create",
           "{'case':" D ",'activity':%d,'work_on':'2026-09-01','duration':'2:15:00',"
           "'description':'Rédaction'}",
           id, t_activity("call"));
    t_call(&tom, "time.week_pdf", "{'day':'2026-09-02'}");
    pdf_text(T.body.p, T.body.n, "week", text, sizeof text);
    has("Semaine du 31/08/2026 au 06/09/2026");
    has("01/09/2026");
    has("Rédaction");
    has("Total");
    has("02:15:00");
    t_call(&tom, "time.week_pdf", "{'day':'2026-10-02'}");
    pdf_text(T.body.p, T.body.n, "week-none", text, sizeof text);
    has("Aucun temps cette semaine.");
    /* The time of others is not hers to read. */
    t_call(&eva, "time.week_pdf", "{'user':%d,'day':'2026-09-02'}", tom.user_id);
    pdf_text(T.body.p, T.body.n, "week-other", text, sizeof text);
    has("Aucun temps cette semaine.");
    has_not("Rédaction");
}

static void logo(const void *bytes, size_t n)
{
    char path[300];
    snprintf(path, sizeof path, "%s/mycompany", T.documents);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/mycompany/logos", T.documents);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/mycompany/logos/logo.png", T.documents);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static bool drawn_picture(void)
{
    return T.body.n && memmem(T.body.p, T.body.n, "/Subtype /Image", 15) != NULL;
}

static void test_DOC_17_the_logo_of_the_firm_on_every_sheet(void **state)
{
    static const unsigned char png[] = {
        0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    0x0d, 'I',  'H',
        'D',  'R',  0,    0,    0,    1,    0,    0,    0,    1,    8,    2,    0,    0,
        0,    0x90, 0x77, 0x53, 0xde, 0,    0,    0,    0x0c, 'I',  'D',  'A',  'T',  0x08,
        0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0,    0,    3,    1,    1,    0,    0x18, 0xdd, 0x8d,
        0xb0, 0,    0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82};
    (void)state;
    t_setting("MAIN_INFO_SOCIETE_LOGO", "logo.png");
    of_client(&boss, "cases", "no-logo");
    assert_false(drawn_picture());
    has("Cabinet Léger");
    logo(png, sizeof png);
    of_client(&boss, "cases", "logo");
    assert_true(drawn_picture());
    has("Cabinet Léger");
    t_call(&boss, "time.sheet_pdf", "{'case':" D "}", id);
    assert_true(drawn_picture());
    logo("\x89PNG broken", 11);
    of_client(&boss, "cases", "broken-logo");
    assert_false(drawn_picture());
    has("Cabinet Léger");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        REPORT_TEST(test_DOC_17_view_360_of_a_client),
        REPORT_TEST(test_DOC_17_a_report_is_filed_with_its_case),
        REPORT_TEST(test_DOC_17_a_week_on_paper),
        REPORT_TEST(test_DOC_17_the_logo_of_the_firm_on_every_sheet),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
