/*
 * The antivirus. Deposit does not wait for it: a row says that bytes wait, the media worker has
 * them read and tells what was said; till then whoever deposited them has them back and nobody
 * else. What is infected leaves the store, its document goes to the bin or back to its version
 * before, and both sides are told; an administrator gives it back or away. Source: SEC-15.
 */
#include "file/file_internal.h"
#include "file/scan_sql.h"
#include "outbox/outbox.h"

enum { LEASE_S = 300, PAUSE_S = 60, PAUSE_MAX_S = 3600, SHOWN = 20, BATCH = 100, OLD_S = 86400 };
enum { S_FILE, S_PLACE, S_ATTEMPTS };

static bool own(const struct ela_call *c, const struct ela_file *f)
{
    return c->actor->kind == ELA_ACTOR_PORTAL ? f->account == c->actor->account_id
                                              : !f->account && f->user == c->actor->user_id;
}

enum ela_status ela__scan_enrol(struct ela_call *c, int64_t file, const char *place,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(file),
                               ELA_DBV_TEXT(place), ELA_DBV_INT(c->now), ELA_DBV_INT(c->now)};
    return c->settings->clamd[0] ? ela_db_exec(c->db, ELA_SQL_SCAN_INSERT, p, 5, NULL, err)
                                 : ELA_OK;
}

bool ela_scan_waits(const struct ela_call *c, struct ela_str state)
{
    bool later = ela_str_is(state, "later") || ela_str_is(state, "skipped");
    return c->settings->clamd[0] &&
           (ela_str_is(state, "waiting") || (later && c->settings->scan_hold));
}

enum ela_status ela_scan_held(struct ela_call *c, struct ela_str place, char state[13],
                              struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_STR(place),
                               ELA_DBV_TEXT(ela_settings_scan_held(c->settings))};
    struct ela_db_result r;
    state[0] = '\0';
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_HELD_BACK, p, 2, &r, err));
    if (r.nrows)
        (void)ela_str_copy(ela_db_cell(&r, 0, 0), state, 13);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_scan_check(struct ela_call *c, struct ela_str place, const struct ela_file *f,
                               struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_STR(place)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_STATE, p, 1, &r, err));
    struct ela_str state = ela_db_cell(&r, 0, 0);
    bool bad = ela_str_is(state, "infected") || ela_str_is(state, "removed");
    bool held = ela_scan_waits(c, state), later = held && !ela_str_is(state, "waiting");
    ela_db_result_release(&r);
    if (bad)
        return ela_fail(err, ELA_E_STATE, "file.infected", "file");
    if (!held || (f && own(c, f)))
        return ELA_OK;
    return later ? ela_fail(err, ELA_E_STATE, "file.not_scanned", "file")
                 : ela_fail(err, ELA_E_STATE, "file.scanning", "file");
}

/* --- the worker's side -------------------------------------------------------------------- */

static const struct ela_field NEXT[] = {
    {.name = "owner", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 80},
    {.name = NULL},
};
static const char *const RESULTS[] = {"clean", "infected", "skipped", "away", "missing", NULL};
static const struct ela_field DONE[] = {
    {.name = "scan", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT64_MAX},
    {.name = "owner", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 80},
    {.name = "result", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = RESULTS},
    {.name = "found", .type = ELA_FT_TEXT, .max = 120},
    {.name = NULL},
};

static enum ela_status next(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    int64_t taken = 0;
    if (!c->settings->clamd[0])
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_DUE, p, 2, &r, err));
    int64_t id = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (!id)
        return ELA_OK;
    struct ela_db_value t[] = {ELA_DBV_STR(ela_in_text(c, "owner")), ELA_DBV_INT(c->now + LEASE_S),
                               ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SCAN_TAKE, t, 5, &taken, err));
    if (taken != 1)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_TAKEN, &t[2], 2, &r, err));
    ela_json_set_int(c->out, "scan", id);
    ela_json_set_int(c->out, "file", ela_db_int(&r, 0, S_FILE, 0));
    ela_json_set_str(c->out, "place", ela_db_cell(&r, 0, S_PLACE));
    ela_json_set_text(c->out, "clamd", c->settings->clamd);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- what is infected --------------------------------------------------------------------- */

static enum ela_status post(struct ela_call *c, const struct ela_file *f, bool client,
                            const struct ela_db_result *r, struct ela_str found,
                            struct ela_error *err)
{
    enum ela_status st = ELA_OK;
    for (size_t i = 0; st == ELA_OK && i < r->nrows; i++) {
        struct ela_str lang = ela_db_cell(r, i, 3);
        bool en = lang.n >= 2 && memcmp(lang.p, "en", 2) == 0;
        struct ela_mail m = {.kind = client ? "file.infected" : "file.infected_team",
                             .to_email = ela_db_cell(r, i, 1),
                             .to_name = ela_db_cell(r, i, 2),
                             .client_id = f->client_id,
                             .case_id = f->case_id,
                             .account_id = client ? ela_db_int(r, i, 0, 0) : 0,
                             .object = "file",
                             .object_id = f->id};
        struct ela_json *v = ela_json_new_object();
        ela_json_set_text(v, "name", f->name);
        ela_json_set_str(v, "found", found);
        st = ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err);
        ela_json_free(v);
    }
    return st;
}

static enum ela_status tell(struct ela_call *c, const struct ela_file *f, struct ela_str found,
                            struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "found", found);
    ELA_TRY(ela_file_tell(c, f, "file.infected", f->account > 0, data, err));
    struct ela_db_value firm[] = {ELA_DBV_INT(f->id),       ELA_DBV_INT(f->case_id),
                                  ELA_DBV_INT(!f->case_id), ELA_DBV_INT(f->client_id),
                                  ELA_DBV_INT(f->id),       ELA_DBV_INT(c->actor->entity),
                                  ELA_DBV_INT(f->id)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILE_FIRM_PEOPLE, firm, 7, &r, err));
    enum ela_status st = post(c, f, false, &r, found, err);
    ela_db_result_release(&r);
    if (st != ELA_OK || !f->account)
        return st;
    struct ela_db_value p[] = {ELA_DBV_INT(f->account), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_UPLOADER, p, 2, &r, err));
    st = post(c, f, true, &r, found, err);
    ela_db_result_release(&r);
    return st;
}

/* The version before, if it is no better hidden itself: it is the newest again. */
static enum ela_status step_back(struct ela_call *c, const struct ela_file *f, bool *done,
                                 struct ela_error *err)
{
    struct ela_file old = *f;
    struct ela_error why = ELA_ERROR_INIT;
    *done = false;
    if (f->version < 2)
        return ELA_OK;
    enum ela_status st = ela__version_load(c, f->version - 1, &old, &why);
    if (st == ELA_OK)
        st = ela_scan_check(c, ela_str_of(old.place), f, &why);
    if (st == ELA_E_NOT_FOUND || st == ELA_E_STATE)
        return ELA_OK;
    if (st != ELA_OK) {
        *err = why;
        return st;
    }
    struct ela__row r = {.name = ela_str_of(old.name),
                         .type = ela_str_of(old.type),
                         .size = old.size,
                         .sha = old.sha,
                         .place = old.place};
    *done = true;
    return ela__version_add(c, f, &r, "file.version_restored", err);
}

static enum ela_status infected(struct ela_call *c, int64_t file, const char *place,
                                struct ela_error *err)
{
    struct ela_file f;
    bool back = false;
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela__file_row(c, file, false, &f, &why);
    if (st == ELA_OK && strcmp(f.place, place) == 0) {
        f.shown = f.visible;
        ELA_TRY(step_back(c, &f, &back, err));
        struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_NULL, ELA_DBV_INT(f.id),
                                   ELA_DBV_INT(c->actor->entity)};
        if (!back)
            ELA_TRY(ela_db_exec(c->db, ELA_SQL_FILE_DELETE, p, 4, NULL, err));
        if (!back)
            ELA_TRY(ela_piece_unproposed(c, f.id, err));
        if (!back && strcmp(f.object, "piece") == 0)
            ELA_TRY(ela_piece_emptied(c, f.object_id, err));
    } else if (st != ELA_OK && st != ELA_E_NOT_FOUND) {
        *err = why;
        return st;
    }
    if (st == ELA_OK)
        ELA_TRY(tell(c, &f, ela_in_text(c, "found"), err));
    return ela__store_quarantine(c->documents, place, true, err); /* last: the rest can be undone */
}

static enum ela_status done(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    char place[80];
    struct ela_str result = ela_in_text(c, "result");
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "scan", 0)), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_STR(ela_in_text(c, "owner"))};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_HELD, p, 3, &r, err));
    int64_t file = ela_db_int(&r, 0, S_FILE, 0), tries = ela_db_int(&r, 0, S_ATTEMPTS, 0);
    bool held = ela_str_copy(ela_db_cell(&r, 0, S_PLACE), place, sizeof place) && file;
    ela_db_result_release(&r);
    if (!held)
        return ela_fail(err, ELA_E_STATE, "preview.lease", "scan");
    bool away = ela_str_is(result, "away"), missing = ela_str_is(result, "missing");
    /* bytes that were put away, of which the row does not tell: a process was killed in between */
    bool torn = missing && ela__store_has_quarantined(c->documents, place);
    int64_t pause = tries < 60 ? tries * PAUSE_S : PAUSE_MAX_S;
    struct ela_db_value e[] = {ELA_DBV_TEXT(torn   ? "waiting"
                                            : away ? "later"
                                            : missing
                                                ? "gone"
                                                : ela_arena_strndup(c->arena, result.p, result.n)),
                               ELA_DBV_STR(ela_in_text(c, "found")),
                               torn   ? ELA_DBV_INT(c->now)
                               : away ? ELA_DBV_INT(c->now + pause)
                                      : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),
                               p[0],
                               p[1]};
    if (!e[1].s.p)
        e[1] = ELA_DBV_TEXT("");
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SCAN_END, e, 6, NULL, err));
    if (torn)
        return ela__store_quarantine(c->documents, place, false, err);
    return ela_str_is(result, "infected") ? infected(c, file, place, err) : ELA_OK;
}

/* --- for administrators ------------------------------------------------------------------- */

static const struct ela_field NOTHING[] = {{.name = NULL}};
static const struct ela_field OF_FILE[] = {
    {.name = "file", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file"},
    {.name = NULL},
};

static enum ela_status state(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(SHOWN)};
    ela_json_set(c->out, "rows", list);
    ela_json_set_bool(c->out, "on", c->settings->clamd[0] != '\0');
    static const char *const STATES[] = {"waiting", "later", "infected"};
    for (size_t k = 0; k < 3; k++)
        ela_json_set_int(c->out, STATES[k], 0);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_COUNTS, p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        for (size_t k = 0; k < 3; k++)
            if (ela_str_is(ela_db_cell(&r, i, 0), STATES[k]))
                ela_json_set_int(c->out, STATES[k], ela_db_int(&r, i, 1, 0));
    ela_db_result_release(&r);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_ROWS, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "file", &r, i, 0);
        ela_list_text(o, "name", &r, i, 1);
        ela_list_text(o, "found", &r, i, 2);
        ela_list_int(o, "at", &r, i, 3);
        ela_list_int(o, "case", &r, i, 4);
        ela_list_text(o, "ref", &r, i, 5);
        ela_list_text(o, "client", &r, i, 6);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Rows of the document that are infected, with what becomes of them; bytes follow the rows. */
static enum ela_status decide(struct ela_call *c, int64_t file, const char *to, bool keep,
                              struct ela_error *err)
{
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(file), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_value d[] = {ELA_DBV_TEXT(to), p[0], p[1]};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SCAN_INFECTED, p, 2, &r, err));
    if (!r.nrows)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "file");
    if (st == ELA_OK)
        st = ela_db_exec(c->db, ELA_SQL_SCAN_DECIDE, d, 3, NULL, err);
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++) {
        char place[80];
        if (!ela_str_copy(ela_db_cell(&r, i, 1), place, sizeof place))
            continue;
        if (keep)
            st = ela__store_quarantine(c->documents, place, false, err);
        else
            ela__store_drop_quarantined(c->documents, place);
    }
    ela_db_result_release(&r);
    return st;
}

/* It was none: the document is as before. */
static enum ela_status release(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    int64_t id = ela_in_int(c, "file", 0);
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela__file_row(c, id, true, &f, &why);
    ELA_TRY(decide(c, id, "clean", true, err));
    if (st != ELA_OK)
        return ELA_OK; /* a version of it: the document never left */
    f.shown = f.visible;
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FILE_RESTORE, p, 2, NULL, err));
    ELA_TRY(ela_file_tell(c, &f, "file.restored", false, NULL, err));
    return strcmp(f.object, "piece") == 0 ? ela_piece_deposited(c, f.object_id, err) : ELA_OK;
}

static enum ela_status give_away(struct ela_call *c, struct ela_error *err)
{
    return decide(c, ela_in_int(c, "file", 0), "removed", false, err);
}

/* --- order -------------------------------------------------------------------------------- */

struct cleaning {
    struct ela_call *c;
    char place[BATCH][80];
    size_t n;
    int64_t removed;
};

static enum ela_status judge(struct cleaning *k, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    if (k->n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_SCAN_QUARANTINED);
    for (size_t i = 0; i < k->n; i++) {
        ela_sql_add(&q, i ? ", ?" : "(?");
        ela_sql_text(&q, ela_str_of(k->place[i]));
    }
    ela_sql_add(&q, ")");
    ELA_TRY(ela_sql_query(&q, k->c->db, &r, err));
    for (size_t i = 0; i < k->n; i++) {
        bool named = false;
        for (size_t j = 0; j < r.nrows; j++)
            named = named || ela_str_is(ela_db_cell(&r, j, 0), k->place[i]);
        if (!named) {
            ela__store_drop_quarantined(k->c->documents, k->place[i]);
            k->removed++;
        }
    }
    k->n = 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status look(void *ctx, const char *name, struct ela_error *err)
{
    struct cleaning *k = ctx;
    char at[80];
    if (strlen(name) != 32 || strspn(name, "0123456789abcdef") != 32)
        return ELA_OK;
    (void)snprintf(at, sizeof at, "elaska-quarantine/%.32s", name);
    if (!ela__store_older(k->c->documents, at, k->c->now - OLD_S))
        return ELA_OK;
    (void)snprintf(k->place[k->n], sizeof k->place[0], "elaska-store/%.2s/%.32s", name, name);
    return ++k->n == BATCH ? judge(k, err) : ELA_OK;
}

enum ela_status ela__scan_sweep(struct ela_call *c, int64_t *removed, struct ela_error *err)
{
    struct cleaning *k = ela_arena_alloc(c->arena, sizeof *k);
    if (!k)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    memset(k, 0, sizeof *k);
    k->c = c;
    enum ela_status st = ela__store_each(c->documents, "elaska-quarantine", look, k, err);
    if (st == ELA_OK)
        st = judge(k, err);
    *removed += k->removed;
    return st;
}

const struct ela_op ELA_SCAN_OPS[] = {
    {"scan.next", ELA_OP_WRITE, ELA_BY_WORKER, 0, NEXT, next},
    {"scan.done", ELA_OP_WRITE, ELA_BY_WORKER, 0, DONE, done},
    {"scan.state", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, NOTHING, state},
    {"scan.release", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, OF_FILE, release},
    {"scan.remove", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, OF_FILE, give_away},
    {.name = NULL},
};
