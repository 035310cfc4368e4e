/*
 * The book that a report is written in: texts and lists in the arena of the call, answers of inner
 * operations until it closes. What cannot be stored for want of memory is noticed once, at the end.
 */
#ifndef ELA_REPORT_REPORT_INTERNAL_H
#define ELA_REPORT_REPORT_INTERNAL_H

#include "pdf/pdf.h"
#include "meta/meta.h"
#include "report/report.h"

enum { ELA__REPORT_PARTS = 7, ELA__REPORT_OWNED = 96 };

struct ela__rep_list {
    void *p;
    size_t n, cap;
};

struct ela__rep_book {
    struct ela_call *c;
    int64_t case_id, client_id; /* one of them, or none */
    const char *name, *who;     /* of a file; whose week */
    bool en, no_memory;
    const struct ela_json *page; /* case.page, client.fields or time.week */
    struct ela_json *owned[ELA__REPORT_OWNED];
    size_t nowned;
    struct ela_pdf_part parts[ELA__REPORT_PARTS];
    size_t nparts;
    struct ela__rep_list blocks; /* of the part being written */
    union {
        struct ela_pdf_entry entry;
        struct ela_pdf_block block;
    } spare; /* written to when memory is out */
};

struct ela__rep_part {
    const char *code, *fr, *en;
    enum ela_status (*write)(struct ela__rep_book *b, struct ela_error *err);
};
/* What a report is about. */
struct ela__rep_about {
    const struct ela__rep_part *parts; /* code NULL: end; at most ELA__REPORT_PARTS */
    const char *object;                /* that it is filed with */
    enum ela_status (*open)(struct ela__rep_book *b, struct ela_error *err);
    /* over, title, subtitle, foot; the book's name */
    void (*cover)(struct ela__rep_book *b, struct ela_pdf_report *r);
};
extern const struct ela__rep_about ELA__REP_CLIENT, ELA__REP_WEEK;

void ela__rep_json(struct ela_json *out, const struct ela_pdf_report *r);

/* --- words; NULL or "" where there is nothing */
const char *ela__rep_say(const struct ela__rep_book *b, const char *fr, const char *en);
/* "" of what is for everybody. */
const char *ela__rep_level(const struct ela__rep_book *b, int64_t level);
const char *ela__rep_text_of(struct ela__rep_book *b, const struct ela_json *o, const char *key);
const char *ela__rep_label_of(struct ela__rep_book *b, const struct ela_json *o, const char *key,
                              const char *member); /* o.key.member */
const char *ela__rep_copy(struct ela__rep_book *b, struct ela_str s);
const char *ela__rep_day_words(struct ela__rep_book *b, struct ela_str day);
const char *ela__rep_moment_words(struct ela__rep_book *b, int64_t at); /* 0: "" */
const char *ela__rep_clock_words(struct ela__rep_book *b, int64_t seconds);
const char *ela__rep_money_words(struct ela__rep_book *b, int64_t minor);
const char *ela__rep_count_words(struct ela__rep_book *b, int64_t n);
/* "a · b"; either may be empty. */
const char *ela__rep_and(struct ela__rep_book *b, const char *a, const char *more);
/* "label value", "" without a value. */
const char *ela__rep_named(struct ela__rep_book *b, const char *label, const char *value);

/* --- lists; never NULL, what is given is zeroed */
void *ela__rep_list_add(struct ela__rep_book *b, struct ela__rep_list *list, size_t size);
void ela__rep_cell(struct ela__rep_book *b, struct ela__rep_list *cells, const char *text);
void ela__rep_fact(struct ela__rep_book *b, struct ela__rep_list *facts, const char *label,
                   const char *value);

/* --- blocks of the part being written */
struct ela_pdf_block *ela__rep_block(struct ela__rep_book *b, enum ela_pdf_kind kind,
                                     const char *title, const char *empty);
void ela__rep_block_facts(struct ela__rep_book *b, const char *title,
                          const struct ela__rep_list *facts);
/* cells: rows by columns; columns live as long as the book. */
struct ela_pdf_block *ela__rep_block_rows(struct ela__rep_book *b, const char *title,
                                          const struct ela_pdf_column *columns, size_t ncolumns,
                                          const struct ela__rep_list *cells, const char *empty);
void ela__rep_block_entries(struct ela__rep_book *b, const struct ela__rep_list *entries,
                            const char *empty);

/* What a row of values says on paper; what is sensitive is not printed. */
const char *ela__rep_value(struct ela__rep_book *b, const struct ela_json *row);
/* A table of a form or of the case, as its row of values gives it. */
void ela__rep_field_table(struct ela__rep_book *b, const struct ela_json *row);
/* Forms of steps as they were filled in, one block each. */
enum ela_status ela__rep_answers(struct ela__rep_book *b, struct ela_error *err) ELA_MUST_CHECK;

/* Another operation as the same person; the answer lives as long as the book. `in` is taken. */
enum ela_status ela__rep_ask(struct ela__rep_book *b, const char *op, struct ela_json *in,
                             const struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;
struct ela_json *ela__rep_of(const struct ela__rep_book *b); /* {"case": id} or {"client": id} */
/* Every page of a list about it. */
enum ela_status ela__rep_pages(struct ela__rep_book *b, const char *op, size_t most,
                               void (*take)(struct ela__rep_book *b, const struct ela_json *rows,
                                            void *ctx),
                               void *ctx, struct ela_error *err) ELA_MUST_CHECK;
/* Columns by their words, French and English, and their weights. */
struct ela_pdf_column *ela__rep_columns(struct ela__rep_book *b, const char *const (*words)[2],
                                        const unsigned *weights, size_t n);
/* Name of one of the firm; "" for nobody. */
enum ela_status ela__rep_person(struct ela__rep_book *b, int64_t user, const char **out,
                                struct ela_error *err) ELA_MUST_CHECK;

/* Comments of the case that the person may read, as ELA_SQL_REPORT_COMMENTS gives them. */
enum ela_status ela__rep_comments(struct ela__rep_book *b, struct ela_db_result *r,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* --- parts */
enum ela_status ela__rep_part_summary(struct ela__rep_book *b,
                                      struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rep_part_steps(struct ela__rep_book *b, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rep_part_tasks(struct ela__rep_book *b, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rep_part_time(struct ela__rep_book *b, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rep_part_journal(struct ela__rep_book *b,
                                      struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rep_part_exchanges(struct ela__rep_book *b,
                                        struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rep_part_documents(struct ela__rep_book *b,
                                        struct ela_error *err) ELA_MUST_CHECK;

#endif
