#include "outturn/config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "config/check.h"
#include "config/lint.h"
#include "config/overlay.h"
#include "config/read.h"
#include "config/record.h"

/* Before anything is set over them, and before they are checked. */
static void note_own_years(const ot_setting *root, ot_spec *spec) {
    const ot_setting *model = ot_setting_find(root, "model"),
                     *first = ot_setting_find(model, "first_year"),
                     *last = ot_setting_find(model, "last_year");
    const int is_span = first && last && first->is_integer && last->is_integer &&
                        first->integer > 0 && first->integer <= last->integer &&
                        last->integer <= INT_MAX;
    if (!is_span) return;
    spec->own_first_year = (int)first->integer;
    spec->own_last_year = (int)last->integer;
}

static ot_status parse_tree(ot_spec *spec, const char *text, size_t n, const char *const *sets,
                            size_t n_sets, ot_setting **out, ot_error *err) {
    ot_setting *root = NULL;
    const size_t mark = n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    ot_status status = ot_lint_text(spec->path, text, n, spec->arena, &root, err);
    if (!status) status = ot_record_read(text + mark, n - mark, root, err);
    if (!status) note_own_years(root, spec);
    for (size_t i = 0; !status && i < n_sets; i++)
        status = ot_overlay_apply(root, sets[i], spec->arena, err);
    if (!status) status = ot_check_tree(root, err);
    if (!status) *out = root;
    return status;
}

static ot_status read_all(ot_reader *reader) {
    ot_status status = ot_read_model(reader);
    if (!status) status = ot_read_vocabulary(reader);
    if (!status) status = ot_read_drivers(reader);
    if (!status) status = ot_read_indicators(reader);
    if (!status) status = ot_read_forecasts(reader);
    if (!status) status = ot_read_names(reader);
    if (!status) status = ot_read_correlations(reader);
    if (!status) status = ot_read_scenarios(reader);
    if (!status) status = ot_read_targets(reader);
    if (!status) status = ot_read_groups(reader);
    if (!status) status = ot_read_review(reader);
    return status;
}

/* Everything of a spec lives in its arena, the spec too. */
static ot_status new_spec(const char *path, const char *text, size_t n, ot_spec **out,
                          ot_error *err) {
    ot_arena *arena = ot_arena_new();
    ot_spec *spec = arena ? ot_arena_alloc(arena, 1, sizeof *spec) : NULL;
    char *copy = spec ? ot_arena_text(arena, path, strlen(path)) : NULL;
    if (!copy) {
        ot_arena_free(arena);
        return ot_fail(err, OT_ERR_NOMEM, "out of memory", "内存不足");
    }
    spec->arena = arena;
    spec->path = spec->input.path = copy;
    spec->input.size = n;
    ot_sha256(text, n, spec->input.sha256);
    *out = spec;
    return OT_OK;
}

ot_status ot_spec_parse(const char *path, const char *text, size_t n, const char *const *sets,
                        size_t n_sets, ot_notes *notes, ot_spec **out, ot_error *err) {
    ot_spec *spec = NULL;
    ot_setting *root = NULL;
    ot_status status = new_spec(path, text, n, &spec, err);
    if (status) return status;
    if (n > OT_LINT_MOST_BYTES) {
        status = ot_fail(err, OT_ERR_INPUT, "%zu bytes; a model file has at most %d",
                         "共 %zu 字节；模型文件最多 %d 字节", n, (int)OT_LINT_MOST_BYTES);
        ot_error_locate(err, path, 0, 0);
    }
    if (!status) status = parse_tree(spec, text, n, sets, n_sets, &root, err);
    if (!status) {
        ot_reader reader = {
            .spec = spec, .arena = spec->arena, .root = root, .notes = notes, .err = err};
        status = read_all(&reader);
    }
    if (status)
        ot_spec_free(spec);
    else
        *out = spec;
    return status;
}

static ot_status load_training(ot_spec *spec, ot_error *err) {
    const ot_status status =
        ot_training_load(spec->trained_file, &spec->trained_input, &spec->training, err);
    if (status == OT_ERR_IO) ot_spec_blame_file(spec, err);
    return status;
}

ot_status ot_spec_load(const char *path, const char *const *sets, size_t n_sets, ot_notes *notes,
                       ot_spec **out, ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    ot_status status = ot_file_read(path, OT_LINT_MOST_BYTES, &text, &n, err);
    ot_spec *spec = NULL;
    if (!status) status = ot_spec_parse(path, text, n, sets, n_sets, notes, &spec, err);
    if (!status && spec->correlation_file) status = ot_matrix_read(spec, notes, err);
    if (!status && spec->trained_file) status = load_training(spec, err);
    free(text);
    if (status)
        ot_spec_free(spec);
    else
        *out = spec;
    return status;
}
