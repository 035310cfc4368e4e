/*
 * The order of a list and the place of a row in it: keyset paging over one or two columns and the
 * row's id, empty cells last in both directions, forwards and backwards.
 */
#include "list/list_internal.h"

#include <inttypes.h>

enum { CURSOR_MAX = 3000, KEY_MAX = 1100 };

/* --- reading what is asked ---------------------------------------------------------------- */

static void add(struct ela__listing *l, struct ela__order *o, struct ela_str text)
{
    bool desc = text.n > 0 && text.p[0] == '-';
    struct ela_str code = desc ? (struct ela_str){text.p + 1, text.n - 1} : text;
    const struct ela_list_column *column = ela__list_column(l, code);
    bool twice = o->n == 1 && o->by[0].column == column;
    if (!column || !(column->flags & ELA_LC_SORT) || o->n == ELA__LIST_SORTS || twice) {
        ela__list_ignore(l, code, "list.sort");
        return;
    }
    o->by[o->n].column = column;
    o->by[o->n++].desc = desc;
}

static void add_words(struct ela__listing *l, struct ela__order *o, const char *words)
{
    while (*words) {
        size_t n = strcspn(words, ",");
        add(l, o, (struct ela_str){words, n});
        words += n + (words[n] == ',');
    }
}

/* FNV-1a: a cursor of another list or order is refused, nothing more depends on it. */
static uint32_t mixed(uint32_t h, const char *s)
{
    for (; *s; s++)
        h = (h ^ (uint8_t)*s) * 16777619u;
    return (h ^ 1u) * 16777619u;
}

void ela__order_read(struct ela__listing *l, const struct ela_json *in, const char *fallback,
                     struct ela__order *o)
{
    *o = (struct ela__order){.needs_id = true, .id_desc = true};
    for (size_t i = 0; i < ela_json_size(in); i++)
        add(l, o, ela_json_text(ela_json_at(in, i)));
    if (o->n == 0 && fallback)
        add_words(l, o, fallback);
    o->tag = mixed(2166136261u, l->list->code);
    for (size_t i = 0; i < o->n; i++) {
        o->tag = mixed(mixed(o->tag, o->by[i].column->code), o->by[i].desc ? "-" : "+");
        o->id_desc = o->by[i].desc;
        if (!(o->by[i].column->flags & ELA_LC_UNIQUE))
            continue;
        o->n = i + 1; /* nothing after it matters */
        o->needs_id = false;
    }
}

unsigned ela__order_joins(const struct ela__order *o)
{
    unsigned joins = 0;
    for (size_t i = 0; i < o->n; i++)
        joins |= o->by[i].column->joins;
    return joins;
}

/* --- writing ------------------------------------------------------------------------------ */

/* People and clients are ordered by their names. */
static void key(struct ela_sql *q, const struct ela_list_column *column)
{
    ela_sql_add(q, column->name ? column->name : column->key);
    if (column->param.p && !column->name)
        ela_sql_text(q, column->param);
}

void ela__order_keys(struct ela_sql *q, const struct ela__order *o)
{
    for (size_t i = 0; i < o->n; i++) {
        ela_sql_add(q, ELA__L_COMMA);
        key(q, o->by[i].column);
    }
}

/* Keys and id of the rows themselves, or under the names that a window gives them. */
static void order(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o,
                  const char *const *names)
{
    ela_sql_add(q, ELA__L_ORDER);
    for (size_t i = 0; i < o->n; i++) {
        bool desc = o->by[i].desc != o->back;
        bool nulls = o->by[i].column->flags & ELA_LC_NULLS;
        if (i)
            ela_sql_add(q, ELA__L_COMMA);
        /* Descending keys have NULL last already; read backwards they come first in ascending. */
        if (nulls && desc == o->back) {
            names ? ela_sql_add(q, names[i]) : key(q, o->by[i].column);
            ela_sql_add(q, o->back ? ELA__L_NULL_DESC : ELA__L_NULL_COMMA);
        }
        names ? ela_sql_add(q, names[i]) : key(q, o->by[i].column);
        /* Walked in its order, an index of all rows would be read to its end for a few. */
        if (!names && o->sorted && o->by[i].column->type == ELA_LT_MOMENT)
            ela_sql_add(q, ELA__L_PLUS);
        ela_sql_add(q, desc ? ELA__L_DESC : ELA__L_ASC);
    }
    if (!o->needs_id)
        return;
    if (o->n)
        ela_sql_add(q, ELA__L_COMMA);
    ela_sql_add(q, names ? ELA__L_WINDOW_ORDER_ID : l->list->id);
    ela_sql_add(q, o->id_desc != o->back ? ELA__L_DESC : ELA__L_ASC);
}

void ela__order_by(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o)
{
    order(l, q, o, NULL);
}

void ela__order_window(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o)
{
    order(l, q, o, ELA__L_WINDOW_ORDER);
}

void ela__order_names(struct ela_sql *q, const struct ela__order *o)
{
    for (size_t i = 0; i < o->n; i++) {
        ela_sql_add(q, ELA__L_COMMA);
        key(q, o->by[i].column);
        ela_sql_add(q, ELA__L_WINDOW_NAMES[i]);
    }
}

static struct ela_db_value value(const struct ela_list_column *column, struct ela_str s)
{
    int64_t v;
    bool text = column->type == ELA_LT_TEXT || column->type == ELA_LT_CODE ||
                column->type == ELA_LT_STATUS || column->type == ELA_LT_DAY ||
                column->type == ELA_LT_DECIMAL;
    if (!text && !column->name && ela_parse_i64(s, &v))
        return ELA_DBV_INT(v);
    return ELA_DBV_STR(s);
}

static void compared(struct ela_sql *q, const struct ela_list_column *column, const char *sign,
                     struct ela_str v)
{
    key(q, column);
    ela_sql_add(q, sign);
    ela_sql_value(q, value(column, v));
}

/* Strictly past this key alone; false: nothing is past it. */
static bool past_key(struct ela_sql *q, const struct ela__order *o, size_t i, struct ela_str v)
{
    const struct ela_list_column *column = o->by[i].column;
    bool nulls = column->flags & ELA_LC_NULLS;
    if (!v.p) { /* among the empty ones: forwards nothing follows them, backwards all the others */
        if (!o->back)
            return false;
        key(q, column);
        ela_sql_add(q, ELA__L_NOT_NULL);
        return true;
    }
    if (nulls && !o->back)
        ela_sql_add(q, ELA__L_OPEN);
    compared(q, column, o->by[i].desc != o->back ? ELA__L_LT : ELA__L_GT, v);
    if (nulls && !o->back) {
        ela_sql_add(q, ELA__L_OR);
        key(q, column);
        ela_sql_add(q, ELA__L_NULL);
        ela_sql_add(q, ELA__L_CLOSE);
    }
    return true;
}

static void past_id(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o,
                    int64_t id)
{
    if (!o->needs_id) {
        ela_sql_add(q, ELA__L_FALSE);
        return;
    }
    ela_sql_add(q, l->list->id);
    ela_sql_add(q, o->id_desc != o->back ? ELA__L_LT : ELA__L_GT);
    ela_sql_int(q, id);
}

static void past(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o,
                 const struct ela__place *at, size_t i)
{
    if (i == o->n) {
        past_id(l, q, o, at->id);
        return;
    }
    const struct ela_list_column *column = o->by[i].column;
    bool last = i + 1 == o->n && !o->needs_id;
    ela_sql_add(q, ELA__L_OPEN);
    if (!past_key(q, o, i, at->key[i]))
        ela_sql_add(q, ELA__L_FALSE);
    if (!last) {
        ela_sql_add(q, ELA__L_OR_OPEN);
        if (at->key[i].p) {
            compared(q, column, ELA__L_EQ, at->key[i]);
        } else {
            key(q, column);
            ela_sql_add(q, ELA__L_NULL);
        }
        ela_sql_add(q, ELA__L_AND);
        past(l, q, o, at, i + 1);
        ela_sql_add(q, ELA__L_CLOSE);
    }
    ela_sql_add(q, ELA__L_CLOSE);
}

void ela__order_past(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o,
                     const struct ela__place *at)
{
    if (!at->has)
        return;
    /* Says once more what the first key may be at the most, in a form that an index can follow. */
    if (o->n && at->key[0].p && !(o->by[0].column->flags & ELA_LC_NULLS)) {
        ela_sql_add(q, ELA__L_AND);
        compared(q, o->by[0].column, o->by[0].desc != o->back ? ELA__L_LE : ELA__L_GE, at->key[0]);
    }
    ela_sql_add(q, ELA__L_AND);
    past(l, q, o, at, 0);
}

/* --- cursors ------------------------------------------------------------------------------ */

/* tag, id, then each key as its length and bytes; "-" for NULL. */
char *ela__place_write(struct ela_call *c, const struct ela__order *o, const struct ela__place *at)
{
    struct ela_buf b;
    ela_buf_init(&b, CURSOR_MAX);
    ela_buf_addf(&b, "%08" PRIx32 "%" PRId64, o->tag, at->id);
    for (size_t i = 0; i < o->n; i++) {
        if (at->key[i].p) {
            ela_buf_addf(&b, "|%zu:", at->key[i].n);
            ela_buf_add(&b, at->key[i].p, at->key[i].n);
        } else {
            ela_buf_adds(&b, "|-");
        }
    }
    char *hex = b.failed ? NULL : ela_arena_alloc(c->arena, 2 * b.n + 1);
    if (hex)
        ela_hex((const uint8_t *)b.p, b.n, hex);
    ela_buf_release(&b);
    return hex;
}

static bool fits(const struct ela_list_column *column, struct ela_str s)
{
    struct ela_day day;
    int64_t v;
    if (column->type == ELA_LT_DAY)
        return ela_day_parse(s, &day, "", NULL) == ELA_OK;
    if (column->name || column->type == ELA_LT_TEXT || column->type == ELA_LT_CODE ||
        column->type == ELA_LT_STATUS || column->type == ELA_LT_DECIMAL)
        return s.n <= KEY_MAX && ela_utf8_valid(s.p, s.n, NULL);
    return ela_parse_i64(s, &v);
}

/* "|-" or "|12:..." at *p */
static bool read_key(const char **p, const char *end, const struct ela_list_column *column,
                     struct ela_str *out)
{
    *out = (struct ela_str){NULL, 0};
    if (end - *p < 2 || **p != '|')
        return false;
    ++*p;
    if (**p == '-') {
        ++*p;
        return column->flags & ELA_LC_NULLS;
    }
    const char *colon = memchr(*p, ':', (size_t)(end - *p));
    int64_t n;
    if (!colon || !ela_parse_i64((struct ela_str){*p, (size_t)(colon - *p)}, &n) || n < 0 ||
        n > end - colon - 1)
        return false;
    *out = (struct ela_str){colon + 1, (size_t)n};
    *p = colon + 1 + n;
    return fits(column, *out);
}

static bool unpack(struct ela_call *c, const struct ela__order *o, struct ela_str hex,
                   struct ela__place *out)
{
    char tag[12];
    size_t n = hex.n / 2;
    if (hex.n % 2 != 0 || n < 9 || n > CURSOR_MAX)
        return false;
    char *plain = ela_arena_alloc(c->arena, n + 1);
    if (!plain || !ela_unhex(hex, (uint8_t *)plain, n))
        return false;
    snprintf(tag, sizeof tag, "%08" PRIx32, o->tag);
    if (memcmp(plain, tag, 8) != 0)
        return false;
    const char *p = plain + 8, *end = plain + n;
    const char *bar = memchr(p, '|', (size_t)(end - p));
    size_t digits = (size_t)((bar ? bar : end) - p);
    if (!ela_parse_i64((struct ela_str){p, digits}, &out->id))
        return false;
    p += digits;
    for (size_t i = 0; i < o->n; i++)
        if (!read_key(&p, end, o->by[i].column, &out->key[i]))
            return false;
    return p == end;
}

enum ela_status ela__place_read(struct ela_call *c, const struct ela__order *o, const char *member,
                                struct ela__place *out, struct ela_error *err)
{
    *out = (struct ela__place){.has = true};
    if (!unpack(c, o, ela_in_text(c, member), out))
        return ela_fail(err, ELA_E_INPUT, "list.cursor", member);
    return ELA_OK;
}
