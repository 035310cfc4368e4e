/*
 * Operations on the queue: the list of sendings, dead letters run again or cancelled, health of the
 * installation. Source: COM-29, SEC-21 (health page), PLAT-16.
 */
#include "outbox/outbox.h"

#include "outbox/outbox_internal.h"
#include "outbox/outbox_sql.h"
#include "scope/scope.h"

enum { WORKER_GONE_S = 86400 };

static const char *const STATES[] = {"ready", "leased", "done", "dead", "cancelled", NULL};

static const struct ela_field LIST_FIELDS[] = {
    {.name = "state", .type = ELA_FT_CHOICE, .choices = STATES},
    {.name = "client", .type = ELA_FT_ID, .ref = "client", .max = INT32_MAX},
    {.name = "case", .type = ELA_FT_ID, .ref = "case", .max = INT64_MAX},
    {.name = "after", .type = ELA_FT_LINE, .max = 200},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {0}};

static const struct ela_field IDS_FIELDS[] = {{.name = "outbox",
                                               .type = ELA_FT_IDS,
                                               .flags = ELA_FF_REQUIRED,
                                               .min = 1,
                                               .max = 500,
                                               .ref = "outbox"},
                                              {0}};

static const struct ela_field ONE_FIELDS[] = {
    {.name = "outbox", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "outbox"}, {0}};
static const struct ela_field TEST_FIELDS[] = {
    {.name = "email", .type = ELA_FT_EMAIL, .flags = ELA_FF_REQUIRED}, {0}};
static const struct ela_field NO_FIELDS[] = {{0}};

/* --- list ------------------------------------------------------------------------------------- */

static enum ela_status seen(struct ela_call *c, const char *sql, bool is_case, int64_t id,
                            const char *field, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    ela_sql_int(&q, id);
    if (is_case)
        ela_scope_case(&q, c->actor, "c");
    else
        ela_scope_client(&q, c->actor, "s", "rowid");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool ok = r.nrows > 0;
    ela_db_result_release(&r);
    return ok ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

/* Whoever manages the queue sees it whole; others see the sendings of one case or client that they
 * reach. */
static enum ela_status list_reach(struct ela_call *c, int64_t client, int64_t case_id,
                                  struct ela_error *err)
{
    bool all = ela_actor_has(c->actor, ELA_RIGHT_OUTBOX_MANAGE);
    if (!all && client == 0 && case_id == 0)
        return ela_fail(err, ELA_E_DENIED, "denied", "");
    if (case_id != 0 && !all)
        ELA_TRY(seen(c, ELA_SQL_OUTBOX_CASE_SEEN, true, case_id, "case", err));
    if (client != 0 && !all) {
        ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_CASE_READ, err));
        ELA_TRY(seen(c, ELA_SQL_OUTBOX_CLIENT_SEEN, false, client, "client", err));
    }
    return ELA_OK;
}

static bool set_at(struct ela_json *o, const char *key, const struct ela_db_result *r, size_t i,
                   size_t col)
{
    return ela_db_is_null(r, i, col) ? ela_json_set_null(o, key)
                                     : ela_json_set_int(o, key, ela_db_int(r, i, col, 0));
}

void ela__outbox_row(struct ela_json *o, const struct ela_db_result *r, size_t i)
{
    struct ela_json *link;
    ela_json_set_int(o, "id", ela_db_int(r, i, 0, 0));
    ela_json_set_str(o, "kind", ela_db_cell(r, i, 1));
    ela_json_set_str(o, "state", ela_db_cell(r, i, 2));
    ela_json_set_str(o, "subject", ela_db_cell(r, i, 3));
    ela_json_set_str(o, "recipient", ela_db_cell(r, i, 4));
    ela_json_set_str(o, "recipient_name", ela_db_cell(r, i, 5));
    ela_json_set_int(o, "attempts", ela_db_int(r, i, 6, 0));
    ela_json_set_int(o, "due_at", ela_db_int(r, i, 7, 0));
    ela_json_set_int(o, "created_at", ela_db_int(r, i, 8, 0));
    set_at(o, "done_at", r, i, 9);
    ela_json_set_int(o, "last_code", ela_db_int(r, i, 10, 0));
    ela_json_set_str(o, "last_error", ela_db_cell(r, i, 11));
    if (ela_db_is_null(r, i, 12)) {
        ela_json_set_null(o, "client");
    } else {
        link = ela_json_new_object();
        ela_json_set_int(link, "id", ela_db_int(r, i, 12, 0));
        ela_json_set_str(link, "name", ela_db_cell(r, i, 13));
        ela_json_set(o, "client", link);
    }
    if (ela_db_is_null(r, i, 14)) {
        ela_json_set_null(o, "case");
    } else {
        link = ela_json_new_object();
        ela_json_set_int(link, "id", ela_db_int(r, i, 14, 0));
        ela_json_set_str(link, "ref", ela_db_cell(r, i, 15));
        ela_json_set_str(link, "title", ela_db_cell(r, i, 16));
        ela_json_set(o, "case", link);
    }
    ela_json_set_bool(o, "secret", ela_db_int(r, i, 17, 0) != 0);
}

static enum ela_status list_query(struct ela_call *c, int64_t after, int64_t limit,
                                  struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_OUTBOX_LIST);
    ela_sql_int(&q, c->actor->entity);
    if (ela_in_has(c, "state")) {
        ela_sql_add(&q, ELA_SQL_OUTBOX_LIST_STATE);
        ela_sql_text(&q, ela_in_text(c, "state"));
    }
    if (ela_in_has(c, "client")) {
        ela_sql_add(&q, ELA_SQL_OUTBOX_LIST_CLIENT);
        ela_sql_int(&q, ela_in_int(c, "client", 0));
    }
    if (ela_in_has(c, "case")) {
        ela_sql_add(&q, ELA_SQL_OUTBOX_LIST_CASE);
        ela_sql_int(&q, ela_in_int(c, "case", 0));
    }
    if (after > 0) {
        ela_sql_add(&q, ELA_SQL_OUTBOX_LIST_AFTER);
        ela_sql_int(&q, after);
    }
    ela_sql_add(&q, ELA_SQL_OUTBOX_LIST_ORDER);
    ela_sql_int(&q, limit + 1);
    return ela_sql_query(&q, c->db, r, err);
}

static enum ela_status run_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    int64_t after = 0, limit = ela_in_int(c, "limit", 25);

    ELA_TRY(list_reach(c, ela_in_int(c, "client", 0), ela_in_int(c, "case", 0), err));
    if (ela_in_has(c, "after") && (!ela_parse_i64(ela_in_text(c, "after"), &after) || after <= 0))
        return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
    ELA_TRY(list_query(c, after, limit, &r, err));
    struct ela_json *rows = ela_json_new_array();
    size_t n = r.nrows > (size_t)limit ? (size_t)limit : r.nrows;
    for (size_t i = 0; i < n; i++) {
        struct ela_json *o = ela_json_new_object();
        ela__outbox_row(o, &r, i);
        ela_json_push(rows, o);
    }
    ela_json_set(c->out, "rows", rows);
    if (r.nrows > n) {
        char next[24];
        snprintf(next, sizeof next, "%lld", (long long)ela_db_int(&r, n - 1, 0, 0));
        ela_json_set_text(c->out, "next", next);
    } else {
        ela_json_set_null(c->out, "next");
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- run again, cancel ------------------------------------------------------------------------ */

static void failed_row(struct ela_json *failed, int64_t id, const char *key)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", id);
    ela_json_set_text(o, "key", key);
    ela_json_set(o, "params", ela_json_new_object());
    ela_json_push(failed, o);
}

static const char *refused(const struct ela_db_result *r, size_t i, bool rerun)
{
    bool dead = ela_str_is(ela_db_cell(r, i, 1), "dead");
    bool ready = ela_str_is(ela_db_cell(r, i, 1), "ready");
    if (rerun ? !dead : !dead && !ready)
        return rerun ? "outbox.not_dead" : "outbox.not_waiting";
    /* Its link was erased with it: a new one has to be made. */
    if (rerun && ela_db_int(r, i, 2, 0) != 0 && ela_db_int(r, i, 3, 0) != 0)
        return "outbox.erased";
    return NULL;
}

/* Ids of the list that may change, in good; the others are reported in the answer. */
static enum ela_status sort_ids(struct ela_call *c, bool rerun, int64_t *good, size_t *ngood,
                                struct ela_error *err)
{
    const struct ela_json *ids = ela_in_get(c, "outbox");
    struct ela_json *failed = ela_json_new_array();
    size_t n = ela_json_size(ids);
    struct ela_sql q;
    struct ela_db_result r;

    ela_json_set(c->out, "failed", failed);
    for (size_t i = 0; i < n; i++)
        good[i] = ela_json_int(ela_json_at(ids, i), 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_OUTBOX_STATES);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, good, n);
    ela_sql_add(&q, ELA_SQL_OUTBOX_FOR_UPDATE);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < n; i++) {
        bool found = false;
        for (size_t k = 0; k < r.nrows && !found; k++)
            found = ela_db_int(&r, k, 0, 0) == good[i];
        if (!found)
            failed_row(failed, good[i], "not_found");
    }
    *ngood = 0;
    for (size_t k = 0; k < r.nrows; k++) {
        const char *key = refused(&r, k, rerun);
        if (key != NULL)
            failed_row(failed, ela_db_int(&r, k, 0, 0), key);
        else
            good[(*ngood)++] = ela_db_int(&r, k, 0, 0);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status change(struct ela_call *c, bool rerun, struct ela_error *err)
{
    int64_t good[500];
    size_t n = 0;
    struct ela_sql q;

    ELA_TRY(sort_ids(c, rerun, good, &n, err));
    ela_sql_init(&q);
    ela_sql_add(&q, rerun ? ELA_SQL_OUTBOX_RERUN : ELA_SQL_OUTBOX_CANCEL);
    ela_sql_int(&q, c->now);
    if (rerun)
        ela_sql_int(&q, c->now + ELA__MAIL_TTL_S);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, good, n);
    enum ela_status st = n > 0 ? ela_sql_exec(&q, c->db, NULL, err) : ELA_OK;
    ela_sql_release(&q);
    struct ela_json *done = ela_json_new_array();
    for (size_t i = 0; i < n; i++)
        ela_json_push(done, ela_json_new_int(good[i]));
    ela_json_set(c->out, "done", done);
    return st;
}

static enum ela_status run_rerun(struct ela_call *c, struct ela_error *err)
{
    return change(c, true, err);
}

static enum ela_status run_cancel(struct ela_call *c, struct ela_error *err)
{
    return change(c, false, err);
}

/* --- health ----------------------------------------------------------------------------------- */

static enum ela_status health_queue(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value v = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    int64_t oldest = 0;
    struct ela_json *q = ela_json_new_object();

    ela_json_set(c->out, "queue", q);
    ela_json_set_int(q, "ready", 0);
    ela_json_set_int(q, "leased", 0);
    ela_json_set_int(q, "dead", 0);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_HEALTH_QUEUE, &v, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        char state[16];
        snprintf(state, sizeof state, "%.*s", (int)ela_db_cell(&r, i, 0).n,
                 ela_db_cell(&r, i, 0).p);
        ela_json_set_int(q, state, ela_db_int(&r, i, 1, 0));
        if (strcmp(state, "ready") == 0)
            oldest = ela_db_int(&r, i, 2, 0);
    }
    ela_db_result_release(&r);
    if (oldest > 0)
        ela_json_set_int(q, "oldest_at", oldest);
    else
        ela_json_set_null(q, "oldest_at");
    return ELA_OK;
}

static enum ela_status health_workers(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value v = ELA_DBV_INT(c->now - WORKER_GONE_S);
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();

    ela_json_set(c->out, "workers", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_HEALTH_WORKERS, &v, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object(), *counters = NULL;
        struct ela_error ignore = ELA_ERROR_INIT;
        ela_json_set_str(o, "name", ela_db_cell(&r, i, 0));
        ela_json_set_str(o, "host", ela_db_cell(&r, i, 1));
        ela_json_set_int(o, "pid", ela_db_int(&r, i, 2, 0));
        ela_json_set_str(o, "version", ela_db_cell(&r, i, 3));
        ela_json_set_int(o, "started_at", ela_db_int(&r, i, 4, 0));
        ela_json_set_int(o, "beat_at", ela_db_int(&r, i, 5, 0));
        if (ela_json_parse(ela_db_cell(&r, i, 6), &ELA_JSON_LIMITS_DEFAULT, &counters, &ignore) !=
            ELA_OK)
            counters = ela_json_new_object();
        ela_json_set(o, "counters", counters);
        ela_json_set_str(o, "last_error", ela_db_cell(&r, i, 7));
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status health_rest(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value v = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;

    ELA_TRY(ela_db_query(c->db, ELA_SQL_HEALTH_SCHEMA, NULL, 0, &r, err));
    ela_json_set_str(c->out, "schema", r.nrows > 0 ? ela_db_cell(&r, 0, 0) : ELA_STR(""));
    ela_db_result_release(&r);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_HEALTH_ERROR, &v, 1, &r, err));
    if (r.nrows > 0) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_str(o, "text", ela_db_cell(&r, 0, 0));
        ela_json_set_int(o, "at", ela_db_int(&r, 0, 1, 0));
        ela_json_set_int(o, "code", ela_db_int(&r, 0, 2, 0));
        ela_json_set(c->out, "last_error", o);
    } else {
        ela_json_set_null(c->out, "last_error");
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status run_health(struct ela_call *c, struct ela_error *err)
{
    ela_json_set_text(c->out, "extension", ELA_VERSION);
    ELA_TRY(health_workers(c, err));
    ELA_TRY(health_queue(c, err));
    return health_rest(c, err);
}

const struct ela_op ELA_OUTBOX_OPS[] = {
    {"outbox.list", ELA_OP_READ, ELA_BY_USER, 0, LIST_FIELDS, run_list},
    {"outbox.read", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_OUTBOX_MANAGE, ONE_FIELDS,
     ela__outbox_run_read},
    {"outbox.test", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_OUTBOX_MANAGE | ELA_RIGHT_ADMIN,
     TEST_FIELDS, ela__outbox_run_test},
    {"outbox.rerun", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_OUTBOX_MANAGE, IDS_FIELDS, run_rerun},
    {"outbox.cancel", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_OUTBOX_MANAGE, IDS_FIELDS, run_cancel},
    {"health.read", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_OUTBOX_MANAGE | ELA_RIGHT_ADMIN, NO_FIELDS,
     run_health},
    {0}};
