#include "forecast/facts.h"

#include <stdarg.h>

#include "base/print.h"
#include "forecast/forecast.h"

static ot_forecast_fact *next(ot_facts *facts, const char *en, const char *zh) {
    if (facts->n == OT_FACTS_MOST) return NULL;
    ot_forecast_fact *fact = &facts->at[facts->n++];
    *fact = (ot_forecast_fact){.name = {en, zh}};
    return fact;
}

void ot_facts_add(ot_facts *facts, const char *en, const char *zh, double value) {
    ot_forecast_fact *fact = next(facts, en, zh);
    if (fact) fact->value = value;
}

void ot_facts_add_value(ot_facts *facts, const char *en, const char *zh, double value) {
    ot_forecast_fact *fact = next(facts, en, zh);
    if (fact) fact->value = value, fact->is_in_units = 1;
}

void ot_facts_specify(ot_facts *facts, const char *format, ...) {
    ot_forecast_fact *fact = next(facts, "specification", "形式");
    va_list arguments;
    if (!fact) return;
    va_start(arguments, format);
    (void)ot_print_list(fact->text, sizeof fact->text, format, arguments);
    va_end(arguments);
}

size_t ot_forecast_n_facts(const ot_forecast *forecast) { return forecast->facts.n; }

const ot_forecast_fact *ot_forecast_fact_at(const ot_forecast *forecast, size_t i) {
    return &forecast->facts.at[i];
}
