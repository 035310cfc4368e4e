/*
 * From a template and a case to a sheet of paper: data.c reads values, expand.c resolves the tree,
 * paper.c draws; letter_ops.c and batch.c are the operations.
 */
#ifndef ELA_LETTER_LETTER_INTERNAL_H
#define ELA_LETTER_LETTER_INTERNAL_H

#include "case/case.h"
#include "letter/letter.h"
#include "letter/letter_sql.h"
#include "meta/letter.h"
#include "pdf/flow.h"

/* --- data.c ------------------------------------------------------------------------------- */

/* What names say, in the language of the letter. values: {name: text}, and beside what conditions
 * compare where it reads otherwise ("=name"); lists: {list: [values]}. */
struct ela__letter_data {
    struct ela_call call; /* as the caller, in the language of the letter */
    struct ela_actor actor;
    bool en;
    int64_t case_id;
    int32_t client_id;
    struct ela_json *values, *lists, *page; /* page: case.page, NULL without a case */
    char portal[320], client_url[320];      /* addresses, "" none */
    const char *town;                       /* of the firm */
};
/* The caller releases it whatever this gives. Errors: not_found; denied. */
enum ela_status ela__letter_data(struct ela_call *c, int64_t case_id, int64_t client_id,
                                 const char *lang, struct ela__letter_data *d,
                                 struct ela_error *err) ELA_MUST_CHECK;
void ela__letter_data_release(struct ela__letter_data *d);
/* "22 novembre 2026", "22 November 2026"; in the arena of the call. */
const char *ela__letter_day(struct ela_call *c, struct ela_str day, bool en);

/* --- recipient.c -------------------------------------------------------------------------- */

struct ela__letter_to {
    const char *name;
    const char *lines[8]; /* name first */
    size_t n;
};
/* Who a letter may go to: the client, his contacts, external parties of the case. */
enum ela_status ela__letter_recipients(struct ela__letter_data *d, struct ela_json *rows,
                                       struct ela_error *err) ELA_MUST_CHECK;
/* `given`: {kind, id?} or {kind: "other", lines}; NULL: the client. Also sets the values of the
 * recipient. Errors: input letter.recipient. */
enum ela_status ela__letter_to(struct ela__letter_data *d, const struct ela_json *given,
                               struct ela__letter_to *to, struct ela_error *err) ELA_MUST_CHECK;

/* --- expand.c ----------------------------------------------------------------------------- */

struct ela__letter_told {
    struct ela_json *empty, *broken, *missing; /* arrays of texts, the caller's */
};
void ela__letter_told_init(struct ela__letter_told *t);
void ela__letter_told_release(struct ela__letter_told *t);
/* Tells the sign of a text that no font has. */
void ela__letter_look(struct ela__letter_told *t, struct ela_str text);
/* The tree without variables, conditions and repeats. Errors: input letter.too_large. */
enum ela_status ela__letter_expand(struct ela__letter_data *d, const struct ela_rich_node *doc,
                                   struct ela__letter_told *told, const struct ela_rich_node **out,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* The same of a tree that was composed before: among its words stand values, so that {{names}} of
 * them are words too; variables that the editor made are names. */
enum ela_status ela__letter_expand_again(struct ela__letter_data *d,
                                         const struct ela_rich_node *doc,
                                         struct ela__letter_told *told,
                                         const struct ela_rich_node **out,
                                         struct ela_error *err) ELA_MUST_CHECK;
/* {{names}} of one line. */
enum ela_status ela__letter_line(struct ela__letter_data *d, struct ela_str text,
                                 struct ela__letter_told *told, const char **out,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- paper.c ------------------------------------------------------------------------------ */

/* All that is needed to draw a letter later, whoever does it: JSON of its own. */
struct ela__letter_paper {
    const struct ela_letter *t;
    const struct ela__letter_to *to;
    const char *subject;
    const struct ela_rich_node *body;
};
/* The caller frees; NULL without memory. */
struct ela_json *ela__letter_paper(struct ela__letter_data *d, const struct ela__letter_paper *p);
enum ela_status ela__letter_draw(struct ela_call *c, const struct ela_json *paper,
                                 struct ela_buf *out, size_t *pages,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- batch.c ------------------------------------------------------------------------------ */

extern const struct ela_field ELA__LETTER_BATCH[], ELA__LETTER_BATCH_STATE[];
enum ela_status ela__letter_batch(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__letter_batch_state(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__letter_work(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* --- letter_ops.c ------------------------------------------------------------------------- */

/* Case or client of the input, one of them. Errors: input field.required. */
enum ela_status ela__letter_about(struct ela_call *c, int64_t *case_id, int64_t *client_id,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* A letter as it is kept: waiting, or made (file > 0). */
struct ela__letter_row {
    struct ela_str key; /* n 0: none */
    int64_t case_id, batch, file;
    int32_t client_id;
    const struct ela_letter *t;
    const char *lang, *recipient, *subject;
    const struct ela_json *paper;
    size_t pages;
    bool visible;
};
enum ela_status ela__letter_add(struct ela_call *c, const struct ela__letter_row *row, int64_t *id,
                                struct ela_error *err) ELA_MUST_CHECK;
/* Where the file hangs and what it is called. */
enum ela_status ela__letter_keep(struct ela_call *c, const struct ela__letter_row *row,
                                 struct ela_str name, struct ela_str bytes, int64_t user,
                                 int64_t *file, struct ela_error *err) ELA_MUST_CHECK;
const char *ela__letter_lang(const struct ela_letter *t, struct ela_str wanted);

#endif
