/* The circle is a list of the slots that are left; a window is an arc of
 * that list. Only arcs that begin where some window begins and end where
 * some window ends can be critical, and the whole circle. */
#include "engine/smooth_peel.h"

#include "base/mem.h"

struct piece {			/* a window on what is left of the circle */
	uint32_t from, slots;
	uint64_t work;
};

struct circle {
	const struct smooth_problem *p;
	const uint64_t *room;
	uint32_t *slot;			/* those left, in order */
	uint32_t n;
	struct piece *piece;
	uint32_t pieces;
};

struct best {
	uint32_t from, slots;
	uint64_t work, left, level;
	bool found;
};

static bool inside(const struct circle *c, const struct piece *w,
		   uint32_t from, uint32_t slots)
{
	const uint32_t offset = w->from >= from ? w->from - from :
				w->from + c->n - from;

	return slots == c->n || offset + w->slots <= slots;
}

static uint64_t work_inside(const struct circle *c, uint32_t from,
			    uint32_t slots)
{
	uint64_t work = 0;

	for (uint32_t w = 0; w < c->pieces; w++) {
		if (inside(c, &c->piece[w], from, slots))
			work += c->piece[w].work;
	}
	return work;
}

static uint32_t at(const struct circle *c, uint32_t i)
{
	return c->slot[i >= c->n ? i - c->n : i];
}

/* Load that the arc takes when it is filled up to `level`; not reckoned to
 * the end once it is more than `enough`. */
static uint64_t poured(const struct circle *c, uint32_t from, uint32_t slots,
		       uint64_t level, uint64_t enough)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < slots && sum <= enough; i++) {
		const uint32_t t = at(c, from + i);
		const uint64_t most = c->room[t] * c->p->unit;
		const uint64_t base = c->p->base[t];

		if (level > base)
			sum += level - base < most ? level - base : most;
	}
	return sum;
}

/* The least whole level at which the arc takes `load`, between two. */
static uint64_t level_of(const struct circle *c, uint32_t from,
			 uint32_t slots, uint64_t load, uint64_t low)
{
	uint64_t high = low;

	for (uint32_t i = 0; i < slots; i++) {
		const uint32_t t = at(c, from + i);
		const uint64_t most = c->room[t] * c->p->unit;
		const uint64_t top = c->p->base[t] +
				     (most < load ? most : load);

		if (top > high)
			high = top;
	}
	while (low < high) {
		const uint64_t middle = low + (high - low) / 2;

		if (poured(c, from, slots, middle, load) >= load)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static uint64_t arc_room(const struct circle *c, uint32_t from,
			 uint32_t slots)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < slots; i++) {
		const uint64_t room = c->room[at(c, from + i)];

		sum = sum + room < SMOOTH_NO_LIMIT ? sum + room :
						     SMOOTH_NO_LIMIT;
	}
	return sum;
}

/* An arc that cannot take its work comes before every other. */
static void try_arc(const struct circle *c, uint32_t from, uint32_t slots,
		    struct best *b)
{
	const uint64_t work = work_inside(c, from, slots);
	const uint64_t room = arc_room(c, from, slots);
	uint64_t load;

	if (work == 0)
		return;
	if (work > room) {
		if (!b->found || work - room > b->left)
			*b = (struct best){ from, slots, work, work - room,
					    UINT64_MAX, true };
		return;
	}
	load = work * c->p->unit;
	if (b->found) {
		const uint64_t there = b->left ? UINT64_MAX :
			poured(c, from, slots, b->level, load);

		if (there > load || (there == load && slots <= b->slots))
			return;
	}
	b->level = level_of(c, from, slots, load, b->found ? b->level : 0);
	b->from = from;
	b->slots = slots;
	b->work = work;
	b->found = true;
}

static void find_best(const struct circle *c, struct best *b)
{
	*b = (struct best){ 0 };
	if (c->n == 0)
		return;
	for (uint32_t i = 0; i < c->pieces; i++) {
		const uint32_t from = c->piece[i].from;

		for (uint32_t j = 0; j < c->pieces; j++) {
			const uint32_t end = c->piece[j].from +
					     c->piece[j].slots;
			const uint32_t slots = (end + c->n - from) % c->n;

			if (slots)
				try_arc(c, from, slots, b);
		}
	}
	try_arc(c, 0, c->n, b);
}

/* Whole requests up to the level, the rest where they stay lowest. */
static void set_targets(const struct circle *c, const struct best *b,
			uint64_t *target)
{
	const uint64_t unit = c->p->unit;
	uint64_t rest = b->work - b->left;

	for (uint32_t i = 0; i < b->slots; i++) {
		const uint32_t t = at(c, b->from + i);
		const uint64_t base = c->p->base[t];
		uint64_t n = b->level > base ? (b->level - base) / unit : 0;

		if (n > c->room[t])
			n = c->room[t];
		if (n > rest)
			n = rest;
		target[t] = n;
		rest -= n;
	}
	while (rest) {
		uint32_t lowest = UINT32_MAX;

		for (uint32_t i = 0; i < b->slots; i++) {
			const uint32_t t = at(c, b->from + i);

			if (target[t] < c->room[t] &&
			    (lowest == UINT32_MAX ||
			     c->p->base[t] + target[t] * unit <
			     c->p->base[lowest] + target[lowest] * unit))
				lowest = t;
		}
		target[lowest]++;
		rest--;
	}
}

static void add_arc(const struct circle *c, const struct best *b,
		    struct smooth_plan *plan)
{
	const uint32_t first = at(c, b->from);
	const uint32_t last = at(c, b->from + b->slots - 1);
	struct smooth_arc *a = vec_add(&plan->arcs);

	a->from = first;
	a->slots = (last >= first ? last - first :
		    last + c->p->slots - first) + 1;
	a->filled = b->slots;
	a->work = b->work;
	a->left = b->left;
	a->level = b->level;
}

/* A position of the old list in the new one; those of the arc become the
 * place behind it. */
static uint32_t moved(const struct circle *c, const struct best *b,
		      uint32_t i)
{
	const uint32_t offset = i >= b->from ? i - b->from :
				i + c->n - b->from;

	return offset < b->slots ? 0 : offset - b->slots;
}

/* Takes the arc out: the list begins behind it. */
static void contract(struct circle *c, const struct best *b)
{
	const uint32_t left = c->n - b->slots;
	uint32_t *slot = mem_array(left + 1, sizeof(*slot)), kept = 0;

	for (uint32_t w = 0; w < c->pieces; w++) {
		struct piece piece = c->piece[w];
		uint32_t gone = 0, first;

		if (inside(c, &piece, b->from, b->slots))
			continue;
		for (uint32_t i = 0; i < piece.slots; i++) {
			uint32_t at_arc = piece.from + i + c->n - b->from;

			while (at_arc >= c->n)
				at_arc -= c->n;
			gone += at_arc < b->slots;
		}
		first = piece.from;
		piece.from = moved(c, b, first);
		piece.slots -= gone;
		c->piece[kept++] = piece;
	}
	for (uint32_t i = 0; i < left; i++)
		slot[i] = at(c, b->from + b->slots + i);
	for (uint32_t i = 0; i < left; i++)
		c->slot[i] = slot[i];
	mem_free(slot);
	c->n = left;
	c->pieces = kept;
}

void smooth_peel(const struct smooth_problem *p, const uint64_t *room,
		 uint64_t *target, struct smooth_plan *plan)
{
	struct circle c = { .p = p, .room = room, .n = p->slots };
	struct best b;

	c.slot = mem_array(p->slots, sizeof(*c.slot));
	c.piece = mem_array(p->windows + 1, sizeof(*c.piece));
	for (uint32_t t = 0; t < p->slots; t++)
		c.slot[t] = t;
	for (uint32_t w = 0; w < p->windows; w++) {
		if (p->window[w].work)
			c.piece[c.pieces++] = (struct piece){
				p->window[w].from, p->window[w].slots,
				p->window[w].work };
	}
	while (c.pieces) {
		find_best(&c, &b);
		set_targets(&c, &b, target);
		add_arc(&c, &b, plan);
		contract(&c, &b);
	}
	mem_free(c.slot);
	mem_free(c.piece);
}
