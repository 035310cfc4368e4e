/*
 * The order in which a form is evaluated: everything after what it reads. A cycle is refused with
 * the names on it.
 *
 * Nodes are the fields (columns too) and, from nfields on, the pages. A column of a table depends
 * on what its computed value reads, the table on its columns; whoever reads a column from outside
 * reads the table.
 */
#include "form/form_internal.h"

struct graph {
    struct ela_form *form;
    size_t nodes;
    uint32_t *from; /* edges of node i: to[from[i]] .. to[from[i + 1] - 1] */
    uint16_t *to;
    size_t count;
};

/* NULL `to` counts only. */
static void edge(struct graph *g, size_t target)
{
    if (g->to)
        g->to[g->count] = (uint16_t)target;
    g->count++;
}

static void edges_of_expr(struct graph *g, const struct ela_expr *e, int table)
{
    const struct ela_form *form = g->form;
    size_t n = 0;
    const uint16_t *slots = e ? ela_expr_slots(e, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        if (slots[i] >= form->nfields)
            continue; /* a fact */
        int of = form->fields[slots[i]].table;
        edge(g, of >= 0 && of != table ? (size_t)of : slots[i]);
    }
}

static void edges_of(struct graph *g, size_t node)
{
    const struct ela_form *form = g->form;
    if (node >= form->nfields) {
        edges_of_expr(g, form->pages[node - form->nfields].show_if, -1);
        return;
    }
    const struct ela__f_field *f = &form->fields[node];
    if (f->page >= 0)
        edge(g, form->nfields + (size_t)f->page);
    edges_of_expr(g, f->show_if, -1);
    edges_of_expr(g, f->computed, f->table);
    edges_of_expr(g, f->value_expr, -1);
    for (size_t i = node + 1; f->type == ELA_F_TABLE && i < form->nfields; i++)
        if (form->fields[i].table == (int)node)
            edge(g, i);
}

static bool build_graph(struct graph *g, struct ela_arena *scratch)
{
    g->from = ela_arena_alloc(scratch, (g->nodes + 1) * sizeof *g->from);
    if (!g->from)
        return false;
    for (size_t i = 0; i < g->nodes; i++)
        edges_of(g, i);
    g->to = ela_arena_alloc(scratch, (g->count + 1) * sizeof *g->to);
    if (!g->to)
        return false;
    g->count = 0;
    for (size_t i = 0; i < g->nodes; i++) {
        g->from[i] = (uint32_t)g->count;
        edges_of(g, i);
    }
    g->from[g->nodes] = (uint32_t)g->count;
    return true;
}

static const char *node_name(const struct ela_form *form, size_t node)
{
    return node < form->nfields ? form->fields[node].code : form->pages[node - form->nfields].code;
}

/* "a, b, a": the part of the trail from where it comes back to. */
static enum ela_status refuse_cycle(const struct graph *g, const uint16_t *trail, size_t depth,
                                    size_t back, struct ela_error *err)
{
    char names[100] = "";
    size_t i = depth, n = 0;
    while (i > 0 && trail[i - 1] != back)
        i--;
    for (size_t k = i ? i - 1 : 0; k <= depth; k++) {
        const char *name = node_name(g->form, k < depth ? trail[k] : back);
        size_t len = strlen(name);
        if (n + len + 4 >= sizeof names)
            break;
        n += (size_t)snprintf(names + n, sizeof names - n, "%s%s", n ? ", " : "", name);
    }
    if (back < g->form->nfields)
        (void)ela__f_refuse(g->form, back, NULL, "form.cycle", err);
    else
        (void)ela_fail(err, ELA_E_INPUT, "form.cycle", node_name(g->form, back));
    ela_error_param(err, "names", names);
    return ELA_E_INPUT;
}

/* Depth first with its own stack: as deep as the form is long. */
static enum ela_status sort(const struct graph *g, uint16_t *order, struct ela_arena *scratch,
                            struct ela_error *err)
{
    enum { NEW, OPEN, DONE };
    uint8_t *mark = ela_arena_alloc(scratch, g->nodes + 1);
    uint32_t *next = ela_arena_alloc(scratch, (g->nodes + 1) * sizeof *next);
    uint16_t *trail = ela_arena_alloc(scratch, (g->nodes + 1) * sizeof *trail);
    size_t n = 0;
    if (!mark || !next || !trail)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    for (size_t root = 0; root < g->nodes; root++) {
        size_t depth = 0;
        if (mark[root] != NEW)
            continue;
        trail[depth++] = (uint16_t)root;
        mark[root] = OPEN;
        next[root] = g->from[root];
        while (depth) {
            size_t node = trail[depth - 1];
            if (next[node] == g->from[node + 1]) {
                mark[node] = DONE;
                order[n++] = (uint16_t)node;
                depth--;
                continue;
            }
            size_t target = g->to[next[node]++];
            if (mark[target] == OPEN)
                return refuse_cycle(g, trail, depth, target, err);
            if (mark[target] == NEW) {
                mark[target] = OPEN;
                next[target] = g->from[target];
                trail[depth++] = (uint16_t)target;
            }
        }
    }
    return ELA_OK;
}

enum ela_status ela__f_order(struct ela_form *form, struct ela_arena *arena, struct ela_error *err)
{
    struct ela_arena scratch;
    struct graph g = {.form = form, .nodes = (size_t)form->nfields + form->npages};
    uint16_t *order = ela_arena_alloc(arena, (g.nodes + 1) * sizeof *order);
    enum ela_status st;
    ela_arena_init(&scratch, 0);
    if (order && ela__f_mark_checked(form, arena) && build_graph(&g, &scratch))
        st = sort(&g, order, &scratch, err);
    else
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    ela_arena_release(&scratch);
    form->order = order;
    return st;
}
