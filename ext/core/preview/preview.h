/*
 * Previews: what is shown of a stored file without opening it, and the words that are in it. Both
 * are made outside of every page by the media worker, in a process that reaches nothing, and hang
 * on the place of the bytes: a new version has its own. Source: DOC-04, DOC-25, SEC-15.
 */
#ifndef ELA_PREVIEW_PREVIEW_H
#define ELA_PREVIEW_PREVIEW_H

#include "op/op.h"

/* How a file of that type is shown: "picture", "pdf", "text", "office"; "" when it is not. */
const char *ela_preview_kind(struct ela_str type);

/* --- words -------------------------------------------------------------------------------- */

/*
 * Adds a condition to a query on llx_elaska_file under this alias: the text of the file holds all
 * of these words. It stands alone, after an AND or an OR of the caller's; scope and rights stay the
 * query's own. Words that cannot be searched match nothing.
 */
enum ela_status ela_preview_match(const struct ela_call *c, struct ela_sql *q, const char *alias,
                                  struct ela_str typed, struct ela_error *err) ELA_MUST_CHECK;

/* --- the worker's side: native connection ------------------------------------------------- */

enum { ELA_PREVIEW_ATTEMPTS = 3, ELA_PREVIEW_TEXT = 1 << 20 };

/*
 * Looks at the `max` files below number `below` (0: the newest) and queues those that have no
 * preview. *next: the number to go on below, 0 at the end.
 */
enum ela_status ela_preview_enrol(struct ela_db *db, int64_t now, int64_t below, size_t max,
                                  int64_t *added, int64_t *next,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* There are pages for office files now: those that have none for want of it are taken again. */
enum ela_status ela_preview_office(struct ela_db *db, int64_t now,
                                   struct ela_error *err) ELA_MUST_CHECK;

struct ela_preview_job {
    int64_t id, file;
    int32_t entity;
    char place[80], kind[13];
    int attempts; /* this one included */
};
/* Claims up to `max`, asked for first, then newest, until now + lease_s; leases that ran out are
 * taken over, and given up after ELA_PREVIEW_ATTEMPTS. */
enum ela_status ela_preview_claim(struct ela_db *db, const char *owner, int64_t now,
                                  int32_t lease_s, size_t max, struct ela_preview_job *jobs,
                                  size_t *n, struct ela_error *err) ELA_MUST_CHECK;

struct ela_preview_page {
    int page; /* 0: the small one */
    int width, height;
    struct ela_str bytes; /* a WebP picture */
    char place[80];       /* filled here */
};
/*
 * Keeps pages that were made: bytes in the store of `documents`, then rows, and the lease lasts
 * from now again. pages: of the document. Errors: state preview.lease when it is another's by now,
 * and nothing was kept; input preview.page for what is no such picture.
 */
enum ela_status ela_preview_keep(struct ela_db *db, const char *documents, const char *owner,
                                 int64_t now, int32_t lease_s, int64_t id, int pages,
                                 struct ela_preview_page *page, size_t n,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* Keeps its words; control characters become blanks, what is no UTF-8 a question mark. Errors: as
 * above. */
enum ela_status ela_preview_text(struct ela_db *db, const char *owner, int64_t now, int64_t id,
                                 struct ela_str text, struct ela_error *err) ELA_MUST_CHECK;

enum ela_preview_end {
    ELA_PREVIEW_DONE,  /* shown as far as pages were kept */
    ELA_PREVIEW_NEVER, /* nothing can be shown, `error` says why */
    ELA_PREVIEW_RETRY, /* later, or failed after the last attempt */
    ELA_PREVIEW_BACK   /* given back untouched: the attempt does not count */
};
enum ela_status ela_preview_end(struct ela_db *db, const char *owner, int64_t now, int64_t id,
                                int attempts, enum ela_preview_end end, const char *error,
                                uint32_t random_million, struct ela_error *err) ELA_MUST_CHECK;

/*
 * preview.read {file} -> {file, name, type, size, download, state building|ready|none, kind, pages,
 * sizes
 * [{width, height}] of those made, more, thumb, reason?, text?, cut?}, and asks the worker for it;
 * preview.get {file, page} (0: the small one) -> as file.get; preview.state (administrator) ->
 * {waiting, failed, rows [{id, file, name, error, at}]}; preview.retry (administrator) ->
 * {retried}.
 */
extern const struct ela_op ELA_PREVIEW_OPS[];

#endif
