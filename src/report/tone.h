/* tone.h -- what a renderer with colours shows of a cell or bar; the words say it too */
#ifndef OT_REPORT_TONE_H
#define OT_REPORT_TONE_H

typedef enum ot_tone { /* from good to bad */
                       OT_TONE_PLAIN,
                       OT_TONE_GOOD,
                       OT_TONE_FAIR,
                       OT_TONE_EVEN,
                       OT_TONE_POOR,
                       OT_TONE_BAD,
                       OT_TONE_QUIET, /* nothing is said of it */
                       OT_N_TONES
} ot_tone;

#endif
