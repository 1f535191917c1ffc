/* tree_wide.h -- values of trees in more digits than doubles have, for regressions
 *
 * The numbers that enter are doubles. Sums, products, quotients, roots and whole powers are wide
 * (base/wide.h): x and its tenth power then tell the same x. Logarithms, exponentials and other
 * powers are those of doubles, which rounds them as data are rounded. */
#ifndef OT_LANG_TREE_WIDE_H
#define OT_LANG_TREE_WIDE_H

#include "base/wide.h"
#include "lang/tree.h"

ot_wide ot_tree_value_wide(const ot_tree *tree, const ot_point *point);

/* Exact derivative as ot_tree_derivative has it; wide where the coefficient enters linearly. */
ot_wide ot_tree_derivative_wide(const ot_tree *tree, const ot_point *point, ot_symbol symbol,
                                int lag);

/* As ot_transform_forward; its domain is the same. */
ot_wide ot_transform_forward_wide(ot_transform transform, double ceiling, double x,
                                  double x_before);

#endif
