/*
 * Boards and lists of tasks. A board is one statement whatever the number of its cards. Source:
 * CASE-21, CASE-22.
 */
#include "task/task_internal.h"

enum { BOARD_MAX = 2000, LATELY_S = 30 * 86400 };
#define NO_DAY "9999-12-31"

enum {
    K_ID,
    K_TITLE,
    K_STATUS,
    K_POSITION,
    K_START,
    K_DUE,
    K_PRIORITY,
    K_FOR_CLIENT,
    K_VISIBLE,
    K_BILLABLE,
    K_VERSION,
    K_CASE,
    K_CASE_REF,
    K_CASE_TITLE,
    K_CLIENT,
    K_CLIENT_NAME,
    K_CLOSED,
    K_STEP,
    K_NATIVE,
    K_TAGS,
    K_CASE_CLOSED,
    K_PEOPLE,
    K_CHECKS,
    K_COMMENTS,
    K_FILES
};

/* --- cards -------------------------------------------------------------------------------- */

/* "12 Léa Durand" a line: clients learn names, not numbers. */
static struct ela_json *people(const struct ela_call *c, struct ela_str s)
{
    struct ela_json *list = ela_json_new_array();
    while (s.n) {
        const char *end = memchr(s.p, '\n', s.n), *space = memchr(s.p, ' ', s.n);
        size_t n = end ? (size_t)(end - s.p) : s.n;
        int64_t id = 0;
        if (space && space < s.p + n &&
            ela_parse_i64((struct ela_str){s.p, (size_t)(space - s.p)}, &id)) {
            struct ela_json *o = ela_json_new_object();
            if (!ela__portal(c))
                ela_json_set_int(o, "id", id);
            ela_json_set_str(o, "name", (struct ela_str){space + 1, (size_t)(s.p + n - space) - 1});
            ela_json_push(list, o);
        }
        s.p += n + (end ? 1 : 0);
        s.n -= n + (end ? 1 : 0);
    }
    return list;
}

static struct ela_json *checks(struct ela_str s)
{
    struct ela_json *o = ela_json_new_object();
    const char *space = s.n ? memchr(s.p, ' ', s.n) : NULL;
    int64_t total = 0, done = 0;
    if (space) {
        size_t n = (size_t)(space - s.p);
        (void)ela_parse_i64((struct ela_str){s.p, n}, &total);
        (void)ela_parse_i64((struct ela_str){space + 1, s.n - n - 1}, &done);
    }
    ela_json_set_int(o, "total", total);
    ela_json_set_int(o, "done", done);
    return o;
}

static struct ela_day day_at(const struct ela_db_result *r, size_t i, size_t col)
{
    struct ela_day day = ELA_DAY_NONE;
    if (ela_db_is_null(r, i, col) || ela_day_parse(ela_db_cell(r, i, col), &day, "", NULL))
        return ELA_DAY_NONE;
    return day;
}

static struct ela_json *case_of(const struct ela_db_result *r, size_t i)
{
    if (ela_db_is_null(r, i, K_CASE))
        return ela_json_new_null();
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, K_CASE);
    ela_list_text(o, "ref", r, i, K_CASE_REF);
    ela_list_text(o, "title", r, i, K_CASE_TITLE);
    return o;
}

struct ela_json *ela__card(struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, K_ID);
    ela_list_text(o, "title", r, i, K_TITLE);
    ela_json_set_text(o, "priority", ela__priority_name(ela_db_int(r, i, K_PRIORITY, 1)));
    ela_list_text(o, "start_on", r, i, K_START);
    ela_list_text(o, "due_on", r, i, K_DUE);
    bool open = ela_db_is_null(r, i, K_CLOSED), left = ela_db_int(r, i, K_CASE_CLOSED, 0) == 1;
    ela_json_set_bool(o, "late", ela__task_late(c, day_at(r, i, K_DUE), !open || left));
    ela_json_set_bool(o, "for_client", ela_db_int(r, i, K_FOR_CLIENT, 0) == 1);
    ela_json_set(o, "assignees", people(c, ela_db_cell(r, i, K_PEOPLE)));
    ela_json_set(o, "checks", checks(ela_db_cell(r, i, K_CHECKS)));
    ela_list_int(o, "comments", r, i, K_COMMENTS);
    ela_list_int(o, "files", r, i, K_FILES);
    ela_json_set(o, "case", case_of(r, i));
    ela_list_int(o, "step", r, i, K_STEP);
    if (ela__portal(c))
        return o;
    ela_list_person(o, "client", r, i, K_CLIENT, K_CLIENT_NAME);
    ela_json_set_bool(o, "left", open && left);
    ela_json_set_bool(o, "visible", ela_db_int(r, i, K_VISIBLE, 0) == 1);
    ela_json_set_bool(o, "billable", ela_db_int(r, i, K_BILLABLE, 0) == 1);
    ela_list_int(o, "version", r, i, K_VERSION);
    ela_list_int(o, "native", r, i, K_NATIVE);
    ela_list_text(o, "tags", r, i, K_TAGS);
    return o;
}

/* --- board -------------------------------------------------------------------------------- */

/* A column of one case's template is another column on the board of all. */
static const struct ela__column *column_for(const struct ela__columns *cols, struct ela_str code,
                                            bool closed)
{
    const struct ela__column *col = ela__column(cols, code);
    if (col)
        return col;
    return closed ? ela__column_done(cols) : ela__column_first(cols);
}

struct ela_json *ela__columns_json(const struct ela__columns *cols, const int64_t *counts)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < cols->n; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", cols->at[i].code);
        ela_json_set_text(o, "label", cols->at[i].label);
        ela_json_set_text(o, "colour", cols->at[i].colour);
        ela_json_set_text(o, "icon", cols->at[i].icon);
        ela_json_set_text(o, "class", cols->at[i].klass);
        ela_json_set_int(o, "count", counts[i]);
        ela_json_push(list, o);
    }
    return list;
}

static void write_cards(struct ela_call *c, const struct ela__columns *cols,
                        const struct ela_db_result *r, int64_t *counts)
{
    struct ela_json *cards = ela_json_new_array();
    ela_json_set(c->out, "cards", cards);
    for (size_t i = 0; i < r->nrows && i < BOARD_MAX; i++) {
        struct ela_str code = ela_db_cell(r, i, K_STATUS);
        if (ela_str_is(code, ELA__REFUSED))
            continue;
        const struct ela__column *col = column_for(cols, code, !ela_db_is_null(r, i, K_CLOSED));
        struct ela_json *o = ela__card(c, r, i);
        if (col) {
            ela_json_set_text(o, "status", col->code);
            counts[col - cols->at]++;
        }
        ela_json_push(cards, o);
    }
}

static void write_board(struct ela_call *c, const struct ela__columns *cols, const int64_t *counts,
                        bool truncated, bool partial)
{
    ela_json_set(c->out, "columns", ela__columns_json(cols, counts));
    ela_json_set_bool(c->out, "truncated", truncated);
    ela_json_set_bool(c->out, "partial", partial);
    ela_json_set_bool(c->out, "movable", ela_actor_has(c->actor, ELA_RIGHT_CASE_WRITE));
}

static void whose(struct ela_call *c, struct ela_sql *q)
{
    int64_t case_id = ela_in_int(c, "case", 0), client = ela_in_int(c, "client", 0);
    if (case_id) {
        ela_sql_add(q, ELA_SQL_CARDS_CASE);
        ela_sql_int(q, case_id);
        return;
    }
    if (client) {
        ela_sql_add(q, ELA_SQL_CARDS_CLIENT);
        ela_sql_int(q, client);
    }
    if (ela_in_bool(c, "mine", false)) {
        ela_sql_add(q, ELA_SQL_CARDS_MINE);
        ela_sql_int(q, c->actor->user_id);
    }
    /* Years of finished work would bury what is to do. */
    ela_sql_add(q, ELA_SQL_CARDS_LATELY);
    ela_sql_int(q, c->now - LATELY_S);
}

void ela__cards_add(struct ela_sql *q, const struct ela_call *c)
{
    ela_sql_add(q, ela__portal(c) ? ELA_SQL_CARDS_SEEN : ELA_SQL_CARDS);
    ela_scope_file_level(q, c->actor, "f");
    ela_sql_add(q, ELA_SQL_CARDS_FROM);
}

/* The cards, or their places alone. */
static enum ela_status read_places(struct ela_call *c, bool places, struct ela_db_result *r,
                                   struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    if (places)
        ela_sql_add(&q, ELA_SQL_CARDS_PLACES);
    else
        ela__cards_add(&q, c);
    ela__task_scope(&q, c);
    whose(c, &q);
    ela_sql_add(&q, ELA_SQL_CARDS_ORDER);
    ela_sql_int(&q, BOARD_MAX + 1);
    return ela_sql_query(&q, c->db, r, err);
}

static enum ela_status read_these(struct ela_call *c, const int64_t *ids, size_t n,
                                  const char *order, struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela__cards_add(&q, c);
    ela__task_scope(&q, c);
    ela_sql_add(&q, ELA_SQL_CARDS_THESE);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, order);
    ela_sql_int(&q, BOARD_MAX);
    return ela_sql_query(&q, c->db, r, err);
}

/* The first cards of each column and the count of all: what a page shows before it asks for the
 * rest. */
static enum ela_status first_cards(struct ela_call *c, const struct ela__columns *cols,
                                   const struct ela_db_result *places, struct ela_error *err)
{
    int64_t first = ela_in_int(c, "first", BOARD_MAX);
    int64_t *counts = ela_arena_alloc(c->arena, (cols->n + 1) * sizeof *counts),
            *none = ela_arena_alloc(c->arena, (cols->n + 1) * sizeof *none),
            *ids = ela_arena_alloc(c->arena, (places->nrows + 1) * sizeof *ids);
    size_t n = 0, all = 0;
    struct ela_db_result r;
    if (!counts || !none || !ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < places->nrows && i < BOARD_MAX; i++) {
        struct ela_str code = ela_db_cell(places, i, 1);
        const struct ela__column *col = column_for(cols, code, !ela_db_is_null(places, i, 2));
        if (!col || ela_str_is(code, ELA__REFUSED))
            continue;
        if (counts[col - cols->at]++ < first)
            ids[n++] = ela_db_int(places, i, 0, 0);
        all++;
    }
    if (n > 0) {
        ELA_TRY(read_these(c, ids, n, ELA_SQL_CARDS_ORDER, &r, err));
        write_cards(c, cols, &r, none);
        ela_db_result_release(&r);
    } else {
        ela_json_set(c->out, "cards", ela_json_new_array());
    }
    write_board(c, cols, counts, places->nrows > BOARD_MAX, n < all);
    return ELA_OK;
}

static enum ela_status all_cards(struct ela_call *c, const struct ela__columns *cols,
                                 const struct ela_db_result *r, struct ela_error *err)
{
    int64_t *counts = ela_arena_alloc(c->arena, (cols->n + 1) * sizeof *counts);
    if (!counts)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    write_cards(c, cols, r, counts);
    write_board(c, cols, counts, r->nrows > BOARD_MAX, false);
    return ELA_OK;
}

enum ela_status ela__task_board(struct ela_call *c, struct ela_error *err)
{
    int64_t case_id = ela_in_int(c, "case", 0);
    bool first = ela_in_has(c, "first");
    struct ela__columns cols;
    struct ela_case k = {.template = NULL};
    struct ela_db_result r;
    if (!case_id && !ela_in_bool(c, "mine", false) && !ela_in_bool(c, "all", false) &&
        !ela_in_has(c, "client"))
        return ela_fail(err, ELA_E_INPUT, "field.required", "case");
    if (case_id)
        ELA_TRY(ela_case_load(c, case_id, "case", &k, err));
    ELA_TRY(ela__columns_for(c, k.template, &cols, err));
    ELA_TRY(read_places(c, first, &r, err));
    enum ela_status st = first ? first_cards(c, &cols, &r, err) : all_cards(c, &cols, &r, err);
    ela_db_result_release(&r);
    return st;
}

/* --- list --------------------------------------------------------------------------------- */

static void filter(struct ela_call *c, struct ela_sql *q)
{
    static const struct {
        const char *name, *sql;
    } ids[] = {{"case", ELA_SQL_CARDS_CASE},
               {"client", ELA_SQL_CARDS_CLIENT},
               {"user", ELA_SQL_CARDS_MINE}};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        if (ela_in_has(c, ids[i].name)) {
            ela_sql_add(q, ids[i].sql);
            ela_sql_int(q, ela_in_int(c, ids[i].name, 0));
        }
    if (ela_in_bool(c, "mine", false)) {
        ela_sql_add(q, ELA_SQL_CARDS_MINE);
        ela_sql_int(q, c->actor->user_id);
    }
    if (ela_in_bool(c, "open", false))
        ela_sql_add(q, ELA_SQL_CARDS_OPEN);
    if (ela_in_bool(c, "late", false)) {
        ela_sql_add(q, ELA_SQL_CARDS_LATE);
        ela_sql_value(q, ela_list_day(c->arena, ela_tz_day(c->tz, c->now)));
    }
    if (ela_in_bool(c, "waiting", false)) {
        ela_sql_add(q, ELA_SQL_CARDS_OPEN);
        ela_sql_add(q, ELA_SQL_CARDS_IN_HAND);
    }
    if (ela_in_has(c, "for_client")) {
        ela_sql_add(q, ELA_SQL_CARDS_FOR_CLIENT);
        ela_sql_int(q, ela_in_bool(c, "for_client", false));
    }
    if (ela_in_has(c, "status")) {
        ela_sql_add(q, ELA_SQL_CARDS_STATUS);
        ela_sql_text(q, ela_in_text(c, "status"));
    }
    if (ela_in_has(c, "priority")) {
        ela_sql_add(q, ELA_SQL_CARDS_PRIORITY);
        ela_sql_int(q, ela__priority_of(ela_in_text(c, "priority"), 1));
    }
    if (ela_in_text(c, "search").n) {
        struct ela_str pattern = ela_list_pattern(c->arena, ela_in_text(c, "search"));
        ela_sql_add(q, ELA_SQL_CARDS_SEARCH);
        for (int i = 0; i < 3; i++)
            ela_sql_text(q, pattern);
    }
}

static enum ela_status after(struct ela_call *c, struct ela_sql *q, bool recent,
                             struct ela_error *err)
{
    char text[16];
    int64_t id;
    bool has;
    ELA_TRY(ela_cursor_read(c, recent ? 'r' : 'd', &has, text, sizeof text, &id, err));
    if (!has)
        return ELA_OK;
    ela_sql_add(q, recent ? ELA_SQL_LIST_NEXT_RECENT : ELA_SQL_LIST_NEXT_DUE);
    for (int i = 0; i < (recent ? 0 : 2); i++)
        ela_sql_text(q, ela_str_of(ela_arena_strdup(c->arena, text)));
    ela_sql_int(q, id);
    return ELA_OK;
}

/* Times of a page in one statement. */
static enum ela_status times(struct ela_call *c, const struct ela_db_result *r, size_t n,
                             struct ela_json *rows, struct ela_error *err)
{
    int64_t natives[200];
    struct ela_sql q;
    struct ela_db_result t;
    for (size_t i = 0; i < n; i++)
        natives[i] = ela_db_int(r, i, K_NATIVE, 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ela__portal(c) ? ELA_SQL_LIST_TIMES_SEEN : ELA_SQL_LIST_TIMES);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, natives, n);
    ela_sql_add(&q, ELA_SQL_LIST_TIMES_TAIL);
    ELA_TRY(ela_sql_query(&q, c->db, &t, err));
    for (size_t i = 0; i < n; i++) {
        int64_t total = 0;
        for (size_t k = 0; k < t.nrows; k++)
            if (natives[i] && ela_db_int(&t, k, 0, 0) == natives[i])
                total = ela_db_int(&t, k, 1, 0);
        ela_json_set_int((struct ela_json *)ela_json_at(rows, i), "total_s", total);
    }
    ela_db_result_release(&t);
    return ELA_OK;
}

static enum ela_status write_list(struct ela_call *c, const struct ela_db_result *r, size_t limit,
                                  bool recent, struct ela_error *err)
{
    size_t n = r->nrows < limit ? r->nrows : limit;
    struct ela__columns cols;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela__columns_of(c, ela_in_int(c, "case", 0), &cols, err));
    for (size_t i = 0; i < n; i++) {
        struct ela_json *o = ela__card(c, r, i);
        ela_json_set(o, "status", ela__column_badge(c, &cols, ela_db_cell(r, i, K_STATUS)));
        ela_json_push(rows, o);
    }
    if (n)
        ELA_TRY(times(c, r, n, rows, err));
    if (r->nrows <= limit) {
        ela_json_set_null(c->out, "next");
        return ELA_OK;
    }
    struct ela_str key =
        ela_db_is_null(r, n - 1, K_DUE) ? ELA_STR(NO_DAY) : ela_db_cell(r, n - 1, K_DUE);
    ela_json_set_text(c->out, "next",
                      ela_cursor_make(c->arena, recent ? 'r' : 'd', recent ? ELA_STR("") : key,
                                      ela_db_int(r, n - 1, K_ID, 0)));
    return ELA_OK;
}

/* The rows of a page first, then their facts: a card has many, and more are looked at than shown.
 */
static enum ela_status find(struct ela_call *c, size_t limit, bool recent, int64_t *ids, size_t *n,
                            struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_LIST_FIND);
    ela__task_scope(&q, c);
    filter(c, &q);
    enum ela_status st = after(c, &q, recent, err);
    ela_sql_add(&q, recent ? ELA_SQL_LIST_BY_RECENT : ELA_SQL_LIST_BY_DUE);
    ela_sql_int(&q, (int64_t)limit + 1);
    if (st == ELA_OK)
        st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    if (st != ELA_OK)
        return st;
    for (*n = 0; *n < r.nrows && *n <= limit; ++*n)
        ids[*n] = ela_db_int(&r, *n, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__task_list(struct ela_call *c, struct ela_error *err)
{
    size_t limit = (size_t)ela_in_int(c, "limit", ELA_LIST_LIMIT_DEFAULT), n = 0;
    bool recent = ela_str_is(ela_in_text(c, "sort"), "recent");
    struct ela_db_result r = {.nrows = 0};
    int64_t *ids = ela_arena_alloc(c->arena, (limit + 1) * sizeof *ids);
    if (!ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ELA_TRY(find(c, limit, recent, ids, &n, err));
    if (n)
        ELA_TRY(
            read_these(c, ids, n, recent ? ELA_SQL_LIST_BY_RECENT : ELA_SQL_LIST_BY_DUE, &r, err));
    enum ela_status st = write_list(c, &r, limit, recent, err);
    ela_db_result_release(&r);
    return st;
}
