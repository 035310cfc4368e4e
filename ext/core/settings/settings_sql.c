/*
 * SQL of settings.c.
 */
#include "settings/settings_sql.h"

const char ELA__SETTINGS_READ[] =
    "SELECT name, value FROM llx_const WHERE entity IN (0, ?) AND name IN ";

const char ELA__SETTINGS_READ_ORDER[] = " ORDER BY entity";
