/*
 * The functions of the language: their names, what they take, what they give.
 */
#include "expr/expr_internal.h"

static const struct {
    const char *name;
    uint8_t least, most;
} functions[FN_FNS] = {
    [FN_LEN] = {"len", 1, 1},
    [FN_CONTAINS] = {"contains", 2, 2},
    [FN_EMPTY] = {"empty", 1, 1},
    [FN_FILLED] = {"filled", 1, 1},
    [FN_MIN] = {"min", 1, ELA__X_ARGS_MAX},
    [FN_MAX] = {"max", 1, ELA__X_ARGS_MAX},
    [FN_ROUND] = {"round", 1, 2},
    [FN_ABS] = {"abs", 1, 1},
    [FN_DAYS] = {"days", 2, 2},
    [FN_ADDDAYS] = {"adddays", 2, 2},
    [FN_YEAR] = {"year", 1, 1},
    [FN_SUM] = {"sum", 1, 1},
    [FN_COUNT] = {"count", 1, 1},
    [FN_LOWER] = {"lower", 1, 1},
    [FN_UPPER] = {"upper", 1, 1},
    [FN_CONCAT] = {"concat", 1, ELA__X_ARGS_MAX},
    [FN_COALESCE] = {"coalesce", 1, ELA__X_ARGS_MAX},
    [FN_ADDMONTHS] = {"addmonths", 2, 2},
    [FN_YEARS] = {"years", 2, 2},
};

unsigned ela__x_fn_of(struct ela_str name)
{
    for (unsigned i = 1; i < FN_FNS; i++)
        if (ela_str_is(name, functions[i].name))
            return i;
    return 0;
}

const char *ela__x_fn_name(unsigned fn)
{
    return functions[fn].name;
}

void ela__x_fn_arity(unsigned fn, unsigned *least, unsigned *most)
{
    *least = functions[fn].least;
    *most = functions[fn].most;
}

/* ---- Types ---------------------------------------------------------------------------------- */

/* All arguments of one type, one of those in the set. */
static enum ela_x_type same(const struct ela__x_type *args, unsigned n, unsigned set, unsigned *bad,
                            enum ela_x_type *want)
{
    for (unsigned i = 0; i < n; i++) {
        if (set >> args[i].type & 1 && args[i].type == args[0].type)
            continue;
        *bad = i;
        *want = i ? (enum ela_x_type)args[0].type : ELA_X_NUMBER;
        return ELA_X_EMPTY;
    }
    return (enum ela_x_type)args[0].type;
}

#define SET(t)  (1u << (t))
#define SCALARS (SET(ELA_X_NUMBER) | SET(ELA_X_TEXT) | SET(ELA_X_BOOL) | SET(ELA_X_DATE))

/* Arguments one by one: a set of types each; the last set serves the rest. */
static enum ela_x_type each(const struct ela__x_type *args, unsigned n, unsigned first,
                            unsigned rest, enum ela_x_type result, unsigned *bad,
                            enum ela_x_type *want)
{
    for (unsigned i = 0; i < n; i++) {
        unsigned set = i ? rest : first;
        if (set >> args[i].type & 1)
            continue;
        *bad = i;
        for (unsigned t = 1; t < ELA_X_TYPES; t++)
            if (set >> t & 1) {
                *want = (enum ela_x_type)t;
                break;
            }
        return ELA_X_EMPTY;
    }
    return result;
}

static enum ela_x_type extreme(const struct ela__x_type *args, unsigned n, unsigned *bad,
                               enum ela_x_type *want)
{
    if (n == 1 && args[0].type == ELA_X_ROWS &&
        (args[0].cell == ELA_X_NUMBER || args[0].cell == ELA_X_DATE))
        return (enum ela_x_type)args[0].cell;
    return same(args, n, SET(ELA_X_NUMBER) | SET(ELA_X_DATE), bad, want);
}

static enum ela_x_type total(const struct ela__x_type *args, unsigned *bad, enum ela_x_type *want)
{
    if (args[0].type == ELA_X_ROWS && args[0].cell == ELA_X_NUMBER)
        return ELA_X_NUMBER;
    *bad = 0;
    *want = ELA_X_ROWS;
    return ELA_X_EMPTY;
}

enum ela_x_type ela__x_fn_type(unsigned fn, const struct ela__x_type *args, unsigned n,
                               unsigned *bad, enum ela_x_type *want)
{
    const unsigned number = SET(ELA_X_NUMBER), text = SET(ELA_X_TEXT), day = SET(ELA_X_DATE),
                   list = SET(ELA_X_LIST), rows = SET(ELA_X_ROWS);
    switch (fn) {
    case FN_LEN:
        return each(args, n, text | list, 0, ELA_X_NUMBER, bad, want);
    case FN_CONTAINS:
        return each(args, n, text | list, text, ELA_X_BOOL, bad, want);
    case FN_EMPTY:
    case FN_FILLED:
        return each(args, n, SCALARS | list | rows, 0, ELA_X_BOOL, bad, want);
    case FN_MIN:
    case FN_MAX:
        return extreme(args, n, bad, want);
    case FN_ROUND:
    case FN_ABS:
        return each(args, n, number, number, ELA_X_NUMBER, bad, want);
    case FN_DAYS:
    case FN_YEAR:
    case FN_YEARS:
        return each(args, n, day, day, ELA_X_NUMBER, bad, want);
    case FN_ADDDAYS:
    case FN_ADDMONTHS:
        return each(args, n, day, number, ELA_X_DATE, bad, want);
    case FN_SUM:
        return total(args, bad, want);
    case FN_COUNT:
        return each(args, n, rows | list, 0, ELA_X_NUMBER, bad, want);
    case FN_LOWER:
    case FN_UPPER:
        return each(args, n, text, 0, ELA_X_TEXT, bad, want);
    case FN_CONCAT:
        return each(args, n, SCALARS, SCALARS, ELA_X_TEXT, bad, want);
    case FN_COALESCE:
        return same(args, n, SCALARS | list, bad, want);
    default:
        return ELA_X_EMPTY;
    }
}

/* ---- Texts and lists ------------------------------------------------------------------------ */

int ela__x_text_cmp(struct ela_x_value a, struct ela_x_value b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = memcmp(a.text, b.text, n);
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool ela__x_list_has(const char *list, size_t n, const char *code, size_t len)
{
    for (size_t from = 0; from <= n;) {
        const char *comma = from < n ? memchr(list + from, ',', n - from) : NULL;
        size_t to = comma ? (size_t)(comma - list) : n;
        if (to - from == len && memcmp(list + from, code, len) == 0)
            return true;
        from = to + 1;
    }
    return false;
}

static size_t characters(const char *p, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)p[i] & 0xC0) != 0x80;
    return count;
}

static size_t items(struct ela_x_value list)
{
    size_t count = 1;
    for (size_t i = 0; i < list.n; i++)
        count += list.text[i] == ',';
    return count;
}

static bool has_part(struct ela_x_value text, struct ela_x_value part)
{
    for (size_t i = 0; i + part.n <= text.n; i++)
        if (memcmp(text.text + i, part.text, part.n) == 0)
            return true;
    return false;
}

static struct ela_x_value contains(const struct ela_x_value *v)
{
    if (!v[0].type || !v[1].type)
        return ela_x_bool(false);
    if (v[0].type == ELA_X_LIST)
        return ela_x_bool(ela__x_list_has(v[0].text, v[0].n, v[1].text, v[1].n));
    return ela_x_bool(has_part(v[0], v[1]));
}

/* Latin letters of French and its neighbours; others stay. U+00C0..U+00DE pair with +0x20; in
 * U+0100..U+017F neighbours pair, upper first at even code points where we use them. */
static void change_case(char *p, size_t n, bool upper)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c < 0x80) {
            if (upper ? (c >= 'a' && c <= 'z') : (c >= 'A' && c <= 'Z'))
                p[i] = (char)(c ^ 0x20);
        } else if (c == 0xC3 && i + 1 < n) {
            unsigned char d = (unsigned char)p[++i];
            bool letter = d != 0x97 && d != 0xB7; /* multiplication and division signs */
            if (letter && (upper ? (d >= 0xA0 && d <= 0xBE) : (d >= 0x80 && d <= 0x9E)))
                p[i] = (char)(d ^ 0x20);
        } else if (c == 0xC5 && i + 1 < n) {
            unsigned char d = (unsigned char)p[++i];
            if (d == 0x92 || d == 0x93) /* oe */
                p[i] = (char)(upper ? 0x92 : 0x93);
        }
    }
}

static struct ela_x_value recased(struct ela_x_value v, bool upper, struct ela_arena *scratch)
{
    char *p = ela_arena_strndup(scratch, v.text, v.n);
    if (!p)
        return ELA_X_NONE;
    change_case(p, v.n, upper);
    return ela_x_text(p, v.n);
}

/* Absent parts are left out; past ELA_EXPR_TEXT_MAX characters it is cut. */
static struct ela_x_value concat(const struct ela_x_value *v, unsigned n, struct ela_arena *scratch)
{
    char buf[32];
    size_t bytes = 0, at = 0, chars = 0;
    for (unsigned i = 0; i < n; i++)
        bytes += ela_x_write(v[i], buf).n;
    if (bytes > (size_t)ELA_EXPR_TEXT_MAX * 4)
        bytes = (size_t)ELA_EXPR_TEXT_MAX * 4;
    char *out = bytes ? ela_arena_alloc(scratch, bytes) : NULL;
    if (!out)
        return ELA_X_NONE;
    for (unsigned i = 0; i < n; i++) {
        struct ela_str s = ela_x_write(v[i], buf);
        for (size_t k = 0; k < s.n; k++) {
            bool starts = ((unsigned char)s.p[k] & 0xC0) != 0x80;
            if ((starts && chars == ELA_EXPR_TEXT_MAX) || at == bytes)
                return ela_x_text(out, at);
            chars += starts;
            out[at++] = s.p[k];
        }
    }
    return ela_x_text(out, at);
}

/* ---- Numbers and dates ---------------------------------------------------------------------- */

static struct ela_x_value rounded(struct ela_x_value v, struct ela_x_value digits)
{
    static const int64_t units[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    int64_t d = digits.num / ELA_EXPR_SCALE;
    if (digits.num % ELA_EXPR_SCALE || d < 0 || d > 6)
        return ELA_X_NONE;
    int64_t unit = units[d], rest = v.num % unit, base = v.num - rest, up = 0;
    if (rest >= unit - rest && rest)
        up = unit;
    if (-rest >= unit + rest && rest)
        up = -unit;
    if (__builtin_add_overflow(base, up, &base))
        return ELA_X_NONE;
    return ela_x_number(base);
}

static struct ela_x_value day_value(int64_t n)
{
    struct ela_day low, high;
    if (!ela_day_from_ymd(1900, 1, 1, &low) || !ela_day_from_ymd(2199, 12, 31, &high) ||
        n < low.n || n > high.n)
        return ELA_X_NONE;
    return ela_x_date((struct ela_day){(int32_t)n});
}

/* A whole number small enough to count days or months. */
static bool whole(struct ela_x_value v, int64_t *n)
{
    *n = v.num / ELA_EXPR_SCALE;
    return v.num % ELA_EXPR_SCALE == 0 && *n >= -200000 && *n <= 200000;
}

/* The 31st becomes the last day of a shorter month. */
static struct ela_x_value add_months(struct ela_x_value v, int64_t months)
{
    int32_t y, m, d;
    struct ela_day day;
    ela_day_to_ymd((struct ela_day){(int32_t)v.num}, &y, &m, &d);
    int64_t index = (int64_t)y * 12 + (m - 1) + months;
    int32_t year = (int32_t)(index / 12), month = (int32_t)(index % 12) + 1;
    if (index < 0 || year < 1900 || year > 2199)
        return ELA_X_NONE;
    while (d > 28 && !ela_day_from_ymd(year, month, d, &day))
        d--;
    return ela_day_from_ymd(year, month, d, &day) ? ela_x_date(day) : ELA_X_NONE;
}

/* Whole years from one day to another: an age. 29 February comes round on 1 March. */
static int64_t whole_years(int64_t from, int64_t to)
{
    int32_t y1, m1, d1, y2, m2, d2;
    ela_day_to_ymd((struct ela_day){(int32_t)from}, &y1, &m1, &d1);
    ela_day_to_ymd((struct ela_day){(int32_t)to}, &y2, &m2, &d2);
    int64_t years = (int64_t)y2 - y1;
    if (to >= from)
        return years - (m2 < m1 || (m2 == m1 && d2 < d1));
    return years + (m2 > m1 || (m2 == m1 && d2 > d1));
}

static struct ela_x_value dates(unsigned fn, const struct ela_x_value *v)
{
    int64_t n;
    int32_t y, m, d;
    switch (fn) {
    case FN_DAYS:
        return ela_x_int(v[1].num - v[0].num);
    case FN_YEARS:
        return ela_x_int(whole_years(v[0].num, v[1].num));
    case FN_YEAR:
        ela_day_to_ymd((struct ela_day){(int32_t)v[0].num}, &y, &m, &d);
        return ela_x_int(y);
    case FN_ADDDAYS:
        return whole(v[1], &n) ? day_value(v[0].num + n) : ELA_X_NONE;
    default:
        return whole(v[1], &n) ? add_months(v[0], n) : ELA_X_NONE;
    }
}

/* Least or greatest; absent cells of a column are skipped, an absent argument makes it absent. */
static struct ela_x_value extreme_of(const struct ela_x_value *v, unsigned n, bool greatest)
{
    struct ela_x_value best = ELA_X_NONE;
    bool column = n == 1 && v[0].type == ELA_X_ROWS;
    const struct ela_x_value *from = column ? v[0].rows : v;
    size_t count = column ? v[0].n : n;
    for (size_t i = 0; from && i < count; i++) {
        if (!from[i].type && !column)
            return ELA_X_NONE;
        if (from[i].type &&
            (!best.type || (greatest ? from[i].num > best.num : from[i].num < best.num)))
            best = from[i];
    }
    return best;
}

static struct ela_x_value sum_of(struct ela_x_value rows)
{
    int64_t total = 0;
    for (size_t i = 0; rows.rows && i < rows.n; i++)
        if (rows.rows[i].type == ELA_X_NUMBER &&
            __builtin_add_overflow(total, rows.rows[i].num, &total))
            return ELA_X_NONE;
    return ela_x_number(total);
}

static struct ela_x_value first_filled(const struct ela_x_value *v, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (v[i].type)
            return v[i];
    return ELA_X_NONE;
}

/* Those that read absence in their own way; the others give empty where an argument is. */
static bool own_way(unsigned fn)
{
    return fn == FN_CONTAINS || fn == FN_EMPTY || fn == FN_FILLED || fn == FN_CONCAT ||
           fn == FN_COALESCE || fn == FN_MIN || fn == FN_MAX || fn == FN_COUNT || fn == FN_SUM;
}

static struct ela_x_value count_of(struct ela_x_value v)
{
    if (v.type == ELA_X_LIST)
        return ela_x_int((int64_t)items(v));
    return ela_x_int(v.type == ELA_X_ROWS ? (int64_t)v.n : 0);
}

struct ela_x_value ela__x_fn_run(unsigned fn, const struct ela_x_value *v, unsigned n,
                                 struct ela_arena *scratch)
{
    if (!own_way(fn))
        for (unsigned i = 0; i < n; i++)
            if (!v[i].type)
                return ELA_X_NONE;
    switch (fn) {
    case FN_LEN:
        return v[0].type == ELA_X_LIST ? count_of(v[0])
                                       : ela_x_int((int64_t)characters(v[0].text, v[0].n));
    case FN_CONTAINS:
        return contains(v);
    case FN_EMPTY:
        return ela_x_bool(!ela__x_filled(v[0]));
    case FN_FILLED:
        return ela_x_bool(ela__x_filled(v[0]));
    case FN_MIN:
    case FN_MAX:
        return extreme_of(v, n, fn == FN_MAX);
    case FN_ROUND:
        return rounded(v[0], n > 1 ? v[1] : ela_x_int(0));
    case FN_ABS:
        return ela_x_number(v[0].num < 0 ? -v[0].num : v[0].num);
    case FN_SUM:
        return sum_of(v[0]);
    case FN_COUNT:
        return count_of(v[0]);
    case FN_LOWER:
    case FN_UPPER:
        return recased(v[0], fn == FN_UPPER, scratch);
    case FN_CONCAT:
        return concat(v, n, scratch);
    case FN_COALESCE:
        return first_filled(v, n);
    default:
        return dates(fn, v);
    }
}
