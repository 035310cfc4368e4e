/*
 * What was said, handed in and noted: journal, exchanges, documents. Source: CASE-38, DOC-17.
 */
#include "meta/meta.h"
#include "report/report_internal.h"
#include "report/report_sql.h"
#include "scope/scope.h"

#include <stdlib.h>

struct ela_pdf_column *ela__rep_columns(struct ela__rep_book *b, const char *const (*words)[2],
                                        const unsigned *weights, size_t n)
{
    struct ela__rep_list list = {.p = NULL};
    for (size_t i = 0; i < n; i++) {
        struct ela_pdf_column *k = ela__rep_list_add(b, &list, sizeof *k);
        k->label = ela__rep_say(b, words[i][0], words[i][1]);
        k->weight = weights[i];
    }
    return list.p;
}

/* --- journal ------------------------------------------------------------------------------ */

enum ela_status ela__rep_part_journal(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const HEADS[][2] = {{"Quand", "When"}, {"Qui", "Who"}, {"Quoi", "What"}};
    static const unsigned WEIGHTS[] = {18, 18, 60};
    const struct ela_json *rows = ela_in_get(b->c, "journal");
    struct ela__rep_list cells = {.p = NULL};
    (void)err;
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *r = ela_json_at(rows, i);
        ela__rep_cell(b, &cells, ela__rep_moment_words(b, ela_json_int(ela_json_get(r, "at"), 0)));
        ela__rep_cell(b, &cells, ela__rep_text_of(b, r, "by"));
        ela__rep_cell(b, &cells, ela__rep_text_of(b, r, "text"));
    }
    (void)ela__rep_block_rows(b, NULL, ela__rep_columns(b, HEADS, WEIGHTS, 3), 3, &cells,
                              ela__rep_say(b, "Rien au journal.", "Nothing in the journal."));
    return ELA_OK;
}

/* --- exchanges ---------------------------------------------------------------------------- */

struct exchange {
    int64_t at;
    struct ela_pdf_entry e;
};

static int by_time(const void *a, const void *z)
{
    const struct exchange *x = a, *y = z;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void add_actions(struct ela__rep_book *b, struct ela__rep_list *all)
{
    const struct ela_json *rows = ela_json_get(b->page, "actions");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *r = ela_json_at(rows, i);
        struct exchange x = {.at = ela_json_int(ela_json_get(r, "created_at"), 0)};
        const char *reply = ela__rep_text_of(b, r, "reply");
        int64_t replied = ela_json_int(ela_json_get(r, "replied_at"), 0);
        struct ela__rep_list said = {.p = NULL};
        x.e.title = ela__rep_say(b, "Action demandée au client", "Asked of the client");
        x.e.note = ela__rep_label_of(b, r, "status", "label");
        x.e.meta =
            ela__rep_and(b, ela__rep_moment_words(b, x.at), ela__rep_text_of(b, r, "asked_by"));
        x.e.meta = ela__rep_and(
            b, x.e.meta,
            ela__rep_named(b, ela__rep_say(b, "pour le", "for"),
                           ela__rep_day_words(b, ela_json_text(ela_json_get(r, "due_on")))));
        x.e.text = ela__rep_text_of(b, r, "message");
        if (replied) {
            struct ela_pdf_saying *s = ela__rep_list_add(b, &said, sizeof *s);
            s->who = ela__rep_and(b, ela__rep_text_of(b, r, "replied_by"),
                                  ela__rep_moment_words(b, replied));
            s->text = *reply ? reply : ela__rep_say(b, "Documents remis.", "Documents handed in.");
        }
        x.e.sayings = said.p;
        x.e.nsayings = said.n;
        *(struct exchange *)ela__rep_list_add(b, all, sizeof x) = x;
    }
}

static enum ela_status add_notes(struct ela__rep_book *b, struct ela__rep_list *all,
                                 struct ela_error *err)
{
    struct ela_json *in = ela__rep_of(b);
    const struct ela_json *answer;
    ela_json_set_int(in, "limit", 200);
    ELA_TRY(ela__rep_ask(b, "note.list", in, &answer, err));
    const struct ela_json *rows = ela_json_get(answer, "rows");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *r = ela_json_at(rows, i);
        struct exchange x = {.at = ela_json_int(ela_json_get(r, "at"), 0)};
        int64_t level = ela_json_int(ela_json_get(r, "level"), 0);
        x.e.title =
            ela_json_bool(ela_json_get(r, "shared"), false)
                ? ela__rep_say(b, "Note partagée avec le client", "Note shared with the client")
                : ela__rep_say(b, "Note interne", "Internal note");
        x.e.note = ela__rep_level(b, level);
        x.e.meta =
            ela__rep_and(b, ela__rep_moment_words(b, x.at), ela__rep_label_of(b, r, "by", "name"));
        x.e.text = ela__rep_text_of(b, r, "body");
        *(struct exchange *)ela__rep_list_add(b, all, sizeof x) = x;
    }
    return ELA_OK;
}

static const char *comment_title(struct ela__rep_book *b, const struct ela_db_result *r, size_t i)
{
    struct ela_str object = ela_db_cell(r, i, 0);
    if (ela_str_is(object, "task"))
        return ela__rep_named(b, ela__rep_say(b, "Commentaire sur la tâche", "Comment on the task"),
                              ela__rep_copy(b, ela_db_cell(r, i, 7)));
    return ela_str_is(object, "file")
               ? ela__rep_named(
                     b, ela__rep_say(b, "Message sur le document", "Message on the document"),
                     ela__rep_copy(b, ela_db_cell(r, i, 7)))
           : ela_str_is(object, "piece")
               ? ela__rep_say(b, "Commentaire sur un document", "Comment on a document")
               : ela__rep_say(b, "Message", "Message");
}

static void add_comments(struct ela__rep_book *b, const struct ela_db_result *r,
                         struct ela__rep_list *all)
{
    for (size_t i = 0; i < r->nrows; i++) {
        struct exchange x = {.at = ela_db_int(r, i, 4, 0)};
        struct ela_str user = ela_db_cell(r, i, 5);
        x.e.title = comment_title(b, r, i);
        x.e.note = ela_db_int(r, i, 3, 0) == 1 ? ela__rep_say(b, "interne", "internal") : "";
        x.e.meta = ela__rep_and(b, ela__rep_moment_words(b, x.at),
                                ela__rep_copy(b, user.n ? user : ela_db_cell(r, i, 6)));
        x.e.text = ela__rep_copy(b, ela_db_cell(r, i, 2));
        *(struct exchange *)ela__rep_list_add(b, all, sizeof x) = x;
    }
}

static const char *mail_state(const struct ela__rep_book *b, struct ela_str state)
{
    return ela_str_is(state, "done")        ? ela__rep_say(b, "envoyé", "sent")
           : ela_str_is(state, "dead")      ? ela__rep_say(b, "non remis", "not delivered")
           : ela_str_is(state, "cancelled") ? ela__rep_say(b, "annulé", "cancelled")
                                            : ela__rep_say(b, "en attente d’envoi", "waiting");
}

static void add_mails(struct ela__rep_book *b, const struct ela_db_result *r,
                      struct ela__rep_list *all)
{
    for (size_t i = 0; i < r->nrows; i++) {
        struct exchange x = {.at = ela_db_int(r, i, 0, 0)};
        x.e.title = ela__rep_named(b, ela__rep_say(b, "E-mail :", "E-mail:"),
                                   ela__rep_copy(b, ela_db_cell(r, i, 1)));
        x.e.note = mail_state(b, ela_db_cell(r, i, 3));
        x.e.meta = ela__rep_and(
            b, ela__rep_moment_words(b, x.at),
            ela__rep_named(b, ela__rep_say(b, "à", "to"), ela__rep_copy(b, ela_db_cell(r, i, 2))));
        *(struct exchange *)ela__rep_list_add(b, all, sizeof x) = x;
    }
}

enum ela_status ela__rep_comments(struct ela__rep_book *b, struct ela_db_result *r,
                                  struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_REPORT_COMMENTS);
    ela_sql_int(&q, b->case_id);
    ela_sql_int(&q, b->c->actor->entity);
    ela_scope_file_level(&q, b->c->actor, "f");
    ela_sql_add(&q, ELA_SQL_REPORT_COMMENTS_ORDER);
    return ela_sql_query(&q, b->c->db, r, err);
}

enum ela_status ela__rep_part_exchanges(struct ela__rep_book *b, struct ela_error *err)
{
    const struct ela_db_value p[] = {ELA_DBV_INT(b->case_id), ELA_DBV_INT(b->c->actor->entity)};
    struct ela__rep_list all = {.p = NULL}, list = {.p = NULL};
    struct ela_db_result r;
    add_actions(b, &all);
    ELA_TRY(add_notes(b, &all, err));
    ELA_TRY(ela__rep_comments(b, &r, err));
    add_comments(b, &r, &all);
    ela_db_result_release(&r);
    ELA_TRY(ela_db_query(b->c->db, ELA_SQL_REPORT_MAILS, p, 2, &r, err));
    add_mails(b, &r, &all);
    ela_db_result_release(&r);
    if (all.n)
        qsort(all.p, all.n, sizeof(struct exchange), by_time);
    for (size_t i = 0; i < all.n; i++)
        *(struct ela_pdf_entry *)ela__rep_list_add(b, &list, sizeof(struct ela_pdf_entry)) =
            ((struct exchange *)all.p)[i].e;
    ela__rep_block_entries(b, &list, ela__rep_say(b, "Aucun échange.", "No exchange."));
    return ELA_OK;
}

/* --- documents ---------------------------------------------------------------------------- */

static enum ela_status category(struct ela__rep_book *b, struct ela_str code, const char **out,
                                struct ela_error *err)
{
    const struct ela_meta_list *list;
    ELA_TRY(ela_meta_list(b->c, "piece_categories", &list, err));
    const struct ela_meta_option *item = ela_meta_item(list, code);
    *out = item ? ela_label_text(item->label, b->c->actor->lang) : ela__rep_copy(b, code);
    return ELA_OK;
}

static const char *piece_status(struct ela__rep_book *b, const struct ela_json *piece)
{
    return ela__rep_and(b, ela__rep_label_of(b, piece, "status", "label"),
                        ela_json_bool(ela_json_get(piece, "late"), false)
                            ? ela__rep_say(b, "En retard", "Late")
                            : "");
}

static enum ela_status checklist(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const HEADS[][2] = {{"Pièce demandée", "Document asked for"},
                                           {"Catégorie", "Category"},
                                           {"Fournie par", "Given by"},
                                           {"État", "State"},
                                           {"Fichiers", "Files"}};
    static const unsigned WEIGHTS[] = {30, 16, 13, 17, 28};
    const struct ela_json *pieces = ela_json_get(b->page, "pieces");
    struct ela__rep_list cells = {.p = NULL};
    for (size_t i = 0; i < ela_json_size(pieces); i++) {
        const struct ela_json *p = ela_json_at(pieces, i), *files = ela_json_get(p, "files");
        const char *group, *names = "";
        ELA_TRY(category(b, ela_json_text(ela_json_get(p, "category")), &group, err));
        for (size_t k = 0; k < ela_json_size(files); k++)
            names = ela__rep_and(b, names, ela__rep_text_of(b, ela_json_at(files, k), "name"));
        ela__rep_cell(b, &cells,
                      ela__rep_and(b, ela__rep_text_of(b, p, "label"),
                                   ela_json_bool(ela_json_get(p, "required"), false)
                                       ? ela__rep_say(b, "obligatoire", "required")
                                       : ""));
        ela__rep_cell(b, &cells, group);
        ela__rep_cell(b, &cells,
                      ela_str_is(ela_json_text(ela_json_get(p, "source")), "client")
                          ? ela__rep_say(b, "Client", "Client")
                          : ela__rep_say(b, "Cabinet", "Firm"));
        ela__rep_cell(b, &cells, piece_status(b, p));
        ela__rep_cell(b, &cells, names);
    }
    (void)ela__rep_block_rows(b, ela__rep_say(b, "Pièces du dossier", "Documents of the case"),
                              ela__rep_columns(b, HEADS, WEIGHTS, 5), 5, &cells,
                              ela__rep_say(b, "Aucune pièce demandée.", "No document asked for."));
    return ELA_OK;
}

static const char *size_words(struct ela__rep_book *b, int64_t bytes)
{
    int64_t kb = (bytes + 1023) / 1024;
    return kb >= 1024
               ? ela__rep_named(b, ela__rep_count_words(b, kb / 1024), ela__rep_say(b, "Mo", "MB"))
               : ela__rep_named(b, ela__rep_count_words(b, kb), ela__rep_say(b, "ko", "kB"));
}

enum ela_status ela__rep_part_documents(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const HEADS[][2] = {{"Fichier", "File"},
                                           {"Taille", "Size"},
                                           {"Déposé le", "Handed in on"},
                                           {"Par", "By"},
                                           {"Livrable", "Deliverable"}};
    static const unsigned WEIGHTS[] = {42, 9, 20, 20, 11};
    const struct ela_json *answer;
    struct ela__rep_list cells = {.p = NULL};
    ELA_TRY(checklist(b, err));
    ELA_TRY(ela__rep_ask(b, "file.list", ela__rep_of(b), &answer, err));
    const struct ela_json *rows = ela_json_get(answer, "rows");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *f = ela_json_at(rows, i);
        ela__rep_cell(b, &cells, ela__rep_text_of(b, f, "name"));
        ela__rep_cell(b, &cells, size_words(b, ela_json_int(ela_json_get(f, "size"), 0)));
        ela__rep_cell(b, &cells, ela__rep_moment_words(b, ela_json_int(ela_json_get(f, "at"), 0)));
        ela__rep_cell(b, &cells, ela__rep_text_of(b, f, "by"));
        ela__rep_cell(b, &cells,
                      ela_json_bool(ela_json_get(f, "deliverable"), false)
                          ? ela__rep_say(b, "Oui", "Yes")
                          : "");
    }
    (void)ela__rep_block_rows(b, ela__rep_say(b, "Fichiers", "Files"),
                              ela__rep_columns(b, HEADS, WEIGHTS, 5), 5, &cells,
                              ela__rep_say(b, "Aucun fichier.", "No file."));
    return ELA_OK;
}
