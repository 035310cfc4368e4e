/*
 * Links to documents, opened without an account: what may leave, how they open and stop opening,
 * and what the log tells. Source: DOC-11, SEC-18.
 */
#include "share_support.h"

static void calm(void)
{
    t_sql("DELETE FROM llx_elaska_throttle");
}

static void unavailable(int status)
{
    if (status != 404)
        fail_msg("%d %.*s", status, (int)R.body.n, R.body.p);
    assert_int_equal(status, 404);
    problem(404, "share.unavailable", NULL);
    assert_string_equal(R.file, "");
}

/* --- made --------------------------------------------------------------------------------- */

static void test_DOC_11_a_link_opens_with_its_password_and_gives_its_documents(void **state)
{
    (void)state;
    share(", 'password': true, 'message': 'Voici les pièces.'");
    assert_int_equal(strlen(link_to.password), 14);
    assert_int_equal(visit(link_to.token, link_to.password), 200);
    t_subset(answer,
             "{'share': {'name': 'Banque du Nord', 'message': 'Voici les pièces.', 'download': "
             "true}, 'files': [{'id': " D ", 'name': 'Offre.pdf', 'readable': true}, {'name': "
             "'Tableau.csv', 'readable': false}]}",
             quote);
    assert_null(ela_json_get(answer, "key"));
    assert_non_null(strstr(header("Set-Cookie"), path_of("Path=/v1/shares/" D ";", link_to.id)));
    assert_non_null(strstr(header("Set-Cookie"), "HttpOnly; SameSite=Strict; Secure"));
    assert_int_equal(http("GET", of_link(""), NULL), 200);
    assert_int_equal(http("GET", file_of(quote, ""), NULL), 200);
    assert_non_null(strstr(R.file, "elaska-store/"));
    assert_string_equal(header("Content-Disposition"), "attachment; filename=\"Offre.pdf\"");
    assert_int_equal(http("GET", file_of(quote, "?view=1"), NULL), 200);
    assert_string_equal(header("Content-Disposition"), "inline; filename=\"Offre.pdf\"");
    assert_int_equal(http("HEAD", file_of(quote, ""), NULL), 200);
    assert_non_null(strstr(R.file, "elaska-store/")); /* told how long it is, sent by nobody */
    assert_int_equal(logged("open", "ok"), 1);
    assert_int_equal(logged("download", "ok"), 1);
    assert_int_equal(logged("read", "ok"), 1);
    assert_int_equal(logged("head", "ok"), 1);
}

static void test_SEC_18_what_is_kept_of_a_link_opens_nothing(void **state)
{
    (void)state;
    share(", 'password': true");
    visit(link_to.token, link_to.password);
    const char *const kept[] = {"llx_elaska_share", "llx_elaska_share_session"};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(t_int("SELECT LENGTH(token_hash) FROM %s", kept[i]), 32);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_share WHERE password_hash LIKE "
                           "'$argon2id$%%'"),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE data LIKE '%%%s%%' OR data "
                           "LIKE '%%%s%%'",
                           link_to.token, link_to.password),
                     0);
    assert_string_equal(header("Referrer-Policy"), "no-referrer");
    assert_string_equal(header("Cache-Control"), "no-store");
    assert_string_equal(header("X-Robots-Tag"), "noindex, nofollow");
}

/* The address hides the token from servers and says no name; the mail of it never has the password.
 */
static void test_SEC_18_the_address_says_nothing_of_anybody(void **state)
{
    (void)state;
    const struct ela_json *made =
        t_call(&lea, "share.create",
               "{'case': " D ", 'files': [" D "], 'name': 'Paul Roux', 'email': 'p@bank.example', "
               "'purpose': 'bank', 'send': true}",
               dossier, quote);
    struct ela_str address = t_text_at(made, "address"), password = t_text_at(made, "password");
    assert_non_null(strstr(address.p, "https://clients.example/share#p-"));
    assert_int_equal(address.n, strlen("https://clients.example/share#p-") + ELA_TOKEN_TEXT);
    assert_int_equal(told("share.link_password"), 1);
    const char *body = t_text("SELECT body_text FROM llx_elaska_outbox WHERE kind = "
                              "'share.link_password'");
    assert_non_null(strstr(body, address.p));
    assert_null(strstr(body, password.p));
    t_refused(&lea, "share.create", "field.required", "email",
              "{'case': " D ", 'files': [" D "], 'name': 'x', 'send': true}", dossier, quote);
}

static void test_DOC_11_only_what_is_fit_to_leave_is_shared(void **state)
{
    (void)state;
    t_refused(&lea, "share.create", "share.not_shareable", "files",
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, draft_file);
    t_refused(&lea, "share.create", "not_found", "files",
              "{'case': " D ", 'files': [" D ", " D "], 'name': 'x'}", dossier, quote, their_file);
    t_refused(&lea, "share.create", "field.required", "files",
              "{'case': " D ", 'files': [], 'name': 'x'}", dossier);
    t_refused(&lea, "share.create", "field.required", "name", "{'case': " D ", 'files': [" D "]}",
              dossier, quote);
    struct ela_actor clerk = t_user("clerk", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    t_refused(&clerk, "share.create", "denied", NULL,
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, quote);
    t_sql("UPDATE llx_elaska_file SET level = 1, visible = 1 WHERE rowid = " D, draft_file);
    t_refused(&lea, "share.create", "share.not_shareable", "files",
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, draft_file);
    t_subset(t_call(&lea, "share.list", "{'case': " D "}", dossier),
             "{'rows': [], 'files': [{'id': " D "}, {'id': " D "}], 'policy': {'may': true}}",
             minutes, quote);
}

static void test_DOC_11_password_and_life_by_settings(void **state)
{
    (void)state;
    const struct ela_json *made =
        t_call(&lea, "share.create",
               "{'case': " D ", 'files': [" D "], 'name': 'x', 'password': "
               "false}",
               dossier, quote);
    assert_int_equal(t_int_at(made, "expires_at"), T.now + 15 * 86400);
    t_refused(&lea, "share.create", "share.password_required", "password",
              "{'case': " D ", 'files': [" D "], 'name': 'x', 'purpose': 'bank', 'password': "
              "false}",
              dossier, quote);
    t_refused(&lea, "share.create", "share.too_long", "days",
              "{'case': " D ", 'files': [" D "], 'name': 'x', 'days': 91}", dossier, quote);
    t_setting("ELASKA_SHARE_PASSWORD", "none");
    t_setting("ELASKA_SHARE_DAYS", "40");
    t_setting("ELASKA_SHARE_DAYS_MAX", "30");
    t_refused(&lea, "share.create", "share.password_none", "password",
              "{'case': " D ", 'files': [" D "], 'name': 'x', 'password': true}", dossier, quote);
    made = t_call(&lea, "share.create", "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier,
                  quote);
    assert_int_equal(t_int_at(made, "expires_at"), T.now + 30 * 86400);
    t_refused(&lea, "settings.check", "field.choice", "ELASKA_SHARE_PASSWORD",
              "{'name': 'ELASKA_SHARE_PASSWORD', 'value': 'perhaps'}");
    t_setting("ELASKA_PORTAL_URL", "");
    t_refused(&lea, "share.create", "share.no_portal", NULL,
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, quote);
}

/* --- refused ------------------------------------------------------------------------------ */

static void test_DOC_11_five_wrong_passwords_block_the_link(void **state)
{
    (void)state;
    share(", 'password': true");
    for (int i = 0; i < ELA_SHARE_WRONG_MAX; i++) {
        assert_int_equal(told("share.blocked"), 0);
        unavailable(visit(link_to.token, "abcd-efgh-jkmn"));
    }
    calm();
    unavailable(visit(link_to.token, link_to.password)); /* the sixth, though it is right */
    assert_int_equal(logged("open", "wrong"), 5);
    assert_int_equal(logged("open", "blocked"), 1);
    assert_int_equal(told("share.blocked"), 1);
    t_subset(t_call(&lea, "share.list", "{'case': " D "}", dossier),
             "{'rows': [{'state': 'blocked', 'wrong': 5}]}");
    /* Another password opens it again; the old one does not. */
    const struct ela_json *new = t_call(&lea, "share.password", "{'share': " D "}", link_to.id);
    char password[32];
    snprintf(password, sizeof password, "%s", t_text_at(new, "password").p);
    unavailable(visit(link_to.token, link_to.password));
    assert_int_equal(visit(link_to.token, password), 200);
}

/* As typed on a phone: a capital, spaces instead of dashes. */
static void test_DOC_11_a_password_as_people_type_it(void **state)
{
    (void)state;
    char typed[48];
    share(", 'password': true");
    snprintf(typed, sizeof typed, " %s ", link_to.password);
    for (char *p = typed; *p != '\0'; p++)
        *p = *p == '-' ? ' ' : (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);
    assert_int_equal(visit(link_to.token, typed), 200);
}

static void test_SEC_18_every_refusal_is_the_same(void **state)
{
    (void)state;
    static char first[600];
    share(OPEN);
    t_sql("UPDATE llx_elaska_share SET expires_at = %" PRId64, T.now);
    unavailable(visit(link_to.token, NULL));
    snprintf(first, sizeof first, "%.*s", (int)R.body.n, R.body.p);
    share(", 'password': true");
    t_call(&lea, "share.revoke", "{'share': " D "}", link_to.id);
    const char *const tokens[] = {link_to.token, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                  "not a token", "../../etc/passwd"};
    for (size_t i = 0; i < 4; i++) {
        unavailable(visit(tokens[i], link_to.password));
        assert_int_equal(R.body.n, strlen(first));
        assert_memory_equal(R.body.p, first, R.body.n);
    }
    assert_int_equal(logged("open", "revoked"), 1);
    share(", 'password': true");
    unavailable(visit(link_to.token, NULL)); /* no try at a password: nothing is counted */
    assert_int_equal(logged("open", "none"), 1);
    assert_int_equal(t_int("SELECT wrong FROM llx_elaska_share WHERE rowid = " D, link_to.id), 0);
}

static void test_SEC_18_guessing_is_slowed_down(void **state)
{
    (void)state;
    int status = 404;
    for (int i = 0; i < 40 && status == 404; i++)
        status = visit("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NULL);
    assert_int_equal(status, 429);
    share(OPEN);
    assert_int_equal(visit(link_to.token, NULL), 429);
}

/* --- visits ------------------------------------------------------------------------------- */

static void test_DOC_11_a_visit_is_of_one_link_and_short(void **state)
{
    (void)state;
    int64_t first;
    share(OPEN);
    assert_int_equal(visit(link_to.token, NULL), 200);
    first = link_to.id;
    share(OPEN);
    unavailable(http("GET", of_link(""), NULL)); /* with the key of the other */
    link_to.id = first;
    assert_int_equal(http("GET", of_link(""), NULL), 200);
    unavailable(http("GET", path_of("/v1/clients/%d/home", client), NULL) == 401
                    ? http("GET", path_of("/v1/shares/" D, (int64_t)INT64_MAX), NULL)
                    : 0);
    T.now += ELA_SHARE_VISIT_S + 1;
    unavailable(http("GET", of_link(""), NULL));
    B.cookie = "";
    unavailable(http("GET", of_link(""), NULL));
    B.cookie = "__Secure-elaska_visit=../../x";
    unavailable(http("GET", of_link(""), NULL));
}

static void test_DOC_11_revoked_and_expired_end_what_is_open(void **state)
{
    (void)state;
    share(OPEN);
    visit(link_to.token, NULL);
    T.now = t_int("SELECT expires_at FROM llx_elaska_share WHERE rowid = " D, link_to.id) - 60;
    visit(link_to.token, NULL);
    T.now += 61;
    unavailable(http("GET", file_of(quote, ""), NULL));
    t_call(&lea, "share.extend", "{'share': " D ", 'days': 3}", link_to.id);
    assert_int_equal(http("GET", file_of(quote, ""), NULL), 200);
    t_call(&lea, "share.revoke", "{'share': " D "}", link_to.id);
    unavailable(http("GET", file_of(quote, ""), NULL));
    t_refused(&lea, "share.extend", "share.revoked", "share", "{'share': " D ", 'days': 3}",
              link_to.id);
    t_refused(&lea, "share.password", "share.revoked", "share", "{'share': " D "}", link_to.id);
}

static void test_DOC_11_a_document_that_goes_leaves_the_link(void **state)
{
    (void)state;
    share(OPEN);
    visit(link_to.token, NULL);
    t_call(&lea, "file.delete", "{'file': " D "}", quote);
    assert_int_equal(http("GET", of_link(""), NULL), 200);
    assert_int_equal(ela_json_size(ela_json_get(answer, "files")), 1);
    assert_int_equal(http("GET", file_of(quote, ""), NULL), 404);
    problem(404, "not_found", "file");
    t_call(&lea, "file.update", "{'file': " D ", 'visible': false}", minutes);
    assert_int_equal(http("GET", file_of(minutes, ""), NULL), 404);
    assert_int_equal(http("GET", file_of(their_file, ""), NULL), 404);
    assert_int_equal(logged("download", "gone"), 3);
    t_subset(t_call(&lea, "share.list", "{'case': " D "}", dossier),
             "{'rows': [{'files': [{'there': false}, {'there': false}]}]}");
}

/* What the client sends anew waits for a reading and is not given; what is refused is given no
 * more. */
static void test_DOC_11_a_piece_is_given_while_it_is_validated(void **state)
{
    (void)state;
    struct ela_actor camille = {.kind = ELA_ACTOR_PORTAL,
                                .entity = 1,
                                .lang = "fr",
                                .account_id = account,
                                .client_id = client};
    int64_t piece = t_int_at(t_call(&lea, "piece.add",
                                    "{'case': " D ", 'label': 'Kbis', 'category': 'identity', "
                                    "'from': 'client', 'required': true, 'many': true}",
                                    dossier),
                             "id");
    T.body_in = ELA_STR("%PDF-1.7 kbis");
    int64_t kbis = t_int_at(
        t_call(&camille, "file.put", "{'object': 'piece', 'id': " D ", 'name': 'k.pdf'}", piece),
        "id");
    t_refused(&lea, "share.create", "share.not_shareable", "files",
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, kbis);
    t_call(&lea, "piece.validate", "{'pieces': [" D "]}", piece);
    minutes = kbis;
    share(OPEN);
    visit(link_to.token, NULL);
    assert_int_equal(http("GET", file_of(kbis, ""), NULL), 200);
    T.body_in = ELA_STR("%PDF-1.7 kbis 2");
    int64_t next = t_int_at(
        t_call(&camille, "file.put", "{'object': 'piece', 'id': " D ", 'name': 'k2.pdf'}", piece),
        "id");
    assert_int_equal(http("GET", file_of(kbis, ""), NULL), 200);
    t_refused(&lea, "share.create", "share.not_shareable", "files",
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, next);
    t_call(&lea, "piece.refuse", "{'piece': " D ", 'reason': 'Illisible'}", piece);
    assert_int_equal(http("GET", file_of(kbis, ""), NULL), 404);
}

static void test_DOC_11_read_without_taking_away(void **state)
{
    (void)state;
    share(", 'password': false, 'download': false");
    visit(link_to.token, NULL);
    assert_int_equal(http("GET", file_of(quote, "?view=1"), NULL), 200);
    assert_int_equal(http("GET", file_of(quote, ""), NULL), 403);
    problem(403, "share.read_only", "file");
    assert_int_equal(http("GET", file_of(minutes, "?view=1"), NULL), 403);
    assert_int_equal(logged("download", "refused"), 2);
}

static void test_DOC_11_the_adviser_is_told_of_the_first_reading_alone(void **state)
{
    (void)state;
    share(OPEN);
    for (int i = 0; i < 4; i++)
        visit(link_to.token, NULL);
    assert_int_equal(told("share.opened"), 1);
    assert_string_equal(t_text("SELECT recipient FROM llx_elaska_outbox WHERE kind = "
                               "'share.opened'"),
                        "lea@firm.example");
    assert_int_equal(logged("open", "ok"), 4);
    const struct ela_json *log = t_call(&lea, "share.log", "{'share': " D "}", link_to.id);
    assert_int_equal(ela_json_size(ela_json_get(log, "rows")), 4);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'share.opened'"), 1);
}

static void test_DOC_11_links_of_a_case_are_for_those_who_reach_it(void **state)
{
    (void)state;
    share(OPEN);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = " D, dossier);
    struct ela_actor paul = t_user("paul", T_ALL_RIGHTS);
    static const char *const ops[] = {"share.log", "share.revoke", "share.password"};
    for (size_t i = 0; i < 3; i++)
        t_refused(&paul, ops[i], "not_found", "share", "{'share': " D "}", link_to.id);
    t_refused(&paul, "share.extend", "not_found", "share", "{'share': " D ", 'days': 1}",
              link_to.id);
    t_refused(&paul, "share.list", "not_found", "case", "{'case': " D "}", dossier);
    t_refused(&paul, "share.create", "not_found", "case",
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, quote);
}

static void test_DOC_11_input_that_no_form_sends(void **state)
{
    (void)state;
    share(OPEN);
    assert_int_equal(http("POST", "/v1/shares", "{}"), 422);
    problem(422, "field.required", "token");
    assert_int_equal(http("POST", "/v1/shares", "{'token': 1}"), 422);
    assert_int_equal(http("POST", "/v1/shares?token=x", "{'token': 'x'}"), 422);
    assert_int_equal(http("GET", "/v1/shares/1/files/..%2f..%2fetc%2fpasswd", NULL), 404);
    assert_int_equal(http("GET", "/v1/shares/1/files/0", NULL), 404);
    visit(link_to.token, NULL);
    assert_int_equal(http("GET", of_link("?key=x"), NULL), 422);
    assert_int_equal(http("GET", file_of(quote, "?head=1"), NULL), 422);
    assert_int_equal(http("DELETE", of_link(""), NULL), 405);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHARE_TEST(test_DOC_11_a_link_opens_with_its_password_and_gives_its_documents),
        SHARE_TEST(test_SEC_18_what_is_kept_of_a_link_opens_nothing),
        SHARE_TEST(test_SEC_18_the_address_says_nothing_of_anybody),
        SHARE_TEST(test_DOC_11_only_what_is_fit_to_leave_is_shared),
        SHARE_TEST(test_DOC_11_password_and_life_by_settings),
        SHARE_TEST(test_DOC_11_five_wrong_passwords_block_the_link),
        SHARE_TEST(test_DOC_11_a_password_as_people_type_it),
        SHARE_TEST(test_SEC_18_every_refusal_is_the_same),
        SHARE_TEST(test_SEC_18_guessing_is_slowed_down),
        SHARE_TEST(test_DOC_11_a_visit_is_of_one_link_and_short),
        SHARE_TEST(test_DOC_11_revoked_and_expired_end_what_is_open),
        SHARE_TEST(test_DOC_11_a_document_that_goes_leaves_the_link),
        SHARE_TEST(test_DOC_11_a_piece_is_given_while_it_is_validated),
        SHARE_TEST(test_DOC_11_read_without_taking_away),
        SHARE_TEST(test_DOC_11_the_adviser_is_told_of_the_first_reading_alone),
        SHARE_TEST(test_DOC_11_links_of_a_case_are_for_those_who_reach_it),
        SHARE_TEST(test_DOC_11_input_that_no_form_sends),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
