/*
 * SQL of files. One constant per statement or fragment.
 */
#ifndef ELA_FILE_FILE_SQL_H
#define ELA_FILE_FILE_SQL_H

extern const char ELA_SQL_FILE_INSERT[];
extern const char ELA_SQL_FILE_SAME[];
extern const char ELA_SQL_FILE_LOAD[];
extern const char ELA_SQL_FILE_UPDATE[];
extern const char ELA_SQL_FILE_DELETE[];
extern const char ELA_SQL_FILE_COUNT[];
extern const char ELA_SQL_FILES_DISCARDED[], ELA_SQL_FILES_DISCARD[], ELA_SQL_FILES_KEPT[],
    ELA_SQL_FILES_BY[], ELA_SQL_FILES_SINCE[], ELA_SQL_FILES_OF[];
extern const char ELA_SQL_FILES_OF_CASE[];
extern const char ELA_SQL_FILE_COMMENT[];
extern const char ELA_SQL_FILE_ACTION[];
extern const char ELA_SQL_FILE_REQUEST[];
/* the sweep of the store */
extern const char ELA_SQL_FILES_AT[], ELA_SQL_FILES_IN[], ELA_SQL_FILES_ANY[];
extern const char ELA_SQL_FILE_MISSING[], ELA_SQL_FILES_MISSING[], ELA_SQL_FILES_MISSING_COUNT[];
extern const char ELA_SQL_MODELS_UNUSED[], ELA_SQL_MODEL_FORGET[];

#endif
