/*
 * Cases out of a file: its columns, its lines by the same readers as the screens, then each case
 * by the operation that opens one. Source: CASE-11.
 */
#include "import/cases.h"

#include "import/import_sql.h"

#include <stdlib.h>

const char *const ELA__I_FIELDS[I_FIELDS] = {"client",   "title",  "template", "lead",
                                             "start_on", "due_on", "price",    "description"};

/* Folded titles of columns that mean a field. */
static const char *const TITLES[I_FIELDS] = {
    [I_CLIENT] = " client tiers societe customer company codeclient nomduclient ",
    [I_TITLE] = " intitule titre objet title dossier nomdudossier subject ",
    [I_TEMPLATE] = " modele type typedeprestation template kind typededossier ",
    [I_LEAD] = " conseiller conseillerprincipal responsable lead adviser mainadviser ",
    [I_START] = " debut datededebut ouvertle start startdate ",
    [I_DUE] =
        " fin finprevue datedefin datedefinprevisionnelle echeance due end forecastend duedate ",
    [I_PRICE] = " prix prixdelaprestation price ",
    [I_DESCRIPTION] = " description commentaire comment ",
};

struct ela_json *ela__i_wrong(struct ela__i_import *x, struct ela__i_case *k, int field,
                              struct ela_str value, const char *key)
{
    char cut[120];
    if (k)
        k->wrong = true;
    if (x->nwrong++ >= ELA__I_TOLD)
        return NULL;
    struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object();
    struct ela_str title =
        field >= 0 && x->column[field] >= 0 ? x->titles[x->column[field]] : ELA_STR("");
    (void)ela_str_copy(ela_utf8_valid(value.p, value.n, NULL) ? value : ELA_STR(""), cut,
                       sizeof cut);
    ela_json_set_int(o, "line", k ? k->line : 0);
    ela_json_set_str(o, "column", title);
    ela_json_set_text(o, "value", cut);
    ela_json_set_text(o, "key", key);
    ela_json_set(o, "params", params);
    ela_json_push(x->wrong, o);
    return params;
}

/* --- columns ------------------------------------------------------------------------------ */

static int field_of(struct ela_str folded)
{
    char word[64];
    if (folded.n == 0 || folded.n > 60)
        return -1;
    (void)snprintf(word, sizeof word, " %.*s ", (int)folded.n, folded.p);
    for (int f = 0; f < I_FIELDS; f++)
        if (strstr(TITLES[f], word))
            return f;
    return -1;
}

static enum ela_status no_column(const char *column, struct ela_error *err)
{
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "import.no_column", "file");
    ela_error_param(err, "column", column);
    return st;
}

static enum ela_status read_titles(struct ela__i_import *x, const struct ela__i_record *head,
                                   struct ela_error *err)
{
    struct ela_json *ignored = ela_json_new_array();
    ela_json_set(x->c->out, "ignored", ignored);
    for (int f = 0; f < I_FIELDS; f++)
        x->column[f] = -1;
    x->ntitles = head->n;
    for (size_t i = 0; i < head->n; i++) {
        int f = field_of(ela__i_fold(head->cells[i], x->c->arena));
        x->titles[i] = head->cells[i];
        if (f >= 0 && x->column[f] < 0)
            x->column[f] = (int)i;
        else if (head->cells[i].n)
            ela_json_push(ignored, ela_json_new_text(head->cells[i].p, head->cells[i].n));
    }
    if (x->column[I_CLIENT] < 0)
        return no_column("Client", err);
    return x->column[I_TITLE] < 0 ? no_column("Intitulé", err) : ELA_OK;
}

/* --- lines -------------------------------------------------------------------------------- */

static enum ela_status build_form(struct ela__i_import *x, struct ela_error *err)
{
    static const struct ela_form_field fields[I_FIELDS] = {
        {.code = "client", .type = ELA_F_TEXT, .flags = ELA_FORM_REQUIRED},
        {.code = "title", .type = ELA_F_TEXT, .flags = ELA_FORM_REQUIRED},
        {.code = "template", .type = ELA_F_TEXT},
        {.code = "lead", .type = ELA_F_TEXT},
        {.code = "start_on", .type = ELA_F_DATE},
        {.code = "due_on", .type = ELA_F_DATE, .min = "=start_on"},
        {.code = "price", .type = ELA_F_AMOUNT, .min = "0"},
        {.code = "description", .type = ELA_F_LONG},
    };
    struct ela_form_spec spec = {.fields = fields, .nfields = I_FIELDS};
    return ela_form_build(&spec, x->c->arena, &x->form, err);
}

static bool blank(const struct ela__i_record *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->cells[i].n)
            return false;
    return true;
}

static enum ela_status read_line(struct ela__i_import *x, struct ela_form_state *s,
                                 const struct ela__i_record *r, struct ela__i_case *k,
                                 struct ela_error *err)
{
    k->line = r->line;
    if (r->open)
        ela__i_wrong(x, k, -1, ELA_STR(""), "import.quote");
    for (size_t i = x->ntitles; i < r->n || r->more; i++)
        if (i >= r->n || r->cells[i].n) {
            ela__i_wrong(x, k, -1, i < r->n ? r->cells[i] : ELA_STR(""), "import.cells");
            break;
        }
    struct ela_str typed[I_FIELDS];
    for (size_t f = 0; f < I_FIELDS; f++) {
        int at = x->column[f];
        typed[f] = at >= 0 && (size_t)at < r->n ? r->cells[at] : ELA_STR("");
        ELA_TRY(ela_form_set(s, f, ELA_FORM_NO_ROW, typed[f], err));
    }
    ELA_TRY(ela_form_run(s, 0, err));
    for (size_t f = 0; f < I_FIELDS; f++) {
        const struct ela_form_result *one = ela_form_result(s, f, 0);
        const struct ela_form_problem *p = &one->problem;
        k->text[f] = (struct ela_str){
            ela_arena_strndup(x->c->arena, one->text.n ? one->text.p : "", one->text.n),
            one->text.n};
        if (!k->text[f].p)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
        if (!p->key || r->open)
            continue;
        struct ela_json *params = ela__i_wrong(x, k, (int)f, typed[f], p->key);
        for (size_t i = 0; params && i < ELA_PROBLEM_PARAMS && p->params[i].name; i++)
            ela_json_set_text(params, p->params[i].name, p->params[i].value);
    }
    return ELA_OK;
}

static enum ela_status read_lines(struct ela__i_import *x, struct ela__i_records *records,
                                  struct ela_form_state *s, struct ela_error *err)
{
    struct ela__i_record r;
    bool failed = false;
    while (ela__i_next(records, x->c->arena, &r, &failed)) {
        if (blank(&r))
            continue;
        if (x->ncases == ELA__I_ROWS) {
            enum ela_status st = ela_fail(err, ELA_E_INPUT, "import.many", "file");
            ela_error_param_i64(err, "max", ELA__I_ROWS);
            return st;
        }
        ELA_TRY(read_line(x, s, &r, &x->cases[x->ncases++], err));
    }
    return failed ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", "") : ELA_OK;
}

static enum ela_status read_file(struct ela__i_import *x, struct ela_error *err)
{
    struct ela__i_records records;
    struct ela__i_record head;
    struct ela_form_state *s = NULL;
    bool failed = false;
    struct ela_str in = x->c->body_in;
    if (in.n > ELA__I_BYTES)
        return ela_fail(err, ELA_E_INPUT, "import.large", "file");
    if (in.n >= 4 && (memcmp(in.p, "PK\x03\x04", 4) == 0 || memcmp(in.p, "%PDF", 4) == 0 ||
                      memcmp(in.p, "\xD0\xCF\x11\xE0", 4) == 0))
        return ela_fail(err, ELA_E_INPUT, "import.not_text", "file");
    struct ela_str text = ela__i_text(in, x->c->arena);
    ela__i_start(&records, text);
    do {
        if (!ela__i_next(&records, x->c->arena, &head, &failed))
            return ela_fail(err, ELA_E_INPUT, "import.empty", "file");
    } while (blank(&head));
    ELA_TRY(read_titles(x, &head, err));
    ELA_TRY(build_form(x, err));
    x->cases = ela_arena_alloc(x->c->arena, (size_t)ELA__I_ROWS * sizeof *x->cases);
    if (!x->cases)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ELA_TRY(
        ela_form_start(x->form, ELA_SIDE_BOTH, ela_tz_day(x->c->tz, x->c->now), x->c->tz, &s, err));
    enum ela_status st = read_lines(x, &records, s, err);
    ela_form_free(s);
    if (st == ELA_OK && x->ncases == 0)
        return ela_fail(err, ELA_E_INPUT, "import.empty", "file");
    return st;
}

/* --- cases -------------------------------------------------------------------------------- */

static struct ela_json *input(const struct ela__i_import *x, const struct ela__i_case *k)
{
    static const int as_they_are[] = {I_TITLE, I_START, I_DUE, I_PRICE, I_DESCRIPTION};
    struct ela_json *in = ela_json_new_object();
    struct ela_str template = ela_in_text(x->c, "template");
    ela_json_set_int(in, "client", k->client);
    ela_json_set_int(in, "lead", k->lead ? k->lead : x->c->actor->user_id);
    for (size_t i = 0; i < sizeof as_they_are / sizeof as_they_are[0]; i++)
        if (k->text[as_they_are[i]].n)
            ela_json_set_str(in, ELA__I_FIELDS[as_they_are[i]], k->text[as_they_are[i]]);
    if (*k->template)
        ela_json_set_text(in, "template", k->template);
    else if (template.n)
        ela_json_set_str(in, "template", template);
    return in;
}

/* What the operation refused, at the column that said it. */
static void refused(struct ela__i_import *x, struct ela__i_case *k, const struct ela_error *e)
{
    int field = -1;
    for (int f = 0; f < I_FIELDS; f++)
        if (strncmp(e->field, ELA__I_FIELDS[f], strlen(ELA__I_FIELDS[f])) == 0)
            field = f;
    struct ela_json *params =
        ela__i_wrong(x, k, field, field >= 0 ? k->text[field] : ELA_STR(""), e->key);
    for (unsigned i = 0; params && i < e->nparams; i++)
        ela_json_set_text(params, e->params[i].name, e->params[i].value);
}

static enum ela_status open_one(struct ela__i_import *x, struct ela__i_case *k, int64_t *made,
                                struct ela_error *err)
{
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_json *out = NULL;
    ELA_TRY(ela_db_exec(x->c->db, ELA__I_SAVE_ROW, NULL, 0, NULL, err));
    struct ela_json *in = input(x, k);
    enum ela_status st = x->c->call(x->c, "case.create", in, &out, &why);
    ela_json_free(in);
    ela_json_free(out);
    if (st == ELA_OK) {
        ++*made;
        return ela_db_exec(x->c->db, ELA__I_FORGET_ROW, NULL, 0, NULL, err);
    }
    if (st == ELA_E_TRANSIENT || st == ELA_E_INTERNAL) { /* nothing of this line */
        if (err)
            *err = why;
        return st;
    }
    refused(x, k, &why);
    return ela_db_exec(x->c->db, ELA__I_BACK_ROW, NULL, 0, NULL, err);
}

static enum ela_status open_all(struct ela__i_import *x, int64_t *made, struct ela_error *err)
{
    bool good_only = ela_in_bool(x->c, "good_only", false);
    if (ela_in_bool(x->c, "check", false) || (x->nwrong && !good_only))
        return ELA_OK;
    ELA_TRY(ela_db_exec(x->c->db, ELA__I_SAVE, NULL, 0, NULL, err));
    for (size_t i = 0; i < x->ncases; i++)
        if (!x->cases[i].wrong)
            ELA_TRY(open_one(x, &x->cases[i], made, err));
    if (x->nwrong == 0 || good_only)
        return ELA_OK;
    *made = 0;
    return ela_db_exec(x->c->db, ELA__I_BACK, NULL, 0, NULL, err);
}

static int by_line(const void *a, const void *b)
{
    const struct ela_json *const *x = a, *const *y = b;
    int64_t m = ela_json_int(ela_json_get(*x, "line"), 0);
    int64_t n = ela_json_int(ela_json_get(*y, "line"), 0);
    return (m > n) - (m < n);
}

/* In the order of the file, whoever found it. */
static struct ela_json *in_order(const struct ela__i_import *x)
{
    size_t n = ela_json_size(x->wrong);
    const struct ela_json **all = ela_arena_alloc(x->c->arena, (n + 1) * sizeof *all);
    struct ela_json *out = ela_json_new_array();
    for (size_t i = 0; all && i < n; i++)
        all[i] = ela_json_at(x->wrong, i);
    if (all && n)
        qsort(all, n, sizeof *all, by_line);
    for (size_t i = 0; all && i < n; i++)
        ela_json_push(out, ela_json_ref((struct ela_json *)(uintptr_t)all[i]));
    return out;
}

/* One import at a time in an entity: two of one file open no case twice. */
static enum ela_status wait_turn(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity);
    return ela_in_bool(c, "check", false) ? ELA_OK
                                          : ela_db_exec(c->db, ELA__I_TURN, &entity, 1, NULL, err);
}

static enum ela_status import_cases(struct ela_call *c, struct ela_error *err)
{
    struct ela__i_import x = {.c = c, .wrong = ela_json_new_array()};
    int64_t made = 0;
    enum ela_status st = wait_turn(c, err);
    if (st == ELA_OK)
        st = read_file(&x, err);
    if (st == ELA_OK)
        st = ela__i_resolve(&x, err);
    if (st == ELA_OK)
        st = open_all(&x, &made, err);
    ela_json_set(c->out, "wrong", in_order(&x));
    ela_json_free(x.wrong);
    ELA_TRY(st);
    ela_json_set_int(c->out, "rows", (int64_t)x.ncases);
    ela_json_set_int(c->out, "made", made);
    ela_json_set_int(c->out, "wrong_total", (int64_t)x.nwrong);
    return ELA_OK;
}

static const struct ela_field IMPORT[] = {
    {.name = "check", .type = ELA_FT_BOOL},
    {.name = "good_only", .type = ELA_FT_BOOL},
    {.name = "template", .type = ELA_FT_LINE, .max = 48},
    {.name = NULL},
};

const struct ela_op ELA_IMPORT_OPS[] = {
    {"case.import", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, IMPORT, import_cases},
    {.name = NULL},
};
