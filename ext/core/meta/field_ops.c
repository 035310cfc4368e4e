/*
 * Definitions of custom fields for the setup screens. Source: PLAT-08, CRM-07.
 */
#include "meta/meta_sql.h"
#include "meta/meta_values.h"
#include "meta/meta_write.h"

static const struct ela_field NONE[] = {{.type = ELA_FT_END}};
static const char *const KINDS[] = {"individual", "company", "founder", "association", NULL};

static enum ela_status op_list(struct ela_call *c, struct ela_error *err)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela__definitions_load(c, ELA__KIND_FIELDS, err));
    for (size_t i = 0; s && i < s->nheads; i++) {
        const struct ela__definition *d;
        if (!ela__same(s->heads[i].kind, ELA__KIND_FIELDS))
            continue;
        ELA_TRY(ela__definition_load(c, ELA__KIND_FIELDS, s->heads[i].definition, &d, err));
        struct ela_json *o = ela_json_new_object();
        ela_json_set_str(o, "object", ela_json_text(ela_json_get(d->body, "object")));
        ela_json_set_str(o, "kind", ela_json_text(ela_json_get(d->body, "kind")));
        ela_json_set_int(o, "fields", d->parsed.fields ? (int64_t)d->parsed.fields->nfields : 0);
        ela_json_set_int(o, "version", s->heads[i].version);
        ela_json_push(rows, o);
    }
    return ELA_OK;
}

static const struct ela_field READ_FIELDS[] = {
    {.name = "object", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 23},
    {.name = "kind", .type = ELA_FT_CHOICE, .choices = KINDS},
    {.type = ELA_FT_END},
};

/* "thirdparty:company", "task"; "" when it can be none. */
static void head_code(struct ela_call *c, char out[64])
{
    struct ela_str object = ela_in_text(c, "object"), kind = ela_in_text(c, "kind");
    bool ok = ela__code_ok(object, "", 23);
    (void)snprintf(out, 64, "%.*s%s%.*s", ok ? (int)object.n : 0, object.p, kind.n ? ":" : "",
                   (int)kind.n, kind.p);
}

static enum ela_status op_read(struct ela_call *c, struct ela_error *err)
{
    char code[64];
    struct ela__stored h;
    struct ela_json *body = NULL;
    head_code(c, code);
    ELA_TRY(ela__head_read(c, ELA__KIND_FIELDS, code, &h, err));
    ela__head_json(c->out, &h);
    if (!h.there)
        return ELA_OK; /* none yet: version 0 */
    ELA_TRY(ela_json_parse(h.body, NULL, &body, err));
    ela_json_set(c->out, "body", body);
    return ELA_OK;
}

static const struct ela_field SAVE_FIELDS[] = {
    {.name = "object", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 23},
    {.name = "kind", .type = ELA_FT_CHOICE, .choices = KINDS},
    {.name = "groups", .type = ELA_FT_JSON, .max = 500},
    {.name = "fields", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 15000},
    {.name = "version", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.type = ELA_FT_END},
};

/* Something was entered in the field, whatever its definition says now. */
static enum ela_status filled(struct ela_call *c, const char *field, bool *yes,
                              struct ela_error *err)
{
    struct ela_db_result r;
    char path[64];
    bool client = ela_str_is(ela_in_text(c, "object"), "thirdparty");
    (void)snprintf(path, sizeof path, "$.%.40s", field);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(path),
                               ELA_DBV_STR(ela_in_text(c, "object"))};
    ELA_TRY(client ? ela_db_query(c->db, ELA__META_FIELD_FILLED, p, 2, &r, err)
                   : ela_db_query(c->db, ELA__META_SHEET_FILLED, p, 3, &r, err));
    *yes = ela_db_int(&r, 0, 0, 0) != 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

static const char *type_in(const struct ela_json *body, const char *code)
{
    const struct ela_json *list = ela_json_get(body, "fields");
    for (size_t i = 0; i < ela_json_size(list); i++)
        if (ela_str_is(ela_json_text(ela_json_get(ela_json_at(list, i), "code")), code))
            return ela_json_text(ela_json_get(ela_json_at(list, i), "type")).p;
    return NULL;
}

/* A value keeps the type that it was entered with, also in a field that was taken away meanwhile:
 * every revision is asked, newest first. */
static enum ela_status check_types(struct ela_call *c, const char *head,
                                   const struct ela_fieldset *set, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(ELA__KIND_FIELDS),
                               ELA_DBV_TEXT(head)};
    ELA_TRY(ela_db_query(c->db, ELA__META_PAST, p, 3, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < set->nfields && st == ELA_OK; i++) {
        const char *before = NULL;
        bool yes = false;
        for (size_t k = 0; k < r.nrows && !before; k++) {
            struct ela_json *body = NULL;
            if (ela_json_parse(ela_db_cell(&r, k, 0), NULL, &body, NULL) != ELA_OK)
                continue;
            const char *type = type_in(body, set->fields[i].code);
            before = type ? ela_arena_strdup(c->arena, type) : NULL;
            ela_json_free(body);
        }
        if (!before || ela__same(before, set->fields[i].type))
            continue;
        st = filled(c, set->fields[i].code, &yes, err);
        if (st == ELA_OK && yes) {
            char path[32];
            (void)snprintf(path, sizeof path, "fields/%zu/type", i < 1000 ? i : 999);
            st = ela_fail(err, ELA_E_STATE, "meta.type_kept", path);
            ela_error_param(err, "code", set->fields[i].code);
        }
    }
    ela_db_result_release(&r);
    return st;
}

static enum ela_status save(struct ela_call *c, struct ela_json *body, struct ela_error *err)
{
    char code[64];
    struct ela__problems *found;
    struct ela__parsed parsed;
    struct ela__stored h;
    const struct ela_json *groups = ela_in_get(c, "groups");
    head_code(c, code);
    ela_json_set_text(body, "format", "elaska.fields/1");
    ela_json_set_str(body, "object", ela_in_text(c, "object"));
    if (ela_in_text(c, "kind").n)
        ela_json_set_str(body, "kind", ela_in_text(c, "kind"));
    ela_json_set(body, "groups",
                 groups ? ela_json_ref((struct ela_json *)(uintptr_t)groups)
                        : ela_json_new_array());
    ela_json_set(body, "fields",
                 ela_json_ref((struct ela_json *)(uintptr_t)ela_in_get(c, "fields")));
    ELA_TRY(ela__body_read(c, ELA__KIND_FIELDS, body, NULL, &found, &parsed, err));
    if (found->n > 0) {
        ela_json_free(c->problem);
        c->problem = ela_json_new_object();
        ela_json_set(c->problem, "problems", ela__problems_json(found, NULL));
        return ela__problems_fail(found, NULL, err);
    }
    ELA_TRY(check_types(c, code, parsed.fields, err));
    ELA_TRY(ela__save(c, ELA__KIND_FIELDS, code, body, ela_in_int(c, "version", 0), true, &h, err));
    ela__head_json(c->out, &h);
    return ELA_OK;
}

static enum ela_status op_save(struct ela_call *c, struct ela_error *err)
{
    struct ela_json *body = ela_json_new_object();
    enum ela_status st = save(c, body, err);
    ela_json_free(body);
    return st;
}

const struct ela_op ELA_FIELD_OPS[] = {
    {"fields.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, NONE, op_list},
    {"fields.read", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, READ_FIELDS, op_read},
    {"fields.save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, SAVE_FIELDS, op_save},
    {"fields.seal", ELA_OP_EACH, ELA_BY_WORKER, 0, NONE, ela__sealed_sweep},
    {.name = NULL},
};
