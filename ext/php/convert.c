/*
 * Conversions between PHP values and the core's JSON trees.
 */
#include "convert.h"

/* Where we are in the tree, for the field path of an error: "entries/3/note". */
struct place {
    const struct place *above;
    const char *key; /* NULL: `index` */
    zend_ulong index;
};

struct walk {
    size_t values, bytes;
    struct ela_error *err;
};

static void path_add(const struct place *p, char *out, size_t size, size_t *n)
{
    if (p == NULL)
        return;
    path_add(p->above, out, size, n);
    int w = p->key != NULL
                ? snprintf(out + *n, size - *n, "%s%s", *n ? "/" : "", p->key)
                : snprintf(out + *n, size - *n, "%s" ZEND_ULONG_FMT, *n ? "/" : "", p->index);
    if (w > 0)
        *n = *n + (size_t)w < size ? *n + (size_t)w : size - 1;
}

static enum ela_status refuse(struct walk *w, const struct place *p, const char *key)
{
    char path[sizeof w->err->field] = "";
    size_t n = 0, chars;

    path_add(p, path, sizeof path, &n);
    /* A key that is not UTF-8, or was cut inside a character, would spoil the JSON of the answer.
     */
    if (!ela_utf8_valid(path, strlen(path), &chars))
        path[0] = '\0';
    return ela_fail(w->err, ELA_E_INPUT, key, path);
}

static enum ela_status no_memory(struct walk *w)
{
    return ela_fail(w->err, ELA_E_INTERNAL, "internal.memory", "");
}

static enum ela_status convert(struct walk *w, const struct place *p, zval *v, unsigned depth,
                               struct ela_json **out);

static enum ela_status convert_list(struct walk *w, const struct place *p, HashTable *in,
                                    unsigned depth, struct ela_json *arr)
{
    zend_ulong i;
    zval *v;

    ZEND_HASH_FOREACH_NUM_KEY_VAL(in, i, v)
    {
        struct place here = {.above = p, .index = i};
        struct ela_json *item = NULL;

        ELA_TRY(convert(w, &here, v, depth, &item));
        if (!ela_json_push(arr, item))
            return no_memory(w);
    }
    ZEND_HASH_FOREACH_END();
    return ELA_OK;
}

static enum ela_status convert_object(struct walk *w, const struct place *p, HashTable *in,
                                      unsigned depth, struct ela_json *obj)
{
    zend_ulong i;
    zend_string *key;
    zval *v;

    ZEND_HASH_FOREACH_KEY_VAL(in, i, key, v)
    {
        char digits[PHP_ELASKA_DIGITS];
        struct place here = {.above = p, .key = key != NULL ? ZSTR_VAL(key) : digits};
        struct ela_json *item = NULL;
        size_t chars;

        if (key == NULL)
            (void)snprintf(digits, sizeof digits, ZEND_LONG_FMT, (zend_long)i);
        if (key != NULL && (strlen(ZSTR_VAL(key)) != ZSTR_LEN(key) ||
                            !ela_utf8_valid(ZSTR_VAL(key), ZSTR_LEN(key), &chars)))
            return refuse(w, p, "json.not_utf8");
        w->bytes += strlen(here.key);
        ELA_TRY(convert(w, &here, v, depth, &item));
        if (!ela_json_set(obj, here.key, item))
            return no_memory(w);
    }
    ZEND_HASH_FOREACH_END();
    return ELA_OK;
}

static enum ela_status convert_array(struct walk *w, const struct place *p, HashTable *in,
                                     unsigned depth, struct ela_json **out)
{
    bool list = depth > 1 && zend_array_is_list(in);

    if (depth > ELA_JSON_LIMITS_DEFAULT.depth)
        return refuse(w, p, "json.too_deep");
    struct ela_json *tree = list ? ela_json_new_array() : ela_json_new_object();
    if (tree == NULL)
        return no_memory(w);
    enum ela_status st =
        list ? convert_list(w, p, in, depth + 1, tree) : convert_object(w, p, in, depth + 1, tree);
    if (st != ELA_OK) {
        ela_json_free(tree);
        return st;
    }
    *out = tree;
    return ELA_OK;
}

static enum ela_status convert_text(struct walk *w, const struct place *p, const zend_string *s,
                                    struct ela_json **out)
{
    size_t chars;

    w->bytes += ZSTR_LEN(s);
    if (w->bytes > ELA_JSON_LIMITS_DEFAULT.bytes)
        return refuse(w, p, "json.too_large");
    if (!ela_utf8_valid(ZSTR_VAL(s), ZSTR_LEN(s), &chars) ||
        memchr(ZSTR_VAL(s), '\0', ZSTR_LEN(s)) != NULL)
        return refuse(w, p, "json.not_utf8");
    *out = ela_json_new_text(ZSTR_VAL(s), ZSTR_LEN(s));
    return *out != NULL ? ELA_OK : no_memory(w);
}

static enum ela_status convert(struct walk *w, const struct place *p, zval *v, unsigned depth,
                               struct ela_json **out)
{
    ZVAL_DEREF(v);
    if (++w->values > ELA_JSON_LIMITS_DEFAULT.values)
        return refuse(w, p, "json.too_many");
    switch (Z_TYPE_P(v)) {
    case IS_NULL:
        *out = ela_json_new_null();
        break;
    case IS_TRUE:
    case IS_FALSE:
        *out = ela_json_new_bool(Z_TYPE_P(v) == IS_TRUE);
        break;
    case IS_LONG:
        *out = ela_json_new_int(Z_LVAL_P(v));
        break;
    case IS_STRING:
        return convert_text(w, p, Z_STR_P(v), out);
    case IS_ARRAY:
        return convert_array(w, p, Z_ARRVAL_P(v), depth, out);
    case IS_DOUBLE:
        return refuse(w, p, "json.real_number");
    default:
        return refuse(w, p, "json.type");
    }
    return *out != NULL ? ELA_OK : no_memory(w);
}

enum ela_status php_elaska_to_json(HashTable *in, struct ela_json **out, struct ela_error *err)
{
    struct walk w = {.err = err};

    return convert_array(&w, NULL, in, 1, out);
}

static void from_object(const struct ela_json *in, zval *out)
{
    const struct ela_json *value;
    const char *key;

    array_init_size(out, (uint32_t)ela_json_size(in));
    for (const void *it = ela_json_next(in, NULL, &key, &value); it != NULL;
         it = ela_json_next(in, it, &key, &value)) {
        zval item;

        php_elaska_from_json(value, &item);
        zend_symtable_str_update(Z_ARRVAL_P(out), key, strlen(key), &item);
    }
}

static void from_array(const struct ela_json *in, zval *out)
{
    size_t n = ela_json_size(in);

    array_init_size(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        zval item;

        php_elaska_from_json(ela_json_at(in, i), &item);
        zend_hash_next_index_insert_new(Z_ARRVAL_P(out), &item);
    }
}

void php_elaska_from_json(const struct ela_json *in, zval *out)
{
    struct ela_str s;

    switch (ela_json_kind(in)) {
    case ELA_JBOOL:
        ZVAL_BOOL(out, ela_json_bool(in, false));
        return;
    case ELA_JINT:
        ZVAL_LONG(out, ela_json_int(in, 0));
        return;
    case ELA_JTEXT:
        s = ela_json_text(in);
        ZVAL_STRINGL_FAST(out, s.p, s.n);
        return;
    case ELA_JARRAY:
        from_array(in, out);
        return;
    case ELA_JOBJECT:
        from_object(in, out);
        return;
    case ELA_JNULL:
    default:
        ZVAL_NULL(out);
    }
}
