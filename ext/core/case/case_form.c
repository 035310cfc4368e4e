/*
 * What a screen needs to fill in the form of a step, or the fields that the template adds: the
 * revision that stands behind the answers, never a newer one. Source: CASE-05, CASE-07, CASE-14.
 */
#include "case/flow.h"

/* --- what its links can lead to ------------------------------------------------------------ */

static const struct {
    const char *object, *sql;
    size_t params; /* entity; client */
} LINKS[] = {
    {"contact", ELA_SQL_LINK_CONTACTS, 2}, {"contract", ELA_SQL_LINK_CONTRACTS, 2},
    {"project", ELA_SQL_LINK_PROJECTS, 2}, {"ticket", ELA_SQL_LINK_TICKETS, 2},
    {"user", ELA_SQL_LINK_USERS, 1},
};

static bool leads_to(const struct ela_meta_field *fields, size_t n, const char *object)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i].object, object) == 0 ||
            leads_to(fields[i].columns, fields[i].ncolumns, object))
            return true;
    return false;
}

/* "links": {"contact": [{id, label}]}: by the objects that the fields name, at most one query each.
 */
static enum ela_status set_links(struct ela_call *c, const struct ela__flow *f,
                                 const struct ela_fieldset *set, struct ela_error *err)
{
    struct ela_json *links = ela_json_new_object();
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(f->k.client_id)};
    ela_json_set(c->out, "links", links);
    for (size_t k = 0; k < sizeof(LINKS) / sizeof(*LINKS); k++) {
        struct ela_db_result r;
        if (!leads_to(set->fields, set->nfields, LINKS[k].object))
            continue;
        struct ela_json *rows = ela_json_new_array();
        ela_json_set(links, LINKS[k].object, rows);
        ELA_TRY(ela_db_query(c->db, LINKS[k].sql, p, LINKS[k].params, &r, err));
        for (size_t i = 0; i < r.nrows; i++) {
            struct ela_json *o = ela_json_new_object();
            ela_list_int(o, "id", &r, i, 0);
            ela_list_text(o, "label", &r, i, 1);
            ela_json_push(rows, o);
        }
        ela_db_result_release(&r);
    }
    return ELA_OK;
}

/* --- the form ------------------------------------------------------------------------------- */

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
    ELA_TRY(set_links(c, f, &s->def->form->set, err));
    return ela_meta_form_json(c, s->def->form, &s->def->form->set, c->out, err);
}

static enum ela_status of_case(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    if (!f->k.template)
        return ela_fail(err, ELA_E_STATE, "case.no_template", "case");
    ela_json_set(c->out, "answers", ela_json_ref(f->values));
    ela_json_set_int(c->out, "version", f->k.version);
    ela_json_set_int(c->out, "definition", f->k.definition_id);
    ELA_TRY(set_links(c, f, &f->k.template->set, err));
    return ela_meta_form_json(c, NULL, &f->k.template->set, c->out, err);
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
