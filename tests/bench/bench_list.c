/*
 * Lists of 100,000 cases: a page of five criteria and two orders against the best statement that a
 * person would write for it, page 2,000 against page 1, and an export. CRM-23, CASE-32.
 */
#include "bench_support.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIMIT = 25, DEEP = 2000, RUNS = 25 };

static struct ela_actor boss;

static void load(void)
{
    b_load_firm();
    t_sql("INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, start_on, due_on, status, "
          "progress, priority, "
          "fk_user_lead, active_at, created_at, updated_at, fk_user_creat) SELECT 1, "
          "CONCAT('GEN-', LPAD(b.n * 10000 "
          "+ a.n, 7, '0')), CONCAT('Dossier ', (a.n * 7919 + b.n) %% 99991), a.n %% 4000 + 1, "
          "'2025-01-02', CASE WHEN "
          "a.n %% 11 = 0 THEN NULL ELSE DATE '2025-06-01' + INTERVAL (a.n * 31 + b.n) %% 700 DAY "
          "END, ELT(1 + (a.n + "
          "b.n) %% 6, 'todo', 'in_progress', 'wait_client', 'wait_pieces', 'validated', 'done'), "
          "a.n %% 101, a.n %% 4, "
          "1000 + a.n %% 8, 1700000000 + (a.n * 104729 + b.n * 7) %% 80000000, 1700000000, "
          "1700000000, 1000 FROM bench_n a, "
          "bench_n b WHERE b.n < 9");
    b_load_time(0, 20000);
    t_sql("ANALYZE TABLE llx_elaska_case, llx_elaska_time, llx_societe, llx_elaska_case_terms");
}

/* Five criteria, of which most rows are; two orders, the first with empty cells. */
static const char FILTER[] = "{'and':[{'field':'status','op':'is','value':'@active'},{'field':'"
                             "progress','op':'less','value':99},{'field':'lead',"
                             "'op':'not','value':1007},{'or':[{'field':'due_on','op':'after','"
                             "value':'2025-06-15'},{'field':'due_on','op':'empty'"
                             "}]},{'field':'priority','op':'in','value':['0','1','2']}]}";
static const char WHERE[] = " WHERE d.entity = 1 AND d.status IN ('todo', 'in_progress', "
                            "'wait_client', 'wait_pieces', 'validated') AND d.progress "
                            "< 99 AND d.fk_user_lead <> 1007 AND (d.due_on > '2025-06-15' OR "
                            "d.due_on IS NULL) AND d.priority IN (0, 1, 2)"
                            " AND d.confidentiality = 0";
static const char ORDER[] = " ORDER BY due_on IS NULL, due_on, title DESC, rowid DESC";

/* The same page with the same figures, in one statement. `past`: where the page begins. */
static void bare(const char *past)
{
    char sql[4000];
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    snprintf(sql, sizeof sql,
             "SELECT d.rowid, d.ref, d.title, d.fk_soc, s.nom, d.status, d.progress, "
             "d.fk_user_lead, u.firstname, "
             "u.lastname, d.due_on, d.active_at, d.version, (SELECT COUNT(*) FROM llx_elaska_task "
             "k WHERE k.fk_case = "
             "d.rowid AND k.closed_at IS NULL), (SELECT COUNT(*) FROM llx_elaska_case_piece p "
             "WHERE p.fk_case = d.rowid "
             "AND p.status = 'received'), (SELECT SUM(t.duration_s) FROM llx_elaska_time t WHERE "
             "t.fk_case = d.rowid "
             "AND t.status <> 'refused') FROM (SELECT d.rowid, d.due_on, d.title FROM "
             "llx_elaska_case d%s%s%s LIMIT "
             "26) p JOIN llx_elaska_case d ON d.rowid = p.rowid LEFT JOIN llx_societe s ON s.rowid "
             "= d.fk_soc LEFT JOIN "
             "llx_user u ON u.rowid = d.fk_user_lead ORDER BY d.due_on IS NULL, d.due_on, d.title "
             "DESC, d.rowid DESC",
             WHERE, past, ORDER);
    b_must(ela_db_query(T.db, sql, NULL, 0, &r, &err), &err, "bare list");
    ela_db_result_release(&r);
}

static struct ela_json *asked(const char *after)
{
    return b_json("{'list':'cases','filter':%s,'sort':['due_on','-title'],'limit':%d,'columns':['"
                  "client','status',"
                  "'progress','lead','due_on','active','tasks','pieces','time']%s%s%s}",
                  FILTER, LIMIT, *after ? ",'after':'" : "", after, *after ? "'" : "");
}

/* Cursor and keys of the last row before a page far down. */
static void walk(char *after, size_t size, char *past, size_t past_size)
{
    struct ela_json *last = NULL;
    *after = '\0';
    for (int seen = 0; seen < DEEP * LIMIT; seen += 200) {
        struct ela_json *out,
            *in = b_json(
                "{'list':'cases','filter':%s,'sort':['due_on','-title'],'limit':200,'columns':["
                "'due_on']%s%s%s}",
                FILTER, *after ? ",'after':'" : "", after, *after ? "'" : "");
        b_call(&boss, "list.rows", in, &out);
        struct ela_str next = ela_json_text(ela_json_get(out, "next"));
        if (!next.n)
            b_note("the list ends before page %d, at %d", DEEP, seen);
        snprintf(after, size, "%.*s", (int)next.n, next.n ? next.p : "");
        ela_json_free(in);
        ela_json_free(last);
        last = out;
    }
    const struct ela_json *rows = ela_json_get(last, "rows"),
                          *row = ela_json_at(rows, ela_json_size(rows) - 1);
    struct ela_str due = ela_json_text(ela_json_get(row, "due_on")),
                   title = ela_json_text(ela_json_get(row, "title"));
    snprintf(past, past_size,
             " AND (d.due_on > '%.10s' OR d.due_on IS NULL OR (d.due_on = '%.10s' AND (d.title < "
             "'%.*s' OR (d.title = "
             "'%.*s' AND d.rowid < %" PRId64 "))))",
             due.p, due.p, (int)title.n, title.p, (int)title.n, title.p,
             ela_json_int(ela_json_get(row, "id"), 0));
    ela_json_free(last);
}

/* In turns, so that a busy moment of the machine hits both. */
static double pages(const char *name, const char *after, const char *past)
{
    double ours[RUNS], theirs[RUNS];
    struct ela_json *in = asked(after);
    for (int i = -3; i < RUNS; i++) {
        double a = b_now_ms();
        b_call(&boss, "list.rows", in, NULL);
        double b = b_now_ms();
        bare(past);
        double c = b_now_ms();
        if (i < 0)
            continue;
        ours[i] = b - a;
        theirs[i] = c - b;
    }
    ela_json_free(in);
    double o = b_median(ours, RUNS), t = b_median(theirs, RUNS);
    b_row(name, o, "ms", "the best statement written by hand", o / t, "<= 1.3", o / t <= 1.3);
    return o;
}

static long resident_kib(const char *name)
{
    char line[128];
    long v = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0)
            v = strtol(line + strlen(name), NULL, 10);
    if (f)
        fclose(f);
    return v;
}

static void bench_export(const char *format)
{
    char path[] = "/tmp/elaska-bench-XXXXXX", name[80];
    int fd = mkstemp(path);
    if (fd >= 0)
        close(fd);
    FILE *reset = fopen("/proc/self/clear_refs", "w"); /* the peak begins here */
    if (reset) {
        fputs("5", reset);
        fclose(reset);
    }
    long before = resident_kib("VmRSS:");
    struct ela_request rq = {.db = T.db, .actor = &boss, .now = T.now, .file = path};
    struct ela_json *out = NULL, *in = b_json("{'list':'cases','format':'%s'}", format);
    struct ela_error err = ELA_ERROR_INIT;
    double start = b_now_ms();
    b_must(ela_app_call(T.app, &rq, ELA_STR("list.export"), in, &out, NULL, NULL, &err), &err,
           "export");
    double ms = b_now_ms() - start;
    double mib = (double)(resident_kib("VmHWM:") - before) / 1024.0;
    b_note("  %s: %" PRId64 " rows in %.1f s", format, ela_json_int(ela_json_get(out, "rows"), 0),
           ms / 1000.0);
    snprintf(name, sizeof name, "export of 100,000 cases as %s: memory over idle", format);
    b_row(name, mib, "MiB", NULL, 0, "< 64", mib < 64);
    ela_json_free(in);
    ela_json_free(out);
    unlink(path);
}

int main(void)
{
    static char after[4000], past[1000];
    if (t_open(NULL) != 0)
        return 1;
    t_clean(NULL);
    boss = t_user("boss", T_ALL_RIGHTS);
    b_note("loading 100,000 cases");
    load();
    double first = pages("list of 100,000 cases, 5 filters, 2 orders, page 1", "", "");
    walk(after, sizeof after, past, sizeof past);
    double deep = pages("list of 100,000 cases, 5 filters, 2 orders, page 2,000", after, past);
    b_row("list of 100,000 cases, page 2,000 against page 1", deep, "ms", "page 1", deep / first,
          "<= 1.2", deep / first <= 1.2);
    bench_export("xlsx");
    bench_export("csv");
    t_close(NULL);
    return 0;
}
