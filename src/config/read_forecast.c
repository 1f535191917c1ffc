/* Forecasters. Inside, the forecast of an indicator is a driver of its own, and the indicator is
 * equal to it: so everything that knows drivers knows forecasts. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/read.h"
#include "config/schema.h"
#include "outturn/forecast_method.h"

/* A method that needs a driver is none for models: only an equation names one. */
static ot_status check_method(ot_reader *reader, const ot_setting *method) {
    const ot_status status =
        ot_forecast_method_check(method->text.s, OT_FORECAST_OF_MODEL, reader->err);
    return status ? ot_setting_blame(method, reader->err, status) : OT_OK;
}

/* A file that is named and not asked for. */
static ot_status check_relatives(ot_reader *reader, const ot_setting *group,
                                 const ot_forecast_spec *f) {
    const ot_setting *by = ot_setting_find(group, "recalibrate");
    if (f->set_right == OT_SET_RIGHT_RELATIVES && !f->relatives)
        ot_fail(reader->err, OT_ERR_INPUT, "recalibrate = \"relatives\" needs a file of relatives",
                "recalibrate = \"relatives\" 需要 relatives 文件");
    else if (f->relatives && !(f->set_right & OT_SET_RIGHT_RELATIVES))
        ot_fail(reader->err, OT_ERR_INPUT,
                "relatives say nothing with recalibrate = \"%s\"; leave one of them out",
                "recalibrate = \"%s\" 时 relatives 不起作用；请去掉其中之一", by->text.s);
    else
        return OT_OK;
    return ot_setting_blame_key(by, reader->err, OT_ERR_INPUT);
}

static ot_status check_bounds(ot_reader *reader, const ot_setting *group,
                              const ot_forecast_spec *f) {
    const ot_setting *bounds = ot_setting_find(group, "bounds");
    if (f->form == OT_FORM_GOMPERTZ && (!bounds || bounds->n < 2)) {
        ot_fail(reader->err, OT_ERR_INPUT, "form gompertz needs bounds, such as ( 0.0, 100.0 )",
                "gompertz 形式需要 bounds，例如 ( 0.0, 100.0 )");
        return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
    }
    return OT_OK;
}

/* What is combined. */
static ot_status read_mix(ot_reader *reader, const ot_setting *group, ot_forecast_spec *f) {
    static const char *const KEYS[] = {"methods", "mix", "mix_of"};
    const ot_setting *methods = ot_setting_find(group, "methods");
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (ot_setting_find(group, KEYS[i]) && strcmp(f->method, "combine") != 0) {
            ot_fail(reader->err, OT_ERR_INPUT, "%s is of method combine, not of %s",
                    "%s 只用于 combine 方法，不用于 %s", KEYS[i], f->method);
            return ot_setting_blame_key(ot_setting_find(group, KEYS[i]), reader->err, OT_ERR_INPUT);
        }
    f->mix_by = ot_get_choice(group, "mix", "indicators.ID.forecast.mix");
    f->mixed = ot_get_choice(group, "mix_of", "indicators.ID.forecast.mix_of");
    if (!methods) return OT_OK;
    const char **name = NULL;
    const ot_status status = ot_read_texts(reader, methods, &name, &f->n_mix);
    f->mix = name;
    return status;
}

ot_status ot_read_forecast(ot_reader *reader, const ot_setting *group,
                           const ot_forecast_spec **out) {
    double first, last;
    if (!group) return OT_OK;
    ot_forecast_spec *f = ot_arena_alloc(reader->arena, 1, sizeof *f);
    if (!f) return ot_read_no_memory(reader);
    f->place = group->key_place;
    f->method = ot_get_text(group, "method");
    f->set_right = ot_get_choice(group, "recalibrate", "indicators.ID.forecast.recalibrate");
    f->form = ot_get_choice(group, "form", "indicators.ID.forecast.form");
    ot_get_range(group, "bounds", &f->low, &f->high);
    ot_get_range(group, "sample", &first, &last);
    f->first = isfinite(first) ? (int)first : 0;
    f->last = isfinite(last) ? (int)last : 0;
    const char *relatives = ot_get_text(group, "relatives");
    if (relatives) {
        char *path = ot_file_beside(reader->spec->path, relatives);
        if (path) f->relatives = ot_arena_text(reader->arena, path, strlen(path));
        free(path);
        if (!f->relatives) return ot_read_no_memory(reader);
    }
    *out = f;
    ot_status status = check_method(reader, ot_setting_find(group, "method"));
    if (!status) status = read_mix(reader, group, f);
    if (!status) status = check_relatives(reader, group, f);
    return status ? status : check_bounds(reader, group, f);
}

static const char *joined(ot_reader *reader, const char *a, const char *b) {
    const size_t n = strlen(a), m = strlen(b);
    char *text = ot_arena_alloc(reader->arena, n + m + 1, 1);
    if (text) {
        memcpy(text, a, n);
        memcpy(text + n, b, m + 1);
    }
    return text;
}

static const ot_text_piece *piece_at(ot_reader *reader, ot_place place) {
    ot_text_piece *piece = ot_arena_alloc(reader->arena, 1, sizeof *piece);
    if (piece) piece->place = place;
    return piece;
}

static ot_status add_driver(ot_reader *reader, size_t indicator, ot_driver_spec *driver) {
    static const double unknown = (double)NAN;
    ot_indicator_spec *x = (ot_indicator_spec *)&reader->spec->indicator[indicator];
    const char *id = joined(reader, x->id, "_forecast");
    const char *left = joined(reader, x->id, " = ");
    const char *equation = id && left ? joined(reader, left, id) : NULL;
    *driver = (ot_driver_spec){.id = id,
                               .unit = x->unit,
                               .value = &unknown,
                               .n_values = 1,
                               .law = {.family = OT_LAW_FORECAST, .place = x->forecast->place},
                               .low = (double)NAN,
                               .high = (double)NAN,
                               .forecast_of = indicator,
                               .source = x->source,
                               .note = x->note,
                               .place = x->forecast->place,
                               .value_place = x->forecast->place};
    driver->label.text[OT_LANGUAGE_EN] =
        joined(reader, x->label.text[OT_LANGUAGE_EN], ": forecast");
    driver->label.text[OT_LANGUAGE_ZH] = joined(reader, x->label.text[OT_LANGUAGE_ZH], "：预测");
    x->equation = (ot_text){.s = equation,
                            .length = equation ? strlen(equation) : 0,
                            .piece = piece_at(reader, x->forecast->place),
                            .n_pieces = 1};
    const int is_whole = equation && x->equation.piece && driver->label.text[OT_LANGUAGE_EN] &&
                         driver->label.text[OT_LANGUAGE_ZH];
    return is_whole ? OT_OK : ot_read_no_memory(reader);
}

static int is_data_file(const ot_spec *spec, const char *path) {
    for (size_t i = 0; i < spec->n_data_files; i++)
        if (strcmp(spec->data_file[i], path) == 0) return 1;
    return 0;
}

/* Series of relatives stand in the table with all others, told apart by their area. */
static ot_status add_relatives(ot_reader *reader, const ot_forecast_spec *f) {
    ot_spec *spec = reader->spec;
    const size_t n = spec->n_data_files;
    if (!f->relatives || is_data_file(spec, f->relatives)) return OT_OK;
    if (!spec->area) {
        ot_fail(reader->err, OT_ERR_INPUT,
                "relatives need data.area, which tells the model's own rows from those of others",
                "relatives 需要 data.area，以区分本模型与其他地区的数据行");
        ot_error_locate(reader->err, f->place.file, f->place.line, f->place.column);
        return OT_ERR_INPUT;
    }
    const char **file = ot_arena_alloc(reader->arena, n + 1, sizeof *file);
    ot_place *place = ot_arena_alloc(reader->arena, n + 1, sizeof *place);
    if (!file || !place) return ot_read_no_memory(reader);
    for (size_t i = 0; i < n; i++) {
        file[i] = spec->data_file[i];
        place[i] = spec->data_file_place[i];
    }
    file[n] = f->relatives;
    place[n] = f->place;
    spec->data_file = file;
    spec->data_file_place = place;
    spec->n_data_files = n + 1;
    return OT_OK;
}

ot_status ot_read_forecasts(ot_reader *reader) {
    ot_spec *spec = reader->spec;
    size_t n = spec->n_drivers;
    for (size_t i = 0; i < spec->n_indicators; i++)
        n += spec->indicator[i].forecast != NULL;
    if (n == spec->n_drivers) return OT_OK;
    ot_driver_spec *driver = ot_arena_alloc(reader->arena, n, sizeof *driver);
    if (!driver) return ot_read_no_memory(reader);
    if (spec->n_drivers > 0) memcpy(driver, spec->driver, spec->n_drivers * sizeof *driver);
    spec->driver = driver;
    ot_status status = OT_OK;
    for (size_t i = 0; i < spec->n_indicators && !status; i++) {
        if (!spec->indicator[i].forecast) continue;
        status = add_driver(reader, i, &driver[spec->n_drivers++]);
        if (!status) status = add_relatives(reader, spec->indicator[i].forecast);
    }
    return status;
}
