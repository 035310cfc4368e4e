/*
 * The client's side of requests: catalogue, drafts, sending, cancelling. CASE-09, CASE-10, CASE-28.
 */
#include "request_support.h"

/* --- catalogue ---------------------------------------------------------------------------- */

static void test_CASE_28_catalogue_of_the_clients_kind(void **state)
{
    (void)state;
    const struct ela_json *out = t_call(&camille, "request.catalogue", "{}");
    assert_int_equal(ela_json_size(t_at(out, "rows")), 1);
    t_subset(
        out,
        "{'rows': [{'kind': 'tax-help', 'service': null, 'label': 'Aide fiscale', "
        "'price_minor': 18000, 'with_tax': true, 'pages': 2, 'description': 'Nous préparons votre "
        "déclaration.'}]}");
    client_kinds(client, 2);
    t_ok(&camille, "request.catalogue", "{'rows': [{'kind': 'hiring', 'price_minor': null}]}",
         "{}");
    client_kinds(client, 8);
    assert_int_equal(ela_json_size(t_at(t_call(&camille, "request.catalogue", "{}"), "rows")), 0);
}

static void test_CASE_09_services_closed_and_opened_to_one_client(void **state)
{
    (void)state;
    t_call(&boss, "client_service.save", "{'client': %d, 'kind': 'tax-help', 'active': false}",
           client);
    assert_int_equal(ela_json_size(t_at(t_call(&camille, "request.catalogue", "{}"), "rows")), 0);
    t_refused(&camille, "request.form", "request.not_offered", "kind", "{'kind': 'tax-help'}");
    t_ok(&stranger, "request.catalogue", "{'rows': [{'kind': 'tax-help'}]}", "{}");
    t_ok(&boss, "client_service.list",
         "{'rows': [{'kind': 'tax-help', 'active': false}, {'kind': 'hiring', 'active': null}]}",
         "{'client': %d}", client);
    t_call(&boss, "client_service.save", "{'client': %d, 'kind': 'tax-help', 'active': null}",
           client);
    t_ok(&camille, "request.catalogue", "{'rows': [{'kind': 'tax-help'}]}", "{}");
    /* a kind that nobody may ask for, but this client */
    t_call(&boss, "template.active", "{'code': 'hiring', 'active': false}");
    t_refused(&boss, "client_service.save", "meta.template_inactive", NULL,
              "{'client': %d, 'kind': 'hiring', 'active': true}", client);
    struct ela_actor reader = t_user("luc", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "client_service.save", "denied", NULL,
              "{'client': %d, 'kind': 'tax-help', 'active': false}", client);
    t_refused(&boss, "client_service.save", "not_found", "client",
              "{'client': %d, 'kind': 'tax-help', 'active': false}", t_client_of("Ailleurs", 2));
}

static void test_CASE_09_what_is_for_other_people_does_not_exist(void **state)
{
    (void)state;
    t_refused(&camille, "request.form", "not_found", "kind", "{'kind': 'hiring'}");
    t_refused(&camille, "request.form", "not_found", "kind", "{'kind': 'nothing'}");
    t_refused(&camille, "request.draft", "not_found", "kind",
              "{'draft_key': '" KEY "f', 'kind': 'hiring'}");
    t_refused(&camille, "request.form", "request.not_offered", "kind",
              "{'kind': 'tax-help', 'service': 999}");
}

static void test_CASE_10_service_of_the_catalogue(void **state)
{
    (void)state;
    int64_t id = t_int_at(
        t_call(&boss, "service.save",
               "{'code': 'ir', 'name': 'Déclaration de revenus', 'family': 'tax', 'price': '180', "
               "'unit': 'mission', 'vat': '20', 'template': 'tax-help', 'requestable': true, "
               "'client_kinds': [{'kind': 'individual'}], 'included_hours': 3, 'overage_rate': "
               "'85'}"),
        "id");
    t_ok(&boss, "service.read",
         "{'service': {'code': 'ir', 'price_minor': 18000, 'unit': 'mission', 'vat': '20.000', "
         "'included_s': 10800, 'overage_rate': '85.00', 'template': 'tax-help', 'requestable': "
         "true, 'version': 1}}",
         "{'service': " D "}", id);
    t_subset(t_call(&camille, "request.catalogue", "{}"),
             "{'rows': [{'kind': 'tax-help', 'service': " D
             ", 'label': 'Déclaration de revenus', 'price_minor': 21600}]}",
             id);
}

/* Who is not a company is told what he will pay; a company what is invoiced before VAT. */
static void test_CASE_28_prices_with_tax_for_who_pays_it(void **state)
{
    (void)state;
    static const char *const kinds[] = {"tax-help", "hiring"};
    for (int i = 0; i < 2; i++)
        t_call(&boss, "service.save",
               "{'code': 's%d', 'name': 'Aide', 'price': '99.99', 'unit': 'hour', 'vat': '5.5', "
               "'template': '%s', 'requestable': true}",
               i, kinds[i]);
    t_ok(&camille, "request.catalogue", "{'rows': [{'price_minor': 10549, 'with_tax': true}]}",
         "{}");
    const struct ela_json *form = t_call(&camille, "request.form", "{'kind': 'tax-help'}");
    assert_non_null(strstr(t_text_at(form, "consent").p, "105,49 EUR TTC"));
    client_kinds(client, 2);
    form = t_call(&camille, "request.form", "{'kind': 'hiring'}");
    t_subset(form, "{'price_minor': 9999, 'with_tax': false}");
    assert_non_null(strstr(t_text_at(form, "consent").p, "99,99 EUR HT"));
}

static void test_CASE_10_a_case_opens_with_the_price_of_its_service(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *more, *terms;
        int64_t price;
    } units[] = {
        {"mission", "'price': '180'", "'model': 'fixed', 'price_minor': 18000", 18000},
        {"package", "'price': '900', 'included_hours': 10, 'overage_rate': '95'",
         "'model': 'package', 'price_minor': 90000, 'included_s': 36000, 'overage_rate': '95.00'",
         90000},
        {"hour", "'price': '85'", "'model': 'hourly', 'rate': '85.00'", -1},
        {"month", "'price': '49'", "'model': 'subscription'", -1},
        {"package", "'price': null", "'model': 'fixed', 'price_minor': 15000", -1},
    };
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        int64_t id = t_int_at(t_call(&boss, "service.save",
                                     "{'code': 's%d', 'name': 'S', 'unit': '%s', 'vat': '5.5', %s, "
                                     "'template': 'tax-help'}",
                                     (int)i, units[i].unit, units[i].more),
                              "id");
        int64_t kase = t_int_at(t_call(&adviser, "case.create",
                                       "{'title': 'X', 'client': %d, 'lead': %d, 'service': " D "}",
                                       client, adviser.user_id, id),
                                "id");
        t_subset(t_call(&boss, "case.page", "{'case': " D "}", kase),
                 "{'service': {'id': " D ", 'name': 'S'}, 'template': {'code': 'tax-help'}, "
                 "'terms': {%s}}",
                 id, units[i].terms);
        assert_int_equal(t_int("SELECT COALESCE(MAX(price_minor), -1) FROM llx_elaska_case WHERE "
                               "rowid = " D,
                               kase),
                         units[i].price);
        t_call(&boss, "service.save",
               "{'service': " D ", 'version': 1, 'name': 'S', 'active': false}", id);
        t_refused(&adviser, "case.create", "service.inactive", "service",
                  "{'title': 'X', 'client': %d, 'lead': %d, 'service': " D "}", client,
                  adviser.user_id, id);
    }
    t_refused(&adviser, "case.create", "not_found", "service",
              "{'title': 'X', 'client': %d, 'lead': %d, 'service': 999}", client, adviser.user_id);
}

static void test_CASE_10_what_the_form_of_a_service_offers(void **state)
{
    (void)state;
    t_sql("INSERT INTO llx_product (rowid, ref, label, entity, fk_product_type, tosell, price, "
          "tva_tx) VALUES (81, 'CONSEIL', 'Conseil', 1, 1, 1, 120.5, 20), (82, 'VIS', 'Vis', 1, 0, "
          "1, 1, 20), (83, 'OLD', 'Ancien', 1, 1, 0, 1, 20), (84, 'X', 'Autre', 2, 1, 1, 1, 20)");
    t_sql("INSERT INTO llx_c_tva (fk_pays, taux, active) VALUES (1, 20, 1), (1, 5.5, 1), (1, 20, "
          "1), (1, 19.6, 0), (2, 21, 1)");
    t_subset(t_call(&boss, "service.choices", "{'country': 1}"),
             "{'vat': ['20.000', '5.500'], 'products': [{'id': 81, 'ref': 'CONSEIL', 'price': "
             "'120.50', 'vat': '20.000'}]}");
    t_subset(t_call(&boss, "service.choices", "{'product': 83}"),
             "{'products': [{'id': 81}, {'id': 83}], 'vat': []}");
    t_refused(&adviser, "service.choices", "denied", NULL, "{}");
}

static void test_CASE_10_bad_services_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *in, *key, *field;
    } bad[] = {
        {"{'code': 'x'}", "field.required", "name"},
        {"{'name': 'X'}", "field.required", "code"},
        {"{'code': 'Bad Code', 'name': 'X'}", "field.code", "code"},
        {"{'code': 'x', 'name': 'X', 'price': 'abc'}", "money.unreadable", "price"},
        {"{'code': 'x', 'name': 'X', 'price': '-1'}", "money.negative", "price"},
        {"{'code': 'x', 'name': 'X', 'requestable': true}", "service.template_needed", "template"},
        {"{'code': 'x', 'name': 'X', 'template': 'none'}", "meta.template_unknown", "template"},
        {"{'code': 'x', 'name': 'X', 'product': 77}", "not_found", "product"},
        {"{'code': 'x', 'name': 'X', 'unit': 'day'}", "field.choice", "unit"},
        {"{'service': 77, 'version': 1, 'name': 'X'}", "not_found", "service"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        t_refused(&boss, "service.save", bad[i].key, bad[i].field, "%s", bad[i].in);
    t_call(&boss, "service.save", "{'code': 'x', 'name': 'X'}");
    t_refused(&boss, "service.save", "service.code_taken", "code", "{'code': 'x', 'name': 'Y'}");
    t_refused(&boss, "service.save", "conflict.version", "version",
              "{'service': " D ", 'version': 9, 'name': 'Y'}",
              t_int("SELECT MAX(rowid) FROM llx_elaska_service"));
    t_refused(&adviser, "service.save", "denied", NULL, "{'code': 'y', 'name': 'Y'}");
}

/* --- drafts ------------------------------------------------------------------------------- */

static void test_CASE_28_the_same_draft_however_often_it_is_sent(void **state)
{
    (void)state;
    int64_t id = draft("a");
    assert_int_equal(draft("a"), id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_request"), 1);
    /* a second device adds what it knows, and takes nothing away */
    t_ok(&camille, "request.draft", "{'answers': {'year': '2025', 'abroad': false}}",
         "{'draft_key': '" KEY "a', 'answers': {'year': '2025'}, 'page': 'need'}");
    t_ok(&camille, "request.mine",
         "{'rows': [{'ref': null, 'page': 'need', 'draft_key': '" KEY
         "a', 'status': {'code': 'draft'}}]}",
         "{}");
    assert_true(draft("b") != id);
}

static void test_CASE_28_half_typed_answers_stay_out_of_the_draft(void **state)
{
    (void)state;
    t_ok(&camille, "request.draft", "{'answers': {'abroad': true}}",
         "{'draft_key': '" KEY "a', 'kind': 'tax-help', 'answers': {'year': 'x', 'abroad': true}}");
    /* a field that this form never had is not kept either */
    t_ok(&camille, "request.draft", "{'answers': {'abroad': true}}",
         "{'draft_key': '" KEY "a', 'answers': {'nothing': 1}}");
    assert_null(strstr(t_text("SELECT answers FROM llx_elaska_request"), "nothing"));
}

static void test_CASE_28_drafts_are_the_persons_own(void **state)
{
    (void)state;
    int64_t id = draft("a");
    t_refused(&sam, "request.read", "not_found", "request", "{'request': " D "}", id);
    t_refused(&stranger, "request.read", "not_found", "request", "{'request': " D "}", id);
    t_refused(&boss, "request.read", "not_found", "request", "{'request': " D "}", id);
    assert_int_equal(ela_json_size(t_at(t_call(&sam, "request.mine", "{}"), "rows")), 0);
    assert_int_equal(ela_json_size(t_at(t_call(&boss, "request.list", "{}"), "rows")), 0);
    t_ok(&camille, "request.read", "{'answers': {'year': '2026'}, 'cancellable': true}",
         "{'request': " D "}", id);
}

static void test_CASE_28_a_draft_thrown_away_leaves_nothing(void **state)
{
    (void)state;
    int64_t id = draft("a");
    t_refused(&stranger, "request.cancel", "not_found", "request", "{'request': " D "}", id);
    t_ok(&camille, "request.cancel", "{'status': null}", "{'request': " D "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_request"), 0);
}

static void test_CASE_28_too_many_drafts(void **state)
{
    (void)state;
    for (int i = 0; i < 30; i++)
        t_call(&camille, "request.draft",
               "{'draft_key': '0123456789abcdef0123456789abc%03x', 'kind': 'tax-help'}", i);
    t_refused(&camille, "request.draft", "request.too_many_drafts", "draft_key",
              "{'draft_key': '" KEY "a', 'kind': 'tax-help'}");
}

static void test_CASE_28_form_with_its_rules(void **state)
{
    (void)state;
    const struct ela_json *out = t_call(&camille, "request.form", "{'kind': 'tax-help'}");
    t_subset(out, "{'kind': 'tax-help', 'form': {'pages': [{'code': 'need', 'label': 'Votre "
                  "besoin', 'fields': [{'code': 'year', 'type': 'number', 'label': 'Année', "
                  "'required': true}, {'code': 'abroad'}]}, {'code': 'where'}]}}");
    assert_true(t_text_at(out, "program").n > 50);
    assert_true(t_text_at(out, "consent").n > 20);
}

/* --- sending ------------------------------------------------------------------------------ */

static void test_CASE_28_number_given_once_at_sending(void **state)
{
    (void)state;
    int64_t id = draft("a"), second = draft("b");
    t_ok(&camille, "request.send", "{'ref': 'DEM-2026-00001', 'status': {'code': 'received'}}",
         "{'request': " D ", 'consent': true}", id);
    /* sent twice: the same number, one mail */
    t_ok(&camille, "request.send", "{'ref': 'DEM-2026-00001'}",
         "{'request': " D ", 'consent': true}", id);
    assert_int_equal(mails("request.received"), 1);
    assert_int_equal(mails("request.new"), 1);
    /* a late draft of the same key changes nothing and says where it went */
    t_ok(&camille, "request.draft",
         "{'ref': 'DEM-2026-00001', 'answers': {'year': '2026'}, 'status': {'code': 'received'}}",
         "{'draft_key': '" KEY "a', 'kind': 'tax-help', 'answers': {'year': '2019'}}");
    T.now += 86400 * 60; /* next year has its own numbers */
    t_ok(&camille, "request.send", "{'ref': 'DEM-2027-00001'}",
         "{'request': " D ", 'consent': true}", second);
}

static void test_CASE_28_consent_is_asked_and_kept(void **state)
{
    (void)state;
    int64_t id = draft("a");
    t_refused(&camille, "request.send", "request.consent_needed", "consent", "{'request': " D "}",
              id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_request WHERE ref IS NOT NULL"), 0);
    t_call(&camille, "request.send", "{'request': " D ", 'consent': true}", id);
    const struct ela_json *out = t_call(&boss, "request.read", "{'request': " D "}", id);
    assert_non_null(strstr(t_text_at(out, "consent").p, "180,00 EUR TTC"));
    assert_int_equal(t_int_at(out, "consent_at"), T_NOW);
    client_kinds(client, 2);
    int64_t free = t_int_at(
        t_call(&camille, "request.draft", "{'draft_key': '" KEY "c', 'kind': 'hiring'}"), "id");
    t_call(&camille, "request.send", "{'request': " D "}", free);
}

static void test_CASE_28_every_page_is_checked_again(void **state)
{
    (void)state;
    int64_t id = t_int_at(t_call(&camille, "request.draft",
                                 "{'draft_key': '" KEY "a', 'kind': 'tax-help', 'answers': "
                                 "{'year': '2026', 'abroad': true}}"),
                          "id");
    /* the second page was skipped */
    t_refused(&camille, "request.send", "field.required", "fields/country",
              "{'request': " D ", 'consent': true}", id);
    t_call(&camille, "request.draft", "{'draft_key': '" KEY "a', 'answers': {'country': 'Chili'}}");
    t_call(&camille, "request.draft", "{'draft_key': '" KEY "a', 'answers': {'abroad': false}}");
    t_call(&camille, "request.send", "{'request': " D ", 'consent': true}", id);
    /* the page is hidden by another answer: what was said there is not kept */
    const struct ela_json *out = t_call(&boss, "request.read", "{'request': " D "}", id);
    assert_int_equal(ela_json_size(t_at(out, "pages/1/rows")), 0);
}

static void test_CASE_07_old_revision_of_the_form_is_still_accepted(void **state)
{
    (void)state;
    int64_t id = draft("a");
    t_call(&boss, "template.save", "{'body': %s, 'active': true, 'version': 1}",
           TAX_HELP("{'code':'spouse','type':'text','label':{'fr':'Conjoint','en':'Spouse'},"
                    "'required':true},"));
    t_subset(t_call(&camille, "request.form", "{'request': " D "}", id), "{'definition': " D "}",
             t_int("SELECT fk_definition FROM llx_elaska_request"));
    t_call(&camille, "request.send", "{'request': " D ", 'consent': true}", id);
    int64_t fresh = draft("b");
    t_refused(&camille, "request.send", "field.required", "fields/spouse",
              "{'request': " D ", 'consent': true}", fresh);
}

static void test_CASE_28_cancelled_by_the_client_until_accepted(void **state)
{
    (void)state;
    int64_t id = sent("a"), accepted = sent("b");
    t_ok(&sam, "request.cancel", "{'status': {'code': 'cancelled'}}",
         "{'request': " D ", 'reason': 'Plus besoin'}", id);
    assert_int_equal(mails("request.cancelled"), 1);
    t_call(&boss, "request.transition", "{'request': " D ", 'to': 'validated'}", accepted);
    t_refused(&camille, "request.cancel", "workflow.not_from_here", NULL, "{'request': " D "}",
              accepted);
    t_ok(&camille, "request.read", "{'cancellable': false}", "{'request': " D "}", accepted);
}

static void test_CASE_28_simplified_timeline(void **state)
{
    (void)state;
    int64_t id = sent("a");
    t_subset(t_call(&camille, "request.read", "{'request': " D "}", id),
             "{'timeline': [{'status': {'code': 'received'}, 'state': 'current', 'at': %d}, "
             "{'status': {'code': 'analysing'}, 'state': 'todo', 'at': null}, {'status': {'code': "
             "'validated'}}, {'status': {'code': 'converted'}}]}",
             T_NOW);
    t_call(&boss, "request.transition", "{'request': " D ", 'to': 'analysing'}", id);
    t_call(&boss, "request.transition",
           "{'request': " D ", 'to': 'refused', 'reason': 'Hors de notre domaine'}", id);
    const struct ela_json *out = t_call(&camille, "request.read", "{'request': " D "}", id);
    assert_int_equal(ela_json_size(t_at(out, "timeline")), 3);
    t_subset(out, "{'reason': 'Hors de notre domaine', 'timeline': [{'state': 'done'}, {'state': "
                  "'done'}, {'status': {'code': 'refused', 'label': 'Non retenue'}, 'state': "
                  "'current'}]}");
}

/* Text that is markup or a formula is text. */
static void test_SEC_13_what_clients_write_is_kept_as_it_is(void **state)
{
    (void)state;
    t_call(&camille, "request.draft",
           "{'draft_key': '" KEY "a', 'kind': 'tax-help', 'answers': {'year': '2026', 'abroad': "
           "true, 'country': '=<b>x</b>'}, 'message': '<script>1</script>'}");
    int64_t id = t_int("SELECT rowid FROM llx_elaska_request");
    t_call(&camille, "request.send", "{'request': " D ", 'consent': true}", id);
    t_ok(&boss, "request.read",
         "{'message': '<script>1</script>', 'pages': [{}, {'rows': [{'text': '=<b>x</b>'}]}]}",
         "{'request': " D "}", id);
    const char *html =
        t_text("SELECT body_html FROM llx_elaska_outbox WHERE kind = 'request.new' LIMIT 1");
    assert_null(strstr(html, "<script>"));
}

static const struct CMUnitTest tests[] = {
    REQUEST_TEST(test_CASE_28_catalogue_of_the_clients_kind),
    REQUEST_TEST(test_CASE_09_services_closed_and_opened_to_one_client),
    REQUEST_TEST(test_CASE_09_what_is_for_other_people_does_not_exist),
    REQUEST_TEST(test_CASE_10_service_of_the_catalogue),
    REQUEST_TEST(test_CASE_28_prices_with_tax_for_who_pays_it),
    REQUEST_TEST(test_CASE_10_a_case_opens_with_the_price_of_its_service),
    REQUEST_TEST(test_CASE_10_what_the_form_of_a_service_offers),
    REQUEST_TEST(test_CASE_10_bad_services_are_refused),
    REQUEST_TEST(test_CASE_28_the_same_draft_however_often_it_is_sent),
    REQUEST_TEST(test_CASE_28_half_typed_answers_stay_out_of_the_draft),
    REQUEST_TEST(test_CASE_28_drafts_are_the_persons_own),
    REQUEST_TEST(test_CASE_28_a_draft_thrown_away_leaves_nothing),
    REQUEST_TEST(test_CASE_28_too_many_drafts),
    REQUEST_TEST(test_CASE_28_form_with_its_rules),
    REQUEST_TEST(test_CASE_28_number_given_once_at_sending),
    REQUEST_TEST(test_CASE_28_consent_is_asked_and_kept),
    REQUEST_TEST(test_CASE_28_every_page_is_checked_again),
    REQUEST_TEST(test_CASE_07_old_revision_of_the_form_is_still_accepted),
    REQUEST_TEST(test_CASE_28_cancelled_by_the_client_until_accepted),
    REQUEST_TEST(test_CASE_28_simplified_timeline),
    REQUEST_TEST(test_SEC_13_what_clients_write_is_kept_as_it_is),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, t_close);
}
