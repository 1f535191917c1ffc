/*
 * notes.h -- what a reader should know but need not stop for
 *
 * Layer   base
 * Shapes  a list in the order of adding; equal notes are kept once
 * Units   none
 * Method  errors stop, notes accumulate; each note has its place in the input, where it has one
 */
#ifndef OT_NOTES_H
#define OT_NOTES_H

#include <stddef.h>

#include "outturn/error.h"

typedef enum ot_severity { OT_SEVERITY_INFO, OT_SEVERITY_WARNING } ot_severity;

typedef struct ot_note {
    ot_severity severity;
    const char *file; /* "" if none; borrowed from the notes */
    int line, column; /* 0 is unknown */
    const char *text[OT_N_LANGUAGES];
} ot_note;

typedef struct ot_notes ot_notes;

/* The caller frees *out. OT_ERR_NOMEM */
ot_status ot_notes_new(ot_notes **out, ot_error *err) OT_CHECK_RESULT;
void ot_notes_free(ot_notes *notes);

/* Append a note; both sentences take the same arguments. `file` may be NULL, and so may `notes`
 * (nobody listens). A note for which there is no memory is counted, not reported as an error. */
void ot_notes_add(ot_notes *notes, ot_severity severity, const char *file, int line, int column,
                  const char *english, const char *chinese, ...) OT_FORMAT(6, 8) OT_FORMAT(7, 8);

size_t ot_notes_count(const ot_notes *notes);
size_t ot_notes_lost(const ot_notes *notes); /* for which there was no memory */
const ot_note *ot_notes_at(const ot_notes *notes, size_t i);

#endif
