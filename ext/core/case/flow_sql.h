/*
 * SQL of the process of a case: steps, pieces, effects, opening, page.
 */
#ifndef ELA_CASE_FLOW_SQL_H
#define ELA_CASE_FLOW_SQL_H

extern const char ELA_SQL_CASE_LOCK[];
extern const char ELA_SQL_CASE_FIELDS_PUT[];
extern const char ELA_SQL_CASE_FIELDS_STAMP[];
extern const char ELA_SQL_CASE_PROGRESS[];
extern const char ELA_SQL_CASE_REBASE[];
extern const char ELA_SQL_CASE_ARCHIVE[];
extern const char ELA_SQL_TAGS_OF[];
extern const char ELA_SQL_TAG_PUT[];
extern const char ELA_SQL_TAG_DROP[];
extern const char ELA_SQL_CASE_REMAINS[];
extern const char ELA_SQL_CASE_PEOPLE[];
extern const char ELA_SQL_CASE_CLIENT_LANG[];

extern const char ELA_SQL_STEP_CASE[];
extern const char ELA_SQL_STEP_LIST[];
/* INSERT takes one ROW or several with COMMA between. */
extern const char ELA_SQL_STEP_INSERT[], ELA_SQL_STEP_ROW[], ELA_SQL_COMMA[];
extern const char ELA_SQL_STEP_STATE[];
extern const char ELA_SQL_STEP_DONE[];
extern const char ELA_SQL_STEP_UPDATE[];
extern const char ELA_SQL_STEP_ANSWERS[];
extern const char ELA_SQL_STEP_CLOSE[];
extern const char ELA_SQL_STEP_RESTORE[];
extern const char ELA_SQL_STEP_KEEP[];
/* Tables whose rows know whether their case is closed: (0 or 1, case). */
enum { ELA_PARTS_FOLLOW = 3 };
extern const char *const ELA_SQL_PARTS_FOLLOW[ELA_PARTS_FOLLOW];
extern const char ELA_SQL_STEP_SENT[];
extern const char ELA_SQL_STEP_REBASE[];
extern const char ELA_SQL_STEP_DRAFT[], ELA_SQL_STEP_DRAFT_PUT[], ELA_SQL_STEP_DRAFT_DROP[];
extern const char ELA_SQL_STEP_FILES[];
extern const char ELA_SQL_PIECE_FILES_STATUS[], ELA_SQL_PIECE_FILES_LEFT[];
extern const char ELA_SQL_CASE_FILES[]; /* case; then ids */

extern const char ELA_SQL_PIECE_CASE[];
extern const char ELA_SQL_PIECE_LIST[];
extern const char ELA_SQL_PIECE_OF_STEP[];
extern const char ELA_SQL_PIECE_INSERT[], ELA_SQL_PIECE_ROW[];
extern const char ELA_SQL_PIECE_STATE[];
extern const char ELA_SQL_PIECE_UPDATE[];
extern const char ELA_SQL_PIECE_ASK[];
extern const char ELA_SQL_PIECE_DELETE[];
extern const char ELA_SQL_PIECE_NEXT[];
extern const char ELA_SQL_PIECE_LABEL[];

/* documents that the firm holds already; f, d: scope appended */
extern const char ELA_SQL_REUSE_LOOK[], ELA_SQL_REUSE_STANDARD[], ELA_SQL_REUSE_CATEGORIES[],
    ELA_SQL_REUSE_P[], ELA_SQL_REUSE_COMMA_P[], ELA_SQL_REUSE_CLOSE[], ELA_SQL_REUSE_ONE[],
    ELA_SQL_REUSE_NEWEST[], ELA_SQL_REUSE_HOLD[], ELA_SQL_REUSE_PROPOSE[], ELA_SQL_REUSE_VALID[],
    ELA_SQL_REUSE_WHEN[], ELA_SQL_REUSE_OF[], ELA_SQL_REUSE_LINK[], ELA_SQL_REUSE_PIECES[],
    ELA_SQL_SWEEP_PROPOSED[], ELA_SQL_PIECE_VALID[];
extern const char ELA_SQL_EFFECT_INSERT[];
extern const char ELA_SQL_EFFECT_LOAD[];
extern const char ELA_SQL_EFFECT_DONE[];
extern const char ELA_SQL_EFFECT_COUNTS[];
extern const char ELA_SQL_EFFECT_FAILED[];
extern const char ELA_SQL_JOB_DUE[];
extern const char ELA_SQL_JOB_DONE[];
extern const char ELA_SQL_EFFECT_LIST[];
extern const char ELA_SQL_SWEEP_CLOSED[];
extern const char ELA_SQL_SWEEP_PIECES[];

#endif
