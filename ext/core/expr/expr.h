/*
 * The expression language: conditions, computed values, guards. Small, typed and total: no loop, no
 * recursion, bounded text, depth and cost; the same C runs in the server and, as WebAssembly, in
 * the browser. Written for people in docs/expressions.md. Source: CASE-07, PLAT-08.
 *
 *   kind = 'company' and (staff >= 50 or contains(needs, 'audit'))
 *   round(sum(lines.amount) * 0.2, 2)
 *
 * A text is compiled once against a scope, which says what each name means (a slot and a type), to
 * a code of forward jumps only; running it reads the slots and allocates nothing but the text that
 * it makes.
 * Absence: a value that is not there is ELA_X_EMPTY. It spreads through arithmetic and functions;
 * any comparison with it is false (also !=); `and`, `or`, `not`, `if` read it as false; empty(x),
 * filled(x) and coalesce(x, y) ask. Arithmetic past the bounds and division by zero give empty.
 */
#ifndef ELA_EXPR_EXPR_H
#define ELA_EXPR_EXPR_H

#include "base/arena.h"
#include "base/civil.h"
#include "base/str.h"

#define ELA_EXPR_VERSION 1
#define ELA_EXPR_TEXT_MAX                                                                          \
    2000 /* bytes of an expression, and characters of a text that it makes                         \
          */
#define ELA_EXPR_DEPTH_MAX 32
#define ELA_EXPR_NODES_MAX 500
#define ELA_EXPR_SCALE     1000000 /* numbers are exact decimals: int64_t in millionths */

enum ela_x_type {
    ELA_X_EMPTY = 0, /* value: absent. type of a name: none; `want` of compile: any */
    ELA_X_NUMBER,    /* .num in millionths; moments (epoch s) and durations (s) are numbers too */
    ELA_X_TEXT,      /* .text, .n bytes; times ("09:30") and codes are texts, compared by bytes */
    ELA_X_BOOL,      /* .num 0 or 1 */
    ELA_X_DATE,      /* .num days since 1970-01-01 */
    ELA_X_LIST,      /* .text: codes joined by commas, .n bytes; in, contains, len, count */
    ELA_X_ROWS, /* .rows: .n cells of a table's column, for aggregates; or NULL: only counted */
    ELA_X_TYPES
};

struct ela_x_value {
    uint8_t type;
    uint32_t n;
    union {
        int64_t num;
        const char *text; /* borrowed, not NUL-terminated */
        const struct ela_x_value *rows;
    };
};

#define ELA_X_NONE ((struct ela_x_value){.type = ELA_X_EMPTY})

static inline struct ela_x_value ela_x_number(int64_t millionths)
{
    return millionths == INT64_MIN ? ELA_X_NONE
                                   : (struct ela_x_value){.type = ELA_X_NUMBER, .num = millionths};
}

static inline struct ela_x_value ela_x_bool(bool b)
{
    return (struct ela_x_value){.type = ELA_X_BOOL, .num = b};
}

/* BOOL and true; everything else is false. */
static inline bool ela_x_true(struct ela_x_value v)
{
    return v.type == ELA_X_BOOL && v.num != 0;
}

struct ela_x_value ela_x_int(int64_t whole); /* empty past the bounds */
struct ela_x_value ela_x_date(struct ela_day day);
struct ela_x_value ela_x_text(const char *p, size_t n); /* borrows p; n = 0 gives empty */
struct ela_x_value ela_x_list(const char *codes, size_t n);

/*
 * Canonical text to a value of that type: "1234.5", "2026-01-31", "true" / "false" (also "1", "0"),
 * anything else as it is. Empty text, and text that is not canonical, give empty.
 */
struct ela_x_value ela_x_read(enum ela_x_type type, struct ela_str text);
/* The canonical text of a value: number without needless zeros; a buffer of 32 serves every number
 * and date, a text is borrowed. Empty and rows give "". */
struct ela_str ela_x_write(struct ela_x_value v, char buf[32]);

/* "-1234.5": at most 6 decimals, '.', no blanks; false when it is not, or does not fit. */
bool ela_x_number_read(struct ela_str text, int64_t *millionths);

/* What a name means. slot: index in the values given to ela_expr_run(). For ELA_X_ROWS, `cell` is
 * the type of the column's cells (ELA_X_EMPTY: the table itself). */
struct ela_x_name {
    uint16_t slot;
    enum ela_x_type type, cell;
};
struct ela_x_scope {
    /* False: no such name. `name` has its dots: "client.kind", "lines.amount". */
    bool (*find)(void *ctx, struct ela_str name, struct ela_x_name *out);
    void *ctx;
};

struct ela_expr; /* immutable; lives in the arena that it was made in */

/*
 * want: the type that the result must have, ELA_X_EMPTY for any (never ROWS).
 * Errors (input, `field` as given): expr.* with params `at` (1-based character) and `line`, see
 * docs/expressions.md; internal.memory.
 */
enum ela_status ela_expr_compile(struct ela_str text, const struct ela_x_scope *scope,
                                 enum ela_x_type want, struct ela_arena *arena,
                                 const struct ela_expr **out, const char *field,
                                 struct ela_error *err) ELA_MUST_CHECK;

enum ela_x_type ela_expr_type(const struct ela_expr *e);

/* The slots that it reads, each once, ascending; *n their number. Borrowed. */
const uint16_t *ela_expr_slots(const struct ela_expr *e, size_t *n);

/*
 * slots: values by slot number; every slot of the scope must be there. A slot holding another type
 * than the scope said counts as empty. Texts that the expression makes live in `scratch`; where
 * that is exhausted they are empty.
 */
struct ela_x_value ela_expr_run(const struct ela_expr *e, const struct ela_x_value *slots,
                                struct ela_arena *scratch);

/* Versioned code, for programs (form/): appended to out. */
void ela_expr_save(const struct ela_expr *e, struct ela_buf *out);
/*
 * Reads one from *in and moves *in past it. Bytes may be hostile: types, jumps, stack and slots are
 * verified as the compiler would have made them. types, cells: of the nslots slots.
 * Errors: expr.version, expr.broken; internal.memory.
 */
enum ela_status ela_expr_load(struct ela_str *in, const uint8_t *types, const uint8_t *cells,
                              size_t nslots, struct ela_arena *arena, const struct ela_expr **out,
                              struct ela_error *err) ELA_MUST_CHECK;

/*
 * A scope over a plain list of names (guards, facts): slot i is names[i].
 */
struct ela_x_fact {
    const char *name; /* "client.kind" */
    enum ela_x_type type;
};
struct ela_x_facts {
    const struct ela_x_fact *names;
    size_t n;
};
bool ela_x_facts_find(void *facts, struct ela_str name, struct ela_x_name *out);

#endif
