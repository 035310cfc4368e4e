/*
 * The portal API: clients kept apart on every route, home, invoices, firm.
 */
#include "portal_support.h"

/* --- data of two is never mixed --------------------------------------------------------------- */

#define DRAFT_KEY "0123456789abcdef0123456789abcdef"

struct rows {
    int64_t mine, theirs, hidden, elsewhere; /* cases */
    int64_t invoice, their_invoice, draft;
    int64_t request, their_request, sams_draft;
};

static int64_t invoice_of(int32_t soc, const char *ref, int state)
{
    return t_sql("INSERT INTO llx_facture (ref, entity, fk_soc, datef, date_lim_reglement, "
                 "total_ht, total_tva, total_ttc, fk_statut,"
                 " last_main_doc) VALUES ('%s', 1, %d, '2026-11-01', '2026-12-01', 100, 20, 120, "
                 "%d, 'facture/%s/%s.pdf')",
                 ref, soc, state, ref, ref);
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
           "'en': 'What'}}]}]}], 'steps': [{'code': 'start', 'label': {'fr': 'Un', 'en': "
           "'One'}}]}}");
    const struct {
        const struct ela_actor *who;
        int64_t *id;
    } drafts[] = {{&me, &r->request}, {&sam, &r->sams_draft}, {&them, &r->their_request}};
    for (size_t i = 0; i < 3; i++)
        *drafts[i].id = t_int_at(t_call(drafts[i].who, "request.draft",
                                        "{'draft_key': '" DRAFT_KEY "', 'kind': 'advice'}"),
                                 "id");
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

/* The template with what it names put in: rows by `id`, words as they are. */
static const char *fill(const char *template, int32_t soc, int64_t id)
{
    static char path[256];
    size_t n = 0;
    for (const char *p = template; *p != '\0'; p++) {
        if (*p != '{') {
            path[n++] = *p;
            continue;
        }
        size_t room = sizeof path - n;
        if (strncmp(p, "{client}", 8) == 0)
            n += (size_t)snprintf(path + n, room, "%d", soc);
        else if (strncmp(p, "{kind}", 6) == 0)
            n += (size_t)snprintf(path + n, room, "advice");
        else if (strncmp(p, "{draft_key}", 11) == 0)
            n += (size_t)snprintf(path + n, room, DRAFT_KEY);
        else
            n += (size_t)snprintf(path + n, room, "%" PRId64, id);
        p = strchr(p, '}');
    }
    path[n] = '\0';
    return path;
}

/* Input that is good but for whom it names. */
static const struct {
    const char *op, *query, *body;
} GOOD_INPUT[] = {
    {"task.suggest", "", "{'title': 'x'}"},
    {"task.say", "", "{'body': 'x'}"},
    {"task.check", "", "{'done': true}"},
    {"request.message", "", "{'body': 'x'}"},
    {"request.draft", "", "{'kind': 'advice'}"},
    {"file.put", "?object=case&id=1&name=x.pdf", "%PDF-1.7"},
};

static void not_there(const struct ela_portal_route *r, const char *path)
{
    const char *body = NULL, *query = "";
    for (size_t i = 0; i < sizeof GOOD_INPUT / sizeof GOOD_INPUT[0]; i++) {
        if (r->op == NULL || strcmp(r->op, GOOD_INPUT[i].op) != 0)
            continue;
        body = GOOD_INPUT[i].body;
        query = GOOD_INPUT[i].query;
    }
    if (body == NULL && strcmp(r->method, "GET") != 0 && strcmp(r->method, "DELETE") != 0)
        body = "{}";
    char whole[320];
    snprintf(whole, sizeof whole, "%s%s", path, query);
    http(r->method, whole, body);
    if (R.status != 404)
        fail_msg("%s %s: %d %.*s", r->method, path, R.status,
                 (int)(R.body.n < 300 ? R.body.n : 300), R.body.p);
    problem(404, "not_found", NULL);
    assert_string_equal(R.file, "");
}

static void test_SEC_10_foreign_identifiers_on_every_route(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int seen = 0;
    login();
    const struct {
        const char *member;
        int64_t mine, foreign[5];
    } rows[] = {
        {"{case}", w.mine, {w.theirs, w.hidden, w.elsewhere, INT64_MAX}},
        {"{invoice}", w.invoice, {w.their_invoice, w.draft, INT32_MAX}},
        {"{request}", w.request, {w.their_request, w.sams_draft, INT64_MAX}},
    };
    for (const struct ela_portal_route *r = ela_portal_routes(); r->method != NULL; r++) {
        int64_t mine = 0;
        if (strstr(r->path, "{client}") == NULL)
            continue;
        seen++;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            if (strstr(r->path, rows[i].member) == NULL)
                continue;
            mine = rows[i].mine;
            not_there(r, fill(r->path, other, rows[i].foreign[0]));
            for (size_t k = 0; rows[i].foreign[k] != 0; k++)
                not_there(r, fill(r->path, client, rows[i].foreign[k]));
        }
        not_there(r, fill(r->path, other, mine));
        not_there(r, fill(r->path, INT32_MAX, mine));
        /* And what is his is there, whatever it is. */
        if (strcmp(r->method, "GET") != 0 || strstr(r->path, "{task}") != NULL ||
            strstr(r->path, "{file}") != NULL || strstr(r->path, "{piece}") != NULL)
            continue;
        if (strstr(r->path, "annex") == NULL &&
            http(r->method, fill(r->path, client, mine), NULL) != 200)
            fail_msg("%s: %d %s", r->path, R.status, R.body.p);
    }
    assert_true(seen >= 10);
    t_sql("UPDATE llx_elaska_account_client SET active = 0");
    http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    problem(404, "not_found", NULL);
}

/* Every part that a template gives a case is as described, and the firm's own things stay away. */
static void test_CASE_34_page_of_a_case_with_all_its_parts(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("admin", T_ALL_RIGHTS);
    t_call(
        &boss, "template.save",
        "{'active': true, 'body': {'format': 'elaska.template/1', 'code': 'hiring', 'label': "
        "{'fr': 'Embauche', 'en': 'Hiring'}, 'nature': 'mission', 'client_kinds': ['company'], "
        "'family': 'hr', 'icon': 'user-plus', 'colour': 'teal', 'visible': true, 'requestable': "
        "true, 'groups': [{'code': 'job', 'label': {'fr': 'Poste', 'en': 'Job'}}], 'fields': "
        "[{'code': 'title', 'type': 'text', 'label': {'fr': 'Intitulé', 'en': 'Title'}, "
        "'group': 'job', 'client': 'read'}, {'code': 'inside', 'type': 'text', 'label': {'fr': "
        "'Interne', 'en': 'Inside'}, 'group': 'job', 'client': 'hidden'}], 'steps': [{'code': "
        "'one', 'label': {'fr': 'Contrat', 'en': 'Contract'}}, {'code': 'two', 'label': {'fr': "
        "'Cuisine', 'en': 'Kitchen'}, 'visible': false}], 'pieces': [{'code': 'id', 'label': "
        "{'fr': 'Identité', 'en': 'Identity'}, 'category': 'identity', 'from': 'client', "
        "'required': true}], 'tags': [{'code': 'papers', 'label': {'fr': 'Pièces', 'en': "
        "'Papers'}, 'count': {'pieces': {}}}], 'tabs': [{'code': 'job', 'label': {'fr': 'Poste', "
        "'en': 'Job'}, 'client': true, 'groups': ['job']}]}}");
    int64_t id = t_int_at(t_call(&boss, "case.create",
                                 "{'title': 'Embauche de Lina', 'client': %d, 'lead': %d, "
                                 "'template': 'hiring', 'fields': {'title': 'Vendeuse', 'inside': "
                                 "'secret'}}",
                                 client, boss.user_id),
                          "id");
    login();
    assert_int_equal(http("GET", path_of("/v1/clients/%d/cases/%" PRId64, client, id), NULL), 200);
    t_subset(answer, "{'template': {'label': 'Embauche', 'tabs': [{'code': 'job'}]}, 'steps': "
                     "[{'code': 'one', 'current': true}], 'pieces': [{'code': 'id', 'todo': true, "
                     "'source': 'client'}], 'tags': [{'code': 'papers', 'count': 1}], 'team': "
                     "[{'lead': true}], 'fields': [{'code': 'title', 'text': 'Vendeuse'}]}");
    assert_null(memmem(R.body.p, R.body.n, "secret", 6));
    char address[120];
    snprintf(address, sizeof address,
             "https://clients.cabinet-vauban.example/clients/%d/cases/%" PRId64, client, id);
    t_str_equal(t_text_at(answer, "qr/address"), address);
    assert_true(t_int_at(answer, "qr/size") >= 21 && t_text_at(answer, "qr/path").n > 500);
    /* What the client does not see has no code to lead him there. */
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE rowid = %" PRId64, id);
    t_ok(&boss, "case.page", "{'qr': null}", "{'case': %" PRId64 "}", id);
}

/* By a line of the case, or by time of it on a line of several; no other client's, no other case's.
 */
static void test_CASE_34_invoices_of_a_case(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int64_t second = invoice_of(client, "FA-9", 1), none = t_case(client, 1);
    int64_t entry = t_int("SELECT rowid FROM llx_elaska_time WHERE fk_case = %" PRId64, w.mine);
    int64_t bills[] = {w.invoice, second};
    for (int i = 0; i < 2; i++) {
        int64_t run = t_sql("INSERT INTO llx_elaska_billing_run (entity, request_key, fk_document, "
                            "fk_user, created_at) VALUES (1, 'k%d', %" PRId64 ", 1, 1)",
                            i, bills[i]);
        int64_t detail =
            t_sql("INSERT INTO llx_facturedet (fk_facture, description, tva_tx, qty, "
                  "subprice, total_ht, rang) VALUES (%" PRId64 ", 'Temps', 20, 1, 85, 85, 1)",
                  bills[i]);
        char of[24] = "NULL";
        if (i == 0)
            snprintf(of, sizeof of, "%" PRId64, w.mine);
        int64_t line = t_sql(
            "INSERT INTO llx_elaska_billing_line (entity, fk_run, fk_soc, fk_facture, "
            "fk_facturedet, kind, fk_case, seconds, rate_num, rate_den, vat_milli, amount_minor, "
            "currency, created_at) VALUES (1, %" PRId64 ", %d, %" PRId64 ", %" PRId64
            ", 'time', %s, 3600, 8500, 1, 20000, 8500, 'EUR', 1)",
            run, client, bills[i], detail, of);
        if (i == 1)
            t_sql("INSERT INTO llx_elaska_billing_part (fk_line, fk_time, kind, seconds) VALUES "
                  "(%" PRId64 ", %" PRId64 ", 'time', 3600)",
                  line, entry);
    }
    t_sql("UPDATE llx_facture SET date_lim_reglement = '2026-11-01' WHERE rowid = %" PRId64,
          second);
    invoice_of(client, "FA-10", 1);
    login();
    assert_int_equal(
        http("GET", path_of("/v1/clients/%d/cases/%" PRId64 "/invoices", client, w.mine), NULL),
        200);
    t_subset(answer, "{'rows': [{'ref': 'FA-9', 'status': {'code': 'late'}}, {'ref': 'FA-1'}], "
                     "'next': null, 'due_minor': 24000, 'late': 1}");
    http("GET", path_of("/v1/clients/%d/cases/%" PRId64 "/invoices", client, none), NULL);
    t_subset(answer, "{'rows': [], 'next': null, 'due_minor': 0}");
    http("GET", path_of("/v1/clients/%d/cases/%" PRId64 "/invoices", client, w.theirs), NULL);
    problem(404, "not_found", NULL);
}

static void test_CASE_23_a_file_goes_up_and_comes_down(void **state)
{
    (void)state;
    struct rows w = some_rows();
    char folder[] = "/tmp/elaska-portal-XXXXXX", command[64];
    assert_non_null(mkdtemp(folder));
    T.documents = folder;
    login();
    const char *up = path_of("/v1/clients/%d/files?object=case&id=%" PRId64
                             "&name=Relev%%C3%%A9%%20d%%27octobre.pdf",
                             client, w.mine);
    B.type = "application/octet-stream";
    assert_int_equal(http("PUT", up, "%PDF-1.7 essai"), 201);
    int64_t id = t_int_at(answer, "id");
    B.type = NULL;
    assert_int_equal(http("GET", path_of("/v1/clients/%d/files/%" PRId64, client, id), NULL), 200);
    assert_true(strncmp(R.file, "elaska-store/", 13) == 0);
    assert_string_equal(header("Content-Type"), "application/pdf");
    assert_string_equal(header("X-Content-Type-Options"), "nosniff");
    assert_string_equal(header("Content-Disposition"),
                        "attachment; filename*=UTF-8''Relev%C3%A9%20d%27octobre.pdf");
    http("GET", path_of("/v1/clients/%d/files/%" PRId64 "?view=1", client, id), NULL);
    assert_true(strncmp(header("Content-Disposition"), "inline;", 7) == 0);
    assert_non_null(strstr(header("Content-Security-Policy"), "sandbox"));
    http("PUT",
         path_of("/v1/clients/%d/files?object=case&id=%" PRId64 "&name=x.exe", client, w.mine),
         "MZ");
    problem(422, "file.type_refused", "name");
    http("PUT",
         path_of("/v1/clients/%d/files?object=case&id=%" PRId64 "&name=x.pdf", client, w.theirs),
         "%PDF-1.7");
    problem(404, "not_found", NULL);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void test_SEC_10_sessions_of_others_do_not_exist(void **state)
{
    (void)state;
    login();
    int64_t mine = t_int("SELECT MAX(rowid) FROM llx_elaska_session");
    int64_t id = t_portal("x@client.example", client).account_id;
    t_sql("INSERT INTO llx_elaska_session (entity, token_hash, refresh_hash, family, fk_account, "
          "access_until, renew_until, created_at,"
          " last_seen_at) VALUES (1, REPEAT('a', 32), REPEAT('b', 32), REPEAT('c', 16), %" PRId64
          ", %d, %d, %d, %d)",
          id, T_NOW + 900, T_NOW + 9000, T_NOW, T_NOW);
    http("DELETE",
         path_of("/v1/sessions/%" PRId64, t_int("SELECT MAX(rowid) FROM llx_elaska_session")),
         NULL);
    problem(404, "not_found", "session");
    assert_int_equal(http("DELETE", path_of("/v1/sessions/%" PRId64, mine), NULL), 204);
    assert_int_equal(http("GET", "/v1/sessions", NULL), 401);
}

static void test_PORT_04_one_login_two_third_parties(void **state)
{
    (void)state;
    struct rows w = some_rows();
    t_sql("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, created_at) VALUES "
          "(1, %" PRId64 ", %d, 1)",
          account, other);
    login();
    assert_int_equal(ela_json_size(ela_json_get(answer, "clients")), 2);
    http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    t_subset(answer, "{'rows': [{'id': %" PRId64 "}], 'next': null}", w.mine);
    http("GET", path_of("/v1/clients/%d/cases", other), NULL);
    t_subset(answer, "{'rows': [{'id': %" PRId64 "}], 'next': null}", w.theirs);
    http("GET", path_of("/v1/clients/%d/cases/%" PRId64, other, w.mine), NULL);
    problem(404, "not_found", NULL);
}

/* --- home, invoices --------------------------------------------------------------------------- */

static void badge(int64_t id, const char *code, const char *label)
{
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64, client, id), NULL);
    t_subset(answer, "{'status': {'code': '%s', 'label': '%s'}}", code, label);
}

static void test_PORT_20_badges_follow_the_native_state(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA-1", 1);
    login();
    badge(id, "unpaid", "À payer");
    t_sql("INSERT INTO llx_paiement (rowid, datep, amount, fk_paiement) VALUES (5, '2026-11-10 "
          "00:00:00', 20.5, 1)");
    t_sql("INSERT INTO llx_paiement_facture (fk_paiement, fk_facture, amount) VALUES (5, %" PRId64
          ", 20.5)",
          id);
    badge(id, "partial", "PARTIELLEMENT");
    t_subset(answer, "{'remain_minor': 9950, 'total_minor': 12000, 'payments': [{'on': "
                     "'2026-11-10', 'amount_minor': 2050}]}");
    t_sql("UPDATE llx_facture SET date_lim_reglement = '2026-11-20'");
    badge(id, "late", "EN RETARD");
    http("GET", path_of("/v1/clients/%d/invoices", client), NULL);
    t_subset(answer, "{'rows': [{'status': {'code': 'late'}}], 'due_minor': 9950, 'late': 1, "
                     "'currency': 'EUR'}");
    t_sql("UPDATE llx_facture SET fk_statut = 2, paye = 1");
    badge(id, "paid", "PAYÉ");
    t_subset(answer, "{'remain_minor': 0}");
    t_sql("UPDATE llx_facture SET fk_statut = 3, paye = 0");
    badge(id, "cancelled", "Annulée");
    t_sql("UPDATE llx_facture SET fk_statut = 1, type = 2, total_ttc = -120");
    badge(id, "credit", "Avoir");
    t_subset(answer, "{'type': 'credit', 'total_minor': -12000, 'remain_minor': 0}");
}

static void test_PORT_20_credit_note_set_against_an_invoice(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA-1", 1), credit = invoice_of(client, "AV-1", 2);
    t_sql("UPDATE llx_facture SET type = 2, total_ttc = -30 WHERE rowid = %" PRId64, credit);
    t_sql("INSERT INTO llx_societe_remise_except (fk_soc, amount_ht, amount_ttc, fk_user, "
          "fk_facture, fk_facture_source, description)"
          " VALUES (%d, 25, 30, 1, %" PRId64 ", %" PRId64 ", '(CREDIT_NOTE)')",
          client, id, credit);
    login();
    badge(id, "partial", "PARTIELLEMENT");
    t_subset(answer,
             "{'remain_minor': 9000, 'payments': [{'label': 'AV-1', 'amount_minor': 3000}]}");
}

static void test_PORT_20_pages_by_date_without_loss(void **state)
{
    (void)state;
    char ref[16], seen[400] = "";
    login();
    for (int i = 0; i < 7; i++) {
        snprintf(ref, sizeof ref, "FA-%d", i);
        int64_t id = invoice_of(client, ref, 1);
        t_sql("UPDATE llx_facture SET datef = '2026-10-%02d' WHERE rowid = %" PRId64, 10 + i / 2,
              id);
    }
    const char *path = path_of("/v1/clients/%d/invoices?limit=2", client);
    for (int pages = 0; pages < 4; pages++) {
        assert_int_equal(http("GET", path, NULL), 200);
        const struct ela_json *rows = ela_json_get(answer, "rows");
        for (size_t i = 0; i < ela_json_size(rows); i++) {
            strncat(seen, t_text_at(ela_json_at(rows, i), "ref").p, 20);
            strncat(seen, " ", 2);
        }
        if (pages < 3)
            path = path_of("/v1/clients/%d/invoices?limit=2&after=%s", client,
                           t_text_at(answer, "next").p);
    }
    assert_string_equal(seen, "FA-6 FA-5 FA-4 FA-3 FA-2 FA-1 FA-0 ");
    assert_int_equal(ela_json_kind(ela_json_get(answer, "next")), ELA_JNULL);
}

static void test_PORT_22_lines_hold_the_time_exactly_as_invoiced(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int32_t lea = (int32_t)t_int("SELECT rowid FROM llx_user WHERE login = 'lea'");
    int64_t a = t_sql("INSERT INTO llx_facturedet (fk_facture, description, tva_tx, qty, subprice, "
                      "total_ht, rang) VALUES (%" PRId64
                      ", 'Temps passé 01:15:28', 20, 1.2577777778, 85, 106.91, 1)",
                      w.invoice);
    t_sql("INSERT INTO llx_facturedet (fk_facture, label, tva_tx, qty, subprice, total_ht, rang) "
          "VALUES (%" PRId64 ", 'Frais de dossier', 5.5, 2, 10, 20, 2)",
          w.invoice);
    int64_t run = t_sql("INSERT INTO llx_elaska_billing_run (entity, request_key, fk_document, "
                        "fk_user, created_at) VALUES (1, 'k', %" PRId64 ", 1, 1)",
                        w.invoice);
    int64_t line = t_sql(
        "INSERT INTO llx_elaska_billing_line (entity, fk_run, fk_soc, fk_facture, fk_facturedet, "
        "kind, fk_case, seconds,"
        " rate_num, rate_den, vat_milli, amount_minor, currency, created_at) VALUES (1, %" PRId64
        ", %d, %" PRId64 ", %" PRId64 ", 'time', %" PRId64
        ", 4528, 8500, 1, 20000, 10691, 'EUR', 1)",
        run, client, w.invoice, a, w.mine);
    int64_t entry = t_sql(
        "INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
        "duration_s, billable, description,"
        " status, vat_milli, currency, created_at, updated_at, fk_user_creat) VALUES (1, %d, %d, "
        "%" PRId64 ", %d, '2026-11-20', 5000, 1, 'Point', 'invoiced', 20000, 'EUR', 1, 1, 1)",
        lea, client, w.mine, t_activity("call"));
    t_sql("INSERT INTO llx_elaska_billing_part (fk_line, fk_time, kind, seconds) VALUES (%" PRId64
          ", %" PRId64 ", 'time', 4528)",
          line, entry);
    login();
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64, client, w.invoice), NULL);
    t_subset(answer,
             "{'ref': 'FA-1', 'total_minor': 12000, 'total_ht_minor': 10000, 'vat_minor': 2000, "
             "'seconds': 4528, 'has_pdf': true,"
             " 'has_annex': true, 'cases': [{'id': %" PRId64
             "}], 'lines': [{'label': 'Temps passé 01:15:28', 'kind': 'time',"
             " 'quantity': '1.2577777778', 'seconds': 4528, 'rate': '85.00', 'vat': '20.000', "
             "'amount_minor': 10691, 'differs': false,"
             " 'case': {'id': %" PRId64 "}, 'entries': [{'id': %" PRId64
             ", 'work_on': '2026-11-20', 'adviser': 'lea Durand',"
             " 'seconds': 4528, 'duration_s': 5000, 'description': 'Point', 'activity': {'label': "
             "'Appel téléphonique'}}]},"
             " {'label': 'Frais de dossier', 'kind': null, 'quantity': '2', 'seconds': null, "
             "'rate': null, 'vat': '5.500',"
             " 'amount_minor': 2000, 'case': null, 'entries': []}]}",
             w.mine, w.mine, entry);
}

static void test_PORT_20_pdf_is_named_by_a_safe_relative_path(void **state)
{
    (void)state;
    int64_t id = invoice_of(client, "FA2611-0004", 1);
    login();
    assert_int_equal(
        http("GET", path_of("/v1/clients/%d/invoices/%" PRId64 "/pdf", client, id), NULL), 200);
    assert_string_equal(R.file, "facture/FA2611-0004/FA2611-0004.pdf");
    assert_string_equal(header("Content-Type"), "application/pdf");
    assert_string_equal(header("Content-Disposition"), "attachment; filename=\"FA2611-0004.pdf\"");
    assert_int_equal(R.body.n, 0);
    t_sql("UPDATE llx_facture SET last_main_doc = NULL");
    http("GET", path_of("/v1/clients/%d/invoices/%" PRId64 "/pdf", client, id), NULL);
    problem(404, "not_found", NULL);
    assert_string_equal(R.file, "");
}

static void test_SEC_13_file_names_never_leave_their_folder(void **state)
{
    (void)state;
    static const struct {
        const char *ref, *name;
    } t[] = {{"FA2611-0004", "FA2611-0004"},
             {"a/b", "a_b"},
             {"../../etc/passwd", "__etc_passwd"},
             {"x--y", "x_y"},
             {"a;b$c", "a_b_c"},
             {"a\\b:c", "a_b_c"},
             {"..", NULL},
             {"", NULL},
             {".", NULL},
             {"caf\xc3\xa9", NULL},
             {"....", NULL}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        char out[128];
        bool ok = ela__portal_file_name(ela_str_of(t[i].ref), out);
        if (t[i].name == NULL) {
            assert_false(ok);
            continue;
        }
        assert_true(ok);
        assert_string_equal(out, t[i].name);
        assert_null(strchr(out, '/'));
    }
}

static void test_PORT_08_home_says_what_waits_first(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int32_t lea = (int32_t)t_int("SELECT rowid FROM llx_user WHERE login = 'lea'");
    t_sql("UPDATE llx_facture SET date_lim_reglement = '2026-11-01' WHERE rowid = %" PRId64,
          w.invoice);
    t_sql("UPDATE llx_user SET office_phone = '0556000000', job = 'Conseillère' WHERE rowid = %d",
          lea);
    login();
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer,
             "{'client': {'id': %d, 'name': 'Boulangerie Petit'}, 'waiting': [{'kind': "
             "'invoice_late', 'invoice': {'ref': 'FA-1'},"
             " 'amount_minor': 12000, 'due_on': '2026-11-01'}], 'cases': [{'id': %" PRId64
             "}], 'cases_open': 1,"
             " 'invoices': [{'ref': 'FA-1'}], 'due_minor': 12000, 'currency': 'EUR', 'firm': "
             "{'name': 'Cabinet Vauban'},"
             " 'adviser': {'name': 'lea Durand', 'phone': '0556000000', 'job': 'Conseillère'}}",
             client, w.mine);
    struct ela_actor paul = t_user("paul", 0);
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (%d, %d)", client,
          paul.user_id);
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer, "{'adviser': {'name': 'paul Durand'}}");
    t_sql("DELETE FROM llx_elaska_time");
    t_sql("DELETE FROM llx_elaska_case_terms");
    t_sql("DELETE FROM llx_elaska_case");
    t_sql("DELETE FROM llx_societe_commerciaux");
    t_sql("DELETE FROM llx_facture");
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer,
             "{'waiting': [], 'cases': [], 'invoices': [], 'adviser': null, 'due_minor': 0}");
}

static void test_PORT_01_manifest_in_the_firms_name(void **state)
{
    (void)state;
    t_setting("ELASKA_ACCENT", "#123456");
    assert_int_equal(http("GET", "/v1/manifest", NULL), 200);
    assert_string_equal(header("Content-Type"), "application/manifest+json");
    t_subset(answer, "{'name': 'Cabinet Vauban', 'short_name': 'Cabinet Vauban', 'theme_color': "
                     "'#123456', 'display': 'standalone'}");
    t_setting("MAIN_INFO_SOCIETE_NOM", "Cabinet de conseil Vauban et associés");
    http("GET", "/v1/manifest", NULL);
    t_subset(answer, "{'short_name': 'Cabinet de'}");
}

static void test_PORT_09_firm_and_health_without_a_session(void **state)
{
    (void)state;
    assert_int_equal(http("GET", "/v1/firm", NULL), 200);
    t_subset(answer, "{'name': 'Cabinet Vauban', 'email': 'contact@cabinet-vauban.example', "
                     "'lang': 'fr', 'password_min': 12}");
    assert_string_equal(header("Cache-Control"), "public, max-age=60");
    assert_int_equal(http("GET", "/v1/health", NULL), 200);
    t_subset(answer, "{'status': 'ok', 'version': '%s'}", ela_version());
}

static void test_PORT_04_invitation_over_http(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS);
    t_call(&boss, "account.invite",
           "{'client': %d, 'email': 'neuf@client.example', 'name': 'Nina Roux'}", other);
    char path[128];
    const char *at =
        strstr(t_text("SELECT body_text FROM llx_elaska_outbox WHERE kind = 'account.invitation'"),
               "/invitations/");
    assert_non_null(at);
    snprintf(path, sizeof path, "/v1%.56s", at);
    assert_int_equal(http("GET", path, NULL), 200);
    t_subset(answer, "{'email': 'neuf@client.example'}");
    http("POST", path, "{'password': 'court', 'token': 'x'}");
    problem(422, "field.unknown", "token");
    assert_int_equal(http("POST", path, "{'password': '" GOOD "'}"), 200);
    assert_int_equal(http("GET", path_of("/v1/clients/%d/home", other), NULL), 200);
    assert_int_equal(http("POST", path, "{'password': '" GOOD "'}"), 404);
    problem(404, "link.invalid", NULL);
    assert_int_equal(http("POST", "/v1/password-resets", "{'email': 'personne@client.example'}"),
                     202);
    assert_int_equal(http("GET", "/v1/password-resets/xyz", NULL), 404);
}

static const struct CMUnitTest tests[] = {
    PORTAL_TEST(test_SEC_10_foreign_identifiers_on_every_route),
    PORTAL_TEST(test_CASE_34_page_of_a_case_with_all_its_parts),
    PORTAL_TEST(test_CASE_34_invoices_of_a_case),
    PORTAL_TEST(test_CASE_23_a_file_goes_up_and_comes_down),
    PORTAL_TEST(test_SEC_10_sessions_of_others_do_not_exist),
    PORTAL_TEST(test_PORT_04_one_login_two_third_parties),
    PORTAL_TEST(test_PORT_20_badges_follow_the_native_state),
    PORTAL_TEST(test_PORT_20_credit_note_set_against_an_invoice),
    PORTAL_TEST(test_PORT_20_pages_by_date_without_loss),
    PORTAL_TEST(test_PORT_22_lines_hold_the_time_exactly_as_invoiced),
    PORTAL_TEST(test_PORT_20_pdf_is_named_by_a_safe_relative_path),
    PORTAL_TEST(test_SEC_13_file_names_never_leave_their_folder),
    PORTAL_TEST(test_PORT_08_home_says_what_waits_first),
    PORTAL_TEST(test_PORT_01_manifest_in_the_firms_name),
    PORTAL_TEST(test_PORT_09_firm_and_health_without_a_session),
    PORTAL_TEST(test_PORT_04_invitation_over_http),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
