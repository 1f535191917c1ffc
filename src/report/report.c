/* From parts to bytes: one row a kind of report. */
#include <assert.h>

#include "report/arrange/arrange.h"

static const struct kind {
    const char *schema;
    void (*arrange)(ot_document *d, const ot_parts *parts);
    void (*json)(ot_json *json, const ot_parts *parts);
} KIND[] = {
    [OT_REPORT_CHECK] = {"outturn.check/1", ot_arrange_check, ot_json_check},
    [OT_REPORT_ESTIMATE] = {"outturn.estimate/1", ot_arrange_estimate, ot_json_estimate},
    [OT_REPORT_RUN] = {"outturn.run/1", ot_arrange_run, ot_json_run},
    [OT_REPORT_COMPARE] = {"outturn.compare/1", ot_arrange_compare, ot_json_compare},
    [OT_REPORT_SOLVE] = {"outturn.solve/1", ot_arrange_solve, ot_json_solve},
    [OT_REPORT_EXPLAIN] = {"outturn.explain/1", ot_arrange_explain, ot_json_explain},
    [OT_REPORT_MULTIPLIERS] = {"outturn.multipliers/1", ot_arrange_multipliers,
                               ot_json_multipliers},
    [OT_REPORT_SEEK] = {"outturn.seek/1", ot_arrange_seek, ot_json_seek},
    [OT_REPORT_TUNE] = {"outturn.tune/1", ot_arrange_tune, ot_json_tune},
    [OT_REPORT_PRIOR] = {"outturn.prior/1", ot_arrange_prior, ot_json_prior},
    [OT_REPORT_REVIEW] = {"outturn.review/1", ot_arrange_review, ot_json_review},
    [OT_REPORT_TRACE] = {"outturn.trace/1", ot_arrange_trace, ot_json_trace},
    [OT_REPORT_SCORE] = {"outturn.score/1", ot_arrange_score, ot_json_score},
    [OT_REPORT_BACKTEST] = {"outturn.backtest/1", ot_arrange_backtest, ot_json_score},
    [OT_REPORT_FORECAST] = {"outturn.forecast/1", ot_arrange_panel, ot_json_panel},
    [OT_REPORT_AUDIT] = {"outturn.audit/1", ot_arrange_audit, ot_json_audit},
    [OT_REPORT_WHOLE] = {"outturn.report/1", ot_arrange_report, ot_json_review},
};

ot_status ot_document_new(ot_report_kind kind, const ot_parts *parts, ot_language language,
                          ot_document **out, ot_error *err) {
    ot_document *d = ot_document_begin(language);
    if (d) d->terminal = parts->terminal;
    if (d) KIND[kind].arrange(d, parts);
    if (d && !d->failed) {
        *out = d;
        return OT_OK;
    }
    ot_document_free(d);
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the report", "内存不足以生成报告");
}

ot_status ot_document_write(const ot_document *d, ot_format format, const ot_writer *writer,
                            ot_error *err) {
    assert(format != OT_FORMAT_JSON);
    return format == OT_FORMAT_CSV ? ot_csv_write(d, NULL, writer, err)
                                   : ot_text_write(d, writer, err);
}

static ot_status write_json(const struct kind *kind, const ot_parts *parts, const ot_writer *writer,
                            ot_error *err) {
    ot_json json;
    ot_json_init(&json, writer, 1);
    ot_json_object(&json, NULL);
    ot_json_text(&json, "schema", kind->schema);
    kind->json(&json, parts);
    ot_json_close_object(&json);
    return ot_json_end(&json, err);
}

ot_status ot_report_write(ot_report_kind kind, const ot_parts *parts, ot_format format,
                          ot_language language, const ot_writer *writer, ot_error *err) {
    if (format == OT_FORMAT_JSON) return write_json(&KIND[kind], parts, writer, err);
    ot_document *d = NULL;
    ot_status status = ot_document_new(kind, parts, language, &d, err);
    if (!status) status = ot_document_write(d, format, writer, err);
    ot_document_free(d);
    return status;
}
