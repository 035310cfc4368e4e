/*
 * Letters: templates and their names, what a case makes of them, the PDF among its documents.
 * DOC-18, DOC-19, DOC-20.
 */
#include "letter_support.h"

/* --- templates */

static void test_DOC_18_shipped_letters(void **state)
{
    (void)state;
    starter();
    const struct ela_json *rows = ela_json_get(t_call(&tom, "letter.templates", "{}"), "rows");
    assert_true(ela_json_size(rows) >= 8);
    char codes[20][48];
    size_t n = ela_json_size(rows);
    for (size_t i = 0; i < n && i < 20; i++)
        snprintf(codes[i], sizeof codes[i], "%s",
                 ela_json_text(ela_json_get(ela_json_at(rows, i), "code")).p);
    for (size_t i = 0; i < n && i < 20; i++) {
        static const char *const LANG[] = {"fr", "en"};
        t_ok(&boss, "letter.template", "{'unknown':{'fr':[],'en':[]},'shipped':true}",
             "{'code':'%s'}", codes[i]);
        for (size_t k = 0; k < 2; k++) {
            t_ok(&tom, "letter.compose", "{'broken':[],'missing':[]}",
                 "{'case':" D ",'template':'%s','lang':'%s'}", id, codes[i], LANG[k]);
            t_call(&tom, "letter.preview", "{'case':" D ",'template':'%s','lang':'%s'}", id,
                   codes[i], LANG[k]);
            char name[64];
            snprintf(name, sizeof name, "letter-%s-%s", codes[i], LANG[k]);
            pdf_text(T.body.p, T.body.n, name, text, sizeof text);
            has("Cabinet Léger");
            has_not("{{");
            if (strcmp(codes[i], "mandat") == 0) /* a rule to write the place on */
                has(k ? "Signed in ________________________ on "
                      : "Fait à ________________________, le ");
        }
    }
}

static void test_DOC_18_templates_are_kept_by_revisions(void **state)
{
    (void)state;
    starter();
    int64_t version =
        t_int_at(t_call(&boss, "letter.template", "{'code':'attestation'}"), "version");
    t_ok(&boss, "letter.save", "{'local':true,'shipped':true,'revision':2}",
         "{'code':'attestation','version':" D ",'body':" BODY("attestation", P("La nôtre.")) "}",
         version);
    t_refused(&boss, "letter.save", "conflict.version", NULL,
              "{'code':'attestation','version':" D
              ",'body':" BODY("attestation", P("Trop tard.")) "}",
              version);
    t_ok(&boss, "letter.revert", "{'local':false,'revision':1}", "{'code':'attestation'}");
    t_refused(&boss, "letter.delete", "meta.template_shipped", "code", "{'code':'attestation'}");
    t_ok(&boss, "letter.copy", "{'code':'a-moi','active':false}",
         "{'code':'attestation','to':'a-moi','label':'La mienne'}");
    t_refused(&tom, "letter.compose", "letter.inactive", "template",
              "{'case':" D ",'template':'a-moi'}", id);
    t_ok(&boss, "letter.active", "{'active':true}", "{'code':'a-moi','active':true}");
    t_ok(&boss, "letter.default", "{}", "{'code':'a-moi','lang':'fr'}");
    t_ok(&boss, "letter.default", "{}", "{'code':'attestation','lang':'fr'}");
    t_ok(&tom, "letter.templates",
         "{'rows':[{'code':'attestation','defaults':['fr']},{'defaults':[]}]}",
         "{'kind':'certificate'}");
    t_call(&boss, "letter.delete", "{'code':'a-moi'}");
    t_refused(&boss, "letter.template", "meta.unknown", "code", "{'code':'a-moi'}");
    t_refused(&tom, "letter.save", "denied", "", SAVE("mine", P("Non.")));
}

static void test_DOC_18_unknown_names_are_warned_of(void **state)
{
    (void)state;
    t_ok(&boss, "letter.save",
         "{'unknown':{'fr':[{'name':'nom_du_chien','where':'text'},{'name':'nombre_de_chats',"
         "'where':'condition'},{'name':'chats','where':'list'},{'name':'encore','where':'text'}]}}",
         "%s",
         SAVE("essai",
              "{'type':'paragraph','content':[" V("nom_du_chien") "," V(
                  "champ_amount") "]},{'type':'condition','attrs':{'when':'nombre_de_chats = "
                                  "\\\"x\\\"'},'content':[" P("Oui.") "]},{'type':'repeat','attrs':"
                                                                      "{'of':'chats'},'content':"
                                                                      "[" P("{{encore}} "
                                                                            "{{nom_client}}") "]"
                                                                                              "}"));
    /* Nothing of an unknown name is printed, and it is told. */
    t_ok(&tom, "letter.compose",
         "{'empty':['nom_du_chien','champ_amount','nombre_de_chats','chats']}",
         "{'case':" D ",'template':'essai'}", id);
}

static void test_DOC_18_templates_that_are_none(void **state)
{
    (void)state;
    t_refused(&boss, "letter.save", "rich.node", "body/fr/content/0", "%s",
              SAVE("essai", "{'type':'script'}"));
    t_refused(&boss, "letter.save", "rich.name", "body/fr/content/0/content/0/attrs/name", "%s",
              SAVE("essai", "{'type':'paragraph','content':[" V("a b") "]}"));
    t_refused(&boss, "letter.save", "expr.incomplete", "body/fr", "%s",
              SAVE("essai", "{'type':'condition','attrs':{'when':'nom_client ='},'content':[" P(
                                "Oui.") "]}"));
    t_refused(&boss, "letter.save", "pack.choice", "kind", "%s",
              "{'body':{'format':'elaska.letter/1','code':'x','label':{'fr':'x','en':'x'},'kind':"
              "'poem','body':{'fr':{'type':'doc'}}}}");
    t_refused(&boss, "letter.save", "pack.required", "body/fr", "%s",
              "{'body':{'format':'elaska.letter/1','code':'x','label':{'fr':'x','en':'x'},'kind':"
              "'letter','body':{}}}");
    t_refused(&tom, "letter.compose", "letter.unknown", "template",
              "{'case':" D ",'template':'rien'}", id);
}

/* --- names */

static void test_DOC_19_names_say_what_they_should(void **state)
{
    (void)state;
    t_call(&boss, "case.fields", "{'case':" D ",'version':1,'fields':{'amount':'1234.5'}}", id);
    t_call(&boss, "letter.save", "%s",
           SAVE(
               "essai",
               "{'type':'paragraph','content':[" V(
                   "nom_client") ",{'type':'text','text':"
                                 " ' habite {{adresse_client}}, {{ ville_client }} ; champ "
                                 "{{champ_amount}}.'}]},"
                                 "{'type':'condition','attrs':{'when':'nombre_pieces_manquantes > "
                                 "0'},'content':[" P(
                                     "Il manque :") ",{'type':'bullet_list','content':[{'type':'"
                                                    "list_item','attrs':{"
                                                    "'repeat':'pieces_manquantes'},'content':[{'"
                                                    "type':'paragraph','content':[" V(
                                                        "piece") "]}]}]}]},{'type':'condition','"
                                                                 "attrs':{'when':'champ_amount > "
                                                                 "2000'},"
                                                                 "'content':[" P(
                                                                     "Beaucoup.") "]},{'type':'"
                                                                                  "condition','"
                                                                                  "attrs':{'when':"
                                                                                  "'champ_amount > "
                                                                                  "1000'},'content'"
                                                                                  ":[" P("Assez.") "]}," P(
                                                                                      "{{QR_CODE_"
                                                                                      "DOSSIER}}") "," P("Lien {{lien_portail}}")));
    t_call(&tom, "letter.preview", "{'case':" D ",'template':'essai'}", id);
    pdf_text(T.body.p, T.body.n, "letter-names", text, sizeof text);
    has("Boulangerie Martin habite 3, impasse du Noël");
    has("Grenoble ; champ 1234,5.");
    has("• Extrait Kbis");
    has("• Comptes");
    has("Assez.");
    has_not("Beaucoup.");
    has("Lien https://clients.example.test/");
    has("38000 Grenoble");
    has_not("{{");
}

static void test_DOC_19_lists_of_names(void **state)
{
    (void)state;
    const struct ela_json *groups = ela_json_get(t_call(&tom, "letter.variables", "{}"), "groups");
    bool custom = false;
    for (size_t i = 0; i < ela_json_size(groups); i++) {
        const struct ela_json *names = ela_json_get(ela_json_at(groups, i), "names");
        for (size_t k = 0; k < ela_json_size(names); k++)
            custom =
                custom || ela_str_is(ela_json_text(ela_json_get(ela_json_at(names, k), "name")),
                                     "champ_amount");
    }
    assert_true(custom);
}

static void every(const char *word, int n)
{
    const char *from = text;
    for (int i = 1; i <= n; i++) {
        char words[32];
        snprintf(words, sizeof words, "%s %02d.", word, i);
        has(words);
        const char *at = strstr(text, words);
        assert_true(at >= from);
        from = at;
    }
}

#define LISTED(of, name)                                                                           \
    "{'type':'repeat','attrs':{'of':'" of "'},'content':[" P("{{" name "}}") "]}"

/* A page of the screen is no bound of a letter. */
static void test_DOC_19_steps_and_documents_are_whole(void **state)
{
    (void)state;
    static char body[8192];
    size_t n = (size_t)snprintf(
        body, sizeof body,
        "{'version':0,'active':true,'body':{'format':'elaska.template/1','code':'long','label':" L(
            "Long") ",'nature':'mission','client_kinds':['company'],'family':'business',"
                    "'icon':'search','colour':'blue','steps':[");
    for (int i = 1; i <= 30; i++)
        n += (size_t)snprintf(body + n, sizeof body - n,
                              "%s{'code':'s%02d','label':{'fr':'Volet %02d.','en':'Part %02d.'}}",
                              i > 1 ? "," : "", i, i, i);
    (void)snprintf(body + n, sizeof body - n, "]}}");
    t_call(&boss, "template.save", "%s", body);
    int64_t of = t_int_at(t_call(&boss, "case.create",
                                 "{'title':'Long','client':%d,'lead':%d,'template':'long'}", client,
                                 boss.user_id),
                          "id");
    for (int i = 1; i <= 30; i++)
        t_call(&boss, "piece.add", "{'case':" D ",'label':'Justificatif %02d.'}", of, i);
    t_call(&boss, "letter.save", "%s",
           SAVE("essai", LISTED("etapes", "etape") "," LISTED("pieces", "piece") "," LISTED(
                             "pieces_manquantes", "piece")));
    t_call(&boss, "letter.preview", "{'case':" D ",'template':'essai'}", of);
    pdf_text(T.body.p, T.body.n, "letter-lists", text, sizeof text);
    every("Volet", 30);
    every("Justificatif", 30);
    const char *twice = strstr(text, "Justificatif 30.");
    assert_non_null(twice);
    assert_non_null(strstr(twice + 1, "Justificatif 30."));
}

/* All of them, oldest first, and of the time what was validated alone (TIME-18). */
static void test_DOC_19_lists_are_whole(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lise", T_ALL_RIGHTS);
    for (int i = 1; i <= 30; i++) {
        t_call(&boss, "task.create",
               "{'case':" D ",'title':'Tâche %02d.','due_on':'2030-01-%02d','visible':true}", id, i,
               i);
        int64_t time =
            t_int_at(t_call(&lea, "time.create",
                            "{'case':" D ",'activity':" D ",'work_on':'2025-01-%02d',"
                            "'duration':'1h','description':'Temps %02d.'}",
                            id, t_int("SELECT MIN(rowid) FROM llx_elaska_activity"), i, i),
                     "id");
        if (i == 7)
            continue; /* a draft */
        t_call(&lea, "time.transition", "{'entries':[" D "],'to':'submit'}", time);
        t_call(&boss, "time.transition",
               i == 8 ? "{'entries':[" D "],'to':'refuse','reason':'Non.'}"
                      : "{'entries':[" D "],'to':'validate'}",
               time);
    }
    t_call(&boss, "letter.save", "%s",
           SAVE("essai", LISTED("taches", "tache") "," LISTED("temps", "description_temps")));
    t_call(&boss, "letter.preview", "{'case':" D ",'template':'essai'}", id);
    pdf_text(T.body.p, T.body.n, "letter-lists", text, sizeof text);
    const char *from = text;
    for (int k = 0; k < 2; k++)
        for (int i = 1; i <= 30; i++) {
            char words[24];
            snprintf(words, sizeof words, "%s %02d.", k ? "Temps" : "Tâche", i);
            if (k && (i == 7 || i == 8)) {
                has_not(words);
                continue;
            }
            has(words);
            const char *at = strstr(text, words);
            assert_true(at >= from);
            from = at;
        }
}

/* Who is on the team writes to the client of the case, whoever's client he is; what the firm keeps
 * of him stays out of it. */
static void test_DOC_20_a_team_writes_to_the_client_of_its_case(void **state)
{
    (void)state;
    struct ela_actor own = t_user("eva", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    own.own_clients_only = true;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Pour {{nom_client}}.")));
    t_refused(&own, "letter.compose", "not_found", "case", "{'case':" D ",'template':'essai'}", id);
    t_call(&boss, "member.put", "{'case':" D ",'user':%d,'role':'Expert'}", id, own.user_id);
    t_ok(&own, "letter.compose", "{'subject':'Dossier DOS-2026-00001'}",
         "{'case':" D ",'template':'essai'}", id);
    t_call(&own, "letter.make",
           "{'key':'" KEY(a) "','case':" D ",'template':'essai','subject':'Bonjour',"
                             "'body':{'type':'doc','content':[" P("Bonjour.") "]}}",
           id);
    t_refused(&own, "letter.recipients", "not_found", "client", "{'client':%d}", client);
}

/* What a value says is never read again: neither names nor marks in it. */
static void test_DOC_19_values_are_words(void **state)
{
    (void)state;
    t_sql("UPDATE llx_societe SET nom = '{{nom_cabinet}} <b>x</b> <script>' WHERE rowid = %d",
          client);
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Pour {{nom_client}}, <i>vous</i>.")));
    t_call(&tom, "letter.preview", "{'case':" D ",'template':'essai'}", id);
    pdf_text(T.body.p, T.body.n, "letter-words", text, sizeof text);
    has("Pour {{nom_cabinet}} <b>x</b> <script>, <i>vous</i>.");
}

/* Nor when the letter that it stands in was composed, read again by the adviser and made. */
static void test_DOC_19_values_stay_words_in_what_was_composed(void **state)
{
    (void)state;
    t_call(&boss, "case.fields", "{'case':" D ",'version':1,'fields':{'amount':'4321'}}", id);
    t_sql("UPDATE llx_societe SET nom = 'Martin {{champ_amount}}',"
          " town = '{{QR_CODE_DOSSIER}}' WHERE rowid = %d",
          client);
    t_call(&boss, "letter.save",
           "{'body':{'format':'elaska.letter/1','code':'essai','label':{'fr':'Essai','en':'Trial'},"
           "'kind':'letter','subject':{'fr':'Pour {{nom_client}}'},'body':{'fr':{'type':'doc',"
           "'content':[" P("Cher {{nom_client}},") "," P("{{ville_client}}") "]}}}}");
    const struct ela_json *out =
        t_call(&tom, "letter.compose", "{'case':" D ",'template':'essai'}", id);
    char subject[200], body[4000];
    struct ela_buf b;
    struct ela_error err = ELA_ERROR_INIT;
    snprintf(subject, sizeof subject, "%s", ela_json_text(ela_json_get(out, "subject")).p);
    ela_buf_init(&b, sizeof body);
    assert_int_equal(ela_json_write(ela_json_get(out, "body"), &b, &err), ELA_OK);
    snprintf(body, sizeof body, "%.*s", (int)b.n, b.p);
    ela_buf_release(&b);
    for (int made = 0; made < 2; made++) {
        t_call(&tom, made ? "letter.make" : "letter.preview",
               "{%s'case':" D ",'template':'essai','subject':'%s','%s':%s}",
               made ? "'key':'" KEY(a) "'," : "", id, subject, made ? "body" : "doc", body);
        if (made) {
            char path[350];
            snprintf(path, sizeof path, "%s/%s", T.documents,
                     t_text("SELECT place FROM llx_elaska_file WHERE name = "
                            "'Pour Martin {{champ_amount}}.pdf'"));
            pdf_read(path, text, sizeof text);
        } else {
            pdf_text(T.body.p, T.body.n, "letter-again", text, sizeof text);
        }
        has("Pour Martin {{champ_amount}}");
        has("Cher Martin {{champ_amount}},");
        has("{{QR_CODE_DOSSIER}}");
        has_not("4321");
    }
}

/* --- letters */

static int64_t compose_and_make(const char *key, const char *more)
{
    return t_int_at(
        t_call(
            &tom, "letter.make",
            "{'key':'%s','case':" D ",'template':'essai','subject':'Votre audit',"
            "'body':{'type':'doc','content':[{'type':'paragraph','content':[{'type':'text','text':"
            "'Mes propres mots : '}," V("nom_client") ",{'type':'text','text':'.'}]}]}%s}",
            key, id, more),
        "file");
}

static void test_DOC_20_a_letter_is_a_document_of_its_case(void **state)
{
    (void)state;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Texte du modèle.")));
    int64_t file = compose_and_make(KEY(a), ",'visible':true,'mail':true,'recipient':{'kind':"
                                            "'other','lines':['Maître Dupont','1, rue du Port']}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_letter WHERE fk_file = " D
                           " AND state = 'made' AND pages = 1 AND fk_case = " D,
                           file, id),
                     1);
    char path[350];
    snprintf(path, sizeof path, "%s/%s", T.documents,
             t_text_at(t_call(&tom, "file.get", "{'file':" D "}", file), "path").p);
    pdf_read(path, text, sizeof text);
    has("Maître Dupont");
    has("Mes propres mots : Boulangerie Martin.");
    has_not("Texte du modèle.");
    t_ok(&camille, "file.get", "{'name':'Votre audit.pdf','type':'application/pdf'}",
         "{'file':" D "}", file);
    assert_true(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'case.news'") >= 1);
    /* The same form again is the same letter. */
    assert_int_equal(compose_and_make(KEY(a), ""), file);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_letter"), 1);
    t_ok(&tom, "letter.list", "{'rows':[{'subject':'Votre audit','recipient':'Maître Dupont'}]}",
         "{'case':" D "}", id);
}

static void test_SEC_11_a_restricted_letter_leaves_no_trace_in_the_list(void **state)
{
    (void)state;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Texte.")));
    int64_t file = compose_and_make(KEY(a), "");
    struct ela_actor eva = t_user("eva", ELA_RIGHT_CASE_READ);
    t_ok(&eva, "letter.list", "{'rows':[{'subject':'Votre audit'}]}", "{'case':" D "}", id);
    t_call(&tom, "document.update", "{'file':" D ",'level':2}", file);
    t_ok(&eva, "letter.list", "{'rows':[]}", "{'case':" D "}", id);
    t_ok(&tom, "letter.list", "{'rows':[{'name':'Votre audit.pdf'}]}", "{'case':" D "}", id);
    t_call(&tom, "file.delete", "{'file':" D "}", file);
    t_ok(&eva, "letter.list", "{'rows':[]}", "{'case':" D "}", id);
    t_ok(&tom, "letter.list", "{'rows':[{'name':'','subject':'Votre audit'}]}", "{'case':" D "}",
         id);
}

static void test_DOC_20_nobody_writes_beyond_his_reach(void **state)
{
    (void)state;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Texte.")));
    struct ela_actor reader = t_user("eva", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "letter.make", "denied", "",
              "{'key':'" KEY(b) "','case':" D ",'template':'essai','subject':'x','body':{'type':"
                                "'doc','content':[" P("x") "]}}",
              id);
    t_refused(&camille, "letter.compose", "denied", "", "{'case':" D ",'template':'essai'}", id);
    t_refused(&tom, "letter.compose", "not_found", "case", "{'case':999999,'template':'essai'}");
    t_refused(&tom, "letter.preview", "denied", "", "{'case':" D ",'body':" BODY("x", P("x")) "}",
              id);
    t_refused(&tom, "letter.compose", "letter.recipient", "recipient",
              "{'case':" D ",'template':'essai','recipient':{'kind':'contact','id':424242}}", id);
    t_refused(&tom, "letter.make", "field.required", "body",
              "{'key':'" KEY(b) "','case':" D ",'template':'essai','subject':'x','body':{'type':"
                                "'doc'}}",
              id);
    t_refused(&tom, "letter.make", "rich.node", "content/0",
              "{'key':'" KEY(b) "','case':" D ",'template':'essai','subject':'x','body':{'type':"
                                "'doc','content':[{'type':'script'}]}}",
              id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_letter"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
}

static void test_DOC_20_recipients(void **state)
{
    (void)state;
    t_sql("INSERT INTO llx_socpeople (fk_soc, lastname, firstname, statut, entity) VALUES (%d, "
          "'Durand', 'Noëlle', 1, 1)",
          client);
    t_call(&tom, "party.add",
           "{'case':" D ",'role':'notary','name':'Étude Petit','address':"
           "'9, place du Marché\\n69001 Lyon'}",
           id);
    t_ok(&tom, "letter.recipients",
         "{'lang':'fr','rows':[{'kind':'client','lines':['Boulangerie Martin','3, impasse du Noël',"
         "'Bâtiment B','38000 Grenoble']},{'kind':'contact','name':'Noëlle Durand'},{'kind':'party'"
         ",'lines':['Étude Petit','9, place du Marché','69001 Lyon']}]}",
         "{'case':" D "}", id);
}

/* Code de commerce R.123-237, R.123-238: who writes, on every letter. */
static void test_DOC_18_the_foot_says_what_the_law_wants(void **state)
{
    (void)state;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Texte.")));
    t_setting("MAIN_INFO_SOCIETE_FORME_JURIDIQUE", "57");
    t_setting("MAIN_INFO_CAPITAL", "40000");
    t_setting("MAIN_INFO_SIREN", "732829320");
    t_setting("MAIN_INFO_RCS", "Lyon");
    t_setting("ELASKA_FIRM_LEGAL", "ORIAS n° 07 000 000");
    t_call(&tom, "letter.preview", "{'case':" D ",'template':'essai'}", id);
    pdf_text(T.body.p, T.body.n, "letter-foot", text, sizeof text);
    has("SAS au capital de 40");
    has("SIREN 732 829 320 · RCS Lyon · ORIAS n° 07 000 000");
    t_setting("MAIN_INFO_SOCIETE_FORME_JURIDIQUE", "");
    t_setting("MAIN_INFO_CAPITAL", "variable");
    t_setting("MAIN_INFO_RCS", "RCS Lyon B 732 829 320");
    t_setting("MAIN_INFO_SIREN", "");
    t_setting("ELASKA_FIRM_LEGAL", "");
    t_call(&tom, "letter.preview", "{'case':" D ",'template':'essai'}", id);
    pdf_text(T.body.p, T.body.n, "letter-foot-less", text, sizeof text);
    has("Capital de variable · RCS Lyon B 732 829 320");
    has_not("SIREN");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LETTER_TEST(test_DOC_18_shipped_letters),
        LETTER_TEST(test_DOC_18_templates_are_kept_by_revisions),
        LETTER_TEST(test_DOC_18_unknown_names_are_warned_of),
        LETTER_TEST(test_DOC_18_templates_that_are_none),
        LETTER_TEST(test_DOC_19_names_say_what_they_should),
        LETTER_TEST(test_DOC_19_lists_of_names),
        LETTER_TEST(test_DOC_19_lists_are_whole),
        LETTER_TEST(test_DOC_19_steps_and_documents_are_whole),
        LETTER_TEST(test_DOC_20_a_team_writes_to_the_client_of_its_case),
        LETTER_TEST(test_DOC_19_values_are_words),
        LETTER_TEST(test_DOC_19_values_stay_words_in_what_was_composed),
        LETTER_TEST(test_DOC_20_a_letter_is_a_document_of_its_case),
        LETTER_TEST(test_SEC_11_a_restricted_letter_leaves_no_trace_in_the_list),
        LETTER_TEST(test_DOC_20_nobody_writes_beyond_his_reach),
        LETTER_TEST(test_DOC_20_recipients),
        LETTER_TEST(test_DOC_18_the_foot_says_what_the_law_wants),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
