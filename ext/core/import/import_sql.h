/*
 * SQL of imports.
 */
#ifndef ELA_IMPORT_SQL_H
#define ELA_IMPORT_SQL_H

extern const char ELA__I_TURN[]; /* entity */
extern const char ELA__I_CLIENTS[];
extern const char ELA__I_OR_CODE[];
extern const char ELA__I_P[];
extern const char ELA__I_COMMA_P[];
extern const char ELA__I_CLOSE[];
extern const char ELA__I_CLOSE_BOTH[];
extern const char ELA__I_USERS[];
extern const char ELA__I_CASES[];
extern const char ELA__I_SAVE[];
extern const char ELA__I_BACK[];
extern const char ELA__I_SAVE_ROW[];
extern const char ELA__I_BACK_ROW[];
extern const char ELA__I_FORGET_ROW[];

#endif
