/*
 * init.h -- what a program does once before it calls anything else
 *
 * Layer   estimate
 * Shapes  none
 * Units   none
 * Method  GSL's error handler, which would abort the program, is replaced by one that returns
 */
#ifndef OT_INIT_H
#define OT_INIT_H

/* Call once, before threads are started. It changes GSL's handler for the whole program. */
void ot_init(void);

#endif
