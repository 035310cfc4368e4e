/*
 * Fields that lead to a contact, a contract, a project, a ticket, a person: chosen and read by
 * name, in reach of Dolibarr's own rights, refused where they lead astray; files of a case's own.
 * CASE-07, PLAT-08, CRM-07.
 */
#include "case_support.h"

#define D              "%" PRId64
#define LINK(code, to) "{'code':'" code "','type':'link','object':'" to "','label':" L(code) "}"
#define WITH_LINKS(more)                                                                           \
    LINK("who", "contact") "," LINK("deal", "contract") "," LINK("by", "user") more
/* clang-format off */
#define LINKED \
    T_SMALL("true", "'fields':[" WITH_LINKS(",{'code':'lines','type':'table','label':" L("Lignes") "," \
        "'columns':[{'code':'what','type':'text','label':" L("Quoi") "}," LINK("one", "ticket") "]}") "]," \
        "'forms':[{'code':'visit','label':" L("Visite") ",'pages':[{'code':'p','label':" L("Page") "," \
        "'fields':[" WITH_LINKS("") "," LINK("work", "project") "]}]}]," \
        "'steps':[{'code':'meet','label':" L("Rencontre") ",'form':'visit'}]")
/* clang-format on */

static int32_t elsewhere;
static int64_t lina, paul, stray, deal, closed, work, call;

static int links_setup(void **state)
{
    case_setup(state);
    elsewhere = t_client("Ailleurs");
    lina = t_sql("INSERT INTO llx_socpeople (fk_soc, firstname, lastname) VALUES (%d, 'Lina', "
                 "'Roux')",
                 client);
    paul = t_sql("INSERT INTO llx_socpeople (fk_soc, firstname, lastname) VALUES (%d, 'Paul', "
                 "'Arnaud')",
                 client);
    stray = t_sql("INSERT INTO llx_socpeople (fk_soc, lastname) VALUES (%d, 'Dehors')", elsewhere);
    t_sql("INSERT INTO llx_socpeople (fk_soc, lastname, priv) VALUES (%d, 'Secret', 1)", client);
    deal = t_sql("INSERT INTO llx_contrat (ref, fk_soc, statut) VALUES ('CT-1', %d, 1)", client);
    closed = t_sql("INSERT INTO llx_contrat (ref, fk_soc, statut) VALUES ('CT-0', %d, 2)", client);
    work = t_sql(
        "INSERT INTO llx_projet (public, ref, title, fk_soc, fk_user_creat) VALUES (1, 'PJ-1', "
        "'Chantier', %d, %d)",
        client, boss.user_id);
    call = t_sql("INSERT INTO llx_ticket (ref, track_id, subject, fk_soc) VALUES ('TS-1', 'x1', "
                 "'Panne', %d)",
                 client);
    return 0;
}

#define LINKS_TEST(f) cmocka_unit_test_setup(f, links_setup)

static void test_CASE_07_a_link_is_chosen_by_name(void **state)
{
    (void)state;
    t_template(LINKED);
    int64_t id = t_audit(""), step = t_step(id, "meet");
    const struct ela_json *form =
        t_call(&boss, "case.form", "{'case':" D ",'step':" D "}", id, step);
    t_subset(form,
             "{'form':{'pages':[{'fields':[{'options':[{'code':'" D "','label':'Lina Roux'},"
             "{'code':'" D "','label':'Paul Arnaud'}]},{'options':[{'label':'CT-1'}]},"
             "{'code':'by'},{'options':[{'label':'PJ-1 Chantier'}]}]}]}}",
             lina, paul);
    const struct ela_json *contracts = t_at(form, "form/pages/0/fields/1/options");
    assert_int_equal(ela_json_size(contracts), 1); /* what is closed is not offered */
    assert_int_equal(ela_json_size(t_at(form, "form/pages/0/fields/0/options")), 2);
    /* what stands is always among them, also once it has closed, left or gone */
    t_ok(&boss, "step.form", "{}", "{'step':" D ",'answers':{'who':" D ",'deal':" D "}}", step,
         lina, closed);
    t_sql("UPDATE llx_socpeople SET fk_soc = %d WHERE rowid = " D, elsewhere, lina);
    t_sql("DELETE FROM llx_contrat WHERE rowid = " D, closed);
    t_subset(t_call(&boss, "case.form", "{'case':" D ",'step':" D "}", id, step),
             "{'form':{'pages':[{'fields':[{'options':[{'label':'Paul Arnaud'},{'label':'Lina "
             "Roux'}]},{'options':[{'label':'CT-1'},{'code':'" D "','label':'n°\xC2\xA0" D
             " (n’existe plus)'}]},{},{}]}]}}",
             closed, closed);
    t_ok(&boss, "step.form", "{}", "{'step':" D ",'answers':{'who':" D ",'deal':" D "}}", step,
         lina, closed);
}

static void test_CASE_07_a_new_case_knows_what_its_client_has(void **state)
{
    (void)state;
    t_template(LINKED);
    t_ok(
        &boss, "template.form",
        "{'facts':{'client.kind':'company'},'fields':[{'options':[{'label':'Lina Roux'},{}]},"
        "{'options':[{'label':'CT-1'}]},{},{'columns':[{},{'options':[{'label':'TS-1 Panne'}]}]}]}",
        "{'template':'audit','client':%d}", client);
    const struct ela_json *alone = t_call(&boss, "template.form", "{'template':'audit'}");
    assert_int_equal(ela_json_size(t_at(alone, "fields/0/options")), 0);
    assert_true(ela_json_size(t_at(alone, "fields/2/options")) > 0);
    struct ela_actor lea = t_user("loin", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    lea.own_clients_only = true;
    t_refused(&lea, "template.form", "not_found", "client", "{'template':'audit','client':%d}",
              client);
}

static void test_CASE_07_a_link_leads_to_the_clients_own(void **state)
{
    (void)state;
    t_template(LINKED);
    int64_t id = t_audit(""), step = t_step(id, "meet");
    const char *const SEND = "{'step':" D ",'answers':{'who':" D "}}";
    t_refused(&boss, "step.form", "field.link", "fields/who", SEND, step, stray);
    t_refused(&boss, "step.form", "field.link", "fields/who", SEND, step, lina + 1000);
    t_sql("UPDATE llx_socpeople SET entity = 2 WHERE rowid = " D, paul);
    t_refused(&boss, "step.form", "field.link", "fields/who", SEND, step, paul);
    t_sql("UPDATE llx_user SET statut = 0 WHERE rowid = %d", tom.user_id);
    t_refused(&boss, "step.form", "field.link", "fields/by", "{'step':" D ",'answers':{'by':%d}}",
              step, tom.user_id);
    t_refused(&boss, "case.fields", "field.link", "fields/lines/1/one",
              "{'case':" D ",'version':1,'fields':{'lines':[{'one':" D "},{'one':" D "}]}}", id,
              call, call + 1000);
    t_refused(&boss, "case.create", "field.link", "fields/who",
              "{'title':'T','client':%d,'lead':%d,'template':'audit','fields':{'who':" D "}}",
              client, boss.user_id, stray);
}

static void test_CASE_12_a_link_is_read_by_name(void **state)
{
    (void)state;
    t_template(LINKED);
    int64_t id = t_audit(""), step = t_step(id, "meet");
    t_call(&boss, "case.fields",
           "{'case':" D ",'version':1,'fields':{'who':" D ",'lines':[{'what':'a','one':" D
           "},{'what':'b'}]}}",
           id, lina, call);
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'work':" D ",'by':%d}}", step, work,
           tom.user_id);
    t_ok(&boss, "case.page",
         "{'fields':[{'text':'Lina Roux'},{'text':''},{},{'rows':[['a','TS-1 Panne'],['b','']]}]}",
         "{'case':" D "}", id);
    t_ok(&boss, "case.answers",
         "{'steps':[{'rows':[{'text':'tom Durand'},{'text':'PJ-1 Chantier'}]}]}", "{'case':" D "}",
         id);
    t_sql("UPDATE llx_projet SET public = 0");
    t_ok(&boss, "case.answers", "{'steps':[{'rows':[{'text':'tom Durand'},{'text':'PJ-1'}]}]}",
         "{'case':" D "}", id);
    t_sql("UPDATE llx_projet SET public = 1");
    t_ok(&boss, "step.read", "{'rows':[{},{},{},{'text':'PJ-1 Chantier'}]}", "{'step':" D "}",
         step);
}

static void test_PLAT_08_names_are_for_those_who_may_read_them(void **state)
{
    (void)state;
    t_template(LINKED);
    int64_t id = t_audit(""), step = t_step(id, "meet");
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'deal':" D "}}", step, deal);
    boss.reads = ELA_READS_CONTACT;
    const struct ela_json *form =
        t_call(&boss, "case.form", "{'case':" D ",'step':" D "}", id, step);
    t_subset(form,
             "{'form':{'pages':[{'fields':[{'options':[{},{}]},{'locked':true,'options':[{'label':"
             "'n°\xC2\xA0" D "'}]},{},{'locked':true,'options':[]}]}]}}",
             deal);
    t_subset(t_call(&boss, "case.answers", "{'case':" D "}", id),
             "{'steps':[{'rows':[{'text':'n°\xC2\xA0" D "'}]}]}", deal);
    t_refused(&boss, "step.form", "field.locked", "fields/deal",
              "{'step':" D ",'answers':{'deal':" D "}}", step, closed);
    t_refused(&boss, "step.form", "field.locked", "fields/deal",
              "{'step':" D ",'answers':{'deal':null}}", step);
    t_refused(&boss, "step.form", "field.locked", "fields/work",
              "{'step':" D ",'answers':{'work':" D "}}", step, work);
    t_refused(&boss, "case.fields", "field.locked", "fields/lines/0/one",
              "{'case':" D ",'version':1,'fields':{'lines':[{'one':" D "}]}}", id, call);
    t_ok(&boss, "step.form", "{}", "{'step':" D ",'answers':{'deal':" D ",'who':" D "}}", step,
         deal, lina);
}

#define ASKED                                                                                      \
    "{'body':{'format':'elaska.template/1','code':'asked','label':" L(                             \
        "Demande") ","                                                                             \
                   "'nature':'mission','client_kinds':['company'],'family':'business','icon':'"    \
                   "search',"                                                                      \
                   "'colour':'blue','visible':true,'requestable':true,'billing':{'model':'"        \
                   "unbilled'},"                                                                   \
                   "'fields':[" WITH_LINKS("") "],'forms':[{'code':'request','label':" L(          \
                       "Demande") ",'pages':["                                                     \
                                  "{'code':'p','label':" L(                                        \
                                      "Page") ",'fields':[{'code':'which','type':'link','object':" \
                                              "'contract','label':" L(                             \
                                                  "Contrat") ",'target':'fields.deal'}]}]}],'"     \
                                                             "steps':[{'code':'one',"              \
                                                             "'label':" L(                         \
                                                                 "Une") "}]},'active':true}"

static void test_CASE_29_who_converts_sees_of_a_link_what_dolibarr_lets_him_read(void **state)
{
    (void)state;
    t_call(&boss, "template.save", ASKED);
    int64_t asked = t_int_at(t_call(&camille, "request.draft",
                                    "{'draft_key':'0123456789abcdef0123456789abcdef','kind':"
                                    "'asked','answers':{'which':" D "}}",
                                    deal),
                             "id");
    t_call(&camille, "request.send", "{'request':" D "}", asked);
    struct ela_actor narrow = boss;
    narrow.reads = ELA_READS_CONTACT;
    /* what the client chose goes along, under its number alone; he puts nothing else there */
    int64_t id = t_int_at(t_call(&narrow, "request.convert", "{'request':" D "}", asked), "case");
    t_subset(t_call(&narrow, "case.page", "{'case':" D "}", id),
             "{'fields':[{},{'value':" D ",'text':'n°\xC2\xA0" D "'},{}]}", deal, deal);
    t_refused(&narrow, "case.fields", "field.locked", "fields/deal",
              "{'case':" D ",'version':1,'fields':{'deal':null}}", id);
    t_ok(&boss, "case.page", "{'fields':[{},{'text':'CT-1'},{}]}", "{'case':" D "}", id);
    /* nor in a case that nobody asked for */
    const char *const OPEN =
        "{'title':'T','client':%d,'lead':%d,'template':'asked','fields':{'%s':" D "}}";
    t_refused(&narrow, "case.create", "field.locked", "fields/deal", OPEN, client, boss.user_id,
              "deal", deal);
    t_refused(&narrow, "case.create", "field.locked", "fields/deal", OPEN, client, boss.user_id,
              "deal", deal + 1000);
    t_call(&narrow, "case.create", OPEN, client, boss.user_id, "who", lina);
    t_call(&boss, "case.create", OPEN, client, boss.user_id, "deal", deal);
}

static void test_PLAT_08_links_of_a_contact(void **state)
{
    (void)state;
    t_call(&boss, "fields.save", "{'object':'contact','groups':[],'fields':[" WITH_LINKS("") "]}");
    t_ok(&boss, "object.fields",
         "{'sets':[{'fields':[{'options':[{},{}]},{'options':[{'label':'CT-1'}]},{}]}]}",
         "{'contact':" D ",'form':true}", lina);
    t_refused(&boss, "object.fields_save", "field.link", "fields/who",
              "{'contact':" D ",'version':0,'fields':{'who':" D "}}", lina, stray);
    t_call(&boss, "object.fields_save", "{'contact':" D ",'version':0,'fields':{'who':" D "}}",
           lina, paul);
    t_call(&boss, "object.fields_save", "{'contact':" D ",'version':1,'fields':{'who':" D "}}",
           lina, lina);
    t_ok(&boss, "object.fields", "{'sets':[{'rows':[{'text':'Lina Roux'},{},{}]}]}",
         "{'contact':" D "}", lina);
    t_ok(&boss, "object.fields_changes",
         "{'rows':[{'old_text':'Paul Arnaud','new_text':'Lina Roux'},{'new_text':'Paul Arnaud'}]}",
         "{'contact':" D "}", lina);
}

static void test_CRM_07_links_of_a_third_party(void **state)
{
    (void)state;
    t_call(&boss, "fields.save",
           "{'object':'thirdparty','kind':'company','groups':[],'fields':[" WITH_LINKS("") "]}");
    t_call(&boss, "fields.save",
           "{'object':'thirdparty','kind':'association','groups':[],'fields':[" LINK(
               "chair", "contact") "]}");
    t_refused(&boss, "client.fields_save", "field.link", "fields/who",
              "{'client':%d,'version':0,'fields':{'who':" D "}}", client, stray);
    t_call(&boss, "client.fields_save", "{'client':%d,'version':0,'fields':{'who':" D "}}", client,
           lina);
    t_ok(&boss, "client.fields", "{'sets':[{'rows':[{'text':'Lina Roux'},{},{}]}]}",
         "{'client':%d}", client);
    /* a kind that he is about to be */
    t_ok(&boss, "client.fields",
         "{'kinds_said':false,'sets':[{'kind':'association','fields':[{'options':[{},{}]}]}]}",
         "{'client':%d,'form':true,'kinds':['association']}", client);
    t_ok(&boss, "client.fields_changes", "{'rows':[{'new_text':'Lina Roux'}]}", "{'client':%d}",
         client);
}

static void test_CASE_23_links_of_a_task_and_what_its_client_chooses(void **state)
{
    (void)state;
    int64_t dossier = t_case(client, boss.user_id);
    int64_t id =
        t_int_at(t_call(&boss, "task.create", "{'case':" D ",'title':'DPAE'}", dossier), "id");
    t_call(&boss, "fields.save",
           "{'object':'task','groups':[],'fields':[{'code':'who','type':'link','object':'contact',"
           "'label':" L("Qui") ",'client':'write'},{'code':'by','type':'link','object':'user',"
                               "'label':" L("Par") ",'client':'write'}]}");
    t_call(&boss, "task.fields_save", "{'task':" D ",'version':0,'fields':{'by':%d}}", id,
           tom.user_id);
    t_ok(&camille, "task.fields",
         "{'sets':[{'fields':[{'options':[{'label':'Lina Roux'},{}]},{'locked':true}]}]}",
         "{'task':" D "}", id);
    t_refused(&camille, "task.fields_save", "field.link", "fields/who",
              "{'task':" D ",'version':1,'fields':{'who':" D "}}", id, stray);
    t_refused(&camille, "task.fields_save", "field.locked", "fields/by",
              "{'task':" D ",'version':1,'fields':{'by':%d}}", id, boss.user_id);
    t_ok(&camille, "task.fields_save", "{'version':2}",
         "{'task':" D ",'version':1,'fields':{'who':" D "}}", id, lina);
    t_ok(&boss, "task.read", "{'fields':[{'text':'Lina Roux'},{'text':'tom Durand'}]}",
         "{'task':" D "}", id);
}

/* --- files of the case's own fields ---------------------------------------------------------- */

static int64_t deposit(const char *object, int64_t id, const char *name)
{
    T.body_in = ela_str_of("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj<<>>endobj\n");
    return t_int_at(
        t_call(&boss, "file.put", "{'object':'%s','id':" D ",'name':'%s'}", object, id, name),
        "id");
}

static void test_CASE_07_files_of_a_cases_own_fields(void **state)
{
    (void)state;
    t_template(T_SMALL("true",
                       "'fields':[{'code':'deed','type':'file','accept':'pdf','many':true,"
                       "'label':" L("Acte") "}],'steps':[{'code':'one','label':" L("Une") "}]"));
    t_store();
    int64_t id = t_audit(""), other = t_audit("");
    int64_t mine = deposit("case", id, "acte.pdf"), his = deposit("case", other, "autre.pdf");
    t_ok(&boss, "case.form", "{'files':[]}", "{'case':" D "}", id);
    t_refused(&boss, "case.fields", "field.file", "fields/deed",
              "{'case':" D ",'version':1,'fields':{'deed':[" D "]}}", id, his);
    t_call(&boss, "case.fields", "{'case':" D ",'version':1,'fields':{'deed':[" D "]}}", id, mine);
    t_ok(&boss, "case.form", "{'files':[{'name':'acte.pdf'}]}", "{'case':" D "}", id);
    t_ok(&boss, "case.page", "{'fields':[{'text':'acte.pdf'}]}", "{'case':" D "}", id);
    /* one that came with the request that the case was made of stays */
    t_sql("UPDATE llx_elaska_file SET object = 'request' WHERE rowid = " D, mine);
    int64_t more = deposit("case", id, "annexe.pdf");
    t_call(&boss, "case.fields", "{'case':" D ",'version':2,'fields':{'deed':[" D "," D "]}}", id,
           mine, more);
    t_ok(&boss, "case.page", "{'fields':[{'text':'acte.pdf, annexe.pdf'}]}", "{'case':" D "}", id);
    T.body_in = (struct ela_str){NULL, 0};
    assert_int_equal(t_store_remove(NULL), 0);
}

/* --- two writers -------------------------------------------------------------------------- */

#define NOTES                                                                                      \
    "'groups':[],'fields':[{'code':'job','type':'text','label':" L(                                \
        "Fonction") "},{'code':"                                                                   \
                    "'town','type':"                                                               \
                    "'text','label':" L("Ville") "}]}"

static void test_PLAT_08_two_who_write_at_once_differ_on_what_both_changed(void **state)
{
    (void)state;
    t_call(&boss, "fields.save", "{'object':'contact'," NOTES);
    t_call(&boss, "object.fields_save",
           "{'contact':" D ",'version':0,'fields':{'job':'a','town':'b'}}", lina);
    /* the other wrote one field */
    t_call(&boss, "object.fields_save", "{'contact':" D ",'version':1,'fields':{'town':'Lyon'}}",
           lina);
    t_ok(&boss, "object.fields_save", "{'version':3}",
         "{'contact':" D ",'version':1,'fields':{'job':'Gérante','town':'b'},"
         "'base':{'job':'a','town':'b'}}",
         lina);
    t_ok(&boss, "object.fields", "{'answers':{'job':'Gérante','town':'Lyon'}}",
         "{'contact':" D ",'form':true}", lina);
    t_refused(&boss, "object.fields_save", "conflict.version", "version",
              "{'contact':" D ",'version':1,'fields':{'job':'a','town':'Nice'},"
              "'base':{'job':'a','town':'b'}}",
              lina);
    const struct ela_json *told = ela_app_problem(T.app);
    t_subset(told, "{'conflict':{'version':3,'fields':[{'code':'town','yours':'Nice','theirs':"
                   "'Lyon'}]}}");
    t_ok(&boss, "object.fields_save", "{'version':4}",
         "{'contact':" D ",'version':3,'fields':{'job':'a','town':'Nice'},"
         "'base':{'job':'a','town':'Lyon'}}",
         lina);
    t_ok(&boss, "object.fields", "{'answers':{'job':'Gérante','town':'Nice'}}",
         "{'contact':" D ",'form':true}", lina);
}

static void test_CASE_23_two_who_write_a_task_at_once(void **state)
{
    (void)state;
    int64_t dossier = t_case(client, boss.user_id);
    int64_t id =
        t_int_at(t_call(&boss, "task.create", "{'case':" D ",'title':'DPAE'}", dossier), "id");
    t_call(&boss, "fields.save", "{'object':'task'," NOTES);
    t_call(&boss, "task.fields_save", "{'task':" D ",'version':0,'fields':{'job':'a'}}", id);
    t_ok(&boss, "task.fields_save", "{'version':2}",
         "{'task':" D ",'version':0,'fields':{'town':'Lyon'},'base':{}}", id);
    t_refused(&boss, "task.fields_save", "conflict.version", "version",
              "{'task':" D ",'version':0,'fields':{'job':'b'},'base':{}}", id);
    t_subset(ela_app_problem(T.app),
             "{'conflict':{'version':2,'fields':[{'code':'job','yours':'b','theirs':'a'}]}}");
    t_ok(&boss, "task.fields", "{'answers':{'job':'a','town':'Lyon'}}", "{'task':" D "}", id);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LINKS_TEST(test_CASE_07_a_link_is_chosen_by_name),
        LINKS_TEST(test_CASE_07_a_new_case_knows_what_its_client_has),
        LINKS_TEST(test_CASE_07_a_link_leads_to_the_clients_own),
        LINKS_TEST(test_CASE_12_a_link_is_read_by_name),
        LINKS_TEST(test_PLAT_08_names_are_for_those_who_may_read_them),
        LINKS_TEST(test_CASE_29_who_converts_sees_of_a_link_what_dolibarr_lets_him_read),
        LINKS_TEST(test_PLAT_08_links_of_a_contact),
        LINKS_TEST(test_CRM_07_links_of_a_third_party),
        LINKS_TEST(test_CASE_23_links_of_a_task_and_what_its_client_chooses),
        LINKS_TEST(test_CASE_07_files_of_a_cases_own_fields),
        LINKS_TEST(test_PLAT_08_two_who_write_at_once_differ_on_what_both_changed),
        LINKS_TEST(test_CASE_23_two_who_write_a_task_at_once),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
