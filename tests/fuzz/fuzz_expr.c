/*
 * libFuzzer target: the expression parser. What compiles must prove again after a way through
 * bytes, give the same, and keep its bounds.
 */
#include "expr/expr.h"

static const struct {
    const char *name;
    struct ela_x_name is;
} names[] = {
    {"n", {0, ELA_X_NUMBER, ELA_X_EMPTY}},         {"t", {1, ELA_X_TEXT, ELA_X_EMPTY}},
    {"b", {2, ELA_X_BOOL, ELA_X_EMPTY}},           {"d", {3, ELA_X_DATE, ELA_X_EMPTY}},
    {"l", {4, ELA_X_LIST, ELA_X_EMPTY}},           {"r.n", {5, ELA_X_ROWS, ELA_X_NUMBER}},
    {"r", {6, ELA_X_ROWS, ELA_X_EMPTY}},           {"none", {7, ELA_X_NUMBER, ELA_X_EMPTY}},
    {"client.kind", {8, ELA_X_TEXT, ELA_X_EMPTY}},
};
#define NAMES (sizeof names / sizeof names[0])

static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    (void)ctx;
    for (size_t i = 0; i < NAMES; i++)
        if (ela_str_is(name, names[i].name)) {
            *out = names[i].is;
            return true;
        }
    return false;
}

static bool same(struct ela_x_value a, struct ela_x_value b)
{
    char p[32], q[32];
    return a.type == b.type && ela_str_eq(ela_x_write(a, p), ela_x_write(b, q));
}

static void again(const struct ela_expr *e, const struct ela_x_value *values,
                  struct ela_arena *arena)
{
    uint8_t types[NAMES], cells[NAMES];
    const struct ela_expr *loaded;
    struct ela_buf b;
    for (size_t i = 0; i < NAMES; i++) {
        types[i] = (uint8_t)names[i].is.type;
        cells[i] = (uint8_t)names[i].is.cell;
    }
    ela_buf_init(&b, 1 << 20);
    ela_expr_save(e, &b);
    struct ela_str in = {b.p, b.n};
    if (ela_expr_load(&in, types, cells, NAMES, arena, &loaded, NULL) != ELA_OK || in.n ||
        !same(ela_expr_run(e, values, arena), ela_expr_run(loaded, values, arena)))
        abort();
    ela_buf_release(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct ela_x_value cells[] = {{.type = ELA_X_NUMBER, .num = 12500000},
                                               {.type = ELA_X_EMPTY},
                                               {.type = ELA_X_NUMBER, .num = INT64_MAX}};
    const struct ela_x_value values[NAMES] = {ela_x_number(3500000),
                                              ela_x_text("\xC3\x89lodie, x", 11),
                                              ela_x_bool(true),
                                              ela_x_date((struct ela_day){20000}),
                                              ela_x_list("a,b", 3),
                                              {.type = ELA_X_ROWS, .n = 3, .rows = cells},
                                              {.type = ELA_X_ROWS, .n = 3},
                                              ELA_X_NONE,
                                              ela_x_text("company", 7)};
    struct ela_x_scope scope = {find, NULL};
    struct ela_arena arena;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_expr *e;
    ela_arena_init(&arena, 0);
    enum ela_status st = ela_expr_compile((struct ela_str){(const char *)data, n}, &scope,
                                          ELA_X_EMPTY, &arena, &e, "x", &err);
    if (st == ELA_OK)
        again(e, values, &arena);
    else if (st != ELA_E_INPUT || strncmp(err.key, "expr.", 5) != 0 || err.nparams < 2)
        abort();
    ela_arena_release(&arena);
    return 0;
}
