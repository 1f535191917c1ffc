/*
 * prior.h -- what a panel of areas says of growth: its mean, its spread and its persistence
 *
 * Layer   estimate
 * Shapes  opaque; src/estimate/prior.h shows it to the library
 * Units   growth rates are fractions inside; reports show percent
 * Method  growth(area, year) = mean + area + year + own, own a stationary AR(1); restricted maximum
 *         likelihood (Patterson and Thompson 1971), which has not the bias of short panels
 *         (Nickell 1981); means of areas by partial pooling; docs/guide/priors.md
 */
#ifndef OT_PRIOR_H
#define OT_PRIOR_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/table.h"

typedef struct ot_prior ot_prior;

typedef struct ot_prior_options {
    const char *const *area; /* one: the prior is that of this area, of all areas otherwise; */
    size_t n_areas; /* more: only these are counted; 0: all, but for a total of the others */
    int first_year, last_year; /* of the growth rates; 0: from the first, to the last */
    int leaves_out_outliers;   /* estimate without them; they are listed all the same */
} ot_prior_options;

/*
 * Estimate the growth of an indicator of a table that has areas. A growth rate needs values of two
 * years that follow one another. The table must outlive it. The caller frees *out.
 *
 * Notes tell of a total that was left out, of growth rates that are missing and of outliers.
 *
 * OT_ERR_USAGE    an indicator or area that is not in the table, an area named twice, years without
 *                 growth rates
 * OT_ERR_INPUT    a value that is not above 0, with its place; too few rates or areas
 * OT_ERR_NUMERIC  growth that does not differ between areas
 * OT_ERR_NOMEM    memory
 */
ot_status ot_prior_new(const ot_table *table, const char *indicator,
                       const ot_prior_options *options, ot_notes *notes, ot_prior **out,
                       ot_error *err) OT_CHECK_RESULT;
void ot_prior_free(ot_prior *prior);

#endif
