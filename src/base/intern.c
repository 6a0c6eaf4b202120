/*
 * intern.c - distinct byte strings, numbered from 0 in order of arrival
 *
 * Linear probing over numbers, filled to five eighths; the full hash is kept
 * by number, so that growing reads no key and a probe that fails nearly
 * always fails without one.
 *
 * The hash multiplies 64 by 64 bits and folds the halves, 16 bytes a step,
 * two lanes from 32 bytes on. Both factors of every product are mixed with
 * words made from the seed: with a public word in one of them, as is common,
 * a key can be made that zeroes the product whatever the seed is.
 */
#include "base/intern.h"

#include <string.h>

#include "base/bug.h"
#include "base/mem.h"

enum { SLOTS_MIN = 16, KEYS_MIN = 8 };

static uint64_t secret[4] = {
	UINT64_C(0x8f1d3c5b27a6e94d), UINT64_C(0xc3a5d1e96b7482f1),
	UINT64_C(0x5be0cd19b7f3a86d), UINT64_C(0x2d7e4a91f6c8b353),
};

void intern_seed(uint64_t seed)
{
	for (unsigned i = 0; i < 4; i++) {
		uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);

		z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
		z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
		secret[i] = z ^ (z >> 31);
	}
}

static uint64_t fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 m = a;

	m *= b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static uint64_t read64(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static uint64_t read32(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

uint64_t intern_hash(struct span s)
{
	uint64_t h = secret[0], other = secret[3];
	uint64_t a = 0, b = 0;
	const char *p = s.p;
	size_t n = s.n;

	if (n > 32) {
		do {
			h = fold(read64(p) ^ secret[1], read64(p + 8) ^ h);
			other = fold(read64(p + 16) ^ secret[2],
				     read64(p + 24) ^ other);
			p += 32;
			n -= 32;
		} while (n > 32);
		h = fold(h ^ secret[1], other ^ secret[2]);
	}
	if (n > 16)
		h = fold(read64(p) ^ secret[2], read64(p + 8) ^ h);
	if (n > 8) {		/* the last words may overlap what was read */
		a = read64(p + (n > 16 ? n - 16 : 0));
		b = read64(p + n - 8);
	} else if (n >= 4) {
		a = read32(p);
		b = read32(p + n - 4);
	} else if (n) {
		a = (uint64_t)(unsigned char)p[0] << 16 |
		    (uint64_t)(unsigned char)p[n / 2] << 8 |
		    (unsigned char)p[n - 1];
	}
	h = fold(a ^ secret[1], b ^ h);
	return fold(h ^ secret[2], (uint64_t)s.n ^ secret[3]);
}

/* The slot of the key, or the empty one where it belongs. */
static uint64_t slot_of(const struct intern *t, struct span s, uint64_t h)
{
	uint64_t mask = t->slots - 1;
	uint64_t i = h & mask;

	for (; t->slot[i]; i = (i + 1) & mask) {
		uint32_t id = t->slot[i] - 1;

		if (t->hash[id] == h && span_eq(t->key[id], s))
			break;
	}
	return i;
}

static void grow_slots(struct intern *t)
{
	uint64_t slots = t->slots ? t->slots * 2 : SLOTS_MIN;
	uint64_t mask = slots - 1;

	mem_free(t->slot);
	t->slot = mem_array(slots, sizeof(*t->slot));
	t->slots = slots;
	for (uint32_t id = 0; id < t->count; id++) {
		uint64_t i = t->hash[id] & mask;

		while (t->slot[i])
			i = (i + 1) & mask;
		t->slot[i] = id + 1;
	}
}

static void grow_keys(struct intern *t)
{
	uint64_t cap = t->cap ? (uint64_t)t->cap * 2 : KEYS_MIN;

	if (cap > INTERN_NONE)
		cap = INTERN_NONE;
	t->key = mem_resize(t->key, cap, sizeof(*t->key));
	t->hash = mem_resize(t->hash, cap, sizeof(*t->hash));
	t->cap = (uint32_t)cap;
}

uint32_t intern_put(struct intern *t, struct span s, bool *fresh)
{
	uint64_t h = intern_hash(s);
	uint64_t i;

	if ((uint64_t)t->count + 1 > t->slots / 8 * 5)
		grow_slots(t);
	i = slot_of(t, s, h);
	if (fresh)
		*fresh = !t->slot[i];
	if (t->slot[i])
		return t->slot[i] - 1;
	if (t->count == INTERN_NONE - 1)
		mem_exhausted(SIZE_MAX);
	if (t->count == t->cap)
		grow_keys(t);
	t->key[t->count] = arena_span(&t->arena, s);
	t->hash[t->count] = h;
	t->slot[i] = ++t->count;
	return t->count - 1;
}

uint32_t intern_find(const struct intern *t, struct span s)
{
	uint64_t i;

	if (!t->slots)
		return INTERN_NONE;
	i = slot_of(t, s, intern_hash(s));
	return t->slot[i] ? t->slot[i] - 1 : INTERN_NONE;
}

struct span intern_get(const struct intern *t, uint32_t id)
{
	if (id >= t->count)
		BUG("a number that no string has");
	return t->key[id];
}

void intern_release(struct intern *t)
{
	arena_release(&t->arena);
	mem_free(t->key);
	mem_free(t->hash);
	mem_free(t->slot);
	*t = (struct intern)INTERN_INIT;
}
