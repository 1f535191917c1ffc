/* facts.h -- what a method says of its forecast: a specification, parameters, weights */
#ifndef OT_FORECAST_FACTS_H
#define OT_FORECAST_FACTS_H

#include "outturn/forecast.h"

enum { OT_FACTS_MOST = 20 }; /* combine has 16 weights */

typedef struct ot_facts {
    size_t n;
    ot_forecast_fact at[OT_FACTS_MOST];
} ot_facts;

/* Names are constants; what is too much is left out. */
void ot_facts_add(ot_facts *facts, const char *en, const char *zh, double value);
void ot_facts_add_value(ot_facts *facts, const char *en, const char *zh, double value);
/* A specification in the words of the trade: ARIMA(0,1,1). */
void ot_facts_specify(ot_facts *facts, const char *format, ...) OT_FORMAT(2, 3);

#endif
