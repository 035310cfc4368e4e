/*
 * The page of a case and the daily work of a firm, on 1,000 cases and then on 100,000 of which
 * 1,000 are open still: what a person or a round asks must not cost more with the age of the
 * database. Time of the two, statements, and rows that the server reads. CASE-12, CASE-22, CASE-29,
 * CASE-34, CASE-39.
 */
#define AGE_CLIENTS 4000

#include "age_support.h"
#include "bench_support.h"

#include <inttypes.h>
#include <unistd.h>

enum { OPEN = 1000, ALL = 100000, RUNS = 31 };

static struct ela_actor boss, client, worker;

/* --- measure ------------------------------------------------------------------------------ */

struct work {
    const char *name;
    const struct ela_actor *actor;
    const char *op, *in;
    double ms[2], peer[2]; /* peer: what does not depend on the size, in turns with it */
    int64_t reads[2], statements;
};

static struct work WORK[] = {
    {"case page of an adviser", &boss, "case.page", "{'case': 1000500}", {0}, {0}, {0}, 0},
    {"case page of a client", &client, "case.page", "{'case': 1000500}", {0}, {0}, {0}, 0},
    {"alerts", &boss, "alert.list", "{}", {0}, {0}, {0}, 0},
    {"queue of requests", &boss, "request.list", "{}", {0}, {0}, {0}, 0},
    {"pieces to validate", &boss, "document.queue", "{}", {0}, {0}, {0}, 0},
    {"tasks, open", &boss, "task.list", "{'open': true}", {0}, {0}, {0}, 0},
    {"tasks, mine", &boss, "task.list", "{'mine': true, 'open': true}", {0}, {0}, {0}, 0},
    {"board of mine", &boss, "task.board", "{'mine': true, 'first': 20}", {0}, {0}, {0}, 0},
    {"board of a case", &boss, "task.board", "{'case': 1000500}", {0}, {0}, {0}, 0},
    {"home of a client", &client, "portal.home", "{}", {0}, {0}, {0}, 0},
    {"what waits for a client", &client, "portal.todo", "{}", {0}, {0}, {0}, 0},
    {"requests of a client", &client, "request.mine", "{}", {0}, {0}, {0}, 0},
    {"sweep of cases", &worker, "case.sweep", "{}", {0}, {0}, {0}, 0},
    {"reminders of actions", &worker, "action.remind", "{}", {0}, {0}, {0}, 0},
    {"daily alerts", &worker, "alert.daily", "{}", {0}, {0}, {0}, 0},
};
enum { WORKS = sizeof WORK / sizeof WORK[0] };

/* Eight rows by their keys: the machine's speed of the moment. */
static void few_rows(void)
{
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    for (int64_t i = 0; i < 8; i++) {
        struct ela_db_value p[] = {ELA_DBV_INT(i + 1)};
        b_must(
            ela_db_query(T.db, "SELECT s.* FROM llx_societe s WHERE s.rowid = ?", p, 1, &r, &err),
            &err, "rows");
        ela_db_result_release(&r);
    }
}

static void measure(size_t turn)
{
    for (size_t i = 0; i < WORKS; i++) {
        struct work *w = &WORK[i];
        double ms[RUNS], peer[RUNS];
        struct ela_json *in = b_json("%s", w->in);
        bool once = w->actor == &worker; /* it changes what it finds */
        w->reads[turn] = age_reads(w->actor, w->op, w->in, &w->statements);
        for (int k = 0; k < RUNS && !once; k++) {
            double from = b_now_ms();
            b_call(w->actor, w->op, in, NULL);
            double between = b_now_ms();
            few_rows();
            ms[k] = between - from;
            peer[k] = b_now_ms() - between;
        }
        w->ms[turn] = once ? 0 : b_median(ms, RUNS);
        w->peer[turn] = once ? 1 : b_median(peer, RUNS);
        ela_json_free(in);
        b_note("  %-28s %8.2f ms %7" PRId64 " rows read, %" PRId64 " statements", w->name,
               w->ms[turn], w->reads[turn], w->statements);
    }
}

static void tell(void)
{
    char name[120];
    for (size_t i = 0; i < WORKS; i++) {
        const struct work *w = &WORK[i];
        bool page = i < 2;
        double ratio = w->ms[1] / w->peer[1] / (w->ms[0] / w->peer[0]);
        double rows = (double)w->reads[1] / (double)(w->reads[0] > 50 ? w->reads[0] : 50);
        if (page) {
            snprintf(name, sizeof name, "%s at 100,000 cases", w->name);
            b_row(name, w->ms[1], "ms", "the same at 1,000, each by eight rows read by key", ratio,
                  "<= 1.2", ratio <= 1.2);
            snprintf(name, sizeof name, "%s: statements", w->name);
            b_row(name, (double)w->statements, "", NULL, 0, "<= 8", w->statements <= 8);
        }
        snprintf(name, sizeof name, "%s: rows that the server reads", w->name);
        b_row(name, (double)w->reads[1], "rows", "with 99,000 closed cases less", rows, "<= 1.2",
              rows <= 1.2);
    }
}

int main(void)
{
    if (t_open(NULL) != 0)
        return 1;
    t_clean(NULL);
    b_load_firm();
    t_sql("DELETE FROM llx_elaska_case_terms");
    t_sql("DELETE FROM llx_elaska_case");
    boss = t_user("anne", T_ALL_RIGHTS);
    worker = t_worker();
    client = t_portal("camille@example.org", 501);
    t_pack(&boss, "core");
    t_pack(&boss, "starter");
    int64_t id = age_model(&boss);
    age_load(id, 0, OPEN, false, client.account_id);
    b_note("%d cases", OPEN);
    measure(0);
    for (int64_t at = OPEN; at < ALL; at += 9900) {
        age_load(id, at, at + 9900, true, client.account_id);
        b_note("  %" PRId64 " cases", at + 9900);
    }
    measure(1);
    tell();
    return t_close(NULL);
}
