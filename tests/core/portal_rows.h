/*
 * Rows of two clients for the tests of the portal's data: cases, invoices, requests, the form of a
 * step.
 */
#ifndef ELA_TESTS_PORTAL_ROWS_H
#define ELA_TESTS_PORTAL_ROWS_H

#include "portal_support.h"

#define DRAFT_KEY "0123456789abcdef0123456789abcdef"

struct rows {
    int64_t mine, theirs, hidden, elsewhere; /* cases */
    int64_t invoice, their_invoice, draft;
    int64_t request, their_request, sams_draft;
    int64_t step, their_step, hidden_step; /* with a form for the client */
    int64_t upload, their_upload, sams_upload;
};

static int64_t invoice_of(int32_t soc, const char *ref, int state)
{
    return t_sql("INSERT INTO llx_facture (ref, entity, fk_soc, datef, date_lim_reglement, "
                 "total_ht, total_tva, total_ttc, fk_statut,"
                 " last_main_doc) VALUES ('%s', 1, %d, '2026-11-01', '2026-12-01', 100, 20, 120, "
                 "%d, 'facture/%s/%s.pdf')",
                 ref, soc, state, ref, ref);
}

static int64_t step_of(const struct ela_actor *boss, int32_t of, const char *code)
{
    int64_t id = t_int_at(t_call(boss, "case.create",
                                 "{'title': 'Conseil', 'client': %d, 'lead': %d, 'template': "
                                 "'advice'}",
                                 of, boss->user_id),
                          "id");
    return t_int("SELECT rowid FROM llx_elaska_case_step WHERE fk_case = %" PRId64
                 " AND code = '%s'",
                 id, code);
}

/* A kind of case that anybody may ask for, a draft of the person, and what is not his. */
static void requests_of(struct rows *r)
{
    struct ela_actor boss = t_user("admin", T_ALL_RIGHTS),
                     sam = t_portal("sam@client.example", client),
                     them = t_portal("lenoir@client.example", other),
                     me = {.kind = ELA_ACTOR_PORTAL,
                           .entity = 1,
                           .lang = "fr",
                           .account_id = account,
                           .client_id = client};
    t_call(&boss, "template.save",
           "{'active': true, 'body': {'format': 'elaska.template/1', 'code': 'advice', 'label': "
           "{'fr': 'Conseil', 'en': 'Advice'}, 'nature': 'mission', 'client_kinds': ['individual', "
           "'company'],"
           "'family': 'hr', 'icon': 'bulb', 'colour': 'teal', 'visible': true, 'requestable': true,"
           "'billing': {'model': 'unbilled'}, 'forms': [{'code': 'request', 'label': {'fr': "
           "'Demande', 'en': 'Request'}, 'pages': [{'code': 'need', 'label': {'fr': 'Besoin', "
           "'en': 'Need'}, 'fields': [{'code': 'what', 'type': 'text', 'label': {'fr': 'Quoi', "
           "'en': 'What'}}]}]}, {'code': 'facts', 'label': {'fr': 'Votre situation', 'en': 'Your "
           "situation'}, 'pages': [{'code': 'one', 'label': {'fr': 'Page', 'en': 'Page'}, "
           "'fields': [{'code': 'people', 'type': 'number', 'label': {'fr': 'Effectif', 'en': "
           "'Staff'}, 'who': 'client'}]}]}], 'parallel': true, 'steps': [{'code': 'start', "
           "'label': {'fr': 'Un', 'en': 'One'}, 'form': 'facts'}, {'code': 'kitchen', 'label': "
           "{'fr': 'Deux', 'en': 'Two'}, 'visible': false, 'form': 'facts'}]}}");
    const struct {
        const struct ela_actor *who;
        int64_t *id, *upload; /* of a file that comes in parts */
    } drafts[] = {{&me, &r->request, &r->upload},
                  {&sam, &r->sams_draft, &r->sams_upload},
                  {&them, &r->their_request, &r->their_upload}};
    for (size_t i = 0; i < 3; i++) {
        *drafts[i].id = t_int_at(t_call(drafts[i].who, "request.draft",
                                        "{'draft_key': '" DRAFT_KEY "', 'kind': 'advice'}"),
                                 "id");
        *drafts[i].upload =
            t_int_at(t_call(drafts[i].who, "upload.begin",
                            "{'object': 'request', 'id': %" PRId64 ", 'name': 'x.pdf', 'size': 9}",
                            *drafts[i].id),
                     "upload");
    }
}

/* Of cases of that kind: their form waits for the client, or is the firm's kitchen. */
static void steps_of(struct rows *r)
{
    struct ela_actor paul = t_user("paul", T_ALL_RIGHTS);
    r->step = step_of(&paul, client, "start");
    r->their_step = step_of(&paul, other, "start");
    r->hidden_step = step_of(&paul, client, "kitchen");
    t_call(&paul, "step.start", "{'step': %" PRId64 "}", r->hidden_step);
}

static struct rows some_rows(void)
{
    struct ela_actor lea = t_user("lea", T_ALL_RIGHTS);
    struct rows r = {.mine = t_case(client, lea.user_id),
                     .theirs = t_case(other, lea.user_id),
                     .hidden = t_case(client, lea.user_id),
                     .elsewhere = t_case(client, lea.user_id)};
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = %" PRId64, r.hidden);
    t_sql("UPDATE llx_elaska_case SET entity = 2 WHERE rowid = %" PRId64, r.elsewhere);
    for (int i = 0; i < 4; i++)
        t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
              "vat_milli, created_at, fk_user_creat)"
              " VALUES (1, %" PRId64 ", '1900-01-01', 'hourly', 'EUR', 20000, %d, 1)",
              (int64_t[]){r.mine, r.theirs, r.hidden, r.elsewhere}[i], T_NOW);
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
          "duration_s, billable, description,"
          " status, rate_num, rate_den, vat_milli, currency, created_at, updated_at, "
          "fk_user_creat) VALUES (1, %d, %d, %" PRId64
          ", %d, '2026-11-20', 4528, 1, 'Point', 'validated', 8500, 1, 20000, 'EUR', 1, 1, 1)",
          lea.user_id, client, r.mine, t_activity("call"));
    t_sql("INSERT INTO llx_elaska_event (entity, at, kind, actor_kind, fk_user, fk_soc, fk_case, "
          "object, object_id, visible, data)"
          " VALUES (1, %d, 'case.status', 'user', %d, %d, %" PRId64
          ", 'case', 1, 1, '{\"to\":\"in_progress\"}')",
          T_NOW, lea.user_id, client, r.mine);
    r.invoice = invoice_of(client, "FA-1", 1);
    r.their_invoice = invoice_of(other, "FA-2", 1);
    r.draft = invoice_of(client, "(PROV3)", 0);
    requests_of(&r);
    return r;
}

#endif
