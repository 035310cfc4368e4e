/*
 * Operations on the steps of a case. Source: CASE-05, CASE-07, CASE-15, CASE-17.
 */
#include "case/flow.h"

#define STEP                                                                                       \
    {                                                                                              \
        .name = "step", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "step"                 \
    }

static const struct ela_field START[] = {STEP, {.name = NULL}};
static const struct ela_field VALIDATE[] = {
    STEP,
    {.name = "comment", .type = ELA_FT_TEXT, .max = 4000},
    {.name = "confirm", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field REASON[] = {
    STEP,
    {.name = "reason", .type = ELA_FT_TEXT, .max = 500},
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    STEP,
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = "planned_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = "responsible", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "user"},
    {.name = "comment", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 4000},
    {.name = "label", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 120},
    {.name = NULL},
};
static const struct ela_field FORM[] = {
    STEP,
    {.name = "answers", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = ELA_META_VALUES_MAX},
    {.name = "base", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.name = "draft", .type = ELA_FT_BOOL},
    {.name = "version", .type = ELA_FT_INT, .min = 1, .max = INT32_MAX},
    {.name = NULL},
};
/* A client's: by the revision that he filled in. */
#define OF_CLIENT                                                                                  \
    STEP,                                                                                          \
        {.name = "definition",                                                                     \
         .type = ELA_FT_INT,                                                                       \
         .flags = ELA_FF_REQUIRED,                                                                 \
         .min = 1,                                                                                 \
         .max = INT64_MAX},                                                                        \
        {.name = "version",                                                                        \
         .type = ELA_FT_INT,                                                                       \
         .flags = ELA_FF_REQUIRED,                                                                 \
         .min = 1,                                                                                 \
         .max = INT32_MAX},                                                                        \
        {.name = "base", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},                         \
    {                                                                                              \
        .name = "answers", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED,                          \
        .max = ELA_META_VALUES_MAX                                                                 \
    }
static const struct ela_field SEND[] = {OF_CLIENT, {.name = NULL}};
static const struct ela_field DRAFT[] = {
    OF_CLIENT,
    {.name = "page", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 40},
    {.name = NULL},
};

struct run {
    struct ela__flow f;
    struct ela__step *s;
};

static enum ela_status open_flow(struct ela_call *c, struct run *r, struct ela_error *err)
{
    int64_t id = ela_in_int(c, "step", 0), case_id;
    memset(r, 0, sizeof(*r));
    ELA_TRY(ela__case_of(c, ELA_SQL_STEP_CASE, id, "step", &case_id, err));
    ELA_TRY(ela__flow_load(c, case_id, "step", &r->f, err));
    r->s = ela__flow_step(&r->f, id);
    if (!r->s)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "step");
    return r->f.k.closed ? ela_fail(err, ELA_E_STATE, "case.closed", "case") : ELA_OK;
}

/* What the page needs to show the change: the step, where the case stands now. */
static void answer(struct ela_call *c, const struct run *r)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "step");
    ela_json_set_int(c->out, "id", r->s->id);
    ela_json_set_int(c->out, "version", r->s->version);
    ela_json_set(c->out, "status", ela_wf_badge(o, ela_str_of(r->s->status), c->actor));
    ela_json_set_int(c->out, "progress", r->f.k.progress);
    ela_json_set(c->out, "case_status",
                 ela_wf_badge(r->f.k.statuses, ela_str_of(r->f.k.status), c->actor));
    ela_json_set_int(c->out, "effects_failed", r->f.failed);
    for (size_t i = 0; i < r->f.nsteps; i++)
        if (strcmp(r->f.steps[i].status, ELA__CURRENT) == 0) {
            ela_json_set_int(c->out, "current", r->f.steps[i].id);
            return;
        }
    ela_json_set_null(c->out, "current");
}

static enum ela_status
run(struct ela_call *c, enum ela_status (*fn)(struct ela_call *, struct run *, struct ela_error *),
    struct ela_error *err)
{
    struct run r;
    enum ela_status st = open_flow(c, &r, err);
    if (st == ELA_OK)
        st = fn(c, &r, err);
    if (st == ELA_OK)
        answer(c, &r);
    ela__flow_release(&r.f);
    return st;
}

static enum ela_status do_start(struct ela_call *c, struct run *r, struct ela_error *err)
{
    return ela__step_start(c, &r->f, r->s, err);
}

static enum ela_status do_validate(struct ela_call *c, struct run *r, struct ela_error *err)
{
    struct ela_json *missing = ela_json_new_array();
    enum ela_status st = ela__step_validate(c, &r->f, r->s, missing, err);
    ela_json_free(missing);
    return st;
}

static enum ela_status do_skip(struct ela_call *c, struct run *r, struct ela_error *err)
{
    return ela__step_skip(c, &r->f, r->s, ela_in_text(c, "reason"), err);
}

static enum ela_status do_reopen(struct ela_call *c, struct run *r, struct ela_error *err)
{
    return ela__step_reopen(c, &r->f, r->s, ela_in_text(c, "reason"), err);
}

/* --- plan, comment -------------------------------------------------------- */

static enum ela_status do_update(struct ela_call *c, struct run *r, struct ela_error *err)
{
    struct ela__step *s = r->s;
    int64_t changed = 0, user = ela_in_int(c, "responsible", 0);
    if (ela_in_has(c, "planned_on"))
        s->planned_on = ela_in_day(c, "planned_on");
    if (user)
        ELA_TRY(ela__check_user(c, user, "responsible", err));
    if (ela_in_has(c, "responsible"))
        s->responsible = (int32_t)user;
    if (ela_in_has(c, "comment"))
        s->comment = ela_in_text(c, "comment");
    if (ela_in_has(c, "label"))
        s->label = ela_in_text(c, "label");
    struct ela_db_value p[] = {ela_list_day(c->arena, s->planned_on),
                               ela__id_or_null(s->responsible),
                               ela__text_or_null(s->comment),
                               ela__text_or_null(s->label),
                               ELA_DBV_INT(s->id),
                               ELA_DBV_INT(ela_in_int(c, "version", 0))};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_UPDATE, p, 6, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    s->version++;
    struct ela_json *data = ela__step_facts(c, s);
    return ela__case_tell(c, &r->f.k, ELA__FACT("step.updated", "step", s->id, false), data, err);
}

static enum ela_status do_form(struct ela_call *c, struct run *r, struct ela_error *err)
{
    return ela__step_form(c, &r->f, r->s, err);
}

/* --- reading one ---------------------------------------------------------- */

static enum ela_status read_step(struct ela_call *c, struct ela__flow *f, int64_t id,
                                 struct ela_error *err)
{
    struct ela_json *answers = NULL;
    ELA_TRY(ela__flow_steps(c, f, err));
    const struct ela__step *s = ela__flow_step(f, id);
    bool portal = c->actor->kind == ELA_ACTOR_PORTAL;
    if (!s || (portal && !s->visible))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "step");
    ELA_TRY(ela__values_parse(s->answers, &answers, err));
    ela_json_set_int(c->out, "id", s->id);
    ela_json_set_int(c->out, "version", s->version);
    ela_json_set_text(c->out, "code", s->code);
    ela_json_set_str(c->out, "label", ela__step_label(c, s));
    if (s->def && s->def->form) {
        ela_json_set_text(c->out, "form", s->def->form->code);
        ela_json_set_text(c->out, "form_label",
                          ela_label_text(s->def->form->label, c->actor->lang));
        struct ela_json *rows =
            ela_meta_values_json(c, &s->def->form->set, answers, ELA_ROWS_EMPTY);
        ela_json_set(c->out, "rows", rows);
        ELA_TRY(ela_meta_name_links(c, rows, err));
    }
    if (s->definition_id)
        ela_json_set_int(c->out, "definition", s->definition_id);
    if (portal)
        ela_json_free(answers);
    else
        ela_json_set(c->out, "answers", answers);
    return ELA_OK;
}

static enum ela_status op_read(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    int64_t case_id, id = ela_in_int(c, "step", 0);
    ELA_TRY(ela__case_of(c, ELA_SQL_STEP_CASE, id, "step", &case_id, err));
    ELA_TRY(ela_case_load(c, case_id, "step", &f.k, err));
    return read_step(c, &f, id, err);
}

static enum ela_status op_start(struct ela_call *c, struct ela_error *err)
{
    return run(c, do_start, err);
}

static enum ela_status op_validate(struct ela_call *c, struct ela_error *err)
{
    return run(c, do_validate, err);
}

static enum ela_status op_skip(struct ela_call *c, struct ela_error *err)
{
    return run(c, do_skip, err);
}

static enum ela_status op_reopen(struct ela_call *c, struct ela_error *err)
{
    return run(c, do_reopen, err);
}

static enum ela_status op_update(struct ela_call *c, struct ela_error *err)
{
    return run(c, do_update, err);
}

static enum ela_status op_form(struct ela_call *c, struct ela_error *err)
{
    return run(c, do_form, err);
}

const struct ela_op ELA_STEP_OPS[] = {
    {"step.start", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, START, op_start},
    {"step.validate", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, VALIDATE, op_validate},
    {"step.skip", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, REASON, op_skip},
    {"step.reopen", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, REASON, op_reopen},
    {"step.update", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, UPDATE, op_update},
    {"step.form", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, FORM, op_form},
    {"step.read", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, START, op_read},
    {"step.mine", ELA_OP_READ, ELA_BY_PORTAL, 0, START, ela__step_mine},
    {"step.draft", ELA_OP_WRITE, ELA_BY_PORTAL, 0, DRAFT, ela__step_draft},
    {"step.send", ELA_OP_WRITE, ELA_BY_PORTAL, 0, SEND, ela__step_send},
    {.name = NULL},
};
