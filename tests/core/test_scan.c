/*
 * The antivirus, as the core knows it: who has a file back while it waits, what becomes of one that
 * is infected, of one that could not be scanned, and of a worker that was killed in between.
 * Source: SEC-15.
 */
#include "firm_support.h"
#include "file/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

static int64_t job;
static struct ela_actor worker, boss, paul;

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    job = t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", dossier), "id");
    worker = t_worker();
    boss = t_user("boss", T_ALL_RIGHTS);
    paul = t_user("paul", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    t_store();
    t_setting("ELASKA_CLAMD", "/run/clamav/clamd.ctl");
    t_setting("ELASKA_PORTAL_URL", "https://clients.example");
    t_setting("ELASKA_MAIL_FROM", "cabinet@firm.example");
    T.body_in = ELA_STR(PDF);
    return 0;
}
#define SCAN_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

static int64_t put(const struct ela_actor *a)
{
    return t_int_at(t_call(a, "file.put", "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job),
                    "id");
}

static int64_t next(void)
{
    T.body_in = (struct ela_str){NULL, 0};
    const struct ela_json *r = t_call(&worker, "scan.next", "{'owner': 'w1'}");
    return ela_json_get(r, "scan") ? t_int_at(r, "scan") : 0;
}

static void said(int64_t scan, const char *result)
{
    t_call(&worker, "scan.done",
           "{'scan': " D ", 'owner': 'w1', 'result': '%s', 'found': 'Eicar-Test'}", scan, result);
}

static void get_refused(const struct ela_actor *a, int64_t id, const char *key)
{
    t_refused(a, "file.get", key, "file", "{'file': " D "}", id);
}

static int there(int64_t id, const char *folder)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s/%s", T.documents, folder,
             t_text("SELECT SUBSTR(place, 17) FROM llx_elaska_scan WHERE fk_file = " D, id));
    return access(path, F_OK) == 0;
}

static void test_SEC_15_a_file_waits_for_the_antivirus(void **state)
{
    (void)state;
    int64_t id = put(&camille);
    t_call(&camille, "file.get", "{'file': " D "}", id);
    get_refused(&lea, id, "file.scanning");
    get_refused(&boss, id, "file.scanning");
    int64_t scan = next();
    assert_true(scan > 0);
    assert_int_equal(next(), 0); /* it is in hand */
    get_refused(&lea, id, "file.scanning");
    t_refused(&worker, "scan.done", "preview.lease", "scan",
              "{'scan': " D ", 'owner': 'w2', 'result': 'clean'}", scan);
    said(scan, "clean");
    t_call(&lea, "file.get", "{'file': " D "}", id);
    t_refused(&worker, "scan.done", "preview.lease", "scan",
              "{'scan': " D ", 'owner': 'w1', 'result': 'infected'}", scan);
    assert_int_equal(next(), 0);
    /* what the firm deposits waits as well, for its author too who is another account's */
    T.body_in = ELA_STR(PDF "2");
    id = put(&lea);
    t_call(&lea, "file.get", "{'file': " D "}", id);
    get_refused(&camille, id, "file.scanning");
    get_refused(&paul, id, "file.scanning");
    /* no antivirus any more: nothing waits for it */
    t_setting("ELASKA_CLAMD", "");
    t_call(&camille, "file.get", "{'file': " D "}", id);
    assert_int_equal(next(), 0);
    T.body_in = ELA_STR(PDF "3");
    put(&lea);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_scan"), 2);
}

static void test_SEC_15_what_is_infected_is_put_away_and_told(void **state)
{
    (void)state;
    int64_t id = put(&camille);
    said(next(), "infected");
    get_refused(&camille, id, "not_found");
    get_refused(&lea, id, "not_found");
    assert_int_equal(t_stored(), 1);
    assert_true(there(id, "elaska-quarantine"));
    assert_int_equal(t_mails("file.infected"), 1);
    assert_int_equal(t_mails("file.infected_team"), 1);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'file.infected' AND visible = 1"),
        1);
    t_refused(&boss, "file.restore", "file.infected", "file", "{'file': " D "}", id);
    t_ok(&boss, "scan.state",
         "{'on': true, 'infected': 1, 'rows': [{'name': 'x.pdf', 'found': 'Eicar-Test'}]}", "{}");
    t_refused(&lea, "scan.state", "denied", NULL, "{}");
    t_refused(&lea, "scan.release", "denied", NULL, "{'file': " D "}", id);
    t_refused(&boss, "scan.release", "not_found", "file", "{'file': 99999}");
    struct ela_actor away = boss;
    away.entity = 2;
    t_refused(&away, "scan.release", "not_found", "file", "{'file': " D "}", id);
    t_refused(&away, "scan.remove", "not_found", "file", "{'file': " D "}", id);
    /* it was none */
    t_call(&boss, "scan.release", "{'file': " D "}", id);
    t_call(&lea, "file.get", "{'file': " D "}", id);
    assert_false(there(id, "elaska-quarantine"));
    t_refused(&boss, "scan.remove", "not_found", "file", "{'file': " D "}", id);
}

static void test_SEC_15_what_is_given_away_is_gone(void **state)
{
    (void)state;
    int64_t id = put(&camille);
    said(next(), "infected");
    t_call(&boss, "scan.remove", "{'file': " D "}", id);
    assert_int_equal(t_stored(), 0);
    t_refused(&boss, "file.restore", "file.infected", "file", "{'file': " D "}", id);
    t_ok(&boss, "scan.state", "{'infected': 0, 'rows': []}", "{}");
    /* the same bytes again are another file, and judged again */
    T.body_in = ELA_STR(PDF);
    assert_int_not_equal(put(&camille), id);
    assert_true(next() > 0);
}

static void test_SEC_15_an_infected_version_gives_way_to_the_one_before(void **state)
{
    (void)state;
    int64_t id = put(&camille);
    said(next(), "clean");
    T.body_in = ELA_STR(PDF "worse");
    t_call(&camille, "file.put", "{'object': 'version', 'id': " D ", 'name': 'x.pdf'}", id);
    said(next(), "infected");
    t_call(&lea, "file.get", "{'file': " D "}", id);
    assert_int_equal(t_int("SELECT size FROM llx_elaska_file WHERE rowid = " D " AND version = 3"
                           " AND deleted_at IS NULL",
                           id),
                     (int64_t)sizeof PDF - 1);
    t_refused(&lea, "file.get", "file.infected", "file", "{'file': " D ", 'number': 2}", id);
    t_refused(&lea, "file.version_restore", "file.infected", "file", "{'file': " D ", 'number': 2}",
              id);
    t_call(&boss, "scan.release", "{'file': " D "}", id);
    t_call(&lea, "file.get", "{'file': " D ", 'number': 2}", id);
}

static void test_SEC_15_without_the_antivirus(void **state)
{
    (void)state;
    int64_t id = put(&camille), now = T.now;
    said(next(), "away");
    t_call(&lea, "file.get", "{'file': " D "}", id); /* accepted, scanned later */
    t_ok(&boss, "scan.state", "{'waiting': 0, 'later': 1}", "{}");
    assert_int_equal(next(), 0);
    t_setting("ELASKA_SCAN_HOLD", "1");
    get_refused(&lea, id, "file.not_scanned");
    t_call(&camille, "file.get", "{'file': " D "}", id);
    T.now = now + 61;
    int64_t scan = next();
    assert_true(scan > 0);
    said(scan, "clean");
    t_call(&lea, "file.get", "{'file': " D "}", id);
    T.body_in = ELA_STR(PDF "large");
    id = put(&camille);
    said(next(), "skipped");
    get_refused(&lea, id, "file.not_scanned");
    t_setting("ELASKA_SCAN_HOLD", "0");
    t_call(&lea, "file.get", "{'file': " D "}", id);
    T.now = now;
}

static void test_SEC_15_a_killed_worker_leaves_nothing_half_done(void **state)
{
    (void)state;
    char from[200], to[200];
    int64_t id = put(&camille), now = T.now;
    assert_true(next() > 0); /* and killed */
    assert_int_equal(next(), 0);
    T.now = now + 301;
    int64_t scan = next();
    assert_true(scan > 0);
    /* killed between the bytes and their row */
    const char *place = t_text("SELECT place FROM llx_elaska_scan");
    snprintf(from, sizeof from, "%s/%s", T.documents, place);
    snprintf(to, sizeof to, "%s/elaska-quarantine", T.documents);
    assert_int_equal(mkdir(to, 0700), 0);
    snprintf(to, sizeof to, "%s/elaska-quarantine/%s", T.documents, place + 16);
    assert_int_equal(rename(from, to), 0);
    said(scan, "missing");
    assert_true(access(from, F_OK) == 0);
    scan = next();
    assert_true(scan > 0);
    said(scan, "infected");
    assert_true(access(to, F_OK) == 0);
    /* its document is purged: what no row names is swept, a day later */
    t_sql("DELETE FROM llx_elaska_file WHERE rowid = " D, id);
    t_ok(&worker, "file.sweep", "{'removed': 0}", "{'folder': '00'}");
    T.now = now + 3 * 86400;
    const struct timespec at[2] = {{.tv_sec = now}, {.tv_sec = now}};
    assert_int_equal(utimensat(AT_FDCWD, to, at, 0), 0);
    t_ok(&worker, "file.sweep", "{'removed': 1}", "{'folder': '00'}");
    T.now = now;
    /* bytes that are nowhere */
    T.body_in = ELA_STR(PDF "lost");
    id = put(&camille);
    snprintf(from, sizeof from, "find '%s' -type f -delete", T.documents);
    assert_int_equal(system(from), 0);
    said(next(), "missing");
    get_refused(&lea, id, "file.missing");
}

/* --- nothing of it goes anywhere ---------------------------------------------------------- */

static int64_t put_case(const struct ela_actor *a, const char *bytes)
{
    T.body_in = ela_str_of(bytes);
    return t_int_at(t_call(a, "file.put",
                           "{'object': 'case', 'id': " D ", 'name': 'offre.pdf', 'visible': true}",
                           dossier),
                    "id");
}

/* Shared, marked as sent, linked to another case: refused for this reason, at its field. */
static void goes_nowhere(int64_t id, int64_t second, const char *key)
{
    t_refused(&boss, "share.create", key, "files",
              "{'case': " D ", 'files': [" D "], 'name': 'Banque', 'password': false}", dossier,
              id);
    t_refused(&boss, "dispatch.add", key, "files",
              "{'case': " D ", 'files': [" D "], 'means': 'post', 'recipients': [{'name': 'x'}]}",
              dossier, id);
    t_refused(&boss, "document.link", key, "file", "{'file': " D ", 'object': 'case', 'id': " D "}",
              id, second);
    t_ok(&boss, "share.list", "{'files': []}", "{'case': " D "}", dossier);
}

static void test_SEC_15_what_waits_is_not_shared_sent_or_attached(void **state)
{
    (void)state;
    int64_t id = put_case(&boss, PDF "offre"), second = t_case(martin, boss.user_id);
    /* not by its depositor either, who reads it */
    t_call(&boss, "file.get", "{'file': " D "}", id);
    goes_nowhere(id, second, "file.scanning");
    t_ok(&lea, "document.read", "{'scan': 'waiting'}", "{'file': " D "}", id);
    t_ok(&lea, "file.list", "{'rows': [{'scanning': true}]}", "{'case': " D "}", dossier);
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'offre.pdf', 'scan': 'waiting'}]}",
         "{'list': 'documents'}");
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'offre.pdf'}]}",
         "{'list': 'documents', 'filter': {'field': 'scan', 'op': 'is', 'value': 'waiting'}}");
    t_ok(&lea, "list.rows", "{'rows': []}",
         "{'list': 'documents', 'filter': {'field': 'scan', 'op': 'empty'}}");
    /* away: held where the firm says so */
    t_setting("ELASKA_SCAN_HOLD", "1");
    said(next(), "away");
    goes_nowhere(id, second, "file.not_scanned");
    t_ok(&lea, "document.read", "{'scan': 'later'}", "{'file': " D "}", id);
    t_setting("ELASKA_SCAN_HOLD", "0");
    t_ok(&lea, "document.read", "{'scan': null}", "{'file': " D "}", id);
    t_ok(&boss, "share.list", "{'files': [{'name': 'offre.pdf'}]}", "{'case': " D "}", dossier);
    T.now += 3600;
    said(next(), "clean");
    t_ok(&lea, "document.read", "{'scan': null}", "{'file': " D "}", id);
    t_call(&boss, "share.create",
           "{'case': " D ", 'files': [" D "], 'name': 'Banque', 'password': false}", dossier, id);
    t_call(&boss, "dispatch.add",
           "{'case': " D ", 'files': [" D "], 'means': 'post', 'recipients': [{'name': 'x'}]}",
           dossier, id);
    t_call(&boss, "document.link", "{'file': " D ", 'object': 'case', 'id': " D "}", id, second);
    /* a new version waits anew: gone from the links that it was in, for as long */
    T.body_in = ELA_STR(PDF "offre 2");
    t_call(&boss, "file.put", "{'object': 'version', 'id': " D ", 'name': 'offre.pdf'}", id);
    t_ok(&boss, "share.list", "{'rows': [{'files': [{'there': false}]}], 'files': []}",
         "{'case': " D "}", dossier);
    said(next(), "clean");
    t_ok(&boss, "share.list", "{'rows': [{'files': [{'there': true}]}]}", "{'case': " D "}",
         dossier);
}

static void test_SEC_15_what_is_in_quarantine_says_so_in_the_bin(void **state)
{
    (void)state;
    int64_t id = put_case(&boss, PDF "virus"), second = t_case(martin, boss.user_id);
    said(next(), "infected");
    t_refused(&boss, "share.create", "not_found", "files",
              "{'case': " D ", 'files': [" D "], 'name': 'Banque', 'password': false}", dossier,
              id);
    t_refused(&boss, "document.link", "not_found", "file",
              "{'file': " D ", 'object': 'case', 'id': " D "}", id, second);
    t_ok(&boss, "list.rows", "{'rows': [{'name': 'offre.pdf', 'scan': 'infected'}]}",
         "{'list': 'bin'}");
    t_ok(&boss, "document.read", "{'scan': 'infected'}", "{'file': " D ", 'binned': true}", id);
    /* as if it had been restored behind our back */
    t_sql("UPDATE llx_elaska_file SET deleted_at = NULL WHERE rowid = " D, id);
    goes_nowhere(id, second, "file.infected");
}

static void test_SEC_15_the_address_of_the_antivirus(void **state)
{
    (void)state;
    static const char *const good[] = {"", "/run/clamav/clamd.ctl", "127.0.0.1:3310", "av:3310",
                                       "[::1]:3310"};
    static const char *const bad[] = {"clamd", ":3310", "av:", "av:70000", "a b:1", "http://x"};
    struct ela_error err = ELA_ERROR_INIT;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_int_equal(ela_settings_check(ELA_STR("ELASKA_CLAMD"), ela_str_of(good[i]), &err),
                         ELA_OK);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_not_equal(ela_settings_check(ELA_STR("ELASKA_CLAMD"), ela_str_of(bad[i]), &err),
                             ELA_OK);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        SCAN_TEST(test_SEC_15_a_file_waits_for_the_antivirus),
        SCAN_TEST(test_SEC_15_what_is_infected_is_put_away_and_told),
        SCAN_TEST(test_SEC_15_what_is_given_away_is_gone),
        SCAN_TEST(test_SEC_15_an_infected_version_gives_way_to_the_one_before),
        SCAN_TEST(test_SEC_15_without_the_antivirus),
        SCAN_TEST(test_SEC_15_a_killed_worker_leaves_nothing_half_done),
        SCAN_TEST(test_SEC_15_what_waits_is_not_shared_sent_or_attached),
        SCAN_TEST(test_SEC_15_what_is_in_quarantine_says_so_in_the_bin),
        SCAN_TEST(test_SEC_15_the_address_of_the_antivirus),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
