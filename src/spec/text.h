/* text.h -- a string of the model file that remembers where each of its characters stands */
#ifndef OT_SPEC_TEXT_H
#define OT_SPEC_TEXT_H

#include <stddef.h>

typedef struct ot_place {
    const char *file;
    int line, column; /* from 1, column in characters; 0 is unknown */
} ot_place;

/* libconfig joins neighbouring strings: "a" "b" is two pieces. Within a piece without escapes,
 * byte k of the text stands k characters (not bytes) after the piece's place. */
typedef struct ot_text_piece {
    size_t start; /* offset in the text of its first byte */
    ot_place place;
} ot_text_piece;

typedef struct ot_text {
    const char *s; /* NUL-terminated UTF-8 */
    size_t length;
    const ot_text_piece *piece;
    size_t n_pieces; /* 0: places are unknown */
} ot_text;

/* Place of the byte at `offset` (offset = length: just behind the end). */
ot_place ot_text_place(const ot_text *text, size_t offset);

#endif
