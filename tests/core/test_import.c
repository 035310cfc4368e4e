/*
 * Cases out of files: what is wrong is told by line, column and reason, and nothing is half stored.
 * Source: CASE-11.
 */
#include "pack_support.h"

#include <pthread.h>

static struct ela_actor anne;

static int setup(void **state)
{
    t_clean(state);
    anne = t_user("anne", T_ALL_RIGHTS);
    t_client("Boulangerie Martin");
    t_client("Œuvre d''été; \"Sud\"");
    return 0;
}

#define IMPORT_TEST(f) cmocka_unit_test_setup_teardown(f, setup, NULL)

static const struct ela_json *imported(const char *bytes, size_t n, const char *in)
{
    T.body_in = (struct ela_str){bytes, n};
    const struct ela_json *out = t_call(&anne, "case.import", "%s", in);
    T.body_in = (struct ela_str){NULL, 0};
    return out;
}

static void refused(const char *bytes, const char *key)
{
    T.body_in = ela_str_of(bytes);
    t_refused(&anne, "case.import", key, "file", "{}");
    T.body_in = (struct ela_str){NULL, 0};
}

static int64_t cases(void)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_case");
}

static void test_CASE_11_cases_out_of_a_file(void **state)
{
    (void)state;
    static const char text[] =
        "Client;Intitulé;Date de début;Fin prévue;Prix de la prestation;Remarque\r\n"
        "Boulangerie Martin;Bail;31/01/2026;24/12/2026;1 234,50 €;x\r\n"
        "BOULANGERIE MARTIN;\"Deux\r\nlignes; \"\"citées\"\"\";;;;\r\n"
        ";;;;;\r\n"
        "\"Œuvre d'été; \"\"Sud\"\"\";=1+1;1.2.26;;;\r\n";
    t_subset(imported(text, sizeof text - 1, "{'check':true}"),
             "{'rows':3,'made':0,'wrong':[],'ignored':['Remarque']}");
    assert_int_equal(cases(), 0);
    t_subset(imported(text, sizeof text - 1, "{}"), "{'rows':3,'made':3,'wrong_total':0}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case WHERE title = 'Bail' AND start_on "
                           "= '2026-01-31' AND due_on = '2026-12-24' AND price_minor = 123450 AND "
                           "fk_user_lead = %d",
                           anne.user_id),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case WHERE title = 'Deux lignes; "
                           "\"citées\"'"),
                     1);
    /* a second click, or the same file another day */
    t_subset(
        imported(text, sizeof text - 1, "{}"),
        "{'made':0,'wrong':[{'line':2,'column':'Intitulé','value':'Bail','key':'import.there'},"
        "{'line':3},{'line':6}]}");
    assert_int_equal(cases(), 3);
}

static void test_CASE_11_files_as_spreadsheets_save_them(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
    } files[] = {
#define FILE_OF(s) {s, sizeof(s) - 1}
        FILE_OF("\xEF\xBB\xBF"
                "Client;Titre\nBoulangerie Martin;\xC3\x89t\xC3\xA9\n"),
        FILE_OF("Client;Titre\r\nBoulangerie Martin;\xC9t\xE9\r\n"),
        FILE_OF("Client,Titre\nBoulangerie Martin,\xC9t\xE9"),
        FILE_OF("Client\tTitre\rBoulangerie Martin\t\xC9t\xE9\r"),
        FILE_OF("sep=|\r\nClient|Titre\r\nBoulangerie Martin|\xC9t\xE9\r\n"),
        FILE_OF("\"Client\";\"Titre\"\n\"Boulangerie Martin\";\"\xC9t\xE9\"\n"),
        FILE_OF("\xFF\xFE"
                "C\0l\0i\0e\0n\0t\0\t\0T\0i\0t\0l\0e\0\n\0B\0o\0u\0l\0a\0n\0g\0e\0r\0i\0e\0"
                " \0M\0a\0r\0t\0i\0n\0\t\0\xC9\0t\0\xE9\0"),
        FILE_OF("\xFE\xFF"
                "\0C\0l\0i\0e\0n\0t\0;\0T\0i\0t\0l\0e\0\r\0\n\0B\0o\0u\0l\0a\0n\0g\0e\0r\0i"
                "\0e\0 \0M\0a\0r\0t\0i\0n\0;\0\xC9\0t\0\xE9"),
        FILE_OF("\n\n  CLIENT ; intitul\xE9 \nboulangerie martin;\xC9t\xE9\n"),
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const struct ela_json *out = imported(files[i].bytes, files[i].n, "{}");
        if (ela_json_int(t_at(out, "made"), 0) != 1)
            fail_msg("file %zu: %s", i,
                     ela_json_size(t_at(out, "wrong")) ? t_text_at(out, "wrong/0/key").p : "none");
        assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case WHERE title = 'Été'"), 1);
        t_sql("UPDATE llx_elaska_case SET title = CONCAT('x', rowid)");
    }
    refused("", "import.empty");
    refused("\n\n;;\n", "import.empty");
    refused("Client;Titre\n", "import.empty");
    refused("Client;Montant\nA;B\n", "import.no_column");
    refused("Titre\nA\n", "import.no_column");
    refused("PK\x03\x04zip", "import.not_text");
    refused("%PDF-1.4", "import.not_text");
}

static void test_CASE_11_each_fault_by_line_column_and_reason(void **state)
{
    (void)state;
    static const struct {
        const char *line, *column, *key;
    } faults[] = {
        {";Sans client", "Client", "field.required"},
        {"Boulangerie Martin;", "Titre", "field.required"},
        {"Nulle part;A", "Client", "import.unknown"},
        {"Boulangerie Martin;B;personne", "Conseiller", "import.unknown"},
        {"Boulangerie Martin;C;anne;inconnu", "Type", "import.unknown"},
        {"Boulangerie Martin;D;;;32/01/2026", "Début", "field.no_such_day"},
        {"Boulangerie Martin;E;;;demain", "Début", "field.date"},
        {"Boulangerie Martin;F;;;02/02/2026;01/02/2026", "Fin", "field.too_early"},
        {"Boulangerie Martin;G;;;;;-5", "Prix", "field.too_small"},
        {"Boulangerie Martin;H;;;;;1,234", "Prix", "field.decimals"},
        {"Boulangerie Martin;I;;;;;;de trop", "", "import.cells"},
        {"Boulangerie Martin;a\x01z", "Titre", "field.control_characters"},
        {"Boulangerie Martin;Pareil", "Titre", "import.twice"},
        {"Boulangerie Martin;PAREIL", "Titre", "import.twice"},
        {"Double;J", "Client", "import.several"},
        {"Boulangerie Martin;\"ouvert", "", "import.quote"},
    };
    struct ela_buf b;
    t_client("Double");
    t_client("Double");
    ela_buf_init(&b, 1 << 20);
    ela_buf_adds(&b, "Client;Titre;Conseiller;Type;Début;Fin;Prix\n");
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        ela_buf_addf(&b, "%s\n", faults[i].line);
    const struct ela_json *out = imported(b.p, b.n, "{}");
    assert_int_equal(ela_json_size(t_at(out, "wrong")), sizeof faults / sizeof faults[0]);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const struct ela_json *w = ela_json_at(t_at(out, "wrong"), i);
        if (ela_json_int(t_at(w, "line"), 0) != (int64_t)i + 2 ||
            !ela_str_is(t_text_at(w, "column"), faults[i].column) ||
            !ela_str_is(t_text_at(w, "key"), faults[i].key))
            fail_msg("%s: line %d, %s, %s", faults[i].line, (int)ela_json_int(t_at(w, "line"), 0),
                     t_text_at(w, "column").p, t_text_at(w, "key").p);
    }
    assert_int_equal(cases(), 0);
    ela_buf_release(&b);
}

/* Ten thousand lines of which 37 are wrong: each is told, and nothing or only the good is stored.
 */
static void test_CASE_11_ten_thousand_lines_with_37_wrong(void **state)
{
    (void)state;
    struct ela_buf b;
    ela_buf_init(&b, 4 << 20);
    ela_buf_adds(&b, "Client;Titre;Début\r\n");
    for (int i = 0; i < 10000; i++)
        ela_buf_addf(&b, "Boulangerie Martin;Dossier %d;%s\r\n", i,
                     i % 271 == 5 ? "30/02/2026" : "28/02/2026");
    const struct ela_json *out = imported(b.p, b.n, "{}");
    t_subset(out, "{'rows':10000,'made':0,'wrong_total':37}");
    for (size_t i = 0; i < 37; i++) {
        const struct ela_json *w = ela_json_at(t_at(out, "wrong"), i);
        assert_int_equal(ela_json_int(t_at(w, "line"), 0), 2 + 5 + 271 * (int)i);
        t_str_equal(t_text_at(w, "column"), "Début");
        t_str_equal(t_text_at(w, "key"), "field.no_such_day");
    }
    assert_int_equal(cases(), 0);
    ela_buf_adds(&b, "Boulangerie Martin;Un de trop;\r\n");
    refused(b.p, "import.many");
    ela_buf_release(&b);
}

static void test_CASE_11_the_good_lines_alone(void **state)
{
    (void)state;
    static const char text[] = "Client;Titre;Type\nBoulangerie Martin;A;\nNulle part;B;\n"
                               "Boulangerie Martin;C;dossier-subvention\n";
    t_pack(&anne, "core");
    t_pack(&anne, "starter");
    t_subset(imported(text, sizeof text - 1, "{}"), "{'rows':3,'made':0,'wrong_total':1}");
    t_subset(imported(text, sizeof text - 1, "{'good_only':true}"),
             "{'rows':3,'made':2,'wrong':[{'line':3,'key':'import.unknown'}]}");
    assert_int_equal(cases(), 2);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case WHERE kind = "
                           "'dossier-subvention'"),
                     1);
    /* what only the operation knows is told at its column too, and takes all back */
    t_sql("UPDATE llx_societe SET fk_typent = 8 WHERE nom = 'Boulangerie Martin'");
    static const char more[] = "Client;Titre;Type\nBoulangerie Martin;D;\n"
                               "Boulangerie Martin;E;dossier-subvention\n";
    t_subset(imported(more, sizeof more - 1, "{}"), "{'made':0,'wrong':[{'line':3}]}");
    assert_int_equal(cases(), 2);
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ);
    T.body_in = ela_str_of(text);
    t_refused(&lea, "case.import", "denied", NULL, "{}");
    T.body_in = (struct ela_str){NULL, 0};
}

struct racer {
    struct ela_db *db;
    struct ela_error err;
    enum ela_status st;
    int64_t made, wrong;
    char key[40];
};

#define SAME "Client;Intitulé\nBoulangerie Martin;Bail\nBoulangerie Martin;Marque\n"

static void *import_same(void *arg)
{
    struct racer *r = arg;
    struct ela_app *app = NULL;
    struct ela_json *in = ela_json_new_object(), *out = NULL;
    struct ela_request rq = {.db = r->db, .actor = &anne, .now = T.now, .body_in = ELA_STR(SAME)};
    ela_error_reset(&r->err);
    r->st = ela_app_new(&app, &r->err);
    if (r->st == ELA_OK)
        r->st = ela_app_call(app, &rq, ELA_STR("case.import"), in, &out, NULL, NULL, &r->err);
    r->made = ela_json_int(ela_json_get(out, "made"), -1);
    r->wrong = ela_json_int(ela_json_get(out, "wrong_total"), -1);
    ela_str_copy(ela_json_text(ela_json_get(ela_json_at(ela_json_get(out, "wrong"), 0), "key")),
                 r->key, sizeof r->key);
    ela_json_free(in);
    ela_json_free(out);
    ela_app_free(app);
    return NULL;
}

/* Whoever comes second is told, line by line, that it is done. */
static void test_CASE_11_the_same_file_twice_at_once_opens_its_cases_once(void **state)
{
    struct racer r[2] = {{.db = t_connect()}, {.db = t_connect()}};
    for (int round = 0; round < 8; round++) {
        pthread_t threads[2];
        struct ela_error err = ELA_ERROR_INIT;
        const char *level = round % 2 ? "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"
                                      : "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
        setup(state);
        for (int i = 0; i < 2; i++) {
            assert_int_equal(ela_db_exec(r[i].db, level, NULL, 0, NULL, &err), ELA_OK);
            assert_int_equal(pthread_create(&threads[i], NULL, import_same, &r[i]), 0);
        }
        for (int i = 0; i < 2; i++)
            pthread_join(threads[i], NULL);
        assert_int_equal(r[0].st, ELA_OK);
        assert_int_equal(r[1].st, ELA_OK);
        const struct racer *second = r[0].made == 0 ? &r[0] : &r[1];
        assert_int_equal(r[0].made + r[1].made, 2);
        assert_int_equal(second->wrong, 2);
        assert_string_equal(second->key, "import.there");
        assert_int_equal(cases(), 2);
    }
    ela_db_free(r[0].db);
    ela_db_free(r[1].db);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        IMPORT_TEST(test_CASE_11_cases_out_of_a_file),
        IMPORT_TEST(test_CASE_11_files_as_spreadsheets_save_them),
        IMPORT_TEST(test_CASE_11_each_fault_by_line_column_and_reason),
        IMPORT_TEST(test_CASE_11_ten_thousand_lines_with_37_wrong),
        IMPORT_TEST(test_CASE_11_the_good_lines_alone),
        IMPORT_TEST(test_CASE_11_the_same_file_twice_at_once_opens_its_cases_once),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
