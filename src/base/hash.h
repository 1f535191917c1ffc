/* hash.h -- a hash of bytes for tables: FNV-1a, 64 bits (Fowler, Noll and Vo) */
#ifndef OT_BASE_HASH_H
#define OT_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define OT_HASH_START UINT64_C(14695981039346656037)

/* Go on from the hash of what came before, or OT_HASH_START. */
static inline uint64_t ot_hash(uint64_t hash, const void *data, size_t n) {
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ ((const unsigned char *)data)[i]) * UINT64_C(1099511628211);
    return hash;
}

#endif
