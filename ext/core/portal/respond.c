/*
 * Responses: JSON with security headers, cookies, and problems (RFC 9457) that say what to mend and
 * nothing of how we are made. Source: SEC-09, SEC-13, decisions on portal sessions.
 */
#include "portal/portal_internal.h"

#include <sodium.h>
#include <stdarg.h>

#include "base/log.h"

void ela_portal_response_init(struct ela_portal_response *rs)
{
    rs->status = 0;
    rs->nheaders = 0;
    rs->file[0] = '\0';
    ela_buf_init(&rs->body, (size_t)64 << 20);
}

void ela_portal_response_release(struct ela_portal_response *rs)
{
    ela_buf_release(&rs->body);
}

/* --- headers and cookies ---------------------------------------------------------------------- */

void ela__header_set(struct ela_portal_response *rs, const char *name, const char *fmt, ...)
{
    size_t i = 0;
    va_list ap;
    for (; i < rs->nheaders; i++) {
        if (strcmp(rs->headers[i].name, name) == 0 && strcmp(name, "Set-Cookie") != 0)
            break;
    }
    if (i == ELA_PORTAL_HEADERS)
        return;
    if (i == rs->nheaders)
        rs->nheaders++;
    snprintf(rs->headers[i].name, sizeof rs->headers[i].name, "%s", name);
    va_start(ap, fmt);
    vsnprintf(rs->headers[i].value, sizeof rs->headers[i].value, fmt, ap);
    va_end(ap);
    for (char *p = rs->headers[i].value; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = ' ';
    }
}

void ela__headers_common(const struct ela_portal_request *rq, struct ela_portal_response *rs)
{
    ela__header_set(rs, "X-Content-Type-Options", "nosniff");
    ela__header_set(rs, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    ela__header_set(rs, "Referrer-Policy", "no-referrer");
    ela__header_set(rs, "Cross-Origin-Resource-Policy", "same-origin");
    ela__header_set(rs, "Cache-Control", "no-store");
    ela__header_set(rs, "X-Robots-Tag", "noindex, nofollow");
    if (rq->https)
        ela__header_set(rs, "Strict-Transport-Security", "max-age=31536000");
}

const char *ela__portal_cookie_name(const struct ela_portal_request *rq, int which)
{
    if (which == ELA__COOKIE_ACCESS)
        return rq->https ? "__Host-elaska_at" : "elaska_at";
    if (which == ELA__COOKIE_VISIT)
        return rq->https ? "__Secure-elaska_visit" : "elaska_visit";
    if (which == ELA__COOKIE_VAULT)
        return rq->https ? "__Secure-elaska_vault" : "elaska_vault";
    return rq->https ? "__Secure-elaska_rt" : "elaska_rt";
}

void ela__portal_cookie_set(const struct ela_portal_request *rq, int which, struct ela_str value,
                            int64_t max_age, struct ela_portal_response *rs)
{
    char age[40] = "";
    if (max_age >= 0)
        snprintf(age, sizeof age, "; Max-Age=%lld", (long long)max_age);
    ela__header_set(rs, "Set-Cookie", "%s=%.*s; Path=%s; HttpOnly; SameSite=Strict%s%s",
                    ela__portal_cookie_name(rq, which), (int)value.n, value.n > 0 ? value.p : "",
                    which == ELA__COOKIE_ACCESS ? "/" : "/v1/session", rq->https ? "; Secure" : "",
                    age);
}

void ela__portal_cookie_visit(const struct ela_portal_request *rq, int64_t share,
                              struct ela_str key, int64_t max_age, struct ela_portal_response *rs)
{
    ela__header_set(rs, "Set-Cookie",
                    "%s=%.*s; Path=/v1/shares/%lld; HttpOnly; SameSite=Strict%s; Max-Age=%lld",
                    ela__portal_cookie_name(rq, ELA__COOKIE_VISIT), (int)key.n,
                    key.n > 0 ? key.p : "", (long long)share, rq->https ? "; Secure" : "",
                    (long long)max_age);
}

void ela__portal_cookie_vault(const struct ela_portal_request *rq, int32_t client,
                              struct ela_str key, int64_t max_age, struct ela_portal_response *rs)
{
    ela__header_set(rs, "Set-Cookie",
                    "%s=%.*s; Path=/v1/clients/%d/vault; HttpOnly; SameSite=Strict%s; Max-Age=%lld",
                    ela__portal_cookie_name(rq, ELA__COOKIE_VAULT), (int)key.n,
                    key.n > 0 ? key.p : "", (int)client, rq->https ? "; Secure" : "",
                    (long long)max_age);
}

bool ela__portal_range(const struct ela_portal_request *rq, int64_t *from, int64_t *to)
{
    struct ela_str h = ela__portal_header(rq, "range");
    if (h.n < 8 || h.n > 50 || memcmp(h.p, "bytes=", 6) != 0)
        return false;
    h = (struct ela_str){h.p + 6, h.n - 6};
    const char *dash = memchr(h.p, '-', h.n);
    size_t n = dash ? (size_t)(dash - h.p) : 0;
    if (!dash || !ela_parse_i64((struct ela_str){h.p, n}, from) || *from < 0)
        return false;
    *to = -1;
    struct ela_str rest = {dash + 1, h.n - n - 1};
    return rest.n == 0 || (ela_parse_i64(rest, to) && *to >= *from);
}

/* --- problems --------------------------------------------------------------------------------- */

struct general {
    int status;
    const char *fr, *en;
};

static const struct general GENERAL[] = {
    {400, "La demande n'a pas pu être lue.", "The request could not be read."},
    {401, "Votre session est terminée, reconnectez-vous.",
     "Your session has ended, please sign in again."},
    {403, "Cette action ne vous est pas ouverte.", "You may not do this."},
    {404, "Introuvable.", "Not found."},
    {405, "Cette action n'existe pas ici.", "There is no such action here."},
    {409, "Ce n'est pas possible en l'état, rechargez la page.",
     "This cannot be done as things stand, please reload."},
    {413, "Ce que vous envoyez est trop volumineux.", "What you are sending is too large."},
    {415, "Ce format n'est pas accepté.", "This format is not accepted."},
    {422, "Une information est à corriger.", "Something needs correcting."},
    {426, "Une connexion chiffrée (https) est nécessaire.",
     "An encrypted connection (https) is needed."},
    {429, "Trop d'essais, patientez un moment.", "Too many attempts, please wait a moment."},
    {503, "Le service est indisponible pour un moment.", "The service is out for a moment."},
    {500, "Une erreur est survenue de notre côté.", "Something went wrong on our side."}};

int ela__portal_problem_status(const struct ela_error *err)
{
    static const struct {
        const char *key;
        int status;
    } special[] = {
        {"session.ended", 401},  {"account.login_failed", 401}, {"throttle.blocked", 429},
        {"json.too_large", 413}, {"request.media_type", 415},   {"request.query", 400},
        {"request.method", 405}, {"request.https", 426},        {"json.malformed", 400},
        {"json.too_deep", 400},  {"json.too_many", 400},        {"json.real_number", 422}};
    static const int by_status[] = {200, 422, 409, 404, 403, 409, 503, 500, 500};
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
        if (strcmp(special[i].key, err->key) == 0)
            return special[i].status;
    }
    return by_status[err->status];
}

static const char *message_of(const char *key, const char *lang)
{
    char name[64];
    size_t n = 0;
    for (; key[n] != '\0' && n + 1 < sizeof name; n++)
        name[n] = key[n] == '.' ? '_' : key[n];
    name[n] = '\0';
    for (const struct ela__message *m = ELA__MESSAGES; m->key != NULL; m++) {
        if (strcmp(m->key, name) == 0)
            return strcmp(lang, "en") == 0 ? m->en : m->fr;
    }
    return NULL;
}

static const char *param_of(const struct ela_error *err, const char *name, size_t n)
{
    for (unsigned i = 0; i < err->nparams; i++) {
        if (strlen(err->params[i].name) == n && memcmp(err->params[i].name, name, n) == 0)
            return err->params[i].value;
    }
    return NULL;
}

/* {name} replaced by the parameter. */
static void fill(const char *text, const struct ela_error *err, char *out, size_t size)
{
    size_t n = 0;
    while (*text != '\0' && n + 1 < size) {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        const char *value = end != NULL ? param_of(err, text + 1, (size_t)(end - text) - 1) : NULL;
        if (value == NULL) {
            out[n++] = *text++;
            continue;
        }
        n += (size_t)snprintf(out + n, size - n, "%s", value);
        if (n >= size)
            n = size - 1;
        text = end + 1;
    }
    out[n] = '\0';
}

static void title_of(const struct ela_error *err, int status, const char *lang, char out[512])
{
    const char *text = status >= 500 ? NULL : message_of(err->key, lang);
    for (size_t i = 0; text == NULL && i < sizeof GENERAL / sizeof GENERAL[0]; i++) {
        if (GENERAL[i].status == status || GENERAL[i].status == 500)
            text = strcmp(lang, "en") == 0 ? GENERAL[i].en : GENERAL[i].fr;
    }
    fill(text, err, out, 512);
}

static struct ela_json *params_json(const struct ela_error *err)
{
    struct ela_json *o = ela_json_new_object();
    for (unsigned i = 0; i < err->nparams; i++)
        ela_json_set_text(o, err->params[i].name, err->params[i].value);
    return o;
}

static void one_error(struct ela_json *list, const char *field, const char *key,
                      const struct ela_error *err, const char *lang)
{
    char text[512];
    const char *message = message_of(key, lang);
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "field", field);
    ela_json_set_text(o, "key", key);
    if (message != NULL) {
        fill(message, err, text, sizeof text);
        ela_json_set_text(o, "detail", text);
    }
    ela_json_set(o, "params", params_json(err));
    ela_json_push(list, o);
}

/* A refused form names every field that is wrong (CASE-07). */
static void add_problems(struct ela_json *list, const struct ela_json *problems, const char *lang)
{
    for (size_t i = 0; i < ela_json_size(problems); i++) {
        const struct ela_json *one = ela_json_at(problems, i), *value;
        const char *name;
        char field[160];
        struct ela_error err = ELA_ERROR_INIT;
        snprintf(field, sizeof field, "fields/%.140s", ela_json_text(ela_json_get(one, "field")).p);
        ela_fail(&err, ELA_E_INPUT, ela_json_text(ela_json_get(one, "key")).p, "");
        const struct ela_json *params = ela_json_get(one, "params");
        for (const void *it = NULL; (it = ela_json_next(params, it, &name, &value)) != NULL;)
            ela_error_param(&err, name, ela_json_text(value).p);
        one_error(list, field, err.key, &err, lang);
    }
}

/* A refused password names every rule that it breaks, one error each (SEC-03). */
static struct ela_json *errors_json(const struct ela_error *err, const struct ela_json *problem,
                                    const char *lang)
{
    struct ela_json *list = ela_json_new_array();
    add_problems(list, ela_json_get(problem, "problems"), lang);
    if (ela_json_size(list) > 0)
        return list;
    const char *rules = strcmp(err->key, "password.policy") == 0 ? param_of(err, "rules", 5) : NULL;
    while (rules != NULL && *rules != '\0') {
        char key[48];
        size_t n = strcspn(rules, ",");
        snprintf(key, sizeof key, "password.%.*s", (int)n, rules);
        one_error(list, err->field, key, err, lang);
        rules += n + (rules[n] == ',' ? 1 : 0);
    }
    if (ela_json_size(list) == 0 && err->field[0] != '\0')
        one_error(list, err->field, err->key, err, lang);
    return list;
}

void ela__portal_problem(const struct ela_portal_request *rq, const struct ela_error *err,
                         const struct ela_json *problem, int status, const char *lang,
                         struct ela_portal_response *rs)
{
    static const char plain[] =
        "{\"type\":\"about:blank\",\"title\":\"Error\",\"status\":500,\"key\":\"internal\","
        "\"params\":{},\"errors\":[]}";
    char type[96], title[512];
    struct ela_error ignore = ELA_ERROR_INIT;
    /* Keys of our own faults would tell how we are made. */
    const char *key = status == 500 ? "internal" : err->key;
    const char *retry = param_of(err, "retry_s", 7);
    struct ela_json *o = ela_json_new_object();

    rs->status = status;
    rs->file[0] = '\0';
    ela_buf_reset(&rs->body);
    title_of(err, status, lang, title);
    snprintf(type, sizeof type, "about:blank#%s", key);
    ela_json_set_text(o, "type", type);
    ela_json_set_text(o, "title", title);
    ela_json_set_int(o, "status", status);
    ela_json_set_text(o, "key", key);
    ela_json_set(o, "params", status < 500 ? params_json(err) : ela_json_new_object());
    ela_json_set(o, "errors",
                 status < 500 ? errors_json(err, problem, lang) : ela_json_new_array());
    if (status == 409 && ela_json_get(problem, "conflict"))
        ela_json_set(o, "conflict",
                     ela_json_ref((struct ela_json *)(uintptr_t)ela_json_get(problem, "conflict")));
    if (ela_json_write(o, &rs->body, &ignore) != ELA_OK) {
        ela_buf_reset(&rs->body);
        ela_buf_adds(&rs->body, plain);
    }
    ela_json_free(o);
    ela__headers_common(rq, rs);
    ela__header_set(rs, "Content-Type", "application/problem+json");
    ela__header_set(rs, "Content-Language", "%s", lang);
    if (status == 429)
        ela__header_set(rs, "Retry-After", "%s", retry != NULL ? retry : "60");
    if (status == 503)
        ela__header_set(rs, "Retry-After", "5");
}

void ela_portal_refuse(const struct ela_portal_request *rq, int status, const char *key,
                       struct ela_portal_response *rs)
{
    struct ela_error err = ELA_ERROR_INIT;
    ela_fail(&err, ELA_E_TRANSIENT, key, "");
    ela__portal_problem(rq, &err, NULL, status, ela__accept_language(rq), rs);
}

/* --- answers ---------------------------------------------------------------------------------- */

static bool reader_has(const struct ela_portal_request *rq, const char *tag)
{
    struct ela_str given = ela__portal_header(rq, "if-none-match");
    return given.n > 0 && memmem(given.p, given.n, tag, strlen(tag)) != NULL;
}

void ela__portal_answer_text(const struct ela_portal_request *rq,
                             const struct ela_portal_route *route, struct ela_str text,
                             const char *type, struct ela_portal_response *rs)
{
    ela__headers_common(rq, rs);
    ela__header_set(rs, "Content-Type", "%s", type);
    if (route->cache == ELA_CACHE_PUBLIC) {
        uint8_t hash[16];
        char hex[33], tag[40];
        crypto_generichash(hash, sizeof hash, (const unsigned char *)text.p, text.n, NULL, 0);
        ela_hex(hash, sizeof hash, hex);
        snprintf(tag, sizeof tag, "\"%s\"", hex);
        ela__header_set(rs, "Cache-Control", "public, max-age=60");
        ela__header_set(rs, "Vary", "Accept-Language");
        ela__header_set(rs, "ETag", "%s", tag);
        if (reader_has(rq, tag)) {
            rs->status = 304;
            ela_buf_reset(&rs->body);
            return;
        }
    }
    rs->status = route->status;
    if (text.p != rs->body.p)
        ela_buf_add(&rs->body, text.p, text.n);
}

void ela__portal_answer_json(const struct ela_portal_request *rq,
                             const struct ela_portal_route *route, const struct ela_json *v,
                             const char *lang, struct ela_portal_response *rs)
{
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_reset(&rs->body);
    if (route->status == 204) {
        ela__headers_common(rq, rs);
        rs->status = 204;
        return;
    }
    if (ela_json_write(v, &rs->body, &err) != ELA_OK) {
        ela__portal_problem(rq, &err, NULL, 500, lang, rs);
        return;
    }
    ela__portal_answer_text(rq, route, (struct ela_str){rs->body.p, rs->body.n},
                            (route->flags & ELA_ROUTE_MANIFEST) != 0 ? "application/manifest+json"
                                                                     : "application/json",
                            rs);
}
