/* Small charts in rows and columns. One column: the first is tall, what follows low. */
#include <stddef.h>

#include "report/svg_plot.h"

enum { GAP = 16, SMALL = 96, TALL = 190, LOW = 90 };

static double draw_panel(ot_canvas *c, const ot_chart *panel, ot_svg_box box, int is_small) {
    const double width = box.x1 - box.x0;
    double y = ot_canvas_paragraph(c, is_small ? "p" : "u", box.x0, box.y0, width, is_small ? 1 : 2,
                                   panel->title);
    const double height = is_small ? SMALL : box.y1 - box.y0;
    return ot_plot_xy(c, panel, (ot_svg_box){box.x0, y + 6.0, box.x1, y + 6.0 + height}, is_small);
}

double ot_plot_panels(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    const size_t n_columns = chart->n_columns > 0 ? chart->n_columns : 1;
    const int is_small = n_columns > 1;
    const double width = (frame.x1 - frame.x0 - GAP * (double)(n_columns - 1)) / (double)n_columns;
    double y = frame.y0, foot = y;
    size_t i = 0;
    if (is_small) c->decimals = 0;
    for (const ot_chart *panel = chart->panel; panel; panel = panel->next, i++) {
        const double x = frame.x0 + (width + GAP) * (double)(i % n_columns);
        if (i > 0 && i % n_columns == 0) y = foot + 8.0;
        const double height = i == 0 ? TALL : LOW;
        foot = draw_panel(c, panel, (ot_svg_box){x, y, x + width, y + height}, is_small);
    }
    return foot;
}
