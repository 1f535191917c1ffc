/* The report as files: documents are arranged once, then each outlet renders them. */
#include "outturn/publish.h"

#include "base/buffer.h"
#include "base/file.h"
#include "report/arrange/arrange.h"
#include "report/results.h"
#include "report/svg/svg.h"

typedef struct edition { /* the same report in each language */
    ot_document *d[OT_N_LANGUAGES];
    size_t n;
} edition;

typedef struct desk { /* where outlets work */
    const edition *e;
    const ot_publish_options *options;
    ot_fileset *set;
    ot_status lacks; /* what an outlet lacks, while others go on */
    ot_error lack;
} desk;

static ot_status arrange(const ot_parts *parts, const ot_publish_options *options, edition *out,
                         ot_error *err) {
    ot_status status = OT_OK;
    for (size_t k = 0; k < options->n_languages && !status; k++) {
        status = ot_document_new(OT_REPORT_WHOLE, parts, options->language[k], &out->d[k], err);
        if (!status) out->n++;
    }
    return status;
}

static void clear(edition *e) {
    for (size_t k = 0; k < e->n; k++)
        ot_document_free(e->d[k]);
}

static ot_status add(ot_fileset *set, const char *name, ot_buffer *bytes, ot_error *err) {
    if (bytes->failed)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %s", "内存不足以生成 %s", name);
    return ot_fileset_add(set, name, bytes->data ? bytes->data : "", bytes->length, err);
}

static ot_status put_html(desk *w, ot_outlet outlet, ot_error *err) {
    const edition *e = w->e;
    (void)outlet;
    ot_buffer bytes = {0};
    const ot_writer writer = ot_buffer_writer(&bytes);
    ot_status status = ot_html_write((const ot_document *const *)e->d, e->n, &writer, err);
    if (!status) status = add(w->set, "report.html", &bytes, err);
    ot_buffer_clear(&bytes);
    return status;
}

/* "charts/fan-x.zh.svg", "report.en.xlsx" */
static ot_status add_named(const desk *k, const char *stem, ot_language language,
                           const char *ending, ot_buffer *bytes, ot_error *err) {
    ot_buffer name = {0};
    ot_buffer_format(&name, "%s.%s.%s", stem, language == OT_LANGUAGE_ZH ? "zh" : "en", ending);
    bytes->failed |= name.failed;
    const ot_status status = add(k->set, name.failed ? stem : name.data, bytes, err);
    ot_buffer_clear(&name);
    return status;
}

static ot_status put_markdown(desk *w, ot_outlet outlet, ot_error *err) {
    const edition *e = w->e;
    (void)outlet;
    ot_status status = OT_OK;
    for (size_t k = 0; k < e->n && !status; k++) {
        ot_buffer bytes = {0};
        const ot_writer writer = ot_buffer_writer(&bytes);
        status = ot_markdown_write(e->d[k], &writer, err);
        if (!status) status = add_named(w, "report", e->d[k]->language, "md", &bytes, err);
        ot_buffer_clear(&bytes);
    }
    return status;
}

static ot_status add_chart(const desk *k, const ot_chart *chart, const char *ending,
                           ot_language language, ot_buffer *bytes, ot_error *err) {
    ot_buffer stem = {0};
    ot_buffer_format(&stem, "charts/%s", chart->name);
    bytes->failed |= stem.failed;
    const ot_status status =
        add_named(k, stem.failed ? "charts" : stem.data, language, ending, bytes, err);
    ot_buffer_clear(&stem);
    return status;
}

static ot_status put_chart(desk *k, const ot_chart *chart, ot_language language, ot_error *err) {
    const ot_svg_options options = {.language = language, .theme = OT_SVG_AUTO};
    ot_buffer bytes = {0};
    ot_svg_write(chart, &options, &bytes);
    const ot_status status = add_chart(k, chart, "svg", language, &bytes, err);
    ot_buffer_clear(&bytes);
    return status;
}

static ot_status convert(desk *k, ot_outlet outlet, const ot_buffer *svg, ot_buffer *out) {
    const ot_publish_options *o = k->options;
    const ot_writer writer = ot_buffer_writer(out);
    if (o->convert)
        return o->convert(o->convert_state, outlet, svg->data, svg->length, &writer, &k->lack);
    return ot_fail(&k->lack, OT_ERR_USAGE, "this program makes no pictures in pixels or for print",
                   "本程序不能生成位图或印刷用图");
}

/* Paper is light. */
static ot_status put_converted(desk *k, ot_outlet outlet, const ot_chart *chart,
                               ot_language language, ot_error *err) {
    const ot_svg_options options = {.language = language, .theme = OT_SVG_LIGHT};
    ot_buffer svg = {0}, bytes = {0};
    ot_status status = OT_OK;
    ot_svg_write(chart, &options, &svg);
    bytes.failed = svg.failed;
    if (!svg.failed) k->lacks = convert(k, outlet, &svg, &bytes);
    if (!k->lacks)
        status =
            add_chart(k, chart, outlet == OT_OUTLET_PNG ? "png" : "pdf", language, &bytes, err);
    ot_buffer_clear(&svg);
    ot_buffer_clear(&bytes);
    return status;
}

static ot_status put_charts(desk *k, ot_outlet outlet, ot_error *err) {
    const edition *e = k->e;
    ot_status status = OT_OK;
    for (size_t i = 0; i < e->n; i++)
        for (const ot_element *x = e->d[i]->first; x && !status && !k->lacks; x = x->next)
            if (x->kind == OT_ELEMENT_CHART)
                status = outlet == OT_OUTLET_SVG
                             ? put_chart(k, x->chart, e->d[i]->language, err)
                             : put_converted(k, outlet, x->chart, e->d[i]->language, err);
    return status;
}

/* Workbooks: what a build without their library lacks is told, and the rest is written. */
static ot_status put_workbook(desk *w, ot_outlet outlet, ot_error *err) {
    const edition *e = w->e;
    (void)outlet;
    ot_status status = OT_OK;
    for (size_t k = 0; k < e->n && !status; k++) {
        ot_buffer bytes = {0};
        const ot_writer writer = ot_buffer_writer(&bytes);
        status = ot_xlsx_write(e->d[k], w->options->folder, &writer, err);
        if (!status) status = add_named(w, "report", e->d[k]->language, "xlsx", &bytes, err);
        ot_buffer_clear(&bytes);
    }
    if (status != OT_ERR_USAGE) return status;
    w->lacks = status;
    if (err) w->lack = *err;
    return OT_OK;
}

static ot_status (*const PUT[OT_N_OUTLETS])(desk *, ot_outlet, ot_error *) = {
    [OT_OUTLET_HTML] = put_html,         [OT_OUTLET_XLSX] = put_workbook,
    [OT_OUTLET_MARKDOWN] = put_markdown, [OT_OUTLET_SVG] = put_charts,
    [OT_OUTLET_PNG] = put_charts,        [OT_OUTLET_PDF] = put_charts,
};

/* What is lacking is told once the rest is written. */
static ot_status put_all(desk *k, ot_error *err) {
    ot_status status = OT_OK, lacks = OT_OK;
    ot_error lack = {0};
    for (int o = 0; o < OT_N_OUTLETS && !status; o++) {
        if (!k->options->wants[o]) continue;
        k->lacks = OT_OK;
        status = PUT[o](k, (ot_outlet)o, err);
        if (!k->lacks || lacks) continue;
        lacks = k->lacks;
        lack = k->lack;
    }
    if (!status) status = ot_fileset_commit(k->set, err);
    if (status || !lacks) return status;
    if (err) *err = lack;
    return lacks;
}

ot_status ot_publish(const ot_parts *parts, const ot_publish_options *options, ot_error *err) {
    edition e = {0};
    ot_fileset *set = NULL;
    char receipt[OT_RECEIPT_SIZE];
    ot_parts own = *parts;
    ot_status status = ot_results_receipt(parts, receipt, err);
    own.receipt = receipt;
    if (!status) status = arrange(&own, options, &e, err);
    if (!status) status = ot_fileset_new(options->folder, &set, err);
    desk k = {.e = &e, .options = options, .set = set};
    if (!status) status = put_all(&k, err);
    ot_fileset_free(set);
    clear(&e);
    return status;
}
