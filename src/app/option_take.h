/* option_take.h -- readers of options' values: each says what is allowed when the value is none */
#ifndef APP_OPTION_TAKE_H
#define APP_OPTION_TAKE_H

#include "options.h"

/* option_take.c: kinds of values. */

/* Digits of "12", "1e5" or "2.5e3" as a whole number; 0 when it is none, or past `most`. */
int app_whole_number(const char *text, uint64_t most, uint64_t *out);
ot_status app_take_count(uint64_t *out, const char *name, uint64_t least, uint64_t most,
                         const char *value, ot_error *err) OT_CHECK_RESULT;
/* Which of the words it is. */
ot_status app_take_word(const char *name, const char *const *word, size_t n, const char *value,
                        size_t *out, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_text(const char **out, const char *name, const char *value,
                        ot_error *err) OT_CHECK_RESULT;
ot_status app_take_year(int *out, const char *name, const char *value,
                        ot_error *err) OT_CHECK_RESULT;

/* option_run.c: how a run is made. */
ot_status app_take_seed(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_sampling(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_threads(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_shard(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_jobs(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_executor(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_years(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;
ot_status app_take_mode(app_options *o, const char *value, ot_error *err) OT_CHECK_RESULT;

/* option_values.c: the value of any option. */
ot_status app_take_option(app_options *o, app_option_id id, const char *value,
                          ot_error *err) OT_CHECK_RESULT;

ot_language app_named_language(const char *text); /* options.c */

#endif
