/*
 * Previews: queued, claimed, kept, ended; who reads them; words searched as words. Source: DOC-04,
 * DOC-25, SEC-15.
 */
#include "firm_support.h"
#include "preview/preview.h"

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
#define ME  "host:1:one"

static struct ela_actor boss;
static int64_t job, file;
static const char PICTURE[] = "RIFF\x1c\0\0\0WEBPVP8 ................";

static int64_t put(const char *name, const char *bytes)
{
    T.body_in = ela_str_of(bytes);
    return t_int_at(
        t_call(&lea, "file.put", "{'object': 'task', 'id': " D ", 'name': '%s'}", job, name), "id");
}

static int begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    boss = t_user("boss", T_ALL_RIGHTS);
    t_store();
    job = t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", dossier), "id");
    file = put("Bail.pdf", PDF);
    return 0;
}

#define PREVIEW_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

/* --- the worker's side -------------------------------------------------------------------- */

static int64_t enrol(int64_t below, size_t max, int64_t *next)
{
    struct ela_error err = ELA_ERROR_INIT;
    int64_t added = 0, at;
    assert_int_equal(ela_preview_enrol(T.db, T.now, below, max, &added, next ? next : &at, &err),
                     ELA_OK);
    return added;
}

static size_t claim(const char *owner, struct ela_preview_job *jobs, size_t max)
{
    struct ela_error err = ELA_ERROR_INIT;
    size_t n = 0;
    assert_int_equal(ela_preview_claim(T.db, owner, T.now, 100, max, jobs, &n, &err), ELA_OK);
    return n;
}

static enum ela_status keep(const char *owner, int64_t id, int pages, int page, struct ela_str b)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_preview_page p = {.page = page, .width = 1600, .height = 900, .bytes = b};
    return ela_preview_keep(T.db, T.documents, owner, T.now, 100, id, pages, &p, 1, &err);
}

static struct ela_str picture(void)
{
    return (struct ela_str){PICTURE, sizeof PICTURE - 1};
}

static void end(int64_t id, int attempts, enum ela_preview_end how, const char *why)
{
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_preview_end(T.db, ME, T.now, id, attempts, how, why, 0, &err), ELA_OK);
}

static const char *state_of(int64_t id)
{
    return t_text("SELECT state FROM llx_elaska_preview WHERE fk_file = " D, id);
}

static void test_DOC_04_files_are_queued_once_and_claimed_newest_first(void **state)
{
    (void)state;
    struct ela_preview_job jobs[4], others[4];
    int64_t note = put("note.txt", "bonjour"), last = put("Acte.pdf", PDF "2"), next = 0;
    t_sql("UPDATE llx_elaska_file SET type = 'application/x-thing' WHERE rowid = " D, note);
    assert_int_equal(enrol(0, 100, &next), 3);
    assert_int_equal(next, 0);
    assert_int_equal(enrol(0, 100, NULL), 0);
    assert_string_equal(state_of(note), "none");
    assert_int_equal(claim(ME, jobs, 1), 1);
    assert_int_equal(jobs[0].file, last);
    assert_string_equal(jobs[0].kind, "pdf");
    assert_int_equal(claim("host:2:two", others, 4), 1);
    assert_int_equal(others[0].file, file);
    assert_int_equal(claim(ME, jobs, 4), 0);
    /* A new version lies elsewhere, and has its own. */
    t_sql("UPDATE llx_elaska_file SET place = 'elaska-store/aa/%032d' WHERE rowid = " D, 7, last);
    assert_int_equal(enrol(0, 100, NULL), 1);
}

static void test_DOC_04_older_files_are_gone_through_in_stretches(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        char name[20], bytes[20];
        snprintf(name, sizeof name, "n%d.txt", i);
        snprintf(bytes, sizeof bytes, "texte %d", i);
        (void)put(name, bytes);
    }
    int64_t next = 0, added = 0, turns = 0;
    do {
        added += enrol(next, 2, &next);
        turns++;
    } while (next);
    assert_int_equal(added, 6);
    assert_in_range(turns, 3, 4);
}

static void test_SEC_15_what_the_reader_gives_is_judged(void **state)
{
    (void)state;
    struct ela_preview_job j;
    enrol(0, 10, NULL);
    assert_int_equal(claim(ME, &j, 1), 1);
    assert_int_equal(keep(ME, j.id, 2, 1, ELA_STR("<svg onload='x'></svg>......")), ELA_E_INPUT);
    assert_int_equal(keep(ME, j.id, 2, 3, picture()), ELA_E_INPUT);
    assert_int_equal(keep(ME, j.id, 2, -1, picture()), ELA_E_INPUT);
    assert_int_equal(t_stored(), 1);
    assert_int_equal(keep("host:2:two", j.id, 2, 1, picture()), ELA_E_STATE);
    assert_int_equal(t_stored(), 1);
    assert_int_equal(keep(ME, j.id, 2, 1, picture()), ELA_OK);
    assert_int_equal(t_stored(), 2);
    assert_int_equal(keep(ME, j.id, 2, 1, picture()), ELA_OK); /* made again after a stop */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_preview_page"), 1);
}

static void test_SEC_15_leases_run_out_and_attempts_end(void **state)
{
    (void)state;
    struct ela_preview_job j;
    enrol(0, 10, NULL);
    for (int attempt = 1; attempt <= ELA_PREVIEW_ATTEMPTS; attempt++) {
        assert_int_equal(claim(ME, &j, 1), 1);
        assert_int_equal(j.attempts, attempt);
        assert_int_equal(claim(ME, &j, 1), 0);
        T.now += 101;
    }
    assert_int_equal(claim(ME, &j, 1), 0);
    assert_string_equal(state_of(file), "failed");
    t_ok(&boss, "preview.state",
         "{'failed': 1, 'rows': [{'name': 'Bail.pdf', 'error': 'preview.abandoned'}]}", "{}");
    t_refused(&lea, "preview.state", "denied", NULL, "{}");
    t_refused(&lea, "preview.retry", "denied", NULL, "{}");
    t_ok(&boss, "preview.retry", "{'retried': 1}", "{}");
    assert_int_equal(claim(ME, &j, 1), 1);
    end(j.id, j.attempts, ELA_PREVIEW_BACK, "");
    assert_int_equal(claim(ME, &j, 1), 1);
    assert_int_equal(j.attempts, 1);
    end(j.id, j.attempts, ELA_PREVIEW_RETRY, "preview.crashed");
    assert_int_equal(claim(ME, &j, 1), 0); /* later */
    T.now += 60;
    assert_int_equal(claim(ME, &j, 1), 1);
    end(j.id, j.attempts, ELA_PREVIEW_NEVER, "preview.damaged");
    t_ok(&lea, "preview.read", "{'state': 'none', 'reason': 'preview.damaged'}", "{'file': " D "}",
         file);
}

/* --- reading ------------------------------------------------------------------------------ */

static void drawn(int pages)
{
    struct ela_preview_job j;
    enrol(0, 10, NULL);
    assert_int_equal(claim(ME, &j, 1), 1);
    for (int i = 0; i <= pages; i++)
        assert_int_equal(keep(ME, j.id, pages, i, picture()), ELA_OK);
    end(j.id, j.attempts, ELA_PREVIEW_DONE, "");
}

static void test_DOC_04_a_preview_is_read_as_far_as_it_has_come(void **state)
{
    (void)state;
    struct ela_preview_job j;
    t_ok(&camille, "preview.read",
         "{'state': 'building', 'kind': 'pdf', 'name': 'Bail.pdf', 'sizes': [], 'thumb': false}",
         "{'file': " D "}", file);
    assert_int_equal(t_int("SELECT wanted FROM llx_elaska_preview WHERE fk_file = " D, file), 1);
    t_call(&camille, "preview.read", "{'file': " D "}", file);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_preview"), 1);
    assert_int_equal(claim(ME, &j, 1), 1);
    assert_int_equal(keep(ME, j.id, 9, 0, picture()), ELA_OK);
    assert_int_equal(keep(ME, j.id, 9, 1, picture()), ELA_OK);
    t_ok(&camille, "preview.read",
         "{'state': 'ready', 'pages': 9, 'more': true, 'thumb': true, 'sizes': [{'width': 1600, "
         "'height': 900}]}",
         "{'file': " D "}", file);
    end(j.id, j.attempts, ELA_PREVIEW_DONE, "");
    t_ok(&camille, "preview.read", "{'more': false}", "{'file': " D "}", file);
    t_ok(&camille, "preview.get", "{'name': 'Bail-1.webp', 'type': 'image/webp', 'inline': true}",
         "{'file': " D ", 'page': 1}", file);
    t_refused(&camille, "preview.get", "not_found", "page", "{'file': " D ", 'page': 2}", file);
    t_refused(&camille, "preview.get", "field.range", "page", "{'file': " D ", 'page': -1}", file);
}

static void test_DOC_04_a_preview_is_reached_as_its_file(void **state)
{
    (void)state;
    drawn(1);
    struct ela_actor petit = t_portal("x@b.example", t_client("Petit")), none = t_user("ali", 0),
                     away = lea;
    away.entity = 2;
    const struct {
        const char *op, *page;
    } ways[] = {{"preview.read", ""}, {"preview.get", ", 'page': 0"}};
    for (size_t i = 0; i < 2; i++) {
        const char *op = ways[i].op, *page = ways[i].page;
        t_call(&camille, op, "{'file': " D "%s}", file, page);
        t_refused(&petit, op, "not_found", "file", "{'file': " D "%s}", file, page);
        t_refused(&none, op, "denied", NULL, "{'file': " D "%s}", file, page);
        t_refused(&away, op, "not_found", "file", "{'file': " D "%s}", file, page);
        t_call(&lea, "file.update", "{'file': " D ", 'visible': false}", file);
        t_refused(&camille, op, "not_found", "file", "{'file': " D "%s}", file, page);
        t_call(&lea, op, "{'file': " D "%s}", file, page);
        t_call(&lea, "file.update", "{'file': " D ", 'visible': true}", file);
    }
}

static void test_DOC_04_pictures_go_with_their_file(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    drawn(2);
    assert_int_equal(t_stored(), 4);
    const char *place = t_text("SELECT place FROM llx_elaska_preview_page WHERE page = 1");
    char folder[3] = {place[13], place[14], '\0'};
    T.now += 3 * 86400;
    t_ok(&worker, "file.sweep", "{'removed': 0}", "{'folder': '%s'}", folder);
    t_sql("DELETE FROM llx_elaska_file");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_preview_page"), 0);
    t_sql("INSERT INTO llx_elaska_file (entity, fk_soc, object, object_id, name, type, size, "
          "sha256, place, at)"
          " VALUES (1, 1, 'case', 1, 'x', 'x', 1, '', 'elaska-store/zz/x', 1)");
    t_call(&worker, "file.sweep", "{'folder': '%s'}", folder);
    assert_in_range(t_stored(), 0, 3);
}

/* --- words -------------------------------------------------------------------------------- */

static void test_DOC_25_what_is_typed_is_words_and_nothing_else(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *query;
    } cases[] = {
        {"bail commercial", "+bail* +commercial*"},
        {"+bail -commercial", "+bail* +commercial*"},
        {"\"l'attestation\" (2025)", "+attestation* +2025*"},
        {"« relevé » d’octobre", "+relevé* +octobre*"},
        {"a de le", ""},
        {"the und www", ""},
        {"\"", ""},
        {"~*<>@()", ""},
        {"été", "+été*"},
        {"bail*", "+bail*"},
        {"\xF0\x9F\x98\x80 bail", "+bail*"},
        {"\xC3", ""},
        {"", ""},
        {"a1b c2d3", "+a1b* +c2d3*"},
        {"un deux trois quatre cinq six sept huit neuf dix onze",
         "+deux* +trois* +quatre* +cinq* +six* +sept* +huit* +neuf*"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char query[ELA_SQL_WORDS];
        bool any = ela_sql_words(ela_str_of(cases[i].typed), query);
        assert_string_equal(query, cases[i].query);
        assert_int_equal(any, *cases[i].query != '\0');
    }
}

static void has_words(int64_t id, const char *text)
{
    struct ela_error err = ELA_ERROR_INIT;
    int64_t preview = t_int(
        "SELECT rowid FROM llx_elaska_preview WHERE fk_file = " D " AND state = 'leased'", id);
    assert_int_equal(ela_preview_text(T.db, ME, T.now, preview, ela_str_of(text), &err), ELA_OK);
}

/* Names of the files that hold what is typed, in order. */
static const char *found(const char *typed)
{
    static char out[200];
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_arena arena;
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_call c = {.db = T.db, .actor = &lea, .arena = &arena};
    ela_arena_init(&arena, 4096);
    ela_sql_init(&q);
    ela_sql_add(&q, "SELECT f.name FROM llx_elaska_file f WHERE ");
    assert_int_equal(ela_preview_match(&c, &q, "f", ela_str_of(typed), &err), ELA_OK);
    ela_sql_add(&q, " ORDER BY f.name");
    assert_int_equal(ela_sql_query(&q, T.db, &r, &err), ELA_OK);
    out[0] = '\0';
    for (size_t i = 0; i < r.nrows; i++)
        snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", i ? "," : "",
                 ela_db_cell(&r, i, 0).p);
    ela_db_result_release(&r);
    ela_arena_release(&arena);
    return out;
}

static void test_DOC_25_files_are_found_by_their_words(void **state)
{
    (void)state;
    struct ela_preview_job jobs[3];
    int64_t other = put("Autre.pdf", PDF "2");
    enrol(0, 10, NULL);
    assert_int_equal(claim(ME, jobs, 3), 2);
    has_words(file, "Attestation d'assurance du bail commercial, relevé n° 2025-118\n");
    has_words(other, "Relevé de compte \xFF\x01 bail");
    assert_string_equal(found("attestation"), "Bail.pdf");
    assert_string_equal(found("ASSURANCE bail"), "Bail.pdf");
    assert_string_equal(found("releve"), "Autre.pdf,Bail.pdf");
    assert_string_equal(found("relev"), "Autre.pdf,Bail.pdf");
    assert_string_equal(found("2025"), "Bail.pdf");
    assert_string_equal(found("bail -commercial"), "Bail.pdf"); /* no operator */
    assert_string_equal(found("\" ) OR 1=1 -- "), "");
    assert_string_equal(found("de"), "");
    assert_string_equal(found("hypothèque"), "");
    assert_string_equal(t_text("SELECT body FROM llx_elaska_file_text WHERE fk_file = " D, other),
                        "Relevé de compte ?  bail");
    /* Lists of documents look there too, and tell nobody of what is not for him. */
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'Bail.pdf'}]}",
         "{'list': 'documents', 'search': 'attestation assurance'}");
    t_ok(&lea, "list.rows", "{'rows': [{'name': 'Bail.pdf'}]}",
         "{'list': 'documents', 'search': 'bail.pdf'}");
    t_ok(&camille, "document.mine", "{'rows': [{'name': 'Bail.pdf'}]}", "{'search': 'assurance'}");
    t_sql("UPDATE llx_elaska_file SET level = 2 WHERE rowid = " D, file);
    struct ela_actor tom = t_user("tom", WRITES);
    t_ok(&tom, "list.rows", "{'rows': []}", "{'list': 'documents', 'search': 'attestation'}");
    t_sql("UPDATE llx_elaska_file SET level = 0 WHERE rowid = " D, file);
    /* A new version does not answer for the words of the former one. */
    t_sql("UPDATE llx_elaska_file SET place = 'elaska-store/aa/%032d' WHERE rowid = " D, 7, other);
    assert_string_equal(found("bail"), "Bail.pdf");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PREVIEW_TEST(test_DOC_04_files_are_queued_once_and_claimed_newest_first),
        PREVIEW_TEST(test_DOC_04_older_files_are_gone_through_in_stretches),
        PREVIEW_TEST(test_SEC_15_what_the_reader_gives_is_judged),
        PREVIEW_TEST(test_SEC_15_leases_run_out_and_attempts_end),
        PREVIEW_TEST(test_DOC_04_a_preview_is_read_as_far_as_it_has_come),
        PREVIEW_TEST(test_DOC_04_a_preview_is_reached_as_its_file),
        PREVIEW_TEST(test_DOC_04_pictures_go_with_their_file),
        cmocka_unit_test(test_DOC_25_what_is_typed_is_words_and_nothing_else),
        PREVIEW_TEST(test_DOC_25_files_are_found_by_their_words),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
