/*
 * What is shipped goes through the loader that administrators use: the twelve kinds of case, and
 * the pack that the documentation shows. Source: CASE-04..09, CASE-25.
 */
#include "pack_support.h"

#include <stdlib.h>
#include <string.h>

/* Frees `in`. */
static struct ela_json *run(const struct ela_actor *a, const char *op, struct ela_json *in)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *out = NULL;
    struct ela_request rq = {
        .db = T.db, .actor = a, .now = T.now, .remote_ip = T.ip, .user_agent = "test"};
    const char *type = NULL;
    enum ela_status st = ela_app_call(T.app, &rq, ela_str_of(op), in, &out, &T.body, &type, &err);
    ela_json_free(in);
    if (st != ELA_OK)
        fail_msg("%s: %s at \"%s\" of %s", op, err.key, err.field,
                 err.nparams ? err.params[err.nparams - 1].value : "");
    return out;
}

static void no_problem(struct ela_json *out)
{
    const struct ela_json *list = ela_json_get(out, "problems");
    for (size_t i = 0; i < ela_json_size(list); i++) {
        const struct ela_json *p = ela_json_at(list, i);
        fprintf(stderr, "%s: %s: %s\n", ela_json_text(ela_json_get(p, "file")).p,
                ela_json_text(ela_json_get(p, "path")).p, ela_json_text(ela_json_get(p, "key")).p);
    }
    assert_int_equal(ela_json_size(list), 0);
    ela_json_free(out);
}

static struct ela_actor installed(void)
{
    struct ela_actor admin = t_user("admin", T_ALL_RIGHTS);
    ela_json_free(run(&admin, "pack.install", t_pack_input("core")));
    no_problem(run(&admin, "pack.check", t_pack_input("starter")));
    ela_json_free(run(&admin, "pack.install", t_pack_input("starter")));
    return admin;
}

/* Every text that is said in one language is said in the other. */
static void both_languages(const char *file, const struct ela_json *v)
{
    const char *key;
    const struct ela_json *member;
    struct ela_str fr = ela_json_text(ela_json_get(v, "fr")),
                   en = ela_json_text(ela_json_get(v, "en"));
    if (ela_json_kind(v) == ELA_JOBJECT && (ela_json_get(v, "fr") || ela_json_get(v, "en")) &&
        (ela_json_kind(ela_json_get(v, "fr")) == ELA_JTEXT ||
         ela_json_kind(ela_json_get(v, "en")) == ELA_JTEXT) &&
        (fr.n == 0 || en.n == 0))
        fail_msg("%s: \"%.*s\" is in one language", file, (int)(fr.n ? fr.n : en.n),
                 fr.n ? fr.p : en.p);
    if (ela_json_kind(v) == ELA_JOBJECT)
        for (const void *it = NULL; (it = ela_json_next(v, it, &key, &member)) != NULL;)
            both_languages(file, member);
    for (size_t i = 0; ela_json_kind(v) == ELA_JARRAY && i < ela_json_size(v); i++)
        both_languages(file, ela_json_at(v, i));
}

/* Calls `see` with each starter template. */
static void each_template(void (*see)(const char *file, const struct ela_json *t))
{
    struct ela_json *in = t_pack_input("starter");
    const struct ela_json *files = ela_json_get(in, "files");
    size_t seen = 0;
    for (size_t i = 0; i < ela_json_size(files); i++) {
        const char *path = ela_json_text(ela_json_get(ela_json_at(files, i), "path")).p;
        struct ela_json *t = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        assert_int_equal(ela_json_parse(ela_json_text(ela_json_get(ela_json_at(files, i), "body")),
                                        NULL, &t, &err),
                         ELA_OK);
        if (strncmp(path, "templates/", 10) == 0) {
            see(path, t);
            seen++;
        }
        ela_json_free(t);
    }
    ela_json_free(in);
    assert_int_equal(seen, 12);
}

static void test_CASE_04_every_starter_template_is_accepted(void **state)
{
    (void)state;
    struct ela_actor admin = installed();
    struct ela_json *list = run(&admin, "template.list", ela_json_new_object());
    const struct ela_json *rows = ela_json_get(list, "rows");
    size_t mine = 0;
    for (size_t i = 0; i < ela_json_size(rows); i++)
        mine += ela_json_bool(ela_json_get(ela_json_at(rows, i), "active"), false) ? 1 : 0;
    assert_true(mine >= 12);
    ela_json_free(list);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_definition_head WHERE kind = "
                           "'template' AND fk_definition = fk_definition_pack"),
                     (int64_t)mine);
}

static void test_CASE_04_starter_pack_twice_changes_nothing(void **state)
{
    (void)state;
    struct ela_actor admin = installed();
    int64_t before = t_int("SELECT COUNT(*) FROM llx_elaska_definition");
    struct ela_json *out = run(&admin, "pack.install", t_pack_input("starter"));
    assert_int_equal(ela_json_size(ela_json_get(out, "updated")), 0);
    ela_json_free(out);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_definition"), before);
}

/* A step that nobody has: the file, the place and the reason are told. */
static void test_CASE_04_starter_template_with_a_fault_is_refused(void **state)
{
    (void)state;
    struct ela_actor admin = installed();
    struct ela_json *in = ela_json_new_object(), *files = ela_json_new_array();
    char *body = t_file(T_PACKS "/starter/templates/dossier-mdph.json");
    char *at = strstr(body, "\"step\": \"papers\"");
    assert_non_null(at);
    memcpy(at, "\"step\": \"papier\"", strlen("\"step\": \"papier\""));
    t_pack_body(files, "pack.json",
                "{\"format\": \"elaska.pack/1\", \"code\": \"mine\", \"version\": 1, "
                "\"label\": {\"fr\": \"À moi\", \"en\": \"Mine\"}}");
    t_pack_body(files, "templates/mdph.json", body);
    free(body);
    ela_json_set(in, "files", files);
    struct ela_json *out = run(&admin, "pack.check", in);
    assert_int_equal(ela_json_size(ela_json_get(out, "problems")), 1);
    t_str_equal(t_text_at(out, "problems/0/file"), "templates/mdph.json");
    t_str_equal(t_text_at(out, "problems/0/path"), "pieces/1/step");
    t_str_equal(t_text_at(out, "problems/0/key"), "pack.unknown_step");
    ela_json_free(out);
}

static void test_CASE_04_starter_texts_in_both_languages(void **state)
{
    (void)state;
    each_template(both_languages);
}

static void judge_statuses(const char *file, const struct ela_json *t)
{
    const struct ela_json *list = ela_json_get(t, "statuses");
    size_t initial = 0, final = 0;
    for (size_t i = 0; i < ela_json_size(list); i++) {
        const struct ela_json *s = ela_json_at(list, i);
        initial += ela_json_bool(ela_json_get(s, "initial"), false) ? 1 : 0;
        final += ela_str_is(ela_json_text(ela_json_get(s, "class")), "done") ? 1 : 0;
        if (!ela_json_get(s, "client_label"))
            fail_msg("%s: a status without words for the client", file);
    }
    if (initial != 1 || final != 1)
        fail_msg("%s: %zu initial statuses, %zu final ones", file, initial, final);
}

static void test_CASE_08_starter_statuses_initial_and_final(void **state)
{
    (void)state;
    each_template(judge_statuses);
}

static void judge_form(const char *file, const struct ela_json *t)
{
    const struct ela_json *forms = ela_json_get(t, "forms");
    size_t pages = 0, fields = 0;
    assert_true(ela_json_bool(ela_json_get(t, "requestable"), false));
    for (size_t i = 0; i < ela_json_size(forms); i++) {
        const struct ela_json *form = ela_json_at(forms, i), *list = ela_json_get(form, "pages");
        if (!ela_str_is(ela_json_text(ela_json_get(form, "code")), "request"))
            continue;
        pages = ela_json_size(list);
        for (size_t k = 0; k < pages; k++)
            fields += ela_json_size(ela_json_get(ela_json_at(list, k), "fields"));
    }
    if (pages < 2 || pages > 4 || fields < 8)
        fail_msg("%s: a request of %zu pages and %zu fields", file, pages, fields);
}

static void test_CASE_09_requestable_starter_templates_have_pages(void **state)
{
    (void)state;
    each_template(judge_form);
}

static void judge_size(const char *file, const struct ela_json *t)
{
    size_t steps = ela_json_size(ela_json_get(t, "steps")),
           pieces = ela_json_size(ela_json_get(t, "pieces"));
    if (steps < 4 || steps > 8 || pieces < 6)
        fail_msg("%s: %zu steps, %zu pieces", file, steps, pieces);
}

static void test_CASE_05_starter_templates_have_steps_and_pieces(void **state)
{
    (void)state;
    each_template(judge_size);
}

/* Who does the task, "" when the kind of case has none of that name. */
static const char *doer(const struct ela_json *t, const char *label)
{
    const struct ela_json *tasks = ela_json_get(t, "tasks");
    for (size_t i = 0; i < ela_json_size(tasks); i++) {
        const struct ela_json *k = ela_json_at(tasks, i);
        if (ela_str_is(ela_json_text(ela_json_get(ela_json_get(k, "label"), "fr")), label))
            return ela_str_is(ela_json_text(ela_json_get(k, "for")), "client") ? "client" : "firm";
    }
    return "";
}

static void judge_tasks(const char *file, const struct ela_json *t)
{
    static const char *const HIRE[][2] = {{"Réaliser la DPAE", "firm"},
                                          {"Rédiger le contrat de travail", "firm"},
                                          {"Préparer le poste de travail", "client"},
                                          {"Planifier la visite d'accueil", "client"}};
    static const char *const EXIT[][2] = {
        {"Préparer le solde de tout compte", "firm"},
        {"Générer l'attestation France Travail et le certificat de travail", "firm"},
        {"Récupérer le matériel professionnel", "client"},
        {"Révoquer les accès aux logiciels", "client"},
        {"Organiser la passation des dossiers", "client"}};
    bool hire = strstr(file, "assistance-embauche") != NULL,
         leave = strstr(file, "sortie-salarie") != NULL;
    for (size_t i = 0; hire && i < sizeof HIRE / sizeof HIRE[0]; i++)
        assert_string_equal(doer(t, HIRE[i][0]), HIRE[i][1]);
    for (size_t i = 0; leave && i < sizeof EXIT / sizeof EXIT[0]; i++)
        assert_string_equal(doer(t, EXIT[i][0]), EXIT[i][1]);
}

static void test_CASE_25_hiring_and_exit_tasks(void **state)
{
    (void)state;
    each_template(judge_tasks);
}

/* docs/add-a-kind-of-case.md: what it shows is what the loader takes. */
static void test_CASE_04_pack_of_the_documentation_is_accepted(void **state)
{
    (void)state;
    struct ela_actor admin = installed();
    char *page = t_file(TEST_ROOT "/docs/add-a-kind-of-case.md");
    char *body = strstr(page, "```json\n"), *end = body ? strstr(body + 8, "```") : NULL;
    assert_non_null(end);
    *end = '\0';
    for (int round = 0; round < 2; round++) {
        struct ela_json *in = ela_json_new_object(), *files = ela_json_new_array();
        t_pack_body(files, "logement.json", body + 8);
        ela_json_set(in, "files", files);
        struct ela_json *out = run(&admin, round ? "pack.install" : "pack.check", in);
        if (round)
            ela_json_free(out);
        else
            no_problem(out);
    }
    free(page);
    t_ok(&admin, "template.read", "{'code': 'demande-logement', 'active': true}",
         "{'code': 'demande-logement'}");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_CASE_04_every_starter_template_is_accepted),
        DB_TEST(test_CASE_04_starter_pack_twice_changes_nothing),
        DB_TEST(test_CASE_04_starter_template_with_a_fault_is_refused),
        cmocka_unit_test(test_CASE_04_starter_texts_in_both_languages),
        DB_TEST(test_CASE_04_pack_of_the_documentation_is_accepted),
        cmocka_unit_test(test_CASE_05_starter_templates_have_steps_and_pieces),
        cmocka_unit_test(test_CASE_08_starter_statuses_initial_and_final),
        cmocka_unit_test(test_CASE_09_requestable_starter_templates_have_pages),
        cmocka_unit_test(test_CASE_25_hiring_and_exit_tasks),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
