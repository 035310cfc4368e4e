/*
 * SQL of links and of the register of sendings. One constant per statement or fragment.
 */
#ifndef ELA_SHARE_SHARE_SQL_H
#define ELA_SHARE_SHARE_SQL_H

extern const char ELA_SQL_SHARE_INSERT[], ELA_SQL_SHARE_FILE_INSERT[];
/* SHARE, then one of the three BY, then HOLD */
extern const char ELA_SQL_SHARE[], ELA_SQL_SHARE_BY_ID[], ELA_SQL_SHARE_BY_TOKEN[],
    ELA_SQL_SHARE_BY_KEY[], ELA_SQL_SHARE_HOLD[];
extern const char ELA_SQL_SHARE_WRONG[], ELA_SQL_SHARE_OPENED[], ELA_SQL_SHARE_EXTEND[],
    ELA_SQL_SHARE_REVOKE[], ELA_SQL_SHARE_PASSWORD[];
extern const char ELA_SQL_SHARE_VISIT[], ELA_SQL_SHARE_VISITS_END[], ELA_SQL_SHARE_VISITS_OVER[];
extern const char ELA_SQL_SHARE_LOG_ADD[], ELA_SQL_SHARE_LOG[], ELA_SQL_SHARE_LOG_ORDER[];
/* documents of a link that may be read now; ONE appended for one of them */
extern const char ELA_SQL_SHARE_FILES[], ELA_SQL_SHARE_FILES_ONE[], ELA_SQL_SHARE_FILES_ORDER[];
/* documents of a case that may leave the firm; the last column says whether they do */
extern const char ELA_SQL_SHARE_CHOICES[], ELA_SQL_SHARE_CHOSEN[];
extern const char ELA_SQL_SHARE_ROWS[], ELA_SQL_SHARE_ROW_FILES[], ELA_SQL_SHARE_ROW_FILES_ORDER[];
extern const char ELA_SQL_SHARE_PARTY[], ELA_SQL_SHARE_PARTIES[];
extern const char ELA_SQL_SHARE_ADVISER[];
extern const char ELA_SQL_DISPATCH_INSERT[], ELA_SQL_DISPATCH_FILE_INSERT[],
    ELA_SQL_DISPATCH_ROWS[], ELA_SQL_DISPATCH_FILES[], ELA_SQL_DISPATCH_FILES_ORDER[];

#endif
