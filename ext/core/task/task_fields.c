/*
 * What is entered in the custom fields of a task. Source: PLAT-08, CASE-23.
 */
#include "task/task_internal.h"

static enum ela_status facts(struct ela_call *c, const struct ela__task *t, struct ela_sheet *s,
                             struct ela_error *err)
{
    struct ela_json *client, *of_case = ela_json_new_object();
    s->facts = ela_json_new_object();
    ela_json_set(s->facts, "case", of_case);
    ELA_TRY(ela_meta_client_facts(c, t->client_id, &client, err));
    ela_json_set(s->facts, "client", client);
    if (t->case_id)
        ela_json_set_text(of_case, "title", t->case_title);
    return ELA_OK;
}

static enum ela_status load(struct ela_call *c, struct ela__task *t, struct ela_sheet *s,
                            struct ela_error *err)
{
    ela_sheet_init(s, "task", ela_in_int(c, "task", 0));
    ELA_TRY(ela__task_load(c, s->id, "task", t, err));
    enum ela_status st = facts(c, t, s, err);
    return st == ELA_OK ? ela_sheet_load(c, s, err) : st;
}

enum ela_status ela__task_fields(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela_sheet s;
    enum ela_status st = load(c, &t, &s, err);
    if (st == ELA_OK)
        st = ela_sheet_show(c, &s, true, err);
    ela_sheet_release(&s);
    return st;
}

enum ela_status ela__task_fields_save(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela_sheet s;
    enum ela_status st = load(c, &t, &s, err);
    if (st == ELA_OK)
        st = ela__task_writable(c, &t, err);
    if (st == ELA_OK && ela__portal(c) && (t.closed || t.case_closed))
        st = ela_fail(err, ELA_E_STATE, "task.closed", "task");
    if (st == ELA_OK)
        st = ela_sheet_save(c, &s, err);
    ela_sheet_release(&s);
    return st;
}

enum ela_status ela__task_fields_changes(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela_sheet s;
    ela_sheet_init(&s, "task", ela_in_int(c, "task", 0));
    ELA_TRY(ela__task_load(c, s.id, "task", &t, err));
    return ela_sheet_history(c, &s, err);
}

enum ela_status ela__task_field_rows(struct ela_call *c, const struct ela__task *t,
                                     struct ela_error *err)
{
    struct ela_sheet s;
    const struct ela_fieldset *set;
    ELA_TRY(ela_meta_fields(c, "task", "", &set, err));
    if (set->nfields == 0)
        return ELA_OK;
    ela_sheet_init(&s, "task", t->id);
    enum ela_status st = ela_sheet_load(c, &s, err);
    if (st == ELA_OK)
        ela_json_set(c->out, "fields", ela_meta_values_json(c, set, s.values, ELA_ROWS_EMPTY));
    ela_sheet_release(&s);
    return st == ELA_OK ? ela_meta_name_links(c, ela_json_get(c->out, "fields"), err) : st;
}
