/*
 * A template from its JSON: the head, then its parts. What the parts say of each other is checked
 * in template_check.c. Source: CASE-04..09, CASE-18.
 */
#include "meta/template_internal.h"

#include "workflow/workflow.h"

static const char *const NATURES[] = {"dossier", "prestation", "mission",
                                      "service", "demarche",   NULL};
static const char *const KINDS[] = {"individual", "company", "founder", "association", NULL};

unsigned ela_client_kind_of(struct ela_str name)
{
    for (unsigned i = 0; KINDS[i]; i++)
        if (ela_str_is(name, KINDS[i]))
            return 1u << i;
    return 0;
}

const char *ela_client_kind_name(unsigned bit)
{
    for (unsigned i = 0; KINDS[i]; i++)
        if (bit == 1u << i)
            return KINDS[i];
    return "";
}

const char *ela_label_text(struct ela_label l, const char *lang)
{
    bool en = lang && strcmp(lang, "en") == 0;
    const char *first = en ? l.en : l.fr, *second = en ? l.fr : l.en;
    return first && *first ? first : second ? second : "";
}

struct ela_label ela_label_for_client(struct ela_label client, struct ela_label office)
{
    return *client.fr || *client.en ? client : office;
}

/* --- head --------------------------------------------------------------------------------- */

static void read_kinds(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    size_t n;
    const char *const *codes = ela__codes(r, v, "client_kinds", 4, &n);
    for (size_t i = 0; i < n; i++) {
        unsigned bit = ela_client_kind_of(ela_str_of(codes[i]));
        if (bit == 0)
            ela__problem_param(r, ela__bad(r, "pack.choice", "client_kinds"), "value", codes[i]);
        t->client_kinds |= bit;
    }
    if (!ela_json_get(v, "client_kinds"))
        ela__bad(r, "pack.required", "client_kinds");
    else if (n == 0)
        ela__problem_int(r, ela__bad(r, "pack.too_few", "client_kinds"), "min", 1);
}

static void read_head(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    static const char *const SHOW_PRICE[] = {"done", "filled", NULL};
    t->code = ela__code(r, v, "code", true, "-", 40);
    t->label = ela__label(r, v, "label", true, 120);
    t->description = ela__label(r, v, "description", false, 4000);
    t->client_description = ela__label(r, v, "client_description", false, 4000);
    t->nature = ela__choice(r, v, "nature", NATURES, NULL);
    read_kinds(r, v, t);
    t->family = ela__code(r, v, "family", true, "", 40);
    t->icon = ela__icon(r, v, true);
    t->colour = ela__colour(r, v, true);
    t->visible = ela__flag(r, v, "visible", true);
    t->requestable = ela__flag(r, v, "requestable", false);
    t->parallel = ela__flag(r, v, "parallel", false);
    t->countdown = ela__flag(r, v, "countdown", false);
    t->missing = ela__label(r, v, "missing_label", false, 40);
    t->price_when_filled = ela__same(ela__choice(r, v, "show_price", SHOW_PRICE, "done"), "filled");
    t->due_days = (int32_t)ela__int(r, v, "due_days", 1, 3650, 0);
    if (t->requestable && !t->visible)
        ela__bad(r, "pack.requestable_hidden", "requestable");
}

/* Which members a model needs (2), may have (1), has no use for (0). Source: TIME-09. */
static const struct {
    const char *model;
    int rate, price, included, overage;
} TERMS[] = {
    {"hourly", 1, 0, 0, 0},       {"package", 1, 2, 2, 1},  {"fixed", 0, 2, 0, 0},
    {"subscription", 0, 0, 0, 0}, {"unbilled", 0, 0, 0, 0},
};

static void check_term(struct ela__reader *r, const struct ela_json *o, const char *member, int use)
{
    const struct ela_json *v = ela_json_get(o, member);
    bool said = v && ela_json_text(v).n > 0;
    if (v && use == 0)
        ela__bad(r, "pack.needless", member);
    if (!said && use == 2)
        ela__bad(r, "pack.required", member);
}

/* "40h", "100h30": read again by the case, which knows how long a package may be. */
static void check_included(struct ela__reader *r, const struct ela_json *o)
{
    const char *s = ela__text(r, o, "included", false, 12);
    if (*s && (*s < '0' || *s > '9' || strspn(s, "0123456789hm") != strlen(s) || !strchr(s, 'h')))
        ela__bad(r, "pack.duration", "included");
}

static void read_billing(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    static const char *const MEMBERS[] = {"model", "rate",         "included",  "price",
                                          "vat",   "overage_rate", "invoicing", NULL};
    static const char *const MODELS[] = {"hourly",       "package",  "fixed",
                                         "subscription", "unbilled", NULL};
    static const char *const INVOICING[] = {"start", "progress", "end", NULL};
    t->billing = ela_json_get(v, "billing");
    if (!t->billing)
        return;
    size_t mark = ela__down(r, "billing");
    if (ela__object(r, t->billing, MEMBERS)) {
        const char *model = ela__choice(r, t->billing, "model", MODELS, NULL);
        (void)ela__decimal(r, t->billing, "rate", 4);
        (void)ela__decimal(r, t->billing, "price", 2);
        (void)ela__decimal(r, t->billing, "overage_rate", 4);
        (void)ela__decimal(r, t->billing, "vat", 3);
        (void)ela__choice(r, t->billing, "invoicing", INVOICING, "end");
        check_included(r, t->billing);
        for (size_t i = 0; i < sizeof TERMS / sizeof TERMS[0]; i++) {
            if (!ela__same(model, TERMS[i].model))
                continue;
            check_term(r, t->billing, "rate", TERMS[i].rate);
            check_term(r, t->billing, "price", TERMS[i].price);
            check_term(r, t->billing, "included", TERMS[i].included);
            check_term(r, t->billing, "overage_rate", TERMS[i].overage);
        }
    }
    ela__up(r, mark);
}

/* --- whole -------------------------------------------------------------------------------- */

static const char *const MEMBERS[] = {"$schema",     "format",       "code",
                                      "label",       "description",  "client_description",
                                      "nature",      "client_kinds", "family",
                                      "icon",        "colour",       "visible",
                                      "requestable", "parallel",     "countdown",
                                      "show_price",  "due_days",     "billing",
                                      "roles",       "statuses",     "groups",
                                      "fields",      "forms",        "steps",
                                      "pieces",      "tasks",        "columns",
                                      "tags",        "tabs",         "effects",
                                      "transitions", "folders",      "missing_label",
                                      NULL};

struct ela_template *ela__template_read(struct ela__reader *r, const struct ela_json *v,
                                        const struct ela__lookup *lookup)
{
    struct ela_template *t = ela__take(r, 1, sizeof *t);
    if (!t || !ela__object(r, v, MEMBERS))
        return NULL;
    if (!ela_str_is(ela_json_text(ela_json_get(v, "format")), "elaska.template/1"))
        ela__bad(r, "pack.format", "format");
    t->body = v;
    read_head(r, v, t);
    read_billing(r, v, t);
    t->roles = ela__codes(r, v, "roles", 20, &t->nroles);
    t->folders = ela__code(r, v, "folders", false, "-", 40);
    ela__read_statuses(r, v, t);
    ela__read_fields(r, v, t);
    ela__read_forms(r, v, t);
    ela__read_steps(r, v, t);
    ela__read_pieces(r, v, t);
    ela__read_tasks(r, v, t);
    ela__read_board(r, v, t);
    ela__read_effects(r, v, t);
    ela__read_transitions(r, v, t);
    if (!r->no_memory)
        ela__template_check(r, t, lookup);
    return r->no_memory ? NULL : t;
}

/* --- finding ------------------------------------------------------------------------------ */

const struct ela_meta_step *ela_template_step(const struct ela_template *t, struct ela_str code)
{
    for (size_t i = 0; t && i < t->nsteps; i++)
        if (ela_str_is(code, t->steps[i].code))
            return &t->steps[i];
    return NULL;
}

struct ela_json *ela_template_piece_badge(const struct ela_call *c, const struct ela_template *t,
                                          struct ela_str code)
{
    struct ela_json *badge =
        ela_wf_badge(ela_workflow_object(c->workflow, "piece"), code, c->actor);
    const char *words = t ? ela_label_text(t->missing, c->actor->lang) : "";
    if (*words && ela_str_is(code, "to_provide"))
        ela_json_set_text(badge, "label", words);
    return badge;
}

const struct ela_meta_piece *ela_template_piece(const struct ela_template *t, struct ela_str code)
{
    for (size_t i = 0; t && i < t->npieces; i++)
        if (ela_str_is(code, t->pieces[i].code))
            return &t->pieces[i];
    return NULL;
}

const struct ela_meta_task *ela_template_task(const struct ela_template *t, struct ela_str code)
{
    for (size_t i = 0; t && i < t->ntasks; i++)
        if (ela_str_is(code, t->tasks[i].code))
            return &t->tasks[i];
    return NULL;
}

const struct ela_meta_form *ela_template_form(const struct ela_template *t, struct ela_str code)
{
    for (size_t i = 0; t && i < t->nforms; i++)
        if (ela_str_is(code, t->forms[i].code))
            return &t->forms[i];
    return NULL;
}

const struct ela_meta_transition *ela_template_transition(const struct ela_template *t,
                                                          struct ela_str name)
{
    for (size_t i = 0; t && i < t->ntransitions; i++)
        if (ela_str_is(name, t->transitions[i].name))
            return &t->transitions[i];
    return NULL;
}

const struct ela_wf_object *ela_template_statuses(const struct ela_call *c,
                                                  const struct ela_template *t)
{
    return t && t->statuses ? t->statuses : ela_workflow_object(c->workflow, "case");
}
