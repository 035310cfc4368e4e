/*
 * Custom fields of objects for the setup screens, and what is entered in those of a third party.
 * Source: PLAT-08, CRM-07.
 */
#include "meta/meta_sql.h"
#include "meta/meta_values.h"
#include "meta/meta_write.h"

#include "scope/scope.h"

static const struct ela_field NONE[] = {{.type = ELA_FT_END}};
static const char *const KINDS[] = {"individual", "company", "founder", "association", NULL};

enum { TYPE_PRIVATE = 8 }; /* llx_c_typent: TE_PRIVATE */

/* --- definitions -------------------------------------------------------------------------- */

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

static enum ela_status filled(struct ela_call *c, const char *field, bool *yes,
                              struct ela_error *err)
{
    struct ela_db_result r;
    char path[64];
    (void)snprintf(path, sizeof path, "$.%.40s", field);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(path)};
    ELA_TRY(ela_db_query(c->db, ELA__META_FIELD_FILLED, p, 2, &r, err));
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

/* --- of a third party ---------------------------------------------------------------------- */

struct card {
    int64_t client;
    unsigned kinds;
    bool said, there; /* kinds were said; a row stands */
    int64_t version;
    struct ela_json *values; /* owned */
    struct ela_json *facts;  /* owned */
};

static void release(struct card *k)
{
    ela_json_free(k->values);
    ela_json_free(k->facts);
}

static void read_card(struct card *k, const struct ela_db_result *r, struct ela_error *err,
                      enum ela_status *st)
{
    static const char *const FACTS[] = {"name", "town", "zip", "email", NULL};
    struct ela_json *client = ela_json_new_object();
    k->kinds = (unsigned)ela_db_int(r, 0, 0, 0);
    k->said = k->kinds != 0;
    if (!k->said)
        k->kinds =
            ela_db_int(r, 0, 1, 0) == TYPE_PRIVATE ? ELA_CLIENT_INDIVIDUAL : ELA_CLIENT_COMPANY;
    k->there = !ela_db_is_null(r, 0, 3);
    k->version = ela_db_int(r, 0, 3, 0);
    if (ela_db_cell(r, 0, 2).n)
        *st = ela_json_parse(ela_db_cell(r, 0, 2), NULL, &k->values, err);
    if (!k->values)
        k->values = ela_json_new_object();
    for (size_t i = 0; FACTS[i]; i++)
        ela_json_set_str(client, FACTS[i], ela_db_cell(r, 0, 4 + i));
    unsigned first = k->kinds & (0u - k->kinds);
    ela_json_set_text(client, "kind", ela_client_kind_name(first));
    k->facts = ela_json_new_object();
    ela_json_set(k->facts, "client", client);
}

static enum ela_status load(struct ela_call *c, struct card *k, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    memset(k, 0, sizeof *k);
    k->client =
        c->actor->kind == ELA_ACTOR_PORTAL ? c->actor->client_id : ela_in_int(c, "client", 0);
    if (ela_in_has(c, "client") && ela_in_int(c, "client", 0) != k->client)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__META_CLIENT);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, k->client);
    ela_scope_client(&q, c->actor, "s", "rowid");
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows)
        read_card(k, &r, err, &st);
    else
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    ela_db_result_release(&r);
    return st;
}

static void kinds_json(const struct card *k, struct ela_json *out)
{
    struct ela_json *list = ela_json_new_array();
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (k->kinds & bit)
            ela_json_push(list, ela_json_new_text(ela_client_kind_name(bit),
                                                  strlen(ela_client_kind_name(bit))));
    ela_json_set(out, "kinds", list);
    ela_json_set_bool(out, "kinds_said", k->said);
}

static const struct ela_field CLIENT_FIELDS[] = {
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "form", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

/* One set per kind that the client is: rows to read, and the form where it is asked for. */
static enum ela_status show_sets(struct ela_call *c, const struct card *k, struct ela_json *sets,
                                 struct ela_error *err)
{
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1) {
        const struct ela_fieldset *set;
        if (!(k->kinds & bit))
            continue;
        ELA_TRY(ela_meta_fields(c, "thirdparty", ela_client_kind_name(bit), &set, err));
        if (set->nfields == 0)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_push(sets, o);
        ela_json_set_text(o, "kind", ela_client_kind_name(bit));
        ela_json_set(o, "rows", ela_meta_values_json(c, set, k->values, ELA_ROWS_EMPTY));
        if (ela_in_bool(c, "form", false))
            ELA_TRY(ela_meta_form_json(c, NULL, set, o, err));
    }
    return ELA_OK;
}

static enum ela_status op_client(struct ela_call *c, struct ela_error *err)
{
    struct card k;
    struct ela_json *sets = ela_json_new_array();
    ela_json_set(c->out, "sets", sets);
    enum ela_status st = load(c, &k, err);
    if (st == ELA_OK) {
        kinds_json(&k, c->out);
        ela_json_set_int(c->out, "version", k.version);
        st = show_sets(c, &k, sets, err);
    }
    release(&k);
    return st;
}

static const struct ela_field CLIENT_SAVE[] = {
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT32_MAX},
    {.name = "kinds", .type = ELA_FT_JSON, .max = 5},
    {.name = "fields", .type = ELA_FT_JSON, .max = 5000},
    {.type = ELA_FT_END},
};

static enum ela_status new_kinds(struct ela_call *c, struct card *k, struct ela_error *err)
{
    const struct ela_json *list = ela_in_get(c, "kinds");
    if (!list)
        return ELA_OK;
    if (c->actor->kind != ELA_ACTOR_USER)
        return ela_fail(err, ELA_E_DENIED, "denied", "kinds");
    unsigned kinds = 0;
    for (size_t i = 0; i < ela_json_size(list); i++) {
        unsigned bit = ela_client_kind_of(ela_json_text(ela_json_at(list, i)));
        if (!bit)
            return ela_fail(err, ELA_E_INPUT, "field.choice", "kinds");
        kinds |= bit;
    }
    if (!kinds)
        return ela_fail(err, ELA_E_INPUT, "field.required", "kinds");
    k->kinds = kinds;
    k->said = true;
    return ELA_OK;
}

/* Members of `in` that the set has. */
static struct ela_json *of_set(const struct ela_json *in, const struct ela_fieldset *set)
{
    const char *key;
    const struct ela_json *value;
    struct ela_json *o = ela_json_new_object();
    for (const void *it = NULL; (it = ela_json_next(in, it, &key, &value)) != NULL;)
        if (ela_fieldset_field(set, ela_str_of(key)))
            ela_json_set(o, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    return o;
}

static enum ela_status refuse_strangers(struct ela_call *c, const struct card *k,
                                        struct ela_error *err)
{
    const char *key;
    const struct ela_json *value, *in = ela_in_get(c, "fields");
    for (const void *it = NULL; (it = ela_json_next(in, it, &key, &value)) != NULL;) {
        bool known = false;
        for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1) {
            const struct ela_fieldset *set;
            if (!(k->kinds & bit))
                continue;
            ELA_TRY(ela_meta_fields(c, "thirdparty", ela_client_kind_name(bit), &set, err));
            known = known || ela_fieldset_field(set, ela_str_of(key));
        }
        if (!known) {
            char field[64];
            (void)snprintf(field, sizeof field, "fields/%.40s", key);
            return ela_fail(err, ELA_E_INPUT, "field.unknown", field);
        }
    }
    return ELA_OK;
}

/* Each kind's fields over the values as they stand; *after is what stands then. */
static enum ela_status check_sets(struct ela_call *c, const struct card *k, struct ela_json **after,
                                  struct ela_error *err)
{
    unsigned flags =
        ELA_VALUES_PARTIAL | (c->actor->kind == ELA_ACTOR_PORTAL ? ELA_VALUES_CLIENT : 0u);
    *after = ela_json_ref(k->values);
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1) {
        const struct ela_fieldset *set;
        struct ela_json *clean = NULL;
        if (!(k->kinds & bit))
            continue;
        ELA_TRY(ela_meta_fields(c, "thirdparty", ela_client_kind_name(bit), &set, err));
        struct ela_json *in = of_set(ela_in_get(c, "fields"), set);
        enum ela_status st =
            ela_fieldset_check(c, set, in, *after, k->facts, flags, &clean, NULL, err);
        ela_json_free(in);
        if (st != ELA_OK)
            return st;
        ela_json_free(*after);
        *after = clean;
    }
    return ELA_OK;
}

static enum ela_status store(struct ela_call *c, const struct card *k, const struct ela_json *after,
                             struct ela_error *err)
{
    struct ela_buf text;
    int64_t changed = 0;
    ela_buf_init(&text, 1024 * 1024);
    enum ela_status st = ela_json_write(after, &text, err);
    struct ela_db_value kinds = k->said ? ELA_DBV_INT(k->kinds) : ELA_DBV_INT(0);
    struct ela_db_value body = ELA_DBV_STR(((struct ela_str){text.p, text.n}));
    struct ela_db_value set[] = {kinds, body, ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(k->client),
                                 ELA_DBV_INT(k->version)};
    struct ela_db_value add[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(k->client), kinds,
                                 body};
    if (st == ELA_OK)
        st = k->there ? ela_db_exec(c->db, ELA__META_CLIENT_SET, set, 5, &changed, err)
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
    enum ela_status st = load(c, &k, err);
    if (st == ELA_OK)
        st = new_kinds(c, &k, err);
    if (st == ELA_OK && ela_in_int(c, "version", 0) != k.version)
        st = ela_meta_conflict(c, ela_in_get(c, "fields"), k.values, err);
    if (st == ELA_OK)
        st = refuse_strangers(c, &k, err);
    if (st == ELA_OK)
        st = check_sets(c, &k, &after, err);
    if (st == ELA_OK)
        st = store(c, &k, after, err);
    if (st == ELA_OK)
        st = ela_meta_changes(c, "client", k.client, k.values, after, err);
    if (st == ELA_OK)
        ela_json_set_int(c->out, "version", k.version + 1);
    ela_json_free(after);
    release(&k);
    return st;
}

/* --- history ------------------------------------------------------------------------------ */

static const struct ela_field CHANGES_FIELDS[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    {.type = ELA_FT_END},
};

static void change_json(const struct ela_db_result *r, size_t i, struct ela_json *rows)
{
    struct ela_json *o = ela_json_new_object();
    char who[256];
    struct ela_str first = ela_db_cell(r, i, 7), last = ela_db_cell(r, i, 8);
    (void)snprintf(who, sizeof who, "%.*s%s%.*s", (int)first.n, first.p ? first.p : "",
                   first.n && last.n ? " " : "", (int)last.n, last.p ? last.p : "");
    ela_json_set_str(o, "field", ela_db_cell(r, i, 1));
    ela_json_set_str(o, "old", ela_db_cell(r, i, 2));
    ela_json_set_str(o, "new", ela_db_cell(r, i, 3));
    ela_json_set_int(o, "at", ela_db_int(r, i, 4, 0));
    if (ela_db_is_null(r, i, 6))
        ela_json_set_text(o, "by", who);
    else
        ela_json_set_str(o, "by", ela_db_cell(r, i, 9));
    ela_json_set_bool(o, "by_client", !ela_db_is_null(r, i, 6));
    ela_json_push(rows, o);
}

struct ela_json *ela_meta_history(struct ela_call *c, const char *object, int64_t object_id,
                                  enum ela_status *st, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object),
                               ELA_DBV_INT(object_id)};
    *st = ela_db_query(c->db, ELA__META_CHANGES, p, 3, &r, err);
    for (size_t i = 0; *st == ELA_OK && i < r.nrows; i++)
        change_json(&r, i, rows);
    if (*st == ELA_OK)
        ela_db_result_release(&r);
    return rows;
}

static enum ela_status op_client_changes(struct ela_call *c, struct ela_error *err)
{
    struct card k;
    enum ela_status st = load(c, &k, err);
    if (st == ELA_OK)
        ela_json_set(c->out, "rows", ela_meta_history(c, "client", k.client, &st, err));
    release(&k);
    return st;
}

const struct ela_op ELA_CLIENT_FIELD_OPS[] = {
    {"fields.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, NONE, op_list},
    {"fields.read", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, READ_FIELDS, op_read},
    {"fields.save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, SAVE_FIELDS, op_save},
    {"client.fields", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, CLIENT_FIELDS, op_client},
    {"client.fields_save", ELA_OP_WRITE, ELA_BY_USER | ELA_BY_PORTAL, ELA_RIGHT_CASE_WRITE,
     CLIENT_SAVE, op_client_save},
    {"client.fields_changes", ELA_OP_READ, ELA_BY_USER, 0, CHANGES_FIELDS, op_client_changes},
    {.name = NULL},
};
