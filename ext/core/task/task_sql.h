/*
 * SQL of tasks. One constant per statement or fragment.
 */
#ifndef ELA_TASK_TASK_SQL_H
#define ELA_TASK_TASK_SQL_H

extern const char ELA_SQL_TASK_LOAD[];
extern const char ELA_SQL_TASK_ENTITY[];
extern const char ELA_SQL_TASK_SEEN[];
extern const char ELA_SQL_TASK_OF_CASE[];
extern const char ELA_SQL_TASK_OR_CLIENT[];
extern const char ELA_SQL_TASK_SCOPE_END[];
extern const char ELA_SQL_TASK_NOTHING[];
extern const char ELA_SQL_TASK_HOLD_CASE[];
extern const char ELA_SQL_TASK_HOLD[];
extern const char ELA_SQL_TASK_INSERT[];
extern const char ELA_SQL_TASK_STORE[];
extern const char ELA_SQL_TASK_DELETE[];
extern const char ELA_SQL_TASK_IN_USE[];
extern const char ELA_SQL_TASK_COMMENTS_DELETE[];
extern const char ELA_SQL_TASK_MADE[];
extern const char ELA_SQL_TASK_USERS[];
extern const char ELA_SQL_TASK_USERS_CLEAR[];
extern const char ELA_SQL_TASK_USER_ADD[];
extern const char ELA_SQL_TASK_USERS_COPY[];
extern const char ELA_SQL_TASK_USERS_OF[];
extern const char ELA_SQL_TASK_LAST[];
extern const char ELA_SQL_TASK_AT[];
extern const char ELA_SQL_TASK_BEFORE[];
extern const char ELA_SQL_TASK_TIED[];
extern const char ELA_SQL_TASK_RENUMBER[];
extern const char ELA_SQL_CHECKS[];
extern const char ELA_SQL_CHECK_ADD[];
extern const char ELA_SQL_CHECK_KEEP[];
extern const char ELA_SQL_CHECKS_OTHERS[];
extern const char ELA_SQL_CHECKS_COPY[];
extern const char ELA_SQL_CHECK_TASK[];
extern const char ELA_SQL_CHECK_TICK[];
extern const char ELA_SQL_CHECK_COUNT[];
extern const char ELA_SQL_TASK_FILES[], ELA_SQL_TASK_FILES_ORDER[];
extern const char ELA_SQL_TASK_TIME[];
extern const char ELA_SQL_TASK_TIME_SEEN[];
extern const char ELA_SQL_CARDS[], ELA_SQL_CARDS_FROM[];
extern const char ELA_SQL_CARDS_PLACES[];
extern const char ELA_SQL_CARDS_THESE[];
extern const char ELA_SQL_CARDS_SEEN[];
extern const char ELA_SQL_CARDS_CASE[];
extern const char ELA_SQL_CARDS_ONE[];
extern const char ELA_SQL_CARDS_CLIENT[];
extern const char ELA_SQL_CARDS_MINE[];
extern const char ELA_SQL_CARDS_OPEN[];
extern const char ELA_SQL_CARDS_LATELY[];
extern const char ELA_SQL_CARDS_LATE[];
extern const char ELA_SQL_CARDS_STATUS[];
extern const char ELA_SQL_CARDS_PRIORITY[];
extern const char ELA_SQL_CARDS_FOR_CLIENT[];
extern const char ELA_SQL_CARDS_SEARCH[];
extern const char ELA_SQL_CARDS_ORDER[];
extern const char ELA_SQL_LIST_FIND[];
extern const char ELA_SQL_LIST_NEXT_DUE[];
extern const char ELA_SQL_LIST_NEXT_RECENT[];
extern const char ELA_SQL_LIST_BY_DUE[];
extern const char ELA_SQL_LIST_BY_RECENT[];
extern const char ELA_SQL_LIST_TIMES[];
extern const char ELA_SQL_LIST_TIMES_SEEN[];
extern const char ELA_SQL_LIST_TIMES_TAIL[];
extern const char ELA_SQL_CARDS_IN_HAND[];
extern const char ELA_SQL_TASK_COUNTS[];
extern const char ELA_SQL_TASK_COUNTS_FROM[];
extern const char ELA_SQL_TASK_FIRM_MAILS[];
extern const char ELA_SQL_TASK_CLIENT_MAILS[];
extern const char ELA_SQL_NATIVE_CASE[];
extern const char ELA_SQL_NATIVE_TASK[];

#endif
