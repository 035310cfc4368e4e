/*
 * SQL of schema.c and schema_verify.c. Column names of information_schema differ in case between
 * servers: results are read by position.
 */
#include "db/schema_sql.h"

const char ELA__SCHEMA_TABLE[] = "SELECT table_name FROM information_schema.tables WHERE "
                                 "table_schema = DATABASE() AND table_name = ?";

const char ELA__SCHEMA_LEDGER[] = "SELECT name, state FROM llx_elaska_schema ORDER BY name";

const char ELA__SCHEMA_STARTED[] =
    "INSERT INTO llx_elaska_schema (name, state, checksum, started_at) VALUES (?, 'started', ?, ?)";

const char ELA__SCHEMA_DONE[] =
    "UPDATE llx_elaska_schema SET state = 'done', done_at = ? WHERE name = ? AND state = 'started'";

const char ELA__SCHEMA_SETTLED[] = "INSERT IGNORE INTO llx_elaska_schema (name, state, checksum, "
                                   "started_at, done_at) VALUES (?, 'done', ?, ?, ?)";

const char ELA__SCHEMA_COLUMNS[] =
    "SELECT table_name, column_name, column_type, character_set_name, is_nullable"
    " FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name LIKE ?";

const char ELA__SCHEMA_INDEXES[] =
    "SELECT table_name, index_name, MIN(non_unique), GROUP_CONCAT(column_name ORDER BY "
    "seq_in_index)"
    " FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name LIKE ?"
    " GROUP BY table_name, index_name";

const char ELA__SCHEMA_FOREIGNS[] =
    "SELECT k.table_name, k.constraint_name, GROUP_CONCAT(k.column_name ORDER BY "
    "k.ordinal_position),"
    " MIN(k.referenced_table_name), GROUP_CONCAT(k.referenced_column_name ORDER BY "
    "k.ordinal_position),"
    " MIN(r.delete_rule)"
    " FROM information_schema.key_column_usage AS k"
    " INNER JOIN information_schema.referential_constraints AS r"
    " ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name"
    " AND r.table_name = k.table_name"
    " WHERE k.table_schema = DATABASE() AND k.table_name LIKE ? AND k.referenced_table_name IS NOT "
    "NULL"
    " GROUP BY k.table_name, k.constraint_name";
