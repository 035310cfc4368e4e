/*
 * Who acts, and what he may reach. Every read and write of the core names an actor;
 * his scope is compiled into the SQL (scope/scope.h), for all surfaces at once.
 */
#ifndef ELA_SCOPE_ACTOR_H
#define ELA_SCOPE_ACTOR_H

#include "base/str.h"

enum ela_actor_kind { ELA_ACTOR_NONE, ELA_ACTOR_USER, ELA_ACTOR_PORTAL, ELA_ACTOR_WORKER };

/* Native rights of a Dolibarr user, resolved by the glue from $user->hasRight('elaska', ...).
 * Source: TIME-28. */
enum ela_right {
    ELA_RIGHT_TIME_OWN = 1u << 0,       /* time/own: enter own time */
    ELA_RIGHT_TIME_OTHERS = 1u << 1,    /* time/others: enter for another user, see all time */
    ELA_RIGHT_TIME_EXCEPTION = 1u << 2, /* time/exception: in the future, or on a closed case */
    ELA_RIGHT_TIME_SELF = 1u << 3,      /* time/selfvalidate: validate own time */
    ELA_RIGHT_TIME_VALIDATE =
        1u << 4, /* time/validate: validate, refuse, un-validate the team's time */
    ELA_RIGHT_RATES_READ = 1u << 5,  /* rates/read: see rates and amounts */
    ELA_RIGHT_RATES_WRITE = 1u << 6, /* rates/write: override a rate, change terms of a case */
    ELA_RIGHT_COST_READ = 1u << 7,   /* cost/read: internal cost and margin */
    ELA_RIGHT_INVOICE_CREATE =
        1u << 8,                      /* invoice/create: prebilling, create and complete invoices */
    ELA_RIGHT_CASE_READ = 1u << 9,    /* case/read */
    ELA_RIGHT_CASE_WRITE = 1u << 10,  /* case/write */
    ELA_RIGHT_CASE_CLOSE = 1u << 11,  /* case/close */
    ELA_RIGHT_CASE_DELETE = 1u << 12, /* case/delete */
    ELA_RIGHT_ACCOUNT_MANAGE = 1u << 13, /* account/manage: portal invitations, unlock, suspend */
    ELA_RIGHT_OUTBOX_MANAGE = 1u << 14,  /* outbox/manage: re-run or cancel dead letters */
    ELA_RIGHT_CATALOGUE = 1u << 15,      /* catalogue/manage */
    ELA_RIGHT_PLANS = 1u << 16,          /* plans/manage */
    ELA_RIGHT_SUBSCRIPTION = 1u << 17,   /* subscription/activate */
    ELA_RIGHT_SENSITIVE = 1u << 18,      /* sensitive/reveal: see masked values in clear */
    ELA_RIGHT_ADMIN = 1u << 19,          /* Dolibarr administrator: setup operations */
    ELA_RIGHT_CONFIDENTIAL = 1u << 20,   /* document/confidential: documents of that level */
    ELA_RIGHT_SHARE = 1u << 21,          /* document/share: links for people outside */
    ELA_RIGHT_BREAK = 1u << 22           /* document/break: of administrators, SEC-11 */
};

/* What of Dolibarr's own he may read there, resolved by the glue from $user->hasRight(). */
enum ela_reads {
    ELA_READS_CONTACT = 1u << 0,
    ELA_READS_CONTRACT = 1u << 1,
    ELA_READS_PROJECT = 1u << 2,
    ELA_READS_TICKET = 1u << 3
};

/* Rates and amounts of time on one client's portal. Source: TIME-18. */
enum ela_amounts {
    ELA_AMOUNTS_AS_SET, /* nothing decided for this client: ELASKA_PORTAL_SHOW_AMOUNTS */
    ELA_AMOUNTS_HIDDEN,
    ELA_AMOUNTS_SHOWN
};

#define ELA_ACTOR_ENTITIES 32

struct ela_actor {
    enum ela_actor_kind kind;
    int32_t entity; /* written to */
    char lang[6];   /* "fr", "en" */

    /* ELA_ACTOR_USER */
    int32_t user_id;
    uint32_t rights;
    uint32_t reads;        /* ELA_READS_ bits */
    bool own_clients_only; /* lacks "societe/client/voir": only third parties he is a sales
                              representative of */
    int32_t soc_entities[ELA_ACTOR_ENTITIES]; /* getEntity('societe') */
    size_t nsoc_entities;

    /* ELA_ACTOR_PORTAL */
    int64_t account_id;
    int64_t session_id;
    int32_t client_id; /* third party acted for; 0 until one is named. Data of two is never mixed */
    enum ela_amounts amounts; /* what was decided for that one */
};

bool ela_actor_has(const struct ela_actor *a, uint32_t right);
/* Right missing: denied, key "denied". */
enum ela_status ela_actor_need(const struct ela_actor *a, uint32_t right,
                               struct ela_error *err) ELA_MUST_CHECK;
/*
 * May he see rates and amounts of time? A client: as decided for him, else as the setting says,
 * which the caller gives (portal_show_amounts); a user: by right. Source: TIME-18, TIME-28.
 */
bool ela_actor_sees_amounts(const struct ela_actor *a, bool portal_shows);
/* "time/own" -> bit, 0 when unknown; one table serves the glue, the descriptor and the docs. */
uint32_t ela_right_of(struct ela_str name);
const char *ela_right_name(unsigned index); /* NULL past the last */
/* "contact" -> ELA_READS_ bit, 0 when unknown. */
uint32_t ela_reads_of(struct ela_str name);

#endif
