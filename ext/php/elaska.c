/*
 * Module entry: start and end of process and request.
 */
#include "bridge.h"

#include <ext/standard/info.h>

#include "exception.h"
#include "native.h"
#include "pour.h"

ZEND_DECLARE_MODULE_GLOBALS(elaska)

/*
 * The core's memory is the process's own: a failed emalloc() would jump across the core's frames,
 * and pemalloc() would end the process.
 */
static const struct ela_allocator ALLOCATOR = {malloc, realloc, free};

PHP_INI_BEGIN()
STD_PHP_INI_ENTRY("elaska.config", "", PHP_INI_SYSTEM, OnUpdateString, config, zend_elaska_globals,
                  elaska_globals)
PHP_INI_END()

struct php_elaska_frame *php_elaska_frame_push(void)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct php_elaska_frame *f = ELASKA_G(in_request) ? ela_malloc(sizeof *f) : NULL;

    if (f == NULL) {
        (void)ela_fail(&err, ELA_E_INTERNAL,
                       ELASKA_G(in_request) ? "internal.memory" : "host.request_over", "");
        php_elaska_throw(&err, false);
        return NULL;
    }
    memset(f, 0, sizeof *f);
    ela_buf_init(&f->body, (size_t)64 * 1024 * 1024);
    f->outer = ELASKA_G(frames);
    ELASKA_G(frames) = f;
    return f;
}

/* Frames above f were left by a fatal error that jumped over them. */
void php_elaska_frame_pop(struct php_elaska_frame *f)
{
    struct php_elaska_frame *top;

    do {
        top = ELASKA_G(frames);
        ELASKA_G(frames) = top->outer;
        ela_json_free(top->in);
        ela_json_free(top->out);
        ela_buf_release(&top->body);
        ela_free(top);
    } while (top != f);
}

enum ela_status php_elaska_take_door(enum php_elaska_door door, struct ela_error *err)
{
    if (!ELASKA_G(in_request))
        return ela_fail(err, ELA_E_INTERNAL, "host.request_over", "");
    if (ELASKA_G(door) != PHP_ELASKA_NO_DOOR && ELASKA_G(door) != door)
        return ela_fail(err, ELA_E_INTERNAL, "db.two_connections", "");
    ELASKA_G(door) = door;
    return ELA_OK;
}

int64_t php_elaska_now(void)
{
    return (int64_t)time(NULL);
}

static void log_write(void *ctx, enum ela_log_level level, const char *event,
                      const struct ela_log_pair *pairs, unsigned n)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    struct ela_buf line;

    (void)ctx;
    ela_buf_init(&line, 2048);
    ela_buf_addf(&line, "elaska %s %s", names[level], event);
    for (unsigned i = 0; i < n; i++) {
        if (pairs[i].text != NULL)
            ela_buf_addf(&line, " %s=\"%s\"", pairs[i].key, pairs[i].text);
        else
            ela_buf_addf(&line, " %s=%lld", pairs[i].key, pairs[i].number);
    }
    if (line.p != NULL && ELASKA_G(in_request))
        php_log_err(line.p);
    ela_buf_release(&line);
}

/* Spelled out: the macro's parameter hides the variable of the same name. */
static void globals_init(void *globals)
{
#if defined(COMPILE_DL_ELASKA) && defined(ZTS)
    ZEND_TSRMLS_CACHE_UPDATE();
#endif
    memset(globals, 0, sizeof(zend_elaska_globals));
}

static PHP_MINIT_FUNCTION(elaska)
{
    const struct ela_log_sink sink = {log_write, NULL, ELA_LOG_WARN};

    (void)type;
    REGISTER_INI_ENTRIES();
    ela_set_allocator(&ALLOCATOR);
    ela_log_set_sink(&sink);
    php_elaska_exception_minit();
    php_elaska_office_minit();
    php_elaska_time_minit();
    php_elaska_timer_minit();
    php_elaska_cases_minit();
    php_elaska_billing_minit();
    php_elaska_accounts_minit();
    php_elaska_outbox_minit();
    php_elaska_events_minit();
    php_elaska_settings_minit();
    php_elaska_rates_minit();
    php_elaska_activities_minit();
    php_elaska_portal_minit();
    php_elaska_schema_minit();
    php_elaska_version_minit();
    return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(elaska)
{
    (void)type;
    php_elaska_native_free();
    php_elaska_apps_free();
    ela_log_set_sink(NULL);
    UNREGISTER_INI_ENTRIES();
    return SUCCESS;
}

static PHP_RINIT_FUNCTION(elaska)
{
    (void)type;
    (void)module_number;
#if defined(COMPILE_DL_ELASKA) && defined(ZTS)
    ZEND_TSRMLS_CACHE_UPDATE();
#endif
    ELASKA_G(in_request) = true;
    ELASKA_G(door) = PHP_ELASKA_NO_DOOR;
    return SUCCESS;
}

static PHP_RSHUTDOWN_FUNCTION(elaska)
{
    (void)type;
    (void)module_number;
    while (ELASKA_G(frames) != NULL)
        php_elaska_frame_pop(ELASKA_G(frames));
    php_elaska_native_rest();
    php_elaska_pour_wipe();
    php_elaska_bridges_free();
    ELASKA_G(in_request) = false;
    return SUCCESS;
}

static PHP_MINFO_FUNCTION(elaska)
{
    (void)zend_module;
    php_info_print_table_start();
    php_info_print_table_row(2, "eLaska", ela_version());
    php_info_print_table_row(2, "Schema", ela_schema_version());
    php_info_print_table_end();
    DISPLAY_INI_ENTRIES();
}

zend_module_entry elaska_module_entry = {
    STANDARD_MODULE_HEADER,
    "elaska",
    NULL,
    PHP_MINIT(elaska),
    PHP_MSHUTDOWN(elaska),
    PHP_RINIT(elaska),
    PHP_RSHUTDOWN(elaska),
    PHP_MINFO(elaska),
    ELA_VERSION,
    PHP_MODULE_GLOBALS(elaska),
    globals_init,
    NULL,
    NULL,
    STANDARD_MODULE_PROPERTIES_EX,
};

#ifdef COMPILE_DL_ELASKA
#ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#endif
ZEND_DLEXPORT zend_module_entry *get_module(void);
ZEND_GET_MODULE(elaska)
#endif
