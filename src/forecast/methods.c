#include "forecast/method.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"

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

size_t ot_forecast_n_methods(void) { return sizeof ot_cast_methods / sizeof *ot_cast_methods - 1; }

size_t ot_forecast_method_find(const char *name) {
    size_t i = 0;
    while (ot_cast_methods[i] && strcmp(ot_cast_methods[i]->name, name) != 0)
        i++;
    return i;
}

const ot_cast_method *ot_cast_method_find(const char *name) {
    return ot_cast_methods[ot_forecast_method_find(name)]; /* NULL ends the table */
}

const char *ot_forecast_method_name(size_t i) { return ot_cast_methods[i]->name; }

int ot_forecast_method_needs_driver(size_t i) { return ot_cast_methods[i]->needs_driver; }

const char *ot_forecast_method_text(size_t i, ot_language language) {
    return ot_cast_methods[i]->text[language];
}

enum { MOST_METHODS = 32 };

static size_t list_fit(ot_forecast_subject subject, const char *name[MOST_METHODS]) {
    size_t n = 0;
    for (size_t i = 0; i < ot_forecast_n_methods() && n < MOST_METHODS; i++)
        if (subject == OT_FORECAST_OF_SERIES || !ot_forecast_method_needs_driver(i))
            name[n++] = ot_forecast_method_name(i);
    return n;
}

static ot_status refuse_unknown(const char *name, ot_forecast_subject subject, ot_status refusal,
                                ot_error *err) {
    const char *known[MOST_METHODS];
    const size_t n = list_fit(subject, known);
    const char *near = ot_utf8_nearest(name, known, n);
    ot_buffer list = {0};
    if (near)
        return ot_fail(err, refusal, "\"%s\" is no method of forecasting; did you mean \"%s\"?",
                       "没有名为“%s”的预测方法；是否指“%s”？", name, near);
    for (size_t i = 0; i < n; i++)
        ot_buffer_format(&list, "%s%s", list.length ? ", " : "", known[i]);
    (void)ot_fail(err, refusal, "\"%s\" is no method of forecasting; there are %s",
                  "没有名为“%s”的预测方法；可用的有 %s", name, list.failed ? "auto" : list.data);
    ot_buffer_clear(&list);
    return refusal;
}

ot_status ot_forecast_method_check(const char *name, ot_forecast_subject subject, ot_error *err) {
    const size_t place = ot_forecast_method_find(name);
    if (place == ot_forecast_n_methods())
        return refuse_unknown(name, subject,
                              subject == OT_FORECAST_OF_MODEL ? OT_ERR_INPUT : OT_ERR_USAGE, err);
    if (subject == OT_FORECAST_OF_SERIES || !ot_forecast_method_needs_driver(place)) return OT_OK;
    if (subject == OT_FORECAST_OF_PANEL)
        return ot_fail(err, OT_ERR_USAGE, "method %s needs a driver, which a panel has not",
                       "方法 %s 需要驱动因素，面板数据没有", name);
    return ot_fail(
        err, OT_ERR_INPUT,
        "in a model a regression on a driver is an equation: write equation and estimate",
        "在模型中，对驱动因素的回归就是方程：请写 equation 和 estimate");
}
