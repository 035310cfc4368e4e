/*
 * Steps: what may become of one, and what follows from it. Source: CASE-05, CASE-15.
 */
#include "case/flow.h"

static struct ela_step_change {
    const char *to;
    int64_t started_at; /* 0: none */
    struct ela_str reason;
} const BACK = {.to = ELA__TODO};

/* Guarded by the status that was read: of two people at once, one is told. */
static enum ela_status put(struct ela_call *c, struct ela__step *s,
                           const struct ela_step_change *to, struct ela_error *err)
{
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_TEXT(to->to), ela__id_or_null(to->started_at),
                               ela__text_or_null(to->reason), ELA_DBV_INT(s->id),
                               ELA_DBV_TEXT(s->status)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_STATE, p, 5, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "step");
    (void)ela_str_copy(ela_str_of(to->to), s->status, sizeof(s->status));
    s->reason = to->reason;
    s->started_at = to->started_at;
    s->version++;
    return ELA_OK;
}

struct ela_json *ela__step_facts(const struct ela_call *c, const struct ela__step *s)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "step", ela__step_label(c, s));
    if (s->def && s->label.n == 0) {
        struct ela_label words = ela_label_for_client(s->def->client_label, s->def->label);
        struct ela_json *client = ela_json_new_object();
        ela_json_set_text(client, "fr", words.fr);
        ela_json_set_text(client, "en", words.en);
        ela_json_set(data, ELA_EVENT_CLIENT, client);
    }
    return data;
}

static enum ela_status tell(struct ela_call *c, const struct ela__flow *f,
                            const struct ela__step *s, const char *kind, int64_t *event,
                            struct ela_error *err)
{
    struct ela_json *data = ela__step_facts(c, s);
    ela_json_set_text(data, "code", s->code);
    if (s->reason.n)
        ela_json_set_str(data, "reason", s->reason);
    struct ela__fact fact = {
        .kind = kind, .object = "step", .object_id = s->id, .visible = s->visible, .id = event};
    return ela__case_tell(c, &f->k, &fact, data, err);
}

static enum ela_status is(const struct ela_call *c, const struct ela__step *s, const char *name,
                          struct ela_error *err)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "step");
    return ela_wf_check(o, name, ela_str_of(s->status), 0, c->actor, s->reason.n > 0, NULL, err);
}

static struct ela__step *other_current(const struct ela__flow *f, const struct ela__step *s)
{
    for (size_t i = 0; i < f->nsteps; i++)
        if (&f->steps[i] != s && strcmp(f->steps[i].status, ELA__CURRENT) == 0)
            return &f->steps[i];
    return NULL;
}

static bool parallel(const struct ela__flow *f)
{
    return f->k.template && f->k.template->parallel;
}

/* --- start ---------------------------------------------------------------- */

static enum ela_status entered(struct ela_call *c, struct ela__flow *f, const struct ela__step *s,
                               int64_t event, struct ela_error *err)
{
    char at[72];
    ELA_TRY(ela__reuse_look(c, f, s->id, err));
    if (!s->def)
        return ELA_OK;
    if (ELA_CASE_HOOKS.tasks)
        ELA_TRY(ELA_CASE_HOOKS.tasks(c, &f->k, s->code, s->id, err));
    (void)snprintf(at, sizeof(at), "steps/%s/on_enter", s->code);
    struct ela__cause why = {.source = "step", .event_id = event, .at = at};
    return ela__effects(c, f, &why, s->def->on_enter, s->def->non_enter, NULL, err);
}

enum ela_status ela__step_start(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                                struct ela_error *err)
{
    int64_t event = 0;
    const struct ela__step *open = other_current(f, s);
    if (strcmp(s->status, ELA__TODO) != 0)
        return ela_fail(err, ELA_E_STATE, "step.not_from_here", "step");
    if (open && !parallel(f)) {
        char name[120];
        (void)ela_str_copy(ela__step_label(c, open), name, sizeof(name));
        enum ela_status st = ela_fail(err, ELA_E_STATE, "step.one_at_a_time", "step");
        ela_error_param(err, "step", name);
        return st;
    }
    ELA_TRY(put(c, s, &(struct ela_step_change){.to = ELA__CURRENT, .started_at = c->now}, err));
    ELA_TRY(tell(c, f, s, "step.started", &event, err));
    return entered(c, f, s, event, err);
}

static bool applies(const struct ela__flow *f, const struct ela__step *s)
{
    return !s->def || ela_guard_true(s->def->applicable, f->values, f->facts);
}

enum ela_status ela__flow_advance(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    if (other_current(f, NULL))
        return ELA_OK;
    for (size_t i = 0; i < f->nsteps; i++) {
        struct ela__step *s = &f->steps[i];
        if (strcmp(s->status, ELA__TODO) != 0)
            continue;
        if (applies(f, s))
            return ela__step_start(c, f, s, err);
        ELA_TRY(put(c, s, &(struct ela_step_change){.to = ELA__NA}, err));
        ELA_TRY(tell(c, f, s, "step.skipped", NULL, err));
    }
    return ELA_OK;
}

/* --- conditions ----------------------------------------------------------- */

static enum ela_status piece_needed(struct ela_call *c, struct ela__item *p, const char *to,
                                    struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_TEXT(to), ELA_DBV_INT(c->now), ELA_DBV_NULL,
                               ELA_DBV_NULL,     ELA_DBV_INT(p->id),  ELA_DBV_TEXT(p->status)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PIECE_STATE, v, 6, NULL, err));
    (void)ela_str_copy(ela_str_of(to), p->status, sizeof(p->status));
    return ELA_OK;
}

static enum ela_status pieces_needed(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    bool more = false;
    for (size_t i = 0; i < f->nitems; i++) {
        struct ela__item *p = &f->items[i];
        if (!p->def || !p->def->show_if)
            continue;
        bool need = ela_guard_true(p->def->show_if, f->values, f->facts);
        bool by_rule = strcmp(p->status, ELA__NA) == 0 && p->reason.n == 0;
        if (!need && (strcmp(p->status, "to_provide") == 0 || strcmp(p->status, "available") == 0))
            ELA_TRY(piece_needed(c, p, ELA__NA, err));
        else if (need && by_rule) {
            ELA_TRY(piece_needed(c, p, "to_provide", err));
            more = true;
        }
    }
    return more ? ela__reuse_look(c, f, -1, err) : ELA_OK;
}

/* To do or not, now or when the case opens again. */
static enum ela_status step_needed(struct ela_call *c, const struct ela__flow *f,
                                   struct ela__step *s, bool need, struct ela_error *err)
{
    struct ela_step_change to = {.to = need ? ELA__TODO : ELA__NA};
    if (!f->k.closed) {
        ELA_TRY(put(c, s, &to, err));
        return tell(c, f, s, need ? "step.reopened" : "step.skipped", NULL, err);
    }
    (void)ela_str_copy(ela_str_of(need ? ELA__TODO : ""), s->kept, sizeof(s->kept));
    struct ela_db_value p[] = {need ? ELA_DBV_TEXT(ELA__TODO) : ELA_DBV_NULL, ELA_DBV_INT(s->id)};
    return ela_db_exec(c->db, ELA_SQL_STEP_KEEP, p, 2, NULL, err);
}

/* What a person has set aside, with his reason, stays so. */
enum ela_status ela__flow_conditions(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    ELA_TRY(pieces_needed(c, f, err));
    for (size_t i = 0; i < f->nsteps; i++) {
        struct ela__step *s = &f->steps[i];
        if (!s->def || !s->def->applicable)
            continue;
        const char *status = *s->kept ? s->kept : s->status;
        bool need = applies(f, s), by_rule = strcmp(status, ELA__NA) == 0 && s->reason.n == 0;
        if (need ? by_rule : strcmp(status, ELA__TODO) == 0)
            ELA_TRY(step_needed(c, f, s, need, err));
    }
    if (!f->k.closed)
        ELA_TRY(ela__flow_advance(c, f, err));
    return ela__flow_progress(c, f, err);
}

/* --- closing, opening again ----------------------------------------------- */

enum ela_status ela__steps_close(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(f->k.id);
    for (size_t i = 0; i < f->nsteps; i++) {
        struct ela__step *s = &f->steps[i];
        if (strcmp(s->status, ELA__TODO) != 0 && strcmp(s->status, ELA__CURRENT) != 0)
            continue;
        memcpy(s->kept, s->status, sizeof(s->kept));
        (void)ela_str_copy(ELA_STR(ELA__NA), s->status, sizeof(s->status));
        s->version++;
    }
    return ela_db_exec(c->db, ELA_SQL_STEP_CLOSE, &p, 1, NULL, err);
}

enum ela_status ela__steps_restore(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(f->k.id);
    for (size_t i = 0; i < f->nsteps; i++) {
        struct ela__step *s = &f->steps[i];
        if (!*s->kept)
            continue;
        memcpy(s->status, s->kept, sizeof(s->status));
        s->kept[0] = '\0';
        s->version++;
    }
    return ela_db_exec(c->db, ELA_SQL_STEP_RESTORE, &p, 1, NULL, err);
}

/* --- validate ------------------------------------------------------------- */

static void name_missing(const struct ela_call *c, const struct ela__flow *f,
                         const struct ela__step *s, struct ela_json *out)
{
    for (size_t i = 0; i < f->nitems; i++) {
        const struct ela__item *p = &f->items[i];
        if (p->step_id != s->id || !p->required || !ela__item_missing(c, p))
            continue;
        struct ela_str label = ela__item_label(c, p);
        ela_json_push(out, ela_json_new_text(label.p, label.n));
    }
}

/* Required fields of the step's form that stand empty or no longer hold, of one side. */
static enum ela_status unanswered_by(struct ela_call *c, const struct ela__flow *f,
                                     const struct ela__step *s, unsigned side,
                                     const struct ela_json *answers, struct ela_json *out,
                                     struct ela_error *err)
{
    struct ela_json *clean = NULL, *problems = NULL;
    struct ela_error why = ELA_ERROR_INIT;
    const struct ela_fieldset *set = &s->def->form->set;
    const struct ela_json *old =
        ela_json_size(answers) ? answers : NULL; /* else: what is proposed */
    enum ela_status st =
        ela_fieldset_check(c, set, answers, old, f->facts, side, &clean, &problems, &why);
    for (size_t i = 0; i < ela_json_size(problems); i++) {
        struct ela_str code = ela_json_text(ela_json_get(ela_json_at(problems, i), "field"));
        const struct ela_meta_field *field = ela_fieldset_field(set, code);
        struct ela_str label =
            field ? ela_str_of(ela_label_text(field->label, c->actor->lang)) : code;
        if (side && field && ela_field_fills(field, false))
            continue; /* told of the firm's side */
        ela_json_push(out, ela_json_new_text(label.p, label.n));
    }
    ela_json_free(clean);
    ela_json_free(problems);
    return st == ELA_E_INTERNAL || st == ELA_E_TRANSIENT ? ela_fail(err, st, why.key, why.field)
                                                         : ELA_OK;
}

static enum ela_status name_unanswered(struct ela_call *c, const struct ela__flow *f,
                                       const struct ela__step *s, struct ela_json *out,
                                       struct ela_error *err)
{
    struct ela_json *answers = NULL;
    if (!s->def || !s->def->form)
        return ELA_OK;
    ELA_TRY(ela__values_parse(s->answers, &answers, err));
    enum ela_status st = unanswered_by(c, f, s, 0, answers, out, err);
    if (st == ELA_OK && s->for_client)
        st = unanswered_by(c, f, s, ELA_VALUES_CLIENT, answers, out, err);
    ela_json_free(answers);
    ela_json_free(c->problem); /* what was asked for on the way is not this refusal's */
    c->problem = NULL;
    return st;
}

static enum ela_status refuse_missing(const struct ela_json *missing, struct ela_error *err)
{
    char list[120];
    size_t n = 0;
    list[0] = '\0';
    for (size_t i = 0; i < ela_json_size(missing) && n < sizeof(list) - 8; i++) {
        struct ela_str s = ela_json_text(ela_json_at(missing, i));
        char one[100];
        (void)ela_str_copy(s, one, sizeof(list) - n - 4);
        n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s", i ? ", " : "", one);
    }
    enum ela_status st = ela_fail(err, ELA_E_STATE, "step.missing", "confirm");
    ela_error_param_i64(err, "n", (int64_t)ela_json_size(missing));
    ela_error_param(err, "list", list);
    return st;
}

static enum ela_status store_done(struct ela_call *c, struct ela__step *s, struct ela_error *err)
{
    int64_t changed = 0;
    struct ela_str comment = ela_in_text(c, "comment");
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ela__id_or_null(c->actor->user_id),
                               ELA_DBV_INT(comment.n > 0), ela__text_or_null(comment),
                               ELA_DBV_INT(s->id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_DONE, p, 5, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "step");
    (void)ela_str_copy(ELA_STR(ELA__DONE), s->status, sizeof(s->status));
    s->done_at = c->now;
    s->reason = (struct ela_str){NULL, 0};
    if (comment.n)
        s->comment = comment;
    return ELA_OK;
}

static enum ela_status notify_client(struct ela_call *c, const struct ela__flow *f,
                                     const struct ela__step *s, int64_t event,
                                     struct ela_error *err)
{
    char key[48];
    if (!s->visible)
        return ELA_OK;
    (void)snprintf(key, sizeof(key), "step:%lld", (long long)event);
    struct ela_case_notice n = {
        .to = "client", .mail = "case.step", .key = key, .text = ela__step_label(c, s)};
    if (s->def) { /* in the client's words, whoever validates */
        n.words = ela_label_for_client(s->def->client_label, s->def->label);
        n.text = s->label;
    }
    return ela_case_notify(c, &f->k, &n, NULL, err);
}

static enum ela_status done_effects(struct ela_call *c, struct ela__flow *f,
                                    const struct ela__step *s, int64_t event, struct ela_error *err)
{
    char at[72];
    if (!s->def)
        return ELA_OK;
    (void)snprintf(at, sizeof(at), "steps/%s/on_done", s->code);
    struct ela__cause why = {.source = "step", .event_id = event, .at = at};
    return ela__effects(c, f, &why, s->def->on_done, s->def->non_done, NULL, err);
}

enum ela_status ela__step_validate(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                                   struct ela_json *missing, struct ela_error *err)
{
    int64_t event = 0;
    ELA_TRY(is(c, s, "validate", err));
    name_missing(c, f, s, missing);
    ELA_TRY(name_unanswered(c, f, s, missing, err));
    bool left = ela_json_size(missing) > 0;
    if (left && !ela_in_bool(c, "confirm", false))
        return refuse_missing(missing, err);
    ELA_TRY(store_done(c, s, err));
    ELA_TRY(tell(c, f, s, "step.validated", &event, err));
    if (left) { /* for the firm's eyes: what was waived, by whom */
        struct ela_json *data = ela__step_facts(c, s);
        ela_json_set(data, "missing", ela_json_ref(missing));
        ELA_TRY(
            ela__case_tell(c, &f->k, ELA__FACT("step.confirmed", "step", s->id, false), data, err));
    }
    ELA_TRY(notify_client(c, f, s, event, err));
    ELA_TRY(done_effects(c, f, s, event, err));
    ELA_TRY(ela__flow_advance(c, f, err));
    return ela__flow_progress(c, f, err);
}

/* --- skip, reopen --------------------------------------------------------- */

enum ela_status ela__step_skip(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                               struct ela_str reason, struct ela_error *err)
{
    s->reason = reason;
    ELA_TRY(is(c, s, "skip", err));
    ELA_TRY(put(c, s, &(struct ela_step_change){.to = ELA__NA, .reason = reason}, err));
    ELA_TRY(tell(c, f, s, "step.skipped", NULL, err));
    ELA_TRY(ela__flow_advance(c, f, err));
    return ela__flow_progress(c, f, err);
}

/* A validated step is open again; where one only may be, the open one waits. A step that was set
 * aside is to do again. */
enum ela_status ela__step_reopen(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                                 struct ela_str reason, struct ela_error *err)
{
    struct ela__step *open = other_current(f, s);
    bool done = strcmp(s->status, ELA__DONE) == 0;
    s->reason = reason;
    ELA_TRY(is(c, s, done ? "reopen" : "require", err));
    if (done && open && !parallel(f))
        ELA_TRY(put(c, open, &BACK, err));
    struct ela_step_change to = {.to = done ? ELA__CURRENT : ELA__TODO,
                                 .started_at = done ? c->now : 0};
    ELA_TRY(put(c, s, &to, err));
    s->reason = reason;
    if (done && s->sent_at) { /* the client is asked again */
        struct ela_db_value p[] = {ELA_DBV_NULL, ELA_DBV_NULL, ELA_DBV_INT(s->id)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_SENT, p, 3, NULL, err));
    }
    ELA_TRY(tell(c, f, s, "step.reopened", NULL, err));
    if (done)
        ELA_TRY(ela__reuse_look(c, f, s->id, err));
    ELA_TRY(ela__flow_advance(c, f, err));
    return ela__flow_progress(c, f, err);
}
