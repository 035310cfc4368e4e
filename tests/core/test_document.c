/*
 * Documents: their record, versions, addresses elsewhere, the bin, the client's own list. DOC-02,
 * DOC-03, DOC-12, DOC-24, DOC-26.
 */
#include "document_support.h"

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
        DOCUMENT_TEST(test_DOC_26_thirty_days_in_the_bin),
        DOCUMENT_TEST(test_DOC_12_my_documents),
        DOCUMENT_TEST(test_DOC_12_his_own_until_it_is_received),
        DOCUMENT_TEST(test_DOC_12_a_piece_taken_back_is_asked_for_again),
        DOCUMENT_TEST(test_DOC_12_drafts_and_what_is_hidden_are_in_no_list),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
