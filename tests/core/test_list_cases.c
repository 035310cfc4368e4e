/*
 * Views and tags of the list of cases. CASE-01, CASE-32.
 */
#include "pack_support.h"

#include <inttypes.h>

enum { CASES = 100000 };

static struct ela_actor boss, tom, anne;
static int32_t client;

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    tom = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    anne = t_user("anne", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    client = t_client("Boulangerie Martin");
    t_pack(&boss, "core");
    return 0;
}

#define VIEW_TEST(f) cmocka_unit_test_setup(f, setup)

/* A case of a lead, by its title. */
static int64_t add(const char *title, int lead)
{
    int64_t id = t_case(client, lead);
    t_sql("UPDATE llx_elaska_case SET title = '%s' WHERE rowid = %" PRId64, title, id);
    return id;
}

static void set(int64_t id, const char *what)
{
    t_sql("UPDATE llx_elaska_case SET %s WHERE rowid = %" PRId64, what, id);
}

/* Titles of a view, in their alphabetical order. */
static void assert_view(const struct ela_actor *a, const char *view, const char *expected)
{
    char text[400] = "";
    const struct ela_json *rows =
        t_at(t_call(a, "list.rows", "{'list':'cases','view':'%s','sort':['title']}", view), "rows");
    for (size_t i = 0, n = 0; i < ela_json_size(rows); i++) {
        struct ela_str s = ela_json_text(ela_json_get(ela_json_at(rows, i), "title"));
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%.*s", i ? " " : "", (int)s.n, s.p);
    }
    assert_string_equal(text, expected);
}

#define CLOSE "status = 'done', class = 'done', closed_on = '2026-11-01'"

static void test_CASE_32_view_of_mine(void **state)
{
    (void)state;
    int64_t team = add("team", tom.user_id), left = add("left", tom.user_id);
    add("led", anne.user_id);
    add("other", tom.user_id);
    set(add("closed", anne.user_id), CLOSE);
    t_sql("INSERT INTO llx_elaska_case_member (fk_case, fk_user, left_at) VALUES (%" PRId64
          ", %d, NULL), (%" PRId64 ", %d, 5)",
          team, anne.user_id, left, anne.user_id);
    assert_view(&anne, "mine", "led team");
}

static void test_CASE_32_view_of_my_team(void **state)
{
    (void)state;
    add("mine", anne.user_id);
    add("under", tom.user_id);
    add("other", boss.user_id);
    set(add("closed", tom.user_id), CLOSE);
    assert_view(&anne, "team", "mine");
    t_sql("UPDATE llx_user SET fk_user = %d WHERE rowid = %d", anne.user_id, tom.user_id);
    assert_view(&anne, "team", "mine under");
}

static void test_CASE_32_view_of_what_waits_for_the_client(void **state)
{
    (void)state;
    add("open", anne.user_id);
    set(add("client", anne.user_id), "status = 'wait_client', class = 'wait_client'");
    set(add("others", anne.user_id), CLOSE);
    assert_view(&anne, "wait", "client");
}

static void test_CASE_32_view_of_what_is_late(void **state)
{
    (void)state;
    set(add("late", anne.user_id), "due_on = '2026-11-20'");
    set(add("today", anne.user_id), "due_on = '2026-11-21'");
    set(add("closed", anne.user_id), CLOSE ", due_on = '2026-10-01'");
    add("none", anne.user_id);
    assert_view(&anne, "late", "late");
}

static void test_CASE_32_view_of_documents_to_validate(void **state)
{
    (void)state;
    static const char *const pieces[] = {"waiting", "to_provide", "validated"};
    for (size_t i = 0; i < 3; i++)
        t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, status, status_at,"
              " position) VALUES (1, %" PRId64 ", 'rib', '%s', 0, 1)",
              add(pieces[i], anne.user_id), pieces[i]);
    assert_view(&anne, "validate", "waiting");
}

static void test_CASE_32_view_of_the_archive(void **state)
{
    (void)state;
    add("open", anne.user_id);
    set(add("closed", anne.user_id), CLOSE);
    set(add("archived", anne.user_id), CLOSE ", archived_at = 5");
    assert_view(&anne, "archived", "archived");
    assert_view(&anne, "closed", "archived closed");
}

/* --- tags ----------------------------------------------------------------- */

static void test_CASE_01_a_case_is_tagged_out_of_the_list(void **state)
{
    (void)state;
    int64_t id = add("A", anne.user_id);
    t_call(&anne, "case.tags", "{'case':%" PRId64 ",'tags':['urgent','vip']}", id);
    t_ok(&anne, "case.page",
         "{'own_tags':[{'code':'urgent','label':'Urgent','colour':'red'},{'code':'vip','label':"
         "'Client prioritaire'}],'tag_choices':[{'code':'urgent'},{},{},{},{}]}",
         "{'case':%" PRId64 "}", id);
    t_call(&anne, "case.tags", "{'case':%" PRId64 ",'tags':['vip','to_call']}", id);
    t_ok(&anne, "case.page", "{'own_tags':[{'code':'vip'},{'code':'to_call'}]}",
         "{'case':%" PRId64 "}", id);
    /* each change is told once, in words, to the firm alone */
    assert_string_equal(t_text("SELECT JSON_VALUE(data, '$.tags') FROM llx_elaska_event WHERE kind "
                               "= 'case.tagged' AND visible = 0 ORDER BY rowid DESC LIMIT 1"),
                        "+ À rappeler, − Urgent");
    t_call(&anne, "case.tags", "{'case':%" PRId64 ",'tags':['vip','to_call']}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'case.tagged'"), 2);
    t_call(&anne, "case.tags", "{'case':%" PRId64 ",'tags':[]}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_tag"), 0);
}

static void test_CASE_01_what_cannot_be_tagged(void **state)
{
    (void)state;
    int64_t id = add("A", anne.user_id);
    struct ela_actor reader = t_user("rita", ELA_RIGHT_CASE_READ);
    struct ela_actor portal = t_portal("camille@example.org", client);
    t_refused(&anne, "case.tags", "field.choice", "tags", "{'case':%" PRId64 ",'tags':['nope']}",
              id);
    t_refused(&anne, "case.tags", "field.type", "tags", "{'case':%" PRId64 ",'tags':{'a':1}}", id);
    t_refused(&anne, "case.tag", "field.choice", "tag", "{'case':%" PRId64 ",'tag':'x y'}", id);
    t_refused(&reader, "case.tags", "denied", NULL, "{'case':%" PRId64 ",'tags':[]}", id);
    t_refused(&portal, "case.tags", "denied", NULL, "{'case':%" PRId64 ",'tags':[]}", id);
    t_refused(&anne, "case.tags", "not_found", "case", "{'case':999999,'tags':[]}");
    /* nothing of what was refused is kept */
    t_refused(&anne, "case.tags", "field.choice", "tags",
              "{'case':%" PRId64 ",'tags':['urgent','nope']}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_tag"), 0);
    t_call(&anne, "case.tags", "{'case':%" PRId64 ",'tags':['urgent']}", id);
    assert_null(t_at(t_call(&portal, "case.page", "{'case':%" PRId64 "}", id), "own_tags"));
    set(id, CLOSE ", archived_at = 5");
    t_refused(&anne, "case.tags", "case.archived", "case", "{'case':%" PRId64 ",'tags':[]}", id);
}

static void test_CASE_32_tags_in_the_list(void **state)
{
    (void)state;
    int64_t a = add("A", anne.user_id), b = add("B", anne.user_id);
    add("C", anne.user_id);
    t_ok(&anne, "list.change", "{'failed':[]}",
         "{'list':'cases','ids':[%" PRId64 ",%" PRId64 "],'set':{'tags':'urgent'}}", a, b);
    t_call(&anne, "case.tag", "{'case':%" PRId64 ",'tag':'vip'}", b);
    t_ok(&anne, "list.rows",
         "{'rows':[{'tags':[{'label':'Urgent','colour':'red'}]},{'tags':[{'code':'urgent'},{'code':"
         "'vip'}]},{'tags':null}]}",
         "{'list':'cases','columns':['tags'],'sort':['title']}");
    static const struct {
        const char *filter;
        size_t n;
    } FILTERS[] = {{"{'field':'tags','op':'is','value':'urgent'}", 2},
                   {"{'field':'tags','op':'not','value':'urgent'}", 1},
                   {"{'field':'tags','op':'in','value':['vip','to_call']}", 1},
                   {"{'field':'tags','op':'empty'}", 1},
                   {"{'field':'tags','op':'filled'}", 2}};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(
            ela_json_size(
                t_at(t_call(&anne, "list.rows", "{'list':'cases','filter':%s}", FILTERS[i].filter),
                     "rows")),
            FILTERS[i].n);
    t_ok(&anne, "list.rows", "{'ignored':[{'field':'tags'}]}",
         "{'list':'cases','filter':{'field':'tags','op':'is','value':'nope'}}");
    t_call(&anne, "list.change", "{'list':'cases','ids':[%" PRId64 "],'set':{'tags':'-urgent'}}",
           b);
    t_ok(&anne, "list.rows", "{'rows':[{'title':'A'}]}",
         "{'list':'cases','filter':{'field':'tags','op':'is','value':'urgent'}}");
    t_ok(&anne, "list.change", "{'failed':[{'key':'field.choice'}]}",
         "{'list':'cases','ids':[%" PRId64 "],'set':{'tags':'nope'}}", b);
}

/* Rows that the server has read in this session. */
static int64_t reads(void)
{
    return t_int("SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE"
                 " VARIABLE_NAME LIKE 'HANDLER_READ%%'");
}

/* A tag that few cases bear is found by its index, whatever the number of cases. */
static void test_CASE_32_a_tag_is_found_by_its_index(void **state)
{
    (void)state;
    int64_t id = add("A", anne.user_id);
    t_sql("CREATE TEMPORARY TABLE ten (d INTEGER) SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION"
          " SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8"
          " UNION SELECT 9");
    t_sql("CREATE TEMPORARY TABLE ten2 SELECT * FROM ten");
    t_sql("CREATE TEMPORARY TABLE ten3 SELECT * FROM ten");
    t_sql("CREATE TEMPORARY TABLE ten4 SELECT * FROM ten");
    t_sql("CREATE TEMPORARY TABLE ten5 SELECT * FROM ten");
    t_sql("INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, kind, family, start_on, status,"
          " class, fk_user_lead, active_at, created_at, updated_at, fk_user_creat) SELECT 1,"
          " CONCAT('B-', e.d, f.d, g.d, h.d, i.d), 'B', m.fk_soc, m.kind, m.family, m.start_on,"
          " m.status, m.class, m.fk_user_lead, 1, 1, 1, 1 FROM ten e, ten2 f, ten3 g, ten4 h, ten5"
          " i, llx_elaska_case m WHERE m.rowid = %" PRId64 " AND e.d < %d",
          id, CASES / 10000);
    t_sql("INSERT INTO llx_elaska_case_tag (entity, fk_case, tag) SELECT 1, rowid, 'vip' FROM"
          " llx_elaska_case WHERE rowid %% 3 = 0");
    t_sql("INSERT INTO llx_elaska_case_tag (entity, fk_case, tag) SELECT 1, rowid, 'urgent' FROM"
          " llx_elaska_case WHERE ref LIKE 'B-0%%7777' OR ref LIKE 'B-1%%4444'");
    t_sql("ANALYZE TABLE llx_elaska_case, llx_elaska_case_tag");
    t_call(&anne, "list.rows",
           "{'list':'cases','view':'all','filter':{'field':'tags','op':'is','value':'urgent'}}");
    int64_t before = reads();
    t_ok(&anne, "list.rows", "{'rows':[{'title':'B'},{'title':'B'}]}",
         "{'list':'cases','view':'all','filter':{'field':'tags','op':'is','value':'urgent'}}");
    int64_t n = reads() - before;
    if (n > 3000)
        fail_msg("%" PRId64 " rows are read for 2 of %d cases", n, CASES);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        VIEW_TEST(test_CASE_32_view_of_mine),
        VIEW_TEST(test_CASE_32_view_of_my_team),
        VIEW_TEST(test_CASE_32_view_of_what_waits_for_the_client),
        VIEW_TEST(test_CASE_32_view_of_what_is_late),
        VIEW_TEST(test_CASE_32_view_of_documents_to_validate),
        VIEW_TEST(test_CASE_32_view_of_the_archive),
        VIEW_TEST(test_CASE_01_a_case_is_tagged_out_of_the_list),
        VIEW_TEST(test_CASE_01_what_cannot_be_tagged),
        VIEW_TEST(test_CASE_32_tags_in_the_list),
        VIEW_TEST(test_CASE_32_a_tag_is_found_by_its_index),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
