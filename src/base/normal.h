/* normal.h -- the normal law: the share below a number, and normals of many uniforms at once; the
 * public side of these is base/stream.h */
#ifndef OT_BASE_NORMAL_H
#define OT_BASE_NORMAL_H

#include <stddef.h>

enum { OT_NORMALS = 256 }; /* made together: few enough for the cache; numbered by 8 bits */

double ot_normal_below(double z); /* the probability below z */

/* z[i] of the uniform 1/2 + q[i], for n <= OT_NORMALS of them. */
void ot_normals_make(const double *q, size_t n, double *z);

#endif
