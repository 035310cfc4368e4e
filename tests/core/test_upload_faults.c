/*
 * Deposits that something comes across: a process killed at any moment of any part, a disk that is
 * full. Whatever happens, what is said to be there is there, and a deposit goes on where it
 * stopped. Source: DOC-02, DOC-12, SEC-15.
 */
#define UPLOAD_SIZE (20000 * 24 + 7)

#include "upload_support.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { PART = 20000, PARTS = 24, SIZE = UPLOAD_SIZE };

static int64_t length(int64_t offset)
{
    return SIZE - offset < PART ? SIZE - offset : PART;
}

/* Where it stands; SIZE once it is a file. */
static int64_t offset_of(int64_t upload)
{
    T.body_in = (struct ela_str){NULL, 0};
    const struct ela_json *r = t_call(&camille, "upload.read", "{'upload': " D "}", upload);
    return ela_json_get(r, "id") ? SIZE : t_int_at(r, "offset");
}

static enum ela_status put(int64_t upload, int64_t offset, struct ela_error *err)
{
    T.body_in = (struct ela_str){bytes + offset, (size_t)length(offset)};
    return t_try(&camille, "upload.put", err, "{'upload': " D ", 'offset': " D "}", upload, offset);
}

/* A process of its own sends the part, and is killed after so long. */
static void put_killed(int64_t upload, int64_t offset, unsigned us)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct ela_error err = ELA_ERROR_INIT;
        T.db = t_connect();
        (void)put(upload, offset, &err);
        _exit(0);
    }
    usleep(us);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void is_whole(void)
{
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 1);
    whole(t_int("SELECT rowid FROM llx_elaska_file"));
}

static void test_DOC_02_killed_in_every_part_it_goes_on(void **state)
{
    (void)state;
    int64_t up = start_of(&camille, SIZE), at = 0;
    struct ela_error err = ELA_ERROR_INIT;
    for (int round = 0; at < SIZE; round++) {
        put_killed(up, at, (unsigned)(200 + round % 40 * 900));
        int64_t now = offset_of(up);
        assert_true(now == at || now == at + length(at)); /* all of the part or nothing */
        if (now == at) {
            assert_int_equal(put(up, at, &err), ELA_OK);
            now = offset_of(up);
            assert_int_equal(now, at + length(at));
        }
        at = now;
    }
    is_whole();
}

static void test_DOC_02_every_answer_is_lost_and_every_part_comes_twice(void **state)
{
    (void)state;
    int64_t up = start_of(&camille, SIZE);
    struct ela_error err = ELA_ERROR_INIT;
    for (int64_t at = 0; at < SIZE; at += PART) {
        assert_int_equal(put(up, at, &err), ELA_OK);
        assert_int_equal(put(up, at, &err), ELA_OK);
        assert_int_equal(offset_of(up), at + length(at));
    }
    is_whole();
    assert_int_equal(t_stored(), 1);
}

/* No file of this process grows beyond so many bytes: as a disk that is full. */
static void room(rlim_t n)
{
    struct rlimit l;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &l), 0);
    l.rlim_cur = n;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &l), 0);
}

static void test_SEC_15_a_full_disk_loses_nothing(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    int64_t up = start_of(&camille, SIZE), at = 0;
    for (; at < 3 * PART; at += PART)
        assert_int_equal(put(up, at, &err), ELA_OK);
    room(3 * PART + 100); /* in the middle of the fourth */
    assert_int_equal(put(up, at, &err), ELA_E_TRANSIENT);
    assert_string_equal(err.key, "file.store");
    assert_int_equal(offset_of(up), at);
    T.body_in = (struct ela_str){bytes, SIZE};
    assert_int_equal(
        t_try(&lea, "file.put", &err, "{'object': 'task', 'id': " D ", 'name': 'x.pdf'}", job),
        ELA_E_TRANSIENT);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    assert_int_equal(t_stored(), 1); /* what is under way, and nothing else */
    room(RLIM_INFINITY);
    for (; at < SIZE; at += PART)
        assert_int_equal(put(up, at, &err), ELA_OK);
    is_whole();
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        UPLOAD_TEST(test_DOC_02_killed_in_every_part_it_goes_on),
        UPLOAD_TEST(test_DOC_02_every_answer_is_lost_and_every_part_comes_twice),
        UPLOAD_TEST(test_SEC_15_a_full_disk_loses_nothing),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
