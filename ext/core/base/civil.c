/*
 * Civil days, moments and POSIX time zones.
 * Day arithmetic counts in eras of 400 years that start on the first of March.
 */
#include "base/civil.h"

#include <inttypes.h>

#define DAY_S 86400

static bool leap(int32_t y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int32_t month_days(int32_t y, int32_t m)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && leap(y) ? 29 : days[m - 1];
}

bool ela_day_from_ymd(int32_t y, int32_t m, int32_t d, struct ela_day *out)
{
    if (y < -9999 || y > 9999 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
        return false;
    int32_t yy = m <= 2 ? y - 1 : y;
    int32_t era = (yy >= 0 ? yy : yy - 399) / 400;
    int32_t year_of_era = yy - era * 400;
    int32_t day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    out->n = era * 146097 + day_of_era - 719468;
    return true;
}

void ela_day_to_ymd(struct ela_day day, int32_t *y, int32_t *m, int32_t *d)
{
    int64_t z = (int64_t)day.n + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *d = (int32_t)(doy - (153 * mp + 2) / 5 + 1);
    *m = (int32_t)(mp < 10 ? mp + 3 : mp - 9);
    *y = (int32_t)(yoe + era * 400 + (*m <= 2 ? 1 : 0));
}

/* Exactly `n` digits. */
static bool digits(const char *p, size_t n, int32_t *out)
{
    int32_t v = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9')
            return false;
        v = v * 10 + (p[i] - '0');
    }
    *out = v;
    return true;
}

enum ela_status ela_day_parse(struct ela_str text, struct ela_day *out, const char *field,
                              struct ela_error *err)
{
    int32_t y, m, d;
    const char *p = text.p;
    if (text.n != 10 || p[4] != '-' || p[7] != '-' || !digits(p, 4, &y) || !digits(p + 5, 2, &m) ||
        !digits(p + 8, 2, &d))
        return ela_fail(err, ELA_E_INPUT, "date.unreadable", field);
    if (y < 1900 || y > 2199 || !ela_day_from_ymd(y, m, d, out))
        return ela_fail(err, ELA_E_INPUT, "date.no_such_day", field);
    return ELA_OK;
}

void ela_day_format(struct ela_day day, char out[16])
{
    int32_t y, m, d;
    ela_day_to_ymd(day, &y, &m, &d);
    if (y < 0 || y > 9999) { /* ELA_DAY_NONE and the like have no text */
        out[0] = '\0';
        return;
    }
    snprintf(out, 16, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
}

int ela_day_weekday(struct ela_day day)
{
    /* 1970-01-01 was a Thursday. */
    int64_t k = ((int64_t)day.n + 3) % 7;
    return (int)(k < 0 ? k + 7 : k) + 1;
}

/* --- POSIX TZ text ------------------------------------------------------------------------ */

struct scan {
    const char *p, *end;
};

static bool take(struct scan *s, char c)
{
    if (s->p == s->end || *s->p != c)
        return false;
    s->p++;
    return true;
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "CET" or "<+03>": at least three characters. */
static bool take_name(struct scan *s)
{
    const char *from;
    if (take(s, '<')) {
        from = s->p;
        while (s->p < s->end &&
               (is_alpha(*s->p) || (*s->p >= '0' && *s->p <= '9') || *s->p == '+' || *s->p == '-'))
            s->p++;
        return s->p - from >= 3 && take(s, '>');
    }
    from = s->p;
    while (s->p < s->end && is_alpha(*s->p))
        s->p++;
    return s->p - from >= 3;
}

static bool take_int(struct scan *s, int32_t min, int32_t max, int32_t *out)
{
    const char *from = s->p;
    int32_t v = 0;
    for (; s->p < s->end && *s->p >= '0' && *s->p <= '9' && s->p - from < 3; s->p++)
        v = v * 10 + (*s->p - '0');
    *out = v;
    return s->p > from && v >= min && v <= max;
}

/* [+-]hh[:mm[:ss]] */
static bool take_time(struct scan *s, int32_t max_hours, int32_t *seconds)
{
    int32_t h, m = 0, sec = 0;
    bool negative = take(s, '-');
    if (!negative)
        (void)take(s, '+');
    if (!take_int(s, 0, max_hours, &h))
        return false;
    if (take(s, ':')) {
        if (!take_int(s, 0, 59, &m))
            return false;
        if (take(s, ':') && !take_int(s, 0, 59, &sec))
            return false;
    }
    *seconds = (h * 3600 + m * 60 + sec) * (negative ? -1 : 1);
    return true;
}

/* ,Mm.w.d[/time] */
static bool take_rule(struct scan *s, struct ela_tz_rule *r)
{
    r->time_s = 7200;
    if (!take(s, ',') || !take(s, 'M') || !take_int(s, 1, 12, &r->month) || !take(s, '.') ||
        !take_int(s, 1, 5, &r->week) || !take(s, '.') || !take_int(s, 0, 6, &r->weekday))
        return false;
    return !take(s, '/') || take_time(s, 167, &r->time_s);
}

static bool parse_tz(struct ela_str posix, struct ela_tz *out)
{
    struct scan s = {posix.p, posix.p + posix.n};
    int32_t west;
    *out = (struct ela_tz){.std_offset_s = 0};
    if (!take_name(&s) || !take_time(&s, 24, &west))
        return false;
    out->std_offset_s = out->dst_offset_s = -west;
    if (s.p == s.end)
        return true;
    if (!take_name(&s))
        return false;
    out->has_dst = true;
    out->dst_offset_s = out->std_offset_s + 3600;
    if (s.p < s.end && *s.p != ',') {
        if (!take_time(&s, 24, &west))
            return false;
        out->dst_offset_s = -west;
    }
    return take_rule(&s, &out->to_dst) && take_rule(&s, &out->to_std) && s.p == s.end;
}

enum ela_status ela_tz_parse(struct ela_str posix, struct ela_tz *out, struct ela_error *err)
{
    struct ela_tz tz;
    if (posix.n == 0 || !parse_tz(posix, &tz))
        return ela_fail(err, ELA_E_INPUT, "tz.unreadable", NULL);
    *out = tz;
    return ELA_OK;
}

/* --- offsets ------------------------------------------------------------------------------ */

/* Wall-clock seconds since 1970-01-01 of a rule in a year. */
static int64_t rule_local(const struct ela_tz_rule *r, int32_t year)
{
    struct ela_day first = {0};
    (void)ela_day_from_ymd(year, r->month, 1, &first);
    int32_t weekday = ela_day_weekday(first) % 7; /* 0 = Sunday, as in the rule */
    int32_t day = (r->weekday - weekday + 7) % 7 + (r->week - 1) * 7;
    while (day >= month_days(year, r->month))
        day -= 7;
    return ((int64_t)first.n + day) * DAY_S + r->time_s;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;
    return a % b < 0 ? q - 1 : q;
}

/* Moments further than a few thousand years away are clamped: no calendar of ours goes there. */
static int64_t clamp_at(int64_t at)
{
    const int64_t far = (int64_t)4 * 1000 * 1000 * 1000 * 60;
    return at > far ? far : at < -far ? -far : at;
}

int32_t ela_tz_offset_at(const struct ela_tz *tz, int64_t at)
{
    if (!tz->has_dst)
        return tz->std_offset_s;
    at = clamp_at(at);
    int32_t y, m, d;
    ela_day_to_ymd((struct ela_day){(int32_t)floor_div(at + tz->std_offset_s, DAY_S)}, &y, &m, &d);
    int64_t start = rule_local(&tz->to_dst, y) - tz->std_offset_s;
    int64_t stop = rule_local(&tz->to_std, y) - tz->dst_offset_s;
    bool dst = start < stop ? at >= start && at < stop : at >= start || at < stop;
    return dst ? tz->dst_offset_s : tz->std_offset_s;
}

void ela_tz_civil(const struct ela_tz *tz, int64_t at, struct ela_civil *out)
{
    at = clamp_at(at);
    int64_t local = at + ela_tz_offset_at(tz, at);
    int64_t day = floor_div(local, DAY_S);
    int32_t s = (int32_t)(local - day * DAY_S);
    ela_day_to_ymd((struct ela_day){(int32_t)day}, &out->year, &out->month, &out->day);
    out->hour = s / 3600;
    out->minute = s / 60 % 60;
    out->second = s % 60;
}

struct ela_day ela_tz_day(const struct ela_tz *tz, int64_t at)
{
    at = clamp_at(at);
    return (struct ela_day){(int32_t)floor_div(at + ela_tz_offset_at(tz, at), DAY_S)};
}

int64_t ela_tz_moment(const struct ela_tz *tz, const struct ela_civil *c, bool second_pass,
                      enum ela_fold *fold)
{
    struct ela_day day = {0};
    (void)ela_day_from_ymd(c->year, c->month, c->day, &day);
    int64_t local = (int64_t)day.n * DAY_S + c->hour * 3600 + c->minute * 60 + c->second;
    int32_t low = tz->std_offset_s, high = tz->dst_offset_s;
    if (!tz->has_dst)
        high = low;
    if (low > high) {
        int32_t t = low;
        low = high;
        high = t;
    }
    int64_t early = local - high, late = local - low;
    bool early_ok = ela_tz_offset_at(tz, early) == high,
         late_ok = ela_tz_offset_at(tz, late) == low;
    enum ela_fold f = ELA_FOLD_NONE;
    int64_t at = early_ok ? early : late;
    if (early_ok && late_ok && early != late) {
        at = second_pass ? late : early;
        f = second_pass ? ELA_FOLD_NONE : ELA_FOLD_FIRST;
    } else if (!early_ok && !late_ok) {
        f = ELA_FOLD_SKIPPED; /* the offset before the gap: the clock shows it moved by the gap */
    }
    if (fold)
        *fold = f;
    return at;
}

enum ela_status ela_moment_parse(struct ela_str text, const struct ela_tz *tz, int64_t *out,
                                 const char *field, struct ela_error *err)
{
    struct ela_civil c = {0};
    struct ela_day day;
    const char *p = text.p;
    if ((text.n != 16 && text.n != 19) || p[10] != 'T' || p[13] != ':' ||
        !digits(p + 11, 2, &c.hour) || !digits(p + 14, 2, &c.minute) || c.hour > 23 ||
        c.minute > 59)
        return ela_fail(err, ELA_E_INPUT, "moment.unreadable", field);
    if (text.n == 19 && (p[16] != ':' || !digits(p + 17, 2, &c.second) || c.second > 59))
        return ela_fail(err, ELA_E_INPUT, "moment.unreadable", field);
    ELA_TRY(ela_day_parse((struct ela_str){p, 10}, &day, field, err));
    ela_day_to_ymd(day, &c.year, &c.month, &c.day);
    *out = ela_tz_moment(tz, &c, false, NULL);
    return ELA_OK;
}
