/*
 * One document of several objects, and documents that lie elsewhere. Source: DOC-02, DOC-03.
 */
#include "document/document_internal.h"

enum { LINKS_MAX = 50 };

/* --- links -------------------------------------------------------------------------------- */

/* Of Dolibarr's own objects: their client, in this entity. */
static enum ela_status native_client(struct ela_call *c, const char *sql, int64_t id, int32_t *of,
                                     struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, sql, p, 2, &r, err));
    *of = (int32_t)ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return *of ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "id");
}

/* The object and its case; of the document's own client, so that nothing goes from one to the
 * other. */
static enum ela_status target(struct ela_call *c, int32_t client, int64_t *case_id,
                              struct ela_error *err)
{
    int64_t id = ela_in_int(c, "id", 0);
    int32_t of = 0;
    bool visible;
    struct ela_str object = ela_in_text(c, "object");
    const char *native = ela_str_is(object, "contract")  ? ELA_SQL_DOCUMENT_OF_CONTRACT
                         : ela_str_is(object, "invoice") ? ELA_SQL_DOCUMENT_OF_INVOICE
                         : ela_str_is(object, "project") ? ELA_SQL_DOCUMENT_OF_PROJECT
                                                         : NULL;
    if (native) {
        ELA_TRY(native_client(c, native, id, &of, err));
    } else if (ela_str_is(object, "task")) {
        ELA_TRY(ela_task_reach(c, id, "id", case_id, &of, &visible, err));
    } else {
        struct ela_case k;
        ELA_TRY(ela_case_load(c, id, "id", &k, err));
        ELA_TRY(ela_case_writable(&k, err));
        ELA_TRY(ela_case_may(c, &k, ELA_KR_EDIT, err));
        *case_id = k.id;
        of = k.client_id;
    }
    return of == client ? ELA_OK : ela_fail(err, ELA_E_INPUT, "document.other_client", "id");
}

static enum ela_status not_too_many(struct ela_call *c, int64_t file, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(file), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_DOCUMENT_LINK_COUNT, p, 2, &r, err));
    int64_t n = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (n < LINKS_MAX)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_STATE, "document.links", "file");
    ela_error_param_i64(err, "max", LINKS_MAX);
    return st;
}

enum ela_status ela__document_link(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    int64_t case_id = 0, n = 0, id = ela_in_int(c, "id", 0);
    struct ela_str object = ela_in_text(c, "object");
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    ELA_TRY(target(c, f.client_id, &case_id, err));
    if (ela_str_is(object, f.object) && f.object_id == id)
        return ela_fail(err, ELA_E_INPUT, "document.linked", "id");
    ELA_TRY(ela_scan_check(c, ela_str_of(f.place), NULL, err)); /* not by its depositor either */
    ELA_TRY(not_too_many(c, f.id, err));
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(f.id),
                               ELA_DBV_STR(object),
                               ELA_DBV_INT(id),
                               case_id ? ELA_DBV_INT(case_id) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_DOCUMENT_LINK_ADD, p, 7, &n, err));
    if (n != 1)
        return ela_fail(err, ELA_E_INPUT, "document.linked", "id");
    ela_json_set_int(c->out, "id", ela_db_last_id(c->db));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "to", object);
    ela_json_set_int(data, "to_id", id);
    return ela_file_tell(c, &f, "file.linked", false, data, err);
}

enum ela_status ela__document_unlink(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "link", 0)),
                               ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_DOCUMENT_LINK_LOAD, p, 2, &r, err));
    int64_t file = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (!file)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "link");
    ELA_TRY(ela_file_load(c, file, false, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_DOCUMENT_LINK_DROP, p, 2, NULL, err));
    return ela_file_tell(c, &f, "file.unlinked", false, NULL, err);
}

/* Documents of an object of Dolibarr's, as far as they are within reach. Source: DOC-15. */
enum ela_status ela__document_of(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_DOCUMENT_OF);
    ela_sql_text(&q, ela_in_text(c, "object"));
    ela_sql_int(&q, ela_in_int(c, "id", 0));
    ela_scope_file(&q, c->actor);
    ela_sql_add(&q, ELA_SQL_DOCUMENT_OF_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_push(rows, o);
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "name", &r, i, 1);
        ela_list_text(o, "type", &r, i, 2);
        ela_list_int(o, "size", &r, i, 3);
        ela_list_int(o, "at", &r, i, 4);
        ela__document_status(c, o, ela_db_cell(&r, i, 5));
        st = ela__document_category(c, o, "category", ela_db_cell(&r, i, 6), err);
        ela_list_text(o, "valid_until", &r, i, 7);
        ela_list_int(o, "link", &r, i, 8);
        ela_json_set_bool(o, "elsewhere", !ela_db_is_null(&r, i, 9));
    }
    ela_db_result_release(&r);
    return st;
}

/* --- addresses ---------------------------------------------------------------------------- */

static bool host_sign(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           ch == '-' || ch == '.';
}

/* "https://" and a host with a dot, of plain signs: no name before it, no sign that a page or a
 * header reads. */
static bool https(struct ela_str url)
{
    static const char scheme[] = "https://";
    size_t n = sizeof scheme - 1, at = n;
    bool dot = false;
    if (url.n <= n || strncasecmp(url.p, scheme, n) != 0)
        return false;
    for (; at < url.n && host_sign(url.p[at]); at++)
        dot = dot || (url.p[at] == '.' && at > n && at + 1 < url.n && host_sign(url.p[at + 1]));
    if (!dot || (at < url.n && !strchr(":/?#", url.p[at])))
        return false;
    for (size_t i = at; i < url.n; i++)
        if ((unsigned char)url.p[i] <= 0x20 || strchr("<>\"\\^`{|}\x7F", url.p[i]))
            return false;
    return memchr(url.p, '@', at) == NULL;
}

enum ela_status ela__document_address(struct ela_call *c, struct ela_error *err)
{
    int64_t id = 0;
    struct ela_file_address a = {.object = ela_in_text(c, "object"),
                                 .object_id = ela_in_int(c, "id", 0),
                                 .name = ela_in_text(c, "name"),
                                 .url = ela_in_text(c, "url"),
                                 .folder = ela_in_int(c, "folder", 0),
                                 .category = ela_in_text(c, "category"),
                                 .description = ela_in_text(c, "description"),
                                 .visible = ela_in_bool(c, "visible", false)};
    if (!https(a.url))
        return ela_fail(err, ELA_E_INPUT, "document.https", "url");
    ELA_TRY(ela_file_address(c, &a, &id, err));
    ela_json_set_int(c->out, "id", id);
    return ELA_OK;
}

/* Each opening is told: by whom, when, from where. */
enum ela_status ela__document_open(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    if (!f.url)
        return ela_fail(err, ELA_E_STATE, "document.not_link", "file");
    ela_json_set_text(c->out, "url", f.url);
    return ela_file_seen(c, &f, "file.opened", err);
}
