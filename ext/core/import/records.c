/*
 * Records of a text by RFC 4180, as spreadsheets of all countries write them.
 */
#include "import/import_internal.h"

#include <stdlib.h>

static size_t count(struct ela_str line, char sign)
{
    size_t n = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        quoted ^= line.p[i] == '"';
        n += !quoted && line.p[i] == sign;
    }
    return n;
}

static struct ela_str first_line(struct ela_str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] != '\n' && text.p[n] != '\r')
        n++;
    return (struct ela_str){text.p, n};
}

void ela__i_start(struct ela__i_records *r, struct ela_str text)
{
    static const char signs[] = ";,\t";
    struct ela_str line = first_line(text);
    *r = (struct ela__i_records){text.p, text.p + text.n, ';', 1};
    if (line.n == 5 && memcmp(line.p, "sep=", 4) == 0) {
        r->separator = line.p[4];
        r->p += line.n;
        r->p += r->p < r->end && *r->p == '\r';
        r->p += r->p < r->end && *r->p == '\n';
        r->line = 2;
        return;
    }
    for (const char *s = signs + 1; *s; s++)
        if (count(line, *s) > count(line, r->separator))
            r->separator = *s;
}

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

/* Past the end of a line, which is counted once however it is written. */
static void step_over(struct ela__i_records *r)
{
    if (*r->p == '\r' && r->p + 1 < r->end && r->p[1] == '\n')
        r->p++;
    r->p++;
    r->line++;
}

/* Between quotes, "" is one; what follows the last quote is kept. */
static bool quoted_cell(struct ela__i_records *r, struct ela_arena *mem, struct ela_str *out,
                        bool *open)
{
    const char *from = ++r->p;
    size_t n = 0;
    bool inside = true;
    while (r->p < r->end && (inside || (*r->p != r->separator && !ends_line(*r->p)))) {
        if (*r->p != '"') {
            r->line += inside && (*r->p == '\n' ||
                                  (*r->p == '\r' && (r->p + 1 == r->end || r->p[1] != '\n')));
            r->p++;
        } else if (inside && r->p + 1 < r->end && r->p[1] == '"') {
            r->p += 2;
        } else {
            inside = !inside;
            r->p++;
        }
    }
    *open = *open || inside;
    char *copy = ela_arena_alloc(mem, (size_t)(r->p - from) + 1);
    for (const char *p = from; copy && p < r->p; p++) {
        if (*p == '"' && (p + 1 == r->p || p[1] != '"'))
            continue;
        p += *p == '"';
        copy[n++] = *p;
    }
    *out = ela_str_trim((struct ela_str){copy ? copy : "", n});
    return copy != NULL;
}

static bool read_cell(struct ela__i_records *r, struct ela_arena *mem, struct ela_str *out,
                      bool *open)
{
    if (r->p < r->end && *r->p == '"')
        return quoted_cell(r, mem, out, open);
    const char *from = r->p;
    while (r->p < r->end && *r->p != r->separator && !ends_line(*r->p))
        r->p++;
    *out = ela_str_trim((struct ela_str){from, (size_t)(r->p - from)});
    return true;
}

bool ela__i_next(struct ela__i_records *r, struct ela_arena *mem, struct ela__i_record *out,
                 bool *failed)
{
    out->n = 0;
    out->line = r->line;
    out->open = out->more = false;
    if (r->p >= r->end)
        return false;
    for (;;) {
        struct ela_str cell;
        if (!read_cell(r, mem, &cell, &out->open)) {
            *failed = true;
            return false;
        }
        if (out->n < ELA__I_CELLS)
            out->cells[out->n++] = cell;
        else
            out->more = out->more || cell.n;
        if (r->p < r->end && *r->p == r->separator) {
            r->p++;
            continue;
        }
        if (r->p < r->end)
            step_over(r);
        return true;
    }
}

/* --- names -------------------------------------------------------------------------------- */

bool ela__i_names_add(struct ela__i_names *names, struct ela_str name, int64_t id,
                      struct ela_arena *mem)
{
    struct ela_str key = ela__i_fold(name, mem);
    if (key.n == 0)
        return true;
    if (names->n == names->max) {
        size_t max = names->max ? names->max * 2 : 256;
        struct ela__i_name *more = ela_arena_alloc(mem, max * sizeof *more);
        if (!more)
            return false;
        if (names->n)
            memcpy(more, names->at, names->n * sizeof *more);
        names->at = more;
        names->max = max;
    }
    names->at[names->n++] = (struct ela__i_name){key, id};
    return true;
}

static int by_key(const void *a, const void *b)
{
    struct ela_str x = ((const struct ela__i_name *)a)->key,
                   y = ((const struct ela__i_name *)b)->key;
    int c = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);
    return c ? c : (x.n > y.n) - (x.n < y.n);
}

void ela__i_names_sort(struct ela__i_names *names)
{
    if (names->n)
        qsort(names->at, names->n, sizeof *names->at, by_key);
}

int64_t ela__i_names_find(const struct ela__i_names *names, struct ela_str key)
{
    struct ela__i_name sought = {key, 0};
    const struct ela__i_name *x =
        names->n && key.n ? bsearch(&sought, names->at, names->n, sizeof *names->at, by_key) : NULL;
    if (!x)
        return 0;
    while (x > names->at && by_key(x - 1, &sought) == 0)
        x--;
    for (const struct ela__i_name *y = x; y < names->at + names->n && by_key(y, &sought) == 0; y++)
        if (y->id != x->id)
            return -1;
    return x->id;
}
