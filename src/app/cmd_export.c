#include <stdio.h>
#include <stdlib.h>

#include "output.h"
#include "session.h"

static ot_status prepare(app_session *s, const app_options *o, ot_error *err) {
    if (o->exchange == OT_N_EXCHANGES)
        return ot_fail(err, OT_ERR_USAGE,
                       "export needs --as: hubverse, iamc, sdmx-csv or datapackage",
                       "export 需要 --as：hubverse、iamc、sdmx-csv 或 datapackage");
    const int changes = o->n_scenarios > 0 || o->draws > 0 || o->has_seed || o->has_sampling ||
                        o->n_sets > 0 || o->n_overlays > 0 || o->mode != NULL;
    if (o->finished && changes)
        return ot_fail(
            err, OT_ERR_USAGE,
            "--from takes a finished run as it is: leave out --scenario, --draws, "
            "--seed, --sampling, --mode, --set and --overlay, or --from",
            "--from 原样取用已完成的运行：请去掉 --scenario、--draws、--seed、--sampling、"
            "--mode、--set 和 --overlay，或去掉 --from");
    return app_session_open(s, o, err);
}

static ot_status project(app_session *s, const app_options *o, ot_projection **out, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_status status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->scenario, o->n_scenarios, err);
    if (status) return status;
    const ot_run_options options = app_session_options(s, o, &progress);
    status = ot_projection_new(s->model, (const ot_case *const *)s->c, s->n_cases, &options,
                               s->notes, out, err);
    app_progress_end(o);
    return status;
}

static ot_status write_files(const app_session *s, const app_options *o,
                             const ot_projection *projection, ot_error *err) {
    char *folder = app_session_folder(s, o);
    ot_parts parts = app_session_parts(s, o);
    parts.projection = projection;
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    const ot_status status = ot_export_write(&parts, o->exchange, o->finished, folder, err);
    if (!status && !o->is_quiet)
        (void)printf(o->language == OT_LANGUAGE_ZH ? "已按 %s 格式写入 %s\n"
                                                   : "written as %s into %s\n",
                     ot_exchange_word(o->exchange), folder);
    free(folder);
    return status;
}

int app_export(const app_options *o) {
    ot_error err;
    app_session s = {0};
    ot_projection *projection = NULL;
    ot_status status = prepare(&s, o, &err);
    if (!status && !o->finished) status = project(&s, o, &projection, &err);
    if (!status) status = write_files(&s, o, projection, &err);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_projection_free(projection);
    app_session_clear(&s);
    return exit_status;
}
