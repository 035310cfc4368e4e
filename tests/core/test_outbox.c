/*
 * The outbox: queueing in the caller's transaction, templates, claim and report by leases, what
 * SMTP replies mean, dead letters, health.
 */
#include "support.h"

#include <inttypes.h>

#include "outbox/outbox.h"
#include "outbox/outbox_internal.h"

static struct ela_settings settings;
static struct ela_arena arena;

/* An operation's call without an operation around it. */
static struct ela_call call_as(const struct ela_actor *a)
{
    struct ela_error err = ELA_ERROR_INIT;
    ela_arena_release(&arena);
    ela_arena_init(&arena, 0);
    assert_int_equal(ela_settings_load(T.db, 1, &settings, &err), ELA_OK);
    return (struct ela_call){.db = T.db,
                             .actor = a,
                             .settings = &settings,
                             .tz = &settings.tz,
                             .arena = &arena,
                             .now = T.now,
                             .remote_ip = T.ip};
}

static struct ela_mail mail_to(const char *email)
{
    return (struct ela_mail){.kind = "mail.test",
                             .to_email = ela_str_of(email),
                             .to_name = ELA_STR("Camille Petit"),
                             .subject = ELA_STR("Bonjour"),
                             .text = ELA_STR("Un texte."),
                             .html = ELA_STR("<p>Un texte.</p>")};
}

static int64_t queue_one(const char *email)
{
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to(email);
    struct ela_error err = ELA_ERROR_INIT;
    int64_t id = 0;
    if (ela_outbox_mail(&c, &m, &id, &err) != ELA_OK)
        fail_msg("%s %s", err.key, err.detail);
    return id;
}

static struct ela_outbox_item items[500];

static size_t claim(const char *owner, size_t max)
{
    struct ela_error err = ELA_ERROR_INIT;
    size_t n = 0;
    ela_arena_release(&arena);
    ela_arena_init(&arena, 0);
    if (ela_outbox_claim(T.db, &arena, owner, T.now, 60, max, items, &n, &err) != ELA_OK)
        fail_msg("%s %s", err.key, err.detail);
    return n;
}

static void report(const char *owner, const struct ela_outbox_item *it, enum ela_outcome outcome,
                   int code, const char *reason)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_outbox_result r = {
        .id = it->id, .attempts = it->attempts, .outcome = outcome, .code = code};
    snprintf(r.reason, sizeof r.reason, "%s", reason);
    if (ela_outbox_report(T.db, owner, T.now, &r, 1, NULL, NULL, &err) != ELA_OK)
        fail_msg("%s %s", err.key, err.detail);
}

/* --- queueing --------------------------------------------------------------------------------- */

static enum ela_status queue_then_fail(void *ctx, struct ela_error *err)
{
    struct ela_call *c = ctx;
    struct ela_mail m = mail_to("a@client.example");
    ELA_TRY(ela_outbox_mail(c, &m, NULL, err));
    return ela_fail(err, ELA_E_STATE, "test", "");
}

static void test_COM_09_mail_goes_with_its_transaction(void **state)
{
    (void)state;
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_db_tx(T.db, queue_then_fail, &c, &err), ELA_E_STATE);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event"), 0);
    queue_one("a@client.example");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE state = 'ready'"), 1);
}

static void test_COM_29_each_sending_is_journalled_with_its_state(void **state)
{
    (void)state;
    int64_t id = queue_one("a@client.example");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'mail.sent' AND "
                           "fk_outbox = %" PRId64,
                           id),
                     1);
    assert_string_equal(
        t_text("SELECT data FROM llx_elaska_event"),
        "{\"mail\":\"mail.test\",\"subject\":\"Bonjour\",\"to\":\"Camille Petit\"}");
}

static void test_SEC_13_header_injection_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *email, *name, *subject, *key;
    } bad[] = {{"a@b.example\r\nBcc: x@y.example", "n", "s", "mail.header"},
               {"a@b.example", "n\nBcc: x", "s", "mail.header"},
               {"a@b.example", "n", "s\r\nX: y", "mail.header"},
               {"nobody", "n", "s", "email.malformed"},
               {"a@b@c", "n", "s", "email.malformed"},
               {"@b.example", "n", "s", "email.malformed"},
               {"a b@c.example", "n", "s", "email.malformed"},
               {"", "n", "s", "email.malformed"}};
    struct ela_actor w = t_worker();
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct ela_call c = call_as(&w);
        struct ela_mail m = mail_to(bad[i].email);
        struct ela_error err = ELA_ERROR_INIT;
        m.to_name = ela_str_of(bad[i].name);
        m.subject = ela_str_of(bad[i].subject);
        assert_int_equal(ela_outbox_mail(&c, &m, NULL, &err), ELA_E_INPUT);
        assert_string_equal(err.key, bad[i].key);
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 0);
}

static void test_COM_09_same_key_is_queued_once(void **state)
{
    (void)state;
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to("a@client.example");
    struct ela_error err = ELA_ERROR_INIT;
    int64_t first = 0, second = 0;
    m.dedupe_key = "invoice.issued:88";
    assert_int_equal(ela_outbox_mail(&c, &m, &first, &err), ELA_OK);
    assert_int_equal(ela_outbox_mail(&c, &m, &second, &err), ELA_OK);
    assert_true(first > 0);
    assert_int_equal(first, second);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event"), 1);
}

static void test_COM_09_sender_and_stable_message_id(void **state)
{
    (void)state;
    queue_one("a@client.example");
    assert_string_equal(t_text("SELECT sender FROM llx_elaska_outbox"),
                        "contact@cabinet-vauban.example");
    assert_string_equal(t_text("SELECT sender_name FROM llx_elaska_outbox"), "Cabinet Vauban");
    assert_string_equal(
        t_text("SELECT message_id REGEXP '^<[0-9a-f]{32}.%d@cabinet-vauban.example>$' FROM "
               "llx_elaska_outbox",
               T_NOW),
        "1");
    assert_int_equal(claim("w1", 10), 1);
    char first[200];
    snprintf(first, sizeof first, "%s", items[0].message_id);
    report("w1", &items[0], ELA_OUTCOME_TRANSIENT, 451, "later");
    T.now += 100;
    assert_int_equal(claim("w1", 10), 1);
    assert_string_equal(items[0].message_id, first);
    assert_int_equal(items[0].attempts, 2);
}

static void test_COM_09_no_sender_at_all_is_said(void **state)
{
    (void)state;
    t_sql("DELETE FROM llx_const");
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to("a@client.example");
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_outbox_mail(&c, &m, NULL, &err), ELA_E_STATE);
    assert_string_equal(err.key, "mail.no_sender");
}

/* --- templates -------------------------------------------------------------------------------- */

static const char VARIABLES[] = "{'ref':'FA-1','amount':'10,00 "
                                "€','due':'21/11/2026','url':'https://p.example/"
                                "x','days':'7','client':'A & B','at':'maintenant',"
                                "'until':'demain','device':'Firefox','title':'<b>Titre</"
                                "b>','percent':'80','used':'08:00:00','included':'10:00:00'}";

static void test_COM_24_every_template_renders_in_both_languages(void **state)
{
    (void)state;
    static const char *const kinds[] = {
        "invoice.issued",           "account.invitation", "account.link_added", "account.reset",
        "account.password_changed", "account.locked",     "account.new_device", "case.gauge_lead",
        "case.gauge_client",        "mail.test"};
    struct ela_actor w = t_worker();
    const struct ela_json *vars = t_json("%s", VARIABLES);
    for (size_t i = 0; i < 2 * sizeof kinds / sizeof kinds[0]; i++) {
        struct ela_call c = call_as(&w);
        struct ela_mail m = mail_to("a@client.example");
        struct ela_error err = ELA_ERROR_INIT;
        int64_t id = 0;
        m.kind = kinds[i / 2];
        if (ela_outbox_notify(&c, &m, i % 2 ? "en" : "fr", vars, &id, &err) != ELA_OK)
            fail_msg("%s: %s %s", m.kind, err.key, err.detail);
        assert_int_equal(
            t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE rowid = %" PRId64
                  " AND CONCAT(subject, body_text, body_html) NOT LIKE '%%{{%%'"
                  " AND CHAR_LENGTH(subject) > 5 AND body_text LIKE '%%Camille Petit%%'"
                  " AND body_text LIKE '%%Cabinet Vauban%%' AND body_html LIKE '%%</html>%%'",
                  id),
            1);
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE secret = 1"), 4);
}

static void test_SEC_13_variables_are_escaped_in_html_only(void **state)
{
    (void)state;
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to("a@client.example");
    struct ela_error err = ELA_ERROR_INIT;
    m.kind = "case.gauge_lead";
    m.to_name = ELA_STR("<script>alert(1)</script>");
    assert_int_equal(ela_outbox_notify(&c, &m, "fr", t_json("%s", VARIABLES), NULL, &err), ELA_OK);
    assert_int_equal(t_int("SELECT body_html LIKE '%%&lt;b&gt;Titre&lt;/b&gt;%%' AND body_html "
                           "LIKE '%%A &amp; B%%'"
                           " AND body_html NOT LIKE '%%<script>%%' AND body_text LIKE "
                           "'%%<b>Titre</b>%%' FROM llx_elaska_outbox"),
                     1);
}

static void test_COM_24_missing_variable_and_unknown_template_are_our_fault(void **state)
{
    (void)state;
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to("a@client.example");
    struct ela_error err = ELA_ERROR_INIT;
    m.kind = "invoice.issued";
    assert_int_equal(ela_outbox_notify(&c, &m, "fr", t_json("{'ref': 'FA-1'}"), NULL, &err),
                     ELA_E_INTERNAL);
    assert_string_equal(err.key, "mail.variable");
    ela_error_reset(&err);
    m.kind = "no.such";
    assert_int_equal(ela_outbox_notify(&c, &m, "fr", NULL, NULL, &err), ELA_E_INTERNAL);
    assert_string_equal(err.key, "mail.template");
}

static void test_SEC_13_line_break_in_a_variable_stays_out_of_the_subject(void **state)
{
    (void)state;
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to("a@client.example");
    struct ela_error err = ELA_ERROR_INIT;
    m.kind = "case.gauge_lead";
    const struct ela_json *vars = t_json(
        "{'ref':'D\\r\\nBcc: x@y.example','percent':'80','title':'t','client':'c','used':'1',"
        "'included':'2','url':'u'}");
    assert_int_equal(ela_outbox_notify(&c, &m, "fr", vars, NULL, &err), ELA_OK);
    assert_string_equal(t_text("SELECT subject FROM llx_elaska_outbox"),
                        "D  Bcc: x@y.example : 80 % du forfait consommé");
}

static bool render_once(void *ctx)
{
    struct ela_buf subject, text, html;
    struct ela__mail_kind meta;
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_init(&subject, 4096);
    ela_buf_init(&text, ELA__MAIL_BODY);
    ela_buf_init(&html, ELA__MAIL_BODY);
    enum ela_status st = ela__mail_render("invoice.issued", "fr", ctx, &settings, ELA_STR("X"),
                                          &meta, &subject, &text, &html, &err);
    ela_buf_release(&subject);
    ela_buf_release(&text);
    ela_buf_release(&html);
    return st == ELA_OK;
}

static void test_COM_24_rendering_survives_every_allocation_failure(void **state)
{
    (void)state;
    struct ela_actor w = t_worker();
    (void)call_as(&w);
    t_sweep_allocations(render_once, t_json("%s", VARIABLES));
}

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

static void test_PLAT_16_health_shows_workers_queue_and_last_error(void **state)
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

/* --- SMTP ------------------------------------------------------------------------------------- */

static void test_COM_09_meaning_of_smtp_codes(void **state)
{
    (void)state;
    static const struct {
        int code;
        enum ela_outcome outcome;
    } t[] = {
        {250, ELA_OUTCOME_OK},        {251, ELA_OUTCOME_OK},        {0, ELA_OUTCOME_TRANSIENT},
        {354, ELA_OUTCOME_TRANSIENT}, {421, ELA_OUTCOME_TRANSIENT}, {450, ELA_OUTCOME_TRANSIENT},
        {452, ELA_OUTCOME_TRANSIENT}, {550, ELA_OUTCOME_PERMANENT}, {552, ELA_OUTCOME_PERMANENT},
        {554, ELA_OUTCOME_PERMANENT}, {530, ELA_OUTCOME_TRANSIENT}, {535, ELA_OUTCOME_TRANSIENT},
        {538, ELA_OUTCOME_TRANSIENT}, {-1, ELA_OUTCOME_TRANSIENT},  {600, ELA_OUTCOME_TRANSIENT},
        {999, ELA_OUTCOME_TRANSIENT}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
        assert_int_equal(ela_smtp_outcome(t[i].code), t[i].outcome);
}

static void test_COM_09_smtp_replies_read_and_masked(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        int code;
        const char *text;
    } t[] = {
        {"250 OK\r\n", 250, "OK"},
        {"250-one\r\n250-two\r\n250 three\r\n", 250, "one two three"},
        {"550 5.1.1 <jean@client.example>: user unknown\r\n", 550, "5.1.1 <***>: user unknown"},
        {"noise\r\n550 no\r\n", 550, "no"},
        {"250-one\r\n550 two\r\n", 250, "one"},
        {"421", 421, ""},
        {"250\r\n", 250, ""},
        {"25 x", 0, ""},
        {"2500 x", 0, ""},
        {"199 x", 0, ""},
        {"600 x", 0, ""},
        {"250x", 0, ""},
        {"", 0, ""},
        {"\r\n\r\n", 0, ""},
        {"554 caf\xc3\xa9\x01\n", 554, "caf???"}};
    char text[64];
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        assert_int_equal(ela_smtp_reply(ela_str_of(t[i].raw), text, sizeof text), t[i].code);
        assert_string_equal(text, t[i].text);
    }
    assert_int_equal(ela_smtp_reply(ELA_STR("550 a long explanation"), text, 5), 550);
    assert_string_equal(text, "a lo");
    assert_int_equal(ela_smtp_reply(ELA_STR("550 x"), NULL, 0), 550);
}

static void test_COM_09_backoff_doubles_to_four_hours_with_jitter(void **state)
{
    (void)state;
    assert_int_equal(ela_backoff_s(1, 500000), 30);
    assert_int_equal(ela_backoff_s(2, 500000), 60);
    assert_int_equal(ela_backoff_s(1, 0), 24);
    assert_int_equal(ela_backoff_s(1, 999999), 35);
    assert_int_equal(ela_backoff_s(30, 500000), 14400);
    assert_int_equal(ela_backoff_s(INT32_MAX, 999999), 17279);
    assert_int_equal(ela_backoff_s(-5, 500000), 30);
}

static const struct CMUnitTest tests[] = {
    DB_TEST(test_COM_09_mail_goes_with_its_transaction),
    DB_TEST(test_COM_29_each_sending_is_journalled_with_its_state),
    DB_TEST(test_SEC_13_header_injection_is_refused),
    DB_TEST(test_COM_09_same_key_is_queued_once),
    DB_TEST(test_COM_09_sender_and_stable_message_id),
    DB_TEST(test_COM_09_no_sender_at_all_is_said),
    DB_TEST(test_COM_24_every_template_renders_in_both_languages),
    DB_TEST(test_SEC_13_variables_are_escaped_in_html_only),
    DB_TEST(test_COM_24_missing_variable_and_unknown_template_are_our_fault),
    DB_TEST(test_SEC_13_line_break_in_a_variable_stays_out_of_the_subject),
    DB_TEST(test_COM_24_rendering_survives_every_allocation_failure),
    DB_TEST(test_COM_09_claim_leases_each_row_to_one_worker),
    DB_TEST(test_COM_09_two_open_claims_do_not_wait_for_each_other),
    DB_TEST(test_COM_09_expired_lease_is_taken_over_and_late_report_ignored),
    DB_TEST(test_COM_09_temporary_failure_waits_and_refusal_is_kept_dead),
    DB_TEST(test_COM_09_time_to_live_ends_retries),
    DB_TEST(test_SEC_22_one_time_links_are_erased_once_sent_dead_or_cancelled),
    DB_TEST(test_COM_09_release_gives_the_attempt_back),
    DB_TEST(test_COM_09_next_due_lets_the_worker_sleep),
    DB_TEST(test_COM_09_claim_without_owner_is_refused),
    DB_TEST(test_COM_09_bulk_report_keeps_rows_apart),
    DB_TEST(test_COM_29_list_within_reach),
    DB_TEST(test_COM_09_dead_letters_run_again_or_end),
    DB_TEST(test_PLAT_16_health_shows_workers_queue_and_last_error),
    cmocka_unit_test(test_COM_09_meaning_of_smtp_codes),
    cmocka_unit_test(test_COM_09_smtp_replies_read_and_masked),
    cmocka_unit_test(test_COM_09_backoff_doubles_to_four_hours_with_jitter),
};

static int close_all(void **state)
{
    ela_arena_release(&arena);
    return t_close(state);
}

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, close_all);
}
