/*
 * Rate models and their dated terms. Source: TIME-09.
 */
#include "case/case_internal.h"
#include "base/duration.h"

const char *const ELA_MODELS[] = {ELA_MODEL_HOURLY,       ELA_MODEL_PACKAGE,  ELA_MODEL_FIXED,
                                  ELA_MODEL_SUBSCRIPTION, ELA_MODEL_UNBILLED, NULL};
const char *const ELA_INVOICING[] = {"start", "progress", "end", NULL};

static struct ela_str member(const struct ela_json *in, const char *name)
{
    return ela_str_trim(ela_json_text(ela_json_get(in, name)));
}

/* Which members a model has a use for. */
static bool useful(const char *model, const char *name)
{
    bool package = strcmp(model, ELA_MODEL_PACKAGE) == 0;
    if (strcmp(name, "rate") == 0)
        return package || strcmp(model, ELA_MODEL_HOURLY) == 0;
    if (strcmp(name, "price") == 0)
        return package || strcmp(model, ELA_MODEL_FIXED) == 0;
    return package;
}

/* "40h", "100h30": a package may be longer than the day that bounds one entry, so its hours are
 * counted apart. */
static enum ela_status long_duration(struct ela_str text, int64_t *out, const char *field,
                                     struct ela_error *err)
{
    int32_t s = 0;
    struct ela_error first = ELA_ERROR_INIT;
    if (ela_duration_parse(text, &s, field, &first) == ELA_OK) {
        *out = s;
        return ELA_OK;
    }
    size_t n = 0;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    size_t unit = n;
    while (unit < text.n && strchr(" .,0123456789", text.p[unit]))
        unit++;
    bool hours = unit < text.n && strchr("hH:", text.p[unit]) != NULL;
    int64_t h = 0;
    char rest[40];
    if (strcmp(first.key, "duration.over_a_day") == 0 && hours && n < 6 &&
        text.n - n < sizeof(rest) - 1 && ela_parse_i64((struct ela_str){text.p, n}, &h) && h > 0) {
        (void)snprintf(rest, sizeof(rest), "1%.*s", (int)(text.n - n), text.p + n);
        ELA_TRY(ela_duration_parse(ela_str_of(rest), &s, field, err));
        *out = (h - 1) * 3600 + s;
        return ELA_OK;
    }
    return ela_fail(err, ELA_E_INPUT, first.key, field);
}

struct terms_reader {
    const struct ela_json *in;
    const char *prefix, *model;
    char field[64];
};

static const char *path(struct terms_reader *r, const char *name)
{
    (void)snprintf(r->field, sizeof(r->field), "%s%s", r->prefix, name);
    return r->field;
}

static enum ela_status no_needless(struct terms_reader *r, struct ela_error *err)
{
    static const char *const NAMES[] = {"rate",  "included",     "included_s",
                                        "price", "overage_rate", NULL};
    for (size_t i = 0; NAMES[i]; i++) {
        const struct ela_json *v = ela_json_get(r->in, NAMES[i]);
        bool given = ela_json_kind(v) == ELA_JINT || member(r->in, NAMES[i]).n > 0;
        if (given && !useful(r->model, NAMES[i]))
            return ela_fail(err, ELA_E_INPUT, "case.terms_needless", path(r, NAMES[i]));
    }
    return ELA_OK;
}

static enum ela_status read_numbers(struct terms_reader *r, struct ela_terms *t,
                                    struct ela_error *err)
{
    if (member(r->in, "rate").n)
        ELA_TRY(ela_rate_parse(member(r->in, "rate"), &t->rate, path(r, "rate"), err));
    if (member(r->in, "overage_rate").n)
        ELA_TRY(ela_rate_parse(member(r->in, "overage_rate"), &t->overage, path(r, "overage_rate"),
                               err));
    if (member(r->in, "price").n)
        ELA_TRY(
            ela_money_parse(member(r->in, "price"), false, &t->price_minor, path(r, "price"), err));
    if (ela_json_kind(ela_json_get(r->in, "included_s")) == ELA_JINT)
        t->included_s = ela_json_int(ela_json_get(r->in, "included_s"), -1);
    else if (member(r->in, "included").n)
        ELA_TRY(long_duration(member(r->in, "included"), &t->included_s, path(r, "included"), err));
    if (member(r->in, "vat").n)
        ELA_TRY(ela_vat_parse(member(r->in, "vat"), &t->vat_milli, path(r, "vat"), err));
    return ELA_OK;
}

enum ela_status ela_terms_read(const struct ela_call *c, const struct ela_json *in,
                               const char *prefix, struct ela_terms *out, struct ela_error *err)
{
    memset(out, 0, sizeof(*out));
    out->included_s = out->price_minor = -1;
    out->vat_milli = c->settings->default_vat_milli;
    ELA_TRY(ela_day_parse(ELA_STR(ELA_TERMS_EVER), &out->valid_from, "", err));
    (void)ela_str_copy(ela_str_of(c->settings->currency), out->currency, sizeof(out->currency));
    struct ela_str model = ela_json_text(ela_json_get(in, "model"));
    (void)ela_str_copy(model.n ? model : ELA_STR(ELA_MODEL_HOURLY), out->model, sizeof(out->model));
    struct ela_str moment = ela_json_text(ela_json_get(in, "invoicing"));
    (void)ela_str_copy(moment.n ? moment : ELA_STR("end"), out->invoicing, sizeof(out->invoicing));
    if (!in)
        return ELA_OK;
    struct terms_reader r = {.in = in, .prefix = prefix, .model = out->model};
    ELA_TRY(no_needless(&r, err));
    ELA_TRY(read_numbers(&r, out, err));
    if (useful(out->model, "included") && out->included_s < 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", path(&r, "included"));
    if (useful(out->model, "price") && out->price_minor < 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", path(&r, "price"));
    return ELA_OK;
}

static struct ela_rate rate_cell(const struct ela_db_result *r, size_t col)
{
    return (struct ela_rate){ela_db_int(r, 0, col, 0), ela_db_int(r, 0, col + 1, 0)};
}

enum ela_status ela_case_terms_on(struct ela_call *c, int64_t case_id, struct ela_day day,
                                  struct ela_terms *out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(case_id), ela_list_day(c->arena, day)};
    struct ela_db_result r;
    enum ela_status st = ela_terms_read(c, NULL, "", out, err);
    if (st == ELA_OK)
        st = ela_db_query(c->db, ELA_SQL_TERMS_ON, p, 2, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows) {
        out->id = ela_db_int(&r, 0, 0, 0);
        st = ela_day_parse(ela_db_cell(&r, 0, 1), &out->valid_from, "", err);
        (void)ela_str_copy(ela_db_cell(&r, 0, 2), out->model, sizeof(out->model));
        (void)ela_str_copy(ela_db_cell(&r, 0, 3), out->currency, sizeof(out->currency));
        out->rate = rate_cell(&r, 4);
        out->included_s = ela_db_int(&r, 0, 6, -1);
        out->price_minor = ela_db_int(&r, 0, 7, -1);
        out->overage = rate_cell(&r, 8);
        out->vat_milli = (int32_t)ela_db_int(&r, 0, 10, 0);
        (void)ela_str_copy(ela_db_cell(&r, 0, 11), out->invoicing, sizeof(out->invoicing));
    }
    ela_db_result_release(&r);
    return st;
}

static struct ela_db_value or_null(int64_t v, bool has)
{
    return has ? ELA_DBV_INT(v) : ELA_DBV_NULL;
}

static enum ela_status insert_terms(struct ela_call *c, int64_t case_id, const struct ela_terms *t,
                                    struct ela_day from, struct ela_error *err)
{
    bool rate = ela_rate_is_set(t->rate), over = ela_rate_is_set(t->overage);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(case_id),
                               ela_list_day(c->arena, from),
                               ELA_DBV_TEXT(t->model),
                               ELA_DBV_TEXT(t->currency),
                               or_null(t->rate.num, rate),
                               or_null(t->rate.den, rate),
                               or_null(t->included_s, t->included_s >= 0),
                               or_null(t->price_minor, t->price_minor >= 0),
                               or_null(t->overage.num, over),
                               or_null(t->overage.den, over),
                               ELA_DBV_INT(t->vat_milli),
                               ELA_DBV_TEXT(t->invoicing),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    return ela_db_exec(c->db, ELA_SQL_TERMS_INSERT, p, sizeof(p) / sizeof(p[0]), NULL, err);
}

/* Day after the last one that an invoice has used; ELA_DAY_NONE when nothing was invoiced. */
static enum ela_status earliest(struct ela_call *c, int64_t case_id, struct ela_day *out,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(case_id), ELA_DBV_INT(case_id), ELA_DBV_INT(case_id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TERMS_LAST_BILLED, p, 2, &r, err));
    struct ela_str day = ela_db_cell(&r, 0, 0);
    enum ela_status st = ELA_OK;
    *out = ELA_DAY_NONE;
    if (day.n && strncmp(day.p, "0001", 4) != 0) {
        st = ela_day_parse(day, out, "", err);
        out->n += st == ELA_OK ? 1 : 0;
    }
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_case_terms_put(struct ela_call *c, int64_t case_id,
                                   const struct ela_terms *terms, bool has_from,
                                   struct ela_day *out_from, struct ela_error *err)
{
    struct ela_day first, from = terms->valid_from;
    ELA_TRY(earliest(c, case_id, &first, err));
    bool billed = first.n != ELA_DAY_NONE.n;
    if (billed && has_from && from.n < first.n) {
        char text[16];
        ela_day_format(first, text);
        enum ela_status st = ela_fail(err, ELA_E_STATE, "case.terms_invoiced", "valid_from");
        ela_error_param(err, "first", text);
        return st;
    }
    if (billed && !has_from) {
        from = ela_tz_day(c->tz, c->now);
        if (from.n < first.n)
            from = first;
    }
    struct ela_db_value p[] = {ELA_DBV_INT(case_id), ela_list_day(c->arena, from)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TERMS_DELETE_FROM, p, 2, NULL, err));
    ELA_TRY(insert_terms(c, case_id, terms, from, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_ALERT_RESET, p, 1, NULL, err));
    *out_from = from;
    return ELA_OK;
}

static void set_rate(struct ela_json *o, const char *key, struct ela_rate rate)
{
    char text[32];
    if (!ela_rate_is_set(rate)) {
        ela_json_set_null(o, key);
        return;
    }
    ela_rate_format(rate, text);
    ela_json_set_text(o, key, text);
}

void ela__set_gross(struct ela_json *o, int64_t minor, int32_t vat_milli)
{
    int64_t gross;
    if (minor < 0 || ela_money_with_vat(minor, vat_milli, &gross, NULL) != ELA_OK)
        ela_json_set_null(o, "gross_minor");
    else
        ela_json_set_int(o, "gross_minor", gross);
}

struct ela_json *ela__terms_json(const struct ela_call *c, const struct ela_terms *t)
{
    struct ela_json *o = ela_json_new_object();
    char text[32];
    ela_json_set_text(o, "model", t->model);
    ela_day_format(t->valid_from, text);
    if (strcmp(text, ELA_TERMS_EVER) == 0)
        ela_json_set_null(o, "valid_from");
    else
        ela_json_set_text(o, "valid_from", text);
    if (t->included_s >= 0)
        ela_json_set_int(o, "included_s", t->included_s);
    else
        ela_json_set_null(o, "included_s");
    ela_json_set_text(o, "invoicing", t->invoicing);
    if (!ela_actor_sees_amounts(c->actor, c->settings->portal_show_amounts))
        return o;
    set_rate(o, "rate", t->rate);
    set_rate(o, "overage_rate", t->overage);
    if (t->price_minor >= 0)
        ela_json_set_int(o, "price_minor", t->price_minor);
    else
        ela_json_set_null(o, "price_minor");
    ela__set_gross(o, t->price_minor, t->vat_milli);
    ela_json_set_text(o, "currency", t->currency);
    ela_vat_format(t->vat_milli, text);
    ela_json_set_text(o, "vat", text);
    return o;
}
