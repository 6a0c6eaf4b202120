/* Decimal numbers of different lengths differ, "07" and "7": the shorter
 * ones come first. The sixteen digits of an EUI-64 are read at once, as a
 * vector that the compiler makes the best of on any processor. */
#include "base/idcode.h"

#include <string.h>

enum { DECIMAL = 1, PLAIN = 2, DASHES = 4, COLONS = 8, UPPER = 32, LOWER = 64,
       NO_HEX = 128, DIGITS = 16, PAIRS = DIGITS / 2,
       DECIMAL_MAX = 18 };

typedef signed char bytes __attribute__((vector_size(DIGITS)));
typedef uint16_t pairs __attribute__((vector_size(DIGITS)));
typedef uint64_t words __attribute__((vector_size(DIGITS)));
typedef unsigned char half __attribute__((vector_size(PAIRS)));

static bool decimal(struct span s, uint64_t *code)
{
	uint64_t n = 0, shorter = 0;

	if (s.n == 0 || s.n > DECIMAL_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		const unsigned d = (unsigned)(unsigned char)s.p[i] - '0';

		if (d > 9)
			return false;
		n = n * 10 + d;
		shorter = shorter * 10 + 1;
	}
	*code = n + shorter;
	return true;
}

/* All bytes or-ed. */
static inline unsigned any(bytes b)
{
	const words w = (words)b;
	uint64_t x = w[0] | w[1];

	x |= x >> 32;
	x |= x >> 16;
	return (unsigned)(x | x >> 8) & 0xff;
}

/* In each byte what letter there is, or NO_HEX; comparisons give -1 where
 * they hold. */
static inline bytes digits(bytes x, uint64_t *code)
{
	const bytes small = x | 0x20;
	const bytes letter = (small > 'a' - 1) & (small < 'f' + 1);
	const bytes digit = (x > '0' - 1) & (x < '9' + 1);
	const bytes n = (x & 0x0f) + (letter & 9);
	const pairs two = (pairs)n;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const half eight = __builtin_convertvector((two << 4 | two >> 8) &
						   0xff, half);
#else
	const half eight = __builtin_convertvector((two >> 4 | two) & 0xff,
						   half);
#endif

	memcpy(code, &eight, sizeof(*code));
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	*code = __builtin_bswap64(*code);
#endif
	return (letter & ((x & 0x20) + UPPER)) |
	       (~(letter | digit) & (signed char)NO_HEX);
}

static inline bytes plain_hex(const char *p, uint64_t *code)
{
	bytes x;

	memcpy(&x, p, sizeof(x));
	return digits(x, code);
}

/* The first byte is the lowest, as also in words made of it. */
static inline uint64_t little(uint64_t x)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return x;
#else
	return __builtin_bswap64(x);
#endif
}

static inline uint64_t eight_at(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	return little(x);
}

/* Of "90-B3-D5": the six digits, and whether this is what is between. */
static inline uint64_t three(uint64_t x)
{
	return (x & 0xffff) | (x >> 8 & UINT64_C(0xffff0000)) |
	       (x >> 16 & UINT64_C(0xffff00000000));
}

static inline bool between(uint64_t x, unsigned char c)
{
	const uint64_t at = UINT64_C(0x0000010000010000);

	return ((x ^ at * c) & at * 0xff) == 0;
}

/* Eight pairs of digits, the same character between all of them: three pairs
 * from the first, three from the fourth and two from the seventh on. */
static inline bytes paired_hex(const char *p, uint64_t *code, unsigned *form)
{
	const uint64_t a = eight_at(p), b = eight_at(p + 9),
		       c = eight_at(p + 15);
	const words x = {
		little(three(a) | b << 48),
		little(three(b) >> 16 | three(c) >> 16 << 32),
	};
	const unsigned char mark = (unsigned char)p[2];

	*form |= mark == '-' ? DASHES : mark == ':' ? COLONS : NO_HEX;
	if (p[8] != p[2] || !between(a, mark) || !between(b, mark) ||
	    !between(c, mark))
		*form |= NO_HEX;
	return digits((bytes)x, code);
}

/* What bytes tell of digits is gathered, and looked at once in the end. */
unsigned id_codes(const struct span *id, size_t n, uint64_t *code)
{
	bytes told = { 0 };
	unsigned forms = 0;

	for (size_t i = 0; i < n; i++) {
		if (id[i].n == DIGITS) {
			told |= plain_hex(id[i].p, &code[i]);
			forms |= PLAIN;
		} else if (id[i].n == 3 * PAIRS - 1) {
			told |= paired_hex(id[i].p, &code[i], &forms);
		} else {
			if (!decimal(id[i], &code[i]))
				return 0;
			forms |= DECIMAL;
		}
	}
	forms |= any(told);
	return forms & NO_HEX ? 0 : forms;
}

unsigned id_code(struct span s, uint64_t *code)
{
	return id_codes(&s, 1, code);
}

bool id_forms_differ(unsigned forms)
{
	const unsigned form = id_form_plain(forms);

	return (form & (form - 1)) == 0 &&
	       (forms & (UPPER | LOWER)) != (UPPER | LOWER);
}

unsigned id_form_plain(unsigned form)
{
	return form & ~(unsigned)(UPPER | LOWER);
}
