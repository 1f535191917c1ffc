/* Tests of outturn/import.h with small models made here. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "gzip.h"
#include "import/pcim.h"
#include "outturn/config.h"
#include "outturn/import.h"
#include "outturn/table.h"
#include "scratch.h"

/* Quotes are written ' here. Data of x_a begin with a zero, which is left out of its law. */
#define FRML                                                        \
    "'frml': 'FRML <DAMP,STOC> x = x(-1)*EXP(X_A)+MAX(a,0,TRUE) $ " \
    "FRML <IDENT> LOG(Y) = RECODE(X>=1,X**2,Z(-0)) $ "              \
    "FRML <CALC_ADD_FACTOR> X_A = X-1 $'"
#define CURRENT "'current_per': '{\\\"0\\\":2016,\\\"1\\\":2017}'"
#define SMALL                                                                                     \
    "{" FRML ", " CURRENT ", 'modelname': 'small \\\"one\\\"', 'others': [null, true],"           \
    " 'var_description': {'X': 'an \\\"x\\\"\\nof \\\\ 量', 'Y': ' ', 'NONE': 'n', 'Z': 3},"     \
    " 'lastdf': '{\\\"X\\\":{\\\"2008\\\":1,\\\"2015\\\":2.5,\\\"2016\\\":0.1,\\\"2017\\\":3e-9," \
    "\\\"2018\\\":9}," XA "\\\"A\\\":{\\\"2016\\\":1,\\\"2017\\\":null},"                         \
    "\\\"TRUE\\\":{\\\"2015\\\":-4},\\\"Z\\\":{\\\"2016\\\":5},\\\"UNREAD\\\":{\\\"1900\\\":5}}'}"
#define XA                                                                        \
    "\\\"X_A\\\":{\\\"2008\\\":0.0,\\\"2009\\\":1,\\\"2010\\\":2,\\\"2011\\\":3," \
    "\\\"2012\\\":4,\\\"2013\\\":0,\\\"2014\\\":8,\\\"2015\\\":6,\\\"2016\\\":100},"

static char folder[64];

static const char *in_folder(const char *name) {
    static char path[4][256];
    static int k;
    k = (k + 1) % 4;
    snprintf(path[k], sizeof path[k], "%s/%s", folder, name);
    return path[k];
}

static int make_folder(void **state) {
    (void)state;
    scratch_name(folder, sizeof folder, "import");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    static const char *const name[] = {
        "m/model.cfg", "m/data/series.csv", "m/data/baseline.csv", "m/data", "m", "x.pcim"};
    (void)state;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        (void)remove(in_folder(name[i]));
    return rmdir(folder);
}

/* The text with its ' as quotes. */
static char *quoted(const char *text) {
    char *copy = malloc(strlen(text) + 1);
    strcpy(copy, text);
    for (char *c = copy; *c; c++)
        if (*c == '\'') *c = '"';
    return copy;
}

static void write_bytes(const char *name, const char *data, size_t n) {
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, n, file), n);
    fclose(file);
}

static void write_pcim(const char *text, int is_packed) {
    char *json = quoted(text);
    size_t n = strlen(json);
    char *bytes = is_packed ? gzip_of(json, n, &n) : NULL;
    write_bytes("x.pcim", bytes ? bytes : json, n);
    free(bytes);
    free(json);
}

static ot_status import(ot_import_summary *summary, ot_notes *notes, ot_error *err) {
    return ot_import_pcim(in_folder("x.pcim"), in_folder("m"), notes, summary, err);
}

static void assert_file(const char *name, const char *expected) {
    char *text = NULL;
    size_t n;
    assert_int_equal(ot_file_read(in_folder(name), 100000, &text, &n, NULL), OT_OK);
    const char *from = strcmp(name, "m/model.cfg") == 0 ? strstr(text, "model: {") : text;
    assert_string_equal(from, expected);
    free(text);
}

static const char CONFIG[] =
    "model: { id = \"small__one\"; title = \"small \\\"one\\\"\"; first_year = 2016; last_year = "
    "2017; };\n"
    "data:  { files = ( \"data/series.csv\" ); };\n\n"
    "drivers:\n{\n"
    "  A: { unit = \"unstated\"; value = \"series\"; };\n"
    "  TRUE_: { unit = \"unstated\"; value = \"series\"; };\n"
    "  X_A: { unit = \"unstated\"; value = \"series\"; };\n"
    "  Z: { unit = \"unstated\"; value = \"series\"; };\n"
    "};\n\n"
    "indicators:\n{\n"
    "  X: { label = \"an \\\"x\\\" of \\\\ 量\"; unit = \"unstated\";\n"
    "    equation = \"X = X(-1)*exp(X_A)+max(A, max(0, TRUE_))\"; };\n"
    "  Y: { unit = \"unstated\";\n"
    "    equation = \"log(Y) = recode(X>=1, X^2, Z)\"; };\n"
    "};\n";

static void a_small_model_is_written_word_for_word(void **state) {
    (void)state;
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        ot_import_summary s;
        ot_error err;
        ot_notes *notes = NULL;
        assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
        write_pcim(SMALL, is_packed);
        if (import(&s, notes, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
        assert_file("m/model.cfg", CONFIG);
        assert_file("m/data/series.csv",
                    "indicator,2008,2009,2010,2011,2012,2013,2014,2015,2016,2017\n"
                    "A,,,,,,,,,1,\n"
                    "TRUE_,,,,,,,,-4,,\n"
                    "X,1,,,,,,,2.5,,\n"
                    "X_A,0,1,2,3,4,0,8,6,100,\n"
                    "Y,,,,,,,,,,\n"
                    "Z,,,,,,,,,5,\n");
        assert_file("m/data/baseline.csv", "indicator,2016,2017\nX,0.1,3e-9\nY,,\n");
        assert_string_equal(s.name, "small \"one\"");
        assert_int_equal(s.first_year, 2016);
        assert_int_equal(s.last_year, 2017);
        assert_int_equal(s.data_first, 2008);
        assert_int_equal(s.data_last, 2017);
        assert_int_equal(s.n_equations, 2);
        assert_int_equal(s.n_drivers, 4);
        assert_int_equal(s.n_random, 0); /* X has data in 2008 and 2015 only */
        assert_int_equal(s.n_left_out, 1);
        assert_int_equal(s.n_unread, 1);
        assert_int_equal(s.n_renamed, 1);
        assert_int_equal(ot_notes_count(notes), 1);
        assert_string_equal(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN],
                            "TRUE is called TRUE_ here");
        ot_notes_free(notes);
    }
}

static ot_pcim *read_text(const char *text, ot_error *err) {
    ot_pcim *pcim = NULL;
    char *json = quoted(text);
    if (ot_pcim_read("x.pcim", json, strlen(json), NULL, &pcim, err)) assert_null(pcim);
    free(json);
    return pcim;
}

/* X and X_A of 1981 on, the latter 0, 0, then `values`; first projected year 2016. */
static ot_pcim_law law_of(const char *flags, const double *value, int n) {
    char x[4096] = "", a[4096] = "", text[12000];
    ot_error err;
    for (int i = -2; i < n; i++) {
        const int year = 2016 - n + i;
        snprintf(x + strlen(x), sizeof x - strlen(x), "%s'%d':1", i > -2 ? "," : "", year);
        snprintf(a + strlen(a), sizeof a - strlen(a), "%s'%d':%g", i > -2 ? "," : "", year,
                 i < 0 ? 0.0 : value[i]);
    }
    snprintf(text, sizeof text,
             "{'frml': 'FRML <%s> X = X(-1)+X_A $', 'current_per': [2016],"
             "'lastdf': {'X': {%s}, 'X_A': {%s,'2016':50}}}",
             flags, x, a);
    ot_pcim *pcim = read_text(text, &err);
    if (!pcim) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    const ot_pcim_law law = pcim->variable[ot_pcim_find(pcim, "X_A")].law;
    ot_buffer config = {0};
    ot_pcim_write_config(pcim, &config);
    assert_int_equal(strstr(config.data, "law = { family = \"normal\"") != NULL, law.n > 0);
    ot_buffer_clear(&config);
    ot_pcim_free(pcim);
    return law;
}

/* 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 32, of 7 degrees of freedom. The equation itself holds
 * exactly, so that there is no residual. */
static void without_residuals_the_past_of_an_add_factor_is_its_law(void **state) {
    (void)state;
    static const double value[] = {2, 4, 4, 4, 5, 5, 7, 9}, same[] = {3, 3, 3, 3, 3, 3};
    const ot_pcim_law law = law_of("DAMP,STOC", value, 8);
    assert_int_equal(law.n, 8);
    assert_int_equal(law.first_year, 2008);
    assert_int_equal(law.last_year, 2015);
    assert_true(law.scale * law.scale * 7 > 32 - 1e-12 && law.scale * law.scale * 7 < 32 + 1e-12);
    assert_int_equal(law_of("DAMP", value, 8).n, 0);
    assert_int_equal(law_of("STOC", value, 5).n, 5);
    assert_int_equal(law_of("STOC", value, 4).n, 0);
    assert_int_equal(law_of("STOC", same, 6).n, 0);
    double many[40];
    for (int i = 0; i < 40; i++)
        many[i] = i % 2 ? 1.0 : -1.0;
    assert_int_equal(law_of("STOC", many, 40).n, 30);
    assert_int_equal(law_of("STOC", many, 40).first_year, 1986);
}

/* "'2008': 1.5, ..." of n values that end before 2016. */
static const char *past(const double *value, int n) {
    static char text[4][4096];
    static int k;
    k = (k + 1) % 4;
    text[k][0] = '\0';
    for (int i = 0; i < n; i++)
        snprintf(text[k] + strlen(text[k]), sizeof text[k] - strlen(text[k]), "%s'%d':%.17g",
                 i ? "," : "", 2016 - n + i, value[i]);
    return text[k];
}

/* The summary; the law is of X_A of the one equation of X. */
static ot_import_summary residual_law(const char *right, const char *x, const char *others,
                                      ot_pcim_law *law) {
    char text[12000];
    ot_error err;
    snprintf(text, sizeof text,
             "{'frml': 'FRML <STOC> X = %s $', 'current_per': [2016], 'lastdf': {'X': {%s}, "
             "'X_A': {'2016':0}, 'X_D': {'2015':1}, 'X_X': {'2016':7} %s}}",
             right, x, others);
    ot_pcim *pcim = read_text(text, &err);
    if (!pcim) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    *law = pcim->variable[ot_pcim_find(pcim, "X_A")].law;
    const ot_import_summary s = ot_pcim_summary(pcim);
    ot_pcim_free(pcim);
    return s;
}

/* Forms of country models: each is given the X that the residuals 1 .. 8 would make. */
static void a_residual_is_what_makes_the_equation_hold(void **state) {
    (void)state;
    static const struct {
        const char *right;
        double per; /* 1 of what is in the residual */
        int is_growth;
    } form[] = {{"X(-1)+X_A", 1.0, 0},
                {"(X(-1)+2+X_A)*(1-X_D)+X_X*X_D", 1.0, 0},
                {"X_A*2+X(-1)", 0.5, 0},
                {"(X(-1)*EXP(X_A-0.3))*(1-X_D)+X_X*X_D", 0.1, 1},
                {"X(-1)*(1+X_A)^3/LOG(3)", 0.0, 1}};
    for (size_t k = 0; k < sizeof form / sizeof *form; k++) {
        double x[9] = {5.0};
        ot_pcim_law law;
        for (int i = 1; i < 9; i++)
            x[i] = form[k].is_growth ? x[i - 1] * exp(0.1 * i) : x[i - 1] + i;
        const ot_import_summary s = residual_law(form[k].right, past(x, 9), "", &law);
        assert_int_equal(s.n_stochastic, 1);
        assert_int_equal(s.n_random, 1);
        assert_int_equal(s.n_unscaled, 0);
        assert_int_equal(law.n, 8);
        assert_int_equal(law.is_stored, 0);
        assert_int_equal(law.first_year, 2008);
        assert_int_equal(law.last_year, 2015);
        if (form[k].per > 0.0) assert_close(law.deviation, sqrt(6.0) * form[k].per, 1e-12, 0.0);
        const ot_import_summary fewer = residual_law(form[k].right, past(x + 1, 8), "", &law);
        assert_int_equal(law.n, 0);
        assert_int_equal(fewer.n_random, 0);
        assert_int_equal(fewer.n_unscaled, 1);
    }
}

/* Z begins in 2006, and so do the residuals in 2007; D is a dummy. */
static void zeros_that_fill_a_table_are_no_past(void **state) {
    (void)state;
    double x[16], z[16], d[16] = {0};
    char others[9000];
    ot_pcim_law law;
    for (int i = 0; i < 16; i++) {
        x[i] = i < 3 ? 0.0 : 1.0 + (i * 7) % 5;
        z[i] = i < 6 ? 0.0 : 10.0 + (i * i) % 11;
    }
    d[12] = 1.0;
    snprintf(others, sizeof others, ",'Z': {%s}, 'D': {%s}", past(z, 16), past(d, 16));
    (void)residual_law("Z(-1)+D+X_A", past(x, 16), others, &law);
    assert_int_equal(law.first_year, 2007);
    assert_int_equal(law.n, 9);
    (void)residual_law("D+X_A", past(x, 16), others, &law);
    assert_int_equal(law.first_year, 2003);
    assert_int_equal(law.n, 13);
    (void)residual_law("Z(-4)+X_A", past(x, 16), others, &law);
    assert_int_equal(law.n, 0);
}

#define EQUATIONS(frml) "{'frml': '" frml "', 'current_per': [2016], 'lastdf': {'X': {'2015': 1}}}"
#define YEARS(years) \
    "{'frml': 'FRML <> X = X(-1) $', 'current_per': " years ", 'lastdf': {'X': {'2015': 1}}}"
#define TABLE(table) "{'frml': 'FRML <> X = X(-1)+Z $', 'current_per': [2016], 'lastdf': " table "}"

static void every_fault_has_its_sentence(void **state) {
    (void)state;
    static const char *const fault[][2] = {
        {"", "is no JSON text"},
        {"{'frml': ", "is no JSON text: it is at fault at line 1"},
        {"[1]", "\"pcim\" is a list; must be an object"},
        {"{}", "has no \"frml\""},
        {"{'frml': 3}", "\"frml\" is a number; must be a text"},
        {"{'frml': ''}", "has no \"current_per\""},
        {"{'frml': 'x', 'frml': 'x'}", "is no JSON text"},
        {YEARS("3"), "\"current_per\" is a number; must be a list of years"},
        {YEARS("'['"), "\"current_per\" is no JSON text"},
        {YEARS("[]"), "\"current_per\" holds no years"},
        {YEARS("['2016Q1']"), "only yearly models"},
        {YEARS("[2016.5]"), "only yearly models"},
        {YEARS("[null]"), "only yearly models"},
        {YEARS("[1451606400000]"), "no year from 1900 to 2200"},
        {YEARS("[2016, 2018]"), "leaves out years from 2016 to 2018"},
        {EQUATIONS(""), "\"frml\" holds no equations"},
        {EQUATIONS("FRML <CALC_ADD_FACTOR> X_A = X $"), "holds no equations"},
        {EQUATIONS("FRML <> X = X(-1)"), "has no \"$\""},
        {EQUATIONS("FRML <> X+1 = X(-1) $"), "the left side \"X+1\""},
        {EQUATIONS("FRML <> X = 1 $ FRML <> x = 2 $"),
         "two equations explain X: \"X = 1\" and \"x = 2\""},
        {EQUATIONS("FRML <> X = X(+1) $"), "in the equation of X: leads are not supported: X(+1)"},
        {EQUATIONS("FRML <> X = Q $"), "in the equation of X: Q has neither an equation nor data"},
        {EQUATIONS("FRML <> X = PHI(X) $"), "in the equation of X: the function PHI"},
        {EQUATIONS("FRML <> X = X(-1)+ $"), "in the equation of X: "},
        {EQUATIONS("FRML <> X = X(-41) $"), "a lag of 41 years"},
        {EQUATIONS("FRML <> X = LOG(X,1) $"), "in the equation of X: arguments of log"},
        {TABLE("3"), "\"lastdf\" is a number; must be an object"},
        {TABLE("'{'"), "\"lastdf\" is no JSON text"},
        {TABLE("{'X': {'2015': 1}}"), "Z has neither an equation nor data"},
        {TABLE("{'X': {'2015': 1}, 'Z': {'2015': null}}"),
         "in the equation of X: Z has neither an equation nor a value up to 2016"},
        {TABLE("{'X': {'2015': 1}, 'Z': 3}"), "\"lastdf\" of Z is no object"},
        {TABLE("{'X': {'2015': 1}, 'Z': {'15': 1}}"), "has the key \"15\""},
        {TABLE("{'X': {'2015': 1}, 'Z': {'2015': true}}"), "neither a number nor null"},
        {TABLE("{'X': {'2015': 1}, 'Z': {'2015': 1e999}}"), "is no JSON text"},
        {TABLE("{'Z': {'2017': 1}}"), "holds no values of the equations"},
        {TABLE("{'Z': {'2016': 1}, 'z': {'2016': 1}}"), "\"lastdf\" has Z twice"},
    };
    for (size_t i = 0; i < sizeof fault / sizeof *fault; i++) {
        ot_error err;
        ot_pcim *pcim = read_text(fault[i][0], &err);
        if (pcim) fail_msg("accepted: %s", fault[i][0]);
        assert_int_equal(err.status, OT_ERR_INPUT);
        if (!strstr(err.text[OT_LANGUAGE_EN], fault[i][1]))
            fail_msg("%s: %s", fault[i][0], err.text[OT_LANGUAGE_EN]);
        assert_true(*err.text[OT_LANGUAGE_ZH]);
        assert_string_equal(err.file, "x.pcim");
    }
}

static void at_most_sixty_years_are_projected(void **state) {
    (void)state;
    for (int n = 60; n <= 61; n++) {
        char years[1000] = "", text[2000];
        ot_error err;
        for (int k = 0; k < n; k++)
            snprintf(years + strlen(years), sizeof years - strlen(years), "%s'%d'", k ? "," : "",
                     2016 + k);
        snprintf(text, sizeof text,
                 "{'frml': 'FRML <> X = X(-1) $', 'current_per': [%s], "
                 "'lastdf': {'X': {'2015': 1}}}",
                 years);
        ot_pcim *pcim = read_text(text, &err);
        assert_int_equal(pcim != NULL, n == 60);
        if (!pcim) assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "has 61 years, 2016 to 2076"));
        ot_pcim_free(pcim);
    }
}

static void names_that_are_taken_get_another(void **state) {
    (void)state;
    ot_error err;
    ot_pcim *pcim = read_text("{'frml': 'FRML <> TRUE = TRUE_+_A+time $', 'current_per': [2016], "
                              "'lastdf': {'TRUE_': {'2016': 1}, '_A': {'2016': 1}, "
                              "'time': {'2016': 1}, 'not a name': {'x': 1}}}",
                              &err);
    if (!pcim) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_string_equal(pcim->equation[0].text, "TRUE__ = TRUE_+V_A+TIME");
    ot_pcim_free(pcim);
}

static void what_somebody_wrote_is_never_replaced(void **state) {
    (void)state;
    ot_import_summary s;
    ot_error err;
    char *text = NULL;
    size_t n;
    write_pcim(SMALL, 1);
    assert_int_equal(import(&s, NULL, NULL), OT_OK);
    assert_int_equal(import(&s, NULL, NULL), OT_OK); /* its own files again */
    assert_int_equal(ot_file_read(in_folder("m/model.cfg"), 100000, &text, &n, NULL), OT_OK);
    write_bytes("m/model.cfg", text + 1, n - 1);
    free(text);
    assert_int_equal(import(&s, NULL, &err), OT_ERR_IO);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "was not imported"));
    assert_int_equal(unlink(in_folder("m/model.cfg")), 0);
    assert_int_equal(import(&s, NULL, &err), OT_ERR_IO);
    assert_string_equal(err.file, in_folder("m/data/series.csv"));
    assert_int_equal(unlink(in_folder("m/data/series.csv")), 0);
    assert_int_equal(unlink(in_folder("m/data/baseline.csv")), 0);
}

static void after_a_fault_nothing_is_written(void **state) {
    (void)state;
    ot_import_summary s;
    ot_error err;
    struct stat about;
    (void)rmdir(in_folder("m/data"));
    (void)rmdir(in_folder("m"));
    write_pcim(EQUATIONS("FRML <> X = X(+1) $"), 1);
    assert_int_equal(import(&s, NULL, &err), OT_ERR_INPUT);
    assert_string_equal(err.file, in_folder("x.pcim"));
    assert_int_not_equal(stat(in_folder("m"), &about), 0);
    assert_int_equal(unlink(in_folder("x.pcim")), 0);
    assert_int_equal(import(&s, NULL, &err), OT_ERR_IO);
    write_bytes("x.pcim", "\x1F\x8B\x08", 3);
    assert_int_equal(import(&s, NULL, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "cut short"));
}

/* The model file is bounded, however small the source: here by the settings that a group has. */
static void a_model_that_outturn_would_not_read_is_not_written(void **state) {
    (void)state;
    ot_buffer text = {0};
    ot_import_summary s;
    ot_error err;
    ot_buffer_text(&text, "{'frml': '");
    for (int i = 0; i < 2100; i++)
        ot_buffer_format(&text, "FRML <> X%d = 1 $ ", i);
    ot_buffer_text(&text, "', 'current_per': [2016], 'lastdf': {'X1': {'2015': 1}}}");
    write_pcim(text.data, 1);
    ot_buffer_clear(&text);
    assert_int_equal(import(&s, NULL, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "the model file made of it cannot be read"));
    assert_string_equal(err.file, in_folder("x.pcim"));
}

static int import_once(void *state) {
    ot_import_summary s;
    (void)state;
    return (int)import(&s, NULL, NULL);
}

static void memory_that_runs_out_is_told(void **state) {
    (void)state;
    write_pcim(SMALL, 1);
    for (int k = 0; k < 2; k++) /* the second time over the files of the first */
        assert_true(fail_each_allocation(import_once, NULL, OT_ERR_NOMEM) > 25);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_model_is_written_word_for_word),
        cmocka_unit_test(without_residuals_the_past_of_an_add_factor_is_its_law),
        cmocka_unit_test(a_residual_is_what_makes_the_equation_hold),
        cmocka_unit_test(zeros_that_fill_a_table_are_no_past),
        cmocka_unit_test(every_fault_has_its_sentence),
        cmocka_unit_test(at_most_sixty_years_are_projected),
        cmocka_unit_test(names_that_are_taken_get_another),
        cmocka_unit_test(what_somebody_wrote_is_never_replaced),
        cmocka_unit_test(after_a_fault_nothing_is_written),
        cmocka_unit_test(a_model_that_outturn_would_not_read_is_not_written),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
