/*
 * The store against its rows, one of its 256 folders at a time: bytes that no row names go once
 * they are a day old (what a rolled-back transaction, a process that was killed or a discarded
 * draft left), rows whose bytes are gone are marked for the page of health. What is being sent is
 * younger than that, so that nothing is taken from under it. Any number of workers may do so at
 * once, and be stopped anywhere. Source: CASE-06, CASE-19, SEC-13.
 */
#include "file/file_internal.h"

enum {
    FOLDERS = 256,
    TURN_S = 600,
    OLD_S = 86400,
    BATCH = 115, /* five lists of places in one statement */
    ROWS = 20000,
    MODELS = 20,
    SHOWN = 20
};
enum { R_ID, R_PLACE, R_SIZE, R_MISSING };

struct sweep {
    struct ela_call *c;
    char folder[24];       /* "elaska-store/3f" */
    char from[26], to[26]; /* places in it: from <= place < to */
    char place[BATCH][80];
    size_t n;
    int64_t removed, missing, found;
};

/* 32 hexadecimal digits; ".part": what was never finished. Whatever else stands there is not ours.
 */
static bool ours(const char *name, bool *part)
{
    size_t n = strspn(name, "0123456789abcdef");
    *part = n == 32 && strcmp(name + 32, ".part") == 0;
    return n == 32 && (name[32] == '\0' || *part);
}

static bool named(const struct ela_db_result *r, const char *place)
{
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_str_is(ela_db_cell(r, i, 0), place))
            return true;
    return false;
}

static void places(struct ela_sql *q, const struct sweep *s, const char *sql)
{
    ela_sql_add(q, sql);
    for (size_t i = 0; i < s->n; i++) {
        ela_sql_add(q, i ? ", ?" : "(?");
        ela_sql_text(q, ela_str_of(s->place[i]));
    }
    ela_sql_add(q, ")");
}

/* Old files of which no row, of whatever entity, says that it is there, or on its way. */
static enum ela_status judge(struct sweep *s, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    if (s->n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    places(&q, s, ELA_SQL_FILES_AT);
    places(&q, s, ELA_SQL_VERSIONS_AT);
    places(&q, s, ELA_SQL_UPLOADS_AT);
    places(&q, s, ELA_SQL_PREVIEWS_AT);
    places(&q, s, ELA_SQL_VAULTS_AT);
    ELA_TRY(ela_sql_query(&q, s->c->db, &r, err));
    for (size_t i = 0; i < s->n; i++) {
        if (named(&r, s->place[i]))
            continue;
        s->removed += ela__store_remove(s->c->documents, s->place[i]);
    }
    s->n = 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status look(void *ctx, const char *name, struct ela_error *err)
{
    struct sweep *s = ctx;
    char *place = s->place[s->n];
    bool part;
    if (!ours(name, &part))
        return ELA_OK;
    (void)snprintf(place, sizeof s->place[0], "%s/%.40s", s->folder, name);
    if (!ela__store_older(s->c->documents, place, s->c->now - OLD_S))
        return ELA_OK;
    if (part) {
        s->removed += ela__store_remove(s->c->documents, place);
        return ELA_OK;
    }
    return ++s->n == BATCH ? judge(s, err) : ELA_OK;
}

/* --- rows without bytes --------------------------------------------------- */

static enum ela_status mark(struct ela_call *c, int64_t id, bool missing, struct ela_error *err)
{
    struct ela_db_value p[] = {missing ? ELA_DBV_INT(c->now) : ELA_DBV_NULL, ELA_DBV_INT(id),
                               ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_FILE_MISSING, p, 3, NULL, err);
}

static enum ela_status rows(struct sweep *s, struct ela_error *err)
{
    struct ela_db_result r;
    char place[80];
    struct ela_call *c = s->c;
    enum ela_status st = ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(s->from),
                               ELA_DBV_TEXT(s->to), ELA_DBV_INT(ROWS)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILES_IN, p, 4, &r, err));
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        (void)ela_str_copy(ela_db_cell(&r, i, R_PLACE), place, sizeof place);
        bool there = ela__store_has(c->documents, place, ela_db_int(&r, i, R_SIZE, 0));
        bool told = !ela_db_is_null(&r, i, R_MISSING);
        s->missing += !there && !told;
        s->found += there && told;
        if (there == told)
            st = mark(c, ela_db_int(&r, i, R_ID, 0), !there, err);
    }
    ela_db_result_release(&r);
    return st;
}

/* Files to fill in that an administrator sent and no revision of a template ever named. Their bytes
 * follow as any without a row. */
static enum ela_status models(const struct sweep *s, int64_t *n, struct ela_error *err)
{
    struct ela_call *c = s->c;
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(s->from),
                               ELA_DBV_TEXT(s->to), ELA_DBV_INT(c->now - OLD_S),
                               ELA_DBV_INT(MODELS)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_MODELS_UNUSED, p, 5, &r, err));
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        struct ela_db_value d[] = {ELA_DBV_INT(ela_db_int(&r, i, 0, 0)),
                                   ELA_DBV_INT(c->actor->entity)};
        st = ela_db_exec(c->db, ELA_SQL_MODEL_FORGET, d, 2, NULL, err);
    }
    *n = (int64_t)r.nrows;
    ela_db_result_release(&r);
    return st;
}

/* --- operations ----------------------------------------------------------- */

static enum ela_status folder_of(struct sweep *s, struct ela_error *err)
{
    struct ela_str given = ela_in_text(s->c, "folder");
    int64_t turn = s->c->now / TURN_S % FOLDERS;
    if (given.n && (given.n != 2 || strspn(given.p, "0123456789abcdef") < 2))
        return ela_fail(err, ELA_E_INPUT, "field.choice", "folder");
    if (given.n)
        (void)snprintf(s->folder, sizeof s->folder, "elaska-store/%.2s", given.p);
    else
        (void)snprintf(s->folder, sizeof s->folder, "elaska-store/%02x", (unsigned)turn);
    (void)snprintf(s->from, sizeof s->from, "%s/", s->folder);
    (void)snprintf(s->to, sizeof s->to, "%s0", s->folder); /* '0' follows '/' */
    return ELA_OK;
}

/* A store that is not there, though files are said to be in it, is no store without files: nothing
 * is judged. */
static enum ela_status check_store(const struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value e = ELA_DBV_INT(c->actor->entity);
    if (ela__store_there(c->documents))
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILES_ANY, &e, 1, &r, err));
    bool none = r.nrows == 0;
    ela_db_result_release(&r);
    return none ? ELA_OK : ela_fail(err, ELA_E_TRANSIENT, "file.store", "");
}

enum ela_status ela__file_sweep(struct ela_call *c, struct ela_error *err)
{
    int64_t unused = 0, given_up = 0;
    struct sweep *s = ela_arena_alloc(c->arena, sizeof *s);
    if (!s)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (!c->documents || !*c->documents)
        return ELA_OK; /* a worker that knows of no store has none to keep in order */
    memset(s, 0, sizeof *s);
    s->c = c;
    ELA_TRY(folder_of(s, err));
    ELA_TRY(check_store(c, err));
    enum ela_status st = ela__store_each(c->documents, s->folder, look, s, err);
    if (st == ELA_OK)
        st = judge(s, err);
    if (st == ELA_OK)
        st = rows(s, err);
    if (st == ELA_OK)
        st = models(s, &unused, err);
    if (st == ELA_OK)
        st = ela__scan_sweep(c, &s->removed, err);
    if (st == ELA_OK)
        st = ela__upload_expire(c, &given_up, err);
    ela_json_set_int(c->out, "given_up", given_up);
    ela_json_set_int(c->out, "removed", s->removed);
    ela_json_set_int(c->out, "missing", s->missing);
    ela_json_set_int(c->out, "found", s->found);
    ela_json_set_int(c->out, "unused", unused);
    return st;
}

enum ela_status ela__file_state(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(SHOWN)};
    ela_json_set(c->out, "rows", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILES_MISSING, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "name", &r, i, 1);
        ela_list_int(o, "at", &r, i, 2);
        ela_list_int(o, "missing_at", &r, i, 3);
        ela_list_int(o, "case", &r, i, 4);
        ela_list_text(o, "ref", &r, i, 5);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILES_MISSING_COUNT, p, 1, &r, err));
    ela_json_set_int(c->out, "missing", ela_db_int(&r, 0, 0, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}
