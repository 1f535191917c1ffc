/* philox.h -- many words of the generator at once; the public side is base/stream.h */
#ifndef OT_BASE_PHILOX_H
#define OT_BASE_PHILOX_H

#include <stdint.h>

enum { OT_PHILOX_WORDS = 256 };

/* One word of 64 bits for each draw of the groups at, at + 1 .. of a stream and year. Integers: any
 * instructions give the same. */
void ot_philox_words(uint64_t seed, uint32_t stream, uint32_t year, uint64_t at,
                     uint64_t word[OT_PHILOX_WORDS]);

#endif
