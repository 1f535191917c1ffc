/* lexer.h -- the words of an equation */
#ifndef OT_LANG_LEXER_H
#define OT_LANG_LEXER_H

#include <stddef.h>

#include "data/unit.h"
#include "outturn/error.h"
#include "spec/text.h"

typedef enum ot_token_kind {
    OT_TOKEN_END,
    OT_TOKEN_NUMBER,
    OT_TOKEN_NAME,
    OT_TOKEN_SIGN /* an operator, parenthesis or comma: `sign` tells which */
} ot_token_kind;

typedef enum ot_sign {
    OT_SIGN_PLUS,
    OT_SIGN_MINUS,
    OT_SIGN_TIMES,
    OT_SIGN_OVER,
    OT_SIGN_POWER,
    OT_SIGN_OPEN,
    OT_SIGN_CLOSE,
    OT_SIGN_OPEN_INDEX,
    OT_SIGN_CLOSE_INDEX,
    OT_SIGN_COMMA,
    OT_SIGN_ASSIGN,
    OT_SIGN_LT,
    OT_SIGN_LE,
    OT_SIGN_GT,
    OT_SIGN_GE,
    OT_SIGN_EQ,
    OT_SIGN_NE,
    OT_SIGN_AND,
    OT_SIGN_OR,
    OT_SIGN_NOT
} ot_sign;

typedef struct ot_token {
    ot_token_kind kind;
    ot_sign sign;
    size_t start, length; /* in the text; a number's unit belongs to it */
    double number;        /* percent made a fraction */
    const ot_unit *unit;  /* of a number that carries one, else NULL */
} ot_token;

/* The token at or after text->s + from. OT_ERR_INPUT, with its place: characters or a number that
 * cannot stand in an equation. */
ot_status ot_token_next(const ot_text *text, size_t from, ot_token *out,
                        ot_error *err) OT_CHECK_RESULT;

/* Say that the fault of *err, which ot_fail has just filled, is at that offset of the text. */
ot_status ot_text_fault(const ot_text *text, size_t offset, ot_status status, ot_error *err);

/* How many of n bytes a message quotes, whole characters only. */
int ot_text_quoted(const char *s, size_t n);

#endif
