/*
 * What a person chose to bill: reading it, and saying it in SQL.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "scope/scope.h"

const struct ela_field ELA__PICK_FIELDS[] = {
    {"key", ELA_FT_LINE, ELA_FF_REQUIRED, 3, 40, NULL, NULL, NULL},
    {"amount", ELA_FT_LINE, ELA_FF_NULLABLE, 1, 24, NULL, NULL, NULL},
    {.type = ELA_FT_END}};

void *ela__grow(struct ela_arena *mem, void *array, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return array;
    size_t more = *cap ? *cap * 2 : 64;
    void *wider = ela_arena_alloc(mem, more * size);
    if (!wider)
        return NULL;
    if (n)
        memcpy(wider, array, n * size);
    *cap = more;
    return wider;
}

enum ela_status ela__no_memory(struct ela_error *err)
{
    return ela_failf(err, ELA_E_INTERNAL, "internal", NULL, "billing: out of memory");
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

bool ela__sel_has(const struct ela__sel *sel, int64_t id)
{
    return bsearch(&id, sel->ids, sel->nids, sizeof(id), by_id) != NULL;
}

bool ela__sel_whole(const struct ela__sel *sel)
{
    return !sel->by_ids && !sel->user_id && !sel->project_id && !sel->contract_id &&
           !sel->activity_id && !sel->from.n && !sel->to.n;
}

void ela__sel_filters(struct ela_call *c, struct ela__sel *sel)
{
    sel->case_id = ela_in_int(c, "case", 0);
    sel->user_id = (int32_t)ela_in_int(c, "user", 0);
    sel->project_id = (int32_t)ela_in_int(c, "project", 0);
    sel->contract_id = (int32_t)ela_in_int(c, "contract", 0);
    sel->activity_id = (int32_t)ela_in_int(c, "activity", 0);
    sel->from = ela_in_text(c, "from");
    sel->to = ela_in_text(c, "to");
}

/* "package:12", "fixed:7" */
static bool pick_key(struct ela_str key, struct ela__pick *out)
{
    const struct ela_str package = ELA_STR("package:"), fixed = ELA_STR("fixed:");
    struct ela_str head =
        key.n > package.n && memcmp(key.p, package.p, package.n) == 0 ? package : fixed;
    out->package = head.n == package.n;
    if (key.n <= head.n || memcmp(key.p, head.p, head.n) != 0)
        return false;
    return ela_parse_i64((struct ela_str){key.p + head.n, key.n - head.n}, &out->id) && out->id > 0;
}

static enum ela_status read_pick(const struct ela_json *in, size_t i, struct ela__pick *out,
                                 struct ela_error *err)
{
    char field[48];
    struct ela_str amount = ela_json_text(ela_json_get(in, "amount"));
    *out = (struct ela__pick){.has_amount = amount.n > 0};
    snprintf(field, sizeof(field), "prices/%zu/key", i);
    if (!pick_key(ela_json_text(ela_json_get(in, "key")), out))
        return ela_fail(err, ELA_E_INPUT, "billing.price_unknown", field);
    if (!out->has_amount)
        return ELA_OK;
    snprintf(field, sizeof(field), "prices/%zu/amount", i);
    ELA_TRY(ela_money_parse(amount, false, &out->amount_minor, field, err));
    if (out->amount_minor == 0)
        return ela_fail(err, ELA_E_INPUT, "billing.price_zero", field);
    return ELA_OK;
}

static enum ela_status read_picks(struct ela_call *c, struct ela__sel *sel, struct ela_error *err)
{
    const struct ela_json *list = ela_in_get(c, "prices");
    sel->npicks = ela_json_size(list);
    sel->picks = ela_arena_alloc(c->arena, (sel->npicks + 1) * sizeof(*sel->picks));
    if (!sel->picks)
        return ela__no_memory(err);
    for (size_t i = 0; i < sel->npicks; i++) {
        ELA_TRY(read_pick(ela_json_at(list, i), i, &sel->picks[i], err));
        for (size_t j = 0; j < i; j++)
            if (sel->picks[j].package == sel->picks[i].package &&
                sel->picks[j].id == sel->picks[i].id)
                return ela_fail(err, ELA_E_INPUT, "field.duplicate", "prices");
    }
    return ELA_OK;
}

enum ela_status ela__sel_read(struct ela_call *c, struct ela__sel *sel, struct ela_error *err)
{
    static const char *const GROUPS[] = {"entry", "task", "activity", "case"};
    *sel = (struct ela__sel){.client_id = (int32_t)ela_in_int(c, "client", 0), .dates = true};
    struct ela_str group = ela_in_text(c, "group");
    for (size_t i = 0; i < 4; i++)
        if (ela_str_is(group, GROUPS[i]))
            sel->group = (enum ela_billing_group)i;
    sel->entries = sel->group == ELA_GROUP_ENTRY;
    sel->by_ids = !ela_in_bool(c, "all", false);
    const struct ela_json *ids = ela_in_get(c, "entries");
    if (!sel->by_ids && ids)
        return ela_fail(err, ELA_E_INPUT, "billing.all_or_entries", "entries");
    if (!sel->by_ids)
        ela__sel_filters(c, sel);
    sel->nids = ela_json_size(ids);
    sel->ids = ela_arena_alloc(c->arena, (sel->nids + 1) * sizeof(*sel->ids));
    if (!sel->ids)
        return ela__no_memory(err);
    for (size_t i = 0; i < sel->nids; i++)
        sel->ids[i] = ela_json_int(ela_json_at(ids, i), 0);
    qsort(sel->ids, sel->nids, sizeof(*sel->ids), by_id);
    sel->prices_due = !ela_in_has(c, "prices") && ela__sel_whole(sel);
    return read_picks(c, sel, err);
}

void ela__sel_sql_client(struct ela_sql *q, const struct ela__sel *sel, const char *alias)
{
    if (!sel->client_id && !sel->nclients)
        return;
    ela_sql_add(q, " AND ");
    ela_sql_add(q, alias);
    if (sel->client_id) {
        ela_sql_add(q, ELA__SQL_SOC_IS);
        ela_sql_int(q, sel->client_id);
        return;
    }
    ela_sql_add(q, ELA__SQL_SOC_IN);
    ela_sql_in(q, sel->clients, sel->nclients);
}

static void filter(struct ela_sql *q, const char *sql, int64_t v)
{
    if (v == 0)
        return;
    ela_sql_add(q, sql);
    ela_sql_int(q, v);
}

void ela__sel_sql(struct ela_sql *q, const struct ela__sel *sel)
{
    ela__sel_sql_client(q, sel, "t");
    filter(q, ELA__SQL_OF_CASE, sel->case_id);
    filter(q, ELA__SQL_OF_USER, sel->user_id);
    filter(q, ELA__SQL_OF_PROJECT, sel->project_id);
    filter(q, ELA__SQL_OF_CONTRACT, sel->contract_id);
    filter(q, ELA__SQL_OF_ACTIVITY, sel->activity_id);
    if (sel->from.n) {
        ela_sql_add(q, ELA__SQL_FROM_DAY);
        ela_sql_text(q, sel->from);
    }
    if (sel->to.n) {
        ela_sql_add(q, ELA__SQL_TO_DAY);
        ela_sql_text(q, sel->to);
    }
}

enum ela_status ela__client_load(struct ela_call *c, int32_t id, bool lock, const char **name,
                                 struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_CLIENT);
    ela_sql_int(&q, id);
    ela_scope_client(&q, c->actor, "s", "rowid");
    if (lock)
        ela_sql_add(&q, ELA__SQL_FOR_UPDATE);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows == 0)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    else if (!(*name = ela_arena_strdup(c->arena, ela_db_cell(&r, 0, 1).p)))
        st = ela__no_memory(err);
    ela_db_result_release(&r);
    return st;
}
