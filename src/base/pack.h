/* pack.h -- one description of a value that both writes its bytes and reads them back
 *
 * Bytes are of one build on one kind of machine: they are exchanged between processes of a run and
 * never outlive it. A failure sticks, so that only the end is checked. */
#ifndef OT_BASE_PACK_H
#define OT_BASE_PACK_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

typedef struct ot_pack {
    ot_buffer *out; /* NULL: it is read */
    const char *in;
    size_t left;
    int failed; /* reading: too few bytes, or other ones than must be there */
} ot_pack;

ot_pack ot_pack_into(ot_buffer *out);
ot_pack ot_pack_from(const char *data, size_t n);
static inline int ot_pack_reads(const ot_pack *pack) { return !pack->out; }

void ot_pack_bytes(ot_pack *pack, void *data, size_t n);
void ot_pack_count(ot_pack *pack, uint64_t *count); /* small numbers take few bytes */
/* What both sides know: reading fails unless it is the same. */
void ot_pack_same(ot_pack *pack, const void *data, size_t n);
void ot_pack_same_count(ot_pack *pack, uint64_t count);
/* A run of bytes of any length, in place; what is read is borrowed from the input. */
void ot_pack_run(ot_pack *pack, const char **data, size_t *n);

/* Reading: was everything taken, and nothing missing? */
int ot_pack_is_done(const ot_pack *pack);

#endif
