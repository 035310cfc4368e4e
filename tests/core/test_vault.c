/*
 * The vault of a client: opened by his password and closed by itself, encrypted to the last byte,
 * read by advisers whom he chose and nobody else, with a log that he reads. Source: DOC-13, SEC-04,
 * SEC-06, SEC-12.
 */
#include "portal_support.h"

#include "crypt/seal.h"
#include "vault/vault.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#define D "%" PRId64

static struct ela_actor lea, max;
static char key[ELA_TOKEN_TEXT + 1]; /* of an adviser */
static struct ela_buf poured;

static int vault_setup(void **state)
{
    if (clean(state) != 0)
        return -1;
    t_store();
    lea = t_user("lea", T_ALL_RIGHTS);
    max = t_user("max", T_ALL_RIGHTS);
    t_sql("UPDATE llx_user SET email = CONCAT(login, '@firm.example'), statut = 1");
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (%d, %d)", client,
          lea.user_id);
    t_sql("UPDATE llx_societe SET fk_typent = 8 WHERE rowid = %d", client);
    t_setting("ELASKA_PORTAL_URL", "https://clients.example");
    t_setting("ELASKA_MAIL_FROM", "cabinet@firm.example");
    ela_buf_init(&poured, (size_t)64 << 20);
    login();
    return 0;
}

static int vault_end(void **state)
{
    ela_buf_release(&poured);
    return t_store_remove(state);
}
#define VAULT_TEST(f) cmocka_unit_test_setup_teardown(f, vault_setup, vault_end)

static const char *at(const char *rest)
{
    return path_of("/v1/clients/%d/vault%s", client, rest);
}

static const char *item_at(int64_t item, const char *rest)
{
    return path_of("/v1/clients/%d/vault/files/" D "%s", client, item, rest);
}

/* As a browser that keeps the cookie of the vault. */
static int open_vault(const char *password)
{
    static char cookies[400];
    char body[200];
    B.cookie = NULL;
    snprintf(body, sizeof body, "{'password': '%s'}", password);
    int status = http("POST", at("/opening"), body);
    const char *set = status == 200 ? strstr(header("Set-Cookie"), "elaska_vault=") : NULL;
    if (set) {
        snprintf(cookies, sizeof cookies, "__Host-elaska_at=%s; __Secure-elaska_vault=%.*s", B.at,
                 (int)strcspn(set + 13, ";"), set + 13);
        B.cookie = cookies;
    }
    return status;
}

static int64_t begin(const char *name, int64_t size)
{
    char body[300];
    snprintf(body, sizeof body, "{'name': '%s', 'description': 'Note très privée', 'size': " D "}",
             name, size);
    if (http("POST", at("/files"), body) != 201)
        fail_msg("begin: %.*s", (int)R.body.n, R.body.p);
    return t_int_at(answer, "item");
}

static int put(int64_t item, struct ela_str all, int64_t offset, int64_t n)
{
    char rest[60];
    snprintf(rest, sizeof rest, "/bytes?offset=" D, offset);
    B.type = "application/octet-stream";
    int status =
        send_to(T.db, "PUT", item_at(item, rest), (struct ela_str){all.p + offset, (size_t)n});
    B.type = NULL;
    return status;
}

static int64_t deposit(const char *name, const char *bytes)
{
    struct ela_str all = ela_str_of(bytes);
    int64_t item = begin(name, (int64_t)all.n);
    if (put(item, all, 0, (int64_t)all.n) != 200)
        fail_msg("put: %.*s", (int)R.body.n, R.body.p);
    assert_true(ela_json_bool(ela_json_get(answer, "whole"), false));
    return item;
}

static enum ela_status gather(void *ctx, struct ela_str bytes, struct ela_error *err)
{
    (void)ctx;
    (void)err;
    ela_buf_add(&poured, bytes.p, bytes.n);
    return ELA_OK;
}

static struct ela_str pour(const struct ela_pour *p, int64_t from, int64_t length)
{
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_reset(&poured);
    assert_string_not_equal(p->place, "");
    if (ela_vault_pour(T.documents, p, from, length, gather, NULL, &err) != ELA_OK)
        fail_msg("pour: %s", err.key);
    return (struct ela_str){poured.p, poured.n};
}

static int64_t logged(const char *action, const char *result)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_vault_log WHERE action = '%s' AND result = '%s'",
                 action, result);
}

static int64_t enter(const struct ela_actor *a)
{
    const struct ela_json *in = t_call(a, "vault.enter", "{'client': %d, 'proved': true}", client);
    snprintf(key, sizeof key, "%.*s", ELA_TOKEN_TEXT, t_text_at(in, "key").p);
    return t_int_at(in, "until");
}

/* --- opening ------------------------------------------------------------------------------ */

static void test_DOC_13_opens_by_password_and_closes_by_itself(void **state)
{
    (void)state;
    assert_int_equal(http("GET", at(""), NULL), 200);
    t_subset(answer, "{'problem': null, 'until': 0, 'idle_s': 600}");
    http("GET", at("/files"), NULL);
    problem(403, "vault.closed", NULL);
    assert_int_equal(open_vault(GOOD), 200);
    assert_null(ela_json_get(answer, "key"));
    assert_non_null(strstr(header("Set-Cookie"), path_of("Path=/v1/clients/%d/vault;", client)));
    assert_non_null(strstr(header("Set-Cookie"), "HttpOnly; SameSite=Strict; Secure"));
    assert_int_equal(t_int("SELECT LENGTH(token_hash) FROM llx_elaska_vault_grant"), 32);
    assert_int_equal(http("GET", at("/files"), NULL), 200);
    assert_string_equal(header("Cache-Control"), "no-store");
    T.now += 595; /* each use moves the end */
    assert_int_equal(http("GET", at("/files"), NULL), 200);
    t_sql("UPDATE llx_elaska_session SET access_until = access_until + 3600");
    T.now += 595;
    assert_int_equal(http("GET", at("/files"), NULL), 200);
    assert_int_equal(t_int_at(answer, "until"), T.now + 600);
    t_sql("UPDATE llx_elaska_session SET access_until = access_until + 3600");
    T.now += 601;
    http("GET", at("/files"), NULL);
    problem(403, "vault.closed", NULL);
    assert_int_equal(logged("open", "ok"), 1);
}

static void test_DOC_13_closes_when_told_and_with_its_session(void **state)
{
    (void)state;
    open_vault(GOOD);
    assert_int_equal(http("DELETE", at("/opening"), NULL), 204);
    assert_non_null(strstr(header("Set-Cookie"), "Max-Age=0"));
    http("GET", at("/files"), NULL);
    problem(403, "vault.closed", NULL);
    assert_int_equal(logged("close", "ok"), 1);
    /* The key of one session is none in another. */
    open_vault(GOOD);
    char stolen[80];
    snprintf(stolen, sizeof stolen, "%s", strstr(B.cookie, "vault=") + 6);
    B.cookie = NULL;
    login();
    static char cookies[400];
    snprintf(cookies, sizeof cookies, "__Host-elaska_at=%s; __Secure-elaska_vault=%s", B.at,
             stolen);
    B.cookie = cookies;
    http("GET", at("/files"), NULL);
    problem(403, "vault.closed", NULL);
}

static void test_SEC_04_wrong_passwords_lock_the_account(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        open_vault("Mauvais-mot-de-passe-1");
        problem(422, "vault.password_wrong", "password");
    }
    open_vault(GOOD); /* right, but locked: the same answer */
    problem(422, "vault.password_wrong", "password");
    assert_int_equal(logged("open", "wrong"), 6);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'account.locked'"),
                     1);
    T.now += 15 * 60 + 1;
    B.cookie = NULL;
    login();
    assert_int_equal(open_vault(GOOD), 200);
}

static void test_DOC_13_only_clients_who_have_one(void **state)
{
    (void)state;
    t_sql("UPDATE llx_societe SET fk_typent = 3 WHERE rowid = %d", client);
    http("GET", at(""), NULL);
    problem(404, "not_found", NULL);
    open_vault(GOOD);
    problem(404, "not_found", NULL);
    t_setting("ELASKA_VAULT", "all");
    assert_int_equal(http("GET", at(""), NULL), 200);
    t_setting("ELASKA_VAULT", "none");
    http("GET", at(""), NULL);
    problem(404, "not_found", NULL);
    t_refused(&lea, "settings.check", "field.choice", "ELASKA_VAULT",
              "{'name': 'ELASKA_VAULT', 'value': 'some'}");
}

/* --- kept --------------------------------------------------------------------------------- */

static const char *needle;
static int seen;

static int look(const char *path, const struct stat *s, int type)
{
    if (type != FTW_F)
        return 0;
    FILE *f = fopen(path, "rb");
    char *all = malloc((size_t)s->st_size + 1);
    size_t n = f && all ? fread(all, 1, (size_t)s->st_size, f) : 0;
    seen += memmem(all, n, needle, strlen(needle)) != NULL;
    free(all);
    if (f)
        fclose(f);
    return 0;
}

static void nowhere_on_disk(const char *what)
{
    needle = what;
    seen = 0;
    assert_int_equal(ftw(T.documents, look, 8), 0);
    assert_int_equal(seen, 0);
}

static void test_SEC_06_nothing_of_it_is_stored_in_clear(void **state)
{
    (void)state;
    open_vault(GOOD);
    int64_t item = deposit("Testament olographe.pdf", "%PDF-1.7 tout à ma soeur Jeanne");
    assert_int_equal(http("GET", at("/files"), NULL), 200);
    t_subset(answer,
             "{'rows': [{'id': " D ", 'name': 'Testament olographe.pdf', 'description': 'Note "
             "très privée', 'type': 'application/pdf', 'readable': true, 'readers': [], "
             "'received': null}], 'advisers': [{'id': %d}]}",
             item, lea.user_id);
    nowhere_on_disk("ma soeur");
    nowhere_on_disk("PDF-1");
    static const char *const TABLES[] = {"llx_elaska_vault", "llx_elaska_vault_log",
                                         "llx_elaska_event", "llx_elaska_sealed",
                                         "llx_elaska_outbox"};
    static const char *const COLUMNS[] = {"CONCAT(about, type, place)", "CONCAT(action, device)",
                                          "COALESCE(data, '')", "envelope", "body_text"};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(t_int("SELECT COUNT(*) FROM %s WHERE CAST(%s AS CHAR) LIKE "
                               "'%%Testament%%' OR CAST(%s AS CHAR) LIKE '%%rès priv%%'",
                               TABLES[i], COLUMNS[i], COLUMNS[i]),
                         0);
    /* No other table learns of it. */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_upload"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_preview"), 0);
    assert_int_equal(http("GET", item_at(item, "/bytes?view=1"), NULL), 200);
    assert_string_equal(header("Content-Disposition"),
                        "inline; filename*=UTF-8''Testament%20olographe.pdf");
    t_str_equal(pour(&R.pour, R.from, R.length), "%PDF-1.7 tout à ma soeur Jeanne");
    /* Named anew: what it was called is destroyed, not kept as history. */
    assert_int_equal(http("PATCH", item_at(item, ""), "{'name': 'Papier.exe'}"), 200);
    t_str_equal(t_text_at(answer, "name"), "Papier.exe.pdf");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE object = 'vault'"), 2);
}

static void test_SEC_06_parts_are_encrypted_as_they_come(void **state)
{
    enum { PART = 4 << 20, SIZE = (9 << 20) + 17 };
    (void)state;
    char *all = malloc(SIZE);
    assert_non_null(all);
    for (size_t i = 0; i < SIZE; i++)
        all[i] = (char)(i * 2654435761u >> 13);
    memcpy(all, "%PDF-1.7\n", 9);
    memcpy(all + PART + 5, "secret au milieu", 16);
    struct ela_str bytes = {all, SIZE};
    open_vault(GOOD);
    int64_t item = begin("gros.pdf", SIZE);
    assert_int_equal(put(item, bytes, 0, PART), 200);
    t_subset(answer, "{'offset': %d, 'whole': false}", PART);
    nowhere_on_disk("PDF-1");
    http("GET", item_at(item, "/bytes"), NULL); /* not whole yet */
    problem(404, "not_found", NULL);
    put(item, bytes, 2 * PART, SIZE - 2 * PART);
    problem(409, "upload.offset", "offset");
    put(item, bytes, PART, 1000); /* no whole pieces */
    problem(422, "upload.part_large", "offset");
    assert_int_equal(put(item, bytes, PART, PART), 200);
    assert_int_equal(put(item, bytes, PART, PART), 200); /* the answer was lost */
    nowhere_on_disk("secret au milieu");
    assert_int_equal(put(item, bytes, 2 * PART, SIZE - 2 * PART), 200);
    t_subset(answer, "{'offset': %d, 'whole': true}", SIZE);
    assert_int_equal(http("GET", item_at(item, "/bytes"), NULL), 200);
    assert_int_equal(R.length, SIZE);
    struct ela_str out = pour(&R.pour, 0, SIZE);
    assert_int_equal(out.n, SIZE);
    assert_memory_equal(out.p, all, SIZE);
    /* A range opens the pieces that it touches. */
    out = pour(&R.pour, PART - 3, 30);
    assert_int_equal(out.n, 30);
    assert_memory_equal(out.p, all + PART - 3, 30);
    free(all);
}

static void test_SEC_15_what_is_not_kept_elsewhere_is_not_kept_here(void **state)
{
    (void)state;
    open_vault(GOOD);
    struct ela_str page = ELA_STR("<html><script>alert(1)</script>");
    int64_t item = begin("lettre.pdf", (int64_t)page.n);
    put(item, page, 0, (int64_t)page.n);
    problem(422, "file.type_refused", "name");
    http("POST", at("/files"), "{'name': 'x.pdf', 'size': 0}");
    problem(422, "file.empty", "name");
    http("POST", at("/files"), "{'name': 'x.pdf', 'size': 99999999999}");
    problem(422, "file.too_large", "name");
    assert_int_equal(http("DELETE", item_at(item, ""), NULL), 204);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE object = 'vault'"), 0);
}

/* --- advisers ----------------------------------------------------------------------------- */

static void test_DOC_13_advisers_read_what_was_opened_to_them(void **state)
{
    (void)state;
    open_vault(GOOD);
    int64_t shown = deposit("Bail.pdf", "%PDF-1.7 bail"),
            hidden = deposit("Journal intime.pdf", "%PDF-1.7 intime");
    struct ela_pour got = {.size = 0};
    /* Nobody learns that there is a vault. */
    t_refused(&lea, "vault.state", "not_found", "client", "{'client': %d}", client);
    t_refused(&lea, "vault.enter", "not_found", "client", "{'client': %d, 'proved': true}", client);
    char body[80];
    snprintf(body, sizeof body, "{'users': [%d]}", max.user_id);
    http("PUT", item_at(shown, "/readers"), body); /* no adviser of his */
    problem(404, "not_found", NULL);
    snprintf(body, sizeof body, "{'users': [%d]}", lea.user_id);
    assert_int_equal(http("PUT", item_at(shown, "/readers"), body), 204);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'vault.opened_to'"
                           " AND body_text NOT LIKE '%%Bail%%'"),
                     1);
    t_ok(&lea, "vault.state", "{'until': 0, 'problem': null}", "{'client': %d}", client);
    t_refused(&lea, "vault.list", "vault.closed", NULL, "{'client': %d}", client);
    t_refused(&lea, "vault.enter", "vault.password_wrong", "password",
              "{'client': %d, 'proved': false}", client);
    assert_int_equal(enter(&lea), T.now + 600);
    t_subset(t_call(&lea, "vault.list", "{'client': %d, 'key': '%s'}", client, key),
             "{'rows': [{'id': " D ", 'name': 'Bail.pdf'}]}", shown);
    T.pour = &got;
    t_ok(&lea, "vault.get", "{'name': 'Bail.pdf', 'inline': true}",
         "{'client': %d, 'key': '%s', 'item': " D ", 'view': true}", client, key, shown);
    t_str_equal(pour(&got, 0, got.size), "%PDF-1.7 bail");
    t_refused(&lea, "vault.get", "not_found", "item", "{'client': %d, 'key': '%s', 'item': " D "}",
              client, key, hidden);
    /* The key of one is none of another, and no other user learns of the vault. */
    t_refused(&max, "vault.list", "not_found", "client", "{'client': %d, 'key': '%s'}", client,
              key);
    t_refused(&lea, "vault.enter", "not_found", "client", "{'client': %d, 'proved': true}", other);
    T.pour = NULL;
    assert_int_equal(http("GET", at("/log?limit=2"), NULL), 200);
    t_subset(answer, "{'rows': [{'action': 'read', 'result': 'refused', 'firm': true, 'name': "
                     "'Journal intime.pdf'}, {'action': 'read', 'result': 'ok', 'firm': true, "
                     "'name': 'Bail.pdf'}]}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'vault.read'"), 1);
    /* Taken back. */
    assert_int_equal(http("PUT", item_at(shown, "/readers"), "{'users': []}"), 204);
    t_refused(&lea, "vault.list", "not_found", "client", "{'client': %d, 'key': '%s'}", client,
              key);
}

static void test_SEC_04_an_adviser_who_mistypes_waits(void **state)
{
    (void)state;
    char body[80];
    open_vault(GOOD);
    int64_t item = deposit("Bail.pdf", "%PDF-1.7 bail");
    snprintf(body, sizeof body, "{'users': [%d]}", lea.user_id);
    http("PUT", item_at(item, "/readers"), body);
    for (int i = 0; i < 5; i++)
        t_refused(&lea, "vault.enter", "vault.password_wrong", "password",
                  "{'client': %d, 'proved': false}", client);
    t_refused(&lea, "vault.enter", "vault.blocked", NULL, "{'client': %d, 'proved': true}", client);
    assert_int_equal(logged("open", "wrong"), 5);
}

/* --- log, bin, keys ----------------------------------------------------------------------- */

static void test_SEC_12_the_client_reads_who_did_what_from_where(void **state)
{
    (void)state;
    open_vault(GOOD);
    int64_t item = deposit("Acte.pdf", "%PDF-1.7 acte");
    http("GET", at("/files"), NULL);
    http("GET", item_at(item, "/bytes"), NULL);
    http("DELETE", item_at(item, ""), NULL);
    assert_int_equal(http("GET", at("/log?limit=3"), NULL), 200);
    t_subset(answer,
             "{'rows': [{'action': 'delete'}, {'action': 'download', 'name': 'Acte.pdf', 'ip': "
             "'%s', 'device': 'Firefox, Android', 'firm': false}, {'action': 'list'}]}",
             T.ip);
    char next[60];
    snprintf(next, sizeof next, "/log?limit=3&after=%s", t_text_at(answer, "next").p);
    assert_int_equal(http("GET", at(next), NULL), 200);
    t_subset(answer, "{'rows': [{'action': 'deposit'}, {'action': 'open'}], 'next': null}");
    http("GET", at("/files"), NULL); /* within the minute: said once */
    assert_int_equal(logged("list", "ok"), 1);
    /* The audit has each; no timeline of the client shows one. */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind LIKE 'vault.%%'"), 5);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind LIKE 'vault.%%' AND "
                           "(fk_soc IS NOT NULL OR fk_case IS NOT NULL OR visible = 1)"),
                     0);
}

static void test_DOC_13_a_key_is_destroyed_when_its_document_leaves_the_bin(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    open_vault(GOOD);
    int64_t item = deposit("Acte.pdf", "%PDF-1.7 acte"), kept = deposit("Bail.pdf", "%PDF-1.7 b");
    http("DELETE", item_at(item, ""), NULL);
    http("GET", item_at(item, "/bytes"), NULL);
    problem(404, "not_found", NULL);
    assert_int_equal(http("POST", item_at(item, "/restore"), NULL), 204);
    assert_int_equal(http("GET", item_at(item, "/bytes"), NULL), 200);
    http("DELETE", item_at(item, ""), NULL);
    T.now += 29 * 86400;
    t_ok(&worker, "vault.purge", "{'purged': 0}", "{}");
    B.cookie = NULL;
    T.now += 2 * 86400;
    t_ok(&worker, "vault.purge", "{'purged': 1, 'given_up': 0}", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE object = 'vault' AND "
                           "object_id = " D,
                           item),
                     0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_vault WHERE rowid = " D, kept), 1);
    login();
    open_vault(GOOD);
    assert_int_equal(http("GET", at("/log?limit=2"), NULL), 200);
    t_subset(answer, "{'rows': [{'action': 'open'}, {'action': 'purge', 'name': null}]}");
}

static void test_SEC_08_renewed_keys_open_it_and_a_missing_one_changes_nothing(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    const char *master = T.master_key;
    open_vault(GOOD);
    int64_t item = deposit("Acte.pdf", "%PDF-1.7 acte");
    t_call(&lea, "crypt.renew", "{}");
    t_ok(&worker, "crypt.rotate", "{'done': 2, 'left': 0, 'damaged': 0, 'retired': 1}", "{}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE object = 'vault' AND "
                           "key_version = 2"),
                     2);
    assert_int_equal(http("GET", item_at(item, "/bytes"), NULL), 200);
    t_str_equal(pour(&R.pour, 0, R.length), "%PDF-1.7 acte");
    T.master_key = "/nonexistent/key";
    assert_int_equal(http("GET", at(""), NULL), 200);
    t_str_equal(t_text_at(answer, "problem"), "crypt.key_missing");
    http("GET", at("/files"), NULL);
    problem(409, "crypt.key_missing", NULL);
    http("POST", at("/files"), "{'name': 'x.pdf', 'size': 5}");
    problem(409, "crypt.key_missing", NULL);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_vault"), 1);
    open_vault(GOOD);
    problem(409, "crypt.key_missing", NULL);
    T.master_key = master;
    open_vault(GOOD);
    assert_int_equal(http("GET", item_at(item, "/bytes"), NULL), 200);
}

static void test_SEC_10_another_client_s_documents_are_not_there(void **state)
{
    (void)state;
    open_vault(GOOD);
    int64_t item = deposit("Acte.pdf", "%PDF-1.7 acte");
    t_sql("UPDATE llx_elaska_vault SET fk_soc = %d WHERE rowid = " D, other, item);
    static const char *const ROUTES[][3] = {{"GET", "/bytes", NULL},
                                            {"PATCH", "", "{'name': 'x'}"},
                                            {"PUT", "/readers", "{'users': []}"},
                                            {"DELETE", "", NULL},
                                            {"POST", "/restore", NULL}};
    for (size_t i = 0; i < 5; i++) {
        http(ROUTES[i][0], item_at(item, ROUTES[i][1]), ROUTES[i][2]);
        problem(404, "not_found", NULL);
    }
    put(item, ELA_STR("%PDF-1.7 x"), 0, 10);
    problem(404, "not_found", NULL);
    /* Bytes of one under the row of another do not open. */
    int64_t mine = deposit("Bail.pdf", "%PDF-1.7 mine");
    t_sql("UPDATE llx_elaska_sealed SET object_id = " D " WHERE object = 'vault' AND object_id = " D
          " AND field = 'file_key'",
          mine + 1000, mine);
    t_sql("UPDATE llx_elaska_sealed SET object_id = " D " WHERE object = 'vault' AND object_id = " D
          " AND field = 'file_key'",
          mine, item);
    http("GET", item_at(mine, "/bytes"), NULL);
    problem(409, "crypt.value_damaged", NULL);
}

/* --- antivirus ---------------------------------------------------------------------------- */

static struct ela_actor scanner;

static int64_t next_scan(struct ela_pour *p)
{
    memset(p, 0, sizeof *p);
    T.pour = p;
    const struct ela_json *r = t_call(&scanner, "vault.scan_next", "{'owner': 'w1'}");
    int64_t item = ela_json_get(r, "item") ? t_int_at(r, "item") : 0;
    T.pour = NULL;
    return item;
}

static void scanned(int64_t item, const char *result)
{
    t_call(&scanner, "vault.scan_done", "{'item': " D ", 'owner': 'w1', 'result': '%s'}", item,
           result);
}

/* lea, to whom it was opened, has it or is told that it is not there. */
static void lea_reads(int64_t item, bool may)
{
    struct ela_pour p = {.size = 0};
    t_ok(&lea, "vault.list", may ? "{'rows': [{}]}" : "{'rows': []}", "{'client': %d, 'key': '%s'}",
         client, key);
    T.pour = &p;
    if (may)
        t_call(&lea, "vault.get", "{'client': %d, 'key': '%s', 'item': " D "}", client, key, item);
    else
        t_refused(&lea, "vault.get", "not_found", "item",
                  "{'client': %d, 'key': '%s', 'item': " D "}", client, key, item);
    T.pour = NULL;
}

static int64_t waits_in_vault(const char *bytes)
{
    char body[60];
    int64_t item = deposit("Testament.pdf", bytes);
    snprintf(body, sizeof body, "{'users': [%d]}", lea.user_id);
    assert_int_equal(http("PUT", item_at(item, "/readers"), body), 204);
    return item;
}

static void test_SEC_15_a_vault_is_read_by_the_antivirus_too(void **state)
{
    (void)state;
    struct ela_pour p;
    scanner = t_worker();
    t_setting("ELASKA_CLAMD", "/run/clamav/clamd.ctl");
    assert_int_equal(open_vault(GOOD), 200);
    int64_t first = waits_in_vault("%PDF-1.7 un");
    enter(&lea);
    /* till it has spoken: its depositor alone */
    http("GET", at("/files"), NULL);
    t_subset(answer, "{'rows': [{'scanning': true}]}");
    assert_int_equal(http("GET", item_at(first, "/bytes"), NULL), 200);
    lea_reads(first, false);
    t_sql("UPDATE llx_elaska_vault SET fk_account = fk_account + 1");
    assert_int_equal(http("GET", item_at(first, "/bytes"), NULL), 409);
    problem(409, "file.scanning", "item");
    t_sql("UPDATE llx_elaska_vault SET fk_account = fk_account - 1");
    /* the worker has the bytes in memory, by a lease of its own */
    assert_int_equal(next_scan(&p), first);
    assert_int_equal(p.size, 11);
    struct ela_str clear = pour(&p, 0, p.size);
    assert_true(ela_str_is(clear, "%PDF-1.7 un"));
    assert_int_equal(next_scan(&p), 0);
    t_refused(&scanner, "vault.scan_done", "preview.lease", "item",
              "{'item': " D ", 'owner': 'w2', 'result': 'clean'}", first);
    t_refused(&lea, "vault.scan_next", "denied", NULL, "{'owner': 'w1'}");
    scanned(first, "clean");
    lea_reads(first, true);
    /* clamd is away: asked again later, held back where the firm says so */
    int64_t second = waits_in_vault("%PDF-1.7 deux");
    assert_int_equal(next_scan(&p), second);
    scanned(second, "away");
    assert_int_equal(next_scan(&p), 0);
    t_ok(&lea, "vault.list", "{'rows': [{}, {}]}", "{'client': %d, 'key': '%s'}", client, key);
    t_setting("ELASKA_SCAN_HOLD", "1");
    t_ok(&lea, "vault.list", "{'rows': [{}]}", "{'client': %d, 'key': '%s'}", client, key);
    T.now += 61;
    assert_int_equal(next_scan(&p), second);
    scanned(second, "infected");
    /* destroyed with its key, told in the log and by mail, never by its name */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_vault WHERE rowid = " D, second), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_sealed WHERE object = 'vault' AND "
                           "object_id = " D,
                           second),
                     0);
    assert_int_equal(logged("deposit", "infected"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'vault.infected'"),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'vault.infected' "
                           "AND body_text LIKE '%%Testament%%'"),
                     0);
    /* an antivirus elsewhere is not asked: nothing in clear crosses a network */
    t_setting("ELASKA_CLAMD", "av.example:3310");
    int64_t third = waits_in_vault("%PDF-1.7 trois");
    assert_int_equal(next_scan(&p), 0);
    assert_string_equal(t_text("SELECT scan FROM llx_elaska_vault WHERE rowid = " D, third),
                        "skipped");
    t_setting("ELASKA_SCAN_HOLD", "0");
    /* none at all */
    t_setting("ELASKA_CLAMD", "");
    int64_t fourth = waits_in_vault("%PDF-1.7 quatre");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_vault WHERE scan IS NULL"), 1);
    T.pour = &p;
    t_call(&lea, "vault.get", "{'client': %d, 'key': '%s', 'item': " D "}", client, key, fourth);
    T.pour = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VAULT_TEST(test_DOC_13_opens_by_password_and_closes_by_itself),
        VAULT_TEST(test_DOC_13_closes_when_told_and_with_its_session),
        VAULT_TEST(test_SEC_04_wrong_passwords_lock_the_account),
        VAULT_TEST(test_DOC_13_only_clients_who_have_one),
        VAULT_TEST(test_SEC_06_nothing_of_it_is_stored_in_clear),
        VAULT_TEST(test_SEC_06_parts_are_encrypted_as_they_come),
        VAULT_TEST(test_SEC_15_what_is_not_kept_elsewhere_is_not_kept_here),
        VAULT_TEST(test_DOC_13_advisers_read_what_was_opened_to_them),
        VAULT_TEST(test_SEC_04_an_adviser_who_mistypes_waits),
        VAULT_TEST(test_SEC_12_the_client_reads_who_did_what_from_where),
        VAULT_TEST(test_DOC_13_a_key_is_destroyed_when_its_document_leaves_the_bin),
        VAULT_TEST(test_SEC_08_renewed_keys_open_it_and_a_missing_one_changes_nothing),
        VAULT_TEST(test_SEC_15_a_vault_is_read_by_the_antivirus_too),
        VAULT_TEST(test_SEC_10_another_client_s_documents_are_not_there),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
