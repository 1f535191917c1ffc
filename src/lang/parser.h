/* parser.h -- what the files of the parser share: expressions (parser.c), nodes (node.c), functions
 * (function.c), functions of the model file (defined.c), sets (sets.c), cases (cases.c), sentences
 * (fault.c), the left side and the whole equation (equation.c) */
#ifndef OT_LANG_PARSER_H
#define OT_LANG_PARSER_H

#include "lang/lexer.h"
#include "lang/tree.h"

enum {
    OT_DEEPEST = 200,     /* nesting of parentheses, functions, signs and powers */
    OT_LONGEST_LAG = 40,  /* years */
    OT_MOST_NODES = 4000, /* of one equation, after functions are expanded: bounds recursion */
    OT_MOST_ARGUMENTS = OT_MOST_PARAMETERS
};

/* A function of the model file whose body is being read. */
typedef struct ot_call {
    const ot_function_spec *function;
    const ot_tree *const *argument; /* NULL: the body is only checked, and any argument may stand */
    const struct ot_call *outer;    /* from whose body it is called */
} ot_call;

/* The member that a set stands for within sum( ). */
typedef struct ot_bound {
    ot_binding is;
    const struct ot_bound *outer;
} ot_bound;

typedef struct ot_parser {
    const ot_text *text;  /* that is being read: the equation, or the function that it calls */
    const ot_text *whole; /* the equation: the offsets of nodes are there */
    size_t site;          /* in `whole`, of the call, when another text is being read */
    const ot_call *call;
    const ot_bound *bound;
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
int ot_parser_sees_word(const ot_parser *p, const char *word);

const ot_tree *ot_parser_expression(ot_parser *p);
/* A right side: an expression, or cases. */
const ot_tree *ot_parser_right(ot_parser *p);
/* One level of nesting more: 0 after a fault at `offset` because it is too deep. */
int ot_parser_descends(ot_parser *p, size_t offset);
/* Behind a function's name: "(", the arguments, ")". How many there are; the first ones in x. */
int ot_parser_arguments(ot_parser *p, const ot_tree *x[OT_MOST_ARGUMENTS]);
/* Behind "(" of a lag: years back, and ")". */
int ot_parser_lag(ot_parser *p);
/* What a name means here; 0: nothing. No coefficients in a function's body. */
int ot_parser_finds(const ot_parser *p, const ot_token *t, ot_symbol *out);
const ot_constant_spec *ot_parser_constant(const ot_parser *p, const ot_token *t);
double ot_constant_inside(const ot_constant_spec *constant); /* percent made a fraction */

/* Behind the name *t stands "[": read up to "]" and say which series it is. 0 after a fault. */
int ot_parser_index(ot_parser *p, const ot_token *t, ot_symbol *out);
/* sum(set, expression), behind `sum`. */
const ot_tree *ot_parser_sum(ot_parser *p, const ot_token *t);

/* The function of the model file that *t names, or NULL; a call of it, behind its name. */
const ot_function_spec *ot_defined_find(const ot_parser *p, const ot_token *t);
const ot_tree *ot_defined_call(ot_parser *p, const ot_token *t, const ot_function_spec *f);
/* Which parameter of the function being read *t names, or -1; its argument, `years` earlier. */
int ot_parameter_find(const ot_parser *p, const ot_token *t);
const ot_tree *ot_parameter_node(ot_parser *p, const ot_token *t, int i, int years);
int ot_is_stand_in(const ot_tree *tree); /* of an argument that is not known */

/* Faults. Each puts the place into p->err and the status into p, and returns NULL. */
void *ot_fault_at(ot_parser *p, size_t offset, ot_status status); /* after ot_fail(p->err, ...) */
void *ot_fault_node(ot_parser *p, size_t offset); /* the same, OT_ERR_INPUT at that of a node */
void *ot_fault_memory(ot_parser *p);
/* What should stand here, in both languages. Behind an operand, where an operator might follow,
 * more is said when somebody's intent is plain. */
void *ot_fault_expected(ot_parser *p, const char *english, const char *chinese);
void *ot_fault_operand_ended(ot_parser *p, const char *english, const char *chinese);
void *ot_fault_unknown(ot_parser *p, const ot_token *name, int is_call);
void *ot_fault_count(ot_parser *p, const ot_token *name, int n, int least, int most);
/* A token as a message quotes it: `%.*s`. */
#define OT_QUOTED(p, t) \
    ot_text_quoted((p)->text->s + (t)->start, (t)->length), (p)->text->s + (t)->start

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

/* Is the tree a literal whole number, or a constant, in that range? Its number is in *out. 0 after
 * a fault, which names what is wanted. */
int ot_takes_whole(ot_parser *p, const ot_tree *x, int least, int most, const char *english,
                   const char *chinese, int *out);

/* Distributed lags: pdl and its kin with an end tied to zero (lags.c). */
const ot_tree *ot_lags_free(ot_parser *p, size_t at, const ot_tree *const *x, int n);
const ot_tree *ot_lags_near(ot_parser *p, size_t at, const ot_tree *const *x, int n);
const ot_tree *ot_lags_far(ot_parser *p, size_t at, const ot_tree *const *x, int n);
const ot_tree *ot_lags_both(ot_parser *p, size_t at, const ot_tree *const *x, int n);

typedef struct ot_function {
    const char *name;
    int least, most; /* arguments */
    /* n arguments stand in x; the others are NULL */
    const ot_tree *(*make)(ot_parser *p, size_t offset, const ot_tree *const *x, int n);
    ot_op op; /* where make is NULL: of the node with these children */
} ot_function;

int ot_is_sum(const ot_function *f);                             /* its first argument is a set */
const ot_function *ot_function_find(const char *name, size_t n); /* NULL: none */
const char *ot_function_nearest(const char *name);               /* NULL: none is near */
int ot_is_built_in_year(const char *name, size_t n);             /* time, year */

#endif
