/*
 * SQL of keys and sealed values. One constant per statement or fragment.
 */
#ifndef ELA_CRYPT_CRYPT_SQL_H
#define ELA_CRYPT_CRYPT_SQL_H

/* data keys */
extern const char ELA_SQL_DATA_KEYS[], ELA_SQL_DATA_KEY_HOLD[], ELA_SQL_DATA_KEY_ADD[],
    ELA_SQL_DATA_KEY_AGE[], ELA_SQL_DATA_KEYS_USED[], ELA_SQL_DATA_KEYS_LOCK[],
    ELA_SQL_DATA_KEY_RETIRE[];
/* sealed values */
extern const char ELA_SQL_SEALED_READ[], ELA_SQL_SEALED_ADD[], ELA_SQL_SEALED_MORE[],
    ELA_SQL_SEALED_SUPERSEDE[], ELA_SQL_SEALED_DROP[], ELA_SQL_SEALED_OF[], ELA_SQL_SEALED_PLACE[];
/* encrypting anew */
extern const char ELA_SQL_SEALED_OLD[], ELA_SQL_SEALED_ANEW[], ELA_SQL_SEALED_ANEW_MORE[],
    ELA_SQL_SEALED_ANEW_END[];
/* with its object */
extern const char ELA_SQL_SEALED_FROM[], ELA_SQL_SEALED_MOVED_END[], ELA_SQL_SEALED_FORGET[],
    ELA_SQL_SEALED_FORGET_STEPS[];

extern const char ELA_SQL_SEALING[];

#endif
