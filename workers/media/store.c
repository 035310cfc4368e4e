/*
 * From what a process said to the store: pages and words go over to a database thread while it
 * draws on, and its end after the last of them.
 */
#include "media/media_internal.h"

#include <signal.h>

#include "runtime/log.h"
#include "runtime/random.h"

static struct elw__reading *of_job(struct elw_db_job *job)
{
    return (struct elw__reading *)((char *)job - offsetof(struct elw__reading, store));
}

void elw__load_free(struct elw__load *load)
{
    if (!load)
        return;
    for (size_t i = 0; i < load->n; i++)
        free(load->bytes[i]);
    ela_buf_release(&load->text);
    free(load);
}

/* --- on a database thread ----------------------------------------------------------------- */

static enum ela_status keep(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw__reading *r = of_job(job);
    const struct elw_daemon *d = r->media->daemon;
    struct elw__load *load = r->storing;
    int32_t lease = (int32_t)(2 * r->media->conf->timeout_s + 60);
    int64_t now = (int64_t)time(NULL);
    if (load->n)
        ELA_TRY(ela_preview_keep(db, d->common.documents_dir, d->owner, now, lease, r->job.id,
                                 r->pages, load->page, load->n, err));
    if (load->has_text)
        ELA_TRY(ela_preview_text(db, d->owner, now, r->job.id,
                                 (struct ela_str){load->text.p, load->text.n}, err));
    return ELA_OK;
}

static enum ela_status finish(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw__reading *r = of_job(job);
    return ela_preview_end(db, r->media->daemon->owner, (int64_t)time(NULL), r->job.id,
                           r->job.attempts, r->end, r->error, elw_random_million(NULL), err);
}

/* A database that is away ends its connection: only that is worth telling the pool. */
static enum ela_status run(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw__reading *r = of_job(job);
    enum ela_status st = r->ending ? finish(db, job, err) : keep(db, job, err);
    r->bad = r->bad || st == ELA_E_INPUT;
    r->lost = st != ELA_OK && st != ELA_E_INPUT;
    return st == ELA_E_STATE || st == ELA_E_INPUT ? ELA_OK : st;
}

/* --- on the loop -------------------------------------------------------------------------- */

static void done(struct elw_db_job *job)
{
    struct elw__reading *r = of_job(job);
    elw__load_free(r->storing);
    r->storing = NULL;
    if (r->ending) {
        if (r->lost)
            ELA_LOG(ELA_LOG_WARN, "preview.lost", ELA_KN("file", r->job.file));
        elw__reading_over(r);
    } else if (r->lost || r->bad) {
        elw__reading_stop(r);
    } else {
        elw__reading_more(r);
    }
}

/* How it ended, told once: what was drawn is shown, whatever came afterwards. */
static void judge(struct elw__reading *r)
{
    static const struct {
        int64_t status;
        const char *error;
    } reasons[] = {{ELW_CHILD_DAMAGED, "preview.damaged"},
                   {ELW_CHILD_PROTECTED, "preview.protected"},
                   {ELW_CHILD_TOO_LARGE, "preview.too_large"},
                   {ELW_CHILD_KIND, "preview.kind"}};
    bool text = strcmp(r->job.kind, "text") == 0, converts = r->phase == ELW__CONVERT;
    r->end = ELA_PREVIEW_RETRY;
    r->error = r->cut ? "preview.slow" : "preview.crashed";
    if (r->lost) {
        r->error = "preview.store";
    } else if (r->killed || (r->status == ELW_CHILD_SANDBOX && r->signal == 0)) {
        r->end = ELA_PREVIEW_BACK;
        r->error = "";
    } else if (r->missing) {
        r->error = "preview.missing";
    } else if (r->bad) {
        r->end = ELA_PREVIEW_NEVER;
        r->error = "preview.damaged";
    } else if (r->last >= 1 || (text && r->status == ELW_CHILD_DONE && r->signal == 0)) {
        r->end = ELA_PREVIEW_DONE;
        r->error = r->cut ? "preview.slow" : "";
    } else if (r->no_office) {
        r->end = ELA_PREVIEW_NEVER;
        r->error = "preview.no_office";
    } else if (converts && r->signal == SIGXFSZ) { /* more than anybody reads */
        r->end = ELA_PREVIEW_NEVER;
        r->error = "preview.too_large";
    } else if (converts && r->signal == 0 && r->status == 0 && !r->cut) { /* it made nothing */
        r->end = ELA_PREVIEW_NEVER;
        r->error = "preview.damaged";
    } else if (r->signal == 0 && !r->cut && !converts) {
        for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
            if (reasons[i].status == r->status) {
                r->end = ELA_PREVIEW_NEVER;
                r->error = reasons[i].error;
            }
    }
}

static void count(struct elw__reading *r)
{
    struct elw__counters *n = &r->media->count;
    int64_t *of[] = {&n->made, &n->refused, &n->retried, &n->retried};
    bool last = r->end == ELA_PREVIEW_RETRY && r->job.attempts >= ELA_PREVIEW_ATTEMPTS;
    ++*(last ? &n->failed : of[r->end]);
    ELA_LOG(last ? ELA_LOG_WARN : ELA_LOG_INFO, "preview.end", ELA_KN("file", r->job.file),
            ELA_KN("attempt", r->job.attempts), ELA_KN("pages", r->last > 0 ? r->last : 0),
            ELA_KV("why", r->error), ELA_KN("status", r->status), ELA_KN("signal", r->signal));
    if (last)
        elw_daemon_error(r->media->daemon, r->error);
}

void elw__store(struct elw__reading *r)
{
    if (r->store.busy || r->ending)
        return;
    bool more = r->filling && (r->filling->n > 0 || r->filling->has_text) && !r->lost && !r->bad;
    if (!more && !(r->exited && r->ended))
        return;
    if (!more && elw__office_next(r))
        return;
    if (more) {
        r->storing = r->filling;
        r->filling = NULL;
    } else {
        r->ending = true;
        judge(r);
        count(r);
    }
    r->store.run = run;
    r->store.done = done;
    elw_db_submit(&r->media->daemon->db, &r->store);
}
