/*
 * Statuses and transitions as data, from a pack file. Every badge in the product comes from here.
 * Source: CASE-02, CASE-03, TIME-06.
 */
#ifndef ELA_WORKFLOW_WORKFLOW_H
#define ELA_WORKFLOW_WORKFLOW_H

#include "json/json.h"
#include "scope/actor.h"

struct ela_wf_status {
    char code[24];
    char label_fr[164], label_en[164];               /* back office, at most 40 characters */
    char client_label_fr[244], client_label_en[244]; /* portal, at most 60; as label when empty */
    char klass[16];  /* open, wait_client, wait_third, done, cancelled */
    char colour[16]; /* token name: slate, blue, teal, green, amber, orange, red, violet */
    char icon[32];
    bool initial;
    bool inactive; /* shown where it stands, given to nothing any more */
};

struct ela_wf_transition {
    char name[24];         /* submit, recall, validate, refuse, ... */
    char from[24], to[24]; /* "*" / class names "@open" allowed in from and to */
    uint32_t right;        /* any of these bits; 0 and no roles: nothing is needed */
    unsigned
        roles; /* roles on the row that may take it without the right: ELA_WF_OWNER, ELA_WF_LEAD */
    uint32_t own_right; /* what the author himself needs, whatever else he holds (self-validation);
                           0: as anybody */
    bool reason_required;
    bool automatic; /* taken by another operation (invoicing), never offered as a button */
    char label_fr[164], label_en[164];
};

/* What the actor is to the row. */
enum { ELA_WF_OWNER = 1, ELA_WF_LEAD = 2 };

struct ela_workflow;
struct ela_wf_object; /* "case", "time", "timer", "invoice", "account", "outbox", "mark" (late,
                         unbillable, ...) */

/* Parses a pack's workflow part. Errors: input, with the JSON path as field: pack.*. */
enum ela_status ela_workflow_parse(const struct ela_json *pack, struct ela_workflow **out,
                                   struct ela_error *err) ELA_MUST_CHECK;
void ela_workflow_free(struct ela_workflow *w);
/* The pack shipped with this version (compiled in from packs/core/workflow.json at build time). */
enum ela_status ela_workflow_shipped(struct ela_workflow **out,
                                     struct ela_error *err) ELA_MUST_CHECK;

/*
 * An object of other statuses with the transitions of `like` (a template's own list): lives in
 * `mem`, statuses are copied. NULL without memory.
 */
const struct ela_wf_object *ela_wf_object_make(struct ela_arena *mem, const char *name,
                                               const struct ela_wf_status *statuses, size_t n,
                                               const struct ela_wf_object *like);
/* The same statuses under other transitions, which are copied too: a template's own rules. */
const struct ela_wf_object *ela_wf_object_with(struct ela_arena *mem, const struct ela_wf_object *o,
                                               const struct ela_wf_transition *transitions,
                                               size_t n);
/*
 * A workflow in which some objects are replaced by `objects` (of the same names) or added; what is
 * not replaced is borrowed from `base`, which must outlive it. NULL without memory.
 */
struct ela_workflow *ela_workflow_with(const struct ela_workflow *base,
                                       const struct ela_wf_object *const *objects, size_t n);

const struct ela_wf_object *ela_workflow_object(const struct ela_workflow *w, const char *object);
const struct ela_wf_object *ela_workflow_at(const struct ela_workflow *w, size_t i);
const char *ela_wf_object_name(const struct ela_wf_object *o);
const struct ela_wf_status *ela_wf_status_of(const struct ela_wf_object *o, struct ela_str code);
const struct ela_wf_status *ela_wf_status_at(const struct ela_wf_object *o, size_t i);
const struct ela_wf_status *ela_wf_initial(const struct ela_wf_object *o);
/* Does the place (a code, "@class", "*") hold this status? */
bool ela_wf_at(const struct ela_wf_status *s, const char *place);

/* Is the status of this class? `klass`: "open", ..., or "active" (not final), "closed" (done,
 * cancelled). Unknown code: false. */
bool ela_wf_status_is(const struct ela_wf_object *o, struct ela_str code, const char *klass);

/*
 * May this actor take this transition from this status? Gives it. `roles`: what he is to the row
 * (bits above). Errors: state workflow.not_from_here (params from, name), denied, denied
 * workflow.own_row (he may not review himself), input workflow.reason_required (field "reason").
 */
enum ela_status ela_wf_check(const struct ela_wf_object *o, const char *transition,
                             struct ela_str from, unsigned roles, const struct ela_actor *actor,
                             bool has_reason, const struct ela_wf_transition **out,
                             struct ela_error *err) ELA_MUST_CHECK;
/* Same for the transition that leads from one status to another; input workflow.unknown_status
 * (field "to") where `to` is none. */
enum ela_status ela_wf_between(const struct ela_wf_object *o, struct ela_str from,
                               struct ela_str to, unsigned roles, const struct ela_actor *actor,
                               bool has_reason, const struct ela_wf_transition **out,
                               struct ela_error *err) ELA_MUST_CHECK;

/* What this actor may do from here: [{name, to, label, to_label, reason_required}], one per status
 * that can be reached. */
struct ela_json *ela_wf_choices(const struct ela_wf_object *o, struct ela_str from, unsigned roles,
                                const struct ela_actor *actor);

/* Badge as JSON {code,label,colour,icon,class} in the actor's language and for his surface. An
 * unknown code is shown as it is. */
struct ela_json *ela_wf_badge(const struct ela_wf_object *o, struct ela_str code,
                              const struct ela_actor *actor);

#endif
