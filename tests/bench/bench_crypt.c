/*
 * 100,000 fields encrypted and decrypted against bare libsodium on the same bytes; a million stored
 * values encrypted anew in the background while somebody reads. SEC-06, SEC-08.
 */
#include "bench_support.h"

#include <inttypes.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypt/crypt_internal.h"

enum { FIELDS = 100000, RENEWED = 1000000, RUNS = 5, PLAIN = 27, PADDED = 32, A_STATEMENT = 500 };

static struct ela_crypt *keys;
static struct ela_actor boss;

static void place_of(int i, unsigned char uid[ELA_UID_BYTES], struct ela_buf *out)
{
    struct ela_error err = ELA_ERROR_INIT;
    memset(uid, 0, ELA_UID_BYTES);
    memcpy(uid, &i, sizeof i);
    const struct ela__sealed_at at = {
        {(const char *)uid, ELA_UID_BYTES}, 1, ELA_STR("client"), i + 1, ELA_STR("nir")};
    b_must(ela__sealed_place(&at, out, &err), &err, "place");
}

static double sealed_run(const struct ela_str *places)
{
    struct ela_buf sealed, plain;
    struct ela_error err = ELA_ERROR_INIT;
    char text[PLAIN + 1];
    ela_buf_init(&sealed, 4096);
    ela_buf_init(&plain, 4096);
    double from = b_now_ms();
    for (int i = 0; i < FIELDS; i++) {
        snprintf(text, sizeof text, "[\"18505780%07d9\"]", i);
        sealed.n = plain.n = 0;
        b_must(ela_crypt_seal(keys, places[i], (struct ela_str){text, strlen(text)}, &sealed, &err),
               &err, "seal");
        b_must(
            ela_crypt_unseal(keys, places[i], (struct ela_str){sealed.p, sealed.n}, &plain, &err),
            &err, "unseal");
    }
    double took = b_now_ms() - from;
    ela_buf_release(&sealed);
    ela_buf_release(&plain);
    return took;
}

static double bare_run(const struct ela_str *places)
{
    unsigned char key[32] = {7}, nonce[24], text[PADDED] = {0}, out[PADDED + 16], back[PADDED];
    unsigned long long n, m;
    double from = b_now_ms();
    for (int i = 0; i < FIELDS; i++) {
        snprintf((char *)text, sizeof text, "[\"18505780%07d9\"]", i);
        randombytes_buf(nonce, sizeof nonce);
        (void)crypto_aead_xchacha20poly1305_ietf_encrypt(out, &n, text, sizeof text,
                                                         (const unsigned char *)places[i].p,
                                                         places[i].n, NULL, nonce, key);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(back, &m, NULL, out, n,
                                                       (const unsigned char *)places[i].p,
                                                       places[i].n, nonce, key) != 0)
            abort();
    }
    return b_now_ms() - from;
}

static void against_bare(void)
{
    double ours[RUNS], bare[RUNS];
    unsigned char uid[ELA_UID_BYTES];
    struct ela_str *places = calloc(FIELDS, sizeof *places);
    struct ela_buf *all = calloc(FIELDS, sizeof *all);
    if (!places || !all)
        abort();
    for (int i = 0; i < FIELDS; i++) {
        place_of(i, uid, &all[i]);
        places[i] = (struct ela_str){all[i].p, all[i].n};
    }
    for (int i = 0; i < RUNS; i++) {
        ours[i] = sealed_run(places);
        bare[i] = bare_run(places);
    }
    double a = b_median(ours, RUNS), b = b_median(bare, RUNS);
    b_row("100,000 fields encrypted and decrypted", a, "ms", "bare libsodium, same bytes", a / b,
          "<= 1.5", a / b <= 1.5);
    for (int i = 0; i < FIELDS; i++)
        ela_buf_release(&all[i]);
    free(all);
    free(places);
}

/* --- renewed while somebody reads ----------------------------------------------------------- */

static void store_many(int from)
{
    struct ela_sql q;
    struct ela_error err = ELA_ERROR_INIT;
    static struct ela_buf sealed[50];
    static unsigned char uids[50][ELA_UID_BYTES];
    ela_sql_init(&q);
    for (int k = 0; k < 50; k++) {
        struct ela_buf place;
        int i = from + k;
        place_of(i, uids[k], &place);
        ela_buf_init(&sealed[k], 4096);
        b_must(ela_crypt_seal(keys, (struct ela_str){place.p, place.n},
                              ELA_STR("[\"185057800608491\"]"), &sealed[k], &err),
               &err, "seal");
        ela_buf_release(&place);
        ela_sql_add(&q, k ? ELA_SQL_SEALED_MORE : ELA_SQL_SEALED_ADD);
        const struct ela_db_value p[] = {ELA_DBV_BYTES(uids[k], ELA_UID_BYTES),
                                         ELA_DBV_INT(1),
                                         ELA_DBV_TEXT("client"),
                                         ELA_DBV_INT(i + 1),
                                         ELA_DBV_TEXT("nir"),
                                         ELA_DBV_TEXT("nir"),
                                         ELA_DBV_INT(1),
                                         ELA_DBV_INT(1),
                                         ELA_DBV_BYTES(sealed[k].p, sealed[k].n),
                                         ELA_DBV_NULL,
                                         ELA_DBV_INT(0)};
        for (size_t v = 0; v < sizeof p / sizeof p[0]; v++)
            ela_sql_value(&q, p[v]);
    }
    b_must(ela_sql_exec(&q, T.db, NULL, &err), &err, "store");
    for (int k = 0; k < 50; k++)
        ela_buf_release(&sealed[k]);
}

static double read_once(void)
{
    struct ela_json *in = b_json("{'client':1}"), *out = NULL;
    double from = b_now_ms();
    b_call(&boss, "client.fields", in, &out);
    double took = b_now_ms() - from;
    ela_json_free(in);
    ela_json_free(out);
    return took;
}

/* In a process of its own, as the worker does. */
static pid_t rotate(void)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_actor worker = t_worker();
    struct ela_app *app = NULL;
    struct ela_request rq = {
        .db = t_connect(), .actor = &worker, .now = T.now, .master_key = T.master_key};
    b_must(ela_app_new(&app, &err), &err, "app");
    for (int64_t left = 1; left > 0;) {
        struct ela_json *in = ela_json_new_object(), *out = NULL;
        b_must(ela_app_call(app, &rq, ELA_STR("crypt.rotate"), in, &out, NULL, NULL, &err), &err,
               "rotate");
        left = ela_json_int(ela_json_get(out, "left"), 0);
        ela_json_free(in);
        ela_json_free(out);
    }
    _exit(0);
}

static void while_reading(void)
{
    enum { MOST = 200000 };
    static double idle[500], busy[MOST];
    size_t n = 0;
    int status;
    for (size_t i = 0; i < 500; i++)
        idle[i] = read_once();
    struct ela_json *in = b_json("{}");
    b_call(&boss, "crypt.renew", in, NULL);
    ela_json_free(in);
    double from = b_now_ms();
    pid_t child = rotate();
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (n < MOST)
            busy[n++] = read_once();
        (void)usleep(1000);
    }
    double took = b_now_ms() - from;
    double before = b_median(idle, 500), during = b_median(busy, n);
    b_row("1,000,000 values encrypted anew in the background", took / 1000, "s", NULL, 0, "-",
          true);
    b_row("a reader meanwhile, median", during, "ms", "the same before", during / before, "<= 3",
          during / before <= 3);
    b_row("a reader meanwhile, slowest", busy[n - 1], "ms", NULL, 0, "<= 250", busy[n - 1] <= 250);
}

int main(void)
{
    struct ela_error err = ELA_ERROR_INIT;
    void *state = NULL;
    if (t_open(&state) != 0 || t_clean(&state) != 0)
        return 1;
    boss = t_user("anne", T_ALL_RIGHTS);
    keys = ela_crypt_new();
    b_must(ela_crypt_open(keys, T.db, T.master_key, &err), &err, "keys");
    b_must(ela_crypt_hold(keys, T.db, T.now, &err), &err, "keys");
    against_bare();
    struct ela_json *in = b_json("{'object':'thirdparty','kind':'individual','fields':[{'code':"
                                 "'nir','type':'nir','label':{'fr':'NIR'}}]}");
    b_call(&boss, "fields.save", in, NULL);
    ela_json_free(in);
    (void)t_client("Famille Petit");
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, kinds, fields) SELECT 1, MIN(rowid), 1,"
          " CONCAT('{\"nir\":{\"sealed\":\"', REPEAT('0', 32), '\"}}') FROM llx_societe");
    for (int i = 0; i < RENEWED; i += 50) {
        if (i % 50000 == 0)
            t_sql(i ? "COMMIT" : "SET autocommit = 0");
        store_many(i);
    }
    t_sql("COMMIT");
    t_sql("SET autocommit = 1");
    while_reading();
    ela_crypt_free(keys);
    return t_close(&state);
}
