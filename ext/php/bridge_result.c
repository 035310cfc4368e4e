/*
 * Bridge: from Dolibarr's result sets to the core's buffered results of text cells.
 */
#include "bridge.h"

/* One cell; the copy lives in the result. mysqlnd gives text, or integers where the connection asks
 * for them. */
static enum ela_status cell(struct ela_db_result *r, zval *v, struct ela_str *out,
                            struct ela_error *err)
{
    ZVAL_DEREF(v);
    switch (Z_TYPE_P(v)) {
    case IS_NULL:
        *out = (struct ela_str){NULL, 0};
        return ELA_OK;
    case IS_STRING:
        out->n = Z_STRLEN_P(v);
        out->p = ela_arena_strndup(&r->mem, Z_STRVAL_P(v), out->n);
        break;
    case IS_LONG:
        out->p = ela_arena_printf(&r->mem, ZEND_LONG_FMT, Z_LVAL_P(v));
        out->n = out->p != NULL ? strlen(out->p) : 0;
        break;
    default:
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", "", "cell of type %s",
                         zend_zval_type_name(v));
    }
    return out->p != NULL ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

static enum ela_status row(struct ela_db_result *r, size_t i, zval *columns, struct ela_error *err)
{
    if (Z_TYPE_P(columns) != IS_ARRAY)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", "", "row %zu is missing", i);
    if (i == 0) {
        r->ncols = zend_hash_num_elements(Z_ARRVAL_P(columns));
        r->cells = ela_arena_alloc(&r->mem, r->nrows * r->ncols * sizeof *r->cells);
        if (r->cells == NULL)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    }
    for (size_t c = 0; c < r->ncols; c++) {
        zval *v = zend_hash_index_find(Z_ARRVAL_P(columns), c);

        if (v == NULL)
            return ela_failf(err, ELA_E_INTERNAL, "db.failed", "", "row %zu is short", i);
        ELA_TRY(cell(r, v, &r->cells[i * r->ncols + c], err));
    }
    return ELA_OK;
}

enum ela_status php_elaska_bridge_rows(struct php_elaska_bridge *b, zval *set,
                                       struct ela_db_result *out, struct ela_error *err)
{
    zval ret;

    ELA_TRY(php_elaska_bridge_call(b, PHP_ELASKA_NUM_ROWS, 1, set, &ret, err));
    zend_long n = zval_get_long(&ret);
    zval_ptr_dtor(&ret);
    if (n > PHP_ELASKA_BRIDGE_ROWS)
        return ela_failf(err, ELA_E_INTERNAL, "db.too_many_rows", "", ZEND_LONG_FMT " rows", n);
    if (n < 0)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", "", "row count below zero");
    out->nrows = (size_t)n;
    for (size_t i = 0; i < out->nrows; i++) {
        ELA_TRY(php_elaska_bridge_call(b, PHP_ELASKA_FETCH_ROW, 1, set, &ret, err));
        enum ela_status st = row(out, i, &ret, err);
        zval_ptr_dtor(&ret);
        if (st != ELA_OK)
            return st;
    }
    return ELA_OK;
}
