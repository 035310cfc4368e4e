/*
 * Changes made in a list, of one row or of many: each through the object's own operation, so that
 * its rights and rules hold. What is refused is told; the others are done, together.
 */
#include "list/list_internal.h"

struct change {
    struct ela__listing *l;
    const struct ela_list_column *column;
    const struct ela_json *value;
};

static struct ela_json *value_of(const struct change *x)
{
    const char *const *words = x->column->op_words;
    int64_t n;
    if (words && ela_parse_i64(ela_json_text(x->value), &n))
        for (int64_t i = 0; words[i]; i++)
            if (i == n)
                return ela_json_new_text(words[i], strlen(words[i]));
    if ((x->column->flags & ELA_LC_INTEGER) && ela_parse_i64(ela_json_text(x->value), &n))
        return ela_json_new_int(n);
    return ela_json_ref((struct ela_json *)(uintptr_t)x->value);
}

static struct ela_json *input(const struct change *x, int64_t id, int64_t version)
{
    const struct ela_call *c = x->l->c;
    struct ela_json *in = ela_json_new_object();
    ela_json_set_int(in, x->column->op_row, id);
    if (x->column->op_version)
        ela_json_set_int(in, "version", version);
    ela_json_set(in, x->column->op_value, value_of(x));
    if (ela_in_has(c, "reason"))
        ela_json_set_str(in, "reason", ela_in_text(c, "reason"));
    if (ela_in_bool(c, "confirm", false))
        ela_json_set_bool(in, "confirm", true);
    return in;
}

static struct ela_json *problem(int64_t id, const struct ela_error *e)
{
    struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object();
    ela_json_set_int(o, "id", id);
    ela_json_set_text(o, "key", e->key);
    ela_json_set_text(o, "field", e->field);
    for (unsigned i = 0; i < e->nparams; i++)
        ela_json_set_text(params, e->params[i].name, e->params[i].value);
    ela_json_set(o, "params", params);
    return o;
}

/* A row that fails half way leaves nothing behind. */
static enum ela_status one(const struct change *x, int64_t id, int64_t version,
                           struct ela_error *refused, struct ela_error *err)
{
    struct ela_call *c = x->l->c;
    struct ela_json *out = NULL;
    ELA_TRY(ela_db_exec(c->db, ELA__L_SAVEPOINT, NULL, 0, NULL, err));
    struct ela_json *in = input(x, id, version);
    enum ela_status st = c->call(c, x->column->op, in, &out, refused);
    ela_json_free(in);
    ela_json_free(out);
    if (st == ELA_OK)
        return ela_db_exec(c->db, ELA__L_FORGET, NULL, 0, NULL, err);
    /* The whole is run again, or given up: nothing of it is a matter of this row. */
    if (st == ELA_E_TRANSIENT || st == ELA_E_INTERNAL) {
        if (err)
            *err = *refused;
        return st;
    }
    return ela_db_exec(c->db, ELA__L_BACK_TO, NULL, 0, NULL, err);
}

static enum ela_status all(struct change *x, const struct ela__cells *cells, struct ela_error *err)
{
    struct ela_json *done = ela_json_new_array(), *failed = ela_json_new_array();
    ela_json_set(x->l->c->out, "done", done);
    ela_json_set(x->l->c->out, "failed", failed);
    for (size_t i = 0; i < cells->n; i++) {
        struct ela_error refused = ELA_ERROR_INIT;
        if (cells->row[i] == SIZE_MAX) {
            (void)ela_fail(&refused, ELA_E_NOT_FOUND, "not_found", "ids");
        } else {
            int64_t version = cells->version == SIZE_MAX
                                  ? 0
                                  : ela_db_int(&cells->r, cells->row[i], cells->version, 0);
            ELA_TRY(one(x, cells->ids[i], version, &refused, err));
        }
        if (refused.status == ELA_OK)
            ela_json_push(done, ela_json_new_int(cells->ids[i]));
        else
            ela_json_push(failed, problem(cells->ids[i], &refused));
    }
    return ELA_OK;
}

enum ela_status ela__list_change(struct ela_call *c, struct ela_error *err)
{
    struct ela__listing l;
    struct ela__asked a = {.ncolumns = 0};
    struct ela__cells cells;
    ELA_TRY(ela__list_open(c, &l, err));
    struct change x = {.l = &l};
    const char *code = "";
    const struct ela_json *set = ela_in_get(c, "set");
    if (ela_json_size(set) != 1 || !ela_json_next(set, NULL, &code, &x.value))
        return ela_fail(err, ELA_E_INPUT, "field.type", "set");
    x.column = ela__list_column(&l, ela_str_of(code));
    if (!x.column || !x.column->op)
        return ela_fail(err, ELA_E_INPUT, "list.not_editable", "set");
    const struct ela_json *in = ela_in_get(c, "ids");
    size_t n = ela_json_size(in);
    int64_t *ids = ela_arena_alloc(c->arena, (n + 1) * sizeof *ids);
    if (!ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < n; i++)
        ids[i] = ela_json_int(ela_json_at(in, i), 0);
    ELA_TRY(ela__cells_read(&l, &a, ids, n, &cells, err));
    enum ela_status st = all(&x, &cells, err);
    ela__cells_release(&cells);
    return st;
}
