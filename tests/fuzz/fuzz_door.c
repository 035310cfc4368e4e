/*
 * The JSON door: a first line "METHOD /path?query" and a body, through routing and decoding of the
 * portal and the field check of the operation; then the same body through the check of any other
 * operation, as the back office's door does. What passed passes again, and what is refused is
 * refused by name. Source: SEC-14.
 */
#include "app/app.h"
#include "portal/portal_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ela_tz zone;

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void refused(const struct ela_error *err)
{
    int status = ela__portal_problem_status(err);
    check(err->status != ELA_OK && err->key[0] != '\0' && status >= 400 && status < 500);
}

static void field_check(const struct ela_op *op, const struct ela_json *in)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *clean = NULL, *again = NULL;
    struct ela_buf text;

    if (ela_op_check(op->fields, in, &zone, &clean, &err) != ELA_OK) {
        refused(&err);
        return;
    }
    ela_buf_init(&text, (size_t)64 << 20);
    check(ela_json_write(clean, &text, &err) == ELA_OK);
    check(ela_op_check(op->fields, clean, &zone, &again, &err) == ELA_OK);
    ela_buf_release(&text);
    ela_json_free(clean);
    ela_json_free(again);
}

static void portal(struct ela_str method, struct ela_str target, struct ela_str body)
{
    static const char cookie[] =
        "a=b; __Secure-elaska_rt=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const struct ela_portal_header headers[] = {
        {ELA_STR("Content-Type"), ELA_STR("application/json")},
        {ELA_STR("Cookie"), {cookie, sizeof cookie - 1}}};
    const char *mark = target.n > 0 ? memchr(target.p, '?', target.n) : NULL;
    size_t n = mark != NULL ? (size_t)(mark - target.p) : target.n;
    struct ela_portal_request rq = {.method = method,
                                    .path = {target.p, n},
                                    .headers = headers,
                                    .nheaders = 2,
                                    .body = body,
                                    .https = true,
                                    .entity = 1};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela__match m;
    struct ela_json *in = NULL;

    if (mark != NULL)
        rq.query = (struct ela_str){mark + 1, target.n - n - 1};
    ela__route_match(method, rq.path, &m);
    if (m.route == NULL || m.malformed || m.route->op == NULL)
        return;
    const struct ela_op *op = ela_op_find(ela_str_of(m.route->op));
    check(op != NULL);
    if (ela__check_transport(&rq, (m.route->flags & ELA_ROUTE_UPLOAD) != 0, &err) != ELA_OK ||
        ela__portal_decode(&rq, &m, op, &in, &err) != ELA_OK) {
        refused(&err);
        return;
    }
    field_check(op, in);
    ela_json_free(in);
}

static void office(struct ela_str body, size_t pick)
{
    size_t n = 0;
    struct ela_json *in = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    while (ela_op_at(n) != NULL)
        n++;
    if (ela_json_parse(body, &ELA_JSON_LIMITS_DEFAULT, &in, &err) != ELA_OK) {
        refused(&err);
        return;
    }
    field_check(ela_op_at(pick % n), in);
    ela_json_free(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ela_str all = {(const char *)data, size};
    const char *line = size > 0 ? memchr(all.p, '\n', size) : NULL;
    if (line == NULL)
        return 0;
    size_t head = (size_t)(line - all.p);
    const char *space = head > 0 ? memchr(all.p, ' ', head) : NULL;
    struct ela_str body = {line + 1, size - head - 1};
    if (zone.std_offset_s == 0)
        check(ela_tz_parse(ELA_STR("CET-1CEST,M3.5.0,M10.5.0/3"), &zone, NULL) == ELA_OK);
    if (space != NULL) {
        size_t n = (size_t)(space - all.p);
        portal((struct ela_str){all.p, n}, (struct ela_str){space + 1, head - n - 1}, body);
    }
    office(body, head + (size > 2 ? (size_t)data[0] * 7 + data[1] : 0));
    return 0;
}
