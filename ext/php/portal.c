/*
 * Elaska\Portal: bytes of one HTTP request in, bytes of its answer out. Everything between is the
 * core's.
 */
#include "exception.h"
#include "native.h"
#include "portal/portal.h"
#include "pour.h"
#include "portal_arginfo.h"

#define HEADERS_MAX 64

/* What one call owns, outside the request's memory. */
struct exchange {
    struct ela_portal_request rq;
    struct ela_portal_header headers[HEADERS_MAX];
    struct ela_portal_response rs;
};

static enum ela_status wrong(struct ela_error *err, const char *key, const char *name)
{
    char field[48];

    (void)snprintf(field, sizeof field, "request/%s", name);
    return ela_fail(err, ELA_E_INPUT, key, field);
}

static enum ela_status text_member(HashTable *in, const char *name, bool required,
                                   struct ela_str *out, struct ela_error *err)
{
    zval *v = zend_hash_str_find_deref(in, name, strlen(name));

    *out = (struct ela_str){"", 0};
    if (v == NULL || Z_TYPE_P(v) == IS_NULL)
        return required ? wrong(err, "field.required", name) : ELA_OK;
    if (Z_TYPE_P(v) != IS_STRING)
        return wrong(err, "field.type", name);
    *out = (struct ela_str){Z_STRVAL_P(v), Z_STRLEN_P(v)};
    return ELA_OK;
}

/* Headers past the table are not looked at: none that the core reads comes in such numbers. */
static enum ela_status headers_member(HashTable *in, struct exchange *x, struct ela_error *err)
{
    zval *all = zend_hash_str_find_deref(in, ZEND_STRL("headers")), *v;
    zend_string *name;

    if (all == NULL)
        return ELA_OK;
    if (Z_TYPE_P(all) != IS_ARRAY)
        return wrong(err, "field.type", "headers");
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARRVAL_P(all), name, v)
    {
        ZVAL_DEREF(v);
        if (name == NULL || Z_TYPE_P(v) != IS_STRING)
            return wrong(err, "field.type", "headers");
        if (x->rq.nheaders == HEADERS_MAX)
            break;
        x->headers[x->rq.nheaders++] = (struct ela_portal_header){{ZSTR_VAL(name), ZSTR_LEN(name)},
                                                                  {Z_STRVAL_P(v), Z_STRLEN_P(v)}};
    }
    ZEND_HASH_FOREACH_END();
    return ELA_OK;
}

static enum ela_status read_request(HashTable *in, struct exchange *x, struct ela_error *err)
{
    zval *https = zend_hash_str_find_deref(in, ZEND_STRL("https"));
    struct ela_str ip;

    x->rq.headers = x->headers;
    x->rq.now = php_elaska_now();
    x->rq.https = https != NULL && zend_is_true(https);
    ELA_TRY(text_member(in, "method", true, &x->rq.method, err));
    ELA_TRY(text_member(in, "path", true, &x->rq.path, err));
    ELA_TRY(text_member(in, "query", false, &x->rq.query, err));
    ELA_TRY(text_member(in, "body", false, &x->rq.body, err));
    ELA_TRY(text_member(in, "ip", false, &ip, err));
    x->rq.ip = ip.n > 0 ? ip.p : NULL; /* strings of PHP end with NUL */
    return headers_member(in, x, err);
}

static void header_pair(zval *list, const char *name, const char *value)
{
    zval pair;

    array_init_size(&pair, 2);
    add_next_index_string(&pair, name);
    add_next_index_string(&pair, value);
    add_next_index_zval(list, &pair);
}

static void answer(struct ela_portal_response *rs, const char *documents, zval *out)
{
    zval headers;

    array_init(&headers);
    for (size_t i = 0; i < rs->nheaders; i++)
        header_pair(&headers, rs->headers[i].name, rs->headers[i].value);
    array_init_size(out, 5);
    add_assoc_long(out, "status", rs->status);
    add_assoc_zval(out, "headers", &headers);
    add_assoc_stringl(out, "body", rs->body.n > 0 ? rs->body.p : "", rs->body.n);
    if (rs->file[0] != '\0') {
        zend_string *path = strpprintf(0, "%s/%s", documents, rs->file);
        add_assoc_str(out, "file", path);
    } else {
        add_assoc_null(out, "file");
    }
    add_assoc_bool(out, "pour", rs->pour.place[0] != '\0');
    php_elaska_pour_keep(&rs->pour, documents, rs->from, rs->length);
}

static void exchange_free(struct exchange *x)
{
    ela_portal_response_release(&x->rs);
    ela_free(x);
}

static struct exchange *exchange_new(HashTable *in)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct exchange *x = ela_malloc(sizeof *x);

    if (x == NULL) {
        (void)ela_fail(&err, ELA_E_INTERNAL, "internal.memory", "");
        php_elaska_throw(&err, false);
        return NULL;
    }
    memset(x, 0, sizeof *x);
    ela_portal_response_init(&x->rs);
    if (read_request(in, x, &err) != ELA_OK) {
        exchange_free(x);
        php_elaska_throw(&err, false);
        return NULL;
    }
    return x;
}

ZEND_METHOD(Elaska_Portal, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

/* A database that is away is an answer of the core (503); a configuration that cannot be read is
 * ours. */
static const struct ela_conf_common *serve(struct exchange *x)
{
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_conf_common *conf = NULL;
    struct ela_db *db = NULL;
    struct ela_app *app = NULL;

    if (php_elaska_native_conf(&conf, &err) != ELA_OK) {
        if (strcmp(err.key, "db.two_connections") == 0 ||
            strcmp(err.key, "host.request_over") == 0) {
            php_elaska_throw(&err, false);
            return NULL;
        }
        ELA_LOG(ELA_LOG_ERROR, "portal.conf", ELA_KV("key", err.key), ELA_KV("field", err.field));
        /* A visitor learns no more than when the database is away. */
        ela_portal_refuse(&x->rq, 503, "db.unreachable", &x->rs);
        return NULL;
    }
    x->rq.entity = (int32_t)conf->entity;
    x->rq.documents = conf->documents_dir;
    x->rq.master_key = conf->master_key;
    x->rq.rate_per_minute = conf->portal_rate > 0 ? (int32_t)conf->portal_rate : -1;
    if (php_elaska_native_open(&db, &app, &err) != ELA_OK) {
        ELA_LOG(ELA_LOG_ERROR, "portal.database", ELA_KV("key", err.key),
                ELA_KV("detail", err.detail));
        db = NULL;
    }
    ela_portal_handle(app, db, &x->rq, &x->rs);
    return conf;
}

ZEND_METHOD(Elaska_Portal, handle)
{
    HashTable *in;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(in)
    ZEND_PARSE_PARAMETERS_END();
    struct exchange *x = exchange_new(in);
    if (x == NULL)
        return;
    const struct ela_conf_common *conf = serve(x);
    if (EG(exception) == NULL)
        answer(&x->rs, conf != NULL ? conf->documents_dir : "", return_value);
    exchange_free(x);
}

ZEND_METHOD(Elaska_Portal, pour)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(php_elaska_pour_send());
}

ZEND_METHOD(Elaska_Portal, refuse)
{
    HashTable *in;
    zend_long status;
    char *key;
    size_t nkey;

    ZEND_PARSE_PARAMETERS_START(3, 3)
    Z_PARAM_ARRAY_HT(in)
    Z_PARAM_LONG(status)
    Z_PARAM_STRING(key, nkey)
    ZEND_PARSE_PARAMETERS_END();
    if (status < 400 || status > 599) {
        zend_argument_value_error(2, "must be between 400 and 599");
        RETURN_THROWS();
    }
    struct exchange *x = exchange_new(in);
    if (x == NULL)
        return;
    ela_portal_refuse(&x->rq, (int)status, key, &x->rs);
    answer(&x->rs, "", return_value);
    exchange_free(x);
}

static const char *auth_name(enum ela_portal_auth auth)
{
    switch (auth) {
    case ELA_AUTH_SESSION:
        return "session";
    case ELA_AUTH_RENEWAL:
        return "renewal";
    case ELA_AUTH_VISIT:
        return "visit";
    case ELA_AUTH_NONE:
    default:
        return "none";
    }
}

ZEND_METHOD(Elaska_Portal, routes)
{
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        zval item;

        array_init_size(&item, 5);
        add_assoc_string(&item, "method", r->method);
        add_assoc_string(&item, "path", r->path);
        if (r->op != NULL)
            add_assoc_string(&item, "operation", r->op);
        else
            add_assoc_null(&item, "operation");
        add_assoc_string(&item, "auth", auth_name(r->auth));
        add_assoc_long(&item, "status", r->status);
        add_next_index_zval(return_value, &item);
    }
}

void php_elaska_portal_minit(void)
{
    (void)register_class_Elaska_Portal();
}
