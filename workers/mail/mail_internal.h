/*
 * The mail worker: messages go from the queue (ledger.c claims and reports) through a waiting list
 * (dispatch.c) to SMTP (smtp.c), and their results back to the queue.
 */
#ifndef ELW_MAIL_MAIL_INTERNAL_H
#define ELW_MAIL_MAIL_INTERNAL_H

#include "mail/destination.h"
#include "mail/mail_conf.h"
#include "mail/smtp.h"
#include "outbox/outbox.h"
#include "runtime/daemon.h"

enum {
    ELW__REPORT_MAX = 1200, /* results, and messages given back, in one job */
    ELW__HORIZON_MS = 10000 /* a message that its destination's rate keeps longer goes back */
};

/* What was claimed at once; freed with its last message. */
struct elw__batch {
    struct ela_arena arena;
    size_t open; /* messages in hand */
    size_t n;
    int64_t claimed_at;
    struct ela_outbox_item items[];
};

struct elw__mail {
    struct ela_outbox_item *row;
    struct elw__batch *batch;
    struct elw_destination *to;
    int64_t lease_ends_ms; /* of elw__now_ms() */
    bool again;            /* its kept connection had gone; it gets a new one */
    struct ela_buf text;   /* while under way */
    struct elw__mail *next;
};

struct elw__counters {
    int64_t claimed, sent, retried, refused, given_back, put_off, unreported;
};

/* Results and leases to give back: one list fills while the other is being stored. */
struct elw__returns {
    struct ela_outbox_result results[ELW__REPORT_MAX];
    int64_t back[ELW__REPORT_MAX];
    struct ela_outbox_later later[ELW__REPORT_MAX];
    size_t nresults, nback, nlater;
};

struct elw__post {
    struct elw_daemon *daemon;
    struct elw_mail_conf *conf;
    struct elw_smtp *smtp;
    struct elw_destinations destinations;
    struct elw__counters count;
    struct elw__mail *waiting, **waiting_end;
    size_t nwaiting;
    bool draining;
    uv_timer_t tick; /* looks at the queue, at leases and at whatever had to wait */

    /* The server did not answer, or not as one that takes mail: one message at a time knocks. */
    unsigned server_failures;
    int64_t server_closed_until_ms;
    int64_t busy_ms; /* last seen at work since memory was given back; 0: not since */

    struct elw_db_job claim;
    struct elw__batch *claiming;
    size_t claim_max; /* halved when a batch does not fit in memory */
    bool more;        /* the last claim was full */
    int64_t claimed_ms;

    struct elw_db_job report;
    struct elw__returns *filling, *storing;
};

int64_t elw__now_ms(void); /* monotonic */

/* --- ledger.c --------------------------------------------------------------------------------- */
/* Claims more, unless it is too early or enough is in hand. */
void elw__claim(struct elw__post *p);
void elw__claim_more(struct elw__post *p);
/* Stores what has come back, when nothing is being stored. */
void elw__store(struct elw__post *p);
void elw__return_result(struct elw__post *p, const struct ela_outbox_result *r);
void elw__return_lease(struct elw__post *p, int64_t id);
void elw__return_later(struct elw__post *p, int64_t id, int64_t due_at);
/* Room for so many more returns of each kind: a claim must not bring what cannot be given back. */
size_t elw__return_room(const struct elw__post *p);
bool elw__ledger_idle(const struct elw__post *p);

/* --- dispatch.c ------------------------------------------------------------------------------- */
/* Puts a claimed batch in the waiting list; takes ownership of it. */
void elw__accept(struct elw__post *p, struct elw__batch *b, int64_t lease_ends_ms);
/* Sends what may leave now. */
void elw__dispatch(struct elw__post *p);
/* Gives back what waits: at a stop, or when leases run out. */
void elw__give_back(struct elw__post *p, bool all);
/* elw_smtp_done */
void elw__sent(void *ctx, const struct elw_smtp_message *m, const struct elw_smtp_result *r);
/* While the server is away nothing is claimed. */
bool elw__server_open(const struct elw__post *p);
/* At the end of a drain, when nothing is left. */
void elw__check_drained(struct elw__post *p);

#endif
