/*
 * What is entered in the custom fields of a native contact, contract or ticket. Who may see the
 * object itself Dolibarr's page has asked; its client must be within reach. Source: PLAT-08.
 */
#include "meta/client_kind_sql.h"
#include "meta/meta_sql.h"
#include "meta/meta_values.h"

#include "scope/scope.h"

static const struct {
    const char *name, *sql;
} OBJECTS[] = {
    {"contact", ELA__META_CONTACT}, {"contract", ELA__META_CONTRACT}, {"ticket", ELA__META_TICKET}};

struct ela_json *ela__client_facts(const struct ela_db_result *r, int64_t client, unsigned kinds,
                                   size_t column)
{
    struct ela_json *facts = ela_json_new_object();
    ela_json_set(facts, "client", ela_meta_client_json(r, client, kinds, column));
    return facts;
}

/* Which one the input names: exactly one. */
static size_t named(const struct ela_call *c)
{
    size_t at = 0, n = 0;
    for (size_t i = 0; i < sizeof OBJECTS / sizeof OBJECTS[0]; i++)
        if (ela_in_has(c, OBJECTS[i].name)) {
            at = i;
            n++;
        }
    return n == 1 ? at : SIZE_MAX;
}

static enum ela_status load(struct ela_call *c, struct ela_sheet *s, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    size_t at = named(c);
    *s = (struct ela_sheet){.object = ""};
    if (at == SIZE_MAX)
        return ela_fail(err, ELA_E_INPUT, "field.required", "contact");
    ela_sheet_init(s, OBJECTS[at].name, ela_in_int(c, OBJECTS[at].name, 0));
    ela_sql_init(&q);
    ela_sql_add(&q, OBJECTS[at].sql);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, s->id);
    ela_sql_add(&q, ELA__META_OBJECT_CLIENT);
    ela_scope_client(&q, c->actor, "s", "rowid");
    ela_sql_add(&q, ELA__META_OBJECT_NO_CLIENT);
    ela_sql_int(&q, c->actor->entity);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    enum ela_status st = ELA_OK;
    if (r.nrows)
        s->facts = ela__client_facts(
            &r, ela_db_int(&r, 0, 8, 0),
            ela_client_kinds_or(ela_db_int(&r, 0, 0, 0), ela_db_int(&r, 0, 1, 0)), 2);
    else
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", s->object);
    ela_db_result_release(&r);
    return st == ELA_OK ? ela_sheet_load(c, s, err) : st;
}

#define OBJECT                                                                                     \
    {.name = "contact", .type = ELA_FT_ID, .ref = "contact"},                                      \
        {.name = "contract", .type = ELA_FT_ID, .ref = "contract"},                                \
    {                                                                                              \
        .name = "ticket", .type = ELA_FT_ID, .ref = "ticket"                                       \
    }
static const struct ela_field READ[] = {
    OBJECT,
    {.name = "form", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};
static const struct ela_field SAVE[] = {
    OBJECT,
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT32_MAX},
    {.name = "fields", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = ELA_META_VALUES_MAX},
    {.name = "base", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.type = ELA_FT_END},
};
static const struct ela_field CHANGES[] = {OBJECT, {.type = ELA_FT_END}};

static enum ela_status op_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_sheet s;
    enum ela_status st = load(c, &s, err);
    if (st == ELA_OK)
        st = ela_sheet_show(c, &s, ela_in_bool(c, "form", false), err);
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

static enum ela_status op_changes(struct ela_call *c, struct ela_error *err)
{
    struct ela_sheet s;
    enum ela_status st = load(c, &s, err);
    if (st == ELA_OK)
        st = ela_sheet_history(c, &s, err);
    ela_sheet_release(&s);
    return st;
}

const struct ela_op ELA_OBJECT_FIELD_OPS[] = {
    {"object.fields", ELA_OP_READ, ELA_BY_USER, 0, READ, op_read},
    {"object.fields_save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, SAVE, op_save},
    {"object.fields_changes", ELA_OP_READ, ELA_BY_USER, 0, CHANGES, op_changes},
    {.name = NULL},
};
