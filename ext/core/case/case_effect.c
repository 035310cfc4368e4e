/*
 * What a change of a case sets off, as its template declares. Each effect of one change runs once
 * and leaves a row; one that fails undoes only itself, is seen, and may be run again.
 * Source: CASE-02, CASE-05, CASE-25, CASE-27.
 */
#include "case/flow.h"

enum { DEPTH = 5, ATTEMPTS = 1 };

static const char *const KINDS[] = {"notify", "task", "status", "stamp", "ask", "open_step", "job"};

/* --- doing one ------------------------------------------------------------ */

static enum ela_status unavailable(struct ela_error *err)
{
    return ela_fail(err, ELA_E_STATE, "effect.unavailable", "");
}

static enum ela_status notify(struct ela_call *c, const struct ela__flow *f,
                              const struct ela_meta_effect *e, int64_t event, struct ela_error *err)
{
    char key[48];
    size_t sent;
    bool client = strcmp(e->to, "client") == 0;
    if (client && !f->k.portal_visible)
        return ELA_OK; /* what the client does not see is not told to him */
    (void)snprintf(key, sizeof(key), "fx:%lld:%.12s", (long long)event, e->to);
    struct ela_case_notice n = {.to = e->to,
                                .mail = *e->mail ? e->mail
                                        : client ? "case.news"
                                                 : "case.news_team",
                                .key = key,
                                .words = e->text};
    ELA_TRY(ela_case_notify(c, &f->k, &n, &sent, err));
    return sent ? ELA_OK : ela_fail(err, ELA_E_STATE, "effect.nobody", "");
}

static struct ela_json *with_stamp(const struct ela__flow *f, const char *code, bool moment,
                                   const char *day, int64_t now)
{
    struct ela_json *next = ela_json_new_object();
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(f->values, it, &key, &value)) != NULL;)
        ela_json_set(next, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    if (moment)
        ela_json_set_int(next, code, now);
    else
        ela_json_set_text(next, code, day);
    return next;
}

static enum ela_status stamp(struct ela_call *c, struct ela__flow *f,
                             const struct ela_meta_effect *e, struct ela_error *err)
{
    const struct ela_meta_field *field =
        ela_fieldset_field(&f->k.template->set, ela_str_of(e->code));
    struct ela_str text = {"", 0};
    char day[16];
    if (!field)
        return ela_fail(err, ELA_E_STATE, "effect.unavailable", e->code);
    ela_day_format(ela_tz_day(c->tz, c->now), day);
    struct ela_json *next = with_stamp(f, e->code, strcmp(field->type, "moment") == 0, day, c->now);
    struct ela_json *sealed = NULL;
    enum ela_status st = ELA_OK;
    if (ela_field_sealed(field)) {
        st = ela_sealed_new(c, e->code, ela_field_purpose(field), ela_json_get(next, e->code),
                            &sealed, err);
        ela_json_set(next, e->code, sealed);
    }
    if (st == ELA_OK)
        st = ela__values_text(c, next, &text, err);
    if (st == ELA_OK)
        st = ela_sealed_store(c, "case", f->k.id, f->values, next, err);
    struct ela_db_value p[] = {ela__text_or_null(text), ELA_DBV_INT(c->now), ELA_DBV_INT(f->k.id),
                               ELA_DBV_INT(c->actor->entity)};
    if (st == ELA_OK)
        st = ela_db_exec(c->db, ELA_SQL_CASE_FIELDS_STAMP, p, 4, NULL, err);
    if (st == ELA_OK)
        st = ela_meta_changes(c, "case", f->k.id, f->values, next, err);
    if (st == ELA_OK)
        st = ela_meta_index(c, f->k.id, f->k.template, next, false, err);
    if (st != ELA_OK) {
        ela_json_free(next);
        return st;
    }
    ela_json_free(f->values);
    f->values = next;
    return ELA_OK;
}

static enum ela_status ask(struct ela_call *c, const struct ela__flow *f,
                           const struct ela_meta_effect *e, struct ela_error *err)
{
    int64_t ids[64];
    size_t n = 0;
    if (!ELA_CASE_HOOKS.ask)
        return unavailable(err);
    for (size_t i = 0; i < f->nitems && n < 64; i++)
        for (size_t k = 0; k < e->npieces; k++)
            if (strcmp(f->items[i].code, e->pieces[k]) == 0 && ela__item_missing(c, &f->items[i]))
                ids[n++] = f->items[i].id;
    if (n == 0 && e->npieces > 0)
        return ELA_OK; /* all there already */
    char lang[3];
    ELA_TRY(ela_case_client_lang(c, &f->k, lang, err));
    struct ela_str message = ela_str_of(ela_label_text(e->text, lang));
    return ELA_CASE_HOOKS.ask(c, &f->k, ids, n, message, e->days, err);
}

static enum ela_status open_step(struct ela_call *c, struct ela__flow *f, const char *code,
                                 struct ela_error *err)
{
    struct ela__step *s = ela__flow_step_code(f, code);
    if (!s)
        return ela_fail(err, ELA_E_STATE, "effect.unavailable", code);
    if (strcmp(s->status, ELA__CURRENT) == 0 || strcmp(s->status, ELA__DONE) == 0)
        return ELA_OK;
    return ela__step_start(c, f, s, err);
}

static enum ela_status make_task(struct ela_call *c, const struct ela__flow *f, const char *code,
                                 struct ela_error *err)
{
    const struct ela_meta_task *t = ela_template_task(f->k.template, ela_str_of(code));
    if (!t || !ELA_CASE_HOOKS.task)
        return unavailable(err);
    return ELA_CASE_HOOKS.task(c, &f->k, t, err);
}

struct attempt {
    struct ela_call *c;
    struct ela__flow *f;
    const struct ela_meta_effect *e;
    int64_t event;
};

static enum ela_status perform(void *ctx, struct ela_error *err)
{
    struct attempt *a = ctx;
    const struct ela_meta_effect *e = a->e;
    struct ela_str none = {NULL, 0};
    if (a->f->depth >= DEPTH)
        return ela_fail(err, ELA_E_STATE, "effect.loop", "");
    switch (e->kind) {
    case ELA_EFFECT_NOTIFY:
        return notify(a->c, a->f, e, a->event, err);
    case ELA_EFFECT_TASK:
        return make_task(a->c, a->f, e->code, err);
    case ELA_EFFECT_STATUS:
        if (strcmp(a->f->k.status, e->code) == 0)
            return ELA_OK;
        return ela__flow_move(a->c, a->f, e->code, none, NULL, err);
    case ELA_EFFECT_STAMP:
        return stamp(a->c, a->f, e, err);
    case ELA_EFFECT_ASK:
        return ask(a->c, a->f, e, err);
    case ELA_EFFECT_OPEN_STEP:
        return open_step(a->c, a->f, e->code, err);
    case ELA_EFFECT_JOB:
        return ELA_OK; /* its row waits for a worker: case_job.c */
    }
    return unavailable(err);
}

/* What a failed effect had changed in memory is undone with what it had written. Callers hold steps
 * by address: contents go back, places stay. */
struct snapshot {
    struct ela_case k;
    struct ela__step *steps;
    struct ela__item *items;
};

static bool snapshot(struct ela_call *c, const struct ela__flow *f, struct snapshot *s)
{
    s->k = f->k;
    s->steps = ela_arena_alloc(c->arena, (f->nsteps + 1) * sizeof(*s->steps));
    s->items = ela_arena_alloc(c->arena, (f->nitems + 1) * sizeof(*s->items));
    if (!s->steps || !s->items)
        return false;
    if (f->nsteps)
        memcpy(s->steps, f->steps, f->nsteps * sizeof(*s->steps));
    if (f->nitems)
        memcpy(s->items, f->items, f->nitems * sizeof(*s->items));
    return true;
}

static void restore(struct ela__flow *f, const struct snapshot *s)
{
    f->k = s->k;
    if (f->nsteps)
        memcpy(f->steps, s->steps, f->nsteps * sizeof(*s->steps));
    if (f->nitems)
        memcpy(f->items, s->items, f->nitems * sizeof(*s->items));
}

/* Fails alone: what it had written is undone, what set it off stays. Only what the whole
 * transaction must hear of comes through. */
static enum ela_status try_one(struct attempt *a, struct ela_error *why, struct ela_error *err)
{
    struct snapshot before;
    ela_error_reset(why);
    if (!snapshot(a->c, a->f, &before))
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    a->f->depth++;
    enum ela_status st = ela_db_attempt(a->c->db, perform, a, why);
    a->f->depth--;
    if (st == ELA_E_TRANSIENT || (st == ELA_E_INTERNAL && strcmp(why->key, "internal.memory") == 0))
        return ela_fail(err, st, why->key, why->field);
    if (st != ELA_OK)
        restore(a->f, &before);
    return ELA_OK;
}

/* --- the journal of effects ----------------------------------------------- */

static enum ela_status record(const struct attempt *a, const struct ela__cause *why, size_t i,
                              const struct ela_error *failed, struct ela_error *err)
{
    struct ela_call *c = a->c;
    char body[160];
    (void)snprintf(body, sizeof(body), "{\"definition\":%lld,\"at\":\"%s\",\"i\":%zu}",
                   (long long)a->f->k.template->definition, why->at, i);
    bool bad = failed->status != ELA_OK;
    const char *state = bad ? "failed" : a->e->kind == ELA_EFFECT_JOB ? ELA__WANTED : "done";
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(a->f->k.id),
                               ELA_DBV_TEXT(why->source),
                               ELA_DBV_INT(why->event_id),
                               ELA_DBV_INT((int64_t)i),
                               ELA_DBV_TEXT(KINDS[a->e->kind]),
                               ELA_DBV_TEXT(body),
                               ELA_DBV_TEXT(state),
                               ELA_DBV_TEXT(bad ? failed->key : ""),
                               ELA_DBV_INT(a->e->kind == ELA_EFFECT_JOB ? 0 : ATTEMPTS),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_EFFECT_INSERT, p, sizeof(p) / sizeof(p[0]), NULL, err));
    if (!bad)
        return ELA_OK;
    int64_t id = ela_db_last_id(c->db);
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "what", KINDS[a->e->kind]);
    ela_json_set_text(data, "error", failed->key);
    a->f->failed++;
    return ela__case_tell(c, &a->f->k, ELA__FACT("effect.failed", "effect", id, false), data, err);
}

enum ela_status ela__effects(struct ela_call *c, struct ela__flow *f, const struct ela__cause *why,
                             const struct ela_meta_effect *list, size_t n, const char *on,
                             struct ela_error *err)
{
    for (size_t i = 0; i < n; i++) {
        struct attempt a = {.c = c, .f = f, .e = &list[i], .event = why->event_id};
        struct ela_error failed = ELA_ERROR_INIT;
        if (on && strcmp(list[i].on, on) != 0)
            continue;
        if (!ela_guard_true(list[i].when, f->values, f->facts))
            continue;
        ELA_TRY(try_one(&a, &failed, err));
        ELA_TRY(record(&a, why, i, &failed, err));
    }
    return ELA_OK;
}

/* --- run again ------------------------------------------------------------ */

static const struct ela_meta_effect *list_at(const struct ela_template *t, struct ela_str at,
                                             size_t *n)
{
    *n = t->neffects;
    if (ela_str_is(at, "effects"))
        return t->effects;
    *n = 0;
    if (at.n > 12 && memcmp(at.p, "transitions/", 12) == 0) {
        const struct ela_meta_transition *m =
            ela_template_transition(t, (struct ela_str){at.p + 12, at.n - 12});
        *n = m ? m->neffects : 0;
        return m ? m->effects : NULL;
    }
    const char *code = at.p + 6, *slash = at.n > 6 ? memchr(code, '/', at.n - 6) : NULL;
    if (!slash)
        return NULL;
    const struct ela_meta_step *s =
        ela_template_step(t, (struct ela_str){code, (size_t)(slash - code)});
    bool enter = strcmp(slash, "/on_enter") == 0;
    *n = !s ? 0 : enter ? s->non_enter : s->non_done;
    return !s ? NULL : enter ? s->on_enter : s->on_done;
}

enum ela_status ela__effect_find(struct ela_call *c, struct ela_str body,
                                 const struct ela_meta_effect **out, struct ela_error *err)
{
    struct ela_json *v = NULL;
    const struct ela_template *t;
    size_t n = 0;
    ELA_TRY(ela__values_parse(body, &v, err));
    enum ela_status st =
        ela_meta_template(c, ela_json_int(ela_json_get(v, "definition"), 0), &t, err);
    int64_t i = ela_json_int(ela_json_get(v, "i"), -1);
    const struct ela_meta_effect *list =
        st == ELA_OK ? list_at(t, ela_json_text(ela_json_get(v, "at")), &n) : NULL;
    if (st == ELA_OK && (!list || i < 0 || (size_t)i >= n))
        st = ela_fail(err, ELA_E_INTERNAL, "meta.damaged", "");
    if (st == ELA_OK)
        *out = &list[i];
    ela_json_free(v);
    return st;
}

static enum ela_status again(struct ela_call *c, struct ela__flow *f, int64_t id,
                             const struct ela_db_result *r, struct ela_error *err)
{
    struct attempt a = {.c = c, .f = f, .event = ela_db_int(r, 0, 3, 0)};
    struct ela_error failed = ELA_ERROR_INIT;
    int64_t changed = 0;
    ELA_TRY(ela__effect_find(c, ela_db_cell(r, 0, 1), &a.e, err));
    ELA_TRY(try_one(&a, &failed, err));
    bool bad = failed.status != ELA_OK;
    const char *state = bad ? "failed" : a.e->kind == ELA_EFFECT_JOB ? ELA__WANTED : "done";
    struct ela_db_value p[] = {ELA_DBV_TEXT(state), ELA_DBV_TEXT(bad ? failed.key : ""),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_EFFECT_DONE, p, 4, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "effect");
    ela_json_set_text(c->out, "state", state);
    ela_json_set_text(c->out, "error", bad ? failed.key : NULL);
    return ELA_OK;
}

enum ela_status ela__effect_retry(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    struct ela_db_result r;
    int64_t id = ela_in_int(c, "effect", 0);
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_EFFECT_LOAD, p, 2, &r, err));
    enum ela_status st = r.nrows ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "effect");
    if (st == ELA_OK)
        st = ela__flow_load(c, ela_db_int(&r, 0, 0, 0), "effect", &f, err);
    if (st == ELA_OK && (!f.k.template || !ela_str_is(ela_db_cell(&r, 0, 2), "failed")))
        st = ela_fail(err, ELA_E_STATE, "effect.not_failed", "effect");
    if (st == ELA_OK)
        st = again(c, &f, id, &r, err);
    ela__flow_release(&f);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__effect_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    struct ela_db_value p = ELA_DBV_INT(k.id);
    static const char *const NAMES[] = {"#id", "what", "state", "error", "#attempts", "#at", NULL};
    return ela_list_query(c, ELA_SQL_EFFECT_LIST, &p, 1, "rows", NAMES, err);
}
