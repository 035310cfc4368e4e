/*
 * SQL pieces of scope.c; between two pieces comes the caller's table alias.
 */
#ifndef ELA_SCOPE_SQL_H
#define ELA_SCOPE_SQL_H

extern const char ELA__SCOPE_CLIENT[]; /* param: client */
extern const char ELA__SCOPE_NOTHING[];
extern const char ELA__SCOPE_CLIENT_SHARED[];     /* params: entities */
extern const char ELA__SCOPE_CLIENT_OWN[];        /* param: user */
extern const char ELA__SCOPE_CASE_TEAM[];         /* param: user */
extern const char ELA__SCOPE_KIND_CLOSED[];       /* params: user, entity */
extern const char ELA__SCOPE_KIND_CONFIDENTIAL[]; /* params: user, entity */
extern const char ELA__SCOPE_TIME_LED[];          /* params: entity, user */
extern const char ELA__SCOPE_TIME_PORTAL[];       /* params: entity, client, entity */
extern const char ELA__SCOPE_TIME_STATES[];
extern const char ELA__SCOPE_NOTE_READER[], ELA__SCOPE_FILE_READER[]; /* param: user */
extern const char ELA__SCOPE_LEVEL_READER_END[];                      /* params: user, user */
extern const char ELA__SCOPE_FOLDER_GUARD[];
extern const char ELA__SCOPE_FOLDER_READER[]; /* params: level, user, user */
extern const char ELA__SCOPE_FOLDER_HIDDEN[];
extern const char ELA__SCOPE_FILE_DOCUMENT[], ELA__SCOPE_FILE_SENT[];
extern const char ELA__SCOPE_FILE_PORTAL[]; /* param: client */
extern const char ELA__SCOPE_FILE_LINKED[];

#endif
