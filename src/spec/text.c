#include "spec/text.h"

ot_place ot_text_place(const ot_text *text, size_t offset) {
    if (text->n_pieces == 0) return (ot_place){.file = ""};
    size_t i = 0;
    while (i + 1 < text->n_pieces && text->piece[i + 1].start <= offset)
        i++;
    ot_place place = text->piece[i].place;
    for (size_t k = text->piece[i].start; k < offset && k < text->length; k++)
        place.column += ((unsigned char)text->s[k] & 0xC0) != 0x80; /* characters, not bytes */
    return place;
}
