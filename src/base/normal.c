#include "base/normal.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/elementary.h"
#include "base/stream.h"

/*
 * Algorithm AS 241, PPND16 (Wichura 1988): two rational functions of degree 7, about 16 digits.
 * p is 1/2 + q; the tails work with r = sqrt(-log(min(p, 1 - p))).
 */
static const double CENTRE_WIDTH = 0.425;     /* |q| up to here is the centre */
static const double CENTRE_OFFSET = 0.180625; /* its square */
static const double NEAR_TAIL = 5.0;          /* r up to here is the near tail */
static const double NEAR_SHIFT = 1.6;         /* subtracted from r there */

double ot_normal_below(double z) { return 0.5 * erfc(-z / sqrt(2.0)); }

static inline double central(double q) {
    const double r = CENTRE_OFFSET - q * q;
    return q *
           (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r +
                 6.7265770927008700853e4) *
                    r +
                4.5921953931549871457e4) *
                   r +
               1.3731693765509461125e4) *
                  r +
              1.9715909503065514427e3) *
                 r +
             1.3314166789178437745e2) *
                r +
            3.3871328727963666080e0) /
           (((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r +
                 3.9307895800092710610e4) *
                    r +
                2.1213794301586595867e4) *
                   r +
               5.3941960214247511077e3) *
                  r +
              6.8718700749205790830e2) *
                 r +
             4.2313330701600911252e1) *
                r +
            1.0);
}

static inline double near_tail(double r) {
    return (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r +
                 2.41780725177450611770e-1) *
                    r +
                1.27045825245236838258e0) *
                   r +
               3.64784832476320460504e0) *
                  r +
              5.76949722146069140550e0) *
                 r +
             4.63033784615654529590e0) *
                r +
            1.42343711074968357734e0) /
           (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r +
                 1.51986665636164571966e-2) *
                    r +
                1.48103976427480074590e-1) *
                   r +
               6.89767334985100004550e-1) *
                  r +
              1.67638483018380384940e0) *
                 r +
             2.05319162663775882187e0) *
                r +
            1.0);
}

static inline double far_tail(double r) {
    return (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r +
                 1.24266094738807843860e-3) *
                    r +
                2.65321895265761230930e-2) *
                   r +
               2.96560571828504891230e-1) *
                  r +
              1.78482653991729133580e0) *
                 r +
             5.46378491116411436990e0) *
                r +
            6.65790464350110377720e0) /
           (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r +
                 1.84631831751005468180e-5) *
                    r +
                7.86869131145613259100e-4) *
                   r +
               1.48753612908506148525e-2) *
                  r +
              1.36929880922735805310e-1) *
                 r +
             5.99832206555887937690e-1) *
                r +
            1.0);
}

/* The size of the quantile whose smaller side has probability `tail`. */
static inline double tail_size(double tail) {
    const double r = sqrt(-ot_log(tail));
    return r <= NEAR_TAIL ? near_tail(r - NEAR_SHIFT) : far_tail(r - NEAR_TAIL);
}

double ot_normal_quantile(double p) {
    assert(p > 0.0 && p < 1.0);
    const double q = p - 0.5;
    if (fabs(q) <= CENTRE_WIDTH) return central(q);
    return q < 0.0 ? -tail_size(p) : tail_size(1.0 - p);
}

/*
 * Of many at once the centre is wider, so that few are left to the tails: a rational function of
 * degree 7 in q^2 for |q| <= 0.4945, with the least greatest error (Lawson's algorithm on AS 241),
 * which is 7e-10; all terms are above 0. It is low at the end, so that what follows is higher.
 */
static const double WIDE_CENTRE = 0.4945;
static const double WIDE_OFFSET = 0.24453025; /* its square */

static inline double wide_central(double q) {
    const double r = WIDE_OFFSET - q * q, r2 = r * r, r4 = r2 * r2;
    const double above = ((5.1419591890538765 + 1755.2095012995826 * r) +
                          r2 * (200886.0682172575 + 9263901.325850986 * r)) +
                         r4 * ((169302515.1258218 + 1090305887.0660315 * r) +
                               r2 * (1902557589.3606489 + 404804894.51664644 * r));
    const double below =
        ((1.0 + 364.5709027814517 * r) + r2 * (45541.24903642635 + 2366676.9677514774 * r)) +
        r4 * ((51135298.0824806 + 420743676.7222099 * r) +
              r2 * (1092930065.1456244 + 568807694.8649915 * r));
    return q * (above / below);
}

OT_EACH_PROCESSOR static void to_centres(const double *q, size_t n, double *z) {
    for (size_t i = 0; i < n; i++)
        z[i] = wide_central(q[i]);
}

OT_EACH_PROCESSOR static void find_outside(const double *q, size_t n, unsigned char *is_outside) {
    for (size_t i = 0; i < n; i++)
        is_outside[i] = fabs(q[i]) > WIDE_CENTRE;
}

/* The sizes of quantiles whose smaller sides are tail[i], in place; n is a multiple of LANES.
 * Hardly any is far out. */
enum { LANES = 8 };

OT_EACH_PROCESSOR static void to_tails(double *tail, size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        double r[LANES];
        int n_far = 0;
        for (size_t j = 0; j < LANES; j++) {
            r[j] = sqrt(-ot_log(tail[i + j]));
            tail[i + j] = near_tail(r[j] - NEAR_SHIFT);
            n_far += r[j] > NEAR_TAIL;
        }
        for (size_t j = 0; j < LANES && n_far > 0; j++)
            if (r[j] > NEAR_TAIL) tail[i + j] = far_tail(r[j] - NEAR_TAIL);
    }
}

/* Which answers belong to a tail, about one in ninety: looks at eight at a time. */
static size_t find_tails(const double *q, size_t n, unsigned char at[OT_NORMALS],
                         double tail[OT_NORMALS]) {
    unsigned char is_outside[OT_NORMALS] = {0};
    size_t n_tails = 0;
    find_outside(q, n, is_outside);
    for (size_t i = 0; i < n; i += sizeof(uint64_t)) {
        uint64_t any;
        memcpy(&any, is_outside + i, sizeof any);
        if (!any) continue;
        for (size_t j = i; j < i + sizeof any; j++) {
            if (!is_outside[j]) continue;
            at[n_tails] = (unsigned char)j;
            tail[n_tails++] = 0.5 - fabs(q[j]);
        }
    }
    return n_tails;
}

/* Every uniform goes through the formula of the centre; then the tails are done again. */
void ot_normals_make(const double *q, size_t n, double *z) {
    assert(n <= OT_NORMALS);
    unsigned char at[OT_NORMALS];
    double tail[OT_NORMALS];
    to_centres(q, n, z);
    const size_t n_tails = find_tails(q, n, at, tail);
    for (size_t k = n_tails; k % LANES > 0; k++)
        tail[k] = 0.25; /* any that has a logarithm */
    to_tails(tail, (n_tails + LANES - 1) / LANES * LANES);
    for (size_t k = 0; k < n_tails; k++)
        z[at[k]] = copysign(tail[k], q[at[k]]);
}
