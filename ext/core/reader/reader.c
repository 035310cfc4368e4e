/*
 * Who reads by name what is not for everybody.
 */
#include "reader/reader_sql.h"

bool ela_readers_named(const struct ela_call *c)
{
    return ela_in_has(c, "users") || ela_in_has(c, "groups");
}

/* --- named -------------------------------------------------------------------------------- */

static enum ela_status all_known(struct ela_call *c, const char *sql, const char *field,
                                 struct ela_error *err)
{
    const struct ela_json *list = ela_in_get(c, field);
    struct ela_sql q;
    struct ela_db_result r;
    int64_t id[ELA_READERS_MAX];
    size_t n = ela_json_size(list);
    if (n == 0)
        return ELA_OK;
    if (n > ELA_READERS_MAX)
        return ela_fail(err, ELA_E_INPUT, "field.too_many", field);
    for (size_t i = 0; i < n; i++)
        id[i] = ela_json_int(ela_json_at(list, i), 0);
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, id, n);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool all = ela_db_int(&r, 0, 0, 0) == (int64_t)n;
    ela_db_result_release(&r);
    return all ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

static void reader(struct ela_sql *q, const struct ela_call *c, enum ela_readers_of of, int64_t id,
                   int64_t user, int64_t group)
{
    ela_sql_add(q, q->n ? ELA_SQL_READERS_NEXT : ELA__READERS_SQL[of].add);
    ela_sql_add(q, ELA_SQL_READERS_ROW);
    ela_sql_int(q, c->actor->entity);
    ela_sql_int(q, id);
    ela_sql_value(q, user ? ELA_DBV_INT(user) : ELA_DBV_NULL);
    ela_sql_value(q, group ? ELA_DBV_INT(group) : ELA_DBV_NULL);
}

enum ela_status ela_readers_set(struct ela_call *c, enum ela_readers_of of, int64_t id,
                                struct ela_error *err)
{
    const struct ela_json *users = ela_in_get(c, "users"), *groups = ela_in_get(c, "groups");
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_sql q;
    ELA_TRY(all_known(c, ELA_SQL_READERS_USERS, "users", err));
    ELA_TRY(all_known(c, ELA_SQL_READERS_GROUPS, "groups", err));
    ELA_TRY(ela_db_exec(c->db, ELA__READERS_SQL[of].drop, p, 2, NULL, err));
    ela_sql_init(&q);
    reader(&q, c, of, id, c->actor->user_id, 0);
    for (size_t i = 0; i < ela_json_size(users); i++) {
        int64_t user = ela_json_int(ela_json_at(users, i), 0);
        if (user != c->actor->user_id)
            reader(&q, c, of, id, user, 0);
    }
    for (size_t i = 0; i < ela_json_size(groups); i++)
        reader(&q, c, of, id, 0, ela_json_int(ela_json_at(groups, i), 0));
    return ela_sql_exec(&q, c->db, NULL, err);
}

enum ela_status ela_readers_add(struct ela_call *c, enum ela_readers_of of, int64_t id,
                                int32_t user, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(id), ELA_DBV_INT(user),
                               ELA_DBV_INT(id), ELA_DBV_INT(user)};
    return ela_db_exec(c->db, ELA__READERS_SQL[of].one, p, 5, NULL, err);
}

/* --- shown -------------------------------------------------------------------------------- */

static struct ela_json *named(const struct ela_db_result *r, size_t row, size_t col)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", ela_db_int(r, row, col, 0));
    if (ela_db_is_null(r, row, col + 1))
        ela_json_set_null(o, "name");
    else
        ela_json_set_str(o, "name", ela_db_cell(r, row, col + 1));
    return o;
}

enum ela_status ela_readers_json(struct ela_call *c, enum ela_readers_of of, const int64_t *id,
                                 struct ela_json *const *to, size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool any = false;
    for (size_t k = 0; k < n; k++) {
        ela_json_set(to[k], "users", ela_json_new_array());
        ela_json_set(to[k], "groups", ela_json_new_array());
        any = any || id[k];
    }
    if (!any)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__READERS_SQL[of].list);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, id, n);
    ela_sql_add(&q, ELA_SQL_READERS_LIST_END);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        bool group = !ela_db_is_null(&r, i, 3);
        size_t k = 0;
        while (k < n && id[k] != ela_db_int(&r, i, 0, 0))
            k++;
        if (k < n)
            ela_json_push(
                (struct ela_json *)(uintptr_t)ela_json_get(to[k], group ? "groups" : "users"),
                named(&r, i, group ? 3 : 1));
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_readers_groups(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "all_groups", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_READERS_ALL_GROUPS, &p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        ela_json_push(list, named(&r, i, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}
