/*
 * The process of a case in memory, for the files of this folder: steps and pieces with their
 * definitions, values, facts; changing them, and what a change sets off.
 */
#ifndef ELA_CASE_FLOW_H
#define ELA_CASE_FLOW_H

#include "case/case_internal.h"
#include "case/flow_sql.h"

#define ELA__TODO    "todo"
#define ELA__CURRENT "current"
#define ELA__DONE    "done"
#define ELA__NA      "na"

struct ela__step {
    int64_t id, definition_id, started_at, done_at;
    int32_t position, weight, version, responsible, done_by;
    char code[41], status[24];
    char kept[24]; /* status before the case was closed; empty: as it is */
    bool visible;
    struct ela_day planned_on;
    struct ela_str label, comment, reason, answers, responsible_name, done_name;
    bool for_client; /* its form asks something of the client */
    int64_t sent_at; /* when he answered; 0: not yet */
    struct ela_str sent_name;
    const struct ela_meta_step *def; /* of its revision; NULL: unknown */
};

struct ela__item { /* a piece */
    int64_t id, step_id, action_id, status_at;
    int32_t position, version;
    char code[41], category[41], status[24];
    int64_t file_id; /* available: the document proposed; else one that was declined; 0 none */
    bool from_client, required, many, step_visible;
    struct ela_str label, help, reason, step_code;
    struct ela_day due_on, valid_until;
    const struct ela_meta_piece *def;
};

struct ela__flow {
    struct ela_case k;
    struct ela__step *steps;
    size_t nsteps;
    struct ela__item *items;
    size_t nitems;
    struct ela_json *values; /* fields of the case: an object */
    struct ela_json *facts;
    unsigned depth; /* of effects that set off others */
    int64_t failed; /* effects that failed */
};

/* Loads for a change: in reach, right to edit, not archived; the case is locked. release always. */
enum ela_status ela__flow_load(struct ela_call *c, int64_t case_id, const char *field,
                               struct ela__flow *f, struct ela_error *err) ELA_MUST_CHECK;
/* The same without asking for a right: the caller knows which. */
enum ela_status ela__flow_read(struct ela_call *c, int64_t case_id, const char *field,
                               struct ela__flow *f, struct ela_error *err) ELA_MUST_CHECK;
/* Adds what steps and pieces tell to the facts; where there are none yet, makes them of the case
 * and its client (ela_meta_client_json, taken). */
void ela__flow_facts(const struct ela_call *c, struct ela__flow *f, struct ela_json *client);
void ela__flow_release(struct ela__flow *f);
/* Case of a row of `sql` (ELA_SQL_STEP_CASE, ...). Errors: not_found, field. */
enum ela_status ela__case_of(struct ela_call *c, const char *sql, int64_t id, const char *field,
                             int64_t *case_id, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__flow_steps(struct ela_call *c, struct ela__flow *f,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__flow_items(struct ela_call *c, struct ela__flow *f,
                                struct ela_error *err) ELA_MUST_CHECK;
struct ela__step *ela__flow_step(struct ela__flow *f, int64_t id);
struct ela__step *ela__flow_step_code(struct ela__flow *f, const char *code);
struct ela_str ela__step_label(const struct ela_call *c, const struct ela__step *s);
/* What an event about it says first: its name, as the firm and as the client know it. */
struct ela_json *ela__step_facts(const struct ela_call *c, const struct ela__step *s);
struct ela_str ela__item_label(const struct ela_call *c, const struct ela__item *p);
/* Status as of today: what was validated may have run out. */
const char *ela__item_status(const struct ela_call *c, const struct ela__item *p);
bool ela__item_missing(const struct ela_call *c, const struct ela__item *p);
/* Does it wait for the client? What is not required does once it was asked for, refused or ran out;
 * nothing does on a closed case. ELA_SQL_TODO_PIECE says the same. */
bool ela__item_todo(const struct ela_call *c, const struct ela_case *k, const struct ela__item *p);
/* Does its form wait for the client? ELA_SQL_TODO_FORM says the same. */
bool ela__step_waits(const struct ela_case *k, const struct ela__step *s);
/* Does the client see it? */
bool ela__item_shown(const struct ela__item *p);

/* Steps: state machine (case_step.c). */
enum ela_status ela__step_start(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                                struct ela_error *err) ELA_MUST_CHECK;
/* Errors: state step.missing (field confirm; params n, list) unless the input confirms; what was
 * missing is pushed to `missing`. */
enum ela_status ela__step_validate(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                                   struct ela_json *missing, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__step_skip(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                               struct ela_str reason, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__step_reopen(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                                 struct ela_str reason, struct ela_error *err) ELA_MUST_CHECK;
/* What is left to do when a case closes is set aside, and stands as it was when it opens again. */
enum ela_status ela__steps_close(struct ela_call *c, struct ela__flow *f,
                                 struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__steps_restore(struct ela_call *c, struct ela__flow *f,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* Opens the next applicable step where none is open. */
enum ela_status ela__flow_advance(struct ela_call *c, struct ela__flow *f,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Steps and pieces whose condition changed become needed or not; automatic ones only. In a
 * closed case, what steps will be when it opens again. */
enum ela_status ela__flow_conditions(struct ela_call *c, struct ela__flow *f,
                                     struct ela_error *err) ELA_MUST_CHECK;
int16_t ela__flow_percent(const struct ela__flow *f);
/* Stores the automatic progress where it is not typed by hand. */
enum ela_status ela__flow_progress(struct ela_call *c, struct ela__flow *f,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* Answers to the form of a step (step_answers.c). The revision that they are checked against: */
int64_t ela__step_revision(const struct ela__flow *f, const struct ela__step *s);
/* Files that answers name are the step's own. Errors: as ela_fieldset_check(). */
enum ela_status ela__step_files(struct ela_call *c, const struct ela__step *s,
                                const struct ela_json *answers,
                                struct ela_error *err) ELA_MUST_CHECK;
/* Guarded by the version; s->version moves on. The history is written, the journal is not. */
enum ela_status ela__step_put_answers(struct ela_call *c, const struct ela__flow *f,
                                      struct ela__step *s, const struct ela_json *old,
                                      const struct ela_json *clean,
                                      struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__step_form(struct ela_call *c, struct ela__flow *f, struct ela__step *s,
                               struct ela_error *err) ELA_MUST_CHECK;
/* [{id, name, size}] of a step (0: of all of the case). */
enum ela_status ela__step_files_json(struct ela_call *c, int64_t case_id, int64_t step_id,
                                     struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;
/* Those of the case that values of its own fields name. */
enum ela_status ela__case_files_json(struct ela_call *c, const struct ela_case *k,
                                     const struct ela_json *values, struct ela_json **out,
                                     struct ela_error *err) ELA_MUST_CHECK;
/* Rows to read that are files get their names. */
enum ela_status ela__files_text(const struct ela_json *files, const struct ela_json *rows,
                                struct ela_error *err) ELA_MUST_CHECK;

/* The client's side (step_client.c). */
enum ela_status ela__step_mine(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__step_draft(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__step_send(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* Pieces (case_piece.c). p->reason is what is stored. */
struct ela__item *ela__flow_item(struct ela__flow *f, int64_t id);
/* Day after which it has run out, being valid from that day; none where it does not expire. */
struct ela_day ela__item_expiry(const struct ela__item *p, struct ela_day from);
enum ela_status ela__item_move(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                               const char *to, const char *kind,
                               struct ela_error *err) ELA_MUST_CHECK;
bool ela__step_asks_client(const struct ela_meta_step *d); /* in a form of its own */
/* Values of the row of a new piece (ELA_SQL_PIECE_ROW); they may point into n and the arena. */
enum { ELA__PIECE_VALUES = 17 };
void ela__piece_values(struct ela_call *c, const struct ela_case *k, const struct ela_piece_new *n,
                       int64_t position, const char *status,
                       struct ela_db_value p[ELA__PIECE_VALUES]);

/* Documents that the firm holds already (case_reuse.c). Of the pieces that nobody was asked for
 * (of one step, -1: of all), those that a document of the client can serve become available: two
 * statements whatever their number. */
enum ela_status ela__reuse_look(struct ela_call *c, struct ela__flow *f, int64_t step_id,
                                struct ela_error *err) ELA_MUST_CHECK;
/* The client is asked for pieces that wait for him, in one request; nothing where he is not. */
enum ela_status ela__reuse_ask(struct ela_call *c, const struct ela__flow *f, const int64_t *pieces,
                               size_t n, struct ela_error *err) ELA_MUST_CHECK;
/* Rows {piece, case}, in the order of cases: moved to `to`, and asked for again. */
enum ela_status ela__pieces_again(struct ela_call *c, const struct ela_db_result *rows,
                                  const char *to, const char *kind,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* piece.take, piece.decline on a loaded flow. Answers {gone: true} where the document can no longer
 * be taken: the piece is asked for instead. */
enum ela_status ela__reuse_take(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__reuse_decline(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* Opening (case_open.c): steps and pieces that the template has and the case has not. */
enum ela_status ela__flow_fill(struct ela_call *c, struct ela__flow *f, size_t *steps,
                               size_t *pieces, struct ela_error *err) ELA_MUST_CHECK;

/* Status of the case (case_state.c): checked by the caller; effects follow. `move`: the declared
 * transition that was taken, NULL where none was. */
enum ela_status ela__flow_move(struct ela_call *c, struct ela__flow *f, const char *to,
                               struct ela_str reason, const struct ela_meta_transition *move,
                               struct ela_error *err) ELA_MUST_CHECK;
/* Of the moves that the statuses offer, those that the actor may take now. */
struct ela_json *ela__flow_choices(const struct ela_call *c, const struct ela__flow *f,
                                   unsigned rights, unsigned roles);

/* Effects (case_effect.c). `at`: where they stand in the definition. `on` NULL: all. */
struct ela__cause {
    const char *source; /* "status", "step", "open" */
    int64_t event_id;
    const char *at; /* "effects", "steps/<code>/on_enter", "steps/<code>/on_done",
                       "transitions/<code>" */
};
enum ela_status ela__effects(struct ela_call *c, struct ela__flow *f, const struct ela__cause *why,
                             const struct ela_meta_effect *list, size_t n, const char *on,
                             struct ela_error *err) ELA_MUST_CHECK;
/* Effect of a row, by its body. */
enum ela_status ela__effect_find(struct ela_call *c, struct ela_str body,
                                 const struct ela_meta_effect **out,
                                 struct ela_error *err) ELA_MUST_CHECK;
#define ELA__WANTED "wanted" /* state of a job that waits for a worker */
/* Jobs that are due (case_job.c): a worker. */
enum ela_status ela__effect_state(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__effect_run(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__effect_retry(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__effect_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__case_progress(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_archive(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* Tags (case_tag.c). json: [{code, label, colour, icon}] of "a,b". */
extern const struct ela_field ELA__TAGS_IN[], ELA__TAG_IN[];
enum ela_status ela__case_tags_json(struct ela_call *c, struct ela_str codes, struct ela_json **out,
                                    struct ela_error *err) ELA_MUST_CHECK;
/* Those that may be chosen. */
enum ela_status ela__case_tag_choices(struct ela_call *c, struct ela_json **out,
                                      struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_tags(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_tag(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_apply(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_sweep(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_page(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_fields(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_form(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_answers(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* Values of the case (case_fields.c). */
enum ela_status ela__values_parse(struct ela_str text, struct ela_json **out,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* JSON as text in the arena; "" for an empty object. */
enum ela_status ela__values_text(struct ela_call *c, const struct ela_json *v, struct ela_str *out,
                                 struct ela_error *err) ELA_MUST_CHECK;

#endif
