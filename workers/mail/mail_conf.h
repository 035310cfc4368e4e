/* Keys of the mail worker in elaska.conf. */
#ifndef ELW_MAIL_MAIL_CONF_H
#define ELW_MAIL_MAIL_CONF_H

#include "runtime/conf.h"

struct elw_mail_conf {
    char smtp_url[256], smtp_user[128], smtp_password[256], smtp_tls[12], smtp_ca_file[256],
        smtp_helo[128];
    int64_t smtp_timeout;    /* s: one message, from connecting to its last reply */
    int64_t rate;            /* messages a minute to one destination; 0: no limit */
    int64_t per_destination; /* at once to one destination; 0: no limit */
    int64_t connections, batch, poll_s, lease_s, drain_s;
};

extern const struct elw_conf_spec ELW_MAIL_CONF;

#endif
