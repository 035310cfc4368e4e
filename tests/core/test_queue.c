/*
 * The queue of what waits for validation: pieces and documents of several clients, oldest first,
 * judged as they were seen. DOC-07, DOC-08, DOC-14, CASE-40, SEC-10.
 */
#include "case_support.h"

#include <pthread.h>
#include <unistd.h>

#define D "%" PRId64

static struct ela_actor autre;
static int32_t second;
static int64_t one, two; /* a case of each client */

static int begin(void **state)
{
    case_setup(state);
    t_store();
    second = t_client("Garage Petit");
    autre = t_portal("paul@petit.example", second);
    t_template(T_TEMPLATE(""));
    one = t_audit("");
    two = t_int_at(t_call(&boss, "case.create",
                          "{'title':'Garage','client':%d,'lead':%d,'template':'audit'}", second,
                          tom.user_id),
                   "id");
    return 0;
}

#define QUEUE_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

static int64_t put(const struct ela_actor *a, const char *object, int64_t id, const char *name)
{
    static char bytes[80];
    static int n;
    int len = snprintf(bytes, sizeof bytes, "%%PDF-1.7\n%% %d\n", ++n);
    T.body_in = (struct ela_str){bytes, (size_t)len};
    int64_t file = t_int_at(
        t_call(a, "file.put", "{'object':'%s','id':" D ",'name':'%s'}", object, id, name), "id");
    T.body_in = (struct ela_str){NULL, 0};
    T.now += 60;
    return file;
}

static const char *status(int64_t piece)
{
    return t_text("SELECT status FROM llx_elaska_case_piece WHERE rowid = " D, piece);
}

/* What the page shows of an item, to be sent back with the decision. */
static const char *seen(const struct ela_actor *a, const char *member, int64_t id)
{
    static char kept[4][96];
    static int turn;
    const struct ela_json *rows = t_at(t_call(a, "document.queue", "{}"), "rows");
    char *out = kept[turn++ % 4];
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i);
        struct ela_str s = ela_json_text(ela_json_get(row, "seen"));
        if (ela_json_int(ela_json_get(row, member), 0) == id && s.n < sizeof kept[0]) {
            memcpy(out, s.p, s.n);
            out[s.n] = '\0';
            return out;
        }
    }
    fail_msg("%s " D " is not in the queue", member, id);
    return "";
}

static size_t queued(const struct ela_actor *a, const char *in)
{
    return ela_json_size(t_at(t_call(a, "document.queue", "%s", in), "rows"));
}

static void test_DOC_08_two_pieces_of_two_clients_oldest_first(void **state)
{
    (void)state;
    int64_t garage = t_piece(two, "accounts"), bakery = t_piece(one, "kbis");
    put(&autre, "piece", garage, "bilan.pdf");
    int64_t more = put(&autre, "piece", garage, "annexe.pdf");
    put(&camille, "piece", bakery, "kbis.pdf");
    int64_t loose = put(&camille, "document", client, "facture.pdf");
    T.now += 3 * 86400;
    t_subset(
        t_call(&boss, "document.queue", "{'with_total':true}"),
        "{'rows':[{'piece':" D ",'label':'Comptes','client':{'name':'Garage Petit'},'case':{'id':" D
        ",'title':'Garage'},'lead':{'name':'tom Durand'},'days':3,'late':false,'may':true,"
        "'status':{'code':'waiting','label':'En attente de validation'},"
        "'files':[{'id':" D ",'name':'annexe.pdf'},{'name':'bilan.pdf','type':'application/pdf',"
        "'from_client':true,'version':1,'link':false}]},"
        "{'piece':" D ",'label':'Extrait Kbis','client':{'name':'Boulangerie Martin'},"
        "'category':{'code':'identity'}},"
        "{'file':" D ",'label':'facture.pdf','case':null,'lead':null,'files':[{}]}],"
        "'next':null,'total':3,'total_capped':false}",
        garage, two, more, bakery, loose);
    T.now += 3 * 86400; /* five days by default */
    t_ok(&boss, "document.queue", "{'rows':[{'late':true},{},{}]}", "{}");
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'}],'to':'validated'}", garage,
                    seen(&boss, "piece", garage)),
             "{'done':[{'piece':" D "}],'failed':[]}", garage);
    assert_string_equal(status(garage), "validated");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'piece.validated'"),
                     1);
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'file':" D ",'seen':'%s'}],'to':'refused','reason':'Floue'}", loose,
                    seen(&boss, "file", loose)),
             "{'done':[{'file':" D "}],'failed':[]}", loose);
    t_subset(t_call(&boss, "document.queue", "{'with_total':true}"),
             "{'rows':[{'piece':" D "}],'next':null,'total':1}", bakery);
    assert_string_equal(t_text("SELECT reason FROM llx_elaska_file WHERE rowid = " D, loose),
                        "Floue");
}

static void test_DOC_08_pages_and_filters(void **state)
{
    (void)state;
    put(&camille, "document", client, "a.pdf");
    put(&camille, "piece", t_piece(one, "kbis"), "b.pdf");
    put(&autre, "case", two, "c.pdf");
    put(&autre, "piece", t_piece(two, "kbis"), "d.pdf");
    T.now -= 60; /* a piece and a document of one moment */
    put(&camille, "case", one, "e.pdf");
    char order[8] = "", at[200] = "";
    for (int i = 0; i < 6; i++) {
        const struct ela_json *page =
            *at ? t_call(&boss, "document.queue", "{'limit':1,'after':'%s'}", at)
                : t_call(&boss, "document.queue", "{'limit':1}");
        struct ela_str name = t_text_at(page, "rows/0/files/0/name"),
                       next = ela_json_text(t_at(page, "next"));
        order[i] = name.n ? name.p[0] : '-';
        snprintf(at, sizeof at, "%.*s", (int)next.n, next.p ? next.p : "");
        if (!*at)
            break;
    }
    assert_string_equal(order, "abcde");
    static const struct {
        const char *in;
        size_t rows;
    } cases[] = {{"{'category':'identity'}", 2}, {"{'search':'garage'}", 2},
                 {"{'search':'c.pdf'}", 1},      {"{'search':'extrait kb'}", 2},
                 {"{'search':'%'}", 0},          {"{'state':'received'}", 0},
                 {"{'client':999999}", 0},       {"{'case':999999}", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(queued(&boss, cases[i].in), cases[i].rows);
    t_ok(&boss, "document.queue", "{'rows':[{},{}]}", "{'case':" D "}", two);
    t_ok(&boss, "document.queue", "{'rows':[{},{},{}]}", "{'client':%d}", client);
    t_ok(&boss, "document.queue", "{'rows':[{},{}]}", "{'lead':%d}", tom.user_id);
    t_refused(&boss, "document.queue", "list.cursor", "after", "{'after':'zz'}");
    t_refused(&boss, "document.queue", "list.cursor", "after", "{'after':'71317c31'}");
    t_refused(&boss, "document.queue", "field.range", "limit", "{'limit':101}");
    t_refused(&boss, "document.queue", "field.choice", "state", "{'state':'validated'}");
    t_refused(&camille, "document.queue", "denied", NULL, "{}");
}

static int64_t statements(void)
{
    return t_int("SELECT variable_value FROM information_schema.session_status WHERE "
                 "variable_name = 'COM_STMT_EXECUTE'");
}

static void test_DOC_08_many_are_read_in_as_many_statements_as_one(void **state)
{
    (void)state;
    int64_t asked[2];
    for (int turn = 0; turn < 2; turn++) {
        put(&camille, "piece", t_piece(one, "kbis"), "a.pdf");
        if (turn == 1) {
            put(&camille, "piece", t_piece(one, "accounts"), "b.pdf");
            put(&autre, "piece", t_piece(two, "kbis"), "c.pdf");
            put(&autre, "piece", t_piece(two, "accounts"), "d.pdf");
            put(&autre, "case", two, "e.pdf");
        }
        t_call(&boss, "document.queue", "{'with_total':true}");
        int64_t before = statements();
        t_call(&boss, "document.queue", "{'with_total':true}");
        asked[turn] = statements() - before;
    }
    assert_int_equal(asked[0], asked[1]);
}

static void test_DOC_08_acknowledged_it_is_still_to_be_validated(void **state)
{
    (void)state;
    int64_t kbis = t_piece(one, "kbis"), loose = 0;
    put(&camille, "piece", kbis, "a.pdf");
    loose = put(&camille, "case", one, "b.pdf");
    const char *mark = seen(&boss, "piece", kbis);
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'},{'file':" D
                    ",'seen':'v1'}],'to':'received'}",
                    kbis, mark, loose),
             "{'done':[{'file':" D "},{'piece':" D "}],'failed':[]}", loose, kbis);
    assert_int_equal(queued(&boss, "{}"), 0);
    t_subset(t_call(&boss, "document.queue", "{'state':'received'}"),
             "{'rows':[{'file':" D "},{'piece':" D ",'status':{'code':'received'}}]}", loose, kbis);
    t_ok(&boss, "document.decide", "{'done':[],'failed':[{'key':'document.judged'}]}",
         "{'items':[{'piece':" D ",'seen':'%s'}],'to':'received'}", kbis, mark);
    t_ok(&boss, "document.decide", "{'done':[{},{}],'failed':[]}",
         "{'items':[{'piece':" D ",'seen':'%s'},{'file':" D ",'seen':'v1'}],'to':'validated'}",
         kbis, mark, loose);
    assert_int_equal(queued(&boss, "{'state':'received'}"), 0);
}

static void test_DOC_07_refused_with_a_reason_one_by_one(void **state)
{
    (void)state;
    int64_t kbis = t_piece(one, "kbis"), accounts = t_piece(one, "accounts");
    put(&camille, "piece", kbis, "a.pdf");
    put(&camille, "piece", accounts, "b.pdf");
    const char *a = seen(&boss, "piece", kbis), *b = seen(&boss, "piece", accounts);
    t_refused(&boss, "document.decide", "field.required", "reason",
              "{'items':[{'piece':" D ",'seen':'%s'}],'to':'refused'}", kbis, a);
    t_refused(&boss, "document.decide", "field.required", "reason",
              "{'items':[{'piece':" D ",'seen':'%s'}],'to':'refused','reason':'  '}", kbis, a);
    t_refused(&boss, "document.decide", "document.refuse_one", "items",
              "{'items':[{'piece':" D ",'seen':'%s'},{'piece':" D
              ",'seen':'%s'}],'to':'refused','reason':'Non'}",
              kbis, a, accounts, b);
    t_refused(&boss, "document.decide", "field.duplicate", "items",
              "{'items':[{'piece':" D ",'seen':'%s'},{'piece':" D
              ",'seen':'%s'}],'to':'validated'}",
              kbis, a, kbis, a);
    t_refused(&boss, "document.decide", "field.required", "items",
              "{'items':[{'seen':'1'}],'to':'validated'}");
    t_refused(&boss, "document.decide", "field.required", "items",
              "{'items':[{'piece':1,'file':1,'seen':'1'}],'to':'validated'}");
    t_refused(&boss, "document.decide", "field.required", "items/0/seen",
              "{'items':[{'piece':1}],'to':'validated'}");
    t_refused(&boss, "document.decide", "field.choice", "to",
              "{'items':[{'piece':1,'seen':'1'}],'to':'filed'}");
    assert_string_equal(status(kbis), "waiting");
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'}],'to':'refused','reason':'Photo floue'}",
                    kbis, a),
             "{'done':[{'piece':" D "}],'failed':[]}", kbis);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'piece.refused' "
                           "AND body_text LIKE '%%Photo floue%%'"),
                     1);
}

/* What came since was not looked at. */
static void test_DOC_08_judged_as_it_was_seen(void **state)
{
    (void)state;
    int64_t accounts = t_piece(one, "accounts"), loose = put(&camille, "case", one, "a.pdf");
    put(&camille, "piece", accounts, "b.pdf");
    const char *mark = seen(&boss, "piece", accounts);
    put(&camille, "piece", accounts, "c.pdf");
    put(&camille, "version", loose, "d.pdf");
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'file':" D ",'seen':'v1'},{'piece':" D
                    ",'seen':'%s'}],'to':'validated'}",
                    loose, accounts, mark),
             "{'done':[],'failed':[{'file':" D ",'key':'document.moved'},{'piece':" D
             ",'key':'document.moved'}]}",
             loose, accounts);
    assert_string_equal(status(accounts), "waiting");
    t_ok(&boss, "document.decide", "{'done':[{}],'failed':[]}",
         "{'items':[{'piece':" D ",'seen':'%s'}],'to':'validated'}", accounts,
         seen(&boss, "piece", accounts));
}

static void test_DOC_08_the_second_adviser_is_told_who_was_first(void **state)
{
    (void)state;
    int64_t kbis = t_piece(one, "kbis"), loose = put(&camille, "case", one, "a.pdf");
    put(&camille, "piece", kbis, "b.pdf");
    const char *mark = seen(&boss, "piece", kbis);
    t_call(&tom, "document.decide",
           "{'items':[{'piece':" D ",'seen':'%s'},{'file':" D ",'seen':'v1'}],'to':'validated'}",
           kbis, mark, loose);
    int64_t events = t_int("SELECT COUNT(*) FROM llx_elaska_event"),
            mails = t_int("SELECT COUNT(*) FROM llx_elaska_outbox");
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'}],'to':'refused','reason':'Non'}", kbis,
                    mark),
             "{'done':[],'failed':[{'piece':" D ",'key':'document.judged','by':'tom Durand',"
             "'status':{'code':'validated'}}]}",
             kbis);
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'file':" D ",'seen':'v1'}],'to':'validated'}", loose),
             "{'done':[],'failed':[{'file':" D ",'key':'document.judged','by':'tom Durand'}]}",
             loose);
    t_refused(&boss, "document.judge", "document.judged", "files",
              "{'files':[" D "],'to':'validated'}",
              t_int("SELECT rowid FROM llx_elaska_file WHERE object = 'piece'"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event"), events);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), mails);
    assert_string_equal(status(kbis), "validated");
}

static void *judged_meanwhile(void *db)
{
    struct ela_error err = ELA_ERROR_INIT;
    usleep(300000);
    return (void *)(uintptr_t)ela_db_commit(db, &err);
}

static void test_DOC_08_two_advisers_at_the_same_moment(void **state)
{
    (void)state;
    int64_t kbis = t_piece(one, "kbis");
    put(&camille, "piece", kbis, "a.pdf");
    const char *mark = seen(&boss, "piece", kbis);
    struct ela_db *other = t_connect();
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(one)};
    pthread_t thread;
    void *st;
    assert_int_equal(ela_db_begin(other, &err), ELA_OK);
    assert_int_equal(ela_db_query(other,
                                  "SELECT rowid FROM llx_elaska_case WHERE rowid = ? FOR UPDATE", p,
                                  1, &r, &err),
                     ELA_OK);
    ela_db_result_release(&r);
    assert_int_equal(ela_db_exec(other, "UPDATE llx_elaska_case_piece SET status = 'validated'",
                                 NULL, 0, NULL, &err),
                     ELA_OK);
    assert_int_equal(pthread_create(&thread, NULL, judged_meanwhile, other), 0);
    t_ok(&boss, "document.decide", "{'done':[],'failed':[{'key':'document.judged'}]}",
         "{'items':[{'piece':" D ",'seen':'%s'}],'to':'refused','reason':'Non'}", kbis, mark);
    pthread_join(thread, &st);
    ela_db_free(other);
    assert_string_equal(status(kbis), "validated");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'piece.refused'"),
                     0);
}

/* What the antivirus has not let through is refused or received, never validated. */
static void test_SEC_15_nothing_is_validated_before_it_was_scanned(void **state)
{
    (void)state;
    t_setting("ELASKA_CLAMD", "/run/clamav/clamd.ctl");
    int64_t piece = t_piece(one, "kbis");
    put(&camille, "piece", piece, "kbis.pdf");
    int64_t loose = put(&camille, "document", client, "facture.pdf");
    static const char *const STATES[][2] = {
        {"waiting", "file.scanning"}, {"infected", "file.infected"}, {"removed", "file.infected"}};
    for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++) {
        t_sql("UPDATE llx_elaska_scan SET state = '%s'", STATES[i][0]);
        t_subset(t_call(&boss, "document.queue", "{}"),
                 "{'rows':[{'files':[{'scan':'%s'}]},{'files':[{'scan':'%s'}]}]}", STATES[i][0],
                 STATES[i][0]);
        t_subset(t_call(&boss, "document.decide",
                        "{'items':[{'piece':" D ",'seen':'%s'},{'file':" D
                        ",'seen':'v1'}],'to':'validated'}",
                        piece, seen(&boss, "piece", piece), loose),
                 "{'done':[],'failed':[{'piece':" D ",'key':'%s'},{'file':" D ",'key':'%s'}]}",
                 piece, STATES[i][1], loose, STATES[i][1]);
    }
    assert_string_equal(status(piece), "waiting");
    t_sql("UPDATE llx_elaska_scan SET state = 'clean'");
    t_subset(t_call(&boss, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'},{'file':" D
                    ",'seen':'v1'}],'to':'validated'}",
                    piece, seen(&boss, "piece", piece), loose),
             "{'done':[{},{}],'failed':[]}");
}

static void test_CASE_40_whoever_may_not_validate_sees_the_queue(void **state)
{
    (void)state;
    int64_t kbis = t_piece(one, "kbis");
    put(&camille, "piece", kbis, "a.pdf");
    const char *mark = seen(&boss, "piece", kbis);
    struct ela_actor reader = t_user("rita", ELA_RIGHT_CASE_READ), nobody = t_user("nils", 0);
    t_subset(t_call(&reader, "document.queue", "{}"),
             "{'rows':[{'piece':" D ",'may':false,'files':[{}]}]}", kbis);
    t_refused(&reader, "document.decide", "denied", NULL,
              "{'items':[{'piece':" D ",'seen':'%s'}],'to':'validated'}", kbis, mark);
    t_refused(&nobody, "document.queue", "denied", NULL, "{}");
    /* a kind that is another group's to change */
    t_sql("INSERT INTO llx_usergroup (nom, entity) VALUES ('Fiscal', 1)");
    int64_t group = t_int("SELECT MAX(rowid) FROM llx_usergroup");
    t_sql("INSERT INTO llx_usergroup_user (entity, fk_user, fk_usergroup) VALUES (1, %d, " D ")",
          tom.user_id, group);
    t_sql("INSERT INTO llx_elaska_kind_right (entity, kind, fk_usergroup, bits) VALUES (1, "
          "'audit', " D ", 1)",
          group);
    t_ok(&tom, "document.queue", "{'rows':[{'may':false}]}", "{}");
    t_subset(t_call(&tom, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'}],'to':'validated'}", kbis, mark),
             "{'done':[],'failed':[{'piece':" D ",'key':'denied'}]}", kbis);
    assert_string_equal(status(kbis), "waiting");
}

static void test_SEC_10_clients_of_others_and_levels(void **state)
{
    (void)state;
    int64_t kbis = t_piece(one, "kbis"), file = put(&camille, "piece", kbis, "a.pdf"),
            loose = put(&camille, "document", client, "b.pdf");
    const char *mark = seen(&boss, "piece", kbis);
    struct ela_actor own = t_user("omar", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    own.own_clients_only = true;
    t_ok(&own, "document.queue", "{'rows':[],'total':0}", "{'with_total':true}");
    t_subset(t_call(&own, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'},{'file':" D
                    ",'seen':'v1'}],'to':'validated'}",
                    kbis, mark, loose),
             "{'done':[],'failed':[{'piece':" D ",'key':'not_found'},{'file':" D
             ",'key':'not_found'}]}",
             kbis, loose);
    /* of a level: absent for others, who cannot judge what they do not read */
    t_sql("UPDATE llx_elaska_file SET level = 2 WHERE rowid IN (" D ", " D ")", file, loose);
    t_subset(t_call(&tom, "document.queue", "{'with_total':true}"),
             "{'rows':[{'piece':" D ",'files':[],'may':false}],'total':1}", kbis);
    t_subset(t_call(&tom, "document.decide",
                    "{'items':[{'piece':" D ",'seen':'%s'},{'file':" D
                    ",'seen':'v1'}],'to':'validated'}",
                    kbis, mark, loose),
             "{'done':[],'failed':[{'piece':" D ",'key':'document.unread'},{'file':" D
             ",'key':'not_found'}]}",
             kbis, loose);
    assert_string_equal(status(kbis), "waiting");
    /* another entity has none of it */
    struct ela_actor away = boss;
    away.entity = 2;
    t_ok(&away, "document.queue", "{'rows':[]}", "{}");
}

static void test_DOC_08_a_closed_case_waits_for_nobody(void **state)
{
    (void)state;
    put(&camille, "piece", t_piece(one, "kbis"), "a.pdf");
    put(&camille, "case", one, "b.pdf");
    assert_int_equal(queued(&boss, "{}"), 2);
    t_call(&boss, "case.transition", "{'case':" D ",'to':'done','confirm':true}", one);
    assert_int_equal(queued(&boss, "{}"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        QUEUE_TEST(test_DOC_08_two_pieces_of_two_clients_oldest_first),
        QUEUE_TEST(test_DOC_08_pages_and_filters),
        QUEUE_TEST(test_DOC_08_many_are_read_in_as_many_statements_as_one),
        QUEUE_TEST(test_DOC_08_acknowledged_it_is_still_to_be_validated),
        QUEUE_TEST(test_DOC_07_refused_with_a_reason_one_by_one),
        QUEUE_TEST(test_DOC_08_judged_as_it_was_seen),
        QUEUE_TEST(test_DOC_08_the_second_adviser_is_told_who_was_first),
        QUEUE_TEST(test_DOC_08_two_advisers_at_the_same_moment),
        QUEUE_TEST(test_SEC_15_nothing_is_validated_before_it_was_scanned),
        QUEUE_TEST(test_CASE_40_whoever_may_not_validate_sees_the_queue),
        QUEUE_TEST(test_SEC_10_clients_of_others_and_levels),
        QUEUE_TEST(test_DOC_08_a_closed_case_waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
