/*
 * What the tests of lists share: two people, two clients, cases as they stand.
 */
#ifndef ELA_TESTS_LIST_SUPPORT_H
#define ELA_TESTS_LIST_SUPPORT_H

#include "support.h"

#include "list/list.h"

#include <inttypes.h>
#include <stdlib.h>

static struct ela_actor boss, tom;
static int32_t bakery, garage;

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    tom = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE | ELA_RIGHT_TIME_OWN);
    bakery = t_client("Boulangerie Martin");
    garage = t_client("Garage Petit");
    return 0;
}

#define LIST_TEST(f) cmocka_unit_test_setup(f, setup)

/* A case as it stands: `due` NULL for none. */
static inline int64_t add(const char *title, int32_t client, const char *status, const char *due,
                          int lead)
{
    int64_t id = t_case(client, lead);
    t_sql("UPDATE llx_elaska_case SET title = '%s', status = '%s', due_on = %s%s%s, active_at = "
          "%" PRId64 " WHERE rowid = %" PRId64,
          title, status, due ? "'" : "", due ? due : "NULL", due ? "'" : "", T.now + id, id);
    return id;
}

/* Titles of an answer, joined by a blank. */
static inline const char *titles(const struct ela_json *out)
{
    static char text[4000];
    const struct ela_json *rows = ela_json_get(out, "rows");
    text[0] = '\0';
    for (size_t i = 0, n = 0; i < ela_json_size(rows); i++) {
        struct ela_str s = ela_json_text(ela_json_get(ela_json_at(rows, i), "title"));
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%.*s", i ? " " : "", (int)s.n, s.p);
    }
    return text;
}

static inline const struct ela_json *rows(const struct ela_actor *a, const char *filter,
                                          const char *sort)
{
    return t_call(a, "list.rows", "{'list':'cases','filter':%s,'sort':%s}", filter, sort);
}

#define assert_rows(filter, expected)                                                              \
    assert_string_equal(titles(rows(&boss, (filter), "['title']")), (expected))

static inline void five(void)
{
    add("A", bakery, "todo", "2026-11-20", boss.user_id);
    add("B", bakery, "wait_client", "2026-11-21", tom.user_id);
    add("C", garage, "in_progress", NULL, boss.user_id);
    add("D", garage, "done", "2026-12-24", tom.user_id);
    add("E", garage, "cancelled", "2027-01-31", boss.user_id);
}

#endif
