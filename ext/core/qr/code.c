/*
 * Codes of objects: one a client, case, contract or invoice, made when it is first needed, opaque,
 * that lead to the object in the portal after signing in, and only whoever may see it. A renewed
 * code leads nowhere any more. Source: DOC-21, SEC-10, SEC-18.
 */
#include "qr/qr.h"

#include <sodium.h>

#include "event/event.h"
#include "qr/qr_sql.h"
#include "scope/scope.h"
#include "settings/settings.h"

static const char *const OBJECTS[] = {"client", "case", "contract", "invoice", NULL};

static const struct ela_field RESOLVE[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .max = 200},
    {.name = NULL},
};
/* Numbers of native rows are narrower: judged in reach(). */
static const struct ela_field OF[] = {
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = OBJECTS},
    {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = NULL},
};
static const struct ela_field INVOICE[] = {
    {.name = "invoice", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "invoice"},
    {.name = NULL},
};
static const struct ela_field NONE[] = {{.name = NULL}};

static enum ela_status resolve(struct ela_call *c, struct ela_error *err);
static enum ela_status read_one(struct ela_call *c, struct ela_error *err);
static enum ela_status renew(struct ela_call *c, struct ela_error *err);
static enum ela_status of_client(struct ela_call *c, struct ela_error *err);
static enum ela_status of_invoice(struct ela_call *c, struct ela_error *err);

/* Reading makes what is missing; a refusal stays in the journal: none is a plain reading. */
const struct ela_op ELA_QR_OPS[] = {
    {"qr.resolve", ELA_OP_EACH, ELA_BY_PORTAL, 0, RESOLVE, resolve},
    {"qr.client", ELA_OP_EACH, ELA_BY_PORTAL, 0, NONE, of_client},
    {"qr.invoice", ELA_OP_EACH, ELA_BY_PORTAL, 0, INVOICE, of_invoice},
    {"qr.read", ELA_OP_EACH, ELA_BY_USER, 0, OF, read_one},
    {"qr.renew", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, OF, renew},
    {.name = NULL},
};

/* --- codes -------------------------------------------------------------------------------- */

/* 128 random bits, as base64url. */
static void code_new(char out[ELA_QR_CODE + 1])
{
    uint8_t raw[16];
    randombytes_buf(raw, sizeof raw);
    sodium_bin2base64(out, ELA_QR_CODE + 1, raw, sizeof raw,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static enum ela_status stored(struct ela_call *c, const char *object, int64_t id,
                              char out[ELA_QR_CODE + 1], struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object),
                               ELA_DBV_INT(id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_QR_OF, v, 3, &r, err));
    if (r.nrows == 0 || !ela_str_copy(ela_db_cell(&r, 0, 0), out, ELA_QR_CODE + 1))
        out[0] = '\0';
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status code_of(struct ela_call *c, const char *object, int64_t id,
                               char out[ELA_QR_CODE + 1], struct ela_error *err)
{
    char fresh[ELA_QR_CODE + 1];
    ELA_TRY(stored(c, object, id, out, err));
    if (out[0] != '\0')
        return ELA_OK;
    code_new(fresh);
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object), ELA_DBV_INT(id),
                               ELA_DBV_TEXT(fresh), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_QR_ADD, v, 5, NULL, err));
    ELA_TRY(stored(c, object, id, out, err));
    return out[0] != '\0' ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "db.failed", "");
}

void ela_qr_address_of(const struct ela_call *c, struct ela_str code, char out[ELA_QR_ADDRESS])
{
    out[0] = '\0';
    if (*c->settings->portal_url != '\0')
        (void)snprintf(out, ELA_QR_ADDRESS, "%s/q/%.*s", c->settings->portal_url, (int)code.n,
                       code.p);
}

enum ela_status ela_qr_address(struct ela_call *c, const char *object, int64_t id,
                               char out[ELA_QR_ADDRESS], struct ela_error *err)
{
    char code[ELA_QR_CODE + 1];
    out[0] = '\0';
    if (*c->settings->portal_url == '\0')
        return ELA_OK;
    ELA_TRY(code_of(c, object, id, code, err));
    ela_qr_address_of(c, ela_str_of(code), out);
    return ELA_OK;
}

/* --- whose it is -------------------------------------------------------------------------- */

/* *client: whose the object is, 0 where there is none within reach; as NULL: of anybody. */
static enum ela_status owner(struct ela_call *c, const struct ela_actor *as, struct ela_str object,
                             int64_t id, int32_t *client, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool whole = ela_str_is(object, "client"), case_ = ela_str_is(object, "case"),
         invoice = ela_str_is(object, "invoice");
    *client = 0;
    if (!case_ && id > INT32_MAX)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, whole     ? ELA_SQL_QR_CLIENT
                    : case_   ? ELA_SQL_QR_CASE
                    : invoice ? ELA_SQL_QR_INVOICE
                              : ELA_SQL_QR_CONTRACT);
    ela_sql_int(&q, id);
    if (as && case_)
        ela_scope_case(&q, as, "d");
    else if (as && invoice)
        ela_scope_invoice(&q, as, "f");
    else if (as)
        ela_scope_client(&q, as, whole ? "s" : "k", whole ? "rowid" : "fk_soc");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *client = (int32_t)ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status served(struct ela_call *c, int32_t client, bool *yes, struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->account_id), ELA_DBV_INT(client),
                               ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_QR_SERVED, v, 3, &r, err));
    *yes = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Who comes with a code that is not his is refused, and that is written down. */
static enum ela_status refuse(struct ela_call *c, const char *object, int64_t id, int32_t client,
                              struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "object", object);
    struct ela_event e = {.kind = "qr.refused",
                          .client_id = client,
                          .case_id = strcmp(object, "case") == 0 ? id : 0,
                          .object = object,
                          .object_id = id,
                          .data = data};
    ELA_TRY(ela_event_add(c, &e, err));
    return ela_fail(err, ELA_E_DENIED, "qr.refused", "");
}

static enum ela_status resolve(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_STR(ela_in_text(c, "code"))};
    struct ela_db_result r;
    char object[13];
    int32_t client = 0;
    bool may = false;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_QR_FIND, v, 2, &r, err));
    (void)ela_str_copy(ela_db_cell(&r, 0, 0), object, sizeof object);
    int64_t id = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    if (id > 0)
        ELA_TRY(owner(c, NULL, ela_str_of(object), id, &client, err));
    if (client <= 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "");
    ELA_TRY(served(c, client, &may, err));
    if (!may)
        return refuse(c, object, id, client, err);
    struct ela_actor as = *c->actor;
    as.client_id = client;
    ELA_TRY(owner(c, &as, ela_str_of(object), id, &client, err));
    if (client <= 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "");
    ela_json_set_text(c->out, "object", object);
    ela_json_set_int(c->out, "client", client);
    ela_json_set_int(c->out, "id", id);
    return ELA_OK;
}

/* --- shown and renewed -------------------------------------------------------------------- */

static enum ela_status answer(struct ela_call *c, const char *object, int64_t id,
                              struct ela_error *err)
{
    char address[ELA_QR_ADDRESS];
    struct ela_json *code = NULL;
    ela_json_set_null(c->out, "qr");
    ELA_TRY(ela_qr_address(c, object, id, address, err));
    if (address[0] == '\0')
        return ELA_OK;
    ELA_TRY(ela_qr_json(ela_str_of(address), &code, err));
    ela_json_set(c->out, "qr", code);
    return ELA_OK;
}

/* Errors: not_found at id. */
static enum ela_status reach(struct ela_call *c, char object[13], int64_t *id,
                             struct ela_error *err)
{
    int32_t client = 0;
    (void)ela_str_copy(ela_in_text(c, "object"), object, 13);
    *id = ela_in_int(c, "id", 0);
    ELA_TRY(owner(c, c->actor, ela_str_of(object), *id, &client, err));
    return client > 0 ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "id");
}

static enum ela_status read_one(struct ela_call *c, struct ela_error *err)
{
    char object[13];
    int64_t id;
    ELA_TRY(reach(c, object, &id, err));
    return answer(c, object, id, err);
}

static enum ela_status renew(struct ela_call *c, struct ela_error *err)
{
    char object[13], code[ELA_QR_CODE + 1];
    int64_t id;
    ELA_TRY(reach(c, object, &id, err));
    ELA_TRY(code_of(c, object, id, code, err));
    code_new(code);
    struct ela_db_value v[] = {ELA_DBV_TEXT(code),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(object),
                               ELA_DBV_INT(id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_QR_RENEW, v, 6, NULL, err));
    struct ela_event e = {.kind = "qr.renewed",
                          .case_id = strcmp(object, "case") == 0 ? id : 0,
                          .object = object,
                          .object_id = id};
    ELA_TRY(ela_event_add(c, &e, err));
    return answer(c, object, id, err);
}

static enum ela_status of_client(struct ela_call *c, struct ela_error *err)
{
    return answer(c, "client", c->actor->client_id, err);
}

static enum ela_status of_invoice(struct ela_call *c, struct ela_error *err)
{
    int64_t id = ela_in_int(c, "invoice", 0);
    int32_t client = 0;
    ELA_TRY(owner(c, c->actor, ELA_STR("invoice"), id, &client, err));
    return client > 0 ? answer(c, "invoice", id, err)
                      : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
}
