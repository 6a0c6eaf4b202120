/*
 * num.c - whole numbers in and out, and shares made from counts
 *
 * A percentage is one division of 128-bit integers: part * 100 * 10^places,
 * doubled for the half, stays below 2^128 for the eight places allowed.
 */
#include "base/num.h"

#include "base/bug.h"

enum { PLACES_MAX = 8 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* sum = sum * 10 + digit */
static bool append(uint64_t *sum, char c)
{
	unsigned d = (unsigned)(c - '0');

	if (*sum > (UINT64_MAX - d) / 10)
		return false;
	*sum = *sum * 10 + d;
	return true;
}

bool num_parse(struct span s, uint64_t *value)
{
	uint64_t sum = 0;

	if (!s.n)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!digit(s.p[i]) || !append(&sum, s.p[i]))
			return false;
	*value = sum;
	return true;
}

bool num_add(uint64_t *sum, uint64_t more)
{
	if (more > UINT64_MAX - *sum)
		return false;
	*sum += more;
	return true;
}

/* The text is made from its end; gives where it begins. */
static char *digits_before(char *end, uint64_t v)
{
	do {
		*--end = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	return end;
}

static const char *to_front(char *text, const char *from)
{
	size_t i = 0;

	while ((text[i] = from[i]) != '\0')
		i++;
	return text;
}

const char *num_text(uint64_t v, char text[NUM_TEXT])
{
	char *end = text + NUM_TEXT - 1;

	*end = '\0';
	return to_front(text, digits_before(end, v));
}

const char *num_group(uint64_t v, char text[NUM_TEXT])
{
	char *p = text + NUM_TEXT - 1;
	unsigned n = 0;

	*p = '\0';
	do {
		if (n && n % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + v % 10);
		v /= 10;
		n++;
	} while (v);
	return to_front(text, p);
}

const char *num_percent(uint64_t part, uint64_t whole, unsigned places,
			char text[NUM_TEXT])
{
	__extension__ unsigned __int128 v = part;
	char *p = text + NUM_TEXT - 1;

	if (places > PLACES_MAX)
		BUG("more places than a percentage has");
	if (!whole) {
		text[0] = '\0';
		return text;
	}
	v *= 100;
	for (unsigned i = 0; i < places; i++)
		v *= 10;
	v = (2 * v + whole) / whole / 2;
	*p = '\0';
	for (unsigned i = 0; i < places; i++) {
		*--p = (char)('0' + (int)(v % 10));
		v /= 10;
	}
	if (places)
		*--p = '.';
	do {
		*--p = (char)('0' + (int)(v % 10));
		v /= 10;
	} while (v);
	return to_front(text, p);
}

bool num_parse_decimal(struct span s, unsigned places, uint64_t *scaled)
{
	uint64_t sum = 0;
	size_t i = 0;
	unsigned after = 0;

	while (i < s.n && digit(s.p[i]))
		if (!append(&sum, s.p[i++]))
			return false;
	if (!i)
		return false;
	if (i < s.n) {
		if (s.p[i++] != '.' || i == s.n)
			return false;
		for (; i < s.n; i++, after++)
			if (after == places || !digit(s.p[i]) ||
			    !append(&sum, s.p[i]))
				return false;
	}
	for (; after < places; after++)
		if (!append(&sum, '0'))
			return false;
	*scaled = sum;
	return true;
}
