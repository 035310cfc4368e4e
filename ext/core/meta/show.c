/*
 * Values as screens show them, in the reader's language.
 */
#include "meta/meta_sql.h"
#include "meta/meta_values.h"

#include "base/duration.h"

#include <inttypes.h>

#include "crypt/seal.h"

/* --- texts of values ---------------------------------------------------------------------- */

static bool english(const struct ela_call *c)
{
    return strcmp(c->actor->lang, "en") == 0;
}

static void add(struct ela_buf *b, struct ela_str s)
{
    ela_buf_add(b, s.p, s.n);
}

/* From so many digits on in groups of three: what is no amount may be a year. */
enum { GROUPED_NUMBER = 5, GROUPED_AMOUNT = 4 };

/* "1234567.5" as "1 234 567,5" or "1,234,567.5", with at least `decimals`. */
static void add_number(struct ela_buf *b, struct ela_str s, bool en, size_t decimals,
                       size_t grouped)
{
    const char *dot = memchr(s.p, '.', s.n);
    size_t start = s.n && s.p[0] == '-' ? 1 : 0;
    size_t whole = dot ? (size_t)(dot - s.p) : s.n, after = dot ? s.n - whole - 1 : 0;
    ela_buf_add(b, s.p, start);
    for (size_t i = start; i < whole; i++) {
        if (i > start && (whole - i) % 3 == 0 && whole - start >= grouped)
            ela_buf_adds(b, en ? "," : "\xE2\x80\xAF");
        ela_buf_addc(b, s.p[i]);
    }
    if (after || decimals)
        ela_buf_addc(b, en ? '.' : ',');
    if (after)
        ela_buf_add(b, dot + 1, after);
    for (size_t i = after; i < decimals; i++)
        ela_buf_addc(b, '0');
}

static void add_day(struct ela_buf *b, struct ela_day day, bool en)
{
    int32_t y, m, d;
    if (en) {
        char iso[16];
        ela_day_format(day, iso);
        ela_buf_adds(b, iso);
        return;
    }
    ela_day_to_ymd(day, &y, &m, &d);
    ela_buf_addf(b, "%02d/%02d/%04d", (int)d, (int)m, (int)y);
}

static void add_date(struct ela_buf *b, struct ela_str s, bool en)
{
    struct ela_day day;
    if (ela_day_parse(s, &day, "", NULL) == ELA_OK)
        add_day(b, day, en);
    else
        add(b, s);
}

static void add_moment(struct ela_buf *b, const struct ela_call *c, struct ela_str s)
{
    int64_t at;
    struct ela_civil civil;
    if (!ela_parse_i64(s, &at)) {
        add(b, s);
        return;
    }
    ela_tz_civil(c->tz, at, &civil);
    add_day(b, ela_tz_day(c->tz, at), english(c));
    ela_buf_addf(b, " %02d:%02d", (int)civil.hour, (int)civil.minute);
}

static void add_label(struct ela_buf *b, struct ela_call *c, const struct ela_meta_field *f,
                      struct ela_str code)
{
    const struct ela_meta_list *list = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_meta_option *o = NULL;
    for (size_t i = 0; i < f->noptions && !o; i++)
        if (ela_str_is(code, f->options[i].code))
            o = &f->options[i];
    if (!o && *f->list && ela_meta_list(c, f->list, &list, &err) == ELA_OK)
        o = ela_meta_item(list, code);
    add(b, o ? ela_str_of(ela_label_text(o->label, c->actor->lang)) : code);
}

static void add_labels(struct ela_buf *b, struct ela_call *c, const struct ela_meta_field *f,
                       struct ela_str codes)
{
    for (bool first = true; codes.n; first = false) {
        const char *comma = memchr(codes.p, ',', codes.n);
        struct ela_str one = {codes.p, comma ? (size_t)(comma - codes.p) : codes.n};
        if (!first)
            ela_buf_adds(b, ", ");
        add_label(b, c, f, one);
        size_t used = one.n + (comma ? 1 : 0);
        codes = (struct ela_str){codes.p + used, codes.n - used};
    }
}

static void add_plain_lines(struct ela_buf *b, struct ela_str s)
{
    bool blank = true;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\n') {
            ela_buf_addc(b, s.p[i]);
            blank = false;
        } else if (!blank && i + 1 < s.n && s.p[i + 1] != '\n') {
            ela_buf_adds(b, ", ");
        }
    }
}

static void add_duration(struct ela_buf *b, struct ela_str s)
{
    char text[32];
    int64_t seconds;
    if (!ela_parse_i64(s, &seconds)) {
        add(b, s);
        return;
    }
    ela_duration_format(seconds, text);
    ela_buf_adds(b, text);
}

/* As many as the currency has, or fewer where the field takes fewer. */
static size_t shown_decimals(const struct ela__field_at *at)
{
    unsigned most = ela_currency_decimals(at->field->currency);
    return at->spec.has_decimals && at->spec.decimals < most ? at->spec.decimals : most;
}

static void add_text(struct ela_buf *b, struct ela_call *c, const struct ela__field_at *at,
                     struct ela_str s)
{
    const struct ela_meta_field *f = at->field;
    bool en = english(c);
    switch (at->spec.type) {
    case ELA_F_NUMBER:
        add_number(b, s, en, 0, GROUPED_NUMBER);
        break;
    case ELA_F_AMOUNT:
        add_number(b, s, en, shown_decimals(at), GROUPED_AMOUNT);
        ela_buf_addf(b, "\xC2\xA0%s", strcmp(f->currency, "EUR") == 0 ? "€" : f->currency);
        break;
    case ELA_F_PERCENT:
        add_number(b, s, en, 0, GROUPED_NUMBER);
        ela_buf_adds(b, en ? "%" : "\xC2\xA0%");
        break;
    case ELA_F_DATE:
        add_date(b, s, en);
        break;
    case ELA_F_MOMENT:
        add_moment(b, c, s);
        break;
    case ELA_F_DURATION:
        add_duration(b, s);
        break;
    case ELA_F_YESNO:
        ela_buf_adds(b, ela_str_is(s, "true") ? (en ? "Yes" : "Oui") : en ? "No" : "Non");
        break;
    case ELA_F_CHOICE:
    case ELA_F_CHOICES:
        add_labels(b, c, f, s);
        break;
    case ELA_F_ADDRESS:
        add_plain_lines(b, s);
        break;
    case ELA_F_COMPUTED:
        if (at->x == ELA_X_NUMBER)
            add_number(b, s, en, 0, GROUPED_NUMBER);
        else if (at->x == ELA_X_DATE)
            add_date(b, s, en);
        else if (at->x == ELA_X_BOOL)
            ela_buf_adds(b, ela_str_is(s, "true") ? (en ? "Yes" : "Oui") : en ? "No" : "Non");
        else
            add(b, s);
        break;
    default:
        add(b, s);
        break;
    }
}

struct ela_json *ela__text_json(struct ela_call *c, const struct ela__field_at *at,
                                const struct ela_json *v)
{
    struct ela_buf raw, text;
    bool typed;
    struct ela_json *out = NULL;
    ela_buf_init(&raw, 512 * 1024);
    ela_buf_init(&text, 1024 * 1024);
    if (v && ela_json_kind(v) != ELA_JNULL && ela__value_text(at->spec.type, v, &raw, &typed))
        add_text(&text, c, at, (struct ela_str){raw.p ? raw.p : "", raw.n});
    if (!raw.failed && !text.failed)
        out = ela_json_new_text(text.p ? text.p : "", text.n);
    ela_buf_release(&raw);
    ela_buf_release(&text);
    return out ? out : ela_json_new_text("", 0);
}

/* --- rows of values ----------------------------------------------------------------------- */

void ela__set_if(struct ela_json *o, const char *name, const char *text)
{
    if (text && *text)
        ela_json_set_text(o, name, text);
}

size_t ela__column_end(const struct ela_fieldset_program *p, size_t table)
{
    size_t end = table + 1;
    while (end < p->nflat && p->flat[end].spec.table)
        end++;
    return end;
}

static void table_json(struct ela_call *c, const struct ela_fieldset_program *p, size_t i,
                       const struct ela_json *v, struct ela_json *row)
{
    struct ela_json *columns = ela_json_new_array(), *rows = ela_json_new_array();
    char text[32];
    size_t n = ela_json_kind(v) == ELA_JARRAY ? ela_json_size(v) : 0;
    for (size_t k = i + 1; k < ela__column_end(p, i); k++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", p->flat[k].field->code);
        ela_json_set_text(o, "label", ela_label_text(p->flat[k].field->label, c->actor->lang));
        ela_json_set_text(o, "type", p->flat[k].field->type);
        ela__set_if(o, "object", p->flat[k].field->object);
        ela_json_push(columns, o);
    }
    for (size_t r = 0; r < n; r++) {
        struct ela_json *cells = ela_json_new_array();
        for (size_t k = i + 1; k < ela__column_end(p, i); k++)
            ela_json_push(cells,
                          ela__text_json(c, &p->flat[k],
                                         ela_json_get(ela_json_at(v, r), p->flat[k].spec.code)));
        ela_json_push(rows, cells);
    }
    (void)snprintf(text, sizeof text, "%zu", n);
    ela_json_set_text(row, "text", n ? text : "");
    ela_json_set(row, "columns", columns);
    ela_json_set(row, "rows", rows);
}

/* Masked; in clear only the one that is being revealed. */
static void sealed_row(struct ela_call *c, const struct ela_fieldset_program *p, size_t i,
                       const struct ela_json *v, struct ela_json *row)
{
    const struct ela__field_at *at = &p->flat[i];
    struct ela_json *clear = NULL, *masked = ela__sealed_masked(c, at->field, v, &clear);
    ela_json_set(row, "value",
                 ela_sealed_is(v) ? ela_json_ref((struct ela_json *)(uintptr_t)v)
                                  : ela_json_new_null());
    ela_json_set_str(row, "text", ela_json_text(ela_json_get(masked, "text")));
    if (clear && at->spec.type == ELA_F_TABLE)
        table_json(c, p, i, clear, row);
    else if (clear)
        ela_json_set(row, "text", ela__text_json(c, at, clear));
    ela_json_set(row, "masked", masked);
    ela_json_free(clear);
}

static bool field_shown(const struct ela_call *c, const struct ela_meta_field *f, bool unsaid)
{
    if (c->actor->kind != ELA_ACTOR_PORTAL)
        return true;
    return f->client == ELA_FIELD_UNSAID ? unsaid : f->client != ELA_FIELD_HIDDEN;
}

struct ela_json *ela_meta_values_json(struct ela_call *c, const struct ela_fieldset *set,
                                      const struct ela_json *values, unsigned flags)
{
    const struct ela_fieldset_program *p = set->program;
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; p && i < p->nflat; i++) {
        const struct ela__field_at *at = &p->flat[i];
        const struct ela_meta_field *f = at->field;
        const struct ela_json *v = ela_json_get(values, at->spec.code);
        bool layout = at->spec.type == ELA_F_SECTION || at->spec.type == ELA_F_NOTE;
        bool empty = !v || ela_json_kind(v) == ELA_JNULL;
        if (at->spec.table || layout || (empty && !(flags & ELA_ROWS_EMPTY)) ||
            !field_shown(c, f, (flags & ELA_ROWS_UNSAID) != 0))
            continue;
        struct ela_json *row = ela_json_new_object();
        ela_json_set_text(row, "code", f->code);
        ela_json_set_text(row, "label", ela_label_text(f->label, c->actor->lang));
        ela_json_set_text(row, "type", f->type);
        ela__set_if(row, "object", f->object);
        ela_json_set_text(row, "group", f->group);
        ela_json_set_text(row, "width", f->width);
        if (f->sensitive)
            ela_json_set_bool(row, "sensitive", true);
        if (ela_field_sealed(f) && !empty) {
            sealed_row(c, p, i, v, row);
            ela_json_push(list, row);
            continue;
        }
        ela_json_set(row, "value",
                     empty ? ela_json_new_null() : ela_json_ref((struct ela_json *)(uintptr_t)v));
        if (at->spec.type == ELA_F_TABLE)
            table_json(c, p, i, v, row);
        else
            ela_json_set(row, "text", ela__text_json(c, at, v));
        if (at->spec.type == ELA_F_RICH)
            ela__rich_row(c, v, row);
        ela_json_push(list, row);
    }
    return list;
}

enum ela_status ela_meta_files_text(const struct ela_json *files, struct ela_json *row,
                                    struct ela_error *err)
{
    struct ela_buf text;
    const struct ela_json *ids = ela_json_get(row, "value");
    ela_buf_init(&text, 64 * 1024);
    for (size_t i = 0; i < ela_json_size(ids); i++)
        for (size_t k = 0; k < ela_json_size(files); k++) {
            const struct ela_json *file = ela_json_at(files, k);
            if (ela_json_int(ela_json_get(file, "id"), 0) != ela_json_int(ela_json_at(ids, i), -1))
                continue;
            struct ela_str name = ela_json_text(ela_json_get(file, "name"));
            ela_buf_adds(&text, text.n ? ", " : "");
            ela_buf_add(&text, name.p, name.n);
        }
    enum ela_status st = ela_buf_check(&text, err);
    if (st == ELA_OK)
        ela_json_set_str(row, "text", (struct ela_str){text.p ? text.p : "", text.n});
    ela_buf_release(&text);
    return st;
}
