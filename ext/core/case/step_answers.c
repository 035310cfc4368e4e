/*
 * Answers to the form of a step: the firm's side, and how they are read. Source: CASE-05, CASE-07.
 */
#include "case/flow.h"
#include "scope/scope.h"

int64_t ela__step_revision(const struct ela__flow *f, const struct ela__step *s)
{
    return s->definition_id ? s->definition_id : f->k.definition_id;
}

/* --- storing ------------------------------------------------------------------------------ */

enum ela_status ela__step_files(struct ela_call *c, const struct ela__step *s,
                                const struct ela_json *answers, struct ela_error *err)
{
    if (!ELA_CASE_HOOKS.files)
        return ELA_OK;
    return ELA_CASE_HOOKS.files(c, "step", s->id, &s->def->form->set, answers, err);
}

enum ela_status ela__step_put_answers(struct ela_call *c, const struct ela__flow *f,
                                      struct ela__step *s, const struct ela_json *old,
                                      const struct ela_json *clean, struct ela_error *err)
{
    struct ela_str text;
    int64_t changed = 0;
    ELA_TRY(ela__values_text(c, clean, &text, err));
    struct ela_db_value p[] = {ela__text_or_null(text), ela__id_or_null(ela__step_revision(f, s)),
                               ELA_DBV_INT(s->id), ELA_DBV_INT(s->version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_ANSWERS, p, 4, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    s->version++;
    ELA_TRY(ela_sealed_store(c, "step", s->id, old, clean, err));
    return ela_meta_changes(c, "step", s->id, old, clean, err);
}

static enum ela_status store(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                             const struct ela_json *old, const struct ela_json *clean,
                             struct ela_error *err)
{
    bool draft = ela_in_bool(c, "draft", false);
    ELA_TRY(ela__step_files(c, s, clean, err));
    ELA_TRY(ela__step_put_answers(c, f, s, old, clean, err));
    struct ela_json *data = ela__step_facts(c, s);
    ela_json_set_bool(data, "draft", draft);
    return ela__case_tell(c, &f->k, ELA__FACT("step.form", "step", s->id, s->visible && !draft),
                          data, err);
}

static enum ela_status check(struct ela_call *c, const struct ela__flow *f,
                             const struct ela__step *s, const struct ela_json *in,
                             const struct ela_json *old, struct ela_json **clean,
                             struct ela_error *err)
{
    struct ela_json *problems = NULL;
    unsigned flags = ELA_VALUES_PARTIAL | (ela_in_bool(c, "draft", false) ? ELA_VALUES_DRAFT : 0u);
    enum ela_status st =
        ela_fieldset_check(c, &s->def->form->set, in, old, f->facts, flags, clean, &problems, err);
    return ela__say_problems(c, problems, st);
}

enum ela_status ela__step_form(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                               struct ela_error *err)
{
    struct ela_json *old = NULL, *in = NULL, *clean = NULL;
    if (!s->def || !s->def->form)
        return ela_fail(err, ELA_E_STATE, "step.no_form", "step");
    ELA_TRY(ela__values_parse(s->answers, &old, err));
    enum ela_status st =
        ela_meta_merge(c, (const struct ela_fieldset *[]){&s->def->form->set, NULL}, "answers",
                       s->version, old, &in, err);
    if (st == ELA_OK)
        st = check(c, f, s, in, old, &clean, err);
    if (st == ELA_OK)
        st = store(c, f, s, old, clean, err);
    ela_json_free(old);
    ela_json_free(in);
    ela_json_free(clean);
    return st;
}

/* --- reading ------------------------------------------------------------------------------ */

enum { F_ID, F_STEP, F_NAME, F_SIZE };

static void push_file(const struct ela_db_result *r, size_t i, struct ela_json *into)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, F_ID);
    ela_list_text(o, "name", r, i, F_NAME);
    ela_list_int(o, "size", r, i, F_SIZE);
    ela_json_push(into, o);
}

/* [{id, name, size}]: what was deposited with a step, with step 0 at any of the case. */
enum ela_status ela__step_files_json(struct ela_call *c, int64_t case_id, int64_t step_id,
                                     struct ela_json **out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    *out = ela_json_new_array();
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_STEP_FILES);
    ela_sql_int(&q, case_id);
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_FILES_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        if (!step_id || ela_db_int(&r, i, F_STEP, 0) == step_id)
            push_file(&r, i, *out);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__case_files_json(struct ela_call *c, const struct ela_case *k,
                                     const struct ela_json *values, struct ela_json **out,
                                     struct ela_error *err)
{
    const int64_t *id = NULL;
    size_t n = 0;
    struct ela_sql q;
    struct ela_db_result r;
    *out = ela_json_new_array();
    if (k->template && ELA_CASE_HOOKS.files_named)
        ELA_TRY(ELA_CASE_HOOKS.files_named(c, &k->template->set, values, &id, &n, err));
    if (n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_FILES);
    ela_sql_int(&q, k->id);
    ela_sql_in(&q, id, n);
    ela_scope_file_level(&q, c->actor, "f");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        push_file(&r, i, *out);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__files_text(const struct ela_json *files, const struct ela_json *rows,
                                struct ela_error *err)
{
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        struct ela_json *row = (struct ela_json *)(uintptr_t)ela_json_at(rows, i);
        if (ela_str_is(ela_json_text(ela_json_get(row, "type")), "file"))
            ELA_TRY(ela_meta_files_text(files, row, err));
    }
    return ELA_OK;
}

static enum ela_status answered(struct ela_call *c, const struct ela__step *s,
                                const struct ela_json *files, struct ela_json *list,
                                struct ela_error *err)
{
    struct ela_json *values = NULL, *o = ela_json_new_object();
    ela_json_push(list, o);
    ELA_TRY(ela__values_parse(s->answers, &values, err));
    struct ela_json *rows = ela_meta_values_json(c, &s->def->form->set, values, ELA_ROWS_UNSAID);
    ela_json_free(values);
    ela_json_set_int(o, "id", s->id);
    ela_json_set_text(o, "code", s->code);
    ela_json_set_str(o, "label", ela__step_label(c, s));
    ela_json_set_text(o, "form", ela_label_text(s->def->form->label, c->actor->lang));
    ela_json_set_int(o, "sent_at", s->sent_at);
    ela_json_set_str(o, "sent_by", s->sent_name.p ? s->sent_name : ELA_STR(""));
    ela_json_set(o, "rows", rows);
    return ela__files_text(files, rows, err);
}

/* {"steps": [{id, code, label, form, sent_at, sent_by, rows}]}: forms as they were filled in. */
enum ela_status ela__case_answers(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    struct ela_json *files = NULL;
    struct ela_json *list = ela_json_new_array();
    enum ela_status st = ELA_OK;
    ela_json_set(c->out, "steps", list);
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &f.k, err));
    ELA_TRY(ela__flow_steps(c, &f, err));
    st = ela__step_files_json(c, f.k.id, 0, &files, err);
    for (size_t i = 0; i < f.nsteps && st == ELA_OK; i++)
        if (f.steps[i].answers.n && f.steps[i].def && f.steps[i].def->form)
            st = answered(c, &f.steps[i], files, list, err);
    ela_json_free(files);
    return st == ELA_OK ? ela_meta_name_links(c, list, err) : st;
}
