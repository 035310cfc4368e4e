/*
 * Printed time: annex of an invoice and time sheet of a case. Pure drawing: every number comes
 * computed, every date formatted; Inter is compiled in, no file is read. A4, margins of 18 mm.
 * Source: ui.md "Charts and print", TIME-16, TIME-18.
 */
#ifndef ELA_PDF_PDF_H
#define ELA_PDF_PDF_H

#include "base/arena.h"
#include "base/str.h"

/* One entry, or the part of an entry on a line. Texts are UTF-8, NULL reads as empty. */
struct ela_pdf_row {
    const char *day; /* as printed: "21/11/2026" */
    const char *adviser;
    const char *activity;
    const char *description; /* wrapped; line breaks kept */
    const char *mark; /* small, under the description: "Non facturable", "Inclus au forfait" */
    int64_t seconds;
};

/* Rows that belong together: an invoice line, or all rows of a case on a time sheet. */
struct ela_pdf_group {
    const char *label; /* "Temps passé à 85,00 €/h"; NULL: no head row */
    const char *note;  /* right of the label, quiet: "TVA 20 %" */
    const struct ela_pdf_row *rows;
    size_t nrows;
    int64_t seconds; /* of the group */
    bool has_amount;
    int64_t amount_minor;
};

struct ela_pdf_section {
    const char *title; /* "DOS-2026-00042 · Transmission de la SARL Moulin" */
    const struct ela_pdf_group *groups;
    size_t ngroups;
};

struct ela_pdf_total {
    const char *label;
    bool has_seconds, has_amount, strong; /* strong: the last one */
    int64_t seconds, amount_minor;
};

struct ela_pdf_fact {
    const char *label, *value;
};

struct ela_pdf_sheet {
    const char *lang;     /* "fr" or "en" */
    const char *currency; /* "EUR" */
    const char *accent;   /* "#0f766e"; unreadable: the default */
    const char *firm_name;
    const char *firm_lines[4]; /* address, telephone, ... */
    struct ela_str logo;       /* PNG or JPEG; what cannot be drawn: the name of the firm */
    const char *title;         /* "Détail du temps passé" */
    const char *subtitle;      /* "Facture FA2611-0042 du 21/11/2026" */
    const char *client_name;
    const char *client_lines[3];
    const struct ela_pdf_fact *facts; /* at most 6, printed beside the client */
    size_t nfacts;
    const char *empty; /* sentence where there is no row at all */
    const struct ela_pdf_section *sections;
    size_t nsections;
    const struct ela_pdf_total *totals;
    size_t ntotals;
    const char *exported; /* "Édité le 21/11/2026 à 14:05" */
    const char *legal;    /* a second line of the foot; NULL: none */
};

/* Same page for both; *out gets the PDF. Errors: internal pdf.failed (detail: the library's
 * number). */
enum ela_status ela_pdf_time(const struct ela_pdf_sheet *sheet, struct ela_buf *out,
                             struct ela_error *err) ELA_MUST_CHECK;

/* A list printed: heads on each page, texts wrapped, A4 lying. */
struct ela_pdf_column {
    const char *label;
    unsigned weight; /* share of the width */
    bool right;      /* numbers */
};
struct ela_pdf_table {
    const char *lang, *accent, *firm_name, *title, *subtitle, *exported, *legal;
    struct ela_str logo;
    const struct ela_pdf_column *columns;
    size_t ncolumns;
    const char *const *cells; /* nrows x ncolumns, NULL reads as empty */
    size_t nrows;
    const char *empty; /* sentence where there is no row */
};
/* Errors: internal pdf.failed. */
enum ela_status ela_pdf_table(const struct ela_pdf_table *table, struct ela_buf *out,
                              struct ela_error *err) ELA_MUST_CHECK;

/* --- a report: parts of blocks, as long as it takes */

struct ela_pdf_tick {
    const char *label;
    bool done;
};
struct ela_pdf_saying {
    const char *who, *text; /* "Léa Brunet, le 21/11/2026 à 14:05" */
};
/* What has a title of its own: a step, a task, an exchange. Any of it may be NULL but the title. */
struct ela_pdf_entry {
    const char *title, *note; /* note: at the right, a status */
    const char *meta;         /* one quiet line */
    const char *text;
    const struct ela_pdf_tick *ticks;
    size_t nticks;
    const struct ela_pdf_saying *sayings;
    size_t nsayings;
};
enum ela_pdf_kind { ELA_PDF_FACTS, ELA_PDF_TEXT, ELA_PDF_ROWS, ELA_PDF_ENTRIES };
struct ela_pdf_block {
    enum ela_pdf_kind kind;
    const char *title; /* NULL: none */
    const char *text;
    const struct ela_pdf_fact *facts;
    size_t nfacts;
    const struct ela_pdf_column *columns; /* of rows */
    size_t ncolumns;
    const char *const *cells; /* nrows x ncolumns, NULL reads as empty */
    size_t nrows;
    const char *const *foot; /* ncolumns, below the rows; NULL: none */
    const struct ela_pdf_entry *entries;
    size_t nentries;
    const char *empty; /* sentence where there is nothing */
};
struct ela_pdf_part {
    const char *code, *title;
    const struct ela_pdf_block *blocks;
    size_t nblocks;
};
struct ela_pdf_report {
    const char *lang, *accent, *firm_name;
    const char *firm_lines[4];
    struct ela_str logo;
    const char *over, *title, *subtitle; /* "DOS-2026-00042 · Embauche", title, "SARL Moulin" */
    const char *exported, *foot, *legal; /* foot: what it is, on the following pages */
    struct ela_str qr;                   /* address of a code at the head; n 0: none */
    const char *qr_words;                /* under it */
    const struct ela_pdf_part *parts;
    size_t nparts;
};
/* Errors: internal pdf.failed. */
enum ela_status ela_pdf_report(const struct ela_pdf_report *report, struct ela_buf *out,
                               struct ela_error *err) ELA_MUST_CHECK;

/* "SARL au capital de 40 000,00 € · SIREN 732 829 320 · RCS Lyon · ORIAS n° 07 000 000": what is
 * known of it, in the arena; "" of nothing. */
struct ela_settings;
const char *ela_pdf_legal(const struct ela_settings *firm, bool en, struct ela_arena *mem);

/* "1 234,56 €" or "€1,234.56"; narrow no-break spaces. Other currencies: code after the number. */
void ela_pdf_amount(const char *lang, const char *currency, int64_t minor, char out[48]);

#endif
