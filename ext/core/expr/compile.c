/*
 * Text to code in one pass: recursive descent, types checked as it goes.
 *
 *   or    := and { "or" and }          and   := not { "and" not }        not := "not" not | rel
 *   rel   := sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum | "in" ( "(" constants ")" | list ) ]
 *   sum   := term { ("+" | "-") term } term  := unary { ("*" | "/") unary } unary := "-" unary |
 * atom atom  := number | text | "true" | "false" | "date" text | name | function "(" or, ... ")" |
 * "(" or ")"
 */
#include "expr/compile.h"

static bool parse_or(struct ela__x_parser *p, struct ela__x_part *out);

/* ---- Atoms ---------------------------------------------------------------------------------- */

/* Copied, doubled quotes made single. */
static bool text_const(struct ela__x_parser *p, struct ela_x_value *out)
{
    struct ela_str t = p->lex.text;
    char *copy = ela_arena_alloc(p->arena, t.n + 1);
    size_t n = 0;
    if (!copy)
        return ela__x_no_memory(p);
    for (size_t i = 0; i < t.n; i++) {
        copy[n++] = t.p[i];
        i += t.p[i] == p->lex.quote;
    }
    *out = ela_x_text(copy, n);
    return true;
}

static bool date_const(struct ela__x_parser *p, struct ela_x_value *out)
{
    *out = ela_x_read(ELA_X_DATE, p->lex.text);
    if (!out->type)
        return ela__x_refuse_with(p, p->lex.from, "expr.date", "found", p->lex.text);
    return true;
}

/* A constant where one must stand: number, -number, text, date 'x'. */
static bool constant(struct ela__x_parser *p, struct ela_x_value *out)
{
    struct ela__x_lexer *l = &p->lex;
    bool negative = ela__x_is_sign(p, '-');
    if (negative)
        ela__x_next(l);
    if (l->kind == T_NUMBER) {
        *out = ela_x_number(negative ? -l->number : l->number);
    } else if (!negative && l->kind == T_TEXT) {
        if (l->text.n == 0)
            return ela__x_refuse(p, l->from, "expr.text_empty");
        if (!text_const(p, out))
            return false;
    } else if (!negative && l->kind == T_NAME && ela_str_is(l->text, "date")) {
        ela__x_next(l);
        if (l->kind != T_TEXT)
            return ela__x_unexpected(p);
        if (!date_const(p, out))
            return false;
    } else {
        return ela__x_unexpected(p);
    }
    ela__x_next(l);
    return true;
}

static bool parse_literal(struct ela__x_parser *p, struct ela__x_part *out)
{
    struct ela_x_value v;
    if (p->lex.kind == T_TRUE || p->lex.kind == T_FALSE) {
        v = ela_x_bool(p->lex.kind == T_TRUE);
        ela__x_next(&p->lex);
    } else if (!constant(p, &v)) {
        return false;
    }
    out->type = v.type;
    out->total = true;
    return ela__x_emit_const(p, v);
}

static bool parse_name(struct ela__x_parser *p, struct ela_str name, struct ela__x_part *out)
{
    struct ela_x_name found = {0};
    if (!p->scope->find(p->scope->ctx, name, &found))
        return ela__x_refuse_with(p, out->pos, "expr.unknown_name", "name", name);
    out->type = (uint8_t)found.type;
    out->cell = (uint8_t)found.cell;
    return ela__x_emit(p, X_SLOT, (unsigned)(found.type | found.cell << 4), found.slot);
}

/* if(condition, one, other): only the branch that counts is run. */
static bool parse_if(struct ela__x_parser *p, struct ela__x_part *out)
{
    struct ela__x_part c, one, other;
    if (!parse_or(p, &c))
        return false;
    if (c.type != ELA_X_BOOL)
        return ela__x_wrong_type(p, &c, ELA_X_BOOL);
    unsigned to_other = p->ncode;
    if (!ela__x_emit(p, X_ELSE, 0, 0) || !ela__x_expect_sign(p, ',') || !parse_or(p, &one) ||
        !ela__x_expect_sign(p, ','))
        return false;
    unsigned to_end = p->ncode;
    if (!ela__x_emit(p, X_JUMP, 0, 0))
        return false;
    p->code[to_other].b = (uint16_t)p->ncode;
    if (!parse_or(p, &other))
        return false;
    if (one.type == ELA_X_ROWS)
        return ela__x_wrong_type(p, &one, ELA_X_NUMBER);
    if (one.type != other.type)
        return ela__x_wrong_type(p, &other, (enum ela_x_type)one.type);
    p->code[to_end].b = (uint16_t)p->ncode;
    out->type = one.type;
    out->total = one.total && other.total;
    return ela__x_expect_sign(p, ')');
}

static bool wrong_count(struct ela__x_parser *p, size_t pos, unsigned fn)
{
    unsigned least, most;
    char text[24];
    ela__x_fn_arity(fn, &least, &most);
    snprintf(text, sizeof text, least == most ? "%u" : "%u-%u", least, most);
    ela__x_refuse_with(p, pos, "expr.arguments", "function", ela_str_of(ela__x_fn_name(fn)));
    ela_error_param(p->err, "count", text);
    return false;
}

static bool parse_call(struct ela__x_parser *p, struct ela_str name, struct ela__x_part *out)
{
    struct ela__x_part args[ELA__X_ARGS_MAX];
    struct ela__x_type types[ELA__X_ARGS_MAX];
    unsigned n = 0, bad = 0, least, most, fn = ela__x_fn_of(name);
    enum ela_x_type want = ELA_X_NUMBER;
    ela__x_next(&p->lex); /* ( */
    if (ela_str_is(name, "if"))
        return parse_if(p, out);
    if (!fn)
        return ela__x_refuse_with(p, out->pos, "expr.unknown_function", "name", name);
    ela__x_fn_arity(fn, &least, &most);
    while (!ela__x_is_sign(p, ')')) {
        if (n == most)
            return wrong_count(p, out->pos, fn);
        if (!parse_or(p, &args[n]))
            return false;
        types[n] = (struct ela__x_type){args[n].type, args[n].cell};
        n++;
        if (!ela__x_is_sign(p, ','))
            break;
        ela__x_next(&p->lex);
    }
    if (!ela__x_expect_sign(p, ')'))
        return false;
    if (n < least)
        return wrong_count(p, out->pos, fn);
    out->type = (uint8_t)ela__x_fn_type(fn, types, n, &bad, &want);
    if (!out->type)
        return ela__x_wrong_type(p, &args[bad], want);
    out->total = fn == FN_CONTAINS || fn == FN_EMPTY || fn == FN_FILLED || fn == FN_COUNT;
    return ela__x_emit(p, X_CALL, fn, n);
}

static bool parse_atom(struct ela__x_parser *p, struct ela__x_part *out)
{
    struct ela__x_lexer *l = &p->lex;
    *out = (struct ela__x_part){.from = p->ncode, .pos = l->from};
    if (!ela__x_count_node(p))
        return false;
    if (l->kind == T_NAME) {
        struct ela__x_lexer ahead = *l;
        ela__x_next(&ahead);
        if (ahead.kind == T_TEXT && ela_str_is(l->text, "date"))
            return parse_literal(p, out);
        struct ela_str name = l->text;
        *l = ahead;
        if (!ela__x_is_sign(p, '('))
            return parse_name(p, name, out);
        bool ok = ela__x_enter(p) && parse_call(p, name, out);
        p->depth--;
        return ok;
    }
    if (ela__x_is_sign(p, '(')) {
        ela__x_next(l);
        unsigned from = out->from;
        bool ok = ela__x_enter(p) && parse_or(p, out) && ela__x_expect_sign(p, ')');
        out->from = from;
        p->depth--;
        return ok;
    }
    return parse_literal(p, out);
}

/* ---- Operators ------------------------------------------------------------------------------ */

static bool parse_unary(struct ela__x_parser *p, struct ela__x_part *out)
{
    if (!ela__x_is_sign(p, '-'))
        return parse_atom(p, out);
    size_t pos = p->lex.from;
    unsigned from = p->ncode;
    ela__x_next(&p->lex);
    if (p->lex.kind == T_NUMBER) { /* a negative constant stays one */
        p->lex.number = -p->lex.number;
        return parse_atom(p, out);
    }
    bool ok = ela__x_enter(p) && ela__x_count_node(p) && parse_unary(p, out);
    p->depth--;
    if (!ok)
        return false;
    if (out->type != ELA_X_NUMBER)
        return ela__x_wrong_type(p, out, ELA_X_NUMBER);
    *out = (struct ela__x_part){.type = ELA_X_NUMBER, .from = from, .pos = pos};
    return ela__x_emit(p, X_NEG, 0, 0);
}

static bool parse_chain(struct ela__x_parser *p, struct ela__x_part *out, bool products)
{
    if (!(products ? parse_unary(p, out) : parse_chain(p, out, true)))
        return false;
    while (products ? ela__x_is_sign(p, '*') || ela__x_is_sign(p, '/')
                    : ela__x_is_sign(p, '+') || ela__x_is_sign(p, '-')) {
        char sign = p->lex.sign;
        unsigned op = sign == '*' ? X_MUL : sign == '/' ? X_DIV : sign == '+' ? X_ADD : X_SUB;
        struct ela__x_part right;
        ela__x_next(&p->lex);
        if (!ela__x_count_node(p) ||
            !(products ? parse_unary(p, &right) : parse_chain(p, &right, true)))
            return false;
        if (out->type != ELA_X_NUMBER)
            return ela__x_wrong_type(p, out, ELA_X_NUMBER);
        if (right.type != ELA_X_NUMBER)
            return ela__x_wrong_type(p, &right, ELA_X_NUMBER);
        out->total = false;
        if (!ela__x_emit(p, op, 0, 0))
            return false;
    }
    return true;
}

/* A slot against a constant becomes one instruction, whichever way round it was written. */
static bool emit_compare(struct ela__x_parser *p, const struct ela__x_part *left,
                         const struct ela__x_part *right, unsigned relation)
{
    static const uint8_t mirrored[] = {X_EQ, X_NE, X_GT, X_GE, X_LT, X_LE};
    bool text = left->type == ELA_X_TEXT;
    if (p->ncode - left->from == 2 && right->from == left->from + 1) {
        struct ela__x_ins a = p->code[left->from], b = p->code[right->from];
        if (a.op == X_CONST && b.op == X_SLOT) {
            struct ela__x_ins t = a;
            a = b;
            b = t;
            relation = mirrored[relation];
        }
        if (a.op == X_SLOT && b.op == X_CONST) {
            p->ncode = left->from;
            return ela__x_emit(p, (text ? X_SLOT_TEXT : X_SLOT_NUM) + relation, b.b, a.b);
        }
    }
    return ela__x_emit(p, text ? X_CMP_TEXT : X_CMP_NUM, relation, 0);
}

static bool parse_compare(struct ela__x_parser *p, struct ela__x_part *left)
{
    char sign = p->lex.sign;
    unsigned relation = sign == '='   ? X_EQ
                        : sign == 'n' ? X_NE
                        : sign == '<' ? X_LT
                        : sign == 'l' ? X_LE
                        : sign == '>' ? X_GT
                                      : X_GE;
    struct ela__x_part right;
    ela__x_next(&p->lex);
    if (!ela__x_count_node(p) || !parse_chain(p, &right, false))
        return false;
    if (left->type == ELA_X_LIST || left->type == ELA_X_ROWS)
        return ela__x_wrong_type(p, left, ELA_X_TEXT);
    if (left->type == ELA_X_BOOL && relation > X_NE)
        return ela__x_wrong_type(p, left, ELA_X_NUMBER);
    if (right.type != left->type)
        return ela__x_wrong_type(p, &right, (enum ela_x_type)left->type);
    if (!emit_compare(p, left, &right, relation))
        return false;
    left->type = ELA_X_BOOL;
    left->total = true;
    return true;
}

static bool parse_set(struct ela__x_parser *p, struct ela__x_part *left)
{
    unsigned first = p->nconsts, n = 0, index;
    if (left->type != ELA_X_NUMBER && left->type != ELA_X_TEXT && left->type != ELA_X_DATE)
        return ela__x_wrong_type(p, left, ELA_X_TEXT);
    do {
        struct ela_x_value v;
        struct ela__x_part item = {.pos = 0};
        ela__x_next(&p->lex);
        item.pos = p->lex.from;
        if (!ela__x_count_node(p) || !constant(p, &v))
            return false;
        item.type = v.type;
        if (v.type != left->type)
            return ela__x_wrong_type(p, &item, (enum ela_x_type)left->type);
        if (n == 255)
            return ela__x_refuse(p, item.pos, "expr.too_large");
        if (!ela__x_add_const(p, v, &index))
            return false;
        n++;
    } while (ela__x_is_sign(p, ','));
    return ela__x_expect_sign(p, ')') && ela__x_emit(p, X_IN, n, first);
}

static bool parse_in(struct ela__x_parser *p, struct ela__x_part *left)
{
    struct ela__x_part list;
    ela__x_next(&p->lex);
    if (ela__x_is_sign(p, '(')) {
        if (!parse_set(p, left))
            return false;
    } else {
        if (!parse_chain(p, &list, false))
            return false;
        if (left->type != ELA_X_TEXT)
            return ela__x_wrong_type(p, left, ELA_X_TEXT);
        if (list.type != ELA_X_LIST)
            return ela__x_wrong_type(p, &list, ELA_X_LIST);
        if (!ela__x_emit(p, X_IN_LIST, 0, 0))
            return false;
    }
    left->type = ELA_X_BOOL;
    left->total = true;
    return true;
}

static bool parse_relation(struct ela__x_parser *p, struct ela__x_part *out)
{
    if (!parse_chain(p, out, false))
        return false;
    if (p->lex.kind == T_IN)
        return ela__x_count_node(p) && parse_in(p, out);
    if (p->lex.kind == T_SIGN && memchr("=n<l>g", p->lex.sign, 6))
        return parse_compare(p, out);
    return true;
}

static bool parse_not(struct ela__x_parser *p, struct ela__x_part *out)
{
    if (p->lex.kind != T_NOT)
        return parse_relation(p, out);
    size_t pos = p->lex.from;
    unsigned from = p->ncode;
    ela__x_next(&p->lex);
    bool ok = ela__x_enter(p) && ela__x_count_node(p) && parse_not(p, out);
    p->depth--;
    if (!ok)
        return false;
    if (out->type != ELA_X_BOOL)
        return ela__x_wrong_type(p, out, ELA_X_BOOL);
    *out = (struct ela__x_part){.type = ELA_X_BOOL, .total = true, .from = from, .pos = pos};
    return ela__x_emit(p, X_NOT, 0, 0);
}

static bool parse_logic(struct ela__x_parser *p, struct ela__x_part *out, bool ands)
{
    if (!(ands ? parse_not(p, out) : parse_logic(p, out, true)))
        return false;
    while (p->lex.kind == (ands ? T_AND : T_OR)) {
        struct ela__x_part right;
        unsigned jump = p->ncode;
        ela__x_next(&p->lex);
        if (!ela__x_emit(p, ands ? X_AND : X_OR, 0, 0) || !ela__x_count_node(p) ||
            !(ands ? parse_not(p, &right) : parse_logic(p, &right, true)))
            return false;
        if (out->type != ELA_X_BOOL)
            return ela__x_wrong_type(p, out, ELA_X_BOOL);
        if (right.type != ELA_X_BOOL)
            return ela__x_wrong_type(p, &right, ELA_X_BOOL);
        if (!right.total && !ela__x_emit(p, X_TRUE, 0, 0))
            return false;
        p->code[jump].b = (uint16_t)p->ncode;
        out->total = true;
    }
    return true;
}

static bool parse_or(struct ela__x_parser *p, struct ela__x_part *out)
{
    return parse_logic(p, out, false);
}

/* ---- The whole ------------------------------------------------------------------------------ */

static bool parse_all(struct ela__x_parser *p, enum ela_x_type want)
{
    struct ela__x_part whole;
    struct ela_str src = p->lex.src;
    if (src.n > ELA_EXPR_TEXT_MAX)
        return ela__x_refuse(p, 0, "expr.too_long");
    if (!ela_utf8_valid(src.p, src.n, NULL))
        return ela__x_refuse(p, 0, "expr.character");
    ela__x_next(&p->lex);
    if (p->lex.kind == T_END)
        return ela__x_refuse(p, 0, "expr.empty");
    if (!parse_or(p, &whole))
        return false;
    if (p->lex.kind != T_END)
        return ela__x_unexpected(p);
    if (whole.type == ELA_X_ROWS)
        return ela__x_wrong_type(p, &whole, want ? want : ELA_X_NUMBER);
    if (want && whole.type != want)
        return ela__x_wrong_type(p, &whole, want);
    return true;
}

static bool finish(struct ela__x_parser *p, const struct ela_expr **out)
{
    struct ela_expr *e = ela_arena_alloc(p->arena, sizeof *e);
    struct ela__x_ins *code = ela_arena_alloc(p->arena, p->ncode * sizeof *code);
    struct ela_x_value *consts = ela_arena_alloc(p->arena, (p->nconsts + 1) * sizeof *consts);
    if (!e || !code || !consts)
        return ela__x_no_memory(p);
    memcpy(code, p->code, p->ncode * sizeof *code);
    memcpy(consts, p->consts, p->nconsts * sizeof *consts);
    *e = (struct ela_expr){.code = code,
                           .consts = consts,
                           .ncode = (uint16_t)p->ncode,
                           .nconsts = (uint16_t)p->nconsts};
    switch (ela__x_verify(e, NULL, NULL, 0, p->arena)) {
    case X_PROVED:
        *out = e;
        return true;
    case X_TOO_DEEP:
        return ela__x_refuse(p, 0, "expr.too_deep");
    case X_NO_MEMORY:
        return ela__x_no_memory(p);
    default:
        (void)ela_failf(p->err, ELA_E_INTERNAL, "expr.broken", p->field, "code does not prove");
        return false;
    }
}

enum ela_status ela_expr_compile(struct ela_str text, const struct ela_x_scope *scope,
                                 enum ela_x_type want, struct ela_arena *arena,
                                 const struct ela_expr **out, const char *field,
                                 struct ela_error *err)
{
    struct ela_error local = ELA_ERROR_INIT;
    struct ela__x_parser *p = ela_malloc(sizeof *p);
    if (!p)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    p->lex = (struct ela__x_lexer){.src = text};
    p->scope = scope;
    p->arena = arena;
    p->err = &local;
    p->field = field;
    p->depth = p->nodes = p->ncode = p->nconsts = 0;
    bool ok = parse_all(p, want) && finish(p, out);
    ela_free(p);
    if (ok)
        return ELA_OK;
    if (err && err->status == ELA_OK)
        *err = local;
    return local.status;
}
