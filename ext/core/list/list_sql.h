/*
 * Words of SQL that the engine of lists puts between the fragments of columns.
 */
#ifndef ELA_LIST_SQL_H
#define ELA_LIST_SQL_H

extern const char ELA__L_SELECT[], ELA__L_WHERE[], ELA__L_AND[], ELA__L_OR[], ELA__L_OR_OPEN[],
    ELA__L_OPEN[], ELA__L_CLOSE[], ELA__L_COMMA[], ELA__L_P[], ELA__L_COMMA_P[], ELA__L_IN[],
    ELA__L_EQ[], ELA__L_LT[], ELA__L_LE[], ELA__L_GT[], ELA__L_GE[], ELA__L_LIKE[], ELA__L_NULL[],
    ELA__L_NOT_NULL[], ELA__L_NOT[], ELA__L_NOT_TRUE[], ELA__L_NOT_TRUE_END[], ELA__L_FALSE[],
    ELA__L_ORDER[], ELA__L_PLUS[], ELA__L_ASC[], ELA__L_DESC[], ELA__L_NULL_COMMA[],
    ELA__L_NULL_DESC[], ELA__L_LIMIT[], ELA__L_COUNT[], ELA__L_COUNT_END[], ELA__L_ONE[],
    ELA__L_TEAM[], ELA__L_PEOPLE[];

extern const char ELA__L_SAVEPOINT[], ELA__L_BACK_TO[], ELA__L_FORGET[];

extern const char ELA__L_VIEWS[], ELA__L_VIEW_ONE[], ELA__L_VIEW_ADD[], ELA__L_VIEW_SET[],
    ELA__L_VIEW_DELETE[], ELA__L_VIEW_KEEP[], ELA__L_VIEW_COUNT[], ELA__L_VIEW_KEPT[],
    ELA__L_VIEW_FORGET[];

extern const char ELA__L_FOUND[], ELA__L_SEALED[];

extern const char ELA__L_WINDOW[], ELA__L_WINDOW_OPEN[], ELA__L_WINDOW_ID[], ELA__L_WINDOW_CLOSE[],
    ELA__L_WINDOW_ORDER_ID[], ELA__L_WINDOW_COUNT[], ELA__L_WINDOW_COUNT_END[],
    ELA__L_WINDOW_WHERE[];
extern const char *const ELA__L_WINDOW_KEYS[],
    *const ELA__L_WINDOW_NAMES[], *const ELA__L_WINDOW_ORDER[]; /* as many as sort columns */
extern const char ELA__SQL_LIST_AUTHOR[];                       /* user: name */

extern const char ELA__L_WAYS[], ELA__L_UNION[], ELA__L_WAYS_END[];

#endif
