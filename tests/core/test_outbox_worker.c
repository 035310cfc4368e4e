/*
 * The outbox: claim and report by leases, dead letters, health.
 */
#include "outbox_support.h"

/* --- claim and report ------------------------------------------------------------------------- */

static void test_COM_09_claim_leases_each_row_to_one_worker(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        queue_one("a@client.example");
    assert_int_equal(claim("w1", 3), 3);
    assert_int_equal(items[0].attempts, 1);
    assert_string_equal(items[0].text, "Un texte.");
    assert_string_equal(items[0].html, "<p>Un texte.</p>");
    assert_int_equal(claim("w2", 10), 2);
    assert_int_equal(claim("w1", 10), 0);
    assert_int_equal(
        t_int(
            "SELECT COUNT(*) FROM llx_elaska_outbox WHERE state = 'leased' AND lease_owner = 'w1'"),
        3);
}

static void test_COM_09_two_open_claims_do_not_wait_for_each_other(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        queue_one("a@client.example");
    struct ela_db *other = t_connect();
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_arena mine;
    size_t n = 0;
    ela_arena_init(&mine, 0);
    assert_int_equal(ela_db_begin(T.db, &err), ELA_OK);
    assert_int_equal(claim("w1", 2), 2);
    assert_int_equal(ela_outbox_claim(other, &mine, "w2", T.now, 60, 10, items, &n, &err), ELA_OK);
    assert_int_equal(n, 2);
    assert_int_equal(ela_db_commit(T.db, &err), ELA_OK);
    ela_arena_release(&mine);
    ela_db_free(other);
}

static void test_COM_09_expired_lease_is_taken_over_and_late_report_ignored(void **state)
{
    (void)state;
    queue_one("a@client.example");
    assert_int_equal(claim("w1", 10), 1);
    T.now += 59;
    assert_int_equal(claim("w2", 10), 0);
    T.now += 1;
    assert_int_equal(claim("w2", 10), 1);
    assert_int_equal(items[0].attempts, 2);
    report("w1", &items[0], ELA_OUTCOME_PERMANENT, 550, "no");
    assert_string_equal(t_text("SELECT state FROM llx_elaska_outbox"), "leased");
    report("w2", &items[0], ELA_OUTCOME_OK, 250, "");
    assert_string_equal(t_text("SELECT state FROM llx_elaska_outbox"), "done");
    report("w2", &items[0], ELA_OUTCOME_PERMANENT, 550, "no");
    assert_string_equal(t_text("SELECT state FROM llx_elaska_outbox"), "done");
}

static void test_COM_09_temporary_failure_waits_and_refusal_is_kept_dead(void **state)
{
    (void)state;
    queue_one("a@client.example");
    queue_one("b@client.example");
    assert_int_equal(claim("w1", 10), 2);
    struct ela_outbox_item a = items[0], b = items[1];
    report("w1", &a, ELA_OUTCOME_TRANSIENT, 451, "try \xc3\xa9 later");
    report("w1", &b, ELA_OUTCOME_PERMANENT, 550, "no such user");
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE rowid = %" PRId64
              " AND state = 'ready' AND due_at = %" PRId64
              " AND last_code = 451 AND last_error = 'try ?? later' AND lease_owner IS NULL",
              a.id, T.now + 30),
        1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE rowid = %" PRId64
                           " AND state = 'dead' AND done_at = %" PRId64
                           " AND last_code = 550 AND body_text <> ''",
                           b.id, T.now),
                     1);
    assert_int_equal(claim("w1", 10), 0);
    T.now += 30;
    assert_int_equal(claim("w1", 10), 1);
}

static void test_COM_09_deferred_rows_are_due_at_their_own_time(void **state)
{
    (void)state;
    queue_one("a@client.example");
    queue_one("b@client.example");
    assert_int_equal(claim("w1", 10), 2);
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_outbox_later later[] = {{items[0].id, T.now + 30}, {items[1].id, T.now + 60}};
    assert_int_equal(ela_outbox_defer(T.db, "w2", later, 2, &err), ELA_OK);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE state = 'leased'"), 2);
    assert_int_equal(ela_outbox_defer(T.db, "w1", later, 2, &err), ELA_OK);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE state = 'ready' AND "
                           "attempts = 0 AND lease_owner IS NULL"),
                     2);
    T.now += 30;
    assert_int_equal(claim("w1", 10), 1);
    assert_int_equal(items[0].attempts, 1);
}

static void test_COM_09_time_to_live_ends_retries(void **state)
{
    (void)state;
    int64_t id = queue_one("a@client.example"); /* one hour, says its template */
    T.now += 3590;
    assert_int_equal(claim("w1", 10), 1);
    report("w1", &items[0], ELA_OUTCOME_TRANSIENT, 0, "no answer");
    assert_string_equal(t_text("SELECT state FROM llx_elaska_outbox WHERE rowid = %" PRId64, id),
                        "dead");
    int64_t late = queue_one("b@client.example");
    T.now += 3601;
    assert_int_equal(claim("w1", 10), 0);
    assert_string_equal(
        t_text(
            "SELECT CONCAT(state, ' ', last_error) FROM llx_elaska_outbox WHERE rowid = %" PRId64,
            late),
        "dead expired");
}

static void queue_secret(void)
{
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to("a@client.example");
    struct ela_error err = ELA_ERROR_INIT;
    m.kind = "account.reset";
    assert_int_equal(ela_outbox_notify(&c, &m, "fr", t_json("%s", VARIABLES), NULL, &err), ELA_OK);
}

static void test_SEC_22_one_time_links_are_erased_once_sent_dead_or_cancelled(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS);
    for (int i = 0; i < 3; i++)
        queue_secret();
    assert_int_equal(claim("w1", 2), 2);
    struct ela_outbox_item a = items[0], b = items[1];
    report("w1", &a, ELA_OUTCOME_OK, 250, "");
    report("w1", &b, ELA_OUTCOME_PERMANENT, 550, "no");
    int64_t left = t_int("SELECT rowid FROM llx_elaska_outbox WHERE state = 'ready'");
    t_call(&boss, "outbox.cancel", "{'outbox': [%" PRId64 "]}", left);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE body_text = '' AND body_html IS NULL"),
        3);
    t_ok(&boss, "outbox.rerun", "{'done': [], 'failed': [{'key': 'outbox.erased'}]}",
         "{'outbox': [%" PRId64 "]}", b.id);
}

static void test_COM_09_release_gives_the_attempt_back(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    int64_t id = queue_one("a@client.example");
    assert_int_equal(claim("w1", 10), 1);
    assert_int_equal(ela_outbox_release(T.db, "w2", T.now, &id, 1, &err), ELA_OK);
    assert_string_equal(t_text("SELECT state FROM llx_elaska_outbox"), "leased");
    assert_int_equal(ela_outbox_release(T.db, "w1", T.now, &id, 1, &err), ELA_OK);
    assert_string_equal(t_text("SELECT CONCAT(state, attempts) FROM llx_elaska_outbox"), "ready0");
}

static void test_COM_09_next_due_lets_the_worker_sleep(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    int64_t at = -1;
    assert_int_equal(ela_outbox_next_due(T.db, &at, &err), ELA_OK);
    assert_int_equal(at, 0);
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to("a@client.example");
    m.not_before_at = T.now + 500;
    assert_int_equal(ela_outbox_mail(&c, &m, NULL, &err), ELA_OK);
    assert_int_equal(claim("w1", 10), 0);
    assert_int_equal(ela_outbox_next_due(T.db, &at, &err), ELA_OK);
    assert_int_equal(at, T.now + 500);
    queue_one("b@client.example");
    assert_int_equal(claim("w1", 10), 1);
    assert_int_equal(ela_outbox_next_due(T.db, &at, &err), ELA_OK);
    assert_int_equal(at, T.now + 60);
}

static void test_COM_09_claim_without_owner_is_refused(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    size_t n = 1;
    assert_int_equal(ela_outbox_claim(T.db, &arena, "", T.now, 60, 1, items, &n, &err),
                     ELA_E_INTERNAL);
    assert_int_equal(n, 0);
}

static uint32_t counting(void *ctx)
{
    return (*(uint32_t *)ctx)++ * 997u;
}

/* Mixed outcomes of a large set in one report: what the bulk statements must not confuse. */
static void test_COM_09_bulk_report_keeps_rows_apart(void **state)
{
    (void)state;
    enum { N = 500 };
    static struct ela_outbox_result r[N];
    struct ela_error err = ELA_ERROR_INIT;
    uint32_t seed = 1;
    t_sql("INSERT INTO llx_elaska_outbox (entity, kind, due_at, recipient, sender, subject, "
          "body_text, message_id, expires_at,"
          " created_at) WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < "
          "%d) SELECT 1, 'mail.test', %" PRId64
          ", 'a@b.example', 'c@d.example', 's', 't', CONCAT('<', i, '@d.example>'), %" PRId64
          ", %" PRId64 " FROM s",
          N, T.now, T.now + 86400, T.now);
    assert_int_equal(claim("w1", N), N);
    for (size_t i = 0; i < N; i++) {
        r[i] = (struct ela_outbox_result){.id = items[i].id, .attempts = items[i].attempts};
        r[i].outcome = i % 5 == 0   ? ELA_OUTCOME_TRANSIENT
                       : i % 7 == 0 ? ELA_OUTCOME_PERMANENT
                                    : ELA_OUTCOME_OK;
        r[i].code = r[i].outcome == ELA_OUTCOME_OK ? (i % 2 ? 250 : 251) : 400 + (int)(i % 90);
        snprintf(r[i].reason, sizeof r[i].reason, "reason %d", (int)r[i].id);
    }
    assert_int_equal(ela_outbox_report(T.db, "w1", T.now, r, N, counting, &seed, &err), ELA_OK);
    for (size_t i = 0; i < N; i += 13) {
        static const char *const states[] = {"done", "ready", "dead"};
        char want[64];
        snprintf(want, sizeof want, "%s %d%s%d", states[r[i].outcome], r[i].code,
                 r[i].outcome == ELA_OUTCOME_OK ? "" : " reason ",
                 r[i].outcome == ELA_OUTCOME_OK ? 0 : (int)r[i].id);
        if (r[i].outcome == ELA_OUTCOME_OK)
            want[strlen(want) - 1] = '\0';
        assert_string_equal(t_text("SELECT CONCAT(state, ' ', last_code, IF(last_error = '', '', "
                                   "CONCAT(' ', last_error)))"
                                   " FROM llx_elaska_outbox WHERE rowid = %" PRId64,
                                   r[i].id),
                            want);
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE state = 'leased'"), 0);
    assert_int_equal(
        t_int("SELECT COUNT(DISTINCT due_at) > 5 FROM llx_elaska_outbox WHERE state = 'ready'"), 1);
}

/* --- operations ------------------------------------------------------------------------------- */

static void test_COM_29_list_within_reach(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS), lea = t_user("lea", ELA_RIGHT_CASE_READ),
                     no = t_user("no", 0);
    int32_t client = t_client("Martin");
    int64_t kase = t_case(client, lea.user_id);
    for (int i = 0; i < 3; i++)
        t_sql("UPDATE llx_elaska_outbox SET fk_soc = %d, fk_case = %" PRId64
              " WHERE rowid = %" PRId64,
              client, kase, queue_one("a@client.example"));
    queue_one("b@client.example");
    const struct ela_json *page = t_call(&boss, "outbox.list", "{'limit': 2}");
    t_subset(page, "{'rows': [{'state': 'ready', 'client': null}, {}]}");
    struct ela_str next = t_text_at(page, "next");
    t_ok(&boss, "outbox.list",
         "{'rows': [{'client': {'name': 'Martin'}}, {'case': {}}], 'next': null}",
         "{'after': '%.*s'}", (int)next.n, next.p);
    assert_int_equal(ela_json_size(ela_json_get(
                         t_call(&lea, "outbox.list", "{'case': %" PRId64 "}", kase), "rows")),
                     3);
    assert_int_equal(
        ela_json_size(ela_json_get(t_call(&lea, "outbox.list", "{'client': %d}", client), "rows")),
        3);
    t_refused(&lea, "outbox.list", "denied", NULL, "{}");
    t_refused(&no, "outbox.list", "denied", NULL, "{'client': %d}", client);
    t_refused(&no, "outbox.list", "not_found", "case", "{'case': %" PRId64 "}", kase);
    t_refused(&boss, "outbox.list", "list.cursor", "after", "{'after': 'zzz'}");
    t_refused(&boss, "outbox.list", "field.choice", "state", "{'state': 'lost'}");
}

static void test_COM_09_dead_letters_run_again_or_end(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS), lea = t_user("lea", ELA_RIGHT_CASE_READ);
    int64_t dead = queue_one("a@client.example"), ready = queue_one("b@client.example");
    assert_int_equal(claim("w1", 1), 1);
    report("w1", &items[0], ELA_OUTCOME_PERMANENT, 550, "no");
    t_refused(&lea, "outbox.rerun", "denied", NULL, "{'outbox': [%" PRId64 "]}", dead);
    const struct ela_json *out = t_call(
        &boss, "outbox.rerun", "{'outbox': [%" PRId64 ", %" PRId64 ", 999999999]}", dead, ready);
    t_subset(out,
             "{'done': [%" PRId64
             "], 'failed': [{'id': 999999999, 'key': 'not_found'}, {'id': %" PRId64
             ", 'key': 'outbox.not_dead'}]}",
             dead, ready);
    assert_int_equal(t_int("SELECT attempts FROM llx_elaska_outbox WHERE rowid = %" PRId64, dead),
                     0);
    assert_int_equal(claim("w1", 10), 2);
    out = t_call(&boss, "outbox.cancel", "{'outbox': [%" PRId64 "]}", dead);
    t_subset(out, "{'done': [], 'failed': [{'key': 'outbox.not_waiting'}]}");
    t_refused(&boss, "outbox.cancel", "field.required", "outbox", "{}");
    t_sql("UPDATE llx_elaska_outbox SET entity = 2");
    t_ok(&boss, "outbox.rerun", "{'done': [], 'failed': [{'key': 'not_found'}]}",
         "{'outbox': [%" PRId64 "]}", dead);
}

static void test_COM_29_sending_is_read_as_it_was_written(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS), lea = t_user("lea", ELA_RIGHT_CASE_READ);
    int64_t id = queue_one("a@client.example");
    t_ok(&boss, "outbox.read",
         "{'text': 'Un texte.', 'html': '<p>Un texte.</p>', 'recipient': 'a@client.example', "
         "'state': 'ready', 'secret': false}",
         "{'outbox': %" PRId64 "}", id);
    t_sql("UPDATE llx_elaska_outbox SET secret = 1 WHERE rowid = %" PRId64, id);
    t_ok(&boss, "outbox.read", "{'text': null, 'html': null, 'secret': true}",
         "{'outbox': %" PRId64 "}", id);
    t_refused(&lea, "outbox.read", "denied", NULL, "{'outbox': %" PRId64 "}", id);
    t_sql("UPDATE llx_elaska_outbox SET entity = 2 WHERE rowid = %" PRId64, id);
    t_refused(&boss, "outbox.read", "not_found", "outbox", "{'outbox': %" PRId64 "}", id);
}

static void test_COM_09_test_message_is_queued(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", ELA_RIGHT_ADMIN),
                     lea = t_user("lea", ELA_RIGHT_TIME_OWN);
    t_call(&boss, "outbox.test", "{'email': 'essai@cabinet.example'}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'mail.test' AND "
                           "recipient = 'essai@cabinet.example' AND state = 'ready'"),
                     1);
    t_refused(&boss, "outbox.test", "email.malformed", "email", "{'email': 'personne'}");
    t_refused(&lea, "outbox.test", "denied", NULL, "{'email': 'essai@cabinet.example'}");
}

static void test_COM_09_health_shows_workers_queue_and_last_error(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS), lea = t_user("lea", ELA_RIGHT_CASE_READ);
    struct ela_error err = ELA_ERROR_INIT;
    t_ok(&boss, "health.read",
         "{'workers': [], 'queue': {'ready': 0, 'leased': 0, 'dead': 0, 'oldest_at': null}, "
         "'last_error': null}",
         "{}");
    for (int i = 0; i < 2; i++)
        assert_int_equal(ela_worker_beat(T.db, "mail", "h1", 42, T.now - 10, T.now, "{\"sent\":3}",
                                         "smtp\nrefused", &err),
                         ELA_OK);
    queue_one("a@client.example");
    queue_one("b@client.example");
    assert_int_equal(claim("w1", 1), 1);
    report("w1", &items[0], ELA_OUTCOME_PERMANENT, 550, "no such user");
    t_ok(&boss, "health.read",
         "{'workers': [{'name': 'mail', 'pid': 42, 'counters': {'sent': 3}, 'last_error': "
         "'smtp?refused'}],"
         " 'queue': {'ready': 1, 'dead': 1}, 'last_error': {'text': 'no such user', 'code': 550}}",
         "{}");
    t_refused(&lea, "health.read", "denied", NULL, "{}");
}

static const struct CMUnitTest tests[] = {
    DB_TEST(test_COM_09_claim_leases_each_row_to_one_worker),
    DB_TEST(test_COM_09_two_open_claims_do_not_wait_for_each_other),
    DB_TEST(test_COM_09_expired_lease_is_taken_over_and_late_report_ignored),
    DB_TEST(test_COM_09_temporary_failure_waits_and_refusal_is_kept_dead),
    DB_TEST(test_COM_09_deferred_rows_are_due_at_their_own_time),
    DB_TEST(test_COM_09_time_to_live_ends_retries),
    DB_TEST(test_SEC_22_one_time_links_are_erased_once_sent_dead_or_cancelled),
    DB_TEST(test_COM_09_release_gives_the_attempt_back),
    DB_TEST(test_COM_09_next_due_lets_the_worker_sleep),
    DB_TEST(test_COM_09_claim_without_owner_is_refused),
    DB_TEST(test_COM_09_bulk_report_keeps_rows_apart),
    DB_TEST(test_COM_29_list_within_reach),
    DB_TEST(test_COM_09_dead_letters_run_again_or_end),
    DB_TEST(test_COM_29_sending_is_read_as_it_was_written),
    DB_TEST(test_COM_09_test_message_is_queued),
    DB_TEST(test_COM_09_health_shows_workers_queue_and_last_error),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, close_all);
}
