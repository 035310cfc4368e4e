/*
 * The table of operations of cases and of what belongs to one.
 */
#include "case/flow.h"

static const char *const NATURES[] = {"dossier", "prestation", "mission",
                                      "service", "demarche",   NULL};
static const char *const CLASSES[] = {"open", "closed",    "wait_client", "wait_third",
                                      "done", "cancelled", NULL};
static const char *const SORTS[] = {"recent", "ref", "due", NULL};

static const struct ela_field MEMBER[] = {
    {.name = "user", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "user"},
    {.name = "role", .type = ELA_FT_LINE, .min = 0, .max = 48},
    {.name = NULL},
};

#define CASE_FIELDS(required)                                                                      \
    {.name = "title", .type = ELA_FT_LINE, .flags = (required), .min = 1, .max = 255},             \
        {.name = "client", .type = ELA_FT_ID, .flags = (required), .ref = "client"},               \
        {.name = "lead", .type = ELA_FT_ID, .flags = (required), .ref = "user"},                   \
        {.name = "start_on", .type = ELA_FT_DAY},                                                  \
        {.name = "due_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},                          \
        {.name = "nature", .type = ELA_FT_CHOICE, .choices = NATURES},                             \
        {.name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 60000},      \
        {.name = "portal_visible", .type = ELA_FT_BOOL},                                           \
        {.name = "project", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "project"},        \
        {.name = "progress", .type = ELA_FT_INT, .min = 0, .max = 100},                            \
        {.name = "priority", .type = ELA_FT_INT, .min = 0, .max = 3},                              \
        {.name = "deadline", .type = ELA_FT_MOMENT, .flags = ELA_FF_NULLABLE},                     \
        {.name = "price", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},               \
        {.name = "vat", .type = ELA_FT_LINE, .max = 10},                                           \
        {.name = "confidentiality", .type = ELA_FT_INT, .min = 0, .max = ELA_LEVEL_RESTRICTED},    \
    {                                                                                              \
        .name = "members", .type = ELA_FT_LIST, .max = 50, .fields = MEMBER                        \
    }

static const struct ela_field TERMS[] = {ELA_TERMS_MEMBERS, {.name = NULL}};
static const struct ela_field CREATE[] = {
    CASE_FIELDS(ELA_FF_REQUIRED),
    {.name = "terms", .type = ELA_FT_OBJECT, .fields = TERMS},
    {.name = "template", .type = ELA_FT_LINE, .min = 1, .max = 48},
    {.name = "fields", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.name = "request", .type = ELA_FT_ID, .ref = "request"},
    {.name = "service", .type = ELA_FT_ID, .ref = "service"},
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    CASE_FIELDS(0),
    {.name = NULL},
};
static const struct ela_field DELETE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = NULL},
};
static const struct ela_field ONE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = NULL},
};
static const struct ela_field TRANSITION[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "to", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 23},
    {.name = "reason", .type = ELA_FT_TEXT, .max = 500},
    {.name = "confirm", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field VALUES[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = "fields", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = ELA_META_VALUES_MAX},
    {.name = "base", .type = ELA_FT_JSON, .max = ELA_META_VALUES_MAX},
    {.name = NULL},
};
static const struct ela_field PROGRESS[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "progress", .type = ELA_FT_INT, .flags = ELA_FF_NULLABLE, .min = 0, .max = 100},
    {.name = NULL},
};
static const struct ela_field ARCHIVE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "archived", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field NOTHING[] = {{.name = NULL}};
static const struct ela_field FORM[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "step", .type = ELA_FT_ID, .ref = "step"},
    {.name = NULL},
};
static const struct ela_field EFFECT[] = {
    {.name = "effect", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "effect"},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 250},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "status", .type = ELA_FT_LINE, .min = 1, .max = 23},
    {.name = "class", .type = ELA_FT_CHOICE, .choices = CLASSES},
    {.name = "lead", .type = ELA_FT_ID, .ref = "user"},
    {.name = "mine", .type = ELA_FT_BOOL},
    {.name = "late", .type = ELA_FT_BOOL},
    {.name = "kind", .type = ELA_FT_LINE, .min = 1, .max = 48},
    {.name = "archived", .type = ELA_FT_BOOL},
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "sort", .type = ELA_FT_CHOICE, .choices = SORTS},
    {.name = NULL},
};
static const struct ela_field PICKER[] = {
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = NULL},
};
static const struct ela_field TIMELINE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 250},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
    {.name = NULL},
};
/* mine: who may see only what he takes part in */
static const struct ela_field MEETINGS[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "mine", .type = ELA_FT_BOOL},
    {.name = NULL},
};

const struct ela_op ELA_CASE_OPS[] = {
    {"case.create", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, CREATE, ela__case_create},
    {"case.update", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, UPDATE, ela__case_update},
    {"case.delete", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_DELETE, DELETE, ela__case_delete},
    {"case.transition", ELA_OP_WRITE, ELA_BY_USER, 0, TRANSITION, ela__case_transition},
    {"case.read", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, ONE, ela__case_read},
    {"case.list", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, LIST, ela__case_list},
    {"case.kinds", ELA_OP_READ, ELA_BY_PORTAL, 0, NOTHING, ela__case_kinds},
    {"case.picker", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, PICKER, ela__case_picker},
    {"case.tickets", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, ONE, ela__case_tickets},
    {"case.meetings", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, MEETINGS, ela__case_meetings},
    {"case.timeline", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, TIMELINE, ela__case_timeline},
    {"case.links", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__CASE_LINKS_IN, ela__case_links},
    {.name = NULL},
};

const struct ela_op ELA_FLOW_OPS[] = {
    {"case.page", ELA_OP_READ, ELA_BY_USER | ELA_BY_PORTAL, 0, ONE, ela__case_page},
    {"case.fields", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, VALUES, ela__case_fields},
    {"case.form", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, FORM, ela__case_form},
    {"case.answers", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, ONE, ela__case_answers},
    {"case.progress", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, PROGRESS,
     ela__case_progress},
    {"case.apply_template", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ONE, ela__case_apply},
    {"case.archive", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_CLOSE, ARCHIVE, ela__case_archive},
    {"case.tags", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ELA__TAGS_IN, ela__case_tags},
    {"case.tag", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ELA__TAG_IN, ela__case_tag},
    {"case.sweep", ELA_OP_WRITE, ELA_BY_WORKER, 0, NOTHING, ela__case_sweep},
    {"effect.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, ONE, ela__effect_list},
    {"effect.state", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, NOTHING, ela__effect_state},
    {"effect.run", ELA_OP_WRITE, ELA_BY_WORKER, 0, NOTHING, ela__effect_run},
    {"effect.retry", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, EFFECT, ela__effect_retry},
    {.name = NULL},
};
