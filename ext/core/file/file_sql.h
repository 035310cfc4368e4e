/*
 * SQL of files. One constant per statement or fragment.
 */
#ifndef ELA_FILE_FILE_SQL_H
#define ELA_FILE_FILE_SQL_H

extern const char ELA_SQL_FILE_INSERT[];
extern const char ELA_SQL_FILE_SAME[], ELA_SQL_FILE_SAME_ONE[];
extern const char ELA_SQL_FILE_HELD[], ELA_SQL_FILE_HOLD[];
extern const char ELA_SQL_FILE_LOAD[], ELA_SQL_FILE_THERE[], ELA_SQL_FILE_BINNED[],
    ELA_SQL_FILE_LINKED[], ELA_SQL_FILE_LINKED_ONE[];
extern const char ELA_SQL_FILE_VERSION_KEEP[], ELA_SQL_FILE_VERSION_NEW[], ELA_SQL_FILE_VERSION[];
extern const char ELA_SQL_FILE_RESTORE[], ELA_SQL_FILES_PURGED[];
/* entity, ids: what is gone for good */
extern const char ELA_SQL_GONE[], ELA_SQL_GONE_COMMENTS[], ELA_SQL_GONE_EVENTS[],
    ELA_SQL_GONE_DISPATCHES[], ELA_SQL_GONE_SHARES[], ELA_SQL_GONE_LETTERS[];
extern const char ELA_SQL_FILE_UPDATE[], ELA_SQL_FILE_READER[];
extern const char ELA_SQL_FILE_DELETE[];
extern const char ELA_SQL_FILE_COUNT[];
extern const char ELA_SQL_FILES_DISCARDED[], ELA_SQL_FILES_HELD[], ELA_SQL_FILES_KEPT[],
    ELA_SQL_FILES_BY[], ELA_SQL_FILES_SINCE[], ELA_SQL_FILES_OF[],
    ELA_SQL_FILES_NAMED[]; /* entity, object, its id, visible; then the ids */
extern const char ELA_SQL_FILE_INVOICED[];
extern const char ELA_SQL_FILES_OF_CASE[], ELA_SQL_FILES_OF_CASE_ORDER[];
extern const char ELA_SQL_FILE_COMMENT[];
extern const char ELA_SQL_FILE_CLIENT_PEOPLE[], ELA_SQL_FILE_FIRM_PEOPLE[],
    ELA_SQL_FILE_ACCOUNT_NAME[], ELA_SQL_FILE_USER_NAME[];
extern const char ELA_SQL_FILE_ACTION[];
extern const char ELA_SQL_FILE_REQUEST[];
/* files that come in parts */
extern const char ELA_SQL_UPLOAD_INSERT[], ELA_SQL_UPLOAD_LOAD[], ELA_SQL_UPLOAD_HOLD[],
    ELA_SQL_UPLOAD_BY_USER[], ELA_SQL_UPLOAD_BY_ACCOUNT[], ELA_SQL_UPLOAD_OF_CLIENT[],
    ELA_SQL_UPLOAD_COUNT[], ELA_SQL_UPLOAD_ADVANCE[], ELA_SQL_UPLOAD_DONE[],
    ELA_SQL_UPLOAD_DELETE[], ELA_SQL_UPLOADS_EXPIRE[];
/* the sweep of the store */
extern const char ELA_SQL_FILES_AT[], ELA_SQL_VERSIONS_AT[], ELA_SQL_UPLOADS_AT[],
    ELA_SQL_PREVIEWS_AT[], ELA_SQL_VAULTS_AT[], ELA_SQL_FILES_IN[], ELA_SQL_FILES_ANY[];
extern const char ELA_SQL_FILE_MISSING[], ELA_SQL_FILES_MISSING[], ELA_SQL_FILES_MISSING_COUNT[];
extern const char ELA_SQL_MODELS_UNUSED[], ELA_SQL_MODEL_FORGET[];

extern const char ELA_SQL_FILE_MODELS[];

#endif
