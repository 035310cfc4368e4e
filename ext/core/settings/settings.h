/*
 * Settings of one entity, read from Dolibarr's llx_const (ELASKA_* and the firm's MAIN_INFO_*): the
 * same on bridge and native. Every setting has one row in settings.c: name, type, default, bounds;
 * a bad value falls back to the default and is logged once. Secrets are never here.
 */
#ifndef ELA_SETTINGS_SETTINGS_H
#define ELA_SETTINGS_SETTINGS_H

#include "base/civil.h"
#include "base/money.h"
#include "db/db.h"

/* Kinds of alerts on cases that have a switch, a delay and recipients of their own (CASE-39). */
enum ela_alert {
    ELA_ALERT_CASE,   /* forecast end passed */
    ELA_ALERT_STEP,   /* step late */
    ELA_ALERT_TASK,   /* task late */
    ELA_ALERT_PIECE,  /* document left waiting to be validated */
    ELA_ALERT_ACTION, /* client who does not answer */
    ELA_ALERT_IDLE,   /* nothing happens */
    ELA_ALERTS
};
/* Who is told by mail: nobody, the main adviser, the whole team, he and his own manager. */
enum ela_alert_to {
    ELA_ALERT_TO_NOBODY,
    ELA_ALERT_TO_LEAD,
    ELA_ALERT_TO_TEAM,
    ELA_ALERT_TO_MANAGER
};
struct ela_alert_rule {
    bool on;
    int32_t days; /* past the day, or of waiting */
    enum ela_alert_to to;
};

/* Do links to documents ask for a password? By use (DOC-11). */
enum ela_share_password {
    ELA_SHARE_PASSWORD_REQUIRED,
    ELA_SHARE_PASSWORD_OPTIONAL,
    ELA_SHARE_PASSWORD_NONE
};

/* Which clients have a vault (DOC-13). */
enum ela_vault { ELA_VAULT_INDIVIDUALS, ELA_VAULT_ALL, ELA_VAULT_NONE };

struct ela_settings {
    int32_t entity;
    int64_t definitions; /* stamp of the entity's definitions, 0: none was installed */
    char firm_name[128], firm_email[190], firm_phone[40], firm_address[255], firm_zip[16],
        firm_town[64], firm_hours[255], firm_url[255];
    char portal_url[255];                     /* ELASKA_PORTAL_URL, no trailing slash */
    char mail_from[190], mail_from_name[128]; /* ELASKA_MAIL_FROM, ELASKA_MAIL_FROM_NAME */
    char accent[8];                           /* ELASKA_ACCENT "#0f766e" */
    struct ela_tz tz;                         /* ELASKA_TZ, POSIX; default France */
    char currency[4];                         /* MAIN_MONNAIE */
    struct ela_rate default_rate;             /* ELASKA_DEFAULT_RATE, may be unset */
    int32_t default_vat_milli;                /* ELASKA_DEFAULT_VAT, 20000 */
    int32_t timer_warn_s;                     /* ELASKA_TIMER_WARN_HOURS, 8 h */
    int32_t gauge_warn_pct, gauge_full_pct;   /* 80, 100 */
    bool gauge_notify_client;                 /* ELASKA_GAUGE_NOTIFY_CLIENT, off */
    bool portal_billable_only;                /* ELASKA_PORTAL_BILLABLE_ONLY, off (TIME-18) */
    bool portal_show_amounts;                 /* ELASKA_PORTAL_SHOW_AMOUNTS, on */
    char case_mask[64];                       /* ELASKA_CASE_MASK "DOS-{yyyy}-{00000}" */
    int32_t ask_before_days, ask_after_days;  /* reminders of client actions: 2, 1 (CASE-27) */
    struct ela_alert_rule alerts[ELA_ALERTS]; /* ELASKA_ALERT_<KIND>, _DAYS, _TO (CASE-39) */
    int32_t session_idle_s;                   /* 12 h in a browser unless "stay signed in" */
    int32_t session_renew_s;                  /* 30 days */
    int32_t invite_s, reset_s;                /* 7 days, 1 h */
    int32_t password_min;                     /* 12 */
    int32_t archive_months;                   /* ELASKA_ARCHIVE_MONTHS, 12 */
    char firm_logo[128];                      /* MAIN_INFO_SOCIETE_LOGO: a file name */
    int32_t letter_batch; /* ELASKA_LETTER_BATCH, 200: letters at once (DOC-20) */
    int32_t upload_mb;    /* ELASKA_UPLOAD_MB, 20: of one file (DOC-02) */
    char clamd[200];      /* ELASKA_CLAMD: address of the antivirus, "" none (SEC-15) */
    bool scan_hold;       /* ELASKA_SCAN_HOLD, off: what could not be scanned stays put away */
    char file_types[128]; /* ELASKA_FILE_TYPES: extensions, a blank apart */
    int32_t share_days, share_days_max; /* life of links: 15, at most 90 (DOC-11) */
    enum ela_share_password share_password, share_password_bank; /* optional; required */
    enum ela_vault vault;                                        /* individuals (DOC-13) */
    int32_t vault_idle_minutes; /* 10: a vault closes after so long without use */
    /* What the law wants on a firm's letters: its forms by Dolibarr's code, numbers, a free line
     * (ELASKA_FIRM_LEGAL: ORIAS, a professional card ...). */
    char firm_form[16], firm_capital[32], firm_siren[32], firm_rcs[64], firm_legal[160];
    /* Codes on paper and in mails: at all, and by kind (DOC-21). */
    bool qr, qr_letters, qr_reports, qr_invoices, qr_proposals;
    /* Dolibarr's own modules: the table of one that was never on may be missing (PLAT-23). */
    bool has_tickets, has_agenda;
};

enum ela_status ela_settings_load(struct ela_db *db, int32_t entity, struct ela_settings *out,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Name and default of a setting, for the setup page and the demo; NULL past the last. */
const char *ela_settings_name(size_t index, const char **fallback);
/*
 * States of bytes that the antivirus has not let go, with commas, for FIND_IN_SET: what is in one
 * of them is read by nobody but its depositor and goes nowhere. Infected ones always; what waits
 * while there is an antivirus; what it could not read where the firm holds that back. Source:
 * SEC-15.
 */
const char *ela_settings_scan_held(const struct ela_settings *s);
/* Is this state (p NULL: none) one of them? */
bool ela_settings_scan_holds(const struct ela_settings *s, struct ela_str state);
/* Checks one value without storing it (setup page). Errors: input, field = name. */
enum ela_status ela_settings_check(struct ela_str name, struct ela_str value,
                                   struct ela_error *err) ELA_MUST_CHECK;

#endif
