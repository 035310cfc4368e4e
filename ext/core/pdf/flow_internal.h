/*
 * The flow: blocks become lines of a known height (flow_text.c, flow_block.c, flow_table.c), lines
 * become pages (flow_page.c). Everything lives in the arena of the document.
 */
#ifndef ELA_PDF_FLOW_INTERNAL_H
#define ELA_PDF_FLOW_INTERNAL_H

#include "pdf/flow.h"
#include "pdf/pdf_internal.h"

#define ELA__FLOW_SIZE    10.2f
#define ELA__FLOW_LEADING 1.42f
#define ELA__FLOW_CELL    9.2f
#define ELA__FLOW_PAD     4.0f /* above and below the text of a cell */

/* A stretch of one line that looks the same. */
struct ela__flow_run {
    const char *s;
    size_t n;
    float x, width;
    enum ela__weight weight;
    unsigned marks;
    struct ela_str href;
};

struct ela__flow_line {
    const struct ela__flow_run *runs;
    size_t nruns;
    float x; /* of its first run, from the left of the column */
    float size;
    enum ela__ink ink;
};

enum ela__flow_kind {
    ELA__FLOW_LINE,
    ELA__FLOW_ROW,
    ELA__FLOW_PICTURE,
    ELA__FLOW_CODE,
    ELA__FLOW_BREAK
};

struct ela__flow_row;
struct ela__flow_item {
    enum ela__flow_kind kind;
    float gap, height; /* gap: before it, not at the top of a page */
    bool keep;         /* on the page of the next one */
    float x;
    struct ela__flow_line line;
    const char *bullet; /* before the line, NULL none */
    float bullet_x;
    unsigned quotes; /* bars at its left */
    const struct ela__flow_row *row;
    HPDF_Image image;
    float width;
    struct ela_str code; /* what a code says */
};

struct ela__flow_list {
    struct ela__flow_item *at;
    size_t n, cap;
};

struct ela__flow_cell {
    struct ela__flow_list items;
    bool header;
};
struct ela__flow_row {
    const struct ela__flow_cell *cells;
    const float *x, *width; /* of the columns */
    size_t ncells;
    bool head;                         /* repeated on further pages */
    const struct ela__flow_row *heads; /* those rows of its table, NULL none */
    size_t nheads;
    float height;
};

struct ela__flow {
    struct ela__pdf pdf;
    const struct ela_pdf_letter *letter;
    bool french;
    uint16_t *widths[ELA__WEIGHTS]; /* by character, plus one; 0: not asked yet */
    struct ela__flow_list items;
    bool too_long;
    int64_t bad_picture;
    struct {
        int64_t file;
        HPDF_Image image;
    } drawn[16]; /* pictures are held once */
    size_t ndrawn;
};

void *ela__flow_take(struct ela__flow *f, size_t n); /* zeroed; NULL: no_memory is set */
/* Never NULL: a spare one where memory is out. */
struct ela__flow_item *ela__flow_add(struct ela__flow *f, struct ela__flow_list *list,
                                     enum ela__flow_kind kind);

/* --- flow_text.c */
float ela__flow_char(struct ela__flow *f, enum ela__weight w, uint32_t c); /* of size 1 */

struct ela__flow_style {
    float size, width, x;
    bool bold; /* all of it */
    bool justify;
    enum ela__ink ink;
};
/* Lines of the children of a paragraph or heading; at least one, which may be empty. */
void ela__flow_text(struct ela__flow *f, const struct ela_rich_node *block,
                    const struct ela__flow_style *style, struct ela__flow_list *out);
/* The widest word and the widest line of it, for the widths of columns. */
void ela__flow_measure(struct ela__flow *f, const struct ela_rich_node *node, float size, bool bold,
                       float *word, float *line);

/* --- flow_block.c */
struct ela__flow_place {
    float x, width, size, gap;
    unsigned quotes;
    bool bold, cell;
};
void ela__flow_blocks(struct ela__flow *f, const struct ela_rich_node *parent,
                      struct ela__flow_place place, struct ela__flow_list *out);

/* --- flow_table.c */
void ela__flow_table(struct ela__flow *f, const struct ela_rich_node *table,
                     struct ela__flow_place place, struct ela__flow_list *out);

/* --- flow_page.c */
/* Draws the items from y on; new pages begin at `top`. `first`: where the first page ends. */
void ela__flow_pages(struct ela__flow *f, float y, float top, float first, float bottom);
void ela__flow_draw_line(struct ela__flow *f, const struct ela__flow_line *l, float x, float base);

/* --- picture.c */
HPDF_Image ela__flow_picture(struct ela__flow *f, int64_t file, struct ela_str bytes);

#endif
