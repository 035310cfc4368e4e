/*
 * A letter on paper: a document tree (rich/) laid out over A4 pages, with the firm at the top, the
 * recipient where a window envelope shows him, a footer with page n/N. Pure drawing: variables,
 * conditions and repeats are resolved before; what is written in the tree is words, nothing of it
 * runs. Source: DOC-17, DOC-18, DOC-20, ui.md "Charts and print".
 */
#ifndef ELA_PDF_FLOW_H
#define ELA_PDF_FLOW_H

#include "pdf/pdf.h"
#include "rich/rich.h"

#define ELA_PDF_PAGES_MAX    400
#define ELA_PDF_PICTURE_SIDE 6000 /* pixels */
#define ELA_PDF_PICTURE_MAX  ((size_t)8 * 1024 * 1024)

enum ela_pdf_picture_kind { ELA_PDF_NO_PICTURE, ELA_PDF_PNG, ELA_PDF_JPEG };
/* What bytes are, by themselves, and how large the picture is; NO_PICTURE for what cannot be drawn:
 * another kind, a cut one, one of more than ELA_PDF_PICTURE_SIDE pixels a side. Pure. */
enum ela_pdf_picture_kind ela_pdf_picture_is(struct ela_str bytes, int *width, int *height);
/* Can it be drawn, to its last row? Decodes all of it, in bounded memory. */
bool ela_pdf_picture_sound(struct ela_str bytes);

struct ela_pdf_picture {
    int64_t file; /* as image nodes name it */
    struct ela_str bytes;
};

struct ela_pdf_letter {
    const char *lang, *accent;
    const char *firm_name;
    const char *firm_lines[4]; /* address, telephone */
    struct ela_str logo;       /* PNG or JPEG; without it the name of the firm */
    const char *to[8];         /* the recipient's lines; none: no place is left for him */
    const char *refs[3];       /* "Dossier DOS-2026-00042" */
    const char *dated;         /* "Lyon, le 22 novembre 2026" */
    const char *subject_label; /* "Objet" */
    const char *subject;       /* also the title of the file */
    const struct ela_rich_node *body;
    const char *foot;  /* name and address of the firm, small */
    const char *legal; /* below it: form, capital, numbers of the firm; "" none */
    struct ela_str qr; /* address that a code at the foot of the first page leads to; n 0: none */
    const char *qr_words; /* beside it */
    bool justify;         /* lines of the same width */
    const struct ela_pdf_picture *pictures;
    size_t npictures;
    /* Codes of qr nodes, by their name. */
    struct ela_str (*code)(void *ctx, struct ela_str name);
    void *ctx;
};
/* *pages may be NULL. Errors: input pdf.too_long {max}, pdf.picture (file); internal pdf.failed. */
enum ela_status ela_pdf_letter(const struct ela_pdf_letter *letter, struct ela_buf *out,
                               size_t *pages, struct ela_error *err) ELA_MUST_CHECK;

/* The first character that the fonts do not have: it is printed as "?". False: all are there. */
bool ela_pdf_missing(struct ela_str text, char sign[5]);

#endif
