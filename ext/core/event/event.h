/*
 * The timeline: one append-only table behind every activity view, journal and audit trail of an
 * object. Source: design "Timeline"; TIME-06 (each change journalled), COM-29.
 */
#ifndef ELA_EVENT_EVENT_H
#define ELA_EVENT_EVENT_H

#include "op/op.h"

struct ela_event {
    const char *kind; /* "time.validated", "case.status", "mail.sent" ... */
    int32_t client_id;
    int64_t case_id;
    const char *object; /* "time", "case", "invoice", "account", "outbox" */
    int64_t object_id;
    int64_t outbox_id; /* a notification's sending; its state is read from there */
    bool visible;      /* to the client */
    struct ela_json
        *data; /* facts of the sentence, e.g. {"from":"draft","to":"submitted","reason":"..."};
                  taken; may be NULL */
};

/* Of data, {"fr", "en"}: what the client reads instead of the step's name in the firm. */
#define ELA_EVENT_CLIENT "client_words"

/* Appends in the caller's transaction; the actor, moment and address come from the call. */
enum ela_status ela_event_add(struct ela_call *c, const struct ela_event *e,
                              struct ela_error *err) ELA_MUST_CHECK;

/* event.list; event.settings {changes [{name, from, to}]}: what the setup page changed, read back
 * as object "settings", object_id 1. Source: PLAT-11. */
extern const struct ela_op ELA_EVENT_OPS[];

#endif
