#include "file/journal_known.h"

#include "base/mem.h"

enum { FIRST_SLOTS = 1024 };

static void place(struct journal_known *k, struct journal_known_slot s)
{
	uint64_t i = s.tag & (k->slots - 1);

	while (k->slot[i].body)
		i = (i + 1) & (k->slots - 1);
	k->slot[i] = s;
}

static void grow(struct journal_known *k)
{
	const struct journal_known old = *k;

	k->slots = old.slots ? 2 * old.slots : FIRST_SLOTS;
	k->slot = mem_array(k->slots, sizeof(*k->slot));
	for (uint64_t i = 0; i < old.slots; i++) {
		if (old.slot[i].body)
			place(k, old.slot[i]);
	}
	mem_free(old.slot);
}

static void have_room(struct journal_known *k, uint64_t count)
{
	while (count > k->slots / 3 * 2)
		grow(k);
}

void journal_known_expect(struct journal_known *k, uint64_t more)
{
	k->expected += more;
	have_room(k, k->expected);
}

void journal_known_put(struct journal_known *k, uint32_t tag, uint32_t body)
{
	have_room(k, k->count + 1);
	place(k, (struct journal_known_slot){ tag, body });
	k->count++;
}

uint32_t journal_known_next(const struct journal_known *k, uint32_t tag,
			    uint64_t *at)
{
	while (k->slots) {
		const struct journal_known_slot *s =
			&k->slot[(tag + (*at)++) & (k->slots - 1)];

		if (!s->body)
			break;
		if (s->tag == tag)
			return s->body;
	}
	return 0;
}

void journal_known_release(struct journal_known *k)
{
	mem_free(k->slot);
	*k = (struct journal_known)JOURNAL_KNOWN_INIT;
}
