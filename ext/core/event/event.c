/*
 * The timeline: appending, and reading it page by page within the actor's reach.
 */
#include "event/event.h"
#include "event/event_sql.h"
#include "scope/scope.h"

#include <inttypes.h>

#define DATA_MAX 32768
#define PAGE     25
#define PAGE_MAX 200

/* --- appending ---------------------------------------------------------------------------- */

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

static const char *kind_name(enum ela_actor_kind kind)
{
    static const char *const names[] = {"none", "user", "portal", "worker"};
    return names[kind];
}

static enum ela_status insert(struct ela_call *c, const struct ela_event *e, struct ela_str data,
                              struct ela_error *err)
{
    const struct ela_actor *a = c->actor;
    bool user = a->kind == ELA_ACTOR_USER;
    struct ela_db_value p[] = {
        ELA_DBV_INT(a->entity),
        ELA_DBV_INT(c->now),
        ELA_DBV_TEXT(e->kind),
        ELA_DBV_TEXT(kind_name(a->kind)),
        user ? id_or_null(a->user_id) : ELA_DBV_NULL,
        user ? ELA_DBV_NULL : id_or_null(a->account_id),
        id_or_null(e->client_id),
        id_or_null(e->case_id),
        ELA_DBV_TEXT(e->object),
        id_or_null(e->object_id),
        id_or_null(e->outbox_id),
        ELA_DBV_INT(e->visible ? 1 : 0),
        c->remote_ip ? ELA_DBV_TEXT(c->remote_ip) : ELA_DBV_NULL,
        data.n ? ELA_DBV_STR(data) : ELA_DBV_NULL,
    };
    return ela_db_exec(c->db, ELA__EVENT_INSERT, p, sizeof p / sizeof p[0], NULL, err);
}

enum ela_status ela_event_add(struct ela_call *c, const struct ela_event *e, struct ela_error *err)
{
    struct ela_buf data;
    enum ela_status st = ELA_OK;
    ela_buf_init(&data, DATA_MAX);
    if (e->data)
        st = ela_json_write(e->data, &data, err);
    if (st == ELA_OK)
        st = insert(c, e, (struct ela_str){data.p, data.n}, err);
    ela_buf_release(&data);
    ela_json_free(e->data);
    return st;
}

/* --- event.list --------------------------------------------------------------------------- */

enum {
    ID,
    AT,
    KIND,
    ACTOR,
    USER,
    ACCOUNT,
    FIRST,
    LAST,
    NAME,
    CLIENT,
    CASE,
    OBJECT,
    OBJECT_ID,
    VISIBLE,
    DATA,
    STATE,
    FAILURE
};

static const char *const OBJECTS[] = {"time", "case",  "invoice",  "proposal", "account", "outbox",
                                      "rate", "timer", "settings", "task",     "file",    NULL};

static const struct ela_field LIST_FIELDS[] = {
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "object", .type = ELA_FT_CHOICE, .choices = OBJECTS},
    {.name = "object_id", .type = ELA_FT_INT, .min = 1, .max = INT64_MAX},
    {.name = "kinds", .type = ELA_FT_LINE, .max = 400}, /* "time.validated,time.refused" */
    {.name = "after", .type = ELA_FT_LINE, .max = 20},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = PAGE_MAX},
    {.type = ELA_FT_END},
};

/* The object itself must be within reach; what is not looks as if it did not exist. */
static enum ela_status need_row(struct ela_call *c, const char *sql, int64_t id,
                                void (*scope)(struct ela_sql *, const struct ela_actor *,
                                              const char *),
                                const char *alias, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    ela_sql_int(&q, id);
    scope(&q, c->actor, alias);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", NULL);
}

/* A task's history is read with its case; what has none, by whoever reads cases. */
static enum ela_status need_task(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__EVENT_TASK_CASE, p, 2, &r, err));
    bool found = r.nrows > 0;
    int64_t case_id = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", NULL);
    return case_id ? need_row(c, ELA__EVENT_CASE_EXISTS, case_id, ela_scope_case, "c", err)
                   : ela_actor_need(c->actor, ELA_RIGHT_CASE_READ, err);
}

static void file_scope(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    (void)alias;
    ela_scope_file(q, a);
}

static enum ela_status need_object(struct ela_call *c, struct ela_str object, int64_t id,
                                   struct ela_error *err)
{
    if (id <= 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", "object_id");
    if (ela_str_is(object, "case"))
        return need_row(c, ELA__EVENT_CASE_EXISTS, id, ela_scope_case, "c", err);
    if (ela_str_is(object, "time"))
        return need_row(c, ELA__EVENT_TIME_EXISTS, id, ela_scope_time, "t", err);
    if (ela_str_is(object, "invoice"))
        return need_row(c, ELA__EVENT_INVOICE_EXISTS, id, ela_scope_invoice, "f", err);
    if (ela_str_is(object, "task"))
        return need_task(c, id, err);
    if (ela_str_is(object, "file"))
        return need_row(c, ELA__EVENT_FILE_EXISTS, id, file_scope, "f", err);
    uint32_t right = ela_str_is(object, "account")  ? ELA_RIGHT_ACCOUNT_MANAGE
                     : ela_str_is(object, "outbox") ? ELA_RIGHT_OUTBOX_MANAGE
                     : ela_str_is(object, "rate")   ? ELA_RIGHT_RATES_READ
                                                    : ELA_RIGHT_ADMIN;
    return ela_actor_need(c->actor, right, err);
}

/* What happens to a document or a note is told to whoever may read it. */
static void add_levels(struct ela_sql *q, const struct ela_actor *a)
{
    if (a->kind != ELA_ACTOR_USER)
        return;
    ela_sql_add(q, ELA__EVENT_FILE_OPEN);
    ela_scope_file_level(q, a, "f");
    ela_sql_add(q, "))");
    ela_sql_add(q, ELA__EVENT_NOTE_OPEN);
    ela_scope_note_level(q, a, false);
    ela_sql_add(q, "))");
}

/* One of case, client and object says whose history is meant; a portal account has its client's. */
static enum ela_status add_subject(struct ela_call *c, struct ela_sql *q, struct ela_error *err)
{
    const struct ela_actor *a = c->actor;
    int64_t case_id = ela_in_int(c, "case", 0), client = ela_in_int(c, "client", 0);
    struct ela_str object = ela_in_text(c, "object");
    if (a->kind == ELA_ACTOR_PORTAL) {
        ela_sql_add(q, ELA__EVENT_VISIBLE);
        ela_scope_client(q, a, "e", "fk_soc");
    } else if (!case_id && !client && !object.n) {
        return ela_fail(err, ELA_E_INPUT, "field.required", "case");
    }
    if (case_id) {
        ELA_TRY(need_row(c, ELA__EVENT_CASE_EXISTS, case_id, ela_scope_case, "c", err));
        ela_sql_add(q, ELA__EVENT_BY_CASE);
        ela_sql_int(q, case_id);
    }
    if (client) {
        if (a->kind == ELA_ACTOR_USER)
            ELA_TRY(ela_actor_need(a, ELA_RIGHT_CASE_READ, err));
        ela_sql_add(q, ELA__EVENT_BY_CLIENT);
        ela_sql_int(q, client);
        ela_scope_client(q, a, "e", "fk_soc");
    }
    if (object.n) {
        int64_t id = ela_in_int(c, "object_id", 0);
        ELA_TRY(need_object(c, object, id, err));
        ela_sql_add(q, ELA__EVENT_BY_OBJECT);
        ela_sql_text(q, object);
        ela_sql_int(q, id);
        return ELA_OK; /* the object's own reach was checked: own time on a case of others counts */
    }
    ela_sql_add(q, ELA__EVENT_CASE_SCOPE);
    ela_scope_case(q, a, "c");
    ela_sql_add(q, "))");
    return ELA_OK;
}

static void add_kinds(struct ela_sql *q, struct ela_str kinds)
{
    bool first = true;
    while (kinds.n) {
        const char *comma = memchr(kinds.p, ',', kinds.n);
        size_t n = comma ? (size_t)(comma - kinds.p) : kinds.n;
        ela_sql_add(q, first ? ELA__EVENT_KIND : ", ");
        ela_sql_add(q, "?");
        ela_sql_text(q, ela_str_trim((struct ela_str){kinds.p, n}));
        first = false;
        kinds.p += n + (comma ? 1 : 0);
        kinds.n -= n + (comma ? 1 : 0);
    }
    if (!first)
        ela_sql_add(q, ")");
}

static struct ela_json *who(struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *by = ela_json_new_object();
    bool user = !ela_db_is_null(r, i, USER);
    struct ela_str name = ela_db_cell(r, i, NAME);
    if (user) {
        struct ela_str first = ela_db_cell(r, i, FIRST), last = ela_db_cell(r, i, LAST);
        char *whole = ela_arena_printf(c->arena, "%.*s %.*s", (int)first.n, first.p ? first.p : "",
                                       (int)last.n, last.p ? last.p : "");
        name = ela_str_trim(ela_str_of(whole));
    }
    ela_json_set_str(by, "kind", ela_db_cell(r, i, ACTOR));
    /* A client learns who did it, not the numbers of the firm's users. */
    if (c->actor->kind == ELA_ACTOR_USER)
        ela_json_set_int(by, "id", ela_db_int(r, i, user ? USER : ACCOUNT, 0));
    ela_json_set_str(by, "name", name);
    return by;
}

static void set_id(struct ela_json *o, const char *key, const struct ela_db_result *r, size_t i,
                   size_t col)
{
    if (ela_db_is_null(r, i, col))
        ela_json_set_null(o, key);
    else
        ela_json_set_int(o, key, ela_db_int(r, i, col, 0));
}

/* Rates and amounts are for those who may see them, whatever the event is about (TIME-28). */
static bool tells_money(struct ela_str kind)
{
    return ela_str_is(kind, "case.terms") || (kind.n > 5 && memcmp(kind.p, "rate.", 5) == 0);
}

/* A client reads steps by the names that were told to him, in his language; why a step was left out
 * is the firm's business. */
static void for_client(const struct ela_call *c, struct ela_str kind, struct ela_json *data)
{
    const struct ela_json *words = ela_json_get(data, ELA_EVENT_CLIENT);
    bool en = strcmp(c->actor->lang, "en") == 0;
    struct ela_str text = ela_json_text(ela_json_get(words, en ? "en" : "fr"));
    if (!text.n)
        text = ela_json_text(ela_json_get(words, "fr"));
    if (text.n)
        ela_json_set_str(data, "step", text);
    if (words)
        ela_json_set_null(data, ELA_EVENT_CLIENT);
    if (kind.n > 5 && memcmp(kind.p, "step.", 5) == 0)
        ela_json_set_null(data, "reason");
}

static struct ela_json *facts(struct ela_call *c, struct ela_str kind, struct ela_str text)
{
    static const struct ela_json_limits limits = {DATA_MAX, 8, 2000};
    struct ela_json *data = NULL;
    if (tells_money(kind) && !ela_actor_has(c->actor, ELA_RIGHT_RATES_READ))
        return ela_json_new_null();
    if (!text.p || ela_json_parse(text, &limits, &data, NULL) != ELA_OK)
        return ela_json_new_null();
    if (c->actor->kind == ELA_ACTOR_PORTAL)
        for_client(c, kind, data);
    return data;
}

static struct ela_json *row_of(struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", ela_db_int(r, i, ID, 0));
    ela_json_set_int(o, "at", ela_db_int(r, i, AT, 0));
    ela_json_set_str(o, "kind", ela_db_cell(r, i, KIND));
    ela_json_set(o, "by", who(c, r, i));
    set_id(o, "client", r, i, CLIENT);
    set_id(o, "case", r, i, CASE);
    ela_json_set_str(o, "object", ela_db_cell(r, i, OBJECT));
    set_id(o, "object_id", r, i, OBJECT_ID);
    ela_json_set(o, "data", facts(c, ela_db_cell(r, i, KIND), ela_db_cell(r, i, DATA)));
    if (c->actor->kind == ELA_ACTOR_PORTAL)
        return o;
    ela_json_set_bool(o, "visible", ela_db_int(r, i, VISIBLE, 0) != 0);
    ela_json_set_str(o, "sending", ela_db_cell(r, i, STATE));
    ela_json_set_str(o, "sending_error", ela_db_cell(r, i, FAILURE));
    return o;
}

static void fill(struct ela_call *c, const struct ela_db_result *r, size_t limit)
{
    struct ela_json *rows = ela_json_new_array();
    size_t n = r->nrows < limit ? r->nrows : limit;
    for (size_t i = 0; i < n; i++)
        ela_json_push(rows, row_of(c, r, i));
    ela_json_set(c->out, "rows", rows);
    if (r->nrows > limit)
        ela_json_set_str(c->out, "next", ela_db_cell(r, n - 1, ID));
    else
        ela_json_set_null(c->out, "next");
}

static enum ela_status compose_list(struct ela_call *c, struct ela_sql *q, size_t limit,
                                    struct ela_error *err)
{
    int64_t after;
    ela_sql_add(q, ELA__EVENT_LIST);
    ela_sql_int(q, c->actor->entity);
    ELA_TRY(add_subject(c, q, err));
    add_levels(q, c->actor);
    add_kinds(q, ela_in_text(c, "kinds"));
    if (ela_in_text(c, "after").n) {
        if (!ela_parse_i64(ela_in_text(c, "after"), &after))
            return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
        ela_sql_add(q, ELA__EVENT_AFTER);
        ela_sql_int(q, after);
    }
    ela_sql_add(q, ELA__EVENT_ORDER);
    ela_sql_int(q, (int64_t)limit + 1);
    return ELA_OK;
}

static enum ela_status op_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    size_t limit = (size_t)ela_in_int(c, "limit", PAGE);
    ela_sql_init(&q);
    enum ela_status st = compose_list(c, &q, limit, err);
    if (st == ELA_OK)
        st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    if (st != ELA_OK)
        return st;
    fill(c, &r, limit);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- event.settings ----------------------------------------------------------------------- */

static const struct ela_field CHANGE[] = {
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 64},
    {.name = "from", .type = ELA_FT_TEXT, .max = 2000},
    {.name = "to", .type = ELA_FT_TEXT, .max = 2000},
    {.type = ELA_FT_END},
};
static const struct ela_field CHANGES[] = {
    {.name = "changes",
     .type = ELA_FT_LIST,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = 50,
     .fields = CHANGE},
    {.type = ELA_FT_END},
};

/* The setup page stores constants by Dolibarr's own functions; who changed what stays known. */
static enum ela_status op_settings(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *changes = ela_in_get(c, "changes");
    for (size_t i = 0; i < ela_json_size(changes); i++) {
        struct ela_json *data = ela_json_new_object();
        const char *const members[] = {"name", "from", "to"};
        for (size_t k = 0; k < 3; k++)
            ela_json_set_str(data, members[k],
                             ela_json_text(ela_json_get(ela_json_at(changes, i), members[k])));
        struct ela_event e = {
            .kind = "settings.changed", .object = "settings", .object_id = 1, .data = data};
        ELA_TRY(ela_event_add(c, &e, err));
    }
    return ELA_OK;
}

const struct ela_op ELA_EVENT_OPS[] = {
    {"event.settings", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, CHANGES, op_settings},
    {"event.list", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, LIST_FIELDS, op_list},
    {.name = NULL},
};
