/*
 * What the writer of native objects is told: facts ready to be written, and what they still need.
 * Source: PLAT-18.
 */
#include "mirror/mirror_internal.h"

static void text(struct ela_json *o, const char *key, const struct ela_db_result *r, size_t col)
{
    if (ela_db_is_null(r, 0, col))
        ela_json_set_null(o, key);
    else
        ela_json_set_str(o, key, ela_db_cell(r, 0, col));
}

static void number(struct ela_json *o, const char *key, const struct ela_db_result *r, size_t col)
{
    if (ela_db_is_null(r, 0, col))
        ela_json_set_null(o, key);
    else
        ela_json_set_int(o, key, ela_db_int(r, 0, col, 0));
}

/* Native contacts by type and person, as "TYPE:id": ids are joined by commas. */
static void people(struct ela_json *list, const char *type, struct ela_str ids, int64_t but)
{
    while (ids.n) {
        const char *comma = memchr(ids.p, ',', ids.n);
        size_t n = comma ? (size_t)(comma - ids.p) : ids.n;
        int64_t id = 0;
        char token[48];
        if (ela_parse_i64((struct ela_str){ids.p, n}, &id) && id != but) {
            (void)snprintf(token, sizeof token, "%s:%lld", type, (long long)id);
            ela_json_push(list, ela_json_new_text(token, strlen(token)));
        }
        ids.p += n + (comma ? 1 : 0);
        ids.n -= n + (comma ? 1 : 0);
    }
}

static void case_facts(struct ela_json *o, const struct ela_db_result *r)
{
    struct ela_str klass = ela_db_cell(r, 0, 8);
    struct ela_json *list = ela_json_new_array();
    number(o, "native", r, 11); /* null where the project was deleted too */
    /* A project that somebody chose for the case is his to name. */
    ela_json_set_bool(o, "owned", ela_db_int(r, 0, 12, 0) == 1);
    text(o, "ref", r, 2);
    text(o, "title", r, 3);
    text(o, "description", r, 4);
    number(o, "client", r, 5);
    text(o, "start_on", r, 6);
    text(o, "due_on", r, 7);
    ela_json_set_bool(o, "closed", ela_str_is(klass, "done") || ela_str_is(klass, "cancelled"));
    number(o, "progress", r, 9);
    people(list, "PROJECTLEADER", ela_db_cell(r, 0, 10), 0);
    people(list, "PROJECTCONTRIBUTOR", ela_db_cell(r, 0, 13), ela_db_int(r, 0, 10, 0));
    ela_json_set(o, "people", list);
    text(o, "told", r, 14);
}

/* Natively a task is so many percent done: by its column, else by its checklist. */
static int64_t percent(const struct ela_db_result *r)
{
    int64_t total = ela_db_int(r, 0, 14, 0), done = ela_db_int(r, 0, 15, 0);
    if (!ela_db_is_null(r, 0, 7))
        return 100;
    return total > 0 ? done * 95 / total : 0;
}

static void task_facts(struct ela_json *o, const struct ela_db_result *r)
{
    struct ela_json *list = ela_json_new_array();
    number(o, "native", r, 11);
    number(o, "project", r, 2);
    number(o, "case", r, 10);
    text(o, "title", r, 3);
    text(o, "description", r, 4);
    text(o, "start_on", r, 5);
    text(o, "due_on", r, 6);
    ela_json_set_int(o, "progress", percent(r));
    number(o, "priority", r, 9);
    number(o, "created_at", r, 16);
    people(list, "TASKEXECUTIVE", ela_db_cell(r, 0, 12), 0);
    ela_json_set(o, "people", list);
    text(o, "told", r, 17);
}

/* A native line as it stands: columns of ELA_SQL_MIRROR_LINE. */
static void line_facts(struct ela_json *o, const struct ela_db_result *r)
{
    if (r->nrows == 0 || ela_db_is_null(r, 0, 0)) {
        ela_json_set_null(o, "line");
        return;
    }
    struct ela_json *line = ela_json_new_object();
    number(line, "id", r, 0);
    number(line, "task", r, 1);
    number(line, "seconds", r, 2);
    text(line, "on", r, 3);
    number(line, "product", r, 4);
    ela_json_set(o, "line", line);
}

static void time_facts(const struct ela_call *c, struct ela_json *o, const struct ela_db_result *r,
                       struct ela__need *need)
{
    char clock[32];
    struct ela_str status = ela_db_cell(r, 0, 6);
    /* What was entered in a native page stays there, whatever its state here. */
    bool keep = ela_str_is(status, "validated") || ela_str_is(status, "invoiced") ||
                ela_str_is(ela_db_cell(r, 0, 7), "native");
    line_facts(o, r);
    number(o, "was", r, 5);
    ela_json_set_bool(o, "keep", keep);
    number(o, "user", r, 8);
    text(o, "work_on", r, 9);
    ela_json_set_null(o, "clock");
    if (!ela_db_is_null(r, 0, 10)) {
        ela_mirror_clock(c, ela_db_int(r, 0, 10, 0), clock);
        ela_json_set_text(o, "clock", clock);
    }
    number(o, "seconds", r, 11);
    text(o, "note", r, 12);
    number(o, "invoice", r, 13);
    number(o, "task", r, 15);
    if (keep && ela_db_is_null(r, 0, 15) && !ela_db_is_null(r, 0, 14))
        *need = (struct ela__need){"rest", ela_db_int(r, 0, 14, 0)};
}

static void rest_facts(struct ela_json *o, const struct ela_db_result *r)
{
    number(o, "project", r, 1);
    number(o, "native", r, 2);
}

static enum ela_status drop_facts(struct ela_call *c, const struct ela__wish *w, struct ela_json *o,
                                  struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(w->native);
    struct ela_db_result r;
    ela_json_set_int(o, "native", w->native);
    if (strcmp(w->object, "time") != 0)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_MIRROR_LINE, &p, 1, &r, err));
    line_facts(o, &r);
    ela_json_set_bool(o, "keep", false);
    ela_db_result_release(&r);
    return ELA_OK;
}

static const char *sql_of(const char *object)
{
    static const struct {
        const char *object, *sql;
    } BY[] = {{"task", ELA_SQL_MIRROR_TASK},
              {"time", ELA_SQL_MIRROR_TIME},
              {"rest", ELA_SQL_MIRROR_REST}};
    for (size_t i = 0; i < sizeof BY / sizeof BY[0]; i++)
        if (strcmp(BY[i].object, object) == 0)
            return BY[i].sql;
    return ELA_SQL_MIRROR_CASE;
}

enum ela_status ela__mirror_facts(struct ela_call *c, const struct ela__wish *w, struct ela_json *o,
                                  struct ela__need *need, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(w->id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    *need = (struct ela__need){NULL, 0};
    if (w->drop)
        return drop_facts(c, w, o, err);
    ELA_TRY(ela_db_query(c->db, sql_of(w->object), p, 2, &r, err));
    ela_json_set_bool(o, "gone", r.nrows == 0);
    if (r.nrows && strcmp(w->object, "time") == 0) {
        time_facts(c, o, &r, need);
    } else if (r.nrows && strcmp(w->object, "task") == 0) {
        task_facts(o, &r);
        if (!ela_db_is_null(&r, 0, 10) && ela_db_is_null(&r, 0, 2))
            *need = (struct ela__need){"case", ela_db_int(&r, 0, 10, 0)};
    } else if (r.nrows && strcmp(w->object, "rest") == 0) {
        rest_facts(o, &r);
        if (ela_db_is_null(&r, 0, 1))
            *need = (struct ela__need){"case", w->id};
    } else if (r.nrows) {
        case_facts(o, &r);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}
