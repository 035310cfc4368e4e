/*
 * The code of an expression: a stack machine of forward jumps, written by compile.c, proved by
 * verify.c, run by run.c.
 */
#ifndef ELA_EXPR_INTERNAL_H
#define ELA_EXPR_INTERNAL_H

#include "expr/expr.h"

#define ELA__X_CODE_MAX  2048
#define ELA__X_CONST_MAX 256
#define ELA__X_STACK_MAX 64
#define ELA__X_ARGS_MAX  16

enum ela__x_relation { X_EQ, X_NE, X_LT, X_LE, X_GT, X_GE };

/* [before -> after] of the stack; a and b of the instruction. Numbers are stored in programs. */
enum ela__x_op {
    X_CONST = 1, /* [-> v]      b: constant */
    X_SLOT,      /* [-> v]      b: slot, a: type | cell << 4 */
    X_NEG,       /* [n -> n] */
    X_NOT,       /* [b -> b] */
    X_TRUE,      /* [b -> b]    empty becomes false */
    X_ADD,       /* [n n -> n] */
    X_SUB,
    X_MUL,
    X_DIV,
    X_CMP_NUM,  /* [v v -> b]  a: relation; numbers, dates, booleans */
    X_CMP_TEXT, /* [t t -> b] */
    X_AND,      /* [b -> b] jumping, [b ->] going on; b: target, taken when not true */
    X_OR,       /* the same, taken when true */
    X_ELSE,     /* [b ->]      b: target, taken when not true */
    X_JUMP,     /* b: target */
    X_IN,       /* [v -> b]    constants b .. b + a - 1 */
    X_IN_LIST,  /* [t l -> b] */
    X_CALL,     /* [args -> v] a: function, b: number of arguments */
    /* A slot against a constant, the commonest condition: b: slot, a: constant; op + relation. */
    X_SLOT_NUM = 32,
    X_SLOT_TEXT = 38,
    X_OPS = 44
};

struct ela__x_ins {
    uint8_t op, a;
    uint16_t b;
};

struct ela_expr {
    const struct ela__x_ins *code;
    const struct ela_x_value *consts;
    const uint16_t *slots;
    uint16_t ncode, nconsts, nslots;
    uint8_t type;
};

/* Functions; numbers are stored in programs. */
enum ela__x_fn {
    FN_LEN = 1,
    FN_CONTAINS,
    FN_EMPTY,
    FN_FILLED,
    FN_MIN,
    FN_MAX,
    FN_ROUND,
    FN_ABS,
    FN_DAYS,
    FN_ADDDAYS,
    FN_YEAR,
    FN_SUM,
    FN_COUNT,
    FN_LOWER,
    FN_UPPER,
    FN_CONCAT,
    FN_COALESCE,
    FN_ADDMONTHS,
    FN_YEARS,
    FN_FNS
};

struct ela__x_type {
    uint8_t type, cell;
};

/* 0: no such function. */
unsigned ela__x_fn_of(struct ela_str name);
const char *ela__x_fn_name(unsigned fn);
void ela__x_fn_arity(unsigned fn, unsigned *least, unsigned *most);
/*
 * Type of the result; ELA_X_EMPTY when argument *bad (0-based) is not of a type that it takes, and
 * *want is then one that it would.
 */
enum ela_x_type ela__x_fn_type(unsigned fn, const struct ela__x_type *args, unsigned n,
                               unsigned *bad, enum ela_x_type *want);
struct ela_x_value ela__x_fn_run(unsigned fn, const struct ela_x_value *args, unsigned n,
                                 struct ela_arena *scratch);

static inline bool ela__x_filled(struct ela_x_value v)
{
    return v.type == ELA_X_ROWS ? v.n > 0 : v.type != ELA_X_EMPTY;
}

bool ela__x_list_has(const char *list, size_t n, const char *code, size_t len);
int ela__x_text_cmp(struct ela_x_value a, struct ela_x_value b);

/*
 * Proves that the code keeps its stack, types and bounds, and fills type and slots (in arena).
 * types, cells: what the slots hold; NULL: what the code says. 0 fine, 1 broken, 2 too deep, 3 no
 * memory.
 */
enum ela__x_proof { X_PROVED, X_BROKEN, X_TOO_DEEP, X_NO_MEMORY };
enum ela__x_proof ela__x_verify(struct ela_expr *e, const uint8_t *types, const uint8_t *cells,
                                size_t nslots, struct ela_arena *arena);

/* The empty-safe arithmetic of numbers: false when it does not fit. */
bool ela__x_mul(int64_t a, int64_t b, int64_t *out);
bool ela__x_div(int64_t a, int64_t b, int64_t *out);

#endif
