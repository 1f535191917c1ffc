/* path.h -- the values of a path, and why there are none */
#ifndef OT_SIMULATE_PATH_H
#define OT_SIMULATE_PATH_H

#include "model/model.h"
#include "outturn/path.h"
#include "simulate/path_solver.h"
#include "simulate/response.h"

struct ot_path {
    const ot_model *model;
    const ot_case *c; /* borrowed */
    ot_mode mode;
    double *value; /* [rows][slots] as in the case; NaN where there is none. Of mode residuals:
                      what each equation gives at observed values */
    size_t n_iterations; /* of all simultaneous blocks */
    double residual;     /* the largest that the solver left, relative */
};

static inline double ot_path_at(const ot_path *path, size_t row, size_t slot) {
    return path->value[row * path->c->n_slots + slot];
}

/* The working state of a path, to go on from. 0 when memory ran out; clear it whatever this
 * returns. */
int ot_path_resume(const ot_path *path, ot_path_solver *f);

/* What the equation of indicator i gives in a slot with the series value[rows][slots]; with
 * add-factor. NaN: something that it needs is missing. */
double ot_equation_value(const ot_model *model, const ot_case *c, const double *coefficient,
                         const double *value, size_t i, size_t slot);

/* ot_response_find, with a sentence when it fails. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_path_respond(const ot_model *model, ot_path_solver *f, const ot_shock *shock, size_t n,
                          ot_response *out, ot_error *err) OT_CHECK_RESULT;

/* Put into *err and notes why a path could not be solved. */
ot_status ot_path_explain(const ot_model *model, const ot_path_solver *f,
                          const ot_path_fault *fault, ot_notes *notes, ot_error *err);

#endif
