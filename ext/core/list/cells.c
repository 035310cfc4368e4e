/*
 * Cells of some rows: one statement by ids for what the row holds, one grouped statement for each
 * figure that is counted elsewhere. As JSON for screens, as text for exports.
 */
#include "list/list_internal.h"

#include "base/duration.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

#define NO_PLACE SIZE_MAX
#define NOTHING  INT64_MIN /* a figure that a row does not have */

/* --- reading ------------------------------------------------------------------------------ */

static void shown(const struct ela__listing *l, struct ela_sql *q,
                  const struct ela_list_column *column)
{
    const char *cell = column->cell ? column->cell : column->key;
    ela_sql_add(q, ELA__L_COMMA);
    ela_sql_add(q, column->cell_en ? ela__list_word(l->c, cell, column->cell_en) : cell);
    if (!column->cell && column->param.p)
        ela_sql_text(q, column->param);
}

static void today_param(struct ela__cells *x, struct ela_sql *q)
{
    const struct ela_call *c = x->l->c;
    char today[16];
    ela_day_format(ela_tz_day(c->tz, c->now), today);
    ela_sql_text(q, ela_str_of(ela_arena_strdup(&x->mem, today)));
}

static void compose(struct ela_sql *q, struct ela__cells *x)
{
    const struct ela_list *list = x->l->list;
    unsigned joins = 0;
    size_t n = 1;
    ela_sql_add(q, ELA__L_SELECT);
    ela_sql_add(q, list->id);
    for (size_t i = 0; i < x->a->ncolumns; i++) {
        const struct ela_list_column *column = x->a->columns[i];
        x->place[i] = x->name[i] = NO_PLACE;
        if (column->extra)
            continue;
        joins |= column->joins;
        x->place[i] = n++;
        shown(x->l, q, column);
        if (column->name) {
            x->name[i] = n++;
            ela_sql_add(q, ELA__L_COMMA);
            ela_sql_add(q, column->name_en ? ela__list_word(x->l->c, column->name, column->name_en)
                                           : column->name);
        }
    }
    const char *const more[] = {list->late, list->held, list->version, list->owner, list->kinds};
    size_t *const places[] = {&x->late, &x->held, &x->version, &x->owner, &x->kind};
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        *places[i] = more[i] ? n++ : NO_PLACE;
        if (more[i])
            ela_sql_add(q, ELA__L_COMMA);
        if (more[i])
            ela_sql_add(q, more[i]);
    }
    if (list->late)
        today_param(x, q);
    if (list->held)
        ela_sql_text(q, ela_str_of(ela_settings_scan_held(x->l->c->settings)));
    ela_sql_add(q, list->from);
    for (unsigned i = 0; list->joins && list->joins[i]; i++)
        if (joins & (1u << i))
            ela_sql_add(q, list->joins[i]);
    ela_sql_add(q, ELA__L_WHERE);
    ela_sql_add(q, ELA__L_AND);
    ela_sql_add(q, list->id);
    ela_sql_add(q, " IN ");
    ela_sql_in(q, x->ids, x->n);
}

struct sought {
    int64_t id;
    size_t at;
};

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct sought *)a)->id, y = ((const struct sought *)b)->id;
    return (x > y) - (x < y);
}

/* Where each row of a result (ids in column 0) stands among the ids. */
static bool index_of(const struct ela__cells *x, const struct sought *sorted, int64_t id,
                     size_t *at)
{
    struct sought key = {.id = id};
    const struct sought *found = bsearch(&key, sorted, x->n, sizeof key, by_id);
    if (found)
        *at = found->at;
    return found != NULL;
}

static enum ela_status extra(struct ela__cells *x, size_t column, const struct sought *sorted,
                             struct ela_error *err)
{
    const struct ela_list_column *k = x->a->columns[column];
    struct ela_sql q;
    struct ela_db_result r;
    x->extra[column] = ela_arena_alloc(&x->mem, (x->n + 1) * sizeof(int64_t));
    if (!x->extra[column])
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < x->n; i++)
        x->extra[column][i] = k->flags & ELA_LC_NULLS ? NOTHING : 0;
    ela_sql_init(&q);
    ela_sql_add(&q, k->extra);
    if (k->extra_today)
        today_param(x, &q);
    ela_sql_in(&q, x->ids, x->n);
    ela_sql_add(&q, k->extra_end);
    ELA_TRY(ela_sql_query(&q, x->l->c->db, &r, err));
    for (size_t i = 0, at; i < r.nrows; i++)
        if (index_of(x, sorted, ela_db_int(&r, i, 0, 0), &at))
            x->extra[column][at] = ela_db_int(&r, i, 1, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status read_all(struct ela__cells *x, struct ela_error *err)
{
    struct ela_sql q;
    struct sought *sorted = ela_arena_alloc(&x->mem, (x->n + 1) * sizeof *sorted);
    x->row = ela_arena_alloc(&x->mem, (x->n + 1) * sizeof *x->row);
    if (!sorted || !x->row)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < x->n; i++) {
        sorted[i] = (struct sought){x->ids[i], i};
        x->row[i] = SIZE_MAX;
    }
    qsort(sorted, x->n, sizeof *sorted, by_id);
    ela_sql_init(&q);
    compose(&q, x);
    enum ela_status st = ela_sql_query(&q, x->l->c->db, &x->r, err);
    for (size_t i = 0, at; st == ELA_OK && i < x->r.nrows; i++)
        if (index_of(x, sorted, ela_db_int(&x->r, i, 0, 0), &at))
            x->row[at] = i;
    for (size_t i = 0; st == ELA_OK && i < x->a->ncolumns; i++)
        if (x->a->columns[i]->extra)
            st = extra(x, i, sorted, err);
        else if (x->a->columns[i]->type == ELA_LT_RICH)
            st = ela__cells_plain(x, i, err);
    return st;
}

enum ela_status ela__cells_read(const struct ela__listing *l, const struct ela__asked *a,
                                const int64_t *ids, size_t n, struct ela__cells *out,
                                struct ela_error *err)
{
    memset(out, 0, sizeof *out);
    out->l = l;
    out->a = a;
    out->ids = ids;
    out->n = n;
    ela_arena_init(&out->mem, 0);
    if (n == 0)
        return ELA_OK;
    enum ela_status st = read_all(out, err);
    if (st != ELA_OK)
        ela__cells_release(out);
    return st;
}

void ela__cells_release(struct ela__cells *x)
{
    ela_db_result_release(&x->r);
    ela_arena_release(&x->mem);
}

static struct ela_str printed(char *room, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static struct ela_str printed(char *room, size_t size, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(room, size, fmt, args);
    va_end(args);
    return (struct ela_str){room, n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1};
}

/* --- as JSON ------------------------------------------------------------------------------ */

static struct ela_json *text_json(struct ela_str s)
{
    return ela_json_new_text(s.p ? s.p : "", s.n);
}

/* "12.500000" is 12.5 */
static struct ela_str decimal(struct ela_str s)
{
    if (!s.n || !memchr(s.p, '.', s.n))
        return s;
    while (s.p[s.n - 1] == '0')
        s.n--;
    s.n -= s.p[s.n - 1] == '.';
    return s;
}

static const struct ela_list_choice *choice(const struct ela_list_column *column,
                                            struct ela_str code)
{
    for (const struct ela_list_choice *x = column->choices; x && x->code; x++)
        if (ela_str_is(code, x->code))
            return x;
    return NULL;
}

const char *ela__choice_word(struct ela_call *c, const struct ela_list_column *column,
                             const struct ela_list_choice *x)
{
    return column->levels ? ela_meta_level(c, x - column->choices, c->actor->lang)
                          : ela__list_word(c, x->fr, x->en);
}

static struct ela_json *coded(struct ela_call *c, const struct ela_list_column *column,
                              struct ela_str code)
{
    const struct ela_list_choice *x = choice(column, code);
    struct ela_json *o = ela_json_new_object();
    ela_json_set_str(o, "code", code);
    if (x)
        ela_json_set_text(o, "label", ela__choice_word(c, column, x));
    else
        ela_json_set_str(o, "label", code);
    return o;
}

static const struct ela_wf_object *object_of(const struct ela__cells *x, size_t row,
                                             const struct ela_list_column *column)
{
    struct ela_str kind = x->kind == NO_PLACE ? ELA_STR("") : ela_db_cell(&x->r, row, x->kind);
    return ela__status_object(x->l, column, kind);
}

static const struct ela_meta_option *next_tag(struct ela_call *c,
                                              const struct ela_list_column *column,
                                              struct ela_str *rest, struct ela_str *code)
{
    const struct ela_meta_list *list;
    struct ela_error err = ELA_ERROR_INIT;
    const char *comma = memchr(rest->p, ',', rest->n);
    *code = (struct ela_str){rest->p, comma ? (size_t)(comma - rest->p) : rest->n};
    rest->n -= code->n + (comma ? 1 : 0);
    rest->p += code->n + (comma ? 1 : 0);
    return ela_meta_list(c, column->reference, &list, &err) == ELA_OK ? ela_meta_item(list, *code)
                                                                      : NULL;
}

static struct ela_json *tags_json(struct ela_call *c, const struct ela_list_column *column,
                                  struct ela_str rest)
{
    struct ela_json *out = ela_json_new_array();
    struct ela_str code;
    while (rest.n > 0) {
        const struct ela_meta_option *x = next_tag(c, column, &rest, &code);
        struct ela_json *o = ela_json_new_object();
        ela_json_set_str(o, "code", code);
        ela_json_set_str(o, "label",
                         x ? ela_str_of(ela_label_text(x->label, c->actor->lang)) : code);
        ela_json_set_text(o, "colour", x && *x->colour ? x->colour : "slate");
        ela_json_push(out, o);
    }
    return out;
}

/* "Urgent, Sensible" */
static struct ela_str tags_text(struct ela_call *c, const struct ela_list_column *column,
                                struct ela_str rest, char *room, size_t size)
{
    size_t n = 0;
    struct ela_str code;
    while (rest.n > 0 && n + 1 < size) {
        const struct ela_meta_option *x = next_tag(c, column, &rest, &code);
        struct ela_str s = x ? ela_str_of(ela_label_text(x->label, c->actor->lang)) : code;
        n += printed(room + n, size - n, "%s%.*s", n ? ", " : "", (int)s.n, s.p).n;
    }
    return (struct ela_str){room, n};
}

static struct ela_json *cell_json(const struct ela__cells *x, size_t row, size_t i)
{
    const struct ela_list_column *column = x->a->columns[i];
    struct ela_call *c = x->l->c;
    if (ela_db_is_null(&x->r, row, x->place[i]))
        return ela_json_new_null();
    struct ela_str s = ela_db_cell(&x->r, row, x->place[i]);
    int64_t v = ela_db_int(&x->r, row, x->place[i], 0);
    switch (column->type) {
    case ELA_LT_STATUS:
        return ela_wf_badge(object_of(x, row, column), s, c->actor);
    case ELA_LT_CODE:
        return coded(c, column, s);
    case ELA_LT_TAGS:
        return tags_json(x->l->c, column, s);
    case ELA_LT_PERSON:
    case ELA_LT_CLIENT:
    case ELA_LT_FOLDER:
    case ELA_LT_CASE: {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", v);
        ela_json_set(o, "name", text_json(ela_db_cell(&x->r, row, x->name[i])));
        return o;
    }
    case ELA_LT_TEXT:
    case ELA_LT_DAY:
        return text_json(s);
    case ELA_LT_DECIMAL:
        return text_json(decimal(s));
    case ELA_LT_RICH:
        return ela__first_words(x->plain[i][row]);
    case ELA_LT_YESNO:
        return ela_json_new_bool(v == 1);
    default:
        return ela_json_new_int(v);
    }
}

static struct ela_json *figure(int64_t v)
{
    return v == NOTHING ? ela_json_new_null() : ela_json_new_int(v);
}

struct ela_json *ela__cells_row(const struct ela__cells *x, size_t i)
{
    size_t row = x->row[i];
    if (row == SIZE_MAX)
        return NULL;
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", x->ids[i]);
    for (size_t k = 0; k < x->a->ncolumns; k++)
        ela_json_set(o, x->a->columns[k]->code,
                     x->extra[k] ? figure(x->extra[k][i]) : cell_json(x, row, k));
    if (x->late != NO_PLACE)
        ela_json_set_bool(o, "late", ela_db_int(&x->r, row, x->late, 0) == 1);
    if (x->held != NO_PLACE && !ela_db_is_null(&x->r, row, x->held))
        ela_json_set_str(o, "scan", ela_db_cell(&x->r, row, x->held));
    if (x->version != NO_PLACE && x->l->c->actor->kind == ELA_ACTOR_USER)
        ela_json_set_int(o, "version", ela_db_int(&x->r, row, x->version, 0));
    if (x->owner != NO_PLACE)
        ela_json_set_int(o, "case_id", ela_db_int(&x->r, row, x->owner, 0));
    return o;
}

/* --- as text ------------------------------------------------------------------------------ */

static bool french(const struct ela_call *c)
{
    return strcmp(c->actor->lang, "en") != 0;
}

/* "21/11/2026" and "2026-11-21": what a spreadsheet of the language reads as a day. */
static struct ela_str day_text(const struct ela_call *c, struct ela_str day, char *room,
                               size_t size)
{
    if (!french(c) || day.n != 10)
        return day;
    return printed(room, size, "%.2s/%.2s/%.4s", day.p + 8, day.p + 5, day.p);
}

static struct ela_str decimal_text(const struct ela_call *c, struct ela_str s, char *room,
                                   size_t size)
{
    s = decimal(s);
    struct ela_str out = printed(room, size, "%.*s", (int)s.n, s.p);
    for (size_t i = 0; i < out.n && french(c); i++)
        if (room[i] == '.')
            room[i] = ',';
    return out;
}

static struct ela_str number_text(const struct ela_call *c, const struct ela_list_column *column,
                                  int64_t v, char *room, size_t size)
{
    char text[32];
    struct ela_civil t;
    switch (column->type) {
    case ELA_LT_DURATION:
        ela_duration_format(v, text);
        return printed(room, size, "%s", text);
    case ELA_LT_AMOUNT:
        ela_money_format(v, text);
        for (char *p = text; *p && french(c); p++)
            if (*p == '.')
                *p = ',';
        return printed(room, size, "%s", text);
    case ELA_LT_MOMENT:
        ela_tz_civil(c->tz, v, &t);
        if (french(c))
            return printed(room, size, "%02d/%02d/%04d %02d:%02d", t.day, t.month, t.year, t.hour,
                           t.minute);
        return printed(room, size, "%04d-%02d-%02d %02d:%02d", t.year, t.month, t.day, t.hour,
                       t.minute);
    case ELA_LT_YESNO:
        return ela_str_of(v == 1 ? ela__list_word(c, "Oui", "Yes")
                                 : ela__list_word(c, "Non", "No"));
    default:
        return printed(room, size, "%" PRId64, v);
    }
}

bool ela__cells_number(const struct ela__cells *x, size_t i, size_t column, int64_t *v)
{
    switch (x->a->columns[column]->type) {
    case ELA_LT_NUMBER:
    case ELA_LT_PERCENT:
    case ELA_LT_DURATION:
    case ELA_LT_AMOUNT:
    case ELA_LT_MOMENT:
    case ELA_LT_YESNO:
        break;
    default:
        return false;
    }
    if (x->row[i] == SIZE_MAX)
        return false;
    if (x->extra[column]) {
        *v = x->extra[column][i];
        return *v != NOTHING;
    }
    if (ela_db_is_null(&x->r, x->row[i], x->place[column]))
        return false;
    *v = ela_db_int(&x->r, x->row[i], x->place[column], 0);
    return true;
}

struct ela_str ela__cells_text(const struct ela__cells *x, size_t i, size_t column, char *room,
                               size_t size)
{
    const struct ela_list_column *k = x->a->columns[column];
    const struct ela_call *c = x->l->c;
    int64_t v;
    if (ela__cells_number(x, i, column, &v))
        return number_text(c, k, v, room, size);
    size_t row = x->row[i];
    if (row == SIZE_MAX || x->extra[column] || ela_db_is_null(&x->r, row, x->place[column]))
        return ELA_STR("");
    struct ela_str s = ela_db_cell(&x->r, row, x->place[column]);
    const struct ela_list_choice *ch;
    switch (k->type) {
    case ELA_LT_STATUS: {
        struct ela_json *badge = ela_wf_badge(object_of(x, row, k), s, c->actor);
        struct ela_str label = ela_json_text(ela_json_get(badge, "label"));
        s = printed(room, size, "%.*s", (int)label.n, label.p ? label.p : "");
        ela_json_free(badge);
        return s;
    }
    case ELA_LT_TAGS:
        return tags_text(x->l->c, k, s, room, size);
    case ELA_LT_CODE:
        ch = choice(k, s);
        return ch ? ela_str_of(ela__choice_word(x->l->c, k, ch)) : s;
    case ELA_LT_PERSON:
    case ELA_LT_CLIENT:
    case ELA_LT_CASE:
    case ELA_LT_FOLDER:
        return ela_db_cell(&x->r, row, x->name[column]);
    case ELA_LT_DAY:
        return day_text(c, s, room, size);
    case ELA_LT_DECIMAL:
        return decimal_text(c, s, room, size);
    case ELA_LT_RICH:
        return x->plain[column][row];
    default:
        return s;
    }
}
