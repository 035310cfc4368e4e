/*
 * What is entered in the custom fields of a third party, kind by kind. Source: CRM-07, CRM-01.
 */
#include "meta/client_kind_sql.h"
#include "meta/meta_sql.h"
#include "meta/meta_values.h"

#include "crypt/seal.h"
#include "scope/scope.h"

struct card {
    struct ela_sheet sheet;
    unsigned kinds;
    bool said; /* kinds were said */
};

static void name_kinds(struct card *k)
{
    size_t n = 0;
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (k->kinds & bit)
            k->sheet.kinds[n++] = ela_client_kind_name(bit);
    k->sheet.kinds[n] = NULL;
}

static enum ela_status read_card(struct ela_call *c, struct card *k, const struct ela_db_result *r,
                                 struct ela_error *err)
{
    k->said = ela_db_int(r, 0, 0, 0) != 0;
    k->kinds = ela_client_kinds_or(ela_db_int(r, 0, 0, 0), ela_db_int(r, 0, 1, 0));
    name_kinds(k);
    k->sheet.facts = ela__client_facts(r, k->sheet.id, k->kinds, 2);
    return ela_sheet_values(c, &k->sheet, ela_db_cell(r, 0, 9), ela_db_int(r, 0, 10, 0), err);
}

static enum ela_status load(struct ela_call *c, struct card *k, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    int64_t client =
        c->actor->kind == ELA_ACTOR_PORTAL ? c->actor->client_id : ela_in_int(c, "client", 0);
    *k = (struct card){.kinds = 0};
    ela_sheet_init(&k->sheet, "thirdparty", client);
    k->sheet.history = "client";
    if (ela_in_has(c, "client") && ela_in_int(c, "client", 0) != client)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__META_CLIENT);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, client);
    ela_scope_client(&q, c->actor, "s", "rowid");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    enum ela_status st =
        r.nrows ? read_card(c, k, &r, err) : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    ela_db_result_release(&r);
    return st;
}

static enum ela_status read_kinds(const struct ela_json *list, const char *member, unsigned *kinds,
                                  struct ela_error *err)
{
    *kinds = 0;
    for (size_t i = 0; i < ela_json_size(list); i++) {
        unsigned bit = ela_client_kind_of(ela_json_text(ela_json_at(list, i)));
        if (!bit)
            return ela_fail(err, ELA_E_INPUT, "field.choice", member);
        *kinds |= bit;
    }
    return *kinds ? ELA_OK : ela_fail(err, ELA_E_INPUT, "field.required", member);
}

static struct ela_json *kinds_json(unsigned kinds)
{
    struct ela_json *list = ela_json_new_array();
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (kinds & bit)
            ela_json_push(list, ela_json_new_text(ela_client_kind_name(bit),
                                                  strlen(ela_client_kind_name(bit))));
    return list;
}

/* As of a field: what this writer left as he read it stands, what both changed is told. */
static enum ela_status kinds_differ(struct ela_call *c, const struct card *k, unsigned kinds,
                                    struct ela_error *err)
{
    struct ela_json *yours = ela_json_new_object(), *theirs = ela_json_new_object();
    ela_json_set(yours, "kinds", kinds_json(kinds));
    ela_json_set(theirs, "kinds", kinds_json(k->kinds));
    enum ela_status st = ela_meta_conflict(c, yours, theirs, err);
    ela_json_free(yours);
    ela_json_free(theirs);
    return st;
}

static enum ela_status new_kinds(struct ela_call *c, struct card *k, struct ela_error *err)
{
    const struct ela_json *list = ela_in_get(c, "kinds");
    unsigned kinds, read = 0;
    if (!list)
        return ELA_OK;
    if (c->actor->kind != ELA_ACTOR_USER)
        return ela_fail(err, ELA_E_DENIED, "denied", "kinds");
    ELA_TRY(read_kinds(list, "kinds", &kinds, err));
    if (ela_in_has(c, "base_kinds"))
        ELA_TRY(read_kinds(ela_in_get(c, "base_kinds"), "base_kinds", &read, err));
    if (kinds == read && k->said)
        return ELA_OK;
    if (ela_in_int(c, "version", k->sheet.version) != k->sheet.version && kinds != k->kinds &&
        read != k->kinds)
        return kinds_differ(c, k, kinds, err);
    k->kinds = kinds;
    k->said = true;
    name_kinds(k);
    return ELA_OK;
}

static const struct ela_field CLIENT_FIELDS[] = {
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "kinds", .type = ELA_FT_JSON, .max = 5}, /* as if they were said */
    {.name = "form", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

static enum ela_status op_client(struct ela_call *c, struct ela_error *err)
{
    struct card k;
    enum ela_status st = load(c, &k, err);
    bool said = k.said;
    if (st == ELA_OK)
        st = new_kinds(c, &k, err);
    if (st == ELA_OK) {
        ela_json_set(c->out, "kinds", kinds_json(k.kinds));
        ela_json_set_bool(c->out, "kinds_said", said);
        st = ela_sheet_show(c, &k.sheet, ela_in_bool(c, "form", false), err);
    }
    ela_sheet_release(&k.sheet);
    return st;
}

/* --- written ------------------------------------------------------------------------------ */

static const struct ela_field CLIENT_SAVE[] = {
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT32_MAX},
    {.name = "kinds", .type = ELA_FT_JSON, .max = 5},
    {.name = "base_kinds", .type = ELA_FT_JSON, .max = 5}, /* as they were read */
    {.name = "fields", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.name = "base", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.type = ELA_FT_END},
};

static enum ela_status store(struct ela_call *c, const struct card *k, const struct ela_json *after,
                             struct ela_error *err)
{
    struct ela_buf text;
    int64_t changed = 0;
    ela_buf_init(&text, 1024 * 1024);
    enum ela_status st = ela_json_write(after, &text, err);
    struct ela_db_value kinds = k->said ? ELA_DBV_INT(k->kinds) : ELA_DBV_INT(0);
    struct ela_db_value body = ELA_DBV_STR(((struct ela_str){text.p, text.n}));
    struct ela_db_value set[] = {kinds, body, ELA_DBV_INT(c->actor->entity),
                                 ELA_DBV_INT(k->sheet.id), ELA_DBV_INT(k->sheet.version)};
    struct ela_db_value add[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(k->sheet.id), kinds,
                                 body};
    if (st == ELA_OK)
        st = k->sheet.there ? ela_db_exec(c->db, ELA__META_CLIENT_SET, set, 5, &changed, err)
                            : ela_db_exec(c->db, ELA__META_CLIENT_ADD, add, 4, &changed, err);
    if (st == ELA_OK && changed != 1)
        st = ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    ela_buf_release(&text);
    return st;
}

static enum ela_status op_client_save(struct ela_call *c, struct ela_error *err)
{
    struct card k;
    struct ela_json *after = NULL;
    /* The office may say the kinds of a client alone. */
    if (c->actor->kind == ELA_ACTOR_PORTAL && !ela_in_has(c, "fields"))
        return ela_fail(err, ELA_E_INPUT, "field.required", "fields");
    enum ela_status st = load(c, &k, err);
    if (st == ELA_OK)
        st = new_kinds(c, &k, err);
    if (st == ELA_OK)
        st = ela_sheet_check(c, &k.sheet, &after, err);
    if (st == ELA_OK)
        st = store(c, &k, after, err);
    if (st == ELA_OK)
        st = ela_sealed_store(c, k.sheet.history, k.sheet.id, k.sheet.values, after, err);
    if (st == ELA_OK)
        st = ela_meta_changes(c, k.sheet.history, k.sheet.id, k.sheet.values, after, err);
    if (st == ELA_OK)
        ela_json_set_int(c->out, "version", k.sheet.version + 1);
    ela_json_free(after);
    ela_sheet_release(&k.sheet);
    return st;
}

static const struct ela_field CHANGES_FIELDS[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    {.type = ELA_FT_END},
};

static enum ela_status op_client_changes(struct ela_call *c, struct ela_error *err)
{
    struct card k;
    enum ela_status st = load(c, &k, err);
    if (st == ELA_OK)
        st = ela_sheet_history(c, &k.sheet, err);
    ela_sheet_release(&k.sheet);
    return st;
}

const struct ela_op ELA_CLIENT_FIELD_OPS[] = {
    {"client.fields", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, CLIENT_FIELDS, op_client},
    {"client.fields_save", ELA_OP_WRITE, ELA_BY_USER | ELA_BY_PORTAL, ELA_RIGHT_CASE_WRITE,
     CLIENT_SAVE, op_client_save},
    {"client.fields_changes", ELA_OP_READ, ELA_BY_USER, 0, CHANGES_FIELDS, op_client_changes},
    {.name = NULL},
};
