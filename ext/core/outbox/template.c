/*
 * Shipped mail templates: paragraphs and buttons in two languages (packs/core/mail.json), rendered
 * as text and as HTML in one layout. {{name}} is a variable; in HTML it is escaped. Source: COM-24,
 * SEC-13, SEC-19.
 */
#include "outbox/outbox.h"

#include "outbox/outbox_internal.h"

extern const char ELA_MAIL_JSON[];
extern const size_t ELA_MAIL_JSON_SIZE;

struct page {
    const struct ela_json *variables; /* of the caller */
    const struct ela_settings *firm;
    const char *lang;
    struct ela_str name, greeting, subject, contact, content, text, html;
};

static enum ela_status shipped(struct ela_json **out, struct ela_error *err)
{
    return ela_json_parse((struct ela_str){ELA_MAIL_JSON, ELA_MAIL_JSON_SIZE},
                          &ELA_JSON_LIMITS_DEFAULT, out, err);
}

static void meta_of(const struct ela_json *template, struct ela__mail_kind *out)
{
    out->secret = ela_json_bool(ela_json_get(template, "secret"), false);
    out->visible = ela_json_bool(ela_json_get(template, "visible"), false);
    out->ttl_s = ela_json_int(ela_json_get(template, "ttl_s"), ELA__MAIL_TTL_S);
}

enum ela_status ela__mail_kind_of(const char *kind, struct ela__mail_kind *out,
                                  struct ela_error *err)
{
    struct ela_json *pack = NULL;
    ELA_TRY(shipped(&pack, err));
    meta_of(ela_json_get(ela_json_get(pack, "templates"), kind), out);
    ela_json_free(pack);
    return ELA_OK;
}

/* A value by name; *markup: it is HTML made here and must not be escaped again. */
static bool variable(const struct page *p, struct ela_str name, struct ela_str *out, bool *markup)
{
    const struct {
        const char *name;
        struct ela_str value;
        bool markup;
    } own[] = {{"firm", ela_str_of(p->firm->firm_name), false},
               {"firm_phone", ela_str_of(p->firm->firm_phone), false},
               {"firm_email", ela_str_of(p->firm->firm_email), false},
               {"accent", ela_str_of(p->firm->accent), false},
               {"lang", ela_str_of(p->lang), false},
               {"name", p->name, false},
               {"greeting", p->greeting, false},
               {"subject", p->subject, false},
               {"contact", p->contact, false},
               {"content", p->content, false},
               {"paragraphs", p->html.p != NULL ? p->html : p->text, true}};
    char key[48];
    *markup = false;
    if (name.n == 0 || name.n >= sizeof key)
        return false;
    memcpy(key, name.p, name.n);
    key[name.n] = '\0';
    const struct ela_json *v = ela_json_get(p->variables, key);
    if (v != NULL && ela_json_kind(v) == ELA_JTEXT) {
        *out = ela_json_text(v);
        return true;
    }
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (strcmp(own[i].name, key) == 0) {
            *out = own[i].value;
            *markup = own[i].markup;
            return true;
        }
    }
    return false;
}

static enum ela_status fill(const struct page *p, struct ela_str pattern, bool html,
                            struct ela_buf *out, struct ela_error *err)
{
    size_t i = 0;
    while (i < pattern.n) {
        const char *open = memmem(pattern.p + i, pattern.n - i, "{{", 2);
        size_t lead = open != NULL ? (size_t)(open - pattern.p) : pattern.n;
        ela_buf_add(out, pattern.p + i, lead - i);
        if (open == NULL)
            break;
        const char *close = memmem(open, pattern.n - lead, "}}", 2);
        struct ela_str value;
        bool markup = false;
        if (close == NULL)
            return ela_fail(err, ELA_E_INTERNAL, "mail.template", "");
        struct ela_str name = {open + 2, (size_t)(close - open) - 2};
        if (!variable(p, name, &value, &markup))
            return ela_failf(err, ELA_E_INTERNAL, "mail.variable", "", "no value for %.*s",
                             (int)name.n, name.p);
        if (html && !markup)
            ela_buf_add_html(out, value);
        else
            ela_buf_add(out, value.p, value.n);
        i = (size_t)(close - pattern.p) + 2;
    }
    return ELA_OK;
}

static enum ela_status paragraph(struct page *p, const struct ela_json *layout,
                                 const struct ela_json *part, struct ela_buf *text,
                                 struct ela_buf *html, struct ela_error *err)
{
    bool button = ela_json_kind(part) == ELA_JOBJECT;
    struct ela_str pattern = ela_json_text(button ? ela_json_get(part, "button") : part);
    struct ela_buf content;
    enum ela_status st;

    ela_buf_init(&content, ELA__MAIL_BODY);
    st = fill(p, pattern, false, &content, err);
    if (st == ELA_OK && content.n == 0 && !button) { /* a variable that holds nothing */
        ela_buf_release(&content);
        return ELA_OK;
    }
    if (st == ELA_OK) {
        p->content = (struct ela_str){content.p, content.n};
        ela_buf_add(text, content.p, content.n);
        if (button)
            st = fill(p, strcmp(p->lang, "fr") == 0 ? ELA_STR(" : {{url}}") : ELA_STR(": {{url}}"),
                      false, text, err);
        ela_buf_adds(text, "\n\n");
    }
    if (st == ELA_OK)
        st = fill(p, ela_json_text(ela_json_get(layout, button ? "html_button" : "html_paragraph")),
                  true, html, err);
    ela_buf_addc(html, '\n');
    ela_buf_release(&content);
    return st;
}

static enum ela_status lines(const struct page *p, const struct ela_json *pattern, bool html,
                             struct ela_buf *out, struct ela_error *err)
{
    for (size_t i = 0; i < ela_json_size(pattern); i++) {
        ELA_TRY(fill(p, ela_json_text(ela_json_at(pattern, i)), html, out, err));
        ela_buf_addc(out, '\n');
    }
    return ELA_OK;
}

/* The caller's parts, in order: greeting and subject, paragraphs twice, then both layouts around
 * them. */
struct work {
    struct ela_buf greeting, contact, text, html;
};

static enum ela_status render(struct page *p, const struct ela_json *pack,
                              const struct ela_json *words, struct work *w, struct ela_buf *subject,
                              struct ela_buf *text, struct ela_buf *html, struct ela_error *err)
{
    const struct ela_json *layout = ela_json_get(pack, "layout"),
                          *body = ela_json_get(words, "body");
    const struct ela_json *hello = ela_json_get(ela_json_get(pack, "greeting"), p->lang);

    ELA_TRY(fill(p, ela_json_text(ela_json_at(hello, p->name.n > 0 ? 0 : 1)), false, &w->greeting,
                 err));
    p->greeting = (struct ela_str){w->greeting.p, w->greeting.n};
    ela_buf_addf(&w->contact, "%s%s%s", p->firm->firm_phone,
                 p->firm->firm_phone[0] != '\0' && p->firm->firm_email[0] != '\0' ? " - " : "",
                 p->firm->firm_email);
    p->contact = (struct ela_str){w->contact.p, w->contact.n};
    ELA_TRY(fill(p, ela_json_text(ela_json_get(words, "subject")), false, subject, err));
    p->subject = (struct ela_str){subject->p, subject->n};
    for (size_t i = 0; i < ela_json_size(body); i++)
        ELA_TRY(paragraph(p, layout, ela_json_at(body, i), &w->text, &w->html, err));
    p->text = (struct ela_str){w->text.p, w->text.n};
    ELA_TRY(lines(p, ela_json_get(layout, "text"), false, text, err));
    p->html = (struct ela_str){w->html.p, w->html.n};
    ELA_TRY(lines(p, ela_json_get(layout, "html"), true, html, err));
    ELA_TRY(ela_buf_check(subject, err));
    ELA_TRY(ela_buf_check(text, err));
    return ela_buf_check(html, err);
}

enum ela_status ela__mail_render(const char *kind, const char *lang,
                                 const struct ela_json *variables, const struct ela_settings *firm,
                                 struct ela_str name, struct ela__mail_kind *meta,
                                 struct ela_buf *subject, struct ela_buf *text,
                                 struct ela_buf *html, struct ela_error *err)
{
    struct ela_json *pack = NULL;
    struct work w;
    struct page p = {.variables = variables, .firm = firm, .lang = lang, .name = name};
    enum ela_status st;

    ELA_TRY(shipped(&pack, err));
    const struct ela_json *template = ela_json_get(ela_json_get(pack, "templates"), kind);
    const struct ela_json *words = ela_json_get(template, lang);
    if (words == NULL) {
        words = ela_json_get(template, "fr");
        p.lang = "fr";
    }
    if (words == NULL) {
        ela_json_free(pack);
        return ela_failf(err, ELA_E_INTERNAL, "mail.template", "", "no template %s", kind);
    }
    meta_of(template, meta);
    ela_buf_init(&w.greeting, 1024);
    ela_buf_init(&w.contact, 1024);
    ela_buf_init(&w.text, ELA__MAIL_BODY);
    ela_buf_init(&w.html, ELA__MAIL_BODY);
    st = render(&p, pack, words, &w, subject, text, html, err);
    ela_buf_release(&w.greeting);
    ela_buf_release(&w.contact);
    ela_buf_release(&w.text);
    ela_buf_release(&w.html);
    ela_json_free(pack);
    return st;
}
