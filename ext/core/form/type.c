/*
 * Types of fields: names, what expressions see, which reader serves each.
 */
#include "form/form_internal.h"

static const struct {
    const char *name;
    enum ela_x_type xtype;
    ela__f_reader *read;
} types[ELA_F_TYPES] = {
    [ELA_F_NONE] = {"", ELA_X_EMPTY, NULL},
    [ELA_F_TEXT] = {"text", ELA_X_TEXT, ela__f_read_text},
    [ELA_F_LONG] = {"long", ELA_X_TEXT, ela__f_read_text},
    [ELA_F_RICH] = {"rich", ELA_X_TEXT, ela__f_read_text},
    [ELA_F_NUMBER] = {"number", ELA_X_NUMBER, ela__f_read_number},
    [ELA_F_AMOUNT] = {"amount", ELA_X_NUMBER, ela__f_read_number},
    [ELA_F_PERCENT] = {"percent", ELA_X_NUMBER, ela__f_read_number},
    [ELA_F_DATE] = {"date", ELA_X_DATE, ela__f_read_date},
    [ELA_F_TIME] = {"time", ELA_X_TEXT, ela__f_read_time},
    [ELA_F_MOMENT] = {"moment", ELA_X_NUMBER, ela__f_read_moment},
    [ELA_F_DURATION] = {"duration", ELA_X_NUMBER, ela__f_read_duration},
    [ELA_F_YESNO] = {"yesno", ELA_X_BOOL, ela__f_read_yesno},
    [ELA_F_CHOICE] = {"choice", ELA_X_TEXT, ela__f_read_choice},
    [ELA_F_CHOICES] = {"choices", ELA_X_LIST, ela__f_read_choices},
    [ELA_F_LINK] = {"link", ELA_X_NUMBER, ela__f_read_link},
    [ELA_F_FILE] = {"file", ELA_X_LIST, ela__f_read_files},
    [ELA_F_EMAIL] = {"email", ELA_X_TEXT, ela__f_read_email},
    [ELA_F_PHONE] = {"phone", ELA_X_TEXT, ela__f_read_phone},
    [ELA_F_ADDRESS] = {"address", ELA_X_TEXT, ela__f_read_address},
    [ELA_F_IBAN] = {"iban", ELA_X_TEXT, ela__f_read_iban},
    [ELA_F_SIREN] = {"siren", ELA_X_TEXT, ela__f_read_siren},
    [ELA_F_SIRET] = {"siret", ELA_X_TEXT, ela__f_read_siret},
    [ELA_F_NIR] = {"nir", ELA_X_TEXT, ela__f_read_nir},
    [ELA_F_COMPUTED] = {"computed", ELA_X_EMPTY, NULL},
    [ELA_F_TABLE] = {"table", ELA_X_ROWS, NULL},
    [ELA_F_SECTION] = {"section", ELA_X_EMPTY, NULL},
    [ELA_F_NOTE] = {"note", ELA_X_EMPTY, NULL},
};

enum ela_form_type ela_form_type_of(struct ela_str name)
{
    for (unsigned t = 1; t < ELA_F_TYPES; t++)
        if (ela_str_is(name, types[t].name))
            return (enum ela_form_type)t;
    return ELA_F_NONE;
}

const char *ela_form_type_name(enum ela_form_type type)
{
    return (unsigned)type < ELA_F_TYPES ? types[type].name : "";
}

enum ela_x_type ela_form_x_type(enum ela_form_type type)
{
    return (unsigned)type < ELA_F_TYPES ? types[type].xtype : ELA_X_EMPTY;
}

bool ela__f_problem(struct ela_form_problem *p, const char *key)
{
    p->key = key;
    for (size_t i = 0; i < ELA_PROBLEM_PARAMS; i++)
        p->params[i].name = NULL;
    return false;
}

void ela__f_problem_param(struct ela_form_problem *p, const char *name, struct ela_str value)
{
    for (size_t i = 0; i < ELA_PROBLEM_PARAMS; i++)
        if (!p->params[i].name) {
            p->params[i].name = name;
            (void)ela_str_copy(value, p->params[i].value, sizeof p->params[i].value);
            return;
        }
}

void ela__f_problem_int(struct ela_form_problem *p, const char *name, int64_t value)
{
    char buf[32];
    ela__f_problem_param(p, name, ela_x_write(ela_x_int(value), buf));
}

size_t ela__f_blank(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    if (n && u[0] < 0x80)
        return u[0] == ' ' || u[0] == '\t';
    if (n >= 2 && u[0] == 0xC2 && u[1] == 0xA0)
        return 2;
    if (n >= 3 && u[0] == 0xE2 &&
        ((u[1] == 0x80 && (u[2] <= 0x8A || u[2] == 0xAF)) || (u[1] == 0x81 && u[2] == 0x9F)))
        return 3;
    return n >= 3 && u[0] == 0xE3 && u[1] == 0x80 && u[2] == 0x80 ? 3 : 0;
}

static struct ela_x_value value_of(const struct ela__f_field *f, const char *text, size_t n)
{
    if (f->xtype == ELA_X_TEXT)
        return ela_x_text(text, n);
    return ela_x_read((enum ela_x_type)f->xtype, (struct ela_str){text, n});
}

bool ela__f_read(const struct ela__f_field *f, const struct ela__f_context *c, struct ela_str typed,
                 char *out, size_t *n, struct ela_x_value *value, struct ela_form_problem *problem)
{
    *n = 0;
    *value = ELA_X_NONE;
    problem->key = NULL;
    struct ela_str t = ela_str_trim(typed);
    if (t.n == 0 || !types[f->type].read)
        return true;
    if (typed.n > ELA__F_BYTES_MAX)
        return ela__f_problem(problem, "field.too_long");
    if (f->type == ELA_F_ADDRESS)
        t = typed; /* an empty first line means something */
    if (!types[f->type].read(f, c, t, out, n, problem)) {
        *n = 0;
        return false;
    }
    *value = value_of(f, out, *n);
    return true;
}

struct ela_x_value ela__f_settle(const struct ela__f_field *f, struct ela_x_value v)
{
    static const int64_t units[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    if (v.type != ELA_X_NUMBER || f->decimals > 5)
        return v;
    int64_t unit = units[f->decimals], half = v.num < 0 ? -unit / 2 : unit / 2, sum;
    if (__builtin_add_overflow(v.num, half, &sum))
        return ELA_X_NONE;
    return ela_x_number(sum / unit * unit);
}

/* ---- Least and most ------------------------------------------------------------------------- */

static int compare(struct ela_x_value a, struct ela_x_value b)
{
    if (a.type == ELA_X_TEXT) {
        size_t n = a.n < b.n ? a.n : b.n;
        int c = memcmp(a.text, b.text, n);
        return c ? c : (a.n > b.n) - (a.n < b.n);
    }
    return (a.num > b.num) - (a.num < b.num);
}

/* What is said of a value out of bounds: too small a number, too early a day, too few of them. */
static const char *bound_key(unsigned type, bool low)
{
    switch (type) {
    case ELA_F_DATE:
    case ELA_F_TIME:
    case ELA_F_MOMENT:
        return low ? "field.too_early" : "field.too_late";
    case ELA_F_TABLE:
    case ELA_F_CHOICES:
    case ELA_F_FILE:
        return low ? "field.too_few" : "field.too_many";
    default:
        return low ? "field.too_small" : "field.too_large";
    }
}

bool ela__f_within(const struct ela__f_field *f, struct ela_x_value v, struct ela_x_value min,
                   struct ela_x_value max, struct ela_form_problem *problem)
{
    char buf[32];
    bool low = min.type == v.type && v.type && compare(v, min) < 0;
    bool high = max.type == v.type && v.type && compare(v, max) > 0;
    if (!low && !high)
        return true;
    ela__f_problem(problem, bound_key(f->type, low));
    ela__f_problem_param(problem, low ? "min" : "max", ela_x_write(low ? min : max, buf));
    return false;
}

size_t ela__f_items(struct ela_str list)
{
    size_t n = list.n > 0;
    for (size_t i = 0; i < list.n; i++)
        n += list.p[i] == ',';
    return n;
}
