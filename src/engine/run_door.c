/*
 * Interfaces that cannot be reached: what would go there stands in line until
 * one request gets through.
 */
#include "engine/run_room.h"

static struct run_door *door_of(struct run *r, uint32_t lane)
{
	return &r->doors[r->lanes[lane].door];
}

static int64_t limit_of(const struct run *r, const struct run_door *d)
{
	const uint64_t room = (uint64_t)(RUN_NEVER - d->since_ms);

	return r->set->away_ms < room ? d->since_ms +
					(int64_t)r->set->away_ms : RUN_NEVER;
}

/* The next one goes after twice the time, and one when the limit is over. */
static void try_later(const struct run *r, struct run_door *d,
		      struct run_now now)
{
	const int64_t limit_ms = limit_of(r, d);

	d->wait_ms = d->wait_ms ? d->wait_ms * 2 : RUN_AWAY_WAIT_MS;
	if (d->wait_ms > RUN_AWAY_WAIT_MAX_MS)
		d->wait_ms = RUN_AWAY_WAIT_MAX_MS;
	d->at_ms = now.real_ms + d->wait_ms;
	if (now.real_ms >= limit_ms)
		d->given_up = true;
	else if (d->at_ms > limit_ms)
		d->at_ms = limit_ms;
}

/* Whoever stands in line and still has something to send. */
static bool next_in_line(struct run *r, struct run_door *d, uint32_t *lane)
{
	struct run_heap_item item;

	while (run_heap_top(&d->lanes, &item)) {
		run_heap_take(&d->lanes);
		r->lanes[item.number].queued = false;
		run_lane_offer(r, item.number);
		*lane = item.number;
		if (r->lanes[item.number].queued)
			return true;
	}
	return false;
}

static void come_back(struct run *r, struct run_door *d)
{
	uint32_t lane;

	d->away = d->given_up = false;
	d->trial = RUN_NONE;
	while (next_in_line(r, d, &lane))
		continue;
}

void run_door_told(struct run *r, uint32_t place, bool sent,
		   struct run_now now)
{
	const uint32_t lane = r->places[place].lane;
	struct run_door *d = door_of(r, lane);

	if (d->away && d->trial == lane) {
		d->trial = RUN_NONE;
		if (sent)
			come_back(r, d);
		else
			try_later(r, d, now);
	} else if (!d->away && !sent) {
		*d = (struct run_door){ .away = true, .trial = RUN_NONE,
			.since_ms = now.real_ms, .held = d->held,
			.lanes = d->lanes };
		try_later(r, d, now);
	}
}

void run_door_untried(struct run *r, uint32_t lane)
{
	if (door_of(r, lane)->trial == lane)
		door_of(r, lane)->trial = RUN_NONE;
}

bool run_door_lets(struct run *r, uint32_t lane, uint32_t place,
		   struct run_now now)
{
	struct run_door *d = door_of(r, lane);

	if (!d->away || d->trial == lane)
		return true;
	if (d->trial == RUN_NONE && now.real_ms >= d->at_ms) {
		d->trial = lane;
		return true;
	}
	r->lanes[lane].queued = true;
	run_heap_add(&d->lanes, place, lane, 0);
	return false;
}

void run_doors_try(struct run *r, struct run_now now)
{
	for (uint32_t i = 0; i < r->n_doors; i++) {
		struct run_door *d = &r->doors[i];
		uint32_t lane;

		if (d->away && d->trial == RUN_NONE &&
		    now.real_ms >= d->at_ms && next_in_line(r, d, &lane))
			d->trial = lane;
	}
}

int64_t run_doors_next(const struct run *r)
{
	int64_t at = RUN_NEVER;

	for (uint32_t i = 0; i < r->n_doors; i++) {
		const struct run_door *d = &r->doors[i];

		if (d->away && d->trial == RUN_NONE && d->lanes.v.n &&
		    d->at_ms < at)
			at = d->at_ms;
	}
	return at;
}

bool run_doors_given_up(const struct run *r)
{
	bool any = false;

	for (uint32_t i = 0; i < r->n_doors; i++) {
		const struct run_door *d = &r->doors[i];

		if (!d->given_up && (d->held || (d->away && d->lanes.v.n)))
			return false;
		any |= d->given_up;
	}
	return any;
}

bool run_outage(const struct run *r, uint32_t interface,
		struct run_outage *outage)
{
	const struct run_door *d;

	if (interface >= r->n_doors || !r->doors[interface].away)
		return false;
	d = &r->doors[interface];
	*outage = (struct run_outage){ d->since_ms, d->given_up };
	return true;
}
