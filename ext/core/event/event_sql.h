/*
 * SQL of event.c.
 */
#ifndef ELA_EVENT_SQL_H
#define ELA_EVENT_SQL_H

extern const char ELA__EVENT_INSERT[];
extern const char ELA__EVENT_LIST[]; /* param: entity */
extern const char ELA__EVENT_BY_CLIENT[], ELA__EVENT_BY_CASE[], ELA__EVENT_BY_OBJECT[],
    ELA__EVENT_VISIBLE[];
extern const char ELA__EVENT_AFTER[], ELA__EVENT_KIND[], ELA__EVENT_ORDER[];
/* "... AND (e.fk_case IS NULL OR e.fk_case IN (SELECT c.rowid FROM cases c WHERE 1=1" + scope +
 * "))" */
extern const char ELA__EVENT_CASE_SCOPE[];
extern const char ELA__EVENT_CASE_EXISTS[], ELA__EVENT_TIME_EXISTS[], ELA__EVENT_INVOICE_EXISTS[];
extern const char ELA__EVENT_TASK_CASE[];
extern const char ELA__EVENT_FILE_EXISTS[];
extern const char ELA__EVENT_FILE_OPEN[], ELA__EVENT_NOTE_OPEN[];

#endif
