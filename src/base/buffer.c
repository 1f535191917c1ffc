#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/print.h"

void ot_buffer_clear(ot_buffer *buffer) {
    free(buffer->data);
    *buffer = (ot_buffer){0};
}

/* Room for n more bytes and the closing NUL; 0 and `failed` when there is none. */
static int reserve(ot_buffer *buffer, size_t n) {
    if (buffer->failed) return 0;
    if (n < buffer->capacity - buffer->length) return 1;
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : 64;
    while (capacity - buffer->length <= n) {
        if (capacity > SIZE_MAX / 2) {
            buffer->failed = 1;
            return 0;
        }
        capacity *= 2;
    }
    char *data = realloc(buffer->data, capacity);
    if (!data) {
        buffer->failed = 1;
        return 0;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return 1;
}

void ot_buffer_add(ot_buffer *buffer, const char *data, size_t n) {
    if (!reserve(buffer, n)) return;
    if (n > 0) memcpy(buffer->data + buffer->length, data, n);
    buffer->length += n;
    buffer->data[buffer->length] = '\0';
}

void ot_buffer_text(ot_buffer *buffer, const char *text) {
    ot_buffer_add(buffer, text, strlen(text));
}

void ot_buffer_format(ot_buffer *buffer, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const int length = ot_print_list(NULL, 0, format, args);
    va_end(args);
    if (length < 0) {
        buffer->failed = 1;
        return;
    }
    if (!reserve(buffer, (size_t)length)) return;
    va_start(args, format);
    (void)ot_print_list(buffer->data + buffer->length, (size_t)length + 1, format, args);
    va_end(args);
    buffer->length += (size_t)length;
}

static int append(void *state, const char *data, size_t n) {
    ot_buffer_add(state, data, n);
    return 0;
}

ot_writer ot_buffer_writer(ot_buffer *buffer) { return (ot_writer){append, buffer}; }
