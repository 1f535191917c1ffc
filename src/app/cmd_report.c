#include <stdio.h>
#include <stdlib.h>

#include "output.h"
#include "outturn/publish.h"
#include "picture.h"
#include "session.h"

typedef struct report_session {
    app_session s;
    ot_table *panel; /* NULL: none */
    ot_review *review;
    ot_audit *audit; /* NULL: the model names no plan */
} report_session;

static ot_status prepare(report_session *r, const app_options *o, ot_error *err) {
    app_session *s = &r->s;
    ot_status status = app_session_open(s, o, err);
    if (!status && o->panel) status = ot_table_load(&o->panel, 1, s->notes, &r->panel, err);
    if (!status) status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->scenario, o->n_scenarios, err);
    return status;
}

static ot_status review(report_session *r, const app_options *o, ot_error *err) {
    int percent = -1;
    const ot_run_options run = app_session_options(&r->s, o, &percent);
    ot_review_options options = ot_review_options_default();
    options.panel = r->panel;
    options.match = o->match;
    options.n_matches = o->n_matches;
    const ot_status status = ot_review_new(r->s.model, (const ot_case *const *)r->s.c, r->s.n_cases,
                                           &run, &options, r->s.notes, &r->review, err);
    app_progress_end(o);
    return status;
}

static ot_status audit(report_session *r, ot_error *err) {
    const ot_audit_options options = {.panel = r->panel};
    if (!r->s.plan) return OT_OK;
    return ot_audit_new(r->s.plan, &options, r->s.notes, &r->audit, err);
}

static ot_status publish(const report_session *r, const app_options *o, ot_error *err) {
    static const ot_language BOTH[OT_N_LANGUAGES] = {OT_LANGUAGE_ZH, OT_LANGUAGE_EN};
    char *folder = app_session_folder(&r->s, o);
    ot_parts parts = app_session_parts(&r->s, o);
    ot_publish_options options = {.folder = folder,
                                  .language = BOTH,
                                  .n_languages = OT_N_LANGUAGES,
                                  .convert = app_picture_convert};
    int n_wanted = 0;
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    parts.review = r->review;
    parts.projection = ot_review_projection(r->review);
    parts.audit = r->audit;
    if (!o->has_both_languages) options.language = &o->language;
    if (!o->has_both_languages) options.n_languages = 1;
    for (int k = 0; k < OT_N_OUTLETS; k++)
        n_wanted += options.wants[k] = o->wants_outlet[k];
    if (n_wanted == 0) options.wants[OT_OUTLET_HTML] = 1;
    const ot_status status = ot_publish(&parts, &options, err);
    if (!status && !o->is_quiet)
        (void)printf(o->language == OT_LANGUAGE_ZH ? "报告已写入 %s\n" : "the report is in %s\n",
                     folder);
    free(folder);
    return status;
}

int app_report(const app_options *o) {
    ot_error err;
    report_session r = {0};
    ot_status status = prepare(&r, o, &err);
    if (!status) status = review(&r, o, &err);
    if (!status) status = audit(&r, &err);
    if (!status) status = publish(&r, o, &err);
    const int exit_status = status ? app_session_fail(&r.s, o, &err) : 0;
    ot_audit_free(r.audit);
    ot_review_free(r.review);
    ot_table_free(r.panel);
    app_session_clear(&r.s);
    return exit_status;
}
