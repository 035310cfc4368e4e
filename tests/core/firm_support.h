/*
 * The smallest firm: an adviser, a client whose account is Camille's, a case of theirs.
 */
#ifndef ELA_TESTS_FIRM_SUPPORT_H
#define ELA_TESTS_FIRM_SUPPORT_H

#include "support.h"

#include <inttypes.h>

#define WRITES (ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE)
#define D      "%" PRId64

static struct ela_actor lea, camille;
static int32_t martin;
static int64_t dossier;

static int firm_setup(void **state)
{
    if (t_clean(state) != 0)
        return -1;
    lea = t_user("lea", WRITES);
    martin = t_client("Boulangerie Martin");
    camille = t_portal("camille@a.example", martin);
    dossier = t_case(martin, lea.user_id);
    return 0;
}
#define FIRM_TEST(f) cmocka_unit_test_setup(f, firm_setup)

static inline int64_t t_mails(const char *kind)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = '%s'", kind);
}

#endif
