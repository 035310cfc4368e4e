/*
 * Notes on a case: of the firm alone or shared with the client, with a level of confidentiality by
 * the rule of documents. Only the author writes; he and the lead decide who sees. Source: CASE-37,
 * DOC-14, SEC-11.
 */
#include "case/case_internal.h"
#include "reader/reader.h"
#include "scope/scope.h"

enum { BODY_MAX = 20000, PAGE = 50 };

static const struct ela_field ADD[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "body", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = BODY_MAX},
    {.name = "shared", .type = ELA_FT_BOOL},
    {.name = "level", .type = ELA_FT_INT, .min = 0, .max = ELA_LEVEL_RESTRICTED},
    ELA_READERS_FIELDS,
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    {.name = "note", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "note"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = "body", .type = ELA_FT_TEXT, .min = 1, .max = BODY_MAX},
    {.name = "shared", .type = ELA_FT_BOOL},
    {.name = "level", .type = ELA_FT_INT, .min = 0, .max = ELA_LEVEL_RESTRICTED},
    ELA_READERS_FIELDS,
    {.name = NULL},
};
static const struct ela_field ONE[] = {
    {.name = "note", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "note"},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 20},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = "with_groups", .type = ELA_FT_BOOL},
    {.name = NULL},
};

struct note {
    int64_t id, author, level;
    bool shared;
    struct ela_str body;
};

/* Confidential notes of others are for the lead, and by a right on the kind of case. */
static enum ela_status sees_confidential(struct ela_call *c, const struct ela_case *k, bool *sees,
                                         struct ela_error *err)
{
    unsigned rights = 0;
    *sees = c->actor->user_id == k->lead_id;
    if (*sees)
        return ELA_OK;
    ELA_TRY(ela_case_rights(c, k->kind, &rights, err));
    *sees = rights & ELA_KR_CONFIDENTIAL;
    return ELA_OK;
}

/* Of a level: for its readers alone, as event.list has it. */
static enum ela_status tell(struct ela_call *c, const struct ela_case *k, const char *kind,
                            const struct note *n, struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_bool(data, "shared", n->shared);
    return ela__case_tell(c, k, ELA__FACT(kind, "note", n->id, n->shared), data, err);
}

static enum ela_status check(const struct note *n, struct ela_error *err)
{
    if (n->shared && n->level > ELA_LEVEL_STANDARD)
        return ela_fail(err, ELA_E_INPUT, "note.shared_confidential", "level");
    return ELA_OK;
}

static enum ela_status add(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct note n = {.shared = ela_in_bool(c, "shared", false),
                     .level = ela_in_int(c, "level", ELA_LEVEL_STANDARD)};
    ELA_TRY(ela__case_to_edit(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(check(&n, err));
    struct ela_db_value p[] = {
        ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(k.id),    ELA_DBV_STR(ela_in_text(c, "body")),
        ELA_DBV_INT(n.shared),         ELA_DBV_INT(n.level), ELA_DBV_INT(c->actor->user_id),
        ELA_DBV_INT(c->now),           ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_NOTE_INSERT, p, 8, NULL, err));
    n.id = ela_db_last_id(c->db);
    ela_json_set_int(c->out, "id", n.id);
    if (n.level > ELA_LEVEL_STANDARD)
        ELA_TRY(ela_readers_set(c, ELA_READERS_OF_NOTE, n.id, err));
    return tell(c, &k, "note.added", &n, err);
}

/* Does he read it, by its level? It is held until the end of the transaction. */
static enum ela_status seen(struct ela_call *c, const struct ela_case *k, struct note *n,
                            struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool sees = false;
    ELA_TRY(sees_confidential(c, k, &sees, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_NOTE_SEEN);
    ela_sql_int(&q, n->id);
    ela_scope_note_level(&q, c->actor, sees);
    ela_sql_add(&q, ELA_SQL_NOTE_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows > 0;
    n->level = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "note");
}

static enum ela_status load(struct ela_call *c, struct ela_case *k, struct note *n,
                            struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "note", 0)),
                               ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    int64_t case_id = 0;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_NOTE_LOAD, p, 2, &r, err));
    if (r.nrows) {
        struct ela_str body = ela_db_cell(&r, 0, 1);
        case_id = ela_db_int(&r, 0, 0, 0);
        *n = (struct note){.id = p[0].i,
                           .author = ela_db_int(&r, 0, 4, 0),
                           .level = ela_db_int(&r, 0, 3, 0),
                           .shared = ela_db_int(&r, 0, 2, 0) == 1};
        n->body = (struct ela_str){ela_arena_strndup(c->arena, body.p, body.n), body.n};
    }
    ela_db_result_release(&r);
    if (!case_id)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "note");
    ELA_TRY(ela__case_to_edit(c, case_id, "note", k, err));
    ELA_TRY(seen(c, k, n, err));
    return n->body.p ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

static enum ela_status update(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct note n, was;
    int64_t changed = 0, version = ela_in_int(c, "version", 0);
    ELA_TRY(load(c, &k, &n, err));
    was = n;
    bool author = n.author == c->actor->user_id, leads = k.lead_id == c->actor->user_id;
    n.shared = ela_in_bool(c, "shared", n.shared);
    n.level = ela_in_int(c, "level", n.level);
    if (ela_in_has(c, "body"))
        n.body = ela_in_text(c, "body");
    if (!ela_str_eq(n.body, was.body) && !author)
        return ela_fail(err, ELA_E_DENIED, "note.not_yours", "body");
    bool names = ela_readers_named(c),
         opened = n.shared != was.shared || n.level != was.level || names;
    if (opened && !author && !leads)
        return ela_fail(err, ELA_E_DENIED, "note.not_yours", "shared");
    ELA_TRY(check(&n, err));
    struct ela_db_value p[] = {ELA_DBV_STR(n.body), ELA_DBV_INT(n.shared), ELA_DBV_INT(n.level),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(n.id),     ELA_DBV_INT(version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_NOTE_UPDATE, p, 6, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    if (n.level > ELA_LEVEL_STANDARD && (names || was.level == ELA_LEVEL_STANDARD))
        ELA_TRY(ela_readers_set(c, ELA_READERS_OF_NOTE, n.id, err));
    else if (n.level > was.level)
        ELA_TRY(ela_readers_add(c, ELA_READERS_OF_NOTE, n.id, c->actor->user_id, err));
    ela_json_set_int(c->out, "version", version + 1);
    return tell(c, &k, opened ? "note.visibility" : "note.changed", &n, err);
}

static enum ela_status drop(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct note n;
    ELA_TRY(load(c, &k, &n, err));
    if (n.author != c->actor->user_id && k.lead_id != c->actor->user_id)
        return ela_fail(err, ELA_E_DENIED, "note.not_yours", "note");
    struct ela_db_value p[] = {ELA_DBV_INT(n.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_NOTE_DELETE, p, 2, NULL, err));
    if (n.level > ELA_LEVEL_STANDARD) { /* who read it is not known any more */
        struct ela_db_value gone[] = {p[1], p[0]};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_NOTE_GONE, gone, 2, NULL, err));
        return ela_case_activity(c, k.id, err);
    }
    n.shared = false;
    return tell(c, &k, "note.removed", &n, err);
}

/* --- reading -------------------------------------------------------------- */

static struct ela_json *row(const struct ela_call *c, const struct ela_case *k,
                            const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    bool author = ela_db_int(r, i, 4, 0) == c->actor->user_id;
    bool leads = k->lead_id == c->actor->user_id;
    ela_list_int(o, "id", r, i, 0);
    ela_list_text(o, "body", r, i, 1);
    ela_list_int(o, "at", r, i, 6);
    ela_list_int(o, "updated_at", r, i, 7);
    if (c->actor->kind == ELA_ACTOR_PORTAL) {
        ela_list_text(o, "by", r, i, 5);
        return o;
    }
    ela_list_person(o, "by", r, i, 4, 5);
    ela_json_set_bool(o, "shared", ela_db_int(r, i, 2, 0) == 1);
    ela_list_int(o, "level", r, i, 3);
    ela_list_int(o, "version", r, i, 8);
    ela_json_set_bool(o, "editable", author && !k->archived_at);
    ela_json_set_bool(o, "may_show", (author || leads) && !k->archived_at);
    return o;
}

static enum ela_status compose(struct ela_call *c, const struct ela_case *k, struct ela_sql *q,
                               int64_t limit, struct ela_error *err)
{
    int64_t after = 0;
    bool sees = false;
    ela_sql_add(q, ELA_SQL_NOTE_LIST);
    ela_sql_int(q, k->id);
    ela_sql_int(q, c->actor->entity);
    if (c->actor->kind == ELA_ACTOR_PORTAL) {
        ela_sql_add(q, ELA_SQL_NOTE_SHARED);
    } else {
        ELA_TRY(sees_confidential(c, k, &sees, err));
        ela_scope_note_level(q, c->actor, sees);
    }
    if (ela_in_text(c, "after").n) {
        if (!ela_parse_i64(ela_in_text(c, "after"), &after))
            return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
        ela_sql_add(q, ELA_SQL_NOTE_AFTER);
        ela_sql_int(q, after);
    }
    ela_sql_add(q, ELA_SQL_NOTE_TAIL);
    ela_sql_int(q, limit + 1);
    return ELA_OK;
}

/* Who reads those of a level: what the office is told of each row. */
static enum ela_status readers(struct ela_call *c, const struct ela_db_result *r,
                               struct ela_json *rows, struct ela_error *err)
{
    size_t n = ela_json_size(rows);
    int64_t *id = ela_arena_alloc(c->arena, (n + 1) * sizeof *id);
    struct ela_json **to = ela_arena_alloc(c->arena, (n + 1) * sizeof(struct ela_json *));
    if (!id || !to)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < n; i++) {
        id[i] = ela_db_int(r, i, 3, 0) > 0 ? ela_db_int(r, i, 0, 0) : 0;
        to[i] = (struct ela_json *)(uintptr_t)ela_json_at(rows, i);
    }
    ELA_TRY(ela_readers_json(c, ELA_READERS_OF_NOTE, id, to, n, err));
    return ela_in_bool(c, "with_groups", false) ? ela_readers_groups(c, err) : ELA_OK;
}

static enum ela_status list(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_sql q;
    struct ela_db_result r;
    int64_t limit = ela_in_int(c, "limit", PAGE);
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ela_sql_init(&q);
    enum ela_status st = compose(c, &k, &q, limit, err);
    if (st == ELA_OK)
        st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    if (st != ELA_OK)
        return st;
    struct ela_json *rows = ela_json_new_array();
    size_t n = r.nrows > (size_t)limit ? (size_t)limit : r.nrows;
    for (size_t i = 0; i < n; i++)
        ela_json_push(rows, row(c, &k, &r, i));
    ela_json_set(c->out, "rows", rows);
    if (r.nrows > n)
        ela_json_set_str(c->out, "next", ela_db_cell(&r, n - 1, 0));
    else
        ela_json_set_null(c->out, "next");
    if (c->actor->kind == ELA_ACTOR_USER)
        st = readers(c, &r, rows, err);
    ela_db_result_release(&r);
    return st;
}

const struct ela_op ELA_NOTE_OPS[] = {
    {"note.add", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ADD, add},
    {"note.update", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, UPDATE, update},
    {"note.delete", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ONE, drop},
    {"note.list", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, LIST, list},
    {.name = NULL},
};
