/*
 * From a request to the input of an operation: headers, cookies, query, body. Untrusted bytes, no
 * database. Source: SEC-13, SEC-14, RFC 9110, RFC 6265.
 */
#include "portal/portal_internal.h"

/* --- headers ---------------------------------------------------------------------------------- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same_word(struct ela_str a, struct ela_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    }
    return true;
}

struct ela_str ela__portal_header(const struct ela_portal_request *rq, const char *name)
{
    for (size_t i = 0; i < rq->nheaders; i++) {
        if (same_word(rq->headers[i].name, ela_str_of(name)))
            return ela_str_trim(rq->headers[i].value);
    }
    return (struct ela_str){"", 0};
}

/* Next piece of a list cut at `sep`; false at the end. */
static bool next_piece(struct ela_str *rest, char sep, struct ela_str *piece)
{
    if (rest->p == NULL)
        return false;
    const char *at = rest->n > 0 ? memchr(rest->p, sep, rest->n) : NULL;
    size_t n = at != NULL ? (size_t)(at - rest->p) : rest->n;
    *piece = (struct ela_str){rest->p, n};
    *rest = at != NULL ? (struct ela_str){at + 1, rest->n - n - 1} : (struct ela_str){NULL, 0};
    return true;
}

struct ela_str ela__portal_cookie(const struct ela_portal_request *rq, const char *name)
{
    struct ela_str rest = ela__portal_header(rq, "cookie"), piece;
    size_t n = strlen(name);
    while (next_piece(&rest, ';', &piece)) {
        piece = ela_str_trim(piece);
        if (piece.n > n && memcmp(piece.p, name, n) == 0 && piece.p[n] == '=')
            return (struct ela_str){piece.p + n + 1, piece.n - n - 1};
    }
    return (struct ela_str){"", 0};
}

const char *ela__accept_language(const struct ela_portal_request *rq)
{
    struct ela_str rest = ela__portal_header(rq, "accept-language"), piece;
    while (next_piece(&rest, ',', &piece)) {
        piece = ela_str_trim(piece);
        if (piece.n < 2 || (piece.n > 2 && piece.p[2] != '-' && piece.p[2] != ';'))
            continue;
        if (same_word((struct ela_str){piece.p, 2}, ELA_STR("fr")))
            return "fr";
        if (same_word((struct ela_str){piece.p, 2}, ELA_STR("en")))
            return "en";
    }
    return "fr";
}

static bool is_json(struct ela_str type)
{
    struct ela_str rest = type, media;
    return next_piece(&rest, ';', &media) &&
           same_word(ela_str_trim(media), ELA_STR("application/json"));
}

/* "https://host:port" against the Host header; "null" and other origins are refused. */
static bool same_origin(struct ela_str origin, struct ela_str host)
{
    const char *at = origin.n > 0 ? memmem(origin.p, origin.n, "://", 3) : NULL;
    if (at == NULL || host.n == 0)
        return false;
    size_t skip = (size_t)(at - origin.p) + 3;
    return same_word((struct ela_str){origin.p + skip, origin.n - skip}, host);
}

enum ela_status ela__check_transport(const struct ela_portal_request *rq, bool upload,
                                     struct ela_error *err)
{
    bool reads = ela_str_is(rq->method, "GET") || ela_str_is(rq->method, "HEAD") ||
                 ela_str_is(rq->method, "OPTIONS");
    struct ela_str origin = ela__portal_header(rq, "origin");

    if (rq->body.n > ELA__BODY_MAX && !upload) /* a file's own size is its operation's to judge */
        return ela_fail(err, ELA_E_INPUT, "json.too_large", "");
    if (reads)
        return ELA_OK;
    if (origin.n > 0 && !same_origin(origin, ela__portal_header(rq, "host")))
        return ela_fail(err, ELA_E_DENIED, "request.origin", "");
    if (ela_str_is(ela__portal_header(rq, "sec-fetch-site"), "cross-site"))
        return ela_fail(err, ELA_E_DENIED, "request.origin", "");
    if (rq->body.n > 0 && !upload && !is_json(ela__portal_header(rq, "content-type")))
        return ela_fail(err, ELA_E_INPUT, "request.media_type", "");
    return ELA_OK;
}

/* --- query ------------------------------------------------------------------------------------ */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* %XX and '+'; false: malformed, too long, or not UTF-8. */
static bool percent_decode(struct ela_str s, char *out, size_t size, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            if (i + 2 >= s.n || hex_digit(s.p[i + 1]) < 0 || hex_digit(s.p[i + 2]) < 0)
                return false;
            c = (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2]));
            i += 2;
        }
        if (*n + 1 >= size || c == '\0')
            return false;
        out[(*n)++] = c;
    }
    out[*n] = '\0';
    return ela_utf8_valid(out, *n, NULL);
}

static bool listed(const char *list, const char *name)
{
    struct ela_str rest = ela_str_of(list), piece;
    while (next_piece(&rest, ',', &piece)) {
        if (ela_str_is(piece, name))
            return true;
    }
    return false;
}

static const struct ela_field *field_of(const struct ela_op *op, const char *name)
{
    for (const struct ela_field *f = op->fields; f != NULL && f->type != ELA_FT_END; f++) {
        if (strcmp(f->name, name) == 0)
            return f;
    }
    return NULL;
}

/* The text of a query as what the operation's field wants; what does not fit stays text and is
 * refused by its check. */
static struct ela_json *typed(const struct ela_op *op, const char *name, struct ela_str value)
{
    const struct ela_field *f = field_of(op, name);
    int64_t n = 0;
    if (f != NULL && (f->type == ELA_FT_INT || f->type == ELA_FT_ID) && ela_parse_i64(value, &n))
        return ela_json_new_int(n);
    if (f != NULL && f->type == ELA_FT_BOOL &&
        (ela_str_is(value, "true") || ela_str_is(value, "1")))
        return ela_json_new_bool(true);
    if (f != NULL && f->type == ELA_FT_BOOL &&
        (ela_str_is(value, "false") || ela_str_is(value, "0")))
        return ela_json_new_bool(false);
    return ela_json_new_text(value.p, value.n);
}

static enum ela_status query_member(const struct ela__match *m, const struct ela_op *op,
                                    struct ela_str piece, struct ela_json *in,
                                    struct ela_error *err)
{
    char name[32], value[512];
    size_t n = 0;
    struct ela_str rest = piece, key;
    next_piece(&rest, '=', &key);
    if (!percent_decode(key, name, sizeof name, &n))
        return ela_fail(err, ELA_E_INPUT, "request.query", "");
    if (!listed(m->route->query, name))
        return ela_fail(err, ELA_E_INPUT, "field.unknown", name);
    if (!percent_decode(rest.p != NULL ? rest : ELA_STR(""), value, sizeof value, &n))
        return ela_fail(err, ELA_E_INPUT, "request.query", name);
    if (ela_json_get(in, name) != NULL)
        return ela_fail(err, ELA_E_INPUT, "json.duplicate_key", name);
    ela_json_set(in, name, typed(op, name, (struct ela_str){value, n}));
    return ELA_OK;
}

static enum ela_status query(const struct ela_portal_request *rq, const struct ela__match *m,
                             const struct ela_op *op, struct ela_json *in, struct ela_error *err)
{
    struct ela_str rest = rq->query.n > 0 ? rq->query : (struct ela_str){NULL, 0}, piece;
    if (rq->query.n > 4096)
        return ela_fail(err, ELA_E_INPUT, "request.query", "");
    while (next_piece(&rest, '&', &piece)) {
        if (piece.n > 0)
            ELA_TRY(query_member(m, op, piece, in, err));
    }
    return ELA_OK;
}

/* --- body ------------------------------------------------------------------------------------- */

static bool of_path(const struct ela__match *m, const char *name)
{
    for (size_t i = 0; i < m->nbound; i++) {
        if (strcmp(m->bound[i].name, name) == 0)
            return true;
    }
    if ((m->route->auth == ELA_AUTH_VISIT || (m->route->flags & ELA_ROUTE_VAULT) != 0) &&
        strcmp(name, "key") == 0)
        return true;
    return strcmp(name, "refresh") == 0 && m->route->auth == ELA_AUTH_RENEWAL;
}

/* Only forms and formatted texts are deep or have many values. */
static const struct ela_json_limits *limits_of(const struct ela_op *op)
{
    static const struct ela_json_limits plain = {1 << 20, 16, 20000};
    for (const struct ela_field *f = op->fields; f && f->name; f++)
        if (f->type == ELA_FT_JSON)
            return &ELA_JSON_LIMITS_DEFAULT;
    return &plain;
}

static enum ela_status body(const struct ela_portal_request *rq, const struct ela__match *m,
                            const struct ela_op *op, struct ela_json *in, struct ela_error *err)
{
    struct ela_json *raw = NULL;
    const char *key = NULL;
    const struct ela_json *value = NULL;
    enum ela_status st = ELA_OK;

    if (rq->body.n == 0 || ela_str_is(rq->method, "GET") || ela_str_is(rq->method, "HEAD") ||
        (m->route->flags & ELA_ROUTE_UPLOAD) != 0)
        return ELA_OK;
    ELA_TRY(ela_json_parse(rq->body, limits_of(op), &raw, err));
    if (ela_json_kind(raw) != ELA_JOBJECT)
        st = ela_fail(err, ELA_E_INPUT, "field.type", "");
    for (const void *it = NULL;
         st == ELA_OK && (it = ela_json_next(raw, it, &key, &value)) != NULL;) {
        if (of_path(m, key))
            st = ela_fail(err, ELA_E_INPUT, "field.unknown", key);
        else
            ela_json_set(in, key, ela_json_ref((struct ela_json *)value));
    }
    ela_json_free(raw);
    return st;
}

/* The key of the visit, and whether its bytes are asked for at all: what is logged depends on it.
 */
static enum ela_status visit(const struct ela_portal_request *rq, struct ela_json *in,
                             struct ela_error *err)
{
    struct ela_str key = ela__portal_cookie(rq, ela__portal_cookie_name(rq, ELA__COOKIE_VISIT));
    struct ela_json *text = key.n > 0 && key.n <= 200 ? ela_json_new_text(key.p, key.n) : NULL;
    if (text == NULL)
        return ela_fail(err, ELA_E_NOT_FOUND, "share.unavailable", "");
    ela_json_set(in, "key", text);
    if (ela_str_is(rq->method, "HEAD"))
        ela_json_set_bool(in, "head", true);
    return ELA_OK;
}

/* The key of an open vault; without one the operation says that it is closed. Bytes that are not
 * asked for from their beginning go on with a reading. */
static void vault(const struct ela_portal_request *rq, const struct ela__match *m,
                  struct ela_json *in)
{
    struct ela_str key = ela__portal_cookie(rq, ela__portal_cookie_name(rq, ELA__COOKIE_VAULT));
    int64_t from = 0, to = 0;
    if (key.n > 0 && key.n <= 200)
        ela_json_set_str(in, "key", key);
    if ((m->route->flags & ELA_ROUTE_POUR) != 0 && ela__portal_range(rq, &from, &to) && from > 0)
        ela_json_set_bool(in, "part", true);
}

static enum ela_status path_members(const struct ela_portal_request *rq, const struct ela__match *m,
                                    struct ela_json *in, struct ela_error *err)
{
    for (size_t i = 0; i < m->nbound; i++) {
        const char *name = m->bound[i].name;
        int64_t id = 0;
        if (strcmp(name, "client") == 0)
            continue; /* the actor's, not the operation's */
        if (ela__route_text(name)) {
            struct ela_json *text = ela_json_new_text(m->bound[i].value.p, m->bound[i].value.n);
            if (text == NULL)
                return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "");
            ela_json_set(in, name, text);
        } else if (ela_parse_i64(m->bound[i].value, &id)) {
            ela_json_set_int(in, name, id);
        }
    }
    if (m->route->auth == ELA_AUTH_VISIT)
        ELA_TRY(visit(rq, in, err));
    if ((m->route->flags & ELA_ROUTE_VAULT) != 0)
        vault(rq, m, in);
    if (m->route->auth == ELA_AUTH_RENEWAL) {
        struct ela_str token =
            ela__portal_cookie(rq, ela__portal_cookie_name(rq, ELA__COOKIE_REFRESH));
        struct ela_json *text =
            token.n > 0 && token.n <= 200 ? ela_json_new_text(token.p, token.n) : NULL;
        if (text == NULL)
            return ela_fail(err, ELA_E_DENIED, "session.ended", "");
        ela_json_set(in, "refresh", text);
    }
    return ELA_OK;
}

enum ela_status ela__portal_decode(const struct ela_portal_request *rq, const struct ela__match *m,
                                   const struct ela_op *op, struct ela_json **in,
                                   struct ela_error *err)
{
    unsigned long failures = ela_json_failures();
    *in = ela_json_new_object();
    enum ela_status st = query(rq, m, op, *in, err);
    if (st == ELA_OK)
        st = body(rq, m, op, *in, err);
    if (st == ELA_OK)
        st = path_members(rq, m, *in, err);
    /* A member lost for want of memory must not read as one that was not sent. */
    if (st == ELA_OK && ela_json_failures() != failures)
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (st == ELA_OK)
        return ELA_OK;
    ela_json_free(*in);
    *in = NULL;
    return st;
}
