/* A few names to write equations with, and values for them.
 * Series 0 to 4: x, y, z, grp (alias 地区生产总值), 产量. Coefficients 0 to 2: a, b, c. */
#ifndef SMALL_SCOPE_H
#define SMALL_SCOPE_H

#include "lang/tree.h"

enum { SMALL_SERIES = 5, SMALL_COEFFICIENTS = 3, SMALL_SLOTS = 48, SMALL_YEAR = 2023 };

extern const ot_scope SMALL_SCOPE;

/* Parse with that scope, as one piece at model.cfg:7:10; NULL and *err when it is refused. Asserts
 * that a refusal has a sentence in both languages. */
const ot_equation *small_parse(const char *text, ot_arena *arena, ot_notes *notes, ot_error *err);

/* The same with another scope. */
const ot_equation *small_parse_in(const ot_scope *scope, const char *text, ot_arena *arena,
                                  ot_notes *notes, ot_error *err);

/* SMALL_SCOPE and a vocabulary in an equation for akto; it lives in `arena`.
 * Constants: beta 0.3 (alias 比率), rate 5 percent.
 * Sets: county (县) of akto, wuqia (乌恰); crop of wheat, maize.
 * area over county: akto is row 0 (x), wuqia 1 (y). amount (总量) over county, crop: rows 0 to 3.
 * Functions: share(a, b) = 100 * a / b; growth(部分) = 部分 / 部分(-1) - 1;
 * twice(a) = share(a, 100) + share(a, beta / beta * 100); total(k) = k * sum(county, area[county]);
 * piece(v, least) = v when v > least, least otherwise. */
const ot_scope *small_vocabulary(ot_arena *arena);

/* One draw: the value of a series `lag` years ago, of a coefficient; the year is SMALL_YEAR. */
typedef struct small_draw {
    double series[SMALL_SERIES][SMALL_SLOTS];
    double coefficient[SMALL_COEFFICIENTS];
} small_draw;

ot_point small_point(const small_draw *draw);

/* Parse `text` as a right side and evaluate its tree; it has to be right. */
double small_value(const char *text, const small_draw *draw);
double small_value_in(const ot_scope *scope, const char *text, const small_draw *draw);

/* Right sides of small_vocabulary, and what they are worth with small_numbers, exactly. */
typedef struct small_worth {
    const char *text;
    double value;
} small_worth;

void small_check_values(const small_worth *row, size_t n);

/* Equations that are refused: at which column of the text, with which English sentence. */
typedef struct small_fault {
    const char *text;
    int column;
    const char *sentence;
} small_fault;

void small_check_faults(const small_fault *row, size_t n);

/* Parse with small_vocabulary while each allocation fails in turn; there must be `least`. */
void small_check_memory(const char *text, int least);

/* x 2, y 3, z 5, grp 7, 产量 11, each one less a year earlier; a 0.5, b -2, c 10. */
void small_numbers(small_draw *draw);

#endif
