/*
 * Elaska\Schema: the core's migrations and manifest on Dolibarr's connection. Reading the files is
 * done here, since the core reads none.
 */
#include "bridge.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/schema.h"
#include "exception.h"
#include "guard.h"
#include "schema_arginfo.h"

#define FILES_MAX    512
#define FILE_MAX     ((size_t)1024 * 1024)
#define NAME_MAX_ELA 96
#define DIFFERENCES  ((size_t)256 * 1024)

/* The migration files of a directory, in order of their names. */
struct files {
    size_t n;
    struct ela_schema_file list[FILES_MAX];
    struct ela_arena mem;
};

static enum ela_status unreadable(struct ela_error *err, const char *what)
{
    return ela_failf(err, ELA_E_PERMANENT, "schema.files", "dir", "%s", what);
}

static enum ela_status read_file(struct files *f, int dir, const char *name, struct ela_error *err)
{
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
    struct stat st;

    if (fd < 0 || fstat(fd, &st) != 0 || st.st_size < 0 || (size_t)st.st_size > FILE_MAX) {
        if (fd >= 0)
            close(fd);
        return unreadable(err, name);
    }
    size_t size = (size_t)st.st_size, done = 0;
    char *text = ela_arena_alloc(&f->mem, size + 1);
    ssize_t got = 1;
    while (text != NULL && done < size && (got = read(fd, text + done, size - done)) > 0)
        done += (size_t)got;
    close(fd);
    if (text == NULL || done < size)
        return unreadable(err, name);
    struct ela_schema_file *file = &f->list[f->n];
    file->name = ela_arena_strndup(&f->mem, name, strlen(name) - strlen(".sql"));
    file->text = (struct ela_str){text, size};
    if (file->name == NULL)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    f->n++;
    return ELA_OK;
}

static bool migration_name(const char *name)
{
    size_t n = strlen(name);

    return name[0] == 'V' && n > 5 && n < NAME_MAX_ELA && strcmp(name + n - 4, ".sql") == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct ela_schema_file *)a)->name,
                  ((const struct ela_schema_file *)b)->name);
}

/* A module without migrations/ has none. */
static enum ela_status read_files(struct files *f, const char *sql, struct ela_error *err)
{
    char path[1024];
    enum ela_status st = ELA_OK;

    if (snprintf(path, sizeof path, "%s/migrations", sql) >= (int)sizeof path)
        return unreadable(err, "path");
    if (access(sql, R_OK | X_OK) != 0)
        return unreadable(err, sql);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return ELA_OK;
    for (struct dirent *e = readdir(dir); e != NULL && st == ELA_OK; e = readdir(dir)) {
        if (!migration_name(e->d_name))
            continue;
        st = f->n < FILES_MAX ? read_file(f, dirfd(dir), e->d_name, err)
                              : unreadable(err, "too many migrations");
    }
    closedir(dir);
    qsort(f->list, f->n, sizeof f->list[0], by_name);
    return st;
}

static bool known(const char *name)
{
    for (const char *const *m = ELA_SCHEMA_MANIFEST.migrations; *m != NULL; m++)
        if (strcmp(*m, name) == 0)
            return true;
    return false;
}

/* Files of another version than this extension: the tables may be right, the next migration would
 * not. */
static void compare_files(const struct files *f, struct ela_buf *differences)
{
    for (size_t i = 0; i < f->n; i++)
        if (!known(f->list[i].name))
            ela_buf_addf(differences, "migration %s is unknown to this version of the extension\n",
                         f->list[i].name);
    for (const char *const *m = ELA_SCHEMA_MANIFEST.migrations; *m != NULL; m++) {
        bool there = false;
        for (size_t i = 0; i < f->n; i++)
            there = there || strcmp(f->list[i].name, *m) == 0;
        if (!there)
            ela_buf_addf(differences, "migration %s has no file in the module\n", *m);
    }
}

enum step { MIGRATE, SETTLE, VERIFY, READY };

static enum ela_status do_step(struct ela_db *db, enum step step, const struct files *files,
                               struct ela_buf *differences, struct ela_error *err)
{
    switch (step) {
    case MIGRATE:
        return ela_schema_migrate(db, files->list, files->n, php_elaska_now(), NULL, err);
    case SETTLE:
        return ela_schema_settle(db, php_elaska_now(), err);
    case READY:
        return ela_schema_ready(db, err);
    case VERIFY:
    default:
        ELA_TRY(ela_schema_verify(db, &ELA_SCHEMA_MANIFEST, differences, err));
        return ela_buf_check(differences, err);
    }
}

static enum ela_status on_bridge(zend_object *object, enum step step, const struct files *files,
                                 struct ela_buf *differences, struct ela_error *err,
                                 struct php_elaska_bridge **bridge)
{
    ELA_TRY(php_elaska_bridge_open(object, bridge, err));
    ELA_TRY(php_elaska_bridge_enter(*bridge, err));
    if (step == MIGRATE && (*bridge)->entry_depth > 0)
        (void)ela_fail(err, ELA_E_STATE, "schema.transaction", "");
    else
        (void)do_step((*bridge)->core, step, files, differences, err);
    (void)php_elaska_bridge_leave(*bridge, step == MIGRATE || step == SETTLE, err);
    return err->status;
}

static void lines_to(const struct ela_buf *text, zval *out)
{
    array_init(out);
    for (size_t at = 0; at < text->n;) {
        const char *line = text->p + at, *end = memchr(line, '\n', text->n - at);
        size_t n = end != NULL ? (size_t)(end - line) : text->n - at;

        if (n > 0)
            add_next_index_stringl(out, line, n);
        at += n + 1;
    }
}

/* dir NULL: no files are needed. */
static void run(zend_object *object, enum step step, const char *dir, zval *return_value)
{
    struct php_elaska_frame *f = php_elaska_frame_push(); /* its body takes the differences */
    struct ela_error err = ELA_ERROR_INIT;
    struct php_elaska_bridge *bridge = NULL;

    if (f == NULL)
        return;
    struct files *files = ela_malloc(sizeof *files);
    if (files == NULL) {
        (void)ela_fail(&err, ELA_E_INTERNAL, "internal.memory", "");
    } else {
        memset(files, 0, sizeof *files);
        ela_arena_init(&files->mem, 0);
        if ((dir == NULL || read_files(files, dir, &err) == ELA_OK) &&
            on_bridge(object, step, files, &f->body, &err, &bridge) == ELA_OK && dir != NULL &&
            step == VERIFY)
            compare_files(files, &f->body);
        ela_arena_release(&files->mem);
        ela_free(files);
    }
    if (bridge != NULL && bridge->bailed) {
        php_elaska_raise(); /* the frame is freed at the end of the request */
    }
    if (EG(exception) == NULL && err.status != ELA_OK)
        php_elaska_throw(&err, false);
    if (EG(exception) == NULL && step == VERIFY)
        lines_to(&f->body, return_value);
    php_elaska_frame_pop(f);
}

ZEND_METHOD(Elaska_Schema, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Elaska_Schema, migrate)
{
    zend_object *db;
    char *dir;
    size_t n;

    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_OBJ(db)
    Z_PARAM_PATH(dir, n)
    ZEND_PARSE_PARAMETERS_END();
    run(db, MIGRATE, dir, return_value);
}

ZEND_METHOD(Elaska_Schema, settle)
{
    zend_object *db;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJ(db)
    ZEND_PARSE_PARAMETERS_END();
    run(db, SETTLE, NULL, return_value);
}

ZEND_METHOD(Elaska_Schema, verify)
{
    zend_object *db;
    char *dir = NULL;
    size_t n = 0;

    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_OBJ(db)
    Z_PARAM_OPTIONAL
    Z_PARAM_PATH(dir, n)
    ZEND_PARSE_PARAMETERS_END();
    run(db, VERIFY, n > 0 ? dir : NULL, return_value);
}

ZEND_METHOD(Elaska_Schema, ready)
{
    zend_object *db;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJ(db)
    ZEND_PARSE_PARAMETERS_END();
    run(db, READY, NULL, return_value);
}

ZEND_METHOD(Elaska_Schema, version)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STRING(ela_schema_version());
}

void php_elaska_schema_minit(void)
{
    (void)register_class_Elaska_Schema();
}
