/*
 * What is entered in the custom fields of one object, whichever it is: shown, checked by the form
 * engine, stored with its history. Source: PLAT-08, CRM-07.
 */
#include "meta/meta_sql.h"
#include "meta/meta_values.h"

#include "crypt/seal.h"

#define SHEET_MAX ((size_t)1024 * 1024)

void ela_sheet_init(struct ela_sheet *s, const char *object, int64_t id)
{
    *s = (struct ela_sheet){.object = object, .history = object, .id = id, .kinds = {""}};
}

void ela_sheet_release(struct ela_sheet *s)
{
    ela_json_free(s->values);
    ela_json_free(s->facts);
    s->values = s->facts = NULL;
}

enum ela_status ela_sheet_values(struct ela_call *c, struct ela_sheet *s, struct ela_str stored,
                                 int64_t version, struct ela_error *err)
{
    s->there = version > 0;
    s->version = version;
    ELA_TRY(ela_sealed_in_text(c, stored, s->history, s->id, err));
    if (stored.n)
        ELA_TRY(ela_json_parse(stored, NULL, &s->values, err));
    if (!s->values)
        s->values = ela_json_new_object();
    return ELA_OK;
}

enum ela_status ela_sheet_load(struct ela_call *c, struct ela_sheet *s, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(s->object),
                               ELA_DBV_INT(s->id)};
    ELA_TRY(ela_db_query(c->db, ELA__META_SHEET, p, 3, &r, err));
    enum ela_status st =
        ela_sheet_values(c, s, ela_db_cell(&r, 0, 0), r.nrows ? ela_db_int(&r, 0, 1, 0) : 0, err);
    ela_db_result_release(&r);
    return st;
}

/* --- shown -------------------------------------------------------------------------------- */

/* Values of the rows alone: what a client may not see is in none of them. */
static void typed(const struct ela_json *rows, struct ela_json *answers)
{
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i), *value = ela_json_get(row, "value");
        const char *code = ela_json_text(ela_json_get(row, "code")).p;
        if (code && value && ela_json_kind(value) != ELA_JNULL)
            ela_json_set(answers, code, ela_json_ref((struct ela_json *)(uintptr_t)value));
    }
}

enum { SETS_MAX = 5 };

/* What files of the object hang on. */
static const char *holder(const struct ela_sheet *s)
{
    return strcmp(s->object, "thirdparty") == 0 ? "client" : s->object;
}

/* Rows of file fields say names; *list has what can be read. */
static enum ela_status name_files(struct ela_call *c, const struct ela_sheet *s,
                                  const struct ela_fieldset *set, struct ela_json *rows,
                                  struct ela_json *list, struct ela_error *err)
{
    struct ela_json *shown = ela_json_new_object();
    typed(rows, shown);
    enum ela_status st = ELA_META_HOOKS.files_json(c, holder(s), s->id, set, shown, list, err);
    for (size_t i = 0; st == ELA_OK && i < ela_json_size(rows); i++) {
        struct ela_json *row = (struct ela_json *)(uintptr_t)ela_json_at(rows, i);
        if (ela_str_is(ela_json_text(ela_json_get(row, "type")), "file"))
            st = ela_meta_files_text(list, row, err);
    }
    ela_json_free(shown);
    return st;
}

/* Sets of its kinds, up to NULL. */
static enum ela_status sets_of(struct ela_call *c, const struct ela_sheet *s,
                               const struct ela_fieldset *sets[SETS_MAX], struct ela_error *err)
{
    size_t n = 0;
    for (; s->kinds[n]; n++)
        ELA_TRY(ela_meta_fields(c, s->object, s->kinds[n], &sets[n], err));
    sets[n] = NULL;
    return ELA_OK;
}

enum ela_status ela_sheet_show(struct ela_call *c, const struct ela_sheet *s, bool form,
                               struct ela_error *err)
{
    const struct ela_fieldset *sets[SETS_MAX];
    const struct ela_meta_filled of = {s->facts, s->values};
    struct ela_json *list = ela_json_new_array(), *answers = form ? ela_json_new_object() : NULL;
    struct ela_json *files = ela_json_new_array();
    ela_json_set(c->out, "sets", list);
    ela_json_set(c->out, "files", files);
    ela_json_set_int(c->out, "version", s->version);
    if (form) {
        struct ela_json *facts = ela_json_new_object();
        ela_json_set(c->out, "facts", facts);
        ela_json_set(c->out, "answers", answers);
        ela_meta_facts_flat(c, s->facts, facts);
    }
    ELA_TRY(sets_of(c, s, sets, err));
    for (size_t i = 0; sets[i]; i++) {
        if (sets[i]->nfields == 0)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_push(list, o);
        ela_json_set_text(o, "kind", s->kinds[i]);
        struct ela_json *rows = ela_meta_values_json(c, sets[i], s->values, ELA_ROWS_EMPTY);
        ela_json_set(o, "rows", rows);
        ELA_TRY(name_files(c, s, sets[i], rows, files, err));
        if (!form)
            continue;
        typed(rows, answers);
        ELA_TRY(ela_meta_form_json(c, NULL, sets[i], &of, o, err));
    }
    return ela_meta_name_links(c, list, err);
}

enum ela_status ela_sheet_history(struct ela_call *c, const struct ela_sheet *s,
                                  struct ela_error *err)
{
    enum ela_status st;
    const struct ela_fieldset *sets[SETS_MAX];
    struct ela_json *rows = ela_meta_history(c, s->history, s->id, &st, err);
    ela_json_set(c->out, "rows", rows);
    if (st == ELA_OK)
        st = sets_of(c, s, sets, err);
    for (size_t i = 0; st == ELA_OK && sets[i]; i++)
        st = ela__links_of_changes(c, sets[i], rows, err);
    return st;
}

/* --- checked ------------------------------------------------------------------------------ */

/* Members of `in` that the set has. */
static struct ela_json *of_set(const struct ela_json *in, const struct ela_fieldset *set)
{
    const char *key;
    const struct ela_json *value;
    struct ela_json *o = ela_json_new_object();
    for (const void *it = NULL; (it = ela_json_next(in, it, &key, &value)) != NULL;)
        if (ela_fieldset_field(set, ela_str_of(key)))
            ela_json_set(o, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    return o;
}

static enum ela_status refuse_strangers(struct ela_call *c, const struct ela_fieldset *const *sets,
                                        struct ela_error *err)
{
    const char *key;
    const struct ela_json *value, *in = ela_in_get(c, "fields");
    for (const void *it = NULL; (it = ela_json_next(in, it, &key, &value)) != NULL;) {
        bool known = false;
        for (size_t i = 0; sets[i] && !known; i++)
            known = ela_fieldset_field(sets[i], ela_str_of(key)) != NULL;
        if (!known) {
            char field[64];
            (void)snprintf(field, sizeof field, "fields/%.40s", key);
            return ela_fail(err, ELA_E_INPUT, "field.unknown", field);
        }
    }
    return ELA_OK;
}

/* Files that are new were deposited with the object. */
static enum ela_status check_files(struct ela_call *c, const struct ela_sheet *s,
                                   const struct ela_fieldset *set, const struct ela_json *clean,
                                   struct ela_error *err)
{
    struct ela_json *fresh = ela_meta_files_fresh(set, clean, s->values);
    enum ela_status st = ELA_META_HOOKS.files(c, holder(s), s->id, set, fresh, err);
    ela_json_free(fresh);
    return st;
}

/* Each set over the values as they stand; *after is what stands then. */
static enum ela_status check_sets(struct ela_call *c, const struct ela_sheet *s,
                                  const struct ela_fieldset *const *sets,
                                  const struct ela_json *given, struct ela_json **after,
                                  struct ela_error *err)
{
    unsigned flags =
        ELA_VALUES_PARTIAL | (c->actor->kind == ELA_ACTOR_PORTAL ? ELA_VALUES_CLIENT : 0u);
    *after = ela_json_ref(s->values);
    for (size_t i = 0; sets[i]; i++) {
        struct ela_json *clean = NULL, *in = of_set(given, sets[i]);
        enum ela_status st =
            ela_fieldset_check(c, sets[i], in, *after, s->facts, flags, &clean, NULL, err);
        ela_json_free(in);
        if (st != ELA_OK)
            return st;
        ela_json_free(*after);
        *after = clean;
        ELA_TRY(check_files(c, s, sets[i], clean, err));
    }
    return ELA_OK;
}

enum ela_status ela_sheet_check(struct ela_call *c, const struct ela_sheet *s,
                                struct ela_json **after, struct ela_error *err)
{
    const struct ela_fieldset *sets[SETS_MAX];
    const struct ela_json *fields = ela_in_get(c, "fields"), *base = ela_in_get(c, "base");
    struct ela_json *in = NULL;
    *after = NULL;
    if (fields && ela_json_kind(fields) != ELA_JOBJECT)
        return ela_fail(err, ELA_E_INPUT, "field.type", "fields");
    if (base && ela_json_kind(base) != ELA_JOBJECT && ela_json_size(base) > 0)
        return ela_fail(err, ELA_E_INPUT, "field.type", "base"); /* an empty one is a list in PHP */
    if (ela_in_int(c, "version", 0) != s->version && !ela_in_has(c, "base"))
        return ela_meta_conflict(c, ela_in_get(c, "fields"), s->values, err);
    ELA_TRY(sets_of(c, s, sets, err));
    ELA_TRY(refuse_strangers(c, sets, err));
    ELA_TRY(ela_meta_merge(c, sets, "fields", s->version, s->values, &in, err));
    enum ela_status st = check_sets(c, s, sets, in, after, err);
    ela_json_free(in);
    return st;
}

/* --- stored ------------------------------------------------------------------------------- */

static enum ela_status store(struct ela_call *c, const struct ela_sheet *s,
                             const struct ela_json *after, struct ela_error *err)
{
    struct ela_buf text;
    int64_t changed = 0;
    ela_buf_init(&text, SHEET_MAX);
    enum ela_status st = ela_json_write(after, &text, err);
    struct ela_db_value body = ELA_DBV_STR(((struct ela_str){text.p, text.n})),
                        task = strcmp(s->object, "task") == 0 ? ELA_DBV_INT(s->id) : ELA_DBV_NULL;
    struct ela_db_value set[] = {body, ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(s->object),
                                 ELA_DBV_INT(s->id), ELA_DBV_INT(s->version)};
    struct ela_db_value add[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(s->object),
                                 ELA_DBV_INT(s->id), task, body};
    if (st == ELA_OK)
        st = s->there ? ela_db_exec(c->db, ELA__META_SHEET_SET, set, 5, &changed, err)
                      : ela_db_exec(c->db, ELA__META_SHEET_ADD, add, 5, &changed, err);
    if (st == ELA_OK && changed != 1)
        st = ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    ela_buf_release(&text);
    return st;
}

enum ela_status ela_sheet_save(struct ela_call *c, const struct ela_sheet *s, struct ela_error *err)
{
    struct ela_json *after;
    enum ela_status st = ela_sheet_check(c, s, &after, err);
    if (st == ELA_OK)
        st = store(c, s, after, err);
    if (st == ELA_OK)
        st = ela_sealed_store(c, s->history, s->id, s->values, after, err);
    if (st == ELA_OK)
        st = ela_meta_changes(c, s->history, s->id, s->values, after, err);
    if (st == ELA_OK)
        ela_json_set_int(c->out, "version", s->version + 1);
    ela_json_free(after);
    return st;
}
