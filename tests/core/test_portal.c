/*
 * The portal's HTTP API: routes against their description, sessions and cookies, CSRF, problems,
 * bad input, clients kept apart on every route, home and invoices.
 */
#include "support.h"

#include <inttypes.h>
#include <sodium.h>

#include "account/account.h"
#include "outbox/outbox.h"
#include "portal/portal.h"
#include "portal/portal_internal.h"

#define GOOD "Lampadaire-bleu-42"

extern const char ELA_OPENAPI_JSON[];
extern const size_t ELA_OPENAPI_JSON_SIZE;

/* --- a browser -------------------------------------------------------------------------------- */

static struct {
    char at[64], rt[64], csrf[40]; /* cookies and the value of the last Me */
    bool https, send_csrf;
    const char *type, *origin, *host, *language, *etag, *cookie, *site;
    int32_t rate;
} B;
static struct ela_portal_response R;
static struct ela_json *answer;
static int32_t client, other;
static int64_t account;

static const char *header(const char *name)
{
    for (size_t i = 0; i < R.nheaders; i++) {
        if (strcmp(R.headers[i].name, name) == 0)
            return R.headers[i].value;
    }
    return "";
}

static void keep_cookies(void)
{
    for (size_t i = 0; i < R.nheaders; i++) {
        const char *v = R.headers[i].value, *eq = strchr(v, '=');
        if (strcmp(R.headers[i].name, "Set-Cookie") != 0 || eq == NULL)
            continue;
        char *into = strstr(v, "elaska_at=") != NULL ? B.at : B.rt;
        snprintf(into, 64, "%.*s", (int)strcspn(eq + 1, ";"), eq + 1);
    }
}

static int send_to(struct ela_db *db, const char *method, const char *path, struct ela_str body)
{
    struct ela_portal_header h[9];
    char cookies[256];
    size_t n = 0;
    const char *query = strchr(path, '?');
    snprintf(cookies, sizeof cookies, "x=1; %s=%s; %s=%s",
             B.https ? "__Host-elaska_at" : "elaska_at", B.at,
             B.https ? "__Secure-elaska_rt" : "elaska_rt", B.rt);
    h[n++] = (struct ela_portal_header){ELA_STR("COOKIE"),
                                        ela_str_of(B.cookie != NULL ? B.cookie : cookies)};
    h[n++] = (struct ela_portal_header){ELA_STR("User-Agent"),
                                        ELA_STR("Mozilla/5.0 (Android 14) Firefox/120.0")};
    h[n++] = (struct ela_portal_header){ELA_STR("Host"),
                                        ela_str_of(B.host != NULL ? B.host : "clients.example")};
    if (body.n > 0)
        h[n++] = (struct ela_portal_header){
            ELA_STR("Content-Type"), ela_str_of(B.type != NULL ? B.type : "application/json")};
    if (B.send_csrf)
        h[n++] = (struct ela_portal_header){ELA_STR("X-Elaska-CSRF"), ela_str_of(B.csrf)};
    if (B.origin != NULL)
        h[n++] = (struct ela_portal_header){ELA_STR("Origin"), ela_str_of(B.origin)};
    if (B.site != NULL)
        h[n++] = (struct ela_portal_header){ELA_STR("Sec-Fetch-Site"), ela_str_of(B.site)};
    if (B.language != NULL)
        h[n++] = (struct ela_portal_header){ELA_STR("Accept-Language"), ela_str_of(B.language)};
    if (B.etag != NULL)
        h[n++] = (struct ela_portal_header){ELA_STR("If-None-Match"), ela_str_of(B.etag)};
    struct ela_portal_request rq = {
        .method = ela_str_of(method),
        .path = {path, query != NULL ? (size_t)(query - path) : strlen(path)},
        .query = ela_str_of(query != NULL ? query + 1 : ""),
        .headers = h,
        .nheaders = n,
        .body = body,
        .ip = T.ip,
        .https = B.https,
        .entity = 1,
        .now = T.now,
        .rate_per_minute = B.rate};
    struct ela_error err = ELA_ERROR_INIT;
    ela_portal_handle(T.app, db, &rq, &R);
    keep_cookies();
    ela_json_free(answer);
    answer = NULL;
    if (R.body.n > 0 && strstr(header("Content-Type"), "json") != NULL &&
        ela_json_parse((struct ela_str){R.body.p, R.body.n}, NULL, &answer, &err) != ELA_OK)
        fail_msg("answer is no JSON: %s", R.body.p);
    if (ela_json_get(answer, "csrf") != NULL)
        snprintf(B.csrf, sizeof B.csrf, "%s", ela_json_text(ela_json_get(answer, "csrf")).p);
    return R.status;
}

static int http(const char *method, const char *path, const char *body)
{
    char text[4096];
    snprintf(text, sizeof text, "%s", body != NULL ? body : "");
    for (char *p = text; *p != '\0'; p++) {
        if (*p == '\'')
            *p = '"';
    }
    return send_to(T.db, method, path, ela_str_of(text));
}

/* Status and key of the problem, and the field of its first error where one is expected. */
static void problem(int status, const char *key, const char *field)
{
    if (R.status != status || !ela_str_is(ela_json_text(ela_json_get(answer, "key")), key))
        fail_msg("%d %.*s, expected %d %s", R.status, (int)R.body.n, R.body.p, status, key);
    assert_string_equal(header("Content-Type"), "application/problem+json");
    assert_int_equal(t_int_at(answer, "status"), status);
    assert_true(t_text_at(answer, "title").n > 3);
    if (field != NULL)
        t_str_equal(t_text_at(answer, "errors/0/field"), field);
}

static void reset_browser(void)
{
    memset(&B, 0, sizeof B);
    B.https = B.send_csrf = true;
    B.rate = -1;
}

static int open_all(void **state)
{
    ela_password_cost(1, crypto_pwhash_MEMLIMIT_MIN);
    ela_portal_response_init(&R);
    return t_open(state);
}

static int close_all(void **state)
{
    ela_json_free(answer);
    ela_portal_response_release(&R);
    return t_close(state);
}

static int clean(void **state)
{
    char hash[128];
    struct ela_error err = ELA_ERROR_INIT;
    t_clean(state);
    reset_browser();
    client = t_client("Boulangerie Petit");
    other = t_client("Garage Lenoir");
    account = t_portal("camille@client.example", client).account_id;
    if (ela_password_hash(ELA_STR(GOOD), hash, &err) != ELA_OK)
        return -1;
    t_sql("UPDATE llx_elaska_account SET password_hash = '%s' WHERE rowid = %" PRId64, hash,
          account);
    return 0;
}

static void login(void)
{
    if (http("POST", "/v1/session",
             "{'email': 'camille@client.example', 'password': '" GOOD "'}") != 200)
        fail_msg("login: %s", R.body.p);
}

static const char *path_of(const char *fmt, ...)
{
    static char path[256];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(path, sizeof path, fmt, ap);
    va_end(ap);
    return path;
}

/* --- the description -------------------------------------------------------------------------- */

static struct ela_json *description(void)
{
    static const struct ela_json_limits limits = {1 << 22, 64, 100000};
    struct ela_json *doc = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    if (ela_json_parse((struct ela_str){ELA_OPENAPI_JSON, ELA_OPENAPI_JSON_SIZE}, &limits, &doc,
                       &err) != ELA_OK)
        fail_msg("%s", err.key);
    return doc;
}

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

static void check_parameters(const struct ela_portal_route *r, const struct ela_json *described)
{
    const struct ela_json *list = ela_json_get(described, "parameters");
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

static void check_security(const struct ela_portal_route *r, const struct ela_json *described)
{
    const struct ela_json *one = ela_json_at(ela_json_get(described, "security"), 0);
    enum ela_portal_auth auth = ela_json_get(one, "access") != NULL    ? ELA_AUTH_SESSION
                                : ela_json_get(one, "refresh") != NULL ? ELA_AUTH_RENEWAL
                                                                       : ELA_AUTH_NONE;
    if (auth != r->auth)
        fail_msg("%s %s: another kind of authentication is described", r->method, r->path);
}

/* Members of the described body are fields of the operation, required ones too. */
static void check_body(const struct ela_json *doc, const struct ela_portal_route *r,
                       const struct ela_json *described)
{
    const struct ela_json *ref = t_at(described, "requestBody/content");
    if (ref == NULL)
        return;
    ref = ela_json_get(ela_json_get(ela_json_get(ref, "application/json"), "schema"), "$ref");
    char name[64];
    snprintf(name, sizeof name, "%s", strrchr(ela_json_text(ref).p, '/') + 1);
    const struct ela_json *schema =
        ela_json_get(ela_json_get(ela_json_get(doc, "components"), "schemas"), name);
    const struct ela_json *properties = ela_json_get(schema, "properties"), *value = NULL;
    const struct ela_op *op = ela_op_find(ela_str_of(r->op));
    const char *key = NULL;
    size_t found = 0, fields = 0;
    for (const void *it = NULL; (it = ela_json_next(properties, it, &key, &value)) != NULL;) {
        for (const struct ela_field *f = op->fields; f->type != ELA_FT_END; f++)
            found += strcmp(f->name, key) == 0;
    }
    for (const struct ela_field *f = op->fields; f->type != ELA_FT_END; f++) {
        char braced[40];
        snprintf(braced, sizeof braced, "{%s}", f->name);
        fields += strstr(r->path, braced) == NULL;
    }
    if (found != ela_json_size(properties) || found != fields)
        fail_msg("%s %s: the body described and the fields of %s differ", r->method, r->path,
                 r->op);
}

static void test_PORT_03_description_and_routes_agree(void **state)
{
    (void)state;
    struct ela_json *doc = description();
    const struct ela_json *paths = ela_json_get(doc, "paths"), *item = NULL, *described = NULL;
    const char *path = NULL, *method = NULL;
    size_t n = 0, routes = 0;
    for (const void *it = NULL; (it = ela_json_next(paths, it, &path, &item)) != NULL;) {
        for (const void *k = NULL; (k = ela_json_next(item, k, &method, &described)) != NULL; n++) {
            const struct ela_portal_route *r = route_of(method, path);
            char status[8];
            if (r == NULL)
                fail_msg("%s %s is described, not served", method, path);
            snprintf(status, sizeof status, "%d", r->status);
            assert_non_null(ela_json_get(ela_json_get(described, "responses"), status));
            check_parameters(r, described);
            check_security(r, described);
            check_body(doc, r, described);
        }
    }
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++)
        routes++;
    assert_int_equal(n, routes);
    ela_json_free(doc);
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

static void test_SEC_13_changes_need_the_csrf_value_on_every_route(void **state)
{
    (void)state;
    login();
    char good[40];
    snprintf(good, sizeof good, "%s", B.csrf);
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        if (r->auth != ELA_AUTH_SESSION || strcmp(r->method, "GET") == 0)
            continue;
        const char *path = strchr(r->path, '{') != NULL ? "/v1/sessions/1" : r->path;
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

/* --- bad input -------------------------------------------------------------------------------- */

static void test_SEC_14_malformed_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        int status;
        const char *key;
    } t[] = {{"{", 400, "json.malformed"},
             {"{}x", 400, "json.malformed"},
             {"{'email': 'a', 'email': 'b'}", 422, "json.duplicate_key"},
             {"[]", 422, "field.type"},
             {"null", 422, "field.type"},
             {"'text'", 422, "field.type"},
             {"{'email': 1.5}", 422, "json.real_number"},
             {"{'email': 'a\\u0000b'}", 400, "json.malformed"},
             {"{'email': '\xff'}", 400, "json.malformed"},
             {"{'email': 99999999999999999999}", 422, "json.number_range"}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        http("POST", "/v1/session", t[i].body);
        if (R.status != t[i].status)
            fail_msg("%s: %d %s, expected %d", t[i].body, R.status, R.body.p, t[i].status);
        problem(t[i].status, t[i].key, NULL);
    }
}

static void test_SEC_14_problems_name_the_field(void **state)
{
    (void)state;
    static const struct {
        const char *method, *path, *body, *key, *field;
    } t[] = {
        {"POST", "/v1/session", "{'email': 'a@b.example', 'password': 5}", "field.type",
         "password"},
        {"POST", "/v1/session", "{'email': {'a': 1}, 'password': 'x'}", "field.type", "email"},
        {"POST", "/v1/session", "{'email': 'pas une adresse', 'password': 'x'}", "email.malformed",
         "email"},
        {"POST", "/v1/session", "{'email': 'a@b.example', 'password': 'x', 'remember': 'yes'}",
         "field.type", "remember"},
        {"POST", "/v1/session", "{'email': 'a@b.example', 'password': 'x', 'admin': true}",
         "field.unknown", "admin"},
        {"POST", "/v1/session", "{'email': 'a@b.example'}", "field.required", "password"},
        {"PATCH", "/v1/me", "{'lang': 'de'}", "field.choice", "lang"},
        {"PATCH", "/v1/me", "{'lang': 'fr', 'email': 'x@y.example'}", "field.unknown", "email"},
        {"PUT", "/v1/me/password", "{'current': 'non', 'password': 'x'}", "password.current_wrong",
         "current"}};
    login();
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        http(t[i].method, t[i].path, t[i].body);
        problem(422, t[i].key, t[i].field);
    }
}

static void test_SEC_03_policy_problem_lists_every_rule(void **state)
{
    (void)state;
    login();
    http("PUT", "/v1/me/password", "{'current': '" GOOD "', 'password': 'camille'}");
    problem(422, "password.policy", "password");
    t_subset(
        answer,
        "{'errors': [{'field': 'password', 'key': 'password.min_length', 'params': {'min': '12'}},"
        " {'key': 'password.families'}, {'key': 'password.common'}, {'key': "
        "'password.personal'}]}");
    assert_int_equal(http("PUT", "/v1/me/password",
                          "{'current': '" GOOD "', 'password': 'Tournevis.orange.77'}"),
                     204);
}

static void test_SEC_14_huge_and_deep_bodies(void **state)
{
    (void)state;
    size_t n = (1 << 20) + 1;
    char *big = malloc(n);
    memset(big, ' ', n);
    memcpy(big, "{}", 2);
    send_to(T.db, "POST", "/v1/session", (struct ela_str){big, n});
    problem(413, "json.too_large", NULL);
    memset(big, '[', n);
    send_to(T.db, "POST", "/v1/session", (struct ela_str){big, n - 1});
    problem(400, "json.too_deep", NULL);
    size_t k = 0;
    big[k++] = '[';
    while (k < n / 2) {
        big[k++] = '1';
        big[k++] = ',';
    }
    big[k++] = '1';
    big[k++] = ']';
    send_to(T.db, "POST", "/v1/session", (struct ela_str){big, k});
    problem(400, "json.too_many", NULL);
    free(big);
}

static void test_SEC_14_query_members_are_checked(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        int status;
        const char *key, *field;
    } t[] = {{"limit=0", 422, "field.range", "limit"},
             {"limit=201", 422, "field.range", "limit"},
             {"limit=ten", 422, "field.type", "limit"},
             {"limit=1&limit=2", 422, "json.duplicate_key", "limit"},
             {"after=zz", 422, "list.cursor", "after"},
             {"sort=ref", 422, "field.unknown", "sort"},
             {"client=3", 422, "field.unknown", "client"},
             {"case=3", 422, "field.unknown", "case"},
             {"%ZZ=1", 400, "request.query", NULL},
             {"after=%00", 400, "request.query", NULL},
             {"after=%ff%fe", 400, "request.query", NULL},
             {"limit=99999999999999999999", 422, "field.type", "limit"},
             {"limit=", 422, "field.type", "limit"}};
    login();
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        http("GET", path_of("/v1/clients/%d/cases?%s", client, t[i].query), NULL);
        problem(t[i].status, t[i].key, t[i].field);
    }
    assert_int_equal(http("GET", path_of("/v1/clients/%d/cases?limit=5&", client), NULL), 200);
}

static void test_SEC_14_paths_that_are_nothing(void **state)
{
    (void)state;
    static const char *const paths[] = {"/",
                                        "/v1",
                                        "/v1/",
                                        "/v1/session/",
                                        "//v1/session",
                                        "/v1/clients/0/cases",
                                        "/v1/clients/-1/cases",
                                        "/v1/clients/01/cases",
                                        "/v1/clients/x/cases",
                                        "/v1/clients//cases",
                                        "/v1/clients/99999999999/cases",
                                        "/v1/clients/1/cases/99999999999999999999",
                                        "/v1/clients/%31/cases",
                                        "/v1/../v1/me",
                                        "/v1/me/../me",
                                        "/v1/a/b/c/d/e/f/g/h/i/j"};
    login();
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        http("GET", paths[i], NULL);
        if (R.status != 404)
            fail_msg("%s: %d", paths[i], R.status);
        problem(404, "not_found", NULL);
    }
    char longest[3000];
    memset(longest, '/', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(http("GET", longest, NULL), 404);
}

static void test_PORT_03_methods(void **state)
{
    (void)state;
    http("PUT", "/v1/session", "{}");
    problem(405, "request.method", NULL);
    assert_string_equal(header("Allow"), "POST, DELETE, OPTIONS");
    http("BREW", "/v1/firm", NULL);
    problem(405, "request.method", NULL);
    assert_string_equal(header("Allow"), "GET, HEAD, OPTIONS");
    assert_int_equal(http("OPTIONS", "/v1/me", NULL), 204);
    assert_string_equal(header("Allow"), "GET, HEAD, PATCH, OPTIONS");
    assert_int_equal(http("HEAD", "/v1/firm", NULL), 200);
    assert_int_equal(R.body.n, 0);
    assert_int_equal(http("HEAD", "/v1/me", NULL), 401);
    assert_int_equal(http("OPTIONS", "/v1/nothing", NULL), 404);
}

static void test_SEC_13_security_headers_on_every_answer(void **state)
{
    (void)state;
    static const char *const paths[] = {"/v1/firm", "/v1/me", "/v1/nothing", "/v1/openapi.json",
                                        "/v1/manifest"};
    for (size_t i = 0; i < 5; i++) {
        http("GET", paths[i], NULL);
        assert_string_equal(header("X-Content-Type-Options"), "nosniff");
        assert_string_equal(header("Content-Security-Policy"),
                            "default-src 'none'; frame-ancestors 'none'");
        assert_string_equal(header("Referrer-Policy"), "no-referrer");
        assert_true(header("Cache-Control")[0] != '\0');
    }
    login();
    http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    assert_string_equal(header("Cache-Control"), "no-store");
}

static void test_SEC_13_faults_show_no_detail(void **state)
{
    (void)state;
    login();
    t_sql("RENAME TABLE llx_elaska_case TO llx_elaska_case_away");
    int status = http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    t_sql("RENAME TABLE llx_elaska_case_away TO llx_elaska_case");
    assert_int_equal(status, 500);
    problem(500, "internal", NULL);
    assert_null(strstr(R.body.p, "elaska_case"));
    assert_null(strstr(R.body.p, "SQL"));
    assert_null(strstr(R.body.p, "db."));
    send_to(NULL, "GET", "/v1/me", ELA_STR(""));
    problem(503, "db.unreachable", NULL);
    assert_string_equal(header("Retry-After"), "5");
}

static void test_SEC_22_calls_are_limited_per_address_and_account(void **state)
{
    (void)state;
    login();
    B.rate = 3;
    T.now += 60;
    for (int i = 0; i < 3; i++)
        assert_int_equal(http("GET", "/v1/firm", NULL), 200);
    http("GET", "/v1/firm", NULL);
    problem(429, "throttle.blocked", NULL);
    for (int i = 0; i < 3; i++)
        assert_int_equal(http("GET", "/v1/me", NULL), 200);
    http("GET", "/v1/me", NULL);
    problem(429, "throttle.blocked", NULL);
    T.now += 60;
    assert_int_equal(http("GET", "/v1/me", NULL), 200);
}

static void test_PORT_50_titles_in_the_readers_language(void **state)
{
    (void)state;
    B.language = "de, en;q=0.8, fr;q=0.5";
    http("GET", "/v1/nothing", NULL);
    t_str_equal(t_text_at(answer, "key"), "not_found");
    char english[200];
    snprintf(english, sizeof english, "%s", t_text_at(answer, "title").p);
    B.language = "fr-FR";
    http("GET", "/v1/nothing", NULL);
    assert_string_not_equal(english, t_text_at(answer, "title").p);
    t_sql("UPDATE llx_elaska_account SET lang = 'en'");
    login();
    http("GET", path_of("/v1/clients/%d/cases/999", client), NULL);
    assert_string_equal(english, t_text_at(answer, "title").p);
    assert_string_equal(header("Content-Language"), "en");
}

/* --- data of two is never mixed --------------------------------------------------------------- */

struct rows {
    int64_t mine, theirs, hidden, elsewhere; /* cases */
    int64_t invoice, their_invoice, draft;
};

static int64_t invoice_of(int32_t soc, const char *ref, int state)
{
    return t_sql("INSERT INTO llx_facture (ref, entity, fk_soc, datef, date_lim_reglement, "
                 "total_ht, total_tva, total_ttc, fk_statut,"
                 " last_main_doc) VALUES ('%s', 1, %d, '2026-11-01', '2026-12-01', 100, 20, 120, "
                 "%d, 'facture/%s/%s.pdf')",
                 ref, soc, state, ref, ref);
}

static struct rows some_rows(void)
{
    struct ela_actor lea = t_user("lea", T_ALL_RIGHTS);
    struct rows r = {.mine = t_case(client, lea.user_id),
                     .theirs = t_case(other, lea.user_id),
                     .hidden = t_case(client, lea.user_id),
                     .elsewhere = t_case(client, lea.user_id)};
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = %" PRId64, r.hidden);
    t_sql("UPDATE llx_elaska_case SET entity = 2 WHERE rowid = %" PRId64, r.elsewhere);
    for (int i = 0; i < 4; i++)
        t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
              "vat_milli, created_at, fk_user_creat)"
              " VALUES (1, %" PRId64 ", '1900-01-01', 'hourly', 'EUR', 20000, %d, 1)",
              (int64_t[]){r.mine, r.theirs, r.hidden, r.elsewhere}[i], T_NOW);
    r.invoice = invoice_of(client, "FA-1", 1);
    r.their_invoice = invoice_of(other, "FA-2", 1);
    r.draft = invoice_of(client, "(PROV3)", 0);
    return r;
}

/* The template with client, case, invoice and session put in. */
static const char *fill(const char *template, int32_t soc, int64_t kase, int64_t invoice)
{
    static char path[256];
    size_t n = 0;
    for (const char *p = template; *p != '\0'; p++) {
        if (*p != '{') {
            path[n++] = *p;
            continue;
        }
        int64_t v = strncmp(p, "{client}", 8) == 0 ? soc
                    : strncmp(p, "{case}", 6) == 0 ? kase
                                                   : invoice;
        n += (size_t)snprintf(path + n, sizeof path - n, "%" PRId64, v);
        p = strchr(p, '}');
    }
    path[n] = '\0';
    return path;
}

static void not_there(const struct ela_portal_route *r, const char *path)
{
    http(r->method, path, NULL);
    if (R.status != 404)
        fail_msg("%s %s: %d %.*s", r->method, path, R.status,
                 (int)(R.body.n < 300 ? R.body.n : 300), R.body.p);
    problem(404, "not_found", NULL);
    assert_string_equal(R.file, "");
}

static void test_SEC_10_foreign_identifiers_on_every_route(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int seen = 0;
    login();
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        bool kase = strstr(r->path, "{case}") != NULL,
             invoice = strstr(r->path, "{invoice}") != NULL;
        if (strstr(r->path, "{client}") == NULL)
            continue;
        seen++;
        not_there(r, fill(r->path, other, w.theirs, w.their_invoice));
        not_there(r, fill(r->path, other, w.mine, w.invoice));
        not_there(r, fill(r->path, INT32_MAX, w.mine, w.invoice));
        if (kase) {
            not_there(r, fill(r->path, client, w.theirs, 0));
            not_there(r, fill(r->path, client, w.hidden, 0));
            not_there(r, fill(r->path, client, w.elsewhere, 0));
            not_there(r, fill(r->path, client, INT64_MAX, 0));
        }
        if (invoice) {
            not_there(r, fill(r->path, client, 0, w.their_invoice));
            not_there(r, fill(r->path, client, 0, w.draft));
            not_there(r, fill(r->path, client, 0, INT32_MAX));
        }
        /* And what is his is there, whatever it is. */
        if (strstr(r->path, "annex") == NULL &&
            http(r->method, fill(r->path, client, w.mine, w.invoice), NULL) != 200)
            fail_msg("%s: %d %s", r->path, R.status, R.body.p);
    }
    assert_true(seen >= 10);
    t_sql("UPDATE llx_elaska_account_client SET active = 0");
    http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    problem(404, "not_found", NULL);
}

static void test_SEC_10_sessions_of_others_do_not_exist(void **state)
{
    (void)state;
    login();
    int64_t mine = t_int("SELECT MAX(rowid) FROM llx_elaska_session");
    int64_t id = t_portal("x@client.example", client).account_id;
    t_sql("INSERT INTO llx_elaska_session (entity, token_hash, refresh_hash, family, fk_account, "
          "access_until, renew_until, created_at,"
          " last_seen_at) VALUES (1, REPEAT('a', 32), REPEAT('b', 32), REPEAT('c', 16), %" PRId64
          ", %d, %d, %d, %d)",
          id, T_NOW + 900, T_NOW + 9000, T_NOW, T_NOW);
    http("DELETE",
         path_of("/v1/sessions/%" PRId64, t_int("SELECT MAX(rowid) FROM llx_elaska_session")),
         NULL);
    problem(404, "not_found", "session");
    assert_int_equal(http("DELETE", path_of("/v1/sessions/%" PRId64, mine), NULL), 204);
    assert_int_equal(http("GET", "/v1/sessions", NULL), 401);
}

static void test_PORT_04_one_login_two_third_parties(void **state)
{
    (void)state;
    struct rows w = some_rows();
    t_sql("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, created_at) VALUES "
          "(1, %" PRId64 ", %d, 1)",
          account, other);
    login();
    assert_int_equal(ela_json_size(ela_json_get(answer, "clients")), 2);
    http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    t_subset(answer, "{'rows': [{'id': %" PRId64 "}], 'next': null}", w.mine);
    http("GET", path_of("/v1/clients/%d/cases", other), NULL);
    t_subset(answer, "{'rows': [{'id': %" PRId64 "}], 'next': null}", w.theirs);
    http("GET", path_of("/v1/clients/%d/cases/%" PRId64, other, w.mine), NULL);
    problem(404, "not_found", NULL);
}

/* --- home, invoices --------------------------------------------------------------------------- */

static void badge(int64_t id, const char *code, const char *label)
{
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64, client, id), NULL);
    t_subset(answer, "{'status': {'code': '%s', 'label': '%s'}}", code, label);
}

static void test_PORT_20_badges_follow_the_native_state(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA-1", 1);
    login();
    badge(id, "unpaid", "À payer");
    t_sql("INSERT INTO llx_paiement (rowid, datep, amount, fk_paiement) VALUES (5, '2026-11-10 "
          "00:00:00', 20.5, 1)");
    t_sql("INSERT INTO llx_paiement_facture (fk_paiement, fk_facture, amount) VALUES (5, %" PRId64
          ", 20.5)",
          id);
    badge(id, "partial", "PARTIELLEMENT");
    t_subset(answer, "{'remain_minor': 9950, 'total_minor': 12000, 'payments': [{'on': "
                     "'2026-11-10', 'amount_minor': 2050}]}");
    t_sql("UPDATE llx_facture SET date_lim_reglement = '2026-11-20'");
    badge(id, "late", "EN RETARD");
    http("GET", path_of("/v1/clients/%d/invoices", client), NULL);
    t_subset(answer, "{'rows': [{'status': {'code': 'late'}}], 'due_minor': 9950, 'late': 1, "
                     "'currency': 'EUR'}");
    t_sql("UPDATE llx_facture SET fk_statut = 2, paye = 1");
    badge(id, "paid", "PAYÉ");
    t_subset(answer, "{'remain_minor': 0}");
    t_sql("UPDATE llx_facture SET fk_statut = 3, paye = 0");
    badge(id, "cancelled", "Annulée");
    t_sql("UPDATE llx_facture SET fk_statut = 1, type = 2, total_ttc = -120");
    badge(id, "credit", "Avoir");
    t_subset(answer, "{'type': 'credit', 'total_minor': -12000, 'remain_minor': 0}");
}

static void test_PORT_20_credit_note_set_against_an_invoice(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA-1", 1), credit = invoice_of(client, "AV-1", 2);
    t_sql("UPDATE llx_facture SET type = 2, total_ttc = -30 WHERE rowid = %" PRId64, credit);
    t_sql("INSERT INTO llx_societe_remise_except (fk_soc, amount_ht, amount_ttc, fk_user, "
          "fk_facture, fk_facture_source, description)"
          " VALUES (%d, 25, 30, 1, %" PRId64 ", %" PRId64 ", '(CREDIT_NOTE)')",
          client, id, credit);
    login();
    badge(id, "partial", "PARTIELLEMENT");
    t_subset(answer,
             "{'remain_minor': 9000, 'payments': [{'label': 'AV-1', 'amount_minor': 3000}]}");
}

static void test_PORT_20_pages_by_date_without_loss(void **state)
{
    (void)state;
    char ref[16], seen[400] = "";
    login();
    for (int i = 0; i < 7; i++) {
        snprintf(ref, sizeof ref, "FA-%d", i);
        int64_t id = invoice_of(client, ref, 1);
        t_sql("UPDATE llx_facture SET datef = '2026-10-%02d' WHERE rowid = %" PRId64, 10 + i / 2,
              id);
    }
    const char *path = path_of("/v1/clients/%d/invoices?limit=2", client);
    for (int pages = 0; pages < 4; pages++) {
        assert_int_equal(http("GET", path, NULL), 200);
        const struct ela_json *rows = ela_json_get(answer, "rows");
        for (size_t i = 0; i < ela_json_size(rows); i++) {
            strncat(seen, t_text_at(ela_json_at(rows, i), "ref").p, 20);
            strncat(seen, " ", 2);
        }
        if (pages < 3)
            path = path_of("/v1/clients/%d/invoices?limit=2&after=%s", client,
                           t_text_at(answer, "next").p);
    }
    assert_string_equal(seen, "FA-6 FA-5 FA-4 FA-3 FA-2 FA-1 FA-0 ");
    assert_int_equal(ela_json_kind(ela_json_get(answer, "next")), ELA_JNULL);
}

static void test_PORT_22_lines_hold_the_time_exactly_as_invoiced(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int32_t lea = (int32_t)t_int("SELECT rowid FROM llx_user WHERE login = 'lea'");
    int64_t a = t_sql("INSERT INTO llx_facturedet (fk_facture, description, tva_tx, qty, subprice, "
                      "total_ht, rang) VALUES (%" PRId64
                      ", 'Temps passé 01:15:28', 20, 1.2577777778, 85, 106.91, 1)",
                      w.invoice);
    t_sql("INSERT INTO llx_facturedet (fk_facture, label, tva_tx, qty, subprice, total_ht, rang) "
          "VALUES (%" PRId64 ", 'Frais de dossier', 5.5, 2, 10, 20, 2)",
          w.invoice);
    int64_t run = t_sql("INSERT INTO llx_elaska_billing_run (entity, request_key, fk_facture, "
                        "fk_user, created_at) VALUES (1, 'k', %" PRId64 ", 1, 1)",
                        w.invoice);
    int64_t line = t_sql(
        "INSERT INTO llx_elaska_billing_line (entity, fk_run, fk_soc, fk_facture, fk_facturedet, "
        "kind, fk_case, seconds,"
        " rate_num, rate_den, vat_milli, amount_minor, currency, created_at) VALUES (1, %" PRId64
        ", %d, %" PRId64 ", %" PRId64 ", 'time', %" PRId64
        ", 4528, 8500, 1, 20000, 10691, 'EUR', 1)",
        run, client, w.invoice, a, w.mine);
    int64_t entry = t_sql(
        "INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
        "duration_s, billable, description,"
        " status, vat_milli, currency, created_at, updated_at, fk_user_creat) VALUES (1, %d, %d, "
        "%" PRId64 ", %d, '2026-11-20', 5000, 1, 'Point', 'invoiced', 20000, 'EUR', 1, 1, 1)",
        lea, client, w.mine, t_activity("call"));
    t_sql("INSERT INTO llx_elaska_billing_part (fk_line, fk_time, kind, seconds) VALUES (%" PRId64
          ", %" PRId64 ", 'time', 4528)",
          line, entry);
    login();
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64, client, w.invoice), NULL);
    t_subset(answer,
             "{'ref': 'FA-1', 'total_minor': 12000, 'total_ht_minor': 10000, 'vat_minor': 2000, "
             "'seconds': 4528, 'has_pdf': true,"
             " 'has_annex': true, 'cases': [{'id': %" PRId64
             "}], 'lines': [{'label': 'Temps passé 01:15:28', 'kind': 'time',"
             " 'quantity': '1.2577777778', 'seconds': 4528, 'rate': '85.00', 'vat': '20.000', "
             "'amount_minor': 10691, 'differs': false,"
             " 'case': {'id': %" PRId64 "}, 'entries': [{'id': %" PRId64
             ", 'work_on': '2026-11-20', 'adviser': {'name': 'lea Durand'},"
             " 'seconds': 4528, 'duration_s': 5000, 'description': 'Point', 'activity': {'label': "
             "'Appel téléphonique'}}]},"
             " {'label': 'Frais de dossier', 'kind': null, 'quantity': '2', 'seconds': null, "
             "'rate': null, 'vat': '5.500',"
             " 'amount_minor': 2000, 'case': null, 'entries': []}]}",
             w.mine, w.mine, entry);
}

static void test_PORT_20_pdf_is_named_by_a_safe_relative_path(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA2611-0004", 1);
    login();
    assert_int_equal(
        http("GET", path_of("/v1/clients/%d/invoices/%" PRId64 "/pdf", client, id), NULL), 200);
    assert_string_equal(R.file, "facture/FA2611-0004/FA2611-0004.pdf");
    assert_string_equal(header("Content-Type"), "application/pdf");
    assert_string_equal(header("Content-Disposition"), "attachment; filename=\"FA2611-0004.pdf\"");
    assert_int_equal(R.body.n, 0);
    t_sql("UPDATE llx_facture SET last_main_doc = NULL");
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64 "/pdf", client, id), NULL);
    problem(404, "not_found", NULL);
    assert_string_equal(R.file, "");
}

static void test_SEC_13_file_names_never_leave_their_folder(void **state)
{
    (void)state;
    static const struct {
        const char *ref, *name;
    } t[] = {{"FA2611-0004", "FA2611-0004"},
             {"a/b", "a_b"},
             {"../../etc/passwd", "__etc_passwd"},
             {"x--y", "x_y"},
             {"a;b$c", "a_b_c"},
             {"a\\b:c", "a_b_c"},
             {"..", NULL},
             {"", NULL},
             {".", NULL},
             {"caf\xc3\xa9", NULL},
             {"....", NULL}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        char out[128];
        bool ok = ela__portal_file_name(ela_str_of(t[i].ref), out);
        if (t[i].name == NULL) {
            assert_false(ok);
            continue;
        }
        assert_true(ok);
        assert_string_equal(out, t[i].name);
        assert_null(strchr(out, '/'));
    }
}

static void test_PORT_08_home_says_what_waits_first(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int32_t lea = (int32_t)t_int("SELECT rowid FROM llx_user WHERE login = 'lea'");
    t_sql("UPDATE llx_facture SET date_lim_reglement = '2026-11-01' WHERE rowid = %" PRId64,
          w.invoice);
    t_sql("UPDATE llx_user SET office_phone = '0556000000', job = 'Conseillère' WHERE rowid = %d",
          lea);
    login();
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer,
             "{'client': {'id': %d, 'name': 'Boulangerie Petit'}, 'waiting': [{'kind': "
             "'invoice_late', 'invoice': {'ref': 'FA-1'},"
             " 'amount_minor': 12000, 'due_on': '2026-11-01'}], 'cases': [{'id': %" PRId64
             "}], 'cases_open': 1,"
             " 'invoices': [{'ref': 'FA-1'}], 'due_minor': 12000, 'currency': 'EUR', 'firm': "
             "{'name': 'Cabinet Vauban'},"
             " 'adviser': {'name': 'lea Durand', 'phone': '0556000000', 'job': 'Conseillère'}}",
             client, w.mine);
    struct ela_actor paul = t_user("paul", 0);
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (%d, %d)", client,
          paul.user_id);
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer, "{'adviser': {'name': 'paul Durand'}}");
    t_sql("DELETE FROM llx_elaska_case_terms");
    t_sql("DELETE FROM llx_elaska_case");
    t_sql("DELETE FROM llx_societe_commerciaux");
    t_sql("DELETE FROM llx_facture");
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer,
             "{'waiting': [], 'cases': [], 'invoices': [], 'adviser': null, 'due_minor': 0}");
}

static void test_PORT_01_manifest_in_the_firms_name(void **state)
{
    (void)state;
    t_setting("ELASKA_ACCENT", "#123456");
    assert_int_equal(http("GET", "/v1/manifest", NULL), 200);
    assert_string_equal(header("Content-Type"), "application/manifest+json");
    t_subset(answer, "{'name': 'Cabinet Vauban', 'short_name': 'Cabinet Vauban', 'theme_color': "
                     "'#123456', 'display': 'standalone'}");
    t_setting("MAIN_INFO_SOCIETE_NOM", "Cabinet de conseil Vauban et associés");
    http("GET", "/v1/manifest", NULL);
    t_subset(answer, "{'short_name': 'Cabinet de'}");
}

static void test_PORT_09_firm_and_health_without_a_session(void **state)
{
    (void)state;
    assert_int_equal(http("GET", "/v1/firm", NULL), 200);
    t_subset(answer, "{'name': 'Cabinet Vauban', 'email': 'contact@cabinet-vauban.example', "
                     "'lang': 'fr', 'password_min': 12}");
    assert_string_equal(header("Cache-Control"), "public, max-age=60");
    assert_int_equal(http("GET", "/v1/health", NULL), 200);
    t_subset(answer, "{'status': 'ok', 'version': '%s'}", ela_version());
}

static void test_PORT_04_invitation_over_http(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS);
    t_call(&boss, "account.invite",
           "{'client': %d, 'email': 'neuf@client.example', 'name': 'Nina Roux'}", other);
    char path[128];
    const char *at =
        strstr(t_text("SELECT body_text FROM llx_elaska_outbox WHERE kind = 'account.invitation'"),
               "/invitations/");
    assert_non_null(at);
    snprintf(path, sizeof path, "/v1%.56s", at);
    assert_int_equal(http("GET", path, NULL), 200);
    t_subset(answer, "{'email': 'neuf@client.example'}");
    http("POST", path, "{'password': 'court', 'token': 'x'}");
    problem(422, "field.unknown", "token");
    assert_int_equal(http("POST", path, "{'password': '" GOOD "'}"), 200);
    assert_int_equal(http("GET", path_of("/v1/clients/%d/home", other), NULL), 200);
    assert_int_equal(http("POST", path, "{'password': '" GOOD "'}"), 404);
    problem(404, "link.invalid", NULL);
    assert_int_equal(http("POST", "/v1/password-resets", "{'email': 'personne@client.example'}"),
                     202);
    assert_int_equal(http("GET", "/v1/password-resets/xyz", NULL), 404);
}

#define PORTAL_TEST(f) cmocka_unit_test_setup(f, clean)

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
    PORTAL_TEST(test_SEC_14_malformed_bodies),
    PORTAL_TEST(test_SEC_14_problems_name_the_field),
    PORTAL_TEST(test_SEC_03_policy_problem_lists_every_rule),
    PORTAL_TEST(test_SEC_14_huge_and_deep_bodies),
    PORTAL_TEST(test_SEC_14_query_members_are_checked),
    PORTAL_TEST(test_SEC_14_paths_that_are_nothing),
    PORTAL_TEST(test_PORT_03_methods),
    PORTAL_TEST(test_SEC_13_security_headers_on_every_answer),
    PORTAL_TEST(test_SEC_13_faults_show_no_detail),
    PORTAL_TEST(test_SEC_22_calls_are_limited_per_address_and_account),
    PORTAL_TEST(test_PORT_50_titles_in_the_readers_language),
    PORTAL_TEST(test_SEC_10_foreign_identifiers_on_every_route),
    PORTAL_TEST(test_SEC_10_sessions_of_others_do_not_exist),
    PORTAL_TEST(test_PORT_04_one_login_two_third_parties),
    PORTAL_TEST(test_PORT_20_badges_follow_the_native_state),
    PORTAL_TEST(test_PORT_20_credit_note_set_against_an_invoice),
    PORTAL_TEST(test_PORT_20_pages_by_date_without_loss),
    PORTAL_TEST(test_PORT_22_lines_hold_the_time_exactly_as_invoiced),
    PORTAL_TEST(test_PORT_20_pdf_is_named_by_a_safe_relative_path),
    PORTAL_TEST(test_SEC_13_file_names_never_leave_their_folder),
    PORTAL_TEST(test_PORT_08_home_says_what_waits_first),
    PORTAL_TEST(test_PORT_01_manifest_in_the_firms_name),
    PORTAL_TEST(test_PORT_09_firm_and_health_without_a_session),
    PORTAL_TEST(test_PORT_04_invitation_over_http),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
