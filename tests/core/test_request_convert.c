/*
 * A request becomes a case, once, with all that belongs to it. CASE-29.
 */
#include "request_support.h"

#include <pthread.h>

static void test_CASE_29_conversion_moves_everything_along(void **state)
{
    (void)state;
    int64_t id = t_int_at(t_call(&camille, "request.draft",
                                 "{'draft_key': '" KEY "a', 'kind': 'tax-help', 'answers': "
                                 "{'year': '2026', 'abroad': true, 'country': 'Chili', 'phone': "
                                 "'+33612345678'}}"),
                          "id");
    t_call(&camille, "request.send", "{'request': " D ", 'consent': true}", id);
    t_call(&camille, "request.message", "{'request': " D ", 'body': 'Merci'}", id);
    t_sql("INSERT INTO llx_elaska_file (entity, fk_soc, object, object_id, name, type, size, "
          "sha256, place, at, fk_account) VALUES (1, %d, 'request', " D
          ", 'avis.pdf', 'application/pdf', 3, REPEAT('a', 32), 'x', 1, " D ")",
          client, id, camille.account_id);
    const struct ela_json *out =
        t_call(&adviser, "request.convert", "{'request': " D ", 'title': 'Impôts 2026'}", id);
    int64_t kase = t_int_at(out, "case");
    t_subset(out, "{'ref': 'DOS-2026-00001', 'existing': false, 'to_client': {'phone': "
                  "'+33612345678'}}");
    t_subset(t_call(&boss, "case.read", "{'case': " D "}", kase),
             "{'title': 'Impôts 2026', 'lead': {'id': %d}}", adviser.user_id);
    assert_int_equal(t_int("SELECT fk_request FROM llx_elaska_case WHERE rowid = " D, kase), id);
    assert_int_equal(t_int("SELECT fk_case FROM llx_elaska_comment"), kase);
    assert_int_equal(t_int("SELECT fk_case FROM llx_elaska_file"), kase);
    t_subset(
        t_call(&camille, "request.read", "{'request': " D "}", id),
        "{'status': {'code': 'converted', 'label': 'Votre dossier est ouvert'}, 'case': {'id': " D
        ", 'ref': 'DOS-2026-00001'}}",
        kase);
    assert_int_equal(mails("request.converted"), 1);
    assert_int_equal(mails("case.opened"), 0);
}

static void test_CASE_10_the_service_asked_for_gives_the_case_its_price(void **state)
{
    (void)state;
    int64_t service = t_int_at(t_call(&boss, "service.save",
                                      "{'code': 'ir', 'name': 'IR', 'price': '210', 'unit': "
                                      "'mission', 'template': 'tax-help', 'requestable': true}"),
                               "id");
    int64_t id = t_int_at(t_call(&camille, "request.draft",
                                 "{'draft_key': '" KEY "c', 'kind': 'tax-help', 'service': " D
                                 ", 'answers': {'year': '2026', 'abroad': false, 'phone': "
                                 "'+33612345678'}}",
                                 service),
                          "id");
    t_call(&camille, "request.send", "{'request': " D ", 'consent': true}", id);
    t_call(&boss, "service.save",
           "{'service': " D ", 'version': 1, 'name': 'IR', 'price': '210', 'unit': 'mission', "
           "'template': 'tax-help', 'active': false}",
           service);
    int64_t kase = t_int_at(t_call(&adviser, "request.convert", "{'request': " D "}", id), "case");
    assert_int_equal(t_int("SELECT fk_service FROM llx_elaska_case WHERE rowid = " D, kase),
                     service);
    assert_int_equal(t_int("SELECT price_minor FROM llx_elaska_case WHERE rowid = " D, kase),
                     21000);
}

static void test_CASE_29_converted_once_a_second_click_opens_the_case(void **state)
{
    (void)state;
    int64_t id = sent("a");
    int64_t kase = t_int_at(t_call(&boss, "request.convert", "{'request': " D "}", id), "case");
    t_subset(t_call(&boss, "request.convert", "{'request': " D "}", id),
             "{'case': " D ", 'existing': true}", kase);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case"), 1);
    t_refused(&boss, "request.transition", "workflow.not_from_here", NULL,
              "{'request': " D ", 'to': 'analysing'}", id);
    int64_t refused = sent("b");
    t_call(&boss, "request.transition", "{'request': " D ", 'to': 'refused', 'reason': 'Non'}",
           refused);
    t_refused(&boss, "request.convert", "workflow.not_from_here", NULL, "{'request': " D "}",
              refused);
    struct ela_actor reader = t_user("luc", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "request.convert", "denied", NULL, "{'request': " D "}", id);
}

enum { CLICKS = 4 };
static int64_t target;

static void *click(void *arg)
{
    struct ela_app *app = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db *db = t_connect();
    struct ela_request rq = {.db = db, .actor = &boss, .now = T.now};
    struct ela_json *out = NULL;
    intptr_t failed = ela_app_new(&app, &err) != ELA_OK;
    if (!failed)
        failed = ela_app_call(app, &rq, ELA_STR("request.convert"), arg, &out, NULL, NULL, &err) !=
                 ELA_OK;
    ela_json_free(out);
    ela_app_free(app);
    ela_db_free(db);
    return (void *)failed;
}

static void test_CASE_29_several_people_at_once_make_one_case(void **state)
{
    (void)state;
    pthread_t threads[CLICKS];
    struct ela_json *in[CLICKS];
    target = sent("a");
    for (int i = 0; i < CLICKS; i++) {
        in[i] = t_json("{'request': " D "}", target);
        assert_int_equal(pthread_create(&threads[i], NULL, click, in[i]), 0);
    }
    intptr_t failures = 0;
    for (int i = 0; i < CLICKS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        failures += (intptr_t)failed;
    }
    assert_int_equal(failures, 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case"), 1);
    assert_int_equal(mails("request.converted"), 1);
}

static const struct CMUnitTest tests[] = {
    REQUEST_TEST(test_CASE_29_conversion_moves_everything_along),
    REQUEST_TEST(test_CASE_10_the_service_asked_for_gives_the_case_its_price),
    REQUEST_TEST(test_CASE_29_converted_once_a_second_click_opens_the_case),
    REQUEST_TEST(test_CASE_29_several_people_at_once_make_one_case),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, t_close);
}
