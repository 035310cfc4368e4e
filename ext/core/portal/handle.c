/*
 * One request from the first byte to the last: route, transport, session, CSRF, input, operation,
 * answer. Order matters: nothing is decoded for whoever may not call. Source: PORT-03, SEC-02,
 * SEC-09, SEC-13, SEC-22.
 */
#include "portal/portal.h"

#include "base/log.h"
#include "portal/portal_internal.h"

extern const char ELA_OPENAPI_JSON[];
extern const size_t ELA_OPENAPI_JSON_SIZE;

struct exchange {
    struct ela_app *app;
    struct ela_db *db;
    const struct ela_portal_request *rq;
    struct ela_portal_response *rs;
    struct ela__match match;
    struct ela_actor actor;
    struct ela_str token;           /* access token of the cookie */
    const struct ela_json *problem; /* of the operation's refusal */
    const char *lang;
    char lang_text[4];
    char ip[46], agent[513];
};

/* --- who calls -------------------------------------------------------------------------------- */

static bool loopback(const char *ip)
{
    return ip != NULL && (strncmp(ip, "127.", 4) == 0 || strcmp(ip, "::1") == 0 ||
                          strcmp(ip, "::ffff:127.0.0.1") == 0);
}

static enum ela_status sign_in(struct exchange *x, struct ela_error *err)
{
    const struct ela_portal_request *rq = x->rq;
    struct ela_session s;

    x->token = ela__portal_cookie(rq, ela__portal_cookie_name(rq, ELA__COOKIE_ACCESS));
    ELA_TRY(ela_session_check(x->db, rq->entity, x->token, x->match.client, rq->now, &s, err));
    /* A form that was just saved is asked as it is now, whichever process serves it. */
    ela_app_definitions(x->app, rq->entity, s.definitions);
    snprintf(x->lang_text, sizeof x->lang_text, "%s", s.lang);
    x->lang = strcmp(x->lang_text, "en") == 0 ? "en" : "fr";
    if (!s.active)
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    ELA_TRY(ela__portal_rate(
        rq,
        ela__portal_rate_subject(
            "account", (struct ela_str){(const char *)&s.account_id, sizeof s.account_id}),
        err));
    if (x->match.client > 0 && !s.client)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "");
    snprintf(x->actor.lang, sizeof x->actor.lang, "%s", x->lang);
    x->actor.kind = ELA_ACTOR_PORTAL;
    x->actor.account_id = s.account_id;
    x->actor.session_id = s.id;
    x->actor.client_id = x->match.client;
    x->actor.amounts = s.amounts;
    bool reads = ela_str_is(rq->method, "GET") || ela_str_is(rq->method, "HEAD");
    if (!reads && !ela_session_csrf_ok(x->token, ela__portal_header(rq, "x-elaska-csrf")))
        return ela_fail(err, ELA_E_DENIED, "request.csrf", "");
    return ELA_OK;
}

/* --- the answer ------------------------------------------------------------------------------- */

/* Tokens leave the body for cookies that scripts cannot read; the CSRF value takes their place. */
static struct ela_json *without_tokens(const struct ela_json *out)
{
    struct ela_json *clean = ela_json_new_object();
    const char *key = NULL;
    const struct ela_json *value = NULL;
    for (const void *it = NULL; (it = ela_json_next(out, it, &key, &value)) != NULL;) {
        if (strcmp(key, "access_token") != 0 && strcmp(key, "refresh_token") != 0 &&
            strcmp(key, "key") != 0 && strcmp(key, "key_s") != 0)
            ela_json_set(clean, key, ela_json_ref((struct ela_json *)value));
    }
    return clean;
}

static void give_session(struct exchange *x, const struct ela_json *out)
{
    const struct ela_json *session = ela_json_get(out, "session");
    struct ela_str access = ela_json_text(ela_json_get(out, "access_token"));
    struct ela_str refresh = ela_json_text(ela_json_get(out, "refresh_token"));
    int64_t until = ela_json_int(ela_json_get(session, "renew_until"), 0);
    bool remember = ela_json_bool(ela_json_get(session, "remember"), false);
    char csrf[33];

    ela_session_csrf(access, csrf);
    struct ela_json *body = without_tokens(out);
    ela_json_set_text(body, "csrf", csrf);
    ela__portal_answer_json(x->rq, x->match.route, body, x->lang, x->rs);
    ela_json_free(body);
    /* Without "stay signed in" the cookies go with the browser. */
    ela__portal_cookie_set(x->rq, ELA__COOKIE_ACCESS, access, remember ? ELA_ACCESS_S : -1, x->rs);
    ela__portal_cookie_set(x->rq, ELA__COOKIE_REFRESH, refresh, remember ? until - x->rq->now : -1,
                           x->rs);
}

static void give_visit(struct exchange *x, const struct ela_json *out)
{
    struct ela_json *body = without_tokens(out);
    ela__portal_answer_json(x->rq, x->match.route, body, x->lang, x->rs);
    ela_json_free(body);
    ela__portal_cookie_visit(x->rq, ela_json_int(ela_json_get(ela_json_get(out, "share"), "id"), 0),
                             ela_json_text(ela_json_get(out, "key")),
                             ela_json_int(ela_json_get(out, "key_s"), 0), x->rs);
}

static void forget_session(struct exchange *x)
{
    ela__portal_cookie_set(x->rq, ELA__COOKIE_ACCESS, ELA_STR(""), 0, x->rs);
    ela__portal_cookie_set(x->rq, ELA__COOKIE_REFRESH, ELA_STR(""), 0, x->rs);
}

static void give_download(struct exchange *x, const char *type, const char *name)
{
    ela__headers_common(x->rq, x->rs);
    x->rs->status = 200;
    ela__header_set(x->rs, "Content-Type", "%s", type);
    ela__header_set(x->rs, "Content-Disposition", "attachment; filename=\"%s\"", name);
}

/* The name that the operation proposes, made of what is safe between quotes. */
static void give_bytes(struct exchange *x, const char *type)
{
    const char *wanted = ela_app_body_name(x->app);
    char name[120];
    size_t n = 0;
    for (; wanted[n] != '\0' && n + 1 < sizeof name; n++) {
        unsigned char c = (unsigned char)wanted[n];
        name[n] = c > 0x20 && c < 0x7f && strchr("\"\\/;%", c) == NULL ? (char)c : '_';
    }
    name[n] = '\0';
    give_download(x, type != NULL ? type : "application/octet-stream", n > 0 ? name : "document");
}

/* RFC 8187: every byte but the plainest is written in hexadecimal. */
static void extended(struct ela_str name, char out[420])
{
    static const char hex[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < name.n && n + 4 < 420; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                     c == '.' || c == '-' || c == '_';
        if (plain) {
            out[n++] = (char)c;
            continue;
        }
        out[n++] = '%';
        out[n++] = hex[c >> 4];
        out[n++] = hex[c & 15];
    }
    out[n] = '\0';
}

/* A file: what may be shown is sealed off from the page, everything else is a download. */
static void give_file(struct exchange *x, const struct ela_json *out)
{
    struct ela_str path = ela_json_text(ela_json_get(out, "path")),
                   name = ela_json_text(ela_json_get(out, "name")),
                   type = ela_json_text(ela_json_get(out, "type"));
    bool shown = ela_json_bool(ela_json_get(out, "inline"), false);
    char text[420];
    ela_buf_reset(&x->rs->body);
    snprintf(x->rs->file, sizeof x->rs->file, "%.*s", (int)path.n, path.p);
    extended(name, text);
    ela__headers_common(x->rq, x->rs);
    x->rs->status = 200;
    ela__header_set(x->rs, "Content-Type", "%.*s", type.n ? (int)type.n : 15,
                    type.n ? type.p : "application/pdf");
    const char *how = shown ? "inline" : "attachment";
    if (ela_str_is(name, text))
        ela__header_set(x->rs, "Content-Disposition", "%s; filename=\"%s\"", how, text);
    else
        ela__header_set(x->rs, "Content-Disposition", "%s; filename*=UTF-8''%s", how, text);
    if (shown)
        ela__header_set(
            x->rs, "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'");
}

static void give_vault(struct exchange *x, const struct ela_json *out)
{
    struct ela_json *body = without_tokens(out);
    ela__portal_answer_json(x->rq, x->match.route, body, x->lang, x->rs);
    ela_json_free(body);
    ela__portal_cookie_vault(x->rq, x->match.client, ela_json_text(ela_json_get(out, "key")),
                             ela_json_int(ela_json_get(out, "key_s"), 0), x->rs);
}

/* A range of what is there, or all of it; past its end nothing. Source: RFC 9110, 14. */
static void give_poured(struct exchange *x, const struct ela_json *out)
{
    struct ela_portal_response *rs = x->rs;
    int64_t size = rs->pour.size, to = -1;
    bool ranged = ela__portal_range(x->rq, &rs->from, &to);
    give_file(x, out);
    rs->file[0] = '\0';
    ela__header_set(rs, "Accept-Ranges", "bytes");
    if (!ranged)
        rs->from = 0;
    if (ranged && rs->from >= size) {
        memset(&rs->pour, 0, sizeof rs->pour);
        rs->status = 416;
        ela__header_set(rs, "Content-Range", "bytes */%lld", (long long)size);
        return;
    }
    rs->length = to < 0 || to >= size ? size - rs->from : to - rs->from + 1;
    if (!ranged)
        rs->length = size;
    else
        rs->status = 206;
    if (ranged)
        ela__header_set(rs, "Content-Range", "bytes %lld-%lld/%lld", (long long)rs->from,
                        (long long)(rs->from + rs->length - 1), (long long)size);
    ela__header_set(rs, "Content-Length", "%lld", (long long)rs->length);
}

static void give(struct exchange *x, const struct ela_json *out, const char *type)
{
    unsigned flags = x->match.route->flags;
    if ((flags & ELA_ROUTE_POUR) != 0) {
        give_poured(x, out);
    } else if ((flags & ELA_ROUTE_UNLOCKS) != 0) {
        give_vault(x, out);
    } else if ((flags & ELA_ROUTE_FILE) != 0) {
        give_file(x, out);
    } else if ((flags & ELA_ROUTE_BYTES) != 0) {
        give_bytes(x, type);
    } else if ((flags & ELA_ROUTE_OPENS) != 0) {
        give_session(x, out);
    } else if ((flags & ELA_ROUTE_VISITS) != 0) {
        give_visit(x, out);
    } else if ((flags & ELA_ROUTE_ME) != 0) {
        char csrf[33];
        struct ela_json *body = without_tokens(out);
        ela_session_csrf(x->token, csrf);
        ela_json_set_text(body, "csrf", csrf);
        ela__portal_answer_json(x->rq, x->match.route, body, x->lang, x->rs);
        ela_json_free(body);
    } else {
        ela__portal_answer_json(x->rq, x->match.route, out, x->lang, x->rs);
    }
    if ((flags & ELA_ROUTE_CLOSES) != 0)
        forget_session(x);
    if ((flags & ELA_ROUTE_LOCKS) != 0)
        ela__portal_cookie_vault(x->rq, x->match.client, ELA_STR(""), 0, x->rs);
}

/* --- the call --------------------------------------------------------------------------------- */

static enum ela_status call(struct exchange *x, struct ela_error *err)
{
    const struct ela_portal_route *route = x->match.route;
    const struct ela_op *op = ela_op_find(ela_str_of(route->op));
    struct ela_json *in = NULL, *out = NULL;
    const char *type = NULL;
    struct ela_request rq = {.db = x->db,
                             .actor = &x->actor,
                             .now = x->rq->now,
                             .remote_ip = x->ip[0] != '\0' ? x->ip : NULL,
                             .user_agent = x->agent,
                             .documents = x->rq->documents,
                             .master_key = x->rq->master_key};

    if (op == NULL)
        return ela_failf(err, ELA_E_INTERNAL, "op.unknown", "", "%s", route->op);
    ELA_TRY(ela__portal_decode(x->rq, &x->match, op, &in, err));
    if ((route->flags & ELA_ROUTE_UPLOAD) != 0)
        rq.body_in = x->rq->body;
    if ((route->flags & ELA_ROUTE_POUR) != 0)
        rq.pour = &x->rs->pour;
    enum ela_status st =
        ela_app_call(x->app, &rq, ela_str_of(route->op), in, &out,
                     (route->flags & ELA_ROUTE_BYTES) != 0 ? &x->rs->body : NULL, &type, err);
    ela_json_free(in);
    if (st == ELA_OK)
        give(x, out, type);
    else
        memset(&x->rs->pour, 0, sizeof x->rs->pour);
    if (st != ELA_OK)
        x->problem = ela_app_problem(x->app);
    ela_json_free(out);
    return st;
}

static enum ela_status answer(struct exchange *x, struct ela_error *err)
{
    const struct ela_portal_request *rq = x->rq;
    const struct ela__match *m = &x->match;

    if (!rq->https && !loopback(rq->ip))
        return ela_fail(err, ELA_E_DENIED, "request.https", "");
    if (!m->path_known)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "");
    if (ela_str_is(rq->method, "OPTIONS")) {
        ela__headers_common(rq, x->rs);
        ela__header_set(x->rs, "Allow", "%s, OPTIONS", m->allow);
        x->rs->status = 204;
        return ELA_OK;
    }
    if (m->route == NULL)
        return ela_fail(err, ELA_E_INPUT, "request.method", "");
    if (m->malformed)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "");
    ELA_TRY(ela__check_transport(rq, (m->route->flags & ELA_ROUTE_UPLOAD) != 0, err));
    if (m->route->auth != ELA_AUTH_SESSION)
        ELA_TRY(ela__portal_rate(rq, ela__portal_rate_subject("address", ela_str_of(rq->ip)), err));
    if (m->route->op == NULL) {
        ela__portal_answer_text(rq, m->route,
                                (struct ela_str){ELA_OPENAPI_JSON, ELA_OPENAPI_JSON_SIZE},
                                "application/json", x->rs);
        return ELA_OK;
    }
    if (x->db == NULL)
        return ela_fail(err, ELA_E_TRANSIENT, "db.unreachable", "");
    if (m->route->auth == ELA_AUTH_SESSION)
        ELA_TRY(sign_in(x, err));
    return call(x, err);
}

static void refuse(struct exchange *x, const struct ela_error *err)
{
    int status = ela__portal_problem_status(err);
    const char *path = x->match.route != NULL ? x->match.route->path : "-";
    ela__portal_problem(x->rq, err, x->problem, status, x->lang, x->rs);
    if (status == 405)
        ela__header_set(x->rs, "Allow", "%s, OPTIONS", x->match.allow);
    if (status == 426)
        ela__header_set(x->rs, "Upgrade", "TLS/1.2");
    /* A renewal that failed leaves nothing worth sending again. */
    if (status == 401 && x->match.route != NULL && x->match.route->auth != ELA_AUTH_NONE &&
        (x->match.route->auth == ELA_AUTH_RENEWAL ||
         (x->match.route->flags & ELA_ROUTE_CLOSES) != 0))
        forget_session(x);
    ELA_LOG(status >= 500 ? ELA_LOG_ERROR : ELA_LOG_INFO, "portal.refused", ELA_KV("path", path),
            ELA_KN("status", status), ELA_KV("key", err->key),
            ELA_KV("detail", status >= 500 ? err->detail : ""));
}

/* Text of ours out of bytes of theirs: printable ASCII, bounded. */
static void printable(char *out, size_t size, struct ela_str s)
{
    size_t n = 0;
    for (; n < s.n && n + 1 < size; n++)
        out[n] = s.p[n] >= 0x20 && s.p[n] < 0x7f ? s.p[n] : '?';
    out[n] = '\0';
}

void ela_portal_handle(struct ela_app *app, struct ela_db *db, const struct ela_portal_request *rq,
                       struct ela_portal_response *rs)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct exchange x = {
        .app = app, .db = db, .rq = rq, .rs = rs, .lang = ela__accept_language(rq)};

    rs->status = 0;
    rs->nheaders = 0;
    rs->file[0] = '\0';
    memset(&rs->pour, 0, sizeof rs->pour);
    rs->from = rs->length = 0;
    ela_buf_reset(&rs->body);
    x.actor.entity = rq->entity;
    ela__route_match(rq->method, rq->path, &x.match);
    printable(x.ip, sizeof x.ip, ela_str_of(rq->ip));
    printable(x.agent, sizeof x.agent, ela__portal_header(rq, "user-agent"));
    snprintf(x.lang_text, sizeof x.lang_text, "%s", x.lang);
    snprintf(x.actor.lang, sizeof x.actor.lang, "%s", x.lang);
    if (answer(&x, &err) != ELA_OK)
        refuse(&x, &err);
    if (ela_str_is(rq->method, "HEAD")) { /* of a file the caller says how long it is, no more */
        ela_buf_reset(&rs->body);
        memset(&rs->pour, 0, sizeof rs->pour);
    }
}
