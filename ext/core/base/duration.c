/*
 * Duration text to whole seconds and back, exactly. Source: TIME-03, TIME-04.
 *
 * Two grammars: a clock ("1:15", "01:15:30") and numbers with units ("1h 15m 30s", "1,5h"); after
 * an hour or minute unit the last number may lack its own ("1h15", "1h15m30").
 */
#include "base/duration.h"

#include <inttypes.h>

/* Values past this are over a day in any unit; digits beyond are read, not counted. */
#define HUGE_VALUE 1000000

struct number {
    int64_t whole;
    int64_t fraction; /* decimals without trailing zeros, at most 4 of them */
    int64_t scale;    /* 10 to the number of decimals */
    bool decimal;     /* a separator was written */
    bool too_fine;    /* more than 4 significant decimals: never whole seconds */
};

struct scan {
    const char *p, *end;
};

/* French typing has no-break and thin spaces; all count as blanks. */
static void skip_blanks(struct scan *s)
{
    for (;;) {
        size_t left = (size_t)(s->end - s->p);
        if (left >= 1 && (*s->p == ' ' || *s->p == '\t'))
            s->p++;
        else if (left >= 2 && memcmp(s->p, "\xC2\xA0", 2) == 0)
            s->p += 2;
        else if (left >= 3 &&
                 (memcmp(s->p, "\xE2\x80\xAF", 3) == 0 || memcmp(s->p, "\xE2\x80\x89", 3) == 0))
            s->p += 3;
        else
            return;
    }
}

static bool is_digit(const struct scan *s)
{
    return s->p < s->end && *s->p >= '0' && *s->p <= '9';
}

static bool read_number(struct scan *s, struct number *n)
{
    *n = (struct number){.scale = 1};
    if (!is_digit(s))
        return false;
    for (; is_digit(s); s->p++)
        if (n->whole < HUGE_VALUE)
            n->whole = n->whole * 10 + (*s->p - '0');
    if (s->end - s->p < 2 || (*s->p != ',' && *s->p != '.') || s->p[1] < '0' || s->p[1] > '9')
        return true;
    s->p++;
    n->decimal = true;
    const char *first = s->p, *last = s->p; /* last: past the last significant decimal */
    for (; is_digit(s); s->p++)
        if (*s->p != '0')
            last = s->p + 1;
    n->too_fine = last - first > 4;
    if (n->too_fine)
        return true;
    for (const char *d = first; d < last; d++) {
        n->fraction = n->fraction * 10 + (*d - '0');
        n->scale *= 10;
    }
    return true;
}

/* Seconds of the unit word ahead; 0 when none is there. */
static int32_t read_unit(struct scan *s)
{
    static const struct {
        const char *word;
        int32_t seconds;
    } units[] = {
        {"h", 3600},    {"hr", 3600},    {"hrs", 3600},   {"heure", 3600}, {"heures", 3600},
        {"hour", 3600}, {"hours", 3600}, {"m", 60},       {"mn", 60},      {"min", 60},
        {"mins", 60},   {"minute", 60},  {"minutes", 60}, {"s", 1},        {"sec", 1},
        {"secs", 1},    {"seconde", 1},  {"secondes", 1}, {"second", 1},   {"seconds", 1},
    };
    char word[12];
    size_t n = 0;
    const char *p = s->p;
    for (; p < s->end && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z')); p++) {
        if (n == sizeof word - 1)
            return 0;
        word[n++] = (char)(*p | 0x20);
    }
    word[n] = '\0';
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(word, units[i].word) == 0) {
            s->p = p;
            return units[i].seconds;
        }
    return 0;
}

/* "1:15" and "01:15:30"; *is_clock is false when the text is not of this form. */
static const char *parse_clock(struct scan s, bool *is_clock, int64_t *seconds)
{
    int64_t part[3] = {0, 0, 0};
    size_t digits[3] = {0, 0, 0}, parts = 0;
    *is_clock = false;
    for (;;) {
        struct number n;
        const char *from = s.p;
        if (parts == 3 || !read_number(&s, &n))
            return *is_clock ? "duration.unreadable" : NULL;
        if (n.decimal)
            return *is_clock ? "duration.unreadable" : NULL;
        digits[parts] = (size_t)(s.p - from);
        part[parts++] = n.whole;
        skip_blanks(&s);
        if (s.p == s.end || *s.p != ':')
            break;
        *is_clock = true;
        s.p++;
        skip_blanks(&s);
    }
    if (!*is_clock)
        return NULL;
    if (s.p != s.end || digits[1] != 2 || (parts == 3 && digits[2] != 2))
        return "duration.unreadable";
    if (part[1] > 59 || part[2] > 59)
        return "duration.part_too_large";
    *seconds = part[0] * 3600 + part[1] * 60 + part[2];
    return NULL;
}

static const char *parse_units(struct scan s, int64_t *seconds)
{
    int32_t previous = 0; /* unit read before; 0 at the start */
    int64_t total = 0;
    while (s.p < s.end) {
        struct number n;
        if (!read_number(&s, &n))
            return "duration.unreadable";
        skip_blanks(&s);
        int32_t unit = read_unit(&s);
        bool named = unit != 0;
        skip_blanks(&s);
        if (!named) {
            if (s.p != s.end)
                return "duration.unreadable";
            if (previous == 0)
                return "duration.bare_number";
            unit = previous / 60;
        }
        if (unit == 0 || (previous != 0 && unit >= previous))
            return "duration.unreadable";
        if (n.decimal && (previous != 0 || s.p != s.end))
            return "duration.unreadable";
        if (previous != 0 && n.whole > 59)
            return "duration.part_too_large";
        if (n.too_fine || (n.fraction * unit) % n.scale != 0)
            return "duration.not_whole_seconds";
        total += n.whole * unit + n.fraction * unit / n.scale;
        previous = unit;
    }
    *seconds = total;
    return NULL;
}

static bool starts_negative(struct scan *s)
{
    if (s->p < s->end && *s->p == '-') {
        s->p++;
        return true;
    }
    if (s->end - s->p >= 3 && memcmp(s->p, "\xE2\x88\x92", 3) == 0) { /* U+2212, minus sign */
        s->p += 3;
        return true;
    }
    return false;
}

const char *ela_duration_read(struct ela_str text, int64_t most, int64_t *seconds)
{
    struct ela_str t = ela_str_trim(text);
    if (t.n == 0)
        return "duration.empty";
    struct scan s = {t.p, t.p + t.n};
    bool negative = starts_negative(&s), is_clock;
    skip_blanks(&s);
    int64_t total = 0;
    const char *bad = s.p == s.end ? "duration.unreadable" : parse_clock(s, &is_clock, &total);
    if (!bad && !is_clock)
        bad = parse_units(s, &total);
    if (negative && (!bad || strcmp(bad, "duration.unreadable") != 0))
        bad = "duration.negative";
    if (!bad && total > most)
        bad = "duration.over_a_day";
    *seconds = total;
    return bad;
}

enum ela_status ela_duration_parse(struct ela_str text, int32_t *seconds, const char *field,
                                   struct ela_error *err)
{
    int64_t total = 0;
    const char *bad = ela_duration_read(text, ELA_DAY_S, &total);
    if (!bad && total == 0)
        bad = "duration.zero";
    if (bad)
        return ela_fail(err, ELA_E_INPUT, bad, field);
    *seconds = (int32_t)total;
    return ELA_OK;
}

void ela_duration_format(int64_t seconds, char out[32])
{
    uint64_t s = seconds < 0 ? 0 - (uint64_t)seconds : (uint64_t)seconds;
    snprintf(out, 32, "%s%02" PRIu64 ":%02u:%02u", seconds < 0 ? "-" : "", s / 3600,
             (unsigned)(s / 60 % 60), (unsigned)(s % 60));
}
