/*
 * sampling.h -- how the numbers of the draws fill their space
 *
 * Layer   spec
 * Shapes  none
 * Units   none
 * Method  every number is the inverse normal distribution function of one uniform: pseudo-random, a
 *         scrambled Sobol sequence, mirrored pairs, or a Latin hypercube (src/simulate/sampling.h)
 */
#ifndef OT_SAMPLING_H
#define OT_SAMPLING_H

/* Name, word, English, Chinese. The first is the default. */
#define OT_SAMPLING_LIST(X)                                                              \
    X(OT_SAMPLING_RANDOM, "random", "independent draws", "各次抽样相互独立")             \
    X(OT_SAMPLING_SOBOL, "sobol",                                                        \
      "quasi-random: 16 scrambled Sobol sequences, the fewest draws for a given error",  \
      "拟随机：16 个随机扰动的 Sobol 序列，达到同样误差所需的抽样最少")                  \
    X(OT_SAMPLING_ANTITHETIC, "antithetic",                                              \
      "each draw beside its mirror image, all shocks reversed",                          \
      "对偶变量：每次抽样与其镜像（全部冲击反号）成对")                                  \
    X(OT_SAMPLING_LHS, "lhs", "16 Latin hypercubes: each number alone is spread evenly", \
      "16 个拉丁超立方：每个随机数各自均匀铺开")

#define OT_ROW(name, ...) name,
typedef enum ot_sampling { OT_SAMPLING_LIST(OT_ROW) OT_N_SAMPLINGS } ot_sampling;
#undef OT_ROW

/* Independent replicates among which sobol and lhs divide the draws: draw i is of replicate
 * i modulo this. Their spread gives the standard errors. */
enum { OT_SAMPLING_REPLICATES = 16 };

/* The word of a sampling. */
const char *ot_sampling_word(ot_sampling sampling);

#endif
