/*
 * The firm's own fields of the contacts of a client, as far as they are open to him. Contacts of
 * other clients, those that a person keeps to himself and those that left are not there. Source:
 * CRM-07, PORT-10.
 */
#include "meta/client_kind_sql.h"
#include "meta/meta_values.h"

#include "scope/scope.h"

static void of_client(struct ela_sql *q, const struct ela_call *c)
{
    ela_sql_int(q, c->actor->client_id);
    ela_sql_int(q, c->actor->entity);
    ela_scope_client(q, c->actor, "s", "rowid");
}

static enum ela_status find(struct ela_call *c, int64_t id, const char *field,
                            struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    if (c->actor->kind == ELA_ACTOR_PORTAL) {
        ela_sql_add(&q, ELA__META_CONTACT_MINE);
        ela_sql_int(&q, c->actor->entity);
        ela_sql_int(&q, id);
        of_client(&q, c);
    } else {
        ela_sql_add(&q, ELA__META_CONTACT);
        ela_sql_int(&q, c->actor->entity);
        ela_sql_int(&q, id);
        ela_scope_client(&q, c->actor, "s", "rowid");
    }
    ELA_TRY(ela_sql_query(&q, c->db, r, err));
    if (r->nrows)
        return ELA_OK;
    ela_db_result_release(r);
    return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

enum ela_status ela_contact_reach(struct ela_call *c, int64_t id, const char *field,
                                  int32_t *client, struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(find(c, id, field, &r, err));
    *client = (int32_t)ela_db_int(&r, 0, 8, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status load(struct ela_call *c, struct ela_sheet *s, struct ela_error *err)
{
    struct ela_db_result r;
    ela_sheet_init(s, "contact", ela_in_int(c, "contact", 0));
    ELA_TRY(find(c, s->id, "contact", &r, err));
    s->facts =
        ela__client_facts(&r, ela_db_int(&r, 0, 8, 0),
                          ela_client_kinds_or(ela_db_int(&r, 0, 0, 0), ela_db_int(&r, 0, 1, 0)), 2);
    ela_db_result_release(&r);
    return ela_sheet_load(c, s, err);
}

static enum ela_status op_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_sheet s;
    enum ela_status st = load(c, &s, err);
    if (st == ELA_OK)
        st = ela_sheet_show(c, &s, true, err);
    ela_sheet_release(&s);
    return st;
}

static enum ela_status op_save(struct ela_call *c, struct ela_error *err)
{
    struct ela_sheet s;
    enum ela_status st = load(c, &s, err);
    if (st == ELA_OK)
        st = ela_sheet_save(c, &s, err);
    ela_sheet_release(&s);
    return st;
}

/* --- which ones --------------------------------------------------------------------------- */

static void add(struct ela_json *rows, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_push(rows, o);
    ela_json_set_int(o, "id", ela_db_int(r, i, 0, 0));
    ela_json_set_str(o, "name", ela_db_cell(r, i, 1));
    ela_json_set_str(o, "job", ela_db_cell(r, i, 2));
}

static bool open_to_client(const struct ela_fieldset *set)
{
    for (size_t i = 0; i < set->nfields; i++)
        if (set->fields[i].client == ELA_FIELD_READ || set->fields[i].client == ELA_FIELD_WRITE)
            return true;
    return false;
}

/* None where none of their fields is his to see. */
static enum ela_status op_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    const struct ela_fieldset *set;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela_meta_fields(c, "contact", "", &set, err));
    if (!open_to_client(set))
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__META_CONTACTS_MINE);
    of_client(&q, c);
    ela_sql_add(&q, ELA__META_CONTACTS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        add(rows, &r, i);
    ela_db_result_release(&r);
    return ELA_OK;
}

static const struct ela_field NOTHING[] = {{.type = ELA_FT_END}};
#define CONTACT                                                                                    \
    {                                                                                              \
        .name = "contact", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "contact"           \
    }
static const struct ela_field READ[] = {CONTACT, {.type = ELA_FT_END}};
static const struct ela_field SAVE[] = {
    CONTACT,
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT32_MAX},
    {.name = "fields", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 5000},
    {.type = ELA_FT_END},
};

const struct ela_op ELA_CONTACT_FIELD_OPS[] = {
    {"contact.list", ELA_OP_READ, ELA_BY_PORTAL, 0, NOTHING, op_list},
    {"contact.fields", ELA_OP_READ, ELA_BY_PORTAL, 0, READ, op_read},
    {"contact.fields_save", ELA_OP_WRITE, ELA_BY_PORTAL, 0, SAVE, op_save},
    {.name = NULL},
};
