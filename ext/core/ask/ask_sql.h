/*
 * SQL of client actions. One constant per statement or fragment.
 */
#ifndef ELA_ASK_ASK_SQL_H
#define ELA_ASK_ASK_SQL_H

extern const char ELA_SQL_ACTION_INSERT[];
extern const char ELA_SQL_ACTION_LOAD[];
extern const char ELA_SQL_ACTION_HOLD[];
extern const char ELA_SQL_ACTION_ANSWER[];
extern const char ELA_SQL_ACTION_CANCEL[];
extern const char ELA_SQL_ACTION_REOPEN[];
extern const char ELA_SQL_ACTIONS_REMINDED[]; /* past, entity, ids */
extern const char ELA_SQL_ACTIONS_TELL[];     /* entity, ids */
extern const char ELA_SQL_ACTIONS_TELL_ORDER[];
extern const char ELA_SQL_ACTION_PIECES[];
extern const char ELA_SQL_ACTION_CONTACT[];
extern const char ELA_SQL_ACTION_ACCOUNTS[];
extern const char ELA_SQL_ACTION_FIRM[];
extern const char ELA_SQL_ACTIONS[];
extern const char ELA_SQL_ACTIONS_FROM[];
extern const char ELA_SQL_ACTIONS_SEEN[], ELA_SQL_ACTIONS_CASE[];
extern const char ELA_SQL_ACTIONS_OPEN[];
extern const char ELA_SQL_ACTIONS_ORDER[];
extern const char ELA_SQL_ACTIONS_OF_CASE[];
extern const char ELA_SQL_ACTIONS_REMIND[];

#endif
