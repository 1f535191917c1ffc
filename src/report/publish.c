/* The report as files: documents are arranged once, then each outlet renders them. */
#include "outturn/publish.h"

#include "base/buffer.h"
#include "base/file.h"
#include "report/arrange.h"

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

/* What is rendered for one language at a time. */
static ot_status markdown(const ot_document *d, const char *folder, const ot_writer *writer,
                          ot_error *err) {
    (void)folder;
    return ot_markdown_write(d, writer, err);
}

static const struct file_kind {
    ot_outlet outlet;
    const char *name[OT_N_LANGUAGES];
    ot_status (*write)(const ot_document *d, const char *folder, const ot_writer *writer,
                       ot_error *err);
} FILE_KIND[] = {
    {OT_OUTLET_XLSX, {"report.en.xlsx", "report.zh.xlsx"}, ot_xlsx_write},
    {OT_OUTLET_MARKDOWN, {"report.en.md", "report.zh.md"}, markdown},
};

static ot_status put_each(const edition *e, const struct file_kind *kind, const char *folder,
                          ot_fileset *set, ot_error *err) {
    ot_status status = OT_OK;
    for (size_t k = 0; k < e->n && !status; k++) {
        ot_buffer bytes = {0};
        const ot_writer writer = ot_buffer_writer(&bytes);
        status = kind->write(e->d[k], folder, &writer, err);
        if (!status) status = add(set, kind->name[e->d[k]->language], &bytes, err);
        ot_buffer_clear(&bytes);
    }
    return status;
}

/* A build that lacks a library for one outlet writes the others and then says so. */
static ot_status put_all(const edition *e, const ot_publish_options *options, ot_fileset *set,
                         ot_status *lacking, ot_error *err) {
    ot_error other;
    ot_status status = options->wants[OT_OUTLET_HTML] ? put_html(e, set, err) : OT_OK;
    for (size_t k = 0; k < sizeof FILE_KIND / sizeof *FILE_KIND && !status; k++) {
        if (!options->wants[FILE_KIND[k].outlet]) continue;
        status = put_each(e, &FILE_KIND[k], options->folder, set, *lacking ? &other : err);
        if (status != OT_ERR_USAGE) continue;
        *lacking = status;
        status = OT_OK;
    }
    return status;
}

ot_status ot_publish(const ot_parts *parts, const ot_publish_options *options, ot_error *err) {
    edition e = {0};
    ot_fileset *set = NULL;
    ot_status lacking = OT_OK;
    ot_status status = arrange(parts, options, &e, err);
    if (!status) status = ot_fileset_new(options->folder, &set, err);
    if (!status) status = put_all(&e, options, set, &lacking, err);
    if (!status) status = ot_fileset_commit(set, err);
    ot_fileset_free(set);
    clear(&e);
    return status ? status : lacking;
}
