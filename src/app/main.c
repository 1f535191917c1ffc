/* outturn: the command line. Answers go to stdout, messages to stderr. */
#include <stdio.h>

#include "launcher.h"
#include "output.h"
#include "outturn/ranks.h"

static int no_command(const app_options *o) {
    ot_error err;
    (void)ot_fail(&err, OT_ERR_USAGE, "no command; \"outturn help\" lists them",
                  "没有给出命令；“outturn help”可列出各命令");
    return app_report_error(&err, o->language);
}

static int serve(const app_options *o) {
    if (o->wants_version) {
        app_put("outturn " OUTTURN_VERSION "\n");
        return 0;
    }
    if (o->wants_help) return app_command_help.run(o);
    return o->command ? o->command->run(o) : no_command(o);
}

/* The same with the other processes of a launcher. */
static int serve_together(const app_options *o) {
    ot_error err;
    const int is_shared = o->command && o->command->is_shared && !o->wants_help;
    if (o->is_portable && app_portable_restart(o->argv, &err))
        return app_report_error(&err, o->language);
    if (!is_shared) return app_launcher_rank() > 0 ? 0 : serve(o);
    if (app_launcher_join(o->partial || o->checkpoint, &err))
        return app_launcher_rank() > 0 ? ot_status_exit_code(err.status)
                                       : app_report_error(&err, o->language);
    const int exit_status = serve(o);
    ot_ranks_close(exit_status);
    return exit_status;
}

int main(int argc, char **argv) {
    app_prepare();
    ot_error err;
    app_options o;
    const ot_status status = app_options_parse(argc, argv, &o, &err);
    int exit_status = 0;
    if (!status)
        exit_status = serve_together(&o);
    else if (app_launcher_rank() == 0) /* what all processes see the first one tells */
        exit_status = app_report_error(&err, o.language);
    if (exit_status <= 1 && app_stdout_close(&err))
        exit_status = app_report_error(&err, o.language);
    app_options_clear(&o);
    return exit_status;
}
