/*
 * Blocks to items: where they stand, what keeps with what.
 */
#include "pdf/flow_internal.h"

#define GAP      6.2f
#define INDENT   16.0f
#define QUOTE    12.0f
#define PX_TO_PT 0.5f /* a picture without a width: 144 pixels an inch */
#define MM       2.83465f

void *ela__flow_take(struct ela__flow *f, size_t n)
{
    void *p = ela_arena_alloc(&f->pdf.mem, n ? n : 1);
    f->pdf.no_memory = f->pdf.no_memory || !p;
    if (p)
        memset(p, 0, n ? n : 1);
    return p;
}

struct ela__flow_item *ela__flow_add(struct ela__flow *f, struct ela__flow_list *list,
                                     enum ela__flow_kind kind)
{
    static _Thread_local struct ela__flow_item spare;
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 8;
        struct ela__flow_item *more = ela__flow_take(f, cap * sizeof *more);
        if (!more) {
            memset(&spare, 0, sizeof spare);
            return &spare;
        }
        if (list->n)
            memcpy(more, list->at, list->n * sizeof *more);
        list->at = more;
        list->cap = cap;
    }
    struct ela__flow_item *item = &list->at[list->n++];
    memset(item, 0, sizeof *item);
    item->kind = kind;
    return item;
}

/* --- text --------------------------------------------------------------------------------- */

static void paragraph(struct ela__flow *f, const struct ela_rich_node *n,
                      const struct ela__flow_place *at, struct ela__flow_list *out)
{
    struct ela__flow_style style = {.size = at->size,
                                    .width = at->width,
                                    .x = at->x,
                                    .bold = at->bold,
                                    .justify = f->letter->justify && !at->cell,
                                    .ink = at->quotes ? ELA__INK_QUIET : ELA__INK_TEXT};
    ela__flow_text(f, n, &style, out);
}

static void heading(struct ela__flow *f, const struct ela_rich_node *n,
                    const struct ela__flow_place *at, struct ela__flow_list *out)
{
    static const float SIZES[] = {15.0f, 12.5f, 10.8f};
    size_t first = out->n;
    struct ela__flow_style style = {.size = SIZES[n->level - 1],
                                    .width = at->width,
                                    .x = at->x,
                                    .bold = true,
                                    .ink = n->level == 3 ? ELA__INK_TEXT : ELA__INK_ACCENT};
    ela__flow_text(f, n, &style, out);
    for (size_t i = first; i < out->n; i++)
        out->at[i].keep = true;
    if (first < out->n)
        out->at[first].gap = n->level == 1 ? 16.0f : 12.0f;
}

/* --- lists, quotes ------------------------------------------------------------------------ */

static const char *number_of(struct ela__flow *f, size_t n)
{
    char *s = ela_arena_printf(&f->pdf.mem, "%zu.", n);
    f->pdf.no_memory = f->pdf.no_memory || !s;
    return s ? s : "";
}

static void list(struct ela__flow *f, const struct ela_rich_node *node,
                 const struct ela__flow_place *at, struct ela__flow_list *out)
{
    struct ela__flow_place in = *at;
    size_t number = 0;
    float step = at->cell ? 12.0f : INDENT;
    in.x += step;
    in.width -= step;
    in.gap = 2.4f;
    for (const struct ela_rich_node *item = node->first; item; item = item->next) {
        size_t first = out->n;
        number++;
        ela__flow_blocks(f, item, in, out);
        if (first == out->n)
            continue;
        out->at[first].bullet =
            node->kind == ELA_RICH_ORDERED_LIST ? number_of(f, number) : "\xe2\x80\xa2";
        out->at[first].bullet_x = at->x + (node->kind == ELA_RICH_ORDERED_LIST ? 0 : 4.0f);
    }
}

static void quote(struct ela__flow *f, const struct ela_rich_node *node,
                  const struct ela__flow_place *at, struct ela__flow_list *out)
{
    struct ela__flow_place in = *at;
    in.x += QUOTE;
    in.width -= QUOTE;
    in.quotes++;
    ela__flow_blocks(f, node, in, out);
}

/* --- pictures, codes ---------------------------------------------------------------------- */

static HPDF_Image picture_of(struct ela__flow *f, int64_t file)
{
    for (size_t i = 0; i < f->ndrawn; i++)
        if (f->drawn[i].file == file)
            return f->drawn[i].image;
    for (size_t i = 0; i < f->letter->npictures; i++)
        if (f->letter->pictures[i].file == file)
            return ela__flow_picture(f, file, f->letter->pictures[i].bytes);
    return NULL; /* the file has gone: its place stays empty */
}

static void picture(struct ela__flow *f, const struct ela_rich_node *node,
                    const struct ela__flow_place *at, struct ela__flow_list *out)
{
    HPDF_Image image = picture_of(f, node->file);
    if (!image)
        return;
    float w = (float)HPDF_Image_GetWidth(image), h = (float)HPDF_Image_GetHeight(image);
    float wide = node->width ? (float)node->width * MM : w * PX_TO_PT;
    wide = wide > at->width ? at->width : wide;
    float most = ELA__PDF_FOOT - ELA__PDF_MARGIN - 40.0f;
    if (wide * h / w > most)
        wide = most * w / h;
    struct ela__flow_item *item = ela__flow_add(f, out, ELA__FLOW_PICTURE);
    item->image = image;
    item->x = at->x;
    item->width = wide;
    item->height = wide * h / w;
}

static void code(struct ela__flow *f, const struct ela_rich_node *node,
                 const struct ela__flow_place *at, struct ela__flow_list *out)
{
    struct ela_str says =
        f->letter->code ? f->letter->code(f->letter->ctx, node->name) : (struct ela_str){"", 0};
    if (!says.n)
        return;
    struct ela__flow_item *item = ela__flow_add(f, out, ELA__FLOW_CODE);
    item->code = says;
    item->x = at->x;
    item->width = item->height = 68.0f;
}

/* --- all ---------------------------------------------------------------------------------- */

static void block(struct ela__flow *f, const struct ela_rich_node *n,
                  const struct ela__flow_place *at, struct ela__flow_list *out)
{
    switch (n->kind) {
    case ELA_RICH_PARAGRAPH:
        paragraph(f, n, at, out);
        break;
    case ELA_RICH_HEADING:
        heading(f, n, at, out);
        break;
    case ELA_RICH_BULLET_LIST:
    case ELA_RICH_ORDERED_LIST:
        list(f, n, at, out);
        break;
    case ELA_RICH_BLOCKQUOTE:
        quote(f, n, at, out);
        break;
    case ELA_RICH_TABLE:
        ela__flow_table(f, n, *at, out);
        break;
    case ELA_RICH_PAGE_BREAK:
        (void)ela__flow_add(f, out, ELA__FLOW_BREAK);
        break;
    case ELA_RICH_IMAGE:
        picture(f, n, at, out);
        break;
    case ELA_RICH_QR:
        code(f, n, at, out);
        break;
    default: /* what guides the making of a letter was resolved before */
        break;
    }
}

void ela__flow_blocks(struct ela__flow *f, const struct ela_rich_node *parent,
                      struct ela__flow_place place, struct ela__flow_list *out)
{
    for (const struct ela_rich_node *n = parent->first; n && !f->pdf.error; n = n->next) {
        size_t first = out->n;
        float gap = place.gap > 0 ? place.gap : GAP;
        block(f, n, &place, out);
        if (first == out->n)
            continue;
        if (out->at[first].gap < gap && n != parent->first)
            out->at[first].gap = gap;
        else if (n == parent->first && place.gap > 0 && out->at[first].gap < place.gap)
            out->at[first].gap = place.gap;
        for (size_t i = first; i < out->n; i++)
            if (out->at[i].quotes < place.quotes)
                out->at[i].quotes = place.quotes;
    }
}
