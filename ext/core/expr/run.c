/*
 * Runs the code of an expression. What verify.c proved is not looked at again: stack, types of
 * operands and jumps are right; only absence is asked for here.
 */
#include "expr/expr_internal.h"

/* Of the three ways that a comparison ends, those in which the relation holds. */
static inline bool holds(unsigned relation, int c)
{
    enum { LESS = 1, SAME = 2, MORE = 4 };
    static const uint8_t ends[] = {
        [X_EQ] = SAME,        [X_NE] = LESS | MORE, [X_LT] = LESS,
        [X_LE] = LESS | SAME, [X_GT] = MORE,        [X_GE] = SAME | MORE};
    return ends[relation] >> (c + 1) & 1;
}

static inline int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static bool same_text(const struct ela_x_value *a, const struct ela_x_value *b)
{
    return a->n == b->n && memcmp(a->text, b->text, a->n) == 0;
}

static bool compare_text(unsigned relation, const struct ela_x_value *a,
                         const struct ela_x_value *b)
{
    if (relation <= X_NE)
        return same_text(a, b) == (relation == X_EQ);
    return holds(relation, order(ela__x_text_cmp(*a, *b), 0));
}

static struct ela_x_value arithmetic(unsigned op, struct ela_x_value a, struct ela_x_value b)
{
    int64_t v;
    bool fits;
    if (!a.type || !b.type)
        return ELA_X_NONE;
    if (op == X_ADD)
        fits = !__builtin_add_overflow(a.num, b.num, &v);
    else if (op == X_SUB)
        fits = !__builtin_sub_overflow(a.num, b.num, &v);
    else if (op == X_MUL)
        fits = ela__x_mul(a.num, b.num, &v);
    else
        fits = ela__x_div(a.num, b.num, &v);
    return fits ? ela_x_number(v) : ELA_X_NONE;
}

static bool among(struct ela_x_value v, const struct ela_x_value *set, unsigned n)
{
    for (unsigned i = 0; v.type && i < n; i++)
        if (v.type == ELA_X_TEXT ? same_text(&v, &set[i]) : v.num == set[i].num)
            return true;
    return false;
}

static struct ela_x_value read_slot(const struct ela_x_value *slots, struct ela__x_ins in)
{
    return slots[in.b].type == (in.a & 15) ? slots[in.b] : ELA_X_NONE;
}

static struct ela_x_value two_values(struct ela__x_ins in, struct ela_x_value a,
                                     struct ela_x_value b)
{
    switch (in.op) {
    case X_CMP_NUM:
        return ela_x_bool(a.type && b.type && holds(in.a, order(a.num, b.num)));
    case X_CMP_TEXT:
        return ela_x_bool(a.type && b.type && compare_text(in.a, &a, &b));
    case X_IN_LIST:
        return ela_x_bool(a.type && b.type && ela__x_list_has(b.text, b.n, a.text, a.n));
    default:
        return arithmetic(in.op, a, b);
    }
}

static inline bool slot_against(struct ela__x_ins in, const struct ela_x_value *s,
                                const struct ela_x_value *k)
{
    if (s->type != k->type)
        return false;
    if (in.op < X_SLOT_TEXT)
        return holds(in.op - (unsigned)X_SLOT_NUM, order(s->num, k->num));
    return compare_text(in.op - (unsigned)X_SLOT_TEXT, s, k);
}

struct ela_x_value ela_expr_run(const struct ela_expr *e, const struct ela_x_value *slots,
                                struct ela_arena *scratch)
{
    struct ela_x_value stack[ELA__X_STACK_MAX + 1],
        *top = stack; /* the last one pushed; [0] is none */
    const struct ela__x_ins *pc = e->code, *end = pc + e->ncode;
    while (pc < end) {
        struct ela__x_ins in = *pc++;
        if (in.op >= X_SLOT_NUM) { /* the commonest, spared the jump table */
            *++top = ela_x_bool(slot_against(in, &slots[in.b], &e->consts[in.a]));
            continue;
        }
        switch (in.op) {
        case X_CONST:
            *++top = e->consts[in.b];
            break;
        case X_SLOT:
            *++top = read_slot(slots, in);
            break;
        case X_NEG:
            top->num = top->type ? -top->num : 0;
            break;
        case X_NOT:
            *top = ela_x_bool(!ela_x_true(*top));
            break;
        case X_TRUE:
            *top = ela_x_bool(ela_x_true(*top));
            break;
        case X_AND:
        case X_OR:
            if (ela_x_true(*top) != (in.op == X_OR)) {
                top--;
                break;
            }
            *top = ela_x_bool(in.op == X_OR);
            pc = e->code + in.b;
            break;
        case X_ELSE:
            if (!ela_x_true(*top--))
                pc = e->code + in.b;
            break;
        case X_JUMP:
            pc = e->code + in.b;
            break;
        case X_IN:
            *top = ela_x_bool(among(*top, e->consts + in.b, in.a));
            break;
        case X_CALL:
            if (in.a == FN_FILLED || in.a == FN_EMPTY) { /* half of what is required asks this */
                *top = ela_x_bool(ela__x_filled(*top) == (in.a == FN_FILLED));
                break;
            }
            top -= in.b - 1;
            *top = ela__x_fn_run(in.a, top, in.b, scratch);
            break;
        default:
            top--;
            *top = two_values(in, top[0], top[1]);
        }
    }
    return *top;
}
