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
#include <stdlib.h>

#ifndef TEST_ROOT
#define TEST_ROOT "."
#endif
#define T_PACKS TEST_ROOT "/dolibarr-module/elaska/packs"

static inline void t_pack_body(struct ela_json *files, const char *path, const char *body)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "path", path);
    ela_json_set_text(o, "body", body);
    ela_json_push(files, o);
}

static inline void t_pack_file(struct ela_json *files, const char *root, const char *path)
{
    char full[1024];
    snprintf(full, sizeof full, "%s/%s", root, path);
    char *body = t_file(full);
    t_pack_body(files, path, body);
    free(body);
}

static inline int t_is_json(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return n > 5 && strcmp(e->d_name + n - 5, ".json") == 0;
}

/* {pack, files} of a pack of the module; the caller frees it. */
static inline struct ela_json *t_pack_input(const char *name)
{
    static const char *const FOLDERS[] = {"lists",   "statuses", "fields", "templates",
                                          "letters", "folders",  NULL};
    char root[512], folder[600], path[400];
    struct ela_json *in = ela_json_new_object(), *files = ela_json_new_array();
    ela_json_set_text(in, "pack", name);
    ela_json_set(in, "files", files);
    snprintf(root, sizeof root, "%s/%s", T_PACKS, name);
    t_pack_file(files, root, "pack.json");
    for (size_t i = 0; FOLDERS[i]; i++) {
        struct dirent **names = NULL;
        snprintf(folder, sizeof folder, "%s/%s", root, FOLDERS[i]);
        int n = scandir(folder, &names, t_is_json, alphasort); /* none where it is not there */
        for (int k = 0; k < n; k++) {
            snprintf(path, sizeof path, "%s/%s", FOLDERS[i], names[k]->d_name);
            t_pack_file(files, root, path);
            free(names[k]);
        }
        free(names);
    }
    return in;
}

static inline void t_pack(const struct ela_actor *admin, const char *name)
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
