/* Decimal numbers of different lengths differ, "07" and "7": the shorter
 * ones come first. The sixteen digits of an EUI-64 are read at once, as a
 * vector that the compiler makes the best of on any processor. */
#include "base/idcode.h"

#include <string.h>

enum { DECIMAL = 1, HEX = 2, DASHES = 4, COLONS = 8, UPPER = 16, LOWER = 32,
       NO_HEX = 64, DIGITS = 16, PAIRS = DIGITS / 2 };

typedef signed char bytes __attribute__((vector_size(DIGITS)));
typedef uint16_t pairs __attribute__((vector_size(DIGITS)));
typedef uint64_t words __attribute__((vector_size(DIGITS)));
typedef unsigned char half __attribute__((vector_size(PAIRS)));

static unsigned decimal(struct span s, uint64_t *code)
{
	uint64_t n = 0, shorter = 0;

	for (size_t i = 0; i < s.n; i++) {
		const unsigned d = (unsigned)(unsigned char)s.p[i] - '0';

		if (d > 9)
			return 0;
		n = n * 10 + d;
		shorter = shorter * 10 + 1;
	}
	*code = n + shorter;
	return DECIMAL;
}

static inline bool any(bytes b)
{
	const words w = (words)b;

	return (w[0] | w[1]) != 0;
}

/* What letters there are, or NO_HEX; comparisons give -1 where they hold. */
static inline unsigned digits(bytes x, uint64_t *code)
{
	const bytes letter = (x & 0x40) != 0;
	const bytes low = x & 0x0f;
	const bytes n = low + (letter & 9);
	/* The upper half is 3, or 4 or 6 of a letter; 0 to 9, or A to F. */
	const bytes wrong = ((x & (bytes)~(letter & 0x20) & ~0x0f) ^
			     (0x30 ^ (letter & 0x70))) |
			    (n > 15) | (~letter & (n > 9)) |
			    (letter & (low == 0));
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
	if (any(wrong))
		return NO_HEX;
	return (any(letter & ~x & 0x20) ? UPPER : 0) |
	       (any(letter & x & 0x20) ? LOWER : 0);
}

static unsigned plain_hex(const char *p, uint64_t *code)
{
	unsigned told;
	bytes x;

	memcpy(&x, p, sizeof(x));
	told = digits(x, code);
	return told & NO_HEX ? 0 : told | HEX;
}

static inline uint16_t two_at(const char *p)
{
	uint16_t two;

	memcpy(&two, p, sizeof(two));
	return two;
}

/* Eight pairs of digits, the same character between all of them. */
static unsigned paired_hex(const char *p, uint64_t *code)
{
	const pairs x = {
		two_at(p), two_at(p + 3), two_at(p + 6), two_at(p + 9),
		two_at(p + 12), two_at(p + 15), two_at(p + 18),
		two_at(p + 21),
	};
	const unsigned told = digits((bytes)x, code);
	int differ = 0;

	for (size_t i = 5; i < 3 * PAIRS - 1; i += 3)
		differ |= p[i] ^ p[2];
	if (differ || (told & NO_HEX))
		return 0;
	return p[2] == '-' ? told | DASHES : p[2] == ':' ? told | COLONS : 0;
}

unsigned id_code(struct span s, uint64_t *code)
{
	if (s.n == DIGITS)
		return plain_hex(s.p, code);
	if (s.n == 3 * PAIRS - 1)
		return paired_hex(s.p, code);
	return s.n > 0 && s.n <= 18 ? decimal(s, code) : 0;
}

bool id_forms_differ(unsigned forms)
{
	const unsigned form = forms & (DECIMAL | HEX | DASHES | COLONS);

	return (form & (form - 1)) == 0 &&
	       (forms & (UPPER | LOWER)) != (UPPER | LOWER);
}

unsigned id_form_plain(unsigned form)
{
	return form & ~(unsigned)(UPPER | LOWER);
}
