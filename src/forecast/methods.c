#include "forecast/method.h"

#include <string.h>

const ot_cast_method *const ot_cast_methods[] = {&ot_cast_naive, &ot_cast_drift, 0};

const ot_cast_method *ot_cast_method_find(const char *name) {
    for (size_t i = 0; ot_cast_methods[i]; i++)
        if (strcmp(ot_cast_methods[i]->name, name) == 0) return ot_cast_methods[i];
    return NULL;
}

size_t ot_forecast_n_methods(void) { return sizeof ot_cast_methods / sizeof *ot_cast_methods - 1; }

const char *ot_forecast_method_name(size_t i) { return ot_cast_methods[i]->name; }

const char *ot_forecast_method_text(size_t i, ot_language language) {
    return ot_cast_methods[i]->text[language];
}
