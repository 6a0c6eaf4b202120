/* Decimal numbers of different lengths differ, "07" and "7": the shorter
 * ones come first. */
#include "base/idcode.h"

enum { DECIMAL = 1, HEX = 2, DASHES = 4, COLONS = 8, UPPER = 16, LOWER = 32,
       NO_DIGIT = 64 };

/* The value of a hexadecimal digit, and what else it tells. */
static unsigned digit(char c, unsigned *told)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'A' && c <= 'F') {
		*told |= UPPER;
		return (unsigned)(c - 'A') + 10;
	}
	*told |= c >= 'a' && c <= 'f' ? LOWER : NO_DIGIT;
	return ((unsigned)(unsigned char)c - 'a' + 10) & 15;
}

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

static unsigned pairs(struct span s, uint64_t *code)
{
	const size_t step = s.n == 23 ? 3 : 2;
	const char mark = s.p[2];
	unsigned told = 0;
	uint64_t n = 0;

	for (size_t i = 0; i + 1 < s.n; i += step) {
		n = n << 8 | digit(s.p[i], &told) << 4 |
		    digit(s.p[i + 1], &told);
		if (step == 3 && i + 2 < s.n && s.p[i + 2] != mark)
			return 0;
	}
	*code = n;
	if (told & NO_DIGIT)
		return 0;
	if (step == 2)
		return told | HEX;
	return mark == '-' ? told | DASHES : mark == ':' ? told | COLONS : 0;
}

unsigned id_code(struct span s, uint64_t *code)
{
	if (s.n == 16 || s.n == 23)
		return pairs(s, code);
	return s.n > 0 && s.n <= 18 ? decimal(s, code) : 0;
}

bool id_forms_differ(unsigned forms)
{
	const unsigned form = forms & (DECIMAL | HEX | DASHES | COLONS);

	return (form & (form - 1)) == 0 &&
	       (forms & (UPPER | LOWER)) != (UPPER | LOWER);
}
