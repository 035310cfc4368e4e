/*
 * Formatted texts: what is read, what is refused and where, and that each writer gives what a
 * reader may trust. The table of tests/fixtures/rich is the browser's too. SEC-13, PLAT-08.
 */
#include "support.h"

#include "rich/rich.h"
#include "table_support.h"

#include <stdlib.h>
#include <string.h>

static struct ela_json *table;

static int open_table(void **state)
{
    (void)state;
    table = t_table("rich/documents.json");
    return 0;
}

static int close_table(void **state)
{
    (void)state;
    ela_json_free(table);
    return 0;
}

static const char *name_of(const struct ela_json *row)
{
    return ela_json_text(ela_json_get(row, "name")).p;
}

static void same(const char *name, const char *what, struct ela_str is, struct ela_str wanted)
{
    if (!ela_str_eq(is, wanted))
        fail_msg("%s, %s: \"%.*s\" instead of \"%.*s\"", name, what, (int)is.n, is.p ? is.p : "",
                 (int)wanted.n, wanted.p);
}

static void same_json(const char *name, const struct ela_rich_node *doc,
                      const struct ela_json *wanted)
{
    struct ela_buf a, b;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *made = ela_rich_json(doc);
    ela_buf_init(&a, 1 << 20);
    ela_buf_init(&b, 1 << 20);
    assert_int_equal(ela_json_write(made, &a, &err), ELA_OK);
    assert_int_equal(ela_json_write(wanted, &b, &err), ELA_OK);
    same(name, "JSON", (struct ela_str){a.p, a.n}, (struct ela_str){b.p, b.n});
    ela_json_free(made);
    ela_buf_release(&a);
    ela_buf_release(&b);
}

static void check_document(const struct ela_json *row)
{
    struct ela_arena mem;
    const struct ela_rich_node *doc, *again;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_buf out;
    const struct ela_json *wanted = ela_json_get(row, "out");
    ela_arena_init(&mem, 0);
    ela_buf_init(&out, 1 << 20);
    if (ela_rich_read(ela_json_get(row, "in"), &mem, &doc, &err) != ELA_OK)
        fail_msg("%s: %s at %s", name_of(row), err.key, err.field);
    same_json(name_of(row), doc, wanted ? wanted : ela_json_get(row, "in"));
    ela_rich_plain(doc, &out);
    same(name_of(row), "plain", (struct ela_str){out.p, out.n},
         ela_json_text(ela_json_get(row, "plain")));
    assert_int_equal(ela_rich_filled(doc), out.n > 0);
    ela_buf_reset(&out);
    ela_rich_html(doc, &out);
    same(name_of(row), "HTML", (struct ela_str){out.p, out.n},
         ela_json_text(ela_json_get(row, "html")));
    struct ela_json *canonical = ela_rich_json(doc);
    assert_int_equal(ela_rich_read(canonical, &mem, &again, &err), ELA_OK);
    same_json(name_of(row), again, canonical);
    ela_json_free(canonical);
    ela_buf_release(&out);
    ela_arena_release(&mem);
}

static void test_PLAT_08_rich_documents(void **state)
{
    (void)state;
    const struct ela_json *rows = ela_json_get(table, "documents");
    assert_true(ela_json_size(rows) > 10);
    for (size_t i = 0; i < ela_json_size(rows); i++)
        check_document(ela_json_at(rows, i));
}

static void test_SEC_13_rich_refused(void **state)
{
    (void)state;
    const struct ela_json *rows = ela_json_get(table, "refused");
    assert_true(ela_json_size(rows) > 50);
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i), *at = ela_json_get(row, "at");
        struct ela_arena mem;
        const struct ela_rich_node *doc;
        struct ela_error err = ELA_ERROR_INIT;
        ela_arena_init(&mem, 0);
        if (ela_rich_read(ela_json_get(row, "in"), &mem, &doc, &err) != ELA_E_INPUT)
            fail_msg("%s: taken", name_of(row));
        same(name_of(row), "key", ela_str_of(err.key), ela_json_text(ela_json_get(row, "key")));
        if (ela_json_kind(at) == ELA_JTEXT)
            same(name_of(row), "place", ela_str_of(err.field), ela_json_text(at));
        ela_arena_release(&mem);
    }
}

static void test_PLAT_08_rich_plain_text(void **state)
{
    (void)state;
    const struct ela_json *rows = ela_json_get(table, "texts");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i);
        struct ela_arena mem;
        const struct ela_rich_node *doc;
        struct ela_error err = ELA_ERROR_INIT;
        struct ela_buf out;
        ela_arena_init(&mem, 0);
        ela_buf_init(&out, 1 << 20);
        assert_int_equal(
            ela_rich_from_text(ela_json_text(ela_json_get(row, "text")), &mem, &doc, &err), ELA_OK);
        same_json("text", doc, ela_json_get(row, "doc"));
        ela_rich_plain(doc, &out);
        same("text", "plain", (struct ela_str){out.p, out.n},
             ela_json_text(ela_json_get(row, "plain")));
        ela_buf_release(&out);
        ela_arena_release(&mem);
    }
}

/* --- bounds ------------------------------------------------------------------------------- */

static void bounded(struct ela_json *doc, const char *key)
{
    struct ela_arena mem;
    const struct ela_rich_node *out;
    struct ela_error err = ELA_ERROR_INIT;
    ela_arena_init(&mem, 0);
    if (!key) {
        assert_int_equal(ela_rich_read(doc, &mem, &out, &err), ELA_OK);
    } else {
        assert_int_equal(ela_rich_read(doc, &mem, &out, &err), ELA_E_INPUT);
        assert_string_equal(err.key, key);
        assert_string_equal(err.params[0].name, "max");
    }
    ela_arena_release(&mem);
    ela_json_free(doc);
}

static struct ela_json *node(const char *type, struct ela_json *content)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "type", type);
    if (content)
        ela_json_set(o, "content", content);
    return o;
}

static struct ela_json *text_node(const char *p, size_t n)
{
    struct ela_json *o = node("text", NULL);
    ela_json_set(o, "text", ela_json_new_text(p, n));
    return o;
}

static struct ela_json *many(const char *type, size_t n)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < n; i++)
        ela_json_push(list, node(type, NULL));
    return list;
}

static struct ela_json *alone(struct ela_json *one)
{
    struct ela_json *list = ela_json_new_array();
    ela_json_push(list, one);
    return list;
}

static void test_SEC_13_rich_bounds(void **state)
{
    (void)state;
    size_t big = 10u << 20;
    char *bytes = malloc(big);
    assert_non_null(bytes);
    memset(bytes, 'a', big);
    bounded(node("doc", alone(node("paragraph", alone(text_node(bytes, big))))), "rich.too_large");
    bounded(node("doc", alone(node("paragraph", alone(text_node(bytes, ELA_RICH_BYTES_MAX))))),
            NULL);
    free(bytes);
    bounded(node("doc", many("paragraph", ELA_RICH_NODES_MAX)), "rich.too_many");
    bounded(node("doc", many("paragraph", ELA_RICH_NODES_MAX - 1)), NULL);
    /* A row as wide as may be and many of one cell: what fills them counts too. */
    struct ela_json *rows = ela_json_new_array();
    ela_json_push(rows, node("row", many("cell", ELA_RICH_COLUMNS_MAX)));
    for (size_t i = 0; i < 1000; i++)
        ela_json_push(rows, node("row", many("cell", 1)));
    bounded(node("doc", alone(node("table", rows))), "rich.too_many");
    /* Thousands of texts that become one. */
    struct ela_json *texts = ela_json_new_array();
    for (size_t i = 0; i < ELA_RICH_NODES_MAX - 2; i++)
        ela_json_push(texts, text_node("0123456789012345678901234567890123456789", 40));
    bounded(node("doc", alone(node("paragraph", texts))), NULL);
    struct ela_json *deep = node("paragraph", NULL);
    for (size_t i = 0; i < 5000; i++)
        deep = node("bullet_list", alone(node("list_item", alone(deep))));
    bounded(node("doc", alone(deep)), "rich.too_deep");
}

static void test_SEC_13_rich_duplicate_members(void **state)
{
    (void)state;
    struct ela_json *v = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(
        ela_json_parse(ELA_STR("{\"type\":\"doc\",\"type\":\"script\"}"), NULL, &v, &err),
        ELA_E_INPUT);
    assert_string_equal(err.key, "json.duplicate_key");
}

/* The deepest document fits in what a page sends. */
static void test_PLAT_08_rich_deepest_fits(void **state)
{
    (void)state;
    struct ela_buf text;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *mark = ela_json_new_object(), *attrs = ela_json_new_object(), *back = NULL;
    struct ela_json *leaf = text_node("x", 1), *body = ela_json_new_object();
    ela_json_set_text(attrs, "href", "https://example.test/");
    ela_json_set_text(mark, "type", "link");
    ela_json_set(mark, "attrs", attrs);
    ela_json_set(leaf, "marks", alone(mark));
    struct ela_json *deep = node("paragraph", alone(leaf));
    for (unsigned i = 0; i < (ELA_RICH_DEPTH_MAX - 3) / 2; i++)
        deep = node("bullet_list", alone(node("list_item", alone(deep))));
    struct ela_json *answers = ela_json_new_object();
    ela_json_set(answers, "report", node("doc", alone(deep)));
    ela_json_set(body, "answers", answers);
    ela_buf_init(&text, 1 << 20);
    assert_int_equal(ela_json_write(body, &text, &err), ELA_OK);
    assert_int_equal(ela_json_parse((struct ela_str){text.p, text.n}, NULL, &back, &err), ELA_OK);
    const struct ela_json *doc = ela_json_get(ela_json_get(back, "answers"), "report");
    bounded(ela_json_ref((struct ela_json *)(uintptr_t)doc), NULL);
    ela_json_free(back);
    ela_json_free(body);
    ela_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_PLAT_08_rich_documents),
        cmocka_unit_test(test_SEC_13_rich_refused),
        cmocka_unit_test(test_PLAT_08_rich_plain_text),
        cmocka_unit_test(test_SEC_13_rich_bounds),
        cmocka_unit_test(test_SEC_13_rich_duplicate_members),
        cmocka_unit_test(test_PLAT_08_rich_deepest_fits),
    };
    return cmocka_run_group_tests(tests, open_table, close_table);
}
