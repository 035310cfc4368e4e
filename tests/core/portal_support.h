/*
 * A browser for the tests of the portal's API: it keeps cookies and the CSRF value, and holds every
 * answer against the description (openapi.json): its status is described for the route, its body is
 * as described.
 */
#ifndef ELA_TESTS_PORTAL_SUPPORT_H
#define ELA_TESTS_PORTAL_SUPPORT_H

#include "support.h"

#include <inttypes.h>
#include <sodium.h>

#include "account/account.h"
#include "portal/portal.h"
#include "portal/portal_internal.h"

#define GOOD           "Lampadaire-bleu-42"
#define PORTAL_TEST(f) cmocka_unit_test_setup(f, clean)
/* Each program uses some of these. */
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"

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

/* --- answers against the description ------------------------------------------------------------
 */

static struct ela_json *described;

static const struct ela_json *resolve(const struct ela_json *schema)
{
    char path[96];
    struct ela_str ref = ela_json_text(ela_json_get(schema, "$ref"));
    if (ref.n < 3)
        return schema;
    snprintf(path, sizeof path, "%.*s", (int)ref.n - 2, ref.p + 2);
    return resolve(t_at(described, path));
}

static bool type_fits(const struct ela_json *v, struct ela_str type)
{
    static const char *const names[] = {"null", "boolean", "integer", "string", "array", "object"};
    return ela_str_is(type, names[ela_json_kind(v)]);
}

/* What this subset of JSON Schema leaves unlooked at (patterns, formats) does not occur in our own
 * answers. */
static bool conforms(const struct ela_json *v, const struct ela_json *schema, const char *at,
                     bool say);

static bool object_conforms(const struct ela_json *v, const struct ela_json *schema, const char *at,
                            bool say)
{
    const struct ela_json *properties = ela_json_get(schema, "properties"),
                          *required = ela_json_get(schema, "required"),
                          *extra = ela_json_get(schema, "additionalProperties"), *value = NULL;
    const char *key = NULL;
    char below[256];
    for (size_t i = 0; i < ela_json_size(required); i++) {
        if (ela_json_get(v, ela_json_text(ela_json_at(required, i)).p) != NULL)
            continue;
        if (say)
            print_error("%s lacks %s\n", at, ela_json_text(ela_json_at(required, i)).p);
        return false;
    }
    for (const void *it = NULL; (it = ela_json_next(v, it, &key, &value)) != NULL;) {
        const struct ela_json *one = ela_json_get(properties, key);
        snprintf(below, sizeof below, "%.180s/%.60s", at, key);
        if (one == NULL && ela_json_kind(extra) == ELA_JOBJECT)
            one = extra;
        if (one == NULL && !ela_json_bool(extra, true)) {
            if (say)
                print_error("%s is not described\n", below);
            return false;
        }
        if (one != NULL && !conforms(value, one, below, say))
            return false;
    }
    return true;
}

static bool any_conforms(const struct ela_json *v, const struct ela_json *choices, const char *at)
{
    for (size_t i = 0; i < ela_json_size(choices); i++) {
        if (conforms(v, ela_json_at(choices, i), at, ela_json_kind(v) != ELA_JNULL && i == 0))
            return true;
    }
    return false;
}

static bool enum_conforms(const struct ela_json *v, const struct ela_json *choices)
{
    for (size_t i = 0; i < ela_json_size(choices); i++) {
        if (ela_str_eq(ela_json_text(v), ela_json_text(ela_json_at(choices, i))))
            return true;
    }
    return choices == NULL;
}

static bool conforms(const struct ela_json *v, const struct ela_json *schema, const char *at,
                     bool say)
{
    schema = resolve(schema);
    const struct ela_json *type = ela_json_get(schema, "type"),
                          *choices = ela_json_get(schema, "anyOf");
    char below[256];
    bool fits = type == NULL;
    if (choices != NULL)
        return any_conforms(v, choices, at);
    if (ela_json_kind(type) == ELA_JTEXT)
        fits = type_fits(v, ela_json_text(type));
    for (size_t i = 0; ela_json_kind(type) == ELA_JARRAY && i < ela_json_size(type); i++)
        fits = fits || type_fits(v, ela_json_text(ela_json_at(type, i)));
    if (!fits ||
        (ela_json_kind(v) == ELA_JTEXT && !enum_conforms(v, ela_json_get(schema, "enum")))) {
        if (say)
            print_error("%s is of another type or value than described\n", at);
        return false;
    }
    if (ela_json_kind(v) == ELA_JOBJECT)
        return object_conforms(v, schema, at, say);
    for (size_t i = 0; ela_json_kind(v) == ELA_JARRAY && i < ela_json_size(v); i++) {
        snprintf(below, sizeof below, "%.200s/%zu", at, i);
        if (!conforms(ela_json_at(v, i), ela_json_get(schema, "items"), below, say))
            return false;
    }
    return true;
}

/* Every answer of every test: its status is described for the route, its body as described. */
static void check_answer(struct ela_str method, struct ela_str path)
{
    struct ela__match m;
    char lower[8], status[8], type[64];
    size_t n = 0;
    ela__route_match(method, path, &m);
    if (m.route == NULL || m.malformed || R.status == 304 || R.status == 426 ||
        ela_str_is(method, "HEAD") || ela_str_is(method, "OPTIONS"))
        return;
    for (; m.route->method[n] != '\0'; n++)
        lower[n] = (char)(m.route->method[n] + 32);
    lower[n] = '\0';
    snprintf(status, sizeof status, "%d", R.status);
    const struct ela_json *op =
        ela_json_get(ela_json_get(ela_json_get(described, "paths"), m.route->path), lower);
    const struct ela_json *rs = resolve(ela_json_get(ela_json_get(op, "responses"), status));
    if (rs == NULL)
        fail_msg("%s %s: status %d is not described", m.route->method, m.route->path, R.status);
    if (answer == NULL || m.route->op == NULL)
        return;
    snprintf(type, sizeof type, "%s", header("Content-Type"));
    const struct ela_json *schema =
        ela_json_get(ela_json_get(ela_json_get(rs, "content"), type), "schema");
    if (schema == NULL || !conforms(answer, schema, "", true))
        fail_msg("%s %s: %s is not as described: %.*s", m.route->method, m.route->path, type,
                 (int)R.body.n, R.body.p);
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
        .rate_per_minute = B.rate,
        .documents = T.documents,
        .master_key = T.master_key};
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
    check_answer(rq.method, rq.path);
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
    static const struct ela_json_limits limits = {1 << 22, 64, 100000};
    struct ela_error err = ELA_ERROR_INIT;
    ela_json_init();
    if (ela_json_parse((struct ela_str){ELA_OPENAPI_JSON, ELA_OPENAPI_JSON_SIZE}, &limits,
                       &described, &err) != ELA_OK)
        return -1;
    ela_password_cost(1, crypto_pwhash_MEMLIMIT_MIN);
    ela_portal_response_init(&R);
    return t_open(state);
}

static int close_all(void **state)
{
    ela_json_free(answer);
    ela_json_free(described);
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

#endif
