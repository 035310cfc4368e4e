/*
 * Lists of statuses in definitions: those of a template. Source: CASE-03, CASE-08.
 */
#include "meta/template_internal.h"

static void copy(char *out, size_t size, const char *text)
{
    ela_str_copy(ela_str_of(text), out, size);
}

/* Both languages are always there: what is not translated reads in French. */
static void copy_label(struct ela_label l, char *fr, char *en, size_t size)
{
    copy(fr, size, ela_label_text(l, "fr"));
    copy(en, size, ela_label_text(l, "en"));
}

void ela__read_status(struct ela__reader *r, const struct ela_json *v, bool registry,
                      struct ela_wf_status *s)
{
    static const char *const MEMBERS[] = {"code",   "label", "client_label", "class",
                                          "colour", "icon",  "initial",      NULL};
    static const char *const REGISTRY[] = {"code", "label",   "client_label", "class", "colour",
                                           "icon", "initial", "active",       NULL};
    if (!ela__object(r, v, registry ? REGISTRY : MEMBERS))
        return;
    copy(s->code, sizeof s->code, ela__code(r, v, "code", true, "", sizeof s->code - 1));
    copy_label(ela__label(r, v, "label", true, 40), s->label_fr, s->label_en, sizeof s->label_fr);
    copy_label(ela__label(r, v, "client_label", false, 60), s->client_label_fr, s->client_label_en,
               sizeof s->client_label_fr);
    copy(s->klass, sizeof s->klass, ela__choice(r, v, "class", ELA__CLASSES, NULL));
    copy(s->colour, sizeof s->colour, ela__colour(r, v, true));
    copy(s->icon, sizeof s->icon, ela__icon(r, v, true));
    s->initial = ela__flag(r, v, "initial", false);
    s->inactive = registry && !ela__flag(r, v, "active", true);
}

void ela__check_statuses(struct ela__reader *r, const struct ela_wf_status *list, size_t n,
                         bool of_cases)
{
    size_t initial = 0, final = 0;
    for (size_t i = 0; i < n; i++) {
        const struct ela_wf_status *a = &list[i];
        char at[24];
        (void)snprintf(at, sizeof at, "%zu", i);
        if (a->inactive)
            continue;
        initial += a->initial ? 1 : 0;
        final += ela__same(a->klass, "done") ? 1 : 0;
        for (size_t k = 0; k < i; k++) {
            const struct ela_wf_status *b = &list[k];
            if (ela__same(a->code, b->code))
                ela__problem_param(r, ela__bad(r, "pack.duplicate", at), "code", a->code);
            else if (!b->inactive &&
                     (ela__same(a->label_fr, b->label_fr) || ela__same(a->label_en, b->label_en)))
                ela__problem_param(r, ela__bad(r, "pack.same_label", at), "label", a->label_fr);
        }
        if (a->initial && (ela__same(a->klass, "done") || ela__same(a->klass, "cancelled")))
            ela__bad(r, "pack.initial_final", at);
    }
    if (initial != 1 && of_cases)
        ela__for_activation(r, ela__bad(r, "pack.initial", ""));
    if (final == 0 && of_cases)
        ela__for_activation(r, ela__bad(r, "pack.no_final", ""));
}

void ela__read_statuses(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    const struct ela_json *list;
    if (!ela_json_get(v, "statuses"))
        return;
    size_t n = ela__array(r, v, "statuses", 1, 40, &list), mark = ela__down(r, "statuses");
    struct ela_wf_status *statuses = ela__take(r, n, sizeof *statuses);
    for (size_t i = 0; statuses && i < n; i++) {
        size_t at = ela__down_at(r, i);
        ela__read_status(r, ela_json_at(list, i), false, &statuses[i]);
        ela__up(r, at);
    }
    if (statuses && n) {
        ela__check_statuses(r, statuses, n, true);
        t->statuses = ela_wf_object_make(r->mem, "case", statuses, n,
                                         ela_workflow_object(r->workflow, "case"));
        r->no_memory = r->no_memory || !t->statuses;
    }
    ela__up(r, mark);
}
