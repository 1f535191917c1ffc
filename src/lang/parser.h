/* parser.h -- what the files of the parser share */
#ifndef OT_LANG_PARSER_H
#define OT_LANG_PARSER_H

#include "lang/lexer.h"
#include "lang/tree.h"

enum {
    OT_DEEPEST = 200,    /* nesting of parentheses, functions and signs */
    OT_LONGEST_LAG = 40, /* years */
    OT_MOST_NODES = 4000 /* of one equation, after functions are expanded: bounds recursion */
};

typedef struct ot_parser {
    const ot_text *text;
    const ot_scope *scope;
    ot_arena *arena;
    ot_notes *notes;
    ot_error *err;
    ot_token token; /* the one to be read next */
    size_t depth, n_nodes;
    int max_lag;
    ot_status status; /* the first fault; nothing is parsed after it */
} ot_parser;

/* Nodes; NULL after a fault, and of a NULL child. */
ot_tree *ot_node(ot_parser *p, ot_op op, size_t offset, const ot_tree *a, const ot_tree *b,
                 const ot_tree *c);
const ot_tree *ot_node_number(ot_parser *p, size_t offset, double number);
/* The same expression `years` earlier. */
const ot_tree *ot_node_shift(ot_parser *p, const ot_tree *tree, int years);

/* Put a fault at an offset of the text, where ot_fail has just filled p->err; returns NULL. */
void *ot_parser_fault(ot_parser *p, size_t offset, ot_status status);

/* Functions of the language (function.c). */
typedef struct ot_function {
    const char *name;
    int least, most; /* arguments */
    const ot_tree *(*make)(ot_parser *p, size_t offset, const ot_tree *const *argument, int n);
    ot_op op; /* where make is NULL: the node itself */
} ot_function;

const ot_function *ot_function_find(const char *name, size_t n); /* NULL: none */
const char *ot_function_nearest(const char *name);               /* NULL: none is near */

#endif
