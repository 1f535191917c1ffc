/* A model from text: the model file and one CSV file of data, both written in the test. */
#ifndef SMALL_MODEL_H
#define SMALL_MODEL_H

#include "outturn/error.h"
#include "outturn/model.h"
#include "outturn/notes.h"

typedef struct small_model {
    ot_notes *notes;
    ot_spec *spec;
    ot_table *table;
    ot_plan *plan;
    ot_model *model; /* NULL when *err tells why */
    char folder[64];
} small_model;

/* `data` and `plan` (NULL: none) are the text of data.csv and plan.csv beside the model file. */
void small_model_init(small_model *m, const char *config, const char *data, const char *plan,
                      ot_error *err);
void small_model_clear(small_model *m);

/* Row of an indicator; fails the test when there is none. */
size_t small_model_indicator(const small_model *m, const char *id);

#endif
