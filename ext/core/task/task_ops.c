/*
 * The table of task operations.
 */
#include "task/task_internal.h"

const char *const ELA__PRIORITIES[] = {"low", "normal", "high", "urgent", NULL};
static const char *const RECURRENCES[] = {"daily",     "weekly", "monthly", "quarterly",
                                          "half_year", "yearly", NULL};
static const char *const SORTS[] = {"due", "recent", NULL};

static const struct ela_field LINE[] = {
    {.name = "id", .type = ELA_FT_ID, .ref = "check"},
    {.name = "label", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 255},
    {.name = "client", .type = ELA_FT_BOOL},
    {.name = NULL},
};

#define TASK_FIELDS(required)                                                                      \
    {.name = "title", .type = ELA_FT_LINE, .flags = (required), .min = 1, .max = 255},             \
        {.name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 60000},      \
        {.name = "step", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "step"},              \
        {.name = "priority", .type = ELA_FT_CHOICE, .choices = ELA__PRIORITIES},                   \
        {.name = "start_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},                        \
        {.name = "due_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},                          \
        {.name = "assignees", .type = ELA_FT_IDS, .max = 20, .ref = "user"},                       \
        {.name = "for_client", .type = ELA_FT_BOOL}, {.name = "billable", .type = ELA_FT_BOOL},    \
        {.name = "visible", .type = ELA_FT_BOOL},                                                  \
        {.name = "recurrence",                                                                     \
         .type = ELA_FT_CHOICE,                                                                    \
         .flags = ELA_FF_NULLABLE,                                                                 \
         .choices = RECURRENCES},                                                                  \
        {.name = "tags", .type = ELA_FT_LINE, .max = 255},                                         \
    {                                                                                              \
        .name = "checklist", .type = ELA_FT_LIST, .max = 100, .fields = LINE                       \
    }
#define ID(member, of)                                                                             \
    {                                                                                              \
        .name = member, .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = of                     \
    }
#define VERSION                                                                                    \
    {                                                                                              \
        .name = "version", .type = ELA_FT_INT, .min = 1, .max = INT32_MAX                          \
    }

static const struct ela_field WAS[] = {TASK_FIELDS(0), {.name = NULL}};
static const struct ela_field CREATE[] = {
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "status", .type = ELA_FT_LINE, .min = 1, .max = 40},
    TASK_FIELDS(ELA_FF_REQUIRED),
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    ID("task", "task"),
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = "was", .type = ELA_FT_OBJECT, .fields = WAS},
    TASK_FIELDS(0),
    {.name = NULL},
};
static const struct ela_field MOVE[] = {
    ID("task", "task"),
    {.name = "to", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "before", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "task"},
    VERSION,
    {.name = NULL},
};
static const struct ela_field ONE[] = {ID("task", "task"), {.name = NULL}};
static const struct ela_field DELETE[] = {ID("task", "task"), VERSION, {.name = NULL}};
static const struct ela_field CHECK[] = {
    ID("check", "check"),
    {.name = "done", .type = ELA_FT_BOOL, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};
static const struct ela_field COMMENT[] = {
    ID("task", "task"),
    {.name = "body", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 10000},
    {.name = "internal", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field SAY[] = {
    ID("task", "task"),
    {.name = "body", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 10000},
    {.name = NULL},
};
static const struct ela_field BOARD[] = {
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "mine", .type = ELA_FT_BOOL},
    {.name = "all", .type = ELA_FT_BOOL},
    {.name = "first", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 250},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "user", .type = ELA_FT_ID, .ref = "user"},
    {.name = "mine", .type = ELA_FT_BOOL},
    {.name = "open", .type = ELA_FT_BOOL},
    {.name = "late", .type = ELA_FT_BOOL},
    {.name = "waiting", .type = ELA_FT_BOOL},
    {.name = "for_client", .type = ELA_FT_BOOL},
    {.name = "status", .type = ELA_FT_LINE, .min = 1, .max = 40},
    {.name = "priority", .type = ELA_FT_CHOICE, .choices = ELA__PRIORITIES},
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "sort", .type = ELA_FT_CHOICE, .choices = SORTS},
    {.name = NULL},
};
static const struct ela_field NOTHING[] = {{.name = NULL}};
static const struct ela_field SUGGEST[] = {
    ID("case", "case"),
    {.name = "title", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 255},
    {.name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 10000},
    {.name = "due_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = NULL},
};
static const struct ela_field ACCEPT[] = {
    ID("task", "task"),
    TASK_FIELDS(0),
    {.name = NULL},
};
static const struct ela_field REFUSE[] = {
    ID("task", "task"),
    {.name = "reason", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 500},
    {.name = NULL},
};
static const struct ela_field DONE[] = {
    ID("task", "task"),
    {.name = "comment", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 10000},
    {.name = NULL},
};
static const struct ela_field SEND_BACK[] = {
    ID("task", "task"),
    {.name = "comment", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 10000},
    {.name = NULL},
};

static const char *const NATIVES[] = {"project", "task", NULL};
static const struct ela_field NATIVE[] = {
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = NATIVES},
    {.name = "native", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "native"},
    {.name = "title", .type = ELA_FT_LINE, .max = 255},
    {.name = "start_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = "due_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = "closed", .type = ELA_FT_BOOL},
    {.name = NULL},
};

static const struct ela_field FIELDS[] = {
    ID("task", "task"),
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT32_MAX},
    {.name = "fields", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = ELA_META_VALUES_MAX},
    {.name = "base", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.name = NULL},
};

#define U     ELA_BY_USER
#define BOTH  (ELA_BY_USER | ELA_BY_PORTAL)
#define READS ELA_RIGHT_CASE_READ
#define EDITS ELA_RIGHT_CASE_WRITE

const struct ela_op ELA_TASK_OPS[] = {
    {"task.create", ELA_OP_WRITE, U, EDITS, CREATE, ela__task_create},
    {"task.update", ELA_OP_WRITE, U, EDITS, UPDATE, ela__task_update},
    {"task.move", ELA_OP_WRITE, U, EDITS, MOVE, ela__task_move},
    {"task.delete", ELA_OP_WRITE, U, EDITS, DELETE, ela__task_delete},
    {"task.read", ELA_OP_READ, BOTH, READS, ONE, ela__task_read},
    {"task.board", ELA_OP_READ, BOTH, READS, BOARD, ela__task_board},
    {"task.list", ELA_OP_READ, BOTH, READS, LIST, ela__task_list},
    {"task.waiting", ELA_OP_READ, U, READS, NOTHING, ela__task_waiting},
    {"task.check", ELA_OP_WRITE, BOTH, EDITS, CHECK, ela__task_check},
    {"task.comment", ELA_OP_WRITE, U, READS, COMMENT, ela__task_comment},
    {"task.say", ELA_OP_WRITE, ELA_BY_PORTAL, 0, SAY, ela__task_comment},
    {"task.suggest", ELA_OP_WRITE, ELA_BY_PORTAL, 0, SUGGEST, ela__task_suggest},
    {"task.accept", ELA_OP_WRITE, U, EDITS, ACCEPT, ela__task_accept},
    {"task.refuse", ELA_OP_WRITE, U, EDITS, REFUSE, ela__task_refuse},
    {"task.done", ELA_OP_WRITE, ELA_BY_PORTAL, 0, DONE, ela__task_done},
    {"task.confirm", ELA_OP_WRITE, U, EDITS, ONE, ela__task_confirm},
    {"case.native_event", ELA_OP_WRITE, U, 0, NATIVE, ela__case_native_event},
    {"task.send_back", ELA_OP_WRITE, U, EDITS, SEND_BACK, ela__task_send_back},
    {"task.fields", ELA_OP_READ, BOTH, READS, ONE, ela__task_fields},
    {"task.fields_save", ELA_OP_WRITE, BOTH, EDITS, FIELDS, ela__task_fields_save},
    {"task.fields_changes", ELA_OP_READ, U, READS, ONE, ela__task_fields_changes},
    {.name = NULL},
};
