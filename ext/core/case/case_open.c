/*
 * Opening a case from its template: a snapshot of steps and pieces on the revision in force; and
 * bringing an open case up to the present revision. Source: CASE-01, CASE-04, CASE-08, CASE-09,
 * CASE-11.
 */
#include "case/flow.h"
#include "scope/scope.h"

/* --- what the template decides -------------------------------------------- */

static enum ela_status check_template(struct ela_call *c, const struct ela_case *k,
                                      struct ela_error *err)
{
    unsigned kinds = 0;
    ELA_TRY(ela_meta_client_kinds(c, k->client_id, &kinds, err));
    if (!(kinds & k->template->client_kinds))
        return ela_fail(err, ELA_E_INPUT, "case.client_kind", "template");
    return ELA_OK;
}

/* The service that the case is opened for: a conversion keeps the one that was asked for, even
 * when it is no longer offered. CASE-10. */
static enum ela_status from_service(struct ela_call *c, struct ela_case *k,
                                    struct ela_case_service *s, struct ela_error *err)
{
    struct ela_str code = ela_in_text(c, "template");
    k->service_id = ela_in_int(c, "service", 0);
    if (!k->service_id || !ELA_CASE_HOOKS.service) {
        k->service_id = 0;
        return ELA_OK;
    }
    ELA_TRY(ELA_CASE_HOOKS.service(c, k->service_id, s, err));
    if (!s->active && !ela_in_has(c, "request"))
        return ela_fail(err, ELA_E_INPUT, "service.inactive", "service");
    if (code.n && s->template[0] && !ela_str_is(code, s->template))
        return ela_fail(err, ELA_E_INPUT, "service.other_template", "service");
    k->price_minor = s->price_minor;
    k->vat_milli = s->vat_milli;
    return ELA_OK;
}

static enum ela_status from_template(struct ela_call *c, struct ela_case *k,
                                     const struct ela_case_service *s, struct ela_error *err)
{
    struct ela_str code = ela_in_text(c, "template");
    if (!code.n)
        code = ela_str_of(s->template);
    (void)ela_str_copy(ELA_STR("generic"), k->kind, sizeof(k->kind));
    k->statuses = ela_workflow_object(c->workflow, "case");
    if (!code.n)
        return ELA_OK;
    ELA_TRY(ela_meta_template_now(c, code, &k->template, err));
    const struct ela_template *t = k->template;
    k->definition_id = t->definition;
    k->statuses = ela_template_statuses(c, t);
    (void)ela_str_copy(ela_str_of(t->code), k->kind, sizeof(k->kind));
    (void)ela_str_copy(ela_str_of(t->nature), k->nature, sizeof(k->nature));
    k->portal_visible = t->visible;
    if (t->due_days > 0)
        k->due_on.n = k->start_on.n + t->due_days;
    return ELA_OK;
}

/* Terms as the input or, without any, the service or the template says; typed ones are a matter of
 * rates. */
static enum ela_status terms_of(struct ela_call *c, const struct ela_case *k,
                                const struct ela_case_service *s, struct ela_terms *out,
                                struct ela_error *err)
{
    const struct ela_json *given = ela_in_get(c, "terms");
    if (!given && s->terms)
        return ela_terms_read(c, s->terms, "terms/", out, err);
    if (!given && k->template)
        return ela_terms_read(c, k->template->billing, "terms/", out, err);
    bool hourly =
        !given || ela_str_is(ela_json_text(ela_json_get(given, "model")), ELA_MODEL_HOURLY);
    if (!hourly || ela_json_text(ela_json_get(given, "rate")).n)
        ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_RATES_WRITE, err));
    return ela_terms_read(c, given, "terms/", out, err);
}

/* Only the conversion of a request, which has looked at it, says what a case comes from. */
static enum ela_status from_request(const struct ela_call *c, struct ela_error *err)
{
    return ela_in_has(c, "request") && !c->within
               ? ela_fail(err, ELA_E_INPUT, "field.unknown", "request")
               : ELA_OK;
}

/* Nothing was deposited with a case that is not there yet: its first files are those of the request
 * that it is made of. */
static enum ela_status first_files(struct ela_call *c, const struct ela__flow *f,
                                   struct ela_error *err)
{
    return ELA_CASE_HOOKS.files ? ELA_CASE_HOOKS.files(c, "request", ela_in_int(c, "request", 0),
                                                       &f->k.template->set, f->values, err)
                                : ELA_OK;
}

/* Types of the fields only: what is required is asked for on the case. */
static enum ela_status first_values(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    const struct ela_json *given = ela_in_get(c, "fields");
    struct ela_json *none = NULL, *problems = NULL;
    if (!f->k.template) {
        f->values = ela_json_new_object();
        return given && ela_json_size(given)
                   ? ela_fail(err, ELA_E_INPUT, "case.no_template", "fields")
                   : ELA_OK;
    }
    if (!given)
        given = none = ela_json_new_object();
    unsigned flags = ELA_VALUES_DRAFT | (ela_in_has(c, "request") ? ELA_VALUES_CHOSEN : 0u);
    enum ela_status st = ela_fieldset_check(c, &f->k.template->set, given, NULL, f->facts, flags,
                                            &f->values, &problems, err);
    ela_json_free(none);
    st = ela__say_problems(c, problems, st);
    return st == ELA_OK ? first_files(c, f, err) : st;
}

static enum ela_status insert(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_case *k = &f->k;
    struct ela_str fields;
    const struct ela_wf_status *s = ela_wf_status_of(k->statuses, ela_str_of(k->status));
    ELA_TRY(ela__values_text(c, f->values, &fields, err));
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(k->ref),
                               ELA_DBV_TEXT(k->title),
                               ELA_DBV_INT(k->client_id),
                               ELA_DBV_TEXT(k->nature),
                               ela__text_or_null(ela_in_text(c, "description")),
                               ela_list_day(c->arena, k->start_on),
                               ela_list_day(c->arena, k->due_on),
                               ELA_DBV_TEXT(k->status),
                               ELA_DBV_TEXT(s ? s->klass : "open"),
                               ELA_DBV_INT(k->progress),
                               ELA_DBV_INT(k->progress_manual),
                               ELA_DBV_INT(k->priority),
                               ELA_DBV_INT(k->portal_visible),
                               ELA_DBV_INT(k->lead_id),
                               ela__id_or_null(k->project_id),
                               ELA_DBV_TEXT(k->kind),
                               ELA_DBV_TEXT(k->template ? k->template->family : ""),
                               ela__id_or_null(k->definition_id),
                               ela__id_or_null(ela_in_int(c, "request", 0)),
                               ela__id_or_null(k->service_id),
                               ELA_DBV_INT(k->confidentiality),
                               ela__id_or_null(k->deadline_at),
                               k->price_minor >= 0 ? ELA_DBV_INT(k->price_minor) : ELA_DBV_NULL,
                               k->vat_milli >= 0 ? ELA_DBV_INT(k->vat_milli) : ELA_DBV_NULL,
                               ela__text_or_null(fields),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_INSERT, p, sizeof(p) / sizeof(p[0]), NULL, err));
    k->id = ela_db_last_id(c->db);
    k->version = 1;
    ELA_TRY(ela_sealed_store(c, "case", k->id, NULL, f->values, err));
    return ela_mirror_want(c, "case", k->id, err);
}

/* --- create --------------------------------------------------------------- */

static enum ela_status begin(struct ela_call *c, struct ela__flow *f, int64_t event,
                             struct ela_error *err)
{
    const struct ela_template *t = f->k.template;
    size_t steps, pieces;
    struct ela__cause why = {.source = "open", .event_id = event, .at = "effects"};
    char key[48];
    ELA_TRY(ela__flow_fill(c, f, &steps, &pieces, err));
    (void)snprintf(key, sizeof(key), "open:%lld", (long long)f->k.id);
    struct ela_case_notice n = {
        .to = "client", .mail = "case.opened", .key = key, .words = t->label};
    if (!ela_in_has(c, "request")) /* who asked for it is told what became of his request */
        ELA_TRY(ela_case_notify(c, &f->k, &n, NULL, err));
    if (ELA_CASE_HOOKS.tasks)
        ELA_TRY(ELA_CASE_HOOKS.tasks(c, &f->k, NULL, 0, err));
    ELA_TRY(ela__effects(c, f, &why, t->effects, t->neffects, "open", err));
    return ela__flow_advance(c, f, err);
}

static enum ela_status prepare(struct ela_call *c, struct ela__flow *f, struct ela_case_service *s,
                               struct ela_terms *terms, struct ela_error *err)
{
    struct ela_case *k = &f->k;
    unsigned rights;
    k->start_on = ela_in_has(c, "start_on") ? ela_in_day(c, "start_on") : ela_tz_day(c->tz, c->now);
    ELA_TRY(from_service(c, k, s, err));
    ELA_TRY(from_template(c, k, s, err));
    const struct ela_wf_status *initial = ela_wf_initial(k->statuses);
    if (!initial)
        return ela_fail(err, ELA_E_INTERNAL, "internal.workflow", "");
    (void)ela_str_copy(ela_str_of(initial->code), k->status, sizeof(k->status));
    ELA_TRY(ela__case_merge(c, k, err));
    ELA_TRY(ela__check_days(k, err));
    ELA_TRY(terms_of(c, k, s, terms, err));
    ELA_TRY(ela_scope_need_client(c->db, c->actor, k->client_id, "client", err));
    ELA_TRY(from_request(c, err));
    if (k->template)
        ELA_TRY(check_template(c, k, err));
    ELA_TRY(ela__check_users(c, k->lead_id, err));
    ELA_TRY(ela__check_project(c, k, err));
    ELA_TRY(ela_case_rights(c, k->kind, &rights, err));
    if (!(rights & ELA_KR_CREATE) || (ela_in_text(c, "price").n && !(rights & ELA_KR_MONEY)))
        return ela_fail(err, ELA_E_DENIED, "denied", "");
    ELA_TRY(ela_case_facts(c, k, &f->facts, err));
    return first_values(c, f, err);
}

static enum ela_status create(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_case_service service = {.price_minor = -1, .vat_milli = -1};
    struct ela_terms terms;
    struct ela_day from;
    struct ela_case *k = &f->k;
    int64_t event = 0;
    enum ela_status st = prepare(c, f, &service, &terms, err);
    ela_json_free(service.terms);
    ELA_TRY(st);
    ELA_TRY(ela_case_next_ref(c, k->ref, err));
    ELA_TRY(insert(c, f, err));
    ELA_TRY(ela_meta_index(c, k->id, k->template, f->values, true, err));
    ELA_TRY(ela_case_terms_put(c, k->id, &terms, false, &from, err));
    ELA_TRY(ela__members_write(c, k->id, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "ref", k->ref);
    ela_json_set_text(data, "title", k->title);
    ela_json_set_text(data, "status", k->status);
    struct ela__fact fact = {.kind = "case.created",
                             .object = "case",
                             .object_id = k->id,
                             .visible = true,
                             .id = &event};
    ELA_TRY(ela__case_tell(c, k, &fact, data, err));
    if (k->template)
        ELA_TRY(begin(c, f, event, err));
    ela_json_set_int(c->out, "id", k->id);
    ela_json_set_text(c->out, "ref", k->ref);
    if (f->failed)
        ela_json_set_int(c->out, "effects_failed", f->failed);
    return ELA_OK;
}

enum ela_status ela__case_create(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f;
    memset(&f, 0, sizeof(f));
    f.k = (struct ela_case){.nature = "dossier",
                            .priority = 1,
                            .portal_visible = true,
                            .due_on = ELA_DAY_NONE,
                            .price_minor = -1,
                            .vat_milli = -1};
    enum ela_status st = create(c, &f, err);
    ela__flow_release(&f);
    return st;
}

/* --- the present revision on an open case --------------------------------- */

/* Pieces that the new revision no longer names keep the words, the file to fill in and the validity
 * that they had. */
static enum ela_status keep_words(struct ela_call *c, const struct ela__flow *f,
                                  const struct ela_template *now, struct ela_error *err)
{
    for (size_t i = 0; i < f->nitems; i++) {
        const struct ela__item *p = &f->items[i];
        if (!p->def || ela_template_piece(now, ela_str_of(p->code)))
            continue;
        struct ela_db_value v[] = {ELA_DBV_TEXT(ela_label_text(p->def->label, "fr")),
                                   ELA_DBV_INT(f->k.definition_id), ELA_DBV_INT(p->id)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_PIECE_LABEL, v, 3, NULL, err));
    }
    return ELA_OK;
}

/* Steps follow to the new revision, unless it has them no more or they were answered on theirs. */
static enum ela_status rebase_steps(struct ela_call *c, const struct ela__flow *f,
                                    const struct ela_template *now, struct ela_error *err)
{
    for (size_t i = 0; i < f->nsteps; i++) {
        const struct ela__step *s = &f->steps[i];
        const struct ela_meta_step *d = ela_template_step(now, ela_str_of(s->code));
        if (!d)
            continue;
        struct ela_db_value v[] = {
            ela__id_or_null(s->answers.n ? s->definition_id : now->definition),
            ELA_DBV_INT((int64_t)(d - now->steps) + 1),
            ELA_DBV_INT(s->answers.n ? s->for_client : ela__step_asks_client(d)),
            ELA_DBV_INT(s->id)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_STEP_REBASE, v, 4, NULL, err));
    }
    return ELA_OK;
}

static enum ela_status apply(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    const struct ela_template *now;
    size_t steps, pieces;
    if (!f->k.template)
        return ela_fail(err, ELA_E_STATE, "case.no_template", "case");
    if (f->k.closed)
        return ela_fail(err, ELA_E_STATE, "case.closed", "case");
    ELA_TRY(ela_meta_template_now(c, ela_str_of(f->k.kind), &now, err));
    if (!ela_wf_status_of(ela_template_statuses(c, now), ela_str_of(f->k.status)))
        return ela_fail(err, ELA_E_STATE, "case.template_status", "case");
    ELA_TRY(keep_words(c, f, now, err));
    ELA_TRY(rebase_steps(c, f, now, err));
    f->k.template = now;
    f->k.definition_id = now->definition;
    f->k.statuses = ela_template_statuses(c, now);
    ELA_TRY(ela__flow_fill(c, f, &steps, &pieces, err));
    struct ela_db_value p[] = {ELA_DBV_INT(now->definition), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(f->k.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_REBASE, p, 4, NULL, err));
    ELA_TRY(ela_meta_index(c, f->k.id, now, f->values, false, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "revision", now->revision);
    ela_json_set_int(data, "steps", (int64_t)steps);
    ela_json_set_int(data, "pieces", (int64_t)pieces);
    ela_json_set_int(c->out, "steps", (int64_t)steps);
    ela_json_set_int(c->out, "pieces", (int64_t)pieces);
    ELA_TRY(
        ela__case_tell(c, &f->k, ELA__FACT("case.template", "case", f->k.id, false), data, err));
    return ela__flow_conditions(c, f, err);
}

enum ela_status ela__case_apply(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f;
    enum ela_status st = ela__flow_load(c, ela_in_int(c, "case", 0), "case", &f, err);
    if (st == ELA_OK)
        st = apply(c, &f, err);
    ela__flow_release(&f);
    return st;
}
