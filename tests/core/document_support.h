/*
 * A firm with a client's case, for the tests of documents: two advisers, one category, files of
 * bytes of their own.
 */
#ifndef ELA_TESTS_DOCUMENT_SUPPORT_H
#define ELA_TESTS_DOCUMENT_SUPPORT_H

#include "firm_support.h"
#include "file/file.h"

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

static struct ela_actor tom;

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    tom = t_user("tom", WRITES);
    struct ela_actor admin = t_user("admin", WRITES | ELA_RIGHT_ADMIN);
    t_call(&admin, "reference.save",
           "{'list': 'piece_categories', 'version': 0, 'label': {'fr': 'Catégories'}, 'items': "
           "[{'code': 'identity', 'label': {'fr': 'Identité'}}]}");
    t_store();
    T.body_in = ELA_STR(PDF);
    return 0;
}
#define DOCUMENT_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

/* Into the case; bytes of its own. */
static int64_t put(const struct ela_actor *a, const char *name)
{
    static char bytes[64];
    int n = snprintf(bytes, sizeof bytes, "%s%s", PDF, name);
    T.body_in = (struct ela_str){bytes, (size_t)n};
    int64_t id = t_int_at(
        t_call(a, "file.put", "{'object': 'case', 'id': " D ", 'name': '%s'}", dossier, name),
        "id");
    T.body_in = ELA_STR(PDF);
    return id;
}

#define read_it(a, id) t_call(a, "document.read", "{'file': " D "}", (int64_t)(id))

static int listed(const struct ela_actor *a, const char *search)
{
    const struct ela_json *out =
        *search ? t_call(a, "list.rows", "{'list': 'documents', 'search': '%s'}", search)
                : t_call(a, "list.rows", "{'list': 'documents'}");
    return (int)ela_json_size(t_at(out, "rows"));
}

#endif
