/*
 * The loader of definitions: any JSON as a template, a list, custom fields or a status registry.
 * Whatever it is, it is read or refused by place; what is right once it is written back is right
 * again. The packed reader of JSON takes and refuses what the parser does. Source: CASE-04.
 */
#include "meta/meta_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ela_workflow *shipped;

static void check(bool ok)
{
    if (!ok)
        abort();
}

static int find(void *ctx, const char *list, const char *item)
{
    (void)ctx;
    (void)list;
    return item && item[0] == 'x' ? 0 : 1;
}

/* Number of faults; -1 where memory's limit was met. */
static int read_as(const char *kind, const struct ela_json *v)
{
    struct ela_arena mem;
    struct ela__problems problems = {.n = 0};
    struct ela__parsed parsed;
    const struct ela__lookup lookup = {NULL, find};
    ela_arena_init(&mem, (size_t)64 << 20);
    struct ela__reader r = {.mem = &mem, .problems = &problems, .workflow = shipped};
    bool ok = ela__parse(&r, kind, v, &lookup, &parsed);
    for (size_t i = 0; i < problems.n; i++)
        check(problems.at[i].key && problems.at[i].key[0] && problems.at[i].path);
    if (ok && problems.n == 0 && parsed.template)
        for (size_t i = 0; i < parsed.template->nsteps; i++)
            (void)ela_guard_true(parsed.template->steps[i].applicable, v, v);
    ela_arena_release(&mem);
    return ok ? (int)problems.n : -1;
}

/* The packed tree of the same text. */
static struct ela_json *packed(struct ela_str text, const struct ela_json *v)
{
    struct ela_json *p = NULL;
    struct ela_buf one, other;
    struct ela_error err = ELA_ERROR_INIT;
    check((ela_json_read(text, NULL, &p, &err) == ELA_OK) == (v != NULL));
    if (!v)
        return NULL;
    ela_buf_init(&one, (size_t)16 << 20);
    ela_buf_init(&other, (size_t)16 << 20);
    check(ela_json_write(v, &one, &err) == ELA_OK && ela_json_write(p, &other, &err) == ELA_OK);
    check(one.n == other.n && memcmp(one.p, other.p, one.n) == 0);
    ela_buf_release(&one);
    ela_buf_release(&other);
    return p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct ela_str input = {(const char *)data, size};
    static const char *const KINDS[] = {ELA__KIND_TEMPLATE, ELA__KIND_LIST, ELA__KIND_FIELDS,
                                        ELA__KIND_STATUSES};
    struct ela_json *tree = NULL, *again = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    if (!shipped) {
        ela_json_init();
        check(ela_workflow_shipped(&shipped, &err) == ELA_OK);
    }
    (void)ela_json_parse(input, NULL, &tree, &err);
    struct ela_json *v = packed(input, tree);
    ela_json_free(tree);
    if (!v)
        return 0;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        struct ela_buf text;
        int faults = read_as(KINDS[i], v);
        ela_buf_init(&text, (size_t)4 << 20);
        if (faults == 0 && ela_json_write(v, &text, &err) == ELA_OK &&
            ela_json_read((struct ela_str){text.p, text.n}, NULL, &again, &err) == ELA_OK) {
            check(read_as(KINDS[i], again) == 0);
            ela_json_free(again);
        }
        ela_buf_release(&text);
    }
    ela_json_free(v);
    return 0;
}
