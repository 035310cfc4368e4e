/*
 * The schema: migrations and their ledger, and the comparison of the database with what sql/
 * declares. Activation does: ela_schema_migrate, then Dolibarr loads sql/tables, then
 * ela_schema_settle and ela_schema_verify. The core reads no files: callers give the texts. Source:
 * decisions on activation in docs/architecture.md.
 */
#ifndef ELA_DB_SCHEMA_H
#define ELA_DB_SCHEMA_H

#include "db/db.h"

/* --- what sql/ declares; written by the build (db/manifest.pl) ------------------------------ */
struct ela_schema_column {
    const char *table; /* without prefix: "elaska_time" */
    const char *name;
    const char
        *type; /* as information_schema shows it, without display width: "int", "varchar(32)" */
    const char *charset; /* "" for other types than text */
    bool nullable;
};
struct ela_schema_index {
    const char *table, *name, *columns; /* "entity,ref" */
    bool unique;
};
struct ela_schema_foreign {
    const char *table, *name, *columns, *target, *target_columns, *on_delete;
};
struct ela_schema_manifest {
    const char *version;                     /* name of the newest migration */
    const char *const *migrations;           /* in order, ended by NULL */
    const struct ela_schema_column *columns; /* ended by table == NULL */
    const struct ela_schema_index *indexes;
    const struct ela_schema_foreign *foreigns;
};
extern const struct ela_schema_manifest ELA_SCHEMA_MANIFEST;

/* --- migrations --------------------------------------------------------------------------- */
struct ela_schema_file {
    const char *name; /* "V20261121__first_release" without ".sql" */
    struct ela_str text;
};

/*
 * Runs, in order, the migrations that the ledger does not know; each file holds one statement. On a
 * database without ledger (fresh install) nothing runs: ela_schema_settle marks all as done after
 * the tables were loaded. *ran may be NULL. Errors: state schema.started (param name: one was
 * started and never ended, a person must look), schema.unordered (older than one already done),
 * input schema.many_statements, or the database's.
 */
enum ela_status ela_schema_migrate(struct ela_db *db, const struct ela_schema_file *files,
                                   size_t nfiles, int64_t now, size_t *ran,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* Marks every known migration as done: for a fresh install, whose tables were made in their final
 * state. Idempotent. */
enum ela_status ela_schema_settle(struct ela_db *db, int64_t now,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* Are code and schema of one version? Errors: state schema.older (files newer than the schema),
 * schema.newer, schema.missing. */
enum ela_status ela_schema_ready(struct ela_db *db, struct ela_error *err) ELA_MUST_CHECK;

/*
 * Compares information_schema with the manifest. Each difference is one line of words in
 * `differences` ("table llx_elaska_time: column duration_s is bigint, int is wanted"); empty when
 * all is well. Extra columns and indexes are no difference.
 */
enum ela_status ela_schema_verify(struct ela_db *db, const struct ela_schema_manifest *manifest,
                                  struct ela_buf *differences,
                                  struct ela_error *err) ELA_MUST_CHECK;

#endif
