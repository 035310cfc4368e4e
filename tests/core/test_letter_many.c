/*
 * Letters by the dozen: composed by who asks, made by a worker, each once. DOC-20.
 */
#include "letter_support.h"

static void work(int64_t made)
{
    struct ela_actor w = t_worker();
    assert_int_equal(t_int_at(t_call(&w, "letter.work", "{}"), "letters"), made);
}

static void test_DOC_20_many_at_once(void **state)
{
    (void)state;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Pour {{titre_dossier}}.")));
    int64_t other = t_case(client, tom.user_id);
    int64_t batch =
        t_int_at(t_call(&tom, "letter.batch",
                        "{'key':'" KEY(c) "','template':'essai','cases':[" D "," D "]}", id, other),
                 "batch");
    assert_int_equal(
        t_int_at(t_call(&tom, "letter.batch",
                        "{'key':'" KEY(c) "','template':'essai','cases':[" D "," D "]}", id, other),
                 "batch"),
        batch);
    t_ok(&tom, "letter.batch_state", "{'total':2,'made':0,'failed':0}", "{'batch':" D "}", batch);
    t_refused(&boss, "letter.batch_state", "not_found", "batch", "{'batch':" D "}", batch);
    work(2);
    work(0);
    t_ok(&tom, "letter.batch_state", "{'total':2,'made':2,'failed':0}", "{'batch':" D "}", batch);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE fk_user = %d", tom.user_id),
                     2);
    t_refused(&tom, "letter.batch", "not_found", "cases",
              "{'key':'" KEY(d) "','template':'essai','cases':[" D ",999999]}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_letter"), 2);
}

/* A letter that a worker made and did not record is made once more, and is the same file. */
static void test_DOC_20_a_worker_that_stops_makes_none_twice(void **state)
{
    (void)state;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Pour {{titre_dossier}}.")));
    t_call(&tom, "letter.batch", "{'key':'" KEY(e) "','template':'essai','cases':[" D "]}", id);
    work(1);
    t_sql("UPDATE llx_elaska_letter SET state = 'waiting', fk_file = NULL");
    work(1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_letter WHERE fk_file IS NOT NULL"), 1);
}

static void test_DOC_20_what_cannot_be_made_is_seen(void **state)
{
    (void)state;
    t_setting("ELASKA_LETTER_BATCH", "1");
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Pour {{titre_dossier}}.")));
    t_refused(&tom, "letter.batch", "letter.too_many", "cases",
              "{'key':'" KEY(f) "','template':'essai','cases':[" D "," D "]}", id,
              t_case(client, tom.user_id));
    int64_t batch = t_int_at(
        t_call(&tom, "letter.batch", "{'key':'" KEY(f) "','template':'essai','cases':[" D "]}", id),
        "batch");
    t_sql("UPDATE llx_elaska_letter SET paper = '{\"body\":{\"type\":\"poem\"}}'");
    work(0);
    t_ok(&tom, "letter.batch_state", "{'made':0,'failed':1,'rows':[{'error':'rich.shape'}]}",
         "{'batch':" D "}", batch);
}

/* As much is composed as is kept and drawn; one that cannot be read holds up none. */
static void test_DOC_20_a_letter_that_cannot_be_read_holds_up_none(void **state)
{
    (void)state;
    t_call(&boss, "letter.save", "%s", SAVE("essai", P("Pour {{titre_dossier}}.")));
    int64_t batch =
        t_int_at(t_call(&tom, "letter.batch",
                        "{'key':'" KEY(a) "','template':'essai','cases':[" D "," D "," D "]}", id,
                        t_case(client, tom.user_id), t_case(client, tom.user_id)),
                 "batch");
    int64_t first = t_int("SELECT MIN(rowid) FROM llx_elaska_letter");
    t_sql("UPDATE llx_elaska_letter SET paper = '{\"body\":' WHERE rowid = " D, first);
    t_sql("UPDATE llx_elaska_letter SET paper = CONCAT(LEFT(paper, CHAR_LENGTH(paper) - 1),"
          " ',\"more\":\"', REPEAT('x', 1100000), '\"}') WHERE rowid = " D,
          first + 1);
    work(2);
    t_ok(&tom, "letter.batch_state",
         "{'made':2,'failed':1,'rows':[{'state':'failed','error':'json.malformed'},"
         "{'state':'made'},{'state':'made'}]}",
         "{'batch':" D "}", batch);
    t_sql("UPDATE llx_elaska_case SET description = REPEAT('x\\n', 4000) WHERE rowid = " D, id);
    t_call(&boss, "letter.save", "%s", SAVE("long", P("{{description_dossier}}")));
    t_refused(&tom, "letter.batch", "letter.too_large", "body",
              "{'key':'" KEY(b) "','template':'long','cases':[" D "]}", id);
}

/* A letter about no case stands in the client's own space: shown is shown. */
static void test_DOC_20_a_letter_without_a_case_is_shown(void **state)
{
    (void)state;
    t_call(&boss, "letter.save",
           "{'body':{'format':'elaska.letter/1','code':'libre','label':{'fr':'Libre','en':'Free'},"
           "'kind':'letter','of':'client','subject':{'fr':'Bonjour'},'body':{'fr':{'type':'doc',"
           "'content':[" P("Pour {{nom_client}}.") "]}}}}");
    int64_t file[2];
    for (int visible = 0; visible < 2; visible++)
        file[visible] =
            t_int_at(t_call(&boss, "letter.make",
                            "{'key':'%d0123456789abcdef0123456789abcde','client':%d,'template':'"
                            "libre','subject':"
                            "'Bonjour %d','visible':%s,'body':{'type':'doc','content':[" P(
                                "Bonjour %d.") "]}}",
                            visible, client, visible, visible ? "true" : "false", visible),
                     "file");
    t_ok(&camille, "file.get", "{'name':'Bonjour 1.pdf'}", "{'file':" D "}", file[1]);
    t_refused(&camille, "file.get", "not_found", "file", "{'file':" D "}", file[0]);
    t_call(&boss, "letter.batch",
           "{'key':'" KEY(c) "','template':'libre','clients':[%d],'visible':true}", client);
    work(1);
    t_ok(&camille, "file.get", "{'name':'Bonjour.pdf'}", "{'file':" D "}",
         t_int("SELECT fk_file FROM llx_elaska_letter WHERE fk_batch IS NOT NULL"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LETTER_TEST(test_DOC_20_many_at_once),
        LETTER_TEST(test_DOC_20_a_worker_that_stops_makes_none_twice),
        LETTER_TEST(test_DOC_20_what_cannot_be_made_is_seen),
        LETTER_TEST(test_DOC_20_a_letter_that_cannot_be_read_holds_up_none),
        LETTER_TEST(test_DOC_20_a_letter_without_a_case_is_shown),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
