/*
 * Custom fields of contacts, contracts, tickets and tasks: entered, refused, kept with their
 * history, seen by clients as far as each field allows.
 */
#include "support.h"

#include <inttypes.h>

#define D     "%" PRId64
#define ADMIN struct ela_actor admin = t_user("anne", T_ALL_RIGHTS)

#define OF(object)                                                                                 \
    "{'object':'" object "','groups':[],'fields':["                                                \
    "{'code':'job','type':'text','label':{'fr':'Fonction'},'client':'write'},"                     \
    "{'code':'signs','type':'yesno','label':{'fr':'Signe'},'client':'read'},"                      \
    "{'code':'limit','type':'amount','label':{'fr':'Plafond'},'show_if':'signs','required':true}," \
    "{'code':'lines','type':'table','label':{'fr':'Lignes'},'columns':[{'code':'n','type':"        \
    "'number','label':{'fr':'Nombre'}}]}]}"

static int32_t contact(int32_t client)
{
    char soc[16] = "NULL";
    if (client)
        (void)snprintf(soc, sizeof soc, "%d", client);
    t_sql("INSERT INTO llx_socpeople (entity, fk_soc, lastname) VALUES (1, %s, 'Petit')", soc);
    return (int32_t)t_int("SELECT MAX(rowid) FROM llx_socpeople");
}

static void test_PLAT_08_fields_of_a_contact(void **state)
{
    (void)state;
    ADMIN;
    int32_t firm = t_client("Boulangerie Martin"), id = contact(firm);
    t_ok(&admin, "object.fields", "{'version':0,'sets':[]}", "{'contact':%d}", id);
    t_ok(&admin, "fields.save", "{'version':1}", OF("contact"));
    t_ok(&admin, "object.fields",
         "{'version':0,'facts':{'client.kind':'company','client.name':'Boulangerie Martin'},"
         "'sets':[{'rows':[{'code':'job','value':null},{},{},{}],'fields':[{'code':'job'},{},{},"
         "{'columns':[{'code':'n'}]}]}]}",
         "{'contact':%d,'form':true}", id);
    t_refused(&admin, "object.fields_save", "field.required", "fields/limit",
              "{'contact':%d,'version':0,'fields':{'signs':true}}", id);
    t_refused(&admin, "object.fields_save", "field.unknown", "fields/age",
              "{'contact':%d,'version':0,'fields':{'age':3}}", id);
    t_ok(&admin, "object.fields_save", "{'version':1}",
         "{'contact':%d,'version':0,'fields':{'job':'Gérante','signs':true,'limit':'1 500,5'}}",
         id);
    t_refused(&admin, "object.fields_save", "conflict.version", "version",
              "{'contact':%d,'version':0,'fields':{'job':'Autre'}}", id);
    t_subset(ela_app_problem(T.app),
             "{'conflict':{'fields':[{'code':'job','yours':'Autre','theirs':'Gérante'}]}}");
    t_ok(&admin, "object.fields_save", "{'version':2}",
         "{'contact':%d,'version':1,'fields':{'signs':false}}", id);
    t_ok(
        &admin, "object.fields",
        "{'version':2,'answers':{'job':'Gérante'},'sets':[{'rows':[{'text':'Gérante'},{},{},{}]}]}",
        "{'contact':%d,'form':true}", id);
    t_ok(&admin, "object.fields_changes",
         "{'rows':[{'field':'limit','old':'1500.5','new':null},{'field':'signs'},{},{},{}]}",
         "{'contact':%d}", id);
}

static void test_PLAT_08_each_object_has_its_own(void **state)
{
    (void)state;
    ADMIN;
    int32_t firm = t_client("Boulangerie Martin");
    t_sql("INSERT INTO llx_contrat (rowid, entity, ref, fk_soc, fk_user_author) VALUES (7, 1, "
          "'C7', %d, %d)",
          firm, admin.user_id);
    t_sql("INSERT INTO llx_ticket (rowid, entity, ref, track_id, fk_soc) VALUES (7, 1, 'T7', 'x7', "
          "%d)",
          firm);
    t_call(&admin, "fields.save", OF("contract"));
    t_call(&admin, "fields.save", OF("ticket"));
    t_call(&admin, "object.fields_save", "{'contract':7,'version':0,'fields':{'job':'a'}}");
    t_call(&admin, "object.fields_save", "{'ticket':7,'version':0,'fields':{'job':'b'}}");
    t_ok(&admin, "object.fields", "{'sets':[{'rows':[{'value':'a'},{},{},{}]}]}", "{'contract':7}");
    t_ok(&admin, "object.fields", "{'sets':[{'rows':[{'value':'b'},{},{},{}]}]}", "{'ticket':7}");
    t_ok(&admin, "fields.list", "{'rows':[{'object':'contract','fields':4},{'object':'ticket'}]}",
         "{}");
    /* what was entered keeps its type, also once the field has gone */
    t_refused(&admin, "fields.save", "meta.type_kept", "fields/0/type",
              "{'object':'contract','version':1,'fields':[{'code':'job','type':'number','label':"
              "{'fr':'X'}}]}");
    t_refused(&admin, "object.fields", "field.required", "contact", "{}");
    t_refused(&admin, "object.fields", "field.required", "contact", "{'ticket':7,'contract':7}");
    t_refused(&admin, "fields.save", "pack.needless", "kind",
              "{'object':'contract','kind':'company','fields':[]}");
}

static void test_SEC_10_objects_out_of_reach(void **state)
{
    (void)state;
    ADMIN;
    int32_t firm = t_client("Boulangerie Martin"), id = contact(firm), nobodys = contact(0);
    t_call(&admin, "fields.save", OF("contact"));
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    lea.own_clients_only = true;
    t_refused(&lea, "object.fields", "not_found", "contact", "{'contact':%d}", id);
    t_refused(&lea, "object.fields_save", "not_found", "contact",
              "{'contact':%d,'version':0,'fields':{'job':'x'}}", id);
    t_refused(&lea, "object.fields_changes", "not_found", "contact", "{'contact':%d}", id);
    t_ok(&lea, "object.fields", "{'version':0}", "{'contact':%d}", nobodys);
    t_sql("UPDATE llx_socpeople SET entity = 2 WHERE rowid = %d", nobodys);
    t_refused(&lea, "object.fields", "not_found", "contact", "{'contact':%d}", nobodys);
    struct ela_actor reader = t_user("rene", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "object.fields_save", "denied", NULL,
              "{'contact':%d,'version':0,'fields':{'job':'x'}}", id);
}

static void test_PLAT_08_fields_of_a_task_and_its_client(void **state)
{
    (void)state;
    ADMIN;
    int32_t firm = t_client("Boulangerie Martin");
    int64_t dossier = t_case(firm, admin.user_id);
    int64_t id =
        t_int_at(t_call(&admin, "task.create", "{'case':" D ",'title':'DPAE'}", dossier), "id");
    assert_null(t_at(t_call(&admin, "task.read", "{'task':" D "}", id), "fields"));
    t_call(&admin, "fields.save", OF("task"));
    t_ok(&admin, "task.fields_save", "{'version':1}",
         "{'task':" D ",'version':0,'fields':{'signs':true,'limit':'20','job':'x'}}", id);
    t_ok(&admin, "task.read",
         "{'fields':[{'code':'job','value':'x'},{'code':'signs','text':'Oui'},{'code':'limit'},{}],"
         "'may':{'fields':true}}",
         "{'task':" D "}", id);
    struct ela_actor camille = t_portal("camille@martin.example", firm);
    const struct ela_json *seen = t_call(&camille, "task.read", "{'task':" D "}", id);
    assert_int_equal(ela_json_size(t_at(seen, "fields")), 2);
    seen = t_call(&camille, "task.fields", "{'task':" D "}", id);
    assert_null(t_at(seen, "answers/limit"));
    assert_int_equal(ela_json_size(t_at(seen, "sets/0/fields")), 2);
    t_refused(&camille, "task.fields_save", "field.locked", "fields/signs",
              "{'task':" D ",'version':1,'fields':{'signs':false}}", id);
    t_ok(&camille, "task.fields_save", "{'version':2}",
         "{'task':" D ",'version':1,'fields':{'job':'Boulanger'}}", id);
    t_ok(&admin, "task.fields_changes",
         "{'rows':[{'field':'job','old':'x','new':'Boulanger','by_client':true},{},{},{}]}",
         "{'task':" D "}", id);
    struct ela_actor other = t_portal("sam@autre.example", t_client("Autre"));
    t_refused(&other, "task.fields", "not_found", "task", "{'task':" D "}", id);
    t_call(&admin, "task.move", "{'task':" D ",'to':'done'}", id);
    t_refused(&camille, "task.fields_save", "task.closed", "task",
              "{'task':" D ",'version':2,'fields':{'job':'y'}}", id);
    t_call(&admin, "task.delete", "{'task':" D "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sheet"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_PLAT_08_fields_of_a_contact),
        DB_TEST(test_PLAT_08_each_object_has_its_own),
        DB_TEST(test_SEC_10_objects_out_of_reach),
        DB_TEST(test_PLAT_08_fields_of_a_task_and_its_client),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
