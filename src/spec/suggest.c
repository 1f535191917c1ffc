#include "spec/suggest.h"

#include "base/utf8.h"

/* ot_fail's sentences take the same arguments: each is given both kinds and prints one. */
ot_status ot_fail_unknown(ot_error *err, const char *const kind[OT_N_LANGUAGES], const char *word,
                          const char *const *candidate, size_t n, ot_place place) {
    const char *near = ot_utf8_nearest(word, candidate, n);
    const char *en = kind[OT_LANGUAGE_EN], *zh = kind[OT_LANGUAGE_ZH];
    if (near)
        ot_fail(err, OT_ERR_INPUT, "unknown %s%.0s \"%s\"; did you mean \"%s\"?",
                "%.0s未知的%s“%s”；是否想写“%s”？", en, zh, word, near);
    else
        ot_fail(err, OT_ERR_INPUT, "unknown %s%.0s \"%s\"", "%.0s未知的%s“%s”", en, zh, word);
    ot_error_locate(err, place.file, place.line, place.column);
    return OT_ERR_INPUT;
}
