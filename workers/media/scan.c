/*
 * The antivirus: one file at a time, beside the readings. The core says which and what follows of
 * the answer; the talk with clamd has a thread of the loop's pool, so that neither the loop nor the
 * database waits for it.
 */
#include "media/media_internal.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "json/json.h"
#include "media/clamd.h"
#include "runtime/log.h"
#include "vault/vault.h"

struct elw__scan {
    struct elw__media *media;
    struct ela_app *app; /* of the database thread that runs the job */
    struct elw_db_job job;
    uv_work_t work;
    bool working;
    int64_t at; /* when to look again */
    int64_t id, file;
    int64_t vault;        /* a document of a vault instead of a file: opened in memory, as sealed */
    struct ela_pour pour; /* what opens it */
    char place[80], address[200], found[121];
    const char *result; /* NULL: nothing to tell */
    atomic_bool stop;
};

static struct elw__scan *of_job(struct elw_db_job *job)
{
    return (struct elw__scan *)((char *)job - offsetof(struct elw__scan, job));
}

/* --- on a database thread ----------------------------------------------------------------- */

static enum ela_status call(struct elw__scan *s, struct ela_db *db, const char *op,
                            struct ela_json *in, struct ela_json **out, struct ela_error *err)
{
    const struct elw_daemon *d = s->media->daemon;
    struct ela_actor actor = {
        .kind = ELA_ACTOR_WORKER, .entity = (int32_t)d->common.entity, .lang = "fr"};
    const struct ela_request rq = {.db = db,
                                   .actor = &actor,
                                   .now = (int64_t)time(NULL),
                                   .documents = d->common.documents_dir,
                                   .pour = &s->pour,
                                   .master_key = d->common.master_key};
    ela_json_set_text(in, "owner", d->owner);
    enum ela_status st = ela_app_call(s->app, &rq, ela_str_of(op), in, out, NULL, NULL, err);
    ela_json_free(in);
    return st;
}

static enum ela_status tell(struct elw__scan *s, struct ela_db *db, struct ela_error *err)
{
    struct ela_json *in = ela_json_new_object(), *out = NULL;
    ela_json_set_int(in, s->vault ? "item" : "scan", s->vault ? s->vault : s->id);
    ela_json_set_text(in, "result", s->result);
    if (!s->vault)
        ela_json_set_text(in, "found", s->found);
    enum ela_status st = call(s, db, s->vault ? "vault.scan_done" : "scan.done", in, &out, err);
    ela_json_free(out);
    if (st == ELA_E_STATE) /* the lease ran out: whoever has it now tells */
        st = ELA_OK;
    return st;
}

/* A file first, then what lies in a vault. */
static enum ela_status next_file(struct elw__scan *s, struct ela_db *db, struct ela_error *err)
{
    struct ela_json *out = NULL;
    ELA_TRY(call(s, db, "scan.next", ela_json_new_object(), &out, err));
    s->id = ela_json_int(ela_json_get(out, "scan"), 0);
    s->file = ela_json_int(ela_json_get(out, "file"), 0);
    bool fits =
        ela_str_copy(ela_json_text(ela_json_get(out, "place")), s->place, sizeof s->place) &&
        ela_str_copy(ela_json_text(ela_json_get(out, "clamd")), s->address, sizeof s->address);
    ela_json_free(out);
    s->id = fits ? s->id : 0;
    return ELA_OK;
}

static enum ela_status next_of_vaults(struct elw__scan *s, struct ela_db *db, struct ela_error *err)
{
    struct ela_json *out = NULL;
    ELA_TRY(call(s, db, "vault.scan_next", ela_json_new_object(), &out, err));
    s->vault = ela_json_int(ela_json_get(out, "item"), 0);
    if (!ela_str_copy(ela_json_text(ela_json_get(out, "clamd")), s->address, sizeof s->address))
        s->vault = 0;
    ela_json_free(out);
    return ELA_OK;
}

static enum ela_status run(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw__scan *s = of_job(job);
    if (s->result)
        return tell(s, db, err);
    s->id = s->file = s->vault = 0;
    ELA_TRY(next_file(s, db, err));
    return s->id ? ELA_OK : next_of_vaults(s, db, err);
}

/* --- on a thread of its own --------------------------------------------------------------- */

static const char *const RESULTS[] = {"clean", "infected", "skipped", "away"};

static const char *scan_file(struct elw__scan *s)
{
    char path[4200];
    struct stat found;
    const char *result = "missing";
    snprintf(path, sizeof path, "%s/%s", s->media->daemon->common.documents_dir, s->place);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &found) == 0 && S_ISREG(found.st_mode))
        result = RESULTS[elw_clamd_scan(s->address, fd, &s->stop, s->found)];
    if (fd >= 0)
        (void)close(fd);
    return result;
}

struct pouring {
    struct elw__scan *scan;
    elw_clamd_put *put;
    void *to;
    enum ela_status st; /* of what was to be opened */
};

static enum ela_status poured(void *ctx, struct ela_str bytes, struct ela_error *err)
{
    struct pouring *p = ctx;
    return p->put(p->to, bytes.p, bytes.n) ? ELA_OK : ela_fail(err, ELA_E_STATE, "file.store", "");
}

/* Piece by piece: each is clear in memory alone, while it is sent. */
static bool feed_vault(void *ctx, elw_clamd_put *put, void *to)
{
    struct pouring *p = ctx;
    struct ela_error err = ELA_ERROR_INIT;
    p->put = put;
    p->to = to;
    p->st = ela_vault_pour(p->scan->media->daemon->common.documents_dir, &p->scan->pour, 0,
                           p->scan->pour.size, poured, p, &err);
    return p->st == ELA_OK;
}

static const char *scan_vault(struct elw__scan *s)
{
    struct pouring p = {.scan = s};
    const char *result = RESULTS[elw_clamd_stream(s->address, feed_vault, &p, &s->stop, s->found)];
    return p.st == ELA_E_NOT_FOUND ? "missing" : result;
}

static void talk(uv_work_t *work)
{
    struct elw__scan *s = work->data;
    s->result = s->vault ? scan_vault(s) : scan_file(s);
    explicit_bzero(&s->pour, sizeof s->pour);
}

/* --- on the loop -------------------------------------------------------------------------- */

static void done(struct elw_db_job *job);

static void submit(struct elw__scan *s)
{
    s->job.run = run;
    s->job.done = done;
    elw_db_submit(&s->media->daemon->db, &s->job);
}

static void talked(uv_work_t *work, int status)
{
    struct elw__scan *s = work->data;
    struct elw__media *m = s->media;
    s->working = false;
    if (status != 0 || atomic_load(&s->stop)) { /* its lease runs out */
        s->result = NULL;
        elw__media_check(m);
        return;
    }
    bool away = strcmp(s->result, "away") == 0;
    ELA_LOG(away ? ELA_LOG_WARN : ELA_LOG_INFO, "scan.end",
            ELA_KN(s->vault ? "vault" : "file", s->vault ? s->vault : s->file),
            ELA_KV("result", s->result), ELA_KV("found", s->found));
    if (away)
        elw_daemon_error(m->daemon, "antivirus");
    m->count.scanned += strcmp(s->result, "clean") == 0;
    m->count.infected += strcmp(s->result, "infected") == 0;
    m->count.unscanned += away || strcmp(s->result, "skipped") == 0;
    submit(s);
}

static void done(struct elw_db_job *job)
{
    struct elw__scan *s = of_job(job);
    struct elw__media *m = s->media;
    bool told = s->result != NULL;
    s->result = NULL;
    if (job->status != ELA_OK) {
        elw_daemon_error(m->daemon, job->err.key);
        s->at = (int64_t)time(NULL) + m->conf->poll_s;
    } else if (told) {
        s->at = 0; /* there may be more */
    } else if ((s->id || s->vault) && !m->daemon->draining) {
        s->found[0] = '\0';
        s->work.data = s;
        s->working = uv_queue_work(&m->daemon->loop, &s->work, talk, talked) == 0;
    } else {
        s->at = (int64_t)time(NULL) + m->conf->poll_s;
    }
    elw__media_check(m);
}

void elw__scan_look(struct elw__media *m)
{
    struct elw__scan *s = m->scan;
    if (elw__scan_busy(m) || m->daemon->draining || (int64_t)time(NULL) < s->at ||
        elw_db_wait_ms(&m->daemon->db) > 0)
        return;
    submit(s);
}

bool elw__scan_busy(const struct elw__media *m)
{
    return m->scan && (m->scan->working || m->scan->job.busy);
}

void elw__scan_stop(struct elw__media *m)
{
    atomic_store(&m->scan->stop, true);
}

bool elw__scan_new(struct elw__media *m)
{
    struct ela_error err = ELA_ERROR_INIT;
    m->scan = calloc(1, sizeof *m->scan);
    if (!m->scan)
        return false;
    m->scan->media = m;
    return ela_app_new(&m->scan->app, &err) == ELA_OK;
}

void elw__scan_free(struct elw__media *m)
{
    if (m->scan && m->scan->app)
        ela_app_free(m->scan->app);
    free(m->scan);
}
