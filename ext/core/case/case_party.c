/*
 * People and bodies outside of the firm that a case has to do with. Source: CASE-31.
 */
#include "case/case_internal.h"
#include "scope/scope.h"

enum { P_CASE, P_ROLE, P_SOC, P_CONTACT, P_NAME, P_EMAIL, P_PHONE, P_ADDRESS, P_NOTE, P_VISIBLE };

#define PARTY_FIELDS                                                                               \
    {.name = "soc", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "client"},                 \
        {.name = "contact", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "contact"},        \
        {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 190},               \
        {.name = "email", .type = ELA_FT_EMAIL, .flags = ELA_FF_NULLABLE},                         \
        {.name = "phone", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 40},               \
        {.name = "address", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 500},            \
        {.name = "note", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 4000},              \
    {                                                                                              \
        .name = "visible", .type = ELA_FT_BOOL                                                     \
    }

static const struct ela_field ADD[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "role", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    PARTY_FIELDS,
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    {.name = "party", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "party"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = "role", .type = ELA_FT_LINE, .min = 1, .max = 40},
    PARTY_FIELDS,
    {.name = NULL},
};
static const struct ela_field ONE[] = {
    {.name = "party", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "party"},
    {.name = NULL},
};

struct party {
    struct ela_str role, name, email, phone, address, note;
    int64_t soc, contact;
    bool visible;
};

struct ela_str ela__in_or_cell(const struct ela_call *c, const char *name,
                               const struct ela_db_result *r, size_t col)
{
    if (ela_in_has(c, name) || !r)
        return ela_in_text(c, name);
    return ela_db_cell(r, 0, col);
}

static int64_t id_or_cell(const struct ela_call *c, const char *name, const struct ela_db_result *r,
                          size_t col)
{
    if (ela_in_has(c, name) || !r)
        return ela_in_int(c, name, 0);
    return ela_db_int(r, 0, col, 0);
}

static void merge(const struct ela_call *c, const struct ela_db_result *r, struct party *p)
{
    p->role = ela__in_or_cell(c, "role", r, P_ROLE);
    p->name = ela__in_or_cell(c, "name", r, P_NAME);
    p->email = ela__in_or_cell(c, "email", r, P_EMAIL);
    p->phone = ela__in_or_cell(c, "phone", r, P_PHONE);
    p->address = ela__in_or_cell(c, "address", r, P_ADDRESS);
    p->note = ela__in_or_cell(c, "note", r, P_NOTE);
    p->soc = id_or_cell(c, "soc", r, P_SOC);
    p->contact = id_or_cell(c, "contact", r, P_CONTACT);
    p->visible = ela_in_bool(c, "visible", r && ela_db_int(r, 0, P_VISIBLE, 0) == 1);
}

static enum ela_status need_contact(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_PARTY_CONTACT);
    ela_sql_int(&q, id);
    ela_scope_client(&q, c->actor, "s", "rowid");
    ela_sql_add(&q, ELA_SQL_CLOSE);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows == 0)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "contact");
    ela_db_result_release(&r);
    return st;
}

static enum ela_status check(struct ela_call *c, const struct party *p, struct ela_error *err)
{
    if (p->soc <= 0 && p->contact <= 0 && p->name.n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", "name");
    if (ela_in_has(c, "soc") && p->soc > 0)
        ELA_TRY(ela_scope_need_client(c->db, c->actor, p->soc, "soc", err));
    if (ela_in_has(c, "contact") && p->contact > 0)
        ELA_TRY(need_contact(c, p->contact, err));
    return ELA_OK;
}

static struct ela_db_value text(struct ela_str s)
{
    return s.n ? ELA_DBV_STR(s) : ELA_DBV_TEXT("");
}

static enum ela_status tell(struct ela_call *c, const struct ela_case *k, const char *kind,
                            int64_t id, const struct party *p, struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "role", p->role);
    ela_json_set_str(data, "name", p->name.n ? p->name : ELA_STR(""));
    return ela__case_tell(c, k, ELA__FACT(kind, "party", id, p->visible), data, err);
}

static enum ela_status add(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct party p;
    ELA_TRY(ela__case_to_edit(c, ela_in_int(c, "case", 0), "case", &k, err));
    merge(c, NULL, &p);
    ELA_TRY(check(c, &p, err));
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(k.id),
                               text(p.role),
                               ela__id_or_null(p.soc),
                               ela__id_or_null(p.contact),
                               text(p.name),
                               text(p.email),
                               text(p.phone),
                               text(p.address),
                               ela__text_or_null(p.note),
                               ELA_DBV_INT(p.visible),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PARTY_INSERT, v, sizeof(v) / sizeof(v[0]), NULL, err));
    int64_t id = ela_db_last_id(c->db);
    ELA_TRY(tell(c, &k, "party.added", id, &p, err));
    ela_json_set_int(c->out, "id", id);
    return ELA_OK;
}

static enum ela_status load(struct ela_call *c, struct ela_case *k, struct ela_db_result *r,
                            struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(ela_in_int(c, "party", 0)),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PARTY_LOAD, v, 2, r, err));
    enum ela_status st = r->nrows
                             ? ela__case_to_edit(c, ela_db_int(r, 0, P_CASE, 0), "party", k, err)
                             : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "party");
    if (st != ELA_OK)
        ela_db_result_release(r);
    return st;
}

static enum ela_status store(struct ela_call *c, const struct ela_case *k, const struct party *p,
                             struct ela_error *err)
{
    int64_t changed = 0, id = ela_in_int(c, "party", 0), version = ela_in_int(c, "version", 0);
    struct ela_db_value v[] = {text(p->role),
                               ela__id_or_null(p->soc),
                               ela__id_or_null(p->contact),
                               text(p->name),
                               text(p->email),
                               text(p->phone),
                               text(p->address),
                               ela__text_or_null(p->note),
                               ELA_DBV_INT(p->visible),
                               ELA_DBV_INT(id),
                               ELA_DBV_INT(version)};
    ELA_TRY(check(c, p, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PARTY_UPDATE, v, sizeof(v) / sizeof(v[0]), &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    ela_json_set_int(c->out, "version", version + 1);
    return tell(c, k, "party.changed", id, p, err);
}

static enum ela_status update(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_db_result r;
    struct party p;
    ELA_TRY(load(c, &k, &r, err));
    merge(c, &r, &p);
    enum ela_status st = store(c, &k, &p, err);
    ela_db_result_release(&r);
    return st;
}

static enum ela_status drop(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_db_result r;
    struct party p;
    int64_t id = ela_in_int(c, "party", 0);
    struct ela_db_value v[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(load(c, &k, &r, err));
    merge(c, &r, &p);
    enum ela_status st = ela_db_exec(c->db, ELA_SQL_PARTY_DELETE, v, 2, NULL, err);
    if (st == ELA_OK)
        st = tell(c, &k, "party.removed", id, &p, err);
    ela_db_result_release(&r);
    return st;
}

const struct ela_op ELA_PARTY_OPS[] = {
    {"party.add", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ADD, add},
    {"party.update", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, UPDATE, update},
    {"party.remove", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ONE, drop},
    {.name = NULL},
};
