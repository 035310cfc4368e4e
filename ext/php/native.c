/*
 * elaska.conf and the process's own database connection.
 */
#include "native.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONF_MAX 65536

struct php_elaska_native {
    char path[1024];
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
    bool read;
    struct ela_conf_common conf;
    char key[1024]; /* of the open connection */
    pid_t pid;      /* that opened it: a fork must not share its socket */
    struct ela_db *db;
};

static void disconnect(struct php_elaska_native *n)
{
    /* Closing in a fork would say good-bye on the parent's connection. */
    if (n->db != NULL && n->pid == getpid())
        ela_db_free(n->db);
    n->db = NULL;
    n->key[0] = '\0';
}

static enum ela_status process_native(struct php_elaska_native **out, struct ela_error *err)
{
    if (ELASKA_G(native) == NULL) {
        ELASKA_G(native) = ela_malloc(sizeof **out);
        if (ELASKA_G(native) == NULL)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
        memset(ELASKA_G(native), 0, sizeof **out);
    }
    *out = ELASKA_G(native);
    return ELA_OK;
}

static bool same_file(const struct php_elaska_native *n, const char *path, const struct stat *st)
{
    return n->read && strcmp(n->path, path) == 0 && n->device == st->st_dev &&
           n->inode == st->st_ino && n->size == st->st_size &&
           n->changed.tv_sec == st->st_mtim.tv_sec && n->changed.tv_nsec == st->st_mtim.tv_nsec;
}

static bool read_all(int fd, struct ela_buf *text)
{
    char part[4096];
    ssize_t got;

    while ((got = read(fd, part, sizeof part)) != 0) {
        if (got > 0)
            ela_buf_add(text, part, (size_t)got);
        else if (errno != EINTR)
            return false;
    }
    return !text->failed;
}

static enum ela_status parse(struct php_elaska_native *n, int fd, struct ela_error *err)
{
    struct ela_conf_common conf;
    const struct ela_conf_section section = {ELA_CONF_COMMON, &conf};
    struct ela_buf text;
    enum ela_status st;

    memset(&conf, 0, sizeof conf);
    ela_buf_init(&text, CONF_MAX);
    if (!read_all(fd, &text))
        st = ela_fail(err, ELA_E_PERMANENT, "conf.unreadable", "");
    else
        st = ela_conf_parse((struct ela_str){text.n ? text.p : "", text.n}, &section, 1,
                            ELA_CONF_OTHERS_OK, err);
    ela_buf_release(&text);
    if (st == ELA_OK)
        n->conf = conf;
    return st;
}

static enum ela_status load(struct php_elaska_native *n, const char *path, struct ela_error *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum ela_status status = ELA_OK;

    if (fd < 0 || fstat(fd, &st) != 0) {
        status = ela_failf(err, ELA_E_PERMANENT, "conf.missing", "", "%s: error %d", path, errno);
    } else if (!same_file(n, path, &st)) {
        n->read = false;
        status = parse(n, fd, err);
        if (status == ELA_OK) {
            (void)snprintf(n->path, sizeof n->path, "%s", path);
            n->device = st.st_dev;
            n->inode = st.st_ino;
            n->size = st.st_size;
            n->changed = st.st_mtim;
            n->read = true;
        }
    }
    if (fd >= 0)
        close(fd);
    return status;
}

enum ela_status php_elaska_native_conf(const struct ela_conf_common **conf, struct ela_error *err)
{
    const char *path = ELASKA_G(config);
    struct php_elaska_native *n = NULL;

    ELA_TRY(php_elaska_take_door(PHP_ELASKA_NATIVE, err));
    ELA_TRY(process_native(&n, err));
    if (path == NULL || path[0] == '\0' || strlen(path) >= sizeof n->path)
        return ela_fail(err, ELA_E_PERMANENT, "conf.missing", "");
    ELA_TRY(load(n, path, err));
    *conf = &n->conf;
    return ELA_OK;
}

static enum ela_status connect_to(struct php_elaska_native *n, struct ela_error *err)
{
    const struct ela_conf_common *c = &n->conf;
    const struct ela_db_config cfg = {
        .host = c->db_socket[0] != '\0' ? NULL : c->db_host,
        .socket = c->db_socket[0] != '\0' ? c->db_socket : NULL,
        .port = (unsigned)c->db_port,
        .database = c->db_name,
        .user = c->db_user,
        .password = c->db_password,
        .prefix = c->db_prefix,
        .tls_required = c->db_tls,
    };

    ELA_TRY(ela_db_open(&cfg, &n->db, err));
    n->pid = getpid();
    return ELA_OK;
}

enum ela_status php_elaska_native_open(struct ela_db **db, struct ela_app **app,
                                       struct ela_error *err)
{
    const struct ela_conf_common *c;
    char key[sizeof ELASKA_G(native)->key];

    ELA_TRY(php_elaska_native_conf(&c, err));
    struct php_elaska_native *n = ELASKA_G(native);
    (void)snprintf(key, sizeof key, "%s%s:%lld/%s/%s/%s", c->db_host, c->db_socket,
                   (long long)c->db_port, c->db_name, c->db_user, c->db_prefix);
    if (n->db != NULL && (strcmp(key, n->key) != 0 || n->pid != getpid()))
        disconnect(n);
    ELA_TRY(php_elaska_app(key, app, err));
    if (n->db == NULL) {
        ELA_TRY(connect_to(n, err));
        (void)snprintf(n->key, sizeof n->key, "%s", key);
    } else {
        ELA_TRY(ela_db_revive(n->db, php_elaska_now(), err));
    }
    *db = n->db;
    return ELA_OK;
}

void php_elaska_native_rest(void)
{
    struct php_elaska_native *n = ELASKA_G(native);

    if (n != NULL && n->db != NULL && n->pid == getpid())
        ela_db_rollback(n->db);
}

void php_elaska_native_free(void)
{
    if (ELASKA_G(native) == NULL)
        return;
    disconnect(ELASKA_G(native));
    ela_free(ELASKA_G(native));
    ELASKA_G(native) = NULL;
}
