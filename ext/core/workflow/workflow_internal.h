/*
 * Storage of a parsed pack, shared by the parser and the rules.
 */
#ifndef ELA_WORKFLOW_WORKFLOW_INTERNAL_H
#define ELA_WORKFLOW_WORKFLOW_INTERNAL_H

#include "workflow/workflow.h"

struct ela_wf_object {
    char name[24];
    struct ela_wf_status *statuses;
    size_t nstatuses;
    struct ela_wf_transition
        *transitions; /* one per starting point: a name may appear several times */
    size_t ntransitions;
};

struct ela_workflow {
    struct ela_arena mem; /* everything below lives there */
    struct ela_wf_object *objects;
    size_t nobjects;
};

/* Text of packs/core/workflow.json, generated at build. */
extern const char ela__workflow_pack[];
extern const unsigned long ela__workflow_pack_size;

#endif
