/*
 * Reading models of folder trees, and which of them is for whom. Source: DOC-01.
 */
#include "meta/folders.h"

#include "meta/meta_internal.h"

/* --- reading ------------------------------------------------------------------------------ */

struct reading {
    struct ela__reader *r;
    struct ela_folder_model *m;
    bool cases;
};

static bool has_year(struct ela_label l)
{
    return (!*l.fr || strstr(l.fr, "{year}")) && (!*l.en || strstr(l.en, "{year}"));
}

/* A name is one line that a path may be made of. */
static void check_name(struct ela__reader *r, const char *name, const char *member)
{
    if (strchr(name, '/') || strchr(name, '\\'))
        (void)ela__bad(r, "folder.name", member);
}

static bool under_year(const struct ela_folder_node *n)
{
    for (; n; n = n->parent)
        if (n->each_year)
            return true;
    return false;
}

static size_t taken(const struct ela_folder_node *nodes, size_t n, const char *category)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < nodes[i].ncategories; k++)
            found += ela__same(nodes[i].categories[k], category) ? 1 : 0;
        found += taken(nodes[i].children, nodes[i].nchildren, category);
    }
    return found;
}

static void read_node(struct reading *x, const struct ela_json *v, struct ela_folder_node *n,
                      size_t depth);

static void same_as(struct ela__reader *r, const struct ela_folder_node *a,
                    const struct ela_folder_node *b)
{
    if (*a->code && ela__same(a->code, b->code))
        ela__problem_param(r, ela__bad(r, "pack.duplicate", "code"), "code", a->code);
    else if (*a->label.fr && ela__same(a->label.fr, b->label.fr))
        ela__problem_param(r, ela__bad(r, "pack.same_label", "label"), "label", a->label.fr);
}

static size_t read_nodes(struct reading *x, const struct ela_json *v, const char *member,
                         const struct ela_folder_node *parent, size_t depth,
                         const struct ela_folder_node **out)
{
    struct ela__reader *r = x->r;
    const struct ela_json *list;
    size_t n = ela__array(r, v, member, 0, 40, &list), mark = ela__down(r, member);
    struct ela_folder_node *nodes = ela__take(r, n, sizeof *nodes);
    x->m->total += n;
    if (n && depth > ELA_FOLDER_LEVELS)
        ela__problem_int(r, ela__bad(r, "folder.deep", ""), "max", ELA_FOLDER_LEVELS);
    if (x->m->total > ELA_FOLDER_NODES)
        ela__problem_int(r, ela__bad(r, "pack.too_many", ""), "max", ELA_FOLDER_NODES);
    for (size_t i = 0; nodes && i < n && depth <= ELA_FOLDER_LEVELS; i++) {
        size_t at = ela__down_at(r, i);
        nodes[i].parent = parent;
        read_node(x, ela_json_at(list, i), &nodes[i], depth);
        for (size_t k = 0; k < i; k++)
            same_as(r, &nodes[i], &nodes[k]);
        ela__up(r, at);
    }
    ela__up(r, mark);
    *out = nodes;
    return nodes && depth <= ELA_FOLDER_LEVELS ? n : 0;
}

static void read_node(struct reading *x, const struct ela_json *v, struct ela_folder_node *n,
                      size_t depth)
{
    static const char *const MEMBERS[] = {"code",       "label",   "icon", "colour",
                                          "visible",    "level",   "year", "cases",
                                          "categories", "folders", NULL};
    struct ela__reader *r = x->r;
    n->code = "";
    n->label = (struct ela_label){"", ""};
    n->icon = n->colour = "";
    if (!ela__object(r, v, MEMBERS))
        return;
    n->code = ela__code(r, v, "code", true, "-", 30);
    n->label = ela__label(r, v, "label", true, ELA_FOLDER_NAME);
    check_name(r, n->label.fr, "label/fr");
    check_name(r, n->label.en, "label/en");
    n->icon = ela__icon(r, v, false);
    n->colour = ela__colour(r, v, false);
    n->visible = ela__flag(r, v, "visible", true);
    n->level = (int)ela__int(r, v, "level", 0, 1, 0);
    n->each_year = ela__flag(r, v, "year", false);
    n->cases = ela__flag(r, v, "cases", false);
    n->categories = ela__codes(r, v, "categories", 40, &n->ncategories);
    if (n->each_year && !has_year(n->label))
        (void)ela__bad(r, "folder.year_name", "label");
    if (n->each_year && (n->cases || under_year(n->parent)))
        (void)ela__bad(r, "folder.year_within", "year");
    if (n->cases && (x->cases || n->each_year || under_year(n->parent) || !x->m->client_kinds))
        (void)ela__bad(r, "folder.cases_once", "cases");
    x->cases = x->cases || n->cases;
    n->nchildren = read_nodes(x, v, "folders", n, depth + 1, &n->children);
}

static void check_categories(struct reading *x, const struct ela_folder_node *nodes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < nodes[i].ncategories; k++)
            if (taken(x->m->nodes, x->m->nnodes, nodes[i].categories[k]) > 1) {
                ela__problem_param(x->r, ela__bad(x->r, "folder.category_twice", "folders"),
                                   "category", nodes[i].categories[k]);
                return;
            }
        check_categories(x, nodes[i].children, nodes[i].nchildren);
    }
}

static void read_kinds(struct ela__reader *r, const struct ela_json *v, struct ela_folder_model *m)
{
    size_t n;
    const char *const *codes = ela__codes(r, v, "client_kinds", 4, &n);
    for (size_t i = 0; i < n; i++) {
        unsigned bit = ela_client_kind_of(ela_str_of(codes[i]));
        if (!bit)
            ela__problem_param(r, ela__bad(r, "pack.choice", "client_kinds"), "value", codes[i]);
        m->client_kinds |= bit;
    }
}

struct ela_folder_model *ela__folders_read(struct ela__reader *r, const struct ela_json *v)
{
    static const char *const MEMBERS[] = {"$schema",      "format",      "code",    "label", "of",
                                          "client_kinds", "description", "folders", NULL};
    static const char *const OF[] = {"client", "case", NULL};
    struct ela_folder_model *m = ela__take(r, 1, sizeof *m);
    struct reading x = {.r = r, .m = m};
    if (!m || !ela__object(r, v, MEMBERS))
        return NULL;
    if (!ela_str_is(ela_json_text(ela_json_get(v, "format")), "elaska.folders/1"))
        (void)ela__bad(r, "pack.format", "format");
    m->code = ela__code(r, v, "code", true, "-", 40);
    m->label = ela__label(r, v, "label", true, 120);
    m->description = ela__label(r, v, "description", false, 400);
    bool of_case = ela__same(ela__choice(r, v, "of", OF, "client"), "case");
    read_kinds(r, v, m);
    if (of_case && m->client_kinds)
        (void)ela__bad(r, "pack.needless", "client_kinds");
    if (!of_case && !m->client_kinds)
        (void)ela__bad(r, "pack.required", "client_kinds");
    m->nnodes = read_nodes(&x, v, "folders", NULL, 1, &m->nodes);
    if (m->nnodes == 0)
        (void)ela__bad(r, "pack.required", "folders");
    check_categories(&x, m->nodes, m->nnodes);
    return m;
}

/* --- which is for whom -------------------------------------------------------------------- */

static enum ela_status loaded(struct ela_call *c, const struct ela__head *h,
                              const struct ela_folder_model **out, struct ela_error *err)
{
    const struct ela__definition *d;
    ELA_TRY(ela__definition_load(c, ELA__KIND_FOLDERS, h->definition, &d, err));
    *out = d->parsed.folders;
    return ELA_OK;
}

enum ela_status ela_meta_folders_of(struct ela_call *c, unsigned client_kinds,
                                    const struct ela_folder_model **out, struct ela_error *err)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    *out = NULL;
    ELA_TRY(ela__definitions_load(c, ELA__KIND_FOLDERS, err));
    for (size_t i = 0; s && i < s->nheads && !*out; i++) {
        const struct ela_folder_model *m = NULL;
        if (!s->heads[i].active || !ela__same(s->heads[i].kind, ELA__KIND_FOLDERS))
            continue;
        ELA_TRY(loaded(c, &s->heads[i], &m, err));
        if (m && (m->client_kinds & client_kinds))
            *out = m;
    }
    return ELA_OK;
}

enum ela_status ela_meta_folders_named(struct ela_call *c, const char *code,
                                       const struct ela_folder_model **out, struct ela_error *err)
{
    const struct ela__head *h = ela__head_of(c, ELA__KIND_FOLDERS, ela_str_of(code));
    *out = NULL;
    return h && h->active ? loaded(c, h, out, err) : ELA_OK;
}

static const struct ela_folder_node *taking(const struct ela_folder_node *nodes, size_t n,
                                            struct ela_str category)
{
    const struct ela_folder_node *found = NULL;
    for (size_t i = 0; i < n && !found; i++) {
        for (size_t k = 0; k < nodes[i].ncategories && !found; k++)
            found = ela_str_is(category, nodes[i].categories[k]) ? &nodes[i] : NULL;
        if (!found)
            found = taking(nodes[i].children, nodes[i].nchildren, category);
    }
    return found;
}

const struct ela_folder_node *ela_folder_node_for(const struct ela_folder_model *m,
                                                  struct ela_str category)
{
    return m && category.n ? taking(m->nodes, m->nnodes, category) : NULL;
}

static const struct ela_folder_node *of_cases(const struct ela_folder_node *nodes, size_t n)
{
    const struct ela_folder_node *found = NULL;
    for (size_t i = 0; i < n && !found; i++)
        found = nodes[i].cases ? &nodes[i] : of_cases(nodes[i].children, nodes[i].nchildren);
    return found;
}

const struct ela_folder_node *ela_folder_node_of_cases(const struct ela_folder_model *m)
{
    return m ? of_cases(m->nodes, m->nnodes) : NULL;
}
