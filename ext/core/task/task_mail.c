/*
 * Mails about tasks. Source: CASE-23, CASE-24.
 */
#include "outbox/outbox.h"
#include "task/task_internal.h"

static struct ela_json *variables(struct ela_call *c, const struct ela__task *t,
                                  struct ela_str words, bool en)
{
    struct ela_json *v = ela_json_new_object();
    char *url = ela_arena_printf(c->arena, "%s/clients/%d/cases/%lld", c->settings->portal_url,
                                 (int)t->client_id, (long long)t->case_id);
    ela_json_set_text(v, "task", t->title);
    ela_json_set_text(v, "ref", t->case_ref ? t->case_ref : "");
    ela_json_set_text(v, "case", t->case_title ? t->case_title : "");
    char *said =
        words.n ? ela_arena_printf(c->arena, en ? " They write: “%.*s”" : " Message : « %.*s »",
                                   (int)words.n, words.p)
                : NULL;
    ela_json_set_text(v, "said", said ? said : "");
    ela_json_set_text(v, "url", url ? url : "");
    return v;
}

static enum ela_status send(struct ela_call *c, const struct ela__task *t, const char *kind,
                            struct ela_str words, const struct ela_db_result *r, size_t i,
                            bool account, struct ela_error *err)
{
    struct ela_str lang = ela_db_cell(r, i, 3);
    bool en = lang.n >= 2 && memcmp(lang.p, "en", 2) == 0;
    struct ela_mail m = {.kind = kind,
                         .to_email = ela_db_cell(r, i, 1),
                         .to_name = ela_db_cell(r, i, 2),
                         .client_id = t->client_id,
                         .case_id = t->case_id,
                         .account_id = account ? ela_db_int(r, i, 0, 0) : 0,
                         .object = "task",
                         .object_id = t->id};
    struct ela_json *v = variables(c, t, words, en);
    enum ela_status st = ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err);
    ela_json_free(v);
    return st;
}

enum ela_status ela__task_tell_firm(struct ela_call *c, const struct ela__task *t, const char *kind,
                                    struct ela_str words, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(t->id), ELA_DBV_INT(t->case_lead)};
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_FIRM_MAILS, p, 2, &r, err));
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        st = send(c, t, kind, words, &r, i, false, err);
    ela_db_result_release(&r);
    return st;
}

/* Who suggested it, else every active account of the client; nobody of a case that he does not
 * see. */
enum ela_status ela__task_tell_client(struct ela_call *c, const struct ela__task *t,
                                      const char *kind, struct ela_str words, struct ela_error *err)
{
    struct ela_db_value who = t->account_by ? ELA_DBV_INT(t->account_by) : ELA_DBV_NULL;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(t->client_id), who, who};
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    if (!t->visible || !t->case_visible || !c->settings->portal_url[0])
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_CLIENT_MAILS, p, 4, &r, err));
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        st = send(c, t, kind, words, &r, i, true, err);
    ela_db_result_release(&r);
    return st;
}
