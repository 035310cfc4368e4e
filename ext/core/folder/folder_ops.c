/*
 * Operations on folders. Source: DOC-01, DOC-12.
 */
#include "folder/folder_internal.h"

static const char *const COLOURS[] = {"",      "slate",  "blue", "teal",   "green",
                                      "amber", "orange", "red",  "violet", NULL};
static const char *const ICONS[] = {"",
                                    "folder",
                                    "id",
                                    "home",
                                    "users",
                                    "heart",
                                    "heartbeat",
                                    "shield",
                                    "coins",
                                    "receipt",
                                    "receipt-tax",
                                    "credit-card",
                                    "building-bank",
                                    "building",
                                    "briefcase",
                                    "scale",
                                    "calculator",
                                    "calendar",
                                    "school",
                                    "car",
                                    "plane",
                                    "file",
                                    "file-check",
                                    "forms",
                                    "archive",
                                    "star",
                                    "bulb",
                                    "chart-pie",
                                    "heart-handshake",
                                    "lock",
                                    NULL};
static const char *const CONTENT[] = {"up", NULL};

#define FOLDER                                                                                     \
    {                                                                                              \
        .name = "folder", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "folder"             \
    }
#define VERSION                                                                                    \
    {                                                                                              \
        .name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1,                 \
        .max = INT32_MAX                                                                           \
    }
#define LOOKS                                                                                      \
    {.name = "icon", .type = ELA_FT_CHOICE, .choices = ICONS},                                     \
        {.name = "colour", .type = ELA_FT_CHOICE, .choices = COLOURS},                             \
        {.name = "visible", .type = ELA_FT_BOOL},                                                  \
        {.name = "level", .type = ELA_FT_INT, .min = 0, .max = 2}, ELA_READERS_FIELDS

static const struct ela_field TREE[] = {
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = NULL},
};
static const struct ela_field READ[] = {
    FOLDER,
    {.name = "with_groups", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field CREATE[] = {
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "parent", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "folder"},
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 80},
    LOOKS,
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    FOLDER, VERSION,        {.name = "name", .type = ELA_FT_LINE, .min = 1, .max = 80},
    LOOKS,  {.name = NULL},
};
static const struct ela_field MOVE[] = {
    FOLDER,
    VERSION,
    {.name = "parent", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "folder"},
    {.name = "before", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "folder"},
    {.name = NULL},
};
static const struct ela_field DELETE[] = {
    FOLDER,
    VERSION,
    {.name = "content", .type = ELA_FT_CHOICE, .choices = CONTENT},
    {.name = NULL},
};

#define U     ELA_BY_USER
#define P     ELA_BY_PORTAL
#define READS ELA_RIGHT_CASE_READ
#define EDITS ELA_RIGHT_CASE_WRITE

const struct ela_op ELA_FOLDER_OPS[] = {
    {"folder.tree", ELA_OP_READ, U | P, READS, TREE, ela__folder_tree},
    {"folder.read", ELA_OP_READ, U, READS, READ, ela__folder_read},
    {"folder.create", ELA_OP_WRITE, U, EDITS, CREATE, ela__folder_create},
    {"folder.update", ELA_OP_WRITE, U, EDITS, UPDATE, ela__folder_update},
    {"folder.move", ELA_OP_WRITE, U, EDITS, MOVE, ela__folder_move},
    {"folder.delete", ELA_OP_WRITE, U, EDITS, DELETE, ela__folder_delete},
    {"folder.prepare", ELA_OP_WRITE, U, EDITS, TREE, ela__folder_prepare},
    {.name = NULL},
};
