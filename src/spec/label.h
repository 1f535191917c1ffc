/* label.h -- how reports name something */
#ifndef OT_SPEC_LABEL_H
#define OT_SPEC_LABEL_H

#include "outturn/error.h"

typedef struct ot_label {
    const char
        *text[OT_N_LANGUAGES]; /* never NULL: falls back to the other language, then the id */
} ot_label;

/* A source or a note: as it is written, or in each language. */
typedef struct ot_remark {
    const char *text[OT_N_LANGUAGES]; /* falls back to the other language; NULL: there is none */
} ot_remark;

#endif
