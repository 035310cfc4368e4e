/*
 * SQL of client_kind.c.
 */
#ifndef ELA_META_CLIENT_KIND_SQL_H
#define ELA_META_CLIENT_KIND_SQL_H

extern const char ELA_SQL_CLIENT_KINDS[]; /* params: entity, client */

#endif
