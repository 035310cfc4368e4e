/*
 * Mails about client actions, and reminders of those that wait. Source: CASE-27.
 */
#include "ask/ask_internal.h"
#include "outbox/outbox.h"

static const char *due_text(struct ela_call *c, struct ela_day due, bool en)
{
    int32_t y, m, d;
    if (due.n == ELA_DAY_NONE.n)
        return "";
    ela_day_to_ymd(due, &y, &m, &d);
    const char *text = en ? ela_arena_printf(c->arena, "Wanted by: %04d-%02d-%02d.", y, m, d)
                          : ela_arena_printf(c->arena, "Souhaité pour le %02d/%02d/%04d.", d, m, y);
    return text ? text : "";
}

static struct ela_json *variables(struct ela_call *c, const struct ela_case *k,
                                  const struct ela__action *a, struct ela_str wanted,
                                  struct ela_str reply, bool en)
{
    struct ela_json *v = ela_json_new_object();
    const char *url =
        ela_arena_printf(c->arena, "%s/clients/%d/cases/%lld?action=%lld", c->settings->portal_url,
                         (int)k->client_id, (long long)k->id, (long long)a->id);
    const char *list =
        wanted.n ? ela_arena_printf(c->arena, en ? "Documents: %.*s." : "Documents : %.*s.",
                                    (int)wanted.n, wanted.p)
                 : "";
    const char *said =
        reply.n ? ela_arena_printf(c->arena, en ? "“%.*s”" : "« %.*s »", (int)reply.n, reply.p)
                : "";
    ela_json_set_text(v, "ref", k->ref);
    ela_json_set_text(v, "case", k->title);
    ela_json_set_text(v, "message", a->message);
    ela_json_set_text(v, "wanted", list ? list : "");
    ela_json_set_text(v, "said", said ? said : "");
    ela_json_set_text(v, "due", due_text(c, a->due_on, en));
    ela_json_set_text(v, "url", url ? url : "");
    return v;
}

struct letter {
    const char *kind, *once;
    bool account;
    struct ela_str wanted, reply;
};

static enum ela_status send(struct ela_call *c, const struct ela_case *k,
                            const struct ela__action *a, const struct letter *l,
                            const struct ela_db_result *r, size_t i, struct ela_error *err)
{
    char key[65];
    struct ela_str lang = ela_db_cell(r, i, 3);
    bool en = lang.n >= 2 && memcmp(lang.p, "en", 2) == 0;
    struct ela_mail m = {.kind = l->kind,
                         .to_email = ela_db_cell(r, i, 1),
                         .to_name = ela_db_cell(r, i, 2),
                         .client_id = k->client_id,
                         .case_id = k->id,
                         .account_id = l->account ? ela_db_int(r, i, 0, 0) : 0,
                         .object = "action",
                         .object_id = a->id,
                         .dedupe_key = l->once ? key : NULL};
    if (m.to_email.n == 0)
        return ELA_OK;
    (void)snprintf(key, sizeof key, "action:%lld:%s:%lld", (long long)a->id, l->once ? l->once : "",
                   (long long)ela_db_int(r, i, 0, 0));
    struct ela_json *v = variables(c, k, a, l->wanted, l->reply, en);
    enum ela_status st = ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err);
    ela_json_free(v);
    return st;
}

static enum ela_status send_all(struct ela_call *c, const struct ela_case *k,
                                const struct ela__action *a, const struct letter *l,
                                const char *sql, const struct ela_db_value *p,
                                struct ela_error *err)
{
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    ELA_TRY(ela_db_query(c->db, sql, p, 2, &r, err));
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        st = send(c, k, a, l, &r, i, err);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__ask_tell_client(struct ela_call *c, const struct ela_case *k,
                                     const struct ela__action *a, const char *kind,
                                     const char *once, struct ela_error *err)
{
    struct letter l = {.kind = kind, .once = once, .account = !a->contact};
    size_t wanted = 0;
    struct ela_db_value contact[] = {ELA_DBV_INT(a->contact), ELA_DBV_INT(k->client_id)},
                        accounts[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(k->client_id)};
    if (!k->portal_visible || !c->settings->portal_url[0])
        return ELA_OK;
    ELA_TRY(ela__ask_missing(c, a->id, &l.wanted, &wanted, err));
    if (a->contact)
        return send_all(c, k, a, &l, ELA_SQL_ACTION_CONTACT, contact, err);
    return send_all(c, k, a, &l, ELA_SQL_ACTION_ACCOUNTS, accounts, err);
}

enum ela_status ela__ask_tell_firm(struct ela_call *c, const struct ela_case *k,
                                   const struct ela__action *a, struct ela_str reply,
                                   struct ela_error *err)
{
    struct letter l = {.kind = "action.answered", .reply = reply};
    struct ela_db_value p[] = {ELA_DBV_INT(k->lead_id), ELA_DBV_INT(a->user)};
    return send_all(c, k, a, &l, ELA_SQL_ACTION_FIRM, p, err);
}

/* --- reminders ---------------------------------------------------------------------------- */

enum {
    T_ACCOUNT,
    T_EMAIL,
    T_NAME,
    T_LANG,
    T_ACTION,
    T_CONTACT,
    T_MESSAGE,
    T_DUE,
    T_CASE,
    T_CLIENT
};
enum { T_REF = T_CLIENT + 1, T_TITLE, T_WANTED };

/* One letter of the row, which holds all that it says. */
static enum ela_status remind_row(struct ela_call *c, const struct ela_db_result *r, size_t i,
                                  struct ela_error *err)
{
    struct ela_case k = {.id = ela_db_int(r, i, T_CASE, 0),
                         .client_id = (int32_t)ela_db_int(r, i, T_CLIENT, 0)};
    struct ela__action a = {.id = ela_db_int(r, i, T_ACTION, 0), .due_on = ELA_DAY_NONE};
    struct letter l = {.kind = "action.reminder",
                       .account = ela_db_is_null(r, i, T_CONTACT),
                       .wanted = ela_db_cell(r, i, T_WANTED)};
    struct ela_str message = ela_db_cell(r, i, T_MESSAGE), title = ela_db_cell(r, i, T_TITLE);
    (void)ela_str_copy(ela_db_cell(r, i, T_REF), k.ref, sizeof k.ref);
    k.title = ela_arena_strndup(c->arena, title.n ? title.p : "", title.n);
    a.message = ela_arena_strndup(c->arena, message.n ? message.p : "", message.n);
    if (!a.message || !k.title)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (!ela_db_is_null(r, i, T_DUE))
        ELA_TRY(ela_day_parse(ela_db_cell(r, i, T_DUE), &a.due_on, "due_on", err));
    return send(c, &k, &a, &l, r, i, err);
}

static enum ela_status remind_all(struct ela_call *c, const int64_t *ids, size_t n,
                                  struct ela_day past, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_ACTIONS_REMINDED);
    ela_sql_value(&q, ela_list_day(c->arena, past));
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, n);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    if (!c->settings->portal_url[0])
        return ELA_OK;
    ela_sql_add(&q, ELA_SQL_ACTIONS_TELL);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_ACTIONS_TELL_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        st = remind_row(c, &r, i, err);
    ela_db_result_release(&r);
    return st;
}

/* As many statements for one reminder as for five hundred, but for the mails themselves. */
enum ela_status ela_ask_remind(struct ela_call *c, size_t *sent, struct ela_error *err)
{
    struct ela_day today = ela_tz_day(c->tz, c->now);
    struct ela_day soon = {today.n + c->settings->ask_before_days},
                   past = {today.n - c->settings->ask_after_days};
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ela_list_day(c->arena, soon),
                               ela_list_day(c->arena, today), ela_list_day(c->arena, past)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_ACTIONS_REMIND, p, 4, &r, err));
    size_t n = r.nrows;
    int64_t *ids = ela_arena_alloc(c->arena, (n + 1) * sizeof *ids);
    for (size_t i = 0; ids && i < n; i++)
        ids[i] = ela_db_int(&r, i, 0, 0);
    ela_db_result_release(&r);
    if (!ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (sent)
        *sent = n;
    return n ? remind_all(c, ids, n, past, err) : ELA_OK;
}

enum ela_status ela_ask_remind_case(struct ela_call *c, const struct ela_case *k,
                                    struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(k->id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_ACTIONS_OF_CASE, p, 2, &r, err));
    enum ela_status st = r.nrows ? ELA_OK : ela_fail(err, ELA_E_STATE, "effect.nobody", "");
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++) {
        struct ela__action a;
        struct ela_case of;
        st = ela__action_load(c, ela_db_int(&r, i, 0, 0), false, &a, &of, err);
        if (st == ELA_OK)
            st = ela__ask_tell_client(c, &of, &a, "action.reminder", NULL, err);
    }
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__action_remind(struct ela_call *c, struct ela_error *err)
{
    size_t sent = 0;
    ELA_TRY(ela_ask_remind(c, &sent, err));
    ela_json_set_int(c->out, "sent", (int64_t)sent);
    return ELA_OK;
}
