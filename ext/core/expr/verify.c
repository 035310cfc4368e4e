/*
 * The proof of a code, in one pass: jumps only lead forward, so the stack before each instruction
 * is known when it is reached. Code that was saved comes back through here.
 */
#include "expr/expr_internal.h"

#include "base/bytes.h"

struct proof {
    const struct ela_expr *e;
    const uint8_t *types, *cells; /* of the slots; NULL: believed */
    size_t nslots;
    struct ela__x_type stack[ELA__X_STACK_MAX];
    unsigned depth;
    bool reached, too_deep;
    struct ela__x_type **at; /* stack expected at a jump's target, NULL: none leads there */
    uint8_t *at_depth;
    struct ela_arena *arena;
    bool no_memory;
};

static bool push(struct proof *v, unsigned type, unsigned cell)
{
    if (v->depth == ELA__X_STACK_MAX) {
        v->too_deep = true;
        return false;
    }
    v->stack[v->depth++] = (struct ela__x_type){(uint8_t)type, (uint8_t)cell};
    return true;
}

static bool pop(struct proof *v, unsigned type)
{
    return v->depth > 0 && v->stack[--v->depth].type == type;
}

/* Whoever arrives at `target` brings the present stack. */
static bool jump(struct proof *v, unsigned from, unsigned target)
{
    if (target <= from || target > v->e->ncode)
        return false;
    if (v->at[target])
        return v->at_depth[target] == v->depth &&
               memcmp(v->at[target], v->stack, v->depth * sizeof v->stack[0]) == 0;
    v->at[target] = ela_arena_alloc(v->arena, (v->depth + 1) * sizeof v->stack[0]);
    if (!v->at[target]) {
        v->no_memory = true;
        return false;
    }
    memcpy(v->at[target], v->stack, v->depth * sizeof v->stack[0]);
    v->at_depth[target] = (uint8_t)v->depth;
    return true;
}

/* Joins what falls through with what jumps here. */
static bool arrive(struct proof *v, unsigned pc)
{
    if (!v->at[pc])
        return v->reached;
    if (v->reached)
        return v->at_depth[pc] == v->depth &&
               memcmp(v->at[pc], v->stack, v->depth * sizeof v->stack[0]) == 0;
    v->depth = v->at_depth[pc];
    memcpy(v->stack, v->at[pc], v->depth * sizeof v->stack[0]);
    v->reached = true;
    return true;
}

static bool slot_is(const struct proof *v, unsigned slot, unsigned type, unsigned cell)
{
    if (!v->types)
        return true;
    return slot < v->nslots && v->types[slot] == type && v->cells[slot] == cell;
}

static bool check_slot(struct proof *v, struct ela__x_ins in)
{
    unsigned type = in.a & 15, cell = in.a >> 4;
    if (type == ELA_X_EMPTY || type >= ELA_X_TYPES || cell >= ELA_X_ROWS ||
        (cell && type != ELA_X_ROWS))
        return false;
    return slot_is(v, in.b, type, cell) && push(v, type, cell);
}

static bool is_numeric(unsigned type)
{
    return type == ELA_X_NUMBER || type == ELA_X_DATE || type == ELA_X_BOOL;
}

static bool check_compare(struct proof *v, struct ela__x_ins in)
{
    if (v->depth < 2 || in.a > X_GE)
        return false;
    unsigned type = v->stack[v->depth - 1].type;
    bool right = in.op == X_CMP_TEXT ? type == ELA_X_TEXT : is_numeric(type);
    return right && pop(v, type) && pop(v, type) && push(v, ELA_X_BOOL, 0);
}

static bool check_slot_compare(struct proof *v, struct ela__x_ins in)
{
    if (in.a >= v->e->nconsts)
        return false;
    unsigned type = v->e->consts[in.a].type;
    bool right = in.op >= X_SLOT_TEXT ? type == ELA_X_TEXT : is_numeric(type);
    return right && slot_is(v, in.b, type, 0) && push(v, ELA_X_BOOL, 0);
}

static bool check_in(struct proof *v, struct ela__x_ins in)
{
    if (v->depth == 0 || in.a == 0 || (size_t)in.b + in.a > v->e->nconsts)
        return false;
    unsigned type = v->stack[v->depth - 1].type;
    if (type != ELA_X_TEXT && !is_numeric(type))
        return false;
    for (unsigned i = 0; i < in.a; i++)
        if (v->e->consts[in.b + i].type != type)
            return false;
    return pop(v, type) && push(v, ELA_X_BOOL, 0);
}

static bool check_call(struct proof *v, struct ela__x_ins in)
{
    unsigned least, most, bad;
    enum ela_x_type want;
    if (in.a == 0 || in.a >= FN_FNS)
        return false;
    ela__x_fn_arity(in.a, &least, &most);
    if (in.b < least || in.b > most || in.b > v->depth)
        return false;
    v->depth -= in.b;
    enum ela_x_type type = ela__x_fn_type(in.a, v->stack + v->depth, in.b, &bad, &want);
    return type != ELA_X_EMPTY && push(v, type, 0);
}

static bool check_jump(struct proof *v, unsigned pc, struct ela__x_ins in)
{
    switch (in.op) {
    case X_AND:
    case X_OR:
        return v->depth > 0 && v->stack[v->depth - 1].type == ELA_X_BOOL && jump(v, pc, in.b) &&
               pop(v, ELA_X_BOOL);
    case X_ELSE:
        return pop(v, ELA_X_BOOL) && jump(v, pc, in.b);
    default:
        v->reached = false;
        return jump(v, pc, in.b);
    }
}

static bool check(struct proof *v, unsigned pc)
{
    struct ela__x_ins in = v->e->code[pc];
    switch (in.op) {
    case X_CONST:
        return in.b < v->e->nconsts && push(v, v->e->consts[in.b].type, 0);
    case X_SLOT:
        return check_slot(v, in);
    case X_NEG:
        return pop(v, ELA_X_NUMBER) && push(v, ELA_X_NUMBER, 0);
    case X_NOT:
    case X_TRUE:
        return pop(v, ELA_X_BOOL) && push(v, ELA_X_BOOL, 0);
    case X_ADD:
    case X_SUB:
    case X_MUL:
    case X_DIV:
        return pop(v, ELA_X_NUMBER) && pop(v, ELA_X_NUMBER) && push(v, ELA_X_NUMBER, 0);
    case X_CMP_NUM:
    case X_CMP_TEXT:
        return check_compare(v, in);
    case X_IN:
        return check_in(v, in);
    case X_IN_LIST:
        return pop(v, ELA_X_LIST) && pop(v, ELA_X_TEXT) && push(v, ELA_X_BOOL, 0);
    case X_CALL:
        return check_call(v, in);
    case X_AND:
    case X_OR:
    case X_ELSE:
    case X_JUMP:
        return check_jump(v, pc, in);
    default:
        return in.op >= X_SLOT_NUM && in.op < X_OPS && check_slot_compare(v, in);
    }
}

/* Slots that the code reads, each once, ascending. */
static bool collect(struct ela_expr *e, struct ela_arena *arena)
{
    uint16_t *slots = ela_arena_alloc(arena, ((size_t)e->ncode + 1) * sizeof *slots);
    unsigned n = 0;
    if (!slots)
        return false;
    for (unsigned i = 0; i < e->ncode; i++) {
        if (e->code[i].op != X_SLOT && e->code[i].op < X_SLOT_NUM)
            continue;
        unsigned k = n;
        while (k > 0 && slots[k - 1] > e->code[i].b)
            k--;
        if (k > 0 && slots[k - 1] == e->code[i].b)
            continue;
        memmove(slots + k + 1, slots + k, (n - k) * sizeof *slots);
        slots[k] = e->code[i].b;
        n++;
    }
    e->slots = slots;
    e->nslots = (uint16_t)n;
    return true;
}

enum ela__x_proof ela__x_verify(struct ela_expr *e, const uint8_t *types, const uint8_t *cells,
                                size_t nslots, struct ela_arena *arena)
{
    struct ela_arena scratch;
    ela_arena_init(&scratch, 0);
    struct proof v = {.e = e,
                      .types = types,
                      .cells = cells,
                      .nslots = nslots,
                      .reached = true,
                      .arena = &scratch};
    v.at = ela_arena_alloc(&scratch, ((size_t)e->ncode + 1) * sizeof *v.at);
    v.at_depth = ela_arena_alloc(&scratch, (size_t)e->ncode + 1);
    bool fine = v.at && v.at_depth && collect(e, arena);
    v.no_memory = !fine;
    for (unsigned pc = 0; fine && pc < e->ncode; pc++)
        fine = arrive(&v, pc) && check(&v, pc);
    fine = fine && arrive(&v, e->ncode) && v.depth == 1 && v.stack[0].type != ELA_X_ROWS;
    if (fine)
        e->type = v.stack[0].type;
    ela_arena_release(&scratch);
    if (fine)
        return X_PROVED;
    return v.no_memory ? X_NO_MEMORY : v.too_deep ? X_TOO_DEEP : X_BROKEN;
}

/* ---- Saved code ----------------------------------------------------------------------------- */

void ela_expr_save(const struct ela_expr *e, struct ela_buf *out)
{
    ela_put_u8(out, ELA_EXPR_VERSION);
    ela_put_u16(out, e->ncode);
    ela_put_u16(out, e->nconsts);
    for (unsigned i = 0; i < e->ncode; i++) {
        ela_put_u8(out, e->code[i].op);
        ela_put_u8(out, e->code[i].a);
        ela_put_u16(out, e->code[i].b);
    }
    for (unsigned i = 0; i < e->nconsts; i++) {
        struct ela_x_value v = e->consts[i];
        ela_put_u8(out, v.type);
        if (v.type == ELA_X_TEXT)
            ela_put_text(out, (struct ela_str){v.text, v.n});
        else
            ela_put_i64(out, v.num);
    }
}

static bool sound(struct ela_x_value v)
{
    switch (v.type) {
    case ELA_X_NUMBER:
        return v.num != INT64_MIN;
    case ELA_X_BOOL:
        return v.num == 0 || v.num == 1;
    case ELA_X_DATE:
        return v.num >= -100000 && v.num <= 100000;
    default:
        return false;
    }
}

static bool load_const(struct ela_reader *r, struct ela_arena *arena, struct ela_x_value *out,
                       bool *memory)
{
    unsigned type = ela_get_u8(r);
    if (type != ELA_X_TEXT) {
        *out = (struct ela_x_value){.type = (uint8_t)type, .num = ela_get_i64(r)};
        return !r->bad && sound(*out);
    }
    struct ela_str s = ela_get_text(r);
    if (r->bad || s.n == 0 || s.n > ELA_EXPR_TEXT_MAX || !ela_utf8_valid(s.p, s.n, NULL))
        return false;
    char *copy = ela_arena_strndup(arena, s.p, s.n);
    *memory = copy != NULL;
    *out = ela_x_text(copy, s.n);
    return copy != NULL;
}

static enum ela__x_proof load(struct ela_reader *r, struct ela_expr *e, struct ela_arena *arena)
{
    bool memory = true;
    e->ncode = ela_get_u16(r);
    e->nconsts = ela_get_u16(r);
    if (r->bad || e->ncode == 0 || e->ncode > ELA__X_CODE_MAX || e->nconsts > ELA__X_CONST_MAX ||
        r->n < (size_t)e->ncode * 4)
        return X_BROKEN;
    struct ela__x_ins *code = ela_arena_alloc(arena, e->ncode * sizeof *code);
    struct ela_x_value *consts = ela_arena_alloc(arena, (e->nconsts + 1u) * sizeof *consts);
    if (!code || !consts)
        return X_NO_MEMORY;
    for (unsigned i = 0; i < e->ncode; i++) {
        code[i].op = ela_get_u8(r);
        code[i].a = ela_get_u8(r);
        code[i].b = ela_get_u16(r);
    }
    for (unsigned i = 0; i < e->nconsts; i++)
        if (!load_const(r, arena, &consts[i], &memory))
            return memory ? X_BROKEN : X_NO_MEMORY;
    e->code = code;
    e->consts = consts;
    return X_PROVED;
}

enum ela_status ela_expr_load(struct ela_str *in, const uint8_t *types, const uint8_t *cells,
                              size_t nslots, struct ela_arena *arena, const struct ela_expr **out,
                              struct ela_error *err)
{
    struct ela_reader r = {(const unsigned char *)in->p, in->n, false};
    if (in->n == 0 || ela_get_u8(&r) != ELA_EXPR_VERSION)
        return ela_fail(err, ELA_E_INPUT, "expr.version", NULL);
    struct ela_expr *e = ela_arena_alloc(arena, sizeof *e);
    enum ela__x_proof proof = e ? load(&r, e, arena) : X_NO_MEMORY;
    if (proof == X_PROVED)
        proof = ela__x_verify(e, types, cells, nslots, arena);
    if (proof == X_NO_MEMORY)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (proof != X_PROVED)
        return ela_fail(err, ELA_E_INPUT, "expr.broken", NULL);
    *in = (struct ela_str){(const char *)r.p, r.n};
    *out = e;
    return ELA_OK;
}

enum ela_x_type ela_expr_type(const struct ela_expr *e)
{
    return (enum ela_x_type)e->type;
}

const uint16_t *ela_expr_slots(const struct ela_expr *e, size_t *n)
{
    *n = e->nslots;
    return e->slots;
}
