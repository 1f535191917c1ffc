/* arrange_estimate.h -- the lines about one equation, each group in a file of its own */
#ifndef OT_REPORT_ARRANGE_ESTIMATE_H
#define OT_REPORT_ARRANGE_ESTIMATE_H

#include "estimate/fit.h"
#include "report/document.h"

/* Are the data enough, and what was assumed instead? */
void ot_arrange_verdict(ot_document *d, const ot_model *model, const ot_form_fit *fit);
/* All lines about it, and its coefficients. */
void ot_arrange_form_fit(ot_document *d, const ot_model *model, const ot_form_fit *fit);
/* What one method alone says, and the years left out. */
void ot_arrange_details(ot_document *d, const ot_form_fit *fit);
/* Tests, influence, collinearity. */
void ot_arrange_tests(ot_document *d, const ot_form_fit *fit);

/* Equations that were estimated together: the correlations of their residuals. */
void ot_arrange_systems(ot_document *d, const ot_parts *parts);
void ot_arrange_systems_data(ot_document *d, const ot_parts *parts);

/* The first and the last year that a forecaster tells, in declared units. */
typedef struct ot_forecast_end {
    int year;
    double median, low, high; /* low to high: nine of ten */
} ot_forecast_end;
size_t ot_forecast_ends(const ot_model_driver *driver, ot_forecast_end end[2]); /* how many */
/* Is a driver a forecast, and of an indicator that is asked for? */
int ot_parts_show_forecast(const ot_parts *parts, size_t driver);
void ot_arrange_forecasts(ot_document *d, const ot_parts *parts);
/* One of them. */
void ot_arrange_forecast(ot_document *d, const ot_model *model, const ot_model_driver *driver);
void ot_arrange_forecasts_data(ot_document *d, const ot_parts *parts);
/* What they are made of (arrange_facts.c). */
void ot_arrange_facts(ot_document *d, const ot_parts *parts);
void ot_arrange_facts_data(ot_document *d, const ot_parts *parts);
const char *ot_forecast_form_key(const ot_model_driver *driver); /* "": of none, or of several */
double ot_fact_value(const ot_model_driver *driver, const ot_forecast_fact *fact); /* declared */

/* Is an equation shown: behavioural, and of an indicator that is asked for? */
int ot_parts_show_fit(const ot_parts *parts, size_t form);
/* A system with one of its equations. */
int ot_parts_show_system(const ot_parts *parts, const ot_system_fit *system);

#endif
