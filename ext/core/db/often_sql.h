/*
 * SQL of words that many rows hold.
 */
#ifndef ELA_DB_OFTEN_SQL_H
#define ELA_DB_OFTEN_SQL_H

#include "db/db.h"

extern const char ELA__SQL_OFTEN[], ELA__SQL_OFTEN_NEXT[];

#endif
