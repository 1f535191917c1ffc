/* sha256.h -- FIPS 180-4, to name the inputs of a run by their content */
#ifndef OT_BASE_SHA256_H
#define OT_BASE_SHA256_H

#include <stddef.h>

enum { OT_SHA256_TEXT = 65 }; /* 64 lower-case hex digits and NUL */

void ot_sha256(const void *data, size_t n, char text[OT_SHA256_TEXT]);

#endif
