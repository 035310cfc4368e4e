/*
 * The outbox: queueing in the caller's transaction, templates, what SMTP replies mean.
 */
#include "outbox_support.h"

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
    cmocka_unit_test(test_COM_09_meaning_of_smtp_codes),
    cmocka_unit_test(test_COM_09_smtp_replies_read_and_masked),
    cmocka_unit_test(test_COM_09_backoff_doubles_to_four_hours_with_jitter),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, close_all);
}
