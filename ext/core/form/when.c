/*
 * Days, times of day, moments, durations as people type them. Source: PLAT-08, TIME-03.
 */
#include "form/form_internal.h"

#include "base/duration.h"

#include <inttypes.h>

#define DURATION_MOST ((int64_t)10000 * 3600)
/* 1900-01-01 and the end of 2199, in seconds. */
#define MOMENT_LEAST ((int64_t)-2208988800)
#define MOMENT_MOST  ((int64_t)7258118399)

static size_t digits_at(struct ela_str s, size_t i)
{
    size_t n = 0;
    while (i + n < s.n && s.p[i + n] >= '0' && s.p[i + n] <= '9')
        n++;
    return n;
}

static int32_t number_of(struct ela_str s, size_t i, size_t n)
{
    int32_t v = 0;
    for (size_t k = 0; k < n; k++)
        v = v * 10 + (s.p[i + k] - '0');
    return v;
}

/* Two digits of a year: within 20 years ahead, else the past. */
static int32_t full_year(int32_t two, struct ela_day today)
{
    int32_t y = 2000, m, d;
    if (today.n != INT32_MIN)
        ela_day_to_ymd(today, &y, &m, &d);
    int32_t year = y - y % 100 + two;
    return year > y + 20 ? year - 100 : year;
}

/* "2026-01-31", "31/01/2026", "31.1.26", "31-01-2026". */
static const char *day_of(struct ela_str s, struct ela_day today, struct ela_day *day)
{
    size_t a = digits_at(s, 0), b, c;
    if (a == 0 || a > 4 || a >= s.n)
        return "field.date";
    char sign = s.p[a];
    b = digits_at(s, a + 1);
    if (!memchr("-/. ", sign, 4) || b == 0 || b > 2 || a + 1 + b >= s.n || s.p[a + 1 + b] != sign)
        return "field.date";
    c = digits_at(s, a + b + 2);
    if (a + b + c + 2 != s.n)
        return "field.date";
    int32_t first = number_of(s, 0, a), middle = number_of(s, a + 1, b),
            last = c <= 4 ? number_of(s, a + b + 2, c) : 0, year = last, of_month = first;
    if (a == 4 && (c == 1 || c == 2)) {
        year = first;
        of_month = last;
    } else if (a <= 2 && c == 2) {
        year = full_year(last, today);
    } else if (a > 2 || c != 4) {
        return "field.date";
    }
    if (!ela_day_from_ymd(year, middle, of_month, day))
        return "field.no_such_day";
    return year < 1900 || year > 2199 ? "field.year" : NULL;
}

bool ela__f_read_date(const struct ela__f_field *f, const struct ela__f_context *c,
                      struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    struct ela_day day;
    char text[16];
    (void)f;
    const char *key = day_of(typed, c->today, &day);
    if (key)
        return ela__f_problem(problem, key);
    ela_day_format(day, text);
    *n = strlen(text);
    memcpy(out, text, *n);
    return true;
}

static size_t past_blanks(struct ela_str s, size_t i)
{
    size_t k;
    while (i < s.n && (k = ela__f_blank(s.p + i, s.n - i)) > 0)
        i += k;
    return i;
}

/* "09:30", "9:30", "9h30", "9 h", "9H05"; seconds of "09:30:00" are dropped when they are 00. */
static bool time_of(struct ela_str s, int32_t *minutes)
{
    size_t a = digits_at(s, 0), i = a;
    if (a == 0 || a > 2)
        return false;
    i = past_blanks(s, i);
    if (i == s.n || !memchr(":hH", s.p[i], 3))
        return false;
    bool colon = s.p[i++] == ':';
    i = past_blanks(s, i);
    size_t b = digits_at(s, i);
    int32_t hours = number_of(s, 0, a), rest = b ? number_of(s, i, b > 2 ? 0 : b) : 0;
    if ((b != 2 && (b != 0 || colon)) || hours > 23 || rest > 59)
        return false;
    i += b;
    if (s.n - i == 3 && memcmp(s.p + i, ":00", 3) == 0)
        i = s.n;
    *minutes = hours * 60 + rest;
    return i == s.n;
}

bool ela__f_read_time(const struct ela__f_field *f, const struct ela__f_context *c,
                      struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    int32_t minutes;
    (void)f;
    (void)c;
    if (!time_of(typed, &minutes))
        return ela__f_problem(problem, "field.time");
    *n = (size_t)snprintf(out, ELA__F_ROOM, "%02d:%02d", minutes / 60, minutes % 60);
    return true;
}

static bool civil_of(struct ela_str s, struct ela_day today, struct ela_civil *out,
                     const char **key)
{
    struct ela_day day;
    int32_t minutes;
    size_t i = 0;
    while (i < s.n && s.p[i] != 'T' && s.p[i] != ' ')
        i++;
    *key = "field.moment";
    if (i == s.n)
        return false;
    struct ela_str clock = ela_str_trim((struct ela_str){s.p + i + 1, s.n - i - 1});
    const char *bad = day_of((struct ela_str){s.p, i}, today, &day);
    if (bad && strcmp(bad, "field.date") != 0)
        *key = bad;
    if (bad || !time_of(clock, &minutes))
        return false;
    *out = (struct ela_civil){.hour = minutes / 60, .minute = minutes % 60};
    ela_day_to_ymd(day, &out->year, &out->month, &out->day);
    return true;
}

bool ela__f_read_moment(const struct ela__f_field *f, const struct ela__f_context *c,
                        struct ela_str typed, char *out, size_t *n,
                        struct ela_form_problem *problem)
{
    int64_t at;
    struct ela_civil civil;
    enum ela_fold fold;
    const char *key;
    (void)f;
    if (!ela_parse_i64(typed, &at)) {
        if (!civil_of(typed, c->today, &civil, &key))
            return ela__f_problem(problem, key);
        at = ela_tz_moment(&c->tz, &civil, false, &fold);
    }
    if (at < MOMENT_LEAST || at > MOMENT_MOST)
        return ela__f_problem(problem, "field.moment");
    *n = (size_t)snprintf(out, ELA__F_ROOM, "%" PRId64, at);
    return true;
}

bool ela__f_read_duration(const struct ela__f_field *f, const struct ela__f_context *c,
                          struct ela_str typed, char *out, size_t *n,
                          struct ela_form_problem *problem)
{
    int64_t seconds;
    (void)f;
    if (c->stored) {
        if (!ela_parse_i64(typed, &seconds))
            return ela__f_problem(problem, "duration.unreadable");
        if (seconds < 0 || seconds > DURATION_MOST)
            return ela__f_problem(problem,
                                  seconds < 0 ? "duration.negative" : "field.duration_long");
    } else {
        const char *key = ela_duration_read(typed, DURATION_MOST, &seconds);
        if (key)
            return ela__f_problem(
                problem, strcmp(key, "duration.over_a_day") == 0 ? "field.duration_long" : key);
    }
    *n = (size_t)snprintf(out, ELA__F_ROOM, "%" PRId64, seconds);
    return true;
}
