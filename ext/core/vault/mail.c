/*
 * Mails about vaults: that there is a document, never which. No client and no case stand on them:
 * whoever reads the timeline learns nothing. Source: DOC-13, SEC-19.
 */
#include "base/log.h"
#include "outbox/outbox.h"
#include "vault/vault_internal.h"

struct letter {
    const char *kind, *by, *url, *key;
    int64_t account;
};

static enum ela_status send(struct ela_call *c, const struct letter *l,
                            const struct ela_db_result *r, size_t i, struct ela_error *err)
{
    struct ela_str lang = ela_db_cell(r, i, 3);
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_json *v = ela_json_new_object();
    char key[65];
    (void)snprintf(key, sizeof key, "%s:%lld", l->key, (long long)ela_db_int(r, i, 0, 0));
    struct ela_mail m = {.kind = l->kind,
                         .to_email = ela_db_cell(r, i, 1),
                         .to_name = ela_db_cell(r, i, 2),
                         .account_id = l->account ? ela_db_int(r, i, 0, 0) : 0,
                         .object = ELA__VAULT,
                         .object_id = 0,
                         .dedupe_key = key};
    ela_json_set_text(v, "by", l->by);
    ela_json_set_text(v, "url", l->url);
    enum ela_status st = ela_outbox_notify(
        c, &m, lang.n >= 2 && memcmp(lang.p, "en", 2) == 0 ? "en" : "fr", v, NULL, &why);
    ela_json_free(v);
    if (st == ELA_E_STATE) {
        ELA_LOG(ELA_LOG_WARN, "vault.mail", ELA_KV("kind", l->kind), ELA_KV("error", why.key));
        return ELA_OK;
    }
    if (st != ELA_OK)
        *err = why;
    return st;
}

static enum ela_status name_by(struct ela_call *c, const char *sql, int64_t id, char out[256],
                               struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, sql, &p, 1, &r, err));
    (void)snprintf(out, 256, "%.*s", r.nrows ? (int)ela_db_cell(&r, 0, 0).n : 0,
                   r.nrows ? ela_db_cell(&r, 0, 0).p : "");
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__vault_mail_readers(struct ela_call *c, const struct ela__vault *v,
                                        const int64_t *users, size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    char name[256], key[40];
    if (n == 0)
        return ELA_OK;
    ELA_TRY(name_by(c, ELA_SQL_VAULT_MAIL_CLIENT_NAME, v->client, name, err));
    /* Several documents opened in one hour are one mail. */
    (void)snprintf(key, sizeof key, "vs:%d:%lld", (int)v->client, (long long)(c->now / 3600));
    struct letter l = {.kind = "vault.opened_to", .by = name, .url = "", .key = key};
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_VAULT_MAIL_USERS);
    ela_sql_in(&q, users, n);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = send(c, &l, &r, i, err);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__vault_mail_read(struct ela_call *c, const struct ela__vault *v, int64_t item,
                                     struct ela_error *err)
{
    struct ela_db_result r;
    char name[256], url[400], key[48];
    if (!c->settings->portal_url[0])
        return ELA_OK;
    ELA_TRY(name_by(c, ELA_SQL_VAULT_MAIL_USER, c->actor->user_id, name, err));
    (void)snprintf(key, sizeof key, "vr:%lld:%d:%lld", (long long)item, (int)c->actor->user_id,
                   (long long)(c->now / 86400));
    (void)snprintf(url, sizeof url, "%s/clients/%d/vault", c->settings->portal_url, (int)v->client);
    struct letter l = {.kind = "vault.read", .by = name, .url = url, .key = key, .account = 1};
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(v->client)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_MAIL_CLIENT, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = send(c, &l, &r, i, err);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__vault_mail_infected(struct ela_call *c, int32_t client, int64_t item,
                                         struct ela_error *err)
{
    struct ela_db_result r;
    char url[400], key[48];
    if (!c->settings->portal_url[0])
        return ELA_OK;
    (void)snprintf(key, sizeof key, "vi:%lld", (long long)item);
    (void)snprintf(url, sizeof url, "%s/clients/%d/vault", c->settings->portal_url, (int)client);
    struct letter l = {.kind = "vault.infected", .by = "", .url = url, .key = key, .account = 1};
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_MAIL_CLIENT, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = send(c, &l, &r, i, err);
    ela_db_result_release(&r);
    return st;
}
