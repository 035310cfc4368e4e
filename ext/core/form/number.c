/*
 * Numbers as people type them: "1 234,5", "1,234.5", "12,50 %".
 * Of comma and point the last one written separates the decimals; one that comes back, or stands
 * before the other, groups thousands. A single comma is French: decimals. Source: PLAT-08.
 */
#include "form/form_internal.h"

#define PLAIN_MAX 40

struct typed_number {
    char plain[PLAIN_MAX]; /* "-1234.5" */
    size_t n;
    size_t decimals; /* without trailing zeros */
};

/* What stands between thousands: a blank, or the apostrophe of Switzerland. */
static size_t between(const char *p, size_t n)
{
    if (*p == '\'')
        return 1;
    if (n >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0)
        return 3;
    return ela__f_blank(p, n);
}

/* Taken off either end, with blanks beside it. */
static struct ela_str without(struct ela_str s, const char *unit)
{
    size_t n = strlen(unit);
    if (s.n >= n && memcmp(s.p + s.n - n, unit, n) == 0)
        return ela_str_trim((struct ela_str){s.p, s.n - n});
    if (s.n >= n && memcmp(s.p, unit, n) == 0)
        return ela_str_trim((struct ela_str){s.p + n, s.n - n});
    return s;
}

static struct ela_str without_euro(struct ela_str s)
{
    static const char *const words[] = {"\xE2\x82\xAC", "EUR", "eur"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct ela_str rest = without(s, words[i]);
        if (rest.n != s.n)
            return rest;
    }
    return s;
}

static bool take_sign(struct ela_str *s)
{
    bool negative = false;
    if (s->n >= 3 && memcmp(s->p, "\xE2\x88\x92", 3) == 0) { /* U+2212 */
        negative = true;
        *s = (struct ela_str){s->p + 3, s->n - 3};
    } else if (s->n && (*s->p == '-' || *s->p == '+')) {
        negative = *s->p == '-';
        *s = (struct ela_str){s->p + 1, s->n - 1};
    }
    *s = ela_str_trim(*s);
    return negative;
}

/* Where the decimals start: position of the separator, or s.n. *group: the sign of thousands, 0
 * none. False: separators that make no sense. */
static bool separators(struct ela_str s, size_t *decimal, char *group)
{
    size_t commas = 0, points = 0, last = s.n;
    for (size_t i = 0; i < s.n; i++) {
        commas += s.p[i] == ',';
        points += s.p[i] == '.';
        if (s.p[i] == ',' || s.p[i] == '.')
            last = i;
    }
    *decimal = s.n;
    *group = 0;
    if (commas + points == 0)
        return true;
    char sign = s.p[last];
    size_t same = sign == ',' ? commas : points, other = sign == ',' ? points : commas;
    if (same == 1) {
        *decimal = last;
        *group = other ? (sign == ',' ? '.' : ',') : (char)0;
        return true;
    }
    *group = sign; /* "1,234,567" */
    return other == 0;
}

/* Digits before the decimals: thousands in threes once a group sign or a blank was written. */
static bool whole_part(struct ela_str s, char group, struct typed_number *out)
{
    size_t run = 0;
    bool grouped = false;
    for (size_t i = 0; i < s.n;) {
        size_t skip = s.p[i] == group && group ? 1 : between(s.p + i, s.n - i);
        if (skip) {
            if (run == 0 || run > 3 || (grouped && run != 3))
                return false;
            grouped = true;
            run = 0;
            i += skip;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9' || out->n >= PLAIN_MAX - 12)
            return false;
        out->plain[out->n++] = s.p[i++];
        run++;
    }
    return run > 0 && (!grouped || run == 3);
}

static bool decimal_part(struct ela_str s, struct typed_number *out)
{
    while (s.n && s.p[s.n - 1] == '0')
        s.n--;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    out->decimals = s.n;
    if (s.n == 0 || s.n > 6)
        return true;
    out->plain[out->n++] = '.';
    memcpy(out->plain + out->n, s.p, s.n);
    out->n += s.n;
    return true;
}

static bool normalise(struct ela_str s, struct typed_number *out)
{
    size_t decimal;
    char group;
    *out = (struct typed_number){.n = 0};
    if (take_sign(&s))
        out->plain[out->n++] = '-';
    if (s.n == 0 || !separators(s, &decimal, &group))
        return false;
    if (decimal + 1 == s.n)
        return false; /* "12," */
    struct ela_str whole = {s.p, decimal}, part = {s.p + s.n, 0};
    if (decimal < s.n)
        part = (struct ela_str){s.p + decimal + 1, s.n - decimal - 1};
    if (whole.n == 0 && part.n) { /* ",5" */
        out->plain[out->n++] = '0';
        return decimal_part(part, out);
    }
    return whole_part(whole, group, out) && decimal_part(part, out);
}

bool ela__f_read_number(const struct ela__f_field *f, const struct ela__f_context *c,
                        struct ela_str typed, char *out, size_t *n,
                        struct ela_form_problem *problem)
{
    struct typed_number t;
    int64_t v;
    char buf[32];
    (void)c;
    if (f->type == ELA_F_AMOUNT)
        typed = without_euro(typed);
    if (f->type == ELA_F_PERCENT)
        typed = without(typed, "%");
    if (typed.n > PLAIN_MAX * 2)
        return ela__f_problem(problem, "field.number");
    if (!normalise(typed, &t))
        return ela__f_problem(problem, "field.number");
    if (t.decimals > f->decimals) {
        ela__f_problem(problem, "field.decimals");
        ela__f_problem_int(problem, "decimals", f->decimals);
        return false;
    }
    if (!ela_x_number_read((struct ela_str){t.plain, t.n}, &v)) {
        ela__f_problem(problem, "field.too_large");
        ela__f_problem_param(problem, "max", ela_x_write(ela_x_number(INT64_MAX), buf));
        return false;
    }
    struct ela_str text = ela_x_write(ela_x_number(v), buf);
    memcpy(out, text.p, text.n);
    *n = text.n;
    return true;
}
