/*
 * Once a day those whom the settings name are told what should not wait.
 */
#include "alert/alert_internal.h"
#include "alert/alert_sql.h"
#include "case/list.h"
#include "outbox/outbox.h"

#include <stdio.h>
#include <string.h>

enum { U_ID, U_EMAIL, U_FIRST, U_LAST, U_LANG, U_COUNTS };

/* {"one", "many"} by language, in the order of the counts. */
static const char *const WORDS[2][6][2] = {
    {{"1 dossier a dépassé sa date de fin", "%lld dossiers ont dépassé leur date de fin"},
     {"1 étape est en retard", "%lld étapes sont en retard"},
     {"1 tâche est en retard", "%lld tâches sont en retard"},
     {"1 document attend d'être validé", "%lld documents attendent d'être validés"},
     {"1 client n'a pas répondu à temps", "%lld demandes au client sont sans réponse"},
     {"1 dossier est sans activité", "%lld dossiers sont sans activité"}},
    {{"1 case is past its end date", "%lld cases are past their end date"},
     {"1 step is late", "%lld steps are late"},
     {"1 task is late", "%lld tasks are late"},
     {"1 document waits to be validated", "%lld documents wait to be validated"},
     {"1 client has not answered in time", "%lld requests to clients are unanswered"},
     {"1 case shows no activity", "%lld cases show no activity"}},
};

/* "2 étapes sont en retard ; 1 document attend d'être validé" */
static void sentence(struct ela_buf *b, const struct ela_db_result *r, size_t row, bool english)
{
    for (size_t k = 0; k < 6; k++) {
        int64_t n = ela_db_int(r, row, U_COUNTS + k, 0);
        const char *const *words = WORDS[english ? 1 : 0][k];
        if (n <= 0)
            continue;
        if (b->n > 0)
            ela_buf_adds(b, english ? "; " : " ; ");
        if (n == 1)
            ela_buf_adds(b, words[0]);
        else {
            const char *rest = words[1] + strlen("%lld");
            ela_buf_addf(b, "%lld%s", (long long)n, rest);
        }
    }
}

static enum ela_status tell(struct ela_call *c, const struct ela_db_result *r, size_t row,
                            const char *today, struct ela_error *err)
{
    char key[64], name[200];
    struct ela_str lang = ela_db_cell(r, row, U_LANG);
    bool english = lang.n >= 2 && memcmp(lang.p, "en", 2) == 0;
    struct ela_str first = ela_db_cell(r, row, U_FIRST), last = ela_db_cell(r, row, U_LAST);
    struct ela_buf what;
    ela_buf_init(&what, 2000);
    sentence(&what, r, row, english);
    (void)snprintf(name, sizeof name, "%.*s%s%.*s", (int)first.n, first.p ? first.p : "",
                   first.n ? " " : "", (int)last.n, last.p ? last.p : "");
    (void)snprintf(key, sizeof key, "alerts:%d:%lld:%s", (int)c->actor->entity,
                   (long long)ela_db_int(r, row, U_ID, 0), today);
    struct ela_json *v = ela_json_new_object();
    ela_json_set(v, "what", ela_json_new_text(what.p, what.n));
    const struct ela_mail mail = {.kind = "alerts.daily",
                                  .to_email = ela_db_cell(r, row, U_EMAIL),
                                  .to_name = ela_str_of(name),
                                  .object = "user",
                                  .object_id = ela_db_int(r, row, U_ID, 0),
                                  .dedupe_key = key,
                                  .ttl_s = 86400};
    enum ela_status st = ela_outbox_notify(c, &mail, english ? "en" : "fr", v, NULL, err);
    ela_json_free(v);
    ela_buf_release(&what);
    return st;
}

static void add_count(struct ela_sql *q, const struct ela_call *c,
                      const struct ela__alert_told *told, int kind, bool *first)
{
    if (!*first)
        ela_sql_add(q, ELA__ALERT_UNION);
    *first = false;
    ela_sql_add(q, ELA__ALERT_TELL);
    ela_sql_add(q, told->who);
    ela_sql_add(q, ELA__ALERT_TELL_KIND);
    ela_sql_int(q, kind + 1);
    ela_sql_add(q, ELA__ALERT_COUNT[kind].from);
    ela_sql_add(q, told->join);
    ela_sql_add(q, ELA__ALERT_COUNT[kind].where);
    ela_sql_int(q, c->actor->entity);
    ela__alert_before(q, c, (enum ela_alert)kind);
}

/* False where nobody is told of anything. */
static bool compose(struct ela_sql *q, const struct ela_call *c)
{
    bool first = true;
    ela_sql_add(q, ELA__ALERT_COUNTS);
    for (int kind = 0; kind < ELA_ALERTS; kind++) {
        const struct ela_alert_rule *rule = &c->settings->alerts[kind];
        if (!rule->on || rule->to == ELA_ALERT_TO_NOBODY)
            continue;
        add_count(q, c, &ELA__ALERT_LEAD, kind, &first);
        if (rule->to == ELA_ALERT_TO_TEAM)
            add_count(q, c, &ELA__ALERT_MEMBER, kind, &first);
        if (rule->to == ELA_ALERT_TO_MANAGER)
            add_count(q, c, &ELA__ALERT_MANAGER, kind, &first);
    }
    ela_sql_add(q, ELA__ALERT_COUNTS_TAIL);
    return !first;
}

enum ela_status ela__alert_daily(struct ela_call *c, struct ela_error *err)
{
    char today[16];
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_json_set_int(c->out, "mails", 0);
    bool any = compose(&q, c);
    if (!any) {
        ela_sql_release(&q);
        return ELA_OK;
    }
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    enum ela_status st = ELA_OK;
    ela_day_format(ela_tz_day(c->tz, c->now), today);
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = tell(c, &r, i, today, err);
    ela_json_set_int(c->out, "mails", (int64_t)r.nrows);
    ela_db_result_release(&r);
    return st;
}
