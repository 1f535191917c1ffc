/* names.h -- what may name something that equations speak of */
#ifndef OT_CONFIG_NAMES_H
#define OT_CONFIG_NAMES_H

/* A letter, then letters, digits and _; at most 64 characters. */
int ot_name_is_id(const char *name);
/* The same with letters of any script; no punctuation, full-width or not. */
int ot_name_is_alias(const char *name);
/* A word of the equation language: log, if, and ... */
int ot_name_is_reserved(const char *name);

#endif
