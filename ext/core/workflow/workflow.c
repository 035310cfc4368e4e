/*
 * What a pack says, applied: who may take which transition from where, and the badge of a status.
 * Source: CASE-02, CASE-03, TIME-06.
 */
#include "workflow/workflow.h"

#include "workflow/workflow_internal.h"

const struct ela_wf_object *ela_workflow_object(const struct ela_workflow *w, const char *object)
{
    for (size_t i = 0; w && i < w->nobjects; i++)
        if (strcmp(w->objects[i].name, object) == 0)
            return &w->objects[i];
    return NULL;
}

const struct ela_wf_object *ela_workflow_at(const struct ela_workflow *w, size_t i)
{
    return w && i < w->nobjects ? &w->objects[i] : NULL;
}

const char *ela_wf_object_name(const struct ela_wf_object *o)
{
    return o->name;
}

const struct ela_wf_object *ela_wf_object_make(struct ela_arena *mem, const char *name,
                                               const struct ela_wf_status *statuses, size_t n,
                                               const struct ela_wf_object *like)
{
    struct ela_wf_object *o = ela_arena_alloc(mem, sizeof *o);
    struct ela_wf_status *own = ela_arena_alloc(mem, (n ? n : 1) * sizeof *own);
    size_t nt = like ? like->ntransitions : 0;
    struct ela_wf_transition *t = ela_arena_alloc(mem, (nt ? nt : 1) * sizeof *t);
    if (!o || !own || !t)
        return NULL;
    if (n)
        memcpy(own, statuses, n * sizeof *own);
    if (nt)
        memcpy(t, like->transitions, nt * sizeof *t);
    ela_str_copy(ela_str_of(name), o->name, sizeof o->name);
    o->statuses = own;
    o->nstatuses = n;
    o->transitions = t;
    o->ntransitions = nt;
    return o;
}

const struct ela_wf_object *ela_wf_object_with(struct ela_arena *mem, const struct ela_wf_object *o,
                                               const struct ela_wf_transition *transitions,
                                               size_t n)
{
    struct ela_wf_object *own = ela_arena_alloc(mem, sizeof *own);
    struct ela_wf_transition *t = ela_arena_alloc(mem, (n ? n : 1) * sizeof *t);
    if (!own || !t)
        return NULL;
    *own = *o;
    if (n)
        memcpy(t, transitions, n * sizeof *t);
    own->transitions = t;
    own->ntransitions = n;
    return own;
}

struct ela_workflow *ela_workflow_with(const struct ela_workflow *base,
                                       const struct ela_wf_object *const *objects, size_t n)
{
    struct ela_workflow *w = ela_malloc(sizeof *w);
    if (!w)
        return NULL;
    memset(w, 0, sizeof *w);
    ela_arena_init(&w->mem, 1u << 20);
    w->objects = ela_arena_alloc(&w->mem, (base->nobjects + n + 1) * sizeof *w->objects);
    if (!w->objects) {
        ela_workflow_free(w);
        return NULL;
    }
    memcpy(w->objects, base->objects, base->nobjects * sizeof *w->objects);
    w->nobjects = base->nobjects;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < w->nobjects && strcmp(w->objects[k].name, objects[i]->name) != 0)
            k++;
        w->objects[k] = *objects[i];
        if (k == w->nobjects)
            w->nobjects++;
    }
    return w;
}

const struct ela_wf_status *ela_wf_status_of(const struct ela_wf_object *o, struct ela_str code)
{
    for (size_t i = 0; o && i < o->nstatuses; i++)
        if (ela_str_is(code, o->statuses[i].code))
            return &o->statuses[i];
    return NULL;
}

const struct ela_wf_status *ela_wf_status_at(const struct ela_wf_object *o, size_t i)
{
    return o && i < o->nstatuses ? &o->statuses[i] : NULL;
}

const struct ela_wf_status *ela_wf_initial(const struct ela_wf_object *o)
{
    for (size_t i = 0; o && i < o->nstatuses; i++)
        if (o->statuses[i].initial)
            return &o->statuses[i];
    return NULL;
}

static bool in_class(const struct ela_wf_status *s, const char *klass)
{
    bool final = strcmp(s->klass, "done") == 0 || strcmp(s->klass, "cancelled") == 0;
    if (strcmp(klass, "active") == 0)
        return !final;
    if (strcmp(klass, "closed") == 0)
        return final;
    return strcmp(s->klass, klass) == 0;
}

bool ela_wf_status_is(const struct ela_wf_object *o, struct ela_str code, const char *klass)
{
    const struct ela_wf_status *s = ela_wf_status_of(o, code);
    return s && in_class(s, klass);
}

bool ela_wf_at(const struct ela_wf_status *s, const char *place)
{
    if (strcmp(place, "*") == 0)
        return true;
    return place[0] == '@' ? in_class(s, place + 1) : strcmp(s->code, place) == 0;
}

static enum ela_status may(const struct ela_wf_transition *t, unsigned roles,
                           const struct ela_actor *actor, struct ela_error *err)
{
    if (t->own_right && (roles & ELA_WF_OWNER)) {
        if (ela_actor_has(actor, t->own_right))
            return ELA_OK;
        return ela_fail(err, ELA_E_DENIED, "workflow.own_row", "");
    }
    if (t->right == 0 && t->roles == 0)
        return ELA_OK;
    if (t->roles & roles)
        return ELA_OK;
    for (uint32_t bit = 1; bit != 0 && bit <= t->right; bit <<= 1)
        if ((t->right & bit) && ela_actor_has(actor, bit))
            return ELA_OK;
    return ela_fail(err, ELA_E_DENIED, "denied", "");
}

static enum ela_status take(const struct ela_wf_transition *t, unsigned roles,
                            const struct ela_actor *actor, bool has_reason,
                            const struct ela_wf_transition **out, struct ela_error *err)
{
    ELA_TRY(may(t, roles, actor, err));
    if (t->reason_required && !has_reason)
        return ela_fail(err, ELA_E_INPUT, "workflow.reason_required", "reason");
    if (out)
        *out = t;
    return ELA_OK;
}

static enum ela_status not_from_here(const struct ela_wf_object *o, struct ela_str from,
                                     const char *name, const struct ela_actor *actor,
                                     struct ela_error *err)
{
    enum ela_status st = ela_fail(err, ELA_E_STATE, "workflow.not_from_here", "");
    const struct ela_wf_status *s = ela_wf_status_of(o, from);
    bool en = actor && strcmp(actor->lang, "en") == 0;
    ela_error_param(err, "from", s ? (en ? s->label_en : s->label_fr) : "?");
    ela_error_param(err, "name", name);
    return st;
}

enum ela_status ela_wf_check(const struct ela_wf_object *o, const char *transition,
                             struct ela_str from, unsigned roles, const struct ela_actor *actor,
                             bool has_reason, const struct ela_wf_transition **out,
                             struct ela_error *err)
{
    const struct ela_wf_status *s = ela_wf_status_of(o, from);
    for (size_t i = 0; s && i < o->ntransitions; i++) {
        const struct ela_wf_transition *t = &o->transitions[i];
        if (strcmp(t->name, transition) == 0 && ela_wf_at(s, t->from))
            return take(t, roles, actor, has_reason, out, err);
    }
    return not_from_here(o, from, transition, actor, err);
}

enum ela_status ela_wf_between(const struct ela_wf_object *o, struct ela_str from,
                               struct ela_str to, unsigned roles, const struct ela_actor *actor,
                               bool has_reason, const struct ela_wf_transition **out,
                               struct ela_error *err)
{
    const struct ela_wf_status *a = ela_wf_status_of(o, from), *b = ela_wf_status_of(o, to);
    if (!b || b->inactive)
        return ela_fail(err, ELA_E_INPUT, "workflow.unknown_status", "to");
    for (size_t i = 0; a && a != b && i < o->ntransitions; i++) {
        const struct ela_wf_transition *t = &o->transitions[i];
        if (ela_wf_at(a, t->from) && ela_wf_at(b, t->to))
            return take(t, roles, actor, has_reason, out, err);
    }
    return not_from_here(o, from, b->code, actor, err);
}

static bool english(const struct ela_actor *actor)
{
    return actor && strcmp(actor->lang, "en") == 0;
}

struct ela_json *ela_wf_choices(const struct ela_wf_object *o, struct ela_str from, unsigned roles,
                                const struct ela_actor *actor)
{
    struct ela_json *list = ela_json_new_array();
    const struct ela_wf_status *a = ela_wf_status_of(o, from);
    bool en = english(actor);
    for (size_t i = 0; a && i < o->ntransitions; i++) {
        const struct ela_wf_transition *t = &o->transitions[i];
        struct ela_error why = ELA_ERROR_INIT;
        if (t->automatic || !ela_wf_at(a, t->from) || may(t, roles, actor, &why) != ELA_OK)
            continue;
        for (size_t k = 0; k < o->nstatuses; k++) {
            const struct ela_wf_status *b = &o->statuses[k];
            if (b == a || b->inactive || !ela_wf_at(b, t->to))
                continue;
            struct ela_json *c = ela_json_new_object();
            ela_json_set_text(c, "name", t->name);
            ela_json_set_text(c, "to", b->code);
            ela_json_set_text(c, "label", en ? t->label_en : t->label_fr);
            ela_json_set_text(c, "to_label", en ? b->label_en : b->label_fr);
            ela_json_set_bool(c, "reason_required", t->reason_required);
            ela_json_push(list, c);
        }
    }
    return list;
}

struct ela_json *ela_wf_badge(const struct ela_wf_object *o, struct ela_str code,
                              const struct ela_actor *actor)
{
    struct ela_json *badge = ela_json_new_object();
    const struct ela_wf_status *s = ela_wf_status_of(o, code);
    ela_json_set_str(badge, "code", code);
    if (!s) {
        ela_json_set_str(badge, "label", code);
        ela_json_set_text(badge, "colour", "slate");
        ela_json_set_text(badge, "icon", "help");
        ela_json_set_text(badge, "class", "open");
        return badge;
    }
    bool en = english(actor);
    const char *label = en ? s->label_en : s->label_fr;
    if (actor && actor->kind == ELA_ACTOR_PORTAL && s->client_label_fr[0])
        label = en ? s->client_label_en : s->client_label_fr;
    ela_json_set_text(badge, "label", label);
    ela_json_set_text(badge, "colour", s->colour);
    ela_json_set_text(badge, "icon", s->icon);
    ela_json_set_text(badge, "class", s->klass);
    return badge;
}
