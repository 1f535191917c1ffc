#include "forecast/method.h"

#include <string.h>

const ot_cast_method *const ot_cast_methods[] = {&ot_cast_naive,
                                                 &ot_cast_drift,
                                                 &ot_cast_mean,
                                                 &ot_cast_trend,
                                                 &ot_cast_ses,
                                                 &ot_cast_holt,
                                                 &ot_cast_damped,
                                                 &ot_cast_ets,
                                                 &ot_cast_theta,
                                                 &ot_cast_theta_optimised,
                                                 &ot_cast_arima,
                                                 &ot_cast_llt,
                                                 &ot_cast_logistic,
                                                 &ot_cast_gompertz,
                                                 &ot_cast_regression,
                                                 &ot_cast_combine,
                                                 &ot_cast_constant,
                                                 &ot_cast_auto,
                                                 0};

const ot_cast_method *ot_cast_method_find(const char *name) {
    for (size_t i = 0; ot_cast_methods[i]; i++)
        if (strcmp(ot_cast_methods[i]->name, name) == 0) return ot_cast_methods[i];
    return NULL;
}

size_t ot_forecast_n_methods(void) { return sizeof ot_cast_methods / sizeof *ot_cast_methods - 1; }

const char *ot_forecast_method_name(size_t i) { return ot_cast_methods[i]->name; }

int ot_forecast_method_needs_driver(size_t i) { return ot_cast_methods[i]->needs_driver; }

const char *ot_forecast_method_text(size_t i, ot_language language) {
    return ot_cast_methods[i]->text[language];
}
