/*
 * Refusals of the compiler with their place in the text, and the code that it writes, bounded.
 */
#include "expr/compile.h"

/* ---- Refusals ------------------------------------------------------------------------------- */

bool ela__x_refuse(struct ela__x_parser *p, size_t pos, const char *key)
{
    int64_t line, at;
    (void)ela_fail(p->err, ELA_E_INPUT, key, p->field);
    ela__x_place(p->lex.src, pos, &line, &at);
    ela_error_param_i64(p->err, "at", at);
    ela_error_param_i64(p->err, "line", line);
    return false;
}

bool ela__x_refuse_with(struct ela__x_parser *p, size_t pos, const char *key, const char *name,
                        struct ela_str value)
{
    char text[100];
    (void)ela_str_copy(value, text, sizeof text);
    ela__x_refuse(p, pos, key);
    ela_error_param(p->err, name, text);
    return false;
}

bool ela__x_no_memory(struct ela__x_parser *p)
{
    (void)ela_fail(p->err, ELA_E_INTERNAL, "internal.memory", NULL);
    return false;
}

static const char *type_name(unsigned type)
{
    static const char *const names[ELA_X_TYPES] = {"",     "number", "text", "boolean",
                                                   "date", "list",   "rows"};
    return names[type];
}

bool ela__x_wrong_type(struct ela__x_parser *p, const struct ela__x_part *found,
                       enum ela_x_type want)
{
    ela__x_refuse_with(p, found->pos, "expr.type", "expected", ela_str_of(type_name(want)));
    ela_error_param(p->err, "found", type_name(found->type));
    return false;
}

bool ela__x_unexpected(struct ela__x_parser *p)
{
    struct ela__x_lexer *l = &p->lex;
    if (l->kind == T_BAD)
        return ela__x_refuse_with(p, l->from, l->key, "found",
                                  (struct ela_str){l->src.p + l->from, l->pos - l->from});
    if (l->kind == T_END)
        return ela__x_refuse(p, l->from, "expr.incomplete");
    return ela__x_refuse_with(p, l->from, "expr.unexpected", "found",
                              (struct ela_str){l->src.p + l->from, l->pos - l->from});
}

/* ---- Writing code --------------------------------------------------------------------------- */

bool ela__x_emit(struct ela__x_parser *p, unsigned op, unsigned a, unsigned b)
{
    if (p->ncode == ELA__X_CODE_MAX)
        return ela__x_refuse(p, p->lex.from, "expr.too_large");
    p->code[p->ncode++] = (struct ela__x_ins){(uint8_t)op, (uint8_t)a, (uint16_t)b};
    return true;
}

bool ela__x_count_node(struct ela__x_parser *p)
{
    return ++p->nodes <= ELA_EXPR_NODES_MAX || ela__x_refuse(p, p->lex.from, "expr.too_large");
}

bool ela__x_enter(struct ela__x_parser *p)
{
    return ++p->depth <= ELA_EXPR_DEPTH_MAX || ela__x_refuse(p, p->lex.from, "expr.too_deep");
}

bool ela__x_add_const(struct ela__x_parser *p, struct ela_x_value v, unsigned *index)
{
    if (p->nconsts == ELA__X_CONST_MAX)
        return ela__x_refuse(p, p->lex.from, "expr.too_large");
    *index = p->nconsts;
    p->consts[p->nconsts++] = v;
    return true;
}

bool ela__x_emit_const(struct ela__x_parser *p, struct ela_x_value v)
{
    unsigned index = 0;
    return ela__x_add_const(p, v, &index) && ela__x_emit(p, X_CONST, 0, index);
}

bool ela__x_is_sign(const struct ela__x_parser *p, char sign)
{
    return p->lex.kind == T_SIGN && p->lex.sign == sign;
}

bool ela__x_expect_sign(struct ela__x_parser *p, char sign)
{
    if (!ela__x_is_sign(p, sign))
        return ela__x_unexpected(p);
    ela__x_next(&p->lex);
    return true;
}
