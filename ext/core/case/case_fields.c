/*
 * Values of the fields that the template adds to a case; two people changing them at once are told
 * field by field. Source: CASE-01, CASE-07, PLAT-08.
 */
#include "case/flow.h"

enum { TEXT_MAX = 1 << 20 };

enum ela_status ela__values_parse(struct ela_str text, struct ela_json **out, struct ela_error *err)
{
    *out = NULL;
    if (text.n == 0) {
        *out = ela_json_new_object();
        return *out ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    }
    return ela_json_parse(text, &ELA_JSON_LIMITS_DEFAULT, out, err);
}

enum ela_status ela__values_text(struct ela_call *c, const struct ela_json *v, struct ela_str *out,
                                 struct ela_error *err)
{
    struct ela_buf b;
    *out = (struct ela_str){NULL, 0};
    if (ela_json_size(v) == 0)
        return ELA_OK;
    ela_buf_init(&b, TEXT_MAX);
    enum ela_status st = ela_json_write(v, &b, err);
    if (st == ELA_OK)
        *out = (struct ela_str){ela_arena_strndup(c->arena, b.p, b.n), b.n};
    ela_buf_release(&b);
    if (st == ELA_OK && !out->p)
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    return st;
}

enum ela_status ela__say_problems(struct ela_call *c, struct ela_json *problems, enum ela_status st)
{
    if (st != ELA_OK && problems && ela_json_size(problems) > 0) {
        if (!c->problem)
            c->problem = ela_json_new_object();
        ela_json_set(c->problem, "problems", problems);
    } else {
        ela_json_free(problems);
    }
    return st;
}

static enum ela_status store(struct ela_call *c, struct ela__flow *f, struct ela_json *clean,
                             struct ela_error *err)
{
    int64_t changed = 0;
    struct ela_str text;
    ELA_TRY(ela__values_text(c, clean, &text, err));
    struct ela_db_value p[] = {ela__text_or_null(text),  ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),      ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(f->k.id),     ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(f->k.version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_FIELDS_PUT, p, 7, &changed, err));
    if (changed != 1) /* told field by field: his values against those that stand */
        return ela_meta_conflict(c, ela_in_get(c, "fields"), f->values, err);
    ELA_TRY(ela_sealed_store(c, "case", f->k.id, f->values, clean, err));
    ELA_TRY(ela_meta_changes(c, "case", f->k.id, f->values, clean, err));
    ELA_TRY(ela_meta_index(c, f->k.id, f->k.template, clean, false, err));
    ela_json_free(f->values);
    f->values = ela_json_ref(clean);
    ELA_TRY(ela__case_tell(c, &f->k, ELA__FACT("case.fields", "case", f->k.id, false),
                           ela_json_new_object(), err));
    ELA_TRY(ela__flow_conditions(c, f, err));
    ela_json_set_int(c->out, "version", f->k.version + 1);
    ela_json_set_int(c->out, "progress", f->k.progress);
    return ELA_OK;
}

/* Files that are new in the case's own fields were deposited with it; what came with the request
 * that it was made of may stay. */
static enum ela_status check_files(struct ela_call *c, const struct ela__flow *f,
                                   const struct ela_json *clean, struct ela_error *err)
{
    const struct ela_fieldset *set = &f->k.template->set;
    if (!ELA_CASE_HOOKS.files)
        return ELA_OK;
    struct ela_json *fresh = ela_meta_files_fresh(set, clean, f->values);
    enum ela_status st = ELA_CASE_HOOKS.files(c, "case", f->k.id, set, fresh, err);
    ela_json_free(fresh);
    return st;
}

static enum ela_status change(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_json *in = NULL, *clean = NULL, *problems = NULL;
    if (!f->k.template)
        return ela_fail(err, ELA_E_STATE, "case.no_template", "case");
    if (f->k.version != ela_in_int(c, "version", 0) && !ela_in_has(c, "base"))
        return ela_meta_conflict(c, ela_in_get(c, "fields"), f->values, err);
    const struct ela_fieldset *set = &f->k.template->set;
    ELA_TRY(ela_meta_merge(c, (const struct ela_fieldset *[]){set, NULL}, "fields", f->k.version,
                           f->values, &in, err));
    enum ela_status st = ela_fieldset_check(c, set, in, f->values, f->facts, ELA_VALUES_PARTIAL,
                                            &clean, &problems, err);
    ela_json_free(in);
    st = ela__say_problems(c, problems, st);
    if (st == ELA_OK)
        st = check_files(c, f, clean, err);
    if (st == ELA_OK)
        st = store(c, f, clean, err);
    ela_json_free(clean);
    return st;
}

enum ela_status ela__case_fields(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f;
    enum ela_status st = ela__flow_load(c, ela_in_int(c, "case", 0), "case", &f, err);
    if (st == ELA_OK)
        st = change(c, &f, err);
    ela__flow_release(&f);
    return st;
}
