/*
 * Cases (dossiers): reference, lifecycle, process (steps, pieces, team, parties, notes, effects),
 * rate model with dated terms, gauge of hours.
 * Source: CASE-01..06, CASE-08..19, CASE-30, CASE-31, CASE-35..37, CASE-40, DOC-06, DOC-07,
 * TIME-09, TIME-10.
 */
#ifndef ELA_CASE_CASE_H
#define ELA_CASE_CASE_H

#include "meta/meta.h"
#include "op/op.h"

/* Rate models of a case (llx_elaska_case_terms.model, stamped on llx_elaska_time.model). TIME-09.
 */
#define ELA_MODEL_HOURLY "hourly" /* «Au temps passé» */
#define ELA_MODEL_PACKAGE                                                                          \
    "package" /* «Forfait d'heures»: included hours, then the overage rate                       \
               */
#define ELA_MODEL_FIXED                                                                            \
    "fixed" /* «À la mission / forfait global»: time is for profitability only */
#define ELA_MODEL_SUBSCRIPTION "subscription" /* «Inclus abonnement» */
#define ELA_MODEL_UNBILLED     "unbilled"     /* «Non facturable» */

/* First day of terms that hold since ever (a case's first terms). */
#define ELA_TERMS_EVER "1900-01-01"

enum ela_confidentiality { ELA_LEVEL_STANDARD, ELA_LEVEL_CONFIDENTIAL, ELA_LEVEL_RESTRICTED };

struct ela_case {
    int64_t id;
    int32_t client_id, lead_id, project_id; /* project_id 0: none */
    int32_t version;
    char ref[33], status[24], nature[17], kind[49];
    const char *title; /* in the call's arena */
    bool closed;       /* class done or cancelled */
    bool portal_visible;
    int16_t progress, priority;
    struct ela_day start_on, due_on, closed_on; /* ELA_DAY_NONE where absent */
    int64_t definition_id;                      /* revision of its template; 0: without one */
    int64_t request_id, service_id;             /* 0: none */
    int64_t deadline_at, archived_at;           /* 0: none */
    int16_t confidentiality;
    bool progress_manual;
    int64_t price_minor;                  /* -1: none */
    int32_t vat_milli;                    /* of the price; -1: none */
    const struct ela_template *template;  /* NULL: a case without one */
    const struct ela_wf_object *statuses; /* of its template, or the registry's; never NULL */
};

/* Loads a case within the actor's reach. Errors: not_found not_found (field as given). */
enum ela_status ela_case_load(struct ela_call *c, int64_t id, const char *field,
                              struct ela_case *out, struct ela_error *err) ELA_MUST_CHECK;

/* --- rights (CASE-40, SEC-11) --------------------------------------------- */
/* Rights on a kind of case (llx_elaska_kind_right.bits). A kind without rows is for all whom the
 * native rights let in; one with rows is for its groups alone. */
enum ela_kind_right {
    ELA_KR_READ = 1,
    ELA_KR_CREATE = 2,
    ELA_KR_EDIT = 4,
    ELA_KR_CLOSE = 8,
    ELA_KR_DELETE = 16,
    ELA_KR_MONEY = 32,
    ELA_KR_CONFIDENTIAL = 64 /* confidential cases and notes without being of the team */
};

/* Native right and right on the kind, both. Portal accounts have none of these. Errors: denied. */
enum ela_status ela_case_may(struct ela_call *c, const struct ela_case *k, unsigned rights,
                             struct ela_error *err) ELA_MUST_CHECK;
/* What the actor holds of these, without an error. */
enum ela_status ela_case_rights(struct ela_call *c, const char *kind, unsigned *rights,
                                struct ela_error *err) ELA_MUST_CHECK;
/* Rights of a user on a kind that has so many rows, of which his groups hold these bits. */
unsigned ela_case_rights_of(const struct ela_actor *a, int64_t rows, unsigned held);
/* An archived case is read only. Errors: state case.archived. */
enum ela_status ela_case_writable(const struct ela_case *k, struct ela_error *err) ELA_MUST_CHECK;
/* The case moved: its last activity is now. */
enum ela_status ela_case_activity(struct ela_call *c, int64_t case_id,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* --- process -------------------------------------------------------------- */
/* Who of the firm holds a role of the case: a present member of that role, else the lead. */
enum ela_status ela_case_role_user(struct ela_call *c, const struct ela_case *k, const char *role,
                                   int32_t *user, struct ela_error *err) ELA_MUST_CHECK;
/*
 * Mails about a case. `to`: "client", "lead", "team" or "role:<code>"; the client gets none of a
 * case that he does not see. `mail`: kind of packs/core/mail.json whose variables may be ref,
 * title, client, text, url. *sent: how many (may be NULL); people without an address are passed
 * over. `key` tells messages about the same thing apart (dedupe), NULL: sent each time.
 */
struct ela_case_notice {
    const char *to, *mail, *key;
    struct ela_str text;
    struct ela_label words; /* where `text` is empty: in the language of each reader */
    int32_t not_user;       /* who caused it, not told; 0: all */
};
/* "fr" or "en": language of the people whom the case is for. */
enum ela_status ela_case_client_lang(struct ela_call *c, const struct ela_case *k, char lang[3],
                                     struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_case_notify(struct ela_call *c, const struct ela_case *k,
                                const struct ela_case_notice *n, size_t *sent,
                                struct ela_error *err) ELA_MUST_CHECK;

/* Facts for dotted names in expressions: client.kind, case.*, actor.kind, today. The caller frees.
 */
enum ela_status ela_case_facts(struct ela_call *c, const struct ela_case *k, struct ela_json **out,
                               struct ela_error *err) ELA_MUST_CHECK;

struct ela_piece {
    int64_t id, case_id, step_id, action_id; /* 0: none */
    char code[41], category[41], status[24];
    const char *label; /* in the call's arena, in the actor's language */
    bool from_client, required, many;
    bool visible; /* to the client: its step is */
    int32_t version, validity_months;
    int64_t model_file; /* file to fill in; 0: none */
    struct ela_day due_on, valid_until;
};
/* A piece within the actor's reach, and its case; a client sees no pieces of hidden steps. */
enum ela_status ela_piece_load(struct ela_call *c, int64_t id, const char *field,
                               struct ela_case *k, struct ela_piece *out,
                               struct ela_error *err) ELA_MUST_CHECK;
struct ela_piece_new {
    struct ela_str label, category, help; /* label is required */
    const struct ela_label *title;        /* where the kind of case names it instead */
    const char *code;                     /* NULL: one is made */
    int64_t step_id, action_id;
    bool from_client, required, many;
    struct ela_day due_on;
};
/* One more item of the checklist of a case. */
enum ela_status ela_piece_add(struct ela_call *c, const struct ela_case *k,
                              const struct ela_piece_new *p, int64_t *id,
                              struct ela_error *err) ELA_MUST_CHECK;
/*
 * A file came for the piece: from the client it waits for validation (also where an earlier one was
 * validated: a new version), from the firm it is received. Journalled, the lead is told. Errors:
 * state case.archived, case.closed, piece.closed (not needed any more).
 */
enum ela_status ela_piece_deposited(struct ela_call *c, int64_t id,
                                    struct ela_error *err) ELA_MUST_CHECK;
/* What it lacked is there, sent again or out of the bin: as deposited, if it still lacks it. */
enum ela_status ela_piece_regained(struct ela_call *c, int64_t id,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* A file of the piece was taken away: without any it is asked for again. */
enum ela_status ela_piece_emptied(struct ela_call *c, int64_t id,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* A document went, or may no longer be taken: pieces that it was proposed for are asked for. */
enum ela_status ela_piece_unproposed(struct ela_call *c, int64_t file,
                                     struct ela_error *err) ELA_MUST_CHECK;
/* A document is valid until another day, and with it what it serves; `piece`: its own, 0 none. */
enum ela_status ela_piece_valid(struct ela_call *c, int64_t file, int64_t piece,
                                struct ela_db_value until, struct ela_error *err) ELA_MUST_CHECK;
/* A client action asks for the piece. due_on ELA_DAY_NONE: as before. */
enum ela_status ela_piece_asked(struct ela_call *c, int64_t id, int64_t action_id,
                                struct ela_day due_on, struct ela_error *err) ELA_MUST_CHECK;

/* What files of a step's form hang on. A client reaches steps that he sees; `open`: takes files
 * from the actor; `draft`: nothing of them was sent yet. Errors: not_found, field. */
struct ela_step_place {
    bool visible, open, draft;
};
enum ela_status ela_step_reach(struct ela_call *c, int64_t id, const char *field,
                               struct ela_case *k, struct ela_step_place *out,
                               struct ela_error *err) ELA_MUST_CHECK;

/* What stands above cases and is set going by their process. Assembled in app/; a NULL member is
 * something that this installation does not do. */
/* What a service of the catalogue brings to a case that opens (CASE-10). */
struct ela_case_service {
    char template[49];      /* empty: the service has none */
    struct ela_json *terms; /* as case.create takes them, the caller's; NULL: says nothing */
    int64_t price_minor;    /* of the case; -1: none */
    int32_t vat_milli;
    bool active;
};

struct ela_case_hooks {
    /* Errors: not_found (field service). */
    enum ela_status (*service)(struct ela_call *c, int64_t id, struct ela_case_service *out,
                               struct ela_error *err);
    /* Tasks that the template makes at opening (step NULL) or on entering a step. */
    enum ela_status (*tasks)(struct ela_call *c, const struct ela_case *k, const char *step,
                             int64_t step_id, struct ela_error *err);
    /* One task of the template. */
    enum ela_status (*task)(struct ela_call *c, const struct ela_case *k,
                            const struct ela_meta_task *task, struct ela_error *err);
    /* Asks the client for pieces; days 0: without a due day. */
    enum ela_status (*ask)(struct ela_call *c, const struct ela_case *k, const int64_t *pieces,
                           size_t n, struct ela_str message, int32_t days, struct ela_error *err);
    /* A piece that an action asked for was refused: the action waits again. */
    enum ela_status (*refused)(struct ela_call *c, const struct ela_case *k, int64_t piece,
                               int64_t action, struct ela_error *err);
    /* Client actions of the case that the actor may see, in one statement. */
    enum ela_status (*actions)(struct ela_call *c, const struct ela_case *k, struct ela_json *rows,
                               struct ela_error *err);
    /* Files that values name: are they of this "step", "case" or "request", of kinds that their
     * fields take (of a request its own form judged them)? Errors: as ela_fieldset_check(). */
    enum ela_status (*files)(struct ela_call *c, const char *object, int64_t id,
                             const struct ela_fieldset *set, const struct ela_json *values,
                             struct ela_error *err);
    /* Every file id of them; in the arena. */
    enum ela_status (*files_named)(struct ela_call *c, const struct ela_fieldset *set,
                                   const struct ela_json *values, const int64_t **id, size_t *n,
                                   struct ela_error *err);
    /* The actor's own that he deposited since and that no answer names go away. */
    enum ela_status (*files_kept)(struct ela_call *c, int64_t step, int64_t since,
                                  const struct ela_fieldset *set, const struct ela_json *answers,
                                  struct ela_error *err);
    /* Reminds the client of every action of the case that waits for him. Errors: state
     * effect.nobody where nothing waits or nobody can be told. */
    enum ela_status (*remind)(struct ela_call *c, const struct ela_case *k, struct ela_error *err);
};
extern const struct ela_case_hooks ELA_CASE_HOOKS;

struct ela_terms {
    int64_t id;
    struct ela_day valid_from;
    char model[13], currency[4], invoicing[9]; /* start, progress, end */
    struct ela_rate rate, overage;             /* {0,0}: none */
    int64_t included_s, price_minor;           /* -1: none */
    int32_t vat_milli;
};

/* Terms of a case on a day; plain hourly ones (id 0) where it has none. */
enum ela_status ela_case_terms_on(struct ela_call *c, int64_t case_id, struct ela_day day,
                                  struct ela_terms *out, struct ela_error *err) ELA_MUST_CHECK;

/* Members of terms in an operation's input, at the top (case.terms) or nested (case.create). */
extern const char *const ELA_MODELS[];
extern const char *const ELA_INVOICING[];
#define ELA_TERMS_MEMBERS                                                                          \
    {.name = "model", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = ELA_MODELS},     \
        {.name = "rate", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},                \
        {.name = "included", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},            \
        {.name = "included_s",                                                                     \
         .type = ELA_FT_INT,                                                                       \
         .flags = ELA_FF_NULLABLE,                                                                 \
         .min = 1,                                                                                 \
         .max = 1000000000},                                                                       \
        {.name = "price", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},               \
        {.name = "overage_rate", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 30},        \
        {.name = "vat", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 10},                 \
    {                                                                                              \
        .name = "invoicing", .type = ELA_FT_CHOICE, .choices = ELA_INVOICING                       \
    }

/*
 * Terms out of checked input (`in` may be NULL: hourly without a rate). Errors, field `prefix` +
 * member: input field.required (price and included of a package, price of a fixed model),
 * case.terms_needless (member that the model has no use for), money.*, duration.*.
 */
enum ela_status ela_terms_read(const struct ela_call *c, const struct ela_json *in,
                               const char *prefix, struct ela_terms *out,
                               struct ela_error *err) ELA_MUST_CHECK;

/*
 * Puts terms in force: nothing invoiced on the case yet: from valid_from, or, without one, instead
 * of all earlier terms; else from the day after the last invoiced one at the earliest. out_from:
 * what was decided. The caller re-stamps the time. Errors: state case.terms_invoiced (params first:
 * earliest possible day) where valid_from is too early.
 */
enum ela_status ela_case_terms_put(struct ela_call *c, int64_t case_id,
                                   const struct ela_terms *terms, bool has_from,
                                   struct ela_day *out_from, struct ela_error *err) ELA_MUST_CHECK;

/* --- gauge (TIME-10) ------------------------------------------------------ */
struct ela_gauge {
    int64_t case_id, terms_id; /* terms in force today; 0: none found */
    char model[13];
    int64_t included_s;    /* -1: the model has no limit */
    int64_t used_s;        /* billable, validated or invoiced, under these terms */
    int64_t provisional_s; /* billable, draft or submitted, under these terms */
    int64_t draft_s, submitted_s, validated_s,
        invoiced_s; /* whole case, all terms, billable or not */
};

/* Gauges of a page of cases, in the order of ids: one statement whatever n. */
enum ela_status ela_case_gauges(struct ela_call *c, const int64_t *ids, size_t n,
                                struct ela_gauge *out, struct ela_error *err) ELA_MUST_CHECK;
/* used / included in whole percent, rounded down; -1 without a limit. */
int32_t ela_gauge_percent(const struct ela_gauge *g);
/* {model, included_s, used_s, remaining_s, overage_s, provisional_s (users only), percent, level}
 */
struct ela_json *ela_gauge_json(const struct ela_call *c, const struct ela_gauge *g);
/* After time was validated: mails the lead once per threshold crossed (and the client at the last
 * one where the setting says so). */
enum ela_status ela_case_gauge_alert(struct ela_call *c, const int64_t *ids, size_t n,
                                     struct ela_error *err) ELA_MUST_CHECK;

/*
 * Splits billable seconds of one package in date order (work_on, rowid): what was invoiced as
 * included is given first, the rest of the allowance goes to validated entries in that order. Pure.
 */
struct ela_split {
    int64_t left; /* included seconds not yet given: included_s minus those invoiced as included */
};
void ela_split_take(struct ela_split *s, int64_t seconds, int64_t *included, int64_t *overage);

/* Kinds of parts of an entry on an invoice (llx_elaska_billing_part.kind) and in the time sheet. */
#define ELA_PART_TIME     "time"
#define ELA_PART_INCLUDED "included"
#define ELA_PART_OVERAGE  "overage"

/* Next reference by the mask of settings, e.g. DOS-2026-00042; given once, even by several at a
 * time. Inside a transaction. */
enum ela_status ela_case_next_ref(struct ela_call *c, char out[33],
                                  struct ela_error *err) ELA_MUST_CHECK;

extern const struct ela_op ELA_CASE_OPS[];
extern const struct ela_op ELA_STEP_OPS[];  /* step.start, .validate, .skip, .reopen, ... */
extern const struct ela_op ELA_PIECE_OPS[]; /* piece.add, .update, .remove, .receive, ... */
extern const struct ela_op
    ELA_FLOW_OPS[]; /* case.page, .fields, .progress, ...; .sweep: a worker, daily */
extern const struct ela_op ELA_TEAM_OPS[];       /* member.put, .remove, .lead */
extern const struct ela_op ELA_PARTY_OPS[];      /* party.add, .update, .remove */
extern const struct ela_op ELA_NOTE_OPS[];       /* note.add, .update, .delete, .list */
extern const struct ela_op ELA_CASE_RIGHT_OPS[]; /* case.kind_rights, case.kind_rights_save */

#endif
