/*
 * The queue of the native mirror where time is concerned: what is wished, what its writer is told,
 * and what native pages bring back. PLAT-18.
 */
#include "support.h"

#include <inttypes.h>

#define D "%" PRId64

static struct ela_actor lea, boss, ida;
static int32_t client, call;
static int64_t dossier, project, task;

static int setup(void **state)
{
    t_clean(state);
    lea = t_user("lea", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    boss = t_user("max", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_VALIDATE);
    ida = t_user("ida", T_ALL_RIGHTS);
    client = t_client("Boulangerie Martin");
    call = t_activity("call");
    dossier = t_case(client, boss.user_id);
    project = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat)"
                    " VALUES ('P1', 'P', 1, %d, 1)",
                    client);
    task = t_sql("INSERT INTO llx_projet_task (ref, label, entity, fk_projet) VALUES ('T1', 'T', 1,"
                 " " D ")",
                 project);
    t_sql("UPDATE llx_elaska_case SET fk_projet = " D " WHERE rowid = " D, project, dossier);
    return 0;
}

#define MIRROR_TEST(f) cmocka_unit_test_setup(f, setup)

static int64_t entry(const char *more)
{
    return t_int_at(t_call(&lea, "time.create",
                           "{'case':" D ",'activity':%d,'description':'Appel','duration':'1h15m28'"
                           "%s}",
                           dossier, call, more),
                    "id");
}

static void go(int64_t id, const char *to)
{
    t_ok(strcmp(to, "submit") == 0 ? &lea : &boss, "time.transition", "{'failed':[]}",
         "{'entries':[" D "],'to':'%s'}", id, to);
}

static int64_t validated(const char *more)
{
    int64_t id = entry(more);
    go(id, "submit");
    go(id, "validate");
    return id;
}

static const struct ela_json *claim(void)
{
    return t_call(&ida, "mirror.claim", "{'limit':50}");
}

static int64_t line(int64_t seconds, const char *more)
{
    return t_sql("INSERT INTO llx_element_time (fk_element, elementtype, element_date,"
                 " element_datehour, element_date_withhour, element_duration, fk_user, note)"
                 " VALUES (" D ", 'task', '2026-11-20', '2026-11-20 12:00:00', 0, " D ", %d, '%s')",
                 task, seconds, lea.user_id, more);
}

static void event(const struct ela_actor *who, const char *what, int64_t id, const char *expected)
{
    t_ok(who, "mirror.time_event", expected, "{'event':'%s','line':" D "}", what, id);
}

static void not_event(const struct ela_actor *who, const char *what, int64_t id, const char *key)
{
    t_refused(who, "mirror.time_event", key, NULL, "{'event':'%s','line':" D "}", what, id);
}

static int64_t waiting(void)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_mirror WHERE object = 'time'");
}

/* --- from here to there --- */

static void test_PLAT_18_time_that_counts_is_wished(void **state)
{
    (void)state;
    int64_t id = entry("");
    go(id, "submit");
    assert_int_equal(waiting(), 0);
    go(id, "validate");
    assert_int_equal(waiting(), 1);
    go(id, "unvalidate");
    go(id, "validate");
    assert_int_equal(waiting(), 1);
    assert_int_equal(t_int("SELECT wanted FROM llx_elaska_mirror WHERE object = 'time'"), 2);
}

static void test_PLAT_18_a_line_is_told_to_the_second(void **state)
{
    (void)state;
    char more[48];
    (void)snprintf(more, sizeof more, ",'task':" D, task);
    int64_t id = validated(more);
    t_subset(claim(),
             "{'rows':[{'object':'time','id':" D ",'early':false,'keep':true,'line':null,'was':null"
             ",'task':" D ",'user':%d,'work_on':'2026-11-21','seconds':4528,'note':'Appel',"
             "'invoice':null}]}",
             id, task, lea.user_id);
    int64_t native = line(4528, "Appel");
    t_call(&ida, "mirror.done", "{'object':'time','id':" D ",'wanted':1,'native':" D ",'was':null}",
           id, native);
    assert_int_equal(t_int("SELECT fk_native FROM llx_elaska_time WHERE rowid = " D, id), native);
    assert_int_equal(waiting(), 0);
    /* who wrote a second line for it loses it */
    t_refused(&ida, "mirror.done", "time.changed", "native",
              "{'object':'time','id':" D ",'wanted':1,'native':" D ",'was':null}", id, native + 1);
    /* what changed meanwhile is not taken for done */
    go(id, "unvalidate");
    T.now += 100;
    t_subset(claim(), "{'rows':[{'keep':false,'was':" D ",'line':{'id':" D ",'task':" D "}}]}",
             native, native, task);
    go(id, "validate");
    t_call(&ida, "mirror.done", "{'object':'time','id':" D ",'wanted':1,'native':null,'was':" D "}",
           id, native);
    t_subset(claim(), "{'rows':[{'id':" D ",'keep':true,'was':null}]}", id);
}

static void test_PLAT_18_time_without_a_task_waits_for_one(void **state)
{
    (void)state;
    int64_t id = validated("");
    t_subset(claim(), "{'rows':[{'object':'time','early':true}]}");
    t_subset(claim(),
             "{'rows':[{'object':'rest','id':" D ",'early':false,'project':" D ",'native':null},"
             "{'object':'time','early':true}]}",
             dossier, project);
    t_call(&ida, "mirror.done", "{'object':'rest','id':" D ",'wanted':1,'native':" D "}", dossier,
           task);
    t_subset(claim(), "{'rows':[{'object':'time','early':false,'id':" D ",'task':" D "}]}", id,
             task);
    /* that task is kept as long as the case is, and says whose it is */
    t_subset(t_call(&ida, "case.links", "{'object':'task','id':" D "}", task),
             "{'cases':1,'rows':[{'id':" D "}]}", dossier);
}

/* What others wait for is taken before them, or few at a time would never end. */
static void test_PLAT_18_what_is_needed_comes_first(void **state)
{
    (void)state;
    t_sql("UPDATE llx_elaska_case SET fk_projet = NULL WHERE rowid = " D, dossier);
    for (int i = 0; i < 3; i++)
        validated("");
    static const char *const FIRST[] = {"time", "rest", "case"};
    for (size_t i = 0; i < 3; i++)
        t_str_equal(t_text_at(t_call(&ida, "mirror.claim", "{'limit':1}"), "rows/0/object"),
                    FIRST[i]);
}

static void test_PLAT_18_a_case_that_gets_no_project_holds_nobody_up(void **state)
{
    (void)state;
    t_sql("UPDATE llx_elaska_case SET fk_projet = NULL WHERE rowid = " D, dossier);
    validated("");
    t_sql("INSERT INTO llx_elaska_mirror (entity, object, object_id, wanted_at, state, due_at,"
          " attempts) VALUES (1, 'case', " D ", 1, 'dead', 1, 12)",
          dossier);
    for (int i = 0; i < 10; i++)
        claim();
    assert_int_equal(ela_json_size(t_at(claim(), "rows")), 0);
    t_str_equal(ela_str_of(t_text("SELECT state FROM llx_elaska_mirror WHERE object = 'case'")),
                "dead");
    assert_int_equal(
        t_int("SELECT due_at > " D " FROM llx_elaska_mirror WHERE object = 'time'", T.now), 1);
}

static void test_PLAT_18_what_was_given_up_is_written_again_when_asked(void **state)
{
    (void)state;
    t_sql("INSERT INTO llx_elaska_mirror (entity, object, object_id, fk_native, wanted_at, state,"
          " due_at, attempts) VALUES (1, 'case', " D ", NULL, 1, 'wanted', 1, 11), (1, 'task', 77,"
          " 5, 1, 'drop', 1, 11)",
          dossier);
    claim();
    t_call(&ida, "mirror.failed",
           "{'object':'case','id':" D ",'wanted':1,'error':'Projet <b>fermé</b>'}", dossier);
    t_call(&ida, "mirror.failed", "{'object':'task','id':77,'wanted':1,'error':'Refus'}");
    t_ok(&ida, "mirror.state",
         "{'dead':2,'waiting':0,'rows':[{'object':'case','error':'Projet <b>fermé</b>'},"
         "{'object':'task','id':77}]}",
         "{}");
    assert_int_equal(ela_json_size(t_at(claim(), "rows")), 0);
    t_ok(&ida, "mirror.retry", "{'retried':2}", "{}");
    t_subset(claim(), "{'rows':[{'object':'case','drop':false},{'object':'task','drop':true,"
                      "'native':5}]}");
    t_refused(&lea, "mirror.retry", "denied", NULL, "{}");
}

static void test_PLAT_18_a_deleted_entry_takes_its_line_along(void **state)
{
    (void)state;
    int64_t id = entry(""), native = line(4528, "Appel");
    t_sql("UPDATE llx_elaska_time SET fk_native = " D " WHERE rowid = " D, native, id);
    t_call(&lea, "time.delete", "{'time':" D ",'version':1}", id);
    t_subset(claim(), "{'rows':[{'object':'time','drop':true,'line':{'id':" D ",'seconds':4528}}]}",
             native);
    t_call(&ida, "mirror.done", "{'object':'time','id':" D ",'wanted':1}", id);
    assert_int_equal(waiting(), 0);
}

static void test_PLAT_18_people_are_told_with_who_was_told_before(void **state)
{
    (void)state;
    t_call(&ida, "member.put", "{'case':" D ",'user':%d}", dossier, lea.user_id);
    t_subset(claim(),
             "{'rows':[{'object':'case','people':['PROJECTLEADER:%d','PROJECTCONTRIBUTOR:%d'],"
             "'told':null}]}",
             boss.user_id, lea.user_id);
    t_call(&ida, "mirror.done",
           "{'object':'case','id':" D ",'wanted':1,'native':" D ",'people':'PROJECTLEADER:%d'}",
           dossier, project, boss.user_id);
    t_call(&ida, "member.remove", "{'case':" D ",'user':%d}", dossier, lea.user_id);
    char told[48];
    (void)snprintf(told, sizeof told, "PROJECTLEADER:%d", boss.user_id);
    t_subset(claim(), "{'rows':[{'object':'case','people':['%s'],'told':'%s'}]}", told, told);
}

/* --- from there to here --- */

static void test_PLAT_18_native_time_becomes_an_entry(void **state)
{
    (void)state;
    int64_t native = line(5400, "Appel du client");
    event(&lea, "create", native, "{'ours':true}");
    event(&lea, "create", native, "{'ours':true}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 1);
    t_subset(t_call(&lea, "time.list", "{'case':" D "}", dossier),
             "{'rows':[{'duration_s':5400,'work_on':'2026-11-20','description':'Appel du client',"
             "'status':{'code':'draft'},'case':{'id':" D "},'task':{'id':" D "}}]}",
             dossier, task);
    assert_int_equal(waiting(), 0);
    /* it stays there whatever its state here */
    t_call(&lea, "time.update", "{'time':" D ",'version':1,'duration':'2h'}",
           t_int("SELECT rowid FROM llx_elaska_time"));
    t_subset(claim(), "{'rows':[{'keep':true,'seconds':7200,'line':{'id':" D "}}]}", native);
}

static void test_PLAT_18_native_time_of_elsewhere_is_left_alone(void **state)
{
    (void)state;
    t_sql("UPDATE llx_elaska_case SET fk_projet = NULL");
    int64_t native = line(5400, "Congé");
    event(&lea, "create", native, "{'ours':false}");
    event(&lea, "modify", native, "{'ours':false}");
    event(&lea, "delete", native, "{'ours':false}");
    event(&lea, "delete", native + 9, "{'ours':false}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 0);
}

static void test_PLAT_18_native_time_with_an_hour_has_its_start(void **state)
{
    (void)state;
    int64_t native = line(5400, "");
    t_sql("UPDATE llx_element_time SET element_datehour = '2026-11-20 14:30:00',"
          " element_date_withhour = 1");
    event(&lea, "create", native, "{'ours':true}");
    assert_int_equal(t_int("SELECT start_at FROM llx_elaska_time"), 1795181400);
    assert_int_equal(t_int("SELECT end_at - start_at FROM llx_elaska_time"), 5400);
    event(&lea, "modify", native, "{'ours':true}");
    assert_int_equal(t_int("SELECT version FROM llx_elaska_time"), 1);
    t_sql("UPDATE llx_element_time SET element_datehour = '2026-11-20 15:30:00'");
    event(&lea, "modify", native, "{'ours':true}");
    assert_int_equal(t_int("SELECT start_at FROM llx_elaska_time"), 1795185000);
}

static void test_PLAT_18_native_changes_follow_with_their_authors_rights(void **state)
{
    (void)state;
    int64_t native = line(5400, "Appel");
    event(&lea, "create", native, "{'ours':true}");
    t_sql("UPDATE llx_element_time SET element_duration = 3600, note = 'Appel et courrier'");
    not_event(&boss, "modify", native, "time.other_user");
    event(&lea, "modify", native, "{'ours':true}");
    assert_int_equal(t_int("SELECT duration_s FROM llx_elaska_time"), 3600);
    assert_string_equal(t_text("SELECT description FROM llx_elaska_time"), "Appel et courrier");
    not_event(&boss, "delete", native, "time.other_user");
    event(&lea, "delete", native, "{'ours':true}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 0);
    assert_int_equal(waiting(), 0);
}

static void test_PLAT_18_what_is_validated_changes_nowhere_else(void **state)
{
    (void)state;
    char more[48];
    (void)snprintf(more, sizeof more, ",'task':" D, task);
    int64_t id = validated(more), native = line(4528, "Appel");
    t_sql("UPDATE llx_element_time SET element_date = '2026-11-21'");
    t_sql("UPDATE llx_elaska_time SET fk_native = " D " WHERE rowid = " D, native, id);
    t_sql("DELETE FROM llx_elaska_mirror");
    /* a form that was only saved cut the seconds off: they come back */
    t_sql("UPDATE llx_element_time SET element_duration = 4500, note = '\r\nAppel'");
    event(&lea, "modify", native, "{'ours':true}");
    assert_int_equal(t_int("SELECT duration_s FROM llx_elaska_time"), 4528);
    assert_int_equal(waiting(), 1);
    t_sql("UPDATE llx_element_time SET element_duration = 3600");
    not_event(&ida, "modify", native, "time.native_validated");
    not_event(&ida, "delete", native, "time.native_validated");
    t_sql("UPDATE llx_elaska_time SET status = 'invoiced'");
    not_event(&ida, "delete", native, "time.native_invoiced");
    t_sql("UPDATE llx_elaska_time SET status = 'submitted'");
    not_event(&ida, "modify", native, "time.native_submitted");
    t_ok(&ida, "mirror.lines", "{'ours':1}", "{'lines':[" D "," D "]}", native, native + 1);
}

static void test_PLAT_18_the_rules_of_time_hold_for_native_time(void **state)
{
    (void)state;
    int64_t native = line(5400, "Demain");
    t_sql("UPDATE llx_element_time SET element_date = '2026-11-30'");
    not_event(&lea, "create", native, "time.future");
    t_sql("UPDATE llx_element_time SET element_date = '2026-11-20', element_duration = 90000");
    not_event(&lea, "create", native, "duration.over_a_day");
    struct ela_actor guest = t_user("zoe", ELA_RIGHT_CASE_READ);
    not_event(&guest, "create", native, "denied");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        MIRROR_TEST(test_PLAT_18_time_that_counts_is_wished),
        MIRROR_TEST(test_PLAT_18_a_line_is_told_to_the_second),
        MIRROR_TEST(test_PLAT_18_time_without_a_task_waits_for_one),
        MIRROR_TEST(test_PLAT_18_what_is_needed_comes_first),
        MIRROR_TEST(test_PLAT_18_a_case_that_gets_no_project_holds_nobody_up),
        MIRROR_TEST(test_PLAT_18_what_was_given_up_is_written_again_when_asked),
        MIRROR_TEST(test_PLAT_18_a_deleted_entry_takes_its_line_along),
        MIRROR_TEST(test_PLAT_18_people_are_told_with_who_was_told_before),
        MIRROR_TEST(test_PLAT_18_native_time_becomes_an_entry),
        MIRROR_TEST(test_PLAT_18_native_time_of_elsewhere_is_left_alone),
        MIRROR_TEST(test_PLAT_18_native_time_with_an_hour_has_its_start),
        MIRROR_TEST(test_PLAT_18_native_changes_follow_with_their_authors_rights),
        MIRROR_TEST(test_PLAT_18_what_is_validated_changes_nowhere_else),
        MIRROR_TEST(test_PLAT_18_the_rules_of_time_hold_for_native_time),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
