/*
 * Reference lists, the status registry, custom fields of third parties.
 */
#include "pack_support.h"

#include "meta/meta.h"

#define ADMIN                                                                                      \
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);                                         \
    t_pack(&admin, "core")

/* --- PLAT-12 ------------------------------------------------------------------------------ */

static void test_PLAT_12_lists_ship_filled_and_are_read(void **state)
{
    (void)state;
    ADMIN;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ);
    assert_true(ela_json_size(t_at(t_call(&lea, "reference.list", "{}"), "rows")) >= 10);
    t_ok(&lea, "reference.read",
         "{'code':'case_roles','version':1,'local':false,'label':{'fr':'Rôles dans un dossier'}}",
         "{'list':'case_roles'}");
    t_refused(&lea, "reference.read", "meta.list_unknown", "list", "{'list':'nothing'}");
    t_refused(&lea, "reference.save", "denied", NULL, "{'list':'case_tags','items':[]}");
}

static void test_PLAT_12_lists_are_edited_ordered_translated(void **state)
{
    (void)state;
    ADMIN;
    t_ok(&admin, "reference.save", "{'version':2,'local':true}",
         "{'list':'mail_types','version':1,'items':["
         "{'code':'fax','label':{'fr':'Télécopie','en':'Fax'}},"
         "{'code':'letter','label':{'fr':'Lettre','en':'Letter'},'colour':'','icon':'mail'}]}");
    t_ok(&admin, "reference.read",
         "{'items':[{'code':'fax','text':'Télécopie','active':true},"
         "{'code':'letter','text':'Lettre','icon':'mail'}],'version':2}",
         "{'list':'mail_types'}");
    /* somebody else was quicker */
    t_refused(&admin, "reference.save", "conflict.version", "version",
              "{'list':'mail_types','version':1,'items':[{'code':'x','label':{'fr':'X'}}]}");
    t_refused(&admin, "reference.save", "pack.duplicate", "items/1/code",
              "{'list':'mail_types','version':2,'items':[{'code':'x','label':{'fr':'X'}},"
              "{'code':'x','label':{'fr':'Y'}}]}");
    t_refused(&admin, "reference.save", "pack.same_label", "items/1/label",
              "{'list':'mail_types','version':2,'items':[{'code':'x','label':{'fr':'X'}},"
              "{'code':'y','label':{'fr':'X'}}]}");
    /* a list of one's own */
    t_ok(&admin, "reference.save", "{'version':1}",
         "{'list':'hobbies','label':{'fr':'Loisirs'},'items':[{'code':'chess','label':{'fr':"
         "'Échecs'}}]}");
    /* changes of one's own outlive a new activation */
    t_pack(&admin, "core");
    t_ok(&admin, "reference.read", "{'version':2}", "{'list':'mail_types'}");
}

static void test_DOC_14_levels_are_named_by_the_firm(void **state)
{
    (void)state;
    ADMIN;
    struct ela_actor lea = t_user("lea", T_ALL_RIGHTS);
    t_case(t_client("Boulangerie Martin"), lea.user_id);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 1");
#define SAVE "{'list':'confidentiality_levels','version':1,'items':["
#define ONE  "{'code':'standard','label':{'fr':'Courant','en':'Usual'}}"
#define TWO  "{'code':'confidential','label':{'fr':'Réservé','en':'Reserved'},'colour':'violet'}"
    t_refused(&lea, "reference.save", "meta.levels_fixed", "items", SAVE ONE "," TWO "]}");
    t_refused(&admin, "reference.save", "meta.levels_fixed", "items",
              SAVE ONE "," TWO ",{'code':'restricted','label':{'fr':'Clos'},'active':false}]}");
    t_refused(&admin, "reference.save", "meta.levels_fixed", "items",
              SAVE TWO "," ONE ",{'code':'restricted','label':{'fr':'Clos'}}]}");
    t_refused(&admin, "reference.save", "meta.levels_fixed", "items",
              SAVE ONE "," TWO ",{'code':'restricted','label':{'fr':'Clos'}},"
                       "{'code':'more','label':{'fr':'Plus'}}]}");
    t_ok(&lea, "list.rows", "{'rows':[{'confidentiality':{'label':'Confidentiel'}}]}",
         "{'list':'cases','columns':['confidentiality']}");
    t_ok(&admin, "reference.save", "{'version':2}",
         SAVE ONE "," TWO ",{'code':'restricted','label':{'fr':'Clos'}}]}");
    t_ok(&lea, "reference.read",
         "{'fixed':true,'items':[{'text':'Courant'},{'text':'Réservé'},{'text':'Clos'}]}",
         "{'list':'confidentiality_levels'}");
    t_ok(&lea, "reference.read", "{'fixed':false}", "{'list':'case_roles'}");
    /* Wherever they are named: lists and what they are filtered by. */
    t_ok(&lea, "list.rows", "{'rows':[{'confidentiality':{'code':'1','label':'Réservé'}}]}",
         "{'list':'cases','columns':['confidentiality'],'filter':{'field':'confidentiality','op':"
         "'is','value':'1'}}");
    (void)snprintf(lea.lang, sizeof lea.lang, "en");
    t_ok(&lea, "list.rows", "{'rows':[{'confidentiality':{'label':'Reserved'}}]}",
         "{'list':'cases','columns':['confidentiality']}");
}

#undef SAVE
#undef ONE
#undef TWO

static void test_PLAT_12_used_values_are_switched_off_not_deleted(void **state)
{
    (void)state;
    ADMIN;
    int32_t client = t_client("Boulangerie Martin");
    int64_t id = t_case(client, admin.user_id);
    t_sql("INSERT INTO llx_elaska_case_member (fk_case, fk_user, role) VALUES (%ld, %d, 'jurist')",
          (long)id, admin.user_id);
    t_ok(&admin, "reference.save", "{'deactivated':['jurist']}",
         "{'list':'case_roles','version':1,'items':[{'code':'lead','label':{'fr':'Référent'}}]}");
    t_ok(&admin, "reference.read",
         "{'items':[{'code':'lead','active':true},{'code':'jurist','active':false}]}",
         "{'list':'case_roles'}");
}

static void test_PLAT_12_a_list_goes_back_to_what_was_shipped(void **state)
{
    (void)state;
    ADMIN;
    int64_t id = t_case(t_client("Boulangerie Martin"), admin.user_id);
    size_t shipped =
        ela_json_size(t_at(t_call(&admin, "reference.read", "{'list':'case_roles'}"), "items"));
    t_call(&admin, "reference.save",
           "{'list':'case_roles','version':1,'items':[{'code':'lead','label':{'fr':'Référent'}},"
           "{'code':'own','label':{'fr':'Le nôtre'}},{'code':'idle','label':{'fr':'Inutile'}}]}");
    t_sql("INSERT INTO llx_elaska_case_member (fk_case, fk_user, role) VALUES (%ld, %d, 'own')",
          (long)id, admin.user_id);
    t_refused(&admin, "reference.revert", "conflict.version", "version",
              "{'list':'case_roles','version':1}");
    t_ok(&admin, "reference.revert", "{'deactivated':['own']}",
         "{'list':'case_roles','version':2}");
    const struct ela_json *items =
        t_at(t_call(&admin, "reference.read", "{'list':'case_roles'}"), "items");
    assert_int_equal(ela_json_size(items), shipped + 1);
    t_subset(ela_json_at(items, shipped), "{'code':'own','active':false}");
    t_call(&admin, "reference.save",
           "{'list':'hobbies','label':{'fr':'Loisirs'},'items':[{'code':'x','label':{'fr':'X'}}]}");
    t_refused(&admin, "reference.revert", "meta.not_shipped", "list",
              "{'list':'hobbies','version':1}");
    t_refused(&admin, "reference.revert", "meta.list_unknown", "list",
              "{'list':'nothing','version':1}");
}

/* --- CASE-03 ------------------------------------------------------------------------------ */

#define S(code, fr, klass, more)                                                                   \
    "{'code':'" code "','label':{'fr':'" fr "','en':'" fr "'},'class':'" klass                     \
    "','colour':'blue','icon':'flag'" more "}"

static void test_CASE_03_registry_changes_what_badges_say(void **state)
{
    (void)state;
    ADMIN;
    int32_t client = t_client("Boulangerie Martin");
    int64_t id = t_case(client, admin.user_id);
    t_ok(&admin, "case.read", "{'status':{'label':'En cours','colour':'blue'}}", "{'case':%ld}",
         (long)id);
    t_ok(
        &admin, "status.save", "{'version':1}",
        "{'object':'case','statuses':[" S("todo", "Nouveau", "open", ",'initial':true") "," S(
            "in_progress", "Ça avance", "open",
            ",'client_label':{'fr':'On y travaille'}") "," S("audit", "En revue", "open", "") "]}");
    t_ok(&admin, "case.read", "{'status':{'code':'in_progress','label':'Ça avance'}}",
         "{'case':%ld}", (long)id);
    /* what the list left out stays, at its end */
    const struct ela_json *o =
        t_at(t_call(&admin, "status.list", "{'object':'case'}"), "objects/0");
    assert_int_equal(ela_json_size(t_at(o, "statuses")), 8);
    t_str_equal(t_text_at(o, "statuses/2/code"), "audit");
    t_subset(t_at(o, "statuses/2"), "{'shipped':false,'active':true}");
    t_ok(&admin, "case.transition", "{}", "{'case':%ld,'to':'audit'}", (long)id);
}

static void test_CASE_03_a_status_in_use_is_not_deleted(void **state)
{
    (void)state;
    ADMIN;
    int64_t id = t_case(t_client("Boulangerie Martin"), admin.user_id);
    t_call(&admin, "status.save", "{'object':'case','statuses':[%s,%s]}",
           S("todo", "Nouveau", "open", ",'initial':true"), S("audit", "En revue", "open", ""));
    t_sql("UPDATE llx_elaska_case SET status = 'audit' WHERE rowid = %ld", (long)id);
    t_refused(&admin, "status.save", "meta.status_used", "statuses",
              "{'object':'case','version':1,'statuses':[%s]}",
              S("todo", "Nouveau", "open", ",'initial':true"));
    /* switched off: the case keeps its badge, nothing else gets there */
    t_call(&admin, "status.save", "{'object':'case','version':1,'statuses':[%s,%s]}",
           S("todo", "Nouveau", "open", ",'initial':true"),
           S("audit", "En revue", "open", ",'active':false"));
    t_ok(&admin, "case.read", "{'status':{'label':'En revue'}}", "{'case':%ld}", (long)id);
    int64_t other = t_case(t_client("Autre"), admin.user_id);
    t_refused(&admin, "case.transition", "workflow.unknown_status", "to",
              "{'case':%ld,'to':'audit'}", (long)other);
}

static void test_CASE_03_bad_registries_are_refused(void **state)
{
    (void)state;
    ADMIN;
    static const struct {
        const char *object, *statuses, *key, *field;
    } cases[] = {
        {"nothing", S("todo", "A", "open", ""), "meta.unknown", "object"},
        {"case", S("todo", "A", "open", ",'initial':true") "," S("in_progress", "A", "open", ""),
         "pack.same_label", "statuses/1"},
        {"case", S("todo", "A", "done", ",'initial':true"), "pack.class_kept", "statuses/0/class"},
        {"case", S("todo", "A", "open", ""), "pack.initial", "statuses"},
        {"time", S("maybe", "Peut-être", "open", ""), "pack.unknown_status", "statuses/0/code"},
        {"time", S("draft", "A", "open", ",'initial':true,'active':false"), "pack.status_needed",
         "statuses/0/active"},
        {"case", "{'code':'x','label':{'fr':'X'},'class':'open','colour':'#ff0000','icon':'x'}",
         "pack.choice", "statuses/0/colour"},
        {"case", "{'code':'X y','label':{'fr':'X'},'class':'open','colour':'red','icon':'x'}",
         "pack.code", "statuses/0/code"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        t_refused(&admin, "status.save", cases[i].key, cases[i].field,
                  "{'object':'%s','statuses':[%s]}", cases[i].object, cases[i].statuses);
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_WRITE);
    t_refused(&lea, "status.save", "denied", NULL, "{'object':'case','statuses':[]}");
}

/* --- PLAT-08, CRM-07 ---------------------------------------------------------------------- */

#define PERSON                                                                                     \
    "{'object':'thirdparty','kind':'individual','groups':[{'code':'work','label':{'fr':'Emploi'}}" \
    "],"                                                                                           \
    "'fields':[{'code':'profession','type':'text','label':{'fr':'Profession'},'group':'work',"     \
    "'client':'write'},{'code':'income','type':'amount','label':{'fr':'Revenus'},'required':true," \
    "'client':'read'},{'code':'yearly','type':'amount','label':{'fr':'Par an'},'computed':"        \
    "'income * 12'},{'code':'score','type':'number','label':{'fr':'Note interne'}}]"

static void test_CRM_07_fields_of_a_kind_appear_on_it_only(void **state)
{
    (void)state;
    ADMIN;
    int32_t person = t_client("Mme Petit"), firm = t_client("Boulangerie Martin");
    t_sql("UPDATE llx_societe SET fk_typent = 8 WHERE rowid = %d", person);
    t_ok(&admin, "fields.save", "{'version':1}", PERSON "}");
    t_ok(&admin, "client.fields", "{'kinds':['company'],'kinds_said':false,'sets':[]}",
         "{'client':%d}", firm);
    t_ok(&admin, "client.fields", "{'kinds':['individual'],'version':0}", "{'client':%d}", person);
    t_refused(&admin, "client.fields_save", "field.required", "fields/income",
              "{'client':%d,'version':0,'fields':{'profession':'Fleuriste'}}", person);
    t_ok(&admin, "client.fields_save", "{'version':1}",
         "{'client':%d,'version':0,'fields':{'profession':'Fleuriste','income':'1 850,50'}}",
         person);
    t_ok(&admin, "client.fields",
         "{'version':1,'sets':[{'kind':'individual','rows':[{'code':'profession','label':"
         "'Profession','value':'Fleuriste','text':'Fleuriste','group':'work'},{'code':'income',"
         "'value':'1850.5'},{'code':'yearly','value':'22206'},{'code':'score','value':null}]}]}",
         "{'client':%d}", person);
    t_refused(&admin, "client.fields_save", "conflict.version", "version",
              "{'client':%d,'version':0,'fields':{'income':'1'}}", person);
    t_subset(ela_app_problem(T.app),
             "{'conflict':{'fields':[{'code':'income','yours':'1','theirs':'1850.5'}]}}");
    t_refused(&admin, "client.fields_save", "field.unknown", "fields/age",
              "{'client':%d,'version':1,'fields':{'age':3}}", person);
    t_ok(&admin, "client.fields_save", "{'version':1}",
         "{'client':%d,'version':0,'kinds':['individual','founder'],'fields':{'income':'5'}}",
         firm);
    t_ok(&admin, "client.fields", "{'kinds':['individual','founder'],'kinds_said':true}",
         "{'client':%d}", firm);
    t_subset(t_call(&admin, "client.fields_changes", "{'client':%d}", person),
             "{'rows':[{'field':'yearly'},{'field':'income','old':null,'new':'1850.5'},{'field':"
             "'profession'}]}");
}

static void test_CRM_07_a_client_sees_and_writes_what_is_his(void **state)
{
    (void)state;
    ADMIN;
    int32_t person = t_client("Mme Petit");
    t_sql("UPDATE llx_societe SET fk_typent = 8 WHERE rowid = %d", person);
    struct ela_actor camille = t_portal("camille@petit.example", person);
    t_call(&admin, "fields.save", PERSON "}");
    t_call(&admin, "client.fields_save",
           "{'client':%d,'version':0,'fields':{'income':'10','score':'7'}}", person);
    const struct ela_json *sets = t_at(t_call(&camille, "client.fields", "{}"), "sets");
    t_subset(sets,
             "[{'rows':[{'code':'profession','value':null},{'code':'income','value':'10'}]}]");
    t_refused(&camille, "client.fields_save", "field.locked", "fields/income",
              "{'version':1,'fields':{'income':'99'}}");
    t_refused(&camille, "client.fields_save", "field.locked", "fields/score",
              "{'version':1,'fields':{'score':'1'}}");
    t_ok(&camille, "client.fields_save", "{'version':2}",
         "{'version':1,'fields':{'profession':'Fleuriste'}}");
    t_ok(&admin, "client.fields",
         "{'sets':[{'rows':[{'value':'Fleuriste'},{'value':'10'},{'value':'120'},{'value':'7'}]}]}",
         "{'client':%d}", person);
    int32_t stranger = t_client("Autre");
    t_refused(&camille, "client.fields", "not_found", "client", "{'client':%d}", stranger);
}

static void test_CRM_07_two_who_write_a_client_at_once_differ_on_what_both_changed(void **state)
{
    (void)state;
    ADMIN;
    int32_t id = t_client("Martin");
    t_call(&admin, "fields.save",
           "{'object':'thirdparty','kind':'company','groups':[],'fields':[{'code':'job','type':"
           "'text','label':{'fr':'Activité','en':'Activity'}},{'code':'town','type':'text','label':"
           "{'fr':'Ville','en':'Town'}}]}");
    t_call(&admin, "client.fields_save",
           "{'client':%d,'version':0,'kinds':['company'],'fields':{'job':'a','town':'b'}}", id);
    /* one wrote the town; the other, who still reads the first version, the job */
    t_call(&admin, "client.fields_save", "{'client':%d,'version':1,'fields':{'town':'Lyon'}}", id);
    t_ok(&admin, "client.fields_save", "{'version':3}",
         "{'client':%d,'version':1,'kinds':['company'],'base_kinds':['company'],'fields':{'job':"
         "'Pain','town':'b'},'base':{'job':'a','town':'b'}}",
         id);
    t_ok(&admin, "client.fields", "{'answers':{'job':'Pain','town':'Lyon'}}",
         "{'client':%d,'form':true}", id);
    t_refused(&admin, "client.fields_save", "conflict.version", "version",
              "{'client':%d,'version':1,'fields':{'town':'Nice'},'base':{'town':'b'}}", id);
    t_subset(ela_app_problem(T.app),
             "{'conflict':{'fields':[{'code':'town','yours':'Nice','theirs':'Lyon'}]}}");
    /* kinds as any field */
    t_call(&admin, "client.fields_save", "{'client':%d,'version':3,'kinds':['company','founder']}",
           id);
    t_refused(
        &admin, "client.fields_save", "conflict.version", "version",
        "{'client':%d,'version':3,'kinds':['association'],'base_kinds':['company'],'base':{}}", id);
    t_subset(ela_app_problem(T.app), "{'conflict':{'fields':[{'code':'kinds','theirs':['company',"
                                     "'founder']}]}}");
    t_ok(&admin, "client.fields_save", "{'version':5}",
         "{'client':%d,'version':3,'kinds':['company'],'base_kinds':['company'],'fields':{'job':"
         "'Vin'},'base':{'job':'Pain'}}",
         id);
    t_ok(&admin, "client.fields", "{'kinds':['company','founder'],'answers':{'job':'Vin'}}",
         "{'client':%d,'form':true}", id);
}

static void test_CRM_07_no_file_is_that_of_a_third_party(void **state)
{
    (void)state;
    ADMIN;
    int32_t id = t_client("Martin");
    t_call(&admin, "fields.save",
           "{'object':'thirdparty','kind':'company','groups':[],'fields':[{'code':'deed','type':"
           "'file','label':{'fr':'Acte','en':'Deed'}},{'code':'sides','type':'table','label':{'fr':"
           "'Parties','en':'Sides'},'columns':[{'code':'who','type':'text','label':{'fr':'Qui',"
           "'en':'Who'}},{'code':'card','type':'file','label':{'fr':'Carte','en':'Card'}}]}]}");
    t_refused(&admin, "client.fields_save", "field.file", "fields/deed",
              "{'client':%d,'version':0,'kinds':['company'],'fields':{'deed':[3]}}", id);
    t_refused(&admin, "client.fields_save", "field.file", "fields/sides/1/card",
              "{'client':%d,'version':0,'kinds':['company'],'fields':{'sides':[{'who':'A'},{'card':"
              "[3]}]}}",
              id);
    t_call(&admin, "client.fields_save",
           "{'client':%d,'version':0,'kinds':['company'],'fields':{'sides':[{'who':'A'}]}}", id);
}

#define Q " \\\" \\\", "
#define WHERE                                                                                      \
    "{'code':'addr','type':'text','label':{'fr':'Où'},'computed':'concat(client.zip," Q            \
    "client.town," Q "client.country)'},{'code':'reach','type':'text','label':{'fr':'Joindre'},"   \
    "'computed':'concat(client.email," Q "client.phone)'},{'code':'abroad','type':'text',"         \
    "'label':{'fr':'Ailleurs'},'show_if':'filled(client.country) and client.country != \\\"FR\\\"" \
    "'}"

static int64_t id_of(const struct ela_json *made, const char *name)
{
    return ela_json_int(t_at(made, name), 0);
}

/* The same facts wherever an expression stands: fields of a client, of a task, of a case. */
static void test_CASE_07_an_expression_knows_where_the_client_lives(void **state)
{
    (void)state;
    ADMIN;
    int32_t firm = t_client("Boulangerie Martin");
    t_sql("INSERT INTO llx_c_country (rowid, code, label) VALUES (1, 'FR', 'France'), (2, 'BE', "
          "'Belgique') ON DUPLICATE KEY UPDATE code = VALUES(code)");
    t_sql("UPDATE llx_societe SET zip = '33000', town = 'Bordeaux', fk_pays = 1, phone = "
          "'05 56 00 00 00', email = 'pain@martin.example' WHERE rowid = %d",
          firm);
    t_call(&admin, "fields.save", "{'object':'thirdparty','kind':'company','fields':[" WHERE "]}");
    t_call(&admin, "fields.save", "{'object':'task','fields':[" WHERE "]}");
    t_call(&admin, "template.save",
           "{'version':0,'active':true,'body':{'format':'elaska.template/1','code':'lieu','label':"
           "{'fr':'Lieu'},'nature':'mission','client_kinds':['company'],'family':'tax','icon':"
           "'search','colour':'blue','steps':[{'code':'a','label':{'fr':'A'}}],'fields':[" WHERE
           "]}}");
#define THERE                                                                                      \
    "{'code':'addr','value':'33000 Bordeaux FR'},{'code':'reach','value':'pain@martin.example "    \
    "05 56 00 00 00'}"
    t_call(&admin, "client.fields_save", "{'client':%d,'version':0,'fields':{}}", firm);
    t_ok(&admin, "client.fields",
         "{'sets':[{'rows':[" THERE
         ",{'code':'abroad'}]}],'facts':{'client.kind':'company','client.name':"
         "'Boulangerie Martin','client.zip':'33000','client.town':'Bordeaux','client.country':"
         "'FR','client.email':'pain@martin.example','client.phone':'05 56 00 00 00'}}",
         "{'client':%d,'form':true}", firm);
    int64_t id =
        id_of(t_call(&admin, "case.create", "{'title':'T','client':%d,'lead':%d,'template':'lieu'}",
                     firm, admin.user_id),
              "id");
    t_ok(&admin, "case.page", "{'fields':[" THERE ",{'code':'abroad'}]}", "{'case':%lld}",
         (long long)id);
    int64_t task = id_of(
        t_call(&admin, "task.create", "{'case':%lld,'title':'Aller voir'}", (long long)id), "id");
    t_call(&admin, "task.fields_save", "{'task':%lld,'version':0,'fields':{}}", (long long)task);
    t_ok(&admin, "task.fields", "{'sets':[{'rows':[" THERE ",{'code':'abroad'}]}]}",
         "{'task':%lld}", (long long)task);
    /* nothing known is absent, not an empty text: the condition does not hold */
    t_sql("UPDATE llx_societe SET zip = NULL, town = '', fk_pays = NULL WHERE rowid = %d", firm);
    t_ok(&admin, "client.fields_save", "{'version':2}",
         "{'client':%d,'version':1,'fields':{'abroad':'oui'}}", firm);
    t_ok(&admin, "client.fields",
         "{'sets':[{'rows':[{'value':null},{},{'code':'abroad','value':null}]}]}", "{'client':%d}",
         firm);
    t_sql("UPDATE llx_societe SET fk_pays = 2 WHERE rowid = %d", firm);
    t_ok(&admin, "client.fields_save", "{'version':3}",
         "{'client':%d,'version':2,'fields':{'abroad':'oui'}}", firm);
    t_ok(&admin, "client.fields",
         "{'sets':[{'rows':[{'value':'BE'},{},{'code':'abroad','value':'oui'}]}]}", "{'client':%d}",
         firm);
}

static void test_PLAT_08_type_stays_once_filled_and_deletion_archives(void **state)
{
    (void)state;
    ADMIN;
    int32_t person = t_client("Mme Petit");
    t_sql("UPDATE llx_societe SET fk_typent = 8 WHERE rowid = %d", person);
#define ONE(type)                                                                                  \
    "{'object':'thirdparty','kind':'individual','version':%d,'fields':[{'code':'age','type':"      \
    "'" type "','label':{'fr':'Âge'}}]}"
    t_ok(&admin, "fields.save", "{'version':1}", ONE("number"), 0);
    t_ok(&admin, "fields.save", "{'version':2}", ONE("text"), 1); /* empty still */
    t_ok(&admin, "fields.save", "{'version':3}", ONE("number"), 2);
    t_call(&admin, "client.fields_save", "{'client':%d,'version':0,'fields':{'age':'41'}}", person);
    t_refused(&admin, "fields.save", "meta.type_kept", "fields/0/type", ONE("text"), 3);
    t_ok(&admin, "fields.save", "{'version':4}",
         "{'object':'thirdparty','kind':'individual','version':3,'fields':[]}");
    t_ok(&admin, "client.fields", "{'sets':[]}", "{'client':%d}", person);
    t_refused(&admin, "fields.save", "meta.type_kept", "fields/0/type", ONE("text"), 4);
    t_ok(&admin, "fields.save", "{'version':5}", ONE("number"), 4);
    t_ok(&admin, "client.fields", "{'sets':[{'rows':[{'code':'age','value':'41'}]}]}",
         "{'client':%d}", person);
    t_refused(&admin, "fields.save", "pack.choice", "object", "{'object':'moon','fields':[]}");
    t_refused(&admin, "fields.save", "pack.required", "kind",
              "{'object':'thirdparty','fields':[]}");
}

static void test_PLAT_08_amounts_have_the_decimals_of_their_currency(void **state)
{
    (void)state;
    ADMIN;
    int32_t firm = t_client("Import Tokyo Tunis");
    t_ok(&admin, "fields.save", "{'version':1}",
         "{'object':'thirdparty','kind':'company','fields':["
         "{'code':'yen','type':'amount','currency':'JPY','label':{'fr':'Yens'}},"
         "{'code':'dinar','type':'amount','currency':'TND','label':{'fr':'Dinars'}},"
         "{'code':'round','type':'amount','decimals':0,'label':{'fr':'Ronds'}},"
         "{'code':'euro','type':'amount','label':{'fr':'Euros'}},"
         "{'code':'year','type':'number','label':{'fr':'Année'}},"
         "{'code':'many','type':'number','label':{'fr':'Beaucoup'}}]}");
    t_refused(&admin, "client.fields_save", "field.decimals", "fields/yen",
              "{'client':%d,'version':0,'fields':{'yen':'1200,5'}}", firm);
    t_refused(&admin, "client.fields_save", "field.decimals", "fields/dinar",
              "{'client':%d,'version':0,'fields':{'dinar':'1,2345'}}", firm);
    t_refused(&admin, "client.fields_save", "field.decimals", "fields/euro",
              "{'client':%d,'version':0,'fields':{'euro':'1,234'}}", firm);
    t_call(&admin, "client.fields_save",
           "{'client':%d,'version':0,'fields':{'yen':'1 200','dinar':'1,234','round':'7','euro':"
           "'1,5','year':'2025','many':'12345,5'}}",
           firm);
    t_ok(&admin, "client.fields",
         "{'sets':[{'rows':[{'value':'1200','text':'1\u202f200\u00a0JPY'},{'value':'1.234','text':"
         "'1,234\u00a0TND'},{'value':'7','text':'7\u00a0€'},{'value':'1.5','text':'1,50\u00a0€'},"
         "{'text':'2025'},{'text':'12\u202f345,5'}]}]}",
         "{'client':%d}", firm);
}

/* Rows outlive the version of the module that wrote them, in both directions of an update. */
static void test_CASE_04_what_another_version_wrote_still_serves(void **state)
{
    (void)state;
    ADMIN;
    t_ok(&admin, "fields.save", "{'version':1}",
         "{'object':'thirdparty','kind':'company','fields':["
         "{'code':'staff','type':'number','label':{'fr':'Effectif'}}]}");
    t_sql("UPDATE llx_elaska_definition SET body = REPLACE(body, '\"code\":\"staff\"', "
          "'\"code\":\"staff\",\"glow\":true') WHERE kind = 'fields'");
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_definition WHERE body LIKE '%%\"glow\"%%'"), 1);
    t_sql("UPDATE llx_elaska_definition_stamp SET value = value + 1");
    t_ok(&admin, "client.fields", "{'sets':[{'rows':[{'code':'staff'}]}]}", "{'client':%d}",
         t_client("Boulangerie Martin"));
    t_refused(&admin, "fields.save", "pack.unknown", "fields/0/glow",
              "{'object':'thirdparty','kind':'company','version':1,'fields':["
              "{'code':'staff','type':'number','glow':true,'label':{'fr':'Effectif'}}]}");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_CASE_04_what_another_version_wrote_still_serves),
        DB_TEST(test_PLAT_12_lists_ship_filled_and_are_read),
        DB_TEST(test_PLAT_12_lists_are_edited_ordered_translated),
        DB_TEST(test_DOC_14_levels_are_named_by_the_firm),
        DB_TEST(test_PLAT_12_used_values_are_switched_off_not_deleted),
        DB_TEST(test_PLAT_12_a_list_goes_back_to_what_was_shipped),
        DB_TEST(test_CASE_03_registry_changes_what_badges_say),
        DB_TEST(test_CASE_03_a_status_in_use_is_not_deleted),
        DB_TEST(test_CASE_03_bad_registries_are_refused),
        DB_TEST(test_CRM_07_fields_of_a_kind_appear_on_it_only),
        DB_TEST(test_CRM_07_a_client_sees_and_writes_what_is_his),
        DB_TEST(test_CRM_07_two_who_write_a_client_at_once_differ_on_what_both_changed),
        DB_TEST(test_CRM_07_no_file_is_that_of_a_third_party),
        DB_TEST(test_PLAT_08_amounts_have_the_decimals_of_their_currency),
        DB_TEST(test_CASE_07_an_expression_knows_where_the_client_lives),
        DB_TEST(test_PLAT_08_type_stays_once_filled_and_deletion_archives),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
