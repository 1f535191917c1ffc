/* Reading one clause of a plan's prose: its quantities are gathered (plan_clause.c), bound to the
 * words around them as items (clause_items.c), named (clause_names.c) and put down as claims
 * (clause_speak.c). What cannot be read is left, with its reason. */
#ifndef OT_IMPORT_PLAN_CLAUSE_H
#define OT_IMPORT_PLAN_CLAUSE_H

#include "import/plan_speech.h"

enum { OT_CLAUSE_MOST_QUANTITIES = 48 };

typedef struct ot_clause {
    ot_prose *p;
    size_t begin, end; /* in the folded line; those of quantities count from it, too */
    ot_quantity q[OT_CLAUSE_MOST_QUANTITIES];
    size_t n;
} ot_clause;

typedef struct ot_clause_item { /* said at once: 城乡居民人均可支配收入分别增长|5%、6.5% */
    size_t first, n;            /* its quantities */
    ot_slice before, tail;
    ot_head head;
    const char *per; /* 每千人 right before the number; NULL: not */
    int is_linked;   /* no mark parts it from the item before it */
} ot_clause_item;

ot_slice ot_clause_part(const ot_clause *c, size_t begin, size_t end);
void ot_clause_leave(const ot_clause *c, const ot_quantity *q, ot_unread_reason reason);
void ot_clause_items(ot_clause *c);

ot_slice ot_item_noun(ot_slice tail);
void ot_item_remember(ot_prose *p, const char *name);
const char *ot_item_last_subject(const ot_prose *p);
size_t ot_item_names(ot_prose *p, const ot_clause_item *it, const char *name[OT_HEAD_MOST_NAMES]);
int ot_item_is_list(const ot_clause_item *it);
const char *ot_item_share_name(ot_prose *p, const ot_clause_item *it);
const char *ot_item_name_before(ot_prose *p, const ot_clause_item *it);
int ot_item_noun_names(const ot_clause *c, const ot_clause_item *it, ot_slice noun);

void ot_item_leave(const ot_clause *c, const ot_clause_item *it, ot_unread_reason reason);
void ot_item_speak_list(ot_clause *c, const ot_clause_item *it);
int ot_item_take_part(ot_prose *p, const ot_clause_item *it, const ot_quantity *q);
void ot_item_speak_programme(ot_clause *c, const ot_clause_item *it);
void ot_item_speak_one(ot_clause *c, const ot_clause_item *it);
/* 0: the item is no base of the one after it. */
int ot_item_speak_base(ot_clause *c, const ot_clause_item *it, const ot_clause_item *next);

#endif
