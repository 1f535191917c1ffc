/*
 * publish.h -- a run, its estimates, its review and the plan's audit as files for a meeting
 *
 * Layer   report
 * Shapes  one document in each language, arranged once; each outlet is a renderer of it
 * Units   declared units; probabilities in percent
 * Method  no renderer computes a number; docs/guide/reports.md
 */
#ifndef OT_PUBLISH_H
#define OT_PUBLISH_H

#include <stddef.h>

#include "outturn/document.h"

/* What can be written. One row each: name, option and ending, English, Chinese. */
#define OT_OUTLET_LIST(X)                                                                     \
    X(HTML, "html", "write report.html, one page that works without a network (the default)", \
      "写出 report.html，单个网页，无须联网（默认）")                                         \
    X(XLSX, "xlsx", "write report.<language>.xlsx, a workbook with charts",                   \
      "写出 report.<语言>.xlsx，含图表的工作簿")                                              \
    X(MARKDOWN, "markdown", "write report.<language>.md, for other programs",                 \
      "写出 report.<语言>.md，供其他程序使用")                                                \
    X(SVG, "svg", "write each chart as charts/<name>.<language>.svg",                         \
      "每幅图写成 charts/<名称>.<语言>.svg")                                                  \
    X(PNG, "png", "the same as .png, by the program rsvg-convert (package librsvg2-bin)",     \
      "同上，写成 .png，由 rsvg-convert 程序转换（软件包 librsvg2-bin）")                     \
    X(PDF, "pdf", "the same as .pdf, by the program rsvg-convert (package librsvg2-bin)",     \
      "同上，写成 .pdf，由 rsvg-convert 程序转换（软件包 librsvg2-bin）")

typedef enum ot_outlet {
#define OT_ROW(name, word, english, chinese) OT_OUTLET_##name,
    OT_OUTLET_LIST(OT_ROW)
#undef OT_ROW
        OT_N_OUTLETS
} ot_outlet;

typedef struct ot_publish_options {
    int wants[OT_N_OUTLETS];
    const ot_language *language; /* [n_languages]; the first is shown first */
    size_t n_languages;
    const char *folder; /* is made if missing */
    /* Make PNG or PDF of a picture; NULL: this program cannot. The first failure ends the asking;
     * what else is wanted is written all the same. */
    ot_status (*convert)(void *state, ot_outlet outlet, const char *svg, size_t n,
                         const ot_writer *writer, ot_error *err);
    void *convert_state;
} ot_publish_options;

/*
 * Write the wanted files: all of them or, after a failure, none. `parts` as OT_REPORT_REVIEW, with
 * fit and projection; audit and attributions where they are there.
 *
 * OT_ERR_USAGE  an outlet that this build lacks the library or program for: the others are written
 * OT_ERR_IO, OT_ERR_NOMEM
 */
ot_status ot_publish(const ot_parts *parts, const ot_publish_options *options,
                     ot_error *err) OT_CHECK_RESULT;

/* What a meeting asks for first: indicators with a target of the last year, or those that the parts
 * name. Their ids; how many. Attributions of these make the charts of differences. */
enum { OT_PUBLISH_MOST_MAIN = 12 };
size_t ot_publish_main(const ot_parts *parts, const char *id[OT_PUBLISH_MOST_MAIN]);

/* What charts need of ot_run_options.quantile. */
const double *ot_publish_quantiles(size_t *n);

#endif
