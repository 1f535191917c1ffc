#include "manual.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "output.h"
#include "outturn/forecast_method.h"

/* Signs that scdoc would take for markup, or for a list. */
static void put_plain(const char *text) {
    if (*text == '-' || *text == '.') app_put("\\");
    for (; *text; text++) {
        if (strchr("*_\\#", *text)) app_put("\\");
        (void)putchar(*text);
    }
}

static void put_section(const char *name) { (void)printf("\n# %s\n\n", name); }

static void put_title(const char *name) {
    (void)printf("%s(1) \"outturn " OUTTURN_VERSION "\" \"outturn\"\n", name);
}

static void put_option(const app_command *c, app_option_id id, ot_language l) {
    if (app_option_letter(id)) (void)printf("*-%c*, ", app_option_letter(id));
    (void)printf("*--%s*", app_option_at(id)->name);
    if (app_option_at(id)->value) {
        app_put(" ");
        put_plain(app_option_value(c, id));
    }
    app_put("\n\t");
    put_plain(app_option_text(c, id, l));
    app_put("\n\n");
}

/* "a, b" of see also, as pages. */
static void put_see_also(const char *see) {
    while (*see) {
        const size_t n = strcspn(see, ",");
        if (n < 5 || strncmp(see, "help ", 5) != 0)
            (void)printf("*outturn-%.*s*(1)", (int)n, see);
        else
            (void)printf("*outturn* help %.*s", (int)(n - 5), see + 5);
        see += n + strspn(see + n, ", ");
        app_put(*see ? ", " : "\n");
    }
}

static void put_methods(const app_command *c, ot_language l) {
    if (!app_command_own(c, APP_METHOD)) return;
    put_section("METHODS");
    for (size_t i = 0; i < ot_forecast_n_methods(); i++) {
        if (ot_forecast_method_needs_driver(i)) continue;
        app_put("*");
        put_plain(ot_forecast_method_name(i));
        app_put("*\n\t");
        put_plain(ot_forecast_method_text(i, l));
        app_put("\n\n");
    }
}

static void put_command(const app_command *c, ot_language l) {
    char name[64];
    (void)snprintf(name, sizeof name, "outturn-%s", c->name);
    put_title(name);
    put_section("NAME");
    (void)printf("%s - ", name);
    put_plain(c->purpose[l]);
    app_put("\n");
    put_section("SYNOPSIS");
    (void)printf("*outturn %s* ", c->name);
    put_plain(c->operands);
    app_put(" [options]\n");
    put_section("DESCRIPTION");
    put_plain(c->detail[l]);
    app_put("\n");
    put_section("OPTIONS");
    for (const app_own_option *own = c->option; own->id != APP_N_OPTIONS; own++)
        put_option(c, own->id, l);
    put_methods(c, l);
    const app_example *more = c->more.example ? &c->more : NULL;
    put_section("EXAMPLE");
    app_put("\t");
    put_plain(c->example);
    app_put("\n\n");
    put_plain(c->shows[l]);
    app_put("\n");
    if (more) {
        app_put("\n\t");
        put_plain(more->example);
        app_put("\n\n");
        put_plain(more->shows[l]);
        app_put("\n");
    }
    put_section("SEE ALSO");
    put_see_also(c->see);
}

static void put_program(ot_language l) {
    const int is_zh = l == OT_LANGUAGE_ZH;
    put_title("outturn");
    put_section("NAME");
    app_put(is_zh ? "outturn - 发展计划的情景模拟与预测\n"
                  : "outturn - scenario simulation and forecasting for development plans\n");
    put_section("SYNOPSIS");
    app_put("*outturn* COMMAND OPERANDS... [options]\n");
    put_section("COMMANDS");
    for (size_t i = 0; app_command_at(i); i++) {
        (void)printf("*outturn-%s*(1)\n\t", app_command_at(i)->name);
        put_plain(app_command_at(i)->purpose[l]);
        app_put("\n\n");
    }
    put_section("EXIT STATUS");
    for (size_t i = 0; i < APP_N_EXITS; i++) {
        (void)printf("*%d*\n\t", app_exit_at(i)->status);
        put_plain(app_exit_at(i)->text[l]);
        app_put("\n\n");
    }
}

void app_put_manual(const app_command *command, ot_language language) {
    if (command)
        put_command(command, language);
    else
        put_program(language);
}
