/*
 * «Mes Documents»: what a client may see of his documents, newest first. Source: DOC-12, PORT-12.
 */
#include "document/document_internal.h"

enum { PAGE = 30, PAGE_MAX = 100 };
enum {
    ID,
    NAME,
    TYPE,
    SIZE,
    AT,
    STATUS,
    CATEGORY,
    URL,
    DOCUMENT_ON,
    VALID_UNTIL,
    VERSION,
    DOWNLOADS,
    ACCOUNT,
    BY,
    BY_CLIENT,
    CASE,
    TITLE,
    REF,
    OBJECT,
    DELIVERABLE,
    DESCRIPTION,
    REASON,
    EXPIRED,
    SCAN
};

/* "drive.example.com": where an address leads, told before it is followed. */
static void host(struct ela_json *o, struct ela_str url)
{
    enum { SCHEME = 8 };
    size_t n = url.n > SCHEME ? strcspn(url.p + SCHEME, "/?#") : 0;
    if (n)
        ela_json_set_str(o, "host", (struct ela_str){url.p + SCHEME, n});
    else
        ela_json_set_null(o, "host");
}

/* He takes back what he sent while nobody has taken note of it: as file.delete decides. */
static bool takes_back(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_str object = ela_db_cell(r, i, OBJECT);
    return ela_db_int(r, i, ACCOUNT, 0) == c->actor->account_id &&
           ela_str_is(ela_db_cell(r, i, STATUS), "waiting") && ela_db_int(r, i, VERSION, 1) == 1 &&
           (ela_str_is(object, "document") || ela_str_is(object, "case") ||
            ela_str_is(object, "piece"));
}

/* How much is said about the rows of a page, internal words and hidden ones aside: one statement.
 */
static enum ela_status talk(struct ela_call *c, const struct ela_db_result *r, size_t n,
                            struct ela_db_result *out, struct ela_error *err)
{
    struct ela_sql q;
    int64_t ids[PAGE_MAX];
    for (size_t i = 0; i < n; i++)
        ids[i] = ela_db_int(r, i, ID, 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_MINE_TALK);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_MINE_TALK_EACH);
    return ela_sql_query(&q, c->db, out, err);
}

static int64_t said_of(const struct ela_db_result *talk, int64_t file)
{
    for (size_t i = 0; i < talk->nrows; i++)
        if (ela_db_int(talk, i, 0, 0) == file)
            return ela_db_int(talk, i, 1, 0);
    return 0;
}

static enum ela_status row(struct ela_call *c, const struct ela_db_result *r, size_t i,
                           struct ela_json *o, struct ela_error *err)
{
    bool own = !ela_db_is_null(r, i, ACCOUNT);
    ela_list_int(o, "id", r, i, ID);
    ela_list_text(o, "name", r, i, NAME);
    ela_list_text(o, "type", r, i, TYPE);
    ela_list_int(o, "size", r, i, SIZE);
    ela_list_int(o, "at", r, i, AT);
    ela_list_int(o, "version", r, i, VERSION);
    ela_list_text(o, "by", r, i, own ? BY_CLIENT : BY);
    ela_json_set_bool(o, "from_client", own);
    ela_list_text(o, "document_on", r, i, DOCUMENT_ON);
    ela_list_text(o, "valid_until", r, i, VALID_UNTIL);
    ela_json_set_bool(o, "expired", ela_db_int(r, i, EXPIRED, 0) == 1);
    ela_json_set_bool(o, "deliverable", ela_db_int(r, i, DELIVERABLE, 0) == 1);
    ela_list_text(o, "description", r, i, DESCRIPTION);
    ela_list_text(o, "reason", r, i, REASON);
    ela_json_set_bool(o, "may_download",
                      ela_db_int(r, i, DOWNLOADS, 1) == 1 && ela_db_is_null(r, i, URL));
    ela_json_set_bool(o, "may_delete", takes_back(c, r, i));
    ela_json_set_bool(o, "scanning", ela_scan_waits(c, ela_db_cell(r, i, SCAN)));
    host(o, ela_db_cell(r, i, URL));
    ela__document_status(c, o, ela_db_cell(r, i, STATUS));
    if (ela_db_is_null(r, i, CASE)) {
        ela_json_set_null(o, "case");
    } else {
        struct ela_json *k = ela_json_new_object();
        ela_list_int(k, "id", r, i, CASE);
        ela_list_text(k, "ref", r, i, REF);
        ela_list_text(k, "title", r, i, TITLE);
        ela_json_set(o, "case", k);
    }
    return ela__document_category(c, o, "category", ela_db_cell(r, i, CATEGORY), err);
}

static int64_t midnight(const struct ela_call *c, struct ela_day day, int after)
{
    struct ela_civil t = {0};
    enum ela_fold fold;
    ela_day_to_ymd((struct ela_day){day.n + after}, &t.year, &t.month, &t.day);
    return ela_tz_moment(c->tz, &t, false, &fold);
}

static void criteria(struct ela_call *c, struct ela_sql *q)
{
    struct ela_str by = ela_in_text(c, "by");
    if (ela_in_text(c, "category").n) {
        ela_sql_add(q, ELA_SQL_MINE_CATEGORY);
        ela_sql_text(q, ela_in_text(c, "category"));
    }
    if (ela_in_has(c, "case")) {
        ela_sql_add(q, ELA_SQL_MINE_CASE);
        ela_sql_int(q, ela_in_int(c, "case", 0));
        ela_sql_int(q, ela_in_int(c, "case", 0));
    }
    if (ela_in_has(c, "status")) {
        ela_sql_add(q, ELA_SQL_MINE_STATUS);
        ela_sql_text(q, ela_in_text(c, "status"));
    }
    if (by.n)
        ela_sql_add(q, ela_str_is(by, "client") ? ELA_SQL_MINE_BY_CLIENT : ELA_SQL_MINE_BY_FIRM);
    if (ela_in_has(c, "from")) {
        ela_sql_add(q, ELA_SQL_MINE_FROM);
        ela_sql_int(q, midnight(c, ela_in_day(c, "from"), 0));
    }
    if (ela_in_has(c, "to")) {
        ela_sql_add(q, ELA_SQL_MINE_TO);
        ela_sql_int(q, midnight(c, ela_in_day(c, "to"), 1));
    }
}

/* What lies in a folder; whoever searches in it means what is below it too. 0: in none. */
static enum ela_status in_folder(struct ela_call *c, struct ela_sql *q, struct ela_error *err)
{
    struct ela_folder f;
    size_t n = 0;
    int64_t id = ela_in_int(c, "folder", 0);
    if (!ela_in_has(c, "folder"))
        return ELA_OK;
    if (id == 0) {
        ela_sql_add(q, ELA_SQL_MINE_UNFILED);
        return ELA_OK;
    }
    ELA_TRY(ela_folder_load(c, id, "folder", &f, err));
    if (!ela_in_text(c, "search").n) {
        ela_sql_add(q, ELA_SQL_MINE_FOLDER);
        ela_sql_int(q, id);
        return ELA_OK;
    }
    int64_t *ids = ela_arena_alloc(c->arena, ELA_FOLDER_MOST * sizeof *ids);
    if (!ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    ELA_TRY(ela_folder_below(c, &f, ids, &n, err));
    ela_sql_add(q, ELA_SQL_MINE_FOLDERS);
    ela_sql_in(q, ids, n);
    return ELA_OK;
}

/* In its name and description, or in what is written in it. */
static enum ela_status searched(struct ela_call *c, struct ela_sql *q, struct ela_error *err)
{
    struct ela_str typed = ela_in_text(c, "search");
    if (!typed.n)
        return ELA_OK;
    ela_sql_add(q, ELA_SQL_MINE_SEARCH);
    ela_sql_text(q, ela_list_pattern(c->arena, typed));
    ELA_TRY(ela_preview_match(c, q, "f", typed, err));
    ela_sql_add(q, ELA_SQL_MINE_SEARCHED);
    return ELA_OK;
}

static enum ela_status compose(struct ela_call *c, struct ela_sql *q, int64_t limit,
                               struct ela_error *err)
{
    char text[24];
    int64_t id = 0, at = 0;
    bool has = false;
    ELA_TRY(ela_cursor_read(c, 'd', &has, text, sizeof text, &id, err));
    if (has && !ela_parse_i64(ela_str_of(text), &at))
        return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
    ela_sql_add(q, ELA_SQL_MINE);
    ela_sql_value(q, ela_list_day(c->arena, ela_tz_day(c->tz, c->now)));
    ela_scope_file(q, c->actor);
    criteria(c, q);
    ELA_TRY(in_folder(c, q, err));
    ELA_TRY(searched(c, q, err));
    if (has) {
        ela_sql_add(q, ELA_SQL_MINE_AFTER);
        ela_sql_int(q, at);
        ela_sql_int(q, at);
        ela_sql_int(q, id);
    }
    ela_sql_add(q, ELA_SQL_MINE_ORDER);
    ela_sql_int(q, limit + 1);
    return ELA_OK;
}

static enum ela_status categories(struct ela_call *c, struct ela_error *err)
{
    const struct ela_meta_list *list;
    struct ela_json *out = ela_json_new_array();
    ela_json_set(c->out, "categories", out);
    ELA_TRY(ela_meta_list(c, "piece_categories", &list, err));
    for (size_t i = 0; i < list->nitems; i++) {
        struct ela_json *o = ela_json_new_object();
        if (!list->items[i].active) {
            ela_json_free(o);
            continue;
        }
        ela_json_set_text(o, "code", list->items[i].code);
        ela_json_set_text(o, "label", ela_label_text(list->items[i].label, c->actor->lang));
        ela_json_push(out, o);
    }
    return ELA_OK;
}

static enum ela_status rows_of(struct ela_call *c, const struct ela_db_result *r, size_t n,
                               struct ela_json *rows, struct ela_error *err)
{
    struct ela_db_result said;
    enum ela_status st = ELA_OK;
    if (n == 0)
        return ELA_OK;
    ELA_TRY(talk(c, r, n, &said, err));
    for (size_t i = 0; i < n && st == ELA_OK; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_push(rows, o);
        ela_json_set_int(o, "comments", said_of(&said, ela_db_int(r, i, ID, 0)));
        st = row(c, r, i, o, err);
    }
    ela_db_result_release(&said);
    return st;
}

enum ela_status ela__document_mine(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();
    int64_t limit = ela_in_int(c, "limit", PAGE);
    ela_json_set(c->out, "rows", rows);
    ela_sql_init(&q);
    enum ela_status st = compose(c, &q, limit, err);
    if (st == ELA_OK)
        st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    ELA_TRY(st);
    size_t n = r.nrows > (size_t)limit ? (size_t)limit : r.nrows;
    st = rows_of(c, &r, n, rows, err);
    ela_json_set_text(c->out, "next",
                      r.nrows > n ? ela_cursor_make(c->arena, 'd', ela_db_cell(&r, n - 1, AT),
                                                    ela_db_int(&r, n - 1, ID, 0))
                                  : NULL);
    ela_db_result_release(&r);
    return st == ELA_OK ? categories(c, err) : st;
}
