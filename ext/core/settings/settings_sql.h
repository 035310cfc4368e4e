/*
 * SQL of settings.c.
 */
#ifndef ELA_SETTINGS_SQL_H
#define ELA_SETTINGS_SQL_H

extern const char ELA__SETTINGS_READ[];       /* followed by the list of names */
extern const char ELA__SETTINGS_READ_ORDER[]; /* the entity's own value comes last and wins; the
                                                 stamp has no name */

#endif
