/*
 * Definitions: the shipped packs from the database into a process that has none of them yet, and
 * into one that has. What it costs a PHP process is measured by packs.php.
 */
#include "bench_support.h"
#include "meta/meta_store.h"
#include "pack_support.h"

#include <sys/resource.h>

enum { FRESH = 40, WARM = 20000 };

static struct ela_actor admin;

static double cpu_ms(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

/* What an operation does that needs every template and every list. */
static void load_all(struct ela_meta *m, const struct ela_workflow *base, int64_t stamp)
{
    static const char *const LISTS[] = {"case_roles", "party_roles", "piece_categories", "families",
                                        "case_tags"};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_call c = {.db = T.db, .actor = &admin, .now = T.now, .meta = m, .workflow = base};
    const struct ela_meta_head *heads;
    const struct ela_meta_list *list;
    size_t n;
    b_must(ela_meta_begin(m, T.db, 1, stamp, &c.workflow, &err), &err, "begin");
    b_must(ela_meta_templates(&c, &heads, &n, &err), &err, "templates");
    if (n != 12)
        b_note("%zu templates", n);
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++)
        b_must(ela_meta_list(&c, LISTS[i], &list, &err), &err, LISTS[i]);
}

int main(void)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_workflow *base = NULL;
    double fresh[FRESH];
    if (t_open(NULL) != 0)
        return 1;
    t_clean(NULL);
    admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "core");
    t_pack(&admin, "starter");
    b_must(ela_workflow_shipped(&base, &err), &err, "workflow");
    int64_t stamp = t_int("SELECT value FROM llx_elaska_definition_stamp WHERE entity = 1");
    struct ela_meta *m = NULL;
    for (int i = -2; i < FRESH; i++) {
        ela_meta_free(m);
        m = ela_meta_new(base);
        double from = cpu_ms();
        load_all(m, base, stamp);
        if (i >= 0)
            fresh[i] = cpu_ms() - from;
    }
    double from = cpu_ms();
    for (int i = 0; i < WARM; i++)
        load_all(m, base, stamp);
    double warm = (cpu_ms() - from) * 1000.0 / WARM, cold = b_median(fresh, FRESH);
    b_row("load of the shipped packs by the core alone, CPU", cold, "ms", NULL, 0, "-", true);
    b_row("the same where they are kept, CPU", warm, "us", NULL, 0, "< 20", warm < 20);
    ela_meta_free(m);
    ela_workflow_free(base);
    return t_close(NULL);
}
