/*
 * Rights by name and by bit. One table serves the glue, the descriptor and the docs. Source:
 * TIME-28.
 */
#include "scope/actor.h"

static const struct {
    const char *name;
    uint32_t bit;
} RIGHTS[] = {
    {"time/own", ELA_RIGHT_TIME_OWN},
    {"time/others", ELA_RIGHT_TIME_OTHERS},
    {"time/exception", ELA_RIGHT_TIME_EXCEPTION},
    {"time/selfvalidate", ELA_RIGHT_TIME_SELF},
    {"time/validate", ELA_RIGHT_TIME_VALIDATE},
    {"rates/read", ELA_RIGHT_RATES_READ},
    {"rates/write", ELA_RIGHT_RATES_WRITE},
    {"cost/read", ELA_RIGHT_COST_READ},
    {"invoice/create", ELA_RIGHT_INVOICE_CREATE},
    {"case/read", ELA_RIGHT_CASE_READ},
    {"case/write", ELA_RIGHT_CASE_WRITE},
    {"case/close", ELA_RIGHT_CASE_CLOSE},
    {"case/delete", ELA_RIGHT_CASE_DELETE},
    {"account/manage", ELA_RIGHT_ACCOUNT_MANAGE},
    {"outbox/manage", ELA_RIGHT_OUTBOX_MANAGE},
    {"catalogue/manage", ELA_RIGHT_CATALOGUE},
    {"plans/manage", ELA_RIGHT_PLANS},
    {"subscription/activate", ELA_RIGHT_SUBSCRIPTION},
    {"admin", ELA_RIGHT_ADMIN},
    {"sensitive/reveal", ELA_RIGHT_SENSITIVE},
    {"document/confidential", ELA_RIGHT_CONFIDENTIAL},
    {"document/share", ELA_RIGHT_SHARE},
    {"document/break", ELA_RIGHT_BREAK},
};
static const char *const READS[] = {"contact", "contract", "project", "ticket"};
#define NRIGHTS (sizeof RIGHTS / sizeof RIGHTS[0])

bool ela_actor_has(const struct ela_actor *a, uint32_t right)
{
    return a->kind == ELA_ACTOR_USER && (a->rights & right) != 0;
}

enum ela_status ela_actor_need(const struct ela_actor *a, uint32_t right, struct ela_error *err)
{
    if (ela_actor_has(a, right))
        return ELA_OK;
    return ela_fail(err, ELA_E_DENIED, "denied", NULL);
}

bool ela_actor_sees_amounts(const struct ela_actor *a, bool portal_shows)
{
    if (a->kind != ELA_ACTOR_PORTAL)
        return ela_actor_has(a, ELA_RIGHT_RATES_READ);
    return a->amounts == ELA_AMOUNTS_AS_SET ? portal_shows : a->amounts == ELA_AMOUNTS_SHOWN;
}

uint32_t ela_right_of(struct ela_str name)
{
    for (size_t i = 0; i < NRIGHTS; i++)
        if (ela_str_is(name, RIGHTS[i].name))
            return RIGHTS[i].bit;
    return 0;
}

const char *ela_right_name(unsigned index)
{
    return index < NRIGHTS ? RIGHTS[index].name : NULL;
}

uint32_t ela_reads_of(struct ela_str name)
{
    for (size_t i = 0; i < sizeof READS / sizeof READS[0]; i++)
        if (ela_str_is(name, READS[i]))
            return 1u << i;
    return 0;
}
