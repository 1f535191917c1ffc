/* normal.h -- normals of many uniforms at once; the public side is base/stream.h */
#ifndef OT_BASE_NORMAL_H
#define OT_BASE_NORMAL_H

#include <stddef.h>

enum { OT_NORMALS = 256 }; /* made together: few enough for the cache; numbered by 8 bits */

/* z[i] of the uniform 1/2 + q[i], for n <= OT_NORMALS of them. */
void ot_normals_make(const double *q, size_t n, double *z);

#endif
