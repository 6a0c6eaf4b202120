/*
 * journal_known.h - which bodies a journal has, by their digest
 *
 * In memory, 12 to 24 bytes a body, and not as an index of the database: the
 * digests come in no order, so that each new one would write another page of
 * an index, which was a third of all pages of a campaign.
 *
 *	struct journal_known k = JOURNAL_KNOWN_INIT;
 *	const uint32_t tag = (uint32_t)intern_hash(digest);
 *	uint64_t at = 0;
 *
 *	journal_known_put(&k, tag, 7);
 *	while ((body = journal_known_next(&k, tag, &at)) != 0)
 *		...			(7, and all others of this tag)
 *	journal_known_release(&k);
 *
 * Some of 32 bits are alike though the digests are not, so who asks compares
 * the digests. No output depends on the order of what is found.
 */
#ifndef FILE_JOURNAL_KNOWN_H
#define FILE_JOURNAL_KNOWN_H

#include <stdint.h>

struct journal_known_slot {
	uint32_t tag;
	uint32_t body;			/* 0: empty */
};

struct journal_known {
	struct journal_known_slot *slot;	/* open addressing */
	uint64_t slots;			/* a power of two, or 0 */
	uint64_t count, expected;
};

#define JOURNAL_KNOWN_INIT	{ 0, 0, 0, 0 }

/* So many more are to come: room for them now, and not while they do. */
void journal_known_expect(struct journal_known *k, uint64_t more);

void journal_known_put(struct journal_known *k, uint32_t tag, uint32_t body);
/* The next that may be it; 0: no more. `*at` begins as 0. */
uint32_t journal_known_next(const struct journal_known *k, uint32_t tag,
			    uint64_t *at);
void journal_known_release(struct journal_known *k);

#endif
