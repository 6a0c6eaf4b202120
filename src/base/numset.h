/*
 * numset.h - small sets of numbers, each kept once, grown a number at a time
 *
 * The same few sets are made over and over from the same numbers; which set
 * a set and a number make is remembered.
 *
 *	struct numset s = NUMSET_INIT;
 *	uint32_t a = numset_one(&s, 7);		(the set of 7)
 *	uint32_t b = numset_add(&s, a, 3);	(3, 7)
 *	n = numset_get(&s, b, numbers);		(ascending)
 *	numset_release(&s);
 *
 * A number may be in a set twice. A set has at most NUMSET_MAX of them: one
 * more gives NUMSET_NONE. Sets are numbered from 0 in the order in
 * which they come to be. Memory: about 100 bytes a set, 24 a pair.
 */
#ifndef BASE_NUMSET_H
#define BASE_NUMSET_H

#include "base/intern.h"

struct numset_pair;

struct numset {
	struct intern sets;
	struct numset_pair *pair;	/* open addressing */
	uint64_t room, pairs;
};

#define NUMSET_MAX	16
#define NUMSET_NONE	UINT32_MAX
#define NUMSET_INIT	{ INTERN_INIT, NULL, 0, 0 }

uint32_t numset_one(struct numset *s, uint32_t number);
uint32_t numset_add(struct numset *s, uint32_t set, uint32_t number);
/* The same will soon be asked: into the cache with it. */
void numset_expect(const struct numset *s, uint32_t set, uint32_t number);
uint32_t numset_put(struct numset *s, const uint32_t *number, size_t n);
size_t numset_get(const struct numset *s, uint32_t set,
		  uint32_t number[NUMSET_MAX]);
void numset_release(struct numset *s);

#endif
