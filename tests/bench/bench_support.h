/*
 * What the benchmarks of the core share: a clock, medians, rows, and calls of operations without
 * ceremony.
 */
#ifndef ELA_BENCH_SUPPORT_H
#define ELA_BENCH_SUPPORT_H

#include "support.h"

double b_now_ms(void);
double b_median(double *v, size_t n); /* sorts v */
/* One row of out/bench.json. against NULL: no ratio. */
void b_row(const char *name, double value, const char *unit, const char *against, double ratio,
           const char *goal, bool ok);
void b_note(const char *fmt, ...)
    __attribute__((format(printf, 1, 2))); /* progress, on standard error */

/* Runs an operation; ends the program when it fails. *out may be NULL; owned by the caller. */
void b_call(const struct ela_actor *a, const char *op, const struct ela_json *in,
            struct ela_json **out);
struct ela_json *b_json(const char *fmt, ...)
    __attribute__((format(printf, 1, 2))); /* ' for "; owned by the caller */
void b_must(enum ela_status st, const struct ela_error *err, const char *what);

/*
 * A firm of 4,000 clients and 10,000 cases on all rate models, 8 advisers, and entries from..to-1
 * of a fixed stream: validated time over two years, spread over all cases. Called again with a
 * later range it goes on.
 */
void b_load_firm(void);
void b_load_time(int64_t from, int64_t to);

#endif
