/*
 * Civil days, moments and time zones.
 * Moments are int64_t seconds since 1970-01-01T00:00Z, suffix _at. Civil days are
 * a type of their own. Time zones are POSIX TZ strings passed in
 * ("CET-1CEST,M3.5.0,M10.5.0/3"); the process environment is never read.
 */
#ifndef ELA_BASE_CIVIL_H
#define ELA_BASE_CIVIL_H

#include "base/str.h"

struct ela_day {
    int32_t n; /* days since 1970-01-01 */
};

struct ela_civil {
    int32_t year, month, day, hour, minute, second;
};

#define ELA_DAY_NONE ((struct ela_day){INT32_MIN})

bool ela_day_from_ymd(int32_t y, int32_t m, int32_t d,
                      struct ela_day *out); /* false: no such day */
void ela_day_to_ymd(struct ela_day day, int32_t *y, int32_t *m, int32_t *d);
/* "2026-11-21" exactly. Errors: date.unreadable, date.no_such_day. Years 1900..2199. */
enum ela_status ela_day_parse(struct ela_str text, struct ela_day *out, const char *field,
                              struct ela_error *err) ELA_MUST_CHECK;
void ela_day_format(struct ela_day day, char out[16]);
int ela_day_weekday(struct ela_day day); /* 1 = Monday .. 7 = Sunday (ISO 8601) */

struct ela_tz_rule {
    int32_t month, week, weekday; /* Mm.w.d */
    int32_t time_s;
};

struct ela_tz {
    int32_t std_offset_s; /* east of UTC */
    int32_t dst_offset_s;
    bool has_dst;
    struct ela_tz_rule to_dst, to_std;
};

/* Errors: tz.unreadable. Source: POSIX.1-2017, 8.3, TZ (Mm.w.d rules only). */
enum ela_status ela_tz_parse(struct ela_str posix, struct ela_tz *out,
                             struct ela_error *err) ELA_MUST_CHECK;
int32_t ela_tz_offset_at(const struct ela_tz *tz, int64_t at);
void ela_tz_civil(const struct ela_tz *tz, int64_t at, struct ela_civil *out);
struct ela_day ela_tz_day(const struct ela_tz *tz, int64_t at);

enum ela_fold {
    ELA_FOLD_NONE,   /* one such moment */
    ELA_FOLD_FIRST,  /* the clock shows it twice; the first was taken */
    ELA_FOLD_SKIPPED /* the clock never shows it (spring); moved forward by the gap */
};
/* Local time to moment; `second_pass` picks the second of two equal times of an autumn night. */
int64_t ela_tz_moment(const struct ela_tz *tz, const struct ela_civil *c, bool second_pass,
                      enum ela_fold *fold);
/* "2026-11-21T09:30" or with ":SS"; local time of tz. Errors: moment.unreadable. */
enum ela_status ela_moment_parse(struct ela_str text, const struct ela_tz *tz, int64_t *out,
                                 const char *field, struct ela_error *err) ELA_MUST_CHECK;

#endif
