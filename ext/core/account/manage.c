/*
 * What the firm does with portal accounts of its third parties: invite, give another third party,
 * change role, suspend, unlock. Nobody of the firm ever sees a link or a password. Source: PORT-04,
 * SEC-04, SEC-05, SEC-10, SEC-20.
 */
#include "account/account.h"

#include "account/account_internal.h"
#include "account/account_sql.h"
#include "scope/scope.h"

enum { LIST_MAX = 200 }; /* as ELA_SQL_ACCOUNT_LIST_ORDER says */

/* --- reach ------------------------------------------------------------------------------------ */

/* The account, if the actor reaches one of its third parties (client 0) or that very one. */
static enum ela_status managed(struct ela_call *c, int64_t account, int64_t client,
                               struct ela__person *p, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool found = false;

    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_MANAGED);
    ela_sql_int(&q, account);
    ela_sql_int(&q, c->actor->entity);
    if (client > 0) {
        ela_sql_add(&q, ELA_SQL_MANAGED_CLIENT);
        ela_sql_int(&q, client);
    }
    ela_scope_client(&q, c->actor, "l", "fk_soc");
    ela_sql_add(&q, ELA_SQL_MANAGED_LIMIT);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool reach = r.nrows > 0;
    ela_db_result_release(&r);
    if (reach)
        ELA_TRY(ela__person_by_id(c, account, true, p, &found, err));
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "account");
}

/* --- invitation ------------------------------------------------------------------------------- */

static enum ela_status check_contact(struct ela_call *c, int64_t client, struct ela_error *err)
{
    struct ela_db_result r;
    if (!ela_in_has(c, "contact"))
        return ELA_OK;
    struct ela_db_value v[] = {ELA_DBV_INT(ela_in_int(c, "contact", 0)), ELA_DBV_INT(client)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CONTACT_OF, v, 2, &r, err));
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "contact");
}

static const char *lang_of(struct ela_call *c)
{
    if (ela_in_has(c, "lang"))
        return ela_str_is(ela_in_text(c, "lang"), "en") ? "en" : "fr";
    return strncmp(c->actor->lang, "en", 2) == 0 ? "en" : "fr";
}

static enum ela_status create(struct ela_call *c, struct ela_str email, struct ela__person *p,
                              struct ela_error *err)
{
    bool found = false;
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_STR(email),
                               ELA_DBV_STR(ela_in_text(c, "name")),
                               ELA_DBV_TEXT(lang_of(c)),
                               ela_in_has(c, "contact") ? ELA_DBV_INT(ela_in_int(c, "contact", 0))
                                                        : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PERSON_INSERT, v, 7, NULL, err));
    return ela__person_by_id(c, ela_db_last_id(c->db), false, p, &found, err);
}

struct bond {
    int64_t id;
    bool active;
    char profile[17], role[129];
};

static enum ela_status bond_of(struct ela_call *c, int64_t account, int64_t client, struct bond *b,
                               struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(account), ELA_DBV_INT(client),
                               ELA_DBV_INT(c->actor->entity)};
    memset(b, 0, sizeof *b);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_LINK_READ, v, 3, &r, err));
    if (r.nrows > 0) {
        b->id = ela_db_int(&r, 0, 0, 0);
        b->active = ela_db_int(&r, 0, 1, 0) != 0;
        snprintf(b->profile, sizeof b->profile, "%s", ela_db_cell(&r, 0, 2).p);
        snprintf(b->role, sizeof b->role, "%s", ela_db_cell(&r, 0, 3).p);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Gives the account the third party, or gives it back. Errors: conflict account.already_linked. */
static enum ela_status bind_client(struct ela_call *c, int64_t account, int64_t client,
                                   struct ela_error *err)
{
    struct bond b;
    struct ela_str profile =
        ela_in_has(c, "profile") ? ela_in_text(c, "profile") : ELA_STR("particulier");
    struct ela_str role = ela_in_text(c, "role");
    ELA_TRY(bond_of(c, account, client, &b, err));
    if (b.active)
        return ela_fail(err, ELA_E_CONFLICT, "account.already_linked", "email");
    if (b.id > 0) {
        struct ela_db_value v[] = {ELA_DBV_INT(1), ELA_DBV_STR(profile), ELA_DBV_STR(role),
                                   ELA_DBV_INT(b.id)};
        return ela_db_exec(c->db, ELA_SQL_LINK_UPDATE, v, 4, NULL, err);
    }
    struct ela_db_value v[] = {
        ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(account), ELA_DBV_INT(client),
        ELA_DBV_STR(profile),          ELA_DBV_STR(role),    ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA_SQL_LINK_ADD, v, 6, NULL, err);
}

enum ela_status ela__account_invite(struct ela_call *c, struct ela_error *err)
{
    int64_t client = ela_in_int(c, "client", 0);
    struct ela_str email = ela__email_key(c, ela_in_text(c, "email"));
    struct ela__person p;
    char name[256];
    bool found = false;

    ELA_TRY(ela__client_name(c, client, name, err));
    ELA_TRY(check_contact(c, client, err));
    ELA_TRY(ela__person_by_email(c, email, &p, &found, err));
    if (found && strcmp(p.status, "suspended") == 0)
        return ela_fail(err, ELA_E_STATE, "account.is_suspended", "email");
    if (!found)
        ELA_TRY(create(c, email, &p, err));
    ELA_TRY(bind_client(c, p.id, client, err));
    bool waits = strcmp(p.status, "invited") == 0;
    ELA_TRY(ela__person_event(c, waits ? "account.invited" : "account.link_added", p.id,
                              (int32_t)client, NULL, err));
    ela_json_set_int(c->out, "id", p.id);
    ela_json_set_bool(c->out, "existing", !waits);
    if (waits)
        return ela__account_link_invite(c, &p, err);
    struct ela_json *vars = ela_json_new_object();
    ela_json_set_text(vars, "client", name);
    return ela__person_mail(c, &p, "account.link_added", "/", vars, err);
}

enum ela_status ela__account_reinvite(struct ela_call *c, struct ela_error *err)
{
    struct ela__person p;
    ELA_TRY(managed(c, ela_in_int(c, "account", 0), 0, &p, err));
    if (strcmp(p.status, "invited") != 0)
        return ela_fail(err, ELA_E_STATE, "account.already_active", "account");
    ELA_TRY(ela__person_event(c, "account.invited", p.id, 0, NULL, err));
    return ela__account_link_invite(c, &p, err);
}

/* --- list ------------------------------------------------------------------------------------- */

static void at_or_null(struct ela_json *o, const char *key, int64_t at)
{
    if (at > 0)
        ela_json_set_int(o, key, at);
    else
        ela_json_set_null(o, key);
}

/* Third parties that the account serves too: a login is one person's, whatever the client. */
static enum ela_status list_also(struct ela_call *c, struct ela_json **accounts, const int64_t *ids,
                                 size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_ACCOUNT_ALSO);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, ela_in_int(c, "client", 0));
    ela_scope_client(&q, c->actor, "l", "fk_soc");
    ela_sql_add(&q, ELA_SQL_ACCOUNT_ALSO_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        for (size_t k = 0; k < n; k++)
            if (ids[k] == ela_db_int(&r, i, 0, 0)) {
                struct ela_json *o = ela_json_new_object();
                ela_json_set_int(o, "id", ela_db_int(&r, i, 1, 0));
                ela_json_set_str(o, "name", ela_db_cell(&r, i, 2));
                ela_json_push(accounts[k], o);
            }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__account_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_json *also[LIST_MAX];
    int64_t ids[LIST_MAX];
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();

    ela_json_set(c->out, "rows", rows);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_ACCOUNT_LIST);
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, ela_in_int(c, "client", 0));
    ela_scope_client(&q, c->actor, "l", "fk_soc");
    ela_sql_add(&q, ELA_SQL_ACCOUNT_LIST_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows && i < LIST_MAX; i++) {
        struct ela_json *o = ela_json_new_object();
        int64_t locked = ela_db_int(&r, i, 5, 0), invited = ela_db_int(&r, i, 11, 0);
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(o, "email", ela_db_cell(&r, i, 1));
        ela_json_set_str(o, "name", ela_db_cell(&r, i, 2));
        ela_json_set_str(o, "lang", ela_db_cell(&r, i, 3));
        ela_json_set_str(o, "status", ela_db_cell(&r, i, 4));
        at_or_null(o, "locked_until", locked > c->now ? locked : 0);
        at_or_null(o, "last_login_at", ela_db_int(&r, i, 6, 0));
        ela_json_set_str(o, "profile", ela_db_cell(&r, i, 7));
        ela_json_set_str(o, "role", ela_db_cell(&r, i, 8));
        ela_json_set_bool(o, "active", ela_db_int(&r, i, 9, 0) != 0);
        at_or_null(o, "contact", ela_db_int(&r, i, 10, 0));
        at_or_null(o, "invited_until", invited);
        ela_json_set_int(o, "sessions", ela_db_int(&r, i, 12, 0));
        /* How many third parties besides this one, and those of them within reach. */
        ela_json_set_int(o, "also_count", ela_db_int(&r, i, 13, 0));
        ids[i] = ela_db_int(&r, i, 0, 0);
        also[i] = ela_json_new_array();
        ela_json_set(o, "also", also[i]);
        ela_json_push(rows, o);
    }
    size_t n = r.nrows < LIST_MAX ? r.nrows : LIST_MAX;
    ela_db_result_release(&r);
    if (n > 0)
        ELA_TRY(list_also(c, also, ids, n, err));
    return ela__client_amounts_fill(c, err);
}

/* People of the third party who have an address, as its sheet in Dolibarr holds them. */
enum ela_status ela__account_contacts(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();

    ela_json_set(c->out, "rows", rows);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CONTACTS);
    ela_sql_int(&q, ela_in_int(c, "client", 0));
    ela_scope_client(&q, c->actor, "p", "fk_soc");
    ela_sql_add(&q, ELA_SQL_CONTACTS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        struct ela_str first = ela_db_cell(&r, i, 1), last = ela_db_cell(&r, i, 2);
        char name[256];
        snprintf(name, sizeof name, "%.*s%s%.*s", (int)first.n, first.p ? first.p : "",
                 first.n && last.n ? " " : "", (int)last.n, last.p ? last.p : "");
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_text(o, "name", name);
        ela_json_set_str(o, "email", ela_db_cell(&r, i, 3));
        ela_json_set_str(o, "job", ela_db_cell(&r, i, 4));
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- changes ---------------------------------------------------------------------------------- */

static enum ela_status update_bond(struct ela_call *c, int64_t account, int64_t client,
                                   bool *changed, struct ela_error *err)
{
    struct bond b;
    ELA_TRY(bond_of(c, account, client, &b, err));
    if (b.id == 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    bool active = ela_in_bool(c, "active", b.active);
    struct ela_str profile =
        ela_in_has(c, "profile") ? ela_in_text(c, "profile") : ela_str_of(b.profile);
    struct ela_str role = ela_in_has(c, "role") ? ela_in_text(c, "role") : ela_str_of(b.role);
    struct ela_db_value v[] = {ELA_DBV_INT(active ? 1 : 0), ELA_DBV_STR(profile), ELA_DBV_STR(role),
                               ELA_DBV_INT(b.id)};
    *changed = active != b.active || !ela_str_is(profile, b.profile) || !ela_str_is(role, b.role);
    return *changed ? ela_db_exec(c->db, ELA_SQL_LINK_UPDATE, v, 4, NULL, err) : ELA_OK;
}

static enum ela_status set_text(struct ela_call *c, const char *field, const char *sql,
                                int64_t account, struct ela_error *err)
{
    if (!ela_in_has(c, field))
        return ELA_OK;
    struct ela_db_value v[] = {ELA_DBV_STR(ela_in_text(c, field)), ELA_DBV_INT(account),
                               ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, sql, v, 3, NULL, err);
}

enum ela_status ela__account_update(struct ela_call *c, struct ela_error *err)
{
    int64_t client = ela_in_int(c, "client", 0);
    struct ela__person p;
    bool changed = false;

    if (ela_in_has(c, "name") && ela_in_text(c, "name").n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", "name");
    ELA_TRY(managed(c, ela_in_int(c, "account", 0), client, &p, err));
    ELA_TRY(update_bond(c, p.id, client, &changed, err));
    ELA_TRY(set_text(c, "name", ELA_SQL_PERSON_NAME, p.id, err));
    ELA_TRY(set_text(c, "lang", ELA_SQL_PERSON_LANG, p.id, err));
    if (changed) /* a role that changes closes what was opened with the old one (SEC-05) */
        ELA_TRY(ela__session_close_all(c, p.id, 0, NULL, err));
    return ela__person_event(c, "account.updated", p.id, (int32_t)client, NULL, err);
}

static enum ela_status set_status(struct ela_call *c, int64_t account, const char *status,
                                  struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_TEXT(status), ELA_DBV_INT(account),
                               ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_PERSON_STATUS, v, 3, NULL, err);
}

enum ela_status ela__account_suspend(struct ela_call *c, struct ela_error *err)
{
    struct ela__person p;
    ELA_TRY(managed(c, ela_in_int(c, "account", 0), 0, &p, err));
    if (strcmp(p.status, "suspended") == 0)
        return ela_fail(err, ELA_E_STATE, "account.is_suspended", "account");
    struct ela_db_value links[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(p.id)};
    ELA_TRY(set_status(c, p.id, "suspended", err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TOKEN_END, links, 2, NULL, err));
    ELA_TRY(ela__session_close_all(c, p.id, 0, NULL, err));
    return ela__person_event(c, "account.suspended", p.id, 0, NULL, err);
}

enum ela_status ela__account_resume(struct ela_call *c, struct ela_error *err)
{
    struct ela__person p;
    ELA_TRY(managed(c, ela_in_int(c, "account", 0), 0, &p, err));
    if (strcmp(p.status, "suspended") != 0)
        return ela_fail(err, ELA_E_STATE, "account.not_suspended", "account");
    ELA_TRY(set_status(c, p.id, p.hash[0] != '\0' ? "active" : "invited", err));
    return ela__person_event(c, "account.resumed", p.id, 0, NULL, err);
}

enum ela_status ela__account_unlock(struct ela_call *c, struct ela_error *err)
{
    struct ela__person p;
    ELA_TRY(managed(c, ela_in_int(c, "account", 0), 0, &p, err));
    struct ela_db_value v = ELA_DBV_INT(p.id);
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PERSON_CALM, &v, 1, NULL, err));
    return ela__person_event(c, "account.unlocked", p.id, 0, NULL, err);
}

/* Closes whatever the person has open, on every device. */
enum ela_status ela__account_sign_out(struct ela_call *c, struct ela_error *err)
{
    struct ela__person p;
    int64_t closed = 0;
    ELA_TRY(managed(c, ela_in_int(c, "account", 0), 0, &p, err));
    ELA_TRY(ela__session_close_all(c, p.id, 0, &closed, err));
    ela_json_set_int(c->out, "closed", closed);
    return ela__person_event(c, "account.session_closed", p.id, 0, NULL, err);
}
