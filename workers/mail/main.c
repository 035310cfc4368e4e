/*
 * elaska-mail: sends the outgoing queue by SMTP. Any number may run on any number of hosts.
 * Source: COM-09, COM-22, COM-29; design "Workers".
 */
#include "mail/mail_internal.h"

#include <malloc.h>
#include <sys/resource.h>

#include "runtime/log.h"

enum { TICK_MS = 250, CALM_MS = 5000 };

/* --- the tick: whatever had to wait ------------------------------------------------------------
 */

/* What a busy hour took is given back once it is over. */
static void trim_when_calm(struct elw__post *p, int64_t now)
{
    if (p->nwaiting > 0 || elw_smtp_active(p->smtp) > 0)
        p->busy_ms = now;
    if (p->busy_ms == 0 || now - p->busy_ms < CALM_MS)
        return;
    p->busy_ms = 0;
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

static void on_tick(uv_timer_t *timer)
{
    struct elw__post *p = timer->data;
    int64_t now = elw__now_ms();
    elw__give_back(p, p->draining);
    elw__dispatch(p);
    elw__store(p);
    if (p->more || now - p->claimed_ms >= p->conf->poll_s * 1000)
        elw__claim(p);
    if (p->nwaiting == 0)
        elw_destinations_prune(&p->destinations, now);
    trim_when_calm(p, now);
    elw__check_drained(p);
}

/* --- life ------------------------------------------------------------------------------------- */

static void take_limits(struct elw_daemon *d)
{
    struct elw__post *p = d->data;
    p->destinations.rate = p->conf->rate;
    p->destinations.at_once = p->conf->per_destination;
    elw_smtp_rest(p->smtp);
    p->server_closed_until_ms = p->claimed_ms = 0; /* looks at once */
}

static int start(struct elw_daemon *d)
{
    struct elw__post *p = calloc(1, sizeof *p);
    if (p == NULL)
        return UV_ENOMEM;
    d->data = p;
    p->daemon = d;
    p->conf = d->own;
    p->waiting_end = &p->waiting;
    p->claim_max = (size_t)p->conf->batch;
    p->filling = calloc(1, sizeof *p->filling);
    p->storing = calloc(1, sizeof *p->storing);
    p->smtp = elw_smtp_new(&d->loop, p->conf, (size_t)p->conf->connections, elw__sent, p);
    if (p->filling == NULL || p->storing == NULL || p->smtp == NULL)
        return UV_ENOMEM;
    take_limits(d);
    int rc = uv_timer_init(&d->loop, &p->tick);
    p->tick.data = p;
    return rc != 0 ? rc : uv_timer_start(&p->tick, on_tick, 0, TICK_MS);
}

static void drain(struct elw_daemon *d)
{
    struct elw__post *p = d->data;
    p->draining = true;
    elw__give_back(p, true);
    elw__check_drained(p);
}

static void give_up(struct elw_daemon *d)
{
    struct elw__post *p = d->data;
    elw_smtp_cut(p->smtp);
    elw__store(p);
    elw__check_drained(p);
}

static void free_post(uv_handle_t *timer)
{
    struct elw__post *p = timer->data;
    free(p->filling);
    free(p->storing);
    free(p);
}

static void close_all(struct elw_daemon *d)
{
    struct elw__post *p = d->data;
    int64_t left = (int64_t)(p->filling->nresults + p->storing->nresults);
    if (left > 0)
        ELA_LOG(ELA_LOG_ERROR, "results.lost", ELA_KN("messages", left));
    elw_smtp_free(p->smtp);
    elw_destinations_release(&p->destinations);
    uv_close((uv_handle_t *)&p->tick, free_post);
}

static uint64_t drain_ms(struct elw_daemon *d)
{
    const struct elw_mail_conf *c = d->own;
    return (uint64_t)c->drain_s * 1000;
}

static void counters(struct elw_daemon *d, struct ela_buf *json)
{
    const struct elw__post *p = d->data;
    const struct elw__counters *n = &p->count;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    ela_buf_addf(json,
                 "\"claimed\":%lld,\"sent\":%lld,\"retried\":%lld,\"refused\":%lld,"
                 "\"given_back\":%lld,\"put_off\":%lld,",
                 (long long)n->claimed, (long long)n->sent, (long long)n->retried,
                 (long long)n->refused, (long long)n->given_back, (long long)n->put_off);
    ela_buf_addf(json,
                 "\"under_way\":%zu,\"waiting\":%zu,\"destinations\":%zu,\"server_failures\":%u,"
                 "\"database_failures\":%llu,\"peak_kb\":%ld",
                 elw_smtp_active(p->smtp), p->nwaiting, p->destinations.n, p->server_failures,
                 (unsigned long long)d->db.failed_all, used.ru_maxrss);
}

int main(int argc, char **argv)
{
    static const struct elw_worker worker = {.name = "mail",
                                             .program = "elaska-mail",
                                             .start = start,
                                             .reload = take_limits,
                                             .drain = drain,
                                             .give_up = give_up,
                                             .close = close_all,
                                             .counters = counters,
                                             .drain_ms = drain_ms};
    struct elw_worker w = worker;
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 2); /* one for each thread would hold memory that none uses */
#endif
    w.conf = ELW_MAIL_CONF;
    return elw_main(argc, argv, &w);
}
