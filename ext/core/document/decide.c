/*
 * What the firm decides on what waits: as it was seen, once whoever decides at the same time.
 * Source: DOC-07, DOC-08.
 */
#include "document/document_internal.h"
#include "document/queue_sql.h"

enum { BULK = 50 };
enum { S_ID, S_STATUS, S_AT, S_BY };

struct decision {
    struct ela_json *done, *failed, *pieces; /* pieces: those that may go */
    struct ela_db_result state, held;
};

static void failed(struct decision *d, const char *member, int64_t id, const char *key,
                   struct ela_json *more)
{
    struct ela_json *o = more ? more : ela_json_new_object();
    ela_json_set_int(o, member, id);
    ela_json_set_text(o, "key", key);
    ela_json_push(d->failed, o);
}

static bool may_become(struct ela_str from, struct ela_str to)
{
    return ela_str_is(from, "waiting") ||
           (ela_str_is(from, "received") && !ela_str_is(to, "received"));
}

/* What another one made of it, and who. */
static struct ela_json *judged(struct ela_call *c, const struct ela_db_result *r, size_t i,
                               size_t status, size_t at, size_t by)
{
    struct ela_json *o = ela_json_new_object();
    ela__document_status(c, o, ela_db_cell(r, i, status));
    ela_list_int(o, "at", r, i, at);
    ela_list_text(o, "by", r, i, by);
    return o;
}

/* Nobody answers for what the antivirus has not let through; refused and received it may be. */
static bool validates(const struct ela_call *c)
{
    return ela_str_is(ela_in_text(c, "to"), "validated");
}

static void weigh_piece(struct ela_call *c, struct decision *d, int64_t id, struct ela_str seen)
{
    size_t i = 0;
    while (i < d->state.nrows && ela_db_int(&d->state, i, S_ID, 0) != id)
        i++;
    if (i == d->state.nrows) {
        failed(d, "piece", id, "not_found", NULL);
        return;
    }
    const char *now = ela__queue_seen_piece(c, &d->held, id);
    if (!may_become(ela_db_cell(&d->state, i, S_STATUS), ela_in_text(c, "to")))
        failed(d, "piece", id, "document.judged", judged(c, &d->state, i, S_STATUS, S_AT, S_BY));
    else if (!now || now[0] == '0')
        failed(d, "piece", id, "document.unread", NULL);
    else if (!ela_str_is(seen, now))
        failed(d, "piece", id, "document.moved", NULL);
    else if (validates(c) && ela__queue_unread(c, &d->held, id))
        failed(d, "piece", id, ela__queue_unread(c, &d->held, id), NULL);
    else
        ela_json_push(d->pieces, ela_json_new_int(id));
}

static enum ela_status weigh_file(struct ela_call *c, struct decision *d, int64_t id,
                                  struct ela_str seen, struct ela_error *err)
{
    struct ela_file f;
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela_file_load(c, id, false, &f, &why);
    if (st == ELA_OK)
        st = ela_file_may_change(c, &f, &why);
    if (st == ELA_OK && strcmp(f.object, "piece") == 0)
        st = ela_fail(&why, ELA_E_NOT_FOUND, "not_found", "items");
    if (st == ELA_OK && !may_become(ela_str_of(f.status), ela_in_text(c, "to"))) {
        struct ela_db_value p = ELA_DBV_INT(id);
        struct ela_db_result r;
        ELA_TRY(ela_db_query(c->db, ELA_SQL_QUEUE_JUDGED, &p, 1, &r, err));
        struct ela_json *o = ela_json_new_object();
        ela__document_status(c, o, ela_str_of(f.status));
        ela_list_int(o, "at", &r, 0, 0);
        ela_list_text(o, "by", &r, 0, 1);
        ela_db_result_release(&r);
        failed(d, "file", id, "document.judged", o);
        return ELA_OK;
    }
    if (st == ELA_OK && !ela_str_is(seen, ela__queue_seen_file(c, f.version)))
        st = ela_fail(&why, ELA_E_CONFLICT, "document.moved", "items");
    if (st == ELA_OK && validates(c))
        st = ela_scan_check(c, ela_str_of(f.place), NULL, &why);
    if (st == ELA_OK)
        st = ela__document_judge_one(c, &f, &why);
    if (st == ELA_E_TRANSIENT || st == ELA_E_INTERNAL) {
        *err = why;
        return st;
    }
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "file", id);
    if (st == ELA_OK) {
        ela_json_push(d->done, o);
        return ELA_OK;
    }
    failed(d, "file", id, why.key, o);
    return ELA_OK;
}

static void pieces_of(const struct ela_json *answer, struct decision *d)
{
    const struct ela_json *done = ela_json_get(answer, "done"),
                          *no = ela_json_get(answer, "failed");
    for (size_t i = 0; i < ela_json_size(done); i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "piece", ela_json_int(ela_json_at(done, i), 0));
        ela_json_push(d->done, o);
    }
    for (size_t i = 0; i < ela_json_size(no); i++) {
        const struct ela_json *one = ela_json_at(no, i);
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "piece", ela_json_int(ela_json_get(one, "id"), 0));
        ela_json_set_str(o, "key", ela_json_text(ela_json_get(one, "key")));
        ela_json_push(d->failed, o);
    }
}

/* A piece is judged as one, whatever its documents, by the operation that tells and journals it. */
static enum ela_status judge_pieces(struct ela_call *c, struct decision *d, struct ela_error *err)
{
    struct ela_json *in = ela_json_new_object(), *out = NULL;
    struct ela_str to = ela_in_text(c, "to");
    bool refused = ela_str_is(to, "refused");
    const char *op = refused                       ? "piece.refuse"
                     : ela_str_is(to, "validated") ? "piece.validate"
                                                   : "piece.receive";
    if (refused) {
        ela_json_set_int(in, "piece", ela_json_int(ela_json_at(d->pieces, 0), 0));
        ela_json_set_str(in, "reason", ela_in_text(c, "reason"));
    } else {
        ela_json_set(in, "pieces", ela_json_ref(d->pieces));
    }
    enum ela_status st = c->call(c, op, in, &out, err);
    if (st == ELA_OK && refused) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "piece", ela_json_int(ela_json_get(in, "piece"), 0));
        ela_json_push(d->done, o);
    } else if (st == ELA_OK) {
        pieces_of(out, d);
    }
    ela_json_free(in);
    ela_json_free(out);
    return st;
}

/* Their cases are held first: whoever judges or deposits at the same time is before or after. */
static enum ela_status hold(struct ela_call *c, struct decision *d, const int64_t *ids, size_t n,
                            struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_QUEUE_LOCK);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_QUEUE_LOCK_END);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    ela_db_result_release(&r);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_QUEUE_STATE);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_case(&q, c->actor, "d");
    ela_sql_add(&q, ELA_SQL_QUEUE_STATE_OF);
    ela_sql_in(&q, ids, n);
    ELA_TRY(ela_sql_query(&q, c->db, &d->state, err));
    return ela__queue_held(c, ids, n, &d->held, err);
}

static enum ela_status weigh(struct ela_call *c, struct decision *d, const struct ela_json *items,
                             struct ela_error *err)
{
    for (size_t i = 0; i < ela_json_size(items); i++) {
        const struct ela_json *item = ela_json_at(items, i);
        int64_t piece = ela_json_int(ela_json_get(item, "piece"), 0),
                file = ela_json_int(ela_json_get(item, "file"), 0);
        struct ela_str seen = ela_json_text(ela_json_get(item, "seen"));
        if (piece)
            weigh_piece(c, d, piece, seen);
        else
            ELA_TRY(weigh_file(c, d, file, seen, err));
    }
    return ela_json_size(d->pieces) ? judge_pieces(c, d, err) : ELA_OK;
}

static bool twice(const int64_t *ids, size_t n, int64_t id)
{
    while (n)
        if (ids[--n] == id)
            return true;
    return false;
}

/* One number each, and each once. */
static enum ela_status well_named(const struct ela_json *items, int64_t *pieces, size_t *n,
                                  struct ela_error *err)
{
    int64_t files[BULK];
    size_t nfiles = 0;
    *n = 0;
    for (size_t i = 0; i < ela_json_size(items); i++) {
        int64_t piece = ela_json_int(ela_json_get(ela_json_at(items, i), "piece"), 0),
                file = ela_json_int(ela_json_get(ela_json_at(items, i), "file"), 0);
        if (!piece == !file)
            return ela_fail(err, ELA_E_INPUT, "field.required", "items");
        if (piece ? twice(pieces, *n, piece) : twice(files, nfiles, file))
            return ela_fail(err, ELA_E_INPUT, "field.duplicate", "items");
        if (piece)
            pieces[(*n)++] = piece;
        else
            files[nfiles++] = file;
    }
    return ELA_OK;
}

enum ela_status ela__document_decide(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *items = ela_in_get(c, "items");
    struct decision d = {.done = ela_json_new_array(), .failed = ela_json_new_array()};
    bool refused = ela_str_is(ela_in_text(c, "to"), "refused");
    int64_t pieces[BULK];
    size_t n;
    ela_json_set(c->out, "done", d.done);
    ela_json_set(c->out, "failed", d.failed);
    if (refused && !ela_in_text(c, "reason").n)
        return ela_fail(err, ELA_E_INPUT, "field.required", "reason");
    if (refused && ela_json_size(items) > 1)
        return ela_fail(err, ELA_E_INPUT, "document.refuse_one", "items");
    ELA_TRY(well_named(items, pieces, &n, err));
    d.pieces = ela_json_new_array();
    enum ela_status st = n ? hold(c, &d, pieces, n, err) : ELA_OK;
    if (st == ELA_OK)
        st = weigh(c, &d, items, err);
    ela_json_free(d.pieces);
    ela_db_result_release(&d.held);
    ela_db_result_release(&d.state);
    return st;
}
