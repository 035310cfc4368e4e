/*
 * What the compiler's parts share: its state, refusals with their place, writing of code.
 */
#ifndef ELA_EXPR_COMPILE_H
#define ELA_EXPR_COMPILE_H

#include "expr/lex.h"

struct ela__x_parser {
    struct ela__x_lexer lex;
    const struct ela_x_scope *scope;
    struct ela_arena *arena;
    struct ela_error *err;
    const char *field;
    unsigned depth, nodes, ncode, nconsts;
    struct ela__x_ins code[ELA__X_CODE_MAX];
    struct ela_x_value consts[ELA__X_CONST_MAX];
};

/* What was just parsed: its type, where its code starts, whether it can be absent. */
struct ela__x_part {
    uint8_t type, cell;
    bool total; /* never empty */
    unsigned from;
    size_t pos; /* byte in the text */
};

/* False, with the error at that byte of the text. */
bool ela__x_refuse(struct ela__x_parser *p, size_t pos, const char *key);
bool ela__x_refuse_with(struct ela__x_parser *p, size_t pos, const char *key, const char *name,
                        struct ela_str value);
bool ela__x_no_memory(struct ela__x_parser *p);
bool ela__x_wrong_type(struct ela__x_parser *p, const struct ela__x_part *found,
                       enum ela_x_type want);
/* The present token cannot stand here. */
bool ela__x_unexpected(struct ela__x_parser *p);
/* One more instruction. */
bool ela__x_emit(struct ela__x_parser *p, unsigned op, unsigned a, unsigned b);
/* Bounds: nodes, depth. */
bool ela__x_count_node(struct ela__x_parser *p);
bool ela__x_enter(struct ela__x_parser *p);
bool ela__x_add_const(struct ela__x_parser *p, struct ela_x_value v, unsigned *index);
bool ela__x_emit_const(struct ela__x_parser *p, struct ela_x_value v);
/* The present token. */
bool ela__x_is_sign(const struct ela__x_parser *p, char sign);
bool ela__x_expect_sign(struct ela__x_parser *p, char sign);

#endif
