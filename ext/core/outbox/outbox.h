/*
 * The outbox: what must happen outside the transaction is a row written inside it. The mail worker
 * claims rows with a lease, sends, and reports an outcome; this file decides what the outcome means
 * (retry, dead, done). Source: design "Outbox and jobs"; COM-09, COM-22, COM-29.
 */
#ifndef ELA_OUTBOX_OUTBOX_H
#define ELA_OUTBOX_OUTBOX_H

#include "op/op.h"

struct ela_mail {
    const char *kind; /* "invoice.issued", "account.invitation", "account.reset", "account.locked",
                         "account.new_device", ... */
    struct ela_str to_email, to_name, subject, text, html; /* html may be empty */
    int32_t client_id;
    int64_t case_id, account_id;
    const char *object;
    int64_t object_id;
    const char *dedupe_key; /* at most 64 bytes; the same key is queued once; NULL: none */
    int64_t not_before_at;  /* 0: now */
    int64_t ttl_s;          /* 0: 3 days */
    bool secret; /* holds a one-time link: text and html are emptied once sent or dead (SEC-22) */
};

/* Queues one mail in the caller's transaction and journals it (COM-29). *id may be NULL. Header
 * injection (CR, LF) is refused: input mail.header. */
enum ela_status ela_outbox_mail(struct ela_call *c, const struct ela_mail *m, int64_t *id,
                                struct ela_error *err) ELA_MUST_CHECK;

/*
 * Renders the shipped template `kind` in `lang` with variables {name: text} and queues it.
 * Templates are data: packs/core/mail.json, compiled in; {{name}} is escaped in HTML. Unknown
 * variables are an internal error.
 */
enum ela_status ela_outbox_notify(struct ela_call *c, const struct ela_mail *base, const char *lang,
                                  const struct ela_json *variables, int64_t *id,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* --- worker side: native connection, worker actor ------------------------------------------ */
struct ela_outbox_item {
    int64_t id;
    int32_t entity;
    int attempts; /* this one included */
    const char *message_id, *from_email, *from_name, *to_email, *to_name, *subject, *text, *html,
        *lang;
    int64_t created_at;
};

/*
 * Claims up to `max` due rows for `owner` until now + lease_s (FOR UPDATE SKIP LOCKED and a guarded
 * update); expired leases of others are taken over. Items live in `arena`. *n is what was got.
 */
enum ela_status ela_outbox_claim(struct ela_db *db, struct ela_arena *arena, const char *owner,
                                 int64_t now, int32_t lease_s, size_t max,
                                 struct ela_outbox_item *items, size_t *n,
                                 struct ela_error *err) ELA_MUST_CHECK;

enum ela_outcome { ELA_OUTCOME_OK, ELA_OUTCOME_TRANSIENT, ELA_OUTCOME_PERMANENT };
struct ela_outbox_result {
    int64_t id;
    int attempts;
    enum ela_outcome outcome;
    int code;         /* SMTP reply code, 0 when none */
    char reason[240]; /* printable, no addresses */
};
/* Stores many results in one transaction; only rows still leased by `owner` change. random01:
 * jitter source in [0,1000000). */
enum ela_status ela_outbox_report(struct ela_db *db, const char *owner, int64_t now,
                                  const struct ela_outbox_result *r, size_t n,
                                  uint32_t (*random_million)(void *), void *rctx,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Gives leases back untouched (drain). */
enum ela_status ela_outbox_release(struct ela_db *db, const char *owner, int64_t now,
                                   const int64_t *ids, size_t n,
                                   struct ela_error *err) ELA_MUST_CHECK;
struct ela_outbox_later {
    int64_t id, due_at;
};
/* Gives leases back, each due again at its own time: the worker has more than it may send now. The
 * attempt does not count. */
enum ela_status ela_outbox_defer(struct ela_db *db, const char *owner,
                                 const struct ela_outbox_later *later, size_t n,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* When is the next row due (0 none)? Lets the worker sleep. */
enum ela_status ela_outbox_next_due(struct ela_db *db, int64_t *due_at,
                                    struct ela_error *err) ELA_MUST_CHECK;

/* Meaning of an SMTP reply or transport failure (pure; fuzzed). */
enum ela_outcome ela_smtp_outcome(int code);
/* First valid SMTP reply code (200..599) in a raw reply, multi-line aware; 0 = garbage. text gets
 * the printable remainder, bounded. */
int ela_smtp_reply(struct ela_str raw, char *text, size_t text_size);
/* Seconds until the next attempt: 30 s doubling to 4 h, +-20 % jitter. */
int64_t ela_backoff_s(int attempts, uint32_t random_million);

/* Worker heartbeat row (llx_elaska_worker). counters: JSON object text. */
enum ela_status ela_worker_beat(struct ela_db *db, const char *name, const char *host, int64_t pid,
                                int64_t started_at, int64_t now, const char *counters,
                                const char *last_error, struct ela_error *err) ELA_MUST_CHECK;

extern const struct ela_op
    ELA_OUTBOX_OPS[]; /* outbox.list, .read, .test, .rerun, .cancel, health.read */

#endif
