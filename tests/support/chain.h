/* chain.h -- a model from its text to its cases, for tests of what comes behind them */
#ifndef CHAIN_H
#define CHAIN_H

#include <stddef.h>

#include "outturn/case.h"
#include "outturn/fit.h"
#include "outturn/model.h"
#include "outturn/plan.h"
#include "outturn/spec.h"
#include "outturn/table.h"

typedef struct chain {
    ot_notes *notes;
    ot_spec *spec;
    ot_table *table;
    ot_plan *plan; /* NULL: none */
    ot_model *model;
    ot_fit *fit;
    ot_case *c[8]; /* of every scenario */
    size_t n;
} chain;

/* The model file `text`, which names no files; asserted to be sound. */
void chain_open(chain *s, const char *text);
/* The same of a file, with the data and plan that it names. */
void chain_load(chain *s, const char *path);
/* The same with settings changed, as by --set. */
void chain_load_with(chain *s, const char *path, const char *const *set, size_t n_sets);
void chain_close(chain *s);

#endif
