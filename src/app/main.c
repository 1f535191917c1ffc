/* outturn: the command line. Answers go to stdout, messages to stderr. */
#include <stdio.h>

#include "output.h"

static int no_command(const app_options *o) {
    ot_error err;
    (void)ot_fail(&err, OT_ERR_USAGE, "no command; \"outturn help\" lists them",
                  "没有给出命令；“outturn help”可列出各命令");
    return app_report_error(&err, o->language);
}

static int serve(const app_options *o, char **argv) {
    if (o->wants_version) {
        app_put("outturn " OUTTURN_VERSION "\n");
        return 0;
    }
    if (o->wants_help) return app_help(o);
    if (!o->command) return no_command(o);
    ot_error err;
    if (o->is_portable && app_portable_restart(argv, &err))
        return app_report_error(&err, o->language);
    return o->command->run(o);
}

int main(int argc, char **argv) {
    app_prepare();
    ot_error err;
    app_options o;
    const ot_status status = app_options_parse(argc, argv, &o, &err);
    int exit_status = status ? app_report_error(&err, o.language) : serve(&o, argv);
    if (exit_status <= 1 && app_stdout_close(&err))
        exit_status = app_report_error(&err, o.language);
    app_options_clear(&o);
    return exit_status;
}
