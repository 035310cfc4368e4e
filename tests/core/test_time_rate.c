/*
 * Rates: which one an entry gets, and what follows when one changes. TIME-09, TIME-28.
 */
#include "support.h"

#include <inttypes.h>

static struct ela_actor boss;
static int32_t client, call;
static int64_t dossier;

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("max", T_ALL_RIGHTS);
    client = t_client("Boulangerie Martin");
    call = t_activity("call");
    dossier = t_int_at(
        t_call(&boss, "case.create", "{'title':'D','client':%d,'lead':%d}", client, boss.user_id),
        "id");
    return 0;
}

#define RATE_TEST(f) cmocka_unit_test_setup(f, setup)

static int64_t make(const char *more)
{
    return t_int_at(t_call(&boss, "time.create",
                           "{'case':%" PRId64 ",'activity':%d,'duration':'1h'%s}", dossier, call,
                           more),
                    "id");
}

static void stamped(int64_t id, const char *rate, const char *source)
{
    const struct ela_json *v = t_call(&boss, "time.read", "{'time':%" PRId64 "}", id);
    t_str_equal(t_text_at(v, "rate_source"), source);
    if (rate)
        t_str_equal(t_text_at(v, "rate"), rate);
    else
        assert_int_equal(ela_json_kind(t_at(v, "rate")), ELA_JNULL);
}

static void test_TIME_09_order_of_rates(void **state)
{
    (void)state;
    int64_t project = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat) "
                            "VALUES ('P1', 'P', 1, %d, 1)",
                            client);
    int64_t task = t_sql(
        "INSERT INTO llx_projet_task (ref, label, entity, fk_projet) VALUES ('T1', 'T', 1, %" PRId64
        ")",
        project);
    t_sql("UPDATE llx_elaska_case SET fk_projet = %" PRId64, project);
    int64_t id = make("");
    t_call(&boss, "time.update", "{'time':%" PRId64 ",'version':1,'task':%" PRId64 "}", id, task);
    stamped(id, NULL, "none");
    t_setting("ELASKA_DEFAULT_RATE", "40");
    t_call(&boss, "time.update", "{'time':%" PRId64 ",'version':2,'description':'x'}", id);
    stamped(id, "40.00", "default");
    /* each more precise level takes over at once, on time that is there already */
    t_ok(&boss, "rate.set", "{}", "{'level':'default','rate':'45'}");
    stamped(id, "45.00", "default");
    t_ok(&boss, "rate.set", "{}", "{'level':'user','target':%d,'rate':'50'}", boss.user_id);
    stamped(id, "50.00", "user");
    t_ok(&boss, "rate.set", "{}", "{'level':'category','target':%d,'rate':'60,5'}", call);
    stamped(id, "60.50", "category");
    t_ok(&boss, "rate.set", "{}", "{'level':'client','target':%d,'rate':'70'}", client);
    stamped(id, "70.00", "client");
    t_ok(&boss, "case.terms", "{}", "{'case':%" PRId64 ",'model':'hourly','rate':'80'}", dossier);
    stamped(id, "80.00", "case");
    t_ok(&boss, "rate.set", "{}", "{'level':'task','target':%" PRId64 ",'rate':'90'}", task);
    stamped(id, "90.00", "task");
    t_call(&boss, "time.update", "{'time':%" PRId64 ",'version':3,'rate':'100.123456'}", id);
    stamped(id, "100.123456", "entry");
    /* and gives way again */
    t_call(&boss, "time.update", "{'time':%" PRId64 ",'version':4,'rate':null}", id);
    stamped(id, "90.00", "task");
    t_ok(&boss, "rate.set", "{}", "{'level':'task','target':%" PRId64 ",'rate':null}", task);
    stamped(id, "80.00", "case");
    t_ok(&boss, "rate.list",
         "{'rows':[{'level':'category','name':'Appel "
         "téléphonique','rate':'60.50'},{'level':'client','name':'Boulangerie Martin'},"
         "{'level':'default','target':0,'rate':'45.00'},{'level':'user','name':'max Durand'}]}",
         "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'rate.set'"), 6);
}

static void test_TIME_09_amount_to_the_cent(void **state)
{
    (void)state;
    static const struct {
        const char *rate, *duration;
        int64_t amount;
    } cases[] = {{"85", "1h15m28", 10691},
                 {"85", "18s", 43},
                 {"0", "1h", 0},
                 {"33.333333", "1h", 3333},
                 {"100", "1:30", 15000}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        t_sql("DELETE FROM llx_elaska_time");
        int64_t id =
            t_int_at(t_call(&boss, "time.create",
                            "{'case':%" PRId64 ",'activity':%d,'duration':'%s','rate':'%s'}",
                            dossier, call, cases[i].duration, cases[i].rate),
                     "id");
        assert_int_equal(
            t_int_at(t_call(&boss, "time.read", "{'time':%" PRId64 "}", id), "amount_minor"),
            cases[i].amount);
    }
}

static void test_TIME_09_models(void **state)
{
    (void)state;
    t_setting("ELASKA_DEFAULT_RATE", "40");
    int64_t id = make("");
    static const struct {
        const char *terms, *rate, *source;
    } cases[] = {
        {"'model':'package','included':'4h','price':'500','overage_rate':'95'", "95.00", "case"},
        {"'model':'package','included':'4h','price':'500','rate':'88'", "88.00", "case"},
        {"'model':'package','included':'4h','price':'500'", "40.00", "default"},
        {"'model':'fixed','price':'1500'", NULL, "none"},
        {"'model':'subscription'", NULL, "none"},
        {"'model':'unbilled'", NULL, "none"},
        {"'model':'hourly','vat':'10'", "40.00", "default"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        t_call(&boss, "case.terms", "{'case':%" PRId64 ",%s}", dossier, cases[i].terms);
        stamped(id, cases[i].rate, cases[i].source);
    }
    assert_int_equal(t_int("SELECT vat_milli FROM llx_elaska_time"), 10000);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time t JOIN llx_elaska_case_terms x ON "
                           "x.rowid = t.fk_terms"),
                     1);
}

static void test_TIME_09_dated_terms_price_by_day_of_work(void **state)
{
    (void)state;
    int64_t old = make(",'work_on':'2026-10-31'"), now = make(",'work_on':'2026-11-01'");
    t_call(&boss, "case.terms", "{'case':%" PRId64 ",'model':'hourly','rate':'70'}", dossier);
    t_ok(&boss, "case.terms", "{'applies_from':'2026-11-01'}",
         "{'case':%" PRId64 ",'model':'hourly','rate':'80','valid_from':'2026-11-01'}", dossier);
    stamped(old, "70.00", "case");
    stamped(now, "80.00", "case");
    /* moved to another day, it follows that day's terms */
    t_call(&boss, "time.update", "{'time':%" PRId64 ",'version':1,'work_on':'2026-11-02'}", old);
    stamped(old, "80.00", "case");
}

static void test_TIME_09_invoiced_time_keeps_its_rate(void **state)
{
    (void)state;
    int64_t billed = make(",'work_on':'2026-11-10','rate':'70'"), open = make("");
    t_sql("UPDATE llx_elaska_time SET status = 'invoiced', own_num = NULL, own_den = NULL WHERE "
          "rowid = %" PRId64,
          billed);
    t_ok(&boss, "case.terms", "{'applies_from':'2026-11-21'}",
         "{'case':%" PRId64 ",'model':'hourly','rate':'80'}", dossier);
    stamped(billed, "70.00", "entry");
    stamped(open, "80.00", "case");
    t_ok(&boss, "rate.set", "{}", "{'level':'client','target':%d,'rate':'10'}", client);
    stamped(billed, "70.00", "entry");
}

static void test_TIME_09_a_change_touches_its_target_only(void **state)
{
    (void)state;
    int32_t other = t_client("Garage Petit");
    int64_t second = t_int_at(
        t_call(&boss, "case.create", "{'title':'E','client':%d,'lead':%d}", other, boss.user_id),
        "id");
    int64_t mine = make("");
    int64_t theirs =
        t_int_at(t_call(&boss, "time.create", "{'case':%" PRId64 ",'activity':%d,'duration':'1h'}",
                        second, t_activity("meeting")),
                 "id");
    t_call(&boss, "rate.set", "{'level':'client','target':%d,'rate':'70'}", other);
    stamped(mine, NULL, "none");
    stamped(theirs, "70.00", "client");
    t_call(&boss, "rate.set", "{'level':'category','target':%d,'rate':'60'}", call);
    stamped(mine, "60.00", "category");
    stamped(theirs, "70.00", "client");
}

static void test_TIME_28_refused_rates(void **state)
{
    (void)state;
    struct ela_actor reader = t_user("tom", ELA_RIGHT_RATES_READ | ELA_RIGHT_CASE_READ);
    struct ela_actor writer = t_user("ana", ELA_RIGHT_RATES_READ | ELA_RIGHT_RATES_WRITE |
                                                ELA_RIGHT_CASE_READ),
                     none = t_user("zoe", ELA_RIGHT_TIME_OWN);
    t_refused(&reader, "rate.set", "denied", NULL, "{'level':'user','target':%d,'rate':'50'}",
              boss.user_id);
    t_refused(&none, "rate.list", "denied", NULL, "{}");
    t_refused(&writer, "rate.set", "denied", NULL, "{'level':'default','rate':'50'}");
    t_refused(&writer, "rate.set", "field.required", "target", "{'level':'user','rate':'50'}");
    t_refused(&writer, "rate.set", "field.required", "rate", "{'level':'user','target':%d}",
              boss.user_id);
    t_refused(&writer, "rate.set", "money.negative", "rate",
              "{'level':'user','target':%d,'rate':'-5'}", boss.user_id);
    t_refused(&writer, "rate.set", "money.unreadable", "rate",
              "{'level':'user','target':%d,'rate':'x'}", boss.user_id);
    t_refused(&writer, "rate.set", "field.choice", "level",
              "{'level':'case','target':1,'rate':'5'}");
    t_refused(&writer, "rate.set", "not_found", "target",
              "{'level':'user','target':999999,'rate':'5'}");
    t_refused(&writer, "rate.set", "not_found", "target",
              "{'level':'task','target':999999,'rate':'5'}");
    t_refused(&writer, "rate.set", "not_found", "target",
              "{'level':'category','target':999999,'rate':'5'}");
    t_refused(&writer, "rate.set", "not_found", "target",
              "{'level':'client','target':%d,'rate':'5'}", t_client_of("Ailleurs", 2));
    t_refused(&boss, "rate.set", "field.unknown", "target",
              "{'level':'default','target':5,'rate':'5'}");
    t_refused(&writer, "case.terms", "not_found", "case", "{'case':999999,'model':'hourly'}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_rate"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        RATE_TEST(test_TIME_09_order_of_rates),
        RATE_TEST(test_TIME_09_amount_to_the_cent),
        RATE_TEST(test_TIME_09_models),
        RATE_TEST(test_TIME_09_dated_terms_price_by_day_of_work),
        RATE_TEST(test_TIME_09_invoiced_time_keeps_its_rate),
        RATE_TEST(test_TIME_09_a_change_touches_its_target_only),
        RATE_TEST(test_TIME_28_refused_rates),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
