/*
 * What of ours hangs on a native object: asked before Dolibarr deletes it, so that the refusal can
 * say what is in the way. It looks over entities and scope, since what the asker may not see must
 * not be lost either; hence the administrator's right, which guards have. Source: PLAT-23,
 * decision 11.
 */
#include "case/case_internal.h"

enum { SHOWN = 3 };

static const char *const OBJECTS[] = {"client", "project", "task",    "ticket", "contract",
                                      "user",   "contact", "invoice", NULL};

const struct ela_field ELA__CASE_LINKS_IN[] = {
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = OBJECTS},
    {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};

/* counts: cases, entries, timers, accounts, invoice lines; cases: the newest of those cases */
static const struct {
    const char *object, *counts, *cases;
    size_t nids;
} LINKS[] = {
    {"client", ELA_SQL_LINKS_CLIENT, ELA_SQL_LINKS_CLIENT_CASES, 5},
    {"project", ELA_SQL_LINKS_PROJECT, ELA_SQL_LINKS_PROJECT_CASES, 3},
    {"task", ELA_SQL_LINKS_TASK, ELA_SQL_LINKS_TASK_CASES, 4},
    {"ticket", ELA_SQL_LINKS_TICKET, NULL, 2},
    {"contract", ELA_SQL_LINKS_CONTRACT, NULL, 1},
    {"user", ELA_SQL_LINKS_USER, ELA_SQL_LINKS_USER_CASES, 4},
    {"contact", ELA_SQL_LINKS_CONTACT, NULL, 1},
    {"invoice", ELA_SQL_LINKS_INVOICE, NULL, 1},
};

static enum ela_status newest(struct ela_call *c, const char *sql, int64_t id,
                              struct ela_error *err)
{
    struct ela_json *rows = ela_json_new_array();
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(SHOWN)};
    ela_json_set(c->out, "rows", rows);
    if (!sql)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, sql, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "ref", &r, i, 1);
        ela_list_text(o, "title", &r, i, 2);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__case_links(struct ela_call *c, struct ela_error *err)
{
    static const char *const NAMES[] = {"cases", "entries", "timers", "accounts", "lines"};
    struct ela_str object = ela_in_text(c, "object");
    int64_t id = ela_in_int(c, "id", 0);
    struct ela_db_value ids[5];
    struct ela_db_result r;
    size_t i = 0;
    while (!ela_str_is(object, LINKS[i].object))
        i++;
    for (size_t k = 0; k < LINKS[i].nids; k++)
        ids[k] = ELA_DBV_INT(id);
    ELA_TRY(ela_db_query(c->db, LINKS[i].counts, ids, LINKS[i].nids, &r, err));
    int64_t cases = ela_db_int(&r, 0, 0, 0);
    for (size_t k = 0; k < sizeof(NAMES) / sizeof(NAMES[0]); k++)
        ela_json_set_int(c->out, NAMES[k], ela_db_int(&r, 0, k, 0));
    ela_db_result_release(&r);
    return newest(c, cases > 0 ? LINKS[i].cases : NULL, id, err);
}
