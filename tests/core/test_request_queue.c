/*
 * The firm's side of requests: queue and exchanges. CASE-28, CASE-29.
 */
#include "request_support.h"

static void test_CASE_29_queue_with_filters_and_counters(void **state)
{
    (void)state;
    int64_t a = sent("a");
    sent("b");
    t_call(&boss, "request.assign", "{'request': " D ", 'user': %d, 'priority': 3}", a,
           adviser.user_id);
    t_ok(&boss, "request.list",
         "{'rows': [{'ref': 'DEM-2026-00002', 'assigned': null, 'client': {'name': 'Famille "
         "Petit'}, 'age_days': 0}, {'ref': 'DEM-2026-00001', 'priority': 3}], 'counters': "
         "[{'status': {'code': 'received'}, 'count': 2}], 'unassigned': 1, 'next': null}",
         "{}");
    t_ok(&adviser, "request.list", "{'rows': [{'ref': 'DEM-2026-00001'}]}", "{'mine': true}");
    t_ok(&boss, "request.list", "{'rows': [{'ref': 'DEM-2026-00002'}]}", "{'unassigned': true}");
    t_ok(&boss, "request.list", "{'rows': []}", "{'class': 'closed'}");
    t_ok(&boss, "request.list", "{'rows': [{'ref': 'DEM-2026-00002'}, {'ref': 'DEM-2026-00001'}]}",
         "{'class': 'open'}");
    t_ok(&boss, "request.list",
         "{'rows': [], 'counters': [{'status': {'code': 'received'}, 'count': 2}], 'next': null}",
         "{'limit': 0}");
    t_ok(&boss, "request.list", "{'rows': [{'ref': 'DEM-2026-00001'}]}", "{'search': '00001'}");
    t_refused(&boss, "request.list", "workflow.unknown_status", "status", "{'status': 'nope'}");
    t_refused(&boss, "request.list", "list.cursor", "after", "{'after': 'ff'}");
    struct ela_actor nobody = t_user("zoe", ELA_RIGHT_TIME_OWN);
    t_refused(&nobody, "request.list", "denied", NULL, "{}");
}

static void test_CASE_29_pages_of_the_queue(void **state)
{
    (void)state;
    sent("a");
    sent("b");
    sent("c");
    static const char *const of[] = {"", ", 'class': 'open'", ", 'status': 'received'"};
    for (size_t i = 0; i < 3; i++) {
        const struct ela_json *first = t_call(&boss, "request.list", "{'limit': 2%s}", of[i]);
        assert_int_equal(ela_json_size(t_at(first, "rows")), 2);
        t_ok(&boss, "request.list", "{'rows': [{'ref': 'DEM-2026-00001'}], 'next': null}",
             "{'limit': 2, 'after': '%s'%s}", t_text_at(first, "next").p, of[i]);
    }
}

static void test_CASE_29_assigned_person_is_told_and_must_exist(void **state)
{
    (void)state;
    int64_t id = sent("a");
    t_sql("UPDATE llx_user SET email = 'tom@cabinet.example' WHERE rowid = %d", adviser.user_id);
    t_call(&boss, "request.assign", "{'request': " D ", 'user': %d}", id, adviser.user_id);
    assert_int_equal(mails("request.assigned"), 1);
    t_refused(&boss, "request.assign", "not_found", "user", "{'request': " D ", 'user': 999}", id);
    t_call(&boss, "request.assign", "{'request': " D ", 'user': null}", id);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_request WHERE fk_user_assigned IS NULL"), 1);
}

static void test_CASE_28_statuses_and_what_each_needs(void **state)
{
    (void)state;
    int64_t id = sent("a");
    t_refused(&boss, "request.transition", "workflow.reason_required", "reason",
              "{'request': " D ", 'to': 'refused'}", id);
    t_refused(&boss, "request.transition", "workflow.unknown_status", "to",
              "{'request': " D ", 'to': 'gone'}", id);
    t_refused(&boss, "request.transition", "workflow.not_from_here", NULL,
              "{'request': " D ", 'to': 'converted'}", id);
    t_call(&boss, "request.transition", "{'request': " D ", 'to': 'analysing'}", id);
    t_call(&boss, "request.transition",
           "{'request': " D ", 'to': 'need_info', 'reason': 'Votre numéro fiscal ?'}", id);
    t_ok(&camille, "request.read",
         "{'status': {'code': 'need_info', 'label': 'Nous attendons vos précisions'}, 'messages': "
         "[{'body': 'Votre numéro fiscal ?', 'firm': true}]}",
         "{'request': " D "}", id);
    assert_int_equal(mails("request.need_info"), 1);
    /* the answer puts it back in hand */
    t_call(&camille, "request.message", "{'request': " D ", 'body': '123'}", id);
    t_ok(&boss, "request.read", "{'status': {'code': 'analysing'}}", "{'request': " D "}", id);
    assert_int_equal(mails("request.answer"), 1);
    struct ela_actor reader = t_user("luc", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "request.transition", "denied", NULL,
              "{'request': " D ", 'to': 'validated'}", id);
}

static void test_CASE_29_messages_both_ways_and_internal_ones(void **state)
{
    (void)state;
    int64_t id = sent("a"), unsent = draft("b");
    t_call(&boss, "request.message", "{'request': " D ", 'body': 'Entre nous', 'internal': true}",
           id);
    t_call(&boss, "request.message", "{'request': " D ", 'body': 'Bonjour'}", id);
    t_call(&sam, "request.message", "{'request': " D ", 'body': 'Merci', 'internal': true}", id);
    assert_int_equal(
        ela_json_size(t_at(t_call(&boss, "request.read", "{'request': " D "}", id), "messages")),
        3);
    t_ok(&camille, "request.read",
         "{'messages': [{'body': 'Bonjour', 'firm': true}, {'body': 'Merci', 'firm': false}]}",
         "{'request': " D "}", id);
    assert_int_equal(mails("request.message"), 1);
    t_refused(&camille, "request.message", "field.required", "body",
              "{'request': " D ", 'body': ''}", id);
    t_refused(&camille, "request.message", "request.not_sent", NULL,
              "{'request': " D ", 'body': 'x'}", unsent);
    t_refused(&stranger, "request.message", "not_found", "request",
              "{'request': " D ", 'body': 'x'}", id);
}

static const struct CMUnitTest tests[] = {
    REQUEST_TEST(test_CASE_29_queue_with_filters_and_counters),
    REQUEST_TEST(test_CASE_29_pages_of_the_queue),
    REQUEST_TEST(test_CASE_29_assigned_person_is_told_and_must_exist),
    REQUEST_TEST(test_CASE_28_statuses_and_what_each_needs),
    REQUEST_TEST(test_CASE_29_messages_both_ways_and_internal_ones),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, t_close);
}
