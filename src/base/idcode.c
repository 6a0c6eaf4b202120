/* Decimal numbers of different lengths differ, "07" and "7": the shorter
 * ones come first. */
#include "base/idcode.h"

enum { DECIMAL = 1, HEX = 2, DASHES = 4, COLONS = 8, UPPER = 16, LOWER = 32,
       HEX_DIGIT = 64 };

/* By byte: the value of a hexadecimal digit, and what else it tells. */
static const unsigned char digit[256] = {
	['0'] = HEX_DIGIT | 0, ['1'] = HEX_DIGIT | 1,
	['2'] = HEX_DIGIT | 2, ['3'] = HEX_DIGIT | 3,
	['4'] = HEX_DIGIT | 4, ['5'] = HEX_DIGIT | 5,
	['6'] = HEX_DIGIT | 6, ['7'] = HEX_DIGIT | 7,
	['8'] = HEX_DIGIT | 8, ['9'] = HEX_DIGIT | 9,
	['A'] = HEX_DIGIT | UPPER | 10, ['B'] = HEX_DIGIT | UPPER | 11,
	['C'] = HEX_DIGIT | UPPER | 12, ['D'] = HEX_DIGIT | UPPER | 13,
	['E'] = HEX_DIGIT | UPPER | 14, ['F'] = HEX_DIGIT | UPPER | 15,
	['a'] = HEX_DIGIT | LOWER | 10, ['b'] = HEX_DIGIT | LOWER | 11,
	['c'] = HEX_DIGIT | LOWER | 12, ['d'] = HEX_DIGIT | LOWER | 13,
	['e'] = HEX_DIGIT | LOWER | 14, ['f'] = HEX_DIGIT | LOWER | 15,
};

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

/* Eight pairs of digits, so many bytes from one to the next. */
static inline unsigned pairs(const unsigned char *p, size_t step,
			     uint64_t *code)
{
	unsigned all = HEX_DIGIT, any = 0;
	uint64_t n = 0;

	for (size_t i = 0; i < 8; i++, p += step) {
		const unsigned a = digit[p[0]], b = digit[p[1]];

		all &= a & b;
		any |= a | b;
		n = n << 8 | (a & 15) << 4 | (b & 15);
	}
	*code = n;
	return all ? any & (UPPER | LOWER) : HEX_DIGIT;
}

static unsigned hex(struct span s, uint64_t *code)
{
	const unsigned char *p = (const unsigned char *)s.p;
	const unsigned told = s.n == 16 ? pairs(p, 2, code) :
					  pairs(p, 3, code);

	if (told & HEX_DIGIT)
		return 0;
	if (s.n == 16)
		return told | HEX;
	for (size_t i = 2; i < s.n; i += 3)
		if (p[i] != p[2])
			return 0;
	return p[2] == '-' ? told | DASHES : p[2] == ':' ? told | COLONS : 0;
}

unsigned id_code(struct span s, uint64_t *code)
{
	if (s.n == 16 || s.n == 23)
		return hex(s, code);
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
