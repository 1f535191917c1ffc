/* Charts of the page: the picture and its source. A script tells what the table below says of a
 * year. */
#include "report/html.h"
#include "report/svg.h"

void ot_html_chart(ot_page *p, const ot_chart *chart) {
    ot_buffer *out = p->out;
    ot_buffer id = {0};
    ot_buffer_format(&id, "%s-c%zu", p->prefix, ++p->n_charts);
    const ot_svg_options options = {
        .language = p->d->language, .is_inline = 1, .id = id.data ? id.data : ""};
    ot_buffer_format(out, "<figure%s tabindex=0>",
                     chart->kind == OT_CHART_YEARS ? " class=years" : "");
    ot_svg_write(chart, &options, out);
    ot_buffer_text(out, "</figure>\n");
    out->failed |= id.failed;
    ot_buffer_clear(&id);
}
