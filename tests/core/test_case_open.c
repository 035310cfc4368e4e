/*
 * A case opens in the same number of statements however many steps, pieces and fields its template
 * has. Source: CASE-11.
 */
#include "case_support.h"

static int64_t questions(void)
{
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_db_query(T.db, "SHOW SESSION STATUS LIKE 'Questions'", NULL, 0, &r, &err),
                     ELA_OK);
    int64_t n = ela_db_int(&r, 0, 1, -1);
    ela_db_result_release(&r);
    return n;
}

/* A template of n steps of two roles, n pieces and n fields. */
static void template(const char *code, int n)
{
    static char steps[20000], pieces[20000], fields[20000];
    size_t s = 0, p = 0, f = 0;
    for (int i = 0; i < n; i++) {
        const char *comma = i ? "," : "";
        s += (size_t)snprintf(steps + s, sizeof steps - s,
                              "%s{'code':'s%d','label':{'fr':'Étape %d','en':'Step %d'},"
                              "'role':'%s','days':2}",
                              comma, i, i, i, i % 2 ? "formaliste" : "expert");
        p += (size_t)snprintf(pieces + p, sizeof pieces - p,
                              "%s{'code':'p%d','label':{'fr':'Pièce %d','en':'Piece %d'},"
                              "'category':'identity','from':'client','required':true,'step':'s%d'}",
                              comma, i, i, i, i);
        f += (size_t)snprintf(fields + f, sizeof fields - f,
                              "%s{'code':'f%d','type':'number','label':{'fr':'Champ %d','en':"
                              "'Field %d'},'group':'g','searchable':true,'default':'%d'}",
                              comma, i, i, i, i);
    }
    t_call(&boss, "template.save",
           "{'body':{'format':'elaska.template/1','code':'%s','label':{'fr':'Modèle %s','en':"
           "'Template %s'},'nature':'mission','client_kinds':['company'],'family':'business',"
           "'icon':'search','colour':'blue','visible':true,'requestable':false,'roles':['expert',"
           "'formaliste'],'groups':[{'code':'g','label':{'fr':'G','en':'G'}}],'steps':[%s],"
           "'pieces':[%s],'fields':[%s]},'active':true}",
           code, code, code, steps, pieces, fields);
}

static int64_t statements(const char *code, int64_t *id)
{
    int64_t before = questions();
    *id = t_int_at(t_call(&boss, "case.create",
                          "{'title':'Dossier','client':%d,'lead':%d,'template':'%s','members':[{"
                          "'user':%d,'role':'expert'}]}",
                          client, boss.user_id, code, tom.user_id),
                   "id");
    return questions() - before;
}

static void test_CASE_11_as_many_statements_whatever_the_template_has(void **state)
{
    (void)state;
    int64_t small, large;
    template("small", 2);
    template("large", 60);             /* more values than one statement takes */
    (void)statements("small", &small); /* definitions are read once */
    (void)statements("large", &large);
    int64_t few = statements("small", &small), many = statements("large", &large);
    if (many > few + 4)
        fail_msg("%" PRId64 " statements, %" PRId64 " for a larger template", few, many);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_case_step WHERE fk_case = %" PRId64, large), 60);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_piece p JOIN llx_elaska_case_step "
                           "s ON s.rowid = p.fk_step AND s.position = p.position WHERE p.fk_case ="
                           " %" PRId64,
                           large),
                     60);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_step WHERE fk_case = %" PRId64
                           " AND fk_user_resp = IF(position %% 2 = 1, %d, %d)",
                           large, tom.user_id, boss.user_id),
                     60);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CASE_11_as_many_statements_whatever_the_template_has),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
