/*
 * Letter templates for the setup screens: reading, checking, saving, copying, switching on, which
 * is offered first. Source: DOC-18, DOC-19.
 */
#include "meta/kept.h"
#include "meta/meta_sql.h"

static const char *const LANGS[] = {"fr", "en", NULL};

/* --- the list ----------------------------------------------------------------------------- */

static const struct ela_field LIST_FIELDS[] = {
    {.name = "kind", .type = ELA_FT_CHOICE, .choices = ELA_LETTER_KINDS},
    {.name = "of", .type = ELA_FT_LINE, .max = 10},
    {.name = "active", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

static struct ela_json *defaults_of(const struct ela_db_result *r, const struct ela_letter *t)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_str_is(ela_db_cell(r, i, 0), t->kind) && ela_str_is(ela_db_cell(r, i, 2), t->code))
            ela_json_push(list, ela_json_new_text(ela_db_cell(r, i, 1).p, 2));
    return list;
}

struct asked {
    struct ela_db_result defaults;
    struct ela_str kind, of;
};

static enum ela_status row(void *ctx, struct ela_call *c, int64_t definition, struct ela_json *o,
                           bool *wanted, struct ela_error *err)
{
    const struct asked *a = ctx;
    const struct ela_letter *t;
    ELA_TRY(ela_meta_letter(c, definition, &t, err));
    *wanted = (!a->kind.n || ela_str_is(a->kind, t->kind)) &&
              !(a->of.n && t->of_case && ela_str_is(a->of, "client"));
    struct ela_json *langs = ela_json_new_array();
    ela_json_set_text(o, "code", t->code);
    ela_json_set_text(o, "label", ela_label_text(t->label, c->actor->lang));
    ela_json_set_text(o, "description", ela_label_text(t->description, c->actor->lang));
    ela_json_set_text(o, "kind", t->kind);
    ela_json_set_text(o, "of", t->of_case ? "case" : "client");
    for (size_t i = 0; i < ELA_LETTER_LANGS; i++)
        if (t->body[i])
            ela_json_push(langs, ela_json_new_text(LANGS[i], 2));
    ela_json_set(o, "langs", langs);
    ela_json_set(o, "defaults", defaults_of(&a->defaults, t));
    return ELA_OK;
}

static enum ela_status op_templates(struct ela_call *c, struct ela_error *err)
{
    struct asked a = {.kind = ela_in_text(c, "kind"), .of = ela_in_text(c, "of")};
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA__META_LETTER_DEFAULTS, p, 1, &a.defaults, err));
    enum ela_status st = ela__kept_list(c, ELA__KIND_LETTER, row, &a, err);
    ela_db_result_release(&a.defaults);
    return st;
}

/* --- names -------------------------------------------------------------------------------- */

static void name_json(const struct ela_call *c, const char *name, struct ela_label label,
                      enum ela_x_type type, struct ela_json *list)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "name", name);
    ela_json_set_text(o, "label", ela_label_text(label, c->actor->lang));
    ela_json_set_text(o, "type",
                      type == ELA_X_NUMBER ? "number"
                      : type == ELA_X_DATE ? "date"
                      : type == ELA_X_BOOL ? "yesno"
                                           : "text");
    ela_json_push(list, o);
}

static struct ela_json *group_json(const struct ela_call *c, const char *code,
                                   struct ela_label label, bool list)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "code", code);
    ela_json_set_text(o, "label", ela_label_text(label, c->actor->lang));
    ela_json_set_bool(o, "list", list);
    ela_json_set(o, "names", ela_json_new_array());
    return o;
}

static bool has_name(const struct ela_json *names, const char *name)
{
    for (size_t i = 0; i < ela_json_size(names); i++)
        if (ela_str_is(ela_json_text(ela_json_get(ela_json_at(names, i), "name")), name))
            return true;
    return false;
}

static enum ela_x_type type_of(const struct ela_fieldset *set, const struct ela_meta_field *f)
{
    for (size_t i = 0; set->program && i < set->program->nflat; i++)
        if (set->program->flat[i].field == f)
            return set->program->flat[i].x;
    return ELA_X_TEXT;
}

/* Fields that say something on paper; secret ones are never printed by a template. */
static enum ela_status fields_json(const struct ela_call *c, const struct ela_fieldset *set,
                                   struct ela_json *names, struct ela_error *err)
{
    for (size_t i = 0; set && i < set->nfields && ela_json_size(names) < 400; i++) {
        const struct ela_meta_field *f = &set->fields[i];
        if (ela__same(f->type, "section") || ela__same(f->type, "note") ||
            ela__same(f->type, "table") || ela__same(f->type, "file") || ela_field_sealed(f))
            continue;
        const char *name =
            ela_arena_printf(c->arena, "champ_%s", *f->variable ? f->variable : f->code);
        if (!name)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
        if (!has_name(names, name))
            name_json(c, name, f->label, type_of(set, f), names);
    }
    return ELA_OK;
}

static enum ela_status custom_json(struct ela_call *c, struct ela_json *groups,
                                   struct ela_error *err)
{
    static const struct ela_label LABEL = {"Champs personnalisés", "Custom fields"};
    const struct ela__snapshot *s = ela__snapshot_of(c);
    struct ela_json *group = group_json(c, "fields", LABEL, false);
    struct ela_json *names = (struct ela_json *)(uintptr_t)ela_json_get(group, "names");
    ela_json_push(groups, group);
    ELA_TRY(ela__definitions_load(c, ELA__KIND_TEMPLATE, err));
    ELA_TRY(ela__definitions_load(c, ELA__KIND_FIELDS, err));
    for (size_t i = 0; s && i < s->nheads; i++) {
        const struct ela__head *h = &s->heads[i];
        const struct ela__definition *d;
        bool template = ela__same(h->kind, ELA__KIND_TEMPLATE);
        if (!h->active || (!template && strncmp(h->code, "thirdparty", 10) != 0) ||
            (!template && !ela__same(h->kind, ELA__KIND_FIELDS)))
            continue;
        ELA_TRY(ela__definition_load(c, h->kind, h->definition, &d, err));
        const struct ela_fieldset *set =
            template && d->parsed.template ? &d->parsed.template->set : d->parsed.fields;
        ELA_TRY(fields_json(c, set, names, err));
    }
    return ELA_OK;
}

static const struct ela_field NO_FIELDS[] = {{.type = ELA_FT_END}};

static enum ela_status op_variables(struct ela_call *c, struct ela_error *err)
{
    struct ela_json *groups = ela_json_new_array();
    const struct ela_letter_group *g;
    const struct ela_letter_name *n;
    ela_json_set(c->out, "groups", groups);
    for (size_t i = 0; (g = ela_letter_group_at(i)) != NULL; i++) {
        struct ela_json *o = group_json(c, g->code, g->label, g->list);
        for (size_t k = 0; (n = ela_letter_name_at(k)) != NULL; k++)
            if (ela__same(n->group, g->code))
                name_json(c, n->name, n->label, n->type,
                          (struct ela_json *)(uintptr_t)ela_json_get(o, "names"));
        ela_json_push(groups, o);
    }
    return custom_json(c, groups, err);
}

/* --- reading, checking -------------------------------------------------------------------- */

static enum ela_status body_read(struct ela_call *c, const struct ela_json *body,
                                 struct ela__problems **found, struct ela__parsed *parsed,
                                 struct ela_error *err)
{
    return ela__body_read(c, ELA__KIND_LETTER, body, NULL, found, parsed, err);
}

enum ela_status ela_meta_letter_read(struct ela_call *c, const struct ela_json *body,
                                     const struct ela_letter **out, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    ELA_TRY(body_read(c, body, &found, &parsed, err));
    ELA_TRY(ela__kept_refuse(c, found, true, err));
    *out = parsed.letter;
    return ELA_OK;
}

static void set_unknown(struct ela_call *c, const struct ela_letter *t)
{
    struct ela_json *o = ela_json_new_object();
    for (size_t i = 0; i < ELA_LETTER_LANGS; i++)
        if (t && t->body[i])
            ela_json_set(o, LANGS[i], ela_letter_unknown(c, t, i));
    ela_json_set(c->out, "unknown", o);
}

static enum ela_status op_template(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    struct ela_json *body = NULL;
    const struct ela_letter *t;
    ELA_TRY(ela__kept(c, ELA__KIND_LETTER, &h, err));
    if (!h.active && !ela_actor_has(c->actor, ELA_RIGHT_ADMIN))
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "code");
    ELA_TRY(ela_json_parse(h.body, NULL, &body, err));
    ela_json_set(c->out, "body", body);
    ela_json_set_str(c->out, "code", ela_in_text(c, "code"));
    ela__head_json(c->out, &h);
    ELA_TRY(ela_meta_letter(c, h.definition, &t, err));
    set_unknown(c, t);
    return ELA_OK;
}

static const struct ela_field CHECK_FIELDS[] = {
    {.name = "body", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 60000},
    {.type = ELA_FT_END},
};

static enum ela_status op_check(struct ela_call *c, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    ELA_TRY(body_read(c, ela_in_get(c, "body"), &found, &parsed, err));
    ela_json_set(c->out, "problems", ela__problems_json(found, NULL));
    set_unknown(c, parsed.letter);
    return ELA_OK;
}

/* --- saving ------------------------------------------------------------------------------- */

static const struct ela_field SAVE_FIELDS[] = {
    {.name = "code", .type = ELA_FT_LINE, .max = 40},
    {.name = "body", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 60000},
    {.name = "version", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.name = "active", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

static enum ela_status op_save(struct ela_call *c, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    struct ela__stored h;
    const struct ela_json *body = ela_in_get(c, "body");
    int64_t version = ela_in_int(c, "version", 0);
    struct ela_str given = ela_in_text(c, "code");
    ELA_TRY(body_read(c, body, &found, &parsed, err));
    ELA_TRY(ela__kept_refuse(c, found, true, err));
    if (given.n && version && !ela_str_is(given, parsed.code))
        return ela_fail(err, ELA_E_INPUT, "meta.code_kept", "code");
    const struct ela__head *head = ela__head_of(c, ELA__KIND_LETTER, ela_str_of(parsed.code));
    ELA_TRY(ela__save(c, ELA__KIND_LETTER, parsed.code, body, version, true, &h, err));
    bool active = ela_in_bool(c, "active", !head || head->active);
    ELA_TRY(ela__kept_switch(c, ELA__KIND_LETTER, parsed.code, &h, active, err));
    ela_json_set_text(c->out, "code", parsed.code);
    ela__head_json(c->out, &h);
    set_unknown(c, parsed.letter);
    return ELA_OK;
}

static enum ela_status op_copy(struct ela_call *c, struct ela_error *err)
{
    return ela__kept_copy(c, ELA__KIND_LETTER, err);
}

static enum ela_status op_active(struct ela_call *c, struct ela_error *err)
{
    return ela__kept_active(c, ELA__KIND_LETTER, err);
}

static enum ela_status op_revert(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    bool changed;
    return ela__kept_revert(c, ELA__KIND_LETTER, &h, &changed, err);
}

static enum ela_status op_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    struct ela_db_value d[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_STR(ela_in_text(c, "code"))};
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(ela__kept(c, ELA__KIND_LETTER, &h, err));
    if (h.definition_pack)
        return ela_fail(err, ELA_E_STATE, "meta.template_shipped", "code");
    ELA_TRY(ela_db_exec(c->db, ELA__META_LETTER_FORGET, d, 2, NULL, err));
    return ela__kept_drop(c, ELA__KIND_LETTER, err);
}

static const struct ela_field DEFAULT_FIELDS[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "lang", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = LANGS},
    {.name = "on", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

static enum ela_status op_default(struct ela_call *c, struct ela_error *err)
{
    struct ela__stored h;
    const struct ela_letter *t;
    struct ela_str lang = ela_in_text(c, "lang");
    ELA_TRY(ela__kept(c, ELA__KIND_LETTER, &h, err));
    ELA_TRY(ela_meta_letter(c, h.definition, &t, err));
    if (!t->body[ela_str_is(lang, "en") ? ELA_LETTER_EN : ELA_LETTER_FR])
        return ela_fail(err, ELA_E_INPUT, "letter.no_language", "lang");
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(t->kind),
                               ELA_DBV_STR(lang), ELA_DBV_TEXT(t->code)};
    ELA_TRY(ela_db_exec(c->db, ELA__META_LETTER_NO_DEFAULT, p, 3, NULL, err));
    return ela_in_bool(c, "on", true)
               ? ela_db_exec(c->db, ELA__META_LETTER_DEFAULT, p, 4, NULL, err)
               : ELA_OK;
}

const struct ela_op ELA_LETTER_TEMPLATE_OPS[] = {
    {"letter.templates", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, LIST_FIELDS, op_templates},
    {"letter.template", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, ELA__KEPT_CODE, op_template},
    {"letter.variables", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, NO_FIELDS, op_variables},
    {"letter.check", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, CHECK_FIELDS, op_check},
    {"letter.save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, SAVE_FIELDS, op_save},
    {"letter.copy", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_COPY, op_copy},
    {"letter.active", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_ACTIVE, op_active},
    {"letter.revert", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_CODE, op_revert},
    {"letter.delete", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__KEPT_CODE, op_delete},
    {"letter.default", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, DEFAULT_FIELDS, op_default},
    {.name = NULL},
};
