/*
 * One value between its JSON and the canonical text of the pure core. Shapes: packs/schema/README.
 */
#include "meta/meta_values.h"

#include <inttypes.h>

/* --- JSON to text ------------------------------------------------------------------------- */

static bool add_codes(const struct ela_json *v, bool ids, struct ela_buf *out)
{
    if (ela_json_kind(v) != ELA_JARRAY)
        return false;
    for (size_t i = 0; i < ela_json_size(v); i++) {
        const struct ela_json *one = ela_json_at(v, i);
        struct ela_str s = ela_json_text(one);
        if (i)
            ela_buf_addc(out, ',');
        if (ids && ela_json_kind(one) == ELA_JINT)
            ela_buf_addf(out, "%" PRId64, ela_json_int(one, 0));
        else if (!ids && ela_json_kind(one) == ELA_JTEXT && !memchr(s.p, ',', s.n))
            ela_buf_add(out, s.p, s.n);
        else
            return false;
    }
    return true;
}

static bool add_address(const struct ela_json *v, struct ela_buf *out)
{
    static const char *const PARTS[] = {"street", "zip", "town", "country"};
    const char *key;
    const struct ela_json *value;
    struct ela_str parts[4];
    if (ela_json_kind(v) != ELA_JOBJECT)
        return false;
    for (const void *it = NULL; (it = ela_json_next(v, it, &key, &value)) != NULL;) {
        bool known = false;
        for (size_t i = 0; i < 4; i++)
            known = known || strcmp(key, PARTS[i]) == 0;
        if (!known || (ela_json_kind(value) != ELA_JTEXT && ela_json_kind(value) != ELA_JNULL))
            return false;
    }
    for (size_t i = 0; i < 4; i++)
        parts[i] = ela_json_text(ela_json_get(v, PARTS[i]));
    ela_form_address(parts, out);
    return true;
}

static bool add_scalar(const struct ela_json *v, bool number, struct ela_buf *out, bool *typed)
{
    struct ela_str s = ela_json_text(v);
    if (ela_json_kind(v) == ELA_JINT && number)
        ela_buf_addf(out, "%" PRId64, ela_json_int(v, 0));
    else if (ela_json_kind(v) == ELA_JTEXT)
        ela_buf_add(out, s.p, s.n);
    else
        return false;
    *typed = ela_json_kind(v) == ELA_JTEXT;
    return true;
}

bool ela__value_text(enum ela_form_type type, const struct ela_json *v, struct ela_buf *out,
                     bool *typed)
{
    *typed = false;
    switch (type) {
    case ELA_F_YESNO:
        if (ela_json_kind(v) != ELA_JBOOL)
            return false;
        ela_buf_adds(out, ela_json_bool(v, false) ? "true" : "false");
        return true;
    case ELA_F_CHOICES:
        return add_codes(v, false, out);
    case ELA_F_FILE:
        return add_codes(v, true, out);
    case ELA_F_ADDRESS:
        return add_address(v, out);
    case ELA_F_LINK:
    case ELA_F_MOMENT:
    case ELA_F_DURATION:
    case ELA_F_NUMBER:
    case ELA_F_AMOUNT:
    case ELA_F_PERCENT:
        return add_scalar(v, true, out, typed);
    case ELA_F_COMPUTED:
        if (ela_json_kind(v) == ELA_JBOOL)
            return ela__value_text(ELA_F_YESNO, v, out, typed);
        if (ela_json_kind(v) == ELA_JARRAY)
            return add_codes(v, false, out);
        return add_scalar(v, true, out, typed);
    case ELA_F_LONG:
    case ELA_F_RICH: /* an answer with formats may go to a field without */
        *typed = true;
        return ela__rich_text(v, out);
    case ELA_F_NONE:
    case ELA_F_TABLE:
    case ELA_F_SECTION:
    case ELA_F_NOTE:
    case ELA_F_TYPES:
        return false;
    default:
        return add_scalar(v, false, out, typed);
    }
}

/* --- text to JSON ------------------------------------------------------------------------- */

static struct ela_json *codes_json(struct ela_str text, bool ids)
{
    struct ela_json *list = ela_json_new_array();
    while (text.n) {
        const char *comma = memchr(text.p, ',', text.n);
        struct ela_str one = {text.p, comma ? (size_t)(comma - text.p) : text.n};
        int64_t id = 0;
        if (ids)
            ela_json_push(list, ela_parse_i64(one, &id) ? ela_json_new_int(id) : NULL);
        else
            ela_json_push(list, ela_json_new_text(one.p, one.n));
        size_t used = one.n + (comma ? 1 : 0);
        text = (struct ela_str){text.p + used, text.n - used};
    }
    return list;
}

static struct ela_json *address_json(struct ela_str text)
{
    static const char *const PARTS[] = {"street", "zip", "town", "country"};
    struct ela_str parts[4];
    struct ela_json *o = ela_json_new_object();
    ela_form_address_parts(text, parts);
    for (size_t i = 0; i < 4; i++)
        if (parts[i].n)
            ela_json_set_str(o, PARTS[i], parts[i]);
    return o;
}

struct ela_json *ela__value_json(enum ela_form_type type, enum ela_x_type x, struct ela_str text)
{
    int64_t n;
    switch (type) {
    case ELA_F_YESNO:
        return ela_json_new_bool(ela_str_is(text, "true"));
    case ELA_F_CHOICES:
        return codes_json(text, false);
    case ELA_F_FILE:
        return codes_json(text, true);
    case ELA_F_ADDRESS:
        return address_json(text);
    case ELA_F_RICH:
        return ela__rich_json(text);
    case ELA_F_LINK:
    case ELA_F_MOMENT:
    case ELA_F_DURATION:
        return ela_parse_i64(text, &n) ? ela_json_new_int(n) : NULL;
    case ELA_F_COMPUTED:
        if (x == ELA_X_BOOL)
            return ela_json_new_bool(ela_str_is(text, "true"));
        if (x == ELA_X_LIST)
            return codes_json(text, false);
        break;
    default:
        break;
    }
    return ela_json_new_text(text.p, text.n);
}

/* --- JSON to what expressions see ----------------------------------------------------------- */

struct ela_x_value ela__value_x(enum ela_form_type type, enum ela_x_type x,
                                const struct ela_json *v, struct ela_arena *mem)
{
    struct ela_buf b;
    bool typed;
    struct ela_x_value out = ELA_X_NONE;
    if (!v || ela_json_kind(v) == ELA_JNULL)
        return out;
    ela_buf_init(&b, type == ELA_F_RICH ? 1024 * 1024 : 64 * 1024);
    if (ela__value_text(type, v, &b, &typed) && !b.failed && b.n) {
        char *copy = ela_arena_strndup(mem, b.p, b.n);
        if (copy)
            out = ela_x_read(x, (struct ela_str){copy, b.n});
    }
    ela_buf_release(&b);
    return out;
}

/* As text, whatever its type. */
static void put_fact(struct ela_json *out, const char *name, const struct ela_json *v)
{
    if (ela_json_kind(v) == ELA_JBOOL)
        ela_json_set_text(out, name, ela_json_bool(v, false) ? "true" : "false");
    else
        ela_json_set(out, name, ela_json_ref((struct ela_json *)(uintptr_t)v));
}

static bool is_fact(const char *name)
{
    for (size_t i = 0; i < ELA__NFACTS; i++)
        if (ela__same(ELA__FACTS[i].name, name))
            return true;
    return false;
}

void ela_meta_facts_flat(struct ela_call *c, const struct ela_json *facts, struct ela_json *out)
{
    const char *group, *name;
    const struct ela_json *members, *value;
    for (const void *i = ela_json_next(facts, NULL, &group, &members); i;
         i = ela_json_next(facts, i, &group, &members)) {
        if (ela_json_kind(members) != ELA_JOBJECT) {
            put_fact(out, group, members);
            continue;
        }
        for (const void *k = ela_json_next(members, NULL, &name, &value); k;
             k = ela_json_next(members, k, &name, &value)) {
            const char *whole = ela_arena_printf(c->arena, "%s.%s", group, name);
            if (is_fact(whole))
                put_fact(out, whole, value);
        }
    }
}
