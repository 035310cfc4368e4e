/*
 * The page of a case: everything that its screens show at once, in at most eight statements
 * (header with counters, gauge, terms, steps, pieces, files, people, actions); one more makes its
 * code, once. A client gets what he may see. Source: CASE-12, CASE-13, CASE-15..19, CASE-30,
 * CASE-31, CASE-34..36.
 */
#include "case/case_page.h"
#include "qr/qr.h"
#include "scope/scope.h"

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

/* --- header --------------------------------------------------------------- */

static enum ela_status query_header(struct ela_call *c, struct ela_db_result *r,
                                    struct ela_error *err)
{
    int64_t id = ela_in_int(c, "case", 0);
    bool tickets = c->settings->has_tickets && !portal(c),
         agenda = c->settings->has_agenda && !portal(c);
    struct ela_sql q;
    char clock[32];
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_PAGE);
    ela_sql_int(&q, c->actor->user_id);
    ela_sql_int(&q, portal(c));
    ela_sql_int(&q, id);
    ela_sql_add(&q, tickets ? ELA_SQL_CASE_PAGE_TICKETS : ELA_SQL_CASE_PAGE_NONE);
    ela_sql_add(&q, agenda ? ELA_SQL_CASE_PAGE_MEETINGS : ELA_SQL_CASE_PAGE_NONE);
    if (agenda) {
        ela_mirror_clock(c, c->now, clock);
        ela_sql_text(&q, ela_str_of(clock));
    }
    ela_sql_add(&q, ELA_SQL_CASE_PAGE_FROM);
    ela_sql_int(&q, id);
    ela_scope_case(&q, c->actor, "d");
    enum ela_status st = ela_sql_query(&q, c->db, r, err);
    if (st == ELA_OK && r->nrows == 0) {
        ela_db_result_release(r);
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "case");
    }
    return st;
}

static void to_case(const struct ela_call *c, struct ela__page *p)
{
    const struct ela_db_result *r = &p->head;
    struct ela_case *k = &p->f.k;
    struct ela_str title = ela_db_cell(r, 0, C_TITLE);
    k->id = ela_db_int(r, 0, C_ID, 0);
    k->client_id = (int32_t)ela_db_int(r, 0, C_CLIENT, 0);
    k->lead_id = (int32_t)ela_db_int(r, 0, C_LEAD, 0);
    (void)ela_str_copy(ela_db_cell(r, 0, C_REF), k->ref, sizeof(k->ref));
    (void)ela_str_copy(ela_db_cell(r, 0, C_STATUS), k->status, sizeof(k->status));
    (void)ela_str_copy(ela_db_cell(r, 0, C_KIND), k->kind, sizeof(k->kind));
    k->title = ela_arena_strndup(c->arena, title.p, title.n);
    k->closed = ela_wf_status_is(k->statuses, ela_str_of(k->status), "closed");
    k->portal_visible = ela_db_int(r, 0, C_VISIBLE, 0) == 1;
    k->progress = (int16_t)ela_db_int(r, 0, C_PROGRESS, 0);
    k->definition_id = ela_db_int(r, 0, C_DEFINITION, 0);
    k->archived_at = ela_db_int(r, 0, C_ARCHIVED, 0);
    k->deadline_at = ela_db_int(r, 0, C_DEADLINE, 0);
    k->price_minor = ela_db_int(r, 0, C_PRICE, -1);
    k->vat_milli = (int32_t)ela_db_int(r, 0, C_VAT, -1);
    k->confidentiality = (int16_t)ela_db_int(r, 0, C_LEVEL, 0);
    k->progress_manual = ela_db_int(r, 0, C_MANUAL, 0) == 1;
}

static struct ela_json *texts(const char *const *list, size_t n)
{
    struct ela_json *a = ela_json_new_array();
    for (size_t i = 0; i < n; i++)
        ela_json_push(a, ela_json_new_text(list[i], strlen(list[i])));
    return a;
}

static void set_template(const struct ela_call *c, const struct ela_template *t)
{
    struct ela_json *o = ela_json_new_object(), *tabs = ela_json_new_array();
    if (!t) {
        ela_json_free(o);
        ela_json_free(tabs);
        ela_json_set_null(c->out, "template");
        return;
    }
    struct ela_label words =
        portal(c) ? ela_label_for_client(t->client_description, t->description) : t->description;
    ela_json_set_text(o, "code", t->code);
    ela_json_set_text(o, "label", ela_label_text(t->label, c->actor->lang));
    ela_json_set_text(o, "description", ela_label_text(words, c->actor->lang));
    ela_json_set_text(o, "icon", t->icon);
    ela_json_set_text(o, "colour", t->colour);
    ela_json_set_text(o, "family", t->family);
    ela_json_set_int(o, "revision", t->revision);
    ela_json_set_int(o, "definition", t->definition);
    ela_json_set_bool(o, "parallel", t->parallel);
    for (size_t i = 0; i < t->ntabs; i++) {
        struct ela_json *tab = ela_json_new_object();
        if (portal(c) && !t->tabs[i].client) {
            ela_json_free(tab);
            continue;
        }
        ela_json_set_text(tab, "code", t->tabs[i].code);
        ela_json_set_text(tab, "label", ela_label_text(t->tabs[i].label, c->actor->lang));
        ela_json_set(tab, "groups", texts(t->tabs[i].groups, t->tabs[i].ngroups));
        ela_json_push(tabs, tab);
    }
    ela_json_set(o, "tabs", tabs);
    ela_json_set(o, "roles", texts(t->roles, t->nroles));
    ela_json_set(c->out, "template", o);
}

/* The price is shown to the client once the work is done, or as soon as the template says. */
static void set_price(const struct ela_call *c, const struct ela__page *p)
{
    const struct ela_case *k = &p->f.k;
    bool done = ela_wf_status_is(k->statuses, ela_str_of(k->status), "done");
    bool shown = done || (k->template && k->template->price_when_filled);
    bool seen = portal(c) ? shown : (p->rights & ELA_KR_MONEY) != 0;
    char text[32];
    if (k->price_minor < 0 || !seen) {
        ela_json_set_null(c->out, "price");
        return;
    }
    struct ela_json *o = ela_json_new_object();
    int32_t vat = k->vat_milli >= 0 ? k->vat_milli : c->settings->default_vat_milli;
    ela_json_set_int(o, "minor", k->price_minor);
    ela__set_gross(o, k->price_minor, vat);
    ela_json_set_text(o, "currency", c->settings->currency);
    ela_vat_format(vat, text);
    ela_json_set_text(o, "vat", text);
    if (!portal(c))
        ela_json_set_bool(o, "shown", shown);
    ela_json_set(c->out, "price", o);
}

static void set_deadline(const struct ela_call *c, const struct ela_case *k)
{
    bool counts = k->template ? k->template->countdown : k->deadline_at > 0;
    if (k->deadline_at)
        ela_json_set_int(c->out, "deadline_at", k->deadline_at);
    else
        ela_json_set_null(c->out, "deadline_at");
    ela_json_set_bool(c->out, "countdown", counts && k->deadline_at > 0 && !k->closed);
    ela_json_set_bool(c->out, "deadline_late",
                      k->deadline_at > 0 && !k->closed && k->deadline_at < c->now);
}

/* The template's own words, for the sentences of the journal. */
static void set_statuses(const struct ela_call *c, const struct ela_wf_object *o)
{
    struct ela_json *labels = ela_json_new_object();
    const struct ela_wf_status *s;
    for (size_t i = 0; o && (s = ela_wf_status_at(o, i)) != NULL; i++)
        ela_json_set_text(labels, s->code,
                          strcmp(c->actor->lang, "en") == 0 ? s->label_en : s->label_fr);
    ela_json_set(c->out, "statuses", labels);
}

static void set_rights(const struct ela_call *c, const struct ela__page *p)
{
    struct ela_json *may = ela_json_new_object();
    bool open = p->f.k.archived_at == 0;
    ela_json_set_bool(may, "edit", open && (p->rights & ELA_KR_EDIT));
    ela_json_set_bool(may, "close", open && (p->rights & ELA_KR_CLOSE));
    ela_json_set_bool(may, "delete", (p->rights & ELA_KR_DELETE) != 0);
    ela_json_set_bool(may, "money", (p->rights & ELA_KR_MONEY) != 0);
    ela_json_set(c->out, "may", may);
    ela_json_set_int(c->out, "confidentiality", p->f.k.confidentiality);
    ela_json_set_bool(c->out, "progress_manual", p->f.k.progress_manual);
    ela_list_int(c->out, "request", &p->head, 0, C_REQUEST);
    ela_list_person(c->out, "service", &p->head, 0, C_SERVICE, C_SERVICE_NAME);
    ela_list_int(c->out, "effects_failed", &p->head, 0, C_FAILED);
}

/* The code of the case, which asks who comes; none of a case that clients do not see. */
static enum ela_status set_qr(struct ela_call *c, const struct ela_case *k, struct ela_str known,
                              struct ela_error *err)
{
    struct ela_json *code = NULL;
    char address[ELA_QR_ADDRESS];
    ela_json_set_null(c->out, "qr");
    if (!k->portal_visible)
        return ELA_OK;
    if (known.n > 0)
        ela_qr_address_of(c, known, address);
    else
        ELA_TRY(ela_qr_address(c, "case", k->id, address, err));
    if (address[0] == '\0')
        return ELA_OK;
    ELA_TRY(ela_qr_json(ela_str_of(address), &code, err));
    ela_json_set(c->out, "qr", code);
    return ELA_OK;
}

static enum ela_status set_header(struct ela_call *c, struct ela__page *p, struct ela_error *err)
{
    struct ela_case *k = &p->f.k;
    ELA_TRY(ela__row_template(c, &p->head, 0, &k->template, &k->statuses, err));
    to_case(c, p);
    p->rights = ela_case_rights_of(c->actor, ela_db_int(&p->head, 0, C_KR_ROWS, 0),
                                   (unsigned)ela_db_int(&p->head, 0, C_KR_BITS, 0));
    ela__row_common(c, c->out, &p->head, 0, k->template, k->statuses);
    ela_list_text(c->out, "description", &p->head, 0, C_DESCRIPTION);
    ela_json_set_bool(c->out, "archived", k->archived_at != 0);
    set_template(c, k->template);
    set_price(c, p);
    set_deadline(c, k);
    ELA_TRY(set_qr(c, k, ela_db_cell(&p->head, 0, C_QR), err));
    if (portal(c))
        return ELA_OK;
    ela__read_for_user(c, &p->head);
    set_rights(c, p);
    set_statuses(c, k->statuses);
    return ELA_OK;
}

/* --- values --------------------------------------------------------------- */

static enum ela_status set_fields(struct ela_call *c, struct ela__page *p, struct ela_error *err)
{
    const struct ela_template *t = p->f.k.template;
    struct ela_str stored = ela_db_cell(&p->head, 0, C_FIELDS);
    ELA_TRY(ela_sealed_in_text(c, stored, "case", p->f.k.id, err));
    ELA_TRY(ela__values_parse(stored, &p->f.values, err));
    struct ela_json *rows =
        t ? ela_meta_values_json(c, &t->set, p->f.values, !portal(c)) : ela_json_new_array();
    struct ela_json *groups = ela_json_new_array();
    for (size_t i = 0; t && i < t->set.ngroups; i++) {
        struct ela_json *g = ela_json_new_object();
        ela_json_set_text(g, "code", t->set.groups[i].code);
        ela_json_set_text(g, "label", ela_label_text(t->set.groups[i].label, c->actor->lang));
        ela_json_push(groups, g);
    }
    ela_json_set(c->out, "fields", rows);
    ela_json_set(c->out, "groups", groups);
    struct ela_json *files = NULL;
    enum ela_status st = ela__case_files_json(c, &p->f.k, p->f.values, &files, err);
    if (st == ELA_OK)
        st = ela__files_text(files, rows, err);
    ela_json_free(files);
    return st == ELA_OK ? ela_meta_name_links(c, rows, err) : st;
}

/* --- counters and tags ---------------------------------------------------- */

static void set_counters(struct ela_call *c, const struct ela__page *p, int64_t actions)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "time_s", ela_json_int(ela_json_get(c->out, "total_s"), 0));
    ela_json_set_int(o, "tasks_open", p->tasks_open);
    ela_json_set_int(o, "pieces", p->pieces);
    ela_json_set_int(o, "pieces_waiting", p->waiting);
    ela_json_set_int(o, "pieces_missing", p->missing);
    ela_json_set_int(o, "actions_open", actions);
    if (!portal(c)) {
        ela_list_int(o, "tickets_open", &p->head, 0, C_TICKETS);
        ela_list_int(o, "meetings_to_come", &p->head, 0, C_MEETINGS);
        if (p->rights & ELA_KR_MONEY)
            ela_json_set_int(o, "unbilled_minor", ela_db_int(&p->head, 0, C_UNBILLED, 0));
        else
            ela_json_set_null(o, "unbilled_minor");
    }
    ela_json_set(c->out, "counters", o);
}

/* A category holds what is within it. */
static bool of_category(const struct ela_meta_list *list, const char *code, const char *category)
{
    if (!*category || strcmp(code, category) == 0)
        return true;
    const struct ela_meta_option *o = ela_meta_item(list, ela_str_of(code));
    return o && strcmp(o->within, category) == 0;
}

static int64_t count_pieces(const struct ela_call *c, const struct ela__page *p,
                            const struct ela_meta_tag *tag)
{
    int64_t n = 0;
    for (size_t i = 0; i < p->f.nitems; i++) {
        const struct ela__item *it = &p->f.items[i];
        if (portal(c) && !ela__item_shown(it))
            continue;
        if (!of_category(p->categories, it->category, tag->category))
            continue;
        const char *status = ela__item_status(c, it);
        if (*tag->status ? strcmp(status, tag->status) == 0 : strcmp(status, ELA__NA) != 0)
            n++;
    }
    return n;
}

static int64_t count_parties(const struct ela_call *c, const char *role)
{
    const struct ela_json *rows = ela_json_get(c->out, "parties");
    int64_t n = 0;
    for (size_t i = 0; i < ela_json_size(rows); i++)
        n += !*role || ela_str_is(ela_json_text(ela_json_get(ela_json_at(rows, i), "role")), role);
    return n;
}

static int64_t count_tag(const struct ela_call *c, const struct ela__page *p,
                         const struct ela_meta_tag *tag)
{
    if (strcmp(tag->count, "pieces") == 0)
        return count_pieces(c, p, tag);
    if (strcmp(tag->count, "tasks") == 0)
        return strcmp(tag->value, "all") == 0 ? p->tasks : p->tasks_open;
    if (strcmp(tag->count, "parties") == 0)
        return count_parties(c, tag->value);
    const struct ela_json *v = ela_json_get(p->f.values, tag->value);
    return ela_json_kind(v) == ELA_JARRAY ? (int64_t)ela_json_size(v) : v != NULL;
}

static void set_tags(const struct ela_call *c, const struct ela__page *p)
{
    const struct ela_template *t = p->f.k.template;
    struct ela_json *tags = ela_json_new_array();
    for (size_t i = 0; t && i < t->ntags; i++) {
        const struct ela_meta_tag *tag = &t->tags[i];
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", tag->code);
        ela_json_set_text(o, "label", ela_label_text(tag->label, c->actor->lang));
        ela_json_set_text(o, "icon", tag->icon);
        ela_json_set_text(o, "of", tag->count);
        ela_json_set_text(o, "category", *tag->category ? tag->category : NULL);
        ela_json_set_text(o, "status", *tag->status ? tag->status : NULL);
        ela_json_set_text(o, "value", *tag->value ? tag->value : NULL);
        ela_json_set_int(o, "count", count_tag(c, p, tag));
        ela_json_push(tags, o);
    }
    ela_json_set(c->out, "tags", tags);
}

/* What the firm marks the case with is not for its client. */
static enum ela_status set_own_tags(struct ela_call *c, const struct ela__page *p,
                                    struct ela_error *err)
{
    struct ela_json *tags = NULL;
    if (portal(c))
        return ELA_OK;
    ELA_TRY(ela__case_tags_json(c, ela_db_cell(&p->head, 0, C_TAGS), &tags, err));
    ela_json_set(c->out, "own_tags", tags);
    ELA_TRY(ela__case_tag_choices(c, &tags, err));
    ela_json_set(c->out, "tag_choices", tags);
    return ELA_OK;
}

/* --- the page ------------------------------------------------------------- */

static enum ela_status set_actions(struct ela_call *c, struct ela__page *p, int64_t *open,
                                   struct ela_error *err)
{
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "actions", rows);
    *open = 0;
    if (!ELA_CASE_HOOKS.actions)
        return ELA_OK;
    ELA_TRY(ELA_CASE_HOOKS.actions(c, &p->f.k, rows, err));
    for (size_t i = 0; i < ela_json_size(rows); i++)
        *open += ela_str_is(
            ela_json_text(ela_json_get(ela_json_get(ela_json_at(rows, i), "status"), "code")),
            "waiting");
    return ELA_OK;
}

/* Moves that the user may make now: by his rights and by the template's conditions. */
static void set_moves(struct ela_call *c, struct ela__page *p)
{
    const struct ela_db_result *r = &p->head;
    if (portal(c))
        return;
    unsigned kinds = ela_client_kinds_or(ela_db_int(r, 0, C_KINDS, 0), ela_db_int(r, 0, C_TYPE, 0));
    ela__flow_facts(c, &p->f, ela_meta_client_json(r, p->f.k.client_id, kinds, C_CLIENT_FACTS));
    bool open = p->f.k.archived_at == 0;
    ela_json_set(c->out, "transitions",
                 open ? ela__flow_choices(c, &p->f, p->rights, ela__read_roles(c, r))
                      : ela_json_new_array());
}

static enum ela_status fill(struct ela_call *c, struct ela__page *p, struct ela_error *err)
{
    int64_t actions;
    ELA_TRY(set_header(c, p, err));
    ELA_TRY(set_fields(c, p, err));
    ELA_TRY(ela__read_money(c, p->f.k.id, err));
    ELA_TRY(ela__flow_steps(c, &p->f, err));
    ELA_TRY(ela__flow_items(c, &p->f, err));
    set_moves(c, p);
    ELA_TRY(ela__page_people(c, p, err));
    ela__page_steps(c, p);
    ELA_TRY(ela__page_pieces(c, p, err));
    ELA_TRY(set_actions(c, p, &actions, err));
    struct ela_str tasks = ela_db_cell(&p->head, 0, C_TASKS);
    const char *space = tasks.p ? memchr(tasks.p, ' ', tasks.n) : NULL;
    if (space) {
        (void)ela_parse_i64((struct ela_str){tasks.p, (size_t)(space - tasks.p)}, &p->tasks_open);
        (void)ela_parse_i64(ela_str_of(space + 1), &p->tasks);
    }
    if (portal(c) && p->f.k.closed)
        p->tasks_open = 0; /* left over: nobody waits for the client */
    set_counters(c, p, actions);
    set_tags(c, p);
    return set_own_tags(c, p, err);
}

enum ela_status ela__case_page(struct ela_call *c, struct ela_error *err)
{
    struct ela__page p;
    memset(&p, 0, sizeof(p));
    ELA_TRY(query_header(c, &p.head, err));
    enum ela_status st = fill(c, &p, err);
    ela_db_result_release(&p.head);
    ela__flow_release(&p.f);
    return st;
}
