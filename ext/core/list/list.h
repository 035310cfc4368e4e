/*
 * Lists: one engine for every list of the product. A list is a table of columns in C (<name>_sql.c)
 * with the SQL of each; the engine turns filters, sorts, pages, views, exports and changes of it
 * into statements. Text that comes from outside is never part of a statement: it only chooses among
 * columns and operators, and becomes parameters. Source: CRM-23, CASE-22, CASE-32, CASE-33.
 */
#ifndef ELA_LIST_LIST_H
#define ELA_LIST_LIST_H

#include "op/op.h"

enum ela_list_type {
    ELA_LT_TEXT,     /* free text */
    ELA_LT_CODE,     /* one of `choices` */
    ELA_LT_STATUS,   /* a status of the registry's `object` */
    ELA_LT_PERSON,   /* llx_user.rowid; `name` gives the words */
    ELA_LT_CLIENT,   /* llx_societe.rowid; `name` gives the words */
    ELA_LT_CASE,     /* llx_elaska_case.rowid; `name` gives the words */
    ELA_LT_DAY,      /* DATE */
    ELA_LT_MOMENT,   /* epoch seconds */
    ELA_LT_NUMBER,   /* integer */
    ELA_LT_DECIMAL,  /* decimal text */
    ELA_LT_PERCENT,  /* whole percent */
    ELA_LT_DURATION, /* seconds */
    ELA_LT_AMOUNT,   /* minor units of the firm's currency */
    ELA_LT_YESNO,
    ELA_LT_TAGS,   /* several items of `reference`, "a,b" */
    ELA_LT_RICH,   /* a document of rich/: its first words on screens, its plain text in exports */
    ELA_LT_SEALED, /* encrypted: found by its whole value, never shown */
    ELA_LT_FOLDER  /* llx_elaska_folder.rowid; `name` gives the words */
};

enum {
    ELA_LC_SORT = 1,
    ELA_LC_FILTER = 2,
    ELA_LC_SHOWN = 4,    /* among the columns shown until the person chooses */
    ELA_LC_FIXED = 8,    /* cannot be taken away */
    ELA_LC_PORTAL = 16,  /* clients have it too */
    ELA_LC_NULLS = 32,   /* may be NULL: empty cells come last, whatever the direction */
    ELA_LC_HIDDEN = 64,  /* a criterion only, never a column */
    ELA_LC_UNIQUE = 128, /* no two rows have the same: the order needs nothing after it */
    ELA_LC_INTEGER = 256 /* codes of a column that holds numbers */
};

struct ela_list_choice {
    const char *code, *fr, *en;
};

struct ela_list_column {
    const char *code, *fr, *en;
    enum ela_list_type type;
    unsigned flags;
    uint32_t right; /* of a user, to see it; 0: whoever sees the list */
    const char
        *key; /* SQL scalar: shown (unless `cell`), sorted, filtered. One '?' where `param` */
    struct ela_str param; /* bound wherever key stands (path of a custom field); p NULL: none */
    const char *found;    /* column of llx_elaska_value that criteria are compared with, by index */
    const char *cell;     /* SQL of what is shown, where it is not the key */
    const char *cell_en;  /* what English people are shown in its stead; NULL: the same */
    const char *name;     /* SQL of the words of a person, client, case or folder */
    const char *name_en;  /* what English people are shown in its stead; NULL: the same */
    const char *like;   /* SQL in which words are searched, with the param where there is one; NULL:
                           name, else key */
    unsigned joins;     /* bits of ela_list.joins that key, cell and name need */
    const char *within; /* opens an EXISTS in which key is compared, for what a row has many of */
    /* What a row has in several ways, of cases w within reach: SELECTs of ids of rows up to WHERE,
     * in which way_key and way_name are compared with a value. The key alone is compared with none.
     */
    const char *const *ways;
    const char *way_key, *way_name;
    const char *extra; /* grouped SELECT of (id, value) for the rows of a page: up to "IN " ... */
    const char *extra_end; /* ... and after the ids */
    bool extra_today;      /* its first '?' is today */
    const char *object;    /* of the status registry */
    const struct ela_list_choice *choices;
    bool levels; /* choices 0, 1, 2 are called as the firm calls levels of confidentiality */
    const char *reference; /* code of the reference list that holds them (TAGS) */
    /* Change in place: operation, its member for the row, its member for the value. */
    const char *op, *op_row, *op_value;
    const char *const *op_words; /* what the operation calls codes 0, 1, 2...; NULL: as they are */
    bool op_version;             /* the operation wants the row's version */
};

struct ela_list_view {
    const char *code, *fr, *en;
    const char *filter; /* JSON with ' for " */
    const char *sort;
};

/*
 * Of a list searched by words: samples of the newest rows as ela_words_look() takes them; what of a
 * row is looked at, ", f.words w, f.place p", and the condition on it as a row y of the list's
 * first ones, with a pattern of LIKE and one of REGEXP in each of its turns.
 */
struct ela_list_often {
    const char *names, *texts; /* samples */
    int64_t names_least, texts_least;
    const char *columns, *condition;
    unsigned turns;
};

struct ela_list {
    const char *code; /* "cases" */
    const char *fr, *en;
    unsigned actors;          /* ELA_BY_USER, ELA_BY_PORTAL */
    uint32_t right;           /* of a user */
    const char *id;           /* "d.rowid" */
    const char *from;         /* " FROM llx_elaska_case d" */
    const char *portal_from;  /* where a client's page begins elsewhere; NULL: as from */
    const char *const *joins; /* NULL-terminated, bit i of a column's joins */
    const char *late;         /* SQL boolean with today as its one '?': the row is late; NULL */
    const char *held;    /* SQL of the state for which the antivirus holds a row's bytes back, its
                            one '?' is ela_settings_scan_held(); NULL */
    const char *version; /* SQL of the row's version; NULL: none */
    const char *owner;   /* SQL of the case that a row belongs to, for its address; NULL */
    const char *kinds; /* SQL of the kind of a row whose definition has statuses and fields; NULL */
    const char *search; /* " AND (... LIKE ? ...)" of the search field */
    unsigned search_params, search_joins;
    bool search_by_words;               /* what is typed becomes words of a full-text search */
    const struct ela_list_often *often; /* how words that are everywhere are searched; NULL */
    void (*scope)(struct ela_sql *q, const struct ela_actor *a);
    const struct ela_list_column *columns; /* ends with code NULL */
    const struct ela_list_view *views;     /* ends with code NULL; the first is the default */
};

extern const struct ela_op ELA_LIST_OPS[];
/* By code; NULL when there is none. */
const struct ela_list *ela_list_find(struct ela_str code);

#endif
