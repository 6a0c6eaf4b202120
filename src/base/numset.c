/* Open addressing; an entry that has not come is empty. */
#include "base/numset.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/mem.h"

enum { ROOM_MIN = 64 };

void numset_release(struct numset *s)
{
	mem_free(s->entry);
	*s = (struct numset)NUMSET_INIT;
}

/* The entry of the same numbers, or the empty one where they belong. */
static struct numset_entry *entry_of(const struct numset *s,
				     const uint32_t *number)
{
	enum { BYTES = NUMSET_MAX * sizeof(*number) };
	size_t i = intern_hash(span_make((const char *)number, BYTES)) &
		   (s->room - 1);

	while (s->entry[i].count &&
	       memcmp(s->entry[i].number, number, BYTES) != 0)
		i = (i + 1) & (s->room - 1);
	return &s->entry[i];
}

static void grow(struct numset *s)
{
	const struct numset old = *s;

	s->room = old.room ? 2 * old.room : ROOM_MIN;
	s->entry = mem_array(s->room, sizeof(*s->entry));
	for (size_t i = 0; i < old.room; i++)
		if (old.entry[i].count)
			*entry_of(s, old.entry[i].number) = old.entry[i];
	mem_free(old.entry);
}

static void add(struct numset *s, const uint32_t *number, uint64_t count)
{
	struct numset_entry *e;

	if (2 * s->n >= s->room)
		grow(s);
	e = entry_of(s, number);
	if (!e->count) {
		memcpy(e->number, number, sizeof(e->number));
		s->n++;
	}
	e->count += count;
}

/* A network, which has nothing to guess: the order is any. */
static inline void order(uint32_t x[NUMSET_MAX])
{
	static const unsigned char pair[][2] = {
		{ 0, 5 }, { 1, 3 }, { 2, 4 }, { 1, 2 }, { 3, 4 }, { 0, 3 },
		{ 2, 5 }, { 0, 1 }, { 2, 3 }, { 4, 5 }, { 1, 2 }, { 3, 4 },
	};

#pragma GCC unroll 12
	for (size_t i = 0; i < sizeof(pair) / sizeof(pair[0]); i++) {
		const uint32_t a = x[pair[i][0]], b = x[pair[i][1]];

		x[pair[i][0]] = a < b ? a : b;
		x[pair[i][1]] = a < b ? b : a;
	}
}

void numset_add(struct numset *s, const uint32_t number[NUMSET_MAX],
		size_t n)
{
	uint32_t all[NUMSET_MAX];

#pragma GCC unroll 6
	for (size_t i = 0; i < NUMSET_MAX; i++) {
		const uint32_t x = number[i];

		all[i] = i < n ? x : NUMSET_NONE;
	}
	order(all);
	add(s, all, 1);
}

void numset_merge(struct numset *to, const struct numset *from)
{
	for (size_t i = 0; i < from->room; i++)
		if (from->entry[i].count)
			add(to, from->entry[i].number, from->entry[i].count);
}

/* One more than NUMSET_NONE is 0: a shorter set comes first. */
static int by_numbers(const void *a, const void *b)
{
	const struct numset_entry *x = a, *y = b;

	for (size_t i = 0; i < NUMSET_MAX; i++)
		if (x->number[i] != y->number[i])
			return x->number[i] + 1 < y->number[i] + 1 ? -1 : 1;
	return 0;
}

void numset_sort(struct numset *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->room; i++)
		if (s->entry[i].count)
			s->entry[n++] = s->entry[i];
	if (n)
		qsort(s->entry, n, sizeof(*s->entry), by_numbers);
}
