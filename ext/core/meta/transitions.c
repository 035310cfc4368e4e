/*
 * Moves that a template allows between its own statuses: who may take one, under which condition,
 * whether a reason is asked for, and what follows. Where a template declares some, no other move
 * is possible. Source: CASE-02, CASE-08.
 */
#include "meta/template_internal.h"

struct moves {
    struct ela__reader *r;
    const struct ela_wf_object *o;
    struct ela_wf_transition *list; /* one per status that it starts from */
    size_t n, room;
};

static bool final(const struct ela_wf_status *s)
{
    return ela__same(s->klass, "done") || ela__same(s->klass, "cancelled");
}

static const char *const RIGHTS[] = {
    "case/read",     "case/write",  "case/close",     "case/delete",
    "time/validate", "rates/write", "invoice/create", NULL};

/* "case/close" or a list of such names, any of which is enough. */
static uint32_t read_rights(struct ela__reader *r, const struct ela_json *v)
{
    uint32_t bits = 0;
    const struct ela_json *list = ela_json_get(v, "right");
    bool many = ela_json_kind(list) == ELA_JARRAY;
    size_t n = !list ? 0 : many ? ela_json_size(list) : 1;
    if (n > 10)
        ela__problem_int(r, ela__bad(r, "pack.too_many", "right"), "max", 10);
    for (size_t i = 0; i < n; i++) {
        struct ela_str name = ela_json_text(many ? ela_json_at(list, i) : list);
        uint32_t bit = ela__one_of(name, RIGHTS) ? ela_right_of(name) : 0;
        if (bit == 0)
            ela__problem_param(r, ela__bad(r, "pack.choice", "right"), "value",
                               name.p ? name.p : "");
        bits |= bit;
    }
    return bits;
}

static unsigned read_roles(struct ela__reader *r, const struct ela_json *v)
{
    unsigned bits = 0;
    size_t n;
    const char *const *names = ela__codes(r, v, "roles", 1, &n);
    for (size_t i = 0; i < n; i++) {
        if (ela__same(names[i], "lead"))
            bits |= ELA_WF_LEAD;
        else
            ela__problem_param(r, ela__bad(r, "pack.choice", "roles"), "value", names[i]);
    }
    return bits;
}

/* Two that lead from one status to another would leave open which of them was taken. */
static bool taken(const struct moves *m, const char *from, const char *to)
{
    for (size_t i = 0; i < m->n; i++)
        if (ela__same(m->list[i].from, from) && ela__same(m->list[i].to, to))
            return true;
    return false;
}

static void add_from(struct moves *m, const struct ela_wf_transition *t, const char *place,
                     const char *member)
{
    const struct ela_wf_status *from, *to = ela_wf_status_of(m->o, ela_str_of(t->to));
    size_t found = 0;
    for (size_t i = 0; (from = ela_wf_status_at(m->o, i)) != NULL; i++) {
        if (!ela_wf_at(from, place) || from == to)
            continue;
        found++;
        if (taken(m, from->code, t->to)) {
            struct ela__problem *p = ela__bad(m->r, "pack.transition_twice", member);
            ela__problem_param(m->r, p, "from", from->code);
            ela__problem_param(m->r, p, "to", t->to);
        } else if (m->n < m->room) {
            struct ela_wf_transition *one = &m->list[m->n++];
            *one = *t;
            ela_str_copy(ela_str_of(from->code), one->from, sizeof one->from);
            /* Reopening always says why. */
            one->reason_required = t->reason_required || (to && final(from) && !final(to));
        }
    }
    if (found == 0)
        ela__problem_param(m->r, ela__bad(m->r, "pack.unknown_status", member), "code", place);
}

/* Places are codes, or classes of statuses: "@active", "@closed", "@open", ..., "*". */
static void read_from(struct moves *m, const struct ela_json *v, const struct ela_wf_transition *t)
{
    const struct ela_json *list;
    size_t n = ela__array(m->r, v, "from", 1, 40, &list), mark = ela__down(m->r, "from");
    if (!ela_json_get(v, "from"))
        ela__bad(m->r, "pack.required", "");
    for (size_t i = 0; i < n; i++) {
        char at[24], place[24];
        struct ela_str s = ela_json_text(ela_json_at(list, i));
        (void)snprintf(at, sizeof at, "%zu", i);
        if (s.n == 0 || s.n >= sizeof place) {
            ela__bad(m->r, "pack.code", at);
            continue;
        }
        (void)ela_str_copy(s, place, sizeof place);
        add_from(m, t, place, at);
    }
    ela__up(m->r, mark);
}

static void read_one(struct moves *m, const struct ela_json *v, struct ela_template *t,
                     struct ela_meta_transition *out)
{
    static const char *const MEMBERS[] = {"code",    "label",           "from", "to",
                                          "right",   "roles",           "if",   "otherwise",
                                          "effects", "reason_required", NULL};
    struct ela__reader *r = m->r;
    struct ela_wf_transition move;
    memset(&move, 0, sizeof move);
    if (!ela__object(r, v, MEMBERS))
        return;
    out->name = ela__code(r, v, "code", true, "", sizeof move.name - 1);
    ela_str_copy(ela_str_of(out->name), move.name, sizeof move.name);
    struct ela_label label = ela__label(r, v, "label", true, 40);
    ela_str_copy(ela_str_of(ela_label_text(label, "fr")), move.label_fr, sizeof move.label_fr);
    ela_str_copy(ela_str_of(ela_label_text(label, "en")), move.label_en, sizeof move.label_en);
    const char *to = ela__code(r, v, "to", true, "", sizeof move.to - 1);
    ela_str_copy(ela_str_of(to), move.to, sizeof move.to);
    const struct ela_wf_status *target = ela_wf_status_of(m->o, ela_str_of(to));
    if (*to && !target)
        ela__problem_param(r, ela__bad(r, "pack.unknown_status", "to"), "code", to);
    move.right = read_rights(r, v);
    move.roles = read_roles(r, v);
    if (move.right == 0 && move.roles == 0)
        move.right = target && final(target) ? ELA_RIGHT_CASE_CLOSE : ELA_RIGHT_CASE_WRITE;
    move.reason_required = ela__flag(r, v, "reason_required", false);
    out->when = ela__guard(r, v, "if", &t->set);
    out->otherwise = ela__label(r, v, "otherwise", false, 80);
    if (ela_json_get(v, "otherwise") && !ela_json_get(v, "if"))
        ela__bad(r, "pack.needless", "otherwise");
    out->effects = ela__read_effect_list(r, v, "effects", false, &t->set, &out->neffects);
    if (target)
        read_from(m, v, &move);
}

/* Statuses that a move or an effect leads to, from the initial one on. */
static bool ends(const struct moves *m)
{
    bool seen[40] = {false}, more = true;
    const struct ela_wf_status *s;
    for (size_t i = 0; i < 40 && (s = ela_wf_status_at(m->o, i)) != NULL; i++)
        seen[i] = s->initial;
    while (more) {
        more = false;
        for (size_t k = 0; k < m->n; k++) {
            size_t from = 40, to = 40;
            for (size_t i = 0; i < 40 && (s = ela_wf_status_at(m->o, i)) != NULL; i++) {
                from = ela__same(s->code, m->list[k].from) ? i : from;
                to = ela__same(s->code, m->list[k].to) ? i : to;
            }
            if (from < 40 && to < 40 && seen[from] && !seen[to])
                more = seen[to] = true;
        }
    }
    for (size_t i = 0; i < 40 && (s = ela_wf_status_at(m->o, i)) != NULL; i++)
        if (seen[i] && ela__same(s->klass, "done"))
            return true;
    return false;
}

static bool moved_by_effects(const struct ela_template *t)
{
    for (size_t i = 0; i < t->neffects; i++)
        if (t->effects[i].kind == ELA_EFFECT_STATUS)
            return true;
    for (size_t i = 0; i < t->nsteps; i++) {
        for (size_t k = 0; k < t->steps[i].non_enter; k++)
            if (t->steps[i].on_enter[k].kind == ELA_EFFECT_STATUS)
                return true;
        for (size_t k = 0; k < t->steps[i].non_done; k++)
            if (t->steps[i].on_done[k].kind == ELA_EFFECT_STATUS)
                return true;
    }
    return false;
}

void ela__read_transitions(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    const struct ela_json *list;
    if (!ela_json_get(v, "transitions"))
        return;
    if (!t->statuses) {
        ela__bad(r, "pack.transitions_alone", "transitions");
        return;
    }
    size_t n = ela__array(r, v, "transitions", 1, ELA__MOVES_MAX, &list),
           mark = ela__down(r, "transitions");
    struct ela_meta_transition *moves = ela__take(r, n, sizeof *moves);
    struct moves m = {r, t->statuses, NULL, 0, 0};
    for (size_t i = 0; ela_wf_status_at(m.o, i); i++)
        m.room += n;
    m.list = ela__take(r, m.room, sizeof *m.list);
    for (size_t i = 0; moves && m.list && i < n; i++) {
        size_t at = ela__down_at(r, i);
        moves[i] = (struct ela_meta_transition){.name = "", .otherwise = {"", ""}};
        read_one(&m, ela_json_at(list, i), t, &moves[i]);
        for (size_t k = 0; k < i; k++)
            if (*moves[i].name && ela__same(moves[i].name, moves[k].name))
                ela__problem_param(r, ela__bad(r, "pack.duplicate", "code"), "code", moves[i].name);
        ela__up(r, at);
    }
    ela__up(r, mark);
    if (!moves || !m.list || n == 0)
        return;
    if (!ends(&m) && !moved_by_effects(t))
        ela__for_activation(r, ela__bad(r, "pack.no_way_to_end", "transitions"));
    t->transitions = moves;
    t->ntransitions = n;
    t->statuses = ela_wf_object_with(r->mem, t->statuses, m.list, m.n);
    r->no_memory = r->no_memory || !t->statuses;
}
