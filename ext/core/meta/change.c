/*
 * History field by field, and what two writers of one row hear of each other.
 */
#include "meta/meta_sql.h"
#include "meta/meta_values.h"

#include "crypt/seal.h"
#include "rich/rich.h"

#define VALUE_MAX ((size_t)1024 * 1024)
#define TOLD      20 /* fields that a conflict names */

/* Text of a value: text as it is, anything else as JSON; absent or null: NULL in the table. */
static enum ela_status value_text(const struct ela_json *v, struct ela_buf *out,
                                  struct ela_db_value *cell, struct ela_error *err)
{
    ela_buf_init(out, VALUE_MAX);
    *cell = ELA_DBV_NULL;
    if (!v || ela_json_kind(v) == ELA_JNULL)
        return ELA_OK;
    if (ela_json_kind(v) == ELA_JTEXT) {
        *cell = ELA_DBV_STR(ela_json_text(v));
        return ELA_OK;
    }
    ELA_TRY(ela_json_write(v, out, err));
    *cell = ELA_DBV_STR(((struct ela_str){out->p, out->n}));
    return ELA_OK;
}

bool ela__json_same(const struct ela_json *a, const struct ela_json *b)
{
    struct ela_buf x, y;
    struct ela_db_value va, vb;
    bool null_a = !a || ela_json_kind(a) == ELA_JNULL, null_b = !b || ela_json_kind(b) == ELA_JNULL;
    if (null_a || null_b)
        return null_a == null_b;
    if (ela_json_kind(a) != ela_json_kind(b))
        return ela__rich_same(a, b);
    if (ela_sealed_is(a) && ela_sealed_is(b)) /* whatever a page sends back beside */
        return ela_str_eq(ela_sealed_uid(a), ela_sealed_uid(b));
    bool same = value_text(a, &x, &va, NULL) == ELA_OK;
    same = value_text(b, &y, &vb, NULL) == ELA_OK && same && ela_str_eq(va.s, vb.s);
    ela_buf_release(&x);
    ela_buf_release(&y);
    return same;
}

/* Rows of the history that go in one statement. */
struct changes {
    struct ela_call *c;
    const char *object;
    int64_t object_id;
    struct ela_sql q;
    size_t n;
};

enum { ROWS_A_STATEMENT = 60 };

static enum ela_status put_changes(struct changes *h, struct ela_error *err)
{
    if (h->n == 0)
        return ELA_OK;
    h->n = 0;
    return ela_sql_exec(&h->q, h->c->db, NULL, err);
}

/* As long as the operation: it is sent with the others. */
static enum ela_status keep_text(struct ela_call *c, const struct ela_json *v,
                                 struct ela_db_value *cell, struct ela_error *err)
{
    struct ela_buf text;
    enum ela_status st;
    *cell = ELA_DBV_NULL;
    if (ela_rich_is(v)) { /* people compare what they read */
        ela_buf_init(&text, VALUE_MAX);
        st = ela_rich_plain_of(v, &text, err);
    } else {
        st = value_text(v, &text, cell, err);
    }
    if (st == ELA_OK && text.n > 0) {
        char *p = ela_arena_strndup(c->arena, text.p, text.n);
        *cell = ELA_DBV_STR(((struct ela_str){p, text.n}));
        st = p ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    }
    ela_buf_release(&text);
    return st;
}

static enum ela_status add_change(struct changes *h, const char *field,
                                  const struct ela_json *before, const struct ela_json *after,
                                  struct ela_error *err)
{
    const struct ela_actor *a = h->c->actor;
    struct ela_db_value old_value, new_value;
    ELA_TRY(keep_text(h->c, before, &old_value, err));
    ELA_TRY(keep_text(h->c, after, &new_value, err));
    struct ela_db_value p[] = {
        ELA_DBV_INT(a->entity),
        ELA_DBV_TEXT(h->object),
        ELA_DBV_INT(h->object_id),
        ELA_DBV_TEXT(field),
        old_value,
        new_value,
        ELA_DBV_INT(h->c->now),
        a->kind == ELA_ACTOR_USER ? ELA_DBV_INT(a->user_id) : ELA_DBV_NULL,
        a->kind == ELA_ACTOR_PORTAL ? ELA_DBV_INT(a->account_id) : ELA_DBV_NULL,
    };
    ela_sql_add(&h->q, h->n == 0 ? ELA__META_CHANGE : ELA__META_CHANGE_MORE);
    for (size_t i = 0; i < sizeof p / sizeof p[0]; i++)
        ela_sql_value(&h->q, p[i]);
    return ++h->n == ROWS_A_STATEMENT ? put_changes(h, err) : ELA_OK;
}

static enum ela_status add_changes(struct changes *h, const struct ela_json *before,
                                   const struct ela_json *after, struct ela_error *err)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(after, it, &key, &value)) != NULL;)
        if (!ela__json_same(ela_json_get(before, key), value))
            ELA_TRY(add_change(h, key, ela_json_get(before, key), value, err));
    for (const void *it = NULL; (it = ela_json_next(before, it, &key, &value)) != NULL;)
        if (!ela_json_get(after, key) && ela_json_kind(value) != ELA_JNULL)
            ELA_TRY(add_change(h, key, value, NULL, err));
    return put_changes(h, err);
}

enum ela_status ela_meta_changes(struct ela_call *c, const char *object, int64_t object_id,
                                 const struct ela_json *before, const struct ela_json *after,
                                 struct ela_error *err)
{
    struct changes h = {.c = c, .object = object, .object_id = object_id};
    ela_sql_init(&h.q);
    enum ela_status st = add_changes(&h, before, after, err);
    ela_sql_release(&h.q);
    return st;
}

/* Members that both have and that differ; what only `theirs` has was not asked for. */
enum ela_status ela_meta_conflict(struct ela_call *c, const struct ela_json *yours,
                                  const struct ela_json *theirs, struct ela_error *err)
{
    const char *key;
    const struct ela_json *value;
    char names[120] = "";
    size_t n = 0;
    struct ela_json *fields = ela_json_new_array(), *conflict = ela_json_new_object();
    struct ela_json *problem = ela_json_new_object();
    for (const void *it = NULL;
         n < TOLD && (it = ela_json_next(yours, it, &key, &value)) != NULL;) {
        const struct ela_json *other = ela_json_get(theirs, key);
        if (ela__json_same(value, other))
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", key);
        ela_json_set(o, "yours", ela_json_ref((struct ela_json *)(uintptr_t)value));
        ela_json_set(o, "theirs",
                     other ? ela_json_ref((struct ela_json *)(uintptr_t)other)
                           : ela_json_new_null());
        ela_json_push(fields, o);
        size_t at = strlen(names);
        if (at + strlen(key) + 3 < sizeof names)
            (void)snprintf(names + at, sizeof names - at, "%s%s", at ? ", " : "", key);
        n++;
    }
    ela_json_set(conflict, "fields", fields);
    ela_json_set(problem, "conflict", conflict);
    ela_json_free(c->problem);
    c->problem = problem;
    enum ela_status st = ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    ela_error_param(err, "fields", names);
    return st;
}

/* --- two writers -------------------------------------------------------------------------- */

/* What the second writer read is what stands now, once he has been told. */
static enum ela_status refuse(struct ela_call *c, int64_t version, const struct ela_json *both,
                              const struct ela_json *old, struct ela_error *err)
{
    enum ela_status st = ela_meta_conflict(c, both, old, err);
    struct ela_json *told =
        (struct ela_json *)(uintptr_t)ela_json_get(c->problem, "conflict"); /* made just now */
    if (told)
        ela_json_set_int(told, "version", version);
    return st;
}

static bool fills(const struct ela_call *c, const struct ela_fieldset *const *sets,
                  struct ela_str code)
{
    const struct ela_meta_field *f = NULL;
    for (size_t i = 0; sets[i] && !f; i++)
        f = ela_fieldset_field(sets[i], code);
    return f && ela_field_fills(f, c->actor->kind == ELA_ACTOR_PORTAL);
}

enum ela_status ela_meta_merge(struct ela_call *c, const struct ela_fieldset *const *sets,
                               const char *member, int64_t version, const struct ela_json *old,
                               struct ela_json **out, struct ela_error *err)
{
    const struct ela_json *in = ela_in_get(c, member), *base = ela_in_get(c, "base"), *value;
    const char *key;
    bool current = !ela_in_has(c, "version") || ela_in_int(c, "version", 0) == version;
    if (current && !base) {
        *out = ela_json_ref((struct ela_json *)(uintptr_t)in);
        return ELA_OK;
    }
    struct ela_json *mine = ela_json_new_object(), *both = ela_json_new_object();
    for (const void *it = NULL; (it = ela_json_next(in, it, &key, &value)) != NULL;) {
        const struct ela_json *stands = ela_json_get(old, key), *read = ela_json_get(base, key);
        bool own = fills(c, sets, ela_str_of(key)), left = base && ela_meta_same(value, read);
        if (own && left)
            continue;
        if (own && !current && !ela_meta_same(value, stands) &&
            !(base && ela_meta_same(stands, read)))
            ela_json_set(both, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
        ela_json_set(mine, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    }
    enum ela_status st = ela_json_size(both) ? refuse(c, version, both, old, err) : ELA_OK;
    ela_json_free(both);
    if (st == ELA_OK)
        *out = mine;
    else
        ela_json_free(mine);
    return st;
}

/* --- read ---------------------------------------------------------------------------------- */

/* A sealed value is told as one: that it changed, not what it was. */
static void set_value(struct ela_json *o, const char *name, struct ela_str cell)
{
    static const char SEALED[] = "{\"sealed\":\"";
    bool sealed = cell.n > sizeof SEALED && memcmp(cell.p, SEALED, sizeof SEALED - 1) == 0;
    ela_json_set_str(o, name, sealed ? ELA_STR(ELA_MASK) : cell);
}

static void change_json(const struct ela_db_result *r, size_t i, struct ela_json *rows)
{
    struct ela_json *o = ela_json_new_object();
    char who[256];
    struct ela_str first = ela_db_cell(r, i, 7), last = ela_db_cell(r, i, 8);
    (void)snprintf(who, sizeof who, "%.*s%s%.*s", (int)first.n, first.p ? first.p : "",
                   first.n && last.n ? " " : "", (int)last.n, last.p ? last.p : "");
    ela_json_set_str(o, "field", ela_db_cell(r, i, 1));
    set_value(o, "old", ela_db_cell(r, i, 2));
    set_value(o, "new", ela_db_cell(r, i, 3));
    ela_json_set_int(o, "at", ela_db_int(r, i, 4, 0));
    if (ela_db_is_null(r, i, 6))
        ela_json_set_text(o, "by", who);
    else
        ela_json_set_str(o, "by", ela_db_cell(r, i, 9));
    ela_json_set_bool(o, "by_client", !ela_db_is_null(r, i, 6));
    ela_json_push(rows, o);
}

struct ela_json *ela_meta_history(struct ela_call *c, const char *object, int64_t object_id,
                                  enum ela_status *st, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object),
                               ELA_DBV_INT(object_id)};
    *st = ela_db_query(c->db, ELA__META_CHANGES, p, 3, &r, err);
    for (size_t i = 0; *st == ELA_OK && i < r.nrows; i++)
        change_json(&r, i, rows);
    if (*st == ELA_OK)
        ela_db_result_release(&r);
    return rows;
}
