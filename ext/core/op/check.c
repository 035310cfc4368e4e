/*
 * Checks raw input against an operation's field table and builds the cleaned copy that the
 * operation reads. The first error wins and names its path ("members/0/user"). Source: SEC-14.
 */
#include "op/op.h"
#include "op/op_internal.h"

#define LINE_MAX_DEFAULT   255
#define TEXT_MAX_DEFAULT   65535
#define LIST_MAX_DEFAULT   500
#define VALUES_MAX_DEFAULT 20000

struct path {
    char text[64];
};

struct check {
    const struct ela_tz *tz;
    struct ela_error *err;
};

static enum ela_status check_object(struct check *ck, const struct ela_field *fields,
                                    const struct ela_json *raw, const struct path *at,
                                    struct ela_json **clean);

static struct path below(const struct path *at, const char *name)
{
    struct path p;
    snprintf(p.text, sizeof p.text, "%.30s%s%.30s", at->text, at->text[0] ? "/" : "", name);
    return p;
}

static struct path element(const struct path *at, size_t i)
{
    char name[24];
    snprintf(name, sizeof name, "%zu", i);
    return below(at, name);
}

static enum ela_status bad(struct check *ck, const char *key, const struct path *at)
{
    return ela_fail(ck->err, ELA_E_INPUT, key, at->text);
}

static enum ela_status bad_bound(struct check *ck, const char *key, const struct path *at,
                                 const char *name, int64_t bound)
{
    enum ela_status st = bad(ck, key, at);
    ela_error_param_i64(ck->err, name, bound);
    return st;
}

static enum ela_status give(struct check *ck, struct ela_json *made, struct ela_json **clean)
{
    *clean = made;
    return made ? ELA_OK : ela_fail(ck->err, ELA_E_INTERNAL, "internal.memory", NULL);
}

/* --- numbers ------------------------------------------------------------------------------ */

static enum ela_status check_range(struct check *ck, int64_t v, int64_t min, int64_t max,
                                   const struct path *at)
{
    if (v >= min && v <= max)
        return ELA_OK;
    enum ela_status st = bad(ck, "field.range", at);
    ela_error_param_i64(ck->err, "min", min);
    ela_error_param_i64(ck->err, "max", max);
    return st;
}

static enum ela_status check_int(struct check *ck, const struct ela_field *f,
                                 const struct ela_json *raw, const struct path *at,
                                 struct ela_json **clean)
{
    if (ela_json_kind(raw) != ELA_JINT)
        return bad(ck, "field.type", at);
    int64_t v = ela_json_int(raw, 0);
    if (f->min != 0 || f->max != 0)
        ELA_TRY(check_range(ck, v, f->min, f->max, at));
    return give(ck, ela_json_new_int(v), clean);
}

/* Rows of ours have BIGINT keys, native ones INTEGER: a larger number must not reach a narrower
 * column. */
static int64_t id_max(const struct ela_field *f)
{
    static const char *const wide[] = {"case",    "time",       "timer",   "account", "session",
                                       "outbox",  "event",      "terms",   "step",    "piece",
                                       "party",   "note",       "effect",  "task",    "file",
                                       "upload",  "action",     "comment", "request", "check",
                                       "service", "definition", "view",    "share",   "vault"};
    for (size_t i = 0; f->ref && i < sizeof wide / sizeof wide[0]; i++)
        if (strcmp(f->ref, wide[i]) == 0)
            return INT64_MAX;
    return INT32_MAX;
}

static enum ela_status check_id(struct check *ck, const struct ela_field *f,
                                const struct ela_json *raw, const struct path *at, int64_t *id)
{
    if (ela_json_kind(raw) != ELA_JINT)
        return bad(ck, "field.type", at);
    *id = ela_json_int(raw, 0);
    return check_range(ck, *id, 1, id_max(f), at);
}

static enum ela_status check_bool(struct check *ck, const struct ela_json *raw,
                                  const struct path *at, struct ela_json **clean)
{
    int64_t v = ela_json_int(raw, -1); /* PHP forms send 0 and 1 */
    if (ela_json_kind(raw) == ELA_JBOOL)
        v = ela_json_bool(raw, false);
    if (v != 0 && v != 1)
        return bad(ck, "field.type", at);
    return give(ck, ela_json_new_bool(v == 1), clean);
}

/* --- text --------------------------------------------------------------------------------- */

static enum ela_status check_length(struct check *ck, const struct ela_field *f, struct ela_str s,
                                    const struct path *at)
{
    size_t chars;
    bool line = f->type == ELA_FT_LINE;
    int64_t max = f->max ? f->max : line ? LINE_MAX_DEFAULT : TEXT_MAX_DEFAULT;
    if (!ela_utf8_valid(s.p, s.n, &chars))
        return bad(ck, "field.type", at);
    if (s.n == 0 && (f->flags & ELA_FF_REQUIRED))
        return bad(ck, "field.required", at);
    if (s.n > 0 && (int64_t)chars < f->min)
        return bad_bound(ck, "field.too_short", at, "min", f->min);
    if ((int64_t)chars > max)
        return bad_bound(ck, "field.too_long", at, "max", max);
    if (ela__text_has_control(s, !line))
        return bad(ck, "field.control_characters", at);
    return ELA_OK;
}

static enum ela_status check_text(struct check *ck, const struct ela_field *f,
                                  const struct ela_json *raw, const struct path *at,
                                  struct ela_json **clean)
{
    if (ela_json_kind(raw) != ELA_JTEXT)
        return bad(ck, "field.type", at);
    struct ela_str s = ela_json_text(raw);
    struct ela_buf unified;
    ela_buf_init(&unified, s.n);
    if (f->type == ELA_FT_TEXT && s.n > 0 && memchr(s.p, '\r', s.n)) {
        ela__text_unify_lines(s, &unified);
        s = (struct ela_str){unified.p, unified.n};
    }
    s = ela_str_trim(s);
    enum ela_status st = ela_buf_check(&unified, ck->err);
    if (st == ELA_OK)
        st = check_length(ck, f, s, at);
    if (st == ELA_OK)
        st = give(ck, ela_json_new_text(s.p, s.n), clean);
    ela_buf_release(&unified);
    return st;
}

static enum ela_status check_email(struct check *ck, const struct ela_json *raw,
                                   const struct path *at, struct ela_json **clean)
{
    char text[191];
    if (ela_json_kind(raw) != ELA_JTEXT)
        return bad(ck, "field.type", at);
    struct ela_str s = ela_str_trim(ela_json_text(raw));
    const char *sign = s.n ? memchr(s.p, '@', s.n) : NULL;
    if (s.n >= sizeof text || !sign ||
        !ela__email_local_ok((struct ela_str){s.p, (size_t)(sign - s.p)}) ||
        !ela__email_domain_ok((struct ela_str){sign + 1, s.n - (size_t)(sign - s.p) - 1}))
        return bad(ck, "email.malformed", at);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool domain = s.p + i > sign;
        text[i] = domain && c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return give(ck, ela_json_new_text(text, s.n), clean);
}

static enum ela_status check_choice(struct check *ck, const struct ela_field *f,
                                    const struct ela_json *raw, const struct path *at,
                                    struct ela_json **clean)
{
    if (ela_json_kind(raw) != ELA_JTEXT)
        return bad(ck, "field.type", at);
    struct ela_str s = ela_json_text(raw);
    for (size_t i = 0; f->choices[i]; i++)
        if (ela_str_is(s, f->choices[i]))
            return give(ck, ela_json_new_text(s.p, s.n), clean);
    return bad(ck, "field.choice", at);
}

static enum ela_status check_key(struct check *ck, const struct ela_json *raw,
                                 const struct path *at, struct ela_json **clean)
{
    struct ela_str s = ela_json_text(raw);
    bool ok = ela_json_kind(raw) == ELA_JTEXT && s.n == 32;
    for (size_t i = 0; ok && i < s.n; i++)
        ok = (s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f');
    if (!ok)
        return bad(ck, "field.type", at);
    return give(ck, ela_json_new_text(s.p, s.n), clean);
}

/* --- days and moments --------------------------------------------------------------------- */

static enum ela_status check_day(struct check *ck, const struct ela_json *raw,
                                 const struct path *at, struct ela_json **clean)
{
    struct ela_day day;
    if (ela_json_kind(raw) != ELA_JTEXT)
        return bad(ck, "field.type", at);
    struct ela_str s = ela_json_text(raw);
    ELA_TRY(ela_day_parse(s, &day, at->text, ck->err));
    return give(ck, ela_json_new_text(s.p, s.n), clean);
}

static enum ela_status check_moment(struct check *ck, const struct ela_json *raw,
                                    const struct path *at, struct ela_json **clean)
{
    int64_t v;
    if (ela_json_kind(raw) == ELA_JINT) {
        v = ela_json_int(raw, 0);
        /* 1900 to 2200: what a civil day may be. */
        ELA_TRY(check_range(ck, v, -2208988800, 7258118400, at));
    } else if (ela_json_kind(raw) == ELA_JTEXT) {
        ELA_TRY(ela_moment_parse(ela_json_text(raw), ck->tz, &v, at->text, ck->err));
    } else {
        return bad(ck, "field.type", at);
    }
    return give(ck, ela_json_new_int(v), clean);
}

/* --- arrays and objects ------------------------------------------------------------------- */

static enum ela_status check_count(struct check *ck, const struct ela_field *f,
                                   const struct ela_json *raw, const struct path *at)
{
    if (ela_json_kind(raw) != ELA_JARRAY)
        return bad(ck, "field.type", at);
    int64_t n = (int64_t)ela_json_size(raw), max = f->max ? f->max : LIST_MAX_DEFAULT;
    if (n == 0 && f->min > 0)
        return bad(ck, "field.required", at);
    if (n < f->min)
        return bad_bound(ck, "field.too_few", at, "min", f->min);
    if (n > max)
        return bad_bound(ck, "field.too_many", at, "max", max);
    return ELA_OK;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static enum ela_status no_duplicates(struct check *ck, int64_t *ids, size_t n,
                                     const struct path *at)
{
    qsort(ids, n, sizeof *ids, by_value);
    for (size_t i = 1; i < n; i++)
        if (ids[i] == ids[i - 1])
            return bad(ck, "field.duplicate", at);
    return ELA_OK;
}

static enum ela_status check_ids(struct check *ck, const struct ela_field *f,
                                 const struct ela_json *raw, const struct path *at,
                                 struct ela_json **clean)
{
    ELA_TRY(check_count(ck, f, raw, at));
    size_t n = ela_json_size(raw);
    ELA_TRY(give(ck, ela_json_new_array(), clean));
    int64_t *ids = ela_malloc((n + 1) * sizeof *ids);
    enum ela_status st = ids ? ELA_OK : ela_fail(ck->err, ELA_E_INTERNAL, "internal.memory", NULL);
    for (size_t i = 0; i < n && st == ELA_OK; i++) {
        struct path p = element(at, i);
        st = check_id(ck, f, ela_json_at(raw, i), &p, &ids[i]);
        if (st == ELA_OK && !ela_json_push(*clean, ela_json_new_int(ids[i])))
            st = ela_fail(ck->err, ELA_E_INTERNAL, "internal.memory", NULL);
    }
    if (st == ELA_OK)
        st = no_duplicates(ck, ids, n, at);
    ela_free(ids);
    return st;
}

static enum ela_status check_list(struct check *ck, const struct ela_field *f,
                                  const struct ela_json *raw, const struct path *at,
                                  struct ela_json **clean)
{
    ELA_TRY(check_count(ck, f, raw, at));
    ELA_TRY(give(ck, ela_json_new_array(), clean));
    for (size_t i = 0; i < ela_json_size(raw); i++) {
        struct path p = element(at, i);
        struct ela_json *item = NULL;
        enum ela_status st = check_object(ck, f->fields, ela_json_at(raw, i), &p, &item);
        if (st != ELA_OK) {
            ela_json_free(item);
            return st;
        }
        if (!ela_json_push(*clean, item))
            return ela_fail(ck->err, ELA_E_INTERNAL, "internal.memory", NULL);
    }
    return ELA_OK;
}

static size_t count_values(const struct ela_json *v)
{
    size_t n = 1;
    const char *key;
    const struct ela_json *member;
    if (ela_json_kind(v) == ELA_JARRAY) {
        for (size_t i = 0; i < ela_json_size(v); i++)
            n += count_values(ela_json_at(v, i));
    } else if (ela_json_kind(v) == ELA_JOBJECT) {
        for (const void *it = NULL; (it = ela_json_next(v, it, &key, &member)) != NULL;)
            n += count_values(member);
    }
    return n;
}

/* Depth was bounded where the tree was made. An empty PHP array may stand for an empty object. */
static enum ela_status check_json(struct check *ck, const struct ela_field *f,
                                  const struct ela_json *raw, const struct path *at,
                                  struct ela_json **clean)
{
    if (ela_json_kind(raw) != ELA_JARRAY && ela_json_kind(raw) != ELA_JOBJECT)
        return bad(ck, "field.type", at);
    size_t max = f->max ? (size_t)f->max : VALUES_MAX_DEFAULT;
    if (count_values(raw) > max)
        return bad_bound(ck, "field.too_many", at, "max", (int64_t)max);
    *clean = ela_json_ref((struct ela_json *)(uintptr_t)raw);
    return ELA_OK;
}

static enum ela_status check_value(struct check *ck, const struct ela_field *f,
                                   const struct ela_json *raw, const struct path *at,
                                   struct ela_json **clean)
{
    int64_t id;
    switch (f->type) {
    case ELA_FT_INT:
        return check_int(ck, f, raw, at, clean);
    case ELA_FT_BOOL:
        return check_bool(ck, raw, at, clean);
    case ELA_FT_LINE:
    case ELA_FT_TEXT:
        return check_text(ck, f, raw, at, clean);
    case ELA_FT_DAY:
        return check_day(ck, raw, at, clean);
    case ELA_FT_MOMENT:
        return check_moment(ck, raw, at, clean);
    case ELA_FT_CHOICE:
        return check_choice(ck, f, raw, at, clean);
    case ELA_FT_EMAIL:
        return check_email(ck, raw, at, clean);
    case ELA_FT_ID:
        ELA_TRY(check_id(ck, f, raw, at, &id));
        return give(ck, ela_json_new_int(id), clean);
    case ELA_FT_IDS:
        return check_ids(ck, f, raw, at, clean);
    case ELA_FT_OBJECT:
        return check_object(ck, f->fields, raw, at, clean);
    case ELA_FT_LIST:
        return check_list(ck, f, raw, at, clean);
    case ELA_FT_KEY:
        return check_key(ck, raw, at, clean);
    case ELA_FT_JSON:
        return check_json(ck, f, raw, at, clean);
    case ELA_FT_END:
        break;
    }
    return bad(ck, "field.type", at);
}

static const struct ela_field *field_of(const struct ela_field *fields, const char *name)
{
    for (const struct ela_field *f = fields; f && f->type != ELA_FT_END; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

static enum ela_status check_member(struct check *ck, const struct ela_field *f,
                                    const struct ela_json *value, const struct path *at,
                                    struct ela_json *clean)
{
    struct path p = below(at, f->name);
    struct ela_json *item = NULL;
    enum ela_status st = ELA_OK;
    if (ela_json_kind(value) == ELA_JNULL) { /* absent, or null */
        if (f->flags & ELA_FF_REQUIRED)
            return bad(ck, "field.required", &p);
        if (!value)
            return ELA_OK;
        if (!(f->flags & ELA_FF_NULLABLE))
            return bad(ck, "field.type", &p);
        item = ela_json_new_null();
    } else {
        st = check_value(ck, f, value, &p, &item);
    }
    if (st != ELA_OK) {
        ela_json_free(item);
        return st;
    }
    if (!ela_json_set(clean, f->name, item))
        return ela_fail(ck->err, ELA_E_INTERNAL, "internal.memory", NULL);
    return ELA_OK;
}

/* On failure *clean may hold a part; the caller frees it. */
static enum ela_status check_object(struct check *ck, const struct ela_field *fields,
                                    const struct ela_json *raw, const struct path *at,
                                    struct ela_json **clean)
{
    const char *key;
    const struct ela_json *value;
    if (ela_json_kind(raw) != ELA_JOBJECT)
        return bad(ck, "field.type", at);
    for (const void *it = NULL; (it = ela_json_next(raw, it, &key, &value)) != NULL;) {
        if (field_of(fields, key))
            continue;
        struct path p = below(at, key);
        return bad(ck, "field.unknown", &p);
    }
    ELA_TRY(give(ck, ela_json_new_object(), clean));
    for (const struct ela_field *f = fields; f && f->type != ELA_FT_END; f++)
        ELA_TRY(check_member(ck, f, ela_json_get(raw, f->name), at, *clean));
    return ELA_OK;
}

enum ela_status ela_op_check(const struct ela_field *fields, const struct ela_json *raw,
                             const struct ela_tz *tz, struct ela_json **clean,
                             struct ela_error *err)
{
    static const struct ela_tz utc = {.std_offset_s = 0};
    struct check ck = {tz ? tz : &utc, err};
    struct path top = {""};
    struct ela_json *empty = NULL;
    *clean = NULL;
    if (ela_json_kind(raw) == ELA_JNULL) {
        empty = ela_json_new_object();
        raw = empty;
        if (!raw)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    }
    enum ela_status st = check_object(&ck, fields, raw, &top, clean);
    if (st != ELA_OK) {
        ela_json_free(*clean);
        *clean = NULL;
    }
    ela_json_free(empty);
    return st;
}
