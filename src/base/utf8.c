#include "base/utf8.h"

#include <string.h>

/* How many bytes a sequence that begins with `lead` has, and the bits of the lead that count. */
static size_t sequence(unsigned char lead, uint32_t *bits) {
    if (lead < 0x80) {
        *bits = lead;
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) { /* C0 and C1 could only begin overlong forms */
        *bits = lead & 0x1Fu;
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *bits = lead & 0x0Fu;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *bits = lead & 0x07u;
        return 4;
    }
    return 0;
}

uint32_t ot_utf8_decode(const char *text, size_t n, size_t *length) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000}; /* by length: no overlong forms */
    uint32_t c = 0;
    const size_t size = sequence((unsigned char)text[0], &c);
    *length = 1;
    if (size == 0 || size > n) return UINT32_MAX;
    for (size_t i = 1; i < size; i++) {
        const unsigned char byte = (unsigned char)text[i];
        if ((byte & 0xC0) != 0x80) return UINT32_MAX;
        c = c << 6 | (byte & 0x3Fu);
    }
    if (c < least[size] || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return UINT32_MAX;
    *length = size;
    return c;
}

/* Blocks of the Unicode standard without letters: signs, punctuation, spaces, full-width forms,
 * private use, pictures. */
static const struct {
    uint32_t first, last;
} signs[] = {{0x80, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},       {0x2000, 0x2BFF},
             {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020},   {0x3030, 0x3030},
             {0x303D, 0x303F}, {0x30FB, 0x30FB}, {0xE000, 0xF8FF},   {0xFE00, 0xFE6F},
             {0xFEFF, 0xFEFF}, {0xFF00, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, UINT32_MAX}};

int ot_utf8_is_letter(uint32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (c >= signs[i].first && c <= signs[i].last) return 0;
    return 1;
}

size_t ot_utf8_check(const char *text, size_t n) {
    size_t i = 0, length;
    while (i < n && ot_utf8_decode(text + i, n - i, &length) != UINT32_MAX)
        i += length;
    return i;
}

size_t ot_utf8_count(const char *text, size_t n) {
    size_t count = 0;
    for (size_t i = 0, length; i < n; i += length, count++)
        (void)ot_utf8_decode(text + i, n - i, &length);
    return count;
}

typedef struct range {
    uint32_t first, last;
} range;

/* Marks that sit on the character before them, and characters that are not seen (Unicode 15,
 * categories Mn, Me and Cf): those of the Latin, Cyrillic, Arabic and East Asian scripts. */
static const range unseen[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},   {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},   {0x06EA, 0x06ED},
    {0x1AB0, 0x1ACE}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E},   {0x2060, 0x2064},
    {0x2066, 0x206F}, {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A},   {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

/* East_Asian_Width W and F (Unicode 15, UAX #11); what is not assigned inside a block counts with
 * the block. */
static const range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x1B2FF}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EF}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7F0},
    {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

static int is_in(uint32_t c, const range *ranges, size_t n) {
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (c > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && c >= ranges[low].first;
}

static size_t width_of(uint32_t c) {
    if (c < 0x20 || c == 0x7F || c == 0xAD) return c == 0xAD; /* a soft hyphen shows at line ends */
    if (c < unseen[0].first) return 1;
    if (is_in(c, unseen, sizeof unseen / sizeof *unseen)) return 0;
    return is_in(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t ot_utf8_width(const char *text) {
    size_t width = 0;
    for (size_t n = strlen(text), i = 0, length; i < n; i += length)
        width += width_of(ot_utf8_decode(text + i, n - i, &length));
    return width;
}

/* Names are short; what is longer is not compared. */
enum { MOST_LETTERS = 96 };

/* An edit, and a letter in the wrong case, which is not yet one. */
enum { EDIT = 8, CASE = 1 };

typedef struct letters {
    uint32_t at[MOST_LETTERS];
    size_t n;
} letters;

static int decode_letters(const char *word, letters *out) {
    const size_t n = strlen(word);
    out->n = 0;
    for (size_t i = 0, length; i < n; i += length) {
        if (out->n == MOST_LETTERS) return 0;
        out->at[out->n++] = ot_utf8_decode(word + i, n - i, &length);
    }
    return 1;
}

static uint32_t lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

static unsigned cost(uint32_t a, uint32_t b) {
    if (a == b) return 0;
    return lower(a) == lower(b) ? CASE : EDIT;
}

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* Optimal string alignment: insert, delete, replace, and swap neighbours. */
static unsigned distance(const letters *a, const letters *b) {
    unsigned row[3][MOST_LETTERS + 1];
    for (size_t j = 0; j <= b->n; j++)
        row[0][j] = (unsigned)j * EDIT;
    for (size_t i = 1; i <= a->n; i++) {
        unsigned *now = row[i % 3];
        const unsigned *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
        now[0] = (unsigned)i * EDIT;
        for (size_t j = 1; j <= b->n; j++) {
            const uint32_t x = a->at[i - 1], y = b->at[j - 1];
            now[j] = least(before[j - 1] + cost(x, y), least(before[j], now[j - 1]) + EDIT);
            if (i > 1 && j > 1 && lower(x) == lower(b->at[j - 2]) &&
                lower(y) == lower(a->at[i - 2]))
                now[j] = least(now[j], earlier[j - 2] + EDIT);
        }
    }
    return row[a->n % 3][b->n];
}

/* A third of the letters may be wrong, and one of two. */
static unsigned tolerance(size_t n) {
    const size_t edits = n < 2 ? 0 : n < 6 ? 1 : n / 3;
    return (unsigned)edits * EDIT + EDIT - 1; /* letters in the wrong case do not add up to more */
}

const char *ot_utf8_nearest(const char *word, const char *const *candidate, size_t n) {
    letters a, b;
    const char *nearest = NULL;
    unsigned smallest = 0;
    if (!decode_letters(word, &a)) return NULL;
    for (size_t i = 0; i < n; i++) {
        if (!decode_letters(candidate[i], &b)) continue;
        const unsigned d = distance(&a, &b);
        if (d > tolerance(a.n > b.n ? a.n : b.n) || (nearest && d >= smallest)) continue;
        nearest = candidate[i];
        smallest = d;
    }
    return nearest;
}
