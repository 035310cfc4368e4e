/*
 * Values of criteria, by type of column. Each gives parameters or means nothing there.
 */
#include "base/duration.h"
#include "list/list_internal.h"

enum { WORDS_MAX = 200, CODE_MAX = 48 };

static struct ela_db_value text_of(const struct ela__listing *l, struct ela_str s)
{
    return ELA_DBV_TEXT(ela_arena_strndup(l->c->arena, s.p, s.n));
}

static bool words(const struct ela_json *in, struct ela_str *out)
{
    size_t chars;
    *out = ela_str_trim(ela_json_text(in));
    return ela_json_kind(in) == ELA_JTEXT && out->n > 0 && ela_utf8_valid(out->p, out->n, &chars) &&
           chars <= WORDS_MAX;
}

bool ela__value_pattern(const struct ela__listing *l, const struct ela_json *in, bool anywhere,
                        struct ela_db_value *out)
{
    struct ela_str s;
    if (!words(in, &s))
        return false;
    char *p = ela_arena_alloc(l->c->arena, 2 * s.n + 3);
    size_t n = 0;
    if (!p)
        return false;
    if (anywhere)
        p[n++] = '%';
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '%' || s.p[i] == '_' || s.p[i] == '|')
            p[n++] = '|';
        p[n++] = s.p[i];
    }
    p[n++] = '%';
    *out = ELA_DBV_STR(((struct ela_str){p, n}));
    return true;
}

/* --- codes -------------------------------------------------------------------------------- */

static bool code(const struct ela__listing *l, const struct ela_list_column *column,
                 const struct ela_json *in, struct ela__bounds *out)
{
    struct ela_str s = ela_json_text(in);
    bool known = column->choices == NULL && s.n > 0 && s.n <= CODE_MAX;
    for (const struct ela_list_choice *x = column->choices; x && x->code; x++)
        known = known || ela_str_is(s, x->code);
    if (column->reference) {
        const struct ela_meta_list *list;
        struct ela_error err = ELA_ERROR_INIT;
        known = ela_meta_list(l->c, column->reference, &list, &err) == ELA_OK &&
                ela_meta_item(list, s) != NULL;
    }
    if (!known)
        return false;
    out->from = text_of(l, s);
    return true;
}

/* A status, or "@class" for all that are of it. */
static bool status(const struct ela__listing *l, const struct ela_list_column *column,
                   const struct ela_json *in, struct ela__bounds *out, size_t *n, size_t max)
{
    const struct ela_wf_object *o;
    const struct ela_wf_status *x;
    struct ela_str s = ela_json_text(in);
    char klass[24];
    size_t before = *n;
    bool all = s.n > 1 && s.p[0] == '@', known = false;
    if (all && !ela_str_copy((struct ela_str){s.p + 1, s.n - 1}, klass, sizeof klass))
        return false;
    for (size_t k = 0; (o = ela__status_object_at(l, column, k)) != NULL; k++) {
        known = known || ela_wf_status_of(o, s);
        for (size_t i = 0; all && (x = ela_wf_status_at(o, i)) != NULL && *n < max; i++)
            if (ela_wf_status_is(o, ela_str_of(x->code), klass))
                out[(*n)++ - before].from = text_of(l, ela_str_of(x->code));
    }
    if (all)
        return *n > before;
    if (!known)
        return false;
    out->from = text_of(l, s);
    ++*n;
    return true;
}

static bool row_id(const struct ela__listing *l, const struct ela_list_column *column,
                   const struct ela_json *in, struct ela__bounds *out)
{
    int64_t id = ela_json_int(in, 0);
    if (column->type == ELA_LT_PERSON && ela_str_is(ela_json_text(in), "me"))
        id = l->c->actor->user_id;
    else if (ela_json_kind(in) == ELA_JTEXT && !ela_parse_i64(ela_json_text(in), &id))
        return false;
    if (id <= 0 || (column->type != ELA_LT_CASE && column->type != ELA_LT_FOLDER && id > INT32_MAX))
        return false;
    out->from = ELA_DBV_INT(id);
    return true;
}

/* --- days --------------------------------------------------------------------------------- */

static int64_t midnight(const struct ela__listing *l, struct ela_day day)
{
    struct ela_civil t = {.hour = 0};
    enum ela_fold fold;
    ela_day_to_ymd(day, &t.year, &t.month, &t.day);
    return ela_tz_moment(l->c->tz, &t, false, &fold);
}

static bool day(const struct ela__listing *l, const struct ela_list_column *column,
                const struct ela_json *in, struct ela__bounds *out)
{
    struct ela_day from, to;
    char text[2][16];
    if (ela_json_kind(in) != ELA_JTEXT ||
        !ela__period(ela_json_text(in), ela_tz_day(l->c->tz, l->c->now), &from, &to))
        return false;
    if (column->type == ELA_LT_MOMENT) {
        out->from = ELA_DBV_INT(midnight(l, from));
        out->to = ELA_DBV_INT(midnight(l, (struct ela_day){to.n + 1}));
        return true;
    }
    ela_day_format(from, text[0]);
    ela_day_format(to, text[1]);
    out->from = text_of(l, ela_str_of(text[0]));
    out->to = text_of(l, ela_str_of(text[1]));
    return true;
}

/* --- numbers ------------------------------------------------------------------------------ */

static bool decimal(struct ela_str s)
{
    size_t digits = 0, dots = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            digits++;
        else if (s.p[i] == '.' && digits > 0)
            dots++;
        else if (!(s.p[i] == '-' && i == 0))
            return false;
    }
    return digits > 0 && digits <= 20 && dots <= 1;
}

static bool number(const struct ela__listing *l, const struct ela_list_column *column,
                   const struct ela_json *in, struct ela__bounds *out)
{
    struct ela_str s = ela_str_trim(ela_json_text(in));
    bool whole = ela_json_kind(in) == ELA_JINT;
    int64_t v = ela_json_int(in, 0);
    int32_t seconds = 0;
    char text[24];
    switch (column->type) {
    case ELA_LT_DURATION:
        if (!whole && ela_duration_parse(s, &seconds, "", NULL) == ELA_OK) {
            v = seconds;
            whole = true;
        }
        break;
    case ELA_LT_AMOUNT:
        if (whole)
            snprintf(text, sizeof text, "%lld", (long long)v);
        if (ela_money_parse(whole ? ela_str_of(text) : s, true, &v, "", NULL) != ELA_OK)
            return false;
        whole = true;
        break;
    case ELA_LT_DECIMAL:
        if (!whole && decimal(s)) {
            out->from = text_of(l, s);
            return true;
        }
        break;
    default:
        whole = whole || (s.n > 0 && ela_parse_i64(s, &v));
        break;
    }
    out->from = ELA_DBV_INT(v);
    return whole;
}

static bool yes_no(const struct ela_json *in, struct ela__bounds *out)
{
    int64_t v = ela_json_kind(in) == ELA_JBOOL ? ela_json_bool(in, false) : ela_json_int(in, -1);
    out->from = ELA_DBV_INT(v);
    return v == 0 || v == 1;
}

bool ela__value_read(const struct ela__listing *l, const struct ela_list_column *column,
                     const struct ela_json *in, struct ela__bounds *out, size_t *n, size_t max)
{
    struct ela_str s;
    bool ok = false;
    if (*n >= max)
        return false;
    switch (column->type) {
    case ELA_LT_TEXT:
        ok = words(in, &s);
        if (ok)
            out->from = text_of(l, s);
        break;
    case ELA_LT_CODE:
    case ELA_LT_TAGS:
        ok = code(l, column, in, out);
        break;
    case ELA_LT_STATUS:
        return status(l, column, in, out, n, max);
    case ELA_LT_PERSON:
    case ELA_LT_CLIENT:
    case ELA_LT_CASE:
    case ELA_LT_FOLDER:
        ok = row_id(l, column, in, out);
        break;
    case ELA_LT_DAY:
    case ELA_LT_MOMENT:
        ok = day(l, column, in, out);
        break;
    case ELA_LT_SEALED:
        return ela__sealed_read(l, in, out, n, max);
    case ELA_LT_YESNO:
        ok = yes_no(in, out);
        break;
    default:
        ok = number(l, column, in, out);
        break;
    }
    if (ok)
        ++*n;
    return ok;
}
