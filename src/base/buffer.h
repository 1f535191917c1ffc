/* buffer.h -- bytes that grow; a failure sticks, so that only the end is checked */
#ifndef OT_BASE_BUFFER_H
#define OT_BASE_BUFFER_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/writer.h"

typedef struct ot_buffer {
    char *data; /* NUL-terminated once anything was added, else NULL */
    size_t length, capacity;
    int failed; /* memory ran out: the content is incomplete */
} ot_buffer;

void ot_buffer_clear(ot_buffer *buffer); /* frees the data; the buffer is empty and usable again */
void ot_buffer_add(ot_buffer *buffer, const char *data, size_t n);
void ot_buffer_text(ot_buffer *buffer, const char *text);
void ot_buffer_format(ot_buffer *buffer, const char *format, ...) OT_FORMAT(2, 3);

/* A writer that appends to the buffer; it never reports an error: look at `failed`. */
ot_writer ot_buffer_writer(ot_buffer *buffer);

#endif
