/*
 * Tasks, files and client actions as the process of a case sets them going. Source: CASE-21,
 * CASE-23, CASE-25, CASE-27.
 */
#include "case_support.h"

#define D "%" PRId64
#define COLUMNS                                                                                    \
    "'steps':[{'code':'one','label':" L(                                                           \
        "Une") "}],"                                                                               \
               "'pieces':[{'code':'kbis','label':" L(                                              \
                   "Kbis") ",'category':'identity','from':'client','required':true}],"             \
                           "'columns':[{'code':'idea','label':" L(                                 \
                               "Idées") ",'colour':'slate','class':'open'},"                       \
                                        "{'code':'check','label':" L(                              \
                                            "Relecture") ",'colour':'amber','class':'open'},"      \
                                                         "{'code':'sent','label':" L(              \
                                                             "Envoyé") ",'colour':'green','class'" \
                                                                       ":'done'}],"                \
                                                                       "'tasks':[{'code':'dpae','" \
                                                                       "label':" L(                \
                                                                           "Faire la "             \
                                                                           "DPAE") ",'on'"         \
                                                                                   ":'"            \
                                                                                   "open'"         \
                                                                                   ",'"            \
                                                                                   "for':"         \
                                                                                   "'clie"         \
                                                                                   "nt','"         \
                                                                                   "days'"         \
                                                                                   ":3,"           \
                                                                                   "'prio"         \
                                                                                   "rity'"         \
                                                                                   ":'"            \
                                                                                   "high'"         \
                                                                                   ",'"            \
                                                                                   "visib"         \
                                                                                   "le':"          \
                                                                                   "true,"         \
                                                                                   "'chec"         \
                                                                                   "klist"         \
                                                                                   "':[{'"         \
                                                                                   "label"         \
                                                                                   "':" L(         \
                                                                                       "C"         \
                                                                                       "o"         \
                                                                                       "n"         \
                                                                                       "t"         \
                                                                                       "r"         \
                                                                                       "a"         \
                                                                                       "t") ",'"   \
                                                                                            "clie" \
                                                                                            "nt':" \
                                                                                            "true" \
                                                                                            "}]}]"

static void test_CASE_21_a_template_has_its_own_columns(void **state)
{
    (void)state;
    t_template(T_SMALL("true", COLUMNS));
    int64_t id = t_audit("");
    t_ok(&boss, "task.board",
         "{'columns':[{'code':'suggested'},{'code':'idea','label':'Idées','count':1},{'code':'"
         "check'},"
         "{'code':'sent','class':'done'}],'cards':[{'title':'Faire la "
         "DPAE','status':'idea','priority':'high',"
         "'due_on':'2026-11-24','for_client':true,'checks':{'total':1,'done':0}}]}",
         "{'case':" D "}", id);
    int64_t task = t_int("SELECT rowid FROM llx_elaska_task");
    t_refused(&boss, "task.move", "workflow.unknown_status", "to", "{'task':" D ",'to':'doing'}",
              task);
    /* What the client has done waits in the last column before the end. */
    t_ok(&camille, "task.done", "{'status':{'code':'check','label':'Relecture'}}", "{'task':" D "}",
         task);
    t_ok(&boss, "task.confirm", "{'status':{'code':'sent','class':'done'}}", "{'task':" D "}",
         task);
    /* On the board of all it stands with what is done. */
    t_ok(&boss, "task.board", "{'cards':[{'status':'done'}]}", "{'all':true}");
}

static void test_CASE_27_a_refused_piece_asks_again_through_its_case(void **state)
{
    (void)state;
    t_store();
    t_template(T_SMALL("true", COLUMNS));
    int64_t id = t_audit(""), piece = t_piece(id, "kbis");
    int64_t action = t_int_at(
        t_call(&boss, "action.ask", "{'case':" D ",'message':'Kbis','wanted':[" D "]}", id, piece),
        "id");
    t_refused(&camille, "action.answer", "action.pieces_missing", "files", "{'action':" D "}",
              action);
    T.body_in = ELA_STR("%PDF-1.4");
    t_call(&camille, "file.put", "{'object':'piece','id':" D ",'name':'kbis.pdf'}", piece);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_case_piece WHERE rowid = " D, piece),
                        "waiting");
    t_call(&camille, "action.answer", "{'action':" D "}", action);
    t_call(&boss, "piece.refuse", "{'piece':" D ",'reason':'Illisible'}", piece);
    t_ok(&camille, "action.list", "{'rows':[{'status':{'code':'waiting'}}]}", "{'open':true}");
    t_ok(&boss, "case.page", "{'actions':[{'message':'Kbis','status':{'code':'waiting'}}]}",
         "{'case':" D "}", id);
    assert_int_equal(t_store_remove(NULL), 0);
}

static void test_PLAT_18_a_case_wishes_for_its_project(void **state)
{
    (void)state;
    t_template(T_SMALL("true", COLUMNS));
    int64_t id = t_audit("");
    const struct ela_json *rows = t_call(&boss, "mirror.claim", "{}");
    t_subset(rows, "{'rows':[{'object':'case','title':'Audit','owned':true,'native':null,'closed':"
                   "false,'drop':false},"
                   "{'object':'task','early':true}]}");
    t_call(&boss, "mirror.done", "{'object':'case','id':" D ",'wanted':" D ",'native':77}", id,
           t_int_at(rows, "rows/0/wanted"));
    assert_int_equal(t_int("SELECT fk_projet FROM llx_elaska_case WHERE rowid = " D, id), 77);
    /* A task that came before its project wished for it again: it is told once more, and then
     * rests. */
    t_ok(&boss, "mirror.state", "{'dead':0}", "{}");
    t_refused(&tom, "mirror.claim", "denied", NULL, "{}");
    t_ok(&boss, "mirror.failed", "{}", "{'object':'case','id':" D ",'wanted':9,'error':'x'}", id);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CASE_21_a_template_has_its_own_columns),
        CASE_TEST(test_CASE_27_a_refused_piece_asks_again_through_its_case),
        CASE_TEST(test_PLAT_18_a_case_wishes_for_its_project),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
