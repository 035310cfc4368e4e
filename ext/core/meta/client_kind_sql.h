/*
 * SQL of what conditions ask of a client: client_kind.c, client_fields.c, object_fields.c,
 * contact_fields.c.
 */
#ifndef ELA_META_CLIENT_KIND_SQL_H
#define ELA_META_CLIENT_KIND_SQL_H

/* Each gives kinds, type, then the columns that ela_meta_client_json() reads. */
extern const char ELA_SQL_CLIENT_KINDS[]; /* entity, client */
extern const char ELA__META_CLIENT[];     /* the same, then fields, version; then scope */
extern const char ELA__META_CONTACT[], ELA__META_CONTRACT[], ELA__META_TICKET[]; /* entity, id */

/* The same: entity, contact, client, entity; then scope. */
extern const char ELA__META_CONTACT_MINE[];
/* Contact, name, job: client, entity; then scope and the order. */
extern const char ELA__META_CONTACTS_MINE[], ELA__META_CONTACTS_ORDER[];

#endif
