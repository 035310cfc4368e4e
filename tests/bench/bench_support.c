/*
 * Clock, rows and data of the benchmarks. The data is made by the database itself, from a table of
 * numbers: the same every time.
 */
#include "bench_support.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double b_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double b_median(double *v, size_t n)
{
    qsort(v, n, sizeof *v, ascending);
    return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

void b_row(const char *name, double value, const char *unit, const char *against, double ratio,
           const char *goal, bool ok)
{
    printf("{\"name\": \"%s\", \"value\": %.4f, \"unit\": \"%s\", \"against\": \"%s\", ", name,
           value, unit, against ? against : "");
    if (against)
        printf("\"ratio\": %.3f, ", ratio);
    else
        printf("\"ratio\": null, ");
    printf("\"goal\": \"%s\", \"ok\": %s}\n", goal, ok ? "true" : "false");
    fflush(stdout);
}

void b_note(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}

void b_must(enum ela_status st, const struct ela_error *err, const char *what)
{
    if (st == ELA_OK)
        return;
    b_note("%s: %s %s (%s)", what, ela_status_name(st), err->key, err->detail);
    exit(1);
}

struct ela_json *b_json(const char *fmt, ...)
{
    char text[4096];
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *v = NULL;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    for (char *p = text; *p; p++)
        *p = *p == '\'' ? '"' : *p;
    b_must(ela_json_parse(ela_str_of(text), &ELA_JSON_LIMITS_DEFAULT, &v, &err), &err, text);
    return v;
}

void b_call(const struct ela_actor *a, const char *op, const struct ela_json *in,
            struct ela_json **out)
{
    struct ela_request rq = {
        .db = T.db, .actor = a, .host = T.host, .now = T.now, .master_key = T.master_key};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *answer = NULL;
    b_must(ela_app_call(T.app, &rq, ela_str_of(op), in, &answer, NULL, NULL, &err), &err, op);
    if (out)
        *out = answer;
    else
        ela_json_free(answer);
}

/* --- data */

void b_load_firm(void)
{
    t_sql("CREATE TABLE bench_ten (d INTEGER NOT NULL) ENGINE=InnoDB");
    t_sql("INSERT INTO bench_ten VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
    t_sql("CREATE TABLE bench_n (n INTEGER NOT NULL PRIMARY KEY) ENGINE=InnoDB");
    t_sql("INSERT INTO bench_n SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d FROM bench_ten a, "
          "bench_ten b, bench_ten c,"
          " bench_ten d");
    t_sql("INSERT INTO llx_user (rowid, entity, login, firstname, lastname) SELECT 1000 + n, 1, "
          "CONCAT('u', n), 'Prénom',"
          " CONCAT('Nom', n) FROM bench_n WHERE n < 8");
    t_sql("INSERT INTO llx_societe (rowid, nom, entity, client) SELECT n + 1, CONCAT('Client ', "
          "LPAD(n, 5, '0')), 1, 1"
          " FROM bench_n WHERE n < 4000");
    t_sql("INSERT INTO llx_elaska_case (rowid, entity, ref, title, fk_soc, start_on, status, "
          "progress, fk_user_lead, created_at,"
          " updated_at, fk_user_creat) SELECT n + 1, 1, CONCAT('DOS-', LPAD(n, 6, '0')), "
          "CONCAT('Dossier ', n), n %% 4000 + 1,"
          " '2025-01-02', 'in_progress', n %% 101, 1000 + n %% 8, 0, 0, 1000 FROM bench_n");
    /* Half by the hour, three in ten packages (of which most are used up), the rest fixed,
     * subscription, unbilled. */
    t_sql("INSERT INTO llx_elaska_case_terms (rowid, entity, fk_case, valid_from, model, currency, "
          "rate_num, rate_den, included_s,"
          " price_minor, overage_num, overage_den, vat_milli, invoicing, created_at, fk_user_creat)"
          " SELECT n + 1, 1, n + 1, '1900-01-01', CASE WHEN n %% 10 < 5 THEN 'hourly' WHEN n %% 10 "
          "< 8 THEN 'package'"
          " WHEN n %% 10 = 8 THEN 'fixed' WHEN n %% 20 = 9 THEN 'subscription' ELSE 'unbilled' "
          "END, 'EUR',"
          " CASE WHEN n %% 10 < 5 THEN 8000 + n %% 7 * 500 END, CASE WHEN n %% 10 < 5 THEN 1 END,"
          " CASE WHEN n %% 10 BETWEEN 5 AND 7 THEN 36000 * (2 + n %% 6) END,"
          " CASE WHEN n %% 10 BETWEEN 5 AND 8 THEN 100000 + n * 10 END, CASE WHEN n %% 10 BETWEEN "
          "5 AND 7 THEN 9000 END,"
          " CASE WHEN n %% 10 BETWEEN 5 AND 7 THEN 1 END, 20000,"
          " CASE n %% 3 WHEN 0 THEN 'start' WHEN 1 THEN 'progress' ELSE 'end' END, 0, 1000 FROM "
          "bench_n");
}

/*
 * Entry i belongs to case i * 7919 mod 10000: each case gets its entries spread over the two years.
 * One entry in ten of some hourly cases and of a third of the packages has a rate of its own.
 */
static const char TIME_COLUMNS[] =
    "rowid, entity, fk_user, fk_soc, fk_case, fk_activity, work_on, duration_s, billable,"
    " description, status, model, fk_terms, rate_num, rate_den, rate_source, vat_milli,"
    " currency, created_at, updated_at, fk_user_creat";
static const char TIME_VALUES[] =
    "k.i + 1, 1, 1000 + k.i % 8, c.fk_soc, c.rowid, 1 + k.i % 5,"
    " DATE_ADD('2025-01-02', INTERVAL k.i % 1000000 DIV 1450 DAY),"
    " 61 + k.i * 17 % 5400, 1, CONCAT('Intervention ', k.i), 'validated',"
    " x.model, x.rowid, CASE x.model"
    " WHEN 'hourly' THEN x.rate_num + (k.i DIV 10000 % 10 = 3) * (c.rowid % 10 < 3) * 1500"
    " WHEN 'package' THEN x.overage_num + (k.i DIV 10000 % 10 = 3) * (c.rowid % 10 = 7) * 2500"
    " END, CASE WHEN x.model IN ('hourly', 'package') THEN 1 END,"
    " 'case', 20000, 'EUR', 0, 0, 1000";

void b_load_time(int64_t from, int64_t to)
{
    const int64_t chunk = 100000; /* numbers of ten thousand, times ten */
    for (int64_t at = from; at < to; at += chunk) {
        int64_t end = at + chunk < to ? at + chunk : to;
        t_sql("INSERT INTO llx_elaska_time (%s) SELECT %s"
              " FROM (SELECT %lld + n * 10 + d AS i FROM bench_n, bench_ten) k"
              " JOIN llx_elaska_case c ON c.rowid = k.i * 7919 %% 10000 + 1"
              " JOIN llx_elaska_case_terms x ON x.fk_case = c.rowid WHERE k.i < %lld ORDER BY k.i",
              TIME_COLUMNS, TIME_VALUES, (long long)at, (long long)end);
        b_note("  %lld entries", (long long)end);
    }
    t_sql("ANALYZE TABLE llx_elaska_time");
}
