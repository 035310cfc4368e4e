/*
 * Days by name: "today", "this_month", "-30d". They are kept as words in saved views, so that a
 * view means the same every morning.
 */
#include "list/list_internal.h"

struct span {
    struct ela_day from, to;
};

static struct ela_day ymd(int32_t y, int32_t m, int32_t d)
{
    struct ela_day day = ELA_DAY_NONE;
    while (m > 12) {
        m -= 12;
        y++;
    }
    while (m < 1) {
        m += 12;
        y--;
    }
    while (d > 28 && !ela_day_from_ymd(y, m, d, &day))
        d--; /* 31 January and a month: 28 or 29 February */
    if (d <= 28)
        (void)ela_day_from_ymd(y, m, d, &day);
    return day;
}

/* `n` periods of `months` from the one that holds today. */
static struct span months(struct ela_day today, int32_t length, int32_t n)
{
    int32_t y, m, d;
    ela_day_to_ymd(today, &y, &m, &d);
    int32_t first = (m - 1) / length * length + 1 + n * length;
    struct ela_day next = ymd(y, first + length, 1);
    return (struct span){ymd(y, first, 1), {next.n - 1}};
}

static struct span weeks(struct ela_day today, int32_t n)
{
    int32_t monday = today.n - (ela_day_weekday(today) - 1) + 7 * n;
    return (struct span){{monday}, {monday + 6}};
}

static bool named(struct ela_str text, struct ela_day today, struct span *out)
{
    static const char *const NAMES[] = {"last_", "this_", "next_"};
    int32_t n = 2;
    size_t skip = 5;
    for (size_t i = 0; i < 3; i++)
        if (text.n > skip && memcmp(text.p, NAMES[i], skip) == 0)
            n = (int32_t)i - 1;
    if (n == 2)
        return false;
    struct ela_str what = {text.p + skip, text.n - skip};
    if (ela_str_is(what, "week"))
        *out = weeks(today, n);
    else if (ela_str_is(what, "month"))
        *out = months(today, 1, n);
    else if (ela_str_is(what, "quarter"))
        *out = months(today, 3, n);
    else if (ela_str_is(what, "year"))
        *out = months(today, 12, n);
    else
        return false;
    return true;
}

/* "+30d", "-2w", "+3m", "-1y" */
static bool relative(struct ela_str text, struct ela_day today, struct span *out)
{
    int64_t n;
    if (text.n < 3 || (text.p[0] != '+' && text.p[0] != '-') ||
        !ela_parse_i64((struct ela_str){text.p, text.n - 1}, &n) || n > 4000 || n < -4000)
        return false;
    int32_t y, m, d, by = (int32_t)n;
    ela_day_to_ymd(today, &y, &m, &d);
    switch (text.p[text.n - 1]) {
    case 'd':
        out->from.n = today.n + by;
        break;
    case 'w':
        out->from.n = today.n + 7 * by;
        break;
    case 'm':
        out->from = ymd(y, m + by, d);
        break;
    case 'y':
        out->from = ymd(y + by, m, d);
        break;
    default:
        return false;
    }
    ela_day_to_ymd(out->from, &y, &m, &d);
    out->to = out->from;
    return y >= 1900 && y < 2200;
}

bool ela__period(struct ela_str text, struct ela_day today, struct ela_day *from,
                 struct ela_day *to)
{
    static const char *const NEAR[] = {"yesterday", "today", "tomorrow"};
    struct span s;
    struct ela_day day;
    bool known = false;
    for (int32_t i = 0; i < 3 && !known; i++) {
        known = ela_str_is(text, NEAR[i]);
        s = (struct span){{today.n + i - 1}, {today.n + i - 1}};
    }
    if (!known && ela_day_parse(text, &day, "", NULL) == ELA_OK) {
        s = (struct span){day, day};
        known = true;
    }
    if (!known)
        known = named(text, today, &s) || relative(text, today, &s);
    if (!known || s.from.n == ELA_DAY_NONE.n)
        return false;
    *from = s.from;
    *to = s.to;
    return true;
}
