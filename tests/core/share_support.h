/*
 * A case with documents fit to leave the firm and others that are not, for the tests of links and
 * of the register of sendings.
 */
#ifndef ELA_TESTS_SHARE_SUPPORT_H
#define ELA_TESTS_SHARE_SUPPORT_H

#include "portal_support.h"

#include "share/share.h"

#define D "%" PRId64

static struct ela_actor lea, nobody;
static int64_t dossier, theirs, quote, minutes, draft_file, their_file;

static int64_t shared_file(int64_t of_case, const char *name, const char *bytes, bool visible)
{
    T.body_in = ela_str_of(bytes);
    int64_t id = t_int_at(t_call(&lea, "file.put",
                                 "{'object': 'case', 'id': " D ", 'name': '%s', 'visible': %s}",
                                 of_case, name, visible ? "true" : "false"),
                          "id");
    T.body_in = (struct ela_str){NULL, 0};
    return id;
}

static int share_setup(void **state)
{
    if (clean(state) != 0)
        return -1;
    t_store();
    lea = t_user("lea", T_ALL_RIGHTS);
    nobody = t_nobody();
    t_sql("UPDATE llx_user SET email = 'lea@firm.example', statut = 1 WHERE rowid = %d",
          lea.user_id);
    t_setting("ELASKA_PORTAL_URL", "https://clients.example");
    t_setting("ELASKA_MAIL_FROM", "cabinet@firm.example");
    dossier = t_case(client, lea.user_id);
    theirs = t_case(other, lea.user_id);
    quote = shared_file(dossier, "Offre.pdf", "%PDF-1.7 offre", true);
    minutes = shared_file(dossier, "Tableau.csv", "a;b\n1;2\n", true);
    draft_file = shared_file(dossier, "Brouillon.pdf", "%PDF-1.7 brouillon", false);
    their_file = shared_file(theirs, "Autre.pdf", "%PDF-1.7 autre", true);
    return 0;
}
#define SHARE_TEST(f) cmocka_unit_test_setup_teardown(f, share_setup, t_store_remove)

/* A link to both documents for a bank; `more`: further members. Token and password are kept. */
static struct {
    int64_t id;
    char token[ELA_TOKEN_TEXT + 1], password[32];
} link_to;

#define OPEN ", 'password': false"

static void share(const char *more)
{
    const struct ela_json *made =
        t_call(&lea, "share.create",
               "{'case': " D ", 'files': [" D ", " D "], 'name': 'Banque du Nord'%s}", dossier,
               quote, minutes, more);
    struct ela_str address = t_text_at(made, "address"),
                   password = ela_json_text(ela_json_get(made, "password"));
    link_to.id = t_int_at(made, "id");
    assert_true(address.n > ELA_TOKEN_TEXT);
    snprintf(link_to.token, sizeof link_to.token, "%s", address.p + address.n - ELA_TOKEN_TEXT);
    snprintf(link_to.password, sizeof link_to.password, "%.*s", (int)password.n,
             password.n ? password.p : "");
}

/* Opened as a visitor's browser does; the cookie is kept for the next calls. */
static int visit(const char *token, const char *password)
{
    static char cookie[128];
    char body[400];
    if (password)
        snprintf(body, sizeof body, "{'token': '%s', 'password': '%s'}", token, password);
    else
        snprintf(body, sizeof body, "{'token': '%s'}", token);
    B.cookie = "";
    int status = http("POST", "/v1/shares", body);
    if (status == 200) {
        snprintf(cookie, sizeof cookie, "__Secure-elaska_visit=%s", B.rt);
        B.cookie = cookie;
    }
    return status;
}

static const char *of_link(const char *rest)
{
    return path_of("/v1/shares/" D "%s", link_to.id, rest);
}

static const char *file_of(int64_t file, const char *query)
{
    return path_of("/v1/shares/" D "/files/" D "%s", link_to.id, file, query);
}

static int64_t logged(const char *action, const char *result)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_share_log WHERE fk_share = " D
                 " AND action = '%s' AND result = '%s'",
                 link_to.id, action, result);
}

static int64_t told(const char *kind)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = '%s'", kind);
}

#endif
