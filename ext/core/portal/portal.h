/*
 * The portal's HTTP API: route table, decoding, session and CSRF checks, problems. One call takes a
 * request and gives a response; the caller (ext/php, tests) moves bytes. Source: PORT-03, SEC-02,
 * SEC-09, SEC-13, SEC-14, SEC-22.
 */
#ifndef ELA_PORTAL_PORTAL_H
#define ELA_PORTAL_PORTAL_H

#include "app/app.h"

struct ela_portal_header {
    struct ela_str name, value; /* name in any case */
};

struct ela_portal_request {
    struct ela_str method, path,
        query; /* path without query, as received (still percent-encoded); query without '?' */
    const struct ela_portal_header *headers;
    size_t nheaders;
    struct ela_str body;
    const char *ip; /* of the client, text; NULL if unknown */
    bool https;
    int32_t entity;
    int64_t now;             /* epoch seconds */
    int32_t rate_per_minute; /* calls per address and per account in this process; 0: 1200,
                                negative: unlimited */
    const char *documents;   /* folder of documents; NULL: files cannot be reached */
    const char *master_key;  /* file of the master key; NULL: sensitive values cannot be reached */
};

enum { ELA_PORTAL_HEADERS = 24 };

struct ela_portal_response {
    int status;
    struct { /* each name once, except Set-Cookie */
        char name[32];
        char value[480];
    } headers[ELA_PORTAL_HEADERS];
    size_t nheaders;
    struct ela_buf body;
    struct ela_pour pour; /* .place not empty: send `length` bytes from `from` of it instead of
                             body, then wipe it (ela_vault_pour) */
    int64_t from, length;
    char file[400]; /* not empty: send this file instead of body; relative to the documents
                       directory, sanitised */
};

void ela_portal_response_init(struct ela_portal_response *rs);
void ela_portal_response_release(struct ela_portal_response *rs);

/*
 * Answers one request; never fails: what goes wrong is a problem+json response without technical
 * detail, and a log line. db may be NULL (database away): a 503. rs was initialised; the caller
 * releases it.
 */
void ela_portal_handle(struct ela_app *app, struct ela_db *db, const struct ela_portal_request *rq,
                       struct ela_portal_response *rs);

/* The same answer where no core call is possible (extension of another version, no configuration).
 * key: message key. */
void ela_portal_refuse(const struct ela_portal_request *rq, int status, const char *key,
                       struct ela_portal_response *rs);

/* VISIT: of a link to documents, by somebody who has no account (share/). */
enum ela_portal_auth { ELA_AUTH_NONE, ELA_AUTH_SESSION, ELA_AUTH_RENEWAL, ELA_AUTH_VISIT };
enum ela_portal_cache { ELA_CACHE_NEVER, ELA_CACHE_PUBLIC };
enum {
    ELA_ROUTE_OPENS = 1,     /* the answer holds tokens: they become cookies */
    ELA_ROUTE_CLOSES = 2,    /* the session's cookies are removed */
    ELA_ROUTE_BYTES = 4,     /* the operation gives bytes, sent as a download */
    ELA_ROUTE_FILE = 8,      /* it gives {path, name, type?, inline?} of a file in the
                                documents directory */
    ELA_ROUTE_ME = 16,       /* the answer gets `csrf` of the present session */
    ELA_ROUTE_MANIFEST = 32, /* application/manifest+json */
    ELA_ROUTE_UPLOAD = 64,   /* the body is a file of any type, its facts are in the query */
    ELA_ROUTE_VISITS = 128,  /* the answer holds the key of a visit: it becomes a cookie */
    ELA_ROUTE_VAULT = 256,   /* of an open vault: its key comes with a cookie, goes with `closes` */
    ELA_ROUTE_UNLOCKS = 512, /* the answer holds the key of a vault: it becomes that cookie */
    ELA_ROUTE_LOCKS = 1024,  /* that cookie is removed */
    ELA_ROUTE_POUR = 2048    /* encrypted bytes, opened while they are sent; ranges are served */
};

struct ela_portal_route {
    const char *method; /* "GET"; HEAD is served by it */
    /* "/v1/clients/{client}/cases/{case}"; {client} names the third party acted for */
    const char *path;
    const char *op; /* NULL: the description itself */
    enum ela_portal_auth auth;
    int status; /* of success */
    enum ela_portal_cache cache;
    unsigned flags;
    const char *query; /* allowed members of the query string, comma separated; "" none */
};
/* Table ended by .method == NULL. */
const struct ela_portal_route *ela_portal_routes(void);

/* portal.home, .todo, .invoices, .invoice, .invoice_pdf, .manifest, .health; firm.read */
extern const struct ela_op ELA_PORTAL_OPS[];

#endif
