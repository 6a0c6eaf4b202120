/*
 * numset.h - small sets of numbers, and how often each has come
 *
 *	struct numset s = NUMSET_INIT;
 *	numset_add(&s, numbers, 3);		(in any order)
 *	numset_merge(&s, &other);
 *	numset_sort(&s);			(nothing comes after that)
 *	for (size_t i = 0; i < s.n; i++)
 *		...s.entry[i].number, .count...
 *	numset_release(&s);
 *
 * A set has one to NUMSET_MAX numbers below NUMSET_NONE; one may be in it
 * twice. Memory: 64 bytes a set.
 */
#ifndef BASE_NUMSET_H
#define BASE_NUMSET_H

#include <stddef.h>
#include <stdint.h>

#define NUMSET_MAX	6
#define NUMSET_NONE	UINT32_MAX

struct numset_entry {
	uint32_t number[NUMSET_MAX];	/* ascending, NUMSET_NONE behind */
	uint64_t count;
};

struct numset {
	struct numset_entry *entry;
	size_t n;			/* sets */
	size_t room;			/* a power of two; 0: none */
};

#define NUMSET_INIT	{ NULL, 0, 0 }

/* The first n of them; the rest is anything. */
void numset_add(struct numset *s, const uint32_t number[NUMSET_MAX],
		size_t n);
void numset_merge(struct numset *to, const struct numset *from);
/* By the first number that differs; a part of another comes before it. */
void numset_sort(struct numset *s);
void numset_release(struct numset *s);

#endif
