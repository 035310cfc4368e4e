/*
 * What the two halves of the page of a case share.
 */
#ifndef ELA_CASE_CASE_PAGE_H
#define ELA_CASE_CASE_PAGE_H

#include "case/case_rows.h"

struct ela__page {
    struct ela__flow f;
    struct ela_db_result head;
    const struct ela_meta_list *categories; /* of pieces */
    unsigned rights;                        /* ELA_KR_ bits of a user */
    int64_t pieces, waiting, missing;       /* as the actor sees them */
    int64_t tasks, tasks_open;
};

/* members with the team's part and the parties: one statement */
enum ela_status ela__page_people(struct ela_call *c, struct ela__page *p,
                                 struct ela_error *err) ELA_MUST_CHECK;
void ela__page_steps(struct ela_call *c, struct ela__page *p);
/* pieces with their files, deliverables: one statement */
enum ela_status ela__page_pieces(struct ela_call *c, struct ela__page *p,
                                 struct ela_error *err) ELA_MUST_CHECK;

#endif
