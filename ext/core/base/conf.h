/*
 * elaska.conf: `key = value` lines, '#' comments, values optionally in double quotes. Each program
 * describes its keys in tables (name, type, where it goes, default, bounds); an unknown or repeated
 * key is refused with its line. The core reads no file: callers give the text.
 */
#ifndef ELA_BASE_CONF_H
#define ELA_BASE_CONF_H

#include "base/str.h"

enum ela_conf_type {
    ELA_CONF_TEXT,    /* char[size] */
    ELA_CONF_INT,     /* int64_t, min..max */
    ELA_CONF_BOOL,    /* bool: yes/no, true/false, on/off, 1/0 */
    ELA_CONF_SECONDS, /* int64_t seconds; value with unit: "30s", "5m", "12h", "7d"; bare is seconds
                       */
    ELA_CONF_BYTES,   /* int64_t bytes; "64k", "10M", "1G"; bare is bytes */
    ELA_CONF_CHOICE   /* char[size], one of choices */
};

struct ela_conf_key {
    const char *name; /* NULL ends the table */
    enum ela_conf_type type;
    size_t offset, size;  /* member of the caller's struct: ELA_CONF_AT(struct, member) */
    const char *fallback; /* text of the default; NULL: the key is required */
    int64_t min, max;     /* of INT, SECONDS, BYTES; both 0: no bound */
    const char *const *choices;
    bool reloadable; /* may change at SIGHUP; otherwise a reload keeps the old value */
    bool secret;     /* never printed */
    const char *(*check)(
        struct ela_str value); /* NULL, or: message key of what is wrong, NULL when fine */
    const char *help;
};

#define ELA_CONF_AT(type, member) offsetof(type, member), sizeof(((type *)0)->member)

struct ela_conf_section {
    const struct ela_conf_key *keys;
    void *into;
};

/* A reader of a part of the file (the PHP extension) lets the keys of others pass. */
enum { ELA_CONF_OTHERS_OK = 1 };

/*
 * Fills every section: defaults first, then the text. Nothing is promised about *into after an
 * error. Errors (input; field = key, param line): conf.unreadable, conf.unknown_key,
 * conf.repeated_key, conf.bad_value, conf.required, or what a key's check says.
 */
enum ela_status ela_conf_parse(struct ela_str text, const struct ela_conf_section *sections,
                               size_t nsections, unsigned flags,
                               struct ela_error *err) ELA_MUST_CHECK;

/* What portal API and workers share. */
struct ela_conf_common {
    char db_host[128], db_socket[108], db_name[65], db_user[81], db_password[129], db_prefix[33];
    int64_t db_port, entity;
    int64_t portal_rate; /* calls a minute of one account or address, per process; 0: no limit */
    bool db_tls;
    char documents_dir[512], master_key[512], portal_url[256], log_level[8];
};
extern const struct ela_conf_key ELA_CONF_COMMON[];

#endif
