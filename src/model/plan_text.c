/* Lives, and numbers in fixed point read back. */
#include "model/plan_text.h"

#include <string.h>

void plan_text_init(struct plan_text *t)
{
	memset(t, 0, sizeof(*t));
}

void plan_text_release(struct plan_text *t)
{
	vec_release(&t->rows);
	vec_release(&t->prices);
	arena_release(&t->arena);
}

bool plan_fixed_parse(struct span s, plan_fixed *v)
{
	unsigned places = 0;
	bool point = false, digit = false;

	*v = 0;
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (c == '.' && !point && digit) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || (point && ++places > 12) ||
		    __builtin_mul_overflow(*v, 10, v) ||
		    __builtin_add_overflow(*v, c - '0', v))
			return false;
		digit = true;
	}
	for (; places < 12; places++) {
		if (__builtin_mul_overflow(*v, 10, v))
			return false;
	}
	return digit && s.p[s.n - 1] != '.';
}
