/*
 * SQL of client_kind.c.
 */
#include "meta/client_kind_sql.h"

const char ELA_SQL_CLIENT_KINDS[] =
    "SELECT COALESCE(x.kinds, 0), s.fk_typent FROM llx_societe s LEFT JOIN llx_elaska_client x"
    " ON x.fk_soc = s.rowid AND x.entity = ? WHERE s.rowid = ?";
