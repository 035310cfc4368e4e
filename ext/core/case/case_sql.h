/*
 * SQL of cases. One constant per statement or fragment.
 */
#ifndef ELA_CASE_CASE_SQL_H
#define ELA_CASE_CASE_SQL_H

extern const char ELA_SQL_CASE_LOAD[];
extern const char ELA_SQL_CASE_USERS[];
extern const char ELA_SQL_CASE_USERS_OF[];
extern const char ELA_SQL_CASE_PROJECT[];
extern const char ELA_SQL_CASE_INSERT[];
extern const char ELA_SQL_CASE_UPDATE[];
enum { ELA_CASE_GOES = 11 };
extern const char *const ELA_SQL_CASE_GOES[ELA_CASE_GOES];
extern const char ELA_SQL_CASE_MEMBERS_LEAVE[];
extern const char ELA_SQL_CASE_MEMBERS_BUT[];
extern const char ELA_SQL_CASE_MEMBER_LEAVE[];
extern const char ELA_SQL_CASE_MEMBER_IS[];
extern const char ELA_SQL_CASE_MEMBER_OF_ROLE[];
extern const char ELA_SQL_CASE_LEAD[];
extern const char ELA_SQL_CASE_ACTIVITY[];
extern const char ELA_SQL_KIND_RIGHTS[];
extern const char ELA_SQL_KIND_RIGHTS_LIST[], ELA_SQL_USER_GROUPS[];
extern const char ELA_SQL_KIND_RIGHTS_CLEAR[];
extern const char ELA_SQL_KIND_RIGHT_ADD[];
extern const char ELA_SQL_PARTY_CONTACT[];
extern const char ELA_SQL_PARTY_INSERT[];
extern const char ELA_SQL_PARTY_LOAD[];
extern const char ELA_SQL_PARTY_UPDATE[];
extern const char ELA_SQL_PARTY_DELETE[];
extern const char ELA_SQL_NOTE_INSERT[];
extern const char ELA_SQL_NOTE_LOAD[];
extern const char ELA_SQL_NOTE_UPDATE[];
extern const char ELA_SQL_NOTE_DELETE[];
extern const char ELA_SQL_NOTE_LIST[];
extern const char ELA_SQL_NOTE_SHARED[];
extern const char ELA_SQL_NOTE_SEEN[];
extern const char ELA_SQL_NOTE_HOLD[];
extern const char ELA_SQL_NOTE_GONE[];
extern const char ELA_SQL_NOTE_AFTER[];
extern const char ELA_SQL_NOTE_TAIL[];
extern const char ELA_SQL_CASE_MEMBER_ADD[];
extern const char ELA_SQL_CASE_MEMBERS[];
extern const char ELA_SQL_CASE_IN_USE[];
extern const char ELA_SQL_CASE_DELETE[];
extern const char ELA_SQL_CASE_STATUS[];

extern const char ELA_SQL_COUNTER_NEXT[];
extern const char ELA_SQL_COUNTER_READ[];
extern const char ELA_SQL_CASE_REF_TAKEN[];

extern const char ELA_SQL_TERMS_INSERT[];
extern const char ELA_SQL_TERMS_ON[];
extern const char ELA_SQL_TERMS_DELETE_FROM[];
extern const char ELA_SQL_TERMS_LAST_BILLED[];
extern const char ELA_SQL_CASE_ALERT_RESET[];

extern const char ELA_SQL_GAUGE_SELECT[];
extern const char ELA_SQL_GAUGE_TAIL[];
extern const char ELA_SQL_GAUGE_LEAD[];
extern const char ELA_SQL_GAUGE_ALERTED[];

extern const char ELA_SQL_CASE_READ[];
extern const char ELA_SQL_CASE_PAGE[];
extern const char ELA_SQL_CASE_PAGE_TICKETS[];
extern const char ELA_SQL_CASE_PAGE_MEETINGS[];
extern const char ELA_SQL_CASE_PAGE_NONE[];
extern const char ELA_SQL_CASE_PAGE_FROM[];
extern const char ELA_SQL_CASE_TICKETS[];
extern const char ELA_SQL_CASE_MEETINGS[];
extern const char ELA_SQL_CASE_MEETINGS_MINE[];
extern const char ELA_SQL_CASE_MEETINGS_END[];
extern const char ELA_SQL_PAGE_PEOPLE[];
extern const char ELA_SQL_PAGE_FILES[], ELA_SQL_PAGE_FILES_TAKEN[], ELA_SQL_PAGE_FILES_HELD[],
    ELA_SQL_FILES_ORDER[];
extern const char ELA_SQL_CASE_F_CLASS[];
extern const char ELA_SQL_CASE_LIST[];
extern const char ELA_SQL_CASE_LIST_SEEN[];
extern const char ELA_SQL_CASE_F_CLIENT[];
extern const char ELA_SQL_CASE_F_LEAD[];
extern const char ELA_SQL_CASE_F_MINE[];
extern const char ELA_SQL_CASE_F_LATE[];
extern const char ELA_SQL_CASE_F_SEARCH[];
extern const char ELA_SQL_CASE_F_STATUS[];
extern const char ELA_SQL_CASE_NEXT_RECENT[];
extern const char ELA_SQL_CASE_NEXT_REF[];
extern const char ELA_SQL_CASE_NEXT_DUE[];
extern const char ELA_SQL_CASE_BY_RECENT[];
extern const char ELA_SQL_CASE_BY_REF[];
extern const char ELA_SQL_CASE_BY_DUE[];
extern const char ELA_SQL_CASE_F_KIND[];
extern const char ELA_SQL_CASE_F_ARCHIVED[];
extern const char ELA_SQL_CASE_F_PRESENT[];
extern const char ELA_SQL_CASE_KINDS[];
extern const char ELA_SQL_CASE_KINDS_END[];
extern const char ELA_SQL_CASE_PICKER[];
extern const char ELA_SQL_CASE_PICKER_TAIL[];

extern const char ELA_SQL_P[];       /* ?   */
extern const char ELA_SQL_COMMA_P[]; /* ,?  */
extern const char ELA_SQL_CLOSE[];   /* )   */

extern const char ELA_SQL_LINKS_CLIENT[];
extern const char ELA_SQL_LINKS_PROJECT[];
extern const char ELA_SQL_LINKS_TASK[];
extern const char ELA_SQL_LINKS_TICKET[];
extern const char ELA_SQL_LINKS_CONTRACT[];
extern const char ELA_SQL_LINKS_USER[];
extern const char ELA_SQL_LINKS_CONTACT[];
extern const char ELA_SQL_LINKS_INVOICE[];
extern const char ELA_SQL_LINKS_CLIENT_CASES[];
extern const char ELA_SQL_LINKS_PROJECT_CASES[];
extern const char ELA_SQL_LINKS_TASK_CASES[];
extern const char ELA_SQL_LINKS_USER_CASES[];

#endif
