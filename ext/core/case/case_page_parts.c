/*
 * Parts of the page of a case: people, steps, pieces with their files. Source: CASE-15, CASE-17,
 * CASE-19, CASE-30, CASE-31, DOC-06.
 */
#include "case/case_page.h"
#include "scope/scope.h"

enum {
    W_WHAT,
    W_ID,
    W_NAME,
    W_ROLE,
    W_EMAIL,
    W_PHONE,
    W_PHOTO, /* of a party: address */
    W_JOB,   /* of a party: note */
    W_SOC,
    W_SOC_NAME,
    W_CONTACT,
    W_CONTACT_NAME,
    W_VISIBLE,
    W_VERSION,
    W_LEFT,
    W_JOINED
};

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

/* --- people --------------------------------------------------------------- */

static enum ela_status role_label(struct ela_call *c, struct ela_json *o, const char *list,
                                  struct ela_str role, struct ela_error *err)
{
    const struct ela_meta_list *roles;
    ELA_TRY(ela_meta_list(c, list, &roles, err));
    const struct ela_meta_option *item = ela_meta_item(roles, role);
    ela_json_set_str(o, "role", role.p ? role : ELA_STR(""));
    if (item)
        ela_json_set_text(o, "role_label", ela_label_text(item->label, c->actor->lang));
    else
        ela_json_set_str(o, "role_label", role.p ? role : ELA_STR(""));
    return ELA_OK;
}

static enum ela_status member(struct ela_call *c, const struct ela_db_result *r, size_t i,
                              struct ela_json *o, bool lead, struct ela_error *err)
{
    if (!portal(c)) {
        ela_list_int(o, "id", r, i, W_ID);
        ela_list_int(o, "joined_at", r, i, W_JOINED);
        ela_list_int(o, "left_at", r, i, W_LEFT);
    }
    ela_list_text(o, "name", r, i, W_NAME);
    ela_list_text(o, "job", r, i, W_JOB);
    ela_list_text(o, "email", r, i, W_EMAIL);
    ela_list_text(o, "phone", r, i, W_PHONE);
    ela_list_text(o, "photo", r, i, W_PHOTO);
    ela_json_set_bool(o, "lead", lead);
    return role_label(c, o, "case_roles", lead ? ELA_STR("lead") : ela_db_cell(r, i, W_ROLE), err);
}

static enum ela_status party(struct ela_call *c, const struct ela_db_result *r, size_t i,
                             struct ela_json *o, struct ela_error *err)
{
    struct ela_str name = ela_db_cell(r, i, W_NAME);
    if (!name.n)
        name = ela_db_cell(r, i, W_CONTACT_NAME);
    if (!name.n)
        name = ela_db_cell(r, i, W_SOC_NAME);
    ela_list_int(o, "id", r, i, W_ID);
    ela_json_set_str(o, "name", name.p ? name : ELA_STR(""));
    ela_list_text(o, "email", r, i, W_EMAIL);
    ela_list_text(o, "phone", r, i, W_PHONE);
    ela_list_text(o, "address", r, i, W_PHOTO);
    if (!portal(c)) {
        ela_list_text(o, "note", r, i, W_JOB);
        ela_list_person(o, "soc", r, i, W_SOC, W_SOC_NAME);
        ela_list_person(o, "contact", r, i, W_CONTACT, W_CONTACT_NAME);
        ela_json_set_bool(o, "visible", ela_db_int(r, i, W_VISIBLE, 0) == 1);
        ela_list_int(o, "version", r, i, W_VERSION);
    }
    return role_label(c, o, "party_roles", ela_db_cell(r, i, W_ROLE), err);
}

/* The lead once, though he may have a role besides; who left is history for the firm. */
static enum ela_status person(struct ela_call *c, const struct ela__page *p,
                              const struct ela_db_result *r, size_t i, struct ela_json *lists[3],
                              struct ela_error *err)
{
    bool is_party = ela_str_is(ela_db_cell(r, i, W_WHAT), "party");
    bool lead = ela_str_is(ela_db_cell(r, i, W_WHAT), "lead");
    bool left = !ela_db_is_null(r, i, W_LEFT);
    bool same = !is_party && !lead && ela_db_int(r, i, W_ID, 0) == p->f.k.lead_id;
    if ((left && portal(c)) || (same && !left))
        return ELA_OK;
    struct ela_json *o = ela_json_new_object();
    ela_json_push(lists[is_party ? 1 : left ? 2 : 0], o);
    return is_party ? party(c, r, i, o, err) : member(c, r, i, o, lead, err);
}

enum ela_status ela__page_people(struct ela_call *c, struct ela__page *p, struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(p->f.k.id), ELA_DBV_INT(p->f.k.lead_id),
                               ELA_DBV_INT(p->f.k.id), ELA_DBV_INT(portal(c))};
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    struct ela_json *lists[] = {ela_json_new_array(), ela_json_new_array(), ela_json_new_array()};
    ela_json_set(c->out, "team", lists[0]);
    ela_json_set(c->out, "parties", lists[1]);
    ela_json_set(c->out, "team_past", lists[2]);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PAGE_PEOPLE, v, 4, &r, err));
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = person(c, p, &r, i, lists, err);
    ela_db_result_release(&r);
    return st;
}

/* --- steps ---------------------------------------------------------------- */

static void set_day(struct ela_json *o, const char *key, struct ela_day day)
{
    char text[16];
    if (day.n == ELA_DAY_NONE.n) {
        ela_json_set_null(o, key);
        return;
    }
    ela_day_format(day, text);
    ela_json_set_text(o, key, text);
}

static void set_moment(struct ela_json *o, const char *key, int64_t at)
{
    if (at)
        ela_json_set_int(o, key, at);
    else
        ela_json_set_null(o, key);
}

static void set_words(struct ela_json *o, const char *key, struct ela_str s)
{
    if (s.n)
        ela_json_set_str(o, key, s);
    else
        ela_json_set_null(o, key);
}

static void set_who(const struct ela_call *c, struct ela_json *o, const char *key, int32_t id,
                    struct ela_str name)
{
    if (!id) {
        ela_json_set_null(o, key);
        return;
    }
    struct ela_json *who = ela_json_new_object();
    if (!portal(c))
        ela_json_set_int(who, "id", id);
    set_words(who, "name", name);
    ela_json_set(o, key, who);
}

/* What its form asks of the client, NULL where it asks nothing. */
static struct ela_json *asks(struct ela_call *c, const struct ela__page *p,
                             const struct ela__step *s)
{
    if (!s->for_client || !s->def || !s->def->form)
        return ela_json_new_null();
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "label", ela_label_text(s->def->form->label, c->actor->lang));
    ela_json_set_bool(o, "waits", ela__step_waits(&p->f.k, s));
    set_moment(o, "sent_at", s->sent_at);
    set_words(o, "sent_by", s->sent_name);
    return o;
}

static struct ela_json *step(struct ela_call *c, const struct ela__page *p,
                             const struct ela__step *s)
{
    const struct ela_wf_object *wf = ela_workflow_object(c->workflow, "step");
    struct ela_json *o = ela_json_new_object();
    bool waits = strcmp(s->status, ELA__TODO) == 0 || strcmp(s->status, ELA__CURRENT) == 0;
    bool past = s->planned_on.n != ELA_DAY_NONE.n && s->planned_on.n < ela_tz_day(c->tz, c->now).n;
    ela_json_set_int(o, "id", s->id);
    ela_json_set_text(o, "code", s->code);
    ela_json_set_str(o, "label", ela__step_label(c, s));
    ela_json_set_text(o, "description",
                      s->def ? ela_label_text(s->def->description, c->actor->lang) : "");
    ela_json_set(o, "status", ela_wf_badge(wf, ela_str_of(s->status), c->actor));
    ela_json_set_text(o, "icon", s->def ? s->def->icon : "");
    ela_json_set_text(o, "colour", s->def ? s->def->colour : "");
    ela_json_set_bool(o, "current", strcmp(s->status, ELA__CURRENT) == 0);
    ela_json_set_bool(o, "late", waits && past && !p->f.k.closed);
    set_day(o, "planned_on", s->planned_on);
    set_moment(o, "started_at", s->started_at);
    set_moment(o, "done_at", s->done_at);
    set_who(c, o, "responsible", s->responsible, s->responsible_name);
    set_who(c, o, "done_by", s->done_by, s->done_name);
    set_words(o, "comment", s->comment);
    ela_json_set_text(o, "form", s->def && s->def->form ? s->def->form->code : NULL);
    ela_json_set_bool(o, "answered", s->answers.n > 0);
    ela_json_set(o, "asks", asks(c, p, s));
    if (portal(c))
        return o;
    set_words(o, "reason", s->reason);
    ela_json_set_bool(o, "left", *s->kept != '\0');
    ela_json_set_bool(o, "visible", s->visible);
    ela_json_set_int(o, "weight", s->weight);
    ela_json_set_int(o, "version", s->version);
    ela_json_set_int(o, "definition", s->definition_id);
    return o;
}

void ela__page_steps(struct ela_call *c, struct ela__page *p)
{
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < p->f.nsteps; i++)
        if (!portal(c) || p->f.steps[i].visible)
            ela_json_push(rows, step(c, p, &p->f.steps[i]));
    ela_json_set(c->out, "steps", rows);
}

/* --- pieces --------------------------------------------------------------- */

enum {
    F_ID,
    F_OBJECT,
    F_OBJECT_ID,
    F_NAME,
    F_SIZE,
    F_AT,
    F_DELIVERABLE,
    F_TYPE,
    F_DOWNLOADS,
    F_LINK,
    F_SCAN
};

static struct ela_json *file(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    bool link = ela_db_int(r, i, F_LINK, 0) == 1, client = c->actor->kind == ELA_ACTOR_PORTAL;
    struct ela_str scan = ela_db_cell(r, i, F_SCAN);
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, F_ID);
    ela_list_text(o, "name", r, i, F_NAME);
    ela_list_text(o, "type", r, i, F_TYPE);
    ela_list_int(o, "size", r, i, F_SIZE);
    ela_list_int(o, "at", r, i, F_AT);
    ela_json_set_bool(o, "link", link);
    ela_json_set_bool(o, "may_download",
                      !link && (!client || ela_db_int(r, i, F_DOWNLOADS, 1) == 1));
    if (!client && ela_settings_scan_holds(c->settings, scan))
        ela_json_set_str(o, "scan", scan);
    return o;
}

static struct ela_json *files_of(const struct ela_call *c, const struct ela_db_result *r,
                                 int64_t piece)
{
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_str_is(ela_db_cell(r, i, F_OBJECT), "piece") &&
            ela_db_int(r, i, F_OBJECT_ID, 0) == piece)
            ela_json_push(rows, file(c, r, i));
    return rows;
}

/* The document that is proposed, as far as its level lets it be read. */
static void held_of(const struct ela_call *c, struct ela_json *o, const struct ela_db_result *r,
                    const struct ela__item *it)
{
    ela_json_set_null(o, "held");
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_str_is(ela_db_cell(r, i, F_OBJECT), "held") &&
            ela_db_int(r, i, F_OBJECT_ID, 0) == it->id)
            ela_json_set(o, "held", file(c, r, i));
}

/* The file to fill in that the template gives: fetched by the piece, never by its own number. */
static struct ela_json *model_of(const struct ela__item *it)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "name", it->def->model);
    ela_json_set_int(o, "size", it->def->model_size);
    return o;
}

static struct ela_json *piece(struct ela_call *c, const struct ela__page *page,
                              const struct ela__item *it, const struct ela_db_result *files)
{
    const struct ela_case *k = &page->f.k;
    const struct ela_meta_option *category =
        ela_meta_item(page->categories, ela_str_of(it->category));
    const char *status = ela__item_status(c, it);
    struct ela_json *o = ela_json_new_object();
    struct ela_str help = it->help;
    bool missing = ela__item_missing(c, it);
    bool past = it->due_on.n != ELA_DAY_NONE.n && it->due_on.n < ela_tz_day(c->tz, c->now).n;
    if (!help.n && it->def)
        help = ela_str_of(ela_label_text(it->def->help, c->actor->lang));
    ela_json_set_int(o, "id", it->id);
    ela_json_set_text(o, "code", it->code);
    ela_json_set_str(o, "label", ela__item_label(c, it));
    ela_json_set_text(o, "category", it->category);
    ela_json_set_text(o, "within", category && *category->within ? category->within : NULL);
    ela_json_set(o, "status", ela_template_piece_badge(c, k->template, ela_str_of(status)));
    ela_json_set_int(o, "status_at", it->status_at);
    ela_json_set_bool(o, "required", it->required);
    ela_json_set_bool(o, "many", it->many);
    ela_json_set_text(o, "source", it->from_client ? "client" : "office");
    set_words(o, "help", help);
    set_words(o, "reason", it->reason);
    set_words(o, "step", it->step_code);
    set_day(o, "due_on", it->due_on);
    set_day(o, "valid_until", it->valid_until);
    ela_json_set_bool(o, "late", missing && past && !k->closed);
    ela_json_set_bool(o, "todo", ela__item_todo(c, k, it)); /* the client's red dot */
    if (it->def && *it->def->model)
        ela_json_set(o, "model", model_of(it));
    else
        ela_json_set_null(o, "model");
    ela_json_set(o, "files", files_of(c, files, it->id));
    if (!portal(c))
        held_of(c, o, files, it);
    if (!portal(c)) {
        ela_json_set_int(o, "version", it->version);
        ela_json_set_bool(o, "visible", ela__item_shown(it));
        set_moment(o, "action", it->action_id);
    }
    return o;
}

static void count(const struct ela_call *c, struct ela__page *p, const struct ela__item *it)
{
    const char *status = ela__item_status(c, it);
    if (strcmp(status, ELA__NA) == 0)
        return;
    p->pieces++;
    p->waiting += strcmp(status, "waiting") == 0;
    p->missing += ela__item_missing(c, it);
}

enum ela_status ela__page_pieces(struct ela_call *c, struct ela__page *p, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result files;
    struct ela_json *rows = ela_json_new_array(), *deliverables = ela_json_new_array();
    ela_json_set(c->out, "pieces", rows);
    ela_json_set(c->out, "deliverables", deliverables);
    ELA_TRY(ela_meta_list(c, "piece_categories", &p->categories, err));
    ela_sql_init(&q);
    static const char *const PARTS[] = {ELA_SQL_PAGE_FILES, ELA_SQL_PAGE_FILES_TAKEN,
                                        ELA_SQL_PAGE_FILES_HELD};
    for (size_t i = 0; i < (portal(c) ? 2u : 3u); i++) {
        ela_sql_add(&q, PARTS[i]);
        ela_sql_int(&q, p->f.k.id);
        ela_sql_int(&q, portal(c));
        ela_scope_file_level(&q, c->actor, "f");
    }
    ela_sql_add(&q, ELA_SQL_FILES_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &files, err));
    for (size_t i = 0; i < p->f.nitems; i++) {
        const struct ela__item *it = &p->f.items[i];
        if (portal(c) && !ela__item_shown(it))
            continue;
        count(c, p, it);
        ela_json_push(rows, piece(c, p, it, &files));
    }
    for (size_t i = 0; i < files.nrows; i++)
        if (ela_db_int(&files, i, F_DELIVERABLE, 0) == 1)
            ela_json_push(deliverables, file(c, &files, i));
    ela_db_result_release(&files);
    return ELA_OK;
}
