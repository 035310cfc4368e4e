/*
 * SQL of the terms of documents: ends of validity, lengths of keeping.
 */
#ifndef ELA_DOCUMENT_TERM_SQL_H
#define ELA_DOCUMENT_TERM_SQL_H

extern const char ELA_SQL_TERM_EXPIRING[], ELA_SQL_TERM_WARNED[];
/* lists of documents follow; the level of the firm's people is part of it */
extern const char ELA_SQL_TERM_LEADS[], ELA_SQL_TERM_SELLERS[], ELA_SQL_TERM_LEVEL[],
    ELA_SQL_TERM_OF[], ELA_SQL_TERM_ACCOUNTS[], ELA_SQL_TERM_SHOWN[], ELA_SQL_TERM_ORDER[];
extern const char ELA_SQL_KEEP_ANNOUNCE[], ELA_SQL_KEEP_AGAIN[], ELA_SQL_KEEP_UNLIMITED[],
    ELA_SQL_KEEP_COMMA_P[], ELA_SQL_KEEP_CLOSE[];
extern const char ELA_SQL_KEEP_DUE[], ELA_SQL_KEEP_BIN[], ELA_SQL_KEEP_ADMINS[],
    ELA_SQL_KEEP_SOON[], ELA_SQL_KEEP_DECIDE[];

#endif
