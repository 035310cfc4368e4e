/*
 * Hourly rates by level, terms of a case, and stamping them on the time that is not invoiced.
 * Source: TIME-05, TIME-09.
 */
#include "time/time_internal.h"

static void stamp_begin(struct ela_call *c, struct ela_sql *q)
{
    struct ela_rate rate = c->settings->default_rate;
    bool has = ela_rate_is_set(rate);
    struct ela_db_value num = has ? ELA_DBV_INT(rate.num) : ELA_DBV_NULL;
    ela_sql_init(q);
    ela_sql_add(q, ELA_SQL_STAMP_UPDATE);
    ela_sql_value(q, num);
    ela_sql_value(q, has ? ELA_DBV_INT(rate.den) : ELA_DBV_NULL);
    ela_sql_value(q, num);
    ela_sql_int(q, c->settings->default_vat_milli);
    ela_sql_text(q, ela_str_of(c->settings->currency));
    ela_sql_int(q, c->actor->entity);
}

/*
 * A rate reaches only what no more precise one has priced. Terms may change the model, and so
 * everything.
 */
enum ela_status ela_time_restamp(struct ela_call *c, enum ela_restamp level, int64_t target,
                                 struct ela_error *err)
{
    static const char *const TAILS[] = {[ELA_RESTAMP_CASE] = ELA_SQL_STAMP_CASE,
                                        [ELA_RESTAMP_TASK] = ELA_SQL_STAMP_TASK,
                                        [ELA_RESTAMP_CLIENT] = ELA_SQL_STAMP_CLIENT,
                                        [ELA_RESTAMP_CATEGORY] = ELA_SQL_STAMP_CATEGORY,
                                        [ELA_RESTAMP_USER] = ELA_SQL_STAMP_USER,
                                        [ELA_RESTAMP_ALL] = ELA_SQL_STAMP_DEFAULT};
    struct ela_sql q;
    stamp_begin(c, &q);
    ela_sql_add(&q, TAILS[level]);
    if (level != ELA_RESTAMP_ALL)
        ela_sql_int(&q, target);
    return ela_sql_exec(&q, c->db, NULL, err);
}

enum ela_status ela_time_restamp_ids(struct ela_call *c, const int64_t *ids, size_t n,
                                     struct ela_error *err)
{
    struct ela_sql q;
    if (n == 0)
        return ELA_OK;
    stamp_begin(c, &q);
    ela_sql_add(&q, ELA_SQL_STAMP_IDS);
    ela_sql_in(&q, ids, n);
    return ela_sql_exec(&q, c->db, NULL, err);
}

/* --- rate.set, rate.list -------------------------------------------------- */

struct level {
    const char *name, *target_sql;
    enum ela_restamp restamp;
};

static const struct level LEVELS[] = {
    {"task", ELA_SQL_RATE_TARGET_TASK, ELA_RESTAMP_TASK},
    {"client", ELA_SQL_RATE_TARGET_CLIENT, ELA_RESTAMP_CLIENT},
    {"category", ELA_SQL_RATE_TARGET_CATEGORY, ELA_RESTAMP_CATEGORY},
    {"user", ELA_SQL_RATE_TARGET_USER, ELA_RESTAMP_USER},
    {"default", NULL, ELA_RESTAMP_ALL}};

static enum ela_status check_target(struct ela_call *c, const struct level *l, int64_t target,
                                    struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    if (!l->target_sql)
        return target ? ela_fail(err, ELA_E_INPUT, "field.unknown", "target") : ELA_OK;
    if (!target)
        return ela_fail(err, ELA_E_INPUT, "field.required", "target");
    ela_sql_init(&q);
    ela_sql_add(&q, l->target_sql);
    ela_sql_int(&q, target);
    if (l->restamp == ELA_RESTAMP_CLIENT)
        ela_scope_client(&q, c->actor, "s", "rowid");
    else
        ela_sql_int(&q, c->actor->entity);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows == 0)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "target");
    ela_db_result_release(&r);
    return st;
}

static enum ela_status store_rate(struct ela_call *c, const struct level *l, int64_t target,
                                  struct ela_str text, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(l->name),
                               ELA_DBV_INT(target),
                               ELA_DBV_NULL,
                               ELA_DBV_NULL,
                               ELA_DBV_TEXT(c->settings->currency),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    struct ela_rate rate;
    if (text.n == 0)
        return ela_db_exec(c->db, ELA_SQL_RATE_DROP, p, 3, NULL, err);
    ELA_TRY(ela_rate_parse(text, &rate, "rate", err));
    p[3] = ELA_DBV_INT(rate.num);
    p[4] = ELA_DBV_INT(rate.den);
    return ela_db_exec(c->db, ELA_SQL_RATE_PUT, p, 8, NULL, err);
}

enum ela_status ela__rate_set(struct ela_call *c, struct ela_error *err)
{
    const struct level *l = &LEVELS[0];
    struct ela_str name = ela_in_text(c, "level"), text = ela_in_text(c, "rate");
    int64_t target = ela_in_int(c, "target", 0);
    while (!ela_str_is(name, l->name))
        l++;
    if (l->restamp == ELA_RESTAMP_ALL)
        ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_ADMIN, err));
    if (!ela_in_has(c, "rate"))
        return ela_fail(err, ELA_E_INPUT, "field.required", "rate");
    ELA_TRY(check_target(c, l, target, err));
    ELA_TRY(store_rate(c, l, target, text, err));
    ELA_TRY(ela_time_restamp(c, l->restamp, target, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "level", l->name);
    ela_json_set_int(data, "target", target);
    if (text.n)
        ela_json_set_str(data, "rate", text);
    else
        ela_json_set_null(data, "rate");
    struct ela_event e = {.kind = "rate.set",
                          .client_id = l->restamp == ELA_RESTAMP_CLIENT ? (int32_t)target : 0,
                          .object = "rate",
                          .object_id = target,
                          .data = data};
    return ela_event_add(c, &e, err);
}

enum ela_status ela__rate_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_RATE_LIST, &p, 1, &r, err));
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        char text[32];
        ela_list_text(o, "level", &r, i, 0);
        ela_list_int(o, "target", &r, i, 1);
        ela_list_text(o, "name", &r, i, 5);
        ela_rate_format((struct ela_rate){ela_db_int(&r, i, 2, 0), ela_db_int(&r, i, 3, 1)}, text);
        ela_json_set_text(o, "rate", text);
        ela_list_text(o, "currency", &r, i, 4);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "rows", rows);
    return ELA_OK;
}

/* --- case.terms ----------------------------------------------------------- */

enum ela_status ela__case_terms(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_terms terms;
    struct ela_day from;
    char text[16];
    bool has_from = ela_in_has(c, "valid_from");
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(ela_terms_read(c, c->in, "", &terms, err));
    if (has_from)
        terms.valid_from = ela_in_day(c, "valid_from");
    ELA_TRY(ela_case_terms_put(c, k.id, &terms, has_from, &from, err));
    ELA_TRY(ela_time_restamp(c, ELA_RESTAMP_CASE, k.id, err));
    ela_day_format(from, text);
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "model", terms.model);
    ela_json_set_text(data, "from", text);
    struct ela_event e = {.kind = "case.terms",
                          .client_id = k.client_id,
                          .case_id = k.id,
                          .object = "case",
                          .object_id = k.id,
                          .data = data};
    ELA_TRY(ela_event_add(c, &e, err));
    ELA_TRY(ela_case_gauge_alert(c, &k.id, 1, err));
    if (strcmp(text, ELA_TERMS_EVER) == 0)
        ela_json_set_null(c->out, "applies_from");
    else
        ela_json_set_text(c->out, "applies_from", text);
    return ELA_OK;
}

/* --- activity.list -------------------------------------------------------- */

struct ela_json *ela__activity_json(const struct ela_call *c, const struct ela_db_result *r,
                                    size_t row, size_t id_col, size_t label_col)
{
    if (ela_db_is_null(r, row, id_col))
        return ela_json_new_null();
    struct ela_json *o = ela_json_new_object();
    bool en = strcmp(c->actor->lang, "en") == 0 && ela_db_cell(r, row, label_col + 1).n > 0;
    ela_list_int(o, "id", r, row, id_col);
    ela_list_text(o, "label", r, row, label_col + (en ? 1 : 0));
    ela_list_text(o, "colour", r, row, label_col + 2);
    ela_list_text(o, "icon", r, row, label_col + 3);
    return o;
}

enum ela_status ela__activity_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_ACTIVITY_LIST, &p, 1, &r, err));
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela__activity_json(c, &r, i, 0, 2);
        ela_list_text(o, "code", &r, i, 1);
        ela_json_set_bool(o, "billable", ela_db_int(&r, i, 6, 0) == 1);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "rows", rows);
    return ELA_OK;
}
