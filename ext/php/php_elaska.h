/*
 * The extension's own header: module globals, the classes' start-up functions, and the frame that
 * holds what one call into the core owns. Glue only: arguments are parsed, one core function is
 * called, its answer converted.
 */
#ifndef PHP_ELASKA_H
#define PHP_ELASKA_H

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <php.h>
#include <Zend/zend_exceptions.h>
#include <Zend/zend_interfaces.h>

/* Ours come after PHP's, which still name functions that ours ban. */
#include "app/app.h"
#include "base/log.h"

extern zend_module_entry elaska_module_entry;
#define phpext_elaska_ptr &elaska_module_entry

/*
 * What one call into the core owns: heap of the core, not of the request. Frames hang on one list,
 * so that what a PHP fatal error jumps over is freed at the end of the request.
 */
struct php_elaska_frame {
    struct php_elaska_frame *outer;
    struct ela_json *in, *out;
    struct ela_buf body;
    const char *body_type;
};

struct php_elaska_bridge;
struct php_elaska_native;
struct php_elaska_cache;

enum php_elaska_door { PHP_ELASKA_NO_DOOR, PHP_ELASKA_BRIDGE, PHP_ELASKA_NATIVE };

ZEND_BEGIN_MODULE_GLOBALS(elaska)
char *config; /* ini elaska.config */
bool in_request;
enum php_elaska_door door; /* which connection this request took */
struct php_elaska_frame *frames;
struct php_elaska_bridge *bridges; /* of this request */
struct php_elaska_native *native;  /* of this process */
struct php_elaska_cache *caches;   /* of this process */
ZEND_END_MODULE_GLOBALS(elaska)

ZEND_EXTERN_MODULE_GLOBALS(elaska)
#define ELASKA_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(elaska, v)

#if defined(ZTS) && defined(COMPILE_DL_ELASKA)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

/* NULL after an exception was thrown: no memory, or the request is over. */
struct php_elaska_frame *php_elaska_frame_push(void);
void php_elaska_frame_pop(struct php_elaska_frame *f);

/* Claims the request for one kind of connection (one request uses one, never both). */
enum ela_status php_elaska_take_door(enum php_elaska_door door,
                                     struct ela_error *err) ELA_MUST_CHECK;

/* Settings and workflows are cached per process and database: `key` names the database. Borrowed.
 */
enum ela_status php_elaska_app(const char *key, struct ela_app **out,
                               struct ela_error *err) ELA_MUST_CHECK;
void php_elaska_apps_free(void);

int64_t php_elaska_now(void);

void php_elaska_exception_minit(void);
void php_elaska_office_minit(void);
void php_elaska_time_minit(void);
void php_elaska_timer_minit(void);
void php_elaska_cases_minit(void);
void php_elaska_billing_minit(void);
void php_elaska_accounts_minit(void);
void php_elaska_outbox_minit(void);
void php_elaska_events_minit(void);
void php_elaska_settings_minit(void);
void php_elaska_rates_minit(void);
void php_elaska_activities_minit(void);
void php_elaska_portal_minit(void);
void php_elaska_schema_minit(void);
void php_elaska_version_minit(void);

#endif
