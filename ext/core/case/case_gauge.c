/*
 * The gauge of hours of a case, for one or for a page of them, and its alerts. Source: TIME-09,
 * TIME-10.
 */
#include "case/case_internal.h"
#include "base/duration.h"
#include "outbox/outbox.h"

enum { LEVEL_OK, LEVEL_WARN, LEVEL_FULL };

static void fill(struct ela_gauge *g, const struct ela_db_result *r, size_t row)
{
    g->terms_id = ela_db_int(r, row, 1, 0);
    (void)ela_str_copy(ela_db_cell(r, row, 2), g->model, sizeof(g->model));
    g->included_s = ela_db_int(r, row, 3, -1);
    g->draft_s = ela_db_int(r, row, 4, 0);
    g->submitted_s = ela_db_int(r, row, 5, 0);
    g->validated_s = ela_db_int(r, row, 6, 0);
    g->invoiced_s = ela_db_int(r, row, 7, 0);
    g->used_s = ela_db_int(r, row, 8, 0);
    g->provisional_s = ela_db_int(r, row, 9, 0);
}

static enum ela_status query_gauges(struct ela_call *c, const int64_t *ids, size_t n,
                                    struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_GAUGE_SELECT);
    ela_sql_value(&q, ela_list_day(c->arena, ela_tz_day(c->tz, c->now)));
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_GAUGE_TAIL);
    return ela_sql_query(&q, c->db, r, err);
}

enum ela_status ela_case_gauges(struct ela_call *c, const int64_t *ids, size_t n,
                                struct ela_gauge *out, struct ela_error *err)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (struct ela_gauge){.case_id = ids[i], .model = ELA_MODEL_HOURLY, .included_s = -1};
    if (n == 0)
        return ELA_OK;
    struct ela_db_result r;
    ELA_TRY(query_gauges(c, ids, n, &r, err));
    for (size_t row = 0; row < r.nrows; row++)
        for (size_t i = 0; i < n; i++)
            if (ids[i] == ela_db_int(&r, row, 0, 0))
                fill(&out[i], &r, row);
    ela_db_result_release(&r);
    return ELA_OK;
}

int32_t ela_gauge_percent(const struct ela_gauge *g)
{
    if (g->included_s < 0)
        return -1;
    if (g->included_s == 0)
        return g->used_s > 0 ? 100 : 0;
    if (g->used_s / g->included_s >= 1000)
        return 100000;
    return (int32_t)(g->used_s / g->included_s * 100 +
                     g->used_s % g->included_s * 100 / g->included_s);
}

static int level_of(const struct ela_call *c, const struct ela_gauge *g)
{
    int32_t pct = ela_gauge_percent(g);
    if (pct < 0)
        return LEVEL_OK;
    if (pct >= c->settings->gauge_full_pct)
        return LEVEL_FULL;
    return pct >= c->settings->gauge_warn_pct ? LEVEL_WARN : LEVEL_OK;
}

struct ela_json *ela_gauge_json(const struct ela_call *c, const struct ela_gauge *g)
{
    static const char *const LEVELS[] = {"ok", "warn", "full"};
    struct ela_json *o = ela_json_new_object();
    bool limited = g->included_s >= 0;
    int64_t left = limited ? g->included_s - g->used_s : 0;
    ela_json_set_text(o, "model", g->model);
    if (limited)
        ela_json_set_int(o, "included_s", g->included_s);
    else
        ela_json_set_null(o, "included_s");
    ela_json_set_int(o, "used_s", g->used_s);
    if (limited)
        ela_json_set_int(o, "remaining_s", left > 0 ? left : 0);
    else
        ela_json_set_null(o, "remaining_s");
    ela_json_set_int(o, "overage_s", left < 0 ? -left : 0);
    if (c->actor->kind != ELA_ACTOR_PORTAL)
        ela_json_set_int(o, "provisional_s", g->provisional_s);
    if (limited)
        ela_json_set_int(o, "percent", ela_gauge_percent(g));
    else
        ela_json_set_null(o, "percent");
    ela_json_set_text(o, "level", LEVELS[level_of(c, g)]);
    return o;
}

void ela_split_take(struct ela_split *s, int64_t seconds, int64_t *included, int64_t *overage)
{
    int64_t room = s->left > 0 ? s->left : 0;
    *included = seconds < room ? seconds : room;
    *overage = seconds - *included;
    s->left = room - *included;
}

static struct ela_json *variables(const struct ela_call *c, const struct ela_gauge *g,
                                  const struct ela_db_result *r)
{
    struct ela_json *v = ela_json_new_object();
    char used[32], included[32], percent[16], url[320];
    ela_duration_format(g->used_s, used);
    ela_duration_format(g->included_s, included);
    (void)snprintf(percent, sizeof(percent), "%d", (int)ela_gauge_percent(g));
    (void)snprintf(url, sizeof(url), "%s/clients/%lld/cases/%lld", c->settings->portal_url,
                   (long long)ela_db_int(r, 0, 3, 0), (long long)g->case_id);
    ela_json_set_str(v, "ref", ela_db_cell(r, 0, 1));
    ela_json_set_str(v, "title", ela_db_cell(r, 0, 2));
    ela_json_set_str(v, "client", ela_db_cell(r, 0, 4));
    ela_json_set_text(v, "used", used);
    ela_json_set_text(v, "included", included);
    ela_json_set_text(v, "percent", percent);
    ela_json_set_text(v, "url", url);
    return v;
}

static enum ela_status notify(struct ela_call *c, const struct ela_gauge *g, int level, bool client,
                              const struct ela_db_result *r, struct ela_error *err)
{
    char dedupe[65];
    struct ela_str email = ela_db_cell(r, 0, client ? 5 : 6), lang = ela_db_cell(r, 0, 8);
    struct ela_case k = {.id = g->case_id};
    char theirs[3];
    if (email.n == 0)
        return ELA_OK;
    if (client) {
        ELA_TRY(ela_case_client_lang(c, &k, theirs, err));
        lang = ela_str_of(theirs);
    }
    (void)snprintf(dedupe, sizeof(dedupe), "gauge:%lld:%d:%s", (long long)g->terms_id, level,
                   client ? "client" : "lead");
    struct ela_mail m = {.kind = client ? "case.gauge_client" : "case.gauge_lead",
                         .to_email = email,
                         .to_name = ela_db_cell(r, 0, client ? 4 : 7),
                         .client_id = (int32_t)ela_db_int(r, 0, 3, 0),
                         .case_id = g->case_id,
                         .object = "case",
                         .object_id = g->case_id,
                         .dedupe_key = dedupe};
    struct ela_json *v = variables(c, g, r);
    bool en = lang.n >= 2 && strncmp(lang.p, "en", 2) == 0;
    enum ela_status st = ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err);
    ela_json_free(v);
    return st;
}

static enum ela_status alert(struct ela_call *c, const struct ela_gauge *g, int level,
                             struct ela_error *err)
{
    struct ela_db_value up[] = {ELA_DBV_INT(level), ELA_DBV_INT(g->case_id),
                                ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(level)};
    int64_t changed = 0;
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_GAUGE_ALERTED, up, 4, &changed, err));
    if (changed == 0)
        return ELA_OK; /* said before */
    struct ela_db_value p[] = {ELA_DBV_INT(g->case_id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_GAUGE_LEAD, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    if (r.nrows) {
        st = notify(c, g, level, false, &r, err);
        bool client =
            level == LEVEL_FULL && c->settings->gauge_notify_client && ela_db_int(&r, 0, 9, 0) == 1;
        if (st == ELA_OK && client)
            st = notify(c, g, level, true, &r, err);
    }
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_case_gauge_alert(struct ela_call *c, const int64_t *ids, size_t n,
                                     struct ela_error *err)
{
    struct ela_gauge *g = ela_arena_alloc(c->arena, (n ? n : 1) * sizeof(*g));
    if (!g)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ELA_TRY(ela_case_gauges(c, ids, n, g, err));
    for (size_t i = 0; i < n; i++) {
        int level = level_of(c, &g[i]);
        if (level > LEVEL_OK)
            ELA_TRY(alert(c, &g[i], level, err));
    }
    return ELA_OK;
}
