/*
 * elaska-schedule: what time itself causes, and what a case leaves to be done later. Reminders of
 * client actions, alerts to advisers, cases put away, jobs of templates, the store of files kept in
 * order, values encrypted anew after keys were renewed; each is an operation of the core that knows
 * what is due and does it once, so that any number of these may run. Source: CASE-02, CASE-27,
 * CASE-39; design "Workers".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "json/json.h"
#include "runtime/daemon.h"
#include "runtime/log.h"

enum { TICK_MS = 1000 };

struct chore {
    const char *op;
    int64_t every_s;
    const char *counters[2]; /* members of its answer that are counted */
};

static const struct chore CHORES[] = {
    {"effect.run", 5, {"jobs", NULL}},
    {"action.remind", 300, {"sent", NULL}},
    {"case.sweep", 600, {"archived", "expired"}},
    {"file.sweep", 600, {"removed", "missing"}},
    {"document.warn", 3600, {"documents", "mails"}},
    {"document.retain", 3600, {"announced", "retired"}},
    {"file.purge", 3600, {"purged", NULL}},            /* again at once while there is more */
    {"vault.purge", 3600, {"purged", NULL}},           /* again at once while there is more */
    {"letter.work", 5, {"letters", "letters_failed"}}, /* again at once while there is more */
    {"alert.daily", 3600, {"mails", NULL}},
    {"crypt.rotate", 5, {"done", "damaged"}}, /* again at once while there is more */
    {"fields.seal", 5, {"sealed", NULL}},     /* again at once while there is more */
};
enum { NCHORES = sizeof CHORES / sizeof CHORES[0] };

struct schedule {
    struct elw_daemon *daemon;
    struct ela_app *app; /* of the database thread that runs the job */
    uv_timer_t tick;
    struct elw_db_job job;
    size_t now; /* which chore is under way */
    bool more;  /* it left work to do */
    int64_t due_at[NCHORES];
    int64_t done[NCHORES], counted[NCHORES][2], failed;
};

struct own {
    char nothing;
};

static struct schedule *of_job(struct elw_db_job *job)
{
    return (struct schedule *)((char *)job - offsetof(struct schedule, job));
}

/* --- one chore, on a database thread ------------------------------------------------------------
 */

static void take(struct schedule *s, const struct ela_json *out)
{
    for (size_t i = 0; i < 2 && CHORES[s->now].counters[i]; i++) {
        const struct ela_json *v = ela_json_get(out, CHORES[s->now].counters[i]);
        s->counted[s->now][i] += ela_json_int(v, 0);
    }
    s->more = ela_json_int(ela_json_get(out, "left"), 0) > 0 &&
              ela_json_int(ela_json_get(out, "done"), 0) > 0;
}

static enum ela_status run(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct schedule *s = of_job(job);
    struct ela_actor actor = {
        .kind = ELA_ACTOR_WORKER, .entity = (int32_t)s->daemon->common.entity, .lang = "fr"};
    const struct ela_request rq = {.db = db,
                                   .actor = &actor,
                                   .now = (int64_t)time(NULL),
                                   .documents = s->daemon->common.documents_dir,
                                   .master_key = s->daemon->common.master_key};
    struct ela_json *in = ela_json_new_object(), *out = NULL;
    enum ela_status st =
        ela_app_call(s->app, &rq, ela_str_of(CHORES[s->now].op), in, &out, NULL, NULL, err);
    if (st == ELA_OK)
        take(s, out);
    ela_json_free(in);
    ela_json_free(out);
    return st;
}

static void check_drained(struct schedule *s)
{
    if (s->daemon->draining && !s->job.busy)
        elw_daemon_drained(s->daemon);
}

static void done(struct elw_db_job *job)
{
    struct schedule *s = of_job(job);
    const struct chore *c = &CHORES[s->now];
    int64_t at = (int64_t)time(NULL);
    if (job->status == ELA_OK) {
        s->done[s->now]++;
        s->due_at[s->now] = s->more ? at : at + c->every_s;
        ELA_LOG(ELA_LOG_DEBUG, "chore.done", ELA_KV("op", c->op));
    } else {
        s->failed++;
        s->due_at[s->now] = at + (c->every_s < 60 ? c->every_s : 60);
        elw_daemon_error(s->daemon, job->err.key);
        ELA_LOG(ELA_LOG_ERROR, "chore.failed", ELA_KV("op", c->op), ELA_KV("error", job->err.key));
    }
    check_drained(s);
}

/* --- the clock ----------------------------------------------------------------------------------
 */

static void on_tick(uv_timer_t *timer)
{
    struct schedule *s = timer->data;
    int64_t at = (int64_t)time(NULL);
    if (s->daemon->draining || s->job.busy || elw_db_wait_ms(&s->daemon->db) > 0)
        return;
    for (size_t i = 0; i < NCHORES; i++) {
        if (s->due_at[i] > at)
            continue;
        s->now = i;
        s->job.run = run;
        s->job.done = done;
        elw_db_submit(&s->daemon->db, &s->job);
        return;
    }
}

static int start(struct elw_daemon *d)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct schedule *s = calloc(1, sizeof *s);
    if (s == NULL)
        return UV_ENOMEM;
    d->data = s;
    s->daemon = d;
    if (ela_app_new(&s->app, &err) != ELA_OK)
        return UV_ENOMEM;
    int rc = uv_timer_init(&d->loop, &s->tick);
    s->tick.data = s;
    return rc != 0 ? rc : uv_timer_start(&s->tick, on_tick, 0, TICK_MS);
}

static void reload(struct elw_daemon *d)
{
    struct schedule *s = d->data;
    memset(s->due_at, 0, sizeof s->due_at); /* looks at once */
}

static void drain(struct elw_daemon *d)
{
    check_drained(d->data);
}

static void free_schedule(uv_handle_t *timer)
{
    struct schedule *s = timer->data;
    ela_app_free(s->app);
    free(s);
}

static void close_all(struct elw_daemon *d)
{
    struct schedule *s = d->data;
    uv_close((uv_handle_t *)&s->tick, free_schedule);
}

static uint64_t drain_ms(struct elw_daemon *d)
{
    (void)d;
    return 30000;
}

static void counters(struct elw_daemon *d, struct ela_buf *json)
{
    const struct schedule *s = d->data;
    for (size_t i = 0; i < NCHORES; i++)
        for (size_t k = 0; k < 2 && CHORES[i].counters[k]; k++)
            ela_buf_addf(json, "\"%s\":%lld,", CHORES[i].counters[k], (long long)s->counted[i][k]);
    ela_buf_addf(json, "\"failed\":%lld", (long long)s->failed);
}

/* Batches of letters are stored, what no row names is swept. */
static void check(const struct ela_conf_common *common, const void *own,
                  void (*fault)(void *ctx, const char *key, const char *words), void *ctx)
{
    (void)own;
    elw_conf_documents(common, fault, ctx);
}

int main(int argc, char **argv)
{
    static const struct ela_conf_key none[] = {{.name = NULL}};
    const struct elw_worker worker = {.name = "schedule",
                                      .program = "elaska-schedule",
                                      .conf = {none, sizeof(struct own), check, true},
                                      .start = start,
                                      .reload = reload,
                                      .drain = drain,
                                      .give_up = drain,
                                      .close = close_all,
                                      .counters = counters,
                                      .drain_ms = drain_ms};
    return elw_main(argc, argv, &worker);
}
