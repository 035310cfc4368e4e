/*
 * The queue's side: claims and reports as jobs of the database threads, one of each at a time.
 * Nothing is claimed while a report could not be stored, so that no lease of ours that ran out is
 * claimed again before its result is known.
 */
#include "mail/mail_internal.h"

#include "runtime/log.h"
#include "runtime/random.h"

enum { ARENA_BYTES = 48 << 20 /* bodies of one claim */ };

static struct elw__post *post_of_claim(struct elw_db_job *job)
{
    return (struct elw__post *)((char *)job - offsetof(struct elw__post, claim));
}

static struct elw__post *post_of_report(struct elw_db_job *job)
{
    return (struct elw__post *)((char *)job - offsetof(struct elw__post, report));
}

/* --- claims ----------------------------------------------------------------------------------- */

static enum ela_status claim_run(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw__post *p = post_of_claim(job);
    struct elw__batch *b = p->claiming;
    b->claimed_at = (int64_t)time(NULL);
    return ela_outbox_claim(db, &b->arena, p->daemon->owner, b->claimed_at,
                            (int32_t)p->conf->lease_s, p->claim_max, b->items, &b->n, err);
}

/* The lease is told in whole seconds of the wall clock; here time is measured by the other one. */
static int64_t lease_ends_ms(const struct elw__post *p, const struct elw__batch *b)
{
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    int64_t wall_ms = (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
    return elw__now_ms() + (b->claimed_at + p->conf->lease_s) * 1000 - wall_ms;
}

static void claim_done(struct elw_db_job *job)
{
    struct elw__post *p = post_of_claim(job);
    struct elw__batch *b = p->claiming;
    p->claiming = NULL;
    p->more = false;
    if (job->status != ELA_OK) {
        elw_daemon_error(p->daemon, job->err.key);
        ela_arena_release(&b->arena);
        free(b);
        if (job->status == ELA_E_INTERNAL && p->claim_max > 1)
            p->claim_max /= 2; /* too large together; alone, each one fits */
        elw__check_drained(p);
        return;
    }
    p->more = b->n == p->claim_max;
    p->count.claimed += (int64_t)b->n;
    if (b->n > 0)
        ELA_LOG(ELA_LOG_DEBUG, "queue.claimed", ELA_KN("messages", b->n));
    if (p->claim_max < (size_t)p->conf->batch)
        p->claim_max++;
    elw__accept(p, b, lease_ends_ms(p, b));
}

void elw__claim(struct elw__post *p)
{
    size_t low = (size_t)p->conf->batch / 2;
    if (p->draining || p->claim.busy || p->nwaiting > low || !elw__server_open(p) ||
        elw_db_wait_ms(&p->daemon->db) > 0 || elw__return_room(p) < p->claim_max)
        return;
    struct elw__batch *b = calloc(1, sizeof *b + p->claim_max * sizeof b->items[0]);
    if (b == NULL)
        return;
    ela_arena_init(&b->arena, ARENA_BYTES);
    p->claiming = b;
    p->claimed_ms = elw__now_ms();
    p->claim.run = claim_run;
    p->claim.done = claim_done;
    elw_db_submit(&p->daemon->db, &p->claim);
}

/* A claim that was not full emptied the queue: only the next tick looks again. */
void elw__claim_more(struct elw__post *p)
{
    if (p->more)
        elw__claim(p);
}

/* --- reports ---------------------------------------------------------------------------------- */

static bool empty(const struct elw__returns *r)
{
    return r->nresults == 0 && r->nback == 0 && r->nlater == 0;
}

static enum ela_status report_run(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw__post *p = post_of_report(job);
    const struct elw__returns *r = p->storing;
    const char *owner = p->daemon->owner;
    int64_t now = (int64_t)time(NULL);
    ELA_TRY(
        ela_outbox_report(db, owner, now, r->results, r->nresults, elw_random_million, NULL, err));
    ELA_TRY(ela_outbox_release(db, owner, now, r->back, r->nback, err));
    return ela_outbox_defer(db, owner, r->later, r->nlater, err);
}

static void report_done(struct elw_db_job *job)
{
    struct elw__post *p = post_of_report(job);
    if (job->status != ELA_OK) {
        elw_daemon_error(p->daemon, job->err.key);
        return; /* the tick comes back to it */
    }
    p->storing->nresults = p->storing->nback = p->storing->nlater = 0;
    elw__store(p);
    elw__claim_more(p);
    elw__check_drained(p);
}

void elw__store(struct elw__post *p)
{
    if (p->report.busy || elw_db_wait_ms(&p->daemon->db) > 0)
        return;
    if (empty(p->storing)) {
        struct elw__returns *full = p->filling;
        if (empty(full))
            return;
        p->filling = p->storing;
        p->storing = full;
    }
    p->report.run = report_run;
    p->report.done = report_done;
    elw_db_submit(&p->daemon->db, &p->report);
}

/* The claim looked for room before it brought the message. */
void elw__return_result(struct elw__post *p, const struct ela_outbox_result *r)
{
    struct elw__returns *f = p->filling;
    if (f->nresults < ELW__REPORT_MAX)
        f->results[f->nresults++] = *r;
    else
        p->count.unreported++;
    elw__store(p);
}

void elw__return_lease(struct elw__post *p, int64_t id)
{
    struct elw__returns *f = p->filling;
    if (f->nback < ELW__REPORT_MAX) {
        f->back[f->nback++] = id;
        p->count.given_back++;
    }
}

void elw__return_later(struct elw__post *p, int64_t id, int64_t due_at)
{
    struct elw__returns *f = p->filling;
    if (f->nlater < ELW__REPORT_MAX) {
        f->later[f->nlater++] = (struct ela_outbox_later){id, due_at};
        p->count.put_off++;
    }
}

size_t elw__return_room(const struct elw__post *p)
{
    const struct elw__returns *f = p->filling;
    size_t used = f->nresults;
    if (f->nback > used)
        used = f->nback;
    if (f->nlater > used)
        used = f->nlater;
    used += p->nwaiting + elw_smtp_active(p->smtp);
    /* What could not be stored comes first. */
    if (!p->report.busy && !empty(p->storing))
        return 0;
    return used < ELW__REPORT_MAX ? ELW__REPORT_MAX - used : 0;
}

bool elw__ledger_idle(const struct elw__post *p)
{
    return !p->report.busy && !p->claim.busy && empty(p->storing) && empty(p->filling);
}
