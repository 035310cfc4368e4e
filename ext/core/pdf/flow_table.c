/*
 * Tables: columns as wide as what they hold, rows of cells that are flows of their own, heads
 * repeated on further pages.
 */
#include "pdf/flow_internal.h"

#define BETWEEN 10.0f

struct columns {
    float *x, *width, *word, *line;
    size_t n;
};

static size_t count(const struct ela_rich_node *first)
{
    size_t n = 0;
    for (; first; first = first->next)
        n++;
    return n;
}

static bool is_head(const struct ela_rich_node *row)
{
    for (const struct ela_rich_node *c = row->first; c; c = c->next)
        if (!c->header)
            return false;
    return row->first != NULL;
}

/* Only so many rows are measured: further ones look the same. */
static void measure(struct ela__flow *f, const struct ela_rich_node *table, struct columns *cols)
{
    size_t rows = 0;
    for (const struct ela_rich_node *row = table->first; row && rows < 60;
         row = row->next, rows++) {
        size_t i = 0;
        for (const struct ela_rich_node *c = row->first; c && i < cols->n; c = c->next, i++)
            ela__flow_measure(f, c, ELA__FLOW_CELL, c->header, &cols->word[i], &cols->line[i]);
    }
}

/* Each gets its longest word; what is left goes to those whose lines are longer than that. */
static void share(struct columns *cols, float left, float room)
{
    float words = 0, wants = 0;
    room -= BETWEEN * (float)(cols->n - 1);
    for (size_t i = 0; i < cols->n; i++) {
        cols->word[i] = cols->word[i] < 24.0f ? 24.0f : cols->word[i];
        cols->word[i] = cols->word[i] > room * 0.6f ? room * 0.6f : cols->word[i];
        float most = cols->line[i] > room ? room : cols->line[i];
        cols->line[i] = most < cols->word[i] ? cols->word[i] : most;
        words += cols->word[i] + 0.5f;
        wants += cols->line[i] - cols->word[i];
    }
    float spare = room - words;
    for (size_t i = 0; i < cols->n; i++) {
        float w = cols->word[i] + 0.5f;
        if (spare <= 0)
            w = room * w / words;
        else if (wants > 0)
            w += spare * (cols->line[i] - cols->word[i]) / wants;
        else
            w += spare / (float)cols->n;
        cols->width[i] = w;
        cols->x[i] = left;
        left += w + BETWEEN;
    }
}

static bool prepare(struct ela__flow *f, const struct ela_rich_node *table,
                    const struct ela__flow_place *at, struct columns *cols)
{
    cols->n = table->first ? count(table->first->first) : 0;
    float *room = ela__flow_take(f, 4 * cols->n * sizeof *room);
    if (!room || !cols->n)
        return false;
    cols->x = room;
    cols->width = room + cols->n;
    cols->word = room + 2 * cols->n;
    cols->line = room + 3 * cols->n;
    measure(f, table, cols);
    share(cols, at->x, at->width);
    return true;
}

static struct ela__flow_row *row_of(struct ela__flow *f, const struct ela_rich_node *row,
                                    const struct columns *cols)
{
    struct ela__flow_row *r = ela__flow_take(f, sizeof *r);
    struct ela__flow_cell *cells = ela__flow_take(f, cols->n * sizeof *cells);
    size_t i = 0;
    if (!r || !cells)
        return NULL;
    *r = (struct ela__flow_row){
        .cells = cells, .x = cols->x, .width = cols->width, .ncells = cols->n};
    for (const struct ela_rich_node *c = row->first; c && i < cols->n; c = c->next, i++) {
        struct ela__flow_place in = {.width = cols->width[i],
                                     .size = ELA__FLOW_CELL,
                                     .gap = 1.6f,
                                     .bold = c->header,
                                     .cell = true};
        float height = 0;
        cells[i].header = c->header;
        ela__flow_blocks(f, c, in, &cells[i].items);
        for (size_t k = 0; k < cells[i].items.n; k++)
            height += (k ? cells[i].items.at[k].gap : 0) + cells[i].items.at[k].height;
        r->height = height > r->height ? height : r->height;
    }
    r->height += 2 * ELA__FLOW_PAD;
    return r;
}

void ela__flow_table(struct ela__flow *f, const struct ela_rich_node *table,
                     struct ela__flow_place place, struct ela__flow_list *out)
{
    struct columns cols;
    size_t nheads = 0, first = out->n;
    if (!prepare(f, table, &place, &cols))
        return;
    for (const struct ela_rich_node *r = table->first; r && is_head(r); r = r->next)
        nheads++;
    nheads = nheads > 3 || nheads == count(table->first) ? 0 : nheads;
    struct ela__flow_row *heads = ela__flow_take(f, (nheads + 1) * sizeof *heads);
    size_t i = 0;
    for (const struct ela_rich_node *node = table->first; node && heads; node = node->next, i++) {
        struct ela__flow_row *r = row_of(f, node, &cols);
        if (!r)
            return;
        r->head = i < nheads;
        if (r->head)
            heads[i] = *r;
        else if (nheads) {
            r->heads = heads;
            r->nheads = nheads;
        }
        struct ela__flow_item *item = ela__flow_add(f, out, ELA__FLOW_ROW);
        item->row = r;
        item->height = r->height;
        item->x = place.x;
        item->keep = r->head;
    }
    if (first < out->n)
        out->at[first].gap = 9.0f;
}
