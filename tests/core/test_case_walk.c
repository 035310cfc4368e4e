/*
 * Random walks through the process of cases, judged by a model that knows nothing of how it is
 * stored. Each refusal must leave everything as it was. CASE-02, CASE-15, CASE-16, DOC-07.
 *
 * ELASKA_WALK: how many changes are tried; by itself 20,000 (2,500 with sanitizers), 100,000 by
 * `make core-walk`. A change takes some 2 ms, nearly all of it the database's own work: about 12
 * statements and two switches between client and server for each. It once took 13 ms, of which 11
 * were file syncs of a database that nobody keeps (tests/core/run.sh).
 */
#include "case_support.h"

#if defined(__SANITIZE_ADDRESS__)
enum { WALK = 2500 };
#else
enum { WALK = 20000 };
#endif
enum { STEPS = 5, PIECES = 4, LIFE = 60 };

/* Per step: t(odo), c(urrent), d(one), n(ot needed by its rule), s(kipped by a person).
 * Per piece: p (to provide), w, r(eceived), v(alidated), x (refused), n. */
struct model {
    bool parallel, flag, manual, conditional[STEPS], piece_conditional[PIECES];
    int weight[STEPS], progress, status;
    char step[STEPS + 1], piece[PIECES + 1];
};

static const char *const STATUS[] = {"new", "bank", "won", "lost"};
static uint64_t seed = 88172645463325252u;

static unsigned dice(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % n);
}

__attribute__((format(printf, 3, 4))) static bool run(const char *op, int64_t *id, const char *fmt,
                                                      ...)
{
    char text[4096];
    struct ela_json *in, *out = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_request rq = {.db = T.db, .actor = &boss, .now = T.now};
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    for (char *p = text; *p; p++)
        if (*p == '\'')
            *p = '"';
    assert_int_equal(ela_json_parse(ela_str_of(text), NULL, &in, &err), ELA_OK);
    enum ela_status st = ela_app_call(T.app, &rq, ela_str_of(op), in, &out, NULL, NULL, &err);
    if (st == ELA_E_INTERNAL || st == ELA_E_TRANSIENT)
        fail_msg("%s %s: %s %s", op, text, err.key, err.detail);
    bool ok = st == ELA_OK && !ela_json_size(ela_json_get(out, "failed"));
    if (id)
        *id = ela_json_int(ela_json_get(out, "id"), 0);
    ela_json_free(in);
    ela_json_free(out);
    return ok;
}

/* --- the model ------------------------------------------------------------ */

static bool closed(const struct model *m)
{
    return m->status >= 2;
}

static int percent(const struct model *m)
{
    int all = 0, done = 0;
    for (int i = 0; i < STEPS; i++) {
        all += strchr("ns", m->step[i]) ? 0 : m->weight[i];
        done += m->step[i] == 'd' ? m->weight[i] : 0;
    }
    return all ? done * 100 / all : 0;
}

static void reckon(struct model *m)
{
    if (m->status != 2 && !m->manual)
        m->progress = percent(m);
}

static void advance(struct model *m)
{
    if (strchr(m->step, 'c'))
        return;
    for (int i = 0; i < STEPS; i++) {
        if (m->step[i] != 't')
            continue;
        if (!m->conditional[i] || m->flag) {
            m->step[i] = 'c';
            return;
        }
        m->step[i] = 'n';
    }
}

static bool model_step(struct model *m, int i, unsigned what)
{
    char *s = &m->step[i], *open = strchr(m->step, 'c');
    if (closed(m))
        return false;
    switch (what) {
    case 0: /* start */
        if (*s != 't' || (open && !m->parallel))
            return false;
        *s = 'c';
        return true;
    case 1: /* validate */
        if (*s != 'c')
            return false;
        *s = 'd';
        break;
    case 2: /* skip */
        if (*s != 't' && *s != 'c')
            return false;
        *s = 's';
        break;
    default: /* reopen */
        if (!strchr("dns", *s))
            return false;
        if (*s == 'd' && open && !m->parallel)
            *open = 't';
        *s = *s == 'd' ? 'c' : 't';
    }
    advance(m);
    reckon(m);
    return true;
}

static bool model_piece(struct model *m, int i, unsigned what)
{
    static const struct {
        const char *from, *to;
    } moves[] = {{"pwx", "r"}, {"wr", "v"}, {"wr", "x"}, {"pwrx", "n"}, {"nv", "p"}};
    if (closed(m) || !strchr(moves[what].from, m->piece[i]))
        return false;
    m->piece[i] = moves[what].to[0];
    return true;
}

static bool model_move(struct model *m, int to)
{
    if (to == m->status || (closed(m) && to >= 2))
        return false;
    m->status = to;
    if (to == 2)
        m->progress = 100;
    else if (!m->manual)
        m->progress = percent(m);
    return true;
}

static void model_flag(struct model *m, bool flag)
{
    m->flag = flag;
    for (int i = 0; i < PIECES; i++) {
        if (!m->piece_conditional[i])
            continue;
        if (!flag && m->piece[i] == 'p')
            m->piece[i] = 'n';
        else if (flag && m->piece[i] == 'n')
            m->piece[i] = 'p';
    }
    for (int i = 0; i < STEPS; i++) {
        if (!m->conditional[i])
            continue;
        if (!flag && m->step[i] == 't')
            m->step[i] = 'n';
        else if (flag && m->step[i] == 'n')
            m->step[i] = 't';
    }
    if (!closed(m))
        advance(m);
    reckon(m);
}

/* --- the case ------------------------------------------------------------- */

/* clang-format off */
#define HEAD \
    "{'body':{'format':'elaska.template/1','code':'%s','label':" L("Marche") ",'nature':'mission'," \
    "'client_kinds':['company'],'family':'business','icon':'search','colour':'blue','visible':false," \
    "'requestable':false,'parallel':%s,'statuses':[" \
    "{'code':'new','label':" L("Nouveau") ",'class':'open','colour':'slate','icon':'a','initial':true}," \
    "{'code':'bank','label':" L("Banque") ",'class':'wait_third','colour':'blue','icon':'a'}," \
    "{'code':'won','label':" L("Gagné") ",'class':'done','colour':'green','icon':'a'}," \
    "{'code':'lost','label':" L("Perdu") ",'class':'cancelled','colour':'red','icon':'a'}]," \
    "'fields':[{'code':'flag','type':'yesno','label':" L("Drapeau") "}],'steps':["
/* clang-format on */

static void template(struct model *m, bool parallel)
{
    char body[4096];
    int n =
        snprintf(body, sizeof body, HEAD, parallel ? "side" : "line", parallel ? "true" : "false");
    for (int i = 0; i < STEPS; i++) {
        m->conditional[i] = i % 2 == 1;
        m->weight[i] = 1 + (i * 3) % 4;
        n +=
            snprintf(body + n, sizeof body - (size_t)n,
                     "%s{'code':'s%d','label':{'fr':'S%d','en':'S%d'},'weight':%d%s}", i ? "," : "",
                     i, i, i, m->weight[i], m->conditional[i] ? ",'applicable':'flag = true'" : "");
    }
    n += snprintf(body + n, sizeof body - (size_t)n, "],'pieces':[");
    for (int i = 0; i < PIECES; i++) {
        m->piece_conditional[i] = i % 2 == 1;
        n += snprintf(body + n, sizeof body - (size_t)n,
                      "%s{'code':'p%d','label':{'fr':'P%d','en':'P%d'},'category':'x','from':"
                      "'client','required':true,'step':'s%d'%s}",
                      i ? "," : "", i, i, i, i,
                      m->piece_conditional[i] ? ",'show_if':'flag = true'" : "");
    }
    (void)snprintf(body + n, sizeof body - (size_t)n, "]},'active':true}");
    m->parallel = parallel;
    assert_true(run("template.save", NULL, "%s", body));
}

static int64_t begin(struct model *m, int64_t steps[STEPS], int64_t pieces[PIECES])
{
    int64_t id;
    memcpy(m->step, "ttttt", STEPS + 1);
    m->flag = m->manual = false;
    m->progress = m->status = 0;
    for (int i = 0; i < PIECES; i++)
        m->piece[i] = m->piece_conditional[i] ? 'n' : 'p';
    m->piece[PIECES] = '\0';
    advance(m);
    assert_true(run("case.create", &id, "{'title':'M','client':%d,'lead':%d,'template':'%s'}",
                    client, boss.user_id, m->parallel ? "side" : "line"));
    int64_t first = t_step(id, "s0"), piece = t_piece(id, "p0");
    for (int i = 0; i < STEPS; i++)
        steps[i] = first + i;
    for (int i = 0; i < PIECES; i++)
        pieces[i] = piece + i;
    return id;
}

static bool real_step(int64_t step, unsigned what)
{
    static const char *const ops[] = {"step.start", "step.validate", "step.skip", "step.reopen"};
    static const char *const more[] = {"", ",'confirm':true", ",'reason':'x'", ",'reason':'x'"};
    return run(ops[what], NULL, "{'step':%" PRId64 "%s}", step, more[what]);
}

static bool real_piece(int64_t piece, unsigned what)
{
    static const char *const ops[] = {"piece.receive", "piece.validate", "piece.refuse",
                                      "piece.skip", "piece.require"};
    if (what < 2)
        return run(ops[what], NULL, "{'pieces':[%" PRId64 "]}", piece);
    return run(ops[what], NULL, "{'piece':%" PRId64 "%s}", piece, what == 2 ? ",'reason':'x'" : "");
}

/* What is stored, in the words of the model; a closed case has no step to do, and keeps which it
 * had. */
static void compare(const struct model *m, int64_t id, unsigned long n)
{
    char want[80];
    const char *is = t_text(
        "SELECT CONCAT((SELECT GROUP_CONCAT(CASE"
        " WHEN s.kept IS NOT NULL THEN IF(s.status = 'na' AND d.closed_on IS NOT NULL, LEFT(s.kept,"
        " 1), '?') WHEN d.closed_on IS NOT NULL AND s.status IN ('todo', 'current') THEN '!'"
        " WHEN s.status = 'na' AND s.reason IS NOT NULL THEN 's'"
        " ELSE LEFT(s.status, 1) END ORDER BY s.position SEPARATOR '') FROM "
        "llx_elaska_case_step s WHERE s.fk_case = d.rowid), ' ', (SELECT GROUP_CONCAT(CASE "
        "p.status WHEN 'to_provide' THEN 'p' WHEN 'refused' THEN 'x' ELSE LEFT(p.status, 1) END "
        "ORDER BY p.position SEPARATOR '') FROM llx_elaska_case_piece p WHERE p.fk_case = "
        "d.rowid), ' ', d.status, ' ', d.progress, ' ', d.progress_manual, ' ', d.closed_on IS NOT "
        "NULL) FROM llx_elaska_case d WHERE d.rowid = %" PRId64,
        id);
    (void)snprintf(want, sizeof want, "%s %s %s %d %d %d", m->step, m->piece, STATUS[m->status],
                   m->progress, m->manual, closed(m));
    if (strcmp(is, want) != 0)
        fail_msg("change %lu: %s is stored, the model says %s", n, is, want);
}

static void change(struct model *m, int64_t id, const int64_t *steps, const int64_t *pieces,
                   unsigned long n)
{
    unsigned what = dice(100), i, k;
    bool is, should;
    if (what < 55) {
        i = dice(STEPS);
        k = dice(4);
        is = real_step(steps[i], k);
        should = model_step(m, (int)i, k);
    } else if (what < 80) {
        i = dice(PIECES);
        k = dice(5);
        is = real_piece(pieces[i], k);
        should = model_piece(m, (int)i, k);
    } else if (what < 90) {
        k = dice(4);
        is = run("case.transition", NULL,
                 "{'case':%" PRId64 ",'to':'%s','confirm':true,'reason':'x'}", id, STATUS[k]);
        should = model_move(m, (int)k);
    } else if (what < 96) {
        k = dice(2);
        is = run("case.fields", NULL,
                 "{'case':%" PRId64 ",'version':%" PRId64 ",'fields':{'flag':%s}}", id,
                 t_int("SELECT version FROM llx_elaska_case WHERE rowid = %" PRId64, id),
                 k ? "true" : "false");
        should = true;
        model_flag(m, k);
    } else {
        k = dice(101);
        is = k < 50 ? run("case.progress", NULL, "{'case':%" PRId64 ",'progress':%u}", id, k)
                    : run("case.progress", NULL, "{'case':%" PRId64 ",'progress':null}", id);
        should = !closed(m);
        if (should) {
            m->manual = k < 50;
            m->progress = k < 50 ? (int)k : percent(m);
        }
    }
    if (is != should)
        fail_msg("change %lu (%u): %s, the model says %s", n, what, is ? "done" : "refused",
                 should ? "done" : "refused");
    compare(m, id, n);
}

static void test_CASE_15_random_walks_agree_with_a_simple_model(void **state)
{
    (void)state;
    const char *asked = getenv("ELASKA_WALK");
    unsigned long all = asked ? strtoul(asked, NULL, 10) : WALK;
    struct model kinds[2];
    int64_t steps[STEPS], pieces[PIECES], id = 0;
    memset(kinds, 0, sizeof kinds);
    template(&kinds[0], false);
    template(&kinds[1], true);
    struct model *m = &kinds[0];
    for (unsigned long n = 0; n < all; n++) {
        if (n % LIFE == 0) {
            m = &kinds[dice(2)];
            id = begin(m, steps, pieces);
            compare(m, id, n);
        }
        change(m, id, steps, pieces, n);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CASE_15_random_walks_agree_with_a_simple_model),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
