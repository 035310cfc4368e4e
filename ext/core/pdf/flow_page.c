/*
 * Items to pages.
 */
#include "pdf/flow_internal.h"

#define LEFT  ELA__PDF_MARGIN
#define RIGHT (ELA__PDF_WIDTH - ELA__PDF_MARGIN)

struct sheet {
    struct ela__flow *f;
    float y, top, bottom, next_bottom;
    bool fresh; /* nothing stands on the page yet */
};

/* --- drawing ------------------------------------------------------------------------------ */

static void colour(struct ela__flow *f, enum ela__ink ink, bool stroke)
{
    float rgb[3];
    ela__pdf_ink(&f->pdf, ink, rgb);
    if (stroke)
        HPDF_Page_SetRGBStroke(f->pdf.page, rgb[0], rgb[1], rgb[2]);
    else
        HPDF_Page_SetRGBFill(f->pdf.page, rgb[0], rgb[1], rgb[2]);
}

/* Link, underline, strike. */
static void decorate(struct ela__flow *f, const struct ela__flow_run *r, float x, float base,
                     float size, enum ela__ink ink)
{
    char href[ELA_RICH_HREF_MAX + 1];
    if (r->marks & (ELA_RICH_UNDERLINE | ELA_RICH_LINK))
        ela__pdf_rule(&f->pdf, x, x + r->width, base + size * 0.14f, size * 0.055f, ink);
    if (r->marks & ELA_RICH_STRIKE)
        ela__pdf_rule(&f->pdf, x, x + r->width, base - size * 0.3f, size * 0.055f, ink);
    if (!(r->marks & ELA_RICH_LINK) || !ela_str_copy(r->href, href, sizeof href) || !*href)
        return;
    HPDF_Rect box = {x, f->pdf.height - base - size * 0.25f, x + r->width,
                     f->pdf.height - base + size * 0.9f};
    HPDF_Annotation link = HPDF_Page_CreateURILinkAnnot(f->pdf.page, box, href);
    if (link)
        HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0);
}

void ela__flow_draw_line(struct ela__flow *f, const struct ela__flow_line *l, float x, float base)
{
    char text[1024];
    enum ela__ink now = ELA__INK_RULE;
    if (f->pdf.error || !f->pdf.page || !l->nruns)
        return;
    HPDF_Page_BeginText(f->pdf.page);
    for (size_t i = 0; i < l->nruns; i++) {
        const struct ela__flow_run *r = &l->runs[i];
        enum ela__ink ink = r->marks & ELA_RICH_LINK ? ELA__INK_ACCENT : l->ink;
        if (!ela_str_copy((struct ela_str){r->s, r->n}, text, sizeof text) || !r->n)
            continue; /* no line of a page is so long */
        if (ink != now)
            colour(f, ink, false);
        now = ink;
        HPDF_Page_SetFontAndSize(f->pdf.page, ela__pdf_face(&f->pdf, r->weight), l->size);
        HPDF_Page_TextOut(f->pdf.page, x + l->x + r->x, f->pdf.height - base, text);
    }
    HPDF_Page_EndText(f->pdf.page);
    for (size_t i = 0; i < l->nruns; i++)
        if (l->runs[i].marks & ~(unsigned)(ELA_RICH_BOLD | ELA_RICH_ITALIC))
            decorate(f, &l->runs[i], x + l->x + l->runs[i].x, base, l->size,
                     l->runs[i].marks & ELA_RICH_LINK ? ELA__INK_ACCENT : l->ink);
}

static void bars(struct ela__flow *f, const struct ela__flow_item *item, float x, float y)
{
    for (unsigned i = 0; i < item->quotes && f->pdf.page && !f->pdf.error; i++) {
        float at = x + 2.0f + 12.0f * (float)i;
        colour(f, ELA__INK_RULE, true);
        HPDF_Page_SetLineWidth(f->pdf.page, 2.0f);
        HPDF_Page_MoveTo(f->pdf.page, at, f->pdf.height - y);
        HPDF_Page_LineTo(f->pdf.page, at, f->pdf.height - y - item->height);
        HPDF_Page_Stroke(f->pdf.page);
    }
}

static void draw_item(struct ela__flow *f, const struct ela__flow_item *item, float x, float y)
{
    float base = y + item->line.size * 1.06f;
    bars(f, item, x, y);
    if (item->kind == ELA__FLOW_LINE) {
        if (item->bullet)
            (void)ela__pdf_text(&f->pdf, x + item->bullet_x, base, ELA__REGULAR, item->line.size,
                                item->line.ink, item->bullet, strlen(item->bullet));
        ela__flow_draw_line(f, &item->line, x, base);
    } else if (item->kind == ELA__FLOW_PICTURE && !f->pdf.error && f->pdf.page) {
        HPDF_Page_DrawImage(f->pdf.page, item->image, x + item->x, f->pdf.height - y - item->height,
                            item->width, item->height);
    } else if (item->kind == ELA__FLOW_CODE) {
        ela__pdf_code(&f->pdf, item->code, x + item->x + 2.0f, y + 2.0f, item->width - 4.0f);
    }
}

/* --- rows --------------------------------------------------------------------------------- */

/* What of a row fits above `bottom`, from the item of each cell on; true: all of it was drawn. */
static bool draw_cells(struct sheet *s, const struct ela__flow_row *r, size_t *from, float bottom)
{
    float end = s->y;
    bool all = true, any = false;
    for (size_t i = 0; i < r->ncells; i++) {
        const struct ela__flow_list *l = &r->cells[i].items;
        float y = s->y + ELA__FLOW_PAD;
        for (bool first = true; from[i] < l->n; first = false) {
            const struct ela__flow_item *item = &l->at[from[i]];
            float gap = first ? 0 : item->gap;
            if (y + gap + item->height + ELA__FLOW_PAD > bottom && !(s->fresh && first))
                break;
            draw_item(s->f, item, LEFT + r->x[i], y + gap);
            y += gap + item->height;
            from[i]++;
            any = true;
        }
        all = all && from[i] == l->n;
        end = y > end ? y : end;
    }
    s->y = (any || all ? end : s->y) + ELA__FLOW_PAD;
    ela__pdf_rule(&s->f->pdf, LEFT + r->x[0], LEFT + r->x[r->ncells - 1] + r->width[r->ncells - 1],
                  s->y, r->head ? 0.8f : 0.4f, r->head ? ELA__INK_ACCENT : ELA__INK_RULE);
    s->fresh = false;
    return all;
}

static void whole_row(struct sheet *s, const struct ela__flow_row *r)
{
    size_t *from = ela__flow_take(s->f, r->ncells * sizeof *from);
    if (from)
        (void)draw_cells(s, r, from, 1e6f);
}

static void new_page(struct sheet *s)
{
    if (s->f->pdf.pages >= ELA_PDF_PAGES_MAX) {
        s->f->too_long = true;
        return;
    }
    ela__pdf_page(&s->f->pdf);
    s->y = s->top;
    s->bottom = s->next_bottom;
    s->fresh = true;
}

static void repeat_heads(struct sheet *s, const struct ela__flow_row *r)
{
    float high = 0;
    for (size_t i = 0; i < r->nheads; i++)
        high += r->heads[i].height;
    if (high > (s->bottom - s->top) / 3) /* heads that would eat the page stand once */
        return;
    for (size_t i = 0; i < r->nheads; i++)
        whole_row(s, &r->heads[i]);
    s->fresh = true;
}

/* A row taller than a page runs over as many as it takes. */
static void row(struct sheet *s, const struct ela__flow_row *r)
{
    size_t *from = ela__flow_take(s->f, r->ncells * sizeof *from);
    if (!from)
        return;
    if (s->y + r->height > s->bottom && !s->fresh) {
        bool tall = r->height > (s->bottom - s->top) * 0.7f;
        if (!tall || s->bottom - s->y < 80.0f) {
            new_page(s);
            repeat_heads(s, r);
        }
    }
    while (!s->f->too_long && !s->f->pdf.error && !draw_cells(s, r, from, s->bottom)) {
        new_page(s);
        repeat_heads(s, r);
    }
    s->fresh = false;
}

/* --- all ---------------------------------------------------------------------------------- */

/* Height of what stays with item i, itself included. */
static float together(const struct ela__flow_list *l, size_t i)
{
    float h = 0;
    for (size_t k = i; k < l->n; k++) {
        h += (k > i ? l->at[k].gap : 0) + l->at[k].height;
        if (!l->at[k].keep)
            break;
    }
    return h;
}

static void place(struct sheet *s, size_t i, bool follows)
{
    const struct ela__flow_list *l = &s->f->items;
    const struct ela__flow_item *item = &l->at[i];
    float gap = s->fresh ? 0 : item->gap;
    if (item->kind == ELA__FLOW_BREAK) {
        if (!s->fresh)
            new_page(s);
        return;
    }
    bool row_alone = item->kind == ELA__FLOW_ROW && !item->keep;
    float need = row_alone || follows ? item->height : together(l, i);
    if (need > s->next_bottom - s->top)
        need = item->height;
    if (!row_alone && !s->fresh && s->y + gap + need > s->bottom) {
        new_page(s);
        gap = 0;
    }
    s->y += gap;
    if (item->kind == ELA__FLOW_ROW) {
        row(s, item->row);
        return;
    }
    draw_item(s->f, item, LEFT, s->y);
    s->y += item->height;
    s->fresh = false;
}

void ela__flow_pages(struct ela__flow *f, float y, float top, float first, float bottom)
{
    struct sheet s = {.f = f, .y = y, .top = top, .bottom = first, .next_bottom = bottom};
    const struct ela__flow_list *l = &f->items;
    for (size_t i = 0; i < l->n && !f->too_long && !f->pdf.error && !f->pdf.no_memory; i++)
        place(&s, i, i > 0 && l->at[i - 1].keep);
}
