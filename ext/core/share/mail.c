/*
 * Mails about links: the link itself to whom it is for, its first reading and its blocking to the
 * adviser. The password never goes this way. Source: DOC-11, SEC-19.
 */
#include "base/log.h"
#include "outbox/outbox.h"
#include "share/share_internal.h"

static void day_text(const struct ela_call *c, int64_t at, char out[32])
{
    struct ela_civil t;
    ela_tz_civil(c->tz, at, &t);
    (void)snprintf(out, 32, "%02d/%02d/%04d %02d:%02d", t.day, t.month, t.year, t.hour, t.minute);
}

enum ela_status ela__share_mail_link(struct ela_call *c, const struct ela__share *s,
                                     const char *address, size_t files, struct ela_error *err)
{
    char until[32], count[24];
    struct ela_json *v = ela_json_new_object();
    struct ela_mail m = {.kind = s->hash[0] ? "share.link_password" : "share.link",
                         .to_email = ela_str_of(s->email),
                         .to_name = ela_str_of(s->name),
                         .client_id = s->client_id,
                         .case_id = s->case_id,
                         .object = "share",
                         .object_id = s->id};
    day_text(c, s->expires_at, until);
    (void)snprintf(count, sizeof count, "%zu", files);
    ela_json_set_text(v, "count", count);
    ela_json_set_text(v, "message", s->message);
    ela_json_set_text(v, "until", until);
    ela_json_set_text(v, "url", address);
    enum ela_status st = ela_outbox_notify(c, &m, c->actor->lang, v, NULL, err);
    ela_json_free(v);
    return st;
}

static enum ela_status send(struct ela_call *c, const struct ela__share *s, const char *kind,
                            const struct ela_db_result *r, struct ela_error *err)
{
    char key[65], at[32];
    struct ela_str lang = ela_db_cell(r, 0, 2);
    struct ela_json *v = ela_json_new_object();
    /* Once for the reading of a link; once for each time that it blocks. */
    (void)snprintf(key, sizeof key, "%s:%lld:%d", kind, (long long)s->id,
                   strcmp(kind, "share.opened") == 0 ? 0 : s->version);
    struct ela_mail m = {.kind = kind,
                         .to_email = ela_db_cell(r, 0, 0),
                         .to_name = ela_db_cell(r, 0, 1),
                         .client_id = s->client_id,
                         .case_id = s->case_id,
                         .object = "share",
                         .object_id = s->id,
                         .dedupe_key = key};
    day_text(c, c->now, at);
    ela_json_set_text(v, "to", s->name);
    ela_json_set_text(v, "ref", s->ref);
    ela_json_set_text(v, "title", s->title);
    ela_json_set_text(v, "at", at);
    enum ela_status st = ela_outbox_notify(
        c, &m, lang.n >= 2 && strncmp(lang.p, "en", 2) == 0 ? "en" : "fr", v, NULL, err);
    ela_json_free(v);
    return st;
}

enum ela_status ela__share_mail_adviser(struct ela_call *c, const struct ela__share *s,
                                        const char *kind, struct ela_error *err)
{
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_db_value id = ELA_DBV_INT(s->id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SHARE_ADVISER, &id, 1, &r, err));
    enum ela_status st = r.nrows > 0 ? send(c, s, kind, &r, &why) : ELA_OK;
    ela_db_result_release(&r);
    if (st == ELA_E_STATE) {
        ELA_LOG(ELA_LOG_WARN, "share.mail", ELA_KV("kind", kind), ELA_KV("error", why.key));
        return ELA_OK;
    }
    if (st != ELA_OK)
        *err = why;
    return st;
}
