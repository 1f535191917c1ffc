#include "spec/text.h"

static int begins_character(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

ot_place ot_text_place(const ot_text *text, size_t offset) {
    if (text->n_pieces == 0) return (ot_place){.file = ""};
    const size_t end = offset < text->length ? offset : text->length;
    size_t i = 0;
    while (i + 1 < text->n_pieces && text->piece[i + 1].start <= end)
        i++;
    ot_place place = text->piece[i].place;
    if (place.column == 0) return place; /* unknown: nothing to count from */
    for (size_t k = text->piece[i].start + 1; k <= end; k++)
        place.column += begins_character(text->s[k]); /* the closing NUL, too */
    return place;
}
