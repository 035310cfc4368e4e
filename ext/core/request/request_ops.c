/*
 * The operations of requests and of the catalogue.
 */
#include "request/request_internal.h"

static const char *const CLASSES[] = {"open", "closed", NULL};

#define REQUEST                                                                                    \
    {                                                                                              \
        .name = "request", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "request"           \
    }
#define PAGING                                                                                     \
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 250},                  \
    {                                                                                              \
        .name = "limit", .type = ELA_FT_INT, .min = 1, .max = ELA__REQUEST_ROWS                    \
    }

static const struct ela_field NOTHING[] = {{.name = NULL}};
static const struct ela_field SERVICE_LIST[] = {
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "template", .type = ELA_FT_LINE, .max = 48},
    {.name = "active", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field SERVICE_ONE[] = {
    {.name = "service", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "service"},
    {.name = NULL},
};
static const struct ela_field SERVICE_CHOICES[] = {
    {.name = "country", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.name = "product", .type = ELA_FT_INT, .min = 0, .max = INT32_MAX},
    {.name = NULL},
};
static const struct ela_field CLIENT[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    {.name = NULL},
};
static const struct ela_field CLIENT_SERVICE[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    {.name = "kind", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 48},
    {.name = "active", .type = ELA_FT_BOOL, .flags = ELA_FF_NULLABLE},
    {.name = NULL},
};
static const struct ela_field FORM[] = {
    {.name = "kind", .type = ELA_FT_LINE, .max = 48},
    {.name = "service", .type = ELA_FT_ID, .ref = "service"},
    {.name = "request", .type = ELA_FT_ID, .ref = "request"},
    {.name = NULL},
};
static const struct ela_field DRAFT[] = {
    {.name = "draft_key", .type = ELA_FT_KEY, .flags = ELA_FF_REQUIRED},
    {.name = "kind", .type = ELA_FT_LINE, .max = 48},
    {.name = "service", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "service"},
    {.name = "answers", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.name = "message", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = ELA__MESSAGE_MAX},
    {.name = "page", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 40},
    {.name = NULL},
};
static const struct ela_field SEND[] = {
    REQUEST,
    {.name = "consent", .type = ELA_FT_BOOL},
    {.name = "message", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = ELA__MESSAGE_MAX},
    {.name = NULL},
};
static const struct ela_field CANCEL[] = {
    REQUEST,
    {.name = "reason", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 500},
    {.name = NULL},
};
static const struct ela_field MINE[] = {
    PAGING,
    {.name = "open", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field ONE[] = {REQUEST, {.name = NULL}};
static const struct ela_field MESSAGE[] = {
    REQUEST,
    {.name = "body",
     .type = ELA_FT_TEXT,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = ELA__MESSAGE_MAX},
    {.name = "internal", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 250},
    {.name = "limit", .type = ELA_FT_INT, .min = 0, .max = ELA__REQUEST_ROWS},
    {.name = "status", .type = ELA_FT_LINE, .min = 1, .max = 23},
    {.name = "class", .type = ELA_FT_CHOICE, .choices = CLASSES},
    {.name = "kind", .type = ELA_FT_LINE, .max = 48},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "assigned", .type = ELA_FT_ID, .ref = "user"},
    {.name = "mine", .type = ELA_FT_BOOL},
    {.name = "unassigned", .type = ELA_FT_BOOL},
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = NULL},
};
static const struct ela_field ASSIGN[] = {
    REQUEST,
    {.name = "user", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "user"},
    {.name = "priority", .type = ELA_FT_INT, .min = 0, .max = 3},
    {.name = NULL},
};
static const struct ela_field TRANSITION[] = {
    REQUEST,
    {.name = "to", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 23},
    {.name = "reason", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = ELA__MESSAGE_MAX},
    {.name = NULL},
};
static const struct ela_field CONVERT[] = {
    REQUEST,
    {.name = "title", .type = ELA_FT_LINE, .max = 255},
    {.name = "lead", .type = ELA_FT_ID, .ref = "user"},
    {.name = "due_on", .type = ELA_FT_DAY},
    {.name = NULL},
};

#define U        ELA_BY_USER
#define P        ELA_BY_PORTAL
#define READ     ELA_OP_READ
#define WRITE    ELA_OP_WRITE
#define MAY_SEE  ELA_RIGHT_CASE_READ
#define MAY_WORK ELA_RIGHT_CASE_WRITE

const struct ela_op ELA_REQUEST_OPS[] = {
    {"service.list", READ, U, MAY_SEE, SERVICE_LIST, ela__service_list},
    {"service.read", READ, U, MAY_SEE, SERVICE_ONE, ela__service_read},
    {"service.choices", READ, U, ELA_RIGHT_CATALOGUE, SERVICE_CHOICES, ela__service_choices},
    {"service.save", WRITE, U, ELA_RIGHT_CATALOGUE, ELA__SERVICE_SAVE_IN, ela__service_save},
    {"client_service.list", READ, U, MAY_SEE, CLIENT, ela__client_service_list},
    {"client_service.save", WRITE, U, MAY_WORK, CLIENT_SERVICE, ela__client_service_save},
    {"request.catalogue", READ, P, 0, NOTHING, ela__request_catalogue},
    {"request.form", READ, P, 0, FORM, ela__request_form},
    {"request.draft", WRITE, P, 0, DRAFT, ela__request_draft},
    {"request.send", WRITE, P, 0, SEND, ela__request_send},
    {"request.cancel", WRITE, P, 0, CANCEL, ela__request_cancel},
    {"request.mine", READ, P, 0, MINE, ela__request_mine},
    {"request.read", READ, U | P, MAY_SEE, ONE, ela__request_read},
    {"request.message", WRITE, U | P, MAY_WORK, MESSAGE, ela__request_message},
    {"request.list", READ, U, MAY_SEE, LIST, ela__request_list},
    {"request.assign", WRITE, U, MAY_WORK, ASSIGN, ela__request_assign},
    {"request.transition", WRITE, U, MAY_WORK, TRANSITION, ela__request_transition},
    {"request.convert", WRITE, U, MAY_WORK, CONVERT, ela__request_convert},
    {.name = NULL},
};
