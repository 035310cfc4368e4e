/*
 * Documents: their record, versions, levels, links, addresses elsewhere, the bin, the lists of both
 * sides. DOC-02, DOC-03, DOC-12, DOC-14, DOC-24, DOC-25, DOC-26, SEC-11.
 */
#include "firm_support.h"

#include <pthread.h>
#include <unistd.h>
#include "file/file.h"

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

static struct ela_actor tom;

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    tom = t_user("tom", WRITES);
    struct ela_actor admin = t_user("admin", WRITES | ELA_RIGHT_ADMIN);
    t_call(&admin, "reference.save",
           "{'list': 'piece_categories', 'version': 0, 'label': {'fr': 'Catégories'}, 'items': "
           "[{'code': 'identity', 'label': {'fr': 'Identité'}}]}");
    t_store();
    T.body_in = ELA_STR(PDF);
    return 0;
}
#define DOCUMENT_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

/* Into the case; bytes of its own. */
static int64_t put(const struct ela_actor *a, const char *name)
{
    static char bytes[64];
    int n = snprintf(bytes, sizeof bytes, "%s%s", PDF, name);
    T.body_in = (struct ela_str){bytes, (size_t)n};
    int64_t id = t_int_at(
        t_call(a, "file.put", "{'object': 'case', 'id': " D ", 'name': '%s'}", dossier, name),
        "id");
    T.body_in = ELA_STR(PDF);
    return id;
}

static const struct ela_json *read_it(const struct ela_actor *a, int64_t id)
{
    return t_call(a, "document.read", "{'file': " D "}", id);
}

static int listed(const struct ela_actor *a, const char *search)
{
    const struct ela_json *out =
        *search ? t_call(a, "list.rows", "{'list': 'documents', 'search': '%s'}", search)
                : t_call(a, "list.rows", "{'list': 'documents'}");
    return (int)ela_json_size(t_at(out, "rows"));
}

/* --- the record --------------------------------------------------------------------------- */

static void test_DOC_02_what_is_known_of_a_document(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Bail_2026.pdf");
    t_call(&lea, "document.update",
           "{'file': " D ", 'category': 'identity', 'description': 'Local du 12', 'document_on': "
           "'2026-01-31', 'valid_until': '2026-12-31', 'client_downloads': false}",
           id);
    t_subset(
        read_it(&lea, id),
        "{'name': 'Bail_2026.pdf', 'type': 'application/pdf', 'origin': 'office', 'category': "
        "{'code': 'identity'}, 'document_on': '2026-01-31', 'valid_until': '2026-12-31', "
        "'client_downloads': false, 'visible': true, 'level': 0, 'version': 1, 'status': null, "
        "'client': {'name': 'Boulangerie Martin'}, 'case': {'id': " D "}, 'by': 'lea Durand', "
        "'description': 'Local du 12', 'versions': [], 'links': [], 'url': null, 'may': "
        "{'edit': true}}",
        dossier);
    t_call(&lea, "document.update", "{'file': " D ", 'category': null, 'valid_until': null}", id);
    t_subset(read_it(&lea, id),
             "{'category': null, 'valid_until': null, 'document_on': '2026-01-31'}");
    t_ok(&lea, "event.list",
         "{'rows': [{'kind': 'file.updated', 'data': {'changes': [{'field': 'category', 'from': "
         "'identity', 'to': ''}, {'field': 'valid_until'}]}}, {'kind': 'file.updated'}, {'kind': "
         "'file.added'}]}",
         "{'object': 'file', 'object_id': " D "}", id);
}

static void test_DOC_02_what_cannot_be_said_of_a_document(void **state)
{
    (void)state;
    int64_t id = put(&lea, "a.pdf");
    struct ela_actor reader = t_user("ali", ELA_RIGHT_CASE_READ);
    t_refused(&lea, "document.update", "document.category", "category",
              "{'file': " D ", 'category': 'nowhere'}", id);
    t_refused(&lea, "document.update", "document.validity", "valid_until",
              "{'file': " D ", 'document_on': '2026-02-01', 'valid_until': '2026-01-31'}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'valid_until': '2026-01-31'}", id);
    t_refused(&lea, "document.update", "document.validity", "document_on",
              "{'file': " D ", 'document_on': '2026-02-01'}", id);
    t_refused(&lea, "document.update", "field.range", "level", "{'file': " D ", 'level': 3}", id);
    t_refused(&reader, "document.update", "denied", NULL, "{'file': " D "}", id);
    t_refused(&camille, "document.update", "denied", NULL, "{'file': " D "}", id);
    t_refused(&lea, "document.read", "not_found", "file", "{'file': 999999}");
    t_refused(&lea, "file.put", "document.category", "category",
              "{'object': 'case', 'id': " D ", 'name': 'x.pdf', 'category': 'nowhere'}", dossier);
    t_sql("UPDATE llx_elaska_case SET archived_at = 1");
    t_refused(&lea, "document.update", "case.archived", NULL, "{'file': " D "}", id);
}

static void test_DOC_02_one_document_of_several_objects(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Kbis.pdf"), second = t_case(martin, tom.user_id);
    int64_t foreign = t_case(t_client("Petit"), lea.user_id);
    t_refused(&lea, "document.link", "document.other_client", "id",
              "{'file': " D ", 'object': 'case', 'id': " D "}", id, foreign);
    t_refused(&lea, "document.link", "document.linked", "id",
              "{'file': " D ", 'object': 'case', 'id': " D "}", id, dossier);
    t_refused(&lea, "document.link", "not_found", "id",
              "{'file': " D ", 'object': 'case', 'id': 999999}", id);
    int64_t link = t_int_at(
        t_call(&lea, "document.link", "{'file': " D ", 'object': 'case', 'id': " D "}", id, second),
        "id");
    t_refused(&lea, "document.link", "document.linked", "id",
              "{'file': " D ", 'object': 'case', 'id': " D "}", id, second);
    t_subset(read_it(&lea, id), "{'links': [{'object': 'case', 'object_id': " D "}]}", second);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 1);
    /* Whoever reaches the second case reaches it, though not the first. */
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = " D, dossier);
    t_call(&tom, "file.get", "{'file': " D "}", id);
    assert_int_equal(listed(&tom, ""), 1);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = " D, dossier);
    t_call(&camille, "file.get", "{'file': " D "}", id);
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'Kbis.pdf', 'case': null}]}", "{}");
    t_call(&lea, "document.unlink", "{'link': " D "}", link);
    t_refused(&lea, "document.unlink", "not_found", "link", "{'link': " D "}", link);
    t_refused(&tom, "file.get", "not_found", "file", "{'file': " D "}", id);
    t_refused(&camille, "file.get", "not_found", "file", "{'file': " D "}", id);
    assert_int_equal(listed(&tom, ""), 0);
}

static void test_DOC_02_links_do_not_tell_of_cases_that_are_not_for_the_reader(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Kbis.pdf"), secret = t_case(martin, lea.user_id);
    t_call(&lea, "document.link", "{'file': " D ", 'object': 'case', 'id': " D "}", id, secret);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = " D, secret);
    assert_int_equal(ela_json_size(t_at(read_it(&tom, id), "links")), 0);
    assert_int_equal(ela_json_size(t_at(read_it(&lea, id), "links")), 1);
}

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

/* --- addresses elsewhere ------------------------------------------------------------------ */

static void test_DOC_03_an_address_is_a_document(void **state)
{
    (void)state;
    static const char *const bad[] = {"http://drive.example.com/x",
                                      "https://",
                                      "https://intranet",
                                      "javascript:alert(1)",
                                      "https://a@b.example/x",
                                      "https://b.example/<x>",
                                      "//b.example/x",
                                      "https://.b",
                                      "https://b.example\\\\x"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        t_refused(&lea, "document.address", "document.https", "url",
                  "{'object': 'case', 'id': " D ", 'name': 'x', 'url': '%s'}", dossier, bad[i]);
    t_refused(&lea, "document.address", "field.required", "name",
              "{'object': 'case', 'id': " D ", 'url': 'https://b.example'}", dossier);
    t_refused(&camille, "document.address", "denied", NULL,
              "{'object': 'case', 'id': " D ", 'name': 'x', 'url': 'https://b.example'}", dossier);
    int64_t id = t_int_at(t_call(&lea, "document.address",
                                 "{'object': 'case', 'id': " D ", 'name': 'Plans', 'url': "
                                 "'https://drive.example.com/d/1?x=2', 'visible': true}",
                                 dossier),
                          "id");
    t_ok(&camille, "document.mine",
         "{'rows': [{'name': 'Plans', 'host': 'drive.example.com', 'may_download': false}]}", "{}");
    t_refused(&camille, "file.get", "file.link", "file", "{'file': " D "}", id);
    T.now += 60;
    t_ok(&camille, "document.open", "{'url': 'https://drive.example.com/d/1?x=2'}",
         "{'file': " D "}", id);
    t_ok(&lea, "event.list", "{'rows': [{'kind': 'file.opened', 'by': {'kind': 'portal'}}, {}]}",
         "{'object': 'file', 'object_id': " D "}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'visible': false}", id);
    t_refused(&camille, "document.open", "not_found", "file", "{'file': " D "}", id);
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'Plans'}]}",
         "{'list': 'documents', 'view': 'links'}");
    t_refused(&lea, "document.open", "document.not_link", "file", "{'file': " D "}",
              put(&lea, "a.pdf"));
    t_refused(&lea, "file.put", "file.not_expected", "id",
              "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", id);
}

/* --- versions ----------------------------------------------------------------------------- */

static void test_DOC_24_a_new_version_keeps_the_older_ones(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Bail.pdf");
    T.now += 60;
    T.body_in = ELA_STR("\x89PNG\r\n\x1a\n....");
    t_ok(&lea, "file.put", "{'name': 'Bail.png', 'again': false}",
         "{'object': 'version', 'id': " D ", 'name': 'scan 12.png'}", id);
    t_ok(&lea, "file.put", "{'again': true}",
         "{'object': 'version', 'id': " D ", 'name': 'scan 12.png'}", id);
    t_subset(read_it(&lea, id), "{'name': 'Bail.png', 'version': 2, 'versions': [{'number': 1, "
                                "'name': 'Bail.pdf'}]}");
    t_ok(&lea, "file.get", "{'name': 'Bail.pdf', 'type': 'application/pdf'}",
         "{'file': " D ", 'number': 1}", id);
    t_ok(&lea, "file.get", "{'name': 'Bail.png'}", "{'file': " D ", 'number': 2}", id);
    t_refused(&lea, "file.get", "not_found", "number", "{'file': " D ", 'number': 3}", id);
    t_refused(&camille, "file.get", "not_found", "number", "{'file': " D ", 'number': 1}", id);
    t_refused(&lea, "file.version_restore", "document.newest", "number",
              "{'file': " D ", 'number': 2}", id);
    t_refused(&camille, "file.version_restore", "denied", NULL, "{'file': " D ", 'number': 1}", id);
    t_ok(&lea, "file.version_restore", "{'version': 3}", "{'file': " D ", 'number': 1}", id);
    t_subset(read_it(&lea, id), "{'name': 'Bail.pdf', 'version': 3, 'versions': [{'number': 2, "
                                "'name': 'Bail.png'}, {'number': 1}]}");
    assert_int_equal(t_stored(), 2);
    /* Bytes that only an older version names are not taken for lost ones. */
    T.now += 3 * 86400;
    for (int i = 0; i < 256; i++)
        t_call(&(struct ela_actor){.kind = ELA_ACTOR_WORKER, .entity = 1}, "file.sweep",
               "{'folder': '%02x'}", (unsigned)i);
    assert_int_equal(t_stored(), 2);
}

static void test_DOC_24_a_client_sends_a_new_version_of_his_own(void **state)
{
    (void)state;
    int64_t his = put(&camille, "RIB.pdf"), ours = put(&lea, "Note.pdf");
    t_call(&lea, "document.judge", "{'files': [" D "], 'to': 'validated'}", his);
    T.body_in = ELA_STR(PDF "2");
    t_refused(&camille, "file.put", "file.not_expected", "id",
              "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", ours);
    t_refused(&camille, "file.put", "not_found", "id",
              "{'object': 'version', 'id': 99999, 'name': 'x.pdf'}");
    t_call(&camille, "file.put", "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", his);
    t_subset(read_it(&lea, his), "{'version': 2, 'status': {'code': 'waiting'}}");
    /* What the firm had validated is no longer his to take away. */
    t_refused(&camille, "file.delete", "file.kept", "file", "{'file': " D "}", his);
    t_subset(t_call(&camille, "document.mine", "{}"),
             "{'rows': [{'name': 'Note.pdf'}, {'name': 'RIB.pdf', 'may_delete': false}]}");
}

static void test_DOC_24_a_version_that_is_not_kept_leaves_the_document_as_it_was(void **state)
{
    (void)state;
    int64_t id = put(&lea, "a.pdf");
    T.body_in = ELA_STR("MZ\x90");
    t_refused(&lea, "file.put", "file.type_refused", "name",
              "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", id);
    T.body_in = (struct ela_str){NULL, 0};
    t_refused(&lea, "file.put", "file.empty", "name",
              "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", id);
    t_sql("ALTER TABLE llx_elaska_event ADD CONSTRAINT no_files CHECK (kind <> 'file.version')");
    T.body_in = ELA_STR(PDF "2");
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_not_equal(
        t_try(&lea, "file.put", &err, "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", id),
        ELA_OK);
    t_sql("ALTER TABLE llx_elaska_event DROP CONSTRAINT no_files");
    t_subset(read_it(&lea, id), "{'version': 1, 'versions': []}");
    assert_int_equal(t_stored(), 1);
}

/* --- levels ------------------------------------------------------------------------------- */

/* By every door: the document and what lists, counts or tells of it. */
static void seen(const struct ela_actor *a, int64_t id, bool is)
{
    struct ela_error err = ELA_ERROR_INIT;
    enum ela_status want = is ? ELA_OK : ELA_E_NOT_FOUND;
    assert_int_equal(t_try(a, "document.read", &err, "{'file': " D "}", id), want);
    ela_error_reset(&err);
    assert_int_equal(t_try(a, "file.get", &err, "{'file': " D "}", id), want);
    ela_error_reset(&err);
    assert_int_equal(t_try(a, "event.list", &err, "{'object': 'file', 'object_id': " D "}", id),
                     want);
    assert_int_equal(listed(a, ""), is);
    assert_int_equal(listed(a, "secret"), is);
    assert_int_equal(
        ela_json_size(t_at(t_call(a, "file.list", "{'case': " D "}", dossier), "rows")), is);
    const struct ela_json *told =
        t_call(a, "event.list", "{'case': " D ", 'kinds': 'file.added'}", dossier);
    assert_int_equal(ela_json_size(t_at(told, "rows")), is);
    t_ok(a, "list.rows", is ? "{'total': 1}" : "{'total': 0}",
         "{'list': 'documents', 'with_total': true}");
}

static void test_SEC_11_levels_of_a_document(void **state)
{
    (void)state;
    struct ela_actor cleared = t_user("ida", WRITES | ELA_RIGHT_CONFIDENTIAL),
                     boss = t_user("boss", (ELA_RIGHT_ADMIN * 2u - 1u));
    int64_t id = put(&lea, "Secret.pdf");
    seen(&tom, id, true);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", id);
    seen(&lea, id, true);
    seen(&cleared, id, true);
    seen(&tom, id, false);
    seen(&boss, id, false); /* administrators are no exception */
    t_refused(&tom, "document.update", "not_found", "file", "{'file': " D ", 'level': 0}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2, 'users': [%d]}", id, tom.user_id);
    seen(&lea, id, true);
    seen(&tom, id, true);
    seen(&cleared, id, false);
    /* The client has what is shown to him: who reads it in the firm is another matter. */
    t_call(&camille, "file.get", "{'file': " D "}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 0}", id);
    seen(&cleared, id, true);
}

static void test_SEC_11_an_administrator_breaks_the_glass_for_an_hour(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_CONFIDENTIAL),
                     clerk = t_user("clerk", WRITES | ELA_RIGHT_BREAK),
                     other = t_user("nora", WRITES | ELA_RIGHT_ADMIN);
    t_sql("UPDATE llx_user SET email = CONCAT(login, '@firm.example'), statut = 1");
    t_setting("ELASKA_MAIL_FROM", "cabinet@firm.example");
    int64_t id = put(&lea, "Secret.pdf");
    t_refused(&boss, "document.break", "file.glass_open", "file",
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2, 'users': []}", id);
    seen(&boss, id, false);
    t_refused(&boss, "document.break", "field.too_short", "reason",
              "{'file': " D ", 'reason': 'Urgent   '}", id);
    t_refused(&boss, "document.break", "field.required", "reason", "{'file': " D "}", id);
    t_refused(&boss, "document.break", "field.too_long", "reason",
              "{'file': " D ", 'reason': '%0501d'}", id, 0);
    t_refused(&clerk, "document.break", "denied", NULL,
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_refused(&other, "document.break", "denied", NULL,
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_refused(&camille, "document.break", "denied", NULL,
              "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_refused(&boss, "document.break", "not_found", "file",
              "{'file': 999999, 'reason': 'Absence du responsable'}");
    t_ok(&boss, "document.break", "{'again': false}",
         "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    t_ok(&boss, "document.read", "{'glass': true, 'may': {'edit': false, 'version': false}}",
         "{'file': " D "}", id);
    t_call(&boss, "file.get", "{'file': " D "}", id);
    t_ok(&boss, "preview.read", "{'name': 'Secret.pdf'}", "{'file': " D "}", id);
    /* Reading alone: for everything else it is not there, nor for another administrator. */
    static const char *const changes[][3] = {
        {"document.update", "'file': ", ", 'level': 0"},
        {"file.update", "'file': ", ", 'name': 'x'"},
        {"file.delete", "'file': ", ""},
        {"file.comment", "'file': ", ", 'body': 'Vu'"},
        {"file.comments", "'file': ", ""},
        {"file.deliverable", "'file': ", ", 'on': true"},
        {"document.keep", "'file': ", ", 'on': true"},
        {"document.judge", "'files': [", "], 'to': 'validated'"},
        {"file.put", "'object': 'version', 'name': 'x.pdf', 'id': ", ""},
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct ela_error err = ELA_ERROR_INIT;
        assert_int_equal(
            t_try(&boss, changes[i][0], &err, "{%s" D "%s}", changes[i][1], id, changes[i][2]),
            ELA_E_NOT_FOUND);
    }
    seen(&other, id, false);
    /* In no list, count, search or export; of no case. */
    assert_int_equal(listed(&boss, "secret"), 0);
    assert_int_equal(
        ela_json_size(t_at(t_call(&boss, "file.list", "{'case': " D "}", dossier), "rows")), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.glass' AND "
                           "data LIKE '%%Absence du responsable%%' AND visible = 0"),
                     1);
    /* Told once: asked for again within the hour it is the same glass. */
    T.now += 1800;
    t_ok(&boss, "document.break", "{'again': true}",
         "{'file': " D ", 'reason': 'Je regarde encore'}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'file.glass' AND "
                           "recipient = 'lea@firm.example' AND body_text NOT LIKE '%%Secret%%'"),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.glass'"), 1);
    t_ok(&other, "document.broken",
         "{'rows': [{'reason': 'Absence du responsable', 'open': false, 'by': {'name': 'boss "
         "Durand'}}], 'next': null}",
         "{}");
    t_subset(t_call(&boss, "document.broken", "{}"), "{'rows': [{'file': " D ", 'open': true}]}",
             id);
    t_refused(&tom, "document.broken", "denied", NULL, "{}");
    T.now += 1801;
    seen(&boss, id, false);
    t_ok(&boss, "document.broken", "{'rows': [{'open': false}]}", "{}");
    t_ok(&boss, "document.break", "{'again': false}",
         "{'file': " D ", 'reason': 'Absence du responsable'}", id);
    boss.rights &= ~(uint32_t)ELA_RIGHT_BREAK; /* taken away within the hour */
    seen(&boss, id, false);
}

static void test_SEC_11_what_no_glass_opens(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_CONFIDENTIAL);
    int64_t id[ELA_GLASS_MOST + 1];
    for (size_t i = 0; i < ELA_GLASS_MOST + 1; i++) {
        char name[20];
        (void)snprintf(name, sizeof name, "s%d.pdf", (int)i);
        id[i] = put(&lea, name);
        t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", id[i]);
    }
    t_call(&lea, "file.delete", "{'file': " D "}", id[0]);
    t_refused(&boss, "document.break", "not_found", "file",
              "{'file': " D ", 'reason': 'Dans la corbeille'}", id[0]);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2");
    t_refused(&boss, "document.break", "not_found", "file",
              "{'file': " D ", 'reason': 'Dans un dossier fermé'}", id[1]);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_glass"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.glass'"), 0);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 0");
    t_sql("UPDATE llx_elaska_file SET deleted_at = NULL");
    for (size_t i = 0; i < ELA_GLASS_MOST; i++)
        t_call(&boss, "document.break", "{'file': " D ", 'reason': 'Contrôle demandé'}", id[i]);
    t_refused(&boss, "document.break", "file.glass_many", "file",
              "{'file': " D ", 'reason': 'Un de trop, vraiment'}", id[ELA_GLASS_MOST]);
    /* Opened, then put in the bin, or its case closed to him: not there any more. */
    t_call(&lea, "file.delete", "{'file': " D "}", id[0]);
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(t_try(&boss, "document.read", &err, "{'file': " D "}", id[0]),
                     ELA_E_NOT_FOUND);
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2");
    ela_error_reset(&err);
    assert_int_equal(t_try(&boss, "document.read", &err, "{'file': " D "}", id[1]),
                     ELA_E_NOT_FOUND);
}

static void test_DOC_14_a_group_reads_what_is_restricted_to_it(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Secret.pdf");
    int32_t g = (int32_t)t_sql("INSERT INTO llx_usergroup (nom, entity) VALUES ('Santé', 1)");
    int32_t elsewhere =
        (int32_t)t_sql("INSERT INTO llx_usergroup (nom, entity) VALUES ('Autre', 2)");
    t_refused(&lea, "document.update", "not_found", "groups",
              "{'file': " D ", 'level': 2, 'groups': [%d]}", id, elsewhere);
    t_refused(&lea, "document.update", "not_found", "users",
              "{'file': " D ", 'level': 2, 'users': [999999]}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2, 'groups': [%d]}", id, g);
    seen(&tom, id, false);
    t_sql("INSERT INTO llx_usergroup_user (fk_user, fk_usergroup) VALUES (%d, %d)", tom.user_id, g);
    seen(&tom, id, true);
    t_subset(read_it(&tom, id),
             "{'users': [{'name': 'lea Durand'}], 'groups': [{'name': 'Santé'}]}");
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2");
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(t_try(&tom, "document.read", &err, "{'file': " D "}", id), ELA_E_NOT_FOUND);
}

static void test_SEC_11_counters_and_pages_of_cases_tasks_and_steps(void **state)
{
    (void)state;
    int64_t job =
        t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", dossier), "id");
    int64_t id = t_int_at(
        t_call(&lea, "file.put", "{'object': 'task', 'id': " D ", 'name': 'a.pdf'}", job), "id");
    T.body_in = ELA_STR(PDF "3");
    int64_t final = t_int_at(
        t_call(&lea, "file.put", "{'object': 'case', 'id': " D ", 'name': 'b.pdf'}", dossier),
        "id");
    t_call(&lea, "file.deliverable", "{'file': " D ", 'on': true}", final);
    t_ok(&tom, "task.board", "{'cards': [{'files': 1}]}", "{'case': " D "}", dossier);
    t_ok(&tom, "task.read", "{'files': [{'name': 'a.pdf'}]}", "{'task': " D "}", job);
    t_ok(&tom, "case.page", "{'deliverables': [{'name': 'b.pdf'}]}", "{'case': " D "}", dossier);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", final);
    t_ok(&tom, "task.board", "{'cards': [{'files': 0}]}", "{'case': " D "}", dossier);
    t_ok(&tom, "task.read", "{'files': []}", "{'task': " D "}", job);
    t_ok(&tom, "case.page", "{'deliverables': []}", "{'case': " D "}", dossier);
    t_ok(&lea, "task.board", "{'cards': [{'files': 1}]}", "{'case': " D "}", dossier);
}

/* --- search ------------------------------------------------------------------------------- */

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

/* A case that goes to another client leaves behind what it had from elsewhere. */
static void test_SEC_10_no_link_across_clients(void **state)
{
    (void)state;
    int32_t petit = t_client("Petit");
    struct ela_actor theirs = t_portal("p@petit.example", petit);
    int64_t id = put(&lea, "Kbis.pdf"), second = t_case(martin, lea.user_id);
    t_call(&lea, "document.link", "{'file': " D ", 'object': 'case', 'id': " D "}", id, second);
    t_ok(&lea, "file.list", "{'rows': [{'name': 'Kbis.pdf'}]}", "{'case': " D "}", second);
    /* whatever a row says */
    t_sql("UPDATE llx_elaska_case SET fk_soc = %d WHERE rowid = " D, petit, second);
    t_refused(&theirs, "file.get", "not_found", "file", "{'file': " D "}", id);
    t_ok(&theirs, "file.list", "{'rows': []}", "{'case': " D "}", second);
    t_sql("UPDATE llx_elaska_case SET fk_soc = %d WHERE rowid = " D, martin, second);
    t_call(&lea, "case.update", "{'case': " D ", 'client': %d, 'version': " D "}", second, petit,
           t_int("SELECT version FROM llx_elaska_case WHERE rowid = " D, second));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file_link"), 0);
    t_refused(&theirs, "file.get", "not_found", "file", "{'file': " D "}", id);
}

static void test_DOC_14_whoever_raises_a_level_goes_on_reading(void **state)
{
    (void)state;
    struct ela_actor ida = t_user("ida", WRITES | ELA_RIGHT_CONFIDENTIAL);
    int64_t id = put(&lea, "Secret.pdf");
    t_call(&lea, "document.update", "{'file': " D ", 'level': 1}", id);
    t_call(&ida, "document.update", "{'file': " D ", 'level': 2}", id);
    read_it(&ida, id);
    T.body_in = ELA_STR(PDF "two");
    t_call(&ida, "file.put", "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", id);
    t_sql("DELETE FROM llx_elaska_file_reader WHERE fk_user = %d", ida.user_id);
    read_it(&ida, id);
    read_it(&lea, id);
    t_refused(&tom, "document.read", "not_found", "file", "{'file': " D "}", id);
}

static void *decided_meanwhile(void *db)
{
    struct ela_error err = ELA_ERROR_INIT;
    usleep(300000);
    return (void *)(uintptr_t)ela_db_commit(db, &err);
}

/* What somebody else decided between reading and writing is not undone. */
static void test_DOC_14_two_who_change_a_document_at_once(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Note.pdf");
    static const char *const ops[] = {"document.update", "file.update"};
    struct ela_error err = ELA_ERROR_INIT;
    for (size_t i = 0; i < 2; i++) {
        struct ela_db *other = t_connect();
        pthread_t thread;
        t_sql("UPDATE llx_elaska_file SET level = 0, visible = 1");
        assert_int_equal(ela_db_begin(other, &err), ELA_OK);
        assert_int_equal(ela_db_exec(other, "UPDATE llx_elaska_file SET level = 2, visible = 0",
                                     NULL, 0, NULL, &err),
                         ELA_OK);
        assert_int_equal(pthread_create(&thread, NULL, decided_meanwhile, other), 0);
        t_call(&lea, ops[i], "{'file': " D ", 'name': 'Autre'}", id);
        pthread_join(thread, NULL);
        ela_db_free(other);
        assert_int_equal(t_int("SELECT level + 10 * visible FROM llx_elaska_file"), 2);
    }
}

/* --- the bin ------------------------------------------------------------------------------ */

static void test_DOC_26_thirty_days_in_the_bin(void **state)
{
    (void)state;
    struct ela_actor keeper = t_user("eva", WRITES | ELA_RIGHT_CASE_DELETE), worker = t_worker();
    int64_t id = put(&lea, "a.pdf");
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    assert_int_equal(listed(&lea, ""), 0);
    t_refused(&lea, "list.rows", "denied", NULL, "{'list': 'bin'}");
    t_refused(&lea, "file.restore", "denied", NULL, "{'file': " D "}", id);
    t_ok(&keeper, "list.rows",
         "{'rows': [{'name': 'a.pdf', 'deleted_by': {'name': 'lea Durand'}}]}", "{'list': 'bin'}");
    t_ok(&keeper, "document.read", "{'may': {'restore': true, 'edit': false}}",
         "{'file': " D ", 'binned': true}", id);
    t_call(&keeper, "file.restore", "{'file': " D "}", id);
    t_refused(&keeper, "file.restore", "not_found", "file", "{'file': " D "}", id);
    assert_int_equal(listed(&lea, ""), 1);
    t_call(&lea, "file.get", "{'file': " D "}", id);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    T.now += 29 * 86400;
    t_ok(&worker, "file.purge", "{'purged': 0}", "{}");
    T.now += 2 * 86400;
    t_ok(&worker, "file.purge", "{'purged': 1, 'more': false}", "{}");
    t_refused(&keeper, "file.restore", "not_found", "file", "{'file': " D "}", id);
    t_refused(&lea, "file.purge", "denied", NULL, "{}");
}

static void test_SEC_11_a_level_holds_for_what_is_gone(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    int64_t id = put(&lea, "Secret.pdf"), plain = put(&lea, "Note.pdf");
    t_call(&lea, "file.comment", "{'file': " D ", 'body': 'x', 'internal': true}", plain);
    t_call(&lea, "file.comment", "{'file': " D ", 'body': 'x', 'internal': true}", id);
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", id);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    t_call(&lea, "file.delete", "{'file': " D "}", plain);
    t_ok(&tom, "event.list", "{'rows': [{'data': {'name': 'Note.pdf'}}]}",
         "{'case': " D ", 'kinds': 'file.added'}", dossier);
    T.now += 31 * 86400;
    t_ok(&worker, "file.purge", "{'purged': 2}", "{}");
    t_ok(&tom, "event.list", "{'rows': [{'data': {'name': 'Note.pdf'}}]}",
         "{'case': " D ", 'kinds': 'file.added'}", dossier);
    t_ok(&tom, "event.list", "{'rows': [{}]}", "{'client': %d, 'kinds': 'file.added'}", martin);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_comment"), 0);
}

static void test_DOC_26_a_level_holds_in_the_bin(void **state)
{
    (void)state;
    struct ela_actor keeper = t_user("eva", WRITES | ELA_RIGHT_CASE_DELETE);
    int64_t id = put(&lea, "a.pdf");
    t_call(&lea, "document.update", "{'file': " D ", 'level': 2}", id);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    t_ok(&keeper, "list.rows", "{'rows': []}", "{'list': 'bin'}");
    t_refused(&keeper, "file.restore", "not_found", "file", "{'file': " D "}", id);
}

/* --- the client's own --------------------------------------------------------------------- */

static void test_DOC_12_my_documents(void **state)
{
    (void)state;
    T.body_in = ELA_STR(PDF "own");
    int64_t own = t_int_at(t_call(&camille, "file.put",
                                  "{'object': 'document', 'id': %d, 'name': 'CNI.pdf', 'category': "
                                  "'identity', 'description': 'Recto verso'}",
                                  martin),
                           "id");
    T.now += 60;
    int64_t ours = put(&lea, "Note.pdf");
    T.now += 60;
    int64_t hidden = put(&lea, "Interne.pdf");
    t_call(&lea, "document.update", "{'file': " D ", 'visible': false}", hidden);
    t_call(&lea, "document.update", "{'file': " D ", 'client_downloads': false}", ours);
    t_subset(t_call(&camille, "document.mine", "{}"),
             "{'rows': [{'name': 'Note.pdf', 'from_client': false, 'may_download': false, "
             "'may_delete': false, 'status': null}, {'name': 'CNI.pdf', 'from_client': true, "
             "'may_delete': true, 'category': {'code': 'identity'}, 'description': 'Recto verso', "
             "'status': {'code': 'waiting'}, 'case': null}], 'next': null}");
    t_refused(&camille, "file.get", "file.view_only", "file", "{'file': " D "}", ours);
    t_refused(&camille, "file.get", "file.view_only", "file", "{'file': " D ", 'view': true}",
              ours); /* looked at by pages */
    t_ok(&camille, "preview.read", "{'download': false}", "{'file': " D "}", ours);
    t_ok(&camille, "file.list", "{'rows': [{'name': 'Note.pdf', 'may_download': false}]}",
         "{'case': " D "}", dossier);
    t_ok(&lea, "file.list", "{'rows': [{'name': 'Interne.pdf'}, {'may_download': true}]}",
         "{'case': " D "}", dossier);
    /* what is said of each, as far as he reads it */
    t_call(&lea, "file.comment", "{'file': " D ", 'body': 'Page 2 ?'}", ours);
    t_call(&camille, "file.comment", "{'file': " D ", 'body': 'Oui'}", ours);
    t_call(&lea, "file.comment", "{'file': " D ", 'body': 'Entre nous', 'internal': true}", ours);
    int64_t hush =
        t_int_at(t_call(&lea, "file.comment", "{'file': " D ", 'body': 'Non'}", ours), "id");
    t_sql("UPDATE llx_elaska_comment SET hidden_at = 1 WHERE rowid = " D, hush);
    t_ok(&camille, "document.mine", "{'rows': [{'comments': 2}, {'comments': 0}]}", "{}");
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'CNI.pdf'}]}", "{'search': 'verso'}");
    t_ok(&camille, "document.mine", "{'rows': []}", "{'search': 'interne'}");
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'CNI.pdf'}]}", "{'category': 'identity'}");
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'Note.pdf'}]}", "{'case': " D "}", dossier);
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'CNI.pdf'}]}", "{'status': 'waiting'}");
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'CNI.pdf'}]}", "{'by': 'client'}");
    t_ok(&camille, "document.mine", "{'rows': []}", "{'to': '2001-01-01'}");
    struct ela_str next = t_text_at(t_call(&camille, "document.mine", "{'limit': 1}"), "next");
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'CNI.pdf'}], 'next': null}",
         "{'limit': 1, 'after': '%.*s'}", (int)next.n, next.p);
    t_refused(&camille, "document.mine", "list.cursor", "after", "{'after': 'zz'}");
    t_call(&camille, "file.delete", "{'file': " D "}", own);
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'Note.pdf'}]}", "{}");
    struct ela_actor petit = t_portal("x@b.example", t_client("Petit"));
    t_ok(&petit, "document.mine", "{'rows': []}", "{}");
    t_refused(&petit, "file.put", "not_found", "id",
              "{'object': 'document', 'id': %d, 'name': 'CNI.pdf'}", martin);
    t_refused(&lea, "document.mine", "denied", NULL, "{}");
}

static void test_DOC_12_his_own_until_it_is_received(void **state)
{
    (void)state;
    int64_t id = put(&camille, "a.pdf");
    t_refused(&lea, "document.judge", "field.required", "reason",
              "{'files': [" D "], 'to': 'refused'}", id);
    t_call(&lea, "document.judge", "{'files': [" D "], 'to': 'received'}", id);
    t_refused(&lea, "document.judge", "document.judged", "files",
              "{'files': [" D "], 'to': 'received'}", id);
    t_refused(&camille, "file.delete", "file.kept", "file", "{'file': " D "}", id);
    t_call(&lea, "document.judge", "{'files': [" D "], 'to': 'refused', 'reason': 'Illisible'}",
           id);
    t_ok(&camille, "document.mine",
         "{'rows': [{'status': {'code': 'refused'}, 'reason': 'Illisible'}]}", "{}");
    t_refused(&lea, "document.judge", "document.judged", "files",
              "{'files': [" D "], 'to': 'validated'}", put(&lea, "b.pdf"));
    t_refused(&camille, "document.judge", "denied", NULL, "{'files': [" D "], 'to': 'received'}",
              id);
    t_refused(&lea, "document.judge", "not_found", "file", "{'files': [99999], 'to': 'received'}");
}

static void test_DOC_12_a_piece_taken_back_is_asked_for_again(void **state)
{
    (void)state;
    int64_t piece = t_int_at(t_call(&lea, "piece.add",
                                    "{'case': " D ", 'label': 'RIB', 'from': 'client', 'required': "
                                    "true, 'category': 'identity'}",
                                    dossier),
                             "id");
    int64_t id = t_int_at(
        t_call(&camille, "file.put", "{'object': 'piece', 'id': " D ", 'name': 'a.pdf'}", piece),
        "id");
    t_subset(read_it(&lea, id),
             "{'category': {'code': 'identity'}, 'status': {'code': 'waiting'}}");
    t_call(&camille, "file.delete", "{'file': " D "}", id);
    t_str_equal(ela_str_of(t_text("SELECT status FROM llx_elaska_case_piece")), "to_provide");
    T.body_in = ELA_STR(PDF "2");
    id = t_int_at(
        t_call(&camille, "file.put", "{'object': 'piece', 'id': " D ", 'name': 'b.pdf'}", piece),
        "id");
    t_call(&lea, "document.judge", "{'files': [" D "], 'to': 'refused', 'reason': 'Flou'}", id);
    t_str_equal(ela_str_of(t_text("SELECT status FROM llx_elaska_case_piece")), "refused");
    t_subset(read_it(&lea, id), "{'status': {'code': 'refused'}, 'reason': 'Flou'}");
    /* A new one waits, the refused one stays refused. */
    T.body_in = ELA_STR(PDF "3");
    t_call(&camille, "file.put", "{'object': 'piece', 'id': " D ", 'name': 'c.pdf'}", piece);
    t_call(&lea, "piece.validate", "{'pieces': [" D "]}", piece);
    t_ok(
        &camille, "document.mine",
        "{'rows': [{'name': 'c.pdf', 'status': {'code': 'validated'}}, {'name': 'b.pdf', 'status': "
        "{'code': 'refused'}}]}",
        "{}");
}

static void test_DOC_12_drafts_and_what_is_hidden_are_in_no_list(void **state)
{
    (void)state;
    int64_t job =
        t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", dossier), "id");
    t_call(&lea, "file.put", "{'object': 'task', 'id': " D ", 'name': 'a.pdf'}", job);
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'a.pdf'}]}", "{}");
    t_sql("UPDATE llx_elaska_task SET visible = 0");
    t_ok(&camille, "document.mine", "{'rows': []}", "{}");
    t_sql("UPDATE llx_elaska_task SET visible = 1");
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_ok(&camille, "document.mine", "{'rows': []}", "{}");
    t_sql("UPDATE llx_elaska_case SET portal_visible = 1");
    t_sql("UPDATE llx_elaska_file SET object = 'model', object_id = 0");
    t_ok(&camille, "document.mine", "{'rows': []}", "{}");
    assert_int_equal(listed(&lea, ""), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(test_DOC_02_what_is_known_of_a_document),
        DOCUMENT_TEST(test_DOC_02_what_cannot_be_said_of_a_document),
        DOCUMENT_TEST(test_DOC_02_one_document_of_several_objects),
        DOCUMENT_TEST(test_DOC_02_links_do_not_tell_of_cases_that_are_not_for_the_reader),
        DOCUMENT_TEST(test_DOC_03_an_address_is_a_document),
        DOCUMENT_TEST(test_DOC_24_a_new_version_keeps_the_older_ones),
        DOCUMENT_TEST(test_DOC_24_a_client_sends_a_new_version_of_his_own),
        DOCUMENT_TEST(test_DOC_24_a_version_that_is_not_kept_leaves_the_document_as_it_was),
        DOCUMENT_TEST(test_SEC_11_levels_of_a_document),
        DOCUMENT_TEST(test_SEC_11_an_administrator_breaks_the_glass_for_an_hour),
        DOCUMENT_TEST(test_SEC_11_what_no_glass_opens),
        DOCUMENT_TEST(test_DOC_14_a_group_reads_what_is_restricted_to_it),
        DOCUMENT_TEST(test_SEC_11_counters_and_pages_of_cases_tasks_and_steps),
        DOCUMENT_TEST(test_DOC_25_search_by_words_of_names_and_descriptions),
        DOCUMENT_TEST(test_DOC_25_a_word_that_is_everywhere),
        DOCUMENT_TEST(test_DOC_25_filters_and_what_no_list_tells),
        DOCUMENT_TEST(test_DOC_25_documents_of_a_case_with_what_it_has_from_elsewhere),
        DOCUMENT_TEST(test_DOC_25_documents_of_a_case_among_100000),
        DOCUMENT_TEST(test_DOC_26_thirty_days_in_the_bin),
        DOCUMENT_TEST(test_DOC_26_a_level_holds_in_the_bin),
        DOCUMENT_TEST(test_SEC_11_a_level_holds_for_what_is_gone),
        DOCUMENT_TEST(test_SEC_10_no_link_across_clients),
        DOCUMENT_TEST(test_DOC_14_whoever_raises_a_level_goes_on_reading),
        DOCUMENT_TEST(test_DOC_14_two_who_change_a_document_at_once),
        DOCUMENT_TEST(test_DOC_12_my_documents),
        DOCUMENT_TEST(test_DOC_12_his_own_until_it_is_received),
        DOCUMENT_TEST(test_DOC_12_a_piece_taken_back_is_asked_for_again),
        DOCUMENT_TEST(test_DOC_12_drafts_and_what_is_hidden_are_in_no_list),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
