/*
 * SQL of what fields lead to.
 */
#ifndef ELA_META_LINKS_SQL_H
#define ELA_META_LINKS_SQL_H

/* Number of the kind, id, name, whose it is (its client; of a person 1 while he is active).
 * kind, entity; then ids. */
extern const char ELA__LINK_CONTACT[], ELA__LINK_CONTRACT[], ELA__LINK_PROJECT[],
    ELA__LINK_TICKET[], ELA__LINK_USER[];
extern const char ELA__LINK_AND[]; /* between two of them */
/* Id, name. entity, client; of people the entity only. */
extern const char ELA__LINK_CONTACTS[], ELA__LINK_CONTRACTS[], ELA__LINK_PROJECTS[],
    ELA__LINK_TICKETS[], ELA__LINK_USERS[];

#endif
