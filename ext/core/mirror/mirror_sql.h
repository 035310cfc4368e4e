/*
 * SQL of the native mirror. One constant per statement.
 */
#ifndef ELA_MIRROR_MIRROR_SQL_H
#define ELA_MIRROR_MIRROR_SQL_H

extern const char ELA_SQL_MIRROR_WANT[];
extern const char ELA_SQL_MIRROR_DROP[];
extern const char ELA_SQL_MIRROR_FORGET[];
extern const char ELA_SQL_MIRROR_DUE[];
extern const char ELA_SQL_MIRROR_LEASE[];
extern const char ELA_SQL_MIRROR_CASE[];
extern const char ELA_SQL_MIRROR_TASK[];
extern const char ELA_SQL_MIRROR_DONE[];
extern const char ELA_SQL_MIRROR_GONE[];
extern const char ELA_SQL_MIRROR_SET_CASE[];
extern const char ELA_SQL_MIRROR_SET_TASK[];
extern const char ELA_SQL_MIRROR_TIMES[];
extern const char ELA_SQL_MIRROR_FAILED[];
extern const char ELA_SQL_MIRROR_ATTEMPTS[];
extern const char ELA_SQL_MIRROR_STATES[];
extern const char ELA_SQL_MIRROR_OWNED[];

#endif
