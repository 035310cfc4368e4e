/*
 * People, clients, cases and settings of the tests.
 */
#include "support.h"

#include <inttypes.h>
#include <unistd.h>

struct ela_actor t_user(const char *login, uint32_t rights)
{
    struct ela_actor a = {.kind = ELA_ACTOR_USER, .entity = 1, .lang = "fr", .rights = rights};
    a.reads = ELA_READS_CONTACT | ELA_READS_CONTRACT | ELA_READS_PROJECT | ELA_READS_TICKET;
    a.user_id =
        (int32_t)t_sql("INSERT INTO llx_user (entity, login, firstname, lastname, email) VALUES"
                       " (1, '%s', '%s', 'Durand', '%s@cabinet-vauban.example')",
                       login, login, login);
    a.soc_entities[0] = 1;
    a.nsoc_entities = 1;
    return a;
}

int32_t t_client_of(const char *name, int32_t entity)
{
    return (int32_t)t_sql(
        "INSERT INTO llx_societe (nom, entity, client, status, email) VALUES ('%s', %d, 1, 1,"
        " 'bonjour@client.example')",
        name, entity);
}

int32_t t_client(const char *name)
{
    return t_client_of(name, 1);
}

struct ela_actor t_portal(const char *email, int32_t client)
{
    struct ela_actor a = {.kind = ELA_ACTOR_PORTAL, .entity = 1, .lang = "fr", .client_id = client};
    a.account_id = t_sql(
        "INSERT INTO llx_elaska_account (entity, email, name, status, created_at, fk_user_creat)"
        " VALUES (1, '%s', 'Camille Petit', 'active', %d, 1)",
        email, T_NOW);
    t_sql("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, created_at) VALUES "
          "(1, %" PRId64 ", %d, %d)",
          a.account_id, client, T_NOW);
    return a;
}

struct ela_actor t_worker(void)
{
    return (struct ela_actor){.kind = ELA_ACTOR_WORKER, .entity = 1, .lang = "fr"};
}

struct ela_actor t_nobody(void)
{
    return (struct ela_actor){.kind = ELA_ACTOR_NONE, .entity = 1, .lang = "fr"};
}

static char store[64];

void t_store(void)
{
    (void)snprintf(store, sizeof store, "/tmp/elaska-store-XXXXXX");
    assert_non_null(mkdtemp(store));
    T.documents = store;
}

int t_stored(void)
{
    char command[100];
    int n = -1;
    (void)snprintf(command, sizeof command, "find '%s' -type f | wc -l", store);
    FILE *f = popen(command, "r");
    assert_int_equal(fscanf(f, "%d", &n), 1);
    pclose(f);
    return n;
}

int t_store_remove(void **state)
{
    char command[100];
    (void)state;
    (void)snprintf(command, sizeof command, "rm -rf '%s'", store);
    return system(command);
}

int64_t t_case(int32_t client, int32_t lead)
{
    static int number;
    number++;
    return t_sql("INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, start_on, status, "
                 "fk_user_lead, created_at,"
                 " updated_at, fk_user_creat) VALUES (1, 'T-%06d', 'Dossier %d', %d, '2026-01-05', "
                 "'in_progress', %d, %d, %d, %d)",
                 number, number, client, lead, T_NOW, T_NOW, lead);
}

int32_t t_activity(const char *code)
{
    return (int32_t)t_int("SELECT rowid FROM llx_elaska_activity WHERE entity = 1 AND code = '%s'",
                          code);
}

void t_setting(const char *name, const char *value)
{
    t_sql("REPLACE INTO llx_const (name, entity, value) VALUES ('%s', 1, '%s')", name, value);
    ela_app_forget(T.app);
}
