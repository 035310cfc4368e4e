/*
 * SQL of settings.c.
 */
#include "settings/settings_sql.h"

const char ELA__SETTINGS_READ[] =
    "SELECT name, value, entity FROM llx_const WHERE entity IN (0, ?) AND name IN ";

const char ELA__SETTINGS_READ_ORDER[] =
    " UNION ALL SELECT '', CONCAT(value, ''), -1 FROM llx_elaska_definition_stamp"
    " WHERE entity = ? ORDER BY 3";
