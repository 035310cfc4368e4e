/*
 * The process of a case in memory: loading steps and pieces with what their definitions say, facts
 * for conditions, progress. Source: CASE-15, CASE-16, CASE-06.
 */
#include "case/flow.h"

static struct ela_str kept(struct ela_call *c, const struct ela_db_result *r, size_t i, size_t col)
{
    struct ela_str s = ela_db_cell(r, i, col);
    if (!s.p)
        return (struct ela_str){NULL, 0};
    return (struct ela_str){ela_arena_strndup(c->arena, s.p, s.n), s.n};
}

static struct ela_day day_of(const struct ela_db_result *r, size_t i, size_t col)
{
    struct ela_day day = ELA_DAY_NONE;
    if (ela_db_is_null(r, i, col) ||
        ela_day_parse(ela_db_cell(r, i, col), &day, "", NULL) != ELA_OK)
        return ELA_DAY_NONE;
    return day;
}

/* --- loading -------------------------------------------------------------- */

static enum ela_status step_row(struct ela_call *c, const struct ela__flow *f,
                                const struct ela_db_result *r, size_t i, struct ela__step *s,
                                struct ela_error *err)
{
    const struct ela_template *t = f->k.template;
    s->id = ela_db_int(r, i, 0, 0);
    (void)ela_str_copy(ela_db_cell(r, i, 1), s->code, sizeof(s->code));
    s->label = kept(c, r, i, 2);
    s->position = (int32_t)ela_db_int(r, i, 3, 0);
    s->weight = (int32_t)ela_db_int(r, i, 4, 1);
    s->visible = ela_db_int(r, i, 5, 0) == 1;
    (void)ela_str_copy(ela_db_cell(r, i, 6), s->status, sizeof(s->status));
    s->planned_on = day_of(r, i, 7);
    s->started_at = ela_db_int(r, i, 8, 0);
    s->done_at = ela_db_int(r, i, 9, 0);
    s->responsible = (int32_t)ela_db_int(r, i, 10, 0);
    s->done_by = (int32_t)ela_db_int(r, i, 11, 0);
    s->comment = kept(c, r, i, 12);
    s->reason = kept(c, r, i, 13);
    s->answers = kept(c, r, i, 14);
    s->definition_id = ela_db_int(r, i, 15, 0);
    s->version = (int32_t)ela_db_int(r, i, 16, 1);
    s->responsible_name = kept(c, r, i, 17);
    s->done_name = kept(c, r, i, 18);
    (void)ela_str_copy(ela_db_cell(r, i, 19), s->kept, sizeof(s->kept));
    s->for_client = ela_db_int(r, i, 20, 0) == 1;
    s->sent_at = ela_db_int(r, i, 21, 0);
    s->sent_name = kept(c, r, i, 22);
    ELA_TRY(ela_sealed_in_text(c, s->answers, "step", s->id, err));
    /* Answers, and steps that a newer revision has no more, keep theirs. */
    if (s->definition_id && (!t || t->definition != s->definition_id))
        ELA_TRY(ela_meta_template(c, s->definition_id, &t, err));
    s->def = t ? ela_template_step(t, ela_str_of(s->code)) : NULL;
    return ELA_OK;
}

enum ela_status ela__flow_steps(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(f->k.id);
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_STEP_LIST, &p, 1, &r, err));
    f->steps = ela_arena_alloc(c->arena, (r.nrows + 1) * sizeof(*f->steps));
    if (!f->steps)
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    f->nsteps = f->steps ? r.nrows : 0;
    for (size_t i = 0; i < f->nsteps && st == ELA_OK; i++)
        st = step_row(c, f, &r, i, &f->steps[i], err);
    ela_db_result_release(&r);
    return st;
}

static enum ela_status item_row(struct ela_call *c, const struct ela__flow *f,
                                const struct ela_db_result *r, size_t i, struct ela__item *p,
                                struct ela_error *err)
{
    const struct ela_template *t = f->k.template;
    int64_t own = ela_db_int(r, i, 20, 0);
    p->id = ela_db_int(r, i, 0, 0);
    (void)ela_str_copy(ela_db_cell(r, i, 1), p->code, sizeof(p->code));
    p->label = kept(c, r, i, 2);
    (void)ela_str_copy(ela_db_cell(r, i, 3), p->category, sizeof(p->category));
    p->from_client = ela_str_is(ela_db_cell(r, i, 4), "client");
    p->required = ela_db_int(r, i, 5, 0) == 1;
    p->many = ela_db_int(r, i, 6, 0) == 1;
    p->help = kept(c, r, i, 7);
    (void)ela_str_copy(ela_db_cell(r, i, 8), p->status, sizeof(p->status));
    p->status_at = ela_db_int(r, i, 9, 0);
    p->reason = kept(c, r, i, 10);
    p->due_on = day_of(r, i, 11);
    p->valid_until = day_of(r, i, 12);
    p->position = (int32_t)ela_db_int(r, i, 13, 0);
    p->version = (int32_t)ela_db_int(r, i, 14, 1);
    p->step_id = ela_db_int(r, i, 15, 0);
    p->action_id = ela_db_int(r, i, 16, 0);
    p->file_id = ela_db_int(r, i, 17, 0);
    p->step_code = kept(c, r, i, 18);
    p->step_visible = ela_db_int(r, i, 19, 1) == 1;
    p->def = t ? ela_template_piece(t, ela_str_of(p->code)) : NULL;
    if (p->def || !own)
        return ELA_OK;
    ELA_TRY(ela_meta_template(c, own, &t, err));
    p->def = ela_template_piece(t, ela_str_of(p->code));
    return ELA_OK;
}

enum ela_status ela__flow_items(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(f->k.id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PIECE_LIST, &p, 1, &r, err));
    f->items = ela_arena_alloc(c->arena, (r.nrows + 1) * sizeof(*f->items));
    f->nitems = f->items ? r.nrows : 0;
    enum ela_status st = f->items ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < f->nitems && st == ELA_OK; i++)
        st = item_row(c, f, &r, i, &f->items[i], err);
    ela_db_result_release(&r);
    return st;
}

static enum ela_status lock(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(f->k.id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_LOCK, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    if (r.nrows == 0 || !ela_str_is(ela_db_cell(&r, 0, 0), f->k.status))
        st = ela_fail(err, ELA_E_CONFLICT, "conflict.version", "case");
    if (st == ELA_OK)
        st = ela_sealed_in_text(c, ela_db_cell(&r, 0, 1), "case", f->k.id, err);
    if (st == ELA_OK)
        st = ela__values_parse(ela_db_cell(&r, 0, 1), &f->values, err);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__flow_load(struct ela_call *c, int64_t case_id, const char *field,
                               struct ela__flow *f, struct ela_error *err)
{
    ELA_TRY(ela__flow_read(c, case_id, field, f, err));
    return ela_case_may(c, &f->k, ELA_KR_EDIT, err);
}

enum ela_status ela__flow_read(struct ela_call *c, int64_t case_id, const char *field,
                               struct ela__flow *f, struct ela_error *err)
{
    memset(f, 0, sizeof(*f));
    ELA_TRY(ela_case_load(c, case_id, field, &f->k, err));
    ELA_TRY(ela_case_writable(&f->k, err));
    ELA_TRY(lock(c, f, err));
    ELA_TRY(ela__flow_steps(c, f, err));
    ELA_TRY(ela__flow_items(c, f, err));
    ELA_TRY(ela_case_facts(c, &f->k, &f->facts, err));
    ela__flow_facts(c, f, NULL);
    return ELA_OK;
}

void ela__flow_release(struct ela__flow *f)
{
    ela_json_free(f->values);
    ela_json_free(f->facts);
    f->values = f->facts = NULL;
}

enum ela_status ela__case_of(struct ela_call *c, const char *sql, int64_t id, const char *field,
                             int64_t *case_id, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, sql, p, 2, &r, err));
    *case_id = ela_db_int(&r, 0, 0, 0);
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

/* --- looking -------------------------------------------------------------- */

struct ela__step *ela__flow_step(struct ela__flow *f, int64_t id)
{
    for (size_t i = 0; i < f->nsteps; i++)
        if (f->steps[i].id == id)
            return &f->steps[i];
    return NULL;
}

struct ela__step *ela__flow_step_code(struct ela__flow *f, const char *code)
{
    for (size_t i = 0; i < f->nsteps; i++)
        if (strcmp(f->steps[i].code, code) == 0)
            return &f->steps[i];
    return NULL;
}

struct ela_str ela__step_label(const struct ela_call *c, const struct ela__step *s)
{
    if (s->label.n)
        return s->label;
    if (!s->def)
        return ela_str_of(s->code);
    struct ela_label l = s->def->label;
    if (c->actor->kind == ELA_ACTOR_PORTAL)
        l = ela_label_for_client(s->def->client_label, l);
    return ela_str_of(ela_label_text(l, c->actor->lang));
}

struct ela_str ela__item_label(const struct ela_call *c, const struct ela__item *p)
{
    if (p->label.n)
        return p->label;
    return ela_str_of(p->def ? ela_label_text(p->def->label, c->actor->lang) : p->code);
}

const char *ela__item_status(const struct ela_call *c, const struct ela__item *p)
{
    bool held = strcmp(p->status, "validated") == 0 || strcmp(p->status, "available") == 0;
    bool over =
        p->valid_until.n != ELA_DAY_NONE.n && p->valid_until.n < ela_tz_day(c->tz, c->now).n;
    return held && over ? "expired" : p->status;
}

bool ela__item_missing(const struct ela_call *c, const struct ela__item *p)
{
    const char *s = ela__item_status(c, p);
    return strcmp(s, "to_provide") == 0 || strcmp(s, "refused") == 0 || strcmp(s, "expired") == 0;
}

bool ela__item_todo(const struct ela_call *c, const struct ela_case *k, const struct ela__item *p)
{
    bool asked = p->required || p->action_id || strcmp(ela__item_status(c, p), "to_provide") != 0;
    return p->from_client && asked && !k->closed && !k->archived_at && ela__item_missing(c, p);
}

bool ela__step_waits(const struct ela_case *k, const struct ela__step *s)
{
    return s->for_client && s->visible && !s->sent_at && strcmp(s->status, ELA__CURRENT) == 0 &&
           !k->closed && !k->archived_at;
}

bool ela__item_shown(const struct ela__item *p)
{
    return p->step_id == 0 || p->step_visible;
}

/* --- facts ---------------------------------------------------------------- */

/* Numbers are decimal text, as those of fields. */
static void set_number(struct ela_json *o, const char *key, int64_t n)
{
    char text[24];
    (void)snprintf(text, sizeof(text), "%lld", (long long)n);
    ela_json_set_text(o, key, text);
}

static struct ela_json *case_facts(const struct ela_call *c, const struct ela_case *k)
{
    struct ela_json *facts = ela_json_new_object(), *of = ela_json_new_object(),
                    *actor = ela_json_new_object();
    const struct ela_wf_status *s = ela_wf_status_of(k->statuses, ela_str_of(k->status));
    char day[16];
    ela_json_set_text(of, "status", k->status);
    ela_json_set_text(of, "class", s ? s->klass : "open");
    ela_json_set_text(of, "kind", k->kind);
    ela_json_set_text(of, "nature", k->nature);
    ela_json_set_text(of, "title", k->title);
    ela_json_set_text(of, "family", k->template ? k->template->family : "");
    set_number(of, "progress", k->progress);
    set_number(of, "priority", k->priority);
    ela_json_set_bool(of, "visible", k->portal_visible);
    if (k->due_on.n != ELA_DAY_NONE.n) {
        ela_day_format(k->due_on, day);
        ela_json_set_text(of, "due_on", day);
    }
    ela_day_format(k->start_on, day);
    ela_json_set_text(of, "start_on", day);
    ela_json_set(facts, "case", of);
    ela_json_set_text(actor, "kind", c->actor->kind == ELA_ACTOR_PORTAL ? "client" : "office");
    ela_json_set_text(actor, "lang", c->actor->lang);
    ela_json_set(facts, "actor", actor);
    ela_day_format(ela_tz_day(c->tz, c->now), day);
    ela_json_set_text(facts, "today", day);
    return facts;
}

static struct ela_json *facts_of(const struct ela_call *c, const struct ela_case *k,
                                 struct ela_json *client)
{
    struct ela_json *facts = case_facts(c, k);
    ela_json_set(facts, "client", client);
    return facts;
}

enum ela_status ela_case_facts(struct ela_call *c, const struct ela_case *k, struct ela_json **out,
                               struct ela_error *err)
{
    struct ela_json *client;
    *out = NULL;
    ELA_TRY(ela_meta_client_facts(c, k->client_id, &client, err));
    *out = facts_of(c, k, client);
    return ELA_OK;
}

void ela__flow_facts(const struct ela_call *c, struct ela__flow *f, struct ela_json *client)
{
    int64_t open = 0, missing = 0;
    const char *step = "";
    if (!f->facts)
        f->facts = facts_of(c, &f->k, client);
    for (size_t i = 0; i < f->nsteps; i++) {
        const char *s = f->steps[i].status;
        open += strcmp(s, ELA__TODO) == 0 || strcmp(s, ELA__CURRENT) == 0;
        if (strcmp(s, ELA__CURRENT) == 0 && !*step)
            step = f->steps[i].code;
    }
    for (size_t i = 0; i < f->nitems; i++)
        missing += f->items[i].required && ela__item_missing(c, &f->items[i]);
    /* Facts are made for this call alone. */
    struct ela_json *of = (struct ela_json *)(uintptr_t)ela_json_get(f->facts, "case");
    set_number(of, "steps_open", open);
    set_number(of, "pieces_missing", missing);
    ela_json_set_text(of, "step", step);
}

/* --- progress ------------------------------------------------------------- */

int16_t ela__flow_percent(const struct ela__flow *f)
{
    int64_t all = 0, done = 0;
    for (size_t i = 0; i < f->nsteps; i++) {
        const struct ela__step *s = &f->steps[i];
        if (strcmp(s->status, ELA__NA) != 0 || *s->kept)
            all += s->weight;
        if (strcmp(s->status, ELA__DONE) == 0)
            done += s->weight;
    }
    return (int16_t)(all > 0 ? done * 100 / all : 0);
}

enum ela_status ela__flow_progress(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    int16_t percent = ela__flow_percent(f);
    bool done = ela_wf_status_is(f->k.statuses, ela_str_of(f->k.status), "done");
    if (done || f->k.progress_manual || f->nsteps == 0 || percent == f->k.progress)
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(percent), ELA_DBV_INT(0), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(f->k.id), ELA_DBV_INT(c->actor->entity)};
    f->k.progress = percent;
    return ela_db_exec(c->db, ELA_SQL_CASE_PROGRESS, p, 5, NULL, err);
}
