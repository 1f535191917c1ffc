/*
 * writer.h -- where bytes go: the library never opens the terminal itself
 *
 * Layer   base
 * Shapes  data[n] bytes, UTF-8
 * Units   none
 * Method  the caller brings a function and its state
 */
#ifndef OT_WRITER_H
#define OT_WRITER_H

#include <stddef.h>

/* `write` returns 0 when it took all n bytes, else an errno value. */
typedef struct ot_writer {
    int (*write)(void *state, const char *data, size_t n);
    void *state;
} ot_writer;

#endif
