/*
 * What the parts of a template say of each other: every code that is named exists, none is given
 * twice, effects do not chase each other. Source: CASE-04, CASE-05, CASE-08, CASE-14, CASE-18.
 */
#include "meta/template_internal.h"

struct check {
    struct ela__reader *r;
    const struct ela_template *t;
    const struct ela__lookup *lookup;
};

static void unknown(struct check *k, const char *path, const char *key, const char *member,
                    const char *code)
{
    ela__problem_param(k->r, ela__bad_at(k->r, path, key, member), "code", code);
}

/* Paths: "pieces/3" and "steps/1/on_enter/0". */
struct place {
    char text[ELA__PATH_MAX];
};

static struct place at(const char *part, size_t i)
{
    struct place p;
    (void)snprintf(p.text, sizeof p.text, "%s/%zu", part, i);
    return p;
}

static struct place below(const struct place *p, const char *part, size_t i)
{
    struct place q;
    (void)snprintf(q.text, sizeof q.text, "%.100s/%s/%zu", p->text, part, i);
    return q;
}

/* --- twice -------------------------------------------------------------------------------- */

static void twice(struct check *k, const char *part, const char *member, size_t n,
                  const char *(*name)(const struct ela_template *, size_t))
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            const char *a = name(k->t, i), *b = name(k->t, j);
            if (!*a || !ela__same(a, b))
                continue;
            struct place p = at(part, i);
            bool label = strncmp(member, "label", 5) == 0;
            ela__problem_param(
                k->r,
                ela__bad_at(k->r, p.text, label ? "pack.same_label" : "pack.duplicate", member),
                label ? "label" : "code", a);
            break;
        }
}

static const char *step_code(const struct ela_template *t, size_t i)
{
    return t->steps[i].code;
}
static const char *step_name(const struct ela_template *t, size_t i)
{
    return t->steps[i].label.fr;
}
static const char *piece_code(const struct ela_template *t, size_t i)
{
    return t->pieces[i].code;
}
static const char *task_code(const struct ela_template *t, size_t i)
{
    return t->tasks[i].code;
}
static const char *form_code(const struct ela_template *t, size_t i)
{
    return t->forms[i].code;
}
static const char *tag_code(const struct ela_template *t, size_t i)
{
    return t->tags[i].code;
}
static const char *tab_code(const struct ela_template *t, size_t i)
{
    return t->tabs[i].code;
}
static const char *column_code(const struct ela_template *t, size_t i)
{
    return t->columns[i].code;
}
static const char *column_name(const struct ela_template *t, size_t i)
{
    return t->columns[i].label.fr;
}

static void check_twice(struct check *k)
{
    const struct ela_template *t = k->t;
    twice(k, "steps", "code", t->nsteps, step_code);
    twice(k, "steps", "label", t->nsteps, step_name);
    twice(k, "pieces", "code", t->npieces, piece_code);
    twice(k, "tasks", "code", t->ntasks, task_code);
    twice(k, "forms", "code", t->nforms, form_code);
    twice(k, "tags", "code", t->ntags, tag_code);
    twice(k, "tabs", "code", t->ntabs, tab_code);
    twice(k, "columns", "code", t->ncolumns, column_code);
    twice(k, "columns", "label", t->ncolumns, column_name);
}

/* --- lists -------------------------------------------------------------------------------- */

static void check_item(struct check *k, const char *path, const char *member, const char *list,
                       const char *code)
{
    if (!*code || !k->lookup || k->lookup->find(k->lookup->ctx, list, NULL) < 0)
        return;
    if (k->lookup->find(k->lookup->ctx, list, code) == 0) {
        struct ela__problem *p = ela__bad_at(k->r, path, "pack.unknown_item", member);
        ela__problem_param(k->r, p, "code", code);
        ela__problem_param(k->r, p, "list", list);
    }
}

static bool is_role(struct check *k, const char *role)
{
    if (!*role || ela__same(role, "lead"))
        return true;
    for (size_t i = 0; i < k->t->nroles; i++)
        if (ela__same(k->t->roles[i], role))
            return true;
    return false;
}

/* A role that a task or a step is given to is one of the template's, or at least of the list. */
static void check_role(struct check *k, const char *path, const char *member, const char *role)
{
    if (is_role(k, role))
        return;
    if (!k->lookup || k->lookup->find(k->lookup->ctx, "case_roles", role) <= 0)
        unknown(k, path, "pack.unknown_role", member, role);
}

static void check_lists(struct check *k)
{
    const struct ela_template *t = k->t;
    check_item(k, "", "family", "families", t->family);
    for (size_t i = 0; i < t->nroles; i++) {
        char member[24];
        (void)snprintf(member, sizeof member, "%zu", i);
        check_item(k, "roles", member, "case_roles", t->roles[i]);
    }
    for (size_t i = 0; i < t->npieces; i++)
        check_item(k, at("pieces", i).text, "category", "piece_categories", t->pieces[i].category);
    for (size_t i = 0; i < t->nsteps; i++)
        check_role(k, at("steps", i).text, "role", t->steps[i].role);
    for (size_t i = 0; i < t->ntasks; i++)
        check_role(k, at("tasks", i).text, "for", t->tasks[i].role);
}

void ela__check_field_lists(struct ela__reader *r, const struct ela_fieldset *set,
                            const struct ela__lookup *lookup)
{
    const struct ela_fieldset_program *p = set->program;
    for (size_t i = 0; p && lookup && i < p->nflat; i++) {
        const char *list = p->flat[i].field->list;
        if (*list && lookup->find(lookup->ctx, list, NULL) < 0)
            ela__problem_param(r, ela__bad_at(r, p->flat[i].path, "pack.unknown_list", "list"),
                               "code", list);
    }
}

/* --- fields, tabs, tags ------------------------------------------------------------------- */

static bool has_group(const struct ela_fieldset *set, const char *code)
{
    for (size_t i = 0; i < set->ngroups; i++)
        if (ela__same(set->groups[i].code, code))
            return true;
    return false;
}

void ela__check_field_groups(struct ela__reader *r, const struct ela_fieldset *set)
{
    const struct ela_fieldset_program *p = set->program;
    for (size_t i = 0; p && i < p->nflat; i++) {
        const char *group = p->flat[i].field->group;
        if (*group && !has_group(set, group))
            ela__problem_param(r, ela__bad_at(r, p->flat[i].path, "pack.unknown_group", "group"),
                               "code", group);
    }
}

static void check_groups(struct check *k)
{
    const struct ela_template *t = k->t;
    ela__check_field_groups(k->r, &t->set);
    for (size_t i = 0; i < t->ntabs; i++) {
        struct place tab = at("tabs", i);
        if (t->tabs[i].ngroups == 0)
            ela__bad_at(k->r, tab.text, "pack.required", "groups");
        for (size_t j = 0; j < t->tabs[i].ngroups; j++)
            if (!has_group(&t->set, t->tabs[i].groups[j])) {
                struct place p2 = below(&tab, "groups", j);
                unknown(k, p2.text, "pack.unknown_group", "", t->tabs[i].groups[j]);
            }
    }
}

/* What an answer fills on conversion is there, and of the same kind of value. */
static void check_targets(struct check *k, const struct ela_meta_form *f)
{
    const struct ela_fieldset_program *p = f->set.program;
    for (size_t i = 0; p && i < p->nflat; i++) {
        const char *target = p->flat[i].field->target;
        if (strncmp(target, "fields.", 7) != 0)
            continue;
        const struct ela_meta_field *to = ela_fieldset_field(&k->t->set, ela_str_of(target + 7));
        if (!to)
            unknown(k, p->flat[i].path, "pack.unknown_field", "target", target + 7);
        else if (ela_form_x_type(ela_form_type_of(ela_str_of(to->type))) !=
                 ela_form_x_type(p->flat[i].spec.type))
            unknown(k, p->flat[i].path, "pack.target_type", "target", target + 7);
    }
}

static void check_tags(struct check *k)
{
    const struct ela_template *t = k->t;
    for (size_t i = 0; i < t->ntags; i++) {
        const struct ela_meta_tag *g = &t->tags[i];
        struct place p = at("tags", i);
        check_item(k, p.text, "count", "piece_categories", g->category);
        if (ela__same(g->count, "parties"))
            check_item(k, p.text, "count", "party_roles", g->value);
        if (ela__same(g->count, "fields") && *g->value &&
            !ela_fieldset_field(&t->set, ela_str_of(g->value)))
            unknown(k, p.text, "pack.unknown_field", "count", g->value);
    }
}

static void check_columns(struct check *k)
{
    const struct ela_template *t = k->t;
    bool open = false, final = false;
    for (size_t i = 0; i < t->ncolumns; i++) {
        open = open || ela__same(t->columns[i].klass, "open");
        final = final || ela__same(t->columns[i].klass, "done");
    }
    if (t->ncolumns && (!open || !final))
        ela__bad_at(k->r, "", "pack.columns", "columns");
}

/* --- effects ------------------------------------------------------------------------------ */

static bool has_status(const struct ela_template *t, const struct ela_workflow *w, const char *code)
{
    const struct ela_wf_object *o = t->statuses ? t->statuses : ela_workflow_object(w, "case");
    return !o || ela_wf_status_of(o, ela_str_of(code)) != NULL;
}

static void check_on(struct check *k, const char *path, const char *on)
{
    if (ela__same(on, "open") || ela__same(on, "close") || !*on)
        return;
    if (strncmp(on, "status:", 7) == 0) {
        if (!has_status(k->t, k->r->workflow, on + 7))
            unknown(k, path, "pack.unknown_status", "on", on + 7);
    } else if (strncmp(on, "class:", 6) != 0 || !ela__one_of(ela_str_of(on + 6), ELA__CLASSES)) {
        ela__problem_param(k->r, ela__bad_at(k->r, path, "pack.choice", "on"), "value", on);
    }
}

static void check_stamp(struct check *k, const char *path, const char *code)
{
    const struct ela_meta_field *f = ela_fieldset_field(&k->t->set, ela_str_of(code));
    if (!f)
        unknown(k, path, "pack.unknown_field", "field", code);
    else if (!ela__same(f->type, "date") && !ela__same(f->type, "moment"))
        unknown(k, path, "pack.not_a_date", "field", code);
}

static void check_effect(struct check *k, const char *path, const struct ela_meta_effect *e)
{
    const struct ela_template *t = k->t;
    struct ela_str code = ela_str_of(e->code);
    check_on(k, path, e->on);
    switch (e->kind) {
    case ELA_EFFECT_NOTIFY:
        if (strncmp(e->to, "role:", 5) == 0)
            check_role(k, path, "to", e->to + 5);
        break;
    case ELA_EFFECT_TASK:
        if (code.n && !ela_template_task(t, code))
            unknown(k, path, "pack.unknown_task", "task", e->code);
        break;
    case ELA_EFFECT_STATUS:
        if (code.n && !has_status(t, k->r->workflow, e->code))
            unknown(k, path, "pack.unknown_status", "to", e->code);
        break;
    case ELA_EFFECT_STAMP:
        if (code.n)
            check_stamp(k, path, e->code);
        break;
    case ELA_EFFECT_ASK:
        for (size_t i = 0; i < e->npieces; i++)
            if (!ela_template_piece(t, ela_str_of(e->pieces[i])))
                unknown(k, path, "pack.unknown_piece", "pieces", e->pieces[i]);
        break;
    case ELA_EFFECT_OPEN_STEP:
        if (code.n && !ela_template_step(t, code))
            unknown(k, path, "pack.unknown_step", "step", e->code);
        break;
    case ELA_EFFECT_JOB:
        break;
    }
}

static void check_effects(struct check *k)
{
    const struct ela_template *t = k->t;
    for (size_t i = 0; i < t->nsteps; i++) {
        struct place step = at("steps", i);
        for (size_t j = 0; j < t->steps[i].non_enter; j++)
            check_effect(k, below(&step, "on_enter", j).text, &t->steps[i].on_enter[j]);
        for (size_t j = 0; j < t->steps[i].non_done; j++)
            check_effect(k, below(&step, "on_done", j).text, &t->steps[i].on_done[j]);
    }
    for (size_t i = 0; i < t->neffects; i++)
        check_effect(k, at("effects", i).text, &t->effects[i]);
    for (size_t i = 0; i < t->ntransitions; i++) {
        struct place move = at("transitions", i);
        for (size_t j = 0; j < t->transitions[i].neffects; j++)
            check_effect(k, below(&move, "effects", j).text, &t->transitions[i].effects[j]);
    }
}

/*
 * Effects that set a status set off the effects of that status, and so on; entering a step may open
 * another. A chain that comes back to where it was would never end: it is refused here.
 * Nodes: statuses of effects ("status:x", "class:x" as any status of the class), then steps.
 */
static bool sets_off(struct check *k, const struct ela_meta_effect *from,
                     const struct ela_meta_effect *to)
{
    if (from->kind != ELA_EFFECT_STATUS)
        return false;
    const struct ela_wf_object *o =
        k->t->statuses ? k->t->statuses : ela_workflow_object(k->r->workflow, "case");
    if (strncmp(to->on, "status:", 7) == 0)
        return ela__same(to->on + 7, from->code);
    if (strncmp(to->on, "class:", 6) == 0)
        return ela_wf_status_is(o, ela_str_of(from->code), to->on + 6);
    return ela__same(to->on, "close") && ela_wf_status_is(o, ela_str_of(from->code), "closed");
}

/* Depth-first: `state` 1 being walked, 2 known to end. */
static bool returns(struct check *k, size_t i, unsigned char *state)
{
    if (state[i] == 1)
        return true;
    if (state[i] == 2)
        return false;
    state[i] = 1;
    for (size_t j = 0; j < k->t->neffects; j++)
        if (sets_off(k, &k->t->effects[i], &k->t->effects[j]) && returns(k, j, state))
            return true;
    state[i] = 2;
    return false;
}

static bool step_returns(struct check *k, size_t i, unsigned char *state)
{
    if (state[i] == 1)
        return true;
    if (state[i] == 2)
        return false;
    const struct ela_meta_step *s = &k->t->steps[i];
    state[i] = 1;
    for (size_t j = 0; j < s->non_enter; j++) {
        if (s->on_enter[j].kind != ELA_EFFECT_OPEN_STEP)
            continue;
        const struct ela_meta_step *next = ela_template_step(k->t, ela_str_of(s->on_enter[j].code));
        if (next && step_returns(k, (size_t)(next - k->t->steps), state))
            return true;
    }
    state[i] = 2;
    return false;
}

static void check_cycles(struct check *k)
{
    unsigned char state[ELA__EFFECTS_MAX] = {0}, steps[ELA__STEPS_MAX] = {0};
    for (size_t i = 0; i < k->t->neffects; i++)
        if (returns(k, i, state)) {
            ela__bad_at(k->r, at("effects", i).text, "pack.cycle", "");
            break;
        }
    for (size_t i = 0; i < k->t->nsteps; i++)
        if (step_returns(k, i, steps)) {
            ela__bad_at(k->r, at("steps", i).text, "pack.cycle", "on_enter");
            break;
        }
}

/* --- all ---------------------------------------------------------------------------------- */

void ela__template_check(struct ela__reader *r, struct ela_template *t,
                         const struct ela__lookup *lookup)
{
    struct check k = {r, t, lookup};
    check_twice(&k);
    check_lists(&k);
    check_groups(&k);
    ela__check_field_lists(r, &t->set, lookup);
    for (size_t i = 0; i < t->nforms; i++) {
        ela__check_field_lists(r, &t->forms[i].set, lookup);
        check_targets(&k, &t->forms[i]);
    }
    check_tags(&k);
    check_columns(&k);
    check_effects(&k);
    check_cycles(&k);
}
