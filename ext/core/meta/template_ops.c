/*
 * Templates for the setup screens: reading, checking, saving, switching on, going back to what was
 * shipped. Source: CASE-04, CASE-08, CASE-09.
 */
#include "meta/kept.h"
#include "meta/meta_sql.h"

#include "scope/scope.h"

/* --- reading ------------------------------------------------------------------------------ */

static void set_label(struct ela_json *o, const char *name, struct ela_label l,
                      const struct ela_call *c)
{
    ela_json_set_text(o, name, ela_label_text(l, c->actor->lang));
}

static enum ela_status family_json(struct ela_call *c, const char *code, struct ela_json *o,
                                   struct ela_error *err)
{
    const struct ela_meta_list *families;
    ELA_TRY(ela_meta_list(c, "families", &families, err));
    const struct ela_meta_option *item = ela_meta_item(families, ela_str_of(code));
    struct ela_json *f = ela_json_new_object();
    ela_json_set_text(f, "code", code);
    ela_json_set_text(f, "label", item ? ela_label_text(item->label, c->actor->lang) : code);
    ela_json_set(o, "family", f);
    return ELA_OK;
}

static enum ela_status summary(struct ela_call *c, const struct ela_template *t, struct ela_json *o,
                               struct ela_error *err)
{
    struct ela_json *kinds = ela_json_new_array();
    ela_json_set_text(o, "code", t->code);
    set_label(o, "label", t->label, c);
    set_label(o, "description", t->description, c);
    ela_json_set_text(o, "nature", t->nature);
    ela_json_set_text(o, "icon", t->icon);
    ela_json_set_text(o, "colour", t->colour);
    ela_json_set_bool(o, "visible", t->visible);
    ela_json_set_bool(o, "requestable", t->requestable);
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (t->client_kinds & bit)
            ela_json_push(kinds, ela_json_new_text(ela_client_kind_name(bit),
                                                   strlen(ela_client_kind_name(bit))));
    ela_json_set(o, "client_kinds", kinds);
    ela_json_set_int(o, "due_days", t->due_days);
    ela_json_set_int(o, "steps", (int64_t)t->nsteps);
    ela_json_set_int(o, "pieces", (int64_t)t->npieces);
    ela_json_set_int(o, "tasks", (int64_t)t->ntasks);
    ela_json_set_int(o, "forms", (int64_t)t->nforms);
    ela_json_set_int(o, "fields", (int64_t)t->set.nfields);
    return family_json(c, t->family, o, err);
}

static const char *const KINDS[] = {"individual", "company", "founder", "association", NULL};
static const struct ela_field LIST_FIELDS[] = {
    {.name = "client_kind", .type = ELA_FT_CHOICE, .choices = KINDS},
    {.name = "active", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

static enum ela_status row(void *ctx, struct ela_call *c, int64_t definition, struct ela_json *o,
                           bool *wanted, struct ela_error *err)
{
    const unsigned *kind = ctx;
    const struct ela_template *t;
    ELA_TRY(ela_meta_template(c, definition, &t, err));
    *wanted = !*kind || (t->client_kinds & *kind);
    return *wanted ? summary(c, t, o, err) : ELA_OK;
}

static enum ela_status op_list(struct ela_call *c, struct ela_error *err)
{
    unsigned kind = ela_client_kind_of(ela_in_text(c, "client_kind"));
    return ela__kept_list(c, ELA__KIND_TEMPLATE, row, &kind, err);
}

static enum ela_status uses(struct ela_call *c, int64_t *n, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_STR(ela_in_text(c, "code"))};
    ELA_TRY(ela_db_query(c->db, ELA__META_USES, p, 2, &r, err));
    *n = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status revisions(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(ELA__KIND_TEMPLATE),
                               ELA_DBV_STR(ela_in_text(c, "code"))};
    ela_json_set(c->out, "revisions", rows);
    ELA_TRY(ela_db_query(c->db, ELA__META_REVISIONS, p, 3, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "definition", ela_db_int(&r, i, 0, 0));
        ela_json_set_int(o, "revision", ela_db_int(&r, i, 1, 0));
        ela_json_set_str(o, "origin", ela_db_cell(&r, i, 2));
        ela_json_set_str(o, "pack", ela_db_cell(&r, i, 3));
        ela_json_set_str(o, "pack_version", ela_db_cell(&r, i, 4));
        ela_json_set_int(o, "at", ela_db_int(&r, i, 5, 0));
        ela_json_set_int(o, "user", ela_db_int(&r, i, 6, 0));
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status problems_of(struct ela_call *c, const struct ela_json *body,
                                   struct ela__problems **found, struct ela__parsed *parsed,
                                   struct ela_error *err)
{
    return ela__body_read(c, ELA__KIND_TEMPLATE, body, NULL, found, parsed, err);
}

static enum ela_status op_read(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    struct ela__problems *found;
    struct ela__parsed parsed;
    struct ela_json *body = NULL;
    int64_t n;
    ELA_TRY(ela__kept(c, ELA__KIND_TEMPLATE, &h, err));
    ELA_TRY(ela_json_parse(h.body, NULL, &body, err));
    ela_json_set(c->out, "body", body);
    ela_json_set_str(c->out, "code", ela_in_text(c, "code"));
    ela__head_json(c->out, &h);
    ELA_TRY(problems_of(c, body, &found, &parsed, err));
    ela_json_set(c->out, "problems", ela__problems_json(found, NULL));
    ELA_TRY(uses(c, &n, err));
    ela_json_set_int(c->out, "uses", n);
    return revisions(c, err);
}

/* --- checking and saving ------------------------------------------------------------------ */

static const struct ela_field CHECK_FIELDS[] = {
    {.name = "body", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED},
    {.type = ELA_FT_END},
};

static enum ela_status op_check(struct ela_call *c, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    ELA_TRY(problems_of(c, ela_in_get(c, "body"), &found, &parsed, err));
    ela_json_set(c->out, "problems", ela__problems_json(found, NULL));
    ela_json_set_bool(c->out, "ok", found->blocking == 0);
    ela_json_set_bool(c->out, "activable", found->n == 0);
    return ELA_OK;
}

static const struct ela_field SAVE_FIELDS[] = {
    {.name = "code", .type = ELA_FT_LINE, .max = 40},
    {.name = "body", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED},
    {.name = "version", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.name = "active", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

/* The one empty object that a template may hold ("all pieces") is an empty list after PHP. */
static void mend_counts(const struct ela_json *body)
{
    const struct ela_json *tags = ela_json_get(body, "tags");
    for (size_t i = 0; i < ela_json_size(tags); i++) {
        const struct ela_json *count = ela_json_get(ela_json_at(tags, i), "count");
        const struct ela_json *pieces = ela_json_get(count, "pieces");
        if (ela_json_kind(pieces) == ELA_JARRAY && ela_json_size(pieces) == 0)
            ela_json_set((struct ela_json *)(uintptr_t)count, "pieces", ela_json_new_object());
    }
}

static enum ela_status save_body(struct ela_call *c, const struct ela_json *body, int64_t version,
                                 struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    struct ela__stored h;
    ELA_TRY(problems_of(c, body, &found, &parsed, err));
    ELA_TRY(ela__kept_refuse(c, found, false, err));
    mend_counts(body);
    struct ela_str given = ela_in_text(c, "code");
    if (given.n && version && !ela_str_is(given, parsed.code))
        return ela_fail(err, ELA_E_INPUT, "meta.code_kept", "code");
    const struct ela__head *head = ela__head_of(c, ELA__KIND_TEMPLATE, ela_str_of(parsed.code));
    bool active = ela_in_bool(c, "active", head && head->active);
    ELA_TRY(ela__kept_refuse(c, found, active, err));
    ELA_TRY(ela__save(c, ELA__KIND_TEMPLATE, parsed.code, body, version, active, &h, err));
    ELA_TRY(ela__search_fill(c, parsed.template, err));
    ELA_TRY(ela__kept_switch(c, ELA__KIND_TEMPLATE, parsed.code, &h, active, err));
    ela_json_set_text(c->out, "code", parsed.code);
    ela_json_set(c->out, "problems", ela__problems_json(found, NULL));
    ela__head_json(c->out, &h);
    return ELA_OK;
}

static enum ela_status op_save(struct ela_call *c, struct ela_error *err)
{
    return save_body(c, ela_in_get(c, "body"), ela_in_int(c, "version", 0), err);
}

static enum ela_status op_copy(struct ela_call *c, struct ela_error *err)
{
    return ela__kept_copy(c, ELA__KIND_TEMPLATE, err);
}

static enum ela_status op_active(struct ela_call *c, struct ela_error *err)
{
    return ela__kept_active(c, ELA__KIND_TEMPLATE, err);
}

static enum ela_status op_revert(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    const struct ela_template *t;
    bool changed;
    ELA_TRY(ela__kept_revert(c, ELA__KIND_TEMPLATE, &h, &changed, err));
    if (!changed)
        return ELA_OK;
    ELA_TRY(ela_meta_template(c, h.definition, &t, err));
    return ela__search_fill(c, t, err);
}

static enum ela_status op_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    int64_t n;
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(ela__kept(c, ELA__KIND_TEMPLATE, &h, err));
    ELA_TRY(uses(c, &n, err));
    if (n > 0 || h.definition_pack) {
        enum ela_status st = ela_fail(
            err, ELA_E_STATE, n > 0 ? "meta.template_used" : "meta.template_shipped", "code");
        ela_error_param_i64(err, "count", n);
        return st;
    }
    return ela__kept_drop(c, ELA__KIND_TEMPLATE, err);
}

static const struct ela_field ORDER_FIELDS[] = {
    {.name = "codes", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 401},
    {.type = ELA_FT_END},
};

static enum ela_status op_order(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *codes = ela_in_get(c, "codes");
    ELA_TRY(ela__stamp(c, err));
    for (size_t i = 0; i < ela_json_size(codes); i++) {
        char field[32];
        struct ela__stored h;
        struct ela_str code = ela_json_text(ela_json_at(codes, i));
        (void)snprintf(field, sizeof field, "codes/%zu", i);
        if (!ela__code_ok(code, "-", 40))
            return ela_fail(err, ELA_E_INPUT, "meta.template_unknown", field);
        ELA_TRY(ela__head_read(c, ELA__KIND_TEMPLATE, code.p, &h, err));
        if (!h.there)
            return ela_fail(err, ELA_E_INPUT, "meta.template_unknown", field);
        if (h.position == (int32_t)(i + 1) * 10)
            continue;
        h.position = (int32_t)(i + 1) * 10;
        ELA_TRY(ela__head_write(c, ELA__KIND_TEMPLATE, code.p, &h, err));
    }
    return ELA_OK;
}

/* --- forms -------------------------------------------------------------------------------- */

static const struct ela_field FORM_FIELDS[] = {
    {.name = "template", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "form", .type = ELA_FT_LINE, .max = 40},
    {.name = "definition", .type = ELA_FT_INT, .min = 1, .max = INT64_MAX},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.type = ELA_FT_END},
};

/* The revision that answers were entered with, or the present one. */
static enum ela_status form_template(struct ela_call *c, const struct ela_template **t,
                                     struct ela_error *err)
{
    int64_t definition = ela_in_int(c, "definition", 0);
    if (!definition)
        return ela_meta_template_now(c, ela_in_text(c, "template"), t, err);
    ELA_TRY(ela_meta_template(c, definition, t, err));
    return ela_str_is(ela_in_text(c, "template"), (*t)->code)
               ? ELA_OK
               : ela_fail(err, ELA_E_NOT_FOUND, "meta.template_unknown", "definition");
}

/* Of a client to be: where he lives, what is his. */
static enum ela_status facts_of(struct ela_call *c, struct ela_json **out, struct ela_error *err)
{
    int64_t id = ela_in_int(c, "client", 0);
    struct ela_json *client = NULL;
    *out = ela_json_new_object();
    if (!id)
        return ELA_OK;
    ELA_TRY(ela_scope_need_client(c->db, c->actor, id, "client", err));
    ELA_TRY(ela_meta_client_facts(c, id, &client, err));
    ela_json_set(*out, "client", client);
    return ELA_OK;
}

/* Without a form: the fields of the case. With a client: facts about him, what links lead to. */
static enum ela_status op_form(struct ela_call *c, struct ela_error *err)
{
    const struct ela_template *t;
    struct ela_str code = ela_in_text(c, "form");
    ELA_TRY(form_template(c, &t, err));
    const struct ela_meta_form *f = ela_template_form(t, code);
    if (code.n && !f)
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.form_unknown", "form");
    ela_json_set_int(c->out, "definition", t->definition);
    struct ela_json *facts = NULL, *flat = ela_json_new_object();
    ela_json_set(c->out, "facts", flat);
    enum ela_status st = facts_of(c, &facts, err);
    ela_meta_facts_flat(c, facts, flat);
    const struct ela_meta_filled of = {facts, NULL};
    if (st == ELA_OK)
        st = ela_meta_form_json(c, f, f ? &f->set : &t->set, &of, c->out, err);
    ela_json_free(facts);
    return st;
}

const struct ela_op ELA_TEMPLATE_OPS[] = {
    {"pack.install", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__PACK_FIELDS,
     ela__pack_install},
    {"pack.check", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__PACK_FIELDS, ela__pack_check},
    {"pack.export", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__EXPORT_FIELDS,
     ela__pack_export},
    {"template.list", ELA_OP_READ, ELA_BY_USER, 0, LIST_FIELDS, op_list},
    {"template.read", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_CODE, op_read},
    {"template.check", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, CHECK_FIELDS, op_check},
    {"template.save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, SAVE_FIELDS, op_save},
    {"template.copy", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_COPY, op_copy},
    {"template.active", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_ACTIVE, op_active},
    {"template.revert", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_CODE, op_revert},
    {"template.delete", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_CODE, op_delete},
    {"template.order", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ORDER_FIELDS, op_order},
    {"template.form", ELA_OP_READ, ELA_BY_USER, 0, FORM_FIELDS, op_form},
    {.name = NULL},
};
