/*
 * intern.h - distinct byte strings, numbered from 0 in order of arrival
 *
 * A set of byte strings and a map to dense numbers in one: what belongs to a
 * string is kept by its owner in an array of its own, indexed by the number.
 * Walk 0 .. count-1 to iterate; there is no other order, so no output can
 * come to depend on hashing.
 *
 *	struct intern names = INTERN_INIT;
 *	bool fresh;
 *	uint32_t id = intern_put(&names, s, &fresh);
 *	if (fresh)
 *		vec_push(&total, 0);
 *	total.v[id] += n;
 *	intern_release(&names);
 *
 * Keys are compared in full; the hash is seeded per process (intern_seed, a
 * static, called by cli/prog.c with bytes of getrandom before the first
 * intern_put) so that nobody can send keys made to collide. Keys are copied,
 * NUL behind each; they may hold any byte. A key does not move.
 * At most 2^32-2 strings: more is exhaustion. `fresh` may be NULL.
 */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"

#define INTERN_NONE	UINT32_MAX

struct intern {
	struct arena arena;
	struct span *key;	/* by number */
	uint64_t *hash;		/* by number */
	uint32_t *slot;		/* open addressing: number + 1, or 0 */
	uint32_t count;
	uint32_t cap;		/* of key and hash */
	uint64_t slots;		/* power of two, or 0 */
};

#define INTERN_INIT	{ ARENA_INIT, NULL, NULL, NULL, 0, 0, 0 }

void intern_seed(uint64_t seed);
uint64_t intern_hash(struct span s);	/* by the seed of this process */
uint32_t intern_put(struct intern *t, struct span s, bool *fresh);
uint32_t intern_find(const struct intern *t, struct span s);
struct span intern_get(const struct intern *t, uint32_t id);
void intern_release(struct intern *t);

#endif
