/*
 * Words to lines: one buffer a block, spans that say how its parts look, French spaces, breaks that
 * fit. Source: ui.md "Charts and print".
 */
#include "pdf/flow_internal.h"

#define CHARS 0x2400 /* characters whose widths are kept; the fonts have none beyond */

struct span {
    size_t end; /* byte of the buffer where it ends */
    enum ela__weight weight;
    unsigned marks;
    struct ela_str href;
};

struct para {
    struct ela__flow *f;
    char *s;
    size_t n, cap;
    struct span *spans;
    size_t nspans, max;
    uint32_t last;
    bool bold, pending; /* pending: a blank that the next character decides about */
};

float ela__flow_char(struct ela__flow *f, enum ela__weight w, uint32_t c)
{
    if (c >= CHARS)
        c = '?';
    if (!f->widths[w])
        f->widths[w] = ela__flow_take(f, CHARS * sizeof(uint16_t));
    HPDF_Font font = ela__pdf_face(&f->pdf, w);
    if (!f->widths[w] || !font)
        return 0.5f;
    if (!f->widths[w][c])
        f->widths[w][c] = (uint16_t)(HPDF_Font_GetUnicodeWidth(font, (HPDF_UNICODE)c) + 1);
    return (float)(f->widths[w][c] - 1) / 1000.0f;
}

/* --- the buffer --------------------------------------------------------------------------- */

static void put(struct para *p, const char *s, size_t n)
{
    if (p->n + n > p->cap)
        return; /* sized beforehand: cannot be */
    memcpy(p->s + p->n, s, n);
    p->n += n;
}

static bool blank(uint32_t c)
{
    return c == 0 || c == ' ' || c == '\n' || c == 0xa0 || c == 0x202f;
}

static bool high(uint32_t c)
{
    return c == ';' || c == ':' || c == '!' || c == '?' || c == 0xbb;
}

/*
 * French: a narrow space that does not break stands before high punctuation and within quotes,
 * whether one was typed or not; a sign in the middle of a word ("14:05", an address) is left alone.
 */
static bool narrow(const struct para *p, uint32_t c, uint32_t next)
{
    if (!p->f->french || !p->n)
        return false;
    if (p->last == 0xab)
        return true;
    if (!high(c))
        return false;
    if (p->pending)
        return true;
    return !blank(p->last) && !high(p->last) && p->last != '(' &&
           (c == 0xbb || next == 0 || blank(next) || next == ')' || next == 0xbb);
}

static void put_char(struct para *p, const char *s, size_t n, uint32_t c, uint32_t next)
{
    bool gap = p->pending || p->last == 0xab;
    if (c == ' ' ||
        ((c == 0xa0 || c == 0x202f) && p->f->french && (high(next) || p->last == 0xab))) {
        p->pending = true;
        return;
    }
    if (narrow(p, c, next))
        put(p, "\xe2\x80\xaf", 3);
    else if (gap && p->pending && p->n && c != '\n')
        put(p, " ", 1);
    p->pending = false;
    put(p, s, n);
    p->last = c;
}

static void put_text(struct para *p, struct ela_str text)
{
    char *raw = ela_arena_strndup(&p->f->pdf.mem, text.p, text.n);
    const char *s = raw ? ela__pdf_fit(&p->f->pdf, raw, false) : "";
    while (*s) {
        uint32_t c, next = 0;
        size_t n = ela__pdf_decode((const unsigned char *)s, &c);
        if (s[n])
            (void)ela__pdf_decode((const unsigned char *)s + n, &next);
        put_char(p, s, n, c, next);
        s += n;
    }
}

static size_t bytes_of(const struct ela_rich_node *block, size_t *spans)
{
    size_t n = 0;
    for (const struct ela_rich_node *c = block->first; c; c = c->next) {
        n += 4 * c->text.n + 16;
        ++*spans;
    }
    return n;
}

static bool fill(struct para *p, const struct ela_rich_node *block)
{
    p->max = 1;
    p->cap = bytes_of(block, &p->max) + 1;
    p->s = ela__flow_take(p->f, p->cap + 1);
    p->spans = ela__flow_take(p->f, p->max * sizeof *p->spans);
    if (!p->s || !p->spans)
        return false;
    for (const struct ela_rich_node *c = block->first; c; c = c->next) {
        if (c->kind == ELA_RICH_HARD_BREAK) {
            p->pending = false;
            put(p, "\n", 1);
            p->last = '\n';
        } else {
            put_text(p, c->text);
        }
        struct span *s = &p->spans[p->nspans++];
        s->end = p->n;
        s->marks = c->marks;
        s->href = c->href;
        s->weight = (enum ela__weight)((p->bold || (c->marks & ELA_RICH_BOLD) ? ELA__BOLD : 0) |
                                       (c->marks & ELA_RICH_ITALIC ? ELA__ITALIC : 0));
    }
    p->s[p->n] = 0;
    return true;
}

/* --- breaking ----------------------------------------------------------------------------- */

/* Where one line of `width` ends; *next: where the following one begins. */
static size_t line_end(struct para *p, size_t from, size_t span, float size, float width,
                       size_t *next, bool *hard)
{
    size_t at = from, brk = 0, brk_next = 0;
    float w = 0;
    *hard = false;
    while (at < p->n) {
        uint32_t c;
        size_t n = ela__pdf_decode((const unsigned char *)p->s + at, &c);
        while (span + 1 < p->nspans && p->spans[span].end <= at)
            span++;
        if (c == '\n') {
            *next = at + 1;
            *hard = true;
            return at;
        }
        if (c == ' ') {
            brk = at;
            brk_next = at + 1;
        }
        w += ela__flow_char(p->f, p->spans[span].weight, c) * size;
        if (w > width && c != ' ' && at > from) {
            *next = brk_next > from ? brk_next : at;
            return brk_next > from ? brk : at;
        }
        at += n;
        if ((c == '-' || c == 0x2013 || c == '/') && at > from + 1 && p->s[at] != '-' &&
            !(p->s[at] >= '0' && p->s[at] <= '9')) {
            brk = brk_next = at;
        }
    }
    *next = p->n;
    *hard = true;
    return p->n;
}

static float width_of(struct para *p, size_t a, size_t b, enum ela__weight w, float size,
                      size_t *blanks)
{
    float sum = 0;
    while (a < b) {
        uint32_t c;
        a += ela__pdf_decode((const unsigned char *)p->s + a, &c);
        sum += ela__flow_char(p->f, w, c);
        *blanks += c == ' ';
    }
    return sum * size;
}

/* --- runs --------------------------------------------------------------------------------- */

struct runs {
    struct ela__flow_run *at;
    size_t n;
    float x;
};

static void add_run(struct para *p, struct runs *r, size_t a, size_t b, const struct span *s,
                    float size)
{
    size_t blanks = 0;
    struct ela__flow_run *run = &r->at[r->n++];
    run->s = p->s + a;
    run->n = b - a;
    run->x = r->x;
    run->weight = s->weight;
    run->marks = s->marks;
    run->href = s->href;
    run->width = width_of(p, a, b, s->weight, size, &blanks);
    r->x += run->width;
}

/* `extra`: what each blank is wider by; then every word is a run of its own. */
static void runs_of(struct para *p, struct runs *r, size_t a, size_t b, size_t span, float size,
                    float extra)
{
    while (a < b) {
        while (span + 1 < p->nspans && p->spans[span].end <= a)
            span++;
        size_t end = p->spans[span].end < b ? p->spans[span].end : b;
        if (extra > 0) {
            const char *gap = memchr(p->s + a, ' ', end - a);
            end = gap ? (size_t)(gap - p->s) + 1 : end;
        }
        add_run(p, r, a, end, &p->spans[span], size);
        if (extra > 0 && p->s[end - 1] == ' ')
            r->x += extra;
        a = end;
    }
}

static size_t count_runs(const struct para *p, size_t a, size_t b)
{
    size_t n = p->nspans + 1;
    for (size_t i = a; i < b; i++)
        n += p->s[i] == ' ';
    return n;
}

static void put_line(struct para *p, size_t a, size_t b, size_t span, bool last,
                     const struct ela__flow_style *style, struct ela__flow_list *out)
{
    struct ela__flow_item *item = ela__flow_add(p->f, out, ELA__FLOW_LINE);
    struct runs r = {.at = ela__flow_take(p->f, count_runs(p, a, b) * sizeof *r.at)};
    item->height = style->size * ELA__FLOW_LEADING;
    item->line = (struct ela__flow_line){
        .runs = r.at, .x = style->x, .size = style->size, .ink = style->ink};
    if (!r.at)
        return;
    runs_of(p, &r, a, b, span, style->size, 0);
    float left = style->width - r.x;
    size_t blanks = 0;
    for (size_t i = a; i < b; i++)
        blanks += p->s[i] == ' ';
    if (style->justify && !last && blanks > 0 && left > 0 &&
        left / (float)blanks < style->size * 0.5f) {
        r.n = 0;
        r.x = 0;
        runs_of(p, &r, a, b, span, style->size, left / (float)blanks);
    }
    item->line.nruns = r.n;
}

void ela__flow_text(struct ela__flow *f, const struct ela_rich_node *block,
                    const struct ela__flow_style *style, struct ela__flow_list *out)
{
    struct para p = {.f = f, .bold = style->bold};
    size_t at = 0, span = 0, first = out->n;
    if (!fill(&p, block))
        return;
    do {
        size_t next;
        bool hard;
        while (span + 1 < p.nspans && p.spans[span].end <= at)
            span++;
        size_t end = line_end(&p, at, span, style->size, style->width, &next, &hard);
        put_line(&p, at, end, span, hard, style, out);
        at = next;
        while (!hard && at < p.n && p.s[at] == ' ')
            at++;
    } while (at < p.n && !f->pdf.error && !f->pdf.no_memory);
    /* Neither the first line nor the last stands alone. */
    size_t n = out->n - first;
    if (n > 1 && n < 4)
        for (size_t i = 0; i + 1 < n; i++)
            out->at[first + i].keep = true;
    else if (n >= 4)
        out->at[first].keep = out->at[out->n - 2].keep = true;
}

/* --- measuring ---------------------------------------------------------------------------- */

static void measure_block(struct ela__flow *f, const struct ela_rich_node *block, float size,
                          bool bold, float *word, float *line)
{
    struct para p = {.f = f, .bold = bold};
    float w = 0, l = 0;
    size_t span = 0;
    if (!fill(&p, block))
        return;
    for (size_t at = 0; at < p.n;) {
        uint32_t c;
        size_t from = at;
        at += ela__pdf_decode((const unsigned char *)p.s + at, &c);
        while (span + 1 < p.nspans && p.spans[span].end <= from)
            span++;
        float one = ela__flow_char(f, p.spans[span].weight, c) * size;
        w = c == ' ' || c == '\n' ? 0 : w + one;
        l = c == '\n' ? 0 : l + one;
        *word = w > *word ? w : *word;
        *line = l > *line ? l : *line;
    }
}

void ela__flow_measure(struct ela__flow *f, const struct ela_rich_node *node, float size, bool bold,
                       float *word, float *line)
{
    if (node->kind == ELA_RICH_PARAGRAPH || node->kind == ELA_RICH_HEADING) {
        measure_block(f, node, size, bold, word, line);
        return;
    }
    float w = 0, l = 0;
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        ela__flow_measure(f, n, size, bold, &w, &l);
    float inset = node->kind == ELA_RICH_LIST_ITEM ? 14.0f : 0;
    *word = w + inset > *word ? w + inset : *word;
    *line = l + inset > *line ? l + inset : *line;
}
