/*
 * The core's parser stops at the first fault. To tell them all, the faulty line is blanked (or the
 * missing key made optional) and the text is read again.
 */
#include "runtime/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { FILE_MAX_BYTES = 256 * 1024, KEYS_MAX = 64, FAULTS_MAX = 50 };

struct reading {
    const struct elw_conf_spec *spec;
    struct ela_conf_key common_keys[KEYS_MAX], own_keys[KEYS_MAX];
    char *text;
    size_t n;
    char named[FAULTS_MAX][64]; /* keys that were told of already */
    size_t faults;
    elw_conf_fault *fault;
    void *ctx;
};

static const char *words_of(const char *key)
{
    static const struct {
        const char *key, *words;
    } known[] = {
        {"conf.unreadable", "not a \"key = value\" line"},
        {"conf.unknown_key", "unknown key"},
        {"conf.repeated_key", "given twice"},
        {"conf.bad_value", "bad value"},
        {"conf.required", "required, and missing"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(key, known[i].key) == 0)
            return known[i].words;
    }
    return key;
}

static const char *read_file(const char *path, char **text, size_t *n)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return strerror(errno);
    const char *failure = NULL;
    char *p = malloc(FILE_MAX_BYTES);
    size_t have = 0;
    if (p == NULL)
        failure = "out of memory";
    while (failure == NULL) {
        ssize_t got = read(fd, p + have, FILE_MAX_BYTES - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            failure = strerror(errno);
        if (got <= 0)
            break;
        have += (size_t)got;
        if (have == FILE_MAX_BYTES)
            failure = "larger than 256 KiB";
    }
    close(fd);
    if (failure != NULL) {
        free(p);
        return failure;
    }
    *text = p;
    *n = have;
    return NULL;
}

static size_t copy_keys(struct ela_conf_key out[KEYS_MAX], const struct ela_conf_key *keys)
{
    size_t n = 0;
    while (keys[n].name != NULL && n + 1 < KEYS_MAX) {
        out[n] = keys[n];
        n++;
    }
    out[n].name = NULL;
    return n;
}

static bool named_before(const struct reading *r, const char *key)
{
    for (size_t i = 0; i < r->faults; i++) {
        if (key[0] != '\0' && strcmp(r->named[i], key) == 0)
            return true;
    }
    return false;
}

static void tell(struct reading *r, int64_t line, const char *key, const char *words)
{
    if (r->faults == FAULTS_MAX)
        return;
    ela_str_copy(ela_str_of(key), r->named[r->faults++], sizeof r->named[0]);
    r->fault(r->ctx, line, key, words);
}

static int64_t line_param(const struct ela_error *err)
{
    int64_t line = 0;
    for (unsigned i = 0; i < err->nparams; i++) {
        if (strcmp(err->params[i].name, "line") == 0 &&
            !ela_parse_i64(ela_str_of(err->params[i].value), &line))
            line = 0;
    }
    return line;
}

static void blank_line(struct reading *r, int64_t line)
{
    int64_t at = 1;
    for (size_t i = 0; i < r->n && at <= line; i++) {
        if (r->text[i] == '\n')
            at++;
        else if (at == line)
            r->text[i] = ' ';
    }
}

/* The key is made optional, so that the rest of the file can be read. */
static void excuse(struct ela_conf_key *keys, const char *name)
{
    for (; keys->name != NULL; keys++) {
        if (strcmp(keys->name, name) != 0)
            continue;
        keys->fallback = keys->type == ELA_CONF_CHOICE ? keys->choices[0] : "0";
        keys->check = NULL;
        keys->min = keys->max = 0;
    }
}

static void parse_all(struct reading *r, struct ela_conf_common *common, void *own)
{
    const struct ela_conf_section sections[] = {{r->common_keys, common}, {r->own_keys, own}};
    for (int rounds = 0; rounds < 4 * FAULTS_MAX; rounds++) {
        struct ela_error err = ELA_ERROR_INIT;
        struct ela_str text = {r->text, r->n};
        if (ela_conf_parse(text, sections, 2, r->spec->others ? ELA_CONF_OTHERS_OK : 0, &err) ==
            ELA_OK)
            return;
        int64_t line = line_param(&err);
        if (!named_before(r, err.field))
            tell(r, line, err.field, words_of(err.key));
        if (line > 0) {
            blank_line(r, line);
        } else {
            excuse(r->common_keys, err.field);
            excuse(r->own_keys, err.field);
        }
    }
}

static void cross_fault(void *ctx, const char *key, const char *words)
{
    tell(ctx, 0, key, words);
}

size_t elw_conf_read(const char *path, const struct elw_conf_spec *spec,
                     struct ela_conf_common *common, void *own, elw_conf_fault *fault, void *ctx)
{
    struct reading *r = calloc(1, sizeof *r);
    if (r == NULL) {
        fault(ctx, 0, "", "out of memory");
        return 1;
    }
    r->spec = spec;
    r->fault = fault;
    r->ctx = ctx;
    memset(common, 0, sizeof *common);
    memset(own, 0, spec->size);
    copy_keys(r->common_keys, ELA_CONF_COMMON);
    copy_keys(r->own_keys, spec->keys);
    const char *failure = read_file(path, &r->text, &r->n);
    if (failure != NULL)
        tell(r, 0, "", failure);
    else
        parse_all(r, common, own);
    if (r->faults == 0 && common->db_host[0] == '\0' && common->db_socket[0] == '\0')
        tell(r, 0, "db_host", "required, unless db_socket is given");
    if (r->faults == 0 && spec->check != NULL)
        spec->check(common, own, cross_fault, r);
    size_t faults = r->faults;
    if (r->text != NULL)
        explicit_bzero(r->text, r->n);
    free(r->text);
    free(r);
    return faults;
}

static size_t width_of(const struct ela_conf_key *k)
{
    switch (k->type) {
    case ELA_CONF_TEXT:
    case ELA_CONF_CHOICE:
        return k->size;
    case ELA_CONF_BOOL:
        return sizeof(bool);
    case ELA_CONF_INT:
    case ELA_CONF_SECONDS:
    case ELA_CONF_BYTES:
        break;
    }
    return sizeof(int64_t);
}

void elw_conf_reload(const struct ela_conf_key *keys, void *current, const void *fresh,
                     void (*kept)(void *ctx, const char *key), void *ctx)
{
    for (const struct ela_conf_key *k = keys; k->name != NULL; k++) {
        unsigned char *mine = (unsigned char *)current + k->offset;
        const unsigned char *theirs = (const unsigned char *)fresh + k->offset;
        bool text = k->type == ELA_CONF_TEXT || k->type == ELA_CONF_CHOICE;
        bool same = text ? strcmp((const char *)mine, (const char *)theirs) == 0
                         : memcmp(mine, theirs, width_of(k)) == 0;
        if (same)
            continue;
        if (k->reloadable)
            memcpy(mine, theirs, width_of(k));
        else
            kept(ctx, k->name);
    }
}

void elw_conf_documents(const struct ela_conf_common *common,
                        void (*fault)(void *ctx, const char *key, const char *words), void *ctx)
{
    if (common->documents_dir[0] != '\0' && access(common->documents_dir, W_OK | X_OK) != 0 &&
        errno != ENOENT && errno != ENOTDIR)
        fault(ctx, "documents_dir",
              "cannot be written to: check its owner, and ReadWritePaths= of the systemd unit");
}
