/* panel_levels.h -- the probabilities at which forecasts of a panel are written to files */
#ifndef OT_REPORT_PANEL_LEVELS_H
#define OT_REPORT_PANEL_LEVELS_H

#include <stddef.h>

/* Those that the forecast hubs ask for. */
enum { OT_PANEL_N_LEVELS = 23 };
extern const double ot_panel_level[OT_PANEL_N_LEVELS];

/* Where a probability stands among ot_forecast_probability; all of ot_panel_level do. */
size_t ot_panel_level_place(double probability);

#endif
