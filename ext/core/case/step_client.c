/*
 * The form of a step as its client fills it in: his fields of a step that is going on and that he
 * sees, with a draft of his own; sent, they stand beside what the firm wrote. Source: CASE-05,
 * CASE-07, CASE-34, PORT-10.
 */
#include "case/flow.h"

struct filling {
    struct ela__flow f;
    struct ela__step *s;
    struct ela_json *old;  /* all answers */
    struct ela_json *mine; /* the client's of them */
};

static void done(struct filling *w)
{
    ela__flow_release(&w->f);
    ela_json_free(w->old);
    ela_json_free(w->mine);
}

/* The step that goes on may be one that he does not see. */
static void hide_step(struct filling *w)
{
    struct ela_json *of = (struct ela_json *)(uintptr_t)ela_json_get(w->f.facts, "case");
    struct ela_str code = ela_json_text(ela_json_get(of, "step"));
    bool seen = false;
    for (size_t i = 0; i < w->f.nsteps; i++)
        seen |= ela_str_is(code, w->f.steps[i].code) && w->f.steps[i].visible;
    if (!seen)
        ela_json_set_text(of, "step", "");
}

static enum ela_status begin(struct ela_call *c, struct filling *w, struct ela_error *err)
{
    static const char *const OBJECTS[] = {"answers", "base"};
    int64_t id = ela_in_int(c, "step", 0), case_id;
    memset(w, 0, sizeof(*w));
    for (size_t i = 0; i < 2; i++)
        if (ela_in_has(c, OBJECTS[i]) && ela_json_kind(ela_in_get(c, OBJECTS[i])) != ELA_JOBJECT)
            return ela_fail(err, ELA_E_INPUT, "field.type", OBJECTS[i]);
    ELA_TRY(ela__case_of(c, ELA_SQL_STEP_CASE, id, "step", &case_id, err));
    ELA_TRY(ela__flow_read(c, case_id, "step", &w->f, err));
    w->s = ela__flow_step(&w->f, id);
    if (!w->s || !w->s->visible || !w->s->for_client || !w->s->def || !w->s->def->form)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "step");
    if (w->f.k.closed)
        return ela_fail(err, ELA_E_STATE, "case.closed", "case");
    if (strcmp(w->s->status, ELA__CURRENT) != 0)
        return ela_fail(err, ELA_E_STATE, "step.not_asked", "step");
    hide_step(w);
    ELA_TRY(ela__values_parse(w->s->answers, &w->old, err));
    w->mine = ela_fieldset_of_client(&w->s->def->form->set, w->old);
    return ELA_OK;
}

static enum ela_status run(struct ela_call *c,
                           enum ela_status (*fn)(struct ela_call *, struct filling *,
                                                 struct ela_error *),
                           struct ela_error *err)
{
    struct filling w;
    enum ela_status st = begin(c, &w, err);
    if (st == ELA_OK)
        st = fn(c, &w, err);
    done(&w);
    return st;
}

/* A template that moved on while the form was open: it is read again, what was typed is kept. */
static enum ela_status same_form(struct ela_call *c, const struct filling *w, struct ela_error *err)
{
    return ela_in_int(c, "definition", 0) == ela__step_revision(&w->f, w->s)
               ? ELA_OK
               : ela_fail(err, ELA_E_CONFLICT, "step.form_changed", "definition");
}

/* --- reading ------------------------------------------------------------------------------ */

static enum ela_status set_draft(struct ela_call *c, const struct filling *w, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(w->s->id), ELA_DBV_INT(c->actor->account_id)};
    struct ela_db_result r;
    struct ela_json *answers = NULL, *base = NULL;
    enum ela_status st = ELA_OK;
    ela_json_set_null(c->out, "draft");
    ELA_TRY(ela_db_query(c->db, ELA_SQL_STEP_DRAFT, p, 2, &r, err));
    if (r.nrows) {
        st = ela_sealed_in_text(c, ela_db_cell(&r, 0, 0), "step", w->s->id, err);
        if (st == ELA_OK)
            st = ela__values_parse(ela_db_cell(&r, 0, 0), &answers, err);
        if (st == ELA_OK)
            st = ela__values_parse(ela_db_cell(&r, 0, 1), &base, err);
        struct ela_json *o = ela_json_new_object();
        ela_json_set(o, "answers", answers);
        ela_json_set(o, "base", base);
        ela_list_int(o, "version", &r, 0, 2);
        ela_list_text(o, "page", &r, 0, 3);
        ela_list_int(o, "at", &r, 0, 4);
        ela_json_set(c->out, "draft", o);
    }
    ela_db_result_release(&r);
    return st;
}

static enum ela_status read_form(struct ela_call *c, struct filling *w, struct ela_error *err)
{
    const struct ela__step *s = w->s;
    struct ela_json *of = ela_json_new_object(), *facts = ela_json_new_object(), *files = NULL;
    ela_json_set_int(of, "id", w->f.k.id);
    ela_json_set_text(of, "ref", w->f.k.ref);
    ela_json_set_text(of, "title", w->f.k.title);
    ela_json_set(c->out, "case", of);
    ela_json_set_int(c->out, "id", s->id);
    ela_json_set_str(c->out, "label", ela__step_label(c, s));
    ela_json_set_int(c->out, "version", s->version);
    ela_json_set_int(c->out, "definition", ela__step_revision(&w->f, s));
    ela_json_set(c->out, "facts", facts);
    ela_meta_facts_flat(c, w->f.facts, facts);
    ela_json_set(c->out, "answers", ela_json_ref(w->mine));
    if (s->sent_at)
        ela_json_set_int(c->out, "sent_at", s->sent_at);
    else
        ela_json_set_null(c->out, "sent_at");
    ELA_TRY(set_draft(c, w, err));
    ELA_TRY(ela__step_files_json(c, w->f.k.id, s->id, &files, err));
    ela_json_set(c->out, "files", files);
    const struct ela_meta_filled filled = {w->f.facts, w->mine};
    return ela_meta_form_json(c, s->def->form, &s->def->form->set, &filled, c->out, err);
}

enum ela_status ela__step_mine(struct ela_call *c, struct ela_error *err)
{
    return run(c, read_form, err);
}

/* --- draft -------------------------------------------------------------------------------- */

static enum ela_status text_of(struct ela_call *c, const struct ela_json *v, struct ela_str *out,
                               struct ela_error *err)
{
    ELA_TRY(ela__values_text(c, v, out, err));
    if (!out->n)
        *out = ELA_STR("{}");
    return ELA_OK;
}

/* What the draft held so far: its sealed answers may be sent back. The caller frees *out. */
static enum ela_status draft_answers(struct ela_call *c, const struct filling *w,
                                     struct ela_json **out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(w->s->id), ELA_DBV_INT(c->actor->account_id)};
    struct ela_db_result r;
    *out = NULL;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_STEP_DRAFT, p, 2, &r, err));
    struct ela_str text = ela_db_cell(&r, 0, 0);
    enum ela_status st = ela_sealed_in_text(c, text, "step", w->s->id, err);
    if (st == ELA_OK)
        st = ela__values_parse(text, out, err);
    ela_db_result_release(&r);
    return st;
}

static enum ela_status keep_draft(struct ela_call *c, struct filling *w, struct ela_error *err)
{
    struct ela_json *clean = NULL, *was = NULL;
    struct ela_str answers, base, page = ela_in_text(c, "page");
    ELA_TRY(same_form(c, w, err));
    ELA_TRY(draft_answers(c, w, &was, err));
    enum ela_status st = ela_fieldset_well_formed(
        c, &w->s->def->form->set, ela_in_get(c, "answers"), w->mine, w->f.facts, &clean, err);
    if (st == ELA_OK)
        st = ela_sealed_draft(c, "step", w->s->id, was, clean, err);
    if (st == ELA_OK)
        st = text_of(c, clean, &answers, err);
    ela_json_free(clean);
    ela_json_free(was);
    if (st == ELA_OK)
        st = text_of(c, ela_in_get(c, "base"), &base, err);
    if (st != ELA_OK)
        return st;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(w->s->id),
                               ELA_DBV_INT(c->actor->account_id),
                               ELA_DBV_STR(answers),
                               ELA_DBV_STR(base),
                               ELA_DBV_INT(ela_in_int(c, "version", 0)),
                               ela__text_or_null(page),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_DRAFT_PUT, p, sizeof p / sizeof p[0], NULL, err));
    ela_json_set_int(c->out, "version", w->s->version);
    return ELA_OK;
}

enum ela_status ela__step_draft(struct ela_call *c, struct ela_error *err)
{
    return run(c, keep_draft, err);
}

/* --- sending ------------------------------------------------------------------------------ */

/* What the firm alone sees may hide a field or change a computed one: settled with all answers. */
static enum ela_status settle(struct ela_call *c, const struct filling *w,
                              const struct ela_json *clean, struct ela_json **all,
                              struct ela_error *err)
{
    const struct ela_fieldset *set = &w->s->def->form->set;
    struct ela_json *nothing = ela_json_new_object(), *problems = NULL,
                    *merged = ela_fieldset_put_client(set, w->old, clean);
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st =
        ela_fieldset_check(c, set, nothing, merged, w->f.facts,
                           ELA_VALUES_PARTIAL | ELA_VALUES_DRAFT, all, &problems, &why);
    if (st == ELA_E_INPUT) { /* something older than this: the firm's to mend */
        *all = ela_json_ref(merged);
        ela_json_free(c->problem);
        c->problem = NULL;
        st = ELA_OK;
    }
    ela_json_free(nothing);
    ela_json_free(problems);
    ela_json_free(merged);
    return st == ELA_OK ? st : ela_fail(err, st, why.key, why.field);
}

static enum ela_status check(struct ela_call *c, const struct filling *w, struct ela_json **all,
                             struct ela_error *err)
{
    const struct ela_fieldset *set = &w->s->def->form->set;
    struct ela_json *in = NULL, *clean = NULL, *problems = NULL;
    ELA_TRY(ela_meta_merge(c, (const struct ela_fieldset *[]){set, NULL}, "answers", w->s->version,
                           w->mine, &in, err));
    enum ela_status st =
        ela_fieldset_check(c, set, in, w->mine, w->f.facts, ELA_VALUES_CLIENT | ELA_VALUES_PARTIAL,
                           &clean, &problems, err);
    st = ela__say_problems(c, problems, st);
    if (st == ELA_OK)
        st = ela__step_files(c, w->s, clean, err);
    if (st == ELA_OK)
        st = settle(c, w, clean, all, err);
    ela_json_free(in);
    ela_json_free(clean);
    return st;
}

static enum ela_status tell(struct ela_call *c, const struct filling *w, struct ela_error *err)
{
    struct ela_json *data = ela__step_facts(c, w->s);
    ELA_TRY(
        ela__case_tell(c, &w->f.k, ELA__FACT("step.answered", "step", w->s->id, true), data, err));
    struct ela_case_notice n = {
        .to = "lead", .mail = "case.step_answered", .text = w->s->label, .words = w->s->def->label};
    return ela_case_notify(c, &w->f.k, &n, NULL, err);
}

static enum ela_status store(struct ela_call *c, struct filling *w, const struct ela_json *all,
                             struct ela_error *err)
{
    struct ela__step *s = w->s;
    struct ela_db_value sent[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->account_id),
                                  ELA_DBV_INT(s->id)};
    struct ela_db_value draft[] = {ELA_DBV_INT(s->id), ELA_DBV_INT(c->actor->account_id)};
    ELA_TRY(ela__step_put_answers(c, &w->f, s, w->old, all, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_SENT, sent, 3, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_DRAFT_DROP, draft, 2, NULL, err));
    if (ELA_CASE_HOOKS.files_kept)
        ELA_TRY(ELA_CASE_HOOKS.files_kept(c, s->id, s->sent_at, &s->def->form->set, all, err));
    return tell(c, w, err);
}

static bool covers(const struct ela_json *all, const struct ela_json *some)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(some, it, &key, &value)) != NULL;)
        if (!ela_meta_same(ela_json_get(all, key), value))
            return false;
    return true;
}

/* Sent twice, or an answer that was lost: what stands is what was sent. */
static enum ela_status send_now(struct ela_call *c, struct filling *w, struct ela_error *err)
{
    struct ela_json *all = NULL, *draft = NULL;
    ELA_TRY(same_form(c, w, err));
    ELA_TRY(draft_answers(c, w, &draft, err));
    enum ela_status st = check(c, w, &all, err);
    bool again = st == ELA_OK && w->s->sent_at && covers(all, w->old) && covers(w->old, all);
    if (st == ELA_OK && !again)
        st = store(c, w, all, err);
    if (st == ELA_OK && !again)
        st = ela_sealed_draft(c, "step", w->s->id, draft, all, err);
    ela_json_free(all);
    ela_json_free(draft);
    if (st != ELA_OK)
        return st;
    ela_json_set_int(c->out, "id", w->s->id);
    ela_json_set_int(c->out, "case", w->f.k.id);
    ela_json_set_int(c->out, "version", w->s->version);
    ela_json_set_int(c->out, "sent_at", again ? w->s->sent_at : c->now);
    return st;
}

enum ela_status ela__step_send(struct ela_call *c, struct ela_error *err)
{
    return run(c, send_now, err);
}

/* --- files -------------------------------------------------------------------------------- */

enum ela_status ela_step_reach(struct ela_call *c, int64_t id, const char *field,
                               struct ela_case *k, struct ela_step_place *out,
                               struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    bool client = c->actor->kind == ELA_ACTOR_PORTAL;
    int64_t case_id;
    ELA_TRY(ela__case_of(c, ELA_SQL_STEP_CASE, id, field, &case_id, err));
    ELA_TRY(ela_case_load(c, case_id, field, &f.k, err));
    ELA_TRY(ela__flow_steps(c, &f, err));
    const struct ela__step *s = ela__flow_step(&f, id);
    if (!s || (client && !s->visible))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    bool going = s->for_client && strcmp(s->status, ELA__CURRENT) == 0;
    *k = f.k;
    out->visible = f.k.portal_visible && s->visible;
    out->open = !f.k.archived_at && !f.k.closed && s->def && s->def->form && (going || !client);
    out->draft = client && !s->sent_at;
    return ELA_OK;
}
