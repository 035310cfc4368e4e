/*
 * Letters under test: a case with its client and a firm, templates of one paragraph, what a PDF
 * says.
 */
#ifndef TESTS_CORE_LETTER_SUPPORT_H
#define TESTS_CORE_LETTER_SUPPORT_H

#include "case_support.h"
#include "pack_support.h"
#include "pdf_support.h"

#define D "%" PRId64

static int64_t id;
static char text[1 << 20];

#define P(t) "{'type':'paragraph','content':[{'type':'text','text':'" t "'}]}"
#define V(n) "{'type':'variable','attrs':{'name':'" n "'}}"
#define BODY(code, blocks)                                                                         \
    "{'format':'elaska.letter/1','code':'" code "','label':{'fr':'Essai','en':'Trial'},'kind':"    \
    "'letter','subject':{'fr':'Dossier {{reference_dossier}}'},'body':{'fr':{'type':'doc',"        \
    "'content':[" blocks "]}}}"
#define SAVE(code, blocks) "{'body':" BODY(code, blocks) "}"
#define KEY(d)             #d "0123456789abcdef0123456789abcde"

static inline int setup(void **state)
{
    case_setup(state);
    t_store();
    t_setting("MAIN_INFO_SOCIETE_NOM", "Cabinet Léger");
    t_setting("MAIN_INFO_SOCIETE_TOWN", "Lyon");
    t_setting("ELASKA_PORTAL_URL", "https://clients.example.test");
    t_sql("UPDATE llx_societe SET address = '3, impasse du Noël\nBâtiment B', zip = '38000',"
          " town = 'Grenoble' WHERE rowid = %d",
          client);
    t_template(T_TEMPLATE(""));
    id = t_int_at(t_call(&boss, "case.create",
                         "{'title':'Audit d’été','client':%d,'lead':%d,'template':'audit'}", client,
                         tom.user_id),
                  "id");
    return 0;
}

static inline int teardown(void **state)
{
    return t_store_remove(state);
}
#define LETTER_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static inline void has(const char *what)
{
    if (!strstr(text, what))
        fail_msg("\"%s\" is not in:\n%.3000s", what, text);
}

static inline void has_not(const char *what)
{
    if (strstr(text, what))
        fail_msg("\"%s\" is in:\n%.3000s", what, text);
}

static inline void starter(void)
{
    struct ela_json *in;
    struct ela_error err = ELA_ERROR_INIT;
    static const char *const PACKS[] = {"core", "starter"};
    for (size_t i = 0; i < 2; i++) {
        struct ela_json *out = NULL;
        struct ela_request rq = {.db = T.db, .actor = &boss, .now = T.now};
        in = t_pack_input(PACKS[i]);
        assert_int_equal(
            ela_app_call(T.app, &rq, ELA_STR("pack.install"), in, &out, NULL, NULL, &err), ELA_OK);
        ela_json_free(in);
        ela_json_free(out);
    }
}

#endif
