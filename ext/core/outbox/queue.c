/*
 * Putting a mail in the queue, inside the caller's transaction. Source: COM-09, COM-29.
 */
#include "outbox/outbox.h"

#include <sodium.h>

#include "event/event.h"
#include "outbox/outbox_internal.h"
#include "outbox/outbox_sql.h"

/* Line breaks and NUL in anything that becomes a header would let the text write headers of its
 * own. */
static enum ela_status check_header(struct ela_str s, size_t max_chars, const char *field,
                                    struct ela_error *err)
{
    size_t chars = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == 0x7f)
            return ela_fail(err, ELA_E_INPUT, "mail.header", field);
    }
    if (!ela_utf8_valid(s.p, s.n, &chars) || chars > max_chars)
        return ela_fail(err, ELA_E_INPUT, "mail.header", field);
    return ELA_OK;
}

static enum ela_status check_address(struct ela_str s, const char *field, struct ela_error *err)
{
    size_t at = 0, signs = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\r' || c == '\n' || c == 0)
            return ela_fail(err, ELA_E_INPUT, "mail.header", field);
        if (c <= 0x20 || c >= 0x7f || strchr("<>(),;:\"[]\\", c) != NULL)
            return ela_fail(err, ELA_E_INPUT, "email.malformed", field);
        if (c == '@') {
            at = i;
            signs++;
        }
    }
    if (signs != 1 || at == 0 || at + 1 >= s.n || s.n > ELA__MAIL_ADDRESS)
        return ela_fail(err, ELA_E_INPUT, "email.malformed", field);
    return ELA_OK;
}

/* Host of "https://portail.example.fr:8443/x" -> "portail.example.fr". */
static struct ela_str url_host(const char *url)
{
    const char *p = strstr(url, "://");
    p = p != NULL ? p + 3 : url;
    size_t n = strcspn(p, ":/?#");
    return (struct ela_str){p, n};
}

/* The configured sender, else the firm's address, else a plain one at the portal's host. */
static enum ela_status sender_of(const struct ela_settings *s, char out[ELA__MAIL_ADDRESS + 1],
                                 struct ela_error *err)
{
    struct ela_str host = url_host(s->portal_url);
    if (s->mail_from[0] != '\0')
        snprintf(out, ELA__MAIL_ADDRESS + 1, "%s", s->mail_from);
    else if (s->firm_email[0] != '\0')
        snprintf(out, ELA__MAIL_ADDRESS + 1, "%s", s->firm_email);
    else if (host.n > 0 && host.n < 150)
        snprintf(out, ELA__MAIL_ADDRESS + 1, "noreply@%.*s", (int)host.n, host.p);
    else
        return ela_fail(err, ELA_E_STATE, "mail.no_sender", "");
    struct ela_error why = ELA_ERROR_INIT;
    if (check_address(ela_str_of(out), "", &why) != ELA_OK)
        return ela_fail(err, ELA_E_STATE, "mail.no_sender", "");
    return ELA_OK;
}

/* Chosen once, so that a message sent twice is recognised as the same one (RFC 5322 3.6.4). */
static void message_id(char out[ELA__MAIL_ADDRESS + 1], const char *sender, int64_t now)
{
    uint8_t random[16];
    char hex[33];
    const char *at = strchr(sender, '@');
    randombytes_buf(random, sizeof random);
    ela_hex(random, sizeof random, hex);
    snprintf(out, ELA__MAIL_ADDRESS + 1, "<%s.%lld@%.100s>", hex, (long long)now,
             at != NULL ? at + 1 : "localhost");
}

static enum ela_status check_mail(const struct ela_mail *m, struct ela_error *err)
{
    ELA_TRY(check_address(m->to_email, "to_email", err));
    ELA_TRY(check_header(m->to_name, ELA__MAIL_NAME, "to_name", err));
    ELA_TRY(check_header(m->subject, ELA__MAIL_SUBJECT, "subject", err));
    if (m->text.n > ELA__MAIL_BODY || m->html.n > ELA__MAIL_BODY)
        return ela_fail(err, ELA_E_INPUT, "field.too_long", "text");
    if (!ela_utf8_valid(m->text.p, m->text.n, NULL) || !ela_utf8_valid(m->html.p, m->html.n, NULL))
        return ela_fail(err, ELA_E_INPUT, "field.type", "text");
    if (m->dedupe_key != NULL && strlen(m->dedupe_key) > 64)
        return ela_fail(err, ELA_E_INTERNAL, "mail.dedupe_key", "");
    return ELA_OK;
}

static enum ela_status journal(struct ela_call *c, const struct ela_mail *m, bool visible,
                               int64_t id, struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "mail", m->kind);
    ela_json_set_str(data, "subject", m->subject);
    ela_json_set_str(data, "to", m->to_name.n > 0 ? m->to_name : m->to_email);
    struct ela_event e = {.kind = "mail.sent",
                          .client_id = m->client_id,
                          .case_id = m->case_id,
                          .object = m->object != NULL ? m->object : "outbox",
                          .object_id = m->object != NULL ? m->object_id : id,
                          .outbox_id = id,
                          .visible = visible,
                          .data = data};
    return ela_event_add(c, &e, err);
}

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

static enum ela_status queue(struct ela_call *c, const struct ela_mail *m, const char *lang,
                             const struct ela__mail_kind *meta, int64_t *id, struct ela_error *err)
{
    char sender[ELA__MAIL_ADDRESS + 1], mid[ELA__MAIL_ADDRESS + 1];
    const struct ela_settings *s = c->settings;
    int64_t due = m->not_before_at > c->now ? m->not_before_at : c->now;
    int64_t ttl = m->ttl_s > 0 ? m->ttl_s : meta->ttl_s;
    const char *name = s->mail_from_name[0] != '\0' ? s->mail_from_name : s->firm_name;

    ELA_TRY(check_mail(m, err));
    ELA_TRY(sender_of(s, sender, err));
    ELA_TRY(check_header(ela_str_of(name), ELA__MAIL_NAME, "mail_from_name", err));
    message_id(mid, sender, c->now);
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(m->kind),
                               ELA_DBV_INT(due),
                               ELA_DBV_STR(m->to_email),
                               ELA_DBV_STR(m->to_name),
                               ELA_DBV_TEXT(sender),
                               ELA_DBV_TEXT(name),
                               ELA_DBV_TEXT(lang),
                               ELA_DBV_STR(m->subject),
                               ELA_DBV_STR(m->text),
                               m->html.n > 0 ? ELA_DBV_STR(m->html) : ELA_DBV_NULL,
                               ELA_DBV_INT(m->secret || meta->secret ? 1 : 0),
                               ELA_DBV_TEXT(mid),
                               m->dedupe_key != NULL ? ELA_DBV_TEXT(m->dedupe_key) : ELA_DBV_NULL,
                               ELA_DBV_INT(due + ttl),
                               id_or_null(m->client_id),
                               id_or_null(m->case_id),
                               id_or_null(m->account_id),
                               ELA_DBV_TEXT(m->object != NULL ? m->object : ""),
                               id_or_null(m->object_id),
                               ELA_DBV_INT(c->now)};
    int64_t changed = 0;
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_OUTBOX_INSERT, v, sizeof v / sizeof v[0], &changed, err));
    int64_t row = ela_db_last_id(c->db);
    if (id != NULL)
        *id = row;
    if (changed == 0)
        return ELA_OK; /* queued before under the same key */
    return journal(c, m, meta->visible && !m->secret, row, err);
}

enum ela_status ela_outbox_mail(struct ela_call *c, const struct ela_mail *m, int64_t *id,
                                struct ela_error *err)
{
    struct ela__mail_kind meta;
    ELA_TRY(ela__mail_kind_of(m->kind, &meta, err));
    return queue(c, m, strncmp(c->actor->lang, "en", 2) == 0 ? "en" : "fr", &meta, id, err);
}

/* A variable may hold a line break or be long; a subject may not. */
static void tidy_subject(struct ela_buf *b)
{
    size_t chars = 0, i = 0;
    for (i = 0; i < b->n; i++) {
        unsigned char c = (unsigned char)b->p[i];
        if (c < 0x20 || c == 0x7f)
            b->p[i] = ' ';
        if ((c & 0xc0) != 0x80 && ++chars > ELA__MAIL_SUBJECT)
            break;
    }
    b->n = i;
}

enum ela_status ela_outbox_notify(struct ela_call *c, const struct ela_mail *base, const char *lang,
                                  const struct ela_json *variables, int64_t *id,
                                  struct ela_error *err)
{
    struct ela__mail_kind meta;
    struct ela_buf subject, text, html;
    struct ela_mail m = *base;
    enum ela_status st;

    ela_buf_init(&subject, 4096);
    ela_buf_init(&text, ELA__MAIL_BODY);
    ela_buf_init(&html, ELA__MAIL_BODY);
    lang = lang != NULL && strncmp(lang, "en", 2) == 0 ? "en" : "fr";
    st = ela__mail_render(base->kind, lang, variables, c->settings, base->to_name, &meta, &subject,
                          &text, &html, err);
    if (st == ELA_OK) {
        tidy_subject(&subject);
        m.subject = (struct ela_str){subject.p, subject.n};
        m.text = (struct ela_str){text.p, text.n};
        m.html = (struct ela_str){html.p, html.n};
        st = queue(c, &m, lang, &meta, id, err);
    }
    ela_buf_release(&subject);
    ela_buf_release(&text);
    ela_buf_release(&html);
    return st;
}
