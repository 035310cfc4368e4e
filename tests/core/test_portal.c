/*
 * The portal API: routes and their description, sessions, cookies, CSRF.
 */
#include "portal_support.h"

/* --- the description -------------------------------------------------------------------------- */

static const struct ela_portal_route *route_of(const char *method, const char *path)
{
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        char lower[8];
        size_t n = 0;
        for (; r->method[n] != '\0'; n++)
            lower[n] = (char)(r->method[n] + 32);
        lower[n] = '\0';
        if (strcmp(lower, method) == 0 && strcmp(r->path, path) == 0)
            return r;
    }
    return NULL;
}

static bool in_list(const char *list, struct ela_str name)
{
    size_t n = name.n;
    for (const char *p = list; *p != '\0';
         p += strcspn(p, ",") + (p[strcspn(p, ",")] != '\0' ? 1 : 0)) {
        if (strcspn(p, ",") == n && memcmp(p, name.p, n) == 0)
            return true;
    }
    return false;
}

static size_t count_list(const char *list)
{
    size_t n = list[0] != '\0' ? 1 : 0;
    for (; *list != '\0'; list++)
        n += *list == ',';
    return n;
}

static void check_parameters(const struct ela_portal_route *r, const struct ela_json *one)
{
    const struct ela_json *list = ela_json_get(one, "parameters");
    size_t queries = 0, paths = 0, braces = 0;
    bool csrf = false;
    for (size_t i = 0; i < ela_json_size(list); i++) {
        struct ela_str in = t_text_at(ela_json_at(list, i), "in"),
                       name = t_text_at(ela_json_at(list, i), "name");
        char braced[40];
        snprintf(braced, sizeof braced, "{%.*s}", (int)name.n, name.p);
        if (ela_str_is(in, "query")) {
            queries++;
            if (!in_list(r->query, name))
                fail_msg("%s %s: query %.*s is not taken", r->method, r->path, (int)name.n, name.p);
        } else if (ela_str_is(in, "path")) {
            paths++;
            assert_non_null(strstr(r->path, braced));
        } else {
            csrf = ela_str_is(name, "X-Elaska-CSRF");
        }
    }
    for (const char *p = r->path; *p != '\0'; p++)
        braces += *p == '{';
    assert_int_equal(paths, braces);
    assert_int_equal(queries, count_list(r->query));
    assert_int_equal(csrf, r->auth == ELA_AUTH_SESSION && strcmp(r->method, "GET") != 0);
}

static void check_security(const struct ela_portal_route *r, const struct ela_json *one)
{
    const struct ela_json *scheme = ela_json_at(ela_json_get(one, "security"), 0);
    enum ela_portal_auth auth = ela_json_get(scheme, "access") != NULL    ? ELA_AUTH_SESSION
                                : ela_json_get(scheme, "refresh") != NULL ? ELA_AUTH_RENEWAL
                                : ela_json_get(scheme, "visit") != NULL   ? ELA_AUTH_VISIT
                                                                          : ELA_AUTH_NONE;
    if (auth != r->auth)
        fail_msg("%s %s: another kind of authentication is described", r->method, r->path);
}

/* Members of the described body are fields of the operation; those that it needs are described,
 * the others may be the firm's only. */
static void check_body(const struct ela_portal_route *r, const struct ela_json *one)
{
    const struct ela_json *ref = t_at(one, "requestBody/content");
    ref = ela_json_get(ela_json_get(ela_json_get(ref, "application/json"), "schema"), "$ref");
    if (ref == NULL)
        return;
    char name[64];
    snprintf(name, sizeof name, "%s", strrchr(ela_json_text(ref).p, '/') + 1);
    const struct ela_json *schema =
        ela_json_get(ela_json_get(ela_json_get(described, "components"), "schemas"), name);
    const struct ela_json *properties = ela_json_get(schema, "properties"), *value = NULL;
    const struct ela_op *op = ela_op_find(ela_str_of(r->op));
    const char *key = NULL;
    size_t found = 0;
    for (const void *it = NULL; (it = ela_json_next(properties, it, &key, &value)) != NULL;) {
        for (const struct ela_field *f = op->fields; f->type != ELA_FT_END; f++)
            found += strcmp(f->name, key) == 0;
    }
    if (found != ela_json_size(properties))
        fail_msg("%s %s: the body describes what %s does not take", r->method, r->path, r->op);
    for (const struct ela_field *f = op->fields; f->type != ELA_FT_END; f++) {
        char braced[40];
        snprintf(braced, sizeof braced, "{%s}", f->name);
        if ((f->flags & ELA_FF_REQUIRED) != 0 && strstr(r->path, braced) == NULL &&
            ela_json_get(properties, f->name) == NULL)
            fail_msg("%s %s: %s needs %s", r->method, r->path, r->op, f->name);
    }
}

static void test_PORT_03_description_and_routes_agree(void **state)
{
    (void)state;
    const struct ela_json *paths = ela_json_get(described, "paths"), *item = NULL, *one = NULL;
    const char *path = NULL, *method = NULL;
    size_t n = 0, routes = 0;
    for (const void *it = NULL; (it = ela_json_next(paths, it, &path, &item)) != NULL;) {
        for (const void *k = NULL; (k = ela_json_next(item, k, &method, &one)) != NULL; n++) {
            const struct ela_portal_route *r = route_of(method, path);
            char status[8];
            if (r == NULL)
                fail_msg("%s %s is described, not served", method, path);
            snprintf(status, sizeof status, "%d", r->status);
            assert_non_null(ela_json_get(ela_json_get(one, "responses"), status));
            check_parameters(r, one);
            check_security(r, one);
            check_body(r, one);
        }
    }
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++)
        routes++;
    assert_int_equal(n, routes);
}

static void test_PORT_03_every_route_has_an_operation_open_to_its_caller(void **state)
{
    (void)state;
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        if (r->op == NULL)
            continue;
        const struct ela_op *op = ela_op_find(ela_str_of(r->op));
        if (op == NULL)
            fail_msg("%s does not exist", r->op);
        unsigned want = r->auth == ELA_AUTH_SESSION ? ELA_BY_PORTAL | ELA_BY_ANYONE : ELA_BY_ANYONE;
        if ((op->actors & want) == 0)
            fail_msg("%s may not be called through %s %s", r->op, r->method, r->path);
    }
}

static void test_PORT_03_description_is_served(void **state)
{
    (void)state;
    assert_int_equal(http("GET", "/v1/openapi.json", NULL), 200);
    assert_int_equal(R.body.n, ELA_OPENAPI_JSON_SIZE);
    char tag[80];
    snprintf(tag, sizeof tag, "%s", header("ETag"));
    B.etag = tag;
    assert_int_equal(http("GET", "/v1/openapi.json", NULL), 304);
    assert_int_equal(R.body.n, 0);
}

/* --- sessions --------------------------------------------------------------------------------- */

static void test_SEC_02_tokens_travel_in_cookies_only(void **state)
{
    (void)state;
    login();
    t_subset(answer, "{'account': {'email': 'camille@client.example'}, 'clients': [{'id': %d}]}",
             client);
    assert_null(ela_json_get(answer, "access_token"));
    assert_null(ela_json_get(answer, "refresh_token"));
    assert_null(strstr(R.body.p, B.at));
    size_t seen = 0;
    for (size_t i = 0; i < R.nheaders; i++) {
        const char *v = R.headers[i].value;
        if (strcmp(R.headers[i].name, "Set-Cookie") != 0)
            continue;
        seen++;
        bool at = strncmp(v, "__Host-elaska_at=", 17) == 0;
        assert_true(at || strncmp(v, "__Secure-elaska_rt=", 19) == 0);
        assert_non_null(strstr(v, at ? "; Path=/;" : "; Path=/v1/session;"));
        assert_non_null(strstr(v, "; HttpOnly; SameSite=Strict; Secure"));
        assert_null(strstr(v, "Max-Age"));
    }
    assert_int_equal(seen, 2);
    assert_int_equal(http("GET", "/v1/me", NULL), 200);
    assert_int_equal(t_int_at(answer, "account/id"), account);
}

static void test_SEC_02_staying_signed_in_keeps_cookies(void **state)
{
    (void)state;
    assert_int_equal(http("POST", "/v1/session",
                          "{'email': 'camille@client.example', 'password': '" GOOD
                          "', 'remember': true}"),
                     200);
    size_t lasting = 0;
    for (size_t i = 0; i < R.nheaders; i++)
        lasting += strstr(R.headers[i].value, "Max-Age=900") != NULL ||
                   strstr(R.headers[i].value, "Max-Age=2592000") != NULL;
    assert_int_equal(lasting, 2);
}

static void test_SEC_02_renewal_over_http(void **state)
{
    (void)state;
    login();
    char old[64];
    snprintf(old, sizeof old, "%s", B.rt);
    T.now += 901;
    http("GET", "/v1/me", NULL);
    problem(401, "session.ended", NULL);
    assert_int_equal(http("POST", "/v1/session/renewal", NULL), 200);
    assert_int_equal(http("GET", "/v1/me", NULL), 200);
    snprintf(B.rt, sizeof B.rt, "%s", old);
    http("POST", "/v1/session/renewal", "{}");
    problem(401, "session.ended", NULL);
    assert_string_equal(B.rt, "");
    http("POST", "/v1/session/renewal", NULL);
    problem(401, "session.ended", NULL);
    http("POST", "/v1/session/renewal",
         "{'refresh': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}");
    problem(422, "field.unknown", "refresh");
}

static void test_SEC_02_logout_ends_both_tokens(void **state)
{
    (void)state;
    login();
    char at[64], rt[64];
    snprintf(at, sizeof at, "%s", B.at);
    snprintf(rt, sizeof rt, "%s", B.rt);
    assert_int_equal(http("DELETE", "/v1/session", NULL), 204);
    assert_string_equal(B.at, "");
    snprintf(B.at, sizeof B.at, "%s", at);
    snprintf(B.rt, sizeof B.rt, "%s", rt);
    assert_int_equal(http("GET", "/v1/me", NULL), 401);
    assert_int_equal(http("POST", "/v1/session/renewal", NULL), 401);
}

static void test_SEC_09_plain_http_on_loopback_only(void **state)
{
    (void)state;
    B.https = false;
    http("POST", "/v1/session", "{}");
    problem(426, "request.https", NULL);
    T.ip = "127.0.0.1";
    login();
    assert_int_equal(http("GET", "/v1/me", NULL), 200);
    assert_string_equal(header("Strict-Transport-Security"), "");
    B.https = true;
    assert_int_equal(http("GET", "/v1/firm", NULL), 200);
    assert_string_equal(header("Strict-Transport-Security"), "max-age=31536000");
}

/* The template with the person's client and 1 for everything else. */
static const char *with_ids(const char *template)
{
    static char path[256];
    size_t n = 0;
    for (const char *p = template; *p != '\0'; p++) {
        if (*p != '{') {
            path[n++] = *p;
            continue;
        }
        n += (size_t)snprintf(path + n, sizeof path - n, "%d",
                              strncmp(p, "{client}", 8) == 0 ? client : 1);
        p = strchr(p, '}');
    }
    path[n] = '\0';
    return path;
}

static void test_SEC_13_changes_need_the_csrf_value_on_every_route(void **state)
{
    (void)state;
    login();
    char good[40];
    snprintf(good, sizeof good, "%s", B.csrf);
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        if (r->auth != ELA_AUTH_SESSION || strcmp(r->method, "GET") == 0)
            continue;
        const char *path = with_ids(r->path);
        B.send_csrf = false;
        http(r->method, path, "{}");
        problem(403, "request.csrf", NULL);
        B.send_csrf = true;
        snprintf(B.csrf, sizeof B.csrf, "00000000000000000000000000000000");
        http(r->method, path, "{}");
        problem(403, "request.csrf", NULL);
    }
    snprintf(B.csrf, sizeof B.csrf, "%s", good);
    assert_int_equal(http("PATCH", "/v1/me", "{'lang': 'en'}"), 200);
    assert_string_equal(B.csrf, good);
}

static void test_SEC_13_other_origins_and_media_types_are_refused(void **state)
{
    (void)state;
    static const char *const origins[] = {"https://evil.example", "null",
                                          "https://clients.example.evil", "clients.example"};
    for (size_t i = 0; i < 4; i++) {
        B.origin = origins[i];
        http("POST", "/v1/session", "{}");
        problem(403, "request.origin", NULL);
    }
    B.origin = "https://Clients.example";
    http("POST", "/v1/session", "{}");
    problem(422, "field.required", "email");
    B.site = "cross-site";
    http("POST", "/v1/session", "{}");
    problem(403, "request.origin", NULL);
    B.site = NULL;
    static const char *const types[] = {"text/plain", "application/x-www-form-urlencoded",
                                        "application/jsonp", "", "multipart/form-data"};
    for (size_t i = 0; i < 5; i++) {
        B.type = types[i];
        http("POST", "/v1/session", "{}");
        problem(415, "request.media_type", NULL);
    }
    B.type = "Application/JSON; charset=utf-8";
    http("POST", "/v1/session", "{}");
    problem(422, "field.required", "email");
}

static void test_SEC_02_routes_of_a_session_need_one(void **state)
{
    (void)state;
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        char path[256];
        size_t n = 0;
        for (const char *p = r->path; *p != '\0'; p++) {
            if (*p == '{') {
                path[n++] = '1';
                p = strchr(p, '}');
            } else {
                path[n++] = *p;
            }
        }
        path[n] = '\0';
        if (r->auth != ELA_AUTH_SESSION)
            continue;
        http(r->method, path, NULL);
        problem(401, "session.ended", NULL);
        B.cookie = "__Host-elaska_at=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        http(r->method, path, NULL);
        problem(401, "session.ended", NULL);
        B.cookie = NULL;
    }
}

static void test_SEC_04_login_failure_is_neutral_and_counted(void **state)
{
    (void)state;
    char first[600];
    http("POST", "/v1/session", "{'email': 'camille@client.example', 'password': 'non'}");
    problem(401, "account.login_failed", NULL);
    snprintf(first, sizeof first, "%.*s", (int)R.body.n, R.body.p);
    http("POST", "/v1/session", "{'email': 'personne@client.example', 'password': 'non'}");
    assert_string_equal(first, R.body.p);
    for (int i = 0; i < 28; i++)
        http("POST", "/v1/session", "{'email': 'personne@client.example', 'password': 'non'}");
    http("POST", "/v1/session", "{'email': 'camille@client.example', 'password': '" GOOD "'}");
    problem(429, "throttle.blocked", NULL);
    assert_string_equal(header("Retry-After"), "5");
}

static void test_PORT_04_suspended_account_gets_contact_details(void **state)
{
    (void)state;
    t_sql("UPDATE llx_elaska_account SET status = 'suspended'");
    http("POST", "/v1/session", "{'email': 'camille@client.example', 'password': '" GOOD "'}");
    problem(403, "account.suspended", NULL);
    t_subset(answer,
             "{'params': {'firm': 'Cabinet Vauban', 'email': 'contact@cabinet-vauban.example'}}");
}

static void test_SEC_02_session_of_a_suspended_account_ends(void **state)
{
    (void)state;
    login();
    t_sql("UPDATE llx_elaska_account SET status = 'suspended'");
    http("GET", "/v1/me", NULL);
    problem(401, "session.ended", NULL);
}

static const struct CMUnitTest tests[] = {
    PORTAL_TEST(test_PORT_03_description_and_routes_agree),
    PORTAL_TEST(test_PORT_03_every_route_has_an_operation_open_to_its_caller),
    PORTAL_TEST(test_PORT_03_description_is_served),
    PORTAL_TEST(test_SEC_02_tokens_travel_in_cookies_only),
    PORTAL_TEST(test_SEC_02_staying_signed_in_keeps_cookies),
    PORTAL_TEST(test_SEC_02_renewal_over_http),
    PORTAL_TEST(test_SEC_02_logout_ends_both_tokens),
    PORTAL_TEST(test_SEC_09_plain_http_on_loopback_only),
    PORTAL_TEST(test_SEC_13_changes_need_the_csrf_value_on_every_route),
    PORTAL_TEST(test_SEC_13_other_origins_and_media_types_are_refused),
    PORTAL_TEST(test_SEC_02_routes_of_a_session_need_one),
    PORTAL_TEST(test_SEC_04_login_failure_is_neutral_and_counted),
    PORTAL_TEST(test_PORT_04_suspended_account_gets_contact_details),
    PORTAL_TEST(test_SEC_02_session_of_a_suspended_account_ends),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
