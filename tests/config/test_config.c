#include "outturn/config.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "scratch.h"
#include "spec/spec.h"

#define HEAD  "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
#define BODY  "indicators: { x: { unit = \"index\"; }; };\n"
#define MODEL HEAD BODY

static const char example[] = "tests/fixtures/architecture/model.cfg";

static ot_error err;

static ot_status parse(const char *text, ot_spec **out) {
    err = (ot_error){0};
    *out = NULL;
    return ot_spec_parse("folder/model.cfg", text, strlen(text), NULL, 0, NULL, out, &err);
}

static ot_spec *parsed(const char *text) {
    ot_spec *spec;
    if (parse(text, &spec) != OT_OK) fail_msg("%d:%d: %s", err.line, err.column, err.text[0]);
    return spec;
}

static ot_spec *parsed_with(const char *text, const char *set) {
    ot_spec *spec = NULL;
    err = (ot_error){0};
    if (ot_spec_parse("model.cfg", text, strlen(text), &set, 1, NULL, &spec, &err) != OT_OK)
        fail_msg("%s: %s", err.file, err.text[0]);
    return spec;
}

static void assert_close(double expected, double actual) {
    if (!(fabs(expected - actual) <= 1e-15 * fabs(expected)))
        fail_msg("%.17g expected, %.17g found", expected, actual);
}

static void the_example_of_the_architecture_is_read_into_structs(void **state) {
    ot_spec *spec = NULL;
    (void)state;
    assert_int_equal(OT_OK, ot_spec_load(example, NULL, 0, NULL, &spec, &err));
    assert_string_equal("kizilsu", ot_spec_id(spec));
    assert_string_equal("克州发展计划", spec->title.text[OT_LANGUAGE_ZH]);
    assert_int_equal(2023, spec->first_year);
    assert_int_equal(2025, spec->last_year);
    assert_int_equal(2, ot_spec_n_plan_files(spec));
    assert_string_equal("tests/fixtures/architecture/data/annex1.csv", ot_spec_plan_files(spec)[1]);
    assert_string_equal("tests/fixtures/architecture/data/history.csv",
                        ot_spec_data_files(spec)[0]);
    assert_string_equal("Kizilsu", spec->area);
    assert_int_equal(1, spec->n_map);
    assert_string_equal("gdp_nominal", spec->map[0].series);
    assert_null(spec->map[0].area);

    assert_int_equal(4, spec->n_drivers); /* and the forecast of visits */
    const ot_driver_spec *growth = &spec->driver[0];
    assert_string_equal("real_growth", growth->id);
    assert_int_equal(3, growth->n_values);
    assert_close(6.0, growth->value[2]);
    assert_int_equal(OT_LAW_STUDENT_T, growth->law.family);
    assert_close(2.0, growth->law.scale);
    assert_close(5.0, growth->law.df);
    assert_close(0.5, growth->law.persistence);
    assert_true(isnan(growth->low));
    const ot_driver_spec *drought = &spec->driver[2];
    assert_int_equal(OT_LAW_EVENT, drought->law.family);
    assert_close(0.1, drought->law.probability);
    assert_int_equal(1, drought->law.duration);
    assert_int_equal(1, drought->n_values);
    assert_close(0.0, drought->value[0]);

    assert_int_equal(1, spec->n_pairs);
    assert_string_equal("residual(retail)", spec->pair[0].b);
    assert_close(0.4, spec->pair[0].correlation);
    assert_int_equal(0, spec->correlation_nearest);

    assert_int_equal(5, spec->n_indicators);
    const ot_indicator_spec *real = &spec->indicator[0], *retail = &spec->indicator[3];
    assert_string_equal("constant:2022", real->price);
    assert_string_equal("grp_real = grp_real(-1) * (1 + real_growth)", real->equation.s);
    assert_int_equal(2022, real->start.year);
    assert_close(217.12, real->start.value);
    assert_close(0.0, real->start.sd);
    assert_string_equal("地区生产总值", spec->indicator[2].alias);
    assert_int_equal(2, retail->n_coefficients);
    assert_true(retail->coefficient[1].has_prior);
    assert_close(0.8, retail->coefficient[1].mean);
    assert_int_equal(OT_METHOD_BAYES, retail->estimate.method);
    assert_int_equal(2012, retail->estimate.first);
    assert_close(0.05, retail->estimate.sigma_scale);
    assert_string_equal("auto", spec->indicator[4].forecast->method);
    assert_string_equal("visits = visits_forecast", spec->indicator[4].equation.s);

    assert_int_equal(3, spec->n_scenarios);
    const ot_scenario_spec *cautious = &spec->scenario[2];
    assert_string_equal("baseline", cautious->extends);
    assert_close(8.5, spec->scenario[1].driver[0].value[1]);
    assert_string_equal("retail", cautious->coefficient[0].indicator);
    assert_string_equal("b", cautious->coefficient[0].coefficient.name);
    assert_close(0.6, cautious->coefficient[0].coefficient.value);
    assert_int_equal(2023, cautious->add[0].value[0].year);
    assert_close(-0.02, cautious->add[0].value[0].value);
    assert_close(300.0, cautious->exogenise[0].value[0].value);

    assert_int_equal(2, spec->n_targets);
    assert_string_equal("growth2023", spec->target[0].id);
    assert_int_equal(OT_MEASURE_GROWTH, spec->target[0].measure);
    assert_int_equal(OT_TARGET_AT_LEAST, spec->target[0].relation);
    assert_close(8.0, spec->target[0].value);
    assert_null(spec->target[1].id);
    assert_int_equal(OT_WANTED_HIGHER, spec->target[1].wanted);
    assert_close(0.5, spec->target[1].tolerance);
    ot_spec_free(spec);
}

static void what_is_left_out_takes_the_default_that_the_reference_names(void **state) {
    ot_spec *spec = parsed(MODEL "drivers: { g: { unit = \"percent\"; value = 2; }; };");
    (void)state;
    assert_int_equal(100000, spec->draws);
    assert_int_equal(1, spec->seed);
    assert_int_equal(9, spec->n_quantiles);
    assert_close(0.025, spec->quantile[0]);
    assert_close(0.975, spec->quantile[8]);
    assert_string_equal("m", spec->title.text[OT_LANGUAGE_ZH]);
    assert_string_equal("x", spec->indicator[0].label.text[OT_LANGUAGE_EN]);
    assert_string_equal("", spec->indicator[0].price);
    assert_true(isnan(spec->indicator[0].residual_df));
    assert_int_equal(OT_METHOD_NONE, spec->indicator[0].estimate.method);
    assert_int_equal(OT_LAW_NONE, spec->driver[0].law.family);
    assert_int_equal(1, spec->n_scenarios);
    assert_string_equal("baseline", spec->scenario[0].id);
    assert_string_equal("基准", spec->scenario[0].label.text[OT_LANGUAGE_ZH]);
    assert_null(spec->area);
    ot_spec_free(spec);
}

static void labels_fall_back_to_the_other_language(void **state) {
    ot_spec *spec = parsed(HEAD "indicators: { a: { unit = \"index\"; label = { zh = \"甲\"; }; };"
                                "b: { unit = \"index\"; label = \"both\"; }; };");
    (void)state;
    assert_string_equal("甲", spec->indicator[0].label.text[OT_LANGUAGE_EN]);
    assert_string_equal("both", spec->indicator[1].label.text[OT_LANGUAGE_ZH]);
    ot_spec_free(spec);
}

static void sources_and_notes_have_one_language_or_both(void **state) {
    ot_spec *spec = parsed(
        HEAD "indicators: { a: { unit = \"index\"; source = { zh = \"判断\"; en = \"judgement\"; };"
             "note = { zh = \"备注\"; }; }; b: { unit = \"index\"; source = \"both\"; }; };");
    (void)state;
    const ot_remark *own = &spec->indicator[0].source, *one = &spec->indicator[1].source;
    assert_string_equal("judgement", own->text[OT_LANGUAGE_EN]);
    assert_string_equal("判断", own->text[OT_LANGUAGE_ZH]);
    assert_string_equal("备注", spec->indicator[0].note.text[OT_LANGUAGE_EN]);
    assert_string_equal("both", one->text[OT_LANGUAGE_EN]);
    assert_string_equal("both", one->text[OT_LANGUAGE_ZH]);
    assert_null(spec->indicator[1].note.text[OT_LANGUAGE_EN]);
    assert_null(spec->indicator[1].note.text[OT_LANGUAGE_ZH]);
    ot_spec_free(spec);
}

/* libconfig 1.5 reads 3000000000 as -1294967296 and takes 8 for no float at all. */
static void whole_numbers_of_any_size_are_read_exactly(void **state) {
    ot_spec *spec = parsed(MODEL "run: { seed = 9223372036854775807; };\n"
                                 "drivers: { g: { unit = \"CNY\"; value = 3000000000; }; };\n"
                                 "targets: ( { indicator = \"x\"; year = 2023; at_least = 8; } );");
    (void)state;
    assert_true(spec->seed == UINT64_C(9223372036854775807));
    assert_close(3e9, spec->driver[0].value[0]);
    assert_close(8.0, spec->target[0].value);
    ot_spec_free(spec);
}

static void a_byte_order_mark_and_carriage_returns_before_line_feeds_are_accepted(void **state) {
    ot_spec *spec = parsed("\xEF\xBB\xBFmodel: { id = \"m\"; first_year = 2023;\r\n"
                           "last_year = 2025; };\r\n" BODY "# no line feed at the end");
    (void)state;
    assert_int_equal(2025, spec->last_year);
    assert_int_equal(1, spec->place.line);
    assert_int_equal(1, spec->place.column);
    ot_spec_free(spec);
}

static void pieces_of_a_text_remember_their_places(void **state) {
    ot_spec *spec = parsed(HEAD "indicators: { x: { unit = \"index\";\n"
                                "  equation = \"收 = \" # why\n"
                                "             \"a\\\"b\"; }; };");
    (void)state;
    const ot_text *equation = &spec->indicator[0].equation;
    assert_string_equal("收 = a\"b", equation->s);
    assert_int_equal(9, equation->length);
    assert_int_equal(4, equation->n_pieces);
    assert_int_equal(0, equation->piece[0].start);
    assert_int_equal(3, equation->piece[0].place.line);
    assert_int_equal(15, equation->piece[0].place.column);
    assert_int_equal(6, equation->piece[1].start); /* a */
    assert_int_equal(4, equation->piece[1].place.line);
    assert_int_equal(15, equation->piece[1].place.column);
    assert_int_equal(7, equation->piece[2].start); /* the escaped quote */
    assert_int_equal(16, equation->piece[2].place.column);
    assert_int_equal(8, equation->piece[3].start); /* b */
    assert_int_equal(18, equation->piece[3].place.column);
    ot_spec_free(spec);
}

static void a_set_replaces_and_creates_settings(void **state) {
    const char *text = MODEL "drivers: { g: { unit = \"percent\"; value = ( 6, 7, 8 ); }; };\n"
                             "targets: ( { indicator = \"x\"; year = 2023; at_least = 1; } );";
    (void)state;
    ot_spec *spec = parsed_with(text, "drivers.g.value=7.5");
    assert_int_equal(1, spec->driver[0].n_values);
    assert_close(7.5, spec->driver[0].value[0]);
    assert_string_equal("--set drivers.g.value=7.5", spec->driver[0].value_place.file);
    ot_spec_free(spec);
    spec = parsed_with(text, "drivers.g.value.1=9");
    assert_close(9.0, spec->driver[0].value[1]);
    assert_close(8.0, spec->driver[0].value[2]);
    ot_spec_free(spec);
    spec = parsed_with(MODEL "data: { map = ( ( \"x\", \"a\" ) ); };", "data.map.0.1=b");
    assert_string_equal("b", spec->map[0].series);
    ot_spec_free(spec);
    spec = parsed_with(MODEL "correlations: { pairs = ( ( \"a\", \"b\", 0.1 ) ); };",
                       "correlations.pairs.0.2=0.7"); /* the last element of its list */
    assert_close(0.7, spec->pair[0].correlation);
    ot_spec_free(spec);
    spec = parsed_with(text, "targets.0.year=2024");
    assert_int_equal(2024, spec->target[0].year);
    ot_spec_free(spec);
}

/* 6, 7, 8 are of 2023 to 2025, whatever years are set. */
static void values_stay_with_the_years_of_the_file(void **state) {
    const char *text = MODEL "drivers: { g: { unit = \"percent\"; value = ( 6, 7, 8 ); }; };\n"
                             "scenarios: { a: { drivers = { g = { value = ( 4, 5, 9 ); }; }; }; };";
    static const char *const beyond[] = {"model.first_year=2024", "model.last_year=2026"};
    static const char *const given[] = {"model.first_year=2024", "model.last_year=2026",
                                        "drivers.g.value=( 1, 2, 3 )",
                                        "scenarios.a.drivers.g.value=5"};
    (void)state;
    ot_spec *spec = parsed_with(text, "model.first_year=2024");
    assert_int_equal(2, spec->driver[0].n_values);
    assert_close(7.0, spec->driver[0].value[0]);
    assert_close(9.0, spec->scenario[0].driver[0].value[1]);
    ot_spec_free(spec);
    assert_int_equal(OT_ERR_INPUT,
                     ot_spec_parse("m", text, strlen(text), beyond, 2, NULL, &spec, &err));
    assert_int_equal(3, err.line);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "are for 2023 to 2025, and 2024 to 2026"));
    assert_int_equal(OT_OK, ot_spec_parse("m", text, strlen(text), given, 4, NULL, &spec, &err));
    assert_close(3.0, spec->driver[0].value[2]);
    ot_spec_free(spec);
}

static void a_set_makes_the_groups_on_its_way(void **state) {
    const char *text = MODEL "drivers: { g: { unit = \"percent\"; value = 6; }; };\n"
                             "scenarios: { a: { }; };";
    (void)state;
    ot_spec *spec = parsed_with(text, "run.draws=500");
    assert_int_equal(500, spec->draws);
    ot_spec_free(spec);
    spec = parsed_with(text, "scenarios.a.drivers.g.value=( 1, 2, 3 )");
    assert_close(3.0, spec->scenario[0].driver[0].value[2]);
    ot_spec_free(spec);
    spec = parsed_with(text, "drivers.g.law={ family = \"normal\"; scale = 1; }");
    assert_int_equal(OT_LAW_NORMAL, spec->driver[0].law.family);
    ot_spec_free(spec);
    spec = parsed_with(text, "data.area=喀什 地区"); /* a bare word is a text */
    assert_string_equal("喀什 地区", spec->area);
    ot_spec_free(spec);
    spec = parsed_with(text, "scenarios.a.conditional=true");
    assert_true(spec->scenario[0].is_conditional);
    ot_spec_free(spec);
}

static void a_fault_in_a_set_names_the_set(void **state) {
    const char *set = "drivers.g=1";
    ot_spec *spec = NULL;
    (void)state;
    assert_int_equal(OT_ERR_INPUT,
                     ot_spec_parse("m", MODEL, strlen(MODEL), &set, 1, NULL, &spec, &err));
    assert_string_equal("--set drivers.g=1", err.file);
    assert_int_equal(0, err.line);
    set = "runs.draws=1";
    assert_int_equal(OT_ERR_USAGE,
                     ot_spec_parse("m", MODEL, strlen(MODEL), &set, 1, NULL, &spec, &err));
    assert_string_equal("unknown key \"runs\"; did you mean \"run\"?", err.text[OT_LANGUAGE_EN]);
    assert_null(spec);
}

static void a_small_growth_in_percent_is_allowed_with_a_range(void **state) {
    ot_spec *spec = parsed(MODEL "drivers: { g: { unit = \"percent\"; value = 0.2;"
                                 " range = ( -1, 1 ); }; z: { unit = \"percent\"; value = 0; }; };"
                                 "targets: ( { indicator = \"x\"; measure = \"growth\";"
                                 " year = 2023; at_least = 0.3; range = ( 0, 1 ); } );");
    (void)state;
    assert_close(0.2, spec->driver[0].value[0]);
    ot_spec_free(spec);
}

static void a_range_says_that_small_numbers_in_percent_are_meant(void **state) {
    ot_spec *spec =
        parsed(HEAD "drivers: { g: { unit = \"percent\"; value = 0.3; range = ( 0, 1 ); law = {"
                    " family = \"normal\"; scale = 0.05; }; };"
                    " w: { unit = \"percent\"; value = 5; law = { family = \"lognormal\";"
                    " scale = 0.05; }; };"
                    " n: { unit = \"permille\"; value = 0.34; law = { family = \"normal\";"
                    " scale = 0.02; }; }; };"
                    "indicators: { x: { unit = \"percent\"; range = ( 0, 2 ); start = { year ="
                    " 2022; value = 0.2; }; }; y: { unit = \"percent\"; }; };"
                    "scenarios: { s: { exogenise = { x = ( ( 2023, 0.1 ) ); y = ( ( 2023, 0.0 ),"
                    " ( 2024, 0.5 ), ( 2025, 0.1 ) ); }; drivers = { g = { law = {"
                    " family = \"normal\"; scale = 0.02; }; }; }; }; };"
                    "targets: ( { indicator = \"x\"; year = 2023; at_most = 0.3; },"
                    " { indicator = \"y\"; year = 2023; at_most = 0.3; range = ( 0, 1 ); },"
                    " { indicator = \"x\"; year = 2023; at_most = 3; range = ( 0, 4 ); } );");
    (void)state;
    assert_close(0.05, spec->driver[0].law.scale);
    ot_spec_free(spec);
}

static size_t notes_of(const char *law) {
    char text[512];
    ot_notes *notes = NULL;
    ot_spec *spec = NULL;
    snprintf(text, sizeof text,
             "%s%s drivers: { g: { unit = \"percent\"; value = 6; range = ( -5, 15 );\n"
             "law = { family = \"normal\"; %s }; }; };",
             HEAD, BODY, law);
    assert_int_equal(OT_OK, ot_notes_new(&notes, &err));
    assert_int_equal(OT_OK, ot_spec_parse("m", text, strlen(text), NULL, 0, notes, &spec, &err));
    const size_t n = ot_notes_count(notes);
    if (n) {
        assert_int_equal(OT_SEVERITY_WARNING, ot_notes_at(notes, 0)->severity);
        assert_int_equal(4, ot_notes_at(notes, 0)->line);
        assert_string_equal("scale is 0.015, very little beside the range of g; numbers are in "
                            "its unit, so that 8 percent is 8.0",
                            ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN]);
    }
    ot_spec_free(spec);
    ot_notes_free(notes);
    return n;
}

static void a_law_that_is_nothing_beside_the_range_is_noted(void **state) {
    (void)state;
    assert_int_equal(1, notes_of("scale = 0.015;"));
    assert_int_equal(0, notes_of("scale = 0.05;"));
    assert_int_equal(0, notes_of("scale = 1.5;"));
}

static void words_of_equations_may_name_what_no_equation_speaks_of(void **state) {
    ot_spec *spec = parsed("model: { id = \"log\"; first_year = 2023; last_year = 2025; };\n" BODY
                           "scenarios: { not: { }; max: { extends = \"not\"; }; };"
                           "targets: ( { id = \"d\"; indicator = \"x\"; year = 2023; at_least = 1;"
                           " group = \"if\"; } ); groups: { if: { label = \"x\"; }; };");
    static const char *const refused[] = {"drivers: { d: { unit = \"index\"; value = 1; }; };",
                                          "drivers: { e: { unit = \"index\"; alias = \"log\"; "
                                          "value = 1; }; };"};
    (void)state;
    assert_string_equal("log", spec->id);
    assert_string_equal("d", spec->target[0].id);
    ot_spec_free(spec);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s", MODEL, refused[i]);
        assert_int_equal(OT_ERR_INPUT, parse(text, &spec));
        assert_non_null(strstr(err.text[0], "word of the equation language"));
    }
    assert_int_equal(OT_ERR_INPUT,
                     parse(HEAD "indicators: { x: { unit = \"index\"; equation = \"x = log\";"
                                " coefficients = { log = { value = 1; }; }; }; };",
                           &spec));
    assert_non_null(strstr(err.text[0], "word of the equation language"));
}

static int fill(void *state, const char *data, size_t n) {
    char *text = state;
    const size_t used = strlen(text);
    if (used + n >= 100000) return 1;
    memcpy(text + used, data, n);
    text[used + n] = '\0';
    return 0;
}

static int refuse(void *state, const char *data, size_t n) {
    (void)state, (void)data, (void)n;
    return 28; /* ENOSPC */
}

/* Set UPDATE=1 to write the files anew. */
static void the_reference_in_docs_is_what_the_schema_says(void **state) {
    static const char *const path[OT_N_LANGUAGES] = {"docs/reference/model-file.md",
                                                     "docs/reference/model-file.zh.md"};
    static char now[100000], then[100000];
    (void)state;
    for (int l = 0; l < OT_N_LANGUAGES; l++) {
        now[0] = '\0';
        const ot_writer writer = {fill, now};
        assert_int_equal(OT_OK, ot_schema_write((ot_language)l, &writer, &err));
        FILE *file = fopen(path[l], getenv("UPDATE") ? "wb+" : "rb");
        assert_non_null(file);
        if (getenv("UPDATE")) {
            assert_int_equal(1, fwrite(now, strlen(now), 1, file));
            rewind(file);
        }
        then[fread(then, 1, sizeof then - 1, file)] = '\0';
        fclose(file);
        if (strcmp(now, then) != 0) fail_msg("%s is not up to date: UPDATE=1", path[l]);
    }
    const ot_writer full = {refuse, NULL};
    assert_int_equal(OT_ERR_IO, ot_schema_write(OT_LANGUAGE_EN, &full, &err));
}

static void the_examples_of_the_reference_are_a_model(void **state) {
    static char reference[100000], model[100000];
    const ot_writer writer = {fill, reference};
    (void)state;
    reference[0] = model[0] = '\0';
    assert_int_equal(OT_OK, ot_schema_write(OT_LANGUAGE_EN, &writer, &err));
    int part = 0;
    for (char *line = strtok(reference, "\n"), inside = 0; line; line = strtok(NULL, "\n")) {
        if (line[0] == '#') part = strncmp(line, "###", 3) == 0;
        if (strncmp(line, "```", 3) == 0)
            inside = !inside;
        else if (inside && !part) {
            strcat(model, line);
            strcat(model, "\n");
        }
    }
    ot_spec *spec = parsed(model);
    assert_string_equal("county", spec->id);
    assert_int_equal(2, spec->n_targets);
    ot_spec_free(spec);
}

static void the_locale_is_left_as_it_was(void **state) {
    (void)state;
    locale_t mine = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    assert_true(mine != (locale_t)0);
    const locale_t before = uselocale(mine);
    ot_spec_free(parsed(MODEL));
    assert_true(uselocale((locale_t)0) == mine);
    uselocale(before);
    freelocale(mine);
}

static void what_is_no_file_is_an_error_of_reading(void **state) {
    ot_spec *spec = NULL;
    (void)state;
    assert_int_equal(OT_ERR_INPUT, ot_spec_load("tests", NULL, 0, NULL, &spec, &err));
    assert_string_equal("tests", err.file);
    assert_int_equal(OT_ERR_IO, ot_spec_load("tests/none.cfg", NULL, 0, NULL, &spec, &err));
    char name[64];
    scratch_name(name, sizeof name, "fifo");
    const int made = mkstemp(name);
    assert_true(made >= 0);
    close(made);
    unlink(name);
    assert_int_equal(0, mkfifo(name, 0600));
    assert_int_equal(OT_ERR_INPUT, ot_spec_load(name, NULL, 0, NULL, &spec, &err));
    unlink(name);
    assert_null(spec);
}

static void repeat(char *text, size_t size, const char *part) {
    const size_t n = strlen(part);
    size_t used = strlen(text);
    for (; used + n < size; used += n)
        memcpy(text + used, part, n);
    text[used] = '\0';
}

/* Each of these takes libconfig 1.5 seconds to hours, or more stack than there is. */
static void hostile_texts_are_refused_in_no_time(void **state) {
    static const char *const start[] = {"", "a=(", "a=", "a=", "a=", "a=(1"},
                             *const part[] = {"aZ=1;", "{b=1;},", "\"x\" ", "(", "{a=", ",1"};
    const size_t size = 4 * 1024 * 1024;
    char *text = malloc(size);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        ot_spec *spec;
        strcpy(text, start[i]);
        repeat(text, size, part[i]);
        const clock_t before = clock();
        assert_int_equal(OT_ERR_INPUT, parse(text, &spec));
        assert_true(clock() - before < CLOCKS_PER_SEC);
    }
    free(text);
}

/* As many settings as are allowed, all of them read by libconfig. */
static void the_largest_file_that_is_allowed_takes_less_than_a_second(void **state) {
    const size_t size = 4 * 1024 * 1024;
    char *text = malloc(size), *end = text;
    (void)state;
    assert_non_null(text);
    for (int g = 0; g < 10; g++) {
        end += sprintf(end, "g%d = {", g);
        for (int k = 0; k < 1990; k++)
            end += sprintf(end, "k%d = 1;", k);
        end += sprintf(end, "};\n");
    }
    ot_spec *spec;
    const clock_t before = clock();
    assert_int_equal(OT_ERR_INPUT, parse(text, &spec));
    assert_int_equal(0, strncmp(err.text[0], "unknown key \"g0\"", 16));
    assert_true(clock() - before < 2 * CLOCKS_PER_SEC); /* sanitizers cost half of it */
    free(text);
}

static void told(const char *text, const char *sentence) {
    ot_spec *spec;
    assert_int_equal(OT_ERR_INPUT, parse(text, &spec));
    assert_string_equal(sentence, err.text[OT_LANGUAGE_EN]);
}

static void bounds_that_keep_libconfig_quick_are_told(void **state) {
    const size_t size = 256 * 1024;
    char *text = malloc(size), *end = text;
    (void)state;
    assert_non_null(text);
    for (int k = 0; k < 2001; k++)
        end += sprintf(end, "k%d = 1;\n", k);
    told(text, "more than 2000 settings in one group");
    assert_int_equal(2001, err.line);
    strcpy(text, "a = ");
    repeat(text, 4 + 1001 * 3 + 1, "\"\" ");
    told(text, "a text of more than 65536 bytes or 1000 pieces");
    strcpy(text, "a = (1");
    repeat(text, 6 + 20000 * 2 + 1, ",1");
    told(text, "more than 20000 settings; a model has at most that many");
    free(text);
}

/* Two names stand twice: the fault that comes first in the file is told. */
static void the_first_of_several_faults_is_told(void **state) {
#define TWO_DRIVERS \
    HEAD "drivers: { a: { unit = \"m\"; value = 1; }; z: { unit = \"m\"; value = 1; }; };"
    (void)state;
    told(TWO_DRIVERS "indicators: { z: { unit = \"m\"; }; a: { unit = \"m\"; }; };",
         "\"z\" is the id of a driver already, on line 2");
    told(TWO_DRIVERS "indicators: { a: { unit = \"m\"; }; z: { unit = \"m\"; }; };",
         "\"a\" is the id of a driver already, on line 2");
}

static void a_file_larger_than_is_allowed_is_refused(void **state) {
    const size_t size = 4 * 1024 * 1024 + 1;
    char *text = malloc(size + 1);
    ot_spec *spec = NULL;
    (void)state;
    assert_non_null(text);
    memset(text, ' ', size);
    text[size] = '\0';
    assert_int_equal(OT_ERR_INPUT, ot_spec_parse("m", text, size, NULL, 0, NULL, &spec, &err));
    free(text);
}

static void every_failing_allocation_is_reported_and_leaks_nothing(void **state) {
    const char *const set[] = {"run.draws=500", "scenarios.cautious.note=text",
                               "drivers.real_growth.value=( 1, 2, 3 )"};
    ot_spec *spec = NULL;
    int k = 0;
    (void)state;
    for (;; k++) {
        fail_allocation(k);
        const ot_status status =
            ot_spec_load(example, set, sizeof set / sizeof *set, NULL, &spec, &err);
        fail_allocation(-1);
        if (status == OT_OK) break;
        assert_int_equal(OT_ERR_NOMEM, status);
        assert_null(spec);
    }
    assert_true(k > 3);
    ot_spec_free(spec);
    for (k = 0;; k++) {
        static char text[100000];
        const ot_writer writer = {fill, text};
        text[0] = '\0';
        fail_allocation(k);
        const ot_status status = ot_schema_write(OT_LANGUAGE_ZH, &writer, &err);
        fail_allocation(-1);
        if (status == OT_OK) break;
        assert_int_equal(OT_ERR_NOMEM, status);
    }
}

static void freeing_nothing_is_allowed(void **state) {
    (void)state;
    ot_spec_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_architecture_is_read_into_structs),
        cmocka_unit_test(what_is_left_out_takes_the_default_that_the_reference_names),
        cmocka_unit_test(labels_fall_back_to_the_other_language),
        cmocka_unit_test(sources_and_notes_have_one_language_or_both),
        cmocka_unit_test(whole_numbers_of_any_size_are_read_exactly),
        cmocka_unit_test(a_byte_order_mark_and_carriage_returns_before_line_feeds_are_accepted),
        cmocka_unit_test(pieces_of_a_text_remember_their_places),
        cmocka_unit_test(a_set_replaces_and_creates_settings),
        cmocka_unit_test(values_stay_with_the_years_of_the_file),
        cmocka_unit_test(a_set_makes_the_groups_on_its_way),
        cmocka_unit_test(a_fault_in_a_set_names_the_set),
        cmocka_unit_test(a_small_growth_in_percent_is_allowed_with_a_range),
        cmocka_unit_test(a_range_says_that_small_numbers_in_percent_are_meant),
        cmocka_unit_test(a_law_that_is_nothing_beside_the_range_is_noted),
        cmocka_unit_test(words_of_equations_may_name_what_no_equation_speaks_of),
        cmocka_unit_test(the_reference_in_docs_is_what_the_schema_says),
        cmocka_unit_test(the_examples_of_the_reference_are_a_model),
        cmocka_unit_test(the_locale_is_left_as_it_was),
        cmocka_unit_test(what_is_no_file_is_an_error_of_reading),
        cmocka_unit_test(hostile_texts_are_refused_in_no_time),
        cmocka_unit_test(the_largest_file_that_is_allowed_takes_less_than_a_second),
        cmocka_unit_test(bounds_that_keep_libconfig_quick_are_told),
        cmocka_unit_test(the_first_of_several_faults_is_told),
        cmocka_unit_test(a_file_larger_than_is_allowed_is_refused),
        cmocka_unit_test(every_failing_allocation_is_reported_and_leaks_nothing),
        cmocka_unit_test(freeing_nothing_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
