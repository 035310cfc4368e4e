/*
 * The terms of documents: people are told 30 days before the validity of one ends, in one mail
 * each; documents of a category that is not kept longer are announced 30 days before, looked
 * through by those who may, and go to the bin. Each daily, once. Source: DOC-26, DOC-27.
 */
#include "document/document_internal.h"
#include "document/term_sql.h"
#include "outbox/outbox.h"
#include "settings/settings.h"

enum { AHEAD = 30, BATCH = 250 }; /* two lists of documents in one statement */
enum { F_ID, F_NAME, F_DAY, F_SOC, F_CASE, F_OBJECT, F_OBJECT_ID };
enum { P_FILE, P_WHO, P_EMAIL, P_NAME, P_LANG, P_SOC };

static struct ela_day days_on(const struct ela_call *c, int32_t n)
{
    struct ela_day day = ela_tz_day(c->tz, c->now);
    day.n += n;
    return day;
}

static size_t ids_of(const struct ela_db_result *r, int64_t out[BATCH])
{
    for (size_t i = 0; i < r->nrows; i++)
        out[i] = ela_db_int(r, i, F_ID, 0);
    return r->nrows;
}

static size_t row_of(const struct ela_db_result *files, int64_t id)
{
    size_t i = 0;
    while (i < files->nrows && ela_db_int(files, i, F_ID, 0) != id)
        i++;
    return i;
}

/* In its own history and the timelines of its case and client; the case did not move by that. */
static enum ela_status say(struct ela_call *c, const struct ela_db_result *r, size_t i,
                           const char *kind, bool visible, struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "name", ela_db_cell(r, i, F_NAME));
    ela_json_set_str(data, "day", ela_db_cell(r, i, F_DAY));
    ela_json_set_str(data, "object", ela_db_cell(r, i, F_OBJECT));
    ela_json_set_int(data, "object_id", ela_db_int(r, i, F_OBJECT_ID, 0));
    struct ela_event e = {.kind = kind,
                          .client_id = (int32_t)ela_db_int(r, i, F_SOC, 0),
                          .case_id = ela_db_int(r, i, F_CASE, 0),
                          .object = "file",
                          .object_id = ela_db_int(r, i, F_ID, 0),
                          .visible = visible,
                          .data = data};
    return ela_event_add(c, &e, err);
}

/* --- mails -------------------------------------------------------------------------------- */

/* "Kbis.pdf (30/11/2026)"; each document once, though several clients of an account have it. */
static void words(struct ela_buf *b, const struct ela_db_result *files,
                  const struct ela_db_result *people, size_t from, size_t end, bool en)
{
    for (size_t i = from; i < end; i++) {
        int64_t id = ela_db_int(people, i, P_FILE, 0);
        size_t row = row_of(files, id);
        if (row == files->nrows || (i > from && ela_db_int(people, i - 1, P_FILE, 0) == id))
            continue;
        struct ela_str name = ela_db_cell(files, row, F_NAME), day = ela_db_cell(files, row, F_DAY);
        if (b->n > 1500) {
            ela_buf_adds(b, en ? "; and others" : " ; et d’autres");
            return;
        }
        if (b->n)
            ela_buf_adds(b, en ? "; " : " ; ");
        ela_buf_add(b, name.p, name.n);
        if (day.n == 10)
            ela_buf_addf(b, " (%.2s/%.2s/%.4s)", day.p + 8, day.p + 5, day.p);
    }
}

struct letter {
    const char *kind, *key; /* "expiring:u" */
    bool client;
    const struct ela_db_result *files, *people;
};

static enum ela_status one_mail(struct ela_call *c, const struct letter *l, size_t from, size_t end,
                                struct ela_error *err)
{
    const struct ela_db_result *p = l->people;
    struct ela_str lang = ela_db_cell(p, from, P_LANG);
    bool en = lang.n >= 2 && memcmp(lang.p, "en", 2) == 0;
    int32_t soc = (int32_t)ela_db_int(p, from, P_SOC, 0);
    char key[64], url[320] = "";
    struct ela_buf b;
    ela_buf_init(&b, 4000);
    words(&b, l->files, p, from, end, en);
    (void)snprintf(key, sizeof key, "%s%lld:%lld", l->key, (long long)ela_db_int(p, from, P_WHO, 0),
                   (long long)ela_db_int(p, from, P_FILE, 0));
    if (l->client)
        (void)snprintf(url, sizeof url, "%s/clients/%d/documents", c->settings->portal_url,
                       (int)soc);
    struct ela_json *v = ela_json_new_object();
    ela_json_set_str(v, "what", (struct ela_str){b.n ? b.p : "", b.n});
    ela_json_set_text(v, "url", url);
    struct ela_mail m = {.kind = l->kind,
                         .to_email = ela_db_cell(p, from, P_EMAIL),
                         .to_name = ela_db_cell(p, from, P_NAME),
                         .client_id = l->client ? soc : 0,
                         .account_id = l->client ? ela_db_int(p, from, P_WHO, 0) : 0,
                         .object = "file",
                         .object_id = ela_db_int(p, from, P_FILE, 0),
                         .dedupe_key = key};
    enum ela_status st = b.n ? ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err) : ELA_OK;
    ela_json_free(v);
    ela_buf_release(&b);
    return st;
}

/* One each, whatever the number of his documents: rows come by person. */
static enum ela_status mails(struct ela_call *c, const struct letter *l, int64_t *n,
                             struct ela_error *err)
{
    enum ela_status st = ELA_OK;
    for (size_t i = 0, end; i < l->people->nrows && st == ELA_OK; i = end) {
        for (end = i + 1; end < l->people->nrows; end++)
            if (ela_db_int(l->people, end, P_WHO, 0) != ela_db_int(l->people, i, P_WHO, 0))
                break;
        st = one_mail(c, l, i, end, err);
        (*n)++;
    }
    return st;
}

/* --- the end of validity ------------------------------------------------------------------ */

static enum ela_status advisers(struct ela_call *c, const int64_t *ids, size_t n,
                                struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TERM_LEADS);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_TERM_LEVEL);
    ela_sql_add(&q, ELA_SQL_TERM_SELLERS);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_TERM_OF);
    ela_sql_add(&q, ELA_SQL_TERM_LEVEL);
    ela_sql_add(&q, ELA_SQL_TERM_ORDER);
    return ela_sql_query(&q, c->db, r, err);
}

static enum ela_status clients(struct ela_call *c, const int64_t *ids, size_t n,
                               struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TERM_ACCOUNTS);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_TERM_SHOWN);
    ela_sql_add(&q, ELA_SQL_TERM_ORDER);
    return ela_sql_query(&q, c->db, r, err);
}

static bool shown(const struct ela_db_result *accounts, int64_t file)
{
    for (size_t i = 0; i < accounts->nrows; i++)
        if (ela_db_int(accounts, i, P_FILE, 0) == file)
            return true;
    return false;
}

static enum ela_status warn(struct ela_call *c, const struct ela_db_result *files, int64_t *n,
                            struct ela_error *err)
{
    int64_t ids[BATCH];
    size_t count = ids_of(files, ids);
    struct ela_db_result firm, accounts;
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TERM_WARNED);
    ela_sql_in(&q, ids, count);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    ELA_TRY(advisers(c, ids, count, &firm, err));
    enum ela_status st = clients(c, ids, count, &accounts, err);
    if (st == ELA_OK) {
        struct letter of_firm = {"file.expiring_team", "expiring:u", false, files, &firm};
        struct letter of_client = {"file.expiring", "expiring:a", true, files, &accounts};
        for (size_t i = 0; i < count && st == ELA_OK; i++)
            st = say(c, files, i, "file.expiring", shown(&accounts, ids[i]), err);
        if (st == ELA_OK)
            st = mails(c, &of_firm, n, err);
        if (st == ELA_OK && c->settings->portal_url[0])
            st = mails(c, &of_client, n, err);
        ela_db_result_release(&accounts);
    }
    ela_db_result_release(&firm);
    return st;
}

enum ela_status ela__document_warn(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ela_list_day(c->arena, days_on(c, 0)),
                               ela_list_day(c->arena, days_on(c, AHEAD)), ELA_DBV_INT(BATCH)};
    struct ela_db_result r;
    int64_t n = 0;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TERM_EXPIRING, p, 4, &r, err));
    enum ela_status st = r.nrows ? warn(c, &r, &n, err) : ELA_OK;
    ela_json_set_int(c->out, "documents", (int64_t)r.nrows);
    ela_json_set_int(c->out, "mails", n);
    ela_json_set_bool(c->out, "more", r.nrows == BATCH);
    ela_db_result_release(&r);
    return st;
}

/* --- how long they are kept --------------------------------------------------------------- */

/* The moment before which what was deposited has been kept that long in `ahead` days. */
static int64_t kept_since(const struct ela_call *c, int32_t months)
{
    int32_t y, m, d;
    struct ela_day day;
    ela_day_to_ymd(days_on(c, AHEAD), &y, &m, &d);
    for (m -= months; m < 1; m += 12)
        y--;
    while (!ela_day_from_ymd(y, m, d, &day))
        d--;
    const struct ela_civil at = {.year = y, .month = m, .day = d};
    return ela_tz_moment(c->tz, &at, false, NULL);
}

static enum ela_status announce(struct ela_call *c, const struct ela_meta_option *category,
                                int64_t *n, struct ela_error *err)
{
    int64_t since = kept_since(c, category->keep_months), changed = 0;
    struct ela_db_value again[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(category->code),
                                   ELA_DBV_INT(since)};
    struct ela_db_value fresh[] = {ela_list_day(c->arena, days_on(c, AHEAD)),
                                   ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(category->code),
                                   ELA_DBV_INT(since)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_KEEP_AGAIN, again, 3, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_KEEP_ANNOUNCE, fresh, 4, &changed, err));
    *n += changed;
    return ELA_OK;
}

static enum ela_status announce_all(struct ela_call *c, int64_t *n, struct ela_error *err)
{
    const struct ela_meta_list *list;
    struct ela_sql q;
    ELA_TRY(ela_meta_list(c, "piece_categories", &list, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_KEEP_UNLIMITED);
    ela_sql_int(&q, c->actor->entity);
    for (size_t i = 0; i < list->nitems; i++)
        if (list->items[i].keep_months > 0) {
            ela_sql_add(&q, ELA_SQL_KEEP_COMMA_P);
            ela_sql_text(&q, ela_str_of(list->items[i].code));
        }
    ela_sql_add(&q, ELA_SQL_KEEP_CLOSE);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    for (size_t i = 0; i < list->nitems; i++)
        if (list->items[i].keep_months > 0)
            ELA_TRY(announce(c, &list->items[i], n, err));
    return ELA_OK;
}

/* Administrators are told that something was announced, in one mail each a day. */
static enum ela_status tell_admins(struct ela_call *c, int64_t fresh, int64_t *sent,
                                   struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    char day[16], on[16], key[64], n[24];
    ela_day_format(days_on(c, 0), day);
    ela_day_format(days_on(c, AHEAD), on);
    (void)snprintf(n, sizeof n, "%lld", (long long)fresh);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_KEEP_ADMINS, &p, 1, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        struct ela_str lang = ela_db_cell(&r, i, P_LANG);
        bool en = lang.n >= 2 && memcmp(lang.p, "en", 2) == 0;
        (void)snprintf(key, sizeof key, "retention:%lld:%s", (long long)ela_db_int(&r, i, P_WHO, 0),
                       day);
        char said[16];
        (void)snprintf(said, sizeof said, "%.2s/%.2s/%.4s", on + 8, on + 5, on);
        struct ela_json *v = ela_json_new_object();
        ela_json_set_text(v, "n", n);
        ela_json_set_text(v, "day", said);
        struct ela_mail m = {.kind = "file.retention",
                             .to_email = ela_db_cell(&r, i, P_EMAIL),
                             .to_name = ela_db_cell(&r, i, P_NAME),
                             .object = "user",
                             .object_id = ela_db_int(&r, i, P_WHO, 0),
                             .dedupe_key = key};
        st = ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err);
        ela_json_free(v);
        (*sent)++;
    }
    ela_db_result_release(&r);
    return st;
}

/* What was announced and nobody kept goes to the bin, from where it comes back for 30 days. */
static enum ela_status retire(struct ela_call *c, int64_t *n, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ela_list_day(c->arena, days_on(c, 0)),
                               ELA_DBV_INT(BATCH)};
    struct ela_db_result r;
    struct ela_sql q;
    int64_t ids[BATCH];
    ELA_TRY(ela_db_query(c->db, ELA_SQL_KEEP_DUE, p, 3, &r, err));
    enum ela_status st = ELA_OK;
    size_t count = ids_of(&r, ids);
    if (count) {
        ela_sql_init(&q);
        ela_sql_add(&q, ELA_SQL_KEEP_BIN);
        ela_sql_int(&q, c->now);
        ela_sql_in(&q, ids, count);
        st = ela_sql_exec(&q, c->db, NULL, err);
    }
    for (size_t i = 0; i < count && st == ELA_OK; i++) {
        st = say(c, &r, i, "file.retired", false, err);
        if (st == ELA_OK)
            st = ela_piece_unproposed(c, ids[i], err);
    }
    *n = (int64_t)count;
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__document_retain(struct ela_call *c, struct ela_error *err)
{
    int64_t fresh = 0, sent = 0, retired = 0;
    ELA_TRY(announce_all(c, &fresh, err));
    if (fresh)
        ELA_TRY(tell_admins(c, fresh, &sent, err));
    ELA_TRY(retire(c, &retired, err));
    ela_json_set_int(c->out, "announced", fresh);
    ela_json_set_int(c->out, "retired", retired);
    ela_json_set_int(c->out, "mails", sent);
    ela_json_set_bool(c->out, "more", retired == BATCH);
    return ELA_OK;
}

/* Kept although its category is not, or left to that again. */
enum ela_status ela__document_keep(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    bool on = ela_in_bool(c, "on", true);
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    struct ela_db_value p[] = {on ? ELA_DBV_INT(c->now) : ELA_DBV_NULL, ELA_DBV_INT(f.id),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_KEEP_DECIDE, p, 3, NULL, err));
    ela_json_set_int(c->out, "id", f.id);
    ela_json_set_bool(c->out, "kept", on);
    return ela_file_tell(c, &f, on ? "file.kept" : "file.unkept", false, NULL, err);
}

/* How many go soon, from when on: for the dashboard of those who may decide. */
enum ela_status ela__document_leaving(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ela_list_day(c->arena, days_on(c, 0))};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_KEEP_SOON, p, 2, &r, err));
    ela_json_set_int(c->out, "count", ela_db_int(&r, 0, 0, 0));
    ela_list_text(c->out, "from", &r, 0, 1);
    ela_db_result_release(&r);
    return ELA_OK;
}
