/*
 * SQL of the native mirror.
 */
#ifndef ELA_MIRROR_MIRROR_SQL_H
#define ELA_MIRROR_MIRROR_SQL_H

extern const char ELA_SQL_MIRROR_WANT[];
extern const char ELA_SQL_MIRROR_DROP[];
extern const char ELA_SQL_MIRROR_FORGET[];

#endif
