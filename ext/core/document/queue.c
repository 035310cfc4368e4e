/*
 * What waits for validation, whatever the case: pieces with their documents, and documents of no
 * piece, oldest first. Source: DOC-07, DOC-08.
 */
#include "document/document_internal.h"
#include "document/queue_sql.h"

enum { PAGE = 50, PAGE_MAX = 100, COUNTED = 1000 };

/* Columns of both sources; F_ those of documents alone. */
enum {
    Q_ID,
    Q_AT,
    Q_STATUS,
    Q_CATEGORY,
    Q_NAME, /* label of the piece, name of the document */
    Q_CODE, /* code of the piece, type of the document */
    Q_OWN,  /* definition that names the piece where the case's does not */
    Q_REASON,
    Q_CASE,
    Q_REF,
    Q_TITLE,
    Q_SOC,
    Q_SOC_NAME,
    Q_LEAD,
    Q_LEAD_NAME,
    Q_DEFINITION,
    Q_KIND_ROWS,
    Q_KIND_BITS,
    F_SIZE,
    F_VERSION,
    F_URL,
    F_ACCOUNT,
    F_BY,
    F_OBJECT,
    F_DESCRIPTION,
    F_SCAN
};
/* Documents of pieces. */
enum {
    H_PIECE,
    H_ID,
    H_NAME,
    H_TYPE,
    H_SIZE,
    H_AT,
    H_VERSION,
    H_STATUS,
    H_URL,
    H_ACCOUNT,
    H_BY,
    H_SCAN
};

/* --- what was seen ------------------------------------------------------------------------ */

/* One more document, a new version, one that was taken away: each changes it. */
const char *ela__queue_seen_piece(struct ela_call *c, const struct ela_db_result *held,
                                  int64_t piece)
{
    int64_t n = 0, last = 0, versions = 0, at = 0;
    for (size_t i = 0; i < held->nrows; i++) {
        int64_t id = ela_db_int(held, i, H_ID, 0), when = ela_db_int(held, i, H_AT, 0);
        if (ela_db_int(held, i, H_PIECE, 0) != piece)
            continue;
        n++;
        versions += ela_db_int(held, i, H_VERSION, 1);
        last = id > last ? id : last;
        at = when > at ? when : at;
    }
    return ela_arena_printf(c->arena, "%lld-%lld-%lld-%lld", (long long)n, (long long)last,
                            (long long)versions, (long long)at);
}

const char *ela__queue_unread(struct ela_call *c, const struct ela_db_result *held, int64_t piece)
{
    const char *key = NULL;
    for (size_t i = 0; i < held->nrows; i++) {
        struct ela_str state = ela_db_cell(held, i, H_SCAN);
        if (ela_db_int(held, i, H_PIECE, 0) != piece ||
            !ela_settings_scan_holds(c->settings, state))
            continue;
        if (ela_str_is(state, "infected") || ela_str_is(state, "removed"))
            return "file.infected";
        key = ela_str_is(state, "waiting") ? "file.scanning" : "file.not_scanned";
    }
    return key;
}

const char *ela__queue_seen_file(struct ela_call *c, int64_t version)
{
    return ela_arena_printf(c->arena, "v%lld", (long long)version);
}

enum ela_status ela__queue_held(struct ela_call *c, const int64_t *pieces, size_t n,
                                struct ela_db_result *held, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_QUEUE_HELD);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_QUEUE_HELD_OF);
    ela_sql_in(&q, pieces, n);
    ela_sql_add(&q, ELA_SQL_QUEUE_HELD_ORDER);
    return ela_sql_query(&q, c->db, held, err);
}

/* --- the page ----------------------------------------------------------------------------- */

struct place {
    bool has;
    int64_t at, id;
    bool file; /* of one moment pieces come before documents */
};

struct queue {
    struct ela_db_result r[2]; /* pieces, documents */
    size_t at[2];
    struct ela_db_result held;
    const struct ela_meta_list *categories;
    struct ela_day today;
};

static enum ela_status place_read(struct ela_call *c, struct place *p, struct ela_error *err)
{
    char text[32];
    ELA_TRY(ela_cursor_read(c, 'q', &p->has, text, sizeof text, &p->id, err));
    size_t n = strlen(text);
    if (!p->has)
        return ELA_OK;
    p->file = n > 0 && text[n - 1] == 'f';
    bool well = n > 1 && (p->file || text[n - 1] == 'p') &&
                ela_parse_i64((struct ela_str){text, n - 1}, &p->at);
    return well ? ELA_OK : ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
}

static void criterion(struct ela_call *c, struct ela_sql *q, const char *name, const char *sql)
{
    if (!ela_in_has(c, name))
        return;
    ela_sql_add(q, sql);
    ela_sql_int(q, ela_in_int(c, name, 0));
}

static void criteria(struct ela_call *c, struct ela_sql *q, const struct ela__queue_source *s,
                     bool files)
{
    struct ela_str search = ela_in_text(c, "search"), state = ela_in_text(c, "state");
    ela_sql_add(q, s->from);
    ela_sql_int(q, c->actor->entity);
    ela_sql_text(q, state.n ? state : ELA_STR("waiting"));
    if (files)
        ela_scope_file(q, c->actor);
    else
        ela_scope_case(q, c->actor, "d");
    criterion(c, q, "client", s->client);
    criterion(c, q, "lead", s->lead);
    criterion(c, q, "case", s->of_case);
    if (ela_in_text(c, "category").n) {
        ela_sql_add(q, s->category);
        ela_sql_text(q, ela_in_text(c, "category"));
    }
    if (search.n) {
        struct ela_str like = ela_list_pattern(c->arena, search);
        ela_sql_add(q, s->search);
        for (int i = 0; i < 4; i++)
            ela_sql_text(q, like);
    }
}

static enum ela_status source(struct ela_call *c, bool files, const struct place *from,
                              int64_t limit, struct ela_db_result *r, struct ela_error *err)
{
    const struct ela__queue_source *s = files ? &ELA__QUEUE_FILES : &ELA__QUEUE_PIECES;
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, files ? ELA_SQL_QUEUE_FILES : ELA_SQL_QUEUE_PIECES);
    ela_sql_int(&q, c->actor->user_id);
    criteria(c, &q, s, files);
    if (from->has) {
        ela_sql_add(&q, s->after);
        ela_sql_int(&q, from->at);
        ela_sql_int(&q, from->at);
        ela_sql_int(&q, from->file == files ? from->id : files ? 0 : INT64_MAX);
    }
    ela_sql_add(&q, s->order);
    ela_sql_int(&q, limit);
    return ela_sql_query(&q, c->db, r, err);
}

static enum ela_status count(struct ela_call *c, struct ela_error *err)
{
    int64_t total = 0;
    for (int files = 0; files < 2; files++) {
        struct ela_sql q;
        struct ela_db_result r;
        ela_sql_init(&q);
        ela_sql_add(&q, ELA_SQL_QUEUE_COUNT);
        criteria(c, &q, files ? &ELA__QUEUE_FILES : &ELA__QUEUE_PIECES, files);
        ela_sql_add(&q, ELA_SQL_QUEUE_COUNT_END);
        ela_sql_int(&q, COUNTED + 1);
        ELA_TRY(ela_sql_query(&q, c->db, &r, err));
        total += ela_db_int(&r, 0, 0, 0);
        ela_db_result_release(&r);
    }
    ela_json_set_int(c->out, "total", total > COUNTED ? COUNTED : total);
    ela_json_set_bool(c->out, "total_capped", total > COUNTED);
    return ELA_OK;
}

static void category(struct ela_call *c, const struct queue *x, struct ela_json *o,
                     struct ela_str code)
{
    const struct ela_meta_option *item = ela_meta_item(x->categories, code);
    if (!code.n) {
        ela_json_set_null(o, "category");
        return;
    }
    struct ela_json *out = ela_json_new_object();
    ela_json_set_str(out, "code", code);
    ela_json_set_str(out, "label",
                     item ? ela_str_of(ela_label_text(item->label, c->actor->lang)) : code);
    ela_json_set(o, "category", out);
}

/* By its own label, else as the revision of its case names it, else the last that did. */
static enum ela_status label(struct ela_call *c, const struct ela_db_result *r, size_t i,
                             struct ela_json *o, struct ela_error *err)
{
    struct ela_str own = ela_db_cell(r, i, Q_NAME), code = ela_db_cell(r, i, Q_CODE);
    const struct ela_meta_piece *def = NULL;
    static const int FROM[] = {Q_DEFINITION, Q_OWN};
    for (int k = 0; k < 2 && !own.n && !def; k++) {
        const struct ela_template *t = NULL;
        int64_t definition = ela_db_int(r, i, (size_t)FROM[k], 0);
        if (definition)
            ELA_TRY(ela_meta_template(c, definition, &t, err));
        def = ela_template_piece(t, code);
    }
    ela_json_set_str(o, "label",
                     def     ? ela_str_of(ela_label_text(def->label, c->actor->lang))
                     : own.n ? own
                             : code);
    return ELA_OK;
}

/* Where a source has what is told of a document. */
struct columns {
    size_t id, name, type, size, at, version, by, account, url, scan, status;
};
static const struct columns OF_PIECE = {H_ID, H_NAME,    H_TYPE, H_SIZE, H_AT,    H_VERSION,
                                        H_BY, H_ACCOUNT, H_URL,  H_SCAN, H_STATUS};
static const struct columns OF_NONE = {Q_ID, Q_NAME,    Q_CODE, F_SIZE, Q_AT,    F_VERSION,
                                       F_BY, F_ACCOUNT, F_URL,  F_SCAN, Q_STATUS};

static struct ela_json *document(struct ela_call *c, const struct ela_db_result *r, size_t i,
                                 const struct columns *at)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, at->id);
    ela_list_text(o, "name", r, i, at->name);
    ela_list_text(o, "type", r, i, at->type);
    ela_list_int(o, "size", r, i, at->size);
    ela_list_int(o, "at", r, i, at->at);
    ela_list_int(o, "version", r, i, at->version);
    ela_list_text(o, "by", r, i, at->by);
    ela_json_set_bool(o, "from_client", !ela_db_is_null(r, i, at->account));
    ela_json_set_bool(o, "link", !ela_db_is_null(r, i, at->url));
    /* Of the antivirus only where it does not let it through. */
    if (ela_settings_scan_holds(c->settings, ela_db_cell(r, i, at->scan)))
        ela_list_text(o, "scan", r, i, at->scan);
    ela__document_status(c, o, ela_db_cell(r, i, at->status));
    return o;
}

static void age(struct ela_call *c, const struct queue *x, struct ela_json *o, int64_t at)
{
    const struct ela_alert_rule *rule = &c->settings->alerts[ELA_ALERT_PIECE];
    int64_t days = (int64_t)x->today.n - ela_tz_day(c->tz, at).n;
    ela_json_set_int(o, "at", at);
    ela_json_set_int(o, "days", days > 0 ? days : 0);
    ela_json_set_bool(o, "late", rule->days > 0 && c->now - at >= (int64_t)rule->days * 86400);
}

static void whose(struct ela_json *o, const struct ela_db_result *r, size_t i)
{
    ela_list_person(o, "client", r, i, Q_SOC, Q_SOC_NAME);
    ela_list_person(o, "lead", r, i, Q_LEAD, Q_LEAD_NAME);
    if (ela_db_is_null(r, i, Q_CASE)) {
        ela_json_set_null(o, "case");
        return;
    }
    struct ela_json *k = ela_json_new_object();
    ela_list_int(k, "id", r, i, Q_CASE);
    ela_list_text(k, "ref", r, i, Q_REF);
    ela_list_text(k, "title", r, i, Q_TITLE);
    ela_json_set(o, "case", k);
}

static bool may_judge(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    unsigned held = ela_case_rights_of(c->actor, ela_db_int(r, i, Q_KIND_ROWS, 0),
                                       (unsigned)ela_db_int(r, i, Q_KIND_BITS, 0));
    return ela_actor_has(c->actor, ELA_RIGHT_CASE_WRITE) &&
           (ela_db_is_null(r, i, Q_CASE) || (held & ELA_KR_EDIT) != 0);
}

static enum ela_status row(struct ela_call *c, const struct queue *x, bool file, size_t i,
                           struct ela_json *rows, struct ela_error *err)
{
    const struct ela_db_result *r = &x->r[file];
    struct ela_json *o = ela_json_new_object(), *files = ela_json_new_array();
    int64_t id = ela_db_int(r, i, Q_ID, 0);
    ela_json_push(rows, o);
    ela_json_set(o, "files", files);
    ela_json_set_int(o, file ? "file" : "piece", id);
    ela_json_set(o, "status",
                 ela_wf_badge(ela_workflow_object(c->workflow, "piece"),
                              ela_db_cell(r, i, Q_STATUS), c->actor));
    category(c, x, o, ela_db_cell(r, i, Q_CATEGORY));
    ela_list_text(o, "reason", r, i, Q_REASON);
    whose(o, r, i);
    age(c, x, o, ela_db_int(r, i, Q_AT, 0));
    if (file) {
        ela_list_text(o, "label", r, i, Q_NAME);
        ela_list_text(o, "object", r, i, F_OBJECT);
        ela_list_text(o, "description", r, i, F_DESCRIPTION);
        ela_json_set_text(o, "seen", ela__queue_seen_file(c, ela_db_int(r, i, F_VERSION, 1)));
        ela_json_push(files, document(c, r, i, &OF_NONE));
    } else {
        ela_json_set_text(o, "seen", ela__queue_seen_piece(c, &x->held, id));
        for (size_t k = 0; k < x->held.nrows; k++)
            if (ela_db_int(&x->held, k, H_PIECE, 0) == id)
                ela_json_push(files, document(c, &x->held, k, &OF_PIECE));
        ELA_TRY(label(c, r, i, o, err));
    }
    /* Nobody decides on what he cannot read. */
    ela_json_set_bool(o, "may", may_judge(c, r, i) && ela_json_size(files) > 0);
    return ELA_OK;
}

/* The older of the two that come next; false: there is none. */
static bool next(const struct queue *x, bool *file)
{
    bool there[2];
    int64_t at[2];
    for (int k = 0; k < 2; k++) {
        there[k] = x->at[k] < x->r[k].nrows;
        at[k] = there[k] ? ela_db_int(&x->r[k], x->at[k], Q_AT, 0) : INT64_MAX;
    }
    *file = there[1] && (!there[0] || at[1] < at[0]);
    return there[0] || there[1];
}

static enum ela_status held_by_page(struct ela_call *c, struct queue *x, struct ela_error *err)
{
    int64_t ids[PAGE_MAX + 1];
    size_t n = x->r[0].nrows;
    for (size_t i = 0; i < n; i++)
        ids[i] = ela_db_int(&x->r[0], i, Q_ID, 0);
    x->held = (struct ela_db_result){.nrows = 0};
    return n ? ela__queue_held(c, ids, n, &x->held, err) : ELA_OK;
}

static enum ela_status rows(struct ela_call *c, struct queue *x, size_t limit,
                            struct ela_error *err)
{
    struct ela_json *list = ela_json_new_array();
    bool file = false;
    int64_t id = 0, at = 0;
    size_t n = 0;
    ela_json_set(c->out, "rows", list);
    for (bool of; n < limit && next(x, &of); n++) {
        file = of;
        id = ela_db_int(&x->r[of], x->at[of], Q_ID, 0);
        at = ela_db_int(&x->r[of], x->at[of], Q_AT, 0);
        ELA_TRY(row(c, x, of, x->at[of]++, list, err));
    }
    if (!next(x, &(bool){false})) {
        ela_json_set_null(c->out, "next");
        return ELA_OK;
    }
    const char *place = ela_arena_printf(c->arena, "%lld%c", (long long)at, file ? 'f' : 'p');
    if (!place)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ela_json_set_text(c->out, "next", ela_cursor_make(c->arena, 'q', ela_str_of(place), id));
    return ELA_OK;
}

enum ela_status ela__document_queue(struct ela_call *c, struct ela_error *err)
{
    struct queue x = {.today = ela_tz_day(c->tz, c->now)};
    struct place from;
    int64_t limit = ela_in_int(c, "limit", PAGE);
    ELA_TRY(place_read(c, &from, err));
    ELA_TRY(ela_meta_list(c, "piece_categories", &x.categories, err));
    if (ela_in_bool(c, "with_total", false))
        ELA_TRY(count(c, err));
    enum ela_status st = source(c, false, &from, limit + 1, &x.r[0], err);
    if (st == ELA_OK)
        st = source(c, true, &from, limit + 1, &x.r[1], err);
    if (st == ELA_OK)
        st = held_by_page(c, &x, err);
    if (st == ELA_OK)
        st = rows(c, &x, (size_t)limit, err);
    ela_db_result_release(&x.held);
    ela_db_result_release(&x.r[1]);
    ela_db_result_release(&x.r[0]);
    return st;
}
