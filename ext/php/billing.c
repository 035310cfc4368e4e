/*
 * Elaska\Billing: one operation of the core per method (feature.h), and the writer that only PHP
 * can be: the core calls it back, inside the open transaction, with the lines that a document of
 * Dolibarr's (Facture, Propal) shall hold.
 */
#include "feature.h"

#include "convert.h"
#include "guard.h"
#include "billing_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Billing)
PHP_ELASKA_OPERATION(Billing, queue, "billing.queue")
PHP_ELASKA_OPERATION(Billing, entries, "billing.entries")
PHP_ELASKA_OPERATION(Billing, preview, "billing.preview")
PHP_ELASKA_OPERATION(Billing, invoice, "billing.invoice")
PHP_ELASKA_DOCUMENT(Billing, annex, "billing.annex")
PHP_ELASKA_OPERATION(Billing, nativeEvent, "billing.native_event")
PHP_ELASKA_OPERATION(Billing, release, "billing.release")

struct writer {
    struct php_elaska_bridge *bridge;
    zend_fcall_info fci;
    zend_fcall_info_cache fcc;
    const struct ela_json *in;
    struct ela_json *out;
    struct ela_error *err;
    enum ela_status st;
};

/* Runs inside a guard. */
static void writer_run(void *ctx)
{
    struct writer *w = ctx;
    zval in, ret;

    php_elaska_from_json(w->in, &in);
    ZVAL_UNDEF(&ret);
    w->fci.retval = &ret;
    w->fci.params = &in;
    w->fci.param_count = 1;
    w->st = ELA_E_INTERNAL;
    if (zend_call_function(&w->fci, &w->fcc) != SUCCESS || EG(exception) != NULL)
        w->st = ela_fail(w->err, ELA_E_INTERNAL, "host.exception", "");
    else if (Z_TYPE(ret) != IS_ARRAY)
        w->st = ela_fail(w->err, ELA_E_INTERNAL, "host.answer", "");
    else
        w->st = php_elaska_to_json(Z_ARRVAL(ret), &w->out, w->err);
    zval_ptr_dtor(&ret);
    zval_ptr_dtor(&in);
}

static enum ela_status document_write(void *ctx, const struct ela_json *in, struct ela_json **out,
                                      struct ela_error *err)
{
    struct writer *w = ctx;
    struct php_elaska_bridge *b = w->bridge;

    ELA_TRY(php_elaska_bridge_ready(b, err));
    zend_long depth = php_elaska_bridge_depth(b);
    if (!php_elaska_bridge_plain(b, "SAVEPOINT elaska_writer"))
        return php_elaska_bridge_failed(b, err);
    w->in = in;
    w->out = NULL;
    w->err = err;
    if (!php_elaska_guard(writer_run, w)) {
        b->bailed = true;
        return ela_fail(err, ELA_E_INTERNAL, "host.fatal", "");
    }
    if (w->st != ELA_OK)
        return w->st;
    /*
     * Our marks must not be kept without the document. The counter shows what Dolibarr's code left
     * open or closed; the savepoint is gone when the server dropped the transaction in a deadlock
     * that was nobody's to report to us, or when a statement committed it.
     */
    if (!b->poisoned && (php_elaska_bridge_depth(b) != depth ||
                         !php_elaska_bridge_plain(b, "RELEASE SAVEPOINT elaska_writer"))) {
        ela_json_free(w->out);
        return ela_failf(err, ELA_E_INTERNAL, "db.unbalanced", "", "level %ld, expected %ld",
                         (long)php_elaska_bridge_depth(b), (long)depth);
    }
    *out = w->out;
    return ELA_OK;
}

ZEND_METHOD(Elaska_Billing, create)
{
    struct writer w = {.st = ELA_OK};
    const struct ela_host host = {.ctx = &w, .document_write = document_write};
    struct php_elaska_request rq = {.operation = ELA_STR("billing.create"), .host = &host};

    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_ARRAY_HT(rq.in)
    Z_PARAM_FUNC(w.fci, w.fcc)
    ZEND_PARSE_PARAMETERS_END();
    struct php_elaska_office *office = php_elaska_feature_office(ZEND_THIS);
    if (office == NULL)
        return;
    w.bridge = office->bridge;
    php_elaska_office_run(office, &rq, return_value);
}

void php_elaska_billing_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Billing());
}
