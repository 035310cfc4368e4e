/*
 * Documents in lists: of a case, by words, by filters. DOC-25.
 */
#include "document_support.h"

static const struct ela_json *of_case(const struct ela_actor *a, const char *op, int64_t id)
{
    return t_call(a, "list.rows",
                  "{'list': 'documents', 'with_total': true, 'filter': {'field': 'case', 'op': "
                  "'%s', 'value': " D "}}",
                  op, id);
}

static void test_DOC_25_documents_of_a_case_with_what_it_has_from_elsewhere(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Kbis.pdf"), second = t_case(martin, lea.user_id);
    put(&lea, "Plan.pdf");
    t_ok(&lea, "list.rows", "{'rows': [], 'ignored': []}",
         "{'list': 'documents', 'filter': {'field': 'case', 'op': 'is', 'value': " D "}}", second);
    t_call(&lea, "document.link", "{'file': " D ", 'object': 'case', 'id': " D "}", id, second);
    t_subset(of_case(&lea, "is", second),
             "{'rows': [{'name': 'Kbis.pdf', 'case': {'id': " D "}}], 'total': 1}", dossier);
    t_subset(of_case(&lea, "not", second), "{'rows': [{'name': 'Plan.pdf'}], 'total': 1}");
    t_subset(of_case(&lea, "is", dossier), "{'rows': [{}, {}], 'total': 2}");
    t_ok(&lea, "list.rows", "{'rows': [{}, {}]}",
         "{'list': 'documents', 'filter': {'field': 'case', 'op': 'in', 'value': [" D ", " D "]}}",
         dossier, second);
    t_sql("UPDATE llx_elaska_case SET title = 'Succession' WHERE rowid = " D, second);
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'Kbis.pdf'}]}",
         "{'list': 'documents', 'filter': {'field': 'case', 'op': 'contains', 'value': 'succ'}}");
    /* twice linked, once listed; nothing of another client */
    t_sql("INSERT INTO llx_elaska_file_link (entity, fk_file, object, object_id, fk_case, at) "
          "VALUES (1, " D ", 'task', 1, " D ", 1)",
          id, second);
    t_subset(of_case(&lea, "is", second), "{'rows': [{'name': 'Kbis.pdf'}], 'total': 1}");
    /* a level holds there too */
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", id);
    t_subset(of_case(&tom, "is", second), "{'rows': [], 'total': 0}");
    t_call(&lea, "document.update", "{'file': " D ", 'level': 0}", id);
    t_subset(of_case(&tom, "is", second), "{'rows': [{}], 'total': 1}");
    /* that it is linked to a case that is not for him is not told */
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = " D, second);
    t_subset(of_case(&tom, "is", second), "{'rows': [], 'total': 0}");
    t_subset(of_case(&tom, "is", dossier), "{'rows': [{}, {}], 'total': 2}");
    t_ok(&tom, "list.rows", "{'rows': []}",
         "{'list': 'documents', 'filter': {'field': 'case', 'op': 'contains', 'value': 'succ'}}");
    /* nor to a client: one that he does not see */
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'Kbis.pdf'}]}", "{'case': " D "}", second);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = " D, second);
    t_ok(&camille, "document.mine", "{'rows': []}", "{'case': " D "}", second);
}

/* Few of very many: by the indexes of both ways. */
static void test_DOC_25_documents_of_a_case_among_100000(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Kbis.pdf"), second = t_case(martin, lea.user_id);
    int64_t third = t_case(martin, lea.user_id);
    t_call(&lea, "document.link", "{'file': " D ", 'object': 'case', 'id': " D "}", id, second);
    t_sql("INSERT INTO llx_elaska_file (entity, fk_soc, fk_case, object, object_id, name, type, "
          "size, sha256, place, at, fk_user, origin, status, words) SELECT 1, f.fk_soc, " D
          ", 'case', " D ", CONCAT(s.seq, '.pdf'), f.type, f.size, f.sha256, "
          "CONCAT('elaska-store/xx/', s.seq), f.at + s.seq, f.fk_user, f.origin, f.status, '' FROM "
          "llx_elaska_file f, seq_1_to_100000 s WHERE f.rowid = " D,
          third, third, id);
    t_sql("ANALYZE TABLE llx_elaska_file, llx_elaska_file_link, llx_elaska_case");
    t_sql("FLUSH STATUS");
    t_subset(of_case(&lea, "is", second), "{'rows': [{'name': 'Kbis.pdf'}], 'total': 1}");
    int64_t read = t_int("SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE "
                         "VARIABLE_NAME LIKE 'HANDLER_READ%%' AND VARIABLE_NAME NOT LIKE "
                         "'%%TMP%%' AND VARIABLE_NAME NOT LIKE '%%DELETED%%'");
    print_message("# rows read to find one linked of 100,000: %" PRId64 "\n", read);
    assert_true(read < 500);
}

static void test_DOC_25_search_by_words_of_names_and_descriptions(void **state)
{
    (void)state;
    int64_t id = put(&lea, "RIB_société-2026.pdf");
    put(&lea, "Contrat de bail.pdf");
    t_call(&lea, "document.update", "{'file': " D ", 'description': 'Compte de la caisse'}", id);
    assert_int_equal(listed(&lea, "rib"), 1);
    assert_int_equal(listed(&lea, "SOCIETE"), 1);
    assert_int_equal(listed(&lea, "soc 2026"), 1);
    assert_int_equal(listed(&lea, "caisse"), 1);
    assert_int_equal(listed(&lea, "contrat de bail"), 1);
    assert_int_equal(listed(&lea, "pdf"), 2);
    assert_int_equal(listed(&lea, "bail caisse"), 0);
    assert_int_equal(listed(&lea, "+-*(rib)~<>@"), 1);
    t_ok(&lea, "list.rows", "{'rows': [{}, {}], 'ignored': [{'key': 'list.search_short'}]}",
         "{'list': 'documents', 'search': 'de'}");
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'RIB_société-2026.pdf'}]}",
         "{'list': 'documents', 'filter': {'field': 'client', 'op': 'is', 'value': %d}, 'search': "
         "'rib'}",
         martin);
}

/* Documents of names that half of them share: more than a page, fewer than all. */
static void many(void)
{
    t_sql("CREATE TABLE age_ten (d INTEGER NOT NULL) ENGINE=InnoDB");
    t_sql("INSERT INTO age_ten VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
    t_sql(
        "INSERT INTO llx_elaska_file (entity, fk_soc, object, object_id, name, type, size, "
        "sha256, place, visible, at, fk_user, words) SELECT 1, %d, 'document', %d, CONCAT(n, "
        "'.pdf'), 'application/pdf', 9, UNHEX(SHA2(n, 256)), CONCAT('many/', n), 1, 1700000000 + "
        "n, 1, CONCAT(ELT(1 + n %% 4, 'Préfacturé', 'Factures', 'FACTURÉ', 'relevé'), ' ', n, "
        "IF(n %% 150 = 1, ' licorne', '')) FROM (SELECT a.d + 10 * b.d + 100 * c.d n FROM age_ten "
        "a, age_ten b, age_ten c) x",
        martin, martin);
    t_sql("DROP TABLE age_ten");
}

/* Pages to the end: how many rows, and whether each is older than the one before. */
static int64_t walked(const char *search, int64_t *first)
{
    char after[2000] = "null";
    int64_t n = 0, last = INT64_MAX;
    *first = 0;
    do {
        const struct ela_json *out = t_call(
            &lea, "list.rows", "{'list': 'documents', 'search': '%s', 'after': %s}", search, after);
        const struct ela_json *rows = t_at(out, "rows");
        for (size_t i = 0; i < ela_json_size(rows); i++, n++) {
            int64_t id = t_int_at(ela_json_at(rows, i), "id");
            assert_true(id < last);
            last = id;
            if (!*first)
                *first = id;
        }
        struct ela_str next = ela_json_text(ela_json_get(out, "next"));
        (void)snprintf(after, sizeof after, next.n ? "'%.*s'" : "", (int)next.n, next.p);
    } while (*after);
    return n;
}

static void test_DOC_25_a_word_that_is_everywhere(void **state)
{
    (void)state;
    int64_t first;
    many();
    int64_t id = t_int("SELECT MAX(rowid) FROM llx_elaska_file");
    /* What begins a word, however it is accented; never what stands within one. */
    assert_int_equal(walked("fact", &first), 500);
    assert_int_equal(first, id - 1);
    assert_int_equal(walked("FÄCTURE", &first), 500);
    assert_int_equal(walked("releve", &first), 250);
    assert_int_equal(first, id);
    assert_int_equal(walked("facture licorne", &first), 4);
    assert_int_equal(walked("relevé facture", &first), 0);
    assert_int_equal(walked("acture", &first), 0);
    t_ok(&lea, "list.rows", "{'total': 500, 'total_capped': false}",
         "{'list': 'documents', 'search': 'facture', 'with_total': true}");
    t_ok(&lea, "list.rows", "{'rows': [{'name': '997.pdf'}, {'name': '993.pdf'}]}",
         "{'list': 'documents', 'search': 'factures', 'limit': 2}");
    t_ok(&lea, "list.rows", "{'rows': [{'name': '1.pdf'}, {'name': '101.pdf'}]}",
         "{'list': 'documents', 'search': 'factures', 'limit': 2, 'sort': ['name']}");
    /* What a person may not read is not found by it either. */
    t_sql("UPDATE llx_elaska_file SET level = 2 WHERE name = '901.pdf'");
    struct ela_actor away = lea;
    away.entity = 2;
    assert_int_equal(ela_json_size(t_at(t_call(&away, "list.rows",
                                               "{'list': 'documents', "
                                               "'search': 'facture'}"),
                                        "rows")),
                     0);
    assert_int_equal(ela_json_size(t_at(t_call(&tom, "list.rows",
                                               "{'list': 'documents', "
                                               "'search': 'licorne'}"),
                                        "rows")),
                     6);
    t_ok(&camille, "document.mine", "{'rows': [{'name': '998.pdf'}]}",
         "{'search': 'facture', 'limit': 1}");
}

static void test_DOC_25_filters_and_what_no_list_tells(void **state)
{
    (void)state;
    int64_t id = put(&lea, "a.pdf");
    put(&camille, "b.pdf");
    t_call(&lea, "document.update",
           "{'file': " D ", 'category': 'identity', 'valid_until': '2020-01-01'}", id);
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'a.pdf', 'late': true}]}",
         "{'list': 'documents', 'filter': {'field': 'category', 'op': 'is', 'value': 'identity'}}");
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'b.pdf'}]}",
         "{'list': 'documents', 'view': 'look'}");
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'b.pdf'}]}",
         "{'list': 'documents', 'view': 'client'}");
    t_refused(&camille, "list.rows", "denied", "list", "{'list': 'documents'}");
    struct ela_actor none = t_user("ali", 0), away = lea;
    t_refused(&none, "list.rows", "denied", NULL, "{'list': 'documents'}");
    away.entity = 2;
    assert_int_equal(listed(&away, ""), 0);
    struct ela_actor few = t_user("eva", WRITES);
    few.own_clients_only = true;
    assert_int_equal(listed(&few, ""), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(test_DOC_25_search_by_words_of_names_and_descriptions),
        DOCUMENT_TEST(test_DOC_25_a_word_that_is_everywhere),
        DOCUMENT_TEST(test_DOC_25_filters_and_what_no_list_tells),
        DOCUMENT_TEST(test_DOC_25_documents_of_a_case_with_what_it_has_from_elsewhere),
        DOCUMENT_TEST(test_DOC_25_documents_of_a_case_among_100000),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
