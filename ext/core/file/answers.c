/*
 * Files of a form's answers: they name only files that were deposited with their object, of a kind
 * that the field takes; what no answer names does not leave with them. Source: CASE-07, CASE-28.
 */
#include "file/file_internal.h"

#define FILES_MAX 500 /* of one form */

/* One value of a field of type file, at its place ("id_card", "people/0/id_card"). */
typedef enum ela_status value_fn(void *ctx, const struct ela_meta_field *f, const char *path,
                                 const struct ela_json *ids, struct ela_error *err);

static enum ela_status each_cell(const struct ela_meta_field *table, const struct ela_json *rows,
                                 value_fn *fn, void *ctx, struct ela_error *err)
{
    char path[128];
    for (size_t row = 0; row < ela_json_size(rows); row++)
        for (size_t i = 0; i < table->ncolumns; i++) {
            const struct ela_meta_field *f = &table->columns[i];
            const struct ela_json *ids = ela_json_get(ela_json_at(rows, row), f->code);
            if (!ids || strcmp(f->type, "file") != 0)
                continue;
            (void)snprintf(path, sizeof path, "%s/%zu/%s", table->code, row, f->code);
            ELA_TRY(fn(ctx, f, path, ids, err));
        }
    return ELA_OK;
}

static enum ela_status each_value(const struct ela_fieldset *set, const struct ela_json *answers,
                                  value_fn *fn, void *ctx, struct ela_error *err)
{
    for (size_t i = 0; set && i < set->nfields; i++) {
        const struct ela_meta_field *f = &set->fields[i];
        const struct ela_json *v = ela_json_get(answers, f->code);
        if (v && f->ncolumns)
            ELA_TRY(each_cell(f, v, fn, ctx, err));
        else if (v && strcmp(f->type, "file") == 0)
            ELA_TRY(fn(ctx, f, f->code, v, err));
    }
    return ELA_OK;
}

/* --- the ids ------------------------------------------------------------------------------ */

struct ids {
    int64_t *id;
    size_t n;
    struct ela_arena *arena;
};

static enum ela_status collect(void *ctx, const struct ela_meta_field *f, const char *path,
                               const struct ela_json *ids, struct ela_error *err)
{
    struct ids *all = ctx;
    size_t n = ela_json_size(ids);
    (void)f;
    (void)path;
    if (all->n + n > FILES_MAX)
        return ela_fail(err, ELA_E_INPUT, "json.too_many", "answers");
    int64_t *grown = ela_arena_alloc(all->arena, (all->n + n + 1) * sizeof *grown);
    if (!grown)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (all->n)
        memcpy(grown, all->id, all->n * sizeof *grown);
    for (size_t i = 0; i < n; i++)
        grown[all->n++] = ela_json_int(ela_json_at(ids, i), 0);
    all->id = grown;
    return ELA_OK;
}

enum ela_status ela_file_answers_named(struct ela_call *c, const struct ela_fieldset *set,
                                       const struct ela_json *answers, const int64_t **id,
                                       size_t *n, struct ela_error *err)
{
    struct ids all = {.arena = c->arena};
    ELA_TRY(each_value(set, answers, collect, &all, err));
    *id = all.id;
    *n = all.n;
    return ELA_OK;
}

/* --- the check ---------------------------------------------------------------------------- */

struct checking {
    struct ela_db_result files; /* id, name: those of the object */
    struct ela_json *problems;
    bool any_kind;
};

static struct ela_json *refuse(struct checking *k, const char *field, const char *key)
{
    struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object();
    ela_json_set_text(o, "field", field);
    ela_json_set_text(o, "key", key);
    ela_json_set(o, "params", params);
    ela_json_push(k->problems, o);
    return params;
}

static bool same_extension(struct ela_str wanted, struct ela_str has)
{
    const struct ela_str jpeg = ELA_STR("jpeg"), jpg = ELA_STR("jpg");
    if (has.n == 4 && strncasecmp(has.p, jpeg.p, 4) == 0)
        has = jpg;
    if (wanted.n == 4 && strncasecmp(wanted.p, jpeg.p, 4) == 0)
        wanted = jpg;
    return wanted.n == has.n && strncasecmp(wanted.p, has.p, has.n) == 0;
}

/* accept: "pdf,jpg,png"; "": whatever the store takes. The name's extension was made to fit what
 * the file is when it was deposited. */
static bool accepted(const char *accept, struct ela_str name)
{
    const char *dot = memrchr(name.p, '.', name.n);
    struct ela_str has = {dot ? dot + 1 : "", dot ? (size_t)(name.p + name.n - dot - 1) : 0};
    for (const char *at = accept; *at;) {
        size_t n = strcspn(at, ", ");
        const char *word = *at == '.' ? at + 1 : at;
        if (n && same_extension((struct ela_str){word, n - (size_t)(word - at)}, has))
            return true;
        at += n;
        at += strspn(at, ", ");
    }
    return *accept == '\0';
}

static enum ela_status check_value(void *ctx, const struct ela_meta_field *f, const char *path,
                                   const struct ela_json *ids, struct ela_error *err)
{
    struct checking *k = ctx;
    (void)err;
    for (size_t i = 0; i < ela_json_size(ids); i++) {
        int64_t id = ela_json_int(ela_json_at(ids, i), 0);
        size_t row = 0;
        while (row < k->files.nrows && ela_db_int(&k->files, row, 0, 0) != id)
            row++;
        if (row == k->files.nrows)
            (void)refuse(k, path, "field.file");
        else if (!k->any_kind && !accepted(f->accept, ela_db_cell(&k->files, row, 1)))
            ela_json_set_text(refuse(k, path, "file.not_accepted"), "accept", f->accept);
    }
    return ELA_OK;
}

enum ela_status ela_file_answers_check(struct ela_call *c, const struct ela_file_of *of,
                                       const struct ela_fieldset *set,
                                       const struct ela_json *answers, struct ela_json **problems,
                                       struct ela_error *err)
{
    const int64_t *id = NULL;
    size_t n = 0;
    struct checking k = {.any_kind = of->any_kind};
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(of->object),
                               ELA_DBV_INT(of->id)};
    *problems = ela_json_new_array();
    ELA_TRY(ela_file_answers_named(c, set, answers, &id, &n, err));
    if (!n)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILES_OF, p, 3, &k.files, err));
    k.problems = *problems;
    enum ela_status st = each_value(set, answers, check_value, &k, err);
    ela_db_result_release(&k.files);
    return st;
}

enum ela_status ela_file_answers_refuse(struct ela_call *c, struct ela_json *problems,
                                        struct ela_error *err)
{
    const struct ela_json *first = ela_json_at(problems, 0);
    struct ela_str accept = ela_json_text(ela_json_get(ela_json_get(first, "params"), "accept"));
    char field[64];
    (void)snprintf(field, sizeof field, "fields/%.50s",
                   ela_json_text(ela_json_get(first, "field")).p);
    enum ela_status st =
        ela_fail(err, ELA_E_INPUT, ela_json_text(ela_json_get(first, "key")).p, field);
    if (accept.n)
        ela_error_param(err, "accept", accept.p);
    ela_json_free(c->problem);
    c->problem = ela_json_new_object();
    ela_json_set(c->problem, "problems", ela_json_ref(problems));
    return st;
}

enum ela_status ela_file_answers_keep(struct ela_call *c, const struct ela_file_of *of,
                                      const struct ela_fieldset *set,
                                      const struct ela_json *answers, struct ela_error *err)
{
    const int64_t *id = NULL;
    size_t n = 0;
    ELA_TRY(ela_file_answers_named(c, set, answers, &id, &n, err));
    return ela_file_discard(c, of, id, n, err);
}

enum ela_status ela_file_answers_json(struct ela_call *c, const char *object, int64_t id,
                                      const struct ela_fieldset *set,
                                      const struct ela_json *answers, struct ela_json *list,
                                      struct ela_error *err)
{
    const int64_t *ids = NULL;
    size_t n = 0;
    struct ela_sql q;
    struct ela_db_result r;
    ELA_TRY(ela_file_answers_named(c, set, answers, &ids, &n, err));
    if (!n)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILES_NAMED);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_text(&q, ela_str_of(object));
    ela_sql_int(&q, id);
    ela_sql_int(&q, c->actor->kind == ELA_ACTOR_PORTAL);
    ela_sql_in(&q, ids, n);
    ela_scope_file_level(&q, c->actor, "f");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(o, "name", ela_db_cell(&r, i, 1));
        ela_json_set_int(o, "size", ela_db_int(&r, i, 2, 0));
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}
