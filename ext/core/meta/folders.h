/*
 * Models of folder trees: definitions of kind "folders", in packs or made by the firm. A model is
 * for kinds of client or for templates of cases; each of its folders may say which categories of
 * documents it takes. Format: packs/schema/folders.schema.json. Source: DOC-01.
 */
#ifndef ELA_META_FOLDERS_H
#define ELA_META_FOLDERS_H

#include "meta/meta.h"

enum {
    ELA_FOLDER_NODES = 80, /* of one model */
    ELA_FOLDER_LEVELS = 4, /* one below the other in a model */
    ELA_FOLDER_NAME = 80   /* signs */
};

struct ela_folder_node {
    const char *code;
    struct ela_label label; /* of a yearly one with {year} in it */
    const char *icon, *colour;
    int level;      /* standard or confidential: a model names no readers */
    bool visible;   /* to the client */
    bool each_year; /* one for each year, made when it is first needed */
    bool cases;     /* folders of cases lie in it */
    const char *const *categories;
    size_t ncategories;
    const struct ela_folder_node *children, *parent;
    size_t nchildren;
};

struct ela_folder_model {
    int64_t definition;
    const char *code;
    struct ela_label label, description;
    unsigned client_kinds; /* ELA_CLIENT_ bits; 0: of cases, named by their templates */
    const struct ela_folder_node *nodes;
    size_t nnodes, total;
};

/* The one in force for a client of these kinds, the first of them where several are; NULL: none. */
enum ela_status ela_meta_folders_of(struct ela_call *c, unsigned client_kinds,
                                    const struct ela_folder_model **out,
                                    struct ela_error *err) ELA_MUST_CHECK;
/* The one in force of a code; NULL: none, or switched off. */
enum ela_status ela_meta_folders_named(struct ela_call *c, const char *code,
                                       const struct ela_folder_model **out,
                                       struct ela_error *err) ELA_MUST_CHECK;
/* The folder that takes a category; NULL: none does. */
const struct ela_folder_node *ela_folder_node_for(const struct ela_folder_model *m,
                                                  struct ela_str category);
/* Where folders of cases lie; NULL: at the top. */
const struct ela_folder_node *ela_folder_node_of_cases(const struct ela_folder_model *m);

/*
 * Administrators: folders.models -> {rows}; folders.model {code} -> {body, ...}; folders.check
 * {body} -> {problems}; folders.save {code?, version, body, active?}; folders.copy {code, to,
 * label?}; folders.active {code, active}; folders.revert, folders.delete {code}.
 */
extern const struct ela_op ELA_FOLDER_MODEL_OPS[];

#endif
