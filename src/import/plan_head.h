/* plan_head.h -- what stands before a number: names, verb, bound */
#ifndef OT_IMPORT_PLAN_HEAD_H
#define OT_IMPORT_PLAN_HEAD_H

#include "import/plan_slice.h"
#include "outturn/table.h"

typedef enum ot_head_kind {
    OT_HEAD_BARE,  /* 粮食产量|1300万吨; 建设|4个 */
    OT_HEAD_LEVEL, /* 达到, 提高到, 控制在 */
    OT_HEAD_CHANGE /* 增长, 下降, 提升 */
} ot_head_kind;

typedef struct ot_head {
    ot_head_kind kind;
    ot_slice subject;  /* names; may be empty */
    ot_slice verb;     /* with its adverbs: 年均增长; empty: none */
    int direction;     /* of a change: 1 or -1 */
    int is_to;         /* 提高到, 降至: another number may stand before it */
    int is_bound_only; /* 超, 约: no verb */
    int is_base;       /* begins with 较, 比: what something is compared with */
    ot_figure_kind bound;
    ot_slice mark; /* 不低于, 超过 ... */
    int is_respective, is_each;
} ot_head;

void ot_head_read(ot_slice text, ot_head *out);

/* Does it end with a verb that a number of things follows (打造|4个)? */
int ot_head_acts(ot_slice subject);
/* The verb that it begins with: 形成 of 形成光伏、风电、光热|3条; may be empty. */
ot_slice ot_head_opening(ot_slice subject);
/* The words of a change that belong to its name: 年均增长 of 分别年均增长超过. */
ot_slice ot_head_change(const ot_head *head);

/* Without what opens a clause: 其中, 全年, 力争, 一是 ... */
ot_slice ot_head_strip(ot_slice text);

/* The parts of a list of names (原煤、原油、天然气产量): how many, at most OT_HEAD_MOST_NAMES.
 * `shared` is what the last one ends with that all have in common (产量); it may be empty. */
enum { OT_HEAD_MOST_NAMES = 16 };
size_t ot_head_names(ot_slice subject, ot_slice name[OT_HEAD_MOST_NAMES], ot_slice *shared);
/* Does a part of a list say by itself what is measured? */
int ot_head_measures(ot_slice name);

#endif
