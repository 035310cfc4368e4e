/*
 * Codes of clients, cases, contracts and invoices: one each, opaque, for whoever may see what they
 * lead to, and renewed. Source: DOC-21, SEC-10, SEC-18.
 */
#include "portal_rows.h"

#include "qr/qr.h"

static struct ela_actor boss;
static struct rows w;

static int begin(void **state)
{
    if (clean(state) != 0)
        return -1;
    t_setting("ELASKA_PORTAL_URL", "https://clients.example");
    boss = t_user("chef", T_ALL_RIGHTS);
    w = some_rows();
    login();
    return 0;
}
#define QR_TEST(f) cmocka_unit_test_setup(f, begin)

static const char *code(const char *object, int64_t id)
{
    static char out[ELA_QR_CODE + 1];
    const struct ela_json *read =
        t_call(&boss, "qr.read", "{'object': '%s', 'id': %" PRId64 "}", object, id);
    struct ela_str address = t_text_at(read, "qr/address");
    assert_int_equal(address.n, strlen("https://clients.example/q/") + ELA_QR_CODE);
    snprintf(out, sizeof out, "%s", address.p + address.n - ELA_QR_CODE);
    return out;
}

static int follow(const char *of)
{
    return http("GET", path_of("/v1/qr/%s", of), NULL);
}

static int64_t refused(void)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'qr.refused' AND fk_account = "
                 "%" PRId64,
                 account);
}

static void test_DOC_21_one_code_leads_to_each(void **state)
{
    (void)state;
    int64_t contract =
        t_sql("INSERT INTO llx_contrat (ref, entity, fk_soc) VALUES ('CT-1', 1, %d)", client);
    const struct {
        const char *object;
        int64_t id;
    } things[] = {
        {"client", client}, {"case", w.mine}, {"invoice", w.invoice}, {"contract", contract}};
    for (size_t i = 0; i < 4; i++) {
        char first[ELA_QR_CODE + 1];
        snprintf(first, sizeof first, "%s", code(things[i].object, things[i].id));
        assert_string_equal(code(things[i].object, things[i].id), first); /* the same ever after */
        assert_int_equal(follow(first), 200);
        t_subset(answer, "{'object': '%s', 'client': %d, 'id': %" PRId64 "}", things[i].object,
                 client, things[i].id);
    }
    assert_int_equal(t_int("SELECT COUNT(DISTINCT code) FROM llx_elaska_qr"), 4);
    assert_int_equal(http("GET", path_of("/v1/clients/%d/qr", client), NULL), 200);
    assert_true(t_int_at(answer, "qr/size") >= 21);
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64 "/qr", client, w.invoice), NULL);
    t_str_equal(t_text_at(answer, "qr/address"),
                path_of("https://clients.example/q/%s", code("invoice", w.invoice)));
}

static void test_DOC_21_somebody_else_is_refused_and_that_is_written_down(void **state)
{
    (void)state;
    const struct {
        const char *object;
        int64_t id;
    } theirs[] = {{"client", other}, {"case", w.theirs}, {"invoice", w.their_invoice}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(follow(code(theirs[i].object, theirs[i].id)), 403);
        problem(403, "qr.refused", NULL);
        assert_int_equal(refused(), (int64_t)i + 1);
    }
    t_sql("UPDATE llx_elaska_account_client SET active = 0");
    assert_int_equal(follow(code("case", w.mine)), 403);
}

static void test_DOC_21_what_is_gone_hidden_or_guessed_is_not_there(void **state)
{
    (void)state;
    char of[ELA_QR_CODE + 1];
    snprintf(of, sizeof of, "%s", code("case", w.mine));
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = %" PRId64, w.mine);
    assert_int_equal(follow(of), 404);
    snprintf(of, sizeof of, "%s", code("invoice", w.draft));
    assert_int_equal(follow(of), 404); /* not validated: the client does not see it */
    t_sql("DELETE FROM llx_facture WHERE rowid = %" PRId64, w.draft);
    assert_int_equal(follow(of), 404);
    static const char *const guesses[] = {"AAAAAAAAAAAAAAAAAAAAAA", "x", "1", "%%27%%20OR%%201=1",
                                          "..%%2f.."};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(follow(guesses[i]), 404);
        problem(404, "not_found", NULL);
    }
    assert_int_equal(refused(), 0);
}

static void test_DOC_21_a_renewed_code_stops(void **state)
{
    (void)state;
    char old[ELA_QR_CODE + 1];
    snprintf(old, sizeof old, "%s", code("case", w.mine));
    struct ela_actor clerk = t_user("clerk", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    t_refused(&clerk, "qr.renew", "denied", NULL, "{'object': 'case', 'id': %" PRId64 "}", w.mine);
    t_call(&boss, "qr.renew", "{'object': 'case', 'id': %" PRId64 "}", w.mine);
    assert_string_not_equal(code("case", w.mine), old);
    assert_int_equal(follow(old), 404);
    assert_int_equal(follow(code("case", w.mine)), 200);
    t_refused(&boss, "qr.read", "not_found", "id", "{'object': 'case', 'id': 999999}");
    t_refused(&boss, "qr.read", "not_found", "id", "{'object': 'invoice', 'id': 4294967297}");
    t_refused(&boss, "qr.read", "field.choice", "object", "{'object': 'user', 'id': 1}");
}

/* Asked for twice at once, and where the portal has no address. */
static void test_DOC_21_made_once_or_not_at_all(void **state)
{
    (void)state;
    t_sql("INSERT INTO llx_elaska_qr (entity, object, object_id, code, created_at) VALUES (1, "
          "'case', %" PRId64 ", 'BBBBBBBBBBBBBBBBBBBBBB', 1)",
          w.mine);
    assert_string_equal(code("case", w.mine), "BBBBBBBBBBBBBBBBBBBBBB");
    t_setting("ELASKA_PORTAL_URL", "");
    t_ok(&boss, "qr.read", "{'qr': null}", "{'object': 'case', 'id': %" PRId64 "}", w.mine);
    t_ok(&boss, "case.page", "{'qr': null}", "{'case': %" PRId64 "}", w.mine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        QR_TEST(test_DOC_21_one_code_leads_to_each),
        QR_TEST(test_DOC_21_somebody_else_is_refused_and_that_is_written_down),
        QR_TEST(test_DOC_21_what_is_gone_hidden_or_guessed_is_not_there),
        QR_TEST(test_DOC_21_a_renewed_code_stops),
        QR_TEST(test_DOC_21_made_once_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
