/* Tests of src/import/translate.h: each thing that ModelFlow writes in another way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "import/translate.h"

/* Known are X, Y, Z, MAX and A_B1; TRUE is called TRUE_. */
static const char *find(void *state, const char *name) {
    static const char *const known[][2] = {{"X", "X"},     {"Y", "Y"},       {"Z", "Z"},
                                           {"MAX", "MAX"}, {"A_B1", "A_B1"}, {"TRUE", "TRUE_"}};
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i][0], name) == 0) return known[i][1];
    return NULL;
}

static const ot_naming NAMING = {find, NULL};

static void every_habit_is_rewritten(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"X", "X"},
        {"  x +\n y ", "X + Y"},
        {"-X**2", "-X^2"},
        {"X**-2", "X^-2"},
        {"X * * Y", "X * * Y"}, /* for the parser to refuse */
        {"-+0.08*-1", "-+0.08*-1"},
        {"1.5E-08*X+7.05881784375082E-05", "1.5E-08*X+7.05881784375082E-05"},
        {".5*X", ".5*X"},
        {"X(-1)+Y(-12)", "X(-1)+Y(-12)"},
        {"X( - 01 )", "X(-1)"},
        {"X(-0)+X(+0)", "X+X"},
        {"log(x)", "log(X)"},
        {"LOG (X)", "log(X)"},
        {"Exp(X(-1))", "exp(X(-1))"},
        {"ABS(+1)", "abs(+1)"},
        {"ABS(-1)", "abs(-1)"},
        {"SQRT(ABS(X))", "sqrt(abs(X))"},
        {"FLOAT(1/2)", "(1/2)"},
        {"LOGIT_INVERSE(X)", "invlogit(X)"},
        {"LOGIT(X)", "logit(X)"},
        {"RECODE(X>Y , 1,-Z)", "recode(X>Y , 1, -Z)"},
        {"MIN(X,Y)", "min(X, Y)"},
        {"MIN(X,Y,Z)", "min(X, min(Y, Z))"},
        {"MAX(1,MIN(X,(Y),2),Z,3)", "max(1, max(min(X, min((Y), 2)), max(Z, 3)))"},
        {"MAX+1", "MAX+1"}, /* not followed by a parenthesis: a variable */
        {"X=1", "X==1"},
        {"X==1", "X==1"},
        {"X<>1", "X!=1"},
        {"X!=1", "X!=1"},
        {"X<=Y", "X<=Y"},
        {"(X>=Y)*2", "(X>=Y)*2"},
        {"X<1 .AND. Y>2", "X<1 and Y>2"},
        {"X<1.AND.Y>2", "X<1 and Y>2"},
        {"X<1..OR.Y>2", "X<1. or Y>2"},
        {".NOT.X", "not X"},
        {"Y*( not X)", "Y*(not X)"},
        {"not X and y or z", "not X and Y or Z"},
        {"0<X<=1", "0<X and X<=1"},
        {"FLOAT(1/2<=X(-1)<=100000)", "(1/2<=X(-1) and X(-1)<=100000)"},
        {"0<X<Y<Z", "0<X and X<Y and Y<Z"},
        {"0<X and 1<Y", "0<X and 1<Y"},
        {"RECODE(0<X,0<Y,1)", "recode(0<X, 0<Y, 1)"},
        {"A_B1*true", "A_B1*TRUE_"},
    };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        ot_error err;
        ot_buffer out = {0};
        const ot_slice text = {pair[i][0], strlen(pair[i][0])};
        if (ot_translate(text, &NAMING, &out, &err))
            fail_msg("%s: %s", pair[i][0], err.text[OT_LANGUAGE_EN]);
        if (strcmp(out.data, pair[i][1]) != 0)
            fail_msg("%s is \"%s\", not \"%s\"", pair[i][0], out.data, pair[i][1]);
        ot_buffer_clear(&out);
    }
}

static void refuse(const char *expression, const char *sentence) {
    ot_error err;
    ot_buffer out = {0};
    const ot_slice text = {expression, strlen(expression)};
    assert_int_equal(ot_translate(text, &NAMING, &out, &err), OT_ERR_INPUT);
    if (!strstr(err.text[OT_LANGUAGE_EN], sentence))
        fail_msg("%s: %s", expression, err.text[OT_LANGUAGE_EN]);
    assert_true(*err.text[OT_LANGUAGE_ZH]);
    ot_buffer_clear(&out);
}

static void what_outturn_lacks_is_refused_by_name(void **state) {
    (void)state;
    refuse("X(+1)", "leads are not supported: X(+1)");
    refuse("2*y( + 03)", "leads are not supported: Y(+3)");
    refuse("NORM_CDF(X)", "the function NORM_CDF is not supported");
    refuse("X(Y)", "the function X is not supported");
    refuse("X(1)", "the function X is not supported");
    refuse("Q+1", "Q has neither an equation nor data");
    refuse("Q(-1)", "Q has neither an equation nor data");
    refuse("LOG", "LOG has neither an equation nor data");
    refuse("X;Y", "\";Y\" has no meaning");
    refuse("X & Y", "\"& Y\" has no meaning");
    refuse("2X", "\"2X\" has no meaning");
    refuse("X .XOR. Y", "\".XOR. Y\" has no meaning");
    refuse("X.", "\".\" has no meaning");
    refuse("(X", "\"(\" without");
    refuse("X)", "\")\" without");
    refuse("not 0<X<1", "\"not\" before comparisons");
    refuse("A23456789_123456789_123456789_123456789_123456789_123456789_12345", "longer than 64");
}

/* What is nested bounds the time and the room that it takes. */
static void nesting_is_bounded(void **state) {
    (void)state;
    char text[4096] = "";
    for (int i = 0; i < 1000; i++)
        strcat(text, "(");
    refuse(text, "nested more than 150 deep");
    text[0] = '\0';
    for (int i = 0; i < 100; i++)
        strcat(text, "1<(");
    strcat(text, "X");
    for (int i = 0; i < 100; i++)
        strcat(text, ")<2");
    refuse(text, "longer than 60000");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_habit_is_rewritten),
        cmocka_unit_test(what_outturn_lacks_is_refused_by_name),
        cmocka_unit_test(nesting_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
