/*
 * An entity of 40 fields, all of them custom: those of a third party, validated and stored with
 * their history, against bare INSERTs of the same bytes. Both wait once for the disk. PLAT-08,
 * CRM-07.
 */
#include "bench_support.h"

#include <inttypes.h>

enum { RUNS = 61, FIELDS = 40, TWIN = 100000 };

static struct ela_actor boss;

static struct ela_json *field(int i)
{
    static const char *const TYPES[] = {
        "'type':'text','max_length':80", "'type':'number'", "'type':'date'", "'type':'yesno'",
        "'type':'choice','options':[{'code':'a','label':{'fr':'A'}},"
        "{'code':'b','label':{'fr':'B'}}]"};
    return b_json("{'code':'f%02d','label':{'fr':'Champ %d'},%s}", i, i, TYPES[i % 5]);
}

static void set_of_fields(void)
{
    struct ela_json *in = b_json("{'object':'thirdparty','kind':'individual','version':0}");
    struct ela_json *fields = ela_json_new_array();
    for (int i = 0; i < FIELDS; i++)
        ela_json_push(fields, field(i));
    ela_json_set(in, "fields", fields);
    b_call(&boss, "fields.save", in, NULL);
    ela_json_free(in);
}

static struct ela_json *typed(int turn)
{
    static const char *const VALUES[] = {"'Rue de la République, n° %d'", "'%d.5'",
                                         "'2026-11-%02d'", "true", "'b'"};
    struct ela_json *in = b_json("{'client':%d,'version':0}", turn + 1);
    struct ela_json *fields = ela_json_new_object();
    for (int i = 0; i < FIELDS; i++) {
        char code[8], text[64];
        snprintf(code, sizeof code, "f%02d", i);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(text, sizeof text, VALUES[i % 5], i % 5 == 2 ? turn % 28 + 1 : turn);
#pragma GCC diagnostic pop
        ela_json_set(fields, code, b_json("%s", text));
    }
    ela_json_set(in, "fields", fields);
    return in;
}

/* The rows that the operation just wrote, again for a third party of the twin: one INSERT each
 * kind, prepared before the clock runs. */
static double bare(int client)
{
    struct ela_db_result row, history;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db_value key[] = {ELA_DBV_INT(client)};
    struct ela_sql q;
    b_must(ela_db_query(T.db, "SELECT fields FROM llx_elaska_client WHERE fk_soc = ?", key, 1, &row,
                        &err),
           &err, "row");
    b_must(ela_db_query(
               T.db,
               "SELECT field, value_new FROM llx_elaska_change WHERE object_id = ? ORDER BY rowid",
               key, 1, &history, &err),
           &err, "history");
    struct ela_db_value p[] = {ELA_DBV_INT(client + TWIN), ELA_DBV_STR(ela_db_cell(&row, 0, 0))};
    ela_sql_init(&q);
    ela_sql_add(&q, "INSERT INTO llx_elaska_change (entity, object, object_id, field, value_new, "
                    "at, fk_user) VALUES ");
    for (size_t i = 0; i < history.nrows; i++) {
        ela_sql_add(&q, i == 0 ? "(1, 'client', ?, ?, ?, ?, ?)" : ", (1, 'client', ?, ?, ?, ?, ?)");
        ela_sql_int(&q, client + TWIN);
        ela_sql_text(&q, ela_db_cell(&history, i, 0));
        ela_sql_text(&q, ela_db_cell(&history, i, 1));
        ela_sql_int(&q, T.now);
        ela_sql_int(&q, boss.user_id);
    }
    double from = b_now_ms();
    b_must(ela_db_begin(T.db, &err), &err, "begin");
    b_must(ela_db_exec(
               T.db,
               "INSERT INTO llx_elaska_client (entity, fk_soc, kinds, fields) VALUES (1, ?, 0, ?)",
               p, 2, NULL, &err),
           &err, "bare row");
    b_must(ela_sql_exec(&q, T.db, NULL, &err), &err, "bare history");
    b_must(ela_db_commit(T.db, &err), &err, "commit");
    double took = b_now_ms() - from;
    ela_db_result_release(&row);
    ela_db_result_release(&history);
    return took;
}

int main(void)
{
    double ours[RUNS], theirs[RUNS];
    if (t_open(NULL) != 0)
        return 1;
    t_clean(NULL);
    b_load_firm();
    t_sql("UPDATE llx_societe SET fk_typent = 8");
    boss = t_user("anne", T_ALL_RIGHTS);
    set_of_fields();
    for (int i = -5; i < RUNS; i++) {
        struct ela_json *in = typed(i + 5);
        double from = b_now_ms();
        b_call(&boss, "client.fields_save", in, NULL);
        double took = b_now_ms() - from, twin = bare(i + 6);
        ela_json_free(in);
        if (i < 0)
            continue;
        ours[i] = took;
        theirs[i] = twin;
    }
    double o = b_median(ours, RUNS), t = b_median(theirs, RUNS);
    b_row("40 custom fields of a third party: validate and store", o, "ms",
          "bare INSERTs of the same row and history", o / t, "<= 2", o / t <= 2);
    return t_close(NULL);
}
