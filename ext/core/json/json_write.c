/*
 * JSON to text. Our own writer, on jansson's values: jansson's guards each level against cycles,
 * which values made here cannot have, at the price of half of a list's time.
 */
#include "json/json_internal.h"

#include <jansson.h>

static void write_value(struct ela_buf *out, json_t *v);
static void write_packed(struct ela_buf *out, const struct ela__packed *p);

/* The escapes of RFC 8259 that are not optional; the rest goes as UTF-8. */
static void write_escape(struct ela_buf *out, unsigned char c)
{
    static const char names[] = "btn?fr"; /* 0x08 to 0x0d */
    static const char hex[] = "0123456789ABCDEF";
    if (c == '"' || c == '\\')
        ela_buf_add(out, (char[]){'\\', (char)c}, 2);
    else if (c >= 0x08 && c <= 0x0d && c != 0x0b)
        ela_buf_add(out, (char[]){'\\', names[c - 0x08]}, 2);
    else
        ela_buf_add(out, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

static void write_text(struct ela_buf *out, const char *p, size_t n)
{
    size_t plain = 0;
    ela_buf_addc(out, '"');
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        ela_buf_add(out, p + plain, i - plain);
        write_escape(out, c);
        plain = i + 1;
    }
    ela_buf_add(out, p + plain, n - plain);
    ela_buf_addc(out, '"');
}

static void write_int(struct ela_buf *out, int64_t v)
{
    char text[20];
    size_t at = sizeof text;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        text[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u != 0);
    if (v < 0)
        text[--at] = '-';
    ela_buf_add(out, text + at, sizeof text - at);
}

static void write_object(struct ela_buf *out, json_t *v)
{
    char before = '{';
    for (void *it = json_object_iter(v); it; it = json_object_iter_next(v, it)) {
        const char *key = json_object_iter_key(it);
        ela_buf_addc(out, before);
        write_text(out, key, strlen(key));
        ela_buf_addc(out, ':');
        write_value(out, json_object_iter_value(it));
        before = ',';
    }
    ela_buf_adds(out, before == '{' ? "{}" : "}");
}

static void write_array(struct ela_buf *out, json_t *v)
{
    size_t n = json_array_size(v);
    ela_buf_addc(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            ela_buf_addc(out, ',');
        write_value(out, json_array_get(v, i));
    }
    ela_buf_addc(out, ']');
}

static void write_packed(struct ela_buf *out, const struct ela__packed *p)
{
    bool object = p->kind == ELA_JOBJECT;
    switch ((enum ela_json_kind)p->kind) {
    case ELA_JOBJECT:
    case ELA_JARRAY:
        ela_buf_addc(out, object ? '{' : '[');
        for (uint32_t i = 0; i < p->n; i++) {
            const struct ela__packed *child = &p->is.first[i];
            if (i > 0)
                ela_buf_addc(out, ',');
            if (object) {
                write_text(out, child->key, strlen(child->key));
                ela_buf_addc(out, ':');
            }
            write_packed(out, child);
        }
        ela_buf_addc(out, object ? '}' : ']');
        break;
    case ELA_JTEXT:
        write_text(out, p->is.text, p->n);
        break;
    case ELA_JINT:
        write_int(out, p->is.number);
        break;
    case ELA_JBOOL:
        ela_buf_adds(out, p->is.number ? "true" : "false");
        break;
    case ELA_JNULL:
        ela_buf_adds(out, "null");
        break;
    }
}

static void write_value(struct ela_buf *out, json_t *v)
{
    switch (json_typeof(v)) {
    case JSON_OBJECT:
        write_object(out, v);
        break;
    case JSON_ARRAY:
        write_array(out, v);
        break;
    case JSON_STRING:
        write_text(out, json_string_value(v), json_string_length(v));
        break;
    case JSON_INTEGER:
        write_int(out, json_integer_value(v));
        break;
    case JSON_TRUE:
        ela_buf_adds(out, "true");
        break;
    case JSON_FALSE:
        ela_buf_adds(out, "false");
        break;
    case JSON_NULL:
    case JSON_REAL: /* none is ever made or taken */
    default:
        ela_buf_adds(out, "null");
        break;
    }
}

enum ela_status ela_json_write(const struct ela_json *v, struct ela_buf *out, struct ela_error *err)
{
    if (!v)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (ela__packed(v))
        write_packed(out, ela__packed(v));
    else
        write_value(out, (json_t *)(uintptr_t)v);
    return ela_buf_check(out, err);
}
