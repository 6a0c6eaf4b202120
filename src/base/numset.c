/* Which set a pair makes stands in a table of its own: it is asked once a
 * number, the sets themselves hardly ever. */
#include "base/numset.h"

#include <string.h>

#include "base/mem.h"

enum { ROOM_MIN = 64 };

struct numset_pair {
	uint32_t set, number;
	uint32_t sum;			/* + 1; 0: empty */
};

void numset_release(struct numset *s)
{
	intern_release(&s->sets);
	mem_free(s->pair);
	*s = (struct numset)NUMSET_INIT;
}

uint32_t numset_put(struct numset *s, const uint32_t *number, size_t n)
{
	return intern_put(&s->sets, span_make((const char *)number,
					      n * sizeof(*number)), NULL);
}

uint32_t numset_one(struct numset *s, uint32_t number)
{
	return numset_put(s, &number, 1);
}

size_t numset_get(const struct numset *s, uint32_t set,
		  uint32_t number[NUMSET_MAX])
{
	const struct span text = intern_get(&s->sets, set);

	memcpy(number, text.p, text.n);
	return text.n / sizeof(*number);
}

static uint64_t place_of(const struct numset *s, uint32_t set,
			 uint32_t number)
{
	return ((uint64_t)set << 32 | number) *
	       UINT64_C(0x9e3779b97f4a7c15) >> 32 & (s->room - 1);
}

void numset_expect(const struct numset *s, uint32_t set, uint32_t number)
{
	if (s->room)
		__builtin_prefetch(&s->pair[place_of(s, set, number)]);
}

static struct numset_pair *slot_of(const struct numset *s, uint32_t set,
				   uint32_t number)
{
	uint64_t i = place_of(s, set, number);

	while (s->pair[i].sum && (s->pair[i].set != set ||
				  s->pair[i].number != number))
		i = (i + 1) & (s->room - 1);
	return &s->pair[i];
}

static void grow(struct numset *s)
{
	struct numset_pair *old = s->pair;
	const uint64_t room = s->room;

	s->room = room ? 2 * room : ROOM_MIN;
	s->pair = mem_array(s->room, sizeof(*s->pair));
	for (uint64_t i = 0; i < room; i++)
		if (old[i].sum)
			*slot_of(s, old[i].set, old[i].number) = old[i];
	mem_free(old);
}

uint32_t numset_add(struct numset *s, uint32_t set, uint32_t number)
{
	uint32_t have[NUMSET_MAX + 1];
	struct numset_pair *p;
	size_t n, at;

	if (4 * s->pairs >= 3 * s->room)
		grow(s);
	p = slot_of(s, set, number);
	if (p->sum)
		return p->sum - 1;
	n = numset_get(s, set, have);
	if (n == NUMSET_MAX)
		return NUMSET_NONE;
	for (at = n; at > 0 && have[at - 1] > number; at--)
		have[at] = have[at - 1];
	have[at] = number;
	*p = (struct numset_pair){ set, number,
				   numset_put(s, have, n + 1) + 1 };
	s->pairs++;
	return p->sum - 1;
}
