/*
 * Filters, orders and cursors of lists, from the JSON of strangers: whatever is asked, the
 * statement has as many parameters as places, and its parentheses close. Source: CRM-23.
 */
#include "list/list_internal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void check_statement(const struct ela_sql *q)
{
    size_t places = 0;
    long open = 0;
    bool quoted = false;
    check(!q->text.failed && !q->failed);
    for (size_t i = 0; i < q->text.n; i++) {
        char c = q->text.p[i];
        if (c == '\'')
            quoted = !quoted;
        if (quoted)
            continue;
        places += c == '?';
        open += (c == '(') - (c == ')');
        check(open >= 0);
    }
    check(places == q->n && open == 0 && !quoted);
}

static void run(const struct ela_workflow *workflow, const char *list, struct ela_json *in)
{
    static const struct ela_tz utc = {.std_offset_s = 0};
    struct ela_actor actor = {
        .kind = ELA_ACTOR_USER, .entity = 1, .user_id = 7, .lang = "fr", .rights = UINT32_MAX};
    struct ela_json *asked = ela_json_new_object();
    struct ela_arena arena;
    struct ela__listing l;
    struct ela__criterion *filter;
    struct ela__order order;
    struct ela__place place = {.has = false};
    struct ela_sql q;
    struct ela_error err = ELA_ERROR_INIT;
    ela_json_set_text(asked, "list", list);
    const struct ela_json *after = ela_json_get(in, "after");
    if (ela_json_kind(after) == ELA_JTEXT)
        ela_json_set_str(asked, "after", ela_json_text(after));
    ela_arena_init(&arena, 0);
    struct ela_call c = {.actor = &actor,
                         .workflow = workflow,
                         .tz = &utc,
                         .arena = &arena,
                         .now = 1795248000,
                         .in = asked,
                         .out = ela_json_new_object()};
    check(ela__list_open(&c, &l, &err) == ELA_OK);
    check(ela__filter_read(&l, ela_json_get(in, "filter"), &filter, &err) == ELA_OK);
    ela__order_read(&l, ela_json_get(in, "sort"), "-id", &order);
    if (ela_json_kind(after) == ELA_JTEXT &&
        ela__place_read(&c, &order, "after", &place, &err) != ELA_OK)
        place.has = false;
    order.back = ela_json_size(in) % 2 == 1;
    ela_sql_init(&q);
    ela__filter_add(&l, &q, filter);
    ela__order_past(&l, &q, &order, &place);
    ela__order_by(&l, &q, &order);
    check_statement(&q);
    ela_sql_release(&q);
    ela_json_free(c.out);
    ela_json_free(asked);
    ela_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ela_workflow *workflow;
    static const char *const lists[] = {"cases", "tasks", "pieces"};
    struct ela_json *in = NULL;
    if (!workflow) {
        ela_json_init();
        check(ela_workflow_shipped(&workflow, NULL) == ELA_OK);
    }
    if (ela_json_parse((struct ela_str){(const char *)data, size}, NULL, &in, NULL) != ELA_OK)
        return 0;
    for (size_t i = 0; i < 3; i++)
        run(workflow, lists[i], in);
    ela_json_free(in);
    return 0;
}
