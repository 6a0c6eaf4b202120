/*
 * The alternatives one after the other; each runs over the text with the set
 * of places in it that may be reached, so that nothing is tried twice.
 */
#include "model/pattern.h"

#include <string.h>


struct atom {
	struct span what;		/* "a", ".", "[...]" */
	char repeat;			/* '*', '+', '?' or 0 */
};

static bool is_plain(char c)
{
	return c && !strchr("[]*+?|()\\", c);
}

/* The atom at the beginning of s, taken off; false: there is none. */
static bool take(struct span *s, struct atom *atom)
{
	size_t n = 1;

	if (s->n == 0)
		return false;
	if (s->p[0] == '[') {
		const size_t first = s->n > 1 && s->p[1] == '^' ? 2 : 1;

		for (n = first; n < s->n && s->p[n] != ']'; n++)
			if (!is_plain(s->p[n]))
				return false;
		if (n == s->n || n == first)
			return false;
		n++;
	} else if (!is_plain(s->p[0])) {
		return false;
	}
	atom->what = span_make(s->p, n);
	atom->repeat = 0;
	if (n < s->n && strchr("*+?", s->p[n]))
		atom->repeat = s->p[n++];
	*s = span_from(*s, n);
	return true;
}

static bool in_set(struct span set, char c)
{
	const bool others = set.p[0] == '^';
	bool in = false;

	for (size_t i = others ? 1 : 0; i < set.n; i++) {
		if (i + 2 < set.n && set.p[i + 1] == '-') {
			in = in || (c >= set.p[i] && c <= set.p[i + 2]);
			i += 2;
		} else {
			in = in || c == set.p[i];
		}
	}
	return in != others;
}

static bool fits(const struct atom *a, char c)
{
	if (a->what.p[0] == '[')
		return in_set(span_make(a->what.p + 1, a->what.n - 2), c);
	return a->what.p[0] == '.' || a->what.p[0] == c;
}

/* From the places that are reached to those behind the atom. */
static void step(const struct atom *a, struct span text, bool *at)
{
	bool before = at[0];
	const bool none = a->repeat == '*' || a->repeat == '?';
	const bool many = a->repeat == '*' || a->repeat == '+';

	at[0] = before && none;
	for (size_t i = 0; i < text.n; i++) {
		const bool here = before || (many && at[i]);
		const bool reached = here && fits(a, text.p[i]);

		before = at[i + 1];
		at[i + 1] = reached || (before && none);
	}
}

static bool one(struct span pattern, struct span text)
{
	bool at[PATTERN_MAX + 1] = { true };
	struct atom a;

	while (take(&pattern, &a))
		step(&a, text, at);
	return pattern.n == 0 && at[text.n];
}

bool pattern_valid(struct span pattern)
{
	struct span part;
	struct atom a;

	/* a separator ends a part: an empty last one is not seen below */
	if (pattern.n == 0 || pattern.n > PATTERN_MAX ||
	    pattern.p[pattern.n - 1] == '|')
		return false;
	while (span_cut(&pattern, '|', &part)) {
		if (part.n == 0)
			return false;
		while (part.n) {
			if (!take(&part, &a))
				return false;
		}
	}
	return true;
}

bool pattern_matches(struct span pattern, struct span text)
{
	struct span part;

	if (text.n > PATTERN_MAX || !pattern_valid(pattern))
		return false;
	while (span_cut(&pattern, '|', &part)) {
		if (one(part, text))
			return true;
	}
	return false;
}
