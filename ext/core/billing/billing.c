/*
 * The table of billing operations: who may call them, and what they are given.
 */
#include "billing/billing_internal.h"

static const char *const GROUPS[] = {"entry", "task", "activity", "case", NULL};
static const char *const DOCUMENTS[] = {"invoice", "proposal", NULL};
static const char *const TYPES[] = {"time", "package", "fixed", "draft", NULL};
static const char *const EVENTS[] = {"BILL_DELETE",   "LINEBILL_DELETE", "LINEBILL_MODIFY",
                                     "BILL_VALIDATE", "BILL_UNVALIDATE", NULL};

#define FILTERS                                                                                    \
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},                                            \
        {.name = "user", .type = ELA_FT_ID, .ref = "user"},                                        \
        {.name = "project", .type = ELA_FT_ID, .ref = "project"},                                  \
        {.name = "contract", .type = ELA_FT_ID, .ref = "contract"},                                \
        {.name = "activity", .type = ELA_FT_ID, .ref = "activity"},                                \
        {.name = "from", .type = ELA_FT_DAY},                                                      \
    {                                                                                              \
        .name = "to", .type = ELA_FT_DAY                                                           \
    }
#define PAGE                                                                                       \
    {.name = "after", .type = ELA_FT_LINE, .max = 400},                                            \
    {                                                                                              \
        .name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200                                  \
    }
#define CHOICE                                                                                     \
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},              \
        {.name = "group", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = GROUPS},     \
        {.name = "entries", .type = ELA_FT_IDS, .max = ELA__ENTRIES_MAX, .ref = "time"},           \
        {.name = "all", .type = ELA_FT_BOOL}, FILTERS,                                             \
    {                                                                                              \
        .name = "prices", .type = ELA_FT_LIST, .max = 100, .fields = ELA__PICK_FIELDS              \
    }

static const struct ela_field QUEUE_FIELDS[] = {
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    FILTERS,
    {.name = "type", .type = ELA_FT_CHOICE, .choices = TYPES},
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "with_totals", .type = ELA_FT_BOOL},
    {.name = "with_contracts", .type = ELA_FT_BOOL},
    PAGE,
    {.type = ELA_FT_END},
};

static const struct ela_field ENTRIES_FIELDS[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    FILTERS,
    PAGE,
    {.type = ELA_FT_END},
};

static const struct ela_field PREVIEW_FIELDS[] = {CHOICE, {.type = ELA_FT_END}};

static const struct ela_field CREATE_FIELDS[] = {
    {.name = "request_key", .type = ELA_FT_KEY, .flags = ELA_FF_REQUIRED},
    CHOICE,
    {.name = "document", .type = ELA_FT_CHOICE, .choices = DOCUMENTS},
    {.name = "digest", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 64},
    {.name = "invoice", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "invoice"},
    {.name = "date", .type = ELA_FT_DAY},
    {.type = ELA_FT_END},
};

static const struct ela_field INVOICE_FIELDS[] = {
    {.name = "invoice", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "invoice"},
    {.type = ELA_FT_END},
};

static const struct ela_field NATIVE_FIELDS[] = {
    {.name = "event", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = EVENTS},
    {.name = "invoice", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "invoice"},
    {.name = "line", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE},
    {.name = "total_ht", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 40},
    {.type = ELA_FT_END},
};

const struct ela_op ELA_BILLING_OPS[] = {
    {"billing.queue", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_INVOICE_CREATE, QUEUE_FIELDS,
     ela__op_queue},
    {"billing.entries", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_INVOICE_CREATE, ENTRIES_FIELDS,
     ela__op_entries},
    {"billing.preview", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_INVOICE_CREATE, PREVIEW_FIELDS,
     ela__op_preview},
    {"billing.create", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_INVOICE_CREATE, CREATE_FIELDS,
     ela__op_create},
    {"billing.invoice", ELA_OP_READ, ELA_BY_USER, 0, INVOICE_FIELDS, ela__op_invoice},
    {"billing.annex", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, INVOICE_FIELDS, ela__op_annex},
    {"billing.native_event", ELA_OP_WRITE, ELA_BY_USER, 0, NATIVE_FIELDS, ela__op_native},
    {"billing.release", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_INVOICE_CREATE, INVOICE_FIELDS,
     ela__op_release},
    {.name = NULL},
};
