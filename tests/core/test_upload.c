/*
 * Files that come in parts: every place where a line may drop, parts that repeat, gaps, other
 * people, what became of the object meanwhile, what nobody goes on with. Source: DOC-02, DOC-12,
 * SEC-15.
 */
#define UPLOAD_SIZE ((9 << 20) + 17) /* of three parts */

#include "upload_support.h"

#include <fcntl.h>
#include <sys/stat.h>

#define DAY 86400

enum { PART = 4 << 20, SIZE = UPLOAD_SIZE };

/* A part; what the core answers. */
static const struct ela_json *part(const struct ela_actor *a, int64_t upload, int64_t from,
                                   int64_t n)
{
    T.body_in = (struct ela_str){bytes + from, (size_t)n};
    return t_call(a, "upload.put", "{'upload': " D ", 'offset': " D "}", upload, from);
}

static void refused(const struct ela_actor *a, int64_t upload, int64_t from, int64_t n,
                    const char *key, const char *field)
{
    T.body_in = (struct ela_str){bytes + from, (size_t)n};
    t_refused(a, "upload.put", key, field, "{'upload': " D ", 'offset': " D "}", upload, from);
}

static int64_t offset_of(const struct ela_actor *a, int64_t upload)
{
    return t_int_at(t_call(a, "upload.read", "{'upload': " D "}", upload), "offset");
}

static void test_DOC_02_a_file_comes_in_parts(void **state)
{
    (void)state;
    int64_t up = start_of(&camille, SIZE);
    t_subset(t_call(&camille, "upload.read", "{'upload': " D "}", up),
             "{'offset': 0, 'size': %d, 'part': %d}", SIZE, PART);
    assert_int_equal(t_int_at(part(&camille, up, 0, PART), "offset"), PART);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    assert_int_equal(t_int_at(part(&camille, up, PART, PART), "offset"), 2 * PART);
    int64_t id = t_int_at(part(&camille, up, 2 * PART, SIZE - 2 * PART), "id");
    whole(id);
    t_ok(&camille, "file.list", "{'rows': [{'name': 'plan.pdf', 'from_client': true}]}",
         "{'case': " D "}", dossier);
    /* whoever did not hear so asks again, and sends nothing again */
    t_subset(t_call(&camille, "upload.read", "{'upload': " D "}", up),
             "{'id': %ld, 'name': 'plan.pdf', 'size': %d, 'again': true}", (long)id, SIZE);
    assert_int_equal(t_int_at(part(&camille, up, 2 * PART, SIZE - 2 * PART), "id"), id);
    assert_int_equal(t_stored(), 1);
    t_call(&lea, "file.delete", "{'file': " D "}", id);
    t_refused(&camille, "upload.read", "not_found", "file", "{'upload': " D "}", up);
}

static void test_DOC_02_an_upload_that_was_cut_goes_on(void **state)
{
    (void)state;
    int64_t up = start_of(&camille, SIZE);
    part(&camille, up, 0, PART);
    /* the answer was lost: the part comes again, whole or less of it */
    assert_int_equal(t_int_at(part(&camille, up, 0, PART), "offset"), PART);
    assert_int_equal(t_int_at(part(&camille, up, 0, 100), "offset"), PART);
    /* a part went missing, or overlaps: where to go on is said */
    refused(&camille, up, PART + 1, 10, "upload.offset", "offset");
    refused(&camille, up, PART - 1, 10, "upload.offset", "offset");
    /* the bytes were written, their row was not: nothing is doubled */
    t_sql("ALTER TABLE llx_elaska_upload ADD CONSTRAINT stuck CHECK (received <= %d)", PART);
    T.body_in = (struct ela_str){bytes + PART + 5, PART};
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_not_equal(
        t_try(&camille, "upload.put", &err, "{'upload': " D ", 'offset': %d}", up, PART), ELA_OK);
    t_sql("ALTER TABLE llx_elaska_upload DROP CONSTRAINT stuck");
    assert_int_equal(offset_of(&camille, up), PART);
    part(&camille, up, PART, 1000);
    part(&camille, up, PART + 1000, PART);
    /* the last part: its file could not be recorded */
    t_sql("ALTER TABLE llx_elaska_event ADD CONSTRAINT no_files CHECK (kind <> 'file.added')");
    T.body_in = (struct ela_str){bytes + 2 * PART + 1000, SIZE - 2 * PART - 1000};
    assert_int_not_equal(
        t_try(&camille, "upload.put", &err, "{'upload': " D ", 'offset': %d}", up, 2 * PART + 1000),
        ELA_OK);
    t_sql("ALTER TABLE llx_elaska_event DROP CONSTRAINT no_files");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    whole(t_int_at(part(&camille, up, 2 * PART + 1000, SIZE - 2 * PART - 1000), "id"));
}

static void test_SEC_15_what_was_announced_holds(void **state)
{
    (void)state;
    int64_t up = start_of(&lea, 1000);
    refused(&lea, up, 0, 1001, "upload.part_large", "offset");
    refused(&lea, up, 1001, 1, "upload.part_large", "offset");
    refused(&lea, up, 0, 0, "upload.part_empty", "offset");
    refused(&lea, start_of(&lea, 9 << 20), 0, (8 << 20) + 1, "upload.part_large", "offset");
    T.body_in = (struct ela_str){NULL, 0};
    t_refused(&lea, "upload.put", "field.range", "offset", "{'upload': " D ", 'offset': -1}", up);
    t_refused(&lea, "upload.begin", "file.empty", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf', 'size': 0}", job);
    t_refused(&lea, "upload.begin", "file.too_large", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf', 'size': %d}", job, (20 << 20) + 1);
    t_setting("ELASKA_UPLOAD_MB", "1");
    t_refused(&lea, "upload.begin", "file.too_large", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf', 'size': %d}", job, SIZE);
    T.body_in = (struct ela_str){bytes, SIZE};
    t_refused(&lea, "file.put", "file.too_large", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job);
    t_setting("ELASKA_UPLOAD_MB", "100");
    t_call(&lea, "upload.begin", "{'object': 'task', 'id': " D ", 'name': 'x.pdf', 'size': %d}",
           job, 100 << 20);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
}

static void test_SEC_15_a_program_is_refused_at_its_first_bytes(void **state)
{
    (void)state;
    static char program[100] = "MZ\x90\0\3", page[100] = "<html><script>";
    int64_t up = start_of(&camille, 5 << 20);
    T.body_in = (struct ela_str){program, sizeof program};
    t_refused(&camille, "upload.put", "file.type_refused", "name", "{'upload': " D ", 'offset': 0}",
              up);
    assert_int_equal(t_stored(), 0);
    /* what looks like a text says what it is at its end */
    memset(page + 14, 'x', sizeof page - 14);
    up = start_of(&camille, sizeof page);
    T.body_in = (struct ela_str){page, sizeof page};
    t_refused(&camille, "upload.put", "file.type_refused", "name", "{'upload': " D ", 'offset': 0}",
              up);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    t_call(&camille, "upload.drop", "{'upload': " D "}", up);
    t_refused(&camille, "upload.drop", "not_found", "upload", "{'upload': " D "}", up);
}

static void test_SEC_15_an_upload_is_its_authors_alone(void **state)
{
    (void)state;
    struct ela_actor other = t_portal("x@b.example", t_client("Petit")),
                     beside = t_portal("marc@a.example", martin), away = camille;
    int64_t up = start_of(&camille, SIZE);
    away.entity = 2;
    const struct ela_actor *const not_hers[] = {&other, &beside, &lea, &away};
    for (size_t i = 0; i < sizeof not_hers / sizeof not_hers[0]; i++) {
        refused(not_hers[i], up, 0, 100, "not_found", "upload");
        t_refused(not_hers[i], "upload.read", "not_found", "upload", "{'upload': " D "}", up);
        t_refused(not_hers[i], "upload.drop", "not_found", "upload", "{'upload': " D "}", up);
    }
    t_refused(&other, "upload.begin", "not_found", "id",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf', 'size': 10}", job);
    /* an account and a user may bear the same number */
    struct ela_actor twin = lea;
    twin.user_id = (int32_t)camille.account_id;
    refused(&twin, up, 0, 100, "not_found", "upload");
    assert_int_equal(offset_of(&camille, up), 0);
    for (int i = 1; i < 20; i++)
        start_of(&camille, 10);
    t_refused(&camille, "upload.begin", "upload.too_many", "name",
              "{'object': 'task', 'id': " D ", 'name': 'x.pdf', 'size': 10}", job);
    start_of(&beside, 10);
}

static void test_DOC_02_the_object_may_change_while_a_file_comes(void **state)
{
    (void)state;
    int64_t up = start_of(&camille, 2000);
    part(&camille, up, 0, 1000);
    t_sql("UPDATE llx_elaska_task SET visible = 0");
    refused(&camille, up, 1000, 1000, "not_found", "id");
    t_sql("UPDATE llx_elaska_task SET visible = 1");
    t_sql("UPDATE llx_elaska_case SET archived_at = 1 WHERE rowid = " D, dossier);
    struct ela_error err = ELA_ERROR_INIT;
    T.body_in = (struct ela_str){bytes + 1000, 1000};
    assert_int_equal(t_try(&camille, "upload.put", &err, "{'upload': " D ", 'offset': 1000}", up),
                     ELA_E_STATE);
    t_sql("UPDATE llx_elaska_case SET archived_at = NULL WHERE rowid = " D, dossier);
    part(&camille, up, 1000, 1000);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE size = 2000"), 1);
    /* the same bytes sent again, as an upload of their own, are the same file */
    int64_t again = start_of(&camille, 2000);
    assert_true(ela_json_bool(t_at(part(&camille, again, 0, 2000), "again"), false));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 1);
}

static void aged(int64_t at)
{
    char command[200];
    snprintf(command, sizeof command, "find '%s' -type f -exec touch -d @" D " {} +", T.documents,
             at);
    assert_int_equal(system(command), 0);
}

static void test_SEC_15_what_nobody_goes_on_with_is_cleared(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    int64_t up = start_of(&camille, SIZE), now = T.now;
    char folder[3];
    part(&camille, up, 0, PART);
    aged(now - 2 * DAY);
    snprintf(folder, sizeof folder, "%s",
             t_text("SELECT SUBSTR(place, 14, 2) FROM llx_elaska_upload"));
    T.body_in = (struct ela_str){NULL, 0};
    /* under way: its bytes stay however old they are */
    t_ok(&worker, "file.sweep", "{'removed': 0, 'given_up': 0}", "{'folder': '%s'}", folder);
    assert_int_equal(t_stored(), 1);
    T.now = now + DAY + 60;
    t_ok(&worker, "file.sweep", "{'removed': 0, 'given_up': 1}", "{'folder': '%s'}", folder);
    t_ok(&worker, "file.sweep", "{'removed': 1, 'given_up': 0}", "{'folder': '%s'}", folder);
    assert_int_equal(t_stored(), 0);
    T.now = now;
    t_refused(&camille, "upload.read", "not_found", "upload", "{'upload': " D "}", up);
}

/* The machine stops and starts: what its disk had not got yet is not what was received. */
static void test_DOC_02_a_machine_that_starts_again_loses_nothing(void **state)
{
    (void)state;
    int64_t up = start_of(&camille, SIZE);
    char path[300];
    part(&camille, up, 0, PART);
    part(&camille, up, PART, PART);
    snprintf(path, sizeof path, "%s/%s", T.documents,
             t_text("SELECT place FROM llx_elaska_upload"));
    /* all of it is there: it goes on, and each part is flushed from now on */
    t_sql("UPDATE llx_elaska_upload SET boot = 'another'");
    assert_int_equal(t_int_at(part(&camille, up, 2 * PART, 1000), "offset"), 2 * PART + 1000);
    assert_string_equal(t_text("SELECT boot FROM llx_elaska_upload"), "");
    /* a block came back empty: the next part is answered with where to begin */
    int fd = open(path, O_WRONLY);
    assert_int_equal(pwrite(fd, "\0\0\0\0", 4, PART + 77), 4);
    close(fd);
    t_sql("UPDATE llx_elaska_upload SET boot = 'another'");
    assert_int_equal(t_int_at(part(&camille, up, 2 * PART + 1000, 1000), "offset"), 0);
    assert_int_equal(offset_of(&camille, up), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    part(&camille, up, 0, PART);
    /* so it is where the end of the file is missing, or all of it, */
    assert_int_equal(truncate(path, PART - 1), 0);
    t_sql("UPDATE llx_elaska_upload SET boot = 'another'");
    assert_int_equal(t_int_at(part(&camille, up, PART, PART), "offset"), 0);
    part(&camille, up, 0, PART);
    assert_int_equal(unlink(path), 0);
    t_sql("UPDATE llx_elaska_upload SET boot = 'another'");
    assert_int_equal(t_int_at(part(&camille, up, PART, PART), "offset"), 0);
    /* or where the row is of another version. */
    t_sql("UPDATE llx_elaska_upload SET hash = 'x', received = %d", PART);
    assert_int_equal(offset_of(&camille, up), 0);
    part(&camille, up, 0, PART);
    part(&camille, up, PART, PART);
    whole(t_int_at(part(&camille, up, 2 * PART, SIZE - 2 * PART), "id"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        UPLOAD_TEST(test_DOC_02_a_file_comes_in_parts),
        UPLOAD_TEST(test_DOC_02_an_upload_that_was_cut_goes_on),
        UPLOAD_TEST(test_SEC_15_what_was_announced_holds),
        UPLOAD_TEST(test_SEC_15_a_program_is_refused_at_its_first_bytes),
        UPLOAD_TEST(test_SEC_15_an_upload_is_its_authors_alone),
        UPLOAD_TEST(test_DOC_02_the_object_may_change_while_a_file_comes),
        UPLOAD_TEST(test_SEC_15_what_nobody_goes_on_with_is_cleared),
        UPLOAD_TEST(test_DOC_02_a_machine_that_starts_again_loses_nothing),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
