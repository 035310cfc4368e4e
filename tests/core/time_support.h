/*
 * An adviser who writes his own time, on one case of one client.
 */
#ifndef ELA_TESTS_TIME_SUPPORT_H
#define ELA_TESTS_TIME_SUPPORT_H

#include "support.h"

#include <inttypes.h>

static struct ela_actor lea; /* an adviser with his own time, nothing else */
static int32_t client, call;
static int64_t dossier;

static int time_setup(void **state)
{
    t_clean(state);
    lea = t_user("lea", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    client = t_client("Boulangerie Martin");
    call = t_activity("call");
    dossier = t_case(client, lea.user_id);
    return 0;
}

#define TIME_TEST(f) cmocka_unit_test_setup(f, time_setup)

#endif
