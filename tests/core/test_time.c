/*
 * One time entry: what may be typed, who for, on what, when. TIME-01, TIME-03, TIME-04, TIME-28.
 */
#include "time_support.h"

/* What every entry below says besides its own members. */
#define ON "'case':%" PRId64 ",'activity':%d"

static int64_t make(const struct ela_actor *who, const char *more)
{
    return t_int_at(t_call(who, "time.create", "{" ON "%s}", dossier, call, more), "id");
}

static void test_TIME_03_accepted_durations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int seconds;
    } cases[] = {{"1h 15m 30s", 4530}, {"1h15", 4500}, {"1h15m30", 4530},  {"75m", 4500},
                 {"75 min", 4500},     {"90s", 90},    {"01:15:30", 4530}, {"1:15", 4500},
                 {"1,5h", 5400},       {"1H15", 4500}, {"24h", 86400}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        t_sql("DELETE FROM llx_elaska_time");
        const struct ela_json *v =
            t_call(&lea, "time.create", "{" ON ",'duration':'%s'}", dossier, call, cases[i].text);
        assert_int_equal(t_int_at(v, "duration_s"), cases[i].seconds);
        assert_int_equal(t_int("SELECT duration_s FROM llx_elaska_time"), cases[i].seconds);
    }
    t_ok(&lea, "time.parse", "{'seconds':4528,'text':'01:15:28'}", "{'duration':'1h15m28'}");
}

static void test_TIME_03_refused_durations(void **state)
{
    (void)state;
    static const struct {
        const char *in, *key, *field;
    } cases[] = {
        {"'duration':'90'", "duration.bare_number", "duration"},
        {"'duration':'0h'", "duration.zero", "duration"},
        {"'duration':'-1h'", "duration.negative", "duration"},
        {"'duration':'une heure'", "duration.unreadable", "duration"},
        {"'duration':''", "duration.empty", "duration"},
        {"'duration':'25h'", "duration.over_a_day", "duration"},
        {"'duration':'24:00:01'", "duration.over_a_day", "duration"},
        {"'duration':'1:75'", "duration.part_too_large", "duration"},
        {"'duration_s':0", "duration.zero", "duration_s"},
        {"'duration_s':-5", "duration.negative", "duration_s"},
        {"'duration_s':86401", "duration.over_a_day", "duration_s"},
        {"'duration_s':'60'", "field.type", "duration_s"},
        {"'billable':true", "duration.empty", "duration"},
        {"'start':1795240000,'end':1795239999", "time.end_before_start", "end"},
        {"'start':1795240000,'end':1795240000", "duration.zero", "end"},
        {"'start':1795100000,'end':1795200000", "duration.over_a_day", "end"},
        {"'start':1795240000", "field.required", "end"},
        {"'end':1795240000", "field.required", "start"},
        {"'start':1795240000,'end':1795240060,'duration':'2m'", "time.duration_differs",
         "duration"},
        {"'start':1795240000,'end':1795240060,'work_on':'2026-11-20'", "time.day_differs",
         "work_on"},
        {"'start_local':'hier','end_local':'2026-11-21T09:00'", "moment.unreadable", "start_local"},
        {"'duration':'1h','description':5", "field.type", "description"},
        {"'duration':'1h','colour':5", "field.unknown", "colour"},
        {"'duration':'1h','work_on':'21/11/2026'", "date.unreadable", "work_on"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        t_refused(&lea, "time.create", cases[i].key, cases[i].field, "{" ON ",%s}", dossier, call,
                  cases[i].in);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 0);
    t_refused(&lea, "time.parse", "duration.bare_number", "duration", "{'duration':'75'}");
}

static void test_TIME_01_stored_as_typed(void **state)
{
    (void)state;
    int64_t id = make(
        &lea,
        ",'duration':'1h15m28','description':'Appel é 😀','work_on':'2026-11-19','billable':false");
    t_ok(&lea, "time.read",
         "{'user':{'name':'lea Durand'},'client':{'name':'Boulangerie "
         "Martin'},'work_on':'2026-11-19','duration_s':4528,"
         "'activity':{'label':'Appel "
         "téléphonique','colour':'blue','icon':'phone'},'billable':false,'description':'Appel é 😀',"
         "'status':{'code':'draft','label':'Brouillon'},'start_at':null,'version':1,'editable':"
         "true,'invoice':null,"
         "'transitions':[{'name':'submit','label':'Soumettre'}]}",
         "{'time':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'time.created' AND "
                           "object_id = %" PRId64 " AND fk_case = %" PRId64 " AND fk_user = %d",
                           id, dossier, lea.user_id),
                     1);
}

static void test_TIME_01_defaults(void **state)
{
    (void)state;
    t_ok(&lea, "time.create", "{'version':1,'warnings':[]}", "{" ON ",'duration':'1h'}", dossier,
         call);
    assert_string_equal(t_text("SELECT work_on FROM llx_elaska_time"), "2026-11-21");
    assert_int_equal(t_int("SELECT billable FROM llx_elaska_time"), 1);
    t_sql("DELETE FROM llx_elaska_time");
    t_call(&lea, "time.create", "{" ON ",'duration':'1h'}", dossier, t_activity("admin"));
    assert_int_equal(t_int("SELECT billable FROM llx_elaska_time"), 0); /* the category says so */
    t_sql("DELETE FROM llx_elaska_time");
    t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
          "vat_milli, created_at, fk_user_creat)"
          " VALUES (1, %" PRId64 ", '1900-01-01', 'unbilled', 'EUR', 20000, 0, 1)",
          dossier);
    t_call(&lea, "time.create", "{" ON ",'duration':'1h'}", dossier, call);
    assert_int_equal(t_int("SELECT billable FROM llx_elaska_time"), 0); /* the case says so */
    /* a moment late in the evening belongs to the firm's day */
    T.now = 1795302000; /* 22 November 00:00 in Paris, 21 November 23:00 UTC */
    const struct ela_json *v =
        t_call(&lea, "time.create", "{" ON ",'duration':'1h'}", dossier, call);
    assert_string_equal(
        t_text("SELECT work_on FROM llx_elaska_time WHERE rowid = %" PRId64, t_int_at(v, "id")),
        "2026-11-22");
}

static void test_TIME_01_links_fill_each_other(void **state)
{
    (void)state;
    int64_t project = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat) "
                            "VALUES ('P1', 'P', 1, %d, 1)",
                            client);
    int64_t task = t_sql("INSERT INTO llx_projet_task (ref, label, entity, fk_projet) VALUES "
                         "('T1', 'Statuts', 1, %" PRId64 ")",
                         project);
    t_sql("UPDATE llx_elaska_case SET fk_projet = %" PRId64, project);
    int64_t id = t_int_at(t_call(&lea, "time.create",
                                 "{'task':%" PRId64 ",'activity':%d,'duration':'1h'}", task, call),
                          "id");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE rowid = %" PRId64
                           " AND fk_soc = %d AND fk_case = %" PRId64 " AND fk_projet = %" PRId64,
                           id, client, dossier, project),
                     1);
    t_ok(&lea, "time.read", "{'task':{'name':'Statuts'}}", "{'time':%" PRId64 "}", id);
    /* two cases share the project: which one is meant must be said */
    int64_t second = t_case(client, lea.user_id);
    t_sql("UPDATE llx_elaska_case SET fk_projet = %" PRId64, project);
    t_refused(&lea, "time.create", "field.required", "case",
              "{'task':%" PRId64 ",'activity':%d,'duration':'1h'}", task, call);
    t_call(&lea, "time.create",
           "{'task':%" PRId64 ",'case':%" PRId64 ",'activity':%d,'duration':'1h'}", task, second,
           call);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE fk_case = %" PRId64, second),
                     1);
}

static void test_TIME_01_inconsistent_links_name_the_field(void **state)
{
    (void)state;
    int32_t other = t_client("Garage Petit");
    int64_t p1 = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat) VALUES "
                       "('P1', 'P', 1, %d, 1)",
                       client);
    int64_t p2 = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat) VALUES "
                       "('P2', 'P', 1, %d, 1)",
                       other);
    int64_t t2 = t_sql(
        "INSERT INTO llx_projet_task (ref, label, entity, fk_projet) VALUES ('T2', 'T', 1, %" PRId64
        ")",
        p2);
    int64_t h2 = t_sql(
        "INSERT INTO llx_ticket (ref, track_id, entity, fk_soc) VALUES ('H2', 'h2', 1, %d)", other);
    int64_t o2 = t_sql(
        "INSERT INTO llx_contrat (ref, entity, fk_soc, fk_user_author) VALUES ('C2', 1, %d, 1)",
        other);
    t_sql("UPDATE llx_elaska_case SET fk_projet = %" PRId64, p1);
    static const struct {
        const char *member, *key;
    } cases[] = {{"client", "time.link_client"},
                 {"project", "time.link_project"},
                 {"task", "time.link_task"},
                 {"ticket", "time.link_ticket"},
                 {"contract", "time.link_contract"}};
    int64_t ids[] = {other, p2, t2, h2, o2};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        t_refused(&lea, "time.create", cases[i].key, cases[i].member,
                  "{" ON ",'duration':'1h','%s':%" PRId64 "}", dossier, call, cases[i].member,
                  ids[i]);
    t_refused(&lea, "time.create", "time.link_task", "task",
              "{'activity':%d,'duration':'1h','project':%" PRId64 ",'task':%" PRId64 "}", call, p1,
              t2);
    t_refused(&lea, "time.create", "time.link_ticket", "ticket",
              "{'activity':%d,'duration':'1h','client':%d,'ticket':%" PRId64 "}", call, client, h2);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 0);
}

static void test_TIME_01_ticket_or_contract_without_case(void **state)
{
    (void)state;
    int64_t ticket =
        t_sql("INSERT INTO llx_ticket (ref, track_id, entity, fk_soc) VALUES ('H1', 'h1', 1, %d)",
              client);
    t_refused(&lea, "time.create", "field.required", "case",
              "{'client':%d,'activity':%d,'duration':'1h'}", client, call);
    t_refused(&lea, "time.create", "field.required", "client", "{'activity':%d,'duration':'1h'}",
              call);
    t_call(&lea, "time.create", "{'ticket':%" PRId64 ",'activity':%d,'duration':'1h'}", ticket,
           call);
    assert_int_equal(
        t_int("SELECT fk_soc FROM llx_elaska_time WHERE fk_case IS NULL AND fk_ticket = %" PRId64,
              ticket),
        client);
}

static void test_TIME_01_foreign_identifiers_do_not_exist(void **state)
{
    (void)state;
    int32_t abroad = t_client_of("Autre entité", 2);
    int64_t case2 = t_case(abroad, lea.user_id);
    t_sql("UPDATE llx_elaska_case SET entity = 2 WHERE rowid = %" PRId64, case2);
    int64_t p2 = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat) VALUES "
                       "('P2', 'P', 2, %d, 1)",
                       abroad);
    int64_t t2 = t_sql(
        "INSERT INTO llx_projet_task (ref, label, entity, fk_projet) VALUES ('T2', 'T', 2, %" PRId64
        ")",
        p2);
    int64_t h2 =
        t_sql("INSERT INTO llx_ticket (ref, track_id, entity, fk_soc) VALUES ('H2', 'h2', 2, %d)",
              abroad);
    int64_t a2 =
        t_sql("INSERT INTO llx_elaska_activity (entity, code, label) VALUES (2, 'x', 'X')");
    static const char *const members[] = {"client", "case", "project", "task", "ticket"};
    int64_t ids[] = {abroad, case2, p2, t2, h2};
    for (size_t i = 0; i < 5; i++)
        t_refused(&lea, "time.create", "not_found", members[i],
                  "{'activity':%d,'duration':'1h','%s':%" PRId64 "}", call, members[i], ids[i]);
    t_refused(&lea, "time.create", "not_found", "activity",
              "{'case':%" PRId64 ",'activity':%d,'duration':'1h'}", dossier, (int)a2);
    struct ela_actor own = t_user("eva", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    own.own_clients_only = true;
    t_refused(&own, "time.create", "not_found", "case", "{" ON ",'duration':'1h'}", dossier, call);
    /* a member of the case's team works for a client that is not hers */
    t_sql("INSERT INTO llx_elaska_case_member (fk_case, fk_user) VALUES (%" PRId64 ", %d)", dossier,
          own.user_id);
    t_ok(&own, "time.create", "{'version':1}", "{" ON ",'duration':'1h'}", dossier, call);
    struct ela_actor none = t_user("zoe", ELA_RIGHT_TIME_OWN);
    t_refused(&none, "time.create", "not_found", "case", "{" ON ",'duration':'1h'}", dossier, call);
    struct ela_actor portal = t_portal("c@d.fr", client);
    t_refused(&portal, "time.create", "denied", NULL, "{" ON ",'duration':'1h'}", dossier, call);
    struct ela_actor nobody = t_nobody();
    t_refused(&nobody, "time.list", "denied", NULL, "{}");
}

static void test_TIME_28_rights_to_enter(void **state)
{
    (void)state;
    struct ela_actor none = t_user("zoe", ELA_RIGHT_CASE_READ);
    struct ela_actor tom = t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    struct ela_actor desk =
        t_user("ada", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_OTHERS);
    struct ela_actor free_hand =
        t_user("bob", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_EXCEPTION);
    t_refused(&none, "time.create", "denied", NULL, "{" ON ",'duration':'1h'}", dossier, call);
    t_refused(&lea, "time.create", "time.other_user", "user", "{" ON ",'duration':'1h','user':%d}",
              dossier, call, tom.user_id);
    t_refused(&lea, "time.create", "not_found", "user", "{" ON ",'duration':'1h','user':999999}",
              dossier, call);
    t_ok(&desk, "time.create", "{'version':1}", "{" ON ",'duration':'1h','user':%d}", dossier, call,
         tom.user_id);
    assert_int_equal(
        t_int("SELECT fk_user FROM llx_elaska_time WHERE fk_user_creat = %d", desk.user_id),
        tom.user_id);
    t_refused(&lea, "time.create", "time.future", "work_on",
              "{" ON ",'duration':'1h','work_on':'2026-11-22'}", dossier, call);
    t_ok(&free_hand, "time.create", "{'version':1}",
         "{" ON ",'duration':'1h','work_on':'2026-11-22'}", dossier, call);
    t_sql("UPDATE llx_elaska_case SET status = 'done'");
    t_refused(&lea, "time.create", "time.case_closed", "case", "{" ON ",'duration':'1h'}", dossier,
              call);
    t_ok(&free_hand, "time.create", "{'version':1}", "{" ON ",'duration':'1h'}", dossier, call);
    t_refused(&desk, "time.create", "denied", "rate", "{" ON ",'duration':'1h','rate':'120'}",
              dossier, call);
}

static void test_TIME_03_a_day_has_24_hours(void **state)
{
    (void)state;
    struct ela_error err;
    int64_t id = make(&lea, ",'duration':'20h'");
    assert_int_equal(
        t_try(&lea, "time.create", &err, "{" ON ",'duration':'4:00:01'}", dossier, call),
        ELA_E_INPUT);
    assert_string_equal(err.key, "time.day_over_24h");
    assert_string_equal(err.params[0].value, "20:00:00");
    make(&lea, ",'duration':'4h'");
    make(&lea, ",'duration':'4h','work_on':'2026-11-20'"); /* another day */
    struct ela_actor tom = t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    make(&tom, ",'duration':'4h'"); /* another person */
    /* its own hours are not counted twice when an entry is changed; a refused one still counts */
    t_ok(&lea, "time.update", "{'version':2}", "{'time':%" PRId64 ",'version':1,'duration':'19h'}",
         id);
    t_sql("UPDATE llx_elaska_time SET status = 'refused' WHERE rowid = %" PRId64, id);
    t_refused(&lea, "time.create", "time.day_over_24h", "duration", "{" ON ",'duration':'2h'}",
              dossier, call);
}

static void test_TIME_03_overlap_warns(void **state)
{
    (void)state;
    make(&lea, ",'start_local':'2026-11-20T09:00','end_local':'2026-11-20T10:00'");
    t_ok(&lea, "time.create", "{'warnings':[]}",
         "{" ON ",'start_local':'2026-11-20T10:00','end_local':'2026-11-20T11:00'}", dossier, call);
    t_ok(&lea, "time.create", "{'warnings':[{'key':'time.overlap'}]}",
         "{" ON ",'start_local':'2026-11-20T09:59:59','end_local':'2026-11-20T10:00'}", dossier,
         call);
    struct ela_actor tom = t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    t_ok(&tom, "time.create", "{'warnings':[]}",
         "{" ON ",'start_local':'2026-11-20T09:00','end_local':'2026-11-20T10:00'}", dossier, call);
    /* over midnight */
    make(&lea, ",'start_local':'2026-11-18T23:00','end_local':'2026-11-19T01:00'");
    t_ok(&lea, "time.create", "{'warnings':[{'key':'time.overlap'}]}",
         "{" ON ",'start_local':'2026-11-19T00:30','end_local':'2026-11-19T02:00'}", dossier, call);
}

static void test_TIME_03_both_nights_of_the_clock(void **state)
{
    (void)state;
    /* autumn: 25 October 2026, 03:00 becomes 02:00 */
    t_ok(&lea, "time.create", "{'duration_s':7200}",
         "{" ON ",'start_local':'2026-10-25T01:30','end_local':'2026-10-25T02:30',"
         "'end_second':true}",
         dossier, call);
    t_ok(&lea, "time.create",
         "{'duration_s':3600,'warnings':[{'key':'time.moment_twice'},{'key':'time.overlap'}]}",
         "{" ON ",'start_local':'2026-10-25T01:30','end_local':'2026-10-25T02:30'}", dossier, call);
    t_ok(&lea, "time.create", "{'duration_s':3600}",
         "{" ON ",'start_local':'2026-10-25T02:30','start_second':false,"
         "'end_local':'2026-10-25T02:30','end_second':true}",
         dossier, call);
    assert_int_equal(t_int("SELECT MAX(end_at - start_at - duration_s) FROM llx_elaska_time"), 0);
    /* who reads is told what the firm's clock showed, and which of the two times it was */
    t_ok(&lea, "time.read",
         "{'start_local':'2026-10-25T02:30:00','start_second':false,"
         "'end_local':'2026-10-25T02:30:00','end_second':true}",
         "{'time':%" PRId64 "}", t_int("SELECT MAX(rowid) FROM llx_elaska_time"));
    /* spring: 29 March 2026, 02:00 becomes 03:00 */
    t_ok(
        &lea, "time.create",
        "{'duration_s':3600,'warnings':[{'key':'time.moment_skipped','params':{'moved':'03:30'}}]}",
        "{" ON ",'start_local':'2026-03-29T02:30','end_local':'2026-03-29T04:30'}", dossier, call);
    t_ok(&lea, "time.create", "{'duration_s':3600}",
         "{" ON ",'start_local':'2026-03-29T01:30','end_local':'2026-03-29T03:30'}", dossier, call);
    /* moments need no local time at all */
    t_ok(&lea, "time.create", "{'duration_s':14400}",
         "{" ON ",'start':1792879200,'end':1792893600}", dossier, call);
}

static void test_TIME_06_author_changes_a_draft(void **state)
{
    (void)state;
    int64_t id = make(&lea, ",'duration':'1h','description':'a'");
    struct ela_actor tom =
        t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_VALIDATE);
    struct ela_actor stranger = t_user("zoe", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    t_ok(&lea, "time.update", "{'version':2,'duration_s':1800}",
         "{'time':%" PRId64 ",'version':1,'duration':'30m','description':null}", id);
    t_refused(&lea, "time.update", "conflict.version", "version",
              "{'time':%" PRId64 ",'version':1,'duration':'31m'}", id);
    t_refused(&lea, "time.update", "duration.zero", "duration",
              "{'time':%" PRId64 ",'version':2,'duration':'0m'}", id);
    t_refused(&tom, "time.update", "time.other_user", "time",
              "{'time':%" PRId64 ",'version':2,'duration':'31m'}", id);
    t_refused(&tom, "time.delete", "time.other_user", "time", "{'time':%" PRId64 ",'version':2}",
              id);
    t_refused(&stranger, "time.update", "not_found", "time",
              "{'time':%" PRId64 ",'version':2,'duration':'31m'}", id);
    t_refused(&stranger, "time.read", "not_found", "time", "{'time':%" PRId64 "}", id);
    t_refused(&stranger, "time.copy", "not_found", "time",
              "{'time':%" PRId64 ",'work_on':'2026-11-20'}", id);
    static const char *const locked[] = {"submitted", "validated", "invoiced"};
    for (size_t i = 0; i < 3; i++) {
        t_sql("UPDATE llx_elaska_time SET status = '%s'", locked[i]);
        t_refused(&lea, "time.update", "time.not_editable", "time",
                  "{'time':%" PRId64 ",'version':2,'duration':'31m'}", id);
        t_refused(&lea, "time.delete", "time.not_editable", "time",
                  "{'time':%" PRId64 ",'version':2}", id);
    }
    t_sql("UPDATE llx_elaska_time SET status = 'refused', reason = 'Trop long'");
    t_ok(&lea, "time.update", "{'version':3}", "{'time':%" PRId64 ",'version':2,'duration':'20m'}",
         id);
    t_ok(&lea, "time.read", "{'status':{'code':'draft'},'reason':'Trop long','duration_s':1200}",
         "{'time':%" PRId64 "}", id);
    t_refused(&lea, "time.delete", "conflict.version", "version",
              "{'time':%" PRId64 ",'version':1}", id);
    t_ok(&lea, "time.delete", "{}", "{'time':%" PRId64 ",'version':3}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time"), 0);
    assert_int_equal(
        t_int(
            "SELECT COUNT(*) FROM llx_elaska_event WHERE kind IN ('time.updated', 'time.deleted')"),
        3);
}

static void test_TIME_01_update_of_links_and_span(void **state)
{
    (void)state;
    int32_t other = t_client("Garage Petit");
    int64_t second = t_case(other, lea.user_id);
    int64_t id = make(
        &lea, ",'start_local':'2026-11-20T09:00','end_local':'2026-11-20T10:00','description':'a'");
    t_ok(&lea, "time.update", "{'version':2}",
         "{'time':%" PRId64 ",'version':1,'case':%" PRId64 "}", id, second);
    t_ok(&lea, "time.read",
         "{'client':{'name':'Garage "
         "Petit'},'work_on':'2026-11-20','duration_s':3600,'description':'a'}",
         "{'time':%" PRId64 "}", id);
    t_refused(&lea, "time.update", "time.link_client", "client",
              "{'time':%" PRId64 ",'version':2,'case':%" PRId64 ",'client':%d}", id, second,
              client);
    t_ok(&lea, "time.update", "{'duration_s':600}",
         "{'time':%" PRId64 ",'version':2,'start':null,'end':null,'duration':'10m'}", id);
    t_ok(&lea, "time.read", "{'start_at':null,'start_local':null,'end_at':null,'duration_s':600}",
         "{'time':%" PRId64 "}", id);
    t_sql("UPDATE llx_elaska_activity SET active = 0 WHERE code = 'meeting'");
    t_refused(&lea, "time.update", "time.activity_inactive", "activity",
              "{'time':%" PRId64 ",'version':3,'activity':%d}", id, t_activity("meeting"));
    /* one that was used stays on what it was used for */
    t_sql("UPDATE llx_elaska_activity SET active = 0 WHERE code = 'call'");
    t_ok(&lea, "time.update", "{'version':4}", "{'time':%" PRId64 ",'version':3,'description':'b'}",
         id);
    t_ok(&lea, "activity.list",
         "{'rows':[{'code':'drafting','label':'Rédaction','billable':true},{'code':'research'},{'"
         "code':'admin','billable':false}]}",
         "{}");
}

static void test_TIME_07_copy(void **state)
{
    (void)state;
    int64_t id = make(&lea, ",'start_local':'2026-11-20T09:00','end_local':'2026-11-20T10:00','"
                            "description':'Point hebdo'");
    int64_t copy = t_int_at(
        t_call(&lea, "time.copy", "{'time':%" PRId64 ",'work_on':'2026-11-19'}", id), "id");
    t_ok(&lea, "time.read",
         "{'work_on':'2026-11-19','duration_s':3600,'start_at':null,'description':'Point "
         "hebdo','status':{'code':'draft'}}",
         "{'time':%" PRId64 "}", copy);
    t_refused(&lea, "time.copy", "time.future", "work_on",
              "{'time':%" PRId64 ",'work_on':'2026-12-19'}", id);
    t_refused(&lea, "time.copy", "field.required", "work_on", "{'time':%" PRId64 "}", id);
    t_sql("UPDATE llx_elaska_case SET status = 'done'");
    t_refused(&lea, "time.copy", "time.case_closed", "case",
              "{'time':%" PRId64 ",'work_on':'2026-11-18'}", id);
}

static void test_TIME_28_amounts_need_a_right(void **state)
{
    (void)state;
    t_setting("ELASKA_DEFAULT_RATE", "85");
    int64_t id = make(&lea, ",'duration':'1h15m28'");
    assert_null(t_at(t_call(&lea, "time.read", "{'time':%" PRId64 "}", id), "rate"));
    assert_null(t_at(t_call(&lea, "time.read", "{'time':%" PRId64 "}", id), "amount_minor"));
    struct ela_actor boss = t_user("max", T_ALL_RIGHTS);
    t_ok(&boss, "time.read",
         "{'rate':'85.00','rate_source':'default','amount_minor':10691,'currency':'EUR'}",
         "{'time':%" PRId64 "}", id);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TIME_TEST(test_TIME_03_accepted_durations),
        TIME_TEST(test_TIME_03_refused_durations),
        TIME_TEST(test_TIME_01_stored_as_typed),
        TIME_TEST(test_TIME_01_defaults),
        TIME_TEST(test_TIME_01_links_fill_each_other),
        TIME_TEST(test_TIME_01_inconsistent_links_name_the_field),
        TIME_TEST(test_TIME_01_ticket_or_contract_without_case),
        TIME_TEST(test_TIME_01_foreign_identifiers_do_not_exist),
        TIME_TEST(test_TIME_28_rights_to_enter),
        TIME_TEST(test_TIME_03_a_day_has_24_hours),
        TIME_TEST(test_TIME_03_overlap_warns),
        TIME_TEST(test_TIME_03_both_nights_of_the_clock),
        TIME_TEST(test_TIME_06_author_changes_a_draft),
        TIME_TEST(test_TIME_01_update_of_links_and_span),
        TIME_TEST(test_TIME_07_copy),
        TIME_TEST(test_TIME_28_amounts_need_a_right),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
