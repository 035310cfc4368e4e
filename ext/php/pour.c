/*
 * Bytes of a vault on their way out: opened piece by piece, written through PHP's output. Source:
 * DOC-13.
 */
#include "pour.h"

#include <main/SAPI.h>
#include <main/php_output.h>
#include <sodium.h>

#include "base/log.h"
#include "vault/vault.h"

static struct {
    struct ela_pour pour;
    int64_t from, length;
    char documents[512];
} kept;

void php_elaska_pour_wipe(void)
{
    sodium_memzero(&kept, sizeof kept);
}

void php_elaska_pour_keep(struct ela_pour *pour, const char *documents, int64_t from,
                          int64_t length)
{
    php_elaska_pour_wipe();
    if (pour->place[0] == '\0' || documents == NULL)
        return;
    kept.pour = *pour;
    kept.from = from;
    kept.length = length;
    snprintf(kept.documents, sizeof kept.documents, "%s", documents);
    sodium_memzero(pour, sizeof *pour);
}

/* Whoever left is sent no more. */
static enum ela_status out(void *ctx, struct ela_str bytes, struct ela_error *err)
{
    (void)ctx;
    if ((PG(connection_status) & PHP_CONNECTION_ABORTED) != 0)
        return ela_fail(err, ELA_E_TRANSIENT, "request.gone", "");
    (void)php_output_write(bytes.p, bytes.n);
    (void)sapi_flush();
    return ELA_OK;
}

bool php_elaska_pour_send(void)
{
    struct ela_error err = ELA_ERROR_INIT;
    zend_bool ignore = PG(ignore_user_abort);

    if (kept.pour.place[0] == '\0')
        return false;
    PG(ignore_user_abort) = 1; /* no jump out of the core when the visitor leaves */
    enum ela_status st =
        ela_vault_pour(kept.documents, &kept.pour, kept.from, kept.length, out, NULL, &err);
    PG(ignore_user_abort) = ignore;
    php_elaska_pour_wipe();
    if (st != ELA_OK && strcmp(err.key, "request.gone") != 0)
        ELA_LOG(ELA_LOG_ERROR, "vault.pour", ELA_KV("key", err.key));
    return st == ELA_OK;
}
