/*
 * text.h -- words as a person sees them on a terminal
 *
 * Layer   report
 * Shapes  UTF-8 with a closing NUL
 * Units   width in terminal columns: a Chinese character takes two
 * Method  Unicode TR 11 for widths; edit distance of characters for the nearest word
 */
#ifndef OT_TEXT_H
#define OT_TEXT_H

#include <stddef.h>

size_t ot_text_width(const char *text);

/* The candidate that `word` was probably meant to be; NULL when none is near enough. */
const char *ot_text_nearest(const char *word, const char *const *candidate, size_t n);

#endif
