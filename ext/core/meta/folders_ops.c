/*
 * Models of folder trees for the setup screens: reading, checking, saving, copying, switching on.
 * Source: DOC-01.
 */
#include "meta/meta_sql.h"
#include "meta/meta_write.h"

static enum ela_status stored(struct ela_call *c, struct ela__stored *h, struct ela_error *err)
{
    struct ela_str code = ela_in_text(c, "code");
    if (!ela__code_ok(code, "-", 40))
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "code");
    ELA_TRY(ela__head_read(c, ELA__KIND_FOLDERS, code.p, h, err));
    return h->there ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "code");
}

/* --- reading ------------------------------------------------------------------------------ */

static void row_json(const struct ela_call *c, const struct ela_folder_model *m,
                     const struct ela__head *h, struct ela_json *rows)
{
    struct ela_json *o = ela_json_new_object(), *kinds = ela_json_new_array();
    ela_json_set_text(o, "code", m->code);
    ela_json_set_text(o, "label", ela_label_text(m->label, c->actor->lang));
    ela_json_set_text(o, "description", ela_label_text(m->description, c->actor->lang));
    ela_json_set_text(o, "of", m->client_kinds ? "client" : "case");
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (m->client_kinds & bit)
            ela_json_push(kinds, ela_json_new_text(ela_client_kind_name(bit),
                                                   strlen(ela_client_kind_name(bit))));
    ela_json_set(o, "client_kinds", kinds);
    ela_json_set_int(o, "folders", (int64_t)m->total);
    ela_json_set_bool(o, "active", h->active);
    ela_json_set_bool(o, "local", h->local);
    ela_json_set_bool(o, "shipped", h->definition_pack > 0);
    ela_json_set_int(o, "version", h->version);
    ela_json_push(rows, o);
}

static enum ela_status op_models(struct ela_call *c, struct ela_error *err)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela__definitions_load(c, ELA__KIND_FOLDERS, err));
    for (size_t i = 0; s && i < s->nheads; i++) {
        const struct ela__definition *d;
        if (!ela__same(s->heads[i].kind, ELA__KIND_FOLDERS))
            continue;
        ELA_TRY(ela__definition_load(c, ELA__KIND_FOLDERS, s->heads[i].definition, &d, err));
        if (d->parsed.folders)
            row_json(c, d->parsed.folders, &s->heads[i], rows);
    }
    return ELA_OK;
}

static const struct ela_field NO_FIELDS[] = {{.type = ELA_FT_END}};
static const struct ela_field CODE_FIELDS[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.type = ELA_FT_END},
};

static enum ela_status op_model(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    struct ela_json *body = NULL;
    ELA_TRY(stored(c, &h, err));
    ELA_TRY(ela_json_parse(h.body, NULL, &body, err));
    ela_json_set(c->out, "body", body);
    ela_json_set_str(c->out, "code", ela_in_text(c, "code"));
    ela__head_json(c->out, &h);
    return ELA_OK;
}

static const struct ela_field CHECK_FIELDS[] = {
    {.name = "body", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 4000},
    {.type = ELA_FT_END},
};

static enum ela_status body_read(struct ela_call *c, struct ela__problems **found,
                                 struct ela__parsed *parsed, struct ela_error *err)
{
    return ela__body_read(c, ELA__KIND_FOLDERS, ela_in_get(c, "body"), NULL, found, parsed, err);
}

static enum ela_status op_check(struct ela_call *c, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    ELA_TRY(body_read(c, &found, &parsed, err));
    ela_json_set(c->out, "problems", ela__problems_json(found, NULL));
    return ELA_OK;
}

/* --- writing ------------------------------------------------------------------------------ */

static enum ela_status set_active(struct ela_call *c, const char *code, struct ela__stored *h,
                                  bool active, struct ela_error *err)
{
    if (h->active == active)
        return ELA_OK;
    h->active = active;
    ELA_TRY(ela__head_write(c, ELA__KIND_FOLDERS, code, h, err));
    h->version++;
    return ELA_OK;
}

static const struct ela_field SAVE_FIELDS[] = {
    {.name = "code", .type = ELA_FT_LINE, .max = 40},
    {.name = "body", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 4000},
    {.name = "version", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.name = "active", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

static enum ela_status op_save(struct ela_call *c, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    struct ela__stored h;
    int64_t version = ela_in_int(c, "version", 0);
    struct ela_str given = ela_in_text(c, "code");
    ELA_TRY(body_read(c, &found, &parsed, err));
    if (found->n) {
        ela_json_free(c->problem);
        c->problem = ela_json_new_object();
        ela_json_set(c->problem, "problems", ela__problems_json(found, NULL));
        return ela__problems_fail(found, NULL, err);
    }
    if (given.n && version && !ela_str_is(given, parsed.code))
        return ela_fail(err, ELA_E_INPUT, "meta.code_kept", "code");
    const struct ela__head *head = ela__head_of(c, ELA__KIND_FOLDERS, ela_str_of(parsed.code));
    ELA_TRY(ela__save(c, ELA__KIND_FOLDERS, parsed.code, ela_in_get(c, "body"), version, true, &h,
                      err));
    ELA_TRY(set_active(c, parsed.code, &h, ela_in_bool(c, "active", !head || head->active), err));
    ela_json_set_text(c->out, "code", parsed.code);
    ela__head_json(c->out, &h);
    return ELA_OK;
}

static const struct ela_field COPY_FIELDS[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "to", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "label", .type = ELA_FT_LINE, .max = 120},
    {.type = ELA_FT_END},
};

/* A copy starts switched off: its author makes it his own first. */
static enum ela_status op_copy(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h, made;
    struct ela_json *body = NULL;
    struct ela_str to = ela_in_text(c, "to"), label = ela_in_text(c, "label");
    ELA_TRY(stored(c, &h, err));
    if (!ela__code_ok(to, "-", 40))
        return ela_fail(err, ELA_E_INPUT, "pack.code", "to");
    ELA_TRY(ela_json_parse(h.body, NULL, &body, err));
    ela_json_set_str(body, "code", to);
    if (label.n) {
        struct ela_json *l = ela_json_new_object();
        ela_json_set_str(l, "fr", label);
        ela_json_set_str(l, "en", label);
        ela_json_set(body, "label", l);
    }
    enum ela_status st = ela__save(c, ELA__KIND_FOLDERS, to.p, body, 0, false, &made, err);
    ela_json_free(body);
    if (st == ELA_OK) {
        ela_json_set_str(c->out, "code", to);
        ela__head_json(c->out, &made);
    }
    return st;
}

static const struct ela_field ACTIVE_FIELDS[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "active", .type = ELA_FT_BOOL, .flags = ELA_FF_REQUIRED},
    {.type = ELA_FT_END},
};

static enum ela_status op_active(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(stored(c, &h, err));
    ELA_TRY(set_active(c, ela_in_text(c, "code").p, &h, ela_in_bool(c, "active", true), err));
    ela__head_json(c->out, &h);
    return ELA_OK;
}

static enum ela_status op_revert(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(stored(c, &h, err));
    if (!h.definition_pack)
        return ela_fail(err, ELA_E_STATE, "meta.not_shipped", "code");
    if (h.definition != h.definition_pack) {
        h.definition = h.definition_pack;
        h.revision = h.revision_pack;
        h.local = false;
        ELA_TRY(ela__head_write(c, ELA__KIND_FOLDERS, ela_in_text(c, "code").p, &h, err));
        h.version++;
    }
    ela__head_json(c->out, &h);
    return ELA_OK;
}

/* Folders that were made after it stay as they are. */
static enum ela_status op_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(ELA__KIND_FOLDERS),
                               ELA_DBV_STR(ela_in_text(c, "code"))};
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(stored(c, &h, err));
    if (h.definition_pack)
        return ela_fail(err, ELA_E_STATE, "meta.template_shipped", "code");
    return ela_db_exec(c->db, ELA__META_HEAD_DROP, p, 3, NULL, err);
}

#define A ELA_RIGHT_ADMIN

const struct ela_op ELA_FOLDER_MODEL_OPS[] = {
    {"folders.models", ELA_OP_READ, ELA_BY_USER, A, NO_FIELDS, op_models},
    {"folders.model", ELA_OP_READ, ELA_BY_USER, A, CODE_FIELDS, op_model},
    {"folders.check", ELA_OP_READ, ELA_BY_USER, A, CHECK_FIELDS, op_check},
    {"folders.save", ELA_OP_WRITE, ELA_BY_USER, A, SAVE_FIELDS, op_save},
    {"folders.copy", ELA_OP_WRITE, ELA_BY_USER, A, COPY_FIELDS, op_copy},
    {"folders.active", ELA_OP_WRITE, ELA_BY_USER, A, ACTIVE_FIELDS, op_active},
    {"folders.revert", ELA_OP_WRITE, ELA_BY_USER, A, CODE_FIELDS, op_revert},
    {"folders.delete", ELA_OP_WRITE, ELA_BY_USER, A, CODE_FIELDS, op_delete},
    {.name = NULL},
};
