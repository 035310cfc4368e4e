/*
 * SQL of time entries and timers. One constant per statement or fragment.
 */
#ifndef ELA_TIME_TIME_SQL_H
#define ELA_TIME_TIME_SQL_H

/* links: fragments composed by time_links.c */
extern const char ELA_SQL_LINK_SELECT[];
extern const char ELA_SQL_LINK_TICKET_COLS[], ELA_SQL_LINK_TICKET_NONE[],
    ELA_SQL_LINK_TICKET_JOIN[];
extern const char ELA_SQL_LINK_CONTRACT_COLS[], ELA_SQL_LINK_CONTRACT_NONE[],
    ELA_SQL_LINK_CONTRACT_JOIN[];
extern const char ELA_SQL_LINK_EVENT_COLS[], ELA_SQL_LINK_EVENT_NONE[], ELA_SQL_LINK_EVENT_JOIN[];
extern const char ELA_SQL_LINK_FROM[];
extern const char ELA_SQL_LINK_CASE[];
extern const char ELA_SQL_LINK_USER[];
extern const char ELA_SQL_LINK_CLIENT[];
extern const char ELA_SQL_LINK_CLIENT_TICKET[], ELA_SQL_LINK_CLIENT_CONTRACT[],
    ELA_SQL_LINK_CLIENT_EVENT[];
extern const char ELA_SQL_LINK_CLIENT_END[];

/* one entry */
extern const char ELA_SQL_TIME_INSERT[];
extern const char ELA_SQL_TIME_UPDATE[];
extern const char ELA_SQL_TIME_DELETE[];
extern const char ELA_SQL_TIME_LOAD[];
extern const char ELA_SQL_TIME_DAY[];
extern const char ELA_SQL_TIME_OVERLAP[];

/* stamping */
extern const char ELA_SQL_STAMP_UPDATE[];
extern const char ELA_SQL_STAMP_IDS[];
extern const char ELA_SQL_STAMP_CASE[], ELA_SQL_STAMP_TASK[], ELA_SQL_STAMP_CLIENT[],
    ELA_SQL_STAMP_CATEGORY[], ELA_SQL_STAMP_USER[], ELA_SQL_STAMP_DEFAULT[];
extern const char ELA_SQL_RATE_PUT[];
extern const char ELA_SQL_RATE_DROP[];
extern const char ELA_SQL_RATE_LIST[];
extern const char ELA_SQL_RATE_TARGET_TASK[], ELA_SQL_RATE_TARGET_CATEGORY[],
    ELA_SQL_RATE_TARGET_USER[], ELA_SQL_RATE_TARGET_CLIENT[];
extern const char ELA_SQL_ACTIVITY_LIST[];

/* lists */
extern const char ELA_SQL_LIST_OUTER[], ELA_SQL_LIST_OUTER_FROM[], ELA_SQL_LIST_OUTER_ORDER[];
extern const char ELA_SQL_LIST_INNER[], ELA_SQL_LIST_INNER_SUM[], ELA_SQL_LIST_SUM[],
    ELA_SQL_LIST_SUM_END[];
extern const char ELA_SQL_LIST_UNION[], ELA_SQL_LIST_UNION_ONCE[], ELA_SQL_LIST_OPEN[],
    ELA_SQL_LIST_CLOSE[];
extern const char ELA_SQL_LIST_UNION_ORDER[];
extern const char ELA_SQL_LIST_BY_DAY[], ELA_SQL_LIST_BY_STATUS[], ELA_SQL_LIST_BY_USER[],
    ELA_SQL_LIST_BY_CLIENT[], ELA_SQL_LIST_BY_CASE[], ELA_SQL_LIST_BY_TASK[],
    ELA_SQL_LIST_BY_PROJECT[], ELA_SQL_LIST_BY_TICKET[], ELA_SQL_LIST_BY_CONTRACT[],
    ELA_SQL_LIST_BY_INVOICE[];
extern const char ELA_SQL_F_USER[], ELA_SQL_F_CLIENT[], ELA_SQL_F_CASE[], ELA_SQL_F_PROJECT[],
    ELA_SQL_F_TASK[], ELA_SQL_F_TICKET[], ELA_SQL_F_CONTRACT[], ELA_SQL_F_ACTIVITY[],
    ELA_SQL_F_STATUS[], ELA_SQL_F_STATUS_OPEN[], ELA_SQL_F_FROM[], ELA_SQL_F_TO[],
    ELA_SQL_F_BILLABLE[], ELA_SQL_F_INVOICE[], ELA_SQL_F_SEARCH[], ELA_SQL_F_NEXT[];
extern const char ELA_SQL_LIST_ONE[];
extern const char ELA_SQL_LIST_ORDER[], ELA_SQL_LIST_LIMIT[];
extern const char ELA_SQL_WEEK_INNER[], ELA_SQL_WEEK_OUTER_ORDER[];

/* states */
extern const char ELA_SQL_STATE_LOAD[], ELA_SQL_STATE_LOCK[];
extern const char ELA_SQL_STATE_WEEK[];
extern const char ELA_SQL_STATE_DAYS[], ELA_SQL_STATE_DAYS_ON[], ELA_SQL_STATE_DAYS_END[];
extern const char ELA_SQL_STATE_SUBMIT[], ELA_SQL_STATE_RECALL[], ELA_SQL_STATE_REVIEW[],
    ELA_SQL_STATE_UNREVIEW[];
extern const char ELA_SQL_STATE_IDS[], ELA_SQL_STATE_FROM[];
extern const char ELA_SQL_STATE_INVOICE[], ELA_SQL_STATE_FREE[];
extern const char ELA_SQL_STATE_OF_INVOICE[];
extern const char ELA_SQL_STATE_EVENTS[];

/* timers */
extern const char ELA_SQL_TIMER_PAUSE_RUNNING[];
extern const char ELA_SQL_TIMER_TURN[];
extern const char ELA_SQL_TIMER_IS_RUNNING[];
extern const char ELA_SQL_TIMER_INSERT[];
extern const char ELA_SQL_TIMER_RESUME[];
extern const char ELA_SQL_TIMER_PAUSE[];
extern const char ELA_SQL_TIMER_READ[];
extern const char ELA_SQL_TIMER_LOAD[], ELA_SQL_TIMER_BY_ID[], ELA_SQL_TIMER_RUNNING[];
extern const char ELA_SQL_TIMER_DROP[];
extern const char ELA_SQL_TIMER_START[], ELA_SQL_TIMER_START_OPEN[], ELA_SQL_TIMER_START_ACTIVITY[],
    ELA_SQL_TIMER_START_ANY[], ELA_SQL_TIMER_START_END[];
extern const char ELA_SQL_TIMER_START_FIRST[], ELA_SQL_TIMER_START_AND[];
extern const char ELA_SQL_TIMER_ENTRY[];
extern const char ELA_SQL_TIMER_ENTRY_FIRST[];

/* sheet */
extern const char ELA_SQL_SHEET_ROWS[];
extern const char ELA_SQL_SHEET_FROM[], ELA_SQL_SHEET_PARTS[], ELA_SQL_SHEET_CLIENT[];

/* two third parties become one */
extern const char ELA_SQL_CLIENT_CASES[], ELA_SQL_CLIENT_TIME[], ELA_SQL_CLIENT_TIMERS[];
extern const char ELA_SQL_CLIENT_LINES[], ELA_SQL_CLIENT_EVENTS[], ELA_SQL_CLIENT_OUTBOX[];
extern const char ELA_SQL_CLIENT_TASKS[], ELA_SQL_CLIENT_ACTIONS[], ELA_SQL_CLIENT_FILES[];
extern const char ELA_SQL_CLIENT_COMMENTS[], ELA_SQL_CLIENT_REQUESTS[], ELA_SQL_CLIENT_PARTIES[];
extern const char ELA_SQL_CLIENT_OFFERS[], ELA_SQL_CLIENT_OFFERS_LEFT[];
extern const char ELA_SQL_CLIENT_ACCOUNTS[], ELA_SQL_CLIENT_ACCOUNTS_LEFT[];
extern const char ELA_SQL_CLIENT_DECIDED[], ELA_SQL_CLIENT_DECISION[],
    ELA_SQL_CLIENT_DECISION_LEFT[];
extern const char ELA_SQL_CLIENT_RATE[], ELA_SQL_CLIENT_RATE_LEFT[];

#endif
