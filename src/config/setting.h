/* setting.h -- the model file as a tree of settings, each with its place */
#ifndef OT_CONFIG_SETTING_H
#define OT_CONFIG_SETTING_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "outturn/error.h"
#include "spec/text.h"

typedef enum ot_setting_kind {
    OT_SETTING_GROUP, /* { } */
    OT_SETTING_LIST,  /* ( ) */
    OT_SETTING_NUMBER,
    OT_SETTING_TEXT,
    OT_SETTING_BOOLEAN
} ot_setting_kind;

typedef struct ot_setting {
    ot_setting_kind kind;
    const char *key;           /* NULL: an element of a list, or the root */
    ot_place key_place, place; /* place: of the value; key_place: the same where there is no key */
    struct ot_setting *parent, *first, *last, *next;
    size_t n;       /* members or elements */
    ot_text text;   /* of a text */
    const char *as; /* a number as it was written */
    double number;
    int64_t integer;
    int is_integer; /* written without point and exponent */
    int boolean;
    int is_meant; /* by PATH:=VALUE: however small it is in percent, it is no slip */
} ot_setting;

enum {
    OT_SETTING_MOST = 20000,        /* settings in a file: libconfig's time is quadratic in them */
    OT_SETTING_MOST_MEMBERS = 2000, /* in one group */
    OT_SETTING_MOST_DEPTH = 24,
    OT_SETTING_MOST_TEXT = 65536, /* bytes; joining pieces is quadratic in libconfig too */
    OT_SETTING_MOST_PIECES = 1000
};

/* A zeroed setting; NULL when memory ran out. */
ot_setting *ot_setting_new(ot_arena *arena, ot_setting_kind kind, ot_place place);
void ot_setting_append(ot_setting *parent, ot_setting *child);
/* Put `now` where `old` stands. */
void ot_setting_replace(ot_setting *old, ot_setting *now);

/* NULL: none. `group` may be NULL, and so the answer of one call may feed the next. */
ot_setting *ot_setting_find(const ot_setting *group, const char *key);
ot_setting *ot_setting_at(const ot_setting *list, size_t i);

enum { OT_SETTING_PATH = 160 };
/* "targets.0.year", cut at the front when it is too long. */
void ot_setting_path(const ot_setting *setting, char path[OT_SETTING_PATH]);

/* How many bytes of a text to show in a message (%.*s): whole characters, 60 bytes at most. */
int ot_text_shown(const char *text);

enum { OT_SETTING_SEEN = 120 };
/* What stands there, for a message: `"abc" (text)`, `8.5 (a number)`, `a group { }`. */
void ot_setting_seen(const ot_setting *setting, ot_language language, char seen[OT_SETTING_SEEN]);

/* Say where: at the value, at the key. Hand back err's status. */
ot_status ot_setting_blame(const ot_setting *setting, ot_error *err, ot_status status);
ot_status ot_setting_blame_key(const ot_setting *setting, ot_error *err, ot_status status);

#endif
