/*
 * What the tests of requests share: two kinds of case with a guided form, a client with two
 * accounts, somebody else, and an adviser.
 */
#ifndef ELA_TESTS_REQUEST_SUPPORT_H
#define ELA_TESTS_REQUEST_SUPPORT_H

#include "support.h"

#include <inttypes.h>

/* Each program uses some of these. */
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"

#define D   "%" PRId64
#define KEY "0123456789abcdef0123456789abcde"

static struct ela_actor boss, adviser, camille, sam, stranger;
static int32_t client, other;

/* Pages, a condition, a number, a target on the case and one on the client. `extra` is one more
 * field of the first page, with its comma. */
#define TAX_HELP(extra)                                                                             \
    "{'format':'elaska.template/1','code':'tax-help','label':{'fr':'Aide fiscale','en':'Tax "       \
    "help'},'client_description':{'fr':'Nous préparons votre déclaration.','en':'We prepare "     \
    "it.'},"                                                                                        \
    "'nature':'demarche','client_kinds':['individual'],'family':'tax','icon':'receipt-tax',"        \
    "'colour':'blue','visible':true,'requestable':true,"                                            \
    "'billing':{'model':'fixed','price':'150.00','vat':'20'},"                                      \
    "'fields':[{'code':'income_year','type':'number','label':{'fr':'Année','en':'Year'},"          \
    "'decimals':0}],"                                                                               \
    "'forms':[{'code':'request','label':{'fr':'Votre demande','en':'Your request'},'pages':["       \
    "{'code':'need','label':{'fr':'Votre besoin','en':'Your need'},'fields':["                      \
    "{'code':'year','type':'number','label':{'fr':'Année','en':'Year'},'required':true,"           \
    "'min':'2015','max':'2100','decimals':0,'target':'fields.income_year'}," extra                  \
    "{'code':'abroad','type':'yesno','label':{'fr':'Revenus à l’étranger','en':'Income "        \
    "abroad'},'required':true}]},"                                                                  \
    "{'code':'where','label':{'fr':'À l’étranger','en':'Abroad'},'show_if':'abroad','fields':[" \
    "{'code':'country','type':'text','label':{'fr':'Pays','en':'Country'},'required':true},"        \
    "{'code':'phone','type':'phone','label':{'fr':'Téléphone','en':'Phone'},"                     \
    "'target':'client.phone'}]}]}],"                                                                \
    "'steps':[{'code':'start','label':{'fr':'Collecte','en':'Collect'}},"                           \
    "{'code':'end','label':{'fr':'Dépôt','en':'Filing'}}]}"

#define HIRING                                                                                     \
    "{'format':'elaska.template/1','code':'hiring','label':{'fr':'Embauche','en':'Hiring'},"       \
    "'nature':'mission','client_kinds':['company'],'family':'hr','icon':'user-plus',"              \
    "'colour':'teal','visible':true,'requestable':true,'billing':{'model':'unbilled'},"            \
    "'steps':[{'code':'start','label':{'fr':'Contrat','en':'Contract'}}]}"

static void template(const char *body)
{
    t_call(&boss, "template.save", "{'body': %s, 'active': true}", body);
}

/* ELA_CLIENT_ bits: 1 individual, 2 company, 8 association. */
static void client_kinds(int32_t id, int bits)
{
    t_sql("DELETE FROM llx_elaska_client WHERE fk_soc = %d", id);
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, kinds) VALUES (1, %d, %d)", id, bits);
}

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    adviser = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    client = t_client("Famille Petit");
    other = t_client("Garage Lenoir");
    camille = t_portal("camille@client.example", client);
    sam = t_portal("sam@client.example", client);
    stranger = t_portal("lenoir@client.example", other);
    client_kinds(client, 1);
    client_kinds(other, 1);
    template(TAX_HELP(""));
    template(HIRING);
    return 0;
}
#define REQUEST_TEST(f) cmocka_unit_test_setup(f, setup)

/* A complete draft under KEY + last, of Camille. */
static int64_t draft(const char *last)
{
    return t_int_at(t_call(&camille, "request.draft",
                           "{'draft_key': '" KEY "%s', 'kind': 'tax-help', 'answers': {'year': "
                           "'2026', 'abroad': false}}",
                           last),
                    "id");
}

static int64_t sent(const char *last)
{
    int64_t id = draft(last);
    t_call(&camille, "request.send", "{'request': " D ", 'consent': true}", id);
    return id;
}

static int64_t mails(const char *kind)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = '%s'", kind);
}

#endif
