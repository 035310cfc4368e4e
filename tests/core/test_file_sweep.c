/*
 * The store against its rows: what is left without a row goes, what is being sent stays, rows whose
 * bytes are gone are told. CASE-06, CASE-19, SEC-13.
 */
#include "support.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITES (ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE)
#define D      "%" PRId64
#define PDF    "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
enum { DAY = 86400 };

static struct ela_actor lea, boss, worker;
static int32_t martin;
static int64_t job, kase;
static char folder[64];

static int begin(void **state)
{
    if (t_clean(state) != 0)
        return -1;
    lea = t_user("lea", WRITES);
    boss = t_user("boss", WRITES | ELA_RIGHT_ADMIN);
    worker = t_worker();
    martin = t_client("Boulangerie Martin");
    kase = t_case(martin, lea.user_id);
    job = t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", kase), "id");
    snprintf(folder, sizeof folder, "/tmp/elaska-sweep-XXXXXX");
    assert_non_null(mkdtemp(folder));
    T.documents = folder;
    T.body_in = ELA_STR(PDF);
    return 0;
}

static int end(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}
#define SWEEP_TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

static int64_t put(const char *name)
{
    return t_int_at(
        t_call(&lea, "file.put", "{'object': 'task', 'id': " D ", 'name': '%s'}", job, name), "id");
}

/* Files of the store; `first`: the place of one of them. */
static int stored(char first[100])
{
    char command[160], line[100];
    snprintf(command, sizeof command, "cd '%s' && find elaska-store -type f 2>/dev/null", folder);
    FILE *f = popen(command, "r");
    int n = 0;
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        if (first)
            memcpy(first, line, sizeof line);
        n++;
    }
    pclose(f);
    return n;
}

static void aged(const char *place, int64_t at)
{
    char path[200];
    const struct timespec times[2] = {{.tv_sec = at}, {.tv_sec = at}};
    snprintf(path, sizeof path, "%s/%s", folder, place);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* A file as the store would leave it without a row, `old` seconds ago. */
static void left(const char *name, int64_t old)
{
    char path[200], place[100];
    snprintf(path, sizeof path, "%s/elaska-store", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/elaska-store/%.2s", folder, name);
    mkdir(path, 0700);
    snprintf(place, sizeof place, "elaska-store/%.2s/%s", name, name);
    snprintf(path, sizeof path, "%s/%s", folder, place);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fclose(f);
    aged(place, T.now - old);
}

/* One turn of the worker, whose answer nobody keeps. */
static void turn(void)
{
    struct ela_json *in = ela_json_new_object(), *out = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_request rq = {.db = T.db, .actor = &worker, .now = T.now, .documents = folder};
    assert_int_equal(ela_app_call(T.app, &rq, ELA_STR("file.sweep"), in, &out, NULL, NULL, &err),
                     ELA_OK);
    ela_json_free(in);
    ela_json_free(out);
}

/* As many as there are folders: each comes once. */
static void turns(void)
{
    int64_t now = T.now;
    for (int i = 0; i < 256; i++, T.now += 600)
        turn();
    T.now = now;
}

#define A "ab000000000000000000000000000000"
#define B "ab000000000000000000000000000001"

static void test_CASE_19_what_no_row_names_goes_once_it_is_old(void **state)
{
    (void)state;
    left(A, DAY + 60);
    left(B, DAY - 60); /* may still be on its way */
    left(B ".part", DAY + 60);
    left(A ".part", 60);
    left("abc", 9 * DAY); /* none of ours */
    t_refused(&lea, "file.sweep", "denied", NULL, "{}");
    t_refused(&worker, "file.sweep", "field.choice", "folder", "{'folder': '..'}");
    t_ok(&worker, "file.sweep", "{'removed': 0}", "{'folder': 'ac'}");
    t_ok(&worker, "file.sweep", "{'removed': 2, 'missing': 0}", "{'folder': 'ab'}");
    assert_int_equal(stored(NULL), 3);
    t_ok(&worker, "file.sweep", "{'removed': 0}", "{'folder': 'ab'}");
}

static void test_CASE_19_every_folder_has_its_turn(void **state)
{
    (void)state;
    left(A, DAY + 60);
    turns();
    assert_int_equal(stored(NULL), 0);
}

static void test_CASE_19_many_files_are_judged_together(void **state)
{
    (void)state;
    char name[40], place[100];
    (void)put("Kept.pdf");
    assert_int_equal(stored(place), 1);
    for (int i = 0; i < 450; i++) {
        snprintf(name, sizeof name, "%.2s%030d", place + 13, i);
        left(name, 2 * DAY);
    }
    aged(place, T.now - 3 * DAY);
    t_ok(&worker, "file.sweep", "{'removed': 450}", "{'folder': '%.2s'}", place + 13);
    char still[100];
    assert_int_equal(stored(still), 1);
    assert_string_equal(still, place);
}

/* --- killed between the bytes and the row ------------------------------------------------- */

static void send_and_die(void)
{
    struct ela_app *app = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db *db = t_connect();
    struct ela_request rq = {
        .db = db, .actor = &lea, .now = T.now, .documents = folder, .body_in = ELA_STR(PDF)};
    struct ela_json *in = t_json("{'object': 'task', 'id': " D ", 'name': 'Lost.pdf'}", job),
                    *out = NULL;
    bool done = ela_app_new(&app, &err) == ELA_OK &&
                ela_app_call(app, &rq, ELA_STR("file.put"), in, &out, NULL, NULL, &err) == ELA_OK;
    _exit(done ? 0 : 3);
}

static void test_CASE_19_killed_between_the_bytes_and_the_row(void **state)
{
    (void)state;
    char place[100];
    int status;
    /* The row needs its case, which somebody else holds. */
    t_sql("BEGIN");
    t_sql("UPDATE llx_elaska_case SET title = 'held' WHERE rowid = " D, kase);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        send_and_die();
    for (int i = 0; i < 500 && stored(place) == 0; i++)
        usleep(20000);
    usleep(200000);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    t_sql("ROLLBACK");
    assert_int_equal(stored(place), 1);
    for (int i = 0; i < 250 && t_int("SELECT COUNT(*) FROM llx_elaska_file") != 0; i++)
        usleep(20000);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    aged(place, T.now - 60);
    t_ok(&worker, "file.sweep", "{'removed': 0}", "{'folder': '%.2s'}", place + 13);
    aged(place, T.now - DAY - 60);
    t_ok(&worker, "file.sweep", "{'removed': 1}", "{'folder': '%.2s'}", place + 13);
    assert_int_equal(stored(NULL), 0);
    /* sent again, it is there */
    int64_t id = put("Lost.pdf");
    t_ok(&lea, "file.get", "{'name': 'Lost.pdf'}", "{'file': " D "}", id);
}

/* --- rows without bytes ------------------------------------------------------------------- */

static void test_SEC_13_files_whose_bytes_are_gone_are_told(void **state)
{
    (void)state;
    char place[100], path[200], away[210];
    int64_t id = put("Bail.pdf");
    assert_int_equal(stored(place), 1);
    snprintf(path, sizeof path, "%s/%s", folder, place);
    snprintf(away, sizeof away, "%s.away", path);
    t_ok(&boss, "file.state", "{'missing': 0, 'rows': []}", "{}");
    t_refused(&lea, "file.state", "denied", NULL, "{}");
    assert_int_equal(rename(path, away), 0);
    t_ok(&worker, "file.sweep", "{'missing': 1}", "{'folder': '%.2s'}", place + 13);
    t_ok(&worker, "file.sweep", "{'missing': 0}", "{'folder': '%.2s'}", place + 13);
    const struct ela_json *state_now = t_call(&boss, "file.state", "{}");
    t_subset(state_now,
             "{'missing': 1, 'rows': [{'id': " D ", 'name': 'Bail.pdf', 'case': " D "}]}", id,
             kase);
    /* restored from a backup */
    assert_int_equal(rename(away, path), 0);
    t_ok(&worker, "file.sweep", "{'found': 1}", "{'folder': '%.2s'}", place + 13);
    t_ok(&boss, "file.state", "{'missing': 0}", "{}");
    /* a disk that is not there is no store without files */
    snprintf(path, sizeof path, "%s/elaska-store", folder);
    snprintf(away, sizeof away, "%s/unmounted", folder);
    assert_int_equal(rename(path, away), 0);
    t_refused(&worker, "file.sweep", "file.store", NULL, "{'folder': '%.2s'}", place + 13);
    t_ok(&boss, "file.state", "{'missing': 0}", "{}");
    assert_int_equal(rename(away, path), 0);
}

/* --- files to fill in --------------------------------------------------------------------- */

#define FORMS(version, pieces)                                                                     \
    "{'version': " version ", 'active': true, 'body': {'format': 'elaska.template/1', 'code': "    \
    "'forms', 'label': {'fr': 'Formulaires'}, 'nature': 'dossier', 'client_kinds': "               \
    "['individual', 'company', 'founder', 'association'], 'family': 'other', 'icon': 'folder', "   \
    "'colour': 'teal', 'visible': true, 'requestable': false, 'steps': [{'code': 'a', 'label': "   \
    "{'fr': 'A'}}], 'pieces': [" pieces "]}}"

static void test_CASE_06_a_piece_that_the_template_drops_keeps_its_file_to_fill_in(void **state)
{
    (void)state;
    int64_t model = t_int_at(t_call(&boss, "model.put", "{'name': 'Formulaire.pdf'}"), "id");
    T.body_in = ELA_STR(PDF "never named");
    int64_t unused = t_int_at(t_call(&boss, "model.put", "{'name': 'Essai.pdf'}"), "id");
    t_call(&boss, "template.save",
           FORMS("0", "{'code': 'form', 'label': {'fr': 'Formulaire', 'en': 'Form'}, 'category': "
                      "'other', 'validity_months': 6, 'model': {'file': " D
                      ", 'name': 'Formulaire.pdf', 'size': 19}}"),
           model);
    int64_t id = t_int_at(t_call(&lea, "case.create",
                                 "{'title': 'x', 'client': %d, 'lead': %d, 'template': 'forms'}",
                                 martin, lea.user_id),
                          "id");
    int64_t piece = t_int("SELECT rowid FROM llx_elaska_case_piece WHERE fk_case = " D, id);
    t_call(&boss, "template.save",
           FORMS("1", "{'code': 'other', 'label': {'fr': 'Autre'}, 'category': 'other'}"));
    t_call(&boss, "case.apply_template", "{'case': " D "}", id);
    t_ok(&lea, "piece.model", "{'name': 'Formulaire.pdf'}", "{'piece': " D "}", piece);
    t_ok(&lea, "case.page",
         "{'pieces': [{'code': 'form', 'model': {'name': 'Formulaire.pdf'}}, {'code': 'other', "
         "'model': null}]}",
         "{'case': " D "}", id);
    /* the next revision changes nothing of it; a day later, what no revision ever named goes */
    t_call(&boss, "template.save",
           FORMS("2", "{'code': 'third', 'label': {'fr': 'Troisième'}, 'category': 'other'}"));
    t_call(&boss, "case.apply_template", "{'case': " D "}", id);
    turn();
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 2);
    T.now += DAY + 60;
    turns();
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE rowid = " D, unused), 0);
    t_ok(&lea, "piece.model", "{'name': 'Formulaire.pdf'}", "{'piece': " D "}", piece);
}

/* So does a picture of a letter, for its template and for letters that wait to be drawn. */
static void test_DOC_18_pictures_of_letters_are_kept(void **state)
{
    (void)state;
    static const char PNG[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\2\0\0\0";
    int64_t model[3];
    for (int i = 0; i < 3; i++) {
        char bytes[sizeof PNG];
        memcpy(bytes, PNG, sizeof bytes);
        bytes[sizeof PNG - 1] = (char)i;
        T.body_in = (struct ela_str){bytes, sizeof bytes};
        model[i] = t_int_at(t_call(&boss, "model.put", "{'name': 'Signature.png'}"), "id");
    }
    t_call(&boss, "letter.save",
           "{'body': {'format': 'elaska.letter/1', 'code': 'signed', 'label': {'fr': 'Signé', "
           "'en': 'Signed'}, 'kind': 'letter', 'subject': {'fr': 'Bonjour'}, 'body': {'fr': "
           "{'type': 'doc', 'content': [{'type': 'image', 'attrs': {'file': " D ", 'width': 40}}, "
           "{'type': 'paragraph', 'content': [{'type': 'text', 'text': 'x'}]}]}}}}",
           model[0]);
    t_sql("INSERT INTO llx_elaska_letter (entity, fk_soc, fk_definition, lang, recipient, subject,"
          " paper, state, fk_user, created_at) SELECT 1, %d, rowid, 'fr', 'x', 'x', CONCAT("
          "'{\"body\":{\"attrs\":{\"file\":', " D ", '}}}'), 'waiting', 1, 1"
          " FROM llx_elaska_definition WHERE kind = 'letter'",
          martin, model[1]);
    T.now += DAY + 60;
    turns();
    for (int i = 0; i < 3; i++)
        assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE rowid = " D, model[i]),
                         i < 2);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        SWEEP_TEST(test_CASE_19_what_no_row_names_goes_once_it_is_old),
        SWEEP_TEST(test_CASE_19_every_folder_has_its_turn),
        SWEEP_TEST(test_CASE_19_many_files_are_judged_together),
        SWEEP_TEST(test_CASE_19_killed_between_the_bytes_and_the_row),
        SWEEP_TEST(test_SEC_13_files_whose_bytes_are_gone_are_told),
        SWEEP_TEST(test_CASE_06_a_piece_that_the_template_drops_keeps_its_file_to_fill_in),
        SWEEP_TEST(test_DOC_18_pictures_of_letters_are_kept),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
