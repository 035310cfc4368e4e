/*
 * Breaking the glass: an administrator reads one document of a level that is not his, for an hour.
 * What he said stands in its timeline, and whoever leads hears of it. Lists, searches, counters and
 * exports go on without it; nothing of it can be changed so. Never of a vault. Source: SEC-11.
 */
#include "base/log.h"
#include "file/file_internal.h"
#include "outbox/outbox.h"

enum { G_ID, G_FILE, G_USER, G_BY, G_REASON, G_AT, G_UNTIL, PAGE = 50 };

static bool may(const struct ela_call *c)
{
    return ela_actor_has(c->actor, ELA_RIGHT_BREAK) && ela_actor_has(c->actor, ELA_RIGHT_ADMIN);
}

static enum ela_status number(struct ela_call *c, const char *sql, int64_t file, size_t n,
                              int64_t *out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(file)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, sql, p, n, &r, err));
    *out = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__glass_until(struct ela_call *c, int64_t file, int64_t *until,
                                 struct ela_error *err)
{
    *until = 0;
    return may(c) ? number(c, ELA_SQL_GLASS, file, 4, until, err) : ELA_OK;
}

/* --- told --------------------------------------------------------------------------------- */

static enum ela_status post(struct ela_call *c, const struct ela_file *f, struct ela_str by,
                            struct ela_str reason, const struct ela_db_result *r, size_t i,
                            struct ela_error *err)
{
    struct ela_str lang = ela_db_cell(r, i, 3);
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_mail m = {.kind = "file.glass",
                         .to_email = ela_db_cell(r, i, 1),
                         .to_name = ela_db_cell(r, i, 2),
                         .client_id = f->client_id,
                         .case_id = f->case_id,
                         .object = "file",
                         .object_id = f->id};
    struct ela_json *v = ela_json_new_object();
    ela_json_set_str(v, "by", by);
    ela_json_set_str(v, "reason", reason);
    ela_json_set_str(v, "about", ela_db_cell(r, i, 4));
    enum ela_status st = ela_outbox_notify(
        c, &m, lang.n >= 2 && memcmp(lang.p, "en", 2) == 0 ? "en" : "fr", v, NULL, &why);
    ela_json_free(v);
    if (st == ELA_E_STATE) { /* without a sender it stands in the timeline all the same */
        ELA_LOG(ELA_LOG_WARN, "glass.mail", ELA_KV("error", why.key));
        return ELA_OK;
    }
    if (st != ELA_OK)
        *err = why;
    return st;
}

static enum ela_status tell_leads(struct ela_call *c, const struct ela_file *f,
                                  struct ela_str reason, struct ela_error *err)
{
    struct ela_db_result r, me;
    struct ela_db_value who = ELA_DBV_INT(c->actor->user_id);
    struct ela_db_value p[] = {
        ELA_DBV_INT(f->case_id), ELA_DBV_INT(f->client_id),    ELA_DBV_INT(c->actor->user_id),
        ELA_DBV_INT(f->case_id), ELA_DBV_INT(f->case_id == 0), ELA_DBV_INT(f->client_id),
        ELA_DBV_INT(f->id)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILE_USER_NAME, &who, 1, &me, err));
    enum ela_status st = ela_db_query(c->db, ELA_SQL_GLASS_PEOPLE, p, 7, &r, err);
    if (st == ELA_OK) {
        for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
            st = post(c, f, me.nrows ? ela_db_cell(&me, 0, 0) : ELA_STR(""), reason, &r, i, err);
        ela_db_result_release(&r);
    }
    ela_db_result_release(&me);
    return st;
}

/* --- document.break ----------------------------------------------------------------------- */

/* He asks for what he does not read otherwise. */
static enum ela_status closed(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    struct ela_file f;
    struct ela_error why = ELA_ERROR_INIT;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_GLASS_HOLD, p, 2, &r, err));
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "file");
    enum ela_status st = ela_file_load(c, id, false, &f, &why);
    if (st == ELA_OK)
        return ela_fail(err, ELA_E_STATE, "file.glass_open", "file");
    if (st == ELA_E_NOT_FOUND)
        return ELA_OK;
    *err = why;
    return st;
}

static enum ela_status op_break(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    struct ela_str reason = ela_in_text(c, "reason");
    int64_t id = ela_in_int(c, "file", 0), until = 0, open = 0;
    ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_ADMIN, err));
    ELA_TRY(closed(c, id, err));
    ELA_TRY(ela__glass_until(c, id, &until, err));
    ela_json_set_bool(c->out, "again", until > 0);
    if (until) { /* told when it was opened */
        ela_json_set_int(c->out, "until", until);
        return ELA_OK;
    }
    ELA_TRY(number(c, ELA_SQL_GLASS_OPEN, 0, 3, &open, err));
    if (open >= ELA_GLASS_MOST)
        return ela_fail(err, ELA_E_STATE, "file.glass_many", "file");
    until = c->now + ELA_GLASS_S;
    struct ela_db_value p[] = {
        ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(id),     ELA_DBV_INT(c->actor->user_id),
        ELA_DBV_STR(reason),           ELA_DBV_INT(c->now), ELA_DBV_INT(until)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_GLASS_ADD, p, 6, NULL, err));
    /* What it hangs on has to be within his reach all the same; else nothing was written. */
    ELA_TRY(ela_file_look(c, id, &f, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "reason", reason);
    ela_json_set_int(data, "until", until);
    ELA_TRY(ela_file_tell(c, &f, "file.glass", false, data, err));
    ela_json_set_int(c->out, "until", until);
    return tell_leads(c, &f, reason, err);
}

/* --- document.broken ---------------------------------------------------------------------- */

static struct ela_json *row(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, G_ID);
    ela_list_int(o, "file", r, i, G_FILE);
    ela_list_person(o, "by", r, i, G_USER, G_BY);
    ela_list_text(o, "reason", r, i, G_REASON);
    ela_list_int(o, "at", r, i, G_AT);
    ela_list_int(o, "until", r, i, G_UNTIL);
    ela_json_set_bool(o, "open",
                      ela_db_int(r, i, G_UNTIL, 0) > c->now &&
                          ela_db_int(r, i, G_USER, 0) == c->actor->user_id);
    return o;
}

static enum ela_status op_broken(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    int64_t limit = ela_in_int(c, "limit", PAGE), after = ela_in_int(c, "after", 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_GLASSES);
    ela_sql_int(&q, c->actor->entity);
    if (after) {
        ela_sql_add(&q, ELA_SQL_GLASSES_AFTER);
        ela_sql_int(&q, after);
    }
    ela_sql_add(&q, ELA_SQL_GLASSES_END);
    ela_sql_int(&q, limit + 1);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *rows = ela_json_new_array();
    size_t n = r.nrows > (size_t)limit ? (size_t)limit : r.nrows;
    for (size_t i = 0; i < n; i++)
        ela_json_push(rows, row(c, &r, i));
    ela_json_set(c->out, "rows", rows);
    if (r.nrows > n)
        ela_json_set_int(c->out, "next", ela_db_int(&r, n - 1, G_ID, 0));
    else
        ela_json_set_null(c->out, "next");
    ela_db_result_release(&r);
    return ELA_OK;
}

static const struct ela_field BREAK[] = {
    {.name = "file", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file"},
    {.name = "reason", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 10, .max = 500},
    {.name = NULL},
};
static const struct ela_field BROKEN[] = {
    {.name = "after", .type = ELA_FT_INT, .min = 1, .max = INT64_MAX},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = NULL},
};

const struct ela_op ELA_GLASS_OPS[] = {
    {"document.break", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_BREAK, BREAK, op_break},
    {"document.broken", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, BROKEN, op_broken},
    {.name = NULL},
};
