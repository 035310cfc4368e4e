/*
 * One JSON object a line on standard error, for the journal: time, level, event, then the pairs.
 * Source: conventions on logs (base/log.h): never bodies, tokens or addresses.
 */
#ifndef ELW_RUNTIME_LOG_H
#define ELW_RUNTIME_LOG_H

#include "base/error.h"
#include "base/log.h"

/* Makes this process log under `name`; the level may be changed at any time. Thread-safe. */
void elw_log_start(const char *name);
void elw_log_level(const char *level); /* "debug", "info", "warn" or "error" */

/* Logs an error of the core: its key, field and the detail that users never see. */
void elw_log_error(enum ela_log_level level, const char *event, const struct ela_error *err);

#endif
