/* json_read.h -- a JSON text as values to look at; json_read.c reads it with jansson, and
 * json_read_none.c stands for it in a build without jansson */
#ifndef OT_BASE_JSON_READ_H
#define OT_BASE_JSON_READ_H

#include <stddef.h>

#include "outturn/error.h"

typedef enum ot_json_kind {
    OT_JSON_OBJECT,
    OT_JSON_LIST,
    OT_JSON_TEXT,
    OT_JSON_NUMBER,
    OT_JSON_BOOLEAN,
    OT_JSON_NULL
} ot_json_kind;

typedef struct ot_json_value ot_json_value; /* lives as long as the text that it was read from */

/*
 * Read text[0..n), which holds one value, at most `most` values in all, and no key twice within an
 * object. The caller frees *out by ot_json_free; values within it are borrowed.
 *
 * OT_ERR_INPUT  it is no JSON, or holds more values
 * OT_ERR_USAGE  the program was built without jansson
 * OT_ERR_NOMEM  memory
 */
ot_status ot_json_read(const char *text, size_t n, size_t most, ot_json_value **out,
                       ot_error *err) OT_CHECK_RESULT;
void ot_json_free(ot_json_value *value);

ot_json_kind ot_json_kind_of(const ot_json_value *value);
const char *ot_json_kind_name(ot_json_kind kind, ot_language language); /* "an object", "对象" */

const ot_json_value *ot_json_member(const ot_json_value *object, const char *key); /* NULL: none */
size_t ot_json_count(const ot_json_value *value); /* members or elements; 0 of other kinds */
const char *ot_json_chars(const ot_json_value *text, size_t *n); /* UTF-8, closed by NUL */
double ot_json_number_of(const ot_json_value *number);
int ot_json_is_true(const ot_json_value *boolean);

/* Walk through an object or a list, in the order of the text:
 *     for (ot_json_walk w = ot_json_begin(value); w.value; ot_json_next(&w)) */
typedef struct ot_json_walk {
    const ot_json_value *of, *value; /* value: the one at hand; NULL behind the last */
    const char *key;                 /* of an object's member; NULL in a list */
    void *member;
    size_t index;
} ot_json_walk;

ot_json_walk ot_json_begin(const ot_json_value *value); /* at its end when it is no container */
void ot_json_next(ot_json_walk *walk);

#endif
