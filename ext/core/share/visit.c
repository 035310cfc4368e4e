/*
 * What a visitor does with a link: opens it, reads, downloads. He is nobody's account. Whatever is
 * wrong, he hears one sentence, after the same work: an unknown link, one that is over, blocked or
 * ended, a wrong password. What was tried is counted and logged although it is refused.
 * Source: DOC-11, SEC-18.
 */
#include "share/share_internal.h"

#include "file/file.h"

struct visit {
    struct ela_call *c;
    struct ela__share s;
    uint8_t token[32], key[32];
    char text[ELA_TOKEN_TEXT + 1]; /* of the key */
    char was[129];                 /* hash that the password was held against */
    bool found, right, given, opened;
};

static enum ela_status unavailable(struct ela_error *err)
{
    return ela_fail(err, ELA_E_NOT_FOUND, "share.unavailable", "");
}

/* --- documents ---------------------------------------------------------------------------- */

static enum ela_status files_of(struct ela_call *c, const struct ela__share *s, int64_t one,
                                struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_SHARE_FILES);
    ela_sql_int(&q, s->id);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_text(&q, ela_str_of(ela_settings_scan_held(c->settings)));
    if (one) {
        ela_sql_add(&q, ELA_SQL_SHARE_FILES_ONE);
        ela_sql_int(&q, one);
    }
    ela_sql_add(&q, ELA_SQL_SHARE_FILES_ORDER);
    return ela_sql_query(&q, c->db, r, err);
}

static enum ela_status answer(struct ela_call *c, const struct ela__share *s, struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(files_of(c, s, 0, &r, err));
    struct ela_json *share = ela_json_new_object(), *files = ela_json_new_array();
    ela_json_set_int(share, "id", s->id);
    ela_json_set_text(share, "name", s->name);
    ela_json_set_text(share, "message", s->message);
    ela_json_set_bool(share, "download", s->download);
    ela_json_set_int(share, "expires_at", s->expires_at);
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *f = ela_json_new_object();
        ela_json_set_int(f, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(f, "name", ela_db_cell(&r, i, 1));
        ela_json_set_str(f, "type", ela_db_cell(&r, i, 2));
        ela_json_set_int(f, "size", ela_db_int(&r, i, 3, 0));
        ela_json_set_bool(f, "readable", ela_file_may_show(ela_db_cell(&r, i, 2)));
        ela_json_push(files, f);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "share", share);
    ela_json_set(c->out, "files", files);
    ela_json_set(c->out, "firm", ela_firm_json(c->settings, c->actor->lang));
    return ELA_OK;
}

/* --- opening ------------------------------------------------------------------------------ */

static bool live(const struct visit *v)
{
    return v->found && strcmp(ela__share_state(v->c, &v->s), "live") == 0;
}

static enum ela_status count_wrong(struct visit *v, struct ela_error *err)
{
    struct ela_call *c = v->c;
    int64_t wrong = v->s.wrong + 1;
    bool blocks = wrong >= ELA_SHARE_WRONG_MAX;
    struct ela_db_value p[] = {ELA_DBV_INT(wrong), blocks ? ELA_DBV_INT(c->now) : ELA_DBV_NULL,
                               ELA_DBV_INT(v->s.id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_WRONG, p, 3, NULL, err));
    ELA_TRY(ela__share_log(c, &v->s, 0, ELA_STR(""), "open", "wrong", err));
    if (!blocks)
        return ELA_OK;
    ELA_TRY(ela__share_event(c, &v->s, "share.blocked", NULL, err));
    return ela__share_mail_adviser(c, &v->s, "share.blocked", err);
}

/* The first reading is news for the adviser; the others stand in the log. */
static enum ela_status first(struct visit *v, struct ela_error *err)
{
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(v->c->now), ELA_DBV_INT(v->s.id)};
    ELA_TRY(ela_db_exec(v->c->db, ELA_SQL_SHARE_OPENED, p, 2, &changed, err));
    if (changed == 0)
        return ELA_OK;
    ELA_TRY(ela__share_event(v->c, &v->s, "share.opened", NULL, err));
    return ela__share_mail_adviser(v->c, &v->s, "share.opened", err);
}

static enum ela_status enter(struct visit *v, struct ela_error *err)
{
    struct ela_call *c = v->c;
    struct ela_db_value over = ELA_DBV_INT(c->now);
    ELA_TRY(ela_token_new(v->text, v->key, err));
    struct ela_db_value p[] = {ELA_DBV_BYTES(v->key, 32), ELA_DBV_INT(v->s.id),
                               ELA_DBV_INT(c->now + ELA_SHARE_VISIT_S)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_VISITS_OVER, &over, 1, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_VISIT, p, 3, NULL, err));
    if (v->s.wrong > 0) {
        struct ela_db_value calm[] = {ELA_DBV_INT(0), ELA_DBV_NULL, ELA_DBV_INT(v->s.id)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_SHARE_WRONG, calm, 3, NULL, err));
    }
    ELA_TRY(ela__share_log(c, &v->s, 0, ELA_STR(""), "open", "ok", err));
    ELA_TRY(first(v, err));
    v->opened = true;
    return ELA_OK;
}

/* Judged under the lock: others may have failed, or the link may be over, since it was read. */
static enum ela_status open_tx(void *ctx, struct ela_error *err)
{
    struct visit *v = ctx;
    struct ela_call *c = v->c;
    v->opened = false;
    if (v->found)
        ELA_TRY(ela__share_find(c, ELA__SHARE_BY_TOKEN, 0, v->token, true, &v->s, &v->found, err));
    if (!v->found)
        return ela_throttle_hit(c, err);
    if (!live(v)) {
        ELA_TRY(ela__share_log(c, &v->s, 0, ELA_STR(""), "open", ela__share_state(c, &v->s), err));
        return ela_throttle_hit(c, err);
    }
    bool asks = v->s.hash[0] != '\0', same = strcmp(v->was, v->s.hash) == 0;
    if (!asks || (v->right && same))
        return enter(v, err);
    ELA_TRY(v->given ? count_wrong(v, err)
                     : ela__share_log(c, &v->s, 0, ELA_STR(""), "open", "none", err));
    return ela_throttle_hit(c, err);
}

enum ela_status ela__share_open(struct ela_call *c, struct ela_error *err)
{
    struct visit v = {.c = c};
    char plain[65];
    struct ela_str typed = ela__share_password_plain(ela_in_text(c, "password"), plain);
    ELA_TRY(ela_throttle_check(c, err));
    v.given = typed.n > 0;
    if (!ela_token_hash(ela_in_text(c, "token"), v.token))
        memset(v.token, 0, sizeof v.token); /* looked for in vain, as an unknown one is */
    ELA_TRY(ela__share_find(c, ELA__SHARE_BY_TOKEN, 0, v.token, false, &v.s, &v.found, err));
    bool asks = live(&v) && v.s.hash[0] != '\0';
    if (asks)
        (void)snprintf(v.was, sizeof v.was, "%s", v.s.hash);
    /* Slow on purpose, outside the transaction, and the same for what there is nothing to hold
     * against. */
    if (asks || !live(&v))
        v.right = ela_password_verify(typed, asks ? v.was : NULL);
    ELA_TRY(ela_db_tx(c->db, open_tx, &v, err));
    if (!v.opened)
        return unavailable(err);
    ela_json_set_text(c->out, "key", v.text);
    ela_json_set_int(c->out, "key_s", ELA_SHARE_VISIT_S);
    return answer(c, &v.s, err);
}

/* --- reading ------------------------------------------------------------------------------ */

/* The link of a visit, as far as both still hold. */
static enum ela_status visited(struct ela_call *c, struct ela__share *s, struct ela_error *err)
{
    uint8_t key[32];
    bool found = false;
    if (!ela_token_hash(ela_in_text(c, "key"), key))
        return unavailable(err);
    ELA_TRY(ela__share_find(c, ELA__SHARE_BY_KEY, ela_in_int(c, "share", 0), key, false, s, &found,
                            err));
    return found && strcmp(ela__share_state(c, s), "live") == 0 ? ELA_OK : unavailable(err);
}

enum ela_status ela__share_files(struct ela_call *c, struct ela_error *err)
{
    struct ela__share s;
    ELA_TRY(visited(c, &s, err));
    return answer(c, &s, err);
}

/* What was looked at is told from what was taken away; a HEAD takes nothing. */
static const char *deed(const struct ela_call *c, bool shown)
{
    if (ela_in_bool(c, "head", false))
        return "head";
    return shown ? "read" : "download";
}

enum ela_status ela__share_get(struct ela_call *c, struct ela_error *err)
{
    struct ela__share s;
    struct ela_db_result r;
    int64_t id = ela_in_int(c, "file", 0);
    ELA_TRY(visited(c, &s, err));
    ELA_TRY(files_of(c, &s, id, &r, err));
    struct ela_str name = ela_db_cell(&r, 0, 1), type = ela_db_cell(&r, 0, 2);
    struct ela_file_kept kept = {.name = name,
                                 .type = type,
                                 .place = ela_db_cell(&r, 0, 4),
                                 .size = ela_db_int(&r, 0, 3, 0)};
    bool shown = ela_in_bool(c, "view", false) && r.nrows > 0 && ela_file_may_show(type);
    const char *result = r.nrows == 0 ? "gone" : !shown && !s.download ? "refused" : "ok";
    enum ela_status st = ELA_OK;
    if (strcmp(result, "ok") == 0 && ela_file_give(c, &kept, shown, err) != ELA_OK)
        result = "missing";
    st = ela__share_log(c, &s, id, name.p ? name : ELA_STR(""), deed(c, shown), result, err);
    ela_db_result_release(&r);
    if (st != ELA_OK || strcmp(result, "ok") == 0)
        return st;
    if (strcmp(result, "refused") == 0)
        return ela_fail(err, ELA_E_DENIED, "share.read_only", "file");
    return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "file");
}
