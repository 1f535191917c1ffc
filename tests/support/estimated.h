/* estimated.h -- a model from its text and data to its fit and the case of its first scenario */
#ifndef ESTIMATED_H
#define ESTIMATED_H

#include "estimate/case.h"
#include "estimate/fit.h"
#include "small_model.h"

typedef struct estimated {
    small_model m;
    ot_fit *fit;
    ot_case *c; /* made by estimated_case */
    ot_status status;
    ot_error err;
} estimated;

/* The model is asserted to be sound; whether it can be estimated is in ->status and ->err. `data`
 * is the text of a CSV file with its header. */
void estimated_open(estimated *e, const char *config, const char *data);
void estimated_close(estimated *e);

/* The first form of an indicator; asserted to be estimated. */
const ot_form_fit *estimated_form(const estimated *e, const char *id);
/* The case of a scenario, asserted to be sound. */
const ot_case *estimated_case(estimated *e, size_t scenario);

/* Refused at this line of the model file with these English words, and with a Chinese sentence. */
void assert_refused(const estimated *e, ot_status status, int line, const char *words);
void assert_noted(const estimated *e, const char *words);

/* Append rows "name,year,value" of the years first, first + 1, ... to CSV text of room `size`. */
void add_rows(char *text, size_t size, const char *name, int first, const double *value, size_t n);

#endif
