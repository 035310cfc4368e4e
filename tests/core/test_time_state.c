/*
 * States of time, one by one and in bulk; invoicing and back. TIME-06, TIME-10, TIME-16.
 */
#include "support.h"

#include "time/time.h"

#include <inttypes.h>

static struct ela_actor lea, boss;
static int32_t client, call;
static int64_t dossier;

static int setup(void **state)
{
    t_clean(state);
    lea = t_user("lea", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    boss = t_user("max", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_VALIDATE);
    client = t_client("Boulangerie Martin");
    call = t_activity("call");
    dossier = t_case(client, boss.user_id);
    return 0;
}

#define STATE_TEST(f) cmocka_unit_test_setup(f, setup)

static int64_t make(const struct ela_actor *who, const char *more)
{
    return t_int_at(t_call(who, "time.create",
                           "{'case':%" PRId64 ",'activity':%d,'description':'Appel'%s}", dossier,
                           call, more),
                    "id");
}

static void go(const struct ela_actor *who, int64_t id, const char *to)
{
    t_ok(who, "time.transition", "{'failed':[]}",
         "{'entries':[%" PRId64 "],'to':'%s','reason':'Vu'}", id, to);
}

static void not_go(const struct ela_actor *who, int64_t id, const char *to, const char *key)
{
    const struct ela_json *v =
        t_call(who, "time.transition", "{'entries':[%" PRId64 "],'to':'%s','reason':'Vu'}", id, to);
    t_str_equal(t_text_at(v, "failed/0/key"), key);
    assert_int_equal(t_int_at(v, "failed/0/id"), id);
    assert_int_equal(ela_json_size(t_at(v, "done")), 0);
}

static const char *status_of(int64_t id)
{
    return t_text("SELECT status FROM llx_elaska_time WHERE rowid = %" PRId64, id);
}

static void test_TIME_06_the_whole_way(void **state)
{
    (void)state;
    int64_t id = make(&lea, ",'duration':'1h'");
    go(&lea, id, "submit");
    assert_string_equal(status_of(id), "submitted");
    go(&lea, id, "recall");
    assert_string_equal(status_of(id), "draft");
    go(&lea, id, "submit");
    go(&boss, id, "refuse");
    t_ok(&lea, "time.read",
         "{'status':{'code':'refused','label':'Refusé'},'reason':'Vu','editable':true}",
         "{'time':%" PRId64 "}", id);
    t_call(&lea, "time.update", "{'time':%" PRId64 ",'version':5,'duration':'50m'}", id);
    t_ok(&lea, "time.read", "{'status':{'code':'draft'},'reason':'Vu'}", "{'time':%" PRId64 "}",
         id);
    go(&lea, id, "submit");
    go(&boss, id, "validate");
    t_ok(&boss, "time.read",
         "{'status':{'code':'validated'},'reason':null,'editable':false,'transitions':[{'name':'"
         "unvalidate'}]}",
         "{'time':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT fk_user_review FROM llx_elaska_time"), boss.user_id);
    go(&boss, id, "unvalidate");
    go(&boss, id, "validate");
    assert_string_equal(
        t_text(
            "SELECT GROUP_CONCAT(kind ORDER BY rowid) FROM llx_elaska_event WHERE object = 'time'"),
        "time.created,time.submitted,time.recalled,time.submitted,time.refused,time.updated,time."
        "submitted,"
        "time.validated,time.unvalidated,time.validated");
    t_subset(t_json("%s", t_text("SELECT data FROM llx_elaska_event WHERE kind = 'time.refused' "
                                 "AND fk_user = %d AND fk_soc = %d"
                                 " AND fk_case = %" PRId64,
                                 boss.user_id, client, dossier)),
             "{'from':'submitted','to':'refused','reason':'Vu'}");
}

static void test_TIME_06_refused_moves(void **state)
{
    (void)state;
    struct ela_actor tom =
        t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_VALIDATE);
    int64_t id = make(&lea, ",'duration':'1h'");
    not_go(&lea, id, "recall", "workflow.not_from_here");
    not_go(&tom, id, "validate", "workflow.not_from_here");
    not_go(&tom, id, "submit", "denied");
    go(&lea, id, "submit");
    not_go(&lea, id, "validate", "workflow.own_row");
    t_refused(&tom, "time.transition", "workflow.reason_required", "reason",
              "{'entries':[%" PRId64 "],'to':'refuse'}", id);
    t_refused(&tom, "time.transition", "workflow.reason_required", "reason",
              "{'entries':[%" PRId64 "],'to':'refuse','reason':'  '}", id);
    t_refused(&tom, "time.transition", "field.choice", "to",
              "{'entries':[%" PRId64 "],'to':'invoice'}", id);
    t_refused(&tom, "time.transition", "field.required", "entries",
              "{'entries':[],'to':'validate'}");
    t_refused(&tom, "time.transition", "field.duplicate", "entries",
              "{'entries':[%" PRId64 ",%" PRId64 "],'to':'validate'}", id, id);
    t_sql("UPDATE llx_elaska_time SET status = 'invoiced'");
    not_go(&tom, id, "unvalidate", "workflow.not_from_here");
    not_go(&tom, id + 1000, "validate", "not_found");
    struct ela_actor stranger = t_user("zoe", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    not_go(&stranger, id, "recall", "not_found"); /* cannot even be seen */
    struct ela_actor abroad = tom;
    abroad.entity = 2;
    not_go(&abroad, id, "unvalidate", "not_found");
}

static void test_TIME_06_case_lead_and_self_validation(void **state)
{
    (void)state;
    struct ela_actor lead = t_user("ana", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    struct ela_actor self =
        t_user("sam", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_SELF);
    t_sql("UPDATE llx_elaska_case SET fk_user_lead = %d", lead.user_id);
    int64_t a = make(&lea, ",'duration':'1h'"), b = make(&lead, ",'duration':'1h'"),
            s = make(&self, ",'duration':'1h'");
    go(&lea, a, "submit");
    go(&lead, a, "validate");
    go(&lead, b, "submit");
    not_go(&lead, b, "validate", "workflow.own_row");
    go(&self, s, "submit");
    go(&self, s, "validate");
}

static void test_TIME_06_bulk_reports_each_failure(void **state)
{
    (void)state;
    int64_t ok1 = make(&lea, ",'duration':'1h'"),
            ok2 = make(&lea, ",'duration':'1h','billable':false");
    int64_t silent = make(&lea, ",'duration':'1h'"), done = make(&lea, ",'duration':'1h'");
    int64_t refused = make(&lea, ",'duration':'1h'"), foreign = make(&boss, ",'duration':'1h'");
    t_sql("UPDATE llx_elaska_time SET description = ' ' WHERE rowid IN (%" PRId64 ", %" PRId64 ")",
          ok2, silent);
    t_sql("UPDATE llx_elaska_time SET status = 'validated' WHERE rowid = %" PRId64, done);
    t_sql("UPDATE llx_elaska_time SET status = 'refused' WHERE rowid = %" PRId64, refused);
    const struct ela_json *v = t_call(&lea, "time.transition",
                                      "{'to':'submit','entries':[%" PRId64 ",%" PRId64 ",%" PRId64
                                      ",%" PRId64 ",%" PRId64 ",%" PRId64 "]}",
                                      ok1, ok2, silent, done, refused, foreign);
    t_subset(v,
             "{'failed':[{'id':%" PRId64 ",'key':'time.description_missing'},{'id':%" PRId64
             ",'key':'workflow.not_from_here','params':{'from':'Validé'}},{'id':%" PRId64
             ",'key':'not_found'}]}",
             silent, done, foreign);
    assert_int_equal(ela_json_size(t_at(v, "done")), 3);
    char want[64];
    snprintf(want, sizeof want, "%" PRId64 ",%" PRId64 ",%" PRId64, ok1, ok2, refused);
    assert_string_equal(t_text("SELECT GROUP_CONCAT(rowid ORDER BY rowid) FROM llx_elaska_time"
                               " WHERE status = 'submitted'"),
                        want);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'time.submitted'"),
                     3);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'time.submitted' "
                           "AND data LIKE '%%refused%%'"),
                     1);
}

static int64_t questions(void)
{
    return t_int("SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME "
                 "= 'COM_STMT_EXECUTE'");
}

static void bulk(int n, int64_t *statements)
{
    char list[8192] = "";
    t_sql("DELETE FROM llx_elaska_time");
    for (int i = 0; i < n; i++) {
        char one[32];
        int64_t id = t_sql(
            "INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
            "duration_s, billable,"
            " description, status, vat_milli, currency, created_at, updated_at, fk_user_creat)"
            " VALUES (1, %d, %d, %" PRId64
            ", %d, '2026-10-01', 60, 1, 'x', 'submitted', 20000, 'EUR', 0, 0, 1)",
            lea.user_id, client, dossier, call);
        snprintf(one, sizeof one, "%s%" PRId64, i ? "," : "", id);
        strncat(list, one, sizeof list - strlen(list) - 1);
    }
    int64_t before = questions();
    const struct ela_json *v =
        t_call(&boss, "time.transition", "{'to':'validate','entries':[%s]}", list);
    *statements = questions() - before;
    assert_int_equal(ela_json_size(t_at(v, "done")), n);
}

static void test_TIME_06_bulk_costs_a_handful_of_statements(void **state)
{
    (void)state;
    int64_t few = 0, many = 0;
    bulk(2, &few);
    bulk(2, &few); /* statements are prepared, settings read */
    bulk(500, &many);
    assert_int_equal(few, many);
    assert_in_range(many, 1, 8);
}

static void test_TIME_02_overlong_timer_draft_is_corrected_first(void **state)
{
    (void)state;
    int64_t id = make(&lea, ",'duration':'20h'");
    t_sql("UPDATE llx_elaska_time SET duration_s = 260000, origin = 'timer'");
    t_ok(&lea, "time.read", "{'over_warn':true}", "{'time':%" PRId64 "}", id);
    not_go(&lea, id, "submit", "duration.over_a_day");
    t_refused(&lea, "time.update", "duration.over_a_day", "duration",
              "{'time':%" PRId64 ",'version':1,'description':'x'}", id);
    t_call(&lea, "time.update", "{'time':%" PRId64 ",'version':1,'duration':'9h'}", id);
    t_ok(&lea, "time.read", "{'over_warn':false,'duration_s':32400}", "{'time':%" PRId64 "}", id);
    go(&lea, id, "submit");
}

static void test_TIME_06_what_is_submitted_is_complete(void **state)
{
    (void)state;
    int64_t id = make(&lea, ",'duration':'20h'");
    t_sql("UPDATE llx_elaska_time SET fk_case = NULL");
    not_go(&lea, id, "submit", "time.case_missing");
    t_sql("UPDATE llx_elaska_time SET fk_case = %" PRId64 ", work_on = '2026-12-24'", dossier);
    not_go(&lea, id, "submit", "time.future");
    t_sql("UPDATE llx_elaska_time SET work_on = '2026-11-20'");
    t_sql("UPDATE llx_elaska_case SET status = 'cancelled'");
    not_go(&lea, id, "submit", "time.case_closed");
    t_sql("UPDATE llx_elaska_case SET status = 'todo'");
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_activity, work_on, duration_s, "
          "billable, status, vat_milli,"
          " currency, created_at, updated_at, fk_user_creat) VALUES (1, %d, %d, %d, '2026-11-20', "
          "14401, 1, 'draft', 0, 'EUR', 0, 0, 1)",
          lea.user_id, client, call);
    not_go(&lea, id, "submit", "time.day_over_24h");
    t_sql("UPDATE llx_elaska_time SET duration_s = 14400 WHERE duration_s = 14401");
    go(&lea, id, "submit");
}

static void test_TIME_07_submit_the_week(void **state)
{
    (void)state;
    make(&lea, ",'duration':'1h','work_on':'2026-11-16'");
    make(&lea, ",'duration':'1h','work_on':'2026-11-21'");
    make(&lea, ",'duration':'1h','work_on':'2026-11-15'"); /* the week before */
    make(&boss, ",'duration':'1h','work_on':'2026-11-17'");
    t_sql("UPDATE llx_elaska_time SET description = NULL WHERE work_on = '2026-11-21'");
    const struct ela_json *v = t_call(&lea, "time.submit_week", "{'week':'2026-11-18'}");
    assert_int_equal(ela_json_size(t_at(v, "done")), 1);
    t_subset(v, "{'failed':[{'key':'time.description_missing'}]}");
    t_ok(&lea, "time.submit_week", "{'done':[],'failed':[]}", "{'week':'2026-01-05'}");
    t_refused(&lea, "time.submit_week", "field.required", "week", "{}");
}

static void test_TIME_10_lead_is_told_once_per_threshold(void **state)
{
    (void)state;
    t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
          "included_s, price_minor, vat_milli,"
          " created_at, fk_user_creat) VALUES (1, %" PRId64
          ", '1900-01-01', 'package', 'EUR', 14400, 50000, 20000, 0, 1)",
          dossier);
    static const struct {
        const char *duration;
        int mails, alerted;
    } steps[] = {{"3h", 0, 0}, {"12m", 1, 1}, {"10m", 1, 1}, {"38m", 2, 2}, {"1h", 2, 2}};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        int64_t id =
            t_int_at(t_call(&lea, "time.create",
                            "{'case':%" PRId64 ",'activity':%d,'description':'x','duration':'%s'}",
                            dossier, call, steps[i].duration),
                     "id");
        go(&lea, id, "submit");
        go(&boss, id, "validate");
        assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), steps[i].mails);
        assert_int_equal(t_int("SELECT gauge_alerted FROM llx_elaska_case"), steps[i].alerted);
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE recipient = "
                           "'max@cabinet-vauban.example' AND fk_case = %" PRId64,
                           dossier),
                     2);
}

static void test_TIME_10_client_is_told_by_setting(void **state)
{
    (void)state;
    t_setting("ELASKA_GAUGE_NOTIFY_CLIENT", "1");
    t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
          "included_s, price_minor, vat_milli,"
          " created_at, fk_user_creat) VALUES (1, %" PRId64
          ", '1900-01-01', 'package', 'EUR', 3600, 50000, 20000, 0, 1)",
          dossier);
    int64_t a = make(&lea, ",'duration':'55m'"), b = make(&lea, ",'duration':'10m'");
    go(&lea, a, "submit");
    go(&lea, b, "submit");
    go(&boss, a, "validate");
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE recipient LIKE '%%client.example'"), 0);
    go(&boss, b, "validate");
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE recipient LIKE '%%client.example'"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 3);
}

static struct ela_call open_call(struct ela_arena *arena, struct ela_settings *s)
{
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_settings_load(T.db, 1, s, &err), ELA_OK);
    ela_arena_init(arena, 0);
    return (struct ela_call){
        .db = T.db, .actor = &boss, .settings = s, .tz = &s->tz, .arena = arena, .now = T.now};
}

static void test_TIME_16_invoiced_and_freed(void **state)
{
    (void)state;
    struct ela_arena arena;
    struct ela_settings s;
    struct ela_call c = open_call(&arena, &s);
    struct ela_error err = ELA_ERROR_INIT;
    int64_t ids[2] = {make(&lea, ",'duration':'1h'"), make(&lea, ",'duration':'2h'")}, freed = 0;
    t_sql("UPDATE llx_elaska_time SET status = 'validated'");
    assert_int_equal(ela_time_mark_invoiced(&c, ids, 2, 77, &err), ELA_OK);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE status = 'invoiced' AND fk_facture = 77"),
        2);
    /* picked twice: refused whole */
    assert_int_equal(ela_time_mark_invoiced(&c, ids, 2, 78, &err), ELA_E_CONFLICT);
    assert_string_equal(err.key, "time.changed");
    ela_error_reset(&err);
    /* a rate changed meanwhile: invoiced time keeps its own until it is free again */
    t_setting("ELASKA_DEFAULT_RATE", "99");
    assert_int_equal(ela_settings_load(T.db, 1, &s, &err), ELA_OK);
    assert_int_equal(ela_time_restamp(&c, ELA_RESTAMP_ALL, 0, &err), ELA_OK);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE rate_num IS NULL"), 2);
    assert_int_equal(ela_time_free(&c, ids, 1, &err), ELA_OK);
    assert_int_equal(t_int("SELECT rate_num / rate_den FROM llx_elaska_time WHERE status = "
                           "'validated' AND fk_facture IS NULL"),
                     9900);
    assert_int_equal(ela_time_free_from_invoice(&c, 77, &freed, &err), ELA_OK);
    assert_int_equal(freed, 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE status = 'validated'"), 2);
    assert_int_equal(ela_time_free_from_invoice(&c, 77, &freed, &err), ELA_OK);
    assert_int_equal(freed, 0);
    assert_int_equal(
        t_int(
            "SELECT COUNT(*) FROM llx_elaska_event WHERE kind IN ('time.invoiced', 'time.freed')"),
        4);
    ela_arena_release(&arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STATE_TEST(test_TIME_06_the_whole_way),
        STATE_TEST(test_TIME_06_refused_moves),
        STATE_TEST(test_TIME_06_case_lead_and_self_validation),
        STATE_TEST(test_TIME_06_bulk_reports_each_failure),
        STATE_TEST(test_TIME_06_bulk_costs_a_handful_of_statements),
        STATE_TEST(test_TIME_02_overlong_timer_draft_is_corrected_first),
        STATE_TEST(test_TIME_06_what_is_submitted_is_complete),
        STATE_TEST(test_TIME_07_submit_the_week),
        STATE_TEST(test_TIME_10_lead_is_told_once_per_threshold),
        STATE_TEST(test_TIME_10_client_is_told_by_setting),
        STATE_TEST(test_TIME_16_invoiced_and_freed),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
