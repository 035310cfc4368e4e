/*
 * SQL of words that many rows hold.
 */
#include "db/often_sql.h"

/* clang-format off */

const char ELA__SQL_OFTEN[] = "SELECT SUM(s.w LIKE ?)";
const char ELA__SQL_OFTEN_NEXT[] = ", SUM(s.w LIKE ?)";
