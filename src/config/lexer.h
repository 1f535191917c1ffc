/* lexer.h -- the tokens of a libconfig text, each with its place; what libconfig would misread is
 * refused here in a sentence of its own */
#ifndef OT_CONFIG_LEXER_H
#define OT_CONFIG_LEXER_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"
#include "spec/text.h"

typedef enum ot_config_token_kind {
    OT_CONFIG_TOKEN_END,
    OT_CONFIG_TOKEN_NAME, /* true and false too */
    OT_CONFIG_TOKEN_NUMBER,
    OT_CONFIG_TOKEN_STRING, /* one piece, quotes and escapes included */
    OT_CONFIG_TOKEN_MARK    /* one of = : ; , { } ( ) */
} ot_config_token_kind;

typedef struct ot_config_token {
    ot_config_token_kind kind;
    const char *start;
    size_t length;
    ot_place place;
    double number;
    int64_t integer;
    int is_integer;
} ot_config_token;

typedef struct ot_lexer {
    const char *at, *end;
    ot_place place;
} ot_lexer;

/*
 * Look at the bytes as a whole: encoding, NUL, line ends. *skip is the length of a UTF-8 byte order
 * mark, which is allowed.
 * OT_ERR_INPUT  with the place
 */
ot_status ot_bytes_check(const char *file, const char *text, size_t n, size_t *skip,
                         ot_error *err) OT_CHECK_RESULT;

/* text[0..n) must have passed ot_bytes_check and stay while tokens are used. */
void ot_lexer_init(ot_lexer *lexer, const char *file, const char *text, size_t n);

/* OT_ERR_INPUT  with the place of what cannot be a token */
ot_status ot_lexer_next(ot_lexer *lexer, ot_config_token *token, ot_error *err) OT_CHECK_RESULT;

int ot_config_token_is(const ot_config_token *token, char mark);

/* The bytes that a string stands for: `text` (NULL: only count them) and `piece` (NULL: only count)
 * begin at *length and *n_pieces, which are moved on. An escape makes pieces of its own, so that
 * within each piece characters and columns keep step. */
void ot_config_token_unescape(const ot_config_token *string, char *text, size_t *length,
                              ot_text_piece *piece, size_t *n_pieces);

#endif
