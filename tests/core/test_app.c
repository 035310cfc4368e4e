/*
 * Calling operations, settings, the timeline. Source: SEC-10, SEC-14, TIME-06, COM-29.
 */
#include "support.h"

#include "event/event.h"

/* --- calls -------------------------------------------------------------------------------- */

/* What a setup page shows: each setting, and a default that its own check accepts. */
static void test_PLAT_11_settings_are_listed(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("admin", ELA_RIGHT_ADMIN),
                     lea = t_user("lea", ELA_RIGHT_TIME_OWN);
    t_refused(&lea, "settings.list", "denied", NULL, "{}");
    const struct ela_json *out = t_call(&admin, "settings.list", "{}");
    const struct ela_json *rows = ela_json_get(out, "rows");
    assert_true(ela_json_size(rows) > 20);
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        struct ela_error err = ELA_ERROR_INIT;
        const struct ela_json *row = ela_json_at(rows, i);
        assert_int_equal(ela_settings_check(ela_json_text(ela_json_get(row, "name")),
                                            ela_json_text(ela_json_get(row, "fallback")), &err),
                         ELA_OK);
    }
}

static void test_PLAT_11_elaska_conf_is_written_and_shown_without_secrets(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("admin", ELA_RIGHT_ADMIN),
                     lea = t_user("lea", ELA_RIGHT_TIME_OWN);
    const struct ela_json *out = t_call(
        &admin, "settings.conf",
        "{'values': {'db_name': 'dolibarr', 'db_user': 'elaska', 'db_password': ' a#=b ', "
        "'portal_url': 'https://e.example', 'smtp_url': 'smtp://localhost:25', 'smtp_tls': ''}}");
    struct ela_str text = t_text_at(out, "text");
    assert_non_null(memmem(text.p, text.n, "db_name = \"dolibarr\"\n", 21));
    assert_null(memmem(text.p, text.n, "smtp_tls", 8));
    /* The secret stays, what the page does not know stays, and nothing of it is shown. */
    static const char file[] =
        "mail_rate = 30\\ndb_name = dolibarr\\ndb_user = elaska\\ndb_password = secret\\n";
    out = t_call(&admin, "settings.conf",
                 "{'current': '%s', 'values': {'db_user': 'autre', 'db_password': ''}}", file);
    text = t_text_at(out, "text");
    assert_non_null(memmem(text.p, text.n, "db_user = \"autre\"\n", 18));
    assert_non_null(memmem(text.p, text.n, "db_password = \"secret\"\n", 23));
    assert_non_null(memmem(text.p, text.n, "mail_rate = 30\n", 15));
    out = t_call(&admin, "settings.conf", "{'current': '%s'}", file);
    t_subset(out, "{'values': {'db_name': 'dolibarr'}, 'secrets': {'db_password': true, "
                  "'smtp_password': false}, 'problem': null}");
    assert_null(ela_json_get(ela_json_get(out, "values"), "db_password"));
    t_ok(&admin, "settings.conf", "{'problem': {'key': 'conf.bad_value', 'params': {'line': '3'}}}",
         "{'current': 'db_name = a\\ndb_user = b\\ndb_port = many\\n'}");
    t_refused(&lea, "settings.conf", "denied", NULL, "{}");
}

static void test_PLAT_11_changes_of_settings_are_journalled(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("admin", ELA_RIGHT_ADMIN),
                     lea = t_user("lea", ELA_RIGHT_TIME_OWN);
    t_call(&admin, "event.settings",
           "{'changes': [{'name': 'ELASKA_INVITE_DAYS', 'from': '7', 'to': '3'}, {'name': "
           "'ELASKA_ACCENT', 'from': '', 'to': '#112233'}]}");
    t_ok(&admin, "event.list",
         "{'rows': [{'kind': 'settings.changed', 'data': {'name': 'ELASKA_ACCENT'}}, {'data': "
         "{'from': '7', 'to': '3'}}]}",
         "{'object': 'settings', 'object_id': 1}");
    t_refused(&lea, "event.list", "denied", NULL, "{'object': 'settings', 'object_id': 1}");
    t_refused(&lea, "event.settings", "denied", NULL, "{'changes': [{'name': 'X'}]}");
    t_refused(&admin, "event.settings", "field.required", "changes", "{}");
}

static void test_SEC_13_elaska_conf_refuses_bad_values(void **state)
{
    (void)state;
    static const struct {
        const char *values, *key, *field;
    } bad[] = {
        {"'db_user': 'u'", "field.required", "values/db_name"},
        {"'db_name': 'd', 'db_user': 'u', 'db_port': '70000'", "field.type", "values/db_port"},
        {"'db_name': 'd', 'db_user': 'u', 'db_prefix': 'llx-'", "field.type", "values/db_prefix"},
        {"'db_name': 'd', 'db_user': 'u', 'smtp_tls': 'perhaps'", "field.type", "values/smtp_tls"},
        {"'db_name': 'd', 'db_user': 'u', 'smtp_url': 'mail.example'", "settings.smtp",
         "values/smtp_url"},
        {"'db_name': 'd', 'db_user': 'u', 'smtp_url': 'smtp://me:pw@mail.example'", "settings.smtp",
         "values/smtp_url"},
        {"'db_name': 'd', 'db_user': 'u', 'smtp_url': 'smtp://mail.example:0'", "settings.smtp",
         "values/smtp_url"},
        {"'db_name': 'd', 'db_user': 'u', 'smtp_url': 'smtp://mail.example:25', 'smtp_user': "
         "'me', 'smtp_tls': 'none'",
         "settings.smtp_clear", "values/smtp_tls"},
        {"'db_name': 'd', 'db_user': 'u', 'smtp_url': 'smtps://mail.example', 'smtp_password': "
         "'x'",
         "field.required", "values/smtp_user"},
        {"'db_name': 'd', 'db_user': 'u\\ndb_name = x'", "field.control_characters",
         "values/db_user"},
        {"'mail_rate': '1'", "field.unknown", "values/mail_rate"},
    };
    struct ela_actor admin = t_user("admin", ELA_RIGHT_ADMIN);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        t_refused(&admin, "settings.conf", bad[i].key, bad[i].field, "{'values': {%s}}",
                  bad[i].values);
}

static void test_SEC_10_who_may_call(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("admin", ELA_RIGHT_ADMIN),
                     lea = t_user("lea", ELA_RIGHT_TIME_OWN);
    struct ela_actor camille = t_portal("camille@a.example", t_client("A")), nobody = t_nobody(),
                     worker = t_worker();
    t_refused(&admin, "no.such", "op.unknown", NULL, "{}");
    t_ok(&admin, "settings.check", "{}", "{'name': 'ELASKA_ACCENT', 'value': '#00ff00'}");
    t_refused(&lea, "settings.check", "denied", NULL,
              "{'name': 'ELASKA_ACCENT', 'value': '#00ff00'}");
    t_refused(&camille, "settings.check", "denied", NULL, "{}");
    t_refused(&nobody, "settings.check", "denied", NULL, "{}");
    t_refused(&worker, "settings.check", "denied", NULL, "{}");
    admin.entity = 0;
    t_refused(&admin, "settings.check", "denied", NULL, "{'name': 'ELASKA_ACCENT'}");
    admin.entity = 1;
    admin.user_id = 0;
    t_refused(&admin, "settings.check", "denied", NULL, "{'name': 'ELASKA_ACCENT'}");
}

/* Every operation says who may call it and refuses what it does not know. */
static void test_SEC_14_every_operation_refuses_unknown_members(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("admin", T_ALL_RIGHTS), worker = t_worker(),
                     nobody = t_nobody();
    struct ela_actor camille = t_portal("camille@a.example", t_client("A"));
    const struct ela_op *op;
    for (size_t i = 0; (op = ela_op_at(i)) != NULL; i++) {
        assert_non_null(op->run);
        assert_int_not_equal(op->actors, 0);
        assert_ptr_equal(ela_op_find(ela_str_of(op->name)), op);
        const struct ela_actor *a = op->actors & ELA_BY_USER     ? &admin
                                    : op->actors & ELA_BY_PORTAL ? &camille
                                    : op->actors & ELA_BY_WORKER ? &worker
                                                                 : &nobody;
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st = t_try(a, op->name, &err, "{'unheard_of': 1}");
        if (st != ELA_E_INPUT || strcmp(err.key, "field.unknown") != 0)
            fail_msg("%s: %s %s", op->name, err.key, err.detail);
    }
    assert_true(ela_op_at(100000) == NULL);
}

/* --- settings ----------------------------------------------------------------------------- */

static const struct ela_settings *settings(void)
{
    const struct ela_settings *s;
    struct ela_error err = ELA_ERROR_INIT;
    if (ela_app_settings(T.app, T.db, 1, T.now, &s, &err) != ELA_OK)
        fail_msg("%s (%s)", err.key, err.detail);
    return s;
}

static void test_settings_have_defaults_and_bounds(void **state)
{
    (void)state;
    const struct ela_settings *s = settings();
    assert_string_equal(s->firm_name, "Cabinet Vauban");
    assert_string_equal(s->mail_from, "contact@cabinet-vauban.example"); /* derived */
    assert_string_equal(s->currency, "EUR");
    assert_string_equal(s->accent, "#0f766e");
    assert_string_equal(s->case_mask, "DOS-{yyyy}-{00000}");
    assert_int_equal(s->default_vat_milli, 20000);
    assert_int_equal(s->timer_warn_s, 8 * 3600);
    assert_int_equal(s->session_renew_s, 30 * 86400);
    assert_int_equal(s->reset_s, 3600);
    assert_int_equal(s->gauge_warn_pct, 80);
    assert_true(s->portal_show_amounts);
    assert_false(s->portal_billable_only);
    assert_false(ela_rate_is_set(s->default_rate));
    assert_int_equal(ela_tz_offset_at(&s->tz, T_NOW), 3600);
    t_setting("ELASKA_TIMER_WARN_HOURS", "6");
    t_setting("ELASKA_DEFAULT_RATE", "85,50");
    t_setting("ELASKA_PORTAL_URL", "https://x.example/");
    t_setting("ELASKA_TZ", "<+04>-4");
    t_setting("ELASKA_GAUGE_WARN_PCT", "9000"); /* out of bounds: the default stays */
    t_setting("MAIN_INFO_SOCIETE_NOM", "");
    s = settings();
    assert_int_equal(s->timer_warn_s, 6 * 3600);
    assert_int_equal(s->default_rate.num, 8550);
    assert_string_equal(s->portal_url, "https://x.example");
    assert_int_equal(ela_tz_offset_at(&s->tz, 0), 14400);
    assert_int_equal(s->gauge_warn_pct, 80);
    assert_string_equal(s->firm_name, "");
}

static void test_settings_of_the_entity_win_and_are_cached(void **state)
{
    (void)state;
    t_sql("INSERT INTO llx_const (name, entity, value) VALUES ('ELASKA_ACCENT', 0, '#111111'), "
          "('ELASKA_ACCENT', 2, '#222222')");
    assert_string_equal(settings()->accent, "#111111");
    t_sql("INSERT INTO llx_const (name, entity, value) VALUES ('ELASKA_ACCENT', 1, '#333333')");
    assert_string_equal(settings()->accent, "#111111");
    T.now += 4;
    assert_string_equal(settings()->accent, "#111111");
    T.now += 1;
    assert_string_equal(settings()->accent, "#333333");
}

static void test_settings_checked_before_they_are_stored(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value, *key;
    } cases[] = {
        {"ELASKA_NOTHING", "1", "settings.unknown"},
        {"ELASKA_ACCENT", "red", "settings.colour"},
        {"ELASKA_ACCENT", "#12345g", "settings.colour"},
        {"ELASKA_TZ", "Europe/Paris", "tz.unreadable"},
        {"ELASKA_PORTAL_URL", "ftp://x", "settings.url"},
        {"ELASKA_PORTAL_URL", "https://x.example/a b", "settings.url"},
        {"ELASKA_MAIL_FROM", "nobody", "email.malformed"},
        {"ELASKA_MAIL_FROM", "a@b.fr\\nbcc: c@d.fr", "email.malformed"},
        {"ELASKA_DEFAULT_RATE", "-5", "settings.rate"},
        {"ELASKA_DEFAULT_VAT", "many", "vat.unreadable"},
        {"ELASKA_TIMER_WARN_HOURS", "25", "field.range"},
        {"ELASKA_TIMER_WARN_HOURS", "eight", "field.type"},
        {"ELASKA_PORTAL_SHOW_AMOUNTS", "2", "field.type"},
        {"ELASKA_CASE_MASK", "DOS", "settings.mask"},
        {"ELASKA_CASE_MASK", "{000}{000}", "settings.mask"},
        {"ELASKA_CASE_MASK", "{0000000000}", "settings.mask"},
        {"ELASKA_CASE_MASK", "D {000}", "settings.mask"},
        {"ELASKA_CASE_MASK", "D{day}{000}", "settings.mask"},
        {"ELASKA_CASE_MASK", "D{000", "settings.mask"},
        {"ELASKA_PASSWORD_MIN", "7", "field.range"},
        {"ELASKA_MAIL_FROM_NAME", "Vauban\\nbcc: x@y.fr", "field.control_characters"},
        {"ELASKA_FIRM_HOURS", "9 h\\n18 h", NULL},
        {"MAIN_MONNAIE", "euro", "settings.currency"},
        {"ELASKA_ACCENT", "#12ab34", NULL},
        {"ELASKA_CASE_MASK", "{yy}{mm}-{000}", NULL},
        {"ELASKA_DEFAULT_RATE", "", NULL},
        {"ELASKA_PORTAL_URL", "", NULL},
    };
    struct ela_actor admin = t_user("admin", ELA_RIGHT_ADMIN);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (cases[i].key)
            t_refused(&admin, "settings.check", cases[i].key, NULL, "{'name': '%s', 'value': '%s'}",
                      cases[i].name, cases[i].value);
        else
            t_ok(&admin, "settings.check", "{}", "{'name': '%s', 'value': '%s'}", cases[i].name,
                 cases[i].value);
    }
    for (size_t i = 0; ela_settings_name(i, NULL); i++) { /* every default is a good value */
        const char *fallback;
        struct ela_error err = ELA_ERROR_INIT;
        const char *name = ela_settings_name(i, &fallback);
        assert_int_equal(ela_settings_check(ela_str_of(name), ela_str_of(fallback), &err), ELA_OK);
    }
}

/* --- timeline ----------------------------------------------------------------------------- */

static void add_event(const struct ela_actor *a, struct ela_event e)
{
    struct ela_call c = {.db = T.db, .actor = a, .now = T.now, .remote_ip = T.ip};
    struct ela_error err = ELA_ERROR_INIT;
    if (ela_event_add(&c, &e, &err) != ELA_OK)
        fail_msg("%s (%s)", err.key, err.detail);
}

static void test_COM_29_timeline_of_a_case(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ), tom = t_user("tom", 0);
    int32_t martin = t_client("Martin"), petit = t_client("Petit");
    struct ela_actor camille = t_portal("camille@a.example", martin),
                     other = t_portal("x@b.example", petit);
    int64_t id = t_case(martin, lea.user_id), hidden = t_case(martin, lea.user_id);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = %lld", (long long)hidden);
    add_event(&lea, (struct ela_event){.kind = "case.created",
                                       .client_id = martin,
                                       .case_id = id,
                                       .object = "case",
                                       .object_id = id,
                                       .visible = true,
                                       .data = ela_json_ref(t_json("{'ref': 'D1'}"))});
    add_event(&lea, (struct ela_event){.kind = "time.validated",
                                       .client_id = martin,
                                       .case_id = id,
                                       .object = "time",
                                       .object_id = 5});
    add_event(&camille, (struct ela_event){.kind = "case.read",
                                           .client_id = martin,
                                           .case_id = id,
                                           .object = "case",
                                           .object_id = id});
    add_event(&lea, (struct ela_event){.kind = "case.created",
                                       .client_id = martin,
                                       .case_id = hidden,
                                       .object = "case",
                                       .object_id = hidden,
                                       .visible = true});
    t_ok(&lea, "event.list",
         "{'next': null, 'rows': [{'kind': 'case.read', 'by': {'kind': 'portal', 'name': 'Camille "
         "Petit'}}, {'kind': 'time.validated', 'visible': false},"
         " {'kind': 'case.created', 'at': 1795248000, 'by': {'kind': 'user', 'name': 'lea "
         "Durand'}, 'data': {'ref': 'D1'}, 'visible': true}]}",
         "{'case': %lld}", (long long)id);
    t_ok(&lea, "event.list", "{'rows': [{}, {}, {}, {}]}", "{'client': %d}", martin);
    t_ok(&lea, "event.list", "{'rows': [{'kind': 'time.validated'}]}",
         "{'case': %lld, 'kinds': 'time.validated, time.refused'}", (long long)id);
    /* The client: what is marked visible, of visible cases, without numbers of the firm's people.
     */
    const struct ela_json *seen = t_call(&camille, "event.list", "{}");
    assert_int_equal(ela_json_size(ela_json_get(seen, "rows")), 1);
    assert_int_equal(t_int_at(seen, "rows/0/case"), id);
    assert_null(t_at(seen, "rows/0/by/id"));
    assert_null(t_at(seen, "rows/0/visible"));
    /* Another client finds nothing, and another's case does not exist. */
    t_ok(&other, "event.list", "{'rows': []}", "{}");
    t_refused(&other, "event.list", "not_found", NULL, "{'case': %lld}", (long long)id);
    t_ok(&other, "event.list", "{'rows': []}", "{'client': %d}", martin);
    t_refused(&tom, "event.list", "not_found", NULL, "{'case': %lld}", (long long)id);
    t_refused(&tom, "event.list", "denied", NULL, "{'client': %d}", martin);
    t_refused(&lea, "event.list", "field.required", "case", "{}");
    t_refused(&lea, "event.list", "field.required", "object_id", "{'object': 'time'}");
    t_refused(&lea, "event.list", "not_found", NULL, "{'object': 'time', 'object_id': 5}");
    t_refused(&lea, "event.list", "denied", NULL, "{'object': 'account', 'object_id': 5}");
    t_refused(&lea, "event.list", "list.cursor", "after", "{'case': %lld, 'after': 'x'}",
              (long long)id);
}

static void test_TIME_28_timeline_hides_rates(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ);
    int32_t martin = t_client("Martin");
    int64_t id = t_case(martin, lea.user_id);
    add_event(&lea, (struct ela_event){.kind = "case.terms",
                                       .client_id = martin,
                                       .case_id = id,
                                       .object = "case",
                                       .object_id = id,
                                       .data = ela_json_ref(t_json("{'rate': '85.00'}"))});
    t_ok(&lea, "event.list", "{'rows': [{'data': null}]}", "{'case': %lld}", (long long)id);
    lea.rights |= ELA_RIGHT_RATES_READ;
    t_ok(&lea, "event.list", "{'rows': [{'data': {'rate': '85.00'}}]}", "{'case': %lld}",
         (long long)id);
}

static void test_COM_29_timeline_pages(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ);
    int32_t martin = t_client("Martin");
    int64_t id = t_case(martin, lea.user_id);
    for (int i = 0; i < 7; i++)
        add_event(&lea, (struct ela_event){.kind = "case.status",
                                           .client_id = martin,
                                           .case_id = id,
                                           .object = "case",
                                           .object_id = id});
    const struct ela_json *page =
        t_call(&lea, "event.list", "{'case': %lld, 'limit': 3}", (long long)id);
    size_t seen = 0, pages = 0;
    int64_t last = INT64_MAX;
    for (;;) {
        for (size_t i = 0; i < ela_json_size(ela_json_get(page, "rows")); i++, seen++) {
            int64_t row =
                ela_json_int(ela_json_get(ela_json_at(ela_json_get(page, "rows"), i), "id"), 0);
            assert_true(row < last);
            last = row;
        }
        pages++;
        struct ela_str next = ela_json_text(ela_json_get(page, "next"));
        if (next.n == 0)
            break;
        page = t_call(&lea, "event.list", "{'case': %lld, 'limit': 3, 'after': '%.*s'}",
                      (long long)id, (int)next.n, next.p);
    }
    assert_int_equal(seen, 7);
    assert_int_equal(pages, 3);
}

/* --- memory ------------------------------------------------------------------------------- */

static bool list_once(void *ctx)
{
    struct ela_json *out = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_request rq = {.db = T.db, .actor = ctx, .now = T.now};
    ela_app_forget(T.app);
    enum ela_status st =
        ela_app_call(T.app, &rq, ELA_STR("event.list"), NULL, &out, NULL, NULL, &err);
    ela_json_free(out);
    /* Memory is short, or what the client library makes of it; never half an answer. */
    if (st != ELA_OK && st != ELA_E_INTERNAL)
        fail_msg("%s (%s)", err.key, err.detail);
    return st == ELA_OK;
}

static void test_memory_may_fail_anywhere_in_a_call(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ);
    int32_t martin = t_client("Martin");
    struct ela_actor camille = t_portal("camille@a.example", martin);
    add_event(&lea, (struct ela_event){.kind = "case.created",
                                       .client_id = martin,
                                       .object = "case",
                                       .visible = true,
                                       .data = ela_json_ref(t_json("{'ref': 'D1'}"))});
    t_sweep_allocations(list_once, &camille);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_PLAT_11_settings_are_listed),
        DB_TEST(test_PLAT_11_elaska_conf_is_written_and_shown_without_secrets),
        DB_TEST(test_PLAT_11_changes_of_settings_are_journalled),
        DB_TEST(test_SEC_13_elaska_conf_refuses_bad_values),
        DB_TEST(test_SEC_10_who_may_call),
        DB_TEST(test_SEC_14_every_operation_refuses_unknown_members),
        DB_TEST(test_settings_have_defaults_and_bounds),
        DB_TEST(test_settings_of_the_entity_win_and_are_cached),
        DB_TEST(test_settings_checked_before_they_are_stored),
        DB_TEST(test_COM_29_timeline_of_a_case),
        DB_TEST(test_TIME_28_timeline_hides_rates),
        DB_TEST(test_COM_29_timeline_pages),
        DB_TEST(test_memory_may_fail_anywhere_in_a_call),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
