/*
 * Packs in tests: those of the module are installed as its activation does it.
 *
 *     struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
 *     t_pack(&admin, "core");
 *     t_pack(&admin, "starter");
 */
#ifndef ELA_TESTS_PACK_SUPPORT_H
#define ELA_TESTS_PACK_SUPPORT_H

#include "support.h"

#include <dirent.h>

#ifndef TEST_ROOT
#define TEST_ROOT "."
#endif
#define T_PACKS TEST_ROOT "/dolibarr-module/elaska/packs"

static void t_pack_file(struct ela_json *files, const char *root, const char *path)
{
    char full[1024];
    struct ela_buf b;
    char block[4096];
    size_t n;
    snprintf(full, sizeof full, "%s/%s", root, path);
    FILE *f = fopen(full, "rb");
    if (!f)
        fail_msg("cannot read %s", full);
    ela_buf_init(&b, 1 << 22);
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        ela_buf_add(&b, block, n);
    fclose(f);
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "path", path);
    ela_json_set_str(o, "body", (struct ela_str){b.p, b.n});
    ela_json_push(files, o);
    ela_buf_release(&b);
}

static int t_by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* {pack, files} of a pack of the module; the caller frees it. */
static struct ela_json *t_pack_input(const char *name)
{
    static const char *const FOLDERS[] = {"lists", "statuses", "fields", "templates", NULL};
    char root[512], folder[600], path[400];
    struct ela_json *in = ela_json_new_object(), *files = ela_json_new_array();
    ela_json_set_text(in, "pack", name);
    ela_json_set(in, "files", files);
    snprintf(root, sizeof root, "%s/%s", T_PACKS, name);
    t_pack_file(files, root, "pack.json");
    for (size_t i = 0; FOLDERS[i]; i++) {
        char *names[256];
        size_t n = 0;
        snprintf(folder, sizeof folder, "%s/%s", root, FOLDERS[i]);
        DIR *d = opendir(folder);
        for (struct dirent *e; d && (e = readdir(d)) != NULL;)
            if (strstr(e->d_name, ".json") && n < 256)
                names[n++] = strdup(e->d_name);
        if (d)
            closedir(d);
        qsort(names, n, sizeof names[0], t_by_name);
        for (size_t k = 0; k < n; k++) {
            snprintf(path, sizeof path, "%s/%s", FOLDERS[i], names[k]);
            t_pack_file(files, root, path);
            free(names[k]);
        }
    }
    return in;
}

static void t_pack(const struct ela_actor *admin, const char *name)
{
    struct ela_json *in = t_pack_input(name), *out = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_request rq = {.db = T.db, .actor = admin, .now = T.now};
    enum ela_status st =
        ela_app_call(T.app, &rq, ELA_STR("pack.install"), in, &out, NULL, NULL, &err);
    ela_json_free(in);
    ela_json_free(out);
    if (st != ELA_OK)
        fail_msg("pack %s: %s at %s of %s=%s %s=%s %s=%s (%s)", name, err.key, err.field,
                 err.params[0].name, err.params[0].value, err.params[1].name, err.params[1].value,
                 err.params[2].name, err.params[2].value, err.detail);
}

#endif
