/*
 * The portal API against bad input: bodies, queries, paths, methods, floods, faults.
 */
#include "portal_support.h"

/* --- bad input -------------------------------------------------------------------------------- */

static void test_SEC_14_malformed_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        int status;
        const char *key;
    } t[] = {{"{", 400, "json.malformed"},
             {"{}x", 400, "json.malformed"},
             {"{'email': 'a', 'email': 'b'}", 422, "json.duplicate_key"},
             {"[]", 422, "field.type"},
             {"null", 422, "field.type"},
             {"'text'", 422, "field.type"},
             {"{'email': 1.5}", 422, "json.real_number"},
             {"{'email': 'a\\u0000b'}", 400, "json.malformed"},
             {"{'email': '\xff'}", 400, "json.malformed"},
             {"{'email': 99999999999999999999}", 422, "json.number_range"}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        http("POST", "/v1/session", t[i].body);
        if (R.status != t[i].status)
            fail_msg("%s: %d %s, expected %d", t[i].body, R.status, R.body.p, t[i].status);
        problem(t[i].status, t[i].key, NULL);
    }
}

static void test_SEC_14_problems_name_the_field(void **state)
{
    (void)state;
    static const struct {
        const char *method, *path, *body, *key, *field;
    } t[] = {
        {"POST", "/v1/session", "{'email': 'a@b.example', 'password': 5}", "field.type",
         "password"},
        {"POST", "/v1/session", "{'email': {'a': 1}, 'password': 'x'}", "field.type", "email"},
        {"POST", "/v1/session", "{'email': 'pas une adresse', 'password': 'x'}", "email.malformed",
         "email"},
        {"POST", "/v1/session", "{'email': 'a@b.example', 'password': 'x', 'remember': 'yes'}",
         "field.type", "remember"},
        {"POST", "/v1/session", "{'email': 'a@b.example', 'password': 'x', 'admin': true}",
         "field.unknown", "admin"},
        {"POST", "/v1/session", "{'email': 'a@b.example'}", "field.required", "password"},
        {"PATCH", "/v1/me", "{'lang': 'de'}", "field.choice", "lang"},
        {"PATCH", "/v1/me", "{'lang': 'fr', 'email': 'x@y.example'}", "field.unknown", "email"},
        {"PUT", "/v1/me/password", "{'current': 'non', 'password': 'x'}", "password.current_wrong",
         "current"}};
    login();
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        http(t[i].method, t[i].path, t[i].body);
        problem(422, t[i].key, t[i].field);
    }
}

static void test_SEC_03_policy_problem_lists_every_rule(void **state)
{
    (void)state;
    login();
    http("PUT", "/v1/me/password", "{'current': '" GOOD "', 'password': 'camille'}");
    problem(422, "password.policy", "password");
    t_subset(
        answer,
        "{'errors': [{'field': 'password', 'key': 'password.min_length', 'params': {'min': '12'}},"
        " {'key': 'password.families'}, {'key': 'password.common'}, {'key': "
        "'password.personal'}]}");
    assert_int_equal(http("PUT", "/v1/me/password",
                          "{'current': '" GOOD "', 'password': 'Tournevis.orange.77'}"),
                     204);
}

static void test_SEC_14_huge_and_deep_bodies(void **state)
{
    (void)state;
    size_t n = (1 << 20) + 1;
    char *big = malloc(n);
    memset(big, ' ', n);
    memcpy(big, "{}", 2);
    send_to(T.db, "POST", "/v1/session", (struct ela_str){big, n});
    problem(413, "json.too_large", NULL);
    memset(big, '[', n);
    send_to(T.db, "POST", "/v1/session", (struct ela_str){big, n - 1});
    problem(400, "json.too_deep", NULL);
    size_t k = 0;
    big[k++] = '[';
    while (k < n / 2) {
        big[k++] = '1';
        big[k++] = ',';
    }
    big[k++] = '1';
    big[k++] = ']';
    send_to(T.db, "POST", "/v1/session", (struct ela_str){big, k});
    problem(400, "json.too_many", NULL);
    free(big);
}

static void test_SEC_14_query_members_are_checked(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        int status;
        const char *key, *field;
    } t[] = {{"limit=0", 422, "field.range", "limit"},
             {"limit=201", 422, "field.range", "limit"},
             {"limit=ten", 422, "field.type", "limit"},
             {"limit=1&limit=2", 422, "json.duplicate_key", "limit"},
             {"after=zz", 422, "list.cursor", "after"},
             {"sort=ref", 422, "field.unknown", "sort"},
             {"client=3", 422, "field.unknown", "client"},
             {"case=3", 422, "field.unknown", "case"},
             {"%ZZ=1", 400, "request.query", NULL},
             {"after=%00", 400, "request.query", NULL},
             {"after=%ff%fe", 400, "request.query", NULL},
             {"limit=99999999999999999999", 422, "field.type", "limit"},
             {"limit=", 422, "field.type", "limit"}};
    login();
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        http("GET", path_of("/v1/clients/%d/cases?%s", client, t[i].query), NULL);
        problem(t[i].status, t[i].key, t[i].field);
    }
    assert_int_equal(http("GET", path_of("/v1/clients/%d/cases?limit=5&", client), NULL), 200);
}

static void test_SEC_14_paths_that_are_nothing(void **state)
{
    (void)state;
    static const char *const paths[] = {"/",
                                        "/v1",
                                        "/v1/",
                                        "/v1/session/",
                                        "//v1/session",
                                        "/v1/clients/0/cases",
                                        "/v1/clients/-1/cases",
                                        "/v1/clients/01/cases",
                                        "/v1/clients/x/cases",
                                        "/v1/clients//cases",
                                        "/v1/clients/99999999999/cases",
                                        "/v1/clients/1/cases/99999999999999999999",
                                        "/v1/clients/%31/cases",
                                        "/v1/../v1/me",
                                        "/v1/me/../me",
                                        "/v1/a/b/c/d/e/f/g/h/i/j"};
    login();
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        http("GET", paths[i], NULL);
        if (R.status != 404)
            fail_msg("%s: %d", paths[i], R.status);
        problem(404, "not_found", NULL);
    }
    char longest[3000];
    memset(longest, '/', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(http("GET", longest, NULL), 404);
}

static void test_PORT_03_methods(void **state)
{
    (void)state;
    http("PUT", "/v1/session", "{}");
    problem(405, "request.method", NULL);
    assert_string_equal(header("Allow"), "POST, DELETE, OPTIONS");
    http("BREW", "/v1/firm", NULL);
    problem(405, "request.method", NULL);
    assert_string_equal(header("Allow"), "GET, HEAD, OPTIONS");
    assert_int_equal(http("OPTIONS", "/v1/me", NULL), 204);
    assert_string_equal(header("Allow"), "GET, HEAD, PATCH, OPTIONS");
    assert_int_equal(http("HEAD", "/v1/firm", NULL), 200);
    assert_int_equal(R.body.n, 0);
    assert_int_equal(http("HEAD", "/v1/me", NULL), 401);
    assert_int_equal(http("OPTIONS", "/v1/nothing", NULL), 404);
}

static void test_SEC_13_security_headers_on_every_answer(void **state)
{
    (void)state;
    static const char *const paths[] = {"/v1/firm", "/v1/me", "/v1/nothing", "/v1/openapi.json",
                                        "/v1/manifest"};
    for (size_t i = 0; i < 5; i++) {
        http("GET", paths[i], NULL);
        assert_string_equal(header("X-Content-Type-Options"), "nosniff");
        assert_string_equal(header("Content-Security-Policy"),
                            "default-src 'none'; frame-ancestors 'none'");
        assert_string_equal(header("Referrer-Policy"), "no-referrer");
        assert_true(header("Cache-Control")[0] != '\0');
    }
    login();
    http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    assert_string_equal(header("Cache-Control"), "no-store");
}

static void test_SEC_13_faults_show_no_detail(void **state)
{
    (void)state;
    login();
    t_sql("RENAME TABLE llx_elaska_case TO llx_elaska_case_away");
    int status = http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    t_sql("RENAME TABLE llx_elaska_case_away TO llx_elaska_case");
    assert_int_equal(status, 500);
    problem(500, "internal", NULL);
    assert_null(strstr(R.body.p, "elaska_case"));
    assert_null(strstr(R.body.p, "SQL"));
    assert_null(strstr(R.body.p, "db."));
    send_to(NULL, "GET", "/v1/me", ELA_STR(""));
    problem(503, "db.unreachable", NULL);
    assert_string_equal(header("Retry-After"), "5");
}

static void test_SEC_22_calls_are_limited_per_address_and_account(void **state)
{
    (void)state;
    login();
    B.rate = 3;
    T.now += 60;
    for (int i = 0; i < 3; i++)
        assert_int_equal(http("GET", "/v1/firm", NULL), 200);
    http("GET", "/v1/firm", NULL);
    problem(429, "throttle.blocked", NULL);
    for (int i = 0; i < 3; i++)
        assert_int_equal(http("GET", "/v1/me", NULL), 200);
    http("GET", "/v1/me", NULL);
    problem(429, "throttle.blocked", NULL);
    T.now += 60;
    assert_int_equal(http("GET", "/v1/me", NULL), 200);
}

static void test_PORT_50_titles_in_the_readers_language(void **state)
{
    (void)state;
    B.language = "de, en;q=0.8, fr;q=0.5";
    http("GET", "/v1/nothing", NULL);
    t_str_equal(t_text_at(answer, "key"), "not_found");
    char english[200];
    snprintf(english, sizeof english, "%s", t_text_at(answer, "title").p);
    B.language = "fr-FR";
    http("GET", "/v1/nothing", NULL);
    assert_string_not_equal(english, t_text_at(answer, "title").p);
    t_sql("UPDATE llx_elaska_account SET lang = 'en'");
    login();
    http("GET", path_of("/v1/clients/%d/cases/999", client), NULL);
    assert_string_equal(english, t_text_at(answer, "title").p);
    assert_string_equal(header("Content-Language"), "en");
}

static bool decode_once(void *ctx)
{
    static const struct ela_portal_header headers[] = {
        {{"Content-Type", 12}, {"application/json", 16}}};
    struct ela_portal_request rq = {.method = ELA_STR("PUT"),
                                    .path = ELA_STR("/v1/password-resets/abc"),
                                    .headers = headers,
                                    .nheaders = 1,
                                    .body = ELA_STR("{\"password\":\"Lampadaire\"}"),
                                    .https = true};
    struct ela__match m;
    struct ela_json *in = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    (void)ctx;
    ela__route_match(rq.method, rq.path, &m);
    if (ela__portal_decode(&rq, &m, ela_op_find(ELA_STR("account.reset")), &in, &err) != ELA_OK)
        return false;
    bool whole = ela_json_size(in) == 2;
    ela_json_free(in);
    assert_true(whole); /* never half of what was sent */
    return true;
}

static void test_SEC_14_decoding_survives_every_allocation_failure(void **state)
{
    (void)state;
    t_sweep_allocations(decode_once, NULL);
}

static const struct CMUnitTest tests[] = {
    PORTAL_TEST(test_SEC_14_decoding_survives_every_allocation_failure),
    PORTAL_TEST(test_SEC_14_malformed_bodies),
    PORTAL_TEST(test_SEC_14_problems_name_the_field),
    PORTAL_TEST(test_SEC_03_policy_problem_lists_every_rule),
    PORTAL_TEST(test_SEC_14_huge_and_deep_bodies),
    PORTAL_TEST(test_SEC_14_query_members_are_checked),
    PORTAL_TEST(test_SEC_14_paths_that_are_nothing),
    PORTAL_TEST(test_PORT_03_methods),
    PORTAL_TEST(test_SEC_13_security_headers_on_every_answer),
    PORTAL_TEST(test_SEC_13_faults_show_no_detail),
    PORTAL_TEST(test_SEC_22_calls_are_limited_per_address_and_account),
    PORTAL_TEST(test_PORT_50_titles_in_the_readers_language),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
