/*
 * SQL of reports.
 */
#ifndef ELA_REPORT_REPORT_SQL_H
#define ELA_REPORT_REPORT_SQL_H

/* case, entity: task, description */
extern const char ELA_SQL_REPORT_TASKS[];
/* case, entity: task, label, done */
extern const char ELA_SQL_REPORT_CHECKS[];
/* case, entity: object, object_id, body, internal, at, user, client's account, title of the task */
extern const char ELA_SQL_REPORT_COMMENTS[];
extern const char ELA_SQL_REPORT_COMMENTS_ORDER[];
/* case, entity: at, subject, recipient, state */
extern const char ELA_SQL_REPORT_MAILS[];

/* user: name */
extern const char ELA_SQL_REPORT_PERSON[];
/* client: name, address, postcode, town, email, telephone, SIREN, SIRET, VAT number, code */
extern const char ELA_SQL_REPORT_CLIENT[];
/* client: name, function, email, telephone */
extern const char ELA_SQL_REPORT_CONTACTS[];

#endif
