/*
 * SQL of meta/.
 */
#ifndef ELA_META_META_SQL_H
#define ELA_META_META_SQL_H

extern const char ELA__META_HEADS[];         /* entity */
extern const char ELA__META_BODY[];          /* entity, id */
extern const char ELA__META_BODIES[];        /* entity, kind */
extern const char ELA__META_STAMP[];         /* entity, value */
extern const char ELA__META_HEAD_LOCK[];     /* entity, kind, code */
extern const char ELA__META_LAST[];          /* entity, kind, code */
extern const char ELA__META_ADD[];           /* entity, kind, code, revision, origin, pack,
                                                pack_version, body, digest, now, user */
extern const char ELA__META_HEAD_ADD[];      /* entity, kind, code, definition, definition_pack,
                                                active, position, now, user */
extern const char ELA__META_HEAD_SET[];      /* definition, definition_pack, active, position, now,
                                                user, entity, kind, code */
extern const char ELA__META_HEAD_DROP[];     /* entity, kind, code */
extern const char ELA__META_LIST[];          /* entity, kind */
extern const char ELA__META_REVISIONS[];     /* entity, kind, code */
extern const char ELA__META_MODELS[];        /* entity, ids */
extern const char ELA__META_USES[];          /* entity, template code */
extern const char ELA__META_CHANGE[];        /* entity, object, id, field, old, new, now, user,
                                                account */
extern const char ELA__META_CHANGE_MORE[];   /* the same of a further row */
extern const char ELA__META_CHANGES[];       /* entity, object, id */
extern const char ELA__META_ITEM_USED[];     /* pairs of entity and text: see item_used() */
extern const char ELA__META_CASES_IN[];      /* entity, status */
extern const char ELA__META_TASKS_IN[];      /* entity, status */
extern const char ELA__META_FIELD_FILLED[];  /* entity, JSON path */
extern const char ELA__META_SHEET[];         /* entity, object, id */
extern const char ELA__META_SHEET_SET[];     /* fields, entity, object, id, version */
extern const char ELA__META_SHEET_ADD[];     /* entity, object, id, task, fields */
extern const char ELA__META_SHEET_FILLED[];  /* entity, JSON path, object */
extern const char ELA__META_OBJECT_CLIENT[]; /* then scope of clients */
extern const char ELA__META_OBJECT_NO_CLIENT[]; /* entity */
extern const char ELA__META_PAST[];             /* entity, kind, code */
extern const char ELA__META_CLIENT_SET[];       /* kinds, fields, entity, client, version */
extern const char ELA__META_CLIENT_ADD[];       /* entity, client, kinds, fields */

extern const char ELA_SQL_VALUE_CLEAR[];
extern const char ELA_SQL_VALUE_INSERT[];
extern const char ELA_SQL_VALUE_MORE[];
extern const char ELA_SQL_VALUE_FILL_TEXT[];
extern const char ELA_SQL_VALUE_FILL_NUMBER[];
extern const char ELA_SQL_VALUE_FILL_YESNO[];
extern const char ELA_SQL_VALUE_FILL_DAY[];

extern const char ELA__META_LETTER_DEFAULTS[], ELA__META_LETTER_NO_DEFAULT[],
    ELA__META_LETTER_DEFAULT[], ELA__META_LETTER_FORGET[];

extern const char ELA__META_SWEEP[], ELA__META_SWEEP_ADD[], ELA__META_SWEEP_AGAIN[],
    ELA__META_SWEEP_KEEP[], ELA__META_SWEEP_TOTAL[], ELA__META_SWEEP_CLIENTS[],
    ELA__META_SWEEP_SHEETS[], ELA__META_SWEEP_CHANGES[], ELA__META_SWEEP_FORGET[],
    ELA__META_SWEEP_CLIENT[];

#endif
