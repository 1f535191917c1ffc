#include "outturn/notes.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/print.h"

struct ot_notes {
    ot_arena *arena; /* the notes and their texts, so that a note stays where it is */
    ot_note **note;
    size_t n, capacity, n_lost;
};

ot_status ot_notes_new(ot_notes **out, ot_error *err) {
    ot_notes *notes = calloc(1, sizeof *notes);
    if (notes) notes->arena = ot_arena_new();
    if (!notes || !notes->arena) {
        free(notes);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for notes", "内存不足，无法记录提示");
    }
    *out = notes;
    return OT_OK;
}

void ot_notes_free(ot_notes *notes) {
    if (!notes) return;
    ot_arena_free(notes->arena);
    free(notes->note);
    free(notes);
}

static int equal(const ot_note *a, const ot_note *b) {
    return a->severity == b->severity && a->line == b->line && a->column == b->column &&
           strcmp(a->text[OT_LANGUAGE_EN], b->text[OT_LANGUAGE_EN]) == 0 &&
           strcmp(a->text[OT_LANGUAGE_ZH], b->text[OT_LANGUAGE_ZH]) == 0 &&
           strcmp(a->file, b->file) == 0;
}

static int is_known(const ot_notes *notes, const ot_note *note) {
    for (size_t i = 0; i < notes->n; i++)
        if (equal(notes->note[i], note)) return 1;
    return 0;
}

static int grow(ot_notes *notes) {
    if (notes->n < notes->capacity) return 1;
    if (notes->capacity > SIZE_MAX / 2 / sizeof *notes->note) return 0;
    const size_t capacity = notes->capacity > 0 ? 2 * notes->capacity : 16;
    ot_note **note = realloc(notes->note, capacity * sizeof *note);
    if (!note) return 0;
    notes->note = note;
    notes->capacity = capacity;
    return 1;
}

/* Counts the note as lost when there is no memory for it. */
static void keep(ot_notes *notes, const ot_note *note) {
    if (is_known(notes, note)) return;
    ot_note *copy = grow(notes) ? ot_arena_alloc(notes->arena, 1, sizeof *copy) : NULL;
    const char *file = copy ? ot_arena_text(notes->arena, note->file, strlen(note->file)) : NULL;
    int complete = file != NULL;
    if (copy) *copy = *note;
    for (int l = 0; complete && l < OT_N_LANGUAGES; l++) {
        copy->text[l] = ot_arena_text(notes->arena, note->text[l], strlen(note->text[l]));
        complete = copy->text[l] != NULL;
    }
    if (!complete) {
        notes->n_lost++;
        return;
    }
    copy->file = file;
    notes->note[notes->n++] = copy;
}

/* The sentence in memory of its own, or NULL. */
static OT_FORMAT(1, 0) char *sentence(const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    const int length = ot_print_list(NULL, 0, format, args);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text) (void)ot_print_list(text, (size_t)length + 1, format, again);
    va_end(again);
    for (char *at = text; at && *at; at++) /* of names that files give, as ot_fail does */
        if ((unsigned char)*at < ' ' || *at == 0x7F) *at = ' ';
    return text;
}

void ot_notes_add(ot_notes *notes, ot_severity severity, const char *file, int line, int column,
                  const char *english, const char *chinese, ...) {
    if (!notes) return;
    va_list args;
    va_start(args, chinese);
    char *en = sentence(english, args);
    va_end(args);
    va_start(args, chinese);
    char *zh = sentence(chinese, args);
    va_end(args);
    if (en && zh)
        keep(notes, &(ot_note){.severity = severity,
                               .file = file ? file : "",
                               .line = line,
                               .column = column,
                               .text = {[OT_LANGUAGE_EN] = en, [OT_LANGUAGE_ZH] = zh}});
    else
        notes->n_lost++;
    free(en);
    free(zh);
}

size_t ot_notes_count(const ot_notes *notes) { return notes->n; }

size_t ot_notes_lost(const ot_notes *notes) { return notes->n_lost; }

const ot_note *ot_notes_at(const ot_notes *notes, size_t i) {
    assert(i < notes->n);
    return notes->note[i];
}
