/*
 * From the waiting list to the server, and what each end means. A server that is away costs a
 * message one attempt each time somebody knocks, not every message one: the others wait in the
 * queue.
 */
#include "mail/mail_internal.h"

#include "mail/mime.h"
#include "runtime/log.h"
#include "runtime/random.h"

enum { AWAY_FIRST_MS = 1000, AWAY_LAST_MS = 60000, MESSAGE_BYTES = 16 << 20 };

int64_t elw__now_ms(void)
{
    return (int64_t)(uv_hrtime() / 1000000);
}

/* --- messages in hand ------------------------------------------------------------------------- */

static void let_go(struct elw__mail *m)
{
    struct elw__batch *b = m->batch;
    ela_buf_release(&m->text);
    free(m);
    if (--b->open == 0) {
        ela_arena_release(&b->arena);
        free(b);
    }
}

static void wait_for_turn(struct elw__post *p, struct elw__mail *m)
{
    m->next = NULL;
    *p->waiting_end = m;
    p->waiting_end = &m->next;
    p->nwaiting++;
    m->to->waiting++;
}

/* Takes out what *at points to. */
static struct elw__mail *take_out(struct elw__post *p, struct elw__mail **at)
{
    struct elw__mail *m = *at;
    *at = m->next;
    if (p->waiting_end == &m->next)
        p->waiting_end = at;
    p->nwaiting--;
    m->to->waiting--;
    return m;
}

static void accept_one(struct elw__post *p, struct elw__batch *b, struct ela_outbox_item *row,
                       int64_t lease_ends_ms)
{
    struct elw_destinations *all = &p->destinations;
    int64_t now = elw__now_ms();
    struct elw_destination *to = elw_destination_of(all, row->to_email);
    struct elw__mail *m = to != NULL ? calloc(1, sizeof *m) : NULL;
    if (m == NULL) {
        elw__return_lease(p, row->id);
        return;
    }
    int64_t slot = elw_destination_slot_ms(all, to, now, to->waiting);
    if (slot > now + ELW__HORIZON_MS) {
        int64_t wait_s = (elw_destination_put_off(all, to, slot) - now + 999) / 1000;
        elw__return_later(p, row->id, (int64_t)time(NULL) + wait_s);
        free(m);
        return;
    }
    m->row = row;
    m->batch = b;
    m->to = to;
    m->lease_ends_ms = lease_ends_ms;
    ela_buf_init(&m->text, MESSAGE_BYTES);
    b->open++;
    wait_for_turn(p, m);
}

void elw__accept(struct elw__post *p, struct elw__batch *b, int64_t lease_ends_ms)
{
    b->open = 1; /* ours, while the batch is gone through */
    for (size_t i = 0; i < b->n; i++)
        accept_one(p, b, &b->items[i], lease_ends_ms);
    if (--b->open == 0) {
        ela_arena_release(&b->arena);
        free(b);
    }
    if (p->draining)
        elw__give_back(p, true);
    elw__dispatch(p);
    elw__store(p);
    elw__claim_more(p);
    elw__check_drained(p);
}

void elw__give_back(struct elw__post *p, bool all)
{
    int64_t enough = elw__now_ms() + p->conf->smtp_timeout * 1000;
    struct elw__mail **at = &p->waiting;
    while (*at != NULL) {
        if (!all && (*at)->lease_ends_ms > enough) {
            at = &(*at)->next;
            continue;
        }
        struct elw__mail *m = take_out(p, at);
        elw__return_lease(p, m->row->id);
        let_go(m);
    }
    elw__store(p);
}

/* --- the server's door ------------------------------------------------------------------------ */

bool elw__server_open(const struct elw__post *p)
{
    return p->server_failures == 0 || elw__now_ms() >= p->server_closed_until_ms;
}

static void server_failed(struct elw__post *p, const struct elw_smtp_result *r)
{
    int64_t wait = AWAY_FIRST_MS;
    for (unsigned i = 0; i < p->server_failures && wait < AWAY_LAST_MS; i++)
        wait *= 2;
    if (wait > AWAY_LAST_MS)
        wait = AWAY_LAST_MS;
    wait = wait * 3 / 4 + wait * (int64_t)elw_random_million(NULL) / 2000000;
    ELA_LOG(ELA_LOG_WARN, "server.failed", ELA_KN("code", r->code), ELA_KV("reason", r->reason),
            ELA_KN("wait_ms", wait));
    elw_daemon_error(p->daemon, r->reason);
    p->server_failures++;
    p->server_closed_until_ms = elw__now_ms() + wait;
}

static void server_answered(struct elw__post *p)
{
    if (p->server_failures > 0)
        ELA_LOG(ELA_LOG_INFO, "server.back", ELA_KN("failures", p->server_failures));
    p->server_failures = 0;
}

/* --- results ---------------------------------------------------------------------------------- */

static void report(struct elw__post *p, struct elw__mail *m, enum ela_outcome outcome, int code,
                   const char *reason)
{
    static const char *const events[] = {"mail.sent", "mail.retry", "mail.refused"};
    struct ela_outbox_result r = {
        .id = m->row->id, .attempts = m->row->attempts, .outcome = outcome, .code = code};
    snprintf(r.reason, sizeof r.reason, "%s", reason);
    int64_t *count[] = {&p->count.sent, &p->count.retried, &p->count.refused};
    ++*count[outcome];
    ELA_LOG(outcome == ELA_OUTCOME_OK ? ELA_LOG_INFO : ELA_LOG_WARN, events[outcome],
            ELA_KN("id", m->row->id), ELA_KN("attempt", m->row->attempts), ELA_KN("code", code),
            ELA_KV("reason", r.reason));
    let_go(m);
    elw__return_result(p, &r);
}

void elw__sent(void *ctx, const struct elw_smtp_message *sent, const struct elw_smtp_result *r)
{
    struct elw__post *p = ctx;
    struct elw__mail *m = sent->owner;
    m->to->in_flight--;
    if (r->end == ELW_SMTP_STALE && !m->again && !p->draining) {
        m->again = true;
        wait_for_turn(p, m);
    } else if (r->end == ELW_SMTP_DELIVERED) {
        server_answered(p);
        p->daemon->last_error[0] = '\0';
        report(p, m, ELA_OUTCOME_OK, 250, "");
    } else if (r->end == ELW_SMTP_MESSAGE) {
        server_answered(p);
        if (r->code != 0)
            elw_daemon_error(p->daemon, r->reason);
        report(p, m, ela_smtp_outcome(r->code), r->code, r->reason);
    } else {
        server_failed(p, r);
        report(p, m, ELA_OUTCOME_TRANSIENT, r->code, r->reason);
    }
    elw__dispatch(p);
    elw__claim_more(p);
    elw__check_drained(p);
}

/* --- sending ---------------------------------------------------------------------------------- */

/* Why a message cannot be sent at all, or NULL. */
static const char *compose(struct elw__mail *m, struct ela_error *err)
{
    const struct ela_outbox_item *row = m->row;
    if (row->text[0] == '\0' && row->html[0] == '\0')
        return "the message is empty";
    ela_buf_reset(&m->text);
    enum ela_status st = elw_mime_write(row, (int64_t)time(NULL), &m->text, err);
    if (st == ELA_E_INPUT)
        return strcmp(err->field, "recipient") == 0 ? "the recipient's address cannot be used"
                                                    : "the sender or the Message-ID is malformed";
    return NULL;
}

static void start(struct elw__post *p, struct elw__mail *m)
{
    struct ela_error err = ELA_ERROR_INIT;
    const char *never = compose(m, &err);
    if (never != NULL) {
        report(p, m, ELA_OUTCOME_PERMANENT, 0, never);
        return;
    }
    struct elw_smtp_message sm = {.from = m->row->from_email,
                                  .to = m->row->to_email,
                                  .bytes = {m->text.p, m->text.n},
                                  .fresh = m->again,
                                  .owner = m};
    if (err.status != ELA_OK) {
        report(p, m, ELA_OUTCOME_TRANSIENT, 0, "out of memory");
        return;
    }
    elw_smtp_send(p->smtp, &sm);
    elw_destination_begin(&p->destinations, m->to, elw__now_ms());
}

/* The first message that may leave now; one whose lease is too short is left for the tick. */
static struct elw__mail **next_free(struct elw__post *p)
{
    int64_t now = elw__now_ms(), timeout = p->conf->smtp_timeout * 1000;
    for (struct elw__mail **at = &p->waiting; *at != NULL; at = &(*at)->next) {
        if ((*at)->lease_ends_ms > now + timeout &&
            elw_destination_free(&p->destinations, (*at)->to, now))
            return at;
    }
    return NULL;
}

void elw__dispatch(struct elw__post *p)
{
    while (!p->draining && elw_smtp_room(p->smtp) > 0 && elw__server_open(p)) {
        /* After a failure one message knocks, the others see what becomes of it. */
        if (p->server_failures > 0 && elw_smtp_active(p->smtp) > 0)
            return;
        struct elw__mail **at = next_free(p);
        if (at == NULL)
            return;
        start(p, take_out(p, at));
    }
}

void elw__check_drained(struct elw__post *p)
{
    if (p->draining && p->nwaiting == 0 && elw_smtp_active(p->smtp) == 0 && elw__ledger_idle(p))
        elw_daemon_drained(p->daemon);
}
