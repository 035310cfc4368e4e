/*
 * Timers: one runs, the server counts, stopping never loses a second. TIME-02.
 */
#include "time_support.h"

#include <pthread.h>

static int64_t start(void)
{
    return t_int_at(t_call(&lea, "timer.start", "{'case':%" PRId64 "}", dossier), "id");
}

static void test_TIME_02_counts_whole_seconds(void **state)
{
    (void)state;
    t_ok(&lea, "timer.read", "{'running':null,'paused':[]}", "{}");
    t_ok(&lea, "timer.start", "{'started_at':1795248000,'server_now':1795248000}",
         "{'case':%" PRId64 ",'activity':%d,'note':'Appel URSSAF'}", dossier,
         t_activity("drafting"));
    T.now += 4528;
    t_ok(&lea, "timer.read",
         "{'running':{'elapsed_s':4528,'accrued_s':0,'since':1795248000,'warn':false,'note':'Appel "
         "URSSAF',"
         "'client':{'name':'Boulangerie "
         "Martin'},'activity':{'label':'Rédaction'},'status':{'label':'En "
         "marche'}},'server_now':1795252528}",
         "{}");
    const struct ela_json *v = t_call(&lea, "timer.stop", "{}");
    t_subset(v, "{'duration_s':4528,'over_warn':false,'version':1}");
    t_ok(&lea, "time.read",
         "{'duration_s':4528,'start_at':1795248000,'end_at':1795252528,'work_on':'2026-11-21','"
         "description':'Appel URSSAF',"
         "'activity':{'label':'Rédaction'},'status':{'code':'draft'},'over_warn':false,'client':{'"
         "name':'Boulangerie Martin'}}",
         "{'time':%" PRId64 "}", t_int_at(v, "time"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_timer"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'time.created'"), 1);
}

static void test_TIME_02_pause_and_resume_add_up(void **state)
{
    (void)state;
    int64_t id = start();
    T.now += 100;
    t_ok(&lea, "timer.pause", "{}", "{'timer':%" PRId64 "}", id);
    T.now += 5000;
    t_refused(&lea, "timer.pause", "timer.not_running", "timer", "{'timer':%" PRId64 "}", id);
    t_refused(&lea, "timer.pause", "timer.not_running", "timer", "{}");
    t_ok(&lea, "timer.read", "{'running':null,'paused':[{'elapsed_s':100}]}", "{}");
    t_ok(&lea, "timer.resume", "{}", "{'timer':%" PRId64 "}", id);
    T.now += 23;
    t_ok(&lea, "timer.resume", "{}", "{'timer':%" PRId64 "}", id); /* twice is harmless */
    T.now += 7;
    t_ok(&lea, "timer.stop", "{'duration_s':130}", "{'timer':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE start_at IS NULL"), 1);
    /* a paused one can be stopped as well */
    id = start();
    T.now += 60;
    t_call(&lea, "timer.pause", "{}");
    T.now += 600;
    t_ok(&lea, "timer.stop", "{'duration_s':60}", "{'timer':%" PRId64 "}", id);
}

static void test_TIME_02_another_start_pauses_the_first(void **state)
{
    (void)state;
    int64_t first = start();
    T.now += 300;
    int64_t second = start();
    T.now += 50;
    char running[160];
    snprintf(running, sizeof running,
             "{'running':{'id':%" PRId64 ",'elapsed_s':50},'paused':[{'id':%" PRId64
             ",'elapsed_s':300}]}",
             second, first);
    t_ok(&lea, "timer.read", running, "{}");
    /* a start that is refused pauses nothing */
    t_refused(&lea, "timer.start", "not_found", "case", "{'case':999999}");
    t_ok(&lea, "timer.read", running, "{}");
    t_ok(&lea, "timer.resume", "{}", "{'timer':%" PRId64 "}", first);
    t_ok(&lea, "timer.read", "{'running':{'elapsed_s':300},'paused':[{'elapsed_s':50}]}", "{}");
    /* others have their own */
    struct ela_actor tom = t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    t_call(&tom, "timer.start", "{'client':%d}", client);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_timer WHERE running_user IS NOT NULL"),
                     2);
}

static void test_TIME_02_refused_starts(void **state)
{
    (void)state;
    struct ela_actor none = t_user("zoe", ELA_RIGHT_CASE_READ), portal = t_portal("a@b.fr", client);
    t_refused(&lea, "timer.start", "field.required", "client", "{}");
    t_refused(&lea, "timer.start", "not_found", "case", "{'case':99999}");
    t_refused(&lea, "timer.start", "not_found", "client", "{'client':%d}",
              t_client_of("Ailleurs", 2));
    t_refused(&lea, "timer.start", "time.link_client", "client", "{'case':%" PRId64 ",'client':%d}",
              dossier, t_client("Autre"));
    t_refused(&lea, "timer.start", "not_found", "activity", "{'case':%" PRId64 ",'activity':99999}",
              dossier);
    t_refused(&lea, "timer.start", "field.too_long", "note", "{'case':%" PRId64 ",'note':'%0300d'}",
              dossier, 0);
    t_sql("UPDATE llx_elaska_activity SET active = 0 WHERE code = 'call'");
    t_refused(&lea, "timer.start", "time.activity_inactive", "activity",
              "{'case':%" PRId64 ",'activity':%d}", dossier, call);
    t_sql("UPDATE llx_elaska_case SET status = 'done'");
    t_refused(&lea, "timer.start", "time.case_closed", "case", "{'case':%" PRId64 "}", dossier);
    t_refused(&none, "timer.start", "denied", NULL, "{'client':%d}", client);
    t_refused(&portal, "timer.start", "denied", NULL, "{'client':%d}", client);
    t_refused(&portal, "timer.read", "denied", NULL, "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_timer"), 0);
}

static void test_TIME_02_timers_of_others_do_not_exist(void **state)
{
    (void)state;
    int64_t id = start();
    struct ela_actor tom = t_user("tom", T_ALL_RIGHTS), abroad = lea;
    abroad.entity = 2;
    struct ela_actor *strangers[] = {&tom, &abroad};
    for (size_t i = 0; i < 2; i++) {
        t_refused(strangers[i], "timer.stop", "timer.not_running", "timer", "{'timer':%" PRId64 "}",
                  id);
        t_refused(strangers[i], "timer.stop", "timer.not_running", "timer", "{}");
        t_refused(strangers[i], "timer.pause", "timer.not_running", "timer",
                  "{'timer':%" PRId64 "}", id);
        t_refused(strangers[i], "timer.resume", "not_found", "timer", "{'timer':%" PRId64 "}", id);
        t_refused(strangers[i], "timer.discard", "timer.not_running", "timer",
                  "{'timer':%" PRId64 "}", id);
        t_ok(strangers[i], "timer.read", "{'running':null,'paused':[]}", "{}");
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_timer"), 1);
}

static void test_TIME_02_left_running_for_days(void **state)
{
    (void)state;
    start();
    T.now += 8 * 3600 + 1;
    t_ok(&lea, "timer.read", "{'running':{'warn':true}}", "{}");
    T.now += 3 * 86400;
    const struct ela_json *v = t_call(&lea, "timer.stop", "{}");
    t_subset(v, "{'duration_s':288001,'over_warn':true}");
    int64_t id = t_int_at(v, "time");
    t_ok(&lea, "time.read", "{'work_on':'2026-11-21','over_warn':true,'start_at':null}",
         "{'time':%" PRId64 "}", id);
    t_ok(&lea, "time.transition", "{'done':[]}", "{'entries':[%" PRId64 "],'to':'submit'}", id);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "draft");
}

static void test_TIME_02_nothing_is_lost_at_stop(void **state)
{
    (void)state;
    start();
    t_sql("UPDATE llx_elaska_case SET status = 'done'"); /* closed meanwhile */
    t_sql("UPDATE llx_elaska_activity SET active = 0");
    t_sql("UPDATE llx_elaska_activity SET active = 1 WHERE code = 'research'");
    t_ok(&lea, "timer.stop", "{'duration_s':1}", "{}"); /* within the same second */
    assert_int_equal(t_int("SELECT fk_activity FROM llx_elaska_time"), t_activity("research"));
    t_sql("UPDATE llx_elaska_case SET status = 'todo'");
    /* a clock that goes back counts nothing, and nothing negative */
    start();
    T.now -= 50;
    t_call(&lea, "timer.pause", "{}");
    assert_int_equal(t_int("SELECT accrued_s FROM llx_elaska_timer"), 0);
}

static void test_TIME_02_started_on_a_client_only(void **state)
{
    (void)state;
    t_call(&lea, "timer.start", "{'client':%d}", client);
    T.now += 60;
    int64_t id = t_int_at(t_call(&lea, "timer.stop", "{}"), "time");
    t_ok(&lea, "time.read", "{'case':null,'client':{'name':'Boulangerie Martin'}}",
         "{'time':%" PRId64 "}", id);
    t_ok(&lea, "time.transition", "{'failed':[{'key':'time.case_missing'}]}",
         "{'entries':[%" PRId64 "],'to':'submit'}", id);
    t_call(&lea, "time.update",
           "{'time':%" PRId64 ",'version':1,'case':%" PRId64 ",'description':'Appel'}", id,
           dossier);
    t_ok(&lea, "time.transition", "{'failed':[]}", "{'entries':[%" PRId64 "],'to':'submit'}", id);
}

static void test_TIME_02_discard(void **state)
{
    (void)state;
    int64_t id = start();
    T.now += 60;
    t_ok(&lea, "timer.discard", "{}", "{'timer':%" PRId64 "}", id);
    t_refused(&lea, "timer.discard", "timer.not_running", "timer", "{'timer':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'timer.discarded' "
                           "AND data LIKE '%%60%%'"),
                     1);
}

/* --- races -------------------------------------------------------------------------------------
 */

enum { THREADS = 4, ROUNDS = 100 };

struct race {
    const char *op;
    struct ela_json *in;
    intptr_t won, lost, broken;
};

static void *racer(void *arg)
{
    struct race *r = arg;
    struct ela_app *app = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db *db = t_connect();
    struct ela_request rq = {.db = db, .actor = &lea, .now = T.now};
    if (ela_app_new(&app, &err) != ELA_OK)
        return NULL;
    for (int i = 0; i < ROUNDS; i++) {
        struct ela_json *out = NULL;
        ela_error_reset(&err);
        enum ela_status st =
            ela_app_call(app, &rq, ela_str_of(r->op), r->in, &out, NULL, NULL, &err);
        r->won += st == ELA_OK;
        r->lost += st == ELA_E_CONFLICT || st == ELA_E_NOT_FOUND;
        r->broken += st != ELA_OK && st != ELA_E_CONFLICT && st != ELA_E_NOT_FOUND;
        ela_json_free(out);
    }
    ela_app_free(app);
    ela_db_free(db);
    return NULL;
}

static struct race run_race(const char *op, const char *in)
{
    pthread_t threads[THREADS];
    struct race r[THREADS], sum = {.op = op};
    for (int i = 0; i < THREADS; i++) {
        r[i] = (struct race){.op = op, .in = t_json("%s", in)};
        assert_int_equal(pthread_create(&threads[i], NULL, racer, &r[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        sum.won += r[i].won;
        sum.lost += r[i].lost;
        sum.broken += r[i].broken;
    }
    return sum;
}

static void test_TIME_02_starts_at_once_leave_one_running(void **state)
{
    (void)state;
    char in[64];
    snprintf(in, sizeof in, "{'case':%" PRId64 "}", dossier);
    struct race r = run_race("timer.start", in);
    assert_int_equal(r.broken, 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_timer WHERE running_since IS NOT NULL"),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_timer"), r.won);
    assert_int_equal(r.won, THREADS * ROUNDS);
}

static void test_TIME_02_stops_at_once_make_one_entry(void **state)
{
    (void)state;
    start();
    T.now += 60;
    struct race r = run_race("timer.stop", "{}");
    assert_int_equal(r.broken, 0);
    assert_int_equal(r.won, 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TIME_TEST(test_TIME_02_counts_whole_seconds),
        TIME_TEST(test_TIME_02_pause_and_resume_add_up),
        TIME_TEST(test_TIME_02_another_start_pauses_the_first),
        TIME_TEST(test_TIME_02_refused_starts),
        TIME_TEST(test_TIME_02_timers_of_others_do_not_exist),
        TIME_TEST(test_TIME_02_left_running_for_days),
        TIME_TEST(test_TIME_02_nothing_is_lost_at_stop),
        TIME_TEST(test_TIME_02_started_on_a_client_only),
        TIME_TEST(test_TIME_02_discard),
        TIME_TEST(test_TIME_02_starts_at_once_leave_one_running),
        TIME_TEST(test_TIME_02_stops_at_once_make_one_entry),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
