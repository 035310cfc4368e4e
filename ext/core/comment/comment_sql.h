/*
 * SQL of comments.
 */
#ifndef ELA_COMMENT_SQL_H
#define ELA_COMMENT_SQL_H

extern const char ELA_SQL_COMMENT_ADD[];
extern const char ELA_SQL_COMMENTS[];
extern const char ELA_SQL_COMMENT_FILES[], ELA_SQL_COMMENT_FILES_ORDER[];
extern const char ELA_SQL_COMMENT_LOAD[];
extern const char ELA_SQL_COMMENT_EDIT[];
extern const char ELA_SQL_COMMENT_REMOVE[];
extern const char ELA_SQL_COMMENT_HIDE[];

#endif
