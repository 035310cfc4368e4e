/*
 * Folders of documents: made by models, changed by people, closed to whoever they are not for.
 * DOC-01, DOC-12, DOC-14.
 */
#include "firm_support.h"
#include "pack_support.h"
#include "file/file.h"

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

static struct ela_actor tom, boss, admin;

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    tom = t_user("tom", WRITES);
    boss = t_user("boss", WRITES | ELA_RIGHT_CONFIDENTIAL);
    admin = t_user("admin", T_ALL_RIGHTS);
    t_pack(&admin, "core");
    t_pack(&admin, "starter");
    t_store();
    return 0;
}
#define FOLDER_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

/* Into the client's own space, of a category. */
static int64_t put(const struct ela_actor *a, const char *name, const char *more)
{
    static char bytes[128];
    int n = snprintf(bytes, sizeof bytes, "%s%s%s", PDF, name, more);
    T.body_in = (struct ela_str){bytes, (size_t)n};
    return t_int_at(t_call(a, "file.put", "{'object': 'document', 'id': %d, 'name': '%s'%s}",
                           (int)martin, name, more),
                    "id");
}

static int64_t make(const struct ela_actor *a, const char *name, int64_t parent, const char *more)
{
    return parent ? t_int_at(t_call(a, "folder.create", "{'parent': " D ", 'name': '%s'%s}", parent,
                                    name, more),
                             "id")
                  : t_int_at(t_call(a, "folder.create", "{'client': %d, 'name': '%s'%s}",
                                    (int)martin, name, more),
                             "id");
}

static int64_t version(int64_t folder)
{
    return t_int("SELECT version FROM llx_elaska_folder WHERE rowid = " D, folder);
}

static int64_t keyed(const char *key)
{
    return t_int("SELECT COALESCE(MAX(rowid), 0) FROM llx_elaska_folder WHERE model = '%s'", key);
}

static int64_t folder_of(int64_t file)
{
    return t_int("SELECT COALESCE(fk_folder, 0) FROM llx_elaska_file WHERE rowid = " D, file);
}

static void file_in(const struct ela_actor *a, int64_t file, int64_t folder)
{
    t_call(a, "document.file", "{'files': [" D "], 'folder': " D "}", file, folder);
}

static size_t rows(const struct ela_json *out, const char *member)
{
    return ela_json_size(t_at(out, member));
}

/* --- models ------------------------------------------------------------------------------- */

static void test_DOC_01_the_first_document_makes_the_tree_of_its_kind(void **state)
{
    (void)state;
    char key[40];
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, kinds) VALUES (1, %d, 1)", (int)martin);
    t_ok(&lea, "folder.tree", "{'folders': [], 'total': 0, 'unfiled': 0}", "{'client': %d}",
         (int)martin);
    int64_t id = put(&lea, "CNI.pdf", ", 'category': 'identity'");
    assert_int_equal(folder_of(id), keyed("identite"));
    t_subset(t_call(&lea, "document.read", "{'file': " D "}", id),
             "{'folder': {'name': 'Identité et famille'}}");
    assert_true(keyed("sante") > 0 && keyed("dossiers") > 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_folder WHERE year > 0"), 0);
    /* A year comes whole when its first document does. */
    int64_t tax = put(&lea, "Avis.pdf", ", 'category': 'tax'");
    int year = (int)t_int("SELECT MAX(year) FROM llx_elaska_folder");
    snprintf(key, sizeof key, "annuel@%d/impots", year);
    assert_int_equal(folder_of(tax), keyed(key));
    snprintf(key, sizeof key, "annuel@%d/juridique", year);
    assert_true(keyed(key) > 0);
    /* Nothing twice, whoever asks again. */
    int64_t n = t_int("SELECT COUNT(*) FROM llx_elaska_folder");
    t_call(&lea, "folder.prepare", "{'client': %d}", (int)martin);
    put(&camille, "Passeport.pdf", ", 'category': 'identity'");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_folder"), n);
    t_ok(&lea, "folder.tree", "{'total': 3, 'unfiled': 0}", "{'client': %d}", (int)martin);
    /* In the reader's language. */
    struct ela_actor english = lea;
    snprintf(english.lang, sizeof english.lang, "en");
    t_subset(t_call(&english, "folder.read", "{'folder': " D "}", keyed("sante")),
             "{'name': 'Health', 'model': true}");
}

/* What the shipped kinds of case ask of a client of each kind has a place in his tree. */
static void test_DOC_01_what_is_asked_most_has_a_place(void **state)
{
    (void)state;
    static const struct {
        int kinds;
        const char *category, *key;
    } IN[] = {
        {1, "id_document", "identite"},
        {1, "address_proof", "logement"},
        {1, "bank_details", "banque"},
        {1, "liability_insurance", "assurance"},
        {2, "kbis", "societe"},
        {2, "address_proof", "societe"},
        {2, "articles", "juridique"},
        {2, "bank_details", "banque"},
        {2, "urssaf_certificate", "rh"},
        {2, "liability_insurance", "assurance"},
        {1, "tax_notice", "annuel@/impots"},
        {2, "tax_certificate", "annuel@/fiscal"},
    };
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, kinds) VALUES (1, %d, 1)", (int)martin);
    for (size_t i = 0; i < sizeof IN / sizeof IN[0]; i++) {
        char more[80], name[20];
        t_sql("UPDATE llx_elaska_client SET kinds = %d WHERE fk_soc = %d", IN[i].kinds,
              (int)martin);
        snprintf(more, sizeof more, ", 'category': '%s'", IN[i].category);
        snprintf(name, sizeof name, "piece-%zu.pdf", i);
        int64_t id = put(&lea, name, more);
        assert_int_equal(
            t_int("SELECT COUNT(*) FROM llx_elaska_file f JOIN llx_elaska_folder o ON o.rowid = "
                  "f.fk_folder WHERE f.rowid = " D
                  " AND REGEXP_REPLACE(o.model, '@[0-9]+', '@') = '%s'",
                  id, IN[i].key),
            1);
    }
}

static void test_DOC_01_a_case_has_its_folder(void **state)
{
    (void)state;
    char key[60];
    int64_t opened = t_int_at(t_call(&lea, "case.create",
                                     "{'client': %d, 'title': 'Dossier A/B', 'lead': %d, "
                                     "'template': 'audit-organisationnel'}",
                                     (int)martin, (int)lea.user_id),
                              "id");
    T.body_in = ELA_STR(PDF "1");
    int64_t id = t_int_at(t_call(&lea, "file.put",
                                 "{'object': 'case', 'id': " D ", 'name': 'a.pdf', 'category': "
                                 "'legal'}",
                                 opened),
                          "id");
    snprintf(key, sizeof key, "case:" D "/recues", opened);
    assert_int_equal(folder_of(id), keyed(key));
    snprintf(key, sizeof key, "case:" D, opened);
    t_subset(t_call(&lea, "folder.read", "{'folder': " D "}", keyed(key)),
             "{'path': [{'name': 'Mes dossiers'}, {}], 'case': " D "}", opened);
    /* Its folders take its documents alone, and stay in it. */
    int64_t other = put(&lea, "b.pdf", "");
    t_refused(&lea, "document.file", "folder.other_case", "folder",
              "{'files': [" D "], 'folder': " D "}", other, keyed(key));
    t_refused(&lea, "folder.move", "folder.other_case", "parent",
              "{'folder': " D ", 'version': 1, 'parent': null}", folder_of(id));
    t_call(&lea, "folder.move", "{'folder': " D ", 'version': " D ", 'parent': null}", keyed(key),
           version(keyed(key)));
    /* Whoever does not reach the case does not see its folder. */
    t_sql("UPDATE llx_elaska_case SET confidentiality = 2 WHERE rowid = " D, opened);
    t_refused(&tom, "folder.read", "not_found", "folder", "{'folder': " D "}", keyed(key));
    t_sql("UPDATE llx_elaska_case SET confidentiality = 0, portal_visible = 0 WHERE rowid = " D,
          opened);
    const struct ela_json *tree = t_call(&camille, "folder.tree", "{}");
    for (size_t i = 0; i < rows(tree, "folders"); i++)
        assert_true(ela_json_int(ela_json_get(ela_json_at(t_at(tree, "folders"), i), "case"), 0) !=
                    opened);
}

static void test_DOC_01_what_a_model_cannot_say(void **state)
{
    (void)state;
    static const struct {
        const char *folders, *key;
    } cases[] = {
        {"[]", "pack.required"},
        {"[{'code': 'a', 'label': {'fr': 'A/B'}}]", "folder.name"},
        {"[{'code': 'a', 'label': {'fr': 'A'}}, {'code': 'a', 'label': {'fr': 'B'}}]",
         "pack.duplicate"},
        {"[{'code': 'a', 'label': {'fr': 'A'}}, {'code': 'b', 'label': {'fr': 'A'}}]",
         "pack.same_label"},
        {"[{'code': 'a', 'label': {'fr': 'A'}, 'year': true}]", "folder.year_name"},
        {"[{'code': 'a', 'label': {'fr': 'A {year}'}, 'year': true, 'folders': [{'code': 'b', "
         "'label': {'fr': 'B {year}'}, 'year': true}]}]",
         "folder.year_within"},
        {"[{'code': 'a', 'label': {'fr': 'A'}, 'cases': true}, {'code': 'b', 'label': {'fr': 'B'}, "
         "'cases': true}]",
         "folder.cases_once"},
        {"[{'code': 'a', 'label': {'fr': 'A'}, 'categories': ['tax']}, {'code': 'b', 'label': "
         "{'fr': 'B'}, 'categories': ['tax']}]",
         "folder.category_twice"},
        {"[{'code': 'a', 'label': {'fr': 'A'}, 'folders': [{'code': 'a', 'label': {'fr': 'A'}, "
         "'folders': [{'code': 'a', 'label': {'fr': 'A'}, 'folders': [{'code': 'a', 'label': "
         "{'fr': 'A'}, 'folders': [{'code': 'a', 'label': {'fr': 'A'}}]}]}]}]}]",
         "folder.deep"},
        {"[{'code': 'a', 'label': {'fr': 'A'}, 'level': 2}]", "pack.range"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct ela_json *out =
            t_call(&admin, "folders.check",
                   "{'body': {'format': 'elaska.folders/1', 'code': 'x', 'label': {'fr': 'X'}, "
                   "'client_kinds': ['company'], 'folders': %s}}",
                   cases[i].folders);
        const char *key =
            ela_json_text(ela_json_get(ela_json_at(t_at(out, "problems"), 0), "key")).p;
        assert_non_null(key);
        assert_string_equal(key, cases[i].key);
    }
    t_refused(&lea, "folders.models", "denied", NULL, "{}");
    t_call(&admin, "folders.copy", "{'code': 'particulier', 'to': 'le-notre', 'label': 'À nous'}");
    t_ok(&admin, "folders.model", "{'code': 'le-notre', 'shipped': false}", "{'code': 'le-notre'}");
    t_refused(&admin, "folders.delete", "meta.template_shipped", "code", "{'code': 'particulier'}");
    t_call(&admin, "folders.delete", "{'code': 'le-notre'}");
    t_refused(&admin, "folders.model", "meta.unknown", "code", "{'code': 'le-notre'}");
}

/* --- what people do ----------------------------------------------------------------------- */

static void test_DOC_01_folders_are_made_named_and_moved(void **state)
{
    (void)state;
    int64_t a = make(&lea, "Litige", 0, ", 'icon': 'scale', 'colour': 'red'");
    int64_t b = make(&lea, "Courriers", a, ""), c = make(&lea, "2025", b, "");
    int64_t file = put(&lea, "x.pdf", "");
    file_in(&lea, file, c);
    t_subset(t_call(&lea, "folder.tree", "{'client': %d}", (int)martin),
             "{'folders': [{'name': 'Litige', 'count': 0, 'total': 1, 'icon': 'scale'}, {'total': "
             "1}, {'count': 1, 'total': 1}], 'total': 1, 'may': {'edit': true}}");
    t_refused(&lea, "folder.create", "folder.exists", "name", "{'client': %d, 'name': 'LITIGE'}",
              (int)martin);
    t_refused(&lea, "folder.update", "conflict.version", "version",
              "{'folder': " D ", 'version': 7, 'name': 'Autre'}", a);
    t_call(&lea, "folder.update", "{'folder': " D ", 'version': 1, 'name': 'Litige voisin'}", a);
    /* No cycle; what is in it comes along. */
    t_refused(&lea, "folder.move", "folder.within_itself", "parent",
              "{'folder': " D ", 'version': 2, 'parent': " D "}", a, c);
    t_refused(&lea, "folder.move", "folder.within_itself", "parent",
              "{'folder': " D ", 'version': 2, 'parent': " D "}", a, a);
    t_call(&lea, "folder.move", "{'folder': " D ", 'version': 1, 'parent': null, 'before': " D "}",
           b, a);
    assert_int_equal(folder_of(file), c);
    t_subset(t_call(&lea, "folder.tree", "{'client': %d}", (int)martin),
             "{'folders': [{'name': 'Courriers', 'total': 1}, {'name': 'Litige voisin', 'total': "
             "0}, {}]}");
    /* The document is where it was, its history says from where to where. */
    t_call(&lea, "file.get", "{'file': " D "}", file);
    t_subset(t_call(&lea, "event.list", "{'object': 'file', 'object_id': " D "}", file),
             "{'rows': [{}, {'data': {'changes': [{'field': 'folder', 'from': '', 'to': "
             "'2025'}]}}, {'kind': 'file.added'}]}");
    /* Empty or not. */
    t_call(&lea, "folder.delete", "{'folder': " D ", 'version': 2}", a);
    t_refused(&lea, "folder.delete", "folder.holds", "folder", "{'folder': " D ", 'version': 2}",
              b);
    t_call(&lea, "folder.delete", "{'folder': " D ", 'version': 1, 'content': 'up'}", c);
    assert_int_equal(folder_of(file), b);
    t_call(&lea, "document.file", "{'files': [" D "], 'folder': null}", file);
    t_ok(&lea, "folder.tree", "{'unfiled': 1, 'total': 1}", "{'client': %d}", (int)martin);
}

static void test_DOC_01_bounds_and_hostile_names(void **state)
{
    (void)state;
    static const char *const names[] = {"..", "a/b", "a\\\\b", "\xE2\x80\xAE gnp",
                                        "a\xE2\x80\x8B.b"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        t_refused(&lea, "folder.create", "folder.name", "name", "{'client': %d, 'name': '%s'}",
                  (int)martin, names[i]);
    t_refused(&lea, "folder.create", "field.control_characters", "name",
              "{'client': %d, 'name': 'a\\u0007'}", (int)martin);
    t_refused(&lea, "folder.create", "field.choice", "icon",
              "{'client': %d, 'name': 'a', 'icon': '\\\"><script>'}", (int)martin);
    t_refused(&lea, "folder.create", "field.required", "client", "{'name': 'a'}");
    int64_t at = 0;
    for (int i = 0; i < 8; i++)
        at = make(&lea, "<b>x", at, "");
    t_refused(&lea, "folder.create", "folder.deep", "parent", "{'parent': " D ", 'name': 'x'}", at);
    int64_t two = make(&lea, "haut", 0, "");
    make(&lea, "bas", two, "");
    t_refused(&lea, "folder.move", "folder.deep", "parent",
              "{'folder': " D ", 'version': 1, 'parent': " D "}", two, at);
    t_sql(
        "INSERT INTO llx_elaska_folder (entity, fk_soc, name, twin, at) SELECT 1, %d, 'n', seq, 1 "
        "FROM seq_1_to_1000",
        (int)martin);
    t_refused(&lea, "folder.create", "folder.too_many", "name", "{'client': %d, 'name': 'plus'}",
              (int)martin);
    /* A document still finds its way, without a new folder. */
    assert_int_equal(folder_of(put(&lea, "CNI.pdf", ", 'category': 'company'")), 0);
}

static void test_DOC_01_a_folder_of_the_model_stays_while_it_holds(void **state)
{
    (void)state;
    int64_t id = put(&lea, "Kbis.pdf", ", 'category': 'company'"), own, f = folder_of(id);
    assert_true(f > 0);
    t_refused(&lea, "folder.delete", "folder.model_holds", "folder",
              "{'folder': " D ", 'version': 1, 'content': 'up'}", f);
    own = make(&lea, "Anciens", f, "");
    file_in(&lea, id, own);
    t_refused(&lea, "folder.delete", "folder.holds", "folder", "{'folder': " D ", 'version': 1}",
              f);
    t_call(&lea, "folder.delete", "{'folder': " D ", 'version': 1, 'content': 'up'}", own);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    t_call(&lea, "folder.delete", "{'folder': " D ", 'version': 1}", f);
    /* What comes back from the bin lies in none; what comes next makes it again. */
    assert_int_equal(folder_of(id), 0);
    assert_true(folder_of(put(&lea, "Kbis2.pdf", ", 'category': 'company'")) > 0);
}

/* --- whom they are for -------------------------------------------------------------------- */

static void nothing_of(const struct ela_actor *a, int64_t folder, int64_t file, int64_t seen)
{
    t_refused(a, "file.get", "not_found", "file", "{'file': " D "}", file);
    if (a->kind == ELA_ACTOR_USER) {
        t_refused(a, "folder.read", "not_found", "folder", "{'folder': " D "}", folder);
        t_refused(a, "document.read", "not_found", "file", "{'file': " D "}", file);
        t_refused(a, "document.file", "not_found", "files", "{'files': [" D "], 'folder': null}",
                  file);
        t_refused(a, "folder.update", "not_found", "folder",
                  "{'folder': " D ", 'version': 1, 'name': 'x'}", folder);
        t_refused(a, "folder.create", "not_found", "parent", "{'parent': " D ", 'name': 'x'}",
                  folder);
        assert_int_equal(rows(t_call(a, "list.rows", "{'list': 'documents'}"), "rows"), seen);
        assert_int_equal(
            rows(t_call(a, "list.rows", "{'list': 'documents', 'search': 'secret'}"), "rows"), 0);
        assert_int_equal(
            rows(t_call(a, "list.rows",
                        "{'list': 'documents', 'filter': {'and': [{'field': 'folder', 'op': 'is', "
                        "'value': " D "}]}}",
                        folder),
                 "rows"),
            0);
    } else {
        assert_int_equal(rows(t_call(a, "document.mine", "{}"), "rows"), seen);
        t_refused(a, "document.mine", "not_found", "folder", "{'folder': " D "}", folder);
    }
    const struct ela_json *tree = a->kind == ELA_ACTOR_USER
                                      ? t_call(a, "folder.tree", "{'client': %d}", (int)martin)
                                      : t_call(a, "folder.tree", "{}");
    assert_int_equal(t_int_at(tree, "total"), seen);
    for (size_t i = 0; i < rows(tree, "folders"); i++)
        assert_true(ela_json_int(ela_json_get(ela_json_at(t_at(tree, "folders"), i), "id"), 0) !=
                    folder);
    t_refused(a, "file.put", "not_found", "folder",
              "{'object': 'document', 'id': %d, 'name': 'y.pdf', 'folder': " D "}", (int)martin,
              folder);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event e WHERE e.object = 'folder' AND "
                           "(e.visible = 1 OR e.fk_soc > 0 OR e.fk_case > 0)"),
                     0);
}

static void test_SEC_11_a_restricted_folder_leaves_no_trace(void **state)
{
    (void)state;
    int64_t top = make(&boss, "Litige", 0, ", 'level': 2, 'users': [], 'groups': []");
    int64_t in = make(&boss, "Pièces", top, ""), file = put(&boss, "secret.pdf", "");
    put(&boss, "ouvert.pdf", "");
    file_in(&boss, file, in);
    nothing_of(&tom, in, file, 1);
    nothing_of(&tom, top, file, 1);
    t_call(&boss, "file.get", "{'file': " D "}", file);
    /* Not even its name is taken. */
    int64_t twin = make(&tom, "Litige", 0, "");
    assert_true(twin > 0);
    /* Named in both, he reads both; in the inner one alone he does not. */
    int64_t inner = make(&boss, "Interne", in, ", 'level': 2");
    t_call(&boss, "folder.update", "{'folder': " D ", 'version': 1, 'level': 2, 'users': [%d]}",
           inner, (int)tom.user_id);
    t_refused(&tom, "folder.read", "not_found", "folder", "{'folder': " D "}", inner);
    t_call(&boss, "folder.update", "{'folder': " D ", 'version': 1, 'level': 2, 'users': [%d]}",
           top, (int)tom.user_id);
    t_call(&tom, "folder.read", "{'folder': " D "}", inner);
    t_call(&tom, "file.get", "{'file': " D "}", file);
    t_call(&boss, "folder.update", "{'folder': " D ", 'version': 2, 'level': 2, 'users': []}", top);
    t_refused(&tom, "folder.read", "not_found", "folder", "{'folder': " D "}", inner);
    /* Confidential ones are for those who hold the right. */
    t_call(&boss, "folder.update", "{'folder': " D ", 'version': 3, 'level': 1}", top);
    t_refused(&tom, "file.get", "not_found", "file", "{'file': " D "}", file);
    struct ela_actor right = t_user("rita", WRITES | ELA_RIGHT_CONFIDENTIAL);
    t_call(&right, "file.get", "{'file': " D "}", file);
    /* Out of it, it is for everybody again; history names no closed folder. */
    file_in(&boss, file, twin);
    t_call(&tom, "file.get", "{'file': " D "}", file);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE object = 'file' AND data "
                           "LIKE '%%Pièces%%'"),
                     0);
}

static void test_DOC_12_a_hidden_folder_is_not_there_for_the_client(void **state)
{
    (void)state;
    int64_t top = make(&lea, "Cabinet", 0, ", 'visible': false"), in = make(&lea, "Notes", top, "");
    int64_t file = put(&lea, "note.pdf", ""), kept = put(&camille, "a-moi.pdf", "");
    file_in(&lea, file, in);
    nothing_of(&camille, in, file, 1);
    file_in(&lea, kept, top);
    nothing_of(&camille, top, kept, 0);
    t_call(&lea, "folder.update", "{'folder': " D ", 'version': 1, 'visible': true}", top);
    t_call(&camille, "file.get", "{'file': " D "}", file);
    t_ok(&camille, "folder.tree",
         "{'folders': [{'name': 'Cabinet', 'count': 1, 'total': 2}, {'count': 1}], 'total': 2}",
         "{}");
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'note.pdf'}]}", "{'folder': " D "}", in);
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'note.pdf'}]}",
         "{'folder': " D ", 'search': 'note'}", top);
    /* He deposits where he sees. */
    T.body_in = ELA_STR(PDF "z");
    int64_t own =
        t_int_at(t_call(&camille, "file.put",
                        "{'object': 'document', 'id': %d, 'name': 'z.pdf', 'folder': " D "}",
                        (int)martin, in),
                 "id");
    assert_int_equal(folder_of(own), in);
    t_refused(&camille, "folder.create", "denied", NULL, "{'client': %d, 'name': 'x'}",
              (int)martin);
}

static void test_SEC_10_folders_of_another_client(void **state)
{
    (void)state;
    int32_t petit = t_client("Petit");
    int64_t theirs = t_int_at(
        t_call(&lea, "folder.create", "{'client': %d, 'name': 'Chez Petit'}", (int)petit), "id");
    int64_t ours = make(&lea, "Chez Martin", 0, ""), file = put(&lea, "a.pdf", "");
    t_refused(&lea, "folder.move", "not_found", "parent",
              "{'folder': " D ", 'version': 1, 'parent': " D "}", ours, theirs);
    t_refused(&lea, "document.file", "not_found", "folder", "{'files': [" D "], 'folder': " D "}",
              file, theirs);
    t_refused(&lea, "file.put", "not_found", "folder",
              "{'object': 'document', 'id': %d, 'name': 'b.pdf', 'folder': " D "}", (int)martin,
              theirs);
    t_refused(&camille, "document.mine", "not_found", "folder", "{'folder': " D "}", theirs);
    assert_int_equal(rows(t_call(&camille, "folder.tree", "{'client': %d}", (int)petit), "folders"),
                     1); /* her own, whatever she asks for */
    struct ela_actor own = t_user("ali", WRITES);
    own.own_clients_only = true;
    t_refused(&own, "folder.tree", "not_found", "client", "{'client': %d}", (int)petit);
    t_refused(&own, "folder.read", "not_found", "folder", "{'folder': " D "}", theirs);
    struct ela_actor elsewhere = lea;
    elsewhere.entity = 2;
    t_refused(&elsewhere, "folder.read", "not_found", "folder", "{'folder': " D "}", ours);
}

static void test_DOC_01_documents_that_were_there_are_filed(void **state)
{
    (void)state;
    put(&lea, "Kbis.pdf", ", 'category': 'company'");
    put(&lea, "Bilan.pdf", ", 'category': 'accounting'");
    t_sql("UPDATE llx_elaska_file SET fk_folder = NULL, document_on = '2023-05-01'");
    t_sql("DELETE FROM llx_elaska_folder");
    t_ok(&lea, "folder.prepare", "{'filed': 2, 'more': false}", "{'client': %d}", (int)martin);
    assert_true(keyed("annuel@2023/comptable") > 0);
    t_ok(&lea, "folder.tree", "{'unfiled': 0, 'total': 2}", "{'client': %d}", (int)martin);
}

static void test_DOC_01_two_clients_become_one(void **state)
{
    (void)state;
    int32_t petit = t_client("Petit");
    make(&lea, "Société", 0, "");
    t_call(&lea, "folder.create", "{'client': %d, 'name': 'Société'}", (int)petit);
    t_call(&admin, "time.replace_client", "{'from': %d, 'to': %d}", (int)petit, (int)martin);
    t_subset(t_call(&lea, "folder.tree", "{'client': %d}", (int)martin),
             "{'folders': [{'name': 'Société'}, {'name': 'Société'}]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(test_DOC_01_the_first_document_makes_the_tree_of_its_kind),
        FOLDER_TEST(test_DOC_01_what_is_asked_most_has_a_place),
        FOLDER_TEST(test_DOC_01_a_case_has_its_folder),
        FOLDER_TEST(test_DOC_01_what_a_model_cannot_say),
        FOLDER_TEST(test_DOC_01_folders_are_made_named_and_moved),
        FOLDER_TEST(test_DOC_01_bounds_and_hostile_names),
        FOLDER_TEST(test_DOC_01_a_folder_of_the_model_stays_while_it_holds),
        FOLDER_TEST(test_SEC_11_a_restricted_folder_leaves_no_trace),
        FOLDER_TEST(test_DOC_12_a_hidden_folder_is_not_there_for_the_client),
        FOLDER_TEST(test_SEC_10_folders_of_another_client),
        FOLDER_TEST(test_DOC_01_documents_that_were_there_are_filed),
        FOLDER_TEST(test_DOC_01_two_clients_become_one),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
