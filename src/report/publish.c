/* The report as files: documents are arranged once, then each outlet renders them. */
#include "outturn/publish.h"

#include "base/buffer.h"
#include "base/file.h"
#include "report/arrange.h"
#include "report/results.h"

typedef struct edition { /* the same report in each language */
    ot_document *d[OT_N_LANGUAGES];
    size_t n;
} edition;

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

static ot_status put_html(const edition *e, ot_fileset *set, ot_error *err) {
    ot_buffer bytes = {0};
    const ot_writer writer = ot_buffer_writer(&bytes);
    ot_status status = ot_html_write((const ot_document *const *)e->d, e->n, &writer, err);
    if (!status) status = add(set, "report.html", &bytes, err);
    ot_buffer_clear(&bytes);
    return status;
}

static ot_status put_markdown(const edition *e, ot_fileset *set, ot_error *err) {
    static const char *const NAME[OT_N_LANGUAGES] = {
        [OT_LANGUAGE_EN] = "report.en.md", [OT_LANGUAGE_ZH] = "report.zh.md"};
    ot_status status = OT_OK;
    for (size_t k = 0; k < e->n && !status; k++) {
        ot_buffer bytes = {0};
        const ot_writer writer = ot_buffer_writer(&bytes);
        status = ot_markdown_write(e->d[k], &writer, err);
        if (!status) status = add(set, NAME[e->d[k]->language], &bytes, err);
        ot_buffer_clear(&bytes);
    }
    return status;
}

static ot_status (*const PUT[OT_N_OUTLETS])(const edition *, ot_fileset *, ot_error *) = {
    [OT_OUTLET_HTML] = put_html,
    [OT_OUTLET_MARKDOWN] = put_markdown,
};

ot_status ot_publish(const ot_parts *parts, const ot_publish_options *options, ot_error *err) {
    edition e = {0};
    ot_fileset *set = NULL;
    char receipt[OT_RECEIPT_SIZE];
    ot_parts own = *parts;
    ot_status status = ot_results_receipt(parts, receipt, err);
    own.receipt = receipt;
    if (!status) status = arrange(&own, options, &e, err);
    if (!status) status = ot_fileset_new(options->folder, &set, err);
    for (int k = 0; k < OT_N_OUTLETS && !status; k++)
        if (options->wants[k]) status = PUT[k](&e, set, err);
    if (!status) status = ot_fileset_commit(set, err);
    ot_fileset_free(set);
    clear(&e);
    return status;
}
