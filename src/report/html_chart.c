/* Charts of the page. */
#include "report/html.h"

void ot_html_chart(ot_page *p, const ot_chart *chart) {
    (void)p;
    (void)chart;
}
