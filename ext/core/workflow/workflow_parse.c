/*
 * Reads the workflow part of a pack. A pack may be edited by an administrator, so everything is
 * checked and the first fault is named by its path in the file. Source: CASE-02, CASE-03,
 * packs/workflow.schema.json.
 */
#include "workflow/workflow_internal.h"

enum { MAX_OBJECTS = 40, MAX_STATUSES = 40, MAX_TRANSITIONS = 80, MAX_FROM = 20 };

struct reader {
    struct ela_workflow *w;
    struct ela_error *err;
    char path[64];
};

static enum ela_status bad(struct reader *r, const char *key, const char *member)
{
    char field[sizeof(r->err->field)];
    (void)snprintf(field, sizeof(field), "%.40s%s%.20s", r->path,
                   r->path[0] && member[0] ? "/" : "", member);
    return ela_fail(r->err, ELA_E_INPUT, key, field);
}

static enum ela_status only_known(struct reader *r, const struct ela_json *obj,
                                  const char *const *names)
{
    if (ela_json_kind(obj) != ELA_JOBJECT)
        return bad(r, "pack.type", "");
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(obj, it, &key, &value)) != NULL;) {
        size_t i = 0;
        while (names[i] && strcmp(names[i], key) != 0)
            i++;
        if (!names[i])
            return bad(r, "pack.unknown", key);
    }
    return ELA_OK;
}

static bool code_ok(struct ela_str s, size_t size, const char *extra)
{
    if (s.n == 0 || s.n >= size)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = c >= 'a' && c <= 'z';
        bool other = (c >= '0' && c <= '9') || c == '_' || (c != '\0' && strchr(extra, c) != NULL);
        if (!letter && !other)
            return false;
    }
    return true;
}

static enum ela_status copy_code(struct reader *r, const struct ela_json *obj, const char *member,
                                 const char *extra, char *out, size_t size)
{
    const struct ela_json *v = ela_json_get(obj, member);
    if (!v)
        return bad(r, "pack.required", member);
    struct ela_str s = ela_json_text(v);
    if (!code_ok(s, size, extra))
        return bad(r, "pack.value", member);
    memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    return ELA_OK;
}

static enum ela_status copy_label(struct reader *r, const struct ela_json *obj, const char *member,
                                  bool required, char *fr, char *en, size_t size)
{
    static const char *const LANGS[] = {"fr", "en", NULL};
    const struct ela_json *v = ela_json_get(obj, member);
    if (!v)
        return required ? bad(r, "pack.required", member) : ELA_OK;
    char *out[2] = {fr, en};
    for (size_t i = 0; i < 2; i++) {
        struct ela_str s = ela_json_text(ela_json_get(v, LANGS[i]));
        if (s.n == 0 || s.n >= size)
            return bad(r, "pack.value", member);
        memcpy(out[i], s.p, s.n);
        out[i][s.n] = '\0';
    }
    return only_known(r, v, LANGS) == ELA_OK ? ELA_OK : bad(r, "pack.unknown", member);
}

static bool one_of(const char *s, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(s, *list) == 0)
            return true;
    return false;
}

static const char *const CLASSES[] = {"open", "wait_client", "wait_third",
                                      "done", "cancelled",   NULL};
static const char *const GROUPS[] = {"open",      "wait_client", "wait_third", "done",
                                     "cancelled", "active",      "closed",     NULL};
static const char *const COLOURS[] = {"slate",  "blue", "teal",   "green", "amber",
                                      "orange", "red",  "violet", NULL};

static enum ela_status read_status(struct reader *r, const struct ela_json *v,
                                   struct ela_wf_status *s)
{
    static const char *const MEMBERS[] = {"code",   "label", "client_label", "class",
                                          "colour", "icon",  "initial",      NULL};
    ELA_TRY(only_known(r, v, MEMBERS));
    ELA_TRY(copy_code(r, v, "code", "", s->code, sizeof(s->code)));
    ELA_TRY(copy_label(r, v, "label", true, s->label_fr, s->label_en, sizeof(s->label_fr)));
    ELA_TRY(copy_label(r, v, "client_label", false, s->client_label_fr, s->client_label_en,
                       sizeof(s->client_label_fr)));
    ELA_TRY(copy_code(r, v, "class", "", s->klass, sizeof(s->klass)));
    if (!one_of(s->klass, CLASSES))
        return bad(r, "pack.value", "class");
    ELA_TRY(copy_code(r, v, "colour", "", s->colour, sizeof(s->colour)));
    if (!one_of(s->colour, COLOURS))
        return bad(r, "pack.value", "colour");
    ELA_TRY(copy_code(r, v, "icon", "-", s->icon, sizeof(s->icon)));
    s->initial = ela_json_bool(ela_json_get(v, "initial"), false);
    return ELA_OK;
}

/* Two statuses of one object share neither code nor label, and exactly one is initial. */
static enum ela_status check_statuses(struct reader *r, const struct ela_wf_object *o)
{
    size_t initial = 0;
    for (size_t i = 0; i < o->nstatuses; i++) {
        const struct ela_wf_status *a = &o->statuses[i];
        initial += a->initial ? 1 : 0;
        for (size_t k = 0; k < i; k++) {
            const struct ela_wf_status *b = &o->statuses[k];
            if (!strcmp(a->code, b->code) || !strcmp(a->label_fr, b->label_fr) ||
                !strcmp(a->label_en, b->label_en))
                return bad(r, "pack.duplicate", a->code);
        }
    }
    return initial == 1 ? ELA_OK : bad(r, "pack.initial", "");
}

static enum ela_status read_statuses(struct reader *r, const struct ela_json *list,
                                     struct ela_wf_object *o)
{
    size_t n = ela_json_size(list);
    if (ela_json_kind(list) != ELA_JARRAY || n == 0 || n > MAX_STATUSES)
        return bad(r, list ? "pack.type" : "pack.required", "");
    o->statuses = ela_arena_alloc(&r->w->mem, n * sizeof(*o->statuses));
    if (!o->statuses)
        return ela_fail(r->err, ELA_E_INTERNAL, "internal.memory", "");
    char base[sizeof(r->path)];
    memcpy(base, r->path, sizeof(base));
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(r->path, sizeof(r->path), "%.50s/%zu", base, i);
        ELA_TRY(read_status(r, ela_json_at(list, i), &o->statuses[i]));
        o->nstatuses = i + 1;
    }
    memcpy(r->path, base, sizeof(base));
    return check_statuses(r, o);
}

static bool place_ok(const struct ela_wf_object *o, const char *place)
{
    if (strcmp(place, "*") == 0)
        return true;
    if (place[0] == '@')
        return one_of(place + 1, GROUPS);
    return ela_wf_status_of(o, ela_str_of(place)) != NULL;
}

static enum ela_status read_rights(struct reader *r, const struct ela_json *v, const char *member,
                                   uint32_t *out)
{
    *out = 0;
    bool list = ela_json_kind(v) == ELA_JARRAY;
    size_t n = !v ? 0 : list ? ela_json_size(v) : 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t bit = ela_right_of(ela_json_text(list ? ela_json_at(v, i) : v));
        if (bit == 0)
            return bad(r, "pack.value", member);
        *out |= bit;
    }
    return ELA_OK;
}

static enum ela_status read_roles(struct reader *r, const struct ela_json *v, unsigned *out)
{
    *out = 0;
    for (size_t i = 0; v && i < ela_json_size(v); i++) {
        struct ela_str s = ela_json_text(ela_json_at(v, i));
        if (ela_str_is(s, "owner"))
            *out |= ELA_WF_OWNER;
        else if (ela_str_is(s, "lead"))
            *out |= ELA_WF_LEAD;
        else
            return bad(r, "pack.value", "roles");
    }
    return ELA_OK;
}

/* Reads one transition and stores it once per starting point. */
static enum ela_status read_transition(struct reader *r, const struct ela_json *v,
                                       struct ela_wf_object *o)
{
    static const char *const MEMBERS[] = {"name",  "from",  "to",        "label",
                                          "right", "roles", "own_right", "reason_required",
                                          "auto",  NULL};
    struct ela_wf_transition t;
    memset(&t, 0, sizeof(t));
    ELA_TRY(only_known(r, v, MEMBERS));
    ELA_TRY(copy_code(r, v, "name", "", t.name, sizeof(t.name)));
    ELA_TRY(copy_code(r, v, "to", "@*", t.to, sizeof(t.to)));
    if (!place_ok(o, t.to))
        return bad(r, "pack.value", "to");
    ELA_TRY(copy_label(r, v, "label", true, t.label_fr, t.label_en, sizeof(t.label_fr)));
    ELA_TRY(read_rights(r, ela_json_get(v, "right"), "right", &t.right));
    ELA_TRY(read_rights(r, ela_json_get(v, "own_right"), "own_right", &t.own_right));
    ELA_TRY(read_roles(r, ela_json_get(v, "roles"), &t.roles));
    t.reason_required = ela_json_bool(ela_json_get(v, "reason_required"), false);
    t.automatic = ela_json_bool(ela_json_get(v, "auto"), false);
    const struct ela_json *from = ela_json_get(v, "from");
    size_t n = ela_json_size(from);
    if (ela_json_kind(from) != ELA_JARRAY || n == 0 || n > MAX_FROM)
        return bad(r, "pack.type", "from");
    for (size_t i = 0; i < n; i++) {
        struct ela_str s = ela_json_text(ela_json_at(from, i));
        if (!code_ok(s, sizeof(t.from), "@*"))
            return bad(r, "pack.value", "from");
        memcpy(t.from, s.p, s.n);
        t.from[s.n] = '\0';
        if (!place_ok(o, t.from))
            return bad(r, "pack.value", "from");
        o->transitions[o->ntransitions++] = t;
    }
    return ELA_OK;
}

static enum ela_status read_transitions(struct reader *r, const struct ela_json *list,
                                        struct ela_wf_object *o)
{
    if (!list)
        return ELA_OK;
    size_t n = ela_json_size(list), total = 0;
    if (ela_json_kind(list) != ELA_JARRAY || n > MAX_TRANSITIONS)
        return bad(r, "pack.type", "");
    for (size_t i = 0; i < n; i++)
        total += ela_json_size(ela_json_get(ela_json_at(list, i), "from"));
    o->transitions = ela_arena_alloc(&r->w->mem, (total + 1) * sizeof(*o->transitions));
    if (!o->transitions)
        return ela_fail(r->err, ELA_E_INTERNAL, "internal.memory", "");
    char base[sizeof(r->path)];
    memcpy(base, r->path, sizeof(base));
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(r->path, sizeof(r->path), "%.50s/%zu", base, i);
        ELA_TRY(read_transition(r, ela_json_at(list, i), o));
    }
    return ELA_OK;
}

static enum ela_status read_object(struct reader *r, const char *name, const struct ela_json *v,
                                   struct ela_wf_object *o)
{
    static const char *const MEMBERS[] = {"statuses", "transitions", NULL};
    if (!code_ok(ela_str_of(name), sizeof(o->name), ""))
        return bad(r, "pack.value", "objects");
    (void)snprintf(o->name, sizeof(o->name), "%s", name);
    (void)snprintf(r->path, sizeof(r->path), "objects/%.23s", name);
    ELA_TRY(only_known(r, v, MEMBERS));
    (void)snprintf(r->path, sizeof(r->path), "objects/%.23s/statuses", name);
    ELA_TRY(read_statuses(r, ela_json_get(v, "statuses"), o));
    (void)snprintf(r->path, sizeof(r->path), "objects/%.23s/transitions", name);
    return read_transitions(r, ela_json_get(v, "transitions"), o);
}

static enum ela_status read_pack(struct reader *r, const struct ela_json *pack)
{
    static const char *const MEMBERS[] = {"$schema", "format", "objects", NULL};
    ELA_TRY(only_known(r, pack, MEMBERS));
    if (!ela_str_is(ela_json_text(ela_json_get(pack, "format")), "elaska.workflow/1"))
        return bad(r, "pack.value", "format");
    const struct ela_json *objects = ela_json_get(pack, "objects");
    size_t n = ela_json_size(objects);
    if (ela_json_kind(objects) != ELA_JOBJECT || n == 0 || n > MAX_OBJECTS)
        return bad(r, objects ? "pack.type" : "pack.required", "objects");
    r->w->objects = ela_arena_alloc(&r->w->mem, n * sizeof(*r->w->objects));
    if (!r->w->objects)
        return ela_fail(r->err, ELA_E_INTERNAL, "internal.memory", "");
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(objects, it, &key, &value)) != NULL;) {
        r->path[0] = '\0';
        ELA_TRY(read_object(r, key, value, &r->w->objects[r->w->nobjects]));
        r->w->nobjects++;
    }
    return ELA_OK;
}

enum ela_status ela_workflow_parse(const struct ela_json *pack, struct ela_workflow **out,
                                   struct ela_error *err)
{
    *out = NULL;
    struct ela_error local = ELA_ERROR_INIT;
    struct ela_workflow *w = ela_malloc(sizeof(*w));
    if (!w)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    memset(w, 0, sizeof(*w));
    ela_arena_init(&w->mem, 1u << 20);
    struct reader r = {.w = w, .err = err ? err : &local};
    enum ela_status st = read_pack(&r, pack);
    if (st != ELA_OK) {
        ela_workflow_free(w);
        return st;
    }
    *out = w;
    return ELA_OK;
}

void ela_workflow_free(struct ela_workflow *w)
{
    if (!w)
        return;
    ela_arena_release(&w->mem);
    ela_free(w);
}

enum ela_status ela_workflow_shipped(struct ela_workflow **out, struct ela_error *err)
{
    *out = NULL;
    struct ela_json *pack = NULL;
    struct ela_str text = {ela__workflow_pack, ela__workflow_pack_size};
    ELA_TRY(ela_json_parse(text, &ELA_JSON_LIMITS_DEFAULT, &pack, err));
    enum ela_status st = ela_workflow_parse(pack, out, err);
    ela_json_free(pack);
    return st;
}
