/*
 * Elaska\Office: operations of the core on Dolibarr's connection.
 */
#include "office.h"

#include "convert.h"
#include "exception.h"
#include "guard.h"
#include "office_arginfo.h"
#include "pour.h"

zend_class_entry *php_elaska_office_ce;
static zend_object_handlers office_handlers;

struct php_elaska_office *php_elaska_office_of(zend_object *o)
{
    return (struct php_elaska_office *)(void *)((char *)o -
                                                XtOffsetOf(struct php_elaska_office, std));
}

static zend_object *office_create(zend_class_entry *ce)
{
    struct php_elaska_office *o = zend_object_alloc(sizeof *o, ce);

    zend_object_std_init(&o->std, ce);
    object_properties_init(&o->std, ce);
    o->std.handlers = &office_handlers;
    return &o->std;
}

ZEND_METHOD(Elaska_Office, __construct)
{
    struct php_elaska_office *o = php_elaska_office_of(Z_OBJ_P(ZEND_THIS));
    struct ela_error err = ELA_ERROR_INIT;
    zend_object *db;
    HashTable *actor;

    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_OBJ(db)
    Z_PARAM_ARRAY_HT(actor)
    ZEND_PARSE_PARAMETERS_END();
    if (o->bridge != NULL) {
        zend_throw_error(NULL, "Elaska\\Office is constructed already");
        RETURN_THROWS();
    }
    if (php_elaska_actor(actor, o, &err) != ELA_OK ||
        php_elaska_bridge_open(db, &o->bridge, &err) != ELA_OK)
        php_elaska_throw(&err, false);
}

static void document_to(const struct php_elaska_frame *f, const char *name, zval *out)
{
    array_init_size(out, 3);
    add_assoc_string(out, "type", f->body_type != NULL ? f->body_type : "application/octet-stream");
    add_assoc_string(out, "name", name);
    add_assoc_stringl(out, "body", f->body.n > 0 ? f->body.p : "", f->body.n);
}

static void file_to(const struct php_elaska_frame *f, const char *name, zval *out)
{
    array_init_size(out, 3);
    add_assoc_string(out, "type", f->body_type);
    add_assoc_string(out, "name", name);
    if (f->out != NULL) {
        zval answer;
        php_elaska_from_json(f->out, &answer);
        add_assoc_zval(out, "answer", &answer);
    }
}

/* The answer as it is, empty objects and all. */
static void text_to(struct php_elaska_frame *f, zval *out)
{
    struct ela_error err = ELA_ERROR_INIT;

    if (ela_json_write(f->out, &f->body, &err) != ELA_OK)
        php_elaska_throw(&err, false);
    else
        ZVAL_STRINGL(out, f->body.p, f->body.n);
}

/* The core's part of a call; everything that it owns is in the frame. */
static void core_call(struct php_elaska_office *o, const struct php_elaska_request *rq,
                      struct php_elaska_frame *f, struct ela_error *err)
{
    struct ela_pour pour;
    memset(&pour, 0, sizeof pour);
    const struct ela_request request = {
        .db = o->bridge->core,
        .actor = &o->actor,
        .host = rq->host,
        .now = php_elaska_now(),
        .remote_ip = o->ip[0] != '\0' ? o->ip : NULL,
        .user_agent = o->user_agent[0] != '\0' ? o->user_agent : NULL,
        .file = rq->file,
        .body_in = rq->body_in,
        .pour = &pour,
        .documents = o->documents[0] != '\0' ? o->documents : NULL,
        .master_key = o->master_key[0] != '\0' ? o->master_key : NULL,
    };
    enum ela_status st = ela_app_call(o->bridge->app, &request, rq->operation, f->in, &f->out,
                                      rq->document ? &f->body : NULL, &f->body_type, err);

    if (st == ELA_OK && (rq->document || rq->file != NULL) && f->body_type == NULL)
        st = ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    if (st != ELA_OK && err->status == ELA_OK)
        err->status = st;
    if (st != ELA_OK)
        pour.place[0] = '\0';
    php_elaska_pour_keep(&pour, o->documents, 0, pour.size);
}

static enum ela_status input_of(const struct php_elaska_request *rq, struct ela_json **in,
                                struct ela_error *err)
{
    if (rq->text == NULL)
        return php_elaska_to_json(rq->in != NULL ? rq->in : (HashTable *)&zend_empty_array, in,
                                  err);
    const struct ela_str text = {ZSTR_VAL(rq->text), ZSTR_LEN(rq->text)};
    enum ela_status st = ela_json_parse(text, &ELA_JSON_LIMITS_DEFAULT, in, err);
    if (st == ELA_OK && ela_json_kind(*in) != ELA_JOBJECT)
        st = ela_fail(err, ELA_E_INPUT, "json.malformed", "");
    return st;
}

/* Returns true when there is an answer to convert. */
static bool run(struct php_elaska_office *o, const struct php_elaska_request *rq,
                struct php_elaska_frame *f)
{
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_op *op = ela_op_find(rq->operation);
    bool entered = false, retriable = false;
    const struct ela_json *problem = NULL;

    if (o->bridge == NULL)
        (void)ela_fail(&err, ELA_E_INTERNAL, "host.not_constructed", "");
    else if (input_of(rq, &f->in, &err) == ELA_OK)
        entered = php_elaska_bridge_enter(o->bridge, &err) == ELA_OK;
    if (entered) {
        core_call(o, rq, f, &err);
        problem = ela_app_problem(o->bridge->app);
        retriable =
            php_elaska_bridge_leave(o->bridge, op != NULL && (op->flags & ELA_OP_WRITE) != 0, &err);
        if (o->bridge->bailed) {
            php_elaska_raise(); /* the frame is freed at the end of the request */
            return false;
        }
    }
    /* What PHP code below us threw goes on as it is, unless only we can say that the call may be
     * run again. */
    if (EG(exception) != NULL && !(retriable && php_elaska_is_exception(EG(exception))))
        return false;
    if (err.status != ELA_OK)
        php_elaska_throw_with(&err, retriable, problem);
    return err.status == ELA_OK && EG(exception) == NULL;
}

void php_elaska_office_run(struct php_elaska_office *o, const struct php_elaska_request *rq,
                           zval *return_value)
{
    struct php_elaska_frame *f = php_elaska_frame_push();

    if (f == NULL)
        return;
    if (run(o, rq, f)) {
        if (rq->text != NULL)
            text_to(f, return_value);
        else if (rq->file != NULL)
            file_to(f, ela_app_body_name(o->bridge->app), return_value);
        else if (rq->document)
            document_to(f, ela_app_body_name(o->bridge->app), return_value);
        else
            php_elaska_from_json(f->out, return_value);
    }
    php_elaska_frame_pop(f);
}

static void call(INTERNAL_FUNCTION_PARAMETERS, bool document)
{
    zend_string *name;
    struct php_elaska_request rq = {.document = document};

    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(rq.in)
    ZEND_PARSE_PARAMETERS_END();
    rq.operation = (struct ela_str){ZSTR_VAL(name), ZSTR_LEN(name)};
    php_elaska_office_run(php_elaska_office_of(Z_OBJ_P(ZEND_THIS)), &rq, return_value);
}

ZEND_METHOD(Elaska_Office, call)
{
    call(INTERNAL_FUNCTION_PARAM_PASSTHRU, false);
}

ZEND_METHOD(Elaska_Office, json)
{
    zend_string *name, *text;
    struct php_elaska_request rq = {.document = false};

    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_STR(text)
    ZEND_PARSE_PARAMETERS_END();
    rq.operation = (struct ela_str){ZSTR_VAL(name), ZSTR_LEN(name)};
    rq.text = text;
    php_elaska_office_run(php_elaska_office_of(Z_OBJ_P(ZEND_THIS)), &rq, return_value);
}

ZEND_METHOD(Elaska_Office, bytes)
{
    call(INTERNAL_FUNCTION_PARAM_PASSTHRU, true);
}

ZEND_METHOD(Elaska_Office, pour)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(php_elaska_pour_send());
}

ZEND_METHOD(Elaska_Office, file)
{
    zend_string *name, *path;
    struct php_elaska_request rq = {.document = false};

    ZEND_PARSE_PARAMETERS_START(3, 3)
    Z_PARAM_STR(name)
    Z_PARAM_ARRAY_HT(rq.in)
    Z_PARAM_PATH_STR(path)
    ZEND_PARSE_PARAMETERS_END();
    if (php_check_open_basedir(ZSTR_VAL(path)))
        RETURN_THROWS();
    rq.operation = (struct ela_str){ZSTR_VAL(name), ZSTR_LEN(name)};
    rq.file = ZSTR_VAL(path);
    php_elaska_office_run(php_elaska_office_of(Z_OBJ_P(ZEND_THIS)), &rq, return_value);
}

ZEND_METHOD(Elaska_Office, upload)
{
    zend_string *name, *bytes;
    struct php_elaska_request rq = {.document = false};

    ZEND_PARSE_PARAMETERS_START(3, 3)
    Z_PARAM_STR(name)
    Z_PARAM_ARRAY_HT(rq.in)
    Z_PARAM_STR(bytes)
    ZEND_PARSE_PARAMETERS_END();
    rq.operation = (struct ela_str){ZSTR_VAL(name), ZSTR_LEN(name)};
    rq.body_in = (struct ela_str){ZSTR_VAL(bytes), ZSTR_LEN(bytes)};
    php_elaska_office_run(php_elaska_office_of(Z_OBJ_P(ZEND_THIS)), &rq, return_value);
}

static void operation_to(const struct ela_op *op, zval *out)
{
    static const char *const names[] = {"user", "portal", "worker", "anyone"};
    const char *right = NULL;
    zval actors;

    array_init(&actors);
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (op->actors & (1u << i))
            add_next_index_string(&actors, names[i]);
    for (unsigned i = 0; ela_right_name(i) != NULL; i++)
        if (op->right & (1u << i))
            right = ela_right_name(i);
    array_init_size(out, 3);
    add_assoc_bool(out, "write", (op->flags & ELA_OP_WRITE) != 0);
    add_assoc_zval(out, "actors", &actors);
    if (right != NULL)
        add_assoc_string(out, "right", right);
    else
        add_assoc_null(out, "right");
}

ZEND_METHOD(Elaska_Office, operations)
{
    const struct ela_op *op;

    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (size_t i = 0; (op = ela_op_at(i)) != NULL; i++) {
        zval item;

        operation_to(op, &item);
        add_assoc_zval(return_value, op->name, &item);
    }
}

ZEND_METHOD(Elaska_Office, rights)
{
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (unsigned i = 0; ela_right_name(i) != NULL; i++)
        add_next_index_string(return_value, ela_right_name(i));
}

void php_elaska_office_minit(void)
{
    php_elaska_office_ce = register_class_Elaska_Office();
    php_elaska_office_ce->create_object = office_create;
    memcpy(&office_handlers, zend_get_std_object_handlers(), sizeof office_handlers);
    office_handlers.offset = XtOffsetOf(struct php_elaska_office, std);
    office_handlers.clone_obj = NULL;
}
