/*
 * The tables of tests/fixtures that C and Chromium both run.
 */
#ifndef ELA_TESTS_TABLE_SUPPORT_H
#define ELA_TESTS_TABLE_SUPPORT_H

#include "support.h"

#include <stdlib.h>

/* One of the tables, whole; the caller frees it. */
static inline struct ela_json *t_table(const char *name)
{
    char path[512];
    struct ela_json *out = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json_limits limits = {1024 * 1024, 64, 50000};
    snprintf(path, sizeof path, "%s/tests/fixtures/%s", TEST_ROOT, name);
    char *text = t_file(path);
    if (ela_json_parse(ela_str_of(text), &limits, &out, &err) != ELA_OK)
        fail_msg("%s: %s %s line %s", name, err.key, err.field, err.params[0].value);
    free(text);
    return out;
}

#endif
