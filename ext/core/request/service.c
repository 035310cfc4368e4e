/*
 * The catalogue of services, and what is opened or closed to one client. Source: CASE-09, CASE-10.
 */
#include "request/request_internal.h"
#include "scope/scope.h"

static const char *const UNITS[] = {"hour", "package", "mission", "month", NULL};
static const char *const KINDS[] = {"individual", "company", "founder", "association", NULL};

static const struct ela_field KIND[] = {
    {.name = "kind", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = KINDS},
    {.name = NULL},
};

const struct ela_field ELA__SERVICE_SAVE_IN[] = {
    {.name = "service", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "service"},
    {.name = "version", .type = ELA_FT_INT, .min = 1, .max = INT32_MAX},
    {.name = "code", .type = ELA_FT_LINE, .max = 48},
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 160},
    {.name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 5000},
    {.name = "client_kinds", .type = ELA_FT_LIST, .max = 4, .fields = KIND},
    {.name = "family", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 40},
    {.name = "price", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},
    {.name = "unit", .type = ELA_FT_CHOICE, .choices = UNITS},
    {.name = "vat", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 10},
    {.name = "included_hours",
     .type = ELA_FT_INT,
     .flags = ELA_FF_NULLABLE,
     .min = 1,
     .max = 100000},
    {.name = "overage_rate", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},
    {.name = "product", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "product"},
    {.name = "template", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 48},
    {.name = "requestable", .type = ELA_FT_BOOL},
    {.name = "active", .type = ELA_FT_BOOL},
    {.name = NULL},
};

enum {
    S_ID,
    S_CODE,
    S_NAME,
    S_DESCRIPTION,
    S_KINDS,
    S_FAMILY,
    S_PRICE,
    S_UNIT,
    S_VAT,
    S_INCLUDED,
    S_OVER_NUM,
    S_OVER_DEN,
    S_PRODUCT,
    S_PRODUCT_REF,
    S_PRODUCT_LABEL,
    S_TEMPLATE,
    S_REQUESTABLE,
    S_ACTIVE,
    S_VERSION
};

/* --- reading ------------------------------------------------------------------------------ */

static struct ela_json *kinds_json(unsigned bits)
{
    struct ela_json *list = ela_json_new_array();
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (bits & bit)
            ela_json_push(list, ela_json_new_text(ela_client_kind_name(bit),
                                                  strlen(ela_client_kind_name(bit))));
    return list;
}

static void vat_member(struct ela_json *o, const struct ela_db_result *r, size_t row)
{
    char text[16];
    if (ela_db_is_null(r, row, S_VAT)) {
        ela_json_set_null(o, "vat");
        return;
    }
    ela_vat_format((int32_t)ela_db_int(r, row, S_VAT, 0), text);
    ela_json_set_text(o, "vat", text);
}

static void overage_member(struct ela_json *o, const struct ela_db_result *r, size_t row)
{
    char text[32];
    struct ela_rate rate = {ela_db_int(r, row, S_OVER_NUM, 0), ela_db_int(r, row, S_OVER_DEN, 0)};
    if (!ela_rate_is_set(rate)) {
        ela_json_set_null(o, "overage_rate");
        return;
    }
    ela_rate_format(rate, text);
    ela_json_set_text(o, "overage_rate", text);
}

static struct ela_json *service_json(struct ela_call *c, const struct ela_db_result *r, size_t row)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, row, S_ID);
    ela_list_text(o, "code", r, row, S_CODE);
    ela_list_text(o, "name", r, row, S_NAME);
    ela_list_text(o, "description", r, row, S_DESCRIPTION);
    ela_json_set(o, "client_kinds", kinds_json((unsigned)ela_db_int(r, row, S_KINDS, 0)));
    ela_list_text(o, "family", r, row, S_FAMILY);
    ela_list_int(o, "price_minor", r, row, S_PRICE);
    ela_json_set_text(o, "currency", c->settings->currency);
    ela_list_text(o, "unit", r, row, S_UNIT);
    vat_member(o, r, row);
    ela_list_int(o, "included_s", r, row, S_INCLUDED);
    overage_member(o, r, row);
    ela_list_person(o, "product", r, row, S_PRODUCT, S_PRODUCT_REF);
    ela_list_text(o, "product_label", r, row, S_PRODUCT_LABEL);
    ela_list_text(o, "template", r, row, S_TEMPLATE);
    ela_json_set_bool(o, "requestable", ela_db_int(r, row, S_REQUESTABLE, 0) == 1);
    ela_json_set_bool(o, "active", ela_db_int(r, row, S_ACTIVE, 0) == 1);
    ela_list_int(o, "version", r, row, S_VERSION);
    return o;
}

static void search(struct ela_call *c, struct ela_sql *q)
{
    struct ela_str text = ela_in_text(c, "search");
    if (text.n == 0)
        return;
    struct ela_str pattern = ela_list_pattern(c->arena, text);
    ela_sql_add(q, ELA__SQL_SERVICES_SEARCH);
    ela_sql_text(q, pattern);
    ela_sql_text(q, pattern);
}

static enum ela_status rows(struct ela_call *c, int64_t one, struct ela_db_result *r,
                            struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_SERVICES);
    ela_sql_int(&q, c->actor->entity);
    if (one) {
        ela_sql_add(&q, ELA__SQL_SERVICES_ONE);
        ela_sql_int(&q, one);
    } else {
        if (ela_in_bool(c, "active", false))
            ela_sql_add(&q, ELA__SQL_SERVICES_ACTIVE);
        if (ela_in_text(c, "template").n) {
            ela_sql_add(&q, ELA__SQL_SERVICES_OF_KIND);
            ela_sql_text(&q, ela_in_text(c, "template"));
        }
        search(c, &q);
    }
    ela_sql_add(&q, ELA__SQL_SERVICES_ORDER);
    return ela_sql_query(&q, c->db, r, err);
}

enum ela_status ela__service_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(rows(c, 0, &r, err));
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++)
        ela_json_push(list, service_json(c, &r, i));
    ela_db_result_release(&r);
    ela_json_set(c->out, "rows", list);
    return ELA_OK;
}

enum ela_status ela__service_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(rows(c, ela_in_int(c, "service", 0), &r, err));
    if (r.nrows == 0) {
        ela_db_result_release(&r);
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "service");
    }
    ela_json_set(c->out, "service", service_json(c, &r, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- writing ------------------------------------------------------------------------------ */

struct service {
    struct ela_str code, name, description, family, template, unit;
    unsigned kinds;
    struct ela_db_value price, vat, included, over_num, over_den, product;
    bool requestable, active;
};

static bool code_ok(struct ela_str s)
{
    if (s.n == 0 || s.p[0] < 'a' || s.p[0] > 'z')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '-')
            return false;
    }
    return true;
}

static enum ela_status money_in(struct ela_call *c, struct service *s, struct ela_error *err)
{
    int64_t minor = 0;
    int32_t milli = 0;
    struct ela_rate rate = {0, 0};
    s->price = s->vat = s->included = s->over_num = s->over_den = ELA_DBV_NULL;
    if (ela_in_text(c, "price").n) {
        ELA_TRY(ela_money_parse(ela_in_text(c, "price"), false, &minor, "price", err));
        s->price = ELA_DBV_INT(minor);
    }
    if (ela_in_text(c, "vat").n) {
        ELA_TRY(ela_vat_parse(ela_in_text(c, "vat"), &milli, "vat", err));
        s->vat = ELA_DBV_INT(milli);
    }
    if (ela_in_int(c, "included_hours", 0))
        s->included = ELA_DBV_INT(ela_in_int(c, "included_hours", 0) * 3600);
    if (ela_in_text(c, "overage_rate").n) {
        ELA_TRY(ela_rate_parse(ela_in_text(c, "overage_rate"), &rate, "overage_rate", err));
        s->over_num = ELA_DBV_INT(rate.num);
        s->over_den = ELA_DBV_INT(rate.den);
    }
    return ELA_OK;
}

/* A service that clients may ask for needs a template that they may see (CASE-09). */
static enum ela_status check_template(struct ela_call *c, const struct service *s,
                                      struct ela_error *err)
{
    const struct ela_template *t = NULL;
    if (s->template.n == 0)
        return s->requestable ? ela_fail(err, ELA_E_INPUT, "service.template_needed", "template")
                              : ELA_OK;
    ELA_TRY(ela_meta_template_now(c, s->template, &t, err));
    if (s->requestable && !t->visible)
        return ela_fail(err, ELA_E_INPUT, "service.template_hidden", "template");
    return ELA_OK;
}

static enum ela_status check_links(struct ela_call *c, struct service *s, struct ela_error *err)
{
    int64_t product = ela_in_int(c, "product", 0);
    const struct ela_meta_list *families = NULL;
    s->product = product ? ELA_DBV_INT(product) : ELA_DBV_NULL;
    if (product) {
        struct ela_db_value p[] = {ELA_DBV_INT(product), ELA_DBV_INT(c->actor->entity)};
        struct ela_db_result r;
        ELA_TRY(ela_db_query(c->db, ELA__SQL_PRODUCT, p, 2, &r, err));
        bool found = r.nrows > 0;
        ela_db_result_release(&r);
        if (!found)
            return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "product");
    }
    ELA_TRY(ela_meta_list(c, "families", &families, err));
    if (s->family.n && families->nitems && !ela_meta_item(families, s->family))
        return ela_fail(err, ELA_E_INPUT, "field.choice", "family");
    return check_template(c, s, err);
}

static enum ela_status service_in(struct ela_call *c, struct service *s, struct ela_error *err)
{
    const struct ela_json *kinds = ela_in_get(c, "client_kinds");
    memset(s, 0, sizeof(*s));
    s->code = ela_in_text(c, "code");
    s->name = ela_in_text(c, "name");
    s->description = ela_in_text(c, "description");
    s->family = ela_in_text(c, "family");
    s->template = ela_in_text(c, "template");
    s->unit = ela_in_has(c, "unit") ? ela_in_text(c, "unit") : ELA_STR("package");
    s->requestable = ela_in_bool(c, "requestable", false);
    s->active = ela_in_bool(c, "active", true);
    for (size_t i = 0; i < ela_json_size(kinds); i++)
        s->kinds |= ela_client_kind_of(ela_json_text(ela_json_get(ela_json_at(kinds, i), "kind")));
    ELA_TRY(money_in(c, s, err));
    return check_links(c, s, err);
}

static struct ela_db_value text_of(struct ela_str s)
{
    return s.n ? ELA_DBV_STR(s) : ELA_DBV_TEXT("");
}

enum { SHARED = 16 };

static void shared_params(struct ela_call *c, const struct service *s, struct ela_db_value *p)
{
    const struct ela_db_value all[SHARED] = {ELA_DBV_STR(s->name),
                                             s->description.n ? ELA_DBV_STR(s->description)
                                                              : ELA_DBV_NULL,
                                             ELA_DBV_INT(s->kinds),
                                             text_of(s->family),
                                             s->price,
                                             ELA_DBV_STR(s->unit),
                                             s->vat,
                                             s->included,
                                             s->over_num,
                                             s->over_den,
                                             s->product,
                                             text_of(s->template),
                                             ELA_DBV_INT(s->requestable),
                                             ELA_DBV_INT(s->active),
                                             ELA_DBV_INT(c->now),
                                             ELA_DBV_INT(c->actor->user_id)};
    memcpy(p, all, sizeof(all));
}

static enum ela_status insert(struct ela_call *c, const struct service *s, int64_t *id,
                              struct ela_error *err)
{
    struct ela_db_value p[SHARED + 4],
        key[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_STR(s->code)};
    struct ela_db_result r;
    if (s->code.n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", "code");
    if (!code_ok(s->code))
        return ela_fail(err, ELA_E_INPUT, "field.code", "code");
    ELA_TRY(ela_db_query(c->db, ELA__SQL_SERVICE_CODE, key, 2, &r, err));
    bool taken = r.nrows > 0;
    ela_db_result_release(&r);
    if (taken)
        return ela_fail(err, ELA_E_INPUT, "service.code_taken", "code");
    shared_params(c, s, p);
    p[SHARED] = key[0];
    p[SHARED + 1] = key[1];
    p[SHARED + 2] = ELA_DBV_INT(c->now);
    p[SHARED + 3] = ELA_DBV_INT(c->actor->user_id);
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_SERVICE_INSERT, p, SHARED + 4, NULL, err));
    *id = ela_db_last_id(c->db);
    return ELA_OK;
}

/* The code stays: links and prices elsewhere name it. */
static enum ela_status update(struct ela_call *c, const struct service *s, int64_t id,
                              struct ela_error *err)
{
    struct ela_db_value p[SHARED + 3];
    struct ela_db_result r;
    int64_t changed = 0;
    ELA_TRY(rows(c, id, &r, err));
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "service");
    shared_params(c, s, p);
    p[SHARED] = ELA_DBV_INT(c->actor->entity);
    p[SHARED + 1] = ELA_DBV_INT(id);
    p[SHARED + 2] = ELA_DBV_INT(ela_in_int(c, "version", 0));
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_SERVICE_UPDATE, p, SHARED + 3, &changed, err));
    return changed == 1 ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
}

enum ela_status ela__service_save(struct ela_call *c, struct ela_error *err)
{
    struct service s;
    int64_t id = ela_in_int(c, "service", 0);
    ELA_TRY(service_in(c, &s, err));
    bool fresh = id == 0;
    ELA_TRY(fresh ? insert(c, &s, &id, err) : update(c, &s, id, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "name", s.name);
    struct ela_event e = {.kind = fresh ? "service.created" : "service.updated",
                          .object = "service",
                          .object_id = id,
                          .data = data};
    ELA_TRY(ela_event_add(c, &e, err));
    ela_json_set_int(c->out, "id", id);
    return ELA_OK;
}

/* --- one client --------------------------------------------------------------------------- */

static void decided(struct ela_json *o, const struct ela_db_result *r, const char *kind)
{
    ela_json_set_null(o, "active");
    ela_json_set_null(o, "at");
    ela_json_set_null(o, "by");
    for (size_t i = 0; i < r->nrows; i++) {
        if (!ela_str_is(ela_db_cell(r, i, 0), kind))
            continue;
        ela_json_set_bool(o, "active", ela_db_int(r, i, 1, 0) == 1);
        ela_list_int(o, "at", r, i, 2);
        ela_list_text(o, "by", r, i, 3);
    }
}

/* Every active template that clients may see, with what was decided for this one. */
enum ela_status ela__client_service_list(struct ela_call *c, struct ela_error *err)
{
    int64_t client = ela_in_int(c, "client", 0);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client)};
    struct ela_db_result r;
    const struct ela_meta_head *heads = NULL;
    size_t n = 0;
    ELA_TRY(ela_scope_need_client(c->db, c->actor, client, "client", err));
    ELA_TRY(ela_meta_templates(c, &heads, &n, err));
    ELA_TRY(ela_db_query(c->db, ELA__SQL_CLIENT_SERVICES, p, 2, &r, err));
    struct ela_json *list = ela_json_new_array();
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < n && st == ELA_OK; i++) {
        const struct ela_template *t = NULL;
        if (!heads[i].active)
            continue;
        st = ela_meta_template(c, heads[i].definition, &t, err);
        if (st != ELA_OK || !t->visible)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "kind", t->code);
        ela_json_set_text(o, "label", ela_label_text(t->label, c->actor->lang));
        ela_json_set(o, "client_kinds", kinds_json(t->client_kinds));
        ela_json_set_bool(o, "requestable", t->requestable);
        decided(o, &r, t->code);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "rows", list);
    return st;
}

/* active absent or null: as the template says again. */
enum ela_status ela__client_service_save(struct ela_call *c, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    int64_t client = ela_in_int(c, "client", 0);
    ELA_TRY(ela_scope_need_client(c->db, c->actor, client, "client", err));
    ELA_TRY(ela_meta_template_now(c, ela_in_text(c, "kind"), &t, err));
    struct ela_db_value p[] = {
        ELA_DBV_INT(c->actor->entity),  ELA_DBV_INT(client),
        ELA_DBV_TEXT(t->code),          ELA_DBV_INT(ela_in_bool(c, "active", false)),
        ELA_DBV_INT(c->actor->user_id), ELA_DBV_INT(c->now)};
    bool drop = !ela_in_has(c, "active") || ela_in_null(c, "active");
    ELA_TRY(ela_db_exec(c->db, drop ? ELA__SQL_CLIENT_SERVICE_DROP : ELA__SQL_CLIENT_SERVICE_PUT, p,
                        drop ? 3 : 6, NULL, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "kind", t->code);
    if (drop)
        ela_json_set_null(data, "active");
    else
        ela_json_set_bool(data, "active", ela_in_bool(c, "active", false));
    struct ela_event e = {.kind = "client.service",
                          .client_id = (int32_t)client,
                          .object = "client",
                          .object_id = client,
                          .data = data};
    return ela_event_add(c, &e, err);
}
