/*
 * Mails about a case: to its client, its lead, its team or a role. Source: CASE-11, CASE-15,
 * DOC-07.
 */
#include "case/flow.h"
#include "outbox/outbox.h"

enum { P_WHO, P_ROLE, P_NAME, P_EMAIL, P_LANG, P_ID };

static bool meant(const struct ela_case *k, const struct ela_case_notice *n,
                  const struct ela_db_result *r, size_t i)
{
    struct ela_str who = ela_db_cell(r, i, P_WHO);
    bool client = ela_str_is(who, "client"), lead = ela_str_is(who, "lead");
    if (strcmp(n->to, "client") == 0)
        return client && k->portal_visible;
    if (client || (n->not_user && ela_db_int(r, i, P_ID, 0) == n->not_user))
        return false;
    if (strcmp(n->to, "lead") == 0)
        return lead;
    if (strcmp(n->to, "team") == 0) /* the lead may be a member too */
        return lead || ela_db_int(r, i, P_ID, 0) != k->lead_id;
    return strncmp(n->to, "role:", 5) == 0 && ela_str_is(ela_db_cell(r, i, P_ROLE), n->to + 5);
}

static struct ela_json *variables(const struct ela_call *c, const struct ela_case *k,
                                  const struct ela_case_notice *n, const struct ela_db_result *r,
                                  const char *lang)
{
    struct ela_json *v = ela_json_new_object();
    char url[320];
    (void)snprintf(url, sizeof(url), "%s/clients/%lld/cases/%lld", c->settings->portal_url,
                   (long long)k->client_id, (long long)k->id);
    ela_json_set_text(v, "ref", k->ref);
    ela_json_set_text(v, "title", k->title);
    ela_json_set_str(v, "client", ela_db_cell(r, 0, P_NAME));
    if (n->text.n)
        ela_json_set_str(v, "text", n->text);
    else
        ela_json_set_text(v, "text", ela_label_text(n->words, lang));
    ela_json_set_text(v, "url", url);
    return v;
}

static enum ela_status send_one(struct ela_call *c, const struct ela_case *k,
                                const struct ela_case_notice *n, const struct ela_db_result *r,
                                size_t i, struct ela_error *err)
{
    char key[65];
    struct ela_str lang = ela_db_cell(r, i, P_LANG);
    bool en = lang.n >= 2 && strncmp(lang.p, "en", 2) == 0;
    (void)snprintf(key, sizeof(key), "%s:%s%lld", n->key ? n->key : "",
                   ela_str_is(ela_db_cell(r, i, P_WHO), "client") ? "c" : "u",
                   (long long)ela_db_int(r, i, P_ID, 0));
    struct ela_mail m = {.kind = n->mail,
                         .to_email = ela_db_cell(r, i, P_EMAIL),
                         .to_name = ela_db_cell(r, i, P_NAME),
                         .client_id = k->client_id,
                         .case_id = k->id,
                         .object = "case",
                         .object_id = k->id,
                         .dedupe_key = n->key ? key : NULL};
    struct ela_json *v = variables(c, k, n, r, en ? "en" : "fr");
    enum ela_status st = ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err);
    ela_json_free(v);
    return st;
}

enum ela_status ela_case_client_lang(struct ela_call *c, const struct ela_case *k, char lang[3],
                                     struct ela_error *err)
{
    struct ela_db_value id = ELA_DBV_INT(k->id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_CLIENT_LANG, &id, 1, &r, err));
    struct ela_str held = r.nrows ? ela_db_cell(&r, 0, 0) : ELA_STR("");
    bool en = held.n >= 2 && strncmp(held.p, "en", 2) == 0;
    ela_db_result_release(&r);
    memcpy(lang, en ? "en" : "fr", 3);
    return ELA_OK;
}

enum ela_status ela_case_notify(struct ela_call *c, const struct ela_case *k,
                                const struct ela_case_notice *n, size_t *sent,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(k->id), ELA_DBV_INT(k->id), ELA_DBV_INT(k->id)};
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    size_t count = 0;
    if (sent)
        *sent = 0;
    if (strcmp(n->to, "client") == 0 && !k->portal_visible)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_PEOPLE, p, 3, &r, err));
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        if (!meant(k, n, &r, i) || ela_db_cell(&r, i, P_EMAIL).n == 0)
            continue;
        st = send_one(c, k, n, &r, i, err);
        count++;
    }
    ela_db_result_release(&r);
    if (sent)
        *sent = count;
    return st;
}
