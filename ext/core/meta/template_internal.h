/*
 * The parts of a template, one reader each; arrays of the template are filled in place.
 */
#ifndef ELA_META_TEMPLATE_INTERNAL_H
#define ELA_META_TEMPLATE_INTERNAL_H

#include "meta/meta_internal.h"

#define ELA__STEPS_MAX   60
#define ELA__PIECES_MAX  200
#define ELA__TASKS_MAX   200
#define ELA__EFFECTS_MAX 100
#define ELA__MOVES_MAX   60

void ela__read_statuses(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
void ela__read_fields(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
void ela__read_forms(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
void ela__read_steps(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
void ela__read_pieces(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
void ela__read_tasks(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
void ela__read_board(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
void ela__read_effects(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
/* After fields and statuses, which it names. */
void ela__read_transitions(struct ela__reader *r, const struct ela_json *v, struct ela_template *t);
const struct ela_meta_effect *ela__read_effect_list(struct ela__reader *r, const struct ela_json *v,
                                                    const char *member, bool with_on,
                                                    const struct ela_fieldset *set, size_t *n);

void ela__template_check(struct ela__reader *r, struct ela_template *t,
                         const struct ela__lookup *lookup);

#endif
