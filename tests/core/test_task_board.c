/*
 * The board of tasks: columns, places between two cards, how much of it is read. Source: CASE-21.
 */
#include "firm_support.h"
#include "task/task.h"
#include "workflow/workflow.h"

static int64_t task(const char *title)
{
    return t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': '%s'}", dossier, title),
                    "id");
}

/* --- columns and places ------------------------------------------------------------------- */

static const char *order(const char *status)
{
    return t_text("SELECT GROUP_CONCAT(title ORDER BY position, rowid) FROM llx_elaska_task WHERE "
                  "status = '%s'",
                  status);
}

static void test_CASE_21_board_of_a_case(void **state)
{
    (void)state;
    int64_t other = t_case(martin, lea.user_id);
    int64_t a = task("A"), b = task("B");
    t_call(&lea, "task.create", "{'case': " D ", 'title': 'Ailleurs'}", other);
    t_call(&lea, "task.check", "{'check': " D ", 'done': true}",
           t_sql("INSERT INTO llx_elaska_task_check (fk_task, position, label) VALUES (" D
                 ", 1, 'x')",
                 a));
    t_call(&lea, "task.comment", "{'task': " D ", 'body': 'vu', 'internal': true}", a);
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'doing'}", b);
    const struct ela_json *board = t_call(&lea, "task.board", "{'case': " D "}", dossier);
    t_subset(board, "{'columns': [{'code': 'suggested', 'count': 0}, {'code': 'todo', 'label': 'À "
                    "faire', 'count': 1},"
                    " {'code': 'doing', 'count': 1}, {'code': 'review'}, {'code': 'done', 'class': "
                    "'done'}], 'movable': true,"
                    " 'truncated': false, 'cards': [{'title': 'A', 'status': 'todo', 'checks': "
                    "{'total': 1, 'done': 1},"
                    " 'comments': 1, 'files': 0, 'assignees': [{'name': 'lea Durand'}]}, {'title': "
                    "'B', 'status': 'doing'}]}");
    assert_int_equal(ela_json_size(ela_json_get(board, "cards")), 2);
    t_ok(&lea, "task.board", "{'cards': [{}, {}, {}]}", "{'all': true}");
    struct ela_actor tom = t_user("tom", WRITES);
    t_ok(&tom, "task.board", "{'cards': []}", "{'mine': true}");
    t_refused(&lea, "task.board", "field.required", "case", "{}");
    t_refused(&lea, "task.board", "not_found", "case", "{'case': 999999}");
}

static void test_CASE_21_the_first_cards_of_each_column_and_the_count_of_all(void **state)
{
    (void)state;
    task("A");
    task("B");
    int64_t c = task("C");
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'doing'}", c);
    const struct ela_json *board =
        t_call(&lea, "task.board", "{'case': " D ", 'first': 1}", dossier);
    t_subset(board, "{'columns': [{}, {'code': 'todo', 'count': 2}, {'code': 'doing', 'count': 1}, "
                    "{'count': 0}, {'count': 0}], 'partial': true, 'truncated': false,"
                    " 'cards': [{'title': 'A'}, {'title': 'C'}]}");
    assert_int_equal(ela_json_size(ela_json_get(board, "cards")), 2);
    t_ok(&lea, "task.board", "{'partial': false, 'cards': [{}, {}, {}]}",
         "{'case': " D ", 'first': 2}", dossier);
    t_ok(&lea, "task.board", "{'partial': false}", "{'case': " D "}", dossier);
    struct ela_actor tom = t_user("tom", WRITES);
    t_ok(&tom, "task.board", "{'cards': [], 'partial': false}", "{'mine': true, 'first': 5}");
    t_refused(&lea, "task.board", "field.range", "first", "{'all': true, 'first': 0}");
}

static void test_CASE_21_a_card_goes_between_two_others(void **state)
{
    (void)state;
    int64_t a = task("A"), b = task("B"), d = task("D");
    assert_string_equal(order("todo"), "A,B,D");
    t_ok(&lea, "task.move", "{'status': {'code': 'todo'}, 'version': 2}",
         "{'task': " D ", 'to': 'todo', 'before': " D "}", d, a);
    assert_string_equal(order("todo"), "D,A,B");
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'todo', 'before': " D "}", b, a);
    assert_string_equal(order("todo"), "D,B,A");
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'todo'}", d);
    assert_string_equal(order("todo"), "B,A,D");
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'todo', 'before': " D "}", a, a);
    assert_string_equal(order("todo"), "B,A,D");
    /* Places in a column are nobody's news; another column is. */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'task.moved'"), 0);
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'doing'}", a);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'task.moved'"), 1);
    assert_string_equal(order("todo"), "B,D");
}

static void test_CASE_21_no_room_between_two_cards_is_made(void **state)
{
    (void)state;
    int64_t first = task("0"), last = task("Z");
    char expected[400] = "0";
    for (int i = 0; i < 40; i++) { /* each right before the last: the gap halves every time */
        char title[8];
        snprintf(title, sizeof title, "%02d", i);
        int64_t id = task(title);
        t_call(&lea, "task.move", "{'task': " D ", 'to': 'todo', 'before': " D "}", id, last);
        strncat(expected, ",", sizeof expected - strlen(expected) - 1);
        strncat(expected, title, sizeof expected - strlen(expected) - 1);
    }
    strncat(expected, ",Z", sizeof expected - strlen(expected) - 1);
    assert_string_equal(order("todo"), expected);
    t_sql("UPDATE llx_elaska_task SET position = 5"); /* all in one place */
    int64_t x = task("X");
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'todo', 'before': " D "}", x, last);
    assert_true(strncmp(order("todo"), "0,Z", 3) != 0);
    t_call(&lea, "task.move", "{'task': " D ", 'to': 'todo', 'before': " D "}", x, first);
    assert_true(strncmp(order("todo"), "X,0", 3) == 0);
}

static void test_CASE_21_moves_that_cannot_be(void **state)
{
    (void)state;
    int64_t a = task("A"), b = task("B");
    struct ela_actor reader = t_user("tom", ELA_RIGHT_CASE_READ);
    t_refused(&camille, "task.move", "denied", NULL, "{'task': " D ", 'to': 'done'}", a);
    t_refused(&reader, "task.move", "denied", NULL, "{'task': " D ", 'to': 'done'}", a);
    t_refused(&lea, "task.move", "workflow.unknown_status", "to", "{'task': " D ", 'to': 'x'}", a);
    t_refused(&lea, "task.move", "workflow.unknown_status", "to",
              "{'task': " D ", 'to': 'refused'}", a);
    t_refused(&lea, "task.move", "task.not_suggested", "to", "{'task': " D ", 'to': 'suggested'}",
              a);
    t_refused(&lea, "task.move", "task.before_gone", "before",
              "{'task': " D ", 'to': 'doing', 'before': " D "}", a, b);
    t_refused(&lea, "task.move", "conflict.version", "version",
              "{'task': " D ", 'to': 'done', 'version': 9}", a);
    t_refused(&lea, "task.move", "not_found", "task", "{'task': 999999, 'to': 'done'}");
    assert_string_equal(order("todo"), "A,B");
}

static void test_CASE_21_two_thousand_cards_in_one_statement(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++)
        t_sql("INSERT INTO llx_elaska_task (entity, fk_case, fk_soc, title, status, visible, "
              "position, created_at,"
              " updated_at) SELECT 1, " D
              ", %d, CONCAT('T', seq), 'todo', 1, seq, 1, 1 FROM seq_1_to_101",
              dossier, martin);
    int64_t before = t_int("SELECT VARIABLE_VALUE FROM information_schema.session_status"
                           " WHERE VARIABLE_NAME = 'COM_STMT_EXECUTE'");
    const struct ela_json *board = t_call(&lea, "task.board", "{'case': " D "}", dossier);
    int64_t after = t_int("SELECT VARIABLE_VALUE FROM information_schema.session_status"
                          " WHERE VARIABLE_NAME = 'COM_STMT_EXECUTE'");
    assert_int_equal(ela_json_size(ela_json_get(board, "cards")), 2000);
    t_subset(board, "{'truncated': true}");
    assert_in_range(after - before, 1, 4); /* the count itself, the case, the cards, settings */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIRM_TEST(test_CASE_21_board_of_a_case),
        FIRM_TEST(test_CASE_21_the_first_cards_of_each_column_and_the_count_of_all),
        FIRM_TEST(test_CASE_21_a_card_goes_between_two_others),
        FIRM_TEST(test_CASE_21_no_room_between_two_cards_is_made),
        FIRM_TEST(test_CASE_21_moves_that_cannot_be),
        FIRM_TEST(test_CASE_21_two_thousand_cards_in_one_statement),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
