/*
 * What a screen needs to fill in the form of a step, or the fields that the template adds: the
 * revision that stands behind the answers, never a newer one. Source: CASE-05, CASE-07, CASE-14.
 */
#include "case/flow.h"

static enum ela_status of_step(struct ela_call *c, struct ela__flow *f, int64_t id,
                               struct ela_error *err)
{
    const struct ela__step *s = ela__flow_step(f, id);
    struct ela_json *answers = NULL, *files = NULL;
    if (!s)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "step");
    if (!s->def || !s->def->form)
        return ela_fail(err, ELA_E_STATE, "step.no_form", "step");
    ELA_TRY(ela__values_parse(s->answers, &answers, err));
    ela_json_set(c->out, "answers", answers);
    ela_json_set_int(c->out, "version", s->version);
    ela_json_set_int(c->out, "definition", ela__step_revision(f, s));
    ELA_TRY(ela__step_files_json(c, f->k.id, s->id, &files, err));
    ela_json_set(c->out, "files", files);
    const struct ela_meta_filled of = {f->facts, answers};
    return ela_meta_form_json(c, s->def->form, &s->def->form->set, &of, c->out, err);
}

static enum ela_status of_case(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    if (!f->k.template)
        return ela_fail(err, ELA_E_STATE, "case.no_template", "case");
    ela_json_set(c->out, "answers", ela_json_ref(f->values));
    ela_json_set_int(c->out, "version", f->k.version);
    ela_json_set_int(c->out, "definition", f->k.definition_id);
    struct ela_json *files = NULL;
    ELA_TRY(ela__case_files_json(c, &f->k, f->values, &files, err));
    ela_json_set(c->out, "files", files);
    const struct ela_meta_filled of = {f->facts, f->values};
    return ela_meta_form_json(c, NULL, &f->k.template->set, &of, c->out, err);
}

enum ela_status ela__case_form(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f;
    int64_t step = ela_in_int(c, "step", 0);
    enum ela_status st = ela__flow_load(c, ela_in_int(c, "case", 0), "case", &f, err);
    if (st == ELA_OK) {
        struct ela_json *facts = ela_json_new_object();
        ela_json_set(c->out, "facts", facts);
        ela_meta_facts_flat(c, f.facts, facts);
        st = step ? of_step(c, &f, step, err) : of_case(c, &f, err);
    }
    ela__flow_release(&f);
    return st;
}
