/*
 * One form of 60 fields and 30 conditions (form.json): the engine against the same form written by
 * hand in C, which keeps values in a struct and states every condition as an `if`. Three pieces of
 * work: evaluating what is known, one keystroke (read one text, evaluate), and filling it whole.
 *   bench_form          rows
 *   bench_form --times  microseconds of the engine alone, for the comparison with WebAssembly
 */
#include "bench_support.h"
#include "form_support.h"

#include <time.h>

#define BLOCKS 10
#define FIELDS 60
#define ROUNDS 40

/* ---- The twin -------------------------------------------------------------------------------- */

struct text {
    char p[96];
    size_t n;
};

struct outcome {
    bool visible, required;
    const char *problem;
    struct ela_str text;
};

/* Amounts in cents; absent where the flag beside is off. */
struct block {
    struct text text[6]; /* canonical, by field */
    const char *problem[6];
    int64_t staff, amount;
    int32_t due;
    bool has[6], urgent;
};

struct twin {
    struct block in[BLOCKS];
    struct outcome out[FIELDS];
    int32_t today;
    size_t problems;
};

/* "1 234,50" to hundredths; decimals: how many it may have. */
static bool twin_number(const char *p, size_t n, unsigned decimals, int64_t *out)
{
    int64_t v = 0;
    unsigned part = 0;
    bool negative = false, point = false, digit = false;
    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        if (c == ' ' && !point)
            continue;
        if (c == '-' && i == 0) {
            negative = true;
            continue;
        }
        if ((c == ',' || c == '.') && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || v > INT64_MAX / 100 || (point && ++part > decimals))
            return false;
        v = v * 10 + (c - '0');
        digit = true;
    }
    for (; part < 2; part++)
        v *= 10;
    *out = negative ? -v : v;
    return digit;
}

static void twin_write(int64_t v, struct text *out)
{
    int64_t cents = v % 100;
    int n = cents ? snprintf(out->p, sizeof out->p, "%lld.%02lld", (long long)(v / 100),
                             (long long)(cents < 0 ? -cents : cents))
                  : snprintf(out->p, sizeof out->p, "%lld", (long long)(v / 100));
    out->n = (size_t)n;
    if (cents && out->p[out->n - 1] == '0')
        out->n--;
}

static void twin_copy(struct text *to, const char *p, size_t n)
{
    if (n > sizeof to->p - 1)
        n = sizeof to->p - 1;
    memcpy(to->p, p, n);
    to->n = n;
}

static bool twin_day(const char *p, size_t n, int32_t *out)
{
    struct ela_day day;
    if (n != 10 || p[2] != '/' || p[5] != '/')
        return false;
    int32_t d = (p[0] - '0') * 10 + p[1] - '0', m = (p[3] - '0') * 10 + p[4] - '0',
            y = (p[6] - '0') * 1000 + (p[7] - '0') * 100 + (p[8] - '0') * 10 + p[9] - '0';
    if (!ela_day_from_ymd(y, m, d, &day))
        return false;
    *out = day.n;
    return true;
}

static bool twin_is(const struct text *t, const char *word, size_t n)
{
    return t->n == n && memcmp(t->p, word, n) == 0;
}

#define IS(t, word) twin_is(t, word, sizeof(word) - 1)

static const char *twin_due(struct block *b, const char *p, size_t n)
{
    char day[16];
    if (!twin_day(p, n, &b->due))
        return "field.date";
    ela_day_format((struct ela_day){b->due}, day);
    twin_copy(&b->text[5], day, 10);
    return NULL;
}

/* Field k of a block: kind, staff, urgent, amount, note, due. */
static void twin_set(struct twin *t, size_t i, size_t k, const char *p, size_t n)
{
    struct block *b = &t->in[i];
    struct text *text = &b->text[k];
    const char *problem = NULL;
    size_t chars;
    switch (k) {
    case 0:
        twin_copy(text, p, n);
        if (!IS(text, "company") && !IS(text, "individual") && !IS(text, "founder") &&
            !IS(text, "association"))
            problem = "field.choice";
        break;
    case 1:
    case 3:
        if (twin_number(p, n, k == 1 ? 0 : 2, k == 1 ? &b->staff : &b->amount))
            twin_write(k == 1 ? b->staff : b->amount, text);
        else
            problem = "field.number";
        break;
    case 2:
        b->urgent = n == 3 && memcmp(p, "oui", 3) == 0;
        twin_copy(text, b->urgent ? "true" : "false", b->urgent ? 4 : 5);
        break;
    case 4:
        if (ela_utf8_valid(p, n, &chars) && chars <= 80)
            twin_copy(text, p, n);
        else
            problem = "field.too_long";
        break;
    default:
        problem = twin_due(b, p, n);
    }
    b->has[k] = !problem;
    b->problem[k] = problem;
}

static void show(const struct block *b, struct outcome *o, size_t k, bool visible)
{
    bool there = visible && b->has[k];
    o[k].visible = visible;
    o[k].problem = visible ? b->problem[k] : NULL;
    o[k].text = (struct ela_str){there ? b->text[k].p : "", there ? b->text[k].n : 0};
}

static void twin_block(struct twin *t, size_t i)
{
    struct block *b = &t->in[i];
    struct outcome *o = &t->out[i * 6];
    const struct text *kind = &b->text[0];
    show(b, o, 0, true);
    o[0].required = true;
    if (!b->has[0] && !o[0].problem)
        o[0].problem = "field.required";
    show(b, o, 1, b->has[0] && (IS(kind, "company") || IS(kind, "association")));
    bool staff = o[1].visible && b->has[1];
    if (staff && b->staff < 0)
        o[1].problem = "field.too_small";
    show(b, o, 2, true);
    show(b, o, 3,
         (b->has[2] && b->urgent && staff && b->staff > 1000) ||
             (b->has[0] && IS(kind, "founder")));
    bool amount = o[3].visible && b->has[3];
    show(b, o, 4, amount && b->amount >= 100000 && b->has[0] && !IS(kind, "individual"));
    o[4].required = amount;
    if (o[4].visible && o[4].required && !b->has[4] && !o[4].problem)
        o[4].problem = "field.required";
    if (i % 2 == 0) {
        b->has[5] = amount;
        if (amount)
            twin_write((b->amount * 2 + (b->amount < 0 ? -5 : 5)) / 10, &b->text[5]);
    }
    show(b, o, 5, true);
    if (i % 2 && b->has[5] && b->due < t->today)
        o[5].problem = "field.too_early";
    for (size_t k = 0; k < 6; k++)
        t->problems += o[k].problem != NULL;
}

static void twin_run(struct twin *t)
{
    t->problems = 0;
    for (size_t i = 0; i < BLOCKS; i++)
        twin_block(t, i);
}

/* ---- Both ------------------------------------------------------------------------------------ */

struct typed {
    struct ela_str text;
    size_t field, block, part;
};

static struct {
    struct ela_arena arena;
    struct ela_json *json;
    struct ela_form_state *state;
    struct twin twin;
    struct typed typed[FIELDS];
    size_t n, amount;
} B;

static void engine_set(size_t field, struct ela_str text)
{
    if (ela_form_set(B.state, field, 0, text, NULL) != ELA_OK)
        exit(1);
}

static void engine_run(void)
{
    if (ela_form_run(B.state, 0, NULL) != ELA_OK)
        exit(1);
}

static void evaluate_engine(size_t turn)
{
    (void)turn;
    engine_run();
}

static void evaluate_twin(size_t turn)
{
    (void)turn;
    twin_run(&B.twin);
}

static struct ela_str amount_of(size_t turn)
{
    return turn % 2 ? ELA_STR("1 200,50") : ELA_STR("900");
}

static void keystroke_engine(size_t turn)
{
    engine_set(B.amount, amount_of(turn));
    engine_run();
}

static void keystroke_twin(size_t turn)
{
    struct ela_str t = amount_of(turn);
    twin_set(&B.twin, 3, 3, t.p, t.n);
    twin_run(&B.twin);
}

static void fill_engine(size_t turn)
{
    (void)turn;
    for (size_t i = 0; i < B.n; i++)
        engine_set(B.typed[i].field, B.typed[i].text);
    engine_run();
}

static void fill_twin(size_t turn)
{
    (void)turn;
    for (size_t i = 0; i < B.n; i++)
        twin_set(&B.twin, B.typed[i].block, B.typed[i].part, B.typed[i].text.p, B.typed[i].text.n);
    twin_run(&B.twin);
}

/* Microseconds a turn: the best of the rounds, which is what the work takes on a machine that has
 * others. */
static double timed(void (*work)(size_t turn))
{
    double best = 1e9;
    for (size_t r = 0; r < ROUNDS; r++) {
        double from = b_now_ms();
        for (size_t turn = 0; turn < 1000; turn++)
            work(turn);
        double took = b_now_ms() - from;
        best = took < best ? took : best;
    }
    return best;
}

static struct ela_str file_text(const char *path)
{
    struct ela_buf b;
    char chunk[4096];
    FILE *f = fopen(path, "rb");
    ela_buf_init(&b, 1024 * 1024);
    for (size_t n; f && (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        ela_buf_add(&b, chunk, n);
    if (f)
        fclose(f);
    return (struct ela_str){b.p, b.n};
}

static void open_both(void)
{
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_form *form;
    struct ela_day today;
    struct ela_str text = file_text(TEST_ROOT "/tests/bench/form.json");
    ela_arena_init(&B.arena, 0);
    b_must(ela_json_parse(text, &ELA_JSON_LIMITS_DEFAULT, &B.json, &err), &err, "form.json");
    struct ela_form_spec spec = fs_spec(B.json, &B.arena);
    b_must(ela_form_build(&spec, &B.arena, &form, &err), &err, "build");
    b_must(ela_day_parse(ELA_STR("2026-11-21"), &today, "", &err), &err, "day");
    b_must(ela_form_start(form, ELA_SIDE_BOTH, today, NULL, &B.state, &err), &err, "start");
    B.twin.today = today.n;
    const struct ela_json *values = ela_json_get(B.json, "values");
    for (B.n = 0; B.n < ela_json_size(values); B.n++) {
        const struct ela_json *v = ela_json_at(values, B.n);
        size_t field = (size_t)ela_form_index(form, ela_json_text(ela_json_at(v, 0)));
        B.typed[B.n] =
            (struct typed){ela_json_text(ela_json_at(v, 1)), field, field / 6, field % 6};
    }
    B.amount = (size_t)ela_form_index(form, ELA_STR("amount_3"));
    fill_engine(0);
    fill_twin(0);
}

/* A twin that answers otherwise would be no twin. */
static bool agree(void)
{
    bool same = ela_form_problems(B.state) == B.twin.problems;
    for (size_t i = 0; i < FIELDS; i++) {
        const struct ela_form_result *r = ela_form_result(B.state, i, 0);
        const struct outcome *o = &B.twin.out[i];
        if (r->visible == o->visible && (!r->visible || r->text.n == o->text.n) &&
            (!r->visible || memcmp(r->text.p, o->text.p, r->text.n) == 0))
            continue;
        b_note("field %zu: \"%.*s\" and \"%.*s\"\n", i, (int)r->text.n, r->text.p, (int)o->text.n,
               o->text.p);
        same = false;
    }
    return same;
}

static void row(const char *name, void (*engine)(size_t), void (*twin)(size_t), bool goal)
{
    double a = timed(engine), b = timed(twin);
    b_row(name, a, "us", "the same form by hand in C", a / b, goal ? "<= 3" : "-",
          !goal || a / b <= 3);
}

int main(int argc, char **argv)
{
    ela_json_init();
    open_both();
    if (!agree()) {
        b_note("the twin differs\n");
        return 1;
    }
    if (argc > 1 && strcmp(argv[1], "--times") == 0) {
        printf("{\"evaluate_us\": %.4f, \"keystroke_us\": %.4f, \"fill_us\": %.4f}\n",
               timed(evaluate_engine), timed(keystroke_engine), timed(fill_engine));
        return 0;
    }
    row("form of 60 fields, 30 conditions: evaluate", evaluate_engine, evaluate_twin, true);
    row("the same: one keystroke, then evaluate", keystroke_engine, keystroke_twin, true);
    row("the same: 55 texts read, then evaluate", fill_engine, fill_twin, true);
    ela_form_free(B.state);
    ela_json_free(B.json);
    ela_arena_release(&B.arena);
    return 0;
}
