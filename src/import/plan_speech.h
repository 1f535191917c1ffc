/* plan_speech.h -- a statement of the text, from its words to its row */
#ifndef OT_IMPORT_PLAN_SPEECH_H
#define OT_IMPORT_PLAN_SPEECH_H

#include "import/plan_head.h"
#include "import/plan_prose.h"

typedef struct ot_speech { /* a statement before it is put down */
    const char *name;      /* of the quantity */
    const ot_quantity *q;
    const ot_head *head;
    int is_description, is_programme, is_base;
    int base_year; /* of what something is compared with; 0: not printed */
    const char *unit;
} ot_speech;

/* Put the statement down among the reading's claims. */
void ot_speech_put(ot_prose *p, const ot_speech *s);
/* Its indicator and id, by the list of names or by its place. */
void ot_speech_identify(ot_prose *p, ot_claim *c, const char *name, int is_change);

const char *ot_speech_role(const ot_prose *p);
const char *ot_speech_kind(const ot_prose *p);

/* The unit of a quantity behind these words: of 每千人|2.5个 it is 个/千人. */
const char *ot_speech_unit(ot_prose *p, const ot_quantity *q, ot_slice before);
extern const char *const ot_speech_per[]; /* 每千人 ... */
/* Things one by one, rather than an amount? */
int ot_speech_counts(const ot_quantity *q);

ot_slice ot_speech_word(const char *text);
/* Both as one text, that lives as long as the reading. */
const char *ot_speech_join(ot_prose *p, ot_slice a, ot_slice b);
/* The document's own text of a part of the folded line. */
ot_slice ot_prose_raw(const ot_prose *p, size_t begin, size_t end);

#endif
