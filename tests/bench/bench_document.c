/*
 * The list of documents, its searches and a client's own, on 10,000 documents and then on
 * 1,000,000: what a person asks must not cost more with the age of the database. Time of the two,
 * and rows that the server reads. DOC-12, DOC-25, DOC-26.
 */
#define AGE_CLIENTS 4000

#include "age_support.h"
#include "bench_support.h"

#include <inttypes.h>

enum { FEW = 10000, ALL = 1000000, STEP = 100000, RUNS = 21 };

static struct ela_actor boss, client;

struct work {
    const char *name;
    const struct ela_actor *actor;
    const char *op, *in;
    double ms[2], peer[2]; /* peer: what does not depend on the size, in turns with it */
    int64_t reads[2];
};

#define LIST(rest)                                                                                 \
    "list.rows", "{'list': 'documents'" rest "}", {0}, {0},                                        \
    {                                                                                              \
        0                                                                                          \
    }
static struct work WORK[] = {
    {"list of documents", &boss, LIST(", 'with_total': true")},
    {"documents by name", &boss, LIST(", 'sort': ['name']")},
    {"documents of a client", &boss,
     LIST(", 'filter': {'field': 'client', 'op': 'is', 'value': 7}")},
    {"documents of a category", &boss,
     LIST(", 'filter': {'field': 'category', 'op': 'is', 'value': 'identity'}")},
    {"documents to validate", &boss, LIST(", 'view': 'look', 'with_total': true")},
    {"search, a rare word", &boss, LIST(", 'search': 'licorne'")},
    {"search, a word of one in eight", &boss, LIST(", 'search': 'facture'")},
    {"search, two words", &boss, LIST(", 'search': 'licorne facture'")},
    {"search, a word of most texts", &boss, LIST(", 'search': 'montant', 'with_total': true")},
    {"bin", &boss, "list.rows", "{'list': 'bin'}", {0}, {0}, {0}},
    {"documents of a client in the portal", &client, "document.mine", "{}", {0}, {0}, {0}},
    {"search in the portal", &client, "document.mine", "{'search': 'facture'}", {0}, {0}, {0}},
    {"search in texts in the portal",
     &client,
     "document.mine",
     "{'search': 'montant'}",
     {0},
     {0},
     {0}},
};
enum { WORKS = sizeof WORK / sizeof WORK[0] };

/* Eight rows by their keys: the machine's speed of the moment. */
static void few_rows(void)
{
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    for (int64_t i = 0; i < 8; i++) {
        struct ela_db_value p[] = {ELA_DBV_INT(i + 1)};
        b_must(
            ela_db_query(T.db, "SELECT s.* FROM llx_societe s WHERE s.rowid = ?", p, 1, &r, &err),
            &err, "rows");
        ela_db_result_release(&r);
    }
}

/* Clients of the first ten thousand have forty documents each, whatever comes after them. */
static void load(int64_t from, int64_t to)
{
    t_sql(
        "INSERT INTO llx_elaska_file (rowid, entity, fk_soc, object, object_id, name, type, size, "
        "sha256, place, visible, at, fk_user, status, category, valid_until, deleted_at, words)"
        " SELECT n + 1, 1, IF(n < %d, 1 + n %% 250, 251 + n %% 3700), 'document', IF(n < %d, 1 + n "
        "%% 250, 251 + n %% 3700), CONCAT(w, '-', n, '.pdf'), 'application/pdf', 1000, "
        "UNHEX(SHA2(n, 256)), CONCAT('elaska-store/', n), 1, 1700000000 + n * 30, 1, IF(n < 100, "
        "'waiting', 'filed'), IF(n %% 10 = 3, 'identity', 'other'), NULL, IF(n %% 50 = 9 AND n < "
        "10000, 1700000000, NULL), CONCAT(w, ' ', n, ' pdf', IF(n < 8000 AND n %% 160 = 0, ' "
        "licorne', '')) FROM (SELECT %" PRId64 " + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 "
        "* g.d n FROM age_ten a, age_ten b, age_ten c, age_ten e, age_ten g) x, (SELECT 0 k, "
        "'facture' w UNION SELECT 1, 'contrat' UNION SELECT 2, 'releve' UNION SELECT 3, "
        "'attestation' UNION SELECT 4, 'photo' UNION SELECT 5, 'courrier' UNION SELECT 6, 'devis' "
        "UNION SELECT 7, 'bulletin') y WHERE y.k = x.n %% 8 AND x.n < %" PRId64,
        FEW, FEW, from, to);
    /* One in ten has been read; two of three of these are about money. */
    t_sql("INSERT INTO llx_elaska_file_text (entity, fk_file, place, body, at) SELECT 1, f.rowid, "
          "f.place, CONCAT(REPEAT('Le cabinet confirme la bonne reception de votre envoi. ', 30), "
          "IF(f.rowid %% 3 = 0, 'Sans suite', 'Montant total'), ' ', f.rowid), f.at FROM "
          "llx_elaska_file f WHERE f.rowid > %" PRId64 " AND f.rowid <= %" PRId64
          " AND f.rowid %% 10 = 0",
          from, to);
}

static void measure(size_t turn)
{
    t_sql("ANALYZE TABLE llx_elaska_file");
    for (size_t i = 0; i < WORKS; i++) {
        struct work *w = &WORK[i];
        double ms[RUNS], peer[RUNS];
        struct ela_json *in = b_json("%s", w->in);
        w->reads[turn] = age_reads(w->actor, w->op, w->in, NULL);
        for (int k = 0; k < RUNS; k++) {
            double from = b_now_ms();
            b_call(w->actor, w->op, in, NULL);
            double between = b_now_ms();
            few_rows();
            ms[k] = between - from;
            peer[k] = b_now_ms() - between;
        }
        w->ms[turn] = b_median(ms, RUNS);
        w->peer[turn] = b_median(peer, RUNS);
        ela_json_free(in);
        b_note("  %-36s %8.2f ms %7" PRId64 " rows read", w->name, w->ms[turn], w->reads[turn]);
    }
}

static void tell(void)
{
    char name[120];
    for (size_t i = 0; i < WORKS; i++) {
        const struct work *w = &WORK[i];
        double ratio = w->ms[1] / w->peer[1] / (w->ms[0] / w->peer[0]);
        double rows = (double)w->reads[1] / (double)(w->reads[0] > 50 ? w->reads[0] : 50);
        snprintf(name, sizeof name, "%s at 1,000,000", w->name);
        b_row(name, w->ms[1], "ms", "the same at 10,000, each by eight rows read by key", ratio,
              "<= 1.3", ratio <= 1.3);
        snprintf(name, sizeof name, "%s: rows that the server reads", w->name);
        b_row(name, (double)w->reads[1], "rows", "with 990,000 documents less", rows, "<= 1.3",
              rows <= 1.3);
    }
}

int main(void)
{
    if (t_open(NULL) != 0)
        return 1;
    t_clean(NULL);
    b_load_firm();
    boss = t_user("anne", T_ALL_RIGHTS);
    client = t_portal("camille@example.org", 7);
    t_pack(&boss, "core");
    t_sql("CREATE TABLE age_ten (d INTEGER NOT NULL) ENGINE=InnoDB");
    t_sql("INSERT INTO age_ten VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
    load(0, FEW);
    b_note("%d documents", FEW);
    measure(0);
    load(FEW, STEP + FEW);
    for (int64_t at = STEP + FEW; at < ALL; at += STEP) {
        load(at, at + STEP < ALL ? at + STEP : ALL);
        b_note("  %" PRId64 " documents", at + STEP);
    }
    measure(1);
    tell();
    return t_close(NULL);
}
