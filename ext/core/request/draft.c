/*
 * From the first letter typed to the number given: drafts that survive dropped connections, double
 * sends and a second device, then the one full check. Source: CASE-28, TIME-22.
 *
 * A draft is named by a key that the browser made: sent twice, it is the same draft. It keeps the
 * answers that are well-formed; the browser keeps what is half typed. Once sent, later drafts of
 * the same key change nothing and say so.
 */
#include "request/request_internal.h"

#include "file/file.h"

#include <inttypes.h>

#define FILES_OF(r) ((struct ela_file_of){.object = "request", .id = (r)->id})

/* --- answers ------------------------------------------------------------------------------ */

/* Files that are not this draft's, or no longer, are no answer. */
static enum ela_status own_files(struct ela_call *c, const struct ela__request *r,
                                 const struct ela_meta_form *form, struct ela_json **clean,
                                 struct ela_error *err)
{
    struct ela_json *problems = NULL;
    enum ela_status st =
        ela_file_answers_check(c, &FILES_OF(r), &form->set, *clean, &problems, err);
    if (st == ELA_OK && ela_json_size(problems) > 0) {
        struct ela_json *rest = ela_meta_without(*clean, problems);
        ela_json_free(*clean);
        *clean = rest;
    }
    ela_json_free(problems);
    return st;
}

/* What is well-formed of `in`, over what the draft holds. */
static enum ela_status merge(struct ela_call *c, struct ela__request *r,
                             const struct ela_meta_form *form, const struct ela_json *in,
                             struct ela_error *err)
{
    struct ela_json *clean = NULL, *facts = NULL;
    ELA_TRY(ela__request_facts(c, r->client, &facts, err));
    enum ela_status st =
        ela_fieldset_well_formed(c, &form->set, in, r->answers, facts, &clean, err);
    ela_json_free(facts);
    if (st == ELA_OK)
        st = own_files(c, r, form, &clean, err);
    if (st == ELA_OK)
        st = ela_sealed_draft(c, "request", r->id, r->answers, clean, err);
    if (st == ELA_OK) {
        ela_json_free(r->answers);
        r->answers = clean;
        clean = NULL;
    }
    ela_json_free(clean);
    return st;
}

static enum ela_status answers_text(struct ela_call *c, const struct ela_json *answers,
                                    struct ela_str *out, struct ela_error *err)
{
    struct ela_buf b;
    ela_buf_init(&b, 2u << 20);
    enum ela_status st = ela_json_write(answers, &b, err);
    char *copy = st == ELA_OK ? ela_arena_strndup(c->arena, b.p, b.n) : NULL;
    *out = (struct ela_str){copy, b.n};
    ela_buf_release(&b);
    if (st != ELA_OK)
        return st;
    return copy ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* --- request.draft ------------------------------------------------------------------------ */

static enum ela_status begin(struct ela_call *c, struct ela_str key, struct ela__request *r,
                             struct ela_error *err)
{
    const struct ela_actor *a = c->actor;
    struct ela__offer o;
    struct ela_db_value who[] = {ELA_DBV_INT(a->entity), ELA_DBV_INT(a->account_id),
                                 ELA_DBV_INT(a->client_id)};
    struct ela_db_result n;
    if (ela_in_text(c, "kind").n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", "kind");
    ELA_TRY(ela__request_offer(c, ela_in_text(c, "kind"), ela_in_int(c, "service", 0), &o, err));
    ELA_TRY(ela_db_query(c->db, ELA__SQL_DRAFT_COUNT, who, 3, &n, err));
    int64_t drafts = ela_db_int(&n, 0, 0, 0);
    ela_db_result_release(&n);
    if (drafts >= ELA__DRAFTS_MAX)
        return ela_fail(err, ELA_E_STATE, "request.too_many_drafts", "draft_key");
    struct ela_db_value p[] = {ELA_DBV_INT(a->entity),
                               ELA_DBV_INT(a->client_id),
                               ELA_DBV_INT(a->account_id),
                               ELA_DBV_TEXT(o.template->code),
                               ELA_DBV_INT(o.template->definition),
                               o.service ? ELA_DBV_INT(o.service) : ELA_DBV_NULL,
                               ELA_DBV_STR(key),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_DRAFT_INSERT, p, sizeof p / sizeof p[0], NULL, err));
    ELA_TRY(ela__request_by_key(c, key, r, err));
    /* The same key under another client of the same person is another draft's. */
    return r->id ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "draft_key");
}

static enum ela_status store(struct ela_call *c, struct ela__request *r, struct ela_error *err)
{
    struct ela_str text, page = ela_in_text(c, "page"), message = r->message;
    if (ela_in_has(c, "message"))
        message = ela_in_text(c, "message");
    ELA_TRY(answers_text(c, r->answers, &text, err));
    struct ela_db_value p[] = {ELA_DBV_STR(text),
                               message.n ? ELA_DBV_STR(message) : ELA_DBV_NULL,
                               page.n ? ELA_DBV_STR(page) : ELA_DBV_TEXT(r->page),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(r->id)};
    return ela_db_exec(c->db, ELA__SQL_DRAFT_UPDATE, p, 6, NULL, err);
}

static enum ela_status save_draft(struct ela_call *c, struct ela__request *r, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    const struct ela_json *in = ela_in_get(c, "answers");
    ELA_TRY(ela_meta_template(c, r->definition, &t, err));
    const struct ela_meta_form *form = ela__request_form_of(t);
    if (in && form)
        ELA_TRY(merge(c, r, form, in, err));
    return store(c, r, err);
}

static void say_where(struct ela_call *c, const struct ela__request *r)
{
    ela_json_set_int(c->out, "id", r->id);
    if (r->ref[0])
        ela_json_set_text(c->out, "ref", r->ref);
    else
        ela_json_set_null(c->out, "ref");
    ela_json_set(c->out, "status",
                 ela_wf_badge(ela__request_workflow(c), ela_str_of(r->status), c->actor));
    ela_json_set_int(c->out, "definition", r->definition);
}

enum ela_status ela__request_draft(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    struct ela_str key = ela_in_text(c, "draft_key");
    const struct ela_json *answers = ela_in_get(c, "answers");
    if (answers && ela_json_kind(answers) != ELA_JOBJECT)
        return ela_fail(err, ELA_E_INPUT, "field.type", "answers");
    ELA_TRY(ela__request_by_key(c, key, &r, err));
    enum ela_status st = r.id ? ELA_OK : begin(c, key, &r, err);
    if (st == ELA_OK) { /* two devices at once: one after the other */
        int64_t id = r.id;
        ela__request_release(&r);
        st = ela__request_load(c, id, true, &r, err);
    }
    if (st == ELA_OK && strcmp(r.status, ELA__DRAFT) == 0)
        st = save_draft(c, &r, err);
    if (st == ELA_OK) {
        say_where(c, &r);
        ela_json_set(c->out, "answers", ela_json_ref(r.answers));
    }
    ela__request_release(&r);
    return st;
}

/* --- request.send ------------------------------------------------------------------------- */

/* DEM-2026-00042. The counter's row stays locked until the transaction ends. */
static enum ela_status number(struct ela_call *c, char out[33], struct ela_error *err)
{
    int32_t year, month, day;
    char period[12];
    ela_day_to_ymd(ela_tz_day(c->tz, c->now), &year, &month, &day);
    (void)snprintf(period, sizeof period, "%04d", (int)(year % 10000));
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(period)};
    struct ela_db_result r;
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_REQUEST_COUNTER, p, 2, NULL, err));
    ELA_TRY(ela_db_query(c->db, ELA__SQL_REQUEST_COUNTER_READ, p, 2, &r, err));
    (void)snprintf(out, 33, "DEM-%s-%05" PRId64, period, ela_db_int(&r, 0, 0, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Every page again, by the form that it was begun with: nothing that the browser says is believed.
 */
static enum ela_status full_check(struct ela_call *c, struct ela__request *r,
                                  const struct ela_template *t, struct ela_error *err)
{
    const struct ela_meta_form *form = ela__request_form_of(t);
    struct ela_json *clean = NULL, *problems = NULL, *facts = NULL;
    if (!form)
        return ELA_OK;
    ELA_TRY(ela__request_facts(c, r->client, &facts, err));
    enum ela_status st = ela_fieldset_check(c, &form->set, r->answers, r->answers, facts,
                                            ELA_VALUES_CLIENT, &clean, &problems, err);
    ela_json_free(facts);
    if (st == ELA_OK) {
        ela_json_free(problems);
        problems = NULL;
        st = ela_file_answers_check(c, &FILES_OF(r), &form->set, clean, &problems, err);
    }
    if (st == ELA_OK && ela_json_size(problems) > 0)
        st = ela_file_answers_refuse(c, problems, err);
    if (st == ELA_OK)
        st = ela_sealed_draft(c, "request", r->id, r->answers, clean, err);
    if (st == ELA_OK) {
        ela_json_free(r->answers);
        r->answers = clean;
        clean = NULL;
    }
    ela_json_free(clean);
    ela_json_free(problems);
    return st;
}

static enum ela_status need_consent(struct ela_call *c, const struct ela__request *r,
                                    const char **wording, struct ela_error *err)
{
    struct ela__offer o;
    ELA_TRY(ela__request_offer(c, ela_str_of(r->kind), r->service, &o, err));
    ELA_TRY(ela__request_consent(c, &o, wording, err));
    if (**wording && !ela_in_bool(c, "consent", false))
        return ela_fail(err, ELA_E_INPUT, "request.consent_needed", "consent");
    return ELA_OK;
}

static enum ela_status send_now(struct ela_call *c, struct ela__request *r, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    const char *consent = "";
    struct ela_str text;
    ELA_TRY(ela_meta_template(c, r->definition, &t, err));
    ELA_TRY(full_check(c, r, t, err));
    ELA_TRY(need_consent(c, r, &consent, err));
    const struct ela_meta_form *form = ela__request_form_of(t);
    ELA_TRY(ela_file_answers_keep(c, &FILES_OF(r), form ? &form->set : NULL, r->answers, err));
    ELA_TRY(answers_text(c, r->answers, &text, err));
    ELA_TRY(number(c, r->ref, err));
    struct ela_db_value p[] = {ELA_DBV_TEXT(r->ref),
                               ELA_DBV_TEXT("received"),
                               ELA_DBV_STR(text),
                               r->message.n ? ELA_DBV_STR(r->message) : ELA_DBV_NULL,
                               *consent ? ELA_DBV_TEXT(consent) : ELA_DBV_NULL,
                               *consent ? ELA_DBV_INT(c->now) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(r->id)};
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_REQUEST_SEND, p, sizeof p / sizeof p[0], NULL, err));
    (void)ela_str_copy(ELA_STR("received"), r->status, sizeof r->status);
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "kind", r->kind);
    if (*consent)
        ela_json_set_text(data, "consent", consent);
    ELA_TRY(ela__request_event(c, r, "request.sent", true, data, err));
    ELA_TRY(ela__request_mail_client(c, r, "request.received", ELA_STR(""), err));
    return ela__request_mail_firm(c, r, "request.new", r->message, err);
}

enum ela_status ela__request_send(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    ELA_TRY(ela__request_load(c, ela_in_int(c, "request", 0), true, &r, err));
    enum ela_status st = ELA_OK;
    if (ela_in_has(c, "message"))
        r.message = ela_in_text(c, "message");
    if (strcmp(r.status, ELA__DRAFT) == 0) /* sent twice: the first one counts */
        st = send_now(c, &r, err);
    if (st == ELA_OK)
        say_where(c, &r);
    ela__request_release(&r);
    return st;
}

/* A draft goes without a trace; what was sent is cancelled, until the firm has accepted it. */
enum ela_status ela__request_cancel(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    ELA_TRY(ela__request_load(c, ela_in_int(c, "request", 0), true, &r, err));
    enum ela_status st;
    if (strcmp(r.status, ELA__DRAFT) == 0) {
        struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(r.id)};
        st = ela_file_discard(c, &FILES_OF(&r), NULL, 0, err);
        if (st == ELA_OK)
            st = ela_sealed_draft(c, "request", r.id, r.answers, NULL, err);
        if (st == ELA_OK)
            st = ela_db_exec(c->db, ELA__SQL_DRAFT_DELETE, p, 2, NULL, err);
        ela_json_set_null(c->out, "status");
    } else {
        st = ela__request_move(c, &r, ELA_STR("cancelled"), ela_in_text(c, "reason"), err);
        if (st == ELA_OK)
            st = ela__request_mail_firm(c, &r, "request.cancelled", ela_in_text(c, "reason"), err);
        if (st == ELA_OK)
            ela_json_set(c->out, "status",
                         ela_wf_badge(ela__request_workflow(c), ela_str_of(r.status), c->actor));
    }
    ela__request_release(&r);
    return st;
}
