/*
 * document.h -- answers as bytes: a report to read, tables and JSON for programs
 *
 * Layer   report
 * Shapes  a document is a list of headings, sentences and grids, neutral of format
 * Units   declared units; probabilities are fractions in files and percent in text
 * Method  no renderer computes a number; docs/reference/results.md describes every column and key
 */
#ifndef OT_DOCUMENT_H
#define OT_DOCUMENT_H

#include <stddef.h>

#include "outturn/attribution.h"
#include "outturn/audit.h"
#include "outturn/comparison.h"
#include "outturn/error.h"
#include "outturn/fit.h"
#include "outturn/model.h"
#include "outturn/multipliers.h"
#include "outturn/notes.h"
#include "outturn/panel_forecast.h"
#include "outturn/plan.h"
#include "outturn/prior.h"
#include "outturn/projection.h"
#include "outturn/review.h"
#include "outturn/scoring.h"
#include "outturn/seek.h"
#include "outturn/solution.h"
#include "outturn/spec.h"
#include "outturn/table.h"
#include "outturn/trace.h"
#include "outturn/tune.h"
#include "outturn/writer.h"

/* The formats. One row each: name on the command line, English, Chinese. */
#define OT_FORMAT_LIST(X)                                                  \
    X(OT_FORMAT_TEXT, "text", "a report to read", "便于阅读的文本报告")    \
    X(OT_FORMAT_CSV, "csv", "tables with every digit", "含全部数字的表格") \
    X(OT_FORMAT_JSON, "json", "for programs; never translated", "供程序读取，不随语言变化")

typedef enum ot_format {
#define OT_ROW(name, word, english, chinese) name,
    OT_FORMAT_LIST(OT_ROW)
#undef OT_ROW
        OT_N_FORMATS
} ot_format;

/* Which question the report answers. */
typedef enum ot_report_kind {
    OT_REPORT_CHECK,       /* needs spec, table, model */
    OT_REPORT_ESTIMATE,    /* and fit */
    OT_REPORT_RUN,         /* and fit, projection */
    OT_REPORT_COMPARE,     /* spec, table, model, comparison */
    OT_REPORT_SOLVE,       /* spec, table, model, solution */
    OT_REPORT_EXPLAIN,     /* spec, table, model, attributions of the same two cases */
    OT_REPORT_MULTIPLIERS, /* spec, table, model, multipliers */
    OT_REPORT_SEEK,        /* spec, table, model, seek */
    OT_REPORT_TUNE,        /* tune */
    OT_REPORT_PRIOR,       /* table, priors */
    OT_REPORT_REVIEW,      /* spec, table, model, review */
    OT_REPORT_TRACE,       /* trace */
    OT_REPORT_AUDIT,       /* audit */
    OT_REPORT_SCORE,       /* scoring */
    OT_REPORT_BACKTEST,    /* scoring */
    OT_REPORT_FORECAST,    /* panel */
    OT_REPORT_WHOLE        /* as REVIEW and RUN, and audit and attributions where they are there */
} ot_report_kind;

/* Where a text is shown; nothing of it is in a file. */
typedef struct ot_terminal {
    size_t width;    /* columns; 0: lines are as long as they are */
    int has_colours; /* verdicts and headings are coloured */
} ot_terminal;

/* What a report draws on; what its kind does not need may be NULL. All is borrowed. */
typedef struct ot_parts {
    const ot_spec *spec;
    const ot_table *table;
    const ot_plan *plan; /* NULL: the model names no plan */
    const ot_model *model;
    const ot_fit *fit;
    const ot_projection *projection;
    const ot_comparison *comparison;
    const ot_solution *solution;
    const ot_attribution *const *attribution; /* [n_attributions] */
    size_t n_attributions;
    const ot_multipliers *multipliers;
    const ot_seek *seek;
    const ot_tune *tune;
    const ot_prior *const *prior; /* [n_priors] */
    size_t n_priors;
    const ot_review *review;
    const ot_trace *trace;
    const ot_audit *audit;
    const ot_scoring *scoring;
    const ot_panel_forecasts *panel;
    const ot_notes *notes;
    ot_terminal terminal;
    int first_year, last_year; /* the span reported; 0: all projected years */
    int lists_unused;          /* check: also the rows of data that nothing uses */
    int lists_order;           /* check: also the stages of the solution order */
    int is_detailed;           /* review: the long tables too */
    const size_t *indicator;   /* but for check, seek and tune: only these, in the model's order */
    size_t n_indicators;       /* 0: all */
    const char *const *set;    /* settings changed from outside, for the manifest */
    size_t n_sets;
    const char *folder;  /* where files were written, for the report; NULL */
    const char *receipt; /* of the results that were written; NULL */
    const char *request; /* words of the command line that decide the results, each followed by
                            OT_REQUEST_END, for the manifest; NULL */
} ot_parts;

/* Behind each word of a request: no keyboard types it. */
#define OT_REQUEST_END '\x1f'

/* A receipt: the first hex digits of the SHA-256 of results.json, and NUL. */
enum { OT_RECEIPT_SIZE = 13 };

typedef struct ot_document ot_document;

/* Arrange the answer in one language. The parts must outlive the document. The caller frees *out.
 * OT_ERR_NOMEM */
ot_status ot_document_new(ot_report_kind kind, const ot_parts *parts, ot_language language,
                          ot_document **out, ot_error *err) OT_CHECK_RESULT;
void ot_document_free(ot_document *document);

/* Write text or CSV (JSON is not made from a document). OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_document_write(const ot_document *document, ot_format format, const ot_writer *writer,
                            ot_error *err) OT_CHECK_RESULT;

/* The whole way for one format: a document and its bytes, or JSON "outturn.<kind>/1".
 * OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_report_write(ot_report_kind kind, const ot_parts *parts, ot_format format,
                          ot_language language, const ot_writer *writer,
                          ot_error *err) OT_CHECK_RESULT;

/*
 * Write results.json, bands.csv, targets.csv, estimates.csv, unjudged.csv and, last, manifest.json
 * into `folder`, which is made if missing: all of them or, after a failure, none. `parts` as
 * OT_REPORT_RUN. OT_ERR_IO, OT_ERR_NOMEM
 */
ot_status ot_results_write(const ot_parts *parts, ot_language language, const char *folder,
                           char receipt[OT_RECEIPT_SIZE], ot_error *err) OT_CHECK_RESULT;

/*
 * The words that made a results.json, as ot_parts has them, from the manifest beside it. The caller
 * frees *out. OT_ERR_IO, OT_ERR_INPUT (there is none, or it is no manifest), OT_ERR_USAGE (a build
 * without jansson reads no JSON), OT_ERR_NOMEM
 */
ot_status ot_results_request(const char *path, char **out, ot_error *err) OT_CHECK_RESULT;

/*
 * Compare the results of `parts` with those of the file: say on `writer` whether they are the same
 * bytes, else which numbers differ and by how much at most. OT_ERR_IO, OT_ERR_INPUT, OT_ERR_USAGE,
 * OT_ERR_NOMEM
 */
ot_status ot_results_verify(const ot_parts *parts, const char *path, ot_language language,
                            const ot_writer *writer, int *is_same, ot_error *err) OT_CHECK_RESULT;

/*
 * Write the values as an overlay file of --overlay, `folder`/tuned.cfg; the folder is made if
 * missing. A file of that name that is no such result is never replaced: OT_ERR_USAGE.
 * OT_ERR_IO, OT_ERR_NOMEM
 */
ot_status ot_tune_write(const ot_tune *tune, ot_language language, const char *folder,
                        ot_error *err) OT_CHECK_RESULT;

#endif
