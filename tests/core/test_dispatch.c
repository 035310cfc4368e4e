/*
 * The register of documents sent outside. Source: DOC-10.
 */
#include "share_support.h"

static void test_DOC_10_one_row_for_each_recipient(void **state)
{
    (void)state;
    int64_t party = t_int_at(t_call(&lea, "party.add",
                                    "{'case': " D ", 'role': 'bank', 'name': 'Crédit du Parc', "
                                    "'email': 'pro@parc.example'}",
                                    dossier),
                             "id");
    t_call(&lea, "dispatch.add",
           "{'case': " D ", 'files': [" D ", " D "], 'means': 'post', 'on': '2026-11-20', "
           "'tracking': '1A 234', 'recipients': [{'party': " D "}, {'name': 'Courtage Ouest'}]}",
           dossier, quote, minutes, party);
    t_subset(t_call(&lea, "dispatch.list", "{'case': " D "}", dossier),
             "{'rows': [{'name': 'Courtage Ouest', 'means': 'post', 'on': '2026-11-20', "
             "'tracking': '1A 234', 'files': [{'name': 'Offre.pdf'}, {'name': 'Tableau.csv'}]}, "
             "{'name': 'Crédit du Parc', 'email': 'pro@parc.example', 'share': null}]}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'dispatch.sent' AND "
                           "visible = 1 AND fk_case = " D,
                           dossier),
                     2);
}

static void test_DOC_10_a_link_is_a_sending(void **state)
{
    (void)state;
    share(OPEN);
    t_subset(t_call(&lea, "dispatch.list", "{'case': " D "}", dossier),
             "{'rows': [{'means': 'link', 'name': 'Banque du Nord', 'share': " D
             ", 'on': '2026-11-21'}]}",
             link_to.id);
}

/* What a document was called stays, though it is renamed or deleted. */
static void test_DOC_10_the_register_does_not_change(void **state)
{
    (void)state;
    share(OPEN);
    t_call(&lea, "file.update", "{'file': " D ", 'name': 'Autre nom.pdf'}", quote);
    t_call(&lea, "file.delete", "{'file': " D "}", quote);
    t_subset(t_call(&lea, "dispatch.list", "{'case': " D "}", dossier),
             "{'rows': [{'files': [{'id': " D ", 'name': 'Offre.pdf'}, {'name': 'Tableau.csv'}]}]}",
             quote);
}

static void test_DOC_10_what_is_refused_leaves_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *key, *field, *more;
    } cases[] = {
        {"dispatch.future", "on", ", 'on': '2026-11-22', 'recipients': [{'name': 'x'}]"},
        {"field.required", "recipients/1/name", ", 'recipients': [{'name': 'x'}, {}]"},
        {"not_found", "recipients/0/party", ", 'recipients': [{'party': 999}]"},
        {"field.required", "recipients", ", 'recipients': []"},
        {"email.malformed", "recipients/0/email", ", 'recipients': [{'email': 'x'}]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        t_refused(&lea, "dispatch.add", cases[i].key, cases[i].field,
                  "{'case': " D ", 'files': [" D "], 'means': 'email'%s}", dossier, quote,
                  cases[i].more);
    t_refused(&lea, "dispatch.add", "share.not_shareable", "files",
              "{'case': " D ", 'files': [" D "], 'means': 'email', 'recipients': [{'name': 'x'}]}",
              dossier, draft_file);
    t_refused(&lea, "dispatch.add", "not_found", "files",
              "{'case': " D ", 'files': [" D "], 'means': 'email', 'recipients': [{'name': 'x'}]}",
              dossier, their_file);
    struct ela_actor reader = t_user("reader", ELA_RIGHT_CASE_READ);
    t_refused(&reader, "dispatch.add", "denied", NULL,
              "{'case': " D ", 'files': [" D "], 'means': 'email', 'recipients': [{'name': 'x'}]}",
              dossier, quote);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_dispatch"), 0);
}

static void test_SEC_11_links_and_the_register_name_no_document_of_a_level(void **state)
{
    (void)state;
    struct ela_actor tom =
        t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE | ELA_RIGHT_SHARE);
    share(OPEN);
    visit(link_to.token, NULL);
    assert_int_equal(http("GET", file_of(quote, ""), NULL), 200);
    t_ok(&tom, "share.log", "{'rows': [{'name': 'Offre.pdf'}, {}]}", "{'share': " D "}",
         link_to.id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", quote);
    t_ok(&lea, "dispatch.list",
         "{'rows': [{'files': [{'name': 'Offre.pdf'}, {'name': 'Tableau.csv'}]}]}",
         "{'case': " D "}", dossier);
    t_ok(&tom, "dispatch.list", "{'rows': [{'files': [{'name': 'Tableau.csv'}]}]}",
         "{'case': " D "}", dossier);
    t_ok(&lea, "share.list", "{'rows': [{'files': [{'there': false}, {'there': true}]}]}",
         "{'case': " D "}", dossier);
    t_ok(&tom, "share.list", "{'rows': [{'files': [{'name': 'Tableau.csv'}]}]}", "{'case': " D "}",
         dossier);
    const struct ela_json *log = t_call(&tom, "share.log", "{'share': " D "}", link_to.id);
    for (size_t i = 0; i < ela_json_size(t_at(log, "rows")); i++)
        assert_int_equal(t_text_at(ela_json_at(t_at(log, "rows"), i), "name").n, 0);
    t_refused(&tom, "share.create", "not_found", "files",
              "{'case': " D ", 'files': [" D "], 'name': 'x'}", dossier, quote);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHARE_TEST(test_DOC_10_one_row_for_each_recipient),
        SHARE_TEST(test_DOC_10_a_link_is_a_sending),
        SHARE_TEST(test_DOC_10_the_register_does_not_change),
        SHARE_TEST(test_DOC_10_what_is_refused_leaves_nothing),
        SHARE_TEST(test_SEC_11_links_and_the_register_name_no_document_of_a_level),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
