/*
 * The actor's reach as SQL. Each function appends " AND (...)" for a table alias, with its
 * parameters, to a query being composed; an actor without any reach gets " AND 1=0".
 * `alias` is a constant of the caller ("t", "c").
 */
#ifndef ELA_SCOPE_SCOPE_H
#define ELA_SCOPE_SCOPE_H

#include "db/db.h"
#include "scope/actor.h"

/* Third parties: column <alias>.<column> is an llx_societe.rowid. */
void ela_scope_client(struct ela_sql *q, const struct ela_actor *a, const char *alias,
                      const char *column);
/* ELA_OK where the third party is within reach, else ELA_E_NOT_FOUND "not_found" at `field`. */
enum ela_status ela_scope_need_client(struct ela_db *db, const struct ela_actor *a, int64_t client,
                                      const char *field, struct ela_error *err);
/* llx_elaska_case rows. User: entity, CASE_READ, kinds open to him, confidential ones of his team
 * only, own clients. Portal: his client, portal_visible. */
void ela_scope_case(struct ela_sql *q, const struct ela_actor *a, const char *alias);
/*
 * llx_elaska_time rows. User: own; all with TIME_OTHERS, TIME_VALIDATE or INVOICE_CREATE; those of
 * cases he leads. Portal: validated or invoiced ones of visible cases of his client (TIME-18),
 * billable ones only where the setting says so.
 */
void ela_scope_time(struct ela_sql *q, const struct ela_actor *a, const char *alias);
/*
 * The same for a user who sees some: one part at a time, so that each is read through its own
 * index. False: there is no such part; that user sees them all, or it is nobody of the office.
 */
enum ela_scope_time_part { ELA_TIME_OWN, ELA_TIME_LED, ELA_TIME_OF_CLIENTS, ELA_TIME_PARTS };
bool ela_scope_time_part(struct ela_sql *q, const struct ela_actor *a, const char *alias,
                         enum ela_scope_time_part part);
/*
 * Levels of documents (llx_elaska_file rows): a user reads standard ones, those that he deposited,
 * confidential ones by right, restricted ones that name him or a group of his. A client is not
 * concerned: what he sees is said by `visible`. A document that lies in a folder is read by whoever
 * may read that folder too, by a client where the folder is not hidden from him. Every statement
 * that names a document carries it. Source: DOC-01, DOC-14, SEC-11.
 */
void ela_scope_file_level(struct ela_sql *q, const struct ela_actor *a, const char *alias);
/*
 * The same rule for llx_elaska_note rows as `n`; `confidential`: he sees those of that level on
 * this case whatever his rights on documents (its lead, and by a right on its kind). For users.
 */
void ela_scope_note_level(struct ela_sql *q, const struct ela_actor *a, bool confidential);
/* llx_elaska_file rows as `f`: no form of a client that he has not sent yet. */
void ela_scope_file_sent(struct ela_sql *q);
/*
 * llx_elaska_file rows as `f`, with `d` their case (LEFT JOIN llx_elaska_case d ON d.rowid =
 * f.fk_case): within reach by their case, by a case that they are linked to, or by their client;
 * no drafts of clients, no blank forms. Whether they are in the bin is the caller's to say.
 */
void ela_scope_file(struct ela_sql *q, const struct ela_actor *a);
/* llx_elaska_folder rows as `o`, with `d` their case (LEFT JOIN llx_elaska_case d ON d.rowid =
 * o.fk_case): of clients and cases within reach, as far as levels go; a client sees no hidden ones.
 */
void ela_scope_folder(struct ela_sql *q, const struct ela_actor *a);
/* llx_facture rows. User: entity, own clients; the right is the operation's. Portal: validated ones
 * (fk_statut >= 1) of his client. */
void ela_scope_invoice(struct ela_sql *q, const struct ela_actor *a, const char *alias);

#endif
