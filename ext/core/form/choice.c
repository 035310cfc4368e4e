/*
 * What is chosen rather than written: yes or no, codes of options, ids of objects and files.
 */
#include "form/form_internal.h"

#include "expr/expr.h"

static void lower_copy(struct ela_str s, char *out)
{
    for (size_t i = 0; i < s.n; i++)
        out[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 0x20) : s.p[i];
    out[s.n] = '\0';
}

bool ela__f_read_yesno(const struct ela__f_field *f, const struct ela__f_context *c,
                       struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    static const char *const yes[] = {"true", "1", "oui", "yes", "on", "o", "y"};
    static const char *const no[] = {"false", "0", "non", "no", "off", "n"};
    char word[8];
    (void)f;
    (void)c;
    const char *found = NULL;
    if (typed.n < sizeof word) {
        lower_copy(typed, word);
        for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
            found = strcmp(word, yes[i]) == 0 ? "true" : found;
        for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
            found = strcmp(word, no[i]) == 0 ? "false" : found;
    }
    if (!found)
        return ela__f_problem(problem, "field.yesno");
    *n = strlen(found);
    memcpy(out, found, *n);
    return true;
}

/* Index of a code among the options; SIZE_MAX: not there. */
static size_t option_of(const struct ela__f_field *f, struct ela_str code)
{
    for (size_t i = 0; i < f->noptions; i++)
        if (ela_str_eq(f->options[i], code))
            return i;
    return SIZE_MAX;
}

static bool no_option(struct ela_str code, struct ela_form_problem *problem)
{
    ela__f_problem(problem, "field.choice");
    if (ela_utf8_valid(code.p, code.n, NULL))
        ela__f_problem_param(problem, "value", code);
    return false;
}

bool ela__f_read_choice(const struct ela__f_field *f, const struct ela__f_context *c,
                        struct ela_str typed, char *out, size_t *n,
                        struct ela_form_problem *problem)
{
    (void)c;
    if (f->open_options ? !ela__f_option_ok(typed) : option_of(f, typed) == SIZE_MAX)
        return no_option(typed, problem);
    memcpy(out, typed.p, typed.n);
    *n = typed.n;
    return true;
}

/* The next item of a comma list; false at its end. */
static bool next_item(struct ela_str list, size_t *at, struct ela_str *item)
{
    if (*at > list.n)
        return false;
    size_t to = *at;
    while (to < list.n && list.p[to] != ',')
        to++;
    *item = ela_str_trim((struct ela_str){list.p + *at, to - *at});
    *at = to + 1;
    return true;
}

static void add_item(char *out, size_t *n, struct ela_str item)
{
    if (*n)
        out[(*n)++] = ',';
    memcpy(out + *n, item.p, item.n);
    *n += item.n;
}

static bool listed(const char *out, size_t n, struct ela_str item)
{
    struct ela_str one, all = {out, n};
    size_t at = 0;
    while (n && next_item(all, &at, &one))
        if (ela_str_eq(one, item))
            return true;
    return false;
}

static bool too_many(size_t most, struct ela_form_problem *problem)
{
    ela__f_problem(problem, "field.too_many");
    ela__f_problem_int(problem, "max", (int64_t)most);
    return false;
}

/* Known options come out in their own order, so that equal choices are equal texts. */
static bool in_order(const struct ela__f_field *f, struct ela_str typed, char *out, size_t *n,
                     struct ela_form_problem *problem)
{
    struct ela_str item;
    uint64_t chosen[(ELA_FORM_OPTIONS_MAX + 63) / 64] = {0};
    for (size_t at = 0; next_item(typed, &at, &item);) {
        if (item.n == 0)
            continue;
        size_t i = option_of(f, item);
        if (i == SIZE_MAX)
            return no_option(item, problem);
        chosen[i / 64] |= (uint64_t)1 << (i % 64);
    }
    for (size_t i = 0; i < f->noptions; i++)
        if (chosen[i / 64] >> (i % 64) & 1)
            add_item(out, n, f->options[i]);
    return true;
}

bool ela__f_read_choices(const struct ela__f_field *f, const struct ela__f_context *c,
                         struct ela_str typed, char *out, size_t *n,
                         struct ela_form_problem *problem)
{
    struct ela_str item;
    size_t count = 0;
    (void)c;
    *n = 0;
    if (!f->open_options)
        return in_order(f, typed, out, n, problem);
    for (size_t at = 0; next_item(typed, &at, &item);) {
        if (item.n == 0 || listed(out, *n, item))
            continue;
        if (!ela__f_option_ok(item))
            return no_option(item, problem);
        if (++count > ELA__F_CHOSEN_MAX)
            return too_many(ELA__F_CHOSEN_MAX, problem);
        add_item(out, n, item);
    }
    return true;
}

static bool id_ok(struct ela_str s)
{
    int64_t id;
    return s.n && s.p[0] >= '1' && s.p[0] <= '9' && ela_parse_i64(s, &id) && id <= INT32_MAX;
}

bool ela__f_read_link(const struct ela__f_field *f, const struct ela__f_context *c,
                      struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    (void)f;
    (void)c;
    if (!id_ok(typed))
        return ela__f_problem(problem, "field.link");
    memcpy(out, typed.p, typed.n);
    *n = typed.n;
    return true;
}

bool ela__f_read_files(const struct ela__f_field *f, const struct ela__f_context *c,
                       struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    struct ela_str item;
    size_t count = 0, most = f->flags & ELA_FORM_MANY ? ELA__F_CHOSEN_MAX : 1;
    (void)c;
    *n = 0;
    for (size_t at = 0; next_item(typed, &at, &item);) {
        if (item.n == 0 || listed(out, *n, item))
            continue;
        if (!id_ok(item))
            return ela__f_problem(problem, "field.file");
        if (++count > most)
            return too_many(most, problem);
        add_item(out, n, item);
    }
    return true;
}
