/* solver.h -- how a simultaneous block is solved */
#ifndef OT_SPEC_SOLVER_H
#define OT_SPEC_SOLVER_H

/* Name, word, English, Chinese. */
#define OT_SOLVER_LIST(X)                                                                      \
    X(OT_SOLVER_NEWTON, "newton",                                                              \
      "Newton's method on the feedback variables, with exact derivatives; damped, and helped " \
      "by Gauss-Seidel passes where it fails",                                                 \
      "对反馈变量用牛顿法（精确导数），必要时加阻尼并辅以高斯-赛德尔迭代")                     \
    X(OT_SOLVER_GAUSS_SEIDEL, "gauss_seidel", "passes over the equations, damped",             \
      "逐方程迭代（高斯-赛德尔），带阻尼")

#define OT_ROW(name, ...) name,
typedef enum ot_solver_method { OT_SOLVER_LIST(OT_ROW) OT_N_SOLVERS } ot_solver_method;
#undef OT_ROW

typedef struct ot_solver {
    ot_solver_method method;
    double tolerance; /* of the residual, relative to the variable or to what it is made of */
    double damping;   /* share of each Gauss-Seidel step that is taken, (0, 1] */
    int max_iterations;
} ot_solver;

/* Newton's method doubles its digits in each iteration: what takes over 50 does not converge. */
#define OT_SOLVER_DEFAULT ((ot_solver){OT_SOLVER_NEWTON, 1e-10, 1.0, 50})

#endif
