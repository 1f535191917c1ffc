#include "base/pack.h"

#include <string.h>

ot_pack ot_pack_into(ot_buffer *out) { return (ot_pack){.out = out}; }
ot_pack ot_pack_from(const char *data, size_t n) { return (ot_pack){.in = data, .left = n}; }

/* The next n bytes of the input; NULL: there are fewer. */
static const char *take(ot_pack *pack, size_t n) {
    if (pack->failed || pack->left < n) {
        pack->failed = 1;
        return NULL;
    }
    const char *at = pack->in;
    pack->in += n;
    pack->left -= n;
    return at;
}

void ot_pack_bytes(ot_pack *pack, void *data, size_t n) {
    if (n == 0) return;
    if (pack->out) {
        ot_buffer_add(pack->out, data, n);
        return;
    }
    const char *at = take(pack, n);
    if (at) memcpy(data, at, n);
}

/* Seven bits a byte, the lowest first; the eighth says that more follow. */
void ot_pack_count(ot_pack *pack, uint64_t *count) {
    unsigned char byte;
    if (pack->out) {
        uint64_t left = *count;
        do {
            byte = (unsigned char)((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
            ot_buffer_add(pack->out, (const char *)&byte, 1);
            left >>= 7;
        } while (left > 0);
        return;
    }
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const char *at = take(pack, 1);
        if (!at) return;
        memcpy(&byte, at, 1);
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            *count = value;
            return;
        }
    }
    pack->failed = 1;
}

void ot_pack_same(ot_pack *pack, const void *data, size_t n) {
    if (n == 0) return;
    if (pack->out) {
        ot_buffer_add(pack->out, data, n);
        return;
    }
    const char *at = take(pack, n);
    if (at && memcmp(at, data, n) != 0) pack->failed = 1;
}

void ot_pack_same_count(ot_pack *pack, uint64_t count) {
    uint64_t seen = count;
    ot_pack_count(pack, &seen);
    if (seen != count) pack->failed = 1;
}

void ot_pack_run(ot_pack *pack, const char **data, size_t *n) {
    uint64_t length = *n;
    ot_pack_count(pack, &length);
    if (pack->out) {
        ot_buffer_add(pack->out, *data, *n);
        return;
    }
    *n = 0;
    *data = length <= pack->left ? take(pack, (size_t)length) : NULL;
    if (*data)
        *n = (size_t)length;
    else
        pack->failed = 1;
}

int ot_pack_is_done(const ot_pack *pack) { return !pack->failed && pack->left == 0; }
