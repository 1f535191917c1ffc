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

/* What can be written. One row each: name, option, English, Chinese. */
#define OT_OUTLET_LIST(X)                                                                    \
    X(OT_OUTLET_HTML, "html", "report.html: one page that works without a network",          \
      "report.html：单个网页，无须联网")                                                     \
    X(OT_OUTLET_XLSX, "xlsx", "report.<language>.xlsx: a workbook with charts",              \
      "report.<语言>.xlsx：工作簿，含图表")                                                  \
    X(OT_OUTLET_MARKDOWN, "markdown", "report.<language>.md: plain text for other programs", \
      "report.<语言>.md：纯文本，供其他程序使用")

typedef enum ot_outlet {
#define OT_ROW(name, word, english, chinese) name,
    OT_OUTLET_LIST(OT_ROW)
#undef OT_ROW
        OT_N_OUTLETS
} ot_outlet;

typedef struct ot_publish_options {
    int wants[OT_N_OUTLETS];
    const ot_language *language; /* [n_languages]; the first is shown first */
    size_t n_languages;
    const char *folder; /* is made if missing */
} ot_publish_options;

/*
 * Write the wanted files: all of them or, after a failure, none. `parts` as OT_REPORT_REVIEW, with
 * fit and projection; audit and attributions where they are there.
 *
 * OT_ERR_USAGE  an outlet that this build lacks the library for: the others are written
 * OT_ERR_IO, OT_ERR_NOMEM
 */
ot_status ot_publish(const ot_parts *parts, const ot_publish_options *options,
                     ot_error *err) OT_CHECK_RESULT;

#endif
