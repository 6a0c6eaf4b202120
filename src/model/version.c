/* Leading zeros go, part by part; digits are never made a machine number,
 * so a part may have as many as it likes. */
#include "model/version.h"

#include "model/mark.h"

/* The part without its leading zeros; empty if it is not digits. */
static struct span plain_part(struct span part)
{
	size_t zeros = 0;

	for (size_t i = 0; i < part.n; i++) {
		if (part.p[i] < '0' || part.p[i] > '9')
			return SPAN_EMPTY;
	}
	while (zeros + 1 < part.n && part.p[zeros] == '0')
		zeros++;
	return span_from(part, zeros);
}

bool version_add_plain(struct buf *to, struct span version)
{
	struct span rest = version, part;
	size_t parts = 0;

	if (!version_is_dotted(version))
		return false;
	while (span_cut(&rest, '.', &part)) {
		if (parts++)
			buf_add_char(to, '.');
		buf_add(to, plain_part(part));
	}
	return true;
}

bool version_is_dotted(struct span version)
{
	struct span rest = version, part;
	size_t parts = 0;

	while (span_cut(&rest, '.', &part)) {
		if (plain_part(part).n == 0)
			return false;
		parts++;
	}
	return parts >= 2 && version.p[version.n - 1] != '.';
}

static int compare_numbers(struct span a, struct span b)
{
	struct span x, y;

	for (;;) {
		const bool more_a = span_cut(&a, '.', &x);
		const bool more_b = span_cut(&b, '.', &y);
		int c;

		if (!more_a || !more_b)
			return (int)more_a - (int)more_b;
		x = plain_part(x);
		y = plain_part(y);
		if (x.n != y.n)
			return x.n < y.n ? -1 : 1;
		c = span_cmp(x, y);
		if (c)
			return c;
	}
}

bool version_same_number(struct span a, struct span b)
{
	return version_is_dotted(a) && version_is_dotted(b) &&
	       compare_numbers(a, b) == 0;
}

bool version_compare(struct span a, struct span b, int *order)
{
	if (!version_is_dotted(a) || !version_is_dotted(b))
		return false;
	*order = compare_numbers(a, b);
	return true;
}

int version_order(struct span a, struct span b)
{
	const bool dotted_a = version_is_dotted(a);
	const bool dotted_b = version_is_dotted(b);
	int c = 0;

	if (dotted_a != dotted_b)
		return dotted_a ? -1 : 1;
	if (dotted_a)
		c = compare_numbers(a, b);
	return c ? c : span_cmp(a, b);
}

bool version_is_tbc(struct span version)
{
	return span_eq_nocase(mark_strip(version), SPAN("TBC"));
}
