/*
 * Effects that are left to a worker: their rows wait in the journal of effects and are done here,
 * each by itself. One that cannot be done is seen as any failed effect and run again from there;
 * what may pass is tried again by itself first. Source: CASE-02, CASE-08.
 */
#include "case/flow.h"

enum { BATCH = 20, ATTEMPTS = 5, PAUSE_S = 60 };

struct job {
    struct ela_call *c;
    struct ela_case *k;
    const char *kind;
};

static enum ela_status archive(struct ela_call *c, const struct ela_case *k, struct ela_error *err)
{
    if (!k->closed)
        return ela_fail(err, ELA_E_STATE, "case.not_closed", "");
    if (k->archived_at)
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->now), ELA_DBV_INT(k->id),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_ARCHIVE, p, 4, NULL, err));
    return ela__case_tell(c, k, ELA__FACT("case.archived", "case", k->id, false),
                          ela_json_new_object(), err);
}

static enum ela_status perform(void *ctx, struct ela_error *err)
{
    struct job *j = ctx;
    if (strcmp(j->kind, "archive") == 0)
        return archive(j->c, j->k, err);
    if (strcmp(j->kind, "mirror") == 0)
        return ela_mirror_want(j->c, "case", j->k->id, err);
    if (strcmp(j->kind, "remind") == 0 && ELA_CASE_HOOKS.remind)
        return ELA_CASE_HOOKS.remind(j->c, j->k, err);
    return ela_fail(err, ELA_E_STATE, "effect.unavailable", "");
}

static bool may_pass(enum ela_status st)
{
    return st == ELA_E_CONFLICT || st == ELA_E_INTERNAL || st == ELA_E_PERMANENT;
}

static enum ela_status record(struct ela_call *c, const struct ela_case *k, int64_t id,
                              int64_t attempts, const struct ela_error *failed,
                              struct ela_error *err)
{
    bool bad = failed->status != ELA_OK,
         again = bad && may_pass(failed->status) && attempts + 1 < ATTEMPTS;
    struct ela_db_value p[] = {
        ELA_DBV_TEXT(again ? ELA__WANTED
                     : bad ? "failed"
                           : "done"),
        ELA_DBV_TEXT(bad ? failed->key : ""),
        ELA_DBV_INT(again ? c->now + PAUSE_S * (attempts + 1) * (attempts + 1) : c->now),
        ELA_DBV_INT(id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_JOB_DONE, p, 4, NULL, err));
    if (!bad || again)
        return ELA_OK;
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "what", "job");
    ela_json_set_text(data, "error", failed->key);
    return ela__case_tell(c, k, ELA__FACT("effect.failed", "effect", id, false), data, err);
}

static enum ela_status one(struct ela_call *c, const struct ela_db_result *r, size_t i,
                           struct ela_error *err)
{
    struct ela_case k;
    const struct ela_meta_effect *e = NULL;
    struct ela_error failed = ELA_ERROR_INIT;
    ELA_TRY(ela_case_load(c, ela_db_int(r, i, 1, 0), "case", &k, err));
    enum ela_status st = ela__effect_find(c, ela_db_cell(r, i, 2), &e, &failed);
    if (st == ELA_OK) {
        struct job j = {c, &k, e->code};
        st = ela_db_attempt(c->db, perform, &j, &failed);
    }
    if (st == ELA_E_TRANSIENT)
        return ela_fail(err, st, failed.key, failed.field);
    return record(c, &k, ela_db_int(r, i, 0, 0), ela_db_int(r, i, 3, 0), &failed, err);
}

enum ela_status ela__effect_run(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(BATCH)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_JOB_DUE, p, 3, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        st = one(c, &r, i, err);
    ela_json_set_int(c->out, "jobs", (int64_t)r.nrows);
    ela_json_set_bool(c->out, "more", r.nrows == BATCH);
    ela_db_result_release(&r);
    return st;
}

/* --- how it stands, for the page of health -------------------------------- */

static enum ela_status failed_rows(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_EFFECT_FAILED, &p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object(), *k = ela_json_new_object();
        ela_list_int(k, "id", &r, i, 0);
        ela_list_text(k, "ref", &r, i, 1);
        ela_list_text(k, "title", &r, i, 2);
        ela_json_set(o, "case", k);
        ela_list_text(o, "what", &r, i, 3);
        ela_list_text(o, "error", &r, i, 4);
        ela_list_int(o, "at", &r, i, 5);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__effect_state(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    ela_json_set_int(c->out, "failed", 0);
    ela_json_set_int(c->out, "waiting", 0);
    ela_json_set_null(c->out, "oldest_at");
    ELA_TRY(ela_db_query(c->db, ELA_SQL_EFFECT_COUNTS, &p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        bool failed = ela_str_is(ela_db_cell(&r, i, 0), "failed");
        ela_list_int(c->out, failed ? "failed" : "waiting", &r, i, 1);
        if (!failed)
            ela_list_int(c->out, "oldest_at", &r, i, 2);
    }
    ela_db_result_release(&r);
    return failed_rows(c, err);
}
