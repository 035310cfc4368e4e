/*
 * SQL of codes on paper. One constant per statement.
 */
#ifndef ELA_QR_QR_SQL_H
#define ELA_QR_QR_SQL_H

extern const char ELA_SQL_QR_OF[], ELA_SQL_QR_ADD[], ELA_SQL_QR_RENEW[], ELA_SQL_QR_FIND[];
/* what a code leads to and whose it is; scope appended */
extern const char ELA_SQL_QR_CLIENT[], ELA_SQL_QR_CASE[], ELA_SQL_QR_CONTRACT[],
    ELA_SQL_QR_INVOICE[];
extern const char ELA_SQL_QR_SERVED[];

#endif
