/*
 * input.h -- which files an answer came from, named by their content
 *
 * Layer   base
 * Shapes  one a file
 * Units   bytes
 * Method  SHA-256 (FIPS 180-4) of the bytes as they were read
 */
#ifndef OT_INPUT_H
#define OT_INPUT_H

#include <stddef.h>

typedef struct ot_input {
    const char *path; /* as the model names it, seen from the current folder */
    size_t size;      /* bytes */
    char sha256[65];  /* 64 hex digits */
} ot_input;

#endif
