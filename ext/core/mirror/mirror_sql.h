/*
 * SQL of the native mirror. One constant per statement.
 */
#ifndef ELA_MIRROR_MIRROR_SQL_H
#define ELA_MIRROR_MIRROR_SQL_H

extern const char ELA_SQL_MIRROR_WANT[];
extern const char ELA_SQL_MIRROR_WANT_TIMES[];
extern const char ELA_SQL_MIRROR_WANT_TIMES_AGAIN[];
extern const char ELA_SQL_MIRROR_NEED[];
extern const char ELA_SQL_MIRROR_DROP[];
extern const char ELA_SQL_MIRROR_FORGET[];
extern const char ELA_SQL_MIRROR_DUE[];
extern const char ELA_SQL_MIRROR_LEASE[];
extern const char ELA_SQL_MIRROR_EARLY[];
extern const char ELA_SQL_MIRROR_CASE[];
extern const char ELA_SQL_MIRROR_TASK[];
extern const char ELA_SQL_MIRROR_TIME[];
extern const char ELA_SQL_MIRROR_LINE[];
extern const char ELA_SQL_MIRROR_REST[];
extern const char ELA_SQL_MIRROR_DONE[];
extern const char ELA_SQL_MIRROR_SPENT[];
extern const char ELA_SQL_MIRROR_AGAIN[];
extern const char ELA_SQL_MIRROR_GONE[];
extern const char ELA_SQL_MIRROR_SET_CASE[];
extern const char ELA_SQL_MIRROR_SET_TASK[];
extern const char ELA_SQL_MIRROR_SET_TIME[];
extern const char ELA_SQL_MIRROR_TIMES[];
extern const char ELA_SQL_MIRROR_FAILED[];
extern const char ELA_SQL_MIRROR_ATTEMPTS[];
extern const char ELA_SQL_MIRROR_STATES[];
extern const char ELA_SQL_MIRROR_GIVEN_UP[];
extern const char ELA_SQL_MIRROR_RETRY[];
extern const char ELA_SQL_MIRROR_OWNED[];
extern const char ELA_SQL_NATIVE_TIME[];
extern const char ELA_SQL_NATIVE_TIME_BIND[];
extern const char ELA_SQL_NATIVE_TIME_FREE[];
extern const char ELA_SQL_NATIVE_LINES[];

#endif
