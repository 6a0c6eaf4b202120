/* What a plan is made into: places, lanes, groups, and who comes after whom. */
#include <stdlib.h>

#include "base/bug.h"
#include "engine/run_room.h"

struct of_device {
	uint64_t device;
	uint32_t place;
};

static int by_device(const void *a, const void *b)
{
	const struct of_device *x = a, *y = b;

	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static void make_lanes(struct run *r, struct run_now now)
{
	struct of_device *all = mem_array(r->n, sizeof(*all));
	uint32_t groups = 0, doors = 1;

	for (uint32_t i = 0; i < r->n; i++) {
		const struct run_case *c = &r->set->cases[i];

		all[i] = (struct of_device){ c->device, i };
		if (c->s1sp >= groups)
			groups = c->s1sp + 1;
		if (c->interface >= doors)
			doors = c->interface + 1;
	}
	if (r->n)
		qsort(all, r->n, sizeof(*all), by_device);
	r->lanes = mem_array(r->n, sizeof(*r->lanes));
	for (uint32_t i = 0; i < r->n; i++) {
		struct run_lane *l;

		if (i == 0 || all[i].device != all[i - 1].device) {
			l = &r->lanes[r->n_lanes++];
			*l = (struct run_lane){ .device = all[i].device,
				.s1sp = r->set->cases[all[i].place].s1sp,
				.door = r->set->cases[all[i].place].interface,
				.holder = RUN_NONE, .listeners = RUN_NONE };
		}
		r->places[all[i].place].lane = r->n_lanes - 1;
	}
	mem_free(all);
	r->groups = mem_array(groups, sizeof(*r->groups));
	r->n_groups = groups;
	r->doors = mem_array(doors, sizeof(*r->doors));
	r->n_doors = doors;
	/* group 0 is of no S1SP: only the cap of all holds for it */
	for (uint32_t i = 0; i < groups; i++)
		run_bucket_init(&r->groups[i].bucket, i ?
			r->set->campaign->limits.per_s1sp_milli : 0,
			now.real_ms);
}

/* The cases that one comes after, each by its place or NONE. */
static bool next_after(const struct intern *ids, struct span *rest,
		       uint32_t *place)
{
	struct span part;

	while (span_cut(rest, ';', &part)) {
		part = span_trim(part);
		if (!part.n)
			continue;
		*place = intern_find(ids, part);
		if (*place == INTERN_NONE)
			*place = RUN_NONE;
		return true;
	}
	return false;
}

/* Two passes: how many follow each place, then which. */
static void make_order(struct run *r)
{
	struct intern ids = INTERN_INIT;
	uint32_t *at, total = 0, before;
	struct span rest;

	for (uint32_t i = 0; i < r->n; i++) {
		bool fresh;

		intern_put(&ids, run_case_of(r, i)->id, &fresh);
		if (!fresh)
			BUG("two cases of one id");
	}
	r->next_start = mem_array((size_t)r->n + 1, sizeof(*r->next_start));
	for (uint32_t i = 0; i < r->n; i++) {
		rest = run_case_of(r, i)->after;
		while (next_after(&ids, &rest, &before)) {
			if (before == RUN_NONE)
				r->places[i].missing = true;
			else
				r->next_start[before + 1]++, total++;
		}
	}
	for (uint32_t i = 0; i < r->n; i++)
		r->next_start[i + 1] += r->next_start[i];
	r->next = mem_array(total, sizeof(*r->next));
	at = mem_array(r->n, sizeof(*at));
	for (uint32_t i = 0; i < r->n; i++) {
		rest = run_case_of(r, i)->after;
		while (next_after(&ids, &rest, &before)) {
			if (before == RUN_NONE)
				continue;
			r->next[r->next_start[before] + at[before]++] = i;
			r->places[i].afters++;
		}
	}
	mem_free(at);
	intern_release(&ids);
}

void run_plan_make(struct run *r, struct run_now now)
{
	r->places = mem_array(r->n, sizeof(*r->places));
	for (uint32_t i = 0; i < r->n; i++)
		r->places[i] = (struct run_place){ .phase = RUN_LATER,
			.blocker = RUN_NONE, .slot = RUN_NONE,
			.schedule = RUN_NONE, .schedule_from = RUN_NONE };
	make_lanes(r, now);
	make_order(r);
}

uint32_t run_lane_find(const struct run *r, uint64_t device)
{
	uint32_t low = 0, high = r->n_lanes;

	while (low < high) {
		const uint32_t mid = low + (high - low) / 2;

		if (r->lanes[mid].device < device)
			low = mid + 1;
		else
			high = mid;
	}
	return low < r->n_lanes && r->lanes[low].device == device ?
	       low : RUN_NONE;
}

void run_plan_free(struct run *r)
{
	for (uint32_t i = 0; i < r->n_lanes; i++)
		run_heap_release(&r->lanes[i].ready);
	for (uint32_t i = 0; i < r->n_groups; i++) {
		run_heap_release(&r->groups[i].lanes);
		run_bucket_release(&r->groups[i].bucket);
	}
	for (uint32_t i = 0; i < r->n_doors; i++)
		run_heap_release(&r->doors[i].lanes);
	mem_free(r->doors);
	mem_free(r->lanes);
	mem_free(r->groups);
	mem_free(r->next_start);
	mem_free(r->next);
	mem_free(r->places);
}
