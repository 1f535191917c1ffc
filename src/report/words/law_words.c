#include "report/words/law_words.h"

#include <math.h>

#include "report/words/words.h"

static const char *say_family(ot_document *d, const ot_law_spec *x) {
    const char *low = ot_say_value(d, x->low), *high = ot_say_value(d, x->high);
    switch (x->family) {
    case OT_LAW_NORMAL:
        return ot_say2(d, OT_SAY_LAW_NORMAL, ot_say_value(d, x->scale), "");
    case OT_LAW_STUDENT_T:
        return ot_say2(d, OT_SAY_LAW_STUDENT, ot_say_value(d, x->scale), ot_say_value(d, x->df));
    case OT_LAW_LOGNORMAL:
        return ot_say2(d, OT_SAY_LAW_LOGNORMAL, ot_say_value(d, x->scale), "");
    case OT_LAW_UNIFORM:
        return ot_say2(d, OT_SAY_LAW_UNIFORM, low, high);
    case OT_LAW_TRIANGULAR:
        return ot_document_format(d, ot_word(d, OT_SAY_LAW_TRIANGULAR), low, high,
                                  ot_say_value(d, x->mode));
    case OT_LAW_PERT:
        return ot_document_format(d, ot_word(d, OT_SAY_LAW_PERT), low, high,
                                  ot_say_value(d, x->mode));
    case OT_LAW_BETA:
        return ot_document_format(d, ot_word(d, OT_SAY_LAW_BETA), ot_say_value(d, x->alpha),
                                  ot_say_value(d, x->beta), low, high);
    case OT_LAW_EVENT:
        return ot_document_format(
            d, ot_word(d, x->duration == 1 ? OT_SAY_LAW_EVENT_ONE : OT_SAY_LAW_EVENT),
            ot_say_value(d, x->probability), ot_say_value(d, x->effect), x->duration);
    case OT_LAW_FORECAST:
        return ot_word(d, OT_SAY_LAW_FORECAST);
    case OT_LAW_NONE:
    case OT_N_LAW_FAMILIES:
        break;
    }
    return ot_word(d, OT_SAY_LAW_CERTAIN);
}

const char *ot_say_law(ot_document *d, const ot_law_spec *law) {
    if (!law || law->family == OT_LAW_NONE) return ot_word(d, OT_SAY_LAW_CERTAIN);
    const char *family = say_family(d, law);
    if (!(fabs(law->persistence) > 0.0)) return family;
    return ot_say2(d, OT_SAY_LAW_PERSISTENT, family, ot_say_value(d, law->persistence));
}

static int is_same(double a, double b) { return isnan(a) ? isnan(b) : !(fabs(a - b) > 0.0); }

int ot_law_is_same(const ot_law_spec *a, const ot_law_spec *b) {
    if (a == b) return 1;
    if (!a || !b) return 0;
    return a->family == b->family && is_same(a->scale, b->scale) && is_same(a->df, b->df) &&
           is_same(a->low, b->low) && is_same(a->mode, b->mode) && is_same(a->high, b->high) &&
           is_same(a->alpha, b->alpha) && is_same(a->beta, b->beta) &&
           is_same(a->probability, b->probability) && is_same(a->effect, b->effect) &&
           a->duration == b->duration && is_same(a->persistence, b->persistence);
}
