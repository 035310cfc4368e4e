/*
 * The smaller definitions: reference lists, custom fields of an object, the status registry of one.
 * Source: CASE-03, PLAT-08, PLAT-12.
 */
#include "meta/template_internal.h"

/* --- lists -------------------------------------------------------------------------------- */

static void read_item(struct ela__reader *r, const struct ela_json *v, struct ela_meta_option *o)
{
    static const char *const MEMBERS[] = {"code",  "label",  "colour", "icon",        "active",
                                          "extra", "within", "reuse",  "keep_months", NULL};
    *o = ELA__OPTION_NONE;
    if (!ela__object(r, v, MEMBERS))
        return;
    o->code = ela__code(r, v, "code", true, "", 40);
    o->label = ela__label(r, v, "label", true, 160);
    o->colour = ela__colour(r, v, false);
    o->icon = ela__icon(r, v, false);
    o->active = ela__flag(r, v, "active", true);
    (void)ela__text(r, v, "extra", false, 400);
    o->within = ela__code(r, v, "within", false, "", 40);
    o->reuse = ela__flag(r, v, "reuse", false);
    o->keep_months = (int32_t)ela__int(r, v, "keep_months", 0, 1200, 0);
}

static bool same_label(const struct ela_meta_option *a, const struct ela_meta_option *b)
{
    return a->active && b->active && *a->label.fr && ela__same(a->label.fr, b->label.fr);
}

struct ela_meta_list *ela__list_read(struct ela__reader *r, const struct ela_json *v)
{
    static const char *const MEMBERS[] = {"$schema", "format", "code", "label", "items", NULL};
    const struct ela_json *items;
    struct ela_meta_list *list = ela__take(r, 1, sizeof *list);
    if (!list || !ela__object(r, v, MEMBERS))
        return NULL;
    if (!ela_str_is(ela_json_text(ela_json_get(v, "format")), "elaska.list/1"))
        ela__bad(r, "pack.format", "format");
    list->code = ela__code(r, v, "code", true, "", 40);
    list->label = ela__label(r, v, "label", true, 120);
    size_t n = ela__array(r, v, "items", 1, 1000, &items), mark = ela__down(r, "items");
    struct ela_meta_option *options = ela__take(r, n, sizeof *options);
    for (size_t i = 0; options && i < n; i++) {
        size_t at = ela__down_at(r, i);
        read_item(r, ela_json_at(items, i), &options[i]);
        for (size_t k = 0; k < i; k++) {
            if (*options[i].code && ela__same(options[k].code, options[i].code))
                ela__problem_param(r, ela__bad(r, "pack.duplicate", "code"), "code",
                                   options[i].code);
            else if (same_label(&options[k], &options[i]))
                ela__problem_param(r, ela__bad(r, "pack.same_label", "label"), "label",
                                   options[i].label.fr);
        }
        ela__up(r, at);
    }
    ela__up(r, mark);
    list->items = options;
    list->nitems = options ? n : 0;
    return list;
}

/* --- custom fields ------------------------------------------------------------------------ */

static const char *const OBJECTS[] = {"thirdparty", "contact", "contract", "ticket", "task", NULL};

/* The firm's own fields are hidden from clients unless they say otherwise. */
static void hide_unsaid(struct ela_fieldset *set)
{
    struct ela_meta_field *fields = (struct ela_meta_field *)(uintptr_t)set->fields;
    for (size_t i = 0; i < set->nfields; i++)
        if (fields[i].client == ELA_FIELD_UNSAID)
            fields[i].client = ELA_FIELD_HIDDEN;
}

struct ela_fieldset *ela__custom_read(struct ela__reader *r, const struct ela_json *v,
                                      const struct ela__lookup *lookup, const char **code)
{
    static const char *const MEMBERS[] = {"$schema", "format", "object", "kind",
                                          "groups",  "fields", NULL};
    static const char *const KINDS[] = {"individual", "company", "founder", "association", NULL};
    struct ela_fieldset *set = ela__take(r, 1, sizeof *set);
    *code = "";
    if (!set || !ela__object(r, v, MEMBERS))
        return NULL;
    if (!ela_str_is(ela_json_text(ela_json_get(v, "format")), "elaska.fields/1"))
        ela__bad(r, "pack.format", "format");
    const char *object = ela__choice(r, v, "object", OBJECTS, NULL);
    bool by_kind = ela__same(object, "thirdparty");
    const char *kind = ela__choice(r, v, "kind", KINDS, by_kind ? NULL : "");
    if (*kind && !by_kind)
        ela__bad(r, "pack.needless", "kind");
    ela__read_groups(r, v, set);
    ela__read_fieldset(r, v, set);
    hide_unsaid(set);
    ela__check_field_groups(r, set);
    ela__check_field_lists(r, set, lookup);
    char *name =
        ela_arena_printf(r->mem, "%s%s%s", object, by_kind ? ":" : "", by_kind ? kind : "");
    r->no_memory = r->no_memory || !name;
    *code = name ? name : "";
    return set;
}

/* --- status registry ---------------------------------------------------------------------- */

static bool final(const struct ela_wf_status *s)
{
    return ela__same(s->klass, "done") || ela__same(s->klass, "cancelled");
}

/* Statuses that rules go by keep what the rules need of them. */
static void check_shipped(struct ela__reader *r, const char *object, struct ela_wf_status *s,
                          const struct ela_wf_status *shipped)
{
    bool cases = ela__same(object, "case");
    if (!shipped) {
        if (!cases && !ela__same(object, "task"))
            ela__problem_param(r, ela__bad(r, "pack.unknown_status", "code"), "code", s->code);
        return;
    }
    if (final(s) != final(shipped) || (!cases && !ela__same(s->klass, shipped->klass)))
        ela__bad(r, "pack.class_kept", "class");
    if (s->inactive && !cases)
        ela__bad(r, "pack.status_needed", "active");
    if (!cases && s->initial != shipped->initial)
        ela__bad(r, "pack.initial_kept", "initial");
}

static void read_registered(struct ela__reader *r, const struct ela_json *v, const char *object,
                            const struct ela_wf_object *base, struct ela_wf_status *s)
{
    ela__read_status(r, v, true, s);
    if (*s->code)
        check_shipped(r, object, s, ela_wf_status_of(base, ela_str_of(s->code)));
}

/* Shipped statuses that the list leaves out stay, at its end: a newer version may bring some. */
static size_t add_missing(const struct ela_wf_object *base, struct ela_wf_status *list, size_t n,
                          size_t max)
{
    const struct ela_wf_status *s;
    for (size_t i = 0; (s = ela_wf_status_at(base, i)) != NULL && n < max; i++) {
        size_t k = 0;
        while (k < n && !ela__same(list[k].code, s->code))
            k++;
        if (k == n) {
            list[n] = *s;
            list[n++].initial = false;
        }
    }
    return n;
}

const struct ela_wf_object *ela__registry_read(struct ela__reader *r, const struct ela_json *v,
                                               const char **code)
{
    enum { MOST = 40 };
    static const char *const MEMBERS[] = {"$schema", "format", "object", "statuses", NULL};
    const struct ela_json *list;
    *code = "";
    if (!ela__object(r, v, MEMBERS))
        return NULL;
    if (!ela_str_is(ela_json_text(ela_json_get(v, "format")), "elaska.statuses/1"))
        ela__bad(r, "pack.format", "format");
    const char *object = ela__code(r, v, "object", true, "", 23);
    const struct ela_wf_object *base = ela_workflow_object(r->workflow, object);
    if (*object && !base) {
        ela__problem_param(r, ela__bad(r, "pack.unknown_object", "object"), "code", object);
        return NULL;
    }
    *code = object;
    size_t n = ela__array(r, v, "statuses", 1, MOST, &list), mark = ela__down(r, "statuses");
    struct ela_wf_status *statuses = ela__take(r, 2 * MOST, sizeof *statuses);
    for (size_t i = 0; statuses && i < n; i++) {
        size_t at = ela__down_at(r, i);
        read_registered(r, ela_json_at(list, i), object, base, &statuses[i]);
        ela__up(r, at);
    }
    if (!statuses)
        return NULL;
    n = add_missing(base, statuses, n, 2 * MOST);
    ela__check_statuses(r, statuses, n, ela__same(object, "case"));
    ela__up(r, mark);
    const struct ela_wf_object *o = ela_wf_object_make(r->mem, object, statuses, n, base);
    r->no_memory = r->no_memory || !o;
    return o;
}
