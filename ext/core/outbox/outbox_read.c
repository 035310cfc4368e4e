/*
 * One sending as it was written, for whoever manages the queue, and a test message. What holds a
 * one-time link is never shown. Source: COM-09, COM-29, SEC-20, SEC-22.
 */
#include "outbox/outbox.h"

#include "base/civil.h"
#include "outbox/outbox_internal.h"
#include "outbox/outbox_sql.h"

static void set_or_null(struct ela_json *o, const char *key, const struct ela_db_result *r,
                        size_t col)
{
    if (ela_db_is_null(r, 0, col))
        ela_json_set_null(o, key);
    else
        ela_json_set_str(o, key, ela_db_cell(r, 0, col));
}

enum ela_status ela__outbox_run_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(ela_in_int(c, "outbox", 0))};

    ELA_TRY(ela_db_query(c->db, ELA_SQL_OUTBOX_ONE, v, 2, &r, err));
    if (r.nrows > 0) {
        ela__outbox_row(c->out, &r, 0);
        ela_json_set_str(c->out, "sender", ela_db_cell(&r, 0, ELA__OUTBOX_ROW));
        ela_json_set_str(c->out, "sender_name", ela_db_cell(&r, 0, ELA__OUTBOX_ROW + 1));
        ela_json_set_str(c->out, "lang", ela_db_cell(&r, 0, ELA__OUTBOX_ROW + 2));
        ela_json_set_str(c->out, "message_id", ela_db_cell(&r, 0, ELA__OUTBOX_ROW + 3));
        ela_json_set_int(c->out, "expires_at", ela_db_int(&r, 0, ELA__OUTBOX_ROW + 4, 0));
        set_or_null(c->out, "text", &r, ELA__OUTBOX_ROW + 5);
        set_or_null(c->out, "html", &r, ELA__OUTBOX_ROW + 6);
    }
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "outbox");
}

enum ela_status ela__outbox_run_test(struct ela_call *c, struct ela_error *err)
{
    bool english = strncmp(c->actor->lang, "en", 2) == 0;
    struct ela_mail m = {
        .kind = "mail.test", .to_email = ela_in_text(c, "email"), .to_name = ELA_STR("")};
    struct ela_json *vars = ela_json_new_object();
    struct ela_civil t;
    char at[48];
    int64_t id = 0;

    ela_tz_civil(c->tz, c->now, &t);
    snprintf(at, sizeof at, "%02d/%02d/%04d %s %02d:%02d", t.day, t.month, t.year,
             english ? "at" : "à", t.hour, t.minute);
    ela_json_set_text(vars, "at", at);
    enum ela_status st = ela_outbox_notify(c, &m, english ? "en" : "fr", vars, &id, err);
    ela_json_free(vars);
    if (st == ELA_OK)
        ela_json_set_int(c->out, "id", id);
    return st;
}
