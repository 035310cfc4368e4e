/* What the files of portal/ share. */
#ifndef ELA_PORTAL_PORTAL_INTERNAL_H
#define ELA_PORTAL_PORTAL_INTERNAL_H

#include "account/account.h"
#include "portal/portal.h"

enum { ELA__BODY_MAX = 1 << 20, ELA__RATE_DEFAULT = 1200, ELA__SEGMENTS = 8, ELA__BOUND = 3 };

/* --- messages (made by messages.pl) ------------------------------------------------------------
 */
struct ela__message {
    const char *key, *fr, *en; /* key with '_' for '.' */
};
extern const struct ela__message ELA__MESSAGES[]; /* ended by key NULL */

/* --- routes.c -----------------------------------------------------------------------------------
 */
struct ela__match {
    const struct ela_portal_route *route; /* NULL: none with this method */
    bool path_known;
    char allow[64]; /* methods of the path */
    struct {
        char name[16];
        struct ela_str value;
    } bound[ELA__BOUND];
    size_t nbound;
    int32_t client; /* {client}; 0 none */
    bool malformed; /* a number in the path is no id: nothing is there */
};
/* Does this member of a path hold words, not the number of a row? */
bool ela__route_text(const char *name);
void ela__route_match(struct ela_str method, struct ela_str path, struct ela__match *m);

/* --- decode.c: pure, fuzzed ----------------------------------------------------------------------
 */
struct ela_str ela__portal_header(const struct ela_portal_request *rq,
                                  const char *name); /* {"",0} if absent */
struct ela_str ela__portal_cookie(const struct ela_portal_request *rq, const char *name);
/* "fr" or "en" by Accept-Language. */
const char *ela__accept_language(const struct ela_portal_request *rq);
/* Errors: input json.too_large, request.media_type; denied request.origin. */
enum ela_status ela__check_transport(const struct ela_portal_request *rq, bool upload,
                                     struct ela_error *err) ELA_MUST_CHECK;
/*
 * Input of the operation: members of the body or of the query, then of the path, which wins by
 * being the only one allowed to give its names. op: for the types of query members. *in is owned by
 * the caller.
 */
enum ela_status ela__portal_decode(const struct ela_portal_request *rq, const struct ela__match *m,
                                   const struct ela_op *op, struct ela_json **in,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* --- respond.c
 * ------------------------------------------------------------------------------------ */
void ela__header_set(struct ela_portal_response *rs, const char *name, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void ela__headers_common(const struct ela_portal_request *rq, struct ela_portal_response *rs);
int ela__portal_problem_status(const struct ela_error *err);
/* problem: what the operation told beside its error, NULL when nothing. */
void ela__portal_problem(const struct ela_portal_request *rq, const struct ela_error *err,
                         const struct ela_json *problem, int status, const char *lang,
                         struct ela_portal_response *rs);
/* Body as JSON with an entity tag where it may be kept; 304 when the reader has it. */
void ela__portal_answer_json(const struct ela_portal_request *rq,
                             const struct ela_portal_route *route, const struct ela_json *v,
                             const char *lang, struct ela_portal_response *rs);
void ela__portal_answer_text(const struct ela_portal_request *rq,
                             const struct ela_portal_route *route, struct ela_str text,
                             const char *type, struct ela_portal_response *rs);
enum { ELA__COOKIE_ACCESS, ELA__COOKIE_REFRESH, ELA__COOKIE_VISIT, ELA__COOKIE_VAULT };
const char *ela__portal_cookie_name(const struct ela_portal_request *rq, int which);
void ela__portal_cookie_set(const struct ela_portal_request *rq, int which, struct ela_str value,
                            int64_t max_age, struct ela_portal_response *rs);
/* The key of a visit goes to its own link alone: two links in one browser do not meet. */
void ela__portal_cookie_visit(const struct ela_portal_request *rq, int64_t share,
                              struct ela_str key, int64_t max_age, struct ela_portal_response *rs);

/* That of an open vault goes to the vault of its client alone; max_age 0 removes it. */
void ela__portal_cookie_vault(const struct ela_portal_request *rq, int32_t client,
                              struct ela_str key, int64_t max_age, struct ela_portal_response *rs);
/*
 * "Range: bytes=a-b" or "bytes=a-" of one range: from a to b, *to -1 to the end. False: none, or
 * one that is not served so; all of it is then given, as RFC 9110 allows.
 */
bool ela__portal_range(const struct ela_portal_request *rq, int64_t *from, int64_t *to);

/* --- limit.c
 * ---------------------------------------------------------------------------------------- */
/* Counts a call of a subject in this process and minute. Errors: denied throttle.blocked (param
 * retry_s). */
enum ela_status ela__portal_rate(const struct ela_portal_request *rq, uint64_t subject,
                                 struct ela_error *err) ELA_MUST_CHECK;
uint64_t ela__portal_rate_subject(const char *kind, struct ela_str who);

/* --- operations
 * --------------------------------------------------------------------------------------- */
enum ela_status ela__portal_home(struct ela_call *c, struct ela_error *err);
enum ela_status ela__portal_todo(struct ela_call *c, struct ela_error *err);
enum ela_status ela__portal_invoices(struct ela_call *c, struct ela_error *err);
enum ela_status ela__portal_invoice(struct ela_call *c, struct ela_error *err);
enum ela_status ela__portal_invoice_pdf(struct ela_call *c, struct ela_error *err);
enum ela_status ela__portal_firm(struct ela_call *c, struct ela_error *err);
enum ela_status ela__portal_manifest(struct ela_call *c, struct ela_error *err);
enum ela_status ela__portal_health(struct ela_call *c, struct ela_error *err);

/* The home's part of invoices.c: at most `max` that are still to pay, the oldest due first, as
 * invoice rows. */
enum ela_status ela__portal_invoices_due(struct ela_call *c, size_t max, struct ela_json *rows,
                                         struct ela_error *err) ELA_MUST_CHECK;
/* Sum still to pay and number of late ones, over all. */
enum ela_status ela__portal_invoices_owed(struct ela_call *c, int64_t *due_minor, int64_t *late,
                                          struct ela_error *err) ELA_MUST_CHECK;
/* Reference as Dolibarr names the folder and file of it; false when nothing safe is left. Source:
 * dol_sanitizeFileName. */
bool ela__portal_file_name(struct ela_str ref, char out[128]);

#endif
