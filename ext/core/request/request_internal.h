/* What the files of request/ share. */
#ifndef ELA_REQUEST_INTERNAL_H
#define ELA_REQUEST_INTERNAL_H

#include "case/list.h"
#include "crypt/seal.h"
#include "event/event.h"
#include "meta/meta.h"
#include "request/request.h"
#include "request/request_sql.h"
#include "scope/scope.h"
#include "settings/settings.h"
#include "workflow/workflow.h"

#define ELA__DRAFT        "draft"
#define ELA__DRAFTS_MAX   30  /* of one person for one client: a form in a loop is no attack */
#define ELA__REQUEST_ROWS 100 /* of a list in the portal */
#define ELA__MESSAGE_MAX  5000
#define ELA__REQUEST_FORM "request" /* code of the guided form in a template */
#define ELA__ADVISERS_MAX 5

/* --- the catalogue (catalogue.c) ---------------------------------------------------------- */

/* One thing that a client may ask for: a template, through a service of the catalogue or not. */
struct ela__offer {
    const struct ela_template *template;
    int64_t service;                /* 0: the template itself */
    const char *name, *description; /* in the actor's language; in the arena or the template */
    const char *family;
    int64_t price_minor; /* excluding VAT; -1: none */
    int64_t told_minor;  /* as the client is told it, -1: none */
    bool with_tax;       /* who is not a company is told what he will pay (code de la consommation,
                            L. 112-1) */
    int32_t vat_milli;   /* -1: the firm's */
    int64_t included_s;  /* -1: none */
    char unit[13];
};

/*
 * Is this kind (and service, 0: any) offered to the portal actor's client now? Errors: not_found
 * not_found (field kind or service) where it never was his; state request.not_offered where it was
 * switched off.
 */
enum ela_status ela__request_offer(struct ela_call *c, struct ela_str kind, int64_t service,
                                   struct ela__offer *out, struct ela_error *err) ELA_MUST_CHECK;
/* Must the client agree to be invoiced before he sends? The wording, in his language; "" when not.
 * In the arena. Source: CASE-28, TIME-22. */
enum ela_status ela__request_consent(struct ela_call *c, const struct ela__offer *o,
                                     const char **wording, struct ela_error *err) ELA_MUST_CHECK;
/* {"client": {"kind": ...}}: what forms may ask about the client; the caller frees it. */
enum ela_status ela__request_facts(struct ela_call *c, int32_t client, struct ela_json **out,
                                   struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__request_catalogue(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_form(struct ela_call *c, struct ela_error *err);
enum ela_status ela__service_list(struct ela_call *c, struct ela_error *err);
enum ela_status ela__service_read(struct ela_call *c, struct ela_error *err);
enum ela_status ela__service_save(struct ela_call *c, struct ela_error *err);
enum ela_status ela__client_service_list(struct ela_call *c, struct ela_error *err);
enum ela_status ela__client_service_save(struct ela_call *c, struct ela_error *err);
extern const struct ela_field ELA__SERVICE_SAVE_IN[];
/* offer.c */
enum ela_status ela__service_choices(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* --- one request (request.c) -------------------------------------------------------------- */

/* Columns of ELA__SQL_REQUEST. */
enum {
    ELA__R_ID,
    ELA__R_REF,
    ELA__R_CLIENT,
    ELA__R_CLIENT_NAME,
    ELA__R_ACCOUNT,
    ELA__R_ACCOUNT_NAME,
    ELA__R_KIND,
    ELA__R_DEFINITION,
    ELA__R_SERVICE,
    ELA__R_KEY,
    ELA__R_STATUS,
    ELA__R_ANSWERS,
    ELA__R_MESSAGE,
    ELA__R_PAGE,
    ELA__R_PRIORITY,
    ELA__R_USER,
    ELA__R_USER_NAME,
    ELA__R_CASE,
    ELA__R_CASE_REF,
    ELA__R_CASE_TITLE,
    ELA__R_REASON,
    ELA__R_CONSENT,
    ELA__R_CONSENT_AT,
    ELA__R_SENT,
    ELA__R_CREATED,
    ELA__R_UPDATED,
    ELA__R_VERSION,
    ELA__R_SERVICE_NAME,
    ELA__R_CASE_VISIBLE
};

struct ela__request {
    int64_t id, account, definition, service, case_id, sent_at;
    int32_t client, user, version; /* user 0: nobody */
    int16_t priority;
    char ref[33], status[24], kind[49], key[33], page[41];
    struct ela_str client_name, service_name, message; /* in the arena */
    struct ela_json *answers;                          /* object; freed by ela__request_release() */
};
void ela__request_release(struct ela__request *r);

/*
 * Loads within the actor's reach; lock: and holds the row until the transaction ends. Errors:
 * not_found not_found (field "request").
 */
enum ela_status ela__request_load(struct ela_call *c, int64_t id, bool lock,
                                  struct ela__request *out, struct ela_error *err) ELA_MUST_CHECK;
/* The portal actor's own draft by its key; out->id 0 when there is none. */
enum ela_status ela__request_by_key(struct ela_call *c, struct ela_str key,
                                    struct ela__request *out, struct ela_error *err) ELA_MUST_CHECK;
/* The rows of a composed ELA__SQL_REQUEST as the actor sees them in a list. */
enum ela_status ela__request_row(struct ela_call *c, const struct ela_db_result *r, size_t row,
                                 struct ela_json *o, struct ela_error *err) ELA_MUST_CHECK;
const struct ela_wf_object *ela__request_workflow(const struct ela_call *c);
/* What the actor is to the request (ELA_WF_ bits). */
unsigned ela__request_roles(const struct ela_call *c, const struct ela__request *r);
/* The guided form of the template; NULL: it has none. */
const struct ela_meta_form *ela__request_form_of(const struct ela_template *t);

/*
 * Moves the request to a status by the workflow, journals it, and tells the other side. by_hand:
 * false where another operation does it. Errors: those of ela_wf_between(), conflict.version.
 */
enum ela_status ela__request_move(struct ela_call *c, struct ela__request *r, struct ela_str to,
                                  struct ela_str reason, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__request_event(struct ela_call *c, const struct ela__request *r,
                                   const char *kind, bool visible, struct ela_json *data,
                                   struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__request_say(struct ela_call *c, const struct ela__request *r,
                                 struct ela_str body, bool internal,
                                 struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__request_draft(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_send(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_cancel(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_mine(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_read(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_message(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_list(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_assign(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_transition(struct ela_call *c, struct ela_error *err);
enum ela_status ela__request_convert(struct ela_call *c, struct ela_error *err);

/* --- mail (mail.c) ------------------------------------------------------------------------ */

/* kind: a message of packs/core/mail.json. text: the variable {{text}}; may be empty. */
enum ela_status ela__request_mail_client(struct ela_call *c, const struct ela__request *r,
                                         const char *kind, struct ela_str text,
                                         struct ela_error *err) ELA_MUST_CHECK;
/* To whoever it is assigned to, else the client's advisers, else the firm's address. */
enum ela_status ela__request_mail_firm(struct ela_call *c, const struct ela__request *r,
                                       const char *kind, struct ela_str text,
                                       struct ela_error *err) ELA_MUST_CHECK;

#endif
