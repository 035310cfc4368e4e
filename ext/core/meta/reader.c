/*
 * Reading definitions: typed members with their place in the file, faults collected rather than
 * thrown. Texts are borrowed from the tree, which lives as long as what is read.
 */
#include "meta/meta_internal.h"

#include <inttypes.h>

const char *const ELA__COLOURS[] = {"slate",  "blue", "teal",   "green", "amber",
                                    "orange", "red",  "violet", NULL};
const char *const ELA__CLASSES[] = {"open", "wait_client", "wait_third", "done", "cancelled", NULL};

bool ela__same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool ela__one_of(struct ela_str s, const char *const *list)
{
    char first = s.n > 0 ? s.p[0] : '\0';
    for (; *list; list++)
        if ((*list)[0] == first && ela_str_is(s, *list))
            return true;
    return false;
}

bool ela__code_ok(struct ela_str s, const char *extra, size_t max)
{
    if (s.n == 0 || s.n > max || s.p[0] < 'a' || s.p[0] > 'z')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (!plain && !(c != '\0' && strchr(extra, c)))
            return false;
    }
    return true;
}

/* --- problems ----------------------------------------------------------------------------- */

static char *kept(struct ela__reader *r, const char *text)
{
    char *p = ela_arena_strdup(r->mem, text);
    if (!p)
        r->no_memory = true;
    return p;
}

struct ela__problem *ela__bad_at(struct ela__reader *r, const char *place, const char *key,
                                 const char *member)
{
    static _Thread_local struct ela__problem dropped;
    char path[ELA__PATH_MAX + 64], name[61];
    struct ela__problems *all = r->problems;
    dropped = (struct ela__problem){.activation = true};
    if (all->n == ELA__PROBLEMS_MAX)
        return &dropped;
    /* An unknown member may be any text: never cut inside a character. */
    ela_str_copy(ela_str_of(member), name, sizeof name);
    (void)snprintf(path, sizeof path, "%s%s%s", place, place[0] && name[0] ? "/" : "", name);
    const char *at = kept(r, path);
    if (!at)
        return &dropped;
    struct ela__problem *p = &all->at[all->n++];
    *p = (struct ela__problem){.path = at, .key = key};
    all->blocking++;
    return p;
}

struct ela__problem *ela__bad(struct ela__reader *r, const char *key, const char *member)
{
    return ela__bad_at(r, r->path, key, member);
}

void ela__for_activation(struct ela__reader *r, struct ela__problem *p)
{
    if (r->problems->blocking > 0 && !p->activation)
        r->problems->blocking--;
    p->activation = true;
}

void ela__problem_param(struct ela__reader *r, struct ela__problem *p, const char *name,
                        const char *value)
{
    char cut[120];
    for (size_t i = 0; i < sizeof p->name / sizeof p->name[0]; i++)
        if (!p->name[i]) {
            ela_str_copy(ela_str_of(value), cut, sizeof cut);
            p->value[i] = kept(r, cut);
            p->name[i] = p->value[i] ? name : NULL;
            return;
        }
}

void ela__problem_int(struct ela__reader *r, struct ela__problem *p, const char *name, int64_t v)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, v);
    ela__problem_param(r, p, name, text);
}

enum ela_status ela__problems_fail(const struct ela__problems *p, const char *file,
                                   struct ela_error *err)
{
    const struct ela__problem *first = &p->at[0];
    for (size_t i = 0; i < p->n && first->activation; i++)
        first = &p->at[i];
    enum ela_status st = ela_fail(err, ELA_E_INPUT, first->key, first->path);
    for (size_t i = 0; i < sizeof first->name / sizeof first->name[0] && first->name[i]; i++)
        ela_error_param(err, first->name[i], first->value[i]);
    if (file)
        ela_error_param(err, "file", file);
    return st;
}

struct ela_json *ela__problems_json(const struct ela__problems *p, const char *file)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < p->n; i++) {
        const struct ela__problem *one = &p->at[i];
        struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object();
        if (file)
            ela_json_set_text(o, "file", file);
        ela_json_set_text(o, "path", one->path);
        ela_json_set_text(o, "key", one->key);
        ela_json_set_bool(o, "activation", one->activation);
        for (size_t k = 0; k < sizeof one->name / sizeof one->name[0] && one->name[k]; k++)
            ela_json_set_text(params, one->name[k], one->value[k]);
        ela_json_set(o, "params", params);
        ela_json_push(list, o);
    }
    return list;
}

/* --- places ------------------------------------------------------------------------------- */

size_t ela__down(struct ela__reader *r, const char *member)
{
    size_t mark = strlen(r->path), at = mark, n = strnlen(member, 60);
    if (mark > 0 && at + 1 < sizeof r->path)
        r->path[at++] = '/';
    n = n < sizeof r->path - 1 - at ? n : sizeof r->path - 1 - at;
    memcpy(r->path + at, member, n);
    r->path[at + n] = '\0';
    return mark;
}

size_t ela__down_at(struct ela__reader *r, size_t i)
{
    char name[24], *p = name + sizeof name;
    *--p = '\0';
    do
        *--p = (char)('0' + i % 10);
    while ((i /= 10) != 0);
    return ela__down(r, p);
}

void ela__up(struct ela__reader *r, size_t mark)
{
    r->path[mark] = '\0';
}

void *ela__take(struct ela__reader *r, size_t n, size_t size)
{
    void *p = ela_arena_alloc(r->mem, (n ? n : 1) * size);
    if (!p)
        r->no_memory = true;
    return p;
}

/* --- members ------------------------------------------------------------------------------ */

bool ela__object(struct ela__reader *r, const struct ela_json *v, const char *const *members)
{
    const char *key;
    const struct ela_json *value;
    /* What came through PHP cannot tell an empty object from an empty list. */
    if (ela_json_kind(v) == ELA_JARRAY && ela_json_size(v) == 0)
        return true;
    if (ela_json_kind(v) != ELA_JOBJECT) {
        ela__bad(r, "pack.type", "");
        return false;
    }
    for (const void *it = NULL; !r->stored && (it = ela_json_next(v, it, &key, &value)) != NULL;)
        if (!ela__one_of(ela_str_of(key), members))
            ela__bad(r, "pack.unknown", key);
    return true;
}

static void bad_bound(struct ela__reader *r, const char *key, const char *member, const char *name,
                      int64_t bound)
{
    ela__problem_int(r, ela__bad(r, key, member), name, bound);
}

size_t ela__array(struct ela__reader *r, const struct ela_json *obj, const char *member, size_t min,
                  size_t max, const struct ela_json **out)
{
    const struct ela_json *v = ela_json_get(obj, member);
    size_t n = ela_json_size(v);
    *out = v;
    if (v && ela_json_kind(v) != ELA_JARRAY) {
        ela__bad(r, "pack.type", member);
        return 0;
    }
    if (!v && min == 0)
        return 0;
    if (!v)
        ela__bad(r, "pack.required", member);
    else if (n < min)
        bad_bound(r, "pack.too_few", member, "min", (int64_t)min);
    else if (n > max)
        bad_bound(r, "pack.too_many", member, "max", (int64_t)max);
    else
        return n;
    return 0;
}

static bool plain(struct ela_str s)
{
    bool ok = true;
    for (size_t i = 0; i < s.n; i++) { /* no way out in between: the compiler takes many at once */
        unsigned char c = (unsigned char)s.p[i];
        ok &= (c >= 0x20 || c == '\n' || c == '\t') && c != 0x7F;
    }
    return ok;
}

/* A text value, borrowed; "" where it is wrong. */
static const char *text_value(struct ela__reader *r, const struct ela_json *v, const char *member,
                              size_t max)
{
    size_t chars = 0;
    struct ela_str s = ela_json_text(v);
    if (ela_json_kind(v) != ELA_JTEXT) {
        ela__bad(r, "pack.type", member);
        return "";
    }
    if (r->stored) /* was looked at before it was */
        return s.p;
    if (!ela_utf8_valid(s.p, s.n, &chars) || !plain(s))
        ela__bad(r, "pack.characters", member);
    else if (chars > max)
        bad_bound(r, "pack.too_long", member, "max", (int64_t)max);
    else
        return s.p;
    return "";
}

const char *ela__text(struct ela__reader *r, const struct ela_json *obj, const char *member,
                      bool required, size_t max)
{
    const struct ela_json *v = ela_json_get(obj, member);
    if (!v) {
        if (required)
            ela__bad(r, "pack.required", member);
        return "";
    }
    const char *s = text_value(r, v, member, max);
    if (required && ela_json_kind(v) == ELA_JTEXT && ela_json_text(v).n == 0)
        ela__bad(r, "pack.required", member);
    return s;
}

const char *ela__code(struct ela__reader *r, const struct ela_json *obj, const char *member,
                      bool required, const char *extra, size_t max)
{
    const struct ela_json *v = ela_json_get(obj, member);
    struct ela_str s = ela_json_text(v);
    if (!v) {
        if (required)
            ela__bad(r, "pack.required", member);
        return "";
    }
    if (ela__code_ok(s, extra, max))
        return s.p;
    if (ela_json_kind(v) != ELA_JTEXT)
        ela__bad(r, "pack.type", member);
    else if (s.n > 0 || required)
        bad_bound(r, "pack.code", member, "max", (int64_t)max);
    return "";
}

struct ela_label ela__label(struct ela__reader *r, const struct ela_json *obj, const char *member,
                            bool required, size_t max)
{
    static const char *const LANGS[] = {"fr", "en", NULL};
    struct ela_label label = {"", ""};
    const struct ela_json *v = ela_json_get(obj, member);
    if (!v) {
        if (required)
            ela__bad(r, "pack.required", member);
        return label;
    }
    size_t mark = ela__down(r, member);
    if (ela__object(r, v, LANGS)) {
        label.en = ela__text(r, v, "en", false, max);
        label.fr = ela__text(r, v, "fr", required || *label.en, max);
    }
    ela__up(r, mark);
    return label;
}

bool ela__flag(struct ela__reader *r, const struct ela_json *obj, const char *member, bool fallback)
{
    const struct ela_json *v = ela_json_get(obj, member);
    if (v && ela_json_kind(v) != ELA_JBOOL)
        ela__bad(r, "pack.type", member);
    return ela_json_bool(v, fallback);
}

int64_t ela__int(struct ela__reader *r, const struct ela_json *obj, const char *member, int64_t min,
                 int64_t max, int64_t fallback)
{
    const struct ela_json *v = ela_json_get(obj, member);
    if (!v)
        return fallback;
    int64_t n = ela_json_int(v, fallback);
    if (ela_json_kind(v) != ELA_JINT) {
        ela__bad(r, "pack.type", member);
        return fallback;
    }
    if (n >= min && n <= max)
        return n;
    struct ela__problem *p = ela__bad(r, "pack.range", member);
    ela__problem_int(r, p, "min", min);
    ela__problem_int(r, p, "max", max);
    return fallback;
}

const char *ela__choice(struct ela__reader *r, const struct ela_json *obj, const char *member,
                        const char *const *choices, const char *fallback)
{
    const struct ela_json *v = ela_json_get(obj, member);
    if (!v) {
        if (!fallback)
            ela__bad(r, "pack.required", member);
        return fallback ? fallback : "";
    }
    if (ela_json_kind(v) == ELA_JTEXT && ela__one_of(ela_json_text(v), choices))
        return ela_json_text(v).p;
    struct ela__problem *p = ela__bad(r, "pack.choice", member);
    ela__problem_param(r, p, "value", ela_json_kind(v) == ELA_JTEXT ? ela_json_text(v).p : "");
    return fallback ? fallback : "";
}

const char *const *ela__codes(struct ela__reader *r, const struct ela_json *obj, const char *member,
                              size_t max, size_t *n)
{
    const struct ela_json *list;
    size_t count = ela__array(r, obj, member, 0, max, &list);
    const char **out = ela__take(r, count, sizeof *out);
    *n = 0;
    size_t mark = ela__down(r, member);
    for (size_t i = 0; out && i < count; i++) {
        char at[24];
        struct ela_str s = ela_json_text(ela_json_at(list, i));
        bool twice = false, ok = ela__code_ok(s, "", 40);
        for (size_t k = 0; k < *n && !twice; k++)
            twice = ela_str_is(s, out[k]);
        if (ok && !twice) {
            out[(*n)++] = s.p;
            continue;
        }
        (void)snprintf(at, sizeof at, "%zu", i);
        if (!ok)
            bad_bound(r, "pack.code", at, "max", 40);
        else
            ela__problem_param(r, ela__bad(r, "pack.duplicate", at), "code", s.p);
    }
    ela__up(r, mark);
    return out;
}

const char *ela__colour(struct ela__reader *r, const struct ela_json *obj, bool required)
{
    return ela__choice(r, obj, "colour", ELA__COLOURS, required ? NULL : "");
}

const char *ela__icon(struct ela__reader *r, const struct ela_json *obj, bool required)
{
    return ela__code(r, obj, "icon", required, "-", 31);
}

const char *ela__decimal(struct ela__reader *r, const struct ela_json *obj, const char *member,
                         unsigned decimals)
{
    const char *s = ela__text(r, obj, member, false, 20);
    size_t digits = 0, after = 0;
    bool dot = false, ok = true;
    for (const char *p = s; *p && ok; p++) {
        if (*p == '.' && !dot && digits > 0)
            dot = true;
        else if (*p >= '0' && *p <= '9')
            dot ? after++ : digits++;
        else
            ok = false;
    }
    if (!*s || (ok && digits > 0 && digits <= 12 && after <= decimals && dot == (after > 0)))
        return s;
    ela__bad(r, "pack.decimal", member);
    return "";
}
