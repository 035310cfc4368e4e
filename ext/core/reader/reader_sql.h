/*
 * SQL of readers.
 */
#ifndef ELA_READER_READER_SQL_H
#define ELA_READER_READER_SQL_H

#include "reader/reader.h"

struct ela__readers_sql {
    const char *list, *drop, *add, *one;
};
extern const struct ela__readers_sql ELA__READERS_SQL[];
extern const char ELA_SQL_READERS_LIST_END[];
extern const char ELA_SQL_READERS_ROW[], ELA_SQL_READERS_NEXT[];
extern const char ELA_SQL_READERS_USERS[], ELA_SQL_READERS_GROUPS[], ELA_SQL_READERS_ALL_GROUPS[];

#endif
