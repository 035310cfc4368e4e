/*
 * The pure core as a WebAssembly module: what the browser calls. Built by `make wasm` only; used
 * through frontend/src/lib/core, which knows these shapes.
 *
 * Texts come in as pointer and length (from ew_alloc). Answers stand in one buffer, until the next
 * call: its start is what a call returns, or ew_answer(), its length ew_length(). Definitions and
 * scopes are records (RS, 0x1E) of parts (US, 0x1F); reports are length-prefixed, little-endian.
 */
#include "form/form.h"

#include "base/bytes.h"

#define EXPORT(name) __attribute__((export_name(#name))) name
#define PARTS_MAX    20
#define GS           0x1D /* between options */

struct session {
    struct ela_arena arena;
    const struct ela_form *form;
    struct ela_form_state *state;
};

static struct ela_buf answer;
static struct ela_error last;

void *EXPORT(ew_alloc)(size_t n);
void EXPORT(ew_free)(void *p);
const char *EXPORT(ew_answer)(void);
size_t EXPORT(ew_length)(void);
struct session *EXPORT(ew_load)(const char *bytes, size_t n);
struct session *EXPORT(ew_build)(const char *text, size_t n);
int EXPORT(ew_start)(struct session *s, int side, int today, const char *tz, size_t n);
void EXPORT(ew_drop)(struct session *s);
int EXPORT(ew_fact)(struct session *s, const char *name, size_t n, const char *text, size_t len);
int EXPORT(ew_set)(struct session *s, size_t field, size_t row, const char *text, size_t n,
                   int stored);
int EXPORT(ew_rows)(struct session *s, size_t table, size_t rows);
int EXPORT(ew_remove)(struct session *s, size_t table, size_t row);
int EXPORT(ew_run)(struct session *s, unsigned flags);
const char *EXPORT(ew_shape)(struct session *s);
const char *EXPORT(ew_report)(struct session *s);
const char *EXPORT(ew_save)(struct session *s);
int EXPORT(ew_expr)(const char *scope, size_t n, const char *text, size_t len, int want);

/* ---- Answers -------------------------------------------------------------------------------- */

static void begin(void)
{
    if (answer.max == 0)
        ela_buf_init(&answer, 8 * 1024 * 1024);
    ela_buf_reset(&answer);
}

static void put(struct ela_str s)
{
    ela_put_u32(&answer, (uint32_t)s.n);
    ela_buf_add(&answer, s.p, s.n);
}

/* The error as an answer: key, field, then names and values. 0 is never given. */
static int failed(enum ela_status st)
{
    begin();
    put(ela_str_of(last.key));
    put(ela_str_of(last.field));
    ela_put_u32(&answer, last.nparams);
    for (unsigned i = 0; i < last.nparams; i++) {
        put(ela_str_of(last.params[i].name));
        put(ela_str_of(last.params[i].value));
    }
    return (int)st;
}

static int done(enum ela_status st)
{
    return st == ELA_OK ? 0 : failed(st);
}

void *ew_alloc(size_t n)
{
    return ela_malloc(n);
}

void ew_free(void *p)
{
    ela_free(p);
}

const char *ew_answer(void)
{
    return answer.p;
}

size_t ew_length(void)
{
    return answer.n;
}

/* ---- Records -------------------------------------------------------------------------------- */

struct records {
    char *p, *end;
};

/* A copy that is cut into NUL-terminated parts. */
static bool open_records(struct records *r, const char *text, size_t n, struct ela_arena *arena)
{
    r->p = ela_arena_strndup(arena, text, n);
    r->end = r->p ? r->p + n : NULL;
    return r->p != NULL;
}

/* The parts of the next record; those past the last written are "". */
static bool next_record(struct records *r, const char *parts[PARTS_MAX], char **rest)
{
    size_t n = 0;
    if (r->p >= r->end)
        return false;
    char *p = r->p;
    for (size_t i = 0; i < PARTS_MAX; i++)
        parts[i] = "";
    parts[n++] = p;
    *rest = NULL;
    for (; p < r->end && *p != 0x1E; p++)
        if (*p == 0x1F && n < PARTS_MAX) {
            *p = '\0';
            parts[n++] = p + 1;
            if (n == 4)
                *rest = p + 1;
        }
    *p = '\0';
    r->p = p + 1;
    return true;
}

static unsigned number(const char *text)
{
    int64_t v = 0;
    return ela_parse_i64(ela_str_of(text), &v) && v >= 0 && v <= INT32_MAX ? (unsigned)v : 0;
}

static const char *or_null(const char *text)
{
    return *text ? text : NULL;
}

/* ---- Definitions ---------------------------------------------------------------------------- */

struct lists {
    struct ela_form_field *fields;
    struct ela_form_page *pages;
    struct ela_x_fact *facts;
    struct ela_form_spec spec;
};

static bool read_options(struct ela_form_field *f, char *text, struct ela_arena *arena)
{
    size_t n = *text != '\0';
    for (const char *p = text; *p; p++)
        n += *p == GS;
    const char **codes = ela_arena_alloc(arena, (n + 1) * sizeof *codes);
    if (!codes)
        return false;
    f->options = codes;
    f->noptions = n;
    for (size_t i = 0; i < n; i++) {
        codes[i] = text;
        text += strcspn(text, (char[]){GS, 0});
        if (*text)
            *text++ = '\0';
    }
    return true;
}

/* code type flags table page show_if required computed default min max min_length max_length mask
 * decimals open options */
static bool read_field(struct lists *l, const char *const *part, struct ela_arena *arena)
{
    struct ela_form_field *f = &l->fields[l->spec.nfields++];
    *f = (struct ela_form_field){.code = part[1],
                                 .type = ela_form_type_of(ela_str_of(part[2])),
                                 .flags = number(part[3]),
                                 .table = or_null(part[4]),
                                 .page = or_null(part[5]),
                                 .show_if = or_null(part[6]),
                                 .required_if = or_null(part[7]),
                                 .computed = or_null(part[8]),
                                 .value = or_null(part[9]),
                                 .min = or_null(part[10]),
                                 .max = or_null(part[11]),
                                 .min_length = number(part[12]),
                                 .max_length = number(part[13]),
                                 .mask = or_null(part[14]),
                                 .has_decimals = *part[15] != '\0',
                                 .decimals = number(part[15]),
                                 .open_options = *part[16] == '1'};
    char *options = ela_arena_strdup(arena, part[17]);
    return options && read_options(f, options, arena);
}

static bool read_record(struct lists *l, const char *const *part, struct ela_arena *arena)
{
    switch (*part[0]) {
    case 'D':
        return l->spec.nfields < ELA_FORM_FIELDS_MAX && read_field(l, part, arena);
    case 'P':
        if (l->spec.npages == ELA_FORM_PAGES_MAX)
            return false;
        l->pages[l->spec.npages++] = (struct ela_form_page){part[1], or_null(part[2])};
        return true;
    case 'F':
        if (l->spec.nfacts == ELA_FORM_FACTS_MAX)
            return false;
        l->facts[l->spec.nfacts++] = (struct ela_x_fact){part[1], (enum ela_x_type)number(part[2])};
        return true;
    default:
        return false;
    }
}

static bool read_definition(struct lists *l, const char *text, size_t n, struct ela_arena *arena)
{
    struct records r;
    const char *part[PARTS_MAX];
    char *rest;
    l->fields = ela_arena_alloc(arena, ELA_FORM_FIELDS_MAX * sizeof *l->fields);
    l->pages = ela_arena_alloc(arena, ELA_FORM_PAGES_MAX * sizeof *l->pages);
    l->facts = ela_arena_alloc(arena, ELA_FORM_FACTS_MAX * sizeof *l->facts);
    if (!l->fields || !l->pages || !l->facts || !open_records(&r, text, n, arena))
        return false;
    while (next_record(&r, part, &rest))
        if (!read_record(l, part, arena))
            return false;
    l->spec.fields = l->fields;
    l->spec.pages = l->pages;
    l->spec.facts = l->facts;
    return true;
}

/* ---- Forms ---------------------------------------------------------------------------------- */

static struct session *new_session(void)
{
    struct session *s = ela_malloc(sizeof *s);
    ela_error_reset(&last);
    if (!s) {
        failed(ela_fail(&last, ELA_E_INTERNAL, "internal.memory", NULL));
        return NULL;
    }
    *s = (struct session){.form = NULL};
    ela_arena_init(&s->arena, 0);
    return s;
}

static struct session *finish(struct session *s, enum ela_status st)
{
    if (st == ELA_OK)
        return s;
    failed(st);
    ew_drop(s);
    return NULL;
}

struct session *ew_load(const char *bytes, size_t n)
{
    struct session *s = new_session();
    if (!s)
        return NULL;
    return finish(s, ela_form_load((struct ela_str){bytes, n}, &s->arena, &s->form, &last));
}

struct session *ew_build(const char *text, size_t n)
{
    struct lists l = {.spec = {.nfields = 0}};
    struct session *s = new_session();
    if (!s)
        return NULL;
    if (!read_definition(&l, text, n, &s->arena))
        return finish(s, ela_fail(&last, ELA_E_INPUT, "form.too_many", NULL));
    return finish(s, ela_form_build(&l.spec, &s->arena, &s->form, &last));
}

int ew_start(struct session *s, int side, int today, const char *tz, size_t n)
{
    struct ela_tz zone;
    ela_error_reset(&last);
    if (n && ela_tz_parse((struct ela_str){tz, n}, &zone, &last) != ELA_OK)
        return failed(ELA_E_INPUT);
    ela_form_free(s->state);
    s->state = NULL;
    return done(ela_form_start(s->form, (enum ela_form_side)side, (struct ela_day){today},
                               n ? &zone : NULL, &s->state, &last));
}

void ew_drop(struct session *s)
{
    ela_form_free(s->state);
    ela_arena_release(&s->arena);
    ela_free(s);
}

int ew_fact(struct session *s, const char *name, size_t n, const char *text, size_t len)
{
    return ela_form_fact(s->state, (struct ela_str){name, n}, (struct ela_str){text, len});
}

int ew_set(struct session *s, size_t field, size_t row, const char *text, size_t n, int stored)
{
    struct ela_str t = {text, n};
    ela_error_reset(&last);
    return done(stored ? ela_form_put(s->state, field, row, t, &last)
                       : ela_form_set(s->state, field, row, t, &last));
}

int ew_rows(struct session *s, size_t table, size_t rows)
{
    ela_error_reset(&last);
    return done(ela_form_rows(s->state, table, rows, &last));
}

int ew_remove(struct session *s, size_t table, size_t row)
{
    ela_error_reset(&last);
    return done(ela_form_remove_row(s->state, table, row, &last));
}

int ew_run(struct session *s, unsigned flags)
{
    ela_error_reset(&last);
    return done(ela_form_run(s->state, flags, &last));
}

/* Per field: code, name of its type, table, page, computed. */
const char *ew_shape(struct session *s)
{
    begin();
    ela_put_u32(&answer, (uint32_t)ela_form_nfields(s->form));
    ela_put_u32(&answer, (uint32_t)ela_form_npages(s->form));
    for (size_t i = 0; i < ela_form_nfields(s->form); i++) {
        put(ela_str_of(ela_form_code(s->form, i)));
        put(ela_str_of(ela_form_type_name(ela_form_type(s->form, i))));
        ela_put_u32(&answer, (uint32_t)ela_form_table(s->form, i));
        ela_put_u32(&answer, (uint32_t)ela_form_page_of(s->form, i));
        ela_put_u32(&answer, ela_form_computed(s->form, i));
    }
    return answer.p;
}

static void put_result(const struct ela_form_result *r)
{
    ela_put_u32(&answer, (r->visible ? 1u : 0u) | (r->required ? 2u : 0u) | (r->locked ? 4u : 0u) |
                             (uint32_t)r->type << 8);
    put(r->text);
    put(ela_str_of(r->problem.key));
    for (size_t i = 0; i < ELA_PROBLEM_PARAMS; i++) {
        bool there = r->problem.key && r->problem.params[i].name;
        put(ela_str_of(there ? r->problem.params[i].name : ""));
        put(ela_str_of(there ? r->problem.params[i].value : ""));
    }
}

/* Pages (visible, problems), then fields in order: a column as its number of lines and a result
 * each, any other as one result. */
const char *ew_report(struct session *s)
{
    begin();
    ela_put_u32(&answer, (uint32_t)ela_form_problems(s->state));
    for (size_t i = 0; i < ela_form_npages(s->form); i++) {
        const struct ela_form_page_result *p = ela_form_page(s->state, i);
        ela_put_u32(&answer, p->visible);
        ela_put_u32(&answer, (uint32_t)p->problems);
    }
    for (size_t i = 0; i < ela_form_nfields(s->form); i++) {
        int table = ela_form_table(s->form, i);
        size_t rows = table < 0 ? 1 : ela_form_row_count(s->state, (size_t)table);
        ela_put_u32(&answer, (uint32_t)rows);
        for (size_t row = 0; row < rows; row++)
            put_result(ela_form_result(s->state, i, row));
    }
    return answer.p;
}

const char *ew_save(struct session *s)
{
    begin();
    ela_error_reset(&last);
    if (ela_form_save(s->form, &answer, &last) != ELA_OK)
        begin();
    return answer.p;
}

/* ---- One expression, for builders ----------------------------------------------------------- */

#define NAMES_MAX 600

struct scope {
    const char *texts[NAMES_MAX];
    struct ela_x_name names[NAMES_MAX];
    struct ela_x_value values[NAMES_MAX];
    size_t n;
};

static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    const struct scope *s = ctx;
    for (size_t i = 0; i < s->n; i++)
        if (ela_str_is(name, s->texts[i])) {
            *out = s->names[i];
            return true;
        }
    return false;
}

/* name, type, cell, then the value, or for rows one part a cell. */
static bool read_name(struct scope *s, const char *const *part, char *cells,
                      struct ela_arena *arena)
{
    unsigned type = number(part[1]), cell = number(part[2]);
    if (s->n == NAMES_MAX || type >= ELA_X_TYPES || cell >= ELA_X_ROWS)
        return false;
    size_t i = s->n++, rows = 0;
    s->texts[i] = part[0];
    s->names[i] = (struct ela_x_name){(uint16_t)i, (enum ela_x_type)type, (enum ela_x_type)cell};
    if (type != ELA_X_ROWS) {
        s->values[i] = ela_x_read((enum ela_x_type)type, ela_str_of(part[3]));
        return true;
    }
    struct ela_x_value *v = ela_arena_alloc(arena, PARTS_MAX * sizeof *v);
    if (!v)
        return false;
    for (; cells && rows + 4 < PARTS_MAX && part[rows + 3][0] != '$'; rows++)
        v[rows] = ela_x_read((enum ela_x_type)cell, ela_str_of(part[rows + 3]));
    s->values[i] =
        (struct ela_x_value){.type = ELA_X_ROWS, .n = (uint32_t)rows, .rows = cell ? v : NULL};
    return true;
}

static int evaluate(struct scope *s, struct ela_str text, int want, struct ela_arena *arena)
{
    struct ela_x_scope scope = {find, s};
    const struct ela_expr *e;
    char buf[32];
    enum ela_status st =
        ela_expr_compile(text, &scope, (enum ela_x_type)want, arena, &e, "", &last);
    if (st != ELA_OK)
        return failed(st);
    struct ela_x_value v = ela_expr_run(e, s->values, arena);
    begin();
    ela_put_u32(&answer, (uint32_t)ela_expr_type(e));
    ela_put_u32(&answer, v.type);
    put(ela_x_write(v, buf));
    return 0;
}

/* Compiles and runs; a column ends with a part "$". Answer: type, type of the value, its text. */
int ew_expr(const char *scope, size_t n, const char *text, size_t len, int want)
{
    struct ela_arena arena;
    struct records r;
    const char *part[PARTS_MAX];
    char *rest;
    int st;
    ela_arena_init(&arena, 0);
    ela_error_reset(&last);
    struct scope *s = ela_arena_alloc(&arena, sizeof *s);
    bool fine = s && open_records(&r, scope, n, &arena);
    while (fine && next_record(&r, part, &rest))
        fine = read_name(s, part, rest, &arena);
    if (fine)
        st = evaluate(s, (struct ela_str){text, len}, want, &arena);
    else
        st = failed(ela_fail(&last, ELA_E_INTERNAL, "internal.memory", NULL));
    ela_arena_release(&arena);
    return st;
}
