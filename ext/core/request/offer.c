/*
 * What the catalogue brings elsewhere: its price and terms to a case that opens with a service, and
 * the choices that the form of a service offers. Source: CASE-10, CASE-11.
 */
#include "request/request_internal.h"

#include "case/case.h"

enum { O_UNIT, O_PRICE, O_VAT, O_INCLUDED, O_NUM, O_DEN, O_KIND, O_ACTIVE };

/* How a unit of the catalogue is billed: hours by the hour, what has hours in it as a package. */
static const char *model_of(struct ela_str unit, bool priced, bool included)
{
    if (ela_str_is(unit, "month"))
        return "subscription";
    if (ela_str_is(unit, "hour"))
        return priced ? "hourly" : NULL;
    return !priced ? NULL : included ? "package" : "fixed";
}

static void terms_in(struct ela_json *t, const struct ela_db_result *r, const char *model)
{
    char text[32];
    struct ela_rate over = {ela_db_int(r, 0, O_NUM, 0), ela_db_int(r, 0, O_DEN, 0)};
    bool hourly = strcmp(model, "hourly") == 0, package = strcmp(model, "package") == 0;
    ela_json_set_text(t, "model", model);
    ela_money_format(ela_db_int(r, 0, O_PRICE, 0), text);
    if (hourly || package || strcmp(model, "fixed") == 0)
        ela_json_set_text(t, hourly ? "rate" : "price", text);
    if (package)
        ela_json_set_int(t, "included_s", ela_db_int(r, 0, O_INCLUDED, 0));
    if (package && ela_rate_is_set(over)) {
        ela_rate_format(over, text);
        ela_json_set_text(t, "overage_rate", text);
    }
    if (!ela_db_is_null(r, 0, O_VAT)) {
        ela_vat_format((int32_t)ela_db_int(r, 0, O_VAT, 0), text);
        ela_json_set_text(t, "vat", text);
    }
}

enum ela_status ela_service_for_case(struct ela_call *c, int64_t id, struct ela_case_service *out,
                                     struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(id)};
    struct ela_db_result r;
    memset(out, 0, sizeof(*out));
    out->price_minor = out->vat_milli = -1;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_SERVICE_TERMS, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    if (r.nrows == 0) {
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "service");
    } else {
        struct ela_str unit = ela_db_cell(&r, 0, O_UNIT);
        bool priced = !ela_db_is_null(&r, 0, O_PRICE);
        const char *model = model_of(unit, priced, ela_db_int(&r, 0, O_INCLUDED, 0) > 0);
        out->active = ela_db_int(&r, 0, O_ACTIVE, 0) == 1;
        (void)ela_str_copy(ela_db_cell(&r, 0, O_KIND), out->template, sizeof(out->template));
        if (priced && (ela_str_is(unit, "package") || ela_str_is(unit, "mission"))) {
            out->price_minor = ela_db_int(&r, 0, O_PRICE, 0);
            out->vat_milli = (int32_t)ela_db_int(&r, 0, O_VAT, -1);
        }
        if (model) {
            out->terms = ela_json_new_object();
            terms_in(out->terms, &r, model);
        }
    }
    ela_db_result_release(&r);
    return st;
}

/* --- what the form of a service offers ----------------------------------------------------- */

static enum ela_status products(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(ela_in_int(c, "product", 0))};
    static const char *const NAMES[] = {"#id", "ref", "label", "price", "vat", NULL};
    return ela_list_query(c, ELA__SQL_PRODUCTS, p, 2, "products", NAMES, err);
}

/* Native services that are sold, and Dolibarr's rates of VAT for the firm's country. */
enum ela_status ela__service_choices(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "country", 0))};
    struct ela_db_result r;
    ELA_TRY(products(c, err));
    ELA_TRY(ela_db_query(c->db, ELA__SQL_VAT_RATES, p, 1, &r, err));
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_str rate = ela_db_cell(&r, i, 0);
        ela_json_push(list, ela_json_new_text(rate.p, rate.n));
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "vat", list);
    return ELA_OK;
}
