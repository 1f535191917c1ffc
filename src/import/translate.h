/* translate.h -- an expression of ModelFlow in the words of outturn's equation language
 *
 * Operators, lags, comparisons and functions are rewritten one by one; the order of operations is
 * the same in both, so that the text keeps its shape. Whether it is a sound expression is for
 * outturn's own parser to say. */
#ifndef OT_IMPORT_TRANSLATE_H
#define OT_IMPORT_TRANSLATE_H

#include "base/buffer.h"
#include "import/frml.h"

/* Who knows the variables: the id of one whose name (upper case, NUL-terminated) this is, or NULL
 * when there is none. */
typedef struct ot_naming {
    const char *(*find)(void *state, const char *name);
    void *state;
} ot_naming;

enum { OT_IMPORT_MOST_TEXT = 60000 }; /* characters of a translated equation */

/*
 * Append the expression to `out`.
 * OT_ERR_INPUT  a lead, a function that outturn does not have, an unknown variable, a character
 *               without a meaning, parentheses that do not match or are nested too deep
 */
ot_status ot_translate(ot_slice text, const ot_naming *naming, ot_buffer *out,
                       ot_error *err) OT_CHECK_RESULT;

#endif
