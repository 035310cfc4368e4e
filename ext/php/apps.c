/*
 * What the core keeps between requests (settings, workflows), one per database that this process
 * has served.
 */
#include "php_elaska.h"

/* Past it the others are dropped: a process that serves more firms than this is no common case. */
#define CACHES_MAX 16

struct php_elaska_cache {
    struct php_elaska_cache *next;
    struct ela_app *app;
    char key[];
};

void php_elaska_apps_free(void)
{
    while (ELASKA_G(caches) != NULL) {
        struct php_elaska_cache *c = ELASKA_G(caches);

        ELASKA_G(caches) = c->next;
        ela_app_free(c->app);
        ela_free(c);
    }
}

enum ela_status php_elaska_app(const char *key, struct ela_app **out, struct ela_error *err)
{
    size_t n = strlen(key) + 1, count = 0;

    for (struct php_elaska_cache *c = ELASKA_G(caches); c != NULL; c = c->next, count++) {
        if (strcmp(c->key, key) == 0) {
            *out = c->app;
            return ELA_OK;
        }
    }
    /* Bridges of this request borrow theirs: only a request's first may clear. */
    if (count >= CACHES_MAX && ELASKA_G(bridges) == NULL)
        php_elaska_apps_free();
    struct php_elaska_cache *c = ela_malloc(sizeof *c + n);
    if (c == NULL)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    enum ela_status st = ela_app_new(&c->app, err);
    if (st != ELA_OK) {
        ela_free(c);
        return st;
    }
    memcpy(c->key, key, n);
    c->next = ELASKA_G(caches);
    ELASKA_G(caches) = c;
    *out = c->app;
    return ELA_OK;
}
