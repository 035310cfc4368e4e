/*
 * Compares the database with what sql/ declares. Dolibarr's loader hides most errors of a schema
 * file, so nothing is believed that information_schema does not show. MariaDB and MySQL displays
 * are treated alike ("int(11)" and "int").
 */
#include "db/schema.h"
#include "db/schema_sql.h"

struct verify {
    struct ela_db *db;
    const struct ela_schema_manifest *m;
    struct ela_buf *out;
};

static bool same(struct ela_str shown, const char *wanted)
{
    struct ela_str w = ela_str_of(wanted);
    if (shown.n != w.n)
        return false;
    for (size_t i = 0; i < w.n; i++) {
        char a = shown.p[i], b = w.p[i];
        a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a;
        b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
        if (a != b)
            return false;
    }
    return true;
}

/* "llx_elaska_time" is "elaska_time" with our prefix (lower_case_table_names may have changed its
 * case). */
static bool same_table(const struct verify *v, struct ela_str shown, const char *wanted)
{
    size_t n = strlen(ela_db_prefix(v->db));
    return shown.n > n && same((struct ela_str){shown.p, n}, ela_db_prefix(v->db)) &&
           same((struct ela_str){shown.p + n, shown.n - n}, wanted);
}

/* "int(11)" and "bigint(20)" lose their display width, which MySQL 8 no longer shows. */
static struct ela_str bare_type(struct ela_str t)
{
    static const char *const widths[] = {"tinyint(", "smallint(", "mediumint(", "int(", "bigint("};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        size_t n = strlen(widths[i]);
        if (t.n > n && memcmp(t.p, widths[i], n) == 0 && t.p[t.n - 1] == ')')
            return (struct ela_str){t.p, n - 1};
    }
    return t;
}

static void say(struct verify *v, const char *table, const char *what, const char *name,
                const char *rest)
{
    ela_buf_addf(v->out, "table %s%s: %s %s%s\n", ela_db_prefix(v->db), table, what, name, rest);
}

static void say_text(struct verify *v, const char *table, const char *what, const char *name,
                     struct ela_str shown, const char *wanted)
{
    ela_buf_addf(v->out, "table %s%s: %s %s is %.*s, %s is wanted\n", ela_db_prefix(v->db), table,
                 what, name, (int)shown.n, shown.p ? shown.p : "", wanted);
}

/* Row of a table's member, by the names in the first two columns; nrows when there is none. */
static size_t find(const struct verify *v, const struct ela_db_result *r, const char *table,
                   const char *name)
{
    size_t i = 0;
    while (i < r->nrows &&
           !(same_table(v, ela_db_cell(r, i, 0), table) && same(ela_db_cell(r, i, 1), name)))
        i++;
    return i;
}

static bool has_table(const struct verify *v, const struct ela_db_result *r, const char *table)
{
    for (size_t i = 0; i < r->nrows; i++)
        if (same_table(v, ela_db_cell(r, i, 0), table))
            return true;
    return false;
}

static void column(struct verify *v, const struct ela_db_result *r,
                   const struct ela_schema_column *c)
{
    size_t i = find(v, r, c->table, c->name);
    if (i == r->nrows) {
        say(v, c->table, "column", c->name, " is missing");
        return;
    }
    struct ela_str type = bare_type(ela_db_cell(r, i, 2));
    if (!same(type, c->type))
        say_text(v, c->table, "column", c->name, type, c->type);
    struct ela_str charset = ela_db_cell(r, i, 3);
    if (c->charset[0] && !same(charset, c->charset))
        say_text(v, c->table, "character set of column", c->name, charset, c->charset);
    if (same(ela_db_cell(r, i, 4), "YES") != c->nullable)
        say(v, c->table, "column", c->name,
            c->nullable ? " refuses NULL, which is wanted" : " accepts NULL");
}

static void columns(struct verify *v, const struct ela_db_result *r)
{
    const char *missing = "";
    for (const struct ela_schema_column *c = v->m->columns; c->table; c++) {
        if (strcmp(c->table, missing) == 0)
            continue;
        if (has_table(v, r, c->table)) {
            column(v, r, c);
            continue;
        }
        missing = c->table;
        ela_buf_addf(v->out, "table %s%s is missing\n", ela_db_prefix(v->db), c->table);
    }
}

static void indexes(struct verify *v, const struct ela_db_result *r)
{
    for (const struct ela_schema_index *x = v->m->indexes; x->table; x++) {
        size_t i = find(v, r, x->table, x->name);
        if (i == r->nrows) {
            say(v, x->table, "index", x->name, " is missing");
            continue;
        }
        if (!same(ela_db_cell(r, i, 3), x->columns))
            say_text(v, x->table, "index", x->name, ela_db_cell(r, i, 3), x->columns);
        if (x->unique && ela_db_int(r, i, 2, 1) != 0)
            say(v, x->table, "index", x->name, " is not unique");
    }
}

static void foreigns(struct verify *v, const struct ela_db_result *r)
{
    for (const struct ela_schema_foreign *f = v->m->foreigns; f->table; f++) {
        size_t i = find(v, r, f->table, f->name);
        if (i == r->nrows) {
            say(v, f->table, "foreign key", f->name, " is missing");
            continue;
        }
        if (!same(ela_db_cell(r, i, 2), f->columns) ||
            !same_table(v, ela_db_cell(r, i, 3), f->target) ||
            !same(ela_db_cell(r, i, 4), f->target_columns))
            say(v, f->table, "foreign key", f->name, " points elsewhere");
        if (!same(ela_db_cell(r, i, 5), f->on_delete))
            say_text(v, f->table, "ON DELETE of", f->name, ela_db_cell(r, i, 5), f->on_delete);
    }
}

static enum ela_status section(struct verify *v, const char *sql, struct ela_str pattern,
                               void (*check)(struct verify *, const struct ela_db_result *),
                               struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_STR(pattern)};
    ELA_TRY(ela_db_query(v->db, sql, p, 1, &r, err));
    check(v, &r);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_schema_verify(struct ela_db *db, const struct ela_schema_manifest *manifest,
                                  struct ela_buf *differences, struct ela_error *err)
{
    struct verify v = {db, manifest, differences};
    char pattern[80];
    snprintf(pattern, sizeof pattern, "%selaska%%", ela_db_prefix(db));
    struct ela_str p = ela_str_of(pattern);
    ELA_TRY(section(&v, ELA__SCHEMA_COLUMNS, p, columns, err));
    ELA_TRY(section(&v, ELA__SCHEMA_INDEXES, p, indexes, err));
    ELA_TRY(section(&v, ELA__SCHEMA_FOREIGNS, p, foreigns, err));
    return ela_buf_check(differences, err);
}
