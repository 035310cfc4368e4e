/*
 * The portal API: clients kept apart on every route; the page of a case, its invoices and files.
 */
#include "portal_rows.h"

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
    {"vault.open", "", "{'password': 'x'}"},
    {"vault.begin", "", "{'name': 'x.pdf', 'size': 5}"},
    {"vault.put", "?offset=0", "x"},
    {"vault.readers", "", "{'users': []}"},
    {"file.comment", "", "{'body': 'x'}"},
    {"comment.edit", "", "{'body': 'x'}"},
    {"task.check", "", "{'done': true}"},
    {"request.message", "", "{'body': 'x'}"},
    {"request.draft", "", "{'kind': 'advice'}"},
    {"step.draft", "", "{'definition': 1, 'version': 1, 'answers': {}}"},
    {"step.send", "", "{'definition': 1, 'version': 1, 'answers': {}}"},
    {"contact.fields_save", "", "{'version': 0, 'fields': {}}"},
    {"file.put", "?object=case&id=1&name=x.pdf", "%PDF-1.7"},
    {"sealed.reveal", "", "{'sealed': '" DRAFT_KEY "'}"},
    {"upload.begin", "", "{'object': 'case', 'id': 1, 'name': 'x.pdf', 'size': 9}"},
    {"upload.put", "?offset=0", "%PDF-1.7"},
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

static int64_t document(int32_t of, int64_t kase, int visible)
{
    return t_sql("INSERT INTO llx_elaska_file (entity, fk_soc, fk_case, object, object_id, name, "
                 "type, size, url,"
                 " visible, at) VALUES (1, %d, %" PRId64 ", 'case', %" PRId64
                 ", 'Plans', 'text/x-url', 0,"
                 " 'https://a.example', %d, 1)",
                 of, kase, kase, visible);
}

static int64_t contact(int32_t of)
{
    return t_sql("INSERT INTO llx_socpeople (entity, fk_soc, lastname) VALUES (1, %d, 'Un')", of);
}

static void test_SEC_10_foreign_identifiers_on_every_route(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int seen = 0;
    steps_of(&w);
    login();
    const struct {
        const char *member;
        int64_t mine, foreign[5];
    } rows[] = {
        {"{case}", w.mine, {w.theirs, w.hidden, w.elsewhere, INT64_MAX}},
        {"{invoice}", w.invoice, {w.their_invoice, w.draft, INT32_MAX}},
        {"{step}", w.step, {w.their_step, w.hidden_step, INT64_MAX}},
        {"{request}", w.request, {w.their_request, w.sams_draft, INT64_MAX}},
        {"{upload}", w.upload, {w.their_upload, w.sams_upload, INT64_MAX}},
        {"{contact}", contact(client), {contact(other), INT64_MAX}},
        {"{file}",
         document(client, w.mine, 1),
         {document(other, w.theirs, 1), document(client, w.mine, 0), document(client, w.hidden, 1),
          INT64_MAX}},
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
            strstr(r->path, "{file}") != NULL || strstr(r->path, "{piece}") != NULL ||
            strstr(r->path, "/vault") != NULL) /* for individuals: test_vault */
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

/* The firm's own fields of a client and of a task: what is open to him is his to fill in. */
static void test_PORT_10_fields_that_are_open_to_the_client(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("admin", T_ALL_RIGHTS);
#define OWN                                                                                        \
    "'fields': [{'code': 'trade', 'type': 'text', 'label': {'fr': 'Métier'}, 'client': 'write',"  \
    "'group': 'g'}, {'code': 'score', 'type': 'number', 'label': {'fr': 'Note'}, 'client':"        \
    "'read'}, {'code': 'secret', 'type': 'text', 'label': {'fr': 'Interne'}}, {'code': 'twice',"   \
    "'type': 'number', 'label': {'fr': 'Double'}, 'computed': 'score * 2', 'client': 'read'}],"    \
    "'groups': [{'code': 'g', 'label': {'fr': 'Travail'}}]"
    t_call(&boss, "fields.save", "{'object': 'thirdparty', 'kind': 'company', " OWN "}");
    t_call(&boss, "fields.save", "{'object': 'task', " OWN "}");
    t_call(&boss, "client.fields_save",
           "{'client': %d, 'version': 0, 'fields': {'score': '7', 'secret': 'x'}}", client);
    int64_t task = t_int_at(
        t_call(&boss, "task.create", "{'client': %d, 'title': 'Signer', 'visible': true}", client),
        "id");
    login();
    const char *fields = path_of("/v1/clients/%d/fields?form=true", client);
    assert_int_equal(http("GET", fields, NULL), 200);
    t_subset(answer, "{'version': 1, 'answers': {'score': '7', 'twice': '14'}, 'sets': [{'kind': "
                     "'company', 'rows': [{'code': 'trade'}, {'code': 'score', 'value': '7'}, "
                     "{'code': 'twice'}]}]}");
    t_subset(t_at(answer, "sets/0/fields"),
             "[{'code': 'trade'}, {'code': 'score', 'locked': true}, {'code': 'twice'}]");
    assert_null(t_at(answer, "sets/0/fields/0/locked"));
    fields = path_of("/v1/clients/%d/fields", client);
    assert_int_equal(http("PUT", fields, "{\"version\":1,\"fields\":{\"trade\":\"Pain\"}}"), 200);
    assert_int_equal(http("PUT", fields, "{\"version\":1,\"fields\":{\"trade\":\"Sel\"}}"), 409);
    t_subset(answer, "{'conflict': {'fields': [{'code': 'trade', 'yours': 'Sel', 'theirs': 'Pain'"
                     "}]}}");
    assert_int_equal(http("PUT", fields, "{\"version\":2,\"fields\":{\"score\":\"9\"}}"), 422);
    problem(422, "field.locked", "fields/score");
    http("GET", path_of("/v1/clients/%d/fields", other), NULL);
    problem(404, "not_found", NULL);
    fields = path_of("/v1/clients/%d/tasks/%lld/fields", client, (long long)task);
    assert_int_equal(http("GET", fields, NULL), 200);
    assert_int_equal(ela_json_size(t_at(answer, "sets/0/rows")), 3);
    assert_int_equal(http("PUT", fields, "{\"version\":0,\"fields\":{\"trade\":\"Blé\"}}"), 200);
    t_ok(&boss, "task.fields", "{'answers': {'trade': 'Blé'}}", "{'task': %lld}", (long long)task);
}

/* Masked until he asks, never for another; that it was shown is kept. */
static void test_SEC_06_a_client_sees_his_own_masked_value(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("admin", T_ALL_RIGHTS);
    t_call(&boss, "fields.save",
           "{'object': 'thirdparty', 'kind': 'company', 'fields': [{'code': 'account', 'type': "
           "'iban', 'label': {'fr': 'Compte'}, 'client': 'write'}]}");
    t_call(&boss, "client.fields_save",
           "{'client': %d, 'version': 0, 'fields': {'account': 'FR1420041010050500013M02606'}}",
           client);
    login();
    assert_int_equal(http("GET", path_of("/v1/clients/%d/fields", client), NULL), 200);
    assert_null(strstr(R.body.p, "13M02606"));
    struct ela_str uid = t_text_at(answer, "sets/0/rows/0/masked/uid");
    assert_int_equal(uid.n, 32);
    char body[80];
    snprintf(body, sizeof body, "{\"sealed\":\"%.*s\"}", (int)uid.n, uid.p);
    http("POST", path_of("/v1/clients/%d/reveal", other), body);
    problem(404, "not_found", NULL);
    assert_int_equal(http("POST", path_of("/v1/clients/%d/reveal", client), body), 200);
    t_subset(answer, "{'label': 'Compte', 'text': 'FR1420041010050500013M02606'}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'value.revealed' "
                           "AND actor_kind = 'portal'"),
                     1);
    assert_int_equal(http("POST", path_of("/v1/clients/%d/reveal", client),
                          "{\"sealed\":\"00000000000000000000000000000000\"}"),
                     404);
}

/* The same of his contacts: not those of others, those kept private, those that left. */
static void test_CRM_07_fields_of_his_contacts(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("admin", T_ALL_RIGHTS);
#define CONTACT(more, of)                                                                          \
    t_sql("INSERT INTO llx_socpeople (entity, fk_soc, firstname, lastname, poste, priv, statut) "  \
          "VALUES (" more ")",                                                                     \
          (int)(of))
    int64_t mine = CONTACT("1, %d, 'Rose', 'Martin', 'Gérante', 0, 1", client),
            kept = CONTACT("1, %d, 'Paul', 'Privé', NULL, 1, 1", client),
            left = CONTACT("1, %d, 'Luc', 'Parti', NULL, 0, 0", client),
            away = CONTACT("2, %d, 'Eve', 'Ailleurs', NULL, 0, 1", client),
            theirs = CONTACT("1, %d, 'Yann', 'Autre', NULL, 0, 1", other);
    t_sql("INSERT INTO llx_socpeople (entity, lastname) VALUES (1, 'Personne')");
    login();
    const char *list = path_of("/v1/clients/%d/contacts", client);
    assert_int_equal(http("GET", list, NULL), 200);
    assert_int_equal(ela_json_size(t_at(answer, "rows")), 0); /* nothing of them is open */
    t_call(&boss, "fields.save", "{'object': 'contact', " OWN "}");
    t_call(&boss, "object.fields_save",
           "{'contact': %lld, 'version': 0, 'fields': {'score': '7', 'secret': 'x'}}",
           (long long)mine);
    assert_int_equal(http("GET", list, NULL), 200);
    assert_int_equal(ela_json_size(t_at(answer, "rows")), 1);
    t_subset(answer, "{'rows': [{'name': 'Rose Martin', 'job': 'Gérante'}]}");
#define FIELDS(id) path_of("/v1/clients/%d/contacts/%lld/fields", client, (long long)(id))
    assert_int_equal(http("GET", FIELDS(mine), NULL), 200);
    t_subset(answer, "{'version': 1, 'answers': {'score': '7', 'twice': '14'}, 'sets': [{'rows': "
                     "[{'code': 'trade'}, {'code': 'score'}, {'code': 'twice'}]}]}");
    assert_int_equal(ela_json_size(t_at(answer, "sets/0/rows")), 3);
    assert_int_equal(http("PUT", FIELDS(mine), "{\"version\":1,\"fields\":{\"trade\":\"Pain\"}}"),
                     200);
    assert_int_equal(http("PUT", FIELDS(mine), "{\"version\":1,\"fields\":{\"trade\":\"Sel\"}}"),
                     409);
    t_subset(answer, "{'conflict': {'fields': [{'code': 'trade', 'yours': 'Sel', 'theirs': 'Pain'"
                     "}]}}");
    http("PUT", FIELDS(mine), "{\"version\":2,\"fields\":{\"score\":\"9\"}}");
    problem(422, "field.locked", "fields/score");
    http("PUT", FIELDS(mine), "{\"version\":2,\"fields\":{\"secret\":\"y\"}}");
    assert_int_equal(R.status, 422);
    t_ok(&boss, "object.fields",
         "{'version': 2, 'sets': [{'rows': [{'value': 'Pain'}, {'value': "
         "'7'}, {'value': 'x'}, {'value': '14'}]}]}",
         "{'contact': %lld}", (long long)mine);
    const int64_t foreign[] = {kept, left, away, theirs, 0, 999999};
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        http("GET", FIELDS(foreign[i]), NULL);
        problem(404, "not_found", NULL);
        http("PUT", FIELDS(foreign[i]), "{\"version\":0,\"fields\":{\"trade\":\"Vu\"}}");
        problem(404, "not_found", NULL);
    }
}

static int64_t put(const char *object, int64_t id, const char *name, const char *bytes)
{
    char at[160];
    snprintf(at, sizeof at, "/v1/clients/%d/files?object=%s&id=%lld&name=%s", client, object,
             (long long)id, name);
    B.type = "application/octet-stream";
    int64_t made = http("PUT", at, bytes) == 201 ? t_int_at(answer, "id") : 0;
    B.type = NULL;
    return made;
}

/* A file in one of the firm's own fields comes by the same door as those of forms. */
static void test_CRM_07_files_in_fields_that_are_open_to_the_client(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("admin", T_ALL_RIGHTS);
    int64_t rose = contact(client), stranger = contact(other);
    char folder[] = "/tmp/elaska-portal-XXXXXX", command[64];
    assert_non_null(mkdtemp(folder));
    T.documents = folder;
    login();
    assert_int_equal(put("client", client, "avant.pdf", "%PDF-1.7 a"), 0);
    problem(409, "file.not_expected", NULL); /* no field takes one */
#define PAPERS                                                                                     \
    "'fields': [{'code': 'proof', 'type': 'file', 'label': {'fr': 'Preuve'}, 'accept': 'pdf', "    \
    "'client': 'write'}, {'code': 'kept', 'type': 'file', 'label': {'fr': 'Interne'}}]"
    t_call(&boss, "fields.save", "{'object': 'thirdparty', 'kind': 'company', " PAPERS "}");
    t_call(&boss, "fields.save", "{'object': 'contact', " PAPERS "}");
    int64_t mine = put("client", client, "kbis.pdf", "%PDF-1.7 b"),
            hers = put("contact", rose, "cni.pdf", "%PDF-1.7 c");
    assert_true(mine > 0 && hers > 0);
    assert_int_equal(put("contact", stranger, "vol.pdf", "%PDF-1.7 d"), 0);
    problem(404, "not_found", NULL);
    assert_int_equal(put("client", other, "vol.pdf", "%PDF-1.7 e"), 0);
    problem(404, "not_found", NULL);
    assert_int_equal(put("client", client, "page.html", "<html>"), 0);
    problem(422, "file.active", NULL);
    char body[96];
#define NAMED(id)                                                                                  \
    (snprintf(body, sizeof body, "{\"version\":0,\"fields\":{\"proof\":[%lld]}}",                  \
              (long long)(id)),                                                                    \
     body)
    http("PUT", path_of("/v1/clients/%d/fields", client), NAMED(hers));
    problem(422, "field.file", "fields/proof"); /* of somebody else */
    assert_int_equal(http("PUT", path_of("/v1/clients/%d/fields", client), NAMED(mine)), 200);
    const char *fields = path_of("/v1/clients/%d/contacts/%lld/fields", client, (long long)rose);
    http("PUT", fields, NAMED(mine));
    problem(422, "field.file", "fields/proof");
    assert_int_equal(http("PUT", fields, NAMED(hers)), 200);
    assert_int_equal(http("GET", path_of("/v1/clients/%d/fields?form=true", client), NULL), 200);
    t_subset(answer, "{'files': [{'name': 'kbis.pdf'}], 'sets': [{'rows': [{'code': 'proof', "
                     "'text': 'kbis.pdf'}]}]}");
    assert_int_equal(
        http("GET", path_of("/v1/clients/%d/files/%lld", client, (long long)mine), NULL), 200);
    t_ok(&boss, "object.fields", "{'files': [{'name': 'cni.pdf'}]}", "{'contact': %lld}",
         (long long)rose);
    t_call(&boss, "file.get", "{'file': %lld}", (long long)hers);
    http("PUT", path_of("/v1/clients/%d/fields", client),
         "{\"version\":1,\"fields\":{\"kept\":[1]}}");
    assert_int_equal(R.status, 422);
    T.documents = NULL;
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

/* What another process saved a moment ago is asked now, not when settings are read again. */
static void test_CASE_04_a_form_that_was_just_saved_is_asked_as_it_is(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("admin", T_ALL_RIGHTS);
    t_call(&boss, "template.save",
           "{'active': true, 'body': {'format': 'elaska.template/1', 'code': 'hiring', 'label': "
           "{'fr': 'Embauche', 'en': 'Hiring'}, 'nature': 'mission', 'client_kinds': "
           "['individual', 'company', 'founder', 'association'], 'family': 'hr', 'icon': "
           "'user-plus', 'colour': 'teal', 'visible': true, 'requestable': true, 'steps': "
           "[{'code': 'one', 'label': {'fr': 'Contrat', 'en': 'Contract'}}], 'forms': [{'code': "
           "'request', 'label': {'fr': 'Demande', 'en': 'Request'}, 'pages': [{'code': 'a', "
           "'label': {'fr': 'A', 'en': 'A'}, 'fields': [{'code': 'x', 'type': 'text', 'label': "
           "{'fr': 'X', 'en': 'X'}}]}]}]}}");
    login();
    const char *catalogue = path_of("/v1/clients/%d/services", client);
    assert_int_equal(http("GET", catalogue, NULL), 200);
    assert_int_equal(ela_json_size(t_at(answer, "rows")), 1);
    t_sql("UPDATE llx_elaska_definition_head SET active = 0 WHERE code = 'hiring'");
    t_sql("UPDATE llx_elaska_definition_stamp SET value = value + 1");
    catalogue = path_of("/v1/clients/%d/services", client);
    assert_int_equal(http("GET", catalogue, NULL), 200);
    assert_int_equal(ela_json_size(t_at(answer, "rows")), 0);
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
    snprintf(address, sizeof address, "https://clients.cabinet-vauban.example/q/%s",
             t_text("SELECT code FROM llx_elaska_qr WHERE object = 'case' AND object_id = "
                    "%" PRId64,
                    id));
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
    problem(422, "file.active", "name");
    http("PUT",
         path_of("/v1/clients/%d/files?object=case&id=%" PRId64 "&name=x.pdf", client, w.theirs),
         "%PDF-1.7");
    problem(404, "not_found", NULL);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static const struct CMUnitTest tests[] = {
    PORTAL_TEST(test_SEC_10_foreign_identifiers_on_every_route),
    PORTAL_TEST(test_PORT_10_fields_that_are_open_to_the_client),
    PORTAL_TEST(test_CRM_07_fields_of_his_contacts),
    PORTAL_TEST(test_SEC_06_a_client_sees_his_own_masked_value),
    PORTAL_TEST(test_CRM_07_files_in_fields_that_are_open_to_the_client),
    PORTAL_TEST(test_CASE_04_a_form_that_was_just_saved_is_asked_as_it_is),
    PORTAL_TEST(test_CASE_34_page_of_a_case_with_all_its_parts),
    PORTAL_TEST(test_CASE_34_invoices_of_a_case),
    PORTAL_TEST(test_CASE_23_a_file_goes_up_and_comes_down),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
