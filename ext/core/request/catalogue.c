/*
 * What a client may ask for, and the guided form of one thing. Source: CASE-09, CASE-10, CASE-28.
 */
#include "request/request_internal.h"

/* Columns of ELA__SQL_SERVICES that an offer reads. */
enum {
    S_ID = 0,
    S_NAME = 2,
    S_DESCRIPTION,
    S_KINDS,
    S_FAMILY,
    S_PRICE,
    S_UNIT,
    S_VAT,
    S_INCLUDED,
    S_TEMPLATE = 15
};

struct shop {
    unsigned kind; /* of the client, ELA_CLIENT_ bits */
    struct ela_db_result services, decided;
};

enum ela_status ela__request_facts(struct ela_call *c, int32_t client, struct ela_json **out,
                                   struct ela_error *err)
{
    struct ela_json *who;
    *out = NULL;
    ELA_TRY(ela_meta_client_facts(c, client, &who, err));
    *out = ela_json_new_object();
    ela_json_set(*out, "client", who);
    return *out ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* --- the shop ----------------------------------------------------------------------------- */

static enum ela_status open_shop(struct ela_call *c, struct shop *s, struct ela_error *err)
{
    const struct ela_actor *a = c->actor;
    struct ela_db_value p[] = {ELA_DBV_INT(a->entity), ELA_DBV_INT(a->client_id)};
    struct ela_sql q;
    ELA_TRY(ela_meta_client_kinds(c, a->client_id, &s->kind, err));
    ELA_TRY(ela_db_query(c->db, ELA__SQL_CLIENT_SERVICES, p, 2, &s->decided, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_SERVICES);
    ela_sql_int(&q, a->entity);
    ela_sql_add(&q, ELA__SQL_SERVICES_OFFERED);
    ela_sql_add(&q, ELA__SQL_SERVICES_ORDER);
    enum ela_status st = ela_sql_query(&q, c->db, &s->services, err);
    if (st != ELA_OK)
        ela_db_result_release(&s->decided);
    return st;
}

static void close_shop(struct shop *s)
{
    ela_db_result_release(&s->services);
    ela_db_result_release(&s->decided);
}

/* 1 opened to this client, 0 closed, -1 nothing was decided. */
static int decided(const struct shop *s, const char *kind)
{
    for (size_t i = 0; i < s->decided.nrows; i++)
        if (ela_str_is(ela_db_cell(&s->decided, i, 0), kind))
            return ela_db_int(&s->decided, i, 1, 0) == 1;
    return -1;
}

/* A client sees a kind that is for his sort of people, and that was not taken from him. */
static bool offered(const struct shop *s, const struct ela_template *t, bool by_service)
{
    int d = decided(s, t->code);
    if (!t->visible || d == 0 || (t->client_kinds && !(t->client_kinds & s->kind)))
        return false;
    return t->requestable || by_service || d == 1;
}

static void offer_of_template(const struct ela_call *c, const struct ela_template *t,
                              struct ela__offer *o)
{
    struct ela_label about = ela_label_for_client(t->client_description, t->description);
    *o = (struct ela__offer){.template = t,
                             .name = ela_label_text(t->label, c->actor->lang),
                             .description = ela_label_text(about, c->actor->lang),
                             .family = t->family,
                             .price_minor = -1,
                             .vat_milli = -1,
                             .included_s = -1,
                             .unit = "package"};
    struct ela_str price = ela_json_text(ela_json_get(t->billing, "price"));
    /* A price in a pack was checked when it was installed. */
    if (price.n && ela_money_parse(price, false, &o->price_minor, "", NULL) != ELA_OK)
        o->price_minor = -1;
}

static void offer_of_service(struct ela_call *c, const struct ela_template *t, const struct shop *s,
                             size_t row, struct ela__offer *o)
{
    const struct ela_db_result *r = &s->services;
    struct ela_str name = ela_db_cell(r, row, S_NAME), about = ela_db_cell(r, row, S_DESCRIPTION),
                   family = ela_db_cell(r, row, S_FAMILY);
    offer_of_template(c, t, o);
    o->service = ela_db_int(r, row, S_ID, 0);
    o->name = ela_arena_strndup(c->arena, name.p, name.n);
    if (about.n)
        o->description = ela_arena_strndup(c->arena, about.p, about.n);
    if (family.n)
        o->family = ela_arena_strndup(c->arena, family.p, family.n);
    o->price_minor = ela_db_int(r, row, S_PRICE, o->price_minor);
    o->vat_milli = (int32_t)ela_db_int(r, row, S_VAT, -1);
    o->included_s = ela_db_int(r, row, S_INCLUDED, -1);
    (void)ela_str_copy(ela_db_cell(r, row, S_UNIT), o->unit, sizeof o->unit);
}

static enum ela_status tell_price(const struct ela_call *c, const struct shop *s,
                                  struct ela__offer *o, struct ela_error *err)
{
    int32_t vat = o->vat_milli < 0 ? c->settings->default_vat_milli : o->vat_milli;
    o->with_tax = !(s->kind & ELA_CLIENT_COMPANY);
    o->told_minor = o->price_minor;
    if (!o->with_tax || o->price_minor <= 0)
        return ELA_OK;
    return ela_money_with_vat(o->price_minor, vat, &o->told_minor, err);
}

typedef enum ela_status take_offer(struct ela_call *c, const struct ela__offer *o, void *ctx,
                                   struct ela_error *err);

/* The offers of one template: its services, or itself where it has none. */
static enum ela_status each_of(struct ela_call *c, const struct shop *s,
                               const struct ela_template *t, take_offer *take, void *ctx,
                               struct ela_error *err)
{
    struct ela__offer o;
    bool any = false;
    for (size_t i = 0; i < s->services.nrows; i++) {
        unsigned kinds = (unsigned)ela_db_int(&s->services, i, S_KINDS, 0);
        if (!ela_str_is(ela_db_cell(&s->services, i, S_TEMPLATE), t->code))
            continue;
        any = true;
        if ((kinds && !(kinds & s->kind)) || !offered(s, t, true))
            continue;
        offer_of_service(c, t, s, i, &o);
        ELA_TRY(tell_price(c, s, &o, err));
        ELA_TRY(take(c, &o, ctx, err));
    }
    if (any || !offered(s, t, false))
        return ELA_OK;
    offer_of_template(c, t, &o);
    ELA_TRY(tell_price(c, s, &o, err));
    return take(c, &o, ctx, err);
}

/* --- one offer ---------------------------------------------------------------------------- */

struct wanted {
    int64_t service;
    bool found;
    struct ela__offer *out;
};

static enum ela_status keep(struct ela_call *c, const struct ela__offer *o, void *ctx,
                            struct ela_error *err)
{
    struct wanted *w = ctx;
    (void)c;
    (void)err;
    if (!w->found && (w->service == 0 || w->service == o->service)) {
        *w->out = *o;
        w->found = true;
    }
    return ELA_OK;
}

enum ela_status ela__request_offer(struct ela_call *c, struct ela_str kind, int64_t service,
                                   struct ela__offer *out, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    struct ela_error why = ELA_ERROR_INIT;
    struct shop s;
    struct wanted w = {service, false, out};
    enum ela_status st = ela_meta_template_now(c, kind, &t, &why);
    if (st == ELA_E_INPUT || st == ELA_E_NOT_FOUND)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "kind");
    if (st == ELA_E_STATE)
        return ela_fail(err, ELA_E_STATE, "request.not_offered", "kind");
    if (st != ELA_OK)
        return ela_failf(err, st, why.key, why.field, "%s", why.detail);
    ELA_TRY(open_shop(c, &s, err));
    st = each_of(c, &s, t, keep, &w, err);
    close_shop(&s);
    if (st != ELA_OK || w.found)
        return st;
    /* What is for other people does not exist for him; what was closed to him did. */
    if (!t->visible || (t->client_kinds && !(t->client_kinds & s.kind)))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "kind");
    return ela_fail(err, ELA_E_STATE, "request.not_offered", "kind");
}

/* --- price and consent -------------------------------------------------------------------- */

static bool invoiced(const struct ela__offer *o)
{
    struct ela_str model = ela_json_text(ela_json_get(o->template->billing, "model"));
    if (o->service && o->price_minor >= 0)
        return o->price_minor > 0;
    return !ela_str_is(model, "unbilled") && !ela_str_is(model, "subscription");
}

/* "1234.50" as a French or an English reader writes it. */
static void amount_text(const struct ela_call *c, int64_t minor, char out[48])
{
    bool en = strncmp(c->actor->lang, "en", 2) == 0;
    char plain[32];
    ela_money_format(minor, plain);
    if (!en)
        for (char *p = plain; *p; p++)
            *p = *p == '.' ? ',' : *p;
    (void)snprintf(out, 48, "%s %s", plain, c->settings->currency);
}

enum ela_status ela__request_consent(struct ela_call *c, const struct ela__offer *o,
                                     const char **wording, struct ela_error *err)
{
    bool en = strncmp(c->actor->lang, "en", 2) == 0;
    char amount[48];
    *wording = "";
    if (!invoiced(o))
        return ELA_OK;
    if (o->price_minor > 0) {
        amount_text(c, o->told_minor, amount);
        *wording = ela_arena_printf(
            c->arena,
            en ? "“%s” is not included in a subscription. It will be invoiced at %s %s VAT, "
                 "once your request has been accepted. I agree."
               : "« %s » n’est pas comprise dans un abonnement. Elle sera facturée %s %s, "
                 "une fois votre demande acceptée. J’accepte.",
            o->name, amount,
            en ? (o->with_tax ? "including" : "excluding") : (o->with_tax ? "TTC" : "HT"));
    } else {
        *wording = ela_arena_printf(
            c->arena,
            en ? "“%s” is not included in a subscription. It will be invoiced at current rates, "
                 "once your request has been accepted. I agree."
               : "« %s » n’est pas comprise dans un abonnement. Elle sera facturée au tarif en "
                 "vigueur, une fois votre demande acceptée. J’accepte.",
            o->name);
    }
    return *wording ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

static void offer_members(struct ela_call *c, struct ela_json *o, const struct ela__offer *f)
{
    const struct ela_meta_form *form = ela__request_form_of(f->template);
    ela_json_set_text(o, "kind", f->template->code);
    if (f->service)
        ela_json_set_int(o, "service", f->service);
    else
        ela_json_set_null(o, "service");
    ela_json_set_text(o, "label", f->name);
    ela_json_set_text(o, "description", f->description);
    ela_json_set_text(o, "icon", f->template->icon);
    ela_json_set_text(o, "colour", f->template->colour);
    if (f->told_minor >= 0)
        ela_json_set_int(o, "price_minor", f->told_minor);
    else
        ela_json_set_null(o, "price_minor");
    ela_json_set_bool(o, "with_tax", f->with_tax);
    ela_json_set_text(o, "currency", c->settings->currency);
    ela_json_set_text(o, "unit", f->unit);
    ela_json_set_int(o, "pages", form ? (int64_t)form->npages : 0);
}

/* --- request.catalogue -------------------------------------------------------------------- */

struct filling {
    struct ela_json *rows;
    const struct ela_meta_list *families;
};

static enum ela_status fill(struct ela_call *c, const struct ela__offer *f, void *ctx,
                            struct ela_error *err)
{
    struct filling *into = ctx;
    const struct ela_meta_option *family = ela_meta_item(into->families, ela_str_of(f->family));
    struct ela_json *o = ela_json_new_object(), *in = ela_json_new_object();
    (void)err;
    offer_members(c, o, f);
    ela_json_set_text(in, "code", f->family);
    ela_json_set_text(in, "label", family ? ela_label_text(family->label, c->actor->lang) : "");
    ela_json_set_text(in, "icon", family ? family->icon : "");
    ela_json_set(o, "family", in);
    ela_json_push(into->rows, o);
    return ELA_OK;
}

enum ela_status ela__request_catalogue(struct ela_call *c, struct ela_error *err)
{
    const struct ela_meta_head *heads = NULL;
    size_t n = 0;
    struct shop s;
    struct filling into = {NULL, NULL};
    ELA_TRY(ela_meta_list(c, "families", &into.families, err));
    ELA_TRY(ela_meta_templates(c, &heads, &n, err));
    ELA_TRY(open_shop(c, &s, err));
    into.rows = ela_json_new_array();
    ela_json_set(c->out, "rows", into.rows);
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < n && st == ELA_OK; i++) {
        const struct ela_template *t = NULL;
        if (!heads[i].active)
            continue;
        st = ela_meta_template(c, heads[i].definition, &t, err);
        if (st == ELA_OK)
            st = each_of(c, &s, t, fill, &into, err);
    }
    close_shop(&s);
    return st;
}

/* What the browser cannot know of the client, by the names that forms use. */
static enum ela_status set_form(struct ela_call *c, const struct ela_meta_form *form,
                                const struct ela_json *answers, struct ela_error *err)
{
    struct ela_json *facts = NULL, *flat = ela_json_new_object();
    ela_json_set(c->out, "facts", flat);
    ELA_TRY(ela__request_facts(c, c->actor->client_id, &facts, err));
    ela_meta_facts_flat(c, facts, flat);
    const struct ela_meta_filled of = {facts, answers};
    enum ela_status st = form ? ela_meta_form_json(c, form, &form->set, &of, c->out, err) : ELA_OK;
    ela_json_free(facts);
    return st;
}

/* --- request.form ------------------------------------------------------------------------- */

/* The form of a new request of a kind, or of a draft by the revision that it was begun with. */
enum ela_status ela__request_form(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r = {0};
    struct ela__offer o;
    const char *wording = "";
    int64_t draft = ela_in_int(c, "request", 0), service = ela_in_int(c, "service", 0);
    struct ela_str kind = ela_in_text(c, "kind");
    if (draft) {
        ELA_TRY(ela__request_load(c, draft, false, &r, err));
        kind = ela_str_of(r.kind);
        service = r.service;
    }
    enum ela_status st = ela__request_offer(c, kind, service, &o, err);
    if (st == ELA_OK && draft)
        st = ela_meta_template(c, r.definition, &o.template, err);
    if (st == ELA_OK)
        st = ela__request_consent(c, &o, &wording, err);
    if (st != ELA_OK) {
        ela__request_release(&r);
        return st;
    }
    offer_members(c, c->out, &o);
    ela_json_set_int(c->out, "definition", o.template->definition);
    ela_json_set_text(c->out, "consent", wording);
    const struct ela_meta_form *form = ela__request_form_of(o.template);
    st = set_form(c, form, r.answers, err);
    if (!form) {
        ela_json_set_null(c->out, "form");
        ela_json_set_null(c->out, "program");
    }
    ela__request_release(&r);
    return st;
}
