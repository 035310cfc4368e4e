/*
 * A case as a document: what its parts hold, who reads what of it, how it stands on paper. CASE-38,
 * DOC-17.
 */
#include "pdf_support.h"

#include "pdf/pdf.h"

#include <inttypes.h>

#define WRITER (ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE | ELA_RIGHT_TIME_OWN)
#define ALL    "summary,steps,tasks,time,journal,exchanges,documents"
#define D      "%" PRId64

static struct ela_actor boss, tom, eva, camille;
static int64_t id;
static char text[1 << 20];

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    tom = t_user("tom", WRITER);
    eva = t_user("eva", WRITER);
    int32_t client = t_client("Œuvre <b>Martin</b> & fils");
    camille = t_portal("camille@martin.example", client);
    t_setting("ELASKA_DEFAULT_RATE", "85");
    id = t_int_at(
        t_call(&boss, "case.create",
               "{'title':'Embauche <script>x</script> d’un cœur vaillant 🙂','client':%d,"
               "'lead':%d,'description':'Première ligne.\\nSeconde ligne : « à relire ».'}",
               client, tom.user_id),
        "id");
    t_call(&tom, "member.put", "{'case':" D ",'user':%d,'role':'Expert'}", id, eva.user_id);
    return 0;
}

#define REPORT_TEST(f) cmocka_unit_test_setup(f, setup)

/* Draws the parts, reads them back. Gives the size. */
static size_t pdf(const struct ela_actor *a, const char *parts, const char *name, const char *more)
{
    t_call(a, "case.report_pdf", "{'case':" D ",'parts':'%s'%s}", id, parts, more);
    pdf_text(T.body.p, T.body.n, name, text, sizeof text);
    return T.body.n;
}

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

static size_t count(const char *what)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, what)); p++)
        n++;
    return n;
}

static int64_t task(const char *title)
{
    int64_t made =
        t_int_at(t_call(&tom, "task.create",
                        "{'case':" D ",'title':'%s','description':'Relire <i>tout</i>.','visible':"
                        "false,'checklist':[{'label':'Premier point'},{'label':'Second point'}]}",
                        id, title),
                 "id");
    t_call(&tom, "task.comment", "{'task':" D ",'body':'Vu avec le client.'}", made);
    return made;
}

static void spent_on(const struct ela_actor *a, int day, const char *words)
{
    t_call(a, "time.create",
           "{'case':" D ",'activity':%d,'work_on':'2026-%02d-%02d','duration':'1:30:30',"
           "'description':'%s'}",
           id, t_activity("call"), 9 + day / 28, 1 + day % 28, words);
}

static void spent(const struct ela_actor *a, const char *words)
{
    spent_on(a, 0, words);
}

static void test_CASE_38_every_part_of_a_case(void **state)
{
    (void)state;
    task("Préparer le contrat");
    int64_t line = t_int("SELECT MIN(rowid) FROM llx_elaska_task_check");
    t_call(&tom, "task.check", "{'check':" D ",'done':true}", line);
    spent(&tom, "Appel de cadrage");
    t_call(&tom, "note.add", "{'case':" D ",'body':'Rappeler mardi.'}", id);
    t_call(&tom, "piece.add", "{'case':" D ",'label':'Pièce d’identité','from':'client'}", id);
    pdf(&boss, ALL, "case", ",'journal':[{'at':1700000000,'by':'Léa','text':'Dossier ouvert'}]");
    const char *const words[] = {
        "Fiche de synthèse",
        "Chronologie des étapes",
        "Tâches",
        "Feuille de temps",
        "Journal d’activité",
        "Échanges",
        "Documents",
        "Embauche <script>x</script> d’un cœur vaillant", /* letters, never markup */
        "Œuvre <b>Martin</b> & fils",
        "Seconde ligne : « à relire ».",
        "Préparer le contrat",
        "Relire <i>tout</i>.",
        "Premier point",
        "Second point",
        "Vu avec le client.",
        "Appel de cadrage",
        "01:30:30",
        "Dossier ouvert",
        "Rappeler mardi.",
        "Pièce d’identité",
        "Note interne",
        "Page 1/",
        "Édité le"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        has(words[i]);
    t_ok(&boss, "case.report",
         "{'parts':[{'code':'tasks','blocks':[{'kind':'entries','entries':[{'title':'Préparer le "
         "contrat','ticks':[{'label':'Premier point','done':true},{'done':false}],'sayings':[{"
         "'text':'Vu avec le client.'}]}]}]}]}",
         "{'case':" D ",'parts':'tasks'}", id);
}

static void test_CASE_38_only_the_parts_that_were_chosen(void **state)
{
    (void)state;
    task("Préparer le contrat");
    pdf(&tom, "steps, documents", "chosen", "");
    has("Chronologie des étapes");
    has("Aucune pièce demandée.");
    has_not("Fiche de synthèse");
    has_not("Préparer le contrat");
    t_refused(&tom, "case.report_pdf", "field.choice", "parts", "{'case':" D ",'parts':'all'}", id);
    t_refused(&tom, "case.report_pdf", "field.required", "parts", "{'case':" D "}", id);
    struct ela_actor nobody = t_user("zoe", WRITER);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = " D, id);
    t_refused(&nobody, "case.report_pdf", "not_found", NULL, "{'case':" D ",'parts':'steps'}", id);
    t_refused(&camille, "case.report_pdf", "denied", NULL, "{'case':" D ",'parts':'steps'}", id);
}

static void test_CASE_38_money_and_secrets_for_who_may_see_them(void **state)
{
    (void)state;
    spent(&tom, "Temps de Tom");
    spent(&eva, "Temps de Eva");
    t_call(&tom, "note.add", "{'case':" D ",'body':'Santé fragile','level':1}", id);
    t_sql("INSERT INTO llx_elaska_outbox (entity, kind, due_at, recipient, sender, subject, "
          "body_text, message_id, expires_at, fk_case, created_at, secret) VALUES (1, 'x', 1, "
          "'a@b.example', 'c@d.example', 'Votre dossier', 'x', 'm1', 1, " D ", 1, 0), (1, 'x', 1, "
          "'a@b.example', 'c@d.example', 'Votre lien secret', 'x', 'm2', 1, " D ", 1, 1)",
          id, id);
    pdf(&boss, ALL, "boss", "");
    has("Montant HT");
    has("Reste à facturer");
    has("Temps de Eva");
    has("Votre dossier");
    has_not("Votre lien secret");
    pdf(&tom, "exchanges", "lead", "");
    has("Santé fragile");
    pdf(&eva, ALL, "member", "");
    has_not("Montant HT");
    has_not("Reste à facturer");
    has_not("€");
    has_not("Santé fragile");
    has_not("Temps de Tom"); /* hers alone: she does not review */
    has("Temps de Eva");
}

static void test_SEC_11_what_is_said_of_a_document_is_for_its_readers(void **state)
{
    (void)state;
    t_store();
    T.body_in = ELA_STR("%PDF-1.7 secret");
    int64_t file = t_int_at(
        t_call(&tom, "file.put", "{'object':'case','id':" D ",'name':'Diagnostic.pdf'}", id), "id");
    T.body_in = (struct ela_str){NULL, 0};
    t_call(&tom, "file.comment", "{'file':" D ",'body':'Relire la page deux','internal':true}",
           file);
    pdf(&eva, "exchanges", "document-open", "");
    has("Relire la page deux");
    t_call(&tom, "document.update", "{'file':" D ",'level':2}", file);
    pdf(&tom, "exchanges", "document-reader", "");
    has("Relire la page deux");
    pdf(&eva, "exchanges", "document-other", "");
    has_not("Relire la page deux");
    has_not("Diagnostic");
    t_store_remove(state);
}

static void test_CASE_38_long_texts_and_tables_over_pages(void **state)
{
    (void)state;
    char words[6001], line[256];
    for (size_t i = 0; i < 250; i++)
        snprintf(words + 24 * i, 25, "%-23zu ", i);
    t_call(&tom, "task.create", "{'case':" D ",'title':'%0200d','description':'%s fin.'}", id, 7,
           words);
    t_call(&tom, "task.create", "{'case':" D ",'title':'漢字 и кириллица'}", id);
    for (int i = 0; i < 60; i++) {
        snprintf(line, sizeof line, "Ligne %d avec assez de mots pour tenir sur plusieurs lignes",
                 i);
        spent_on(&tom, i, line);
    }
    pdf(&tom, "tasks,time", "long", "");
    has("fin.");
    has("?? и кириллица"); /* a sign that the letters lack does not stop the page */
    has("Ligne 0 avec");
    has("Ligne 59 avec");
    has("90:30:00");
    assert_in_range(count("Activité et description"), 3, 12); /* heads on each page */
    char *end = strstr(text, "Page 1/");
    assert_non_null(end);
    assert_in_range(strtol(end + 7, NULL, 10), 4, 20);
}

static void test_CASE_38_in_english_and_empty(void **state)
{
    (void)state;
    struct ela_actor john = boss;
    snprintf(john.lang, sizeof john.lang, "en");
    pdf(&john, ALL, "english", "");
    has("Timeline of steps");
    has("This case has no steps.");
    has("No task.");
    has("No time on this case.");
    has("Nothing in the journal.");
    has("Printed on");
    has_not("Aucun");
}

static const struct ela_pdf_tick TICKS[] = {{"Premier", true}, {"Second", false}};
static const struct ela_pdf_saying SAID[] = {{"Léa", "Vu."}};
static const struct ela_pdf_entry ENTRY = {.title = "Étape",
                                           .note = "Validé",
                                           .meta = "hier",
                                           .text = "Texte",
                                           .ticks = TICKS,
                                           .nticks = 2,
                                           .sayings = SAID,
                                           .nsayings = 1};
static const struct ela_pdf_block BLOCK = {
    .kind = ELA_PDF_ENTRIES, .title = "Titre", .entries = &ENTRY, .nentries = 1};
static const struct ela_pdf_part PART = {"steps", "Étapes", &BLOCK, 1};

static bool drawn(void *ctx)
{
    const struct ela_pdf_report r = {.lang = "fr",
                                     .firm_name = "Cabinet",
                                     .over = "DOS-1",
                                     .title = "Embauche",
                                     .subtitle = "Martin",
                                     .exported = "Édité",
                                     .foot = "DOS-1",
                                     .parts = &PART,
                                     .nparts = 1};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_buf out;
    (void)ctx;
    ela_buf_init(&out, 16u << 20);
    bool ok = ela_pdf_report(&r, &out, &err) == ELA_OK;
    ela_buf_release(&out);
    return ok;
}

static void test_CASE_38_no_memory(void **state)
{
    (void)state;
    t_sweep_allocations(drawn, NULL);
}

/* clang-format off */
#define SURVEY \
    "{'active':true,'body':{'format':'elaska.template/1','code':'survey','label':{'fr':'Enquête','en':'Survey'}," \
    "'nature':'mission','client_kinds':['company'],'family':'hr','icon':'bulb','colour':'teal','visible':true," \
    "'requestable':false,'forms':[{'code':'facts','label':{'fr':'Votre situation','en':'Your situation'},'pages':[" \
    "{'code':'one','label':{'fr':'Page','en':'Page'},'fields':[" \
    "{'code':'people','type':'number','label':{'fr':'Effectif','en':'Staff'},'who':'client'}," \
    "{'code':'nir','type':'text','label':{'fr':'Dossier médical','en':'Medical'},'sensitive':true,'who':'client'}," \
    "{'code':'sites','type':'table','label':{'fr':'Sites','en':'Sites'},'columns':[{'code':'town','type':'text'," \
    "'label':{'fr':'Ville','en':'Town'}}]}]}]}],'steps':[{'code':'meet','label':{'fr':'Rencontre','en':'Meeting'}," \
    "'form':'facts'}]}}"
/* clang-format on */

static void test_CASE_38_answers_to_the_forms_of_steps(void **state)
{
    (void)state;
    t_call(&boss, "template.save", SURVEY);
    id = t_int_at(t_call(&boss, "case.create",
                         "{'title':'Enquête','client':%d,'lead':%d,'template':'survey'}",
                         camille.client_id, tom.user_id),
                  "id");
    pdf(&boss, "summary", "before", "");
    has_not("Votre situation");
    t_call(&camille, "step.send",
           "{'step':" D ",'definition':" D ",'version':2,'answers':{'people':'12','nir':'secret',"
           "'sites':[{'town':'Mérignac'}]}}",
           t_int("SELECT MAX(rowid) FROM llx_elaska_case_step"),
           t_int("SELECT MAX(fk_definition) FROM llx_elaska_case_step"));
    pdf(&boss, "summary", "answers", "");
    has("Votre situation");
    has("Rempli par le client");
    has("Camille Petit");
    has("Effectif");
    has("Mérignac");
    has_not("secret");
    has("Donnée sensible, non imprimée");
    t_ok(&boss, "case.report", "{'parts':[{'code':'summary'}]}", "{'case':" D ",'parts':'summary'}",
         id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        REPORT_TEST(test_CASE_38_every_part_of_a_case),
        REPORT_TEST(test_CASE_38_answers_to_the_forms_of_steps),
        REPORT_TEST(test_CASE_38_only_the_parts_that_were_chosen),
        REPORT_TEST(test_CASE_38_money_and_secrets_for_who_may_see_them),
        REPORT_TEST(test_SEC_11_what_is_said_of_a_document_is_for_its_readers),
        REPORT_TEST(test_CASE_38_long_texts_and_tables_over_pages),
        REPORT_TEST(test_CASE_38_in_english_and_empty),
        REPORT_TEST(test_CASE_38_no_memory),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
