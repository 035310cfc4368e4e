/*
 * Operations on links: their input, who may call them.
 */
#include "share/share_internal.h"

static const char *const PURPOSES[] = {"other", "bank", NULL};

#define SHARE_ID                                                                                   \
    {                                                                                              \
        .name = "share", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "share"               \
    }
#define KEY                                                                                        \
    {                                                                                              \
        .name = "key", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .max = 200                   \
    }

static const struct ela_field CREATE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "files",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = ELA__SHARE_FILES_MAX,
     .ref = "file"},
    {.name = "party", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "party"},
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 190},
    {.name = "email", .type = ELA_FT_EMAIL, .flags = ELA_FF_NULLABLE},
    {.name = "purpose", .type = ELA_FT_CHOICE, .choices = PURPOSES},
    {.name = "days", .type = ELA_FT_INT, .flags = ELA_FF_NULLABLE, .min = 1, .max = 365},
    {.name = "password", .type = ELA_FT_BOOL},
    {.name = "download", .type = ELA_FT_BOOL},
    {.name = "message", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 2000},
    {.name = "send", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field OF_CASE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = NULL},
};
static const struct ela_field ONE[] = {SHARE_ID, {.name = NULL}};
static const struct ela_field EXTEND[] = {
    SHARE_ID,
    {.name = "days", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 365},
    {.name = NULL},
};
static const struct ela_field OPEN[] = {
    {.name = "token", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .max = 200},
    {.name = "password", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 200},
    {.name = NULL},
};
static const struct ela_field VISIT[] = {SHARE_ID, KEY, {.name = NULL}};
static const struct ela_field GET[] = {
    SHARE_ID,
    KEY,
    {.name = "file", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file"},
    {.name = "view", .type = ELA_FT_BOOL},
    {.name = "head", .type = ELA_FT_BOOL},
    {.name = NULL},
};

#define U      ELA_BY_USER
#define ANYONE ELA_BY_ANYONE
#define SHARES ELA_RIGHT_SHARE

/* Those of visitors keep their own transactions: what they count and log stays when they refuse. */
const struct ela_op ELA_SHARE_OPS[] = {
    {"share.create", ELA_OP_WRITE, U, SHARES, CREATE, ela__share_create},
    {"share.list", ELA_OP_READ, U, ELA_RIGHT_CASE_READ, OF_CASE, ela__share_list},
    {"share.log", ELA_OP_READ, U, ELA_RIGHT_CASE_READ, ONE, ela__share_log_read},
    {"share.extend", ELA_OP_WRITE, U, SHARES, EXTEND, ela__share_extend},
    {"share.revoke", ELA_OP_WRITE, U, SHARES, ONE, ela__share_revoke},
    {"share.password", ELA_OP_WRITE, U, SHARES, ONE, ela__share_password},
    {"share.open", ELA_OP_EACH, ANYONE, 0, OPEN, ela__share_open},
    {"share.files", ELA_OP_READ, ANYONE, 0, VISIT, ela__share_files},
    {"share.get", ELA_OP_EACH, ANYONE, 0, GET, ela__share_get},
    {.name = NULL},
};
