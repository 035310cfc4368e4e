/*
 * What is said by mail about a request, to the client and to the firm. Source: CASE-28, CASE-29.
 */
#include "request/request_internal.h"
#include "outbox/outbox.h"

struct letter {
    const struct ela__request *r;
    const char *kind;
    struct ela_str text, email, name, lang;
    bool client;
};

static struct ela_json *variables(struct ela_call *c, const struct letter *l, const char *lang,
                                  const struct ela_template *t)
{
    const struct ela__request *r = l->r;
    struct ela_json *v = ela_json_new_object();
    char url[400];
    if (!l->client)
        (void)snprintf(url, sizeof url, "%s", "");
    else if (r->case_id)
        (void)snprintf(url, sizeof url, "%s/clients/%d/cases/%lld", c->settings->portal_url,
                       (int)r->client, (long long)r->case_id);
    else
        (void)snprintf(url, sizeof url, "%s/clients/%d/requests/%lld", c->settings->portal_url,
                       (int)r->client, (long long)r->id);
    ela_json_set_text(v, "ref", r->ref);
    if (r->service_name.n)
        ela_json_set_str(v, "service", r->service_name);
    else
        ela_json_set_text(v, "service", ela_label_text(t->label, lang));
    ela_json_set_str(v, "client", r->client_name);
    ela_json_set_str(v, "text", l->text.n ? l->text : ELA_STR(""));
    struct ela_actor reader = *c->actor;
    reader.kind = l->client ? ELA_ACTOR_PORTAL : ELA_ACTOR_USER;
    (void)snprintf(reader.lang, sizeof reader.lang, "%s", lang);
    struct ela_json *badge = ela_wf_badge(ela__request_workflow(c), ela_str_of(r->status), &reader);
    ela_json_set_str(v, "status", ela_json_text(ela_json_get(badge, "label")));
    ela_json_free(badge);
    ela_json_set_text(v, "url", url);
    return v;
}

static enum ela_status post(struct ela_call *c, const struct letter *l, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    const char *lang = l->lang.n >= 2 && memcmp(l->lang.p, "en", 2) == 0 ? "en" : "fr";
    struct ela_mail m = {.kind = l->kind,
                         .to_email = l->email,
                         .to_name = l->name,
                         .client_id = l->r->client,
                         .case_id = l->r->case_id,
                         .account_id = l->client ? l->r->account : 0,
                         .object = "request",
                         .object_id = l->r->id};
    if (l->email.n == 0)
        return ELA_OK;
    ELA_TRY(ela_meta_template(c, l->r->definition, &t, err));
    struct ela_json *v = variables(c, l, lang, t);
    enum ela_status st = ela_outbox_notify(c, &m, lang, v, NULL, err);
    ela_json_free(v);
    return st;
}

static enum ela_status post_to(struct ela_call *c, struct letter *l,
                               const struct ela_db_result *people, struct ela_error *err)
{
    for (size_t i = 0; i < people->nrows; i++) {
        l->email = ela_db_cell(people, i, 0);
        l->name = ela_db_cell(people, i, 1);
        l->lang = ela_db_cell(people, i, 2);
        ELA_TRY(post(c, l, err));
    }
    return ELA_OK;
}

enum ela_status ela__request_mail_client(struct ela_call *c, const struct ela__request *r,
                                         const char *kind, struct ela_str text,
                                         struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(r->account)};
    struct letter l = {.r = r, .kind = kind, .text = text, .client = true};
    struct ela_db_result people;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_REQUEST_ACCOUNT, p, 2, &people, err));
    enum ela_status st = post_to(c, &l, &people, err);
    ela_db_result_release(&people);
    return st;
}

enum ela_status ela__request_mail_firm(struct ela_call *c, const struct ela__request *r,
                                       const char *kind, struct ela_str text, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(r->user ? r->user : r->client);
    struct letter l = {.r = r, .kind = kind, .text = text};
    struct ela_db_result people;
    ELA_TRY(ela_db_query(c->db, r->user ? ELA__SQL_REQUEST_USER : ELA__SQL_REQUEST_ADVISERS, &p, 1,
                         &people, err));
    enum ela_status st = post_to(c, &l, &people, err);
    bool nobody = people.nrows == 0;
    ela_db_result_release(&people);
    if (st != ELA_OK || !nobody)
        return st;
    l.email = ela_str_of(c->settings->firm_email);
    l.name = ela_str_of(c->settings->firm_name);
    l.lang = ELA_STR("fr");
    return post(c, &l, err);
}
