/*
 * Effects: what happens by itself when a case, a step or a status is reached. What they name is
 * checked in template_check.c. Source: CASE-05, CASE-25, CASE-27.
 */
#include "meta/template_internal.h"

static const struct {
    const char *name;
    enum ela_effect_kind kind;
    const char *const *members;
} KINDS[] = {
    {"notify", ELA_EFFECT_NOTIFY,
     (const char *const[]){"do", "on", "if", "to", "mail", "text", NULL}},
    {"task", ELA_EFFECT_TASK, (const char *const[]){"do", "on", "if", "task", NULL}},
    {"status", ELA_EFFECT_STATUS, (const char *const[]){"do", "on", "if", "to", NULL}},
    {"stamp", ELA_EFFECT_STAMP, (const char *const[]){"do", "on", "if", "field", NULL}},
    {"ask", ELA_EFFECT_ASK,
     (const char *const[]){"do", "on", "if", "pieces", "message", "days", NULL}},
    {"open_step", ELA_EFFECT_OPEN_STEP, (const char *const[]){"do", "on", "if", "step", NULL}},
    {"job", ELA_EFFECT_JOB, (const char *const[]){"do", "on", "if", "kind", NULL}},
};
#define NKINDS (sizeof KINDS / sizeof KINDS[0])

/* Jobs that a worker knows how to do (case/case_job.c). */
const char *const ELA_JOB_KINDS[] = {"archive", "mirror", "remind", NULL};

static bool to_ok(struct ela_str s)
{
    if (ela_str_is(s, "client") || ela_str_is(s, "lead") || ela_str_is(s, "team"))
        return true;
    return s.n > 5 && memcmp(s.p, "role:", 5) == 0 &&
           ela__code_ok((struct ela_str){s.p + 5, s.n - 5}, "", 40);
}

static void read_notify(struct ela__reader *r, const struct ela_json *v, struct ela_meta_effect *e)
{
    e->to = ela__text(r, v, "to", true, 46);
    if (*e->to && !to_ok(ela_str_of(e->to)))
        ela__problem_param(r, ela__bad(r, "pack.choice", "to"), "value", e->to);
    e->mail = ela__code(r, v, "mail", false, ".", 40);
    e->text = ela__label(r, v, "text", false, 500);
    if (!*e->mail && !*e->text.fr)
        ela__bad(r, "pack.required", "text");
}

static void read_what(struct ela__reader *r, const struct ela_json *v, struct ela_meta_effect *e)
{
    switch (e->kind) {
    case ELA_EFFECT_NOTIFY:
        read_notify(r, v, e);
        break;
    case ELA_EFFECT_TASK:
        e->code = ela__code(r, v, "task", true, "", 40);
        break;
    case ELA_EFFECT_STATUS:
        e->code = ela__code(r, v, "to", true, "", 23);
        break;
    case ELA_EFFECT_STAMP:
        e->code = ela__code(r, v, "field", true, "", 40);
        break;
    case ELA_EFFECT_ASK:
        e->pieces = ela__codes(r, v, "pieces", 60, &e->npieces);
        if (e->npieces == 0)
            ela__bad(r, "pack.required", "pieces");
        e->text = ela__label(r, v, "message", true, 1000);
        e->days = (int32_t)ela__int(r, v, "days", 0, 365, 0);
        break;
    case ELA_EFFECT_OPEN_STEP:
        e->code = ela__code(r, v, "step", true, "", 40);
        break;
    case ELA_EFFECT_JOB:
        e->code = ela__choice(r, v, "kind", ELA_JOB_KINDS, NULL);
        break;
    }
}

static void read_effect(struct ela__reader *r, const struct ela_json *v, bool with_on,
                        struct ela_meta_effect *e)
{
    struct ela_str what = ela_json_text(ela_json_get(v, "do"));
    *e = (struct ela_meta_effect){.on = "", .to = "", .mail = "", .text = {"", ""}, .code = ""};
    if (ela_json_kind(v) != ELA_JOBJECT) {
        ela__bad(r, "pack.type", "");
        return;
    }
    size_t i = 0;
    while (i < NKINDS && !ela_str_is(what, KINDS[i].name))
        i++;
    if (i == NKINDS) {
        bool there = ela_json_get(v, "do") != NULL;
        ela__problem_param(r, ela__bad(r, there ? "pack.choice" : "pack.required", "do"), "value",
                           what.p);
        return;
    }
    e->kind = KINDS[i].kind;
    (void)ela__object(r, v, KINDS[i].members);
    if (with_on)
        e->on = ela__text(r, v, "on", true, 48);
    else if (ela_json_get(v, "on"))
        ela__bad(r, "pack.unknown", "on");
    read_what(r, v, e);
}

const struct ela_meta_effect *ela__read_effect_list(struct ela__reader *r, const struct ela_json *v,
                                                    const char *member, bool with_on,
                                                    const struct ela_fieldset *set, size_t *n)
{
    const struct ela_json *list;
    size_t count = ela__array(r, v, member, 0, with_on ? ELA__EFFECTS_MAX : 20, &list);
    struct ela_meta_effect *effects = ela__take(r, count, sizeof *effects);
    size_t mark = ela__down(r, member);
    for (size_t i = 0; effects && i < count; i++) {
        size_t at = ela__down_at(r, i);
        read_effect(r, ela_json_at(list, i), with_on, &effects[i]);
        effects[i].when = ela__guard(r, ela_json_at(list, i), "if", set);
        ela__up(r, at);
    }
    ela__up(r, mark);
    *n = effects ? count : 0;
    return effects;
}

void ela__read_effects(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    t->effects = ela__read_effect_list(r, v, "effects", true, &t->set, &t->neffects);
}
