/*
 * JSON over jansson. struct ela_json is never defined: it is jansson's json_t behind our own name,
 * or a value of a packed tree (packed.c).
 */
#include "json/json_internal.h"

#include <jansson.h>

const struct ela_json_limits ELA_JSON_LIMITS_DEFAULT = {1 << 20, 40, 120000};

static _Thread_local unsigned long failures;
static _Thread_local bool out_of_memory; /* jansson's parser tells some of these as syntax errors */

static void *allocate(size_t n)
{
    void *p = ela_malloc(n);
    if (!p)
        out_of_memory = true;
    return p;
}

void ela_json_init(void)
{
    json_set_alloc_funcs(allocate, ela_free);
}

unsigned long ela_json_failures(void)
{
    return failures;
}

/* NULL for a packed value: nothing of jansson's may be done to it. */
static json_t *in(const struct ela_json *v)
{
    return ela__packed(v) ? NULL : (json_t *)(uintptr_t)v;
}

static json_t *copied(const struct ela__packed *p);

/* As jansson's: a packed value is copied to become part of another tree. */
static json_t *taken(struct ela_json *take)
{
    const struct ela__packed *p = ela__packed(take);
    json_t *j = p ? copied(p) : in(take);
    if (p)
        ela__packed_ref(p, -1);
    return j;
}

static struct ela_json *made(json_t *j)
{
    if (!j)
        failures++;
    return (struct ela_json *)j;
}

static bool kept(int rc)
{
    if (rc != 0)
        failures++;
    return rc == 0;
}

/* --- parsing ------------------------------------------------------------------------------ */

struct shape {
    unsigned depth, deepest;
    size_t values;
};

static const char *skip_string(const char *p, const char *end)
{
    for (p = ela__json_plain(p + 1, end); p < end && *p != '"'; p = ela__json_plain(p + 1, end))
        if (*p == '\\' && p + 1 < end)
            p++;
    return p < end ? p : end - 1;
}

/*
 * Depth and number of values of well-formed text, in one pass and without memory: the parser
 * itself recurses, so it is only given text of a known shape.
 */
static void measure(struct ela_str text, struct shape *s)
{
    const char *end = text.p + text.n;
    *s = (struct shape){.values = 1};
    for (const char *p = text.p; p < end; p++) {
        if (*p == '"') {
            p = skip_string(p, end);
        } else if (*p == ',') {
            s->values++;
        } else if (*p == '[' || *p == '{') {
            if (++s->depth > s->deepest)
                s->deepest = s->depth;
            const char *q = p + 1;
            while (q < end && (*q == ' ' || *q == '\t' || *q == '\n' || *q == '\r'))
                q++;
            if (q < end && *q != ']' && *q != '}')
                s->values++;
        } else if ((*p == ']' || *p == '}') && s->depth > 0) {
            s->depth--;
        }
    }
}

static enum ela_status limit_failed(struct ela_error *err, const char *key, size_t limit)
{
    enum ela_status st = ela_fail(err, ELA_E_INPUT, key, NULL);
    ela_error_param_i64(err, "max", (int64_t)limit);
    return st;
}

static enum ela_status malformed(const json_error_t *e, struct ela_error *err)
{
    enum ela_status st;
    if (out_of_memory)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    switch (json_error_code(e)) {
    case json_error_out_of_memory:
    case json_error_unknown:
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    case json_error_duplicate_key:
        return ela_fail(err, ELA_E_INPUT, "json.duplicate_key", NULL);
    case json_error_numeric_overflow:
        st = ela_fail(err, ELA_E_INPUT, "json.number_range", NULL);
        break;
    default:
        st = ela_fail(err, ELA_E_INPUT, "json.malformed", NULL);
        break;
    }
    ela_error_param_i64(err, "line", e->line);
    ela_error_param_i64(err, "column", e->column);
    return st;
}

static bool has_nul(const json_t *v)
{
    return json_is_string(v) && memchr(json_string_value(v), '\0', json_string_length(v)) != NULL;
}

/* Where a value stands; written out only for what is refused. */
struct place {
    const struct place *above;
    const char *key; /* NULL: an element */
    size_t index;
};

static void path_of(const struct place *at, char *out, size_t size)
{
    char above[64] = "";
    if (!at->above) {
        out[0] = '\0';
        return;
    }
    path_of(at->above, above, sizeof above);
    if (at->key)
        snprintf(out, size, "%.40s%s%s", above, *above ? "/" : "", at->key);
    else
        snprintf(out, size, "%.40s%s%zu", above, *above ? "/" : "", at->index);
}

static enum ela_status refuse_at(const struct place *at, const char *key, struct ela_error *err)
{
    char path[64];
    path_of(at, path, sizeof path);
    return ela_fail(err, ELA_E_INPUT, key, path);
}

/* Real numbers have no place in a tree, and NUL none in a text; depth is bounded by the limit. */
static enum ela_status check_values(json_t *v, const struct place *at, struct ela_error *err)
{
    struct place below = {.above = at};
    if (json_is_real(v))
        return refuse_at(at, "json.real_number", err);
    if (has_nul(v))
        return refuse_at(at, "json.malformed", err);
    if (json_is_array(v)) {
        for (below.index = 0; below.index < json_array_size(v); below.index++)
            ELA_TRY(check_values(json_array_get(v, below.index), &below, err));
    } else if (json_is_object(v)) {
        json_t *m;
        json_object_foreach(v, below.key, m)
        {
            ELA_TRY(check_values(m, &below, err));
        }
    }
    return ELA_OK;
}

static enum ela_status within(struct ela_str text, const struct ela_json_limits *l,
                              struct ela_error *err)
{
    struct shape shape;
    if (text.n > l->bytes)
        return limit_failed(err, "json.too_large", l->bytes);
    measure(text, &shape);
    if (shape.deepest > l->depth)
        return limit_failed(err, "json.too_deep", l->depth);
    if (shape.values > l->values)
        return limit_failed(err, "json.too_many", l->values);
    return ELA_OK;
}

static enum ela_status parse(struct ela_str text, struct ela_json **out, struct ela_error *err)
{
    json_error_t e;
    out_of_memory = false;
    json_t *v = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
    if (!v)
        return malformed(&e, err);
    enum ela_status st = check_values(v, &(struct place){.above = NULL}, err);
    if (st != ELA_OK)
        json_decref(v);
    else
        *out = (struct ela_json *)v;
    return st;
}

enum ela_status ela_json_parse(struct ela_str text, const struct ela_json_limits *limits,
                               struct ela_json **out, struct ela_error *err)
{
    *out = NULL;
    ELA_TRY(within(text, limits ? limits : &ELA_JSON_LIMITS_DEFAULT, err));
    return parse(text, out, err);
}

enum ela_status ela_json_read(struct ela_str text, const struct ela_json_limits *limits,
                              struct ela_json **out, struct ela_error *err)
{
    *out = ela__packed_read(text, limits ? limits : &ELA_JSON_LIMITS_DEFAULT);
    return *out ? ELA_OK : ela_json_parse(text, limits, out, err);
}

void ela_json_free(struct ela_json *v)
{
    const struct ela__packed *p = ela__packed(v);
    if (p)
        ela__packed_ref(p, -1);
    else
        json_decref(in(v));
}

struct ela_json *ela_json_ref(struct ela_json *v)
{
    const struct ela__packed *p = ela__packed(v);
    if (!p)
        return (struct ela_json *)json_incref(in(v));
    ela__packed_ref(p, 1);
    return v;
}

/* --- reading ------------------------------------------------------------------------------ */

enum ela_json_kind ela_json_kind(const struct ela_json *v)
{
    const struct ela__packed *p = ela__packed(v);
    if (!v || p)
        return p ? (enum ela_json_kind)p->kind : ELA_JNULL;
    switch (json_typeof(in(v))) {
    case JSON_OBJECT:
        return ELA_JOBJECT;
    case JSON_ARRAY:
        return ELA_JARRAY;
    case JSON_STRING:
        return ELA_JTEXT;
    case JSON_INTEGER:
        return ELA_JINT;
    case JSON_TRUE:
    case JSON_FALSE:
        return ELA_JBOOL;
    case JSON_REAL: /* the parser lets none through */
    case JSON_NULL:
        break;
    }
    return ELA_JNULL;
}

const struct ela_json *ela_json_get(const struct ela_json *obj, const char *key)
{
    const struct ela__packed *p = ela__packed(obj);
    if (p)
        return ela__packed_value(ela__packed_get(p, key));
    return (const struct ela_json *)json_object_get(in(obj), key);
}

size_t ela_json_size(const struct ela_json *v)
{
    const struct ela__packed *p = ela__packed(v);
    if (p)
        return p->kind == ELA_JARRAY || p->kind == ELA_JOBJECT ? p->n : 0;
    return json_is_array(in(v)) ? json_array_size(in(v)) : json_object_size(in(v));
}

const struct ela_json *ela_json_at(const struct ela_json *arr, size_t i)
{
    const struct ela__packed *p = ela__packed(arr);
    if (p)
        return p->kind == ELA_JARRAY && i < p->n ? ela__packed_value(&p->is.first[i]) : NULL;
    return (const struct ela_json *)json_array_get(in(arr), i);
}

struct ela_str ela_json_text(const struct ela_json *v)
{
    const struct ela__packed *p = ela__packed(v);
    if (p)
        return p->kind == ELA_JTEXT ? (struct ela_str){p->is.text, p->n} : ELA_STR("");
    if (!json_is_string(in(v)))
        return ELA_STR("");
    return (struct ela_str){json_string_value(in(v)), json_string_length(in(v))};
}

int64_t ela_json_int(const struct ela_json *v, int64_t fallback)
{
    const struct ela__packed *p = ela__packed(v);
    if (p)
        return p->kind == ELA_JINT ? p->is.number : fallback;
    return json_is_integer(in(v)) ? (int64_t)json_integer_value(in(v)) : fallback;
}

bool ela_json_bool(const struct ela_json *v, bool fallback)
{
    const struct ela__packed *p = ela__packed(v);
    if (p)
        return p->kind == ELA_JBOOL ? p->is.number != 0 : fallback;
    return json_is_boolean(in(v)) ? json_is_true(in(v)) : fallback;
}

const void *ela_json_next(const struct ela_json *obj, const void *it, const char **key,
                          const struct ela_json **value)
{
    const struct ela__packed *p = ela__packed(obj), *m = it;
    if (p) {
        m = m ? m + 1 : p->is.first;
        if (p->kind != ELA_JOBJECT || p->n == 0 || m == p->is.first + p->n)
            return NULL;
        *key = m->key;
        *value = ela__packed_value(m);
        return m;
    }
    void *next =
        it ? json_object_iter_next(in(obj), (void *)(uintptr_t)it) : json_object_iter(in(obj));
    if (next) {
        *key = json_object_iter_key(next);
        *value = (const struct ela_json *)json_object_iter_value(next);
    }
    return next;
}

/* --- building ----------------------------------------------------------------------------- */

struct ela_json *ela_json_new_object(void)
{
    return made(json_object());
}

struct ela_json *ela_json_new_array(void)
{
    return made(json_array());
}

struct ela_json *ela_json_new_text(const char *p, size_t n)
{
    return made(json_stringn(p ? p : "", n));
}

struct ela_json *ela_json_new_int(int64_t v)
{
    return made(json_integer(v));
}

struct ela_json *ela_json_new_bool(bool v)
{
    return made(json_boolean(v));
}

struct ela_json *ela_json_new_null(void)
{
    return made(json_null());
}

bool ela_json_set(struct ela_json *obj, const char *key, struct ela_json *take)
{
    return kept(json_object_set_new(in(obj), key, taken(take)));
}

bool ela_json_push(struct ela_json *arr, struct ela_json *take)
{
    return kept(json_array_append_new(in(arr), taken(take)));
}

static json_t *copied(const struct ela__packed *p)
{
    json_t *j = NULL;
    bool ok = true;
    switch ((enum ela_json_kind)p->kind) {
    case ELA_JOBJECT:
        j = json_object();
        for (uint32_t i = 0; j && ok && i < p->n; i++)
            ok = json_object_set_new(j, p->is.first[i].key, copied(&p->is.first[i])) == 0;
        break;
    case ELA_JARRAY:
        j = json_array();
        for (uint32_t i = 0; j && ok && i < p->n; i++)
            ok = json_array_append_new(j, copied(&p->is.first[i])) == 0;
        break;
    case ELA_JTEXT:
        return json_stringn_nocheck(p->is.text, p->n);
    case ELA_JINT:
        return json_integer(p->is.number);
    case ELA_JBOOL:
        return json_boolean(p->is.number != 0);
    case ELA_JNULL:
        return json_null();
    }
    if (!ok) {
        json_decref(j);
        return NULL;
    }
    return j;
}

bool ela_json_set_text(struct ela_json *obj, const char *key, const char *nul_terminated)
{
    if (!nul_terminated)
        return ela_json_set_null(obj, key);
    return ela_json_set(obj, key, ela_json_new_text(nul_terminated, strlen(nul_terminated)));
}

bool ela_json_set_str(struct ela_json *obj, const char *key, struct ela_str s)
{
    return ela_json_set(obj, key, s.p ? ela_json_new_text(s.p, s.n) : ela_json_new_null());
}

bool ela_json_set_int(struct ela_json *obj, const char *key, int64_t v)
{
    return ela_json_set(obj, key, ela_json_new_int(v));
}

bool ela_json_set_bool(struct ela_json *obj, const char *key, bool v)
{
    return ela_json_set(obj, key, ela_json_new_bool(v));
}

bool ela_json_set_null(struct ela_json *obj, const char *key)
{
    return ela_json_set(obj, key, ela_json_new_null());
}
