/* json.h -- a streaming writer of JSON: what is not finite becomes null, never a number */
#ifndef OT_BASE_JSON_H
#define OT_BASE_JSON_H

#include <stdint.h>

#include "outturn/error.h"
#include "outturn/writer.h"

typedef struct ot_json {
    const ot_writer *writer;
    int depth;
    int pretty;    /* indent by one space a level; 0: one line */
    int has_value; /* bit d: the container at depth d has a member already */
    int failed;    /* errno of the first failed write; nothing is written after it */
} ot_json;

void ot_json_init(ot_json *json, const ot_writer *writer, int pretty);

/* `key` is NULL inside a list and at the top. */
void ot_json_object(ot_json *json, const char *key);
void ot_json_list(ot_json *json, const char *key);
void ot_json_close_object(ot_json *json);
void ot_json_close_list(ot_json *json);
void ot_json_text(ot_json *json, const char *key, const char *text); /* NULL text: null */
void ot_json_number(ot_json *json, const char *key, double value);   /* shortest exact; null */
void ot_json_integer(ot_json *json, const char *key, int64_t value);
void ot_json_unsigned(ot_json *json, const char *key, uint64_t value);
void ot_json_boolean(ot_json *json, const char *key, int value);
/* "key": {"en": ..., "zh": ...} */
void ot_json_label(ot_json *json, const char *key, const char *const text[OT_N_LANGUAGES]);

/* Ends with a newline; OT_ERR_IO when a write had failed. All containers must be closed. */
ot_status ot_json_end(ot_json *json, ot_error *err) OT_CHECK_RESULT;

#endif
