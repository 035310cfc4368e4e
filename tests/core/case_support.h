/*
 * A template for the tests of the process of cases, and shorthands over its operations.
 */
#ifndef ELA_TESTS_CASE_SUPPORT_H
#define ELA_TESTS_CASE_SUPPORT_H

#include "support.h"

#include <inttypes.h>

#define L(t) "{'fr':'" t "','en':'" t " (en)'}"

/* Four steps one after the other; the third only where there is something to negotiate. `more`
 * stands before the fields: members of the template. */
/* clang-format off */
#define T_TEMPLATE(more) \
    "{'body':{'format':'elaska.template/1','code':'audit','label':" L("Audit") "," \
    "'nature':'mission','client_kinds':['company'],'family':'business','icon':'search','colour':'blue'," \
    "'visible':true,'requestable':false,'due_days':30," more \
    "'fields':[{'code':'amount','type':'number','label':" L("Montant") ",'group':'deal'}," \
    "{'code':'negotiate','type':'yesno','label':" L("Négocier") ",'group':'deal'}," \
    "{'code':'seen_on','type':'date','label':" L("Vu le") ",'group':'deal'}]," \
    "'groups':[{'code':'deal','label':" L("Affaire") "}]," \
    "'forms':[{'code':'visit','label':" L("Visite") ",'pages':[{'code':'one','label':" L("Page") "," \
    "'fields':[{'code':'people','type':'number','label':" L("Effectif") ",'required':true}," \
    "{'code':'remark','type':'text','label':" L("Remarque") "}]}]}]," \
    "'steps':[{'code':'meet','label':" L("Rencontre") ",'client_label':" L("Notre rencontre") "," \
    "'form':'visit','days':5,'weight':2}," \
    "{'code':'study','label':" L("Étude") ",'days':5,'visible':false}," \
    "{'code':'deal','label':" L("Négociation") ",'applicable':'negotiate = true'}," \
    "{'code':'report','label':" L("Rapport") ",'days':10}]," \
    "'pieces':[{'code':'kbis','label':" L("Extrait Kbis") ",'category':'identity','from':'client'," \
    "'required':true,'validity_months':3,'step':'meet'}," \
    "{'code':'accounts','label':" L("Comptes") ",'category':'finance','from':'client'," \
    "'required':true,'many':true}," \
    "{'code':'notes','label':" L("Notes") ",'category':'other','from':'office','required':false," \
    "'step':'study'}," \
    "{'code':'quote','label':" L("Devis") ",'category':'finance','from':'client','required':false," \
    "'show_if':'negotiate = true'}]," \
    "'tags':[{'code':'fin','label':" L("Finances") ",'count':{'pieces':{'category':'finance'}}}," \
    "{'code':'todo','label':" L("Tâches") ",'count':{'tasks':'open'}}]},'active':true}"

/* The same kind, with what the test says alone. */
#define T_SMALL(visible, more)                                                                     \
    "{'body':{'format':'elaska.template/1','code':'audit','label':" L(                             \
        "Audit") ",'nature':'mission',"                                                            \
                 "'client_kinds':['company'],'family':'business','icon':'search','colour':'blue'," \
                 "'visible':" visible ",'requestable':false," more "},'active':true}"
/* clang-format on */

static struct ela_actor boss, tom, camille;
static int32_t client;

static int case_setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    tom = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    client = t_client("Boulangerie Martin");
    camille = t_portal("camille@martin.example", client);
    return 0;
}

#define CASE_TEST(f) cmocka_unit_test_setup(f, case_setup)

static inline void t_template(const char *save)
{
    t_call(&boss, "template.save", "%s", save);
}

/* One more revision of it. */
static inline void t_template_again(const char *save)
{
    t_call(&boss, "template.save", "%.*s,'version':%" PRId64 "}", (int)strlen(save) - 1, save,
           t_int("SELECT version FROM llx_elaska_definition_head WHERE kind = 'template'"));
}

static inline int64_t t_audit(const char *more)
{
    return t_int_at(t_call(&boss, "case.create",
                           "{'title':'Audit','client':%d,'lead':%d,'template':'audit'%s}", client,
                           boss.user_id, more),
                    "id");
}

static inline int64_t t_step(int64_t id, const char *code)
{
    return t_int("SELECT rowid FROM llx_elaska_case_step WHERE fk_case = %" PRId64
                 " AND code = '%s'",
                 id, code);
}

static inline int64_t t_piece(int64_t id, const char *code)
{
    return t_int("SELECT rowid FROM llx_elaska_case_piece WHERE fk_case = %" PRId64
                 " AND code = '%s'",
                 id, code);
}

/* "done,current,na,todo" */
static inline const char *t_steps(int64_t id)
{
    return t_text("SELECT GROUP_CONCAT(status ORDER BY position) FROM llx_elaska_case_step WHERE "
                  "fk_case = %" PRId64,
                  id);
}

#endif
