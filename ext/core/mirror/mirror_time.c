/*
 * Time that somebody entered, changed or removed in Dolibarr's own pages: it becomes an entry, or
 * changes one, by the operations of time and with his rights. What they refuse is refused there
 * too: an entry is the truth, and two truths would be billed. Source: PLAT-18, decisions on native
 * time.
 */
#include "mirror/mirror_internal.h"

enum {
    N_TASK,
    N_USER,
    N_DAY,
    N_AT,
    N_WITH_HOUR,
    N_SECONDS,
    N_NOTE,
    N_ENTRY,
    N_VERSION,
    N_STATUS,
    N_ENTRY_USER,
    N_ENTRY_DAY,
    N_ENTRY_START,
    N_ENTRY_SECONDS,
    N_ENTRY_WORDS,
    N_CASE_OF_TASK,
    N_CASE_OF_REST,
    N_CASE_ALONE,
    N_ACTIVITY
};

struct native {
    struct ela_call *c;
    struct ela_db_result r;
    int64_t line, entry, case_id;
    bool rest; /* the task of its case for time that names none */
};

static int64_t cell(const struct native *n, size_t col)
{
    return ela_db_int(&n->r, 0, col, 0);
}

static enum ela_status run(struct native *n, const char *op, struct ela_json *in, int64_t *id,
                           struct ela_error *err)
{
    struct ela_json *out = NULL;
    enum ela_status st = n->c->call(n->c, op, in, &out, err);
    if (st == ELA_OK && id)
        *id = ela_json_int(ela_json_get(out, "id"), 0);
    ela_json_free(out);
    ela_json_free(in);
    return st;
}

static bool started(const struct native *n, int64_t *at)
{
    return cell(n, N_WITH_HOUR) == 1 && ela_mirror_moment(n->c, ela_db_cell(&n->r, 0, N_AT), at);
}

static void put_moment(const struct native *n, struct ela_json *in)
{
    int64_t at = 0;
    if (started(n, &at)) {
        ela_json_set_int(in, "start", at);
        ela_json_set_int(in, "end", at + cell(n, N_SECONDS));
    } else {
        ela_json_set_str(in, "work_on", ela_db_cell(&n->r, 0, N_DAY));
        ela_json_set_int(in, "duration_s", cell(n, N_SECONDS));
    }
}

static void put_words(const struct native *n, struct ela_json *in)
{
    if (ela_str_trim(ela_db_cell(&n->r, 0, N_NOTE)).n)
        ela_json_set_str(in, "description", ela_db_cell(&n->r, 0, N_NOTE));
    else
        ela_json_set_null(in, "description");
}

static enum ela_status create(struct native *n, struct ela_error *err)
{
    struct ela_json *in = ela_json_new_object();
    int64_t id = 0;
    ela_json_set_int(in, "case", n->case_id);
    if (!n->rest)
        ela_json_set_int(in, "task", cell(n, N_TASK));
    ela_json_set_int(in, "user", cell(n, N_USER));
    ela_json_set_int(in, "activity", cell(n, N_ACTIVITY));
    put_moment(n, in);
    put_words(n, in);
    ELA_TRY(run(n, "time.create", in, &id, err));
    struct ela_db_value p[] = {ELA_DBV_INT(n->line), ELA_DBV_INT(id),
                               ELA_DBV_INT(n->c->actor->entity)};
    return ela_db_exec(n->c->db, ELA_SQL_NATIVE_TIME_BIND, p, 3, NULL, err);
}

/* Words but for the spaces, which forms change on their way. */
static bool same_words(struct ela_str a, struct ela_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.n && (unsigned char)a.p[i] <= ' ')
            i++;
        while (k < b.n && (unsigned char)b.p[k] <= ' ')
            k++;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n;
        if (a.p[i++] != b.p[k++])
            return false;
    }
}

/* Dolibarr's forms know hours and minutes: one that was only looked at gives the seconds back cut.
 */
static bool same_seconds(int64_t ours, int64_t theirs)
{
    return ours == theirs || (theirs % 60 == 0 && ours - ours % 60 == theirs);
}

static bool same_moment(const struct native *n)
{
    int64_t at = 0;
    char clock[32];
    if (!ela_str_eq(ela_db_cell(&n->r, 0, N_DAY), ela_db_cell(&n->r, 0, N_ENTRY_DAY)))
        return false;
    if (ela_db_is_null(&n->r, 0, N_ENTRY_START))
        return !started(n, &at);
    /* Its clock, to the minute: natively the hour that comes twice is one. */
    ela_mirror_clock(n->c, cell(n, N_ENTRY_START), clock);
    return !started(n, &at) || strncmp(clock, ela_db_cell(&n->r, 0, N_AT).p, 16) == 0;
}

/* What the page changed; NULL: nothing. */
static struct ela_json *changes(const struct native *n)
{
    struct ela_json *in = ela_json_new_object();
    size_t base = ela_json_size(in);
    if (cell(n, N_USER) != cell(n, N_ENTRY_USER))
        ela_json_set_int(in, "user", cell(n, N_USER));
    if (!same_moment(n) || !same_seconds(cell(n, N_ENTRY_SECONDS), cell(n, N_SECONDS)))
        put_moment(n, in);
    if (!same_words(ela_db_cell(&n->r, 0, N_ENTRY_WORDS), ela_db_cell(&n->r, 0, N_NOTE)))
        put_words(n, in);
    if (ela_json_size(in) > base) {
        ela_json_set_int(in, "time", n->entry);
        ela_json_set_int(in, "version", cell(n, N_VERSION));
        return in;
    }
    ela_json_free(in);
    return NULL;
}

/* Says what would have to be done first, where the page's own words could not. */
static enum ela_status check_open(const struct native *n, struct ela_error *err)
{
    struct ela_str status = ela_db_cell(&n->r, 0, N_STATUS);
    if (ela_str_is(status, "submitted"))
        return ela_fail(err, ELA_E_STATE, "time.native_submitted", "line");
    if (ela_str_is(status, "validated"))
        return ela_fail(err, ELA_E_STATE, "time.native_validated", "line");
    if (ela_str_is(status, "invoiced"))
        return ela_fail(err, ELA_E_STATE, "time.native_invoiced", "line");
    return ELA_OK;
}

/* Seconds that a form cut off come back by the mirror. */
static enum ela_status modify(struct native *n, struct ela_error *err)
{
    struct ela_json *in = changes(n);
    if (!in)
        return ela_mirror_want(n->c, "time", n->entry, err);
    enum ela_status st = check_open(n, err);
    if (st != ELA_OK) {
        ela_json_free(in);
        return st;
    }
    return run(n, "time.update", in, NULL, err);
}

static enum ela_status withdraw(struct native *n, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(n->entry), ELA_DBV_INT(n->c->actor->entity)};
    struct ela_json *in;
    ELA_TRY(check_open(n, err));
    /* The line goes by itself: nothing is left to be mirrored. */
    ELA_TRY(ela_db_exec(n->c->db, ELA_SQL_NATIVE_TIME_FREE, p, 2, NULL, err));
    in = ela_json_new_object();
    ela_json_set_int(in, "time", n->entry);
    ela_json_set_int(in, "version", cell(n, N_VERSION));
    return run(n, "time.delete", in, NULL, err);
}

static enum ela_status judge(struct native *n, struct ela_str event, struct ela_error *err)
{
    n->entry = cell(n, N_ENTRY);
    n->rest = cell(n, N_CASE_OF_REST) > 0;
    for (size_t col = N_CASE_OF_TASK; col <= N_CASE_ALONE && !n->case_id; col++)
        n->case_id = cell(n, col);
    bool removed = ela_str_is(event, "delete");
    ela_json_set_bool(n->c->out, "ours", n->entry || (n->case_id && !removed));
    if (n->entry && removed)
        return withdraw(n, err);
    if (n->entry)
        return ela_str_is(event, "create") ? ELA_OK : modify(n, err);
    return n->case_id && !removed ? create(n, err) : ELA_OK;
}

enum ela_status ela__mirror_time_event(struct ela_call *c, struct ela_error *err)
{
    struct native n = {.c = c, .line = ela_in_int(c, "line", 0)};
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity),
                        p[] = {entity, entity, entity, entity, entity, ELA_DBV_INT(n.line)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_NATIVE_TIME, p, 6, &n.r, err));
    enum ela_status st = ELA_OK;
    if (n.r.nrows)
        st = judge(&n, ela_in_text(c, "event"), err);
    else
        ela_json_set_bool(c->out, "ours", false);
    ela_db_result_release(&n.r);
    return st;
}

/* How many of these native lines are ours: Dolibarr's own invoicing of time leaves them alone. */
enum ela_status ela__mirror_lines(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *list = ela_in_get(c, "lines");
    size_t count = ela_json_size(list);
    int64_t *ids = ela_arena_alloc(c->arena, (count + 1) * sizeof *ids);
    struct ela_db_result r;
    struct ela_sql q;
    if (!ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < count; i++)
        ids[i] = ela_json_int(ela_json_at(list, i), 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_NATIVE_LINES);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, count);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    ela_json_set_int(c->out, "ours", ela_db_int(&r, 0, 0, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}
