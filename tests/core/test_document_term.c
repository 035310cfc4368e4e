/*
 * Terms of documents: people are told before their validity ends, what a category keeps no longer
 * is announced, kept or put into the bin, what an invoice rests on stays. DOC-15, DOC-26, DOC-27.
 */
#include "firm_support.h"

static struct ela_actor admin, worker;

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    admin = t_user("admin", WRITES | ELA_RIGHT_ADMIN | ELA_RIGHT_CASE_DELETE);
    worker = t_worker();
    t_sql("UPDATE llx_user SET admin = 1 WHERE rowid = %d", admin.user_id);
    t_call(&admin, "reference.save",
           "{'list': 'piece_categories', 'version': 0, 'label': {'fr': 'Catégories'}, 'items': "
           "[{'code': 'identity', 'label': {'fr': 'Identité'}}, {'code': 'hr', 'label': {'fr': "
           "'RH'}, 'keep_months': 12}]}");
    t_setting("ELASKA_PORTAL_URL", "https://clients.example");
    t_store();
    return 0;
}
#define TERM_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

static int64_t put(const struct ela_actor *a, const char *object, int64_t on, const char *name,
                   const char *until)
{
    static char bytes[64];
    int n = snprintf(bytes, sizeof bytes, "%%PDF-1.7\n%s", name);
    T.body_in = (struct ela_str){bytes, (size_t)n};
    int64_t id = t_int_at(
        t_call(a, "file.put", "{'object': '%s', 'id': " D ", 'name': '%s'}", object, on, name),
        "id");
    T.body_in = (struct ela_str){NULL, 0};
    if (until)
        t_sql("UPDATE llx_elaska_file SET valid_until = '%s' WHERE rowid = " D, until, id);
    return id;
}

static const char *mail(const char *kind)
{
    return t_text("SELECT body_text FROM llx_elaska_outbox WHERE kind = '%s' ORDER BY rowid DESC",
                  kind);
}

static void test_DOC_27_people_are_told_once_thirty_days_before(void **state)
{
    (void)state;
    put(&lea, "case", dossier, "kbis.pdf", "2026-12-15");
    put(&lea, "case", dossier, "rib.pdf", "2026-12-21");
    put(&lea, "case", dossier, "loin.pdf", "2026-12-22");
    put(&lea, "case", dossier, "passe.pdf", "2026-11-20");
    int64_t hidden = put(&lea, "case", dossier, "interne.pdf", "2026-12-10");
    int64_t secret = put(&admin, "case", dossier, "secret.pdf", "2026-12-10");
    t_sql("UPDATE llx_elaska_file SET visible = 0 WHERE rowid = " D, hidden);
    t_sql("UPDATE llx_elaska_file SET visible = 0, level = 2 WHERE rowid = " D, secret);
    t_ok(&worker, "document.warn", "{'documents': 4, 'mails': 2, 'more': false}", "{}");
    t_ok(&worker, "document.warn", "{'documents': 0, 'mails': 0}", "{}");
    assert_int_equal(t_mails("file.expiring_team"), 1);
    assert_int_equal(t_mails("file.expiring"), 1);
    const char *firm = mail("file.expiring_team");
    assert_non_null(strstr(firm, "kbis.pdf (15/12/2026)"));
    assert_non_null(strstr(firm, "interne.pdf"));
    assert_null(strstr(firm, "secret.pdf"));
    assert_null(strstr(firm, "loin.pdf"));
    const char *his = mail("file.expiring");
    assert_non_null(strstr(his, "rib.pdf (21/12/2026)"));
    assert_null(strstr(his, "interne.pdf"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.expiring'"),
                     4);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.expiring' AND "
                           "visible = 1 AND fk_case = " D,
                           dossier),
                     2);
    /* another validity is another end */
    t_sql("UPDATE llx_elaska_file SET valid_until = '2026-12-16' WHERE name = 'kbis.pdf'");
    t_ok(&worker, "document.warn", "{'documents': 1, 'mails': 2}", "{}");
    t_refused(&admin, "document.warn", "denied", NULL, "{}");
}

static void test_DOC_26_a_category_is_kept_so_long(void **state)
{
    (void)state;
    int64_t old = put(&lea, "case", dossier, "contrat.pdf", NULL);
    int64_t kept = put(&lea, "case", dossier, "litige.pdf", NULL);
    int64_t other = put(&lea, "case", dossier, "carte.pdf", NULL);
    t_sql("UPDATE llx_elaska_file SET category = 'hr'");
    t_sql("UPDATE llx_elaska_file SET category = 'identity' WHERE rowid = " D, other);
    t_ok(&worker, "document.retain", "{'announced': 0, 'retired': 0}", "{}");
    T.now += 340 * 86400; /* a year after their deposit is less than 30 days away */
    t_ok(&worker, "document.retain", "{'announced': 2, 'retired': 0, 'mails': 1}", "{}");
    t_ok(&worker, "document.retain", "{'announced': 0, 'retired': 0, 'mails': 0}", "{}");
    assert_non_null(strstr(mail("file.retention"), "2 documents"));
    t_ok(&admin, "document.leaving", "{'count': 2}", "{}");
    t_subset(t_call(&admin, "list.rows", "{'list': 'documents', 'view': 'leaving'}"),
             "{'rows': [{}, {}]}");
    t_refused(&lea, "document.keep", "denied", NULL, "{'file': " D "}", kept);
    t_ok(&admin, "document.keep", "{'kept': true}", "{'file': " D "}", kept);
    T.now += 29 * 86400;
    t_ok(&worker, "document.retain", "{'announced': 0, 'retired': 0}", "{}");
    T.now += 2 * 86400;
    t_ok(&worker, "document.retain", "{'announced': 0, 'retired': 1}", "{}");
    t_refused(&lea, "document.read", "not_found", "file", "{'file': " D "}", old);
    t_call(&admin, "document.read", "{'file': " D ", 'binned': true}", old);
    t_call(&lea, "document.read", "{'file': " D "}", kept);
    t_call(&lea, "document.read", "{'file': " D "}", other);
    /* out of the bin it is announced again, with another thirty days */
    t_call(&admin, "file.restore", "{'file': " D "}", old);
    t_ok(&worker, "document.retain", "{'announced': 1, 'retired': 0}", "{}");
    /* a category that is kept longer takes back what was announced */
    t_call(&admin, "reference.save",
           "{'list': 'piece_categories', 'version': 1, 'items': [{'code': 'identity', 'label': "
           "{'fr': 'Identité'}}, {'code': 'hr', 'label': {'fr': 'RH'}, 'keep_months': 0}]}");
    t_call(&worker, "document.retain", "{}");
    t_ok(&admin, "document.leaving", "{'count': 0}", "{}");
    T.now += 30 * 86400;
    t_ok(&worker, "document.retain", "{'retired': 0}", "{}");
}

static void test_DOC_26_what_an_invoice_rests_on_stays(void **state)
{
    (void)state;
    int64_t id = put(&lea, "case", dossier, "devis.pdf", NULL);
    t_sql("INSERT INTO llx_facture (rowid, ref, entity, fk_soc, fk_statut) VALUES (77, 'FA-77', 1, "
          "%d, 0)",
          martin);
    t_sql("INSERT INTO llx_facture (rowid, ref, entity, fk_soc, fk_statut) VALUES (78, 'FA-78', 1, "
          "%d, 1)",
          t_client("Autre"));
    t_call(&lea, "document.link", "{'file': " D ", 'object': 'invoice', 'id': 77}", id);
    t_refused(&lea, "document.link", "document.other_client", "id",
              "{'file': " D ", 'object': 'invoice', 'id': 78}", id);
    t_refused(&lea, "document.link", "not_found", "id",
              "{'file': " D ", 'object': 'invoice', 'id': 79}", id);
    t_sql("UPDATE llx_facture SET fk_statut = 1 WHERE rowid = 77");
    t_refused(&lea, "file.delete", "file.invoiced", "file", "{'file': " D "}", id);
    t_sql("UPDATE llx_elaska_file SET category = 'hr' WHERE rowid = " D, id);
    T.now += 500 * 86400;
    t_ok(&worker, "document.retain", "{'announced': 0, 'retired': 0}", "{}");
    t_sql("UPDATE llx_facture SET fk_statut = 0 WHERE rowid = 77");
    t_call(&lea, "file.delete", "{'file': " D "}", id);
}

static void test_DOC_15_documents_of_native_objects(void **state)
{
    (void)state;
    int64_t id = put(&lea, "case", dossier, "contrat.pdf", NULL);
    t_sql("INSERT INTO llx_contrat (rowid, ref, entity, fk_soc) VALUES (5, 'CT-5', 1, %d)", martin);
    t_call(&lea, "document.link", "{'file': " D ", 'object': 'contract', 'id': 5}", id);
    t_ok(&lea, "document.read", "{'links': [{'object': 'contract', 'ref': 'CT-5'}]}",
         "{'file': " D "}", id);
    t_ok(&lea, "document.of", "{'rows': [{'name': 'contrat.pdf'}]}",
         "{'object': 'contract', 'id': 5}");
    t_ok(&lea, "document.of", "{'rows': []}", "{'object': 'contract', 'id': 6}");
    struct ela_actor narrow = t_user("narrow", 0);
    t_refused(&narrow, "document.of", "denied", NULL, "{'object': 'contract', 'id': 5}");
    struct ela_actor tom = t_user("tom", WRITES);
    t_sql("UPDATE llx_elaska_file SET level = 2 WHERE rowid = " D, id);
    t_ok(&tom, "document.of", "{'rows': []}", "{'object': 'contract', 'id': 5}");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TERM_TEST(test_DOC_27_people_are_told_once_thirty_days_before),
        TERM_TEST(test_DOC_26_a_category_is_kept_so_long),
        TERM_TEST(test_DOC_26_what_an_invoice_rests_on_stays),
        TERM_TEST(test_DOC_15_documents_of_native_objects),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
