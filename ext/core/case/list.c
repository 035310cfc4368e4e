/*
 * Cursors and small cells shared by lists.
 */
#include "case/list.h"

char *ela_cursor_make(struct ela_arena *arena, char tag, struct ela_str text, int64_t id)
{
    char *plain = ela_arena_printf(arena, "%c%.*s|%lld", tag, (int)text.n, text.p ? text.p : "",
                                   (long long)id);
    if (!plain)
        return NULL;
    size_t n = strlen(plain);
    char *hex = ela_arena_alloc(arena, 2 * n + 1);
    if (hex)
        ela_hex((const uint8_t *)plain, n, hex);
    return hex;
}

static bool unpack(struct ela_str hex, char tag, char *text, size_t text_size, int64_t *id)
{
    char plain[128];
    size_t n = hex.n / 2;
    if (hex.n % 2 != 0 || n < 3 || n >= sizeof(plain) || !ela_unhex(hex, (uint8_t *)plain, n))
        return false;
    plain[n] = '\0';
    for (size_t i = 0; i < n; i++) /* compared with ASCII columns */
        if (plain[i] < ' ' || plain[i] > '~')
            return false;
    char *bar = strrchr(plain, '|');
    if (plain[0] != tag || !bar)
        return false;
    size_t len = (size_t)(bar - plain) - 1;
    if (len >= text_size || !ela_parse_i64(ela_str_of(bar + 1), id))
        return false;
    memcpy(text, plain + 1, len);
    text[len] = '\0';
    return true;
}

enum ela_status ela_cursor_read(const struct ela_call *c, char tag, bool *has, char *text,
                                size_t text_size, int64_t *id, struct ela_error *err)
{
    *has = ela_in_has(c, "after") && !ela_in_null(c, "after");
    *id = 0;
    text[0] = '\0';
    if (*has && !unpack(ela_in_text(c, "after"), tag, text, text_size, id))
        return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
    return ELA_OK;
}

void ela_list_person(struct ela_json *obj, const char *key, const struct ela_db_result *r,
                     size_t row, size_t id_col, size_t name_col)
{
    if (ela_db_is_null(r, row, id_col)) {
        ela_json_set_null(obj, key);
        return;
    }
    struct ela_json *who = ela_json_new_object();
    ela_json_set_int(who, "id", ela_db_int(r, row, id_col, 0));
    ela_list_text(who, "name", r, row, name_col);
    ela_json_set(obj, key, who);
}

void ela_list_text(struct ela_json *obj, const char *key, const struct ela_db_result *r, size_t row,
                   size_t col)
{
    if (ela_db_is_null(r, row, col))
        ela_json_set_null(obj, key);
    else
        ela_json_set_str(obj, key, ela_db_cell(r, row, col));
}

void ela_list_int(struct ela_json *obj, const char *key, const struct ela_db_result *r, size_t row,
                  size_t col)
{
    if (ela_db_is_null(r, row, col))
        ela_json_set_null(obj, key);
    else
        ela_json_set_int(obj, key, ela_db_int(r, row, col, 0));
}

struct ela_str ela_list_pattern(struct ela_arena *arena, struct ela_str search)
{
    char *out = ela_arena_alloc(arena, 2 * search.n + 3);
    if (!out)
        return ela_str_of(NULL);
    size_t n = 0;
    out[n++] = '%';
    for (size_t i = 0; i < search.n; i++) {
        char c = search.p[i];
        if (c == '%' || c == '_' || c == '|')
            out[n++] = '|';
        out[n++] = c;
    }
    out[n++] = '%';
    return (struct ela_str){out, n};
}

struct ela_db_value ela_list_day(struct ela_arena *arena, struct ela_day day)
{
    if (day.n == ELA_DAY_NONE.n)
        return ELA_DBV_NULL;
    char text[16];
    ela_day_format(day, text);
    return ELA_DBV_TEXT(ela_arena_strdup(arena, text));
}

void ela_list_rows(struct ela_json *out, const char *key, const struct ela_db_result *r,
                   const char *const *names)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r->nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        for (size_t k = 0; names[k]; k++) {
            if (names[k][0] == '#')
                ela_list_int(o, names[k] + 1, r, i, k);
            else if (names[k][0])
                ela_list_text(o, names[k], r, i, k);
        }
        ela_json_push(list, o);
    }
    ela_json_set(out, key, list);
}

enum ela_status ela_list_query(struct ela_call *c, const char *sql, const struct ela_db_value *p,
                               size_t n, const char *key, const char *const *names,
                               struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, sql, p, n, &r, err));
    ela_list_rows(c->out, key, &r, names);
    ela_db_result_release(&r);
    return ELA_OK;
}
