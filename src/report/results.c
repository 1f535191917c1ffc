/* The files of a run: all or none, the manifest last. */
#include <string.h>

#include "assess/projection.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/sha256.h"
#include "report/arrange/arrange.h"
#include "report/results.h"

static const char RESULTS[] = "results.json", MANIFEST[] = "manifest.json";
static const struct table_file {
    const char *file, *grid;
    ot_report_kind kind;
} TABLE_FILE[] = {
    {"bands.csv", "bands", OT_REPORT_RUN},
    {"targets.csv", "targets", OT_REPORT_RUN},
    {"estimates.csv", "estimates", OT_REPORT_ESTIMATE},
    {"unjudged.csv", "unjudged", OT_REPORT_RUN},
};
enum { N_TABLE_FILES = sizeof TABLE_FILE / sizeof *TABLE_FILE };

typedef struct made_file {
    const char *name;
    size_t size;
    char sha256[OT_SHA256_TEXT];
} made_file;

static ot_status add_file(ot_fileset *set, const char *name, const ot_buffer *bytes,
                          made_file *made, ot_error *err) {
    if (bytes->failed)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %s", "内存不足以生成 %s", name);
    made->name = name;
    made->size = bytes->length;
    ot_sha256(bytes->data ? bytes->data : "", bytes->length, made->sha256);
    return ot_fileset_add(set, name, bytes->data ? bytes->data : "", bytes->length, err);
}

ot_status ot_results_json(const ot_parts *parts, ot_buffer *out, ot_error *err) {
    const ot_writer writer = ot_buffer_writer(out);
    ot_parts plain = *parts; /* every indicator, whatever is printed */
    plain.n_indicators = 0;
    return ot_report_write(OT_REPORT_RUN, &plain, OT_FORMAT_JSON, OT_LANGUAGE_EN, &writer, err);
}

ot_status ot_results_receipt(const ot_parts *parts, char receipt[OT_RECEIPT_SIZE], ot_error *err) {
    char sha256[OT_SHA256_TEXT];
    ot_buffer bytes = {0};
    ot_status status = ot_results_json(parts, &bytes, err);
    if (!status && bytes.failed)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for %s", "内存不足以生成 %s", RESULTS);
    if (!status) {
        ot_sha256(bytes.data, bytes.length, sha256);
        memcpy(receipt, sha256, OT_RECEIPT_SIZE - 1);
        receipt[OT_RECEIPT_SIZE - 1] = '\0';
    }
    ot_buffer_clear(&bytes);
    return status;
}

static ot_status add_results(ot_fileset *set, const ot_parts *parts, made_file *made,
                             ot_error *err) {
    ot_buffer bytes = {0};
    ot_status status = ot_results_json(parts, &bytes, err);
    if (!status) status = add_file(set, RESULTS, &bytes, made, err);
    ot_buffer_clear(&bytes);
    return status;
}

static ot_status add_table(ot_fileset *set, const ot_parts *parts, ot_language language,
                           const struct table_file *t, made_file *made, ot_error *err) {
    ot_buffer bytes = {0};
    const ot_writer writer = ot_buffer_writer(&bytes);
    ot_document *d = NULL;
    ot_status status = ot_document_new(t->kind, parts, language, &d, err);
    if (!status) status = ot_csv_write(d, t->grid, &writer, err);
    if (!status) status = add_file(set, t->file, &bytes, made, err);
    ot_document_free(d);
    ot_buffer_clear(&bytes);
    return status;
}

static void put_input(ot_json *json, const char *role, const ot_input *input) {
    ot_json_object(json, NULL);
    ot_json_text(json, "role", role);
    ot_json_text(json, "path", input->path);
    ot_json_unsigned(json, "size", input->size);
    ot_json_text(json, "sha256", input->sha256);
    ot_json_close_object(json);
}

const ot_input *ot_parts_input(const ot_parts *parts, size_t i, const char **role) {
    const ot_input *matrix = ot_spec_correlation_input(parts->spec);
    const ot_input *trained = ot_spec_trained_input(parts->spec);
    const size_t n_data = parts->table ? ot_table_n_inputs(parts->table) : 0;
    *role = "model";
    if (i == 0) return ot_spec_input(parts->spec);
    i--;
    *role = "correlations";
    if (matrix && i == 0) return matrix;
    i -= matrix != NULL;
    *role = "trained";
    if (trained && i == 0) return trained;
    i -= trained != NULL;
    *role = "data";
    if (i < n_data) return ot_table_input(parts->table, i);
    i -= n_data;
    *role = "plan";
    return parts->plan && i < ot_plan_n_inputs(parts->plan) ? ot_plan_input(parts->plan, i) : NULL;
}

static void put_inputs(ot_json *json, const ot_parts *parts) {
    const char *role = NULL;
    const ot_input *input;
    ot_json_list(json, "inputs");
    for (size_t i = 0; (input = ot_parts_input(parts, i, &role)) != NULL; i++)
        put_input(json, role, input);
    ot_json_close_list(json);
}

static void put_run(ot_json *json, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    ot_json_text(json, "model", p->model->spec->id);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_unsigned(json, "seed", p->seed);
    ot_json_unsigned(json, "draws", p->draws);
    ot_json_text(json, "executor", p->executor);
    ot_json_text(json, "sampling", ot_sampling_word(p->sampling));
    ot_json_list(json, "scenarios");
    for (size_t k = 0; k < p->n_cases; k++)
        ot_json_text(json, NULL, p->model->scenario[p->c[k].scenario].spec->id);
    ot_json_close_list(json);
    ot_json_list(json, "sets");
    for (size_t i = 0; i < parts->n_sets; i++)
        ot_json_text(json, NULL, parts->set[i]);
    ot_json_close_list(json);
}

static ot_status put_arguments(ot_json *json, const char *request, ot_error *err) {
    ot_buffer word = {0};
    ot_json_list(json, "arguments");
    for (const char *end; request && (end = strchr(request, OT_REQUEST_END)); request = end + 1) {
        word.length = 0;
        ot_buffer_add(&word, request, (size_t)(end - request));
        if (!word.failed) ot_json_text(json, NULL, word.data);
    }
    ot_json_close_list(json);
    const int failed = word.failed;
    ot_buffer_clear(&word);
    return failed ? ot_fail(err, OT_ERR_NOMEM, "no memory for %s", "内存不足以生成 %s", MANIFEST)
                  : OT_OK;
}

static ot_status add_manifest(ot_fileset *set, const ot_parts *parts, const made_file *made,
                              size_t n_made, ot_error *err) {
    ot_buffer bytes = {0};
    made_file own;
    const ot_writer writer = ot_buffer_writer(&bytes);
    ot_json json;
    ot_json_init(&json, &writer, 1);
    ot_json_object(&json, NULL);
    ot_json_text(&json, "schema", "outturn.manifest/1");
    put_run(&json, parts);
    ot_status status = put_arguments(&json, parts->request, err);
    ot_json_text(&json, "receipt", parts->receipt);
    put_inputs(&json, parts);
    ot_json_list(&json, "files");
    for (size_t i = 0; i < n_made; i++) {
        ot_json_object(&json, NULL);
        ot_json_text(&json, "name", made[i].name);
        ot_json_unsigned(&json, "size", made[i].size);
        ot_json_text(&json, "sha256", made[i].sha256);
        ot_json_close_object(&json);
    }
    ot_json_close_list(&json);
    ot_json_close_object(&json);
    if (!status) status = ot_json_end(&json, err);
    if (!status) status = add_file(set, MANIFEST, &bytes, &own, err);
    ot_buffer_clear(&bytes);
    return status;
}

ot_status ot_results_write(const ot_parts *parts, ot_language language, const char *folder,
                           char receipt[OT_RECEIPT_SIZE], ot_error *err) {
    made_file made[1 + N_TABLE_FILES];
    ot_fileset *set = NULL;
    ot_parts own = *parts;
    ot_status status = ot_fileset_new(folder, &set, err);
    if (!status) status = add_results(set, parts, &made[0], err);
    for (size_t i = 0; !status && i < N_TABLE_FILES; i++)
        status = add_table(set, parts, language, &TABLE_FILE[i], &made[1 + i], err);
    if (!status) {
        memcpy(receipt, made[0].sha256, OT_RECEIPT_SIZE - 1);
        receipt[OT_RECEIPT_SIZE - 1] = '\0';
        own.receipt = receipt;
        status = add_manifest(set, &own, made, 1 + N_TABLE_FILES, err);
    }
    if (!status) status = ot_fileset_commit(set, err);
    ot_fileset_free(set);
    return status;
}
