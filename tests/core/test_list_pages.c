/*
 * Pages of a list: forwards and back, each row once, empty cells last. CRM-23.
 */
#include "list_support.h"

/* Every order, page by page, forwards and back, gives each row once and in the order of one page.
 */
static void test_CRM_23_keyset_in_both_directions(void **state)
{
    (void)state;
    static const char *const sorts[] = {"['due_on']",           "['-due_on']",
                                        "['due_on','title']",   "['-due_on','title']",
                                        "['due_on','-title']",  "['-due_on','-title']",
                                        "['status','due_on']",  "['-status','-due_on']",
                                        "['client','-due_on']", "['-client','due_on']",
                                        "['lead','status']",    "['-active']",
                                        "['ref','title']",      "['progress','-due_on']",
                                        "['-title']",           "[]"};
    static const char *const dues[] = {"2026-11-20", NULL,         "2026-11-21",
                                       NULL,         "2026-11-20", "2026-12-01"};
    static const char *const statuses[] = {"todo", "done", "in_progress", "todo"};
    char title[8], whole[400], paged[400];
    for (int i = 0; i < 23; i++) {
        snprintf(title, sizeof title, "%c", 'a' + i);
        add(title, i % 3 ? bakery : garage, statuses[i % 4], dues[i % 6],
            i % 2 ? boss.user_id : tom.user_id);
    }
    for (size_t s = 0; s < sizeof sorts / sizeof sorts[0]; s++) {
        snprintf(whole, sizeof whole, "%s", titles(rows(&boss, "{}", sorts[s])));
        assert_int_equal(strlen(whole), 23 * 2 - 1);
        size_t n = 0;
        char cursor[3000] = "null", back[3000] = "";
        for (int page = 0; page < 8; page++) {
            const struct ela_json *out =
                t_call(&boss, "list.rows", "{'list':'cases','sort':%s,'limit':4,'after':%s}",
                       sorts[s], cursor);
            n += (size_t)snprintf(paged + n, sizeof paged - n, "%s%s", n ? " " : "", titles(out));
            struct ela_str next = ela_json_text(ela_json_get(out, "next")),
                           prev = ela_json_text(ela_json_get(out, "prev"));
            assert_int_equal(prev.n > 0, page > 0);
            snprintf(back, sizeof back, "%.*s", (int)prev.n, prev.p ? prev.p : "");
            if (!next.n)
                break;
            snprintf(cursor, sizeof cursor, "'%.*s'", (int)next.n, next.p);
        }
        assert_string_equal(paged, whole);
        char backwards[4000] = "";
        for (int page = 0; page < 8 && back[0]; page++) {
            char rest[400];
            const struct ela_json *out =
                t_call(&boss, "list.rows", "{'list':'cases','sort':%s,'limit':4,'before':'%s'}",
                       sorts[s], back);
            snprintf(rest, sizeof rest, "%s", backwards);
            snprintf(backwards, sizeof backwards, "%s%s%s", titles(out), rest[0] ? " " : "", rest);
            struct ela_str prev = ela_json_text(ela_json_get(out, "prev"));
            assert_true(t_text_at(out, "next").n > 0);
            snprintf(back, sizeof back, "%.*s", (int)prev.n, prev.p ? prev.p : "");
        }
        if (strncmp(whole, backwards, strlen(backwards)) != 0 || strlen(backwards) != 20 * 2 - 1)
            fail_msg("%s: \"%s\" backwards, \"%s\" at once", sorts[s], backwards, whole);
    }
}

static void test_CRM_23_empty_cells_come_last(void **state)
{
    (void)state;
    five();
    assert_string_equal(titles(rows(&boss, "{}", "['due_on']")), "A B D E C");
    assert_string_equal(titles(rows(&boss, "{}", "['-due_on']")), "E D B A C");
}

static void test_CRM_23_cursor_of_another_order_is_refused(void **state)
{
    (void)state;
    five();
    const struct ela_json *out =
        t_call(&boss, "list.rows", "{'list':'cases','sort':['due_on'],'limit':2}");
    char cursor[2000];
    struct ela_str next = t_text_at(out, "next");
    snprintf(cursor, sizeof cursor, "%.*s", (int)next.n, next.p);
    t_ok(&boss, "list.rows", "{'rows':[{'title':'D'}]}",
         "{'list':'cases','sort':['due_on'],'limit':1,'after':'%s'}", cursor);
    t_refused(&boss, "list.rows", "list.cursor", "after",
              "{'list':'cases','sort':['-due_on'],'after':'%s'}", cursor);
    t_refused(&boss, "list.rows", "list.cursor", "after",
              "{'list':'cases','sort':['due_on'],'after':'%s00'}", cursor);
    t_refused(&boss, "list.rows", "list.cursor", "before", "{'list':'cases','before':'zz'}");
    cursor[strlen(cursor) - 4] = '\0';
    t_refused(&boss, "list.rows", "list.cursor", "after",
              "{'list':'cases','sort':['due_on'],'after':'%s'}", cursor);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LIST_TEST(test_CRM_23_keyset_in_both_directions),
        LIST_TEST(test_CRM_23_empty_cells_come_last),
        LIST_TEST(test_CRM_23_cursor_of_another_order_is_refused),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
