#include "config/read.h"

/* A pass of Gauss-Seidel costs little and gains little: it may take ten times as many. */
enum { PASSES_AN_ITERATION = 10 };

ot_solver ot_get_solver(const ot_setting *group) {
    ot_solver solver = OT_SOLVER_DEFAULT;
    solver.method = (ot_solver_method)ot_get_choice(group, "method", "model.solver.method");
    solver.tolerance = ot_get_default(group, "tolerance", "model.solver.tolerance");
    solver.damping = ot_get_default(group, "damping", "model.solver.damping");
    if (solver.method == OT_SOLVER_GAUSS_SEIDEL) solver.max_iterations *= PASSES_AN_ITERATION;
    if (ot_setting_find(group, "max_iterations"))
        solver.max_iterations = ot_get_whole(group, "max_iterations");
    return solver;
}
