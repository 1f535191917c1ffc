/* picture.h -- pictures in pixels and for print, by the program rsvg-convert */
#ifndef APP_PICTURE_H
#define APP_PICTURE_H

#include "outturn/publish.h"

/* ot_publish_options.convert. OT_ERR_USAGE: the program is missing, or fails */
ot_status app_picture_convert(void *state, ot_outlet outlet, const char *svg, size_t n,
                              const ot_writer *writer, ot_error *err) OT_CHECK_RESULT;

#endif
