/*
 * Files: what bytes are, names, deposit, reach, deliverables. Source: CASE-19, CASE-23, CASE-27,
 * SEC-13.
 */
#include "firm_support.h"
#include "file/file.h"

#include <unistd.h>

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

static int64_t job;

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    job = t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", dossier), "id");
    t_store();
    T.body_in = ELA_STR(PDF);
    return 0;
}

#define FILE_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

static int64_t put(const struct ela_actor *a, const char *name)
{
    return t_int_at(
        t_call(a, "file.put", "{'object': 'task', 'id': " D ", 'name': '%s'}", job, name), "id");
}

/* --- bytes -------------------------------------------------------------------------------- */

static void zip_entry(struct ela_buf *b, struct ela_buf *list, const char *name, const char *data)
{
    char local[30] = "PK\3\4", central[46] = "PK\1\2";
    size_t at = b->n, n = strlen(name), size = strlen(data);
    local[18] = local[22] = (char)size;
    local[26] = central[28] = (char)n;
    central[20] = central[24] = (char)size;
    central[42] = (char)(at & 0xFF);
    central[43] = (char)(at >> 8);
    ela_buf_add(b, local, sizeof local);
    ela_buf_adds(b, name);
    ela_buf_adds(b, data);
    ela_buf_add(list, central, sizeof central);
    ela_buf_adds(list, name);
}

static const char *sniff_zip(const char *const *names, const char *mimetype)
{
    struct ela_buf b, list;
    const char *extension, *why;
    char last[22] = "PK\5\6";
    ela_buf_init(&b, 65536);
    ela_buf_init(&list, 65536);
    if (mimetype)
        zip_entry(&b, &list, "mimetype", mimetype);
    size_t count = mimetype != NULL;
    for (; *names; names++, count++)
        zip_entry(&b, &list, *names, "x");
    last[8] = last[10] = (char)count;
    last[12] = (char)(list.n & 0xFF);
    last[13] = (char)(list.n >> 8);
    last[16] = (char)(b.n & 0xFF);
    last[17] = (char)(b.n >> 8);
    ela_buf_add(&b, list.p, list.n);
    ela_buf_add(&b, last, sizeof last);
    const char *type = ela_file_sniff((struct ela_str){b.p, b.n}, ELA_STR("x"), &extension, &why);
    for (size_t i = 0; i <= b.n; i++) { /* cut anywhere: never read past its end */
        char *cut = malloc(i ? i : 1);
        memcpy(cut, b.p, i);
        (void)ela_file_sniff((struct ela_str){cut, i}, ELA_STR("x"), &extension, &why);
        free(cut);
    }
    ela_buf_release(&b);
    ela_buf_release(&list);
    return type ? type : "(refused)";
}

static void test_SEC_13_bytes_say_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *name, *type;
    } cases[] = {
        {PDF, sizeof PDF - 1, "x.pdf", "application/pdf"},
        {PDF, sizeof PDF - 1, "x.exe", NULL},
        {"\x89PNG\r\n\x1a\n....", 12, "x", "image/png"},
        {"\xFF\xD8\xFF\xE0....", 8, "x", "image/jpeg"},
        {"\0\0\0\x18"
         "ftypheic\0\0\0\0",
         16, "x", "image/heic"},
        {"\0\0\0\x18"
         "ftypisom\0\0\0\0",
         16, "x.heic", NULL},
        {"bonjour", 7, "note.txt", "text/plain"},
        {"a;b\r\n1;2\r\n", 10, "T.CSV", "text/csv"},
        {"pr\xE9nom;nom\n", 10, "t.csv", "text/csv"},
        {"bonjour", 7, "note.js", NULL},
        {"bonjour", 7, "note", NULL},
        {"bon\0jour", 8, "note.txt", NULL},
        {" \xEF\xBB\xBF<html>", 10, "n.txt", "text/plain"},
        {"\xEF\xBB\xBF <html>", 10, "n.txt", NULL},
        {"<svg xmlns=''/>", 15, "n.txt", NULL},
        {"MZ\x90\0", 4, "x.pdf", NULL},
        {"\x7F"
         "ELF",
         4, "x.txt", NULL},
        {"GIF89a", 6, "x.png", NULL},
        {"PK\3\4", 4, "x.docx", NULL},
        {"", 0, "x.txt", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *extension = NULL, *why = NULL;
        const char *type = ela_file_sniff((struct ela_str){cases[i].bytes, cases[i].n},
                                          ela_str_of(cases[i].name), &extension, &why);
        if (!type != !cases[i].type || (type && strcmp(type, cases[i].type) != 0))
            fail_msg("%zu: %s", i, type ? type : "refused");
    }
}

static void test_SEC_13_archives_that_are_documents(void **state)
{
    (void)state;
#define NAMES(...) (const char *const[]){__VA_ARGS__, NULL}
    assert_non_null(strstr(sniff_zip(NAMES("[Content_Types].xml", "word/document.xml"), NULL),
                           "wordprocessingml"));
    assert_non_null(
        strstr(sniff_zip(NAMES("[Content_Types].xml", "xl/workbook.xml"), NULL), "spreadsheetml"));
    assert_string_equal(sniff_zip(NAMES("content.xml"), "application/vnd.oasis.opendocument.text"),
                        "application/vnd.oasis.opendocument.text");
    assert_string_equal(sniff_zip(NAMES("content.xml"), "application/epub+zip"), "(refused)");
    assert_string_equal(sniff_zip(NAMES("a.txt"), NULL), "application/zip");
    assert_string_equal(sniff_zip(NAMES("word/document.xml"), NULL), "application/zip");
    assert_string_equal(
        sniff_zip(NAMES("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), NULL),
        "(refused)");
    assert_string_equal(sniff_zip(NAMES("[Content_Types].xml", "word/a", "xl/b"), NULL),
                        "(refused)");
}

static void test_SEC_13_names_are_cleaned(void **state)
{
    (void)state;
    static const struct {
        const char *given, *extension, *name;
    } cases[] = {
        {"Relevé d'identité.pdf", "pdf", "Relevé d'identité.pdf"},
        {"photo.JPEG", "jpg", "photo.JPEG"},
        {"../../etc/passwd", "txt", "passwd.txt"},
        {"C:\\\\Users\\\\x\\\\scan.pdf", "pdf", "scan.pdf"},
        {"facture.pdf.exe", "pdf", "facture.pdf.exe.pdf"},
        {"facture\xE2\x80\xAE"
         "fdp.exe",
         "pdf", "facturefdp.exe.pdf"},
        {"a\r\nSet-Cookie: x.pdf", "pdf", "aSet-Cookie_ x.pdf"},
        {"\"><script>.pdf", "pdf", "___script_.pdf"},
        {"...", "pdf", "document.pdf"},
        {"", "png", "document.png"},
        {"  .htaccess. ", "txt", "htaccess.txt"},
        {"a\xC3.pdf", "pdf", "a.pdf"},
        {"zero\xE2\x80\x8Bwidth\xEF\xBB\xBF.pdf", "pdf", "zerowidth.pdf"},
        {"sans extension", "", "sans extension"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[160];
        ela_file_name(ela_str_of(cases[i].given), cases[i].extension, out);
        assert_string_equal(out, cases[i].name);
    }
    char lengthy[600], out[160];
    memset(lengthy, 'x', sizeof lengthy);
    ela_file_name((struct ela_str){lengthy, sizeof lengthy}, "pdf", out);
    assert_in_range(strlen(out), 100, 150);
    for (size_t i = 0; i + 1 < sizeof lengthy; i += 2)
        memcpy(lengthy + i, "\xC3\xA9", 2);
    ela_file_name((struct ela_str){lengthy, sizeof lengthy}, "pdf", out);
    assert_true(ela_utf8_valid(out, strlen(out), NULL));
}

/* --- deposit ------------------------------------------------------------------------------ */

static void test_CASE_23_both_sides_deposit_and_read(void **state)
{
    (void)state;
    int64_t ours = put(&lea, "Note.pdf");
    T.body_in = ELA_STR("a;b\n");
    int64_t theirs = put(&camille, "../liste.csv");
    t_ok(&camille, "task.read",
         "{'files': [{'name': 'Note.pdf', 'by': 'lea Durand'}, {'name': 'liste.csv', 'type': "
         "'text/csv',"
         " 'size': 4, 'by': 'Camille Petit'}]}",
         "{'task': " D "}", job);
    t_ok(&lea, "task.board", "{'cards': [{'files': 2}]}", "{'case': " D "}", dossier);
    t_ok(&lea, "file.list",
         "{'rows': [{'name': 'liste.csv', 'from_client': true}, {'name': 'Note.pdf'}]}",
         "{'case': " D "}", dossier);
    const struct ela_json *got = t_call(&camille, "file.get", "{'file': " D "}", ours);
    t_subset(got, "{'name': 'Note.pdf', 'type': 'application/pdf', 'inline': false}");
    assert_true(strncmp(t_text_at(got, "path").p, "elaska-store/", 13) == 0);
    assert_null(strstr(t_text_at(got, "path").p, "Note"));
    char path[200], bytes[64] = "";
    snprintf(path, sizeof path, "%s/%s", T.documents, t_text_at(got, "path").p);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fread(bytes, 1, sizeof bytes - 1, f), sizeof PDF - 1);
    fclose(f);
    assert_string_equal(bytes, PDF);
    t_ok(&lea, "file.get", "{'inline': true}", "{'file': " D ", 'view': true}", ours);
    t_ok(&lea, "file.get", "{'inline': false}", "{'file': " D ", 'view': true}", theirs);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.added' AND visible = 1"),
        2);
}

static void test_CASE_23_the_same_bytes_sent_again_are_one_file(void **state)
{
    (void)state;
    int64_t id = put(&camille, "x.pdf");
    t_ok(&camille, "file.put", "{'again': true}",
         "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    assert_int_equal(put(&camille, "x.pdf"), id);
    assert_int_equal(t_stored(), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 1);
}

static void test_SEC_13_what_is_not_kept_is_refused(void **state)
{
    (void)state;
    static char huge[ELA_FILE_MAX + 1];
    memcpy(huge, PDF, sizeof PDF);
    T.body_in = (struct ela_str){huge, sizeof huge};
    t_refused(&lea, "file.put", "file.too_large", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    T.body_in = (struct ela_str){NULL, 0};
    t_refused(&lea, "file.put", "file.empty", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    T.body_in = ELA_STR("MZ\x90");
    t_refused(&lea, "file.put", "file.type_refused", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    T.body_in = ELA_STR(PDF);
    t_refused(&lea, "file.put", "field.required", "name", "{'object': 'task', 'id': " D "}", job);
    t_refused(&lea, "file.put", "field.choice", "object",
              "{'object': 'x', 'id': 1, 'name': 'x.pdf'}");
    t_refused(&lea, "file.put", "not_found", "id",
              "{'object': 'task', 'id': 99999, 'name': 'x.pdf'}");
    T.documents = "/nonexistent/folder";
    t_refused(&lea, "file.put", "file.store", NULL,
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    T.documents = NULL;
    t_refused(&lea, "file.put", "file.no_folder", NULL,
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    assert_int_equal(t_stored(), 0);
}

static void test_DOC_02_the_kinds_are_a_setting(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    t_setting("ELASKA_FILE_TYPES", "JPG, png; .txt");
    assert_int_equal(
        t_try(&lea, "file.put", &err, "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job),
        ELA_E_INPUT);
    assert_string_equal(err.key, "file.type_refused");
    assert_string_equal(err.params[0].value, "JPG, PNG, TXT");
    T.body_in = ELA_STR("a note");
    put(&camille, "note.txt");
    T.body_in = ELA_STR("a;b");
    t_refused(&camille, "file.put", "file.type_refused", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.csv'}", job);
    t_setting("ELASKA_FILE_TYPES", "pptx");
    t_refused(&camille, "file.put", "file.type_refused", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.csv'}", job);
    static const char *const bad[] = {"exe", "pdf, svg", ",", "pdfpng", "jpg png jpegjpeg"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_not_equal(
            ela_settings_check(ELA_STR("ELASKA_FILE_TYPES"), ela_str_of(bad[i]), &err), ELA_OK);
}

static void test_CASE_23_no_row_without_its_file_and_no_file_without_its_row(void **state)
{
    (void)state;
    t_sql("ALTER TABLE llx_elaska_event ADD CONSTRAINT no_files CHECK (kind <> 'file.added')");
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_not_equal(
        t_try(&lea, "file.put", &err, "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job),
        ELA_OK);
    t_sql("ALTER TABLE llx_elaska_event DROP CONSTRAINT no_files");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    assert_int_equal(t_stored(), 0);
    int64_t id = put(&lea, "x.pdf");
    char command[100];
    snprintf(command, sizeof command, "find '%s' -type f -delete", T.documents);
    assert_int_equal(system(command), 0);
    t_refused(&lea, "file.get", "file.missing", "file", "{'file': " D "}", id);
}

/* --- reach -------------------------------------------------------------------------------- */

static void test_CASE_23_files_are_reached_as_what_they_hang_on(void **state)
{
    (void)state;
    struct ela_actor petit = t_portal("x@b.example", t_client("Petit")),
                     reader = t_user("tom", ELA_RIGHT_CASE_READ), none = t_user("ali", 0);
    int64_t id = put(&lea, "x.pdf");
    t_refused(&petit, "file.get", "not_found", "file", "{'file': " D "}", id);
    t_refused(&petit, "file.put", "not_found", "id",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    t_refused(&petit, "file.list", "not_found", "case", "{'case': " D "}", dossier);
    t_call(&reader, "file.get", "{'file': " D "}", id);
    t_refused(&reader, "file.put", "denied", NULL,
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    t_refused(&none, "file.get", "denied", NULL, "{'file': " D "}", id);
    struct ela_actor away = lea;
    away.entity = 2;
    t_refused(&away, "file.get", "not_found", "file", "{'file': " D "}", id);
    /* Hidden from the client by itself, by its task, by its case. */
    t_call(&lea, "file.update", "{'file': " D ", 'visible': false}", id);
    t_refused(&camille, "file.get", "not_found", "file", "{'file': " D "}", id);
    t_call(&lea, "file.update", "{'file': " D ", 'visible': true}", id);
    t_call(&camille, "file.get", "{'file': " D "}", id);
    t_sql("UPDATE llx_elaska_task SET visible = 0");
    t_refused(&camille, "file.get", "not_found", "file", "{'file': " D "}", id);
    t_ok(&camille, "file.list", "{'rows': []}", "{'case': " D "}", dossier);
    t_sql("UPDATE llx_elaska_task SET visible = 1");
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_refused(&camille, "file.get", "not_found", "file", "{'file': " D "}", id);
}

static void test_CASE_23_files_of_a_comment(void **state)
{
    (void)state;
    int64_t inner = t_int_at(
        t_call(&lea, "task.comment", "{'task': " D ", 'body': 'x', 'internal': true}", job), "id");
    int64_t open =
        t_int_at(t_call(&camille, "task.say", "{'task': " D ", 'body': 'y'}", job), "id");
    int64_t hidden = t_int_at(
        t_call(&lea, "file.put", "{'object': 'comment', 'id': " D ", 'name': 'a.pdf'}", inner),
        "id");
    t_call(&camille, "file.put", "{'object': 'comment', 'id': " D ", 'name': 'b.pdf'}", open);
    t_refused(&camille, "file.get", "not_found", "file", "{'file': " D "}", hidden);
    t_refused(&camille, "file.put", "not_found", "id",
              "{'object': 'comment', 'id': " D ", 'name': 'c.pdf'}", inner);
    t_refused(&lea, "file.put", "file.not_expected", "id",
              "{'object': 'comment', 'id': " D ", 'name': 'c.pdf'}", open);
    t_ok(&camille, "task.read", "{'comments': [{'body': 'y', 'files': [{'name': 'b.pdf'}]}]}",
         "{'task': " D "}", job);
    t_ok(&camille, "file.list", "{'rows': [{'name': 'b.pdf'}]}", "{'case': " D "}", dossier);
}

static void test_CASE_19_deliverables(void **state)
{
    (void)state;
    int64_t id = t_int_at(t_call(&lea, "file.put",
                                 "{'object': 'case', 'id': " D
                                 ", 'name': 'Déclaration.pdf', 'visible': false}",
                                 dossier),
                          "id");
    t_ok(&camille, "file.list", "{'rows': []}", "{'case': " D "}", dossier);
    t_call(&lea, "file.deliverable", "{'file': " D ", 'on': true}", id);
    t_ok(&camille, "file.list", "{'rows': [{'deliverable': true}]}", "{'case': " D "}", dossier);
    t_refused(&camille, "file.deliverable", "denied", NULL, "{'file': " D ", 'on': true}", id);
    t_call(&lea, "file.deliverable", "{'file': " D ", 'on': false}", id);
    t_ok(&camille, "file.list", "{'rows': [{'deliverable': false}]}", "{'case': " D "}", dossier);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_refused(&lea, "file.deliverable", "file.hidden", "file", "{'file': " D ", 'on': true}", id);
}

static void test_CASE_23_a_file_is_renamed_and_deleted(void **state)
{
    (void)state;
    int64_t id = put(&camille, "x.pdf");
    t_ok(&lea, "file.update", "{'name': 'RIB.pdf'}", "{'file': " D ", 'name': '../RIB'}", id);
    t_refused(&camille, "file.delete", "file.kept", "file", "{'file': " D "}", id);
    t_refused(&camille, "file.update", "denied", NULL, "{'file': " D ", 'name': 'y'}", id);
    int64_t ours = t_int_at(
        t_call(&lea, "file.put", "{'object': 'case', 'id': " D ", 'name': 'z.pdf'}", dossier),
        "id");
    t_refused(&camille, "file.delete", "denied", "file", "{'file': " D "}", ours);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    t_refused(&lea, "file.get", "not_found", "file", "{'file': " D "}", id);
    t_refused(&lea, "file.delete", "not_found", "file", "{'file': " D "}", id);
    assert_int_equal(t_stored(), 2); /* the bytes stay until retention says otherwise */
    assert_int_equal(t_int("SELECT fk_user_delete FROM llx_elaska_file WHERE rowid = " D, id),
                     lea.user_id);
    t_sql("UPDATE llx_elaska_case SET archived_at = 1");
    t_refused(&lea, "file.delete", "case.archived", NULL, "{'file': " D "}", ours);
}

/* Its first piece gives a file. */
#define FORMS                                                                                      \
    "{'version': 0, 'active': true, 'body': {'format': 'elaska.template/1', 'code': 'forms', "     \
    "'label': {'fr': 'Formulaires'}, 'nature': 'dossier', 'client_kinds': ['individual', "         \
    "'company', 'founder', 'association'], 'family': 'other', 'icon': 'folder', 'colour': "        \
    "'teal', 'visible': true, 'requestable': false, 'steps': [{'code': 'a', 'label': {'fr': "      \
    "'A'}}], 'pieces': [{'code': 'form', 'label': {'fr': 'Formulaire'}, 'category': 'other', "     \
    "'model': {'file': " D ", 'name': 'Formulaire.pdf', 'size': 19}}]}}"

/* The template and an open case of it; the piece's id. */
static int64_t piece_with_model(const struct ela_actor *boss, int64_t model, int32_t client)
{
    t_call(boss, "template.save", FORMS, model);
    int64_t kase = t_int_at(t_call(&lea, "case.create",
                                   "{'title': 'x', 'client': %d, 'lead': %d, 'template': 'forms'}",
                                   client, lea.user_id),
                            "id");
    return t_int("SELECT rowid FROM llx_elaska_case_piece WHERE fk_case = " D, kase);
}

static void test_CASE_06_the_model_of_a_piece_is_for_whoever_has_the_piece(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", WRITES | ELA_RIGHT_ADMIN);
    struct ela_actor other = t_portal("other@a.example", t_client("Autre"));
    t_refused(&lea, "model.put", "denied", NULL, "{'name': 'Formulaire.pdf'}");
    t_refused(&boss, "model.put", "field.required", "name", "{}");
    int64_t model = t_int_at(t_call(&boss, "model.put", "{'name': 'Formulaire.pdf'}"), "id");
    int64_t piece = piece_with_model(&boss, model, martin);
    const struct ela_actor *may[] = {&lea, &camille};
    for (size_t i = 0; i < 2; i++)
        t_subset(t_call(may[i], "piece.model", "{'piece': " D "}", piece),
                 "{'name': 'Formulaire.pdf', 'type': 'application/pdf', 'inline': false}");
    t_subset(t_call(&camille, "case.page", "{'case': " D "}",
                    t_int("SELECT fk_case FROM llx_elaska_case_piece WHERE rowid = " D, piece)),
             "{'pieces': [{'code': 'form', 'model': {'name': 'Formulaire.pdf', 'size': 19}}]}");
    t_refused(&other, "piece.model", "not_found", "piece", "{'piece': " D "}", piece);
    t_refused(&camille, "file.get", "not_found", "file", "{'file': " D "}", model);
    t_refused(&other, "file.get", "not_found", "file", "{'file': " D "}", model);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_refused(&camille, "piece.model", "not_found", "piece", "{'piece': " D "}", piece);
    t_refused(&lea, "file.delete", "file.in_template", "file", "{'file': " D "}", model);
    t_refused(&lea, "file.update", "file.in_template", "file", "{'file': " D ", 'name': 'y'}",
              model);
}

static void test_CASE_06_a_template_names_files_that_were_deposited_for_templates(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", WRITES | ELA_RIGHT_ADMIN);
    int64_t secret = put(&lea, "Secret.pdf");
    t_refused(&boss, "template.save", "field.file", "pieces/0/model/file", FORMS, secret);
    t_refused(&boss, "template.save", "field.file", "pieces/0/model/file", FORMS, secret + 1000);
    int64_t model = t_int_at(t_call(&boss, "model.put", "{'name': 'Formulaire.pdf'}"), "id");
    t_sql("UPDATE llx_elaska_file SET entity = 2 WHERE rowid = " D, model);
    t_refused(&boss, "template.save", "field.file", "pieces/0/model/file", FORMS, model);
    t_sql("UPDATE llx_elaska_file SET entity = 1 WHERE rowid = " D, model);
    t_call(&boss, "template.save", FORMS, model);
}

static void test_CASE_06_a_piece_never_gives_a_file_that_is_no_model(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", WRITES | ELA_RIGHT_ADMIN);
    int64_t model = t_int_at(t_call(&boss, "model.put", "{'name': 'Formulaire.pdf'}"), "id");
    int64_t piece = piece_with_model(&boss, model, martin);
    t_sql("UPDATE llx_elaska_file SET object = 'case' WHERE rowid = " D, model);
    t_refused(&camille, "piece.model", "not_found", "piece", "{'piece': " D "}", piece);
    t_refused(&lea, "piece.model", "not_found", "piece", "{'piece': " D "}", piece);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_SEC_13_bytes_say_what_they_are),
        cmocka_unit_test(test_SEC_13_archives_that_are_documents),
        cmocka_unit_test(test_SEC_13_names_are_cleaned),
        FILE_TEST(test_CASE_23_both_sides_deposit_and_read),
        FILE_TEST(test_CASE_23_the_same_bytes_sent_again_are_one_file),
        FILE_TEST(test_SEC_13_what_is_not_kept_is_refused),
        FILE_TEST(test_DOC_02_the_kinds_are_a_setting),
        FILE_TEST(test_CASE_23_no_row_without_its_file_and_no_file_without_its_row),
        FILE_TEST(test_CASE_23_files_are_reached_as_what_they_hang_on),
        FILE_TEST(test_CASE_23_files_of_a_comment),
        FILE_TEST(test_CASE_19_deliverables),
        FILE_TEST(test_CASE_06_the_model_of_a_piece_is_for_whoever_has_the_piece),
        FILE_TEST(test_CASE_06_a_template_names_files_that_were_deposited_for_templates),
        FILE_TEST(test_CASE_06_a_piece_never_gives_a_file_that_is_no_model),
        FILE_TEST(test_CASE_23_a_file_is_renamed_and_deleted),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
