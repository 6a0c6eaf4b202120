/*
 * ratio.c - exact fractions, rounded only when they are printed
 *
 * What is multiplied is first reduced crosswise, so that a product grows no
 * further than its reduced form, and a product above RATIO_BITS is refused
 * instead of cut. The 24 bits that are left are the room for printing: times
 * 10^6, and once more for the half.
 */
#include "base/ratio.h"

#include <stddef.h>

#include "base/bug.h"

__extension__ typedef unsigned __int128 wide;

static const wide limit = (wide)1 << RATIO_BITS;

static wide common(wide a, wide b)
{
	while (b) {
		const wide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static wide product(wide a, wide b, bool *over)
{
	wide p;

	if (__builtin_mul_overflow(a, b, &p) || p >= limit) {
		*over = true;
		return 1;
	}
	return p;
}

struct ratio ratio_of(uint64_t n)
{
	return (struct ratio){ .num = n, .den = 1 };
}

static void scale(struct ratio *r, wide num, wide den)
{
	const wide a = common(r->num, den), b = common(num, r->den);

	if (r->over)
		return;
	r->num = product(r->num / a, num / b, &r->over);
	r->den = product(r->den / b, den / a, &r->over);
}

void ratio_mul(struct ratio *r, uint64_t by)
{
	scale(r, by, 1);
}

void ratio_div(struct ratio *r, uint64_t by)
{
	if (by == 0)
		BUG("a ratio divided by zero");
	scale(r, 1, by);
}

void ratio_mul_ratio(struct ratio *r, const struct ratio *by)
{
	scale(r, by->num, by->den);
	r->over = r->over || by->over;
}

void ratio_add(struct ratio *sum, const struct ratio *more)
{
	const wide shared = common(sum->den, more->den);
	bool over = sum->over || more->over;
	const wide a = product(sum->num, more->den / shared, &over);
	const wide b = product(more->num, sum->den / shared, &over);
	const wide den = product(sum->den, more->den / shared, &over);
	const wide g = common(a + b, den);

	sum->over = over || a + b >= limit;
	if (sum->over)
		return;
	sum->num = (a + b) / g;
	sum->den = den / g;
}

/* By whole parts, then by what is left turned upside down: no product that
 * could overflow. */
int ratio_cmp(const struct ratio *a, const struct ratio *b)
{
	wide an = a->num, ad = a->den, bn = b->num, bd = b->den;
	int sign = 1;

	for (;;) {
		const wide aq = an / ad, bq = bn / bd;
		wide rest;

		if (aq != bq)
			return aq < bq ? -sign : sign;
		an %= ad;
		bn %= bd;
		if (an == 0 || bn == 0)
			return an == bn ? 0 : an == 0 ? -sign : sign;
		rest = ad;
		ad = an;
		an = rest;
		rest = bd;
		bd = bn;
		bn = rest;
		sign = -sign;
	}
}

static wide rounded(const struct ratio *r, unsigned places,
		    enum ratio_rounding how)
{
	wide num = r->num, whole, rest;

	for (unsigned i = 0; i < places; i++)
		num *= 10;
	whole = num / r->den;
	rest = num % r->den;
	if ((how == RATIO_UP && rest) ||
	    (how == RATIO_HALF_UP && rest * 2 >= r->den))
		whole++;
	return whole;
}

bool ratio_whole(const struct ratio *r, enum ratio_rounding how,
		 uint64_t *whole)
{
	wide w;

	if (r->over)
		return false;
	w = rounded(r, 0, how);
	*whole = (uint64_t)w;
	return w <= UINT64_MAX;
}

static const char *write(const struct ratio *r, unsigned places,
			 enum ratio_rounding how, bool grouped,
			 char text[RATIO_TEXT])
{
	char *p = text + RATIO_TEXT - 1;
	unsigned n = 0;
	size_t i = 0;
	wide v;

	if (places > RATIO_PLACES)
		BUG("more places than a ratio is printed with");
	*p = '\0';
	if (r->over) {
		text[0] = '\0';
		return text;
	}
	v = rounded(r, places, how);
	for (; n < places; n++, v /= 10)
		*--p = (char)('0' + (int)(v % 10));
	if (places)
		*--p = '.';
	n = 0;
	do {
		if (grouped && n && n % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + (int)(v % 10));
		v /= 10;
		n++;
	} while (v);
	while ((text[i] = p[i]) != '\0')
		i++;
	return text;
}

const char *ratio_text(const struct ratio *r, unsigned places,
		       enum ratio_rounding how, char text[RATIO_TEXT])
{
	return write(r, places, how, false, text);
}

const char *ratio_group(const struct ratio *r, unsigned places,
			enum ratio_rounding how, char text[RATIO_TEXT])
{
	return write(r, places, how, true, text);
}
