/*
 * Figures of the core against bare statements on the same connection.
 */
#include "bench_support.h"

#include "billing/billing.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SMALL = 10000, LARGE = 1000000 };

static struct ela_actor boss;

/* --- preview lines of a million entries */

static enum ela_status count_row(void *ctx, const struct ela_str *cells, size_t ncols,
                                 struct ela_error *err)
{
    size_t *n = ctx;
    (void)cells;
    (void)ncols;
    (void)err;
    ++*n;
    return ELA_OK;
}

/* What the preview must read at the least: the same rows, summed by what prices them. */
static double bare_sums(void)
{
    static const char sql[] =
        "SELECT t.fk_soc, t.fk_case, t.model, t.fk_terms, t.rate_num, t.rate_den, t.vat_milli, "
        "SUM(t.duration_s)"
        " FROM llx_elaska_time t WHERE t.entity = 1 AND t.status = 'validated' AND t.billable = 1"
        " AND t.model IN ('hourly', 'package')"
        " GROUP BY t.fk_soc, t.fk_case, t.model, t.fk_terms, t.rate_num, t.rate_den, t.vat_milli";
    struct ela_error err = ELA_ERROR_INIT;
    size_t n = 0;
    double start = b_now_ms();
    b_must(ela_db_each(T.db, sql, NULL, 0, count_row, &n, &err), &err, "bare sums");
    return b_now_ms() - start;
}

static double preview(struct ela_call *c, struct ela_billing_lines *out)
{
    struct ela_error err = ELA_ERROR_INIT;
    double start = b_now_ms();
    b_must(ela_billing_preview_all(c, 0, out, &err), &err, "preview");
    return b_now_ms() - start;
}

static void bench_preview(void)
{
    enum { RUNS = 7 };
    struct ela_settings settings;
    struct ela_workflow *workflow = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_billing_lines lines;
    double ours[RUNS], bare[RUNS];
    b_must(ela_settings_load(T.db, 1, &settings, &err), &err, "settings");
    b_must(ela_workflow_shipped(&workflow, &err), &err, "workflow");
    struct ela_call c = {.db = T.db,
                         .actor = &boss,
                         .settings = &settings,
                         .workflow = workflow,
                         .tz = &settings.tz,
                         .now = T.now};
    for (int i = -1; i < RUNS; i++) {
        double b = bare_sums(), o = preview(&c, &lines);
        if (i >= 0) {
            bare[i] = b;
            ours[i] = o;
        }
        if (i == 0)
            b_note("  %zu lines, %" PRId64 " seconds, %" PRId64 " cents", lines.n, lines.seconds,
                   lines.amount_minor);
        ela_billing_lines_release(&lines);
    }
    double o = b_median(ours, RUNS), b = b_median(bare, RUNS);
    b_note("  bare %.0f ms", b);
    b_row("invoice preview, 1,000,000 entries, 10,000 cases", o, "ms",
          "bare SELECT SUM GROUP BY of the same rows", o / b, "<= 2", o / b <= 2);
    ela_workflow_free(workflow);
}

/* --- time list: two databases, asked in turns so that a busy moment of the machine hits both */

/* A page far down. */
static struct ela_json *deep_page(int64_t rows)
{
    char after[500] = "";
    for (int64_t seen = 0; seen < rows; seen += 200) {
        struct ela_json *out,
            *in = *after ? b_json("{'limit':200,'after':'%s'}", after) : b_json("{'limit':200}");
        b_call(&boss, "time.list", in, &out);
        struct ela_str next = ela_json_text(ela_json_get(out, "next"));
        snprintf(after, sizeof after, "%.*s", (int)next.n, next.n ? next.p : "");
        ela_json_free(in);
        ela_json_free(out);
    }
    return b_json("{'limit':25,'after':'%s'}", after);
}

static double time_list(const struct ela_json *in)
{
    double start = b_now_ms();
    b_call(&boss, "time.list", in, NULL);
    return b_now_ms() - start;
}

enum { TURNS = 300 };

/* The small firm lives in a child: each byte asks for one page ('1' or 'd'), the answer is its
 * time. */
static void serve_small(int in, int out)
{
    char what;
    struct ela_json *first = b_json("{'limit':25}"), *deep = deep_page(SMALL / 2);
    while (read(in, &what, 1) == 1) {
        double ms = time_list(what == 'd' ? deep : first);
        if (write(out, &ms, sizeof ms) != (ssize_t)sizeof ms)
            break;
    }
    ela_json_free(first);
    ela_json_free(deep);
}

static double ask_small(const int pipes[2], char what)
{
    double ms = 0;
    if (write(pipes[1], &what, 1) != 1 || read(pipes[0], &ms, sizeof ms) != (ssize_t)sizeof ms)
        b_note("the small firm does not answer");
    return ms;
}

static void bench_page(const int small[2], char what, const struct ela_json *in, const char *name)
{
    static double large_ms[TURNS], small_ms[TURNS];
    for (int i = -20; i < TURNS; i++) {
        double a = ask_small(small, what), b = time_list(in);
        if (i >= 0) {
            small_ms[i] = a;
            large_ms[i] = b;
        }
    }
    double l = b_median(large_ms, TURNS), s = b_median(small_ms, TURNS);
    b_row(name, l, "ms", "the same page of 10,000 entries", l / s, "<= 1.2", l / s <= 1.2);
}

static void bench_list(const int small[2])
{
    struct ela_json *first = b_json("{'limit':25}"), *deep = deep_page(LARGE / 2);
    bench_page(small, '1', first, "time list, page 1, 1,000,000 entries");
    bench_page(small, 'd', deep, "time list, deep page, 1,000,000 entries");
    ela_json_free(first);
    ela_json_free(deep);
}

/* --- timer */

static double bare_update(int64_t id, int64_t value)
{
    struct ela_db_value p[] = {ELA_DBV_INT(value), ELA_DBV_INT(id)};
    struct ela_error err = ELA_ERROR_INIT;
    double start = b_now_ms();
    b_must(ela_db_exec(T.db, "UPDATE llx_elaska_timer SET accrued_s = ? WHERE rowid = ?", p, 2,
                       NULL, &err),
           &err, "update");
    return b_now_ms() - start;
}

static void bench_timer(void)
{
    enum { RUNS = 150 };
    static double start_ms[RUNS], stop_ms[RUNS], bare[RUNS];
    struct ela_json *where = b_json("{'case':1}");
    int64_t row =
        t_sql("INSERT INTO llx_elaska_timer (entity, fk_user, started_at) VALUES (1, 999999, 0)");
    for (int i = -10; i < RUNS; i++) {
        struct ela_json *out;
        double a = b_now_ms();
        b_call(&boss, "timer.start", where, &out);
        double b = b_now_ms();
        struct ela_json *stop =
            b_json("{'timer':%" PRId64 "}", ela_json_int(ela_json_get(out, "timer"), 0)
                                                ? ela_json_int(ela_json_get(out, "timer"), 0)
                                                : ela_json_int(ela_json_get(out, "id"), 0));
        T.now += 60;
        double c = b_now_ms();
        b_call(&boss, "timer.stop", stop, NULL);
        double d = b_now_ms(), u = bare_update(row, i + 100);
        ela_json_free(out);
        ela_json_free(stop);
        if (i < 0)
            continue;
        start_ms[i] = b - a;
        stop_ms[i] = d - c;
        bare[i] = u;
    }
    ela_json_free(where);
    double u = b_median(bare, RUNS), s = b_median(start_ms, RUNS), e = b_median(stop_ms, RUNS);
    b_row("timer start, in the core", s, "ms", "the bare UPDATE", s / u, "<= 3", s / u <= 3);
    b_row("timer stop, in the core", e, "ms", "the bare UPDATE", e / u, "<= 3", e / u <= 3);
}

static int open_firm(int64_t entries)
{
    if (t_open(NULL) != 0)
        return 1;
    t_clean(NULL);
    boss = t_user("boss", T_ALL_RIGHTS);
    b_note("loading %" PRId64 " entries", entries);
    b_load_firm();
    b_load_time(0, entries);
    return 0;
}

int main(void)
{
    int to_child[2], from_child[2];
    if (pipe(to_child) != 0 || pipe(from_child) != 0)
        return 1;
    pid_t child = fork();
    if (child < 0)
        return 1;
    if (child == 0) {
        close(to_child[1]);
        if (open_firm(SMALL) == 0) {
            serve_small(to_child[0], from_child[1]);
            t_close(NULL);
        }
        return 0;
    }
    close(to_child[0]);
    close(from_child[1]);
    if (open_firm(LARGE) != 0)
        return 1;
    bench_list((const int[2]){from_child[0], to_child[1]});
    close(to_child[1]);
    waitpid(child, NULL, 0);
    bench_preview();
    bench_timer();
    if (!getenv("BENCH_KEEP")) /* for a look at plans */
        t_close(NULL);
    return 0;
}
