/* frml.h -- ModelFlow's statements: FRML <FLAGS> LEFT = RIGHT $ */
#ifndef OT_IMPORT_FRML_H
#define OT_IMPORT_FRML_H

#include <stddef.h>

#include "outturn/error.h"

enum { OT_IMPORT_MOST_NAME = 64 }; /* characters; of an id, too */

typedef struct ot_slice { /* a part of a text that somebody else owns */
    const char *s;
    size_t n;
} ot_slice;

typedef struct ot_frml {
    ot_slice flags;            /* "DAMP,STOC", without the angle brackets; may be empty */
    ot_slice left, right, all; /* without the blanks around them; all: LEFT = RIGHT */
} ot_frml;

/*
 * The statement that begins at text.s[*at], and *at behind its "$"; *has is 0 when none is left.
 * OT_ERR_INPUT  it does not begin with FRML, or lacks its flags' end, its "=" or its "$"
 */
ot_status ot_frml_next(ot_slice text, size_t *at, int *has, ot_frml *out,
                       ot_error *err) OT_CHECK_RESULT;

/* Is `flag` (upper case) one of the flags, in any case? */
int ot_frml_has(const ot_frml *frml, const char *flag);

/* The left side: X or LOG(X). *variable is X; *is_log tells which.
 * OT_ERR_INPUT  it is anything else */
ot_status ot_frml_left(const ot_frml *frml, ot_slice *variable, int *is_log,
                       ot_error *err) OT_CHECK_RESULT;

/* name[0..n] in upper case, with a closing NUL; 0 when it is longer than names may be. */
int ot_name_upper(ot_slice slice, char name[OT_IMPORT_MOST_NAME + 1]);

/* As much of it as a message quotes, for `%.*s`: whole characters. */
int ot_slice_quoted(ot_slice slice);

ot_slice ot_slice_trim(ot_slice slice);
char ot_ascii_upper(char c);
int ot_is_blank(char c);
int ot_is_name_character(char c); /* letters, digits and _ */

#endif
