/*
 * A form as bytes and back: what is stored with a definition and sent to the browser.
 *
 *   "ELAF" version(1) length(4) crc32(4) body
 *   body: counts; facts; pages; fields; then expressions, which need the types of all fields
 */
#include "form/form_internal.h"

#include "base/bytes.h"

#define HEADER 13

enum { HAS_MIN = 1, HAS_MAX = 2 };
enum { X_SHOW = 1, X_REQUIRED = 2, X_COMPUTED = 4, X_VALUE = 8, X_MIN = 16, X_MAX = 32 };

/* CRC-32 as zlib computes it, four bits at a time. */
static uint32_t crc32_of(const unsigned char *p, size_t n)
{
    static const uint32_t table[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
                                       0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
                                       0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                       0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    uint32_t c = 0xFFFFFFFF;
    for (size_t i = 0; i < n; i++) {
        c = table[(c ^ p[i]) & 15] ^ (c >> 4);
        c = table[(c ^ (uint32_t)(p[i] >> 4)) & 15] ^ (c >> 4);
    }
    return c ^ 0xFFFFFFFF;
}

/* ---- Saving --------------------------------------------------------------------------------- */

static void save_bound(struct ela_buf *b, const struct ela__f_bound *bound)
{
    char buf[32];
    ela_put_u8(b, bound->fixed.type);
    if (bound->fixed.type)
        ela_put_text(b, ela_x_write(bound->fixed, buf));
}

static void save_field(struct ela_buf *b, const struct ela__f_field *f)
{
    ela_put_text(b, ela_str_of(f->code));
    ela_put_u8(b, f->type);
    ela_put_u8(b, f->xtype);
    ela_put_u8(b, f->flags);
    ela_put_u8(b, f->decimals);
    ela_put_u16(b, (uint16_t)f->table);
    ela_put_u16(b, (uint16_t)f->page);
    ela_put_u32(b, f->min_length);
    ela_put_u32(b, f->max_length);
    ela_put_text(b, f->value);
    ela_put_text(b, f->mask);
    save_bound(b, &f->min);
    save_bound(b, &f->max);
    ela_put_u8(b, f->open_options);
    ela_put_u16(b, f->noptions);
    for (size_t i = 0; i < f->noptions; i++)
        ela_put_text(b, f->options[i]);
}

static void save_expr(struct ela_buf *b, const struct ela_expr *e)
{
    if (e)
        ela_expr_save(e, b);
}

static void save_expressions(struct ela_buf *b, const struct ela__f_field *f)
{
    ela_put_u8(b, (f->show_if ? X_SHOW : 0u) | (f->required_if ? X_REQUIRED : 0u) |
                      (f->computed ? X_COMPUTED : 0u) | (f->value_expr ? X_VALUE : 0u) |
                      (f->min.expr ? X_MIN : 0u) | (f->max.expr ? X_MAX : 0u));
    save_expr(b, f->show_if);
    save_expr(b, f->required_if);
    save_expr(b, f->computed);
    save_expr(b, f->value_expr);
    save_expr(b, f->min.expr);
    save_expr(b, f->max.expr);
}

static void save_body(struct ela_buf *b, const struct ela_form *form)
{
    ela_put_u16(b, form->nfields);
    ela_put_u16(b, form->npages);
    ela_put_u16(b, form->nfacts);
    for (size_t i = 1; i < form->nfacts; i++) {
        ela_put_text(b, form->facts[i].name);
        ela_put_u8(b, form->facts[i].type);
    }
    for (size_t i = 0; i < form->npages; i++)
        ela_put_text(b, ela_str_of(form->pages[i].code));
    for (size_t i = 0; i < form->nfields; i++)
        save_field(b, &form->fields[i]);
    for (size_t i = 0; i < form->npages; i++) {
        ela_put_u8(b, form->pages[i].show_if ? X_SHOW : 0);
        save_expr(b, form->pages[i].show_if);
    }
    for (size_t i = 0; i < form->nfields; i++)
        save_expressions(b, &form->fields[i]);
}

enum ela_status ela_form_save(const struct ela_form *form, struct ela_buf *out,
                              struct ela_error *err)
{
    struct ela_buf body;
    ela_buf_init(&body, ELA_FORM_BYTES_MAX);
    save_body(&body, form);
    if (!body.failed) {
        ela_buf_adds(out, "ELAF");
        ela_put_u8(out, ELA_FORM_VERSION);
        ela_put_u32(out, (uint32_t)body.n);
        ela_put_u32(out, crc32_of((const unsigned char *)body.p, body.n));
        ela_buf_add(out, body.p, body.n);
    }
    bool failed = body.failed || out->failed;
    ela_buf_release(&body);
    return failed ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL) : ELA_OK;
}

/* ---- Loading -------------------------------------------------------------------------------- */

struct loader {
    struct ela_reader r;
    struct ela_form *form;
    struct ela_arena *arena;
    bool no_memory;
    uint8_t *types, *cells; /* of the lines of one table */
};

static struct ela_str load_text(struct loader *l)
{
    struct ela_str s = ela_get_text(&l->r);
    if (s.n == 0)
        return ELA_STR("");
    char *copy = ela_arena_strndup(l->arena, s.p, s.n);
    if (!copy) {
        l->no_memory = l->r.bad = true;
        return ELA_STR("");
    }
    return (struct ela_str){copy, s.n};
}

/* A text without NUL inside, as a C string. */
static const char *load_code(struct loader *l)
{
    struct ela_str s = load_text(l);
    if (s.n == 0 || memchr(s.p, '\0', s.n))
        l->r.bad = true;
    return s.p;
}

static struct ela_x_value load_bound(struct loader *l)
{
    unsigned type = ela_get_u8(&l->r);
    if (type == ELA_X_EMPTY)
        return ELA_X_NONE;
    struct ela_str text = load_text(l);
    struct ela_x_value v = ELA_X_NONE;
    if (type == ELA_X_NUMBER || type == ELA_X_DATE || type == ELA_X_TEXT)
        v = ela_x_read((enum ela_x_type)type, text);
    if (v.type == ELA_X_EMPTY)
        l->r.bad = true;
    return v;
}

static void load_options(struct loader *l, struct ela__f_field *f)
{
    unsigned open = ela_get_u8(&l->r);
    f->open_options = open != 0;
    f->noptions = ela_get_u16(&l->r);
    if (open > 1 || f->noptions > ELA_FORM_OPTIONS_MAX || (size_t)f->noptions * 3 > l->r.n) {
        l->r.bad = true;
        return;
    }
    struct ela_str *options = ela_arena_alloc(l->arena, (f->noptions + 1u) * sizeof *options);
    if (!options) {
        l->no_memory = l->r.bad = true;
        return;
    }
    for (size_t i = 0; i < f->noptions && !l->r.bad; i++)
        options[i] = load_text(l);
    f->options = options;
}

static int16_t load_index(struct loader *l, size_t limit)
{
    int16_t v = (int16_t)ela_get_u16(&l->r);
    if (v < -1 || v >= (int)limit)
        l->r.bad = true;
    return v;
}

static void load_field(struct loader *l, size_t i)
{
    struct ela__f_field *f = &l->form->fields[i];
    f->code = load_code(l);
    f->type = ela_get_u8(&l->r);
    f->xtype = ela_get_u8(&l->r);
    f->flags = ela_get_u8(&l->r);
    f->decimals = ela_get_u8(&l->r);
    f->table = load_index(l, i);
    f->page = load_index(l, l->form->npages);
    f->min_length = ela_get_u32(&l->r);
    f->max_length = ela_get_u32(&l->r);
    f->value = load_text(l);
    f->mask = load_text(l);
    f->min.fixed = load_bound(l);
    f->max.fixed = load_bound(l);
    if (f->flags > 15 || f->type >= ELA_F_TYPES || f->xtype >= ELA_X_TYPES)
        l->r.bad = true;
    load_options(l, f);
}

/* want: type of the result; ELA_X_EMPTY: whatever check.c will say. */
static void load_expr(struct loader *l, bool there, int table, enum ela_x_type want,
                      const struct ela_expr **out)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_str in = {(const char *)l->r.p, l->r.n};
    if (!there || l->r.bad)
        return;
    const struct ela_form *form = l->form;
    if (table >= 0)
        ela__f_slot_types(form, table, l->types, l->cells);
    enum ela_status st =
        ela_expr_load(&in, table >= 0 ? l->types : form->types, table >= 0 ? l->cells : form->cells,
                      ELA__F_SLOTS(form), l->arena, out, &err);
    if (st == ELA_E_INTERNAL)
        l->no_memory = true;
    if (st != ELA_OK || (want && ela_expr_type(*out) != want)) {
        l->r.bad = true;
        return;
    }
    l->r.p = (const unsigned char *)in.p;
    l->r.n = in.n;
}

static void load_expressions(struct loader *l, struct ela__f_field *f)
{
    unsigned has = ela_get_u8(&l->r);
    load_expr(l, has & X_SHOW, -1, ELA_X_BOOL, &f->show_if);
    load_expr(l, has & X_REQUIRED, f->table, ELA_X_BOOL, &f->required_if);
    load_expr(l, has & X_COMPUTED, f->table, ELA_X_EMPTY, &f->computed);
    load_expr(l, has & X_VALUE, -1, ELA_X_EMPTY, &f->value_expr);
    load_expr(l, has & X_MIN, f->table, ELA_X_EMPTY, &f->min.expr);
    load_expr(l, has & X_MAX, f->table, ELA_X_EMPTY, &f->max.expr);
}

static void load_facts(struct loader *l)
{
    struct ela__f_fact *facts = l->form->facts;
    facts[0] = (struct ela__f_fact){ELA_STR("today"), ELA_X_DATE};
    for (size_t i = 1; i < l->form->nfacts && !l->r.bad; i++) {
        facts[i].name = load_text(l);
        facts[i].type = ela_get_u8(&l->r);
        if (facts[i].type == ELA_X_EMPTY || facts[i].type >= ELA_X_ROWS)
            l->r.bad = true;
    }
}

static void load_body(struct loader *l)
{
    struct ela_form *form = l->form;
    load_facts(l);
    for (size_t i = 0; i < form->npages && !l->r.bad; i++)
        form->pages[i].code = load_code(l);
    for (size_t i = 0; i < form->nfields && !l->r.bad; i++)
        load_field(l, i);
    if (l->r.bad || !ela__f_number_columns(form)) {
        l->r.bad = true;
        return;
    }
    ela__f_slot_types(form, -1, form->types, form->cells);
    for (size_t i = 0; i < form->npages && !l->r.bad; i++)
        load_expr(l, ela_get_u8(&l->r) & X_SHOW, -1, ELA_X_BOOL, &form->pages[i].show_if);
    for (size_t i = 0; i < form->nfields && !l->r.bad; i++)
        load_expressions(l, &form->fields[i]);
    if (l->r.n)
        l->r.bad = true;
}

static enum ela_status no_memory(struct ela_error *err)
{
    return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
}

static enum ela_status broken(struct ela_error *err)
{
    return ela_fail(err, ELA_E_INPUT, "form.broken", NULL);
}

static enum ela_status load_form(struct loader *l, struct ela_error *err)
{
    size_t nfields = ela_get_u16(&l->r), npages = ela_get_u16(&l->r), nfacts = ela_get_u16(&l->r);
    if (l->r.bad || nfields > ELA_FORM_FIELDS_MAX || npages > ELA_FORM_PAGES_MAX || nfacts < 1 ||
        nfacts > ELA_FORM_FACTS_MAX + 1)
        return broken(err);
    l->form = ela__f_new(l->arena, nfields, npages, nfacts);
    l->types = ela_arena_alloc(l->arena, nfields + nfacts);
    l->cells = ela_arena_alloc(l->arena, nfields + nfacts);
    if (!l->form || !l->types || !l->cells)
        return no_memory(err);
    load_body(l);
    if (l->no_memory)
        return no_memory(err);
    if (l->r.bad)
        return broken(err);
    struct ela_error local = ELA_ERROR_INIT;
    enum ela_status st = ela__f_check(l->form, &local);
    if (st == ELA_OK)
        st = ela__f_order(l->form, l->arena, &local);
    if (st == ELA_E_INTERNAL)
        return no_memory(err);
    return st == ELA_OK ? ELA_OK : broken(err);
}

enum ela_status ela_form_load(struct ela_str bytes, struct ela_arena *arena,
                              const struct ela_form **out, struct ela_error *err)
{
    struct loader l = {.r = {(const unsigned char *)bytes.p, bytes.n, false}, .arena = arena};
    if (bytes.n < HEADER || memcmp(bytes.p, "ELAF", 4) != 0)
        return broken(err);
    l.r.p += 4;
    l.r.n -= 4;
    if (ela_get_u8(&l.r) != ELA_FORM_VERSION)
        return ela_fail(err, ELA_E_INPUT, "form.version", NULL);
    uint32_t length = ela_get_u32(&l.r), crc = ela_get_u32(&l.r);
    if (length != l.r.n || length > ELA_FORM_BYTES_MAX || crc32_of(l.r.p, l.r.n) != crc)
        return broken(err);
    ELA_TRY(load_form(&l, err));
    *out = l.form;
    return ELA_OK;
}
