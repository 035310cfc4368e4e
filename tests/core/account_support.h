/*
 * What the tests of portal accounts share: an invited and accepted member, signing in, mails and
 * events counted.
 */
#ifndef ELA_TESTS_ACCOUNT_SUPPORT_H
#define ELA_TESTS_ACCOUNT_SUPPORT_H

#include "support.h"

#include <inttypes.h>
#include <sodium.h>

#include "account/account.h"
#include "account/account_internal.h"

#define ACCOUNT_TEST(f) cmocka_unit_test_setup(f, clean)
/* Each program uses some of these. */
#pragma GCC diagnostic ignored "-Wunused-function"

#define GOOD  "Lampadaire-bleu-42"
#define OTHER "Tournevis.orange.77"

static struct ela_actor nobody, boss;
static int32_t client;

static int open_all(void **state)
{
    ela_password_cost(1, crypto_pwhash_MEMLIMIT_MIN);
    return t_open(state);
}

static int clean(void **state)
{
    t_clean(state);
    nobody = t_nobody();
    boss = t_user("boss", T_ALL_RIGHTS);
    client = t_client("Boulangerie Petit");
    return 0;
}

/* Token of the newest mail of a kind, cut out of its link. */
static const char *token_of(const char *kind)
{
    static char token[ELA_TOKEN_TEXT + 1];
    const char *text = t_text(
        "SELECT body_text FROM llx_elaska_outbox WHERE kind = '%s' ORDER BY rowid DESC LIMIT 1",
        kind);
    const char *at = strstr(text, ".example/");
    assert_non_null(at);
    at = strchr(at + 9, '/');
    assert_non_null(at);
    snprintf(token, sizeof token, "%.43s", at + 1);
    assert_int_equal(strlen(token), 43);
    return token;
}

static int64_t mails(const char *kind)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = '%s'", kind);
}

static int64_t events(const char *kind)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = '%s'", kind);
}

/* An invited and accepted account; gives its id. */
static int64_t member(const char *email)
{
    int64_t id =
        t_int_at(t_call(&boss, "account.invite",
                        "{'client': %d, 'email': '%s', 'name': 'Camille Petit'}", client, email),
                 "id");
    t_call(&nobody, "account.accept", "{'token': '%s', 'password': '" GOOD "'}",
           token_of("account.invitation"));
    t_sql("DELETE FROM llx_elaska_session");
    return id;
}

static const struct ela_json *login(const char *email, const char *password)
{
    return t_call(&nobody, "account.login", "{'email': '%s', 'password': '%s'}", email, password);
}

static struct ela_actor signed_in(const struct ela_json *me)
{
    return (struct ela_actor){.kind = ELA_ACTOR_PORTAL,
                              .entity = 1,
                              .lang = "fr",
                              .account_id = t_int_at(me, "account/id"),
                              .session_id = t_int_at(me, "session/id"),
                              .client_id = client};
}

static void wrong(const char *email)
{
    t_refused(&nobody, "account.login", "account.login_failed", "",
              "{'email': '%s', 'password': 'not it'}", email);
}

static void check_dead(struct ela_str token, int32_t entity, int64_t now)
{
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_session_check(T.db, entity, token, 0, now, &s, &err), ELA_E_DENIED);
    assert_string_equal(err.key, "session.ended");
}

#endif
