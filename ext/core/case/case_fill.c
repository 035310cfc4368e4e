/*
 * Steps and pieces of a case as its template says: all of them when it opens, the new ones when it
 * takes up the present revision. Source: CASE-04, CASE-05, CASE-06.
 */
#include "case/flow.h"

bool ela__step_asks_client(const struct ela_meta_step *d)
{
    return d->form && ela_fieldset_asks_client(&d->form->set);
}

/* Rows of one table, in as few statements as they take. */
struct rows {
    const char *insert, *row;
    struct ela_sql q;
    size_t n;
};

static enum ela_status put_rows(struct ela_call *c, struct rows *rows, struct ela_error *err)
{
    if (rows->n == 0)
        return ELA_OK;
    rows->n = 0;
    return ela_sql_exec(&rows->q, c->db, NULL, err);
}

/* What p points to outlives the statement: texts of the template, constants, the arena. */
static enum ela_status add_row(struct ela_call *c, struct rows *rows, const struct ela_db_value *p,
                               size_t n, struct ela_error *err)
{
    if (rows->n && rows->q.n + n > ELA_SQL_MAX_PARAMS)
        ELA_TRY(put_rows(c, rows, err));
    if (rows->n == 0)
        ela_sql_init(&rows->q);
    ela_sql_add(&rows->q, rows->n++ ? ELA_SQL_COMMA : rows->insert);
    ela_sql_add(&rows->q, rows->row);
    for (size_t i = 0; i < n; i++)
        ela_sql_value(&rows->q, p[i]);
    return ELA_OK;
}

/* Who has a role is asked once, however many steps are his. */
struct roles {
    const char *role[8];
    int32_t user[8];
    size_t n;
};

static enum ela_status role_user(struct ela_call *c, const struct ela_case *k, struct roles *known,
                                 const char *role, int32_t *user, struct ela_error *err)
{
    for (size_t i = 0; role && i < known->n; i++)
        if (strcmp(known->role[i], role) == 0) {
            *user = known->user[i];
            return ELA_OK;
        }
    ELA_TRY(ela_case_role_user(c, k, role, user, err));
    if (role && known->n < sizeof known->role / sizeof known->role[0]) {
        known->role[known->n] = role;
        known->user[known->n++] = *user;
    }
    return ELA_OK;
}

static enum ela_status add_step(struct ela_call *c, const struct ela__flow *f, struct rows *rows,
                                const struct ela_meta_step *d, size_t place, struct ela_day planned,
                                int32_t user, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(f->k.id),
                               ELA_DBV_TEXT(d->code),
                               ELA_DBV_INT((int64_t)place),
                               ELA_DBV_INT(d->weight),
                               ELA_DBV_INT(d->visible),
                               ELA_DBV_TEXT(ELA__TODO),
                               ela_list_day(c->arena, planned),
                               ela__id_or_null(user),
                               ELA_DBV_INT(f->k.template->definition),
                               ELA_DBV_INT(ela__step_asks_client(d))};
    return add_row(c, rows, p, sizeof(p) / sizeof(p[0]), err);
}

/* Delays follow each other, one step after the other; side by side they all start with the case. */
static enum ela_status fill_steps(struct ela_call *c, struct ela__flow *f, size_t *added,
                                  struct ela_error *err)
{
    const struct ela_template *t = f->k.template;
    struct rows rows = {.insert = ELA_SQL_STEP_INSERT, .row = ELA_SQL_STEP_ROW};
    struct roles known = {.n = 0};
    enum ela_status st = ELA_OK;
    int32_t days = 0;
    *added = 0;
    for (size_t i = 0; i < t->nsteps && st == ELA_OK; i++) {
        const struct ela_meta_step *d = &t->steps[i];
        struct ela_day planned = ELA_DAY_NONE;
        days = t->parallel ? d->days : days + d->days;
        if (d->days > 0)
            planned.n = f->k.start_on.n + days;
        if (ela__flow_step_code(f, d->code))
            continue;
        int32_t user = 0;
        st = role_user(c, &f->k, &known, d->role, &user, err);
        if (st == ELA_OK)
            st = add_step(c, f, &rows, d, i + 1, planned, user, err);
        (*added)++;
    }
    if (st == ELA_OK)
        st = put_rows(c, &rows, err);
    ela_sql_release(&rows.q);
    return st == ELA_OK ? ela__flow_steps(c, f, err) : st;
}

static bool has_piece(const struct ela__flow *f, const char *code)
{
    for (size_t i = 0; i < f->nitems; i++)
        if (strcmp(f->items[i].code, code) == 0)
            return true;
    return false;
}

static enum ela_status fill_pieces(struct ela_call *c, struct ela__flow *f, size_t *added,
                                   struct ela_error *err)
{
    const struct ela_template *t = f->k.template;
    struct rows rows = {.insert = ELA_SQL_PIECE_INSERT, .row = ELA_SQL_PIECE_ROW};
    enum ela_status st = ELA_OK;
    int64_t place = 0;
    *added = 0;
    for (size_t i = 0; i < f->nitems; i++)
        if (f->items[i].position > place)
            place = f->items[i].position;
    for (size_t i = 0; i < t->npieces && st == ELA_OK; i++) {
        const struct ela_meta_piece *d = &t->pieces[i];
        if (has_piece(f, d->code))
            continue;
        const struct ela__step *s = d->step ? ela__flow_step_code(f, d->step->code) : NULL;
        struct ela_piece_new n = {.title = &d->label,
                                  .category = ela_str_of(d->category),
                                  .code = d->code,
                                  .step_id = s ? s->id : 0,
                                  .from_client = d->from_client,
                                  .required = d->required,
                                  .many = d->many,
                                  .due_on = ELA_DAY_NONE};
        bool need = ela_guard_true(d->show_if, f->values, f->facts);
        struct ela_db_value p[ELA__PIECE_VALUES];
        ela__piece_values(c, &f->k, &n, ++place, need ? "to_provide" : ELA__NA, p);
        st = add_row(c, &rows, p, ELA__PIECE_VALUES, err);
        (*added)++;
    }
    if (st == ELA_OK)
        st = put_rows(c, &rows, err);
    ela_sql_release(&rows.q);
    return st == ELA_OK ? ela__flow_items(c, f, err) : st;
}

enum ela_status ela__flow_fill(struct ela_call *c, struct ela__flow *f, size_t *steps,
                               size_t *pieces, struct ela_error *err)
{
    ELA_TRY(fill_steps(c, f, steps, err));
    ELA_TRY(fill_pieces(c, f, pieces, err));
    return ela__reuse_look(c, f, -1, err);
}
