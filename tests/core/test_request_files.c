/*
 * Files of guided requests: deposited with the draft, checked with its answers, taken along by the
 * case. CASE-07, CASE-28, CASE-29.
 */
#include "request_support.h"

#include <unistd.h>

#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
#define PNG "\x89PNG\r\n\x1a\n...."

/* One field wanted by the checklist, one for any files, one in a table. */
#define DEPOSIT                                                                                    \
    "{'format':'elaska.template/1','code':'deposit','label':{'fr':'Dépôt','en':'Deposit'},"      \
    "'nature':'demarche','client_kinds':['individual'],'family':'tax','icon':'file',"              \
    "'colour':'blue','visible':true,'requestable':true,'billing':{'model':'unbilled'},"            \
    "'forms':[{'code':'request','label':{'fr':'Demande','en':'Request'},'pages':[{'code':'a',"     \
    "'label':{'fr':'Pièces','en':'Pieces'},'fields':["                                            \
    "{'code':'more','type':'yesno','label':{'fr':'Autre','en':'More'}},"                           \
    "{'code':'notice','type':'file','label':{'fr':'Avis','en':'Notice'},'required':true,"          \
    "'accept':'pdf'},"                                                                             \
    "{'code':'others','type':'file','label':{'fr':'Autres','en':'Others'},'many':true,"            \
    "'show_if':'more'},"                                                                           \
    "{'code':'people','type':'table','label':{'fr':'Personnes','en':'People'},'columns':["         \
    "{'code':'card','type':'file','label':{'fr':'Carte','en':'Card'}}]}]}]}],"                     \
    "'pieces':[{'code':'notice','label':{'fr':'Avis d’impôt','en':'Tax notice'},"               \
    "'category':'tax','from':'client','required':true}],"                                          \
    "'steps':[{'code':'start','label':{'fr':'Collecte','en':'Collect'}}]}"

static int begin(void **state)
{
    if (setup(state) != 0)
        return -1;
    template(DEPOSIT);
    t_store();
    return 0;
}

#define FILES_TEST(f) cmocka_unit_test_setup_teardown(f, begin, t_store_remove)

static int64_t begun(const char *last)
{
    return t_int_at(t_call(&camille, "request.draft",
                           "{'draft_key': '" KEY "%s', 'kind': 'deposit', 'answers': {}}", last),
                    "id");
}

static int64_t put(int64_t request, const char *name, const char *bytes)
{
    T.body_in = ela_str_of(bytes);
    return t_int_at(t_call(&camille, "file.put", "{'object': 'request', 'id': " D ", 'name': '%s'}",
                           request, name),
                    "id");
}

static void test_CASE_28_a_required_file_is_an_answer(void **state)
{
    (void)state;
    int64_t id = begun("a");
    t_refused(&camille, "request.send", "field.required", "fields/notice", "{'request': " D "}",
              id);
    int64_t file = put(id, "avis.pdf", PDF);
    t_subset(t_call(&camille, "request.draft",
                    "{'draft_key': '" KEY "a', 'answers': {'notice': [" D "]}}", file),
             "{'answers': {'notice': [" D "]}}", file);
    t_subset(t_call(&camille, "request.read", "{'request': " D "}", id),
             "{'files': [{'id': " D ", 'name': 'avis.pdf'}]}", file);
    /* Of what is not sent nobody hears. */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind LIKE 'file.%%'"), 0);
    t_refused(&adviser, "file.get", "not_found", "file", "{'file': " D "}", file);
    t_refused(&sam, "file.get", "not_found", "file", "{'file': " D "}", file);
    t_call(&camille, "request.send", "{'request': " D "}", id);
    t_subset(t_call(&adviser, "request.read", "{'request': " D "}", id),
             "{'pages': [{'rows': [{'code': 'notice', 'text': 'avis.pdf'}]}], 'files': [{'id': " D
             "}]}",
             file);
    t_call(&adviser, "file.get", "{'file': " D "}", file);
    t_call(&sam, "file.get", "{'file': " D "}", file);
    t_refused(&camille, "file.delete", "file.kept", "file", "{'file': " D "}", file);
}

static void test_CASE_28_files_of_somebody_else_are_no_answer(void **state)
{
    (void)state;
    int64_t mine = begun("a"), second = begun("b"), file = put(second, "avis.pdf", PDF);
    /* another draft's, one that was never deposited: the draft keeps neither */
    t_ok(&camille, "request.draft", "{'answers': {'more': true}}",
         "{'draft_key': '" KEY "a', 'answers': {'more': true, 'notice': [" D
         "], 'others': [4000], 'people': [{'card': [" D "]}]}}",
         file, file);
    assert_null(
        t_at(t_call(&camille, "request.read", "{'request': " D "}", mine), "answers/notice"));
    t_refused(&camille, "request.send", "field.required", "fields/notice", "{'request': " D "}",
              mine);
    /* taken back behind the draft's back */
    file = put(mine, "avis.pdf", PDF);
    t_call(&camille, "request.draft", "{'draft_key': '" KEY "a', 'answers': {'notice': [" D "]}}",
           file);
    t_call(&camille, "file.delete", "{'file': " D "}", file);
    t_refused(&camille, "request.send", "field.file", "fields/notice", "{'request': " D "}", mine);
    t_ok(&camille, "request.draft", "{'answers': {'more': true}}",
         "{'draft_key': '" KEY "a', 'answers': {'more': true}}");
    t_refused(&camille, "request.send", "field.required", "fields/notice", "{'request': " D "}",
              mine);
}

static void test_CASE_07_a_field_takes_the_kinds_that_it_names(void **state)
{
    (void)state;
    int64_t id = begun("a"), picture = put(id, "avis.png", PNG), file = put(id, "avis.PDF", PDF);
    t_call(&camille, "request.draft", "{'draft_key': '" KEY "a', 'answers': {'notice': [" D "]}}",
           picture);
    assert_null(t_at(t_call(&camille, "request.read", "{'request': " D "}", id), "answers/notice"));
    t_sql("UPDATE llx_elaska_request SET answers = '{\"notice\": [" D "]}'", picture);
    t_refused(&camille, "request.send", "file.not_accepted", "fields/notice", "{'request': " D "}",
              id);
    t_call(&camille, "request.draft", "{'draft_key': '" KEY "a', 'answers': {'notice': [" D "]}}",
           file);
    t_call(&camille, "request.send", "{'request': " D "}", id);
}

static void test_CASE_28_what_no_answer_names_does_not_leave(void **state)
{
    (void)state;
    int64_t id = begun("a"), file = put(id, "avis.pdf", PDF), more = put(id, "x.png", PNG);
    t_call(&camille, "request.draft",
           "{'draft_key': '" KEY "a', 'answers': {'more': true, 'notice': [" D "], 'others': [" D
           "]}}",
           file, more);
    /* the question went away with its answer */
    t_call(&camille, "request.draft", "{'draft_key': '" KEY "a', 'answers': {'more': false}}");
    assert_int_equal(t_stored(), 2);
    t_call(&camille, "request.send", "{'request': " D "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE rowid = " D, file), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 1);
}

/* Bytes go with a sweep only, so that what is taken back finds them. */
static void test_CASE_28_what_is_not_sent_after_all_keeps_its_files(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    int64_t id = begun("a"), file = put(id, "avis.pdf", PDF), more = put(id, "x.png", PNG);
    t_call(&camille, "request.draft",
           "{'draft_key': '" KEY "a', 'answers': {'more': false, 'notice': [" D "]}}", file);
    t_sql("ALTER TABLE llx_elaska_event ADD CONSTRAINT none_sent CHECK (kind <> 'request.sent')");
    assert_int_not_equal(t_try(&camille, "request.send", &err, "{'request': " D "}", id), ELA_OK);
    t_sql("ALTER TABLE llx_elaska_event DROP CONSTRAINT none_sent");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE rowid = " D, more), 1);
    assert_int_equal(t_stored(), 2);
}

static void test_CASE_28_a_draft_thrown_away_takes_its_files_along(void **state)
{
    (void)state;
    int64_t id = begun("a"), kept = begun("b");
    put(id, "a.pdf", PDF);
    put(id, "b.png", PNG);
    put(kept, "a.pdf", PDF);
    assert_int_equal(t_stored(), 3);
    t_call(&camille, "request.cancel", "{'request': " D "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 1);
    assert_int_equal(t_stored(), 3);
    T.now = time(NULL) + 2 * 86400;
    struct ela_actor worker = t_worker();
    for (int i = 0; i < 256; i++)
        t_call(&worker, "file.sweep", "{'folder': '%02x'}", i);
    assert_int_equal(t_stored(), 1);
}

static void test_CASE_28_answers_are_an_object(void **state)
{
    (void)state;
    t_refused(&camille, "request.draft", "field.type", "answers",
              "{'draft_key': '" KEY "a', 'kind': 'deposit', 'answers': ['a']}");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_request"), 0);
    begun("a");
    t_refused(&camille, "request.draft", "field.type", "answers",
              "{'draft_key': '" KEY "a', 'answers': []}");
}

static void test_CASE_29_files_follow_to_the_case(void **state)
{
    (void)state;
    int64_t id = begun("a"), file = put(id, "avis.pdf", PDF), more = put(id, "x.png", PNG),
            card = put(id, "carte.pdf", PDF "\n%carte");
    t_call(&camille, "request.draft",
           "{'draft_key': '" KEY "a', 'answers': {'more': true, 'notice': [" D "], 'others': [" D
           "], 'people': [{'card': [" D "]}]}}",
           file, more, card);
    t_call(&camille, "request.send", "{'request': " D "}", id);
    int64_t kase = t_int_at(t_call(&adviser, "request.convert", "{'request': " D "}", id), "case");
    /* what the checklist asks for stands there, received; the rest is the case's */
    t_subset(t_call(&adviser, "case.page", "{'case': " D "}", kase),
             "{'pieces': [{'code': 'notice', 'status': {'code': 'received'}, 'files': [{'id': " D
             "}]}]}",
             file);
    assert_int_equal(
        ela_json_size(t_at(t_call(&camille, "file.list", "{'case': " D "}", kase), "rows")), 3);
    t_call(&camille, "file.get", "{'file': " D "}", more);
    /* and the request still shows what it was sent with */
    const struct ela_json *out = t_call(&camille, "request.read", "{'request': " D "}", id);
    t_subset(out,
             "{'pages': [{'rows': [{}, {'text': 'avis.pdf'}, {'text': 'x.png'}, {}]}], 'files': "
             "[{'id': " D "}, {'id': " D "}, {'id': " D "}]}",
             file, more, card);
    t_refused(&camille, "file.delete", "file.kept", "file", "{'file': " D "}", card);
}

/* The case's own field takes what the request's form took; the form alone says which kinds. */
#define DEED                                                                                       \
    "{'format':'elaska.template/1','code':'deed','label':{'fr':'Acte','en':'Deed'},"               \
    "'nature':'demarche','client_kinds':['individual'],'family':'tax','icon':'file',"              \
    "'colour':'blue','visible':true,'requestable':true,'billing':{'model':'unbilled'},"            \
    "'fields':[{'code':'deed','type':'file','label':{'fr':'Acte','en':'Deed'},'accept':'pdf'},"    \
    "{'code':'sides','type':'table','label':{'fr':'Parties','en':'Sides'},'columns':["             \
    "{'code':'card','type':'file','label':{'fr':'Carte','en':'Card'}}]}],"                         \
    "'forms':[{'code':'request','label':{'fr':'Demande','en':'Request'},'pages':[{'code':'a',"     \
    "'label':{'fr':'Pièces','en':'Pieces'},'fields':[{'code':'paper','type':'file','label':"      \
    "{'fr':'Acte','en':'Deed'},'target':'fields.deed'}]}]}],"                                      \
    "'steps':[{'code':'start','label':{'fr':'Collecte','en':'Collect'}}]}"
#define OPEN_DEED                                                                                  \
    "{'title':'Acte','client':%d,'lead':%d,'template':'deed','fields':{'deed':[" D "]}"

static void test_CASE_11_a_case_opens_with_files_of_its_request_alone(void **state)
{
    (void)state;
    template(DEED);
    int64_t id = t_int_at(
        t_call(&camille, "request.draft", "{'draft_key':'" KEY "c','kind':'deed','answers':{}}"),
        "id");
    int64_t file = put(id, "acte.png", PNG);
    t_call(&camille, "request.draft", "{'draft_key':'" KEY "c','answers':{'paper':[" D "]}}", file);
    t_call(&camille, "request.send", "{'request':" D "}", id);
    int64_t first = t_case(client, boss.user_id);
    T.body_in = ela_str_of(PDF);
    int64_t theirs = t_int_at(
        t_call(&boss, "file.put", "{'object':'case','id':" D ",'name':'a.pdf'}", first), "id");
    T.body_in = (struct ela_str){NULL, 0};
    /* of another case, of a request that is not named, never deposited, in a table */
    const int64_t wrong[] = {theirs, file, 4000};
    for (size_t i = 0; i < 3; i++)
        t_refused(&boss, "case.create", "field.file", "fields/deed", OPEN_DEED "}", client,
                  boss.user_id, wrong[i]);
    t_refused(&boss, "case.create", "field.file", "fields/sides/0/card",
              "{'title':'Acte','client':%d,'lead':%d,'template':'deed','fields':{'sides':[{'card':"
              "[" D "]}]}}",
              client, boss.user_id, theirs);
    /* who names a request does not open a case of it: its conversion does */
    t_refused(&boss, "case.create", "field.unknown", "request", OPEN_DEED ",'request':" D "}",
              client, boss.user_id, file, id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case"), 1);
    int64_t kase = t_int_at(t_call(&adviser, "request.convert", "{'request':" D "}", id), "case");
    t_ok(&boss, "case.page", "{'fields':[{'code':'deed','text':'acte.png'},{'code':'sides'}]}",
         "{'case':" D "}", kase);
}

static const struct CMUnitTest tests[] = {
    FILES_TEST(test_CASE_28_a_required_file_is_an_answer),
    FILES_TEST(test_CASE_28_files_of_somebody_else_are_no_answer),
    FILES_TEST(test_CASE_07_a_field_takes_the_kinds_that_it_names),
    FILES_TEST(test_CASE_28_what_no_answer_names_does_not_leave),
    FILES_TEST(test_CASE_28_what_is_not_sent_after_all_keeps_its_files),
    FILES_TEST(test_CASE_28_a_draft_thrown_away_takes_its_files_along),
    FILES_TEST(test_CASE_28_answers_are_an_object),
    FILES_TEST(test_CASE_29_files_follow_to_the_case),
    FILES_TEST(test_CASE_11_a_case_opens_with_files_of_its_request_alone),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, t_close);
}
