/*
 * SQL of schema.c and schema_verify.c.
 */
#ifndef ELA_SCHEMA_SQL_H
#define ELA_SCHEMA_SQL_H

extern const char ELA__SCHEMA_TABLE[]; /* param: table */
extern const char ELA__SCHEMA_LEDGER[];
extern const char ELA__SCHEMA_STARTED[]; /* params: name, checksum, started_at */
extern const char ELA__SCHEMA_DONE[];    /* params: done_at, name */
extern const char ELA__SCHEMA_SETTLED[]; /* params: name, checksum, started_at, done_at */
extern const char ELA__SCHEMA_COLUMNS[], ELA__SCHEMA_INDEXES[],
    ELA__SCHEMA_FOREIGNS[]; /* param: pattern of tables */

#endif
