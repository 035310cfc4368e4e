/*
 * Lists of client actions. Source: CASE-27.
 */
#include "ask/ask_internal.h"

enum {
    X_ID,
    X_CASE,
    X_REF,
    X_TITLE,
    X_KINDS,
    X_MESSAGE,
    X_DUE,
    X_STATUS,
    X_REPLY,
    X_REPLIED,
    X_CREATED,
    X_VERSION,
    X_USER,
    X_ACCOUNT,
    X_CONTACT,
    X_CONTACT_NAME,
    X_TASK,
    X_PIECES,
    X_FILES,
    X_CASE_CLOSED
};

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static struct ela_json *kinds(struct ela_str text)
{
    static const struct {
        unsigned bit;
        const char *name;
    } names[] = {{ELA__ASK_COMMENT, "comment"}, {ELA__ASK_NOTE, "note"}, {ELA__ASK_FILE, "file"}};
    struct ela_json *list = ela_json_new_array();
    unsigned held = ela__ask_kinds(text);
    for (size_t i = 0; i < 3; i++)
        if (held & names[i].bit)
            ela_json_push(list, ela_json_new_text(names[i].name, strlen(names[i].name)));
    return list;
}

/* Lines of "number word rest". */
static struct ela_json *lines(struct ela_call *c, struct ela_str s, bool piece)
{
    const struct ela_wf_object *wf = ela_workflow_object(c->workflow, "piece");
    struct ela_json *list = ela_json_new_array();
    while (s.n) {
        const char *end = memchr(s.p, '\n', s.n);
        size_t n = end ? (size_t)(end - s.p) : s.n;
        const char *one = memchr(s.p, ' ', n),
                   *two = one ? memchr(one + 1, ' ', (size_t)(s.p + n - one) - 1) : NULL;
        int64_t id = 0, size = 0;
        if (two && ela_parse_i64((struct ela_str){s.p, (size_t)(one - s.p)}, &id)) {
            struct ela_json *o = ela_json_new_object();
            struct ela_str word = {one + 1, (size_t)(two - one) - 1},
                           rest = {two + 1, (size_t)(s.p + n - two) - 1};
            ela_json_set_int(o, "id", id);
            ela_json_set_str(o, piece ? "label" : "name", rest);
            if (piece)
                ela_json_set(o, "status", ela_wf_badge(wf, word, c->actor));
            else if (ela_parse_i64(word, &size))
                ela_json_set_int(o, "size", size);
            ela_json_push(list, o);
        }
        s.p += n + (end ? 1 : 0);
        s.n -= n + (end ? 1 : 0);
    }
    return list;
}

/* What a closed case asked for is left over, and waits again when it opens. */
static bool left(const struct ela_db_result *r, size_t i)
{
    return ela_db_int(r, i, X_CASE_CLOSED, 0) == 1 &&
           ela_str_is(ela_db_cell(r, i, X_STATUS), "waiting");
}

static bool waits(const struct ela_db_result *r, size_t i)
{
    return ela_str_is(ela_db_cell(r, i, X_STATUS), "waiting") && !left(r, i);
}

static bool late(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_day due;
    if (ela_db_is_null(r, i, X_DUE) || !waits(r, i) ||
        ela_day_parse(ela_db_cell(r, i, X_DUE), &due, "", NULL) != ELA_OK)
        return false;
    return due.n < ela_tz_day(c->tz, c->now).n;
}

static struct ela_json *row(struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object(), *k = ela_json_new_object();
    ela_list_int(o, "id", r, i, X_ID);
    ela_list_int(k, "id", r, i, X_CASE);
    ela_list_text(k, "ref", r, i, X_REF);
    ela_list_text(k, "title", r, i, X_TITLE);
    ela_json_set(o, "case", k);
    ela_json_set(o, "kinds", kinds(ela_db_cell(r, i, X_KINDS)));
    ela_list_text(o, "message", r, i, X_MESSAGE);
    ela_list_text(o, "due_on", r, i, X_DUE);
    ela_json_set_bool(o, "late", late(c, r, i));

    ela_json_set(o, "status",
                 ela_wf_badge(ela_workflow_object(c->workflow, "action"),
                              ela_db_cell(r, i, X_STATUS), c->actor));
    ela_list_text(o, "reply", r, i, X_REPLY);
    ela_list_int(o, "replied_at", r, i, X_REPLIED);
    ela_list_text(o, "replied_by", r, i, X_ACCOUNT);
    ela_list_int(o, "created_at", r, i, X_CREATED);
    ela_list_text(o, "asked_by", r, i, X_USER);
    ela_json_set(o, "pieces", lines(c, ela_db_cell(r, i, X_PIECES), true));
    ela_json_set(o, "files", lines(c, ela_db_cell(r, i, X_FILES), false));
    if (portal(c))
        return o;
    ela_json_set_bool(o, "left", left(r, i));
    ela_list_person(o, "contact", r, i, X_CONTACT, X_CONTACT_NAME);
    ela_list_int(o, "task", r, i, X_TASK);
    ela_list_int(o, "version", r, i, X_VERSION);
    return o;
}

static enum ela_status rows(struct ela_call *c, int64_t case_id, bool open, struct ela_json *list,
                            struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_ACTIONS);
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_ACTIONS_FROM);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_case(&q, c->actor, "d");
    if (case_id) {
        ela_sql_add(&q, ELA_SQL_ACTIONS_CASE);
        ela_sql_int(&q, case_id);
    }
    if (open)
        ela_sql_add(&q, ELA_SQL_ACTIONS_OPEN);
    else if (portal(c))
        ela_sql_add(&q, ELA_SQL_ACTIONS_SEEN);
    ela_sql_add(&q, ELA_SQL_ACTIONS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        ela_json_push(list, row(c, &r, i));
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_ask_page(struct ela_call *c, int64_t case_id, struct ela_json *list,
                             struct ela_error *err)
{
    return rows(c, case_id, false, list, err);
}

enum ela_status ela__action_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_json *list = ela_json_new_array();
    int64_t case_id = ela_in_int(c, "case", 0);
    ela_json_set(c->out, "rows", list);
    if (case_id)
        ELA_TRY(ela_case_load(c, case_id, "case", &k, err));
    return rows(c, case_id, ela_in_bool(c, "open", false), list, err);
}
