/* utf8.h -- characters and their width on a terminal (Unicode TR 11: wide and full-width are 2) */
#ifndef OT_BASE_UTF8_H
#define OT_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The character at text[0..n), n > 0: *length bytes. Returns UINT32_MAX for bytes that are not
 * UTF-8 (overlong forms, surrogates and values past U+10FFFF too), with *length = 1. */
uint32_t ot_utf8_decode(const char *text, size_t n, size_t *length);

/* Offset of the first byte that is not UTF-8; n when all is well. */
size_t ot_utf8_check(const char *text, size_t n);

/* May it stand in a name? Letters of any script; not digits, signs or full-width forms. */
int ot_utf8_is_letter(uint32_t c);

size_t ot_utf8_count(const char *text, size_t n); /* characters */
size_t ot_utf8_width(const char *text);           /* terminal columns */

/* Closest of candidate[0..n) to `word` by edits of characters (a swap of neighbours is one), or
 * NULL when none is near enough to be what somebody meant. */
const char *ot_utf8_nearest(const char *word, const char *const *candidate, size_t n);

#endif
