/* What the files of the outbox share. */
#ifndef ELA_OUTBOX_OUTBOX_INTERNAL_H
#define ELA_OUTBOX_OUTBOX_INTERNAL_H

#include "outbox/outbox.h"
#include "settings/settings.h"

enum {
    ELA__MAIL_TTL_S = 3 * 86400,
    ELA__MAIL_ADDRESS = 190, /* bytes of an address; columns recipient and sender */
    ELA__MAIL_NAME = 128,    /* code points */
    ELA__MAIL_SUBJECT = 255,
    ELA__MAIL_BODY = 1 << 20 /* bytes of a body */
};

/* How a shipped template is to be handled. */
struct ela__mail_kind {
    bool secret;  /* holds a one-time link */
    bool visible; /* the client sees the sending in his timeline */
    int64_t ttl_s;
};

/*
 * Renders template `kind` in `lang` (French when it lacks the language). Variables of the caller
 * and of the firm (firm, firm_phone, firm_email, name) replace {{x}}. Errors: internal
 * mail.template (unknown kind), mail.variable.
 */
enum ela_status ela__mail_render(const char *kind, const char *lang,
                                 const struct ela_json *variables, const struct ela_settings *firm,
                                 struct ela_str name, struct ela__mail_kind *meta,
                                 struct ela_buf *subject, struct ela_buf *text,
                                 struct ela_buf *html, struct ela_error *err) ELA_MUST_CHECK;

/* Handling of a kind; unknown kinds get the defaults. */
enum ela_status ela__mail_kind_of(const char *kind, struct ela__mail_kind *out,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* Columns of a row of the list, and the row itself as operations give it. */
enum { ELA__OUTBOX_ROW = 18 };
void ela__outbox_row(struct ela_json *o, const struct ela_db_result *r, size_t i);

/* outbox.read and outbox.test (outbox_read.c). */
enum ela_status ela__outbox_run_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__outbox_run_test(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
