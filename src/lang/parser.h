/* parser.h -- what the files of the parser share: expressions (parser.c), functions (function.c),
 * sentences (fault.c), the left side and the whole equation (equation.c) */
#ifndef OT_LANG_PARSER_H
#define OT_LANG_PARSER_H

#include "lang/lexer.h"
#include "lang/tree.h"

enum {
    OT_DEEPEST = 200,     /* nesting of parentheses, functions, signs and powers */
    OT_LONGEST_LAG = 40,  /* years */
    OT_MOST_NODES = 4000, /* of one equation, after functions are expanded: bounds recursion */
    OT_MOST_ARGUMENTS = 3
};

typedef struct ot_parser {
    const ot_text *text;
    const ot_scope *scope;
    ot_arena *arena;
    ot_notes *notes;
    ot_error *err;
    ot_token token, before; /* the one to be read next, and the last one that was read */
    size_t depth, n_nodes;
    ot_status status; /* the first fault; nothing is parsed after it */
} ot_parser;

/* Words: reading on, looking, reading on if it is that sign. False after a fault. */
void ot_parser_advance(ot_parser *p);
int ot_parser_sees(const ot_parser *p, ot_sign sign);
int ot_parser_takes(ot_parser *p, ot_sign sign);

/* Operators are read down to that level; the lowest reads a whole expression. */
const ot_tree *ot_parser_expression(ot_parser *p);

/* Faults. Each puts the place into p->err and the status into p, and returns NULL. */
void *ot_fault_at(ot_parser *p, size_t offset, ot_status status); /* after ot_fail(p->err, ...) */
void *ot_fault_memory(ot_parser *p);
/* What should stand here, in both languages. Behind an operand, where an operator might follow,
 * more is said when somebody's intent is plain. */
void *ot_fault_expected(ot_parser *p, const char *english, const char *chinese);
void *ot_fault_operand_ended(ot_parser *p, const char *english, const char *chinese);
void *ot_fault_unknown(ot_parser *p, const ot_token *name, int is_call);

/* Nodes; NULL after a fault and for a NULL child. */
const ot_tree *ot_node_number(ot_parser *p, size_t offset, double number, const ot_unit *unit);
const ot_tree *ot_node_symbol(ot_parser *p, size_t offset, ot_symbol symbol, int lag);
const ot_tree *ot_node_unary(ot_parser *p, ot_op op, size_t offset, const ot_tree *a);
const ot_tree *ot_node_binary(ot_parser *p, ot_op op, size_t offset, const ot_tree *a,
                              const ot_tree *b);
const ot_tree *ot_node_if(ot_parser *p, size_t offset, const ot_tree *const *x);
/* A copy of the same expression `years` earlier. An expression that is used twice is copied, so
 * that nodes that were counted bound the time of every walk. */
const ot_tree *ot_node_copy(ot_parser *p, const ot_tree *tree, int years);

typedef struct ot_function {
    const char *name;
    int least, most; /* arguments */
    /* n arguments stand in x; the others are NULL */
    const ot_tree *(*make)(ot_parser *p, size_t offset, const ot_tree *const *x, int n);
    ot_op op; /* where make is NULL: of the node with these children */
} ot_function;

const ot_function *ot_function_find(const char *name, size_t n); /* NULL: none */
const char *ot_function_nearest(const char *name);               /* NULL: none is near */
int ot_is_built_in_year(const char *name, size_t n);             /* time, year */

#endif
