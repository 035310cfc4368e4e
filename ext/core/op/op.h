/*
 * Operations: the one way in for every surface. An operation has a name, the kinds of actor that
 * may call it, a right, a table of input fields and a function. Dolibarr pages and ajax (through
 * ext/php), the portal API (portal/routes) and tests all call operations; the matrix test of
 * foreign identifiers walks this table.
 */
#ifndef ELA_OP_OP_H
#define ELA_OP_OP_H

#include "db/db.h"
#include "json/json.h"
#include "scope/actor.h"
#include "base/civil.h"
#include "base/money.h"

struct ela_settings; /* settings/settings.h */
struct ela_workflow; /* workflow/workflow.h */
struct ela_meta;     /* meta/meta.h */
struct ela_seals;    /* crypt/seal.h */

enum ela_field_type {
    ELA_FT_END = 0,
    ELA_FT_INT, /* min..max */
    ELA_FT_BOOL,
    ELA_FT_LINE,   /* one line of text, no control characters, min..max code points, trimmed */
    ELA_FT_TEXT,   /* may hold line breaks; min..max code points; CRLF becomes LF */
    ELA_FT_DAY,    /* "YYYY-MM-DD" */
    ELA_FT_MOMENT, /* integer epoch seconds, or local "YYYY-MM-DDTHH:MM[:SS]" of the firm's zone */
    ELA_FT_CHOICE, /* one of choices */
    ELA_FT_EMAIL,  /* RFC 5321 subset, lower-cased domain, <= 190 bytes */
    ELA_FT_ID,     /* positive integer that names a row; `ref` says of what (matrix test) */
    ELA_FT_IDS,    /* array of ELA_FT_ID, min..max elements, no duplicates */
    ELA_FT_OBJECT, /* nested; `fields` */
    ELA_FT_LIST,   /* array of objects; `fields`; min..max elements */
    ELA_FT_KEY,    /* 32 lower-case hex digits: idempotency key of a form */
    ELA_FT_JSON    /* any object or array, at most max values (0: 20,000): its owner checks it */
};

enum { ELA_FF_REQUIRED = 1, ELA_FF_NULLABLE = 2 /* null is kept, and means "empty it" */ };

struct ela_field {
    const char *name;
    enum ela_field_type type;
    unsigned flags;
    int64_t min, max;
    const char *const *choices; /* NULL-terminated */
    const char *ref; /* "client", "case", "time", "user", "invoice", "activity", "account",
                        "session", "outbox", ... */
    const struct ela_field *fields;
};

/* Work that only the host (PHP with Dolibarr's classes) can do. Callbacks run inside the open
 * transaction. */
struct ela_host {
    void *ctx;
    /* in/out: JSON, shapes in billing/billing.h. NULL where no host is there (portal, worker). */
    enum ela_status (*document_write)(void *ctx, const struct ela_json *in, struct ela_json **out,
                                      struct ela_error *err);
};

/* Encrypted bytes that the answer is made of, opened piece by piece while they are sent; the key is
 * wiped by whoever sends them (vault/). */
struct ela_pour {
    unsigned char key[48]; /* as struct ela_stream */
    char place[80];        /* "": nothing to send */
    int64_t size;          /* of the whole file, in clear */
};

/* What an operation is given. `in` has been checked against the field table: types and bounds hold,
 * unknown keys were refused. */
struct ela_call {
    struct ela_db *db;
    const struct ela_actor *actor;
    const struct ela_settings *settings;
    const struct ela_workflow *workflow;
    struct ela_meta *meta;   /* definitions */
    struct ela_seals *seals; /* sensitive values of this operation */
    const struct ela_tz *tz; /* the firm's */
    const struct ela_host *host;
    struct ela_arena *arena;
    int64_t now;           /* epoch seconds, injected */
    const char *remote_ip; /* text, may be NULL */
    const char *user_agent;
    const struct ela_json *in;
    struct ela_str body_in; /* raw bytes that came beside the JSON (a file); n 0: none */
    const char *documents;  /* folder of documents, NULL where none can be reached */
    struct ela_json *out;   /* an empty object to fill */
    struct ela_buf *body;   /* raw bytes instead of JSON (PDF, CSV); content type in body_type */
    const char *body_type;
    const char *body_name;    /* suggested file name */
    const char *file;         /* to write the bytes in, instead of body; NULL: none */
    struct ela_pour *pour;    /* to fill instead of body; NULL: the caller cannot send it */
    struct ela_json *problem; /* of a refusal, beyond its error: an object; owned by the caller of
                                 the operation */
    /*
     * Runs another operation as the same actor, inside this one: checked and refused as if it came
     * from outside. *out is owned by the caller.
     */
    enum ela_status (*call)(const struct ela_call *c, const char *op, const struct ela_json *in,
                            struct ela_json **out, struct ela_error *err);
    bool within; /* run so, by another operation */
};

/*
 * WRITE runs in one transaction. EACH writes too, but opens none: where one statement most often
 * does it all, it is a transaction of its own, and the function opens one for what needs more.
 */
enum { ELA_OP_READ = 0, ELA_OP_WRITE = 1, ELA_OP_EACH = ELA_OP_WRITE | 2 };
enum {
    ELA_BY_USER = 1,
    ELA_BY_PORTAL = 2,
    ELA_BY_WORKER = 4,
    ELA_BY_ANYONE = 8 /* not signed in: login, invitation */
};

struct ela_op {
    const char *name; /* "time.create" */
    unsigned flags;
    unsigned actors;
    uint32_t right; /* 0: any signed-in actor of these kinds */
    const struct ela_field *fields;
    enum ela_status (*run)(struct ela_call *c, struct ela_error *err);
};

/*
 * Checks raw input against a table and gives a cleaned copy. Errors (input, field path):
 * field.unknown, field.required, field.type, field.too_short, field.too_long, field.range,
 * field.choice, field.control_characters, date.*, email.malformed, ...
 */
enum ela_status ela_op_check(const struct ela_field *fields, const struct ela_json *raw,
                             const struct ela_tz *tz, struct ela_json **clean,
                             struct ela_error *err) ELA_MUST_CHECK;

/* Typed reading of checked input. Absent: has() is false, others give the fallback. */
bool ela_in_has(const struct ela_call *c, const char *name);
bool ela_in_null(const struct ela_call *c, const char *name);
int64_t ela_in_int(const struct ela_call *c, const char *name, int64_t fallback);
bool ela_in_bool(const struct ela_call *c, const char *name, bool fallback);
struct ela_str ela_in_text(const struct ela_call *c, const char *name);
struct ela_day ela_in_day(const struct ela_call *c, const char *name); /* ELA_DAY_NONE if absent */
const struct ela_json *ela_in_get(const struct ela_call *c, const char *name);

#endif
