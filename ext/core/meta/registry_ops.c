/*
 * Reference lists and the status registry for the setup screens. Values in use are switched off,
 * never taken away. Source: CASE-03, PLAT-12.
 */
#include "meta/kept.h"
#include "meta/meta_sql.h"

static const struct ela_field NONE[] = {{.type = ELA_FT_END}};

static struct ela_json *label_json(struct ela_label l)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "fr", l.fr);
    ela_json_set_text(o, "en", l.en);
    return o;
}

/* --- lists -------------------------------------------------------------------------------- */

static const struct ela_field REFERENCE_READ[] = {
    {.name = "list", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.type = ELA_FT_END},
};

static enum ela_status op_reference_list(struct ela_call *c, struct ela_error *err)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela__definitions_load(c, ELA__KIND_LIST, err));
    for (size_t i = 0; s && i < s->nheads; i++) {
        const struct ela__head *h = &s->heads[i];
        const struct ela_meta_list *list;
        if (!ela__same(h->kind, ELA__KIND_LIST))
            continue;
        ELA_TRY(ela_meta_list(c, h->code, &list, err));
        size_t active = 0;
        for (size_t k = 0; k < list->nitems; k++)
            active += list->items[k].active ? 1 : 0;
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", h->code);
        ela_json_set_text(o, "label", ela_label_text(list->label, c->actor->lang));
        ela_json_set_int(o, "items", (int64_t)list->nitems);
        ela_json_set_int(o, "active", (int64_t)active);
        ela_json_set_bool(o, "local", h->local);
        ela_json_set_int(o, "version", h->version);
        ela_json_push(rows, o);
    }
    return ELA_OK;
}

static void item_json(const struct ela_call *c, const struct ela_meta_option *item,
                      const struct ela_json *body, struct ela_json *into)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "code", item->code);
    ela_json_set(o, "label", label_json(item->label));
    ela_json_set_text(o, "text", ela_label_text(item->label, c->actor->lang));
    ela_json_set_text(o, "colour", item->colour);
    ela_json_set_text(o, "icon", item->icon);
    ela_json_set_bool(o, "active", item->active);
    struct ela_str extra = ela_json_text(ela_json_get(body, "extra"));
    if (extra.n)
        ela_json_set_str(o, "extra", extra);
    if (*item->within)
        ela_json_set_text(o, "within", item->within);
    ela_json_set_bool(o, "reuse", item->reuse);
    ela_json_set_int(o, "keep_months", item->keep_months);
    ela_json_push(into, o);
}

static enum ela_status op_reference_read(struct ela_call *c, struct ela_error *err)
{
    const struct ela__head *h = ela__head_of(c, ELA__KIND_LIST, ela_in_text(c, "list"));
    const struct ela__definition *d;
    struct ela_json *items = ela_json_new_array();
    ela_json_set(c->out, "items", items);
    if (!h)
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.list_unknown", "list");
    ELA_TRY(ela__definition_load(c, ELA__KIND_LIST, h->definition, &d, err));
    const struct ela_meta_list *list = d->parsed.list;
    const struct ela_json *bodies = ela_json_get(d->body, "items");
    for (size_t i = 0; list && i < list->nitems; i++)
        item_json(c, &list->items[i], ela_json_at(bodies, i), items);
    ela_json_set_text(c->out, "code", h->code);
    ela_json_set(c->out, "label", label_json(list ? list->label : (struct ela_label){"", ""}));
    ela_json_set_int(c->out, "version", h->version);
    ela_json_set_bool(c->out, "local", h->local);
    ela_json_set_bool(c->out, "shipped", h->definition_pack > 0);
    ela_json_set_bool(c->out, "fixed",
                      ela__same(h->code, ELA_LEVELS)); /* named, not more or less */
    return ELA_OK;
}

static const struct ela_field REFERENCE_SAVE[] = {
    {.name = "list", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "version", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.name = "label", .type = ELA_FT_JSON, .max = 5},
    {.name = "items", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 12000},
    {.type = ELA_FT_END},
};

/*
 * Is an item named anywhere? Columns that hold its code, definitions, and values entered in fields
 * (these by their quoted code: rather kept once too often than lost).
 */
static enum ela_status item_used(struct ela_call *c, struct ela_str code, bool *used,
                                 struct ela_error *err)
{
    struct ela_db_result r;
    char quoted[64];
    (void)snprintf(quoted, sizeof quoted, "%%\"%.*s\"%%", (int)(code.n < 40 ? code.n : 40), code.p);
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity);
    struct ela_db_value like = ELA_DBV_TEXT(quoted), is = ELA_DBV_STR(code);
    struct ela_db_value p[] = {entity, like,   entity, is,     entity, is,   entity,
                               is,     entity, is,     entity, is,     like, entity,
                               like,   entity, like,   entity, like};
    ELA_TRY(ela_db_query(c->db, ELA__META_ITEM_USED, p, sizeof p / sizeof p[0], &r, err));
    *used = ela_db_int(&r, 0, 0, 0) != 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

static bool has_item(const struct ela_json *items, struct ela_str code)
{
    for (size_t i = 0; i < ela_json_size(items); i++)
        if (ela_str_eq(ela_json_text(ela_json_get(ela_json_at(items, i), "code")), code))
            return true;
    return false;
}

/* Items that were left out though something names them come back, switched off. */
static enum ela_status keep_used(struct ela_call *c, const struct ela_meta_list *before,
                                 struct ela_json *items, struct ela_error *err)
{
    struct ela_json *kept = ela_json_new_array();
    ela_json_set(c->out, "deactivated", kept);
    for (size_t i = 0; before && i < before->nitems; i++) {
        const struct ela_meta_option *old = &before->items[i];
        bool used = false;
        if (has_item(items, ela_str_of(old->code)))
            continue;
        ELA_TRY(item_used(c, ela_str_of(old->code), &used, err));
        if (!used)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", old->code);
        ela_json_set(o, "label", label_json(old->label));
        if (*old->colour)
            ela_json_set_text(o, "colour", old->colour);
        if (*old->icon)
            ela_json_set_text(o, "icon", old->icon);
        if (*old->within)
            ela_json_set_text(o, "within", old->within);
        ela_json_set_bool(o, "reuse", old->reuse);
        ela_json_set_int(o, "keep_months", old->keep_months);
        ela_json_set_bool(o, "active", false);
        ela_json_push(items, o);
        ela_json_push(kept, ela_json_new_text(old->code, strlen(old->code)));
    }
    return ELA_OK;
}

/* What a screen sends back of an item, without what it only shows. */
static struct ela_json *item_body(const struct ela_json *v)
{
    static const char *const KEPT[] = {"code",  "label",  "colour", "icon",        "active",
                                       "extra", "within", "reuse",  "keep_months", NULL};
    struct ela_json *o = ela_json_new_object();
    if (ela_json_kind(v) != ELA_JOBJECT)
        return o;
    for (size_t i = 0; KEPT[i]; i++) {
        const struct ela_json *m = ela_json_get(v, KEPT[i]);
        bool blank = !m || (ela_json_kind(m) == ELA_JTEXT && ela_json_text(m).n == 0);
        if (!blank)
            ela_json_set(o, KEPT[i], ela_json_ref((struct ela_json *)(uintptr_t)m));
    }
    return o;
}

/* `given`: the items wanted, `label` (NULL: the one that stands). */
static enum ela_status save_list(struct ela_call *c, struct ela_json *body, struct ela_json *items,
                                 const struct ela_json *given, const struct ela_json *label,
                                 struct ela_error *err)
{
    const struct ela_meta_list *before;
    struct ela__problems *found;
    struct ela__parsed parsed;
    struct ela__stored h;
    struct ela_str code = ela_in_text(c, "list");
    ELA_TRY(ela_meta_list(c, code.p, &before, err));
    ela_json_set_text(body, "format", "elaska.list/1");
    ela_json_set_str(body, "code", code);
    ela_json_set(body, "label",
                 label ? ela_json_ref((struct ela_json *)(uintptr_t)label)
                       : label_json(before->label));
    for (size_t i = 0; i < ela_json_size(given); i++)
        ela_json_push(items, item_body(ela_json_at(given, i)));
    ela_json_set(body, "items", ela_json_ref(items));
    ELA_TRY(ela__levels_check(code, items, err));
    ELA_TRY(keep_used(c, before, items, err));
    ELA_TRY(ela__body_read(c, ELA__KIND_LIST, body, NULL, &found, &parsed, err));
    ELA_TRY(ela__kept_refuse(c, found, true, err));
    ELA_TRY(ela__save(c, ELA__KIND_LIST, parsed.code, body, ela_in_int(c, "version", 0), true, &h,
                      err));
    ela__head_json(c->out, &h);
    return ELA_OK;
}

static enum ela_status op_reference_save(struct ela_call *c, struct ela_error *err)
{
    struct ela_json *body = ela_json_new_object(), *items = ela_json_new_array();
    enum ela_status st =
        save_list(c, body, items, ela_in_get(c, "items"), ela_in_get(c, "label"), err);
    ela_json_free(items);
    ela_json_free(body);
    return st;
}

static const struct ela_field REFERENCE_REVERT[] = {
    {.name = "list", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.type = ELA_FT_END},
};

/* As shipped again; what is used of one's own stays, switched off. Source: PLAT-11, PLAT-12. */
static enum ela_status op_reference_revert(struct ela_call *c, struct ela_error *err)
{
    const struct ela__head *h = ela__head_of(c, ELA__KIND_LIST, ela_in_text(c, "list"));
    const struct ela__definition *d;
    if (!h)
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.list_unknown", "list");
    if (!h->definition_pack)
        return ela_fail(err, ELA_E_STATE, "meta.not_shipped", "list");
    ELA_TRY(ela__definition_load(c, ELA__KIND_LIST, h->definition_pack, &d, err));
    struct ela_json *body = ela_json_new_object(), *items = ela_json_new_array();
    enum ela_status st = save_list(c, body, items, ela_json_get(d->body, "items"),
                                   ela_json_get(d->body, "label"), err);
    ela_json_free(items);
    ela_json_free(body);
    return st;
}

/* --- statuses ----------------------------------------------------------------------------- */

static void status_json(const struct ela_wf_status *s, const struct ela_wf_object *base,
                        struct ela_json *into)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "code", s->code);
    ela_json_set(o, "label", label_json((struct ela_label){s->label_fr, s->label_en}));
    ela_json_set(o, "client_label",
                 label_json((struct ela_label){s->client_label_fr, s->client_label_en}));
    ela_json_set_text(o, "class", s->klass);
    ela_json_set_text(o, "colour", s->colour);
    ela_json_set_text(o, "icon", s->icon);
    ela_json_set_bool(o, "initial", s->initial);
    ela_json_set_bool(o, "active", !s->inactive);
    ela_json_set_bool(o, "shipped", ela_wf_status_of(base, ela_str_of(s->code)) != NULL);
    ela_json_push(into, o);
}

static void object_json(struct ela_call *c, const struct ela_wf_object *o, struct ela_json *into)
{
    const char *name = ela_wf_object_name(o);
    const struct ela__head *h = ela__head_of(c, ELA__KIND_STATUSES, ela_str_of(name));
    const struct ela_wf_object *base = ela_workflow_object(ela__shipped_workflow(c), name);
    bool open = ela__same(name, "case") || ela__same(name, "task");
    struct ela_json *row = ela_json_new_object(), *list = ela_json_new_array();
    const struct ela_wf_status *s;
    ela_json_set_text(row, "object", name);
    ela_json_set_int(row, "version", h ? h->version : 0);
    ela_json_set_bool(row, "local", h && h->local);
    ela_json_set_bool(row, "extensible", open);
    ela_json_set(row, "statuses", list);
    for (size_t i = 0; (s = ela_wf_status_at(o, i)) != NULL; i++)
        status_json(s, base, list);
    ela_json_push(into, row);
}

static const struct ela_field STATUS_LIST[] = {
    {.name = "object", .type = ELA_FT_LINE, .max = 23},
    {.type = ELA_FT_END},
};

static enum ela_status op_status_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_json *rows = ela_json_new_array();
    struct ela_str wanted = ela_in_text(c, "object");
    const struct ela_wf_object *o;
    ela_json_set(c->out, "objects", rows);
    for (size_t i = 0; (o = ela_workflow_at(c->workflow, i)) != NULL; i++)
        if (wanted.n == 0 || ela_str_is(wanted, ela_wf_object_name(o)))
            object_json(c, o, rows);
    if (wanted.n && ela_json_size(rows) == 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "object");
    return ELA_OK;
}

static const struct ela_field STATUS_SAVE[] = {
    {.name = "object", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 23},
    {.name = "version", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.name = "statuses", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 2000},
    {.type = ELA_FT_END},
};

/* What a screen sends back of a status; an empty wording for clients is none. */
static struct ela_json *status_body(const struct ela_json *v)
{
    static const char *const KEPT[] = {"code", "label",   "class",  "colour",
                                       "icon", "initial", "active", NULL};
    struct ela_json *o = ela_json_new_object();
    if (ela_json_kind(v) != ELA_JOBJECT)
        return o;
    for (size_t i = 0; KEPT[i]; i++)
        if (ela_json_get(v, KEPT[i]))
            ela_json_set(o, KEPT[i],
                         ela_json_ref((struct ela_json *)(uintptr_t)ela_json_get(v, KEPT[i])));
    const struct ela_json *client = ela_json_get(v, "client_label");
    if (ela_json_text(ela_json_get(client, "fr")).n)
        ela_json_set(o, "client_label", ela_json_ref((struct ela_json *)(uintptr_t)client));
    return o;
}

static enum ela_status status_used(struct ela_call *c, const char *object, const char *code,
                                   int64_t *n, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(code)};
    const char *sql = ela__same(object, "case") ? ELA__META_CASES_IN : ELA__META_TASKS_IN;
    ELA_TRY(ela_db_query(c->db, sql, p, 2, &r, err));
    *n = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Shipped ones come back by themselves; one's own may go while nothing stands in it. */
static enum ela_status refuse_used(struct ela_call *c, const struct ela_wf_object *now,
                                   const struct ela_wf_object *wanted, struct ela_error *err)
{
    const struct ela_wf_status *s;
    const char *object = ela_wf_object_name(now);
    for (size_t i = 0; (s = ela_wf_status_at(now, i)) != NULL; i++) {
        int64_t n = 0;
        if (ela_wf_status_of(wanted, ela_str_of(s->code)))
            continue;
        ELA_TRY(status_used(c, object, s->code, &n, err));
        if (n == 0)
            continue;
        enum ela_status st = ela_fail(err, ELA_E_STATE, "meta.status_used", "statuses");
        ela_error_param(err, "label", s->label_fr);
        ela_error_param_i64(err, "count", n);
        return st;
    }
    return ELA_OK;
}

static enum ela_status save_statuses(struct ela_call *c, struct ela_json *body,
                                     struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    struct ela__stored h;
    struct ela_str object = ela_in_text(c, "object");
    const struct ela_wf_object *now = ela_workflow_object(c->workflow, object.p);
    struct ela_json *list = ela_json_new_array();
    ela_json_set_text(body, "format", "elaska.statuses/1");
    ela_json_set_str(body, "object", object);
    ela_json_set(body, "statuses", list);
    if (!now)
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "object");
    for (size_t i = 0; i < ela_json_size(ela_in_get(c, "statuses")); i++)
        ela_json_push(list, status_body(ela_json_at(ela_in_get(c, "statuses"), i)));
    ELA_TRY(ela__body_read(c, ELA__KIND_STATUSES, body, NULL, &found, &parsed, err));
    ELA_TRY(ela__kept_refuse(c, found, true, err));
    ELA_TRY(refuse_used(c, now, parsed.statuses, err));
    ELA_TRY(ela__save(c, ELA__KIND_STATUSES, parsed.code, body, ela_in_int(c, "version", 0), true,
                      &h, err));
    ela__head_json(c->out, &h);
    return ELA_OK;
}

static enum ela_status op_status_save(struct ela_call *c, struct ela_error *err)
{
    struct ela_json *body = ela_json_new_object();
    enum ela_status st = save_statuses(c, body, err);
    ela_json_free(body);
    return st;
}

const struct ela_op ELA_REGISTRY_OPS[] = {
    {"reference.list", ELA_OP_READ, ELA_BY_USER, 0, NONE, op_reference_list},
    {"reference.read", ELA_OP_READ, ELA_BY_USER, 0, REFERENCE_READ, op_reference_read},
    {"reference.save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, REFERENCE_SAVE,
     op_reference_save},
    {"reference.revert", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, REFERENCE_REVERT,
     op_reference_revert},
    {"status.list", ELA_OP_READ, ELA_BY_USER, 0, STATUS_LIST, op_status_list},
    {"status.save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, STATUS_SAVE, op_status_save},
    {.name = NULL},
};
