/*
 * The portal API: invoices with their badges, lines, time and PDF.
 */
#include "portal_rows.h"

static void badge(int64_t id, const char *code, const char *label)
{
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64, client, id), NULL);
    t_subset(answer, "{'status': {'code': '%s', 'label': '%s'}}", code, label);
}

static void test_PORT_20_badges_follow_the_native_state(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA-1", 1);
    login();
    badge(id, "unpaid", "À payer");
    t_sql("INSERT INTO llx_paiement (rowid, datep, amount, fk_paiement) VALUES (5, '2026-11-10 "
          "00:00:00', 20.5, 1)");
    t_sql("INSERT INTO llx_paiement_facture (fk_paiement, fk_facture, amount) VALUES (5, %" PRId64
          ", 20.5)",
          id);
    badge(id, "partial", "PARTIELLEMENT");
    t_subset(answer, "{'remain_minor': 9950, 'total_minor': 12000, 'payments': [{'on': "
                     "'2026-11-10', 'amount_minor': 2050}]}");
    t_sql("UPDATE llx_facture SET date_lim_reglement = '2026-11-20'");
    badge(id, "late", "EN RETARD");
    http("GET", path_of("/v1/clients/%d/invoices", client), NULL);
    t_subset(answer, "{'rows': [{'status': {'code': 'late'}}], 'due_minor': 9950, 'late': 1, "
                     "'currency': 'EUR'}");
    t_sql("UPDATE llx_facture SET fk_statut = 2, paye = 1");
    badge(id, "paid", "PAYÉ");
    t_subset(answer, "{'remain_minor': 0}");
    t_sql("UPDATE llx_facture SET fk_statut = 3, paye = 0");
    badge(id, "cancelled", "Annulée");
    t_sql("UPDATE llx_facture SET fk_statut = 1, type = 2, total_ttc = -120");
    badge(id, "credit", "Avoir");
    t_subset(answer, "{'type': 'credit', 'total_minor': -12000, 'remain_minor': 0}");
}

static void test_PORT_20_credit_note_set_against_an_invoice(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA-1", 1), credit = invoice_of(client, "AV-1", 2);
    t_sql("UPDATE llx_facture SET type = 2, total_ttc = -30 WHERE rowid = %" PRId64, credit);
    t_sql("INSERT INTO llx_societe_remise_except (fk_soc, amount_ht, amount_ttc, fk_user, "
          "fk_facture, fk_facture_source, description)"
          " VALUES (%d, 25, 30, 1, %" PRId64 ", %" PRId64 ", '(CREDIT_NOTE)')",
          client, id, credit);
    login();
    badge(id, "partial", "PARTIELLEMENT");
    t_subset(answer,
             "{'remain_minor': 9000, 'payments': [{'label': 'AV-1', 'amount_minor': 3000}]}");
}

static void test_PORT_20_pages_by_date_without_loss(void **state)
{
    (void)state;
    char ref[16], seen[400] = "";
    login();
    for (int i = 0; i < 7; i++) {
        snprintf(ref, sizeof ref, "FA-%d", i);
        int64_t id = invoice_of(client, ref, 1);
        t_sql("UPDATE llx_facture SET datef = '2026-10-%02d' WHERE rowid = %" PRId64, 10 + i / 2,
              id);
    }
    const char *path = path_of("/v1/clients/%d/invoices?limit=2", client);
    for (int pages = 0; pages < 4; pages++) {
        assert_int_equal(http("GET", path, NULL), 200);
        const struct ela_json *rows = ela_json_get(answer, "rows");
        for (size_t i = 0; i < ela_json_size(rows); i++) {
            strncat(seen, t_text_at(ela_json_at(rows, i), "ref").p, 20);
            strncat(seen, " ", 2);
        }
        if (pages < 3)
            path = path_of("/v1/clients/%d/invoices?limit=2&after=%s", client,
                           t_text_at(answer, "next").p);
    }
    assert_string_equal(seen, "FA-6 FA-5 FA-4 FA-3 FA-2 FA-1 FA-0 ");
    assert_int_equal(ela_json_kind(ela_json_get(answer, "next")), ELA_JNULL);
}

static void test_PORT_22_lines_hold_the_time_exactly_as_invoiced(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int32_t lea = (int32_t)t_int("SELECT rowid FROM llx_user WHERE login = 'lea'");
    int64_t a = t_sql("INSERT INTO llx_facturedet (fk_facture, description, tva_tx, qty, subprice, "
                      "total_ht, rang) VALUES (%" PRId64
                      ", 'Temps passé 01:15:28', 20, 1.2577777778, 85, 106.91, 1)",
                      w.invoice);
    t_sql("INSERT INTO llx_facturedet (fk_facture, label, tva_tx, qty, subprice, total_ht, rang) "
          "VALUES (%" PRId64 ", 'Frais de dossier', 5.5, 2, 10, 20, 2)",
          w.invoice);
    int64_t run = t_sql("INSERT INTO llx_elaska_billing_run (entity, request_key, fk_document, "
                        "fk_user, created_at) VALUES (1, 'k', %" PRId64 ", 1, 1)",
                        w.invoice);
    int64_t line = t_sql(
        "INSERT INTO llx_elaska_billing_line (entity, fk_run, fk_soc, fk_facture, fk_facturedet, "
        "kind, fk_case, seconds,"
        " rate_num, rate_den, vat_milli, amount_minor, currency, created_at) VALUES (1, %" PRId64
        ", %d, %" PRId64 ", %" PRId64 ", 'time', %" PRId64
        ", 4528, 8500, 1, 20000, 10691, 'EUR', 1)",
        run, client, w.invoice, a, w.mine);
    int64_t entry = t_sql(
        "INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
        "duration_s, billable, description,"
        " status, vat_milli, currency, created_at, updated_at, fk_user_creat) VALUES (1, %d, %d, "
        "%" PRId64 ", %d, '2026-11-20', 5000, 1, 'Point', 'invoiced', 20000, 'EUR', 1, 1, 1)",
        lea, client, w.mine, t_activity("call"));
    t_sql("INSERT INTO llx_elaska_billing_part (fk_line, fk_time, kind, seconds) VALUES (%" PRId64
          ", %" PRId64 ", 'time', 4528)",
          line, entry);
    login();
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64, client, w.invoice), NULL);
    t_subset(answer,
             "{'ref': 'FA-1', 'total_minor': 12000, 'total_ht_minor': 10000, 'vat_minor': 2000, "
             "'seconds': 4528, 'has_pdf': true,"
             " 'has_annex': true, 'cases': [{'id': %" PRId64
             "}], 'lines': [{'label': 'Temps passé 01:15:28', 'kind': 'time',"
             " 'quantity': '1.2577777778', 'seconds': 4528, 'rate': '85.00', 'vat': '20.000', "
             "'amount_minor': 10691, 'differs': false,"
             " 'case': {'id': %" PRId64 "}, 'entries': [{'id': %" PRId64
             ", 'work_on': '2026-11-20', 'adviser': 'lea Durand',"
             " 'seconds': 4528, 'duration_s': 5000, 'description': 'Point', 'activity': {'label': "
             "'Appel téléphonique'}}]},"
             " {'label': 'Frais de dossier', 'kind': null, 'quantity': '2', 'seconds': null, "
             "'rate': null, 'vat': '5.500',"
             " 'amount_minor': 2000, 'case': null, 'entries': []}]}",
             w.mine, w.mine, entry);
}

static void test_PORT_20_pdf_is_named_by_a_safe_relative_path(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA2611-0004", 1);
    login();
    assert_int_equal(
        http("GET", path_of("/v1/clients/%d/invoices/%" PRId64 "/pdf", client, id), NULL), 200);
    assert_string_equal(R.file, "facture/FA2611-0004/FA2611-0004.pdf");
    assert_string_equal(header("Content-Type"), "application/pdf");
    assert_string_equal(header("Content-Disposition"), "attachment; filename=\"FA2611-0004.pdf\"");
    assert_int_equal(R.body.n, 0);
    t_sql("UPDATE llx_facture SET last_main_doc = NULL");
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64 "/pdf", client, id), NULL);
    problem(404, "not_found", NULL);
    assert_string_equal(R.file, "");
}

static void test_SEC_13_file_names_never_leave_their_folder(void **state)
{
    (void)state;
    static const struct {
        const char *ref, *name;
    } t[] = {{"FA2611-0004", "FA2611-0004"},
             {"a/b", "a_b"},
             {"../../etc/passwd", "__etc_passwd"},
             {"x--y", "x_y"},
             {"a;b$c", "a_b_c"},
             {"a\\b:c", "a_b_c"},
             {"..", NULL},
             {"", NULL},
             {".", NULL},
             {"caf\xc3\xa9", NULL},
             {"....", NULL}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        char out[128];
        bool ok = ela__portal_file_name(ela_str_of(t[i].ref), out);
        if (t[i].name == NULL) {
            assert_false(ok);
            continue;
        }
        assert_true(ok);
        assert_string_equal(out, t[i].name);
        assert_null(strchr(out, '/'));
    }
}

static const struct CMUnitTest tests[] = {
    PORTAL_TEST(test_PORT_20_badges_follow_the_native_state),
    PORTAL_TEST(test_PORT_20_credit_note_set_against_an_invoice),
    PORTAL_TEST(test_PORT_20_pages_by_date_without_loss),
    PORTAL_TEST(test_PORT_22_lines_hold_the_time_exactly_as_invoiced),
    PORTAL_TEST(test_PORT_20_pdf_is_named_by_a_safe_relative_path),
    PORTAL_TEST(test_SEC_13_file_names_never_leave_their_folder),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
