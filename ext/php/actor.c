/*
 * The acting user of a page, from the array that the module fills.
 */
#include "office.h"

struct reading {
    struct php_elaska_office *office;
    struct ela_error *err;
};

static enum ela_status wrong(struct reading *r, const char *key, const char *name)
{
    char field[64];

    (void)snprintf(field, sizeof field, "actor/%s", name);
    return ela_fail(r->err, ELA_E_INPUT, key, field);
}

static enum ela_status wrong_item(struct reading *r, const char *key, const char *name,
                                  zend_ulong i)
{
    char path[48];

    (void)snprintf(path, sizeof path, "%s/" ZEND_ULONG_FMT, name, i);
    return wrong(r, key, path);
}

static enum ela_status id(struct reading *r, const char *name, zval *v, int32_t *out)
{
    if (Z_TYPE_P(v) != IS_LONG)
        return wrong(r, "field.type", name);
    if (Z_LVAL_P(v) < 1 || Z_LVAL_P(v) > INT32_MAX)
        return wrong(r, "field.range", name);
    *out = (int32_t)Z_LVAL_P(v);
    return ELA_OK;
}

/* A list of words, each of which is a bit. */
static enum ela_status bits(struct reading *r, const char *name, zval *v,
                            uint32_t (*bit_of)(struct ela_str), uint32_t *out)
{
    zend_ulong i;
    zval *item;

    if (Z_TYPE_P(v) != IS_ARRAY)
        return wrong(r, "field.type", name);
    ZEND_HASH_FOREACH_NUM_KEY_VAL(Z_ARRVAL_P(v), i, item)
    {
        ZVAL_DEREF(item);
        if (Z_TYPE_P(item) != IS_STRING)
            return wrong_item(r, "field.type", name, i);
        uint32_t bit = bit_of((struct ela_str){Z_STRVAL_P(item), Z_STRLEN_P(item)});
        if (bit == 0)
            return wrong_item(r, "field.choice", name, i);
        *out |= bit;
    }
    ZEND_HASH_FOREACH_END();
    return ELA_OK;
}

static enum ela_status entities(struct reading *r, zval *v)
{
    struct ela_actor *a = &r->office->actor;
    zend_ulong i;
    zval *item;

    if (Z_TYPE_P(v) != IS_ARRAY)
        return wrong(r, "field.type", "soc_entities");
    if (zend_hash_num_elements(Z_ARRVAL_P(v)) > ELA_ACTOR_ENTITIES)
        return wrong(r, "field.range", "soc_entities");
    ZEND_HASH_FOREACH_NUM_KEY_VAL(Z_ARRVAL_P(v), i, item)
    {
        ZVAL_DEREF(item);
        /* getEntity() also gives 0, the entity of what all share. */
        if (Z_TYPE_P(item) != IS_LONG)
            return wrong_item(r, "field.type", "soc_entities", i);
        if (Z_LVAL_P(item) < 0 || Z_LVAL_P(item) > INT32_MAX)
            return wrong_item(r, "field.range", "soc_entities", i);
        a->soc_entities[a->nsoc_entities++] = (int32_t)Z_LVAL_P(item);
    }
    ZEND_HASH_FOREACH_END();
    return ELA_OK;
}

/* Text that is kept; a longer one is cut where the whole does not matter (user agent), refused
 * elsewhere. */
static enum ela_status text(struct reading *r, const char *name, zval *v, char *out, size_t size,
                            bool cut)
{
    size_t chars;

    if (Z_TYPE_P(v) == IS_NULL)
        return ELA_OK;
    if (Z_TYPE_P(v) != IS_STRING)
        return wrong(r, "field.type", name);
    size_t n = Z_STRLEN_P(v);
    if (n >= size && !cut)
        return wrong(r, "field.too_long", name);
    if (!ela_utf8_valid(Z_STRVAL_P(v), n, &chars))
        return wrong(r, "json.not_utf8", name);
    if (n >= size) {
        for (n = size - 1; n > 0 && ((unsigned char)Z_STRVAL_P(v)[n] & 0xC0) == 0x80; n--)
            ;
    }
    memcpy(out, Z_STRVAL_P(v), n);
    out[n] = '\0';
    return ELA_OK;
}

static enum ela_status lang(struct reading *r, zval *v)
{
    char whole[16] = "";

    ELA_TRY(text(r, "lang", v, whole, sizeof whole, true));
    /* Dolibarr names languages "fr_FR"; the core speaks French where it does not know better. */
    (void)snprintf(r->office->actor.lang, sizeof r->office->actor.lang, "%s",
                   strncmp(whole, "en", 2) == 0 ? "en" : "fr");
    return ELA_OK;
}

static enum ela_status member(struct reading *r, const char *name, zval *v)
{
    struct php_elaska_office *o = r->office;

    if (strcmp(name, "user_id") == 0)
        return id(r, name, v, &o->actor.user_id);
    if (strcmp(name, "entity") == 0)
        return id(r, name, v, &o->actor.entity);
    if (strcmp(name, "lang") == 0)
        return lang(r, v);
    if (strcmp(name, "rights") == 0)
        return bits(r, name, v, ela_right_of, &o->actor.rights);
    if (strcmp(name, "reads") == 0)
        return bits(r, name, v, ela_reads_of, &o->actor.reads);
    if (strcmp(name, "soc_entities") == 0)
        return entities(r, v);
    if (strcmp(name, "ip") == 0)
        return text(r, name, v, o->ip, sizeof o->ip, false);
    if (strcmp(name, "user_agent") == 0)
        return text(r, name, v, o->user_agent, sizeof o->user_agent, true);
    if (strcmp(name, "documents") == 0)
        return text(r, name, v, o->documents, sizeof o->documents, false);
    if (strcmp(name, "master_key") == 0)
        return text(r, name, v, o->master_key, sizeof o->master_key, false);
    if (strcmp(name, "own_clients_only") == 0) {
        if (Z_TYPE_P(v) != IS_TRUE && Z_TYPE_P(v) != IS_FALSE)
            return wrong(r, "field.type", name);
        o->actor.own_clients_only = Z_TYPE_P(v) == IS_TRUE;
        return ELA_OK;
    }
    return wrong(r, "field.unknown", name);
}

enum ela_status php_elaska_actor(HashTable *in, struct php_elaska_office *office,
                                 struct ela_error *err)
{
    static const char *const required[] = {"user_id", "entity", "lang", "rights", "soc_entities"};
    struct reading r = {office, err};
    zend_string *name;
    zval *v;

    memset(&office->actor, 0, sizeof office->actor);
    office->actor.kind = ELA_ACTOR_USER;
    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
        if (zend_hash_str_find(in, required[i], strlen(required[i])) == NULL)
            return wrong(&r, "field.required", required[i]);
    ZEND_HASH_FOREACH_STR_KEY_VAL(in, name, v)
    {
        ZVAL_DEREF(v);
        if (name == NULL)
            return ela_fail(err, ELA_E_INPUT, "field.unknown", "actor");
        ELA_TRY(member(&r, ZSTR_VAL(name), v));
    }
    ZEND_HASH_FOREACH_END();
    return ELA_OK;
}
