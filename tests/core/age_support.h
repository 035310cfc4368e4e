/*
 * A firm by its age: cases of a shipped kind with their steps, pieces, tasks, requests and client
 * actions, open ones and closed ones. For the benchmark and for the test that the daily work reads
 * no more when the closed ones pile up.
 */
#ifndef ELA_TESTS_AGE_SUPPORT_H
#define ELA_TESTS_AGE_SUPPORT_H

#include "pack_support.h"

#include <inttypes.h>

#define AGE_FIRST 1000000 /* id of the first case */

/* Third parties 1 to AGE_CLIENTS are the caller's. */
#ifndef AGE_CLIENTS
#define AGE_CLIENTS 50
#endif

/* Sum of a session's status variables. */
static int64_t age_counter(const char *like)
{
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    char sql[200];
    int64_t n = 0;
    snprintf(sql, sizeof sql, "SHOW SESSION STATUS LIKE '%s'", like);
    if (ela_db_query(T.db, sql, NULL, 0, &r, &err) != ELA_OK)
        fail_msg("%s: %s", sql, err.key);
    for (size_t i = 0; i < r.nrows; i++)
        n += ela_db_int(&r, i, 1, 0);
    ela_db_result_release(&r);
    return n;
}

/* A worker's round, undone: the next one finds what it found. */
static void age_round(const struct ela_actor *worker, const char *op, const char *in)
{
    struct ela_request rq = {.db = T.db, .actor = worker, .now = T.now};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *out = NULL;
    if (ela_db_begin(T.db, &err) != ELA_OK ||
        ela_app_call(T.app, &rq, ela_str_of(op), t_json("%s", in), &out, NULL, NULL, &err) !=
            ELA_OK)
        fail_msg("%s: %s (%s)", op, err.key, err.detail);
    ela_json_free(out);
    ela_db_rollback(T.db);
}

/* Rows that the server read for one call; *statements may be NULL. */
static inline int64_t age_reads(const struct ela_actor *actor, const char *op, const char *in,
                                int64_t *statements)
{
    bool round = actor->kind == ELA_ACTOR_WORKER;
    if (!round)
        t_call(actor, op, "%s", in);
    int64_t reads = age_counter("Handler_read%"), asked = age_counter("Questions");
    if (round)
        age_round(actor, op, in);
    else
        t_call(actor, op, "%s", in);
    if (statements)
        *statements = age_counter("Questions") - asked - 1;
    return age_counter("Handler_read%") - reads;
}

/* One case of a shipped kind, cut to five steps, five pieces and three tasks: the others are made
 * after it. */
static inline int64_t age_model(const struct ela_actor *boss)
{
    int64_t id = t_int_at(
        t_call(boss, "case.create",
               "{'title': 'Création', 'client': 1, 'lead': %d, 'template': 'creation-societe'}",
               boss->user_id),
        "id");
    t_sql("CREATE TABLE age_ten (d INTEGER NOT NULL) ENGINE=InnoDB");
    t_sql("INSERT INTO age_ten VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
    t_sql("DELETE FROM llx_elaska_task WHERE fk_case = %" PRId64, id);
    t_sql("DELETE FROM llx_elaska_case_piece WHERE fk_case = %" PRId64
          " AND rowid NOT IN (SELECT * FROM (SELECT rowid FROM llx_elaska_case_piece ORDER BY "
          "rowid LIMIT 5) x)",
          id);
    t_sql("DELETE FROM llx_elaska_case_step WHERE fk_case = %" PRId64
          " AND rowid NOT IN (SELECT * FROM (SELECT rowid FROM llx_elaska_case_step ORDER BY rowid "
          "LIMIT 5) x)",
          id);
    return id;
}

/* Cases from..to-1, with their steps, pieces, tasks and a request each; closed ones are a year old,
 * and some of them left things open. */
static inline void age_load(int64_t id, int64_t from, int64_t to, bool closed, int64_t account)
{
    t_sql("CREATE TEMPORARY TABLE age_range (k BIGINT NOT NULL PRIMARY KEY) SELECT r.k FROM (SELECT"
          " 1000000 + e.d * 10000 + f.d * 1000 + g.d * 100 + h.d * 10 + i.d AS k FROM age_ten e, "
          "age_ten f, age_ten g,"
          " age_ten h, age_ten i) r WHERE r.k >= %" PRId64 " AND r.k < %" PRId64,
          1000000 + from, 1000000 + to);
    t_sql("INSERT INTO llx_elaska_case (rowid, entity, ref, title, fk_soc, kind, family, "
          "fk_definition, start_on,"
          " due_on, closed_on, status, class, progress, fields, fk_user_lead, archived_at, "
          "active_at, created_at,"
          " updated_at, fk_user_creat) SELECT r.k, 1, CONCAT('B-', r.k), CONCAT('Dossier ', r.k), "
          "r.k %% %d + 1, m.kind,"
          " m.family, m.fk_definition, '2025-01-02', DATE '2025-06-01' + INTERVAL r.k %% 700 DAY, "
          "%s, '%s', '%s', %d,"
          " m.fields, 1000 + r.k %% 8, %s, %s - r.k %% 80000 * 30, 1700000000, 1700000000, 1000"
          " FROM age_range r, llx_elaska_case m WHERE m.rowid = %" PRId64,
          AGE_CLIENTS, closed ? "'2025-12-01'" : "NULL", closed ? "done" : "in_progress",
          closed ? "done" : "open", closed ? 100 : 40, closed ? "1780000000" : "NULL",
          closed ? "1770000000" : "1795000000", id);
    t_sql("INSERT INTO llx_elaska_case_step (entity, fk_case, code, position, weight, visible, "
          "status, kept, planned_on,"
          " done_at, fk_definition) SELECT 1, r.k, s.code, s.position, 1, 1, %s, %s, '2026-01-05', "
          "%s, s.fk_definition"
          " FROM age_range r, llx_elaska_case_step s WHERE s.fk_case = %" PRId64,
          closed ? "IF(s.position > 4, 'na', 'done')" : "s.status",
          closed ? "IF(s.position > 4, 'todo', NULL)" : "NULL", closed ? "1770000000" : "NULL", id);
    t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, category, source, status, "
          "status_at, valid_until, position, case_closed)"
          " SELECT 1, r.k, p.code, p.category, p.source, %s, 1770000000 + r.k %% 10000, "
          "'2027-01-01' - INTERVAL %d DAY, p.position, %d "
          "FROM age_range r,"
          " llx_elaska_case_piece p WHERE p.fk_case = %" PRId64,
          closed ? "IF(r.k % 5 = 0, 'waiting', 'validated')"
                 : "IF(r.k % 5 = 0, 'waiting', 'to_provide')",
          closed ? 400 : 0, closed, id);
    t_sql("INSERT INTO llx_elaska_task (entity, fk_case, fk_soc, title, status, priority, due_on, "
          "visible, position,"
          " closed_at, created_at, updated_at, fk_user_creat, case_closed) SELECT 1, r.k, r.k %% "
          "%d + "
          "1, CONCAT('Tâche ', d.d), %s, 1,"
          " DATE '2026-06-01' + INTERVAL r.k %% 400 DAY, 1, r.k * 1024 + d.d, %s, 1700000000 + "
          "r.k, 1700000000, 1000, %d FROM age_range r, age_ten d WHERE d.d < 3",
          AGE_CLIENTS, closed ? "IF(d.d = 0, 'todo', 'done')" : "'todo'",
          closed ? "IF(d.d = 0, NULL, 1770000000 + r.k)" : "NULL", closed);
    t_sql("INSERT INTO llx_elaska_task_user (fk_task, fk_user) SELECT t.rowid, 1000 + t.fk_case %% "
          "8 FROM llx_elaska_task t"
          " JOIN age_range r ON r.k = t.fk_case");
    t_sql("INSERT INTO llx_elaska_request (entity, ref, fk_soc, fk_account, kind, fk_definition, "
          "draft_key, status, fk_case,"
          " sent_at, created_at, updated_at) SELECT 1, CONCAT('R-', r.k), r.k %% %d + 1, %" PRId64
          ", m.kind, m.fk_definition,"
          " MD5(r.k), '%s', %s, 1770000000 + r.k, 1770000000, 1770000000 FROM age_range r, "
          "llx_elaska_case m"
          " WHERE m.rowid = %" PRId64,
          AGE_CLIENTS, account, closed ? "converted" : "received", closed ? "r.k" : "NULL", id);
    t_sql("INSERT INTO llx_elaska_action (entity, fk_case, fk_soc, kinds, message, due_on, status, "
          "fk_user, created_at, "
          "case_closed) SELECT 1, r.k, r.k %% %d + 1, 'note', 'Merci de relire', '2026-11-01', %s, "
          "1000, 1770000000, %d FROM age_range r WHERE r.k %% 4 = 0",
          AGE_CLIENTS, closed ? "IF(r.k % 8 = 0, 'waiting', 'done')" : "'waiting'", closed);
    t_sql("DROP TEMPORARY TABLE age_range");
    t_sql("ANALYZE TABLE llx_elaska_case, llx_elaska_case_step, llx_elaska_case_piece, "
          "llx_elaska_task,"
          " llx_elaska_task_user, llx_elaska_request, llx_elaska_action");
}

#endif
