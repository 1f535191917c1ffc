/* lesson.h -- what a series held at some year, and what came after */
#ifndef OT_FORECAST_LESSON_H
#define OT_FORECAST_LESSON_H

#include <stdint.h>

#include "forecast/training.h"

enum { OT_LESSON_YEARS = OT_TRAINING_YEARS, OT_IMAGINED_YEARS = 46 };

typedef struct ot_lesson_view {
    ot_scale scale;
    double last, unit;
    double feature[OT_POOL_FEATURES];
    double centre[OT_POOL_MEMBERS * OT_LESSON_YEARS];
} ot_lesson_view;

typedef struct ot_lesson {
    size_t series, group, n, n_years; /* n: points shown; n_years: outcomes that are known */
    double change;                    /* mean absolute change up to then: losses are in it */
    double weight;                    /* in losses */
    double vote;                      /* in what sets widths right */
    int is_imagined;                  /* of no series of the panel: sets nothing right */
    int is_copy;                      /* of a series with the values of an earlier one */
    double outcome[OT_LESSON_YEARS];
    int has_view[OT_N_VIEWS];
    ot_lesson_view view[OT_N_VIEWS];
} ot_lesson;

/* Splitmix64 (Steele, Lea and Flood, OOPSLA 2014): the numbers that training draws. */
uint64_t ot_lesson_random(uint64_t *state);

/* imagine.c: a series of a law that is drawn; returns its length. */
size_t ot_series_imagine(uint64_t *random, double value[OT_IMAGINED_YEARS]);

/* typical [OT_N_VIEWS] is measured first. The caller frees *out. OT_ERR_INPUT, OT_ERR_NOMEM */
ot_status ot_lessons_make(const ot_training_series *series, size_t n_series,
                          const ot_training_options *options, double *typical, ot_lesson **out,
                          size_t *n, ot_error *err) OT_CHECK_RESULT;

typedef struct ot_learn_progress {
    void (*report)(void *state, double share); /* may be NULL */
    void *state;
    double done, share; /* before this network, and of it */
} ot_learn_progress;

/* The loss of a lesson; its slopes are added to `slope`, without those of mean and scale. */
double ot_network_study(const ot_network *net, ot_training_view view, const ot_lesson *lesson,
                        ot_network *slope);
/* Minimise pinball losses of lessons in one view, whose order changes. OT_ERR_NOMEM */
ot_status ot_network_learn(ot_training_view view, const ot_lesson **order, size_t n,
                           size_t n_rounds, uint64_t seed, const ot_learn_progress *progress,
                           ot_network *out, ot_error *err) OT_CHECK_RESULT;

#endif
