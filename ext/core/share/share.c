/*
 * Links of the office: made, extended, ended, given another password. Source: DOC-11, SEC-18.
 */
#include "share/share_internal.h"

#include <sodium.h>

enum { DAY_S = 86400 };

/* --- what everybody does with a link ------------------------------------------------------ */

static const char *kept(struct ela_call *c, const struct ela_db_result *r, size_t col)
{
    struct ela_str s = ela_db_cell(r, 0, col);
    return ela_arena_strndup(c->arena, s.n ? s.p : "", s.n);
}

static void fill(struct ela_call *c, const struct ela_db_result *r, struct ela__share *s)
{
    *s = (struct ela__share){.id = ela_db_int(r, 0, 0, 0),
                             .case_id = ela_db_int(r, 0, 1, 0),
                             .expires_at = ela_db_int(r, 0, 2, 0),
                             .blocked_at = ela_db_int(r, 0, 3, 0),
                             .revoked_at = ela_db_int(r, 0, 4, 0),
                             .opened_at = ela_db_int(r, 0, 5, 0),
                             .wrong = ela_db_int(r, 0, 6, 0),
                             .client_id = (int32_t)ela_db_int(r, 0, 7, 0),
                             .user_id = (int32_t)ela_db_int(r, 0, 8, 0),
                             .version = (int32_t)ela_db_int(r, 0, 9, 0),
                             .download = ela_db_int(r, 0, 10, 0) == 1,
                             .name = kept(c, r, 12),
                             .email = kept(c, r, 13),
                             .message = kept(c, r, 14),
                             .visible = ela_db_int(r, 0, 15, 0) == 1,
                             .title = kept(c, r, 16),
                             .ref = kept(c, r, 17)};
    (void)ela_str_copy(ela_db_cell(r, 0, 11), s->hash, sizeof s->hash);
}

enum ela_status ela__share_find(struct ela_call *c, enum ela_share_find by, int64_t id,
                                const uint8_t hash[32], bool hold, struct ela__share *s,
                                bool *found, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    static const char *const where[] = {ELA_SQL_SHARE_BY_ID, ELA_SQL_SHARE_BY_TOKEN,
                                        ELA_SQL_SHARE_BY_KEY};
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_SHARE);
    ela_sql_add(&q, where[by]);
    ela_sql_int(&q, c->actor->entity);
    if (by != ELA__SHARE_BY_TOKEN)
        ela_sql_int(&q, id);
    if (by != ELA__SHARE_BY_ID)
        ela_sql_value(&q, ELA_DBV_BYTES(hash, 32));
    if (by == ELA__SHARE_BY_KEY)
        ela_sql_int(&q, c->now);
    if (hold)
        ela_sql_add(&q, ELA_SQL_SHARE_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *found = r.nrows > 0;
    if (*found)
        fill(c, &r, s);
    ela_db_result_release(&r);
    return !*found || (s->name && s->email && s->message && s->title && s->ref)
               ? ELA_OK
               : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

const char *ela__share_state(const struct ela_call *c, const struct ela__share *s)
{
    if (s->revoked_at)
        return "revoked";
    if (s->blocked_at)
        return "blocked";
    return s->expires_at <= c->now ? "expired" : "live";
}

enum ela_status ela__share_log(struct ela_call *c, const struct ela__share *s, int64_t file,
                               struct ela_str name, const char *action, const char *result,
                               struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(s->id),
                               ELA_DBV_INT(c->now),
                               file ? ELA_DBV_INT(file) : ELA_DBV_NULL,
                               ELA_DBV_STR(name),
                               ELA_DBV_TEXT(action),
                               ELA_DBV_TEXT(result),
                               ELA_DBV_TEXT(c->remote_ip ? c->remote_ip : "")};
    return ela_db_exec(c->db, ELA_SQL_SHARE_LOG_ADD, v, 7, NULL, err);
}

enum ela_status ela__share_event(struct ela_call *c, const struct ela__share *s, const char *kind,
                                 struct ela_json *data, struct ela_error *err)
{
    struct ela_json *facts = data ? data : ela_json_new_object();
    ela_json_set_text(facts, "name", s->name);
    struct ela_event e = {.kind = kind,
                          .client_id = s->client_id,
                          .case_id = s->case_id,
                          .object = "share",
                          .object_id = s->id,
                          .data = facts};
    return ela_event_add(c, &e, err);
}

/* --- passwords ---------------------------------------------------------------------------- */

/* Without signs that are taken for one another: 59 bits, of which five tries are given. */
void ela__share_password_new(char out[ELA__SHARE_PASSWORD + 3])
{
    static const char signs[] = "abcdefghjkmnpqrstuvwxyz23456789";
    size_t n = 0;
    for (int i = 0; i < ELA__SHARE_PASSWORD; i++) {
        if (i > 0 && i % 4 == 0)
            out[n++] = '-';
        out[n++] = signs[randombytes_uniform(sizeof signs - 1)];
    }
    out[n] = '\0';
}

struct ela_str ela__share_password_plain(struct ela_str typed, char out[65])
{
    size_t n = 0;
    for (size_t i = 0; i < typed.n && n < 64; i++) {
        char s = typed.p[i];
        if (s >= 'A' && s <= 'Z')
            s = (char)(s + 32);
        if ((s >= 'a' && s <= 'z') || (s >= '0' && s <= '9'))
            out[n++] = s;
    }
    out[n] = '\0';
    return (struct ela_str){out, n};
}

static enum ela_status password(struct ela_call *c, char text[ELA__SHARE_PASSWORD + 3],
                                char hash[128], struct ela_error *err)
{
    char plain[65];
    ela__share_password_new(text);
    ela_json_set_text(c->out, "password", text);
    return ela_password_hash(ela__share_password_plain(ela_str_of(text), plain), hash, err);
}

/* By the setting of this use; what was asked for must fit it. */
static enum ela_status wants_password(const struct ela_call *c, bool bank, bool *wanted,
                                      struct ela_error *err)
{
    enum ela_share_password rule =
        bank ? c->settings->share_password_bank : c->settings->share_password;
    *wanted = ela_in_bool(c, "password", rule != ELA_SHARE_PASSWORD_NONE);
    if (rule == ELA_SHARE_PASSWORD_REQUIRED && !*wanted)
        return ela_fail(err, ELA_E_INPUT, "share.password_required", "password");
    if (rule == ELA_SHARE_PASSWORD_NONE && *wanted)
        return ela_fail(err, ELA_E_INPUT, "share.password_none", "password");
    return ELA_OK;
}

/* Days from now; without any, those of the setting. */
static enum ela_status until(const struct ela_call *c, int64_t *at, struct ela_error *err)
{
    int64_t days = ela_in_int(c, "days", c->settings->share_days);
    int64_t most = c->settings->share_days_max;
    if (days > most && ela_in_has(c, "days")) {
        enum ela_status st = ela_fail(err, ELA_E_INPUT, "share.too_long", "days");
        ela_error_param_i64(err, "max", most);
        return st;
    }
    *at = c->now + (days > most ? most : days) * DAY_S;
    return ELA_OK;
}

/* --- made --------------------------------------------------------------------------------- */

struct making {
    struct ela_case k;
    struct ela__recipient to;
    struct ela__share s;
    const int64_t *files;
    size_t n;
    uint8_t token[32];
    char address[360];
    bool send;
};

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

static enum ela_status insert(struct ela_call *c, struct making *m, bool bank,
                              struct ela_error *err)
{
    struct ela_str message = ela_in_text(c, "message");
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_BYTES(m->token, 32),
                               ELA_DBV_INT(m->k.client_id),
                               ELA_DBV_INT(m->k.id),
                               ELA_DBV_TEXT(bank ? "bank" : "other"),
                               id_or_null(m->to.soc),
                               id_or_null(m->to.contact),
                               ELA_DBV_STR(m->to.name),
                               ELA_DBV_STR(m->to.email),
                               message.n ? ELA_DBV_STR(message) : ELA_DBV_NULL,
                               m->s.hash[0] ? ELA_DBV_TEXT(m->s.hash) : ELA_DBV_NULL,
                               ELA_DBV_INT(ela_in_bool(c, "download", true)),
                               ELA_DBV_INT(m->s.expires_at),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_INSERT, v, sizeof v / sizeof v[0], NULL, err));
    m->s.id = ela_db_last_id(c->db);
    for (size_t i = 0; i < m->n; i++) {
        struct ela_db_value f[] = {ELA_DBV_INT(m->s.id), ELA_DBV_INT(m->files[i]),
                                   ELA_DBV_INT((int64_t)i)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_FILE_INSERT, f, 3, NULL, err));
    }
    return ELA_OK;
}

/* A link is a sending, and stands in the register as one. */
static enum ela_status tell(struct ela_call *c, struct making *m, struct ela_error *err)
{
    int64_t row = 0;
    bool found = false;
    struct ela_json *data = ela_json_new_object();
    struct ela__dispatch d = {.means = "link",
                              .to = m->to,
                              .on = ela_tz_day(c->tz, c->now),
                              .tracking = ELA_STR(""),
                              .note = ELA_STR(""),
                              .share = m->s.id};
    ela_json_set_int(data, "count", (int64_t)m->n);
    ela_json_set_int(data, "until_at", m->s.expires_at);
    enum ela_status st =
        ela__share_find(c, ELA__SHARE_BY_ID, m->s.id, NULL, false, &m->s, &found, err);
    if (st != ELA_OK) {
        ela_json_free(data);
        return st;
    }
    ELA_TRY(ela__share_event(c, &m->s, "share.created", data, err));
    ELA_TRY(ela__dispatch_add(c, &m->k, &d, m->files, m->n, &row, err));
    return m->send ? ela__share_mail_link(c, &m->s, m->address, m->n, err) : ELA_OK;
}

/*
 * The token stands behind '#': browsers keep that part to themselves, so it is in no log of a
 * server, in no Referer, and a scanner of mails that follows the address opens nothing. "p-" says
 * that a password is asked, so that the page need not ask us, and we never tell a link that lives
 * from one that does not.
 */
static enum ela_status address(struct ela_call *c, struct making *m, struct ela_error *err)
{
    char token[ELA_TOKEN_TEXT + 1];
    if (*c->settings->portal_url == '\0')
        return ela_fail(err, ELA_E_STATE, "share.no_portal", "");
    ELA_TRY(ela_token_new(token, m->token, err));
    (void)snprintf(m->address, sizeof m->address, "%s/share#%s%s", c->settings->portal_url,
                   m->s.hash[0] ? "p-" : "", token);
    ela_json_set_text(c->out, "address", m->address);
    return ELA_OK;
}

enum ela_status ela__share_create(struct ela_call *c, struct ela_error *err)
{
    struct making m = {.send = ela_in_bool(c, "send", false)};
    char text[ELA__SHARE_PASSWORD + 3];
    bool bank = ela_str_is(ela_in_text(c, "purpose"), "bank"), wanted = false;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &m.k, err));
    ELA_TRY(ela_case_writable(&m.k, err));
    ELA_TRY(ela__share_chosen(c, &m.k, &m.files, &m.n, err));
    ELA_TRY(ela__recipient(c, &m.k, c->in, "", &m.to, err));
    if (m.send && m.to.email.n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", "email");
    ELA_TRY(wants_password(c, bank, &wanted, err));
    ELA_TRY(until(c, &m.s.expires_at, err));
    ela_json_set_null(c->out, "password");
    if (wanted)
        ELA_TRY(password(c, text, m.s.hash, err));
    ELA_TRY(address(c, &m, err));
    ELA_TRY(insert(c, &m, bank, err));
    ELA_TRY(tell(c, &m, err));
    ela_json_set_int(c->out, "id", m.s.id);
    ela_json_set_int(c->out, "expires_at", m.s.expires_at);
    ela_json_set_bool(c->out, "sent", m.send);
    return ela_case_activity(c, m.k.id, err);
}

/* --- changed ------------------------------------------------------------------------------ */

/* A link of a case that the actor reaches. Errors: not_found; state share.revoked. */
static enum ela_status mine(struct ela_call *c, struct ela__share *s, struct ela_error *err)
{
    struct ela_case k;
    bool found = false;
    ELA_TRY(ela__share_find(c, ELA__SHARE_BY_ID, ela_in_int(c, "share", 0), NULL, true, s, &found,
                            err));
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "share");
    ELA_TRY(ela_case_load(c, s->case_id, "share", &k, err));
    return s->revoked_at ? ela_fail(err, ELA_E_STATE, "share.revoked", "share") : ELA_OK;
}

enum ela_status ela__share_extend(struct ela_call *c, struct ela_error *err)
{
    struct ela__share s;
    int64_t at = 0;
    ELA_TRY(mine(c, &s, err));
    ELA_TRY(until(c, &at, err));
    struct ela_db_value v[] = {ELA_DBV_INT(at), ELA_DBV_INT(s.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_EXTEND, v, 3, NULL, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "until_at", at);
    ela_json_set_int(c->out, "expires_at", at);
    return ela__share_event(c, &s, "share.extended", data, err);
}

enum ela_status ela__share_revoke(struct ela_call *c, struct ela_error *err)
{
    struct ela__share s;
    ELA_TRY(mine(c, &s, err));
    struct ela_db_value v[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(s.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_REVOKE, v, 4, NULL, err));
    struct ela_db_value id = ELA_DBV_INT(s.id);
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_VISITS_END, &id, 1, NULL, err));
    return ela__share_event(c, &s, "share.revoked", NULL, err);
}

/* The address stays as it is: only a link that asks for a password can have another one. */
enum ela_status ela__share_password(struct ela_call *c, struct ela_error *err)
{
    struct ela__share s;
    char text[ELA__SHARE_PASSWORD + 3], hash[128];
    ELA_TRY(mine(c, &s, err));
    if (s.hash[0] == '\0')
        return ela_fail(err, ELA_E_STATE, "share.open_link", "share");
    ELA_TRY(password(c, text, hash, err));
    struct ela_db_value v[] = {ELA_DBV_TEXT(hash), ELA_DBV_INT(s.id),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_PASSWORD, v, 3, NULL, err));
    struct ela_db_value id = ELA_DBV_INT(s.id);
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_VISITS_END, &id, 1, NULL, err));
    return ela__share_event(c, &s, "share.password", NULL, err);
}
