/*
 * The operations of time: names, rights and fields.
 */
#include "time/time_internal.h"

static const char *const STATUSES[] = {"draft",    "submitted",   "validated", "refused",
                                       "invoiced", "unvalidated", NULL};
static const char *const MOVES[] = {"submit", "recall", "validate", "refuse", "unvalidate", NULL};
static const char *const LEVELS[] = {"task", "client", "category", "user", "default", NULL};

#define LINK_FIELDS                                                                                \
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "client"},              \
        {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "case"},              \
        {.name = "project", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "project"},        \
        {.name = "task", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "task"},              \
    {                                                                                              \
        .name = "ticket", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "ticket"             \
    }

#define ENTRY_FIELDS(required)                                                                     \
    LINK_FIELDS, {.name = "user", .type = ELA_FT_ID, .ref = "user"},                               \
        {.name = "contract", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "contract"},      \
        {.name = "appointment",                                                                    \
         .type = ELA_FT_ID,                                                                        \
         .flags = ELA_FF_NULLABLE,                                                                 \
         .ref = "appointment"},                                                                    \
        {.name = "activity", .type = ELA_FT_ID, .flags = (required), .ref = "activity"},           \
        {.name = "work_on", .type = ELA_FT_DAY},                                                   \
        {.name = "duration", .type = ELA_FT_LINE, .max = 40},                                      \
        {.name = "duration_s", .type = ELA_FT_INT, .min = INT32_MIN, .max = INT32_MAX},            \
        {.name = "start", .type = ELA_FT_MOMENT, .flags = ELA_FF_NULLABLE},                        \
        {.name = "end", .type = ELA_FT_MOMENT, .flags = ELA_FF_NULLABLE},                          \
        {.name = "start_local", .type = ELA_FT_LINE, .max = 25},                                   \
        {.name = "start_second", .type = ELA_FT_BOOL},                                             \
        {.name = "end_local", .type = ELA_FT_LINE, .max = 25},                                     \
        {.name = "end_second", .type = ELA_FT_BOOL}, {.name = "billable", .type = ELA_FT_BOOL},    \
        {.name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 4000},       \
    {                                                                                              \
        .name = "rate", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30                   \
    }

static const struct ela_field PARSE[] = {
    {.name = "duration", .type = ELA_FT_LINE, .max = 40},
    {.name = NULL},
};
static const struct ela_field CREATE[] = {ENTRY_FIELDS(ELA_FF_REQUIRED), {.name = NULL}};
static const struct ela_field UPDATE[] = {
    {.name = "time", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "time"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    ENTRY_FIELDS(0),
    {.name = NULL},
};
static const struct ela_field DELETE[] = {
    {.name = "time", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "time"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = NULL},
};
static const struct ela_field ONE[] = {
    {.name = "time", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "time"},
    {.name = NULL},
};
static const struct ela_field COPY[] = {
    {.name = "time", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "time"},
    {.name = "work_on", .type = ELA_FT_DAY, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "user", .type = ELA_FT_ID, .ref = "user"},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "project", .type = ELA_FT_ID, .ref = "project"},
    {.name = "task", .type = ELA_FT_ID, .ref = "task"},
    {.name = "ticket", .type = ELA_FT_ID, .ref = "ticket"},
    {.name = "contract", .type = ELA_FT_ID, .ref = "contract"},
    {.name = "activity", .type = ELA_FT_ID, .ref = "activity"},
    {.name = "invoice", .type = ELA_FT_ID, .ref = "invoice"},
    {.name = "status", .type = ELA_FT_CHOICE, .choices = STATUSES},
    {.name = "from", .type = ELA_FT_DAY},
    {.name = "to", .type = ELA_FT_DAY},
    {.name = "billable", .type = ELA_FT_BOOL},
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 250},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = "with_sum", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field TRANSITION[] = {
    {.name = "entries",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = ELA__TIME_BULK,
     .ref = "time"},
    {.name = "to", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = MOVES},
    {.name = "reason", .type = ELA_FT_TEXT, .max = 500},
    {.name = NULL},
};
static const struct ela_field SUBMIT_WEEK[] = {
    {.name = "week", .type = ELA_FT_DAY, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};
static const struct ela_field WEEK[] = {
    {.name = "user", .type = ELA_FT_ID, .ref = "user"},
    {.name = "day", .type = ELA_FT_DAY},
    {.name = NULL},
};
static const struct ela_field SHEET[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 250},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = NULL},
};
static const struct ela_field SHEET_PDF[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = NULL},
};
static const struct ela_field TIMER_START[] = {
    LINK_FIELDS,
    {.name = "activity", .type = ELA_FT_ID, .ref = "activity"},
    {.name = "note", .type = ELA_FT_LINE, .max = 255},
    {.name = NULL},
};
static const struct ela_field TIMER_ONE[] = {
    {.name = "timer", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "timer"},
    {.name = NULL},
};
/* without a number: the running one (the top bar's single button) */
static const struct ela_field TIMER_ANY[] = {
    {.name = "timer", .type = ELA_FT_ID, .ref = "timer"},
    {.name = NULL},
};
static const struct ela_field NOTHING[] = {{.name = NULL}};
static const struct ela_field RATE_SET[] = {
    {.name = "level", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = LEVELS},
    {.name = "target", .type = ELA_FT_INT, .min = 1, .max = INT32_MAX},
    {.name = "rate", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},
    {.name = NULL},
};
static const struct ela_field TERMS[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "valid_from", .type = ELA_FT_DAY},
    ELA_TERMS_MEMBERS,
    {.name = NULL},
};

static const struct ela_field REPLACE_CLIENT[] = {
    {.name = "from", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED},
    {.name = "to", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};
static const struct ela_field FORGET_CLIENT[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED}, {.name = NULL}};

#define OWN (uint32_t) ELA_RIGHT_TIME_OWN

const struct ela_op ELA_TIME_OPS[] = {
    {"time.parse", ELA_OP_READ, ELA_BY_USER, 0, PARSE, ela__time_parse},
    {"time.create", ELA_OP_WRITE, ELA_BY_USER, OWN, CREATE, ela__time_create},
    {"time.update", ELA_OP_WRITE, ELA_BY_USER, OWN, UPDATE, ela__time_update},
    {"time.delete", ELA_OP_WRITE, ELA_BY_USER, OWN, DELETE, ela__time_delete},
    {"time.copy", ELA_OP_WRITE, ELA_BY_USER, OWN, COPY, ela__time_copy},
    {"time.read", ELA_OP_READ, ELA_BY_USER, 0, ONE, ela__time_read},
    {"time.list", ELA_OP_READ, ELA_BY_USER, 0, LIST, ela__time_list},
    {"time.transition", ELA_OP_WRITE, ELA_BY_USER, 0, TRANSITION, ela__time_transition},
    {"time.submit_week", ELA_OP_WRITE, ELA_BY_USER, OWN, SUBMIT_WEEK, ela__time_submit_week},
    {"time.week", ELA_OP_READ, ELA_BY_USER, 0, WEEK, ela__time_week},
    {"time.sheet", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, SHEET, ela__time_sheet},
    {"time.sheet_pdf", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, SHEET_PDF, ela__time_sheet_pdf},
    {"timer.read", ELA_OP_READ, ELA_BY_USER, 0, NOTHING, ela__timer_read},
    {"timer.start", ELA_OP_EACH, ELA_BY_USER, OWN, TIMER_START, ela__timer_start},
    {"timer.pause", ELA_OP_WRITE, ELA_BY_USER, OWN, TIMER_ANY, ela__timer_pause},
    {"timer.resume", ELA_OP_WRITE, ELA_BY_USER, OWN, TIMER_ONE, ela__timer_resume},
    {"timer.stop", ELA_OP_WRITE, ELA_BY_USER, OWN, TIMER_ANY, ela__timer_stop},
    {"timer.discard", ELA_OP_WRITE, ELA_BY_USER, OWN, TIMER_ONE, ela__timer_discard},
    {"activity.list", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, NOTHING, ela__activity_list},
    {"rate.set", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_RATES_WRITE, RATE_SET, ela__rate_set},
    {"rate.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_RATES_READ, NOTHING, ela__rate_list},
    {"time.replace_client", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, REPLACE_CLIENT,
     ela__time_replace_client},
    {"time.forget_client", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, FORGET_CLIENT,
     ela__time_forget_client},
    {"case.terms", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_RATES_WRITE, TERMS, ela__case_terms},
    {.name = NULL},
};
