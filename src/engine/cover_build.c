/*
 * A problem made compact: dominated candidates sieved out, items and carriers
 * listed both ways, weights in whole units, items sorted into families.
 *
 * Domination is looked for among the survivors so far, which is enough since
 * it is transitive. Both searches here have a budget: on dense problems they
 * would cost more than they save, and stopping early loses speed only.
 */
#include "engine/cover_core.h"

#include <string.h>
#include "base/bug.h"
#include "base/mem.h"

#define SIEVE_VISITS	UINT64_C(50000000)
#define FAMILY_VISITS	UINT64_C(50000000)
#define FAMILY_LEAST	3
#define SCALED_MAX	(INT64_C(1) << 40)
#define RANKED_SHARE	4	/* noise: a 4th of a unit, shared by k */
#define BLIND_SHARE	16	/* a 16th of a unit each */

/* Survivors by item, newest first, while they are being found. */
struct sieve {
	size_t *head;		/* of an item: entry + 1, or 0 */
	size_t *link;		/* of an entry: the next entry + 1 */
	uint32_t *owner;	/* of an entry: its candidate */
	uint32_t *stamp;	/* of an item: last candidate that has it */
	uint32_t *count;	/* of an item: entries */
	uint32_t bare;		/* newest survivor without items, or NONE */
	uint64_t visits;
};

static size_t list_size(const struct cover_lists *l, uint32_t x)
{
	return l->at[x + 1] - l->at[x];
}

static uint32_t rarest_item(const struct cover_core *core,
			    const struct sieve *s, size_t from, size_t to)
{
	const uint32_t *item = core->items.value;
	uint32_t rarest = item[from];

	for (size_t e = from + 1; e < to; e++)
		if (s->count[item[e]] < s->count[rarest])
			rarest = item[e];
	return rarest;
}

/*
 * How many survivors cover all that the newcomer's entries from..to name,
 * up to enough; the nearest twin goes to *elder.
 */
static uint32_t count_better(const struct cover_core *core, struct sieve *s,
			     size_t to, uint32_t enough, uint32_t *elder)
{
	const struct cover_lists *items = &core->items;
	size_t from = items->at[core->n];
	uint32_t better = 0;

	*elder = COVER_NONE;
	if (from == to) {
		*elder = s->bare;
		return core->n < enough ? core->n : enough;
	}
	for (size_t e = s->head[rarest_item(core, s, from, to)];
	     e && better < enough && s->visits < SIEVE_VISITS;
	     e = s->link[e - 1]) {
		uint32_t c = s->owner[e - 1];
		size_t common = 0;

		s->visits++;
		if (list_size(items, c) < to - from)
			continue;
		s->visits += list_size(items, c);
		for (size_t i = items->at[c]; i < items->at[c + 1]; i++)
			common += s->stamp[items->value[i]] == core->n + 1;
		if (common < to - from)
			continue;
		better++;
		if (*elder == COVER_NONE && list_size(items, c) == common)
			*elder = c;
	}
	return better;
}

/* Copies a candidate's items behind the last survivor's, each once. */
static size_t copy_items(struct cover_core *core, struct sieve *s,
			 const struct cover_problem *p, uint32_t c)
{
	size_t to = core->items.at[core->n];

	for (size_t i = p->first[c]; i < p->first[c + 1]; i++) {
		uint32_t item = p->item[i];

		if (item >= p->items)
			BUG("item out of range");
		if (s->stamp[item] == core->n + 1)
			continue;
		s->stamp[item] = core->n + 1;
		core->items.value[to++] = item;
	}
	return to;
}

static void unstamp(const struct cover_core *core, struct sieve *s, size_t to)
{
	for (size_t i = core->items.at[core->n]; i < to; i++)
		s->stamp[core->items.value[i]] = 0;
}

static void enter(struct cover_core *core, struct sieve *s, uint32_t c,
		  size_t to, uint32_t elder)
{
	uint32_t n = core->n;

	for (size_t e = core->items.at[n]; e < to; e++) {
		uint32_t item = core->items.value[e];

		s->owner[e] = n;
		s->link[e] = s->head[item];
		s->head[item] = e + 1;
		s->count[item]++;
	}
	core->origin[n] = c;
	core->elder[n] = elder;
	core->younger[n] = COVER_NONE;
	if (elder != COVER_NONE)
		core->younger[elder] = n;
	if (core->items.at[n] == to)
		s->bare = n;
	core->items.at[++core->n] = to;
}

static void sieve_candidates(struct cover_core *core,
			     const struct cover_problem *p, uint32_t ranked)
{
	size_t entries = p->first[p->candidates];
	size_t m = (size_t)p->items + 1;
	struct sieve s = {
		.head = mem_array(m, sizeof(*s.head)),
		.link = mem_array(entries + 1, sizeof(*s.link)),
		.owner = mem_array(entries + 1, sizeof(*s.owner)),
		.stamp = mem_array(m, sizeof(*s.stamp)),
		.count = mem_array(m, sizeof(*s.count)),
		.bare = COVER_NONE,
	};

	for (uint32_t c = 0; c < p->candidates; c++) {
		uint32_t enough = c < ranked ? core->k : 1;
		uint32_t elder;
		size_t to = copy_items(core, &s, p, c);

		if (count_better(core, &s, to, enough, &elder) < enough)
			enter(core, &s, c, to, elder);
		else
			unstamp(core, &s, to);
	}
	mem_free(s.head);
	mem_free(s.link);
	mem_free(s.owner);
	mem_free(s.stamp);
	mem_free(s.count);
}

static void list_carriers(struct cover_core *core)
{
	size_t entries = core->items.at[core->n];
	size_t *at = mem_array((size_t)core->m + 2, sizeof(*at));
	uint32_t *value = mem_array(entries + 1, sizeof(*value));

	for (size_t e = 0; e < entries; e++)
		at[core->items.value[e] + 2]++;
	for (uint32_t j = 0; j < core->m; j++)
		at[j + 2] += at[j + 1];
	for (uint32_t c = 0; c < core->n; c++)
		for (size_t e = core->items.at[c]; e < core->items.at[c + 1];
		     e++)
			value[at[core->items.value[e] + 1]++] = c;
	core->carriers.at = at;
	core->carriers.value = value;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Whole multiples of a common unit make every proved bound a tighter one. */
static int64_t weigh(struct cover_core *core, const struct cover_problem *p)
{
	int64_t top = 0;

	core->unit = 0;
	for (uint32_t c = 0; c < core->n; c++)
		core->unit = common_divisor(p->weight[core->origin[c]],
					    core->unit);
	if (!core->unit)
		core->unit = 1;
	for (uint32_t c = 0; c < core->n; c++) {
		core->weight[c] = (int64_t)(p->weight[core->origin[c]] /
					    core->unit);
		if (c < core->k)
			top += core->weight[c];
	}
	return top;
}

/* A fixed scatter of the numbers, 24 bits. */
static int64_t scatter(uint32_t c)
{
	uint64_t x = (c + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15);

	x = (x ^ (x >> 32)) * UINT64_C(0xBF58476D1CE4E5B9);
	return (int64_t)(x >> 40);
}

/*
 * Prices have room for 2^56 in all. Where weights are equal the relaxed
 * choice would be an arbitrary one and tell nothing, so each candidate gets
 * some noise; together it stays below a unit, and so raises no bound that is
 * rounded down to units. Where only some cover is asked for, not a heavy one,
 * it may be more.
 */
static void scale_weights(struct cover_core *core, int64_t top, bool ranked)
{
	int64_t noise;

	core->price_max = (INT64_C(1) << 56) /
			  ((int64_t)core->m * core->k + 1);
	if (core->price_max < 1)
		core->price_max = 1;
	core->scale = 1;
	while (2 * core->scale <= SCALED_MAX &&
	       2 * core->scale <= core->price_max &&
	       top <= SCALED_MAX / (2 * core->scale))
		core->scale *= 2;
	noise = core->scale / (ranked ? RANKED_SHARE * (int64_t)core->k :
			       BLIND_SHARE);
	for (uint32_t c = 0; c < core->n; c++)
		core->base[c] = core->weight[c] * core->scale +
				((scatter(c) * noise) >> 24);
}

/* Which items have a candidate in common; NULL if too many to look at. */
static uint8_t *meet_items(const struct cover_core *core)
{
	const struct cover_lists *l = &core->items;
	uint64_t visits = (uint64_t)core->m * core->m * COVER_FAMILIES;
	uint8_t *meet;

	for (uint32_t c = 0; c < core->n; c++)
		visits += (uint64_t)list_size(l, c) * list_size(l, c);
	if (visits > FAMILY_VISITS)
		return NULL;
	meet = mem_array((size_t)core->m * core->m + 1, sizeof(*meet));
	for (uint32_t c = 0; c < core->n; c++)
		for (size_t a = l->at[c]; a < l->at[c + 1]; a++)
			for (size_t b = l->at[c]; b < l->at[c + 1]; b++)
				meet[(size_t)l->value[a] * core->m +
				     l->value[b]] = 1;
	return meet;
}

struct family {
	const uint8_t *meet;
	uint8_t *blocked;	/* placed, or meets a member */
	uint32_t *degree;	/* of an item: unblocked ones it meets */
	uint32_t *member;
	uint32_t count;
};

static void block(const struct cover_core *core, struct family *f,
		  uint32_t item)
{
	const uint8_t *meet = f->meet + (size_t)item * core->m;

	f->blocked[item] = 1;
	for (uint32_t j = 0; j < core->m; j++)
		f->degree[j] -= meet[j];
}

static void start_family(const struct cover_core *core, struct family *f)
{
	f->count = 0;
	for (uint32_t j = 0; j < core->m; j++) {
		const uint8_t *meet = f->meet + (size_t)j * core->m;

		f->blocked[j] = core->family[j] != COVER_FAMILIES;
		f->degree[j] = 0;
		for (uint32_t i = 0; i < core->m; i++)
			f->degree[j] += meet[i] &&
					core->family[i] == COVER_FAMILIES;
	}
}

/* Greedily: next the item which rules the fewest others out. */
static void gather_family(const struct cover_core *core, struct family *f)
{
	start_family(core, f);
	for (;;) {
		uint32_t next = COVER_NONE;

		for (uint32_t j = 0; j < core->m; j++)
			if (!f->blocked[j] && (next == COVER_NONE ||
			    f->degree[j] < f->degree[next]))
				next = j;
		if (next == COVER_NONE)
			return;
		f->member[f->count++] = next;
		block(core, f, next);
		for (uint32_t j = 0; j < core->m; j++)
			if (!f->blocked[j] &&
			    f->meet[(size_t)next * core->m + j])
				block(core, f, j);
	}
}

/* Sets of items no two of which have a candidate in common. */
static void find_families(struct cover_core *core)
{
	size_t m = (size_t)core->m + 1;
	uint8_t *meet = meet_items(core);
	struct family f = { .meet = meet };

	for (uint32_t j = 0; j < core->m; j++)
		core->family[j] = COVER_FAMILIES;
	core->bare[COVER_FAMILIES] = core->m;
	if (!meet)
		return;
	f.blocked = mem_array(m, sizeof(*f.blocked));
	f.degree = mem_array(m, sizeof(*f.degree));
	f.member = mem_array(m, sizeof(*f.member));
	while (core->families < COVER_FAMILIES) {
		gather_family(core, &f);
		if (f.count < FAMILY_LEAST)
			break;
		for (uint32_t i = 0; i < f.count; i++)
			core->family[f.member[i]] = core->families;
		core->bare[core->families++] = f.count;
		core->bare[COVER_FAMILIES] -= f.count;
	}
	mem_free(f.blocked);
	mem_free(f.degree);
	mem_free(f.member);
	mem_free(meet);
}

static void clear_choice(struct cover_core *core)
{
	for (uint32_t c = 0; c < core->n; c++)
		core->gain[c] = (uint32_t)list_size(&core->items, c);
	for (uint32_t j = 0; j < core->m; j++)
		core->live[j] = (uint32_t)list_size(&core->carriers, j);
	core->free_count = core->n;
	core->slots = core->k;
	core->uncovered = core->m;
}

void cover_core_init(struct cover_core *core, const struct cover_problem *p,
		     uint32_t k, uint32_t ranked)
{
	size_t n = (size_t)p->candidates + 1;
	size_t m = (size_t)p->items + 1;

	memset(core, 0, sizeof(*core));
	core->m = p->items;
	core->k = k;
	core->origin = mem_array(n, sizeof(*core->origin));
	core->weight = mem_array(n, sizeof(*core->weight));
	core->items.at = mem_array(n, sizeof(*core->items.at));
	core->items.value = mem_array(p->first[p->candidates] + 1,
				      sizeof(*core->items.value));
	core->elder = mem_array(n, sizeof(*core->elder));
	core->younger = mem_array(n, sizeof(*core->younger));
	sieve_candidates(core, p, ranked);
	list_carriers(core);

	core->status = mem_array(n, sizeof(*core->status));
	core->gain = mem_array(n, sizeof(*core->gain));
	core->covered = mem_array(m, sizeof(*core->covered));
	core->live = mem_array(m, sizeof(*core->live));
	core->price = mem_array(m, sizeof(*core->price));
	core->best_price = mem_array(m, sizeof(*core->best_price));
	core->surplus = mem_array(m, sizeof(*core->surplus));
	core->worth = mem_array(n, sizeof(*core->worth));
	core->heap = mem_array(n, sizeof(*core->heap));
	core->picked = mem_array(n, sizeof(*core->picked));
	core->tally = mem_array(m + 1, sizeof(*core->tally));
	core->choice = mem_array(n, sizeof(*core->choice));
	core->sketch = mem_array(n, sizeof(*core->sketch));
	core->sketch_covered = mem_array(m, sizeof(*core->sketch_covered));
	core->node_limit = p->node_limit;
	core->family = mem_array(m, sizeof(*core->family));
	core->base = mem_array(n, sizeof(*core->base));
	core->heading = mem_array(m, sizeof(*core->heading));
	scale_weights(core, weigh(core, p), ranked);
	find_families(core);
	clear_choice(core);
}

void cover_core_release(struct cover_core *core)
{
	for (size_t i = 0; i < core->saved.n; i++)
		mem_free(core->saved.v[i]);
	vec_release(&core->saved);
	vec_release(&core->trail);
	mem_free(core->origin);
	mem_free(core->weight);
	mem_free(core->base);
	mem_free(core->items.at);
	mem_free(core->items.value);
	mem_free(core->carriers.at);
	mem_free(core->carriers.value);
	mem_free(core->elder);
	mem_free(core->younger);
	mem_free(core->status);
	mem_free(core->gain);
	mem_free(core->covered);
	mem_free(core->live);
	mem_free(core->price);
	mem_free(core->best_price);
	mem_free(core->surplus);
	mem_free(core->heading);
	mem_free(core->family);
	mem_free(core->worth);
	mem_free(core->heap);
	mem_free(core->picked);
	mem_free(core->tally);
	mem_free(core->choice);
	mem_free(core->sketch);
	mem_free(core->sketch_covered);
	memset(core, 0, sizeof(*core));
}

